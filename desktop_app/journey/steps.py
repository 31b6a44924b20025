"""The steps as data: their order, which are open, and what becomes of the state and of the work in them."""

from dataclasses import replace
from enum import IntEnum

from desktop_app.event.draft import EventDraft
from desktop_app.journey.state import Connection, JourneyState, Work
from desktop_app.zoom.models import Hub


class Step(IntEnum):
    """The six steps, in order. Values are the wizard's page ids."""

    CONNECT = 0
    HUB = 1
    EVENT = 2
    REVIEW = 3
    PUBLISH = 4
    ATTENDEES = 5


def following(step: Step) -> Step | None:
    """Return the step after `step`, None after the last."""
    return Step(step + 1) if step < Step.ATTENDEES else None


def is_open(step: Step, state: JourneyState) -> bool:
    """Say whether a person can go to `step` now."""
    match step:
        case Step.CONNECT:
            return True
        case Step.HUB:
            return state.connection is not None
        case Step.EVENT:
            return state.work is not None and not state.published
        case Step.REVIEW:
            return state.work is not None and state.work.details_open and not state.published
        case Step.PUBLISH:
            return state.stored is not None and (state.verified or state.published)
        case Step.ATTENDEES:
            # people can be prepared as soon as there is a draft at Zoom
            return state.published or bool(state.event_id)


def is_done(step: Step, state: JourneyState) -> bool:
    """Say whether `step` has its result."""
    match step:
        case Step.CONNECT:
            return state.connection is not None
        case Step.HUB:
            return state.hub is not None and state.work is not None
        case Step.EVENT:
            return bool(state.event_id)
        case Step.REVIEW:
            return state.verified or state.published
        case Step.PUBLISH:
            return state.published
        case Step.ATTENDEES:
            # some may be in already while others wait, or nobody knows
            return state.registered > 0 and not state.prepared and state.left == 0


def back_from(step: Step, state: JourneyState) -> Step | None:
    """Return where Back leads, None where it leads nowhere.

    Publishing can't be taken back, so nothing behind it is reached by Back but the hub, where another event waits.
    """
    if state.import_running or step is Step.CONNECT:
        return None
    if state.published:
        return Step.PUBLISH if step is Step.ATTENDEES else (Step.HUB if step is Step.PUBLISH else Step.CONNECT)
    before = Step(step - 1)
    while before > Step.CONNECT and not is_open(before, state):
        before = Step(before - 1)
    return before


def connected(connection: Connection) -> JourneyState:
    """A new connection starts afresh: hubs and events of another account mean nothing in this one."""
    return JourneyState(connection=connection)


def disconnected() -> JourneyState:
    return JourneyState()


def work_opened(state: JourneyState, hub: Hub, work: Work) -> JourneyState:
    return replace(state, hub=hub, work=work, stored=None, verified=False, registered=0, prepared=0, left=0)


def edited(state: JourneyState, draft: EventDraft) -> JourneyState:
    """Any change to what was typed makes the comparison with Zoom's copy out of date."""
    if state.work is None or state.work.draft == draft:
        return state
    known = state.work.known_sessions | {plan.session_id for plan in state.work.draft.sessions if plan.session_id}
    return replace(state, work=replace(state.work, draft=draft, known_sessions=known), verified=False)


def learned(current: Work, work: Work) -> Work:
    """Return `current` with what was learned of Zoom for `work`, which it was when that began.

    What was typed meanwhile stays. Sessions that were created for the text before are known then: they are claimed by
    the plans that are the same, or deleted.
    """
    typed = without_ids(current.draft) != without_ids(work.draft)
    ids = {plan.session_id for plan in work.draft.sessions if plan.session_id}
    return replace(
        current,
        draft=current.draft if typed else work.draft,
        event_id=work.event_id,
        creating=work.creating,
        drafts_before=work.drafts_before,
        known_sessions=current.known_sessions | ids,
        publishing_since=work.publishing_since,
    )


def without_draft(work: Work) -> Work:
    """Return the work as it was before a draft of it was created, or may have been: Zoom doesn't have that any more."""
    return replace(
        work,
        event_id="",
        creating=None,
        drafts_before=(),
        draft=without_ids(work.draft),
        known_sessions=frozenset(),
        publishing_since=None,
        gone_events=(*work.gone_events, work.event_id) if work.event_id else work.gone_events,
    )


def without_ids(draft: EventDraft) -> EventDraft:
    """Return a draft as it is before its sessions exist at Zoom."""
    return replace(draft, sessions=tuple(replace(plan, session_id="") for plan in draft.sessions))
