"""Icons in buttons, and where they stand beside words."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QImage
from PySide6.QtWidgets import QPushButton

from desktop_app.ui import theme
from desktop_app.ui.widgets.segmented import Segmented


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
