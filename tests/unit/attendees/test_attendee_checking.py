"""The fast ways over whole columns find what looking at one cell after the other finds."""

import csv
import io
import threading

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop_app.attendees.cells import beside
from desktop_app.attendees.cells.cleaning import cleaned
from desktop_app.attendees.cells.email_keys import email_key, email_keys
from desktop_app.attendees.cells.table import SEPARATOR, Rows, cut, parts_of, without_first
from desktop_app.attendees.checking import countries
from desktop_app.attendees.checking.emails import Checker, look_over
from desktop_app.attendees.checking.part_checker import has_blank, has_longer, tidied
from desktop_app.attendees.checking.people import Field, RowState
from desktop_app.attendees.columns import Columns, Extra, match
from desktop_app.attendees.matching.header_words import EXTRA_WORDS
from desktop_app.attendees.matching.headers import extra_meaning, meaning
from desktop_app.attendees.matching.mapping_memory import MappingMemory, headers_fingerprint
from desktop_app.attendees.reader import Row, Table, read_text
from desktop_app.attendees.reading import dialect
from desktop_app.attendees.roster import RowProblemCode, check, groups

WORD = st.text(st.characters(blacklist_characters="\0", blacklist_categories=("Cs",)), max_size=8) | st.sampled_from(
    [
        "",
        " ",
        " a ",
        "a  b",
        "é",
        "e\u0301",
        "\u200b",
        "\t",
        "\u00a0x",
        "a\u200cb",
        "\u200c",
        "\ufeffx",
        "\n",
        '="0a"',
        '="',
        "=x",
        "'",
        "'=x",
        "ÿ",
        "\u00adł",
        "小野",
        '=" b "',
    ]
)
COLUMN = st.lists(WORD, min_size=1, max_size=8)


@given(COLUMN)
def test_a_column_is_tidied_like_its_cells(cells):
    assert tidied(SEPARATOR.join(cells)).split(SEPARATOR) == [cleaned(cell) for cell in cells]


@given(st.lists(st.integers(0, 9), min_size=1, max_size=9), st.integers(1, 9))
def test_long_and_blank_cells_are_noticed(lengths, most):
    text = SEPARATOR.join("x" * length for length in lengths)
    assert has_longer(text, most) == any(length > most for length in lengths)
    assert has_blank(text) == (0 in lengths)


ODD = "a.@x.example|Ab@x.example\t|mailto:a@x.example|a@X.CON|İ@x.example|a@x.COM|a@b@c.example|ä@ö.de|a@x.local"
ODD += "|a@x.con.au|A@X.Comm.BR|ä@x.cmo.uk"
PLAIN = "a@x.example|A.B@X.Example| a@x.example |a@x.con|a||a@con.au|a@x.com.au|" + "x" * 70 + "@x.example"
ADDRESS = st.sampled_from(f"{ODD}|{PLAIN}".split("|")) | st.from_regex(r"[a-zA-Z0-9.@+ -]{0,20}", fullmatch=True)


@given(st.lists(ADDRESS, min_size=1, max_size=12))
def test_a_column_of_addresses_is_checked_like_its_cells(cells):
    found, keys, odd = look_over(SEPARATOR.join(cells))
    checker = Checker()
    plain = found.split(SEPARATOR)
    assert len(plain) == len(cells) == len(keys.split(SEPARATOR)) or odd
    for at, cell in enumerate(cells):
        if at not in odd:
            assert checker.check(cell) == (plain[at], "", None)
            assert keys.split(SEPARATOR)[at] == plain[at].casefold()
        else:
            text = cell.strip(" ")
            assert len(text) > 64 or not beside.PLAIN.fullmatch(text) or checker.check(cell)[2] is not None


@pytest.mark.parametrize(
    "cell", ["\u212aim@x.example", "kim@x.com\u212a", "a@x.CON", "a@x.CON.au", "a@x.Local", ".a@x.example", "a.@x.io"]
)
@pytest.mark.parametrize("other", ["a@x.example", "A@X.EXAMPLE", "ä@ö.de", "İ@x.example"])
def test_an_odd_address_is_noticed_whatever_stands_beside_it(cell, other):
    """The Kelvin sign is a K in small letters, and \u0130 becomes two."""
    assert 1 in look_over(SEPARATOR.join((other, cell, other))).odd
    assert look_over(SEPARATOR.join((cell, "Ann@X.example"))).odd == [0]


@given(st.lists(WORD | st.sampled_from(["A@X.example", "Straße@x.example", "\u0130@x.example", "ΟΔΟΣ"]), min_size=1))
def test_a_column_of_addresses_has_the_keys_of_its_cells(cells):
    cells = [cell.strip() for cell in cells]
    assert email_keys(SEPARATOR.join(cells)).split(SEPARATOR) == list(map(email_key, cells))


LINE = st.lists(st.sampled_from(["a", '"', '""', ",", "\n", "\r\n", "\r", "b c", '","', '"\n']), max_size=12).map(
    "".join
)


@settings(max_examples=300)
@given(
    st.lists(
        st.lists(st.sampled_from(["a", 'say "x"', "two\nlines", "three\r\nlines", "", "c,d"]), min_size=2, max_size=2)
    )
)
def test_records_are_those_of_the_csv_module(rows):
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    assert list(dialect.records(text.getvalue(), ",")) == list(csv.reader(io.StringIO(text.getvalue(), newline="")))


@settings(max_examples=300)
@given(LINE)
@example('"a\n' * 40)
def test_odd_quotes_lose_no_line_without_quotes(text):
    whole = f"first,1\n{text}\nlast,2\n"
    rows = list(dialect.records(whole, ","))
    assert rows[0] == ["first", "1"]
    if '"' not in text:
        assert rows[-1] == ["last", "2"]
    assert sum(map(len, rows)) > 0


ROWS = st.lists(st.lists(st.sampled_from(["", " ", "a", "b"]), max_size=5), max_size=40)


@given(ROWS, st.integers(0, 6), st.integers(1, 7))
def test_packed_rows_are_the_rows(rows, skipped, most):
    expected = [(at, cells) for at, cells in enumerate(rows, start=5) if any(map(str.strip, cells))]
    parts = list(parts_of(5, rows))
    table = Rows(parts)
    assert [row.number for row in table] == [number for number, _ in expected]
    assert [table[at] for at in range(len(table))] == list(table)
    for row, (_, cells) in zip(table, expected, strict=True):
        assert row.cells[: len(cells)] == tuple(cells)
        assert not any(row.cells[len(cells) :])
    assert list(Rows(without_first(parts, skipped))) == list(table)[skipped:]
    assert list(Rows(piece for part in parts for piece in cut(part, most))) == list(table)


def test_one_long_row_makes_no_other_long():
    rows = [["a", "b"]] * 400 + [["x"] * 10_000] + [["a", "b"]] * 400
    parts = list(parts_of(1, rows))
    assert sum(part.size * len(part.columns) for part in parts) < 100_000
    assert [row.number for row in Rows(parts)] == list(range(1, 802))


def test_a_table_of_given_rows_is_checked_as_well():
    table = Table(
        header=None, header_row=0, rows=[Row(7, ("a@x.example", "A\0")), Row(9, ())], encoding="", delimiter=","
    )
    people = check(table, Columns(email=0, first_name=1)).people
    assert [(person.row, person.email, person.first_name) for person in people] == [
        (7, "a@x.example", "A"),
        (9, "", ""),
    ]
    assert table.samples(1) == ("A",)


LIST = """Email,First name,Last name,Firma,Land,Fragen und Kommentare,Ticketart
a@x.example,Ann,Bee,Acme,Deutschland,,VIP
b @x.example,Bo,Cee,Acme,USA,"hello  there",
c@x.con,Cy,Dee,,us,,
d@x,com,,Nowhere,Atlantis,,
"e@x,example",Ed,,,Österreich,,
"""


def test_other_columns_become_answers_as_zoom_takes_them():
    table = read_text(LIST)
    columns = match(table)
    assert columns.extra == {Extra.ORGANIZATION: 3, Extra.COUNTRY: 4, Extra.COMMENTS: 5, Extra.TICKET_TYPE: 6}
    roster = check(table, columns)
    assert roster.person(2).extra == {Extra.ORGANIZATION: "Acme", Extra.COUNTRY: "DE", Extra.TICKET_TYPE: "VIP"}
    assert roster.person(3).extra[Extra.COMMENTS] == "hello there"
    assert roster.person(4).extra == {Extra.COUNTRY: "US"}
    fixed = roster.with_cell(2, Extra.COUNTRY, "france").with_cell(2, Extra.CITY, "Paris")
    assert (fixed.person(2).extra[Extra.COUNTRY], fixed.person(2).extra[Extra.CITY]) == ("FR", "Paris")
    assert fixed.person(2).state is RowState.READY
    assert roster.person(2).extra[Extra.COUNTRY] == "DE"


def test_an_answer_that_zoom_would_not_take_holds_nobody_back_but_is_said():
    table = read_text(f"Email,Country,Questions & comments\na@x.example,Atlantis,{'x' * 300}\nb@x.example,FR,ok\n")
    roster = check(table, match(table))
    person = roster.person(2)
    assert (person.state, dict(person.extra)) == (RowState.READY, {Extra.COMMENTS: "x" * 255})
    assert [(note.field, note.code) for note in person.notes] == [
        (Extra.COUNTRY, RowProblemCode.UNKNOWN_COUNTRY),
        (Extra.COMMENTS, RowProblemCode.TOO_LONG),
    ]
    assert {(group.code, group.holds_back) for group in groups(roster)} == {
        (RowProblemCode.UNKNOWN_COUNTRY, False),
        (RowProblemCode.TOO_LONG, False),
    }
    asked = check(table, match(table)).requiring([Extra.COUNTRY])
    assert (asked.person(2).state, asked.person(3).state) == (RowState.ATTENTION, RowState.READY)
    assert asked.with_cell(2, Extra.COUNTRY, "Peru").person(2).state is RowState.READY


def test_problems_come_in_groups_and_certain_fixes_go_in_at_once():
    rows = "".join(f"p{at} @x.example,A,B\n" for at in range(30)) + "q@x.con,A,B\nr@y.con,A,\nbad,A,B\n"
    table = read_text("Email,First name,Last name\n" + rows)
    roster = check(table, match(table))
    found = groups(roster)
    assert [(group.code, group.field, group.count, group.fixable) for group in found] == [
        (RowProblemCode.SPACE, Field.EMAIL, 30, 30),
        (RowProblemCode.ENDING_TYPO, Field.EMAIL, 2, 2),
        (RowProblemCode.MISSING, Field.LAST_NAME, 1, 0),
        (RowProblemCode.NO_AT, Field.EMAIL, 1, 0),
    ]
    assert found[0].rows[:2] == (2, 3)
    assert (found[0].sample.found, found[0].sample.suggestion) == ("p0 @x.example", "p0@x.example")
    fixed = roster.with_cells(roster.fixes(RowProblemCode.SPACE) + roster.fixes(RowProblemCode.ENDING_TYPO))
    assert (fixed.counts.ready, fixed.counts.attention, roster.counts.attention) == (31, 2, 33)
    assert groups(fixed.without_rows([33, 34])) == ()
    assert fixed.without_rows([33, 34]).counts.rows == 31


def test_a_filter_is_places_and_an_order_is_rows():
    table = read_text("Email,Name\nb@x.example,Zed\na@x.example,\nB@x.example,ann\nbad,Bob\n")
    roster = check(table, Columns(email=0, first_name=1), required=())
    assert roster.places(RowState.READY) == [0, 1]
    assert roster.places(RowState.DUPLICATE) == [2]
    assert roster.ordered(Field.FIRST_NAME, [2, 3, 4, 5]) == [4, 5, 2, 3]
    assert roster.ordered(Field.FIRST_NAME, [2, 3, 4, 5], descending=True) == [2, 5, 4, 3]
    assert roster.ordered(Field.EMAIL, [2, 3]) == [3, 2]
    assert roster.without(5).ordered(Field.FIRST_NAME, [2, 3, 4, 5], beside={5: "Ánn"}) == [4, 5, 2, 3]
    assert [person.row for part in roster.ready_in_parts() for person in part] == [2, 3]


@pytest.mark.parametrize("field", Extra)
def test_questions_are_known_in_ten_languages(field):
    words = [word.strip() for word in EXTRA_WORDS[field].split("|") if word.strip()]
    assert len(words) >= 10
    for word in words:
        assert extra_meaning(word) is not None
        assert extra_meaning(word.upper()) is not None
        assert meaning(word) is None or meaning(word)[1] is False


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("DE", "Germany|de|DE|Deutschland|Duitsland|德国"),
        ("US", "  usa|U.S.A.|United States|États-Unis|米国"),
        ("GB", "Reino Unido|UK|Great Britain"),
        ("CI", "Côte d’Ivoire"),
        ("TT", "Trinidad and Tobago"),
        (None, "Atlantis|"),
    ],
)
def test_countries_by_many_names(code, names):
    assert {countries.code_of(name) for name in names.split("|")} == {code}


def test_mappings_are_remembered_by_headers_whatever_their_case():
    kept = []
    memory = MappingMemory(lambda: kept[-1] if kept else "", kept.append)
    table = read_text("Kontakt,Wer,Wo\na@x.example,Ann,Bonn\n")
    chosen = Columns(email=0, full_name=1, extra={Extra.CITY: 2})
    assert memory.recall(table) is None
    memory.remember(table, chosen)
    other = read_text("KONTAKT, wer,Wo\nb@x.example,Bo,Ulm\n")
    again = MappingMemory(lambda: kept[-1], kept.append)
    assert again.recall(other) == chosen
    assert again.recall(read_text("Kontakt,Wer\nb@x.example,Bo\n")) is None
    assert "kontakt" not in kept[-1].casefold()
    again.forget()
    assert again.recall(other) is None
    assert headers_fingerprint(read_text("a@x.example\nb@x.example\n")) == ""


@pytest.mark.parametrize("damaged", ["{", "[]", '{"mappings": 3}', '{"mappings": {"x": {"email": "y"}}}'])
def test_a_damaged_memory_is_an_empty_one(damaged):
    def failing(_text):
        raise OSError

    table = read_text("Email,Name\na@x.example,Ann\n")
    memory = MappingMemory(lambda: damaged, failing)
    assert memory.recall(table) is None
    memory.remember(table, Columns(email=0))
    assert memory.recall(table) == Columns(email=0)


def test_two_threads_that_remember_lose_neither():
    written = []
    others = []

    def save(text):
        if not others:
            others.append(threading.Thread(target=memory.remember, args=(second, Columns(email=1))))
            others[0].start()
            # it waits until this is written; whoever doesn't is through at once
            others[0].join(0.1)
        written.append(text)

    memory = MappingMemory(lambda: "", save)
    first, second = read_text("Email,Who\na@x.example,Ann\n"), read_text("Who,Email\nAnn,a@x.example\n")
    memory.remember(first, Columns(email=0))
    others[0].join()
    again = MappingMemory(lambda: written[-1], written.append)
    assert [again.recall(first), again.recall(second)] == [Columns(email=0), Columns(email=1)]


def test_the_longest_unused_mapping_goes():
    kept = []
    memory = MappingMemory(lambda: "", kept.append)
    tables = [read_text(f"Email,Column {at}\na@x.example,Ann\n") for at in range(202)]
    for table in tables:
        memory.remember(table, Columns(email=0))
    assert memory.recall(tables[0]) is None
    assert memory.recall(tables[2]) == Columns(email=0)
