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
_MEASURED = frozenset(
    {
        "overdue",
        "late_reply",
        "reply",
        "length",
        "interactions",
        "first_contact",
        "reopened",
        "escalated",
        "rating",
    }
)
"""What gives a measure without the day of the solution."""


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
    by_days, by_status = f'--column "{says}=skip"', f'--column "{when}=skip"'
    why = f"it has a day for {len(still_open):,} cases that “{says}” calls open, such as “{still_open[0].strip()}”."
    if _MEASURED & places.keys():
        how = f"Say {by_days} to count all that have a day as solved, or {by_status} to go by “{says}”"
    else:
        how = (
            f"Say {by_days} --solve-target HOURS to count all that have a day as solved. If “{says}” is"
            " right, take those days out of the file first"
        )
    return when, f"{why} {how}"


def _is_open(status: str) -> bool:
    return is_case_status(status) and not is_solved(status) and not is_withdrawn(status)
