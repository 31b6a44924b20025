"""What can be done to a list before it is sent: read another way, fixed by cause, rows left out, more columns."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from attendees_program import FREE, VIP, Desk, without
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QWidget

from desktop_app.attendees.columns import Columns
from desktop_app.attendees.journal import Fate
from desktop_app.attendees.reading.table import OtherList
from desktop_app.journey.state import Mode
from desktop_app.storage.notes import Note
from desktop_app.ui import notification
from desktop_app.zoom.errors import Reason, ZoomError
from desktop_app.zoom.models import CustomQuestion, Question, Questions

pytestmark = pytest.mark.asyncio

COMMAS = (
    ("Email", "First name", "Last name"),
    ("a@acme,example.com", "Ann", "One"),
    ("b@acme.example.com", "Bo", "Two"),
    ("c@acme,example.com", "Cy", "Three"),
    ("d.acme.example.com", "Di", "Four"),
)


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    await desk.close()


async def test_how_a_list_was_read_is_shown_and_can_be_changed(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "umlauts.csv"
    path.write_bytes("email;first name;last name\nz@a.example.com;Zoë;Müller\ny@a.example.com;Al;Bo\n".encode("cp1252"))
    await desk.enter()
    await desk.open(path)
    assert "separated by semicolons" in desk.text("list_found")
    assert "Do these names look right? Zoë | Müller" in desk.text("list_found")
    assert not desk.see("list_encoding").isVisible()
    desk.click("change_reading")
    assert desk.see("list_encoding").isVisible()
    assert desk.see("list_delimiter").currentText() == "Semicolons (found)"
    assert not desk.see("list_sheet").isVisible()
    desk.choose("list_encoding", "Cyrillic")
    await desk.rest()
    assert "Zoë" not in desk.text("list_found")
    assert "Windows-1251" in desk.text("list_found")
    desk.choose("list_encoding", "Windows-1252")
    await desk.rest()
    assert "Zoë | Müller" in desk.text("list_found")
    assert "first name Zoë, last name Müller" in desk.see("list_found").accessibleName()
    assert desk.page.bar().enabled, "Zoom's answers hold for the same list"


async def test_a_sheet_can_be_chosen(desk: Desk, tmp_path: Path) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    path = tmp_path / "book.xlsx"
    book = xlsxwriter.Workbook(str(path))
    for title, email in (("Guests", "g@a.example.com"), ("Staff", "s@a.example.com")):
        sheet = book.add_worksheet(title)
        sheet.write_row(0, 0, ("Email", "First name", "Last name"))
        sheet.write_row(1, 0, (email, "Gil", title))
    book.close()
    await desk.enter()
    await desk.open(path)
    assert desk.cells()[0][1] == "g@a.example.com"
    desk.click("change_reading")
    assert not desk.see("list_encoding").isVisible()
    desk.choose("list_sheet", "Staff")
    await desk.rest()
    assert desk.cells()[0][1] == "s@a.example.com"
    assert "sheet “Staff”" in desk.text("list_found")


async def test_problems_are_grouped_and_fixed_at_once(desk: Desk) -> None:
    path = desk.write(COMMAS)
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
    await desk.open(desk.write([*COMMAS[:3], ("e@acme.example.con", "Ed", "Five")]))
    for key, follows in (("fix_comma", "fix_ending_typo"), ("fix_ending_typo", "attendee_table")):
        desk.see(key).setFocus()
        desk.click(key)
        await desk.rest()
        focused = desk.page.window().focusWidget()
        assert focused is not None
        assert focused.objectName() == follows
    assert not desk.see("problems").isVisible()


async def test_a_filter_without_rows_says_so(desk: Desk) -> None:
    await desk.enter()
    await desk.open(desk.people(2))
    table = desk.table()
    assert table.accessibleDescription() == ""
    for chip, said in (
        ("filter_attention", "Nothing needs fixing."),
        ("filter_duplicate", "Nobody is in the list twice."),
        ("filter_left_out", "Nobody is left out."),
    ):
        desk.click(chip)
        assert table.accessibleDescription() == said
    seen = table.viewport().grab().toImage()
    middle = {seen.pixel(x, seen.height() // 2 + y) for x in range(seen.width()) for y in range(-4, 4)}
    assert len(middle) > 2, "the words are painted"
    desk.click("filter_all")
    assert table.accessibleDescription() == ""


async def test_a_row_is_left_out_and_taken_back(desk: Desk) -> None:
    await desk.enter()
    await desk.open(desk.people(3))
    table = desk.table()
    table.setFocus()
    table.setCurrentIndex(table.model().index(1, 2))
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert desk.cells()[1][-1] == "Left out by you"
    assert desk.label() == "Register 2 people and send emails"
    assert desk.see("filter_left_out").accessibleName() == "Left out 1"
    assert desk.page.caption() == "3 rows"
    desk.click("filter_left_out")
    assert [row[0] for row in desk.cells()] == ["3"]
    table.setCurrentIndex(table.model().index(0, 2))
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert desk.label() == "Register 3 people and send emails"
    desk.click("filter_all")
    assert [row[-1] for row in desk.cells()] == ["Ready"] * 3


async def test_leaving_the_first_of_two_out_lets_the_second_in(desk: Desk) -> None:
    rows = [("Email",), ("a@acme.example.com",), ("A@acme.example.com",)]
    await desk.enter()
    await desk.open(desk.write(rows))
    assert [row[-1] for row in desk.cells()] == ["Ready", "Same as row 2"]
    desk.page.check.left_out.emit([2])
    assert [row[-1] for row in desk.cells()] == ["Left out by you", "Ready"]
    desk.page.check.left_out.emit([2])
    assert [row[-1] for row in desk.cells()] == ["Ready", "Same as row 2"]


async def test_more_columns_go_with_each_person(desk: Desk) -> None:
    desk.api.types = [FREE, VIP]
    rows = [
        ("Email", "First name", "Last name", "Firm", "Badge"),
        ("a@acme.example.com", "Ann", "One", "Acme", "vip"),
        ("b@acme.example.com", "Bo", "Two", "Beta", "Gold"),
    ]
    await desk.enter()
    await desk.open(desk.write(rows))
    desk.choose("ticket_type", "Free Admission")
    desk.click("more_columns")
    desk.choose("extra_organization", "Firm")
    await desk.rest()
    desk.choose("extra_ticket_type", "Badge")
    await desk.rest()
    assert desk.text("more_columns") == "More columns (2)"
    assert "no ticket type “Gold”" in desk.text("unknown_types")
    desk.press()
    await desk.rest()
    sent = {request.email: request for request in desk.api.sent}
    assert sent["a@acme.example.com"].organization == "Acme"
    assert sent["a@acme.example.com"].ticket_type_id == "vip"
    assert sent["b@acme.example.com"].ticket_type_id == "free"


async def test_columns_are_remembered_for_the_next_list(tmp_path: Path) -> None:
    note = Note(tmp_path / "columns.json")
    desk = Desk(tmp_path, columns=note)
    await desk.enter()
    await desk.open(desk.people(2))
    desk.choose("last_name_column", "Not in the list")
    await desk.rest()
    assert note.load()
    assert "acme" not in note.load(), "nothing of a list can be read from it"
    await desk.close()
    again = Desk(tmp_path, columns=note)
    await again.enter()
    await again.open(again.people(5, "other.csv"))
    assert again.page.check.pickers.columns == Columns(email=0, first_name=1)
    assert again.see("last_name_column").currentText() == "Not in the list"
    await again.close()


async def test_one_goes_ahead_of_all_others(desk: Desk) -> None:
    await desk.enter()
    await desk.open(desk.people(3))
    desk.click("register_quietly")
    desk.click("send_one_first")
    desk.click("one_send")
    assert "Enter your email address" in desk.see("send_one_dialog")._field.problem(), "nobody else is sent instead"
    desk.see("one_email").setText("me@acme")
    desk.click("one_send")
    assert "no ending" in desk.see("send_one_dialog")._field.problem()
    desk.see("one_email").setText("me@acme.example.com")
    desk.click("one_send")
    await desk.rest()
    assert [(request.email, request.send_notification) for request in desk.api.sent] == [("me@acme.example.com", True)]
    assert "me@acme.example.com is registered" in desk.said()
    assert desk.api.sent[0].last_name == "Last1", "what Zoom asks everybody for, it asks me for"
    assert desk.label() == "Register 3 people quietly"
    assert desk.page.goes_back(), "the list is there again"
    # somebody of the list, who is not sent again with the others
    desk.click("send_one_first")
    desk.see("one_email").setText("P1@acme.example.com")
    desk.click("one_send")
    await desk.rest()
    assert desk.label() == "Register 2 people quietly"
    desk.press()
    await desk.rest()
    emails = [request.email for request in desk.api.sent]
    assert emails == ["me@acme.example.com", *(f"p{n}@acme.example.com" for n in (1, 2, 3))]
    (first, *_) = reversed(await desk.journals[Mode.ACCOUNT].imports("e1"))
    (entry,) = await desk.journals[Mode.ACCOUNT].rows(first.id)
    assert (entry.row, entry.fate) == (0, Fate.REGISTERED)


async def test_sending_one_does_not_look_as_if_all_were_sent_and_enter_does_not_send_again(desk: Desk) -> None:
    await desk.enter()
    await desk.open(desk.people(3))
    link = desk.see("send_one_first")
    link.setFocus()
    link.click()
    desk.see("one_email").setText("me@acme.example.com")
    desk.click("one_send")
    # where a dialog that closes puts the focus
    link.setFocus()
    bar = desk.page.bar()
    assert (bar.busy, bar.enabled, bar.reason) == (False, False, "Registering one…")
    await desk.rest()
    assert desk.page.window().focusWidget() is desk.page.message, "Enter on the link would open it again"
    assert "One person is registered" in desk.said()
    await desk.until(lambda: not desk.page.findChildren(QWidget, "one_email"))
    desk.click("send_one_first")
    assert desk.see("one_email").text() == "", "who is registered isn't sent anew by Enter"
    desk.click("one_cancel")
    # somebody who works elsewhere meanwhile is not disturbed
    await desk.until(lambda: not desk.page.findChildren(QWidget, "one_email"))
    link.click()
    desk.see("one_email").setText("me@acme.example.com")
    desk.click("one_send")
    desk.page.check.grid.setFocus()
    await desk.rest()
    assert desk.page.window().focusWidget() is desk.page.check.grid
    assert "Try another address" in desk.said()
    desk.page.back()
    await desk.rest()
    newest = (await desk.journals[Mode.ACCOUNT].imports("e1"))[0]
    texts = [label.text() for label in desk.see(f"import_{newest.id}").findChildren(QLabel)]
    assert "1 already in" in texts, "an import that sent nobody says so"


async def test_one_who_cannot_be_sent_ahead_is_not_sent_later(desk: Desk) -> None:
    desk.api.failures = {"me@acme.example.com": "email_not_found"}
    desk.api.refusals = [ZoomError(Reason.SCOPE_MISSING, "createTickets", status=403, code=4711)]
    await desk.enter()
    await desk.open(desk.people(2))
    for said in ("A permission is missing", "Zoom refused the email address"):
        desk.page.ahead.ask()
        desk.see("one_email").setText("me@acme.example.com")
        desk.click("one_send")
        await desk.rest()
        assert said in desk.said()
        desk.page.clear_message()
        await desk.until(lambda: not desk.page.findChildren(QWidget, "one_email"))
    assert await desk.journals[Mode.ACCOUNT].unfinished() == []
    assert desk.label() == "Register 2 people and send emails"


async def test_nothing_is_shown_to_who_has_no_desktop(desk: Desk) -> None:
    before = len(QApplication.topLevelWidgets())
    notification.tell(desk.page, "Import finished", "2 people")
    assert len(QApplication.topLevelWidgets()) == before


async def test_the_file_kind_follows_the_dialog(desk: Desk) -> None:
    await desk.enter()
    desk.page.files.ask_results("none")
    dialog = desk.page.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    assert dialog.selectedFiles()[0].endswith("Q4 Town Hall results.csv")
    dialog.filterSelected.emit("Excel workbooks (*.xlsx)")
    assert dialog.selectedFiles()[0].endswith("Q4 Town Hall results.xlsx")
    assert dialog.defaultSuffix() == "xlsx"
    dialog.reject()


ABROAD = [
    ("Email", "First name", "Last name", "Company", "Country"),
    ("a@acme.example.com", "Ann", "One", "Acme", "Germany"),
    ("b@acme.example.com", "Bo", "Two", "Acme", "Atlantis"),
    ("c@acme.example.com", "Cy", "Three", "", "US"),
]


async def test_what_zoom_would_not_take_is_said_and_can_be_corrected_in_place(desk: Desk) -> None:
    await desk.enter()
    await desk.open(desk.write(ABROAD))
    assert desk.label() == "Register 3 people and send emails"
    assert desk.text("problems_button") == "1 row has an answer that Zoom won’t take"
    model = desk.table().model()
    headers = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
    assert headers == ["Row", "", "Email", "First name", "Last name", "Result", "Organization", "Country"]
    cells = [[str(model.index(row, at).data()) for at in (5, 6, 7)] for row in range(3)]
    assert cells == [
        ["Ready", "Acme", "DE"],
        ["Ready. Country is left out: no country that Zoom knows", "Acme", ""],
        ["Ready", "", "US"],
    ]
    wrong = model.index(1, 7)
    assert "Atlantis" in wrong.data(Qt.ItemDataRole.ToolTipRole)
    assert "two letters" in wrong.data(Qt.ItemDataRole.AccessibleTextRole)
    desk.click("problems_button")
    desk.click("show_unknown_country_country")
    assert [row[0] for row in desk.cells()] == ["3"]
    desk.click("filter_all")
    desk.type_cell(1, 7, "Austria")
    await desk.rest()
    assert model.index(1, 7).data() == "AT"
    assert not desk.see("problems").isVisible()
    desk.press()
    await desk.rest()
    assert [person.country for person in desk.api.sent] == ["DE", "AT", "US"]


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
        "Needed: a value, or no column for it",
    ]


async def test_the_rows_of_a_note_are_shown_at_the_cell_it_is_about(desk: Desk) -> None:
    await desk.enter()
    await desk.open(desk.write(ABROAD))
    desk.click("problems_button")
    desk.click("show_unknown_country_country")
    table = desk.table()
    assert table.hasFocus()
    assert table.model().headerData(table.currentIndex().column(), Qt.Orientation.Horizontal) == "Country"


async def test_a_note_that_has_a_fix_is_fixed_like_a_problem(desk: Desk) -> None:
    await desk.enter()
    await desk.open(desk.write([*COMMAS[:1], ("sam@gmial.com", "Sam", "Smith"), ("bo@acme.example.com", "Bo", "Two")]))
    assert desk.label() == "Register 2 people and send emails", "a doubt holds nobody back"
    assert desk.text("problems_button") == "1 row has an address that may be misspelled"
    assert "gmail.com" in desk.table().model().index(0, 2).data(Qt.ItemDataRole.ToolTipRole)
    desk.click("fix_provider_typo")
    await desk.rest()
    assert desk.cells()[0][1] == "sam@gmail.com"
    assert not desk.see("problems").isVisible()


NEEDS = Questions(
    questions=(Question(field_name="organization", required=True), Question(field_name="phone")),
    custom_questions=(CustomQuestion(title="Dietary <b>needs</b>?", required=True), CustomQuestion(title="Size")),
)


async def test_who_lacks_a_required_answer_is_held_back_and_cured_in_place(desk: Desk) -> None:
    desk.api.asked = {"free": NEEDS}
    await desk.enter()
    await desk.open(desk.people(3))
    assert [row[-1] for row in desk.cells()] == ["Organization is missing"] * 3
    assert not desk.page.bar().enabled
    assert "“Dietary <b>needs</b>?” of everybody" in desk.text("unanswerable")
    assert "Size" not in desk.text("unanswerable")
    model = desk.table().model()
    assert model.headerData(6, Qt.Orientation.Horizontal) == "Organization"
    desk.type_cell(1, 6, "Acme")
    await desk.rest()
    assert desk.label() == "Register 1 person and send the email"
    # they are wanted too when the list is read by other columns, or another way
    desk.choose("last_name_column", "Not in the list")
    await desk.rest()
    assert desk.label() == "Register 1 person and send the email"
    desk.choose("list_encoding", "Windows-1252")
    await desk.rest()
    assert [row[-1] for row in desk.cells()] == ["Organization is missing", "Ready", "Organization is missing"]


async def test_who_lacks_a_required_name_is_held_back(desk: Desk) -> None:
    names = (Question(field_name="first_name", required=True), Question(field_name="last_name", required=True))
    desk.api.asked = {"free": Questions(questions=names)}
    await desk.enter()
    await desk.open(desk.write([("Email", "First name"), ("ann@acme.example.com", "Ann"), ("bo@acme.example.com", "")]))
    assert [row[-1] for row in desk.cells()] == ["Last name is missing", "First name is missing; Last name is missing"]
    assert not desk.page.bar().enabled
    desk.type_cell(0, 4, "Bee")
    await desk.rest()
    assert desk.label() == "Register 1 person and send the email"


async def test_each_ticket_type_may_ask_for_other_answers(desk: Desk) -> None:
    desk.api.types = [FREE, VIP]
    desk.api.asked = {"vip": NEEDS}
    await desk.enter()
    await desk.open(desk.people(2))
    desk.choose("ticket_type", "VIP")
    await desk.rest()
    assert desk.see("filter_attention").accessibleName() == "Needs fixing 2"
    desk.choose("ticket_type", "Free Admission")
    await desk.rest()
    assert desk.label() == "Register 2 people and send emails"
    assert not desk.see("unanswerable").isVisible()


async def test_without_the_permission_to_read_questions_nothing_is_required(tmp_path: Path) -> None:
    desk = Desk(tmp_path, scopes=without("getRegistrationQuestionsForTicketType"))
    desk.api.asked = {"free": NEEDS}
    await desk.enter()
    await desk.open(desk.people(2))
    assert desk.label() == "Register 2 people and send emails"
    assert desk.said() == ""
    await desk.close()


async def test_another_list_of_the_workbook_is_offered(desk: Desk, tmp_path: Path) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    path = tmp_path / "two.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name, count in (("Guests", 3), ("Board 2026", 12)):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ("Email", "First name", "Last name"))
            for n in range(count):
                sheet.write_row(n + 1, 0, (f"{name[:5].lower()}{n}@acme.example.com", "Ann", f"Number{n}"))
    await desk.enter()
    await desk.open(path)
    assert "This workbook has another list: “Board 2026” (12 rows)" in desk.page.check.others.text()
    desk.page.check.others.button("0").click()
    await desk.rest()
    assert desk.page.caption() == "12 rows"
    assert desk.page.bar().reason == "Emails, or quietly?", "they are other people"
    assert not desk.page.check.others.isVisible()


async def test_rows_that_were_not_read_are_told(desk: Desk) -> None:
    others = desk.page.check.others
    others.show_others([OtherList("", 12, 35)])
    assert "Another list begins in row 35. Its 12 rows aren’t in this one." in others.text()
    others.show_others([])
    assert others.isHidden()


async def test_a_list_below_is_read_with_one_press_and_the_first_with_another(tmp_path: Path) -> None:
    desk = Desk(tmp_path, columns=Note(tmp_path / "columns.json"))
    rows = [("Email", "First name", "Last name"), ("ann@acme.example.com", "Ann", "Bee"), ("",) * 3, ("Guests", "", "")]
    rows += [("First name", "Email", "Company"), ("Gus", "gus@acme.example.com", "Acme"), ("Hal", "bad@", "")]
    path = desk.write(rows)
    others = desk.page.check.others
    await desk.enter()
    await desk.open(path)
    assert others.text() == "Not every row was read\nAnother list begins in row 5. Its 2 rows aren’t in this one."
    others.button("0").click()
    await desk.rest()
    assert [row[:2] for row in desk.cells()] == [("6", "gus@acme.example.com"), ("7", "bad@")]
    assert desk.page.bar().reason == "Emails, or quietly?", "they are other people"
    assert others.text() == "Not every row was read\nAnother list begins in row 1. Its only row isn’t in this one."
    # the choices of how to read stay with the list that is read, and so do its columns
    desk.choose("list_encoding", "Windows")
    await desk.rest()
    assert [row[0] for row in desk.cells()] == ["6", "7"]
    desk.choose("first_name_column", "Company")
    await desk.rest()
    others.button("0").click()
    await desk.rest()
    assert [row[:3] for row in desk.cells()] == [("2", "ann@acme.example.com", "Ann")]
    others.button("0").click()
    await desk.rest()
    assert [row[2] for row in desk.cells()] == ["Acme", "Empty"], "as was chosen before"
    await desk.close()


async def test_another_sheet_is_read_from_its_top_again(desk: Desk, tmp_path: Path) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    path = tmp_path / "two.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name in ("Monday", "Friday"):
            sheet = book.add_worksheet(name)
            for at, row in enumerate(
                ("Email,Name", "top@{}.example.com,Ann", "", "Name,Email", "Bo,low@{}.example.com")
            ):
                sheet.write_row(at, 0, row.format(name.lower()).split(","))
    await desk.enter()
    await desk.open(path)
    assert desk.page.check.others.button("1").text() == "Use the one in row 4"
    desk.page.check.others.button("1").click()
    await desk.rest()
    assert [row[:2] for row in desk.cells()] == [("5", "low@monday.example.com")]
    desk.click("change_reading")
    desk.choose("list_sheet", "Friday")
    await desk.rest()
    assert [row[:2] for row in desk.cells()] == [("2", "top@friday.example.com")]
    desk.page.check.others.button("0").click()
    await desk.rest()
    assert [row[:2] for row in desk.cells()] == [("5", "low@friday.example.com")]


async def test_lists_of_other_sheets_and_below_are_offered_by_name(desk: Desk) -> None:
    others = desk.page.check.others
    wanted: list[OtherList] = []
    others.wanted.connect(wanted.append)
    others.show_others([OtherList("Board", 4), OtherList("Guests", 12, 1035)])
    assert [others.button(key).text() for key in ("0", "1")] == ["Use “Board”", "Use the one in row 1,035"]
    others.button("1").click()
    assert wanted == [OtherList("Guests", 12, 1035)]


async def test_people_who_declined_are_left_out_with_one_press(desk: Desk) -> None:
    rows = [("Email", "First name", "RSVP"), *((f"p{n}@acme.example.com", "Ann", "Attending") for n in range(4))]
    rows += [(f"no{n}@acme.example.com", "Bo", "Not Attending") for n in range(2)]
    await desk.enter()
    await desk.open(desk.write(rows))
    assert desk.text("problems_button") == "2 rows are of people not to be invited"
    assert desk.text("fix_declined") == "Leave out all 2"
    desk.click("fix_declined")
    await desk.rest()
    desk.page.check.left_out.emit([2])
    assert desk.label() == "Register 3 people and send emails"
    desk.click("filter_left_out")
    assert [row[-1] for row in desk.cells()] == ["Left out by you", *["Not to be invited, left out by you"] * 2]
    assert desk.text("rows_shown") == "3 of 6 rows: 2 not to be invited, 1 left out by you"
    desk.page.check.left_out.emit([2])
    assert desk.text("rows_shown") == "3 of 6 rows: 2 not to be invited"
    assert desk.label() == "Register 4 people and send emails"
    assert not desk.see("problems").isVisible()
