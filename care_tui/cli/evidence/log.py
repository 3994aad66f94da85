"""``log`` and ``erase``: what customers said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from care_tui.cli.inputs import (
    day_option,
    external_id_option,
    left_if_there,
    stage_argument,
    text_option,
)
from care_tui.cli.lazy import CareCommand
from care_tui.cli.output import fact, message, plural, read_lines
from care_tui.context import CommandContext, pass_here
from store.common.errors import Refused, WrongValue
from store.common.text_input import required_text

if TYPE_CHECKING:
    from store.journal.seat import Seat


@click.command(cls=CareCommand)
@stage_argument(required=False)
@click.option(
    "--measure", metavar="KEY", help="What was counted. See the keys with care measure list."
)
@click.option("--value", metavar="V", help="The answer, on the measure's scale.")
@text_option("--quote", metavar="TEXT", help="What the customer said.")
@day_option("--on", "on", "The day it was given. [default: today]")
@text_option("--source", metavar="S", default="", help="Where it comes from, such as survey.")
@click.option("--touchpoint", metavar="ID", help="The touchpoint it is about.")
@external_id_option
@click.option(
    "--batch", is_flag=True, help="Log each line of standard input: what follows care log."
)
@pass_here
def log(context: CommandContext, /, batch: bool, **options: Any) -> None:
    """Log a piece of feedback; prints its id. With --batch all lines are logged, or none."""
    from store.evidence import evidence

    if batch:
        if any(options.values()):
            raise click.UsageError("--batch takes everything from the lines of standard input.")
        _log_batch(context)
        return
    _check(options)
    seat = context.seat()
    with left_if_there(options["external_id"] is not None):
        id = evidence.log(seat, **_asked(seat, options))
    fact(id)
    message(f"Logged for {options['stage'].label}.")


def _check(options: dict[str, Any]) -> None:
    """Raise UsageError where what was said is not a piece of feedback."""
    if options["stage"] is None:
        raise click.UsageError("Say the STAGE, or --batch.")
    if options["measure"] is None and options["quote"] is None:
        raise click.UsageError("Say --measure KEY --value V, or --quote TEXT.")
    if (options["measure"] is None) != (options["value"] is None):
        raise click.UsageError("--measure and --value go together.")
    if options["quote"] is not None:
        required_text(options["quote"], "A quote", "quote", multiline=True)


def _asked(seat: Seat, options: dict[str, Any]) -> dict[str, Any]:
    """What was said, in the store's words."""
    from store.evidence.evidence import find_touchpoint

    card = options["touchpoint"]
    return {
        "stage": options["stage"],
        "measure": options["measure"],
        "value": options["value"],
        "quote": options["quote"] or "",
        "day": options["on"],
        "source": options["source"],
        "touchpoint": find_touchpoint(seat, card) if card is not None else None,
        "external_id": options["external_id"],
    }


def _log_batch(context: CommandContext) -> None:
    from store.evidence import evidence

    seat = context.seat()
    answers = []
    for number, line in read_lines():
        label = f"Line {number}"
        try:
            asked = _asked(seat, _options_in(line))
        except Refused as refused:
            raise type(refused)(f"{label}: {refused.message}", field=refused.field) from None
        except click.UsageError as error:
            raise click.UsageError(f"{label}: {error.format_message()}") from None
        answers.append(evidence.NewAnswer(**asked, place=label))
    logged = evidence.log_many(seat, answers)
    for each in logged:
        fact(each.id)
    new = sum(each.is_new for each in logged)
    message(f"Logged {plural(new, 'answer')}.")
    if new < len(logged):
        message(f"Logged before, so left as before: {plural(len(logged) - new, 'answer')}.")


def _options_in(line: str) -> dict[str, Any]:
    """What one line says, read as the command itself reads it."""
    import shlex

    try:
        words = shlex.split(line)
    except ValueError:
        raise WrongValue("A quotation mark has no second one.") from None
    parent = click.get_current_context()
    with log.make_context("log", words, parent=parent) as ctx:
        options = dict(ctx.params)
    if options.pop("batch"):
        raise click.UsageError("--batch is not for a line.")
    _check(options)
    return options


@click.command(cls=CareCommand)
@click.argument("evidence_id", metavar="EVIDENCE-ID")
@pass_here
def erase(context: CommandContext, evidence_id: str) -> None:
    """Erase a piece of evidence for good, its history included. There is no way back."""
    from store.evidence import erasing

    seat = context.seat()
    erasing.erase(seat, erasing.find_evidence(seat, evidence_id))
    message("Erased it for good.")
