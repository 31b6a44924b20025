"""Connections that change while something waits for an answer of the one before."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, cast

import pytest
from at_once import AtOnce

from desktop_app.journey.journey import Journey, NotConnected
from desktop_app.journey.state import Mode, account_key
from desktop_app.zoom.models import Event, Hub, Token

from .conftest import connect

HUB = Hub(hub_id="hub", name="Acme")


class Api:
    """Stands for a client: it answers while it is `open`, and says when it is `asked`. `close` ends it."""

    def __init__(self) -> None:
        self.open = asyncio.Event()
        self.open.set()
        self.asked = asyncio.Event()
        self.closed = False
        self.close: Callable[[], Awaitable[object]] | None = None

    def hold(self) -> None:
        """Let the next answer wait."""
        self.asked.clear()
        self.open.clear()

    async def _answer(self) -> None:
        self.asked.set()
        await self.open.wait()

    async def sign_in(self) -> Token:
        await self._answer()
        return Token(access_token="t", expires_in=3600, scope="")

    async def hubs(self) -> list[Hub]:
        return [HUB]

    async def event(self, event_id: str) -> Event:
        await self._answer()
        return Event(event_id=event_id, name="Of the account before", status="PUBLISHED")

    async def access_links(self, _event_id: str) -> list[object]:
        return []

    async def sessions(self, _event_id: str) -> list[object]:
        return []

    async def aclose(self) -> None:
        self.closed = True
        if self.close is not None:
            await self.close()


class Line:
    """Opens one client after the other."""

    def __init__(self) -> None:
        self.made: list[Api] = []

    async def open(self, *_args: object, **_names: object) -> Api:
        self.made.append(Api())
        return self.made[-1]


class NothingSaved:
    def list(self, _kind: str) -> list[str]:
        return []


@pytest.fixture
def line() -> Line:
    return Line()


@pytest.fixture
def journey(line: Line) -> Journey:
    return Journey(
        gateway=cast("Any", line),
        store=lambda _mode: cast("Any", NothingSaved()),
        new_key=lambda: "key",
        writer=AtOnce(),
    )


ASKS: dict[str, Callable[[Journey], Coroutine[Any, Any, None]]] = {
    "published": lambda journey: journey.open_published(HUB, Event(event_id="e")),
    "draft": lambda journey: journey.continue_draft(HUB, Event(event_id="e")),
}


@pytest.mark.asyncio
@pytest.mark.parametrize("asks", list(ASKS))
async def test_an_event_of_the_account_before_is_not_opened_in_the_next(
    journey: Journey, line: Line, asks: str
) -> None:
    await connect(journey, "one")
    line.made[0].hold()
    opening = asyncio.ensure_future(ASKS[asks](journey))
    await line.made[0].asked.wait()
    await connect(journey, "two")
    line.made[0].open.set()
    with pytest.raises(NotConnected):
        await opening
    assert journey.state.work is None


@pytest.mark.asyncio
async def test_a_late_recheck_brings_no_connection_back(journey: Journey, line: Line) -> None:
    await connect(journey, "one")
    line.made[0].hold()
    checking = asyncio.ensure_future(journey.recheck())
    await line.made[0].asked.wait()
    await journey.disconnect()
    line.made[0].open.set()
    await checking
    assert journey.state.connection is None


@pytest.mark.asyncio
@pytest.mark.parametrize("end", [asyncio.CancelledError(), OSError("reset by peer")], ids=["canceled", "failed"])
async def test_the_new_client_is_kept_whatever_becomes_of_the_old_one(
    journey: Journey, line: Line, end: BaseException
) -> None:
    await connect(journey, "one")

    async def close() -> None:
        raise end

    line.made[0].close = close
    with pytest.raises(type(end)):
        await connect(journey, "two")
    assert journey.state.connection is not None
    assert journey.state.connection.account_key == "two"
    assert journey.api is cast("Any", line.made[1])
    await journey.disconnect()
    assert [api.closed for api in line.made] == [True, True]


@pytest.mark.parametrize(
    ("mode", "account_id", "client_id", "key"),
    [
        (Mode.ACCOUNT, "account", "client", "account"),
        (Mode.ACCOUNT, "", "client", "client"),
        (Mode.PRACTICE, "account", "client", "practice"),
    ],
)
def test_an_account_is_kept_under_one_name(mode: Mode, account_id: str, client_id: str, key: str) -> None:
    assert account_key(mode, account_id, client_id) == key
