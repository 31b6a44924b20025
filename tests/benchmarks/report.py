"""What the benchmarks say: a table for people and the same as JSON in build/benchmarks."""

import json
import os
import platform
import sys
from collections.abc import Sequence
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "build" / "benchmarks"

Value = str | int | float | bool | None


class Table:
    """Figures by row under headings. `name` is the file's; `title` says what is shown and what the goal is."""

    def __init__(self, name: str, columns: Sequence[str], title: str = "") -> None:
        self.name = name
        self.columns = tuple(columns)
        self.title = title or name
        self.rows: list[tuple[Value, ...]] = []
        self.goals: list[tuple[str, bool]] = []

    def add(self, *values: Value) -> None:
        """Add a row: a value a column. Raises ValueError when there are more or fewer."""
        if len(values) != len(self.columns):
            raise ValueError(values)
        self.rows.append(values)

    def goal(self, said: str, met: bool) -> None:
        """Add a goal and what was measured, in words. One that isn't met is told, and fails nothing: the machine may
        be busy."""
        self.goals.append((said, met))

    def text(self) -> str:
        """Return the table for people, the goals below it."""
        cells = [list(self.columns)] + [[_shown(value) for value in row] for row in self.rows]
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        lines = ["  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in cells]
        goals = [f"{'met' if met else 'not met':>7}  {said}" for said, met in self.goals]
        return "\n".join([f"\n{self.title}", lines[0], "-" * len(lines[0]), *lines[1:], *goals])

    def write(self) -> Path:
        """Print the table and write it into build/benchmarks/NAME.json. Return that file."""
        sys.stdout.write(self.text() + "\n")
        FOLDER.mkdir(parents=True, exist_ok=True)
        path = FOLDER / f"{self.name}.json"
        rows = [dict(zip(self.columns, row, strict=True)) for row in self.rows]
        found: dict[str, object] = {
            "title": self.title,
            "python": platform.python_version(),
            "system": platform.platform(),
            "processors": os.cpu_count(),
            "load": load(),
            "rows": rows,
        }
        if self.goals:
            found["goals"] = [{"goal": said, "met": met} for said, met in self.goals]
        path.write_text(json.dumps(found, indent=1), encoding="utf-8")
        return path


def load() -> float | None:
    """Return how many programs wanted a processor in the last minute, on average; None where the system can't say."""
    return round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None


def _shown(value: Value) -> str:
    if isinstance(value, float):
        return f"{value:,.3f}" if abs(value) < 10 else f"{value:,.1f}"
    return (
        "" if value is None else f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)
    )
