"""The command line, before any window: what it prints, and with which code it ends."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app import __main__, __version__

ROOT = Path(__file__).parents[2]
PATIENCE = 120.0
"""Seconds; it takes less than one."""
QUIET = {"PYTHONUNBUFFERED": "1", "QT_QPA_PLATFORM": "offscreen", "NO_COLOR": "1", "COLUMNS": "100"}


def foyer(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "desktop_app", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE,
        env=os.environ | QUIET | environment,
        check=False,
    )


def test_the_version() -> None:
    done = foyer("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"Foyer {__version__}\n", "")


def test_the_help_names_everything_there_is() -> None:
    done = foyer("--help")
    assert done.returncode == 0
    assert done.stderr == ""
    for word in ("FILE", "--practice", "--data-dir DIR", "--tour DIR", "--self-check", "--version", "FOYER_DATA_DIR"):
        assert word in done.stdout


@pytest.mark.parametrize("name", ["FOYER_API_URL", "FOYER_OAUTH_URL"])
@pytest.mark.parametrize("arguments", [(), ("--practice",), ("--tour", "nowhere")])
def test_an_address_that_may_not_stand_for_zoom(name: str, arguments: tuple[str, ...]) -> None:
    done = foyer(*arguments, **{name: "http://zoom.example.com/v2"})
    assert done.returncode == 2
    assert done.stdout == ""
    assert re.fullmatch(rf"foyer: {name} must be an https address .*'http://zoom.example.com/v2'\n", done.stderr)
    assert not (ROOT / "nowhere").exists()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a screen")
@pytest.mark.parametrize("arguments", [(), ("--practice",), ("--tour", "nowhere")])
def test_without_a_screen_it_says_so(arguments: tuple[str, ...]) -> None:
    done = foyer(*arguments, DISPLAY="", WAYLAND_DISPLAY="", WAYLAND_SOCKET="", QT_QPA_PLATFORM="")
    assert done.returncode == 2
    assert done.stderr.startswith("foyer: there is no screen")
    assert done.stderr.count("\n") == 1
    assert not (ROOT / "nowhere").exists()


def test_a_refusal_where_there_is_nowhere_to_print(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOYER_API_URL", "http://zoom.example.com/v2")
    monkeypatch.setattr(sys, "stderr", None)
    assert __main__.main([]) == 2


@pytest.mark.parametrize("arguments", [("--nonsense",), ("one.csv", "two.csv"), ("--data-dir",)])
def test_arguments_that_make_no_sense(arguments: tuple[str, ...]) -> None:
    done = foyer(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("usage: foyer")


def test_the_file_and_the_folder_are_paths() -> None:
    options = __main__.parser().parse_args(["guests.csv", "--data-dir", "here"])
    assert (options.file, options.data_dir) == (Path("guests.csv"), Path("here"))
    assert (options.practice, options.tour, options.self_check) == (False, None, False)


def test_the_packed_program_reads_lists_under_the_name_that_it_is_asked_by() -> None:
    from desktop_app import __main__
    from desktop_app.attendees.reading import in_child

    assert __main__.READ_LIST == in_child.ARGUMENT


def test_a_tour_that_fails_where_there_is_nowhere_to_print(tmp_path: Path) -> None:
    in_the_way = tmp_path / "a file"
    in_the_way.touch()
    asked = (
        "import sys; from desktop_app import __main__ as m; sys.stdout = sys.stderr = None; "
        f"sys.exit(m.main(['--tour', {str(in_the_way / 'pictures')!r}]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, env=os.environ | QUIET, timeout=PATIENCE, check=False
    )
    assert done.returncode == 1


def test_a_tour_that_fails_under_way_says_so_and_leaves_no_dialog_to_come(tmp_path: Path) -> None:
    (tmp_path / "1-connect.png").mkdir()
    asked = (
        f"import sys; from desktop_app import __main__ as m; code = m.main(['--tour', {str(tmp_path)!r}]); "
        "print(code, sys.excepthook is sys.__excepthook__)"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env=os.environ | QUIET,
        timeout=PATIENCE,
        check=False,
    )
    assert done.stdout.strip() == "1 True"
    assert "1-connect.png can't be written" in done.stderr
