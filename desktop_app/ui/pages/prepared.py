"""People who were prepared for an event and are not registered yet: publishing registers nobody."""

from dataclasses import dataclass

from desktop_app.attendees.journal import Import, Journal


@dataclass(frozen=True, slots=True)
class Prepared:
    """An import that waits for a person to start it, and how many people are in it."""

    made: Import
    people: int


async def find_prepared(journal: Journal, account_key: str) -> list[Prepared]:
    """Return what is prepared for any event of an account. Raises JournalFailed."""
    unfinished = await journal.unfinished(account_key)
    return [Prepared(made, (await journal.counts(made.id)).left) for made in unfinished if made.prepared]
