"""The zone in which the form proposes to plan: this computer's."""

import os

import pytest

from desktop_app.event import schedule
from desktop_app.ui.pages.event.zone_box import own_zone


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such variable")
@pytest.mark.parametrize(
    ("told", "zone"),
    [
        (":America/Chicago", "America/Chicago"),
        ("/usr/share/zoneinfo/posix/Asia/Tokyo", "Asia/Tokyo"),
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("Etc/UTC", "UTC"),
        ("XYZ-3:30", "UTC"),
    ],
)
def test_a_zone_in_the_environment_is_taken_by_its_name_in_use(
    monkeypatch: pytest.MonkeyPatch, told: str, zone: str
) -> None:
    monkeypatch.setenv("TZ", told)
    assert own_zone() == zone


def test_this_very_computer_has_a_zone() -> None:
    assert schedule.find_zone(own_zone()) is not None
