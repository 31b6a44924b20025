"""A plain HTTP caller of the practice service, and a clock that only tests move."""

import time
from typing import Any

import httpx

from desktop_app.practice.service import PracticeService
from desktop_app.practice.wire import utc_text

DAY = 24 * 3600
PATIENCE = 120.0
"""Seconds: no answer takes as long, but a busy computer may."""
IMPATIENT = httpx.Timeout(PATIENCE, read=0.05)
"""Gives up soon on an answer, and on nothing else."""


class MovableClock:
    """The moment at which a test began, plus what the test adds: a second that ends in mid-test changes nothing."""

    def __init__(self) -> None:
        self.reset()

    def __call__(self) -> float:
        return self._began + self.ahead

    def reset(self) -> None:
        self._began, self.ahead = time.time(), 0.0


class Api:
    """Calls with a token; every answer is kept, for the contract."""

    def __init__(self, service: PracticeService) -> None:
        self.service = service
        self.http = httpx.Client(trust_env=False, verify=False, timeout=PATIENCE)
        self.token = ""

    def sign_in(self, secret: str = "any", **form: str) -> httpx.Response:
        form = form or {"grant_type": "account_credentials", "account_id": "acc"}
        answer = self.http.post(self.service.oauth_url, data=form, auth=("client", secret))
        if answer.status_code == 200:
            self.token = answer.json()["access_token"]
        return answer

    def call(self, method: str, path: str, body: Any = None, **query: Any) -> httpx.Response:
        return self.http.request(
            method,
            f"{self.service.api_url}/zoom_events/{path}",
            json=body,
            params=query or None,
            headers={"Authorization": f"Bearer {self.token}"},
        )

    def get(self, path: str, **query: Any) -> httpx.Response:
        return self.call("GET", path, **query)

    def post(self, path: str, body: Any = None, **query: Any) -> httpx.Response:
        return self.call("POST", path, body, **query)

    def patch(self, path: str, body: Any) -> httpx.Response:
        return self.call("PATCH", path, body)

    def put(self, path: str, body: Any) -> httpx.Response:
        return self.call("PUT", path, body)

    def delete(self, path: str) -> httpx.Response:
        return self.call("DELETE", path)

    # --- shortcuts

    def in_days(self, days: float, hours: float = 0) -> str:
        return utc_text(self.service.world.clock() + days * DAY + hours * 3600)

    def hub(self) -> str:
        return str(self.get("hubs", role_type="host").json()["hubs"][0]["hub_id"])

    def new_event(self, **changes: Any) -> dict[str, Any]:
        body = {
            "name": "Launch",
            "description": "All about it",
            "timezone": "America/New_York",
            "event_type": "SIMPLE_EVENT",
            "access_level": "PRIVATE_UNRESTRICTED",
            "hub_id": self.hub(),
            "attendance_type": "virtual",
            "meeting_type": "WEBINAR",
            "calendar": [{"start_time": self.in_days(7), "end_time": self.in_days(7, 1)}],
            **changes,
        }
        return {name: value for name, value in body.items() if value is not ...}

    def draft(self, **changes: Any) -> str:
        answer = self.post("events", self.new_event(**changes))
        assert answer.status_code == 201, answer.text
        return str(answer.json()["event_id"])

    def act(self, event_id: str, operation: str, **more: Any) -> httpx.Response:
        return self.post(f"events/{event_id}/event_actions", {"operation": operation, **more})

    def published(self, **changes: Any) -> str:
        event_id = self.draft(**changes)
        answer = self.act(event_id, "publish")
        assert answer.status_code == 201, answer.text
        return event_id

    def register(self, event_id: str, *rows: Any, **query: Any) -> httpx.Response:
        """Create tickets: a row is an e-mail, or the members of one."""
        tickets = [person(row) if isinstance(row, str) else row for row in rows]
        return self.post(f"events/{event_id}/tickets", {"registration_source": "Foyer", "tickets": tickets}, **query)

    def tickets(self, event_id: str, **query: Any) -> list[dict[str, Any]]:
        return list(self.get(f"events/{event_id}/tickets", **query).json()["tickets"])

    def ticket_types(self, event_id: str) -> list[dict[str, Any]]:
        return list(self.get(f"events/{event_id}/ticket_types").json()["ticket_types"])


def person(email: str, **more: Any) -> dict[str, Any]:
    return {"email": email, "first_name": "Ada", "last_name": "King", "send_notification": False, **more}


def arrived(service: PracticeService, operation: str) -> None:
    """Wait until a call of `operation` is there: a busy machine may take longer than its caller waits."""
    while not any(record.operation == operation for record in service.requests):
        time.sleep(0.005)


def said(answer: httpx.Response) -> tuple[int, int]:
    """Return HTTP status and Zoom's code."""
    return answer.status_code, answer.json()["code"]


def codes(answer: httpx.Response) -> dict[str, str]:
    """E-mail to error code of each person who got no ticket."""
    assert answer.status_code == 201, answer.text
    return {item["email"]: item["error_code"] for item in answer.json()["errors"]}


def refused_fields(answer: httpx.Response) -> set[str]:
    assert said(answer) == (400, 300)
    return {item["field"] for item in answer.json()["errors"]}
