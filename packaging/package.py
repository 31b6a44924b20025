"""Builds the installable program: `make package`.

Installs PyInstaller, freezes Foyer into dist/foyer, lets the frozen program check itself, and on Linux puts it into a
Debian package. Any failure ends the build.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
DIST = ROOT / "dist"
BUILD = ROOT / "build"
sys.path[:0] = [str(ROOT), str(HERE / "linux")]

from desktop_app import __version__  # noqa: E402 - found by the line above


def main() -> int:
    """Build everything. Returns 0, or the first failure's code."""
    started = time.monotonic()
    try:
        for step in (install_tools, compile_translations, freeze, check_frozen, debian_package):
            print(f"== {step.__doc__.splitlines()[0] if step.__doc__ else step.__name__}", flush=True)
            step()
    except subprocess.CalledProcessError as error:
        print(f"This failed with code {error.returncode}: {' '.join(map(str, error.cmd))}", file=sys.stderr)
        return error.returncode or 1
    except subprocess.TimeoutExpired as error:
        print(f"This took longer than {error.timeout:.0f} s: {' '.join(map(str, error.cmd))}", file=sys.stderr)
        return 1
    print(f"== Done in {time.monotonic() - started:.0f} s. What was built is in {DIST.relative_to(ROOT)}/")
    return 0


def install_tools() -> None:
    """Installing PyInstaller, pinned by hash."""
    quiet = ["-qq", "--disable-pip-version-check", "--require-hashes"]
    subprocess.run(
        [sys.executable, "-m", "pip", "install", *quiet, "-r", str(ROOT / "requirements/package.txt")], check=True
    )
    _install_system_tools({"strip": "binutils", "readelf": "binutils"})


def compile_translations() -> None:
    """Compiling translations."""
    for source in sorted((ROOT / "resources/translations").glob("*.ts")):
        tool = Path(sys.executable).with_name("pyside6-lrelease")
        subprocess.run([tool, "-silent", str(source), "-qm", str(source.with_suffix(".qm"))], check=True)


def freeze() -> None:
    """Freezing the program."""
    options = ["--noconfirm", "--log-level", "WARN", "--distpath", str(DIST), "--workpath", str(BUILD / "pyinstaller")]
    environment = os.environ | {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": str(_epoch())}
    subprocess.run(
        [sys.executable, "-m", "PyInstaller", *options, str(HERE / "foyer.spec")], check=True, env=environment
    )
    size = sum(path.stat().st_size for path in (DIST / "foyer").rglob("*") if path.is_file() and not path.is_symlink())
    print(f"{size / 1e6:.0f} MB in {(DIST / 'foyer').relative_to(ROOT)}")


def check_frozen() -> None:
    """The frozen program checks itself, away from this source tree and its Python."""
    name = "foyer.exe" if os.name == "nt" else "foyer"
    passed_on = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LANG", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR")
    environment = {key: os.environ[key] for key in passed_on if key in os.environ}
    with tempfile.TemporaryDirectory() as elsewhere:
        environment |= {"QT_QPA_PLATFORM": "offscreen", "HOME": elsewhere, "FOYER_DATA_DIR": elsewhere}
        subprocess.run([DIST / "foyer" / name, "--self-check"], check=True, cwd=elsewhere, env=environment, timeout=180)


def debian_package() -> None:
    """Building and checking the Debian package."""
    if not sys.platform.startswith("linux") or shutil.which("dpkg-deb") is None:
        print("Left out: this system has no dpkg-deb.")
        return
    import build_deb  # noqa: PLC0415 - exists on Linux's way only

    _install_system_tools({"desktop-file-validate": "desktop-file-utils", "appstreamcli": "appstream"})
    try:
        tree = BUILD / "deb"
        deb = build_deb.build(DIST / "foyer", DIST, tree, __version__, _epoch())
    except build_deb.CannotPackage as error:
        raise SystemExit(f"There is no Debian package: {error}.") from error
    share = tree / "usr/share"
    _check(["desktop-file-validate", str(share / f"applications/{build_deb.APP_ID}.desktop")])
    _check(["appstreamcli", "validate", "--no-net", str(share / f"metainfo/{build_deb.APP_ID}.metainfo.xml")])
    _check(["lintian", "--fail-on", "error", "--tag-display-limit", "0", str(deb)])
    print(f"{deb.stat().st_size / 1e6:.1f} MB: {deb.relative_to(ROOT)}")


def _check(command: list[str]) -> None:
    if shutil.which(command[0]) is None:
        print(f"Left out: {command[0]} is not installed.")
        return
    subprocess.run(command, check=True)


def _install_system_tools(packages: dict[str, str]) -> None:
    """Install the Debian packages of missing programs where that is possible; elsewhere their steps are left out."""
    missing = sorted({package for program, package in packages.items() if shutil.which(program) is None})
    if not missing or os.name != "posix" or os.geteuid() != 0 or shutil.which("apt-get") is None:
        return
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], check=False, env=environment, stdout=subprocess.DEVNULL)
    subprocess.run(
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing],
        check=False,
        env=environment,
        stdout=subprocess.DEVNULL,
    )


def _epoch() -> int:
    """Return the time to stamp on what is built, in seconds since 1970: the last commit's, so that builds repeat."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdigit():
        return int(given)
    try:
        command = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
        return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    except (OSError, ValueError, subprocess.CalledProcessError):
        return int((HERE / "foyer.spec").stat().st_mtime)


if __name__ == "__main__":
    sys.exit(main())
