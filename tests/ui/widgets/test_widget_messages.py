"""Message bar, chips, rows, chip of the connection: what they say, and that they say it letter for letter."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets.check_row import CheckRow
from desktop_app.ui.widgets.chip import Chip
from desktop_app.ui.widgets.connection_chip import ConnectionChip
from desktop_app.ui.widgets.live_line import LiveLine
from desktop_app.ui.widgets.message_bar import ErrorView, MessageBar
from desktop_app.ui.widgets.page_header import PageHeader
from desktop_app.ui.widgets.plain import safe_text
from desktop_app.ui.widgets.progress import ProgressLine

MARKUP = "<b>bold</b> <img src='file:///etc/hostname'> &amp;"
ERROR = ErrorView(
    "Zoom didn’t create the draft",
    "It may not.",
    "A permission is missing.",
    "Ask your Zoom admin.",
    "Zoom error 26201",
    (("permissions", "Fix permissions"), ("hub", "Choose another hub")),
)


@pytest.fixture
def bar(qapp, qtbot):
    theme.apply(qapp, "light")
    window = QWidget()
    qtbot.addWidget(window)
    bar = MessageBar()
    QVBoxLayout(window).addWidget(bar)
    window.show()
    yield bar  # which lives as long as its window
    window.close()


def test_a_message_shows_its_words_and_its_kind(bar):
    bar.hide()
    bar.show_message("warn", "Careful", "This stays.")
    assert bar.isVisible()
    assert bar.kind() == "warn"
    assert bar.text() == "Careful\nThis stays."
    assert (bar.accessibleName(), bar.accessibleDescription()) == ("Careful", "This stays.")


def test_a_message_without_a_place_opens_no_window(qtbot):
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.show_message("ok", "Done")
    assert not bar.isVisible()


@pytest.fixture
def read_out(monkeypatch):
    """What a screen reader is given to say."""
    said = []
    reader = SimpleNamespace(
        isActive=lambda: True,
        AnnouncementPoliteness=QAccessible.AnnouncementPoliteness,
        updateAccessibility=lambda event: said.append((event.message(), event.politeness())),
    )
    monkeypatch.setattr("desktop_app.ui.widgets.announce.QAccessible", reader)
    return said


def test_a_message_is_read_out_when_it_can_be_seen(bar, qtbot, read_out):
    polite, assertive = QAccessible.AnnouncementPoliteness.Polite, QAccessible.AnnouncementPoliteness.Assertive
    bar.show_message("ok", "Saved", "In its folder.")
    assert read_out == [("Saved In its folder.", polite)]
    bar.window().hide()
    bar.show_error(ERROR)
    assert len(read_out) == 1, "nobody sees it"
    bar.window().show()
    qtbot.waitUntil(lambda: len(read_out) == 2)
    assert read_out[1][0].startswith(ERROR.title)
    assert read_out[1][1] is assertive
    bar.window().hide()
    bar.window().show()
    QCoreApplication.processEvents()
    assert len(read_out) == 2, "once is enough"


def test_a_message_of_a_page_that_is_passed_is_not_read_out(bar, qtbot, read_out):
    bar.window().hide()
    bar.show_message("ok", "Saved")
    bar.window().show()
    bar.window().hide()
    QCoreApplication.processEvents()
    assert read_out == []


def test_an_error_explains_itself_and_offers_what_to_do(bar, qtbot):
    bar.show_error(ERROR)
    assert bar.kind() == "error"
    for words in (ERROR.title, ERROR.what, ERROR.why, ERROR.do, ERROR.details):
        assert words in bar.text()
    with qtbot.waitSignal(bar.action_chosen) as chosen:
        bar.button("hub").click()
    assert chosen.args == ["hub"]
    assert bar.button("permissions").accessibleName() == "Fix permissions"


def test_details_are_closed_until_asked_for_and_closed_again_by_the_next_error(bar):
    details = bar.findChild(QLabel, "message_details")
    more = bar.findChild(QPushButton, "message_more")
    bar.show_error(ERROR)
    assert not details.isVisible()
    more.click()
    assert details.isVisible()
    bar.show_error(ERROR)
    assert not details.isVisible()


def test_copy_gives_the_whole_error(bar, qapp):
    bar.show_error(ERROR)
    bar.findChild(QPushButton, "message_copy").click()
    assert qapp.clipboard().text() == bar.text()


def test_a_message_after_an_error_leaves_nothing_of_it(bar):
    bar.show_error(ERROR)
    bar.show_message("info", "Hello")
    assert bar.text() == "Hello"
    with pytest.raises(KeyError):
        bar.button("hub")


def test_a_servers_text_is_neither_markup_nor_endless(bar):
    bar.show_error(ErrorView(MARKUP, MARKUP, "", "", MARKUP + "x" * 100_000))
    assert bar.text().count(MARKUP) == 3
    assert len(bar.text()) < 4000
    assert {label.textFormat() for label in bar.findChildren(QLabel)} == {Qt.TextFormat.PlainText}


def test_safe_text_drops_what_could_disguise_it():
    assert safe_text("a\u202eb\x00c\nd", 100) == "abc\nd"
    assert safe_text("x" * 10, 5) == "xxxx…"


def test_an_unknown_kind_is_an_error(bar):
    with pytest.raises(KeyError):
        bar.show_message("loud", "Hello")
    with pytest.raises(KeyError):
        Chip("loud", "Hello")
    with pytest.raises(KeyError):
        CheckRow("loud", "", "", "")


@pytest.mark.parametrize(
    "make",
    [
        lambda: Chip("ok", MARKUP, "check"),
        lambda: CheckRow("warn", MARKUP, MARKUP, MARKUP),
        lambda: CheckRow("ok", MARKUP, MARKUP, MARKUP),
        lambda: PageHeader(MARKUP, MARKUP),
    ],
)
def test_words_from_elsewhere_are_never_markup(qtbot, make):
    widget = make()
    qtbot.addWidget(widget)
    assert {label.textFormat() for label in widget.findChildren(QLabel)} == {Qt.TextFormat.PlainText}


def test_a_chip_has_a_word_and_a_kind(qtbot):
    chip = Chip("neutral", "Draft", "pencil")
    qtbot.addWidget(chip)
    chip.show_as("ok", "Published", "check")
    assert (chip.kind(), chip.text()) == ("ok", "Published")


def test_a_row_says_all_and_takes_buttons(qtbot):
    row = CheckRow("warn", "See who has registered", "Without it, some get two emails.", "Missing")
    qtbot.addWidget(row)
    button = QPushButton("Copy permission name")
    row.add_action(button)
    assert row.isAncestorOf(button)
    assert row.text() == "See who has registered\nWithout it, some get two emails.\nMissing"
    assert row.accessibleName() == "See who has registered, Missing"


def test_the_connection_chip_says_its_state_in_words(qtbot):
    chip = ConnectionChip()
    qtbot.addWidget(chip)
    chip.show_state("warn", "Practice mode", "Nothing reaches Zoom")
    assert chip.accessibleName() == "Practice mode, Nothing reaches Zoom"
    chip.show_state("ok", "<i>Acme</i> · connected")
    assert chip.text() == "<i>Acme</i> · connected"
    assert chip.accessibleName() == "<i>Acme</i> · connected"


def test_the_header_takes_the_focus_but_no_tab_stop(qtbot):
    header = PageHeader("Title", "Subtitle")
    qtbot.addWidget(header)
    header.show()
    header.window().activateWindow()
    header.focus_title()
    title = header.findChild(QLabel, "page_title")
    qtbot.waitUntil(title.hasFocus)
    assert title.focusPolicy() == Qt.FocusPolicy.NoFocus
    header.set_texts("Other", "")
    assert (header.title(), header.subtitle()) == ("Other", "")


def test_the_live_line_shows_at_once(qtbot):
    line = LiveLine()
    qtbot.addWidget(line)
    line.set_line("info", "2:00 PM in New York = 19:00 UTC", "1 hour")
    assert line.text() == "2:00 PM in New York = 19:00 UTC"
    line.set_line("warn", "This time comes twice")
    assert line.text() == "This time comes twice"


def test_progress_stays_within_its_bounds(qtbot):
    line = ProgressLine()
    qtbot.addWidget(line)
    line.show_progress(750, 1240, "750 of 1,240")
    assert (line.bar.value(), line.bar.maximum(), line.text()) == (750, 1240, "750 of 1,240")
    line.show_progress(5, 3, "done")
    assert line.bar.value() == 3
    line.show_progress(5, 0, "Waiting")
    assert (line.bar.minimum(), line.bar.maximum()) == (0, 0)
