"""Where a file is dropped, or chosen, or rows are pasted: dropping is never the only way."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets.icon_tile import IconTile
from desktop_app.ui.widgets.lines_layout import LinesLayout
from desktop_app.ui.widgets.plain import plain_label

TILE = 56


class DropZone(QWidget):
    """Takes exactly one file of this computer; `text` says of which kinds.

    `file_dropped` brings its Path, which may be a folder's: whether it is isn't looked up here, where a drive that is
    gone would hold the window. `refused` says why a drop is not taken: "many" or "remote".
    `choose_button` and `paste_button` are there to be connected; Ctrl+V in the zone presses the latter.
    """

    file_dropped = Signal(object)
    refused = Signal(str)

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.setMinimumHeight(248)
        self._title = plain_label(role="section")
        self.choose_button = QPushButton(theme.icon("upload", "text", 18), self.tr("Choose a file"))
        self.choose_button.setObjectName("choose_file")
        self.paste_button = QPushButton(theme.icon("clipboard", "text2", 18), self.tr("Paste rows"))
        self.paste_button.setObjectName("paste_rows")
        self.paste_button.setProperty("kind", "quiet")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(4)
        layout.addStretch()
        layout.addWidget(IconTile("sheet", TILE, share=0.5, radius=10), 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(12)
        for label in (self._title, plain_label(text, "subtitle")):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(label)
        layout.addSpacing(16)
        buttons = LinesLayout(centered=True)
        buttons.addWidget(self.choose_button)
        buttons.addWidget(self.paste_button)
        layout.addLayout(buttons)
        layout.addStretch()
        self._look(False)
        self.setAccessibleName(self.tr("Attendee list, drop a file or choose one"))

    # --- dragging

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let any file be dropped, so that a refusal can be explained; only one that is taken changes the look."""
        if not event.mimeData().hasUrls():
            event.ignore()
            return
        _, reason = _one_file(event.mimeData())
        self._look(not reason)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._look(False)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        self._look(False)
        path, reason = _one_file(event.mimeData())
        event.setDropAction(Qt.DropAction.CopyAction)  # whoever drags it must not take it away
        event.accept()
        if path is None:
            self.refused.emit(reason)
        else:
            self.file_dropped.emit(path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_button.click()
            return
        super().keyPressEvent(event)

    # --- painting

    def _look(self, over: bool) -> None:
        self._over = over
        self._title.setText(self.tr("Drop to check this list") if over else self.tr("Drop your attendee list here"))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(
            theme.color("accent" if self._over else "line2" if self.isEnabled() else "line"), 2 if self._over else 1.5
        )
        if not self._over:
            pen.setDashPattern([2.6, 2])
        painter.setPen(pen)
        painter.setBrush(theme.color("accentSoft" if self._over else "card"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75), 12, 12)


def _one_file(data: QMimeData) -> tuple[Path | None, str]:
    """Return the one file, or why there is none."""
    urls = data.urls()
    if len(urls) > 1:
        return None, "many"
    if not urls or not urls[0].isLocalFile():  # who dragged it may be gone, and the file with them
        return None, "remote"
    return Path(urls[0].toLocalFile()), ""
