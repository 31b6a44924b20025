"""People above the header line that is read, in sections of their own: nobody of them is lost, whatever theirs is
called."""

import pytest

from desktop_app.attendees.columns import match
from desktop_app.attendees.reader import read_text
from desktop_app.attendees.roster import RowState, check

BELOW = "First name,Last name,Email address,Company\nAnn,Bee,a@x.example,Acme\n"


def people(text):
    table = read_text(text)
    return [
        (person.row, person.email, person.first_name, person.last_name) for person in check(table, match(table)).people
    ]


@pytest.mark.parametrize("header", ["Name,E-mail", "Name,Email address", "Name,Email", "Name,Contact", "Naam,E-mail"])
def test_people_above_are_put_below_the_columns_that_mean_the_same(header):
    assert people(f"{header}\nHost Ho,h@x.example\nHost Van Dyke,h2@x.example\n\n{BELOW}") == [
        (2, "h@x.example", "Host", "Ho"),
        (3, "h2@x.example", "Host", "Van Dyke"),
        (6, "a@x.example", "Ann", "Bee"),
    ]


@pytest.mark.parametrize(
    "header",
    [
        "Staff name,Staff email address,Shift",
        "Speaker,E-mail for contact,Room",
        "VIP,VIP email,Table",
        "Kursleitung,E-Mail-Kontakt,Tel",
        "First name,Where to write,Surname",
    ],
)
@pytest.mark.parametrize("between", ["", "\n", "\nVolunteers\n"])
def test_people_below_a_header_that_names_the_address_only_roughly_are_there(header, between):
    found = people(f"{header}\nAnn Bee,b@y.example,am\n{between}{BELOW}")
    assert found[0][:2] == (2, "b@y.example")
    assert [address for _, address, _, _ in found] == ["b@y.example", "a@x.example"]


def test_names_in_parts_go_into_a_column_of_whole_ones():
    above = "First name,Last name,E-mail\nHost Otto,Van Ho,h@x.example\n,Solo,s@x.example\n"
    below = "Name,Email,Company,Job title,City\nAnn Bee,a@x.example,Acme,Boss,Ulm\n"
    found = people(f"{above}\n{below}")
    assert found[0] == (2, "h@x.example", "Host Otto", "Van Ho")
    assert found[-1] == (6, "a@x.example", "Ann", "Bee")


def test_answers_and_columns_that_nobody_uses_come_along():
    table = read_text(f"Member,Organization,Mail\n7,Umbrella,m@x.example\n\nMember,{BELOW.replace('Ann', '8,Ann')}")
    first, _ = check(table, match(table)).people
    assert (first.email, list(first.extra.values())) == ("m@x.example", ["Umbrella"])
    assert table.rows[0].cells[0] == "7"


def test_somebody_above_without_an_address_is_seen():
    table = read_text(f"Name,E-mail\nHost Ho,h@x.example\nHost Two,n/a\n\n{BELOW}")
    states = [(person.row, person.state) for person in check(table, match(table)).people]
    assert states == [(2, RowState.READY), (3, RowState.ATTENTION), (6, RowState.READY)]


def test_many_above_are_all_there():
    above = "".join(f"Ann Bee{at},p{at}@x.example\n" for at in range(40))
    assert len(people(f"Name,E-mail\n{above}\n{BELOW}")) == 41


def test_where_no_column_holds_addresses_people_stay_as_they_are():
    table = read_text("Name,Email\nHost Ho,h@x.example\n\nEmail,First name,Last name,Company\n,Ann,Bee,Acme\n")
    assert "h@x.example" in [cell for row in table.rows for cell in row.cells]


def test_several_people_above_whom_no_header_explains_are_another_list():
    text = f"Name,Spring party\nAnn Ax,x@y.example\nBo Ox,o@y.example\n\n{BELOW}"
    table = read_text(text)
    assert [row.number for row in table.rows] == [6]
    assert [(other.rows, other.begins) for other in table.others] == [(2, 2)]
    other = read_text(text, begins=2)
    assert [(person.row, person.email) for person in check(other, match(other)).people] == [
        (2, "x@y.example"), (3, "o@y.example")
    ]  # fmt: skip
    assert [(left.rows, left.begins) for left in other.others] == [(1, 5)]
    assert read_text(text, begins=5).rows[0].number == 6


def test_lines_above_that_only_hold_an_address_are_nobody():
    assert people(f"Name,Spring party\nOrganizer,o@x.example\n\n{BELOW}") == [(5, "a@x.example", "Ann", "Bee")]


def test_hosts_of_a_report_keep_their_display_names():
    report = (
        "Attendee Report\nTopic,Users\nSpring,3\nHost Details,\n"
        "Attended,User Name (Original Name),Email\nYes,Hal Host,h@x.example\nAttendee Details,\n"
        "Attended,User Name (Original Name),First Name,Last Name,Email\nYes,Annie,Ann,Bee,a@x.example\n"
    )
    assert people(report) == [(6, "h@x.example", "Hal", "Host"), (9, "a@x.example", "Ann", "Bee")]


@pytest.mark.parametrize("above", [70, 600])
def test_a_header_far_below_is_found(above):
    table = read_text(
        "".join(f"Note {at},about nothing\n" for at in range(above)) + "Name,Email\nAnn Bee,a@x.example\n"
    )
    assert (table.header, table.header_row) == (("Name", "Email"), above + 1)
    assert [row.number for row in table.rows] == [above + 2]


def test_a_header_at_the_top_stays_one_when_the_first_address_is_far_below():
    rows = "".join(f"Ann Bee{at},\n" for at in range(100))
    table = read_text(f"Name,Email\n{rows}Cat Dee,c@x.example\n")
    assert (table.header_row, len(table.rows)) == (1, 101)


def test_rows_without_a_header_stay_where_the_first_address_is_far_below():
    rows = "".join(f"Ann,Bee{at},\n" for at in range(100))
    assert len(read_text(f"{rows}Cat,Dee,c@x.example\n").rows) == 101
