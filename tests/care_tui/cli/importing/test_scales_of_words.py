"""Answers in a scale's words: traffic lights, faces, German grades; each of its steps is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

Write = Callable[[str, str], str]


def file_of(write: Write, name: str, words: tuple[str, ...]) -> str:
    rows = [f"{at},2026-11-{at % 9 + 1:02},{word}" for at, word in enumerate(words)]
    return write("said.csv", "\n".join([f"ID,Date,{name}", *rows, ""]))


def values(care: Any) -> list[float]:
    return [float(value) for value in re.findall(r"^value = (\S+)", care("export"), re.M)]


@pytest.mark.parametrize(
    ("name", "words", "scores"),
    [
        ("Temperature", ("Gold Star", "Green Light", "Yellow Light", "Red Light"), [5, 4, 3, 1]),
        ("Response", ("Green", "Yellow", "Red"), [5, 3, 1]),
        ("Antwort", ("grün", "gelb", "rot"), [5, 3, 1]),
        ("Smiley", ("Happy", "Neutral", "Sad"), [4, 3, 2]),
        (
            "Eindruck",
            ("sehr gut", "gut", "befriedigend", "ausreichend", "mangelhaft"),
            [5, 4, 3, 2, 1],
        ),
    ],
)
def test_the_line_offered_reads_each_step(
    care: Any, write: Write, name: str, words: tuple[str, ...], scores: list[float]
) -> None:
    file = file_of(write, name, words * 2)
    said = care.refused("import", "feedback", file)
    line = f"{name}=csat"
    assert f'--column "{line}"' in said
    care("import", "feedback", file, "--column", line)
    assert sorted(values(care)) == sorted(scores * 2)


@pytest.mark.parametrize(
    "words",
    [
        ("Green", "Yellow", "Red"),
        ("Happy", "Neutral", "Sad"),
        ("sehr gut", "gut", "befriedigend", "mangelhaft", "ungenügend"),
    ],
)
def test_a_rating_in_such_words_is_read_at_once(
    care: Any, write: Write, words: tuple[str, ...]
) -> None:
    care("import", "feedback", file_of(write, "Rating", words * 2))
    assert len(values(care)) == 2 * len(words)


def test_colours_beside_others_are_no_answers(care: Any, write: Write) -> None:
    file = file_of(write, "Product", ("Green", "Red", "Blue", "Green"))
    assert "csat" not in care.refused("import", "feedback", file).split("such as NAME=")[0]


def test_a_step_that_cannot_be_read_is_asked_however_few(care: Any, write: Write) -> None:
    words = ("Happy",) * 20 + ("Neutral",) * 4 + ("Grumpy",) * 2
    file = file_of(write, "Rating", words)
    said = care.refused("import", "feedback", file)
    assert "2 of 26 answers" in said and "“Grumpy”" in said and "--unread skip" in said
    care("import", "feedback", file, "--unread", "skip")
    assert len(values(care)) == 24


@pytest.mark.parametrize("name", ["Stimmung", "Mood", "Sentiment", "Laune", "Smiley", "Wie war's"])
@pytest.mark.parametrize("first", ["Notiz", "Kunde"])
def test_faces_are_named_whatever_their_column_is_called(
    care: Any, write: Write, name: str, first: str
) -> None:
    faces = ("😀", "🙂", "😐", "☹️", "👍🏽") * 2
    rows = [f"{('gut', 'ok')[at % 2]},2026-11-{at + 1:02},{face}" for at, face in enumerate(faces)]
    file = write("faces.csv", "\n".join([f"{first},Datum,{name}", *rows, ""]))
    said = care.refused("import", "feedback", file)
    assert (
        f'“{name}” holds faces such as “😀”: if those are the answers, say --column "{name}=csat".'
        in said
    )
    care("import", "feedback", file, "--column", f"{name}=csat")
    assert sorted(values(care)) == [2, 2, 3, 3, 4, 4, 5, 5, 5, 5]


@pytest.mark.parametrize("name", ["Stimmung", "Mood", "Service (1-5)"])
def test_words_of_a_mood_are_named_where_no_program_says_them(
    care: Any, write: Write, name: str
) -> None:
    file = file_of(write, name, ("gut", "mittel", "schlecht", "gut"))
    assert f'--column "{name}=csat"' in care.refused("import", "feedback", file)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Mood", ("positive", "neutral", "negative", "mixed")),
        ("Stimmung", ("positiv", "neutral", "negativ")),
        ("Sentiment", ("good", "bad", "neutral")),
    ],
)
def test_what_a_program_says_of_words_is_not_offered(
    care: Any, write: Write, name: str, words: tuple[str, ...]
) -> None:
    file = file_of(write, name, words * 2)
    assert "=csat" not in care.refused("import", "feedback", file).replace("NAME=csat", "")


@pytest.mark.parametrize(
    ("words", "scores"),
    [
        (("Satisfied", "Somewhat satisfied", "Not satisfied"), [4, 3, 2]),
        (("Very satisfied", "Somewhat satisfied", "Dissatisfied"), [5, 3, 2]),
        (("Happy", "Somewhat happy", "Unhappy"), [4, 3, 2]),
        (("Somewhat satisfied", "Somewhat dissatisfied", "Neutral"), [4, 3, 2]),
        (("Very satisfied", "Somewhat satisfied", "Very dissatisfied"), [5, 4, 1]),
    ],
)
def test_a_weak_step_is_the_middle_of_three(
    care: Any, write: Write, words: tuple[str, ...], scores: list[float]
) -> None:
    care("import", "feedback", file_of(write, "Satisfaction", words * 2))
    found = values(care)
    assert sorted(found) == sorted(scores * 2)


def test_agreeing_that_it_was_made_easy_is_no_effort(care: Any, write: Write) -> None:
    words = ("Strongly agree", "Agree", "Neither agree nor disagree", "Disagree")
    name = "Effort: Acme made it easy for me to handle my issue"
    (found,) = care.json("import", "feedback", file_of(write, name, words))
    assert found["measure"] == "ces-ease-5"


def test_how_seven_steps_are_read_as_five_is_told(care: Any, write: Write) -> None:
    words = ("Extremely Happy", "Very Happy", "Happy", "Neutral", "Unhappy", "Extremely Unhappy")
    said = care.says("import", "feedback", file_of(write, "Survey results", words * 2))
    assert (
        "Words in “Survey results” are read so: “Extremely Happy” and “Very Happy” as 5, “Happy” as 4,"
        " “Neutral” as 3, “Unhappy” as 2 and “Extremely Unhappy” as 1." in said
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("Very satisfied", "Somewhat satisfied", "Dissatisfied"), "“Somewhat satisfied” as 3"),
        (("😊", "😐", "☹"), "“😊” as 4, “😐” as 3 and “☹” as 2"),
    ],
)
def test_how_steps_are_read_that_no_word_says_is_told(
    care: Any, write: Write, words: tuple[str, ...], told: str
) -> None:
    assert told in care.says("import", "feedback", file_of(write, "Satisfaction", words * 2))


def test_how_four_faces_are_read_is_told(care: Any, write: Write) -> None:
    file = file_of(write, "Satisfaction", ("😀", "🙂", "🙁", "😡") * 2)
    said = care.says("import", "feedback", file)
    assert "“😀” as 5, “🙂” as 4, “🙁” as 2 and “😡” as 1." in said


@pytest.mark.parametrize(
    "words",
    [
        ("Very satisfied", "Satisfied", "Neutral", "Dissatisfied", "Very dissatisfied"),
        ("very satisfied", "Very Satisfied", "Satisfied", "Neutral"),
        ("Good", "Bad"),
        ("5", "4", "2", "1"),
        ("Very satisfied (5)", "Satisfied (4)", "Dissatisfied (2)", "Very dissatisfied (1)"),
    ],
)
def test_plain_scales_are_read_without_a_word(
    care: Any, write: Write, words: tuple[str, ...]
) -> None:
    assert "read so" not in care.says("import", "feedback", file_of(write, "CSAT", words * 2))


def test_what_each_way_of_asking_for_an_effort_means_is_said(care: Any, write: Write) -> None:
    said = care.refused("import", "feedback", file_of(write, "Effort (1-5)", ("1", "5", "4", "2")))
    assert "may hold ces-effort-5 (5 is much effort) or ces-ease-5 (5 is very easy)" in said


@pytest.mark.parametrize("middle", ["Neither good nor poor", "Neither good nor bad"])
def test_neither_good_nor_poor_is_the_middle(
    care: Any, file: Callable[..., str], middle: str
) -> None:
    words = ("Very good", "Good", middle, "Poor", "Very poor", "Don't know")
    rows = "".join(f"2026-10-{1 + at:02},{words[at % 6]}\n" for at in range(24))
    (found,) = care.json("import", "feedback", file(f"Date,Overall experience rating\n{rows}"))
    assert (found["n"], found["value"]) == (20, 0.4)
