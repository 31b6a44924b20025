"""Builds the installable program for the system that this runs on: `make package`.

Installs PyInstaller, freezes Foyer into dist/foyer, lets the frozen program check itself, and puts it into a Debian
package, a Windows installer or a macOS disk image. Any failure ends the build.

Signing, where an environment variable says with what:
FOYER_SIGN_COMMAND   Windows: a command that signs the file whose path comes after it
FOYER_SIGN_AS        macOS: the name of a Developer ID Application certificate in the keychain
FOYER_NOTARY         macOS: the profile that `xcrun notarytool store-credentials` stored
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
sys.path[:0] = [str(folder) for folder in (ROOT, HERE, HERE / "linux", HERE / "macos")]

from notices import third_party  # noqa: E402 - found by the line above

from desktop_app import __version__  # noqa: E402

INNO_SETUP = "Inno Setup 6/ISCC.exe"
# of the environment, to the frozen program that checks itself
PASSED_ON = ("PATH", "LANG", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "SYSTEMROOT", "USERPROFILE", "TEMP", "TMP")


def main() -> int:
    """Build everything. Returns 0, or the first failure's code."""
    started = time.monotonic()
    try:
        for step in (install_tools, draw_icons, list_notices, compile_translations, freeze, check_frozen, INSTALLER):
            print(f"== {step.__doc__.splitlines()[0] if step.__doc__ else step.__name__}", flush=True)
            step()
    except subprocess.CalledProcessError as error:
        print(f"This failed with code {error.returncode}: {_line(error.cmd)}", file=sys.stderr)
        return error.returncode or 1
    except subprocess.TimeoutExpired as error:
        print(f"This took longer than {error.timeout:.0f} s: {_line(error.cmd)}", file=sys.stderr)
        return 1
    print(f"== Done in {time.monotonic() - started:.0f} s. What was built is in {DIST.relative_to(ROOT)}/")
    return 0


def _line(command: str | list[object]) -> str:
    return command if isinstance(command, str) else " ".join(map(str, command))


def install_tools() -> None:
    """Installing PyInstaller, pinned by hash."""
    quiet = ["-qq", "--disable-pip-version-check", "--require-hashes"]
    subprocess.run(
        [sys.executable, "-m", "pip", "install", *quiet, "-r", str(ROOT / "requirements/package.txt")], check=True
    )
    _install_system_tools({"strip": "binutils", "readelf": "binutils"})


def draw_icons() -> None:
    """Drawing the icons."""
    subprocess.run([sys.executable, str(HERE / "icons.py"), str(BUILD / "icons")], check=True)


def list_notices() -> None:
    """Listing what others wrote, with their licenses."""
    (BUILD / "THIRD-PARTY.txt").write_text(third_party(), encoding="utf-8")


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
    environment = {key: os.environ[key] for key in PASSED_ON if key in os.environ}
    with tempfile.TemporaryDirectory() as elsewhere:
        environment |= {"QT_QPA_PLATFORM": "offscreen", "HOME": elsewhere, "FOYER_DATA_DIR": elsewhere}
        subprocess.run([DIST / "foyer" / name, "--self-check"], check=True, cwd=elsewhere, env=environment, timeout=180)


def debian_package() -> None:
    """Building and checking the Debian package."""
    if shutil.which("dpkg-deb") is None:
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


def windows_installer() -> None:
    """Building the Windows installer."""
    folders = [os.environ.get(name, "") for name in ("ProgramFiles(x86)", "ProgramFiles")]
    places = [str(Path(folder, INNO_SETUP)) for folder in folders if folder]
    compiler = shutil.which("iscc") or next(filter(os.path.isfile, places), None)
    if compiler is None:
        print("Left out: Inno Setup 6 is not installed.")
        return
    sign = os.environ.get("FOYER_SIGN_COMMAND", "")
    _sign(sign, DIST / "foyer" / "foyer.exe")
    subprocess.run([compiler, "/Qp", f"/DVersion={__version__}", str(HERE / "windows" / "foyer.iss")], check=True)
    _sign(sign, DIST / f"Foyer-{__version__}-setup.exe")


def _sign(command: str, file: Path) -> None:
    if command:
        subprocess.run(f'{command} "{file}"', check=True)  # Windows takes the whole line
    else:
        print(f"Not signed: {file.name}. Windows warns whoever starts it.")


def disk_image() -> None:
    """Building the macOS disk image."""
    import build_dmg  # noqa: PLC0415 - exists on macOS's way only

    identity, profile = os.environ.get("FOYER_SIGN_AS", ""), os.environ.get("FOYER_NOTARY", "")
    image = build_dmg.build(DIST / "Foyer.app", DIST, BUILD / "dmg", __version__, identity=identity, profile=profile)
    if not (identity and profile):
        print("Not signed and notarized: macOS refuses to open it on other computers until told to.")
    print(f"{image.stat().st_size / 1e6:.1f} MB: {image.relative_to(ROOT)}")


INSTALLER = {"win32": windows_installer, "darwin": disk_image}.get(sys.platform, debian_package)


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
