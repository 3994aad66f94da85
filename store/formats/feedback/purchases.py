"""Who bought again, out of a list of purchases."""

from __future__ import annotations

import hashlib
import re
from datetime import date, timedelta, tzinfo
from itertools import pairwise

from store.common.dataclass import dataclass
from store.common.errors import Refused
from store.domain.stages import Stage
from store.formats.feedback.cases.tickets import CaseAnswers
from store.formats.feedback.column_roles import names_cases
from store.formats.feedback.days.answer_dates import best_date, date_columns, date_reader
from store.formats.feedback.feedback import FeedbackRow
from store.formats.feedback.hints import hints
from store.formats.feedback.words.no_purchases import speaks_of_no_purchase
from store.formats.feedback.words.purchase_words import (
    AN_ORDER,
    BEGUN_ON,
    BOUGHT_ON,
    CUSTOMER,
    FILE,
    IN_PART,
    ITEM,
    MONEY,
    NOT_BOUGHT,
    NOT_BOUGHT_ON,
    ORDERED,
    OVER,
    STATUS,
    SUM,
    WON,
)
from store.formats.tabular.days.dates import DayOrder, Unreadable, quoted_cell
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.names import name_words
from store.formats.tabular.numbers import read_id, read_number
from store.formats.tabular.tables import Problem, Table, read_table

_LONGEST_NAME = 6
"""Spaces from which a name is a question."""
_FEWEST_QUESTIONS = 3
"""Questions from which a file is a form's, whose “Price” may be a rating."""
_FEWEST_BILLS, _FEWEST_BILLED, _MOST_BILLED = 3, 5, 0.8
"""From how many payments, by how many customers, and which share of them, a file is one of bills."""
_MONTH = (27, 32)
"""The days from one monthly bill to the next."""


@dataclass(frozen=True, slots=True)
class CustomerFile:
    """What a list of purchases or memberships says of its customers."""

    outcomes: tuple[CaseAnswers, ...]
    read: int
    """Data rows in the file."""
    customers: int
    problems: tuple[Problem, ...]
    newest: date
    """The newest day anything in the file happened."""
    columns: dict[str, str]
    judged_on: date | None = None
    """The day by which customers were judged, where the file itself ends too early for that."""


def customer_column(table: Table, names: re.Pattern[str] = CUSTOMER) -> int | None:
    """The column that names the customer, the most telling name first."""
    places = [index for index, name in enumerate(table.header) if names.fullmatch(name_words(name))]
    vague = ("email", "e mail", "id")
    places.sort(
        key=lambda index: (
            vague.index(name_words(table.header[index]))
            if name_words(table.header[index]) in vague
            else -1
        )
    )
    return places[0] if places else None


def is_orders(table: Table, today: date) -> bool:
    """Whether the file lists orders: a customer and a day, and money, items or an order id."""
    columns = purchase_columns(table, today)
    return columns is not None and (not _is_bare(table) or _says_purchases(table))


def says_orders(table: Table) -> bool:
    """Whether a list says itself, in a column's name or its own, that its rows are purchases: a
    customer, a day and an amount alone may be of visits, quotes or faults as well. One without a header
    has been told by its cells."""
    if table.headless:
        return True
    names = [*(name for name in table.header if not _is_question(name)), table.name]
    return any(ORDERED.fullmatch(word) for name in names for word in name_words(name).split())


def may_be_no_purchases(table: Table, today: date) -> tuple[int, int] | None:
    """The customer and date columns of a list that says neither itself that its rows are purchases, nor
    by the day's name that they were made then, or that may hold customers' ratings; else None."""
    columns = purchase_columns(table, today)
    if columns is None:
        return None
    if table.headless:
        return None
    begun = BEGUN_ON.search(name_words(table.header[columns[1]]))
    rated = any(hint.measure not in ("churn", "retention") for hint in hints(table))
    return columns if begun or rated or not says_orders(table) else None


def nobodys_orders(table: Table, today: date) -> str:
    """The column that names the orders of a file in which nothing names the customers; else empty."""
    customer = customer_column(table)
    known = customer is not None and any(not is_blank(cell) for cell in table.column(customer))
    if known or not date_columns(table, today):
        return ""
    return next(
        (
            name
            for name in table.header
            if AN_ORDER.search(name_words(name)) and not _is_question(name)
        ),
        "",
    )


def names_an_order(table: Table) -> bool:
    """Whether a column is of an order, an invoice or a transaction itself."""
    return any(AN_ORDER.search(name_words(name)) for name in table.header if not _is_question(name))


def purchase_columns(table: Table, today: date) -> tuple[int, int] | None:
    """The customer and date columns of a list of orders, None if the file is none.

    A customer and a day alone may be purchases or visits; see `is_orders`.
    """
    return table.once(f"orders to {today}", lambda table: _purchase_columns(table, today))


def _is_bare(table: Table) -> bool:
    """Whether the file has nothing but a customer and a day."""
    return not table.headless and _named(table) == 2


def _named(table: Table) -> int:
    """How many columns have a name."""
    return sum(not name.startswith("column ") for name in table.header)


def _says_purchases(table: Table) -> bool:
    return bool(FILE.search(name_words(table.name)))


def _purchase_columns(table: Table, today: date) -> tuple[int, int] | None:
    if table.headless:
        return _without_names(table, today)
    customer = customer_column(table)
    day = best_date(table, _days_of_purchase(table, today))
    if customer is None or day is None or day == customer:
        return None
    names = [name_words(name) for name in table.header]
    if names_cases(table) or any(map(speaks_of_no_purchase, names)):
        return None
    if sum(map(_is_question, table.header)) >= _FEWEST_QUESTIONS:
        return None
    others = [
        name_words(name)
        for index, name in enumerate(table.header)
        if index != customer and not _is_question(name)
    ]
    if not any(map(ITEM.search, others)) and not _is_bare(table):
        return None
    ids = [cell for cell in table.column(customer) if cell]
    return (customer, day) if len(set(ids)) < len(ids) else None


def _is_question(name: str) -> bool:
    """Whether a name asks something, as a form's does: what somebody spends there is no order."""
    return "?" in name or name_words(name).count(" ") >= _LONGEST_NAME


def _days_of_purchase(table: Table, today: date) -> list[int]:
    """The date columns, those that say outright when something was bought first."""
    places = [
        index
        for index in date_columns(table, today)
        if not NOT_BOUGHT_ON.search(spoken := name_words(table.header[index]))
        and not OVER.search(spoken)
    ]
    places.sort(key=lambda index: bool(BEGUN_ON.search(name_words(table.header[index]))))
    return sorted(places, key=lambda index: not BOUGHT_ON.search(name_words(table.header[index])))


def _without_names(table: Table, today: date) -> tuple[int, int] | None:
    """The customer and day of orders without a header: ids that come again, a day, money."""
    days = list(date_columns(table, today))
    others = [index for index in range(len(table.header)) if index not in days]
    money = [index for index in others if all(map(MONEY.fullmatch, table.column(index)))]
    if len(days) != 1 or not money:
        return None
    kinds: dict[tuple[int, ...], int] = {}
    for index in others:
        cells = table.column(index)
        once = list(dict.fromkeys(cells))
        if index in money or not all(cells) or not 1 < len(once) < len(cells):
            continue
        kinds.setdefault(tuple(once.index(cell) for cell in cells), index)
        break
    return (next(iter(kinds.values())), days[0]) if kinds else None


def read_purchases(
    data: bytes | Table,
    *,
    team_id: str,
    today: date,
    stage: Stage = Stage.ENHANCE,
    within_days: int = 90,
    customer_column_name: str | None = None,
    date_column: str | None = None,
    zone: tzinfo | None = None,
    day_order: DayOrder | None = None,
) -> CustomerFile:
    """Repurchase: a second purchase on another day within ``within_days`` of the first.

    Counted are customers whose days were over at the file's newest day, each on the day of
    their first purchase in the file. Raises Refused without a customer or date column, or
    when nobody's days are over.
    """
    table = read_table(data)
    columns = purchase_columns(table, today)
    customer = table.index(customer_column_name) if customer_column_name else columns and columns[0]
    day = table.index(date_column) if date_column else columns and columns[1]
    if customer is None or day is None:
        raise Refused(
            "The file is not a list of purchases: it needs a column that names the customer, who"
            " comes again, and one with the date.",
            field="file",
        )
    days, problems = _days_by_customer(table, customer, day, today, zone, day_order)
    newest = max((max(bought) for bought in days.values()), default=None)
    if newest is None:
        raise Refused("No purchase in the file has a customer and a date.", field="file")
    if _are_billed(days):
        raise Refused(
            "Most customers in the file pay once a month, as a subscription is billed, so it cannot say"
            " who bought again. Export who subscribed, with the days of their start and end, for"
            " retention and churn.",
            field="file",
        )
    span = timedelta(days=within_days)
    rows: list[FeedbackRow] = []
    young = 0
    ended = newest
    if min(map(min, days.values())) + span > newest:
        ended = today
    for name, bought in days.items():
        first = min(bought)
        if first + span > ended:
            young += 1
            continue
        again = any(first < later <= first + span for later in bought)
        mark = customer_print(team_id, stage, "repurchase", f"{within_days} {first}", name)
        rows.append(FeedbackRow(bought[first], first, float(again), mark))
    if not rows:
        raise Refused(
            f"The file ends on {newest.isoformat()}, before any first purchase in it is"
            f" {within_days} days old. Export a longer time, or say fewer --repurchase-days.",
            field="file",
        )
    return CustomerFile(
        (CaseAnswers("repurchase", tuple(rows), young, 0, (f"“{table.header[day]}”",)),),
        len(table.rows) + len(table.problems),
        len(days),
        tuple(problems),
        newest,
        {"customer": table.header[customer], "date": table.header[day], **_bought_by(table)},
        ended if ended != newest else None,
    )


def _days_by_customer(
    table: Table,
    customer: int,
    day: int,
    today: date,
    zone: tzinfo | None,
    day_order: DayOrder | None,
) -> tuple[dict[str, dict[date, int]], list[Problem]]:
    """Each customer's purchase days with the first line each is on, and the rows left out."""
    read = date_reader(table, day, today, day_order, zone)
    names = [name_words(name) for name in table.header]
    status = _statuses(table)
    sums = [index for index, name in enumerate(names) if SUM.fullmatch(name)]
    won = {index for index in status if any(map(_is_won, table.column(index)))}
    days: dict[str, dict[date, int]] = {}
    problems = list(table.problems)
    for row in table.rows:
        name = read_id(row.cells[customer])
        try:
            time = read(row.cells[day])
            if is_blank(name) or time is None:
                raise Unreadable("it has no customer" if is_blank(name) else "it has no date")
            if time.date() > today:
                raise Unreadable(f"its date, {time.date().isoformat()}, is in the future")
            for each in status:
                not_won = each in won and not _is_won(row.cells[each])
                if not_won or _is_not_bought(row.cells[each]):
                    raise Unreadable(f"nothing was bought: it is “{quoted_cell(row.cells[each])}”")
            for each in sums:
                if (read_number(row.cells[each]) or 0) < 0:
                    raise Unreadable(
                        f"nothing was bought: “{table.header[each]}” is {quoted_cell(row.cells[each])}"
                    )
        except Unreadable as error:
            problems.append(Problem(row.line, str(error)))
            continue
        days.setdefault(name, {}).setdefault(time.date(), row.line)
    problems.sort(key=lambda problem: problem.line)
    return days, problems


def _statuses(table: Table) -> list[int]:
    """The columns that say what became of an order."""
    return [index for index, name in enumerate(table.header) if STATUS.fullmatch(name_words(name))]


def _bought_by(table: Table) -> dict[str, str]:
    """The first column by whose words rows are left out as no purchases, under its role."""
    for index in _statuses(table):
        cells = table.column(index)
        if any(map(_is_not_bought, cells)) or any(map(_is_won, cells)):
            return {"bought": table.header[index]}
    return {}


def _is_not_bought(cell: str) -> bool:
    said = name_words(cell)
    return bool(NOT_BOUGHT.search(said)) and not IN_PART.search(said)


def _is_won(cell: str) -> bool:
    return bool(WON.search(name_words(cell)))


def _are_billed(days: dict[str, dict[date, int]]) -> bool:
    """Whether nearly all who paid several times did so once a month, as a subscription is billed."""
    several = [sorted(paid) for paid in days.values() if len(paid) >= _FEWEST_BILLS]
    if len(several) < _FEWEST_BILLED:
        return False
    monthly = sum(
        all(_MONTH[0] <= (later - day).days <= _MONTH[1] for day, later in pairwise(paid))
        for paid in several
    )
    return monthly >= _MOST_BILLED * len(several)


def customer_print(team_id: str, stage: Stage, measure: str, period: str, name: str) -> str:
    """The fingerprint of a customer's answer for one period."""
    parts = (team_id, stage, measure, "customer", period, name)
    return hashlib.sha256("\x1d".join(parts).encode()).hexdigest()[:32]
