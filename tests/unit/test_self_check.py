"""`foyer --self-check` from the outside, and what it does when something is wrong."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app import self_check

ROOT = Path(__file__).parents[2]


def test_this_tree_is_complete(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "desktop_app", "--self-check"],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "FOYER_DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    assert [line.split(":")[0] for line in lines[1:-1]] == [f"ok     {name}" for name in self_check.CHECKS]
    assert "published an event with 2 people" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_failed_check_is_named_and_the_others_still_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> str:
        raise self_check.Incomplete("the door is missing")

    monkeypatch.setattr(self_check, "CHECKS", {"Door": fail, "Window": lambda: "open"})
    assert self_check.run() == 1
    said = capsys.readouterr().out
    assert "FAILED Door: Incomplete: the door is missing" in said
    assert "ok     Window: open" in said
    assert "1 of 2 checks failed." in said


def test_it_runs_where_there_is_nowhere_to_print(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(self_check, "CHECKS", {"Window": lambda: "open"})
    monkeypatch.setattr(sys, "stdout", None)
    assert self_check.run() == 0
