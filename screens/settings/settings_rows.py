"""The lines of the settings: what can be set of a team, and how it is set."""

from __future__ import annotations

from screens.dialogs.choose import Option
from screens.forms.team_form import WEEKDAYS
from store.domain.agenda import AgendaKind
from store.domain.cycle_words import cadence_words
from store.domain.cycles import Cadence
from store.models.team import Team
from store.teams.promises import hours_text

_QUESTION = "opens with a question, another each time"
_NO_QUESTION = "without an opening question"


def row(value: str, label: str, more: str) -> Option:
    """One setting: its name, and how it is set."""
    return Option(value, f"{label:<16}", more)


def team_rows(team: Team) -> list[Option]:
    """The team's settings."""
    day_name = WEEKDAYS[team.review_weekday]
    monthly = any(each.cadence is Cadence.MONTHLY for each in team.ahead)
    when = f"{team.review_week} {day_name}" if monthly else day_name
    if monthly and team.cadence is Cadence.WEEKLY:
        when = f"{day_name}, monthly the {when}"
    return [
        Option("", "Team"),
        row("team.name", "Name", team.name),
        row("team.cadence", "Cadence", cadence_words(team.ahead)),
        row("team.timezone", "Time zone", team.zone),
        row("team.review_day", "Review", f"{when} {team.review_time:%H:%M}"),
        row("team.reply_target_hours", "Reply target", hours_text(team.reply_target_hours)),
        row("team.show_authors", "Authors", "shown" if team.show_authors else "hidden"),
        row("command.promises", "Promises", "reply times, who may decide, one step up"),
        row("command.words", "Words to send", "your own wording of survey, hello, call"),
        row("team.asks_question", "Check-in", _QUESTION if team.asks_question else _NO_QUESTION),
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
    """The team's agendas, each with its steps in order."""
    rows = [Option("", "Agendas")]
    for kind in AgendaKind:
        steps = team.agendas[kind]
        minutes = f"{sum(step.minutes for step in steps)} min"
        rows.append(row(f"agenda.{kind.value}", kind.value.capitalize(), minutes))
        rows += [
            row(f"step.{kind.value}.{step.key.value}", f"  {step.key.label}", f"{step.minutes}")
            for step in steps
        ]
    return rows
