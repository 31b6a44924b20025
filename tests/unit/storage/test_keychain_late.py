"""A keychain that answers while the loop is busy, and after nobody waits any more."""

import asyncio
import threading

import pytest

from desktop_app.storage.keychain import Keychain, KeychainUnavailable, Trouble

SECRET = "pL4nt3d-Secret"


class InMemory:
    """A back end that keeps secrets, once `gate` is open."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.gate = threading.Event()

    def get_password(self, _service: str, username: str) -> str | None:
        return self.kept.get(username)

    def set_password(self, _service: str, username: str, password: str) -> None:
        self.gate.wait()
        self.kept[username] = password

    def delete_password(self, _service: str, username: str) -> None:
        del self.kept[username]


def wait_for_errands() -> None:
    for thread in threading.enumerate():
        if thread.name == "keychain":
            thread.join()


@pytest.mark.asyncio
async def test_a_secret_that_was_stored_while_the_loop_was_busy_past_the_limit_is_stored() -> None:
    backend = InMemory()
    backend.gate.set()
    storing = asyncio.create_task(Keychain(backend=lambda: backend, time_limit=0).store("p1", SECRET))
    # comes between the task's first step, which starts the errand, and its time limit
    asyncio.get_running_loop().call_soon(wait_for_errands)
    await storing
    assert backend.kept == {"p1": SECRET}


@pytest.mark.asyncio
async def test_a_secret_of_which_a_person_was_told_that_it_took_too_long_is_not_kept() -> None:
    backend = InMemory()
    with pytest.raises(KeychainUnavailable) as caught:
        await Keychain(backend=lambda: backend, time_limit=0).store("p1", SECRET)
    assert caught.value.kind is Trouble.TIMED_OUT
    backend.gate.set()
    wait_for_errands()
    assert backend.kept == {}
