"""What is read stays in lines of a readable length, however wide the table beside it gets."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui.widgets.measures import MEASURE


def measured(*parts: QWidget, spacing: int = 12) -> QHBoxLayout:
    """Return a column that is at most `MEASURE` wide, at the start of its line.

    The room beside it is a layout's own: a widget with a greatest width is asked for its height by the width of all the
    room there is, so its words would get less height than their lines take.
    """
    # in its place before there is anything in it, which a move would style anew
    column = QWidget(parts[0].parentWidget())
    column.setMaximumWidth(MEASURE)
    lines = QVBoxLayout(column)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(spacing)
    for part in parts:
        lines.addWidget(part)
    beside = QHBoxLayout()
    beside.addWidget(column, 1)
    beside.addStretch()
    return beside
