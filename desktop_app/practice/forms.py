"""What a visitor's browser sends, taken only from a page of this service."""

from collections import defaultdict
from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.requests import Request

from desktop_app.practice.core import Core
from desktop_app.practice.wire import Json

LARGEST_FORM = 64 * 1024
"""Bytes."""


class Form:
    """What a visitor sent: each name with its values."""

    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        self._values: dict[str, list[str]] = defaultdict(list)
        for name, value in pairs:
            self._values[name].append(value)

    @property
    def given(self) -> Mapping[str, str]:
        """Return the text for each field of the form, "" for one that is empty."""
        return defaultdict(str, {name: ", ".join(values) for name, values in self._values.items()})

    def get(self, name: str) -> str:
        return self._values[name][0] if self._values.get(name) else ""

    def answers(self, fields: frozenset[str], custom: Mapping[str, Json]) -> Json:
        """Return the answers as a tickets request has them."""
        named = {name: self.get(name).strip() for name in fields}
        answered = [
            {"title": title, "answer": ", ".join(filter(None, self._values.get(f"custom-{number}", [])))}
            for number, title in enumerate(custom)
        ]
        return {**named, "custom_questions": [item for item in answered if item["answer"]]}


async def form_of(request: Request, core: Core) -> Form | None:
    """Return the form, None when it did not come from a page of this service."""
    origin = request.headers.get("origin", "")
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    # the guard refused other origins; here there must be one
    if origin not in {f"http://{host}" for host in core.hosts} or kind != "application/x-www-form-urlencoded":
        return None
    raw = b""
    async for part in request.stream():
        raw += part
        if len(raw) > LARGEST_FORM:
            return None
    return Form(parse_qsl(raw.decode("utf-8", "replace"), keep_blank_values=True))
