"""A lock that the operating system keeps: one holder, and none left behind."""

import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.storage import locks

HOLDS_AND_WAITS = """
import sys
from pathlib import Path
from desktop_app.storage import locks

with locks.hold(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_one_has_it_and_then_the_next(tmp_path: Path) -> None:
    path = tmp_path / "not there yet" / "one.lock"
    with locks.hold(path):
        with pytest.raises(locks.Held), locks.hold(path):
            pass
        with locks.hold(path.with_name("other.lock")):
            pass
    with locks.hold(path):
        pass


def test_a_lock_ends_with_the_process_that_has_it(tmp_path: Path) -> None:
    path = tmp_path / "one.lock"
    command = [sys.executable, "-c", HOLDS_AND_WAITS, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        with pytest.raises(locks.Held), locks.hold(path):
            pass
        process.kill()
    with locks.hold(path):
        pass
