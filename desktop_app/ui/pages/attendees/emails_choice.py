"""Whether Zoom emails people: asked for each list, and then said in numbers on the button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QRadioButton, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.choice_group import ChoiceGroup
from desktop_app.ui.widgets.plain import plain_label
from desktop_app.ui.widgets.side_by_side import SideBySide

LEAST_CHOICE = 360
"""Pixels at 100 % text size: with less beside the link, it goes below."""


class EmailsChoice(Card):
    """`one_wanted` comes when one person is to be sent ahead, `changed` when the choice is another.

    Nothing is chosen from the start, nor carried over from another list: emails can't be taken back, and who was
    registered quietly can't be emailed later from here.
    """

    one_wanted = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.send_now = QRadioButton(self.tr("Send emails now"))
        self.register_quietly = QRadioButton(self.tr("Register quietly"))
        self.body.setContentsMargins(16, 10, 16, 12)
        ask = plain_label(self.tr("Should Zoom email these people?"), "strong")
        self.body.addWidget(ask)
        choice = QWidget(self)
        choice.setAccessibleName(ask.text())
        pair = QGridLayout(choice)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.setHorizontalSpacing(24)
        pair.setVerticalSpacing(0)
        self._emails = ChoiceGroup(self)
        self._send_note = plain_label("", "caption")
        self._quiet_note = plain_label("", "caption")
        for column, (button, name, note) in enumerate(
            (
                (self.send_now, "send_now", self._send_note),
                (self.register_quietly, "register_quietly", self._quiet_note),
            )
        ):
            button.setObjectName(name)
            button.setAccessibleName(button.text())
            self._emails.addButton(button)
            note.setContentsMargins(30, 0, 0, 0)
            pair.addWidget(button, 0, column)
            pair.addWidget(note, 1, column, Qt.AlignmentFlag.AlignTop)
            pair.setColumnStretch(column, 1)
        self._emails.buttonToggled.connect(lambda *_: self.changed.emit())
        self.send_one = QPushButton(theme.icon("mail", "accentText", 16), self.tr("Send one to me first"))
        self.send_one.setObjectName("send_one_first")
        self.send_one.setAccessibleName(self.send_one.text())
        self.send_one.setProperty("kind", "link")
        self.send_one.clicked.connect(self.one_wanted)
        line = SideBySide(24)
        line.add(choice, wanted=theme.px(LEAST_CHOICE))
        line.add(self.send_one, 0, top=True)
        self.body.addWidget(line)

    def sends(self) -> bool | None:
        """Whether Zoom is to email them; None until a person has chosen."""
        return None if self._emails.checkedButton() is None else self.send_now.isChecked()

    def reset(self) -> None:
        """Another list: nothing is chosen."""
        self._emails.setExclusive(False)
        for button in self._emails.buttons():
            button.setChecked(False)
        self._emails.setExclusive(True)

    def show_consequences(self, *, practice: bool, draft: bool) -> None:
        """Say what each choice does. For a draft it is done later, and nobody can be sent ahead."""
        if practice:
            send = self.tr(
                "In practice nobody gets an email. In a real account Zoom emails each person a join link at once."
            )
        elif draft:
            send = self.tr("When you start the import, Zoom emails each person a join link.")
        else:
            send = self.tr("Zoom emails each person a join link at once. Emails can’t be taken back.")
        quiet = self.tr("Nobody gets an email. The join links are in the results that you can save.")
        self.send_now.setText(self.tr("Send emails") if draft else self.tr("Send emails now"))
        self.send_now.setAccessibleName(self.send_now.text())
        for button, note, said in (
            (self.send_now, self._send_note, send),
            (self.register_quietly, self._quiet_note, quiet),
        ):
            note.setText(said)
            button.setAccessibleDescription(said)
        self.send_one.setVisible(not draft)
