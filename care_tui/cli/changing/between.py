"""``private`` and ``park``: what is given between the meetings for a later one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from care_tui.cli.inputs import (
    count_unsafe,
    cycle_option,
    json_option,
    stage_argument,
    text_argument,
)
from care_tui.cli.lazy import LazyGroup
from care_tui.cli.output import fact, facts, item, message, plural
from care_tui.context import CommandContext, pass_here
from store.common.errors import NotFound, Refused
from store.domain.stages import Stage

if TYPE_CHECKING:
    from store.journal.seat import Seat
    from store.reviews.ballots import PrivateCard

_SHORT_ID = 6
_LEAST = 4
"""Letters that name an id."""


@click.group(cls=LazyGroup)
def private() -> None:
    """Your own touchpoints and votes for the next review; --as says whose. Nobody else sees them."""


def write_privately(seat: Seat, stage: Stage, text: str) -> None:
    """Write a touchpoint for the next review's Map, and say so; prints its id."""
    from store.board.touchpoints import short
    from store.reviews import early

    fact(early.write_card(seat, stage, text))
    message(
        f"Only you see {short(text.strip())} until the next review's Map reveals it. "
        "See yours with: care private list"
    )


@private.command("list")
@json_option
@pass_here
def private_list(context: CommandContext, as_json: bool) -> None:
    """Your private touchpoints and votes that wait for their reveal."""
    from store.reviews import early

    seat = context.seat()
    cards, votes = early.my_cards(seat), early.my_votes(seat)
    touchpoints = {
        card.id: card for column in context.snapshot(seat).board for card in column.touchpoints
    }
    if as_json:
        facts(
            {
                "touchpoints": [
                    {"id": card.id, "stage": card.stage.value, "text": card.text} for card in cards
                ],
                "votes": [{"id": id, "votes": count} for id, count in votes.items()],
            }
        )
        return
    if not cards and not votes:
        message("Nothing of yours waits. Write with: care add --private STAGE TEXT")
    for card in cards:
        item(f"{card.id[:_SHORT_ID]}  {card.stage.letter}  ", card.text)
    for id, count in votes.items():
        item(
            f"{id[:_SHORT_ID]}  {touchpoints[id].stage.letter}  ", touchpoints[id].text, "●" * count
        )


@private.command("edit")
@click.argument("id", metavar="ID")
@text_argument("text")
@pass_here
def private_edit(context: CommandContext, id: str, text: str) -> None:
    """Change the words of one of your private touchpoints."""
    from store.reviews import early

    seat = context.seat()
    early.edit_card(seat, _own(seat, id).id, text)
    message("Changed. Only you see it until the reveal.")


@private.command("drop")
@click.argument("id", metavar="ID")
@pass_here
def private_drop(context: CommandContext, id: str) -> None:
    """Take one of your private touchpoints back, for good."""
    from store.board.touchpoints import short
    from store.reviews import early

    seat = context.seat()
    text = early.remove_card(seat, _own(seat, id).id)
    message(f"Took back {short(text)}. Nobody else has seen it.")


@private.command("vote")
@click.argument("id", metavar="ID")
@click.option("--take-back", is_flag=True, help="Take one vote back instead.")
@pass_here
def private_vote(context: CommandContext, id: str, take_back: bool) -> None:
    """Put a vote for the touchpoint aside for the next review's Focus."""
    from store.evidence.evidence import find_touchpoint
    from store.reviews import early

    seat = context.seat()
    left = early.vote(seat, find_touchpoint(seat, id), -1 if take_back else 1)
    message(f"{plural(left, 'vote')} left. Nobody sees yours before Focus reveals the totals.")


def _own(seat: Seat, start: str) -> PrivateCard:
    """The member's own private card whose id begins so."""
    from store.reviews import early

    prefix = start.strip().lower()
    own_cards = [card for card in early.my_cards(seat) if card.id.startswith(prefix)]
    if len(prefix) < _LEAST or not own_cards:
        raise NotFound(f"No private touchpoint of yours has the id “{start.strip()}”.")
    if len(own_cards) > 1:
        raise Refused(f"More than one of yours starts with “{prefix}”.")
    return own_cards[0]


class ParkGroup(LazyGroup):
    """A group whose first word, where it is no command, begins a note to park."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        word = args[0]
        if self.get_command(ctx, word) is None and not word.startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(word.casefold(), self.list_commands(ctx), n=1, cutoff=0.7)
            if near and len(args) == 1:
                ctx.fail(f"Did you mean {near[0]}? To park the word: care park add {word}")
            args = ["add", *args]
        return super().resolve_command(ctx, args)


@click.group(cls=ParkGroup)
def park() -> None:
    """The parking lot: care park TEXT keeps what belongs to another day."""


@park.command("add")
@click.argument("words", metavar="TEXT", nargs=-1, required=True, callback=count_unsafe)
@pass_here
def park_add(context: CommandContext, words: tuple[str, ...]) -> None:
    """Park TEXT; prints its id. “add” may be left out."""
    from store.board import parking
    from store.board.touchpoints import short

    text = " ".join(words)
    fact(parking.park(context.seat(), text))
    message(f"Parked {short(text.strip())}. Close of the next review shows it.")


@park.command("list")
@json_option
@pass_here
def park_list(context: CommandContext, as_json: bool) -> None:
    """What waits in the parking lot, the oldest first."""
    notes = context.snapshot(context.seat()).parked
    if as_json:
        facts(
            {
                "parked": [
                    {
                        "id": note.id,
                        "text": note.text,
                        "by": note.by or None,
                        "at": note.at.isoformat(),
                    }
                    for note in notes
                ]
            }
        )
        return
    if not notes:
        message("Nothing is parked. Park something with: care park TEXT")
    for note in notes:
        by = f"{note.by}, " if note.by else ""
        item(f"{note.id[:_SHORT_ID]}  ", note.text, f"({by}{note.at:%Y-%m-%d})")


@park.command("edit")
@click.argument("id", metavar="ID")
@text_argument("text")
@pass_here
def park_edit(context: CommandContext, id: str, text: str) -> None:
    """Change a note's words."""
    from store.board import parking

    seat = context.seat()
    parking.reword(seat, parking.find_by_start(seat, id), text)
    message("Changed.")


@park.command("take")
@click.argument("id", metavar="ID")
@stage_argument()
@click.option("--pick", "picks", is_flag=True, help="As the stage's improvement, not a touchpoint.")
@cycle_option("With --pick: the cycle to plan. [default: the running one]")
@pass_here
def park_take(
    context: CommandContext, id: str, stage: Stage, picks: bool, cycle: str | None
) -> None:
    """Take a note up as a touchpoint of STAGE; prints the new id."""
    from store.board import parking
    from store.improvements import improvements

    if cycle is not None and not picks:
        raise click.UsageError("--cycle goes with --pick.")
    seat = context.seat()
    note = parking.find_by_start(seat, id)
    if not picks:
        fact(parking.take_up(seat, note, stage))
        message(f"It is on the board now, in {stage.label}.")
        return
    text = next(each.text for each in context.snapshot(seat).parked if each.id == note)
    fact(improvements.pick(seat, stage, text, cycle=cycle, parked=note))
    message(f"Picked for {stage.label}. Add an owner with: care edit {stage.value} --owner NAME")


@park.command("drop")
@click.argument("id", metavar="ID")
@pass_here
def park_drop(context: CommandContext, id: str) -> None:
    """Drop a note."""
    from store.board import parking
    from store.board.touchpoints import short

    seat = context.seat()
    message(f"Dropped {short(parking.drop(seat, parking.find_by_start(seat, id)))}.")
