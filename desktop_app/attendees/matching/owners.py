"""Whose a column is, by its header: lists hold names and addresses of managers and parents beside people's own."""

import re
from collections.abc import Collection
from typing import TypeAlias

from desktop_app.attendees.matching.headers import folded

_STALE = """
    old$|former|previous|second|other|alternat|backup|
    alte$|alten$|fruher|ehemalig|zweit|weitere|andere|
    ancien|precedent|autre|antigu|antigo|antiga|anterior|otro|otra|outro|outra|vecchi|altro$|altra$|
    oud$|oude$|vorige|tweede|ander$|stary|stare|poprzedni|drugi|inny|旧|以前|予備|舊|备用|備用
"""
"""Words of an address that isn't in use, or not the first choice. A word begins so; "$" is its end."""

_ELSES = """
    referr|inviter|invited by|added by|created by|registered by|submitted by|entered by|booked by|recommend|manager|
    supervis|boss|assistant|sponsor|emergency|owner|host|organizer|organiser|creator|buyer|purchas|payer|billing|parent|guardian|mother|father|spouse|
    geworben|empfohlen|werber|vorgesetzt|fuhrungskraft|assistenz|notfall|inhaber|besitzer|gastgeber|organisator|
    veranstalter|ersteller|kaufer|besteller|rechnung|eltern|mutter|vater|erziehungsberecht|
    parrain|recommand|responsable|superieur|urgence|proprietaire|hote$|organisateur|acheteur|facturation|mere$|pere$|
    tuteur|tutrice|
    referid|recomendad|jefe|jefa|gerente|emergencia|propietari|anfitri|organizador|comprador|facturacion|padre|madre|
    tutor|
    indicado por|chefe|gestor|assistente|proprietario|faturamento|faturacao|pai$|mae$|responsavel|encarregad|
    segnalat|responsabile|capo$|superiore|emergenza|organizzat|acquirent|fatturazione|genitor|
    verwezen|doorverwezen|aanbevolen|leidinggevend|noodgeval|noodcontact|eigenaar|gastheer|koper|factuur|ouder|moeder|
    voogd|
    polecaj|przelozon|kierowni|menedzer|asystent|wlascicie|kupujac|nabywc|rodzic|matk|ojc|opiekun|
    紹介|上司|管理者|緊急|主催者|購入|請求|保護者|
    推荐|推薦|介绍|介紹|上级|上級|经理|經理|主管|紧急|主办|主辦|购|購|家长|家長|监护|監護
"""
"""Words for people whom a list names beside its own."""

_PEOPLE = """
    attendee|guest|participa|registrant|invitee|delegate|student|pupil|child|kid$|kids$|customer|client|employee|
    teilnehm|gast$|gaste|schuler|kind$|kindes$|kinder|kunde|mitarbeiter|
    eleve|enfant|salarie|
    invitad|asistente|alumn|hijo|hija|nino|nina|empleado|
    convidad|alun|filho|filha|crianca|
    partecipan|ospite|invitat|figli|bambin|allievo|dipendente|
    deelnem|leerling|klant|medewerker|
    uczestni|gosc|uczen|ucznia|dziec|klient|pracowni|
    参加者|ゲスト|招待客|子供|お子様|学生|生徒|
    参会|參會|嘉宾|來賓|孩子
"""
"""Words for the people of a list, of which it may hold several."""

_CONTACTS = "contact|kontakt|ansprechpartner|contat|連絡|联系|聯繫"
"""Words for somebody who speaks for others; of an address, merely what it is for."""


def _words(*listed: str) -> re.Pattern[str]:
    forms = []
    for word in "|".join(listed).split("|"):
        key = folded(word)
        end = r"\b" if word.strip().endswith("$") else ""
        # in Chinese and Japanese no word stands apart
        forms.append(rf"\b{key}{end}" if key.isascii() else key)
    return re.compile("|".join(sorted(forms, key=len, reverse=True)))


_ELSE, _ANYBODY = _words(_ELSES), _words(_ELSES, _PEOPLE, _CONTACTS)
_NOT_THEIRS, _CONTACT = _words(_STALE, _ELSES), _words(_CONTACTS)
_NUMBER = re.compile(r"\b\d+\b")

Owner: TypeAlias = frozenset[str]


def is_somebody_elses(header: str) -> bool:
    """Say whether a column has no addresses of the people themselves, or old ones: "Manager email", "Invited by"."""
    return _NOT_THEIRS.search(folded(header)) is not None


def owner(header: str, *, numbered: bool = True) -> Owner:
    """Return what tells whose a column is: {"parent"} of "Parent email", {"1"} of "Name 1" if columns are `numbered`,
    nothing of "Name"."""
    key = folded(header)
    return frozenset(_ANYBODY.findall(key) + (_NUMBER.findall(key) if numbered else []))


def of_names(address: str, names: Collection[Owner]) -> Owner | None:
    """Return which of these owners the names have that go with the addresses below this header; None where they may
    be anybody else's."""
    theirs = owner(address)
    people = {word for word in theirs if not word.isdigit()}
    for fits in (theirs.__eq__, (people or theirs).intersection):
        for known in names:
            if fits(known):
                return known
    if any(map(_ELSE.search, theirs)):
        return None
    if not names or frozenset() in names:
        return frozenset()
    left = {known for known in names if not any(map(_ELSE.search, known))}
    return next(iter(left)) if len(left) == 1 and all(map(_CONTACT.match, people)) else None
