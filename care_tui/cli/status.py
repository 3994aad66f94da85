"""``status``: the running cycle, what is due, momentum."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import click

from care_tui.cli.facts import show_momentum
from care_tui.cli.here import Here, pass_here
from care_tui.cli.inputs import json_option
from care_tui.cli.say import column, fact, facts, item, message
from store.practice.cycles import Cycle, day_words
from store.practice.stages import STAGES
from store.snapshot import FollowUp, FollowUpKind, Improvement, Snapshot, Status

_DUE_WORDS = {FollowUpKind.ASK: "ask “Did we solve it?”", FollowUpKind.CALL: "call the customer"}
_STATUS_MARKS = {
    Status.PLANNED: "○",
    Status.DONE: "✓",
    Status.DROPPED: "✗",
    Status.CARRIED: "↻",
}


@click.command()
@json_option
@click.option("--check", is_flag=True, help="Say only what is overdue; exit with 1 if anything is.")
@pass_here
def status(here: Here, as_json: bool, check: bool) -> None:
    """Show the cycle's improvements, what is due, and momentum."""
    snapshot = here.snapshot(here.seat())
    overdue = _overdue(snapshot)
    if as_json:
        facts(_status_facts(snapshot))
    elif not check:
        _show_status(snapshot)
    if check:
        for sentence in overdue:
            message(sentence)
        raise click.exceptions.Exit(1 if overdue else 0)


def _due(snapshot: Snapshot) -> tuple[FollowUp, ...]:
    return tuple(each for each in snapshot.follow_ups if each.due)


def _overdue(snapshot: Snapshot) -> list[str]:
    found = []
    due = snapshot.review_due
    if due.overdue:
        found.append(f"The review is overdue since {_local(snapshot, due.at):%a %Y-%m-%d %H:%M}.")
    found += [
        f"Overdue: {each.ref}, {_DUE_WORDS[each.kind]}." for each in _due(snapshot) if each.overdue
    ]
    return found


def _local(snapshot: Snapshot, at: datetime) -> datetime:
    return at.astimezone(ZoneInfo(snapshot.team.zone))


def _of(snapshot: Snapshot, cycle: Cycle | None) -> tuple[Improvement, ...]:
    """The improvements of a cycle that the snapshot shows."""
    return tuple(each for each in snapshot.planned if each.cycle == cycle)


def _status_facts(snapshot: Snapshot) -> dict[str, Any]:
    from store.report_text import cycle_facts, momentum_facts

    cycle, review = snapshot.cycle, snapshot.review
    today = _local(snapshot, snapshot.at).date()
    return {
        "team": snapshot.team.name,
        "cadence": snapshot.team.cadence.value,
        "cycle": None
        if cycle is None
        else {
            **cycle_facts(cycle),
            "day": cycle.day_number(today),
            "days": cycle.days,
            "skipped": snapshot.cycle_skipped,
        },
        **_plan_facts(snapshot, cycle),
        "next": None
        if snapshot.next_cycle is None
        else {
            "cycle": cycle_facts(snapshot.next_cycle),
            **_plan_facts(snapshot, snapshot.next_cycle),
        },
        "follow_ups": [
            {
                "ref": each.ref,
                "kind": each.kind.value,
                "subject": each.subject,
                "due": _local(snapshot, each.due_at).isoformat(timespec="seconds"),
                "overdue": each.overdue,
            }
            for each in _due(snapshot)
        ],
        "momentum": momentum_facts(snapshot.momentum),
        "review": {
            "due": _local(snapshot, snapshot.review_due.at).isoformat(timespec="seconds"),
            "overdue": snapshot.review_due.overdue,
            "open": review is not None,
            "step": review.step.key.value if review else None,
        },
    }


def _plan_facts(snapshot: Snapshot, cycle: Cycle | None) -> dict[str, Any]:
    """What is planned for a cycle, and the stages left out of it."""
    return {
        "improvements": [
            {
                "stage": each.stage.value,
                "text": each.text,
                "owner": each.owner.name if each.owner else None,
                "status": each.status.value,
                "due": str(each.due),
                "measure": each.proof.measure if each.proof else None,
            }
            for each in _of(snapshot, cycle)
        ],
        "skipped_stages": [
            {"stage": each.stage.value, "reason": each.reason}
            for each in snapshot.skipped_stages
            if each.cycle == cycle
        ],
    }


def _show_status(snapshot: Snapshot) -> None:
    cycle = snapshot.cycle
    fact(f"{snapshot.team.name}, {snapshot.team.cadence.value}")
    if cycle is None:
        fact("No cycle runs today.")
    else:
        day = cycle.day_number(_local(snapshot, snapshot.at).date())
        fact(f"{cycle.name} ({cycle.label}), {cycle.span}, day {day} of {cycle.days}")
    if snapshot.cycle_skipped is not None:
        fact(f"This cycle is skipped: {snapshot.cycle_skipped}")
    fact()
    _show_plans(snapshot)
    due = _due(snapshot)
    if due:
        fact()
        fact("Follow-ups due")
        for each in due:
            late = " (overdue)" if each.overdue else ""
            item(f"   {each.ref}: ", f"{_DUE_WORDS[each.kind]}{late}  {each.subject}")
    fact()
    show_momentum(snapshot.momentum)
    at = _local(snapshot, snapshot.review_due.at)
    if snapshot.review is not None:
        step = snapshot.review.step.key.label
        fact(f"Review   open, in {step}, planning {snapshot.review.planned.name}")
    else:
        word = "overdue since" if snapshot.review_due.overdue else "next on"
        fact(f"Review   {word} {at:%A} {day_words(at.date())}, {at:%H:%M}")


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
    picked = {each.stage: each for each in _of(snapshot, cycle)}
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
