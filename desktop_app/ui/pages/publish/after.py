"""After publishing: the registration link, its QR code, an invitation text and a calendar file."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop_app.event.draft import Access, EventDraft
from desktop_app.ui import theme, words
from desktop_app.ui.invitation import invitation_text
from desktop_app.ui.translations import tr
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.copy_button import CopyButton
from desktop_app.ui.widgets.focus_reasons import NOT_MOVED
from desktop_app.ui.widgets.icon_tile import IconTile
from desktop_app.ui.widgets.lines_layout import LinesLayout
from desktop_app.ui.widgets.message_bar import MessageBar
from desktop_app.ui.widgets.plain import plain_label
from desktop_app.ui.widgets.qr_tile import QrTile
from desktop_app.ui.widgets.read_only_text import ReadOnlyText
from desktop_app.ui.widgets.side_by_side import SideBySide

LEAST_LINK = 200
"""Pixels at 100 % text size: with less beside the QR code, the link stands above it."""


class AfterPublishing(QWidget):
    """What there is to share. The page opens links and writes files; this only asks for it.

    `register_wanted` comes when those who were prepared are to be registered.
    """

    register_wanted = Signal()
    open_wanted = Signal()
    image_wanted = Signal()
    calendar_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        self._prepared = MessageBar()
        self._prepared.setObjectName("prepared_people")
        self._prepared.hide()
        self._prepared.action_chosen.connect(self.register_wanted)
        layout.addWidget(self._prepared)
        layout.addWidget(self._link_card())
        pair = SideBySide()
        pair.add(self._invitation_card(), 2)
        pair.add(self._calendar_card(), 1)
        layout.addWidget(pair)

    def show_prepared(self, people: int, lists: int) -> None:
        """Say that so many people were prepared and not registered, in so many lists; with none, nothing."""
        if not people:
            self._prepared.hide()
            return
        title = words.counted(
            people,
            self.tr("The 1 person you prepared isn’t registered yet"),
            self.tr("The {n} people you prepared aren’t registered yet"),
        )
        said = self.tr("Publishing invited nobody from your list. You look at it once more before anything is sent.")
        self._prepared.show_message("warn", title, said, [("register", register_label(people, lists))])

    def show_event(self, draft: EventDraft, url: str) -> None:
        """Show what is to be shared of a published event."""
        self.link.setText(url)
        self.link.setCursorPosition(0)
        self.qr.set_url(url)
        self.invitation.setPlainText(invitation_text(draft, url))
        self._who.setText(
            self.tr("Only approved domains and email addresses can register. Zoom emails each of them a personal link.")
            if draft.access is Access.APPROVED_ONLY
            else self.tr("Anyone who has this link can register. Zoom emails each of them a personal link to join.")
        )

    def _link_card(self) -> Card:
        card = Card()
        row = SideBySide(24)
        row.add(self._link())
        row.add(self._qr_code(), 0)
        card.body.addWidget(row)
        return card

    def _link(self) -> QWidget:
        box = QWidget()
        box.setMinimumWidth(theme.px(LEAST_LINK))
        label = QLabel(self.tr("Registration link"))
        label.setProperty("role", "label")
        self.link = _Link()
        self.link.setObjectName("registration_link")
        self.link.setReadOnly(True)
        self.link.setAccessibleName(label.text())
        icon = self.link.addAction(theme.icon("link"), QLineEdit.ActionPosition.LeadingPosition)
        icon.setText(label.text())  # Qt makes a button of it, which has a name then
        label.setBuddy(self.link)
        copy = CopyButton(self.tr("Copy link"), self.link.text)
        copy.setObjectName("copy_link")
        copy.setProperty("extent", "")
        opener = QPushButton(theme.icon("external"), self.tr("Open page"))
        opener.setObjectName("open_link")
        opener.setAccessibleName(opener.text())
        opener.setProperty("kind", "quiet")
        opener.clicked.connect(self.open_wanted)
        buttons = LinesLayout()
        buttons.addWidget(copy)
        buttons.addWidget(opener)
        self._who = plain_label(role="small")
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label)
        column.addWidget(self.link)
        column.addLayout(buttons)
        column.addSpacing(4)
        column.addWidget(self._who)
        column.addStretch()
        return box

    def _qr_code(self) -> QWidget:
        box = QWidget()
        self.qr = QrTile("", 144)
        self.qr.setObjectName("qr_code")
        heading = QLabel(self.tr("QR code"))
        heading.setProperty("role", "label")
        save = self._save_button(self.tr("Save image"), "save_qr")
        save.clicked.connect(self.image_wanted)
        beside = QVBoxLayout()
        beside.setSpacing(4)
        beside.addWidget(heading)
        beside.addWidget(plain_label(self.tr("For posters, slides, and badges."), "small"))
        beside.addStretch()
        beside.addWidget(save, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        row.addWidget(self.qr, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(beside, 1)
        return box

    def _save_button(self, text: str, name: str) -> QPushButton:
        save = QPushButton(theme.icon("download"), text)
        save.setObjectName(name)
        save.setAccessibleName(text)
        save.setProperty("extent", "small")
        return save

    def _invitation_card(self) -> Card:
        card = Card()
        top = QHBoxLayout()
        heading = QLabel(self.tr("Invitation text"))
        heading.setProperty("role", "heading")
        top.addWidget(heading, 1)
        self.invitation = ReadOnlyText()
        self.invitation.setObjectName("invitation")
        self.invitation.setAccessibleName(heading.text())
        self.invitation.setFixedHeight(theme.px(150))
        copy = CopyButton(self.tr("Copy text"), self.invitation.toPlainText)
        copy.setObjectName("copy_invitation")
        copy.setProperty("extent", "small")
        top.addWidget(copy)
        card.body.addLayout(top)
        card.body.addWidget(self.invitation)
        return card

    def _calendar_card(self) -> Card:
        card = Card()
        card.body.addWidget(IconTile("calendar"), 0, Qt.AlignmentFlag.AlignLeft)
        heading = QLabel(self.tr("Calendar file"))
        heading.setProperty("role", "heading")
        said = plain_label(self.tr("Works with Outlook, Google, and Apple calendars."), "small")
        save = self._save_button(self.tr("Save calendar file"), "save_calendar")
        save.clicked.connect(self.calendar_wanted)
        card.body.addWidget(heading)
        card.body.addWidget(said)
        card.body.addStretch()
        card.body.addWidget(save, 0, Qt.AlignmentFlag.AlignLeft)
        return card


class _Link(QLineEdit):
    """A link that shows its beginning, where it leads, unless somebody is in it."""

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # what is selected stays so for a menu, and while the person looks at another window
        if event.reason() not in NOT_MOVED:
            self.setCursorPosition(0)


def register_label(people: int, lists: int) -> str:
    """Return what the button says that leads to registering those who were prepared: of several lists, each is started
    by itself."""
    if lists > 1:
        return tr("See the {n} prepared lists").format(n=words.number(lists))
    return words.counted(people, tr("Register the 1 person"), tr("Register the {n} people"))
