"""An import's results as a file, in the words of the screen."""

import asyncio
from pathlib import Path

import msgspec

from desktop_app.attendees import report
from desktop_app.attendees.journal import Entry, Fate, Journal
from desktop_app.attendees.roster import Field
from desktop_app.attendees.row_filters import RowFilter, rows_of
from desktop_app.ui import row_texts
from desktop_app.ui.translations import tr


async def save(journal: Journal, import_id: str, path: Path, shown: RowFilter = None) -> None:
    """Write an import's results: all, or those of a filter. Those that failed, or were left out, are written so that
    they can be corrected and imported again. Raises JournalFailed, OSError."""
    # nobody is being sent while a file is saved: who was about to leave is in doubt
    names = {fate: row_texts.fate_name(fate) for fate in Fate} | {Fate.SENDING: row_texts.fate_name(Fate.UNKNOWN)}
    headings = (
        row_texts.field_name(Field.EMAIL),
        row_texts.field_name(Field.FIRST_NAME),
        row_texts.field_name(Field.LAST_NAME),
        tr("Result"),
        tr("Reason"),
        tr("Join link"),
        tr("Row"),
    )
    if isinstance(shown, tuple) and shown in ((Fate.FAILED,), (Fate.LEFT_OUT,)):
        table, entries = await journal.source_rows(import_id, shown)
        rows = await asyncio.to_thread(lambda: [_explained(entry) for entry in entries])
        await asyncio.to_thread(report.save_for_correction, path, table, rows, headings=headings)
        return
    entries = await rows_of(journal, import_id, shown)
    rows = await asyncio.to_thread(lambda: [_explained(entry) for entry in entries])
    withdrawn, never_sent = tr("Taken back"), tr("Never sent")
    await asyncio.to_thread(
        report.save_results, path, rows, words=names, headings=headings, withdrawn=withdrawn, never_sent=never_sent
    )


def _explained(entry: Entry) -> Entry:
    """Return an entry whose message is what the screen says of it."""
    if entry.fate not in (Fate.FAILED, Fate.LEFT_OUT):
        return entry
    return msgspec.structs.replace(entry, reason="", message=row_texts.result_text(entry))
