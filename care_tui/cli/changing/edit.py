"""``edit``: what a touchpoint or an improvement says."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

import click

from care_tui.cli.inputs import cycle_option, day_option, text_option
from care_tui.cli.lazy import CareCommand
from care_tui.cli.output import message
from care_tui.context import CommandContext, pass_here
from store.common.errors import AlreadyThere, NotFound, WhichOne
from store.domain.stages import STAGES, Stage

if TYPE_CHECKING:
    from typing import TypedDict, Unpack

    from store.journal.seat import Seat

    class TouchpointEdits(TypedDict, total=False):
        """What is said of a touchpoint; what is not named stays."""

        text: str
        channel: str
        friction: int
        feeling: str
        sign: str
        unasked: str
        stuck: str
        notes: str
        volume: int
        clear_volume: bool

    class ImprovementEdits(TypedDict, total=False):
        """What is said of an improvement; what is not named stays."""

        text: str
        owner: str
        no_owner: bool
        due: date
        link: str
        cycle: str

    class Edits(TouchpointEdits, ImprovementEdits, total=False):
        """What the options say, of whichever it is."""


_OF_TOUCHPOINTS = {
    "channel": "--channel",
    "friction": "--friction",
    "feeling": "--feeling",
    "sign": "--sign",
    "unasked": "--unasked",
    "stuck": "--if-stuck",
    "notes": "--notes",
    "volume": "--volume",
    "clear_volume": "--no-volume",
}
_OF_IMPROVEMENTS = {
    "owner": "--owner",
    "no_owner": "--no-owner",
    "due": "--due",
    "link": "--link",
    "cycle": "--cycle",
}


@click.command(cls=CareCommand)
@click.argument("id", metavar="ID|STAGE")
@text_option("--text", metavar="TEXT", help="What it says from now on.")
@text_option("--channel", metavar="C", help="Where it happens, such as e-mail.")
@click.option("--friction", type=int, metavar="0-3", help="How much it hurts there.")
@text_option("--feeling", metavar="TEXT", help="How the customer should feel there.")
@text_option("--sign", metavar="TEXT", help="What shows trouble there.")
@text_option("--unasked", metavar="TEXT", help="What is done then, before they ask.")
@text_option("--if-stuck", "stuck", metavar="WHOM", help="Whom to turn to if stuck.")
@text_option("--notes", metavar="TEXT", help="Notes on it, in place of those there.")
@click.option("--volume", type=int, metavar="N", help="Customers who pass it in a cycle.")
@click.option("--no-volume", "clear_volume", is_flag=True, help="Nobody knows how many pass it.")
@click.option("--owner", metavar="M", help="The member who does the improvement.")
@click.option("--no-owner", is_flag=True, help="Nobody does the improvement yet.")
@day_option("--due", "due", "The day the improvement is due.")
@text_option("--link", metavar="URL", help="The web address of the improvement's issue or page.")
@cycle_option("The improvement's cycle, where STAGE has one in two.")
@pass_here
def edit(context: CommandContext, /, id: str, **said: Unpack[Edits]) -> None:
    """Change a touchpoint or an undecided improvement; what is not named stays.

    An improvement is named by its stage, or by its id in care status --json. An empty text, as in
    --channel "", takes away what is there.
    """
    named = {key: value for key, value in said.items() if value is not None and value is not False}
    values = cast("Edits", named)
    if not values.keys() - {"cycle"}:
        raise click.UsageError("Say what to change. See the options with: care edit --help")
    for one, other in (("owner", "no_owner"), ("volume", "clear_volume")):
        if one in values and other in values:
            raise click.UsageError("Say the one or the other, not both.")
    seat = context.seat()
    improvement = _improvement(seat, id, values.get("cycle"))
    fitting, noun = (
        (_OF_IMPROVEMENTS, "an improvement")
        if improvement is not None
        else (_OF_TOUCHPOINTS, "a touchpoint")
    )
    for key, option in (_OF_TOUCHPOINTS | _OF_IMPROVEMENTS).items():
        if key in values and key not in fitting:
            raise click.UsageError(f"“{id.strip()}” is {noun}, which does not have {option}.")
    if improvement is None:
        _edit_touchpoint(seat, id, cast("TouchpointEdits", named))
    else:
        _edit_improvement(context, seat, improvement, values)


def _improvement(seat: Seat, id: str, cycle: str | None) -> str | None:
    """The id of the improvement that is meant; None where it is a touchpoint.

    Raises NotFound where it is neither, Refused where it may be both.
    """
    from store.evidence.evidence import find_touchpoint
    from store.improvements.improvement_status import find_undecided
    from store.improvements.improvements import find_improvement

    stage = _stage(id)
    if stage is not None:
        return find_undecided(seat, stage, cycle)
    try:
        improvement = find_improvement(seat, id)
    except NotFound:
        improvement = None
    try:
        find_touchpoint(seat, id)
    except NotFound:
        if improvement is None:
            raise NotFound(
                f"There is no touchpoint and no improvement with the id “{id.strip()}”. See the "
                "touchpoints' ids with: care board",
                field="id",
            ) from None
        return improvement
    if improvement is not None:
        raise WhichOne(f"More than one id starts with “{id.strip()}”. Say more of it.", field="id")
    return None


def _stage(text: str) -> Stage | None:
    sought = text.strip().casefold()
    return next((each for each in STAGES if sought in (each.value, each.letter.casefold())), None)


def _edit_touchpoint(seat: Seat, id: str, values: TouchpointEdits) -> None:
    from store.board import touchpoints
    from store.evidence.evidence import find_touchpoint

    touchpoints.edit(seat, find_touchpoint(seat, id), **values)
    message("Saved the touchpoint.")


def _edit_improvement(
    context: CommandContext, seat: Seat, id: str, values: ImprovementEdits
) -> None:
    from store.improvements import improvements
    from store.teams import members

    now = next((each for each in context.snapshot(seat).undecided if each.id == id), None)
    if now is None:
        raise AlreadyThere("The improvement is decided already, so it stays as it is.")
    owner = now.owner.id if now.owner else None
    if "owner" in values:
        owner = members.find_member(seat, values["owner"])
    due = values.get("due", now.due)
    improvements.edit(
        seat,
        id,
        text=values.get("text", now.text),
        owner=None if "no_owner" in values else owner,
        measure=now.proof.measure if now.proof else None,
        target=now.proof.target if now.proof else None,
        touchpoint=now.touchpoint_id,
        touchpoint_only=now.proof is not None and now.proof.touchpoint_only,
        due=due,
        link=values.get("link"),
        seen=now.version,
    )
    message(f"Saved the improvement for {now.stage.label} in {now.cycle.label}.")
