"""What is said while Zoom was asked to publish the event and hasn't called it published.

Zoom's list follows with a delay, so neither a lost answer nor a draft in that list means that the event isn't live or
won't go live in a moment.
"""

from dataclasses import replace

from desktop_app.journey.publishing import NotPublishedYet, PublishInDoubt
from desktop_app.ui import errors
from desktop_app.ui.translations import tr
from desktop_app.ui.widgets.message_bar import ErrorView
from desktop_app.zoom.errors import Reason, ZoomError

PUBLISHING = "EventActions"
"""The operation id of publishing in Zoom's reference."""


def is_gone(error: Exception) -> bool:
    """Whether Zoom has no such event. In answer to publishing, "Invalid event ID" may mean that it is live already."""
    return isinstance(error, ZoomError) and error.reason is Reason.EVENT_NOT_FOUND and error.operation != PUBLISHING


def view_in_doubt(error: Exception) -> ErrorView:
    """Return what is shown of a failure to publish, or to find out whether the event is published. The button "retry"
    asks Zoom how the event is."""
    ask = ("retry", tr("Ask Zoom again"))
    if isinstance(error, NotPublishedYet) and error.lost is not None:
        return draft_so_far(errors.details_of(error.lost))
    if isinstance(error, NotPublishedYet):
        return replace(errors.view_for(error), actions=(ask,))
    if isinstance(error, ZoomError) and error.operation == PUBLISHING:
        # refused: what Zoom says against it is to be mended first
        view = errors.view_for(error)
        return replace(view, actions=(ask, *(action for action in view.actions if action[0] != "retry")))
    view = errors.view_for(error.why if isinstance(error, PublishInDoubt) else error)
    return replace(
        view,
        title=tr("It isn’t known whether the event is published"),
        what=tr("Zoom was asked to publish it, and Foyer couldn’t see what came of that."),
        do=tr("Ask Zoom again before anything else. Until then, treat the event as live."),
        actions=(ask,),
    )


def draft_so_far(details: str = "") -> ErrorView:
    """Return what is shown of an event that Zoom lists as a draft. The button "again" leads to publishing it again."""
    return ErrorView(
        title=tr("Zoom lists the event as a draft so far"),
        what=tr("Zoom was asked to publish it, and it may still go live."),
        why=tr("Publishing can take Zoom a few minutes, and a request can get lost on its way."),
        do=tr("Ask again in a minute. Or publish again: the event goes live only once."),
        details=details,
        actions=(("retry", tr("Ask Zoom again")), ("again", tr("Publish again"))),
    )
