"""What may be taken from a file, measure by measure, with the figure each would give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from screens.importing.key_words import by_keys
from store.common.dataclass import dataclass
from store.common.errors import Refused
from store.domain.cycles import full_day_words
from store.domain.statistics.aggregates import with_count
from store.domain.statistics.measures import MEASURES, Measure, MeasureKind, find_measure
from store.evidence.importing.best_ends import told_of
from store.evidence.importing.import_explanation import ColumnRole, explain
from store.evidence.importing.imports import (
    FeedbackImport,
    FeedbackReader,
    Look,
    Part,
    look_at,
    prepare,
    read_file,
)
from store.formats.feedback.column_roles import Tool
from store.formats.feedback.columns import answer_is_open
from store.formats.feedback.days.days_above import DaysAbove, days_above
from store.formats.feedback.feedback import date_places
from store.formats.feedback.hints import Hint, hints
from store.formats.feedback.proposals import FileKind

if TYPE_CHECKING:
    from store.domain.stages import Stage
    from store.evidence.importing.import_options import Terms
    from store.formats.tabular.tables import Table
    from store.journal.seat import Seat

_KINDS = {
    FileKind.ANSWERS: "customers' answers",
    FileKind.TICKETS: "tickets",
    FileKind.PURCHASES: "purchases",
    FileKind.MEMBERSHIPS: "memberships",
    FileKind.COUNTED: "answers counted already",
    FileKind.NOTHING: "columns of your own choice",
}
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars", "": "one column"}


@dataclass(frozen=True, slots=True)
class Weighed:
    """A part, what it would bring, and whether it is to be taken."""

    part: Part
    result: FeedbackImport | None
    problem: str = ""
    """Why it cannot be taken; empty when it can."""
    on: bool = True


@dataclass(frozen=True, slots=True)
class Laid:
    """A file laid out for a person to choose from."""

    look: Look
    choices: tuple[Weighed, ...]

    @property
    def reader(self) -> FeedbackReader:
        """The file."""
        return self.look.reader

    @property
    def taken(self) -> list[Part]:
        """The parts that are to be taken."""
        return [each.part for each in self.choices if each.on]

    @property
    def measures(self) -> dict[str, Measure]:
        """Every measure the team may use, by key."""
        return {each.key: each for each in (*MEASURES, *self.reader.around.own)}


def lay_out(
    seat: Seat,
    data: bytes | Table,
    file: str,
    terms: Terms,
    stage: Stage | None = None,
    before: Sequence[Weighed] = (),
) -> Laid:
    """Read the file and weigh all it holds; what was chosen ``before`` stays chosen.

    ``stage`` is what the answers are about, where the person has said so already.
    """
    look = look_at(read_file(seat, data, file, terms))
    earlier = {_place(each.part): each for each in before}
    parts = [replace(part, stage=stage or part.stage) for part in look.parts]
    known = {_place(part) for part in parts}
    choices = []
    for part in (*parts, *(each.part for index, each in earlier.items() if index not in known)):
        was = earlier.get(_place(part))
        choices.append(
            weigh(seat, look.reader, was.part if was else part, on=was is None or was.on)
        )
    return Laid(look, tuple(choices))


def _place(part: Part) -> tuple[str, str]:
    """What a part is about: a column, or what the rows add up to for a measure."""
    return (part.column, "" if part.column else part.measure)


def weigh(seat: Seat, reader: FeedbackReader, part: Part, *, on: bool = True) -> Weighed:
    """The part with its figure; one that cannot be used, or must be chosen, is not taken."""
    if not part.measure:
        return Weighed(part, None, "which measure is it? Press e to choose", on=False)
    try:
        return Weighed(part, prepare(seat, reader, [part]).results[0], on=on)
    except Refused as refused:
        return Weighed(part, None, by_keys(refused.message), on=False)


def about(laid: Laid) -> str:
    """What the file seems to be, and why nothing of it can be taken where that is so."""
    proposal, reason = laid.look.proposal, "" if laid.choices else laid.look.reason
    made = "A plain table" if proposal.tool is Tool.PLAIN else f"An export from {proposal.tool}"
    kind = "" if reason else f" of {_KINDS[proposal.kind]}"
    rows = f"{proposal.rows:,} row{'' if proposal.rows == 1 else 's'}"
    between = _DELIMITERS.get(proposal.delimiter, proposal.delimiter)
    written = [proposal.encoding]
    if proposal.delimiter or len(proposal.header) == 1:
        written.append(between)
    return f"{made}{kind}: {', '.join([rows, *written])}. {by_keys(reason)}".strip()


def lacks_target(laid: Laid) -> bool:
    """Whether nothing but the team's target is missing for solved-in-target."""
    return laid.look.may_have_target and "solved-in-target" not in {
        each.part.measure for each in laid.choices
    }


def asks_best(laid: Laid) -> str:
    """The column of grades of which only a person knows the best end; empty without one."""
    return next((each.column for each in laid.look.proposal.columns if each.asks_best), "")


def told_best(laid: Laid) -> str:
    """What the file says of which end is best in the column that `asks_best` names."""
    table = laid.reader.table
    told = told_of(table, table.index(asks_best(laid)))
    return f"The file says “{told}”." if told else "Nothing in the file says it."


def asks_answer(laid: Laid) -> str:
    """The question of which a yes may be the bad answer; empty without one."""
    return next((each.column for each in laid.look.proposal.columns if each.asks_answer), "")


def may_be_turned(laid: Laid) -> bool:
    """Whether a yes or no is taken from a question of which a yes may be the bad answer."""
    table = laid.reader.table
    return any(
        part.column
        and part.measure
        and find_measure(part.measure, laid.reader.around.own).kind is MeasureKind.RATE
        and answer_is_open(table, table.index(part.column))
        for part in (each.part for each in laid.choices)
    )


def blank_days(laid: Laid) -> DaysAbove | None:
    """The answers to be taken that have no day, below rows that have one; None where they are few."""
    table = laid.reader.table
    for part in (each.part for each in laid.choices):
        if part.column and part.date_column is not None:
            places = date_places(table, part.date_column, laid.reader.around.today)
            if (below := days_above(table, places, table.index(part.column))) is not None:
                return below
    return None


def undated_but_doubtful(laid: Laid) -> bool:
    """Whether answers would be dated today although the file says when, by other days or by none."""
    proposal = laid.look.proposal
    undated = any(part.column and part.date_column is None for part in laid.taken)
    doubtful = bool(proposal.doubtful_dates) or proposal.unread_dates is not None
    return undated and doubtful and laid.reader.terms.day is None


def dated_by(laid: Laid, column: str, instead_of: Sequence[str] = ()) -> Laid:
    """The choices with ``column`` as the day of all answers that had none, or one of
    ``instead_of``."""
    return replace(
        laid,
        choices=tuple(
            replace(each, part=replace(each.part, date_column=column))
            if each.part.column and each.part.date_column in (None, *instead_of)
            else each
            for each in laid.choices
        ),
    )


def dated_on(laid: Laid, day: date) -> Laid:
    """The choices with ``day`` as that of all answers without one."""
    reader = laid.reader.on(replace(laid.reader.terms, day=day))
    return replace(laid, look=replace(laid.look, reader=reader))


def others_of(laid: Laid) -> list[ColumnRole]:
    """Every column that no choice is about: what it was taken for, or why it is left out."""
    chosen = {each.part.column for each in laid.choices}
    parts = [each.part for each in laid.choices]
    return [
        replace(each, why=by_keys(each.why))
        for each in explain(laid.look, parts)
        if each.column not in chosen
    ]


def hinted(laid: Laid) -> tuple[Hint, ...]:
    """The columns that would fit a measure, had their names said so; none where one did."""
    return () if laid.choices else hints(laid.reader.table)


def new_part(laid: Laid, column: str, measure: str = "") -> Part:
    """How a column that nothing spoke for is taken at first: with the file's day, and its words
    unless another column has them."""
    proposal = laid.look.proposal
    words = proposal.comment_column
    quoted = words == column or any(each.part.quote_column for each in laid.choices)
    one = laid.measures[measure] if measure else next(iter(laid.measures.values()))
    return Part(
        measure,
        one.stages[0],
        column=column,
        date_column=proposal.date_column if proposal.date_column != column else None,
        quote_column=None if quoted else words,
    )


def name_of(part: Part) -> str:
    """What a part is called: its column, else what its answers follow from."""
    return part.column or f"from the {part.source}"


def part_title(each: Weighed, measures: dict[str, Measure]) -> str:
    """A part's stage and measure; its column where the measure is not known yet."""
    part = each.part
    if not part.measure:
        return part.column
    return f"{part.stage.letter} {measures[part.measure].title}"


def figure_of(each: Weighed) -> str:
    """What a part would bring, and from where, in a few words."""
    if each.result is None:
        return each.problem
    figure = with_count(each.result.measure, each.result.value, each.result.n)
    return f"{figure:<16} {name_of(each.part)}"


def details_of(each: Weighed, terms: Terms) -> str:
    """How a part is dated, by the day of the terms where its column isn't, over which days
    members are counted, and where its words come from."""
    if each.result is None:
        return each.problem
    part, result = each.part, each.result
    details = [result.dated or "each dated by its own row"]
    if part.source is FileKind.MEMBERSHIPS and terms.period is not None:
        first, last = map(full_day_words, terms.period)
        details = [f"counted from {first} to {last}; press t for others"]
    if part.column:
        details = [
            f"dated by “{part.date_column}”"
            if part.date_column
            else f"without a day, so all of {terms.day or 'today'}; press t for another"
        ]
    if part.quote_column:
        details.append(f"words from “{part.quote_column}”")
    for count, words in (
        (result.duplicates, "here already"),
        (result.too_young, "too young to judge"),
        (result.rejected, "rejected"),
    ):
        if count:
            details.append(f"{count:,} {words}")
    return ", ".join(details)
