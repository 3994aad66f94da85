"""Questions asked again and again."""

from __future__ import annotations

import pytest

from store.common.errors import Refused
from store.evidence import questions
from store.evidence.questions import question_key
from store.journal.seat import Seat
from store.undo.undo import undo


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Where is my code?", "where is  MY code"),
        ("“Code”?!", "code"),
        ("Wo ist die Straße?", "wo ist die strasse"),
    ],
)
def test_equal_questions_have_one_key(one: str, other: str) -> None:
    assert question_key(one) == question_key(other)


def test_what_is_only_punctuation_is_a_question_of_its_own(dana: Seat) -> None:
    assert questions.ask(dana, "???").asked == 1
    assert questions.ask(dana, "!!").asked == 1
    assert len(questions.questions(dana)) == 2


def test_a_joined_question_counts_for_the_other_for_good(dana: Seat) -> None:
    one, two, three = (questions.ask(dana, text).id for text in ("one", "two", "three"))
    questions.answered_where(dana, three, "the help page")
    questions.join_questions(dana, three, two)
    questions.join_questions(dana, two, one)
    assert questions.ask(dana, "Three").id == one
    (found,) = questions.questions(dana)
    assert (found.asked, found.answered_where) == (4, "the help page")
    with pytest.raises(Refused, match="joined with another"):
        questions.join_questions(dana, two, one)
    undo(dana)
    undo(dana)
    assert [(each.text, each.asked) for each in questions.questions(dana)] == [
        ("two", 2),
        ("one", 1),
    ]


def test_only_so_many_of_the_most_asked(dana: Seat) -> None:
    for number in range(7):
        for _ in range(number + 1):
            questions.ask(dana, f"question {number}")
    top = questions.questions(dana, questions.TOP)
    assert [each.asked for each in top] == [7, 6, 5, 4, 3]


def test_who_asks_only_once_frustrated_is_counted_and_joined_too(dana: Seat) -> None:
    late = questions.ask(dana, "Where is my code?", frustrated=True)
    assert (late.asked, late.frustrated) == (1, 1)
    other = questions.ask(dana, "No code!", frustrated=True)
    questions.ask(dana, "where is my code")
    questions.join_questions(dana, other.id, late.id)
    (found,) = questions.questions(dana)
    assert (found.asked, found.frustrated) == (3, 2)
    undo(dana)
    assert sorted(each.frustrated for each in questions.questions(dana)) == [1, 1]


def test_an_answer_says_in_which_form_it_is_given(dana: Seat) -> None:
    asked = questions.ask(dana, "Which hitch is mine?")
    assert "A tip, a prompt, a guide?" in asked.answer_words
    questions.answered_where(dana, asked.id, "the box", "tip")
    (found,) = questions.questions(dana)
    assert found.answer_words == "the box, as a tip at the step where it comes up"
    with pytest.raises(Refused, match="page, tip, prompt and guide"):
        questions.answered_where(dana, asked.id, "the box", "song")
    questions.answered_where(dana, asked.id, "", "tip")
    assert questions.questions(dana)[0].answered_as == ""
