"""``board`` and ``add``: the map of touchpoints."""

from __future__ import annotations

from typing import Any

import click

from care_tui.cli.here import Here, pass_here
from care_tui.cli.inputs import json_option, stage_argument, text_argument, text_option
from care_tui.cli.say import fact, facts, item, message
from store.practice.stages import Stage
from store.snapshot import Board, Touchpoint

_SHORT_ID = 6


@click.command()
@json_option
@pass_here
def board(here: Here, as_json: bool) -> None:
    """Show the board: four stages of touchpoints."""
    snapshot = here.snapshot(here.seat())
    if as_json:
        facts({"team": snapshot.team.name, "stages": _stages(snapshot.board)})
        return
    fact(snapshot.team.name)
    length = short_ids(snapshot.board)
    for column in snapshot.board:
        fact()
        fact(f"{column.stage.letter}  {column.stage.label}")
        if not column.touchpoints:
            fact(f"   Nothing yet: care add {column.stage.value} TEXT")
        for card in column.touchpoints:
            item(f"   {card.id[:length]}  ", card.text, _marks(card))


def short_ids(board: Board) -> int:
    """How many letters of an id tell the board's touchpoints apart."""
    ids = [card.id for column in board for card in column.touchpoints]
    length = _SHORT_ID
    while len({id[:length] for id in ids}) < len(ids):
        length += 1
    return length


def _marks(card: Touchpoint) -> str:
    votes = f"●{card.votes}" if card.votes else ""
    channel = f"({card.channel})" if card.channel else ""
    return " ".join(mark for mark in (channel, "▲" * card.friction, votes) if mark)


def _stages(board: Board) -> list[dict[str, Any]]:
    return [
        {
            "stage": column.stage.value,
            "touchpoints": [
                {
                    "id": card.id,
                    "text": card.text,
                    "friction": card.friction,
                    "channel": card.channel,
                    "feeling": card.feeling,
                    "notes": card.notes,
                    "volume": card.volume,
                    "votes": card.votes,
                    "author": card.author,
                }
                for card in column.touchpoints
            ],
        }
        for column in board
    ]


@click.command()
@stage_argument
@text_argument("text")
@text_option("--channel", metavar="C", default="", help="Where it happens, such as e-mail.")
@click.option("--friction", type=int, default=0, metavar="0-3", help="How much it hurts there.")
@text_option("--feeling", metavar="TEXT", default="", help="How the customer should feel there.")
@text_option("--notes", metavar="TEXT", default="", help="Notes on it.")
@click.option("--volume", type=int, metavar="N", help="Customers who pass it in a cycle.")
@pass_here
def add(
    here: Here,
    stage: Stage,
    text: str,
    channel: str,
    friction: int,
    feeling: str,
    notes: str,
    volume: int | None,
) -> None:
    """Put a touchpoint on the board; prints its id."""
    from store import touchpoints

    seat = here.seat()
    twin = touchpoints.stands(seat, stage, text)
    id = touchpoints.add(
        seat,
        stage,
        text,
        channel=channel,
        friction=friction,
        feeling=feeling,
        notes=notes,
        volume=volume,
    )
    fact(id)
    message(f"Added {touchpoints.short(text.strip())} to {stage.label}.")
    if twin:
        message("A touchpoint of the same text stood there already; the board has both now.")
