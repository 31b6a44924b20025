"""Asks to whom one registration goes ahead of all others, so that a person sees what everybody will get."""

from collections.abc import Callable
from dataclasses import replace
from itertools import chain

import msgspec
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop_app.attendees.importer import Importer
from desktop_app.attendees.journal import Entry
from desktop_app.attendees.new_import import Listed, one_row
from desktop_app.attendees.one_row import problem_with
from desktop_app.attendees.roster import Person, RowState, email_key
from desktop_app.attendees.ticket_names import ticket_ids
from desktop_app.ui import row_texts, theme, words
from desktop_app.ui.pages.attendees import import_actions, labels
from desktop_app.ui.pages.attendees.context import ONE_AHEAD, Context
from desktop_app.ui.pages.attendees.emails_choice import EmailsChoice
from desktop_app.ui.pages.attendees.import_actions import Ended
from desktop_app.ui.pages.attendees.list_control import ListControl
from desktop_app.ui.widgets.labeled_field import LabeledField
from desktop_app.ui.widgets.plain import plain_label, safe_text
from desktop_app.ui.widgets.text_dialog import TextDialog

LONGEST_ADDRESS = 60


class SendOneDialog(TextDialog):
    """`chosen` gets the address that was entered, checked, unless `why_not` says why its row in the list can't be sent.
    `stand_in` lends an address that isn't in the list what Zoom asks everybody for."""

    def __init__(
        self,
        parent: QWidget,
        stand_in: Person | None,
        chosen: Callable[[str], object],
        why_not: Callable[[str], str],
        *,
        event: str,
        before: str,
        practice: bool,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("send_one_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(self.tr("Send one to me first"))
        self.setMinimumWidth(theme.px(460))
        self._chosen = chosen
        self._why_not = why_not
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(plain_label(self.tr("Send one to me first"), "section"))
        said = (
            self.tr("One person is registered for {event} now. In practice nobody gets an email.")
            if practice
            else self.tr(
                "One person is registered for {event} now and gets Zoom’s email, so that you see what the others "
                "will get. Then you come back to your list."
            )
        )
        layout.addWidget(plain_label(said.format(event=event), "small"))
        self.address = QLineEdit(before)
        self.address.setObjectName("one_email")
        self.address.setPlaceholderText(self.tr("you@company.com"))
        self._field = LabeledField(self.tr("Your email address"), self.address)
        if stand_in is not None:
            email = words.breakable(safe_text(stand_in.email, LONGEST_ADDRESS))
            self._field.set_note(
                self.tr(
                    "An address that isn’t in your list is registered with the name and answers of its first person, "
                    "{email}."
                ).format(email=email)
            )
        layout.addWidget(self._field)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch()
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setObjectName("one_cancel")
        cancel.clicked.connect(self.reject)
        self.send = QPushButton(self.tr("Register 1 person") if practice else self.tr("Register 1 person and send"))
        self.send.setObjectName("one_send")
        self.send.setProperty("kind", "primary")
        self.send.setDefault(True)
        self.send.clicked.connect(self._send)
        for button in (cancel, self.send):
            button.setAccessibleName(button.text())
            row.addWidget(button)
        layout.addLayout(row)

    def _send(self) -> None:
        address = self.address.text().strip()
        problem = problem_with(address) if address else None
        if not address:
            self._field.set_problem(self.tr("Enter your email address"))
        elif problem is not None:
            self._field.set_problem(row_texts.problem_help(problem))
        elif why := self._why_not(address):
            said = self.tr("Your list has this address, but its row isn’t ready: {why}")
            self._field.set_problem(said.format(why=why))
        else:
            self.accept()
            self._chosen(address)


class SendOneControl(QObject):
    """Asks, registers one person, and says how it went, which `told` follows: an import of its own, which can be undone
    by itself and leaves the list free to be changed."""

    told = Signal()

    def __init__(self, context: Context, listed: ListControl, choice: EmailsChoice) -> None:
        super().__init__(choice)
        self._context = context
        self._list = listed
        self._address = ""
        """What was entered before, until it is registered."""
        choice.one_wanted.connect(self.ask)

    @property
    def running(self) -> bool:
        return self._context.tasks.running(ONE_AHEAD)

    def ask(self) -> None:
        """Ask for the address, if anybody can be sent now."""
        listed, reason = self._list.listed(), self._list.why_not()
        if listed is None or self._context.sends:
            return
        if reason and listed.roster.counts.ready:
            self._context.say("warn", self.tr("One can’t be sent yet"), reason)
            return
        first = next((people[0] for people in listed.roster.ready_in_parts() if people), None)

        def why_not(address: str) -> str:
            own = row_of(address, listed)
            return row_texts.state_text(own) if own is not None and own.state is RowState.ATTENTION else ""

        def send(address: str) -> None:
            self._address = address
            self._send(row_of(address, listed) or person_for(address, first))

        event, practice = labels.event_name(self._context.journey.state.draft), self._context.practice
        page, before = self._context.page, self._address
        SendOneDialog(page, first, send, why_not, event=event, before=before, practice=practice).open()

    def _send(self, person: Person) -> None:
        """Register one person ahead of all others and have them emailed, whatever was chosen for the others."""
        journey, journal = self._context.journey, self._context.journal
        choices = replace(self._list.choices(), emails=True)
        # no address: that stays when the people of an import are wiped
        source = self.tr("1 person sent ahead")

        async def carry_out() -> tuple[Ended, Entry | None]:
            row = one_row(person, ticket_ids(choices.types))
            made = await import_actions.write_down(journey, journal, [row], choices, source=source)
            importer = Importer(journey.api, journal, made.id, self._context.pause)
            try:
                ended = await import_actions.carry_out(journey, journal, made, importer, lambda _: None)
                entries = await journal.rows(made.id, limit=1)
                return ended, entries[0] if entries else None
            finally:
                # a single person who couldn't be sent is not left to be sent some other day
                await journal.withdraw_waiting(made.id)

        def done(found: tuple[Ended, Entry | None]) -> None:
            self._say(person.email, *found)
            self.told.emit()

        def failed(error: Exception) -> None:
            self._context.fail(error, self.ask)
            self.told.emit()

        if not self._context.sends:
            self._context.tasks.start(ONE_AHEAD, carry_out(), done=done, failed=failed)

    def _say(self, address: str, ended: Ended, entry: Entry | None) -> None:
        counts, email = ended.counts, safe_text(address, LONGEST_ADDRESS)
        if counts.registered:
            # the dialog doesn't open filled in with who has a ticket now: Enter would say that nobody was sent
            self._address = ""
            self._list.note_registered(address, ahead=True)
            said = self.tr("{email} is registered. When you have seen what comes, register the others.")
            self._context.say("ok", self.tr("One person is registered"), said.format(email=email))
        elif counts.already_in:
            self._list.note_registered(address, ahead=False)
            said = self.tr("{email} is registered already, so Zoom sent nothing new. Try another address.")
            self._context.say("info", self.tr("Nothing was sent"), said.format(email=email))
        elif ended.failure is not None:
            self._context.fail(ended.failure, self.ask)
        else:
            why = row_texts.fate_text(entry) if entry is not None else ""
            self._context.say("warn", self.tr("{email} is not registered").format(email=email), why)


def row_of(address: str, listed: Listed) -> Person | None:
    """Return the person of the list with this address, left out or not; of several, one who can be sent."""
    wanted = email_key(address)
    # a block's people are made only where the address may be: a list may be long
    blocks = (block.people() for block in listed.roster.people.blocks if wanted in block.keys)
    everybody = chain(chain.from_iterable(blocks), listed.left.values())
    found = [person for person in everybody if email_key(person.email) == wanted]
    return min(found, key=lambda person: person.state is not RowState.READY, default=None)


def person_for(address: str, stand_in: Person | None) -> Person:
    """Return `stand_in` with this address, and a row that no list has: Zoom refuses who lacks what it asks everybody
    for."""
    if stand_in is None:
        return Person(row=0, email=address, first_name="", last_name="", state=RowState.READY)
    return msgspec.structs.replace(stand_in, row=0, email=address)
