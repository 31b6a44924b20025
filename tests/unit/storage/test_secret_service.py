"""A real Secret Service: gnome-keyring on a session bus of its own, used from a process of its own."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
MISSING = [name for name in ("dbus-run-session", "gnome-keyring-daemon") if shutil.which(name) is None]

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the Secret Service is Linux's keychain"),
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)} (packages dbus, gnome-keyring)"),
]

# gnome-keyring reads the password of the login keychain from its standard input; the newline belongs to it
SESSION = """
set -e
printf '%s\\n' "$1" | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
shift
exec "$@"
"""

CHILD = """
import asyncio, json, sys
from desktop_app.storage.keychain import Keychain, KeychainUnavailable

async def say(call):
    try:
        return await call
    except KeychainUnavailable as trouble:
        return f"unavailable: {trouble.kind}"

async def main():
    keychain = Keychain(time_limit=60)
    said = {"name": await say(keychain.name()), "available": await say(keychain.available())}
    for step in sys.argv[1:]:
        verb, *rest = step.split("=", 2)
        said[step] = await say(getattr(keychain, verb)(*rest))
    print(json.dumps(said))

asyncio.run(main())
"""


@pytest.fixture
def session(tmp_path):
    """Runs steps as in `store=p1=secret` in a new session of the same user, and returns the answers."""
    home = tmp_path / "home"
    home.mkdir()

    def run(password: str | None, *steps: str) -> dict[str, object]:
        runtime = tmp_path / "runtime"
        runtime.mkdir(mode=0o700, exist_ok=True)
        environment = {
            name: value
            for name, value in os.environ.items()
            if name not in ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "PYTHON_KEYRING_BACKEND")
        }
        environment |= {"HOME": str(home), "XDG_RUNTIME_DIR": str(runtime), "PYTHONPATH": str(ROOT)}
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
            environment.pop(name, None)
        child = [sys.executable, "-c", CHILD, *steps]
        unlocking = ["sh", "-c", SESSION, "session", password] if password is not None else []
        done = subprocess.run(
            ["dbus-run-session", "--", *unlocking, *child],
            env=environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    return run


def test_store_read_and_delete_across_sessions(session, tmp_path):
    secret = "pL4nt3d-Sécret"
    said = session("ci-password", f"store=p1={secret}", "read=p1", "read=p2")
    assert said == {
        "name": "SecretService",
        "available": "yes",
        f"store=p1={secret}": None,
        "read=p1": secret,
        "read=p2": None,
    }
    files = [path for path in (tmp_path / "home").rglob("*") if path.is_file()]
    assert any(path.suffix == ".keyring" for path in files)
    assert not [path for path in files if secret.encode() in path.read_bytes()]

    said = session("ci-password", "read=p1", "delete=p1", "delete=p1", "read=p1 ")
    assert said["read=p1"] == secret
    assert said["delete=p1"] is None
    assert session("ci-password", "read=p1")["read=p1"] is None


def test_a_locked_keychain_says_so_at_once(session):
    assert session("ci-password", "store=p1=pL4nt3d")["store=p1=pL4nt3d"] is None
    said = session("another password", "read=p1", "store=p1=x", "delete=p1")
    assert said["available"] == "locked"
    assert {said[step] for step in ("read=p1", "store=p1=x", "delete=p1")} == {"unavailable: locked"}


def test_a_bus_without_a_session_keychain_is_none(session, monkeypatch):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    environment.pop("PYTHON_KEYRING_BACKEND", None)
    done = subprocess.run(
        [sys.executable, "-c", CHILD, "read=p1"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    said = json.loads(done.stdout)
    assert list(said.values()) == ["", "none", "unavailable: none"]
