"""A bar and a line of text that say how far something has come."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_app.ui.widgets.progress import ProgressLine


class Paints(QObject):
    """Counts how often what it is installed on was painted."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.Paint
        return super().eventFilter(watched, event)


@pytest.fixture
def line(qtbot: QtBot) -> ProgressLine:
    line = ProgressLine()
    qtbot.addWidget(line)
    line.show()
    qtbot.waitExposed(line)
    return line


def test_it_is_painted_after_all_of_the_window_was_told(line: ProgressLine, qtbot: QtBot) -> None:
    paints = Paints(line)
    line.bar.installEventFilter(paints)
    line.show_progress(10, 40, "10 of 40 people")
    line.show_progress(30, 40, "30 of 40 people")
    assert paints.count == 0, "what is told in this turn is painted once, in the next"
    qtbot.waitUntil(lambda: paints.count == 1)
    assert line.bar.value() == 30
    assert line.text() == "30 of 40 people"


def test_what_stands_elsewhere_is_only_read_out(line: ProgressLine, monkeypatch: pytest.MonkeyPatch) -> None:
    read_out: list[str] = []
    monkeypatch.setattr("desktop_app.ui.widgets.progress.announce", lambda _widget, text: read_out.append(text))
    line.show_progress(10, 40, "10 of 40 people", shown=False)
    line.show_progress(11, 40, "11 of 40 people", shown=False)
    assert read_out == ["10 of 40 people"], "every ten percent"
    assert line.bar.accessibleDescription() == "11 of 40 people"
    assert not any(label.isVisible() for label in line.findChildren(QLabel))
