"""What is told in the terminal, where there is one: a Windows program without a console has neither of its streams."""

import sys
from typing import TextIO


def say(line: str) -> None:
    """Print a line at once."""
    _write(sys.stdout, line)


def complain(line: str) -> None:
    """Print a line on stderr, in Foyer's name."""
    _write(sys.stderr, f"foyer: {line}")


def _write(stream: TextIO | None, line: str) -> None:
    if stream is not None:
        # a terminal of one language lacks the letters of others, which may stand in a path
        encoding = stream.encoding or "utf-8"
        stream.write(line.encode(encoding, "backslashreplace").decode(encoding) + "\n")
        stream.flush()
