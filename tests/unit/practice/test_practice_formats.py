"""The format of a series: that of its occurrences, which are changed one by one."""

from practice_api import Api

WEEKLY = {"type": 2, "weekly_days": [3], "end_times": 3}


def types(api: Api, event_id: str) -> list[int]:
    return [session["type"] for session in api.get(f"events/{event_id}/sessions").json()["sessions"]]


def test_a_series_is_of_the_format_that_all_its_occurrences_have(api: Api) -> None:
    event_id = api.draft(event_type="RECURRING", recurrence=WEEKLY)
    for number, session in enumerate(api.get(f"events/{event_id}/sessions").json()["sessions"]):
        told = api.get(f"events/{event_id}").json()["meeting_type"]
        assert told == "WEBINAR", f"{number} of 3 are meetings"
        assert api.patch(f"events/{event_id}/sessions/{session['session_id']}", {"type": 0}).status_code == 204
    assert api.get(f"events/{event_id}").json()["meeting_type"] == "MEETING"
    assert api.patch(f"events/{event_id}", {"name": "Another name"}).status_code == 204
    assert types(api, event_id) == [0, 0, 0]


def test_an_occurrence_that_is_only_described_changes_no_format(api: Api) -> None:
    event_id = api.draft(event_type="RECURRING", recurrence=WEEKLY)
    first = api.get(f"events/{event_id}/sessions").json()["sessions"][0]["session_id"]
    assert api.patch(f"events/{event_id}/sessions/{first}", {"description": "The first"}).status_code == 204
    assert api.get(f"events/{event_id}").json()["meeting_type"] == "WEBINAR"


def test_a_session_says_nothing_of_the_format_of_a_conference(api: Api) -> None:
    times = {"start_time": api.in_days(7), "end_time": api.in_days(7, 1)}
    event_id = api.draft(event_type="CONFERENCE", meeting_type=...)
    talk = {"name": "Talk", "timezone": "America/New_York", "type": 2, **times}
    session = api.post(f"events/{event_id}/sessions", talk).json()["session_id"]
    assert api.patch(f"events/{event_id}/sessions/{session}", {"type": 0}).status_code == 204
    assert "meeting_type" not in api.get(f"events/{event_id}").json()
