"""Where a list comes in: drop, choose or paste; what a list needs; and the earlier imports of this event."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.attendees.journal import Import, ImportStanding, Undo
from desktop_app.attendees.roster import Field
from desktop_app.attendees.row_filters import IN_ALREADY, count_of
from desktop_app.ui import row_texts, theme, words
from desktop_app.ui.pages.attendees import labels
from desktop_app.ui.translations import tr
from desktop_app.ui.widgets.card import Card, Divider
from desktop_app.ui.widgets.chip import Chip
from desktop_app.ui.widgets.drop_zone import DropZone
from desktop_app.ui.widgets.icon_label import IconLabel
from desktop_app.ui.widgets.lines_layout import LinesLayout
from desktop_app.ui.widgets.plain import plain_label, safe_text
from desktop_app.ui.widgets.side_by_side import SideBySide

EXAMPLES = (
    ("alex.rivera@acme.example", "Alex", "Rivera"),
    ("priya.nair@acme.example", "Priya", "Nair"),
    ("tom.okafor@acme.example", "Tom", "Okafor"),
    ("sofia.rossi@acme.example", "Sofia", "Rossi"),
)

Press: TypeAlias = Callable[[str], None]
"""What a button does with the import of this id."""

LEAST_ABOUT = 180
"""Pixels at 100 % text size: with less beside it, how an import went goes below its name."""


class DropFace(QWidget):
    """Signals name what the person wants; `opened` and `saved` carry the id of an earlier import."""

    choose_wanted = Signal()
    paste_wanted = Signal()
    sample_wanted = Signal()
    opened = Signal(str)
    continued = Signal(str)
    saved = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        self.zone = DropZone(self.tr("CSV, Excel, or OpenDocument file. Or paste the rows."))
        self.zone.setObjectName("attendees_drop_zone")
        self.choose = self.zone.choose_button
        self.paste = self.zone.paste_button
        for button, name in ((self.choose, "choose_file"), (self.paste, "paste_rows")):
            button.setObjectName(name)
            button.setAccessibleName(button.text())
        layout.addWidget(self.zone)
        self._earlier = Card(flush=True)
        self._earlier.setObjectName("earlier_imports")
        self._earlier.hide()
        layout.addWidget(self._earlier)
        pair = QHBoxLayout()
        pair.setSpacing(16)
        pair.addWidget(self._needs(), 456)
        pair.addWidget(self._promises(), 288)
        layout.addLayout(pair)
        stays = QHBoxLayout()
        stays.setSpacing(8)
        stays.addWidget(IconLabel("laptop", "text3", 16))
        stays.addWidget(
            plain_label(
                self.tr("The list stays on this computer until you import it. Foyer doesn’t change your file."),
                "caption",
            ),
            1,
        )
        layout.addLayout(stays)
        layout.addStretch()
        self.choose.clicked.connect(self.choose_wanted)
        self.paste.clicked.connect(self.paste_wanted)

    def make_paste_shortcut(self, page: QWidget) -> QShortcut:
        """Ctrl+V anywhere on the page, the zone included, pastes rows."""
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.paste.click)
        return shortcut

    def _needs(self) -> Card:
        card = Card(flush=True)
        top = QHBoxLayout()
        top.setContentsMargins(15, 8, 8, 8)
        top.addWidget(plain_label(self.tr("What the file needs"), "heading"), 1)
        sample = QPushButton(theme.icon("download", "accentText", 16), self.tr("Save a sample file"))
        sample.setObjectName("sample_file")
        sample.setAccessibleName(sample.text())
        sample.setProperty("kind", "link")
        sample.clicked.connect(self.sample_wanted)
        top.addWidget(sample)
        card.body.addLayout(top)
        names = tuple(row_texts.field_name(field) for field in Field)
        for number, cells in enumerate((names, *EXAMPLES)):
            line = QFrame()
            line.setProperty("look", "table-head" if number == 0 else "flat-row")
            row = QGridLayout(line)
            row.setContentsMargins(15, 5, 15, 6)
            row.setHorizontalSpacing(8)
            for column, stretch in enumerate((201, 118, 118)):
                label = plain_label(cells[column], "caption" if number == 0 else "", wrap=False)
                if number:
                    label.setProperty("role", "cell")
                # as wide as its column, so that the columns of all lines meet
                label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
                row.addWidget(label, 0, column)
                row.setColumnStretch(column, stretch)
            if number == 0:
                card.body.addWidget(Divider())
            card.body.addWidget(line)
        return card

    def _promises(self) -> Card:
        card = Card()
        card.body.addWidget(plain_label(self.tr("Before anything is sent"), "heading"))
        for icon, text in (
            ("shield", self.tr("Foyer checks every row and shows you what to fix.")),
            ("copy", self.tr("Duplicates and people already registered are left out.")),
            ("mail", self.tr("You choose whether Zoom emails people, and nothing is sent before you do.")),
        ):
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(IconLabel(icon, "accentText", 18), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(plain_label(text, "small"), 1)
            card.body.addLayout(row)
        card.body.addStretch()
        return card

    def show_earlier(self, earlier: Sequence[ImportStanding]) -> None:
        """List the imports of this event, the newest first."""
        body = self._earlier.body
        while (item := body.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        title = plain_label(self.tr("Earlier imports of this event"), "heading")
        title.setContentsMargins(15, 12, 15, 12)
        body.addWidget(title)
        for item_of in earlier:
            body.addWidget(_EarlierRow(item_of, self.continued.emit, self.opened.emit, self.saved.emit))
        self._earlier.setVisible(bool(earlier))


class _EarlierRow(QFrame):
    """One import: when, of what, how it went, and what can be done with it."""

    def __init__(self, earlier: ImportStanding, go_on: Press, see: Press, save: Press) -> None:
        super().__init__()
        self._made, self._counts = earlier
        self.setObjectName(f"import_{self._made.id}")
        self.setProperty("look", "flat-row")
        self._name = safe_text(self._made.source, words.LONGEST_SOURCE) or self.tr("Pasted rows")
        state = QWidget(self)
        layout = LinesLayout(8)
        state.setLayout(layout)
        for chip in self._chips():
            layout.addWidget(chip)
        for key, text, press in self._actions(go_on, see, save):
            layout.addWidget(self._button(key, text, press))
        line = SideBySide(8, self)
        line.add(self._about(), 1, wanted=theme.px(LEAST_ABOUT))
        line.add(state, 0, whole=True)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(15, 8, 11, 8)
        outer.addWidget(line)

    def _about(self) -> QWidget:
        """Return its name, and when it was."""
        about = QWidget(self)
        texts = QVBoxLayout(about)
        texts.setContentsMargins(0, 0, 0, 0)
        texts.setSpacing(0)
        label = plain_label(words.breakable(self._name))
        label.setProperty("role", "cell")
        texts.addWidget(label)
        texts.addWidget(plain_label(_when(self._made), "caption"))
        return about

    def _chips(self) -> Iterator[Chip]:
        """Yield how it went."""
        made, counts = self._made, self._counts
        if counts.registered:
            yield Chip("ok", self.tr("{n} registered").format(n=words.number(counts.registered)), "check")
        elif in_already := count_of(counts, IN_ALREADY):
            # an import that sent nobody says so
            yield Chip("neutral", self.tr("{n} already in").format(n=words.number(in_already)), "user-plus")
        if counts.failed:
            yield Chip("bad", self.tr("{n} failed").format(n=words.number(counts.failed)), "error")
        if counts.taken_back:
            yield Chip("neutral", self.tr("{n} taken back").format(n=words.number(counts.taken_back)), "arrow-left")
        if counts.never_sent:
            yield Chip("neutral", self.tr("{n} never sent").format(n=words.number(counts.never_sent)), "skip")
        if made.prepared:
            yield Chip("accent", self.tr("{n} prepared").format(n=words.number(counts.left)), "clock")
        elif made.undo is Undo.NOT:
            for left in labels.remaining(counts):
                yield Chip("warn", left, "clock")

    def _actions(self, go_on: Press, see: Press, save: Press) -> Iterator[tuple[str, str, Press]]:
        """Yield the key, the words and the deed of each button."""
        made = self._made
        if made.prepared:
            yield "see", self.tr("Open"), see
            return
        if self._counts.left and made.undo is Undo.NOT:
            yield "continue", self.tr("Continue"), go_on
        yield "see", self.tr("See results"), see
        if made.wiped is None:
            yield "save", self.tr("Save results"), save

    def _button(self, key: str, text: str, press: Press) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(f"{key}_{self.objectName()}")
        button.setAccessibleName(text)
        button.setAccessibleDescription(f"{self._name}, {_when(self._made)}")
        button.setProperty("extent", "small")
        button.clicked.connect(lambda: press(self._made.id))
        return button


def _when(made: Import) -> str:
    """Return when an import was written down, and whether Zoom emails its people; what is prepared sent nothing yet."""
    when = made.created.astimezone()
    said = tr("{date}, {time}, with emails") if made.send_notification else tr("{date}, {time}, quietly")
    if made.prepared:
        said = tr("Prepared {date}, {time}. Nobody will get an email.")
        if made.send_notification:
            said = tr("Prepared {date}, {time}. Emails leave when you start it.")
    return said.format(date=words.date_text(when.date()), time=words.time_text(when.time()))
