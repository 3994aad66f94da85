"""``care status --json``: a team's state as facts."""

from __future__ import annotations

from typing import Any

from care_tui.cli.status.state import (
    due_follow_ups,
    improvements_of,
    local_time,
    next_plans,
    overdue,
    undecided_improvements,
    verdicts_to_come,
)
from store.domain.cycles import Cycle
from store.models.improvement import Improvement
from store.models.snapshot import Snapshot
from store.queries.look_back import LookBack


def status_facts(snapshot: Snapshot, behind: LookBack) -> dict[str, Any]:
    """Give the team's state; ``behind`` is what its next review looks back on."""
    from store.reports.report_facts import cycle_facts, momentum_facts

    cycle, review = snapshot.cycle, snapshot.review
    today = local_time(snapshot, snapshot.at).date()
    return {
        "team": snapshot.team.name,
        "cadence": snapshot.team.cadence.value,
        "ahead": [
            {
                "cadence": each.cadence.value if each.cadence else None,
                "from": str(each.first_day),
                "to": str(each.last_day) if each.last_day else None,
            }
            for each in snapshot.team.ahead
        ],
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
        "undecided": [
            {
                "id": each.id,
                "cycle": each.cycle.label,
                "stage": each.stage.value,
                "text": each.text,
                "owner": each.owner.name if each.owner else None,
                "last_day": str(each.cycle.grace_end),
                "late": today > each.cycle.grace_end,
            }
            for each in undecided_improvements(snapshot)
        ],
        "looked_into": [
            {
                "touchpoint": each.touchpoint_id,
                "stage": each.stage.value,
                "text": each.text,
                "looked_into_by": each.looked_into_by or None,
            }
            for each in behind.looked_into
        ],
        "follow_ups": [
            {
                "case": each.case_id,
                "ref": each.ref,
                "kind": each.kind.value,
                "subject": each.subject,
                "due": local_time(snapshot, each.due_at).isoformat(timespec="seconds"),
                "overdue": each.overdue,
                "waiting_days": each.waiting_days,
                "owner": each.owner or None,
                "if_stuck": each.stuck or None,
            }
            for each in due_follow_ups(snapshot)
        ],
        "momentum": momentum_facts(snapshot.momentum),
        "waiting": {
            "touchpoints": snapshot.waiting.cards,
            "voters": snapshot.waiting.voters,
            "parked": len(snapshot.parked),
        },
        "review": {
            "due": local_time(snapshot, snapshot.review_due.at).isoformat(timespec="seconds"),
            "overdue": snapshot.review_due.overdue,
            "plans": next_plans(snapshot).label,
            "open": review is not None,
            "step": review.step.key.value if review else None,
        },
        "overdue": overdue(snapshot),
        "verdicts": _verdict_facts(behind.running),
    }


def _plan_facts(snapshot: Snapshot, cycle: Cycle | None) -> dict[str, Any]:
    """What is planned for a cycle, and the stages left out of it."""
    return {
        "improvements": [
            {
                "id": each.id,
                "stage": each.stage.value,
                "text": each.text,
                "owner": each.owner.name if each.owner else None,
                "status": each.status.value,
                "due": str(each.due),
                "measure": each.proof.measure if each.proof else None,
                "link": each.link or None,
            }
            for each in improvements_of(snapshot, cycle)
        ],
        "skipped_stages": [
            {"id": each.id, "stage": each.stage.value, "reason": each.reason}
            for each in snapshot.skipped_stages
            if each.cycle == cycle
        ],
    }


def _verdict_facts(running: tuple[Improvement, ...]) -> list[dict[str, Any]]:
    return [
        {
            "id": each.id,
            "cycle": each.cycle.label,
            "stage": each.stage.value,
            "text": each.text,
            "measure": each.proof.measure if each.proof else None,
            "day": str(day),
            "waiting": each.reading is not None and each.reading.waiting,
        }
        for day, each in verdicts_to_come(running)
    ]
