"""Without a mouse: every control shows that it has the focus."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui import theme
from desktop_app.ui.widgets.choice_card import ChoiceCard
from desktop_app.ui.widgets.date_field import DateField
from desktop_app.ui.widgets.drop_zone import DropZone
from desktop_app.ui.widgets.expander import Expander
from desktop_app.ui.widgets.focus_ring import FocusRing
from desktop_app.ui.widgets.secret_field import SecretField
from desktop_app.ui.widgets.segmented import Segmented
from desktop_app.ui.widgets.step_rail import StepRail, StepView
from desktop_app.ui.widgets.time_field import TimeField


def controls() -> dict[str, QWidget]:
    rail = StepRail()
    rail.set_steps([StepView("Connect", "", "done", True), StepView("Hub", "", "current")])
    table = QTableWidget(2, 2)
    some = {
        "button": QPushButton("Verb"),
        "primary": QPushButton("Verb"),
        "danger": QPushButton("Verb"),
        "quiet": QPushButton("Verb"),
        "link": QPushButton("Verb"),
        "filter": QPushButton("Verb"),
        "check": QCheckBox("Check"),
        "radio": QRadioButton("Radio"),
        "line": QLineEdit("Text"),
        "read-only": QLineEdit("Text", readOnly=True),
        "combo": QComboBox(),
        "number": QSpinBox(),
        "date": DateField(),
        "time": TimeField(),
        "secret": SecretField(),
        "segments": Segmented([("a", "A"), ("b", "B")]),
        "expander": Expander("More"),
        "card": ChoiceCard("Title", "Text"),
        "rail": rail,
        "drop": DropZone("CSV file"),
        "list": QListWidget(),
        "table": table,
    }
    for name in ("primary", "danger", "quiet", "link", "filter"):
        some[name].setProperty("kind", name)
    return some


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("strong", [False, True])
def test_every_control_shows_that_it_has_the_focus(app, qtbot, monkeypatch, scheme, strong):
    monkeypatch.setattr(theme, "_high_contrast", lambda: strong)
    theme.apply(app, scheme)
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    start = QPushButton("Start")
    column.addWidget(start)
    for widget in controls().values():
        column.addWidget(widget)
    ring = FocusRing(window)
    window.resize(600, 1600)
    window.show()
    window.activateWindow()
    start.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(start.hasFocus)
    stops = [
        stop
        for stop in window.findChildren(QWidget)
        if stop is not start
        and stop.focusPolicy() & Qt.FocusPolicy.TabFocus
        and stop.focusProxy() is None
        and stop.isVisible()
    ]
    assert len(stops) >= 20
    unseen = []
    for stop in stops:
        if stop.objectName() == "qt_spinbox_lineedit":
            continue  # the spin box around it has the focus
        around = QRect(stop.mapTo(window, QPoint(0, 0)), stop.size()).adjusted(-6, -6, 6, 6)
        start.setFocus(Qt.FocusReason.TabFocusReason)
        app.processEvents()
        before = window.grab(around).toImage()
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        app.processEvents()
        if window.grab(around).toImage() == before:
            unseen.append(f"{type(stop).__name__} {stop.objectName()} {stop.property('kind')}")
    assert unseen == []
    assert ring.target() is None or ring.target().hasFocus()


def test_the_first_tab_in_a_window_without_a_focus_shows_the_ring(app, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    for name in ("One", "Two"):
        column.addWidget(QPushButton(name))
    ring = FocusRing(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()
    qtbot.keyClick(window, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: ring.target() is not None)
