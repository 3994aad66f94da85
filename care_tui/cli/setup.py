"""``init``, ``team``, ``member``: who the team is."""

from __future__ import annotations

from typing import Any

import click

from care_tui.cli.inputs import (
    if_missing_option,
    json_option,
    left_if_there,
    text_argument,
    text_option,
)
from care_tui.cli.lazy import CareCommand, LazyGroup
from care_tui.cli.output import fact, facts, message, plural, table
from care_tui.context import CommandContext, pass_here

_HELP = {
    "cadence": "weekly or monthly.",
    "zone": "The team's time zone, such as Europe/Berlin.",
    "day": "The weekday of the review.",
    "time": "The time of the review, in the team's zone.",
    "week": "A monthly review's week: first or last.",
}


@click.command(cls=CareCommand)
@text_option("--team", metavar="NAME", help="The team's name.")
@click.option("--cadence", metavar="weekly|monthly", default="weekly", help=_HELP["cadence"])
@click.option("--timezone", metavar="ZONE", help=f"{_HELP['zone']} [default: this machine's]")
@click.option("--review-day", metavar="DAY", default="Friday", help=_HELP["day"])
@click.option("--review-week", metavar="first|last", help=f"{_HELP['week']} [default: last]")
@click.option("--review-time", metavar="HH:MM", default="15:00", help=_HELP["time"])
@text_option("--member", "members", metavar="NAME", multiple=True, help="A member. Repeatable.")
@click.option("--group", metavar="G", help="Share a new workspace with this group of the machine.")
@pass_here
def init(
    context: CommandContext,
    team: str | None,
    cadence: str,
    timezone: str | None,
    review_day: str,
    review_week: str | None,
    review_time: str,
    members: tuple[str, ...],
    group: str | None,
) -> None:
    """Make a team, and the workspace if there is none yet."""
    from care_tui.zone import guess_zone
    from store.common.errors import Refused
    from store.teams import teams

    name = team if team is not None else context.team_name
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
    with context.create_if_missing(group) as (workspace, created):
        if group is not None and not created:
            raise Refused(
                f"{workspace.location} is there already. --group is for a new one. Nothing was changed."
            )
        made_team = teams.create_team(workspace, new)
        fact(workspace.location)
        destination = "in a new workspace" if created else "in the workspace"
        message(f"Made the team {made_team.name} {destination}.")
    if timezone is None:
        message(
            f"Its days and hours are {new.zone}'s, as this machine's. Others: care team set --timezone ZONE."
        )
    message('Next: care add connect "Welcome e-mail" puts a touchpoint on the board,')
    message("care opens the app, care demo shows an invented team.")


@click.group(cls=LazyGroup, import_paths={"promise": "care_tui.cli.promises:promise"})
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
@click.option("--show-authors/--hide-authors", default=None, help="Show who wrote a touchpoint.")
@pass_here
def team_set(
    context: CommandContext,
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
    from store.queries.cadence_words import cadence_change_words
    from store.teams import teams

    values: dict[str, Any] = {
        "name": name,
        "cadence": None if cadence is None else teams.parse_cadence(cadence),
        "zone": timezone,
        "review_weekday": None if review_day is None else teams.parse_weekday(review_day),
        "review_week": review_week,
        "review_time": None if review_time is None else teams.parse_time(review_time),
        "reply_target_hours": reply_target,
        "show_authors": show_authors,
    }
    if all(value is None for value in values.values()):
        raise click.UsageError("Say what to change. See the options with: care team set --help")
    seat = context.seat()
    teams.set_team(seat, **values)
    message("Changed the team's settings.")
    if note := cadence_change_words(
        seat, [key for key, value in values.items() if value is not None]
    ):
        message(note)


@team.command("list")
@json_option
@pass_here
def team_list(context: CommandContext, as_json: bool) -> None:
    """The teams of the workspace."""
    from store.teams.team_list import team_places
    from store.teams.teams import WEEKDAYS

    places = team_places(context.workspace())
    if as_json:
        facts(
            {
                "teams": [
                    {
                        "id": each.id,
                        "name": each.name,
                        "cadence": each.cadence.value if each.cadence else None,
                        "zone": each.zone,
                        "review_day": WEEKDAYS[each.review_weekday],
                        "review_week": each.review_week,
                        "review_time": each.review_time,
                        "members": each.members,
                        "next_review": each.next_review.isoformat(timespec="seconds"),
                        "overdue": each.overdue,
                        "reviewing": each.reviewing,
                    }
                    for each in places
                ]
            }
        )
        return
    for each in places:
        fact(each.name)


@click.group(
    cls=LazyGroup,
    import_paths={"key": "care_tui.cli.access:key"},
    other_words=dict.fromkeys(("remove", "delete", "rm"), "A member leaves with member leave."),
)
def member() -> None:
    """The team's members."""


@member.command("add")
@text_argument("name")
@if_missing_option("Do nothing where they are in the team already.")
@pass_here
def member_add(context: CommandContext, name: str, if_missing: bool) -> None:
    """Add a member, or bring back one who left."""
    from store.teams import members

    with left_if_there(if_missing, prints_id=False):
        members.add_member(context.seat(), name)
    message(f"{name.strip()} is in the team.")


@member.command("rename")
@text_argument("name")
@text_argument("new_name")
@pass_here
def member_rename(context: CommandContext, name: str, new_name: str) -> None:
    """Call a member by another name, everywhere; one who has left, too."""
    from store.teams import members

    seat = context.seat()
    member_id = members.find_member(seat, name, also_who_left=True)
    members.rename_member(seat, member_id, new_name)
    message(f"{name.strip()} is called {new_name.strip()} now.")


@member.command("leave")
@text_argument("name")
@pass_here
def member_leave(context: CommandContext, name: str) -> None:
    """Let a member leave. Their open improvements lose their owner, what they gave privately and
    nobody has seen is deleted."""
    from store.teams import members

    seat = context.seat()
    unowned = members.member_leaves(seat, members.find_member(seat, name))
    message(f"{name.strip()} has left the team.")
    if unowned:
        message(f"{plural(unowned, 'open improvement')} of theirs now without an owner.")


@member.command("list")
@json_option
@pass_here
def member_list(context: CommandContext, as_json: bool) -> None:
    """The members; those who left come last."""
    members = context.snapshot(context.seat()).team.members
    if as_json:
        facts(
            {
                "members": [
                    {
                        "id": each.id,
                        "name": each.name,
                        "left_on": str(each.left_on) if each.left_on else None,
                    }
                    for each in members
                ]
            }
        )
        return
    table([[each.name, f"left {each.left_on}" if each.left_on else ""] for each in members])
