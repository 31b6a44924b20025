"""The keychain against back ends that answer, refuse, wait and are missing."""

import asyncio
import threading
from collections.abc import Callable

import keyring
import pytest
from keyring import errors
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null

from desktop_app.storage.keychain import (
    Availability,
    Keychain,
    KeychainUnavailable,
    SessionSecrets,
    Trouble,
    is_locked,
    system_backend,
)

Choose = Callable[[KeyringBackend], None]

SECRET = "pL4nt3d-Secret"
PATIENCE = 120.0
"""Seconds: nothing takes as long, but a busy computer may."""


class InMemory:
    """A back end that keeps secrets, and can be made to wait or to fail."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.error: Exception | None = None
        self.gate = threading.Event()
        self.gate.set()
        self.entered = threading.Event()
        self.threads: set[str] = set()

    def _enter(self) -> None:
        self.threads.add(threading.current_thread().name)
        self.entered.set()
        assert self.gate.wait(PATIENCE)
        if self.error is not None:
            raise self.error

    def get_password(self, service: str, username: str) -> str | None:
        self._enter()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._enter()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._enter()
        if self.kept.pop((service, username), None) is None:
            raise errors.PasswordDeleteError("No such password!")


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not condition():
            await asyncio.sleep(0.005)


def join_errands() -> None:
    """Wait for every call to a keychain that is under way."""
    for thread in threading.enumerate():
        if thread.name == "keychain":
            assert thread.daemon
            thread.join(PATIENCE)


@pytest.fixture
def backend() -> InMemory:
    return InMemory()


@pytest.fixture
def keychain(backend: InMemory) -> Keychain:
    return Keychain(backend=lambda: backend, time_limit=PATIENCE)


@pytest.mark.asyncio
async def test_store_read_delete(keychain: Keychain, backend: InMemory) -> None:
    assert await keychain.available() is Availability.YES
    assert await keychain.read("p1") is None
    await keychain.store("p1", SECRET)
    await keychain.store("p2", "other")
    assert backend.kept == {("Foyer", "p1"): SECRET, ("Foyer", "p2"): "other"}
    assert await keychain.read("p1") == SECRET
    await keychain.delete("p1")
    await keychain.delete("p1")
    assert await keychain.read("p1") is None
    assert backend.threads == {"keychain"}


@pytest.mark.asyncio
async def test_without_a_keychain() -> None:
    keychain = Keychain(backend=lambda: None)
    assert await keychain.available() is Availability.NONE
    assert await keychain.name() == ""
    for call in (keychain.store("p1", SECRET), keychain.read("p1"), keychain.delete("p1")):
        with pytest.raises(KeychainUnavailable) as caught:
            await call
        assert caught.value.kind is Trouble.NONE
        assert caught.value.availability is Availability.NONE


@pytest.mark.parametrize(
    ("error", "kind", "availability"),
    [
        (errors.NoKeyringError(SECRET), Trouble.NONE, Availability.NONE),
        (errors.KeyringLocked(SECRET), Trouble.LOCKED, Availability.LOCKED),
        (errors.InitError(SECRET), Trouble.LOCKED, Availability.LOCKED),
        (errors.PasswordSetError(SECRET), Trouble.REFUSED, Availability.NONE),
        (OSError(5, SECRET), Trouble.REFUSED, Availability.NONE),
        (ValueError(SECRET), Trouble.REFUSED, Availability.NONE),
    ],
)
@pytest.mark.asyncio
async def test_each_failure_is_named_and_its_text_is_not_passed_on(
    keychain: Keychain, backend: InMemory, error: Exception, kind: Trouble, availability: Availability
) -> None:
    backend.error = error
    with pytest.raises(KeychainUnavailable) as caught:
        await keychain.store("p1", SECRET)
    assert caught.value.kind is kind
    assert caught.value.availability is availability
    assert SECRET not in f"{caught.value} {caught.value!r}"
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


@pytest.mark.asyncio
async def test_a_prompt_that_nobody_answers_times_out_and_the_loop_goes_on(backend: InMemory) -> None:
    backend.gate.clear()
    keychain = Keychain(backend=lambda: backend, time_limit=0.1)
    storing = asyncio.create_task(keychain.store("p1", SECRET))
    await asyncio.sleep(0)
    assert not storing.done(), "the loop goes on while the keychain waits"
    with pytest.raises(KeychainUnavailable) as caught:
        await storing
    assert caught.value.kind is Trouble.TIMED_OUT
    assert caught.value.availability is Availability.LOCKED
    backend.gate.set()


@pytest.mark.asyncio
async def test_a_secret_stored_too_late_is_taken_back(backend: InMemory) -> None:
    backend.gate.clear()
    keychain = Keychain(backend=lambda: backend, time_limit=0.05)
    with pytest.raises(KeychainUnavailable):
        await keychain.store("p1", SECRET)
    backend.gate.set()
    patient = Keychain(backend=lambda: backend)
    await until(lambda: not keychain._turn.locked())
    assert await patient.read("p1") is None


@pytest.mark.asyncio
async def test_a_secret_stored_while_the_loop_was_busy_past_the_limit_is_stored(backend: InMemory) -> None:
    storing = asyncio.create_task(Keychain(backend=lambda: backend, time_limit=0).store("p1", SECRET))
    # comes between the task's first step, which starts the errand, and its time limit
    asyncio.get_running_loop().call_soon(join_errands)
    await storing
    assert backend.kept == {("Foyer", "p1"): SECRET}


@pytest.mark.asyncio
async def test_what_was_given_up_before_its_turn_never_happens(backend: InMemory) -> None:
    backend.gate.clear()
    keychain = Keychain(backend=lambda: backend, time_limit=PATIENCE)
    first = asyncio.create_task(keychain.read("p1"))
    await until(backend.entered.is_set)
    second = asyncio.create_task(keychain.store("p1", SECRET))
    await asyncio.sleep(0)
    second.cancel()
    with pytest.raises(asyncio.CancelledError):
        await second
    backend.gate.set()
    assert await first is None
    assert await keychain.read("p1") is None


def test_closing_the_loop_does_not_wait_for_a_prompt(backend: InMemory) -> None:
    backend.gate.clear()

    async def close_while_waiting() -> None:
        waiting = asyncio.create_task(Keychain(backend=lambda: backend).read("p1"))
        await until(backend.entered.is_set)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting

    # it would never return
    asyncio.run(close_while_waiting())
    backend.gate.set()
    join_errands()


class _Plain(KeyringBackend):
    """As keyrings.alt's: a file that anybody can read, offered where nothing better is."""

    priority = 0.5

    def get_password(self, service: str, username: str) -> str | None:
        raise AssertionError("a plain-text store was used")

    set_password = delete_password = get_password


class TestSystemBackend:
    @pytest.fixture
    def choose(self, monkeypatch: pytest.MonkeyPatch) -> Choose:
        return lambda backend: monkeypatch.setattr(keyring, "get_keyring", lambda: backend)

    @pytest.mark.parametrize("make", [fail.Keyring, null.Keyring, _Plain])
    def test_what_is_no_system_store_is_refused(self, choose: Choose, make: Callable[[], KeyringBackend]) -> None:
        choose(make())
        assert system_backend() is None

    def test_the_first_trusted_one_of_a_chain(self, choose: Choose, monkeypatch: pytest.MonkeyPatch) -> None:
        trusted = InMemory()
        monkeypatch.setattr(InMemory, "__module__", "keyring.backends.Windows")
        chain = chainer.ChainerBackend()
        monkeypatch.setattr(chainer.ChainerBackend, "backends", [_Plain(), trusted])
        choose(chain)
        assert system_backend() is trusted
        assert not is_locked(trusted)

    @pytest.mark.asyncio
    async def test_the_name_is_the_back_ends(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(InMemory, "__module__", "keyring.backends.Windows")
        assert await Keychain(backend=InMemory).name() == "Windows"


def test_secrets_of_this_run() -> None:
    secrets = SessionSecrets()
    assert secrets.read("p1") is None
    secrets.store("p1", SECRET)
    assert secrets.read("p1") == SECRET
    assert SECRET not in repr(secrets)
    secrets.delete("p1")
    secrets.delete("p1")
    assert secrets.read("p1") is None
