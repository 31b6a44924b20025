"""A white surface with a thin border, and a line to divide what is on it."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget


class Card(QFrame):
    """Holds related things in its `body`. A flush card has no padding, for rows that go from edge to edge."""

    def __init__(self, flush: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.body = QVBoxLayout(self)
        inset = 0 if flush else 19  # the border adds its pixel
        self.body.setContentsMargins(inset, inset, inset, inset)
        self.body.setSpacing(0 if flush else 12)


class Divider(QFrame):
    """A line across."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "divider")
        self.setFixedHeight(1)
