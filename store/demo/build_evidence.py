"""The sample's evidence: answers in one batch a review, quotes on the day they were heard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import time, timedelta
from functools import partial
from typing import Any

from sqlalchemy import insert

from store.db.tables.base import Base
from store.db.tables.import_models import ImportRow
from store.demo.build_reviews import step_starts
from store.demo.build_scene import Event, Scene
from store.demo.story.story_shapes import StoryEvidence, StoryQuote
from store.domain.agenda import StepKey
from store.evidence import evidence
from store.journal.seat import Change

_MORNING, _BEFORE_NOON = time(8, 40), time(10, 30)


def evidence_events(scene: Scene) -> Iterator[Event]:
    """Answers come in at each review's Evidence step, and this morning."""
    quote_count = 0
    batches = [
        (step_starts(scene, review)[StepKey.EVIDENCE], review.closed_at.date())
        for review in scene.story.reviews
    ]
    batches.append((scene.at(scene.story.today, _MORNING), scene.story.today))
    for at, day in batches:
        upto = sum(row.on <= day for row in scene.story.evidence)
        if upto > quote_count:
            yield Event(at, partial(_import, scene, scene.story.evidence[quote_count:upto]))
        quote_count = upto
    listeners = [member.key for member in scene.story.members]
    for number, quote in enumerate(scene.story.quotes):
        heard = scene.at(quote.on, _BEFORE_NOON) + timedelta(minutes=7 * (number % 12))
        yield Event(heard, partial(_log, scene, listeners[number % len(listeners)], quote))


def _import(scene: Scene, rows: Sequence[StoryEvidence]) -> None:
    seat = scene.seat(scene.story.members[-1].key)
    with seat.change("feedback-imported") as change:
        batch = ImportRow(
            id=change.new_id(),
            team_id=change.team.id,
            file=f"feedback-{rows[-1].on}.csv",
            rows=len(rows),
            made_at=change.now,
        )
        change.session.add(batch)
        values = [_values(scene, change, batch.id, row) for row in rows]
        change.session.execute(insert(Base.metadata.tables["evidence"]), values)
        change.set_summary(f"Imported {len(rows)} answers from {batch.file}")


def _values(scene: Scene, change: Change, batch: str, row: StoryEvidence) -> dict[str, Any]:
    """An answer about a card that was not on the board yet is about none."""
    yes, low = evidence.counts_for(scene.measure(row.measure), row.value)
    return {
        "id": change.new_id(),
        "version": 1,
        "team_id": change.team.id,
        "stage": row.stage.value,
        "touchpoint_id": scene.touchpoints.get(row.touchpoint or ""),
        "measure": row.measure,
        "value": row.value,
        "yes": yes,
        "low": low,
        "quote": "",
        "day": row.on,
        "source": row.source,
        "import_id": batch,
        "withdrawn": False,
        "erased": False,
        "made_at": change.now,
    }


def _log(scene: Scene, listener: str, quote: StoryQuote) -> None:
    evidence.log(
        scene.seat(listener),
        quote.stage,
        quote=quote.text,
        source=quote.source,
        touchpoint=scene.touchpoints.get(quote.touchpoint or ""),
    )
