"""What Zoom asks people beside their names: more columns, what is missing, and what Zoom wouldn't take."""

from pathlib import Path

import pytest
from attendees_program import Desk, without
from PySide6.QtCore import Qt
from scripted_tickets import FREE, VIP

from desktop_app.zoom.models import CustomQuestion, Question, Questions

pytestmark = pytest.mark.asyncio


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
        ["Ready. Country is left out: Zoom doesn’t know it", "Acme", ""],
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


async def test_the_rows_of_a_note_are_shown_at_the_cell_it_is_about(desk: Desk) -> None:
    await desk.enter()
    await desk.open(desk.write(ABROAD))
    desk.click("problems_button")
    desk.click("show_unknown_country_country")
    table = desk.table()
    assert table.hasFocus()
    assert table.model().headerData(table.currentIndex().column(), Qt.Orientation.Horizontal) == "Country"


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
