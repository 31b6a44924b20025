"""Labels and texts for words that came from elsewhere: never markup, never endless."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

LONGEST = 4000
"""Longest text in characters that Foyer shows of what a server said."""


def plain_label(text: str = "", role: str = "", *, wrap: bool = True, parent: QWidget | None = None) -> QLabel:
    """Return a label that shows its text letter for letter, whoever wrote it."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(wrap)
    if role:
        label.setProperty("role", role)
    return label


def safe_text(text: str, longest: int = LONGEST) -> str:
    """Return text without control and direction characters, which could disguise it, cut to `longest` characters."""
    cleaned = "".join(char for char in text if char in "\n\t" or char.isprintable())
    return cleaned if len(cleaned) <= longest else cleaned[: longest - 1] + "…"


def without_mnemonic(text: str) -> str:
    """Return text for a button or a label with a buddy, which take "&" for a mark of a shortcut."""
    return text.replace("&", "&&")
