"""Rows are numbered as the spreadsheet shows them, and lengths of time are rough, but never odd."""

import pytest
from PySide6.QtWidgets import QWidget

from desktop_app.attendees.reader import OtherList, Row, Table
from desktop_app.attendees.roster import Field, Person, RowProblem, RowProblemCode, RowState
from desktop_app.ui import row_texts
from desktop_app.ui.pages.attendees import labels
from desktop_app.ui.pages.attendees.hidden_rows import HiddenRows
from desktop_app.ui.pages.attendees.other_lists import OtherLists
from desktop_app.ui.pages.attendees.reading_choosers import how_read

pytestmark = pytest.mark.usefixtures("american")


def test_a_row_has_the_number_that_the_spreadsheet_shows() -> None:
    parent = QWidget()
    hidden, others = HiddenRows(parent), OtherLists(parent)
    hidden.show_hidden((1064,))
    others.show_others([OtherList("", 1200, 1064)])
    declined = RowProblem(Field.EMAIL, RowProblemCode.DECLINED, "No", row=1064)
    duplicate = Person(1100, "a@b.com", "A", "B", (), RowState.DUPLICATE, 1064)
    table = Table(header=("Email",), header_row=1064, rows=[Row(1065, ("a@b.com",))], encoding="utf-8", delimiter=",")
    for said in (
        hidden.text(),
        others.text(),
        row_texts.problem_text(declined),
        row_texts.state_text(duplicate),
        how_read(table),
    ):
        assert "1064" in said
        assert "1,064" not in said
    assert "1,200 rows" in others.text(), "how many is another matter"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (1, "5 s"), (41, "45 s"), (55, "55 s"), (56, "1 min"), (60, "1 min"), (61, "2 min"), (3540, "59 min"),
        (3590, "1 h"), (3900, "1 h 5 min"), (7200, "2 h"),
    ],
)  # fmt: skip
def test_a_rough_time_is_never_sixty_of_something_nor_none(seconds: float, said: str) -> None:
    assert labels.rough_time(seconds) == said
