"""The bridge from signals to coroutines: nothing runs twice, nothing fails in silence, nothing is left behind."""

import asyncio
import gc
import warnings
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from desktop_app.ui.tasks import Second, TaskOwner

pytestmark = pytest.mark.asyncio


class Told:
    """What an owner told: results, failures, how often something changed, and what reached the loop."""

    def __init__(self, owner: TaskOwner) -> None:
        self.owner = owner
        self.done: list[object] = []
        self.failed: list[Exception] = []
        self.changes: list[bool] = []
        self.loop: list[dict[str, Any]] = []
        owner.changed.connect(lambda: self.changes.append(owner.running()))

    async def rest(self) -> None:
        while self.owner.running():
            await asyncio.sleep(0)
        await turns()


async def turns() -> None:
    """More than any of this takes."""
    for _ in range(50):
        await asyncio.sleep(0)


@pytest_asyncio.fixture
async def told() -> AsyncIterator[Told]:
    told = Told(TaskOwner())
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _loop, context: told.loop.append(context))
    yield told
    await told.owner.close()
    loop.set_exception_handler(None)


async def answer(value: object, gate: asyncio.Event | None = None) -> object:
    if gate is not None:
        await gate.wait()
    return value


async def fail(error: BaseException) -> None:
    await asyncio.sleep(0)
    raise error


async def test_a_result_reaches_done_and_changes_are_told(told: Told) -> None:
    assert told.owner.start("work", answer(42), done=told.done.append, failed=told.failed.append)
    assert told.changes == [True]
    assert told.owner.running("work")
    assert not told.owner.running("other")
    await told.rest()
    assert told.done == [42]
    assert told.failed == []
    assert told.changes == [True, False]
    assert told.loop == []


async def test_a_second_start_is_refused_without_a_warning(told: Told) -> None:
    gate = asyncio.Event()
    told.owner.start("work", answer(1, gate), done=told.done.append)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert not told.owner.start("work", answer(2), done=told.done.append)
        gc.collect()
    assert told.changes == [True]
    gate.set()
    await told.rest()
    assert told.done == [1]


async def test_two_names_run_side_by_side(told: Told) -> None:
    told.owner.start("one", answer(1), done=told.done.append)
    told.owner.start("two", answer(2), done=told.done.append)
    await told.rest()
    assert sorted(map(str, told.done)) == ["1", "2"]


async def test_a_second_start_can_replace_the_first(told: Told) -> None:
    gate = asyncio.Event()
    told.owner.start("work", answer(1, gate), done=told.done.append)
    await turns()
    assert told.owner.start("work", answer(2), done=told.done.append, second=Second.REPLACE)
    gate.set()
    await told.rest()
    assert told.done == [2]
    assert told.changes[-1] is False


async def test_one_replaced_before_it_began_is_dropped_without_a_warning(told: Told) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for number in range(3):
            told.owner.start("work", answer(number), done=told.done.append, second=Second.REPLACE)
        await told.rest()
        gc.collect()
    assert told.done == [2]


async def test_the_end_of_a_replaced_one_does_not_end_its_successor(told: Told) -> None:
    first, second = asyncio.Event(), asyncio.Event()
    told.owner.start("work", answer(1, first), done=told.done.append)
    await turns()
    told.owner.start("work", answer(2, second), done=told.done.append, second=Second.REPLACE)
    await turns()
    assert told.owner.running("work")
    second.set()
    await told.rest()
    assert told.done == [2]


async def test_a_cancel_is_silent(told: Told) -> None:
    ended = []

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append(True)

    told.owner.start("work", work(), done=told.done.append, failed=told.failed.append)
    await turns()
    told.owner.cancel("work")
    assert not told.owner.running()
    await turns()
    assert ended == [True]
    assert (told.done, told.failed, told.loop) == ([], [], [])
    assert told.changes == [True, False]
    told.owner.cancel("work")
    told.owner.cancel("never began")
    assert told.changes == [True, False]


async def test_work_that_is_cancelled_from_inside_ends_and_is_told(told: Told) -> None:
    told.owner.start("work", fail(asyncio.CancelledError()), done=told.done.append, failed=told.failed.append)
    await told.rest()
    assert told.changes == [True, False]
    assert (told.done, told.failed, told.loop) == ([], [], [])


async def test_a_result_that_came_too_late_is_not_told(told: Told) -> None:
    """Some work can't be stopped any more when its cancel comes."""

    async def stubborn() -> int:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            return 1
        return 2

    told.owner.start("work", stubborn(), done=told.done.append)
    await turns()
    told.owner.cancel("work")
    await turns()
    assert told.done == []


async def test_a_failure_reaches_failed(told: Told) -> None:
    error = OSError("no disk")
    told.owner.start("work", fail(error), done=told.done.append, failed=told.failed.append)
    await told.rest()
    assert told.failed == [error]
    assert (told.done, told.loop) == ([], [])
    assert told.changes == [True, False]


async def test_a_failure_that_nobody_takes_reaches_the_loop(told: Told) -> None:
    error = OSError("no disk")
    told.owner.start("work", fail(error))
    await told.rest()
    assert [context["exception"] for context in told.loop] == [error]
    assert "'work'" in told.loop[0]["message"]


async def test_what_is_no_exception_reaches_the_loop_whoever_listens(told: Told) -> None:
    class Odd(BaseException):
        pass

    told.owner.start("work", fail(Odd()), failed=told.failed.append)
    await told.rest()
    assert told.failed == []
    assert [type(context["exception"]) for context in told.loop] == [Odd]


async def test_a_failure_while_it_is_cancelled_reaches_the_loop(told: Told) -> None:
    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            raise OSError("while cleaning up")

    told.owner.start("work", work(), failed=told.failed.append)
    await turns()
    told.owner.cancel("work")
    await turns()
    assert told.failed == []
    assert [str(context["exception"]) for context in told.loop] == ["while cleaning up"]


@pytest.mark.parametrize("way", ["cancel", "replace", "close"])
async def test_a_failure_in_the_turn_of_the_cancel_is_only_logged(
    told: Told, way: str, caplog: pytest.LogCaptureFixture
) -> None:
    """The work has failed by then, but nobody was told yet."""
    caplog.set_level("INFO")

    async def work() -> None:
        raise OSError("no disk")

    told.owner.start("work", work(), done=told.done.append, failed=told.failed.append)
    await asyncio.sleep(0)
    assert told.failed == []
    match way:
        case "cancel":
            told.owner.cancel("work")
        case "replace":
            told.owner.start("work", answer(2), second=Second.REPLACE)
        case "close":
            await told.owner.close()
    await turns()
    assert (told.done, told.failed, told.loop) == ([], [], [])
    assert [(each.levelname, "no disk" in caplog.text) for each in caplog.records] == [("INFO", True)]


async def test_a_failure_in_done_reaches_the_loop(told: Told) -> None:
    def done(_value: object) -> None:
        raise ValueError("in done")

    told.owner.start("work", answer(1), done=done, failed=told.failed.append)
    await told.rest()
    assert told.failed == []
    assert [str(context["exception"]) for context in told.loop] == ["in done"]


async def test_closing_waits_until_everything_has_ended(told: Told) -> None:
    ended = []

    async def work(name: str) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            for _ in range(3):
                await asyncio.sleep(0)
            ended.append(name)

    for name in ("one", "two", "three"):
        told.owner.start(name, work(name), done=told.done.append, failed=told.failed.append)
    await turns()
    told.owner.cancel("three")
    await told.owner.close()
    assert sorted(ended) == ["one", "three", "two"]
    assert (told.done, told.failed, told.loop) == ([], [], [])
    await told.owner.close()


async def test_closing_what_has_nothing_under_way(told: Told) -> None:
    await told.owner.close()
    assert told.changes == []
