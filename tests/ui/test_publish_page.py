"""The Publish page: what will happen, that it happens once, and what there is to share afterwards."""

import datetime as dt
import threading
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio
from icalendar import Calendar
from page_program import DAY, Desk, until
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from scenarios import annual_summit, town_hall

from desktop_app.attendees.journal import Journal, JournalFailed, WhyFailed
from desktop_app.event.draft import Access, EventDraft, EventFormat
from desktop_app.journey import sharing
from desktop_app.journey.state import Mode
from desktop_app.journey.steps import Step
from desktop_app.practice.service import PracticeService
from desktop_app.ui.pages.publish.page import PublishPage
from desktop_app.zoom.requests import EventChanges

pytestmark = pytest.mark.asyncio

PublishDesk = Desk[PublishPage]


@pytest_asyncio.fixture
async def desk(tmp_path: Path, zoom: PracticeService) -> AsyncIterator[PublishDesk]:
    desk = Desk(PublishPage, tmp_path, zoom)
    await desk.connect()
    await open_draft(desk, town_hall(DAY))
    yield desk
    await desk.close()


async def open_draft(desk: PublishDesk, draft: EventDraft) -> None:
    desk.journey.start_event(desk.hub, draft)
    desk.journey.open_details()
    assert (await desk.journey.put_draft()).matches
    await desk.enter()


async def publish(desk: PublishDesk) -> None:
    desk.click("publish_confirm")
    await desk.press()
    assert desk.journey.state.published, desk.said()


def choose(desk: PublishDesk, button: str, path: Path) -> None:
    desk.click(button)
    dialog = next(each for each in desk.page.findChildren(QFileDialog) if each.isVisible())
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    dialog.fileSelected.emit(str(path))
    dialog.close()


async def save(desk: PublishDesk, button: str, path: Path) -> None:
    choose(desk, button, path)
    await desk.rest()


def words_on(desk: PublishDesk) -> str:
    return "\n".join(label.text() for label in desk.page.findChildren(QLabel) if label.isVisible())


async def test_it_says_what_happens_and_what_locks(desk: PublishDesk) -> None:
    said = words_on(desk)
    assert "Publish the event" in said
    assert "Type: single session. Already permanent." in said
    assert "Format: webinar. Can’t become a meeting." in said
    assert "There is no way back to draft" in said
    assert "in New York" in said
    await open_draft(desk, replace(town_hall(DAY), format=EventFormat.MEETING))
    assert "Format: meeting. Can’t become a webinar." in words_on(desk)
    assert "Format: webinar" not in words_on(desk)


async def test_it_publishes_only_after_another_look(desk: PublishDesk) -> None:
    assert not desk.page.bar().enabled
    assert desk.page.bar().reason == "Check the box above first"
    desk.page.primary()
    await desk.rest()
    assert not desk.journey.state.published
    desk.click("publish_confirm")
    assert desk.page.bar().enabled
    assert desk.page.bar().primary == "Publish event"


async def test_pressing_twice_publishes_once(desk: PublishDesk) -> None:
    desk.click("publish_confirm")
    desk.page.primary()
    assert desk.page.bar().busy
    assert not desk.page.bar().can_go_back
    desk.page.primary()
    await desk.rest()
    assert sum(record.operation == "EventActions" for record in desk.zoom.requests) == 1


async def test_keeping_the_draft_leads_to_the_hub(desk: PublishDesk) -> None:
    assert desk.page.bar().secondary == "Keep as draft"
    desk.page.secondary()
    assert desk.went == [Step.HUB.value]
    assert not desk.journey.state.published


async def test_the_tick_is_for_one_event_only(desk: PublishDesk) -> None:
    desk.click("publish_confirm")
    await desk.enter()
    assert desk.page.bar().enabled
    await open_draft(desk, replace(town_hall(DAY), name="Another"))
    assert not desk.page.bar().enabled


async def test_after_publishing_there_is_a_link_that_was_tried(desk: PublishDesk) -> None:
    await publish(desk)
    stored = desk.journey.state.stored
    assert stored is not None
    assert "The registration page answers" in desk.said()
    assert desk.text("registration_link") == stored.event_url
    assert stored.event_url in desk.text("invitation")
    assert not desk.page.after.qr.image().isNull()
    assert desk.page.bar().primary == "Continue to attendees"
    assert desk.page.bar().status.startswith("Published, ")
    assert desk.page.caption() == "Live"
    desk.click("copy_link")
    assert QApplication.clipboard().text() == stored.event_url
    desk.click("copy_invitation")
    assert QApplication.clipboard().text() == desk.text("invitation")
    await desk.press()
    assert desk.completed == 1
    desk.page.secondary()
    assert desk.went == [Step.HUB.value]


async def test_a_page_that_does_not_answer_is_said_and_checked_again(desk: PublishDesk) -> None:
    desk.zoom.faults.add("page", "503", times=None)
    await publish(desk)
    assert "doesn’t answer yet" in desk.said()
    desk.zoom.faults.clear()
    await desk.act("link")
    assert "The registration page answers" in desk.said()


async def test_without_a_network_the_link_counts_as_not_answering(desk: PublishDesk) -> None:
    await publish(desk)
    desk.zoom.stop()
    await desk.act("link")
    assert "doesn’t answer yet" in desk.said()


async def test_a_link_that_may_not_be_opened_is_said(desk: PublishDesk) -> None:
    await publish(desk)
    desk.click("open_link")
    assert desk.opened == [desk.text("registration_link")]
    assert "The link wasn’t opened" in desk.said()


async def test_the_calendar_file(desk: PublishDesk, tmp_path: Path) -> None:
    await open_draft(desk, annual_summit(DAY))
    await publish(desk)
    target = tmp_path / "summit.ics"
    await save(desk, "save_calendar", target)
    assert "Saved as summit.ics" in desk.said()
    entries = Calendar.from_ical(target.read_bytes()).walk("VEVENT")
    assert len(entries) == 3
    assert str(entries[0]["SUMMARY"]) == "TechCorp Annual Summit"
    stored = desk.journey.state.stored
    assert stored is not None
    assert entries[0]["DTSTART"].dt == stored.calendar[0].start_time
    assert str(entries[0]["URL"]) == stored.event_url


async def test_the_picture_of_the_code(desk: PublishDesk, tmp_path: Path) -> None:
    await publish(desk)
    target = tmp_path / "code.png"
    await save(desk, "save_qr", target)
    assert "Saved as code.png" in desk.said()
    image = QImage(str(target))
    assert image.width() == image.height()
    assert 900 <= image.width() <= 1200
    assert image.pixelColor(0, 0).name() == "#ffffff"


async def test_a_file_that_can_not_be_written(desk: PublishDesk, tmp_path: Path) -> None:
    await publish(desk)
    for button in ("save_calendar", "save_qr"):
        await save(desk, button, tmp_path / "no such folder" / "file")
        assert "can’t be written" in desk.said(), button
        await desk.act("retry")
        assert desk.said() == "", button
        assert desk.completed == 0


async def test_the_calendar_file_is_made_outside_of_the_window_s_thread(
    desk: PublishDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its library alone takes a tenth of a second to load."""
    threads = []
    make = sharing.calendar_file

    def noted(draft: EventDraft, *, event_id: str, url: str, stamp: dt.datetime) -> bytes:
        threads.append(threading.current_thread())
        return make(draft, event_id=event_id, url=url, stamp=stamp)

    monkeypatch.setattr(sharing, "calendar_file", noted)
    await publish(desk)
    await save(desk, "save_calendar", tmp_path / "event.ics")
    assert (tmp_path / "event.ics").is_file()
    assert len(threads) == 1
    assert threads[0] is not threading.current_thread()


async def test_a_full_disk_leaves_the_old_file(
    desk: PublishDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await publish(desk)

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("desktop_app.storage.files.os.fsync", full)
    for button in ("save_calendar", "save_qr"):
        target = tmp_path / f"{button}.old"
        target.write_bytes(b"old")
        await save(desk, button, target)
        assert f"The disk is full, or the folder isn’t yours to write in: {target}" in desk.said()
        assert target.read_bytes() == b"old"


async def test_two_files_are_saved_at_once(desk: PublishDesk, tmp_path: Path) -> None:
    await publish(desk)
    for button in ("save_calendar", "save_qr"):
        choose(desk, button, tmp_path / button)
    await desk.rest()
    assert Calendar.from_ical((tmp_path / "save_calendar").read_bytes()).walk("VEVENT")
    assert not QImage(str(tmp_path / "save_qr")).isNull()


async def test_a_failure_to_publish_can_be_tried_again(desk: PublishDesk) -> None:
    desk.zoom.faults.add("EventActions", "error", status=403, code=9, message="<b>No</b>")
    desk.click("publish_confirm")
    await desk.press()
    assert "Zoom didn’t publish the event." in desk.said()
    assert desk.page.bar().primary == "Publish event"
    await desk.act("retry")
    assert desk.journey.state.published


@pytest.mark.parametrize("fault", ["drop_before", "drop_after", "unreadable"])
async def test_a_lost_answer_to_publishing_is_settled_by_reading(desk: PublishDesk, fault: str) -> None:
    desk.zoom.faults.add("EventActions", fault)
    desk.click("publish_confirm")
    await desk.press()
    if not desk.journey.state.published:
        assert fault == "drop_before"
        await desk.act("retry")
    assert desk.journey.state.published


async def lose_the_answer(desk: PublishDesk, fault: str = "drop_after") -> None:
    """Nothing that Zoom says arrives any more; the event is published, or not."""
    desk.zoom.faults.add("*", fault, times=None, skip=1)
    desk.click("publish_confirm")
    await desk.press()
    assert calls(desk)["EventActions"] == 1
    assert not desk.journey.state.published


def calls(desk: PublishDesk) -> Counter[str]:
    return Counter(record.operation for record in desk.zoom.requests)


async def test_while_nobody_knows_whether_it_is_published_it_is_no_draft(desk: PublishDesk) -> None:
    await lose_the_answer(desk)
    assert desk.said().startswith("It isn’t known whether the event is published")
    said = words_on(desk)
    assert "Not known" in said
    assert "(may work already)" in said
    for wrong in ("Draft", "works after you publish", "Publish the event"):
        assert wrong not in said
    bar = desk.page.bar()
    assert (bar.primary, bar.secondary) == ("Ask Zoom again", "Leave it for now")
    assert bar.status == "It isn’t known whether the event is published"
    assert desk.page.caption() == "Not known"
    assert not desk.shows("publish_confirm")


@pytest.mark.parametrize("way", ["primary", "message", "later"])
async def test_zoom_is_asked_again_and_nothing_is_published_twice(desk: PublishDesk, way: str) -> None:
    await lose_the_answer(desk)
    await desk.press()
    assert desk.said().startswith("It isn’t known whether the event is published"), "it still can't be asked"
    desk.zoom.faults.clear()
    if way == "primary":
        await desk.press()
    elif way == "message":
        await desk.act("retry")
    else:
        desk.page.secondary()
        assert desk.went == [Step.HUB.value]
        await desk.enter()
    assert desk.journey.state.published
    assert calls(desk)["EventActions"] == 1
    assert desk.page.header.title() == "Your event is live"
    assert desk.page.caption() == "Live"


async def test_what_zoom_did_not_publish_is_a_draft_when_zoom_says_so(desk: PublishDesk) -> None:
    await lose_the_answer(desk, "drop_before")
    desk.zoom.faults.clear()
    await desk.press()
    assert desk.said().startswith("Zoom says that the event is still a draft")
    assert "Draft" in words_on(desk)
    assert desk.page.bar().primary == "Publish event"
    await desk.press()
    assert desk.journey.state.published


async def test_what_was_changed_at_zoom_meanwhile_is_reviewed_before_anything_is_published(desk: PublishDesk) -> None:
    await lose_the_answer(desk, "drop_before")
    desk.zoom.faults.clear()
    await desk.journey.api.update_event(desk.journey.state.event_id, EventChanges(name="Something else"))
    await desk.press()
    assert desk.went == [Step.REVIEW.value]
    assert desk.said() == ""
    assert not desk.journey.state.verified
    assert not desk.journey.state.published
    assert calls(desk)["EventActions"] == 1


async def test_of_an_event_that_is_gone_nothing_is_in_doubt_any_more(desk: PublishDesk) -> None:
    await lose_the_answer(desk)
    desk.zoom.faults.clear()
    desk.zoom.faults.add("*", "error", status=404, code=2002, message="No such event.")
    await desk.press()
    assert desk.said().startswith("Zoom can’t find this event")
    assert (desk.page.bar().primary, desk.page.bar().enabled) == ("Publish event", False)
    assert desk.shows("publish_confirm")
    assert "Not known" not in words_on(desk)


async def test_who_can_register_is_said(desk: PublishDesk) -> None:
    await publish(desk)
    assert "Anyone who has this link can register." in words_on(desk)
    await open_draft(
        desk, replace(town_hall(DAY), name="For few", access=Access.APPROVED_ONLY, allowed_domains=("acme.com",))
    )
    await publish(desk)
    assert "Only approved domains and email addresses can register." in words_on(desk)


async def test_an_event_published_before_is_shown_as_live(desk: PublishDesk) -> None:
    await publish(desk)
    await desk.enter()
    assert desk.page.header.title() == "Your event is live"
    await until(lambda: "answers" in desk.said())


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
        raise JournalFailed(WhyFailed.LOCKED)

    await desk.prepare(3)
    with monkeypatch.context() as broken:
        broken.setattr(Journal, "unfinished", fails)
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
