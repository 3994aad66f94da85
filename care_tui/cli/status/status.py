"""``status``: the running cycle, what is due, momentum; and the check for cron."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from care_tui.cli.inputs import json_option
from care_tui.cli.lazy import CareCommand
from care_tui.cli.output import fact, facts, failure, write, written
from care_tui.context import CommandContext, pass_here
from store.common.errors import Refused

if TYPE_CHECKING:
    from store.journal.seat import Seat
    from store.models.snapshot import Snapshot

OVERDUE, NOT_CHECKED = 1, 3
"""Exit codes of ``--check``."""


@click.command(cls=CareCommand)
@json_option
@click.option(
    "--check",
    is_flag=True,
    help="Say what is overdue or undecided, in all teams where none is named. Exits with 1 if "
    "anything is overdue, with 3 if that could not be checked.",
)
@click.option("--all-teams", is_flag=True, help="Of every team in the workspace.")
@click.option(
    "--fresh", is_flag=True, help="Read the workspace even where it has not changed since."
)
@pass_here
def status(
    context: CommandContext, as_json: bool, check: bool, all_teams: bool, fresh: bool
) -> None:
    """Show the cycle's improvements, what is due, and momentum."""
    if check:
        raise click.exceptions.Exit(_check(context, as_json=as_json, all_teams=all_teams))
    if not all_teams:
        _show_one(context, as_json=as_json, fresh=fresh)
        return
    seats = context.seats_of_all_teams()
    if as_json:
        facts({"teams": [_facts(context, seat) for seat in seats]})
        return
    for number, seat in enumerate(seats):
        if number:
            fact()
        _show(context, seat, as_json=False)


def _show_one(context: CommandContext, *, as_json: bool, fresh: bool) -> None:
    """One team's status: what was said last where that is still true, else read and kept."""
    from care_tui.cli.status.status_cache import StatusCache

    cache = StatusCache(context, as_json=as_json)
    printed = None if fresh else cache.read()
    if printed is not None:
        write(printed)
        return
    seat = context.seat()
    cache.look()
    with written() as pieces:
        snapshot = _show(context, seat, as_json=as_json)
    cache.keep(seat, snapshot, "".join(pieces))


def _show(context: CommandContext, seat: Seat, *, as_json: bool) -> Snapshot:
    """Print a team's status; the snapshot it was read from."""
    from care_tui.cli.status.state import verdicts_to_come
    from care_tui.cli.status.status_facts import status_facts
    from care_tui.cli.status.status_text import show_status
    from store.queries.look_back import look_back

    snapshot, behind = context.snapshot(seat), look_back(seat)
    if as_json:
        facts(status_facts(snapshot, behind))
    else:
        show_status(snapshot, verdicts_to_come(behind.running), behind.looked_into)
    return snapshot


def _facts(context: CommandContext, seat: Seat) -> dict[str, Any]:
    from care_tui.cli.status.status_facts import status_facts
    from store.queries.look_back import look_back

    return status_facts(context.snapshot(seat), look_back(seat))


def _check(context: CommandContext, *, as_json: bool, all_teams: bool) -> int:
    """Print what is overdue or undecided; the exit code. Whatever keeps a team from being
    checked is said, and the other teams are checked."""
    try:
        several = all_teams or context.team_name is None
        seats = context.seats_of_all_teams() if several else [context.seat()]
    except Exception as problem:  # noqa: BLE001 - said in a sentence, and told by the exit code
        return _not_checked(problem, as_json=as_json)
    team_facts: list[dict[str, Any]] = []
    code = 0
    for seat in seats:
        try:
            late, lines = _checked(context, seat)
            if as_json:
                team_facts.append(_facts(context, seat))
        except Exception as problem:  # noqa: BLE001 - said in a sentence, and told by the exit code
            code = code or _not_checked(problem, as_json=as_json)
            continue
        code = OVERDUE if late else code
        for line in lines if not as_json else []:
            fact(f"{context.name_of(seat)}: {line}" if len(seats) > 1 else line)
    if as_json and team_facts:
        facts({"teams": team_facts} if len(seats) > 1 or all_teams else team_facts[0])
    return code


def _checked(context: CommandContext, seat: Seat) -> tuple[bool, list[str]]:
    """Whether anything is overdue in the team, and the sentences on what is overdue or undecided."""
    from care_tui.cli.status.state import overdue, still_open

    snapshot = context.snapshot(seat)
    late = overdue(snapshot)
    return bool(late), [*late, *still_open(snapshot)]


def _not_checked(problem: Exception, *, as_json: bool) -> int:
    if isinstance(problem, BrokenPipeError):
        raise problem
    if isinstance(problem, Refused):
        failure(problem.message, problem.code, field=problem.field, as_json=as_json)
    else:
        from care_tui.app_session import report_failure

        failure(report_failure(problem), "bug", as_json=as_json)
    return NOT_CHECKED
