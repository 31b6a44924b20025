"""Why a list can't be read."""

from enum import StrEnum


class WhyUnreadable(StrEnum):
    """Why there is no list in a file."""

    EMPTY = "empty"
    TOO_BIG = "too_big"
    TOO_MANY_ROWS = "too_many_rows"
    HOLDS_TOO_MUCH = "holds_too_much"
    NOT_TEXT = "not_text"
    SPREADSHEET = "spreadsheet"
    WEB_PAGE = "web_page"
    CONTACTS = "contacts"
    LINK = "link"
    GONE = "gone"
    NO_PERMISSION = "no_permission"
    NOT_A_FILE = "not_a_file"
    CHANGING = "changing"
    READ_FAILED = "read_failed"
    UNKNOWN_ENCODING = "unknown_encoding"
    PASSWORD = "password"  # noqa: S105 - a reason
    DAMAGED = "damaged"
    NO_SHEET = "no_sheet"
    TOO_SLOW = "too_slow"


class Unreadable(Exception):
    """A list that can't be read. `name` is the file's name, `limit` what it exceeds (bytes, rows, seconds), `kind` what
    it is instead of a list ("PDF", "XLSX")."""

    def __init__(self, why: WhyUnreadable, *, name: str = "", limit: int = 0, kind: str = "") -> None:
        super().__init__(why, name)
        self.why = why
        self.name = name
        self.limit = limit
        self.kind = kind

    def __str__(self) -> str:
        return f"{self.name or 'the list'}: {self.why.value}"
