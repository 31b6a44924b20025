"""Widgets that hold words, however many, each made by a name."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from desktop_app.ui.widgets.check_row import CheckRow
from desktop_app.ui.widgets.chip import Chip
from desktop_app.ui.widgets.choice_card import ChoiceCard
from desktop_app.ui.widgets.connection_chip import ConnectionChip
from desktop_app.ui.widgets.drop_zone import DropZone
from desktop_app.ui.widgets.labeled_field import LabeledField
from desktop_app.ui.widgets.live_line import LiveLine
from desktop_app.ui.widgets.message_bar import ErrorView, MessageBar
from desktop_app.ui.widgets.page_header import PageHeader
from desktop_app.ui.widgets.progress import ProgressLine

PLAIN = "Ask your Zoom admin to add the permission, then connect again; or choose another hub. It takes a minute."
WORD = "W" * 200
HEBREW = "שלוםעולם" * 25
EMOJI = "🎉👩‍👩‍👧" * 60
TEXTS = [PLAIN, WORD, HEBREW, EMOJI, "a\nb\n" + WORD]


def error(text: str) -> ErrorView:
    return ErrorView(text, text, text, text, text, (("retry", "Try again"), ("hub", "Choose another hub")))


def message(text: str, parent: QWidget) -> MessageBar:
    bar = MessageBar(parent)
    bar.show_message("warn", text, text, [("a", "Open the page"), ("b", "Do something else")])
    return bar


def failure(text: str, parent: QWidget) -> MessageBar:
    bar = MessageBar(parent)
    bar.show_error(error(text))
    more = bar.findChild(QPushButton, "message_more")
    assert more is not None
    more.click()
    return bar


def row(text: str, kind: str) -> CheckRow:
    made = CheckRow(kind, text, text, text)
    made.add_action(QPushButton("How to add it"))
    made.add_action(QPushButton("Copy permission name"))
    return made


def line(text: str) -> LiveLine:
    made = LiveLine()
    made.set_line("warn", text, text)
    return made


def field(text: str) -> LabeledField:
    made = LabeledField("Ends", QLineEdit(), aside=text)
    made.set_problem(text)
    return made


def connection(text: str) -> ConnectionChip:
    made = ConnectionChip()
    made.show_state("ok", text, text)
    return made


def progress(text: str) -> ProgressLine:
    made = ProgressLine()
    made.show_progress(3, 10, text)
    return made


WIDGETS: dict[str, Callable[[str, QWidget], QWidget]] = {
    "message": message,
    "error": failure,
    "header": lambda text, _: PageHeader(text, text),
    "row": lambda text, _: row(text, "ok"),
    "tinted row": lambda text, _: row(text, "warn"),
    "line": lambda text, _: line(text),
    "field": lambda text, _: field(text),
    "connection": lambda text, _: connection(text),
    "drop": lambda text, _: DropZone(text),
    "progress": lambda text, _: progress(text),
    "chip": lambda text, _: Chip("warn", text, "alert"),
    "card": lambda text, _: ChoiceCard(text, text, "practice"),
    "tall card": lambda text, _: ChoiceCard(text, text, "single", facts=[("calendar", text)], badge=text),
}
