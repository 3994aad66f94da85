"""Which moment of the review it is for who sits here, as the guide goes by it."""

from __future__ import annotations

from screens.core.review_rules import is_revealed, leads, not_done, waits_for_reveal
from store.domain.agenda import AgendaKind, StepKey
from store.domain.guide import Moment
from store.domain.stages import STAGES
from store.models.review import Review
from store.models.snapshot import Snapshot


def moment_of(
    snapshot: Snapshot,
    review: Review,
    member_id: str | None,
    *,
    under: str = "",
    writing: bool = False,
) -> Moment:
    """The moment of ``review`` for the member (None: the room); ``under`` is what is under the
    cursor, ``writing`` whether they type in the step."""
    alone = review.kind is AgendaKind.SOLO or len(snapshot.team.present_members) < 2
    return Moment(
        review.step.key,
        leads=leads(review, member_id),
        own=member_id is not None,
        alone=alone,
        empty=_is_empty(snapshot, review),
        unrevealed=waits_for_reveal(review),
        revealed=is_revealed(review),
        talking=review.topic is not None,
        last=review.step_index == len(review.steps) - 1,
        full=all(_is_settled(snapshot, review, stage.position) for stage in STAGES),
        parked=bool(snapshot.parked),
        done=member_id in review.done,
        ready=bool(review.done) and not not_done(review),
        writing=writing,
        under=under,
    )


def _is_empty(snapshot: Snapshot, review: Review) -> bool:
    if review.step.key is StepKey.LOOK_BACK:
        return not any(each.cycle < review.planned for each in snapshot.undecided)
    if review.step.key is StepKey.EVIDENCE:
        proofs = (*snapshot.planned, *snapshot.undecided)
        return not any(each.proof is not None for each in proofs)
    return not any(column.touchpoints for column in snapshot.board)


def _is_settled(snapshot: Snapshot, review: Review, position: int) -> bool:
    """Whether something stands in the stage, or it is skipped, in the planned cycle."""
    stands = [(each.stage, each.cycle) for each in snapshot.planned]
    stands += [(each.stage, each.cycle) for each in snapshot.skipped_stages]
    return (STAGES[position], review.planned) in stands
