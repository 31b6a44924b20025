"""Putting an import away that isn't to go on: what was only prepared, who is left to be sent, or to be taken back."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop_app.attendees import importer
from desktop_app.attendees.journal import Counts, Import, Journal, Undo
from desktop_app.attendees.row_filters import IN_DOUBT, NOT_SENT, count_of
from desktop_app.ui import confirm, words
from desktop_app.ui.translations import tr


def can_give_up(made: Import, counts: Counts) -> bool:
    """Say whether an import has anything left to be put away."""
    return made.wiped is None and (made.undo is Undo.ASKED or (made.undo is Undo.NOT and counts.left > 0))


def label(made: Import) -> str:
    """Return what the button says that puts an import away."""
    if made.prepared:
        return tr("Discard this list")
    return tr("Don’t send the rest") if made.undo is Undo.NOT else tr("Don’t undo the rest")


def ask(parent: QWidget, made: Import, counts: Counts, then: Callable[[], object]) -> None:
    """Ask whether to put an import away, and do `then` if that is wanted. Keeping it is the default."""
    confirm.ask(parent, "discard", f"{label(made)}?", said(made, counts), action=_action(made), then=then)


async def give_up(journal: Journal, made: Import) -> None:
    """Put an import away. Raises as `importer.give_up`."""
    await importer.give_up(journal, made.id)


def _action(made: Import) -> str:
    return tr("Discard") if made.prepared else label(made)


def said(made: Import, counts: Counts) -> str:
    """Return what becomes of whom then."""
    if made.prepared:
        return words.counted(
            counts.left,
            tr("Foyer forgets the 1 person that you prepared. Nobody was registered, and your file stays."),
            tr("Foyer forgets the {n} people that you prepared. Nobody was registered, and your file stays."),
        )
    parts = []
    if made.undo is not Undo.NOT:
        parts.append(
            words.counted(
                counts.registered,
                tr("1 person whom this import registered stays in the event."),
                tr("{n} people whom this import registered stay in the event."),
            )
        )
    elif waiting := count_of(counts, NOT_SENT):
        parts.append(
            words.counted(
                waiting,
                tr("1 person isn’t sent yet, and won’t be. To add them later, import them anew."),
                tr("{n} people aren’t sent yet, and won’t be. To add them later, import them anew."),
            )
        )
    if doubtful := count_of(counts, IN_DOUBT):
        parts.append(
            words.counted(
                doubtful,
                tr("For 1 person it isn’t known whether they are registered: look for them on Zoom’s website."),
                tr("For {n} people it isn’t known whether they are registered: look for them on Zoom’s website."),
            )
        )
    if made.undo is Undo.NOT:
        parts.append(tr("Who is registered stays registered."))
    return "\n\n".join(parts)
