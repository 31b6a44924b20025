"""What the tables of people share: their columns and headings."""

from enum import IntEnum
from typing import TypeAlias

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from desktop_app.attendees.roster import Cell, Extra, Field
from desktop_app.ui import row_texts
from desktop_app.ui.translations import tr

Index: TypeAlias = QModelIndex | QPersistentModelIndex

LONGEST_CELL = 300
"""Characters of a cell that are shown; the editor gets all of them."""


class Column(IntEnum):
    """The columns that every table has, in order; those of the answers to Zoom's standard questions come after them."""

    ROW = 0
    STATE = 1
    EMAIL = 2
    FIRST_NAME = 3
    LAST_NAME = 4
    RESULT = 5


FIELDS = {Column.EMAIL: Field.EMAIL, Column.FIRST_NAME: Field.FIRST_NAME, Column.LAST_NAME: Field.LAST_NAME}


def heading(column: Column | Extra, role: int, way: Qt.SortOrder | None = None) -> object:
    """Return a column's heading for a role. The state, which is an icon, has one for the ear only; which way the rows
    are sorted by the column is heard, too."""
    if role == Qt.ItemDataRole.TextAlignmentRole:
        return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
        return None
    if way is not None and role == Qt.ItemDataRole.AccessibleTextRole:
        ascending = way == Qt.SortOrder.AscendingOrder
        said = tr("{column}, sorted ascending") if ascending else tr("{column}, sorted descending")
        return said.format(column=heading(column, role))
    match column:
        case Column.ROW:
            return tr("Row")
        case Column.STATE:
            return tr("State") if role == Qt.ItemDataRole.AccessibleTextRole else ""
        case Column.RESULT:
            return tr("Result")
        case Extra():
            return row_texts.field_name(column)
        case _:
            return row_texts.field_name(FIELDS[column])


def spoken(row: int, column: Column | Cell, value: str) -> str:
    """Return what a cell is to the ear, by its column or by what it holds: "Row 3", "Row 3, Result, Ready"."""
    if column is Column.ROW:
        return tr("Row {n}").format(n=row)
    ear = Qt.ItemDataRole.AccessibleTextRole
    name = heading(column, ear) if isinstance(column, Column) else row_texts.field_name(column)
    return tr("Row {n}, {column}, {value}").format(n=row, column=name, value=value)
