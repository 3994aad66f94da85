"""Rule one of reading a file: what kind of file it is.

Tickets (cases with what became of them), orders (a customer, and money, items or an order id),
memberships (a customer, a word of subscribing, and a start), or answers (a column of scores or
words). A start and an end alone are no membership, since every survey has them; a date and a name
alone are no purchase. Reviews name the order that they are about: a scale of ratings beside the
day of the review is what the file is about.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

from store.formats.feedback.answers import is_face, satisfaction
from store.formats.feedback.cases.case_columns import is_tickets
from store.formats.feedback.columns import judged
from store.formats.feedback.comments import comment_column
from store.formats.feedback.days.answer_dates import answer_columns, best_date, rank_in
from store.formats.feedback.days.day_names import Rank
from store.formats.feedback.days.rated_days import is_of_a_rating
from store.formats.feedback.hints import hints
from store.formats.feedback.memberships import is_of_subscribers, membership_columns
from store.formats.feedback.purchases import is_orders
from store.formats.feedback.questions.counted_groups import counted_columns, counts_of_rows
from store.formats.feedback.questions.last_guesses import looks_rated
from store.formats.feedback.questions.left_out import NO_ANSWERS
from store.formats.feedback.questions.question_words import NPS, asks_satisfaction
from store.formats.feedback.rows.ticked_grades import has_several_ticks
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.names import name_words
from store.formats.tabular.numbers import read_number
from store.formats.tabular.tables import Table

_COMING_AND_GOING = frozenset({"churn", "retention", "repurchase"})
"""Measures that a list of members or orders may have a column for too."""
_COUNTS = re.compile(
    r"counts?|percent(age)?s?|responses|respondents|frequency|share|total|n|number|anzahl|prozent|anteil|"
    r"cantidad|porcentaje|frecuencia|nombre|pourcentage|effectif|quantidade|porcentagem|frequencia|"
    r"conteggio|percentuale|aantal|count of .*|number of (answers|responses|respondents|ratings)"
)
_SENTENCE, _FEWEST_REVIEWS = 3, 12
_FIGURES = ("csat", "nps")
_TEN, _HUNDRED = 10, 100
_SCALE_POINT = re.compile(r"(stars? )?\d{1,2}( stars?)?|offered|unoffered|unrated|not rated")
"""Columns that count the answers at one point of a scale, or those who gave none."""


class FileKind(StrEnum):
    """What sort of export a file is."""

    ANSWERS = "answers"
    """A column or more of customers' answers."""
    TICKETS = "tickets"
    """A help desk's cases; it may have answers too."""
    PURCHASES = "purchases"
    MEMBERSHIPS = "memberships"
    COUNTED = "counted"
    """Answers that are added up already, which say nothing of one customer."""
    NOTHING = "nothing"
    """No customer measure was found."""


def kind_of(table: Table, today: date, measures: set[str]) -> FileKind:
    """The kind of the file, in whose columns answers to ``measures`` were found."""
    if is_counted(table) and not _are_single_reviews(table, measures):
        return FileKind.COUNTED
    if is_tickets(table):
        return FileKind.TICKETS
    if measures - _COMING_AND_GOING:
        return FileKind.ANSWERS
    members = membership_columns(table, today) is not None
    if members and is_of_subscribers(table):
        return FileKind.MEMBERSHIPS
    if is_orders(table, today) and not _holds_reviews(table, today):
        return FileKind.PURCHASES
    if members:
        return FileKind.MEMBERSHIPS
    return FileKind.ANSWERS if measures else FileKind.NOTHING


def _are_single_reviews(table: Table, measures: set[str]) -> bool:
    """Whether each row is a review with its words, beside which a company's counts come again."""
    words = comment_column(table)
    if "csat" not in measures or words is None:
        return False
    written = [cell for cell in table.column(words) if cell.count(" ") >= _SENTENCE]
    return 2 * len(set(written)) > len(table.rows) > _FEWEST_REVIEWS


def _holds_reviews(table: Table, today: date) -> bool:
    """Whether orders are only what the rows' reviews are about: beside a scale of ratings stands a
    day of the review; one of another answer, such as “Completed”, may be the order's."""
    if any(_asks_customers(table, index) for index in range(len(table.header))):
        return True
    days = {
        table.header[index]: index
        for index in answer_columns(table, today)
        if rank_in(table, index) is Rank.ANSWERED
    }
    if best_date(table, days.values()) is None:
        return False
    if any(map(is_of_a_rating, days)) and looks_rated(table):
        return True
    return any(hint.measure != "churn" for hint in hints(table))


def _asks_customers(table: Table, index: int) -> bool:
    """Whether a filled column asks how satisfied somebody is, or whether they recommend us."""
    spoken = name_words(table.header[index])
    asks = asks_satisfaction(spoken) or bool(NPS.search(spoken))
    judgement = judged(table, index) if asks else None
    return judgement is not None and judgement.reason != NO_ANSWERS


def is_counted(table: Table) -> bool:
    """Whether the answers are counted already: a column an answer, or a row an answer."""
    names = [name_words(name) for name in table.header]
    if counted_columns(table) or counts_of_rows(table) or _has_scale_for_columns(table, names):
        return True
    if has_several_ticks(table) or _has_figures(table):
        return True
    counts = [index for index, name in enumerate(names) if _COUNTS.fullmatch(name)]
    if not counts or len(table.header) > 4 or len(table.rows) > 12:
        return False
    return any(
        index not in counts and _is_each_answer_once(table.column(index))
        for index in range(len(names))
    )


def _has_scale_for_columns(table: Table, names: list[str]) -> bool:
    """Whether columns are called 1, 2, 3, 4, 5, or by the words for satisfaction, over numbers."""
    scale = [
        index
        for index, name in enumerate(names)
        if _SCALE_POINT.fullmatch(name)
        or satisfaction(name) is not None
        or is_face(table.header[index])
    ]
    if len(scale) < 3 or 2 * len(scale) < len(names) - 2:
        return False
    if any(satisfaction(cell) for index in scale for cell in table.column(index)):
        return False
    cells = [cell for index in scale for cell in table.column(index) if not is_blank(cell)]
    return bool(cells) and sum(read_number(cell) is not None for cell in cells) >= 0.9 * len(cells)


def _has_figures(table: Table) -> bool:
    """Whether a CSAT in percent stands beside an NPS that no customer can answer: figures of groups."""
    ranges = {
        name_words(name): [
            n for cell in table.column(index) if (n := read_number(cell)) is not None
        ]
        for index, name in enumerate(table.header)
        if name_words(name) in _FIGURES
    }
    if len(ranges) < len(_FIGURES) or not all(ranges.values()):
        return False
    csat, nps = ranges["csat"], ranges["nps"]
    return min(csat) > _TEN and max(csat) <= _HUNDRED and not all(0 <= n <= _TEN for n in nps)


def _is_each_answer_once(cells: list[str]) -> bool:
    """Whether a column lists the answers of a scale, each once."""
    filled = [
        cell for cell in cells if not is_blank(cell) and name_words(cell) not in ("total", "sum")
    ]
    if len(filled) < 3 or len(set(filled)) < len(filled):
        return False
    if all(satisfaction(cell) is not None for cell in filled):
        return True
    numbers = [read_number(cell) for cell in filled]
    whole = sorted(
        int(number) for number in numbers if number is not None and number == int(number)
    )
    return len(whole) == len(filled) and whole == list(range(whole[0], whole[0] + len(whole)))
