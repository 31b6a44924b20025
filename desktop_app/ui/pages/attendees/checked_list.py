"""The list that the Attendees page checks: all rows with a person's corrections, and who was left out of it."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject

from desktop_app.attendees.columns import Columns, MappingMemory, match
from desktop_app.attendees.journal import ListChanges
from desktop_app.attendees.records import Correction, ListKey
from desktop_app.attendees.roster import Cell, Group, Person, Roster, email_key
from desktop_app.attendees.unread import Unread, unread, unread_names
from desktop_app.ui.pages.attendees import corrections, list_loading
from desktop_app.ui.pages.attendees.check_face import CheckFace
from desktop_app.ui.pages.attendees.context import Context
from desktop_app.ui.pages.attendees.corrections import PutBack
from desktop_app.ui.pages.attendees.list_changing import Change, ListChanging
from desktop_app.ui.pages.attendees.list_loading import Loaded, Name
from desktop_app.ui.pages.attendees.list_state import ListState
from desktop_app.ui.pages.attendees.problem_groups import ProblemGroups
from desktop_app.ui.pages.attendees.turns import Turns
from desktop_app.ui.tasks import Second

if TYPE_CHECKING:
    from desktop_app.attendees.reader import Table
    from desktop_app.zoom.models import TicketType

FEW = 50
"""Rows that are left out before the window's next turn; more are left out in a thread."""

Read: TypeAlias = tuple[tuple[Unread, ...], Roster, Roster, Roster, Mapping[int, Person], tuple[Name, ...]]
"""A list read by other columns: addresses in none of them, the people as they came in, these with all corrections, and
without those who were left out, these, and names to judge it by."""


class CheckedList(QObject):
    """The list itself is a `ListState`. This answers what a person does to it, and what Zoom says, one thing after the
    other."""

    def __init__(self, context: Context, face: CheckFace, memory: MappingMemory | None) -> None:
        super().__init__(face)
        self._context = context
        self._face = face
        self._memory = memory
        self.table: Table | None = None
        self.columns = Columns()
        self._shown = self.columns
        """What the table shows: until the list is read anew these are the columns of before."""
        self.types: Sequence[TicketType] = ()
        """The event's ticket types, as far as Zoom told them: a list may name others."""
        self._groups = ProblemGroups(context, face)
        self._now = ListState(face.offer_undo)
        # taking back waits for the change under way; the button that sends waits for all of it
        turns = self._turns = Turns(lambda: self._under_way, face.changed.emit)
        self._changing = ListChanging(context, self._now, show=face.show_roster, changed=self.group, rests=turns.go_on)
        self._known: frozenset[str] = frozenset()
        """The emails of all who are known to be registered."""
        self._required: frozenset[Cell] = frozenset()
        """What Zoom wants of everybody, beside the email."""
        face.pickers.columns_chosen.connect(partial(turns.in_turn, self._read_by))
        face.unread.wanted.connect(self._read_column)
        face.model.edited.connect(partial(turns.in_turn, self._correct))
        face.left_out.connect(partial(turns.in_turn, self._leave_out))
        face.problems.fix_wanted.connect(partial(turns.in_turn, self._fix))
        face.problems.leave_wanted.connect(lambda group: turns.in_turn(self._leave_out, group.rows))
        face.undo_wanted.connect(partial(turns.at_rest, self._undo))
        face.put_back.start_over_wanted.connect(partial(turns.at_rest, self._start_over))

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
        return self._under_way or self._turns.pending

    @property
    def _under_way(self) -> bool:
        """Whether it is being changed, or read by other columns."""
        return self._reading or self._changing.running

    @property
    def _reading(self) -> bool:
        return self._context.tasks.running("check")

    @property
    def is_as_chosen(self) -> bool:
        """Whether it is read by the columns that are chosen; not where that failed."""
        return self.columns == self._shown

    @property
    def is_changed(self) -> bool:
        """Whether a person corrected anything or left rows out."""
        return self._now.is_changed

    @property
    def corrections(self) -> int:
        """How many cells a person corrected, or had corrected."""
        return corrections.number_of(self._now.made)

    @property
    def left_by_person(self) -> int:
        """How many rows a person left out."""
        return len(self._now.left)

    @property
    def key(self) -> ListKey | None:
        """Under what its changes are kept."""
        return self._now.kept.key if self._now.kept is not None else None

    @property
    def is_kept(self) -> bool:
        """Whether what a person changed outlives the list: it is put back when the same list comes in again."""
        return self._now.kept is not None and not self._now.kept.failed

    def take(self, loaded: Loaded, kept: ListChanges | None, before: PutBack | None) -> None:
        """Begin with a list that was just read. `kept` keeps what is changed, `before` is what was, an earlier time."""
        self._begin_anew(loaded.roster, kept)
        self.table, self.columns, self._shown = loaded.table, loaded.columns, loaded.columns
        self._required = loaded.roster.answers
        now = self._now
        if before is not None:
            now.full, now.left, now.made = before.full, before.left, list(before.corrections)
            now.applied = len(now.made)
            self._required = before.full.answers
        if kept is not None:
            kept.on_deleted = self._were_deleted

    def forget(self) -> None:
        """There is no list."""
        self._begin_anew(None, None)
        self.table, self.types = None, ()
        self._known, self._required = frozenset(), frozenset()
        self._face.model.show_roster(None)
        self._face.problems.forget()

    def _begin_anew(self, as_read: Roster | None, kept: ListChanges | None) -> None:
        for name in ("check", "groups"):
            self._context.tasks.cancel(name)
        self._changing.forget()
        self._turns.forget()
        if self._now.kept is not None:
            self._now.kept.on_deleted = lambda: None
        self._now.begin(as_read, kept)

    def know(self, emails: Collection[str]) -> None:
        """Take note of who is registered, beside those who are known to be."""
        known = self._known = self._known.union(map(email_key, emails))
        if known:
            self._change(lambda full: (full.with_registered(known), ()))

    def forget_registered(self) -> None:
        """Nobody knows any more who is registered."""
        if self._known and self._now.full is not None:
            self._change(lambda full: (full.with_registered(()), ()))
        self._known = frozenset()

    def require(self, answers: frozenset[Cell]) -> None:
        """Hold back who lacks one of these names and answers."""
        if answers != self._required:
            self._required = answers
            self._change(lambda full: (full.requiring(answers), ()))

    # --- what a person does to it

    def _read_by(self, columns: Columns) -> None:
        """Read the list by other columns; a correction stays where its column stayed."""
        table, now = self.table, self._now
        if table is None:
            return
        self._changing.forget()
        now.forget_before()
        if columns.email != self.columns.email:
            # these are other people: who was to be emailed before says nothing of them
            self._face.emails.reset()
        self.columns = columns
        made = tuple(now.made)
        now.made = list(made)
        left, known, required, memory = now.left, self._known, self._required, self._memory

        def finish(roster: Roster) -> Read:
            if memory is not None:
                memory.remember(table, columns)
            full = corrections.corrected(roster.requiring(required), made, columns).with_registered(known)
            without = corrections.without_left(full, left)
            return unread(table, columns), roster, full, *without, list_loading.sample_names(full)

        async def recheck() -> Read:
            return await asyncio.to_thread(finish, await list_loading.checked(table, columns))

        def done(found: Read) -> None:
            self._face.grid.finish_editing()
            others, now.as_read, now.full, roster, people, names = found
            self._shown, now.applied = columns, len(made)
            now.forget_before()
            self._face.unread.show_unread(table, others, unread_names(table, columns))
            self._face.show_recheck(roster, people)
            self._face.pickers.show_names(table, names)
            self.group()
            # what was said meanwhile, by the person and by Zoom
            late = now.made[len(made) :]
            if late:
                self._changing.add(lambda full: (corrections.corrected(full, late, columns), ()), applies=len(late))
            self._changing.start()
            self._turns.go_on()

        def failed(error: Exception) -> None:
            self._context.fail(error, lambda: self._read_by(columns))
            self._turns.go_on()

        self._context.tasks.start("check", recheck(), done=done, failed=failed, second=Second.REPLACE)

    def _read_column(self, email: int) -> None:
        """Read the addresses of another column, and the names beside them."""
        if self.table is not None:
            self._face.pickers.take(self.table, match(self.table, email))

    def _correct(self, row: int, field: Cell, value: str) -> None:
        now = self._now
        if now.full is None:
            return
        cell = (row, field, value)
        at_once = not self._under_way
        if at_once:
            now.remember()
        now.made.append(corrections.correction(self._shown, *cell))
        now.keep()
        if at_once:
            now.full = now.full.with_cells([cell])
            now.applied += 1
            self._face.show_roster(*corrections.without_left(now.full, now.left))
            self.group()
        elif not self._reading:
            self._change(lambda full: (full.with_cells([cell]), ()), applies=1)

    def _fix(self, group: Group) -> None:
        """Make the certain fix in every row of a group; a list that is being read anew has other groups soon."""
        columns = self.columns

        def fix(full: Roster) -> tuple[Roster, Sequence[Correction]]:
            cells = full.fixes(group.code, group.field)
            return full.with_cells(cells), [corrections.correction(columns, *cell) for cell in cells]

        if not self._reading:
            self._change(fix)

    def _leave_out(self, rows: Sequence[int]) -> None:
        """Leave rows out, or take them back when they all are out."""
        now = self._now
        if now.full is None or not rows:
            return
        chosen = frozenset(rows)
        if not self._reading:
            # a list that is being read anew can't go back to what it was
            now.remember()
        now.left = now.left - chosen if chosen <= now.left else now.left | chosen
        now.keep()
        if self._under_way or len(now.left) > FEW:
            self._change(lambda full: (full, ()))
        else:
            self._face.show_roster(*corrections.without_left(now.full, now.left))
            self.group()

    def _undo(self) -> None:
        """Take back what a person did last; what Zoom said since then still holds."""
        before = self._now.last()
        if before is not None:
            self._go_to(before.full, before.left, before.made[: before.count])

    def _start_over(self) -> None:
        """Show the list as it came in; that can be taken back, too."""
        as_read = self._now.as_read
        if as_read is None or not self.is_changed:
            return
        self._now.remember()
        self._face.put_back.hide()
        self._face.grid.setFocus()
        self._go_to(as_read, frozenset(), [])

    def _were_deleted(self) -> None:
        """A person deleted what was changed in lists: show this one as it came in. Nothing brings the changes back."""
        as_read, reading = self._now.as_read, self._reading
        assert as_read is not None
        self._changing.forget()
        self._turns.forget()
        self._now.forget_before()
        self._face.put_back.show_deleted()
        self._go_to(as_read, frozenset(), [])
        if reading:
            # it would come with them
            self._read_by(self.columns)

    def _go_to(self, full: Roster, left: frozenset[int], made: list[Correction]) -> None:
        """Go to another state of the list; what Zoom said since then still holds."""
        known, required, now = self._known, self._required, self._now
        now.left, now.made, now.applied = left, made, len(made)
        now.keep()
        self._change(lambda _: (full.requiring(required).with_registered(known), ()))

    def _change(self, change: Change, *, applies: int = 0) -> None:
        """Change the list in a thread, one change after the other; once it is read anew, if that is under way."""
        self._changing.add(change, applies=applies)
        if not self._reading:
            self._changing.start()

    def group(self) -> None:
        """Group what is wrong by its cause, and show it."""
        if self.roster is not None:
            self._groups.find(self.roster, self.columns, self.types)
