"""Who waits for an event: people that were prepared, and those whom an import that ended early left."""

from dataclasses import dataclass, replace

from desktop_app.attendees.journal import Journal, Undo


@dataclass(frozen=True, slots=True)
class Waiting:
    """So many people are `prepared`, and so many `left` to send or to settle by imports that were begun."""

    prepared: int = 0
    left: int = 0


NOBODY = Waiting()


async def find_waiting(journal: Journal, account_key: str) -> dict[str, Waiting]:
    """Return who waits for the events of an account, by the event's id. Raises JournalFailed."""
    found: dict[str, Waiting] = {}
    for made, counts in await journal.unfinished(account_key):
        before = found.get(made.event_id, NOBODY)
        if made.prepared:
            found[made.event_id] = replace(before, prepared=before.prepared + counts.left)
        elif made.undo is Undo.NOT:
            found[made.event_id] = replace(before, left=before.left + counts.left)
    return found
