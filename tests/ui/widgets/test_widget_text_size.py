"""Widgets where text is large."""

import itertools

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLineEdit, QPushButton
from wordy_widgets import PLAIN

from desktop_app.ui import theme
from desktop_app.ui.widgets.chip import Chip
from desktop_app.ui.widgets.choice_card import ChoiceCard
from desktop_app.ui.widgets.plain import plain_label
from desktop_app.ui.widgets.step_rail import StepRail, StepView


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
