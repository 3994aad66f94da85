"""Answers dated by a column of weeks, months or days without a year: never by itself, only as a person says.

A week says no day, and one without its year not even a week. A person who names the column, or the
year, has each answer dated on the first day of its week or month.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from store.common.errors import Refused, WrongValue
from store.formats.tabular.days.dates import DayOrder
from store.formats.tabular.days.periods import PeriodColumn, PeriodKind, Years, period_column
from store.formats.tabular.tables import Row, Table

_FIRST = {
    PeriodKind.WEEK: "the Monday of its week",
    PeriodKind.MONTH: "the first day of its month",
    PeriodKind.DAY: "its day",
}

_SAID = re.compile(r"\s*((?:19|20)\d{2})(?:\s*[-–/]\s*((?:19|20)\d{2}))?\s*", re.ASCII)


def dated_on(column: PeriodColumn) -> str:
    """On which day each answer counts, to go on “dated on ”."""
    return _FIRST[column.kind]


def which_years(name: str, column: PeriodColumn, today: date) -> str:
    """That a column names weeks or months, and the option that dates the answers by it."""
    kind, first = column.kind.noun, dated_on(column)
    if not column.yearless:
        return (
            f'“{name}” names {kind}s, such as “{column.example}”. Say --date-column "{name}" to date'
            f" each answer on {first}."
        )
    likely = [year_words(each) for each in column.likely_years(today)]
    if len(column.blocks) < 2:
        return (
            f"“{name}” names {kind}s without their year, such as “{column.example}”. Say --year"
            f" {likely[0]} to date each answer on {first}."
        )
    over = next((each for each in likely if len(set(each.split("-"))) > 1), likely[0])
    one = next((each for each in likely if len(set(each.split("-"))) == 1), likely[-1])
    return (
        f"“{name}” names {kind}s {column.spans()} without their year. Say --year {over} if they"
        f" go over New Year, or --year {one} if all are of one year: each answer is dated on {first}."
    )


def year_words(years: Years) -> str:
    """Years as a person says them: “2026”, “2025-2026”."""
    return "-".join(map(str, years))


def parse_years(text: str, field: str) -> Years:
    """Years as a person says them in ``field``: one, or two that follow each other.

    Raises WrongValue for anything else.
    """
    match = _SAID.fullmatch(text)
    years = () if match is None else tuple(int(year) for year in match.groups() if year)
    if not years or not 0 <= years[-1] - years[0] <= 1:
        raise WrongValue(f"“{text.strip()}” is not a year such as 2026, or 2025-2026.", field=field)
    return years


def period_reader(
    table: Table, index: int, today: date, years: Years | None, day_order: DayOrder | None
) -> Callable[[Row], date | None] | None:
    """What dates a row by a column of weeks or months; None where it is none.

    Raises Refused where their year must be said first.
    """
    column = period_column(table, index, day_order)
    if column is None:
        return None
    name = table.header[index]
    if column.yearless:
        if years is None or (len(column.blocks) > 1 and len(years) < 2):
            raise Refused(which_years(name, column, today), field="years")
        if len(column.blocks) < 2 and len(set(years)) > 1:
            raise Refused(
                f"The {column.kind.noun}s in “{name}” do not go over New Year."
                f" {which_years(name, column, today)}",
                field="years",
            )
        if not column.has_come(years, today):
            last, year = column.last_of(years)
            raise Refused(
                f"{column.named(last, year)} has not come yet. {which_years(name, column, today)}",
                field="years",
            )
    return column.reader(years)
