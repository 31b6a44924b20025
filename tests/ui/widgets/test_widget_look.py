"""How widgets look with long words, large text, and switched off."""

import itertools
from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QIcon, QImage
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import invalidate

from desktop_app.ui import theme
from desktop_app.ui.widgets.check_row import CheckRow
from desktop_app.ui.widgets.chip import WIDEST, Chip
from desktop_app.ui.widgets.choice_card import ChoiceCard
from desktop_app.ui.widgets.connection_chip import ConnectionChip
from desktop_app.ui.widgets.drop_zone import DropZone
from desktop_app.ui.widgets.expander import Expander
from desktop_app.ui.widgets.icon_tile import IconTile
from desktop_app.ui.widgets.labeled_field import LabeledField
from desktop_app.ui.widgets.lines_layout import LinesLayout
from desktop_app.ui.widgets.live_line import LiveLine
from desktop_app.ui.widgets.message_bar import ErrorView, MessageBar
from desktop_app.ui.widgets.page_header import PageHeader
from desktop_app.ui.widgets.plain import PlainLabel, plain_label
from desktop_app.ui.widgets.progress import ProgressLine
from desktop_app.ui.widgets.segmented import Segmented
from desktop_app.ui.widgets.step_rail import StepRail, StepView

PLAIN = "Ask your Zoom admin to add the permission, then connect again; or choose another hub. It takes a minute."
WORD = "W" * 200
HEBREW = "שלוםעולם" * 25
EMOJI = "🎉👩‍👩‍👧" * 60
TEXTS = [PLAIN, WORD, HEBREW, EMOJI, "a\nb\n" + WORD]


@pytest.fixture
def app(qapp):
    theme.apply(qapp, "light")
    yield qapp
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    theme.apply(qapp, "light")


# --- icons in buttons


def inked(picture: QImage) -> tuple[int, int]:
    """First and last column with any ink."""
    columns = [
        x for x in range(picture.width()) if any(picture.pixelColor(x, y).alpha() > 64 for y in range(picture.height()))
    ]
    return columns[0], columns[-1]


@pytest.mark.parametrize(
    ("kind", "extent", "gap"),
    [
        ("", "", 8),
        ("", "small", 8),
        ("primary", "large", 8),
        ("quiet", "small", 8),
        ("danger", "", 8),
        ("expander", "", 8),
        ("rail", "", 12),
        ("filter", "", 6),
        ("link", "", 8),
    ],
)
def test_words_keep_their_distance_from_the_icon(app, qtbot, kind, extent, gap):
    button = QPushButton(theme.icon("gear"), "Settings")
    qtbot.addWidget(button)
    button.setProperty("kind", kind)
    button.setProperty("extent", extent)
    button.ensurePolished()
    size = button.iconSize()
    assert 4 + size.width() - size.height() == gap
    bare = QPushButton("Settings")
    qtbot.addWidget(bare)
    bare.setProperty("kind", kind)
    bare.setProperty("extent", extent)
    assert button.sizeHint().width() == bare.sizeHint().width() + size.height() + gap


def test_a_segments_tick_keeps_its_distance(app, qtbot):
    chooser = Segmented([("a", "A"), ("b", "B")])
    qtbot.addWidget(chooser)
    chooser.ensurePolished()
    chooser.button("a").ensurePolished()
    assert chooser.button("a").iconSize() == QSize(18, 16)


def test_an_icon_alone_is_in_the_middle(app, qtbot):
    button = QPushButton(theme.icon("trash"), "")
    qtbot.addWidget(button)
    button.ensurePolished()
    assert button.iconSize() == QSize(18, 18)


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0, 3.0])
@pytest.mark.parametrize("mode", [QIcon.Mode.Normal, QIcon.Mode.Disabled])
def test_an_icon_with_room_beside_it_stands_at_the_start_of_the_line(app, ratio, mode):
    left = theme.icon("gear").pixmap(QSize(28, 18), ratio, mode).toImage()
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    right = theme.icon("gear").pixmap(QSize(28, 18), ratio, mode).toImage()
    app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    side = 18 * ratio + 1
    assert inked(left)[1] <= side
    assert inked(right)[0] >= right.width() - side
    assert abs((inked(left)[1] - inked(left)[0]) - (inked(right)[1] - inked(right)[0])) <= 1


def test_an_icon_behind_the_words_keeps_away_from_them_at_its_other_side(app):
    picture = theme.icon("external", behind=True).pixmap(QSize(28, 18), 1.0).toImage()
    assert inked(picture)[0] >= 28 - 19


# --- long words and large text


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
    "drop": lambda text, _: DropZone(text, text),
    "progress": lambda text, _: progress(text),
    "chip": lambda text, _: Chip("warn", text, "alert"),
    "card": lambda text, _: ChoiceCard(text, text, "practice"),
    "tall card": lambda text, _: ChoiceCard(text, text, "single", facts=[("calendar", text)], badge=text),
}


def cut(widget: QWidget) -> list[str]:
    """Labels and buttons below a widget that have less room than they need."""
    found = []
    for label in widget.findChildren(QLabel):
        if not label.isVisible() or not label.text():
            continue
        if label.wordWrap() and label.height() < label.heightForWidth(label.width()):
            found.append(f"{label.text()[:20]!r}: {label.height()} of {label.heightForWidth(label.width())}")
        if not label.wordWrap() and label.height() < label.fontMetrics().height():
            found.append(f"{label.text()[:20]!r}: too low")
    for button in widget.findChildren(QPushButton):
        if button.isVisible() and (
            button.width() < button.sizeHint().width() or button.height() < button.sizeHint().height()
        ):
            found.append(f"{button.text()!r}: {button.width()} of {button.sizeHint().width()}")
    for child in widget.findChildren(QWidget):
        parent = child.parentWidget()
        if child.isVisible() and parent is not None and not parent.rect().contains(child.geometry()):
            found.append(f"{child} sticks out")
    return found


@pytest.mark.parametrize("size", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("name", WIDGETS)
def test_nothing_is_cut_off_however_long_the_words_and_large_the_text(app, qtbot, name, size):
    theme.apply(app, "light", text_size=size)
    for text in TEXTS:
        window = QWidget()
        qtbot.addWidget(window)
        column = QVBoxLayout(window)
        widget = WIDGETS[name](text, window)
        column.addWidget(widget)
        column.addStretch()
        window.resize(618, 9000)  # the pages of the smallest window have 600 for their content
        window.show()
        app.processEvents()
        assert window.width() == 618, text
        assert window.minimumSizeHint().width() <= 618, text
        assert window.rect().contains(widget.geometry()), text
        assert cut(widget) == [], text
        assert not widget.grab().isNull()
        window.close()


@pytest.mark.parametrize("text", TEXTS)
def test_a_paragraph_ends_inside_its_label(app, qtbot, text):
    label = plain_label(text, "small")
    qtbot.addWidget(label)
    label.resize(200, label.heightForWidth(200))
    label.grab()
    assert label.minimumSizeHint().width() <= 100
    layout = label._laid_out(200)
    assert all(layout.lineAt(i).naturalTextWidth() <= 201 for i in range(layout.lineCount()))


def test_lines_of_a_paragraph_stand_apart_as_designed(app, qtbot):
    label = plain_label("one\ntwo\nthree", "small")
    qtbot.addWidget(label)
    label.ensurePolished()
    single = plain_label("one", "small")
    qtbot.addWidget(single)
    single.ensurePolished()
    assert label.heightForWidth(400) == single.heightForWidth(400) + 2 * 20
    assert single.heightForWidth(400) == single.fontMetrics().height()


def test_what_does_not_fit_on_a_line_is_in_the_tip_and_only_then(app, qtbot):
    label = plain_label(PLAIN, wrap=False)
    qtbot.addWidget(label)
    label.resize(120, 20)
    label.grab()
    assert label.toolTip() == label.text() == PLAIN
    label.resize(3000, 20)
    label.grab()
    assert label.toolTip() == ""
    label.setToolTip("Something else")
    label.resize(120, 20)
    label.grab()
    assert label.toolTip() == "Something else"


def test_a_chip_of_many_words_ends_in_dots(app, qtbot):
    chip = Chip("ok", WORD)
    qtbot.addWidget(chip)
    chip.show()
    assert chip.width() <= WIDEST
    label = chip.findChild(PlainLabel)
    label.grab()
    assert label.toolTip() == WORD
    assert chip.text() == WORD


def test_details_with_an_endless_word_are_copied_as_they_came(app, qtbot, qapp):
    window = QWidget()
    qtbot.addWidget(window)
    bar = failure(WORD, window)
    assert "\u200b" not in bar.text()
    bar.findChild(QPushButton, "message_copy").click()
    assert "\u200b" not in qapp.clipboard().text()


@pytest.mark.parametrize(("width", "lines"), [(1000, 1), (260, 2), (60, 4)])
@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_buttons_go_on_as_many_lines_as_it_takes(app, qtbot, width, lines, direction):
    window = QWidget()
    qtbot.addWidget(window)
    window.setLayoutDirection(direction)
    layout = LinesLayout(centered=width == 260)
    window.setLayout(layout)
    buttons = [QPushButton(f"Number {n}") for n in range(4)]
    for button in buttons:
        layout.addWidget(button)
    hidden = QPushButton("Hidden")
    layout.addWidget(hidden)
    hidden.hide()
    layout.setGeometry(QRect(0, 0, width, layout.heightForWidth(width)))
    tops = sorted({button.y() for button in buttons})
    assert len(tops) == lines
    for one, other in itertools.combinations(buttons, 2):
        assert not one.geometry().intersects(other.geometry())
    assert all(QRect(0, 0, width, layout.heightForWidth(width)).contains(button.geometry()) for button in buttons)
    first, second = buttons[:2]
    if lines < 4:
        assert (first.x() < second.x()) == (direction == Qt.LayoutDirection.LeftToRight)
    assert [layout.itemAt(i) is not None for i in (-1, 0, 5)] == [False, True, False]
    assert layout.takeAt(4) is not None
    assert layout.count() == 4


def test_lines_are_laid_out_when_an_item_was_taken_for_deleted(app, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    layout = LinesLayout()
    window.setLayout(layout)
    there, gone = QPushButton("There"), QPushButton("Gone")
    for button in (there, gone):
        layout.addWidget(button)
    invalidate(layout.itemAt(1))
    layout.setGeometry(QRect(0, 0, 300, layout.heightForWidth(300)))
    assert layout.sizeHint().width() == there.sizeHint().width()


def test_text_size_enlarges_what_holds_words_and_leaves_lines_thin(app, qtbot):
    def measured() -> dict[str, int]:
        button, entry, label = QPushButton("Verb"), QLineEdit(), plain_label("Title", "title")
        rail, card = StepRail(), ChoiceCard("Title", PLAIN, "practice")
        rail.set_steps([StepView("Connect", "Acme", "current")])
        for widget in (button, entry, label, rail, card):
            qtbot.addWidget(widget)
        return {
            "button": button.sizeHint().height(),
            "entry": entry.sizeHint().height(),
            "title": label.sizeHint().height(),
            "step": rail.button(0).sizeHint().height(),
            "card": card.heightForWidth(600),
            "chip": Chip("ok", "Draft").sizeHint().height(),
        }

    before = measured()
    theme.apply(app, "light", text_size=2.0)
    after = measured()
    assert {name: after[name] / before[name] >= 1.6 for name in before} == dict.fromkeys(before, True)
    assert "max-height: 1px" in app.styleSheet()
    theme.apply(app, "light", text_size=9.0)
    assert theme.px(10) == 20
    theme.apply(app, "light")
    assert measured() == before


@pytest.mark.parametrize(
    ("pixels", "size"), [(9, 1.0), (12, 1.0), (15, 1.0), (18, 1.2), (22, 22 / 15), (30, 1.5), (60, 1.5)]
)
def test_a_systems_larger_font_is_followed_as_far_as_the_pages_go(app, pixels, size):
    font = app.font()
    enlarged = QFont(font)
    enlarged.setPixelSize(pixels)
    app.setFont(enlarged)
    try:
        assert theme._system_text_size(app) == pytest.approx(size)
    finally:
        app.setFont(font)


def test_a_rail_with_little_room_gives_up_its_captions_not_its_steps(app, qtbot):
    theme.apply(app, "light", text_size=2.0)
    rail = StepRail()
    qtbot.addWidget(rail)
    rail.set_steps([StepView(f"Step {n}", "Caption", "current" if n == 2 else "done", True) for n in range(6)])
    usual, least = rail.sizeHint().height(), rail.minimumSizeHint().height()
    assert least < usual * 0.6
    rail.resize(232, least)
    rail.show()
    boxes = [rail.button(n).geometry() for n in range(6)]
    assert all(not one.intersects(other) for one, other in itertools.pairwise(boxes))
    assert min(box.height() for box in boxes) >= theme.px(20)
    assert not rail.grab().isNull()


# --- switched off


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_switched_off_looks_so_throughout(app, qtbot, scheme):
    theme.apply(app, scheme)
    gray = theme.color("disabledText")
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(message(PLAIN, window))
    column.addWidget(failure(PLAIN, window))
    for widget in (row(PLAIN, "warn"), line(PLAIN), field(PLAIN), Chip("ok", "Draft"), Expander("More")):
        column.addWidget(widget)
    picked = QPushButton("All")
    picked.setCheckable(True)
    picked.setChecked(True)
    picked.setProperty("kind", "filter")
    column.addWidget(picked)
    window.setEnabled(False)
    window.show()
    for label in window.findChildren(QLabel):
        assert label.palette().color(label.foregroundRole()) == gray, label.text()
    for button in window.findChildren(QPushButton):
        assert button.palette().color(button.foregroundRole()) == gray, button.text()


def test_a_tile_is_gray_while_it_is_off(app, qtbot):
    tile = IconTile("sheet")
    qtbot.addWidget(tile)
    on = tile.grab().toImage()
    tile.setEnabled(False)
    off = tile.grab().toImage()
    assert on.pixelColor(4, 20) == theme.color("accentSoft")
    assert off.pixelColor(4, 20) == theme.color("disabledBg")
