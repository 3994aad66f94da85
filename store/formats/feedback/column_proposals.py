"""Which columns of a file hold a measure, and why the others that sound like one do not."""

from __future__ import annotations

from store.common.dataclass import dataclass
from store.domain.statistics.aggregates import tally_of, value_of
from store.domain.statistics.measures import find_measure
from store.formats.feedback.answers import answer_reader
from store.formats.feedback.columns import judged
from store.formats.feedback.columns_beside import (
    columns_beside,
    questions_beside,
)
from store.formats.feedback.comments import comment_column
from store.formats.feedback.hints import rating_of_the_whole
from store.formats.feedback.kinds import FileKind
from store.formats.feedback.leavers import FLAGS, why_not_flags
from store.formats.feedback.questions.column_answers import gather
from store.formats.feedback.questions.judgements import ONLY_FROM, Judgement
from store.formats.feedback.questions.left_out import LeftOut
from store.formats.feedback.questions.nps_groups import grouped_column
from store.formats.feedback.questions.own_marks import own_mark
from store.formats.feedback.questions.question_words import is_overall
from store.formats.feedback.questions.ways_on import Way, WayOn
from store.formats.feedback.rows.answered_twice import told_in_words
from store.formats.tabular.days.dates import Unreadable
from store.formats.tabular.tables import Table

_FIVE = 5


@dataclass(frozen=True, slots=True)
class ColumnProposal:
    """A column that seems to hold a measure's answers."""

    column: str
    measures: tuple[str, ...]
    """The measure's key; several, the likeliest first, where a person must say which."""
    n: int
    """Answers, by the first of ``measures``."""
    value: float | None
    """The figure (a fraction, or NPS points); None where a person must choose first."""
    blank: int
    rejected: int
    """Answers off the measure's scale."""
    asks_best: bool = False
    """A person must say which end of its scale is best."""
    asks_answer: bool = False
    """A person must say whether yes is the good answer."""


def find_measures(
    table: Table,
) -> tuple[tuple[ColumnProposal, ...], tuple[LeftOut, ...], tuple[tuple[str, ...], ...]]:
    """The columns that hold a measure, those that only sound like it, and those of which
    several answer for one measure."""
    columns: list[ColumnProposal] = []
    left_out: list[LeftOut] = []
    judgements = {
        index: judgement
        for index in range(len(table.header))
        if (judgement := judged(table, index)) is not None
    }
    for index, judgement in judgements.items():
        name = table.header[index]
        judgement = own_mark(table, index, judgements) or judgement
        if judgement.reason:
            left_out.append(LeftOut(name, judgement.reason, judgement.way_on))
        else:
            columns.append(_figured(table, index, judgement))
    columns, few = _without_few_of_five(table, columns, left_out)
    left_out += few
    if not any("nps" in column.measures for column in columns):
        grouped = grouped_column(table)
        if grouped is not None:
            columns.append(_figured(table, grouped, Judgement(("nps",))))
    csat = [each.column for each in columns if each.measures == ("csat",)]
    if (whole := rating_of_the_whole(table, csat)) is not None:
        columns.append(_figured(table, whole, Judgement(("csat",))))
    columns, twice = _answered_once(table, columns)
    left_out += twice
    rivals = _rivals(columns)
    others = {name: group for group in rivals for name in group[1:]}
    for name, group in others.items():
        left_out.append(LeftOut(name, f"“{group[0]}” is proposed for the same measure"))
    kept_columns = [each for each in columns if each.column not in others]
    taken = {each.column for each in columns} | {each.column for each in left_out}
    left_out += columns_beside(table, taken)
    if kept_columns:
        words = None if (at := comment_column(table)) is None else table.header[at]
        left_out = [each for each in left_out if each.column != words]
        left_out += questions_beside(table, taken | {each.column for each in left_out})
    return tuple(kept_columns), tuple(left_out), rivals


def _without_few_of_five(
    table: Table, columns: list[ColumnProposal], left_out: list[LeftOut]
) -> tuple[list[ColumnProposal], list[LeftOut]]:
    """The columns without those of NPS that have few answers, all up to 5, beside others of which many
    answers show that their scale ends there; and why."""
    why = next((each for each in left_out if each.reason.startswith(ONLY_FROM)), None)
    few = {
        each.column
        for each in columns
        if why is not None
        and each.measures == ("nps",)
        and gather(table.column(table.index(each.column))).highest(10) <= _FIVE
    }
    kept = [each for each in columns if each.column not in few]
    reason = (
        "" if why is None else f"“{why.column}” beside it goes only to 5, and NPS needs 0 to 10"
    )
    return kept, [LeftOut(name, reason, WayOn(Way.OWN_SCORE, _FIVE)) for name in sorted(few)]


def _answered_once(
    table: Table, columns: list[ColumnProposal]
) -> tuple[list[ColumnProposal], list[LeftOut]]:
    """The columns without those that say in numbers what another of them says in words, and why."""
    left_out: list[LeftOut] = []
    for family in sorted({each.measures[0][:3] for each in columns}):
        places = [table.index(each.column) for each in columns if each.measures[0][:3] == family]
        left_out += [
            LeftOut(
                table.header[numbers],
                f"it says in numbers what “{table.header[words]}” says in words",
            )
            for numbers, words in told_in_words(table, places).items()
        ]
    twice = {each.column for each in left_out}
    return [each for each in columns if each.column not in twice], left_out


def _rivals(columns: list[ColumnProposal]) -> tuple[tuple[str, ...], ...]:
    """Columns of one measure, where there are several; the one about the whole comes first."""
    groups: dict[str, list[str]] = {}
    for each in columns:
        groups.setdefault(each.measures[0], []).append(each.column)
    return tuple(
        tuple(sorted(names, key=lambda name: not is_overall(name)))
        for names in groups.values()
        if len(names) > 1
    )


def without_doubtful_flags(
    table: Table, columns: tuple[ColumnProposal, ...], kind: FileKind
) -> tuple[tuple[ColumnProposal, ...], tuple[LeftOut, ...]]:
    """The columns without those of who left or came again whose rows may not be one customer each, and
    why these are left out."""
    flags = [(each.column, each.measures[0]) for each in columns if each.measures[0] in FLAGS]
    others = kind is FileKind.TICKETS or len(flags) < len(columns)
    why = why_not_flags(table, flags, beside_others=others)
    kept = tuple(each for each in columns if each.column not in why)
    return kept, tuple(LeftOut(name, reason) for name, reason in why.items())


def _figured(table: Table, index: int, judgement: Judgement) -> ColumnProposal:
    measures, cells = judgement.measures, table.column(index)
    measure = find_measure(measures[0])
    read = answer_reader(measure, cells, best_low=bool(judgement.best_low))
    values: list[float] = []
    rejected = 0
    for cell in cells:
        try:
            value = read(cell)
        except Unreadable:
            rejected += 1
            continue
        if value is not None:
            values.append(value)
    known = len(measures) == 1 and not judgement.asks_best and not judgement.asks_answer
    figure = value_of(measure, tally_of(measure, values)) if known else None
    blank = len(cells) - len(values) - rejected
    name = table.header[index]
    return ColumnProposal(
        name,
        measures,
        len(values),
        figure,
        blank,
        rejected,
        asks_best=judgement.asks_best,
        asks_answer=judgement.asks_answer,
    )
