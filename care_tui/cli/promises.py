"""``team promise``: what the team promises, and what it keeps of it."""

from __future__ import annotations

import click

from care_tui.cli.inputs import json_option, text_argument, text_option
from care_tui.cli.lazy import LazyGroup
from care_tui.cli.output import fact, facts, message
from care_tui.context import CommandContext, pass_here


@click.group(cls=LazyGroup)
def promise() -> None:
    """What the team promises: replies, who may decide, whom to ask one step up."""


@promise.command("reply")
@text_argument("channel")
@click.argument("hours", type=int, metavar="HOURS")
@pass_here
def promise_reply(context: CommandContext, channel: str, hours: int) -> None:
    """Promise a first reply in CHANNEL within HOURS."""
    from store.teams import promises

    promises.promise_reply(context.seat(), channel, hours)
    message(f"Promised: a reply within {promises.hours_text(hours)} ({channel.strip()}).")


@promise.command("decide")
@text_argument("who")
@text_argument("what")
@text_option("--up-to", metavar="LIMIT", default="", help="Up to how much, such as 50 EUR.")
@pass_here
def promise_decide(context: CommandContext, who: str, what: str, up_to: str) -> None:
    """Promise that WHO may decide on WHAT without asking."""
    from store.teams import promises

    promises.promise_decision(context.seat(), who, what, up_to)
    message(f"Promised: {who.strip()} may decide on {what.strip()}.")


@promise.command("step-up")
@text_argument("who")
@pass_here
def promise_step_up(context: CommandContext, who: str) -> None:
    """Name WHO is asked one step up."""
    from store.teams import promises

    promises.promise_step_up(context.seat(), who)
    message(f"One step up: {who.strip()}.")


@promise.command("drop")
@click.argument("kind", metavar="reply|decide|step-up")
@text_argument("subject", required=False, default="")
@pass_here
def promise_drop(context: CommandContext, kind: str, subject: str) -> None:
    """Take a promise back; SUBJECT is its channel, or what is decided."""
    from store.teams import promises

    kinds = [each.value for each in promises.PromiseKind]
    if kind not in kinds:
        raise click.UsageError(f"A promise is one of {', '.join(kinds)}.")
    promises.take_back(context.seat(), promises.PromiseKind(kind), subject)
    message("Took the promise back.")


@promise.command("list")
@json_option
@pass_here
def promise_list(context: CommandContext, as_json: bool) -> None:
    """The promises, and what was kept of them in the last 13 weeks."""
    from store.evidence.promise_kept import promise_page

    page = promise_page(context.seat())
    if not as_json:
        for line in page.lines:
            fact(line)
        return
    facts(
        {
            "reply_hours": page.hours,
            "promises": [
                {
                    "kind": each.kind.value,
                    "subject": each.subject,
                    "who": each.who,
                    "up_to": each.up_to,
                    "hours": each.hours,
                }
                for each in page.promises
            ],
            "kept": [
                {
                    "channel": each.channel,
                    "hours": each.hours,
                    "n": each.n,
                    "kept": each.kept,
                    "nine_of_ten_within": each.within,
                }
                for each in page.kept
            ],
        }
    )
