"""The facilitated session: which cycle it plans, its steps, its timer, its lead."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from store.common.clock import SetClock
from store.common.errors import NotFound, Refused
from store.db.tables.ballot_models import MoodRow
from store.db.tables.journal_models import JournalRow
from store.domain.agenda import AgendaKind, Step, StepKey
from store.domain.stages import Stage
from store.journal.seat import Seat
from store.live import presence
from store.models.review import Review
from store.queries.load_snapshot import load_snapshot
from store.reviews import ballots, closing, reviews
from store.teams import cycle_skips, members, teams
from store.workspace.workspace import TeamRef, open_workspace


def _review(seat: Seat) -> Review:
    review = load_snapshot(seat).review
    assert review is not None
    return review


def _go(seat: Seat, key: StepKey, *, reveal: bool = True) -> None:
    keys = [step.key for step in _review(seat).steps]
    reviews.go_to_step(seat, keys.index(key), reveal=reveal)


def _close(seat: Seat) -> str:
    _go(seat, StepKey.CLOSE)
    return closing.close_review(seat).review_id


def test_a_review_opens_at_its_first_step_with_its_timer_running(
    dana: Seat, lee: Seat, clock: SetClock
) -> None:
    id = reviews.open_review(dana, present=[str(lee.member_id)])
    review = _review(dana)
    assert (review.id, review.kind, review.step.key) == (id, AgendaKind.TEAM, StepKey.CHECK_IN)
    assert (review.opened_at, review.closed_at) == (clock.now(), None)
    assert review.lead is not None
    assert review.lead.name == "Dana"
    assert [member.name for member in review.present] == ["Dana", "Lee"]
    assert (review.timer.box, review.timer.running_since) == (180, clock.now())
    assert (review.mood, review.rating, review.votes) == (None, None, {})


def test_opening_is_one_change_that_others_are_told_of(dana: Seat) -> None:
    seq = load_snapshot(dana).seq
    reviews.open_review(dana)
    assert load_snapshot(dana).seq == seq + 1
    with dana.reading() as session:
        entry = session.scalars(select(JournalRow).order_by(JournalRow.seq.desc())).first()
    assert entry is not None
    assert (entry.kind, entry.what) == ("review-opened", "Opened the review that plans Week 47")
    assert entry.by == dana.member_id


@pytest.mark.parametrize(
    ("day", "planned"),
    [(16, "2026-W47"), (19, "2026-W47"), (20, "2026-W48"), (22, "2026-W48")],
)
def test_it_plans_the_running_cycle_until_half_of_it_has_passed(
    room: Seat, clock: SetClock, day: int, planned: str
) -> None:
    clock.at = clock.at.replace(day=day)
    assert load_snapshot(room).review_due.planned.label == planned
    reviews.open_review(room)
    assert _review(room).planned.label == planned


def test_it_passes_over_cycles_that_are_skipped_or_planned(room: Seat) -> None:
    reviews.open_review(room)
    _close(room)
    cycle_skips.skip_cycle(room, "2026-W48", "Holiday")
    reviews.open_review(room)
    assert _review(room).planned.label == "2026-W49"


def test_the_cycle_can_be_chosen_and_never_moves(room: Seat, clock: SetClock) -> None:
    reviews.open_review(room, planned="2026-w50")
    clock.move(days=40)
    cycle_skips.skip_cycle(room, "2026-W53", "Holiday")
    assert _review(room).planned.label == "2026-W50"


@pytest.mark.parametrize(
    ("planned", "why"),
    [
        ("2026-W46", "2026-W46 has ended"),
        ("2026-W48", "2026-W48 is skipped"),
        ("2026-12", "is not one of this team's cycles"),
        ("next", "is not a cycle"),
    ],
)
def test_a_cycle_that_cannot_be_planned_is_refused(room: Seat, planned: str, why: str) -> None:
    cycle_skips.skip_cycle(room, "2026-W48", "Holiday")
    with pytest.raises(Refused, match=why):
        reviews.open_review(room, planned=planned)
    assert load_snapshot(room).review is None


def test_one_review_is_open_at_a_time(dana: Seat, lee: Seat) -> None:
    reviews.open_review(dana)
    with pytest.raises(Refused, match="A review that plans 2026-W47 is open"):
        reviews.open_review(lee, planned="2026-W49")


def test_a_cycle_is_planned_by_one_review_and_reopened(room: Seat, dana: Seat) -> None:
    id = reviews.open_review(room)
    _close(room)
    with pytest.raises(Refused, match="Reopen that one"):
        reviews.open_review(room, planned="2026-W47")
    reviews.reopen(dana, id)
    review = _review(dana)
    assert (review.id, review.closed_at, review.step.key) == (id, None, StepKey.CLOSE)
    assert review.lead is not None
    assert review.lead.name == "Dana"
    assert review.timer.running_since is None
    assert load_snapshot(dana).reviews_closed == 0
    with pytest.raises(Refused, match="is open already"):
        reviews.reopen(dana, id)


def test_nothing_is_reopened_while_another_is_open(room: Seat) -> None:
    first = reviews.open_review(room)
    _close(room)
    reviews.open_review(room)
    with pytest.raises(Refused, match="Another review is open"):
        reviews.reopen(room, first)
    with pytest.raises(NotFound):
        reviews.reopen(room, "gone")


@pytest.mark.parametrize(
    ("kind", "keys", "minutes"),
    [(AgendaKind.TEAM, 7, 45), (AgendaKind.SOLO, 4, 10), (AgendaKind.SHORT, 3, 15)],
)
def test_each_kind_has_its_agenda(room: Seat, kind: AgendaKind, keys: int, minutes: int) -> None:
    reviews.open_review(room, kind)
    steps = _review(room).steps
    assert len(steps) == keys
    assert sum(step.minutes for step in steps) == minutes


def test_the_teams_own_agenda_is_followed_and_then_stays(room: Seat) -> None:
    steps = (Step(StepKey.LOOK_BACK, 3), Step(StepKey.PICK, 9))
    teams.set_agenda(room, AgendaKind.TEAM, steps)
    reviews.open_review(room)
    teams.set_agenda(room, AgendaKind.TEAM, (Step(StepKey.PICK, 1),))
    assert _review(room).steps == steps


_LEAD_ONLY: dict[str, Callable[[Seat], object]] = {
    "move the steps": lambda seat: reviews.go_to_step(seat, 1),
    "run the timer": reviews.toggle_timer,
    "extend the timer": reviews.extend_timer,
    "reveal": reviews.reveal,
    "hand over": lambda seat: reviews.hand_over_lead(seat, None),
    "close": closing.close_review,
}


@pytest.mark.parametrize("what", _LEAD_ONLY)
def test_only_the_lead_may(dana: Seat, lee: Seat, what: str) -> None:
    reviews.open_review(dana, AgendaKind.TEAM, present=[str(lee.member_id)])
    before = load_snapshot(dana)
    with pytest.raises(Refused, match="Only the lead may"):
        _LEAD_ONLY[what](lee)
    after = load_snapshot(dana)
    assert (after.review, after.seq) == (before.review, before.seq)


def test_the_room_leads_and_so_does_anyone_while_nobody_does(
    room: Seat, dana: Seat, lee: Seat
) -> None:
    reviews.open_review(dana)
    reviews.go_to_step(room, 1)
    reviews.hand_over_lead(dana, None)
    reviews.go_to_step(lee, 2)
    assert _review(room).step.key is StepKey.LOOK_BACK


def test_the_lead_is_handed_over_and_taken(dana: Seat, lee: Seat, sam: Seat) -> None:
    reviews.open_review(dana, present=[str(lee.member_id), str(sam.member_id)])
    reviews.hand_over_lead(dana, lee.member_id)
    with pytest.raises(Refused, match="Only the lead may"):
        reviews.go_to_step(dana, 1)
    reviews.go_to_step(lee, 1)
    reviews.take_lead(sam, confirmed=True)
    reviews.go_to_step(sam, 2)
    with pytest.raises(Refused, match="Only the lead may"):
        reviews.go_to_step(lee, 3)


def test_the_lead_is_not_taken_from_who_is_here_without_asking(
    room: Seat, dana: Seat, lee: Seat
) -> None:
    reviews.open_review(dana, present=[str(lee.member_id)])
    with pytest.raises(Refused, match="Dana leads and is here"):
        reviews.take_lead(lee)
    reviews.set_present(dana, [str(lee.member_id)])
    reviews.take_lead(lee)
    lead = _review(room).lead
    assert lead is not None
    assert lead.name == "Lee"


def test_the_lead_is_taken_by_who_is_here_or_by_the_room(room: Seat, dana: Seat, sam: Seat) -> None:
    reviews.open_review(dana)
    with pytest.raises(Refused, match="Sam is not here in this review"):
        reviews.take_lead(sam, confirmed=True)
    reviews.take_lead(room)
    assert _review(room).lead is None
    reviews.join(sam)
    reviews.take_lead(sam)
    assert _review(room).lead is not None


def test_the_lead_is_handed_only_to_who_is_here(dana: Seat, lee: Seat) -> None:
    reviews.open_review(dana)
    with pytest.raises(Refused, match="Lee is not here in this review"):
        reviews.hand_over_lead(dana, lee.member_id)
    reviews.join(lee)
    reviews.hand_over_lead(dana, lee.member_id)
    lead = _review(dana).lead
    assert lead is not None
    assert lead.name == "Lee"


def test_handing_the_lead_to_who_is_at_a_terminal_brings_them_into_the_review(
    dana: Seat, lee: Seat, sam: Seat
) -> None:
    reviews.open_review(dana)
    presence.arrive(lee)
    reviews.hand_over_lead(dana, lee.member_id)
    review = _review(dana)
    assert review.lead is not None
    assert review.lead.name == "Lee"
    assert [member.name for member in review.present] == ["Dana", "Lee"]
    with pytest.raises(Refused, match="Sam is not here in this review"):
        reviews.hand_over_lead(lee, sam.member_id)


def test_who_does_not_lead_says_only_of_themselves_who_is_here(
    dana: Seat, lee: Seat, sam: Seat
) -> None:
    people = [str(each.member_id) for each in (dana, lee, sam)]
    reviews.open_review(dana, present=people[:2])
    for here in (people[1:2], people[:1] + people[2:], people):
        with pytest.raises(Refused, match="Only the lead may say who else is here"):
            reviews.set_present(lee, here)
    reviews.set_present(lee, people[:1])
    reviews.set_present(lee, people[:2])
    reviews.set_present(dana, people)
    assert [member.name for member in _review(dana).present] == ["Dana", "Lee", "Sam"]


def test_a_review_plans_a_cycle_at_most_a_year_ahead(room: Seat) -> None:
    with pytest.raises(Refused, match="more than a year ahead"):
        reviews.open_review(room, planned="2999-W01")


def test_the_lead_does_not_go_to_who_left(dana: Seat, lee: Seat, sam: Seat) -> None:
    reviews.open_review(dana)
    members.member_leaves(dana, str(lee.member_id))
    with pytest.raises(Refused, match="Lee has left the team"):
        reviews.hand_over_lead(dana, lee.member_id)
    with pytest.raises(Refused, match="Lee has left the team"):
        reviews.take_lead(lee)
    reviews.hand_over_lead(dana, None)
    with pytest.raises(Refused, match="Lee has left the team"):
        reviews.go_to_step(lee, 1)


def test_steps_go_forward_and_back_within_the_agenda(room: Seat) -> None:
    reviews.open_review(room)
    reviews.go_to_step(room, 4)
    reviews.go_to_step(room, 1)
    assert _review(room).step.key is StepKey.EVIDENCE
    seq = load_snapshot(room).seq
    reviews.go_to_step(room, 1)
    assert load_snapshot(room).seq == seq
    for index in (-1, 7):
        with pytest.raises(Refused, match="Leaving it closes"):
            reviews.go_to_step(room, index)


def test_leaving_map_with_cards_unrevealed_is_refused_then_reveals(room: Seat, dana: Seat) -> None:
    reviews.open_review(room)
    _go(room, StepKey.MAP)
    ballots.write_card(dana, Stage.CONNECT, "Private")
    with pytest.raises(Refused, match="Map is not revealed yet"):
        _go(room, StepKey.FOCUS, reveal=False)
    assert load_snapshot(room).board[0].touchpoints == ()
    reviews.ask_reveal(room)
    _go(room, StepKey.FOCUS, reveal=True)
    assert [card.text for card in load_snapshot(room).board[0].touchpoints] == ["Private"]
    assert _review(room).map_revealed


def test_leaving_map_without_private_cards_asks_nothing(room: Seat) -> None:
    reviews.open_review(room)
    _go(room, StepKey.MAP)
    _go(room, StepKey.FOCUS, reveal=False)
    assert not _review(room).map_revealed


def test_moods_are_shown_when_check_in_is_left(room: Seat, dana: Seat) -> None:
    reviews.open_review(room)
    ballots.give_mood(dana, 4)
    _go(room, StepKey.LOOK_BACK, reveal=False)
    mood = _review(room).mood
    assert mood is not None
    assert (mood.count, mood.mean) == (1, None)


def test_going_back_from_close_keeps_ratings_private(room: Seat, dana: Seat, lee: Seat) -> None:
    reviews.open_review(room)
    _go(room, StepKey.CLOSE)
    ballots.rate(dana, 4)
    _go(room, StepKey.EVIDENCE, reveal=False)
    assert _review(room).rating is None
    _go(room, StepKey.CLOSE)
    ballots.rate(lee, 5)
    assert _review(room).private.ratings == 2


def test_the_timer_pauses_goes_on_and_runs_into_overtime(room: Seat, clock: SetClock) -> None:
    reviews.open_review(room)
    clock.move(seconds=100)
    assert reviews.toggle_timer(room) is False
    clock.move(minutes=30)
    timer = _review(room).timer
    assert (timer.left_at(clock.now()), timer.running_since) == (80, None)
    assert reviews.toggle_timer(room) is True
    clock.move(seconds=100)
    assert _review(room).timer.left_at(clock.now()) == -20
    assert _review(room).step.key is StepKey.CHECK_IN


def test_the_timer_is_extended(room: Seat, clock: SetClock) -> None:
    reviews.open_review(room)
    clock.move(seconds=30)
    reviews.extend_timer(room)
    reviews.extend_timer(room, 5)
    timer = _review(room).timer
    assert (timer.box, timer.left_at(clock.now())) == (9 * 60, 510)
    with pytest.raises(Refused, match="at most 120 extra minutes"):
        reviews.extend_timer(room, 115)
    for minutes in (0, -3):
        with pytest.raises(Refused, match="one minute or more"):
            reviews.extend_timer(room, minutes)


def test_each_step_has_its_own_time(room: Seat, clock: SetClock) -> None:
    reviews.open_review(room)
    clock.move(seconds=50)
    _go(room, StepKey.LOOK_BACK)
    clock.move(seconds=20)
    timer = _review(room).timer
    assert (timer.box, timer.elapsed_at(clock.now())) == (360, 20)
    _go(room, StepKey.CHECK_IN)
    clock.move(seconds=5)
    assert _review(room).timer.elapsed_at(clock.now()) == 55
    reviews.toggle_timer(room)
    _go(room, StepKey.MAP)
    clock.move(seconds=99)
    assert _review(room).timer.elapsed_at(clock.now()) == 0


def test_a_review_left_is_continued_at_the_same_step_and_time_elsewhere(
    room: Seat, dana: Seat, lee: Seat, path: Path, team: TeamRef, clock: SetClock
) -> None:
    reviews.open_review(dana)
    _go(room, StepKey.PICK)
    clock.move(seconds=90)
    reviews.pause_timer(lee)
    assert _review(room).timer.running_since is not None
    reviews.pause_timer(dana)
    reviews.pause_timer(dana)
    clock.move(days=1)
    elsewhere = open_workspace(path, clock)
    seat = Seat(elsewhere, team.id)
    review = _review(seat)
    assert (review.step.key, review.timer.elapsed_at(clock.now())) == (StepKey.PICK, 90)
    reviews.toggle_timer(seat)
    clock.move(seconds=10)
    assert _review(room).timer.elapsed_at(clock.now()) == 100
    elsewhere.close()


def test_everybody_can_say_they_are_done_in_a_step(room: Seat, dana: Seat, lee: Seat) -> None:
    reviews.open_review(room)
    reviews.say_done(dana)
    reviews.say_done(lee)
    reviews.say_done(lee, done=False)
    review = _review(room)
    assert review.done == (dana.member_id,)
    assert [member.name for member in review.present] == ["Dana", "Lee"]
    _go(room, StepKey.LOOK_BACK)
    assert _review(room).done == ()
    with pytest.raises(Refused, match="“I'm done” is a person's"):
        reviews.say_done(room)


def test_people_join_and_those_taken_off_the_list_lose_their_ballots(
    room: Seat, dana: Seat, lee: Seat
) -> None:
    reviews.open_review(room)
    reviews.join(room)
    reviews.join(dana)
    reviews.join(dana)
    reviews.set_present(room, [str(dana.member_id), str(lee.member_id)])
    ballots.give_mood(dana, 1)
    ballots.give_mood(lee, 5)
    reviews.set_present(room, [str(lee.member_id)])
    assert [member.name for member in _review(room).present] == ["Lee"]
    with room.reading() as session:
        assert session.scalars(select(MoodRow.member_id)).all() == [lee.member_id]
    with pytest.raises(NotFound):
        reviews.set_present(room, ["nobody"])
    assert [member.name for member in _review(room).present] == ["Lee"]


def test_without_a_review_there_is_nothing_to_run(room: Seat, dana: Seat) -> None:
    acts: list[Callable[[], object]] = [
        lambda: reviews.go_to_step(room, 1),
        lambda: reviews.toggle_timer(room),
        lambda: reviews.reveal(room),
        lambda: reviews.take_lead(dana),
        lambda: reviews.join(dana),
        lambda: reviews.set_present(room, []),
        lambda: closing.close_review(room),
    ]
    for act in acts:
        with pytest.raises(NotFound, match="No review is open"):
            act()
    reviews.pause_timer(room)


def test_presence_is_not_in_the_journal(room: Seat, dana: Seat) -> None:
    reviews.open_review(room)
    seq = load_snapshot(room).seq
    reviews.join(dana)
    reviews.say_done(dana)
    reviews.set_present(room, [])
    with room.reading() as session:
        assert session.scalar(select(func.max(JournalRow.seq))) == seq


def test_a_review_is_due_once_a_cycle_and_overdue_when_none_closed(
    room: Seat, clock: SetClock
) -> None:
    due = load_snapshot(room).review_due
    assert (due.at.date(), due.at.hour, due.overdue) == (date(2026, 11, 20), 15, False)
    clock.at = due.at + timedelta(minutes=1)
    assert load_snapshot(room).review_due.overdue
    reviews.open_review(room)
    assert load_snapshot(room).review_due.overdue
    _close(room)
    after = load_snapshot(room).review_due
    assert (after.at.date(), after.overdue) == (date(2026, 11, 27), False)
