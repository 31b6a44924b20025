"""The words for a list that can't be read: one entry a reason, as `WhyUnreadable` has them."""

from typing import TypeAlias

from desktop_app.attendees.unreadable import Unreadable, WhyUnreadable
from desktop_app.ui import words
from desktop_app.ui.error_texts import Words
from desktop_app.ui.translations import tr
from desktop_app.ui.widgets.plain import safe_text

MEGABYTE = 1_000_000

Said: TypeAlias = tuple[str, str, str]
"""Title, cause and remedy. A cause begins with {name} and may hold {n} and {kind}."""


def words_for_file(error: Unreadable) -> Words:
    """Return what is said of a list that can't be read. Its remedy is always another file."""
    name = tr("“{name}”").format(name=safe_text(error.name.replace("\n", " "), words.LONGEST_SOURCE))
    title, why, do = _said(error)
    limit = error.limit // MEGABYTE if error.why is WhyUnreadable.TOO_BIG else error.limit
    why = why.format(name=name if error.name else tr("What you pasted"), n=words.number(limit), kind=error.kind)
    return Words(title, why, do, "file")


def _said(error: Unreadable) -> Said:
    if error.why is WhyUnreadable.EMPTY and not error.name:
        return (
            tr("There is nothing to paste"),
            tr("The clipboard holds no text."),
            tr("Copy the rows in your spreadsheet or mail program, then choose Paste rows again."),
        )
    if error.why is WhyUnreadable.NOT_TEXT and not error.kind:
        return tr("This isn’t a list"), tr("{name} doesn’t hold rows of text."), _any_list()
    return {**_sizes(), **_kinds(), **_files(), **_workbooks()}[error.why]


def _any_list() -> str:
    return tr("Choose an Excel, OpenDocument, CSV, or text file with one person per row.")


def _sizes() -> dict[WhyUnreadable, Said]:
    return {
        WhyUnreadable.EMPTY: (
            tr("The list is empty"),
            tr("{name} holds nothing but blank lines."),
            tr("Choose the file that has the people in it."),
        ),
        WhyUnreadable.TOO_BIG: (
            tr("The file is too big"),
            tr("{name} has more than {n} MB, far more than a list of people needs."),
            tr("Save only the columns with email addresses and names, then choose that file."),
        ),
        WhyUnreadable.TOO_MANY_ROWS: (
            tr("The list is too long"),
            tr("{name} has more than {n} rows. Foyer takes up to that many at a time."),
            tr("Split the list into several files and import them one after the other."),
        ),
        WhyUnreadable.HOLDS_TOO_MUCH: (
            tr("The file holds too much"),
            tr("{name} holds far more than a list of people needs, or something far below or beside the list."),
            tr("Copy the rows with email addresses and names into a new workbook, save it, then choose that file."),
        ),
        WhyUnreadable.TOO_SLOW: (
            tr("Reading takes too long"),
            tr("{name} took more than {n} seconds to read, so Foyer gave up."),
            tr("Save only the columns with email addresses and names as CSV, then choose that file."),
        ),
    }


def _kinds() -> dict[WhyUnreadable, Said]:
    return {
        WhyUnreadable.NOT_TEXT: (
            tr("This isn’t a list"),
            tr("{name} is another kind of file ({kind}), not rows of text."),
            _any_list(),
        ),
        WhyUnreadable.SPREADSHEET: (
            tr("Foyer can’t read this kind of spreadsheet"),
            tr("{name} is a spreadsheet of a kind that Foyer doesn’t know ({kind})."),
            tr("Open it in your spreadsheet program and save it as .xlsx or CSV. Or copy the rows and paste them."),
        ),
        WhyUnreadable.WEB_PAGE: (
            tr("There is no list on this web page"),
            tr("{name} is a web page, and no table in it holds email addresses. It may be a sign-in page."),
            tr("Open it to see what it is, then download the list again, as .xlsx or CSV if you can choose."),
        ),
        WhyUnreadable.CONTACTS: (
            tr("These are contact cards"),
            tr("{name} holds contact cards (vCard), not a list."),
            tr("Export the contacts as CSV, then choose that file. Or copy their addresses and paste them."),
        ),
        WhyUnreadable.LINK: (
            tr("This is only a link"),
            tr("{name} leads to a list on the web. The list itself isn’t in it."),
            tr("Open it and download the list as .xlsx or CSV, then choose that file. Or copy and paste the rows."),
        ),
    }


def _files() -> dict[WhyUnreadable, Said]:
    return {
        WhyUnreadable.GONE: (
            tr("The file is gone"),
            tr("{name} was moved, renamed, or deleted, or its drive was unplugged."),
            tr("Find it and choose it again."),
        ),
        WhyUnreadable.NO_PERMISSION: (
            tr("Foyer isn’t allowed to open this file"),
            tr("{name} belongs to somebody else, or another program has locked it."),
            tr("Close it in other programs or copy it to your documents, then choose it again."),
        ),
        WhyUnreadable.NOT_A_FILE: (
            tr("This isn’t a file"),
            tr("{name} is a folder or a device."),
            tr("Choose the file with the list: Excel, OpenDocument, CSV, or text."),
        ),
        WhyUnreadable.CHANGING: (
            tr("The file is still being saved"),
            tr("{name} changed while Foyer read it: another program is still saving or downloading it."),
            tr("Wait until that is done, then choose it again."),
        ),
        WhyUnreadable.READ_FAILED: (
            tr("Foyer couldn’t read the file"),
            tr("{name} may be fine, but something went wrong while Foyer read it."),
            tr("Copy it to this computer and choose the copy. If that fails too, save it as CSV and choose that."),
        ),
        WhyUnreadable.UNKNOWN_ENCODING: (
            tr("The letters can’t be read"),
            tr("{name} was to be read in an encoding that Foyer doesn’t know."),
            tr("Save the file as CSV in UTF-8, then choose it again."),
        ),
    }


def _workbooks() -> dict[WhyUnreadable, Said]:
    return {
        WhyUnreadable.PASSWORD: (
            tr("The workbook is locked"),
            tr("{name} is protected by a password, so Foyer can’t open it."),
            tr("Open it in your spreadsheet program, save a copy without a password, then choose the copy."),
        ),
        WhyUnreadable.DAMAGED: (
            tr("The workbook is damaged"),
            tr("{name} is incomplete, or something inside it is broken."),
            tr("Open it in your spreadsheet program and save it again as .xlsx or CSV, then choose that file."),
        ),
        WhyUnreadable.NO_SHEET: (
            tr("The sheet is gone"),
            tr("{name} no longer has the sheet that was chosen."),
            tr("Choose the file again, then one of its sheets."),
        ),
    }
