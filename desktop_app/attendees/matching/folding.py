"""See `cells.folding`."""

from desktop_app.attendees.cells.folding import without_accents

__all__ = ["without_accents"]
