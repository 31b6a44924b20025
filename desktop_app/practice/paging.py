"""Page tokens: opaque, short-lived, and good for the same query only (Zoom's pagination page)."""

import secrets
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from desktop_app.practice.wire import Json, invalid

if TYPE_CHECKING:
    from desktop_app.practice.call import Call

USUAL, MOST = 30, 300
"""Records of a page: without `page_size`, and at most (list references)."""


class PageTokens:
    """The tokens that were given out."""

    def __init__(self) -> None:
        self._given: dict[str, tuple[str, int, float]] = {}

    def clear(self) -> None:
        """Forget every token."""
        self._given.clear()

    def give(self, query: str, position: int, ends: float, now: float) -> str:
        """Return a token for the records after `position` of `query`, good until `ends`."""
        for token in [token for token, (_, _, end) in self._given.items() if end <= now]:
            del self._given[token]
        token = secrets.token_urlsafe(24)
        self._given[token] = (query, position, ends)
        return token

    def position(self, token: str, query: str, now: float) -> int:
        """Return where the page begins. Raises Refusal for a token that is over, foreign, or of another query."""
        asked, position, ends = self._given.get(token, ("", 0, 0.0))
        if asked != query or ends <= now:
            raise invalid(("next_page_token", "Invalid field."))
        return position


def page(call: "Call", member: str, total: int, records: list[tuple[int, Json]]) -> Json:
    """Return a list answer. `records` are pairs of position and record: one more than the page, when there is more."""
    size = page_size(call.query)
    token = ""
    if len(records) > size:
        records = records[:size]
        ends = call.now + call.switches.page_token_seconds
        token = call.pages.give(_query(call), records[-1][0], ends, call.now)
    return {"total_records": total, "next_page_token": token, member: [record for _, record in records]}


def page_size(query: Mapping[str, str]) -> int:
    """Return the records of a page. Raises Refusal for what is no number from 1 to 300."""
    given = query.get("page_size", str(USUAL))
    if not (len(given) <= len(str(MOST)) and given.isascii() and given.isdigit() and 1 <= int(given) <= MOST):
        raise invalid(("page_size", f"must be a number from 1 to {MOST}"))
    return int(given)


def begins_after(call: "Call") -> int:
    """Return the position that the page begins after, -1 for the first one. Raises Refusal for a bad token."""
    page_size(call.query)
    token = call.query.get("next_page_token", "")
    return call.pages.position(token, _query(call), call.now) if token else -1


def _query(call: "Call") -> str:
    asked: dict[str, Any] = {name: value for name, value in call.query.items() if name != "next_page_token"}
    return repr((call.path, sorted(asked.items())))
