"""Whose a column is, by its header: lists hold names and addresses of managers and parents beside people's own."""

import re
from collections.abc import Collection
from typing import TypeAlias

from desktop_app.attendees.cells.folding import folded, pattern_of
from desktop_app.attendees.matching.header_words import CONTACTS, ELSES, PEOPLE, ROLES

_STALE = """
    old$|former|previous|second|other|alternat|backup|
    alte$|alten$|fruher|ehemalig|zweit|weitere|andere|ungultig|invalid|
    ancien|precedent|autre|antigu|antigo|antiga|anterior|otro|otra|outro|outra|vecchi|altro$|altra$|
    oud$|oude$|vorige|tweede|ander$|stary|stare|poprzedni|drugi|inny|旧|以前|予備|舊|备用|備用
"""
"""Words of an address that isn't in use, or not the first choice. A word begins so; "$" is its end."""

_ELSE, _ANYBODY = pattern_of(ELSES), pattern_of(ELSES, PEOPLE, ROLES, CONTACTS)
_NOT_THEIRS, _CONTACT = pattern_of(_STALE, ELSES), pattern_of(CONTACTS)
_OF_PEOPLE = pattern_of(PEOPLE)
_FIRMS = pattern_of("customer|client|kunde|klant|klient")
_BY_MAIL = re.compile(r"(?:from|cc|bcc|reply to)(?: e ?mail| mail| address)*")
"""Headers of messages that were sent: whoever else wrote and read them."""
_NUMBER = re.compile(r"\b\d+\b")

Owner: TypeAlias = frozenset[str]


def is_somebody_elses(header: str) -> bool:
    """Say whether a column has no addresses of the people themselves, or old ones: "Manager email", "Invited by"."""
    key = folded(header)
    return _NOT_THEIRS.search(key) is not None or _BY_MAIL.fullmatch(key) is not None


def is_called_people(header: str) -> bool:
    """Say whether a header is no more than a word for the people of a list ("Student"), who can't be firms."""
    words = folded(header).split()
    return bool(words) and all(map(_OF_PEOPLE.match, words)) and not any(map(_FIRMS.match, words))


def is_of_people(header: str) -> bool:
    """Say whether a header names the people of a list: "Customer email"."""
    return _OF_PEOPLE.search(folded(header)) is not None


def owner(header: str, *, numbered: bool = True) -> Owner:
    """Return what tells whose a column is: {"parent"} of "Parent email", {"1"} of "Name 1" if columns are `numbered`,
    nothing of "Name"."""
    key = folded(header)
    return frozenset(_ANYBODY.findall(key) + (_NUMBER.findall(key) if numbered else []))


def is_anybodys(names: Owner) -> bool:
    """Say whether names may be those of the people of a list: of a "student", but not of a "teacher" or "guest 2"."""
    return all(_OF_PEOPLE.match(word) or _CONTACT.match(word) for word in names)


def of_names(address: str, names: Collection[Owner]) -> Owner | None:
    """Return which of these owners the names have that go with the addresses below this header; None where they may
    be anybody else's."""
    theirs = owner(address)
    people = {word for word in theirs if not word.isdigit()}
    for fits in (theirs.__eq__, (people or theirs).intersection):
        for known in names:
            if fits(known):
                return known
    if any(map(_ELSE.search, theirs)):
        return None
    if not names or frozenset() in names:
        return frozenset()
    left = {known for known in names if not any(map(_ELSE.search, known))}
    return next(iter(left)) if len(left) == 1 and all(map(_CONTACT.match, people)) else None
