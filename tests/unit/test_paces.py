"""What was learned of an account's speed is there in the next run."""

from pathlib import Path
from typing import Any

import pytest

from desktop_app.endpoints import Endpoints
from desktop_app.gateway import ZoomGateway
from desktop_app.journey.state import Mode
from desktop_app.paces import Paces
from desktop_app.storage.notes import Note
from desktop_app.zoom.client import ZoomClient
from desktop_app.zoom.pace import Pace


def test_a_pace_is_kept_for_its_account(tmp_path: Path) -> None:
    note = Note(tmp_path / "paces.json")
    paces = Paces(note)
    paces.remember("acme", Pace(per_second=30.0))
    paces.save()
    again = Paces(note)
    assert again.recall("acme") == Pace(per_second=30.0)
    assert again.recall("other") is None


def test_what_is_learned_is_written_soon_and_not_each_time(tmp_path: Path) -> None:
    note = Note(tmp_path / "paces.json")
    later: list[Any] = []
    paces = Paces(note, later.append)
    for per_second in (30.0, 40.0, 80.0):
        paces.remember("acme", Pace(per_second=per_second))
    assert note.load() == ""
    (save,) = later
    save()
    assert Paces(note).recall("acme") == Pace(per_second=80.0)
    paces.remember("acme", Pace(per_second=80.0))
    assert len(later) == 1
    paces.remember("acme", Pace(per_second=70.0))
    later[1]()
    assert Paces(note).recall("acme") == Pace(per_second=70.0)


def test_a_damaged_note_is_no_note(tmp_path: Path) -> None:
    (tmp_path / "paces.json").write_text('{"acme": 3}')
    assert Paces(Note(tmp_path / "paces.json")).recall("acme") is None


@pytest.mark.asyncio
async def test_a_connection_begins_at_the_remembered_pace(tmp_path: Path) -> None:
    paces = Paces(Note(tmp_path / "paces.json"))
    paces.remember("acme", Pace(per_second=30.0))
    gateway = ZoomGateway(Endpoints("http://127.0.0.1:1/v2", "http://127.0.0.1:1/oauth/token"), None, paces)
    client = await gateway.open(Mode.ACCOUNT, account_id="acme", client_id="id", client_secret="secret")
    assert isinstance(client, ZoomClient)
    assert client.pacer.pace.per_second == 30.0
    await client.aclose()
