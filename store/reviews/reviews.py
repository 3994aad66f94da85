"""The facilitated session: opening, steps, timer, reveals, the lead, closing.

None of these is ever undone. Only the lead (or the room, in one shared terminal) moves
steps, runs the timer, reveals, hands over and closes; the store itself refuses others.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from store.common.errors import Refused
from store.db.tables.ballot_models import PresentRow
from store.db.tables.models import MemberRow
from store.db.tables.review_models import ReviewRow
from store.domain.agenda import ENOUGH_TO_HIDE, AgendaKind, Deed, StepKey, shows_whose
from store.domain.calendar import planned_by_default
from store.domain.cycles import Cycle, parse_cycle
from store.journal.seat import Change, Seat
from store.reviews import ballots, early, rounds, topics
from store.teams.plan_limits import check_within_a_year
from store.teams.review_rules import (
    bring_in,
    current_step,
    decode_steps,
    is_at_a_terminal,
    keeps_the_lead,
    leads,
    need_open,
    need_present,
    need_review,
    open_row,
    others_may_lead,
    planned_labels,
    present_lead,
    steps_of,
)

EXTRA_MOST = 120
"""The most extra minutes one step can be given."""


def open_review(
    seat: Seat,
    kind: AgendaKind = AgendaKind.TEAM,
    planned: str | None = None,
    present: Sequence[str] = (),
) -> str:
    """Open a review that plans the cycle labelled ``planned`` (the one offered without); its id.

    Private cards that wait come into its Map, if it has one; what waits for a later cycle goes on
    waiting.

    Raises Refused while another is open, when a review planned that cycle already (reopen
    that one), when the cycle is skipped, has ended, is more than a year ahead, or is not the
    team's.
    """
    with seat.change("review-opened", undoable=False) as change:
        review = open_row(change)
        if review is not None:
            raise Refused(
                f"A review that plans {review.planned} is open. Press r to go on with it."
            )
        cycle = _planned_cycle(change, planned)
        row = ReviewRow(
            id=change.new_id(),
            team_id=change.team.id,
            planned=cycle.label,
            kind=kind.value,
            steps=[[s.key.value, s.minutes] for s in steps_of(change.team.agendas, kind)],
            step_index=0,
            spent={},
            timer_since=change.now,
            lead_id=seat.member_id,
            opened_at=change.now,
            revealed=[],
            report="",
        )
        change.session.add(row)
        present_ids = dict.fromkeys([*present, *([seat.member_id] if seat.member_id else [])])
        for member_id in present_ids:
            change.member(member_id)
            change.session.add(PresentRow(review_id=row.id, member_id=member_id))
        early.take_in_cards(change, row)
        early.take_in_votes(change, row)
        change.set_summary(f"Opened the review that plans {cycle.name}")
        return row.id


def _planned_cycle(change: Change, label: str | None) -> Cycle:
    calendar = change.calendar
    taken = planned_labels(change)
    if label is None:
        return planned_by_default(calendar, change.today, taken)
    cycle = parse_cycle(label)
    if not calendar.is_ours(cycle):
        raise Refused(f"{cycle.label} is not one of this team's cycles.", field="planned")
    if calendar.is_skipped(cycle):
        raise Refused(f"{cycle.label} is skipped. Choose another cycle.", field="planned")
    check_within_a_year(change, cycle, "planned")
    if cycle.end < change.today:
        raise Refused(f"{cycle.label} has ended. Choose a cycle that has not.", field="planned")
    if cycle.label in taken:
        raise Refused(
            f"A review has planned {cycle.label} already. Reopen that one instead.", field="planned"
        )
    return cycle


def reopen(seat: Seat, review_id: str) -> None:
    """Open a closed review again, at its last step; its cycle stays. Raises Refused while
    another is open."""
    with seat.change("review-reopened", undoable=False) as change:
        review = change.find(ReviewRow, review_id, "review")
        if review.closed_at is None:
            raise Refused("This review is open already.")
        if open_row(change) is not None:
            raise Refused("Another review is open. Close it first.")
        review.closed_at = None
        review.lead_id, review.led_before_id = seat.member_id, None
        review.timer_since = None
        change.set_summary(f"Reopened the review that planned {review.planned}")


def set_present(seat: Seat, member_ids: Sequence[str]) -> None:
    """Who is here. The mood and the rating of those taken off the list go; their private cards and
    votes, which they may have given before the meeting, count on.

    Raises Refused when somebody who does not lead says it of others than themselves.
    """
    with seat.unjournaled_change() as change:
        review = need_open(change)
        rows = {
            row.member_id: row
            for row in change.session.scalars(
                select(PresentRow).where(PresentRow.review_id == review.id)
            )
        }
        others = (rows.keys() ^ set(member_ids)) - {seat.member_id}
        if others and not leads(change, review):
            raise Refused("Only the lead may say who else is here.")
        for member_id in member_ids:
            if member_id not in rows:
                change.member(member_id)
                change.session.add(PresentRow(review_id=review.id, member_id=member_id))
        for member_id, row in rows.items():
            if member_id not in member_ids:
                change.session.delete(row)
                ballots.leave_review(change.session, review.id, member_id)


def join(seat: Seat) -> None:
    """The seat's member is here. Nothing happens for the room, or a second time."""
    if seat.member_id is None or _is_in_review(seat):
        return
    with seat.unjournaled_change() as change:
        review = need_open(change)
        if change.session.get(PresentRow, (review.id, seat.member_id)) is None:
            change.session.add(PresentRow(review_id=review.id, member_id=seat.member_id))


def _is_in_review(seat: Seat) -> bool:
    """Whether the seat's member is in the open review already."""
    with seat.reading() as session:
        return (
            session.scalar(
                select(PresentRow.member_id)
                .join(ReviewRow, ReviewRow.id == PresentRow.review_id)
                .where(
                    ReviewRow.team_id == seat.team_id,
                    ReviewRow.closed_at.is_(None),
                    PresentRow.member_id == seat.member_id,
                )
            )
            is not None
        )


def say_done(seat: Seat, done: bool = True) -> None:
    """The seat's member is done (or not yet) with the current step. The room cannot be."""
    if seat.member_id is None:
        raise Refused("“I'm done” is a person's. Open the app with --as NAME, or press > to go on.")
    join(seat)
    with seat.unjournaled_change() as change:
        review = need_open(change)
        row = change.session.get(PresentRow, (review.id, seat.member_id))
        if row is not None:
            row.done_step = current_step(review).key.value if done else None


def hand_over_lead(seat: Seat, member_id: str | None) -> None:
    """Give the lead to a member who is here, or with None to the room. Only the lead may.

    Who is at a terminal is here, and by this in the review.
    """
    with seat.change("lead-handed-over", undoable=False) as change:
        review = need_review(change, Deed.HAND_OVER)
        name = "the room"
        if member_id is not None:
            name = bring_in(change, review, member_id).name
        review.lead_id, review.led_before_id = member_id, None
        change.set_summary(f"Handed the lead to {name}")


def take_lead(seat: Seat, *, confirmed: bool = False) -> None:
    """Take the lead, once whoever has it is away and the person said so (``confirmed``).

    Away: not among those present, or at no terminal of their own that had a key in the last
    ten minutes; who is here keeps the lead whatever the person says. A member from whom it was
    taken takes it back at once. The room may always take it, a member only while present.
    """
    with seat.change("lead-taken", undoable=False) as change:
        review = need_open(change)
        if seat.member_id is not None:
            need_present(change, review, seat.member_id)
            lead = present_lead(change, review)
            others = lead is not None and lead.id != seat.member_id
            if lead is not None and others and review.led_before_id != seat.member_id:
                at_work = is_at_a_terminal(change, lead.id)
                if at_work or not confirmed:
                    raise Refused(keeps_the_lead(lead.name))
        before = review.led_before_id or review.lead_id
        review.led_before_id = None if before == seat.member_id else before
        review.lead_id = seat.member_id
        change.set_summary("Took the lead")


def bring_together(seat: Seat, place: str = "") -> None:
    """Bring everybody to ``place`` in the step, as the step names it. Only the lead may."""
    with seat.change("brought-together", undoable=False) as change:
        review = need_review(change, Deed.GATHER)
        number = review.called[0] + 1 if review.called else 1
        review.called = [number, seat.sitting, place]
        change.set_summary(f"Brought everybody to {current_step(review).key.label}")


def ask_reveal(seat: Seat) -> None:
    """Note, for everybody to see, that the lead is asked whether to reveal what fewer than three
    people gave. Nothing happens where nothing waits for its reveal, where it shows nobody's, or
    where it was asked in this step.
    """
    with seat.change("reveal-asked", undoable=False) as change:
        review = need_review(change, Deed.MOVE_STEP)
        step = current_step(review).key
        if not ballots.waits_for_reveal(change.session, review, step):
            return
        if _shows_whose(change, review, step) and review.asked_step != step.value:
            review.asked_step = step.value
            change.set_summary(
                f"Asked whether to reveal {step.label} of fewer than {ENOUGH_TO_HIDE}"
            )


def _shows_whose(change: Change, review: ReviewRow, step: StepKey) -> bool:
    """Whether revealing ``step`` now shows whose votes or cards they are."""
    members = select(func.count()).where(
        MemberRow.team_id == change.team.id, MemberRow.left_on.is_(None)
    )
    alone = review.kind == AgendaKind.SOLO.value or (change.session.scalar(members) or 0) < 2
    people = ballots.givers(change.session, review.id, step)
    return shows_whose(step, people, authors=change.team.show_authors, alone=alone)


def _check_asked(change: Change, review: ReviewRow, step: StepKey) -> None:
    """Raise Refused where the reveal shows whose it is and nobody was asked about that."""
    if review.asked_step != step.value and _shows_whose(change, review, step):
        raise Refused(
            f"Fewer than {ENOUGH_TO_HIDE} people gave something in {step.label}, so revealing it "
            "shows whose it is. Press R to decide."
        )


def go_to_step(seat: Seat, index: int, *, reveal: bool = False) -> None:
    """Move everybody to the step at ``index`` of the review's steps.

    Leaving Map or Focus with something private unrevealed is refused unless ``reveal``;
    with it, it is revealed first. Moods are shown as Check-in is left; ratings wait for the
    review to close. The timer goes on in the new step if it ran.
    """
    settle = False
    with seat.change("step-moved", undoable=False) as change:
        review = need_review(change, Deed.MOVE_STEP)
        steps = decode_steps(review.steps)
        if not 0 <= index < len(steps):
            raise Refused("This is the last step. Leaving it closes the review.")
        if index == review.step_index:
            return
        leaving = steps[review.step_index].key
        rates_on = leaving is StepKey.CLOSE
        if not rates_on and ballots.waits_for_reveal(change.session, review, leaving):
            if not reveal and leaving in (StepKey.MAP, StepKey.FOCUS):
                raise Refused(f"{leaving.label} is not revealed yet. Press R to reveal it first.")
            _check_asked(change, review, leaving)
            ballots.reveal(change, review, leaving)
            settle = True
        rounds.settle_round(change, review, leaving)
        if leaving is StepKey.FOCUS:
            topics.stop_talk(change, review)
        running = review.timer_since is not None
        bank_timer(review, change.now)
        review.step_index = index
        review.timer_since = change.now if running else None
        early.take_in_votes(change, review)
        change.set_summary(f"Moved to {steps[index].key.label}")
    if settle:
        seat.workspace.truncate_wal()


def reveal(seat: Seat) -> None:
    """Show what was private in the current step: totals are written, who gave what is deleted.

    Raises Refused where fewer than three gave it, so that it shows whose it is, and the lead was
    not asked (`ask_reveal`).
    """
    with seat.change("revealed", undoable=False) as change:
        review = need_review(change, Deed.REVEAL)
        step = current_step(review).key
        _check_asked(change, review, step)
        ballots.reveal(change, review, step)
        change.set_summary(f"Revealed {step.label}")
    seat.workspace.truncate_wal()


def toggle_timer(seat: Seat) -> bool:
    """Start or pause the step's timer. Returns True where it runs now."""
    with seat.change("timer", undoable=False) as change:
        review = need_review(change, Deed.TIMER)
        if review.timer_since is None:
            review.timer_since = change.now
        else:
            bank_timer(review, change.now)
            review.timer_since = None
        change.set_summary("Started the timer" if review.timer_since else "Paused the timer")
        return review.timer_since is not None


def pause_timer(seat: Seat) -> None:
    """Pause the timer if it runs and the seat leads, unless another terminal that is here
    may lead too; else nothing. For leaving the app."""
    with seat.change("timer", undoable=False) as change:
        review = open_row(change)
        if review is None or review.timer_since is None or not leads(change, review):
            return
        if others_may_lead(change, review):
            return
        bank_timer(review, change.now)
        review.timer_since = None
        change.set_summary("Paused the timer")


def extend_timer(seat: Seat, minutes: int = 1) -> None:
    """Give the current step more minutes, 120 in all at most."""
    if minutes < 1:
        raise Refused("A step is given one minute or more.")
    with seat.change("timer", undoable=False) as change:
        review = need_review(change, Deed.TIMER)
        key = current_step(review).key.value
        elapsed, extra = review.spent.get(key, (0.0, 0))
        if extra + minutes > EXTRA_MOST:
            raise Refused(f"A step can be given at most {EXTRA_MOST} extra minutes.")
        review.spent = {**review.spent, key: [elapsed, extra + minutes]}
        change.set_summary(f"Gave {minutes} more minute{'s' if minutes > 1 else ''}")


def bank_timer(review: ReviewRow, now: datetime) -> None:
    """Add what the running timer has counted to the current step's seconds."""
    if review.timer_since is None:
        return
    key = current_step(review).key.value
    elapsed, extra = review.spent.get(key, (0.0, 0))
    seconds = max(0.0, (now - review.timer_since).total_seconds())
    review.spent = {**review.spent, key: [elapsed + seconds, extra]}
