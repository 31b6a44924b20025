"""A message on the page: something to know, something done, a warning, or a failure with its cause and remedy."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.ui import theme, words
from desktop_app.ui.widgets.announce import announce
from desktop_app.ui.widgets.copy_button import CopyButton
from desktop_app.ui.widgets.icon_label import IconLabel
from desktop_app.ui.widgets.lines_layout import LinesLayout
from desktop_app.ui.widgets.opening_button import OpeningButton
from desktop_app.ui.widgets.plain import plain_label, safe_text, without_mnemonic

ICONS = {
    "info": ("info", "accentText"),
    "ok": ("check-circle", "okText"),
    "warn": ("alert", "warnText"),
    "error": ("error", "badText"),
}
LONGEST_LINE = 600
"""Longest sentence in characters."""
LONGEST_DETAILS = 2000
"""Longest details in characters."""

Actions = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ErrorView:
    """A failure as a person reads it. `details` is for whoever helps them; `actions` are (key, label)."""

    title: str
    what: str
    why: str
    do: str
    details: str = ""
    actions: tuple[tuple[str, str], ...] = ()


class MessageBar(QFrame):
    """Kinds: info, ok, warn, error. Whatever it says is shown letter for letter and read out, once it can be seen.

    `action_chosen` tells which button was pressed.
    """

    action_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "message")
        self.setProperty("ring_radius", 8)
        self._icon = IconLabel("info", "accentText", 20)
        self._title = plain_label(role="message-title")
        self._text = plain_label(role="small")
        self._explained = [plain_label(role="label", wrap=False) for _ in range(3)]
        self._explanations = [plain_label(role="small") for _ in range(3)]
        self._trailing = QWidget()
        self._below = QWidget()
        self._trailing_row = _row(self._trailing)
        self._below_row = _row(self._below)
        self._answers = LinesLayout()
        self._buttons: list[QPushButton] = []
        self._details = plain_label(role="mono")
        self._details_text = ""
        self._details.setObjectName("message_details")
        self._details.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._more = OpeningButton(self.tr("Details"), behind=True)
        self._more.setObjectName("message_more")
        self._copy = CopyButton(self.tr("Copy"), self.text)
        self._copy.setObjectName("message_copy")
        self._copy.setAccessibleName(self.tr("Copy error details"))
        self._copy.setProperty("kind", "link")
        self._line = QFrame()
        self._line.setProperty("look", "message-line")
        self._details_box = QWidget()
        self._details_box.hide()
        self._more.opened.connect(self._details_box.setVisible)
        self._links_below = False
        self._unsaid = False
        self._assertive = False
        self._build()
        self._actions: Actions = ()
        self._show("info", "", "", (), None, "")

    def _build(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(15, 11, 15, 11)
        layout.setSpacing(12)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self._title)
        column.addWidget(self._text)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, name in enumerate((self.tr("What happened"), self.tr("Why"), self.tr("What to do"))):
            self._explained[row].setText(name)
            grid.addWidget(self._explained[row], row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._explanations[row], row, 1)
        self._grid = QWidget()
        self._grid.setLayout(grid)
        grid.setContentsMargins(0, 4, 0, 0)
        column.addWidget(self._grid)
        self._below_row.setContentsMargins(0, 10, 0, 0)
        self._below_row.addLayout(self._answers, 1)
        self._below_row.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._below)
        details = QVBoxLayout(self._details_box)
        details.setContentsMargins(0, 10, 0, 0)
        details.setSpacing(8)
        details.addWidget(self._line)
        row_layout = QHBoxLayout()
        row_layout.addWidget(self._details, 1)
        row_layout.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignTop)
        details.addLayout(row_layout)
        column.addWidget(self._details_box)
        self._column, self._layout = column, layout
        layout.addLayout(column, 1)
        layout.addWidget(self._trailing, 0, Qt.AlignmentFlag.AlignVCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_links()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._unsaid:
            # not at once: the wizard shows each page that it passes
            QTimer.singleShot(0, self, self._read_out)

    def _place_links(self) -> None:
        """Put the links below the words where beside them they would leave less than half the width."""
        below = self._trailing.sizeHint().width() > self.width() // 2
        if below == self._links_below:
            return
        self._links_below = below
        if below:
            self._layout.removeWidget(self._trailing)
            self._column.addWidget(self._trailing, 0, Qt.AlignmentFlag.AlignLeading)
        else:
            self._column.removeWidget(self._trailing)
            self._layout.addWidget(self._trailing, 0, Qt.AlignmentFlag.AlignVCenter)
        self.updateGeometry()

    # --- showing

    def show_message(self, kind: str, title: str, text: str = "", actions: Actions = (), *, icon: str = "") -> None:
        """Say something; `actions` are (key, label), links at the right. Raises KeyError for an unknown kind."""
        self._show(kind, title, text, actions, None, icon)
        self._appear(assertive=False)

    def show_error(self, view: ErrorView) -> None:
        """Explain a failure: what happened, why, what to do, buttons that do it, and details for who wants them."""
        self._show("error", view.title, "", view.actions, view, "")
        self._appear(assertive=True)

    def kind(self) -> str:
        return str(self.property("kind"))

    def title(self) -> str:
        return self._title.text()

    def text(self) -> str:
        """Return all that the message says, the details too, a line each."""
        parts = [
            self._title.text(),
            self._text.text(),
            *(label.text() for label in self._explanations),
            self._details_text,
        ]
        return "\n".join(part for part in parts if part)

    def button(self, key: str) -> QPushButton:
        """Return an action's button. Raises KeyError when there is none."""
        for (known, _), button in zip(self._actions, self._buttons, strict=True):
            if known == key:
                return button
        raise KeyError(key)

    def _show(  # noqa: PLR0917 - all that there is to show, each time
        self, kind: str, title: str, text: str, actions: Actions, view: ErrorView | None, icon: str
    ) -> None:
        name, token = ICONS[kind]
        self._icon.show_icon(icon or name, token)
        self._copy.setProperty("tint", token)
        _fill(self._title, title)
        _fill(self._text, text)
        said = (view.what, view.why, view.do) if view else ("", "", "")
        for head, label, line in zip(self._explained, self._explanations, said, strict=True):
            _fill(label, line)
            head.setVisible(bool(line))
        self._grid.setVisible(any(said))
        details = safe_text(view.details, LONGEST_DETAILS).strip() if view else ""
        self._details_text = details
        self._details.setText(words.breakable(details))  # it can be selected: not PlainLabel's to paint
        self._more.set_open(False)
        self._more.set_color(token)
        self._more.setVisible(bool(details))
        self._show_actions(actions, as_links=view is None)
        self._below.setVisible(bool(details) or (view is not None and bool(actions)))
        self._trailing.setVisible(view is None and bool(actions))
        self._place_links()
        if self.property("kind") != kind:
            theme.set_state(self, "kind", kind)
            for child in self.findChildren(QWidget):
                child.style().unpolish(child)
                child.style().polish(child)

    def _show_actions(self, actions: Actions, *, as_links: bool) -> None:
        for old in self._buttons:
            old.hide()
            old.setParent(None)
            old.deleteLater()
        self._buttons = []
        self._actions = tuple(actions)
        for key, label in self._actions:
            button = QPushButton(without_mnemonic(label))
            button.setObjectName(f"message_{key}")
            button.setAccessibleName(label)
            if as_links:
                button.setProperty("kind", "link")
                self._trailing_row.addWidget(button)
            else:
                button.setProperty("extent", "small")
                self._answers.addWidget(button)
            button.clicked.connect(lambda _=False, chosen=key: self.action_chosen.emit(chosen))
            self._buttons.append(button)

    def _appear(self, *, assertive: bool) -> None:
        self.setAccessibleName(self._title.text())
        rest = [self._text.text(), *(label.text() for label in self._explanations)]
        self.setAccessibleDescription(" ".join(part for part in rest if part))
        if self.parentWidget() is not None:  # without one it would become a window
            self.show()
        self._assertive = assertive
        self._unsaid = True
        self._read_out()

    def _read_out(self) -> None:
        if self._unsaid and self.isVisible():
            self._unsaid = False
            said = " ".join((self.accessibleName(), self.accessibleDescription()))
            announce(self, said, assertive=self._assertive)


def _row(owner: QWidget) -> QHBoxLayout:
    layout = QHBoxLayout(owner)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    return layout


def _fill(label: QLabel, said: str) -> None:
    label.setText(safe_text(said, LONGEST_LINE))
    label.setVisible(bool(said))
