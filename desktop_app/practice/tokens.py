"""The token endpoint and what its tokens may do."""

import base64
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop_app.practice.switches import Switches
from desktop_app.practice.wire import Json, Refusal

WRONG_SECRET = "wrong"  # noqa: S105 - the one that rehearses a failure
CHAT_SCOPES = ("imchat:bot",)
"""What the switch `client_credentials` gives as "chat_only"."""


@dataclass(frozen=True, slots=True)
class Grant:
    """A live token: whose it is, when it ends (seconds since 1970), what it may do."""

    client: str
    ends: float
    scopes: frozenset[str]


class TokenRefusal(Exception):
    """An answer of the token endpoint that is no token: `reason` is for people, `error` is OAuth's code."""

    def __init__(self, reason: str, error: str, status: int = 400) -> None:
        super().__init__(error)
        self.status = status
        self.body: Json = {"reason": reason, "error": error}


class Tokens:
    """Gives tokens to all but the secret "wrong". `scopes` and `lifetime`, in seconds, are those of new ones."""

    def __init__(self, scopes: Iterable[str]) -> None:
        self.scopes: list[str] = list(scopes)
        self.lifetime = 3600
        self._live: dict[str, Grant] = {}

    def issue(self, form: Mapping[str, str], authorization: str, switches: Switches, now: float, api_url: str) -> Json:
        """Answer a token request; `form` is its query and body together. Raises TokenRefusal."""
        client = _client(authorization)
        kind = form.get("grant_type", "")
        scopes = list(self.scopes)
        if kind == "account_credentials":
            if not form.get("account_id"):
                raise TokenRefusal("Bad Request", "invalid_request")
        elif kind != "client_credentials" or switches.client_credentials == "unsupported":
            raise TokenRefusal("unsupported grant type", "unsupported_grant_type")
        elif switches.client_credentials == "chat_only":
            scopes = list(CHAT_SCOPES)
        for token in [token for token, grant in self._live.items() if grant.ends <= now - self.lifetime]:
            del self._live[token]
        if switches.live_tokens == "newest":
            for token in [token for token, grant in self._live.items() if grant.client == client]:
                del self._live[token]
        token = "practice." + secrets.token_urlsafe(96)
        self._live[token] = Grant(client, now + self.lifetime, frozenset(scopes))
        return {
            "access_token": token,
            "token_type": "bearer",
            "expires_in": self.lifetime,
            "scope": " ".join(scopes),
            "api_url": api_url,
        }

    def grant(self, authorization: str, now: float) -> Grant:
        """Return what the token of an Authorization header may do. Raises Refusal: 401 with 124."""
        kind, _, token = authorization.partition(" ")
        grant = self._live.get(token.strip()) if kind.casefold() == "bearer" else None
        if grant is None:
            raise Refusal(401, 124, "Invalid access token.")
        if grant.ends <= now:
            raise expired()
        return grant

    def revoke_all(self) -> None:
        """End every token at once, as if an hour had gone by."""
        self._live = {token: Grant(grant.client, 0.0, grant.scopes) for token, grant in self._live.items()}


def expired() -> Refusal:
    """Return the refusal of a token that has ended."""
    return Refusal(401, 124, "Access token is expired.")


def scope_missing(names: Iterable[str], switches: Switches) -> tuple[int, str]:
    """Return HTTP status and body of a call whose token lacks every one of `names`. One form is no valid JSON."""
    listed = list(names)
    message = "Invalid access token, does not contain scopes:"
    if switches.missing_scope == "104":
        quoted = ",".join(f'"{name}"' for name in listed)
        return 400, f'{{"code":104,"message":"{message}[{quoted}]"}}'
    status, code = (400, 4711) if switches.missing_scope == "4711" else (401, 4700)
    return status, f'{{"code":{code},"message":"{message}[{", ".join(listed)}]."}}'


def _client(authorization: str) -> str:
    kind, _, encoded = authorization.partition(" ")
    client = secret = ""
    if kind.casefold() == "basic":
        try:
            client, _, secret = (
                base64.b64decode(encoded.strip(), validate=True).decode("utf-8", "replace").partition(":")
            )
        except ValueError:
            client = secret = ""
    if not client or not secret or secret == WRONG_SECRET:
        raise TokenRefusal("Invalid client_id or client_secret", "invalid_client")
    return client
