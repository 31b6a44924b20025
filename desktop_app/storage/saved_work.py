"""Work in progress, kept on every change: bytes by kind and key."""

import hashlib
import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import unquote

from desktop_app.storage import locks
from desktop_app.storage.files import replace_file, set_aside, sync_folder

log = logging.getLogger(__name__)

MARK = b"foyer-work-1"
SUFFIX = ".work"
# what an ordinary file system takes, less what a temporary name adds
LONGEST_NAME = 200
PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_")


class SavedWork:
    """A folder for each kind and a file for each key: written whole or not at all, and checked when read.

    The first line of a file holds a checksum of the rest. A file that fails the check is renamed to
    `<name>.unreadable-<n>`, logged, and from then on counts as absent. Making one of these costs nothing: the folders
    appear with the first save.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def save(self, kind: str, key: str, content: bytes) -> None:
        """Keep `content` durably in place of what was there. Raises OSError, ValueError for a name that is too long."""
        path = self._path(kind, key)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace_file(path, b"%s %s\n%s" % (MARK, _checksum(content), content))

    def load(self, kind: str, key: str) -> bytes | None:
        """Return what was saved, or None when there is nothing, or nothing whole. Raises OSError."""
        path = self._path(kind, key)
        try:
            whole = path.read_bytes()
        except FileNotFoundError:
            return None
        head, _, content = whole.partition(b"\n")
        if head != b"%s %s" % (MARK, _checksum(content)):
            log.error("Saved work %s is damaged; it is kept as %s", path.name, set_aside(path).name)
            return None
        return content

    def list(self, kind: str) -> "list[str]":
        """Return the keys of a kind, the one saved last first. Others may save and delete meanwhile. Raises OSError."""
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

    @contextmanager
    def hold(self, kind: str, key: str) -> Iterator[None]:
        """Keep other windows from what only one may do with a piece of work. Raises locks.Held.

        Where the folder has no locks, it is done all the same: the worst is a second draft.
        """
        with ExitStack() as held:
            try:
                held.enter_context(locks.hold(self._path(kind, key).with_suffix(".lock")))
            except OSError as error:
                log.warning("No lock can be held (%s): two windows could do the same at once", error.strerror)
            yield

    def _dated(self, kind: str) -> Iterator[tuple[int, str]]:
        for path in (self._folder / _file_name(kind)).glob(f"*{SUFFIX}"):
            try:
                changed = path.stat().st_mtime_ns
            except FileNotFoundError:
                continue
            yield changed, unquote(path.name.removesuffix(SUFFIX))

    def _path(self, kind: str, key: str) -> Path:
        return self._folder / _file_name(kind) / f"{_file_name(key)}{SUFFIX}"


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


def _checksum(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode("ascii")
