"""The list that the Attendees page checks: all rows with a person's corrections, and who was left out of it."""

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject

from desktop_app.attendees import roster as checking
from desktop_app.attendees.columns import Columns, Extra, match
from desktop_app.attendees.matching.mapping_memory import MappingMemory
from desktop_app.attendees.roster import Cell, Group, Person, Roster
from desktop_app.attendees.unread import Unread, unread
from desktop_app.ui.pages.attendees import labels, list_loading
from desktop_app.ui.pages.attendees.check_face import CheckFace
from desktop_app.ui.pages.attendees.context import Context
from desktop_app.ui.pages.attendees.list_loading import Edit, Loaded, Name
from desktop_app.ui.tasks import Second

if TYPE_CHECKING:
    from desktop_app.attendees.reader import Table
    from desktop_app.zoom.models import TicketType

FEW = 50
"""Rows that are left out before the window's next turn; more are left out in a thread."""

Read: TypeAlias = tuple[tuple[Unread, ...], Roster, Roster, Mapping[int, Person], tuple[Name, ...]]
"""A list read by other columns: addresses in none of them, the people with and without those who were left out, these,
and names to judge it by."""

Change = Callable[[Roster], tuple[Roster, Sequence[Edit]]]
"""Takes a list and returns it changed, with the corrections that did it. It runs in a thread."""


@dataclass(frozen=True, slots=True)
class Before:
    """The list before a person changed it: its rows, the corrections made, and who was left out."""

    full: Roster
    edits: tuple[Edit, ...]
    left: frozenset[int]


class CheckedList(QObject):
    """Every row of the list is in `_full`, with all corrections; what is shown and sent is that without the rows that a
    person left out, so that these can be taken back."""

    def __init__(self, context: Context, face: CheckFace, memory: MappingMemory | None) -> None:
        super().__init__(face)
        self._context = context
        self._face = face
        self._memory = memory
        self.table: Table | None = None
        self.columns = Columns()
        self.types: Sequence[TicketType] = ()
        """The event's ticket types, as far as Zoom told them: a list may name others."""
        self._full: Roster | None = None
        self._left: frozenset[int] = frozenset()
        self._edits: list[Edit] = []
        self._changes: list[Change] = []
        self._before: list[Before] = []
        self._known: frozenset[str] = frozenset()
        """The emails of all who are known to be registered."""
        self._required: frozenset[Cell] = frozenset()
        """What Zoom wants of everybody, beside the email."""
        face.pickers.columns_chosen.connect(self._read_by)
        face.unread.wanted.connect(self._read_column)
        face.model.edited.connect(self._correct)
        face.left_out.connect(self._leave_out)
        face.problems.fix_wanted.connect(self._fix)
        face.problems.leave_wanted.connect(lambda group: self._leave_out(group.rows))
        face.undo_wanted.connect(self._undo)

    @property
    def roster(self) -> Roster | None:
        """The people of the list, without those whom a person left out."""
        return self._face.model.roster

    @property
    def left_out(self) -> Mapping[int, Person]:
        """Whom a person left out, by row."""
        return self._face.model.left_out

    @property
    def rows(self) -> int:
        """How many rows the list has, left out or not."""
        return (self.roster.counts.rows if self.roster else 0) + len(self.left_out)

    @property
    def changing(self) -> bool:
        """Whether it will soon look otherwise."""
        return self._context.tasks.running("check") or self._context.tasks.running("change")

    @property
    def corrections(self) -> int:
        """How many cells a person corrected, or had corrected."""
        return len({(edit.row, edit.field) for edit in self._edits})

    @property
    def left_by_person(self) -> int:
        """How many rows a person left out."""
        return len(self._left)

    def take(self, loaded: Loaded) -> None:
        """Begin with a list that was just read."""
        self._stop()
        self.table, self.columns, self._full = loaded.table, loaded.columns, loaded.roster
        self._edits, self._changes, self._left = [], [], frozenset()
        self._forget_before()
        self._required = self._full.answers

    def forget(self) -> None:
        """There is no list."""
        self._stop()
        self.table, self._full, self.types = None, None, ()
        self._edits, self._changes, self._left, self._known = [], [], frozenset(), frozenset()
        self._forget_before()
        self._required = frozenset()
        self._face.model.show_roster(None)
        self._face.problems.forget()

    def _stop(self) -> None:
        for name in ("check", "change", "groups"):
            self._context.tasks.cancel(name)

    def know(self, emails: Collection[str]) -> None:
        """Take note of who is registered, beside those who are known to be."""
        known = self._known = self._known.union(email.casefold() for email in emails)
        if known:
            self._change(lambda full: (full.with_registered(known), ()))

    def require(self, answers: frozenset[Cell]) -> None:
        """Hold back who lacks one of these names and answers."""
        if answers != self._required:
            self._required = answers
            self._change(lambda full: (full.requiring(answers), ()))

    # --- what a person does to it

    def _read_by(self, columns: Columns) -> None:
        """Read the list by other columns; a correction stays where its column stayed."""
        table = self.table
        if table is None:
            return
        self._context.tasks.cancel("change")
        self._changes = []
        self._forget_before()
        same = labels.same_fields(self.columns, columns)
        self.columns = columns
        self._edits = [edit for edit in self._edits if edit.field in same]
        edits, left, known, memory = list(self._edits), self._left, self._known, self._memory
        required = self._required

        def finish(roster: Roster) -> Read:
            if memory is not None:
                memory.remember(table, columns)
            asked = roster.requiring(required)
            full = asked.with_cells(edit.as_cell() for edit in edits).with_registered(known)
            return unread(table, columns), full, *list_loading.without_left(full, left), list_loading.sample_names(full)

        async def recheck() -> Read:
            return await asyncio.to_thread(finish, await list_loading.checked(table, columns))

        def done(found: Read) -> None:
            others, self._full, roster, people, names = found
            self._face.unread.show_unread(table, others)
            self._face.show_recheck(roster, people)
            self._face.pickers.show_names(table, names)
            self.group()

        def failed(error: Exception) -> None:
            self._context.fail(error, lambda: self._read_by(columns))

        self._context.tasks.start("check", recheck(), done=done, failed=failed, second=Second.REPLACE)

    def _read_column(self, email: int) -> None:
        """Read the addresses of another column, and the names beside them: these are other people."""
        if self.table is not None:
            self._face.emails.reset()
            self._face.pickers.take(self.table, match(self.table, email))

    def _correct(self, row: int, field: Cell, value: str) -> None:
        # while the list is read anew the table still shows the old reading
        if self._full is None or self._context.tasks.running("check"):
            return
        edit = Edit(row, field, value)
        if self._context.tasks.running("change"):
            self._change(lambda full: (full.with_cells([edit.as_cell()]), [edit]))
            return
        self._remember()
        self._edits.append(edit)
        self._full = self._full.with_cells([edit.as_cell()])
        self._face.show_roster(*list_loading.without_left(self._full, self._left))
        self.group()

    def _fix(self, group: Group) -> None:
        """Make the certain fix in every row of a group."""

        def fix(full: Roster) -> tuple[Roster, Sequence[Edit]]:
            edits = list_loading.fixes(full, group)
            return full.with_cells(edit.as_cell() for edit in edits), edits

        self._change(fix)

    def _leave_out(self, rows: Sequence[int]) -> None:
        """Leave rows out, or take them back when they all are out."""
        if self._full is None or not rows or self._context.tasks.running("check"):
            return
        chosen = frozenset(rows)
        self._remember()
        self._left = self._left - chosen if chosen <= self._left else self._left | chosen
        if self._context.tasks.running("change") or len(self._left) > FEW:
            self._change(lambda full: (full, ()))
        else:
            self._face.show_roster(*list_loading.without_left(self._full, self._left))
            self.group()

    def _remember(self) -> None:
        """Keep the list as it is, before a person's change."""
        assert self._full is not None
        self._before.append(Before(self._full, tuple(self._edits), self._left))
        self._face.offer_undo(True)

    def _forget_before(self) -> None:
        self._before = []
        self._face.offer_undo(False)

    def _undo(self) -> None:
        """Take back what a person did last; what Zoom said since then still holds."""
        if not self._before or self.changing:
            return
        before, known, required = self._before.pop(), self._known, self._required
        self._edits, self._left = list(before.edits), before.left
        self._face.offer_undo(bool(self._before))
        self._change(lambda _: (before.full.requiring(required).with_registered(known), ()))

    def _change(self, change: Change) -> None:
        """Change the list in a thread, one change after the other."""
        self._changes.append(change)

        async def make() -> None:
            while self._changes and self._full is not None:
                full, left = self._full, self._left
                changed, edits = await asyncio.to_thread(self._changes.pop(0), full)
                roster, people = await asyncio.to_thread(list_loading.without_left, changed, left)
                if edits:
                    self._remember()
                self._full = changed
                self._edits += edits
                if left == self._left:
                    self._face.show_roster(roster, people)
                else:
                    self._changes.append(lambda full: (full, ()))

        self._context.tasks.start("change", make(), done=lambda _: self.group(), failed=self._context.just_fail)

    # --- what is wrong with it

    def group(self) -> None:
        """Group what is wrong by its cause, and show it."""
        roster, types = self.roster, self.types
        if roster is None:
            return
        names_types = Extra.TICKET_TYPE in self.columns.extra and bool(types)
        counts = roster.counts
        if not counts.attention and not counts.duplicate and not roster.has_notes and not names_types:
            self._context.tasks.cancel("groups")
            self._show_groups(((), ()))
            return

        def find() -> tuple[Sequence[Group], Sequence[str]]:
            return checking.groups(roster), list_loading.unknown_types(roster, types) if names_types else ()

        self._context.tasks.start(
            "groups",
            asyncio.to_thread(find),
            done=self._show_groups,
            failed=self._context.just_fail,
            second=Second.REPLACE,
        )

    def _show_groups(self, found: tuple[Sequence[Group], Sequence[str]]) -> None:
        groups, unknown = found
        self._face.problems.show_groups(groups)
        self._face.pickers.show_unknown_types(unknown)
