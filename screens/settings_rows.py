"""The lines of the settings: what can be set of a team, and how it is set."""

from __future__ import annotations

from collections.abc import Sequence

from screens.dialogs.choose import Option
from screens.team_form import WEEKDAYS
from store.practice.agenda import AgendaKind, Step
from store.snapshot import Team


def row(value: str, label: str, more: str) -> Option:
    """One setting: its name, and how it is set."""
    return Option(value, f"{label:<16}", more)


def team_rows(team: Team) -> list[Option]:
    """The team's settings."""
    cadence = team.cadence.value
    if team.next_cadence is not None:
        becomes, day = team.next_cadence
        cadence += f", {becomes.value} from {day:%d.%m.%Y}"
    day_name = WEEKDAYS[team.review_weekday]
    when = day_name if team.cadence.value == "weekly" else f"{team.review_week} {day_name}"
    return [
        Option("", "Team"),
        row("team.name", "Name", team.name),
        row("team.cadence", "Cadence", cadence),
        row("team.timezone", "Time zone", team.zone),
        row("team.review_day", "Review", f"{when} {team.review_time:%H:%M}"),
        row("team.reply_target_hours", "Reply target", f"{team.reply_target_hours} hours"),
        row("team.show_authors", "Authors", "shown" if team.show_authors else "hidden"),
    ]


def member_rows(team: Team) -> list[Option]:
    """Who is in the team, and who left."""
    return [
        Option("", "Members"),
        *(
            Option(f"member.{member.id}", member.name)
            if member.left_on is None
            else Option("", "", f"  {member.name} left on {member.left_on:%d.%m.%Y}")
            for member in team.members
        ),
        Option("member.add", "Add a member…"),
    ]


def agenda_rows(team: Team) -> list[Option]:
    """The team's agendas."""
    return [
        Option("", "Agendas"),
        *(
            row(f"agenda.{kind.value}", kind.value.capitalize(), _said(team.agendas[kind]))
            for kind in AgendaKind
        ),
    ]


def _said(steps: Sequence[Step]) -> str:
    total = sum(step.minutes for step in steps)
    return f"{total} min: " + ", ".join(f"{step.key.label} {step.minutes}" for step in steps)
