"""The list before it is sent: which column is which, what is wrong and where, which ticket, and whether Zoom emails."""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.attendees.columns import Columns
from desktop_app.attendees.reader import ENCODINGS, Table
from desktop_app.attendees.roster import Roster, RowState
from desktop_app.ui import words
from desktop_app.ui.models.attendee_table import AttendeeTable
from desktop_app.ui.pages.attendees_chips import FilterChips
from desktop_app.ui.pages.attendees_grid import PeopleGrid
from desktop_app.ui.widgets.announce import announce
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.labeled_field import LabeledField
from desktop_app.ui.widgets.plain import plain_label, safe_text
from desktop_app.zoom.models import TicketType

SPLIT = -1
"""Data of the choice "split the full name"; columns count from 0, None is "not in the list"."""

LONGEST_HEADER = 40
LEAST_ROWS = 6

FILTERS: tuple[tuple[str, RowState | None, str, str], ...] = (
    ("filter_all", None, "", ""),
    ("filter_ready", RowState.READY, "check-circle", "ok"),
    ("filter_attention", RowState.ATTENTION, "error", "bad"),
    ("filter_duplicate", RowState.DUPLICATE, "copy", "text2"),
    ("filter_already_in", RowState.ALREADY_IN, "user-plus", "text2"),
)


class CheckFace(QWidget):
    """`columns_chosen` carries new Columns, `edited` a corrected cell; `changed` follows every other choice.

    Sending emails is chosen from the start: people bring a list in order to invite, Zoom does the same, and who was
    registered quietly can't be emailed later from here. What it does stands beside it and, in numbers, on the button.
    """

    columns_chosen = Signal(object)
    edited = Signal(int, str, str)
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._columns = Columns()
        self._full_name: int | None = None
        self._ticket_id = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        self.email_column = QComboBox()
        self.first_name_column = QComboBox()
        self.last_name_column = QComboBox()
        self.ticket_type = QComboBox()
        layout.addWidget(self._pickers())
        self._chips = FilterChips(self.tr("Rows to show"), FILTERS, self.show_state)
        layout.addWidget(self._chips)
        self.model = AttendeeTable(self)
        self.grid = PeopleGrid("attendee_table", self.tr("People in the list"))
        self.grid.setModel(self.model)
        self.grid.show_rows(LEAST_ROWS)
        layout.addWidget(self.grid, 1)
        self._found = plain_label("", "caption")
        self._found.setObjectName("list_found")
        self._shown = plain_label("", "caption", wrap=False)
        self._shown.setObjectName("rows_shown")
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(self._found, 1)
        line.addWidget(self._shown)
        layout.addLayout(line)
        self.send_now = QRadioButton(self.tr("Send emails now"))
        self.register_quietly = QRadioButton(self.tr("Register quietly"))
        layout.addWidget(self._choice())
        self.model.edited.connect(self.edited)

    def _pickers(self) -> Card:
        card = Card()
        card.body.setContentsMargins(16, 12, 16, 16)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        for column, (name, label, combo) in enumerate(
            (
                ("email_column", self.tr("Email is in"), self.email_column),
                ("first_name_column", self.tr("First name is in"), self.first_name_column),
                ("last_name_column", self.tr("Last name is in"), self.last_name_column),
                ("ticket_type", self.tr("Ticket type"), self.ticket_type),
            )
        ):
            combo.setObjectName(name)
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(5)
            grid.addWidget(LabeledField(label, combo), 0, column)
            grid.setColumnStretch(column, 1)
        self.email_column.currentIndexChanged.connect(lambda _: self._email_chosen())
        self.first_name_column.currentIndexChanged.connect(lambda _: self._name_chosen(self.first_name_column))
        self.last_name_column.currentIndexChanged.connect(lambda _: self._name_chosen(self.last_name_column))
        self.ticket_type.currentIndexChanged.connect(lambda _: self._ticket_chosen())
        card.body.addLayout(grid)
        return card

    def _choice(self) -> Card:
        card = Card()
        card.body.setContentsMargins(16, 10, 16, 12)
        pair = QGridLayout()
        pair.setHorizontalSpacing(24)
        pair.setVerticalSpacing(0)
        self._emails = QButtonGroup(self)
        self._send_note = plain_label("", "caption")
        self._quiet_note = plain_label("", "caption")
        for column, (button, name, note) in enumerate(
            (
                (self.send_now, "send_now", self._send_note),
                (self.register_quietly, "register_quietly", self._quiet_note),
            )
        ):
            button.setObjectName(name)
            button.setAccessibleName(button.text())
            self._emails.addButton(button)
            note.setContentsMargins(30, 0, 0, 0)
            pair.addWidget(button, 0, column)
            pair.addWidget(note, 1, column, Qt.AlignmentFlag.AlignTop)
            pair.setColumnStretch(column, 1)
        self.send_now.setChecked(True)
        self._emails.buttonToggled.connect(lambda *_: self.changed.emit())
        card.body.addLayout(pair)
        return card

    # --- showing

    def reset(self) -> None:
        """Another event: nothing of the one before is chosen."""
        self.model.show_roster(None)
        self.send_now.setChecked(True)
        self._ticket_id = ""
        self.show_ticket_types(None)

    def show_list(self, table: Table, columns: Columns, roster: Roster, *, practice: bool) -> None:
        """Show a list that was just checked, all of it, from the top."""
        self._full_name = columns.full_name
        self._show_columns(table, columns)
        self.model.show_roster(roster)
        self._found.setText(_found(table))
        send = (
            self.tr("In practice nobody gets an email. In a real account Zoom emails each person a join link at once.")
            if practice
            else self.tr("Zoom emails each person a join link at once. Emails can’t be taken back.")
        )
        quiet = self.tr("Nobody gets an email. The join links are in the results that you can save.")
        self._send_note.setText(send)
        self._quiet_note.setText(quiet)
        self.send_now.setAccessibleDescription(send)
        self.register_quietly.setAccessibleDescription(quiet)
        self.show_state(None)

    def show_recheck(self, columns: Columns, roster: Roster) -> None:
        """Show the same list read by other columns."""
        self._columns = columns
        self.model.show_roster(roster)
        self._show_counts()

    def show_roster(self, roster: Roster) -> None:
        """Show the same rows after a correction, or after Zoom said who is registered."""
        before = self.model.roster.counts if self.model.roster else None
        self.model.update_roster(roster)
        self._show_counts()
        if before != roster.counts:
            announce(
                self.grid,
                self.tr("{ready} ready, {wrong} to fix").format(
                    ready=words.number(roster.counts.ready), wrong=words.number(roster.counts.attention)
                ),
            )

    def show_state(self, state: RowState | None) -> None:
        """Show rows of one state only; None for all."""
        self._chips.choose(state)
        self.model.set_state(state)
        self._show_counts()

    def show_already_in(self, visible: bool) -> None:
        """The chip makes no sense where Zoom doesn't say who is registered."""
        self._chips.offer(RowState.ALREADY_IN, visible)

    def _show_counts(self) -> None:
        roster = self.model.roster
        if roster is None:
            return
        counts = roster.counts
        for state, name, count in (
            (None, self.tr("All"), counts.rows),
            (RowState.READY, self.tr("Ready"), counts.ready),
            (RowState.ATTENTION, self.tr("Needs fixing"), counts.attention),
            (RowState.DUPLICATE, self.tr("Duplicates"), counts.duplicate),
            (RowState.ALREADY_IN, self.tr("Already in"), counts.already_in),
        ):
            self._chips.show_count(state, name, count)
        self._shown.setText(
            self.tr("{n} of {total} rows").format(
                n=words.number(self.model.rowCount()), total=words.number(counts.rows)
            )
        )
        self.changed.emit()

    # --- columns

    @property
    def columns(self) -> Columns:
        """The columns as chosen."""
        return self._columns

    def _show_columns(self, table: Table, columns: Columns) -> None:
        self._columns = columns
        names = _column_names(table)
        for combo in (self.email_column, self.first_name_column, self.last_name_column):
            with QSignalBlocker(combo):
                combo.clear()
                if combo is not self.email_column and self._full_name is not None:
                    full = names[self._full_name] if self._full_name < len(names) else ""
                    combo.addItem(self.tr("Split “{column}”").format(column=full), SPLIT)
                for at, name in enumerate(names):
                    combo.addItem(name, at)
                    samples = ", ".join(safe_text(value, LONGEST_HEADER) for value in table.samples(at))
                    combo.setItemData(combo.count() - 1, samples, Qt.ItemDataRole.ToolTipRole)
                combo.addItem(self.tr("Not in the list"), None)
        self._choose_columns()

    def _choose_columns(self) -> None:
        columns = self._columns
        split = columns.full_name is not None
        for combo, place in (
            (self.email_column, columns.email),
            (self.first_name_column, SPLIT if split else columns.first_name),
            (self.last_name_column, SPLIT if split else columns.last_name),
        ):
            with QSignalBlocker(combo):
                combo.setCurrentIndex(next(at for at in range(combo.count()) if combo.itemData(at) == place))
            combo.setToolTip(combo.currentText())

    def _email_chosen(self) -> None:
        self._take(msgspec.structs.replace(self._columns, email=self.email_column.currentData()))

    def _name_chosen(self, combo: QComboBox) -> None:
        """A full name is split for both names or for none."""
        chosen = combo.currentData()
        if chosen == SPLIT:
            columns = Columns(email=self._columns.email, full_name=self._full_name)
        else:
            first, last = self.first_name_column.currentData(), self.last_name_column.currentData()
            columns = Columns(
                email=self._columns.email,
                first_name=None if first == SPLIT else first,
                last_name=None if last == SPLIT else last,
            )
        self._take(columns)

    def _take(self, columns: Columns) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        self._choose_columns()
        self.columns_chosen.emit(columns)

    # --- ticket types and emails

    def show_ticket_types(self, types: Sequence[TicketType] | None) -> None:
        """Offer the event's ticket types; the only one is chosen. None while they are not known."""
        with QSignalBlocker(self.ticket_type):
            self.ticket_type.clear()
            for kind in types or ():
                gone = kind.quantity is not None and 0 < kind.quantity <= kind.sold_quantity
                name = safe_text(kind.name, LONGEST_HEADER) or kind.ticket_type_id
                self.ticket_type.addItem(self.tr("{name} (none left)").format(name=name) if gone else name, kind)
            self.ticket_type.setPlaceholderText(self.tr("Asking Zoom…") if types is None else self.tr("Choose one"))
            index = 0 if types is not None and len(types) == 1 else -1
            same = [at for at, kind in enumerate(types or ()) if kind.ticket_type_id == self._ticket_id]
            index = same[0] if same else index
            self.ticket_type.setCurrentIndex(index)
        self.ticket_type.setEnabled(bool(types))
        self._ticket_chosen()

    def ticket(self) -> TicketType | None:
        """The chosen ticket type."""
        kind = self.ticket_type.currentData()
        return kind if isinstance(kind, TicketType) else None

    def _ticket_chosen(self) -> None:
        kind = self.ticket()
        self._ticket_id = kind.ticket_type_id if kind else self._ticket_id
        self.ticket_type.setToolTip(self.ticket_type.currentText())
        self.changed.emit()

    def sends_emails(self) -> bool:
        return self.send_now.isChecked()


def _column_names(table: Table) -> list[str]:
    """Return what each column is called: its header, else a letter as in a spreadsheet and an example."""
    names = []
    header = table.header or ()
    for at in range(table.width):
        name = " ".join(safe_text(header[at], LONGEST_HEADER).split()) if at < len(header) else ""
        if not name:
            sample = next(iter(table.samples(at, 1)), "")
            letter = words.tr("Column {letter}").format(letter=_letter(at))
            name = f"{letter} ({safe_text(sample, LONGEST_HEADER)})" if sample else letter
        names.append(name)
    return names


def _letter(column: int) -> str:
    """Return a column's letters as a spreadsheet shows them: A, Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _found(table: Table) -> str:
    """Return how the list was read: "UTF-8, separated by commas, column names in row 1. To fix a cell …"."""
    delimiters = {
        ",": words.tr("separated by commas"),
        ";": words.tr("separated by semicolons"),
        "\t": words.tr("separated by tabs"),
        "|": words.tr("separated by bars"),
    }
    encoding = table.encoding.removesuffix("-sig")
    parts = [ENCODINGS.get(encoding, encoding.upper())] if encoding else []
    if table.width > 1:
        parts.append(delimiters.get(table.delimiter, words.tr("separated by “{x}”").format(x=table.delimiter)))
    if table.header_row > 1:
        parts.append(words.tr("column names in row {n}").format(n=words.number(table.header_row)))
    read = words.tr("Read as {how}.").format(how=", ".join(parts)) if parts else ""
    fix = words.tr("To fix a cell, double-click it or press F2. Your file isn’t changed.")
    return f"{read} {fix}".strip()
