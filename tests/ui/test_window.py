"""The window: what the keyboard does anywhere, what the rail lets one reach, and what it keeps between two runs."""

import argparse
import asyncio
import datetime as dt
import gc
import itertools
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from page_program import PATIENCE, until
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QWidget
from scenarios import town_hall, winter_day

from desktop_app import app as program
from desktop_app.app import Foyer
from desktop_app.attendees.records import NewRow
from desktop_app.attendees.roster import Person
from desktop_app.endpoints import Endpoints
from desktop_app.event.draft import EventDraft, EventType
from desktop_app.journey.journey import Journey
from desktop_app.journey.state import Mode
from desktop_app.journey.steps import Step
from desktop_app.storage.profiles import Profile
from desktop_app.ui import theme
from desktop_app.ui.pages.page import MARGIN, MEASURE, Bar, Page
from desktop_app.ui.settings_dialog import SettingsDialog
from desktop_app.ui.window import FRAME, RAIL_WIDTH, SMALLEST, MainWindow

pytestmark = pytest.mark.asyncio

MOST_WIDGETS = 150
"""Made in one turn of the event loop: the largest part of a page, the pattern of a series, takes about 30 ms."""

SMALL_SCREEN = QSize(683, 512) - FRAME
"""1024 by 768 at 150 %, as Qt counts it."""

MOST_STOPS = 60
"""Of the Tab key in the window: no page has as many."""

DRAFT = town_hall(winter_day(dt.datetime.now(dt.UTC).date()))


async def open_foyer(folder: Path, file: Path | None = None) -> Foyer:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    foyer = Foyer(app, argparse.Namespace(data_dir=folder, file=file, practice=False), Endpoints())
    foyer.window.show()
    foyer.window.activateWindow()
    await until(foyer.window.isActiveWindow, "for the window to be active")
    return foyer


async def close_foyer(foyer: Foyer) -> None:
    foyer.window.close()
    await foyer.close()
    foyer.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest_asyncio.fixture
async def foyer(tmp_path: Path) -> AsyncIterator[Foyer]:
    foyer = await open_foyer(tmp_path / "data")
    yield foyer
    await close_foyer(foyer)


@pytest.fixture
def window(foyer: Foyer) -> MainWindow:
    return foyer.window


async def rest(window: MainWindow) -> None:
    await until(lambda: not window.wizard.current.tasks.running())
    await asyncio.sleep(0.02)


async def at_the_hub(foyer: Foyer) -> Journey:
    """Connected to practice, on the Hub page."""
    journey = foyer.program.journey
    await journey.connect(Mode.PRACTICE, profile_name="Practice")
    foyer.window.wizard.go_to(Step.HUB)
    await rest(foyer.window)
    return journey


async def at_review(foyer: Foyer) -> Journey:
    """An event is filled in, on the Review page."""
    journey = await at_the_hub(foyer)
    connection = journey.state.connection
    assert connection is not None
    journey.start_event(connection.hubs[0], DRAFT)
    journey.open_details()
    foyer.window.wizard.go_to(Step.REVIEW)
    await rest(foyer.window)
    return journey


def press(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, key, modifier)


def in_sight(widget: QWidget, page: Page) -> bool:
    view = page.scroller.viewport()
    return view.rect().contains(QRect(widget.mapTo(view, QPoint(0, 0)), widget.size()))


CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


# --- the keyboard


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
async def test_ctrl_enter_presses_primary_from_anywhere(foyer: Foyer, window: MainWindow, key: Qt.Key) -> None:
    await at_the_hub(foyer)
    window.wizard.current.findChild(QWidget, "hub_search").setFocus()
    press(window, key, CONTROL)
    await rest(window)
    assert window.wizard.step is Step.EVENT


async def test_alt_left_goes_back(foyer: Foyer, window: MainWindow) -> None:
    await at_review(foyer)
    press(window, Qt.Key.Key_Left, ALT)
    assert window.wizard.step is Step.EVENT
    await rest(window)
    press(window, Qt.Key.Key_Left, ALT)
    await rest(window)
    assert window.wizard.step in (Step.EVENT, Step.HUB)


async def test_alt_left_on_the_first_page_leads_nowhere(window: MainWindow) -> None:
    assert not window.action_bar.back_button.isEnabled()
    press(window, Qt.Key.Key_Left, ALT)
    assert window.wizard.step is Step.CONNECT


async def test_ctrl_comma_opens_the_settings(window: MainWindow) -> None:
    press(window, Qt.Key.Key_Comma, CONTROL)
    dialog = window.findChild(SettingsDialog)
    assert dialog is not None
    assert dialog.isVisible()
    press(dialog, Qt.Key.Key_Escape)
    await until(lambda: window.findChild(SettingsDialog) is None or not dialog.isVisible())


async def test_f6_goes_round_rail_page_and_action_bar(foyer: Foyer, window: MainWindow) -> None:
    await at_the_hub(foyer)
    window.action_bar.primary_button.setFocus()
    visited = []
    for _ in range(4):
        press(window, Qt.Key.Key_F6)
        focus = window.focusWidget()
        regions = {"rail": window.rail, "page": window.wizard, "bar": window.action_bar}
        visited.append(next(name for name, region in regions.items() if region.isAncestorOf(focus)))
    assert visited == ["rail", "page", "bar", "rail"]


async def test_the_second_half_of_a_double_click_presses_nothing_else(foyer: Foyer, window: MainWindow) -> None:
    QApplication.setDoubleClickInterval(100_000)
    await at_the_hub(foyer)
    button = window.action_bar.primary_button
    before = button.text()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    await until(lambda: window.wizard.step is Step.EVENT)
    window.refresh()
    assert button.text() != before
    for _ in range(2):
        QTest.mouseClick(window.action_bar.back_button, Qt.MouseButton.LeftButton)
        press(window, Qt.Key.Key_Return, CONTROL)
        await rest(window)
        assert window.wizard.step is Step.EVENT
    QApplication.setDoubleClickInterval(0)
    QTest.mouseClick(window.action_bar.back_button, Qt.MouseButton.LeftButton)
    await rest(window)
    assert window.wizard.step is Step.HUB


def went_round(window: MainWindow, key: Qt.Key) -> list[str]:
    """Where a key of Tab's leads from the settings button until it is there again."""
    visited: list[str] = []
    window.settings_button.setFocus()
    for _ in range(MOST_STOPS):
        press(window.focusWidget() or window, key)
        focused = window.focusWidget()
        assert focused is not None
        if focused is window.settings_button:
            return visited
        visited.append(focused.objectName())
    raise AssertionError(f"Tab never comes back: {visited}")


async def test_tab_goes_round_the_whole_window_both_ways(foyer: Foyer, window: MainWindow) -> None:
    account = window.wizard.current.findChild(QAbstractButton, "connect_account")
    assert account is not None
    account.click()
    await rest(window)
    for step in (Step.CONNECT, Step.EVENT):
        if step is Step.EVENT:
            await at_review(foyer)
            window.wizard.go_to(step)
            await rest(window)
        there, back = went_round(window, Qt.Key.Key_Tab), went_round(window, Qt.Key.Key_Backtab)
        assert there == back[::-1]
        assert there[-1] == window.rail.button(step.value).objectName()
        assert "primary" in there


@pytest.mark.parametrize("start", ["connect_practice", "page_title", "primary"])
async def test_after_work_the_focus_is_on_what_goes_on(foyer: Foyer, window: MainWindow, start: str) -> None:
    widget = window.findChild(QWidget, start)
    assert widget is not None
    widget.setFocus()
    press(widget, Qt.Key.Key_Return, CONTROL)
    await until(lambda: window.action_bar.primary_button.text() == "Continue to hubs")
    await rest(window)
    assert window.focusWidget() is window.action_bar.primary_button


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
async def test_enter_in_a_field_presses_nothing(foyer: Foyer, window: MainWindow, key: Qt.Key) -> None:
    await at_the_hub(foyer)
    field = window.wizard.current.findChild(QWidget, "hub_search")
    field.setFocus()
    press(field, key)
    await rest(window)
    assert window.wizard.step is Step.HUB
    assert window.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
async def test_enter_on_the_primary_button_presses_it(foyer: Foyer, window: MainWindow, key: Qt.Key) -> None:
    await at_the_hub(foyer)
    window.action_bar.primary_button.setFocus()
    press(window.action_bar.primary_button, key)
    await rest(window)
    assert window.wizard.step is Step.EVENT


async def test_escape_closes_nothing(foyer: Foyer, window: MainWindow) -> None:
    await at_the_hub(foyer)
    for widget in (window, window.wizard, window.wizard.current):
        press(widget, Qt.Key.Key_Escape)
    assert window.isVisible()
    assert window.wizard.step is Step.HUB


async def test_another_color_scheme_leaves_the_focus_where_it_is(foyer: Foyer, window: MainWindow) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    await at_the_hub(foyer)
    field = window.wizard.current.findChild(QWidget, "hub_search")
    field.setFocus()
    theme.apply(app, "dark")
    await rest(window)
    assert app.focusWidget() is field
    theme.apply(app, "light")
    await rest(window)
    assert app.focusWidget() is field


async def test_continuing_an_import_brings_the_field_that_it_asks_for_into_view(tmp_path: Path) -> None:
    data = tmp_path / "data"
    earlier = await open_foyer(data)
    earlier.program.profiles.save(Profile("acme", "Acme Corp", "acme", "acme-client", remembered=False))
    made = await earlier.program.journal(Mode.ACCOUNT).begin(
        account_key="acme", event_id="e1", event_name="Town hall", source="guests.csv", ticket_type_id="",
        ticket_type_name="", send_notification=False, rows=[NewRow(Person(2, "a@acme.example.com", "A", "B"))],
    )  # fmt: skip
    await close_foyer(earlier)
    foyer = await open_foyer(data)
    page = foyer.window.wizard.current
    foyer.window.resize(SMALLEST)
    await until(lambda: page.findChild(QAbstractButton, f"continue_{made.id}"), "for the offer")
    await rest(foyer.window)
    go_on = page.findChild(QAbstractButton, f"continue_{made.id}")
    secret = page.findChild(QWidget, "connect_client_secret")
    assert go_on is not None
    assert secret is not None
    assert not in_sight(secret, page)
    press(go_on, Qt.Key.Key_Space)
    assert foyer.window.focusWidget() is secret
    await until(lambda: in_sight(secret, page), "for the field")
    await close_foyer(foyer)


# --- the pages


async def test_pages_are_made_when_they_are_wanted(foyer: Foyer, window: MainWindow) -> None:
    assert [page.step for page in window.wizard.pages()] == [Step.CONNECT]
    await at_the_hub(foyer)
    assert window.wizard.made(Step.HUB) is window.wizard.current
    assert window.wizard.made(Step.PUBLISH) is None
    window.wizard.go_to(Step.ATTENDEES)
    assert window.wizard.step is Step.ATTENDEES
    assert [page.step for page in window.wizard.pages()] == list(Step)


async def test_pages_are_made_ahead_and_kept(foyer: Foyer, window: MainWindow) -> None:
    await at_the_hub(foyer)
    hub = window.wizard.current
    await window.make_pages()
    gc.collect()
    looked_through = {id(each) for generation in range(3) for each in gc.get_objects(generation)}
    assert not {id(page) for page in window.wizard.pages()} & looked_through, "pages are no garbage for a long time"
    assert window.wizard.page_at(Step.HUB) is hub
    assert {page.step for page in window.wizard.pages()} == set(Step)
    assert window.wizard.step is Step.HUB
    assert window.wizard.current is hub


async def test_a_page_that_is_wanted_while_it_is_made_ahead_is_made_once(foyer: Foyer, window: MainWindow) -> None:
    next(window.wizard.making(Step.HUB))
    assert window.wizard.made(Step.HUB) is None
    ahead = asyncio.create_task(window.make_page(Step.HUB))
    await asyncio.sleep(0)
    await at_the_hub(foyer)
    hub = window.wizard.current
    await ahead
    await window.make_page(Step.HUB)
    assert window.wizard.current is window.wizard.made(Step.HUB) is hub
    assert [page.step for page in window.wizard.pages()] == [Step.CONNECT, Step.HUB]


@pytest.mark.parametrize("step", [Step.HUB, Step.EVENT, Step.REVIEW, Step.PUBLISH])
async def test_no_turn_makes_a_large_part_of_a_page(window: MainWindow, step: Step) -> None:
    """Time can't be asserted, but what takes it can: the window answers after each part."""
    made = [len(window.findChildren(QWidget))]
    for _ in window.wizard.making(step):
        made.append(len(window.findChildren(QWidget)))
    assert max(after - before for before, after in itertools.pairwise(made)) <= MOST_WIDGETS


@pytest.mark.parametrize("step", [step for step in Step if step is not Step.ATTENDEES])
async def test_on_the_smallest_screen_nothing_scrolls_sideways(foyer: Foyer, window: MainWindow, step: Step) -> None:
    window.setMinimumSize(SMALL_SCREEN)
    window.resize(SMALL_SCREEN)
    journey = await at_review(foyer)
    await journey.put_draft()
    window.wizard.go_to(step)
    await rest(window)
    page = window.wizard.current
    await until(lambda: page.scroller.horizontalScrollBar().maximum() == 0, f"for the layout of {step.name}")


# --- the rail and the titles


def reachable(window: MainWindow) -> set[Step]:
    """Where a click on the rail leads."""
    found, before = set(), window.wizard.step
    for step in Step:
        window.rail.button(step.value).click()
        if window.wizard.step is not before:
            found.add(window.wizard.step)
            window.wizard.go_to(before)
            window.refresh()
    return found


async def test_the_rail_leads_only_where_one_can_be(foyer: Foyer, window: MainWindow) -> None:
    assert reachable(window) == set()
    journey = await at_review(foyer)
    assert reachable(window) == {Step.CONNECT, Step.HUB, Step.EVENT}
    await rest(window)
    await journey.put_draft()
    window.refresh()
    assert reachable(window) == {Step.CONNECT, Step.HUB, Step.EVENT, Step.PUBLISH, Step.ATTENDEES}
    await rest(window)
    await journey.publish()
    window.wizard.go_to(Step.PUBLISH)
    await rest(window)
    assert reachable(window) == {Step.CONNECT, Step.HUB, Step.ATTENDEES}
    await rest(window)


async def test_while_an_import_runs_the_rail_leads_nowhere(foyer: Foyer, window: MainWindow) -> None:
    journey = await at_the_hub(foyer)
    journey.import_started(lambda _seconds: None)
    window.refresh()
    assert reachable(window) == set()
    assert not window.action_bar.back_button.isEnabled()
    journey.import_ended(0)


async def test_titles_say_the_page_and_practice(foyer: Foyer, window: MainWindow) -> None:
    assert window.windowTitle() == "Connect Foyer to Zoom – Foyer"
    await at_the_hub(foyer)
    assert window.windowTitle() == "Choose a hub – Practice, nothing is sent to Zoom"
    assert window.chip.isVisible()


async def test_a_new_page_has_its_title_read_out(foyer: Foyer, window: MainWindow) -> None:
    await at_the_hub(foyer)
    assert window.focusWidget() is window.wizard.current.header.findChild(QWidget, "page_title")


@pytest.mark.parametrize(
    ("bar", "line"),
    [
        (Bar("Go", status="Saved", status_icon="check-circle"), ("check-circle", "Saved")),
        # what is missing is no success
        (Bar("Go", enabled=False, reason="No type chosen", status_icon="check-circle"), ("info", "No type chosen")),
        (Bar("Go", enabled=False, reason="Asking Zoom…", status_icon="hourglass"), ("hourglass", "Asking Zoom…")),
        (Bar("Go", enabled=False, status="Saved", status_icon="check-circle"), ("check-circle", "Saved")),
    ],
)
async def test_the_status_says_what_primary_waits_for(bar: Bar, line: tuple[str, str]) -> None:
    assert bar.status_line() == line


# --- the look


@pytest.mark.parametrize("width", [SMALLEST.width(), 992, 1006, 1120, 1600])
async def test_a_scroll_bar_moves_nothing(foyer: Foyer, window: MainWindow, width: int) -> None:
    await at_the_hub(foyer)
    window.wizard.go_to(Step.CONNECT.value)
    page = window.wizard.current
    column = page.findChild(QWidget, "column")
    assert column is not None

    def place() -> tuple[int, int]:
        return column.mapTo(window, column.rect().topLeft()).x(), column.width()

    async def resized(height: int, *, bar: bool) -> tuple[int, int]:
        window.resize(width, height)
        await until(lambda: page.scroller.verticalScrollBar().isVisible() is bar, "for the layout")
        # what follows from that is laid out when nothing moves any more
        for _ in range(3):
            await asyncio.sleep(0.01)
        return place()

    assert await resized(3000, bar=False) == await resized(SMALLEST.height(), bar=True)


async def test_however_wide_the_window_no_line_is_crushed(foyer: Foyer, window: MainWindow) -> None:
    await at_review(foyer)
    page = window.wizard.current
    heights = []
    # the first is as wide as the text gets; with little room below, each line has the least height that it asks for
    for width in (MEASURE + 2 * MARGIN, 1800):
        page.resize(width, 400)
        await rest(window)
        heights.append([label.height() for label in page.findChildren(QLabel) if label.isVisible()])
    assert heights[0] == heights[1]


async def test_larger_text_widens_the_rail_by_a_quarter_of_the_window_at_most(window: MainWindow) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    rail = window.findChild(QWidget, "rail")
    assert rail is not None
    window.resize(1120, 760)
    assert rail.width() == RAIL_WIDTH
    theme.apply(app, "light", text_size=1.5)
    try:
        for size, width in ((QSize(1200, 760), 300), (SMALLEST, RAIL_WIDTH), (QSize(2000, 760), RAIL_WIDTH * 3 // 2)):
            window.resize(size)
            await until(lambda wanted=width: rail.width() == wanted, "for the rail")
    finally:
        theme.apply(app, "light")


# --- between two runs


async def test_the_size_is_kept(tmp_path: Path) -> None:
    first = await open_foyer(tmp_path / "data")
    size = first.window.screen().availableGeometry().size() - QSize(6, 90)
    first.window.resize(size)
    await close_foyer(first)
    second = await open_foyer(tmp_path / "data")
    assert second.window.size() == size
    await close_foyer(second)


async def test_a_damaged_geometry_is_the_usual_one(tmp_path: Path) -> None:
    first = await open_foyer(tmp_path / "data")
    usual = first.window.size()
    await close_foyer(first)
    first.settings.change(window_geometry="not base64 at all")
    second = await open_foyer(tmp_path / "data")
    assert second.window.size() == usual
    await close_foyer(second)


async def test_a_window_is_never_larger_than_the_screen_with_its_frame(window: MainWindow) -> None:
    screen = window.screen().availableGeometry().size()
    assert screen.width() < SMALLEST.width(), "this screen is too large to show it"
    for size in (window.size(), window.minimumSize()):
        assert size == size.boundedTo(screen - FRAME)
    assert window.minimumSize().height() == SMALLEST.height()
    # what doesn't fit scrolls, and the buttons are in sight
    window.resize(window.minimumSize())
    button = window.action_bar.primary_button
    await until(lambda: window.rect().contains(button.rect().translated(button.mapTo(window, QPoint()))))


async def test_closing_twice_is_told_once(foyer: Foyer, window: MainWindow) -> None:
    told: list[bool] = []
    window.closing.connect(lambda: told.append(True))
    window.close()
    window.close()
    QApplication.sendEvent(window, QEvent(QEvent.Type.Close))
    assert told == [True]
    await foyer.close()
    await foyer.close()


async def test_a_list_of_the_command_line_waits_for_the_attendees_page(tmp_path: Path) -> None:
    path = tmp_path / "guests.csv"
    path.write_text("Email,First name,Last name\nada@example.com,Ada,Lovelace\n", encoding="utf-8")
    foyer = await open_foyer(tmp_path / "data", path)
    journey = await at_review(foyer)
    await journey.put_draft()
    await journey.publish()
    foyer.window.wizard.go_to(Step.ATTENDEES)
    await until(foyer.window.wizard.current.goes_back, "for the list")
    await rest(foyer.window)
    quietly = foyer.window.wizard.current.findChild(QAbstractButton, "register_quietly")
    assert quietly is not None
    quietly.click()
    await until(lambda: "1 person" in foyer.window.action_bar.primary_button.accessibleName())
    await close_foyer(foyer)


async def test_practice_of_the_command_line_starts_by_itself(tmp_path: Path) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    options = argparse.Namespace(data_dir=tmp_path / "data", file=None, practice=True)
    running = asyncio.create_task(program._run(app, options, Endpoints()))

    def windows() -> list[MainWindow]:
        return [each for each in app.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible()]

    await until(lambda: windows() and windows()[0].journey.state.connection, "for practice")
    (window,) = windows()
    await rest(window)
    connection = window.journey.state.connection
    assert connection is not None
    assert connection.mode is Mode.PRACTICE
    await until(lambda: window.action_bar.primary_button.text() == "Continue to hubs")
    window.close()
    assert await asyncio.wait_for(running, PATIENCE) == 0
    asyncio.get_running_loop().set_exception_handler(None)


async def test_what_was_typed_is_kept_when_the_window_closes(tmp_path: Path) -> None:
    first = await open_foyer(tmp_path / "data")
    journey = await at_review(first)
    journey.edit(EventDraft(event_type=EventType.SINGLE, name="Half done"))
    await close_foyer(first)
    second = await open_foyer(tmp_path / "data")
    again = await second.program.journey.connect(Mode.PRACTICE, profile_name="Practice")
    listing = await second.program.journey.hub_events(again.hubs[0])
    assert [work.draft.name for work in listing.unsent] == ["Half done"]
    await close_foyer(second)


async def test_assistive_programs_see_a_window(window: MainWindow) -> None:
    assert QAccessible.queryAccessibleInterface(window).role() == QAccessible.Role.Window


async def test_assistive_programs_can_ask_any_page_for_any_child(window: MainWindow) -> None:
    await window.make_pages()
    areas = window.findChildren(QScrollArea)
    assert len(areas) == len(Step)
    # Qt's own scroll area has fewer children out of sight, and doesn't survive being asked for more
    assert {QAccessible.queryAccessibleInterface(area).childCount() for area in areas} == {3}
