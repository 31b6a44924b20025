"""People above and below titles that say who doesn't come: none of them is invited unseen, and none is lost."""

import pytest

from desktop_app.attendees.__main__ import main
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
        ("Name;Email;At\nAl;a@x.example;\nEd;;9\n ;Waitlist;\t\nBo;b@x.example;\nCy;c@x.example;\n", [2, 3], (2, 4)),
    ],
)
def test_a_title_sets_people_apart_up_to_one_that_says_they_come(text, stay, apart):
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


@pytest.mark.parametrize(
    "title",
    [
        "Waitlist",
        "WAITING LIST (2)",
        "--- Not attending ---",
        "Guests who declined:",
        "Abgesagt",
        "Liste d\u2019attente",
        "欠席者",
    ],
)
@pytest.mark.parametrize("gap", ["", "\n"])
def test_people_below_a_title_that_says_they_don_t_come_are_a_list_of_their_own(title, gap):
    text = f"Name;Email\nAnn Bee;a@x.example\n{gap}{title};\nBo Cee;b@x.example\nCy Dee;c@x.example\n"
    table = read_text(text)
    begins = 4 if gap else 3
    assert (numbers(table), table.others) == ([2], (OtherList("", 2, begins),))
    theirs = read_text(text, begins=begins)
    assert (theirs.header, numbers(theirs)) == (("Name", "Email"), [begins + 1, begins + 2])
    assert theirs.others == (OtherList("", 1, 1),)


def test_a_title_that_says_they_come_leads_back_to_the_list():
    table = read_text(
        "Name;Email\nAttending;\nAnn;a@x.example\nDeclined;\nBo;b@x.example\nConfirmed (1);\nCy;c@x.example\n\n"
        "No-shows;\nName;Email\nDi;d@x.example\n"
    )
    assert (numbers(table), table.others) == ([3, 7], (OtherList("", 1, 4), OtherList("", 1, 9)))


@pytest.mark.parametrize(
    "text",
    [
        # said of one person, not of those below
        "Name;Email;Status\nAnn;a@x.example;Waitlist\nBo;;Declined\nCy;c@x.example;\n",
        # nobody would be left
        "Name;Email\nNot attending;\nAnn;a@x.example\n",
        # nobody is below
        "Name;Email\nAnn;a@x.example\nWaitlist;\n",
        # somebody without an address
        "Name;Email\nAnn;a@x.example\nWai Lister;\nBo;b@x.example\n",
    ],
)
def test_what_is_no_such_title_sets_nobody_apart(text):
    table = read_text(text)
    assert table.others == ()
    assert len(table.rows) == len(text.splitlines()) - 1


def test_a_header_below_such_a_title_is_not_that_of_the_list_though_it_says_more():
    text = "Name;Email\nAnn Bee;a@x.example\n\nWaitlist;\nFirst name;Last name;Email;Company\nBo;Cee;b@x.example;Acme\n"
    table = read_text(text)
    assert (table.header_row, numbers(table), table.others) == (1, [2], (OtherList("", 1, 5),))
    theirs = read_text(text, begins=5)
    assert (theirs.header_row, numbers(theirs), theirs.others) == (5, [6], (OtherList("", 1, 1),))


def test_the_command_says_who_is_set_apart(tmp_path, capsys):
    path = tmp_path / "list.csv"
    path.write_text("Name,Email\nAnn Bee,a@x.example\n\nWaitlist,\nBo Cee,b@x.example\n")
    assert main([str(path)]) == 0
    assert "Not read: 1 row of another list, which begins in row 4" in capsys.readouterr().out
