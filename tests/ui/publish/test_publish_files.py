"""Files of a published event, the calendar and the picture of the code: written as a whole, or not at all."""

import datetime as dt
import threading
from pathlib import Path

import pytest
from icalendar import Calendar
from page_program import DAY, is_in_sight, until
from publish_program import PublishDesk, lose_the_answer, open_draft, publish
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog
from scenarios import annual_summit

from desktop_app.event.draft import EventDraft
from desktop_app.journey import sharing

pytestmark = pytest.mark.asyncio


def choose(desk: PublishDesk, button: str, path: Path) -> None:
    desk.click(button)
    dialog = next(each for each in desk.page.findChildren(QFileDialog) if each.isVisible())
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    dialog.fileSelected.emit(str(path))
    dialog.close()


async def save(desk: PublishDesk, button: str, path: Path) -> None:
    choose(desk, button, path)
    await desk.rest()


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
    (tmp_path / "no such folder").mkdir()
    await desk.act("retry")
    assert "Saved as file" in desk.said()
    assert not QImage(str(tmp_path / "no such folder" / "file")).isNull(), "the file that couldn’t be written last"
    assert desk.completed == 0


async def test_after_a_failed_file_another_failure_is_not_answered_with_the_file(
    desk: PublishDesk, tmp_path: Path
) -> None:
    await publish(desk)
    await save(desk, "save_calendar", tmp_path / "no such folder" / "event.ics")
    (tmp_path / "no such folder").mkdir()
    await open_draft(desk, annual_summit(DAY))
    await lose_the_answer(desk)
    desk.zoom.faults.clear()
    await desk.act("retry")
    assert list((tmp_path / "no such folder").iterdir()) == []


async def test_what_comes_of_a_button_far_down_is_said_in_sight(
    desk: PublishDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.page.resize(648, 400)
    await publish(desk)
    await desk.scroll_down_to("save_calendar")
    await save(desk, "save_calendar", tmp_path / "event.ics")
    assert "Saved as event.ics" in desk.said()
    await until(lambda: is_in_sight(desk.page.message, desk.page), "for what was saved")
    monkeypatch.setattr(desk.program, "open_url", lambda _url: False)
    await desk.scroll_down_to("save_calendar")
    desk.click("open_link")
    assert "The link wasn’t opened" in desk.said()
    await until(lambda: is_in_sight(desk.page.message, desk.page), "for the link")


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
        assert f"The disk is full, or Foyer isn’t allowed to use it: {target}" in desk.said()
        assert target.read_bytes() == b"old"


async def test_two_files_are_saved_at_once(desk: PublishDesk, tmp_path: Path) -> None:
    await publish(desk)
    for button in ("save_calendar", "save_qr"):
        choose(desk, button, tmp_path / button)
    await desk.rest()
    assert Calendar.from_ical((tmp_path / "save_calendar").read_bytes()).walk("VEVENT")
    assert not QImage(str(tmp_path / "save_qr")).isNull()
