"""One signed-in connection: sends a call, repeats it where that is safe, follows pages, and raises typed errors."""

import datetime as dt
import logging
import re
import ssl
import time
from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from urllib.parse import quote, urlsplit

import httpx
import msgspec

from desktop_app.zoom import answers, reading, transport
from desktop_app.zoom.auth import OPERATION as TOKEN
from desktop_app.zoom.auth import Credentials, TokenAuth
from desktop_app.zoom.errors import IncompleteList, Reason, ZoomError
from desktop_app.zoom.http_pool import HttpPool
from desktop_app.zoom.models import Token
from desktop_app.zoom.pace import Pace
from desktop_app.zoom.pacing import Leaves, Pacer, Pause, utc_now
from desktop_app.zoom.reading import Json
from desktop_app.zoom.requests import PAGE_SIZE

log = logging.getLogger(__name__)

T = TypeVar("T")

READINGS = 2
"""Times at most that a list is read that isn't complete."""

_ZOOM_HOST = re.compile(r"([a-z0-9-]{1,63}\.)*(zoom\.us|zoomgov\.com)")


def path(*segments: str) -> str:
    """Return a path of the Events API from its segments, each percent-encoded. Ids are opaque.

    Raises ValueError for an empty or dotted segment: the path would name something else.
    """
    if any(segment in ("", ".", "..") for segment in segments):
        raise ValueError("an empty id")
    return "/zoom_events/" + "/".join(quote(segment, safe="") for segment in segments)


def api_base(configured: str, regional: str) -> str:
    """Return the address that calls go to: the region's of a token answer, if both are Zoom's and it is https."""
    try:
        usual, region = urlsplit(configured), urlsplit(regional)
        hosts = usual.hostname or "", region.hostname or ""
        _port = region.port  # raises for one that is no number
    except ValueError:
        return configured
    if region.scheme != "https" or not all(map(_ZOOM_HOST.fullmatch, hosts)) or region.username is not None:
        return configured
    return f"https://{region.netloc}{usual.path}"


class Connection:
    """Calls to one account. `timeout` is the longest silence in seconds.

    In every method `operation` is the operation id of Zoom's reference, for the errors; `where` comes from `path`;
    `read` makes a model of one JSON object and raises KeyError, TypeError or ValueError for one that it can't.
    """

    def __init__(
        self,
        credentials: Credentials,
        *,
        api_url: str,
        oauth_url: str,
        timeout: float,
        on_wait: Callable[[float], None] | None,
        pause: Pause,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], dt.datetime] = utc_now,
        pace: Pace | None = None,
        on_pace: Callable[[Pace], None] | None = None,
    ) -> None:
        self._api_url = api_url.rstrip("/")
        self._oauth_url = oauth_url
        self._http = HttpPool(timeout=timeout)
        self._now = now
        self.pacer = Pacer(on_wait=on_wait, pause=pause, clock=clock, now=now, pace=pace, on_pace=on_pace)
        self._auth = TokenAuth(credentials, self._ask_token, clock=clock)

    async def aclose(self) -> None:
        """Close every connection. A second call does nothing; no other request leaves any more, but fails with
        NO_NETWORK."""
        self.pacer.closed = True
        await self._http.aclose()

    @property
    def context(self) -> ssl.SSLContext:
        """Whom every call trusts."""
        return self._http.context

    async def sign_in(self) -> Token:
        """Get a new token. Raises ZoomError."""
        return await self._auth.renew()

    async def read(self, operation: str, where: str, read: Callable[[Json], T]) -> T:
        """GET one object. Raises ZoomError."""
        response = await self._call(operation, "GET", where)
        return _model(operation, response, read, change=False)

    async def read_all(
        self,
        operation: str,
        where: str,
        member: str,
        read: Callable[[Json], T],
        *,
        query: Mapping[str, str] | None = None,
        paged: bool = True,
        whole_by: Callable[[T], object] | None = None,
    ) -> list[T]:
        """GET every page of the list `member`. Lists that Zoom doesn't page are followed too, should a token appear.

        A list that is shorter than its `total_records`, or that can't be read to its end, is read once more: it may
        have changed between two pages. `whole_by` says what tells records apart, of a list that has to be complete:
        IncompleteList is raised for one that isn't. Raises ZoomError.
        """
        asked = {**(query or {}), **({"page_size": str(PAGE_SIZE)} if paged else {})}
        everything: dict[object, T] = {}
        cut: ZoomError | None = None
        for _ in range(READINGS):
            found, total, cut = await self._pages(operation, where, member, read, asked, identity=whole_by or _itself)
            if cut is None and len(found) >= total:
                return list(found.values())
            log.warning("%s: %d of %d records came", operation, len(found), total)
            everything |= found
        if whole_by is not None:
            raise IncompleteList(operation, tuple(everything.values()))
        if cut is not None:
            raise cut
        return list(everything.values())

    async def _pages(
        self,
        operation: str,
        where: str,
        member: str,
        read: Callable[[Json], T],
        query: Mapping[str, str],
        *,
        identity: Callable[[T], object],
    ) -> tuple[dict[object, T], int, ZoomError | None]:
        """Return what all pages hold, each record once; the most that Zoom said it is, 0 where it said nothing; and
        what kept the last pages from being read."""
        asked = dict(query)
        found: dict[object, T] = {}
        most = 0
        while True:
            try:
                response = await self._call(operation, "GET", where, query=asked)
            except ZoomError as error:
                if error.reason is Reason.VALIDATION and "next_page_token" in asked:
                    # tokens expire
                    return found, most, error
                raise
            data = answers.content(operation, response, change=False)
            items, total = data.get(member), reading.whole(data.get("total_records"))
            if items is None and total == 0:
                items = []
            if not isinstance(items, list):
                # never taken for an empty list: who is not on it may be invited again
                raise answers.unreadable(operation, response, change=False)
            before = len(found)
            for item in items:
                record = _read(operation, response, read, item, change=False)
                found[identity(record)] = record
            most = max(most, total or 0)
            token = data.get("next_page_token")
            if not isinstance(token, str) or not token:
                return found, most, None
            if len(found) == before:
                # what stands on the pages behind it can't be known
                log.warning("%s: a page with nothing new has another behind it", operation)
                return found, most, answers.unreadable(operation, response, change=False)
            asked["next_page_token"] = token

    async def create(
        self,
        operation: str,
        where: str,
        body: Mapping[str, Any],
        read: Callable[[Json], T],
        *,
        query: Mapping[str, str] | None = None,
        may_leave: Callable[[], bool] | None = None,
    ) -> T:
        """POST an object and read the answer. Raises ZoomError, with `outcome_unknown` when it may be there already;
        Withheld if `may_leave` says no at the moment of sending."""
        response = await self._call(operation, "POST", where, query=query, body=body, may_leave=may_leave)
        return _model(operation, response, read, change=True)

    async def change(self, operation: str, method: str, where: str, body: Mapping[str, Any] | None = None) -> None:
        """PATCH, PUT or DELETE; the answer has no body. Raises ZoomError, with `outcome_unknown` as for `create`."""
        answers.expect_nothing(operation, await self._call(operation, method, where, body=body))

    async def _call(
        self,
        operation: str,
        method: str,
        where: str,
        *,
        query: Mapping[str, str] | None = None,
        body: Mapping[str, Any] | None = None,
        may_leave: Callable[[], bool] | None = None,
    ) -> httpx.Response:
        change = method != "GET"
        content = None if body is None else msgspec.json.encode(body)
        headers = {"Accept": "application/json"}
        if content is not None:
            headers["Content-Type"] = "application/json"

        async def attempt(leaves: Leaves) -> httpx.Response:
            token = await self._auth.token()
            request = self._http.build_request(
                method,
                api_base(self._api_url, token.api_url) + where,
                params=dict(query) if query else None,
                content=content,
                headers=headers,
                extensions=transport.leaving(leaves, may_leave),
            )
            return await self._send(operation, request, self._auth, change=change)

        return await self.pacer.run(operation, attempt, change=change)

    async def _ask_token(self, form: Mapping[str, str], authorization: str) -> httpx.Response:
        async def attempt(leaves: Leaves) -> httpx.Response:
            headers = {"Accept": "application/json", "Authorization": authorization}
            request = self._http.build_request(
                "POST", self._oauth_url, data=dict(form), headers=headers, extensions=transport.leaving(leaves)
            )
            return await self._send(TOKEN, request, None, change=False)

        # asking for another token changes nothing, so it may be repeated like a read
        return await self.pacer.run(TOKEN, attempt, change=False)

    async def _send(
        self, operation: str, request: httpx.Request, auth: httpx.Auth | None, *, change: bool
    ) -> httpx.Response:
        try:
            response = await self._http.send(request, auth=auth)
        except (httpx.RequestError, OSError) as error:
            raise transport.failure(operation, error, change=change) from None
        except (httpx.InvalidURL, UnicodeError):
            # a redirect, which isn't followed, to something that httpx can't take for an address
            raise ZoomError(Reason.NOT_ZOOM, operation, outcome_unknown=change) from None
        if response.is_success:
            return response
        if response.status_code == httpx.codes.TOO_MANY_REQUESTS:
            self.pacer.note_headers(response.headers)
        raise answers.refusal(operation, response, change=change, now=self._now())


def _itself(record: object) -> object:
    return record


def _model(operation: str, response: httpx.Response, read: Callable[[Json], T], *, change: bool) -> T:
    return _read(operation, response, read, answers.content(operation, response, change=change), change=change)


def _read(operation: str, response: httpx.Response, read: Callable[[Json], T], item: object, *, change: bool) -> T:
    try:
        if not isinstance(item, dict):
            raise TypeError
        return read(item)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        log.warning("%s: an answer lacks what it should hold", operation)
        raise answers.unreadable(operation, response, change=change) from None
