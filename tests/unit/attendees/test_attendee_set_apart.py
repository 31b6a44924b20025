"""People above and below titles that say who doesn't come: none of them is invited unseen, and none is lost."""

import pytest

from desktop_app.attendees.reader import OtherList, read_text


def numbers(table):
    return [row.number for row in table.rows]


@pytest.mark.parametrize(
    ("text", "stay", "apart"),
    [
        ("Waitlist;\nName;Email\nBo;b@x.example\nCy;c@x.example\n\nAttending;\nDi;d@x.example\n", [7], (2, 1)),
        ("Waitlist;\nb@x.example;Bo\nc@x.example;Cy\nConfirmed;\nd@x.example;Di\n", [5], (2, 1)),
        (
            "Event;\nDeclined (1);\nName;Email\nBo;b@x.example\nComing;\nDi;d@x.example\nAl;a@x.example\n",
            [6, 7],
            (1, 2),
        ),
    ],
)
def test_a_title_above_the_list_sets_people_apart_up_to_one_that_says_they_come(text, stay, apart):
    table = read_text(text)
    rows, begins = apart
    assert (numbers(table), table.others) == (stay, (OtherList("", rows, begins),))
    theirs = read_text(text, begins=begins)
    assert len(theirs.rows) == rows
    assert set(numbers(theirs)).isdisjoint(stay)
    back = theirs.others[0].begins
    assert numbers(read_text(text, begins=back)) == stay


def test_a_list_that_is_nothing_but_a_waiting_list_is_read():
    table = read_text("Waitlist;\nName;Email\nBo;b@x.example\nCy;c@x.example\n")
    assert (numbers(table), table.others) == ([3, 4], ())


@pytest.mark.parametrize("who", ["Bo Cee;b@x.example", ";b@x.example", "Bo Cee;b@x.example;;\nCy Dee;c@x.example"])
def test_a_section_above_whose_title_sets_it_apart_is_not_put_into_the_list(who):
    below = "Attending;\nFirst name;Last name;Email;Company\nAnn;Bee;a@x.example;Acme\n"
    table = read_text(f"Waitlist;\nName;Email\n{who}\n{below}")
    assert [row.cells[2] for row in table.rows] == ["a@x.example"]
    assert table.others == (OtherList("", who.count("@"), 3),)
    theirs = read_text(f"Waitlist;\nName;Email\n{who}\n{below}", begins=3)
    assert theirs.rows[0].cells[1] == "b@x.example"


def test_a_section_above_with_addresses_in_two_columns_is_another_list():
    """Its people can't be put below the header without losing some."""
    text = (
        "Name;Email\nBob Cee;b@x.example\nc@x.example;Bob Hay;Acme\nd@x.example;Ann Hay;Acme\n"
        "Email;Name;Company\ne@x.example;Carl Fox;Acme\n"
    )
    table = read_text(text)
    assert ([row.cells[0] for row in table.rows], table.others) == (["e@x.example"], (OtherList("", 3, 2),))
    assert numbers(read_text(text, begins=2)) == [2, 3, 4]


def test_both_lists_can_be_opened_where_the_first_row_is_the_title_of_one():
    text = "Waitlist;\nContact: boss@x.example;\nGus Hay;g@x.example\nAttending;\nHana Cee;h@x.example\n"
    table = read_text(text)
    assert numbers(table) == [5]
    (other,) = table.others
    theirs = read_text(text, begins=other.begins)
    assert (len(theirs.rows), numbers(theirs)) == (other.rows, [2, 3])
    assert numbers(read_text(text, begins=theirs.others[0].begins)) == [5]


@pytest.mark.parametrize(
    ("title", "sets_apart"),
    [
        ("Guests on the waiting list", True),
        ("These people have declined the invitation", True),
        ("Declined", True),
        ("Refus", False),
        ("All void", False),
        ("Waitlist " + "and more " * 20, False),
    ],
)
def test_what_is_such_a_title(title, sets_apart):
    table = read_text(f"Name;Email\nAnn;a@x.example\n{title};\nBo;b@x.example\n")
    assert bool(table.others) is sets_apart
