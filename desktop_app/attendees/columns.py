"""Which column is which: by its header in ten languages, and by what it holds; and what a person chose last time."""

from desktop_app.attendees.matching.header_words import Extra
from desktop_app.attendees.matching.mapping_memory import MappingMemory
from desktop_app.attendees.matching.match import Columns, beside, last_name_parts, letters, match, used

__all__ = ["Columns", "Extra", "MappingMemory", "beside", "last_name_parts", "letters", "match", "used"]
