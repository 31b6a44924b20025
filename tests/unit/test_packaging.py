"""What ships beside the program agrees with the program."""

import configparser
import re
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from desktop_app import __version__
from desktop_app.__main__ import parser

ROOT = Path(__file__).parents[2]
LINUX = ROOT / "packaging" / "linux"
REQUIREMENTS = sorted((ROOT / "requirements").glob("*.txt"))


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

    @pytest.mark.parametrize("name", ["org.foyer.Foyer.metainfo.xml", "foyer.1", "copyright", "build_deb.py"])
    def test_it_claims_nothing_of_zooms(self, name):
        text = " ".join((LINUX / name).read_text(encoding="utf-8").split())
        assert re.search(r"not made by, affiliated with, or endorsed by Zoom", text)


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
