"""What a file is if it is no list: told by its first bytes, the names inside an archive, or how a text begins."""

import re

WORKBOOKS = ("XLSX", "XLS", "ODS")
"""What `workbook.py` reads."""

SPREADSHEETS = ("NUMBERS", "EXCEL-XML", "EXCEL-HTML")
"""Spreadsheets of kinds that nothing here reads."""

LOCKED = "locked"
"""A workbook with a password."""

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
)


def is_workbook(content: bytes) -> bool:
    """Say whether this is what archives and old office documents begin with."""
    return content.startswith((_ZIP, _OLE))


def of_bytes(content: bytes) -> str:  # noqa: PLR0911 - one line a kind
    """Return what the bytes say that a file is; "" for what may be a list."""
    if content.startswith(_ZIP):
        return _archive_kind(content)
    if content.startswith(_OLE):
        # names in the directory of a compound file; a workbook with a password is a package in one
        if _wide("EncryptedPackage") in content or _wide("EncryptionInfo") in content:
            return LOCKED
        if _wide("WordDocument") in content:
            return "DOC"
        return "PPT" if _wide("PowerPoint Document") in content else "XLS"
    start = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<?xml")):
        if b"excel" in content[:4096].lower() or b"urn:schemas-microsoft-com:office:spreadsheet" in content[:4096]:
            return "EXCEL-XML" if start.startswith(b"<?xml") else "EXCEL-HTML"
        # many web sites call a page with a table .xls
        return "EXCEL-HTML" if b"<table" in content[:100_000].lower() else "HTML"
    return next((kind for signature, kind in _SIGNATURES if content.startswith(signature)), "")


_TEXT_KINDS = (
    (re.compile(r"BEGIN:VCARD\b", re.IGNORECASE), "vCard"),
    (re.compile(r"BEGIN:VCALENDAR\b", re.IGNORECASE), "calendar"),
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
        return "ODS" if b"opendocument.spreadsheet" in head else "ODT"
    names = content if len(content) < 1_000_000 else head + content[-500_000:]
    if b"xl/workbook" in names:
        return "XLSX"
    if b"word/document" in names:
        return "DOCX"
    if b"ppt/presentation" in names:
        return "PPTX"
    if b"Index/Document.iwa" in names:
        return "NUMBERS"
    return "XLSX" if b"[Content_Types].xml" in names or b"xl/" in names else "ZIP"


def _wide(name: str) -> bytes:
    return name.encode("utf-16-le")


def is_binary(text: str) -> bool:
    """Say whether this was no text before it was decoded."""
    head = text[:20_000].replace("\0", "")
    control = sum(1 for letter in head if letter < " " and letter not in "\t\r\n\f\v\x1a\x1b")
    return (
        control + head.count("\ufffd") > max(2, len(head) * 0.02) or text[:20_000].count("\0") > 0.3 * len(head) + 100
    )
