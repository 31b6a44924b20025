"""Foyer: from nothing to a published Zoom event with its attendees invited."""

__version__ = "0.1.0"
