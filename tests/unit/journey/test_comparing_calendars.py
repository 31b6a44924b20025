"""When Zoom's event takes place is compared as Zoom has it, also where a draft has no words for it."""

import datetime as dt
from dataclasses import replace

import pytest
from scenarios import town_hall, winter_day

from desktop_app.event.draft import EventDraft
from desktop_app.journey.comparing import Field
from desktop_app.journey.journey import Journey
from desktop_app.zoom.models import CalendarItem
from desktop_app.zoom.requests import EventChanges

pytestmark = pytest.mark.asyncio

TODAY = dt.datetime.now(dt.UTC).date()


def last_of_summer_time(year: int) -> dt.date:
    """The first Sunday of November, when half past one comes twice in New York."""
    first = dt.date(year, 11, 1)
    return first + dt.timedelta(days=(6 - first.weekday()) % 7)


async def differences(journey: Journey, draft: EventDraft, *, start: int = 0, end: int = 0) -> set[Field]:
    """Create a draft, move it on Zoom's website by so many hours, and read it again."""
    connection = journey.state.connection
    assert connection is not None
    journey.start_event(connection.hubs[0])
    journey.edit(draft)
    assert (await journey.put_draft()).matches
    assert journey.state.stored is not None
    (item,) = journey.state.stored.calendar
    moved = CalendarItem(
        start_time=item.start_time + dt.timedelta(hours=start), end_time=item.end_time + dt.timedelta(hours=end)
    )
    await journey.api.update_event(journey.state.event_id, EventChanges(calendar=(moved,)))
    return {row.field for row in (await journey.check_again()).rows if not row.same}


async def test_an_event_that_ends_a_day_later_is_another_one(journey: Journey) -> None:
    assert await differences(journey, town_hall(winter_day(TODAY)), end=24) == {Field.TIME}


async def test_of_two_equal_times_the_other_is_another_one(journey: Journey) -> None:
    night = replace(town_hall(last_of_summer_time(TODAY.year + 1)), start=dt.time(1, 30), end=dt.time(5))
    assert await differences(journey, night, start=1) == {Field.TIME}
