"""`python -m desktop_app.practice`: the practice service alone, until Ctrl+C."""

import argparse
import re
import signal
import sys
import threading
from pathlib import Path
from types import FrameType

from desktop_app.practice.limits import Rate
from desktop_app.practice.service import PracticeService

TICK = 0.5
"""Seconds between looks: on Windows a wait without an end can't be interrupted."""


def main(arguments: list[str] | None = None) -> int:
    """Run until a signal comes. Returns 0, or 2 with a line on stderr when the service can't start."""
    given = parser().parse_args(arguments)
    stopped = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        stopped.set()

    for name in ("SIGINT", "SIGTERM", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), stop)
    service = PracticeService()
    rate = Rate(per_second=given.rate, per_day=given.per_day)
    try:
        service.start(data=given.data, port=given.port, latency_ms=given.latency_ms, rate=rate)
    except OSError as error:
        sys.stderr.write(f"The practice service can't start: {error}\n")
        return 2
    sys.stdout.write(
        f"{service.base_url}\nFOYER_API_URL={service.api_url}\nFOYER_OAUTH_URL={service.oauth_url}\n"
        "Ctrl+C stops it. Any credentials do, except the secret 'wrong'.\n"
    )
    sys.stdout.flush()
    while not stopped.wait(TICK):
        pass
    service.stop()
    return 0


def parser() -> argparse.ArgumentParser:
    """Return the reader of the command line."""
    made = argparse.ArgumentParser(
        prog="python -m desktop_app.practice", description="A simulated Zoom on this computer, to practice against."
    )
    made.add_argument("--port", type=_port, default=0, help="its port on 127.0.0.1; a free one unless given")
    made.add_argument("--latency-ms", type=_amount, default=0, metavar="L", help="milliseconds that each answer takes")
    made.add_argument("--rate", type=_amount, metavar="R", help="calls per second that it takes; no limit unless given")
    made.add_argument("--per-day", type=_amount, metavar="D", help="calls per UTC day; no limit unless given")
    made.add_argument("--data", type=Path, metavar="FILE", help="keep its world in this file")
    return made


def _port(text: str) -> int:
    port = _amount(text)
    if port > 65535:
        raise argparse.ArgumentTypeError(f"a port is a number from 0 to 65535, not {text!r}")
    return port


def _amount(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise argparse.ArgumentTypeError(f"it has to be a whole number, 0 or more, not {text!r}")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
