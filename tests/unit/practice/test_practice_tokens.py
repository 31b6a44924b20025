"""Signing in to practice: both grants, permissions, ends of tokens, and the one secret that fails."""

import pytest
from practice_api import Api, said

from desktop_app.practice.operations import BY_ID, OPERATIONS, SCOPES


@pytest.mark.parametrize("placed", ["data", "params"])
def test_parameters_may_be_in_the_body_or_in_the_address(practice, api, placed):
    form = {"grant_type": "account_credentials", "account_id": "anything"}
    answer = api.http.post(practice.oauth_url, auth=("client", "secret"), **{placed: form})
    assert answer.status_code == 200
    token = answer.json()
    assert token["token_type"] == "bearer"
    assert token["expires_in"] == 3600
    assert set(token["scope"].split()) == set(SCOPES)
    assert token["api_url"] == practice.base_url
    assert "refresh_token" not in token


def test_the_grant_without_an_account(api):
    assert api.sign_in(grant_type="client_credentials").status_code == 200
    assert api.get("hubs", role_type="host").status_code == 200


def test_parameters_from_both_places_are_merged(practice, api):
    answer = api.http.post(
        practice.oauth_url,
        params={"account_id": "a"},
        data={"grant_type": "account_credentials"},
        auth=("client", "secret"),
    )
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("secret", "form", "error"),
    [
        ("wrong", {"grant_type": "account_credentials", "account_id": "a"}, "invalid_client"),
        ("wrong", {"grant_type": "client_credentials"}, "invalid_client"),
        ("", {"grant_type": "client_credentials"}, "invalid_client"),
        ("any", {"grant_type": "account_credentials"}, "invalid_request"),
        ("any", {"grant_type": "password"}, "unsupported_grant_type"),
        ("any", {"account_id": "a"}, "unsupported_grant_type"),
    ],
)
def test_refusals_have_reason_and_error(api, secret, form, error):
    answer = api.sign_in(secret, **form)
    assert answer.status_code == 400
    assert set(answer.json()) == {"reason", "error"}
    assert answer.json()["error"] == error


@pytest.mark.parametrize("header", [None, "Basic", "Basic !!", "Basic \xe9", "Bearer x", "Basic Y2xpZW50"])
def test_credentials_must_be_readable(practice, api, header):
    answer = api.http.post(
        practice.oauth_url,
        data={"grant_type": "client_credentials"},
        headers={"Authorization": header.encode("latin-1")} if header else {},
    )
    assert answer.status_code == 400
    assert answer.json() == {"reason": "Invalid client_id or client_secret", "error": "invalid_client"}


class TestCalls:
    def test_no_token_and_a_wrong_one_are_refused(self, api):
        api.token = "made-up"
        answer = api.get("hubs", role_type="host")
        assert said(answer) == (401, 124)
        assert answer.json()["message"] == "Invalid access token."

    def test_a_token_in_the_address_is_refused_and_not_kept(self, practice, api):
        answer = api.http.get(f"{practice.api_url}/zoom_events/hubs", params={"access_token": api.token})
        assert said(answer) == (401, 124)
        assert api.token not in repr(practice.requests)

    def test_a_token_ends(self, practice, api, clock):
        practice.tokens.lifetime = 120
        api.sign_in()
        clock.ahead = 119
        assert api.get("hubs", role_type="host").status_code == 200
        clock.ahead = 121
        answer = api.get("hubs", role_type="host")
        assert said(answer) == (401, 124)
        assert answer.json()["message"] == "Access token is expired."

    def test_all_tokens_can_be_ended(self, practice, api):
        practice.tokens.revoke_all()
        assert api.get("hubs", role_type="host").json()["message"] == "Access token is expired."

    def test_a_missing_permission_names_what_is_missing(self, practice, api):
        practice.scopes = ["zoom_events:write:event"]
        assert api.sign_in().json()["scope"] == "zoom_events:write:event"
        answer = api.get("hubs", role_type="host")
        assert said(answer) == (400, 4711)
        assert answer.json()["message"] == (
            "Invalid access token, does not contain scopes:"
            "[zoom_events:read:list_hubs, zoom_events:read:list_hubs:admin]."
        )

    def test_a_permission_added_later_is_in_the_next_token(self, practice, api):
        practice.scopes = []
        api.sign_in()
        practice.scopes = ["zoom_events:read:list_hubs"]
        assert said(api.get("hubs", role_type="host")) == (400, 4711)
        api.sign_in()
        assert api.get("hubs", role_type="host").status_code == 200

    @pytest.mark.parametrize("form", range(4))
    def test_any_of_the_four_names_will_do(self, practice, api: Api, form):
        practice.scopes = [BY_ID["getHubList"].names[form]]
        api.sign_in()
        assert api.get("hubs", role_type="host").status_code == 200

    def test_every_operation_asks_for_a_permission(self, practice, api):
        practice.scopes = ["imchat:bot"]
        api.sign_in()
        for operation in OPERATIONS:
            path = operation.path.removeprefix("/zoom_events/").replace("{", "").replace("}", "")
            assert said(api.call(operation.method, path, {})) == (400, 4711), operation.id


def test_no_secret_is_kept(practice, api):
    secret = "a-client-secret"
    api.sign_in(secret, grant_type="account_credentials", account_id="acc", client_secret=secret)
    api.http.post(practice.oauth_url, params={"client_secret": secret, "assertion": secret}, auth=("c", secret))
    api.get("hubs", role_type="host")
    kept = repr(practice.requests)
    assert secret not in kept
    assert api.token not in kept
    assert practice.requests[0].body == {"grant_type": "account_credentials", "account_id": "acc"}
    assert [record.operation for record in practice.requests] == ["token", "token", "getHubList"]
