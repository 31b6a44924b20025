"""The Review page: what was entered beside what Zoom has, and what to do about a difference."""

import itertools
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio
from page_program import DAY, Desk, until
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from scenarios import annual_summit, town_hall

from desktop_app.event.draft import Access, EventDraft
from desktop_app.journey.steps import Step
from desktop_app.practice.service import PracticeService
from desktop_app.ui import theme
from desktop_app.ui.pages.review.page import ReviewPage
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.chip import Chip
from desktop_app.ui.widgets.icon_label import IconLabel
from desktop_app.ui.widgets.plain import PlainLabel
from desktop_app.zoom.requests import EventChanges

pytestmark = pytest.mark.asyncio

ReviewDesk = Desk[ReviewPage]


@pytest_asyncio.fixture
async def desk(tmp_path: Path, zoom: PracticeService) -> AsyncIterator[ReviewDesk]:
    desk = Desk(ReviewPage, tmp_path, zoom)
    await desk.connect()
    open_event(desk, town_hall(DAY))
    await desk.enter()
    yield desk
    await desk.close()


def open_event(desk: ReviewDesk, draft: EventDraft) -> None:
    desk.journey.start_event(desk.hub)
    desk.journey.edit(draft)
    desk.journey.open_details()


async def somebody_changes(desk: ReviewDesk, **changes: str) -> None:
    """Somebody edits the draft on Zoom's own website."""
    await desk.journey.api.update_event(desk.journey.state.event_id, EventChanges(**changes))


def marks(desk: ReviewDesk) -> set[str]:
    return {icon.accessibleName() for icon in desk.page.table.findChildren(IconLabel) if icon.isVisible()} - {""}


def calls(desk: ReviewDesk, operation: str) -> int:
    return sum(record.operation == operation for record in desk.zoom.requests)


async def test_before_the_draft_exists_nothing_is_at_zoom(desk: ReviewDesk) -> None:
    assert desk.page.bar().primary == "Create draft"
    assert desk.page.bar().secondary == ""
    assert "isn’t on Zoom yet" in desk.said()
    assert desk.text("review_name_entered").startswith("Q4 Town Hall")
    assert desk.text("review_name_stored") == "Not created yet"
    assert marks(desk) == set()
    assert desk.shows("edit_event_type")
    assert not desk.shows("edit_hub")
    assert calls(desk, "createEvent") == 0


async def test_the_draft_is_created_read_back_and_the_same(desk: ReviewDesk) -> None:
    await desk.press()
    assert "Zoom has exactly what you entered" in desk.said()
    assert marks(desk) == {"Same"}
    assert desk.text("review_time_stored") == desk.text("review_time_entered")
    assert not desk.shows("edit_event_type")
    assert desk.shows("edit_format")
    assert desk.page.bar().primary == "Continue to publish"
    assert desk.page.bar().status.startswith("Read from Zoom, ")
    assert desk.page.caption() == "Everything matches"
    await desk.press()
    assert desk.completed == 1
    assert calls(desk, "createEvent") == 1


async def test_while_the_draft_is_made_it_is_being_created_and_nothing_jumps(desk: ReviewDesk) -> None:
    said = desk.said()
    assert said
    steps: list[tuple[str, str]] = []

    def note() -> None:
        if desk.page.tasks.running("put"):
            steps.append((desk.page.bar().primary, desk.said()))

    desk.page.changed.connect(note)
    desk.journey.subscribe(note)
    await desk.press()
    assert len(steps) > 1, "the draft gets its id before it is whole"
    assert set(steps) == {("Creating draft…", said)}


async def test_edit_leads_to_the_event(desk: ReviewDesk) -> None:
    desk.click("edit_name")
    assert desk.went == [Step.EVENT.value]


async def test_a_difference_is_shown_and_can_be_taken(desk: ReviewDesk) -> None:
    await desk.press()
    await somebody_changes(desk, tagline="Another tagline")
    desk.page.secondary()
    await desk.rest()
    assert "Zoom stored something else: Tagline" in desk.said()
    assert desk.text("review_tagline_stored") == "Another tagline"
    assert desk.text("review_tagline_entered") != "Another tagline"
    assert marks(desk) == {"Same", "Different"}
    assert desk.page.bar().primary == "Update draft"
    await desk.act("take")
    assert desk.journey.state.draft.tagline == "Another tagline"
    assert desk.text("review_tagline_entered") == "Another tagline"
    assert "Zoom has exactly what you entered" in desk.said()
    assert desk.page.bar().primary == "Continue to publish"


async def test_a_difference_can_be_overwritten(desk: ReviewDesk) -> None:
    await desk.press()
    await somebody_changes(desk, name="Another name")
    desk.page.secondary()
    await desk.rest()
    await desk.press()
    assert "Zoom has exactly what you entered" in desk.said()
    assert desk.text("review_name_stored").startswith("Q4 Town Hall")
    assert calls(desk, "createEvent") == 1


async def test_an_edit_waits_to_be_sent_to_the_same_draft(desk: ReviewDesk) -> None:
    await desk.press()
    desk.journey.edit(replace(desk.journey.state.draft, name="Q1 Town Hall"))
    await desk.enter()
    assert "Not at Zoom yet: Name" in desk.said()
    assert desk.page.caption() == "Changes waiting"
    await desk.press()
    assert desk.journey.state.verified
    assert (calls(desk, "createEvent"), calls(desk, "updateEvent")) == (1, 1)


async def gone(desk: ReviewDesk) -> str:
    """Created, and then deleted at Zoom by somebody else."""
    await desk.press()
    first = desk.journey.state.event_id
    await desk.journey.api.delete_event(first)
    desk.journey.edit(replace(desk.journey.state.draft, tagline="Typed since"))
    await desk.enter()
    return first


async def test_a_draft_that_is_gone_can_be_created_again(desk: ReviewDesk) -> None:
    first = await gone(desk)
    assert "Zoom didn’t show the event." in desk.said()
    await desk.act("new")
    assert desk.journey.state.event_id == ""
    assert desk.page.bar().primary == "Create draft"
    assert "isn’t on Zoom yet" in desk.said()
    await desk.press()
    assert desk.journey.state.event_id not in ("", first)
    assert desk.journey.state.verified
    assert desk.journey.state.draft.tagline == "Typed since"


async def test_sessions_of_a_draft_that_is_gone_are_created_again_too(desk: ReviewDesk) -> None:
    open_event(desk, annual_summit(DAY))
    await gone(desk)
    await desk.act("new")
    await desk.press()
    assert desk.journey.state.verified
    assert len(desk.zoom.world.sessions(desk.journey.state.event_id)) == 3


async def test_a_failure_to_create_can_be_tried_again(desk: ReviewDesk) -> None:
    desk.zoom.faults.add("createEvent", "error", status=403, code=9, message="No.")
    await desk.press()
    assert "Zoom didn’t create the draft." in desk.said()
    assert desk.page.bar().primary == "Create draft"
    await desk.act("retry")
    assert desk.journey.state.verified


async def test_reading_again_that_failed_reads_again_and_sends_nothing(desk: ReviewDesk) -> None:
    await desk.press()
    desk.zoom.faults.add("getEventInfo", "error", status=403, code=9, message="No.")
    desk.page.secondary()
    await desk.rest()
    assert "Zoom didn’t show the event." in desk.said()
    await desk.act("retry")
    assert "Zoom has exactly what you entered" in desk.said()
    assert desk.completed == 0, "reading again is not going on"
    await somebody_changes(desk, tagline="Another tagline")
    desk.zoom.faults.add("getEventInfo", "error", status=403, code=9, message="No.")
    desk.page.secondary()
    await desk.rest()
    desk.zoom.forget_requests()
    await desk.act("retry")
    assert calls(desk, "updateEvent") == 0, "nobody asked to change Zoom's draft"
    assert "Zoom stored something else: Tagline" in desk.said()


async def test_what_is_typed_while_zoom_is_read_is_not_lost(desk: ReviewDesk) -> None:
    await desk.press()
    desk.zoom.latency_ms = 100
    desk.page.secondary()
    assert not desk.page.bar().enabled
    assert desk.page.bar().reason == "Reading from Zoom…"
    desk.page.leave()
    desk.journey.edit(replace(desk.journey.state.draft, name="Typed meanwhile"))
    await desk.rest()
    assert desk.journey.state.draft.name == "Typed meanwhile"


async def test_pressing_twice_creates_once(desk: ReviewDesk) -> None:
    desk.page.primary()
    assert desk.page.bar().busy
    assert not desk.page.bar().can_go_back
    desk.page.primary()
    await desk.rest()
    assert calls(desk, "createEvent") == 1


async def test_values_are_plain_text_and_copied_as_they_are(desk: ReviewDesk) -> None:
    name = "<b>Bold</b> " + "Donaudampfschifffahrtsgesellschaftskapitän"
    desk.journey.edit(replace(desk.journey.state.draft, name=name))
    await desk.enter()
    label = desk.see("review_name_entered")
    assert label.textFormat() is Qt.TextFormat.PlainText
    label.setSelection(0, len(label.text()))
    label.setFocus()
    QTest.keyClick(label, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == name


@pytest.mark.parametrize(("width", "size"), [(888, 1.0), (640, 1.0), (640, 1.5)])
async def test_both_sides_have_the_same_room_and_the_lock_its_place(desk: ReviewDesk, width: int, size: float) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, "light", text_size=size)
    try:
        desk.page.resize(width, 640)
        await desk.press()
        entered, stored = desk.see("review_event_type_entered"), desk.see("review_event_type_stored")
        chip = next(chip for chip in desk.page.table.findChildren(Chip) if chip.isVisible())
        side = desk.see("review_name_stored")

        def is_laid_out() -> bool:
            at = chip.geometry().translated(chip.parentWidget().pos())
            alike = abs(entered.width() - side.width()) <= 24
            return chip.width() > 1 and entered.width() > 1 and alike and not stored.geometry().intersects(at)

        await until(is_laid_out, "for the layout")
        assert entered.text() == stored.text() == "Single session"
    finally:
        theme.apply(app, "light")


async def test_locks_are_said_whole_where_the_column_is_narrower_than_they_are(desk: ReviewDesk) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, "light", text_size=1.5)
    try:
        desk.page.resize(600, 640)
        labels = [label for chip in desk.page.table.findChildren(Chip) for label in chip.findChildren(PlainLabel)]
        assert [label.text() for label in labels] == ["Locks when created", "Locks when created", "Locks at publish"]

        def are_whole() -> bool:
            for label in labels:
                label.grab()  # one whose words are cut says them in a tip from then on
            return all(
                not label.toolTip() and label.width() > 1 and label.height() >= label.heightForWidth(label.width())
                for label in labels
            )

        await until(are_whole, "for the layout")
        assert labels[0].width() < labels[0].fontMetrics().horizontalAdvance(labels[0].text()), "not narrow enough"
    finally:
        theme.apply(app, "light")


async def test_nothing_of_the_event_before_is_said_of_the_next(desk: ReviewDesk) -> None:
    await desk.press()
    open_event(desk, replace(town_hall(DAY), name="Another event"))
    await desk.enter()
    assert "isn’t on Zoom yet" in desk.said()
    assert desk.text("review_name_stored") == "Not created yet"
    assert desk.page.bar().status == "Saved on this computer"
    await until(lambda: len([w for w in desk.page.findChildren(QWidget, "review_name_stored") if w.isVisible()]) == 1)


async def test_a_draft_that_was_not_read_has_no_time_of_reading_from_the_event_before(desk: ReviewDesk) -> None:
    await desk.press()
    first = desk.journey.state.work
    assert first is not None
    open_event(desk, replace(town_hall(DAY), name="Another event"))
    await desk.enter()
    await desk.press()
    assert desk.page.bar().status.startswith("Read from Zoom, ")
    assert desk.text("page_subtitle").startswith("Foyer read the draft back")
    desk.journey.resume_unsent(desk.hub, first)
    desk.zoom.faults.add("getEventInfo", "error", status=403, code=9, message="No.")
    await desk.enter()
    assert "Zoom didn’t show the event." in desk.said()
    assert desk.page.bar().status == "Saved on this computer"
    assert desk.text("page_subtitle").startswith("Foyer reads the draft back"), "it hasn't yet"


async def test_the_head_leaves_the_cards_border_whole(desk: ReviewDesk) -> None:
    table = desk.page.table
    bare = Card(flush=True)
    bare.setParent(table.parentWidget())
    bare.resize(table.size())
    around, empty = table.grab().toImage(), bare.grab().toImage()
    fill, right = theme.color("card").lightness(), empty.width() - 1
    for x, y in itertools.product(range(12), repeat=2):
        for at in (x, right - x):
            wanted = empty.pixelColor(at, y).lightness()
            if wanted < fill - 12:  # the border, and what is outside it
                assert abs(around.pixelColor(at, y).lightness() - wanted) <= 8, (at, y)


async def test_whom_zoom_invites_is_said_before_the_draft_and_its_link_exist(desk: ReviewDesk) -> None:
    assert "invitation" not in desk.said()
    few = replace(town_hall(DAY), access=Access.APPROVED_ONLY, allowed_emails=("a@x.com", "b@x.com"))
    open_event(desk, few)
    await desk.enter()
    assert "Zoom emails an invitation to each of the 2 approved addresses" in desk.said()
    await desk.press()
    assert "invitation" not in desk.said()
    desk.journey.edit(replace(few, tagline="Another"))
    await desk.enter()
    assert "Not at Zoom yet" in desk.said()
    assert "invitation" not in desk.said()
    desk.journey.edit(replace(few, allowed_emails=("a@x.com",)))
    await desk.enter()
    assert "Zoom emails an invitation to the 1 approved address" in desk.said()
