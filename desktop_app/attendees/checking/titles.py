"""What stands around a name and is no part of it: "Dr. Anna", "Chen, PhD", "Lind (External)", "Doe/DE/ACME"."""

import re

from desktop_app.attendees.cells.table import SEPARATOR

_SIGNS = (".", "/", "(", "[", "\uff08", "様", "さん", "님")
_WORDS = (
    "Dr", "dr ", "Prof", "PhD", "MBA", "MSc", "BSc", "Mr", "Ms ", "Miss ", "Mx ", "Mme ", "Mlle ", "Herr ", "Frau ",
    "Sir ", "Sra ", "Srta ", "Mevr", "mgr ", " | ",
)  # fmt: skip
"""Each title, degree, or addition has one of these in it; the words have a blank beside them as well. Most lists have
none, which is quick to see."""

_TITLE = (
    r"(?:(?:Univ\.\s?-?\s?)?[Pp]rof(?:essor)?\b\.?(?:\s?h\.\s?c\.)?|[Dd]r\b\.?(?:\s?(?:med|phil|rer|nat|iur|jur|oec|pol|ing|"
    r"h|c|vet|dent|theol|habil)\.)*(?:-Ing\.)?|PD(?=\s+Dr)|Dipl\.\s?-?\s?[A-Z]\w+\.?|(?:Mag|Ing|Dott|MUDr|JUDr|RNDr|"
    r"PhDr|Mgr|Avv|Eng|Sig|Rev|Revd|Capt|Lt|Col|Sgt|Maj|Gen|Hon|Fr|Hr|Dhr|drs|ing|ir|hab|inż|lic|lek)\.(?:ssa|ra|na)?|"
    r"(?:Mr|Mrs|Ms|Mx|Mme|Mlle|Sra?|Srta|Mevr|Mw|mr|mgr)(?:\.|\b)|(?:Miss|Herrn?|Frau|Sir)\b)"
)
_MESSIEURS = re.compile(r"(^|,\s*)M\.\s+(?=[^\W\d_]{2})")
"""An initial unless other cells have "Mme"."""
_IN_FRONT = re.compile(rf"(^|,\s*){_TITLE}(?:\s*{_TITLE})*\s+(?=[^\W\d_])")
_BEHIND = re.compile(r"(?:,\s*|\s+(?=Ph))(?:Ph\.?D|MBA|M\.?Sc|B\.?Sc|Dr\.?(?:-Ing\.)?)\.?\s*$")
_OUTSIDER = re.compile(
    r"\s*[(\[](?:external|ext|guest|extern|externe[rn]?|gast|invite|invité|invitée|externo|externa|invitado|invitada|"
    r"convidado|esterno|esterna|ospite|gość|zewnętrzny|外部|ゲスト|社外|访客)\.?[)\]]\s*$",
    re.IGNORECASE,
)
_PRONOUNS = re.compile(
    r"\s*[(\[](?:she|he|they|ze|xe|any|sie|er|elle|ella|él|lei|lui|zij|hij)(?:\s?/\s?\w+)+[)\]]|(?<=\w)\s+\|.*$",
    re.IGNORECASE | re.DOTALL,
)
"""Pronouns, and what stands behind a bar."""
_EASTERN = r"(?<=[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3々])"
_HONORED = re.compile(rf"{_EASTERN}\s*(?:様|さん|님)$")
_BESIDE_EASTERN = re.compile(rf"{_EASTERN}\s*[(\uff08][^()\uff08\uff09]*[)\uff09]$")
"""How a name is read, or where somebody works."""
_NOTES_NAME = re.compile(r"([^/]*[^/\s])(?:/[A-Z][\w&-]*)*/[A-Z]{2,}(?:/[A-Z][\w&-]*)*$")
"""A name with the units of a directory behind it, as HCL Notes writes them."""


_LONGEST = 200
"""Characters; what is longer is no name."""


def without_titles(names: str) -> str:
    """Return a column of names without titles, degrees, pronouns, and what a directory adds, where that is certain. A
    cell that is nothing else stays."""
    if not _has_hint(names):
        return names
    french = "Mme" in names or "Mlle" in names
    return SEPARATOR.join(
        without_title(_MESSIEURS.sub(r"\1", name) if french else name) if _has_hint(name) else name
        for name in names.split(SEPARATOR)
    )


def _has_hint(text: str) -> bool:
    # any() takes three times as long, on every column of every list
    for sign in _SIGNS:
        if sign in text:
            return True
    if " " in text or "," in text:
        for word in _WORDS:
            if word in text:
                return True
    return False


def without_title(name: str) -> str:
    """Return one name without them."""
    if len(name) > _LONGEST:
        return name
    bare = _PRONOUNS.sub("", _OUTSIDER.sub("", name))
    if bare.count("/") > 1 and (found := _NOTES_NAME.match(bare)):
        bare = found[1]
    bare = _BEHIND.sub("", _IN_FRONT.sub(r"\1", bare)).strip()
    if not bare.isascii():
        bare = _HONORED.sub("", _BESIDE_EASTERN.sub("", bare))
    return bare or name
