"""Problems of a list that is checked: grouped by cause, found in the table, fixed at once."""

import pytest
from attendees_program import FAULTY, Desk
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from desktop_app.attendees.roster import Cell, Extra

pytestmark = pytest.mark.asyncio


async def test_nothing_moves_under_the_pointer_while_groups_are_fixed(desk: Desk) -> None:
    await desk.enter()
    rows = [*FAULTY, ("e@acme.example.con", "Ed", "Five"), ("f@gmial.com", "Flo", "Six")]
    await desk.open(desk.write(rows))
    panel = desk.see("problems")

    def places() -> tuple[QPoint, int, int, int]:
        desk.page.grab()
        fix = desk.see("fix_ending_typo")
        return fix.mapTo(desk.page, QPoint()), fix.width(), panel.height(), desk.see("filter_left_out").x()

    before = places()
    desk.click("fix_comma")
    await desk.rest()
    await desk.until(lambda: len(panel.findChildren(QPushButton, "fix_ending_typo")) == 1)
    assert places() == before
    assert not panel.findChildren(QPushButton, "fix_comma")
    assert desk.text("problems_button") == "2 rows need fixing, for 2 reasons"


NARROW = 450
"""The page in a window of 1024 pixels with everything half as large again."""

WITH_ANSWERS = (
    ("Email", "First name", "Last name", "Response"),
    *((*row, "") for row in FAULTY[1:]),
    ("e@acme.example.con", "Ed", "Five", ""),
    ("f@acme.example.com", "Flo", "Six", "Declined"),
    ("g@acme.example.com", "Gil", "Seven", "Declined"),
)


async def test_in_a_narrow_window_the_buttons_of_a_problem_stand_below_what_is_said_of_it(desk: Desk) -> None:
    await desk.enter()
    desk.page.resize(NARROW, 400)
    await desk.open(desk.write(WITH_ANSWERS))
    desk.page.grab()
    assert desk.page.scroller.horizontalScrollBar().maximum() == 0
    panel = desk.see("problems")
    assert panel.minimumSizeHint().width() <= desk.page.scroller.viewport().width()
    row = desk.see("problem_declined")
    said = [label for label in row.findChildren(QLabel) if label.text()]
    assert [label.text() for label in said] == ["Not to be invited: 2 rows", "Your list says “Response: Declined”"]
    for button in (desk.see("show_declined"), desk.see("invite_declined"), desk.see("fix_declined")):
        place = QRect(button.mapTo(row, QPoint()), button.size())
        assert row.rect().contains(place)
        assert button.width() >= button.sizeHint().width()
        assert all(place.top() >= label.mapTo(row, label.rect().bottomLeft()).y() for label in said)
    for label in said:
        assert label.height() >= label.heightForWidth(label.width())
    desk.page.resize(888, 688)
    fix = desk.see("fix_declined")
    await desk.until(lambda: fix.mapTo(row, QPoint()).y() < said[1].mapTo(row, QPoint()).y())


async def test_in_a_narrow_window_nothing_moves_either_while_groups_are_fixed(desk: Desk) -> None:
    await desk.enter()
    desk.page.resize(NARROW, 400)
    await desk.open(desk.write(WITH_ANSWERS))

    def place() -> QPoint:
        desk.page.grab()
        return desk.see("fix_ending_typo").mapTo(desk.see("problems"), QPoint())

    before = place()
    desk.click("fix_comma")
    await desk.rest()
    await desk.until(lambda: not desk.page.findChildren(QPushButton, "fix_comma"))
    await desk.until(lambda: place() == before)


async def test_the_rows_of_a_problem_are_brought_into_view_and_no_other_filter_is_lit(desk: Desk) -> None:
    await desk.enter()
    desk.page.resize(648, 568)
    await desk.open(desk.write([*FAULTY, *((f"p{n}@gmial.com", "Pia", f"Number{n}") for n in range(30))]))
    desk.page.grab()
    desk.click("show_provider_typo")
    assert len(desk.cells()) == 30
    chips = ["filter_all", "filter_ready", "filter_attention", "filter_duplicate", "filter_left_out"]
    assert not any(desk.see(chip).isChecked() for chip in chips)
    assert desk.text("rows_shown") == "30 of 34 rows: Email may be misspelled"
    table = desk.table()
    assert table.currentIndex().row() == 0
    for widget in (table, desk.see("rows_shown"), desk.see("show_all_rows")):
        assert widget.visibleRegion().boundingRect().height() == widget.height()
    assert table.rowAt(table.viewport().height() - 1) >= 7
    desk.click("filter_attention")
    assert desk.see("filter_attention").isChecked()
    desk.click("show_comma")
    assert table.currentIndex().row() == 0


async def test_from_the_rows_of_a_problem_a_link_beside_their_number_leads_back_to_all(desk: Desk) -> None:
    await desk.enter()
    await desk.open(desk.write(FAULTY))
    link = desk.see("show_all_rows")
    assert not link.isVisible()
    for show in ("show_comma", "filter_duplicate"):
        desk.click(show)
        desk.page.grab()
        assert link.isVisible()
        place = desk.see("rows_shown").geometry()
        assert link.x() > place.right()
        assert link.y() <= place.center().y() <= link.geometry().bottom(), "beside their number"
        link.setFocus()
        desk.click("show_all_rows")
        assert desk.text("rows_shown") == "4 of 4 rows"
        assert desk.see("filter_all").isChecked()
        assert not link.isVisible()
        assert desk.page.focusWidget() is desk.table(), "the link is gone"


async def test_rows_with_two_problems_are_told_from_problems(desk: Desk) -> None:
    await desk.enter()
    await desk.open(desk.write([*FAULTY, ("e@acme.example.con", "", "Five")]))
    assert desk.text("problems_button") == "4 rows need fixing: 5 problems of 4 kinds"


async def test_a_wide_window_shows_every_problem_in_full(desk: Desk) -> None:
    await desk.enter()
    rows = [*FAULTY, ("e@acme.example.con", "Ed", "Five"), ("f@gmial.com", "Flo", "Six"), ("", "Gil", "Seven")]
    rows += [("soren.young@university.example.com; assistant@university.example.com", "So", "Yo")]
    desk.page.resize(1670, 968)
    await desk.open(desk.write(rows))
    desk.page.grab()
    for label in desk.see("problems").findChildren(QLabel):
        if label.isVisible() and label.text():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
    fix = desk.see("fix_comma")
    assert fix.height() >= fix.sizeHint().height()


MANY_KINDS = (
    *FAULTY[:1],
    *((f"{name}@acme,example.com", "Ann", "One") for name in "abcd"),
    *((f"{name}@acme.example.con", "Bo", "Two") for name in "efg"),
    *((f"{name}.example.com", "Cy", "Three") for name in "hi"),
    ("", "Di", "Four"),
    ("j@acme.example.com", "", "Five"),
    ("k@acme.example.com", "Flo", "Six"),
    ("k@acme.example.com", "Gil", "Seven"),
)
"""Six kinds of problems; the last, two people at one address, has to be seen."""


async def test_of_many_kinds_the_most_frequent_are_listed_and_the_others_when_asked_for(desk: Desk) -> None:
    await desk.enter()
    await desk.open(desk.write(MANY_KINDS))
    panel = desk.see("problems")

    def listed() -> list[str]:
        return [frame.objectName() for frame in panel.findChildren(QFrame) if frame.objectName().startswith("problem_")]

    first = ["problem_comma", "problem_ending_typo", "problem_no_at"]
    assert listed() == [*first, "problem_another_name"]
    more = desk.see("more_problems")
    assert desk.text("more_problems") == "Show 2 more kinds of problems"
    more.setFocus()
    desk.click("more_problems")
    await desk.until(lambda: len(listed()) == 6)
    assert listed() == [*first, "problem_missing", "problem_missing_first_name", "problem_another_name"]
    assert panel.findChild(QPushButton, "more_problems") is None
    assert desk.page.window().focusWidget() is desk.see("show_missing"), "it came with the button that is gone"
    # they stay, whatever is fixed; another list begins with the first again
    desk.click("fix_comma")
    await desk.rest()
    assert len(listed()) == 6
    await desk.open(desk.write([*MANY_KINDS, ("l@acme.example.com", "Hal", "Eight")], "other.csv"))
    assert desk.see("more_problems").isVisible()


async def test_kinds_that_are_done_make_room_for_others_below_them(desk: Desk) -> None:
    await desk.enter()
    await desk.open(
        desk.write([*MANY_KINDS, (" l@acme.example.com", " Hal ", "Eight"), ("Mia@x@y.com", "Mia", "Nine")])
    )
    panel = desk.see("problems")
    assert panel.findChild(QPushButton, "more_problems") is not None
    for key in ("fix_comma", "fix_ending_typo"):
        desk.click(key)
        await desk.rest()
    frames = [frame for frame in panel.findChildren(QFrame) if frame.objectName().startswith("problem_")]
    done = [any(label.text() == "No rows left" for label in frame.findChildren(QLabel)) for frame in frames]
    assert done[:2] == [True, True], "they keep their places"
    assert done.count(False) >= 3


async def test_the_focus_goes_from_the_last_listed_fix_to_what_does_no_harm(desk: Desk) -> None:
    await desk.enter()
    await desk.open(desk.write([row for row in MANY_KINDS if row[0] != "k@acme.example.com"]))
    for key, follows in (("fix_comma", "fix_ending_typo"), ("fix_ending_typo", "show_missing_first_name")):
        desk.see(key).setFocus()
        desk.click(key)
        await desk.rest()
        assert focused(desk) == follows


async def test_the_focus_never_goes_to_a_fix_that_was_passed_by(desk: Desk) -> None:
    await desk.enter()
    rows = [*MANY_KINDS[:8], ("f@gmial.com", "Flo", "Six"), ("x@acme.example.com", "Xi", "Ten")]
    await desk.open(desk.write(rows))
    desk.see("fix_ending_typo").setFocus()
    desk.click("fix_ending_typo")
    await desk.rest()
    assert focused(desk) == "fix_provider_typo"
    desk.click("fix_provider_typo")
    await desk.rest()
    assert focused(desk) == "show_comma"


async def test_the_focus_stays_where_it_is_when_zoom_says_what_it_wants(desk: Desk) -> None:
    await desk.enter()
    await desk.open(desk.write([*MANY_KINDS[:8], ("x@acme.example.com", "Xi", "")]))
    required: list[frozenset[Cell]] = [frozenset({Extra.PHONE}), frozenset()]
    for name, answers in zip(("show_ending_typo", "problems_button"), required, strict=True):
        desk.see(name).setFocus()
        before = desk.text("problems_button")
        desk.page.list._list.require(answers)
        await desk.until(lambda before=before: desk.text("problems_button") != before)
        assert focused(desk) == name


def focused(desk: Desk) -> str:
    widget = desk.page.window().focusWidget()
    assert isinstance(widget, QWidget)
    return widget.objectName()


async def test_two_people_at_one_address_are_a_group_of_their_own(desk: Desk) -> None:
    await desk.enter()
    rows = [*FAULTY[:1], ("a@acme.example.com", "Ann", "One"), ("a@acme.example.com", "Bo", "Two"),
            ("a@acme.example.com", "Ann", "One")]  # fmt: skip
    await desk.open(desk.write(rows))
    assert desk.text("problems_button") == "1 row is worth a look"
    panel = desk.see("problem_another_name")
    assert [label.text() for label in panel.findChildren(QLabel) if label.text()] == [
        "Same address, another name: 1 row",
        "Bo Two has the address of row 2. Needed: an address of their own, because Zoom gives each address one ticket",
    ]
    assert desk.see("show_another_name").isVisible()
    assert [row[-1] for row in desk.cells()] == ["Ready", "Another name in row 2", "Same as row 2"]
    desk.click("show_another_name")
    assert [row[0] for row in desk.cells()] == ["3"]
    desk.type_cell(0, 2, "bo@acme.example.com")
    await desk.rest()
    assert desk.cells()[0][-1] == "Ready"
    assert not desk.see("problems").isVisible()


async def test_problems_are_grouped_and_fixed_at_once(desk: Desk) -> None:
    path = desk.write(FAULTY)
    before = path.read_bytes()
    await desk.enter()
    await desk.open(path)
    assert desk.text("problems_button") == "3 rows need fixing, for 2 reasons"
    assert desk.text("fix_comma") == "Fix all 2"
    shows = [button for button in desk.page.findChildren(QPushButton) if button.text() == "Show rows"]
    assert len({button.mapTo(desk.page, button.rect().topRight()).x() for button in shows}) == 1, "below one another"
    desk.click("show_comma")
    assert [row[0] for row in desk.cells()] == ["2", "4"]
    desk.click("fix_comma")
    await desk.rest()
    assert [row[-1] for row in desk.cells()] == ["Ready", "Ready"]
    assert desk.cells()[0][1] == "a@acme.example.com"
    assert desk.text("problems_button") == "1 row needs fixing"
    assert desk.label() == "Register 3 people and send emails"
    assert path.read_bytes() == before
    # fixes survive another choice of columns
    desk.choose("last_name_column", "Not in the list")
    await desk.rest()
    assert desk.label() == "Register 3 people and send emails"


async def test_the_focus_goes_from_fix_to_fix_and_then_to_the_rows(desk: Desk) -> None:
    await desk.enter()
    await desk.open(desk.write([*FAULTY[:3], ("e@acme.example.con", "Ed", "Five")]))
    for key, follows in (("fix_comma", "fix_ending_typo"), ("fix_ending_typo", "attendee_table")):
        desk.see(key).setFocus()
        desk.click(key)
        await desk.rest()
        focused = desk.page.window().focusWidget()
        assert focused is not None
        assert focused.objectName() == follows
    assert not desk.see("problems").isVisible()


async def test_each_problem_says_where_what_was_found_and_what_is_needed(desk: Desk) -> None:
    await desk.enter()
    await desk.open(desk.write([("Email", "First name"), ("nobody", "Ann"), ("", "Bo"), ("c@acme.example.com", "")]))
    said = [label.text() for key in ("no_at", "missing", "missing_first_name")
            for label in desk.see(f"problem_{key}").findChildren(QLabel) if label.text()]  # fmt: skip
    assert said == [
        "Email has no @: 1 row",
        "nobody. Needed: an address such as name@company.com",
        "Email is missing: 1 row",
        "Needed: an email address",
        "First name is missing: 1 row",
        "Needed: a name. Or choose “Not in the list” for its column",
    ]


async def test_a_note_that_has_a_fix_is_fixed_like_a_problem(desk: Desk) -> None:
    await desk.enter()
    await desk.open(desk.write([*FAULTY[:1], ("sam@gmial.com", "Sam", "Smith"), ("bo@acme.example.com", "Bo", "Two")]))
    assert desk.label() == "Register 2 people and send emails", "a doubt holds nobody back"
    assert desk.text("problems_button") == "1 row has an address that may be misspelled"
    assert "gmail.com" in desk.table().model().index(0, 2).data(Qt.ItemDataRole.ToolTipRole)
    desk.click("fix_provider_typo")
    await desk.rest()
    assert desk.cells()[0][1] == "sam@gmail.com"
    assert not desk.see("problems").isVisible()
