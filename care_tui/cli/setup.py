"""``init``, ``team``, ``member``, ``measure``: who the team is and what it counts."""

from __future__ import annotations

from typing import Any

import click

from care_tui.cli.here import Here, pass_here
from care_tui.cli.inputs import json_option, text_argument, text_option
from care_tui.cli.lazy import LazyGroup
from care_tui.cli.say import fact, facts, message, plural, table
from store.practice.measures import Better, MeasureKind, PerCycle

_HELP = {
    "cadence": "weekly or monthly.",
    "zone": "The team's time zone, such as Europe/Berlin.",
    "day": "The weekday of the review.",
    "time": "The time of the review, in the team's zone.",
    "week": "A monthly review's week: first or last.",
}


@click.command()
@text_option("--team", metavar="NAME", help="The team's name.")
@click.option("--cadence", metavar="weekly|monthly", default="weekly", help=_HELP["cadence"])
@click.option("--timezone", metavar="ZONE", help=f"{_HELP['zone']} [default: this machine's]")
@click.option("--review-day", metavar="DAY", default="Friday", help=_HELP["day"])
@click.option("--review-week", metavar="first|last", default="last", help=_HELP["week"])
@click.option("--review-time", metavar="HH:MM", default="15:00", help=_HELP["time"])
@text_option("--member", "members", metavar="NAME", multiple=True, help="A member; repeatable.")
@click.option("--group", metavar="G", help="Share a new workspace with this group of the machine.")
@pass_here
def init(
    here: Here,
    team: str | None,
    cadence: str,
    timezone: str | None,
    review_day: str,
    review_week: str,
    review_time: str,
    members: tuple[str, ...],
    group: str | None,
) -> None:
    """Make a team, and the workspace if there is none yet."""
    from care_tui.zone import guess_zone
    from store import teams
    from store.errors import Refused

    name = team if team is not None else here.team_name
    if name is None:
        raise click.UsageError("Say the team's name: care init --team NAME")
    new = teams.NewTeam(
        name=name,
        cadence=teams.parse_cadence(cadence),
        zone=timezone if timezone is not None else guess_zone(),
        review_weekday=teams.parse_weekday(review_day),
        review_week=review_week,
        review_time=teams.parse_time(review_time),
        members=members,
    )
    with here.made_if_missing(group) as (workspace, made):
        if group is not None and not made:
            raise Refused(
                f"{workspace.place} is there already; --group is for a new one. Nothing was changed."
            )
        made_team = teams.create_team(workspace, new)
        fact(workspace.place)
        where = "in a new workspace" if made else "in the workspace"
        message(f"Made the team {made_team.name} {where}.")
    message('Next: care add connect "Welcome e-mail" puts a touchpoint on the board,')
    message("care opens the app, care demo shows an invented team.")


@click.group()
def team() -> None:
    """The team's settings."""


@team.command("set")
@text_option("--name", metavar="NAME", help="Another name.")
@click.option(
    "--cadence",
    metavar="weekly|monthly",
    help=f"{_HELP['cadence']} It waits for the running cycle's end.",
)
@click.option("--timezone", metavar="ZONE", help=_HELP["zone"])
@click.option("--review-day", metavar="DAY", help=_HELP["day"])
@click.option("--review-week", metavar="first|last", help=_HELP["week"])
@click.option("--review-time", metavar="HH:MM", help=_HELP["time"])
@click.option("--reply-target", type=int, metavar="HOURS", help="Hours to a first reply, 1 to 720.")
@click.option(
    "--show-authors/--hide-authors", default=None, help="Who wrote a card, for all to see."
)
@pass_here
def team_set(
    here: Here,
    name: str | None,
    cadence: str | None,
    timezone: str | None,
    review_day: str | None,
    review_week: str | None,
    review_time: str | None,
    reply_target: int | None,
    show_authors: bool | None,
) -> None:
    """Change the team's settings; what is not named stays."""
    from store import teams

    wanted: dict[str, Any] = {
        "name": name,
        "cadence": None if cadence is None else teams.parse_cadence(cadence),
        "zone": timezone,
        "review_weekday": None if review_day is None else teams.parse_weekday(review_day),
        "review_week": review_week,
        "review_time": None if review_time is None else teams.parse_time(review_time),
        "reply_target_hours": reply_target,
        "show_authors": show_authors,
    }
    if all(value is None for value in wanted.values()):
        raise click.UsageError("Say what to change; care team set --help lists it.")
    seat = here.seat()
    teams.set_team(seat, **wanted)
    message("Changed the team's settings.")
    after = here.snapshot(seat).team
    if after.next_cadence is not None:
        what, first = after.next_cadence
        message(f"The {what.value} cycles begin on {first}; until then it stays as it is.")


@team.command("list")
@json_option
@pass_here
def team_list(here: Here, as_json: bool) -> None:
    """The teams of the workspace."""
    names = [team.name for team in here.workspace().teams()]
    if as_json:
        facts(names)
        return
    for name in names:
        fact(name)


@click.group(cls=LazyGroup, places={"key": "care_tui.cli.access:key"})
def member() -> None:
    """The team's members."""


@member.command("add")
@text_argument("name")
@pass_here
def member_add(here: Here, name: str) -> None:
    """Add a member, or bring back one who left."""
    from store import members

    members.add_member(here.seat(), name)
    message(f"{name.strip()} is in the team.")


@member.command("leave")
@text_argument("name")
@pass_here
def member_leave(here: Here, name: str) -> None:
    """Let a member leave; their open improvements have no owner then."""
    from store import members

    seat = here.seat()
    unowned = members.member_leaves(seat, members.find_member(seat, name))
    message(f"{name.strip()} has left the team.")
    if unowned:
        message(f"{plural(unowned, 'open improvement')} of theirs now without an owner.")


@member.command("list")
@json_option
@pass_here
def member_list(here: Here, as_json: bool) -> None:
    """The members; those who left come last."""
    members = here.snapshot(here.seat()).team.members
    if as_json:
        facts(
            [
                {"name": each.name, "left_on": str(each.left_on) if each.left_on else None}
                for each in members
            ]
        )
        return
    table([[each.name, f"left {each.left_on}" if each.left_on else ""] for each in members])


@click.group()
def measure() -> None:
    """What the team counts."""


@measure.command("add")
@click.argument("key", metavar="KEY")
@click.option(
    "--kind",
    type=click.Choice(["rate", "score", "count"]),
    required=True,
    help="What an answer is.",
)
@click.option(
    "--better", type=click.Choice(["up", "down"]), required=True, help="Which way is better."
)
@click.option("--threshold", type=float, metavar="X", help="A score's answers from here up count.")
@click.option(
    "--per-cycle",
    type=click.Choice(["sum", "last"]),
    help="How a count's numbers make a cycle's figure.",
)
@pass_here
def measure_add(
    here: Here, key: str, kind: str, better: str, threshold: float | None, per_cycle: str | None
) -> None:
    """Give the team a measure of its own."""
    from store import teams

    made = teams.add_measure(
        here.seat(),
        key,
        kind=MeasureKind(kind),
        better=Better(better),
        threshold=threshold,
        per_cycle=None if per_cycle is None else PerCycle(per_cycle),
    )
    message(f"Added the measure {made.key}, which takes {made.scale}.")


@measure.command("list")
@json_option
@pass_here
def measure_list(here: Here, as_json: bool) -> None:
    """The built-in measures and the team's own."""
    from store.own_measures import load_own_measures
    from store.practice.measures import MEASURES

    seat = here.seat()
    with seat.reading() as session:
        every = (*MEASURES, *load_own_measures(session, seat.team_id))
    if as_json:
        facts(
            [
                {
                    "key": each.key,
                    "title": each.title,
                    "kind": each.kind.value,
                    "better": each.better.value,
                    "scale": each.scale,
                    "needed": each.needed,
                    "own": each.own,
                }
                for each in every
            ]
        )
        return
    table([[each.key, each.title, each.scale] for each in every])
