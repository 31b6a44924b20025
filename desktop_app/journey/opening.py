"""Opens an event at Zoom: with what this computer keeps of it, else with what Zoom has."""

from dataclasses import replace

from desktop_app.event.draft import EventDraft
from desktop_app.journey.ports import EventsApi
from desktop_app.journey.publishing import DraftKeeper, Stored
from desktop_app.journey.saved_events import SavedEvents
from desktop_app.journey.state import Work
from desktop_app.zoom.errors import Reason, ZoomError
from desktop_app.zoom.models import Event


def put_away(work: Work) -> Work:
    """Return what is kept of a published event: what leads to it. Of what was typed Zoom has all."""
    return replace(work, draft=EventDraft(), known_sessions=frozenset())


async def draft(saved: SavedEvents, keeper: DraftKeeper, unknown: Work) -> Work:
    """Return the work on the draft that is `unknown`, if nothing is kept of it. Raises ZoomError, OSError."""
    work = await saved.of_event(unknown.event_id) or unknown
    # nothing is kept of a published event, which Zoom's lists may have as a draft for a while
    if work.draft == EventDraft():
        stored = await keeper.read(work)
        work = replace(work, draft=stored.as_draft(work.draft))
    return work


async def published(saved: SavedEvents, keeper: DraftKeeper, api: EventsApi, unknown: Work) -> tuple[Work, Event]:
    """Return the work on the published event that is `unknown`, if nothing is kept of it, and the event. Raises
    ZoomError, OSError.

    Its sessions and its link are read as far as that is allowed: neither sharing it nor its attendees need them.
    """
    kept = await saved.of_event(unknown.event_id)
    work = kept or unknown
    try:
        stored = await keeper.read(work)
    except ZoomError as error:
        if error.reason is not Reason.SCOPE_MISSING:
            raise
        stored = Stored(await api.event(work.event_id))
    if kept is not None:
        saved.save(put_away(kept))
    return replace(work, draft=stored.as_draft(work.draft)), stored.event
