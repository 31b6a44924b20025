"""The list that the Attendees page checks: reads it, asks Zoom who is in, keeps a person's corrections."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.attendees.columns import Columns
from desktop_app.attendees.roster import Field, Roster
from desktop_app.journey.journey import Journey
from desktop_app.journey.readiness import Ability
from desktop_app.journey.state import Mode
from desktop_app.ui.pages import attendees_labels as labels
from desktop_app.ui.pages import attendees_work as work
from desktop_app.ui.pages.attendees_check import CheckFace
from desktop_app.ui.pages.attendees_work import Answers, Loaded
from desktop_app.ui.tasks import Second, TaskOwner

if TYPE_CHECKING:
    from desktop_app.attendees.reader import Table


class ListControl(QObject):
    """`loaded` comes when a list was read and is shown; `failed` brings a failure and what to try again; `said` a
    message: kind, title, text, actions."""

    loaded = Signal()
    failed = Signal(object, object)
    said = Signal(str, str, str, object)
    changed = Signal()

    def __init__(self, journey: Journey, tasks: TaskOwner, parent: QObject) -> None:
        super().__init__(parent)
        self._journey = journey
        self._tasks = tasks
        self.face = CheckFace()
        self.source = ""
        """What is shown as the file's name; empty for pasted rows."""
        self._table: Table | None = None
        self._columns = Columns()
        self._edits: list[tuple[int, Field, str]] = []
        self._answers: Answers | None = None
        self.face.columns_chosen.connect(self._recheck)
        self.face.edited.connect(self._correct)
        self.face.changed.connect(self.changed)

    @property
    def is_there(self) -> bool:
        """Whether a list was read."""
        return self._table is not None

    @property
    def reading(self) -> bool:
        return self._tasks.running("read")

    @property
    def roster(self) -> Roster | None:
        """The people of the list."""
        return self.face.model.roster

    def forget(self) -> None:
        """Let go of the list and of what Zoom said."""
        for name in ("read", "check", "zoom"):
            self._tasks.cancel(name)
        self.source, self._table, self._answers, self._edits = "", None, None, []
        self.face.model.show_roster(None)

    # --- reading

    def load(self, source: Path | str, name: str) -> None:
        """Read a file or pasted text; a list of before stays where it is until that has succeeded."""
        before, self.source = self.source, name

        def failed(error: Exception) -> None:
            self.source = before
            self.failed.emit(error, lambda: self.load(source, name))

        self._tasks.cancel("check")
        self._tasks.start("read", work.load(source), done=self._loaded, failed=failed, second=Second.REPLACE)

    def _loaded(self, loaded: Loaded) -> None:
        self._table, self._columns, self._edits = loaded.table, loaded.columns, []
        connection = self._journey.state.connection
        practice = connection is not None and connection.mode is Mode.PRACTICE
        self.face.show_list(loaded.table, loaded.columns, loaded.roster, practice=practice)
        self.loaded.emit()
        self.ask_zoom()

    # --- what Zoom knows

    def ask_zoom(self) -> None:
        """Ask for ticket types and for who is registered: without them the list can be read but not sent."""
        self._answers = None
        self.face.show_ticket_types(None)
        self.face.show_already_in(self._journey.can(Ability.SEE_REGISTERED))
        self._tasks.start(
            "zoom",
            work.ask_zoom(self._journey),
            done=self._answered,
            failed=lambda error: self.failed.emit(error, self.ask_zoom),
            second=Second.REPLACE,
        )

    def _answered(self, answers: Answers) -> None:
        self._answers = answers
        self.face.show_ticket_types(answers.types or ())
        if answers.types is None:
            self.face.ticket_type.setPlaceholderText(self.tr("The default one"))
        if answers.registered is not None and self.roster is not None:
            self.face.show_roster(self.roster.with_registered(answers.registered))
        elif answers.registered is None:
            self.said.emit(
                "warn",
                self.tr("Foyer can’t see who is already registered."),
                self.tr("A permission is missing, so some of these people may get a second email."),
                [("permissions", self.tr("See permissions"))],
            )
        if answers.types is not None and not answers.types:
            self.said.emit(
                "warn",
                self.tr("This event has no ticket type."),
                self.tr("Add one on Zoom’s website, then choose Ask again."),
                [("ask", self.tr("Ask again"))],
            )
        self.changed.emit()

    def why_not(self) -> str:
        """Return why the list can't be sent now; an empty text when it can."""
        roster, answers = self.roster, self._answers
        if self.reading:
            return self.tr("Reading the list…")
        if self._tasks.running("check"):
            return self.tr("Checking the list…")
        if self.face.columns.email is None:
            return self.tr("Choose the email column")
        if self._tasks.running("zoom"):
            return self.tr("Asking Zoom…")
        if answers is None:
            return self.tr("Zoom hasn’t answered yet")
        if roster is None or not roster.counts.ready:
            return self.tr("Nobody is ready")
        if answers.types is not None and self.face.ticket() is None:
            return self.tr("Choose a ticket type") if answers.types else self.tr("No ticket type")
        return ""

    # --- corrections

    def _recheck(self, columns: Columns) -> None:
        """Read the list by other columns; a correction stays where its column stayed."""
        table = self._table
        if table is None:
            return
        same = labels.same_fields(self._columns, columns)
        self._columns = columns
        self._edits = [edit for edit in self._edits if edit[1] in same]

        def done(roster: Roster) -> None:
            known = self._answers.registered if self._answers else None
            corrected = roster.with_cells(self._edits)
            self.face.show_recheck(columns, corrected if known is None else corrected.with_registered(known))

        self._tasks.start(
            "check",
            work.checked(table, columns),
            done=done,
            failed=lambda error: self.failed.emit(error, lambda: self._recheck(columns)),
            second=Second.REPLACE,
        )

    def _correct(self, row: int, field: str, value: str) -> None:
        # while the list is read anew the table still shows the old reading
        if self.roster is not None and not self._tasks.running("check"):
            self._edits.append((row, Field(field), value))
            self.face.show_roster(self.roster.with_cell(row, Field(field), value))
