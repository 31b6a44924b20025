"""How people take part: format, who can register, and where they attend."""

import re
from dataclasses import replace

from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from desktop_app.event.draft import Access, Attendance, EventDraft, EventFormat
from desktop_app.event.guidance import CAPACITY
from desktop_app.ui import theme, words
from desktop_app.ui.pages.event.section import Section
from desktop_app.ui.widgets.choice_card import ChoiceCard
from desktop_app.ui.widgets.choice_group import ChoiceGroup
from desktop_app.ui.widgets.elided_combo import ElidedCombo
from desktop_app.ui.widgets.labeled_field import LabeledField
from desktop_app.ui.widgets.segmented import Segmented
from desktop_app.ui.widgets.side_by_side import SideBySide

SEPARATORS = re.compile(r"[\s,;]+")


def entries(text: str) -> tuple[str, ...]:
    """Split what was typed or pasted at spaces, lines, commas and semicolons; each entry once, in the order typed."""
    return tuple(dict.fromkeys(part for part in SEPARATORS.split(text) if part))


class AccessSection(Section):
    """Format, registration and attendance. What was typed for a hidden choice is kept."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("How people take part"), parent)
        self.webinar = self._format_card(
            EventFormat.WEBINAR, self.tr("Only presenters are seen. Up to {n} people."), "webinar"
        )
        self.meeting = self._format_card(
            EventFormat.MEETING, self.tr("Everyone can see and talk. Up to {n} people."), "users"
        )
        self.access = ElidedCombo(least=16)
        self.access.setObjectName("event_access")
        for kind in Access:
            self.access.addItem(words.access_name(kind), kind)
        self.attendance = Segmented(
            [
                (Attendance.ONLINE.value, self.tr("Online")),
                (Attendance.IN_PERSON.value, self.tr("In person")),
                (Attendance.HYBRID.value, self.tr("Both")),
            ]
        )
        for way in Attendance:
            self.attendance.button(way.value).setObjectName(f"attendance_{way.name.lower()}")
        self.domains = self._list("event_domains", "techcorp.com")
        self.emails = self._list("event_emails", "sarah.chen@techcorp.com")
        self.place = QLineEdit()
        self.place.setObjectName("event_place")
        self._add_fields()

        self.access.currentIndexChanged.connect(self.say_chosen)
        self.attendance.chosen.connect(self.say_chosen)
        for box in (self.domains, self.emails):
            box.textChanged.connect(self.say_typed)
        self.place.textChanged.connect(self.say_typed)

    def _format_card(self, kind: EventFormat, text: str, icon: str) -> ChoiceCard:
        card = ChoiceCard(words.format_name(kind), text.format(n=words.number(CAPACITY[kind])), icon=icon)
        card.setObjectName(f"format_{kind.name.lower()}")
        return card

    def _list(self, name: str, example: str) -> QPlainTextEdit:
        box = QPlainTextEdit()
        box.setObjectName(name)
        box.setPlaceholderText(example)
        box.setTabChangesFocus(True)
        box.setFixedHeight(theme.px(92))
        return box

    def _add_fields(self) -> None:
        formats = ChoiceGroup(self)
        formats.buttonToggled.connect(lambda _button, on: self.say_if_on(on))
        cards = SideBySide(parent=self)
        for card in (self.webinar, self.meeting):
            formats.addButton(card)
            cards.add(card)
        self.column.addWidget(
            self.add_field("format", LabeledField(self.tr("Format"), cards, aside=self.tr("Locks at publishing")))
        )
        top = SideBySide(parent=self)
        top.add(self.add_field("access", LabeledField(self.tr("Who can register"), self.access)))
        attendance = LabeledField(self.tr("Attendance"), self.attendance)
        top.add(self.add_field("attendance", attendance), wanted=self.attendance.whole_width())
        self.column.addWidget(top)
        self.lists = SideBySide(parent=self)
        domains = LabeledField(self.tr("Approved domains"), self.domains)
        hint = self.tr("One per line. Anyone with an address there can register.")
        self.lists.add(self.add_field("allowed_domains", domains, hint=hint), top=True)
        emails = LabeledField(self.tr("Approved email addresses"), self.emails)
        # create-event reference, email_restrict_list
        hint = self.tr("One per line. You can paste a list. Zoom emails an invitation to each of them.")
        self.lists.add(self.add_field("allowed_emails", emails, hint=hint), top=True)
        self.column.addWidget(self.lists)
        place = LabeledField(self.tr("Place"), self.place)
        self.column.addWidget(self.add_field("place", place, hint=self.tr("Building, street, and city.")))

    def allow_restricting(self, allowed: bool) -> None:
        """Say whether the connection has the permission that approved lists need."""
        model = self.access.model()
        if isinstance(model, QStandardItemModel):
            item = model.item(self.access.findData(Access.APPROVED_ONLY))
            item.setEnabled(allowed)
        off = self.tr("Approved lists are off: your app at Zoom lacks a permission. The Connect page names it.")
        self.set_hint("access", "" if allowed else off)

    def fill(self, draft: EventDraft) -> None:
        with self.quiet():
            (self.webinar if draft.format is EventFormat.WEBINAR else self.meeting).setChecked(True)
            self.access.setCurrentIndex(self.access.findData(draft.access))
            self.attendance.set_key(draft.attendance.value)
            for box, wanted in ((self.domains, draft.allowed_domains), (self.emails, draft.allowed_emails)):
                if entries(box.toPlainText()) != wanted:
                    box.setPlainText("\n".join(wanted))
            if self.place.text() != draft.place:
                self.place.setText(draft.place)
                self.place.setCursorPosition(0)

    def read(self, draft: EventDraft) -> EventDraft:
        return replace(
            draft,
            format=EventFormat.WEBINAR if self.webinar.isChecked() else EventFormat.MEETING,
            access=Access(self.access.currentData()),
            attendance=Attendance(self.attendance.key()),
            allowed_domains=entries(self.domains.toPlainText()),
            allowed_emails=entries(self.emails.toPlainText()),
            place=self.place.text(),
        )

    def adapt(self, draft: EventDraft) -> None:
        approved = draft.access is Access.APPROVED_ONLY
        self.lists.setVisible(approved)
        self.fields["allowed_domains"].set_aside(self._count(len(draft.allowed_domains)))
        self.fields["allowed_emails"].set_aside(self._count(len(draft.allowed_emails)))
        self.fields["place"].setVisible(draft.attendance is not Attendance.ONLINE)

    def _count(self, count: int) -> str:
        return words.number(count) if count else ""
