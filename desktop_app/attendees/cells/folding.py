"""Words for comparing, as people who look one up would spell it."""

import re
import unicodedata

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ACCENTS = re.compile("[\u0300-\u036f]")
_LETTERS = str.maketrans("łıøđð", "liodd")
"""Letters that have no accent to take off."""
_NO_WORD = re.compile(r"[\W_]+")
_BRACKETS = re.compile("[(\\[\uff08【][^(\\[\uff08【)\\]\uff09】]*[)\\]\uff09】]")


def without_accents(text: str) -> str:
    """Return text in small letters without accents, as people look a name up: "Zoë" is "zoe"."""
    small = text.casefold()
    return small if small.isascii() else _ACCENTS.sub("", unicodedata.normalize("NFKD", small).translate(_LETTERS))


def folded(cell: str) -> str:
    """Return a header for comparing: small letters without accents, words apart by one space, no punctuation."""
    apart = _CAMEL.sub(" ", cell.strip()[:200])
    return _NO_WORD.sub(" ", without_accents(apart)).strip()


def without_brackets(cell: str) -> str:
    """Return a header without what stands in brackets."""
    return _BRACKETS.sub(" ", cell)


def pattern_of(*listed: str) -> re.Pattern[str]:
    """Return what finds these words in folded headers. They are apart by "|" and begin so; "$" is a word's end."""
    forms = []
    for word in "|".join(listed).split("|"):
        key = folded(word)
        end = r"\b" if word.strip().endswith("$") else ""
        # in Chinese and Japanese no word stands apart
        forms.append(rf"\b{key}{end}" if key.isascii() else key)
    return re.compile("|".join(sorted(filter(None, forms), key=len, reverse=True)))
