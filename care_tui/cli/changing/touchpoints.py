"""``move``, ``archive`` and ``merge``: touchpoints of the board, from place to place and off it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from care_tui.cli.inputs import stage_argument
from care_tui.cli.lazy import CareCommand
from care_tui.cli.output import message, plural
from care_tui.context import CommandContext, pass_here
from store.common.errors import NotFound, Refused
from store.domain.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.journal.seat import Seat
    from store.models.touchpoint import Touchpoint

_IDS = click.argument("ids", metavar="ID…", nargs=-1, required=True)


@click.command(cls=CareCommand)
@_IDS
@stage_argument()
@click.option("--after", metavar="ID", help="Put it below this touchpoint. [default: at the end]")
@click.option("--first", is_flag=True, help="Put it at the top.")
@pass_here
def move(
    context: CommandContext, ids: tuple[str, ...], stage: Stage, after: str | None, first: bool
) -> None:
    """Move touchpoints to STAGE, in this order; the ids are care board's."""
    from store.board import touchpoints
    from store.evidence.evidence import find_touchpoint

    if after is not None and first:
        raise click.UsageError("Say --after ID or --first, not both.")
    seat = context.seat()
    cards = _on_board(context, seat, ids)
    below = find_touchpoint(seat, after) if after is not None else None
    if below is not None:
        (neighbour,) = _on_board(context, seat, [below])
        if neighbour.stage is not stage or neighbour in cards:
            where = "is moved itself" if neighbour in cards else f"is in {neighbour.stage.label}"
            raise Refused(f"{touchpoints.short(neighbour.text)} {where}. Name another for --after.")
    touchpoints.move(seat, [card.id for card in cards], stage, after=below, first=first)
    message(f"Moved {_named(cards)} to {stage.label}.")


@click.command(cls=CareCommand)
@_IDS
@pass_here
def archive(context: CommandContext, ids: tuple[str, ...]) -> None:
    """Take touchpoints off the board; care unarchive brings them back with all their links."""
    from store.board import touchpoints

    seat = context.seat()
    cards = _on_board(context, seat, ids)
    touchpoints.archive(seat, [card.id for card in cards])
    message(f"Archived {_named(cards)}. Bring back with: care unarchive {cards[0].id}")


@click.command(cls=CareCommand)
@_IDS
@click.argument("into", metavar="INTO_ID")
@click.option("--text", metavar="TEXT", help="What the one that stays says from now on.")
@pass_here
def merge(context: CommandContext, ids: tuple[str, ...], into: str, text: str | None) -> None:
    """Merge touchpoints into INTO_ID, which takes their links, notes and the higher friction."""
    from store.board import touchpoints

    seat = context.seat()
    (stays,) = _on_board(context, seat, [into])
    cards = _on_board(context, seat, ids)
    if stays in cards:
        raise Refused(f"{touchpoints.short(stays.text)} can't be merged into itself.")
    touchpoints.merge(seat, stays.id, [card.id for card in cards], text=text)
    message(f"Merged {_named(cards)} into {touchpoints.short((text or stays.text).strip())}.")


def _on_board(context: CommandContext, seat: Seat, ids: Sequence[str]) -> list[Touchpoint]:
    """The board's touchpoints with these ids, each once. Raises NotFound, Refused."""
    from store.evidence.evidence import find_touchpoint

    board = context.snapshot(seat).board
    known = {card.id: card for column in board for card in column.touchpoints}
    cards = {id: known.get(id) for id in dict.fromkeys(find_touchpoint(seat, id) for id in ids)}
    missing = [id for id, card in cards.items() if card is None]
    if missing:
        raise NotFound(
            f"The touchpoint {missing[0]} is not on the board any more. What is archived is "
            "listed by: care board --archived"
        )
    return [card for card in cards.values() if card is not None]


def _named(cards: Sequence[Touchpoint]) -> str:
    from store.board.touchpoints import short

    return short(cards[0].text) if len(cards) == 1 else plural(len(cards), "touchpoint")
