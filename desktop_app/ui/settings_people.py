"""For how long the people of finished imports stay on this computer, and how to delete them at once."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.attendees.journal import Kept
from desktop_app.journey.state import Mode
from desktop_app.ui import confirm, errors, words
from desktop_app.ui.program import Program
from desktop_app.ui.tasks import TaskOwner
from desktop_app.ui.translations import tr
from desktop_app.ui.widgets.announce import announce
from desktop_app.ui.widgets.plain import plain_label
from desktop_app.ui.widgets.quiet_wheel import ComboBox


class PeopleSettings(QWidget):
    """The section of the settings. `deleted` comes when people were deleted at once."""

    deleted = Signal()

    def __init__(self, program: Program, parent: QWidget) -> None:
        super().__init__(parent)
        self._program = program
        self._tasks = TaskOwner(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(
            plain_label(
                self.tr(
                    "Names and addresses of finished imports, and what you changed in lists, are deleted from this "
                    "computer after a time."
                ),
                "small",
            )
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._choice())
        self.delete = QPushButton(self.tr("Delete now"))
        self.delete.setObjectName("settings_delete_people")
        self.delete.setAccessibleName(self.delete.text())
        self.delete.clicked.connect(self._look)
        row.addWidget(self.delete)
        row.addStretch()
        layout.addLayout(row)
        self._note = plain_label("", "small")
        self._note.setObjectName("settings_people_note")
        self._note.hide()
        layout.addWidget(self._note)

    def end(self) -> None:
        """Wait for nothing any more: the dialog is closed."""
        for name in ("look", "delete"):
            self._tasks.cancel(name)

    def _choice(self) -> QComboBox:
        keep = ComboBox()
        keep.setObjectName("settings_keep_people")
        keep.setAccessibleName(self.tr("Delete people’s data after"))
        for days, label in (
            (7, self.tr("After 7 days")),
            (30, self.tr("After 30 days")),
            (90, self.tr("After 90 days")),
            (365, self.tr("After one year")),
            (0, self.tr("Never")),
        ):
            keep.addItem(label, days)
        settings = self._program.settings
        keep.setCurrentIndex(max(keep.findData(settings.current.keep_people_days), 0))
        keep.activated.connect(lambda _index: settings.change(keep_people_days=keep.currentData()))
        return keep

    def _look(self) -> None:
        """Say first who would lose what. The button stays on meanwhile: switched off, it would lose the focus."""
        if not self._tasks.running():
            self._tasks.start("look", self._kept(), done=self._ask, failed=self._failed)

    async def _kept(self) -> Kept:
        parts = [await self._program.journal(mode).kept() for mode in Mode]
        return Kept(
            imports=sum(part.imports for part in parts),
            people=sum(part.people for part in parts),
            unfinished=sum(part.unfinished for part in parts),
            lists=sum(part.lists for part in parts),
        )

    def _ask(self, kept: Kept) -> None:
        if not kept.imports and not kept.lists:
            self._say("\n".join(filter(None, (self.tr("No finished import has people’s data."), _staying(kept)))))
            return
        confirm.ask(
            self,
            "delete_people",
            self.tr("Delete people’s data now?"),
            "\n\n".join(
                filter(
                    None,
                    (
                        _lost(kept),
                        _lost_changes(kept),
                        self.tr("Nothing changes at Zoom."),
                        _marks(kept),
                        _staying(kept),
                    ),
                )
            ),
            action=self.tr("Delete now"),
            then=self._delete,
        )

    def _delete(self) -> None:
        async def wipe() -> int:
            return sum([await self._program.journal(mode).wipe_finished() for mode in Mode])

        self._tasks.start("delete", wipe(), done=self._deleted, failed=self._failed)

    def _deleted(self, imports: int) -> None:
        said = words.counted(
            imports,
            self.tr("The people of 1 import were deleted from this computer."),
            self.tr("The people of {n} imports were deleted from this computer."),
        )
        self._say(said if imports else self.tr("What you changed in lists was deleted from this computer."))
        self.deleted.emit()

    def _failed(self, error: Exception) -> None:
        view = errors.view_for(error)
        self._say(f"{view.title}. {view.why} {view.do}")

    def _say(self, text: str) -> None:
        self._note.setText(text)
        self._note.show()
        announce(self._note, text)


def _lost(kept: Kept) -> str:
    if not kept.imports:
        return ""
    people = words.counted(
        kept.people,
        tr("The name, address, and join link of 1 person are deleted from this computer"),
        tr("The names, addresses, and join links of {n} people are deleted from this computer"),
    )
    return words.counted(
        kept.imports,
        tr("{people}: 1 finished import, which can’t be saved, retried, or undone afterwards."),
        tr("{people}: {n} finished imports, which can’t be saved, retried, or undone afterwards."),
    ).format(people=people)


def _marks(kept: Kept) -> str:
    if not kept.imports:
        return ""
    return tr(
        "So that the same list invites nobody twice, Foyer keeps a mark of each registered address for a year. The "
        "mark doesn’t show the address."
    )


def _lost_changes(kept: Kept) -> str:
    if not kept.lists:
        return ""
    return words.counted(
        kept.lists,
        tr(
            "What you changed in 1 list that isn’t imported yet is deleted. If the list is open, Foyer goes back to "
            "it as it came in. Your file isn’t changed."
        ),
        tr(
            "What you changed in {n} lists that aren’t imported yet is deleted. If one of them is open, Foyer goes "
            "back to it as it came in. Your files aren’t changed."
        ),
    )


def _staying(kept: Kept) -> str:
    if not kept.unfinished:
        return ""
    return words.counted(
        kept.unfinished,
        tr("1 import isn’t finished and keeps its people."),
        tr("{n} imports aren’t finished and keep their people."),
    )
