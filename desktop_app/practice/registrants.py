"""Registrants: people by e-mail, the host among them and no names; and the report that has the names."""

from typing import Any

from desktop_app.practice import tickets
from desktop_app.practice.call import Answer, Call
from desktop_app.practice.lookup import HOST_EMAIL, event_of
from desktop_app.practice.paging import begins_after, page, page_size
from desktop_app.practice.wire import Json, invalid, seconds_of, utc_text
from desktop_app.practice.world import Row, loads

MOST_TICKETS = 50
"""Tickets that are listed with one registrant (list-registrants reference)."""


def list_registrants(call: Call) -> Answer:
    """getRegistrants: no filter, no names."""
    event = event_of(call)
    after, size = begins_after(call), page_size(call.query)
    total = 1 + call.world.count("SELECT COUNT(*) FROM registrant WHERE event_id = ?", (event["event_id"],))
    rows = call.world.rows(
        "SELECT * FROM registrant WHERE event_id = ? AND seq > ? ORDER BY seq LIMIT ?",
        (event["event_id"], after, size + 1),
    )
    held = _tickets(call, event, rows)
    coded = tickets.has_codes(event)
    records: list[tuple[int, Json]] = []
    if after < 0:
        host = {"ticket_id": tickets.host_ticket(event)["ticket_id"], "role": "ORIGINAL_HOST"}
        records.append((0, {"email": HOST_EMAIL, "registration_status": "REGISTERED", "tickets": [host]}))
    for row in rows:
        listed = [_ticket(call, ticket, coded=coded) for ticket in held.get(row["email_key"], [])[:MOST_TICKETS]]
        told = {"email": row["email"], "registration_status": row["status"], "tickets": listed}
        records.append((row["seq"], told))
    return Answer(200, page(call, "registrants", total, records[: size + 1]))


def report(call: Call) -> Answer:
    """EventRegistrationsReport: who registered when, with names."""
    event = event_of(call)
    start, end = _moment(call, "from", 0.0), _moment(call, "to", 1e12)
    where = (
        "event_id = ? AND EXISTS (SELECT 1 FROM ticket WHERE ticket.event_id = registrant.event_id"
        " AND ticket.email_key = registrant.email_key AND created BETWEEN ? AND ?)"
    )
    values: list[Any] = [event["event_id"], start, end]
    total = call.world.count(f"SELECT COUNT(*) FROM registrant WHERE {where}", values)  # noqa: S608 - our own text
    query = f"SELECT * FROM registrant WHERE {where} AND seq > ? ORDER BY seq LIMIT ?"  # noqa: S608 - of constants; values are bound
    rows = call.world.rows(query, [*values, begins_after(call), page_size(call.query) + 1])
    held = _tickets(call, event, rows)
    kinds = {
        row["ticket_type_id"]: loads(row["data"])["name"]
        for row in call.world.rows("SELECT * FROM ticket_type WHERE event_id = ?", (event["event_id"],))
    }
    records = [(row["seq"], _registration(row, held[row["email_key"]], event, kinds)) for row in rows]
    return Answer(200, page(call, "registrations", total, records))


def _registration(row: Row, held: list[Row], event: Row, kinds: dict[str, str]) -> Json:
    data = loads(held[0]["data"])
    names = [data.get("first_name", ""), data.get("last_name", "")]
    return {
        "display_name": " ".join(filter(None, names)) or row["email"],
        "first_name": names[0],
        "last_name": names[1],
        "email": row["email"],
        "opt_in_marketing": 0,
        "register_date": utc_text(held[0]["created"]),
        "event_attendance": "absent",
        # an underscore here, a hyphen everywhere else
        "attendance_type": [loads(event["data"])["attendance_type"].replace("-", "_")],
        "registration_method": "self-registration" if row["status"] == "REGISTERED" else "pre_registration",
        "registration_source": data.get("registration_source", ""),
        "tickets": [
            {
                "ticket_type_name": kinds.get(ticket["ticket_type_id"], ""),
                "ticket_type_id": ticket["ticket_type_id"],
                "ticket_id": ticket["ticket_id"],
                "external_ticket_id": ticket["external_ticket_id"] or "",
                "authentication_method": tickets.method(loads(ticket["data"])),
                "questions": loads(ticket["data"]).get("custom_questions", []),
            }
            for ticket in held[:MOST_TICKETS]
        ],
    }


def _ticket(call: Call, row: Row, *, coded: bool) -> Json:
    told = {
        "ticket_id": row["ticket_id"],
        "role": "ATTENDEE",
        "authentication_method": tickets.method(loads(row["data"])),
    }
    return {**told, "qr_code_url": f"{call.base_url}/qr/{row['link']}"} if coded else told


def _tickets(call: Call, event: Row, rows: list[Row]) -> dict[str, list[Row]]:
    keys = [row["email_key"] for row in rows]
    marks = ", ".join("?" * len(keys))
    query = f"SELECT * FROM ticket WHERE event_id = ? AND email_key IN ({marks}) ORDER BY seq"  # noqa: S608 - of constants; values are bound
    held: dict[str, list[Row]] = {key: [] for key in keys}
    for row in call.world.rows(query, [event["event_id"], *keys]):
        held[row["email_key"]].append(row)
    return held


def _moment(call: Call, name: str, usual: float) -> float:
    given = call.query.get(name)
    if given is None:
        return usual
    seconds = seconds_of(given, call.switches)
    if seconds is None:
        raise invalid((name, "must be a UTC time"))
    return seconds
