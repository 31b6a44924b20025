"""Every field is compared; a difference is shown, never hidden."""

import datetime as dt
from dataclasses import replace

import pytest
from scenarios import annual_summit, tips_tuesday, town_hall

from desktop_app.event.draft import Access, Attendance, EventDraft, EventFormat, EventType, SessionPlan
from desktop_app.journey.comparing import Field, Lock, Side, compare, fields

DAY = dt.date(2025, 12, 15)
BASE = replace(
    town_hall(DAY),
    access=Access.APPROVED_ONLY,
    allowed_domains=("techcorp.com",),
    attendance=Attendance.HYBRID,
    place="Main hall",
)


def different(entered: EventDraft, stored: EventDraft, hubs: tuple[str, str] = ("h1", "h1")) -> set[Field]:
    rows = compare(Side(entered, hubs[0]), Side(stored, hubs[1])).rows
    return {row.field for row in rows if row.same is False}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": "Q4 Townhall"}, Field.NAME),
        ({"tagline": ""}, Field.TAGLINE),
        ({"description": "Other"}, Field.DESCRIPTION),
        ({"event_type": EventType.MULTI_SESSION}, Field.EVENT_TYPE),
        ({"format": EventFormat.MEETING}, Field.FORMAT),
        ({"date": dt.date(2025, 12, 16)}, Field.DATE),
        ({"end": dt.time(16)}, Field.TIME),
        ({"access": Access.ANYONE_WITH_LINK}, Field.ACCESS),
        ({"allowed_domains": ("other.com",)}, Field.ALLOWED),
        ({"allowed_emails": ("a@b.co",)}, Field.ALLOWED),
        ({"attendance": Attendance.IN_PERSON}, Field.ATTENDANCE),
        ({"place": "Side hall"}, Field.PLACE),
    ],
)
def test_a_difference_is_found(change: dict[str, object], field: Field) -> None:
    assert field in different(BASE, replace(BASE, **change))  # type: ignore[arg-type]


def test_an_end_on_the_next_day_is_compared_as_such() -> None:
    gala = replace(BASE, start=dt.time(20), end=dt.time(1))
    assert different(gala, gala) == set()
    assert different(gala, replace(gala, end=dt.time(1, 30))) == {Field.TIME}


def test_another_hour_of_one_day_is_no_other_date_where_utc_has_the_next_one() -> None:
    evening = replace(BASE, start=dt.time(18), end=dt.time(18, 30))
    assert different(evening, replace(evening, start=dt.time(20), end=dt.time(20, 30))) == {Field.TIME}
    assert different(evening, replace(evening, date=dt.date(2025, 12, 16))) == {Field.DATE}


def test_another_hub_is_a_difference() -> None:
    assert different(BASE, BASE, ("h1", "h2")) == {Field.HUB}


def test_the_same_hour_in_another_zone_is_a_difference_of_the_time_too() -> None:
    assert different(BASE, replace(BASE, time_zone="Europe/Berlin")) == {Field.TIME, Field.TIME_ZONE}


def test_spaces_around_and_the_case_of_domains_are_none() -> None:
    entered = replace(BASE, name=" Q4 Town Hall: Looking Ahead to 2026 ", allowed_domains=("TechCorp.com",))
    assert different(entered, BASE) == set()


def test_the_order_of_sessions_is_none() -> None:
    summit = annual_summit(DAY)
    assert different(summit, replace(summit, sessions=summit.sessions[::-1])) == set()
    extra = replace(summit, sessions=(*summit.sessions, SessionPlan("More", "", DAY, dt.time(12), dt.time(13))))
    assert different(summit, extra) == {Field.SESSIONS}


def test_a_series_is_compared_by_what_it_means() -> None:
    series = tips_tuesday(dt.date(2026, 1, 6))
    assert (
        different(series, replace(series, recurrence=replace(series.recurrence, weekdays=(2,), month_day=9))) == set()
    )
    assert Field.RECURRENCE in different(series, replace(series, recurrence=replace(series.recurrence, count=11)))


def test_before_the_draft_exists_nothing_is_the_same_or_different() -> None:
    comparison = compare(Side(BASE, "h1"), None)
    assert {row.same for row in comparison.rows} == {None}
    assert not comparison.matches


def test_what_matches_is_said() -> None:
    assert compare(Side(BASE, "h1"), Side(BASE, "h1")).matches


def test_when_things_lock() -> None:
    locks = {row.field: row.lock for row in compare(Side(BASE, "h1"), None).rows}
    assert locks[Field.EVENT_TYPE] is Lock.PERMANENT
    assert locks[Field.FORMAT] is Lock.AT_PUBLISHING
    assert locks[Field.NAME] is Lock.NEVER


def test_each_type_shows_its_own_rows() -> None:
    assert Field.SESSIONS not in fields(BASE)
    assert {Field.DAYS, Field.SESSIONS} <= set(fields(annual_summit(DAY)))
    assert Field.DATE not in fields(annual_summit(DAY))
    assert Field.RECURRENCE in fields(tips_tuesday(DAY))
    assert Field.PLACE not in fields(town_hall(DAY))
    assert Field.ALLOWED not in fields(town_hall(DAY))
