"""The action bar with little room: nothing is cut or hidden behind something else, and the words give way in order."""

import itertools
from functools import partial

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QLabel, QPushButton

from desktop_app.ui import theme
from desktop_app.ui.widgets.action_bar import NARROW_MARGIN, ActionBar
from desktop_app.ui.widgets.status_line import StatusLine

SMALLEST = 880 - 232
"""The bar in the smallest window, beside the rail."""
USUAL = 1120 - 232

REGISTER = ("Register 100,000 people and send emails", "Another file", "")
MORE = ("Register 100,000 more people and send emails", "Add more people", "")
GERMAN = ("100.000 Personen registrieren und E-Mails an alle verschicken", "Andere Datei auswählen", "")
STOP = ("Resume", "Stop after this group", "stop")
ENDLESS = ("Teilnehmerregistrierungsbestätigungsversand" * 3, "Donaudampfschifffahrt" * 4, "stop")
STATUS = "Stopping after this group, which may take a while because Zoom is slow today"


@pytest.fixture
def make(app, qtbot):
    def made(texts: tuple[str, str, str], width: int, size: float = 1.0, status: str = STATUS) -> ActionBar:
        theme.apply(app, "light", text_size=size)
        bar = ActionBar()
        qtbot.addWidget(bar)
        bar.set_primary(texts[0])
        bar.set_secondary(texts[1], icon=texts[2])
        bar.set_status("shield", status)
        bar.resize(width, bar.height())
        bar.show()
        bar.layout().activate()
        app.processEvents()
        return bar

    return made


def place(widget, bar) -> QRect:
    return QRect(widget.mapTo(bar, QPoint(0, 0)), widget.size())


def faults(bar: ActionBar) -> list[str]:
    """What is cut, covers something else or sticks out."""
    shown = [
        widget
        for widget in (bar.back_button, bar.findChild(StatusLine), bar.secondary_button, bar.primary_button)
        if widget.isVisible()
    ]
    found = [
        f"{widget.objectName()} is cut"
        for widget in shown
        if isinstance(widget, QPushButton)
        and (widget.width() < widget.sizeHint().width() or widget.height() < widget.sizeHint().height())
    ]
    for before, after in itertools.pairwise(shown):
        if place(before, bar).right() >= place(after, bar).left():
            found.append(f"{after.objectName()} covers {before.objectName()}")
    if place(shown[-1], bar).right() > bar.width() - NARROW_MARGIN:
        found.append("the last sticks out")
    if any(not bar.rect().contains(place(widget, bar)) for widget in shown):
        found.append("something sticks out")
    return found


@pytest.mark.parametrize("size", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("width", [500, SMALLEST, 700, 759, 760, USUAL, 1600])
@pytest.mark.parametrize("texts", [REGISTER, MORE, GERMAN, STOP, ENDLESS])
def test_nothing_is_cut_or_covered(make, texts, width, size):
    bar = make(texts, width, size)
    assert faults(bar) == []


@pytest.mark.parametrize("size", [1.0, 2.0])
@pytest.mark.parametrize("texts", [REGISTER, MORE])
def test_in_the_smallest_window_every_word_of_the_buttons_can_be_read(make, texts, size):
    bar = make(texts, SMALLEST, size)
    said = [" ".join(button.text().split()) for button in (bar.primary_button, bar.secondary_button)]
    assert said == list(texts[:2])


def test_a_third_longer_words_can_be_read_in_the_smallest_window(make):
    bar = make(GERMAN, SMALLEST)
    assert " ".join(bar.primary_button.text().split()) == GERMAN[0]
    assert bar.primary_button.text().count("\n") == 1


def test_in_the_usual_window_everything_is_on_one_line(make):
    bar = make(REGISTER, USUAL, status="Nothing sent yet")
    assert (bar.back_button.text(), bar.secondary_button.text(), bar.primary_button.text()) == (
        "Back",
        "Another file",
        REGISTER[0],
    )
    assert bar.findChild(StatusLine).shown() == ["Nothing sent yet"]


def test_words_give_way_in_order_and_come_back(make):
    bar = make(REGISTER, USUAL, status="Nothing sent yet")
    status, given_up = bar.findChild(StatusLine), []
    for width in range(888, 300, -4):
        bar.resize(width, bar.height())
        whole = {
            "status": bool(status.shown()),
            "back": bool(bar.back_button.text()),
            "primary": "\n" not in bar.primary_button.text(),
            "secondary": "\n" not in bar.secondary_button.text(),
        }
        given_up += [name for name, is_whole in whole.items() if not is_whole and name not in given_up]
    assert given_up == ["status", "back", "primary", "secondary"]
    bar.resize(USUAL, bar.height())
    assert bar.back_button.text() == "Back"
    assert bar.primary_button.text() == REGISTER[0]
    assert status.shown() == ["Nothing sent yet"]


def test_what_is_not_shown_is_still_said(make):
    bar = make(ENDLESS, SMALLEST)
    buttons = bar.back_button, bar.secondary_button, bar.primary_button
    assert [button.accessibleName() for button in buttons] == ["Back", ENDLESS[1], ENDLESS[0]]
    assert [button.toolTip() for button in buttons] == ["Back", ENDLESS[1], ENDLESS[0]]
    assert bar.status() == STATUS
    bar.resize(3000, bar.height())
    bar.set_primary("Resume")
    bar.set_secondary("Stop")
    assert [button.toolTip() for button in buttons] == ["", "", ""]


def test_the_reason_of_a_disabled_button_comes_before_its_words(make):
    bar = make(ENDLESS, SMALLEST)
    bar.set_primary(ENDLESS[0], enabled=False, reason="No file yet")
    assert bar.primary_button.toolTip() == bar.primary_button.accessibleDescription() == "No file yet"


def test_a_long_status_takes_two_lines_and_says_the_rest_in_a_tip(make):
    bar = make(STOP, SMALLEST)
    status = bar.findChild(StatusLine)
    assert len(status.shown()) == 2
    assert status.shown()[1].endswith("…")
    status.grab()
    assert status.toolTip() == status.text() == STATUS
    bar.resize(USUAL, bar.height())
    bar.set_secondary(None)
    status.grab()
    assert status.toolTip() == ""


@pytest.mark.parametrize("said", ["", "x" * 300, "שלום " * 60, "🎉" * 200, "a\nb\nc\nd"])
def test_any_status_is_painted_in_its_place(make, said):
    bar = make(STOP, SMALLEST, status=said)
    assert faults(bar) == []
    assert len(bar.findChild(StatusLine).shown()) <= 2
    assert not bar.grab().isNull()


def test_a_busy_button_gives_up_its_width_rather_than_its_place(make):
    bar = make(REGISTER, 1600)
    bar.set_primary("Wait…", enabled=False, busy=True)
    wide = bar.primary_button.width()
    assert bar.primary_button.minimumWidth() == wide
    bar.resize(500, bar.height())
    bar.layout().activate()
    assert faults(bar) == []
    assert bar.findChild(QLabel, "status").textFormat().name == "PlainText"


@pytest.mark.parametrize("size", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("width", [460, SMALLEST, USUAL])
@pytest.mark.parametrize("reason", ["No file yet", "Choose whether Zoom sends emails"])
def test_why_the_primary_button_is_off_is_always_said_in_full(app, make, reason, width, size):
    bar = make(("Register 286 people", "Another file", ""), width, size, status="300 rows")
    usual, status = bar.height(), bar.findChild(StatusLine)
    for _ in range(2):
        bar.set_primary("Register 286 people", enabled=False, reason=reason)
        bar.set_status("info", reason, whole=True)
        app.processEvents()
        assert bar.height() >= usual
        assert " ".join(line.strip() for line in status.shown()) == reason
        if bar.height() > usual:
            assert place(status, bar).bottom() < place(bar.primary_button, bar).top()
            assert place(bar.primary_button, bar).bottom() < bar.height() - NARROW_MARGIN / 3
            assert place(status, bar).right() <= bar.width() - NARROW_MARGIN
        else:
            assert faults(bar) == []
        bar.set_primary("Register 286 people")
        bar.set_status("info", "300 rows")
        app.processEvents()
        assert bar.height() == usual
        assert faults(bar) == []


def test_what_is_no_reason_makes_the_bar_no_higher(app, make):
    bar = make(REGISTER, 460, 1.5)
    usual, status = bar.height(), bar.findChild(StatusLine)
    assert status.shown() == []
    bar.set_primary(REGISTER[0], enabled=False, reason="No file yet")
    bar.set_status("info", "No file yet")
    app.processEvents()
    assert bar.height() == usual
    assert status.shown() == []


def test_one_reason_after_another_moves_nothing(app, make):
    bar = make(("Register 286 people", "Another file", ""), 460, 1.5)
    heights, status = [], bar.findChild(StatusLine)
    for reason in ("No file yet", "Nobody is ready"):
        for tell in (
            partial(bar.set_primary, "Register 286 people", enabled=False, reason=reason),
            partial(bar.set_status, "info", reason, whole=True),
        ):
            tell()
            heights.append(bar.height())
        app.processEvents()
        assert status.shown() == [reason]
    assert heights[1] > heights[0], "above the buttons"
    assert heights[1:] == [heights[1]] * 3
