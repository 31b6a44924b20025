"""The ways in which a list comes to the Attendees page: dropped anywhere on it, chosen, pasted, or named elsewhere."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QGuiApplication

from desktop_app.ui import words
from desktop_app.ui.file_dialogs import ask_to_open
from desktop_app.ui.pages.attendees.context import Context
from desktop_app.ui.pages.attendees.drop_face import DropFace
from desktop_app.ui.pages.attendees.list_control import ListControl
from desktop_app.ui.widgets.plain import safe_text

LISTS = ("*.csv", "*.tsv", "*.txt", "*.xlsx", "*.xlsm", "*.xls", "*.ods", "*.htm", "*.html", "*.xml")


class IncomingControl(QObject):
    """`takes` says whether a list may come now: an import that runs is not disturbed."""

    def __init__(self, context: Context, listed: ListControl, drop: DropFace, takes: Callable[[], bool]) -> None:
        super().__init__(context.page)
        self._context = context
        self._list = listed
        self._zone = drop.zone
        self._takes = takes
        self._zone.file_dropped.connect(self.open)
        self._zone.refused.connect(self._refused)
        drop.choose_wanted.connect(self.choose)
        drop.paste_wanted.connect(self.paste)
        context.page.setAcceptDrops(True)
        context.page.installEventFilter(self)

    def open(self, path: Path) -> None:
        """Read and check a file."""
        if self._takes():
            self._list.load(path, safe_text(path.name, words.LONGEST_SOURCE))

    def choose(self) -> None:
        """Ask which file."""
        kinds = self.tr("Lists ({patterns})").format(patterns=" ".join(LISTS)) + ";;" + self.tr("All files (*)")
        ask_to_open(self._context.page, self.tr("Choose an attendee list"), kinds, self.open)

    def paste(self) -> None:
        """Read and check what is in the clipboard."""
        self._list.load(QGuiApplication.clipboard().text(), "")

    def _refused(self, why: str) -> None:
        said = {
            "many": self.tr("Drop one file at a time."),
            "remote": self.tr("That file isn’t on this computer. Save it here first, then drop it."),
        }
        self._context.say("warn", self.tr("This can’t be dropped here"), said[why])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Dropping beside the zone counts as dropping on it."""
        if isinstance(event, QDragLeaveEvent):
            self._zone.dragLeaveEvent(event)
        elif not isinstance(event, QDropEvent) or not self._takes():
            return super().eventFilter(watched, event)
        elif isinstance(event, QDragEnterEvent):
            self._zone.dragEnterEvent(event)
        elif isinstance(event, QDragMoveEvent):
            self._zone.dragMoveEvent(event)
        else:
            self._zone.dropEvent(event)
        return True
