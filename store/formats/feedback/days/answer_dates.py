"""Rule three of reading a file: which date column says when a customer answered.

First the day of the answer (surveyed, submitted, rated, reviewed), then a date that says no more
than that, then the solution, then the creation. A day of purchase, birth, contract, sign-up or
reply is never taken by itself: nothing but a person can say that the customer answered then.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime, tzinfo

from store.common.errors import Refused
from store.formats.feedback.answers import is_satisfaction
from store.formats.feedback.days.begun_and_sent import ends_first
from store.formats.feedback.days.column_zones import zone_of
from store.formats.feedback.days.day_names import Rank, is_bare_end, is_of_an_answer, rank_of
from store.formats.feedback.days.mail_days import opened_days, sent_days
from store.formats.feedback.days.period_days import period_reader
from store.formats.tabular.days.column_dates import DateColumn, settle_dates
from store.formats.tabular.days.dates import DayOrder, Unreadable, is_no_day
from store.formats.tabular.days.periods import Years
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.names import name_words
from store.formats.tabular.numbers import read_number
from store.formats.tabular.tables import Row, Table

_SAMPLE = 500
_FEWEST_GROUPS = 2
"""Days from which a column may hold one for each group of rows."""


_MAY_BE_A_DAY = re.compile(
    r"update|atualizac|actualizac|modified|modific|geandert|anderung|(response|resolution|reply) time"
)
"""Names that say no day of an answer, unless days stand under them and nothing else has any."""
_ANSWER_TIME = re.compile(r"(survey )?(response|completion|submission) time")
_CHANGED, _COLLECTOR = "date modified", {"respondent id", "collector id", "date created"}
"""How SurveyMonkey calls the time at which an answer was sent off, and what stands beside it."""
_TOOL_CODES = {
    **dict.fromkeys(
        ("lastdata", "submitdate", "submit date", "enddate", "end date", "recorded date"),
        Rank.ANSWERED,
    ),
    **dict.fromkeys(("started", "startdate", "start date"), Rank.CREATED),
}
"""The codes under which SoSci, LimeSurvey and Qualtrics keep an answer's days, in any language."""
_SURVEY_ID = re.compile(r"(response|respondent|survey|answer|submission) ?id")
_ANSWERS_NUMBER = re.compile(
    r"(.*\b)?(surveys?|responses?|answers?|respondent|interview|submission|feedback|reviews?|antwort|umfrage|reponse|enquete|respuesta|encuesta|"
    r"resposta|pesquisa|risposta|sondaggio|svar|odpowiedz|ankieta|enqueteresponse)( (number|nummer|numero|no|nr))?"
)
"""Names of an answer itself, under which a number is its own and no spreadsheet's number of a day."""
_REPLY_DATE = re.compile(
    r"(answer|response|antwort|reponse|respuesta|resposta|risposta)( ?(date|time|at|on|datum|zeit|utc))+|answered( at| on)?|"
    r"(date|datum|fecha|data)( of| de| da| der)?( la)? (answer|response|antwort|reponse|respuesta|resposta|risposta)"
)
_REPLY_TEXT = re.compile(
    r"(answer|response|antwort|reponse|respuesta|resposta|risposta)( (text|body|content|message))?"
)
_OWNERS_REPLY = re.compile(
    r"(response|reply|answer|antwort|reponse|respuesta|resposta|risposta|reactie|antwoord)( (of|from|by|the|del?|la|du|do|da|dell?|von|vom|van|de[rsn]|l))* "
    r"(developer|owner|merchant|business|seller|host|desarrollador|propietario|vendedor|negocio|empresa|entwicklers?|inhabers?|"
    r"handlers?|verkaufers?|developpeur|proprietaire|vendeur|etablissement|desenvolvedor|proprietario|sviluppatore|venditore|"
    r"titolare|ontwikkelaar|eigenaar|verkoper)|"
    r"(developer|owner|merchant|business|seller|host)( s)? (response|reply|answer)|(entwickler|inhaber|handler)antwort"
)
_REVIEW = re.compile(
    r"((customer|user|client) )?(reviews?|resenas?|rezension(en)?|recension(i|e|es)?|avis|bewertungstext|recensies?|avaliacoes|opiniones|"
    r"opinie)( (text|body|content|title|texte?|texto|testo|titel|titulo|titre|titolo))?"
)
_REVIEW_TEXT = re.compile(
    r"(customer |client )?(review|content|comments?|text|body|verbatim|message)( (text|body|content))?|"
    r"kommentar|commentaire|comentario|commento|bewertungstext|avis|resena"
)
_SENTENCE = 25
"""The mean length from which texts are sentences rather than a scale's words."""


def rank_in(table: Table, index: int) -> Rank | None:
    """The rank of a column's name, knowing the others: the day of an answer is that of our reply
    where the answer's text stands beside the customer's, “Opened” that of the mail that asked
    beside the day on which it was sent, and “Response time” may be when they answered."""
    name = table.header[index]
    if index in opened_days(table):
        return Rank.NEVER
    if _REPLY_DATE.fullmatch(name_words(name)) and table.once("replies", _holds_replies):
        return Rank.NEVER
    if _REPLY_DATE.fullmatch(name_words(name)) and table.once("reviews", _holds_reviews):
        return Rank.PLAIN
    if name_words(name) == _CHANGED and set(map(name_words, table.header)) >= _COLLECTOR:
        return Rank.ANSWERED
    by_code = _rank_by_code(table, index)
    rank = rank_of(name) if by_code is None else by_code
    if rank is None and _ANSWER_TIME.fullmatch(name_words(name)) and _is_answer_time(table, index):
        return Rank.ANSWERED
    return rank


def _rank_by_code(table: Table, index: int) -> Rank | None:
    """The rank that a tool's own code tells, where a row of codes stands beside the labels."""
    code = _TOOL_CODES.get(name_words(table.labels[index])) if table.labels else None
    return None if rank_of(table.header[index]) is Rank.NEVER else code


def _is_answer_time(table: Table, index: int) -> bool:
    """Whether “Response time” is when customers answered: days stand under it, in a file that says
    when they were asked, or names their answers."""
    of_answers = sent_days(table) or any(
        _SURVEY_ID.fullmatch(name_words(name)) for name in table.header
    )
    return bool(of_answers) and _may_be_dates(table.column(index), named=False)


def _holds_replies(table: Table) -> bool:
    """Whether a file of reviews has our replies to them, and another day than theirs."""
    names = [name_words(name) for name in table.header]
    written = [index for index, name in enumerate(names) if _holds_sentences(table, index)]
    ranks = {rank_of(name) for name in names if not _REPLY_DATE.fullmatch(name)}
    replied = any(map(_OWNERS_REPLY.fullmatch, names)) or (
        any(_REPLY_TEXT.fullmatch(names[index]) for index in written)
        and any(_REVIEW_TEXT.fullmatch(names[index]) for index in written)
    )
    return replied and not ranks.isdisjoint((Rank.ANSWERED, Rank.PLAIN, Rank.CREATED))


def _holds_reviews(table: Table) -> bool:
    """Whether a file is of reviews, whose “Response date” may be that of a reply to them."""
    return any(_REVIEW.fullmatch(name_words(name)) for name in table.header)


def _holds_sentences(table: Table, index: int) -> bool:
    filled = [cell for cell in table.column(index) if not is_blank(cell)][:_SAMPLE]
    words = [cell for cell in filled if " " in cell and not is_satisfaction(cell)]
    return 2 * len(words) > len(filled) and sum(map(len, filled)) >= _SENTENCE * len(filled)


def other_days(table: Table, latest: date | None) -> list[int]:
    """Columns of days whose names say of none, such as “Response time”, which may be a duration."""
    return [
        index
        for index, name in enumerate(table.header)
        if rank_of(name) is None
        and _MAY_BE_A_DAY.search(name_words(name))
        and _may_be_dates(table.column(index), named=False)
        and settled_dates(table, index, latest).readable
    ]


def date_columns(table: Table, latest: date | None = None) -> dict[int, DateColumn]:
    """The columns that hold dates, by index, best for dating an answer first.

    Those that never date an answer by themselves come last; see `answer_columns`.
    """
    return table.once(f"dates to {latest}", lambda table: _date_columns(table, latest))


def answer_columns(table: Table, latest: date | None = None) -> dict[int, DateColumn]:
    """The date columns that may date an answer without a question, the best first."""
    return {
        index: column
        for index, column in date_columns(table, latest).items()
        if rank_in(table, index) is not Rank.NEVER
    }


def _date_columns(table: Table, latest: date | None) -> dict[int, DateColumn]:
    ranked: list[tuple[Rank, int]] = []
    settled: dict[int, DateColumn] = {}
    for index in range(len(table.header)):
        rank = rank_in(table, index)
        cells = table.column(index)
        named = rank is not None and rank < Rank.OTHER
        named = named and not _ANSWERS_NUMBER.fullmatch(name_words(table.header[index]))
        named = named or table.headless or index in sent_days(table) | opened_days(table)
        if rank is None or not _may_be_dates(cells, named=named):
            continue
        column = settled_dates(table, index, latest)
        if _are_dates(column.readable, column.filled, named=rank < Rank.CREATED):
            ranked.append((rank, index))
            settled[index] = column
    says_rated = any(
        rank is Rank.ANSWERED and is_of_an_answer(table.header[index]) for rank, index in ranked
    )
    ranked.sort(
        key=lambda each: (each[0], says_rated and is_bare_end(table.header[each[1]]), each[1])
    )
    return {index: settled[index] for index in ends_first(table, ranked, settled)}


def _are_dates(readable: int, filled: int, *, named: bool) -> bool:
    """Whether so many dates among the filled cells make a column of dates.

    Where the name says so, a few that are none lose their rows, not the column its days.
    """
    others = filled - readable
    return bool(readable) and (others <= 0.2 * filled or (named and others <= min(2, readable)))


def _may_be_dates(cells: list[str], *, named: bool) -> bool:
    """Whether a look at the first answers speaks for dates; bare numbers need a telling name."""
    sample = [cell for cell in cells if not is_blank(cell) and not is_no_day(cell)][:_SAMPLE]
    if not sample:
        return False
    if not named and any(read_number(cell) is not None for cell in sample):
        return False
    column = settle_dates(sample)
    return _are_dates(column.readable, len(sample), named=named)


def settled_dates(table: Table, index: int, latest: date | None = None) -> DateColumn:
    """How the dates of one column are written; see ``column_dates.settle_dates``."""
    return table.once(
        f"dates in {index} to {latest}", lambda table: settle_dates(table.column(index), latest)
    )


def best_date(table: Table, columns: Iterable[int], answers: Collection[int] = ()) -> int | None:
    """The first of the ranked date columns that is filled in at least half the rows; else the first
    that says when they answered on the first row and on others, as where cells were merged.

    With the places of ``answers`` only the rows that have one count: a survey's day stands in
    the rated rows alone.
    """
    rows = [
        row
        for row in table.rows
        if not answers or any(not is_blank(row.cells[index]) for index in answers)
    ]
    for index in columns:
        if 2 * sum(_says_something(row.cells[index]) for row in rows) >= len(rows):
            return index
    return next((index for index in columns if _begins_groups(table, index, rows)), None)


def _says_something(cell: str) -> bool:
    """Whether a cell of a column of days is not blank, and no word or day that means none."""
    return not is_blank(cell) and not is_no_day(cell)


def _begins_groups(table: Table, index: int, rows: list[Row]) -> bool:
    """Whether a column may hold a day for each group of rows, on the first of them."""
    if not rows or rank_in(table, index) not in (Rank.ANSWERED, Rank.PLAIN):
        return False
    filled = [_says_something(row.cells[index]) for row in rows]
    return filled[0] and sum(filled) >= _FEWEST_GROUPS


def of_same_rank(table: Table, index: int, latest: date | None) -> list[int]:
    """The other date columns that say when as plainly as the one at ``index``."""
    rank = rank_in(table, index)
    if rank not in (Rank.ANSWERED, Rank.PLAIN):
        return []
    return [
        other
        for other in date_columns(table, latest)
        if other != index and rank_in(table, other) is rank
    ]


def row_dater(
    table: Table,
    places: Iterable[int],
    today: date,
    day_order: DayOrder | None = None,
    zone: tzinfo | None = None,
    years: Years | None = None,
) -> Callable[[Row], date]:
    """What dates a row by the first of the columns at ``places`` that is filled in it.

    A week or a month counts on its first day, in one of ``years`` where it says none itself. It
    raises Unreadable where the row has no day, a future one, or one that is no date. Raises
    Refused where a column holds no date, or its order must be asked.
    """
    columns = list(places)
    readers = [_row_reader(table, index, today, day_order, zone, years) for index in columns]

    def day_of(row: Row) -> date:
        for read in readers:
            day = read(row)
            if day is None:
                continue
            if day > today:
                raise Unreadable(f"its date, {day.isoformat()}, is in the future")
            return day
        raise Unreadable(f"it has no date in “{table.header[columns[0]]}”")

    return day_of


def _row_reader(
    table: Table,
    index: int,
    today: date,
    day_order: DayOrder | None,
    zone: tzinfo | None,
    years: Years | None,
) -> Callable[[Row], date | None]:
    """What dates a row by the column at ``index``, of days, else of weeks or months."""
    if not settled_dates(table, index, today).readable:
        order = order_in(table, today, day_order)
        by_period = period_reader(table, index, today, years, order)
        if by_period is not None:
            return by_period
    read = date_reader(table, index, today, day_order, zone)

    def day(row: Row) -> date | None:
        time = read(row.cells[index])
        return None if time is None else time.date()

    return day


def order_in(table: Table, latest: date | None, day_order: DayOrder | None) -> DayOrder | None:
    """The order of days and months that the file's date columns tell, else ``day_order``."""
    told = {column.order for column in date_columns(table, latest).values()} - {None}
    return told.pop() if len(told) == 1 else day_order


def date_reader(
    table: Table,
    index: int,
    latest: date | None,
    day_order: DayOrder | None = None,
    zone: tzinfo | None = None,
) -> Callable[[str], datetime | None]:
    """What reads a cell of the date column at ``index``: see ``dates.read_date``.

    Where the column leaves day and month open, the file's other date columns decide, then
    ``day_order``. Raises Refused when it holds no date, or its order must be asked.
    """
    settled = settled_dates(table, index, latest)
    if not settled.readable:
        raise Refused(
            f"The column “{table.header[index]}” holds no dates that care reads, such as 2026-03-31.",
            field="date_column",
        )
    if settled.ask and settled.mixed is None:
        day_order = order_in(table, latest, day_order)
    return settled.with_order(day_order).reader(zone, zone_of(table, index))
