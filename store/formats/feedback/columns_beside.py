"""The columns of a file that are left out beside what is taken, each with why and a way on."""

from __future__ import annotations

from datetime import date

from store.formats.feedback.cases.case_columns import NO_TARGET, OVERDUE_NOW, UNREAD, find_columns
from store.formats.feedback.cases.case_marks import unread_mark
from store.formats.feedback.cases.contradicting_cases import contradiction
from store.formats.feedback.comments import comment_column, sounds_like_words, why_no_comments
from store.formats.feedback.hints import hints
from store.formats.feedback.memberships import membership_columns
from store.formats.feedback.questions.last_guesses import asked_yes_or_no, why_yes_or_no
from store.formats.feedback.questions.left_out import LeftOut
from store.formats.feedback.questions.ways_on import Way, WayOn
from store.formats.tabular.days.dates import quoted_cell
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.tables import Table

_SAMPLE = 500


def late_marks(table: Table) -> tuple[LeftOut, ...]:
    """The day of the solution, where open cases have one; the column that says which cases are late,
    where none has a target, or of those that are solved it says nothing."""
    reasons = {
        NO_TARGET: "no solved case has a due day, so there is no target; --solve-target HOURS gives one",
        OVERDUE_NOW: "it says which cases are late today, and of those that are solved nothing;"
        " --solve-target HOURS holds them against a target",
    }
    places = find_columns(table)
    doubt = contradiction(table)
    return (
        *(() if doubt is None else (LeftOut(*doubt),)),
        *(
            LeftOut(table.header[places[what]], why)
            for what, why in reasons.items()
            if what in places
        ),
        *(_unread(table, what, places[name]) for what, name in UNREAD.items() if name in places),
    )


def _unread(table: Table, what: str, index: int) -> LeftOut:
    """That a help desk's marks cannot all be read, which would count the others alone."""
    of_target = what in ("overdue", "late_reply")
    word = quoted_cell(unread_mark(table.column(index), of_target=of_target))
    neither = (
        "neither that a target was met nor that it was missed"
        if of_target
        else "neither yes nor no"
    )
    return LeftOut(
        table.header[index],
        f"“{word}” says {neither}, so that the other rows alone would count. Write yes and no in its place",
    )


def with_status(table: Table, today: date, left_out: tuple[LeftOut, ...]) -> tuple[LeftOut, ...]:
    """What is left out of a list of members, whose status says no day on which anybody left."""
    found = membership_columns(table, today)
    if found is None or found.status is None:
        return left_out
    name = table.header[found.status]
    days = f"“{table.header[found.start]}” and “{table.header[found.end]}”"
    others = tuple(each for each in left_out if each.column != name)
    return (*others, LeftOut(name, f"the days in {days} say who stayed and who left"))


def columns_beside(table: Table, taken: set[str]) -> list[LeftOut]:
    """Columns that may hold answers or words, and why they are not taken."""
    left_out = [
        LeftOut(each.column, each.may_be) for each in hints(table) if each.column not in taken
    ]
    words = comment_column(table)
    told = taken | {each.column for each in left_out}
    for index, name in enumerate(table.header):
        if name in told or index == words or not sounds_like_words(name):
            continue
        filled = [cell for cell in table.column(index) if not is_blank(cell)]
        if filled:
            why = why_no_comments(filled[:_SAMPLE], named=False)
            if "numbers" not in why and "dates" not in why:
                left_out.append(LeftOut(name, why) if why else _of_words(name))
    return left_out


def questions_beside(table: Table, taken: set[str]) -> list[LeftOut]:
    """Questions of yes and no, whatever they ask, none of ``taken``."""
    return [
        LeftOut(name, why_yes_or_no(name), WayOn(Way.OWN_RATE))
        for name in asked_yes_or_no(table)
        if name not in taken
    ]


def _of_words(name: str) -> LeftOut:
    """A column of words that no answer is taken with."""
    why = "it is not imported; --quote-column takes its words"
    return LeftOut(name, why, WayOn(Way.AS_WORDS))
