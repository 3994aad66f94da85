"""Rule five of reading a file: the true reason why nothing is taken, and the nearest way on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from store.common.text import listed
from store.formats.feedback.cases.case_columns import kept_target
from store.formats.feedback.column_roles import RepeatedId
from store.formats.feedback.comments import comment_column
from store.formats.feedback.days.answer_dates import date_columns
from store.formats.feedback.days.days_across import days_across
from store.formats.feedback.days.period_days import which_years
from store.formats.feedback.days.unread_dates import UnreadDates
from store.formats.feedback.days.unread_dates import unread_dates as find_unread_dates
from store.formats.feedback.hints import Hint, hints
from store.formats.feedback.kinds import FileKind
from store.formats.feedback.leavers import leaving_day, only_leavers, some_left
from store.formats.feedback.memberships import membership_columns
from store.formats.feedback.other_numbers import counted_column, length_column, waiting_column
from store.formats.feedback.purchases import customer_column, nobodys_orders
from store.formats.feedback.questions.asked_employees import employees_sign
from store.formats.feedback.questions.asked_questions import MixedQuestions, mixed_questions
from store.formats.feedback.questions.last_guesses import last_guess, looks_rated, scores_of_several
from store.formats.feedback.questions.left_out import NO_ANSWERS, LeftOut
from store.formats.feedback.questions.summed_answers import answers_counted, why_summed
from store.formats.feedback.questions.ways_on import (
    Way,
    WayOn,
    column_line,
    key_of,
    own_score,
    own_wait,
    short_scale,
)
from store.formats.feedback.rows.customers_across import customers_across
from store.formats.feedback.rows.repeated_rows import RepeatedRows
from store.formats.feedback.scales import is_grade
from store.formats.feedback.unfinished import Unfinished
from store.formats.tabular.days.dates import quoted_cell
from store.formats.tabular.names import name_words
from store.formats.tabular.tables import Table

_AVERAGED = re.compile(
    r"\b(average|avg|mean|durchschnitt\w*|promedio|moyenne?|media) (csat|nps|ces|score|rating|satisfaction|zufriedenheit|"
    r"satisfaccion|note)\b|\b(csat|nps|ces|score|rating|satisfaction) (average|avg|mean|percent|percentage)\b"
)
_STATES = re.compile(
    r"\bbacklog\b|\bopen\b|\b(unsolved|unresolved|pending|waiting|offene|ouverts|abiertos|abertos|aperti|otwarte)\b"
)
"""Names of how many there are at a time, rather than of what happened."""
_RATE = re.compile(
    r"((customer|client|monthly|logo|gross|net) )*(churn|retention|renewal|attrition)( ?(rate|quote|percent(age)?))|"
    r"(abwanderungs|kundigungs|bindungs) ?(rate|quote)|taux (de|d) (attrition|retention|churn)|tasa de (abandono|retencion)"
)
"""Names of what share of customers stayed or left in a period."""
_NO_LINE = "--column NAME=KEY"
"""What is said where no column is worth naming."""
_MAY_BE_ANOTHER = (None, Way.AS_NUMBERS, Way.OWN_SCORE, Way.OWN_RATE)
"""Ways on with a column that may be none of answers, so that another is named too."""
COUNTED = (
    "The answers in the file are counted already: one row an answer is needed. Export the single"
    " answers instead."
)


def why_nothing(table: Table, kind: FileKind, left_out: Sequence[LeftOut], today: date) -> str:
    """Why no measure can be taken from a file, with the line that takes one where there is one.

    ``left_out`` holds the columns that sound like a measure, and why they are none.
    """
    if kind is FileKind.COUNTED:
        return COUNTED
    if (across := days_across(table) or customers_across(table)) or table.headless:
        return across or (
            "The file has no header line, so nothing says what its columns hold. Put a line with"
            " the columns' names above its rows."
        )
    if mixed := mixed_questions(table):
        return several_questions(mixed)
    if several_scales := scores_of_several(table):
        return several_scales
    left = leaving_day(table, today)
    left_out = [each for each in left_out if each.way is not Way.AS_WORDS]
    if not left_out and (sign := employees_sign(table)):
        return (
            f"No column of the file holds a customer measure: “{sign}” shows that it is about"
            " employees."
        )
    if left is not None and not any(each.way_on or "--column" in each.reason for each in left_out):
        return only_leavers(table, left)
    seen_hints = hints(table)
    averaged = any(_AVERAGED.search(name_words(name)) for name in table.header)
    if averaged and not (seen_hints and comment_column(table) is not None):
        return COUNTED
    if seen_hints:
        return _summed(table, seen_hints[0]) or _hinted(seen_hints[0])
    held = [each for each in left_out if not each.is_empty]
    if held:
        return _with_ways(table, held[0])
    unnamed = _of_orders(table, today) or _without_hint(table, today)
    if left_out:
        empty = left_out[0].column
        if "--column" not in unnamed or _NO_LINE in unnamed:
            return f"No column of the file holds a customer measure; “{empty}”: {NO_ANSWERS}."
        return f"{unnamed} “{empty}” {NO_ANSWERS.removeprefix('it ')}."
    return unnamed


def _summed(table: Table, first: Hint) -> str:
    """That a column that would fit a measure stands beside a count of answers, and its way on; else
    empty."""
    counted = answers_counted(table)
    if counted is None or counted == first.column:
        return ""
    none = f"No column of the file holds a customer measure; “{first.column}”"
    return f"{none}: {why_summed(counted)}, {first.way}."


def _hinted(first: Hint) -> str:
    """What the column may hold that would fit a measure, had its name said so."""
    none = f"No column says that it holds a customer measure. “{first.column}” holds {first.why}"
    if first.ends_early:
        return f"{none}. {short_scale(first.column, first.high)}"
    other = ""
    if first.may_be_nps:
        other = (
            " If they say how likely people are to recommend you, say"
            f" {column_line(first.column, 'nps')}."
        )
    return f"{none}: if those are the answers, {first.way}.{other}"


def _with_ways(table: Table, first: LeftOut) -> str:
    """Why the first column that sounds like a measure is none, its way on, and that of another
    column where the name may speak of no answers: a rating's title, or its number."""
    column, on = first.column, first.way_on
    ways = [] if on is None else [on.sentence(column)]
    if first.way in _MAY_BE_ANOTHER and f"“{column}”" not in (guess := last_guess(table)):
        ways.append(guess)
    said = [f"“{column}”: {first.reason}.", *filter(None, ways)]
    return f"No column of the file holds a customer measure; {' '.join(said)}"


def beside_cases(left_out: Sequence[LeftOut]) -> str:
    """Why a column of answers beside cases is not taken, and its way on, to go on a refusal; empty
    without one."""
    none = (None, Way.AS_WORDS, Way.OF_OTHERS)
    first = next((each for each in left_out if each.way not in none), None)
    if first is None or first.way_on is None:
        may_be = next((each for each in left_out if each.reason.startswith("it may be ")), None)
        return "" if may_be is None else f" “{may_be.column}”: {may_be.reason}."
    return f" “{first.column}”: {first.reason}. {first.way_on.sentence(first.column)}"


def _of_orders(table: Table, today: date) -> str:
    """That orders name nobody who ordered, and how to go on; empty for what are none."""
    order = nobodys_orders(table, today)
    return order and (
        f"The rows seem to be orders, by “{order}”, but no filled column names the customer"
        " who comes again. Export the customer's number or e-mail, or call the column that names them"
        " “Customer”."
    )


def _without_hint(table: Table, today: date) -> str:
    """Why nothing can be taken where no column even sounds like a measure."""
    nothing = "No column of the file holds a customer measure"
    rate = next((name for name in table.header if _RATE.fullmatch(name_words(name))), None)
    if rate is not None:
        nothing = (
            f"“{rate}” is counted already; care needs one row for each customer, with the days they"
            " came and left"
        )
    if counted := counted_column(table):
        key = key_of(counted)
        is_state = _STATES.search(name_words(counted))
        how = "--state --per-cycle last" if is_state else "--events --per-cycle sum"
        return (
            f"{nothing}. To take “{counted}” as a count, for example: care measure add {key}"
            f" --kind count --better down {how}, then {column_line(counted, key)}{_by_month(table)}."
        )
    if (length := length_column(table)) is not None:
        return (
            f"{nothing}. “{length}” says how long each case took, and no column when it was created:"
            f" export that day too. To take the share of long ones, for example:"
            f" {own_wait(length)}."
        )
    if (wait := waiting_column(table)) and not looks_rated(table):
        return f"{nothing}. To take the share of long waits from “{wait}”, for example: {own_wait(wait)}."
    if target := kept_target(table):
        return (
            f"{nothing}. “{target}” holds yes and no, and no column says more of cases: if they say"
            f" whether each was solved in time, say {column_line(target, 'solved-in-target')}."
        )
    if _is_bare_visits(table):
        return (
            f"{nothing}. A customer and a day alone may be visits: if they are purchases, name the"
            " file so, such as purchases.csv, or export the orders with their money."
        )
    if membership_columns(replace(table, name="members"), today) is not None:
        return (
            f"{nothing}. Days of a start and an end may be those of anything: if they say when customers"
            " came and left, name the file so, such as members.csv."
        )
    if left := some_left(table):
        return f"{nothing}. {left}"
    guess, words = last_guess(table), comment_column(table)
    if words is not None and "--column" not in guess:
        guess = words_alone(table.header[words])
    if guess:
        return f"No column says that it holds a customer measure. {guess}"
    if rate is not None:
        return f"{nothing}."
    return f"{nothing}. For a column that does, say {_NO_LINE}, such as NAME=csat."


def words_alone(column: str) -> str:
    """How customers' words are brought in that stand beside no answer."""
    return (
        f"“{column}” holds customers' words, which are imported only beside an answer. To log them, pipe"
        ' a line for each, such as connect --quote "So quick" --on 2026-03-31, to care log --batch.'
    )


def several_questions(mixed: MixedQuestions) -> str:
    """That the rows answer several questions, and how each is imported."""
    one, other = mixed.examples
    same = f" If all rows answer one question, say {column_line(mixed.column, 'skip')}."
    return (
        f"“{mixed.column}” names several questions, such as “{one}” and “{other}”. Keep the rows"
        " of one question in the file, import it, then those of the next."
        f"{'' if mixed.several_measures else same}"
    )


def several(columns: Sequence[str], measure: str, title: str) -> str:
    """That several columns answer for one measure, and the line that takes the likeliest."""
    named = ", ".join(f"“{column}”" for column in columns)
    return (
        f"{len(columns)} columns hold {title}: {named}. Their answers are not put together: say"
        f" {column_line(columns[0], measure)}, or another of them."
    )


def doubtful_dates(columns: Sequence[str], of_members: Sequence[str] = ()) -> str:
    """That no column says when customers answered, only when something else happened; ``of_members``
    are the columns without which the file is a list of members."""
    first = columns[0]
    leave = " ".join(column_line(name, "skip") for name in of_members)
    members = (
        f" Who stayed and who left is read without those answers: say {leave}." if leave else ""
    )
    return (
        f"No column says when customers answered; “{first}” may be another day. If it is the day"
        f' of the answer, say --date-column "{first}". Else say --on DAY for all.{members}'
    )


def rival_dates(columns: Sequence[str]) -> str:
    """That columns say different days as those of the answers, and the option that chooses one."""
    named = listed([f"“{column}”" for column in columns])
    return (
        f"{named} say different days, and only you know on which customers answered: say"
        f' --date-column "{columns[0]}", or another of them.'
    )


def several_rows(repeated: RepeatedId) -> str:
    """That ids of answers stand on several rows, and the options that say which rows count."""
    ids = "1 id stands" if repeated.ids == 1 else f"{repeated.ids:,} ids stand"
    return (
        f"In “{repeated.column}” {ids} on several rows. Say --id-column"
        f' "{repeated.column}" to count only the newest row of each, or --id-column skip to count each row.'
    )


def unread_dates(unread: UnreadDates, today: date) -> str:
    """That no day can be read in a column that says when, and the option that dates the answers."""
    if unread.periods is not None:
        if unread.periods.yearless and unread.years is not None:
            return _year_beside(unread, unread.periods.kind.noun, *unread.years)
        return which_years(unread.column, unread.periods, today)
    if unread.swapped is not None:
        dated, text = map(quoted_cell, unread.swapped)
        return (
            f"“{unread.column}” holds dates such as “{dated}” and text such as “{text}”: a spreadsheet"
            " that writes the month first has changed day and month in those that it could read. Import"
            " the file that it opened, or write all days as 2026-03-31."
        )
    if unread.asks_order:
        return (
            f"“{unread.column}” names days without their year, such as “{unread.open_order}”, and"
            " nothing tells which number is the day. Say --day-first or --month-first, and the year"
            f" too: --year {today.year}."
        )
    if unread.keeps_none:
        return f"{unread.why_none}: say --on DAY to date all answers."
    if unread.blank:
        return (
            f"“{unread.column}” has no day on {unread.blank:,} rows, too many to date the answers by it."
            " Say --on DAY to date all answers."
        )
    return (
        f"No day can be read in “{unread.column}”: “{unread.example}”. Say --on DAY to date all"
        " answers, or write the days as 2026-03-31."
    )


def _year_beside(unread: UnreadDates, kind: str, column: str, years: tuple[int, ...]) -> str:
    """That weeks or months have their year in another column, and how they are dated."""
    said = f"“{unread.column}” names {kind}s, and “{column}” their years."
    if len(years) == 1:
        return f"{said} Say --year {years[0]} to date each answer on the first day of its {kind}."
    return (
        f"{said} Write both in one column of the file, such as 2026-03 for March, and import that."
    )


def unfinished_answers(left: Unfinished) -> str:
    """That some did not finish the survey, or may be tests, and the two lines that settle it."""
    return (
        f"{left.counted()}. Say --unfinished skip to leave them out, or --unfinished take to count"
        " them."
    )


def repeated(rows: RepeatedRows) -> str:
    """That rows repeat earlier ones, and the two options that settle whether they count."""
    return (
        f"{rows.counted}, as where a table was pasted twice. Say --count-again to count them, or"
        " --no-count-again to count each once."
    )


def which_end(column: str, told: str = "") -> str:
    """That nobody but a person knows which end of a scale is best, and what takes grades to 6;
    ``told`` is what the file says of it outside its header."""
    if told:
        return (
            f"The file says “{told}”, so 1 may be the best answer in “{column}”: say --best low or"
            " --best high."
        )
    ends = (
        f"Grades such as “{column}” may have their best at 1 or at the other end: say --best low"
        " or --best high."
    )
    if not is_grade(column):
        return ends
    return f"{ends} If they go to 6, for example: {own_score(column, 6)}."


def beyond_five(column: str, reason: str, way_on: WayOn) -> str:
    """That grades go beyond CSAT's scale, for ``reason``, and what takes them."""
    return f"“{column}”: {reason}. {way_on.sentence(column)}"


def may_be_purchases(customer: str, day: str) -> str:
    """That rows may be purchases, which only a person knows, and how to say it."""
    return (
        f"The rows name a customer in “{customer}” and a day in “{day}”, but nothing says that each is"
        " a purchase. If it is, say --repurchase-days 90 to count who bought again within so many days."
    )


def which_answer(column: str) -> str:
    """That nobody but a person knows whether yes or no is the good answer to a question."""
    return (
        f"Yes may be the bad answer to “{column}”: say --good-answer no, or --good-answer yes where"
        " it is the good one."
    )


def _by_month(table: Table) -> str:
    """The option that dates counts by a column of weeks or months; empty where it holds days, or
    none of a year."""
    unread = None if date_columns(table) else find_unread_dates(table)
    if unread is None or unread.periods is None or unread.periods.yearless:
        return ""
    return f' --date-column "{unread.column}"'


def _is_bare_visits(table: Table) -> bool:
    """Whether a file names customers and days, and nothing else."""
    names = [name for name in table.header if not name_words(name).startswith("column ")]
    customer = customer_column(table)
    return (
        len(names) == 2 and customer is not None and bool(date_columns(table).keys() - {customer})
    )
