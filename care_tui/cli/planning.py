"""What ``care pick`` says of the test it would keep, and the windows as they are typed."""

from __future__ import annotations

from datetime import date

import click

from care_tui.cli.output import message
from store.domain.stages import Stage
from store.domain.statistics.planning.plan_sentences import PlanFact
from store.domain.statistics.windows import Window
from store.improvements.planned_test import WITHOUT_START, OfferKind, PlannedTest

_OFFERS = {
    OfferKind.MEASURE: "--measure KEY",
    OfferKind.TOUCHPOINT: "--narrow",
    OfferKind.TOGETHER: "--together-with {id}",
}


def chosen_before(first: date | None, last: date | None) -> Window | None:
    """The before window as two days; None without any."""
    if (first is None) != (last is None):
        raise click.UsageError("--before-from and --before-to go together.")
    return Window(first, last) if first is not None and last is not None else None


def say_plan(planned: PlannedTest, stage: Stage) -> None:
    """Say what the test can see, what stands in its way, and what may be done about it."""
    measure = planned.measure.key
    message(planned.windows)
    for fact in planned.facts:
        message(fact.words)
        if fact.fact in WITHOUT_START:
            message(
                f"care import feedback FILE --stage {stage.value}, or care log {stage.value} "
                f"--measure {measure} --value V --on {planned.before.last}. Then pick again."
            )
        if fact.fact is PlanFact.COUNT_KIND:
            message(f"care measure set {measure} --events, or --state, says which.")
    if not planned.together:
        for offer in planned.offers:
            option = _OFFERS[offer.kind].format(id=offer.improvement_id)
            message(f"{offer.words}: {option}")
