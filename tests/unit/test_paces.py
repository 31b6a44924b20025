"""What was learned of an account's speed is there in the next run."""

from pathlib import Path

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
