"""The journey itself: one state, the calls that move it, and what is kept on this computer."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import replace
from functools import partial

from desktop_app.event.draft import EventDraft
from desktop_app.journey import comparing, hub_listing, opening, publishing, steps
from desktop_app.journey.comparing import Comparison, Side
from desktop_app.journey.hub_listing import HubEvents
from desktop_app.journey.ports import Clock, EventsApi, Gateway, Pause, WorkStore, utc_now
from desktop_app.journey.publishing import DraftKeeper, Stored
from desktop_app.journey.readiness import Ability, Readiness, readiness
from desktop_app.journey.saved_events import SavedEvents
from desktop_app.journey.state import Connection, JourneyState, Mode, Work, account_key
from desktop_app.zoom.errors import Reason, ZoomError
from desktop_app.zoom.models import Event, Hub

log = logging.getLogger(__name__)


class NotConnected(Exception):
    """A call that needs a connection was made without one."""


class Journey:
    """Holds the state and is the only one to change it. `subscribe` tells of every change, on the caller's thread.

    Saved work is written and read by `writer`, in the order of the calls: a thread of its own keeps a slow disk from
    the window.
    """

    def __init__(
        self,
        *,
        gateway: Gateway,
        store: Callable[[Mode], WorkStore],
        new_key: Callable[[], str],
        writer: Executor,
        clock: Clock = utc_now,
        pause: Pause = asyncio.sleep,
    ) -> None:
        self._gateway = gateway
        self._store_for = store
        self._new_key = new_key
        self._clock = clock
        self._pause = pause
        self._writer = writer
        self._saved_events: dict[tuple[Mode, str], SavedEvents] = {}
        self._api: EventsApi | None = None
        self._listeners: list[Callable[[], None]] = []
        self._comparison: Comparison | None = None
        self._wait_listener: Callable[[float], None] | None = None
        self.state = JourneyState()

    def subscribe(self, listener: Callable[[], None]) -> None:
        self._listeners.append(listener)

    def move(self, state: JourneyState) -> None:
        """Take on a new state and tell everybody."""
        if state == self.state:
            return
        self.state = state
        for listener in list(self._listeners):
            listener()

    @property
    def api(self) -> EventsApi:
        """The open connection. Raises NotConnected."""
        if self._api is None:
            raise NotConnected
        return self._api

    @property
    def readiness(self) -> Readiness:
        connection = self.state.connection
        return readiness(connection.scopes, connection.hubs) if connection else readiness((), ())

    def can(self, ability: Ability) -> bool:
        return self.readiness.allows(ability)

    async def connect(
        self, mode: Mode, *, profile_name: str, account_id: str = "", client_id: str = "", client_secret: str = ""
    ) -> Connection:
        """Sign in and see what is allowed. The connection before is closed only when the new one stands.

        Raises ZoomError. A missing permission to list hubs is no failure here: the checklist says it.
        """
        api = await self._gateway.open(
            mode, account_id=account_id, client_id=client_id, client_secret=client_secret, on_wait=self._waited
        )
        try:
            token = await api.sign_in()
            hubs = await hub_listing.hosted_hubs(api)
        except BaseException:
            await api.aclose()
            raise
        before, self._api = self._api, api
        key = account_key(mode, account_id, client_id)
        connection = Connection(mode, profile_name, key, frozenset(token.scope.split()), hubs)
        self._comparison = None
        self.move(steps.connected(connection))
        log.info("Connected: %s", self.state.redacted())
        if before is not None:
            await before.aclose()
        return connection

    async def recheck(self) -> Connection:
        """Ask for a new token and the hubs again: permissions may have been added meanwhile. Raises ZoomError."""
        api, connection = self.api, self._connection
        token = await api.sign_in()
        hubs = await hub_listing.hosted_hubs(api)
        connection = replace(connection, scopes=frozenset(token.scope.split()), hubs=hubs)
        if self._api is api:
            self.move(replace(self.state, connection=connection))
        return connection

    async def disconnect(self) -> None:
        """Close the connection. What was typed is saved by the time this returns, unless the disk refuses."""
        api, self._api = self._api, None
        self.move(steps.disconnected())
        if api is not None:
            await api.aclose()
        await asyncio.wrap_future(self._writer.submit(lambda: None))  # it comes to this after all that waits

    @property
    def _connection(self) -> Connection:
        if self.state.connection is None:
            raise NotConnected
        return self.state.connection

    # --- Hub

    async def hub_events(self, hub: Hub) -> HubEvents:
        """Return what a hub holds, at Zoom and on this computer. Raises ZoomError, OSError."""
        return await hub_listing.hub_events(self.api, self._saved, hub, self._clock())

    def start_event(self, hub: Hub) -> None:
        """Begin a new event in `hub`. Nothing reaches Zoom."""
        self._open(hub, Work(self._new_key(), EventDraft(), hub_id=hub.hub_id))

    def resume_unsent(self, hub: Hub, work: Work) -> None:
        """Go on with an event that Zoom has not seen yet, or doesn't show any more."""
        self._open(hub, work)

    async def continue_draft(self, hub: Hub, event: Event) -> None:
        """Go on with a draft at Zoom: with what was typed here, else with what Zoom has. Raises ZoomError, OSError."""
        api, unknown = self.api, self._begun_elsewhere(hub, event)
        work = await opening.draft(self._saved, self._keeper, unknown)
        self._require(api)
        self._open(hub, work)

    async def open_published(self, hub: Hub, event: Event) -> None:
        """Open a published event, to share its link or add attendees. Raises ZoomError, OSError."""
        api, unknown = self.api, self._begun_elsewhere(hub, event)
        work, stored = await opening.published(self._saved, self._keeper, api, unknown)
        self._require(api)
        self.move(replace(steps.work_opened(self.state, hub, work), stored=stored))

    def _require(self, api: EventsApi) -> None:
        """Raise NotConnected where `api` is not the open connection any more: what it told is of another account."""
        if self._api is not api:
            raise NotConnected

    def _begun_elsewhere(self, hub: Hub, event: Event) -> Work:
        """Work on an event at Zoom that this computer knows nothing of."""
        return Work(self._new_key(), EventDraft(), hub_id=hub.hub_id, event_id=event.event_id, details_open=True)

    async def open_event(self, event_id: str) -> None:
        """Open an event by its id alone, as an unfinished import knows it. Raises ZoomError."""
        event = await self.api.event(event_id)
        found = next((hub for hub in self._connection.hubs if hub.hub_id == event.hub_id), None)
        hub = found or Hub(hub_id=event.hub_id, name="")
        if event.status == "DRAFT":
            await self.continue_draft(hub, event)
        else:
            await self.open_published(hub, event)

    async def delete_draft(self, event: Event) -> None:
        """Delete a draft at Zoom, and what this computer kept of it. Raises ZoomError, OSError."""
        saved = self._saved
        try:
            await self.api.delete_event(event.event_id)
        except ZoomError as error:
            # it is gone already: deleted elsewhere, or by a request whose answer was lost
            if error.reason is not Reason.EVENT_NOT_FOUND:
                raise
        for work in await saved.all():
            if work.event_id == event.event_id:
                self._forget(saved, work)

    def forget(self, work: Work) -> None:
        """Delete work from this computer; Zoom is not told."""
        self._forget(self._saved, work)

    def _forget(self, saved: SavedEvents, work: Work) -> None:
        saved.delete(work)
        if self.state.work and self.state.work.key == work.key:
            self.move(replace(self.state, work=None, stored=None, verified=False))

    def _open(self, hub: Hub, work: Work) -> None:
        self._comparison = None
        if work.draft != EventDraft():
            # an event that nothing was entered for isn't kept, and so never listed
            self._saved.save(work)
        self.move(steps.work_opened(self.state, hub, work))

    # --- Event

    def edit(self, draft: EventDraft) -> Future[None]:
        """Take on what was typed. The future ends when that is durable, or has the OSError of a disk that refuses;
        the next call tries again."""
        self.move(steps.edited(self.state, draft))
        return self._saved.save(self._work)

    def open_details(self, *, opened: bool = True) -> None:
        """Remember that the type was chosen and the form is open."""
        work = self.state.work
        if work is not None and work.details_open != opened:
            work = replace(work, details_open=opened)
            self._saved.save(work)
            self.move(replace(self.state, work=work))

    # --- Review

    @property
    def comparison(self) -> Comparison:
        """The review as it stands: before the draft exists, with nothing stored."""
        work = self.state.work
        assert work is not None
        if self._comparison is None or self._comparison.entered.draft != work.draft:
            return comparing.compare(Side(work.draft, work.hub_id), None)
        return self._comparison

    async def put_draft(self) -> Comparison:
        """Create the draft at Zoom, or change it, then read it back and compare.

        Raises ZoomError, DraftInDoubt, OSError; locks.Held while another window creates it.
        """
        work = self._work
        if work.event_id:
            return self._compared(*await self._keeper.put(work))
        saved = self._saved
        with saved.alone(work):
            brought_on = await saved.brought_on(work)
            if brought_on is not work:
                await self._keep(saved, brought_on)
            return self._compared(*await self._keeper.put(brought_on))

    async def check_again(self) -> Comparison:
        """Read Zoom's copy once more and compare. Raises ZoomError."""
        work = self._work
        return self._compared(work, await self._keeper.read(work))

    def take_stored(self) -> Comparison:
        """Make Zoom's copy the entered one, where Zoom would not take what was typed."""
        comparison = self._comparison
        assert comparison is not None
        assert comparison.stored is not None
        self.edit(comparison.stored.draft)
        self._comparison = comparing.compare(Side(self._work.draft, comparison.stored.hub_id), comparison.stored)
        self.move(replace(self.state, verified=self._comparison.matches))
        return self._comparison

    def let_go_of_draft(self) -> None:
        """Forget which draft at Zoom this was, or may be, because it isn't there. What was typed stays, for a new
        draft."""
        work = steps.without_draft(self._work)
        self._comparison = None
        self._saved.save(work)
        self.move(replace(self.state, work=work, stored=None, verified=False))

    def _compared(self, work: Work, stored: Stored) -> Comparison:
        draft = stored.as_draft(work.draft)
        side = Side(draft, stored.event.hub_id or work.hub_id, stored.calendar, stored.listed)
        comparison = comparing.compare(Side(work.draft, work.hub_id), side)
        current = self.state.work
        if current is not None and current.key == work.key:
            self._comparison = comparison
            # what was typed while Zoom answered is newer than what was compared
            verified = comparison.matches and current.draft == work.draft
            self.move(replace(self.state, stored=stored.event, verified=verified))
            if verified and self.state.published:
                self._saved.save(opening.put_away(current))
        return comparison

    # --- Publish

    async def publish(self) -> Event:
        """Publish and read back until it is so, or until Zoom says that the event was canceled. That Zoom was asked is
        kept, before it is.

        Raises ZoomError, or OSError, where nothing was published; NotPublishedYet and PublishInDoubt.
        """
        work = self._work
        asked = replace(work, publishing_since=work.publishing_since or self._clock())
        keep = partial(self._keep, self._saved)
        try:
            event = await publishing.publish(self.api, work.event_id, self._pause, lambda: keep(asked))
        except ZoomError:
            if work.publishing_since is None:
                await keep(work)
            raise
        if self.state.work is not None and self.state.work.key == work.key:
            self.move(replace(self.state, stored=event))
            log.info("Asked to publish: %s", self.state.redacted())
            if self.state.published:
                self._saved.save(opening.put_away(self._work))
        return event

    def let_go_of_doubt(self) -> None:
        """Zoom has no such event any more, so nothing of it is live."""
        work = replace(self._work, publishing_since=None)
        self._saved.save(work)
        self.move(replace(self.state, work=work))

    async def link_answers(self) -> bool:
        """Say whether the registration page opens without signing in. Raises ZoomError."""
        stored = self.state.stored
        url = stored.event_url if stored else ""
        return bool(url) and await self.api.page_answers(url)

    # --- Attendees

    def import_started(self, on_wait: Callable[[float], None]) -> None:
        """An import runs: no other step opens until it ends. `on_wait` is told of waits for a limit, in seconds."""
        self._wait_listener = on_wait
        self.move(replace(self.state, import_running=True, left=None))

    def import_ended(self, registered: int) -> None:
        """The import ended, in whatever way; `registered` people of this event were registered by Foyer."""
        self._wait_listener = None
        self.move(replace(self.state, import_running=False, registered=registered))

    def people_prepared(self, people: int) -> None:
        """So many people are prepared for this event, and wait for a person to start their import."""
        self.move(replace(self.state, prepared=people))

    def imports_found(self, *, registered: int, prepared: int, left: int) -> None:
        """The imports of this event were looked at, and so many people stand where (see `JourneyState`)."""
        self.move(replace(self.state, registered=registered, prepared=prepared, left=left))

    def _waited(self, seconds: float) -> None:
        if self._wait_listener is not None:
            self._wait_listener(seconds)

    # --- what is kept

    @property
    def _work(self) -> Work:
        assert self.state.work is not None
        return self.state.work

    @property
    def _keeper(self) -> DraftKeeper:
        return DraftKeeper(self.api, partial(self._keep, self._saved), self._pause)

    async def _keep(self, saved: SavedEvents, work: Work) -> None:
        """Save what was learned about `work`, without losing what was typed meanwhile. Durable when it returns, and
        written even if nobody waits for that any more. Raises OSError."""
        while True:
            current = self.state.work
            is_open = current is not None and current.key == work.key
            kept = steps.learned(current, work) if current is not None and is_open else work
            await asyncio.shield(asyncio.wrap_future(saved.save(kept)))
            if self.state.work is current:
                break  # nothing was typed while the disk wrote
        if is_open:
            self.move(replace(self.state, work=kept))

    @property
    def _saved(self) -> SavedEvents:
        mode, key = self._connection.account
        if (mode, key) not in self._saved_events:
            self._saved_events[mode, key] = SavedEvents(self._store_for(mode), key, self._writer)
        return self._saved_events[mode, key]
