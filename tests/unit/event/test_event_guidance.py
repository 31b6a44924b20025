"""Two questions lead to a type."""

import pytest

from desktop_app.event import guidance
from desktop_app.event.draft import EventFormat, EventType
from desktop_app.event.guidance import COMPARISON, Capability, Reason


@pytest.mark.parametrize(
    ("many_sessions", "needs_expo", "event_type", "reason"),
    [
        ("one", False, EventType.SINGLE, Reason.ONE_SESSION),
        ("series", False, EventType.RECURRING, Reason.SAME_SESSION_OFTEN),
        ("many", False, EventType.MULTI_SESSION, Reason.MANY_SESSIONS),
        ("many", True, EventType.MULTI_SESSION, Reason.MANY_SESSIONS_AND_EXPO),
        ("one", True, EventType.MULTI_SESSION, Reason.EXPO),
        ("series", True, EventType.MULTI_SESSION, Reason.EXPO),
        ("", False, None, None),
        ("one", None, None, None),
        ("", None, None, None),
        ("several", True, None, None),
    ],
)
def test_the_answers_lead_to_a_type(
    many_sessions: str, needs_expo: bool | None, event_type: EventType | None, reason: Reason | None
) -> None:
    advice = guidance.advise(many_sessions, needs_expo)
    assert (advice and (advice.event_type, advice.reason)) == (event_type and (event_type, reason))


def test_every_capability_is_told_of_every_type() -> None:
    assert list(COMPARISON) == list(Capability)
    assert all(set(row) == set(EventType) for row in COMPARISON.values())
    expo = COMPARISON[Capability.EXPO]
    assert [kind for kind, booths in expo.items() if booths] == [EventType.MULTI_SESSION]


def test_every_format_has_a_capacity() -> None:
    assert guidance.CAPACITY == {EventFormat.WEBINAR: 100_000, EventFormat.MEETING: 1_000}
