"""Where a list comes in: drop, choose or paste; what a list needs; and the earlier imports of this event."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.attendees.journal import Counts, Import, Undo
from desktop_app.attendees.roster import Field
from desktop_app.ui import row_texts, theme, words
from desktop_app.ui.widgets.card import Card, Divider
from desktop_app.ui.widgets.chip import Chip
from desktop_app.ui.widgets.drop_zone import DropZone
from desktop_app.ui.widgets.icon_label import IconLabel
from desktop_app.ui.widgets.plain import plain_label, safe_text

EXAMPLES = (
    ("alex.rivera@acme.example", "Alex", "Rivera"),
    ("priya.nair@acme.example", "Priya", "Nair"),
    ("tom.okafor@acme.example", "Tom", "Okafor"),
    ("sofia.rossi@acme.example", "Sofia", "Rossi"),
)

LONGEST_SOURCE = 60


@dataclass(frozen=True, slots=True)
class Earlier:
    """An import of this event, and where its rows stand."""

    made: Import
    counts: Counts


class DropFace(QWidget):
    """Signals name what the person wants; `opened` and `saved` carry the id of an earlier import."""

    file_dropped = Signal(object)
    refused = Signal(str)
    choose_wanted = Signal()
    paste_wanted = Signal()
    sample_wanted = Signal()
    opened = Signal(str)
    continued = Signal(str)
    saved = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        self.zone = DropZone(text=self.tr("CSV, Excel, or OpenDocument file. Or paste the rows."))
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
        self.zone.file_dropped.connect(self.file_dropped)
        self.zone.refused.connect(self.refused)
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
            ("mail", self.tr("You choose whether Zoom emails people, and nothing is sent before.")),
        ):
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(IconLabel(icon, "accentText", 18), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(plain_label(text, "small"), 1)
            card.body.addLayout(row)
        card.body.addStretch()
        return card

    def show_earlier(self, earlier: Sequence[Earlier]) -> None:
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

    def __init__(
        self,
        earlier: Earlier,
        go_on: Callable[[str], None],
        see: Callable[[str], None],
        save: Callable[[str], None],
    ) -> None:
        super().__init__()
        made, counts = earlier.made, earlier.counts
        self.setObjectName(f"import_{made.id}")
        self.setProperty("look", "flat-row")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(15, 8, 11, 8)
        layout.setSpacing(8)
        when = made.created.astimezone()
        said = self.tr("{date}, {time}, with emails") if made.send_notification else self.tr("{date}, {time}, quietly")
        said = said.format(date=words.date_text(when.date()), time=words.time_text(when.time()))
        texts = QVBoxLayout()
        texts.setSpacing(0)
        name = safe_text(made.source, LONGEST_SOURCE) or self.tr("Pasted rows")
        label = plain_label(words.breakable(name))
        label.setProperty("role", "cell")
        texts.addWidget(label)
        texts.addWidget(plain_label(said, "caption"))
        layout.addLayout(texts, 1)
        if counts.registered:
            layout.addWidget(Chip("ok", self.tr("{n} registered").format(n=words.number(counts.registered)), "check"))
        if counts.failed:
            layout.addWidget(Chip("bad", self.tr("{n} failed").format(n=words.number(counts.failed)), "error"))
        if counts.withdrawn:
            layout.addWidget(
                Chip("neutral", self.tr("{n} taken back").format(n=words.number(counts.withdrawn)), "retry")
            )
        if made.prepared:
            layout.addWidget(Chip("accent", self.tr("{n} prepared").format(n=words.number(counts.left)), "clock"))
            layout.addWidget(self._button("see", self.tr("Open"), f"{name}, {said}", lambda: see(made.id)))
            return
        if counts.left and made.undo is Undo.NOT:
            layout.addWidget(Chip("warn", self.tr("{n} not sent yet").format(n=words.number(counts.left)), "clock"))
            layout.addWidget(self._button("continue", self.tr("Continue"), f"{name}, {said}", lambda: go_on(made.id)))
        else:
            layout.addWidget(self._button("see", self.tr("See results"), f"{name}, {said}", lambda: see(made.id)))
        layout.addWidget(self._button("save", self.tr("Save results"), f"{name}, {said}", lambda: save(made.id)))

    def _button(self, key: str, text: str, of: str, press: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(f"{key}_{self.objectName()}")
        button.setAccessibleName(text)
        button.setAccessibleDescription(of)
        button.setProperty("extent", "small")
        button.clicked.connect(press)
        return button


class BlockedFace(QWidget):
    """What stands here when Zoom's permissions don't allow to add attendees."""

    permissions_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("attendees_blocked")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        card = Card()
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(IconLabel("lock", "text2", 20), 0, Qt.AlignmentFlag.AlignTop)
        self._title = plain_label("", "heading")
        head.addWidget(self._title, 1)
        card.body.addLayout(head)
        self._text: QLabel = plain_label("", "small")
        card.body.addWidget(self._text)
        button = QPushButton(self.tr("See permissions"))
        button.setObjectName("see_permissions")
        button.setAccessibleName(button.text())
        button.clicked.connect(self.permissions_wanted)
        card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(card)
        layout.addStretch()

    def show_missing(self, scopes: Sequence[str]) -> None:
        """Name the permissions to add."""
        self._title.setText(self.tr("Foyer may not add attendees in this account"))
        self._text.setText(
            self.tr(
                "Your app at Zoom lacks a permission: {scopes}. A Zoom admin can add it; the Connect page has a text "
                "to send. Until then, people can register through the event’s link."
            ).format(scopes=", ".join(scopes))
        )
