"""A database file whose disk went bad."""

from pathlib import Path

PAGE = 4096


def damage(path: Path, first: int = 3) -> None:
    """Write over the beginning of every page from one on."""
    content = bytearray(path.read_bytes())
    for start in range(PAGE * first, len(content), PAGE):
        content[start : start + 200] = b"\xa5" * 200
    path.write_bytes(content)
