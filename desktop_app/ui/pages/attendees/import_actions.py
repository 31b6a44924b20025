"""What the Attendees page has done for an import, without a widget: listing, writing down, carrying out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from desktop_app.attendees.importer import Importer, Progress, Summary
from desktop_app.attendees.journal import Counts, Import, Journal, ListKey
from desktop_app.attendees.new_import import Choices
from desktop_app.attendees.records import NewRow, SourceTable
from desktop_app.journey.journey import Journey
from desktop_app.zoom.errors import ZoomError


@dataclass(frozen=True, slots=True)
class Earlier:
    """An import of this event, and where its rows stand."""

    made: Import
    counts: Counts


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended: with a summary, or with a failure that stops every row."""

    made: Import
    counts: Counts
    summary: Summary | None
    error: ZoomError | None

    @property
    def failure(self) -> Exception | None:
        """What kept people from being sent, if anything did."""
        return self.error or (self.summary.error if self.summary else None)


async def write_down(
    journey: Journey,
    journal: Journal,
    rows: Iterable[NewRow],
    choices: Choices,
    *,
    source: str,
    prepared: bool = False,
    table: SourceTable | None = None,
    changed_list: ListKey | None = None,
) -> Import:
    """Record an import into the journey's event before anybody is sent. Raises JournalFailed."""
    state, ticket = journey.state, choices.ticket
    assert state.connection is not None
    return await journal.begin(
        account_key=state.connection.account_key,
        event_id=state.event_id,
        event_name=state.draft.name,
        source=source,
        ticket_type_id=ticket.ticket_type_id if ticket else "",
        ticket_type_name=ticket.name if ticket else "",
        send_notification=choices.emails,
        rows=rows,
        prepared=prepared,
        table=table,
        changed_list=changed_list,
    )


async def earlier_imports(journal: Journal, account_key: str, event_id: str) -> list[Earlier]:
    """Return the imports of this account into an event, the newest first. Raises JournalFailed."""
    found = await journal.imports(event_id)
    return [Earlier(made, await journal.counts(made.id)) for made in found if made.account_key == account_key]


async def carry_out(
    journey: Journey, journal: Journal, made: Import, importer: Importer, on_progress: Callable[[Progress], None]
) -> Ended:
    """Run an import from wherever it stands. The journey knows that it runs, and afterwards who is registered.

    Raises JournalFailed. A failure of Zoom's is part of what is returned.
    """
    registered = journey.state.registered
    journey.import_started(importer.note_wait)
    summary, error = None, None
    try:
        try:
            summary = await importer.run(on_progress)
        except ZoomError as failure:
            error = failure
        counts = await journal.counts(made.id)
        # one that was prepared is now a begun one
        made = await journal.get(made.id) or made
        earlier = await earlier_imports(journal, made.account_key, made.event_id)
        registered = sum(item.counts.registered for item in earlier)
    finally:
        journey.import_ended(registered)
    return Ended(made, counts, summary, error)
