"""Which columns date a row, name it, and hold its comment; and which tool wrote the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, tzinfo
from enum import StrEnum

from store.errors import Refused
from store.exchange.blanks import is_blank
from store.exchange.dates import DateColumn, DayOrder, settle_dates
from store.exchange.names import words
from store.exchange.numbers import read_number
from store.exchange.tables import Table

_SAMPLE = 500


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
    (Tool.ZENDESK, r"requester( id)?|group|id|status|brand|ticket id", r"(first reply|full resolution|first resolution|requester wait) time (in minutes|min|hrs)( .*)?|(ticket )?satisfaction (score|rating)"),
    (Tool.FRESHDESK, r"ticket id", r"(first response|resolution) time in hrs|(agent|customer) interactions|initial response time|resolved time|survey results?"),
    (Tool.GLPI, r"data de abertura|date d ouverture|opening date|fecha de apertura|eroffnungsdatum", r"entidade|entite|entity|entidad|tempo para .*|time to .*|temps de .*|data da solucao|resolution date|ultima atualizacao|last update"),
    (Tool.INTERCOM, r"conversation (id|rating|started at|tags)", r"conversation .*|teammate .*|first teammate .*"),
    (Tool.QUALTRICS, r"recorded date", r"response id|start date"),
    (Tool.FORMBRICKS, r"response id", r"survey id|finished|no"),
)  # fmt: skip
"""Each tool with a name one column has, and a name another has."""

_DATES = (
    r"(survey|response|rating|rated|feedback|answer(ed)?|review|submit(ted)?|submission|completed|completion|recorded|end|finished)( \w+)? ?(date|time|at|on)?( utc)?",
    r"date|datum|fecha|data|day|timestamp|time ?stamp|date time|datetime|marca temporal|zeitstempel|horodateur|when",
    r"(solved|resolved|closed|resolution|data da solucao|date de resolution)( \w+)*",
    r".*(date|datum|fecha|data|created|opened|erstellt|abertura|ouverture|timestamp| at| on|start|started|time|zeit)( .*)?",
)
"""Names of date columns, the better for dating an answer first."""
_NOT_WHEN = re.compile(
    r"birth|\bdob\b|geburt|nasc|\bdue\b|deadline|expir|target|update|atualizac|modified|"
    r"\bage\b|duration|in (minutes|hours|hrs|seconds)|hours|minutes|progresso"
)
_ID = re.compile(
    r"(unique |external )?(id|no|nr|num|numero|number|key|ref|reference|uuid|guid|index)"
    r"|((ticket|response|respondent|conversation|case|record|submission|answer|interaction|"
    r"request|incident|feedback|row|journey|entry|session|chat|call|rating|review|survey|issue) ?)"
    r"(id|no|nr|num|number|key|ref|reference|uuid|nummer|hash)|_?record ?id|token|ticketnummer|id response id"
)
_COMMENT = re.compile(
    r"comment|verbatim|feedback|remark|reason|\bwhy\b|suggest|coment|kommentar|observ|"
    r"begrund|open ended|free ?text|improve|tell us|anything else|opinion|review"
)


def tool_of(header: Iterable[str]) -> Tool:
    """The tool whose column names these are."""
    names = [words(name) for name in header]
    for tool, one, other in _TOOLS:
        first = [name for name in names if re.fullmatch(one, name)]
        if any(re.fullmatch(other, name) for name in names if name not in first[:1]) and first:
            return tool
    return Tool.PLAIN


def date_columns(table: Table, latest: date | None = None) -> dict[int, DateColumn]:
    """The columns that hold dates of what happened to a row, by index, best for dating first."""
    return table.once(f"dates to {latest}", lambda table: _date_columns(table, latest))


def _date_columns(table: Table, latest: date | None) -> dict[int, DateColumn]:
    ranked: list[tuple[int, int]] = []
    settled: dict[int, DateColumn] = {}
    for place, name in enumerate(table.header):
        rank = _date_rank(words(name))
        cells = table.column(place)
        if rank is None or not _may_be_dates(cells, named=rank < len(_DATES)):
            continue
        column = settled_dates(table, place, latest)
        if column.readable and column.readable >= 0.8 * column.filled:
            ranked.append((rank, place))
            settled[place] = column
    return {place: settled[place] for _, place in sorted(ranked)}


def _date_rank(name: str) -> int | None:
    if _NOT_WHEN.search(name):
        return None
    return next(
        (rank for rank, pattern in enumerate(_DATES) if re.fullmatch(pattern, name)), len(_DATES)
    )


def _may_be_dates(cells: list[str], *, named: bool) -> bool:
    """Whether a look at the first answers speaks for dates; bare numbers need a telling name."""
    sample = [cell for cell in cells if not is_blank(cell)][:_SAMPLE]
    if not sample:
        return False
    if not named and any(read_number(cell) is not None for cell in sample):
        return False
    column = settle_dates(sample)
    return column.readable >= 0.8 * len(sample)


def settled_dates(table: Table, place: int, latest: date | None = None) -> DateColumn:
    """How the dates of one column are written; see ``dates.settle_dates``."""
    return table.once(
        f"dates in {place} to {latest}", lambda table: settle_dates(table.column(place), latest)
    )


def best_date(table: Table, columns: Iterable[int]) -> int | None:
    """The first of the ranked date columns that is filled in at least half the rows."""
    for place in columns:
        filled = sum(1 for row in table.rows if not is_blank(row.cells[place]))
        if 2 * filled >= len(table.rows):
            return place
    return None


def id_column(table: Table) -> int | None:
    """The column that names each row (a ticket or response id, not a customer's), if there is one."""
    return table.once("id column", _id_column)


def _id_column(table: Table) -> int | None:
    for place, name in enumerate(table.header):
        if name.strip() != "#" and not _ID.fullmatch(words(name)):
            continue
        cells = table.column(place)
        filled = [cell for cell in cells if cell]
        if len(filled) >= 0.9 * len(cells) and len(set(filled)) >= 0.9 * len(filled) > 0:
            return place
    return None


def comment_column(table: Table) -> int | None:
    """The column that most plainly holds what customers wrote, if there is one."""
    best, best_length = None, 8.0
    for place, name in enumerate(table.header):
        if not _COMMENT.search(words(name)):
            continue
        filled = [cell for cell in table.column(place)[:_SAMPLE] if not is_blank(cell)]
        if 2 * settle_dates(filled).readable > len(filled):
            continue
        if len(filled) > 4 and len(set(filled)) < 0.3 * len(filled):
            continue
        length = sum(map(len, filled)) / len(filled) if filled else 0.0
        if length > best_length:
            best, best_length = place, length
    return best


def date_reader(
    table: Table,
    place: int,
    latest: date | None,
    day_order: DayOrder | None = None,
    zone: tzinfo | None = None,
) -> Callable[[str], datetime | None]:
    """What reads a cell of the date column at ``place``: see ``dates.read_date``.

    Where the column leaves day and month open, the file's other date columns decide, then
    ``day_order``. Raises Refused when it holds no date, or its order must be asked.
    """
    settled = settled_dates(table, place, latest)
    if not settled.readable:
        raise Refused(f"The column “{table.header[place]}” holds no dates.", field="date_column")
    if settled.ask:
        others = {column.order for column in date_columns(table, latest).values()} - {None}
        day_order = others.pop() if len(others) == 1 else day_order
    return settled.with_order(day_order).reader(zone)
