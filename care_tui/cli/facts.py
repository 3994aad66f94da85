"""``momentum``, ``report``, ``verdict``: what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from care_tui.cli.here import Here, pass_here
from care_tui.cli.inputs import cycle_option, json_option
from care_tui.cli.say import column, fact, facts, item, message, plural, write_out
from store.practice.momentum import CycleRecord, Momentum, StageMark
from store.practice.stages import STAGES
from store.practice.verdicts import Reading, Sample
from store.snapshot import Improvement

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


def show_momentum(found: Momentum) -> None:
    """The three numbers of momentum."""
    fact(f"Kept     {found.kept_done} of {found.kept_planned}, last 8 closed cycles")
    fact(f"Streak   {plural(found.streak, 'cycle')}")
    fact(f"Learned  {plural(found.learned, 'verdict')}")


@click.command()
@json_option
@pass_here
def momentum(here: Here, as_json: bool) -> None:
    """Show kept, streak, learned, and the last 12 cycles."""
    snapshot = here.snapshot(here.seat())
    found = snapshot.momentum
    if as_json:
        facts({"team": snapshot.team.name, **_momentum_facts(found, snapshot.strip)})
        return
    show_momentum(found)
    if found.lagging is not None:
        fact(f"Lagging  {found.lagging.label}")
    fact()
    for record in snapshot.strip:
        marks = "  ".join(f"{stage.letter} {_CYCLE_MARKS[record.mark(stage)]}" for stage in STAGES)
        note = "now" if record.running else ""
        if record.skipped is not None:
            note = f"skipped: {record.skipped}"
        item(f"{column(record.cycle.label, 8)}  {marks}  ", note)
    fact()
    fact("✓ done  L late  ○ planned  ↻ carried  ✗ dropped  – skipped  ! missed  · none")


def _momentum_facts(found: Momentum, strip: Sequence[CycleRecord]) -> dict[str, Any]:
    from store.report_text import cycle_facts, momentum_facts

    return {
        **momentum_facts(found),
        "lagging": found.lagging.value if found.lagging else None,
        "balance": [
            {
                "stage": each.stage.value,
                "done": each.done,
                "planned": each.planned,
                "behind": each.behind,
            }
            for each in found.balance
        ],
        "cycles": [
            {
                **cycle_facts(record.cycle),
                "stages": {stage.value: record.mark(stage).value for stage in STAGES},
                "skipped": record.skipped,
                "review_closed_in_time": record.review_closed_in_time,
                "closed": record.closed,
                "running": record.running,
            }
            for record in strip
        ],
    }


@click.command()
@cycle_option("The cycle to report on. [default: the running one, or the last one planned]")
@click.option(
    "--format", "form", type=click.Choice(["md", "html", "json"]), default="md", show_default=True
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where to. [default: the screen]",
)
@click.option("--force", is_flag=True, help="Replace what stands there.")
@pass_here
def report(here: Here, cycle: str | None, form: str, output: Path | None, force: bool) -> None:
    """Write a cycle's report for somebody who was not there."""
    import json

    from store.report import cycle_report, cycle_to_report
    from store.report_text import as_facts, as_markdown

    seat = here.seat()
    chosen = cycle_to_report(seat) if cycle is None else None
    found = cycle_report(seat, chosen.label if chosen else cycle)
    if form == "md":
        write_out(output, as_markdown(found), force=force)
    elif form == "html":
        from store.report_html import as_html

        write_out(output, as_html(found), force=force)
    elif output is None:
        facts(as_facts(found))
    else:
        text = json.dumps(as_facts(found), ensure_ascii=False, indent=2) + "\n"
        write_out(output, text, force=force)
    if chosen is not None:
        message(f"This is the report of {chosen.name} ({chosen.label}); --cycle names another.")


@click.command()
@cycle_option("Only the improvements of this cycle. [default: of all cycles]")
@json_option
@pass_here
def verdict(here: Here, cycle: str | None, as_json: bool) -> None:
    """Show what the evidence says about each improvement that has a proof."""
    from store.proven import proven

    found = proven(here.seat(), cycle)
    if as_json:
        facts([_verdict_facts(each, each.reading) for each in found if each.reading is not None])
        return
    if not found:
        message("No improvement has a proof yet: care pick STAGE TEXT --measure KEY gives one.")
    for each in found:
        if each.reading is not None:
            item(f"{each.cycle.label}  {column(each.stage.label, 8)} ", each.text)
            final = f"{each.reading.verdict.label}: " if each.reading.final else ""
            item("          ", f"{final}{each.reading.sentence}")


def _verdict_facts(improvement: Improvement, reading: Reading) -> dict[str, Any]:
    return {
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
        "target_met": reading.target_met,
        "late": reading.late,
    }


def _side(side: Sample) -> dict[str, Any]:
    return {
        "from": str(side.window.first),
        "to": str(side.window.last),
        "n": side.n,
        "value": side.value,
    }
