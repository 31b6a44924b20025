"""The imports of the open event, as the journal has them."""

from desktop_app.attendees.journal import ImportStanding, Journal, JournalFailed, WhyFailed
from desktop_app.journey.state import JourneyState


async def imports_of_event(journal: Journal, state: JourneyState) -> list[ImportStanding]:
    """Return the imports of the open event. What was prepared for drafts that are gone is for the one that took their
    place. A damaged journal is set aside, which its `set_aside` tells, and a new one read. Raises JournalFailed."""
    try:
        return await _read(journal, state)
    except JournalFailed as error:
        if error.why is not WhyFailed.DAMAGED:
            raise
        return await _read(journal, state)


async def _read(journal: Journal, state: JourneyState) -> list[ImportStanding]:
    assert state.connection is not None
    account_key = state.connection.account_key
    if state.work is not None and state.work.gone_events:
        await journal.follow(account_key, state.work.gone_events, state.event_id)
    return await journal.imports(state.event_id, account_key)
