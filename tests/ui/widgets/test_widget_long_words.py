"""Widgets with long words: nothing is cut off, and what doesn't fit can be read elsewhere."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from wordy_widgets import PLAIN, TEXTS, WIDGETS, WORD, failure

from desktop_app.ui import theme
from desktop_app.ui.widgets.chip import WIDEST, Chip
from desktop_app.ui.widgets.plain import PlainLabel, plain_label


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
