"""Access links: the ways to an event's registration, and who may take them (access-link references)."""

from typing import Any

from desktop_app.practice.call import NOTHING, Answer, Call
from desktop_app.practice.lookup import PUBLISHED, event_of
from desktop_app.practice.wire import (
    Check,
    Json,
    Refusal,
    checked,
    email_key,
    flag,
    invalid,
    items,
    members,
    new_id,
    new_token,
    one_of,
    text,
)
from desktop_app.practice.world import Row, World, dumps, loads

MOST = 300
"""Access links of an event (list-access-links reference)."""
AUTHENTICATION = ("zoom_account", "zoom_account_otp", "corporate_idp", "bypass_auth", "accelerated_auth")
REQUIRED = ("name", "type", "authentication_method")

SHAPES: dict[str, Check] = {
    "name": text(filled=True),
    "is_default": flag,
    "authentication_method": one_of(AUTHENTICATION),
    "idp_name": text(),
    # the schema takes 20,000, its text 50
    "allow_domain_list": items(20_000, text(255, filled=True)),
    "email_restrict_list": items(50_000, text(255, filled=True), unique=True),
    "security_at_join": members,
    "ticket_type_id": text(),
    "recurring_registration_option": one_of(("all_sessions", "single_session", "multiple_sessions")),
}


def list_links(call: Call) -> Answer:
    """getEventAccessLinks: never paged, and the only answer with `url`."""
    event = event_of(call)
    rows = call.world.rows("SELECT * FROM access_link WHERE event_id = ? ORDER BY seq", (event["event_id"],))
    return Answer(200, {"access_links": [{**view(row), "url": f"{call.base_url}/ev/{row['token']}"} for row in rows]})


def create(call: Call) -> Answer:
    """createEventAccessLink."""
    event = event_of(call)
    shapes = {**SHAPES, "type": one_of(("registration", "group-join"))}
    link = checked(call.body, shapes, REQUIRED)
    _check(call, event["event_id"], link, 0)
    if call.world.count("SELECT COUNT(*) FROM access_link WHERE event_id = ?", (event["event_id"],)) >= MOST:
        raise invalid(("name", f"an event has at most {MOST} access links"))
    is_default = link.pop("is_default", False)
    if is_default:
        call.world.run("UPDATE access_link SET is_default = 0 WHERE event_id = ?", (event["event_id"],))
    row = _store(call.world, event["event_id"], link, is_default=is_default)
    if event["status"] == PUBLISHED:
        _invite(call, row, _listed(link))
    return Answer(201, view(row))


def read(call: Call) -> Answer:
    """GetEventAccessLink."""
    event_of(call)
    return Answer(200, view(_find(call)))


def update(call: Call) -> Answer:
    """updateEventAccess."""
    event = event_of(call)
    row = _find(call)
    changes = checked(call.body, SHAPES)
    _check(call, event["event_id"], changes, row["seq"])
    # there is always one default: it ends by making another one it
    if changes.pop("is_default", False):
        call.world.run(
            "UPDATE access_link SET is_default = (seq = ?) WHERE event_id = ?", (row["seq"], row["event_id"])
        )
    before = loads(row["data"])
    call.world.run("UPDATE access_link SET data = ? WHERE seq = ?", (dumps(before | changes), row["seq"]))
    if event["status"] == PUBLISHED:
        _invite(call, row, _listed(changes) - _listed(before))
    return NOTHING


def delete(call: Call) -> Answer:
    """deleteEventAccessLink: any but the default one."""
    event_of(call)
    row = _find(call)
    if row["is_default"]:
        raise Refusal(400, 300, "The default access link can't be deleted.")
    call.world.run("DELETE FROM access_link WHERE seq = ?", (row["seq"],))
    return NOTHING


def invite(call: Call, event_id: str) -> None:
    """E-mail everybody whom a link of the event names, as it is published.

    Those named later are e-mailed at once. That all of them are is documented (access-link references), but not when.
    """
    for row in call.world.rows("SELECT * FROM access_link WHERE event_id = ? ORDER BY seq", (event_id,)):
        _invite(call, row, _listed(loads(row["data"])))


def create_default(world: World, event_id: str) -> None:
    """Give a new event the link that is its `event_url`."""
    link = {
        "name": "Registration",
        "type": "registration",
        "authentication_method": "zoom_account_otp",
        "allow_domain_list": [],
        "email_restrict_list": [],
    }
    _store(world, event_id, link, is_default=True)


def admits(link: Json, email: str) -> bool:
    """Say whether the lists of a link let this person register. Without lists, nobody is on them."""
    address = email_key(email)
    domain = address.rpartition("@")[2]
    domains = {str(item).strip().casefold().lstrip("@") for item in link.get("allow_domain_list", [])}
    return domain in domains or address in _listed(link)


def view(row: Row) -> Json:
    return {"access_link_id": row["access_link_id"], **loads(row["data"]), "is_default": bool(row["is_default"])}


def _listed(link: Json) -> set[str]:
    return {email_key(str(item)) for item in link.get("email_restrict_list", [])}


def _invite(call: Call, row: Row, emails: set[str]) -> None:
    call.world.run_all(
        "INSERT INTO mail (event_id, ticket_id, email, kind, text, sent_at) VALUES (?, '', ?, 'invitation', ?, ?)",
        [(row["event_id"], email, f"{call.base_url}/ev/{row['token']}", call.now) for email in sorted(emails)],
    )


def _find(call: Call) -> Row:
    row = call.world.one(
        "SELECT * FROM access_link WHERE access_link_id = ? AND event_id = ?",
        (call.params["access_link_id"], call.params["event_id"]),
    )
    if row is None:
        raise Refusal(404, 261201, "Event access link not found.")
    return row


def _check(call: Call, event_id: str, link: Json, seq: int) -> None:
    names = {
        loads(row["data"])["name"].casefold()
        for row in call.world.rows("SELECT data FROM access_link WHERE event_id = ? AND seq <> ?", (event_id, seq))
    }
    if link.get("name", "").casefold() in names:
        raise Refusal(400, 261203, "Please ensure that each join link has a unique name.")
    kind: Any = link.get("ticket_type_id")
    query = "SELECT 1 FROM ticket_type WHERE ticket_type_id = ? AND event_id = ?"
    if kind and not call.world.one(query, (kind, event_id)):
        raise Refusal(400, 261202, "The ticket type could not be found.")


def _store(world: World, event_id: str, link: Json, *, is_default: bool) -> Row:
    access_link_id = new_id()
    world.run(
        "INSERT INTO access_link (access_link_id, event_id, token, is_default, data) VALUES (?, ?, ?, ?, ?)",
        (access_link_id, event_id, new_token(), int(is_default), dumps(link)),
    )
    row = world.one("SELECT * FROM access_link WHERE access_link_id = ?", (access_link_id,))
    assert row is not None
    return row
