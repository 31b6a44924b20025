"""What the benchmarks say: a table for people and the same as JSON in build/benchmarks."""

import json
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

    def add(self, *values: Value) -> None:
        """Add a row: a value a column. Raises ValueError when there are more or fewer."""
        if len(values) != len(self.columns):
            raise ValueError(values)
        self.rows.append(values)

    def text(self) -> str:
        """Return the table for people."""
        cells = [list(self.columns)] + [[_shown(value) for value in row] for row in self.rows]
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        lines = ["  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in cells]
        return "\n".join([f"\n{self.title}", lines[0], "-" * len(lines[0]), *lines[1:]])

    def write(self) -> Path:
        """Print the table and write it into build/benchmarks/NAME.json. Return that file."""
        sys.stdout.write(self.text() + "\n")
        FOLDER.mkdir(parents=True, exist_ok=True)
        path = FOLDER / f"{self.name}.json"
        rows = [dict(zip(self.columns, row, strict=True)) for row in self.rows]
        machine = {"python": platform.python_version(), "system": platform.platform()}
        path.write_text(json.dumps({"title": self.title, **machine, "rows": rows}, indent=1), encoding="utf-8")
        return path


def _shown(value: Value) -> str:
    if isinstance(value, float):
        return f"{value:,.3f}" if abs(value) < 10 else f"{value:,.1f}"
    return (
        "" if value is None else f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)
    )
