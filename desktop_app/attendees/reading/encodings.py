"""Which encoding a text file has: what it says itself, else what its bytes allow only, else the likeliest
(`likeliest.py`).
"""

import codecs
import contextlib
import locale
import re
from collections.abc import Mapping

from desktop_app.attendees.reading.likeliest import likeliest

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
    "iso8859-5": "ISO 8859-5 (Cyrillic)",
    "iso8859-6": "ISO 8859-6 (Arabic)",
    "iso8859-15": "ISO 8859-15 (Western Europe)",
    "koi8-r": "KOI8-R (Cyrillic)",
    "mac-roman": "Mac (Western Europe)",
    "mac-cyrillic": "Mac (Cyrillic)",
    "mac-turkish": "Mac (Turkish)",
    "cp850": "DOS (Western Europe)",
    "cp852": "DOS (Central Europe)",
    "cp857": "DOS (Turkish)",
    "cp862": "DOS (Hebrew)",
    "cp866": "DOS (Cyrillic)",
    "cp932": "Shift-JIS (Japanese)",
    "euc_jp": "EUC-JP (Japanese)",
    "iso2022_jp": "ISO 2022-JP (Japanese)",
    "gb18030": "GB 18030 (Chinese, simplified)",
    "big5": "Big5 (Chinese, traditional)",
    "euc-kr": "EUC-KR (Korean)",
}
"""What a person can choose from, by the name that Python knows it by."""

_HIGH = re.compile(rb"[\x80-\xff]")
_LINE_END = re.compile(rb"[\n\r]|\Z")
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
    for encoding in likeliest(_sampled(content), known(locale.getencoding())):
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


def _sampled(content: bytes) -> list[bytes]:
    """Return lines with a byte above ASCII, up to enough of them."""
    lines: list[bytes] = []
    size = end = 0
    while size < MOST_SAMPLED and (high := _HIGH.search(content, end)) is not None:
        at = high.start()
        start = max(content.rfind(b"\n", end, at), content.rfind(b"\r", end, at), end - 1) + 1
        ends = _LINE_END.search(content, at)
        end = len(content) if ends is None else ends.start()
        lines.append(content[start:end])
        size += end - start
    return lines
