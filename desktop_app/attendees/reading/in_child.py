"""Reads lists in another process: a window stays awake while a long one is read, and whatever a file does to its
parser ends there.

What goes through the pipes: a `ListRequest`, to the end; then frames, each FRAME (kind, size) and as many bytes: one
HEADER and its PARTs, or one UNREADABLE. Everything is MessagePack.
"""

import asyncio
import contextlib
import logging
import os
import re
import struct
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import IO

import msgspec
from msgspec.structs import replace

import desktop_app
from desktop_app.attendees.cells.table import Part, Rows, Table
from desktop_app.attendees.reading import kinds, lists
from desktop_app.attendees.reading.unchanging import unchanging
from desktop_app.attendees.unreadable import Unreadable, WhyUnreadable

log = logging.getLogger(__name__)

MOST_MEMORY = 2_000_000_000
"""Bytes of address space, where the system counts them."""

MOST_SECONDS = 30.0
"""For reading one list: ten times what the longest takes."""

SMALL = 1_000_000
"""Bytes. A shorter text is read in a thread of this process: that takes less time than to start another."""

FRAME = struct.Struct("<BI")
HEADER, PART, UNREADABLE = 1, 2, 3

ARGUMENT = "--read-list"
"""What makes the frozen program the other process: `desktop_app.__main__` hands over to `child.main`."""


class ListRequest(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be read: the file at `path` (as the system spells it), or a `text`."""

    path: bytes = b""
    text: str | None = None
    sheet: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    begins: int = 0
    others: bool = True


class Heading(msgspec.Struct, frozen=True):
    """A list without its rows, and how many parts these come in."""

    table: Table
    parts: int


class Failure(msgspec.Struct, frozen=True):
    """An `Unreadable`."""

    why: WhyUnreadable
    limit: int = 0
    kind: str = ""


class _Ended(Unreadable):
    """The parser ended its process."""


class Reading:
    """One list that is read in another process; `process` is that, once it was started."""

    def __init__(self, request: ListRequest, name: str = "", *, seconds: float = MOST_SECONDS) -> None:
        self._request = request
        self._name = name
        self._seconds = seconds
        self.process: subprocess.Popen[bytes] | None = None
        self._stopped = threading.Event()
        self._too_slow = threading.Event()

    def run(self) -> Table:
        """Return the list. Blocks, so not for the event loop. Raises Unreadable."""
        if not self._request.path:
            return self._read()
        with unchanging(Path(os.fsdecode(self._request.path)), wait=self._stopped.wait):
            return self._read()

    def _read(self) -> Table:
        with _complaints() as complaints:
            try:
                return self._run(complaints)
            except _Ended:
                # a sheet that nobody asked for may have brought the parser down
                if self._stopped.is_set() or not self._request.path or self._request.sheet is not None:
                    raise
                self._request = replace(self._request, others=False)
                return self._run(complaints)

    def _run(self, complaints: IO[bytes]) -> Table:
        name = self._name
        process = self._started(complaints)
        clock = threading.Timer(self._seconds, self._end_slow)
        clock.daemon = True
        clock.start()
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            with contextlib.suppress(OSError), process.stdin:
                process.stdin.write(msgspec.msgpack.encode(self._request))
            table = self._received(process.stdout)
            if table is None:
                # who ends by itself says how; the clock still runs
                process.wait()
        finally:
            clock.cancel()
            process.kill()
            process.wait()
            if process.stdout is not None:
                process.stdout.close()
        if table is not None:
            return table
        if self._too_slow.is_set():
            raise Unreadable(WhyUnreadable.TOO_SLOW, name=name, limit=int(self._seconds))
        said = _complaint(complaints)
        log.warning("Reading a list ended with code %s: %s", process.returncode, said or "nothing was said")
        if _is_ours(process.returncode, said) and not self._stopped.is_set():
            raise Unreadable(WhyUnreadable.READ_FAILED, name=name)
        # so ends a parser that gets no more memory, or found nonsense
        raise _Ended(WhyUnreadable.HOLDS_TOO_MUCH if said == _NO_MEMORY else WhyUnreadable.DAMAGED, name=name)

    def _started(self, complaints: IO[bytes]) -> subprocess.Popen[bytes]:
        """Start the other process. Raises Unreadable."""
        try:
            process = self.process = subprocess.Popen(  # noqa: S603 - this very program
                _command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=complaints,
                cwd=None if _frozen() else _tree(),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError:
            raise Unreadable(WhyUnreadable.READ_FAILED, name=self._name) from None
        if self._stopped.is_set():
            # `stop` came before there was anything to end
            process.kill()
        return process

    def stop(self) -> None:
        """End the other process; `run` raises soon."""
        self._stopped.set()
        if self.process is not None:
            self.process.kill()

    def _end_slow(self) -> None:
        self._too_slow.set()
        self.stop()

    def _received(self, pipe: IO[bytes]) -> Table | None:
        """Return what came; None when the other process ended too early. Raises Unreadable."""
        heading: Heading | None = None
        parts: list[Part] = []
        decoder = msgspec.msgpack.Decoder(Part)
        while True:
            start = pipe.read(FRAME.size)
            if len(start) < FRAME.size:
                break
            kind, size = FRAME.unpack(start)
            content = pipe.read(size)
            if len(content) < size:
                break
            if kind == PART:
                parts.append(decoder.decode(content))
            elif kind == HEADER:
                heading = msgspec.msgpack.decode(content, type=Heading)
            else:
                failure = msgspec.msgpack.decode(content, type=Failure)
                raise Unreadable(failure.why, name=self._name, limit=failure.limit, kind=failure.kind)
        if heading is None or len(parts) != heading.parts:
            return None
        return replace(heading.table, rows=Rows(parts), source=self._name)


def read(
    path: Path,
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    begins: int = 0,
) -> Table:
    """Read a file: text in this process, anything that needs a parser in another. Blocks, and waits until nobody has
    written to the file for a moment (`unchanging`), so it is not for an event loop: `load` is.

    `sheet` is the name of a workbook's sheet or a page's table; `encoding` and `delimiter` overrule what would be
    detected in text; `begins` is the row of one of several lists below each other (`OtherList.begins`), 0 for the
    first. Raises Unreadable.
    """
    with unchanging(path, wait=time.sleep):
        table = lists.read_plain(path, encoding=encoding, delimiter=delimiter, begins=begins)
    return read_apart(path, sheet=sheet, begins=begins) if table is None else table


async def load(
    path: Path,
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    begins: int = 0,
) -> Table:
    """Read a file without holding up the event loop; see `read`. Cancelling ends the other process.

    Raises Unreadable.
    """
    if await asyncio.to_thread(_is_read_here, path):
        return await asyncio.to_thread(read, path, sheet=sheet, encoding=encoding, delimiter=delimiter, begins=begins)
    request = ListRequest(path=_spelled(path), sheet=sheet, encoding=encoding, delimiter=delimiter, begins=begins)
    return await awaited(Reading(request, path.name))


async def load_text(text: str, *, begins: int = 0) -> Table:
    """Read what was pasted without holding up the event loop; see `lists.read_text`. Raises Unreadable."""
    if len(text) <= SMALL:
        return await asyncio.to_thread(lists.read_text, text, begins=begins)
    if len(text) > lists.MOST_BYTES:
        raise Unreadable(WhyUnreadable.TOO_BIG, limit=lists.MOST_BYTES)
    return await awaited(Reading(ListRequest(text=lists.whole(text), begins=begins)))


async def awaited(reading: Reading) -> Table:
    """Return the list when it was read; cancelling ends the other process. Raises Unreadable."""
    try:
        return await asyncio.to_thread(reading.run)
    except asyncio.CancelledError:
        reading.stop()
        raise


def read_apart(path: Path, *, sheet: str | None = None, begins: int = 0) -> Table:
    """Read a file in another process. Blocks. Raises Unreadable."""
    return Reading(ListRequest(path=_spelled(path), sheet=sheet, begins=begins), path.name).run()


def _spelled(path: Path) -> bytes:
    """Return a path as the system spells it, wherever the other process is."""
    return os.fsencode(path.absolute())


def _is_read_here(path: Path) -> bool:
    """Say whether a file is a small text, or none at all."""
    try:
        if path.stat().st_size > SMALL or not path.is_file():
            return not path.is_file()
        with path.open("rb") as file:
            return not kinds.may_be_parsed(file.read(100))
    except OSError:
        # reading says what is wrong
        return True


_MOST_COMPLAINED = 4096
"""Bytes of what the other process says at its end that are looked at."""

_RAISED = re.compile(r"((?:\w+\.)*\w*(?:Error|Exception|Interrupt))(?::|$)")
"""How the last line of a traceback begins. What follows may quote a cell."""

_NO_MEMORY = "MemoryError"
_REFUSED_MEMORY = re.compile(rb"memory allocation of \d+ bytes failed")
"""What the parser's own language says of it."""

_CRASHED = 0xC000_0000
"""From this exit code on, Windows ended a process (NTSTATUS, severity error)."""


def _complaints() -> IO[bytes]:
    """Return where the other process writes what it fails of; nowhere, on a full disk."""
    try:
        return tempfile.TemporaryFile()
    except OSError:
        return Path(os.devnull).open("r+b")


def _complaint(complaints: IO[bytes]) -> str:
    """Return why the other process ended, by what it wrote first or last, without what may be in a list."""
    try:
        complaints.seek(0)
        if _REFUSED_MEMORY.search(complaints.read(_MOST_COMPLAINED)):
            return _NO_MEMORY
        complaints.seek(max(0, complaints.seek(0, os.SEEK_END) - _MOST_COMPLAINED))
    except OSError:
        return ""
    lines = complaints.read().decode(errors="replace").strip().splitlines()
    raised = _RAISED.match(lines[-1]) if lines else None
    if raised is None:
        return ""
    return lines[-1] if raised[1] in ("ImportError", "ModuleNotFoundError") else raised[1]


def _is_ours(code: int, said: str) -> bool:
    """Say whether this program failed, not the file: it ended in good order, but for an error that nobody caught."""
    return 0 < code < _CRASHED and said != _NO_MEMORY


def _tree() -> Path:
    """Return the folder that this very package is imported from, so that the other process imports the same."""
    return Path(desktop_app.__file__).parents[1]


def _frozen() -> bool:
    return bool(getattr(sys, "frozen", False))


def _command() -> list[str]:
    if _frozen():
        return [sys.executable, ARGUMENT]
    return [sys.executable, "-m", "desktop_app.attendees.reading.child"]
