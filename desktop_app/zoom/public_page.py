"""What a stranger's browser would get: asks for an event's public page as nobody in particular."""

import ssl

import httpx

from desktop_app.zoom import transport
from desktop_app.zoom.links import is_safe_link

OPERATION = "page"
"""Stands for an operation id in the errors: the Events reference has none for a web page."""

MOST_REDIRECTS = 6


async def answers(
    url: str,
    *,
    timeout: float,  # noqa: ASYNC109 - of each silence, not of the whole
    context: ssl.SSLContext,
) -> bool:
    """Say whether there is a page at `url`: no credentials, a fresh set of cookies, redirects followed.

    False for an address that is not https (or http on this computer), or leads to one. `timeout` is the longest
    silence in seconds, `context` says whom to trust. Raises ZoomError when there is no connection.
    """
    if not is_safe_link(url):
        return False
    try:
        async with transport.open_client(timeout=timeout, context=context) as http:
            where = httpx.URL(url)
            for _ in range(MOST_REDIRECTS):
                if not is_safe_link(str(where)):
                    return False
                async with http.stream("GET", where, headers={"Accept": "text/html"}) as response:
                    if response.next_request is None:
                        return response.is_success and "html" in response.headers.get("content-type", "")
                    where = response.next_request.url
            return False
    except (httpx.RequestError, OSError) as error:
        raise transport.failure(OPERATION, error, change=False) from None
    except (httpx.InvalidURL, ValueError):
        return False
