"""Time zones by the city a person thinks of: search, and one name for each zone.

Zones, their countries and their older names come from the zone database in the `tzdata` package, so every system gives
the same answers.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import PurePosixPath
from types import MappingProxyType

from desktop_app.event.cities import ABBREVIATIONS, CITIES, COUNTRIES, LABELS
from desktop_app.event.schedule import find_zone

UTC = "UTC"

# where the database's own links lead to another country's city, or end nowhere
_CANONICAL = {
    "Africa/Asmera": "Africa/Asmara",
    "Africa/Timbuktu": "Africa/Bamako",
    "America/Coral_Harbour": "America/Atikokan",
    "America/Virgin": "America/St_Thomas",
    "Antarctica/South_Pole": "Antarctica/McMurdo",
    "Atlantic/Jan_Mayen": "Arctic/Longyearbyen",
    "Iceland": "Atlantic/Reykjavik",
    "Pacific/Ponape": "Pacific/Pohnpei",
    "Pacific/Truk": "Pacific/Chuuk",
    "Pacific/Yap": "Pacific/Chuuk",
    "CST6CDT": "America/Chicago",
    "EST5EDT": "America/New_York",
    "MST7MDT": "America/Denver",
    "PST8PDT": "America/Los_Angeles",
    "SST": "Pacific/Guadalcanal",  # no IANA id: Zoom's own for the Solomon Islands
}
_UTC_NAMES = frozenset({"GMT", "UCT", "UTC", "Greenwich", "Universal", "Zulu", "GMT0", "GMT+0", "GMT-0"})

ZOOM_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "America/Indiana/Indianapolis": "America/Indianapolis",
        "America/Nuuk": "America/Godthab",
        "Asia/Ho_Chi_Minh": "Asia/Saigon",
        "Europe/Kyiv": "Europe/Kiev",
    }
)
"""Zones that Zoom's published list knows by their older name only."""

_FOLDED_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "\u0131": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
)


@dataclass(frozen=True, slots=True)
class City:
    """A city that was found. `country` is its English name, empty for UTC; `zone` a canonical id."""

    name: str
    country: str
    zone: str


@dataclass(frozen=True, slots=True)
class _Entry:
    """A city with everything by which it is found, folded.

    `main` is the first city of its zone, `eponym` the one that the zone is named after.
    """

    city: City
    names: tuple[str, ...]
    countries: tuple[str, ...]
    main: bool
    eponym: bool
    city_words: tuple[str, ...]
    words: tuple[str, ...]


def search(text: str, limit: int = 12) -> list[City]:
    """Return the cities that `text` may mean, best first.

    It is compared with cities, countries, zone ids and abbreviations such as EST, without regard to case and accents;
    several words must all fit. A country gives one city for each of its zones. Empty for an empty text.
    """
    wanted = _fold(text)
    if not wanted:
        return []
    found: list[tuple[int, int, City]] = []
    for place, entry in enumerate(_entries()):
        rank = _rank(wanted, entry)
        if rank is not None:
            found.append((rank, place, entry.city))
    cities: list[City] = []
    for _, _, city in sorted(found, key=lambda item: item[:2]):
        if city not in cities:
            cities.append(city)
        if len(cities) >= limit:
            break
    return cities


def label(zone: str) -> str:
    """Return the name of a zone's city, such as "New York" for America/New_York."""
    known = canonical(zone)
    if known in LABELS:
        return LABELS[known]
    if known == UTC:
        return UTC
    if fixed := re.fullmatch(r"Etc/GMT([+-])(\d+)", known):  # the database counts these from the other side
        return f"UTC{'−' if fixed[1] == '+' else '+'}{fixed[2]}"
    return PurePosixPath(known).name.replace("_", " ") or zone


def canonical(zone: str) -> str:
    """Return the name of a zone that is in use today; an unknown name comes back unchanged.

    "Asia/Calcutta" gives "Asia/Kolkata", "US/Eastern" gives "America/New_York", all names of UTC give "UTC".
    """
    if zone in _tab():
        return zone
    if zone in _CANONICAL:
        return _CANONICAL[zone]
    if zone.removeprefix("Etc/") in _UTC_NAMES:
        return UTC
    links = _links()
    name = zone
    for _ in range(5):  # links of links
        if name not in links or name in _tab():
            break
        name = links[name]
    return name if name in _tab() else zone


def for_zoom(zone: str) -> str:
    """Return a zone by the name that Zoom's list has for it."""
    known = canonical(zone)
    return ZOOM_NAMES.get(known, known)


def same(one: str, other: str) -> bool:
    """Whether two ids name one zone, as Zoom's answer may spell it otherwise than the request."""
    return canonical(one) == canonical(other)


def offset(zone: str, moment: dt.datetime) -> dt.timedelta:
    """Return the distance from UTC at an aware moment. Raises ValueError for an unknown zone."""
    local = find_zone(zone)
    if local is None:
        raise ValueError("unknown time zone")
    found = moment.astimezone(local).utcoffset()
    assert found is not None
    return found


def named(text: str) -> str:
    """Return the canonical id that an id, or a path into a folder of zones, names; "" where it names none."""
    name = text.replace("\\", "/").rpartition("zoneinfo/")[2]
    name = re.sub(r"^(posix|right)/", "", name)
    if not name or find_zone(name) is None:
        return ""
    known = canonical(name)
    return known if known in _tab() or known == UTC or known.startswith("Etc/") else ""


def _rank(wanted: str, entry: _Entry) -> int | None:  # noqa: PLR0911 - a ladder, best rank first
    """Return how well an entry fits, 0 best, None when it does not."""
    if wanted in entry.names:
        return 0
    if entry.main and wanted in entry.countries:
        return 1
    if entry.main and entry.city.zone in _abbreviated(wanted):
        return 2 + _abbreviated(wanted).index(entry.city.zone)
    if entry.eponym and " " in wanted and entry.city.zone == _ids().get(wanted):  # "EST" is no id to people
        return 9
    if any(name.startswith(wanted) for name in entry.names):
        return 10
    if any(f" {wanted}" in name for name in entry.names):
        return 11
    if entry.main and any(f" {wanted}" in f" {name}" for name in entry.countries):
        return 12
    parts = wanted.split()
    if any(word.startswith(parts[0]) for word in entry.city_words) and all(
        any(word.startswith(part) for word in entry.words) for part in parts
    ):
        return 13  # "paris france": a city and its country
    if entry.eponym and _fold(entry.city.zone).startswith(wanted):
        return 14
    return None


@lru_cache(maxsize=64)
def _abbreviated(wanted: str) -> tuple[str, ...]:
    return next((zones for short, zones in ABBREVIATIONS.items() if _fold(short) == wanted), ())


@lru_cache(maxsize=1)
def _entries() -> tuple[_Entry, ...]:
    return tuple(_read_entries())


def _read_entries() -> Iterator[_Entry]:
    listed: set[tuple[str, str]] = set()
    seen: set[str] = set()
    for line in CITIES.strip().splitlines():
        head, _, cities = line.partition(": ")
        code, _, zone = head.partition(" ")
        for text in cities.split("; "):
            name, *others = re.split("[=/]", text)
            yield _entry(name, others, code, zone, main=zone not in seen)
            seen.add(zone)
            listed.add((zone, _fold(name)))
    yield _entry(UTC, ["Coordinated Universal Time"], "", UTC, main=True)
    for zone, code in _tab().items():
        if (zone, _fold(label(zone))) not in listed:
            yield _entry(label(zone), [], code, zone, main=zone not in seen)


def _entry(name: str, others: list[str], code: str, zone: str, *, main: bool) -> _Entry:
    countries = _country_names(code) if code else ("",)
    city = City(name, countries[0], zone)
    names = tuple(_fold(text) for text in (name, *others))
    folded = tuple(_fold(text) for text in countries if text)
    city_words = tuple(" ".join(names).split())
    words = city_words + tuple(" ".join(folded).split())
    return _Entry(city, names, folded, main, names[0] == _fold(label(zone)), city_words, words)


def _country_names(code: str) -> tuple[str, ...]:
    if code in COUNTRIES:
        return tuple(re.split("[=/]", COUNTRIES[code]))
    return (_countries().get(code, code),)


@lru_cache(maxsize=1)
def _countries() -> Mapping[str, str]:
    return dict(line.split("\t")[:2] for line in _data_lines("iso3166.tab"))


@lru_cache(maxsize=1)
def _tab() -> Mapping[str, str]:
    """Zones that are in use, with their country's code."""
    rows = (line.split("\t") for line in _data_lines("zone.tab"))
    return {row[2]: row[0] for row in rows}


@lru_cache(maxsize=1)
def _links() -> Mapping[str, str]:
    """Older names with the newer ones."""
    rows = (line.split() for line in _data_lines("tzdata.zi") if line.startswith("L "))
    return {row[2]: row[1] for row in rows}


@lru_cache(maxsize=1)
def _ids() -> Mapping[str, str]:
    """Every id as it is searched, with the one in use: "us eastern" is America/New_York."""
    return {_fold(name): canonical(name) for name in (*_links(), *_CANONICAL, *_tab())}


def _data_lines(name: str) -> list[str]:
    text = (resources.files("tzdata") / "zoneinfo" / name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@lru_cache(maxsize=1024)
def _fold(text: str) -> str:
    """Return a text without case, accents and punctuation."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_FOLDED_LETTERS))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter)).translate(_FOLDED_LETTERS)
    return " ".join(re.sub(r"[^\w]+|_", " ", bare.replace("'", "").replace("’", "")).split())
