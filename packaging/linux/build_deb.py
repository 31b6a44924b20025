"""Makes the Debian package of the frozen program. Run by packaging/package.py."""

import gzip
import hashlib
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import icons  # noqa: E402 - a neighbor, found by the line above
from notices import third_party  # noqa: E402
from system_libraries import LIBRARIES  # noqa: E402

APP_ID = "org.foyer.Foyer"
ICON_SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
ELF = b"\x7fELF"

# part of libc6, which every program depends on
C_LIBRARY = re.compile(r"^(ld-linux.*|lib(c|m|dl|rt|pthread|util|resolv)\.so)")
# what every run needs beyond libraries: fonts to draw, and the certificates of the system
ALSO_NEEDED = ("fonts-dejavu-core | fonts-noto-core | fonts-liberation", "ca-certificates")

CONTROL = """\
Package: foyer
Version: {version}
Section: utils
Priority: optional
Architecture: {architecture}
Installed-Size: {kilobytes}
Maintainer: The Foyer developers <developers@foyer.invalid>
Depends: {depends}
Recommends: gnome-keyring | kwalletmanager | keepassxc, xdg-desktop-portal
Description: create and publish Zoom events and invite their attendees
 Foyer leads from an idea to a published Zoom event, one step at a time, for
 people who do not program. Every step can be practiced without an account.
 .
 It is not made by, affiliated with, or endorsed by Zoom.
"""


class CannotPackage(Exception):
    """Why there is no package, in a sentence."""


@dataclass(frozen=True, slots=True)
class Installed:
    """The tree of what gets installed, below `root`."""

    root: Path

    def write(self, place: str, content: bytes, mode: int = 0o644) -> None:
        path = self.root / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        path.chmod(mode)


def build(program: Path, output: Path, work: Path, version: str, epoch: int) -> Path:
    """Put the frozen program in the folder `program` into `output`/foyer_<version>_<architecture>.deb, and return that.

    `work` is a folder for the tree; it is emptied first. `epoch` (seconds since 1970) is the time of every file in the
    package, so that the same input makes the same bytes. Raises CannotPackage, and icons.CannotDraw.
    """
    if shutil.which("dpkg-deb") is None:
        raise CannotPackage("dpkg-deb is not installed")
    shutil.rmtree(work, ignore_errors=True)
    tree = Installed(work)
    _program(tree, program)
    _desktop(tree)
    _documents(tree)
    architecture = _output("dpkg", "--print-architecture").strip()
    _control(tree, version, architecture)
    for path in sorted(work.rglob("*")):
        if path.is_dir():
            path.chmod(0o755)
        os.utime(path, (epoch, epoch), follow_symlinks=False)
    deb = output / f"foyer_{version}_{architecture}.deb"
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(work), str(deb)],
        check=True,
        stdout=subprocess.DEVNULL,
        env=os.environ | {"SOURCE_DATE_EPOCH": str(epoch)},
    )
    return deb


def _program(tree: Installed, program: Path) -> None:
    target = tree.root / "usr/lib/foyer"
    shutil.copytree(program, target, symlinks=True)
    for path in target.rglob("*"):
        if not path.is_symlink() and path.is_file():
            path.chmod(0o644)
    (target / "foyer").chmod(0o755)
    link = tree.root / "usr/bin/foyer"
    link.parent.mkdir(parents=True)
    link.symlink_to("../lib/foyer/foyer")


def _desktop(tree: Installed) -> None:
    for name, folder in ((f"{APP_ID}.desktop", "applications"), (f"{APP_ID}.metainfo.xml", "metainfo")):
        tree.write(f"usr/share/{folder}/{name}", (HERE / name).read_bytes())
    tree.write(f"usr/share/icons/hicolor/scalable/apps/{APP_ID}.svg", icons.MARK.read_bytes())
    for size in ICON_SIZES:
        tree.write(f"usr/share/icons/hicolor/{size}x{size}/apps/{APP_ID}.png", icons.png(size))


def _documents(tree: Installed) -> None:
    def packed(content: bytes) -> bytes:
        return gzip.compress(content, 9, mtime=0)

    tree.write("usr/share/man/man1/foyer.1.gz", packed((HERE / "foyer.1").read_bytes()))
    tree.write("usr/share/doc/foyer/changelog.gz", packed((HERE / "changelog").read_bytes()))
    tree.write("usr/share/doc/foyer/copyright", (HERE / "copyright").read_bytes())
    tree.write("usr/share/doc/foyer/THIRD-PARTY.txt", third_party().encode("utf-8"))
    tree.write("usr/share/lintian/overrides/foyer", (HERE / "lintian-overrides").read_bytes())


def _control(tree: Installed, version: str, architecture: str) -> None:
    files = sorted(path for path in tree.root.rglob("*") if path.is_file() and not path.is_symlink())
    sums = "".join(
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  {path.relative_to(tree.root)}\n"
        for path in files
    )
    control = CONTROL.format(
        version=version,
        architecture=architecture,
        kilobytes=sum(path.stat().st_size for path in files) // 1024,
        depends=", ".join(dependencies(tree.root / "usr/lib/foyer")),
    )
    tree.write("DEBIAN/md5sums", sums.encode())
    tree.write("DEBIAN/control", control.encode())


def dependencies(program: Path) -> list[str]:
    """Return the Debian packages that the program's libraries need. Raises CannotPackage for one nobody provides."""
    known = {library.soname: library.package for library in LIBRARIES}
    binaries = [path for path in program.rglob("*") if path.is_file() and _is_elf(path)]
    bundled = {path.name for path in binaries} | {path.name for path in program.rglob("*.so*")}
    found = [_needs(path) for path in binaries]
    wanted = {name for names, _ in found for name in names} - bundled
    newest = max(version for _, version in found)
    unknown = sorted(name for name in wanted if name not in known and not C_LIBRARY.match(name))
    if unknown:
        raise CannotPackage(f"neither the program nor a package it depends on has {', '.join(unknown)}")
    c_library = f"libc6 (>= {'.'.join(map(str, newest))})"
    return sorted({c_library, *ALSO_NEEDED, *(known[name] for name in wanted if name in known)})


def _needs(binary: Path) -> tuple[list[str], tuple[int, ...]]:
    """Return the libraries that a binary links to, and the newest version of the C library whose functions it uses."""
    if shutil.which("readelf") is None:
        raise CannotPackage("readelf is not installed (Debian package binutils)")
    said = _output("readelf", "--dynamic", "--version-info", "--wide", str(binary))
    versions = re.findall(r"Name: GLIBC_(\d+)\.(\d+)", said)
    newest = max(((int(major), int(minor)) for major, minor in versions), default=(2, 2))
    return re.findall(r"\(NEEDED\).*\[(.+)\]", said), newest


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == ELF


def _output(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
