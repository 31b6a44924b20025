"""One Foyer that is killed and started again, life after life, each in a process of its own."""

import csv
import os
import random
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from desktop_app.practice.service import PracticeService

PEOPLE = 600
LONGEST = 900.0
"""Seconds that one life may last, on a busy computer."""
KILLED = -9
"""How a process ends that got SIGKILL."""
ROOT = Path(__file__).parents[2]
SCRIPT = Path(__file__).with_name("torture_person.py")


class Lives:
    """The lives of one program, whose data folder stays from one to the next.

    `registered` counts who is in at Zoom, `dice` choose when to kill; `killed` says how often that was.
    """

    def __init__(
        self, folder: Path, service: PracticeService, dice: random.Random, registered: Callable[[], int]
    ) -> None:
        self.data = folder / "data"
        self.killed = 0
        self._people = folder / "people.csv"
        self._service = service
        self._dice = dice
        self._registered = registered
        with self._people.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(("Email", "First name", "Last name"))
            writer.writerows((f"guest{n}@x.example", f"First{n}", "Last") for n in range(PEOPLE))

    def live(self, *, to_be_killed: bool) -> str:
        """Start the program, and kill it or let it end. Return what its last page said, nothing if it was killed."""
        victim = self._started()
        too_long = threading.Event()
        limit = threading.Timer(LONGEST, lambda: (too_long.set(), victim.kill()))
        limit.start()
        try:
            if to_be_killed:
                self._kill(victim)
            said, complaint = victim.communicate()
        finally:
            limit.cancel()
            victim.kill()
            victim.wait()
        assert not too_long.is_set(), f"a life hung; it said {said!r}"
        if to_be_killed and victim.returncode == KILLED:
            self.killed += 1
            return ""
        assert victim.returncode == 0, f"it ended with {victim.returncode}; it said {said!r}; {complaint}"
        return said.splitlines()[-1]

    def _started(self) -> "subprocess.Popen[str]":
        # the list is opened with the program in its first life, by hand in a later one
        first = [str(self._people)] if not self.data.exists() else []
        foyer = [str(SCRIPT), str(self._people), "--data-dir", str(self.data), *first]
        return subprocess.Popen(
            [sys.executable, "-X", "faulthandler", *foyer],
            env=os.environ
            | {
                "FOYER_API_URL": self._service.api_url,
                "FOYER_OAUTH_URL": self._service.oauth_url,
                "PYTHONPATH": str(ROOT),
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def _kill(self, victim: "subprocess.Popen[str]") -> None:
        """Kill the program when a random number of people is registered, and a random moment later."""
        dice, there = self._dice, self._registered()
        if self.killed and dice.random() < 0.2:
            # anywhere: while it starts, connects, or registers
            _ended(victim, dice.uniform(0.0, 2.5))
        else:
            assert victim.stdout is not None
            victim.stdout.readline()  # it says that it begins to register
            # or before it has written down whom
            enough = there + (PEOPLE - there) * dice.choice((0.0, *(dice.random() for _ in range(4))))
            if dice.random() < 0.5:
                # an hour has passed, for every token at once
                threading.Timer(dice.uniform(0.0, 0.5), self._service.tokens.revoke_all).start()
            while self._registered() < enough and not _ended(victim, 0.005):
                pass
            _ended(victim, dice.choice((0.0, 0.0, dice.uniform(0.0, 0.1), dice.uniform(0.0, 0.5))))
        victim.kill()

    def unexpected(self) -> list[str]:
        """Return what the logs of all lives say of errors that nobody handled, and files that were found damaged."""
        logs = (self.data / "logs").iterdir()
        lines = [line for log in logs for line in log.read_text(encoding="utf-8").splitlines()]
        return [line for line in lines if "CRITICAL" in line] + [
            path.name for path in self.data.rglob("*.unreadable-*")
        ]


def _ended(victim: "subprocess.Popen[str]", seconds: float) -> bool:
    """Wait at most so long, and say whether it ended."""
    with suppress(subprocess.TimeoutExpired):
        victim.wait(seconds)
        return True
    return False
