"""How a change of scheme reaches the widgets: each once, what is in sight at once, the rest in turns that are short."""

from collections import Counter
from itertools import pairwise
from typing import ClassVar

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QStackedWidget,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui import theme
from desktop_app.ui.restyle import PART
from desktop_app.ui.widgets.chip import Chip
from desktop_app.ui.widgets.message_bar import MessageBar

DEEP = 8


class Counted(QLabel):
    """Counts how often it is restyled."""

    seen: ClassVar[Counter[str]] = Counter()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.seen[self.text()] += 1
        super().changeEvent(event)


@pytest.fixture
def app(app):
    Counted.seen = Counter()
    return app


@pytest.fixture
def pages(app, qtbot):
    """Two pages in a window, the first in sight: labels in frames in frames."""
    stack = QStackedWidget()
    qtbot.addWidget(stack)
    for name in ("first", "second"):
        stack.addWidget(nested(name))
    stack.show()
    stack.widget(1).ensurePolished()
    Counted.seen.clear()
    return stack


def nested(name: str) -> QWidget:
    page = inner = QWidget()
    for depth in range(DEEP):
        layout = QVBoxLayout(inner)
        layout.addWidget(Counted(f"{name} {depth}"))
        inner = QFrame()
        layout.addWidget(inner)
    return page


def ink(page: QWidget) -> set[str]:
    return {label.palette().color(label.foregroundRole()).name() for label in page.findChildren(Counted)}


def names(*pages: str) -> Counter[str]:
    return Counter({f"{name} {depth}": 1 for name in pages for depth in range(DEEP)})


def test_each_widget_in_sight_is_restyled_once_however_deep_it_is(app, pages):
    theme.apply(app, "dark")
    assert Counted.seen == names("first")
    assert ink(pages.widget(0)) == {theme.color("text").name()}


def test_a_page_out_of_sight_is_restyled_once_in_a_later_turn(app, pages, qtbot):
    theme.apply(app, "dark")
    assert Counted.seen == names("first")
    qtbot.waitUntil(lambda: Counted.seen.total() >= 2 * DEEP)
    assert Counted.seen == names("first", "second")
    assert ink(pages.widget(1)) == {theme.color("text").name()}


def test_a_page_that_is_shown_before_its_turn_is_restyled_at_that_moment(app, pages, qtbot):
    theme.apply(app, "dark")
    pages.setCurrentIndex(1)
    assert Counted.seen == names("first", "second")
    assert ink(pages.widget(1)) == {theme.color("text").name()}
    pages.setCurrentIndex(0)
    theme.apply(app, "light")
    assert ink(pages.widget(0)) == {theme.color("text").name()}


def test_what_stays_hidden_on_a_page_shown_early_is_restyled_when_it_is_shown(app, pages):
    hidden = pages.widget(1).findChild(Counted)
    hidden.hide()
    theme.apply(app, "dark")
    pages.setCurrentIndex(1)
    assert Counted.seen[hidden.text()] == 0
    hidden.show()
    assert Counted.seen == names("first", "second")


def test_turns_are_short_however_much_is_out_of_sight(app, pages, qtbot):
    many = QWidget()
    layout = QVBoxLayout(many)
    for n in range(5 * PART):
        layout.addWidget(Counted(str(n)))
    pages.addWidget(many)
    many.ensurePolished()
    restyled: list[int] = []
    turns = QTimer()
    turns.timeout.connect(lambda: restyled.append(Counted.seen.total()))
    theme.apply(app, "dark")
    Counted.seen.clear()
    turns.start(0)
    qtbot.waitUntil(lambda: Counted.seen.total() >= 5 * PART + DEEP)
    turns.stop()
    assert max(after - before for before, after in pairwise([0, *restyled, Counted.seen.total()])) <= PART


def test_the_last_of_two_schemes_in_a_row_holds(app, pages, qtbot):
    theme.apply(app, "dark")
    theme.apply(app, "light")
    assert ink(pages.widget(0)) == {theme.color("text").name()}
    qtbot.waitUntil(lambda: Counted.seen["second 0"] > 0)
    pages.setCurrentIndex(1)
    assert ink(pages.widget(1)) == {theme.color("text").name()}
    assert Counted.seen == names("first", "second") + names("first")


def test_a_page_may_go_before_its_turn(app, pages, qtbot):
    gone, stays = pages.widget(1), nested("third")
    pages.addWidget(stays)
    stays.ensurePolished()
    Counted.seen.clear()
    theme.apply(app, "dark")
    pages.removeWidget(gone)
    gone.deleteLater()
    qtbot.waitUntil(lambda: all(Counted.seen[f"third {depth}"] for depth in range(DEEP)))
    assert ink(stays) == {theme.color("text").name()}


def test_closed_windows_follow_at_once_and_so_do_those_of_a_hidden_page(app, pages):
    dialog, menu, alone = QDialog(pages.widget(1)), QMenu(pages.widget(1)), QWidget()
    for window in (dialog, alone):
        QVBoxLayout(window).addWidget(Counted("inside"))
        window.ensurePolished()
    Counted.seen.clear()
    menu.addAction("Copy")
    menu.ensurePolished()
    light = menu.grab().toImage()
    theme.apply(app, "dark")
    assert ink(dialog) == ink(alone) == {theme.color("text").name()}
    assert Counted.seen["inside"] == 2
    assert menu.grab().toImage() != light


def of_every_kind() -> QWidget:
    page = QWidget()
    layout = QVBoxLayout(page)
    for role in ("title", "small", "caption", "problem"):
        label = QLabel("Words")
        label.setProperty("role", role)
        layout.addWidget(label)
    table = QTableWidget(2, 2)
    table.setHorizontalHeaderLabels(["Email", "Name"])
    listed = QListWidget()
    listed.addItems(["One", "Two"])
    box = QComboBox()
    box.addItems(["One", "Two"])
    ticked, off = QCheckBox("Ticked"), QPushButton("Off")
    ticked.setChecked(True)
    off.setEnabled(False)
    primary = QPushButton(theme.icon("plus"), "Primary")
    primary.setProperty("kind", "primary")
    progress = QProgressBar()
    progress.setValue(40)
    message = MessageBar()
    message.show_message("warn", "Something to know", "And what to do.")
    others = (QLineEdit("Text"), QPlainTextEdit("More text"), QRadioButton("One of many"), Chip("ok", "Draft"))
    for widget in (table, listed, box, ticked, off, primary, progress, message, *others):
        layout.addWidget(widget)
    return page


def shown(qtbot) -> QStackedWidget:
    stack = QStackedWidget()
    qtbot.addWidget(stack)
    stack.addWidget(of_every_kind())
    stack.addWidget(of_every_kind())
    stack.resize(600, 1100)
    stack.show()
    for listed in stack.findChildren(QListWidget):
        listed.scheduleDelayedItemsLayout()  # Qt laid it out before it had its style
    return stack


def pictures(stack: QStackedWidget) -> list[QImage]:
    made = []
    for page in range(stack.count()):
        stack.setCurrentIndex(page)
        made.append(stack.grab().toImage())
    return made


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_after_a_change_every_page_looks_as_if_it_had_been_made_in_that_scheme(app, qtbot, scheme):
    theme.apply(app, "dark" if scheme == "light" else "light")
    changed = shown(qtbot)
    theme.apply(app, scheme)
    assert pictures(changed) == pictures(shown(qtbot))
