"""A scripted server on a real socket, and a clock that does not wait."""

import asyncio
import datetime as dt
import json
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from desktop_app.zoom.client import ZoomClient

SECRET = "s3cret-value-of-the-app"


@dataclass(frozen=True)
class Seen:
    """A request as it came."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.target).query, keep_blank_values=True))

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode(), keep_blank_values=True))


@dataclass(frozen=True)
class Reply:
    """An answer; `drop` closes the connection in its place, `hang` never answers."""

    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    drop: bool = False
    hang: bool = False

    def raw(self) -> bytes:
        content = (
            self.body if isinstance(self.body, bytes) else b"" if self.body is None else json.dumps(self.body).encode()
        )
        headers = {"Content-Type": "application/json", "Content-Length": str(len(content)), **self.headers}
        if self.status == 204:
            del headers["Content-Length"]
        lines = [f"HTTP/1.1 {self.status} Scripted", *(f"{name}: {value}" for name, value in headers.items())]
        return "\r\n".join(lines).encode() + b"\r\n\r\n" + content


DROP = Reply(drop=True)
HANG = Reply(hang=True)
Answer = Reply | Callable[[Seen], Reply | Awaitable[Reply]]


class Server:
    """Answers token requests with numbered tokens and calls with what was scripted, in order."""

    def __init__(self) -> None:
        self.calls: list[Seen] = []
        self.token_calls: list[Seen] = []
        self.script: deque[Answer] = deque()
        self.token_script: deque[Answer] = deque()
        self.scope = "zoom_events:read:event:admin"
        self.expires_in = 3600
        self.connections = 0
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)

    async def stop(self) -> None:
        assert self._server is not None
        self._server.close()
        for writer in list(self._writers):
            writer.close()
        await self._server.wait_closed()

    @property
    def origin(self) -> str:
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    def answers(self, *replies: Answer) -> None:
        self.script.extend(replies)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self._writers.add(writer)
        try:
            while await self._exchange(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            self._writers.discard(writer)
            writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.strip().split("\r\n")
        headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        method, target, _ = first.split(" ")
        seen = Seen(method, target, headers, body)
        answer = self._answer(seen)
        made = answer if isinstance(answer, Reply) else answer(seen)
        reply = made if isinstance(made, Reply) else await made
        if reply.drop:
            return False
        if reply.hang:
            await reader.read()
            return False
        writer.write(reply.raw())
        await writer.drain()
        return True

    def _answer(self, seen: Seen) -> Answer:
        if seen.path == "/oauth/token":
            self.token_calls.append(seen)
            if self.token_script:
                return self.token_script.popleft()
            token = {
                "access_token": f"token-{len(self.token_calls)}",
                "token_type": "bearer",
                "expires_in": self.expires_in,
                "scope": self.scope,
                "api_url": "https://api-eu.zoom.us",
            }
            return Reply(200, token)
        self.calls.append(seen)
        return self.script.popleft() if self.script else Reply(599, {"code": 0, "message": "nothing scripted"})


class Clock:
    """A clock that moves when it is told to, or when somebody pauses."""

    def __init__(self) -> None:
        self.time = 1000.0
        self.pauses: list[float] = []
        self.waits: list[float] = []

    def __call__(self) -> float:
        return self.time

    def now(self) -> dt.datetime:
        """The time of day, which moves with it."""
        return dt.datetime(2027, 1, 4, 12, tzinfo=dt.UTC) + dt.timedelta(seconds=self.time)

    async def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.time += seconds
        await asyncio.sleep(0)


MakeClient = Callable[..., ZoomClient]
