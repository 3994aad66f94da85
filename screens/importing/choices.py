"""What may be taken from a file, measure by measure, with the figure each would give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from store.errors import Refused
from store.exchange.proposals import FileKind
from store.exchange.roles import Tool
from store.imports import FeedbackImport, FeedbackReader, Look, Part, look_at, prepare, read_file
from store.practice.measures import MEASURES, Measure
from store.practice.tallies import with_count

if TYPE_CHECKING:
    from store.exchange.tables import Table
    from store.import_terms import Terms
    from store.practice.stages import Stage
    from store.seat import Seat

_KINDS = {
    FileKind.ANSWERS: "customers' answers",
    FileKind.TICKETS: "tickets",
    FileKind.PURCHASES: "purchases",
    FileKind.MEMBERSHIPS: "memberships",
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
    for part in (*parts, *(each.part for place, each in earlier.items() if place not in known)):
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
        return Weighed(part, None, "which measure is it? e says", on=False)
    try:
        return Weighed(part, prepare(seat, reader, [part]).results[0], on=on)
    except Refused as refused:
        return Weighed(part, None, refused.message, on=False)


def about(laid: Laid) -> str:
    """What the file seems to be, and why nothing of it can be taken where that is so."""
    proposal, reason = laid.look.proposal, laid.look.reason
    made = "A plain table" if proposal.tool is Tool.PLAIN else f"An export from {proposal.tool}"
    kind = "" if reason else f" of {_KINDS[proposal.kind]}"
    rows = f"{proposal.rows:,} row{'' if proposal.rows == 1 else 's'}"
    between = _DELIMITERS.get(proposal.delimiter, proposal.delimiter)
    return f"{made}{kind}: {rows}, {proposal.encoding}, {between}. {reason}".strip()


def lacks_target(laid: Laid) -> bool:
    """Whether nothing but the team's target is missing for solved-in-target."""
    return laid.look.may_have_target and "solved-in-target" not in {
        each.part.measure for each in laid.choices
    }


def name_of(part: Part) -> str:
    """What a part is called: its column, else what its answers follow from."""
    return part.column or f"from the {part.source}"


def title_of(each: Weighed, measures: dict[str, Measure]) -> str:
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


def details_of(each: Weighed, day: date | None) -> str:
    """How a part is dated, by ``day`` where its column isn't, and where its words come from."""
    if each.result is None:
        return each.problem
    part, result = each.part, each.result
    said = ["each dated by its own row"]
    if part.column:
        said = [
            f"dated by “{part.date_column}”"
            if part.date_column
            else f"undated, so of {day or 'today'}"
        ]
    if part.quote_column:
        said.append(f"words from “{part.quote_column}”")
    for count, words in (
        (result.duplicates, "here already"),
        (result.too_young, "too young to judge"),
        (result.rejected, "rejected"),
    ):
        if count:
            said.append(f"{count:,} {words}")
    return ", ".join(said)
