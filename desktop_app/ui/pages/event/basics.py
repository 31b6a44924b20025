"""What attendees see: name, tagline and description."""

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from desktop_app.event.draft import EventDraft
from desktop_app.ui import theme, words
from desktop_app.ui.pages.event.section import Section
from desktop_app.ui.widgets.labeled_field import LabeledField


class BasicsSection(Section):
    """The words of the event. Counters stand beside the labels, because long texts are cut on Zoom's pages."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("What attendees see"), parent)
        self.name = QLineEdit()
        self.name.setObjectName("event_name")
        self.tagline = QLineEdit()
        self.tagline.setObjectName("event_tagline")
        self.description = QPlainTextEdit()
        self.description.setObjectName("event_description")
        self.description.setTabChangesFocus(True)
        self.description.setFixedHeight(theme.px(112))
        self.column.addWidget(self.add_field("name", LabeledField(self.tr("Event name"), self.name)))
        self.column.addWidget(self.add_field("tagline", LabeledField(self.tr("Tagline"), self.tagline, optional=True)))
        self.column.addWidget(self.add_field("description", LabeledField(self.tr("Description"), self.description)))
        for line in (self.name, self.tagline):
            line.textChanged.connect(self.say_typed)
        self.description.textChanged.connect(self.say_typed)

    def fill(self, draft: EventDraft) -> None:
        with self.quiet():
            for line, text in ((self.name, draft.name), (self.tagline, draft.tagline)):
                if line.text() != text:
                    line.setText(text)
                    line.setCursorPosition(0)
            if self.description.toPlainText() != draft.description:
                self.description.setPlainText(draft.description)

    def read(self, draft: EventDraft) -> EventDraft:
        return replace(
            draft,
            name=self.name.text(),
            tagline=self.tagline.text(),
            description=self.description.toPlainText(),
        )

    def adapt(self, draft: EventDraft) -> None:
        for key, text in (("name", draft.name), ("tagline", draft.tagline), ("description", draft.description)):
            self.fields[key].set_aside(self._counter(key, len(text)))

    def _counter(self, key: str, length: int) -> str:
        said = words.counted(length, self.tr("1 character"), self.tr("{n} characters"))
        if key != "tagline":
            return said if length else ""
        return self.tr("Optional") if not length else self.tr("Optional · {said}").format(said=said)
