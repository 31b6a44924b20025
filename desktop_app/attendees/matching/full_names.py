"""First and last name in one column: which comes first, and where one ends."""

import re
from collections.abc import Sequence
from itertools import islice

from desktop_app.attendees.cells.folding import folded
from desktop_app.attendees.cells.table import Table
from desktop_app.attendees.matching.eastern_names import last_name_length
from desktop_app.attendees.matching.header_words import Meaning
from desktop_app.attendees.matching.headers import MOST_COLUMNS
from desktop_app.attendees.matching.match import LOOKED_AT, Columns
from desktop_app.attendees.matching.name_columns import ENOUGH, is_made_of, local_part, solid
from desktop_app.attendees.matching.name_headers import meaning, meanings

_FEW = 0.25
"""As a share of the addresses that speak for last names first: how many may speak against it, and how many that begin
or end with an initial are enough to be sure."""


def begin_with_last(table: Table, columns: Columns) -> bool:
    """Say whether the column of full names has last names first, without a comma or capitals to tell them by.

    The addresses beside them say so ("Chen Sarah", schen@ or sarah.chen@), else the header does ("Nachname Vorname").
    """
    full, email = columns.full_name, columns.email
    if full is None:
        return False
    known = _part_beside(table, full)
    if known is not None:
        return known
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
    said = _header_says_last(table.header[full] if table.header and full < len(table.header) else "")
    if forward + backward < ENOUGH * names or not names:
        return bool(said)
    # "chen.anna" for Anna Chen looks like a name turned round, but then first names stand in front, and they are fewer;
    # where they are as many, a header is believed that names the first name first
    lasts = len(front) - len(back) + (said is not False)
    return forward <= _FEW * backward and (initials > _FEW * backward or lasts > 0)


def _part_beside(table: Table, full: int) -> bool | None:
    """Say whether full names begin with the last, by a column of first or of last names beside them; None where that
    isn't about most of them."""
    turned = names = 0
    for at, known in enumerate(meanings((table.header or ())[:MOST_COLUMNS])):
        if at == full or known is None or known[0] not in (Meaning.FIRST, Meaning.LAST):
            continue
        sign = 1 if known[0] is Meaning.FIRST else -1
        for row in islice(table.rows, LOOKED_AT):
            whole, part = (folded(row.cells[place]) if place < len(row.cells) else "" for place in (full, at))
            if part:
                names += 1
                turned += sign * (whole.endswith(f" {part}") - whole.startswith(f"{part} "))
    return turned > 0 if 2 * abs(turned) > names else None


_HALVES = frozenset(("vor", "voor", "for"))
"""What is left of a first name in front of a last one: "Vor- und Nachname"."""


def _header_says_last(header: str) -> bool | None:
    """Say whether a header names the last name first ("Nachname, Vorname", "Cognome e nome") or second; None where it
    doesn't tell."""
    words = ("first name" if word in _HALVES else word for word in folded(header).split())
    named = [known[0] for word in words if (known := meaning(word)) and known[1]]
    firsts = [at for at, kind in enumerate(named) if kind in (Meaning.FIRST, Meaning.NAME_OR_FIRST)]
    lasts = [at for at, kind in enumerate(named) if kind is Meaning.LAST] or [
        at for at, kind in enumerate(named) if kind in (Meaning.NAME, Meaning.NAME_OR_LAST)
    ]
    return lasts[0] < firsts[0] if firsts and lasts else None


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
_DEGREES = frozenset((
    "BSN", "MSN", "DNP", "NP", "LPN", "APRN", "CRNA", "PA-C", "FACS", "FACP", "FAAN", "DO", "DVM", "DMD", "PharmD",
    "RPh", "OTR", "PT", "DPT", "MPH", "MHA", "LCSW", "MSW", "PsyD", "EdD", "ThD", "DMin", "JD", "LLM", "LLB", "BA",
    "MA", "BS", "MS", "BSc", "MSc", "BEng", "MEng", "MEd", "MPA", "MPhil", "DPhil", "CPA", "CFA", "CFP", "CMA",
    "ACCA", "CISSP", "PMP", "PE", "FRCS", "MRCP", "OBE", "MBE", "CBE", "SHRM-CP", "SPHR", "PHR",
))  # fmt: skip
"""Degrees that might be names if they weren't behind a whole one, without their dots."""
_JOB = re.compile(
    r"[A-Z]{2,5}|(?i:(?:.*\s)?(?:manager(?:in)?|director|direktor(?:in)?|directrice|directeur|engineer|consultant|president|"
    r"chair(?:man|woman|person)?|partner|founder|owner|officer|assistant|coordinator|analyst|developer|designer|teacher|"
    r"student|secretary|treasurer|leiter(?:in)?|gesch\u00e4ftsf\u00fchrer(?:in)?|speaker|host|guest))"
)
"""What may stand behind a whole name: a job, or an abbreviation."""
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
    parts = [part for part in map(str.strip, text.split(",")) if part] if "," in text else []
    if len(parts) > 1:
        return _at_commas(parts, last_first=last_first) or (text, "")
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


def _at_commas(parts: Sequence[str], *, last_first: bool) -> tuple[str, str] | None:
    """Split a name at its commas: "Bee, Ann", "Bee, Ann, Jr.", "Ann Bee, PhD"; None where that can't be told."""
    names = [parts[0]]
    behind: list[str] = []
    is_whole = _is_whole(parts[0])
    for part in parts[1:]:
        named = is_whole or len(names) > 1
        (behind if _is_suffix(part) or (named and _is_degree(part)) else names).append(part)
    if len(names) == 1:
        first, last = split_name(names[0], last_first=last_first)
        return (first, " ".join((last, *behind))) if last else (" ".join((first, *behind)), "")
    last, given = names[:2]
    if len(names) > 2 or _COMPANY.fullmatch(given) or (is_whole and _JOB.fullmatch(given)):
        return None
    if " " in given:
        words = given.split()
        end = len(words)
        while end > 1 and words[end - 1].islower() and _is_particle(words[end - 1]):
            end -= 1
        given, last = " ".join(words[:end]), " ".join((*words[end:], last))
    return given, " ".join((last, *behind)) if behind else last


def _is_whole(name: str) -> bool:
    """Say whether what stands before a comma may be a whole name rather than a last one: "Ann Bee", not "de Vries" or
    "NÚÑEZ PÉREZ"."""
    return " " in name and not name.isupper() and not _is_particle(name.partition(" ")[0])


def _is_degree(text: str) -> bool:
    return all(word.replace(".", "") in _DEGREES for word in text.split())


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
