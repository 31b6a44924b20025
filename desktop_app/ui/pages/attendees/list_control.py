"""The list that the Attendees page checks: reads it, asks Zoom who is in, keeps a person's corrections."""

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.attendees import roster as checking
from desktop_app.attendees.columns import Columns, Extra
from desktop_app.attendees.matching.mapping_memory import MappingMemory
from desktop_app.attendees.roster import Cell, Group, Person, Roster
from desktop_app.journey.journey import Journey
from desktop_app.journey.readiness import Ability
from desktop_app.journey.state import Mode
from desktop_app.ui.pages.attendees import labels, work
from desktop_app.ui.pages.attendees.check_face import CheckFace
from desktop_app.ui.pages.attendees.work import Answers, Edit, Listed, Loaded, ReadAs
from desktop_app.ui.tasks import Second, TaskOwner
from desktop_app.zoom.models import TicketType

if TYPE_CHECKING:
    from desktop_app.attendees.reader import Table

FEW = 50
"""Rows that are left out before the window's next turn; more are left out in a thread."""

Change = Callable[[Roster], tuple[Roster, Sequence[Edit]]]
"""Takes a list and returns it changed, with the corrections that did it. It runs in a thread."""


class ListControl(QObject):
    """`loaded` comes when a list was read and is shown; `failed` brings a failure and what to try again; `said` a
    message: kind, title, text, actions.

    Every row of the list is in `_full`, with all corrections; what is shown and sent is that without the rows that a
    person left out, so that these can be taken back.
    """

    loaded = Signal()
    failed = Signal(object, object)
    said = Signal(str, str, str, object)
    changed = Signal()

    def __init__(self, journey: Journey, tasks: TaskOwner, memory: MappingMemory | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._journey = journey
        self._tasks = tasks
        self._memory = memory
        self.face = CheckFace(parent)
        self.source = ""
        """What is shown as the file's name; empty for pasted rows."""
        self._read_from: Path | str = ""
        self._table: Table | None = None
        self._columns = Columns()
        self._full: Roster | None = None
        self._left: frozenset[int] = frozenset()
        self._edits: list[Edit] = []
        self._changes: list[Change] = []
        self._answers: Answers | None = None
        self._known: frozenset[str] = frozenset()
        """The emails of all who are known to be registered."""
        self.face.pickers.columns_chosen.connect(self._recheck)
        self.face.model.edited.connect(self._correct)
        self.face.left_out.connect(self._leave_out)
        self.face.pickers.reading.chosen.connect(self._read_as)
        self.face.problems.fix_wanted.connect(self._fix)
        self.face.problems.rows_wanted.connect(self.face.show_group)
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
        """The people of the list, without those whom a person left out."""
        return self.face.model.roster

    @property
    def left_out(self) -> Mapping[int, Person]:
        """Whom a person left out, by row."""
        return self.face.model.left_out

    @property
    def rows(self) -> int:
        """How many rows the list has, left out or not."""
        return (self.roster.counts.rows if self.roster else 0) + len(self.left_out)

    @property
    def types(self) -> Sequence[TicketType]:
        """The event's ticket types, as far as Zoom told them."""
        return (self._answers.types if self._answers else None) or ()

    def listed(self) -> Listed | None:
        """Return the list as it is now, for an import of it."""
        if self._table is None or self.roster is None:
            return None
        return Listed(self._table, self._columns, self.roster, self.left_out)

    def forget(self) -> None:
        """Let go of the list and of what Zoom said."""
        for name in ("read", "check", "change", "groups", "zoom"):
            self._tasks.cancel(name)
        self.source, self._read_from, self._table, self._full, self._answers = "", "", None, None, None
        self._edits, self._changes, self._left, self._known = [], [], frozenset(), frozenset()
        self.face.model.show_roster(None)
        self.face.problems.forget()

    # --- reading

    def load(self, source: Path | str, name: str, way: ReadAs | None = None) -> None:
        """Read a file or pasted text; a list of before stays where it is until that has succeeded."""
        before, self.source = self.source, name
        wanted = way or ReadAs()

        def failed(error: Exception) -> None:
            self.source = before
            self.failed.emit(error, lambda: self.load(source, name, way))

        def done(loaded: Loaded) -> None:
            self._read_from = source
            self._loaded(loaded, wanted, anew=way is not None)

        self._tasks.cancel("check")
        self._tasks.start("read", work.load(source, wanted, self._memory), done=done, failed=failed,
                          second=Second.REPLACE)  # fmt: skip

    def _read_as(self, way: ReadAs) -> None:
        """Read the same list another way. Corrections were made to what is read differently now."""
        if self._table is not None:
            self.load(self._read_from, self.source, way)

    def _loaded(self, loaded: Loaded, way: ReadAs, *, anew: bool) -> None:
        lost = bool(self._edits or self._left) and anew
        for name in ("check", "change", "groups"):
            self._tasks.cancel(name)
        self._table, self._columns, self._full = loaded.table, loaded.columns, loaded.roster
        self._edits, self._changes, self._left = [], [], frozenset()
        connection = self._journey.state.connection
        practice = connection is not None and connection.mode is Mode.PRACTICE
        self.face.show_list(loaded, way, practice=practice, draft=not self._journey.state.published)
        self.loaded.emit()
        self._group()
        if lost:
            self.said.emit("info", self.tr("The list was read anew."), self.tr("Corrections start over."), [])
        if anew and self._answers is not None:
            self._know(())
        else:
            self.ask_zoom()

    # --- what Zoom knows

    def ask_zoom(self) -> None:
        """Ask for ticket types and for who is registered: without them the list can be read but not sent."""
        self._answers = None
        self.face.pickers.show_ticket_types(None)
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
        self.face.pickers.show_ticket_types(answers.types or ())
        self._group()
        if answers.types is None:
            self.face.pickers.ticket_type.setPlaceholderText(self.tr("The default one"))
        if answers.registered is not None:
            self._know(answers.registered)
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

    def note_registered(self, email: str) -> None:
        """Take note that somebody was just registered from here."""
        self._know((email,))

    def _know(self, emails: Collection[str]) -> None:
        known = self._known = self._known.union(email.casefold() for email in emails)
        if known:
            self._change(lambda full: (full.with_registered(known), ()))

    def why_not(self) -> str:
        """Return why the list can't be sent now; an empty text when it can."""
        roster, answers = self.roster, self._answers
        if self.reading:
            return self.tr("Reading the list…")
        if self._tasks.running("check") or self._tasks.running("change"):
            return self.tr("Checking the list…")
        if self.face.pickers.columns.email is None:
            return self.tr("Choose the email column")
        if self._tasks.running("zoom"):
            return self.tr("Asking Zoom…")
        if answers is None:
            return self.tr("Zoom hasn’t answered yet")
        if roster is None or not roster.counts.ready:
            return self.tr("Nobody is ready")
        if answers.types is not None and self.face.pickers.ticket() is None:
            return self.tr("Choose a ticket type") if answers.types else self.tr("No ticket type")
        return ""

    # --- corrections

    def _recheck(self, columns: Columns) -> None:
        """Read the list by other columns; a correction stays where its column stayed."""
        table = self._table
        if table is None:
            return
        self._tasks.cancel("change")
        self._changes = []
        same = labels.same_fields(self._columns, columns)
        self._columns = columns
        self._edits = [edit for edit in self._edits if edit.field in same]
        edits, left, known, memory = list(self._edits), self._left, self._known, self._memory

        def finish(roster: Roster) -> tuple[Roster, Roster, Mapping[int, Person], tuple[str, ...]]:
            if memory is not None:
                memory.remember(table, columns)
            full = roster.with_cells(edit.as_cell() for edit in edits).with_registered(known)
            return full, *work.without_left(full, left), work.sample_names(full)

        async def recheck() -> tuple[Roster, Roster, Mapping[int, Person], tuple[str, ...]]:
            return await asyncio.to_thread(finish, await work.checked(table, columns))

        def done(found: tuple[Roster, Roster, Mapping[int, Person], tuple[str, ...]]) -> None:
            self._full, roster, people, names = found
            self.face.show_recheck(roster, people)
            self.face.pickers.show_names(table, names)
            self._group()

        self._tasks.start(
            "check",
            recheck(),
            done=done,
            failed=lambda error: self.failed.emit(error, lambda: self._recheck(columns)),
            second=Second.REPLACE,
        )

    def _correct(self, row: int, field: Cell, value: str) -> None:
        # while the list is read anew the table still shows the old reading
        if self._full is None or self._tasks.running("check"):
            return
        edit = Edit(row, field, value)
        if self._tasks.running("change"):
            self._change(lambda full: (full.with_cells([edit.as_cell()]), [edit]))
            return
        self._edits.append(edit)
        self._full = self._full.with_cells([edit.as_cell()])
        self.face.show_roster(*work.without_left(self._full, self._left))
        self._group()

    def _fix(self, group: Group) -> None:
        """Make the certain fix in every row of a group."""

        def fix(full: Roster) -> tuple[Roster, Sequence[Edit]]:
            edits = work.fixes(full, group)
            return full.with_cells(edit.as_cell() for edit in edits), edits

        self._change(fix)

    def _leave_out(self, rows: Sequence[int]) -> None:
        """Leave rows out, or take them back when they all are out."""
        if self._full is None or not rows or self._tasks.running("check"):
            return
        chosen = frozenset(rows)
        self._left = self._left - chosen if chosen <= self._left else self._left | chosen
        if self._tasks.running("change") or len(self._left) > FEW:
            self._change(lambda full: (full, ()))
        else:
            self.face.show_roster(*work.without_left(self._full, self._left))
            self._group()

    def _change(self, change: Change) -> None:
        """Change the list in a thread, one change after the other."""
        self._changes.append(change)

        async def make() -> None:
            while self._changes and self._full is not None:
                full, left = self._full, self._left
                changed, edits = await asyncio.to_thread(self._changes.pop(0), full)
                roster, people = await asyncio.to_thread(work.without_left, changed, left)
                self._full = changed
                self._edits += edits
                if left == self._left:
                    self.face.show_roster(roster, people)
                else:
                    self._changes.append(_unchanged)

        self._tasks.start(
            "change", make(), done=lambda _: self._group(), failed=lambda error: self.failed.emit(error, None)
        )

    def _group(self) -> None:
        """Group what is wrong by its cause."""
        roster, types = self.roster, self.types
        if roster is None:
            return
        names_types = Extra.TICKET_TYPE in self._columns.extra and bool(types)
        if not roster.counts.attention and not roster.has_notes and not names_types:
            self._tasks.cancel("groups")
            self._show_groups(((), ()))
            return

        def find() -> tuple[Sequence[Group], Sequence[str]]:
            return checking.groups(roster), work.unknown_types(roster, types) if names_types else ()

        self._tasks.start(
            "groups",
            asyncio.to_thread(find),
            done=self._show_groups,
            failed=lambda error: self.failed.emit(error, None),
            second=Second.REPLACE,
        )

    def _show_groups(self, found: tuple[Sequence[Group], Sequence[str]]) -> None:
        groups, unknown = found
        self.face.problems.show_groups(groups)
        self.face.pickers.show_unknown_types(unknown)


def _unchanged(full: Roster) -> tuple[Roster, Sequence[Edit]]:
    return full, ()
