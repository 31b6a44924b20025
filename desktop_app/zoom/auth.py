"""Signing in: both token grants, kept in memory, renewed ahead of their end, asked for once however many calls wait."""

import asyncio
import base64
import re
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field

import httpx

from desktop_app.zoom import answers, reading
from desktop_app.zoom.errors import Reason, ZoomError
from desktop_app.zoom.models import Token
from desktop_app.zoom.pacing import utc_now

OPERATION = "token"
"""Stands for an operation id in the errors of the token endpoint, which the Events reference does not have."""

RENEW_BEFORE = 60.0
"""Seconds before its end at which a token is replaced; half its life for one that lives shorter than two minutes."""

Ask = Callable[[Mapping[str, str], str], Awaitable[httpx.Response]]
"""Sends a form with an Authorization header to the token endpoint and returns a 2xx answer. Raises ZoomError."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """An OAuth app's. With an account id it is a Server-to-Server app (grant account_credentials), else the app itself
    signs in (grant client_credentials)."""

    account_id: str
    client_id: str
    client_secret: str = field(repr=False)


class TokenAuth(httpx.Auth):
    """Puts a token on each request, and repeats a request once with a new token after a 401.

    A missing permission is never answered with a new token: it would lack the permission too.
    """

    def __init__(self, credentials: Credentials, ask: Ask, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._credentials = credentials
        self._ask = ask
        self._clock = clock
        self._lock = asyncio.Lock()
        self._token: Token | None = None
        self._renew_at = 0.0
        self._fetches = 0
        self._failure: ZoomError | None = None

    async def token(self, *, instead_of: Token | None = None) -> Token:
        """Return a token that is not about to end and is not `instead_of`. Raises ZoomError.

        Everybody who waits for the same request gets its token, or its failure.
        """
        if self._token is not None and self._is_good(self._token, instead_of):
            return self._token
        fetches = self._fetches
        async with self._lock:
            if self._fetches != fetches:
                if self._failure is not None:
                    raise self._failure.again()
                if self._token is not None and self._token is not instead_of:
                    return self._token
            elif self._token is not None and self._is_good(self._token, instead_of):
                return self._token
            try:
                token = await self._fetch()
            except ZoomError as error:
                self._failure = error
                self._fetches += 1
                raise
            self._token = token
            self._failure = None
            self._fetches += 1
            return token

    async def renew(self) -> Token:
        """Return a new token even if the one in hand would do: permissions may have been added. Raises ZoomError."""
        return await self.token(instead_of=self._token)

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        token = await self.token()
        request.headers["Authorization"] = f"Bearer {token.access_token}"
        response = yield request
        if response.status_code != 401:
            return
        await response.aread()
        if answers.refusal("", response, change=False, now=utc_now()).reason is Reason.SCOPE_MISSING:
            return
        token = await self.token(instead_of=token)
        request.headers["Authorization"] = f"Bearer {token.access_token}"
        yield request

    def _is_good(self, token: Token, instead_of: Token | None) -> bool:
        return token is not instead_of and self._clock() < self._renew_at

    async def _fetch(self) -> Token:
        asked_at = self._clock()
        app = self._credentials
        # in the body, not the address: addresses end up in the logs of proxies
        form = {"grant_type": "client_credentials"}
        if app.account_id:
            form = {"grant_type": "account_credentials", "account_id": app.account_id}
        # a lone surrogate would raise an error that quotes the secret
        pair = f"{app.client_id}:{app.client_secret}".encode("utf-8", "replace")
        response = await self._ask(form, f"Basic {base64.b64encode(pair).decode('ascii')}")
        data = answers.content(OPERATION, response, change=False)
        try:
            token = reading.token(data)
        except (KeyError, TypeError, ValueError):
            raise answers.unreadable(OPERATION, response, change=False) from None
        if not re.fullmatch(r"[\x21-\x7e]+", token.access_token):
            # no header can hold it, and the refusal would quote it
            raise answers.unreadable(OPERATION, response, change=False)
        self._renew_at = asked_at + token.expires_in - min(RENEW_BEFORE, token.expires_in / 2)
        return token
