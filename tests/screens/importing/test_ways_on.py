"""What the import says where a file leaves something open: by keys, never by a shell's options."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from screens.importing.key_words import by_keys
from screens.importing.mapping_state import (
    Weighed,
    about,
    details_of,
    figure_of,
    hinted,
    lay_out,
    new_part,
    others_of,
    weigh,
)
from store.common.errors import Refused
from store.evidence.importing.imports import Terms
from store.formats.feedback.questions.ways_on import thumbs_line

if TYPE_CHECKING:
    from tests.conftest import Live

CASES = Path(__file__).parents[2] / "cases"
REVIEWS = b"Response Date,Score,Comment\n2026-11-02,9,so quick and kind\n2026-11-03,0,\n"


@pytest.mark.parametrize("file", sorted(CASES.glob("[!b]*.csv")), ids=lambda file: file.stem)
def test_nothing_is_said_by_options_of_a_shell(live: Live, file: Path) -> None:
    laid = lay_out(live.seat, file.read_bytes(), file.name, Terms())
    said = [about(laid), *(each.why for each in others_of(laid))]
    for each in laid.choices:
        said += [figure_of(each), details_of(each, laid.reader.terms)]
    assert not [words for words in said if "--" in words]


@pytest.mark.parametrize(
    ("said", "by_key"),
    [
        (
            "may be too high or too low. Say --unread skip to leave them out, or write them as",
            "may be too high or too low. Press t to leave them out, or write them as",
        ),
        (
            "merged. Say --blank-days above if they are of the day above them, or --blank-days skip to leave them out.",
            "merged. Press t and say whether they are of the day above them.",
        ),
        (
            'is neither yes nor no. To count only the others, say --column "Q=solved-it" --unread skip',
            "is neither yes nor no. To count only the others, press t and leave out what cannot be read,"
            " then press e and take it as Did we solve it?",
        ),
        (
            'make a measure of your own for them: care measure add s --kind score --better up --threshold 8, then --column "S=s".'
            ' If they say how likely people are to recommend you, say --column "S=nps".',
            "make a measure of your own for them first (care measure add, in a shell). If they say how likely people are"
            " to recommend you, press e and take it as NPS.",
        ),
        ('it may be nps: --column "My = score=nps"', "it may be NPS: press e"),
        (
            'If 9 means no answer, say --column "R=csat" --unread skip.',
            "If 9 means no answer, press t and leave out what cannot be read, then press e and take it as CSAT.",
        ),
        (
            'no answer: if those are the answers, say --column "R=csat" --unread skip.',
            "no answer: if those are the answers, press t and leave out what cannot be read, then take it as CSAT.",
        ),
        (
            'it may be csat: --column "R=csat" --unread skip',
            "it may be CSAT: press t and leave out what cannot be read, then press e",
        ),
        (
            "3 cases are solved. Say --solve-target HOURS to count those solved in time.",
            "3 cases are solved. Press t and say your target in hours to count those solved in time.",
        ),
        ("For a column that does, say --column NAME=KEY, such as NAME=csat.",
         "For a column that does, go to it and press e."),
        ("Say --year 2026 to date each answer on the Monday of its week.",
         "Press t and say the year 2026 to date each answer on the Monday of its week."),
        ("Say --year 2025-2026 if they go over New Year, or --year 2025-2025 if all are of one year: each",
         "Press t and say the years 2025-2026 if they go over New Year, or 2025-2025 if all are of one year: each"),
        ('Say --date-column "KW" to date each answer on the Monday of its week.',
         "Press e and date it by that column: each answer is then dated on the Monday of its week."),
        ('then those of the next. If all rows answer one question, say --column "Q=skip".',
         "then those of the next."),
        ('beside an answer. To log them, pipe a line for each, such as connect --quote "So quick" --on 2026-03-31, to care log --batch.',
         "beside an answer. Press b in Evidence to log single ones."),
        ("it is empty", "it is empty"),
        (f"It is. {thumbs_line('R')}.",
         "It is. Write yes and no in their place, and take them by a measure of your own."),
        ('such as “5”. If it is a rating up to 5, say --column "R=csat".', "such as “5”. If it is a rating up to 5, press e and take it as CSAT."),
        ("a measure of your own. For example: care measure add x --kind rate --better up, then --column \"X=x\".",
         "a measure of your own."),
        ("To take “Calls” as a count, for example: care measure add calls --kind count, then --column \"Calls=calls\".",
         "To take “Calls” as a count, make a measure of your own first (care measure add, in a shell)."),
        ("Nobody in the file was a member on 2026-02-01. Choose other days, with --from and --to.",
         "Nobody in the file was a member on 2026-02-01. Press t and choose other days."),
        ('To count each, say --column "churned=churn" --date-column "end".',
         "To count each, press e, take it as Churn and date it by that column."),
        ("Say --day-first or --month-first, and the year too: --year 2026.",
         "Press t and say which number is the day, and the year, such as 2026."),
        ('If customers said it, say --column "Resolved?=solved-it".',
         "If customers said it, press e and take it as Did we solve it?."),
        ("read without that column it gives churn and retention, over the days of --from and --to.",
         "read without that column it gives churn and retention, over the days that you say with t."),
        ('If 0 means no answer, say --column "R=csat"; else', "If 0 means no answer, press e and take it as CSAT; else"),
    ],
)  # fmt: skip
def test_a_line_for_a_shell_becomes_a_key(said: str, by_key: str) -> None:
    assert by_keys(said) == by_key


def test_a_column_that_may_be_a_measure_is_offered_as_it(live: Live) -> None:
    laid = lay_out(live.seat, REVIEWS, "reviews.csv", Terms())
    (hint,) = hinted(laid)
    assert (hint.column, hint.measure) == ("Score", "nps")
    assert "how likely customers are to recommend you, take it as NPS; else make" in about(laid)
    part = new_part(laid, hint.column, hint.measure)
    assert (part.date_column, part.quote_column) == ("Response Date", "Comment")
    taken = weigh(live.seat, laid.reader, part)
    assert figure_of(taken).startswith("0 (n 2)")
    chosen = type(laid)(laid.look, (taken,))
    assert hinted(chosen) == ()
    assert about(chosen).endswith("2 rows, utf-8, commas.")
    assert new_part(chosen, "Comment").quote_column is None


def test_members_say_over_which_days_they_are_counted(live: Live) -> None:
    laid = lay_out(live.seat, (CASES / "churn_dates.csv").read_bytes(), "churn.csv", Terms())
    said = {details_of(each, laid.reader.terms) for each in laid.choices}
    assert said == {"counted from 1 Feb 2026 to 28 Feb 2026; press t for others"}


def test_a_part_that_cannot_be_taken_says_why_by_keys(live: Live) -> None:
    laid = lay_out(live.seat, REVIEWS, "reviews.csv", Terms())
    refused = weigh(live.seat, laid.reader, new_part(laid, "Comment", "csat"))
    assert isinstance(refused, Weighed)
    assert refused.result is None
    assert refused.problem
    with pytest.raises(Refused):
        laid.reader.read(refused.part)


def test_a_workbook_is_not_called_one_column(live: Live) -> None:
    file = CASES / "two_sheets.xlsx"
    laid = lay_out(live.seat, file.read_bytes(), file.name, Terms(sheet="October"))
    assert about(laid) == "A plain table of customers' answers: 2 rows, a workbook."


def test_answers_without_a_day_say_which_they_get_and_how_to_choose(live: Live) -> None:
    laid = lay_out(live.seat, b"NPS\n9\n3\n10\n", "nps.csv", Terms())
    (one,) = laid.choices
    said = details_of(one, laid.reader.terms)
    assert said == "without a day, so all of today; press t for another"
