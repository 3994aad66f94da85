"""Which columns of a ticket export say what of a case, whatever help desk wrote it."""

from __future__ import annotations

import re

from store.formats.feedback.answers import yes_or_no
from store.formats.feedback.cases.case_marks import is_broken, unread_mark
from store.formats.feedback.cases.overdue_marks import says_of_today
from store.formats.feedback.columns import judged
from store.formats.feedback.days.day_names import Rank, rank_of
from store.formats.feedback.days.mail_days import opened_days
from store.formats.feedback.days.rated_days import rated_day
from store.formats.feedback.questions.question_words import is_overall
from store.formats.feedback.words.status_words import is_case_status, is_solved
from store.formats.tabular.days.column_dates import settle_dates
from store.formats.tabular.days.durations import per_hour, says_unit
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.names import day_words, name_words, without_prefix
from store.formats.tabular.tables import Table

_WHAT: dict[str, str] = {
    "created": r"(claim|complaint|request|incident report) (date|day)|(ticket |case |conversation |sys )?(created|opened|submitted|started|logged|raised|reported)( at| time| date| on)?"
    r"( timestamp)?|date( time)? (created|opened|submitted|logged|raised)|create date|(creation|open|opening|request) (date|time)( (it|ist|utc|local))?|data (de )?abertura"
    r"|date d ouverture|fecha de (apertura|creacion)|eroffnungsdatum|erstellt( am)?"
    r"|erstellungsdatum|date de creation|cree le|data de criacao|criado em|data di creazione|creato il|aanmaakdatum|aangemaakt( op)?"
    r"|aanmaaktijd|(erstellungszeit|heure de creation|hora de (creacion|criacao|abertura|apertura)|ora di (creazione|apertura))|fecha y hora de (creacion|apertura)|data e hora (de|da) (criacao|abertura)"
    r"|utworzono|zgłoszono|data (utworzenia|zgłoszenia|otwarcia|załozenia)|aberto em|abierto( el)?|ouvert le|eroffnet( am)?|geopend( op)?|aperto il"
    r"|creado( el)?|fecha (creacion|apertura)|data (apertura|creazione|criacao)|skapa[dt]( den)?|oppna[dt]( den)?|oprettet( den| dato)?|oprettelsesdato|abnet( den)?"
    r"|opprettet( den| dato)?|apnet( den)?|vytvoreno|datum (vytvoreni|zalozeni|nahlaseni)|otevreno|nahlaseno|luotu|avattu|luontipaiva",
    "solved": r"((ticket|case|last|actual|incident) )*(solved|resolved|closed)( at| time| date| on)?( timestamp)?"
    r"|date( time)? (solved|resolved|closed)|(resolved|closed|solved) date|(resolution|resolve|solution|closing|close) (date|time)( (it|ist|utc|local))?|data (da solucao|fechamento|encerramento)"
    r"|date de resolution|fecha de solucion|gelost( am)?|(ab)?geschlossen( am)?|losungs(datum|zeitpunkt)|zeit(punkt)? der losung|schlie(ss|sz)(zeit(punkt)?|datum)|erledigt am"
    r"|resolu le|(date de )?cloture( le)?|data de (resolucao|fechamento)|resolvido em|fecha de (resolucion|cierre)"
    r"|data di (risoluzione|chiusura)|risolto il|chiuso il|opgelost op|gesloten op"
    r"|(datum )?(gereed|gesloten|afgemeld|opgelost|afgehandeld)( op| datum)?|(gereedmeld|afmeld|afhandel|sluit(ings)?|oplos)datum|sluit(ings)?tijd"
    r"|tiempo (terminado|de cierre|de finalizacion)|(hora|fecha y hora) de (cierre|finalizacion|resolucion|solucion)|heure de (cloture|resolution|fermeture)"
    r"|(hora|data e hora) (de|do|da) (fechamento|encerramento|resolucao|conclusao)|ora di (chiusura|risoluzione)"
    r"|(data|fecha) (de |da |do )?(finalizad[oa]|finaliza[cs]ao|finalizacion|conclusao|concluido|termino|encerrado|fechado|resolvido|cierre|cerrado|resuelto)"
    r"|rozwiazano|zamknieto|data (rozwiazania|zamkniecia)( zgłoszenia)?|resuelto( el)?|cerrado( el)?|(fechado|encerrado|concluido) em|ferme le"
    r"|fecha (cierre|solucion|resolucion)|data (chiusura|risoluzione|resolucao|solucao)|stang[dt]( den)?|avsluta[dt]( den)?|lukket( den| dato)?|afsluttet( den)?"
    r"|avsluttet( den)?|løst( den| dato)?|uzavreno|vyreseno|datum (uzavreni|vyreseni)|ratkaistu|suljettu|sulkemispaiva",
    "updated": r"(last )?(updated?|modified|activity)( at| time| date| on)?|ultima atualizacao"
    r"|derniere modification|ultima actualizacion|letzte anderung",
    "reply": r"response time( (in )?(minutes|mins?|hours|hrs|seconds|secs?|days))?|(time to )?(first|initial)( agent)?( email)? (reply|response|answer)( (at|time|date|on))?( in)?( the)?"
    r"( (minutes|mins?|hours|hrs|seconds|secs?|days|hh mm ss))?( (within )?(calendar|business)( hours)?)?"
    r"|erste (antwort|reaktion)( in (minuten|stunden)| am)?|primeira resposta( em)?|primera respuesta( el)?"
    r"|pierwsza odpowiedz|(data|czas) pierwszej odpowiedzi( w (minutach|godzinach))?|premiere reponse( le)?|prima risposta( il)?|eerste (reactie|antwoord)( op)?"
    r"|((erst|erste )?reaktionszeit|erstantwortzeit|zeit bis (zur )?ersten (antwort|reaktion)|(delai|temps) de (la )?premiere reponse|premier (delai|temps) de reponse"
    r"|tiempo de (la )?primera respuesta|tempo (de|da|para|ate) (a )?primeira resposta|tempo (di|della|alla) prima risposta|(eerste )?reactietijd|tijd tot eerste (reactie|antwoord))"
    r"( (in |en |em )?(min(uten|utes|utos|uti)?|h|std|stunden|heures|horas|ore|uren|uur))?",
    "length": r"((full|total) )?(resolution|solution|solve) time( in)?( (minutes|mins?|hours|hrs|seconds|days))?"
    r"( (within )?(calendar|business)( hours)?)?"
    r"|(resolution|solution|handling) (time )?(days|hours|minutes|hrs|mins)"
    r"|(days|hours|minutes|time) to (resolve|resolution|solve|close)( in)?( (minutes|hours|hrs|days|hh mm ss))?"
    r"|(tiempo de (resolucion|solucion)|tempo de (resolucao|solucao)|(temps|delai) de resolution|tempo di risoluzione|oplostijd|oplossingstijd)"
    r"( (en |em |in )?(min(utes|utos|uti|uten)?|h|heures|horas|ore|uren|uur))"
    r"|losungszeit( in (minuten|stunden))?|czas (rozwiazania|realizacji)( w (minutach|godzinach))?",
    "status": r"((ticket|case|current|issue|request|conversation|incident) )*(status|state)|statut|situacao|estado( actual)?|stato|"
    r"(aktueller )?status|stan|stav|tila|tilstand|(status|stan) zgłoszenia",
    "interactions": r"agent interactions|((public |agent )?replies|interactions|contacts|touches)"
    r"( count)?|(number|count) of (replies|interactions|contacts|touches)",
    "reopened": r"rouverte?|wieder ?(er)?offnet|reabiert[oa]|reabert[oa]|riapert[oa]|heropend|(ticket )?reopens|(is |was )?reopened|((ticket|case|incident) )?reopen(ed)? count|times reopened|(number|no|count) of (times )?reopen(s|ed|ings?)?|(anzahl|zahl) (der )?wieder ?(er)?offnungen",
    "escalated": r"eskaliert|escalad[oa]|escaladee?|(is |was )?escalated|escalations?",
    "overdue": r"tempo para resolver excedido|(time to resolve|resolution time) exceeded"
    r"|(temps|delai) de resolution depasse|ttr depasse|tiempo de (resolucion|solucion) excedido"
    r"|(is )?overdue|resolution (sla )?status|resolution sla|sla (verletzt|depasse|incumplido|vencido|violad[oa]|violat[oa]|overschreden)"
    r"|((closed|re ?solved|completed) )?on ?time"
    r"|((resolution|solution|time to (resolution|resolve)|(has|is|was)) )*(sla )?(breach(ed)?|violat(ed|ion))( sla)?"
    r"|(((is|was) )?(made|met|kept|within|achieved)|(re)?solved (within|in)|closed (within|in)) (the )?((resolution|solution) )?sla( (met|resolution|solution))?"
    r"|((re)?solved|closed|completed|fixed) (within|in|on) (the )?(target|time|deadline|\d+ ((working|business|calendar) )?(days?|hours?|weeks?))( target)?( y n| yes no)?"
    r"|((resolution|solution|time to (resolution|resolve)) )?(sla|target) (is )?(met|kept|achieved|complian(ce|t))"
    r"|status der losung|losungsstatus|statut de (la )?resolution|estado de (la )?resolucion|status da resolucao"
    r"|sla (eingehalten|erfullt|respecte|cumplido|cumprido|rispettat[oa]|gehaald)",
    "late_reply": r"first response (sla )?status|first response sla|status der ersten (antwort|reaktion)|statut de la premiere reponse|"
    r"estado de la primera respuesta|(status|estado) da primeira resposta|stato della prima risposta|status (van )?(de )?eerste (reactie|antwoord)",
    "first_contact": r"(resolue?|ferme) au premier contact|resuelto en( el)? primer contacto"
    r"|resolvido no primeiro contac?to|risolto al primo contatto|opgelost bij eerste contact"
    r"|(beim ersten kontakt gelost|erstkontaktlosung)|fcr|(solved |resolved )?(on |in |at )?first (contact|call)( resolution| resolved)?",
}  # fmt: skip
_COMPLETED = re.compile(
    r"(ticket |case )?(completed|completion)( at| time| date| on)?( timestamp)?|date( time)? completed"
)
"""Names of the day a case was solved, in a file that says more of cases; surveys have one too."""
_RECEIVED = re.compile(
    r"(date|day) (received|reported|taken)|received( (on|at|date))?|eingang(sdatum)?|eingegangen am|recu le|date de reception|recibido( el)?|fecha de recepcion|recebido em|ricevuto il|ontvangen( op)?"
)
"""Names of the day a case came in, in a file that says of cases when they were closed."""
_DUE = re.compile(
    r"(sla )?target (date|time)( time)?|((sla|est|estimated|ticket|case|resolution|solution) )*due( (date|time|day|by|at|on))*( timestamp)?"
    r"|(resolve|solve)( due)? by|deadline|falligkeits(datum|termin)|fallig am|fecha (de vencimiento|limite)"
    r"|date d echeance|data de vencimento|prazo|scadenza|data di scadenza|vervaldatum|streefdatum|doeldatum|uiterste datum|termin realizacji"
)
KEPT_TARGET = re.compile(
    r"\b(made|met|kept|within|achieved|in|on|ontime|complian(ce|t)|eingehalten|erfullt|respecte|cumplido|cumprido|rispettat[oa]|gehaald)\b"
)
"""Names of a target's column that say with a yes that it was met."""
_OF_A_TICKET = re.compile(
    r"^ticket (?=tiempo|hora|fecha|erstell|schlie|heure|ora )| (?:(?:del?|du|do|des|van het) )?(?:ticket|tickets|caso|chamado|incidente|incidencia)$"
)
"""What a name of a case's day may say of the case: “Hora de creación del ticket”."""
_DAYS = ("created", "solved", "updated")
_TIMES = (*_DAYS, "reply", "length")
_AMONG_CASES = {"reply", "length", "overdue", "late_reply", "interactions", "reopened", "escalated"}
"""What only a help desk says of a case."""
_SAMPLE = 200
NO_TARGET = "no_target"
"""Under what stands a column that says which cases are late, where none has a target."""
OVERDUE_NOW = "overdue_now"
"""Under what stands a column that says which cases are late today, which no solved one can be."""
_OF_TARGETS = frozenset({"overdue", "late_reply"})
_MARKS = _OF_TARGETS | {"reopened", "escalated", "first_contact"}
"""What a help desk marks of a case in words of its own, or by yes and no."""
UNREAD = {what: f"unread_{what}" for what in _MARKS}
"""Under what stands a column of marks of which some cannot be read."""
_TELLING = {"status", "solved", "reply", "length", "overdue", "interactions"}
_TICKET = re.compile(r"(ticket|incident|case) ?(id|no|nr|number|key)")
_LEAVING = re.compile(r"cancel|churn|unsubscribed|subscription|membership")
"""Names in a list of customers who come and go, which has a creation and a status too."""
_REVIEW = re.compile(
    r"review( ?id| text| title)?|(response|respondent|survey) ?id|order ?(id|number)"
)
"""Names in a file of reviews, surveys or orders, which has a creation and a status too."""


def find_columns(table: Table) -> dict[str, int]:
    """Which column holds what of a case, by their names; the rating by its answers too."""
    return dict(table.once("case columns", _find_columns))


def _find_columns(table: Table) -> dict[str, int]:
    names = [_OF_A_TICKET.sub("", name) for name in without_prefix([*map(day_words, table.header)])]
    columns: dict[str, int] = {}
    unread: list[int] = []
    for what, pattern in _WHAT.items():
        places = [index for index, name in enumerate(names) if re.fullmatch(pattern, name)]
        if what == "created":
            places = [index for index in places if index not in opened_days(table)]
        places.sort(key=lambda index: _second_best(what, names[index]))
        plain, others = _that_hold(what, table, places, columns)
        if places := plain if what == "solved" else plain + others:
            columns[what] = places[0]
        if what == "solved":
            unread = others
    _take_status(table, columns)
    if "solved" not in columns or "clos" in names[columns["solved"]]:
        completed = [index for index, name in enumerate(names) if _COMPLETED.fullmatch(name)]
        plain, others = _that_hold("solved", table, completed, columns)
        if not _tells_of_cases(table, columns):
            plain = others = []
        unread = [index for index in unread if index not in columns.values()]
        if places := plain if "solved" in columns else plain + unread + others:
            columns["solved"] = places[0]
    columns |= _day_received(table, names, columns) or _plain_day(table, names, columns)
    if "overdue" in columns and _is_of_today(table, columns):
        columns[OVERDUE_NOW] = columns.pop("overdue")
    elif "overdue" in columns and not _has_targets(table, columns):
        columns[NO_TARGET] = columns.pop("overdue")
    _set_unread_apart(table, columns)
    ratings = [
        index
        for index in range(len(table.header))
        if (judgement := judged(table, index)) is not None and judgement.measures == ("csat",)
    ]
    ratings.sort(key=lambda index: not is_overall(table.header[index]))
    if len(ratings) == 1 or (ratings and is_overall(table.header[ratings[0]])):
        columns["rating"] = ratings[0]
    rated = rated_day(table, columns.get("rating"), {*columns.values(), *due_columns(table)})
    if rated is not None:
        columns["rated"] = rated
    return columns


def _take_status(table: Table, columns: dict[str, int]) -> None:
    """Take “Resolution status” for the status, where its words are those of one and no other is there."""
    marks = columns.get("overdue")
    if "status" in columns or marks is None or "status" not in name_words(table.header[marks]):
        return
    cells = [cell for cell in table.column(marks) if not is_blank(cell)]
    if cells and 2 * sum(is_case_status(cell) and is_broken(cell) is None for cell in cells) > len(
        cells
    ):
        columns["status"] = columns.pop("overdue")


def _set_unread_apart(table: Table, columns: dict[str, int]) -> None:
    """Put the columns of marks of which some cannot be read under a name of their own."""
    for what in _MARKS & columns.keys():
        if unread_mark(table.column(columns[what]), of_target=what in _OF_TARGETS):
            columns[UNREAD[what]] = columns.pop(what)


def _day_received(table: Table, names: list[str], columns: dict[str, int]) -> dict[str, int]:
    """The day that cases came in as that of their creation, where no column is called so and others
    say when they were closed."""
    if "created" in columns or not {"solved", "status"} <= columns.keys():
        return {}
    places = [index for index, name in enumerate(names) if _RECEIVED.fullmatch(name)]
    plain, _others = _that_hold("created", table, places, columns)
    return {"created": plain[0]} if plain else {}


def _plain_day(table: Table, names: list[str], columns: dict[str, int]) -> dict[str, int]:
    """The one day that cases have, as that of their creation, where it is only called “Date” and how
    long each took stands beside it."""
    if "created" in columns or "solved" in columns or not {"length", "status"} <= columns.keys():
        return {}
    if not any(map(_TICKET.fullmatch, names)):
        return {}
    days = [index for index, name in enumerate(names) if rank_of(name) is Rank.PLAIN]
    plain, _others = _that_hold("created", table, days, columns)
    return {"created": plain[0]} if len(plain) == 1 else {}


def _that_hold(
    what: str, table: Table, places: list[int], columns: dict[str, int]
) -> tuple[list[int], list[int]]:
    """Those of ``places``, not among ``columns`` yet, whose cells are such as ``what`` has, and
    those that may hold it: a length of time is no day, and a day is no length."""
    free = [index for index in places if index not in columns.values()]
    if what not in _TIMES:
        return free, []
    plain: list[int] = []
    others: list[int] = []
    for index in free:
        cells = [cell for cell in table.column(index) if not is_blank(cell)][:_SAMPLE]
        unit = per_hour(name_words(table.header[index])) is not None
        days = settle_dates(cells)
        is_day = not unit and 2 * days.readable >= days.filled > 0
        is_length = not is_day and (unit or any(map(says_unit, cells)))
        if is_day if what in _DAYS else is_length or (what == "reply" and is_day):
            plain.append(index)
        elif not (is_day or is_length):
            others.append(index)
    return plain, others


def kept_target(table: Table) -> str | None:
    """The column of yes and no that says which cases were solved in time, if there is one."""
    for index, name in enumerate(table.header):
        spoken = name_words(name)
        if re.fullmatch(_WHAT["overdue"], spoken) and KEPT_TARGET.search(spoken):
            cells = [cell for cell in table.column(index) if not is_blank(cell)]
            if cells and all(yes_or_no(cell) is not None for cell in cells):
                return name
    return None


def due_columns(table: Table) -> list[int]:
    """The columns that say until when a case was to be solved."""
    return [index for index, name in enumerate(table.header) if _DUE.fullmatch(day_words(name))]


def _is_of_today(table: Table, columns: dict[str, int]) -> bool:
    """Whether “Overdue” says which cases are late today; see `says_of_today`."""
    due, status = due_columns(table), columns.get("status")
    ended = columns.get("solved", columns.get("updated"))
    if not due or status is None or ended is None:
        return False
    is_solution = "solved" in columns
    return says_of_today(table, columns["overdue"], status, ended, due[0], is_solution=is_solution)


def _has_targets(table: Table, columns: dict[str, int]) -> bool:
    """Whether a case that is not late was solved within a target: not where the help desk gave no
    solved case a due day."""
    due = due_columns(table)
    flags = [cell for cell in table.column(columns["overdue"]) if not is_blank(cell)]
    if not due or any(yes_or_no(cell) is None for cell in flags):
        return True
    status = columns.get("status")
    return any(
        not is_blank(row.cells[index])
        for row in table.rows
        if status is None or is_solved(row.cells[status])
        for index in due
    )


def _tells_of_cases(table: Table, columns: dict[str, int]) -> bool:
    """Whether the columns found say more than any survey does."""
    status = columns.get("status")
    return bool(_AMONG_CASES & columns.keys()) or (
        status is not None and _has_case_status(table, status)
    )


def _second_best(what: str, name: str) -> tuple[bool, bool]:
    """Whether another column is to be preferred for ``what``: one that runs day and night, one
    that says its unit, and a solution rather than the closing that follows it."""
    vague = what == "length" and per_hour(name) is None
    return "business" in name, vague or (what == "solved" and "clos" in name)


def is_tickets(table: Table) -> bool:
    """Whether the file is a help desk's: cases with their creation and what became of them."""
    return table.once("is tickets", _is_tickets)


def _is_tickets(table: Table) -> bool:
    columns = find_columns(table)
    telling = _TELLING & columns.keys()
    names = [name_words(name) for name in table.header]
    if "created" not in columns or not telling:
        return False
    if "solved" in columns and _COMPLETED.fullmatch(names[columns["solved"]]):
        telling.discard("solved")
    if telling <= {"status", "solved", "reply"} and any(map(_LEAVING.search, names)):
        return False
    of_tickets = any(map(_TICKET.fullmatch, names))
    if telling <= {"status", "reply"} and not of_tickets and any(map(_REVIEW.fullmatch, names)):
        return False
    return telling != {"status"} or _has_case_status(table, columns["status"])


def _has_case_status(table: Table, index: int) -> bool:
    """Whether a status is that of cases, not of orders or of finished surveys."""
    cells = [cell for cell in table.column(index) if not is_blank(cell)]
    return not cells or 2 * sum(map(is_case_status, cells)) >= len(cells)
