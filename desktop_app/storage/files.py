"""Writing a file so that a reader, and a crash, meet either the old content or the new one, never a part of it."""

import errno
import os
import threading
from pathlib import Path

FOR_ALL = 0o666
"""Permissions of a file that is made to be passed on: whoever may read the folder, less what the umask takes away."""


def replace_file(path: Path, content: bytes, *, permissions: int = 0o600) -> None:
    """Put `content` into `path`, whole and on the disk before the old content goes.

    Without other `permissions`, only this user can read it. For a new file, its folder entry is synced too. Programs
    and threads may write the same file: each has a draft of its own, and the last one stays. Raises OSError with the
    name of `path`, and then leaves the old file as it was.
    """
    new = not path.exists()
    draft = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}.tmp")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), permissions)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
    except OSError as error:
        error.filename, error.filename2 = str(path), None  # the draft's name says nothing to anybody
        raise
    if new:
        sync_folder(path.parent)


def set_aside(path: Path) -> Path:
    """Rename a file that can't be read to the first free `<name>.unreadable-<n>`, and return where it is now.

    Raises OSError, and then the file is where it was.
    """
    number = 1
    while (aside := _aside(path, number)).exists():
        number += 1
    return path.rename(aside)


def last_set_aside(path: Path) -> Path | None:
    """Return where the file of this name was last set aside; None if it never was, or that file is gone."""
    number = 1
    while _aside(path, number).exists():
        number += 1
    return _aside(path, number - 1) if number > 1 else None


def _aside(path: Path, number: int) -> Path:
    return path.with_name(f"{path.name}.unreadable-{number}")


def sync_folder(folder: Path) -> None:
    """Make new and deleted names in `folder` survive a power failure, where that is possible.

    Windows offers nothing of the kind, nor do some network drives.
    """
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)
