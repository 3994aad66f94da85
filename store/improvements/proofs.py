"""The proof of an improvement: its measure, and the days looked at before and after."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from store.board.merged_touchpoints import ids_merged_with
from store.board.touchpoints import short
from store.common.dataclass import dataclass
from store.common.errors import Refused
from store.db.custom_measures import load_own_measures
from store.db.tables.evidence_models import EvidenceRow
from store.db.tables.models import ImprovementRow
from store.db.tables.verdict_models import VerdictRow
from store.domain.cycles import Cycle, parse_cycle
from store.domain.statistics.cautions import ProofChoice, ProofPart, after_the_fact
from store.domain.statistics.counts import after_of
from store.domain.statistics.measures import find_measure
from store.domain.statistics.overlap import MOST_TOGETHER, read_together
from store.domain.statistics.windows import Window
from store.improvements.planned_test import (
    check_narrowed,
    checked_after_days,
    checked_before,
    plan_in,
)
from store.improvements.proof_rows import group_of, proof_of
from store.journal.seat import Change


@dataclass(frozen=True, slots=True)
class ProofTerms:
    """What a person chooses of a proof."""

    measure: str | None
    """A key; None for no proof."""
    target: float | None = None
    touchpoint_only: bool = False
    before: Window | None = None
    """None for the window that is proposed."""
    after_days: int | None = None
    """None for the length that is proposed."""
    together_with: str | None = None
    """The id of an improvement it is read together with, as one."""


def set_proof(change: Change, row: ImprovementRow, cycle: Cycle, terms: ProofTerms) -> None:
    """Fix the proof: its measure, the days before, the after window's length. Raises Refused for
    terms that cannot be."""
    if terms.measure is None:
        if terms.target is not None:
            raise Refused("A target needs a measure.", field="target")
        row.measure = row.before_from = row.before_to = row.after_days = row.target = None
        row.together_with_id = row.proof_at = row.proof_part = row.target_at = None
        row.touchpoint_only = False
        return
    measure = find_measure(terms.measure, load_own_measures(change.session, change.team.id))
    check_narrowed(row.touchpoint_id, terms.touchpoint_only)
    row.measure = measure.key
    row.touchpoint_only = terms.touchpoint_only
    row.target = terms.target
    row.target_at = change.now if terms.target is not None else None
    row.together_with_id = _root(change, row, terms.together_with)
    planned = plan_in(
        change.session,
        change.team.id,
        row.stage,
        cycle,
        measure,
        change.today,
        touchpoint=row.touchpoint_id,
        narrowed=terms.touchpoint_only,
        target=terms.target,
        before=checked_before(cycle, terms.before),
        after_days=checked_after_days(terms.after_days),
        together_with=row.together_with_id,
        improvement=row.id,
    )
    row.before_from, row.before_to = planned.before.first, planned.before.last
    row.after_days = planned.after_days
    note_choice(row, ProofPart.MEASURE, change.now)


def change_lengths(change: Change, row: ImprovementRow, cycle: Cycle, terms: ProofTerms) -> None:
    """Change the target and, where they are given, the windows of a proof that counts the same
    as before."""
    if row.target != terms.target:
        row.target = terms.target
        row.target_at = change.now
    before = checked_before(cycle, terms.before)
    days = checked_after_days(terms.after_days)
    windows = row.before_from, row.before_to, row.after_days
    if before is not None:
        row.before_from, row.before_to = before.first, before.last
    row.after_days = days or row.after_days
    if windows != (row.before_from, row.before_to, row.after_days):
        note_choice(row, ProofPart.LENGTH, change.now)
    if terms.together_with != row.together_with_id:
        row.together_with_id = _root(change, row, terms.together_with)


def note_choice(row: ImprovementRow, part: ProofPart, at: datetime) -> None:
    """Keep when a part of the proof was last chosen: whoever chooses after answers have come
    tells a story."""
    row.proof_at = at
    row.proof_part = part.value


def _root(change: Change, row: ImprovementRow, together_with: str | None) -> str | None:
    """The improvement that stands for those read together. Raises Refused where they cannot be."""
    if not together_with:
        return None
    other = change.find(ImprovementRow, together_with, "improvement")
    root = other.together_with_id or other.id
    if root == row.id:
        return None
    alike = (other.measure, other.stage, other.touchpoint_only) == (
        row.measure,
        row.stage,
        row.touchpoint_only,
    )
    if not alike or (row.touchpoint_only and other.touchpoint_id != row.touchpoint_id):
        raise Refused(
            f"{short(other.text)} is read by another measure, stage or touchpoint, so the two "
            "cannot be read together.",
            field="together_with",
        )
    if other.status not in ("planned", "done") or _is_read(change.session, other):
        raise Refused(
            f"{short(other.text)} is not being read any more, so the two cannot be read together.",
            field="together_with",
        )
    if other.after_to is not None and other.after_to < change.today:
        raise Refused(
            f"The days after {short(other.text)} are over, so the two cannot be read together.",
            field="together_with",
        )
    if (
        len([each for each in group_of(change.session, other) if each.id != row.id])
        >= MOST_TOGETHER
    ):
        raise Refused(
            f"At most {MOST_TOGETHER} improvements are read together.", field="together_with"
        )
    return root


def _is_read(session: Session, row: ImprovementRow) -> bool:
    query = select(VerdictRow.id).where(VerdictRow.improvement_id == row.id).limit(1)
    return session.scalar(query) is not None


def set_after(change: Change, row: ImprovementRow, cycle: Cycle) -> None:
    """Fix the days after of what was done, and of what it is read together with."""
    if row.measure is None or row.after_days is None or row.done_on is None:
        return
    own = load_own_measures(change.session, change.team.id)
    window = after_of(find_measure(row.measure, own), cycle, row.done_on, row.after_days)
    row.after_from, row.after_to = window.first, window.last
    settle_group(change, row)
    _judge_choices(change, row)


def settle_group(change: Change, row: ImprovementRow) -> None:
    """Give all that are done of those read together with ``row`` the same windows.

    One that cannot be read with the others any more, and one whose verdict is read, is left
    alone.
    """
    group = group_of(change.session, row)
    if len(group) < 2 or row.measure is None:
        return
    measure = find_measure(row.measure, load_own_measures(change.session, change.team.id))
    open_rows = {each.id: each for each in group if not _is_read(change.session, each)}
    for each in open_rows.values():
        if each.done_on is not None and each.after_days is not None:
            window = after_of(measure, parse_cycle(each.cycle), each.done_on, each.after_days)
            each.after_from, each.after_to = window.first, window.last
    joined = read_together([proof_of(each, None) for each in open_rows.values()])
    if joined is None:
        return
    for proof in joined.members:
        member = open_rows[proof.id]
        member.before_from, member.before_to = joined.before.first, joined.before.last
        member.after_from, member.after_to = joined.after.first, joined.after.last
    _leave_out(
        group,
        {each.id for each in joined.left_out} | ({each.id for each in group} - open_rows.keys()),
    )


def _leave_out(group: list[ImprovementRow], alone: set[str]) -> None:
    """Let those that are read alone stand for themselves, and one of the others for the rest."""
    rest = [each for each in group if each.id not in alone]
    for each in group:
        if each.id in alone:
            each.together_with_id = None
    if not rest:
        return
    root = next((each for each in rest if each.together_with_id is None), rest[0])
    for each in rest:
        each.together_with_id = None if each is root else root.id


def _judge_choices(change: Change, row: ImprovementRow) -> None:
    """Find out whether what was chosen of the proof was chosen after answers had come."""
    row.story = row.story_on = None
    if row.proof_at is None or row.done_on is None:
        return
    choices = [_choice(change, row, ProofPart(row.proof_part or "measure"), row.proof_at)]
    if row.target_at is not None:
        choices.append(_choice(change, row, ProofPart.TARGET, row.target_at))
    choices.append(_choice(change, row, ProofPart.DONE_DAY, change.now, row.done_on))
    choice = after_the_fact(sorted(choices, key=lambda each: each.chosen_on))
    if choice is not None:
        row.story, row.story_on = choice.part.value, choice.chosen_on


def _choice(
    change: Change, row: ImprovementRow, part: ProofPart, at: datetime, done_on: date | None = None
) -> ProofChoice:
    condition = [
        EvidenceRow.team_id == row.team_id,
        EvidenceRow.measure == row.measure,
        EvidenceRow.stage == row.stage,
        EvidenceRow.withdrawn.is_(False),
        EvidenceRow.day.between(row.after_from, row.after_to),
        EvidenceRow.made_at <= at,
    ]
    if row.touchpoint_only and row.touchpoint_id is not None:
        condition.append(EvidenceRow.touchpoint_id.in_(ids_merged_with(row.touchpoint_id)))
    on_file = change.session.scalar(select(func.count()).where(*condition)) or 0
    return ProofChoice(part, change.calendar.today(at), on_file, done_on)
