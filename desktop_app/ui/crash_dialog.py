"""An unexpected error, said instead of a silent death: what happened, where the log is, and a Copy button."""

import platform
import traceback
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app import __version__
from desktop_app.logs import Redactor
from desktop_app.ui import theme
from desktop_app.ui.widgets.copy_button import CopyButton
from desktop_app.ui.widgets.plain import plain_label
from desktop_app.ui.widgets.read_only_text import ReadOnlyText
from desktop_app.ui.widgets.text_dialog import TextDialog

LONGEST = 20_000


class CrashDialog(TextDialog):
    """Shown once at a time; the program goes on."""

    def __init__(self, report: str, log_file: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("crash")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Something unexpected happened"))
        self.setMinimumWidth(theme.px(560))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(12)
        title = QLabel(self.windowTitle())
        title.setProperty("role", "section")
        layout.addWidget(title)
        said = plain_label(
            self.tr(
                "Foyer met an error that it doesn’t know. What you typed is saved, and you can go on. "
                "If it happens again, send these details to the person who supports Foyer."
            )
        )
        layout.addWidget(said)
        self.report_text = ReadOnlyText(report)
        self.report_text.setObjectName("crash_report")
        self.report_text.setAccessibleName(self.tr("Details"))
        self.report_text.setFixedHeight(220)
        layout.addWidget(self.report_text)
        place = QLabel(self.tr("The log is here: {path}").format(path=log_file))
        place.setObjectName("crash_log")
        place.setProperty("role", "caption")
        place.setTextFormat(Qt.TextFormat.PlainText)
        place.setWordWrap(True)
        place.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        layout.addWidget(place)
        buttons = QHBoxLayout()
        copy = CopyButton(self.tr("Copy details"), lambda: report)
        copy.setObjectName("crash_copy")
        go_on = QPushButton(self.tr("Go on"))
        go_on.setObjectName("crash_go_on")
        go_on.setAccessibleName(go_on.text())
        go_on.setProperty("kind", "primary")
        go_on.setDefault(True)
        go_on.clicked.connect(self.accept)
        buttons.addWidget(copy)
        buttons.addStretch()
        buttons.addWidget(go_on)
        layout.addLayout(buttons)

    @classmethod
    def report(cls, error: BaseException, log_file: Path, redactor: Redactor, parent: QWidget) -> "CrashDialog | None":
        """Show `error`, without secrets, unless such a dialog stands already: errors often come in swarms."""
        if any(isinstance(widget, cls) and widget.isVisible() for widget in QApplication.topLevelWidgets()):
            return None
        # hidden first and cut afterwards: half a secret would not be known for one
        trace = redactor.redact("".join(traceback.format_exception(error)))[-LONGEST:]
        text = f"Foyer {__version__}, {platform.platform()}, Python {platform.python_version()}\n\n{trace}"
        dialog = cls(text, log_file, parent)
        dialog.open()
        return dialog
