"""`python -m desktop_app.attendees.reading.child`: reads a list in a process of its own, with bounded memory, and
writes it out in parts. Used by `in_child.py`; what goes through the pipes is described there.
"""

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import msgspec
from msgspec.structs import replace

from desktop_app.attendees.cells.table import Table
from desktop_app.attendees.reading import lists
from desktop_app.attendees.reading.in_child import (
    FRAME,
    HEADER,
    MOST_MEMORY,
    PART,
    UNREADABLE,
    Failure,
    Heading,
    ListRequest,
)
from desktop_app.attendees.unreadable import Unreadable, WhyUnreadable


def bound_memory() -> None:
    """Refuse more memory than any list needs, where the system can."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    try:
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (OSError, ValueError):
        # a limit set from outside is as good
        return


def answer(request: ListRequest) -> Iterable[tuple[int, object]]:
    """Yield what is written out: a list's heading and its parts, or why there is none."""
    try:
        if request.text is not None:
            table = lists.read_text(request.text, begins=request.begins)
        else:
            table = lists.read_here(
                Path(os.fsdecode(request.path)),
                sheet=request.sheet,
                encoding=request.encoding,
                delimiter=request.delimiter,
                begins=request.begins,
                others=request.others,
            )
    except Unreadable as error:
        return [(UNREADABLE, Failure(error.why, error.limit, error.kind))]
    except MemoryError:
        return [(UNREADABLE, Failure(WhyUnreadable.HOLDS_TOO_MUCH))]
    return _frames(table)


def _frames(table: Table) -> Iterable[tuple[int, object]]:
    yield HEADER, Heading(replace(table, rows=()), len(table.parts))
    for part in table.parts:
        yield PART, part


def main() -> int:
    """Answer one request and end."""
    bound_memory()
    # not sys.stdin and sys.stdout: a program without a console has none on Windows
    with os.fdopen(0, "rb", closefd=False) as asked, os.fdopen(1, "wb", closefd=False) as answered:
        request = msgspec.msgpack.decode(asked.read(), type=ListRequest)
        encoder = msgspec.msgpack.Encoder()
        for kind, content in answer(request):
            packed = encoder.encode(content)
            answered.write(FRAME.pack(kind, len(packed)))
            answered.write(packed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
