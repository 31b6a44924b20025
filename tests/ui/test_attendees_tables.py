"""The tables alone: filters, parts, and long lists."""

import datetime as dt
from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QAbstractItemModel, QEvent, QPoint, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QScrollArea,
    QStyleOptionComboBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_app.attendees.columns import Columns
from desktop_app.attendees.importer import Progress
from desktop_app.attendees.journal import Entry, Fate
from desktop_app.attendees.reader import Row, Table
from desktop_app.attendees.roster import Field, Roster, RowState, check, groups
from desktop_app.ui import theme
from desktop_app.ui.models.attendee_table import PROBLEM_ROLE, AttendeeTable
from desktop_app.ui.models.people_columns import Column
from desktop_app.ui.models.result_table import MOST_PARTS, PART, ResultTable
from desktop_app.ui.pages.attendees.elided_combo import ElidedCombo
from desktop_app.ui.pages.attendees.finished_face import FinishedFace
from desktop_app.ui.pages.attendees.importing_face import ImportingFace
from desktop_app.ui.pages.attendees.people_grid import RESULT_WIDTH, PeopleGrid
from desktop_app.ui.pages.attendees.problems_panel import ProblemsPanel


@pytest.fixture(autouse=True)
def app(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "light")
    return


def roster(count: int) -> Roster:
    rows = [Row(n, (f"p{n}@acme.example.com" if n % 10 else "nobody", "First", "Last")) for n in range(2, count + 2)]
    table = Table(header=None, header_row=0, rows=rows, encoding="utf-8", delimiter=",")
    return check(table, Columns(email=0, first_name=1, last_name=2))


def sound(model: QAbstractItemModel) -> QAbstractItemModelTester:
    return QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_the_list_is_a_sound_model_with_filters() -> None:
    model = AttendeeTable()
    tester = sound(model)
    model.show_roster(roster(30))
    assert model.rowCount() == 30
    model.set_state(RowState.ATTENTION)
    assert [model.index(row, Column.ROW).data() for row in range(model.rowCount())] == ["10", "20", "30"]
    assert model.index(0, Column.EMAIL).data(PROBLEM_ROLE)
    assert not model.index(0, Column.FIRST_NAME).data(PROBLEM_ROLE)
    model.set_state(None)
    assert model.rowCount() == 30
    model.show_roster(None)
    assert model.rowCount() == 0
    del tester


def test_a_corrected_cell_is_told_and_keeps_its_place() -> None:
    model = AttendeeTable()
    people = roster(30)
    model.show_roster(people)
    model.set_state(RowState.ATTENTION)
    told: list[tuple[int, str, str]] = []
    model.edited.connect(lambda *edit: told.append(edit))
    index = model.index(1, Column.EMAIL)
    assert model.flags(index) & Qt.ItemFlag.ItemIsEditable
    assert not model.flags(model.index(1, Column.RESULT)) & Qt.ItemFlag.ItemIsEditable
    assert not model.setData(index, "nobody")
    assert model.setData(index, "p20@acme.example.com")
    assert told == [(20, "email", "p20@acme.example.com")]
    model.update_roster(people.with_cell(20, Field.EMAIL, "p20@acme.example.com"))
    assert model.rowCount() == 3
    assert model.index(1, Column.RESULT).data() == "Ready"
    assert model.next_problem(0).row() == 2
    assert model.next_problem(2).row() == 0
    assert model.next_problem(0, back=True).row() == 2


def test_a_state_is_told_by_an_icon_and_a_color_too() -> None:
    model = AttendeeTable()
    model.show_roster(roster(30))
    icons = [model.index(row, Column.STATE).data(Qt.ItemDataRole.DecorationRole) for row in range(30)]
    assert all(not icon.isNull() for icon in icons)
    assert len({icon.cacheKey() for icon in icons}) == 2
    assert model.index(0, Column.EMAIL).data(Qt.ItemDataRole.DecorationRole) is None
    colors = [model.index(row, Column.RESULT).data(Qt.ItemDataRole.ForegroundRole).name() for row in (7, 8)]
    assert colors == [theme.color("text3").name(), theme.color("badText").name()]


def entries(start: int, count: int, fate: Fate = Fate.REGISTERED) -> list[Entry]:
    return [
        Entry(
            row=at, email=f"p{at}@acme.example.com", first_name="", last_name="", external_ticket_id=str(at),
            fate=fate, ticket_id="", join_link="", code="", reason="", message="", updated=dt.datetime.now(dt.UTC),
        )
        for at in range(start, start + count)
    ]  # fmt: skip


def test_results_are_read_in_the_parts_that_are_looked_at() -> None:
    model = ResultTable()
    wanted: list[int] = []
    model.wanted.connect(wanted.append)
    model.show_count(100_000)
    assert model.rowCount() == 100_000
    assert model.index(70_000, Column.EMAIL).data() == "…"
    assert model.index(70_001, Column.EMAIL).data() == "…"
    assert wanted == [350], "a part is asked for once"
    model.fill(350, entries(350 * PART, PART))
    assert model.index(70_001, Column.EMAIL).data() == "p70001@acme.example.com"
    model.renew()
    assert model.index(70_001, Column.EMAIL).data() == "p70001@acme.example.com", "shown until the answer comes"
    assert wanted == [350, 350]
    for part in range(MOST_PARTS + 5):
        model.fill(part, entries(part * PART, PART))
    assert model.index(70_001, Column.EMAIL).data() == "…", "not everything is kept"


def test_a_part_that_comes_slowly_comes_all_the_same() -> None:
    model = ResultTable()
    wanted: list[int] = []
    model.wanted.connect(wanted.append)
    model.show_count(PART)
    model.index(0, Column.EMAIL).data()
    model.renew()
    assert model.index(0, Column.EMAIL).data() == "…"
    assert wanted == [0], "a second question would end the first one"
    model.fill(0, entries(0, PART))
    assert model.index(0, Column.EMAIL).data() == "p0@acme.example.com"
    assert wanted == [0, 0], "it was asked before the last change"
    model.fill(0, entries(0, PART))
    assert model.index(0, Column.EMAIL).data() == "p0@acme.example.com"
    assert wanted == [0, 0]


def test_a_running_import_moves_on_to_rows_that_are_known(qtbot: QtBot) -> None:
    """A fast one would show dots only: it is past them before they are read."""
    model = ResultTable()
    face = ImportingFace(model, None)  # type: ignore[arg-type]
    qtbot.addWidget(face)
    model.show_count(5 * PART)
    model.fill(0, entries(0, PART))
    face.begin(5 * PART)
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
    face.begin(300)
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
    face.begin(300)
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


def test_who_was_taken_back_is_marked_as_gone_and_not_as_to_be_retried() -> None:
    model = ResultTable()
    (row,) = entries(2, 1)
    model.show_count(2)
    model.fill(0, [replace(row, withdrawn=row.updated), replace(row, fate=Fate.WAITING, withdrawn=row.updated)])
    shown = [model.index(at, Column.STATE).data(Qt.ItemDataRole.DecorationRole).cacheKey() for at in range(2)]
    assert shown == [theme.icon(name, "text3", 16).cacheKey() for name in ("arrow-left", "skip")]


def test_long_numbers_of_rows_have_their_room(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    grid = PeopleGrid("table", "People", window)
    grid.setModel(ResultTable(grid))
    for width in (744, 580):
        grid.resize(width, 300)
        grid.show()
        assert grid.columnWidth(Column.ROW) >= grid.fontMetrics().horizontalAdvance("100000") + 2 * 12


def test_the_page_follows_to_the_cell_that_the_keyboard_goes_to(qtbot: QtBot) -> None:
    page, content = QScrollArea(), QWidget()
    qtbot.addWidget(page)
    layout = QVBoxLayout(content)
    layout.addSpacing(300)
    grid = PeopleGrid("grid", "People", content)
    model = AttendeeTable()
    model.show_roster(roster(10))
    grid.setModel(model)
    grid.show_rows(10)
    layout.addWidget(grid)
    page.setWidgetResizable(True)
    page.setWidget(content)
    page.resize(600, 400)
    page.show()
    page.activateWindow()
    grid.setFocus()
    qtbot.waitUntil(grid.hasFocus)
    for row in (8, 0):
        grid.setCurrentIndex(model.index(row, Column.EMAIL))
        cell = grid.visualRect(grid.currentIndex())
        top = grid.viewport().mapTo(page.viewport(), cell.topLeft()).y()
        assert 0 <= top <= page.viewport().height() - cell.height()


def test_only_failed_rows_can_be_corrected() -> None:
    model = ResultTable()
    tester = sound(model)
    model.show_count(2)
    model.fill(0, [*entries(2, 1), *entries(3, 1, Fate.FAILED)])
    assert not model.flags(model.index(1, Column.EMAIL)) & Qt.ItemFlag.ItemIsEditable
    model.set_editable(True)
    assert model.flags(model.index(1, Column.EMAIL)) & Qt.ItemFlag.ItemIsEditable
    assert not model.flags(model.index(0, Column.EMAIL)) & Qt.ItemFlag.ItemIsEditable
    told: list[object] = []
    model.edited.connect(lambda entry, field, value: told.append((entry.row, field, value)))
    assert model.setData(model.index(1, Column.EMAIL), " new@acme.example.com ")
    assert told == [(3, "email", "new@acme.example.com")]
    del tester


def test_the_room_of_a_wide_window_is_used(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    grid = PeopleGrid("table", "People", window)
    model = AttendeeTable(grid)
    grid.setModel(model)
    model.show_roster(roster(30))
    widths = {}
    window.show()
    for width in (744, 1400):
        grid.resize(width, 300)
        widths[width] = [grid.columnWidth(column) for column in Column]
        assert sum(widths[width]) == grid.viewport().width()
    for column in (Column.EMAIL, Column.FIRST_NAME, Column.LAST_NAME, Column.RESULT):
        assert widths[1400][column] > widths[744][column]
    assert widths[1400][Column.ROW] == widths[744][Column.ROW] < 76


def test_an_address_is_shown_letter_by_letter(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    grid = PeopleGrid("table", "People", window)
    model = AttendeeTable(grid)
    grid.setModel(model)
    model.show_roster(roster(3))
    grid.show()
    grid.edit(model.index(0, Column.EMAIL))
    editor = grid.findChild(QLineEdit, "cell_editor")
    assert editor is not None
    for widget in (grid, editor):
        assert b"calt" in {bytes(tag.toString()) for tag in widget.font().featureTags()}
        assert widget.font().featureValue(QFont.Tag("calt")) == 0


def test_what_is_said_of_a_row_that_was_sent_is_never_squeezed(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    grid = PeopleGrid("table", "People", window)
    model = ResultTable(grid)
    grid.setModel(model)
    model.show_count(30)
    window.show()
    for width in (300, 764, 400):
        grid.resize(width, 300)
        assert grid.columnWidth(Column.RESULT) >= RESULT_WIDTH
        assert (grid.horizontalScrollBar().maximum() > 0) is (width < 500)


def test_the_address_gives_way_last_in_a_list_that_is_checked(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    grid = PeopleGrid("table", "People", window)
    model = AttendeeTable(grid)
    grid.setModel(model)
    model.show_roster(roster(30))
    window.show()
    font = grid.fontMetrics()
    needed = font.horizontalAdvance("ann@nordwind.example") + 24
    for width in (744, 664, 560, 400):
        grid.resize(width, 300)
        assert grid.columnWidth(Column.EMAIL) >= needed, width
        assert (grid.horizontalScrollBar().maximum() > 0) is (width < 600)
        for column in (Column.FIRST_NAME, Column.LAST_NAME, Column.RESULT):
            heading = str(model.headerData(column, Qt.Orientation.Horizontal))
            assert grid.columnWidth(column) >= font.horizontalAdvance(heading) + 16


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
