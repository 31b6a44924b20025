"""The program's window: side bar, pages, action bar. One `refresh()` derives it all from the page and the journey."""

import asyncio
import importlib
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop_app.journey import steps
from desktop_app.journey.state import Mode
from desktop_app.journey.steps import Step
from desktop_app.ui import tab_order
from desktop_app.ui.breath import breathe
from desktop_app.ui.garbage import keep_what_is_there
from desktop_app.ui.pages.connect.page import ConnectPage
from desktop_app.ui.pages.page import Page
from desktop_app.ui.presses import Presses
from desktop_app.ui.program import Program
from desktop_app.ui.settings_dialog import SettingsDialog
from desktop_app.ui.side_bar import SideBar
from desktop_app.ui.tasks import TaskOwner
from desktop_app.ui.widgets.action_bar import ActionBar
from desktop_app.ui.widgets.focus_ring import FocusRing
from desktop_app.ui.wizard import FoyerWizard

SMALLEST = QSize(880, 640)
USUAL = QSize(1120, 760)
FRAME = QSize(16, 40)
"""What the system's title bar and borders take at most around a window; they are known only once it is on screen."""


class MainWindow(QMainWindow):
    """The frame around the wizard. `closing` comes once, when the person has closed it.

    `make` returns a step's page, and `modules` names what is imported before it, where that takes long.
    """

    closing = Signal()
    _stale = Signal()

    def __init__(self, program: Program, make: Callable[[Step], Page], modules: Mapping[Step, Sequence[str]]) -> None:
        super().__init__()
        self.setObjectName("window")
        self.program = program
        self.journey = program.journey
        self.tasks = TaskOwner(self)
        self._fit_screen()
        self.resize(USUAL.boundedTo(self._room()))
        self._modules = modules
        self.wizard = FoyerWizard(make)
        self.action_bar = ActionBar()
        self.side_bar = SideBar()
        self.side_bar.fit(self.width())
        self._build()
        self._worked_from: QWidget | None = None
        self._focus_stays = False
        self._stops: list[QWidget] = []
        self._closed = False
        self._is_stale = False
        # in this turn, before what changed is painted: after a timer all would be painted twice
        self._stale.connect(self.refresh, Qt.ConnectionType.QueuedConnection)

        self._presses = Presses(self._on_buttons)
        self.action_bar.back_button.clicked.connect(self._back_pressed)
        self.action_bar.primary_button.clicked.connect(self._primary_pressed)
        self.action_bar.secondary_button.clicked.connect(self._secondary_pressed)
        self.action_bar.approached.connect(self._get_ready)
        self.side_bar.rail.step_chosen.connect(self._jump)
        self.side_bar.settings_button.clicked.connect(self._settings)
        self.wizard.shown.connect(self._page_shown)
        self.wizard.changed.connect(self._refresh_soon)
        self.journey.subscribe(self._refresh_soon)
        self._shortcut("Alt+Left", self._back_pressed)
        self._shortcut("Ctrl+Return", self._primary_pressed)
        self._shortcut("Ctrl+Enter", self._primary_pressed)
        self._shortcut("Ctrl+,", self._settings)
        self._shortcut("F6", self._next_region)
        for button in self.action_bar.findChildren(QPushButton):
            button.setAutoDefault(True)  # outside a dialog, only then does Enter press it
        self.focus_ring = FocusRing(self)
        self.wizard.current.enter()
        self.refresh()
        self.wizard.current.header.focus_title()
        geometry = self.program.settings.current.window_geometry
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode("ascii", "ignore")))
            self._fit_screen()

    def _build(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.wizard, 1)
        right.addWidget(self.action_bar)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side_bar)
        row.addLayout(right, 1)
        self.setCentralWidget(whole)

    def _refresh_soon(self) -> None:
        if not self._is_stale:
            self._is_stale = True
            self._stale.emit()

    def refresh(self) -> None:
        """Derive titles, rail and buttons. Whoever changes something asks for this; nobody sets them elsewhere."""
        self._is_stale = False
        self._focus_stays = True
        try:
            self._derive()
        finally:
            self._focus_stays = False

    def _derive(self) -> None:
        page, state = self.wizard.current, self.journey.state
        bar = page.bar()
        primary = self.action_bar.primary_button
        if bar.busy and self._worked_from is None:
            self._worked_from = self.focusWidget() or self
        self.action_bar.set_primary(bar.primary, enabled=bar.enabled and not bar.busy, reason=bar.reason, busy=bar.busy)
        if self._worked_from is not None and primary.isEnabled():
            was, self._worked_from = self._worked_from, None
            self._give_focus_back(was)
        self.action_bar.set_secondary(bar.secondary or None, icon=bar.secondary_icon, enabled=bar.secondary_enabled)
        self.action_bar.set_status(*bar.status_line(), whole=bar.says_why)
        leads_back = bar.can_go_back and (page.goes_back() or steps.back_from(page.step, state) is not None)
        self.action_bar.back_button.setEnabled(leads_back)
        captions = {made.step: made.caption() for made in self.wizard.pages()}
        self.side_bar.show_state(state, page.step, captions, self._reachable(busy=bar.busy))
        title = page.header.title()
        practice = state.connection is not None and state.connection.mode is Mode.PRACTICE
        shown = self.tr("{title} – Practice, nothing is sent to Zoom") if practice else self.tr("{title} – Foyer")
        self.setWindowTitle(shown.format(title=title))

    def _give_focus_back(self, was: QWidget) -> None:
        """Work is done that began while `was` had the focus. The primary button, which was off and so couldn't keep
        it, has it again, or gets it where Tab would begin at the rail: what had it is out of sight, or no stop."""
        now = self.focusWidget()
        stays = isValid(was) and was.isVisible() and bool(was.focusPolicy() & Qt.FocusPolicy.TabFocus)
        placed = now is not None and now is not was and now.isVisible() and self.wizard.current.isAncestorOf(now)
        if was is self.action_bar.primary_button or not (stays or placed):
            self.action_bar.primary_button.setFocus()

    def order_tabs(self) -> None:
        """Let Tab go through rail, page and action bar, also where rows and buttons have come since. That takes as long
        as to refresh everything else, so it is done when Tab is pressed."""
        regions = (self.side_bar, self.wizard.current, self.action_bar)
        found = [stop for region in regions for stop in tab_order.stops(region)]
        if found != self._stops:
            self._stops = found
            tab_order.follow(found)

    def focusNextPrevChild(self, forward: bool) -> bool:
        focus = self.focusWidget()
        if self.wizard.moving or (self._focus_stays and focus is not None and focus.isVisible()):
            # Qt sends the focus away from what is switched off while Foyer works, and from the page that goes: a screen
            # reader would read out wherever it falls
            return True
        if focus is not None and not focus.isVisible():
            # out of sight now; while Foyer works, the focus is given back when it is done
            if self._worked_from is None:
                self.wizard.current.header.focus_title()
            return True
        self.order_tabs()
        target = tab_order.after(focus, self._stops, self.wizard.current) if forward and focus is not None else None
        if target is None:
            return super().focusNextPrevChild(forward)
        target.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _reachable(self, *, busy: bool) -> set[Step]:
        """Return the other steps that can be gone to, while the page is `busy` or not."""
        state = self.journey.state
        if busy or state.import_running:
            return set()
        return {step for step in Step if step is not self.wizard.step and steps.is_open(step, state)}

    def start_practice(self) -> None:
        """`--practice`: begin on the first page, as if practice had been chosen there."""
        page = self.wizard.page_at(Step.CONNECT)
        assert isinstance(page, ConnectPage)
        page.start_practice()

    async def make_pages(self) -> None:
        """Make every page before somebody comes to it."""
        for step in Step:
            await self.make_page(step)
        self.refresh()
        keep_what_is_there()

    async def make_page(self, step: Step) -> None:
        """Make a step's page, if there is none: all that takes long in a turn of the event loop of its own."""
        if self.wizard.made(step) is not None:
            return
        for name in self._modules.get(step, ()):
            await breathe()
            importlib.import_module(name)
        await breathe()
        for _ in self.wizard.making(step):
            await breathe()

    # --- moving

    def _on_buttons(self) -> tuple[Step, str, str]:
        bar = self.wizard.current.bar()
        return self.wizard.step, bar.primary, bar.secondary

    def _primary_pressed(self) -> None:
        if not self._presses.is_late():
            self.primary()

    def _secondary_pressed(self) -> None:
        if not self._presses.is_late():
            self.secondary()

    def _back_pressed(self) -> None:
        if not self._presses.is_late():
            self.back()

    def primary(self) -> None:
        """Press the primary button, if it may be pressed."""
        if self.action_bar.primary_button.isEnabled():
            self.wizard.validateCurrentPage()

    def _get_ready(self) -> None:
        self.wizard.current.get_ready()

    def secondary(self) -> None:
        if self.action_bar.secondary_button.isEnabled():
            self.wizard.current.secondary()

    def back(self) -> None:
        if not self.action_bar.back_button.isEnabled():
            return
        page = self.wizard.current
        if page.back():
            self.refresh()
            return
        before = steps.back_from(page.step, self.journey.state)
        if before is not None:
            self.wizard.go_to(before.value)

    def _jump(self, index: int) -> None:
        if Step(index) in self._reachable(busy=self.wizard.current.bar().busy):
            self.wizard.go_to(index)

    def _page_shown(self) -> None:
        self._worked_from = None
        self.refresh()
        self.wizard.current.to_the_top()

    def _next_region(self) -> None:
        focus = self.focusWidget()
        regions: list[QWidget] = [self.side_bar.rail, self.wizard.current, self.action_bar]
        inside = next(
            (i for i, region in enumerate(regions) if focus and (region is focus or region.isAncestorOf(focus))), -1
        )
        for offset in range(1, len(regions) + 1):
            for target in tab_order.stops(regions[(inside + offset) % len(regions)]):
                if target.isVisible() and target.isEnabled():
                    target.setFocus(Qt.FocusReason.TabFocusReason)
                    return

    def _settings(self) -> None:
        before = self.focusWidget()

        def closed() -> None:
            if before is None or not isValid(before) or not before.isVisible():
                self.wizard.current.header.focus_title()  # Qt would take whatever is next

        dialog = SettingsDialog(self.program, self)
        dialog.finished.connect(closed)
        dialog.reset.setEnabled(not self.journey.state.import_running)
        dialog.practice_reset.connect(self._reset_practice)
        if self.wizard.step is Step.ATTENDEES:
            # what it shows may be gone
            dialog.people_deleted.connect(self.wizard.current.enter)
        dialog.open()

    def _reset_practice(self) -> None:
        def failed(error: Exception) -> None:
            self._look_anew()
            self.wizard.current.fail(error, self._reset_practice)

        self.tasks.start("reset practice", self._practice_over(), done=lambda _: self._look_anew(), failed=failed)

    async def _practice_over(self) -> None:
        connection = self.journey.state.connection
        if connection is not None and connection.mode is Mode.PRACTICE:
            for page in self.wizard.pages():
                await page.tasks.close()
            self.wizard.go_to(Step.CONNECT.value)
        await self.program.reset_practice()

    def _look_anew(self) -> None:
        """Of practice, the first page may show a connection and imports that are gone."""
        if self.wizard.step is Step.CONNECT:
            self.wizard.current.enter()

    def _shortcut(self, keys: str, action: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(action)

    def _room(self) -> QSize:
        return self.screen().availableGeometry().size() - FRAME

    def _fit_screen(self) -> None:
        """With text at 150 % a notebook's screen is 910 by 600 to Qt: there the window is smaller, and scrolls."""
        self.setMinimumSize(SMALLEST.boundedTo(self._room()))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ScreenChangeInternal:
            self._fit_screen()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side_bar.fit(event.size().width())

    def closeEvent(self, event: QCloseEvent) -> None:
        self.program.settings.change(window_geometry=bytes(self.saveGeometry().toBase64().data()).decode("ascii"))
        event.accept()
        if not self._closed:
            self._closed = True
            self.closing.emit()

    async def close_tasks(self) -> None:
        """End every task of the window and its pages."""
        # at once: what one of them has done starts nothing on another that is closed
        await asyncio.gather(*(page.tasks.close() for page in self.wizard.pages()), self.tasks.close())
