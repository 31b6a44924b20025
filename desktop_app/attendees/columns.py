"""Which column is which: by its header in ten languages, and by what it holds."""

import re
from collections.abc import Mapping, Sequence
from itertools import islice

import msgspec
from msgspec.structs import replace

from desktop_app.attendees.header_words import Extra
from desktop_app.attendees.headers import Meaning, extra_meaning, folded, meaning
from desktop_app.attendees.reader import Table

LOOKED_AT = 500
"""Rows whose cells are looked at."""


__all__ = ["LOOKED_AT", "Columns", "Extra", "match", "split_name"]


class Columns(msgspec.Struct, frozen=True, kw_only=True):
    """Places of the columns that an import uses, from 0; None for one that the list doesn't have. `extra` holds only
    what it has, and is never changed: `replace(columns, extra={**columns.extra, Extra.CITY: 4})`."""

    email: int | None = None
    first_name: int | None = None
    last_name: int | None = None
    full_name: int | None = None
    extra: Mapping[Extra, int] = {}


_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+|.*<[^<>\s]+@[^<>\s]+>", re.DOTALL)
_NAME = re.compile(r"[^\W\d_][^\d@/\\:;<>=+*#]{0,80}")


def match(table: Table) -> Columns:
    """Return what each column most likely is. What it holds outweighs what an e-mail column is called."""
    columns = _people(table)
    taken = {columns.email, columns.first_name, columns.last_name, columns.full_name}
    extra: dict[Extra, int] = {}
    for at, name in enumerate(table.header or ()):
        field = extra_meaning(name) if at not in taken else None
        if field is not None:
            extra.setdefault(field, at)
    return replace(columns, extra=extra) if extra else columns


def _people(table: Table) -> Columns:
    rows = [row.cells for row in islice(table.rows, LOOKED_AT)]
    width = max(len(table.header or ()), max((len(cells) for cells in rows), default=0))
    cells = [[row[at].strip() for row in rows if at < len(row) and row[at].strip()] for at in range(width)]
    called = [meaning(name) if name.strip() else None for name in table.header or ()]
    called += [None] * (width - len(called))
    email = _email(cells, called)
    taken = {email}

    def first_called(*meanings: Meaning) -> int | None:
        for exact in (True, False):
            for at, known in enumerate(called):
                if known and known[1] is exact and known[0] in meanings and at not in taken:
                    taken.add(at)
                    return at
        return None

    first = first_called(Meaning.FIRST)
    last = first_called(Meaning.LAST)
    if first is None and last is not None:
        first = first_called(Meaning.NAME_OR_FIRST, Meaning.NAME)
    if last is None and first is not None:
        last = first_called(Meaning.NAME_OR_LAST, Meaning.NAME, Meaning.NAME_OR_FIRST)
    if first is not None and last is not None:
        return Columns(email=email, first_name=first, last_name=last)
    full = first_called(Meaning.FULL)
    if full is None and first is None and last is None:
        full = first_called(Meaning.NAME, Meaning.NAME_OR_FIRST, Meaning.NAME_OR_LAST)
    if full is not None:
        return Columns(email=email, full_name=full)
    if first is None and last is None and (table.header is None or not any(called)):
        return _by_content(cells, rows, email)
    return Columns(email=email, first_name=first, last_name=last)


def _email(cells: Sequence[Sequence[str]], called: Sequence[tuple[Meaning, bool] | None]) -> int | None:
    best, chosen = 0.0, None
    for at, (column, known) in enumerate(zip(cells, called, strict=True)):
        share = sum(1 for cell in column if _ADDRESS.fullmatch(cell)) / len(column) if column else 0.0
        named = known is not None and known[0] is Meaning.EMAIL
        score = (3.0 if share >= 0.5 else share) + ((2.0 if known and known[1] else 1.5) if named else 0.0)
        if score > best and (named or share >= 0.2):
            best, chosen = score, at
    return chosen


def _by_content(cells: Sequence[Sequence[str]], rows: Sequence[Sequence[str]], email: int | None) -> Columns:
    """Without headers: columns of names are letters only, and often turn up in the addresses."""
    texts = [
        at
        for at, column in enumerate(cells)
        if at != email and column and sum(1 for cell in column if _NAME.fullmatch(cell)) >= 0.8 * len(column)
    ]
    if email is not None:
        in_address = [at for at in texts if _share_in_address(rows, at, email) >= 0.2]
        texts = in_address or texts
    if len(texts) == 1 or (texts and _words(cells[texts[0]]) >= 1.7):
        return Columns(email=email, full_name=texts[0])
    if len(texts) >= 2:
        return Columns(email=email, first_name=texts[0], last_name=texts[1])
    return Columns(email=email)


def _share_in_address(rows: Sequence[Sequence[str]], at: int, email: int) -> float:
    both = [(row[at], row[email]) for row in rows if at < len(row) and email < len(row) and row[at].strip()]
    found = sum(1 for name, address in both if _is_in(name, address))
    return found / len(both) if both else 0.0


def _is_in(name: str, address: str) -> bool:
    local = folded(address.rpartition("@")[0])
    return any(len(word) > 2 and word in local for word in folded(name).split())


def _words(column: Sequence[str]) -> float:
    return sum(len(cell.split()) for cell in column) / len(column)


_PARTICLES = re.compile(
    r"van|von|vom|zu|zum|zur|de|da|dos?|das|del|di|dell[ao]|degli|der|den|des|du|la|le|las|los|lo|el|al|bin|ibn|ben|bint|"
    r"abu|ter|ten|te|tot|st|saint|santa?|af|av"
)
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "phd", "md", "mba", "esq", "dds", "cpa", "rn"))
_TWO_CHARACTERS = re.compile(
    "欧阳|歐陽|司马|司馬|诸葛|諸葛|上官|司徒|东方|東方|皇甫|尉迟|公孙|慕容|令狐|夏侯|端木|南宫"
)
_HAN = re.compile(r"[\u3400-\u9fff々]{2,4}")
_HANGUL = re.compile(r"[\uac00-\ud7a3]{2,4}")
_EASTERN = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3々]")


def split_name(full: str) -> tuple[str, str]:
    """Return (first, last) of a full name; one word is a first name. A guess, to be shown before it is used.

    "Chen, Sarah" is turned round; particles ("van", "de la") and suffixes ("Jr.") stay with the last name; Chinese,
    Japanese and Korean names start with the last name.
    """
    text = " ".join(full.split())
    before, comma, after = text.partition(",")
    if comma and before.strip() and after.strip():
        if not _is_suffix(after):
            return after.strip(" ,"), before.strip()
        first, last = split_name(before)
        return (first, f"{last} {after.strip()}") if last else (f"{first} {after.strip()}", "")
    text = text.strip(" ,")
    if _EASTERN.match(text):
        return _eastern(text)
    words = text.split()
    end = len(words)
    while end > 2 and _is_suffix(words[end - 1]):
        end -= 1
    if end < 2:
        return " ".join(words), ""
    start = end - 1
    while start > 1 and _PARTICLES.fullmatch(words[start - 1].casefold().strip(".")):
        start -= 1
    return " ".join(words[:start]), " ".join(words[start:])


def _is_suffix(text: str) -> bool:
    return all(word.casefold().replace(".", "").strip(",") in _SUFFIXES for word in text.split())


def _eastern(text: str) -> tuple[str, str]:
    last, space, first = text.partition(" ")
    if space:
        return first, last
    if _HAN.fullmatch(text):
        cut = 2 if len(text) == 4 or (len(text) > 2 and _TWO_CHARACTERS.match(text)) else 1
        return text[cut:], text[:cut]
    if _HANGUL.fullmatch(text):
        return text[1:], text[:1]
    return text, ""
