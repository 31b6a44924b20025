"""One practice service for each module, on its first day again for each test."""

from collections.abc import Iterator

import pytest
from practice_api import Api, MovableClock

from desktop_app.practice.operations import SCOPES
from desktop_app.practice.service import PracticeService


@pytest.fixture(scope="module")
def running() -> Iterator[tuple[PracticeService, MovableClock]]:
    clock = MovableClock()
    service = PracticeService(clock=clock)
    service.start()
    yield service, clock
    service.stop()


@pytest.fixture
def clock(running: tuple[PracticeService, MovableClock]) -> MovableClock:
    running[1].reset()
    return running[1]


@pytest.fixture
def practice(running: tuple[PracticeService, MovableClock], clock: MovableClock) -> PracticeService:
    service = running[0]
    service.switches.reset()
    service.faults.clear()
    service.scopes = list(SCOPES)
    service.tokens.lifetime = 3600
    service.rate = None
    service.latency_ms = 0
    service.reset()
    service.forget_requests()
    return service


@pytest.fixture
def api(practice: PracticeService) -> Iterator[Api]:
    caller = Api(practice)
    assert caller.sign_in().status_code == 200
    practice.forget_requests()
    yield caller
    caller.http.close()
