"""Whom connections trust: the system's certificates, read once."""

import ssl
import sys
from pathlib import Path

import pytest
import truststore

from desktop_app import __version__, self_check
from desktop_app.zoom import trust
from desktop_app.zoom.http_pool import HttpPool

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system itself is asked")


@pytest.mark.asyncio
async def test_the_certificates_are_the_systems_and_read_once() -> None:
    """Reading them takes the window's time, for each of many connections."""
    pool = HttpPool(timeout=5)
    try:
        contexts = [http._transport._pool._ssl_context for http in pool.clients]  # type: ignore[attr-defined]
        assert len(set(map(id, contexts))) == 1
        assert contexts[0].verify_mode is ssl.CERT_REQUIRED
        assert contexts[0].check_hostname
        assert isinstance(contexts[0], truststore.SSLContext) == (sys.platform in ("win32", "darwin"))
        http = pool.clients[0]
        assert http.headers["user-agent"] == f"Foyer/{__version__}"
        assert not http.follow_redirects
    finally:
        await pool.aclose()


@linux_only
def test_the_certificates_of_a_system_that_openssl_was_not_built_for_are_found(
    certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path / "empty"))
    (tmp_path / "empty").mkdir()
    monkeypatch.setattr(trust, "BUNDLES", (tmp_path / "nothing.pem", certificate[0]))
    (known,) = trust.system_context().get_ca_certs()
    assert known["subject"]


@linux_only
def test_certificates_in_a_folder_that_openssl_would_not_find_there_are_found_elsewhere(
    certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where the folder holds one file of all certificates, and Python's OpenSSL comes from elsewhere."""
    folder = tmp_path / "certs"
    folder.mkdir()
    (folder / "ca-bundle.crt").write_bytes(certificate[0].read_bytes())
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    monkeypatch.setenv("SSL_CERT_DIR", str(folder))
    monkeypatch.setattr(trust, "BUNDLES", (folder / "ca-bundle.crt",))
    assert len(trust.system_context().get_ca_certs()) == 1
    assert self_check.check_certificates() == f"{ssl.OPENSSL_VERSION}, 1 authorities"


@linux_only
def test_who_names_the_certificates_to_trust_is_obeyed(
    certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "3e45d192.0").write_bytes(certificate[0].read_bytes())
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    monkeypatch.setenv("SSL_CERT_DIR", str(folder))
    monkeypatch.setattr(trust, "BUNDLES", (certificate[0],))
    assert trust.system_context().get_ca_certs() == []
    assert self_check.check_certificates() == f"{ssl.OPENSSL_VERSION}, 1 authorities"
