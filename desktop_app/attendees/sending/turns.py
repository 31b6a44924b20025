"""Long lists, part by part."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import TypeVar

T = TypeVar("T")

AT_ONCE = 1000
"""Rows or tickets that are gone through before others get their turn."""


async def in_turns(items: Sequence[T]) -> AsyncIterator[Sequence[T]]:
    """Yield items part by part, and let others have their turn in between: a list may be long."""
    for start in range(0, len(items), AT_ONCE):
        yield items[start : start + AT_ONCE]
        await asyncio.sleep(0)
