"""Which addresses may stand for Zoom, and which links may be opened."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.endpoints import EndpointRefused, Endpoints
from desktop_app.zoom.links import is_safe_link

SAFE = (
    "https://api.zoom.us/v2",
    "HTTPS://api.zoom.us/v2",
    "https://events.zoom.us/ev/abc?x=1#top",
    "https://example.com:8443/",
    "http://127.0.0.1:8000/v2",
    "http://localhost/v2",
    "http://LOCALHOST:9/v2",
    "http://[::1]:8000/v2",
)
UNSAFE = (
    "",
    "api.zoom.us/v2",
    "http://api.zoom.us/v2",
    "http://127.0.0.1.example.com/",
    "http://localhost.example.com/",
    "http://0.0.0.0/",
    "ftp://127.0.0.1/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "data:text/html,hello",
    "https://",
    "https:///v2",
    "https://:443/v2",
    "https://somebody@api.zoom.us/v2",
    "https://somebody:secret@api.zoom.us/v2",
    "https://@api.zoom.us/v2",
    "https://api.zoom.us:port/v2",
    "https://api.zoom.us:99999/v2",
    "https://[::1/v2",
    "https://api.zoom.us/v2 ",
    " https://api.zoom.us/v2",
    "https://api.zoom.us/\nv2",
    "https://api.zo\tom.us/v2",
)


@pytest.mark.parametrize("url", SAFE)
def test_safe_links(url: str) -> None:
    assert is_safe_link(url)


@pytest.mark.parametrize("url", UNSAFE)
def test_unsafe_links(url: str) -> None:
    assert not is_safe_link(url)


@given(st.text())
def test_no_text_is_an_error(url: str) -> None:
    assert is_safe_link(url) in (True, False)


@given(st.text(min_size=1, max_size=12), st.sampled_from(["https://", "http://", "HTTP://"]))
def test_no_host_but_this_computer_is_reached_without_encryption(rest: str, scheme: str) -> None:
    url = scheme + rest
    if is_safe_link(url) and scheme.lower() == "http://":
        host = url[7:].split("/")[0].split("?")[0].split("#")[0].lower()
        assert host.startswith(("127.0.0.1", "localhost", "[::1]"))


def test_without_a_word_it_is_zoom() -> None:
    assert Endpoints.from_environment({}) == Endpoints("https://api.zoom.us/v2", "https://zoom.us/oauth/token")
    assert Endpoints.from_environment({"FOYER_API_URL": "", "FOYER_OAUTH_URL": ""}) == Endpoints()


def test_another_address_without_its_last_slash() -> None:
    read = Endpoints.from_environment(
        {"FOYER_API_URL": "http://127.0.0.1:8000/v2/", "FOYER_OAUTH_URL": "http://127.0.0.1:8000/oauth/token"}
    )
    assert read == Endpoints("http://127.0.0.1:8000/v2", "http://127.0.0.1:8000/oauth/token")


@pytest.mark.parametrize("name", ["FOYER_API_URL", "FOYER_OAUTH_URL"])
@pytest.mark.parametrize("url", [url for url in UNSAFE if url])
def test_an_unsafe_address_is_refused_by_its_name(name: str, url: str) -> None:
    with pytest.raises(EndpointRefused) as caught:
        Endpoints.from_environment({name: url})
    assert name in str(caught.value)
    assert "https" in str(caught.value)


@pytest.mark.parametrize("name", ["FOYER_API_URL", "FOYER_OAUTH_URL"])
def test_a_password_in_a_refused_address_is_not_said(name: str) -> None:
    with pytest.raises(EndpointRefused) as caught:
        Endpoints.from_environment({name: "https://somebody:hunter2@proxy.example.com/v2"})
    assert "hunter2" not in str(caught.value)
