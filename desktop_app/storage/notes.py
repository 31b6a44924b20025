"""Small texts that the program writes down for itself: which column was which, and how fast an account may be asked."""

import logging
from pathlib import Path

from desktop_app.storage.files import replace_file

log = logging.getLogger(__name__)

LONGEST = 5_000_000
"""Bytes; more is no note of ours."""


class Note:
    """One such text in a file of its own. Nothing depends on it: what can't be read or written is only logged."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> str:
        """Return what was last saved, or "" when there is nothing to be read."""
        try:
            if self._path.stat().st_size > LONGEST:
                return ""
            return self._path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return ""
        except (OSError, UnicodeDecodeError) as error:
            log.warning("%s can't be read: %s", self._path.name, error)
            return ""

    def save(self, text: str) -> None:
        """Put `text` in place of what was there."""
        try:
            replace_file(self._path, text.encode("utf-8"))
        except OSError as error:
            log.warning("%s was not written: %s", self._path.name, error)
