"""``board`` and ``add``: the map of touchpoints."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from care_tui.cli.changing.between import write_privately
from care_tui.cli.inputs import (
    external_id_option,
    json_option,
    left_if_there,
    stage_argument,
    text_argument,
    text_option,
)
from care_tui.cli.lazy import CareCommand
from care_tui.cli.output import fact, facts, item, message, plural, read_lines
from care_tui.context import CommandContext, pass_here
from store.board.feelings import feelings_missing, without_feeling
from store.board.signs import sign_words, without_sign
from store.common.text import clean
from store.domain.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.journal.seat import Seat
    from store.models.touchpoint import Board, Touchpoint

_SHORT_ID = 6


@click.command(cls=CareCommand)
@click.option("--archived", is_flag=True, help="List the touchpoints that were taken off it.")
@click.option(
    "--no-feeling", is_flag=True, help="Only the touchpoints of which no feeling is said yet."
)
@click.option(
    "--no-sign", is_flag=True, help="Only those with friction and no sign that would show it."
)
@json_option
@pass_here
def board(
    context: CommandContext, archived: bool, no_feeling: bool, no_sign: bool, as_json: bool
) -> None:
    """Show the board: four stages of touchpoints, and how customers should feel there."""
    seat = context.seat()
    if archived:
        _show_archived(seat, as_json=as_json)
        return
    snapshot = context.snapshot(seat)
    every = snapshot.board
    columns = every
    if no_feeling:
        columns = _only(columns, without_feeling(every))
    if no_sign:
        columns = _only(columns, without_sign(every))
    if as_json:
        facts({"team": snapshot.team.name, "stages": _stages(columns)})
        return
    fact(snapshot.team.name)
    length = short_ids(every)
    for column in columns:
        fact()
        fact(f"{column.stage.letter}  {column.stage.label}")
        if not column.touchpoints and columns is every:
            fact(f"   Nothing yet: care add {column.stage.value} TEXT")
        for card in column.touchpoints:
            item(f"   {card.id[:length]}  ", card.text, _marks(card))
    if missing := feelings_missing(every):
        fact()
        fact(f"{missing}." if no_feeling else f"{missing}: care board --no-feeling lists them.")


def _only(board: Board, cards: Sequence[Touchpoint]) -> Board:
    """The board with only those of its touchpoints that are among ``cards``."""
    ids = {card.id for card in cards}
    connect, assist, resolve, enhance = (
        replace(column, touchpoints=tuple(c for c in column.touchpoints if c.id in ids))
        for column in board
    )
    return connect, assist, resolve, enhance


def _show_archived(seat: Seat, *, as_json: bool) -> None:
    from store.board.archived_touchpoints import archived_touchpoints

    archived = archived_touchpoints(seat)
    if as_json:
        facts(
            {
                "archived": [
                    {
                        "id": card.id,
                        "stage": card.stage.value,
                        "text": card.text,
                        "archived_at": card.at.isoformat(),
                    }
                    for card in archived
                ]
            }
        )
        return
    if not archived:
        message("No touchpoint is archived.")
    length = _telling([card.id for card in archived])
    for card in archived:
        item(f"{card.id[:length]}  {card.stage.letter}  ", card.text, f"{card.at:%Y-%m-%d}")


@click.command(cls=CareCommand)
@click.argument("ids", metavar="ID…", nargs=-1, required=True)
@pass_here
def unarchive(context: CommandContext, ids: tuple[str, ...]) -> None:
    """Put archived touchpoints back on the board; care board --archived has the ids."""
    from store.board import archived_touchpoints, touchpoints

    seat = context.seat()
    cards = [archived_touchpoints.find_archived(seat, id) for id in dict.fromkeys(ids)]
    archived_touchpoints.unarchive(seat, [card.id for card in cards])
    for card in cards:
        message(f"{touchpoints.short(card.text)} is back in {card.stage.label}.")


def short_ids(board: Board) -> int:
    """How many letters of an id tell the board's touchpoints apart."""
    return _telling([card.id for column in board for card in column.touchpoints])


def _telling(ids: list[str]) -> int:
    """How many letters of these ids tell them apart."""
    length = _SHORT_ID
    while len({id[:length] for id in ids}) < len(ids):
        length += 1
    return length


def _marks(card: Touchpoint) -> str:
    votes = f"●{card.votes}" if card.votes else ""
    channel = f"({card.channel})" if card.channel else ""
    feeling = f"should feel: {card.feeling}" if card.feeling else ""
    marks = (channel, "▲" * card.friction, votes, feeling, sign_words(card))
    return " ".join(mark for mark in marks if mark)


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
                    "sign": card.sign,
                    "unasked": card.unasked,
                    "if_stuck": card.stuck,
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


@click.command(cls=CareCommand)
@stage_argument()
@text_argument("text")
@text_option("--channel", metavar="C", default="", help="Where it happens, such as e-mail.")
@click.option("--friction", type=int, default=0, metavar="0-3", help="How much it hurts there.")
@text_option("--feeling", metavar="TEXT", default="", help="How the customer should feel there.")
@text_option("--sign", metavar="TEXT", default="", help="What shows trouble there.")
@text_option("--unasked", metavar="TEXT", default="", help="What is done then, before they ask.")
@text_option("--if-stuck", "stuck", metavar="WHOM", default="", help="Whom to turn to if stuck.")
@text_option("--notes", metavar="TEXT", default="", help="Notes on it.")
@click.option("--volume", type=int, metavar="N", help="Customers who pass it in a cycle.")
@external_id_option
@click.option(
    "--private", is_flag=True, help="For the next review: only you see it until Map reveals it."
)
@pass_here
def add(
    context: CommandContext,
    stage: Stage,
    text: str,
    channel: str,
    friction: int,
    feeling: str,
    sign: str,
    unasked: str,
    stuck: str,
    notes: str,
    volume: int | None,
    external_id: str | None,
    private: bool,
) -> None:
    """Put a touchpoint on the board; prints its id. With - for TEXT, one for each line of
    standard input."""
    from store.board import touchpoints

    about: dict[str, Any] = {
        "channel": channel,
        "friction": friction,
        "feeling": feeling,
        "sign": sign,
        "unasked": unasked,
        "stuck": stuck,
        "notes": notes,
        "volume": volume,
    }
    seat = context.seat()
    if private:
        if external_id is not None or volume is not None or any(about.values()):
            raise click.UsageError(
                "--private takes a stage and a text. What else there is to say, say on the board."
            )
        write_privately(seat, stage, text)
        return
    if text.strip() == "-":
        if external_id is not None:
            raise click.UsageError("--external-id is for one touchpoint, not for lines.")
        texts = [line for _, line in read_lines()]
        context.removed += sum(clean(line).removed for line in texts)
        for id in touchpoints.add_many(seat, stage, texts, **about):
            fact(id)
        message(f"Added {plural(len(texts), 'touchpoint')} to {stage.label}.")
        return
    on_board = touchpoints.is_on_board(seat, stage, text)
    with left_if_there(external_id is not None):
        id = touchpoints.add(seat, stage, text, external_id=external_id, **about)
    fact(id)
    message(f"Added {touchpoints.short(text.strip())} to {stage.label}.")
    if on_board:
        message("A touchpoint with the same text was there already. The board has both now.")
