"""A cycle's report as facts for programs."""

from __future__ import annotations

from typing import Any

from store.board.board_text import board_facts
from store.domain.cycles import Cycle
from store.domain.statistics.momentum import Momentum
from store.models.improvement import Improvement
from store.models.review import RatingTally
from store.reports.report import CycleReport
from store.reports.report_text import asked_reading


def cycle_facts(cycle: Cycle) -> dict[str, Any]:
    """A cycle for JSON."""
    return {"label": cycle.label, "start": str(cycle.start), "end": str(cycle.end)}


def improvement_facts(improvement: Improvement) -> dict[str, Any]:
    """An improvement for JSON."""
    reading = asked_reading(improvement)
    return {
        "id": improvement.id,
        "stage": improvement.stage.value,
        "text": improvement.text,
        "owner": improvement.owner.name if improvement.owner else None,
        "status": improvement.status.value,
        "due": str(improvement.due),
        "measure": improvement.proof.measure if improvement.proof else None,
        "target": improvement.proof.target if improvement.proof else None,
        "done_on": str(improvement.done_on) if improvement.done_on else None,
        "late": improvement.late,
        "reason": improvement.reason or None,
        "carried_times": improvement.carried_times,
        "touchpoint": improvement.touchpoint_text,
        "touchpoint_id": improvement.touchpoint_id,
        "link": improvement.link or None,
        "verdict": reading.verdict.value if reading else None,
        "final": reading.final if reading else None,
        "reading": reading.sentence if reading else None,
    }


def momentum_facts(momentum: Momentum) -> dict[str, Any]:
    """Momentum for JSON."""
    return {
        "kept": {"done": momentum.kept_done, "planned": momentum.kept_planned},
        "streak": momentum.streak,
        "learned": momentum.learned,
    }


def topic_facts(report: CycleReport) -> list[dict[str, Any]]:
    """What was talked over, for JSON."""
    return [
        {
            "touchpoint": each.id,
            "stage": each.stage.value,
            "text": each.text,
            "note": each.note or None,
            "decision": each.decision.value or None,
            "looked_into_by": each.looked_into_by or None,
        }
        for each in report.topics
    ]


def lesson_facts(report: CycleReport) -> list[dict[str, Any]]:
    """What was learned from improvements, for JSON."""
    return [
        {
            "improvement": each.id,
            "stage": each.stage.value,
            "cycle": each.cycle.label,
            "text": each.improvement,
            "words": each.words,
        }
        for each in report.lessons
    ]


def quote_facts(report: CycleReport) -> list[dict[str, Any]]:
    """What customers said, for JSON."""
    return [
        {
            "day": str(each.day),
            "stage": each.stage.value,
            "text": each.text,
            "source": each.source or None,
        }
        for each in report.quotes
    ]


def parked_facts(report: CycleReport) -> list[dict[str, Any]]:
    """What waited for another day, for JSON."""
    return [
        {"id": each.id, "text": each.text, "by": each.by or None, "at": each.at.isoformat()}
        for each in report.parked
    ]


def as_facts(report: CycleReport) -> dict[str, Any]:
    """The whole report for JSON."""
    review = report.review
    return {
        "team": report.team.name,
        "cycle": cycle_facts(report.cycle),
        "skipped": report.skipped,
        "improvements": [improvement_facts(each) for each in report.commitments],
        "skipped_stages": [
            {"id": skip.id, "stage": skip.stage.value, "reason": skip.reason}
            for skip in report.skipped_stages
        ],
        "looked_back": [
            {"cycle": each.cycle.label, **improvement_facts(each)} for each in report.looked_back
        ],
        "reached": [
            {"cycle": each.cycle.label, **improvement_facts(each)} for each in report.reached
        ],
        "board": board_facts(report.board),
        "momentum": momentum_facts(report.momentum),
        "lessons": lesson_facts(report),
        "topics": topic_facts(report),
        "votes": [
            {
                "touchpoint": each.id,
                "stage": each.stage.value,
                "text": each.text,
                "votes": each.votes,
                "first_votes": each.first,
            }
            for each in report.voted
        ],
        "parked": parked_facts(report),
        "quotes": quote_facts(report),
        "review": None
        if review is None
        else {
            "opened_at": review.opened_at.isoformat(),
            "closed_at": review.closed_at.isoformat() if review.closed_at else None,
            "lead": review.lead.name if review.lead else None,
            "present": [member.name for member in review.present],
            "mood": _tally_facts(review.mood),
            "rating": _tally_facts(review.rating),
        },
        "next_review": report.next_review.isoformat(),
    }


def _tally_facts(tally: RatingTally | None) -> dict[str, Any] | None:
    return None if tally is None else {"count": tally.count, "mean": tally.mean}
