"""How a list was read, with names to judge it by; and the choosers for when they look wrong."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from desktop_app.attendees.reader import DELIMITERS, ENCODINGS, Table
from desktop_app.ui import words
from desktop_app.ui.pages.attendees.list_loading import Name, ReadAs
from desktop_app.ui.translations import tr
from desktop_app.ui.widgets.elided_combo import ElidedCombo
from desktop_app.ui.widgets.labeled_field import LabeledField
from desktop_app.ui.widgets.plain import safe_text, set_tip

LONGEST_SHEET = 40
LONGEST_SAMPLE = 40


class ReadingChoosers(QWidget):
    """Encoding, separator and sheet: those that a list has. `chosen` carries a `ReadAs`."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.encoding = ElidedCombo(least=8)
        self.delimiter = ElidedCombo(least=8)
        self.sheet = ElidedCombo(least=8)
        self._begins = 0
        self._fields: dict[QComboBox, LabeledField] = {}
        for combo, name, label in (
            (self.encoding, "list_encoding", self.tr("Letters (encoding)")),
            (self.delimiter, "list_delimiter", self.tr("Columns are separated by")),
            (self.sheet, "list_sheet", self.tr("Sheet")),
        ):
            combo.setObjectName(name)
            combo.currentIndexChanged.connect(lambda _, combo=combo: self._choose(combo))
            self._fields[combo] = LabeledField(label, combo, parent=self)
            row.addWidget(self._fields[combo], 1)

    def show_list(self, table: Table, way: ReadAs) -> None:
        """Offer what can be chosen for a list that was read, as it was asked to be read."""
        self._begins = way.begins
        encoding = table.encoding.removesuffix("-sig")
        text = bool(encoding)
        self._fields[self.encoding].setVisible(text)
        self._fields[self.delimiter].setVisible(text)
        self._fields[self.sheet].setVisible(len(table.sheets) > 1)
        found = self.tr("{name} (found)")
        names = dict(ENCODINGS)
        if text:
            names.setdefault(encoding, encoding.upper())
        self._fill(self.encoding, names, encoding, found if way.encoding is None else "{name}")
        separators = {each: delimiter_name(each) for each in (*DELIMITERS, table.delimiter) if each}
        self._fill(self.delimiter, separators, table.delimiter, found if way.delimiter is None else "{name}")
        sheets = {name: safe_text(name, LONGEST_SHEET) for name in table.sheets}
        self._fill(self.sheet, sheets, table.sheet, "{name}")

    def can_choose(self) -> bool:
        """Whether there is anything to choose: pasted rows are text already."""
        return any(not field.isHidden() for field in self._fields.values())

    @staticmethod
    def _fill(combo: QComboBox, names: dict[str, str], current: str, form: str) -> None:
        with QSignalBlocker(combo):
            combo.clear()
            for key, name in names.items():
                combo.addItem(form.format(name=name) if key == current else name, key)
            combo.setCurrentIndex(combo.findData(current))
            set_tip(combo, combo.currentText())

    def _choose(self, changed: QComboBox) -> None:
        shown = {combo: not field.isHidden() for combo, field in self._fields.items()}
        self.chosen.emit(
            ReadAs(
                encoding=self.encoding.currentData() if shown[self.encoding] else None,
                delimiter=self.delimiter.currentData() if shown[self.delimiter] else None,
                sheet=self.sheet.currentData() if shown[self.sheet] else None,
                # the rows of another sheet say nothing of this one's
                begins=0 if changed is self.sheet else self._begins,
            )
        )


def delimiter_name(delimiter: str) -> str:
    """Return what a separator is called: "Commas (,)"."""
    names = {
        ",": tr("Commas"),
        ";": tr("Semicolons"),
        "\t": tr("Tabs"),
        "|": tr("Bars"),
    }
    return names.get(delimiter, tr("“{x}”").format(x=safe_text(delimiter)))


def how_read(table: Table) -> str:
    """Return how a list was read: "UTF-8, separated by commas, column names in row 3"."""
    delimiters = {
        ",": tr("separated by commas"),
        ";": tr("separated by semicolons"),
        "\t": tr("separated by tabs"),
        "|": tr("separated by bars"),
    }
    encoding = table.encoding.removesuffix("-sig")
    parts = [ENCODINGS.get(encoding, encoding.upper())] if encoding else []
    if table.sheet:
        parts.append(tr("sheet “{name}”").format(name=safe_text(table.sheet, LONGEST_SHEET)))
    if table.width > 1 and table.delimiter:
        other = tr("separated by “{x}”").format(x=safe_text(table.delimiter))
        parts.append(delimiters.get(table.delimiter, other))
    if table.header_row:
        parts.append(tr("column names in row {n}").format(n=words.row_number(table.header_row)))
    elif table.header is None:
        parts.append(tr("no column names"))
    return ", ".join(parts)


def question(table: Table, names: Sequence[Name], *, spoken: bool = False) -> str:
    """Return how a list was read and, by some of its names, whether that was right: for the eye, or for the ear."""
    how = how_read(table)
    said = tr("Read as {how}.").format(how=how) if how else ""
    if not names:
        return said
    both = tr("first name {first}, last name {last}") if spoken else tr("{first} | {last}")
    shown = (tr("; ") if spoken else tr(", ")).join(_name(name, both) for name in names)
    asked = tr("Do these names look right? {names}").format(names=shown)
    # what matters comes before how it came about
    both_said = tr("{asked}. {read}") if spoken else tr("{asked} · {read}")
    return both_said.format(asked=asked, read=said) if said else asked


def _name(name: Name, both: str) -> str:
    """Return a name so that it shows where it is split."""
    first, last = (safe_text(part, LONGEST_SAMPLE) for part in name)
    return both.format(first=first, last=last) if first and last else first or last
