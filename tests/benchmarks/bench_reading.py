"""How fast a list is read and checked, against one bare csv.reader pass over the same file in the same run; how long
the event loop is held up; and how much memory a list takes.
"""

import asyncio
import csv
import gc
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
from report import Table

from desktop_app.attendees.columns import Columns, match
from desktop_app.attendees.reader import read
from desktop_app.attendees.reading.in_child import load
from desktop_app.attendees.roster import Field, RowState, check, check_in_parts

ROWS = 100_000
ROUNDS = 7
PAUSE = 0.001
"""Seconds between two looks at the event loop."""

T = TypeVar("T")

MEMORY = """
import sys
from pathlib import Path
from desktop_app.attendees.columns import match
from desktop_app.attendees.reader import read
from desktop_app.attendees.roster import check

def peak():
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) * 1024

read(Path(sys.argv[1]))
before = peak()
table = read(Path(sys.argv[2]))
roster = check(table, match(table))
print(peak() - before)
"""


def people(path: Path, *, distinct: bool, rows: int = ROWS, blanks: bool = False) -> Path:
    """Write a list like those that people have: 1 % duplicates, about 0.5 % bad addresses, some quoted and some in
    other alphabets. With `blanks`, every second address is missing."""
    chance = random.Random(11)
    firsts = ("Sarah", "Bo", "Zoë", "Jürgen", "Priya", "Liam", "Ana", "Noah", "Emma", "Mateo")
    lasts = ("Chen", "Lind", "Groß", "Müller", "Nair", "O'Neil", "García", "Smith", "Kowalski", "Rossi")
    domains = ("techcorp.example", "mail.example", "acme.co.example", "gmx.example")
    mails: list[str] = []
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("Email", "First name", "Last name", "Company", "Job title", "Country"))
        for at in range(rows):
            first, last = chance.choice(firsts), chance.choice(lasts)
            mail = f"person{at}.name@{f'company{at}.example' if distinct else chance.choice(domains)}"
            fate = chance.random()
            if fate < 0.01 and mails:
                mail = chance.choice(mails)
            elif fate < 0.0125:
                mail = mail.replace("@", " @")
            elif fate < 0.015:
                mail = mail.replace(".example", ".con")
            elif fate < 0.0155:
                mail = f"jörg{at}@exämple.example"
            if blanks and at % 2:
                mail = ""
            else:
                mails.append(mail)
            company = f"Company, {at % 50}" if at % 40 == 0 else f"Company {at % 500}"
            job = chance.choice(("Engineer", "Head of Sales", "CEO"))
            writer.writerow((mail, first, last, company, job, chance.choice(("US", "DE", "FR"))))
    return path


def bare_pass(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        for _ in csv.reader(file):
            pass


def seconds(work: Callable[[], T]) -> tuple[float, T]:
    gc.collect()
    start = time.perf_counter()
    done = work()
    return time.perf_counter() - start, done


@pytest.mark.slow
def test_reading_and_checking_against_a_bare_pass(tmp_path: Path) -> None:
    """Figure (b). "People only" leaves the columns of Zoom's standard questions unmapped."""
    table = Table(
        "reading",
        ("list", "bare ms", "read ms", "check ms", "ratio", "ratio, people only", "step ms", "filter ms", "sort ms"),
        f"Reading and checking {ROWS:,} rows (goals: ratio to a bare csv.reader pass 4, filter 50 ms, sort 150 ms)",
    )
    for name, distinct, blanks in (
        ("few domains", False, False),
        ("distinct domains", True, False),
        ("every second address missing", True, True),
    ):
        table.add(name, *figures(people(tmp_path / "list.csv", distinct=distinct, blanks=blanks)))
    table.write()


def figures(path: Path) -> list[float]:
    bare, reading, checking, plain = [], [], [], []
    columns = match(read(path))
    for _ in range(ROUNDS):
        bare.append(seconds(lambda: bare_pass(path))[0])
        took, table = seconds(lambda: read(path))
        reading.append(took)
        checking.append(seconds(partial(check, table, columns))[0])
        plain.append(seconds(partial(check, table, Columns(email=0, first_name=1, last_name=2)))[0])
    steps = []
    start = time.perf_counter()
    for step in check_in_parts(table, columns):
        steps.append(time.perf_counter() - start)
        roster = step.roster
        start = time.perf_counter()
    assert roster is not None
    assert roster.counts.rows == ROWS
    assert roster.counts.duplicate > ROWS // 400
    rows = [person.row for person in roster.people]
    once, read_in = statistics.median(bare), statistics.median(reading)
    found = {
        "bare": once * 1e3,
        "read": read_in * 1e3,
        "check": statistics.median(checking) * 1e3,
        "ratio": (read_in + statistics.median(checking)) / once,
        "plain": (read_in + statistics.median(plain)) / once,
        "step": max(steps) * 1e3,
        "filter": min(seconds(lambda: roster.places(RowState.READY))[0] for _ in range(3)) * 1e3,
        "sort": min(seconds(lambda: roster.ordered(Field.EMAIL, rows))[0] for _ in range(3)) * 1e3,
    }
    return list(found.values())


@pytest.mark.slow
def test_how_long_the_event_loop_waits(tmp_path: Path) -> None:
    """A part of figure (c): loading and checking, without a window."""
    path = people(tmp_path / "list.csv", distinct=True)
    table = Table(
        "reading_wait",
        ("phase", "seconds", "longest wait ms"),
        f"The event loop while {ROWS:,} rows load and are checked (goal: never held up for 50 ms)",
    )

    async def watched(phase: str, work: Callable[[], Awaitable[T]]) -> T:
        longest = 0.0
        ended = False

        async def watch() -> None:
            nonlocal longest
            while not ended:
                before = time.perf_counter()
                await asyncio.sleep(PAUSE)
                longest = max(longest, time.perf_counter() - before - PAUSE)

        watching = asyncio.create_task(watch())
        await asyncio.sleep(0.01)
        start = time.perf_counter()
        done = await work()
        took = time.perf_counter() - start
        ended = True
        await watching
        table.add(phase, took, longest * 1e3)
        return done

    async def played() -> None:
        found = await watched("load", lambda: load(path))

        async def checks() -> None:
            for _ in check_in_parts(found, match(found)):
                await asyncio.sleep(0)

        await watched("check", checks)

    asyncio.run(played())
    table.write()


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the peak is read from /proc")
def test_memory_of_a_checked_list(tmp_path: Path) -> None:
    """A part of figure (d): what reading and checking add to a process that has read a small list before."""
    table = Table(
        "reading_memory",
        ("list", "file MB", "added MB"),
        f"Memory that {ROWS:,} rows add at the peak (goal: 60 MB for the list, 120 MB with the window)",
    )
    small = people(tmp_path / "small.csv", distinct=False, rows=100)
    for name, distinct in (("few domains", False), ("distinct domains", True)):
        path = people(tmp_path / "list.csv", distinct=distinct)
        command = [sys.executable, "-c", MEMORY, str(small), str(path)]
        root = Path(__file__).parents[2]
        ran = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
        table.add(name, path.stat().st_size / 1e6, int(ran.stdout) / 1e6)
    table.write()
