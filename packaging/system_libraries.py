"""What Qt needs of a Linux system: which shared libraries, in which Debian packages, and for what.

Run as a program it says what is missing: `python3 packaging/system_libraries.py` prints one Debian package a line, with
`--describe` a sentence for people. It needs nothing but Python 3.11, and asks the dynamic linker instead of a package
database, so the answer is right on any distribution.
"""

import argparse
import ctypes
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Library:
    """A shared library by the name the linker knows, and the Debian package that has it, with its alternatives.

    `screen` says that only a program with windows on a screen needs it; all others Qt needs even without one.
    """

    soname: str
    package: str
    screen: bool = False


LIBRARIES = (
    Library("libGL.so.1", "libgl1"),
    Library("libEGL.so.1", "libegl1"),
    Library("libglib-2.0.so.0", "libglib2.0-0 | libglib2.0-0t64"),
    Library("libgthread-2.0.so.0", "libglib2.0-0 | libglib2.0-0t64"),
    Library("libxkbcommon.so.0", "libxkbcommon0"),
    Library("libfontconfig.so.1", "libfontconfig1"),
    Library("libfreetype.so.6", "libfreetype6"),
    Library("libdbus-1.so.3", "libdbus-1-3"),
    Library("libX11.so.6", "libx11-6"),
    Library("libstdc++.so.6", "libstdc++6"),
    Library("libgcc_s.so.1", "libgcc-s1"),
    Library("libz.so.1", "zlib1g"),
    Library("libzstd.so.1", "libzstd1"),
    Library("libX11-xcb.so.1", "libx11-xcb1", screen=True),
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", screen=True),
    Library("libxcb.so.1", "libxcb1", screen=True),
    Library("libxcb-cursor.so.0", "libxcb-cursor0", screen=True),
    Library("libxcb-glx.so.0", "libxcb-glx0", screen=True),
    Library("libxcb-icccm.so.4", "libxcb-icccm4", screen=True),
    Library("libxcb-image.so.0", "libxcb-image0", screen=True),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1", screen=True),
    Library("libxcb-randr.so.0", "libxcb-randr0", screen=True),
    Library("libxcb-render.so.0", "libxcb-render0", screen=True),
    Library("libxcb-render-util.so.0", "libxcb-render-util0", screen=True),
    Library("libxcb-shape.so.0", "libxcb-shape0", screen=True),
    Library("libxcb-shm.so.0", "libxcb-shm0", screen=True),
    Library("libxcb-sync.so.1", "libxcb-sync1", screen=True),
    Library("libxcb-util.so.1", "libxcb-util1", screen=True),
    Library("libxcb-xfixes.so.0", "libxcb-xfixes0", screen=True),
    Library("libxcb-xkb.so.1", "libxcb-xkb1", screen=True),
    Library("libwayland-client.so.0", "libwayland-client0", screen=True),
    Library("libwayland-cursor.so.0", "libwayland-cursor0", screen=True),
    Library("libwayland-egl.so.1", "libwayland-egl1", screen=True),
)

FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
FONT_PACKAGE = "fonts-dejavu-core"


def missing_libraries() -> list[Library]:
    """Return the libraries that the dynamic linker does not find."""
    return [library for library in LIBRARIES if not _loads(library.soname)]


def has_fonts() -> bool:
    """Say whether there is any font: without one Qt draws every letter as a box."""
    return any(
        path.suffix.lower() in (".ttf", ".otf", ".ttc")
        for folder in FONT_FOLDERS
        for path in Path(folder).expanduser().rglob("*")
    )


def packages(libraries: Iterable[Library]) -> list[str]:
    """Return the Debian packages of these libraries, each once, the first of any alternatives."""
    return list(dict.fromkeys(library.package.split(" | ")[0] for library in libraries))


def _loads(soname: str) -> bool:
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def main() -> int:
    """Print what is missing. Returns 0 for nothing, 1 when only screens need it, 2 when Qt can't start at all."""
    reader = argparse.ArgumentParser(description="Say what Qt lacks on this Linux system.")
    reader.add_argument(
        "--describe", action="store_true", help="name libraries in a sentence instead of Debian packages"
    )
    options = reader.parse_args()
    if not sys.platform.startswith("linux"):
        return 0
    missing = missing_libraries()
    fonts = has_fonts()
    if options.describe:
        names = [library.soname for library in missing] + ([] if fonts else ["a font"])
        if names:
            print(f"Qt needs these of the system, and they are missing: {', '.join(names)}.")
    else:
        for package in packages(missing) + ([] if fonts else [FONT_PACKAGE]):
            print(package)
    if not fonts or any(not library.screen for library in missing):
        return 2
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
