"""Imports on the Attendees page that fail, wait, are stopped or closed, or were made before."""

from pathlib import Path

import pytest
from attendees_program import Desk
from scripted_tickets import ScriptedApi

from desktop_app.attendees.journal import Fate, Import, Journal, JournalFailed, WhyFailed
from desktop_app.ui import words
from desktop_app.ui.widgets.chip import Chip
from desktop_app.zoom.errors import Reason, ZoomError
from desktop_app.zoom.models import Ticket

pytestmark = pytest.mark.asyncio


async def test_failed_rows_are_corrected_and_retried(desk: Desk) -> None:
    desk.api.failures = {"p2@acme.example.com": "email_not_found"}
    await desk.register(4)
    assert (desk.text("result_added"), desk.text("result_failed")) == ("3", "1")
    rows = await desk.see_rows()
    assert rows == [("3", "p2@acme.example.com", "First2", "Last2", "Zoom refused the email address")]
    desk.type_cell(0, 2, "p2@acme", "results_table")
    await desk.rest()
    assert "This can’t be sent" in desk.said()
    desk.type_cell(0, 2, "p2@good.example.com", "results_table")
    await desk.rest()
    assert desk.said() == ""
    assert [row[-1] for row in await desk.see_rows()] == ["Corrected, not sent yet"]
    desk.click("retry_failed")
    await desk.rest()
    assert (desk.text("result_added"), desk.text("result_failed")) == ("4", "0")
    assert [request.email for request in desk.api.sent][-1] == "p2@good.example.com"
    assert len(desk.api.sent) == 5
    assert desk.journey.state.registered == 4


async def test_a_failure_in_mid_import_leaves_the_rest_to_continue(desk: Desk) -> None:
    desk.api.refusals = [None, ZoomError(Reason.SCOPE_MISSING, "createTickets", status=403, code=4711)]
    await desk.register(200)
    assert "A permission is missing" in desk.said()
    left = 200 - len(desk.api.known)
    assert 0 < left < 200
    assert desk.label() == f"Register {left} more people and send emails"
    assert desk.page.header.title() == "Import stopped"
    desk.press()
    await desk.rest()
    assert len(desk.api.known) == 200
    assert len({ticket.email for ticket in desk.api.known}) == 200
    assert desk.page.header.title() == "Import finished"


async def test_stopping_ends_after_the_groups_under_way(desk: Desk) -> None:
    await desk.begin_to_register(300)
    assert desk.page.bar().secondary == "Stop after this group"
    desk.page.secondary()
    assert not desk.page.bar().secondary_enabled
    assert desk.page.header.isAncestorOf(desk.page.window().focusWidget()), "the button that had it is off"
    desk.api.gate.set()
    await desk.rest()
    assert "Stopped after the group" in desk.said()
    assert 0 < len(desk.api.known) < 300
    assert not desk.see("retry_failed").isEnabled(), "a retry would send the rest as well"
    assert desk.page.bar().primary.startswith("Register ")


async def test_closing_in_mid_import_is_safe_and_can_be_continued(tmp_path: Path) -> None:
    api = ScriptedApi()
    desk = Desk(tmp_path, api=api)
    await desk.begin_to_register(100)
    await desk.close()
    assert not desk.journey.state.import_running
    api.gate = None

    again = Desk(tmp_path, api=api)
    await again.enter()
    ((earlier, _),) = await again.journal.imports("e1", "acme")
    again.click(f"continue_import_{earlier.id}")
    await again.rest()
    assert sorted(ticket.email for ticket in api.known) == sorted({f"p{n}@acme.example.com" for n in range(1, 101)})
    assert again.text("result_added") == "100"
    assert again.text("result_left_out") == "0"
    await again.close()


async def test_earlier_imports_are_listed_and_opened(desk: Desk) -> None:
    desk.api.failures = {"p1@acme.example.com": "ticket_generated_failed"}
    await desk.register(3)
    desk.page.secondary()
    await desk.rest()
    assert desk.see("earlier_imports").isVisible()
    ((made, _),) = await desk.journal.imports("e1", "acme")
    desk.click(f"see_import_{made.id}")
    await desk.rest()
    assert (desk.text("result_added"), desk.text("result_failed")) == ("2", "1")
    desk.open_event("e2")
    await desk.enter()
    assert desk.see("attendees_drop_zone").isVisible()
    assert not desk.see("earlier_imports").isVisible()
    assert desk.page.caption() == ""


async def test_a_button_of_an_earlier_import_says_of_which_one_it_is(desk: Desk) -> None:
    await desk.stop_half_way(200)
    desk.page.secondary()
    await desk.rest()
    ((made, _),) = await desk.journal.imports("e1", "acme")
    date = words.date_text(made.created.astimezone().date())
    for key in ("continue", "see", "save"):
        said = desk.see(f"{key}_import_{made.id}").accessibleDescription()
        assert said.startswith(f"guests.csv, {date}, "), key
        assert said.endswith(", with emails"), key


async def test_an_import_that_sent_nobody_counts_all_who_were_in_already(desk: Desk) -> None:
    """Those of whom Zoom said so before, and those of whom it said so when they were sent."""

    def get_in(*numbers: int) -> None:
        desk.api.known += [Ticket(ticket_id=f"t{n}", email=f"p{n}@acme.example.com") for n in numbers]

    await desk.enter()
    get_in(1, 2, 3)
    await desk.open(desk.people(5))
    get_in(4, 5)
    desk.press()
    await desk.rest()
    assert desk.text("result_already_in") == "5"
    desk.page.secondary()
    await desk.rest()
    assert [chip.text() for chip in desk.see("earlier_imports").findChildren(Chip)] == ["5 already in"]


async def test_a_wait_for_zoom_is_shown(desk: Desk) -> None:
    await desk.begin_to_register(5)
    desk.journey._waited(2000.0)
    await desk.until(lambda: desk.page.importing.waiting)
    assert "Waiting for Zoom, " in desk.page.bar().reason
    assert desk.page.caption().startswith("Waiting, ")
    assert "slow down" in desk.page.importing.note.text()
    desk.api.gate.set()
    await desk.rest()
    assert not desk.page.importing.waiting


async def test_the_journal_knows_every_fate(desk: Desk) -> None:
    desk.api.failures = {"p7@acme.example.com": "stock_not_exist"}
    await desk.register(40)
    rows = await desk.journal.rows(desk.made.id)
    assert {row.fate for row in rows} == {Fate.REGISTERED, Fate.FAILED}
    assert desk.made.ticket_type_name == "Free Admission"
    assert desk.made.source == "guests.csv"


async def test_an_import_is_continued_by_its_id(tmp_path: Path) -> None:
    api = ScriptedApi()
    desk = Desk(tmp_path, api=api)
    await desk.begin_to_register(60)
    ((made, _),) = await desk.journal.imports("e1", "acme")
    await desk.close()
    api.gate = None
    again = Desk(tmp_path, api=api, go_on=made.id)
    await again.enter()
    assert again.text("result_added") == "60"
    assert len(api.known) == 60
    # once, not each time the page comes into view; and one that is complete is only shown
    again.page.secondary()
    await again.enter()
    assert again.see("attendees_drop_zone").isVisible()
    again.page.continue_import(made.id)
    await again.rest()
    assert again.text("result_added") == "60"
    assert len(api.sent) == 60
    await again.close()


async def test_who_comes_again_to_add_people_sees_where_a_list_goes(desk: Desk) -> None:
    await desk.register(2)
    assert desk.page.header.title() == "Import finished"
    await desk.enter()
    assert desk.see("attendees_drop_zone").isVisible()
    assert desk.see("earlier_imports").isVisible()


async def test_trying_again_begins_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    await desk.enter()
    await desk.open(desk.people(3))
    begin, failures = Journal.begin, [JournalFailed(WhyFailed.FULL)]

    async def once(self: Journal, **given: object) -> Import:
        if failures:
            raise failures.pop()
        return await begin(self, **given)  # type: ignore[arg-type]

    monkeypatch.setattr(Journal, "begin", once)
    desk.press()
    await desk.rest()
    assert "The disk is full" in desk.said()
    assert not desk.api.sent
    desk.page.on_action("retry")
    await desk.rest()
    assert len(desk.api.sent) == 3
    assert desk.page.header.title() == "Import finished"
