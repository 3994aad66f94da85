"""Undo and redo: one's own changes of this sitting, step by step."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from store.board import touchpoints
from store.common.clock import SetClock
from store.common.errors import Refused
from store.db.tables.every import KEPT
from store.db.tables.verdict_models import VerdictRow
from store.domain.agenda import AgendaKind, Step, StepKey
from store.domain.cycles import Cadence
from store.domain.stages import STAGES, Stage
from store.domain.statistics.measures import Better, MeasureKind, find_measure
from store.evidence import cases, evidence
from store.evidence.erasing import erase
from store.evidence.importing.import_answers import NewEvidence
from store.improvements import improvement_status, improvements
from store.improvements.verdicts.reading import read_due_verdicts
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot
from store.reviews import ballots, closing, reviews
from store.teams import cycle_skips, members, teams
from store.undo.undo import next_to_undo, redo, undo
from tests.store.evidence.importing.imported_rows import import_rows

C, A = Stage.CONNECT, Stage.ASSIST
_Contents = dict[str, list[dict[str, Any]]]


def _contents(seat: Seat) -> _Contents:
    """Every kept row, without the versions, which undo moves on."""
    with seat.reading() as session:
        return {
            name: [
                {key: value for key, value in row._mapping.items() if key != "version"}
                for row in session.execute(select(table.__table__).order_by(table.id))
            ]
            for name, table in KEPT.items()
        }


def test_undo_and_redo_step_by_step(dana: Seat) -> None:
    states = [_contents(dana)]
    id = touchpoints.add(dana, C, "Card")
    states.append(_contents(dana))
    touchpoints.edit(dana, id, text="Better", friction=2)
    states.append(_contents(dana))
    touchpoints.archive(dana, [id])
    states.append(_contents(dana))
    assert undo(dana) == "Archived “Better”"
    assert _contents(dana) == states[2]
    assert undo(dana) == "Edited “Better”"
    assert undo(dana) == "Added “Card” to Connect"
    assert _contents(dana) == states[0]
    with pytest.raises(Refused, match="nothing of yours left to undo"):
        undo(dana)
    assert redo(dana) == "Added “Card” to Connect"
    assert _contents(dana) == states[1]
    redo(dana)
    assert redo(dana) == "Archived “Better”"
    assert _contents(dana) == states[3]
    with pytest.raises(Refused, match="nothing to redo"):
        redo(dana)


def test_a_new_change_ends_what_can_be_redone(dana: Seat) -> None:
    touchpoints.add(dana, C, "one")
    undo(dana)
    touchpoints.add(dana, C, "two")
    with pytest.raises(Refused, match="nothing to redo"):
        redo(dana)
    undo(dana)
    assert redo(dana) == "Added “two” to Connect"


def test_only_this_sittings_changes_are_taken_back(dana: Seat, lee: Seat) -> None:
    touchpoints.add(dana, C, "Dana's")
    touchpoints.add(lee, C, "Lee's")
    assert undo(dana) == "Added “Dana's” to Connect"
    with pytest.raises(Refused, match="nothing of yours"):
        undo(dana)
    again = Seat(dana.workspace, dana.team_id, dana.member_id)
    with pytest.raises(Refused, match="nothing of yours"):
        undo(again)


def test_in_one_sitting_each_takes_back_only_their_own(room: Seat, dana: Seat, lee: Seat) -> None:
    danas, lees = room.as_member(dana.member_id), room.as_member(lee.member_id)
    touchpoints.add(danas, C, "Dana's")
    touchpoints.add(room, C, "the room's")
    for other in (lees, dana):
        with pytest.raises(Refused, match="nothing of yours"):
            undo(other)
    assert undo(room) == "Added “the room's” to Connect"
    assert undo(danas) == "Added “Dana's” to Connect"
    with pytest.raises(Refused, match="nothing to redo"):
        redo(lees)
    assert redo(danas) == "Added “Dana's” to Connect"
    assert redo(room) == "Added “the room's” to Connect"


def test_in_one_sitting_it_is_refused_where_another_changed_the_thing_since(
    room: Seat, dana: Seat, lee: Seat
) -> None:
    danas, lees = room.as_member(dana.member_id), room.as_member(lee.member_id)
    id = touchpoints.add(danas, C, "Card")
    touchpoints.edit(lees, id, friction=3)
    with pytest.raises(Refused, match="Lee changed this since, so it can't be undone here"):
        undo(danas)
    undo(lees)
    other = touchpoints.add(danas, C, "Other")
    touchpoints.edit(room, other, friction=3)
    with pytest.raises(Refused, match="The room changed this since"):
        undo(danas)


def test_it_says_so_where_another_has_taken_it_back_already(dana: Seat, lee: Seat) -> None:
    id = touchpoints.add(lee, C, "Card")
    touchpoints.edit(dana, id, friction=2)
    touchpoints.edit(lee, id, friction=0)
    with pytest.raises(Refused, match=r"^Lee has already taken this back: .*Card"):
        undo(dana)
    improvements.skip_stage(dana, C, "Nobody is here")
    improvements.unskip_stage(lee, C)
    with pytest.raises(Refused, match=r"^Lee has already taken this back: Skipped"):
        undo(dana)


def test_it_says_so_where_another_has_done_it_again_already(dana: Seat, lee: Seat) -> None:
    id = touchpoints.add(lee, C, "Card")
    touchpoints.edit(dana, id, friction=2)
    undo(dana)
    touchpoints.edit(lee, id, friction=2)
    with pytest.raises(Refused, match=r"^Lee has already done this again: .*Card"):
        redo(dana)


def test_the_last_of_several_who_changed_it_is_named(dana: Seat, lee: Seat, sam: Seat) -> None:
    id = touchpoints.add(dana, C, "Card")
    touchpoints.edit(lee, id, friction=1)
    touchpoints.edit(sam, id, friction=2)
    with pytest.raises(Refused, match=r"^Sam changed this since"):
        undo(dana)


def test_it_is_not_redone_where_another_changed_the_thing_since(
    room: Seat, dana: Seat, lee: Seat
) -> None:
    id = touchpoints.add(room, C, "Card")
    touchpoints.edit(dana, id, friction=1)
    undo(dana)
    touchpoints.edit(lee, id, friction=3)
    with pytest.raises(Refused, match="Lee changed this since, so it can't be redone here"):
        redo(dana)


def test_a_skip_stays_as_it_is_once_its_cycle_has_ended(dana: Seat, clock: SetClock) -> None:
    cycle_skips.skip_cycle(dana, "2026-W47", "Holiday")
    undo(dana)
    redo(dana)
    clock.move(days=5)
    undo(dana)
    redo(dana)
    clock.move(days=1)
    with pytest.raises(Refused, match="2026-W47 has ended, so its skip stays as it is"):
        undo(dana)
    cycle_skips.skip_cycle(dana, "2026-W48", "Holiday")
    undo(dana)
    clock.move(days=7)
    with pytest.raises(Refused, match="2026-W48 has ended, so its skip stays as it is"):
        redo(dana)


def test_it_is_refused_naming_whom_where_somebody_changed_the_thing_since(
    dana: Seat, lee: Seat
) -> None:
    id = touchpoints.add(dana, C, "Card")
    touchpoints.edit(lee, id, friction=3)
    before = _contents(dana)
    with pytest.raises(Refused, match="Lee changed this since, so it can't be undone here"):
        undo(dana)
    assert _contents(dana) == before
    undo(lee)
    with pytest.raises(Refused, match="Lee changed this since"):
        undo(dana)


def test_another_terminal_of_the_room_is_somebody(dana: Seat, room: Seat) -> None:
    id = touchpoints.add(dana, C, "Card")
    touchpoints.edit(room, id, friction=3)
    with pytest.raises(Refused, match="Somebody at another terminal changed this"):
        undo(dana)


def test_it_is_refused_where_others_have_built_on_it(dana: Seat, lee: Seat) -> None:
    id = touchpoints.add(dana, C, "Card")
    improvements.pick(lee, C, "Improve it", touchpoint=id)
    before = _contents(dana)
    with pytest.raises(Refused, match="Lee's improvement uses this now, so it can't be undone"):
        undo(dana)
    assert _contents(dana) == before
    assert dana.workspace.check() == "ok"


def test_it_says_whose_evidence_uses_it(dana: Seat, lee: Seat, room: Seat) -> None:
    id = touchpoints.add(dana, C, "Card")
    evidence.log(lee, C, quote="words", touchpoint=id)
    with pytest.raises(Refused, match="Lee's evidence uses this now"):
        undo(dana)
    id = touchpoints.add(dana, C, "Second")
    rows = [NewEvidence(date(2026, 11, 16), 5.0, "row")]
    import_rows(lee, C, find_measure("csat"), rows, file="csat.csv", touchpoint=id)
    with pytest.raises(Refused, match="Lee's evidence uses this now"):
        undo(dana)
    id = touchpoints.add(dana, C, "Third")
    improvements.pick(room, C, "Improve it", touchpoint=id)
    with pytest.raises(Refused, match="The room's improvement uses this now"):
        undo(dana)


def test_what_one_change_made_together_is_taken_back_together(dana: Seat) -> None:
    one, two = touchpoints.add_many(dana, C, ["one", "two"])
    touchpoints.merge(dana, one, [two])
    undo(dana)
    undo(dana)
    assert load_snapshot(dana).board[0].touchpoints == ()


def test_a_member_who_now_owns_something_stays(dana: Seat, lee: Seat) -> None:
    zoe = members.add_member(dana, "Zoe")
    improvements.pick(lee, C, "Improve it", owner=zoe)
    with pytest.raises(Refused, match="Lee's improvement uses this now"):
        undo(dana)


def test_it_is_refused_where_the_place_was_taken_since(dana: Seat, lee: Seat) -> None:
    improvements.skip_stage(dana, C, "Busy")
    undo(dana)
    improvements.pick(lee, C, "Lee's")
    with pytest.raises(Refused, match="Connect has its improvement for 2026-W47 already: “Lee's”"):
        redo(dana)
    improvements.pick(dana, A, "Dana's")
    undo(dana)
    improvements.skip_stage(lee, A, "Later")
    with pytest.raises(Refused, match="Assist is skipped for 2026-W47 already: Later"):
        redo(dana)


def test_a_name_taken_since_is_refused_in_words(dana: Seat, lee: Seat) -> None:
    members.add_member(dana, "Zoe")
    undo(dana)
    members.add_member(lee, "Zoe")
    with pytest.raises(Refused, match="Somebody saved the same thing a moment before"):
        redo(dana)


def test_an_import_is_one_step(dana: Seat) -> None:
    measure = find_measure("csat")
    rows = [NewEvidence(date(2026, 11, 16), 5.0, f"row {n}") for n in range(30)]
    assert import_rows(dana, C, measure, rows, file="csat.csv") == 30
    assert undo(dana) == "Imported 30 answers of CSAT from csat.csv"
    assert evidence.page(dana).items == ()
    assert import_rows(dana, C, measure, rows[:10], file="csat.csv") == 10
    undo(dana)
    redo(dana)
    assert len(evidence.page(dana).items) == 10


def test_an_import_comes_back_whole(dana: Seat) -> None:
    rows = [NewEvidence(date(2026, 11, 16), 5.0, f"row {n}") for n in range(30)]
    import_rows(dana, C, find_measure("csat"), rows, file="csat.csv")
    before = _contents(dana)
    undo(dana)
    redo(dana)
    assert _contents(dana) == before


def test_an_import_made_again_by_somebody_else_is_not_brought_back_twice(
    dana: Seat, lee: Seat
) -> None:
    rows = [NewEvidence(date(2026, 11, 16), 5.0, f"row {n}") for n in range(3)]
    import_rows(dana, C, find_measure("csat"), rows, file="csat.csv")
    undo(dana)
    import_rows(lee, C, find_measure("csat"), rows, file="csat.csv")
    with pytest.raises(Refused, match="Somebody saved the same thing"):
        redo(dana)
    assert len(evidence.page(dana).items) == 3


def test_what_a_review_does_is_never_undone(room: Seat, dana: Seat) -> None:
    card = touchpoints.add(room, C, "Card")
    reviews.open_review(room, AgendaKind.TEAM, present=[str(dana.member_id)])
    ballots.give_mood(dana, 3)
    reviews.go_to_step(room, 4)
    ballots.vote(dana, card)
    reviews.ask_reveal(room)
    reviews.reveal(room)
    reviews.extend_timer(room)
    reviews.hand_over_lead(room, dana.member_id)
    reviews.hand_over_lead(dana, None)
    reviews.go_to_step(room, 6)
    before = load_snapshot(room)
    closing.close_review(room)
    touchpoints.edit(room, card, friction=1)
    assert undo(room) == "Edited “Card”"
    assert undo(room) == "Added “Card” to Connect"
    with pytest.raises(Refused, match="nothing of yours"):
        undo(room)
    after = load_snapshot(room)
    assert (before.reviews_closed, after.reviews_closed, after.review) == (0, 1, None)


def test_an_erased_quote_does_not_come_back(dana: Seat) -> None:
    touchpoints.add(dana, C, "Card")
    id = evidence.log(dana, C, quote="secret words")
    erase(dana, id)
    assert undo(dana) == "Added “Card” to Connect"
    with pytest.raises(Refused, match="nothing of yours"):
        undo(dana)
    assert evidence.page(dana).items == ()


def test_an_answer_whose_evidence_was_erased_is_taken_back_without_it(
    dana: Seat, clock: SetClock
) -> None:
    cases.add(dana, "T-1")
    cases.solve(dana, "T-1")
    clock.move(days=1)
    cases.answer(dana, "T-1", True)
    undo(dana)
    redo(dana)
    (item,) = evidence.page(dana).items
    erase(dana, item.id)
    undo(dana)
    assert [each.ref for each in load_snapshot(dana).follow_ups] == ["T-1"]
    assert evidence.page(dana).items == ()


def test_done_stays_once_its_verdict_was_read(dana: Seat, clock: SetClock) -> None:
    """Else another day after could be tried until one says validated."""
    values = enumerate([5.0] * 6 + [2.0] * 4)
    rows = [NewEvidence(date(2026, 11, 10), value, str(n)) for n, value in values]
    import_rows(dana, C, find_measure("csat"), rows, file="before.csv")
    id = improvements.pick(dana, C, "Use the name", measure="csat", after_days=7)
    improvement_status.done(dana, id)
    clock.move(days=3)
    rows = [NewEvidence(date(2026, 11, 19), 5.0, f"after {n}") for n in range(12)]
    import_rows(dana, C, find_measure("csat"), rows, file="after.csv")
    clock.move(days=15)
    assert read_due_verdicts(dana) == 1
    undo(dana)  # The import: what was read stays read.
    before = _contents(dana)
    with pytest.raises(Refused) as refused:
        undo(dana)
    assert str(refused.value) == (
        "The verdict of “Use the name” was read on 5 Dec 2026: validated. What was read stays "
        "read, so it stays done. To try it again, pick it anew."
    )
    assert _contents(dana) == before


def test_done_is_taken_back_where_nothing_could_be_read(dana: Seat, clock: SetClock) -> None:
    id = improvements.pick(dana, C, "Use the name", measure="csat", after_days=7)
    improvement_status.done(dana, id)
    clock.move(days=18)
    assert read_due_verdicts(dana) == 1
    undo(dana)
    assert improvement_status.find_undecided(dana, C) == id
    with dana.reading() as session:
        assert session.scalars(select(VerdictRow)).all() == []


def test_undo_is_in_the_journal_too(dana: Seat) -> None:
    touchpoints.add(dana, C, "Card")
    seq = load_snapshot(dana).seq
    undo(dana)
    redo(dana)
    assert load_snapshot(dana).seq == seq + 2


def _some(things: Sequence[Any], number: int) -> Any:
    if not things:
        raise Refused("There is none.")
    return things[number % len(things)]


def _card(seat: Seat, number: int) -> str:
    columns = load_snapshot(seat).board
    return str(_some([card.id for column in columns for card in column.touchpoints], number))


def _improvement(seat: Seat, number: int) -> str:
    return str(_some([each.id for each in load_snapshot(seat).undecided], number))


def _merge(seat: Seat, n: int) -> None:
    touchpoints.merge(seat, _card(seat, n), [_card(seat, n + 1)])


def _import(seat: Seat, n: int) -> None:
    rows = [NewEvidence(date(2026, 11, 10), float(n % 11), f"{n} {m}") for m in range(3)]
    import_rows(seat, STAGES[n % 4], find_measure("nps"), rows, file="nps.csv")


_ACTS: tuple[Callable[[Seat, int], object], ...] = (
    lambda seat, n: touchpoints.add_many(seat, STAGES[n % 4], ["a", "b"][: 1 + n % 2]),
    lambda seat, n: touchpoints.edit(seat, _card(seat, n), text=f"text {n}", friction=n % 4),
    lambda seat, n: touchpoints.move(seat, [_card(seat, n)], STAGES[n % 4], first=n % 2 == 0),
    _merge,
    lambda seat, n: touchpoints.archive(seat, [_card(seat, n)]),
    lambda seat, n: improvements.pick(seat, STAGES[n % 4], f"pick {n}", measure="csat"),
    lambda seat, n: improvements.skip_stage(seat, STAGES[n % 4], "busy"),
    lambda seat, n: improvements.unskip_stage(seat, STAGES[n % 4]),
    lambda seat, n: improvement_status.done(seat, _improvement(seat, n)),
    lambda seat, n: improvement_status.drop(seat, _improvement(seat, n), "no"),
    lambda seat, n: improvement_status.carry(seat, _improvement(seat, n), "later"),
    lambda seat, n: evidence.log(seat, STAGES[n % 4], measure="csat", value=1 + n % 5),
    lambda seat, n: evidence.log(seat, STAGES[n % 4], quote=f"quote {n}"),
    _import,
    lambda seat, n: cases.add(seat, f"T-{n}"),
    lambda seat, n: cases.contact(seat, f"T-{n}"),
    lambda seat, n: cases.solve(seat, f"T-{n}"),
    lambda seat, n: cases.answer(seat, f"T-{n}", n % 2 == 0),
    lambda seat, n: teams.set_team(seat, name=f"Team {n}", review_weekday=n % 7),
    lambda seat, n: teams.set_team(seat, cadence=(Cadence.WEEKLY, Cadence.MONTHLY)[n % 2]),
    lambda seat, n: teams.set_agenda(seat, AgendaKind.SOLO, [Step(StepKey.PICK, 1 + n)]),
    lambda seat, n: members.add_member(seat, f"Member {n % 3}"),
    lambda seat, n: members.member_leaves(seat, load_snapshot(seat).team.members[n % 4].id),
    lambda seat, n: teams.add_measure(seat, f"own-{n}", kind=MeasureKind.RATE, better=Better.UP),
    lambda seat, n: cycle_skips.skip_cycle(seat, f"2026-W{48 + n % 4}", "holiday"),
    lambda seat, n: undo(seat),
    lambda seat, n: redo(seat),
)
_SEQUENCES = st.lists(
    st.tuples(st.integers(0, len(_ACTS) - 1), st.integers(0, 8)), min_size=1, max_size=14
)


def _standing(contents: _Contents) -> _Contents:
    """Without the imports that were taken back: their rows wait to be brought back."""
    return {
        name: [row for row in rows if not row.get("withdrawn")] for name, rows in contents.items()
    }


def _can(act: Callable[[Seat], str], seat: Seat) -> bool:
    try:
        act(seat)
    except Refused as refused:
        assert refused.message.startswith("There is nothing"), refused.message
        return False
    return True


@settings(max_examples=15, deadline=None)
@given(sequence=_SEQUENCES)
def test_undoing_all_then_redoing_all_comes_back_to_the_same(
    fresh_seat: Callable[[], Seat], sequence: list[tuple[int, int]]
) -> None:
    seat = fresh_seat()
    start = _contents(seat)
    for act, number in sequence:
        with contextlib.suppress(Refused):
            _ACTS[act](seat, number)
    end = _contents(seat)
    steps = 0
    while _can(undo, seat):
        steps += 1
    assert _standing(_contents(seat)) == _standing(start)
    for _ in range(steps):
        redo(seat)
    assert _contents(seat) == end
    seat.workspace.close()


def test_what_undo_would_take_back_is_told_and_only_that_is_taken(dana: Seat) -> None:
    assert next_to_undo(dana) is None
    touchpoints.add(dana, C, "One")
    told = next_to_undo(dana)
    assert told is not None
    assert told.what == "Added “One” to Connect"
    touchpoints.add(dana, C, "Two")
    with pytest.raises(Refused, match="Something else is your latest change now: Added “Two”"):
        undo(dana, told.seq)
    undo(dana)
    assert next_to_undo(dana) == told
    assert undo(dana, told.seq) == "Added “One” to Connect"
