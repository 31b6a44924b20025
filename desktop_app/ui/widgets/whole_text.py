"""How wide an input must be to show its text whole."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLineEdit

AROUND = 6
"""Pixels that Qt leaves beside the text, and the cursor's."""


def room_for(field: QLineEdit, least: QSize, text: str) -> QSize:
    """Return the least size of a field that holds `text`; `least` is Qt's, for one letter."""
    metrics = field.fontMetrics()
    return QSize(least.width() - metrics.maxWidth() + metrics.horizontalAdvance(text) + AROUND, least.height())
