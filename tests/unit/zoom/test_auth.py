"""Signing in against a real socket: grants, renewal, one request for many, and what a 401 and a missing scope cause."""

import asyncio
import base64
import logging
import traceback

import pytest
from scripted_zoom import DROP, SECRET, Clock, MakeClient, Reply, Seen, Server

from desktop_app.zoom.auth import Credentials
from desktop_app.zoom.client import ZoomClient
from desktop_app.zoom.connection import api_base
from desktop_app.zoom.errors import Reason, ZoomError

HUBS = Reply(200, {"total_records": 0, "hubs": []})
EXPIRED = Reply(401, {"code": 124, "message": "Access token is expired."})
BROKEN_SCOPES = (
    b'{"code":104,"message":"Invalid access token, does not contain scopes:'
    b'["zoom_events_basic:read","zoom_events_basic:read:admin"]"}'
)


@pytest.mark.asyncio
async def test_an_account_id_means_account_credentials_in_the_body(server: Server, client: ZoomClient) -> None:
    token = await client.sign_in()
    asked = server.token_calls[0]
    assert asked.method == "POST"
    assert asked.form == {"grant_type": "account_credentials", "account_id": "account"}
    assert asked.query == {}
    assert asked.headers["authorization"] == "Basic " + base64.b64encode(f"client:{SECRET}".encode()).decode()
    assert asked.headers["user-agent"].startswith("Foyer/")
    assert token.scope.split() == [server.scope]


@pytest.mark.asyncio
async def test_no_account_id_means_client_credentials(server: Server, make_client: MakeClient) -> None:
    await make_client(credentials=Credentials("", "client", SECRET)).sign_in()
    assert server.token_calls[0].form == {"grant_type": "client_credentials"}


@pytest.mark.asyncio
async def test_a_call_signs_in_by_itself_and_keeps_the_token(server: Server, client: ZoomClient) -> None:
    server.answers(HUBS, HUBS)
    await client.hubs()
    await client.hubs()
    assert len(server.token_calls) == 1
    assert [seen.headers["authorization"] for seen in server.calls] == ["Bearer token-1"] * 2


@pytest.mark.asyncio
async def test_sign_in_always_asks_anew(server: Server, client: ZoomClient) -> None:
    assert (await client.sign_in()).access_token == "token-1"
    assert (await client.sign_in()).access_token == "token-2"
    server.answers(HUBS)
    await client.hubs()
    assert server.calls[0].headers["authorization"] == "Bearer token-2"


@pytest.mark.asyncio
async def test_a_token_is_renewed_a_minute_before_its_end(server: Server, client: ZoomClient, clock: Clock) -> None:
    server.answers(HUBS, HUBS, HUBS)
    await client.hubs()
    clock.time += 3539
    await client.hubs()
    assert len(server.token_calls) == 1
    clock.time += 1
    await client.hubs()
    assert len(server.token_calls) == 2
    assert server.calls[-1].headers["authorization"] == "Bearer token-2"


@pytest.mark.asyncio
@pytest.mark.parametrize("expires_in", [3600, 30])
async def test_many_calls_share_one_token_request(server: Server, client: ZoomClient, expires_in: int) -> None:
    server.expires_in = expires_in
    server.answers(*[HUBS] * 20)
    await asyncio.gather(*(client.hubs() for _ in range(20)))
    assert len(server.token_calls) == 1
    assert len(server.calls) == 20


@pytest.mark.asyncio
async def test_many_calls_share_a_failure_too(server: Server, client: ZoomClient) -> None:
    server.token_script.append(Reply(400, {"reason": "Invalid client_id or client_secret", "error": "invalid_client"}))
    results = await asyncio.gather(*(client.hubs() for _ in range(10)), return_exceptions=True)
    assert {getattr(result, "reason", result) for result in results} == {Reason.BAD_CREDENTIALS}
    assert len({id(result) for result in results}) == 10
    assert len(server.token_calls) == 1
    server.answers(HUBS)
    assert await client.hubs() == []


@pytest.mark.asyncio
async def test_canceling_the_first_caller_leaves_the_others_a_token(server: Server, client: ZoomClient) -> None:
    arrived = asyncio.Event()

    async def never(seen: Seen) -> Reply:
        arrived.set()
        return Reply(hang=True)

    server.token_script.append(never)
    server.answers(HUBS)
    first = asyncio.create_task(client.hubs())
    await arrived.wait()
    second = asyncio.create_task(client.hubs())
    await asyncio.sleep(0)
    first.cancel()
    assert await second == []
    assert first.cancelled()
    assert len(server.token_calls) == 2


@pytest.mark.asyncio
@pytest.mark.parametrize("code", [124, 201])
async def test_a_401_gets_one_new_token_and_one_repetition(server: Server, client: ZoomClient, code: int) -> None:
    server.answers(Reply(401, {"code": code, "message": "Access token is expired."}), Reply(204))
    await client.delete_event("e1")
    assert [seen.headers["authorization"] for seen in server.calls] == ["Bearer token-1", "Bearer token-2"]


@pytest.mark.asyncio
async def test_a_second_401_is_told(server: Server, client: ZoomClient) -> None:
    server.answers(EXPIRED, EXPIRED)
    with pytest.raises(ZoomError) as caught:
        await client.hubs()
    assert caught.value.reason is Reason.TOKEN_REJECTED
    assert (len(server.calls), len(server.token_calls)) == (2, 2)


@pytest.mark.asyncio
async def test_many_401s_cause_one_new_token(server: Server, client: ZoomClient) -> None:
    await client.sign_in()
    everybody_came = asyncio.Event()

    async def revoked(seen: Seen) -> Reply:
        if len(server.calls) == 5:
            everybody_came.set()
        await everybody_came.wait()
        return EXPIRED

    server.answers(*[revoked] * 5, *[HUBS] * 5)
    await asyncio.gather(*(client.hubs() for _ in range(5)))
    assert len(server.token_calls) == 2
    assert [seen.headers["authorization"] for seen in server.calls[5:]] == ["Bearer token-2"] * 5


@pytest.mark.asyncio
@pytest.mark.parametrize("status", [400, 401])
@pytest.mark.parametrize(
    ("body", "code", "missing"),
    [
        (
            {"code": 4711, "message": "Invalid access token, does not contain scopes:[zoom_events:read:a, b:read]."},
            4711,
            ("zoom_events:read:a", "b:read"),
        ),
        ({"code": 4711, "message": "Scope mismatch."}, 4711, ()),
        ({"code": 4700, "message": "Invalid access token, does not contain scopes:[x_y:read]"}, 4700, ("x_y:read",)),
        ({"code": 4700, "message": "Invalid access token."}, 4700, ()),
        (BROKEN_SCOPES, 104, ("zoom_events_basic:read", "zoom_events_basic:read:admin")),
    ],
)
async def test_a_missing_scope_never_causes_a_new_token(
    server: Server, client: ZoomClient, status: int, body: object, code: int, missing: tuple[str, ...]
) -> None:
    server.answers(Reply(status, body))
    with pytest.raises(ZoomError) as caught:
        await client.events(status="draft")
    error = caught.value
    assert (error.reason, error.code, error.missing_scopes) == (Reason.SCOPE_MISSING, code, missing)
    assert error.operation == "getEvents"
    assert (len(server.calls), len(server.token_calls)) == (1, 1)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("status", "body", "reason"),
    [
        (400, {"reason": "Invalid client_id or client_secret", "error": "invalid_client"}, Reason.BAD_CREDENTIALS),
        (400, {"reason": "unsupported grant type", "error": "unsupported_grant_type"}, Reason.WRONG_APP_TYPE),
        (400, {"reason": "Bad Request", "error": "invalid_request"}, Reason.WRONG_ACCOUNT),
        (400, b"Bad Request", Reason.WRONG_ACCOUNT),
        (400, {"reason": "Invalid Token!", "error": "invalid_grant"}, Reason.SIGN_IN_REFUSED),
        (400, {"code": 4717, "message": "The app has been disabled."}, Reason.APP_DISABLED),
        (400, {"errorCode": 4702, "errorMessage": "Invalid client", "error": "odd"}, Reason.BAD_CREDENTIALS),
        (401, b"", Reason.SIGN_IN_REFUSED),
        (400, b"", Reason.SIGN_IN_REFUSED),
        (403, b"<html>Company proxy</html>", Reason.NOT_ZOOM),
        (200, b"<html>Sign in to the hotel</html>", Reason.NOT_ZOOM),
        (200, b"", Reason.UNREADABLE_ANSWER),
        (200, {"token_type": "bearer"}, Reason.UNREADABLE_ANSWER),
        (200, {"access_token": "two\r\nlines", "scope": ""}, Reason.UNREADABLE_ANSWER),
        (200, {"access_token": "", "scope": ""}, Reason.UNREADABLE_ANSWER),
        (302, b"", Reason.NOT_ZOOM),
    ],
)
async def test_a_refused_sign_in_is_typed(
    server: Server, client: ZoomClient, status: int, body: object, reason: Reason
) -> None:
    server.token_script.append(Reply(status, body, {"x-zm-trackingid": "v=1"}))
    with pytest.raises(ZoomError) as caught:
        await client.delete_event("e1")
    error = caught.value
    assert (error.reason, error.operation, error.status) == (reason, "token", status)
    assert error.tracking_id == "v=1"
    assert not error.outcome_unknown
    assert server.calls == []


@pytest.mark.asyncio
async def test_a_token_request_is_repeated_like_a_read(server: Server, client: ZoomClient, clock: Clock) -> None:
    server.token_script.extend([Reply(503), DROP])
    server.answers(Reply(204))
    await client.delete_event("e1")
    assert len(server.token_calls) == 3
    assert len(clock.pauses) == 2


@pytest.mark.asyncio
async def test_a_broken_token_service_is_not_asked_more_often_for_a_read(server: Server, client: ZoomClient) -> None:
    server.token_script.extend([Reply(500)] * 20)
    with pytest.raises(ZoomError) as caught:
        await client.hubs()
    assert (caught.value.reason, caught.value.operation) == (Reason.SERVER_ERROR, "token")
    assert len(server.token_calls) == 4


@pytest.mark.asyncio
async def test_secrets_show_nowhere(
    server: Server, make_client: MakeClient, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    credentials = Credentials("account", "client", SECRET)
    client = make_client(credentials=credentials)
    token = await client.sign_in()
    shown = [repr(credentials), repr(token), str(token), repr(client)]
    for reply in (EXPIRED, EXPIRED, Reply(500), DROP, Reply(200, b"?")):
        server.answers(reply)
    for _ in range(3):
        try:
            await client.publish_event("e")
        except ZoomError as error:
            shown.append("".join(traceback.format_exception(error)) + repr(error) + str(error) + error.message)
    shown.append(caplog.text)
    shown.extend(capsys.readouterr())
    everything = "\n".join(shown)
    for secret in (SECRET, base64.b64encode(f"client:{SECRET}".encode()).decode(), "token-1", "token-2"):
        assert secret not in everything


@pytest.mark.asyncio
async def test_odd_secrets_are_no_reason_to_crash(server: Server, make_client: MakeClient) -> None:
    await make_client(credentials=Credentials("ä", "clïent", "sécret\udc80")).sign_in()
    sent = base64.b64decode(server.token_calls[0].headers["authorization"].removeprefix("Basic ")).decode()
    assert sent == "clïent:sécret?"


@pytest.mark.parametrize(
    ("configured", "regional", "used"),
    [
        ("https://api.zoom.us/v2", "https://api-eu.zoom.us", "https://api-eu.zoom.us/v2"),
        ("https://api.zoom.us/v2", "", "https://api.zoom.us/v2"),
        ("https://api.zoom.us/v2", "http://api-eu.zoom.us", "https://api.zoom.us/v2"),
        ("https://api.zoom.us/v2", "https://evilzoom.us", "https://api.zoom.us/v2"),
        ("https://api.zoom.us/v2", "https://zoom.us.example.com", "https://api.zoom.us/v2"),
        ("https://api.zoom.us/v2", "https://u:p@api.zoom.us", "https://api.zoom.us/v2"),
        ("https://api.zoom.us/v2", "https://[bad", "https://api.zoom.us/v2"),
        ("http://127.0.0.1:8000/v2", "https://api-eu.zoom.us", "http://127.0.0.1:8000/v2"),
    ],
)
def test_calls_go_to_the_region_of_the_token(configured: str, regional: str, used: str) -> None:
    assert api_base(configured, regional) == used
