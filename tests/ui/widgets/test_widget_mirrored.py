"""Where lines begin at the right, as in Arabic and Hebrew, everything stands at the other side."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from desktop_app.ui import theme
from desktop_app.ui.style_rules import STYLE
from desktop_app.ui.style_sheet import mirrored
from desktop_app.ui.widgets.choice_card import ChoiceCard
from desktop_app.ui.widgets.segmented import Segmented
from desktop_app.ui.widgets.step_rail import StepRail, StepView

BOTH = (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft)
NO_WORDS = "\u00a0"
"""As high as a line, and nothing to see."""

FACTS = (("clock", "A quarter of an hour"), ("x", "No expo"))


@pytest.fixture
def turned(qapp):
    """Lays out everything in one direction or the other."""

    def turn(direction: Qt.LayoutDirection) -> None:
        qapp.setLayoutDirection(direction)
        theme.apply(qapp, "light")

    yield turn
    turn(Qt.LayoutDirection.LeftToRight)


def picture(widget: QWidget) -> QImage:
    widget.resize(widget.sizeHint())
    return widget.grab().toImage()


def columns(one: QImage, other: QImage) -> tuple[int, int]:
    """The first and the last column in which two pictures differ."""
    assert one.size() == other.size()
    different = [
        x for x in range(one.width()) if any(one.pixel(x, y) != other.pixel(x, y) for y in range(one.height()))
    ]
    return different[0], different[-1]


def rail(title: str, kind: str = "upcoming") -> StepRail:
    made = StepRail()
    made.set_steps([StepView(title, "", kind), StepView("", "", "upcoming")])
    return made


def short(text: str, icon: str = "clock") -> ChoiceCard:
    return ChoiceCard("", text, icon)


def tall(text: str, badge: str = "") -> ChoiceCard:
    return ChoiceCard(
        text, "", "clock", facts=[(icon, said if text.strip() else "") for icon, said in FACTS], badge=badge
    )


PARTS: dict[str, tuple[Callable[[], QWidget], Callable[[], QWidget]]] = {
    "the words of a step": (lambda: rail("Connect"), lambda: rail("")),
    "the circle of a step": (lambda: rail("", "done"), lambda: rail("", "locked")),
    "the text of a short card": (lambda: short("Nothing is sent."), lambda: short("")),
    "the icon of a short card": (lambda: short("", "x"), lambda: short("", "clock")),
    "the words of a tall card": (lambda: tall("A card"), lambda: tall(NO_WORDS)),
    "the badge of a tall card": (lambda: tall("", "Recommended"), lambda: tall("")),
}


@pytest.mark.parametrize("part", PARTS)
def test_what_stands_at_one_side_stands_at_the_other(turned, qtbot, part):
    found = []
    for direction in BOTH:
        turned(direction)
        widgets = [make() for make in PARTS[part]]
        for widget in widgets:
            qtbot.addWidget(widget)
        found.append((columns(*map(picture, widgets)), widgets[0].width()))
    ((left, right), width), ((first, last), same) = found
    assert width == same
    assert abs((width - 1 - right) - first) <= 2, "letters end a pixel or two earlier or later than they begin"
    assert abs((width - 1 - left) - last) <= 2
    assert left < width - 1 - right or right > width - 1 - left, "else nothing was seen to move"


@pytest.mark.parametrize("checked", ["a", "b", "c"])
def test_a_row_of_segments_is_round_at_its_ends_and_nowhere_else(turned, qtbot, checked):
    for direction in BOTH:
        turned(direction)
        row = Segmented([("a", ""), ("b", ""), ("c", "")])
        qtbot.addWidget(row)
        row.set_key(checked)
        image = picture(row)
        around = image.pixel(0, 0)
        assert image.pixel(image.width() - 1, 0) == around
        assert all(image.pixel(x, 0) != around for x in range(8, image.width() - 8))


def test_arrows_point_the_other_way_and_other_icons_stay_as_they_are(turned):
    seen = {}
    for direction in BOTH:
        turned(direction)
        for name in ("arrow-left", "arrow-right", "chevron-right", "practice", "check"):
            seen[name, direction] = theme.icon(name).pixmap(QSize(20, 20), 1.0).toImage()
    left, right = BOTH
    assert similar(seen["arrow-left", right], seen["arrow-right", left])
    assert not similar(seen["arrow-left", right], seen["arrow-left", left])
    assert not similar(seen["chevron-right", right], seen["chevron-right", left])
    for name in ("practice", "check"):
        assert seen[name, left] == seen[name, right]


def similar(one: QImage, other: QImage) -> bool:
    """Whether two pictures differ by no more than what smooth edges make of half a pixel."""
    return all(
        abs(one.pixelColor(x, y).alpha() - other.pixelColor(x, y).alpha()) < 160
        for x in range(one.width())
        for y in range(one.height())
    )


def test_a_style_sheet_for_the_other_direction_has_its_sides_changed():
    style = "A { margin-left: -1px; border-top-right-radius: 6px; text-align: left; } B { subcontrol: center right; }"
    assert mirrored(style) == (
        "A { margin-right: -1px; border-top-left-radius: 6px; text-align: left; } B { subcontrol: center right; }"
    )
    assert mirrored(mirrored(STYLE)) == STYLE != mirrored(STYLE)
