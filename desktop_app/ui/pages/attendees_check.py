"""The list before it is sent: which column is which, what is wrong and where, which ticket, and whether Zoom emails."""

from collections.abc import Mapping, Sequence

import msgspec
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.attendees.columns import Columns, Extra
from desktop_app.attendees.reader import Table
from desktop_app.attendees.roster import Person, Roster, RowState
from desktop_app.ui import theme, words
from desktop_app.ui.models.attendee_table import LEFT_OUT, NOBODY, AttendeeTable, Filter
from desktop_app.ui.pages.attendees_chips import FilterChips
from desktop_app.ui.pages.attendees_extra import ExtraColumns
from desktop_app.ui.pages.attendees_grid import PeopleGrid
from desktop_app.ui.pages.attendees_problems import ProblemsPanel
from desktop_app.ui.pages.attendees_reading import ReadingChoosers, question
from desktop_app.ui.pages.attendees_work import Loaded, ReadAs
from desktop_app.ui.widgets.announce import announce
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.labeled_field import LabeledField
from desktop_app.ui.widgets.plain import plain_label, safe_text
from desktop_app.zoom.models import TicketType

SPLIT = -1
"""Data of the choice "split the full name"; columns count from 0, None is "not in the list"."""

LONGEST_HEADER = 40
LEAST_ROWS = 5
MOST_TYPES = 5

FILTERS: tuple[tuple[str, Filter, str, str], ...] = (
    ("filter_all", None, "", ""),
    ("filter_ready", RowState.READY, "check-circle", "ok"),
    ("filter_attention", RowState.ATTENTION, "error", "bad"),
    ("filter_duplicate", RowState.DUPLICATE, "copy", "text2"),
    ("filter_already_in", RowState.ALREADY_IN, "user-plus", "text2"),
    ("filter_left_out", LEFT_OUT, "skip", "text2"),
)


class CheckFace(QWidget):
    """`columns_chosen` carries new Columns, `edited` a corrected cell, `left_out` the rows to leave out or take back,
    `one_wanted` comes when one person is to be sent ahead; `changed` follows every other choice.

    Sending emails is chosen from the start: people bring a list in order to invite, Zoom does the same, and who was
    registered quietly can't be emailed later from here. What it does stands beside it and, in numbers, on the button.
    """

    columns_chosen = Signal(object)
    edited = Signal(int, str, str)
    left_out = Signal(object)
    one_wanted = Signal()
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
        self.problems = ProblemsPanel()
        layout.addWidget(self.problems)
        self.model = AttendeeTable(self)
        self.grid = PeopleGrid("attendee_table", self.tr("People in the list"))
        self.grid.setModel(self.model)
        self.grid.show_rows(LEAST_ROWS)
        self.grid.offer_leaving_out(self._leave_text)
        self.grid.leave_wanted.connect(lambda: self.left_out.emit(self.model.row_numbers(self.grid.chosen_rows())))
        layout.addWidget(self.grid, 1)
        fix = self.tr("To fix a cell, double-click it or press F2. Delete leaves a row out. Your file isn’t changed.")
        self._shown = plain_label("", "caption", wrap=False)
        self._shown.setObjectName("rows_shown")
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(plain_label(fix, "caption"), 1)
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
        self._unknown = plain_label("", "warn")
        self._unknown.setObjectName("unknown_types")
        self._unknown.hide()
        card.body.addWidget(self._unknown)
        card.body.addLayout(self._how_read())
        self.reading.hide()
        self.extra.hide()
        self.extra.chosen.connect(self._extra_chosen)
        card.body.addWidget(self.reading)
        card.body.addWidget(self.extra)
        return card

    def _how_read(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(4)
        self._found = plain_label("", "caption")
        self._found.setObjectName("list_found")
        line.addWidget(self._found, 1)
        self.reading = ReadingChoosers()
        self.extra = ExtraColumns()
        self._change_reading = self._opener("change_reading", self.tr("Change how it’s read"), self.reading)
        self._more_columns = self._opener("more_columns", self.tr("More columns"), self.extra)
        line.addWidget(self._change_reading)
        line.addWidget(self._more_columns)
        return line

    def _opener(self, name: str, text: str, panel: QWidget) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAccessibleName(text)
        button.setProperty("kind", "link")
        button.setCheckable(True)

        def toggle(is_open: bool) -> None:
            panel.setVisible(is_open)
            button.setIcon(theme.icon("chevron-up" if is_open else "chevron-down", "accentText", 16))
            button.setAccessibleDescription(self.tr("Expanded") if is_open else self.tr("Collapsed"))

        button.toggled.connect(toggle)
        toggle(False)
        return button

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
        self.send_one = QPushButton(theme.icon("mail", "accentText", 16), self.tr("Send one to me first"))
        self.send_one.setObjectName("send_one_first")
        self.send_one.setAccessibleName(self.send_one.text())
        self.send_one.setProperty("kind", "link")
        self.send_one.clicked.connect(self.one_wanted)
        pair.addWidget(self.send_one, 0, 2, 2, 1, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(pair)
        return card

    # --- showing

    def reset(self) -> None:
        """Another event: nothing of the one before is chosen."""
        self.model.show_roster(None)
        self.problems.forget()
        self.show_unknown_types(())
        for button in (self._change_reading, self._more_columns):
            button.setChecked(False)
        self.send_now.setChecked(True)
        self._ticket_id = ""
        self.show_ticket_types(None)

    def show_list(self, loaded: Loaded, way: ReadAs, *, practice: bool) -> None:
        """Show a list that was just read and checked, all of it, from the top."""
        table, columns, roster = loaded.table, loaded.columns, loaded.roster
        self._full_name = loaded.full_name
        self._show_columns(table, columns)
        self.problems.forget()
        self.model.show_roster(roster)
        self.reading.show_list(table, way)
        self._change_reading.setVisible(self.reading.can_choose())
        if not self.reading.can_choose():
            self._change_reading.setChecked(False)
        self.show_names(table, loaded.names)
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

    def show_names(self, table: Table, names: Sequence[str]) -> None:
        """Say how the list was read, and ask whether a few names look right."""
        self._found.setText(question(table, names))

    def show_recheck(self, columns: Columns, roster: Roster, left: Mapping[int, Person] = NOBODY) -> None:
        """Show the same list read by other columns."""
        self._columns = columns
        self.model.show_roster(roster, left)
        self._show_counts()

    def show_roster(self, roster: Roster, left: Mapping[int, Person] = NOBODY) -> None:
        """Show the same rows after a correction, or after Zoom said who is registered."""
        before = self.model.roster.counts if self.model.roster else None
        self.model.update_roster(roster, left)
        self._show_counts()
        if before != roster.counts:
            announce(
                self.grid,
                self.tr("{ready} ready, {wrong} to fix").format(
                    ready=words.number(roster.counts.ready), wrong=words.number(roster.counts.attention)
                ),
            )

    def show_state(self, state: Filter) -> None:
        """Show rows of one state only; None for all."""
        self._chips.choose(state)
        self.model.set_state(state)
        self._show_counts()

    def show_rows(self, rows: Sequence[int]) -> None:
        """Show some rows of those that need fixing."""
        self._chips.choose(RowState.ATTENTION)
        self.model.show_rows(rows)
        self._show_counts()
        self.grid.setFocus()
        self.grid.go_to_problem()

    def _leave_text(self, places: Sequence[int]) -> str:
        """Return what leaving out would do to these rows of the table."""
        back = all(row in self.model.left_out for row in self.model.row_numbers(places))
        if len(places) > 1:
            many = self.tr("Take {n} rows back") if back else self.tr("Leave {n} rows out")
            return many.format(n=words.number(len(places)))
        return self.tr("Take this row back") if back else self.tr("Leave this row out")

    def show_unknown_types(self, names: Sequence[str]) -> None:
        """Say which ticket types of the list the event doesn't have."""
        shown = ", ".join(tr_quoted(safe_text(name, LONGEST_HEADER)) for name in names[:MOST_TYPES])
        more = self.tr("{names} and others") if len(names) > MOST_TYPES else "{names}"
        said = self.tr("This event has no ticket type {names}. These people get the one chosen above.")
        self._unknown.setText(said.format(names=more.format(names=shown)) if names else "")
        self._unknown.setVisible(bool(names))

    def show_already_in(self, visible: bool) -> None:
        """The chip makes no sense where Zoom doesn't say who is registered."""
        self._chips.offer(RowState.ALREADY_IN, visible)

    def _show_counts(self) -> None:
        roster = self.model.roster
        if roster is None:
            return
        counts = roster.counts
        left = len(self.model.left_out)
        for state, name, count in (
            (None, self.tr("All"), counts.rows + left),
            (RowState.READY, self.tr("Ready"), counts.ready),
            (RowState.ATTENTION, self.tr("Needs fixing"), counts.attention),
            (RowState.DUPLICATE, self.tr("Duplicates"), counts.duplicate),
            (RowState.ALREADY_IN, self.tr("Already in"), counts.already_in),
            (LEFT_OUT, self.tr("Left out"), left),
        ):
            self._chips.show_count(state, name, count)
        self._chips.offer(LEFT_OUT, left > 0 or self.model.state == LEFT_OUT)
        self._shown.setText(
            self.tr("{n} of {total} rows").format(
                n=words.number(self.model.rowCount()), total=words.number(counts.rows + left)
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
        samples = [", ".join(safe_text(value, LONGEST_HEADER) for value in table.samples(at))
                   for at in range(len(names))]  # fmt: skip
        self.extra.show_columns(names, columns, samples)
        self._say_extra()
        for combo in (self.email_column, self.first_name_column, self.last_name_column):
            with QSignalBlocker(combo):
                combo.clear()
                if combo is not self.email_column and self._full_name is not None:
                    full = names[self._full_name] if self._full_name < len(names) else ""
                    combo.addItem(self.tr("Split “{column}”").format(column=full), SPLIT)
                for at, name in enumerate(names):
                    combo.addItem(name, at)
                    combo.setItemData(combo.count() - 1, samples[at], Qt.ItemDataRole.ToolTipRole)
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
            columns = msgspec.structs.replace(self._columns, first_name=None, last_name=None, full_name=self._full_name)
        else:
            first, last = self.first_name_column.currentData(), self.last_name_column.currentData()
            columns = msgspec.structs.replace(
                self._columns,
                first_name=None if first == SPLIT else first,
                last_name=None if last == SPLIT else last,
                full_name=None,
            )
        self._take(columns)

    def _extra_chosen(self, extra: Extra, place: int | None) -> None:
        kept = {known: at for known, at in self._columns.extra.items() if known is not extra}
        self._take(msgspec.structs.replace(self._columns, extra=kept if place is None else {**kept, extra: place}))
        self._say_extra()

    def _say_extra(self) -> None:
        used = len(self._columns.extra)
        said = self.tr("More columns ({n})").format(n=words.number(used)) if used else self.tr("More columns")
        self._more_columns.setText(said)
        self._more_columns.setAccessibleName(said)

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


def tr_quoted(text: str) -> str:
    """ "“Gold”"."""
    return words.tr("“{x}”").format(x=text)


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
