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


def test_reviews_beside_their_companys_counts_are_single_answers() -> None:
    rows = [
        f"Shop {at // 5},{300 + at // 5},80%,20%,{1 + at % 5},It took them {at} days to answer me"
        for at in range(20)
    ]
    head = (
        "Company,Number of Reviews,5 stars percentage,1 star percentage,Review Stars,Review Comment"
    )
    (column,) = propose("\n".join([head, *rows, ""]).encode(), today=TODAY).columns
    assert (column.column, column.measures) == ("Review Stars", ("csat",))


def test_a_list_of_places_by_name_is_doubted() -> None:
    rows = [f"{at},Inn {at},Rome,Quiet street {at},{1 + at % 5},a{at}.jpg" for at in range(20)]
    proposal = propose(
        "\n".join(["id,name,location,description,rating,image", *rows, ""]).encode(), today=TODAY
    )
    assert proposal.columns == ()
    assert "each row is another of “name”" in proposal.reason


def test_a_mark_of_who_cancelled_is_named() -> None:
    rows = [f"{at},{20 + at},{at % 11},{at % 2}" for at in range(30)]
    reason = propose(
        "\n".join(["CustomerID,age,callcenter_calls,cancelled", *rows, ""]).encode(), today=TODAY
    ).reason
    assert '--column "cancelled=churn"' in reason


def test_the_closed_cases_of_a_list_are_no_customers_who_left() -> None:
    rows = [f"{at},{('Closed', 'Active')[at % 2]},Printer" for at in range(20)]
    reason = propose("\n".join(["ID,STATUS,MOTIVO", *rows, ""]).encode(), today=TODAY).reason
    assert "churn" not in reason


def test_the_columns_of_a_tool_have_its_prefix() -> None:
    rows = [
        f"I{at},2026-10-{at:02} 00:01:38,2026-10-{at:02} 00:16:32,Closed" for at in range(1, 20)
    ]
    head = "inc_number,inc_sys_created_on,inc_resolved_at,inc_state"
    proposal = propose("\n".join([head, *rows, ""]).encode(), today=TODAY)
    assert proposal.kind is FileKind.TICKETS
