"""Writing a file so that a reader, and a crash, meet either the old content or the new one, never a part of it."""

import os
from pathlib import Path


def replace_file(path: Path, content: bytes) -> None:
    """Put `content` into `path`, readable by this user only, whole and on the disk before the old content goes.

    A file that is new is also made to survive a power failure as a name in its folder. Raises OSError, and then
    leaves the old file as it was.
    """
    new = not path.exists()
    draft = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    if new:
        sync_folder(path.parent)


def set_aside(path: Path) -> Path:
    """Rename a file that can't be read to the first free `<name>.unreadable-<n>`, and return where it is now."""
    number = 1
    while (aside := path.with_name(f"{path.name}.unreadable-{number}")).exists():
        number += 1
    return path.rename(aside)


def sync_folder(folder: Path) -> None:
    """Make new and deleted names in `folder` survive a power failure. Windows needs and offers nothing of the kind."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
