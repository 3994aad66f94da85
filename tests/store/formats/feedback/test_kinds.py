"""A row for each question: answers to several measures in one column are never put together."""

from __future__ import annotations

from datetime import date

import pytest

from store.formats.feedback.proposals import FileKind, propose

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("header", "one", "other"),
    [
        ("Survey type", "NPS", "CSAT"),
        ("Metric", "csat", "ces"),
        ("Question", "How satisfied are you? (1-5)", "How likely are you to recommend us?"),
        ("Frage", "Wie zufrieden sind Sie?", "Würden Sie uns empfehlen?"),
    ],
)
@pytest.mark.parametrize("answers", [(4, 5), (5, 9)])
def test_several_questions_in_one_column_are_refused(
    header: str, one: str, other: str, answers: tuple[int, int]
) -> None:
    rows = [
        f'2026-11-0{day},"{one}",{answers[0]}\n2026-11-0{day},"{other}",{answers[1]}'
        for day in (1, 2, 3)
    ]
    proposal = propose("\n".join([f"Date,{header},Rating", *rows, ""]).encode(), today=TODAY)
    assert (proposal.kind, proposal.columns) == (FileKind.NOTHING, ())
    assert f"“{header}” names several questions" in proposal.reason
    assert "Keep the rows of one question" in proposal.reason


def test_one_question_throughout_is_read() -> None:
    data = b"Date,Survey type,Rating\n2026-11-01,CSAT,5\n2026-11-02,CSAT,2\n"
    assert propose(data, today=TODAY).columns[0].measures == ("csat",)


def test_channels_and_products_are_no_questions() -> None:
    data = b"Date,Type,Rating\n2026-11-01,Chat,5\n2026-11-02,Easy return,2\n"
    assert propose(data, today=TODAY).columns[0].measures == ("csat",)


SIDES = ("All in all, how was it?", "The agent was friendly", "It went quickly")


def sides(header: str, answer: str, sides: tuple[str, ...] = SIDES) -> bytes:
    """Three surveys, numbered, with a row for each of their sides."""
    rows = [
        f'{survey},2026-11-0{survey},"{side}",{5 - (survey + place) % 4}'
        for survey in (1, 2, 3)
        for place, side in enumerate(sides)
    ]
    return "\n".join([f"Response no,Date,{header},{answer}", *rows, ""]).encode()


HEADERS = (
    "Metric,Kriterium,Item,Aspect,Aspekt,Critère,Criterio,Statement,Thema,Rated side,Kryterium,"
    "Aspetto,Was"
)


@pytest.mark.parametrize("header", HEADERS.split(","))
@pytest.mark.parametrize("answer", ["Rating", "Bewertung (1-5)", "Actual value", "Satisfaction"])
def test_sides_of_one_survey_are_never_put_together(header: str, answer: str) -> None:
    proposal = propose(sides(header, answer), today=TODAY)
    assert (proposal.kind, proposal.columns) == (FileKind.NOTHING, ())
    assert f"“{header}” names several questions" in proposal.reason
    assert "=skip" not in proposal.reason


@pytest.mark.parametrize("header", ["Metric", "Kriterium", "Aspect", "Critère"])
def test_a_named_criterion_needs_no_number_of_its_survey(header: str) -> None:
    data = sides(header, "Rating").replace(b"Response no", b"Agent")
    assert f"“{header}” names several questions" in propose(data, today=TODAY).reason


@pytest.mark.parametrize(
    ("header", "texts"),
    [("Item", ("Scarf", "Hat", "Gloves")), ("Month", ("Sep", "Oct", "Nov"))],
)
def test_what_was_bought_and_when_are_no_questions(header: str, texts: tuple[str, ...]) -> None:
    data = sides(header, "Rating", texts).replace(b"Response no", b"Customer no")
    assert propose(data, today=TODAY).columns[0].measures == ("csat",)
