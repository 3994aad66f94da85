"""Rows that may be no whole answer of a customer, which survey tools export all the same: surveys
that were not finished, those that may be tests, and reviews that are not published."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from enum import Enum

from store.common.dataclass import dataclass
from store.formats.feedback.answers import NO_ANSWER_CODES, yes_or_no
from store.formats.feedback.days.column_zones import without_zone
from store.formats.feedback.days.day_names import says_begun
from store.formats.feedback.days.placeholder_days import placeholder
from store.formats.feedback.rows.seeming_tests import seeming_tests
from store.formats.feedback.rows.trial_rows import doubtful_trials
from store.formats.feedback.rows.unpublished import spam, unpublished
from store.formats.tabular.days.column_dates import settle_dates
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.names import name_words
from store.formats.tabular.numbers import read_number
from store.formats.tabular.tables import Row, Table

_FINISHED = re.compile(
    r"(survey |response )?(finished|completed?|is complete(d)?|completion status|response status|abgeschlossen|beendet|"
    r"finalizad[oa]|completad[oa]|termine|complete|concluid[oa]|completat[oa]|voltooid)"
)
_STATUS = re.compile(
    r"\b(status|state|statut|estado|stato|situacao|stav|tila|etat|zustand|tilstand)\b|response type|^((survey|response|interview|form|questionnaire) )?(result|completion|disposition|outcome)( code)?$|(antwort|antworten) ?typ|type de reponse|tipo de (respuesta|resposta)|tipo di risposta|type reactie"
)
_PROGRESS = re.compile(r"progress( percent(age)?)?|fortschritt|progreso|progression|progresso")
_PARTIAL = re.compile(
    r"(partial(ly)?( complete(d)?)?|incomplete|in progress|started|unfinished|disqualified|break ?off|broken off|abandoned|dropped( out)?|"
    r"terminated|timed ?out|expired|opened|viewed|saved|draft|(not|non|nicht|no|nao|niet|ej|inte|ikke|nie|ne) (yet )?(started|complete[d]?|finished|submitted|abgeschlossen|"
    r"beendet|completad[oa]|finalizad[oa]|termine|complete|completato|concluid[oa]|voltooid|afgerond|slutford|avslutad|fullført|afsluttet|ukonczon[ao])|"
    r"en curso|in corso|in bearbeitung|em andamento|gedeeltelijk|czesciow[ay]|nieukonczon[aey]|"
    r"interrupted|suspended|screen(ed)? ?out|quota full|over ?quota|abgebrochen|unterbrochen|"
    r"unvollstandig|teilweise|incomplet[oae]?|abandonad[oa]|abandonnee?|interrott[oa]|interrumpid[oa]|parcial|partiel(le)?|parziale|onvolledig|afgebroken|"
    r"niekompletn[aey]|przerwan[aey]|nedokoncen\w*|avbruten|avbrutt|afbrudt|kesken|paborja[dt]|pabegyn[td]t?|rozpoczet[aey]|begonnen|zapocat\w*)"
)
_SENT_OFF = re.compile(
    r"(submitdate )?((date|time|datum|zeit|fecha|data|tid|дата|when|response|survey|answers?) )*(de |d |da |der |di )?"
    r"(submit|submitted|submission|submitdate|abgeschickt|abgesendet|eingereicht|abgabe|envoi|envoye|soumis|soumission|envio|enviado|enviada|"
    r"invio|inviato|ingezonden|verzonden|przesłan[aoiey]*|wysłan[aoiey]*|inskickad|indsendt|innsendt|"
    r"odeslani|odeslano|odoslania|odoslane|lahetetty|gonderim|gonderilme|bekuldes|trimiterii|enviament|отправки)"
    r"( (date|time|at|on|am|le|el|il|op|em|datum|zeit|utc|gmt|local|tid))*"
)
"""Names of when answers were sent off, which those that were only begun have none of."""
_DONE = re.compile(
    r"complete(d)?|finished|beendet|abgeschlossen|ended|terminee?|finalizad[oa]|completat[oa]|conclu[ií]d[oa]|voltooid|afgerond|"
    r"kompletn[aey]|ukonczon[aey]|dokoncen\w*|avslutad|fullført|afsluttet|valmis|vollstandig|complet[oa]?|completad[oa]|ip address|submitted|done"
)


_DISPOSITION = "dispcode"
_GONE_THROUGH = (31, 32)
"""How Unipark calls the column of how far somebody came, and its numbers of those at the end."""


class Doubt(Enum):
    """Why rows may be no whole answer of a customer: of one, of several, and what its column says."""

    UNFINISHED = ("was not finished", "were not finished", "whether the survey was finished")
    TEST = ("is a test", "are tests", "whether it is a test")
    SEEMING_TEST = ("seems to be a test", "seem to be tests", "whether it is a test")
    UNPUBLISHED = ("is not published", "are not published", "whether it is published")
    SPAM = ("is marked as spam", "are marked as spam", "whether it is spam")


@dataclass(frozen=True, slots=True)
class Unfinished:
    """The column that says which answers were not finished, and the lines they are on."""

    column: str
    own_lines: frozenset[int]
    doubt: Doubt = Doubt.UNFINISHED
    more: Unfinished | None = None
    """Those of another column, which are doubted for another reason."""

    @property
    def every(self) -> tuple[Unfinished, ...]:
        """These and those of the other columns."""
        return (self, *(() if self.more is None else self.more.every))

    @property
    def lines(self) -> frozenset[int]:
        """The lines of all of them."""
        return frozenset().union(*(each.own_lines for each in self.every))

    @property
    def tells(self) -> str:
        """What the column says of a row."""
        return self.doubt.value[2]

    def why_of(self, line: int) -> str:
        """Why the one on a line is left out."""
        own = next((each for each in self.every if line in each.own_lines), self)
        if own.doubt is Doubt.UNFINISHED:
            return "the survey was not finished"
        return f"it {own.doubt.value[0]}, by “{own.column}”"

    def counted(self, *, by_column: bool = True) -> str:
        """How many there are: “1 row was not finished, by “Finished””."""
        count = len(self.own_lines)
        one, several, _tells = self.doubt.value
        said = f"1 row {one}" if count == 1 else f"{count:,} rows {several}"
        said = f"{said}, by “{self.column}”" if by_column else said
        more = self.more
        return said if more is None else f"{said}, and {more.counted(by_column=by_column)}"


def unfinished(table: Table) -> Unfinished | None:
    """The unfinished answers of a survey; None where the file does not say, or all were finished."""
    return table.once("unfinished", _unfinished)


def hold_answers(table: Table, doubted: Unfinished, columns: Collection[str]) -> bool:
    """Whether a doubted row has an answer in one of the columns: where none does, nothing is asked."""
    places = [table.index(column) for column in columns]
    return any(
        not is_blank(row.cells[at]) and read_number(row.cells[at]) not in NO_ANSWER_CODES
        for row in table.rows
        if row.line in doubted.lines
        for at in places
    )


def why_unfinished(table: Table, line: int) -> str:
    """Why the unfinished answer on a line is left out; empty where there are none."""
    found = unfinished(table)
    return "" if found is None else found.why_of(line)


def _unfinished(table: Table) -> Unfinished | None:
    left = _not_finished(table)
    found = [] if left is None else [left]
    for doubt, told in (
        (Doubt.TEST, doubtful_trials(table)),
        (Doubt.SEEMING_TEST, seeming_tests(table)),
        (Doubt.UNPUBLISHED, unpublished(table)),
        (Doubt.SPAM, spam(table)),
    ):
        if told is not None:
            found.append(Unfinished(*told, doubt))
    chain: Unfinished | None = None
    for each in reversed(found):
        chain = replace(each, more=chain)
    return chain


def _not_finished(table: Table) -> Unfinished | None:
    for index, name in enumerate(table.header):
        spoken = _as_tool_says(table, index)
        if _FINISHED.fullmatch(spoken):
            says = _says_no
        elif spoken == _DISPOSITION:
            says = _is_interrupted
        elif _PROGRESS.fullmatch(spoken) and _is_progress(table.column(index)):
            says = _is_short
        elif _STATUS.search(spoken) and _is_survey_status(table.column(index)):
            says = _is_partial
        else:
            continue
        lines = frozenset(row.line for row in table.rows if says(row.cells[index]))
        if lines and _is_survey_column(table, index):
            return Unfinished(name, lines)
    return _not_sent_off(table)


def _as_tool_says(table: Table, index: int) -> str:
    """What a tool calls a column: in its name, else in the row of codes beside the questions."""
    spoken = name_words(table.header[index])
    told = (_FINISHED, _PROGRESS, _STATUS)
    if not table.labels or any(each.fullmatch(spoken) for each in told):
        return spoken
    return name_words(table.labels[index])


def _not_sent_off(table: Table) -> Unfinished | None:
    """The answers that were begun, by a time of their own, and have none at which they were sent; of
    a survey that keeps no days, those without the day that the others have in place of one."""
    begun = begun_columns(table)
    for index, name in enumerate(table.header):
        if not _SENT_OFF.fullmatch(name_words(without_zone(name))) or index in begun:
            continue
        sent = [row for row in table.rows if not is_blank(row.cells[index])]
        keeps_none = bool(placeholder(table, index))
        lines = frozenset(
            row.line
            for row in table.rows
            if is_blank(row.cells[index])
            and (keeps_none or any(not is_blank(row.cells[at]) for at in begun))
        )
        if sent and lines and (keeps_none or settle_dates(table.column(index)).readable):
            return Unfinished(name, lines)
    return None


def begun_columns(table: Table) -> tuple[int, ...]:
    """The columns that say when somebody began to answer."""
    return tuple(at for at, name in enumerate(table.header) if says_begun(name))


def without(table: Table, left_out: Unfinished) -> tuple[Row, ...]:
    """The rows that were finished."""
    return tuple(row for row in table.rows if row.line not in left_out.lines)


def _is_survey_column(table: Table, index: int) -> bool:
    """Whether the column's cells are all of its sort, so that it is no day or question."""
    cells = [cell for cell in table.column(index) if cell]
    return all(
        yes_or_no(cell) is not None
        or _PARTIAL.fullmatch(name_words(cell))
        or _DONE.fullmatch(name_words(cell))
        or read_number(cell) is not None
        for cell in cells
    )


def _says_no(cell: str) -> bool:
    return yes_or_no(cell) == 0.0 or _is_partial(cell)


def _is_interrupted(cell: str) -> bool:
    """Whether Unipark's number says that the survey was not gone through to its end."""
    return read_number(cell) not in (None, *_GONE_THROUGH)


def _is_partial(cell: str) -> bool:
    return bool(_PARTIAL.fullmatch(name_words(cell)))


def _is_progress(cells: list[str]) -> bool:
    numbers = [read_number(cell) for cell in cells if cell]
    return bool(numbers) and all(number is not None and 0 <= number <= 100 for number in numbers)


def _is_short(cell: str) -> bool:
    number = read_number(cell)
    if number is None:
        return False
    return number < 1 if cell.rstrip().endswith("%") else number < 100


def _is_survey_status(cells: list[str]) -> bool:
    statuses = [name_words(cell) for cell in cells if cell]
    return any(_PARTIAL.fullmatch(each) for each in statuses) and any(
        _DONE.fullmatch(each) for each in statuses
    )
