"""What the Attendees page has done for an import, without a widget: writing down, carrying out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from desktop_app.attendees.importer import Importer, Progress, Summary
from desktop_app.attendees.journal import Counts, Import, Journal, ListKey
from desktop_app.attendees.new_import import Choices
from desktop_app.attendees.records import NewRow, SourceTable
from desktop_app.journey.journey import Journey
from desktop_app.zoom.errors import ZoomError


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
        # one that was prepared is now a begun one
        made = await journal.get(made.id) or made
        imports = await journal.imports(made.event_id, made.account_key)
        registered = sum(item.counts.registered for item in imports)
        counts = next((item.counts for item in imports if item.made.id == made.id), Counts())
    finally:
        journey.import_ended(registered)
    return Ended(made, counts, summary, error)
