"""The line below a row of narrow fields that says what is wrong with any of them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets.icon_label import IconLabel
from desktop_app.ui.widgets.plain import plain_label


class ProblemLine(QWidget):
    """Hidden while there is nothing to say. Errors come before remarks, and leave no room for them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel("error", "badText", 16, self)
        self._label = plain_label(parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._label, 1)
        self.hide()

    def show_texts(self, problems: Sequence[str], remarks: Sequence[str]) -> None:
        said = list(dict.fromkeys(problems or remarks))
        self._label.setText(" ".join(said))
        theme.set_state(self._label, "role", "problem" if problems else "warn")
        self._icon.show_icon("error" if problems else "alert", "badText" if problems else "warnText")
        self.setVisible(bool(said))

    def text(self) -> str:
        return self._label.text()
