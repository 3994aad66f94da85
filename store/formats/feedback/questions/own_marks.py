"""The team's own marks beside customers' answers: “Resolved” says that somebody dealt with it.

Survey tools have a box of that name which the team ticks; as an answer to “Did we solve it?” it
would say nothing of customers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from store.formats.feedback.questions.judgements import Judgement
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.names import name_words
from store.formats.tabular.tables import Table

_MARK = re.compile(
    r"(is |was |marked( as)? |mark(ed)? )?((ticket|case|issue|request|conversation|feedback|response|survey|complaint|query|problem) )?"
    r"(is |was |marked( as)? )?((re)?solved|dealt with|handled)( (status|state|flag|mark))?|"
    r"(ist |wurde )?((ticket|fall|anfrage|problem|vorgang) )?(ist |wurde )?(gelost|erledigt)|(est )?((ticket|cas|demande|problem[e]) )?(est )?resolue?|"
    r"((ticket|caso|problema|solicitud) )?(esta )?(resuelt|solucionad)[oa]|((ticket|chamado|caso|problema) )?(foi )?(resolvid|solucionad)[oa]|"
    r"((ticket|caso|problema) )?(e )?risolt[oa]|((ticket|zaak|probleem) )?(is )?opgelost|((zgłoszenie|sprawa) )?rozwiazan[aeoy]"
)
"""Names of whether something was dealt with, which ask nobody anything."""
_ASKS = ("?", "\uff1f")
_OF_A_CASE = re.compile(
    r"((ticket|case|current|issue|request|feedback) )*(status|state|statut|estado|stato|situacao)|"
    r"((ticket|case|assigned|current) )*(assignee|agent|owner|assigned( (to|agent))?|handled by|support agent|agent name|assignee name|"
    r"bearbeiter(in)?|sachbearbeiter(in)?|zustandig|agente|asignado( a)?|assign[e] a|atribuido a|assegnato a|toegewezen aan)( (id|nr|no|email|e mail|code))?"
)
_OF_A_REGISTER = re.compile(
    r"(severity|priority|urgency|gravedad|gravidade|gravite|gravita|severidad\w*|severita|prioridad[e]?|priorite|priorita|prioritat|prioriteit|"
    r"priorytet|prioritet|urgencia|urgence|urgenza|urgentie|dringlichkeit|schweregrad|ernst|"
    r"(reported|raised|logged|opened|registered) by|gemeldet von|melder|reportado por|signale par|registrado por|aberto por|segnalato da|gemeld door|"
    r"(id|nr|no|number|tipo|type|typ|art|categoria|categorie|category|kategorie|soort)( de| da| di| der)? (incidencias?|incidentes?|incident[is]?|reclamos?|averias?|"
    r"ocorrencias?|chamados?|signalement|panne|guasti?|storing|melding|mangels?|storung|vorfall|fault|defect|breakdown|outage|error)|"
    r"(incident|fault|defect|breakdown|outage|error) (id|no|nr|number|type|category)|(storungs|mangel|vorfall|fehler) ?(art|nummer|nr|typ))( (level|code))?"
)
"""Names that show that the rows are a register of what happened, which somebody keeps."""
"""Names that show that the rows are what a team works on."""
_SCORES = ("nps", "csat", "ces")


def own_mark(
    table: Table, index: int, judgements: Mapping[int, Judgement], hinted: set[str]
) -> Judgement | None:
    """Why a column of yes and no may be the team's own mark; None where it is the customers'.

    It is doubted beside a column of scores, one of the ``judgements`` or of those ``hinted`` at,
    and in rows that a team works on.
    """
    name = table.header[index]
    judgement = judgements[index]
    if judgement.measures != ("solved-it",) or not _is_mark(table, index):
        return None
    scored = any(
        at != index and each.measures[:1] and each.measures[0].startswith(_SCORES)
        for at, each in judgements.items()
    )
    worked_on = any(
        at != index
        and (_OF_A_CASE.fullmatch(spoken := name_words(other)) or _OF_A_REGISTER.fullmatch(spoken))
        and not all(map(is_blank, table.column(at)))
        for at, other in enumerate(table.header)
    )
    if not (scored or worked_on or hinted - {name}):
        return None
    return Judgement(
        reason="it may be your own mark that the answer was dealt with, by its name. If customers"
        f' said it, say --column "{name}=solved-it"'
    )


def _is_mark(table: Table, index: int) -> bool:
    """Whether a column's name asks nobody anything, and nothing else says what it asks."""
    name = table.header[index]
    label = table.labels[index] if table.labels else ""
    asked = any(mark in f"{name}{label}" for mark in _ASKS)
    return not asked and bool(_MARK.fullmatch(name_words(name)))
