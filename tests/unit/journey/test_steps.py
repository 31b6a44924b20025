"""The steps as data: what is open, what is done, where Back leads, and what a change makes invalid."""

import datetime as dt
from dataclasses import replace

import pytest

from desktop_app.event.draft import EventDraft
from desktop_app.journey import steps
from desktop_app.journey.state import Connection, JourneyState, Mode, Work
from desktop_app.journey.steps import Step
from desktop_app.zoom.models import CalendarItem, Event, Hub

HUB = Hub(hub_id="h1", name="Acme Corp Events Hub")
OTHER = Hub(hub_id="h2", name="Customer Education")
CONNECTION = Connection(Mode.PRACTICE, "Practice", "practice", frozenset(), (HUB, OTHER))
START = dt.datetime(2026, 12, 15, 19, tzinfo=dt.UTC)


def event(status: str = "DRAFT") -> Event:
    return Event(
        event_id="e1",
        name="Q4 Town Hall",
        status=status,
        timezone="America/New_York",
        calendar=(CalendarItem(start_time=START, end_time=START + dt.timedelta(hours=1)),),
    )


NEW = JourneyState()
CONNECTED = steps.connected(CONNECTION)
OPENED = steps.work_opened(CONNECTED, HUB, Work("k1", EventDraft(name="Q4 Town Hall"), hub_id="h1"))
DETAILED = replace(OPENED, work=replace(OPENED.work or Work("", EventDraft()), details_open=True))
DRAFTED = replace(
    DETAILED, work=replace(DETAILED.work or Work("", EventDraft()), event_id="e1"), stored=event(), verified=True
)
PUBLISHED = replace(DRAFTED, stored=event("PUBLISHED"))


@pytest.mark.parametrize(
    ("state", "opened"),
    [
        (NEW, {Step.CONNECT}),
        (CONNECTED, {Step.CONNECT, Step.HUB}),
        (OPENED, {Step.CONNECT, Step.HUB, Step.EVENT}),
        (DETAILED, {Step.CONNECT, Step.HUB, Step.EVENT, Step.REVIEW}),
        (DRAFTED, set(Step)),
        (PUBLISHED, {Step.CONNECT, Step.HUB, Step.PUBLISH, Step.ATTENDEES}),
    ],
)
def test_which_steps_are_open(state: JourneyState, opened: set[Step]) -> None:
    assert {step for step in Step if steps.is_open(step, state)} == opened


def test_steps_follow_each_other() -> None:
    assert [steps.following(step) for step in Step] == [*list(Step)[1:], None]


def test_publishing_can_not_be_taken_back() -> None:
    assert steps.back_from(Step.ATTENDEES, PUBLISHED) is Step.PUBLISH
    assert steps.back_from(Step.PUBLISH, PUBLISHED) is Step.HUB
    assert steps.back_from(Step.PUBLISH, DRAFTED) is Step.REVIEW


def test_back_skips_steps_that_are_closed() -> None:
    assert steps.back_from(Step.REVIEW, replace(DETAILED, work=None)) is Step.HUB
    assert steps.back_from(Step.CONNECT, DRAFTED) is None


def test_back_leads_nowhere_while_people_are_registered() -> None:
    assert steps.back_from(Step.ATTENDEES, replace(PUBLISHED, import_running=True)) is None


def test_an_edit_makes_the_comparison_out_of_date() -> None:
    changed = steps.edited(DRAFTED, EventDraft(name="Q1 Town Hall"))
    assert not changed.verified
    assert changed.event_id == "e1"
    assert not steps.is_open(Step.PUBLISH, changed)
    assert steps.edited(DRAFTED, DRAFTED.draft) is DRAFTED


def test_another_account_starts_afresh() -> None:
    assert steps.connected(CONNECTION) == JourneyState(connection=CONNECTION)


def test_done_steps() -> None:
    assert [step for step in Step if steps.is_done(step, DRAFTED)] == [Step.CONNECT, Step.HUB, Step.EVENT, Step.REVIEW]
    assert steps.is_done(Step.ATTENDEES, replace(PUBLISHED, registered=3))


def test_what_a_log_may_hold_names_nobody() -> None:
    said = str(PUBLISHED.redacted())
    assert "Town Hall" not in said
    assert "Practice" not in said
    assert "e1" in said
