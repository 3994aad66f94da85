"""What is said of a file whose columns' names say nothing: the column that looks like a scale."""

from __future__ import annotations

from datetime import date

import pytest

from screens.importing.key_words import by_keys
from store.formats.feedback.proposals import FileKind, Proposal, propose

TODAY = date(2026, 11, 30)
SENTENCES = ("It took three days to answer", "Anna was quick and kind", "I called them twice today")


def found(header: str, *cells: str) -> Proposal:
    rows = [f'2026-10-01,"{cell}"' for cell in cells]
    return propose("\n".join([f'Date,"{header}"', *rows, ""]).encode(), today=TODAY)


@pytest.mark.parametrize(
    ("header", "cells", "says"),
    [
        ("How would you rate your visit?", ("5", "2", "4", "5"), '=csat"'),
        ("Service here", ("3 stars", "1 star", "5 stars"), '=csat"'),
        ("How was it?", ("4/5", "2/5", "5/5"), '=csat"'),
        ("B", ("5", "2", "4", "4"), '"B=csat"'),
        ("Hospital 0-10", ("10", "2", "0", "7"), "a measure of your own can hold them"),
        ("Grades of it all", ("A", "C", "B"), "write the best as 5"),
        ("G01Q01", ("A1", "A5", "A2"), "Export the answers with their full words"),
        (
            "Was this article helpful?",
            ("Yes", "No", "Yes"),
            "--kind rate --better up, then --column",
        ),
        ("Konnten wir helfen?", ("Ja", "Nein", "Ja"), "=solved-it"),
        ("Anliegen erledigt?", ("Ja", "Nein", "Ja"), "=solved-it"),
        ("¿Le ayudamos?", ("Sí", "No", "Sí"), "=solved-it"),
        ("Pomohli jsme vám?", ("Ano", "Ne", "Ano"), "=solved-it"),
        ("War das hilfreich?", ("Ja", "Nein", "Ja"), "holds yes and no"),
        ("What they told", SENTENCES, "imported only beside an answer"),
        ("rapportcijfer", ("8", "6,5", "7", "9", "7,5"), "whole numbers and halves from 6.5 to 9"),
        ("Reviewer_Score", ("50", "10", "40", "30"), "--threshold 40"),
        ("Happy? 1-5", ("5", "1", "4", "3"), '=csat"'),
        ("Tyck till 1-10", (*"989736989", "10", "9", "7.8"), "whole numbers from 3 to 10"),
        ("Tähtiä", ("4", "3.5", "5", "1", "2"), "make a measure of your own"),
    ],
)
def test_a_column_that_looks_like_answers_is_named(
    header: str, cells: tuple[str, ...], says: str
) -> None:
    proposal = found(header, *cells)
    assert proposal.kind is FileKind.NOTHING
    assert f"“{header}” holds" in proposal.reason
    assert says in proposal.reason
    assert "--" not in by_keys(proposal.reason)


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Table", ("5", "2", "4", "5")),
        ("interviewer", ("3", "2", "5", "1", "3")),
        ("Bearbeiterin", ("3", "2", "5", "1", "3")),
        ("Filiale", ("5", "2", "4", "5")),
        ("Line", ("1", "2", "3", "4", "5")),
        ("Guests", ("2", "4", "5", "1")),
        ("Duration (s)", ("50", "20", "45")),
        ("Flagged", ("true", "false", "true")),
        ("Gravité (1-5)", ("5", "2", "4", "1")),
        ("Clicks", ("0", "1", "4", "2", "7", "3")),
        ("Begenme", ("0", "1", "4", "21", "14", "2", "7", "3", "8", "5", "6", "9")),
        ("Beğeni", ("0", "0", "0", "0", "3", "5", "1")),
        ("Weight of it", ("1", "2.3", "4.7", "5", "3")),
        ("Is there a light?", ("Yes", "No", "attached to the overpass", "Yes", "Yes", "No", "No")),
        ("Urgent", ("x", "", "x")),
        ("Colour", ("red", "green", "blue")),
    ],
)
def test_small_numbers_of_something_else_are_no_scale(header: str, cells: tuple[str, ...]) -> None:
    assert "such as NAME=csat" in found(header, *cells).reason


def test_a_further_scale_is_named_beside_a_question_in_words() -> None:
    head = "Date,Would you recommend us?,Rate hospital 0-10"
    data = f"{head}\n2026-10-01,Probably,9\n2026-10-02,Definitely no,3\n2026-10-03,Probably,10\n"
    reason = propose(data.encode(), today=TODAY).reason
    assert "“Rate hospital 0-10” holds whole numbers from 3 to 10" in reason


@pytest.mark.parametrize(
    ("header", "cells", "measure", "figure"),
    [
        ("LTR", ("10", "9", "3", "8"), "nps", 25.0),
        ("Overall I am happy with the school", ("Agree", "Disagree", "Strongly agree"), "csat", 2 / 3),
        ("I am unhappy with it", ("Agree", "Disagree", "Strongly agree"), "", None),
        ("I am not happy with it", ("Agree", "Disagree", "Strongly agree"), "", None),
    ],
)  # fmt: skip
def test_further_names_of_measures(
    header: str, cells: tuple[str, ...], measure: str, figure: float | None
) -> None:
    columns = found(header, *cells).columns
    assert [each.measures for each in columns] == ([(measure,)] if measure else [])
    assert [each.value for each in columns] == ([pytest.approx(figure)] if measure else [])


@pytest.mark.parametrize("header", ["Result", "Smiley", "Score", "Rating", "Satisfaction", "B"])
def test_numbers_that_never_reach_five_are_asked_about_their_scale(header: str) -> None:
    cells = ("4", "1", "3", "4", "2", "4", "3")
    reason = found(header, *cells).reason
    assert "holds only 1 to 4" in reason or "holds whole numbers from 1 to 4." in reason
    assert f'If it is a rating up to 5, say --column "{header}=csat"' in reason
    assert "If its scale ends at 4, a measure of your own can hold it" in reason
    assert "--kind score --better up --threshold 3" in reason
    assert "--" not in by_keys(reason)
    assert "ends at 4" not in found(header, *cells, "5").reason


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Rating (1-5)", ("4", "1", "3", "4", "2")),
        ("Rating", ("4/5", "1/5", "3/5", "4/5", "2/5")),
        ("Stars", ("4", "1", "3", "4", "2")),
        ("Rating", ("4", "1", "3", "2")),
    ],
)
def test_a_scale_that_is_stated_or_hardly_used_is_csat(header: str, cells: tuple[str, ...]) -> None:
    assert [each.measures for each in found(header, *cells).columns] == [("csat",)]


def test_a_scale_that_the_name_ends_at_four_is_no_csat() -> None:
    reason = found("Smiley (1-4)", "4", "1", "3", "4", "2").reason
    assert "=csat" not in reason
    assert "--kind score --better up --threshold 3" in reason


def test_ratings_of_cases_that_never_reach_five_are_told() -> None:
    rows = [f"{day},2026-11-0{day},2026-11-0{day},solved,{day % 4 + 1}" for day in range(1, 8)]
    data = "\n".join(["Ticket ID,Created,Solved,Status,Satisfaction rating", *rows, ""])
    reason = propose(data.encode(), today=TODAY).reason
    assert "Say --solve-target HOURS" in reason
    assert "“Satisfaction rating”: it holds only 1 to 4" in reason
    assert "--" not in by_keys(reason)


def test_a_scale_goes_as_far_as_that_of_the_question_beside_it() -> None:
    rows = "2026-10-01,4,5\n2026-10-02,2,4\n2026-10-03,4,1\n2026-10-04,3,5\n2026-10-05,1,3\n"
    data = f"Date,Satisfaction overall,Satisfaction with prices\n{rows}"
    assert [each.column for each in propose(data.encode(), today=TODAY).columns] == [
        "Satisfaction overall"
    ]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("What is the main reason for your score?", True),
        ("Vos remarques", True),
        ("Suggerimenti", True),
        ("Follow up answer", True),
        ("What could be better?", True),
        ("Reason score", False),
    ],
)
def test_further_questions_for_words(name: str, kept: bool) -> None:
    rows = [f'2026-10-01,5,"{words}"' for words in SENTENCES]
    data = "\n".join([f'Date,CSAT,"{name}"', *rows, ""]).encode()
    assert propose(data, today=TODAY).comment_column == (name if kept else None)


def test_counts_beside_those_who_were_only_asked_are_counted_already() -> None:
    data = b"Satisfaction date,Good,Bad,Offered\n2026-10-01,4,1,12\n2026-10-02,5,0,12\n"
    assert propose(data, today=TODAY).kind is FileKind.COUNTED


@pytest.mark.parametrize(
    "name",
    ["Note du commentaire", "Comment rating", "Punteggio commento", "Puntuación del comentario"],
)
def test_a_rating_of_a_comment_is_offered_as_a_rating(name: str) -> None:
    def said(scores: str) -> str:
        rows = "".join(f"2026-11-0{score};Nobody called back;{score}\n" for score in scores)
        return propose(f"Date;Comment;{name}\n{rows}".encode(), today=date(2026, 12, 1)).reason

    assert f'"{name}=csat"' in said("54321")
    assert f"“{name}” holds whole numbers from 3 to 9" in said("93578")


@pytest.mark.parametrize("titles", [("", "", "", ""), ("Super", "", "Na ja", ""), ("4711", "4712", "4713", "4715")])  # fmt: skip
@pytest.mark.parametrize(
    ("named", "scores"),
    [
        ("Titel der Bewertung", "Wert der Umfrage"),
        ("CSAT", "Wert der Umfrage"),
        ("Satisfaction survey name", "What they gave"),
    ],
)
def test_a_score_is_named_beside_a_column_that_only_sounds_like_one(
    named: str, scores: str, titles: tuple[str, ...]
) -> None:
    rows = zip(titles, ("5", "2", "4", "1"), strict=True)
    lines = [f"2026-10-01;{title};{score}" for title, score in rows]
    reason = propose(
        "\n".join([f"Datum;{named};{scores}", *lines, ""]).encode(), today=TODAY
    ).reason
    assert f'say --column "{scores}=csat"' in reason
    assert f"“{named}”" in reason


def test_a_score_that_is_a_hint_is_named_beside_an_empty_title() -> None:
    rows = "2026-10-01;;5\n2026-10-02;;2\n2026-10-03;;4\n"
    data = f"Datum;Titel der Bewertung;Bewertungspunktzahl\n{rows}"
    assert '--column "Bewertungspunktzahl=csat"' in propose(data.encode(), today=TODAY).reason


def test_an_empty_rating_is_named_where_nothing_else_may_be_answers() -> None:
    data = (
        b"Datum;CSAT;Kommentar\n2026-10-01;;Das war gut so\n2026-10-02;;Es hat zu lange gedauert\n"
    )
    reason = propose(data, today=TODAY).reason
    assert reason == "No column of the file holds a customer measure; “CSAT”: it holds no answers."


@pytest.mark.parametrize("header", ["id,feedback", "Customer,Bemerkung", "E-mail,What happened?"])
def test_customers_and_their_words_are_no_visits(header: str) -> None:
    rows = [f"c{at}@example.com,{said}" for at, said in enumerate(SENTENCES)]
    reason = propose("\n".join([header, *rows, ""]).encode(), today=TODAY).reason
    assert "care log --batch" in reason
    assert "visits" not in reason


def test_customers_and_days_alone_may_be_visits() -> None:
    data = b"customer id,date\n7,2026-10-01\n8,2026-10-02\n"
    assert "A customer and a day alone may be visits" in propose(data, today=TODAY).reason


@pytest.mark.parametrize("name", ["Quantidade de reclamações não reguladas", "Anzahl Vorfälle"])
def test_a_number_of_things_is_no_scale(name: str) -> None:
    assert f"“{name}”" not in found(name, "0", "3", "1", "10").reason


def test_of_two_columns_of_words_the_longer_is_named() -> None:
    rows = [
        f'2026-10-{day:02},Round table of oak {day},"It came in pieces, and nobody of you answers {day} calls"'
        for day in range(1, 6)
    ]
    data = "\n".join(["Date,product_name,complaint_text", *rows, ""]).encode()
    reason = propose(data, today=TODAY).reason
    assert "“complaint_text” holds words" in reason
    assert "product_name" not in reason


@pytest.mark.parametrize("names", ["CSAT,NPS", "nps,csat"])
def test_figures_of_groups_are_no_answers(names: str) -> None:
    values = "87,61" if names.startswith("C") else "61,87"
    rows = [f"C{at},{values}" for at in range(1, 9)]
    proposal = propose("\n".join([f"Cohort,{names}", *rows, ""]).encode(), today=TODAY)
    assert proposal.kind is FileKind.COUNTED


def test_an_nps_beyond_ten_is_said_to_be_worked_out() -> None:
    proposal = found("NPS", "61", "75", "-12", "40", "33")
    assert "worked out already" in proposal.reason


def test_a_question_answered_by_yes_and_a_sentence_is_no_effort() -> None:
    cells = ("Yes, it is flat.", "There are bumps in it.", "Yes, it is flat.", "Yes, it is flat.")
    reason = found("Is it flat, easily traversable?", *cells).reason
    assert "it is answered by yes or no; effort is asked from 1 to 7 or 5" in reason
    assert "Export the answers as numbers" not in reason


def test_faces_over_counts_are_counted_already() -> None:
    rows = [f"2026-0{at}-02,{20 + at},{at},{at % 4}" for at in range(1, 9)]
    proposal = propose("\n".join(["Week of,😀,😐,☹️", *rows, ""]).encode(), today=TODAY)
    assert proposal.kind is FileKind.COUNTED


def test_a_rating_is_named_ahead_of_a_wait() -> None:
    rows = [f"2026-11-{at:02},{1 + at % 5},{at}" for at in range(1, 20)]
    head = "Data,Nota do atendimento,Tempo de espera (min)"
    reason = propose("\n".join([head, *rows, ""]).encode(), today=TODAY).reason
    assert '--column "Nota do atendimento=csat"' in reason
