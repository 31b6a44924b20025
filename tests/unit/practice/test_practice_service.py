"""The service itself: starting, stopping, surviving, being alone on this computer, and its command line."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import httpx
import pytest
from practice_api import PATIENCE, Api, said

from desktop_app.practice import seed
from desktop_app.practice.service import PracticeService
from desktop_app.practice.web import is_loopback
from desktop_app.practice.world import World

ROOT = Path(__file__).parents[3]


@pytest.fixture
def world(tmp_path):
    return tmp_path / "data" / "zoom.sqlite3"


def started(**options):
    service = PracticeService()
    service.start(**options)
    caller = Api(service)
    caller.sign_in()
    return service, caller


class TestLife:
    def test_it_stops_at_once_with_everything(self):
        before = set(threading.enumerate())
        service, caller = started()
        port = int(service.base_url.rpartition(":")[2])
        service.stop()
        service.stop()
        assert not set(threading.enumerate()) - before
        with pytest.raises(httpx.ConnectError):
            caller.sign_in()
        # the port is free again
        again = PracticeService()
        again.start(port=port)
        assert again.base_url == f"http://127.0.0.1:{port}"
        again.stop()
        caller.http.close()

    def test_it_stops_while_a_call_waits(self):
        service, caller = started()
        service.faults.add("getHubList", "slow", seconds=3600)
        failures = []

        def call():
            try:
                caller.get("hubs", role_type="host")
            except httpx.TransportError as error:
                failures.append(error)

        thread = threading.Thread(target=call)
        thread.start()
        while not service.requests or service.requests[-1].operation != "getHubList":
            thread.join(0.01)
        service.stop()
        thread.join(PATIENCE)
        assert not thread.is_alive()
        assert len(failures) == 1
        caller.http.close()

    def test_a_second_start_changes_nothing(self):
        service, caller = started()
        url = service.base_url
        service.start()
        assert service.base_url == url
        service.stop()
        caller.http.close()

    def test_a_port_in_use_is_an_error(self):
        with socket.socket() as other:
            other.bind(("127.0.0.1", 0))
            other.listen()
            with pytest.raises(OSError, match=r"in use|denied|permitted"):
                PracticeService().start(port=other.getsockname()[1])

    def test_before_the_start_there_is_nothing(self):
        service = PracticeService()
        service.stop()
        with pytest.raises(RuntimeError):
            _ = service.base_url

    def test_it_can_start_again(self, world):
        service, caller = started(data=world)
        service.stop()
        service.start(data=world)
        caller.sign_in()
        assert caller.get("hubs", role_type="host").status_code == 200
        service.stop()
        caller.http.close()


class TestWorld:
    def test_it_survives_a_restart(self, world):
        service, caller = started(data=world)
        event_id = caller.published(name="Kept")
        caller.register(event_id, "a@example.com")
        link = caller.get(f"events/{event_id}").json()["event_url"]
        service.stop()
        caller.http.close()
        service, caller = started(data=world)
        read = caller.get(f"events/{event_id}").json()
        assert (read["name"], read["status"]) == ("Kept", "PUBLISHED")
        # the same path on the new port
        assert read["event_url"] == service.base_url + httpx.URL(link).path
        assert caller.get(f"events/{event_id}/tickets").json()["total_records"] == 1
        service.stop()
        caller.http.close()
        assert [path.name for path in world.parent.iterdir()] == [world.name]

    def test_it_returns_to_the_first_day(self, api, practice):
        hub = api.hub()
        event_id = api.published()
        practice.reset()
        assert api.hub() == hub
        assert said(api.get(f"events/{event_id}")) == (404, 2002)
        assert len(practice.world.events()) == 5
        assert practice.world.emails() == []

    def test_a_file_that_is_none_of_ours_is_put_aside(self, world, caplog):
        world.parent.mkdir()
        world.write_bytes(b"not a database, " * 500)
        service, caller = started(data=world)
        assert len(service.world.events()) == 5
        service.stop()
        caller.http.close()
        assert world.with_name("zoom.sqlite3.unreadable").read_bytes().startswith(b"not a database")
        assert "put aside" in caplog.text

    def test_another_version_is_put_aside(self, world):
        world.parent.mkdir()
        other = sqlite3.connect(world)
        other.execute("PRAGMA user_version=99")
        other.close()
        service, caller = started(data=world)
        service.stop()
        caller.http.close()
        assert world.with_name("zoom.sqlite3.unreadable").exists()

    def test_a_file_that_is_damaged_inside_is_put_aside(self, world):
        service, caller = started(data=world)
        service.stop()
        caller.http.close()
        pages = bytearray(world.read_bytes())
        # all but the first page, which says whose file it is
        pages[4096:] = b"\xff" * (len(pages) - 4096)
        world.write_bytes(pages)
        service, caller = started(data=world)
        assert len(service.world.events()) == 5
        service.stop()
        caller.http.close()
        assert world.with_name("zoom.sqlite3.unreadable").exists()

    def test_several_that_open_a_new_file_at_once_begin_one_day(self, world):
        begun, opened_by = [], []
        together = threading.Barrier(4)

        def plant(planted):
            begun.append(planted)
            seed.plant(planted)

        def opened():
            together.wait()
            World(world, plant).close()
            opened_by.append(threading.get_ident())

        openers = [threading.Thread(target=opened) for _ in range(4)]
        for opener in openers:
            opener.start()
        for opener in openers:
            opener.join()
        assert len(begun) == 1
        assert len(opened_by) == 4

    def test_a_place_where_no_file_can_be(self, tmp_path):
        with pytest.raises(OSError, match="unable to open database file") as refused:
            started(data=tmp_path)
        assert refused.value.filename == str(tmp_path)

    def test_a_left_over_log_is_not_played_into_a_new_file(self, world):
        world.parent.mkdir()
        Path(f"{world}-wal").write_bytes(b"old")
        service, caller = started(data=world)
        assert len(service.world.events()) == 5
        service.stop()
        caller.http.close()

    def test_a_failed_rule_leaves_nothing_behind(self, api, practice):
        event_id = api.draft(event_type="RECURRING", recurrence={"type": 1, "end_times": 3})
        before = api.get(f"events/{event_id}").json(), practice.world.sessions(event_id)
        rule = {"type": 1, "end_date_time": "2001-01-01T00:00:00Z"}
        assert said(api.patch(f"events/{event_id}", {"name": "X", "recurrence": rule})) == (400, 300)
        assert (api.get(f"events/{event_id}").json(), practice.world.sessions(event_id)) == before

    def test_a_full_disk_is_no_fault_of_zooms_and_is_got_over(self, api, practice):
        practice.world.run("PRAGMA max_page_count = 1")
        answers = [api.post("events", api.new_event(description="long " * 1000)) for _ in range(9)]
        assert said(answers[-1]) == (500, 500)
        assert "this computer's disk: database or disk is full" in answers[-1].json()["message"]
        practice.world.run("PRAGMA max_page_count = 1073741823")
        assert api.post("events", api.new_event()).status_code == 201


class TestGuard:
    def test_its_own_names_are_taken(self, api, practice):
        port = practice.base_url.rpartition(":")[2]
        for host in (f"127.0.0.1:{port}", f"localhost:{port}", f"LOCALHOST:{port}"):
            assert api.http.get(practice.base_url, headers={"Host": host}).status_code == 200

    @pytest.mark.parametrize(
        "host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "evil.example:{port}", "[::1]:{port}", ""]
    )
    def test_another_name_is_refused_everywhere(self, api, practice, host):
        named = host.replace("{port}", practice.base_url.rpartition(":")[2])
        for url in (practice.base_url, practice.oauth_url, f"{practice.api_url}/zoom_events/hubs"):
            answer = api.http.get(url, headers={"Host": named, "Authorization": f"Bearer {api.token}"})
            assert answer.status_code == 421
            assert "hubs" not in answer.text
        assert practice.requests == []

    @pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1", "http://localhost"])
    def test_another_page_is_refused(self, api, practice, origin):
        answer = api.http.post(
            practice.oauth_url, data={"grant_type": "client_credentials"}, headers={"Origin": origin}, auth=("c", "s")
        )
        assert answer.status_code == 403

    @pytest.mark.parametrize(
        ("peer", "own"),
        [("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("10.0.0.1", False), ("0.0.0.0", False), ("", False)],
    )
    def test_only_this_computer_is_let_in(self, peer, own):
        assert is_loopback(peer) is own

    def test_unknown_addresses_are_told_zooms_way(self, api, practice):
        assert said(api.get("webinars")) == (404, 2300)
        assert said(api.delete("hubs")) == (405, 2300)
        assert api.http.get(f"{practice.base_url}/nothing").status_code == 404
        assert practice.requests[-1].operation == ""

    def test_a_huge_body_is_refused(self, api, practice):
        headers = {"Authorization": f"Bearer {api.token}"}
        content = b" " * (17 * 1024 * 1024)
        answer = api.http.post(f"{practice.api_url}/zoom_events/events", content=content, headers=headers)
        assert answer.status_code == 413

    def test_who_hangs_up_in_the_middle_of_a_question_is_no_failure(self, caplog):
        service, caller = started()
        address = httpx.URL(service.base_url)
        head = f"POST /v2/zoom_events/events HTTP/1.1\r\nHost: {address.netloc.decode()}\r\nContent-Length: 9\r\n\r\n{{"
        with socket.create_connection((address.host, address.port)) as other:
            other.sendall(head.encode())
        while [record.status for record in service.requests if record.operation == "createEvent"] != [0]:
            assert caller.get("hubs", role_type="host").status_code == 200
        service.stop()
        caller.http.close()
        assert [record for record in caplog.records if record.name.startswith("uvicorn")] == []


class TestRequests:
    def test_what_came_is_kept(self, api, practice):
        api.post("events", {"name": "X"})
        (record,) = practice.requests
        assert (record.method, record.path, record.operation) == ("POST", "/v2/zoom_events/events", "createEvent")
        assert (record.body, record.status) == ({"name": "X"}, 400)


class TestCommandLine:
    def run(self, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "desktop_app.practice", *arguments],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
        )

    @pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals between processes")
    @pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
    def test_it_says_its_address_first_and_stops_when_told(self, tmp_path, name):
        data = tmp_path / "zoom.sqlite3"
        running = self.run("--port", "0", "--latency-ms", "1", "--rate", "50", "--data", str(data))
        try:
            assert running.stdout is not None
            url = running.stdout.readline().strip()
            answer = httpx.post(
                f"{url}/oauth/token",
                data={"grant_type": "client_credentials"},
                auth=("c", "s"),
                trust_env=False,
                timeout=PATIENCE,
            )
            assert answer.status_code == 200
            running.send_signal(getattr(signal, name))
            assert running.wait(PATIENCE) == 0
        finally:
            running.kill()
            running.communicate()
        assert data.exists()

    def test_a_port_in_use_is_told_in_a_line(self):
        with socket.socket() as other:
            other.bind(("127.0.0.1", 0))
            other.listen()
            done = self.run("--port", str(other.getsockname()[1]))
            _, complaint = done.communicate(timeout=PATIENCE)
        assert done.returncode == 2
        assert complaint.count("\n") == 1

    def test_a_file_that_cannot_be_is_told_in_a_line(self, tmp_path):
        done = self.run("--data", str(tmp_path))
        _, complaint = done.communicate(timeout=PATIENCE)
        assert done.returncode == 2
        assert complaint.count("\n") == 1
        assert str(tmp_path) in complaint

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            (["--port", "99999"], "a port is a number from 0 to 65535"),
            (["--port", "x"], "a whole number"),
            (["--rate", "-1"], "a whole number"),
            (["--latency-ms", "1.5"], "a whole number"),
        ],
    )
    def test_nonsense_is_refused(self, arguments, told, capsys):
        from desktop_app.practice.__main__ import parser

        with pytest.raises(SystemExit) as stopped:
            parser().parse_args(arguments)
        assert stopped.value.code == 2
        assert told in capsys.readouterr().err
