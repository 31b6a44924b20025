"""The whole program, killed at random moments, on a bad line, at a bad day of Zoom's: each person is registered once.

Each run is a Foyer of its own: its window (`torture_person.py`), started, killed and started again (`torture_lives.py`)
against a practice service of its own. FOYER_TORTURE_RUNS=100 makes a hundred runs; each has its own dice, so that a run
that failed can be repeated with FOYER_TORTURE_FIRST.
"""

import asyncio
import os
import random
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from torture_lives import PEOPLE, Lives

from desktop_app.attendees.journal import Entry, Fate, Journal
from desktop_app.practice.service import PracticeService

RUNS = int(os.environ.get("FOYER_TORTURE_RUNS", "5"))
FIRST = int(os.environ.get("FOYER_TORTURE_FIRST", "0"))
MOST_STARTS = 60
EVENT = "Autumn product update"
GUESTS = "event_id = ? AND email_key LIKE 'guest%'"

TROUBLES: tuple[tuple[str, str, float, dict[str, Any]], ...] = (
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
    ("*", "drop_after", 0.02, {}),
    ("*", "unreadable", 0.02, {}),
    # so that others are under way when it is killed
    ("createTickets", "slow", 0.3, {"seconds": 0.2}),
)


@dataclass(frozen=True)
class Outcome:
    """What a run came to: after each life how many were registered, what the last page said, and what Zoom and the
    program have written down."""

    story: list[str]
    said: str
    killed: int
    tickets: Counter[str]
    external_ids: int
    mails: Counter[str]
    rows: list[Entry]
    unexpected: list[str]


def made_trouble(service: PracticeService, dice: random.Random) -> None:
    # a second in which everything is too much
    service.faults.add("createTickets", "429_second", times=dice.randint(3, 8), skip=dice.randint(0, 15))
    for operation, kind, chance, details in TROUBLES:
        service.faults.add(operation, kind, times=None, chance=chance * dice.uniform(0.5, 1.5), **details)


async def journaled(path: Path, event_id: str) -> list[Entry]:
    journal = Journal(path)
    try:
        ((made, _),) = await journal.imports(event_id, "acme-account")
        return await journal.rows(made.id)
    finally:
        await journal.close()


def tortured(run: int, folder: Path) -> Outcome:
    """Kill and start a program until it has been killed often enough and everybody is registered."""
    dice = random.Random(run)
    service = PracticeService()
    service.start(data=folder / "world.sqlite", latency_ms=30)
    try:
        made_trouble(service, dice)
        event_id = next(event["event_id"] for event in service.world.events() if event["name"] == EVENT)

        def registered() -> int:
            (row,) = service.world.rows(f"SELECT COUNT(*) AS n FROM ticket WHERE {GUESTS}", [event_id])
            return int(row["n"])

        lives = Lives(folder, service, dice, registered)
        deaths, said = dice.randint(1, 3), ""
        story: list[str] = []
        while not said or not lives.killed:
            assert len(story) < MOST_STARTS, "it did not end"
            said = lives.live(to_be_killed=lives.killed < deaths)
            story.append(f"{registered()} {said or 'killed'}")
        there = service.world.rows(f"SELECT email_key, external_ticket_id FROM ticket WHERE {GUESTS}", [event_id])
        mails = service.world.rows("SELECT email FROM mail WHERE event_id = ? AND email LIKE 'guest%'", [event_id])
        return Outcome(
            story=story,
            said=said,
            killed=lives.killed,
            tickets=Counter(guest["email_key"] for guest in there),
            external_ids=len({guest["external_ticket_id"] for guest in there}),
            mails=Counter(mail["email"] for mail in mails),
            rows=asyncio.run(journaled(lives.data / "imports.sqlite3", event_id)),
            unexpected=lives.unexpected(),
        )
    finally:
        service.stop()


@pytest.fixture(scope="module")
def outcomes(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[int, Future[Outcome]]]:
    """The runs that were asked for, as many at once as there are processors: a life is mostly its start."""
    wanted = [item.callspec.params["run"] for item in request.session.items if item.path == request.path]  # type: ignore[attr-defined]
    pool = ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1))
    try:
        yield {run: pool.submit(tortured, run, tmp_path_factory.mktemp(f"run{run}")) for run in wanted}
    finally:
        pool.shutdown(cancel_futures=True)


@pytest.mark.parametrize("run", range(FIRST, FIRST + RUNS))
def test_killed_and_started_again_until_everybody_is_in_once(run: int, outcomes: dict[int, Future[Outcome]]) -> None:
    outcome = outcomes[run].result()
    print(f"run {run}: {', '.join(outcome.story)}")
    everybody = Counter(f"guest{n}@x.example" for n in range(PEOPLE))
    assert outcome.killed
    assert outcome.tickets == everybody
    assert outcome.mails == everybody, "somebody was invited twice, or never"
    assert outcome.external_ids == PEOPLE
    assert [row.fate for row in outcome.rows] == [Fate.REGISTERED] * PEOPLE
    assert all(row.ticket_id and row.join_link for row in outcome.rows)
    assert outcome.said == "Import finished: 600 added, 0 failed"
    assert not outcome.unexpected
