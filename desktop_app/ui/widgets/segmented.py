"""A row of joined buttons of which exactly one is chosen; the chosen one has a tick."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets.choice_group import ChoiceGroup
from desktop_app.ui.widgets.plain import on_lines, without_mnemonic

LINES = 2
"""A label is on so many lines at most."""


class Segmented(QWidget):
    """Options are (key, label). `chosen` comes when the person chooses, not when `set_key` does."""

    chosen = Signal(str)

    def __init__(self, options: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if not options:
            raise ValueError("nothing to choose from")
        self._group = ChoiceGroup(self)
        self._group.setExclusive(True)
        self._keys: list[str] = []
        self._labels: list[str] = []
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for index, (key, label) in enumerate(options):
            button = QPushButton(without_mnemonic(label))
            button.setObjectName(f"segment_{key}")
            button.setAccessibleName(label)
            button.setCheckable(True)
            button.setAutoExclusive(True)  # a radio button to screen readers; the group says what it does
            button.setProperty("seg", segment_place(index, len(options)))
            self._group.addButton(button, index)
            self._keys.append(key)
            self._labels.append(label)
            layout.addWidget(button, 1)
        self.setFocusProxy(self._group.button(0))
        self._group.button(0).setChecked(True)
        self._tick()
        self._last = self._keys[0]
        self._group.idToggled.connect(self._toggled)
        self._fit(self.whole_width())

    def whole_width(self) -> int:
        """Return the pixels with which each label is on one line."""
        return self._width(1)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._width(LINES), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _width(self, lines: int) -> int:
        return sum(_widest(self.font(), on_lines(label, lines)) for label in self._labels)

    def _fit(self, width: int) -> None:
        """Put the labels on more lines where there is too little room for them."""
        lines = 1 if width >= self.whole_width() else LINES
        upright = QSizePolicy.Policy.Fixed if lines == 1 else QSizePolicy.Policy.Minimum
        for button, label in zip(self._group.buttons(), self._labels, strict=True):
            shown = on_lines(label, lines)
            button.setMinimumWidth(_widest(self.font(), shown))
            button.setSizePolicy(QSizePolicy.Policy.Minimum, upright)  # all as high as the highest
            if button.text() != without_mnemonic(shown):
                button.setText(without_mnemonic(shown))

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


def segment_place(index: int, count: int) -> str:
    """Return what the style sheet calls the place of a joined button, as its property `seg`."""
    if count == 1:
        return "only"
    if index == 0:
        return "first"
    return "last" if index == count - 1 else "middle"


def _widest(font: QFont, label: str) -> int:
    """The width of the button when it is chosen, so that choosing moves nothing; a label may have lines."""
    chosen = QFont(font)
    chosen.setPixelSize(theme.px(13))
    chosen.setWeight(QFont.Weight.DemiBold)
    longest = max(map(QFontMetrics(chosen).horizontalAdvance, label.split("\n")))
    return longest + theme.px(16) + 6 + 2 * 14
