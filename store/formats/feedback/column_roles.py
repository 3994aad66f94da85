"""Which column names a row, and which tool wrote the file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

from store.common.dataclass import dataclass
from store.formats.tabular.names import name_words
from store.formats.tabular.tables import Table


class Tool(StrEnum):
    """What wrote an export."""

    ZENDESK = "Zendesk"
    FRESHDESK = "Freshdesk"
    GLPI = "GLPI"
    INTERCOM = "Intercom"
    FORMBRICKS = "Formbricks"
    QUALTRICS = "Qualtrics"
    PLAIN = "a plain table"


_TOOLS: tuple[tuple[Tool, str, str], ...] = (
    (Tool.ZENDESK, r"requester( id)?|group|id|brand|ticket id", r"(first reply|full resolution|first resolution|requester wait) time (in minutes|min|hrs)( .*)?|(ticket )?satisfaction (score|rating)"),
    (Tool.FRESHDESK, r"ticket id", r"(first response|resolution) time in hrs|(agent|customer) interactions|initial response time|resolved time|survey results?"),
    (Tool.GLPI, r"data de abertura|date d ouverture|opening date|fecha de apertura|eroffnungsdatum", r"entidade|entite|entity|entidad|tempo para .*|time to .*|temps de .*|data da solucao|resolution date|ultima atualizacao|last update"),
    (Tool.INTERCOM, r"conversation (id|rating|started at|tags)", r"conversation (?!date|day|time|link|url|subject|channel).*|teammate .*|first teammate .*"),
    (Tool.QUALTRICS, r"recorded date", r"response id|start date"),
    (Tool.FORMBRICKS, r"response id", r"survey id|finished|no"),
)  # fmt: skip
"""Each tool with a name one column has, and a name another has."""

_ID = re.compile(
    r"(unique |external )?(id|no|nr|num|numero|number|key|ref|reference|uuid|guid|index)"
    r"|(numer|nr|identyfikator|id)( (zgłoszenia|odpowiedzi|sprawy|ankiety))?"
    r"|((ticket|response|respondent|conversation|case|record|submission|answer|interaction|"
    r"request|incident|feedback|row|journey|entry|session|chat|call|rating|review|survey|issue) ?)"
    r"(id|no|nr|num|number|key|ref|reference|uuid|nummer|hash)|_?record ?id|token|ticketnummer|id response id"
    r"|(id|no|nr|n|numero|nummer) ((du|de la|de l|de|do|da|del|della|van het) )?"
    r"(tickets?|billet|chamado|caso|incidente?|reponse|respuesta|resposta|risposta|antwoord)"
)

_ANSWER_ID = re.compile(
    r"(survey )?(response|submission|answer|rating|review|feedback|ticket|case|conversation|chat|call|session|"
    r"request|incident|interaction|issue) ?(id|no|nr|num|number|key|ref|reference|uuid|nummer)|ticketnummer"
)
"""Names of what is answered once as a rule: rows that have one in common may be one answer."""


_OF_CASES = re.compile(
    r"(incident|issue|case)( ?(id|no|nr|number|key|type))|incident|assignee|assigned (to|group)|assignment( group)?|reporter|"
    r"resolution|(last )?resolved?( (at|on|date|by|time))?|resolution (date|time|code)"
)
"""Names that lists of cases have, and those of orders or members never."""


def names_cases(table: Table) -> bool:
    """Whether a file's names are those of cases that somebody works on."""
    return any(_OF_CASES.fullmatch(name_words(name)) for name in table.header)


def tool_of(header: Iterable[str]) -> Tool:
    """The tool whose column names these are."""
    names = [name_words(name) for name in header]
    for tool, one, other in _TOOLS:
        first = [name for name in names if re.fullmatch(one, name)]
        if any(re.fullmatch(other, name) for name in names if name not in first[:1]) and first:
            return tool
    return Tool.PLAIN


def names_answers(name: str) -> bool:
    """Whether a column's name is that of what is answered once as a rule."""
    return bool(_ANSWER_ID.fullmatch(name_words(name)))


def id_column(table: Table) -> int | None:
    """The column that names each row (a ticket or response id, not a customer's), if there is one."""
    return table.once("id column", _id_column)


def _id_column(table: Table) -> int | None:
    for index, name in enumerate(table.header):
        if name.strip() != "#" and not _ID.fullmatch(name_words(name)):
            continue
        cells = table.column(index)
        filled = [cell for cell in cells if cell]
        if len(filled) >= 0.9 * len(cells) and len(set(filled)) >= 0.9 * len(filled) > 0:
            return index
    return None


@dataclass(frozen=True, slots=True)
class RepeatedId:
    """A column that names answers, and how many of its ids stand on several rows."""

    column: str
    ids: int


def repeated_id(table: Table) -> RepeatedId | None:
    """The column that would name each answer, did its ids not come again; None without one."""
    if id_column(table) is not None:
        return None
    for index, name in enumerate(table.header):
        filled = [cell for cell in table.column(index) if cell]
        if names_answers(name) and len(filled) >= 0.9 * len(table.rows):
            ids = sum(times > 1 for times in Counter(filled).values())
            return RepeatedId(name, ids) if 0 < ids < len(filled) / 2 else None
    return None
