"""What nothing in a file says is told by its words: a few rows of names are enough."""

from collections.abc import Iterator

import foreign_names
import pytest
from foreign_names import COUNTRIES

from desktop_app.attendees.reading.encodings import ENCODINGS, detect, known

ENGLISH = ("First name", "Last name")
PAIRS = [(country, encoding) for country, about in COUNTRIES.items() for encoding in about.encodings]
TOO_LITTLE = {
    ("Hungarian", "cp852", "Éva Győri"),
    ("Turkish", "mac-turkish", "IŞIL ŞAHİN"),
}
"""Country, encoding and first name of lists of two that look as much like something else."""


def capitals(country: str, name: str) -> str:
    return (name.replace("i", "İ") if country == "Turkish" else name).upper()


def lists(country: str, rows: int, *, in_capitals: bool, headers: tuple[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the first name of each list of so many people, and the list."""
    names = [capitals(country, name) if in_capitals else name for name in COUNTRIES[country].names]
    for at in range(len(names)):
        people = (names + names)[at : at + rows]
        lines = (f"{name.replace(' ', ';')};p{place}@x.example\n" for place, name in enumerate(people))
        yield people[0], ";".join((*headers, "E-mail")) + "\n" + "".join(lines)


def misread(country: str, encoding: str, rows: int, *, in_capitals: bool, headers: tuple[str, str]) -> list[str]:
    return [
        f"{first}: {detect(text.encode(encoding))[1]}"
        for first, text in lists(country, rows, in_capitals=in_capitals, headers=headers)
        if detect(text.encode(encoding))[0] != text and (rows > 2 or (country, encoding, first) not in TOO_LITTLE)
    ]


@pytest.mark.parametrize(("country", "encoding"), PAIRS)
def test_two_or_three_names_tell_the_code_page(country, encoding):
    for rows in (2, 3):
        for in_capitals in (False, True):
            assert misread(country, encoding, rows, in_capitals=in_capitals, headers=ENGLISH) == []


def test_one_name_mostly_does():
    wrong, total = [], 0
    for country, encoding in PAIRS:
        for in_capitals in (False, True):
            wrong += misread(country, encoding, 1, in_capitals=in_capitals, headers=COUNTRIES[country].headers)
            total += len(COUNTRIES[country].names)
    assert len(wrong) <= total * 0.07


@pytest.mark.parametrize(("country", "encoding"), [pair for pair in PAIRS if pair[1] == "cp1252"])
def test_one_western_name_always_does(country, encoding):
    for in_capitals in (False, True):
        for headers in (ENGLISH, COUNTRIES[country].headers):
            assert misread(country, encoding, 1, in_capitals=in_capitals, headers=headers) == []


@pytest.mark.parametrize("words", foreign_names.WESTERN)
def test_what_western_lists_hold_besides_names_is_theirs(words):
    for text in (words, f"Name;E-mail\nJohn Smith;a@x.example\n{words};b@x.example\n{words};c@x.example\n"):
        assert detect(text.encode("cp1252"))[0] == text


@pytest.mark.parametrize("name", ["Łukasz", "Żak"])
@pytest.mark.parametrize("encoding", ["cp1250", "iso8859-2"])
def test_one_name_among_western_ones_tells_the_code_page(name, encoding):
    western = "".join(f"{other};Köln;{other}@x.example\n" for other in ("Ann", "José", "Bob", "Jörg", "Zoë", "Kim"))
    text = f"Name;City;Email\n{western}{name};Ulm;n@x.example\n"
    assert detect(text.encode(encoding))[0] == text


@pytest.mark.parametrize("name", ["ﾔﾏﾀﾞ ﾊﾅｺ", "ｽｽﾞｷ ｲﾁﾛｳ"])
def test_narrow_kana_are_japanese(name):
    text = f"Name;Email\n{name};a@x.example\n"
    assert detect(text.encode("cp932")) == (text, "cp932")


@pytest.mark.parametrize("encoding", sorted({encoding for _, encoding in PAIRS}))
def test_what_is_detected_can_be_chosen(encoding):
    assert encoding in ENCODINGS
    assert known(encoding) is not None
