"""The form of a team's settings, for the settings and for the welcome alike.

Its fields are named as the store names them when it refuses one. What was typed is read in
the store's own words, in the thread that also changes the team.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from screens.forms.conflict import Seen
from screens.forms.fields import ChoiceField, Field, TextField
from store.common.errors import Conflict, Refused
from store.domain.agenda import AgendaKind
from store.domain.cycle_words import cadence_to_be
from store.domain.cycles import Cadence

if TYPE_CHECKING:
    from store.journal.seat import Seat
    from store.models.team import Team
    from store.teams.teams import NewTeam

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CADENCES = [(cadence.value, cadence.value) for cadence in Cadence]
_DAYS = [(day, day[:3]) for day in WEEKDAYS]
_WEEKS = [("first", "first of the month"), ("last", "last of the month")]
_YES_NO = [("no", "no"), ("yes", "yes")]


def settings_fields(team: Team) -> list[Field]:
    """The fields of a team that exists, filled in."""
    cadence = cadence_to_be(team.ahead)
    return [
        TextField("name", "Name", team.name, required=True),
        ChoiceField("cadence", "Cadence", _CADENCES, cadence.value),
        TextField("timezone", "Time zone", team.zone, required=True),
        ChoiceField("review_day", "Review day", _DAYS, WEEKDAYS[team.review_weekday]),
        ChoiceField("review_week", "If monthly", _WEEKS, team.review_week),
        TextField("review_time", "Review time", f"{team.review_time:%H:%M}", required=True),
        TextField("reply_target_hours", "Reply target, h", str(team.reply_target_hours)),
        ChoiceField("show_authors", "Show authors", _YES_NO, "yes" if team.show_authors else "no"),
        ChoiceField("asks_question", "Ask to open", _YES_NO, "yes" if team.asks_question else "no"),
    ]


def new_team_fields(zone: str) -> list[Field]:
    """The fields of a team to be made; ``zone`` is this machine's, as a proposal."""
    return [
        TextField("name", "Team", hint="such as Acme Support", required=True),
        ChoiceField("cadence", "Cadence", _CADENCES, Cadence.WEEKLY.value),
        TextField("timezone", "Time zone", zone, required=True, proposed=True),
        ChoiceField("review_day", "Review day", _DAYS, "Friday"),
        TextField("review_time", "Review time", "15:00", required=True, proposed=True),
        TextField("member", "Members", hint="such as Dana, Lee, Sam", join=", "),
    ]


def seen_team(team: Team, fields: Sequence[Field]) -> Seen:
    """What the form of a team that exists knows of it."""
    began = {field.name: field.value for field in fields}
    return Seen(team.version, began, _in_form)


def seen_agenda(team: Team, kind: AgendaKind, fields: Sequence[Field]) -> Seen:
    """What the form of one of a team's agendas knows of it; its fields are the steps."""
    began = {field.name: field.value for field in fields}

    def in_form(conflict: Conflict) -> dict[str, str]:
        for each in conflict.changed:
            if each.field == "agendas" and kind.value in each.now:
                minutes = {key: str(count) for key, count in each.now[kind.value]}
                return {name: minutes.get(name, "") for name in began}
        return {}

    return Seen(team.version, began, in_form)


def _in_form(conflict: Conflict) -> dict[str, str]:
    readers: dict[str, tuple[str, Callable[[Any], str]]] = {
        "name": ("name", str),
        "zone": ("timezone", str),
        "review_weekday": ("review_day", WEEKDAYS.__getitem__),
        "review_week": ("review_week", str),
        "review_time": ("review_time", str),
        "reply_target_hours": ("reply_target_hours", str),
        "show_authors": ("show_authors", lambda shows: "yes" if shows else "no"),
        "asks_question": ("asks_question", lambda asks: "yes" if asks else "no"),
    }
    readable = [each for each in conflict.changed if each.field in readers]
    return {readers[each.field][0]: readers[each.field][1](each.now) for each in readable}


def set_team(seat: Seat, values: Mapping[str, str], seen: int | None = None) -> str:
    """Change those of the team's settings that are in ``values``, as the form names them; what
    this changes of its cycles and reviews, in sentences.

    Raises Refused naming the field that is wrong, Conflict when the team changed since
    version ``seen``.
    """
    from store.queries.cadence_words import cadence_change_words
    from store.teams import teams

    read: dict[str, tuple[str, Callable[[str], Any]]] = {
        "name": ("name", str),
        "cadence": ("cadence", teams.parse_cadence),
        "timezone": ("zone", str),
        "review_day": ("review_weekday", teams.parse_weekday),
        "review_week": ("review_week", str),
        "review_time": ("review_time", teams.parse_time),
        "reply_target_hours": ("reply_target_hours", _parse_hours),
        "show_authors": ("show_authors", "yes".__eq__),
        "asks_question": ("asks_question", "yes".__eq__),
    }
    changed = {read[name][0]: read[name][1](text) for name, text in values.items()}
    teams.set_team(seat, seen=seen, **changed)
    return cadence_change_words(seat, changed)


def _parse_hours(text: str) -> int:
    if not text.strip().isdecimal():
        raise Refused("A reply target is a whole number of hours.", field="reply_target_hours")
    return int(text)


def new_team(values: dict[str, str]) -> NewTeam:
    """The team that the form describes. Raises Refused naming the field that is wrong."""
    from store.teams import teams

    names = (name.strip() for name in values["member"].split(","))
    return teams.NewTeam(
        name=values["name"],
        cadence=teams.parse_cadence(values["cadence"]),
        zone=values["timezone"],
        review_weekday=teams.parse_weekday(values["review_day"]),
        review_time=teams.parse_time(values["review_time"]),
        members=tuple(name for name in names if name),
    )
