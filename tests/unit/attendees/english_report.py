"""`report` with English words, which the window has in the person's language."""

from functools import partial

from desktop_app.attendees import report
from desktop_app.attendees.journal import Fate

HEADINGS = ("E-mail", "First name", "Last name", "Result", "Reason", "Join link", "Row")
WORDS = {fate: fate.value.replace("_", " ").capitalize() for fate in Fate}

save_results = partial(
    report.save_results, headings=HEADINGS, words=WORDS, withdrawn="Withdrawn", never_sent="Never sent"
)
save_for_correction = partial(report.save_for_correction, headings=HEADINGS)
