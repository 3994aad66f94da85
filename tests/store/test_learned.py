"""The learned count that is remembered is the one read anew, whatever happens in between."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path
from unittest.mock import patch
from zlib import crc32

from sqlalchemy import Engine, delete, event, update

from store import erasing, evidence, improvements, learned, outcomes, teams, touchpoints
from store.clock import SetClock
from store.copying import copy_workspace
from store.db.models import LearnedRow
from store.exchange.workspace_file import export_workspace, to_json
from store.exchange.workspace_import import import_workspace
from store.import_rows import NewEvidence, import_rows
from store.load import load_snapshot
from store.practice.measures import Better, MeasureKind, find_measure
from store.practice.stages import STAGES
from store.practice.tallies import Tally
from store.practice.verdicts import Verdict, count_sample, read, sample
from store.practice.windows import Window
from store.seat import Seat
from store.undo import redo, undo
from store.workspace import Workspace, open_workspace

CSAT, ESCALATED, NPS, COUNT = map(find_measure, ("csat", "escalated", "nps", "count"))
END_OF_TIME = date.max


def _first(seat: Seat) -> int:
    """How many a program says that opens the workspace now."""
    place = seat.workspace
    again = Workspace(place.engine, place.clock, place=place.place)
    return load_snapshot(Seat(again, seat.team_id)).momentum.learned


def _one_verdict(seat: Seat, clock: SetClock) -> str:
    """An improvement with a final verdict; its id."""
    _answers(seat, date(2026, 11, 10), 10)
    id = improvements.pick(seat, STAGES[0], "Something", measure="csat", after_days=2)
    outcomes.done(seat, id)
    clock.move(days=1)
    _answers(seat, date(2026, 11, 18), 10)
    clock.move(days=5)
    return id


def _kept(seat: Seat) -> LearnedRow | None:
    with seat.reading() as session:
        return session.get(LearnedRow, seat.team_id)


def test_with_every_so_many_changes_it_is_kept_in_the_workspace(
    dana: Seat, clock: SetClock
) -> None:
    id = _one_verdict(dana, clock)
    assert _kept(dana) is None
    for number in range(learned.EVERY):
        touchpoints.add(dana, STAGES[0], f"Card {number}")
    kept = _kept(dana)
    assert kept is not None
    assert kept.seq % learned.EVERY == 0
    assert kept.improvements == learned.written({id: Verdict.NO_CLEAR_CHANGE})
    teams.add_measure(dana, "waiting", kind=MeasureKind.COUNT, better=Better.DOWN)
    again = _kept(dana)
    assert again is not None
    assert again.seq == load_snapshot(dana).seq > kept.seq


def test_what_is_kept_by_other_rules_is_not_believed(dana: Seat, clock: SetClock) -> None:
    with patch.object(learned, "EVERY", 1):
        _one_verdict(dana, clock)
        touchpoints.add(dana, STAGES[0], "Card")
    with dana.workspace.writing() as session:
        session.execute(update(LearnedRow).values(improvements=""))
    assert _first(dana) == 0
    with dana.workspace.writing() as session:
        session.execute(update(LearnedRow).values(rules="others"))
    assert _first(dana) == 1
    with dana.workspace.writing() as session:
        session.execute(delete(LearnedRow))
    assert _first(dana) == 1


def test_the_first_reading_looks_at_no_evidence_of_old_verdicts(
    dana: Seat, clock: SetClock
) -> None:
    with patch.object(learned, "EVERY", 1):
        _one_verdict(dana, clock)
        touchpoints.add(dana, STAGES[0], "Card")
    said: list[str] = []

    def listen(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    engine: Engine = dana.workspace.engine
    event.listen(engine, "before_cursor_execute", listen)
    assert _first(dana) == 1
    event.remove(engine, "before_cursor_execute", listen)
    assert said
    assert not [each for each in said if "evidence" in each]


def test_a_copy_takes_it_along_and_an_export_does_not(
    dana: Seat, clock: SetClock, tmp_path: Path
) -> None:
    with patch.object(learned, "EVERY", 1):
        id = _one_verdict(dana, clock)
        touchpoints.add(dana, STAGES[0], "Card")
    assert "learned" not in to_json(export_workspace(dana.workspace))
    copy_workspace(dana.workspace, tmp_path / "copy.db")
    copied = open_workspace(tmp_path / "copy.db", clock)
    seat = Seat(copied, dana.team_id)
    kept = _kept(seat)
    assert kept is not None
    assert kept.improvements == learned.written({id: Verdict.NO_CLEAR_CHANGE})
    assert load_snapshot(seat).momentum.learned == 1
    copied.close()


def test_it_follows_another_days_end_and_a_clock_set_back(dana: Seat, clock: SetClock) -> None:
    for day in (date(2026, 11, 10), date(2026, 11, 18)):
        rows = [NewEvidence(min(day, clock.now().date()), 5.0, f"{day}.{n}") for n in range(12)]
        import_rows(dana, STAGES[0], CSAT, rows, file="a.csv")
    id = improvements.pick(dana, STAGES[0], "Something", measure="csat", after_days=2)
    outcomes.done(dana, id)
    clock.move(days=2)
    import_rows(
        dana,
        STAGES[0],
        CSAT,
        [NewEvidence(date(2026, 11, 18), 5.0, f"{n}") for n in range(12)],
        file="b.csv",
    )
    assert load_snapshot(dana).momentum.learned == 0
    clock.move(days=1)
    assert load_snapshot(dana).momentum.learned == 1
    clock.move(days=-1)
    assert load_snapshot(dana).momentum.learned == 0


def _answers(seat: Seat, day: date, count: int, card: str | None = None) -> None:
    rows = [NewEvidence(day, 5.0, f"{day}.{n}") for n in range(count)]
    import_rows(seat, STAGES[0], CSAT, rows, file="a.csv", touchpoint=card)


def test_one_late_answer_that_makes_a_verdict_is_read(dana: Seat, clock: SetClock) -> None:
    _answers(dana, date(2026, 11, 10), 10)
    id = improvements.pick(dana, STAGES[0], "Something", measure="csat", after_days=2)
    outcomes.done(dana, id)
    clock.move(days=1)
    _answers(dana, date(2026, 11, 18), 9)
    clock.move(days=5)
    assert load_snapshot(dana).momentum.learned == 0
    last = evidence.log(dana, STAGES[0], measure="csat", value=5, day=date(2026, 11, 19))
    assert load_snapshot(dana).momentum.learned == 1
    undo(dana)
    assert load_snapshot(dana).momentum.learned == 0
    redo(dana)
    assert load_snapshot(dana).momentum.learned == 1
    erasing.erase(dana, last)
    assert load_snapshot(dana).momentum.learned == 0


def test_what_a_file_brings_back_is_read(dana: Seat, clock: SetClock) -> None:
    _answers(dana, date(2026, 11, 10), 10)
    id = improvements.pick(dana, STAGES[0], "Something", measure="csat", after_days=2)
    outcomes.done(dana, id)
    clock.move(days=1)
    _answers(dana, date(2026, 11, 18), 9)
    clock.move(days=5)
    evidence.log(dana, STAGES[0], measure="csat", value=5, day=date(2026, 11, 19))
    exported = export_workspace(dana.workspace)
    undo(dana)
    assert load_snapshot(dana).momentum.learned == 0
    import_workspace(dana.workspace, exported)
    assert load_snapshot(dana).momentum.learned == _first(dana) == 1


def test_what_is_marked_done_long_after_is_read(dana: Seat, clock: SetClock) -> None:
    _answers(dana, date(2026, 11, 10), 10)
    id = improvements.pick(dana, STAGES[0], "Something", measure="csat", after_days=2)
    clock.move(days=1)
    _answers(dana, date(2026, 11, 18), 10)
    clock.move(days=5)
    assert load_snapshot(dana).momentum.learned == 0
    outcomes.done(dana, id, on=date(2026, 11, 17))
    assert load_snapshot(dana).momentum.learned == 1
    undo(dana)
    assert load_snapshot(dana).momentum.learned == 0


def test_cards_that_are_merged_bring_their_answers(dana: Seat, clock: SetClock) -> None:
    one, other = touchpoints.add_many(dana, STAGES[0], ["one", "other"])
    _answers(dana, date(2026, 11, 10), 10, card=one)
    id = improvements.pick(
        dana,
        STAGES[0],
        "Something",
        measure="csat",
        after_days=2,
        touchpoint=one,
        touchpoint_only=True,
    )
    outcomes.done(dana, id)
    clock.move(days=1)
    _answers(dana, date(2026, 11, 18), 10, card=other)
    clock.move(days=5)
    with patch.object(learned, "EVERY", 1):
        touchpoints.add(dana, STAGES[0], "Card")
    assert load_snapshot(dana).momentum.learned == _first(dana) == 0
    touchpoints.merge(dana, one, [other])
    assert load_snapshot(dana).momentum.learned == _first(dana) == 1
    undo(dana)
    assert load_snapshot(dana).momentum.learned == _first(dana) == 0


def test_a_count_needs_numbers_in_six_periods_on_each_side(dana: Seat, clock: SetClock) -> None:
    start = clock.now().date()

    def log(week: int) -> None:
        evidence.log(
            dana, STAGES[0], measure="count", value=7, day=start + timedelta(weeks=week, days=-1)
        )

    for week in range(-6, 0):
        log(week)
    id = improvements.pick(dana, STAGES[0], "Something", measure="count")
    outcomes.done(dana, id)
    for week in range(1, 6):
        clock.move(weeks=1)
        log(week)
        log(week)
    clock.move(weeks=5)
    assert load_snapshot(dana).momentum.learned == 0
    log(6)
    assert load_snapshot(dana).momentum.learned == 1


def test_what_is_remembered_goes_by_the_formulas_it_was_read_with() -> None:
    """Whoever changes a formula raises `learned.FORMULAS`, so that older verdicts are read
    again, and writes down here what the new ones give."""
    window = Window(date(2026, 11, 2), date(2026, 11, 8))
    shares = [Tally(n, yes=yes) for n in (9, 10, 30) for yes in range(0, n + 1, 2)]
    scores = [
        Tally(30, promoters=up, detractors=down)
        for up in range(0, 31, 3)
        for down in range(0, 31 - up, 3)
    ]
    found = [
        read(
            measure, sample(measure, window, one), sample(measure, window, other), today=END_OF_TIME
        )
        for measure, tallies in ((CSAT, shares), (ESCALATED, shares), (NPS, scores))
        for one in tallies
        for other in tallies
    ]
    chance = random.Random(1)
    for _ in range(500):
        usual = [float(chance.randrange(9)) for _ in range(6)]
        then = [chance.choice((0.0, 4.0, 9.0, 30.0)) for _ in range(6)]
        sides = count_sample(window, usual), count_sample(window, sorted(then))
        found.append(read(COUNT, *sides, today=END_OF_TIME))
    mark = crc32(" ".join(reading.verdict for reading in found).encode())
    assert {reading.verdict for reading in found} > set(learned.MARKS.values())
    assert (learned.FORMULAS, mark) == (1, 3933728921)
