"""The open review, and whether its rules let a person do what they want to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from store.common.errors import NotFound, Refused
from store.db.tables.ballot_models import EarlyCardRow, PresentRow, PrivateCardRow
from store.db.tables.models import MemberRow
from store.db.tables.review_models import ReviewRow
from store.domain.agenda import DEFAULT_AGENDAS, AgendaKind, Deed, Step, StepKey, refusal
from store.journal.seat import Change
from store.live.presence import read_presence
from store.models.presence_state import states_of


def steps_of(agendas: dict[str, Any], kind: AgendaKind) -> tuple[Step, ...]:
    """The team's steps for ``kind``: its own, else the default ones."""
    agenda = agendas.get(kind.value)
    if agenda is None:
        return DEFAULT_AGENDAS[kind]
    return tuple(Step(StepKey(key), minutes) for key, minutes in agenda)


def decode_steps(steps: Sequence[Any]) -> tuple[Step, ...]:
    """A review row's steps."""
    return tuple(Step(StepKey(key), minutes) for key, minutes in steps)


def open_row(change: Change) -> ReviewRow | None:
    """The team's open review, if there is one."""
    return change.session.scalar(
        select(ReviewRow).where(ReviewRow.team_id == change.team.id, ReviewRow.closed_at.is_(None))
    )


def planned_labels(change: Change) -> frozenset[str]:
    """Labels of the cycles that a review of the team planned, or plans now."""
    return frozenset(
        change.session.scalars(select(ReviewRow.planned).where(ReviewRow.team_id == change.team.id))
    )


def need_open(change: Change) -> ReviewRow:
    """The team's open review. Raises NotFound when none is open."""
    review = open_row(change)
    if review is None:
        raise NotFound("No review is open. Start one with r, or with: care review")
    return review


def current_step(review: ReviewRow) -> Step:
    """The step everybody is in."""
    return decode_steps(review.steps)[review.step_index]


def leads(change: Change, review: ReviewRow) -> bool:
    """Whether the seat may act as the review's lead: the room does, and so does anyone
    while nobody leads."""
    return change.seat.member_id is None or review.lead_id in (None, change.seat.member_id)


def is_voting(review: ReviewRow) -> bool:
    """Whether a vote is open: the review is in Focus and it is not revealed."""
    return current_step(review).key is StepKey.FOCUS and StepKey.FOCUS.value not in review.revealed


def need_present(change: Change, review: ReviewRow, member_id: str) -> MemberRow:
    """The team's member. Raises Refused when they are not among those present."""
    member = change.member(member_id)
    if change.session.get(PresentRow, (review.id, member_id)) is None:
        raise Refused(f"{member.name} is not here in this review.")
    return member


def bring_in(change: Change, review: ReviewRow, member_id: str) -> MemberRow:
    """The team's member, who is in the review from now on if they are at a terminal.

    Raises Refused when they are neither among those present nor at a terminal.
    """
    present_row = change.session.get(PresentRow, (review.id, member_id))
    if present_row is None and is_at_a_terminal(change, member_id):
        change.session.add(PresentRow(review_id=review.id, member_id=member_id))
        change.session.flush()
    return need_present(change, review, member_id)


def present_lead(change: Change, review: ReviewRow) -> MemberRow | None:
    """The member who leads and is among those present; None when nobody does."""
    if review.lead_id is None:
        return None
    if change.session.get(PresentRow, (review.id, review.lead_id)) is None:
        return None
    return change.session.get(MemberRow, review.lead_id)


def is_at_a_terminal(change: Change, member_id: str) -> bool:
    """Whether the member works at a terminal of their own now; not where nobody is known to."""
    people = read_presence(change.session, change.team.id, change.now)
    state = states_of(people).get(member_id)
    return state is not None and state.is_here


def keeps_the_lead(name: str) -> str:
    """Why the lead is not taken from the member called ``name``, in a sentence."""
    return f"{name} leads and is here. Only {name} can hand over, with G."


def others_may_lead(change: Change, review: ReviewRow) -> bool:
    """Whether another terminal, at work now, may act as the review's lead."""
    people = read_presence(change.session, change.team.id, change.now)
    return any(
        each.sitting != change.seat.sitting
        and each.state.is_here
        and (each.member_id is None or review.lead_id in (None, each.member_id))
        for each in people
    )


def check_deed(change: Change, deed: Deed) -> ReviewRow | None:
    """The open review, once the agenda's rules allow ``deed`` in it.

    Raises Refused with the rule's sentence. Without an open review only what belongs to
    reviews alone is refused.
    """
    review = open_row(change)
    if review is None:
        if deed in (Deed.MERGE, Deed.ARCHIVE):
            return None
        raise NotFound("No review is open. Start one with r, or with: care review")
    step = current_step(review).key
    refusal_sentence = refusal(
        deed,
        step,
        leads=leads(change, review),
        revealed=step.value in review.revealed,
        voting=is_voting(review),
    )
    if refusal_sentence is not None:
        raise Refused(refusal_sentence)
    return review


def need_review(change: Change, deed: Deed) -> ReviewRow:
    """The open review, once the agenda's rules allow ``deed`` in it; see `check_deed`."""
    review = check_deed(change, deed)
    assert review is not None
    return review


def check_no_cards_wait(change: Change) -> None:
    """Raise Refused where private cards wait for their reveal: they were written while authors
    were hidden."""
    waiting = (
        select(PrivateCardRow.id)
        .join(ReviewRow, ReviewRow.id == PrivateCardRow.review_id)
        .where(ReviewRow.team_id == change.team.id)
    )
    early = select(EarlyCardRow.id).where(EarlyCardRow.team_id == change.team.id)
    if any(change.session.scalar(each.limit(1)) is not None for each in (waiting, early)):
        raise Refused(
            "Private touchpoints were written while authors are hidden. Reveal them first, then show "
            "authors.",
            field="show_authors",
        )
