"""Two questions lead to a type."""

import pytest

from desktop_app.event import guidance
from desktop_app.event.draft import EventFormat, EventType, Shape
from desktop_app.event.guidance import COMPARISON, Capability, Reason


@pytest.mark.parametrize(
    ("shape", "needs_expo", "event_type", "reason"),
    [
        (Shape.ONE, False, EventType.SINGLE, Reason.ONE_SESSION),
        (Shape.SERIES, False, EventType.RECURRING, Reason.SAME_SESSION_OFTEN),
        (Shape.MANY, False, EventType.MULTI_SESSION, Reason.MANY_SESSIONS),
        (Shape.MANY, True, EventType.MULTI_SESSION, Reason.MANY_SESSIONS_AND_EXPO),
        (Shape.ONE, True, EventType.MULTI_SESSION, Reason.EXPO),
        (Shape.SERIES, True, EventType.MULTI_SESSION, Reason.EXPO),
        (None, False, None, None),
        (Shape.ONE, None, None, None),
        (None, None, None, None),
    ],
)
def test_the_answers_lead_to_a_type(
    shape: Shape | None, needs_expo: bool | None, event_type: EventType | None, reason: Reason | None
) -> None:
    advice = guidance.advise(shape, needs_expo)
    assert (advice and (advice.event_type, advice.reason)) == (event_type and (event_type, reason))


def test_every_capability_is_told_of_every_type() -> None:
    assert list(COMPARISON) == list(Capability)
    assert all(set(row) == set(EventType) for row in COMPARISON.values())
    expo = COMPARISON[Capability.EXPO]
    assert [kind for kind, booths in expo.items() if booths] == [EventType.MULTI_SESSION]


def test_every_format_has_a_capacity() -> None:
    assert guidance.CAPACITY == {EventFormat.WEBINAR: 100_000, EventFormat.MEETING: 1_000}
