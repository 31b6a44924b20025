"""Addresses whose provider is surely misspelled: "gmial.com". They are no errors, somebody may own the domain; but a
person should see them before anything is sent.

Only the slips of a finger count: one letter left out, added, or mistaken, or two letters exchanged, and not the first
letter unless it changed places with the second, for many a real domain begins with another (ymail.com, email.com).
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from string import ascii_lowercase

_PROVIDERS = """
    gmail.com googlemail.com outlook.com icloud.com protonmail.com hotmail.com hotmail.co.uk hotmail.fr hotmail.de
    hotmail.it hotmail.es yahoo.com yahoo.co.uk yahoo.co.in yahoo.co.jp yahoo.com.br yahoo.fr yahoo.de yahoo.it yahoo.es
    yahoo.ca outlook.fr outlook.de outlook.es comcast.net verizon.net bellsouth.net sbcglobal.net btinternet.com
    rediffmail.com wanadoo.fr laposte.net t-online.de freenet.de
"""
PROVIDERS = tuple(_PROVIDERS.split())
"""Providers of so many people that another domain this near is seldom meant; none with a name of four letters or less,
which is near too many others."""

_REAL = ("grail.com",)
"""Companies with mail of their own under a domain this near."""

_SHAPE = re.compile(r"@([a-z-]{4,13}+\.[a-z.]{2,6}+)(?![^\0])")
"""A domain in a column of addresses (\\0 between them) that may be near one of PROVIDERS."""


def misspelled(keys: str) -> set[str]:
    """Return the domains in a column of case-folded addresses (\\0 between them) that are nearly a provider's."""
    found = set(_SHAPE.findall(keys))
    return {domain for domain in found if domain in _meant()}


def corrected(email: str) -> str | None:
    """Return an address with the provider that was meant, "" when it may be one of several; None when none was."""
    local, _, domain = email.rpartition("@")
    meant = _meant().get(domain)
    return f"{local}@{meant}" if meant else meant


@cache
def _meant() -> Mapping[str, str]:
    """Return what each misspelled domain stands for, "" where that may be one of several."""
    meant: dict[str, str] = {}
    for provider in PROVIDERS:
        for slip in _slips(provider):
            meant[slip] = "" if meant.get(slip, provider) != provider else provider
    for provider in PROVIDERS:
        # "hotmail.co" may be the beginning of "hotmail.co.uk"
        stem = provider.rpartition(".")[0]
        if stem in meant:
            meant[stem] = ""
    for real in (*PROVIDERS, *_REAL):
        meant.pop(real, None)
    return meant


def _slips(provider: str) -> Iterator[str]:
    """Yield what a domain becomes by one slip. The endings of countries stay: next to one is another country's."""
    name, _, ending = provider.partition(".")
    if ending in ("com", "net"):
        name, ending = provider, ""
    rest = f".{ending}" if ending else ""
    for at in range(len(name)):
        before, letter, after = name[:at], name[at], name[at + 1 :]
        if after:
            yield f"{before}{after[0]}{letter}{after[1:]}{rest}"
        for other in ascii_lowercase:
            yield f"{before}{letter}{other}{after}{rest}"
        if at:
            yield f"{before}{after}{rest}"
            for other in ascii_lowercase:
                yield f"{before}{other}{after}{rest}"
