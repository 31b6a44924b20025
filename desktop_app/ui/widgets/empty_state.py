"""What stands where a list would be while it is empty."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop_app.ui.widgets.icon_label import IconLabel
from desktop_app.ui.widgets.lines_layout import LinesLayout
from desktop_app.ui.widgets.plain import plain_label


class EmptyState(QWidget):
    """An icon, a heading, a sentence, and buttons where something can be done about it."""

    def __init__(self, icon: str, title: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 32, 24, 32)
        layout.setSpacing(4)
        self._icon = IconLabel(icon, "text3", 24)
        self._title = plain_label(role="heading")
        self._text = plain_label(role="small")
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(8)
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(label)
        self._actions = LinesLayout(centered=True)
        self._actions.setContentsMargins(0, 12, 0, 0)
        layout.addLayout(self._actions)
        self.set_texts(title, text)

    def set_texts(self, title: str, text: str = "") -> None:
        """Say something else."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))

    def add_action(self, button: QPushButton) -> None:
        """Add a button below the text."""
        self._actions.addWidget(button)

    def title(self) -> str:
        return self._title.text()
