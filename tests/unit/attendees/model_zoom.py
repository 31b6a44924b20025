"""A Zoom that does its worst within what it may, on a clock of its own, and notes what was done to it.

Times are seconds of `Clock`; nothing here waits for real. Whatever Zoom carries out late, or shows late, is there
within `SETTLES`: beyond that nobody could tell a late ticket from none.
"""

import asyncio
import datetime as dt
import itertools
import random
from collections import Counter

import httpx
from model_clock import Clock

from desktop_app.attendees.sending.settling import SETTLES
from desktop_app.zoom import reading
from desktop_app.zoom.client import ZoomClient
from desktop_app.zoom.connection import Connection
from desktop_app.zoom.errors import Reason, Withheld, ZoomError

LATE = SETTLES - 0.1
LOST = (Reason.TIMED_OUT, Reason.SERVER_ERROR, Reason.UNREADABLE_ANSWER, Reason.NOT_ZOOM, Reason.NO_NETWORK)
FATAL = (
    (Reason.SCOPE_MISSING, 400, 4711),
    (Reason.TOKEN_REJECTED, 401, 124),
    (Reason.EVENT_ACCESS_DENIED, 403, 260200),
    (Reason.EVENT_NOT_FOUND, 404, 2002),
    (Reason.NOT_PUBLISHED, 400, 26501),
)


class Pages(Connection):
    """Reads lists as the program does, off pages that are made here."""

    def __init__(self, answer):
        self._answer = answer

    async def _call(self, operation, method, where, *, query=None, body=None):
        return httpx.Response(200, json=await self._answer(query))


class ModelZoom:
    """`troubles` is how much may still go wrong. `odd` says what Zoom does with people, by e-mail: a code, "silent",
    "both" or "poison"; everybody else is registered."""

    def __init__(self, chance: random.Random, clock: Clock) -> None:
        self.chance = chance
        self.clock = clock
        self.troubles = chance.choice((0, 3, 10, 30, 60))
        self.can_list = True
        self.duplicates = chance.choice(("new", "same", "error"))
        self.tells_ids = chance.random() < 0.8
        self.tells_source = chance.random() < 0.8 or not self.tells_ids
        self.answers_ids = chance.random() < 0.7
        self.tells_errors = chance.random() < 0.8
        self.odd: dict[str, str] = {}
        self.held: list[dict] = []
        self.calls: Counter[str] = Counter()
        self.daily: ZoomError | None = None
        self.doubtful: set[str] = set()
        self.wrongs: list[str] = []
        self.page_size = chance.choice((2, 20, 300))
        self.always_short = self.page_size < 300 and chance.random() < 0.1
        """The list of all ends before it should."""
        self.counts_all = not self.always_short and chance.random() < 0.1
        """A list of some says how many there are in all."""
        self.theirs: set[str] = set()
        """Tickets that no import made."""
        self.strangers: list[dict] = []
        self.on_the_way: Counter[str] = Counter()
        self._zoom = Pages(self._page)
        self._ids = itertools.count(1)
        self._late: list[tuple[float, list, str]] = []

    def give(self, email, external_ticket_id="", source=""):
        """Make a ticket that people see at once."""
        ticket = self._make(email, external_ticket_id, source, self.clock.now)
        self.theirs.add(ticket["ticket_id"])
        return ticket

    def may_get_in(self, email):
        """Say whether somebody has no ticket, and none on the way."""
        busy = {request.email.casefold() for _, requests, _ in self._late for request in requests}
        busy |= {ticket["email"].casefold() for ticket in self.held} | set(self.on_the_way)
        return email.casefold() not in busy

    def settle(self):
        """Carry out what was late."""
        for _, requests, source in self._late:
            self._carry_out(requests, source, self.clock.now)
        self._late = []

    async def _way(self, name):
        self.calls[name] += 1
        self.clock.touched += 1
        await self.clock.pause(self.chance.choice((0.0, 0.1, 0.3, 2.0)))
        due = [late for late in self._late if late[0] <= self.clock.now]
        self._late = [late for late in self._late if late[0] > self.clock.now]
        for at, requests, source in due:
            self._carry_out(requests, source, at, shows_late=False)

    def _troubled(self, share):
        if self.troubles <= 0 or self.chance.random() >= share:
            return False
        self.troubles -= 1
        return True

    def _later(self, operation):
        """Return an error that says "later"."""
        now = dt.datetime.now(dt.UTC)
        reason, seconds = self.chance.choice(
            (
                (Reason.RATE_PER_SECOND, None), (Reason.RATE_PER_SECOND, 3), (Reason.RATE_PER_SECOND, 900),
                (Reason.TOO_MANY_CONCURRENT, None), (Reason.TOO_MANY_CONCURRENT, 20), (Reason.RATE_DAILY, None),
                (Reason.RATE_DAILY, 30_000), (Reason.NO_NETWORK, None), (Reason.TIMED_OUT, None),
                (Reason.NOT_ZOOM, None),
            )
        )  # fmt: skip
        at = None if seconds is None else now + dt.timedelta(seconds=seconds)
        error = ZoomError(reason, operation, status=429, retry_at=at)
        if reason is Reason.RATE_DAILY or seconds == 900:
            self.daily = error
        return error

    def _fatal(self, operation):
        reason, status, code = self.chance.choice(FATAL)
        return ZoomError(reason, operation, status=status, code=code)

    def _lost(self, operation):
        reason = self.chance.choice(LOST)
        at = None
        if reason is Reason.SERVER_ERROR and self.chance.random() < 0.2:
            at = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=self.chance.choice((4, 45, 600)))
        return ZoomError(reason, operation, outcome_unknown=True, retry_at=at)

    # --- creating

    async def create_tickets(self, event_id, tickets, *, registration_source, may_leave):
        assert 1 <= len(tickets) <= 30
        assert len(registration_source) <= 16
        # a turn may be long in coming
        await self.clock.pause(self.chance.choice((0.0, 0.0, 0.5, 3.0)))
        if not may_leave():
            raise Withheld
        for request in tickets:
            if request.external_ticket_id in self.doubtful:
                self.wrongs.append(f"{request.email} was sent again without asking")
        mine = {request.external_ticket_id for request in tickets}
        self.doubtful |= mine
        under_way = Counter(request.email.casefold() for request in tickets)
        self.on_the_way += under_way
        try:
            return await self._create(tickets, mine, registration_source)
        finally:
            self.on_the_way -= under_way

    async def _create(self, tickets, mine, registration_source):
        acted = False
        try:
            await self._way("create")
            if self._troubled(0.5):
                await self._trouble(tickets, registration_source)
            self._refuse_poisoned(tickets)
            acted = True
            made, errors = self._carry_out(tickets, registration_source, self.clock.now)
        except ZoomError as error:
            if not error.outcome_unknown:
                self.doubtful -= mine
            raise
        except asyncio.CancelledError:
            # the program died; what it had sent may be carried out all the same
            if not acted and self.chance.random() < 0.6:
                self._late.append((self.clock.now + self.chance.uniform(0, LATE), list(tickets), registration_source))
            raise
        await self.clock.pause(self.chance.choice((0.0, 0.2)))
        answer = self._answer(made, errors)
        # whom nobody mentions is in doubt
        self.doubtful -= {ticket["external_ticket_id"] for ticket in made}
        self.doubtful -= {request.external_ticket_id for request, _ in errors if self.tells_errors}
        return answer

    async def _trouble(self, tickets, source):
        roll = self.chance.random()
        if roll < 0.3:
            raise self._later("createTickets")
        if roll < 0.36:
            raise self._fatal("createTickets")
        if roll < 0.42:
            raise ZoomError(Reason.VALIDATION, "createTickets", status=400, code=300, message="Validation Failed.")
        if roll < 0.6:
            raise self._lost("createTickets")
        self._refuse_poisoned(tickets)
        if roll < 0.75:
            self._carry_out(tickets, source, self.clock.now)
        elif roll < 0.9:
            self._late.append((self.clock.now + self.chance.uniform(0, LATE), list(tickets), source))
        else:
            self._carry_out([one for one in tickets if self.chance.random() < 0.5], source, self.clock.now)
        raise self._lost("createTickets")

    def _refuse_poisoned(self, tickets):
        for at, request in enumerate(tickets):
            if self.odd.get(request.email) == "poison":
                fields, message = self.chance.choice(
                    (
                        (((f"tickets[{at}].email", "is wrong"),), ""),
                        ((("email", f"{request.email.upper()} is wrong"),), ""),
                        ((), f'Invalid email "{request.email}".'),
                        ((), "Validation Failed."),
                    )
                )
                raise ZoomError(
                    Reason.VALIDATION, "createTickets", status=400, code=300, fields=fields, message=message
                )

    def _carry_out(self, tickets, source, now, *, shows_late=True):
        made, errors = [], []
        for request in tickets:
            odd = self.odd.get(request.email, "")
            if odd in ("silent", "poison"):
                continue
            before = [t for t in self.held if t["email"].casefold() == request.email.casefold()]
            if before and self.duplicates == "same":
                made.append(before[0])
            elif before and self.duplicates == "error":
                errors.append((request, "ticket_generated_failed"))
            elif odd and odd not in ("both", "mute"):
                errors.append((request, odd))
            else:
                late = self.chance.choice((0, 0, LATE)) if shows_late else 0
                ticket = self._make(request.email, request.external_ticket_id, source, now + late)
                if odd != "mute":
                    made.append(ticket)
                if odd == "both":
                    errors.append((request, "stock_not_exist"))
        return made, errors

    def _make(self, email, external_ticket_id, source, shown):
        number = next(self._ids)
        ticket = {
            "ticket_id": f"t{number}",
            "email": email,
            "external_ticket_id": external_ticket_id,
            "registration_source": source,
            "event_join_link": f"https://events.example/ejl/{number}",
            "shown": shown,
        }
        self.held.append(ticket)
        return ticket

    def _answer(self, made, errors):
        chance = self.chance
        told = []
        for ticket in made:
            told.append({name: ticket[name] for name in ("ticket_id", "email", "event_join_link")})
            told[-1]["email"] = chance.choice((ticket["email"], ticket["email"].upper(), f" {ticket['email']} "))
            if self.answers_ids:
                told[-1]["external_ticket_id"] = ticket["external_ticket_id"] or None
            if chance.random() < 0.05:
                told.append(dict(told[-1]))
        failed = [
            {"email": chance.choice((one.email, one.email.title(), "")), "error_code": code, "message": None}
            for one, code in errors
        ]
        chance.shuffle(told)
        chance.shuffle(failed)
        answer = {"tickets": told or chance.choice(([], None)), "errors": failed or chance.choice(([], None))}
        if not told and chance.random() < 0.5:
            del answer["tickets"]
        if not self.tells_errors:
            del answer["errors"]
        return reading.tickets_answer(answer)

    # --- reading and deleting

    async def tickets(self, event_id, *, external_ticket_id=None, email=None):
        found = await ZoomClient.tickets(self, event_id, external_ticket_id=external_ticket_id, email=email)
        if external_ticket_id is None and email is None:
            self.doubtful.clear()
        elif external_ticket_id is not None:
            self.doubtful.discard(external_ticket_id)
        return found

    async def _page(self, query):
        """Pages go by number: what is deleted before them moves up, and is missed."""
        external_ticket_id, email = query.get("external_ticket_id"), query.get("email")
        start = int(query.get("next_page_token", 0))
        await self._way("list")
        if not self.can_list:
            raise ZoomError(Reason.SCOPE_MISSING, "getTickets", status=400, code=4711)
        if self._troubled(0.3):
            raise self._later("getTickets")
        if start and self.strangers and self._troubled(0.3):
            gone = self.strangers.pop()
            self.held.remove(gone)
            self.theirs.discard(gone["ticket_id"])
        everybody = [ticket for ticket in self.held if ticket["shown"] <= self.clock.now]
        found = [
            ticket
            for ticket in everybody
            if (email is None or ticket["email"].casefold() == email.casefold())
            and (external_ticket_id is None or ticket["external_ticket_id"] == external_ticket_id)
        ]
        end = start + self.page_size
        token = str(end) if end < len(found) else ""
        total = len(everybody if self.counts_all else found)
        if external_ticket_id is None and email is None:
            if self.always_short or (token and self._troubled(0.2)):
                token = ""
            elif start and self._troubled(0.2):
                start, end = 0, self.page_size
        hidden = {"shown"}
        hidden |= set() if self.tells_ids else {"external_ticket_id"}
        hidden |= set() if self.tells_source else {"registration_source"}
        told = [{k: v for k, v in ticket.items() if k not in hidden} for ticket in found[start:end]]
        return {"total_records": total, "next_page_token": token, "tickets": told}

    async def delete_ticket(self, event_id, ticket_id):
        await self._way("delete")
        lost = None
        if self._troubled(0.4):
            roll = self.chance.random()
            if roll < 0.4:
                raise self._later("deleteTicket")
            if roll < 0.5:
                raise self._fatal("deleteTicket")
            lost = self._lost("deleteTicket")
            if roll < 0.7:
                raise lost
        ticket = next((ticket for ticket in self.held if ticket["ticket_id"] == ticket_id), None)
        if ticket is None:
            raise ZoomError(Reason.TICKET_NOT_FOUND, "deleteTicket", status=404, code=26503)
        self.held.remove(ticket)
        if lost is not None:
            raise lost
