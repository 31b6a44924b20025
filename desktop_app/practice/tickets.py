"""Tickets: create up to 30 at once, list, read, change, delete (Tickets references of Zoom's API)."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from desktop_app.practice.call import NOTHING, Answer, Call
from desktop_app.practice.lookup import HOST_EMAIL, PUBLISHED, event_of
from desktop_app.practice.paging import begins_after, page, page_size
from desktop_app.practice.ticket_rows import (
    WHOLE,
    Desk,
    RowFailed,
    TicketKind,
    changed_answers,
    external_id_problem,
)
from desktop_app.practice.wire import (
    Json,
    Refusal,
    checked,
    email_key,
    invalid,
    items,
    members,
    new_id,
    new_token,
    text,
)
from desktop_app.practice.world import Row, dumps, loads

MOST = 30
"""Tickets of one request (create-tickets reference)."""
LONGEST_SOURCE = 16
"""Characters of `registration_source` (create-tickets reference)."""
LEVELS = ("standard", "strict", "none")


def create(call: Call) -> Answer:
    """createTickets: a success may hold failed rows, and even nothing but failed rows."""
    event = event_of(call)
    level = call.query.get("validation_level", LEVELS[0])
    if level not in LEVELS:
        raise invalid(("validation_level", f"must be one of {', '.join(LEVELS)}"))
    body = checked(
        call.body, {"registration_source": text(LONGEST_SOURCE), "tickets": items(MOST, members)}, required=("tickets",)
    )
    if not body["tickets"]:
        raise invalid(("tickets", f"must have 1 to {MOST} items"))
    settled = event["published_at"] is not None and event["published_at"] + call.switches.publish_delay <= call.now
    if event["status"] != PUBLISHED or not settled:
        raise Refusal(400, 26501, "Event is not published yet.")
    desk = Desk.of(call, event, level)
    outcome = _register(call, event, desk, body)
    _refuse_whole(call, len(body["tickets"]), [failure for _, failure in outcome.failed])
    store(call, event["event_id"], outcome.made, desk.kinds.values())
    answer: Json = {"tickets": outcome.told}
    if call.switches.ticket_errors == "always":
        answer["errors"] = [
            {"email": email, "error_code": failure.error_code, "message": failure.message}
            for email, failure in outcome.failed
        ]
    return Answer(201, answer)


class _Outcome(NamedTuple):
    """What became of the rows of a request: tickets to store, tickets as they are answered (also those that were there
    before), and failures by e-mail."""

    made: list[Json]
    told: list[Json]
    failed: list[tuple[str, RowFailed]]


def _register(call: Call, event: Row, desk: Desk, body: Json) -> _Outcome:
    """Judge each row of a request in turn, and make its ticket."""
    outcome = _Outcome([], [], [])
    held = _held(call, event, body["tickets"])
    for row in body["tickets"]:
        email = row["email"] if isinstance(row.get("email"), str) else ""
        key = email_key(email)
        if key and key in held and call.switches.duplicate_email == "same":
            outcome.told.append(held[key])
            continue
        try:
            kind, answers = desk.judged(row)
            if key in held and call.switches.duplicate_email == "error":
                raise RowFailed("ticket_generated_failed", "The email is already registered for this event.")
        except RowFailed as failure:
            outcome.failed.append((email, failure))
            continue
        ticket = new_ticket(call, event, kind, row, answers)
        if body.get("registration_source"):
            ticket["data"]["registration_source"] = body["registration_source"]
        outcome.made.append(ticket)
        outcome.told.append(_told(call, event, ticket))
        held[key] = outcome.told[-1]
    return outcome


def store(call: Call, event_id: str, tickets: list[Json], kinds: Iterable[TicketKind]) -> None:
    """Write new tickets, their people, their e-mails, and what they take from each type's stock."""
    call.world.run_all(
        "INSERT INTO ticket (ticket_id, event_id, ticket_type_id, email, email_key, external_ticket_id, link,"
        " form_needed, created, data) VALUES (:ticket_id, :event_id, :ticket_type_id, :email, :email_key,"
        " :external_ticket_id, :link, :form_needed, :created, :data)",
        [{**ticket, "data": dumps(ticket["data"])} for ticket in tickets],
    )
    call.world.run_all(
        "INSERT INTO registrant (event_id, email_key, email, status) VALUES (:event_id, :email_key, :email, :status)"
        " ON CONFLICT (event_id, email_key) DO NOTHING",
        tickets,
    )
    call.world.run_all(
        "INSERT INTO mail (event_id, ticket_id, email, kind, text, sent_at) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (
                event_id,
                ticket["ticket_id"],
                ticket["email"],
                "invitation" if ticket["form_needed"] else "confirmation",
                _link(call, ticket["link"], ticket["form_needed"]),
                call.now,
            )
            for ticket in tickets
            # who doesn't say gets one: the tutorial has e-mails go out by themselves
            if ticket["data"].get("send_notification") is not False
        ],
    )
    call.world.run_all(
        "UPDATE ticket_type SET sold = sold + ? WHERE ticket_type_id = ?",
        [(kind.taken, kind.ticket_type_id) for kind in kinds if kind.taken],
    )


def list_tickets(call: Call) -> Answer:
    """getTickets: each filter that is given narrows the list."""
    event = event_of(call)
    where, values = ["event_id = ?"], [event["event_id"]]
    for name, column in (
        ("external_ticket_id", "external_ticket_id"),
        ("email", "email_key"),
        ("ticket_type_id", "ticket_type_id"),
    ):
        if name in call.query:
            where.append(f"{column} = ?")
            values.append(email_key(call.query[name]) if name == "email" else call.query[name])
    condition = " AND ".join(where)
    total = call.world.count(f"SELECT COUNT(*) FROM ticket WHERE {condition}", values)  # noqa: S608 - our own columns
    query = f"SELECT * FROM ticket WHERE {condition} AND seq > ? ORDER BY seq LIMIT ?"  # noqa: S608 - of constants; values are bound
    after, size = begins_after(call), page_size(call.query)
    records = [(row["seq"], view(call, row, event)) for row in call.world.rows(query, [*values, after, size + 1])]
    if call.switches.host_ticket == "listed" and len(where) == 1:
        total += 1
        if after < 0:
            records.insert(0, (0, host_ticket(event)))
    return Answer(200, page(call, "tickets", total, records[: size + 1]))


def read(call: Call) -> Answer:
    """getTicketDetails."""
    event = event_of(call)
    return Answer(200, view(call, _find(call), event))


def update(call: Call) -> Answer:
    """Updateticket: answers and the caller's own id. Whose ticket it is, and of which type, never changes."""
    event_of(call)
    row = _find(call)
    if not isinstance(call.body, dict):
        raise Refusal(400, 300, "Request Body should be a valid JSON object.")
    if {"ticket_id", "email", "ticket_type_id"} & set(call.body):
        raise Refusal(400, 1063, "Ticket ID can not updated.")
    try:
        answers = changed_answers(call.body)
    except RowFailed as failure:
        raise invalid(("tickets", failure.message)) from None
    external_id = call.body.get("external_ticket_id", row["external_ticket_id"])
    if external_id is not None and (problem := external_id_problem(external_id)):
        raise invalid(("external_ticket_id", problem))
    call.world.run(
        "UPDATE ticket SET external_ticket_id = ?, data = ? WHERE seq = ?",
        (external_id, dumps(loads(row["data"]) | answers), row["seq"]),
    )
    return NOTHING


def delete(call: Call) -> Answer:
    """deleteTicket: the person is off the list with the last of their tickets."""
    event_of(call)
    row = _find(call)
    call.world.run("DELETE FROM ticket WHERE seq = ?", (row["seq"],))
    call.world.run("UPDATE ticket_type SET sold = sold - 1 WHERE ticket_type_id = ?", (row["ticket_type_id"],))
    held = "SELECT 1 FROM ticket WHERE event_id = ? AND email_key = ? LIMIT 1"
    if not call.world.one(held, (row["event_id"], row["email_key"])):
        call.world.run(
            "DELETE FROM registrant WHERE event_id = ? AND email_key = ?", (row["event_id"], row["email_key"])
        )
    return NOTHING


def view(call: Call, row: Row, event: Row) -> Json:
    """Return the ticket as lists have it: with names, and with what was answered."""
    data = loads(row["data"])
    sessions = data.pop("session_ids", [])
    data.pop("fast_join", None)
    told: Json = {
        "ticket_id": row["ticket_id"],
        "ticket_type_id": row["ticket_type_id"],
        "email": row["email"],
        "event_join_link": f"{call.base_url}/ejl/{row['link']}",
        "ticket_role_type": "pre_registration" if row["form_needed"] else "normal",
        "authentication_method": method(loads(row["data"])),
        **data,
    }
    if row["external_ticket_id"]:
        told["external_ticket_id"] = row["external_ticket_id"]
    if sessions:
        told["session_id"] = sessions[0]
    if has_codes(event):
        told["qr_code_url"] = f"{call.base_url}/qr/{row['link']}"
    return told


def host_ticket(event: Row) -> Json:
    """Return the ticket of who hosts the event."""
    return {
        "ticket_id": f"host-{event['event_id']}",
        "email": HOST_EMAIL,
        "ticket_role_type": "host",
        "send_notification": False,
    }


def has_codes(event: Row) -> bool:
    """Say whether people may come in person, and show a code at the door."""
    return bool(loads(event["data"])["attendance_type"] != "virtual")


def method(data: Json) -> str:
    """Return how a ticket's owner proves who they are."""
    return "no_auth" if data.get("fast_join") else "zoom_account_otp"


def _find(call: Call) -> Row:
    row = call.world.one(
        "SELECT * FROM ticket WHERE ticket_id = ? AND event_id = ?", (call.params["ticket_id"], call.params["event_id"])
    )
    if row is None:
        raise Refusal(404, 26503, "Ticket not found.")
    return row


def _held(call: Call, event: Row, rows: list[Json]) -> dict[str, Json]:
    """Return the answers for people who have a ticket already, by e-mail; none where another is simply made."""
    if call.switches.duplicate_email == "new":
        return {}
    keys = [email_key(row["email"]) for row in rows if isinstance(row.get("email"), str)]
    marks = ", ".join("?" * len(keys))
    query = f"SELECT * FROM ticket WHERE event_id = ? AND email_key IN ({marks}) ORDER BY seq DESC"  # noqa: S608 - of constants; values are bound
    return {
        row["email_key"]: _told(call, event, dict(row)) for row in call.world.rows(query, [event["event_id"], *keys])
    }


def new_ticket(call: Call, event: Row, kind: TicketKind, row: Json, answers: Json) -> Json:
    """Return a ticket to `store`, taken from its type's stock. `row` is a row of a tickets request that was judged."""
    form_needed = row.get("registration_needed") is True
    flags = {name: row[name] for name in ("send_notification", "fast_join") if isinstance(row.get(name), bool)}
    data = {**answers, **flags}
    if row.get("session_ids"):
        data["session_ids"] = row["session_ids"]
    kind.left -= 1
    kind.taken += 1
    return {
        "ticket_id": new_id(),
        "event_id": event["event_id"],
        "ticket_type_id": kind.ticket_type_id,
        "email": row["email"],
        "email_key": email_key(row["email"]),
        "external_ticket_id": row.get("external_ticket_id") or None,
        "link": new_token(),
        "form_needed": int(form_needed),
        "created": call.now,
        "status": "PRE_REGISTER_INVITED" if form_needed else "PRE_REGISTERED",
        "data": data,
    }


def _told(call: Call, event: Row, ticket: Json) -> Json:
    """Return a ticket as the answer to its creation has it: no names, and one of two links."""
    kind = "event_registration_link" if ticket["form_needed"] else "event_join_link"
    told: Json = {
        "ticket_id": ticket["ticket_id"],
        "email": ticket["email"],
        kind: _link(call, ticket["link"], ticket["form_needed"]),
    }
    if ticket["external_ticket_id"]:
        told["external_ticket_id"] = ticket["external_ticket_id"]
    if has_codes(event):
        told["qr_code_url"] = f"{call.base_url}/qr/{ticket['link']}"
    return told


def _link(call: Call, link: str, form_needed: int) -> str:
    return f"{call.base_url}/{'etr' if form_needed else 'ejl'}/{link}"


def _refuse_whole(call: Call, count: int, failures: list[RowFailed]) -> None:
    """Refuse the whole request where that reading is switched on, for failures that have such a form."""
    reading = call.switches.ticket_failures
    whole = [failure for failure in failures if failure.error_code in WHOLE]
    alike = len(whole) == count and len(Counter(failure.error_code for failure in whole)) == 1
    if whole and (reading == "request" or (reading == "alike" and alike)):
        status, code, message = WHOLE[whole[0].error_code]
        raise Refusal(status, code, message or whole[0].message)
