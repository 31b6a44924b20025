"""Before publishing: the event, what happens, locks, and stays, and the warning that publishing can't be undone."""

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.event.draft import Access, EventDraft, EventFormat
from desktop_app.ui import theme, words
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.chip import Chip
from desktop_app.ui.widgets.icon_label import IconLabel
from desktop_app.ui.widgets.icon_tile import IconTile
from desktop_app.ui.widgets.message_bar import MessageBar
from desktop_app.ui.widgets.plain import plain_label, set_tip
from desktop_app.ui.widgets.side_by_side import SideBySide

LEAST_COLUMN = 232
"""Pixels at 100 % text size: with less for each of the two, they go below one another."""

Line = tuple[str, str]
"""An icon and what is said beside it."""


class Standing(Enum):
    """What is known of an event that isn't live, as far as anybody knows. IN_DOUBT: Zoom was asked to publish it."""

    DRAFT = auto()
    IN_DOUBT = auto()
    CANCELED = auto()


class BeforePublishing(QWidget):
    """`checked` follows the box that a person ticks after looking once more. `prepare_wanted` comes when the list of
    attendees is to be checked before."""

    checked = Signal(bool)
    prepare_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(self._event_card())
        pair = SideBySide()
        self._happens = Card()
        self._locks = Card()
        for column in (self._happens, self._locks):
            column.setMinimumWidth(theme.px(LEAST_COLUMN))
            pair.add(column)
        self._to_look_at = QWidget()
        inner = QVBoxLayout(self._to_look_at)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(16)
        inner.addWidget(pair)
        layout.addWidget(self._to_look_at)
        warning = MessageBar()
        warning.setObjectName("publish_warning")
        warning.show_message(
            "warn",
            self.tr("There is no way back to draft"),
            self.tr(
                "A published event can only be canceled. If people have registered, Zoom asks you for a message "
                "to send them."
            ),
        )
        inner.addWidget(warning)
        self.confirm = QCheckBox(self.tr("I’ve checked the name, date, and time zone."))
        self.confirm.setObjectName("publish_confirm")
        self.confirm.setAccessibleName(self.confirm.text())
        self.confirm.toggled.connect(self.checked)
        self._prepare = QPushButton(theme.icon("user-plus", "accentText", 16), "")
        self._prepare.setObjectName("prepare_attendees")
        self._prepare.setProperty("kind", "link")
        self._prepare.clicked.connect(self.prepare_wanted)
        card = Card()
        card.body.setContentsMargins(19, 11, 19, 11)
        line = SideBySide()
        line.add(self.confirm)
        line.add(self._prepare, 0)
        card.body.addWidget(line)
        inner.addWidget(card)

    def _event_card(self) -> Card:
        card = Card()
        row = QHBoxLayout()
        row.setSpacing(16)
        self._icon = IconTile("webinar")
        row.addWidget(self._icon)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        self._name = plain_label(role="heading")
        self._when = plain_label(role="small")
        self._link = plain_label(role="small")
        for label in (self._name, self._when, self._link):
            texts.addWidget(label)
        row.addLayout(texts, 1)
        self._status = Chip("neutral", "")
        self._status.setObjectName("publish_status")
        row.addWidget(self._status)
        card.body.addLayout(row)
        return card

    def ask(self, asks: bool) -> None:
        """Show what publishing does, and the box, or only which event it is."""
        self._to_look_at.setVisible(asks)

    def hold(self, holds: bool) -> None:
        """While the event is being published, nothing can be ticked off, and nobody goes elsewhere."""
        for control in (self.confirm, self._prepare):
            control.setEnabled(not holds)

    def show_event(self, draft: EventDraft, hub: str, url: str, prepared: int, standing: Standing) -> None:
        """Show what will be published; so many people are `prepared` for it."""
        self._icon.show_icon("webinar" if draft.format is EventFormat.WEBINAR else "users")
        self._name.setText(draft.name.strip())
        self._when.setText(" · ".join(text for text in (words.when_text(draft), hub) if text))
        match standing:
            case Standing.DRAFT:
                self._status.show_as("neutral", self.tr("Draft"), "pencil")
                link = self.tr("Link: {url} (works after you publish)")
            case Standing.IN_DOUBT:
                self._status.show_as("warn", self.tr("Not known"), "alert")
                link = self.tr("Link: {url} (may work already)")
            case Standing.CANCELED:
                self._status.show_as("bad", self.tr("Canceled"), "x")
                link = ""
        self._link.setText(link.format(url=url.removeprefix("https://")))
        self._link.setVisible(bool(url and link))
        self._show_prepared(prepared)
        _refill(self._happens, [(self.tr("What happens"), self._happening(draft, prepared))])
        _refill(
            self._locks,
            [
                (self.tr("What locks"), self._locking(draft)),
                (self.tr("What stays editable on Zoom’s website"), self._editable(draft)),
            ],
        )

    def _happening(self, draft: EventDraft, prepared: int) -> list[Line]:
        lines = [
            ("globe", self.tr("The registration page goes live.")),
            ("mail", self.tr("Everyone who registers gets a join link by email.")),
            ("hub", self.tr("The event appears in your hub’s list.")),
            ("user-plus", self._attendees(prepared)),
        ]
        if draft.access is Access.APPROVED_ONLY and draft.allowed_emails:
            lines.insert(1, ("mail", self._invited(len(draft.allowed_emails))))
        return lines

    def _locking(self, draft: EventDraft) -> list[Line]:
        event_type = words.type_name(draft.event_type).lower()
        return [
            ("lock", self.tr("Type: {type}. Already permanent.").format(type=event_type)),
            (
                "lock",
                self.tr("Format: webinar. Can’t become a meeting.")
                if draft.format is EventFormat.WEBINAR
                else self.tr("Format: meeting. Can’t become a webinar."),
            ),
        ]

    def _editable(self, draft: EventDraft) -> list[Line]:
        if draft.access is Access.APPROVED_ONLY:
            return [("pencil", self.tr("Name, tagline, date, time, and who can register."))]
        return [("pencil", self.tr("Name, tagline, date, and time."))]

    def _show_prepared(self, prepared: int) -> None:
        shown = words.counted(prepared, self.tr("See the 1 prepared person"), self.tr("See the {n} prepared people"))
        self._prepare.setText(shown if prepared else self.tr("Prepare attendees first"))
        self._prepare.setAccessibleName(self._prepare.text())
        set_tip(self._prepare, "" if prepared else self.tr("Check your list now, and start it once the event is live"))

    def _attendees(self, prepared: int) -> str:
        if not prepared:
            return self.tr("You can add attendees from a list.")
        return words.counted(
            prepared,
            self.tr("Publishing invites nobody from your list: the 1 person you prepared waits for you to start."),
            self.tr("Publishing invites nobody from your list: the {n} people you prepared wait for you to start."),
        )

    def _invited(self, people: int) -> str:
        """Zoom doesn't say when: the addresses are in the draft's link already."""
        return words.counted(
            people,
            self.tr("Zoom emails an invitation to the 1 approved address, if it hasn’t yet."),
            self.tr("Zoom emails an invitation to each of the {n} approved addresses, if it hasn’t yet."),
        )


def _refill(card: Card, groups: Sequence[tuple[str, Sequence[Line]]]) -> None:
    """Show these lines below their titles, instead of what the card held."""
    while (item := card.body.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()
    for title, lines in groups:
        card.body.addWidget(plain_label(title, "heading"))
        for icon, text in lines:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(12)
            row.addWidget(IconLabel(icon, "accentText" if icon not in ("lock", "pencil") else "text2"))
            row.addWidget(plain_label(text, "small"), 1)
            card.body.addWidget(line)
    card.body.addStretch()
