"""Who won't come, by what a list itself says: a column such as "Status" or "RSVP" with a refusal in it."""

from collections.abc import Mapping

from desktop_app.attendees.columns import LOOKED_AT, Columns
from desktop_app.attendees.matching.headers import MOST_COLUMNS, folded, is_status
from desktop_app.attendees.reading.table import SEPARATOR, Part, Table

_REFUSALS = """
    not attending|will not attend|won t attend|declined|decline|cancelled|canceled|cancelled by self|cancelled by host|
    canceled by self|canceled by host|withdrawn|rejected|denied|not coming|can t come|cannot attend|can t attend|
    regrets|refused|unable to attend|not going|
    abgesagt|absage|storniert|abgelehnt|abgemeldet|nimmt nicht teil|kommt nicht|nicht dabei|sagt ab|
    refuse|refusee|annule|annulee|decline|declinee|ne participe pas|ne vient pas|desiste|
    cancelado|cancelada|rechazado|rechazada|no asiste|no asistira|anulado|anulada|no viene|
    recusado|recusada|nao participa|nao vai|nao comparece|nao vem|
    annullato|annullata|rifiutato|rifiutata|cancellato|cancellata|non partecipa|non viene|disdetto|
    afgemeld|geannuleerd|afgezegd|geweigerd|komt niet|niet aanwezig|
    odwolane|odwolany|odwolana|anulowane|anulowany|anulowana|odrzucone|odrzucony|odrzucona|rezygnacja|odmowa|
    nie wezmie udzialu|
    欠席|キャンセル|キャンセル済み|辞退|不参加|取消|
    已取消|取消|拒绝|已拒绝|不出席|谢绝|拒絕|已拒絕|不参加
"""
"""Whatever the question is."""

_NO = "no|n|nein|non|nao|nie|nee|いいえ|否|不"
"""Only where the column asks whether somebody comes: of a status, who knows what is not."""

_ASKS = """
    rsvp|attending|attendance|going|coming|will attend|will you attend|are you coming|confirmation|
    zusage|zu oder absage|zusage absage|zu absage|teilnahme|nimmt teil|kommt|presence|participation|
    asistencia|asiste|asistira|confirmacion|presenca|confirmacao|presenza|conferma|partecipazione|
    aanwezigheid|aanwezig|deelname|obecnosc|udzial|potwierdzenie|出欠|参加|出席|参加可否|出席情况|是否参加
"""


def _words(listed: str) -> frozenset[str]:
    return frozenset(folded(word) for word in listed.split("|"))


_REFUSED, _NOT, _ASKED = map(_words, (_REFUSALS, _NO, _ASKS))


class Refusals:
    """Finds them in one part of a list after the other. It goes by the columns that are called so, other than those of
    addresses and names."""

    def __init__(self, table: Table, columns: Columns) -> None:
        taken = (columns.email, columns.first_name, columns.last_name, columns.full_name)
        names = (table.header or ())[:MOST_COLUMNS]
        self._columns: Mapping[int, frozenset[str]] = {
            at: _REFUSED | _NOT if folded(name) in _ASKED else _REFUSED
            for at, name in enumerate(names)
            if at not in taken and is_status(name) and _is_closed(table, at)
        }

    def said(self, part: Part) -> Mapping[int, str]:
        """Return what is said at which place of a part, the first where several columns say it."""
        found: dict[int, str] = {}
        for column, refusals in self._columns.items():
            cells = part.column(column).split(SEPARATOR)
            refused = {cell for cell in set(cells) if folded(cell) in refusals}
            for at, cell in enumerate(cells if refused else ()):
                if cell in refused:
                    found.setdefault(at, cell.strip())
        return found


_MOST_WORDS = 20
"""Different words of a column that says who comes; more are somebody's remarks."""


def _is_closed(table: Table, column: int) -> bool:
    return len({folded(cell) for cell in table.samples(column, LOOKED_AT)}) <= _MOST_WORDS
