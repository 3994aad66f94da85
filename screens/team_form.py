"""The form of a team's settings, for the settings and for the welcome alike.

Its fields are named as the store names them when it refuses one. What was typed is read in
the store's own words, in the thread that also changes the team.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.dialogs.fields import ChoiceField, Field, TextField
from store.errors import Refused
from store.practice.cycles import Cadence

if TYPE_CHECKING:
    from store.seat import Seat
    from store.snapshot import Team
    from store.teams import NewTeam

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CADENCES = [(cadence.value, cadence.value) for cadence in Cadence]
_DAYS = [(day, day[:3]) for day in WEEKDAYS]
_WEEKS = [("first", "first of the month"), ("last", "last of the month")]
_YES_NO = [("no", "no"), ("yes", "yes")]


def settings_fields(team: Team) -> list[Field]:
    """The fields of a team that exists, filled in."""
    cadence = team.next_cadence[0] if team.next_cadence else team.cadence
    return [
        TextField("name", "Name", team.name, required=True),
        ChoiceField("cadence", "Cadence", _CADENCES, cadence.value),
        TextField("timezone", "Time zone", team.zone, required=True),
        ChoiceField("review_day", "Review day", _DAYS, WEEKDAYS[team.review_weekday]),
        ChoiceField("review_week", "If monthly", _WEEKS, team.review_week),
        TextField("review_time", "Review time", f"{team.review_time:%H:%M}", required=True),
        TextField("reply_target_hours", "Reply target, h", str(team.reply_target_hours)),
        ChoiceField("show_authors", "Show authors", _YES_NO, "yes" if team.show_authors else "no"),
    ]


def new_team_fields(zone: str) -> list[Field]:
    """The fields of a team to be made; ``zone`` is this machine's, as a proposal."""
    return [
        TextField("name", "Team", hint="such as Acme Support", required=True),
        ChoiceField("cadence", "Cadence", _CADENCES, Cadence.WEEKLY.value),
        TextField("timezone", "Time zone", zone, required=True),
        ChoiceField("review_day", "Review day", _DAYS, "Friday"),
        TextField("review_time", "Review time", "15:00", required=True),
        TextField("member", "Members", hint="such as Dana, Lee, Sam", join=", "),
    ]


def set_team(seat: Seat, values: dict[str, str]) -> None:
    """Change the team to what the form says. Raises Refused naming the field that is wrong."""
    from store import teams

    hours = values["reply_target_hours"].strip()
    if not hours.isdecimal():
        raise Refused("A reply target is a whole number of hours.", field="reply_target_hours")
    teams.set_team(
        seat,
        name=values["name"],
        cadence=teams.parse_cadence(values["cadence"]),
        zone=values["timezone"],
        review_weekday=teams.parse_weekday(values["review_day"]),
        review_week=values["review_week"],
        review_time=teams.parse_time(values["review_time"]),
        reply_target_hours=int(hours),
        show_authors=values["show_authors"] == "yes",
    )


def new_team(values: dict[str, str]) -> NewTeam:
    """The team that the form describes. Raises Refused naming the field that is wrong."""
    from store import teams

    names = (name.strip() for name in values["member"].split(","))
    return teams.NewTeam(
        name=values["name"],
        cadence=teams.parse_cadence(values["cadence"]),
        zone=values["timezone"],
        review_weekday=teams.parse_weekday(values["review_day"]),
        review_time=teams.parse_time(values["review_time"]),
        members=tuple(name for name in names if name),
    )
