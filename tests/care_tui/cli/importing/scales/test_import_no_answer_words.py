"""A word for no answer among numbers: read as none where it is known, else asked about."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from typing import Any

import pytest

IMPORT = ("import", "feedback")


def rows_with(word: str, top: int = 5) -> str:
    """Thirty rows of a day and a number up to ``top``, a third of them with a word in its place."""
    return "".join(
        f"2026-10-{1 + at:02},{word if at % 3 == 1 else 1 + at % top}\n" for at in range(30)
    )


@pytest.mark.parametrize(
    "word",
    [
        *("NSP", "N/R", "Brak", "無回答", "未回答", "s/d", "N/D", "no contesta", "NR/NS"),
        *("geen mening", "neuvedeno", "cevap yok", "entfällt", "ikke oplyst", "ei tietoa"),
        *("нет ответа", "무응답"),
    ],
)
def test_a_known_word_for_no_answer_is_none(care: Any, file: Callable[..., str], word: str) -> None:
    (found,) = care.json(*IMPORT, file(f"Date,Satisfaction (1-5)\n{rows_with(word)}"))
    assert (found["n"], found["problems"]) == (20, [])


@pytest.mark.parametrize(
    ("name", "top", "key"),
    [
        ("Satisfaction (1-5)", 5, "csat"),
        ("Note de satisfaction (sur 5)", 5, "csat"),
        ("How likely are you to recommend us? (0-10)", 10, "nps"),
        ("How easy was it? (1-7)", 7, "ces-ease"),
        ("Score", 5, "csat"),
        ("満足度(5段階、5が最高)", 5, "csat"),
    ],
)
@pytest.mark.parametrize("word", ["XYZ", "hatuna jibu"])
def test_another_word_that_comes_again_is_asked_about(
    care: Any, file: Callable[..., str], name: str, top: int, key: str, word: str
) -> None:
    path = file(f'Date,"{name}"\n{rows_with(word, top)}')
    said = care.refused(*IMPORT, path)
    assert f"10 of 30 answers say “{word}”: if that means no answer, say" in said
    line = re.search(r"say (--column .* --unread skip)", said)
    assert line is not None
    assert f"={key}" in line[1]
    (found,) = care.json(*IMPORT, path, *shlex.split(line[1]))
    assert (found["n"], found["measure"]) == (20, key)


def test_beside_another_measure_the_word_is_told(care: Any, file: Callable[..., str]) -> None:
    rows = "".join(f"{row},9\n" for row in rows_with("XYZ").splitlines())
    said = care.run(*IMPORT, file(f"Date,Satisfaction (1-5),NPS\n{rows}")).err
    assert (
        "“Satisfaction (1-5)” is left out: 10 of 30 answers say “XYZ”: if that means no answer, say"
        ' --column "Satisfaction (1-5)=csat" --unread skip.' in said
    )


def test_two_words_are_answers_of_their_own(care: Any, file: Callable[..., str]) -> None:
    rows = rows_with("XYZ").replace("XYZ", "ABC", 4)
    said = care.refused(*IMPORT, file(f"Date,Satisfaction (1-5)\n{rows}"))
    assert "its answers are words such as" in said
