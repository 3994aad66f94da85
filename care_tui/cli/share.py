"""``share``: a review's summary to where the team talks, by a place's name."""

from __future__ import annotations

import os
import sys

import click

from care_tui.cli.inputs import cycle_option
from care_tui.cli.lazy import CareCommand
from care_tui.cli.output import fact, message, plural
from care_tui.context import CommandContext, pass_here
from store.common.errors import AlreadyThere, Refused


@click.command(cls=CareCommand)
@click.option("--to", metavar="NAME", help="A place named in [share] of the settings.")
@cycle_option("The cycle whose review it is. [default: that of the latest review]")
@click.option("--yes", is_flag=True, help="Send without asking.")
@click.option("--again", is_flag=True, help="Send though it was sent there before.")
@pass_here
def share(
    context: CommandContext,
    to: str | None,
    cycle: str | None,
    yes: bool,
    again: bool,
) -> None:
    """Send a review's summary to where the team talks: Slack, Teams, e-mail and others.

    Places are named in the table [share] of your settings, or by CARE_SHARE_NAME.
    """
    from care_tui.sharing.sharing import own_sharing
    from care_tui.sharing.targets import names
    from store.reports.shared_summary import summary_to_share

    sharing = own_sharing(context.settings, context.clock, os.environ)
    summary = summary_to_share(context.seat(), cycle)
    if to is None and len(sharing.targets) > 1:
        raise Refused(f"Say where, with --to: {names(sharing.targets)}.", field="to")
    place = sharing.place(
        summary.review, to or (sharing.targets[0].name if sharing.targets else "")
    )
    if place.sent_at is not None and not again:
        raise AlreadyThere(f"{place.history} --again sends it again.")
    if not (yes or _wants(summary.title, summary.body, place.label, is_open=summary.is_open)):
        return
    sent = sharing.send(summary, place.name, again=again)
    fact(f"Sent to {sent.label}.")


def _wants(title: str, body: str, where: str, *, is_open: bool) -> bool:
    """Whether who types wants it sent. Raises Refused where nobody can be asked."""
    if not sys.stdin or not sys.stdin.isatty():
        raise Refused(
            f"The summary goes to {where} only after asking. --yes sends it. Nothing was sent."
        )
    lines = plural(body.count("\n") + 1, "line")
    message(f"{title} ({lines}, as care summary shows them)")
    if is_open:
        message("The review is still open. More may be settled in it.")
    if click.confirm(f"Send it to {where}?", default=False, err=True):
        return True
    message("Nothing was sent.")
    return False
