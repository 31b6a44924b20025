"""The entries of ZIP archives, which .xlsx and .ods files are."""

import struct
import zipfile
import zlib

UNREADABLE_ARCHIVE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
)
"""What `zipfile` raises for archives that are damaged, or packed in a way that it doesn't know."""


def entry_of(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """Return the content of an entry; nothing if there is none of this name, or it has more than `most` bytes.

    Raises one of UNREADABLE_ARCHIVE.
    """
    if name not in archive.namelist() or archive.getinfo(name).file_size > most:
        return b""
    return archive.read(name)
