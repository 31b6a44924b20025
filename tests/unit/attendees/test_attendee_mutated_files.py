"""Damaged files: nothing in one brings the program down, whatever it does to the parser."""

import faulthandler
import io
import os
import random
import signal
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from workbook_files import XLS, ods, why, xlsx

from desktop_app.attendees.reader import Unreadable, WhyUnreadable
from desktop_app.attendees.reading.lists import read_here

NEEDS_FORK = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")


def mutations(content: bytes, count: int, seed: int) -> list[bytes]:
    chance = random.Random(seed)
    found = []
    for _ in range(count):
        changed = bytearray(content)
        for _ in range(chance.randint(1, 8)):
            at = chance.randrange(len(changed))
            match chance.randrange(4):
                case 0:
                    changed[at] = chance.randrange(256)
                case 1:
                    del changed[at : at + chance.randint(1, 40)]
                case 2:
                    changed[at:at] = chance.randbytes(chance.randint(1, 9))
                case _:
                    changed[at : at + 4] = changed[: chance.randint(1, 60)]
            changed = changed or bytearray(b"x")
        found.append(bytes(changed))
    return found


def inner_mutations(content: bytes, count: int, seed: int) -> list[bytes]:
    """Change what is packed, so that the changes come past the archive's check sums."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    chance = random.Random(seed)
    found = []
    for at in range(count):
        name = chance.choice([name for name, inside in entries.items() if inside])
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for entry, inside in entries.items():
                stored = zipfile.ZIP_STORED if entry == "mimetype" else zipfile.ZIP_DEFLATED
                changed = mutations(inside, 1, seed * 100_000 + at)[0] if entry == name else inside
                archive.writestr(entry, changed, stored)
        found.append(packed.getvalue())
    return found


def survived(path: Path, contents: list[bytes]) -> Counter[str]:
    """Read each as the other process would, with little processor time and memory. Return how many ended how.

    A parser that takes its process down, or never ends, is what the other process is for: "ended" counts those.
    """
    counts: Counter[str] = Counter()
    at = 0
    while at < len(contents):
        told, tell = os.pipe()
        process = os.fork()
        if not process:
            os.close(told)
            try:
                _read_all(path, contents[at:], tell)
            finally:
                os._exit(0)
        os.close(tell)
        with os.fdopen(told, "rb") as answers:
            letters = answers.read().decode()
        os.waitpid(process, 0)
        counts.update(OUTCOMES[letter] for letter in letters)
        at += len(letters)
        if at < len(contents):
            counts["ended"] += 1
            at += 1
    return counts


OUTCOMES = {"l": "list", "u": "refused", "x": "wrong"}
LONGEST = 600.0
"""Seconds until a process that waits for something is ended."""


def address_space() -> int:
    """The bytes that this process has mapped, where the system tells."""
    import resource

    statm = Path("/proc/self/statm")
    return int(statm.read_text().split()[0]) * resource.getpagesize() if statm.exists() else 0


def _read_all(path: Path, contents: list[bytes], tell: int) -> None:
    import resource

    # on top of what the tests before this one left in the process that was forked
    most = 500_000_000 + address_space()
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    faulthandler.disable()
    for name in (signal.SIGALRM, signal.SIGPROF):
        signal.signal(name, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, LONGEST)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    for content in contents:
        # of its own time: others may keep the processor busy
        signal.setitimer(signal.ITIMER_PROF, 1.0)
        path.write_bytes(content)
        outcome = b"x"
        try:
            outcome = b"l" if all(row.number > 0 for row in read_here(path).rows) else b"x"
        except (Unreadable, MemoryError):
            outcome = b"u"
        finally:
            os.write(tell, outcome)


def sound(counts: Counter[str], total: int, *, ended: float = 0.02) -> None:
    """Nothing but a list or a refusal came of nearly all; a share of them may have `ended` the process."""
    assert counts.total() == total
    assert not counts["wrong"]
    assert counts["list"]
    assert counts["refused"]
    assert counts["ended"] <= total * ended


@NEEDS_FORK
def test_mutated_old_workbooks_never_raise_anything_else(tmp_path):
    # sizes are believed in this format, and an absurd one ends the parser
    sound(survived(tmp_path / "mutated.xls", mutations(XLS.read_bytes(), 24, 3)), 24, ended=0.5)


@NEEDS_FORK
def test_a_parser_that_ends_its_process_is_a_damaged_file(tmp_path):
    path = tmp_path / "list.xls"
    for content in mutations(XLS.read_bytes(), 100, 3):
        if survived(path, [content])["ended"]:
            path.write_bytes(content)
            # it may have asked for more memory than there is
            assert why(path) in (WhyUnreadable.DAMAGED, WhyUnreadable.HOLDS_TOO_MUCH)
            return
    pytest.skip("this parser survives them all")


@NEEDS_FORK
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_mutated_workbooks_never_raise_anything_else(tmp_path, kind):
    made = (xlsx if kind == "xlsx" else ods)(tmp_path / f"list.{kind}").read_bytes()
    sound(survived(tmp_path / f"mutated.{kind}", mutations(made, 100, 1) + inner_mutations(made, 100, 2)), 200)


@NEEDS_FORK
@pytest.mark.slow
@pytest.mark.skipif("FOYER_LONG_TESTS" not in os.environ, reason="takes minutes: set FOYER_LONG_TESTS=1")
def test_ten_thousand_mutated_files(tmp_path):
    """Every kind, 2,500 each of text, .xlsx, .ods and .xls."""
    people = "Email;Name\n" + "".join(f'p{at}@x.example;"Zoë ""Z"" {at}"\n' for at in range(40))
    texts = [people.encode("utf-8"), people.encode("utf-16"), people.encode("cp1252")]
    counts = Counter[str]()
    for at, text in enumerate(texts):
        counts += survived(tmp_path / "list.csv", mutations(text, 834, 20 + at))
    for kind, made in (("xlsx", xlsx(tmp_path / "a.xlsx")), ("ods", ods(tmp_path / "a.ods"))):
        content = made.read_bytes()
        contents = mutations(content, 1250, 4) + inner_mutations(content, 1250, 5)
        counts += survived(tmp_path / f"list.{kind}", contents)
    counts += survived(tmp_path / "list.xls", mutations(XLS.read_bytes(), 2500, 6))
    sound(counts, 10_002, ended=0.15)
