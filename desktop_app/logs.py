"""The log file, and the redaction that everything passes before it gets there.

Redaction is the Formatter's: only it sees a line with its arguments filled in and its traceback written out.
"""

import base64
import contextlib
import io
import json
import logging
import os
import re
import sys
import threading
import time
from collections.abc import Iterable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from urllib.parse import quote, quote_plus

from desktop_app.terminal import complain

HIDDEN = "[hidden]"
SHORTEST_SECRET = 4
FILE_BYTES = 1_000_000
OLD_FILES = 4

_NAMES = (
    r"(?:client_?secret|(?:access|refresh|id|bearer|auth)_?token"
    r"|password|passwd|passcode|authorization|api_?key)"
)
_VALUE = r"""(?:b?"(?:\\.|[^"\\])*"|b?'(?:\\.|[^'\\])*'|\\+"[^"\\]*|[^\s&,;(){}\[\]"'<>]+)"""
_PATTERNS = (
    # Authorization header values, in a header, a dict or a sentence
    (re.compile(r"\b(Bearer|Basic)(\s+|%20|\+)[A-Za-z0-9._~+/=%-]+", re.IGNORECASE), rf"\1 {HIDDEN}"),
    # name=value, "name": "value", ("name", "value"), and the same with escaped quotes
    (
        re.compile(rf"""({_NAMES}(?:\\*["'])\s*[:,=]\s*|{_NAMES}\s*[:=]\s*){_VALUE}""", re.IGNORECASE),
        rf"\1{HIDDEN}",
    ),
    # Zoom's personal join links and its meeting links, and the passcodes and tokens in any link
    (re.compile(r"(/(?:ejl|etr)/)[^\s\"'<>]+"), rf"\1{HIDDEN}"),
    (re.compile(r"(https?://[^\s\"'<>/]{1,253}/[jw]/)[^\s\"'<>]+"), rf"\1{HIDDEN}"),
    (re.compile(r"([?&](?:pwd|tk|zak|token|code)=)[^\s&\"'<>]+", re.IGNORECASE), rf"\1{HIDDEN}"),
)


class Redactor:
    """Takes secrets out of text: those it was told, however they are encoded, and whatever looks like one.

    Safe to use from any thread.
    """

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self._lock = threading.Lock()
        self._known: tuple[str, ...] = ()
        for secret in secrets:
            self.add(secret)

    def __repr__(self) -> str:
        return f"Redactor({len(self._known)} forms of secrets)"

    def add(self, secret: str) -> None:
        """Hide this text from now on. Fewer than 4 characters are no secret: hiding them would only hide the log."""
        if len(secret) < SHORTEST_SECRET:
            return
        with self._lock:
            self._known = tuple(sorted({*self._known, *_forms(secret)}, key=len, reverse=True))

    def redact(self, text: str) -> str:
        """Return `text` with every secret replaced by "[hidden]"."""
        for form in self._known:
            text = text.replace(form, HIDDEN)
        for pattern, replacement in _PATTERNS:
            text = pattern.sub(replacement, text)
        return text


class RedactingFormatter(logging.Formatter):
    """One record to text without secrets: time in UTC, level, logger, message, traceback indented below it.

    Continuation lines are indented, so that a text from a server can't pretend to be a record of its own.
    """

    converter = staticmethod(time.gmtime)

    def __init__(self, redactor: Redactor) -> None:
        super().__init__("%(asctime)s.%(msecs)03dZ %(levelname)-8s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S")
        self._redactor = redactor

    def format(self, record: logging.LogRecord) -> str:
        try:
            text = super().format(record)
        except Exception as error:  # noqa: BLE001 - a log call with wrong arguments must not end the work it tells of
            text = f"A log message could not be written ({type(error).__name__}): {record.msg!r}"
        finally:
            record.exc_text = None  # cached unredacted by the base class, for the next handler to print
        lines = self._redactor.redact(text).splitlines()
        return "\n    ".join("".join(letter if letter.isprintable() else " " for letter in line) for line in lines)


class _PrivateFile(RotatingFileHandler):
    """A rotating log file for this user's eyes. Its failures are told without the record, which may hold secrets."""

    def _open(self) -> io.TextIOWrapper:
        def opener(path: str, flags: int) -> int:
            return os.open(path, flags, 0o600)

        return io.TextIOWrapper(
            io.BufferedWriter(io.FileIO(self.baseFilename, self.mode, opener=opener)),
            encoding="utf-8",
            errors="backslashreplace",
        )

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the base class's name
        complain(f"the log can't be written: {sys.exc_info()[0]}")


class Logs:
    """The log of this run: where it is, what hides secrets in it, and its end."""

    def __init__(self, path: Path, redactor: Redactor, handler: logging.Handler, level: int) -> None:
        self.path = path
        self.redactor = redactor
        self._handler = handler
        root = logging.getLogger()
        self._level_before = root.level
        root.addHandler(handler)
        root.setLevel(level)
        logging.captureWarnings(True)

    def close(self) -> None:
        """Write what is left and let go of the file. A second call does nothing."""
        root = logging.getLogger()
        if self._handler not in root.handlers:
            return
        root.removeHandler(self._handler)
        root.setLevel(self._level_before)
        logging.captureWarnings(False)
        with contextlib.suppress(OSError):  # a full disk must not keep Foyer from ending
            self._handler.close()


def configure(folder: Path, level: int = logging.INFO) -> Logs:
    """Begin logging to `foyer.log` in `folder`: five files of a megabyte at most. Raises OSError."""
    path = folder / "foyer.log"
    redactor = Redactor()
    handler = _PrivateFile(path, maxBytes=FILE_BYTES, backupCount=OLD_FILES, encoding="utf-8")
    handler.setFormatter(RedactingFormatter(redactor))
    return Logs(path, redactor, handler, level)


def _forms(secret: str) -> set[str]:
    """Return the ways in which a secret may stand in a text: as it is, in JSON, in a URL or form, in Base64."""
    raw = secret.encode("utf-8", "surrogatepass")
    forms = {
        secret,
        json.dumps(secret)[1:-1],
        json.dumps(secret, ensure_ascii=False)[1:-1],
        repr(secret)[1:-1],
        repr(raw)[2:-1],
        quote(raw, safe=""),
        quote(raw),
        quote_plus(raw),
        base64.b64encode(raw).decode("ascii").rstrip("="),
        base64.urlsafe_b64encode(raw).decode("ascii").rstrip("="),
    }
    return {form for form in forms if len(form) >= SHORTEST_SECRET}
