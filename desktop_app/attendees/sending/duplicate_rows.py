"""Rows of one import with the same e-mail, as corrections make them: the second waits for the first one's fate."""

from collections.abc import Iterable

from desktop_app.attendees.cells.email_keys import email_key
from desktop_app.attendees.journal import Journal
from desktop_app.attendees.records import IN_DOUBT, OPEN, Entry, Fate, Result

HELD = (Fate.REGISTERED, Fate.ALREADY_IN)

PART = 3000
"""Rows that are read at once."""


class DuplicateRows:
    """Knows every e-mail that an import has met, by its hash: who is taken for a twin by mistake is sent all the same,
    only later."""

    def __init__(self) -> None:
        self._met: set[int] = set()
        self._later: list[Entry] = []

    def __len__(self) -> int:
        return len(self._later)

    async def remember(self, journal: Journal, import_id: str) -> None:
        """Collect the e-mails that have, or may have, a ticket from an earlier run: Zoom's list may lag behind."""
        after: int | None = None
        while True:
            rows = await journal.rows(import_id, fates=(*HELD, *IN_DOUBT), limit=PART, after=after)
            self._met.update(hash(email_key(row.email)) for row in rows)
            if len(rows) < PART:
                break
            after = rows[-1].row

    def firsts(self, rows: Iterable[Entry]) -> list[Entry]:
        """Return the first row of each e-mail, and keep the others back."""
        firsts = []
        for row in rows:
            key = hash(email_key(row.email))
            if key in self._met:
                self._later.append(row)
            else:
                self._met.add(key)
                firsts.append(row)
        return firsts

    async def settled(self, journal: Journal, import_id: str) -> tuple[list[tuple[Entry, Result]], list[Entry]]:
        """Return results for rows whose first row is registered, and the rows to send after all because their first
        row failed. Rows whose first row is in doubt are in neither."""
        later, self._later = self._later, []
        wanted = {email_key(row.email) for row in later}
        kept = {row.row for row in later}
        others = await journal.rows(import_id, fates=(*HELD, *OPEN))
        firsts = {key: row for row in others if row.row not in kept and (key := email_key(row.email)) in wanted}
        known: list[tuple[Entry, Result]] = []
        send: dict[str, Entry] = {}
        for row in later:
            first = firsts.get(email_key(row.email))
            if first is None:
                # of several, one at a time
                if send.setdefault(email_key(row.email), row) is not row:
                    self._later.append(row)
            elif first.fate in HELD:
                result = Result(row=row.row, fate=Fate.ALREADY_IN, ticket_id=first.ticket_id, join_link=first.join_link)
                known.append((row, result))
        return known, list(send.values())
