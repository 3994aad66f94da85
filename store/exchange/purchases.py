"""Who bought again, out of a list of purchases."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo

from store.errors import Refused
from store.exchange.blanks import is_blank
from store.exchange.dates import DayOrder, Unreadable, shown
from store.exchange.feedback import FeedbackRow
from store.exchange.names import words
from store.exchange.numbers import read_id
from store.exchange.roles import best_date, date_columns, date_reader
from store.exchange.tables import Problem, Table, read_table
from store.exchange.tickets import Outcome
from store.practice.stages import Stage

_CUSTOMER = re.compile(
    r"(customer|client|buyer|user|member|contact|account|shopper|kunden|cliente?)( ?(id|no|nr|number|"
    r"key|ref|nummer|email|code|unique id))?|(customer|user|buyer) e ?mail|id|(billing )?e ?mail( address| billing)?|cust ?id|codigo cliente"
)


_BOUGHT = re.compile(
    r"purchase|order|transaction|invoice|sale|amount|price|quantity|revenue|total|paid|payment|basket|"
    r"bestell|kauf|rechnung|umsatz|commande|achat|facture|montant|pedido|compra|venda|venta|importe"
)


_STATUS = re.compile(r"((financial|payment|order|transaction) )?(status|state)")
_NOT_BOUGHT = re.compile(
    r"\bfail|\bcancel|\bvoid|^refund|\bdeclin|\bunpaid|\babandon|\bblocked|\breject|\bstorniert|\bannul"
)


@dataclass(frozen=True, slots=True)
class CustomerFile:
    """What a list of purchases or memberships says of its customers."""

    outcomes: tuple[Outcome, ...]
    read: int
    """Data rows in the file."""
    customers: int
    problems: tuple[Problem, ...]
    newest: date
    """The newest day anything in the file happened."""
    columns: dict[str, str]


def customer_column(table: Table, names: re.Pattern[str] = _CUSTOMER) -> int | None:
    """The column that names the customer, the most telling name first."""
    places = [place for place, name in enumerate(table.header) if names.fullmatch(words(name))]
    places.sort(key=lambda place: words(table.header[place]) in ("id", "email", "e mail"))
    return places[0] if places else None


def purchase_columns(table: Table, today: date) -> tuple[int, int] | None:
    """The customer and date columns of a purchase list, None if the file is none.

    In one, customers come again: their column doesn't name the rows. And it says that it
    is about buying, or says nothing else; a list of visits is none.
    """
    customer = customer_column(table)
    bought = any(_BOUGHT.search(words(name)) for name in table.header)
    if customer is None or not (bought or len(table.header) <= 3):
        return None
    ids = [cell for cell in table.column(customer) if cell]
    day = best_date(table, date_columns(table, today))
    if day is None or day == customer or len(set(ids)) == len(ids):
        return None
    return customer, day


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
    found = purchase_columns(table, today)
    customer = table.index(customer_column_name) if customer_column_name else found and found[0]
    day = table.index(date_column) if date_column else found and found[1]
    if customer is None or day is None:
        raise Refused(
            "The file is no list of purchases: it needs a column that names the customer, who"
            " comes again, and one with the date.",
            field="file",
        )
    days, problems = _days_by_customer(table, customer, day, today, zone, day_order)
    newest = max((max(bought) for bought in days.values()), default=None)
    if newest is None:
        raise Refused("No purchase in the file has a customer and a date.", field="file")
    span = timedelta(days=within_days)
    rows: list[FeedbackRow] = []
    young = 0
    for name, bought in days.items():
        first = min(bought)
        if first + span > newest:
            young += 1
            continue
        again = any(first < later <= first + span for later in bought)
        mark = customer_print(team_id, stage, "repurchase", f"{within_days} {first}", name)
        rows.append(FeedbackRow(bought[first], first, float(again), mark))
    if not rows:
        raise Refused(
            f"The file ends on {newest.isoformat()}, before any first purchase in it is"
            f" {within_days} days old.",
            field="file",
        )
    return CustomerFile(
        (Outcome("repurchase", tuple(rows), young, 0),),
        len(table.rows) + len(table.problems),
        len(days),
        tuple(problems),
        newest,
        {"customer": table.header[customer], "date": table.header[day]},
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
    names = [words(name) for name in table.header]
    status = [place for place, name in enumerate(names) if _STATUS.fullmatch(name)]
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
                if _NOT_BOUGHT.search(words(row.cells[each])):
                    raise Unreadable(f"nothing was bought: it is “{shown(row.cells[each])}”")
        except Unreadable as error:
            problems.append(Problem(row.line, str(error)))
            continue
        days.setdefault(name, {}).setdefault(time.date(), row.line)
    problems.sort(key=lambda problem: problem.line)
    return days, problems


def customer_print(team_id: str, stage: Stage, measure: str, period: str, name: str) -> str:
    """The fingerprint of a customer's answer for one period."""
    parts = (team_id, stage, measure, "customer", period, name)
    return hashlib.sha256("\x1d".join(parts).encode()).hexdigest()[:32]
