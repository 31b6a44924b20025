"""The web pages of practice: what `event_url`, join links and hub addresses open. They really register a visitor.

Everything that people typed is escaped, nothing is loaded from elsewhere, and a form is taken only from its own page.
"""

import io
from collections import defaultdict
from pathlib import Path
from typing import Any

import jinja2
import segno
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from desktop_app.practice import access_links, events, page_words, questions, tickets
from desktop_app.practice.call import Call
from desktop_app.practice.core import Core, Record
from desktop_app.practice.forms import Form, form_of
from desktop_app.practice.lookup import CANCELLED, DRAFT, PUBLISHED, is_over
from desktop_app.practice.ticket_rows import Desk, RowFailed
from desktop_app.practice.wire import Json, email_key, is_email, seconds_told
from desktop_app.practice.world import Row, dumps, loads

PAGES = Path(__file__).resolve().parent / "pages"
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    # not "no-referrer": with it, browsers send their own form without its origin
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}
PROBLEMS = {
    "email_not_found": "Enter an email address such as name@example.com.",
    "stock_not_exist": "There are no tickets left.",
    "invalid_sale_time": "Registration is not open at this time.",
    "ticket_type_notfound": "This ticket is not available.",
    "missing_required_questions": "Fill in every field that is not marked as optional.",
    "invalid_api_registration_questions_answers": "An answer is too long, or none of the choices.",
}


def routes(core: Core) -> list[Route]:
    """Return the routes of all pages."""
    pages = WebPages(core)
    return [
        Route("/", pages.home),
        Route("/practice.css", pages.style),
        Route("/practice.svg", pages.mark),
        Route("/hub/{hub_id}", pages.hub),
        Route("/ev/{token}", pages.event, methods=["GET", "POST"]),
        Route("/etr/{link}", pages.invitation, methods=["GET", "POST"]),
        Route("/ejl/{link}", pages.join),
        Route("/qr/{link}", pages.code),
    ]


class WebPages:
    """Every page of one service."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._templates = jinja2.Environment(
            loader=jinja2.FileSystemLoader(PAGES), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True
        )

    async def home(self, request: Request) -> Response:
        """Say what this is."""
        hubs = self._core.world.rows("SELECT * FROM hub ORDER BY position")
        links = [{"href": f"/hub/{row['hub_id']}", "name": loads(row["data"])["name"], "when": ""} for row in hubs]
        return self._page(request, "message.html", title="Practice is running", text="A simulated Zoom.", links=links)

    async def style(self, _request: Request) -> Response:
        return Response((PAGES / "practice.css").read_bytes(), media_type="text/css", headers=HEADERS)

    async def mark(self, _request: Request) -> Response:
        return Response((PAGES / "practice.svg").read_bytes(), media_type="image/svg+xml", headers=HEADERS)

    async def hub(self, request: Request) -> Response:
        """Show a hub with what is coming up."""
        world = self._core.world
        row = world.one("SELECT * FROM hub WHERE hub_id = ?", (request.path_params["hub_id"],))
        if row is None:
            return self._missing(request)
        coming = world.rows(
            "SELECT * FROM event WHERE hub_id = ? AND status = ? AND ends > ? ORDER BY starts",
            (row["hub_id"], PUBLISHED, self._core.clock()),
        )
        links = [
            {
                "href": events.default_url(world, item["event_id"], ""),
                "name": loads(item["data"])["name"],
                "when": page_words.dates(loads(item["data"]), [])[0],
            }
            for item in coming
        ]
        hub = loads(row["data"])
        text = hub["description"] if links else f"{hub['description']} Nothing is coming up."
        return self._page(request, "message.html", hub=hub["name"], title=hub["name"], text=text, links=links)

    async def event(self, request: Request) -> Response:
        """Show an event behind an access link, and register who fills in the form."""
        if self._core.faults.take("page", named=True) is not None:
            return self._page(request, "message.html", 503, title="Zoom is busy", text="Come back in a few minutes.")
        world = self._core.world
        link = world.one("SELECT * FROM access_link WHERE token = ?", (request.path_params["token"],))
        row = world.one("SELECT * FROM event WHERE event_id = ?", (link["event_id"],)) if link else None
        if link is None or row is None:
            return self._missing(request)
        if (gone := self._gone(request, row)) is not None:
            return gone
        rules = loads(link["data"])
        wanted = rules.get("ticket_type_id") or request.query_params.get("ticket", "")
        if request.method == "GET" or self._closed(row, rules):
            return self._form(request, row, rules, wanted)
        form = await form_of(request, self._core)
        if form is None:
            return self._foreign(request)
        return self._registered(request, row, rules, form)

    async def invitation(self, request: Request) -> Response:
        """Let somebody who was invited fill in what is still to be known."""
        found = self._invited(request)
        if isinstance(found, Response):
            return found
        ticket, row = found
        if not ticket["form_needed"]:
            return self._done(request, row, "You are registered already.", "", ticket["link"])
        if request.method == "GET" or self._closed(row, {}):
            return self._form(request, row, {}, ticket["ticket_type_id"], fixed_email=ticket["email"])
        form = await form_of(request, self._core)
        if form is None:
            return self._foreign(request)
        return self._completed(request, row, ticket, form)

    async def join(self, request: Request) -> Response:
        """Stand for the room that a join link leads to."""
        found = self._invited(request)
        if isinstance(found, Response):
            return found
        ticket, row = found
        name = loads(ticket["data"]).get("first_name") or ticket["email"]
        return self._done(request, row, f"Welcome, {name}.", "At Zoom, this link opens the event.")

    async def code(self, request: Request) -> Response:
        """Draw the code that is shown at the door."""
        ticket = self._ticket(request)
        if ticket is None:
            return self._missing(request)
        drawn = io.BytesIO()
        segno.make(f"{self._core.base_url}/ejl/{ticket['link']}").save(
            drawn, kind="svg", scale=6, border=3, light="white"
        )
        return Response(drawn.getvalue(), media_type="image/svg+xml", headers=HEADERS)

    # --- registering

    def _registered(self, request: Request, row: Row, rules: Json, form: Form) -> Response:
        world = self._core.world
        email = form.get("email").strip()
        if not is_email(email):
            return self._form(request, row, rules, form.get("ticket"), form=form, code="email_not_found")
        if _restricted(row, rules) and not access_links.admits(rules, email):
            problem = f"{email} is not among the invited addresses of this event."
            return self._form(request, row, rules, form.get("ticket"), form=form, problem=problem)
        call = self._call(request, row)
        with world.transaction():
            held = "SELECT 1 FROM registrant WHERE event_id = ? AND email_key = ?"
            if world.one(held, (row["event_id"], email_key(email))):
                text = "The email that you were sent holds your link."
                return self._done(request, row, f"{email} is registered already.", text)
            desk = Desk.of(call, row, "standard")
            given = {
                "email": email,
                "ticket_type_id": rules.get("ticket_type_id") or form.get("ticket") or None,
                "send_notification": True,
            }
            try:
                kind = desk.kind_of(given)
                kind, answers = desk.judged({**given, **form.answers(kind.fields, kind.custom)})
            except RowFailed as failure:
                return self._form(request, row, rules, form.get("ticket"), form=form, code=failure.error_code)
            ticket = tickets.new_ticket(call, row, kind, given, answers)
            ticket["status"] = "REGISTERED"
            ticket["data"]["registration_source"] = "Website"
            tickets.store(call, row["event_id"], [ticket], [kind])
        return self._done(
            request, row, "You are registered.", f"A confirmation would go to {email}.", str(ticket["link"])
        )

    def _completed(self, request: Request, row: Row, ticket: Row, form: Form) -> Response:
        world = self._core.world
        desk = Desk.of(self._call(request, row), row, "standard")
        kind = desk.kinds.get(ticket["ticket_type_id"])
        if kind is None:
            return self._missing(request)
        try:
            answers = desk.answers(form.answers(kind.fields, kind.custom), kind)
        except RowFailed as failure:
            return self._form(
                request, row, {}, kind.ticket_type_id, form=form, code=failure.error_code, fixed_email=ticket["email"]
            )
        data = loads(ticket["data"]) | answers
        with world.transaction():
            statement = "UPDATE ticket SET form_needed = 0, data = ? WHERE seq = ?"
            world.run(statement, (dumps(data), ticket["seq"]))
            world.run(
                "UPDATE registrant SET status = 'PRE_REGISTERED' WHERE event_id = ? AND email_key = ?",
                (row["event_id"], ticket["email_key"]),
            )
        return self._done(request, row, "You are registered.", "", ticket["link"])

    # --- showing

    def _form(
        self,
        request: Request,
        row: Row,
        rules: Json,
        wanted: str,
        *,
        form: Form | None = None,
        code: str = "",
        problem: str = "",
        fixed_email: str = "",
    ) -> Response:
        world = self._core.world
        on_sale = [
            item
            for item in world.rows("SELECT * FROM ticket_type WHERE event_id = ? ORDER BY seq", (row["event_id"],))
            if self._is_on_sale(item) and rules.get("ticket_type_id", item["ticket_type_id"]) == item["ticket_type_id"]
        ]
        chosen = next((item for item in on_sale if item["ticket_type_id"] == wanted), on_sale[0] if on_sale else None)
        closed = self._closed(row, rules)
        if not closed and chosen is None and not fixed_email:
            closed = "Registration is closed: no ticket is on sale."
        asked = questions.asked(world, row["event_id"], chosen["ticket_type_id"] if chosen else "")
        problem = problem or (PROBLEMS.get(code, "This did not work. Look over what you filled in.") if code else "")
        return self._page(
            request,
            "event.html",
            422 if problem else 200,
            **self._facts(row),
            kinds=[
                {**loads(item["data"]), "id": item["ticket_type_id"], "chosen": item is chosen}
                for item in ([] if fixed_email else on_sale)
            ],
            chosen=chosen["ticket_type_id"] if chosen else "",
            questions=asked["questions"],
            custom=asked["custom_questions"],
            restricted=_restricted(row, rules) and not fixed_email,
            closed=closed,
            problem=problem,
            fixed_email=fixed_email,
            given=form.given if form is not None else defaultdict(str),
        )

    def _closed(self, row: Row, rules: Json) -> str:
        """Say why nobody can register with this link any more, "" while somebody may."""
        if rules.get("type") == "group-join":
            return "With this link your group joins without registering."
        return "This event is over." if is_over(row, self._core.clock()) else ""

    def _done(self, request: Request, row: Row, headline: str, text: str, link: str = "") -> Response:
        join_link = f"{self._core.base_url}/ejl/{link}" if link else ""
        return self._page(request, "done.html", **self._facts(row), headline=headline, text=text, join_link=join_link)

    def _facts(self, row: Row) -> Json:
        world = self._core.world
        event = loads(row["data"])
        hub = world.one("SELECT data FROM hub WHERE hub_id = ?", (row["hub_id"],))
        return {
            "title": event["name"],
            "hub": loads(hub["data"])["name"] if hub else "",
            "event": page_words.facts(event, world.sessions(row["event_id"])),
        }

    def _gone(self, request: Request, row: Row) -> Response | None:
        """Return the page for an event that nobody can come to, None for one that is published."""
        event = loads(row["data"])
        if row["status"] == DRAFT:
            text = "It has not been published yet. Come back later."
            return self._page(request, "message.html", 404, title="This event is not open", text=text)
        if row["status"] == CANCELLED:
            text = row["cancel_message"] or "The host canceled it."
            return self._page(request, "message.html", 410, title=f"{event['name']} was canceled", text=text)
        return None

    def _foreign(self, request: Request) -> Response:
        text = "Open the page again and use its own form."
        return self._page(request, "message.html", 403, title="Not registered", text=text)

    def _missing(self, request: Request) -> Response:
        return self._page(
            request, "message.html", 404, title="There is no such page", text="The link may be incomplete."
        )

    def _page(self, request: Request, template: str, status: int = 200, **values: Any) -> Response:
        path = request.url.path
        self._core.records.append(Record(request.method, path, "page", {}, status=status))
        text = self._templates.get_template(template).render(**{"hub": "", "links": [], **values})
        return HTMLResponse(text, status, headers=HEADERS)

    # --- looking up

    def _ticket(self, request: Request) -> Row | None:
        return self._core.world.one("SELECT * FROM ticket WHERE link = ?", (request.path_params["link"],))

    def _invited(self, request: Request) -> tuple[Row, Row] | Response:
        """Return the ticket of a personal link and its event, or the page that says why there is nothing to come to."""
        ticket = self._ticket(request)
        row = ticket and self._core.world.one("SELECT * FROM event WHERE event_id = ?", (ticket["event_id"],))
        if ticket is None or row is None:
            return self._missing(request)
        return self._gone(request, row) or (ticket, row)

    def _is_on_sale(self, item: Row) -> bool:
        kind = loads(item["data"])
        open_now = seconds_told(kind["start_time"]) <= self._core.clock() < seconds_told(kind["end_time"])
        return open_now and item["sold"] < kind["quantity"]

    def _call(self, request: Request, row: Row) -> Call:
        core = self._core
        return Call(
            world=core.world,
            switches=core.switches,
            pages=core.pages,
            base_url=core.base_url,
            now=core.clock(),
            path=request.url.path,
            params={"event_id": row["event_id"]},
            query={},
        )


def _restricted(row: Row, rules: Json) -> bool:
    listed = bool(rules.get("allow_domain_list") or rules.get("email_restrict_list"))
    return listed or loads(row["data"])["access_level"] == "PRIVATE_RESTRICTED"
