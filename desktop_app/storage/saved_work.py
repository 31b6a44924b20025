"""Work in progress, kept on every change: bytes by kind and key, with the times of the first and the last save."""

import datetime as dt
import hashlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from desktop_app.storage.files import replace_file, set_aside, sync_folder

log = logging.getLogger(__name__)

MARK = b"foyer-work-1"
SUFFIX = ".work"
# what an ordinary file system takes, less what a temporary name adds
LONGEST_NAME = 200
PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_")


@dataclass(frozen=True, slots=True)
class Saved:
    """One piece of work: its key, its bytes, and when it was first and last saved (aware, UTC)."""

    key: str
    content: bytes
    created: dt.datetime
    changed: dt.datetime


class SavedWork:
    """A folder for each kind and a file for each key: written whole or not at all, and checked when read.

    The first line of a file holds the times and a checksum of the rest. A file that fails the check is renamed to
    `<name>.unreadable-<n>`, logged, and from then on counts as absent. Making one of these costs nothing: the folders
    appear with the first save.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def save(self, kind: str, key: str, content: bytes) -> None:
        """Keep `content` durably in place of what was there. Raises OSError, ValueError for a name that is too long."""
        path = self._path(kind, key)
        now = dt.datetime.now(dt.UTC)
        created = self._created(path) or now
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace_file(path, _head(created, now, content) + content)

    def load(self, kind: str, key: str) -> bytes | None:
        """Return what was saved, or None when there is nothing, or nothing whole. Raises OSError."""
        saved = self.entry(kind, key)
        return saved.content if saved else None

    def entry(self, kind: str, key: str) -> Saved | None:
        """Return what was saved with its times, or None as `load` does. Raises OSError."""
        path = self._path(kind, key)
        try:
            whole = path.read_bytes()
        except FileNotFoundError:
            return None
        head, _, content = whole.partition(b"\n")
        times = _times(head, content)
        if times is None:
            log.error("Saved work %s is damaged; it is kept as %s", path.name, set_aside(path).name)
            return None
        return Saved(key, content, *times)

    def list(self, kind: str) -> "list[str]":
        """Return the keys of a kind, the one saved last first. Raises OSError."""
        return [key for _, key in sorted(self._dated(kind), reverse=True)]

    def delete(self, kind: str, key: str) -> None:
        """Forget a piece of work; one that isn't there is no error. Raises OSError."""
        path = self._path(kind, key)
        for left in path.parent.glob(f"{path.name}.*.tmp"):
            left.unlink(missing_ok=True)
        try:
            path.unlink()
        except FileNotFoundError:
            return
        sync_folder(path.parent)

    def _dated(self, kind: str) -> Iterator[tuple[int, str]]:
        folder = self._folder / _file_name(kind)
        if not folder.is_dir():
            return
        for path in folder.glob(f"*{SUFFIX}"):
            yield path.stat().st_mtime_ns, unquote(path.name.removesuffix(SUFFIX))

    def _path(self, kind: str, key: str) -> Path:
        return self._folder / _file_name(kind) / f"{_file_name(key)}{SUFFIX}"

    @staticmethod
    def _created(path: Path) -> dt.datetime | None:
        try:
            with path.open("rb") as file:
                fields = file.readline(LONGEST_NAME).split()
            return dt.datetime.fromisoformat(fields[1].decode("ascii"))
        except (OSError, IndexError, ValueError):
            return None


def _file_name(name: str) -> str:
    """Return a file name that is safe on every system and from which `unquote` makes `name` again.

    Capitals are escaped too, because some systems take "a" and "A" for the same file.
    """
    safe = "".join(
        letter if letter in PLAIN else "".join(f"%{byte:02X}" for byte in letter.encode()) for letter in name
    )
    if not name or len(safe) > LONGEST_NAME:
        raise ValueError(f"no file can be named after {name[:40]!r}")
    return safe


def _head(created: dt.datetime, changed: dt.datetime, content: bytes) -> bytes:
    checksum = hashlib.sha256(content).hexdigest()
    return b"%s %s %s %s\n" % (
        MARK,
        created.isoformat().encode("ascii"),
        changed.isoformat().encode("ascii"),
        checksum.encode("ascii"),
    )


def _times(head: bytes, content: bytes) -> tuple[dt.datetime, dt.datetime] | None:
    try:
        mark, created, changed, checksum = head.decode("ascii").split(" ")
        times = dt.datetime.fromisoformat(created), dt.datetime.fromisoformat(changed)
    except ValueError:
        return None
    right = mark.encode() == MARK and checksum == hashlib.sha256(content).hexdigest()
    return times if right else None
