"""``evidence``: the answers on file, page by page."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from care_tui.cli.inputs import day_option, json_option, stage_option
from care_tui.cli.lazy import CareCommand
from care_tui.cli.output import facts, message, table
from care_tui.context import CommandContext, pass_here
from store.domain.stages import Stage

if TYPE_CHECKING:
    from store.evidence.evidence import Evidence

MOST = 1000
"""The longest page."""


def page_options(command: Any) -> Any:
    """``--limit`` and ``--after``: one page of a long list."""
    limit = click.option(
        "--limit",
        type=click.IntRange(1, MOST),
        default=50,
        show_default=True,
        help="How many at most.",
    )
    after = click.option(
        "--after", metavar="NEXT", help="Go on where the page before ended: its “next”."
    )
    return limit(after(command))


@click.command("evidence", cls=CareCommand)
@stage_option(help="Only of this stage.")
@click.option("--measure", metavar="KEY", help="Only of this measure.")
@click.option("--touchpoint", metavar="ID", help="Only about this touchpoint.")
@day_option("--from", "first", "Only from this day on.")
@day_option("--to", "last", "Only up to this day.")
@click.option("--quotes", is_flag=True, help="Only what has a customer's words.")
@page_options
@json_option
@pass_here
def evidence(
    context: CommandContext,
    stage: Stage | None,
    measure: str | None,
    touchpoint: str | None,
    first: date | None,
    last: date | None,
    quotes: bool,
    limit: int,
    after: str | None,
    as_json: bool,
) -> None:
    """List what customers said, the newest first."""
    from store.evidence import evidence as answers

    seat = context.seat()
    chosen = answers.Filter(
        stage,
        _key(context, measure),
        answers.find_touchpoint(seat, touchpoint) if touchpoint is not None else None,
        first,
        last,
        quotes,
    )
    page = answers.page(seat, chosen, after=_page_start(after), limit=limit)
    following = f"{page.next[0]},{page.next[1]}" if page.next else None
    if as_json:
        facts({"evidence": [_facts(each) for each in page.items], "next": following})
        return
    if not page.items:
        message("Nothing is on file here yet. Log feedback with: care log STAGE")
    table([_row(each) for each in page.items])
    if following:
        message(f"There is more: --after {following}")


def _key(context: CommandContext, measure: str | None) -> str | None:
    """The measure's key as it is kept. Raises NotFound where there is none."""
    if measure is None:
        return None
    from store.db.custom_measures import load_own_measures
    from store.domain.statistics.measures import find_measure

    seat = context.seat()
    with seat.reading() as session:
        return find_measure(measure, load_own_measures(session, seat.team_id)).key


def _page_start(text: str | None) -> tuple[date, str] | None:
    """Where the page before ended. Raises WrongValue where the text is not such a place."""
    from care_tui.cli.inputs import parse_day

    if text is None:
        return None
    day, _, id = text.strip().partition(",")
    return parse_day(day), id


def _row(each: Evidence) -> list[str]:
    value = "" if each.value is None else f"{each.value:g}"
    words = " ".join(each.quote.split())
    return [each.id, str(each.day), each.stage.letter, each.measure or "", value, words]


def _facts(each: Evidence) -> dict[str, Any]:
    return {
        "id": each.id,
        "stage": each.stage.value,
        "day": str(each.day),
        "measure": each.measure,
        "value": each.value,
        "quote": each.quote or None,
        "source": each.source or None,
        "touchpoint": {"id": each.touchpoint_id, "text": each.touchpoint}
        if each.touchpoint_id
        else None,
        "imported": each.imported,
    }
