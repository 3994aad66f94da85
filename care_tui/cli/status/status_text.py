"""``care status``: a team's state as people read it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from care_tui.cli.facts import show_momentum
from care_tui.cli.output import column, fact, item, plural
from care_tui.cli.status.state import (
    DUE_WORDS,
    due_follow_ups,
    improvements_of,
    known_words,
    local_time,
    next_plans,
    undecided_improvements,
)
from store.domain.cycle_words import cycles_ahead, undecided_words
from store.domain.cycles import Cycle, day_words
from store.domain.stages import STAGES
from store.domain.statistics.verdict_words import verdict_day_words
from store.models.improvement import Improvement, Status
from store.models.review import LookedInto
from store.models.snapshot import Snapshot

_STATUS_MARKS = {
    Status.PLANNED: "○",
    Status.DONE: "✓",
    Status.DROPPED: "✗",
    Status.CARRIED: "↻",
}


def _show_verdicts(verdicts: list[tuple[date, Improvement]]) -> None:
    """On which day each done improvement has its verdict."""
    if verdicts:
        fact()
        fact("Verdicts to come")
    for _, each in verdicts:
        assert each.reading is not None
        item(
            f"{column(each.stage.label, 8)} {_STATUS_MARKS[each.status]}  ",
            each.text,
            f"[{each.cycle.name}, {verdict_day_words(each.reading)}]",
        )


def _show_looked_into(looked_into: Sequence[LookedInto]) -> None:
    """What the last review left for somebody to look into."""
    if looked_into:
        fact()
        fact("To look into")
    for each in looked_into:
        item(f"{column(each.stage.label, 8)} ?  ", each.text, f"[{each.looker}]")


def show_status(
    snapshot: Snapshot,
    verdicts: list[tuple[date, Improvement]],
    looked_into: Sequence[LookedInto],
) -> None:
    cycle = snapshot.cycle
    fact(f"{snapshot.team.name}, {snapshot.team.cadence.value}")
    if cycle is not None:
        day = cycle.day_number(local_time(snapshot, snapshot.at).date())
        fact(f"{cycle.name} ({cycle.label}), {cycle.span}, day {day} of {cycle.days}")
    if len(snapshot.team.ahead) > 1:
        fact(cycles_ahead(snapshot.team.ahead))
    if snapshot.cycle_skipped is not None:
        fact(f"This cycle is skipped: {snapshot.cycle_skipped}")
    fact()
    _show_plans(snapshot)
    _show_undecided(snapshot)
    _show_looked_into(looked_into)
    _show_verdicts(verdicts)
    due = due_follow_ups(snapshot)
    if due:
        fact()
        fact("Follow-ups due")
        for each in due:
            late = " (overdue)" if each.overdue else ""
            words = f"{DUE_WORDS[each.kind]}{late}{known_words(each)}"
            item(f"   {each.ref}: ", f"{words}  {each.subject}")
    fact()
    show_momentum(snapshot.momentum)
    due_at = local_time(snapshot, snapshot.review_due.at)
    if snapshot.review is not None:
        step = snapshot.review.step.key.label
        fact(f"Review   open, in {step}, planning {snapshot.review.planned.name}")
    else:
        due_review = snapshot.review_due
        word = "was due" if due_review.overdue else "next on"
        now = "" if snapshot.reviews_closed else "held now, "
        plans = "" if due_review.overdue else f"; {now}it plans {next_plans(snapshot).name}"
        fact(f"Review   {word} {due_at:%A} {day_words(due_at.date())}, {due_at:%H:%M}{plans}")
        if snapshot.waiting.words:
            fact(f"         {snapshot.waiting.words} for it")
    if snapshot.parked:
        fact(f"Parked   {plural(len(snapshot.parked), 'note')}: care park list")


def _show_undecided(snapshot: Snapshot) -> None:
    """What is undecided in cycles that are over, and until when it counts as in time."""
    undecided = undecided_improvements(snapshot)
    if undecided:
        fact()
        fact("Undecided")
    today = local_time(snapshot, snapshot.at).date()
    for each in undecided:
        item(
            f"{column(each.stage.label, 8)} ○  ",
            each.text,
            f"[{undecided_words(each.cycle, today)}]",
        )


def _show_plans(snapshot: Snapshot) -> None:
    """The running cycle's stages, and the next cycle's where it is planned already."""
    following = snapshot.next_cycle
    if following is None or snapshot.plans(snapshot.cycle):
        _show_stages(snapshot, snapshot.cycle)
    elif snapshot.cycle is not None and snapshot.cycle_skipped is None:
        fact("Nothing is picked for this cycle.")
    if following is not None:
        fact()
        fact(f"Next: {following.name} ({following.label}), {following.span}")
        _show_stages(snapshot, following)


def _show_stages(snapshot: Snapshot, cycle: Cycle | None) -> None:
    picked = {each.stage: each for each in improvements_of(snapshot, cycle)}
    skipped = {each.stage: each.reason for each in snapshot.skipped_stages if each.cycle == cycle}
    for stage in STAGES:
        name = column(stage.label, 8)
        improvement = picked.get(stage)
        if improvement is None:
            words = f"skipped: {skipped[stage]}" if stage in skipped else "nothing picked"
            item(f"{name} –  ", words)
            continue
        owner = improvement.owner.name if improvement.owner else "no owner"
        tail = f"[{owner}, {improvement.status.value}, due {day_words(improvement.due)}]"
        item(f"{name} {_STATUS_MARKS[improvement.status]}  ", improvement.text, tail)
