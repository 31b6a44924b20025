"""How widgets look that are switched off."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from wordy_widgets import PLAIN, failure, field, line, message, row

from desktop_app.ui import theme
from desktop_app.ui.widgets.chip import Chip
from desktop_app.ui.widgets.expander import Expander
from desktop_app.ui.widgets.icon_tile import IconTile


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
