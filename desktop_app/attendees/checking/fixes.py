"""The address that was surely meant by one that is wrong: "ann @acme.com", "ann@acme,com", "ann@acme.con"."""

import re

from desktop_app.attendees.checking import countries
from desktop_app.attendees.checking.emails import ENDINGS, LONGEST_ODD, Checker, meant_ending

_AT_SPELLED = re.compile(
    r"\s*(?:\(\s*(?:at|ät)\s*\)|\[\s*(?:at|ät)\s*\]|\{\s*(?:at|ät)\s*\})\s*|\s+(?-i:AT)\s+", re.IGNORECASE
)
_DOT_SPELLED = re.compile(
    r"\s*(?:\(\s*(?:dot|punkt)\s*\)|\[\s*(?:dot|punkt)\s*\]|\{\s*(?:dot|punkt)\s*\})\s*|\s+(?:dot|punkt)\s+",
    re.IGNORECASE,
)
"""How people write an address that no machine is to find: "name (at) acme.de", "name AT acme DOT de"."""

_JOINT = re.compile(r"(\s*[.,][\s.,]*|\s+)")
"""What stands between the parts of a domain, as it was typed."""

_COMMON_ENDINGS = frozenset(
    ("com", "net", "org", "edu", "gov", "mil", "int", "info", "biz", "app", "dev", "cloud", "online", "shop", "tech",
     "eu", "uk", "example")
)  # fmt: skip
"""Beside those of countries. Ones that may be somebody's name or a word are not among them."""

_SECOND_LEVEL = ("co", "ac")
"""What looks like an ending of its own in "acme.co.uk"."""


def suggestion(text: str) -> str:
    """Return the address that was surely meant, or "" when that is anybody's guess."""
    text = text[:LONGEST_ODD]
    spelled = text if "@" in text else _DOT_SPELLED.sub(".", _AT_SPELLED.sub("@", text))
    local, at, domain = re.sub("@+", "@", spelled).partition("@")
    domain = _domain(domain)
    if not at or not domain:
        return ""
    local = re.sub(r"\s+\.(?=\S)", ".", re.sub("[\u2018\u2019\u201b\u00b4]", "'", local.strip()))
    fixed = f"{re.sub(r'[.]{2,}', '.', local).strip('.')}@{domain}"
    if fixed == text:
        return ""
    email, name, wrong = Checker().check(fixed)
    return email if wrong is None and not name else ""


def _domain(typed: str) -> str:
    """Return a domain with the gaps and commas in it closed, or "" when what is behind one may be another word: the
    domain is whole without it ("acme.com, Cat"), there is no dot ("acme.com Bob"), or no such ending exists, such as
    "con.de"."""
    parts = _JOINT.split(typed.strip(" \t.,"))
    labels, joints = parts[::2], parts[1::2]
    sloppy = False
    for at, joint in enumerate(joints):
        if not joint.strip("."):
            continue
        sloppy = True
        behind = labels[at + 1]
        attached = re.fullmatch(r"\s*\.+", joint) is not None
        if not re.search("[.,]", joint) or (not attached and at and _may_end(labels[at], behind, joint)):
            return ""
        if joint[-1].isspace() and behind[:1].isupper() and not typed.isupper():
            return ""
    *first, ending = labels = meant_ending(labels)
    if (sloppy and not _is_ending(ending)) or (len(ending) == 2 and len(first) > 1 and first[-1].lower() in ENDINGS):
        return ""
    return ".".join(labels)


def _may_end(label: str, behind: str, joint: str) -> bool:
    """Say whether a domain may end with a label rather than go on: with any behind which there are a comma and a
    blank, since endings are many."""
    if label.lower() in _SECOND_LEVEL and len(behind) == 2:
        return False
    listed = "," in joint and joint[-1].isspace()
    return listed or label.lower() in ENDINGS or _is_ending(label)


def _is_ending(label: str) -> bool:
    label = label.lower()
    return label in _COMMON_ENDINGS or (len(label) == 2 and countries.code_of(label.upper()) is not None)
