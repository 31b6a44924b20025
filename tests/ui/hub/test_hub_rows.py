"""How events are listed: a part at a time, as plain text, with times of their cities, and never cut."""

import datetime as dt

import pytest
from hub_program import HubDesk, question, rows
from page_program import until
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.event.draft import EventDraft
from desktop_app.journey.hub_listing import HubEvents
from desktop_app.journey.state import Work
from desktop_app.ui.pages.hub.event_list import A_PART, AT_ONCE
from desktop_app.ui.pages.hub.event_row import EventRow
from desktop_app.ui.widgets.chip import Chip
from desktop_app.zoom.models import CalendarItem, Event

pytestmark = pytest.mark.asyncio


async def test_many_events_are_shown_a_part_at_a_time_and_never_many_in_one_turn(desk: HubDesk) -> None:
    events, made = desk.page.events, []
    layout = events.layout()
    assert layout is not None

    def count() -> int:
        return layout.count() - 1  # the button is the last

    events.arranged.connect(lambda: made.append(count()))
    works = tuple(Work(str(number), EventDraft(name=f"Draft {number}")) for number in range(45))
    events.show_events(HubEvents((), works))
    assert count() == AT_ONCE
    await until(lambda: made, "for the first part")
    more = desk.see("more_events")
    assert more.text() == more.accessibleName() == "Show more events (25)"
    more.click()
    assert count() == A_PART + AT_ONCE
    await until(lambda: len(made) == 2, "for the second part")
    assert desk.text("more_events") == "Show more events (5)"
    desk.click("more_events")
    await until(lambda: len(made) == 3, "for the rest")
    assert made == [A_PART, 2 * A_PART, 45]
    assert not desk.shows("more_events")
    events.show_events(None)
    assert count() == 0


async def test_the_focus_goes_on_to_what_more_events_brought(desk: HubDesk) -> None:
    for number in range(A_PART):
        desk.journey.start_event(desk.hub)
        desk.journey.edit(EventDraft(name=f"Draft {number}"))
    await desk.enter()
    desk.page.activateWindow()
    await until(desk.page.isActiveWindow, "for the page to be active")
    await until(lambda: len(rows(desk)) == A_PART, "for the first part")
    desk.see("more_events").setFocus()
    desk.click("more_events")
    focused = desk.page.focusWidget()
    assert focused is not None
    assert focused.accessibleName().endswith("Customer advisory board")


async def test_names_from_zoom_are_plain_text(desk: HubDesk) -> None:
    desk.journey.start_event(desk.hub)
    desk.journey.edit(EventDraft(name="<b>Bold</b> & <img src=x>"))
    await desk.enter()
    assert "<b>Bold</b> & <img src=x>" in rows(desk)
    desk.click("delete_event-1")
    box = question(desk)
    assert box.textFormat() is Qt.TextFormat.PlainText
    labels = [label for label in box.findChildren(QLabel) if "Bold" in label.text()]
    assert labels
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)
    box.close()


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("America/New_York", "Dec 15, 2026, 2:00 PM in New York"),
        ("Asia/Calcutta", "Dec 16, 2026, 12:30 AM in Kolkata"),
        ("Zone/That-is-none", "Dec 15, 2026, 7:00 PM UTC"),
    ],
)
async def test_a_time_is_that_of_its_city_and_says_so(qtbot: QtBot, zone: str, said: str) -> None:
    start = dt.datetime(2026, 12, 15, 19, tzinfo=dt.UTC)
    event = Event(
        event_id="e", name="Board", status="PUBLISHED", timezone=zone,
        calendar=(CalendarItem(start_time=start, end_time=start + dt.timedelta(hours=1)),),
    )  # fmt: skip
    row = EventRow.for_event(event, over=False)
    qtbot.addWidget(row)
    when = row.findChild(QLabel, "event_when_e")
    assert when is not None
    assert when.text() == said


async def test_time_and_city_stay_together_above_the_status_and_are_never_cut(desk: HubDesk) -> None:
    row = EventRow(
        key="e", name="מפגש לקוחות שנתי " * 4, event_type="", when="Dec 15, 2026, 10:00 AM in Ho Chi Minh City",
        chip=Chip("ok", "Published"), action="Add attendees", can_delete=True,
    )  # fmt: skip
    row.setParent(desk.page)
    name, when, chip = row.findChild(QLabel, "event_name_e"), row.findChild(QLabel, "event_when_e"), row.findChild(Chip)
    assert name is not None
    assert when is not None
    assert chip is not None
    row.show()

    def is_whole() -> bool:
        whole = all(label.height() >= label.heightForWidth(label.width()) > 0 for label in (name, when))
        return whole and name.geometry().bottom() < when.y() and when.geometry().bottom() < chip.y()

    for width in (480, 340, 240):
        row.resize(width, 240)
        await until(lambda wide=width: row.width() == wide and is_whole(), f"for the texts at {width} pixels")


async def test_in_a_narrow_row_the_buttons_stand_below_the_words(desk: HubDesk) -> None:
    row = EventRow(
        key="e", name="Board", event_type="", when="Dec 15, 2026, 10:00 AM", chip=Chip("ok", "Live"), action="Continue",
        can_delete=True,
    )  # fmt: skip
    row.setParent(desk.page)
    title, delete = row.findChild(QLabel, "event_name_e"), row.findChild(QPushButton, "delete_e")
    assert title is not None
    assert delete is not None
    row.show()

    def is_below() -> bool:
        return delete.mapTo(row, QPoint(0, 0)).x() == title.mapTo(row, QPoint(0, 0)).x()

    for width, below in ((480, False), (300, True)):
        row.resize(width, 160)
        await until(lambda wanted=below: is_below() is wanted, f"for the layout at {width} pixels")
