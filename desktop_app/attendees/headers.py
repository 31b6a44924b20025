"""Header lines: where one is, and what its words mean in the languages that lists come in."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum

from desktop_app.attendees.header_words import EXTRA_WORDS, Extra

LOOKED_AT = 60
"""Rows in which a header line is looked for."""

_LONG = 60
"""Characters; longer cells are no headers."""


class Meaning(StrEnum):
    """What a column is called. NAME is a full name, or a part of one if another column holds the other part."""

    EMAIL = "email"
    FIRST = "first"
    LAST = "last"
    FULL = "full"
    NAME = "name"
    NAME_OR_FIRST = "name_or_first"
    NAME_OR_LAST = "name_or_last"


_WORDS: Mapping[Meaning, str] = {
    Meaning.EMAIL: """
        email|e mail|mail|email address|e mail address|mail address|emailaddress|email id|emails|work email|
        business email|company email|primary email|contact email|attendee email|guest email|participant email|
        user email|your email|email 1|e mail 1|email 1 value|e mail 1 value|address email|user principal name|upn|
        mailadresse|e mail adresse|email adresse|emailadresse|mail adresse|elektronische adresse|e post|epost|
        e mail geschaftlich|
        courriel|adresse e mail|adresse email|adresse mail|adresse de courriel|adresse electronique|
        adresse courriel|couriel|mel|e mail professionnel|email professionnel|
        correo|correo electronico|direccion de correo|direccion de correo electronico|direccion de email|
        direccion email|e mail de contacto|
        correio eletronico|correio electronico|endereco de email|endereco de e mail|endereco de correio eletronico|
        posta elettronica|indirizzo email|indirizzo e mail|indirizzo mail|indirizzo di posta elettronica|
        mailadres|e mailadres|emailadres|e mail adres|email adres|
        adres email|adres e mail|adres poczty elektronicznej|poczta elektroniczna|poczta|
        メール|メールアドレス|eメール|電子メール|電子メールアドレス|eメールアドレス|email アドレス|
        邮箱|邮箱地址|电子邮箱|电子邮件|电子邮件地址|电邮|邮件|邮件地址|郵箱|電子郵件|電子信箱|電郵|電子郵件地址|信箱
    """,
    Meaning.FIRST: """
        first name|firstname|first|given name|givenname|given names|first names|forename|forenames|christian name|
        fname|f name|attendee first name|guest first name|participant first name|contact first name|
        vorname|vornamen|rufname|
        prenom|prenoms|
        nombre de pila|primer nombre|nombres|
        primeiro nome|nome proprio|nome de batismo|
        nome di battesimo|
        voornaam|roepnaam|voornamen|
        imie|imiona|pierwsze imie|
        名|下の名前|ファーストネーム|名 first name|
        名字 first name|given name 名|
    """,
    Meaning.LAST: """
        last name|lastname|last|surname|family name|familyname|family names|last names|lname|l name|second name|
        attendee last name|guest last name|participant last name|contact last name|
        nachname|nachnamen|familienname|zuname|
        nom de famille|nom famille|patronyme|
        apellido|apellidos|primer apellido|
        sobrenome|apelido|apelidos|ultimo nome|nome de familia|
        cognome|cognomi|
        achternaam|familienaam|
        nazwisko|nazwiska|
        姓|名字 姓|苗字|ラストネーム|姓氏
    """,
    Meaning.FULL: """
        full name|fullname|complete name|display name|displayname|attendee name|guest name|participant name|
        contact name|first and last name|first name last name|first last|name surname|name and surname|
        first name and last name|first name surname|your name|person|
        vollstandiger name|vor und nachname|vorname nachname|vorname und nachname|name vorname|nachname vorname|
        vorname name|ganzer name|anzeigename|teilnehmer|teilnehmername|
        nom complet|nom et prenom|prenom et nom|nom prenom|prenom nom|participant|nom du participant|
        nombre completo|nombre y apellido|nombre y apellidos|apellidos y nombre|apellido y nombre|participante|
        nome completo|nome e sobrenome|nome e apelido|
        nome e cognome|cognome e nome|nome cognome|cognome nome|nominativo|partecipante|
        volledige naam|naam deelnemer|deelnemer|voor en achternaam|voornaam achternaam|
        imie i nazwisko|nazwisko i imie|imie nazwisko|pelne imie i nazwisko|uczestnik|
        氏名|お名前|姓名|名前|フルネーム|参加者|参加者名|ご氏名|
        全名|参会者|參加者|联系人
    """,
    Meaning.NAME: "name|names|naam|attendee|guest|名称|名字|姓 名",
    Meaning.NAME_OR_FIRST: "nombre|nome",
    Meaning.NAME_OR_LAST: "nom|name nachname",
}

_MAIL_PARTS = ("email", "e mail", "courriel", "correo electronico", "メール", "邮箱", "邮件", "郵箱", "電子郵件")
_NOT_THE_ADDRESS = (
    "opt", "consent", "sent", "status", "subscribed", "verified", "type", "date", "bounce", "newsletter", "count",
    "format", "domain", "template", "subject", "manager", "assistant", "secondary", "alternate", "alternative",
    "second", "other", "sponsor", "referr",
)  # fmt: skip

_PARTS: Mapping[str, Meaning] = {
    "first name": Meaning.FIRST,
    "given name": Meaning.FIRST,
    "last name": Meaning.LAST,
    "surname": Meaning.LAST,
    "family name": Meaning.LAST,
    "full name": Meaning.FULL,
}

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BRACKETS = re.compile("[(\\[\uff08【].*?[)\\]\uff09】]")
_ACCENTS = re.compile("[\u0300-\u036f]")
_NO_WORD = re.compile(r"[\W_]+")


def folded(cell: str) -> str:
    """Return a header for comparing: small letters without accents, words apart by one space, no punctuation."""
    apart = _CAMEL.sub(" ", cell.strip()[:200])
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", apart.casefold()).replace("ł", "l"))
    return _NO_WORD.sub(" ", plain).strip()


_KNOWN: Mapping[str, Meaning] = {
    folded(word): named for named, words in reversed(tuple(_WORDS.items())) for word in words.split("|") if word.strip()
}


_EXTRA: Mapping[str, Extra] = {
    folded(word): field
    for field, words in reversed(tuple(EXTRA_WORDS.items()))
    for word in words.split("|")
    if word.strip()
}


def extra_meaning(cell: str) -> Extra | None:
    """Return which of Zoom's standard questions a header stands for; None for any other."""
    for form in (cell, _BRACKETS.sub(" ", cell)):
        key = folded(form)
        found = _EXTRA.get(key) or _EXTRA.get(key.replace(" ", ""))
        if found is not None:
            return found
    return None


def meaning(cell: str) -> tuple[Meaning, bool] | None:
    """Return what a header means, and whether it is exactly that rather than contains it; None when it says nothing."""
    for form in (cell, _BRACKETS.sub(" ", cell)):
        key = folded(form)
        if key in _KNOWN:
            return _KNOWN[key], True
        solid = key.replace(" ", "")
        if solid in _KNOWN:
            return _KNOWN[solid], True
    if any(part in key for part in _MAIL_PARTS) and not any(word in key for word in _NOT_THE_ADDRESS):
        return Meaning.EMAIL, False
    words = f" {key} "
    return next(((found, False) for part, found in _PARTS.items() if f" {part} " in words), None)


def find(rows: Sequence[Sequence[str]]) -> tuple[int | None, int]:
    """Return the place of the header line, None if there is none, and of the first row of people.

    `rows` are the first ones that are not blank. Titles above the header are skipped.
    """
    data = next((at for at, cells in enumerate(rows) if _holds_address(cells)), None)
    before = rows if data is None else rows[:data]
    named = [(_named(cells), at) for at, cells in enumerate(before)]
    best = max(named, key=lambda item: (item[0], -item[1]), default=(0, 0))
    if best[0] > 0:
        return best[1], best[1] + 1
    if data is None:
        return None, 0
    # titles fill fewer cells than people do
    width = _filled(rows[data])
    above = data - 1
    if above >= 0 and 1 < width <= _filled(rows[above]) and _above_address(rows[above], rows[data]):
        return above, data
    if above == 0 and width == 1 and len(rows) > 2 and _filled(rows[0]) == 1 and len(rows[0][0]) <= 40:
        return 0, 1
    first = 0
    while first < data and width > 1 and _filled(rows[first]) == 1 and not (first and _filled(rows[first - 1]) > 1):
        first += 1
    return None, first


def _named(cells: Sequence[str]) -> int:
    """Count the headers that are known, the e-mail column twice; a lone word in a wide title line is none."""
    found = {known[0]: known[1] for cell in cells if cell.strip() and (known := meaning(cell))}
    others = {field for cell in cells if cell.strip() and (field := extra_meaning(cell))}
    if not found and len(others) > 1 and all(len(cell) <= _LONG for cell in cells):
        return len(others)
    exact = [name for name, is_exact in found.items() if is_exact]
    if not found or (not exact and len(found) < 2 and Meaning.EMAIL not in found):
        return 0
    if any(len(cell) > _LONG for cell in cells if cell.strip() and meaning(cell)):
        return 0
    return len(found) + len(others) + (1 if Meaning.EMAIL in found else 0)


def _holds_address(cells: Sequence[str]) -> bool:
    return any("@" in cell or "\uff20" in cell for cell in cells)


def _filled(cells: Sequence[str]) -> int:
    return sum(1 for cell in cells if cell.strip())


def _above_address(cells: Sequence[str], person: Sequence[str]) -> bool:
    """A person without an address is no header: its cell above the address is empty."""
    at = next(at for at, cell in enumerate(person) if "@" in cell or "\uff20" in cell)
    return at < len(cells) and bool(cells[at].strip())
