"""Chinese, Japanese and Korean names that can't be split are told so, rather than that a last name is missing."""

import pytest
from text_lists import people

from desktop_app.attendees.roster import Field, RowProblemCode, message


@pytest.mark.parametrize("name", ["石川遼", "宮崎駿", "さくらももこ"])
def test_a_name_that_cannot_be_split_is_told_whole(name):
    (person,) = people(f"氏名;Email\n{name};a@x.example\n")
    (problem,) = person.problems
    assert (problem.field, problem.code, problem.found) == (Field.LAST_NAME, RowProblemCode.MISSING, name)
    assert message(problem) == f"It can't be told where “{name}” parts into last and first name."


@pytest.mark.parametrize("text", ["Name;Email\nCher;a@x.example\n", "名;姓;Email\n翔太;;a@x.example\n"])
def test_half_a_name_is_missing_its_other_half(text):
    (person,) = people(text)
    assert [(problem.found, message(problem)) for problem in person.problems] == [("", "Last name is missing.")]
