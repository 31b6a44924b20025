"""The process that lists are read in: it runs the same program, and a failure of it isn't blamed on the file."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import xlsxwriter

import desktop_app
from desktop_app.attendees.reader import Unreadable, WhyUnreadable, read
from desktop_app.attendees.reading import in_child
from desktop_app.attendees.reading.in_child import ListRequest, Reading


@pytest.fixture
def workbook(tmp_path):
    path = tmp_path / "list.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ("Email", "Name"))
    sheet.write_row(1, 0, ("ann@x.example", "Ann Bee"))
    book.close()
    return path


def ended(monkeypatch, program, *, request=None):
    """Have another program read, and return why there is no list."""
    monkeypatch.setattr(in_child, "_command", lambda: [sys.executable, "-c", program])
    with pytest.raises(Unreadable) as caught:
        Reading(request or ListRequest(text="a@x.example"), "list.xlsx").run()
    return caught.value.why


def test_the_other_process_imports_the_tree_that_started_it(tmp_path, workbook):
    tree = tmp_path / "tree"
    package = Path(desktop_app.__file__).parent
    shutil.copytree(package, tree / "desktop_app", ignore=shutil.ignore_patterns("__pycache__"))
    child = tree / "desktop_app" / "attendees" / "reading" / "child.py"
    child.write_text(
        child.read_text("utf-8").replace("def main() -> int:", "def main() -> int:\n    sys.exit(77)"), "utf-8"
    )
    told = "from pathlib import Path; import sys; from desktop_app.attendees.reading import in_child\n"
    told += "try:\n    in_child.read_apart(Path(sys.argv[1]))\n"
    told += "except in_child.Unreadable as error:\n    print(error.why.value)"
    run = subprocess.run(
        [sys.executable, "-c", told, workbook],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.stdout.strip(), "ended with code 77" in run.stderr) == ("read_failed", True)
    assert len(read(workbook).rows) == 1


@pytest.mark.parametrize(
    ("program", "logged"),
    [
        ("import sys; sys.exit(3)", "code 3: nothing was said"),
        ("import no_such_module_here", "No module named 'no_such_module_here'"),
        ("raise ValueError('ann@x.example is odd')", "code 1: ValueError"),
        ("import sys; sys.exit('ann@x.example is odd')", "code 1: nothing was said"),
    ],
)
def test_a_failure_of_the_program_is_not_blamed_on_the_file(monkeypatch, caplog, program, logged):
    assert ended(monkeypatch, program) is WhyUnreadable.READ_FAILED
    assert logged in caplog.text
    assert "ann@x.example" not in caplog.text


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
@pytest.mark.parametrize(
    ("program", "why"),
    [
        ("import os; os.kill(os.getpid(), 9)", WhyUnreadable.DAMAGED),
        ("import os; os.abort()", WhyUnreadable.DAMAGED),
        ("pass", WhyUnreadable.DAMAGED),
        ("raise MemoryError", WhyUnreadable.HOLDS_TOO_MUCH),
        (
            "import os; os.write(2, b'memory allocation of 9 bytes failed\\n'); os.abort()",
            WhyUnreadable.HOLDS_TOO_MUCH,
        ),
    ],
)
def test_what_a_file_does_to_its_parser_is_the_matter_of_the_file(monkeypatch, program, why):
    limits = "import resource; resource.setrlimit(resource.RLIMIT_CORE, (0, 0))\n"
    assert ended(monkeypatch, limits + program) is why


def test_much_said_at_the_end_does_not_hang(monkeypatch, caplog):
    program = "import sys; sys.stderr.write('x' * 1_000_000 + '\\n'); raise KeyError('Ann')"
    assert ended(monkeypatch, program) is WhyUnreadable.READ_FAILED
    assert "code 1: KeyError" in caplog.text


def test_a_full_disk_costs_the_log_and_not_the_list(monkeypatch, workbook):
    def full():
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(in_child.tempfile, "TemporaryFile", full)
    assert len(read(workbook).rows) == 1
    assert ended(monkeypatch, "import sys; sys.exit(3)") is WhyUnreadable.READ_FAILED
