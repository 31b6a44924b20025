"""Finds the files that ship with Foyer: in a source tree, an installed wheel and a frozen program alike."""

import sys
from functools import cache
from pathlib import Path


@cache
def bundled(*parts: str) -> Path:
    """Return the path of a file or folder below `resources/`. Raises FileNotFoundError when it is not there."""
    here = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    roots = [Path(frozen) / "resources"] if frozen else [here.parent / "resources", here / "_resources"]
    for root in roots:
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError(f"Foyer's own file {'/'.join(parts)} is missing")
