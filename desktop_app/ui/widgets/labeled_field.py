"""An input with its label above and one line of help or of complaint below."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets.announce import announce
from desktop_app.ui.widgets.icon_label import IconLabel
from desktop_app.ui.widgets.plain import plain_label, without_mnemonic
from desktop_app.ui.widgets.segmented import Segmented


class LabeledField(QWidget):
    """Ties label, input and message together, for the eye and for screen readers.

    `hint` is help below the input; a problem takes its place. `aside` is a remark at the right of the label.
    """

    def __init__(
        self,
        label: str,
        editor: QWidget,
        *,
        optional: bool = False,
        hint: str = "",
        aside: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        self._note, self._problem = hint, ""
        self._label = QLabel()
        self._label.setProperty("role", "label")
        self._label.setBuddy(editor)
        self._aside = plain_label(role="aside", wrap=False)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._label)
        top.addStretch()
        top.addWidget(self._aside)
        self._icon = IconLabel("info", "text3", 16)
        self._message = plain_label(role="caption")
        self._below = QWidget()
        below = QHBoxLayout(self._below)
        below.setContentsMargins(0, 2, 0, 0)
        below.setSpacing(6)
        below.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._message, 1)
        inner = QWidget()
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(editor)
        layout.addWidget(self._below)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        # a layout that is aligned itself gives a long message no more lines than it hinted at
        outer.addWidget(inner, 0, Qt.AlignmentFlag.AlignTop)
        self.setFocusProxy(editor)
        self.set_label(label)
        self.set_aside(self.tr("Optional") if optional and not aside else aside)
        self._show()

    def set_label(self, label: str) -> None:
        """Change the label and with it the input's accessible name."""
        self._label.setText(without_mnemonic(label))
        if isinstance(self.editor, Segmented):
            self.editor.set_label(label)
        else:
            self.editor.setAccessibleName(label)

    def label(self) -> str:
        return self._label.text().replace("&&", "&")

    def set_aside(self, text: str) -> None:
        """Change the remark at the right of the label."""
        self._aside.setText(text)
        self._aside.setVisible(bool(text))

    def set_note(self, text: str) -> None:
        """Change the help below the input."""
        self._note = text
        self._show()

    def set_problem(self, text: str | None) -> None:
        """Say what is wrong with the input, or with None that nothing is."""
        before, self._problem = self._problem, text or ""
        self._show()
        if self._problem and self._problem != before:
            announce(self.editor, self._problem)

    def problem(self) -> str:
        """Return what is wrong, or an empty text."""
        return self._problem

    def _show(self) -> None:
        said = self._problem or self._note
        wrong = bool(self._problem)
        self._message.setText(said)
        theme.set_state(self._message, "role", "problem" if wrong else "caption")
        self._icon.show_icon("error" if wrong else "info", "badText" if wrong else "text3")
        self._below.setVisible(bool(said))
        theme.set_state(self.editor, "state", "problem" if wrong else "")
        if not isinstance(self.editor, Segmented):
            self.editor.setAccessibleDescription(said)
