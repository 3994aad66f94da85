"""Evidence: logged, read in pages, imported."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from store.board import touchpoints
from store.common.clock import SetClock
from store.common.errors import NotFound, Refused
from store.db.tables.evidence_models import EvidenceRow
from store.db.tables.import_models import ImportRow
from store.domain.stages import Stage
from store.domain.statistics.aggregates import Tally
from store.domain.statistics.measures import Better, MeasureKind, find_measure
from store.evidence import evidence
from store.evidence.evidence import Filter, MeasureDayTally
from store.evidence.importing.import_answers import NewEvidence
from store.journal.seat import Seat
from store.queries.evidence.trends import tallies_in
from store.queries.load_snapshot import load_snapshot
from store.teams import teams
from store.undo.undo import undo
from tests.store.evidence.importing.imported_rows import import_rows

C, A, E = Stage.CONNECT, Stage.ASSIST, Stage.ENHANCE
TODAY = date(2026, 11, 17)


def test_a_value_is_logged_with_all_it_is_given(dana: Seat) -> None:
    card = touchpoints.add(dana, C, "Card")
    id = evidence.log(
        dana,
        C,
        measure="CSAT",
        value="4",
        quote="Good.\nThanks!",
        day=date(2026, 11, 3),
        source="chat",
        touchpoint=card,
    )
    (item,) = evidence.page(dana).items
    assert (item.id, item.stage, item.measure, item.value) == (id, C, "csat", 4.0)
    assert (item.quote, item.day, item.source) == ("Good.\nThanks!", date(2026, 11, 3), "chat")
    assert (item.touchpoint_id, item.touchpoint, item.imported) == (card, "Card", False)


def test_it_is_todays_in_the_teams_zone(room: Seat, clock: SetClock) -> None:
    teams.set_team(room, zone="Asia/Tokyo")
    clock.at = clock.at.replace(hour=20)
    evidence.log(room, C, quote="Late in the evening")
    assert evidence.page(room).items[0].day == date(2026, 11, 18)
    with pytest.raises(Refused, match="2026-11-19 has not come yet"):
        evidence.log(room, C, quote="Tomorrow", day=date(2026, 11, 19))


@pytest.mark.parametrize(
    ("measure", "value"),
    [
        ("csat", "0"),
        ("csat", 6),
        ("csat", "4.5"),
        ("csat", "good"),
        ("nps", "11"),
        ("nps", -1),
        ("ces-ease", 8),
        ("first-reply", "2"),
        ("first-reply", "maybe"),
        ("count", -1),
        ("count", "1e400"),
        ("csat", "nan"),
        ("count", "inf"),
    ],
)
def test_a_value_outside_its_scale_is_refused(dana: Seat, measure: str, value: Any) -> None:
    with pytest.raises(Refused, match=" takes ") as refused:
        evidence.log(dana, C, measure=measure, value=value)
    assert refused.value.field == "value"
    assert load_snapshot(dana).seq == 1


@pytest.mark.parametrize(
    ("measure", "value", "kept"),
    [
        ("first-reply", "yes", 1.0),
        ("first-reply", "NO", 0.0),
        ("first-reply", 1.0, 1.0),
        ("csat", 5, 5.0),
        ("csat", "5.0", 5.0),
        ("count", "1200", 1200.0),
    ],
)
def test_a_value_on_its_scale_is_kept(dana: Seat, measure: str, value: Any, kept: float) -> None:
    evidence.log(dana, C, measure=measure, value=value)
    assert evidence.page(dana).items[0].value == kept


def _days(seat: Seat, wanted: Filter) -> list[MeasureDayTally]:
    with seat.read_team() as team:
        return tallies_in(team, wanted)


def test_a_team_scores_on_its_own_scale(dana: Seat) -> None:
    teams.add_measure(dana, "smiles", kind=MeasureKind.SCORE, better=Better.UP, threshold=2.5)
    for value in ("2.5", "2.4", "9,75"):
        evidence.log(dana, C, measure="smiles", value=value)
    (day,) = _days(dana, Filter(measure="smiles"))
    assert (day.tally.n, day.tally.yes) == (3, 2)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, "quote"),
        ({"quote": " \u200b"}, "quote"),
        ({"quote": "x" * 10_001}, "quote"),
        ({"measure": "csat"}, "value"),
        ({"measure": "csaat", "value": 4}, "measure"),
        ({"quote": "x", "source": "x" * 201}, "source"),
    ],
)
def test_what_cannot_be_logged_is_refused(dana: Seat, given: Any, field: str) -> None:
    with pytest.raises(Refused) as refused:
        evidence.log(dana, C, **given)
    assert refused.value.field == field
    assert evidence.page(dana).items == ()


def test_evidence_of_a_touchpoint_that_is_not_there_is_refused(dana: Seat) -> None:
    with pytest.raises(NotFound):
        evidence.log(dana, C, quote="x", touchpoint="gone")


def test_pages_go_from_new_to_old_without_a_gap(dana: Seat) -> None:
    rows = [NewEvidence(TODAY - timedelta(days=n % 9), 5.0, f"{n}") for n in range(130)]
    import_rows(dana, C, find_measure("csat"), rows, file="csat.csv")
    found: list[evidence.Evidence] = []
    after = None
    sizes = []
    while True:
        page = evidence.page(dana, after=after)
        found += page.items
        sizes.append(len(page.items))
        after = page.next
        if after is None:
            break
    assert sizes == [50, 50, 30]
    assert len({item.id for item in found}) == 130
    assert [item.day for item in found] == sorted((item.day for item in found), reverse=True)
    assert all(item.imported for item in found)


def test_a_page_that_is_just_full_is_the_last(dana: Seat) -> None:
    for _ in range(3):
        evidence.log(dana, C, measure="csat", value=5)
    assert evidence.page(dana, limit=3).next is None
    assert evidence.page(dana, limit=2).next is not None


def test_pages_are_narrowed(dana: Seat) -> None:
    one, two = touchpoints.add_many(dana, C, ["one", "two"])
    evidence.log(dana, C, measure="csat", value=5, touchpoint=one, day=date(2026, 11, 2))
    evidence.log(dana, C, quote="words", touchpoint=two, day=date(2026, 11, 5))
    evidence.log(dana, A, measure="csat", value=1, day=date(2026, 11, 9))
    touchpoints.merge(dana, one, [two])

    def days(wanted: Filter) -> list[int]:
        return [item.day.day for item in evidence.page(dana, wanted).items]

    assert days(Filter()) == [9, 5, 2]
    assert days(Filter(stage=C)) == [5, 2]
    assert days(Filter(measure="csat")) == [9, 2]
    assert days(Filter(touchpoint_id=one)) == [5, 2]
    assert days(Filter(quotes=True)) == [5]
    assert days(Filter(first=date(2026, 11, 5))) == [9, 5]
    assert days(Filter(last=date(2026, 11, 5))) == [5, 2]


def test_days_are_added_up_in_the_database(dana: Seat) -> None:
    for value in (10, 9, 8, 6, 0):
        evidence.log(dana, E, measure="nps", value=value, day=date(2026, 11, 3))
    evidence.log(dana, E, measure="nps", value=9, day=date(2026, 11, 4))
    evidence.log(dana, E, quote="no number", day=date(2026, 11, 4))
    first, second = _days(dana, Filter(stage=E))
    assert (first.day, first.stage, first.measure) == (date(2026, 11, 3), E, "nps")
    assert first.tally == Tally(n=5, yes=2, promoters=2, detractors=2, total=33.0)
    assert (second.tally.n, second.tally.promoters) == (1, 1)


def test_the_same_file_again_adds_nothing(dana: Seat, lee: Seat) -> None:
    measure = find_measure("csat")
    rows = [NewEvidence(TODAY, 5.0, f"{n}", quote=f"quote {n}") for n in range(1200)]
    assert import_rows(dana, C, measure, rows, file="csat\x1b.csv") == 1200
    seq = load_snapshot(dana).seq
    assert import_rows(lee, C, measure, rows, file="csat.csv") == 0
    assert load_snapshot(dana).seq == seq
    more = [*rows, NewEvidence(TODAY, 1.0, "new")]
    assert import_rows(lee, C, measure, more, file="csat.csv") == 1
    with dana.reading() as session:
        assert session.scalar(select(func.count()).select_from(EvidenceRow)) == 1201
        files = session.scalars(select(ImportRow.file).order_by(ImportRow.rows)).all()
    assert files == ["csat.csv", "csat.csv"]


def test_an_import_taken_back_leaves_every_figure(dana: Seat) -> None:
    rows = [NewEvidence(TODAY, 5.0, "1", quote="x"), NewEvidence(TODAY, 1.0, "2")]
    import_rows(dana, C, find_measure("csat"), rows, file="csat.csv")
    undo(dana)
    assert evidence.page(dana).items == ()
    assert _days(dana, Filter()) == []


def test_a_touchpoint_is_found_by_the_start_of_its_id(dana: Seat) -> None:
    card = touchpoints.add(dana, C, "Card")
    assert evidence.find_touchpoint(dana, f" {card[:4].upper()} ") == card
    with pytest.raises(NotFound, match="is not the id of any touchpoint"):
        evidence.find_touchpoint(dana, "ab%_")
    with pytest.raises(NotFound, match="There is no touchpoint with the id “zzzz”"):
        evidence.find_touchpoint(dana, "zzzz")


def test_an_id_that_fits_two_is_refused(dana: Seat) -> None:
    numbers = iter(("same-a", "samesame1", "samesame2"))
    dana.workspace.new_id = lambda: next(numbers)
    next(numbers)
    touchpoints.add_many(dana, C, ["one", "two"])
    with pytest.raises(Refused, match="More than one id of touchpoint starts with “same”"):
        evidence.find_touchpoint(dana, "same")
