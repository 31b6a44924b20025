"""What is said of a list that can't be read is a sentence, whether it was a file or pasted."""

import pytest

from desktop_app.attendees.reader import Unreadable, WhyUnreadable
from desktop_app.ui.unreadable_texts import words_for_file


@pytest.mark.parametrize("name", ["guests.csv", ""])
@pytest.mark.parametrize("why", WhyUnreadable)
def test_a_cause_names_the_list_where_a_sentence_begins(why: WhyUnreadable, name: str) -> None:
    said = words_for_file(Unreadable(why, name=name, limit=100_000_000, kind="PDF")).why
    assert said.startswith(("“guests.csv” ", "What you pasted ", "The clipboard "))
    assert said.endswith(".")
    assert said.count("What you pasted") <= 1
