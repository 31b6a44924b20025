"""People prepared while the event is a draft: nothing leaves before it is published and a person says so."""

import pytest
import pytest_asyncio
from attendees_program import Desk, without
from PySide6.QtWidgets import QLabel

from desktop_app.journey.steps import Step

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def desk(tmp_path):
    made = Desk(tmp_path)
    made.open_event("e1", status="DRAFT")
    yield made
    await made.close()


async def prepare(desk: Desk, count: int = 40) -> str:
    await desk.enter()
    await desk.open(desk.people(count))
    desk.press()
    await desk.rest()
    ((made, _),) = await desk.journal.imports("e1", "acme")
    assert made.prepared
    return made.id


async def test_a_list_is_prepared_and_started_after_publishing(desk: Desk) -> None:
    await desk.enter()
    rows = [("Email", "First name", "Last name"), ("a@acme.example.com", "A", "One"), ("b@acme,com", "B", "Two")]
    await desk.open(desk.write(rows))
    assert desk.label() == "Prepare 1 person"
    assert not desk.see("send_one_first").isVisible()
    desk.press()
    await desk.rest()
    assert "1 person is prepared" in desk.said()
    assert desk.page.caption() == "1 prepared"
    assert (desk.api.calls, desk.page.bar().secondary) == (0, "Back to the event")
    ((made, _),) = await desk.journal.imports("e1", "acme")

    desk.click(f"see_import_{made.id}")
    await desk.rest()
    bar = desk.page.bar()
    assert (bar.primary, bar.enabled, bar.reason) == (
        "Register 1 person and send the email", False, "Publish the event first",
    )  # fmt: skip
    assert not desk.see("undo_import").isVisible()
    desk.page.primary()
    await desk.rest()
    assert desk.api.calls == 0

    desk.open_event("e1")
    desk.page.secondary()
    await desk.rest()
    assert "1 people were prepared" not in desk.said()
    assert "1 person was prepared" in desk.said()
    assert (desk.page.caption(), desk.page.bar().secondary) == ("1 prepared", "Skip for now")
    desk.page.on_action("prepared")
    await desk.rest()
    assert desk.label() == "Register 1 person and send the email"
    desk.press()
    await desk.rest()
    assert [ticket.email for ticket in desk.api.known] == ["a@acme.example.com"]
    assert (desk.text("result_added"), desk.text("result_left_out")) == ("1", "1")
    assert desk.see("undo_import").isVisible()
    assert desk.page.caption() == "1 registered"
    assert desk.page.goes_back()
    assert desk.page.back()
    await desk.rest()
    assert desk.see(f"see_import_{made.id}").isVisible()
    assert (desk.page.goes_back(), desk.page.bar().secondary) == (False, "Finish")


async def test_what_is_prepared_for_one_event_is_not_said_of_another(desk: Desk) -> None:
    await prepare(desk)
    assert desk.page.caption() == "40 prepared"
    desk.open_event("e2", status="DRAFT")
    assert desk.page.caption() == ""


async def test_back_leads_to_what_can_be_done_with_the_draft(desk: Desk) -> None:
    await desk.enter()
    desk.page.secondary()
    assert desk.went == [Step.REVIEW]


async def test_a_prepared_list_is_discarded_after_a_question(desk: Desk) -> None:
    made = await prepare(desk)
    desk.click(f"see_import_{made}")
    await desk.rest()
    desk.click("discard_import")
    assert "40 people" in desk.answer("discard", "confirm")
    await desk.rest()
    assert "The list was discarded" in desk.said()
    assert await desk.journal.imports("e1", "acme") == []
    assert not desk.see("earlier_imports").isVisible()
    assert desk.page.caption() == ""


async def test_an_import_cannot_be_undone_without_the_permission(tmp_path) -> None:
    desk = Desk(tmp_path, scopes=without("deleteTicket"))
    await desk.register(2)
    button = desk.see("undo_import")
    assert not button.isEnabled()
    assert button.toolTip() == "The permission to delete tickets is missing"
    await desk.close()


async def two_lists(desk: Desk) -> list[str]:
    """The ids of two prepared lists, in their order: 40 people with emails, then 3 quietly."""
    await prepare(desk, 40)
    await desk.open(desk.people(3, "team.csv"), emails=False)
    desk.press()
    await desk.rest()
    return [made.id for made, _ in reversed(await desk.journal.imports("e1", "acme"))]


async def test_one_prepared_list_leads_to_the_next(desk: Desk) -> None:
    first, second = await two_lists(desk)
    desk.open_event("e1")
    desk.page.enter()
    await desk.rest()
    assert "43 people were prepared for this event, in 2 lists" in desk.said()
    assert "guests.csv: 40 people, with emails; team.csv: 3 people, quietly" in desk.said().replace("\u200b", "")
    assert desk.page.message.button("prepared").text() == "Review the first list"
    desk.page.on_action("prepared")
    await desk.rest()
    assert desk.made.id == first
    assert "guests.csv: 40 people, with emails" in desk.page.header.subtitle().replace("\u200b", "")
    desk.press()
    await desk.rest()
    assert "Another prepared list waits" in desk.said()
    assert desk.label() == "Review the next list"
    desk.see("undo_import").setFocus()
    desk.press()
    await desk.rest()
    assert desk.made.id == second
    focused = desk.page.window().focusWidget()
    assert focused is not None
    assert desk.page.header.isAncestorOf(focused), "a further Enter must not start it unseen"
    assert desk.label() == "Register up to 3 people quietly"
    desk.press()
    await desk.rest()
    assert (desk.label(), desk.said(), len(desk.api.known)) == ("Finish", "", 40), "p1 to p3 had their tickets"


async def test_a_list_that_waits_itself_leads_to_no_other(desk: Desk) -> None:
    first, _ = await two_lists(desk)
    desk.open_event("e1")
    desk.page.enter()
    await desk.rest()
    desk.click(f"see_import_{first}")
    await desk.rest()
    assert desk.label() == "Register up to 40 people and send emails", "this one is to be started first"
    assert not desk.said()


async def test_from_a_prepared_list_there_is_a_way_to_publishing(desk: Desk) -> None:
    made = await prepare(desk)
    desk.page.clear_message()
    desk.page.continue_import(made)
    await desk.rest()
    assert "waits until the event is published" in desk.said()
    desk.page.message.button("draft").click()
    assert desk.went == [Step.REVIEW]


async def test_a_prepared_list_does_not_read_as_if_emails_had_gone_out(desk: Desk) -> None:
    made = await prepare(desk)
    texts = [label.text() for label in desk.see(f"import_{made}").findChildren(QLabel)]
    assert any(text.startswith("Prepared ") and "Emails leave when you start it" in text for text in texts), texts
