"""Appearance, practice, where Foyer keeps its files, and what this program is."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app import __version__
from desktop_app.journey.state import Mode
from desktop_app.storage.settings import Scheme
from desktop_app.ui import theme
from desktop_app.ui.program import Program
from desktop_app.ui.settings_people import PeopleSettings
from desktop_app.ui.widgets.copy_button import CopyButton
from desktop_app.ui.widgets.plain import plain_label
from desktop_app.ui.widgets.segmented import Segmented
from desktop_app.ui.widgets.text_dialog import DialogScroller, TextDialog


class SettingsDialog(TextDialog):
    """Every change takes effect and is saved at once. `practice_reset` asks the window to start practice over,
    `people_deleted` tells it that finished imports have no people any more."""

    practice_reset = Signal()
    people_deleted = Signal()

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.program = program
        self.setObjectName("settings_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Settings"))
        self.setMinimumWidth(theme.px(520))
        held = QWidget()
        self._layout = QVBoxLayout(held)
        self._layout.setContentsMargins(24, 24, 24, 8)
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
        row.setContentsMargins(24, 8, 24, 24)
        row.addStretch()
        row.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(DialogScroller(held), 1)
        whole.addLayout(row)

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
        people = PeopleSettings(self.program, self)
        people.deleted.connect(self.people_deleted)
        self.finished.connect(people.end)
        self._layout.addWidget(people)

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
        for mode in Mode:
            for damaged in self.program.journal(mode).damaged_files():
                said = self.tr(
                    "A damaged record of imports was set aside. It has people’s data until you delete it: {path}"
                )
                self._text(said.format(path=damaged))
        for kept in filter(None, (self.program.settings.kept_aside, self.program.profiles.kept_aside)):
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
