"""Text to read, select and copy, and not to change."""

from PySide6.QtWidgets import QPlainTextEdit, QWidget


class ReadOnlyText(QPlainTextEdit):
    """Several lines, letter for letter. Tab leaves it."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "read-only")
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setPlainText(text)
