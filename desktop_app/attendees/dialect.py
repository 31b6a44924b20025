"""Separators, quotes and line ends of delimited text."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

DELIMITERS = (",", ";", "\t", "|")

LONGEST_RECORD = 1000
"""Lines. A longer record is taken for a quote that was never closed."""

MOST_REREAD = 500_000
"""Lines that may be read again because of unclosed quotes; after that, quotes mean nothing any more."""

_PART = 2000
_SEP = re.compile(r'\s*"?sep=(?P<delimiter>[^\r\n"])"?[ ,;\t|]*(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
_ADDRESS = re.compile(r"\s*[^\s@,;|<>]+@[^\s@,;|<>]+\.[^\s@,;|<>]+\s*")


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
    return round(freed / len(rows), 1), round(even / len(rows), 1), float(width)


def records(text: str, delimiter: str) -> Iterator[list[str]]:
    """Yield each record, blank ones as well: the place of a record is its number in a spreadsheet.

    A quote that is never closed, or closed in the middle of a cell lines later, costs its own line only.
    """
    lines = list(io.StringIO(text, newline=""))
    at = 0
    reread = 0
    while at < len(lines):
        trusted = reread < MOST_REREAD
        rest = map(lines.__getitem__, range(at, len(lines)))
        reader = csv.reader(rest, delimiter=delimiter, quoting=csv.QUOTE_MINIMAL if trusted else csv.QUOTE_NONE)
        start = at
        done = 0
        broken = False
        while not broken:
            # in parts, so that other threads get their turn
            part: list[list[str]] = []
            try:
                for cells in islice(reader, _PART):
                    read = reader.line_num
                    last = start + read == len(lines)
                    if (read - done > 1 or last) and trusted:
                        broken = not _is_whole(lines[start + done : start + read], delimiter)
                        if broken:
                            break
                    done = read
                    part.append(cells)
            except csv.Error:
                broken = True
            yield from part
            if not broken and len(part) < _PART:
                return
        reread += reader.line_num - done
        yield _plain(lines[start + done], delimiter)
        at = start + done + 1


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
