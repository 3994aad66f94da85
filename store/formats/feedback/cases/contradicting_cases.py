"""Cases that one column calls open and another solved: only a person knows which is true."""

from __future__ import annotations

from store.formats.feedback.cases.case_columns import find_columns
from store.formats.feedback.words.status_words import is_case_status, is_solved, is_withdrawn
from store.formats.tabular.days.dates import is_no_day
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.tables import Table

_FEWEST, _SHARE = 3, 10
"""From how many cases on, and from which part of those with a day, it is no matter of some that were
opened again."""


def contradiction(table: Table) -> tuple[str, str] | None:
    """The column of the solution's day, and why it cannot be read beside the status, with the two ways
    on; None where they agree but for some cases that may have been opened again."""
    return table.once("contradicting cases", _contradiction)


def _contradiction(table: Table) -> tuple[str, str] | None:
    places = find_columns(table)
    if "status" not in places or "solved" not in places:
        return None
    status, day = places["status"], places["solved"]
    ended = [
        row.cells[status]
        for row in table.rows
        if not is_blank(row.cells[day]) and not is_no_day(row.cells[day])
    ]
    still_open = [each for each in ended if _is_open(each)]
    if len(still_open) < _FEWEST or _SHARE * len(still_open) < len(ended):
        return None
    says, when = table.header[status], table.header[day]
    return when, (
        f"it has a day for {len(still_open):,} cases that “{says}” calls open, such as"
        f' “{still_open[0].strip()}”. Say --column "{says}=skip" to count all that have a day as'
        f' solved, or --column "{when}=skip" to go by “{says}”'
    )


def _is_open(status: str) -> bool:
    return is_case_status(status) and not is_solved(status) and not is_withdrawn(status)
