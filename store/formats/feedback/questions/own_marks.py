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
_YES_NO = re.compile(
    r" (y|yes|s|si|sim|j|ja|o|oui|t|tak|a|ano|k)( or | o | ou | oder | )(n|no|nao|nein|non|nee|nie|ne|nej|nei|ei)$"
)
"""Yes and no in brackets behind a name."""
_ASKS = ("?", "\uff1f")
_LOG = (
    r"(complaints?|returns?|rma|serial|fault|defect|breakdown|damage|repair|incident|device|work done|action( taken)?|"
    r"reklamation(en)?|beschwerde|mangel|schaden|storung|defekt|gerat|massnahme|vorfall|"
    r"reclamos?|quejas?|reclamaciones|reclamacion|averia|incidencia|equipo|reclamacao|reclamacoes|avaria|defeito|"
    r"reclamations?|plainte|panne|appareil|reclami|reclamo|guasto|klachten|klacht|storing|reklamacj[ae]|usterka|awaria|"
    r"klagomal|reklamation|klage|reklamasjon|valitus|vika|reklamace|zavada)"
)
"""What a log has a column for: what somebody complained of, what was broken."""
_KIND = r"(id|nr|no|number|tipo|types?|typ|art|categoria|categorie|category|kategorie|soort|descripcion|descricao|description|beschreibung)"
_ENDED = (
    r"(date|fecha|data|datum|dato)( of| de| da| di| der)?( la)? (resolved|resolution|closed|fixed|solved|returned|out|resolucion|salida|cierre|entrega|"
    r"resolucao|saida|conclusao|fechamento|cloture|sortie|resolution|chiusura|risoluzione|uscita|afgehandeld|opgelost|rozwiazania|zakonczenia)|"
    r"(resolved|closed|fixed|solved|completed) (on|date|at)|erledigt am|gelost am|geschlossen am|(abhol|erledigungs|losungs) ?datum|resuelto el|resolvido em|risolto il|opgelost op"
)
_OF_A_REGISTER = re.compile(
    rf"{_LOG}( {_KIND})?|{_KIND}( de| da| di| der| of)?( la)? ({_LOG}|averias?|ocorrencias?|chamados?|signalement|incidencias?|incidentes?|error)|"
    r"(severity|priority|urgency|gravedad|gravidade|gravite|gravita|severidad\w*|severita|prioridad[e]?|priorite|priorita|prioritat|prioriteit|"
    r"priorytet|prioritet|urgencia|urgence|urgenza|urgentie|dringlichkeit|schweregrad)( (level|code))?|"
    r"(reported|raised|logged|opened|registered) by|gemeldet von|melder|reportado por|signale par|registrado por|aberto por|segnalato da|gemeld door|"
    rf"(storungs|mangel|vorfall|fehler) ?(art|nummer|nr|typ)|{_ENDED}"
)
"""Names that show that the rows are a register of what happened, which somebody keeps."""
_SCORES = ("nps", "csat", "ces")


def own_mark(table: Table, index: int, judgements: Mapping[int, Judgement]) -> Judgement | None:
    """Why a column of yes and no may be the team's own mark; None where it is the customers'.

    Without a question mark it is doubted always; “Resolved?” only in a log of complaints, repairs and
    the like, in which customers gave no score, by the ``judgements`` of the other columns.
    """
    name = table.header[index]
    judgement = judgements[index]
    if judgement.measures != ("solved-it",) or not _is_mark(table, index):
        return None
    if _asks(table, index) and not _is_register(table, index, judgements):
        return None
    return Judgement(
        reason="it may be your own mark that the answer was dealt with, by its name. If customers"
        f' said it, say --column "{name}=solved-it"'
    )


def _is_register(table: Table, index: int, judgements: Mapping[int, Judgement]) -> bool:
    """Whether the rows are a log that somebody keeps, and no customer gave a score in it."""
    if any(
        at != index and each.measures[:1] and each.measures[0].startswith(_SCORES)
        for at, each in judgements.items()
    ):
        return False
    return any(
        at != index
        and bool(_OF_A_REGISTER.fullmatch(name_words(name)))
        and not all(map(is_blank, table.column(at)))
        for at, name in enumerate(table.header)
    )


def _is_mark(table: Table, index: int) -> bool:
    """Whether a column's name says no more than that something was solved."""
    label = table.labels[index] if table.labels else ""
    spoken = _YES_NO.sub("", name_words(table.header[index]))
    return bool(_MARK.fullmatch(spoken)) and not any(mark in label for mark in _ASKS)


def _asks(table: Table, index: int) -> bool:
    """Whether a column's name ends with a question mark, as those of surveys do and those of lists."""
    return any(mark in table.header[index] for mark in _ASKS)
