"""A journey without a window, against the practice service over real HTTP, with its saved work in a real folder."""

import asyncio
import itertools
from collections.abc import AsyncIterator
from concurrent.futures import Executor
from pathlib import Path

import pytest_asyncio
from at_once import AtOnce

from desktop_app.endpoints import Endpoints
from desktop_app.gateway import ZoomGateway
from desktop_app.journey.journey import Journey
from desktop_app.journey.state import Connection, Mode
from desktop_app.practice.service import PracticeService
from desktop_app.storage.saved_work import SavedWork


def make_journey(
    zoom: PracticeService, folder: Path, *, store: SavedWork | None = None, writer: Executor | None = None
) -> Journey:
    """A journey as the program makes it, but for waits, which take a hundredth of their time:
    practice has carried out at once what it ever will."""
    keys = itertools.count(len(list(folder.rglob("*"))) + 1)

    async def pause(seconds: float) -> None:
        await asyncio.sleep(seconds / 100)

    return Journey(
        gateway=ZoomGateway(Endpoints(zoom.api_url, zoom.oauth_url), None),
        store=lambda mode: store or SavedWork(folder / "work"),
        new_key=lambda: f"key{next(keys)}",
        pause=pause,
        writer=writer or AtOnce(),
    )


async def connect(journey: Journey, account_id: str = "account") -> Connection:
    return await journey.connect(
        Mode.ACCOUNT, profile_name="Acme Corp", account_id=account_id, client_id="client", client_secret="a secret"
    )


@pytest_asyncio.fixture
async def journey(zoom: PracticeService, tmp_path: Path) -> AsyncIterator[Journey]:
    """A journey that is connected to `zoom` as an account."""
    made = make_journey(zoom, tmp_path)
    await connect(made)
    yield made
    await made.disconnect()
