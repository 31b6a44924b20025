"""Tasks that are ending: each gets to clean up, and whoever waits for one is told after its owner was."""

import asyncio

import pytest

from desktop_app.ui.tasks import TaskOwner

pytestmark = pytest.mark.asyncio


async def turns() -> None:
    """More than any of this takes."""
    for _ in range(50):
        await asyncio.sleep(0)


async def cleaning_up(answer: asyncio.Event, kept: list[str]) -> None:
    """Go on until it is canceled, and then wait for an answer."""
    try:
        await asyncio.Event().wait()
    except asyncio.CancelledError:
        await answer.wait()
        kept.append("what was corrected")
        raise


async def test_closing_leaves_a_task_that_is_cleaning_up_to_it() -> None:
    owner, answer = TaskOwner(), asyncio.Event()
    kept: list[str] = []
    owner.start("change", cleaning_up(answer, kept))
    await turns()
    owner.cancel("change")
    await turns()
    closing = asyncio.create_task(owner.close())
    await turns()
    assert not closing.done()
    answer.set()
    await closing
    assert kept == ["what was corrected"]


async def test_closing_that_is_given_up_leaves_the_tasks_to_it_too() -> None:
    owner, answer = TaskOwner(), asyncio.Event()
    kept: list[str] = []
    owner.start("change", cleaning_up(answer, kept))
    await turns()
    closing = asyncio.create_task(owner.close())
    await turns()
    closing.cancel()
    await turns()
    answer.set()
    await owner.close()
    assert kept == ["what was corrected"]


@pytest.mark.parametrize("error", [None, OSError("no disk")])
async def test_who_waits_for_a_task_goes_on_after_its_result_was_told(error: Exception | None) -> None:
    owner, gate = TaskOwner(), asyncio.Event()
    told: list[str] = []

    async def work() -> None:
        await gate.wait()
        if error is not None:
            raise error

    async def wait() -> None:
        await owner.ended("work")
        told.append("waited")

    owner.start("work", work(), done=lambda _: told.append("told"), failed=lambda _: told.append("told"))
    waiting = asyncio.create_task(wait())
    await turns()
    assert told == []
    gate.set()
    await waiting
    assert told == ["told", "waited"]
    await owner.ended("work")
    await owner.close()


async def test_who_waits_is_not_stopped_by_a_cancel_nor_stops_the_task() -> None:
    owner = TaskOwner()

    async def work() -> None:
        await asyncio.Event().wait()

    owner.start("work", work())
    waiting = asyncio.create_task(owner.ended("work"))
    await turns()
    waiting.cancel()
    await turns()
    assert owner.running("work")
    waiting = asyncio.create_task(owner.ended("work"))
    await turns()
    owner.cancel("work")
    await waiting
