"""The words for a list that can't be read: one entry a reason, in the order of `WhyUnreadable`."""

from desktop_app.attendees.unreadable import Unreadable, WhyUnreadable
from desktop_app.ui import words
from desktop_app.ui.error_texts import Words
from desktop_app.ui.translations import tr
from desktop_app.ui.widgets.plain import safe_text

LONGEST_NAME = 80
"""Characters of a file's name that a sentence holds."""

MEGABYTE = 1_000_000


def words_for_file(error: Unreadable) -> Words:
    """Return what is said of a list that can't be read. Its remedy is always another file."""
    if error.name:
        name = tr("“{name}”").format(name=safe_text(error.name.replace("\n", " "), LONGEST_NAME))
    else:
        name = tr("What you pasted")
    kind = error.kind
    match error.why:
        case WhyUnreadable.EMPTY:
            said = _empty(pasted=not error.name)
        case WhyUnreadable.TOO_BIG:
            said = (
                tr("The file is too big"),
                tr("{name} has more than {n} MB, far more than a list of people takes."),
                tr("Save only the columns with email addresses and names, then choose that file."),
            )
        case WhyUnreadable.TOO_MANY_ROWS:
            said = (
                tr("The list is too long"),
                tr("{name} has more than {n} rows. Foyer takes up to that many at a time."),
                tr("Split the list into several files and import them one after the other."),
            )
        case WhyUnreadable.HOLDS_TOO_MUCH:
            said = (
                tr("The file holds too much"),
                tr("{name} holds far more than a list of people takes, or something far below or beside the list."),
                tr("Copy the rows with email addresses and names into a new workbook, save it, then choose that file."),
            )
        case WhyUnreadable.NOT_TEXT:
            said = (
                tr("This isn’t a list"),
                tr("{name} is another kind of file ({kind}), not rows of text.")
                if kind
                else tr("{name} doesn’t hold rows of text."),
                tr("Choose an Excel, OpenDocument, CSV, or text file with one person a row."),
            )
        case WhyUnreadable.SPREADSHEET:
            said = (
                tr("Foyer can’t read this kind of spreadsheet"),
                tr("{name} is a spreadsheet of a kind that Foyer doesn’t know ({kind})."),
                tr("Open it in your spreadsheet program and save it as .xlsx or CSV. Or copy the rows and paste them."),
            )
        case WhyUnreadable.WEB_PAGE:
            said = (
                tr("There is no list in this web page"),
                tr("{name} is a web page, and no table in it holds email addresses. It may be a sign-in page."),
                tr("Open it to see what it is, then download the list again, as .xlsx or CSV if you can choose."),
            )
        case WhyUnreadable.CONTACTS:
            said = (
                tr("These are contact cards"),
                tr("{name} holds contact cards (vCard), not a list."),
                tr("Export the contacts as CSV, then choose that file. Or copy their addresses and paste them."),
            )
        case WhyUnreadable.LINK:
            said = (
                tr("This is only a link"),
                tr("{name} leads to a list on the web. The list itself isn’t in it."),
                tr("Open it and download the list as .xlsx or CSV, then choose that file. Or copy and paste the rows."),
            )
        case WhyUnreadable.GONE:
            said = (
                tr("The file is gone"),
                tr("{name} was moved, renamed, or deleted, or its drive was unplugged."),
                tr("Find it and choose it again."),
            )
        case WhyUnreadable.NO_PERMISSION:
            said = (
                tr("Foyer may not open this file"),
                tr("{name} belongs to somebody else, or another program has locked it."),
                tr("Close it in other programs or copy it to your documents, then choose it again."),
            )
        case WhyUnreadable.NOT_A_FILE:
            said = (
                tr("This isn’t a file"),
                tr("{name} is a folder or a device."),
                tr("Choose an Excel, OpenDocument, CSV, or text file with one person a row."),
            )
        case WhyUnreadable.CHANGING:
            said = (
                tr("The file is being written"),
                tr("{name} changed while Foyer read it: another program is still saving or downloading it."),
                tr("Wait until that is done, then choose it again."),
            )
        case WhyUnreadable.READ_FAILED:
            said = (
                tr("Foyer couldn’t read the file"),
                tr("Foyer couldn’t read it; {name} itself may be fine."),
                tr("Copy it to this computer and choose the copy. If that fails too, save it as CSV and choose that."),
            )
        case WhyUnreadable.UNKNOWN_ENCODING:
            said = (
                tr("The letters can’t be read"),
                tr("Foyer doesn’t know the encoding that was chosen for {name}."),
                tr("Save the file as CSV in UTF-8, then choose it again."),
            )
        case WhyUnreadable.PASSWORD:
            said = (
                tr("The workbook is locked"),
                tr("{name} is protected by a password, so Foyer can’t open it."),
                tr("Open it in your spreadsheet program, save a copy without a password, then choose the copy."),
            )
        case WhyUnreadable.DAMAGED:
            said = (
                tr("The workbook is damaged"),
                tr("{name} is incomplete, or something in it isn’t as a workbook should be."),
                tr("Open it in your spreadsheet program and save it again as .xlsx or CSV, then choose that file."),
            )
        case WhyUnreadable.NO_SHEET:
            said = (
                tr("The sheet is gone"),
                tr("{name} no longer has the sheet that was chosen."),
                tr("Choose the file again, then one of its sheets."),
            )
        case WhyUnreadable.TOO_SLOW:
            said = (
                tr("Reading takes too long"),
                tr("Foyer gave up on {name} after {n} seconds."),
                tr("Save only the columns with email addresses and names as CSV, then choose that file."),
            )
    limit = error.limit // MEGABYTE if error.why is WhyUnreadable.TOO_BIG else error.limit
    title, why, do = said
    return Words(title, why.format(name=name, n=words.number(limit), kind=kind), do, "file")


def _empty(*, pasted: bool) -> tuple[str, str, str]:
    if pasted:
        return (
            tr("There is nothing to paste"),
            tr("The clipboard holds no text."),
            tr("Copy the rows in your spreadsheet or mail program, then choose Paste rows again."),
        )
    return (
        tr("The list is empty"),
        tr("{name} holds nothing but blank lines."),
        tr("Choose the file that has the people in it."),
    )
