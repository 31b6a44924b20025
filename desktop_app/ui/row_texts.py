"""What is said of one row of a list: its problems before the import, its fate afterwards."""

from desktop_app.attendees import left_out
from desktop_app.attendees.journal import Entry, Fate, WhyLeft
from desktop_app.attendees.records import UNSETTLED
from desktop_app.attendees.roster import NOT_TO_INVITE, Extra, Field, Person, RowProblem, RowProblemCode, RowState
from desktop_app.ui import errors, words
from desktop_app.ui.translations import tr
from desktop_app.ui.widgets.plain import safe_text
from desktop_app.zoom.errors import Reason

LONGEST_FOUND = 60
"""Characters of a cell that a sentence holds."""


def field_name(field: Field | Extra) -> str:
    names: dict[Field | Extra, str] = {
        Field.EMAIL: tr("Email"),
        Field.FIRST_NAME: tr("First name"),
        Field.LAST_NAME: tr("Last name"),
        Extra.ORGANIZATION: tr("Organization"),
        Extra.JOB_TITLE: tr("Job title"),
        Extra.PHONE: tr("Phone"),
        Extra.ADDRESS: tr("Address"),
        Extra.CITY: tr("City"),
        Extra.STATE: tr("State or province"),
        Extra.ZIP: tr("Zip or postal code"),
        Extra.COUNTRY: tr("Country"),
        Extra.INDUSTRY: tr("Industry"),
        Extra.ORGANIZATION_SIZE: tr("Organization size"),
        Extra.COMMENTS: tr("Comments"),
        Extra.TICKET_TYPE: tr("Ticket type"),
    }
    return names[field]


def problem_text(problem: RowProblem) -> str:
    """Return in a few words what is wrong with a cell: "Email has a comma"."""
    if problem.code in (RowProblemCode.MISSING, RowProblemCode.ANSWER_MISSING) and problem.found:
        return tr("Last name can’t be told from first name")
    said = {
        RowProblemCode.MISSING: tr("{field} is missing"),
        RowProblemCode.ANSWER_MISSING: tr("{field} is missing"),
        RowProblemCode.NO_AT: tr("{field} has no @"),
        RowProblemCode.TWO_ADDRESSES: tr("More than one address"),
        RowProblemCode.SPACE: tr("{field} has a space"),
        RowProblemCode.WORDS_BESIDE: tr("{field} has other words beside it"),
        RowProblemCode.COMMA: tr("{field} has a comma"),
        RowProblemCode.DOUBLE_DOT: tr("{field} has two dots in a row"),
        RowProblemCode.NO_ENDING: tr("{field} has no ending, such as .com"),
        RowProblemCode.ENDING_TYPO: tr("{field} has a mistyped ending"),
        RowProblemCode.RESERVED_DOMAIN: tr("No mail reaches this address"),
        RowProblemCode.NOT_AN_ADDRESS: tr("Not an email address"),
        RowProblemCode.TOO_LONG: tr("{field} is longer than {limit} characters"),
        RowProblemCode.UNKNOWN_COUNTRY: tr("{field} isn’t one that Zoom knows"),
        RowProblemCode.PROVIDER_TYPO: tr("{field} may be misspelled"),
        RowProblemCode.GARBLED: tr("{field} is garbled"),
        RowProblemCode.ANOTHER_NAME: tr("Same address, another name"),
        RowProblemCode.DECLINED: tr("Row {row} says “{found}”") if problem.row else tr("Your list says “{found}”"),
        RowProblemCode.CROSSED_OUT: tr("Crossed out in your list"),
    }[problem.code]
    found = safe_text(problem.found, LONGEST_FOUND)
    row, limit = words.row_number(problem.row), words.number(problem.limit)
    return said.format(field=field_name(problem.field), limit=limit, found=found, row=row)


def problem_need(problem: RowProblem) -> str:
    """Return what a cell needs to be sent."""
    if problem.code in (RowProblemCode.MISSING, RowProblemCode.ANSWER_MISSING) and problem.found:
        return tr("Needed: the last name in its own cell, and only the first name in the other")
    if problem.code is RowProblemCode.MISSING and problem.field is not Field.EMAIL:
        return tr("Needed: a name. Or choose “Not in the list” for its column")
    if problem.code is RowProblemCode.PROVIDER_TYPO and problem.suggestion:
        return tr("Probably {fix}").format(fix=problem.suggestion)
    said = {
        RowProblemCode.MISSING: tr("Needed: an email address"),
        RowProblemCode.ANSWER_MISSING: tr("Zoom asks everybody for it when they register for this event"),
        RowProblemCode.NO_AT: tr("Needed: an address such as name@company.com"),
        RowProblemCode.TWO_ADDRESSES: tr("Needed: one address in each row"),
        RowProblemCode.SPACE: tr("Needed: an address without spaces"),
        RowProblemCode.WORDS_BESIDE: tr("Needed: only the address, if the person is to be invited"),
        RowProblemCode.COMMA: tr("Needed: an address without commas"),
        RowProblemCode.DOUBLE_DOT: tr("Needed: one dot at a time"),
        RowProblemCode.NO_ENDING: tr("Needed: an ending such as .com or .org"),
        RowProblemCode.ENDING_TYPO: tr("Needed: an ending that exists, such as .com"),
        RowProblemCode.RESERVED_DOMAIN: tr("Needed: an address that mail reaches"),
        RowProblemCode.NOT_AN_ADDRESS: tr("Needed: an address such as name@company.com"),
        RowProblemCode.TOO_LONG: tr("Needed: {limit} characters at most"),
        RowProblemCode.UNKNOWN_COUNTRY: tr("Needed: a country’s name or its two letters, such as US"),
        RowProblemCode.PROVIDER_TYPO: tr("Needed: the provider’s name as it is spelled, such as gmail.com"),
        RowProblemCode.GARBLED: tr("Needed: the name as the person writes it"),
        RowProblemCode.ANOTHER_NAME: tr("Needed: an address of their own, because Zoom gives each address one ticket"),
        RowProblemCode.DECLINED: tr("Leave the row out, or invite the person anyway"),
        RowProblemCode.CROSSED_OUT: tr("Leave the row out, or invite the person anyway"),
    }[problem.code]
    return said.format(limit=words.number(problem.limit))


def problem_help(problem: RowProblem) -> str:
    """Return what is wrong and the certain fix, or what is needed where none is certain."""
    if not problem.suggestion or problem.code in NOT_TO_INVITE:
        return f"{problem_text(problem)}. {problem_need(problem)}"
    return tr("{problem}. Probably {fix}").format(problem=problem_text(problem), fix=problem.suggestion)


def note_text(problem: RowProblem) -> str:
    """Return what is to be seen though it holds nobody back: a doubt, or what Foyer does with an answer that Zoom
    wouldn't take."""
    match problem.code:
        case (
            RowProblemCode.PROVIDER_TYPO
            | RowProblemCode.GARBLED
            | RowProblemCode.DECLINED
            | RowProblemCode.CROSSED_OUT
            | RowProblemCode.ANOTHER_NAME
        ):
            return problem_text(problem)
        case RowProblemCode.TOO_LONG:
            said = tr("{field} is cut at {limit} characters")
        case _:
            said = tr("{field} is left out: Zoom doesn’t know it")
    return said.format(field=field_name(problem.field), limit=words.number(problem.limit))


def state_text(person: Person) -> str:
    """Return what the import does with a row, or all that holds it back."""
    match person.state:
        case RowState.READY:
            notes = tr("; ").join(note_text(note) for note in person.notes)
            return tr("Ready. {notes}").format(notes=notes) if notes else tr("Ready")
        case RowState.ATTENTION:
            return tr("; ").join(problem_text(problem) for problem in person.problems)
        case RowState.DUPLICATE:
            return duplicate_text(person.first_row, another_name=False)
        case RowState.ALREADY_IN:
            return tr("Already registered")


def duplicate_text(row: int, *, another_name: bool) -> str:
    """Return what is said of who has the address of a row, perhaps with another name."""
    return (tr("Another name in row {n}") if another_name else tr("Same as row {n}")).format(n=words.row_number(row))


def left_text(person: Person) -> str:
    """Return what is said of somebody whom the person left out."""
    return tr("Not to be invited, left out by you") if person.declined else tr("Left out by you")


def fate_name(fate: Fate) -> str:
    return {
        Fate.WAITING: tr("Not sent yet"),
        Fate.SENDING: tr("Being sent"),
        Fate.REGISTERED: tr("Registered"),
        Fate.FAILED: tr("Failed"),
        Fate.ALREADY_IN: tr("Already registered"),
        Fate.UNKNOWN: tr("Not confirmed yet"),
        Fate.IN_BEFORE: tr("Already registered"),
        Fate.LEFT_OUT: tr("Left out"),
    }[fate]


def fate_text(entry: Entry) -> str:
    """Return what became of a person; for a failure or a row that was left out, why."""
    if entry.fate is Fate.FAILED and entry.reason == UNSETTLED:
        return tr("Given up before it was known: look for this person on Zoom’s website")
    if entry.fate is Fate.FAILED:
        said = errors.row_reason(entry.reason, entry.message)
        # the reason is one of many: only Zoom's own words tell which
        vague = entry.reason == Reason.VALIDATION and entry.message
        return tr("Refused: {message}").format(message=entry.message) if vague else said
    if entry.fate is Fate.LEFT_OUT:
        return _why_left_out(entry)
    return fate_name(entry.fate)


def result_text(entry: Entry) -> str:
    """Return the same of somebody who wasn't taken back, with what a person did about it since."""
    return tr("Corrected, not sent yet") if entry.corrected else fate_text(entry)


def _why_left_out(entry: Entry) -> str:
    found = left_out.read(entry)
    match found.why:
        case WhyLeft.DUPLICATE if found.row:
            return duplicate_text(found.row, another_name=bool(found.problems))
        case WhyLeft.DUPLICATE:
            return tr("Duplicate")
        case WhyLeft.DECLINED if found.row:
            return tr("Not to be invited, as row {n} says").format(n=words.row_number(found.row))
        case WhyLeft.DECLINED:
            return tr("Not to be invited")
        case WhyLeft.BY_PERSON:
            return tr("Left out by you")
    said = tr("; ").join(problem_text(problem) for problem in found.problems) or found.said
    return said or (tr("Not ready") if found.why is WhyLeft.NOT_READY else fate_name(entry.fate))
