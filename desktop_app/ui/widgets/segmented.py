"""A row of joined buttons of which exactly one is chosen; the chosen one has a tick."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QFontMetrics, QIcon
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets.plain import without_mnemonic


class Segmented(QWidget):
    """Options are (key, label). `chosen` comes when the person chooses, not when `set_key` does."""

    chosen = Signal(str)

    def __init__(self, options: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if not options:
            raise ValueError("nothing to choose from")
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._keys: list[str] = []
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for index, (key, label) in enumerate(options):
            button = QPushButton(without_mnemonic(label))
            button.setObjectName(f"segment_{key}")
            button.setAccessibleName(label)
            button.setCheckable(True)
            button.setProperty("seg", _place(index, len(options)))
            button.setMinimumWidth(_widest(button.font(), label))
            self._group.addButton(button, index)
            self._keys.append(key)
            layout.addWidget(button, 1)
        self.setFocusProxy(self._group.button(0))
        self._group.button(0).setChecked(True)
        self._tick()
        self._last = self._keys[0]
        self._group.idToggled.connect(self._toggled)

    def key(self) -> str:
        """Return the chosen option's key."""
        return self._keys[self._group.checkedId()]

    def set_key(self, key: str) -> None:
        """Choose an option. Raises ValueError for a key that is no option."""
        index = self._keys.index(key)
        self._last = key
        self._group.button(index).setChecked(True)

    def set_label(self, label: str) -> None:
        """Name the question, for screen readers."""
        self.setAccessibleName(label)
        for button in self._group.buttons():
            button.setAccessibleDescription(label)

    def button(self, key: str) -> QPushButton:
        """Return an option's button. Raises ValueError for a key that is no option."""
        button = self._group.button(self._keys.index(key))
        assert isinstance(button, QPushButton)
        return button

    def _toggled(self, index: int, on: bool) -> None:
        if not on:
            return
        self._tick()
        self.setFocusProxy(self._group.button(index))
        key = self._keys[index]
        if key != self._last:
            self._last = key
            self.chosen.emit(key)

    def _tick(self) -> None:
        for button in self._group.buttons():
            button.setIcon(theme.icon("check", "accentText", 16) if button.isChecked() else QIcon())


def _place(index: int, count: int) -> str:
    if count == 1:
        return "only"
    if index == 0:
        return "first"
    return "last" if index == count - 1 else "middle"


def _widest(font: QFont, label: str) -> int:
    """The width of the button when it is chosen, so that choosing moves nothing."""
    chosen = QFont(font)
    chosen.setPixelSize(13)
    chosen.setWeight(QFont.Weight.DemiBold)
    return QFontMetrics(chosen).horizontalAdvance(label) + 16 + 6 + 2 * 14
