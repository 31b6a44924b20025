"""What every page of the wizard is: a header, a scrolling body of at most 760 pixels, tasks of its own, and what it
wants the action bar to show."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget, QWizardPage

from desktop_app.journey.comparing import Field
from desktop_app.journey.steps import Step
from desktop_app.ui import errors
from desktop_app.ui.program import Program
from desktop_app.ui.tasks import TaskOwner
from desktop_app.ui.widgets.measures import MARGIN, MEASURE, NARROW_MARGIN
from desktop_app.ui.widgets.message_bar import ErrorView, MessageBar
from desktop_app.ui.widgets.page_header import PageHeader
from desktop_app.ui.widgets.scroll_area import ScrollArea

MARKETPLACE = "https://marketplace.zoom.us/user/build"

REASSURING = ("check-circle", "key", "shield")
"""Icons that say all is well, and so don't stand before what is still missing."""


@dataclass(frozen=True, slots=True)
class Bar:
    """What the action bar shows. An empty `secondary` hides that button; `reason` says why primary is off."""

    primary: str
    enabled: bool = True
    reason: str = ""
    busy: bool = False
    secondary: str = ""
    secondary_icon: str = ""
    secondary_enabled: bool = True
    status: str = ""
    status_icon: str = ""
    can_go_back: bool = True

    @property
    def says_why(self) -> bool:
        """Whether the status line is why primary is off."""
        return bool(self.reason) and not (self.enabled or self.busy)

    def status_line(self) -> tuple[str, str]:
        """Return the icon and the words to show: while primary is off, what it waits for."""
        if self.enabled or not self.reason:
            return self.status_icon, self.status
        return "info" if self.status_icon in REASSURING else self.status_icon, self.reason


class Page(QWizardPage):
    """A step's page. `changed` asks the window to derive everything again; `completed` leaves for the next step; `go`
    asks for another step."""

    changed = Signal()
    completed = Signal()
    go = Signal(int)

    step: Step

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"page_{self.step.name.lower()}")
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.program = program
        self.journey = program.journey
        self.tasks = TaskOwner(self)
        self.tasks.changed.connect(self.changed)
        self._again: Callable[[], None] | None = None
        self.header = PageHeader("", "")
        self.message = MessageBar()
        self.message.hide()
        self.message.action_chosen.connect(self.on_action)

        column = QWidget()
        column.setObjectName("column")
        column.setMaximumWidth(MEASURE)
        self.body = QVBoxLayout(column)
        self.body.setContentsMargins(0, 0, 0, 24)
        self.body.setSpacing(16)
        self.body.addWidget(self.header)
        self.body.addWidget(self.message)

        self._pane = QWidget()
        self._pane.setObjectName("pane")
        # in a row with what stays empty: alone, it would be asked for its height by the width of all the room there is
        self._outer = QHBoxLayout(self._pane)
        self._outer.setContentsMargins(MARGIN, 32, MARGIN, 0)
        self._outer.setSpacing(0)
        self._outer.addWidget(column, 1)
        self._outer.addStretch()

        self.scroller = ScrollArea()
        self.scroller.setObjectName("page_scroll")
        self.scroller.setWidgetResizable(True)
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setWidget(self._pane)
        self.scroller.viewport().installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.scroller)

    # --- what a page says and does; each page overrides what it needs

    def parts(self) -> Iterator[None]:
        """Make what the page holds, a part at a time: the window answers in between, and asks nothing of the page
        before the last part. A page that is made in a few milliseconds is whole without."""
        yield from ()

    def bar(self) -> Bar:
        """Return what the action bar shows now."""
        raise TypeError(f"{type(self).__name__} says nothing for the action bar")

    def caption(self) -> str:
        """Return the small line under the step's name in the rail."""
        return ""

    def enter(self) -> None:
        """The page came into view: show the journey as it is now."""

    def leave(self) -> None:
        """The page goes out of view, for another step."""

    def get_ready(self) -> None:
        """The primary button may be pressed soon: ask for what it will need."""

    def primary(self) -> None:
        """The primary button: do the page's work, then emit `completed`."""
        self.completed.emit()

    def secondary(self) -> None:
        """The secondary button."""

    def go_to_field(self, field: Field) -> None:
        """Bring a setting of the event into view, with the focus on it."""

    def to_the_top(self) -> None:
        """Show the page from its beginning, with the focus there."""
        self.scroller.to_the_top()
        self.header.focus_title()

    def goes_back(self) -> bool:
        """Say whether Back leads to an earlier part of this page."""
        return False

    def back(self) -> bool:
        """Go back inside the page. Returns False when Back should leave the page."""
        return False

    def retry(self) -> None:
        """Try again what failed: what `fail` was told, else what the primary button does."""
        again = self._again
        if again is None:
            self.primary()
        else:
            self.clear_message()
            again()

    def on_action(self, key: str) -> None:
        """A button of the message bar was pressed. Its key is one of `ui.errors.action_label`, or the page's own."""
        match key:
            case "retry":
                self.retry()
            case "connect" | "permissions":
                self.go.emit(Step.CONNECT.value)
            case "hub":
                self.go.emit(Step.HUB.value)
            case "event":
                self.go.emit(Step.EVENT.value)
            case "marketplace":
                self.program.open_url(MARKETPLACE)

    # --- shared behaviour

    def show_error(self, error: Exception) -> None:
        """Show a failure with its cause and remedy, and bring it into view."""
        self._again = None
        self.show_view(errors.view_for(error))

    def fail(self, error: Exception, again: Callable[[], None]) -> None:
        """Show a failure that `again` tries once more."""
        self.show_error(error)
        self._again = again

    def show_view(self, view: ErrorView) -> None:
        """Show a failure that is in words already, and bring it into view."""
        self.message.show_error(view)
        self.scroller.bring_into_view(self.message)
        if self.isVisible():  # else it would take the focus from the page that is in view
            self.message.setFocus()
        self.changed.emit()

    def say(self, kind: str, title: str, text: str = "", actions: Sequence[tuple[str, str]] = ()) -> None:
        """Show a message, and bring it into view."""
        self.message.show_message(kind, title, text, actions)
        self.scroller.bring_into_view(self.message)

    def unsay(self, title: str) -> None:
        """Take a message away, if it is the one that is shown."""
        if self.message.title() == title:
            self.clear_message()

    def clear_message(self) -> None:
        self._again = None
        self.message.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.scroller.viewport():
            self._keep_margins()
        return super().eventFilter(watched, event)

    def _keep_margins(self) -> None:
        """A scroll bar takes its room from the margin, so that nothing jumps when it comes."""
        side = MARGIN if self.scroller.width() >= MEASURE else NARROW_MARGIN
        beside_bar = max(side - (self.scroller.width() - self.scroller.viewport().width()), 0)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            self._outer.setContentsMargins(beside_bar, 32, side, 0)
        else:
            self._outer.setContentsMargins(side, 32, beside_bar, 0)
