"""The models of the tables alone: filters, states, corrections, and long lists that are read in parts."""

import pytest
from attendees_tables import entries, roster
from msgspec.structs import replace
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester

from desktop_app.attendees.journal import Fate
from desktop_app.attendees.roster import Field, RowState
from desktop_app.ui import theme
from desktop_app.ui.models.attendee_table import PROBLEM_ROLE, AttendeeTable
from desktop_app.ui.models.people_columns import Column
from desktop_app.ui.models.result_table import MOST_PARTS, PART, ResultTable

pytestmark = pytest.mark.usefixtures("light")


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


@pytest.mark.parametrize("table", [AttendeeTable, ResultTable])
def test_cells_of_a_row_are_told_apart_by_the_ear(table: type[AttendeeTable | ResultTable]) -> None:
    model = table()
    if isinstance(model, AttendeeTable):
        model.show_roster(roster(3))
    else:
        model.show_count(3)
        model.fill(0, entries(0, 3))
    said = [model.index(2, column).data(Qt.ItemDataRole.AccessibleTextRole) for column in Column]
    row, email, state = (str(model.index(2, column).data()) for column in (Column.ROW, Column.EMAIL, Column.RESULT))
    assert said[Column.ROW] == f"Row {row}"
    assert said[Column.STATE] == f"Row {row}, State, {state}"
    assert said[Column.EMAIL] == f"Row {row}, Email, {email}"
    assert said[Column.RESULT] == f"Row {row}, Result, {state}"


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


def test_who_was_taken_back_is_marked_as_gone_and_not_as_to_be_retried() -> None:
    model = ResultTable()
    (row,) = entries(2, 1)
    model.show_count(2)
    model.fill(0, [replace(row, withdrawn=row.updated), replace(row, fate=Fate.WAITING, withdrawn=row.updated)])
    shown = [model.index(at, Column.STATE).data(Qt.ItemDataRole.DecorationRole).cacheKey() for at in range(2)]
    assert shown == [theme.icon(name, "text3", 16).cacheKey() for name in ("arrow-left", "skip")]


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
