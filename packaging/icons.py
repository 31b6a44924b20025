"""Draws Foyer's mark in the forms that systems want: PNG, and one file of many sizes for Windows and for macOS.

`python packaging/icons.py FOLDER` writes FOLDER/foyer.ico and FOLDER/foyer.icns.
"""

import os
import struct
import sys
from pathlib import Path

MARK = Path(__file__).resolve().parent.parent / "resources/icons/foyer-mark.svg"

WINDOWS_SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
# by the names that Apple gave its sizes, in pixels; a name for points at double density is one of its own
MACOS_SIZES = {
    b"ic11": 32,
    b"ic12": 64,
    b"ic07": 128,
    b"ic13": 256,
    b"ic08": 256,
    b"ic14": 512,
    b"ic09": 512,
    b"ic10": 1024,
}

ICO_HEADER = struct.Struct("<HHH")
"""Zero, one for icons, and how many there are."""
ICO_ENTRY = struct.Struct("<BBBBHHII")
"""Width and height (0 for 256), colors of a palette, zero, planes, bits a pixel, length and place of the picture."""
ICNS_HEADER = struct.Struct(">4sI")
"""A name, and a length that counts these eight bytes: first of the file, then of each picture."""


class CannotDraw(Exception):
    """Which picture Qt could not draw."""


def png(size: int) -> bytes:
    """Return the mark, `size` pixels wide and high. Raises CannotDraw."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QIODevice, QSize  # noqa: PLC0415 - the platform is chosen first
    from PySide6.QtGui import QGuiApplication, QIcon  # noqa: PLC0415

    _app = QGuiApplication.instance() or QGuiApplication([])
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not QIcon(str(MARK)).pixmap(QSize(size, size), 1.0).save(buffer, "PNG"):
        raise CannotDraw(f"Qt could not draw {MARK.name} at {size} pixels")
    return bytes(buffer.data().data())


def ico() -> bytes:
    """Return the mark as a Windows icon file: a header, an entry for each size, then the PNGs. Raises CannotDraw."""
    pictures = {size: png(size) for size in WINDOWS_SIZES}
    place = ICO_HEADER.size + ICO_ENTRY.size * len(pictures)
    entries = []
    for size, picture in pictures.items():
        entries.append(ICO_ENTRY.pack(size % 256, size % 256, 0, 0, 1, 32, len(picture), place))
        place += len(picture)
    return b"".join([ICO_HEADER.pack(0, 1, len(pictures)), *entries, *pictures.values()])


def icns() -> bytes:
    """Return the mark as a macOS icon file: PNGs, each behind its name and length. Raises CannotDraw."""
    pictures = [(name, png(size)) for name, size in MACOS_SIZES.items()]
    body = b"".join(ICNS_HEADER.pack(name, ICNS_HEADER.size + len(picture)) + picture for name, picture in pictures)
    return ICNS_HEADER.pack(b"icns", ICNS_HEADER.size + len(body)) + body


def main(folder: Path) -> int:
    """Write both files into `folder`. Returns 0, or 1 when the mark can't be drawn."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "foyer.ico").write_bytes(ico())
        (folder / "foyer.icns").write_bytes(icns())
    except CannotDraw as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
