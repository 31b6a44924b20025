"""People who were prepared for the event and are not registered yet: publishing registers nobody."""

from dataclasses import dataclass

from desktop_app.attendees.journal import Import, Journal


@dataclass(frozen=True, slots=True)
class Prepared:
    """An import that waits for a person to start it, and how many people are in it."""

    made: Import
    people: int


async def find_prepared(journal: Journal, account_key: str, event_id: str) -> list[Prepared]:
    """Return what is prepared for an event of an account. Raises JournalFailed."""
    unfinished = await journal.unfinished(account_key)
    return [
        Prepared(made, (await journal.counts(made.id)).left)
        for made in unfinished
        if made.prepared and made.event_id == event_id
    ]
