"""Zones are found by city, and have one name each."""

import datetime as dt
import zoneinfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.event import cities, schedule, zones


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Boston", "America/New_York"),
        ("san francisco", "America/Los_Angeles"),
        ("san fran", "America/Los_Angeles"),
        ("Seattle", "America/Los_Angeles"),
        ("washington", "America/New_York"),
        ("washington dc", "America/New_York"),
        ("texas", "America/Chicago"),
        ("Portland, Oregon", "America/Los_Angeles"),
        ("Portland Maine", "America/New_York"),
        ("Munich", "Europe/Berlin"),
        ("münchen", "Europe/Berlin"),
        ("MUENCHEN", "Europe/Berlin"),
        ("zurich", "Europe/Zurich"),
        ("Geneva", "Europe/Zurich"),
        ("Barcelona", "Europe/Madrid"),
        ("lodz", "Europe/Warsaw"),
        ("malmo", "Europe/Stockholm"),
        ("kiev", "Europe/Kyiv"),
        ("Mumbai", "Asia/Kolkata"),
        ("Bangalore", "Asia/Kolkata"),
        ("Beijing", "Asia/Shanghai"),
        ("xian", "Asia/Shanghai"),
        ("Osaka", "Asia/Tokyo"),
        ("東京", "Asia/Tokyo"),
        ("saigon", "Asia/Ho_Chi_Minh"),
        ("sao paulo", "America/Sao_Paulo"),
        ("Izmir", "Europe/Istanbul"),
        ("İzmir", "Europe/Istanbul"),
        ("Lord Howe", "Australia/Lord_Howe"),
        ("New York, USA", "America/New_York"),
        ("paris france", "Europe/Paris"),
        ("germany", "Europe/Berlin"),
        ("England", "Europe/London"),
        ("uk", "Europe/London"),
        ("us", "America/New_York"),
        ("japan", "Asia/Tokyo"),
        ("EST", "America/New_York"),
        ("pst", "America/Los_Angeles"),
        ("CET", "Europe/Berlin"),
        ("IST", "Asia/Kolkata"),
        ("UTC", "UTC"),
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("US/Eastern", "America/New_York"),
        ("america/argentina", "America/Argentina/Buenos_Aires"),
    ],
)
def test_what_people_type_finds_the_zone_first(text: str, zone: str) -> None:
    assert zones.search(text)[0].zone == zone


def test_a_country_gives_one_city_for_each_zone() -> None:
    found = zones.search("Australia", limit=30)
    assert [city.name for city in found[:3]] == ["Sydney", "Melbourne", "Brisbane"]
    assert len({city.zone for city in found}) == len(found)


def test_letters_that_stand_for_two_zones_give_both() -> None:
    assert [city.name for city in zones.search("ist")][:3] == ["Mumbai", "Jerusalem", "Dublin"]


def test_nothing_is_found_for_nothing() -> None:
    assert zones.search("") == []
    assert zones.search("  .,'") == []
    assert zones.search("qqqq") == []
    assert len(zones.search("a", limit=3)) == 3


@settings(max_examples=200)
@given(st.text(max_size=30))
def test_any_text_can_be_searched(text: str) -> None:
    for city in zones.search(text):
        assert schedule.find_zone(city.zone) is not None


def test_every_zone_and_country_of_the_table_exists() -> None:
    for line in cities.CITIES.strip().splitlines():
        code, zone = line.partition(": ")[0].split(" ")
        assert schedule.find_zone(zone) is not None, line
        assert zones.canonical(zone) == zone, line
        assert code in zones._countries(), line
    for codes in cities.COUNTRIES:
        assert codes in zones._countries()
    for found in cities.ABBREVIATIONS.values():
        assert all(zones.canonical(zone) == zone and schedule.find_zone(zone) for zone in found)
    assert all(zones.canonical(zone) == zone and schedule.find_zone(zone) for zone in cities.LABELS)
    for zone, zooms in zones.ZOOM_NAMES.items():
        assert zones.canonical(zooms) == zone


def test_no_city_stands_twice_in_one_country() -> None:
    seen = [(entry.city.country, entry.city.name) for entry in zones._entries()]
    assert sorted(seen) == sorted(set(seen))


def test_every_zone_can_be_found_by_its_own_id_and_city() -> None:
    for zone in zones._tab():
        assert zones.search(zone)[0].zone == zone
        assert zone in {city.zone for city in zones.search(zones.label(zone), limit=50)}


@pytest.mark.parametrize(
    ("zone", "known"),
    [
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("US/Eastern", "America/New_York"),
        ("America/Indianapolis", "America/Indiana/Indianapolis"),
        ("Europe/Kiev", "Europe/Kyiv"),
        ("Europe/Oslo", "Europe/Oslo"),
        ("Iceland", "Atlantic/Reykjavik"),
        ("Etc/UTC", "UTC"),
        ("Etc/Greenwich", "UTC"),
        ("Zulu", "UTC"),
        ("Etc/GMT+5", "Etc/GMT+5"),
        ("EST5EDT", "America/New_York"),
        ("SST", "Pacific/Guadalcanal"),
        ("America/New_York", "America/New_York"),
        ("Nowhere/Town", "Nowhere/Town"),
        ("", ""),
    ],
)
def test_a_zone_has_one_name(zone: str, known: str) -> None:
    assert zones.canonical(zone) == known
    assert zones.canonical(known) == known


def test_a_zones_names_keep_the_same_time() -> None:
    """A link of the database never leads to another clock, today."""
    for zone in sorted(zoneinfo.available_timezones() - {"Factory", "localtime"}):
        known = zones.canonical(zone)
        for month in (1, 7):
            moment = dt.datetime(2026, month, 1, tzinfo=dt.UTC)
            assert zones.offset(zone, moment) == zones.offset(known, moment), zone


def test_zones_as_zoom_spells_them() -> None:
    assert zones.for_zoom("Europe/Kyiv") == "Europe/Kiev"
    assert zones.for_zoom("US/Eastern") == "America/New_York"
    assert zones.same("Asia/Calcutta", "Asia/Kolkata")
    assert not zones.same("Europe/Paris", "Europe/Berlin")


@pytest.mark.parametrize(
    ("zone", "label"),
    [
        ("America/New_York", "New York"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires"),
        ("America/Indiana/Knox", "Knox, Indiana"),
        ("America/Port-au-Prince", "Port-au-Prince"),
        ("America/Sao_Paulo", "São Paulo"),
        ("Europe/London", "London"),
        ("Asia/Calcutta", "Kolkata"),
        ("UTC", "UTC"),
        ("Etc/GMT+5", "UTC−5"),
        ("", ""),
    ],
)
def test_labels(zone: str, label: str) -> None:
    assert zones.label(zone) == label


def test_offsets_are_those_of_the_moment() -> None:
    assert zones.offset("America/New_York", dt.datetime(2026, 1, 1, tzinfo=dt.UTC)) == dt.timedelta(hours=-5)
    assert zones.offset("America/New_York", dt.datetime(2026, 7, 1, tzinfo=dt.UTC)) == dt.timedelta(hours=-4)
    assert zones.offset("Asia/Kathmandu", dt.datetime(2026, 7, 1, tzinfo=dt.UTC)) == dt.timedelta(hours=5, minutes=45)
    with pytest.raises(ValueError, match="unknown time zone"):
        zones.offset("Nowhere", dt.datetime(2026, 7, 1, tzinfo=dt.UTC))


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Europe/Vienna", "Europe/Vienna"),
        ("/usr/share/zoneinfo/posix/Asia/Tokyo", "Asia/Tokyo"),
        ("/var/db/timezone/zoneinfo/Asia/Calcutta", "Asia/Kolkata"),
        ("PST8PDT", "America/Los_Angeles"),
        ("Etc/GMT+5", "Etc/GMT+5"),
        ("Etc/UTC", "UTC"),
        ("XYZ-3:30", ""),
        ("/etc/passwd", ""),
        ("../zone.tab", ""),
        ("\x00", ""),
        ("", ""),
    ],
)
def test_zones_as_computers_name_them(text: str, zone: str) -> None:
    assert zones.named(text) == zone
