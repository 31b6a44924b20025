"""Tables of web pages, which web sites export under .xls: Excel opens them, so people take them for workbooks."""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from desktop_app.attendees.cells.table import MOST_ROWS, Part, Table
from desktop_app.attendees.reading import encodings, kinds
from desktop_app.attendees.reading.grid import Grid, TooLong
from desktop_app.attendees.reading.sheets import headed, taken_apart, with_people
from desktop_app.attendees.unreadable import Unreadable, WhyUnreadable

_MOST_ACROSS = 1000
"""As browsers take them (HTML standard, "colspan")."""
_MOST_DOWN = 65_534

_MOST_TABLES = 50
"""Tables to choose from."""

_TAG = re.compile(
    r"""<(?:
        (?P<tag>/?[a-z][^\s/>]{0,50}+)
        (?P<attributes>(?>(?:[^<>"']{1,9999}+|"[^"]{0,2000}+"|'[^']{0,2000}+'){0,200}))[^<>]{0,9999}+>
      | !--.*?(?:-->|\Z)
      | [!?][^<>]{0,9999}+>
    )""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
"""A tag, or a comment or declaration, which says nothing here. What never ends ends at the next "<", or at the numbers:
a page of nothing but such takes no longer than its length."""

_ATTRIBUTE = re.compile(r"""(?<![\w-])(colspan|rowspan|href)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)

_NO_TEXT = {name: re.compile(rf"</{name}\b|\Z", re.IGNORECASE) for name in ("script", "style")}
_BREAKS = ("br", "p", "/p", "div", "/div", "li", "/li")


class Found(NamedTuple):
    """A table of a page: its number there with its caption, and its rows."""

    title: str
    parts: list[Part]
    rows: int


def read_page(content: bytes, name: str, sheet: str | None = None, begins: int = 0) -> Table:
    """Return the rows of the largest table that holds addresses, or of the one called `sheet`; `begins` chooses among
    the lists of a table (`headed`). Raises Unreadable."""
    text = encodings.of_markup(content)
    del content
    try:
        # a name may stand for the address that it leads to, on pages that show none
        tables = _with_addresses(_tables(text)) or _with_addresses(_tables(text, links=True))
    except TooLong:
        raise Unreadable(WhyUnreadable.TOO_MANY_ROWS, name=name, limit=MOST_ROWS) from None
    if not tables:
        raise Unreadable(WhyUnreadable.WEB_PAGE, name=name, kind=kinds.PAGE)
    by_size = sorted(tables, key=lambda table: table.rows, reverse=True)[:_MOST_TABLES]
    # a page with one table has no sheets to choose from
    titles = tuple(table.title for table in tables if table in by_size) if len(tables) > 1 else ()
    if titles and sheet is not None:
        by_size = [table for table in tables if table.title == sheet]
    lists = (
        headed(
            parts,
            name=name,
            delimiter=delimiter,
            sheet=table.title if titles else "",
            sheets=titles,
            begins=begins,
        )
        for table in by_size
        for parts, delimiter in (taken_apart(table.parts),)
    )
    found = with_people(lists)
    if found is None:
        raise Unreadable(WhyUnreadable.NO_SHEET, name=name, kind=kinds.PAGE)
    return found


def _with_addresses(tables: list[Found]) -> list[Found]:
    return [table for table in tables if any("@" in column for part in table.parts for column in part.columns)]


def _pieces(page: str) -> Iterator[tuple[str, str, str]]:
    """Yield each tag of a page, small ("td", "/td"), its attributes, and the text before it; "" at the end."""
    at = 0
    while found := _TAG.search(page, at):
        text = page[at : found.start()]
        at = found.end()
        tag = (found["tag"] or "").lower()
        yield text, tag, found["attributes"] or ""
        if tag in _NO_TEXT and (end := _NO_TEXT[tag].search(page, at)):
            at = end.start()
    yield page[at:], "", ""


class _Open:
    """A table whose end hasn't come yet."""

    def __init__(self) -> None:
        self.grid = Grid()
        self.caption = ""
        self.text: list[str] | None = None
        """The pieces of what stands in the open cell or caption."""
        self._across = self._down = 0

    def begin_caption(self) -> None:
        """Begin what stands above the table."""
        self.end_text()
        self.text = []
        self._across = 0

    def begin_cell(self, attributes: str) -> None:
        """Begin a cell."""
        self.end_text()
        given = _given(attributes)
        self.text = []
        self._across = _span(given.get("colspan", ""), _MOST_ACROSS)
        self._down = _span(given.get("rowspan", ""), _MOST_DOWN)

    def end_text(self) -> None:
        """Put the open cell in its place, or keep the caption. Raises TooLong."""
        if self.text is None:
            return
        if self._across:
            self.grid.add(_shown(self.text), across=self._across, down=self._down)
        else:
            self.caption = _shown(self.text)
        self.text = None


def _tables(page: str, *, links: bool = False) -> list[Found]:  # noqa: PLR0912 - one branch a tag
    """Return the tables of a page, those inside another too; with addresses that only `links` lead to, or without.

    Raises TooLong.
    """
    found: list[Found] = []
    tables: list[_Open] = []
    mail = ""
    for text, tag, attributes in _pieces(page):
        if not tables:
            if tag == "table":
                tables.append(_Open())
            continue
        table = tables[-1]
        if text and table.text is not None:
            table.text.append(html.unescape(text).replace("\n", " ") if "&" in text else text.replace("\n", " "))
        match tag:
            case "td" | "th":
                table.begin_cell(attributes)
            case "/td" | "/th" | "/caption":
                table.end_text()
            case "tr":
                table.end_text()
                table.grid.next_row()
            case "/tr":
                table.end_text()
                table.grid.end_row()
            case "table":
                tables.append(_Open())
            case "/table":
                _end(tables, found)
            case "caption":
                table.begin_caption()
            case "a" if links:
                link = html.unescape(_given(attributes).get("href", ""))
                mail = unquote(link[7:].partition("?")[0]) if link[:7].lower() == "mailto:" else ""
            case "/a":
                if mail and table.text is not None:
                    table.text.append(f" <{mail}>")
                mail = ""
            case _ if tag in _BREAKS and table.text is not None:
                table.text.append("\n")
    while tables:
        _end(tables, found)
    return found


def _end(tables: list[_Open], found: list[Found]) -> None:
    """Take the innermost table as found, or as text of the cell around it when it is a single row. Raises TooLong."""
    table = tables.pop()
    table.end_text()
    parts = table.grid.parts()
    around = tables[-1].text if tables else None
    if table.grid.rows == 1 and around is not None:
        around.append(" ".join(["", *parts[0].columns, ""]))
    elif parts:
        found.append(Found(f"{len(found) + 1} {table.caption}".strip(), parts, table.grid.rows))


def _given(attributes: str) -> dict[str, str]:
    """Return the attributes that matter here."""
    if "=" not in attributes:
        return {}
    return {name.lower(): value.strip("\"'") for name, value in _ATTRIBUTE.findall(attributes)}


def _span(text: str, most: int) -> int:
    """Return how many columns or rows a cell covers."""
    digits = text.strip()
    return min(max(int(digits), 1), most) if digits.isdecimal() and len(digits) < 10 else 1


def _shown(pieces: list[str]) -> str:
    """Return the text of a cell: blanks single, and a line for each that the page breaks."""
    text = "".join(pieces)
    if "\n" not in text:
        return " ".join(text.split())
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.split("\n"))))
