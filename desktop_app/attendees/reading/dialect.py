"""Separators, quotes and line ends of delimited text."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice, takewhile

from desktop_app.attendees.matching import headers

DELIMITERS = (",", ";", "\t", "|")

LONGEST_RECORD = 1000
"""Lines. A longer record is taken for a quote that was never closed."""

MOST_REREAD = 500_000
"""Lines that may be read again because of unclosed quotes; after that, quotes mean nothing any more."""

_PIECE = 30_000
"""Characters that are taken apart at once: few enough to stay in the processor's cache."""

_HEADER = 0.5
"""What a line of known headers counts for, in shares of the rows."""

_SEP = re.compile(r'\s*"?sep=(?P<delimiter>[^\r\n"])"?[ ,;\t|]*(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
_ADDRESS = re.compile(r"\s*+[^\s@,;|<>]++@[^\s@,;|<>][^\s@,;|<>.]*+\.[^\s@,;|<>]++\s*+")
"""A cell that is an address. Possessive, so the time grows with the length of the cell and not with its square."""


def without_sep_line(text: str) -> tuple[str, str | None]:
    """Take off the `sep=;` line that Excel understands, and doesn't count as a row. Return the rest and the `;`."""
    found = _SEP.match(text)
    return (text[found.end() :], found["delimiter"]) if found else (text, None)


def delimiter_of(text: str) -> str:
    """Return the likeliest separator: the one that sets addresses free, then the one with the most even rows."""
    head = text[:200_000]
    best = (0.0, 0.0, 0.0)
    chosen = DELIMITERS[0]
    for delimiter in DELIMITERS:
        if delimiter not in head:
            continue
        rows = [cells for cells in islice(records(head, delimiter), 300) if any(cells)]
        if len(rows) > 2 and len(head) < len(text):
            # the last one may be cut off
            rows.pop()
        score = _score(rows)
        if score > best:
            best, chosen = score, delimiter
    return chosen


def _score(rows: list[list[str]]) -> tuple[float, float, float]:
    if not rows:
        return 0.0, 0.0, 0.0
    (width, even), *_ = Counter(len(cells) for cells in rows if len(cells) > 1).most_common(1) or [(1, 0)]
    if width == 1:
        return 0.0, 0.0, 0.0
    freed = sum(1 for cells in rows if any(_ADDRESS.fullmatch(cell) for cell in cells))
    headed = _HEADER if any(map(headers.is_header, takewhile(_holds_no_address, rows[: headers.LOOKED_AT]))) else 0.0
    return round(freed / len(rows) + headed, 1), round(even / len(rows), 1), float(width)


def _holds_no_address(cells: list[str]) -> bool:
    return not any("@" in cell for cell in cells)


def tightened(text: str, delimiter: str) -> str:
    """Take away the blanks between separators and quotes (`"a@x.com", "Ann"`) of a file that has them throughout."""
    mark = f'{delimiter} "'
    if delimiter == "\t" or mark not in text[:_PIECE]:
        return text
    rows = [cells for cells in islice(records(text[:_PIECE], delimiter), 100) if any(cells)]
    loose = sum(1 for cells in rows if any(cell.lstrip(" ")[:1] == '"' and cell[0] == " " for cell in cells))
    if loose * 2 < len(rows):
        return text
    return re.sub(f'{re.escape(delimiter)} +"', f'{delimiter}"', text)


def records(text: str, delimiter: str) -> Iterator[list[str]]:
    """Yield each record, blank ones as well: the place of a record is its number in a spreadsheet."""
    return chain.from_iterable(blocks(text, delimiter))


def blocks(text: str, delimiter: str) -> Iterator[list[list[str]]]:
    """Yield the records, some hundreds at a time.

    A quote that is never closed, or closed in the middle of a cell lines later, costs its own line only.
    """
    end = "\r" if "\r" in text and "\n" not in text else "\n"
    at = reread = 0
    while at < len(text):
        stop = text.find(end, at + _PIECE) + 1 or len(text)
        trusted = reread < MOST_REREAD
        rows = _one_a_line(text[at:stop], end, delimiter, trusted=trusted)
        if rows is None:
            rows, stop, wasted = _carefully(text, at, stop, delimiter, most=MOST_REREAD - reread)
            reread += wasted
        yield rows
        at = stop


def _lines(piece: str, end: str) -> list[str]:
    """Return the lines of a text without what ends them."""
    if end == "\n":
        lines = piece.splitlines()
        if len(lines) == piece.count("\n") + (not piece.endswith("\n")):
            return lines
        # a line end of another kind, or what only Python takes for one
        return [line.rstrip("\r\n") for line in io.StringIO(piece, newline="")]
    lines = piece.split(end)
    if not lines[-1]:
        lines.pop()
    return lines


def _one_a_line(piece: str, end: str, delimiter: str, *, trusted: bool) -> list[list[str]] | None:
    """Return the record of each line; None when a record takes more than a line, or might."""
    lines = _lines(piece, end)
    if not trusted or '"' not in piece:
        return [line.split(delimiter) for line in lines]
    places = [at for at, line in enumerate(lines) if '"' in line]
    quoted = [lines[at] for at in places] if 2 * len(places) < len(lines) else lines
    try:
        found = list(csv.reader(quoted, delimiter=delimiter))
    except csv.Error:
        return None
    if len(found) != len(quoted) or not _is_whole([lines[places[-1]]], delimiter):
        return None
    if quoted is lines:
        return found
    rows = [line.split(delimiter) for line in lines]
    for at, cells in zip(places, found, strict=True):
        rows[at] = cells
    return rows


class _Lines:
    """The lines of a text from a place on, kept as far as they were read."""

    def __init__(self, text: str, at: int) -> None:
        self._source = self._read(text, at)
        self.read: list[str] = []

    def start_at(self, first: int) -> Iterator[str]:
        """Yield the lines from one on."""
        while self.has(first):
            yield self.read[first]
            first += 1

    def has(self, at: int) -> bool:
        """Say whether there is such a line."""
        while len(self.read) <= at:
            line = next(self._source, None)
            if line is None:
                return False
            self.read.append(line)
        return True

    @staticmethod
    def _read(text: str, at: int) -> Iterator[str]:
        while at < len(text):
            stop = text.find("\n", at + _PIECE) + 1 or len(text)
            yield from io.StringIO(text[at:stop], newline="")
            at = stop


def _carefully(text: str, at: int, stop: int, delimiter: str, *, most: int) -> tuple[list[list[str]], int, int]:
    """Return the records from one place to another or a little further, the place behind them, and how many lines were
    read for nothing: `most` of them, or few more."""
    lines = _Lines(text, at)
    rows: list[list[str]] = []
    done = wasted = 0
    while at < stop and wasted < most and lines.has(done):
        reader = csv.reader(lines.start_at(done), delimiter=delimiter)
        first = done
        try:
            for cells in reader:
                behind = first + reader.line_num
                if (behind - done > 1 or not lines.has(behind)) and not _is_whole(lines.read[done:behind], delimiter):
                    break
                at += sum(map(len, lines.read[done:behind]))
                done = behind
                rows.append(cells)
                if at >= stop:
                    return rows, at, wasted
        except csv.Error:
            pass
        if lines.has(done):
            rows.append(_plain(lines.read[done], delimiter))
            at += len(lines.read[done])
            wasted += first + reader.line_num - done
            done += 1
    return rows, at, wasted


def _is_whole(lines: list[str], delimiter: str) -> bool:
    """Say whether these lines are one record by the rules, its quotes closed where a cell ends."""
    if len(lines) > LONGEST_RECORD:
        return False
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        # some programs write quotes inside a cell as they are: odd, but no line is lost by it
        return len(lines) == 1 and "".join(lines).count('"') % 2 == 0
    return True


def _plain(line: str, delimiter: str) -> list[str]:
    """Read a line with a stray quote: quotes mean nothing in it, and those around a cell go."""
    cells = line.rstrip("\r\n").split(delimiter)
    return [cell.strip().removeprefix('"').removesuffix('"') if '"' in cell else cell for cell in cells]
