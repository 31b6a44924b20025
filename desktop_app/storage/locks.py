"""What only one window of Foyer may do at a time.

A lock belongs to the operating system and ends with the process that holds it, however that ends: there is no stale one
to be found and judged. Its file stays and is empty.
"""

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

log = logging.getLogger(__name__)


class Held(Exception):
    """Another window has the lock."""


@contextmanager
def hold(path: Path) -> Iterator[None]:
    """Hold the lock of a file that is made where it is missing. Raises Held, OSError when no file can be made."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _lock(handle)
        yield
    finally:
        # closing it ends the lock
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            raise Held from None

else:
    import fcntl

    def _lock(handle: int) -> None:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Held from None
        except OSError as error:
            # some network folders have no locks; what is to be done is possible all the same
            log.warning("This folder has no locks (%s): two windows could do the same at once", error.strerror)
