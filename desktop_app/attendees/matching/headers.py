"""Header lines: where one is, and what its words mean in the languages that lists come in."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum

from desktop_app.attendees.matching.header_words import ASKING, EXTRA_WORDS, INFIXES, NOTES, STATUS, YES_OR_NO, Extra

LOOKED_AT = 60
"""Rows in which a header line is looked for."""

MOST_COLUMNS = 1000
"""Columns whose headers are looked at."""

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
        user email|your email|email 1|e mail 1|email 1 value|e mail 1 value|address email|
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
        邮箱|邮箱地址|电子邮箱|电子邮件|电子邮件地址|电邮|邮件|邮件地址|郵箱|電子郵件|電子信箱|電郵|電子郵件地址|信箱|
        이메일|이메일 주소|메일|전자우편|메일 주소|
        e postadress|epostadress|e post adresse|epostadresse|mejl|mejladress|sahkoposti|sahkopostiosoite|
        e posta|eposta|e posta adresi|eposta adresi|e mailova adresa|emailova adresa|e mail cim|email cim|
        adresa de e mail|adresa de email|adresa e mail|e pasts|el pastas|
        почта|электронная почта|адрес электронной почты|эл почта|имейл|пошта|електронна пошта|
        ηλεκτρονικο ταχυδρομειο|ηλεκτρονικη διευθυνση|דואר אלקטרוני|אימייל|מייל|البريد الإلكتروني|بريد إلكتروني|الايميل
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
        fornavn|fornamn|tilltalsnamn|etunimi|jmeno|krestni jmeno|keresztnev|utonev|prenume|krstne meno|ime|
        ad|adi|adiniz|isim|vards|vardas|eesnimi|
        имя|ім я|име|ονομα|שם פרטי|الاسم الأول|الاسم الاول
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
        姓|名字 姓|苗字|ラストネーム|姓氏|성|성씨|
        etternavn|efternavn|efternamn|sukunimi|prijmeni|priezvisko|vezeteknev|csaladnev|nume de familie|prezime|
        soyad|soyadi|soyadiniz|soyisim|uzvards|pavarde|perekonnanimi|
        фамилия|прізвище|презиме|επωνυμο|επιθετο|שם משפחה|اسم العائلة|اللقب|الكنية
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
        全名|参会者|參加者|联系人|성명|참가자|참석자|
        fullt navn|fulde navn|navn|fullstandigt namn|for och efternamn|namn|koko nimi|
        jmeno a prijmeni|cele jmeno|teljes nev|meno a priezvisko|ime i prezime|nume complet|nume si prenume|
        ad soyad|adi soyadi|isim soyisim|фио|полное имя|имя и фамилия|фамилия и имя|фамилия имя|
        фамилия имя отчество|піб|ονοματεπωνυμο|שם מלא|الاسم الكامل|الاسم
    """,
    Meaning.NAME: "name|names|naam|attendee|guest|名称|名字|姓 名|nimi|nev|שם",
    Meaning.NAME_OR_FIRST: "nombre|nome|이름",
    Meaning.NAME_OR_LAST: "nom|name nachname|nume",
}

_MAIL_PARTS = (
    "user principal name",
    "email",
    "e mail",
    "courriel",
    "correo electronico",
    "メール",
    "邮箱",
    "邮件",
    "郵箱",
    "電子郵件",
)
_NOT_THE_ADDRESS = (
    "opt", "consent", "sent", "status", "subscribed", "verified", "type", "date", "bounce", "newsletter", "count",
    "format", "domain", "template", "subject", "manager", "assistant", "secondary", "alternate", "alternative",
    "second", "other", "sponsor", "referr",
)  # fmt: skip

_PARTS: Mapping[str, Meaning] = {
    part: named
    for named, parts in (
        (
            Meaning.FULL,
            "full name|first and last name|name and surname|vor und nachname|nom et prenom|prenom et nom|"
            "nombre y apellidos|nombre y apellido|nome e cognome|nome e sobrenome|voor en achternaam|imie i nazwisko",
        ),
        (Meaning.FIRST, "first name|given name|vorname|prenom|voornaam|imie"),
        (Meaning.LAST, "last name|surname|family name|nachname|nom de famille|apellidos|cognome|achternaam|nazwisko"),
        (Meaning.NAME, "your name|name"),
    )
    for part in parts.split("|")
}
"""What a longer header may contain, such as the question of a form; the first that it does counts."""

_OTHER_NAMES = (
    "company", "organi", "account", "school", "employer", "event", "session", "webinar", "meeting", "course", "class",
    "campaign", "form", "list", "file", "sheet", "ticket", "product", "user", "login", "screen", "nick", "maiden",
    "middle", "domain", "group", "team", "source", "city", "country", "region", "state", "emergency", "manager",
    "assistant", "sponsor", "referr", "topic", "tag", "label", "host", "phonetic", "middle", "hotel", "project",
)  # fmt: skip
"""Words beside "name" that make it another thing's name, or somebody else's."""

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BRACKETS = re.compile("[(\\[\uff08【].*?[)\\]\uff09】]")
_ACCENTS = re.compile("[\u0300-\u036f]")
_LETTERS = str.maketrans("łıøđð", "liodd")
"""Letters that have no accent to take off."""
_NO_WORD = re.compile(r"[\W_]+")


def folded(cell: str) -> str:
    """Return a header for comparing: small letters without accents, words apart by one space, no punctuation."""
    apart = _CAMEL.sub(" ", cell.strip()[:200])
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", apart.casefold()).translate(_LETTERS))
    return _NO_WORD.sub(" ", plain).strip()


_KNOWN: Mapping[str, Meaning] = {
    folded(word): named for named, words in reversed(tuple(_WORDS.items())) for word in words.split("|") if word.strip()
}


_EXTRA: Mapping[str, Extra] = {
    folded(word): field
    for field, words in reversed(tuple(EXTRA_WORDS.items()))
    for word in words.split("|")
    if folded(word)
}


_NOTES, _STATUS, _INFIXES = (frozenset(folded(word) for word in words.split("|")) for words in (NOTES, STATUS, INFIXES))


_ASKING, _YES_OR_NO = frozenset(ASKING.split()), frozenset(YES_OR_NO.split())


def extra_meaning(cell: str) -> Extra | None:
    """Return which of Zoom's standard questions a header stands for, or asks in the words of a form; None for any
    other."""
    for form in (cell, _BRACKETS.sub(" ", cell)):
        key = folded(form)
        if not key:
            continue
        found = _EXTRA.get(key) or _EXTRA.get(key.replace(" ", ""))
        if found is not None:
            return found
    return _asked(cell) if len(cell) <= _LONG and not is_own(cell) else None


def _asked(cell: str) -> Extra | None:
    """Return what a question asks for: "Which company do you work for?", "Your role / job title"."""
    if folded(cell).partition(" ")[0] in _YES_OR_NO:
        return None
    found = set()
    for part in re.split(r"[/|]|\bor\b", _BRACKETS.sub(" ", cell)):
        words = folded(part).split()
        left = [word for word in words if word not in _ASKING]
        found.add(_EXTRA.get(" ".join(left)) if words else None)
    return found.pop() if len(found) == 1 else None


def is_own(cell: str) -> bool:
    """Say whether a column is for who keeps the list: notes, or whether somebody comes."""
    return folded(cell) in _NOTES or is_status(cell)


def is_status(cell: str) -> bool:
    """Say whether a column says who comes and who doesn't."""
    return folded(cell).removesuffix(" status") in _STATUS or folded(cell) in _STATUS


def is_infix(cell: str) -> bool:
    """Say whether a column holds what stands before last names: "van der"."""
    return folded(cell) in _INFIXES


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
    if any(word in key for word in _OTHER_NAMES):
        return None
    words = f" {key} "
    return next(((found, False) for part, found in _PARTS.items() if f" {part} " in words), None)


def find(rows: Sequence[Sequence[str]]) -> tuple[int | None, int]:
    """Return the place of the header line, None if there is none, and of the first row of people.

    `rows` are the first ones that are not blank. Titles above the header are skipped, and whole sections with headers
    of their own that say less, such as the hosts in Zoom's attendee report: `sections_above` has them.
    """
    data = next((at for at, cells in enumerate(rows) if _holds_address(cells)), None)
    before = rows if data is None else rows[:data]
    named = [(_named(cells), at) for at, cells in enumerate(before)]
    best = max(named, key=lambda item: (item[0], -item[1]), default=(0, 0))
    if data is not None:
        best = max(best, _later(rows, data, best), key=lambda item: (item[0], -item[1]))
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


def _later(rows: Sequence[Sequence[str]], data: int, known: tuple[int, int]) -> tuple[int, int]:
    """Return the score and place of a header below the first address: that stood in a title, or in a section whose
    header is `known`."""
    best = (0, 0)
    for at, cells in enumerate(rows[data + 1 :], data + 1):
        if _holds_address(cells) or _filled(cells) < 2 or not _has_exact_email(cells):
            continue
        score = _named(cells)
        if score <= best[0] or (known[0] and (score <= known[0] or _places(cells) == _places(rows[known[1]]))):
            continue
        titles = (_filled(row) == 1 for row in rows[data:at] if _holds_address(row))
        if known[0] or all(titles):
            best = (score, at)
    return best


def sections_above(rows: Sequence[Sequence[str]], header: int) -> list[tuple[int, tuple[str, ...]]]:
    """Return people of sections above the chosen header, each with its place in `rows` and its cells put below the
    headers of the same name."""
    found: list[tuple[int, tuple[str, ...]]] = []
    theirs: Sequence[str] | None = None
    names: list[str] = []
    for at, cells in enumerate(rows[:header]):
        if _holds_address(cells):
            if theirs is not None:
                names = names or [folded(name) for name in rows[header]]
                given = {folded(name): cell for name, cell in zip(theirs, cells, strict=False) if folded(name)}
                found.append((at, tuple(given.get(name, "") for name in names)))
        elif _named(cells) and _has_exact_email(cells):
            theirs = cells
    return found


def _has_exact_email(cells: Sequence[str]) -> bool:
    return any(
        meaning(cell) == (Meaning.EMAIL, True) for cell in cells[:MOST_COLUMNS] if cell.strip() and len(cell) <= _LONG
    )


def _places(cells: Sequence[str]) -> dict[Meaning, int]:
    return {known[0]: at for at, cell in enumerate(cells[:MOST_COLUMNS]) if cell.strip() and (known := meaning(cell))}


def is_header(cells: Sequence[str]) -> bool:
    """Say whether a row is the header line of people, beyond doubt: an e-mail column and another that is known."""
    return _filled(cells) > 1 and _has_exact_email(cells) and _named(cells) > 2


def _named(cells: Sequence[str]) -> int:
    """Count the headers that are known, the e-mail column twice; a lone word in a wide title line is none."""
    cells = cells[:MOST_COLUMNS]
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
