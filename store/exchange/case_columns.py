"""Which columns of a ticket export say what of a case, whatever help desk wrote it."""

from __future__ import annotations

import re

from store.exchange.columns import judge_column
from store.exchange.durations import per_hour
from store.exchange.names import words
from store.exchange.tables import Table

_WHAT: dict[str, str] = {
    "created": r"(ticket |case |conversation )?(created|opened|submitted|started)( at| time| date| on)?"
    r"( timestamp)?|date( time)? (created|opened|submitted)|create date|(creation|open|opening|request) (date|time)|data de abertura"
    r"|date d ouverture|fecha de (apertura|creacion)|eroffnungsdatum|erstellt( am)?",
    "solved": r"(ticket |case )?(solved|resolved|closed)( at| time| date| on)?( timestamp)?"
    r"|date( time)? (solved|resolved|closed)|(resolution|solution|closing|close) (date|time)|data da solucao"
    r"|date de resolution|fecha de solucion|gelost( am)?|geschlossen( am)?",
    "updated": r"(last )?(updated?|modified|activity)( at| time| date| on)?|ultima atualizacao"
    r"|derniere modification|ultima actualizacion|letzte anderung",
    "reply": r"(time to )?(first|initial)( agent)?( email)? (reply|response|answer)( (at|time|date|on))?( in)?( the)?"
    r"( (minutes|mins?|hours|hrs|seconds|secs?|days|hh mm ss))?( (within )?(calendar|business)( hours)?)?"
    r"|erste (antwort|reaktion)( in (minuten|stunden))?",
    "length": r"((full|total) )?(resolution|solution|solve) time( in)?( (minutes|mins?|hours|hrs|seconds|days))?"
    r"( (within )?(calendar|business)( hours)?)?"
    r"|time to (resolve|resolution|solve|close)( in)?( (minutes|hours|hrs|days|hh mm ss))?"
    r"|losungszeit( in (minuten|stunden))?",
    "status": r"(ticket |case )?(status|state)|statut|situacao|estado|stato",
    "interactions": r"agent interactions|((public |agent )?replies|interactions|contacts|touches)"
    r"( count)?|(number|count) of (replies|interactions|contacts|touches)",
    "reopened": r"(ticket )?reopens|(is |was )?reopened|reopen count|times reopened|number of reopens",
    "escalated": r"(is |was )?escalated|escalations?",
    "overdue": r"tempo para resolver excedido|(time to resolve|resolution time) exceeded"
    r"|(temps|delai) de resolution depasse|ttr depasse|tiempo de (resolucion|solucion) excedido"
    r"|(is )?overdue|resolution (sla )?status|resolution sla|sla (breached|violated)",
    "late_reply": r"first response (sla )?status|first response sla",
    "first_contact": r"fcr|(solved |resolved )?(on |in |at )?first (contact|call)( resolution| resolved)?",
    "rated": r"(survey|rating|rated|satisfaction|csat|feedback)( response)?( at| date| time| on)+",
}  # fmt: skip
_LEAVING = re.compile(r"cancel|churn|unsubscribed|subscription|membership")
"""Names in a list of customers who come and go, which has a creation and a status too."""


def find_columns(table: Table) -> dict[str, int]:
    """Which column holds what of a case, by their names; the rating by its answers too."""
    return dict(table.once("case columns", _find_columns))


def _find_columns(table: Table) -> dict[str, int]:
    names = [words(name).removesuffix(" ticket") for name in table.header]
    found: dict[str, int] = {}
    for what, pattern in _WHAT.items():
        places = [place for place, name in enumerate(names) if re.fullmatch(pattern, name)]
        places.sort(key=lambda place: _second_best(what, names[place]))
        if places := [place for place in places if place not in found.values()]:
            found[what] = places[0]
    for place, name in enumerate(table.header):
        judged = judge_column(name, "", table.column(place))
        if judged is not None and judged.measures == ("csat",):
            found["rating"] = place
            break
    return found


def _second_best(what: str, name: str) -> tuple[bool, bool]:
    """Whether another column is to be preferred for ``what``: one that runs day and night, one
    that says its unit, and a solution rather than the closing that follows it."""
    vague = what == "length" and per_hour(name) is None
    return "business" in name, vague or (what == "solved" and "clos" in name)


def is_tickets(table: Table) -> bool:
    """Whether the file is a help desk's: cases with their creation and what became of them."""
    found = find_columns(table)
    telling = {"status", "solved", "reply", "length", "overdue", "interactions"} & found.keys()
    if telling == {"status"} and any(_LEAVING.search(words(name)) for name in table.header):
        return False
    return "created" in found and bool(telling)
