"""What is wrong with a place, and with the domains and addresses that may come."""

from dataclasses import replace

import pytest
from email_validator import EmailNotValidError, validate_email
from event_drafts import TOWN_HALL, is_held_back, one, told
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.event import rules
from desktop_app.event.draft import Access, Attendance, EventDraft
from desktop_app.event.problem import ProblemCode


@pytest.mark.parametrize("attendance", [Attendance.IN_PERSON, Attendance.HYBRID])
def test_a_place_is_needed_where_people_come(attendance: Attendance) -> None:
    assert told(replace(TOWN_HALL, attendance=attendance, place=" ")) == {("place", "missing_place")}
    assert told(replace(TOWN_HALL, attendance=attendance, place="Hall 3")) == set()


def approved(domains: tuple[str, ...] = (), emails: tuple[str, ...] = ()) -> EventDraft:
    return replace(TOWN_HALL, access=Access.APPROVED_ONLY, allowed_domains=domains, allowed_emails=emails)


def test_approved_people_only() -> None:
    assert told(approved()) == {("allowed_domains", "missing_allowed")}
    assert told(approved((" ",), ("",))) == {("allowed_domains", "missing_allowed")}
    assert told(approved(("techcorp.com",))) == set()
    assert told(approved(emails=("sarah.chen@techcorp.com",))) == set()
    assert told(replace(approved(("nonsense",)), access=Access.ANYONE_WITH_LINK)) == set()


@pytest.mark.parametrize(
    "domain", ["acme", "@acme.com", "acme..com", "-acme.com", "*.acme.com", "acme.com/x", "a b.com"]
)
def test_wrong_domains(domain: str) -> None:
    found = one(approved(("techcorp.com", domain)), ProblemCode.INVALID_DOMAIN)
    assert (found.facts["entries"], found.facts["count"]) == ((domain,), 1)


def test_many_wrong_addresses_are_one_problem() -> None:
    found = one(approved(emails=tuple(f"person{number}" for number in range(900))), ProblemCode.INVALID_EMAIL)
    assert found.facts["count"] == 900
    assert found.facts["entries"] == ("person0", "person1", "person2", "person3", "person4")


def test_lists_and_lengths() -> None:
    domains = tuple(f"d{number}.com" for number in range(51))
    assert told(approved(domains[:50])) == set()
    assert told(approved(domains)) == {("allowed_domains", "too_many_domains")}
    assert told(approved(("a" * 36 + ".com",))) == set()
    assert told(approved(("a" * 37 + ".com",))) == {("allowed_domains", "domain_too_long")}
    assert told(approved(emails=("a" * 51 + "@acme.com",))) == set()
    assert told(approved(emails=("a" * 52 + "@acme.com",))) == {("allowed_emails", "email_too_long")}
    assert told(approved(("acme.com", "Acme.com"))) == {("allowed_domains", "duplicate_domain")}
    assert told(approved(emails=("A@acme.com", "a@acme.com"))) == {("allowed_emails", "duplicate_email")}
    assert not is_held_back(approved(("acme.com", "Acme.com")))
    emails = tuple(f"person{number}@acme.com" for number in range(50_001))
    assert told(approved(emails=emails)) == {("allowed_emails", "too_many_emails")}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("@Acme.com", "acme.com"),
        ("https://acme.com/events", "acme.com"),
        ("sarah@acme.com", "acme.com"),
        ("*.acme.com", "acme.com"),
        ("nonsense", ""),
        ("", ""),
    ],
)
def test_what_domain_was_meant(text: str, meant: str) -> None:
    assert rules.suggest_domain(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Sarah Chen <sarah@acme.com>", "sarah@acme.com"),
        ("sarah @acme. com", "sarah@acme.com"),
        ("mailto:sarah@acme.com", "sarah@acme.com"),
        ("sarah@acme.com,", "sarah@acme.com"),
        ("sarah", ""),
    ],
)
def test_what_address_was_meant(text: str, meant: str) -> None:
    assert rules.suggest_email(text) == meant


def library_says(text: str) -> bool:
    try:
        validate_email(text, check_deliverability=False)
    except (EmailNotValidError, ValueError):
        return False
    return True


@settings(max_examples=150)
@given(
    st.one_of(
        st.emails(),
        st.text(max_size=40),
        st.from_regex(r"[A-Za-z0-9._+-]{1,12}@[a-zA-Z0-9.-]{1,20}\.(com|test|x1|local|CO)", fullmatch=True),
    )
)
def test_addresses_are_judged_as_the_library_does(text: str) -> None:
    assert rules.is_email(text) is library_says(text)
