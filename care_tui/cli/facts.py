"""``momentum``, ``report``, ``summary``, ``verdict``: what came of it; ``calendar``: what comes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from care_tui.cli.inputs import cycle_option, json_option, output_options
from care_tui.cli.lazy import CareCommand
from care_tui.cli.output import as_json_text, column, fact, facts, item, message, plural, write_out
from care_tui.context import CommandContext, pass_here
from store.domain.stages import STAGES
from store.domain.statistics.cautions import luck_words
from store.domain.statistics.momentum import CycleRecord, Momentum, StageMark
from store.domain.statistics.verdicts import Reading, Sample
from store.models.improvement import Improvement

_CYCLE_MARKS = {
    StageMark.NONE: "·",
    StageMark.PLANNED: "○",
    StageMark.DONE: "✓",
    StageMark.LATE: "L",
    StageMark.DROPPED: "✗",
    StageMark.CARRIED: "↻",
    StageMark.SKIPPED: "–",
    StageMark.MISSED: "!",
}


def show_momentum(momentum: Momentum) -> None:
    """The three numbers of momentum; in a team's first cycle, that there are none yet."""
    if not momentum.begun:
        fact("Momentum this is your first cycle; it counts from its end on")
        return
    fact(f"Kept     {momentum.kept_words}, last 8 closed cycles")
    fact(f"Streak   {plural(momentum.streak, 'cycle')}")
    fact(f"Learned  {plural(momentum.learned, 'verdict')}")
    if luck := luck_words(momentum.learned):
        fact(f"         {luck}")


@click.command(cls=CareCommand)
@json_option
@pass_here
def momentum(context: CommandContext, as_json: bool) -> None:
    """Show kept, streak, learned, and the last 12 cycles."""
    snapshot = context.snapshot(context.seat())
    figures = snapshot.momentum
    if as_json:
        facts({"team": snapshot.team.name, **_momentum_facts(figures, snapshot.strip)})
        return
    show_momentum(figures)
    if figures.lagging is not None:
        fact(f"Lagging  {figures.lagging.label}")
    fact()
    show_cycles(snapshot.strip)


def show_cycles(records: Sequence[CycleRecord]) -> None:
    """A line a cycle, what became of each stage, and what the marks mean."""
    for record in records:
        marks = "  ".join(f"{stage.letter} {_CYCLE_MARKS[record.mark(stage)]}" for stage in STAGES)
        note = "now" if record.running else ""
        if record.skipped is not None:
            note = f"skipped: {record.skipped}"
        item(f"{column(record.cycle.label, 8)}  {marks}  ", note)
    fact()
    fact("✓ done  L late  ○ planned  ↻ carried  ✗ dropped  – skipped  ! missed  · none")


def _momentum_facts(momentum: Momentum, strip: Sequence[CycleRecord]) -> dict[str, Any]:
    from store.reports.report_facts import momentum_facts

    return {
        **momentum_facts(momentum),
        "lagging": momentum.lagging.value if momentum.lagging else None,
        "balance": [
            {
                "stage": each.stage.value,
                "done": each.done,
                "planned": each.planned,
                "behind": each.behind,
            }
            for each in momentum.balance
        ],
        "cycles": [record_facts(record) for record in strip],
    }


def record_facts(record: CycleRecord) -> dict[str, Any]:
    """Give what happened in a cycle for JSON."""
    from store.reports.report_facts import cycle_facts

    return {
        **cycle_facts(record.cycle),
        "stages": {stage.value: record.mark(stage).value for stage in STAGES},
        "skipped": record.skipped,
        "review_closed_in_time": record.review_closed_in_time,
        "closed": record.closed,
        "running": record.running,
    }


@click.command(cls=CareCommand)
@cycle_option("The cycle to report on. [default: the running one, or the last one planned]")
@click.option(
    "--format", "form", type=click.Choice(["md", "html", "json"]), default="md", show_default=True
)
@output_options("Where to. [default: the screen]")
@pass_here
def report(
    context: CommandContext, cycle: str | None, form: str, output: Path | None, force: bool
) -> None:
    """Write a cycle's report for somebody who was not there."""
    from store.reports.report import cycle_report, cycle_to_report
    from store.reports.report_facts import as_facts
    from store.reports.report_text import as_markdown

    seat = context.seat()
    chosen = cycle_to_report(seat) if cycle is None else None
    cycle_facts = cycle_report(seat, chosen.label if chosen else cycle)
    if form == "md":
        write_out(output, as_markdown(cycle_facts), force=force)
    elif form == "html":
        from store.reports.report_html import as_html

        write_out(output, as_html(cycle_facts), force=force)
    elif output is None:
        facts(as_facts(cycle_facts))
    else:
        write_out(output, as_json_text(as_facts(cycle_facts)), force=force)
    if chosen is not None:
        message(f"This is the report of {chosen.name} ({chosen.label}). Name another with --cycle.")


@click.command(cls=CareCommand)
@cycle_option("The cycle to sum up. [default: the running one, or the last one planned]")
@click.option(
    "--format", "form", type=click.Choice(["text", "md", "json"]), default="text", show_default=True
)
@pass_here
def summary(context: CommandContext, cycle: str | None, form: str) -> None:
    """Sum a review up: settled, learned, next; who does what by when; verdicts."""
    from store.reports.report import cycle_report, cycle_to_report
    from store.reports.summary import summary_facts, summary_markdown, summary_text

    seat = context.seat()
    report = cycle_report(seat, cycle or cycle_to_report(seat).label)
    if form == "json":
        facts(summary_facts(report))
    else:
        write_out(None, summary_markdown(report) if form == "md" else summary_text(report))


@click.command(cls=CareCommand)
@cycle_option("Only the improvements of this cycle. [default: of all cycles]")
@json_option
@pass_here
def verdict(context: CommandContext, cycle: str | None, as_json: bool) -> None:
    """Show what the evidence says about each improvement that has a proof."""
    from store.queries.proof_overview import proven

    verdicts = proven(context.seat(), cycle)
    if as_json:
        facts({"verdicts": [verdict_facts(each) for each in verdicts if each.reading is not None]})
        return
    if not verdicts:
        message("No improvement has a proof yet: care pick STAGE TEXT --measure KEY gives one.")
    for each in verdicts:
        if each.reading is not None:
            item(f"{each.cycle.label}  {column(each.stage.label, 8)} ", each.text)
            final = f"{each.reading.verdict.label}: " if each.reading.final else ""
            item("          ", f"{final}{each.reading.sentence}")


def verdict_facts(improvement: Improvement) -> dict[str, Any]:
    """Give an improvement with its reading for JSON."""
    reading = improvement.reading
    assert reading is not None
    return {
        "id": improvement.id,
        "cycle": improvement.cycle.label,
        "stage": improvement.stage.value,
        "text": improvement.text,
        "measure": reading.measure.key,
        "before": _side(reading.before),
        "after": _side(reading.after) if reading.after is not None else None,
        "difference": reading.difference,
        "low": reading.low,
        "high": reading.high,
        "verdict": reading.verdict.value,
        "final": reading.final,
        "needed": reading.missing_before + reading.missing_after,
        "target": reading.target,
        "target_met": reading.target_met,
        "verdict_on": _day(reading.verdict_on),
        "verdict_by": _day(reading.verdict_by),
        "waiting": reading.waiting,
        "read_on": _day(reading.read_on),
        "rules": reading.rules,
        "cannot_be_told_apart_from": list(reading.cannot_be_told_apart_from),
        "together_with": list(reading.together_with),
        "weeks_differ": reading.weeks_differ,
        "bad_start": reading.bad_start,
        "after_the_fact": _story(reading),
        "marked_on": _day(reading.marked_on),
        "late": reading.late,
        "reread": _reread(reading),
        "sentence": reading.sentence,
    }


def _day(day: date | None) -> str | None:
    return str(day) if day is not None else None


def _story(reading: Reading) -> dict[str, Any] | None:
    story = reading.after_the_fact
    return {"part": story.part, "chosen_on": str(story.chosen_on)} if story is not None else None


def _reread(reading: Reading) -> dict[str, Any] | None:
    """What was read again with evidence that came late, beside the verdict read first."""
    again = reading.again
    if again is None:
        return None
    return {
        "on": _day(reading.reread),
        "before": _side(again.before),
        "after": _side(again.after) if again.after is not None else None,
        "difference": again.difference,
        "low": again.low,
        "high": again.high,
        "verdict": again.verdict.value,
    }


def _side(side: Sample) -> dict[str, Any]:
    return {
        "from": str(side.window.first),
        "to": str(side.window.last),
        "n": side.n,
        "value": side.value,
        "asked": side.responses.asked if side.responses else None,
        "answered": side.responses.answered if side.responses else None,
    }


@click.command(cls=CareCommand)
@output_options("Where to, such as care.ics. [default: the screen]")
@pass_here
def calendar(context: CommandContext, output: Path | None, force: bool) -> None:
    """Write a calendar file: the next twelve reviews, dues, verdict days, calls."""
    from store.queries.coming_dates import coming_dates
    from store.reports.calendar_file import calendar_file

    seat = context.seat()
    team, coming = coming_dates(seat)
    text = calendar_file(f"CARE, {team.name}", coming, seat.workspace.clock.now())
    write_out(output, text, force=force)
    if output is not None:
        dates = plural(len(coming), "date")
        message(f"The file has {dates}. Bring it in again later to update them.")
