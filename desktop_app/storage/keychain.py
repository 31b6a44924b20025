"""Client secrets in the system's own password store, or, where there is none, in memory until Foyer is closed."""

import asyncio
import contextlib
import threading
from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError
from enum import StrEnum
from typing import Protocol, TypeVar, cast

SERVICE = "Foyer"

# Password stores of operating systems and desktops, by module. Anything else, above all the plain-text files of
# keyrings.alt, which puts itself forward where nothing better is installed, counts as no keychain.
TRUSTED = (
    "keyring.backends.SecretService",
    "keyring.backends.libsecret",
    "keyring.backends.kwallet",
    "keyring.backends.macOS",
    "keyring.backends.Windows",
)

Answer = TypeVar("Answer")


class Availability(StrEnum):
    """Whether a secret can be remembered now."""

    YES = "yes"
    NONE = "none"
    LOCKED = "locked"


class Trouble(StrEnum):
    """Why the keychain did not do as asked."""

    NONE = "none"
    LOCKED = "locked"
    REFUSED = "refused"
    TIMED_OUT = "timed_out"


class KeychainUnavailable(Exception):
    """The keychain did not do as asked. Its text names the cause and never the secret."""

    def __init__(self, kind: Trouble, cause: str = "") -> None:
        super().__init__(f"The keychain is unavailable: {kind.value}{f' ({cause})' if cause else ''}")
        self.kind = kind

    @property
    def availability(self) -> Availability:
        """What this failure says about the keychain: one that waits for its owner is locked."""
        waiting = self.kind in (Trouble.LOCKED, Trouble.TIMED_OUT)
        return Availability.LOCKED if waiting else Availability.NONE


class Backend(Protocol):
    """What Foyer uses of a `keyring` back end."""

    def get_password(self, service: str, username: str) -> str | None: ...
    def set_password(self, service: str, username: str, password: str) -> None: ...
    def delete_password(self, service: str, username: str) -> None: ...


class Keychain:
    """Secrets by profile id. Safe to use from one event loop; nothing here blocks it or its closing.

    Each call runs on a daemon thread of its own, one after the other, and is given up after `time_limit` seconds: a
    locked keychain may ask the person for a password and wait for as long as that takes. What was given up or
    cancelled before its turn does not happen; a secret that gets stored after it was given up is deleted again.
    `backend` is for tests; without it the system's is found on first use.
    """

    def __init__(
        self, *, backend: Callable[[], Backend | None] | None = None, service: str = SERVICE, time_limit: float = 60
    ) -> None:
        self._find = backend or system_backend
        self._service = service
        self._time_limit = time_limit
        self._turn = threading.Lock()

    async def available(self) -> Availability:
        """Say whether secrets can be remembered, without asking the person for anything."""

        def look() -> Availability:
            backend = self._find()
            if backend is None:
                return Availability.NONE
            return Availability.LOCKED if is_locked(backend) else Availability.YES

        try:
            return await self._ask(look, min(self._time_limit, 5))
        except KeychainUnavailable as trouble:
            return trouble.availability

    async def name(self) -> str:
        """Return the back end's name as in "SecretService", empty when there is none. Raises KeychainUnavailable."""

        def look() -> str:
            backend = self._find()
            return type(backend).__module__.rpartition(".")[2] if backend else ""

        return await self._ask(look, min(self._time_limit, 5))

    async def store(self, profile_id: str, secret: str) -> None:
        """Remember a secret in place of the one before. Raises KeychainUnavailable."""
        await self._ask(
            lambda: self._backend().set_password(self._service, profile_id, secret),
            self._time_limit,
            undo=lambda: self._backend().delete_password(self._service, profile_id),
        )

    async def read(self, profile_id: str) -> str | None:
        """Return a remembered secret, None when there is none. Raises KeychainUnavailable."""
        return await self._ask(lambda: self._backend().get_password(self._service, profile_id), self._time_limit)

    async def delete(self, profile_id: str) -> None:
        """Forget a secret; one that isn't there is no error. Raises KeychainUnavailable."""

        def forget() -> None:
            backend = self._backend()
            if backend.get_password(self._service, profile_id) is not None:
                backend.delete_password(self._service, profile_id)

        await self._ask(forget, self._time_limit)

    def _backend(self) -> Backend:
        backend = self._find()
        if backend is None:
            raise KeychainUnavailable(Trouble.NONE)
        return backend

    async def _ask(
        self, call: Callable[[], Answer], time_limit: float, undo: Callable[[], None] | None = None
    ) -> Answer:
        answer: Future[Answer] = Future()
        threading.Thread(target=self._run, args=(call, undo, answer), name="keychain", daemon=True).start()
        try:
            async with asyncio.timeout(time_limit):
                return await asyncio.wrap_future(answer)
        except TimeoutError:
            if answer.cancel():
                raise KeychainUnavailable(Trouble.TIMED_OUT) from None
            # it was there in time: the loop was busy with something else
            return answer.result()
        finally:
            answer.cancel()

    def _run(self, call: Callable[[], Answer], undo: Callable[[], None] | None, answer: "Future[Answer]") -> None:
        with self._turn:
            if answer.cancelled():
                return
            try:
                result = call()
            except Exception as error:  # noqa: BLE001 - back ends raise whatever their system raises
                with contextlib.suppress(InvalidStateError):
                    answer.set_exception(_explained(error))
                return
            try:
                answer.set_result(result)
            except InvalidStateError:
                # it was given up meanwhile
                if undo is not None:
                    with contextlib.suppress(Exception):  # nobody is left to be told; the text might name the secret
                        undo()


class SessionSecrets:
    """Secrets by profile id, in memory only: for this run, and for computers without a keychain."""

    def __init__(self) -> None:
        self._secrets: dict[str, str] = {}

    def __repr__(self) -> str:
        return f"SessionSecrets({len(self._secrets)} kept)"

    def store(self, profile_id: str, secret: str) -> None:
        """Keep a secret for this run."""
        self._secrets[profile_id] = secret

    def read(self, profile_id: str) -> str | None:
        """Return a secret of this run, or None."""
        return self._secrets.get(profile_id)

    def delete(self, profile_id: str) -> None:
        """Forget a secret; one that isn't there is no error."""
        self._secrets.pop(profile_id, None)


def system_backend() -> Backend | None:
    """Return the trusted back end that keyring would choose or chain to, None without one. Slow the first time."""
    import keyring  # noqa: PLC0415 - D-Bus and cryptography are slow imports; the window is shown first

    chosen = keyring.get_keyring()
    # keyring's "chainer" stands for all that are installed, the best first
    for backend in getattr(chosen, "backends", [chosen]):
        if type(backend).__module__.startswith(TRUSTED):
            return cast("Backend", backend)
    return None


def is_locked(backend: Backend) -> bool:
    """Say whether the person would be asked for a password first. Only a Secret Service can tell without asking."""
    if type(backend).__module__ != "keyring.backends.SecretService":
        return False
    import secretstorage  # noqa: PLC0415 - exists on Linux only

    connection = secretstorage.dbus_init()
    try:
        return bool(secretstorage.Collection(connection).is_locked())
    except secretstorage.exceptions.ItemNotFoundException:
        return False  # a first keychain is made with the first secret, and its owner asked then
    finally:
        connection.close()


def _explained(error: Exception) -> KeychainUnavailable:
    """Turn a back end's error into ours. Its text is left out: it may hold what was to be stored."""
    if isinstance(error, KeychainUnavailable):
        return error
    from keyring import errors  # noqa: PLC0415 - a back end just ran, so this is loaded

    cause = type(error).__name__
    if isinstance(error, errors.NoKeyringError):
        return KeychainUnavailable(Trouble.NONE, cause)
    # InitError: the prompt for a new or a locked collection was dismissed, or could not be shown
    if isinstance(error, errors.KeyringLocked | errors.InitError):
        return KeychainUnavailable(Trouble.LOCKED, cause)
    return KeychainUnavailable(Trouble.REFUSED, cause)
