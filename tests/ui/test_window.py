"""The window: its pages, what the rail lets one reach, and its look."""

import asyncio
import gc
import itertools
from pathlib import Path

import pytest
from opening import close_foyer
from page_program import until
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QSize
from PySide6.QtGui import QAccessible, QScreen
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget
from window_program import at_review, at_the_hub, open_foyer, rest

from desktop_app.app import Foyer
from desktop_app.journey.steps import Step
from desktop_app.ui import theme
from desktop_app.ui.pages.page import Bar
from desktop_app.ui.side_bar import WIDTH as SIDE_BAR_WIDTH
from desktop_app.ui.widgets.measures import MARGIN, MEASURE
from desktop_app.ui.window import FRAME, SMALLEST, USUAL, MainWindow

pytestmark = pytest.mark.asyncio

MOST_WIDGETS = 150
"""Made in one turn of the event loop: the largest part of a page, the pattern of a series, takes about 30 ms."""

SMALL_SCREEN = QSize(683, 512) - FRAME
"""1024 by 768 at 150 %, as Qt counts it."""

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


async def test_no_turn_makes_a_large_part_of_a_page(window: MainWindow) -> None:
    """Time can't be asserted, but what takes it can: the window answers after each part."""
    for step in (Step.HUB, Step.EVENT, Step.REVIEW, Step.PUBLISH):
        made = [len(window.findChildren(QWidget))]
        for _ in window.wizard.making(step):
            made.append(len(window.findChildren(QWidget)))
        assert len(made) > 1
        assert max(after - before for before, after in itertools.pairwise(made)) <= MOST_WIDGETS, step.name


async def test_on_the_smallest_screen_nothing_scrolls_sideways(foyer: Foyer, window: MainWindow) -> None:
    window.setMinimumSize(SMALL_SCREEN)
    window.resize(SMALL_SCREEN)
    journey = await at_review(foyer)
    await journey.put_draft()
    for step in Step:
        window.wizard.go_to(step)
        await rest(window)
        bar = window.wizard.current.scroller.horizontalScrollBar()
        await until(lambda bar=bar: bar.maximum() == 0, f"for the layout of {step.name}")


# --- the rail and the titles


async def test_what_stands_around_a_page_follows_it_before_anything_is_painted(window: MainWindow) -> None:
    page = window.wizard.current
    page.header.set_texts("Another title", "")
    page.changed.emit()
    assert not window.windowTitle().startswith("Another title"), "there may be more changes in this turn"
    QCoreApplication.sendPostedEvents(window, QEvent.Type.MetaCall)
    assert window.windowTitle().startswith("Another title")


def reachable(window: MainWindow) -> set[Step]:
    """Where a click on the rail leads."""
    found, before = set(), window.wizard.step
    for step in Step:
        window.side_bar.rail.button(step.value).click()
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


async def test_attendees_are_done_when_nobody_waits(foyer: Foyer, window: MainWindow) -> None:
    journey = await at_review(foyer)
    await journey.put_draft()

    def said() -> str:
        window.refresh()
        return window.side_bar.rail.button(Step.ATTENDEES.value).accessibleDescription()

    journey.import_ended(5)
    assert "done" in said()
    journey.people_prepared(4_995)
    assert "upcoming" in said()
    journey.people_prepared(0)
    assert "done" in said()


async def test_a_step_that_is_not_open_yet_says_when_it_opens(foyer: Foyer, window: MainWindow) -> None:
    def said() -> list[str]:
        window.refresh()
        buttons = [window.side_bar.rail.button(step.value) for step in Step]
        assert all(button.accessibleDescription().endswith(button.toolTip()) for button in buttons)
        return [button.toolTip() for button in buttons]

    draft = "Once there is a draft"
    assert said() == ["", "After Connect", "After Hub", "After Event", "After Review", draft]
    journey = await at_review(foyer)
    assert said()[Step.PUBLISH] == "After Review"
    await journey.put_draft()
    assert said()[Step.PUBLISH :] == ["", ""]
    work = journey.state.work
    assert work is not None
    journey.resume_unsent(journey.state.hub, work)
    assert said()[Step.PUBLISH :] == ["After Review", ""], "as after a restart: it was not read back yet"


async def test_titles_say_the_page_and_practice(foyer: Foyer, window: MainWindow) -> None:
    assert window.windowTitle() == "Connect Foyer to Zoom – Foyer"
    await at_the_hub(foyer)
    assert window.windowTitle() == "Choose a hub – Practice, nothing is sent to Zoom"
    assert window.side_bar.chip.isVisible()


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


async def test_a_scroll_bar_moves_nothing(foyer: Foyer, window: MainWindow) -> None:
    await at_the_hub(foyer)
    window.wizard.go_to(Step.CONNECT.value)
    page = window.wizard.current
    column = page.findChild(QWidget, "column")
    assert column is not None

    def place() -> tuple[int, int]:
        return column.mapTo(window, column.rect().topLeft()).x(), column.width()

    async def resized(width: int, height: int, *, bar: bool) -> tuple[int, int]:
        window.resize(width, height)
        await until(lambda: page.scroller.verticalScrollBar().isVisible() is bar, "for the layout")
        # what follows from that is laid out when nothing moves any more
        for _ in range(3):
            await asyncio.sleep(0.01)
        return place()

    for width in (SMALLEST.width(), 992, 1006, 1120, 1600):
        without = await resized(width, 3000, bar=False)
        assert without == await resized(width, SMALLEST.height(), bar=True), width


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
    assert rail.width() == SIDE_BAR_WIDTH
    theme.apply(app, "light", text_size=1.5)
    try:
        for size, width in (
            (QSize(1200, 760), 300),
            (SMALLEST, SIDE_BAR_WIDTH),
            (QSize(2000, 760), SIDE_BAR_WIDTH * 3 // 2),
        ):
            window.resize(size)
            await until(lambda wanted=width: rail.width() == wanted, "for the rail")
    finally:
        theme.apply(app, "light")


@pytest.mark.parametrize(
    ("screen", "usual", "least"),
    [
        (SMALL_SCREEN + FRAME, SMALL_SCREEN, SMALL_SCREEN),
        (QSize(800, 800), QSize(784, 760), QSize(784, 640)),
        (QSize(1920, 1080), USUAL, SMALLEST),
    ],
)
async def test_a_window_is_never_larger_than_the_screen_with_its_frame(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, screen: QSize, usual: QSize, least: QSize
) -> None:
    monkeypatch.setattr(QScreen, "availableGeometry", lambda _: QRect(QPoint(), screen))
    foyer = await open_foyer(tmp_path / "data")
    window = foyer.window
    assert (window.size(), window.minimumSize()) == (usual, least)
    # what doesn't fit scrolls, and the buttons are in sight
    window.resize(least)
    button = window.action_bar.primary_button
    await until(lambda: window.rect().contains(button.rect().translated(button.mapTo(window, QPoint()))))
    await close_foyer(foyer)


async def test_assistive_programs_see_a_window(window: MainWindow) -> None:
    assert QAccessible.queryAccessibleInterface(window).role() == QAccessible.Role.Window


async def test_assistive_programs_can_ask_any_page_for_any_child(window: MainWindow) -> None:
    await window.make_pages()
    areas = window.findChildren(QScrollArea)
    assert len(areas) == len(Step)
    # Qt's own scroll area has fewer children out of sight, and doesn't survive being asked for more
    assert {QAccessible.queryAccessibleInterface(area).childCount() for area in areas} == {3}
