"""What nobody documents about Zoom, as visible switches, so that the client is proven against every reading."""

from dataclasses import dataclass, fields
from typing import Any, Literal, get_args, get_origin, get_type_hints


@dataclass
class Switches:
    """The sixteen choices that Zoom leaves open, and one that its list of roles suggests. Each starts at its mildest
    reading; a value that is none of the choices is a ValueError."""

    duplicate_email: Literal["new", "same", "error"] = "new"
    """1. A second ticket for the same e-mail: another ticket, the ticket that is there, or a failed row."""

    ticket_failures: Literal["rows", "alike", "request"] = "rows"
    """2. Bad ticket type, stock, sale window or answers: failed rows; a refused request when every row fails for the
    same reason; or a refused request as soon as one row fails (and then nobody is registered)."""

    publish_delay: float = 0.0
    """3. Seconds after publishing during which tickets are refused as "not published yet" (about 0.5 was seen)."""

    missing_scope: Literal["4711", "104", "4700"] = "4711"
    """4. A missing permission: 400 with 4711, 400 with 104 and a body that is no valid JSON, or 401 with 4700."""

    status_casing: Literal["upper", "mixed"] = "upper"
    """5. DRAFT and PUBLISHED, or what the tutorials show: draft, Published, Duplicated."""

    attendance_casing: Literal["any", "exact"] = "any"
    """6. VIRTUAL and in_person are understood, or refused."""

    description: Literal["optional", "required"] = "optional"
    """7. An event without a description is created, or refused."""

    recurrence_shape: Literal["reference", "arrays"] = "reference"
    """8. A recurrence reads back as text and a number, as the reference has it, or as the arrays that were sent."""

    live_tokens: Literal["several", "newest"] = "several"
    """9. Every token of an app works until it ends, or only the newest."""

    page_token_seconds: float = 900.0
    """10. Seconds that a page token lives."""

    rate_headers: Literal["full", "none"] = "full"
    """11. A 429 carries its headers (the daily one's Retry-After is an ISO date), or none of them."""

    wrong_state: Literal["validation", "coded", "allowed"] = "validation"
    """12. Deleting or publishing a published event, canceling a draft, or canceling without a word to registrants:
    400 with 300, a code of the reference (403 with 260209, 400 with 1001), or simply done."""

    fractional_seconds: Literal["accepted", "refused"] = "accepted"
    """13. Times with milliseconds."""

    ticket_errors: Literal["always", "missing"] = "always"
    """14. `errors` in the tickets answer, or not at all, as before June 2025."""

    client_credentials: Literal["events", "chat_only", "unsupported"] = "events"
    """15. The grant without an account ID: a full token, one without any Events permission, or a refusal."""

    license: Literal["yes", "no"] = "yes"
    """16. Without an Events license, creating an event is refused with a word on host profile settings."""

    host_ticket: Literal["unlisted", "listed"] = "unlisted"
    """17. The list of tickets holds guests only, or the host's own ticket too: `host` is among its roles."""

    def __setattr__(self, name: str, value: Any) -> None:
        """Refuse unknown switches (AttributeError) and values that are none of the choices (ValueError)."""
        hint = get_type_hints(type(self)).get(name)
        if hint is None:
            raise AttributeError(f"there is no switch {name!r}")
        if get_origin(hint) is Literal:
            if value not in get_args(hint):
                raise ValueError(f"{name} is one of {', '.join(get_args(hint))}")
        elif isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
            raise ValueError(f"{name} is a number of seconds")
        super().__setattr__(name, value)

    def reset(self) -> None:
        """Put every switch back to its mildest reading."""
        for switch in fields(self):
            setattr(self, switch.name, switch.default)
