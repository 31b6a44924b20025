"""Appearance, practice, where Foyer keeps its files, and what this program is."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app import __version__
from desktop_app.storage.settings import Scheme
from desktop_app.ui import theme
from desktop_app.ui.program import Program
from desktop_app.ui.widgets.copy_button import CopyButton
from desktop_app.ui.widgets.plain import plain_label
from desktop_app.ui.widgets.segmented import Segmented
from desktop_app.ui.widgets.text_dialog import TextDialog


class SettingsDialog(TextDialog):
    """Every change takes effect and is saved at once. `practice_reset` asks the window to start practice over."""

    practice_reset = Signal()

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.program = program
        self.setObjectName("settings_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Settings"))
        self.setMinimumWidth(theme.px(520))
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(24, 24, 24, 24)
        self._layout.setSpacing(8)
        self._appearance()
        self._practice()
        self._people()
        self._files()
        self._about()
        close = QPushButton(self.tr("Close"))
        close.setObjectName("settings_close")
        close.setAccessibleName(close.text())
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(close)
        self._layout.addSpacing(8)
        self._layout.addLayout(row)

    def _appearance(self) -> None:
        self._heading(self.tr("Appearance"))
        choice = Segmented(
            [("system", self.tr("Like the system")), ("light", self.tr("Light")), ("dark", self.tr("Dark"))]
        )
        choice.setObjectName("settings_scheme")
        choice.set_label(self.tr("Appearance"))
        choice.set_key(self.program.settings.current.scheme)
        choice.chosen.connect(self._scheme_chosen)
        self._layout.addWidget(choice, 0, Qt.AlignmentFlag.AlignLeft)

    def _scheme_chosen(self, scheme: Scheme) -> None:
        self.program.settings.change(scheme=scheme)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, scheme)

    def _practice(self) -> None:
        self._heading(self.tr("Practice"))
        self._text(self.tr("Practice keeps its own events and people on this computer, apart from Zoom."))
        self.reset = QPushButton(theme.icon("retry"), self.tr("Start practice over"))
        self.reset.setObjectName("settings_reset_practice")
        self.reset.setAccessibleName(self.reset.text())
        self.reset.clicked.connect(self._reset_practice)
        self.reset_note = self._text("")
        self.reset_note.hide()
        self._layout.insertWidget(self._layout.indexOf(self.reset_note), self.reset, 0, Qt.AlignmentFlag.AlignLeft)

    def _reset_practice(self) -> None:
        self.reset.setEnabled(False)
        self.reset_note.setText(self.tr("Practice starts over as on its first day. Connect to it again."))
        self.reset_note.show()
        self.practice_reset.emit()

    def _people(self) -> None:
        self._heading(self.tr("People’s data"))
        self._text(self.tr("Names and addresses of finished imports are deleted from this computer after a time."))
        self.keep = QComboBox()
        self.keep.setObjectName("settings_keep_people")
        self.keep.setAccessibleName(self.tr("Delete people’s data after"))
        for days, label in (
            (7, self.tr("After 7 days")),
            (30, self.tr("After 30 days")),
            (90, self.tr("After 90 days")),
            (365, self.tr("After one year")),
            (0, self.tr("Never")),
        ):
            self.keep.addItem(label, days)
        self.keep.setCurrentIndex(max(self.keep.findData(self.program.settings.current.keep_people_days), 0))
        self.keep.activated.connect(
            lambda _index: self.program.settings.change(keep_people_days=self.keep.currentData())
        )
        self._layout.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeft)

    def _files(self) -> None:
        self._heading(self.tr("Log and files"))
        path = self.program.log_file
        place = self._text(str(path))
        place.setObjectName("settings_log")
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout()
        opener = QPushButton(theme.icon("external"), self.tr("Open folder"))
        opener.setObjectName("settings_open_folder")
        opener.setAccessibleName(opener.text())
        opener.clicked.connect(lambda: _open_folder(path.parent))
        copy = CopyButton(self.tr("Copy path"), lambda: str(path))
        copy.setObjectName("settings_copy_log")
        copy.setProperty("extent", "")
        row.addWidget(opener)
        row.addWidget(copy)
        row.addStretch()
        self._layout.addLayout(row)
        aside = [kept for kept in (self.program.settings.kept_aside, self.program.profiles.kept_aside) if kept]
        for kept in aside:
            self._text(self.tr("A damaged file was set aside and left as it was: {path}").format(path=kept))

    def _about(self) -> None:
        self._heading(self.tr("About"))
        self._text(
            self.tr("Foyer {version}, free software under the MIT License. Foyer is not affiliated with Zoom.").format(
                version=__version__
            )
        )

    def _heading(self, text: str) -> None:
        label = QLabel(text)
        label.setProperty("role", "heading")
        if self._layout.count():
            self._layout.addSpacing(12)
        self._layout.addWidget(label)

    def _text(self, text: str) -> QLabel:
        label = plain_label(text, "small")
        self._layout.addWidget(label)
        return label


def _open_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
