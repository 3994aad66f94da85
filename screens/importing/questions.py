"""What an import asks of a file because only a person knows it, one question after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from screens.dialogs.choose import Choose, Option
from screens.importing.mapping_state import Laid, asks_answer, asks_best, blank_days, told_best
from store.common.dataclass import dataclass
from store.common.text import listed
from store.evidence.importing.imports import Terms
from store.formats.feedback.days.days_above import DaysAbove
from store.formats.feedback.rows.repeated_rows import RepeatedRows
from store.formats.feedback.unfinished import hold_answers
from store.formats.tabular.days.dates import DayOrder


@dataclass(frozen=True, slots=True)
class Question:
    """One question, and what its answer settles of how the file is read."""

    asked: Choose
    settle: Callable[[Terms, str], Terms]


def open_question(laid: Laid) -> Question | None:
    """The next question that nobody has answered; None where nothing is open."""
    terms, look = laid.reader.terms, laid.look
    if look.asks and terms.day_order is None:
        return _which_order(laid)
    if terms.take_unfinished is None and _unfinished_hold_answers(laid):
        return _whether_unfinished(laid)
    if look.repeated_id is not None and laid.choices:
        return _which_rows(laid)
    if look.repeated_rows is not None and laid.choices:
        return _whether_repeated(look.repeated_rows)
    if terms.take_day_above is None and (below := blank_days(laid)) is not None:
        return _whose_day(below)
    if asks_best(laid) and terms.best_low is None:
        return _which_end(laid)
    if asks_answer(laid) and terms.no_is_good is None:
        return _which_answer(laid)
    return None


def which_days(columns: Sequence[str]) -> Choose:
    """Ask which of several columns of days dates the answers."""
    return Choose(
        "When did the customers answer?",
        [Option(name, f"The day in “{name}”") for name in columns],
        detail="These columns say different days.",
    )


def _which_order(laid: Laid) -> Question:
    return Question(
        Choose(
            f"What day is “{laid.look.asks}”?",
            [
                Option(DayOrder.DAY_FIRST.value, "The day comes first", "3/4 is 3 April"),
                Option(DayOrder.MONTH_FIRST.value, "The month comes first", "3/4 is March 4"),
            ],
            detail=laid.look.asks_why,
        ),
        lambda terms, answer: replace(terms, day_order=DayOrder(answer)),
    )


def _unfinished_hold_answers(laid: Laid) -> bool:
    """Whether rows that may be no whole answers have one in a column that may be taken."""
    doubted = laid.look.proposal.unfinished
    columns = {each.part.column for each in laid.choices if each.part.column}
    if doubted is None:
        return False
    return not columns or hold_answers(laid.reader.table, doubted, columns)


def _whether_unfinished(laid: Laid) -> Question:
    unfinished = laid.look.proposal.unfinished
    assert unfinished is not None
    columns = [f"“{each.column}”" for each in unfinished.every]
    by = f"the column {columns[0]}" if len(columns) == 1 else f"the columns {listed(columns)}"
    return Question(
        Choose(
            unfinished.counted(by_column=False),
            [Option("skip", "Leave them out"), Option("take", "Count what was answered")],
            detail=f"By {by}.",
        ),
        lambda terms, answer: replace(terms, take_unfinished=answer == "take"),
    )


def _which_rows(laid: Laid) -> Question:
    repeated = laid.look.repeated_id
    assert repeated is not None
    ids = "1 id stands" if repeated.ids == 1 else f"{repeated.ids:,} ids stand"
    return Question(
        Choose(
            f"{ids} on several rows in “{repeated.column}”",
            [
                Option("newest", "Count the newest row of each"),
                Option("each", "Count each row", "as an answer of its own"),
            ],
        ),
        lambda terms, answer: replace(
            terms, id_column=repeated.column if answer == "newest" else ""
        ),
    )


def _whether_repeated(repeated: RepeatedRows) -> Question:
    return Question(
        Choose(
            f"{len(repeated.lines):,} rows repeat earlier ones in every cell",
            [
                Option("once", "Count each once", "as where a table was pasted twice"),
                Option("again", "Count them too", "as answers of their own"),
            ],
        ),
        lambda terms, answer: replace(terms, take_repeated=answer == "again"),
    )


def _whose_day(below: DaysAbove) -> Question:
    return Question(
        Choose(
            f"{below.without:,} of {below.answered:,} answers have no day",
            [
                Option("above", "Take the day above each", "as where cells were merged"),
                Option("skip", "Leave them out"),
            ],
            detail=f"They are below rows that have a day in “{below.column}”.",
        ),
        lambda terms, answer: replace(terms, take_day_above=answer == "above"),
    )


def _which_end(laid: Laid) -> Question:
    return Question(
        Choose(
            f"Which number is best in “{asks_best(laid)}”?",
            [Option("low", "The lowest", "1 is best"), Option("high", "The highest", "5 is best")],
            detail=told_best(laid),
        ),
        lambda terms, answer: replace(terms, best_low=answer == "low"),
    )


def _which_answer(laid: Laid) -> Question:
    return Question(
        Choose(
            f"Which answer is good to “{asks_answer(laid)}”?",
            [Option("no", "No"), Option("yes", "Yes")],
            detail="By its words, yes may be the bad answer.",
        ),
        lambda terms, answer: replace(terms, no_is_good=answer == "no"),
    )
