"""Brings a list in to be checked, asks Zoom what has to be known before it is sent, and says why it can't be."""

import asyncio
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop_app.attendees.columns import MappingMemory
from desktop_app.attendees.journal import ListChanges, fingerprint
from desktop_app.attendees.new_import import Choices, Listed
from desktop_app.attendees.questions import Required
from desktop_app.attendees.reader import OtherList, Table
from desktop_app.attendees.records import ListKey
from desktop_app.attendees.roster import Roster
from desktop_app.journey.readiness import Ability
from desktop_app.ui import confirm, words
from desktop_app.ui.breath import breathe
from desktop_app.ui.pages.attendees import list_loading
from desktop_app.ui.pages.attendees.check_face import CheckFace
from desktop_app.ui.pages.attendees.checked_list import CheckedList
from desktop_app.ui.pages.attendees.context import Context
from desktop_app.ui.pages.attendees.corrections import PutBack, put_back
from desktop_app.ui.pages.attendees.list_loading import Answers, Loaded, ReadAs
from desktop_app.ui.tasks import Second
from desktop_app.ui.translations import tr


class ListControl(QObject):
    """`coming` comes when a list is about to be read, `loaded` when one was read and is shown, `changed` when the
    button that sends it may say something else."""

    coming = Signal()
    loaded = Signal()
    changed = Signal()

    def __init__(self, context: Context, face: CheckFace, memory: MappingMemory | None) -> None:
        super().__init__(face)
        self._context = context
        self._face = face
        self._memory = memory
        self._list = CheckedList(context, face, memory)
        self.source = ""
        """What is shown as the file's name; empty for pasted rows."""
        self.coming_name = ""
        """The same of the list that is being read."""
        self.sent_ahead = False
        """Whether somebody of this list was sent ahead of the others."""
        self._read_from: Path | str = ""
        self._way = ReadAs()
        self._answers: Answers | None = None
        face.pickers.reading.chosen.connect(self._read_as)
        face.others.wanted.connect(self._read_other)
        face.pickers.changed.connect(self._ask_for_answers)
        face.problems.rows_wanted.connect(face.show_group)
        face.changed.connect(self.changed)

    @property
    def is_there(self) -> bool:
        """Whether a list was read."""
        return self._list.table is not None

    @property
    def has_addresses(self) -> bool:
        """Whether a column of the list is read as addresses."""
        return self._face.pickers.columns.email is not None

    @property
    def changed_list(self) -> ListKey | None:
        """Under what the changes to the list are kept, until an import of it is written down."""
        return self._list.key

    @property
    def reading(self) -> bool:
        return self._context.tasks.running("read")

    @property
    def roster(self) -> Roster | None:
        """The people of the list, without those whom a person left out."""
        return self._list.roster

    @property
    def rows(self) -> int:
        """How many rows the list has, left out or not."""
        return self._list.rows

    def listed(self) -> Listed | None:
        """Return the list as it is now, for an import of it."""
        table, roster = self._list.table, self.roster
        if table is None or roster is None:
            return None
        return Listed(table, self._list.columns, roster, self._list.left_out)

    def choices(self) -> Choices:
        """Return what a person chose for all of the list."""
        return Choices(self._face.pickers.ticket(), self._list.types, emails=bool(self.emails))

    @property
    def emails(self) -> bool | None:
        """Whether Zoom is to email the people of this list; None until a person has chosen."""
        return self._face.emails.sends()

    def hold(self, held: bool) -> None:
        """Let nothing be changed while the list is written down."""
        self._face.hold(held)

    def forget(self) -> None:
        """Let go of the list and of what Zoom said."""
        for name in ("read", "zoom"):
            self._context.tasks.cancel(name)
        self.source, self._read_from, self._answers, self.sent_ahead = "", "", None, False
        self._list.forget()

    def outdate(self) -> None:
        """Others are in now than Zoom said: it is asked again when the list that is there is shown again. One that is
        being read doesn't come."""
        for name in ("read", "zoom"):
            self._context.tasks.cancel(name)
        self._answers = None
        self._list.forget_registered()

    def show_again(self) -> None:
        """The list that is there comes into view."""
        if self.is_there and self._answers is None and not self._context.tasks.running("zoom"):
            self.ask_zoom()

    # --- reading

    def load(self, source: Path | str, name: str, way: ReadAs | None = None) -> None:
        """Read a file or pasted text. A list of before stays where it is until that has succeeded. What was changed in
        it is put back when it comes in again; who would have to find what was pasted first, or would lose it, is
        asked."""
        self._face.grid.finish_editing()
        pasted = isinstance(self._read_from, str) and way is None
        if self._list.is_changed and (pasted or not self._list.is_kept):
            again = self.tr("You pasted this list. To get it back with them, paste the same rows again.")
            nowhere = self.tr("They couldn’t be saved, so they are lost then.")
            confirm.ask(
                self._context.page,
                "replace_list",
                _replace(self._list.corrections, self._list.left_by_person),
                again if self._list.is_kept else nowhere,
                action=self.tr("Replace"),
                then=lambda: self._load(source, name, way),
            )
        else:
            self._load(source, name, way)

    def _load(self, source: Path | str, name: str, way: ReadAs | None) -> None:
        if way is None:
            self.coming.emit()
        self.coming_name = name
        wanted = way or ReadAs()

        def failed(error: Exception) -> None:
            self._context.fail(error, lambda: self._load(source, name, way))

        async def read() -> None:
            loaded = await list_loading.load(source, wanted, self._memory)
            kept = await self._changes_of(loaded.table)
            earlier = await put_back(kept, loaded.roster, loaded.columns)
            self._read_from, self.source = source, name
            self._take(loaded, wanted, kept, earlier, anew=way is not None)
            # before it is shown, which takes a turn of its own
            await breathe()

        def done(_: None) -> None:
            self.loaded.emit()
            self._list.group()
            if self._answers is None:
                self.ask_zoom()
            else:
                self._list.know(())
                self._ask_for_answers()

        self._context.tasks.start("read", read(), done=done, failed=failed, second=Second.REPLACE)

    async def _changes_of(self, table: Table) -> ListChanges:
        """Return what keeps the changes to a list for the event."""
        state, account_key = self._context.journey.state, self._context.connection.account_key
        name = await asyncio.to_thread(fingerprint, table)
        return self._context.journal.changes_of(ListKey(account_key, state.event_id, name))

    def _read_as(self, way: ReadAs) -> None:
        """Read the same list another way: what was changed in it is put back when it is read as it was."""
        if self._list.table is not None:
            # until it is read that way, it is shown as it was read: a question may come first, and a failure
            self._face.pickers.reading.show_list(self._list.table, self._way)
            self.load(self._read_from, self.source, way)

    def _read_other(self, other: OtherList) -> None:
        """Read another list of the same file."""
        self._read_as(replace(self._way, sheet=other.sheet or None, begins=other.begins))

    def _take(self, loaded: Loaded, way: ReadAs, kept: ListChanges, earlier: PutBack | None, *, anew: bool) -> None:
        before, begins = self._list.table, self._way.begins
        self._way = way
        if not anew:
            self._answers = None
        if not anew or before is None or (before.sheet, begins) != (loaded.table.sheet, way.begins):
            # other people: who was to be emailed before, or was sent ahead, says nothing of them
            self._face.emails.reset()
            self.sent_ahead = False
        self._list.take(loaded, kept, earlier)
        self._face.show_list(loaded, way, earlier, practice=self._context.practice, draft=self._context.draft)

    # --- what Zoom knows

    def ask_zoom(self) -> None:
        """Ask for ticket types and for who is registered: without them the list can be read but not sent."""
        self._answers = None
        self._list.types = ()
        self._face.pickers.show_ticket_types(None)
        self._face.show_already_in(self._context.journey.can(Ability.SEE_REGISTERED))
        self._context.tasks.start(
            "zoom",
            list_loading.ask_zoom(self._context.journey),
            done=self._answered,
            failed=lambda error: self._context.fail(error, self.ask_zoom),
            second=Second.REPLACE,
        )

    def _answered(self, answers: Answers) -> None:
        self._answers = answers
        self._list.types = answers.types or ()
        self._face.pickers.show_ticket_types(self._list.types)
        self._ask_for_answers()
        self._list.group()
        if answers.types is None:
            self._face.pickers.ticket_type.setPlaceholderText(self.tr("The default one"))
        if answers.registered is not None:
            self._list.know(answers.registered)
        # one message at a time: what keeps everybody from being sent comes first, the other with the next answer
        if answers.types is not None and not answers.types:
            self._context.say(
                "warn",
                self.tr("This event has no ticket type"),
                self.tr("Add one on Zoom’s website, then choose Ask again."),
                [("ask", self.tr("Ask again"))],
            )
        elif answers.registered is None:
            self._context.say(
                "warn",
                self.tr("Foyer can’t see who is already registered"),
                self.tr("A permission is missing, so some of these people may get a second email."),
                [("permissions", self.tr("See permissions"))],
            )
        self.changed.emit()

    def _ask_for_answers(self) -> None:
        """Hold back who lacks an answer that Zoom wants of everybody with the chosen ticket."""
        if self._answers is None:
            return
        ticket = self._face.pickers.ticket()
        required = self._answers.required.get(ticket.ticket_type_id if ticket else "", Required())
        self._face.pickers.show_unanswerable(required.titles)
        self._list.require(required.fields)

    def note_registered(self, email: str, *, ahead: bool) -> None:
        """Take note that somebody is registered; `ahead` of all others, and by Foyer, just now."""
        self.sent_ahead = self.sent_ahead or ahead
        self._list.know((email,))

    def why_not(self) -> str:
        """Return why nobody of the list can be sent now; an empty text when they can, once `emails` is chosen."""
        roster, answers, pickers = self.roster, self._answers, self._face.pickers
        if self.reading:
            return self.tr("Reading the list…")
        if self._list.changing:
            return self.tr("Checking the list…")
        if not self._list.is_as_chosen:
            return self.tr("The list isn’t checked")
        if not self.has_addresses:
            return self.tr("Choose the email column")
        if self._context.tasks.running("zoom"):
            return self.tr("Asking Zoom…")
        if answers is None:
            return self.tr("Zoom hasn’t answered yet")
        if roster is None or not roster.counts.ready:
            all_in = roster is not None and roster.counts.already_in and not roster.counts.attention
            return self.tr("All are registered already") if all_in else self.tr("Nobody is ready")
        if answers.types is not None and pickers.ticket() is None:
            return self.tr("Choose a ticket type") if answers.types else self.tr("No ticket type")
        return ""


def _replace(cells: int, rows: int) -> str:
    """Return the question before a list is given up of which so many cells are corrected and rows left out."""
    corrected = words.counted(cells, tr("1 correction"), tr("{n} corrections"))
    left = words.counted(rows, tr("1 row left out"), tr("{n} rows left out"))
    if cells and rows:
        return tr("Replace the list, which has {corrections} and {rows}?").format(corrections=corrected, rows=left)
    return tr("Replace the list, which has {work}?").format(work=corrected if cells else left)
