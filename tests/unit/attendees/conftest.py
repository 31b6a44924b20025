"""Lists that are written and read, and an import into a Zoom in memory."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio
from import_desk import Desk

from desktop_app.attendees.reader import Table, read


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Table]:
    """Write a list to a file, and read it."""

    def made(content: bytes | str, encoding: str = "utf-8", name: str = "list.csv") -> Table:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return read(path)

    return made


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    made = Desk(tmp_path / "journal.sqlite")
    yield made
    await made.journal.close()
