"""What tests of one page share."""

from collections.abc import Iterator

import pytest

from desktop_app.practice.service import PracticeService


@pytest.fixture
def zoom() -> Iterator[PracticeService]:
    """The practice service over a real socket."""
    service = PracticeService()
    service.start()
    yield service
    service.stop()
