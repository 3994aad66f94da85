"""Rows that a survey's own makers entered: previews and tests of it, and what its tool takes for spam.

A tool says so in the language of its account, under “Status” or the channel; other programs have a
column of their own, such as “is_test” or “Mode”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from store.formats.feedback.answers import yes_or_no
from store.formats.feedback.column_roles import Tool, tool_of
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.names import name_words
from store.formats.tabular.tables import Problem, Table

_SAYS_HOW = re.compile(
    r"(response |survey )?(status|type|state)|(distribution )?channel|antwort ?(typ|status|art)|typ der antwort|(distributions)?kanal|"
    r"vertriebskanal|statut|(type|statut|etat) de (la )?reponse|canal de (distribution|distribucion|distribuicao)|canal|estado|"
    r"(tipo|estado|status) d[ea] (la )?(respuesta|resposta)|stato|tipo di risposta|canale( di distribuzione)?|"
    r"(reactie|antwoord) ?(type|status)|(typ|status) odpowiedzi|kanał( dystrybucji)?|svarstyp|svartype"
)
"""Columns that say how an answer came."""
_OF_A_SURVEY = (
    r"( (de|del|de la|de l|du|da|do|di|dell|van|van de|der|des|för|av|af))*"
    r"( ?(survey|umfrage|befragung|enquete|sondage|questionnaire|encuesta|pesquisa|questionario|sondaggio|indagine|ankiety|"
    r"enkat\w*|undersokelse\w*|undersøgelse\w*))?"
)
_PREVIEW = re.compile(
    r"(survey |offline )?(survey )?(preview|test)( response)?|(umfrage|befragungs)?(vorschau|test)( der (umfrage|befragung))?|"
    r"test ?antwort|offline (umfrage)?vorschau|"
    rf"(apercu|previsualisation|vista previa|previsualizacion|visualizacao|previa|pre visualizacao|anteprima|voorbeeld(weergave)?|podglad|"
    rf"forhands(gransk|visn)ing){_OF_A_SURVEY}( hors ligne| sin conexion)?|"
    r"enquetevoorbeeld|voorbeeld ?enquete|(reponse|respuesta|resposta|risposta) (de |di )?(test|prueba|teste|prova|essai)"
)
_SPAM = re.compile(r"(imported )?spam")
_PREVIEW_CODES = frozenset({"1", "2", "9", "17"})
_SPAM_CODES = frozenset({"8", "12"})
"""Qualtrics' numbers for how an answer came, where it exports no words."""
_SAYS_TEST = re.compile(
    r"tester|((is|ist|es|est|e|is a|ist ein|est un|es una) )?(test|preview|prueba|essai|teste|prova|dummy)|"
    r"(is |is a )?(test|preview|dummy) ?(response|answer|data|record|entry|row|submission|survey|feedback|user|account|customer|mode|flag|"
    r"order|ticket|case|conversation)|is ?(test|preview|testing)|"
    r"test ?(antwort|daten|datensatz|eintrag|eingabe|kunde|bestellung|modus|vorgang|svar|reactie|antwoord)|ist testdaten|probe ?(antwort|eintrag)|"
    r"(reponse|donnees?|enregistrement|compte|mode) (de )?(test|essai)|"
    r"(respuesta|dato|datos|registro|modo) de prueba|(resposta|dado|dados|registro|modo) (de )?teste|(risposta|dato|dati) di (prova|test)|"
    r"odpowiedz testowa|testowa"
)
_BARE_TEST = re.compile(r"test|prueba|essai|teste|prova|preview|dummy")
"""Names that may be of something else that was tried out, or done with a test."""
_SAYS_MODE = re.compile(
    r"((data|response|survey|run|api|app|system) ?)?(mode|environment|env|modus|umgebung|stage|entorno|ambiente|environnement|modo|milieu|omgeving|"
    r"srodowisko|miljo)"
)
_LIVE_MODE = re.compile(r"(is )?(live|production|prod)( ?mode)?|livemode")
_TRIED = re.compile(
    r"(pre ?)?test\w*|debug|sandbox|staging|stage|dev(elopment)?|demo|preview|qa|vorschau|entwicklung|prueba|pruebas|essai|teste|prova"
)
_LIVE = re.compile(
    r"live|interview|prod(uction|uktion|uktiv|uccion|ucao|uzione)?|real|echt(betrieb)?|reel|en vivo|vivo|in uso|normal"
)
_FEW = 4
"""One row in so many may be a test before its column is doubted."""
WHY = "it is a preview or a test of the survey, not a customer's answer"
_BY_A_COLUMN = "it is a test, by “{}”, not a customer's answer"


def without_trials(table: Table) -> Table:
    """The table without what its own makers entered to try a survey, and what its tool takes for
    spam: such rows are listed among the problems."""
    lines = dict(_marked(table))
    for index, tests in _flagged(table):
        if _is_certain(table, index, tests):
            lines |= {line: _BY_A_COLUMN.format(table.header[index]) for line in tests - set(lines)}
    if not lines:
        return table
    problems = (*table.problems, *(Problem(line, why) for line, why in lines.items()))
    return replace(
        table,
        rows=tuple(row for row in table.rows if row.line not in lines),
        problems=tuple(sorted(problems, key=lambda problem: problem.line)),
    )


def doubtful_trials(table: Table) -> tuple[str, frozenset[int]] | None:
    """The column that says of so many rows that they are tests that only a person knows whether
    they are, and their lines; None without one."""
    for index, tests in _flagged(table):
        if not _is_certain(table, index, tests):
            return table.header[index], tests
    return None


def _marked(table: Table) -> Iterator[tuple[int, str]]:
    """The rows that the survey tool says are no customer's answers, by line, and why."""
    tool = tool_of(table.header)
    for index, name in enumerate(table.header):
        label = name_words(table.labels[index]) if table.labels else ""
        if _SAYS_HOW.fullmatch(name_words(name)) or _SAYS_HOW.fullmatch(label):
            for row in table.rows:
                if why := _why_no_customer(row.cells[index], tool):
                    yield row.line, why


def _why_no_customer(cell: str, tool: Tool) -> str:
    """Why a row is no customer's answer, by how the survey tool says it came; else empty."""
    how = name_words(cell)
    if _PREVIEW.fullmatch(how) or (tool is Tool.QUALTRICS and how in _PREVIEW_CODES):
        return WHY
    if _SPAM.fullmatch(how) or (tool is Tool.QUALTRICS and how in _SPAM_CODES):
        return "the survey tool takes it for spam"
    return ""


def _flagged(table: Table) -> Iterator[tuple[int, frozenset[int]]]:
    """The columns that say of each row whether it is a test, with the lines of those that are."""
    for index, name in enumerate(table.header):
        spoken = name_words(name), name_words(table.labels[index]) if table.labels else ""
        if any(map(_SAYS_TEST.fullmatch, spoken)):
            says = _is_test
        elif any(map(_SAYS_MODE.fullmatch, spoken)):
            says = _is_tried
        elif any(map(_LIVE_MODE.fullmatch, spoken)):
            says = _is_not_live
        else:
            continue
        told = {row.line: says(row.cells[index]) for row in table.rows}
        blank = {row.line for row in table.rows if is_blank(row.cells[index])}
        tests = frozenset(line for line, test in told.items() if test)
        if tests and all(test is not None for line, test in told.items() if line not in blank):
            yield index, tests


def _is_certain(table: Table, index: int, tests: frozenset[int]) -> bool:
    """Whether nothing else can be meant: few of the rows are tests, or the name says outright that
    it speaks of the row."""
    if _BARE_TEST.fullmatch(name_words(table.header[index])):
        return _FEW * len(tests) <= len(table.rows)
    return len(tests) < len(table.rows)


def _is_test(cell: str) -> bool | None:
    answer = yes_or_no(cell)
    return _is_tried(cell) if answer is None else answer == 1.0


def _is_not_live(cell: str) -> bool | None:
    answer = yes_or_no(cell)
    return None if answer is None else answer == 0.0


def _is_tried(cell: str) -> bool | None:
    """Whether a word says that a row was tried out; None for one that says neither."""
    how = name_words(cell)
    if _TRIED.fullmatch(how):
        return True
    return False if _LIVE.fullmatch(how) else None
