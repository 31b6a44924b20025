"""Scrolling a page changes nothing that happens to be under the pointer."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

import desktop_app
from desktop_app.ui.widgets.elided_combo import ElidedCombo
from desktop_app.ui.widgets.quiet_wheel import ComboBox, SpinBox

UI = Path(desktop_app.__file__).parent / "ui"
WITH_WHEEL = re.compile(
    r"\b(?:QComboBox|QFontComboBox|QSpinBox|QDoubleSpinBox|QDateEdit|QTimeEdit|QDateTimeEdit|QSlider|QDial)\("
)


@pytest.mark.parametrize("kind", [ComboBox, ElidedCombo, SpinBox])
@pytest.mark.parametrize("focused", [False, True])
def test_the_wheel_goes_to_the_page(qtbot: QtBot, kind: type[QWidget], focused: bool) -> None:
    widget = kind()
    qtbot.addWidget(widget)
    if isinstance(widget, SpinBox):
        widget.setValue(50)
    else:
        assert isinstance(widget, ComboBox)
        widget.addItems(["Email", "First name", "Company"])
        widget.setCurrentIndex(1)
    widget.show()
    if focused:
        widget.setFocus()
    for turn in (120, -120):
        event = QWheelEvent(
            QPointF(5, 5),
            QPointF(widget.mapToGlobal(QPoint(5, 5))),
            QPoint(),
            QPoint(0, turn),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(widget, event)
        assert not event.isAccepted()
        assert (widget.value() if isinstance(widget, SpinBox) else widget.currentIndex()) in (50, 1)


def test_no_chooser_of_the_program_takes_the_wheel() -> None:
    takes_it = [
        f"{path.relative_to(UI)}: {found[0]}"
        for path in UI.rglob("*.py")
        for found in WITH_WHEEL.finditer(path.read_text(encoding="utf-8"))
        if path.name != "quiet_wheel.py"
    ]
    assert takes_it == []
