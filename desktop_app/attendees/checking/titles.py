"""What stands around a name and is no part of it: "Dr. Anna", "Chen, PhD", "Lind (External)", "Doe/DE/ACME"."""

import re

from desktop_app.attendees.reading.table import SEPARATOR

_HINTS = (".", "Dr", "Prof", "/", "(", "[", "PhD", "MBA", "MSc", "BSc")
"""What none of it goes without. Most lists have none of them, and that is soon seen."""

_TITLE = (
    r"(?:(?:Univ\.\s?-?\s?)?Prof(?:essor)?\b\.?(?:\s?h\.\s?c\.)?|Dr\b\.?(?:\s?(?:med|phil|rer|nat|iur|jur|oec|pol|ing|"
    r"h|c|vet|dent|theol|habil)\.)*(?:-Ing\.)?|PD(?=\s+Dr)|Dipl\.\s?-?\s?[A-Z]\w+\.?|(?:Mag|Ing|Dott|MUDr|JUDr|RNDr|"
    r"PhDr|Mgr)\.(?:ssa)?)"
)
_IN_FRONT = re.compile(rf"(^|,\s*){_TITLE}(?:\s*{_TITLE})*\s+(?=[^\W\d_])")
_BEHIND = re.compile(r"(?:,\s*|\s+(?=Ph))(?:Ph\.?D|MBA|M\.?Sc|B\.?Sc|Dr\.?(?:-Ing\.)?)\.?\s*$")
_OUTSIDER = re.compile(
    r"\s*[(\[](?:external|ext|guest|extern|externe[rn]?|gast|invite|invité|invitée|externo|externa|invitado|invitada|"
    r"convidado|esterno|esterna|ospite|gość|zewnętrzny|外部|ゲスト|社外|访客)\.?[)\]]\s*$",
    re.IGNORECASE,
)
_NOTES_NAME = re.compile(r"([^/]*[^/\s])(?:/[A-Z][\w&-]*)*/[A-Z]{2,}(?:/[A-Z][\w&-]*)*$")
"""A name with the units of a directory behind it, as HCL Notes writes them."""


_LONGEST = 200
"""Characters; what is longer is no name."""


def without_titles(names: str) -> str:
    """Return a column of names without academic titles, degrees, and what a directory adds, where that is certain. A
    cell that is nothing else stays."""
    if not _has_hint(names):
        return names
    return SEPARATOR.join(without_title(name) if _has_hint(name) else name for name in names.split(SEPARATOR))


def _has_hint(text: str) -> bool:
    for hint in _HINTS:  # noqa: SIM110 - any() takes three times as long, on every column of every list
        if hint in text:
            return True
    return False


def without_title(name: str) -> str:
    """Return one name without them."""
    if len(name) > _LONGEST:
        return name
    bare = _OUTSIDER.sub("", name)
    if bare.count("/") > 1 and (found := _NOTES_NAME.match(bare)):
        bare = found[1]
    bare = _BEHIND.sub("", _IN_FRONT.sub(r"\1", bare)).strip()
    return bare or name
