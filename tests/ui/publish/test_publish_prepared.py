"""People who are prepared when the event is published, and whom Zoom invites by itself."""

from dataclasses import replace

import pytest
from damage import damage
from page_program import DAY
from publish_program import PublishDesk, open_draft, publish, words_on
from scenarios import town_hall

from desktop_app.attendees.journal import Journal, JournalFailed, WhyFailed
from desktop_app.event.draft import Access
from desktop_app.journey.state import Mode

pytestmark = pytest.mark.asyncio


async def test_who_was_prepared_waits_for_a_word_and_is_not_forgotten(desk: PublishDesk) -> None:
    made = await desk.prepare(300)
    await desk.enter()
    assert "Publishing invites nobody from your list: the 300 people you prepared wait for you" in words_on(desk)
    assert desk.text("prepare_attendees") == "See the 300 prepared people"
    assert desk.journey.state.prepared == 300
    assert "You can add attendees from a list." not in words_on(desk)
    await publish(desk)
    assert "The 300 people you prepared aren’t registered yet" in words_on(desk)
    bar = desk.page.bar()
    assert (bar.primary, bar.secondary) == ("Register the 300 people", "Leave the 300 for later")
    desk.click("message_register")
    assert (desk.completed, desk.program.import_to_continue) == (1, made.id)
    assert (await desk.journals[Mode.ACCOUNT].counts(made.id)).waiting == 300


async def test_of_a_damaged_record_it_is_told_who_may_be_forgotten_and_a_new_one_is_used(desk: PublishDesk) -> None:
    await desk.prepare(3)
    await desk.enter()
    journal = desk.journals[Mode.ACCOUNT]
    await journal.close()
    damage(desk.folder / f"{Mode.ACCOUNT.value}.sqlite3")
    await desk.enter()
    assert "record of earlier imports was damaged" in desk.said()
    assert desk.journey.state.prepared == 0
    await desk.enter()
    assert desk.said() == "", "it is told once"
    await desk.prepare(2)
    await desk.enter()
    assert desk.journey.state.prepared == 2


async def test_of_several_prepared_lists_none_is_opened(desk: PublishDesk) -> None:
    await desk.prepare(1)
    await desk.enter()
    assert "the 1 person you prepared waits for you" in words_on(desk)
    assert desk.journey.state.prepared == 1
    await desk.prepare(2)
    await publish(desk)
    await desk.enter()
    await desk.press()
    assert desk.page.bar().primary == desk.text("message_register") == "See the 2 prepared lists"
    assert (desk.completed, desk.program.import_to_continue) == (1, "")


async def test_what_was_prepared_for_a_draft_that_is_gone_is_for_the_new_one(desk: PublishDesk) -> None:
    await desk.prepare(3)
    await desk.journey.api.delete_event(desk.journey.state.event_id)
    desk.journey.let_go_of_draft()
    await desk.journey.put_draft()
    await desk.enter()
    assert "the 3 people you prepared" in words_on(desk)
    desk.journey.start_event(desk.hub)
    assert desk.journey.state.prepared == 0
    await open_draft(desk, replace(town_hall(DAY), name="Another"))
    assert desk.text("prepare_attendees") == "Prepare attendees first"


async def test_a_record_that_can_not_be_read_is_said_and_publishes_nothing(
    desk: PublishDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(*_: object) -> None:
        raise JournalFailed(WhyFailed.FAILED)

    await desk.prepare(3)
    with monkeypatch.context() as broken:
        broken.setattr(Journal, "imports", fails)
        await desk.enter()
    desk.click("publish_confirm")
    assert desk.said()
    await desk.act("prepared")
    assert not desk.journey.state.published
    assert "the 3 people you prepared" in words_on(desk)


async def test_whom_zoom_invites_by_itself_is_said_before_publishing(desk: PublishDesk) -> None:
    assert "invitation" not in words_on(desk)
    few = replace(town_hall(DAY), name="For few", access=Access.APPROVED_ONLY, allowed_emails=("a@x.com", "b@x.com"))
    await open_draft(desk, few)
    assert "Zoom emails an invitation to each of the 2 approved addresses" in words_on(desk)
