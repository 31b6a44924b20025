"""What a file is: told by its first bytes, the names inside an archive, or how a text begins."""

import re
from collections.abc import Mapping

from desktop_app.attendees.unreadable import WhyUnreadable

XLSX, XLS, ODS = "XLSX", "XLS", "ODS"
WORKBOOKS = (XLSX, XLS, ODS)
"""What `workbook.py` reads."""

EXCEL_XML = "EXCEL-XML"
"""An "XML Spreadsheet 2003", which `spreadsheet_xml.py` reads."""

PAGE = "HTML"
"""What `web_page.py` reads: web sites like to call a page with a table .xls."""

PARSED = (*WORKBOOKS, EXCEL_XML, PAGE)
"""What is read in another process."""

_LOCKED = "locked"

REFUSED: Mapping[str, WhyUnreadable] = {
    _LOCKED: WhyUnreadable.PASSWORD,
    "NUMBERS": WhyUnreadable.SPREADSHEET,
    "EXCEL 4": WhyUnreadable.SPREADSHEET,
    "FODS": WhyUnreadable.SPREADSHEET,
    "SYLK": WhyUnreadable.SPREADSHEET,
    "DIF": WhyUnreadable.SPREADSHEET,
    "vCard": WhyUnreadable.CONTACTS,
    "link": WhyUnreadable.LINK,
}
"""Why a kind can't be read, where more can be said than that it is no text."""

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_SIGNATURES = (
    (b"\x89PNG\r\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"%PDF-", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"SQLite format 3\0", "SQLITE"),
    (b"\x1f\x8b\x08", "GZIP"),
    (b"7z\xbc\xaf\x27\x1c", "7Z"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"\x7fELF", "PROGRAM"),
    (b"MZ\x90\0", "PROGRAM"),
    (b"bplist00", "PLIST"),
    # the sheet of an old workbook without the compound file around it, as some web sites write it
    (b"\x09\x00\x04\x00", "EXCEL 4"),
    (b"\x09\x02\x06\x00", "EXCEL 4"),
    (b"\x09\x04\x06\x00", "EXCEL 4"),
    (b"\x09\x08\x08\x00", "EXCEL 4"),
    (b"\x09\x08\x10\x00", "EXCEL 4"),
)

_LOCKED_WORKBOOK = re.compile(
    rb"\x09\x08(?:\x10\0\0\x06\x05\0.{12}|\x08\0\0\x05\x05\0.{4})(?:\x86\0\0\0)?\x2f\0", re.DOTALL
)
"""How the stream of an .xls with a password begins: BOF of the globals (BIFF 8 or 5), WriteProtect perhaps, FilePass
([MS-XLS] 2.1.7.20.3)."""

_HEAD = 4096
"""Bytes in which markup says what it is."""

_MARKS = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"
"""Byte order marks, the empty halves of wide letters, and blanks: what may stand before markup."""

_IS_PAGE = re.compile(
    r"<(?:!doctype html|(?:html|head|body|table|thead|tbody|tr|meta|style|title|div|span|p|b|center|font|h\d)\b|!--)"
)


def may_be_parsed(head: bytes) -> bool:
    """Say whether a file that begins like this may be one of PARSED: an archive, an old office document, markup."""
    return head.startswith((_ZIP, _OLE)) or head.lstrip(_MARKS).startswith(b"<")


def of_bytes(content: bytes) -> str:
    """Return what the bytes say that a file is; "" for what may be a list."""
    if content.startswith(_ZIP):
        return _archive_kind(content)
    if content.startswith(_OLE):
        return _compound_kind(content)
    if content[:_HEAD].lstrip(_MARKS).startswith(b"<"):
        # the letters of markup are ASCII, in wide encodings too
        return _markup_kind(content[:_HEAD].replace(b"\0", b"").lstrip(_MARKS).lower().decode("latin-1"))
    return next((kind for signature, kind in _SIGNATURES if content.startswith(signature)), "")


def _compound_kind(content: bytes) -> str:
    """Return what an old office document is, by the names in the directory of the compound file."""
    # a newer workbook with a password is a package in one
    if _wide("EncryptedPackage") in content or _wide("EncryptionInfo") in content or _LOCKED_WORKBOOK.search(content):
        return _LOCKED
    for name, kind in (("WordDocument", "DOC"), ("PowerPoint Document", "PPT"), ("__substg1.0_", "MSG")):
        if _wide(name) in content:
            return kind
    return XLS


def _markup_kind(head: str) -> str:
    if "<?xml" not in head[:5] and "<?mso" not in head[:5]:
        return PAGE if _IS_PAGE.match(head) or ("<table" in head and "<tr" in head) else _spreadsheet_of(head)
    return _spreadsheet_of(head) or (PAGE if "<html" in head or "<!doctype html" in head else "XML")


def _spreadsheet_of(head: str) -> str:
    """Return which spreadsheet XML is; "" when it is none."""
    if "urn:schemas-microsoft-com:office:spreadsheet" in head and re.search(r"<(?:\w+:)?workbook\b", head):
        return EXCEL_XML
    return "FODS" if "<office:document" in head and "opendocument.spreadsheet" in head else ""


_HEADER_LINE = (
    r"(?:Received|Return-Path|Delivered-To|From|To|Cc|Date|Subject|Message-ID|MIME-Version|Content-Type|Reply-To|"
    r"DKIM-Signature|Authentication-Results|ARC-[\w-]+|X-[\w-]+):[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n"
)

_TEXT_KINDS = (
    (re.compile(r"BEGIN:VCARD\b", re.IGNORECASE), "vCard"),
    (re.compile(r"BEGIN:VCALENDAR\b", re.IGNORECASE), "calendar"),
    (re.compile(rf"(?:{_HEADER_LINE}){{3}}", re.IGNORECASE), "email message"),
    (re.compile(r'\[InternetShortcut\]|\[Desktop Entry\]|\{[^{}]*"doc_id"\s*:', re.IGNORECASE), "link"),
    (re.compile(r"ID;P[A-Z0-9]+(?:;[NE])*\s*\n[BCFOP];[A-Z]"), "SYLK"),
    (re.compile(r'TABLE\s*\n0,1\s*\n"'), "DIF"),
    (re.compile(r"<(?:!doctype|html|table|body|head)(?=[\s>])", re.IGNORECASE), "HTML"),
    (re.compile(r"<\?xml\b|<svg\b", re.IGNORECASE), "XML"),
    (re.compile(r'\{\s*"[^"]*"\s*:|\[\s*[{\[]\s*["\[]|\[\s*"[^"]*"\s*,?\s*["\]]'), "JSON"),
)


def of_text(text: str) -> str:
    """Return what a text is that is no list; "" for what may be one."""
    head = text[:2000].lstrip("\ufeff \t\r\n")
    return next((kind for pattern, kind in _TEXT_KINDS if pattern.match(head)), "")


def _archive_kind(content: bytes) -> str:
    """Return what kind of document an archive is, by the names of what is in it."""
    head = content[:4096]
    if head[30:38] == b"mimetype" and b"application/vnd.oasis.opendocument." in head:
        return ODS if b"opendocument.spreadsheet" in head else "ODT"
    names = content if len(content) < 1_000_000 else head + content[-500_000:]
    if b"xl/workbook" in names:
        return XLSX
    if b"word/document" in names:
        return "DOCX"
    if b"ppt/presentation" in names:
        return "PPTX"
    if b"Index/Document.iwa" in names:
        return "NUMBERS"
    return XLSX if b"[Content_Types].xml" in names or b"xl/" in names else "ZIP"


def _wide(name: str) -> bytes:
    return name.encode("utf-16-le")


def is_binary(text: str) -> bool:
    """Say whether this was no text before it was decoded."""
    head = text[:20_000].replace("\0", "")
    control = sum(1 for letter in head if letter < " " and letter not in "\t\r\n\f\v\x1a\x1b")
    return (
        control + head.count("\ufffd") > max(2, len(head) * 0.02) or text[:20_000].count("\0") > 0.3 * len(head) + 100
    )
