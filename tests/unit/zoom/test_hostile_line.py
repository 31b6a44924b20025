"""Whatever becomes of its answers, a change is made once at most, and known as made, as not made, or as in doubt."""

import asyncio
import contextlib
import itertools
import random
from collections import Counter
from collections.abc import Callable

import pytest
from scripted_zoom import DROP, Reply, Seen, Server

from desktop_app.zoom.client import ZoomClient
from desktop_app.zoom.errors import Withheld, ZoomError
from desktop_app.zoom.requests import TicketRequest

CALLS = 60
PATIENCE = 120.0
"""Seconds: nothing takes as long, but a busy computer may."""
EXPIRED = Reply(401, {"code": 124, "message": "Access token is expired."})
HTML = {"Content-Type": "text/html"}

NOT_CARRIED_OUT = (
    EXPIRED,
    EXPIRED,
    Reply(400, {"code": 300, "message": "Validation Failed."}),
    Reply(403, b"<html>", HTML),
    Reply(429, {"code": 429, "message": "You have reached the maximum per-second rate limit"}, {"Retry-After": "1"}),
    Reply(429, {"code": 429, "message": "Too many concurrent requests."}),
    Reply(429, b"<html>", HTML),
)
IN_DOUBT = (
    DROP,
    Reply(500),
    Reply(502, b"<html>", HTML),
    Reply(302, b"", {"Location": "http:sign-in"}),
    Reply(201, b"{nope"),
    Reply(201, b"not gzip", {"Content-Encoding": "gzip"}),
)
NO_TOKEN = (DROP, Reply(500), Reply(429, {"code": 429}, {"Retry-After": "1"}), Reply(302, b"", {"Location": "data:,x"}))


class Hostile:
    """What answers, by chance alone, and counts which changes it has carried out. `meanwhile` is called for each."""

    def __init__(self, chance: random.Random, meanwhile: Callable[[], None]) -> None:
        self.chance = chance
        self.meanwhile = meanwhile
        self.made: Counter[str] = Counter()
        self.hubs = Reply(200, {"total_records": 1, "hubs": [{"hub_id": "h1", "name": "Hub"}]})

    def call(self, seen: Seen) -> Reply:
        self.meanwhile()
        kind = self.chance.random()
        if kind < 0.3:
            return self.chance.choice(NOT_CARRIED_OUT)
        if seen.method == "POST":
            self.made[seen.json["tickets"][0]["external_ticket_id"]] += 1
        if kind < 0.5:
            return self.chance.choice(IN_DOUBT)
        return self.hubs if seen.method == "GET" else Reply(201, {"tickets": [{"ticket_id": "t1"}], "errors": []})

    def token(self, seen: Seen) -> Reply:
        if self.chance.random() < 0.3:
            return self.chance.choice(NO_TOKEN)
        lives = self.chance.choice((1, 3600, "soon"))
        return Reply(200, {"access_token": "t", "expires_in": lives, "api_url": self.chance.choice(("", "https://.."))})


async def register(client: ZoomClient, name: str, may_leave: Callable[[], bool]) -> str:
    """Return what is known of the change in the end."""
    ticket = TicketRequest(email="ann@example.com", external_ticket_id=name, send_notification=False)
    try:
        await client.create_tickets("e1", [ticket], registration_source="Foyer", may_leave=may_leave)
    except ZoomError as error:
        return "in doubt" if error.outcome_unknown else "not made"
    except Withheld:
        return "not made"
    return "made"


async def read(client: ZoomClient) -> str:
    """Return what is known to have been made."""
    with contextlib.suppress(ZoomError):
        await client.hubs()
    return "not made"


@pytest.mark.asyncio
@pytest.mark.parametrize("seed", range(12))
async def test_a_change_is_made_once_at_most_and_its_outcome_is_told(
    server: Server, client: ZoomClient, seed: int
) -> None:
    chance = random.Random(seed)
    calls: dict[str, asyncio.Task[str]] = {}
    came = itertools.count(1)
    closing: list[asyncio.Task[None]] = []
    last = chance.choice((30, 10_000))

    def meanwhile() -> None:
        number = next(came)
        if number % 7 == 0:
            chance.choice(list(calls.values())).cancel()
        if number == last:
            closing.append(asyncio.create_task(client.aclose()))

    zoom = Hostile(chance, meanwhile)
    server.script.extend([zoom.call] * 20 * CALLS)
    server.token_script.extend([zoom.token] * 20 * CALLS)
    for number in range(CALLS):
        work = read(client) if number % 4 == 0 else register(client, f"p{number}", lambda: chance.random() < 0.9)
        calls[f"p{number}"] = asyncio.create_task(work)
    ended, stuck = await asyncio.wait(calls.values(), timeout=PATIENCE)
    assert not stuck
    assert [task.exception() for task in ended if not task.cancelled() and task.exception()] == []
    may_be = {"made": {1}, "not made": {0}, "in doubt": {0, 1}, "given up": {0, 1}}
    for name, task in calls.items():
        known = "given up" if task.cancelled() else task.result()
        assert zoom.made[name] in may_be[known], (name, known)
    await asyncio.gather(*closing)
