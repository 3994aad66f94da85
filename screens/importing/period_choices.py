"""Weeks and months that date answers in an import: what a person chooses of them."""

from __future__ import annotations

from dataclasses import replace

from screens.dialogs.choose import Option
from screens.importing.mapping_state import Laid
from store.formats.feedback.days.period_days import dated_on, year_words
from store.formats.tabular.days.periods import PeriodColumn, PeriodKind, Years

_OFFERED = 3
"""Years that are offered for weeks without one."""


def period_options(laid: Laid) -> list[Option]:
    """The ways to date answers by the file's weeks or months, if only those stand in it."""
    unread = laid.look.proposal.unread_dates
    if unread is None or unread.periods is None:
        return []
    periods = unread.periods
    each = f"each on {dated_on(periods)}"
    if not periods.yearless:
        return [
            Option(f"column {unread.column}", f"The {periods.kind.noun} in “{unread.column}”", each)
        ]
    likely = periods.likely_years(laid.reader.around.today)[:_OFFERED]
    return [Option(f"years {year_words(years)}", _of(periods, years), each) for years in likely]


def _of(periods: PeriodColumn, years: Years) -> str:
    """The weeks or months with the years that they would be of."""
    of_each = zip(periods.blocks, (years[0], years[-1]), strict=False)
    if periods.kind is PeriodKind.DAY:
        named = periods.named
        return " and ".join(
            named(first, year) if first == last else f"{named(first, year)} to {named(last, year)}"
            for (first, last), year in of_each
        )
    spans = [
        f"{first} to {last} of {year}" if first != last else f"{first} of {year}"
        for (first, last), year in of_each
    ]
    return f"{periods.kind.noun.capitalize()}s {' and '.join(spans)}"


def years_of(words: str) -> Years:
    """The years that an option names."""
    return tuple(int(year) for year in words.split("-"))


def of_years(laid: Laid, years: Years) -> Laid:
    """The choices with ``years`` for the weeks or months that say none."""
    reader = laid.reader.on(replace(laid.reader.terms, years=years))
    return replace(laid, look=replace(laid.look, reader=reader))
