"""Files of which two readings stand: asked before anything is written, with lines that work."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

Write = Callable[[str, str], str]


def days(care: Any) -> list[str]:
    return sorted(re.findall(r"^day = (\S+)", care("export"), re.M))


def test_two_days_of_one_rank_that_differ_are_asked(care: Any, write: Write) -> None:
    rows = "".join(f"{score},2026-10-0{n},2026-10-1{n}\n" for n, score in enumerate((9, 3, 10), 1))
    file = write("nps.csv", f"NPS,Survey Date,Response Date\n{rows}")
    said = care.refused("import", "feedback", file)
    assert "“Response Date” and “Survey Date” say different days" in said
    assert 'say --date-column "Response Date", or another' in said
    care("import", "feedback", file, "--date-column", "Response Date")
    assert days(care) == ["2026-10-11", "2026-10-12", "2026-10-13"]


def test_two_days_of_one_rank_that_agree_ask_nothing(care: Any, write: Write) -> None:
    rows = "".join(f"{n % 5 + 1},2026-10-{n:02} 23:58,2026-10-{n:02}\n" for n in range(1, 20))
    late = "5,2026-10-20 23:59,2026-10-21\n"
    file = write("csat.csv", f"CSAT,Submitted at,Completed at\n{rows}{late}")
    care("import", "feedback", file)
    assert len(days(care)) == 20


def test_a_recipe_settles_which_day_counts(care: Any, write: Write) -> None:
    rows = "".join(f"{score},2026-10-0{n},2026-10-1{n}\n" for n, score in enumerate((9, 3, 10), 1))
    file = write("nps.csv", f"NPS,Survey Date,Response Date\n{rows}")
    care("import", "feedback", file, "--date-column", "Response Date", "--recipe", "nps")
    later = write(
        "later.csv",
        "NPS,Survey Date,Response Date\n8,2026-11-01,2026-11-03\n7,2026-11-02,2026-11-04\n",
    )
    assert "3 Nov to 4 Nov 2026" in care("import", "feedback", later)


QUESTIONS = ("How is our product?", "How is our support?", "Is the price right?")


def long_format(question: str, answer: str) -> str:
    rows = [
        f"{person},{asked},{(person * place) % 5 + 1},2026-10-0{person}"
        for person in range(1, 6)
        for place, asked in enumerate(QUESTIONS, 1)
    ]
    return "\n".join([f"Respondent,{question},{answer},Submitted", *rows, ""])


def test_the_rows_of_several_questions_are_never_put_together(care: Any, write: Write) -> None:
    for number, (question, answer) in enumerate(
        (
            ("Question", "CSAT"),
            ("metric.question", "string_value"),
            ("question_text", "response"),
            ("Frage", "Bewertung (1-5)"),
        )
    ):
        file = write(f"long{number}.csv", long_format(question, answer))
        said = care.refused("import", "feedback", file)
        assert f"“{question}” names several questions" in said
        chosen = ("import", "feedback", file, "--column", f"{answer}=csat")
        assert "names several questions" in care.refused(*chosen)
        (found,) = care.json(*chosen, "--column", f"{question}=skip", "--dry-run")
        assert found["n"] == 15


def test_sides_of_a_survey_are_not_put_together_whatever_is_said(care: Any, write: Write) -> None:
    rows = [
        f"{survey},2026-11-0{survey},{side},{(survey + place) % 5 + 1}"
        for survey in range(1, 5)
        for place, side in enumerate(("Overall", "Friendliness", "Waiting time"))
    ]
    file = write("sides.csv", "\n".join(["Response no,Date,Aspect,Score", *rows, ""]))
    chosen = ("import", "feedback", file, "--column", "Score=csat")
    ids = ("--id-column", "skip"), ("--id-column", "Response no")
    for words in (chosen[:3], chosen, *((*chosen, *more) for more in ids)):
        said = care.refused(*words)
        assert "“Aspect” names several questions, such as “Friendliness” and “Overall”" in said
        assert "--id-column" not in said


def test_a_question_beside_its_own_column_of_answers_is_no_mixture(care: Any, write: Write) -> None:
    file = write(
        "types.csv",
        "Date,Question,CSAT,NPS\n2026-11-02,How satisfied are you?,5,\n"
        "2026-11-02,Would you recommend us?,,9\n2026-11-03,How satisfied are you?,4,\n"
        "2026-11-03,Would you recommend us?,,10\n",
    )
    found = {each["measure"]: each["n"] for each in care.json("import", "feedback", file)}
    assert found == {"csat": 2, "nps": 2}


def test_ids_on_several_rows_are_asked_about(care: Any, write: Write) -> None:
    rows = ("a,2026-11-02,5", "b,2026-11-03,4", "b,2026-11-04,1", "c,2026-11-05,2")
    file = write("twice.csv", "\n".join(["Response ID,Date,CSAT", *rows, ""]))
    said = care.refused("import", "feedback", file)
    assert "In “Response ID” 1 id stands on several rows" in said
    assert '--id-column "Response ID"' in said
    assert "--id-column skip" in said
    (each,) = care.json("import", "feedback", file, "--id-column", "skip", "--dry-run")
    assert each["n"] == 4
    (newest,) = care.json("import", "feedback", file, "--id-column", "Response ID")
    assert (newest["n"], newest["value"]) == (3, 1 / 3)
