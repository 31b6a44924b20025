"""Create, read back, compare, publish, read back again; and what to do when an answer is lost.

Zoom has no idempotency keys, so a create whose answer did not arrive is settled by looking: before a draft is created,
the drafts that look like it are noted; afterwards a look-alike that was not there before is ours.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from desktop_app.event.draft import Access, EventDraft, EventFormat, EventType, SessionPlan
from desktop_app.event.schedule import Span
from desktop_app.journey import mapping
from desktop_app.journey.ports import Clock, EventsApi, Pause
from desktop_app.journey.state import NO_DRAFT, Work
from desktop_app.zoom.errors import Reason, ZoomError
from desktop_app.zoom.models import AccessLink, Event, Session
from desktop_app.zoom.requests import AccessLinkChanges, AccessLinkRequest, EventRequest, SessionChanges

log = logging.getLogger(__name__)

LOOKS = (0.0, 1.0, 2.0, 4.0)
"""Seconds before each look for a lost draft: Zoom's lists follow its writes with a delay."""

PUBLISH_WAIT = (0.2, 0.5, 1.0, 2.0, 4.0, 8.0)
"""Seconds before each reading after publishing: Zoom publishes with a delay (about half a second was seen)."""


class DraftInDoubt(Exception):
    """The answer to the create was lost and no look could settle it, for example without a network."""


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

    def as_draft(self, base: EventDraft) -> EventDraft:
        return mapping.draft_from(self.event, self.sessions, self.link, base)


class DraftKeeper:
    """Brings one piece of work to Zoom. `save` makes a `Work` durable before it returns."""

    def __init__(
        self, api: EventsApi, save: Callable[[Work], Awaitable[None]], clock: Clock, pause: Pause = asyncio.sleep
    ) -> None:
        self._api = api
        self._save = save
        self._clock = clock
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
        """Read Zoom's copy with its sessions and, where the list of who may register matters, its link."""
        event = await self._api.event(work.event_id)
        sessions: tuple[Session, ...] = ()
        if event.event_type == EventType.MULTI_SESSION.value:
            sessions = tuple(await self._api.sessions(work.event_id))
        link = None
        if event.access_level == Access.APPROVED_ONLY.value:
            link = default_link(await self._api.access_links(work.event_id))
        return Stored(event, sessions, link)

    async def _changed(self, work: Work, event: Event) -> Work:
        changes = mapping.event_changes(work.draft, event)
        if changes is not None:
            await self._api.update_event(work.event_id, changes)
        work = await self._with_sessions(work, event)
        await self._with_access(work)
        return work

    async def _created(self, work: Work) -> Work:
        request = mapping.event_request(work.draft, work.hub_id)
        if work.creating_since is not None:
            found = await self._find_lost(work, request)
            if found:
                return await self._settled(work, found)
        try:
            before = tuple(event.event_id for event in await self._lookalikes(request))
        except ZoomError as error:
            if error.reason is not Reason.SCOPE_MISSING:
                raise
            before = ()
        work = replace(work, creating_since=self._clock(), drafts_before=before)
        await self._save(work)
        try:
            event = await self._api.create_event(request)
        except ZoomError as error:
            if not error.outcome_unknown:
                await self._save(replace(work, creating_since=None, drafts_before=()))
                raise
            log.warning("The answer to creating the draft was lost; looking for it")
            found = await self._find_lost(work, request)
            if not found:
                raise
            return await self._settled(work, found)
        return await self._settled(work, event.event_id)

    async def _settled(self, work: Work, event_id: str) -> Work:
        work = replace(work, event_id=event_id, creating_since=None, drafts_before=())
        await self._save(work)
        return work

    async def _find_lost(self, work: Work, request: EventRequest) -> str:
        """Return the id of the draft whose answer was lost, "" when it was never made. Raises DraftInDoubt."""
        failure: ZoomError | None = None
        for seconds in LOOKS:
            await self._pause(seconds)
            try:
                found = await self._lookalikes(request)
            except ZoomError as error:
                failure = error
                if error.reason is Reason.SCOPE_MISSING:
                    break
                continue
            failure = None
            for event in found:
                if event.event_id not in work.drafts_before:
                    return event.event_id
        if failure is not None:
            raise DraftInDoubt from failure
        return ""

    async def _lookalikes(self, request: EventRequest) -> list[Event]:
        start = request.calendar[0].start_time if request.calendar else None
        return [
            event
            for event in await self._api.events(status="draft")
            if event.name == request.name
            and event.event_type == request.event_type
            and event.hub_id in ("", request.hub_id)
            and (not event.calendar or event.calendar[0].start_time == start)
        ]

    async def _with_sessions(self, work: Work, event: Event) -> Work:
        if work.draft.event_type is not EventType.MULTI_SESSION:
            await self._with_format(work, event)
            return work
        left = {session.session_id: session for session in await self._api.sessions(work.event_id)}
        plans = list(work.draft.sessions)
        for number, plan in enumerate(plans):
            session = left.pop(plan.session_id, None) or _claim(left, plan, work.draft)
            if session is None:
                session = await self._api.create_session(work.event_id, mapping.session_request(plan, work.draft))
            else:
                changes = mapping.session_changes(plan, work.draft, session)
                if changes is not None:
                    await self._api.update_session(work.event_id, session.session_id, changes)
            plans[number] = replace(plan, session_id=session.session_id)
            work = replace(work, draft=replace(work.draft, sessions=tuple(plans)))
            await self._save(work)
        for session_id in left.keys() & work.known_sessions:
            await self._api.delete_session(work.event_id, session_id)
        return work

    async def _with_format(self, work: Work, event: Event) -> None:
        if event.meeting_type == work.draft.format.value or event.meeting_type not in set(EventFormat):
            return
        kind = mapping.SESSION_TYPES[work.draft.format]
        for session in await self._api.sessions(work.event_id):
            if session.type != kind:
                await self._api.update_session(work.event_id, session.session_id, SessionChanges(type=kind))

    async def _with_access(self, work: Work) -> None:
        if work.draft.access is not Access.APPROVED_ONLY:
            return
        domains, emails = work.draft.allowed_domains, work.draft.allowed_emails
        link = default_link(await self._api.access_links(work.event_id))
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


def _claim(left: dict[str, Session], plan: SessionPlan, draft: EventDraft) -> Session | None:
    """Take the session that a lost answer may have left behind: same name, same start."""
    start, _ = mapping.session_times(plan, draft)
    for session_id, session in left.items():
        if session.name == plan.name.strip() and session.start_time == start:
            return left.pop(session_id)
    return None


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
