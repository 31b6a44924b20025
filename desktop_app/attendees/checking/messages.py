"""What is wrong with a cell in plain English, for the command line: ui has words of its own."""

from collections.abc import Mapping

from desktop_app.attendees.checking.emails import Wrong
from desktop_app.attendees.checking.people import RowProblem

_MESSAGES: Mapping[Wrong, str] = {
    Wrong.MISSING: "{field} is missing.",
    Wrong.ANSWER_MISSING: "{field} is missing, and Zoom asks everybody for it.",
    Wrong.NO_AT: "“{found}” has no @.",
    Wrong.TWO_ADDRESSES: "“{found}” holds more than one address.",
    Wrong.SPACE: "“{found}” has a space in it.",
    Wrong.WORDS_BESIDE: "“{found}” has words beside the address.",
    Wrong.COMMA: "“{found}” has a comma in it.",
    Wrong.DOUBLE_DOT: "“{found}” has two dots in a row.",
    Wrong.NO_ENDING: "“{found}” has no ending such as .com.",
    Wrong.ENDING_TYPO: "“{found}” has a mistyped ending.",
    Wrong.RESERVED_DOMAIN: "“{found}” is an address that no mail can reach.",
    Wrong.NOT_AN_ADDRESS: "“{found}” is not an email address.",
    Wrong.TOO_LONG: "{field} is longer than {limit} characters.",
    Wrong.UNKNOWN_COUNTRY: "“{found}” is no country that Zoom knows; it wants two letters such as US.",
    Wrong.PROVIDER_TYPO: "“{found}” may be misspelled.",
    Wrong.GARBLED: "{field} “{found}” is garbled.",
    Wrong.ANOTHER_NAME: "“{found}” has the address of row {row}, where another name stands.",
}


def message(problem: RowProblem) -> str:
    """Say what is wrong, and the certain fix if there is one."""
    if problem.code is Wrong.DECLINED:
        return f"Row {problem.row} says “{problem.found}”." if problem.row else f"The list says “{problem.found}”."
    if problem.code is Wrong.CROSSED_OUT:
        return "The row is crossed out."
    if problem.code in (Wrong.MISSING, Wrong.ANSWER_MISSING) and problem.found:
        return f"It can't be told where “{problem.found}” parts into last and first name."
    field = problem.field.value.replace("_", " ").capitalize()
    said = _MESSAGES[problem.code].format(field=field, found=problem.found, limit=problem.limit, row=problem.row)
    return f"{said} Probably {problem.suggestion}." if problem.suggestion else said
