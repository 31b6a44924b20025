"""Which column is which, how the list was read, and which ticket everybody gets: what stands above the rows."""

from collections.abc import Mapping, Sequence

import msgspec
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from desktop_app.attendees.columns import Columns, Extra, letters, used
from desktop_app.attendees.reader import Table
from desktop_app.ui import theme, words
from desktop_app.ui.pages.attendees import labels
from desktop_app.ui.pages.attendees.extra_columns import ExtraColumns
from desktop_app.ui.pages.attendees.list_loading import Loaded, Name, ReadAs
from desktop_app.ui.pages.attendees.reading_choosers import ReadingChoosers, question
from desktop_app.ui.translations import tr
from desktop_app.ui.widgets.announce import announce
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.elided_combo import ElidedCombo
from desktop_app.ui.widgets.labeled_field import LabeledField
from desktop_app.ui.widgets.opening_button import OpeningButton
from desktop_app.ui.widgets.plain import plain_label, plain_tip, safe_text, set_tip
from desktop_app.ui.widgets.side_by_side import SideBySide
from desktop_app.zoom.models import TicketType

SPLIT = -1
"""Data of the choice "split the full name"; columns count from 0, None is "not in the list"."""

LONGEST_QUESTION = 120
MOST_TYPES = 5
LEAST_PAIR = 250
LEAST_FOUND = 180
"""Pixels at 100 % text size: with less, what stands side by side goes below one another."""


class ColumnPickers(Card):
    """`columns_chosen` carries new Columns; `changed` follows the choice of a ticket type."""

    columns_chosen = Signal(object)
    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.columns = Columns()
        """The columns as chosen."""
        self._full_name: int | None = None
        self._headers: Table | None = None
        """The list without its rows: they are let go of once they are written down."""
        self._hidden: Mapping[int, str] = {}
        """What the columns are called that the sheet hides."""
        self._ticket_id = ""
        self.email_column = ElidedCombo()
        self.first_name_column = ElidedCombo()
        self.last_name_column = ElidedCombo()
        self.ticket_type = ElidedCombo()
        self.body.setContentsMargins(16, 12, 16, 16)
        boxes = []
        for name, label, combo in (
            ("email_column", self.tr("Email is in"), self.email_column),
            ("first_name_column", self.tr("First name is in"), self.first_name_column),
            ("last_name_column", self.tr("Last name is in"), self.last_name_column),
            ("ticket_type", self.tr("Ticket type"), self.ticket_type),
        ):
            combo.setObjectName(name)
            boxes.append(LabeledField(label, combo))
        self.email_column.currentIndexChanged.connect(lambda _: self._email_chosen())
        self.first_name_column.currentIndexChanged.connect(lambda _: self._name_chosen(self.first_name_column))
        self.last_name_column.currentIndexChanged.connect(lambda _: self._name_chosen(self.last_name_column))
        self.ticket_type.currentIndexChanged.connect(lambda _: self._ticket_chosen())
        pairs = SideBySide(12, self)
        for pair in (boxes[:2], boxes[2:]):
            half = QWidget(pairs)
            half.setMinimumWidth(theme.px(LEAST_PAIR))
            row = QHBoxLayout(half)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(12)
            for box in pair:
                row.addWidget(box, 1)
            pairs.add(half)
        self.body.addWidget(pairs)
        self._says_hidden = plain_label("", "caption")
        self._says_hidden.setObjectName("hidden_columns")
        self._says_hidden.hide()
        self.body.addWidget(self._says_hidden)
        self._unknown = plain_label("", "warn")
        self._unknown.setObjectName("unknown_types")
        self._unknown.hide()
        self.body.addWidget(self._unknown)
        self._unanswerable = plain_label("", "warn")
        self._unanswerable.setObjectName("unanswerable")
        self._unanswerable.hide()
        self.body.addWidget(self._unanswerable)
        self.body.addWidget(self._how_read())
        self.reading.hide()
        self.extra.hide()
        self.extra.chosen.connect(self._extra_chosen)
        self.body.addWidget(self.reading)
        self.body.addWidget(self.extra)

    def _how_read(self) -> QWidget:
        line = SideBySide(4, self)
        self._found = plain_label("", "caption")
        self._found.setObjectName("list_found")
        self._found.setMinimumWidth(theme.px(LEAST_FOUND))
        line.add(self._found)
        openers = QWidget(line)
        row = QHBoxLayout(openers)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.reading = ReadingChoosers(self)
        self.extra = ExtraColumns(self)
        self._change_reading = OpeningButton(self.tr("Change how it’s read"))
        self._change_reading.setObjectName("change_reading")
        self._change_reading.opened.connect(self.reading.setVisible)
        self._more_columns = OpeningButton(self.tr("More columns"))
        self._more_columns.setObjectName("more_columns")
        self._more_columns.opened.connect(self.extra.setVisible)
        row.addWidget(self._change_reading)
        row.addWidget(self._more_columns)
        row.addStretch()
        line.add(openers, 0)
        return line

    def reset(self) -> None:
        """Another event: nothing of the one before is chosen."""
        self.show_unknown_types(())
        self.show_unanswerable(())
        for button in (self._change_reading, self._more_columns):
            button.set_open(False)
        self._ticket_id = ""
        self.show_ticket_types(None)

    def show_list(self, loaded: Loaded, way: ReadAs) -> None:
        """Show how a list that was just read is understood."""
        self._full_name = loaded.full_name
        self._show_columns(loaded.table, loaded.columns)
        self.reading.show_list(loaded.table, way)
        self._change_reading.setVisible(self.reading.can_choose())
        if not self.reading.can_choose():
            self._change_reading.set_open(False)
        self.show_names(loaded.table, loaded.names)

    def show_names(self, table: Table, names: Sequence[Name]) -> None:
        """Say how the list was read, and ask whether a few names look right."""
        self._found.setText(question(table, names))
        self._found.setAccessibleName(question(table, names, spoken=True))

    # --- columns

    def take(self, table: Table, columns: Columns) -> None:
        """Choose all columns at once."""
        self._full_name = self._full_name if columns.full_name is None else columns.full_name
        self._show_columns(table, columns)
        self.columns_chosen.emit(columns)

    def _show_columns(self, table: Table, columns: Columns) -> None:
        self.columns = columns
        names = _column_names(table)
        self._headers = msgspec.structs.replace(table, rows=())
        self._hidden = {at: names[at] for at in table.hidden_columns}
        for at, name in self._hidden.items():
            names[at] = self.tr("{column} (hidden)").format(column=name)
        samples = [", ".join(safe_text(value, labels.LONGEST_HEADER) for value in table.samples(at))
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
                    combo.setItemData(combo.count() - 1, plain_tip(samples[at]), Qt.ItemDataRole.ToolTipRole)
                combo.addItem(self.tr("Not in the list"), None)
        self._choose_columns()

    def _choose_columns(self) -> None:
        columns = self.columns
        split = columns.full_name is not None
        for combo, place in (
            (self.email_column, columns.email),
            (self.first_name_column, SPLIT if split else columns.first_name),
            (self.last_name_column, SPLIT if split else columns.last_name),
        ):
            with QSignalBlocker(combo):
                combo.setCurrentIndex(next(at for at in range(combo.count()) if combo.itemData(at) == place))
            set_tip(combo, combo.currentText())
        read = used(self._headers, columns) if self._headers is not None else frozenset()
        hidden = ", ".join(tr_quoted(name) for at, name in self._hidden.items() if at in read)
        self._says_hidden.setText(self.tr("Read though the sheet hides it: {columns}").format(columns=hidden))
        self._says_hidden.setVisible(bool(hidden))

    def _email_chosen(self) -> None:
        self._take(msgspec.structs.replace(self.columns, email=self.email_column.currentData()))

    def _name_chosen(self, combo: QComboBox) -> None:
        """A full name is split for both names or for none."""
        chosen = combo.currentData()
        if chosen == SPLIT:
            columns = msgspec.structs.replace(self.columns, first_name=None, last_name=None, full_name=self._full_name)
        else:
            first, last = self.first_name_column.currentData(), self.last_name_column.currentData()
            columns = msgspec.structs.replace(
                self.columns,
                first_name=None if first == SPLIT else first,
                last_name=None if last == SPLIT else last,
                full_name=None,
            )
        self._take(columns)

    def _extra_chosen(self, extra: Extra, place: int | None) -> None:
        kept = {known: at for known, at in self.columns.extra.items() if known is not extra}
        self._take(msgspec.structs.replace(self.columns, extra=kept if place is None else {**kept, extra: place}))
        self._say_extra()

    def _say_extra(self) -> None:
        used = len(self.columns.extra)
        said = self.tr("More columns ({n})").format(n=words.number(used)) if used else self.tr("More columns")
        self._more_columns.setText(said)
        self._more_columns.setAccessibleName(said)

    def _take(self, columns: Columns) -> None:
        if columns == self.columns:
            return
        self.columns = columns
        self._choose_columns()
        self.columns_chosen.emit(columns)

    # --- ticket types

    def show_ticket_types(self, types: Sequence[TicketType] | None) -> None:
        """Offer the event's ticket types; the only one is chosen. None while they are not known."""
        with QSignalBlocker(self.ticket_type):
            self.ticket_type.clear()
            for kind in types or ():
                gone = kind.quantity is not None and 0 < kind.quantity <= kind.sold_quantity
                name = safe_text(kind.name, labels.LONGEST_HEADER) or kind.ticket_type_id
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
        set_tip(self.ticket_type, self.ticket_type.currentText())
        self.changed.emit()

    def show_unknown_types(self, names: Sequence[str]) -> None:
        """Say which ticket types of the list the event doesn't have."""
        shown = ", ".join(tr_quoted(safe_text(name, labels.LONGEST_HEADER)) for name in names[:MOST_TYPES])
        more = self.tr("{names} and others") if len(names) > MOST_TYPES else "{names}"
        said = self.tr("This event has no ticket type {names}. These people get the one chosen above.")
        self._unknown.setText(said.format(names=more.format(names=shown)) if names else "")
        self._unknown.setVisible(bool(names))

    def show_unanswerable(self, questions: Sequence[str]) -> None:
        """Say what Zoom asks of everybody that no list can answer."""
        shown = ", ".join(tr_quoted(safe_text(title, LONGEST_QUESTION)) for title in questions[:MOST_TYPES])
        more = self.tr("{names} and others") if len(questions) > MOST_TYPES else "{names}"
        said = self.tr(
            "Zoom asks {questions} of everybody who registers for this event. A list can’t answer that, so Zoom "
            "may refuse these people."
        )
        text = said.format(questions=more.format(names=shown)) if questions else ""
        if text and text != self._unanswerable.text():
            announce(self._unanswerable, text)
        self._unanswerable.setText(text)
        self._unanswerable.setVisible(bool(text))


def tr_quoted(text: str) -> str:
    """Return a name in the quotation marks of the language."""
    return tr("“{x}”").format(x=text)


def _column_names(table: Table) -> list[str]:
    """Return what each column is called: its header, else a letter as in a spreadsheet and an example."""
    names = []
    for at in range(table.width):
        name = labels.header(table.header or (), at)
        if not name:
            sample = next(iter(table.samples(at, 1)), "")
            letter = tr("Column {letter}").format(letter=letters(at))
            name = f"{letter} ({safe_text(sample, labels.LONGEST_HEADER)})" if sample else letter
        names.append(name)
    return names
