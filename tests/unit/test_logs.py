"""Secrets planted wherever a log line can carry them, and looked for in the file."""

import base64
import json
import logging
import os
import stat
import sys
import threading
import traceback
import urllib.parse
import warnings
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app import logs
from desktop_app.logs import HIDDEN, Logs, Redactor

SECRET = "pL4nt3d/Secret+Wert=="
log = logging.getLogger("tests.planted")


@pytest.fixture
def journal(tmp_path):
    configured = logs.configure(tmp_path, logging.DEBUG)
    configured.redactor.add(SECRET)
    yield configured
    configured.close()


def written(journal: Logs) -> str:
    return journal.path.read_text(encoding="utf-8")


def log_file_handler() -> logs._PrivateFile:
    return next(found for found in logging.getLogger().handlers if isinstance(found, logs._PrivateFile))


class TestPlantedSecrets:
    def test_in_the_message_and_its_arguments(self, journal):
        log.info("The secret is " + SECRET)
        log.info("The secret is %s, again %r, in %s", SECRET, SECRET, {"key": [SECRET]})
        log.info("%(x)s", {"x": SECRET})
        assert SECRET not in written(journal)
        assert written(journal).count(HIDDEN) == 5

    def test_in_an_exception_its_cause_and_its_notes(self, journal):
        def fail() -> None:
            try:
                raise ValueError(f"inner {SECRET}")
            except ValueError as inner:
                error = RuntimeError("outer", {"client_secret": SECRET})
                error.add_note(f"note {SECRET}")
                raise error from inner

        try:
            fail()
        except RuntimeError:
            log.exception("Failed with %s", SECRET)
        text = written(journal)
        assert "ValueError: inner [hidden]" in text
        assert "note [hidden]" in text
        assert SECRET not in text

    def test_in_an_exception_group(self, journal):
        try:
            raise ExceptionGroup("several", [ValueError(SECRET), ExceptionGroup("nested", [KeyError(SECRET)])])
        except ExceptionGroup:
            log.exception("Failed")
        assert "several" in written(journal)
        assert SECRET not in written(journal)

    def test_in_stack_info_and_in_the_source_line_of_a_traceback(self, journal):
        log.info("here", stack_info=True)  # pL4nt3d/Secret+Wert==
        try:
            raise ValueError  # pL4nt3d/Secret+Wert==
        except ValueError:
            log.exception("there")
        assert written(journal).count("Traceback") == 1
        assert SECRET not in written(journal)

    def test_in_a_call_with_wrong_arguments(self, journal, capsys):
        record = logging.LogRecord("x", logging.INFO, __file__, 1, "%d of %s", (SECRET,), None)
        log_file_handler().handle(record)
        assert "could not be written" in written(journal)
        assert SECRET not in written(journal) + capsys.readouterr().err

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
    def test_when_the_disk_is_full(self, journal, capsys):
        handler = log_file_handler()
        handler.stream.close()
        handler.baseFilename = "/dev/full"
        handler.stream = handler._open()
        log.info("secret %s", SECRET)
        said = capsys.readouterr().err
        assert "can't be written" in said
        assert SECRET not in said
        journal.close()

    def test_in_warnings_and_in_logger_names_and_from_threads(self, journal):
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            logging.captureWarnings(True)
            warnings.warn(f"warned {SECRET}", stacklevel=1)
        logging.getLogger(f"named.{SECRET}").info("x")
        thread = threading.Thread(target=lambda: log.info(SECRET))
        thread.start()
        thread.join()
        assert SECRET not in written(journal)

    def test_another_handler_does_not_inherit_an_unredacted_traceback(self, journal):
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "m", (), None)
        try:
            raise ValueError(SECRET)
        except ValueError:
            record.exc_info = sys.exc_info()
        log_file_handler().handle(record)
        assert record.exc_text is None

    def test_in_the_copy_of_a_crash_report(self):
        redactor = Redactor([SECRET])
        try:
            raise ValueError(SECRET)
        except ValueError as error:
            report = redactor.redact("".join(traceback.format_exception(error)))
        assert "ValueError: [hidden]" in report


class TestPatterns:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Authorization: Bearer eyJhbGciOi.abc-_9~+/=", "Authorization: [hidden] [hidden]"),
            ("sent Bearer eyJhbGciOi.abc to Zoom", "sent Bearer [hidden] to Zoom"),
            ("{'authorization': 'Basic YWJjOmRlZg=='}", "{'authorization': [hidden]}"),
            ("bearer abcdef", "bearer [hidden]"),
            ("client_secret=aB%2Fc&grant_type=x", "client_secret=[hidden]&grant_type=x"),
            ('{"access_token": "ab\\"cd", "expires_in": 3599}', '{"access_token": [hidden], "expires_in": 3599}'),
            ('"{\\"access_token\\":\\"abcd\\",\\"x\\":1}"', '"{\\"access_token\\":[hidden]\\",\\"x\\":1}"'),
            ("headers=[('authorization', 'Token abc')]", "headers=[('authorization', [hidden])]"),
            ("[(b'Authorization', b'Bearer abc.def')]", "[(b'Authorization', [hidden])]"),
            ("Credentials(client_secret='abc', x=1)", "Credentials(client_secret=[hidden], x=1)"),
            ("refresh_token: abc", "refresh_token: [hidden]"),
            ("zoom.client_secret = abc", "zoom.client_secret = [hidden]"),
            ("https://events.zoom.us/ejl/ABC.def?x=1 sent", "https://events.zoom.us/ejl/[hidden] sent"),
            ('"https://us02web.zoom.us/j/123456?pwd=abc"', '"https://us02web.zoom.us/j/[hidden]"'),
            ("GET /ejl/Ax9 HTTP/1.1", "GET /ejl/[hidden] HTTP/1.1"),
            ("https://events.zoom.us/etr/abc/def", "https://events.zoom.us/etr/[hidden]"),
            ("https://zoom.us/w/9?tk=abc.def&pwd=g", "https://zoom.us/w/[hidden]"),
            ("https://zoom.us/x?tk=abc.def&lang=en", "https://zoom.us/x?tk=[hidden]&lang=en"),
        ],
    )
    def test_what_looks_like_a_secret_is_hidden(self, text, expected):
        assert Redactor().redact(text) == expected

    @pytest.mark.parametrize(
        "text",
        [
            'File "/home/j/foyer/app.py", line 3',
            "Event abc was published at https://events.zoom.us/ev/AbC",
            "The token expires in 3599 s",
            "26 of 30 tickets, tracking id WEB_5f1",
        ],
    )
    def test_ordinary_lines_stay(self, text):
        assert Redactor().redact(text) == text

    def test_long_lines_come_to_an_end(self):
        redactor = Redactor([SECRET])
        for hostile in (
            "a." * 50_000,
            "https://" * 10_000,
            "client_secret" * 5_000,
            "bearer " * 10_000,
            '\\"' * 50_000,
        ):
            # all of it is looked through: a pattern that tries every way would take for ever
            assert redactor.redact(hostile + SECRET).endswith(HIDDEN)


class TestRedactor:
    @given(secret=st.text(min_size=8, max_size=40), before=st.text(max_size=10), after=st.text(max_size=10))
    def test_a_known_secret_is_found_however_it_is_encoded(self, secret, before, after):
        redactor = Redactor([secret])
        for form in (
            secret,
            repr(secret)[1:-1],
            json.dumps(secret)[1:-1],
            urllib.parse.quote_plus(secret.encode("utf-8", "surrogatepass")),
            base64.b64encode(secret.encode("utf-8", "surrogatepass")).decode().rstrip("="),
        ):
            assert HIDDEN in redactor.redact(f"{before}{form}{after}")

    def test_the_longer_secret_goes_first(self):
        assert Redactor(["abcd", "abcdef"]).redact("abcdef") == HIDDEN

    def test_what_is_too_short_to_be_a_secret_hides_nothing(self):
        redactor = Redactor()
        redactor.add("")
        redactor.add("abc")
        assert redactor.redact("abc ") == "abc "

    def test_it_does_not_tell_what_it_knows(self):
        assert SECRET not in repr(Redactor([SECRET]))


class TestFile:
    @pytest.mark.skipif(os.name == "nt", reason="Windows has no POSIX permissions")
    def test_it_is_for_this_user_only(self, journal):
        assert stat.S_IMODE(journal.path.stat().st_mode) == 0o600

    def test_a_servers_text_cannot_forge_a_line(self, journal):
        log.info("Zoom said: %s", "no\n2026-01-01T00:00:00.000Z INFO root: all is well\x1b[2J\u2028x")
        lines = written(journal).splitlines()
        assert lines[1].startswith("    2026")
        assert "\x1b" not in written(journal)
        assert len(lines) == 3

    def test_old_lines_go_into_other_files_and_in_the_end_away(self, journal, monkeypatch):
        handler = log_file_handler()
        handler.maxBytes = 2000
        for number in range(400):
            log.info("line %d", number)
        assert len(list(journal.path.parent.iterdir())) == 1 + logs.OLD_FILES
        assert "line 399" in written(journal)

    def test_after_closing_nothing_is_written_and_the_level_is_back(self, tmp_path):
        root = logging.getLogger()
        level, handlers = root.level, list(root.handlers)
        configured = logs.configure(tmp_path, logging.DEBUG)
        configured.close()
        configured.close()
        log.error("nobody hears this")
        assert "nobody hears this" not in written(configured)
        assert (root.level, root.handlers) == (level, handlers)
