"""What only one window of Foyer may do at a time.

A lock belongs to the operating system and ends with the process that holds it, however that ends: there is no stale one
to be found and judged. Its file stays and is empty.
"""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Held(Exception):
    """Another window has the lock."""


@contextmanager
def hold(path: Path) -> Iterator[None]:
    """Hold the lock of a file that is made where it is missing. Raises Held, and OSError when no file can be made, or
    its folder has no locks, as some network folders haven't."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            _lock(handle)
        except OSError as error:
            if error.errno in _TAKEN:
                raise Held from None
            raise
        yield
    finally:
        # closing it ends the lock
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    _TAKEN = (errno.EACCES, errno.EDEADLOCK)

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    _TAKEN = (errno.EWOULDBLOCK,)

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
