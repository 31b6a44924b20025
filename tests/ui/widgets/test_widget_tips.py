"""Tips show text letter for letter, whoever wrote it: never as markup, which could name a picture to be loaded."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import Qt, QTextDocument
from PySide6.QtWidgets import QWidget

from desktop_app import ui
from desktop_app.ui.widgets.action_bar import ActionBar
from desktop_app.ui.widgets.plain import plain_label, plain_tip
from desktop_app.ui.widgets.status_line import StatusLine
from desktop_app.ui.widgets.step_rail import StepRail, StepView

MARKUP = "<img src='file:///somewhere/picture.png'><b>A name</b> that goes on and on"


def read(tip: str) -> str:
    """What a person reads in a tip."""
    if not Qt.mightBeRichText(tip):
        return tip
    document = QTextDocument()
    document.setHtml(tip)
    return document.toPlainText()


@pytest.mark.parametrize(
    "text",
    [MARKUP, "AT&lt;T", "a < b & c", "Anna <anna@acme.example>", "First line\n<b>second</b>", "<b>one</b>\ntwo", ""],
)
def test_a_tip_reads_as_it_was_written(text: str, qapp: object) -> None:
    assert read(plain_tip(text)) == text


def label() -> tuple[QWidget, QWidget]:
    made = plain_label(MARKUP, wrap=False)
    return made, made


def status_line() -> tuple[QWidget, QWidget]:
    line = StatusLine()
    line.setText(MARKUP)
    return line, line


def step() -> tuple[QWidget, QWidget]:
    rail = StepRail()
    rail.set_steps([StepView("Hub", MARKUP, "done", True)])
    found = rail.findChild(QWidget, "step_1")
    assert found is not None
    return rail, found


def button() -> tuple[QWidget, QWidget]:
    bar = ActionBar()
    bar.set_primary(MARKUP)
    return bar, bar.primary_button


@pytest.mark.parametrize("make", [label, status_line, step, button])
def test_text_from_elsewhere_is_no_markup_in_a_tip(make, app, qtbot) -> None:
    shown, tipped = make()
    qtbot.addWidget(shown)
    shown.resize(120, 40)
    shown.grab()
    assert read(tipped.toolTip()) == MARKUP


def test_a_tip_is_taken_back_once_all_is_shown(app, qtbot) -> None:
    made = plain_label(MARKUP, wrap=False)
    qtbot.addWidget(made)
    made.resize(120, 20)
    made.grab()
    assert made.toolTip()
    made.resize(3000, 20)
    made.grab()
    assert made.toolTip() == ""


def test_every_tip_is_made_plain() -> None:
    """`set_tip` sets them, and models answer with `plain_tip`."""
    folder = Path(ui.__file__).parent
    sources = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.py")}
    set_elsewhere = {name for name, source in sources.items() if re.search(r"\.setToolTip\(", source)}
    answered_raw = {name for name, source in sources.items() if "ToolTipRole" in source and "plain_tip(" not in source}
    assert set_elsewhere | answered_raw == {"widgets/plain.py"}
