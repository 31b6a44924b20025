"""From what was typed to what Zoom takes, and back."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scenarios import annual_summit, first_tuesday, project_phoenix, tips_tuesday, town_hall

from desktop_app.event.draft import (
    Access,
    Attendance,
    DayPlan,
    EventDraft,
    EventFormat,
    EventType,
    Pattern,
    RecurrenceRule,
    SessionPlan,
)
from desktop_app.journey import mapping
from desktop_app.zoom.models import AccessLink, Event, Recurrence, Session
from desktop_app.zoom.requests import EventRequest, to_wire

DAY = dt.date(2025, 12, 15)


def stored(request: EventRequest) -> Event:
    """What Zoom would keep of a request that it took as it is."""
    return Event(
        event_id="e1",
        name=request.name,
        description=request.description,
        tagline=request.tagline or "",
        timezone=request.timezone,
        event_type=request.event_type,
        access_level=request.access_level,
        meeting_type=request.meeting_type or "",
        attendance_type=request.attendance_type,
        status="DRAFT",
        hub_id=request.hub_id,
        calendar=request.calendar,
        recurrence=request.recurrence,
        physical_location=request.physical_location or "",
    )


def test_the_town_hall_on_the_wire() -> None:
    assert to_wire(mapping.event_request(town_hall(DAY), "hub-1")) == {
        "name": "Q4 Town Hall: Looking Ahead to 2026",
        "tagline": "Where we’re headed, and how we’ll get there together",
        "description": "The leadership team on the year that was and the one to come.",
        "timezone": "America/New_York",
        "event_type": "SIMPLE_EVENT",
        "access_level": "PRIVATE_UNRESTRICTED",
        "meeting_type": "WEBINAR",
        "attendance_type": "virtual",
        "hub_id": "hub-1",
        "calendar": [{"start_time": "2025-12-15T19:00:00Z", "end_time": "2025-12-15T20:30:00Z"}],
    }


def test_the_first_tuesday_of_each_month_on_the_wire() -> None:
    wire = to_wire(mapping.event_request(tips_tuesday(dt.date(2026, 1, 6)), "hub-1"))
    assert wire["recurrence"] == {
        "type": 3,
        "repeat_interval": 1,
        "monthly_week": 1,
        "monthly_week_day": 3,
        "end_times": 12,
        "duration": 30,
    }
    assert wire["calendar"] == [{"start_time": "2026-01-06T16:00:00Z", "end_time": "2026-01-06T16:30:00Z"}]


def test_the_summit_on_the_wire() -> None:
    draft = annual_summit(dt.date(2026, 6, 9))
    wire = to_wire(mapping.event_request(draft, "hub-1"))
    assert wire["event_type"] == "CONFERENCE"
    assert "meeting_type" not in wire
    assert "recurrence" not in wire
    assert wire["physical_location"] == "TechCorp Center, 1 Main Street, New York"
    assert [item["start_time"] for item in wire["calendar"]] == [
        "2026-06-09T13:00:00Z",
        "2026-06-10T13:00:00Z",
        "2026-06-11T13:00:00Z",
    ]
    assert to_wire(mapping.session_request(draft.sessions[0], draft)) == {
        "name": "Opening keynote",
        "description": "Where the industry is going.",
        "start_time": "2026-06-09T13:00:00Z",
        "end_time": "2026-06-09T14:30:00Z",
        "timezone": "America/New_York",
        "type": 2,
    }


@pytest.mark.parametrize("plan", [town_hall, project_phoenix, tips_tuesday])
def test_what_zoom_keeps_reads_back_as_what_was_typed(plan) -> None:
    draft = plan(first_tuesday(DAY))
    assert mapping.draft_from(stored(mapping.event_request(draft, "hub-1")), base=draft) == draft


def summit_night() -> EventDraft:
    """A day from 18:00 to 01:00 with a session before, over, and after midnight."""
    first, second = dt.date(2026, 6, 9), dt.date(2026, 6, 10)
    return replace(
        annual_summit(first),
        days=(DayPlan(first, dt.time(18), dt.time(1)),),
        sessions=(
            SessionPlan("Dinner", "", first, dt.time(18), dt.time(22)),
            SessionPlan("Countdown", "", first, dt.time(23), dt.time(0, 15)),
            SessionPlan("Dance", "", second, dt.time(0, 15), dt.time(1)),
        ),
    )


@pytest.mark.parametrize("draft", [annual_summit(dt.date(2026, 6, 9)), summit_night()], ids=["summit", "night"])
def test_a_summit_reads_back_with_its_sessions(draft: EventDraft) -> None:
    sessions = []
    for number, plan in enumerate(draft.sessions):
        start, end = mapping.session_times(plan, draft)
        sessions.append(
            Session(
                session_id=f"s{number}",
                name=plan.name,
                description=plan.description,
                start_time=start,
                end_time=end,
                timezone=draft.time_zone,
                type=2,
            )
        )
    read = mapping.draft_from(stored(mapping.event_request(draft, "hub-1")), sessions, base=draft)
    assert [plan.session_id for plan in read.sessions] == ["s0", "s1", "s2"]
    assert replace(read, sessions=tuple(replace(plan, session_id="") for plan in read.sessions)) == draft


def test_who_may_register_is_read_from_the_link() -> None:
    draft = replace(town_hall(DAY), access=Access.APPROVED_ONLY, allowed_domains=("techcorp.com",))
    link = AccessLink(access_link_id="l1", type="registration", is_default=True, allow_domain_list=("techcorp.com",))
    assert mapping.draft_from(stored(mapping.event_request(draft, "h")), link=link, base=draft) == draft


def test_a_patch_holds_only_what_changed() -> None:
    draft = town_hall(DAY)
    event = stored(mapping.event_request(draft, "hub-1"))
    assert mapping.event_changes(draft, event) is None
    changed = mapping.event_changes(replace(draft, name="Q1 Town Hall", start=dt.time(15)), event)
    assert changed is not None
    assert to_wire(changed) == {
        "name": "Q1 Town Hall",
        "calendar": [{"start_time": "2025-12-15T20:00:00Z", "end_time": "2025-12-15T20:30:00Z"}],
    }


def test_a_patch_can_empty_a_field() -> None:
    draft = town_hall(DAY)
    event = stored(mapping.event_request(draft, "hub-1"))
    changed = mapping.event_changes(replace(draft, tagline=""), event)
    assert changed is not None
    assert to_wire(changed) == {"tagline": ""}


def test_an_access_level_that_only_zooms_website_sets_is_left_alone() -> None:
    draft = town_hall(DAY)
    event = replace_struct(stored(mapping.event_request(draft, "hub-1")), access_level="PUBLIC")
    assert mapping.event_changes(draft, event) is None


def replace_struct(event: Event, **changes: object) -> Event:
    import msgspec

    return msgspec.structs.replace(event, **changes)


def test_a_rule_means_the_same_with_members_that_its_pattern_does_not_use() -> None:
    sent = Recurrence(type=2, repeat_interval=1, weekly_days=(2, 4), end_times=6)
    answered = Recurrence(type=2, repeat_interval=None, weekly_days=(4, 2), monthly_days=(1,), end_times=6, duration=30)
    assert mapping.same_recurrence(sent, answered)
    assert not mapping.same_recurrence(sent, None)
    assert not mapping.same_recurrence(sent, Recurrence(type=2, weekly_days=(2,), end_times=6))


def test_a_place_counts_only_where_people_can_come() -> None:
    draft = replace(town_hall(DAY), place="Main hall")
    assert mapping.place(draft) == ""
    assert mapping.place(replace(draft, attendance=Attendance.HYBRID)) == "Main hall"


texts = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40).map(str.strip)


@given(
    name=texts.filter(bool),
    description=texts.filter(bool),
    form=st.sampled_from(EventFormat),
    day=st.dates(dt.date(2026, 1, 1), dt.date(2030, 12, 31)),
    pattern=st.sampled_from(Pattern),
    interval=st.integers(1, 3),
    weekdays=st.sets(st.integers(1, 7), min_size=1),
    week=st.sampled_from([1, 2, 3, 4, -1]),
    count=st.none() | st.integers(1, 50),
)
def test_any_series_reads_back_as_it_was(
    name: str,
    description: str,
    form: EventFormat,
    day: dt.date,
    pattern: Pattern,
    interval: int,
    weekdays: set[int],
    week: int,
    count: int | None,
) -> None:
    rule = RecurrenceRule(
        pattern=pattern,
        interval=interval,
        weekdays=tuple(sorted(weekdays)) if pattern is Pattern.WEEKLY else (),
        month_day=day.day if pattern is Pattern.MONTHLY_BY_DAY else 1,
        month_week=week if pattern is Pattern.MONTHLY_BY_WEEKDAY else 1,
        month_weekday=4 if pattern is Pattern.MONTHLY_BY_WEEKDAY else 2,
        count=count,
        until=None if count else day + dt.timedelta(days=200),
    )
    from desktop_app.event import schedule

    draft = EventDraft(
        event_type=EventType.RECURRING,
        name=name,
        description=description,
        date=day,
        start=dt.time(12, 0),
        end=dt.time(13, 0),
        time_zone="Europe/Berlin",
        format=form,
        recurrence=rule,
    )
    read = mapping.draft_from(stored(mapping.event_request(draft, "h")), base=draft)
    assert read == replace(draft, date=schedule.occurrences(draft)[0].start.date())


def test_a_zone_is_sent_by_zooms_name_and_read_by_todays() -> None:
    draft = replace(town_hall(DAY), time_zone="Europe/Kyiv")
    request = mapping.event_request(draft, "hub-1")
    assert request.timezone == "Europe/Kiev"
    assert mapping.draft_from(stored(request), base=draft) == draft
    assert mapping.event_changes(draft, stored(request)) is None


def test_a_zone_that_no_database_has_is_read_as_utc() -> None:
    event = replace_struct(stored(mapping.event_request(town_hall(DAY), "hub-1")), timezone="Nowhere/Atlantis")
    read = mapping.draft_from(event)
    assert read.time_zone == "UTC"
    assert read.start == dt.time(19)
