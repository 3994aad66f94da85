"""Rule five of reading a file: the true reason why nothing is taken, and the nearest way on."""

from __future__ import annotations

from collections.abc import Sequence

from store.formats.feedback.hints import hints
from store.formats.feedback.kinds import FileKind
from store.formats.feedback.purchases import customer_column
from store.formats.tabular.names import name_words
from store.formats.tabular.tables import Table

COUNTED = (
    "The answers in the file are counted already: one row an answer is needed. Export the single"
    " answers instead."
)


def why_nothing(table: Table, kind: FileKind, left_out: Sequence[tuple[str, str]]) -> str:
    """Why no measure can be taken from a file, with the line that takes one where there is one.

    ``left_out`` holds the columns that sound like a measure, and why they are none.
    """
    if kind is FileKind.COUNTED:
        return COUNTED
    if table.headless:
        return (
            "The file has no header line, so nothing says what its columns hold. Put a line with"
            " the columns' names above its rows."
        )
    seen_hints = hints(table)
    if seen_hints:
        first = seen_hints[0]
        return (
            f"No column says that it holds a customer measure. “{first.column}” holds {first.why}:"
            f" if those are the answers, say {column_line(first.column, first.measure)}."
        )
    if left_out:
        column, reason = left_out[0]
        return f"No column of the file holds a customer measure; “{column}”: {reason}."
    nothing = "No column of the file holds a customer measure"
    if _is_bare_visits(table):
        return (
            f"{nothing}. A customer and a day alone may be visits: if they are purchases, name the"
            " file so, such as purchases.csv, or export the orders with their money."
        )
    return f"{nothing}. For a column that does, say --column NAME=KEY, such as NAME=csat."


def column_line(column: str, measure: str) -> str:
    """The option that takes a column as a measure."""
    return f'--column "{column}={measure}"'


def several(columns: Sequence[str], measure: str, title: str) -> str:
    """That several columns answer for one measure, and the line that takes the likeliest."""
    named = ", ".join(f"“{column}”" for column in columns)
    return (
        f"{len(columns)} columns hold {title}: {named}. Their answers are not put together: say"
        f" {column_line(columns[0], measure)}, or another of them."
    )


def doubtful_dates(columns: Sequence[str]) -> str:
    """That no column says when customers answered, only when something else happened."""
    first = columns[0]
    return (
        f"No column says when customers answered; “{first}” may be another day. If it is the day"
        f' of the answer, say --date-column "{first}". Else say --on DAY for all.'
    )


def unfinished_answers(column: str, count: int) -> str:
    """That some did not finish the survey, and the two lines that settle it."""
    rows = "1 row was" if count == 1 else f"{count:,} rows were"
    return (
        f"{rows} not finished, by “{column}”. Say --unfinished skip to leave them out, or"
        " --unfinished take to count them."
    )


def which_end(column: str) -> str:
    """That nobody but a person knows which end of a scale is best."""
    return (
        f"Grades such as “{column}” may have their best at 1 or at the other end: say --best low"
        " or --best high."
    )


def _is_bare_visits(table: Table) -> bool:
    names = [name for name in table.header if not name_words(name).startswith("column ")]
    return len(names) == 2 and customer_column(table) is not None
