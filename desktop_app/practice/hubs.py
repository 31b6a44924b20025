"""Hubs, their hosts, and the kinds of e-mail that an event has."""

from desktop_app.practice.call import Answer, Call
from desktop_app.practice.lookup import event_of
from desktop_app.practice.paging import begins_after, page, page_size
from desktop_app.practice.wire import Refusal, checked, invalid, is_email, new_id, text, utc_text
from desktop_app.practice.world import loads


def list_hubs(call: Call) -> Answer:
    """getHubList: all at once, never paged."""
    role = call.query.get("role_type", "host")
    if role not in ("host", "attendee"):
        raise invalid(("role_type", "must be one of host, attendee"))
    rows = call.world.rows("SELECT * FROM hub ORDER BY position") if role == "host" else []
    hubs = [
        {"hub_id": row["hub_id"], **loads(row["data"]), "public_url": f"{call.base_url}/hub/{row['hub_id']}"}
        for row in rows
    ]
    return Answer(200, {"total_records": len(hubs), "hubs": hubs})


def list_hosts(call: Call) -> Answer:
    """gethubhostList."""
    hub_id = _hub(call)
    total = call.world.count("SELECT COUNT(*) FROM hub_host WHERE hub_id = ?", (hub_id,))
    rows = call.world.rows(
        "SELECT * FROM hub_host WHERE hub_id = ? AND seq > ? ORDER BY seq LIMIT ?",
        (hub_id, begins_after(call), page_size(call.query) + 1),
    )
    records = [(row["seq"], {"host_user_id": row["host_user_id"], "email": row["email"]}) for row in rows]
    return Answer(200, page(call, "hosts", total, records))


def create_host(call: Call) -> Answer:
    """createHubHost."""
    hub_id = _hub(call)
    body = checked(call.body, {"email": text()}, required=("email",))
    if not is_email(body["email"]):
        raise invalid(("email", "is not an e-mail address"))
    host_user_id = new_id()
    call.world.run(
        "INSERT INTO hub_host (host_user_id, hub_id, email) VALUES (?, ?, ?)", (host_user_id, hub_id, body["email"])
    )
    return Answer(201, {"host_user_id": host_user_id})


def email_types(call: Call) -> Answer:
    """listEmailTypes: the confirmation, and a reminder an hour ahead."""
    row = event_of(call)
    over = row["ends"] <= call.now
    kinds = [
        {
            "email_type": "registration_confirmation",
            "email_type_id": f"{row['event_id']}.1",
            "trigger_overview": "When somebody registers",
            "status": "ongoing",
        },
        {
            "email_type": "reminder",
            "email_type_id": f"{row['event_id']}.2",
            "trigger_overview": "One hour before the event",
            "trigger_date": utc_text(row["starts"] - 3600),
            "status": "sent" if over else "scheduled",
        },
    ]
    wanted = call.query.get("status")
    kinds = [kind for kind in kinds if wanted in (None, kind["status"])]
    after = begins_after(call)
    records = [(number, kind) for number, kind in enumerate(kinds) if number > after]
    return Answer(200, page(call, "email_types", len(kinds), records))


def _hub(call: Call) -> str:
    hub_id = call.params["hub_id"]
    if call.world.one("SELECT 1 FROM hub WHERE hub_id = ?", (hub_id,)) is None:
        raise Refusal(404, 2001, "Hub not found.")
    return hub_id
