"""Improvements: one small change a stage and cycle, picked, edited, or the stage skipped."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

from sqlalchemy import select

from store.board import parking
from store.board.touchpoints import short
from store.common.errors import AlreadyThere, NotFound, Refused
from store.common.links import web_link
from store.common.text_input import required_text
from store.db.tables.models import ImprovementRow, StageSkipRow, TouchpointRow
from store.domain.cycle_words import no_cycle_today
from store.domain.cycles import Cycle, parse_cycle
from store.domain.stages import Stage
from store.domain.statistics.cautions import ProofPart
from store.domain.statistics.windows import Window
from store.improvements.proofs import ProofTerms, change_lengths, note_choice, set_proof
from store.journal.id_prefix import find_by_prefix
from store.journal.seat import Change, Seat
from store.teams.plan_limits import check_near

AS_BEFORE = ""
"""What ``together_with`` is where an edit leaves it as it is."""


def pick(
    seat: Seat,
    stage: Stage,
    text: str,
    *,
    owner: str | None = None,
    measure: str | None = None,
    target: float | None = None,
    touchpoint: str | None = None,
    touchpoint_only: bool = False,
    due: date | None = None,
    cycle: str | None = None,
    before: Window | None = None,
    after_days: int | None = None,
    together_with: str | None = None,
    link: str = "",
    replace: bool = False,
    parked: str | None = None,
) -> str:
    """Pick the one small improvement for ``stage`` in the cycle labelled ``cycle`` (the running
    one without); its id.

    ``owner``, ``touchpoint`` and ``together_with`` (an improvement that it is read together with
    as one) are ids, ``measure`` a key. The proof's windows are fixed now: ``before`` and
    ``after_days`` where they are given, else those that `planned_test.plan_test` proposes.
    ``due`` is the cycle's last day unless said, ``link`` a web address. With ``replace`` the planned improvement that
    stands there is changed to all of this, keeping its id, or the stage's skip goes. ``parked`` is
    the id of the note in the parking lot that is taken up with it, in the same step. Raises
    AlreadyThere when something stands there, saying what, Refused for windows that cannot be.
    """
    words, address = required_text(text, "An improvement", "text"), web_link(link)
    with seat.change("improvement-picked") as change:
        target_cycle = find_cycle(change, cycle)
        terms = ProofTerms(measure, target, touchpoint_only, before, after_days, together_with)
        if parked is not None:
            parking.settle(change, parking.find_parked(change, parked), parking.Outcome.IMPROVEMENT)
        if replace:
            planned = _make_room(change, stage, target_cycle)
            if planned is not None:
                change.set_summary(f"Replaced {short(planned.text)} by {short(words)}")
                _rewrite(change, planned, words, owner, touchpoint, due, terms)
                planned.link = address
                return planned.id
        else:
            check_free(change, stage, target_cycle)
        row = ImprovementRow(
            id=change.new_id(),
            team_id=change.team.id,
            stage=stage.value,
            cycle=target_cycle.label,
            text=words,
            due=_due(due, target_cycle),
            status="planned",
            link=address,
            picked_at=change.now,
        )
        _set_links(change, row, owner, touchpoint)
        set_proof(change, row, target_cycle, terms)
        change.session.add(row)
        change.set_summary(f"Picked {short(words)} for {stage.label} in {target_cycle.label}")
        return row.id


def find_cycle(change: Change, label: str | None) -> Cycle:
    """The team's cycle with this label, the running one without.

    Raises Refused for a label that is none, is not the team's, is skipped, or is too far off.
    """
    calendar = change.calendar
    if label is None:
        running = calendar.running(change.today)
        if running is None:
            following = calendar.cycle_at(change.today).label
            raise Refused(
                f"{no_cycle_today(calendar, change.today)} Name it with --cycle {following}.",
                field="cycle",
            )
        cycle = running
    else:
        cycle = parse_cycle(label)
    if not calendar.is_ours(cycle):
        raise Refused(f"{cycle.label} is not one of this team's cycles.", field="cycle")
    check_near(change, cycle)
    if calendar.is_skipped(cycle):
        raise Refused(
            f"{cycle.label} is skipped ({calendar.skips[cycle.label]}). Nothing is planned in it.",
            field="cycle",
        )
    return cycle


def check_free(change: Change, stage: Stage, cycle: Cycle) -> None:
    """Raise AlreadyThere, saying what stands there, if the stage has its improvement or skip, and
    it is not being taken away."""
    going = change.session.deleted
    there = change.session.scalar(_in_place(ImprovementRow, change, stage, cycle.label))
    if there is not None and there not in going:
        raise AlreadyThere(
            f"{stage.label} has its improvement for {cycle.label} already: {short(there.text)}"
            f" ({there.status}).",
            field="stage",
            id=there.id,
        )
    skipped = change.session.scalar(_in_place(StageSkipRow, change, stage, cycle.label))
    if skipped is not None and skipped not in going:
        raise AlreadyThere(
            f"{stage.label} is skipped for {cycle.label} already: {skipped.reason}",
            field="stage",
            id=skipped.id,
        )


def _make_room(change: Change, stage: Stage, cycle: Cycle) -> ImprovementRow | None:
    """The planned improvement that stands there, to be changed; a skip of the stage goes.

    Raises Refused, saying what became of it, for an improvement that is decided.
    """
    skipped = change.session.scalar(_in_place(StageSkipRow, change, stage, cycle.label))
    if skipped is not None:
        change.session.delete(skipped)
    there = change.session.scalar(_in_place(ImprovementRow, change, stage, cycle.label))
    return None if there is None else find_planned(change, there.id)


def _in_place(table: Any, change: Change, stage: Stage, label: str) -> Any:
    return select(table).where(
        table.team_id == change.team.id, table.stage == stage.value, table.cycle == label
    )


def skip_stage(seat: Seat, stage: Stage, reason: str, *, cycle: str | None = None) -> str:
    """Leave ``stage`` out of a cycle; the skip's id. Raises Refused when something stands there."""
    words = required_text(reason, "The reason", "reason")
    with seat.change("stage-skipped") as change:
        target = find_cycle(change, cycle)
        check_free(change, stage, target)
        row = StageSkipRow(
            id=change.new_id(),
            team_id=change.team.id,
            stage=stage.value,
            cycle=target.label,
            reason=words,
        )
        change.session.add(row)
        change.set_summary(f"Skipped {stage.label} in {target.label}: {words}")
        return row.id


def unskip_stage(seat: Seat, stage: Stage, *, cycle: str | None = None) -> None:
    """Take a stage's skip back, so that an improvement can be picked."""
    with seat.change("stage-unskipped") as change:
        target = find_cycle(change, cycle)
        row = change.session.scalar(_in_place(StageSkipRow, change, stage, target.label))
        if row is None:
            raise NotFound(f"{stage.label} is not skipped in {target.label}.", field="stage")
        change.session.delete(row)
        change.set_summary(f"{stage.label} is not skipped in {target.label} any more")


def edit(
    seat: Seat,
    improvement_id: str,
    *,
    text: str,
    owner: str | None,
    measure: str | None,
    target: float | None,
    touchpoint: str | None,
    touchpoint_only: bool,
    due: date,
    before: Window | None = None,
    after_days: int | None = None,
    together_with: str | None = AS_BEFORE,
    link: str | None = None,
    seen: int | None = None,
) -> None:
    """Change a planned improvement to all of these.

    The proof's windows are fixed anew only when what is measured changes, or to ``before`` and
    ``after_days`` where they are given. ``together_with`` is an id, None for an improvement read
    alone, `AS_BEFORE` to leave it; ``link`` a web address, empty for none, None to leave it. Raises Refused once it is decided, Conflict when it changed
    since version ``seen``.
    """
    words = required_text(text, "An improvement", "text")
    address = None if link is None else web_link(link)
    with seat.change("improvement-edited") as change:
        row = find_planned(change, improvement_id)
        change.check_seen(row, seen, "improvement")
        terms = ProofTerms(measure, target, touchpoint_only, before, after_days, together_with)
        _rewrite(change, row, words, owner, touchpoint, due, terms)
        if address is not None:
            row.link = address
        change.set_summary(f"Edited {short(words)}")


def _rewrite(
    change: Change,
    row: ImprovementRow,
    words: str,
    owner: str | None,
    touchpoint: str | None,
    due: date | None,
    terms: ProofTerms,
) -> None:
    """Change a planned improvement to all of these; see `edit` for its proof."""
    cycle = parse_cycle(row.cycle)
    row.text = words
    row.due = _due(due, cycle)
    linked = _standing(change, row.touchpoint_id).id if row.touchpoint_id else None
    was = _measured(row.measure, row.touchpoint_only, linked)
    _set_links(change, row, owner, touchpoint)
    now = _measured(terms.measure, terms.touchpoint_only, row.touchpoint_id)
    if terms.together_with == AS_BEFORE:
        terms = dataclasses.replace(
            terms, together_with=row.together_with_id if now == was else None
        )
    if terms.measure is None or now != was:
        moved = terms.measure is not None and row.measure == terms.measure
        set_proof(change, row, cycle, terms)
        if moved:
            note_choice(row, ProofPart.TOUCHPOINT, change.now)
    else:
        change_lengths(change, row, cycle, terms)


def _measured(key: str | None, touchpoint_only: bool, touchpoint: str | None) -> tuple[Any, ...]:
    """What a proof counts; its windows are chosen for this."""
    return key, touchpoint_only, touchpoint if touchpoint_only else None


def _due(due: date | None, cycle: Cycle) -> date:
    if due is not None and due < cycle.start:
        raise Refused(f"{due} is before {cycle.label} begins, on {cycle.start}.", field="due")
    return due or cycle.end


def _set_links(
    change: Change, row: ImprovementRow, owner: str | None, touchpoint: str | None
) -> None:
    if owner is not None and owner != row.owner_id:
        change.member(owner, field="owner")
    if touchpoint is not None:
        card = _standing(change, touchpoint)
        if card.archived_at is not None and row.touchpoint_id not in (touchpoint, card.id):
            raise Refused(f"{short(card.text)} is archived. Choose another.", field="touchpoint")
        touchpoint = card.id
    row.owner_id = owner
    row.touchpoint_id = touchpoint


def _standing(change: Change, touchpoint: str) -> TouchpointRow:
    """The card that stands for ``touchpoint``: what it was merged into, else itself."""
    card = change.find(TouchpointRow, touchpoint, "touchpoint")
    return change.find(TouchpointRow, card.merged_into, "touchpoint") if card.merged_into else card


def find_improvement(seat: Seat, start: str) -> str:
    """The id of the improvement whose id starts with ``start``. Raises NotFound, Refused."""
    ours = select(ImprovementRow.id).where(ImprovementRow.team_id == seat.team_id)
    return find_by_prefix(seat, ours.subquery().c[0], start, "improvement")


def find_planned(change: Change, improvement_id: str) -> ImprovementRow:
    """The improvement, which must still be planned; else Refused naming what became of it."""
    row = change.find(ImprovementRow, improvement_id, "improvement")
    if row.status != "planned":
        raise AlreadyThere(f"{short(row.text)} is {row.status} already.")
    return row
