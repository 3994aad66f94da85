"""Two header rows: codes above questions or below them, and first answers that look like one."""

from __future__ import annotations

import pytest

from store.formats.tabular.tables import Table, read_table

CODES = "no;date;q1;q2;q3_open"
QUESTIONS = "Number;Date of the interview;How satisfied are you? (1-5);How likely are you to recommend us?;What else?"
ROWS = "1;2026-11-02;5;9;All fine\n2;2026-11-03;2;3;\n3;2026-11-04;4;10;Quick\n"


def read(*lines: str) -> Table:
    return read_table("\n".join([*lines, ROWS]).encode())


@pytest.mark.parametrize("lines", [(CODES, QUESTIONS), (QUESTIONS, CODES)])
def test_questions_are_the_names_and_codes_name_them_too(lines: tuple[str, str]) -> None:
    table = read(*lines)
    assert table.header == tuple(QUESTIONS.split(";"))
    assert table.labels == tuple(CODES.split(";"))
    assert [row.line for row in table.rows] == [3, 4, 5]
    assert table.index("q2") == table.index("how likely are you to recommend us?") == 3


def test_a_blank_question_leaves_the_code_for_a_name() -> None:
    table = read(CODES, ";;How satisfied are you? (1-5);How likely are you to recommend us?;")
    assert table.header[:3] == ("no", "date", "How satisfied are you? (1-5)")
    assert table.header[4] == "q3_open"
    assert len(table.rows) == 3


@pytest.mark.parametrize("title", ["Survey of November;;;;", "Survey of November\n"])
def test_a_title_may_stand_above_both(title: str) -> None:
    table = read(title, CODES, QUESTIONS)
    assert table.header == tuple(QUESTIONS.split(";"))
    assert len(table.rows) == 3


@pytest.mark.parametrize(
    "text",
    [
        "Date,Score,Comment\nnot known,no score,It was fine\n2026-11-02,5,good\n2026-11-03,4,bad\n",
        "Name,City,Score\nAnna Maria Lopez,New York City,not given at all\nBob,Rome,4\n",
        "id,date,q1\n1,2026-11-02,How satisfied are you?\n2,2026-11-03,4\n3,2026-11-03,5\n",
        "Comment,Agent\nWhat a day,Ann\nHow are you,Bob\nNice and quick,Cy\n",
    ],
)
def test_first_answers_in_words_are_no_header(text: str) -> None:
    assert len(read_table(text.encode()).rows) == text.count("\n") - 1


@pytest.mark.parametrize(
    "text",
    [
        "Date,Score,Comment\n2026-11-02,5,Response\n2026-11-03,4,bad\n",
        "Comment\nResponse\nGood\nFine by me\n",
        "Name,Comment\nAnna,Response\nBob,Good\nCy,Bad\n",
        "Kunde;Kommentar;Note\nAnna;Antwort;2\nBob;Gut;1\n",
        "Comment,Score\nResponse,4\nGood,5\n",
    ],
)
def test_a_first_answer_of_one_word_is_no_second_header(text: str) -> None:
    table = read_table(text.encode())
    assert len(table.rows) == text.count("\n") - 1
    assert " - " not in " ".join(table.header)


@pytest.mark.parametrize(
    "text",
    [
        "Respondent ID,How was it?,Why?\n,Response,Open-Ended Response\n11,5,good\n12,4,fine\n",
        "How was it?,Why?\nResponse,Open-Ended Response\n5,good\n4,fine\n",
        "Respondent ID,Start,How was it?\n,,Response\n11,2026-11-02,5\n12,2026-11-03,4\n",
        "Respondent ID,Which?,,\n,Phone,Chat,Response\n11,Phone,,good\n12,,Chat,fine\n",
    ],
)
def test_what_a_survey_tool_writes_under_its_questions_is_one(text: str) -> None:
    assert len(read_table(text.encode()).rows) == 2
