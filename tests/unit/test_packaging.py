"""What ships beside the program agrees with the program."""

import ast
import configparser
import os
import plistlib
import re
import runpy
import struct
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from desktop_app import __version__
from desktop_app.__main__ import parser

ROOT = Path(__file__).parents[2]
PACKAGING = ROOT / "packaging"
LINUX = PACKAGING / "linux"
REQUIREMENTS = sorted((ROOT / "requirements").glob("*.txt"))

LISTS = {
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
    "xls": "application/vnd.ms-excel",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
"""What a file manager offers to open with Foyer: how names end, and what Linux calls such files."""


def blocks(path: Path) -> list[str]:
    return re.split(r"\n(?=\S)", path.read_text(encoding="utf-8").strip())


def pins(path: Path) -> dict[str, str]:
    found = (re.match(r"([a-z0-9._-]+)==(\S+)", block, re.IGNORECASE) for block in blocks(path))
    return {match[1].lower(): match[2] for match in found if match}


class TestRequirements:
    def test_there_are_three_files(self):
        assert [path.name for path in REQUIREMENTS] == ["dev.txt", "package.txt", "run.txt"]

    @pytest.mark.parametrize("path", REQUIREMENTS, ids=lambda path: path.name)
    def test_every_package_is_pinned_with_hashes_and_no_address(self, path):
        for block in blocks(path):
            assert re.match(r"[A-Za-z0-9._-]+==\S+", block), block
            assert "--hash=sha256:" in block
            assert "://" not in block

    @pytest.mark.parametrize("path", REQUIREMENTS, ids=lambda path: path.name)
    def test_the_files_agree(self, path):
        development = pins(ROOT / "requirements" / "dev.txt")
        assert {
            name: version for name, version in pins(path).items() if development.get(name, version) != version
        } == {}

    def test_everything_that_foyer_needs_is_there(self):
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        wanted = {re.match(r"[A-Za-z0-9._-]+", line)[0].lower() for line in project["dependencies"]}
        assert wanted <= set(pins(ROOT / "requirements" / "run.txt"))

    def test_the_qt_that_aborts_python_3_11_is_not(self):
        assert pins(ROOT / "requirements" / "run.txt")["pyside6-essentials"] != "6.12.0"


class TestLinuxFiles:
    def test_the_version_is_the_programs(self):
        component = ET.parse(LINUX / "org.foyer.Foyer.metainfo.xml").getroot()
        releases = [release.get("version") for release in component.iter("release")]
        changelog = (LINUX / "changelog").read_text(encoding="utf-8")
        assert releases[0] == __version__
        assert changelog.startswith(f"foyer ({__version__}) ")

    def test_the_manual_page_has_every_option(self):
        page = (LINUX / "foyer.1").read_text(encoding="utf-8").replace("\\-", "-")
        options = [name for action in parser()._actions for name in action.option_strings]
        assert len(options) > 5
        assert [name for name in options if name not in page] == []
        assert [name for name in re.findall(r"--[a-z][a-z-]+", page) if name not in options] == []

    def test_the_menu_entry_starts_the_program_with_options_it_has(self):
        entry = configparser.ConfigParser(interpolation=None)
        entry.optionxform = str
        entry.read(LINUX / "org.foyer.Foyer.desktop", encoding="utf-8")
        assert entry["Desktop Entry"]["Exec"] == "foyer %f"
        _, *arguments = entry["Desktop Action practice"]["Exec"].split()
        assert parser().parse_args(arguments).practice

    def test_it_opens_every_kind_of_list(self):
        entry = configparser.ConfigParser(interpolation=None)
        entry.read(LINUX / "org.foyer.Foyer.desktop", encoding="utf-8")
        component = ET.parse(LINUX / "org.foyer.Foyer.metainfo.xml").getroot()
        assert entry["Desktop Entry"]["MimeType"].strip(";").split(";") == list(LISTS.values())
        assert [kind.text for kind in component.iter("mediatype")] == list(LISTS.values())

    @pytest.mark.parametrize("name", ["org.foyer.Foyer.metainfo.xml", "foyer.1", "copyright", "build_deb.py"])
    def test_it_claims_nothing_of_zooms(self, name):
        text = " ".join((LINUX / name).read_text(encoding="utf-8").split())
        assert re.search(r"not made by, affiliated with, or endorsed by Zoom", text)


class TestIcons:
    @pytest.fixture
    def folder(self, tmp_path):
        subprocess.run([sys.executable, PACKAGING / "icons.py", tmp_path], check=True)
        return tmp_path

    def test_windows_finds_a_picture_of_each_size(self, folder):
        content = (folder / "foyer.ico").read_bytes()
        zero, kind, count = struct.unpack_from("<HHH", content)
        assert (zero, kind) == (0, 1)
        sizes = []
        for number in range(count):
            width, height, *_, length, place = struct.unpack_from("<BBBBHHII", content, 6 + 16 * number)
            drawn = png_size(content[place : place + length])
            assert (width, height) == (drawn[0] % 256, drawn[1] % 256)
            sizes.append(drawn[0])
        assert place + length == len(content)
        assert {16, 32, 48, 256} <= set(sizes)

    def test_macos_finds_a_picture_of_each_size(self, folder):
        content = (folder / "foyer.icns").read_bytes()
        assert struct.unpack_from(">4sI", content) == (b"icns", len(content))
        sizes, place = {}, 8
        while place < len(content):
            name, length = struct.unpack_from(">4sI", content, place)
            sizes[name] = png_size(content[place + 8 : place + length])
            place += length
        assert sizes[b"ic07"] == (128, 128)
        assert sizes[b"ic10"] == (1024, 1024)


def png_size(content: bytes) -> tuple[int, int]:
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack_from(">II", content, 16)


class TestFrozenProgram:
    spec = (PACKAGING / "foyer.spec").read_text(encoding="utf-8")

    def test_every_file_it_names_is_there_or_made_by_the_build(self):
        named = ["/".join(re.findall(r'"([^"]+)"', path)) for path in re.findall(r'ROOT((?: / "[^"]+")+)', self.spec)]
        assert "packaging/macos/entitlements.plist" in named
        made = ("build/", "resources/translations")
        assert [path for path in named if not f"{path}/".startswith(made) and not (ROOT / path).exists()] == []

    def test_macos_offers_it_for_every_kind_of_list(self):
        declared = re.search(r"^LISTS = ({.*?^})", self.spec, re.DOTALL | re.MULTILINE)
        assert list(ast.literal_eval(declared[1])) == list(LISTS)
        assert '"LSItemContentTypes": list(LISTS.values())' in self.spec

    def test_the_version_is_the_programs_and_fit_for_windows(self):
        assert "from desktop_app import __version__" in self.spec
        assert not re.search(r"\d+\.\d+\.\d+", self.spec)
        assert re.fullmatch(r"\d+\.\d+\.\d+", __version__)


class TestWindowsInstaller:
    script = (PACKAGING / "windows" / "foyer.iss").read_text(encoding="utf-8")

    def test_windows_knows_an_installed_foyer_by_the_same_mark_forever(self):
        assert "\nAppId={{39614A3D-2269-4B79-BB8F-E1BB22898C0C}\n" in self.script

    def test_the_version_is_given_by_the_build(self):
        assert "\nAppVersion={#Version}\n" in self.script
        assert __version__ not in self.script
        assert "/DVersion={__version__}" in (PACKAGING / "package.py").read_text(encoding="utf-8")

    def test_it_opens_every_kind_of_list(self):
        assert re.findall(r'{#Classes}\\\.(\w+)\\OpenWithProgids"', self.script) == list(LISTS)

    def test_it_takes_nothing_away_that_others_wrote(self):
        registry = [line for line in self.script.splitlines() if line.startswith("Root:")]
        others = [line for line in registry if '"{#List}' not in line]
        assert len(others) == len(LISTS)
        assert [line for line in others if not line.endswith("Flags: {#Leave}")] == []
        assert re.search(r'^#define Leave "uninsdeletevalue uninsdeletekeyifempty"$', self.script, re.MULTILINE)


class TestDiskImage:
    @pytest.fixture
    def asked(self, tmp_path, monkeypatch):
        """Stand-ins for Apple's tools, which write down what they are asked."""
        tools = tmp_path / "tools"
        tools.mkdir()
        log = tmp_path / "log"
        for name in ("codesign", "hdiutil", "xcrun", "spctl"):
            (tools / name).write_text(f'#!/bin/sh\necho {name} "$@" >>"{log}"\n', encoding="utf-8")
            (tools / name).chmod(0o755)
        monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
        return log

    def build(self, folder: Path, **keys: str) -> Path:
        app = folder / "Foyer.app"
        (app / "Contents").mkdir(parents=True)
        (app / "Contents" / "Info.plist").touch()
        build = runpy.run_path(str(PACKAGING / "macos" / "build_dmg.py"))["build"]
        return build(app, folder, folder / "work", __version__, **keys)

    pytestmark = pytest.mark.skipif(os.name != "posix", reason="the stand-ins are shell scripts")

    def test_people_drag_the_app_to_applications(self, asked, tmp_path):
        self.build(tmp_path, identity="", profile="")
        assert (tmp_path / "work" / "Applications").readlink() == Path("/Applications")
        assert (tmp_path / "work" / "Foyer.app" / "Contents" / "Info.plist").is_file()

    def test_without_a_certificate_nothing_is_signed(self, asked, tmp_path):
        self.build(tmp_path, identity="", profile="somebody")
        assert [line.split()[:2] for line in asked.read_text(encoding="utf-8").splitlines()] == [
            ["codesign", "--verify"],
            ["hdiutil", "create"],
        ]

    def test_it_is_signed_then_notarized_then_stapled(self, asked, tmp_path):
        image = self.build(tmp_path, identity="Developer ID", profile="somebody")
        said = asked.read_text(encoding="utf-8").splitlines()
        assert [line.split()[:2] for line in said] == [
            ["codesign", "--verify"],
            ["hdiutil", "create"],
            ["codesign", "--sign"],
            ["xcrun", "notarytool"],
            ["xcrun", "stapler"],
            ["spctl", "--assess"],
        ]
        assert all(str(image) in line for line in said[1:])

    def test_python_may_make_functions_and_nothing_else_is_loosened(self):
        entitlements = plistlib.loads((PACKAGING / "macos" / "entitlements.plist").read_bytes())
        assert entitlements == {"com.apple.security.cs.allow-unsigned-executable-memory": True}


class TestSystemLibraries:
    pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks Linux's dynamic linker")

    def test_where_qt_runs_nothing_it_needs_is_missing(self):
        done = subprocess.run(
            [sys.executable, ROOT / "packaging" / "system_libraries.py", "--describe"],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode in (0, 1), done.stdout

    def test_what_is_missing_is_named_with_its_package(self, tmp_path):
        script = (
            "import sys; sys.path.insert(0, sys.argv[1]); import system_libraries as s; sys.argv[1:] = sys.argv[2:];"
            "s.LIBRARIES = (s.Library('libnowhere.so.9', 'libnowhere9 | libnowhere9t64', screen=True),);"
            "s.FONT_FOLDERS = (sys.argv.pop(),); sys.exit(s.main())"
        )
        (tmp_path / "a.ttf").touch()

        def run(*arguments: str) -> tuple[int, str]:
            command = [sys.executable, "-c", script, str(ROOT / "packaging"), *arguments]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            return done.returncode, done.stdout

        assert run(str(tmp_path)) == (1, "libnowhere9\n")
        assert run(str(tmp_path / "none")) == (2, "libnowhere9\nfonts-dejavu-core\n")
        code, said = run("--describe", str(tmp_path))
        assert code == 1
        assert "libnowhere.so.9" in said
