"""Feedback out of real exports, row by row, once each."""

from __future__ import annotations

import csv
import io
import random
import time
from collections.abc import Callable
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.common.errors import Refused
from store.domain.stages import Stage
from store.domain.statistics.aggregates import tally_of, value_of
from store.domain.statistics.measures import find_measure
from store.formats.feedback.feedback import FeedbackFile, read_feedback
from store.formats.tabular.days.dates import DayOrder
from store.formats.tabular.tables import Problem

TODAY = date(2026, 11, 20)


def read(data: bytes | str, measure: str, column: str, **settings: object) -> FeedbackFile:
    given: dict[str, object] = {"team_id": "t1", "stage": Stage.ENHANCE, "today": TODAY, **settings}
    raw = data.encode() if isinstance(data, str) else data
    return read_feedback(raw, measure=find_measure(measure), column=column, **given)  # type: ignore[arg-type]


def prints(file: FeedbackFile) -> list[str]:
    return sorted(row.fingerprint for row in file.rows)


def figure(file: FeedbackFile, measure: str) -> float | None:
    known = find_measure(measure)
    return value_of(known, tally_of(known, [row.value for row in file.rows]))


@pytest.mark.parametrize(
    ("name", "measure", "column", "n", "value"),
    [
        ("survey_conference.csv", "nps", "nps", 24, 41.67),
        ("survey_conference.csv", "csat", "satisfaction_venue", 24, 19 / 24),
        ("survey_years_later.csv", "nps", "recommendation_score", 16, 43.75),
        ("survey_spanish.csv", "csat", "Satisfacción", 12, 7 / 12),
        ("survey_in_words.csv", "csat", "OverallSatisfaction", 20, 7 / 20),
        ("tickets_rated.csv", "csat", "CSAT_Score", 10, 6 / 10),
        pytest.param("carp_conhome_2020.csv", "nps", "nps", 124, 62.10, marks=pytest.mark.real),
        pytest.param(
            "carp_conhome_2020.csv",
            "csat",
            "satisfaction_interaction",
            124,
            114 / 124,
            marks=pytest.mark.real,
        ),
        pytest.param(
            "carp_longterm_2020_12.csv",
            "nps",
            "recommendation_score",
            87,
            47.13,
            marks=pytest.mark.real,
        ),
        pytest.param(
            "survey_encuesta_es.csv", "csat", "Satisfacción", 15, 8 / 15, marks=pytest.mark.real
        ),
        pytest.param(
            "survey_lima_transport.csv",
            "csat",
            "OverallSatisfaction",
            500,
            151 / 500,
            marks=pytest.mark.real,
        ),
        pytest.param(
            "teresgeo_tickets.csv", "csat", "CSAT_Score", 428, 255 / 428, marks=pytest.mark.real
        ),
    ],
)
def test_exports_give_their_figures(
    example: Callable[[str], bytes], name: str, measure: str, column: str, n: int, value: float
) -> None:
    file = read(example(name), measure, column)
    assert len(file.rows) == n
    assert figure(file, measure) == pytest.approx(value, abs=0.005)
    assert (file.rejected, file.read) == (0, n + file.blank)


@pytest.mark.parametrize(
    ("name", "groups"),
    [
        ("survey_conference.csv", (14, 6, 4)),
        pytest.param("carp_conhome_2020.csv", (84, 33, 7), marks=pytest.mark.real),
    ],
)
def test_promoters_passives_and_detractors_of_a_conference(
    example: Callable[[str], bytes], name: str, groups: tuple[int, int, int]
) -> None:
    file = read(example(name), "nps", "nps")
    tally = tally_of(find_measure("nps"), [row.value for row in file.rows])
    passives = tally.n - tally.promoters - tally.detractors
    assert (tally.promoters, passives, tally.detractors) == groups


@pytest.mark.parametrize(
    ("name", "first_day", "rated", "blank"),
    [
        ("tickets_rated.csv", date(2024, 1, 13), 10, 14),
        pytest.param("teresgeo_tickets.csv", date(2024, 11, 23), 428, 572, marks=pytest.mark.real),
    ],
)
def test_rows_are_dated_by_their_column(
    example: Callable[[str], bytes], name: str, first_day: date, rated: int, blank: int
) -> None:
    file = read(example(name), "csat", "CSAT_Score", date_column="created_date")
    assert (file.date_column, file.rows[0].day) == ("Created_Date", first_day)
    assert (len(file.rows), file.blank) == (rated, blank)


def test_without_a_date_column_all_rows_get_one_day() -> None:
    assert read("nps\n9\n", "nps", "nps").rows[0].day == TODAY
    day = date(2026, 11, 2)
    assert read("nps\n9\n", "nps", "nps", fallback_day=day).rows[0].day == day


def test_every_row_is_accounted_for() -> None:
    text = "nps,when\n9,2026-11-01\nNA,2026-11-01\n11,2026-11-01\n8,2026-12-24\n7,soon\n6,\n5,2026-11-02,x\n"
    file = read(text, "nps", "nps", date_column="when")
    assert [(row.line, row.value) for row in file.rows] == [(2, 9)]
    assert (file.read, file.blank, file.rejected) == (7, 1, 5)
    assert file.problems == (
        Problem(4, "“11” is not a whole number from 0 to 10"),
        Problem(5, "its date, 2026-12-24, is in the future"),
        Problem(6, "“soon” is not a date"),
        Problem(7, "it has no date in “when”"),
        Problem(8, "it has 3 cells where the header has 2"),
    )


def test_identical_rows_all_count_and_the_same_file_again_adds_nothing() -> None:
    file = read("nps\n9\n9\n9\n", "nps", "nps")
    assert len(set(prints(file))) == 3
    assert prints(read("nps\n9\n9\n9\n9\n", "nps", "nps")) != prints(file)
    assert set(prints(file)) < set(prints(read("nps\n9\n9\n9\n9\n", "nps", "nps")))


def test_a_row_with_the_same_id_is_the_same_row() -> None:
    text = "Response ID,nps\n1,9\n2,9\n3,9\n4,8\n5,8\n6,8\n7,7\n8,7\n9,7\n10,7\n1,9\n"
    file = read(text, "nps", "nps")
    assert (len(file.rows), len(set(prints(file)))) == (11, 10)


@pytest.mark.parametrize(
    "name",
    ["survey_years_later.csv", pytest.param("carp_longterm_2020_12.csv", marks=pytest.mark.real)],
)
def test_line_ends_encoding_and_column_order_add_nothing(
    example: Callable[[str], bytes], name: str
) -> None:
    data = example(name)
    first = prints(read(data, "nps", "recommendation_score"))
    assert prints(read(data.replace(b"\n", b"\r\n"), "nps", "recommendation_score")) == first
    assert prints(read(data.decode().encode("utf-16"), "nps", "recommendation_score")) == first
    rows = list(csv.reader(io.StringIO(data.decode(), newline="")))
    order = list(range(len(rows[0])))
    random.Random(5).shuffle(order)
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([[row[place] for place in order] for row in rows])
    assert prints(read(out.getvalue(), "nps", "recommendation_score")) == first


@pytest.mark.parametrize(
    "other", [{"team_id": "t2"}, {"stage": Stage.ASSIST}, {"measure": "csat"}, {"column": "b"}]
)
def test_another_team_stage_measure_or_column_is_another_import(other: dict[str, object]) -> None:
    asked: dict[str, object] = {"measure": "nps", "column": "a", **other}
    assert prints(read("a,b\n5,5\n", **asked)) != prints(read("a,b\n5,5\n", "nps", "a"))  # type: ignore[arg-type]


def test_an_open_question_about_dates_is_asked_and_answered() -> None:
    text = "nps,when\n9,03/04/2024\n"
    with pytest.raises(Refused, match="could be day first or month first") as refused:
        read(text, "nps", "nps", date_column="when")
    assert refused.value.field == "day_order"
    answered = read(text, "nps", "nps", date_column="when", day_order=DayOrder.MONTH_FIRST)
    assert answered.rows[0].day == date(2024, 3, 4)


def test_the_files_other_dates_settle_an_open_column() -> None:
    text = "nps,created,sent\n9,03/04/2024,04/13/2024\n"
    file = read(text, "nps", "nps", date_column="created")
    assert file.rows[0].day == date(2024, 3, 4)


def test_a_time_with_an_offset_falls_on_the_teams_day() -> None:
    text = "nps,when\n9,2024-11-23T23:30:00Z\n"
    file = read(text, "nps", "nps", date_column="when", zone=ZoneInfo("Europe/Berlin"))
    assert file.rows[0].day == date(2024, 11, 24)


def test_quotes_are_cleaned() -> None:
    file = read('nps,why\n9,"so\x1b[31m\r\ngood"\n', "nps", "nps", quote_column="why")
    assert file.rows[0].quote == "so[31m\ngood"


@pytest.mark.parametrize(
    ("text", "measure", "column", "why"),
    [
        ("nps,date\n9,x\n", "nps", "score", "There is no column “score”. The file has nps, date"),
        ("nps\nNA\n-\n", "nps", "nps", "The column “nps” holds no answers: all 2 are empty"),
        ("rec\nYes\nNo\n", "nps", "rec", "No row of “rec” could be used for NPS; line 2: “Yes”"),
        (
            "r\n" + "8\n" * 12 + "5\n" * 5,
            "csat",
            "r",
            "12 of 17 answers in “r” are off the scale of CSAT",
        ),
    ],
)
def test_nothing_usable_is_refused(text: str, measure: str, column: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        read(text, measure, column)


@pytest.mark.parametrize("measure", ["csat", "nps", "ces-ease"])
def test_thumbs_of_one_and_minus_one_are_refused_and_not_half_read(measure: str) -> None:
    thumbs = "Day,Rating\n" + "".join(
        f"2026-11-0{day},{1 - 2 * (day % 2)}\n" for day in range(1, 9)
    )
    with pytest.raises(Refused, match="holds only 1 and -1"):
        read(thumbs, measure, "Rating", date_column="Day")


def test_a_date_column_without_dates_is_refused() -> None:
    with pytest.raises(Refused, match="The column “d” holds no dates"):
        read("nps,d\n9,x\n", "nps", "nps", date_column="d")


def test_twenty_thousand_rows_in_a_moment() -> None:
    rows = [
        f'{n},{n % 28 + 1:02}/{n % 12 + 1:02}/2024 10:00,"a comment, as people write",{n % 11},web\n'
        for n in range(20_000)
    ]
    text = "id,created,comment,nps,channel\n" + "".join(rows)
    began = time.process_time()
    file = read(text, "nps", "nps", date_column="created", quote_column="comment")
    assert len(file.rows) == 20_000
    assert time.process_time() - began < 4


cells = st.sampled_from(
    ["9", "10", "0", "NA", "x", "", "2024-01-02", "03/04/2024", '"a\nb"', "\x1b", "4,5", "é"]
)


@given(
    st.binary(max_size=200)
    | st.lists(st.lists(cells, min_size=1, max_size=4), max_size=8).map(
        lambda rows: ("nps,when,id\n" + "\n".join(",".join(row) for row in rows)).encode()
    )
)
@settings(deadline=20_000)
def test_any_bytes_give_rows_or_a_refusal(data: bytes) -> None:
    try:
        file = read(data, "nps", "nps", date_column="when", day_order=DayOrder.DAY_FIRST)
    except Refused as refused:
        assert refused.message.endswith((".", "?"))
        return
    assert file.read == len(file.rows) + file.blank + file.rejected
    assert all(0 <= row.value <= 10 and row.day <= TODAY for row in file.rows)
