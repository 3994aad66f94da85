"""Improvements: picked, skipped, done, dropped, carried over."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from store.board import touchpoints
from store.common.clock import SetClock
from store.common.errors import Conflict, NotFound, Refused
from store.domain.cycles import Cadence
from store.domain.stages import STAGES, Stage
from store.domain.statistics.measures import Better, MeasureKind
from store.domain.statistics.momentum import StageMark
from store.evidence import evidence
from store.evidence.evidence import NewAnswer
from store.improvements import improvement_status, improvements
from store.journal.seat import Seat
from store.models.improvement import Improvement, Proof, Status
from store.queries.load_snapshot import load_snapshot
from store.reviews import reviews
from store.teams import cycle_skips, members, teams
from store.undo.undo import redo, undo

C, A, R, E = STAGES


def _all(seat: Seat) -> dict[str, Improvement]:
    snapshot = load_snapshot(seat)
    return {each.id: each for each in (*snapshot.undecided, *snapshot.planned)}


def _marks(seat: Seat, label: str) -> tuple[StageMark, ...]:
    return next(r.stages for r in load_snapshot(seat).strip if r.cycle.label == label)


def _cycle(seat: Seat, id: str) -> str:
    return _all(seat)[id].cycle.label


def _log(seat: Seat, stage: Stage, count: int, day: date, measure: str = "csat") -> None:
    evidence.log_many(seat, [NewAnswer(stage, measure, 5, day=day)] * count)


def test_a_pick_stands_in_the_running_cycle(dana: Seat) -> None:
    card = touchpoints.add(dana, C, "Card")
    id = improvements.pick(dana, C, " Say hello ", owner=dana.member_id, touchpoint=card)
    (one,) = load_snapshot(dana).planned
    assert (one.id, one.stage, one.text, one.status) == (id, C, "Say hello", Status.PLANNED)
    assert (one.cycle.label, one.due) == ("2026-W47", date(2026, 11, 22))
    assert (one.touchpoint_id, one.touchpoint_text) == (card, "Card")
    assert one.owner is not None
    assert one.owner.name == "Dana"
    assert (one.proof, one.reading) == (None, None)
    assert one.unmet == ("a proof",)


def test_what_is_not_small_can_be_picked_and_says_why(dana: Seat) -> None:
    improvements.pick(dana, C, "Big", due=date(2026, 12, 24))
    (one,) = load_snapshot(dana).planned
    assert one.unmet == (
        "an owner",
        "an end by 22 Nov",
        "a proof",
    )


def test_a_second_pick_is_refused_and_says_what_stands_there(dana: Seat, lee: Seat) -> None:
    improvements.pick(dana, C, "First")
    with pytest.raises(Refused, match=r"Connect has its improvement for 2026-W47 already: “First”"):
        improvements.pick(lee, C, "Second")
    with pytest.raises(Refused, match="“First”"):
        improvements.skip_stage(lee, C, "Busy")
    improvements.pick(lee, C, "Next week's", cycle="2026-W48")
    improvements.pick(lee, A, "Another stage's")


def test_a_skipped_stage_is_refused_until_it_is_taken_back(dana: Seat) -> None:
    improvements.skip_stage(dana, C, "Busy week")
    (skip,) = load_snapshot(dana).skipped_stages
    assert (skip.stage, skip.cycle.label, skip.reason) == (C, "2026-W47", "Busy week")
    with pytest.raises(Refused, match="Connect is skipped for 2026-W47 already: Busy week"):
        improvements.pick(dana, C, "Something")
    with pytest.raises(Refused, match="skipped for 2026-W47 already"):
        improvements.skip_stage(dana, C, "Again")
    improvements.unskip_stage(dana, C)
    improvements.pick(dana, C, "Something")
    with pytest.raises(NotFound, match="Connect is not skipped in 2026-W47"):
        improvements.unskip_stage(dana, C)


def test_a_skip_needs_its_reason(dana: Seat) -> None:
    with pytest.raises(Refused, match="The reason can't be empty"):
        improvements.skip_stage(dana, C, "  ")


@pytest.mark.parametrize(
    ("cycle", "why"),
    [
        ("2026-12", "is not one of this team's cycles"),
        ("W47", "is not a cycle"),
        ("2026-W54", "has no week 54"),
        ("2026-W48", r"is skipped \(Holiday\)"),
    ],
)
def test_a_pick_needs_a_cycle_of_the_teams(dana: Seat, cycle: str, why: str) -> None:
    cycle_skips.skip_cycle(dana, "2026-W48", "Holiday")
    with pytest.raises(Refused, match=why) as refused:
        improvements.pick(dana, C, "Something", cycle=cycle)
    assert refused.value.field == "cycle"


@pytest.mark.parametrize("cycle", ["2026-W35", "2027-W06"])
def test_a_pick_is_for_a_cycle_at_most_twelve_away(dana: Seat, cycle: str) -> None:
    assert improvements.pick(dana, C, "Something", cycle=cycle)


@pytest.mark.parametrize("cycle", ["2026-W34", "1901-W01", "2027-W07", "2999-W01"])
def test_a_pick_for_a_cycle_further_away_is_refused(dana: Seat, cycle: str) -> None:
    for plan in (improvements.pick, improvements.skip_stage):
        with pytest.raises(Refused, match="plan from 2026-W35 to 2027-W06") as refused:
            plan(dana, C, "Something", cycle=cycle)
        assert refused.value.field == "cycle"


def test_a_pick_may_be_as_old_as_the_teams_records(dana: Seat, clock: SetClock) -> None:
    clock.move(days=7 * 20)
    assert improvements.pick(dana, C, "Something", cycle="2026-W47")
    with pytest.raises(Refused, match="plan from 2026-W47"):
        improvements.pick(dana, C, "Something", cycle="2026-W46")


def test_the_open_reviews_cycle_is_planned_however_far_it_is(dana: Seat) -> None:
    reviews.open_review(dana, planned="2027-W20")
    assert improvements.pick(dana, C, "Something", cycle="2027-W20")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"text": " "}, "text"),
        ({"due": date(2026, 11, 15)}, "due"),
        ({"measure": "csst"}, "measure"),
        ({"target": 0.8}, "target"),
        ({"measure": "csat", "touchpoint_only": True}, "touchpoint"),
        ({"measure": "csat", "after_days": 0}, "after_days"),
        ({"measure": "csat", "after_days": 367}, "after_days"),
    ],
)
def test_a_pick_that_is_wrong_changes_nothing(
    dana: Seat, wrong: dict[str, object], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        improvements.pick(dana, C, **{"text": "Something", **wrong})  # type: ignore[arg-type]
    assert refused.value.field == field
    assert load_snapshot(dana).seq == 1


def test_who_left_cannot_own(dana: Seat, lee: Seat) -> None:
    members.member_leaves(dana, str(lee.member_id))
    with pytest.raises(Refused, match="Lee has left the team"):
        improvements.pick(dana, C, "Something", owner=lee.member_id)
    with pytest.raises(NotFound, match=r"no member “Lee”.*Dana, Kim, Sam"):
        members.find_member(dana, "Lee")
    assert members.find_member(dana, "kim") != lee.member_id


def test_a_proofs_windows_are_fixed_at_pick(dana: Seat) -> None:
    _log(dana, C, 6, date(2026, 11, 14))
    _log(dana, C, 6, date(2026, 11, 4))
    _log(dana, A, 50, date(2026, 11, 14))
    id = improvements.pick(dana, C, "Something", measure="csat", target=0.8)
    proof = _all(dana)[id].proof
    assert proof is not None
    assert (proof.before_from, proof.before_to) == (date(2026, 11, 2), date(2026, 11, 15))
    assert (proof.after_days, proof.target, proof.measure_title) == (28, 0.8, "CSAT")
    _log(dana, C, 30, date(2026, 11, 14))
    assert _all(dana)[id].proof == proof


def test_a_proof_narrowed_to_a_touchpoint_counts_its_answers_and_those_merged_into_it(
    dana: Seat,
) -> None:
    one, two = touchpoints.add_many(dana, C, ["one", "two"])
    for card, day in ((one, date(2026, 11, 14)), (two, date(2026, 11, 4))):
        evidence.log_many(dana, [NewAnswer(C, "csat", 5, day=day, touchpoint=card)] * 6)
    _log(dana, C, 20, date(2026, 11, 14))
    touchpoints.merge(dana, one, [two])
    id = improvements.pick(
        dana, C, "Something", measure="csat", touchpoint=one, touchpoint_only=True
    )
    proof = _all(dana)[id].proof
    assert proof is not None
    assert proof.before_from == date(2026, 11, 2)


def test_a_pick_for_a_merged_touchpoint_is_for_the_card_that_stands(dana: Seat) -> None:
    one, two, three = touchpoints.add_many(dana, C, ["one", "two", "three"])
    touchpoints.merge(dana, one, [two])
    id = improvements.pick(dana, C, "Something", touchpoint=two)
    assert _all(dana)[id].touchpoint_id == one
    touchpoints.archive(dana, [three])
    with pytest.raises(Refused, match=r"“three” is archived\. Choose another") as refused:
        _edit(dana, id, touchpoint=three)
    assert refused.value.field == "touchpoint"
    touchpoints.archive(dana, [one])
    _edit(dana, id, text="Something else", touchpoint=one)
    assert _all(dana)[id].touchpoint_id == one


def test_an_edit_after_a_merge_keeps_the_windows(dana: Seat) -> None:
    one, two = touchpoints.add_many(dana, C, ["one", "two"])
    tenth = date(2026, 11, 10)
    evidence.log_many(dana, [NewAnswer(C, "csat", 5, day=tenth, touchpoint=two)] * 10)
    id = improvements.pick(
        dana, C, "Something", measure="csat", touchpoint=two, touchpoint_only=True
    )
    proof = _proof(dana, id)
    third = date(2026, 11, 3)
    evidence.log_many(dana, [NewAnswer(C, "csat", 5, day=third, touchpoint=one)] * 10)
    touchpoints.merge(dana, one, [two])
    for card in (two, one):
        _edit(dana, id, measure="csat", touchpoint=card, touchpoint_only=True)
        assert _all(dana)[id].touchpoint_id == one
        assert _proof(dana, id) == proof


def test_a_proof_of_a_touchpoint_merged_since_looks_at_the_whole_card(dana: Seat) -> None:
    one, two = touchpoints.add_many(dana, C, ["one", "two"])
    for card in (one, two):
        day = date(2026, 11, 10)
        evidence.log_many(dana, [NewAnswer(C, "csat", 5, day=day, touchpoint=card)] * 6)
    id = improvements.pick(
        dana, C, "Something", measure="csat", touchpoint=two, touchpoint_only=True
    )
    assert _proof(dana, id).before_from == date(2026, 8, 24)
    touchpoints.merge(dana, one, [two])
    improvement_status.carry(dana, id)
    carried = next(each for each in load_snapshot(dana).undecided if each.carried_from == id)
    assert carried.proof is not None
    assert carried.proof.before_from == date(2026, 11, 9)


def test_without_answers_the_windows_are_the_longest(dana: Seat) -> None:
    id = improvements.pick(dana, C, "Something", measure="csat", after_days=10)
    other = improvements.pick(dana, A, "Something", measure="csat")
    found = _all(dana)
    proof, fallback = found[id].proof, found[other].proof
    assert proof is not None
    assert fallback is not None
    assert (proof.before_to - proof.before_from).days + 1 == 84
    assert (proof.after_days, fallback.after_days) == (10, 28)


def _edit(seat: Seat, id: str, seen: int | None = None, **changes: Any) -> None:
    """Save the form as it stands, with ``changes``."""
    one = _all(seat)[id]
    fields: dict[str, Any] = {
        "text": one.text,
        "owner": one.owner and one.owner.id,
        "measure": one.proof and one.proof.measure,
        "target": one.proof and one.proof.target,
        "touchpoint": one.touchpoint_id,
        "touchpoint_only": one.proof is not None and one.proof.touchpoint_only,
        "due": one.due,
    }
    improvements.edit(seat, id, seen=seen, **{**fields, **changes})


def _proof(seat: Seat, id: str) -> Proof:
    proof = _all(seat)[id].proof
    assert proof is not None
    return proof


def test_an_edit_keeps_the_windows_while_the_same_is_measured(dana: Seat, lee: Seat) -> None:
    card = touchpoints.add(dana, C, "Card")
    _log(dana, C, 5, date(2026, 11, 14))
    _log(dana, C, 5, date(2026, 11, 4))
    id = improvements.pick(dana, C, "Something", measure="csat")
    first = _proof(dana, id)
    _log(dana, C, 10, date(2026, 11, 14))
    _edit(dana, id, text="Better", owner=lee.member_id, due=date(2026, 11, 20), target=0.9)
    _edit(dana, id, touchpoint=card)
    _edit(dana, id, after_days=30)
    one, proof = _all(dana)[id], _proof(dana, id)
    assert (one.text, one.due, one.touchpoint_text) == ("Better", date(2026, 11, 20), "Card")
    assert one.owner is not None
    assert one.owner.name == "Lee"
    assert (proof.before_from, proof.before_to) == (first.before_from, first.before_to)
    assert (proof.target, first.after_days, proof.after_days) == (0.9, 28, 30)


def test_an_edit_of_what_is_measured_fixes_the_windows_anew(dana: Seat) -> None:
    card = touchpoints.add(dana, C, "Card")
    _log(dana, C, 10, date(2026, 11, 14))
    id = improvements.pick(dana, C, "Something", measure="csat", touchpoint=card)
    assert _proof(dana, id).before_from == date(2026, 11, 9)
    _edit(dana, id, touchpoint_only=True)
    assert _proof(dana, id).before_from == date(2026, 8, 24)
    _edit(dana, id, touchpoint_only=False)
    assert _proof(dana, id).before_from == date(2026, 11, 9)
    _edit(dana, id, measure="first-reply")
    assert _proof(dana, id).before_from == date(2026, 8, 24)
    _edit(dana, id, measure=None)
    assert _all(dana)[id].proof is None


def test_an_edit_is_told_of_another_since(dana: Seat, lee: Seat) -> None:
    id = improvements.pick(dana, C, "Something")
    _edit(dana, id, seen=1, text="Dana's")
    with pytest.raises(Conflict, match=r"Dana changed the text just now\."):
        _edit(lee, id, seen=1, text="Lee's")
    assert _all(dana)[id].text == "Dana's"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"after_days": 400}, "after_days"),
        ({"touchpoint_only": True}, "touchpoint"),
        ({"measure": None}, "target"),
        ({"due": date(2026, 11, 1)}, "due"),
    ],
)
def test_an_edit_that_is_wrong_changes_nothing(
    dana: Seat, wrong: dict[str, Any], field: str
) -> None:
    id = improvements.pick(dana, C, "Something", measure="csat", target=0.8)
    before = _all(dana)
    with pytest.raises(Refused) as refused:
        _edit(dana, id, **{"text": "New", **wrong})
    assert refused.value.field == field
    assert _all(dana) == before


def test_what_is_decided_is_not_edited(dana: Seat) -> None:
    id = improvements.pick(dana, C, "Something")
    improvement_status.done(dana, id)
    with pytest.raises(Refused, match="“Something” is done already"):
        _edit(dana, id, text="New")


def test_done_fixes_the_after_window(dana: Seat, clock: SetClock) -> None:
    _log(dana, C, 10, date(2026, 11, 14))
    id = improvements.pick(dana, C, "Something", measure="csat")
    clock.move(days=3)
    improvement_status.done(dana, id, on=date(2026, 11, 19))
    one = _all(dana)[id]
    assert (one.status, one.done_on, one.late) == (Status.DONE, date(2026, 11, 19), False)
    assert one.reading is not None
    assert one.reading.after is not None
    window = one.reading.after.window
    assert (window.first, window.last) == (date(2026, 11, 20), date(2026, 12, 17))


def test_done_ahead_of_its_cycle_does_not_look_into_the_baseline(dana: Seat) -> None:
    id = improvements.pick(dana, C, "Something", measure="csat", cycle="2026-W48", after_days=7)
    improvement_status.done(dana, id)
    review = reviews.open_review(dana, planned="2026-W48")
    assert review
    reading = _all(dana)[id].reading
    assert reading is not None
    assert reading.after is not None
    assert reading.after.window.first == date(2026, 11, 23)


def test_done_in_the_grace_is_kept_and_later_is_late(dana: Seat, clock: SetClock) -> None:
    first = improvements.pick(dana, C, "In the grace")
    second = improvements.pick(dana, A, "Too late")
    clock.at = clock.at.replace(day=24, hour=23)
    improvement_status.done(dana, first)
    clock.move(hours=2)
    assert _marks(dana, "2026-W47")[:2] == (StageMark.DONE, StageMark.MISSED)
    improvement_status.done(dana, second, on=date(2026, 11, 20))
    assert _marks(dana, "2026-W47")[:2] == (StageMark.DONE, StageMark.LATE)
    momentum = load_snapshot(dana).momentum
    assert (momentum.kept_done, momentum.kept_planned) == (1, 2)


def test_done_is_refused_for_a_day_to_come_or_long_before(dana: Seat) -> None:
    id = improvements.pick(dana, C, "Something", cycle="2026-W48")
    with pytest.raises(Refused, match="2026-11-18 has not come yet"):
        improvement_status.done(dana, id, on=date(2026, 11, 18))
    with pytest.raises(Refused, match="before it was picked and before 2026-W48 began"):
        improvement_status.done(dana, id, on=date(2026, 11, 16))


def test_what_is_decided_is_not_decided_again(dana: Seat) -> None:
    id = improvements.pick(dana, C, "Something")
    improvement_status.drop(dana, id, "Not small")
    dropped = _all(dana)[id]
    assert (dropped.status, dropped.reason) == (Status.DROPPED, "Not small")
    for act in (
        lambda: improvement_status.done(dana, id),
        lambda: improvement_status.drop(dana, id, "Again"),
        lambda: improvement_status.carry(dana, id),
    ):
        with pytest.raises(Refused, match="“Something” is dropped already"):
            act()
    undo(dana)
    again = _all(dana)[id]
    assert (again.status, again.reason, again.done_on) == (Status.PLANNED, "", None)


def test_dropping_needs_its_reason(dana: Seat) -> None:
    id = improvements.pick(dana, C, "Something")
    with pytest.raises(Refused, match="The reason can't be empty"):
        improvement_status.drop(dana, id, "")


def test_carrying_makes_a_linked_one_with_windows_of_its_own(dana: Seat, clock: SetClock) -> None:
    _log(dana, C, 10, date(2026, 11, 14))
    id = improvements.pick(
        dana,
        C,
        "Something",
        owner=dana.member_id,
        measure="csat",
        target=0.9,
        due=date(2026, 11, 19),
    )
    clock.move(days=3)
    _log(dana, C, 10, date(2026, 11, 19))
    new = improvement_status.carry(dana, id, "Half done")
    found = _all(dana)
    old, one = found[id], found[new]
    assert (old.status, old.reason, old.carried_to) == (Status.CARRIED, "Half done", new)
    assert (one.cycle.label, one.carried_from, one.carried_times) == ("2026-W48", id, 1)
    assert (one.text, one.due) == ("Something", date(2026, 11, 26))
    assert one.owner == old.owner
    assert one.proof is not None
    assert (one.proof.before_from, one.proof.target) == (date(2026, 11, 9), 0.9)


def test_carried_twice_is_visible(dana: Seat, clock: SetClock) -> None:
    id = improvements.pick(dana, C, "Something")
    for times in (1, 2, 3):
        id = improvement_status.carry(dana, id)
        assert _all(dana)[id].carried_times == times
        clock.move(days=7)
    assert [m for m in (_marks(dana, f"2026-W{w}")[0] for w in (47, 48, 49))] == [
        StageMark.CARRIED
    ] * 3


def test_carrying_skips_skipped_cycles_and_those_that_have_ended(
    dana: Seat, clock: SetClock
) -> None:
    first = improvements.pick(dana, C, "First")
    second = improvements.pick(dana, A, "Second")
    cycle_skips.skip_cycle(dana, "2026-W48", "Holiday")
    assert _cycle(dana, improvement_status.carry(dana, first)) == "2026-W49"
    clock.move(days=21)
    assert _cycle(dana, improvement_status.carry(dana, second)) == "2026-W50"


def test_carrying_goes_into_the_cycle_the_open_review_plans(dana: Seat) -> None:
    id = improvements.pick(dana, C, "Something")
    reviews.open_review(dana, planned="2026-W50")
    assert _cycle(dana, improvement_status.carry(dana, id)) == "2026-W50"
    last = improvements.pick(dana, A, "Already there", cycle="2026-W50")
    assert _cycle(dana, improvement_status.carry(dana, last)) == "2026-W51"


def test_carrying_never_goes_into_a_cycle_that_has_ended(dana: Seat, clock: SetClock) -> None:
    id = improvements.pick(dana, C, "Something")
    reviews.open_review(dana, planned="2026-W48")
    clock.move(days=14)
    assert _cycle(dana, improvement_status.carry(dana, id)) == "2026-W49"


def test_carrying_never_goes_into_a_skipped_cycle(dana: Seat) -> None:
    id = improvements.pick(dana, C, "Something")
    cycle_skips.skip_cycle(dana, "2026-W48", "Holiday")
    undo(dana)
    reviews.open_review(dana, planned="2026-W48")
    redo(dana)
    assert _cycle(dana, improvement_status.carry(dana, id)) == "2026-W49"


def test_carrying_is_refused_where_the_place_is_taken(dana: Seat) -> None:
    id = improvements.pick(dana, C, "Old")
    improvements.pick(dana, C, "New", cycle="2026-W48")
    with pytest.raises(Refused, match="Connect has its improvement for 2026-W48 already: “New”"):
        improvement_status.carry(dana, id)
    assert _all(dana)[id].status is Status.PLANNED


def test_carrying_undone_leaves_the_first_planned(dana: Seat) -> None:
    id = improvements.pick(dana, C, "Something")
    improvement_status.carry(dana, id)
    undo(dana)
    assert [(each.id, each.status) for each in _all(dana).values()] == [(id, Status.PLANNED)]


def test_it_carries_across_a_change_of_cadence(dana: Seat, clock: SetClock) -> None:
    id = improvements.pick(dana, C, "Something")
    teams.set_team(dana, cadence=Cadence.MONTHLY)
    review = reviews.open_review(dana, planned="2026-12")
    assert review
    carried = improvement_status.carry(dana, id)
    new = _all(dana)[carried]
    assert new.cycle.label == "2026-12"
    assert new.due <= new.cycle.end


def test_the_undecided_one_of_a_stage_is_found(dana: Seat, clock: SetClock) -> None:
    with pytest.raises(NotFound, match="Connect has no improvement waiting"):
        improvement_status.find_undecided(dana, C)
    first = improvements.pick(dana, C, "First")
    assert improvement_status.find_undecided(dana, C) == first
    second = improvements.pick(dana, C, "Second", cycle="2026-W48")
    with pytest.raises(Refused, match="2026-W47: “First”; 2026-W48: “Second”"):
        improvement_status.find_undecided(dana, C)
    assert improvement_status.find_undecided(dana, C, "2026-w48") == second
    with pytest.raises(NotFound, match="waiting in 2026-W49"):
        improvement_status.find_undecided(dana, C, "2026-W49")


def test_a_measure_of_the_teams_own_can_be_the_proof(dana: Seat) -> None:
    teams.add_measure(dana, "smiles", kind=MeasureKind.SCORE, better=Better.UP, threshold=3)
    id = improvements.pick(dana, C, "Something", measure="smiles")
    proof = _all(dana)[id].proof
    assert proof is not None
    assert proof.measure_title == "Smiles"


def test_no_pick_without_a_running_cycle(dana: Seat, clock: SetClock) -> None:
    teams.set_team(dana, cadence=Cadence.MONTHLY)
    clock.move(days=7)
    with pytest.raises(Refused, match="No cycle runs today"):
        improvements.pick(dana, C, "Something")
    assert improvements.pick(dana, C, "Something", cycle="2026-12")


def test_look_back_lists_what_is_undecided_in_any_cycle(dana: Seat, clock: SetClock) -> None:
    improvements.pick(dana, E, "Old", owner=dana.member_id)
    clock.move(days=7)
    improvements.pick(dana, C, "New", owner=dana.member_id)
    improvements.pick(dana, R, "Nobody's")
    clock.at += timedelta(days=7)
    assert [each.text for each in load_snapshot(dana).undecided] == ["Nobody's", "Old", "New"]
    assert load_snapshot(dana).planned == ()


def test_a_pick_replaces_what_is_planned_under_its_id(dana: Seat) -> None:
    id = improvements.pick(dana, C, "Greet", owner=dana.member_id, measure="csat")
    before = _all(dana)[id]
    assert improvements.pick(dana, C, "Greet by name", measure="csat", replace=True) == id
    after = _all(dana)[id]
    assert (after.text, after.owner, after.proof) == ("Greet by name", None, before.proof)
    assert undo(dana) == "Replaced “Greet” by “Greet by name”"
    assert _all(dana)[id].text == "Greet"
    improvement_status.done(dana, id)
    with pytest.raises(Refused, match="“Greet” is done already"):
        improvements.pick(dana, C, "Other", replace=True)


def test_a_pick_replaces_a_skip_as_one_step(dana: Seat) -> None:
    improvements.skip_stage(dana, A, "No time")
    improvements.pick(dana, A, "Answer ahead", replace=True)
    assert load_snapshot(dana).skipped_stages == ()
    undo(dana)
    assert [each.reason for each in load_snapshot(dana).skipped_stages] == ["No time"]
    redo(dana)
    assert [each.text for each in load_snapshot(dana).planned] == ["Answer ahead"]
    assert load_snapshot(dana).skipped_stages == ()
