"""A cycle's report as Markdown and as facts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from store import evidence, improvements, outcomes
from store.practice.stages import Stage
from store.report import cycle_report
from store.report_text import as_facts, as_markdown
from store.seat import Seat


@pytest.mark.parametrize("decide", [outcomes.drop, outcomes.carry])
def test_what_was_given_up_is_asked_of_the_evidence_no_more(
    dana: Seat, decide: Callable[[Seat, str, str], object]
) -> None:
    for _ in range(12):
        evidence.log(dana, Stage.CONNECT, measure="csat", value=5, day=date(2026, 11, 12))
    id = improvements.pick(dana, Stage.CONNECT, "Use names", measure="csat")
    assert "CSAT was 100% of 12 before" in as_markdown(cycle_report(dana))
    decide(dana, id, "No time")
    report = cycle_report(dana)
    assert "CSAT" not in as_markdown(report)
    (facts,) = as_facts(report)["improvements"]
    assert [facts[key] for key in ("measure", "verdict", "final", "reading")] == [
        "csat", None, None, None,
    ]  # fmt: skip
