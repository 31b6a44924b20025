"""Faces of the page alone: what an import says while it runs and at its end, and the panel of problems."""

import pytest
from attendees_tables import entries
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtWidgets import QApplication, QLabel, QStyleOptionComboBox, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.attendees.columns import Columns
from desktop_app.attendees.importer import Progress
from desktop_app.attendees.journal import Counts
from desktop_app.attendees.reader import Row, Table
from desktop_app.attendees.roster import Field, check, groups
from desktop_app.ui import theme
from desktop_app.ui.models.result_table import PART, ResultTable
from desktop_app.ui.pages.attendees.finished_face import FinishedFace
from desktop_app.ui.pages.attendees.importing_face import ImportingFace
from desktop_app.ui.pages.attendees.problems_panel import ProblemsPanel
from desktop_app.ui.widgets.elided_combo import ElidedCombo

pytestmark = pytest.mark.usefixtures("light")


def test_a_running_import_moves_on_to_rows_that_are_known(qtbot: QtBot) -> None:
    """A fast one would show dots only: it is past them before they are read."""
    model = ResultTable()
    face = ImportingFace(model, None)  # type: ignore[arg-type]
    qtbot.addWidget(face)
    model.show_count(5 * PART)
    model.fill(0, entries(0, PART))
    face.begin(Counts(waiting=5 * PART))
    face.show()
    asked: list[int] = []
    model.wanted.connect(asked.append)
    done = 2 * PART + 20
    face.show_progress(
        Progress(
            total=5 * PART, done=done, registered=done, failed=0, already_in=0, unknown=0, rate=1000.0,
            waiting_seconds=0.0, eta=1.0,
        )
    )  # fmt: skip
    assert asked == [1, 2]
    assert face.grid.rowAt(1) == 0
    model.fill(1, entries(PART, PART))
    assert face.grid.rowAt(1) == 0
    model.fill(2, entries(2 * PART, PART))
    assert face.grid.rowAt(1) > PART


def test_what_an_import_does_is_said_once_and_a_pause_before_all_else(qtbot: QtBot) -> None:
    face = ImportingFace(ResultTable(), None)  # type: ignore[arg-type]
    qtbot.addWidget(face)
    face.begin(Counts(waiting=300))
    assert face.asking
    assert "Asking Zoom" in face.note.text()
    waits = Progress(
        total=300, done=0, registered=0, failed=0, already_in=0, unknown=0, rate=2.0, waiting_seconds=20.0, eta=None
    )
    face.show_progress(waits)
    assert (face.waiting, "slow down" in face.note.text()) == (20, True)
    face.show_progress(replace(waits, cut_off=True))
    assert "can’t be reached" in face.note.text()
    face.show_progress(replace(waits, paused=True))
    assert (face.waiting, face.note.text().startswith("Paused")) == (0, True)
    assert [face.stats[key].text() for key in ("rate", "time")] == ["–", "–"]
    face.show_progress(replace(waits, waiting_seconds=0.0, done=1))
    assert "Safe to close" in face.note.text()
    assert face.stats["rate"].text() == "120"


def test_a_lost_connection_is_back_when_an_answer_came_and_not_when_it_is_tried_again(qtbot: QtBot) -> None:
    face = ImportingFace(ResultTable(), None)  # type: ignore[arg-type]
    qtbot.addWidget(face)
    face.begin(Counts(waiting=300))
    sends = Progress(
        total=300, done=60, registered=60, failed=0, already_in=0, unknown=0, rate=2.0, waiting_seconds=0.0, eta=120.0
    )
    face.show_progress(sends)
    assert ("Safe to close" in face.note.text(), face.stats["time"].text()) == (True, "2 min")
    waits = replace(sends, waiting_seconds=5.0, cut_off=True)
    # a wait, an attempt, a wait
    for progress in (waits, replace(waits, waiting_seconds=0.0), waits):
        face.show_progress(progress)
        assert "can’t be reached" in face.note.text()
        assert face.cut_off
        assert [face.stats[key].text() for key in ("rate", "time")] == ["–", "–"]
    # what the meter remembers of the last wait says nothing any more
    face.show_progress(replace(waits, waiting_seconds=0.0, done=90))
    assert "Safe to close" in face.note.text()
    face.show_progress(waits)
    face.show_progress(replace(waits, waiting_seconds=0.0, asking=True))
    assert face.cut_off
    face.show_progress(replace(waits, waiting_seconds=0.0))
    assert not face.cut_off, "Zoom has said who is in"


def test_what_zoom_wants_too_is_not_listed_as_solved_and_wrong_at_once(qtbot: QtBot) -> None:
    cells = (("a@acme,example.com", "Ann", "One"), ("b@acme.example.com", "", "Two"), ("nobody", "Cy", "Three"))
    rows = [Row(n, row) for n, row in enumerate(cells, start=2)]
    table = Table(header=("Email", "First", "Last"), header_row=1, rows=rows, encoding="utf-8", delimiter=",")
    before = check(table, Columns(email=0, first_name=1, last_name=2))
    window = QWidget()
    qtbot.addWidget(window)
    panel = ProblemsPanel(window)
    panel.show_groups(groups(before))
    wanted = before.requiring(frozenset({Field.FIRST_NAME}))
    panel.show_groups(groups(wanted))

    def listed() -> list[str]:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return [label.text() for label in panel.findChildren(QLabel) if label.text().startswith("First name")]

    assert listed() == ["First name is missing: 1 row"]
    # but who is corrected leaves the cause where it was
    panel.show_groups(groups(wanted.with_cells([(3, Field.FIRST_NAME, "Bo")])))
    assert listed() == ["First name is missing"]


@pytest.mark.parametrize(("text_size", "lines"), [(1.5, 2), (1.0, 1)])
def test_result_tiles_go_below_one_another_where_text_is_large(
    qtbot: QtBot, qapp: QApplication, text_size: float, lines: int
) -> None:
    theme.apply(qapp, "light", text_size=text_size)
    face = FinishedFace(ResultTable(), None)  # type: ignore[arg-type]
    qtbot.addWidget(face)
    face.resize(672, 800)
    face.show()

    def places() -> list[QPoint]:
        return [tile.mapTo(face, QPoint(tile.width(), 0)) for tile in face.tiles.values() if tile.isVisible()]

    qtbot.waitUntil(lambda: len({place.y() for place in places()}) == lines)
    assert all(place.x() < face.width() for place in places())
    theme.apply(qapp, "light", text_size=1.0)


def test_a_choice_in_little_room_is_cut_with_dots(qtbot: QtBot) -> None:
    combo = ElidedCombo()
    qtbot.addWidget(combo)
    combo.addItem("General admission for everybody")
    shown = {}
    for width in (130, 500):
        combo.resize(width, 36)
        option = QStyleOptionComboBox()
        combo.initStyleOption(option)
        shown[width] = option.currentText
    assert shown[500] == combo.currentText()
    assert shown[130].startswith("General")
    assert shown[130].endswith("…")
