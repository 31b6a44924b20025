"""Killed at random moments, on a bad line, at a bad day of Zoom's: in the end each person is registered once.

FOYER_TORTURE_RUNS=100 runs it a hundred times; each run has its own dice, so that a run that failed can be repeated
with FOYER_TORTURE_FIRST.
"""

import asyncio
import os
import random
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest
from torture_import import GAVE_UP, PEOPLE

from desktop_app.attendees.journal import Fate, Journal
from desktop_app.practice.service import PracticeService

RUNS = int(os.environ.get("FOYER_TORTURE_RUNS", "5"))
FIRST = int(os.environ.get("FOYER_TORTURE_FIRST", "0"))
MOST_STARTS = 60
LONGEST = 60.0
SCRIPT = Path(__file__).with_name("torture_import.py")

TROUBLES = (
    ("createTickets", "drop_before", 0.04, {}),
    ("createTickets", "drop_during", 0.03, {}),
    ("createTickets", "drop_after", 0.04, {}),
    ("createTickets", "unreadable", 0.03, {}),
    ("createTickets", "empty", 0.02, {}),
    ("createTickets", "html", 0.02, {}),
    ("createTickets", "500", 0.03, {}),
    ("createTickets", "500", 0.03, {"acts": True}),
    ("createTickets", "429_second", 0.05, {}),
    ("createTickets", "429_concurrent", 0.02, {}),
    ("createTickets", "expired_token", 0.04, {}),
    ("getTickets", "500", 0.05, {}),
    ("getTickets", "drop_after", 0.05, {}),
    ("getTickets", "unreadable", 0.04, {}),
    ("token", "503", 0.05, {}),
)


def made_trouble(service: PracticeService, dice: random.Random) -> None:
    # a second in which everything is too much
    service.faults.add("createTickets", "429_second", times=dice.randint(3, 8), skip=dice.randint(0, 15))
    for operation, kind, chance, details in TROUBLES:
        service.faults.add(operation, kind, times=None, chance=chance * dice.uniform(0.5, 1.5), **details)


def lived(journal: Path, service: PracticeService, event_id: str, dice: random.Random, *, to_be_killed: bool) -> int:
    """Run the program until it ends or is killed, and return how it ended."""
    command = [sys.executable, str(SCRIPT), str(journal), service.api_url, service.oauth_url, event_id]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as victim:
        try:
            if to_be_killed:
                assert victim.stdout is not None
                victim.stdout.readline()
                with suppress(subprocess.TimeoutExpired):
                    victim.wait(dice.uniform(0.0, 1.2))
                if dice.random() < 0.5:
                    service.tokens.revoke_all()
                victim.kill()
            _, complaint = victim.communicate(timeout=LONGEST)
        finally:
            victim.kill()
    assert to_be_killed or victim.returncode in (0, GAVE_UP), complaint
    return victim.returncode


async def journaled(path: Path, event_id: str) -> Counter[Fate]:
    journal = Journal(path)
    try:
        (made,) = await journal.imports(event_id)
        rows = await journal.rows(made.id)
        assert all(row.ticket_id and row.join_link for row in rows if row.fate is Fate.REGISTERED)
        return Counter(row.fate for row in rows)
    finally:
        await journal.close()


@pytest.mark.parametrize("run", range(FIRST, FIRST + RUNS))
def test_killed_and_started_again_until_everybody_is_in_once(run: int, tmp_path: Path) -> None:
    dice = random.Random(run)
    service = PracticeService()
    service.start(data=tmp_path / "world.sqlite", latency_ms=30)
    try:
        made_trouble(service, dice)
        (event,) = service.world.rows(
            "SELECT event_id FROM event WHERE status = 'PUBLISHED' AND hosted AND ends > ?", [time.time()]
        )
        event_id, journal = event["event_id"], tmp_path / "journal.sqlite"
        deaths = dice.randint(1, 4)
        for start in range(MOST_STARTS):
            if lived(journal, service, event_id, dice, to_be_killed=start < deaths) == 0:
                break
        else:
            pytest.fail("it did not end")
        fates = asyncio.run(journaled(journal, event_id))
        guests = service.world.rows(
            "SELECT email_key, external_ticket_id FROM ticket WHERE event_id = ? AND email_key LIKE 'guest%'",
            [event_id],
        )
        mails = service.world.rows("SELECT email FROM mail WHERE event_id = ? AND email LIKE 'guest%'", [event_id])
    finally:
        service.stop()
    everybody = Counter(f"guest{row}@x.example" for row in range(2, PEOPLE + 2))
    assert Counter(guest["email_key"] for guest in guests) == everybody
    assert Counter(mail["email"] for mail in mails) == everybody, "somebody was invited twice, or never"
    assert len({guest["external_ticket_id"] for guest in guests}) == PEOPLE
    assert fates == {Fate.REGISTERED: PEOPLE}
