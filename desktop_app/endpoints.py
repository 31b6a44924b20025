"""Which addresses stand for Zoom. Anything but https, or http on this computer, is refused."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from desktop_app.zoom.links import is_safe_link


class EndpointRefused(ValueError):
    """An address in the environment is not one that secrets may be sent to."""


@dataclass(frozen=True, slots=True)
class Endpoints:
    """The base address of the API and the address of the token service."""

    api_url: str = "https://api.zoom.us/v2"
    oauth_url: str = "https://zoom.us/oauth/token"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Endpoints":
        """Read FOYER_API_URL and FOYER_OAUTH_URL. Raises EndpointRefused."""
        usual = cls()
        return cls(
            api_url=_accepted("FOYER_API_URL", environment.get("FOYER_API_URL") or usual.api_url),
            oauth_url=_accepted("FOYER_OAUTH_URL", environment.get("FOYER_OAUTH_URL") or usual.oauth_url),
        )


def _accepted(name: str, url: str) -> str:
    if not is_safe_link(url):
        shown = re.sub(r"//[^/]*@", "//…@", url)  # a name and password in it are nobody's business
        raise EndpointRefused(
            f"{name} must be an https address without a user name, or http on this computer; it is {shown!r}"
        )
    return url.rstrip("/")
