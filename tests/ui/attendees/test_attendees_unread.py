"""Addresses in columns that aren't read: the page says so, and reads them instead with one press."""

import pytest
from attendees_program import Desk

from desktop_app.attendees.reader import read_text
from desktop_app.attendees.unread import Unread

pytestmark = pytest.mark.asyncio


async def test_a_second_list_beside_the_first_is_told_and_read_with_one_press(desk: Desk) -> None:
    rows = [
        ("Name", "Email", "", "Name", "Email"),
        ("Ann Bee", "ann@a.example.com", "", "Bob Cee", "bob@a.example.com"),
    ]
    rows.append(("", "", "", "Cat Dee", "cat@a.example.com"))
    await desk.enter()
    await desk.open(desk.write(rows))
    told = desk.page.check.unread
    assert told.text() == "There are more people in other columns\n2 addresses in column E (Email) aren’t read."
    assert told.kind() == "warn"
    assert desk.label() == "Register 1 person and send the email"
    told.button("4").click()
    await desk.rest()
    assert [row[:4] for row in desk.cells()][1:] == [("3", "cat@a.example.com", "Cat", "Dee")]
    assert desk.see("first_name_column").currentText() == "Split “Name”"
    assert desk.page.bar().reason == "Choose whether Zoom sends emails", "they are other people"
    assert "1 address in column B (Email) isn’t read." in told.text()


async def test_second_addresses_are_told_quietly_until_they_are_read(desk: Desk) -> None:
    rows = [("Name", "Email", "Private"), ("Ann Bee", "ann@a.example.com", "ann@b.example.com")]
    await desk.enter()
    await desk.open(desk.write(rows))
    told = desk.page.check.unread
    assert (told.kind(), told.button("2").text()) == ("info", "Use column C")
    desk.choose("email_column", "Private")
    await desk.rest()
    assert "1 address in column B (Email) isn’t read." in told.text()
    await desk.open(desk.people(2))
    assert told.isHidden()


async def test_of_many_columns_those_with_most_addresses_are_named(desk: Desk) -> None:
    table = read_text("Email,A,B,C,D\na@x.example,,,,\n")
    found = [Unread(1, 7), Unread(2, 9000), Unread(3, 1), Unread(4, 12)]
    desk.page.check.unread.show_unread(table, found)
    assert desk.page.check.unread.text().endswith(
        "9,000 addresses in column C (B) aren’t read. 12 addresses in column E (D) aren’t read. "
        "7 addresses in column B (A) aren’t read. One more column has some."
    )


async def test_columns_that_may_hold_the_other_half_of_the_names_are_told_until_one_is_chosen(desk: Desk) -> None:
    rows = [("First name", "Nama belakang", "Email"), ("Ann", "Bee", "a@x.example"), ("Bob", "Cee", "b@x.example")]
    await desk.enter()
    await desk.open(desk.write(rows))
    told = desk.page.check.unread
    assert (told.kind(), told.text()) == (
        "info", "Some names may not be read\nChoose column B (Nama belakang) if it holds names."
    )  # fmt: skip
    desk.choose("last_name_column", "Nama belakang")
    await desk.rest()
    assert told.isHidden()
