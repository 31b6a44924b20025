"""Addresses that a sheet has only behind its cells, as links to mail: the parser reads what a cell shows. Told by .xlsx
and .ods; .xls and .xlsb are not looked into.
"""

import html
import re
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from io import BytesIO
from urllib.parse import unquote

from msgspec.structs import replace

from desktop_app.attendees.cells.table import SEPARATOR, Part
from desktop_app.attendees.reading.archives import (
    UNREADABLE_ARCHIVE,
    attribute,
    entry_of,
    place_of,
    relationships,
    sheet_entry,
    table_span,
    times,
)

_LINK = re.compile(r"<(?:\w+:)?hyperlink\s[^>]*>")
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_TABLE_PART = re.compile(
    rb'<table:(?:table-|covered-table-)(row|cell)(?=[\s/>])([^>]*)>|<text:a\s[^>]*?xlink:href="([^"]*)"'
)
_MAIL = "mailto:"


def with_linked(parts: list[Part], content: bytes, sheet: str, left: int) -> list[Part]:
    """Return a sheet's rows with the addresses behind its cells, if no cell shows one: "Ann <a@x.com>", and only the
    address where most cells with a link say the same. `left` are the columns before the first one."""
    if any("@" in text for part in parts for text in part.columns):
        return parts
    links = mail_links(content, sheet)
    if not links:
        return parts
    shown = Counter(cells[at] for part in parts for cells, at, _ in _linked(part, links, left, _columns(part)))
    said = next((text for text, times in shown.items() if times > 1 and 2 * times > shown.total()), "")
    found: list[Part] = []
    for part in parts:
        columns = _columns(part)
        for cells, at, address in _linked(part, links, left, columns):
            cells[at] = f"{cells[at]} <{address}>" if cells[at] != said else address
        found.append(replace(part, columns=tuple(map(SEPARATOR.join, columns))))
    return found


def _columns(part: Part) -> list[list[str]]:
    return [text.split(SEPARATOR) for text in part.columns]


def _linked(
    part: Part, links: Mapping[int, Mapping[int, str]], left: int, columns: Sequence[list[str]]
) -> list[tuple[list[str], int, str]]:
    """Return each cell with a link: its column, its place in that, and the address."""
    return [
        (columns[column - left], at, address)
        for at, row in enumerate(part.rows)
        if row in links
        for column, address in links[row].items()
        if 0 <= column - left < len(columns) and columns[column - left][at].strip()
    ]


def mail_links(content: bytes, sheet: str) -> Mapping[int, Mapping[int, str]]:
    """Return the addresses that cells of a sheet link to, by row (from 1), then column (from 0); nothing where it can't
    be told."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return _of_sheet(archive, sheet_entry(archive, sheet)) or _of_table(entry_of(archive, "content.xml"), sheet)
    except UNREADABLE_ARCHIVE:
        # the parser has read the workbook all the same
        return {}


def _of_sheet(archive: zipfile.ZipFile, entry: str) -> Mapping[int, Mapping[int, str]]:
    targets = {
        attribute(tag, "Id"): address
        for tag in relationships(archive, entry)
        if (address := _address(attribute(tag, "Target")))
    }
    xml = entry_of(archive, entry).decode("utf-8", "replace") if targets else ""
    links: dict[int, dict[int, str]] = {}
    for found in _LINK.finditer(xml):
        target, cell = targets.get(attribute(found[0], r"\w+:id")), _CELL.match(attribute(found[0], "ref"))
        if target and cell:
            links.setdefault(int(cell[2]), {})[place_of(cell[1])] = target
    return links


def _of_table(xml: bytes, sheet: str) -> Mapping[int, Mapping[int, str]]:
    if _MAIL.encode() not in xml:
        return {}
    links: dict[int, dict[int, str]] = {}
    row, below, column, behind = 0, 1, 0, 0
    for found in _TABLE_PART.finditer(xml, *table_span(xml, sheet)):
        kind, attributes, href = found.groups()
        repeated = times(attributes or b"")
        if kind == b"row":
            row, below, behind = below, below + repeated, 0
        elif kind:
            column, behind = behind, behind + repeated
        elif address := _address(html.unescape(href.decode("utf-8", "replace"))):
            links.setdefault(row, {}).setdefault(column, address)
    return links


def _address(target: str) -> str:
    """Return the address of a link to mail; "" of any other."""
    if not target.lower().startswith(_MAIL):
        return ""
    return unquote(target[len(_MAIL) :].partition("?")[0]).replace(SEPARATOR, "").strip()
