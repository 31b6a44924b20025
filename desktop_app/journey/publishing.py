"""Create, read back, compare, publish, read back again; and what to do when an answer is lost.

Zoom has no idempotency keys, so a create whose answer did not arrive is settled by looking: before a draft is created,
the drafts that look like it are noted; afterwards a look-alike that was not there before is ours.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence, Set
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace

from desktop_app.event.draft import Access, EventDraft, EventType, SessionPlan
from desktop_app.event.guidance import LISTED_SESSIONS
from desktop_app.event.schedule import Span
from desktop_app.journey import mapping
from desktop_app.journey.ports import EventsApi, Pause
from desktop_app.journey.state import NO_DRAFT, Work
from desktop_app.zoom.errors import IncompleteList, Reason, ZoomError
from desktop_app.zoom.models import AccessLink, Event, Session
from desktop_app.zoom.requests import AccessLinkChanges, AccessLinkRequest, EventRequest, SessionChanges

log = logging.getLogger(__name__)

LOOKS = (0.0, 1.0, 2.0, 4.0)
"""Seconds before each look for a lost draft: Zoom's lists follow its writes with a delay."""

PUBLISH_WAIT = (0.2, 0.5, 1.0, 2.0, 4.0, 8.0)
"""Seconds before each reading after publishing: Zoom publishes with a delay (about half a second was seen)."""


class DraftInDoubt(Exception):
    """The answer to the create was lost, and no look could settle it. The cause is why."""

    def __init__(self, why: ZoomError) -> None:
        super().__init__(why.reason)
        self.why = why

    @property
    def stays(self) -> bool:
        """Whether looking again settles nothing: Foyer may not list events, or Zoom lists fewer than it counts."""
        return self.why.reason in (Reason.SCOPE_MISSING, Reason.INCOMPLETE_LIST)


class PublishInDoubt(Exception):
    """Zoom was asked to publish, and what came of it could not be read. The cause is why."""

    def __init__(self, why: ZoomError) -> None:
        super().__init__(why.reason)
        self.why = why


class NotPublishedYet(Exception):
    """Zoom was asked to publish, and lists the event as a draft after the longest wait: it may go live yet. `lost` is
    why no answer came, None where Zoom took the request."""

    def __init__(self, lost: ZoomError | None = None) -> None:
        super().__init__()
        self.lost = lost


@dataclass(frozen=True, slots=True)
class Stored:
    """What Zoom has: the event and what hangs on it."""

    event: Event
    sessions: tuple[Session, ...] = ()
    link: AccessLink | None = None

    @property
    def calendar(self) -> tuple[Span, ...]:
        """When the event takes place; of a series, its first date."""
        spans = sorted((item.start_time, item.end_time) for item in self.event.calendar)
        return tuple(spans[:1] if self.event.event_type == EventType.RECURRING.value else spans)

    @property
    def listed(self) -> tuple[str, ...]:
        """The domains and addresses that the link lets register; none where it lets anyone."""
        return (*self.link.allow_domain_list, *self.link.email_restrict_list) if self.link else ()

    def as_draft(self, base: EventDraft) -> EventDraft:
        return mapping.draft_from(self.event, self.sessions, self.link, base)


class DraftKeeper:
    """Brings one piece of work to Zoom. `save` makes a `Work` durable before it returns."""

    def __init__(self, api: EventsApi, save: Callable[[Work], Awaitable[None]], pause: Pause = asyncio.sleep) -> None:
        self._api = api
        self._save = save
        self._pause = pause

    async def put(self, work: Work) -> tuple[Work, Stored]:
        """Make Zoom's draft equal to `work.draft`: create it, or change what differs. Then read it back.

        Never creates a second event: not on a repeated call, nor after a lost answer. Changes nothing of an event that
        was published or canceled meanwhile: guests may have it in their calendars. Raises ZoomError, DraftInDoubt.
        """
        if not work.event_id:
            work = await self._created(work)
        event = await self._api.event(work.event_id)
        if event.status not in NO_DRAFT:
            work = await self._changed(work, event)
        return work, await self.read(work)

    async def read(self, work: Work) -> Stored:
        """Read Zoom's copy with its sessions and the link with the lists of who may register. Raises ZoomError."""
        event = await self._api.event(work.event_id)
        sessions: list[Session] = []
        if event.event_type != EventType.SINGLE.value:
            with _optional(event.event_type != EventType.MULTI_SESSION.value):
                sessions = await self._api.sessions(work.event_id)
        link = None
        with _optional(event.access_level != Access.APPROVED_ONLY.value):
            link = default_link(await self._api.access_links(work.event_id))
        return Stored(event, tuple(sessions), link)

    async def _changed(self, work: Work, event: Event) -> Work:
        await self._with_access(work, event)  # first: what is opened while its lists stay would be taken for open
        changes = mapping.event_changes(work.draft, event)
        if changes is not None:
            await self._api.update_event(work.event_id, changes)
        return await self._with_sessions(work, event)

    async def _created(self, work: Work) -> Work:
        if work.creating is not None:
            found = await self._find_lost(work, work.creating)
            if found:
                return await self._settled(work, found)
        request = mapping.event_request(work.draft, work.hub_id)
        drafts: list[Event] = []
        with _optional():
            drafts = await self._api.events(status="draft")
        before = tuple(event.event_id for event in _alike(drafts, request))
        work = replace(work, creating=work.draft, drafts_before=before)
        await self._save(work)
        try:
            event = await self._api.create_event(request)
        except ZoomError as error:
            if not error.outcome_unknown:
                await self._save(replace(work, creating=None, drafts_before=()))
                raise
            log.warning("The answer to creating the draft was lost; looking for it")
            found = await self._find_lost(work, work.draft)
            if not found:
                raise
            return await self._settled(work, found)
        return await self._settled(work, event.event_id)

    async def _settled(self, work: Work, event_id: str) -> Work:
        work = replace(work, event_id=event_id, creating=None, drafts_before=())
        await self._save(work)
        return work

    async def _find_lost(self, work: Work, sent: EventDraft) -> str:
        """Return the id of the draft whose answer was lost, "" when it was never made. Raises DraftInDoubt."""
        request = mapping.event_request(sent, work.hub_id)
        failure: ZoomError | None = None
        for seconds in LOOKS:
            await self._pause(seconds)
            try:
                drafts: Sequence[Event] = await self._api.events(status="draft", whole=True)
                failure = None
            except IncompleteList as error:  # what isn't on it may be there
                drafts, failure = error.found, error
            except ZoomError as error:
                drafts, failure = (), error
                if error.reason is Reason.SCOPE_MISSING:
                    break
            for event in _alike(drafts, request):
                if event.event_id not in work.drafts_before:
                    return event.event_id
        if failure is not None:
            raise DraftInDoubt(failure) from failure
        return ""

    async def _with_sessions(self, work: Work, event: Event) -> Work:
        if work.draft.event_type is not EventType.MULTI_SESSION:
            await self._with_format(work, event)
            return work
        left = {session.session_id: session for session in await self._api.sessions(work.event_id)}
        all_listed = len(left) < LISTED_SESSIONS
        plans = list(work.draft.sessions)
        owned = {plan.session_id for plan in plans}
        for number, plan in enumerate(plans):
            session = left.pop(plan.session_id, None)
            if session is None and plan.session_id and not all_listed:
                continue  # it may be there all the same
            session = session or _claim(left, owned, plan, work.draft)
            if session is None:
                session = await self._api.create_session(work.event_id, mapping.session_request(plan, work.draft))
            else:
                changes = mapping.session_changes(plan, work.draft, session)
                if changes is not None:
                    await self._api.update_session(work.event_id, session.session_id, changes)
            if plan.session_id != session.session_id:
                plans[number] = replace(plan, session_id=session.session_id)
                work = replace(work, draft=replace(work.draft, sessions=tuple(plans)))
                await self._save(work)
        for session_id in left.keys() & work.known_sessions:
            await self._api.delete_session(work.event_id, session_id)
        return work

    async def _with_format(self, work: Work, event: Event) -> None:
        """Zoom changes the format through the sessions (update-event reference): the dates of a series each have it."""
        same = event.meeting_type == work.draft.format.value
        if same and event.event_type == EventType.SINGLE.value:
            return
        wanted = mapping.SESSION_TYPES[work.draft.format]
        sessions: list[Session] = []
        with _optional(same):
            sessions = await self._api.sessions(work.event_id)
        for session in sessions:
            if session.type != wanted and session.type in mapping.SESSION_TYPES.values():
                await self._api.update_session(work.event_id, session.session_id, SessionChanges(type=wanted))

    async def _with_access(self, work: Work, event: Event) -> None:
        """Bring the lists of who may register to the link; those of an event for anyone are emptied, for they would
        keep people out, and invite whom they name."""
        restricted = work.draft.access is Access.APPROVED_ONLY
        domains = work.draft.allowed_domains if restricted else ()
        emails = work.draft.allowed_emails if restricted else ()
        links: list[AccessLink] = []
        with _optional(not restricted and event.access_level != Access.APPROVED_ONLY.value):
            links = await self._api.access_links(work.event_id)
        link = default_link(links)
        if link is None and not restricted:
            return
        if link is None:
            request = AccessLinkRequest(
                name="Registration",
                type="registration",
                is_default=True,
                authentication_method="zoom_account_otp",
                allow_domain_list=domains,
                email_restrict_list=emails,
            )
            await self._api.create_access_link(work.event_id, request)
        elif (set(link.allow_domain_list), set(link.email_restrict_list)) != (set(domains), set(emails)):
            changes = AccessLinkChanges(allow_domain_list=domains, email_restrict_list=emails)
            await self._api.update_access_link(work.event_id, link.access_link_id, changes)


def default_link(links: list[AccessLink]) -> AccessLink | None:
    """Return the link that `event_url` is: the default one, else the first for registration."""
    registration = [link for link in links if link.type == "registration"]
    return next((link for link in registration if link.is_default), registration[0] if registration else None)


def _alike(drafts: Iterable[Event], request: EventRequest) -> Iterator[Event]:
    """Yield the drafts that look like what was requested."""
    start = request.calendar[0].start_time if request.calendar else None
    for event in drafts:
        if (
            event.name == request.name
            and event.event_type == request.event_type
            and event.hub_id in ("", request.hub_id)
            and (not event.calendar or event.calendar[0].start_time == start)
        ):
            yield event


def _claim(left: dict[str, Session], owned: Set[str], plan: SessionPlan, draft: EventDraft) -> Session | None:
    """Take the session that a lost answer may have left behind: same name, same start, and no plan's own."""
    start, _ = mapping.session_times(plan, draft)
    for session_id, session in left.items():
        if session_id not in owned and session.name == plan.name.strip() and session.start_time == start:
            return left.pop(session_id)
    return None


@contextmanager
def _optional(condition: bool = True) -> Iterator[None]:
    """Go on without what needs a permission that Foyer lacks, on this `condition`. Raises ZoomError."""
    try:
        yield
    except ZoomError as error:
        if error.reason is not Reason.SCOPE_MISSING or not condition:
            raise


async def publish(
    api: EventsApi,
    event_id: str,
    pause: Pause = asyncio.sleep,
    about_to_ask: Callable[[], Awaitable[None]] | None = None,
) -> Event:
    """Publish, then read until Zoom says that it is so. Returns the event as Zoom has it then: published, or canceled.
    `about_to_ask` is awaited before Zoom is asked to publish, if it is.

    A lost answer is settled by reading, and so is a refusal, which may mean that somebody else published the event.
    Raises ZoomError where nothing was published; PublishInDoubt and NotPublishedYet where the event may be live, or go
    live yet.
    """
    event = await api.event(event_id)
    if event.status in NO_DRAFT:
        return event
    if about_to_ask is not None:
        await about_to_ask()
    lost: ZoomError | None = None
    try:
        await api.publish_event(event_id)
    except ZoomError as error:
        if not error.outcome_unknown:
            if error.status is not None:  # Zoom answered
                with suppress(ZoomError):
                    event = await api.event(event_id)
            if event.status in NO_DRAFT:
                return event
            raise
        log.warning("The answer to publishing was lost; reading the event")
        lost = error
    try:
        event = await _until_published(api, event_id, pause)
    except ZoomError as error:
        raise PublishInDoubt(error) from error
    if event.status not in NO_DRAFT:
        raise NotPublishedYet(lost)
    return event


async def _until_published(api: EventsApi, event_id: str, pause: Pause) -> Event:
    event = await api.event(event_id)
    for seconds in PUBLISH_WAIT:
        if event.status in NO_DRAFT:
            break
        await pause(seconds)
        event = await api.event(event_id)
    return event
