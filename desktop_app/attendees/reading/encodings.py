"""Which encoding a text file has. Nothing in a file of single bytes says so, so the likeliest reading of its letters
wins: each candidate is decoded strictly and weighed against the alphabets that are written with it.
"""

import codecs
import contextlib
import locale
import math
import re
from collections.abc import Mapping

ENCODINGS: Mapping[str, str] = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16 (big-endian)",
    "cp1252": "Windows-1252 (Western Europe)",
    "cp1250": "Windows-1250 (Central Europe)",
    "cp1251": "Windows-1251 (Cyrillic)",
    "cp1253": "Windows-1253 (Greek)",
    "cp1254": "Windows-1254 (Turkish)",
    "cp1255": "Windows-1255 (Hebrew)",
    "cp1256": "Windows-1256 (Arabic)",
    "cp1257": "Windows-1257 (Baltic)",
    "iso8859-2": "ISO 8859-2 (Central Europe)",
    "iso8859-15": "ISO 8859-15 (Western Europe)",
    "koi8-r": "KOI8-R (Cyrillic)",
    "cp866": "DOS (Cyrillic)",
    "mac-roman": "Mac Roman",
    "cp850": "DOS (Western Europe)",
    "cp932": "Shift-JIS (Japanese)",
    "euc_jp": "EUC-JP (Japanese)",
    "iso2022_jp": "ISO 2022-JP (Japanese)",
    "gb18030": "GB 18030 (Chinese, simplified)",
    "big5": "Big5 (Chinese, traditional)",
    "euc-kr": "EUC-KR (Korean)",
}
"""What a person can choose from, by the name that Python knows it by."""

_WESTERN = (
    "äöüß",
    "àâæçéèêëîïôœùûü",
    "áéíñóúü",
    "ãáàâçéêíóôõú",
    "àèéìòù",
    "åäöæøé",
    "áðéíóúýþæö",
)
_CENTRAL = ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "čćđšž", "ăâîşţ")
_CYRILLIC = ("абвгдежзийклмнопрстуфхцчшщъыьэюяё", "абвгдежзийклмнопрстуфхцчшщьюяєіїґ", "абвгдежзијклљмнњопрстћуфхцчџш")

_ALPHABETS: Mapping[str, tuple[str, ...]] = {
    "cp1252": _WESTERN,
    "cp1250": _CENTRAL,
    "cp1251": _CYRILLIC,
    "cp1253": ("αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋ",),
    "cp1254": ("çğıöşüâİ",),
    "cp1255": ("אבגדהוזחטיכלמנסעפצקרשתךםןףץ",),
    "cp1256": ("ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإؤئ",),
    "cp1257": ("āčēģīķļņšūž", "ąčęėįšųūž", "äöõüšž"),
    "iso8859-2": _CENTRAL,
    "koi8-r": _CYRILLIC,
    "cp866": _CYRILLIC,
    "mac-roman": _WESTERN,
    "cp850": _WESTERN,
}

_SMALL = "\u2018\u2019“”„\u2013—…•€£§°«»ºª\xb4·\xa0"
_PRIOR = {
    "cp1252": 3.0,
    "cp1254": 2.0,
    "mac-roman": -1.0,
    "cp850": -1.0,
    "cp1250": -1.0,
    "koi8-r": -1.0,
    "euc_jp": -6.0,
}
_UNLIKELY = math.log(1e-5)
_CAPITAL = math.log(0.15)
_PUNCTUATION = math.log(0.004)
_IN_PLACE = math.log(0.1)
"""For a sign where it belongs: an apostrophe between letters, a dash between spaces."""
_ADJACENT = math.log(0.1)
_HALF_WIDTH = math.log(1e-4)
_KANA = math.log(1 / 200)
_RARE = math.log(1e-6)

_EAST: Mapping[str, tuple[int, int, int]] = {
    "cp932": (0x88, 0x97, 2965),
    "euc_jp": (0xB0, 0xCF, 2965),
    "gb18030": (0xB0, 0xD7, 3755),
    "big5": (0xA4, 0xC6, 5401),
    "euc-kr": (0xB0, 0xC8, 2350),
}
"""Lead bytes of the characters in daily use, and how many they are (level 1 of each standard)."""
_WITH_KANA = ("cp932", "euc_jp")

_PAIR = re.compile(r"[^\W\x00-\x7f](?=[^\W\x00-\x7f])")
_TRIPLE = re.compile(r"[^\W\x00-\x7f]{2}(?=[^\W\x00-\x7f])")
_WRONG_CAPITAL = re.compile(r"[a-zß-öø-ÿа-я][À-ÖØ-ÞŽŠŸА-Я](?=[a-z]|$|[\W_])")
_SIGN_IN_PLACE = re.compile(
    r"(?<=[^\W\d_])\u2019(?=[^\W\d_])|(?<= )[\u2013\u2014](?= )|(?<=\d)[\u2013€](?=\d|\b)|(?<=\d )€"
)
_HIGH = re.compile(rb"[^\n\r]*[\x80-\xff][^\n\r]*")
MOST_SAMPLED = 40_000
"""Bytes of lines with foreign letters that a guess looks at."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def known(encoding: str) -> str | None:
    """Return Python's own name of a text encoding; None when there is no such encoding."""
    try:
        found = codecs.lookup(encoding)
        return found.name if isinstance("".encode(encoding), bytes) else None
    except (LookupError, TypeError, ValueError):
        return None


def decode(content: bytes, encoding: str) -> str:
    """Decode with what a person chose; letters that it doesn't have come out as U+FFFD. A BOM of its own goes."""
    return content.decode(encoding, "replace").removeprefix("\ufeff")


def detect(content: bytes) -> tuple[str, str]:
    """Return the text and the encoding it was read with: BOM, pattern of NULs, strict UTF-8, else the likeliest."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _whole(content, encoding).decode(encoding, "replace"), encoding
    wide = _utf_16(content)
    if wide:
        return _whole(content, wide).decode(wide, "replace"), wide
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return _shifted(content) or (text, "utf-8")
    if _is_mostly_utf_8(content):
        return "".join(map(_line_of_utf_8, content.splitlines(keepends=True))), "utf-8"
    for encoding in _likeliest(content):
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return content.decode("cp1252", "replace"), "cp1252"


_DECLARED = re.compile(
    rb"""\s*<\?xml[^>]{0,100}?\sencoding\s*=\s*["']([\w.:-]+)|<meta\s[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""",
    re.IGNORECASE,
)
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
}
"""What is written where a page says something smaller (WHATWG's Encoding Standard, "Names and labels")."""
_DECLARED_IN = 4096
"""Bytes."""


def of_markup(content: bytes) -> str:
    """Decode a web page or XML: by its BOM, else by what it says it is written in where that fits, else as `detect`."""
    said = None
    if not any(content.startswith(mark) for mark, _ in _BOMS):
        found = _DECLARED.search(content[:_DECLARED_IN])
        said = known((found[1] or found[2]).decode("ascii", "replace")) if found else None
    # what is read as ASCII is no UTF-16, whatever some programs have it say
    if said is not None and not said.startswith(("utf-16", "utf-32")):
        with contextlib.suppress(UnicodeDecodeError):
            return content.decode(_MEANT.get(said, said))
    return detect(content)[0].removeprefix("\ufeff")


def _whole(content: bytes, encoding: str) -> bytes:
    """Leave out half a letter at the end."""
    return content[:-1] if len(content) % 2 and encoding.startswith("utf-16") else content


def _shifted(content: bytes) -> tuple[str, str] | None:
    """Read the Japanese of old mail programs, ASCII but for what it announces."""
    if b"\x1b" not in content or b"\x1b$" not in content:
        return None
    try:
        return content.decode("iso2022_jp"), "iso2022_jp"
    except UnicodeDecodeError:
        return None


def _is_mostly_utf_8(content: bytes) -> bool:
    """Say whether only few lines with foreign letters are not UTF-8: added by another program, or cut off."""
    lines = _sampled(content)
    right = sum(1 for line in lines if _is_utf_8(line))
    return 2 * right >= len(lines) and right > 0


def _is_utf_8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _line_of_utf_8(line: bytes) -> str:
    if _is_utf_8(line):
        return line.decode("utf-8")
    # a line with both is one that was cut off
    text = line.decode("utf-8", "replace")
    return text if any("\x7f" < letter != "\ufffd" for letter in text) else line.decode("cp1252", "replace")


def _utf_16(content: bytes) -> str | None:
    """Text in a Latin script has a NUL in every other byte."""
    head = content[:4096]
    pairs = len(head) // 2
    if pairs < 2 or head.count(0) < pairs * 0.4:
        return None
    first, second = head[0::2].count(0), head[1::2].count(0)
    if second >= pairs * 0.4 and first <= second * 0.1:
        return "utf-16-le"
    return "utf-16-be" if first >= pairs * 0.4 and second <= first * 0.1 else None


def _likeliest(content: bytes) -> list[str]:
    sample = b"\n".join(_sampled(content))
    system = known(locale.getencoding())
    scores: list[tuple[float, str]] = []
    for encoding in (*_ALPHABETS, *_EAST):
        try:
            text = sample.decode(encoding)
        except UnicodeDecodeError:
            continue
        weight = _east(text, encoding) if encoding in _EAST else _alphabetic(text, _ALPHABETS[encoding])
        scores.append((weight + _PRIOR.get(encoding, -2.0) + (3.0 if encoding == system else 0.0), encoding))
    return [encoding for _, encoding in sorted(scores, reverse=True)]


def _sampled(content: bytes) -> list[bytes]:
    lines: list[bytes] = []
    size = 0
    for match in _HIGH.finditer(content):
        lines.append(match[0])
        size += len(match[0])
        if size >= MOST_SAMPLED:
            break
    return lines


def _alphabetic(text: str, alphabets: tuple[str, ...]) -> float:
    """Return the log likelihood of the letters beyond ASCII in the best of the alphabets, and any mixture of them."""
    found = [letter for letter in text if letter > "\x7f"]
    mixed = "".join(dict.fromkeys("".join(alphabets)))
    best = -math.inf
    for alphabet in (*alphabets, mixed):
        letters = set(alphabet)
        chance = -math.log(len(letters))
        total = 0.0
        for letter in found:
            if letter in letters:
                total += chance
            elif letter.lower() in letters:
                total += chance + _CAPITAL
            else:
                total += _PUNCTUATION if letter in _SMALL else _UNLIKELY
        best = max(best, total)
    best += (_IN_PLACE - _PUNCTUATION) * len(_SIGN_IN_PLACE.findall(text))
    if any("\xc0" <= letter <= "\u024f" for letter in mixed):
        # in Latin scripts, letters with accents seldom meet, and never three of them
        best += _ADJACENT * len(_PAIR.findall(text)) + _UNLIKELY / 2 * len(_TRIPLE.findall(text))
    # a capital inside a word is a letter read wrongly
    return best + _UNLIKELY / 2 * len(_WRONG_CAPITAL.findall(text))


def _east(text: str, encoding: str) -> float:
    low, high, number = _EAST[encoding]
    common = -math.log(number)
    total = 0.0
    for letter in text:
        if letter <= "\x7f":
            continue
        raw = letter.encode(encoding, "replace")
        if len(raw) == 1:
            total += _HALF_WIDTH
        elif "\u3041" <= letter <= "\u30fe":
            total += _KANA if encoding in _WITH_KANA else _HALF_WIDTH
        elif "\u3000" <= letter <= "\u301f" or "\uff01" <= letter <= "\uff5e":
            total += _KANA
        else:
            total += common if low <= raw[0] <= high else _RARE
    return total
