"""First and last name in one column: which comes first, and where one ends."""

import re
from collections.abc import Sequence
from itertools import islice

from desktop_app.attendees.columns import LOOKED_AT, Columns
from desktop_app.attendees.matching.eastern_names import last_name_length
from desktop_app.attendees.matching.header_words import Meaning
from desktop_app.attendees.matching.headers import folded, meaning
from desktop_app.attendees.matching.name_columns import ENOUGH, is_made_of, local_part, solid
from desktop_app.attendees.reading.table import Table

_FEW = 0.25
"""What may speak against an order, or need not speak for it, as a share of what does."""


def begin_with_last(table: Table, columns: Columns) -> bool:
    """Say whether the column of full names has last names first, without a comma or capitals to tell them by.

    The addresses beside them say so ("Chen Sarah", schen@ or sarah.chen@), else the header does ("Nachname Vorname").
    """
    full, email = columns.full_name, columns.email
    if full is None:
        return False
    forward = backward = initials = names = 0
    front, back = set(), set()
    for row in islice(table.rows, LOOKED_AT):
        words = folded(row.cells[full]).split() if full < len(row.cells) else []
        if len(words) < 2 or "," in row.cells[full]:
            continue
        names += 1
        front.add(words[0])
        back.add(words[-1])
        local = solid(local_part(row.cells[email])) if email is not None and email < len(row.cells) else ""
        if any(is_made_of(local, words[0], last) for last in words[1:]):
            forward += 1
        elif any(is_made_of(local, first, words[0]) for first in words[1:]):
            backward += 1
            initials += len(local) == len(words[0]) + 1
    if forward + backward < ENOUGH * names or not names:
        return _header_says_last(table.header[full] if table.header and full < len(table.header) else "")
    # "chen.anna" for Anna Chen looks like a name turned round, but then first names stand in front, and they are fewer
    return forward <= _FEW * backward and (initials > _FEW * backward or len(front) >= len(back))


def _header_says_last(header: str) -> bool:
    """Say whether a header names the last name first: "Nachname, Vorname", "Cognome e nome"."""
    named = [known[0] for word in folded(header).split() if (known := meaning(word)) and known[1]]
    firsts = [at for at, kind in enumerate(named) if kind in (Meaning.FIRST, Meaning.NAME_OR_FIRST)]
    lasts = [at for at, kind in enumerate(named) if kind is Meaning.LAST] or [
        at for at, kind in enumerate(named) if kind in (Meaning.NAME, Meaning.NAME_OR_LAST)
    ]
    return bool(firsts and lasts) and lasts[0] < firsts[0]


_JOINED = re.compile("[-\u2010\u2011'\u2019]")
_PARTICLES = re.compile(
    r"van|von|vom|zu|zum|zur|de|da|dos?|das|del|di|dell[ao]|degli|der|den|des|du|la|le|las|los|lo|el|al|bin|ibn|ben|bint|"
    r"abu|ter|ten|te|tot|st|saint|santa?|af|av|['’]t|op|aan|in|onder"
)
_BETWEEN = re.compile(r"und|en|y|e|i")
"""Between two parts of a last name: "von und zu", "Ortega y Gasset"."""
_OF_LAST = re.compile(r"dos?|das?|van|von|der|den|ter|ten|bin|ibn")
"""Particles that no first name has: "María del Carmen López" has "del" in hers."""
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "phd", "md", "mba", "esq", "dds", "cpa", "rn"))
_COMPANY = re.compile(
    r".+\s(?:[Ii]nc\.?|[Ll]td\.?|[Cc]orp\.?|Co\.?|Pty|Ltda\.?|Lda\.?|LLC|LLP|PLC|GmbH|AG|KG|SE|SA|SAS|SARL|SRL|S[Pp]A|BV|"
    r"NV|AB|AS|A/S|Oy|Corporation|Company|Group|Holding|University|Institute|Foundation)|(?:University|Institute) .+|"
    r".*\s(?:of|at|for|&)\s.*|.*\d.*",
    re.DOTALL,
)
"""What stands behind a name and is none: "Acme Inc", "Head of Sales"."""
_EASTERN = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3々]")


def split_name(full: str, *, last_first: bool = False) -> tuple[str, str]:
    """Return (first, last) of a full name; one word is a first name. A guess, to be shown before it is used.

    "Chen, Sarah" and "CHEN Sarah" are turned round, and "Chen Sarah" where `last_first` says so; particles ("van",
    "de la"), suffixes ("Jr.") and what stands in brackets stay with the last name; Chinese, Japanese and Korean names
    start with the last name. What can't be told stays whole, without a last name: so it is asked for.
    """
    text = " ".join(full.replace("\uff0c", ",").split())
    before, comma, after = text.partition(",")
    if comma and before.strip() and after.strip():
        return _at_comma(before, after, last_first=last_first)
    text = text.strip(" ,")
    if _EASTERN.match(text):
        return _eastern(text)
    words = text.split()
    end = _without_suffixes(words)
    if end < 2:
        return " ".join(words), ""
    front = _last_in_front(words[:end], last_first=last_first)
    if front:
        return " ".join(words[front:end]), " ".join(words[:front] + words[end:])
    start = end - 1
    while start > 1 and (_is_particle(words[start - 1]) or _joins(words, start)):
        start -= 1
    return " ".join(words[:start]), " ".join(words[start:])


def _at_comma(before: str, after: str, *, last_first: bool) -> tuple[str, str]:
    if _COMPANY.fullmatch(after.strip()):
        return f"{before},{after}", ""
    if not _is_suffix(after):
        return after.strip(" ,"), before.strip()
    first, last = split_name(before, last_first=last_first)
    return (first, f"{last} {after.strip()}") if last else (f"{first} {after.strip()}", "")


def _last_in_front(words: Sequence[str], *, last_first: bool) -> int:
    """Return how many words at the front are the last name; 0 when it stands behind."""
    capitals = next((at for at, word in enumerate(words) if not _is_capitals(word)), len(words))
    if 0 < capitals < len(words) and not any(map(_is_capitals, words[capitals:])):
        return capitals
    if not last_first or _is_capitals(words[-1]):
        return 0
    count = 1
    while count < len(words) - 1 and _goes_on(words[count - 1], words[count]):
        count += 1
    return count


def _without_suffixes(words: Sequence[str]) -> int:
    """Return how many words there are without those that only follow a name."""
    end = len(words)
    bracket = next((at for at, word in enumerate(words) if word[0] in "([" and at > 0), end)
    if words and words[-1][-1] in ")]":
        end = bracket
    while end > 2 and _is_suffix(words[end - 1]):
        end -= 1
    return end


def _is_particle(word: str) -> bool:
    return _PARTICLES.fullmatch(word.casefold().strip(".")) is not None


def _joins(words: Sequence[str], start: int) -> bool:
    """Say whether the last name goes on before this place: "von und zu", "Ortega y Gasset", "dos Santos Silva"."""
    before = words[start - 1]
    if _BETWEEN.fullmatch(before) or _BETWEEN.fullmatch(words[start]):
        return True
    return start > 2 and _OF_LAST.fullmatch(words[start - 2]) is not None


def _goes_on(word: str, following: str) -> bool:
    """Say whether a last name at the front goes on after this word: "van Dyke", "Ortega y Gasset"."""
    return any((_is_particle(word), _BETWEEN.fullmatch(word), _BETWEEN.fullmatch(following)))


def _is_capitals(word: str) -> bool:
    """Say whether a word is written as last names are in some lists: "DUPONT-MARTIN", "O'NEIL", "McDONALD"; initials
    ("JJ", "J-P") tell nothing."""
    if not word[-1].isupper():
        return False
    parts = _JOINED.split(word.removeprefix("Mc").removeprefix("Mac"))
    capitals = all(part.isupper() and part.isalpha() for part in parts)
    return capitals and (max(map(len, parts)) > 2 or _is_particle(word))


def _is_suffix(text: str) -> bool:
    return all(word.casefold().replace(".", "").strip(",") in _SUFFIXES for word in text.split())


def _eastern(text: str) -> tuple[str, str]:
    last, space, first = text.partition(" ")
    if space:
        return first, last
    cut = last_name_length(text)
    return (text[cut:], text[:cut]) if cut else (text, "")
