"""A question whose answers stand side by side, and that may be unanswered."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.ui.widgets.segmented import Segmented


class Question(Segmented):
    """A segmented control without an answer of its own: nothing is chosen until the person chooses.

    `answered` comes when the person answers, not when `set_answer` does.
    """

    answered = Signal()

    def __init__(self, options: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(options, parent)
        self._options = [key for key, _ in options]
        self._setting = False
        self.set_answer("")
        for key in self._options:
            self.button(key).toggled.connect(self._answered)

    def answer(self) -> str:
        """Return the chosen key, empty while there is none."""
        return next((key for key in self._options if self.button(key).isChecked()), "")

    def set_answer(self, key: str) -> None:
        """Choose an answer; one that is no option takes the choice away."""
        if key == self.answer():
            return
        group = self.button(self._options[0]).group()
        self._setting = True
        group.setExclusive(False)
        for each in self._options:
            self.button(each).setChecked(each == key)
        group.setExclusive(True)
        self._setting = False
        self._tick()

    def _answered(self, on: bool) -> None:
        if on and not self._setting:
            self.answered.emit()
