"""Feedback out of files: what they hold, kept as one step, and never twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.common.errors import NotFound, Refused
from store.domain.stages import Stage
from store.evidence.evidence import Filter, page
from store.evidence.importing.imports import (
    Cancelled,
    FeedbackImport,
    Part,
    Prepared,
    Terms,
    change_parts,
    look_at,
    prepare,
    read_file,
    write,
)
from store.formats.feedback.column_roles import Tool
from store.formats.feedback.proposals import FileKind
from store.formats.tabular.days.dates import DayOrder
from store.undo.undo import redo, undo

if TYPE_CHECKING:
    from tests.conftest import Live

SURVEY = b"score,nps\n5,10\n4,9\n2,3\n"
CSAT = Part("csat", Stage.ASSIST, column="score")
NPS = Part("nps", Stage.ENHANCE, column="nps")
TICKETS = b"""Ticket ID,Status,Created at,Solved at,First reply time in minutes,Replies,CSAT
1,Solved,2026-10-01 10:00,2026-10-01 12:00,30,1,5
2,Closed,2026-10-01 10:00,2026-10-04 10:00,1500,2,4
3,Open,2026-10-01 11:00,,60,1,
4,Solved,2026-10-02 10:00,2026-10-02 11:00,,3,9
5,New,2026-10-04 09:00,,,0,
6,Solved,2026-10-02 10:00,2026-10-02 11:00,5,1,5
7,Solved,2026-10-02 10:00,2026-10-02 11:00,5,1,4
8,Solved,2026-10-02 10:00,2026-10-02 11:00,5,1,1
9,Solved,2026-10-02 10:00,2026-10-02 11:00,5,1,1
10,Solved,2026-10-02 10:00,2026-10-02 11:00,5,1,2
11,Solved,2026-10-02 10:00,2026-10-02 11:00,5,1,3
12,Solved,2026-10-02 10:00,2026-10-02 11:00,5,1,3
13,Solved,2026-10-02 10:00,2026-10-02 11:00,5,1,3
"""


def ready(live: Live, data: bytes, *parts: Part, file: str = "s.csv", **terms: object) -> Prepared:
    reader = read_file(live.seat, data, file, Terms(**terms))  # type: ignore[arg-type]
    return prepare(live.seat, reader, parts)


def all_of(live: Live, data: bytes) -> dict[str, FeedbackImport]:
    """Everything that is recognised in a file, written; what came of it by measure."""
    look = look_at(read_file(live.seat, data))
    done = write(live.seat, prepare(live.seat, look.reader, look.parts)).results
    return {each.measure.key: each for each in done}


@pytest.mark.parametrize(
    ("name", "tool", "kind", "figures"),
    [
        ("survey_conference.csv", Tool.PLAIN, FileKind.ANSWERS, {"csat": (24, 19 / 24), "nps": (24, 41.67)}),
        ("survey_years_later.csv", Tool.PLAIN, FileKind.ANSWERS, {"nps": (16, 43.75)}),
        ("survey_spanish.csv", Tool.PLAIN, FileKind.ANSWERS, {"csat": (12, 7 / 12)}),
        ("survey_in_words.csv", Tool.PLAIN, FileKind.ANSWERS, {"csat": (20, 0.35)}),
        ("tickets_rated.csv", Tool.PLAIN, FileKind.TICKETS, {"csat": (10, 0.6), "first-reply": (24, 0.75)}),
        ("tickets_glpi.csv", Tool.GLPI, FileKind.TICKETS, {"solved-in-target": (16, 0.75)}),
        ("purchases.csv", Tool.PLAIN, FileKind.PURCHASES, {"repurchase": (10, 0.4)}),
        ("tickets_unsolved.csv", Tool.FRESHDESK, FileKind.TICKETS, {}),
        ("visits.csv", Tool.PLAIN, FileKind.NOTHING, {}),
        pytest.param("carp_conhome_2020.csv", Tool.PLAIN, FileKind.ANSWERS, {"csat": (124, 114 / 124), "nps": (124, 62.10)}, marks=pytest.mark.real),
        pytest.param("carp_longterm_2020_12.csv", Tool.PLAIN, FileKind.ANSWERS, {"nps": (87, 47.13)}, marks=pytest.mark.real),
        pytest.param("survey_encuesta_es.csv", Tool.PLAIN, FileKind.ANSWERS, {"csat": (15, 8 / 15)}, marks=pytest.mark.real),
        pytest.param("survey_lima_transport.csv", Tool.PLAIN, FileKind.ANSWERS, {"csat": (500, 0.302)}, marks=pytest.mark.real),
        pytest.param("teresgeo_tickets.csv", Tool.PLAIN, FileKind.TICKETS, {"csat": (428, 255 / 428), "first-reply": (1000, 0.775)}, marks=pytest.mark.real),
        pytest.param("glpi_ceneged.csv", Tool.GLPI, FileKind.TICKETS, {"solved-in-target": (505, 403 / 505)}, marks=pytest.mark.real),
        pytest.param("example_transactions.csv", Tool.PLAIN, FileKind.PURCHASES, {"repurchase": (5000, 0.4966)}, marks=pytest.mark.real),
        pytest.param("freshdesk_demo.csv", Tool.FRESHDESK, FileKind.TICKETS, {}, marks=pytest.mark.real),
        pytest.param("journey_shopeasy_visits.csv", Tool.PLAIN, FileKind.NOTHING, {}, marks=pytest.mark.real),
    ],
)  # fmt: skip
def test_files_are_known_and_give_their_figures(
    live: Live,
    example: Callable[[str], Path],
    name: str,
    tool: Tool,
    kind: FileKind,
    figures: dict[str, tuple[int, float]],
) -> None:
    look = look_at(read_file(live.seat, example(name).read_bytes(), name))
    assert (look.proposal.tool, look.proposal.kind) == (tool, kind)
    assert bool(look.reason) is not bool(figures)
    if not figures:
        return
    prepared = prepare(live.seat, look.reader, look.parts)
    assert {each.measure.key: each.n for each in prepared.results} == {
        key: n for key, (n, _) in figures.items()
    }
    for each in write(live.seat, prepared).results:
        assert each.value == pytest.approx(figures[each.measure.key][1], abs=0.005)
        assert each.read == each.accepted + each.rejected + each.blank + each.duplicates
    assert prepare(live.seat, look.reader, look.parts).accepted == 0


@pytest.mark.parametrize(
    "name",
    [
        "board_lists_by_name.json",
        "retrospective_spring.md",
        "retrospective_summer.md",
        pytest.param("trello_tower.json", marks=pytest.mark.real),
        pytest.param("retro_quizzer_s1.md", marks=pytest.mark.real),
        pytest.param("retro_quizzer_s2.md", marks=pytest.mark.real),
    ],
)
def test_a_board_is_no_feedback(live: Live, example: Callable[[str], Path], name: str) -> None:
    try:
        look = look_at(read_file(live.seat, example(name).read_bytes()))
    except Refused as refused:
        assert refused.field == "file"
    else:
        assert look.reason
        assert look.parts == ()


def test_several_measures_are_one_step_to_undo_and_can_come_again(live: Live) -> None:
    prepared = ready(live, SURVEY, CSAT, NPS)
    seq = live.snapshot.seq
    first = write(live.seat, prepared).results
    assert [(each.accepted, each.n, each.value) for each in first] == [
        (3, 3, pytest.approx(2 / 3)),
        (3, 3, pytest.approx(100 / 3)),
    ]
    assert live.snapshot.seq == seq + 1
    assert [each.duplicates for each in write(live.seat, prepared).results] == [3, 3]
    assert live.snapshot.seq == seq + 1
    assert undo(live.seat) == "Imported 6 answers of CSAT and NPS from s.csv"
    assert page(live.seat).items == ()
    redo(live.seat)
    assert len(page(live.seat).items) == 6
    undo(live.seat)
    assert ready(live, SURVEY, CSAT, NPS).accepted == 6
    assert [each.accepted for each in write(live.seat, prepared).results] == [3, 3]


def test_the_same_part_twice_counts_once(live: Live) -> None:
    assert [each.accepted for each in ready(live, SURVEY, CSAT, CSAT).results] == [3, 0]
    assert [
        each.accepted for each in write(live.seat, ready(live, SURVEY, CSAT, CSAT)).results
    ] == [3, 0]


def test_a_row_that_comes_twice_by_its_id_counts_once(live: Live) -> None:
    rows = "".join(f"r{n},{n % 5 + 1}\n" for n in range(20))
    data = f"Response ID,score\n{rows}r19,5\n".encode()
    (done,) = write(live.seat, ready(live, data, CSAT)).results
    assert (done.read, done.accepted, done.duplicates, done.n) == (21, 20, 1, 20)


def test_stopping_writes_nothing(live: Live) -> None:
    data = b"score\n" + b"5\n" * 3_000
    prepared = ready(live, data, CSAT)
    seq, stop = live.snapshot.seq, Event()
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        told.append((done, total))
        if done >= 1_000:
            stop.set()

    with pytest.raises(Cancelled):
        write(live.seat, prepared, progress=progress, cancel=stop)
    assert told == [(500, 3_000), (1_000, 3_000)]
    assert page(live.seat).items == ()
    assert live.snapshot.seq == seq
    (done,) = write(live.seat, prepared, progress=progress).results
    assert done.accepted == 3_000
    assert told[-1] == (3_000, 3_000)


def test_stopping_at_the_very_end_writes_nothing_either(live: Live) -> None:
    stop = Event()
    with pytest.raises(Cancelled):
        write(live.seat, ready(live, SURVEY, CSAT), progress=lambda *_: stop.set(), cancel=stop)
    assert page(live.seat).items == ()


def test_a_part_that_cannot_be_used_leaves_the_others(live: Live) -> None:
    data = b"score,words\n" + b"5,hello\n" * 3
    prepared = ready(live, data, CSAT, Part("nps", Stage.ENHANCE, column="words"))
    assert [each.measure.key for each in prepared.results] == ["csat"]
    ((part, why),) = prepared.refused
    assert part.column == "words"
    assert "hello" in why.message
    with pytest.raises(Refused, match="hello"):
        ready(live, data, Part("nps", Stage.ENHANCE, column="words"))
    with pytest.raises(Refused, match="No measure is chosen"):
        ready(live, data)


def test_where_answers_came_from_is_kept_clean(live: Live) -> None:
    write(live.seat, ready(live, SURVEY, CSAT, file="s\x1b\u202e" + "x" * 300))
    source = page(live.seat).items[0].source
    assert source.startswith("sx")
    assert len(source) == 200


def test_answers_have_their_touchpoint_stage_day_and_words(live: Live) -> None:
    from store.board import touchpoints

    touchpoints.add(live.seat, Stage.CONNECT, "Welcome")
    card = live.card("Welcome")
    data = b"score,when,why\n5,2026-11-02,Quick\n"
    part = Part("csat", Stage.CONNECT, column="SCORE", quote_column="why", touchpoint=card.id)
    write(live.seat, ready(live, data, part, day=date(2026, 11, 5)))
    (item,) = page(live.seat, Filter(touchpoint_id=card.id)).items
    assert (item.stage, item.day, item.quote) == (Stage.CONNECT, date(2026, 11, 5), "Quick")
    gone = replace(part, touchpoint="nothing", date_column="when")
    with pytest.raises(NotFound):
        write(live.seat, ready(live, data.replace(b"5,", b"4,"), gone))


def test_a_help_desks_cases_are_counted_once_each(live: Live) -> None:
    found = all_of(live, TICKETS)
    assert {key: (each.n, each.too_young) for key, each in found.items()} == {
        "first-reply": (12, 1),
        "first-contact": (11, 0),
        "two-interactions": (11, 0),
        "csat": (10, 0),
    }
    assert [problem.line for problem in found["csat"].problems] == [5]
    assert found["first-reply"].problems == ()
    assert "Created at" in found["first-reply"].read_from
    changed = TICKETS.replace(b"Solved,", b"Closed,").replace(b"\n", b"\r\n")
    assert {each.accepted for each in all_of(live, changed).values()} == {0}


def test_a_rating_taken_by_its_column_is_not_taken_again_by_its_case(live: Live) -> None:
    part = Part("csat", Stage.CONNECT, column="csat")
    assert write(live.seat, ready(live, TICKETS, part)).results[0].accepted == 10
    dated = all_of(live, TICKETS)["csat"]
    assert (dated.accepted, dated.changed) == (0, 10)  # Their day was not known before.
    assert all_of(live, TICKETS)["csat"].duplicates == 10
    other = ready(live, TICKETS, replace(part, stage=Stage.ASSIST))
    assert other.accepted == 0
    assert other.question == "10 answers of CSAT for Assist are there already, for Connect."


def test_a_target_adds_its_measure(live: Live) -> None:
    look = look_at(read_file(live.seat, TICKETS))
    assert look.may_have_target
    assert "solved-in-target" not in {part.measure for part in look.parts}
    with_target = look_at(look.reader.on(Terms(solve_target_hours=24)))
    assert "solved-in-target" in {part.measure for part in with_target.parts}


@pytest.mark.parametrize(
    "terms",
    [
        {"solve_target_hours": 0},
        {"solve_target_hours": float("nan")},
        {"solve_target_hours": 1e9},
        {"repurchase_days": 0},
        {"repurchase_days": 10**9},
        {"day": date(2027, 1, 1)},
    ],
)
def test_terms_out_of_range_are_refused(live: Live, terms: dict[str, object]) -> None:
    with pytest.raises(Refused):
        read_file(live.seat, SURVEY, terms=Terms(**terms))  # type: ignore[arg-type]


def test_the_period_of_members_is_the_last_whole_month(live: Live) -> None:
    data = (
        b"Member ID,Joined,Cancelled\n1,2026-01-10,\n2,2026-01-10,2026-09-20\n"
        b"3,2026-01-11,2026-10-05\n"
    )
    look = look_at(read_file(live.seat, data))
    assert look.reader.terms.period == (date(2026, 9, 1), date(2026, 9, 30))
    found = {each.measure.key: each for each in prepare(live.seat, look.reader, look.parts).results}
    assert (found["retention"].n, found["retention"].value) == (3, pytest.approx(2 / 3))
    assert found["churn"].value == pytest.approx(1 / 3)
    ends_a_month = data.replace(b"2026-10-05", b"2026-09-30")
    assert look_at(read_file(live.seat, ends_a_month)).reader.terms.period == (
        date(2026, 9, 1),
        date(2026, 9, 30),
    )


def test_only_a_person_tells_days_from_months(live: Live) -> None:
    data = b"Date,nps\n03/04/2026,9\n05/06/2026,10\n"
    look = look_at(read_file(live.seat, data))
    assert look.asks == "03/04/2026"
    with pytest.raises(Refused, match="day first or month first"):
        prepare(live.seat, look.reader, look.parts)
    told = look_at(look.reader.on(Terms(day_order=DayOrder.MONTH_FIRST)))
    assert told.asks == ""
    write(live.seat, prepare(live.seat, told.reader, told.parts))
    assert {item.day for item in page(live.seat).items} == {date(2026, 3, 4), date(2026, 5, 6)}


def test_the_dates_of_cases_are_asked_about_too(live: Live) -> None:
    data = (
        b"Ticket ID,Status,Created at,Solved at,Replies\n"
        b"1,Solved,03/04/2026,05/04/2026,1\n2,Solved,03/05/2026,05/05/2026,3\n"
    )
    assert look_at(read_file(live.seat, data)).asks
    told = look_at(read_file(live.seat, data, terms=Terms(day_order=DayOrder.DAY_FIRST)))
    assert [part.measure for part in told.parts] == ["first-contact", "two-interactions"]


def test_an_efforts_direction_stays_open(live: Live) -> None:
    rows = "".join(f"{n % 7 + 1},comment number {n}\n" for n in range(20))
    look = look_at(read_file(live.seat, f"Effort,Comments\n{rows}".encode()))
    (part,) = look.parts
    assert (part.measure, part.choices[0]) == ("", "ces-ease")
    assert part.quote_column == "Comments"
    (said,) = change_parts(look, {"effort": "ces-effort"}, stage=Stage.RESOLVE, unquoted=True)
    assert (said.measure, said.stage, said.quote_column) == ("ces-effort", Stage.RESOLVE, None)
    assert change_parts(look, {"Effort": None}) == ()
    with pytest.raises(Refused, match="Did you mean “Effort”"):
        change_parts(look, {"Efort": None})


cells = st.sampled_from(
    ["", "1", "5", "9", "10", "yes", "no", "2024-05-01", "03/04/2024", "solved", "NA", "Good", "x",
     "r1", "1e9", "\x1b[2J", "=1+1", '"', "9999-12-30", "00:30:00"]
)  # fmt: skip
headers = st.sampled_from(
    ["nps", "CSAT", "effort", "Date", "Response ID", "Ticket ID", "Status", "Created at",
     "Solved at", "Replies", "Customer ID", "amount", "Joined", "Cancelled", "Comment", "reopened"]
)  # fmt: skip
tables = st.integers(1, 6).flatmap(
    lambda width: st.tuples(
        st.lists(headers, min_size=width, max_size=width),
        st.lists(st.lists(cells, min_size=width, max_size=width), max_size=12),
    )
)


@given(
    data=st.binary(max_size=300)
    | tables.map(lambda t: "\n".join(",".join(row) for row in [t[0], *t[1]]).encode())
)
@settings(deadline=20_000, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_imported_or_refused(
    data: bytes, live: Live, tidy: Callable[[], None]
) -> None:
    tidy()
    try:
        look = look_at(read_file(live.seat, data))
        prepared = prepare(live.seat, look.reader, [part for part in look.parts if part.measure])
        done = write(live.seat, prepared).results
    except Refused as refused:
        assert refused.message.endswith((".", "?"))
        return
    for before, each in zip(prepared.results, done, strict=True):
        assert each == before
        assert each.read == each.accepted + each.rejected + each.blank + each.duplicates
        assert min(each.accepted, each.rejected, each.blank, each.duplicates) >= 0
    assert (
        prepare(live.seat, look.reader, [each.part for each in prepared.read_parts]).accepted == 0
    )


@pytest.fixture
def tidy(live: Live) -> Callable[[], None]:
    """Takes back what an import wrote."""

    def take_back() -> None:
        while page(live.seat).items:
            undo(live.seat)

    return take_back
