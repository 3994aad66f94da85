"""What Pick offers for a proof."""

from __future__ import annotations

from datetime import date
from typing import Any

from store.domain.stages import Stage
from store.evidence import evidence
from store.evidence.evidence import NewAnswer
from store.journal.seat import Seat
from store.queries.candidates import measures_for


def log(
    room: Seat, measure: Any, value: Any, count: Any, *, day: date = date(2026, 11, 10), **more: Any
) -> None:
    evidence.log_many(room, [NewAnswer(Stage.RESOLVE, measure, value, day=day, **more)] * count)


def test_measures_of_the_stage_come_first_and_used_ones_before_them(room: Seat) -> None:
    log(room, "reopened", "no", 2)
    log(room, "retention", "yes", 5)
    keys = [measure.key for measure in measures_for(room, Stage.RESOLVE)]
    assert keys[:2] == ["reopened", "csat"]
    assert keys.index("retention") > keys.index("solved-it")
