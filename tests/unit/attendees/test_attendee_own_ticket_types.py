"""Importing: lists that give some people a ticket type of their own, which Zoom refuses."""

import pytest
from import_desk import refusal
from new_imports import persons

from desktop_app.attendees.journal import Fate
from desktop_app.attendees.records import NewRow
from desktop_app.zoom.errors import Reason, ZoomError

pytestmark = pytest.mark.asyncio

REFUSED = [(Reason.SALE_WINDOW, 26401), (Reason.TICKET_TYPE_INVALID, 26502)]


def refuses(desk, ticket_type, reason, code):
    """Let Zoom refuse each request that has such a ticket in it, for good."""

    class Always(list):
        def pop(self, *_):
            return self[0]

    def check(tickets):
        return refusal(reason, code=code) if any(it.ticket_type_id == ticket_type for it in tickets) else None

    desk.api.before = Always([check])


def rows(count, own):
    return [NewRow(person, ticket_type_id=own.get(person.row, "")) for person in persons(count)]


@pytest.mark.parametrize(("reason", "code"), REFUSED)
async def test_a_ticket_type_that_some_have_keeps_nobody_else_out(desk, reason, code):
    await desk.begin(rows(200, {5: "vip", **dict.fromkeys(range(80, 130), "vip")}), ticket_type_id="all")
    refuses(desk, "vip", reason, code)
    summary = await desk.run()
    assert (summary.registered, summary.failed, summary.stopped) == (149, 51, None)
    failed = await desk.journal.rows(desk.id, fates=(Fate.FAILED,))
    assert {row.row for row in failed} == {5, *range(80, 130)}
    assert {row.reason for row in failed} == {reason}
    assert desk.once_each()


@pytest.mark.parametrize(("reason", "code"), REFUSED)
async def test_the_ticket_type_of_all_ends_the_import(desk, reason, code):
    await desk.begin(rows(100, {5: "vip"}), ticket_type_id="all")
    refuses(desk, "all", reason, code)
    with pytest.raises(ZoomError) as caught:
        await desk.run()
    assert caught.value.reason is reason
    everybody = (await desk.rows()).values()
    assert {row.fate for row in everybody if row.ticket_type_id != "vip"} == {Fate.WAITING}


async def test_a_row_may_name_the_ticket_type_of_all(desk):
    await desk.begin(rows(60, dict.fromkeys(range(2, 20), "all")), ticket_type_id="all")
    refuses(desk, "all", Reason.SALE_WINDOW, 26401)
    with pytest.raises(ZoomError):
        await desk.run()
    assert {row.fate for row in (await desk.rows()).values()} == {Fate.WAITING}


@pytest.mark.parametrize("worth_at_once", [1, 2, 8])
@pytest.mark.parametrize("begins", [0, 15, 93])
async def test_people_of_one_company_who_lack_the_same_keep_nobody_else_out(desk, begins, worth_at_once):
    """Lists are sorted by company."""
    people = persons(300)
    lacking = {person.email for person in people[begins : begins + 30]}
    await desk.begin(people)
    desk.api.worth_at_once = worth_at_once

    class Always(list):
        def pop(self, *_):
            return self[0]

    def check(tickets):
        return refusal(Reason.MISSING_ANSWERS, code=260504) if lacking & {it.email for it in tickets} else None

    desk.api.before = Always([check])
    summary = await desk.run()
    assert (summary.registered, summary.failed, summary.stopped) == (270, 30, None)
