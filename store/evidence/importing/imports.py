"""Customer feedback out of other tools' files, kept as evidence.

`read_file` opens a file, `look_at` says what can be taken from it, `prepare` what that would
bring, and `write` keeps it: one transaction and one undo step. Each answer counts once: see
`store.evidence.importing.import_matching`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from store.common.dataclass import dataclass
from store.common.errors import Refused
from store.domain.stages import Stage
from store.domain.statistics.aggregates import tally_of, value_of
from store.domain.statistics.measures import Measure
from store.evidence.importing.best_ends import told_note
from store.evidence.importing.import_matching import Group, Matched, Origin, match
from store.evidence.importing.import_options import Part, Terms
from store.evidence.importing.import_parser import FeedbackReader, ReadPart, read_file
from store.evidence.importing.import_proposal import LEAVE_OUT, Look, change_parts, look_at
from store.evidence.importing.import_writer import Cancelled, Progress, import_groups
from store.evidence.importing.left_rows import repeated_notes
from store.evidence.importing.recipe_fit import fitting, shape_of
from store.evidence.importing.recipes import Recipe, RecipeDraft, load_recipes
from store.evidence.importing.there_already import (
    answers_in_words,
    newest_day,
    notes_about,
    question_about,
)
from store.evidence.importing.words_beside import with_words
from store.formats.feedback.days.column_zones import zone_note
from store.formats.feedback.kinds import FileKind
from store.formats.feedback.questions.read_words import words_note
from store.formats.feedback.rows.coded_answers import coded_note
from store.formats.feedback.rows.no_answers import no_answer_note
from store.formats.feedback.rows.ticked_grades import joined_note
from store.formats.feedback.rows.tool_codes import tool_codes_note
from store.formats.tabular.tables import Problem
from store.journal.seat import Seat

if TYPE_CHECKING:
    from threading import Event

    from sqlalchemy.orm import Session

__all__ = [
    "LEAVE_OUT",
    "Cancelled",
    "FeedbackImport",
    "FeedbackReader",
    "Look",
    "Part",
    "Prepared",
    "ReadPart",
    "Terms",
    "Written",
    "change_parts",
    "draft_of",
    "look_at",
    "prepare",
    "read_file",
    "write",
]


@dataclass(frozen=True, slots=True)
class FeedbackImport:
    """What came of one measure of a file."""

    measure: Measure
    stage: Stage
    column: str
    """The column that held the answers; empty where the file's rows add up to them."""
    date_column: str | None
    read: int
    """Data rows in the file: accepted, rejected, blank and duplicates together."""
    accepted: int
    """Answers new to the team; before they are written, those that would be."""
    rejected: int
    blank: int
    """Rows that give no answer of their own, too young ones among them."""
    duplicates: int
    """Answers that an import brought before, or that the file has twice."""
    changed: int
    """Answers that an import brought before and that say something else now; they replace it."""
    too_young: int
    """Rows whose time was not over when the file was written."""
    n: int
    """Different answers in the file, those there already too."""
    value: float | None
    """Their figure: a fraction, NPS points, or a count's sum."""
    problems: tuple[Problem, ...]
    """Every rejected row with its line and reason."""
    read_from: tuple[str, ...]
    """The columns that the answers follow from, where no one column holds them."""
    days: tuple[date, date] | None = None
    """The first and the last day of the file's answers; None where it has none."""
    dated_by: tuple[str, ...] = ()
    """What dates the answers of cases and purchases, that of the most answers first: columns in
    quotation marks."""

    @property
    def dated(self) -> str:
        """What dates the answers, to go on a sentence about them; empty where nothing is known."""
        by = (f"“{self.date_column}”",) if self.column and self.date_column else self.dated_by
        return f"dated by {', else by '.join(by)}" if by else ""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file's parts, read and ready to be written."""

    file: str
    read_parts: tuple[ReadPart, ...]
    results: tuple[FeedbackImport, ...]
    """What writing each of ``read_parts`` would bring."""
    refused: tuple[tuple[Part, Refused], ...]
    """Parts that cannot be used, and why."""
    origin: Origin
    question: str = ""
    """What a person must say first: whether answers are those that are there already."""
    notes: tuple[str, ...] = ()
    """What a person should know before it is written, a sentence each."""
    equal: int = 0
    """Answers that are not counted, as they equal those of another file."""

    @property
    def accepted(self) -> int:
        """Answers that would be new, in all."""
        return sum(result.accepted for result in self.results)

    @property
    def changed(self) -> int:
        """Answers that would replace an earlier one, in all."""
        return sum(result.changed for result in self.results)


@dataclass(frozen=True, slots=True)
class Written:
    """What was kept of a file."""

    results: tuple[FeedbackImport, ...]
    import_id: str | None
    """The import's id, for taking it back; None where it brought nothing."""
    recipe: str | None
    """The name of the recipe that was made or changed with it; None for none."""


def prepare(
    seat: Seat,
    reader: FeedbackReader,
    parts: Sequence[Part],
    *,
    recipe: Recipe | None = None,
    count_again: bool | None = None,
) -> Prepared:
    """Read the parts out of a file and say what writing them would bring.

    ``count_again`` says that answers equal to another file's are others, or (False) that they
    are not; None where nobody said. Raises Refused for dates whose order must be asked, and
    when not one part can be used.
    """
    read_parts: list[ReadPart] = []
    refused: list[tuple[Part, Refused]] = []
    for part in parts:
        try:
            read_parts.append(reader.read(part))
        except Refused as why:
            if why.field == "day_order":
                raise
            refused.append((part, why))
    if not read_parts:
        raise refused[0][1] if refused else Refused("No measure is chosen. Nothing was imported.")
    read_parts = with_words(reader.table, read_parts)
    groups = [_group(each) for each in read_parts]
    with seat.reading() as session:
        tool, shape = reader.tool, shape_of(reader.whole)
        others = [] if recipe else fitting(load_recipes(session, seat.team_id), shape)
        origin = Origin(
            reader.file,
            tool,
            recipe.id if recipe else None,
            reader.table.header,
            shape.question,
            (tool,) if recipe else tuple(other.id for other in others),
        )
        if count_again:
            origin = _counting_again(session, seat.team_id, groups, origin)
        matched = match(session, seat.team_id, groups, origin)
        newest = [newest_day(session, seat.team_id, group.measure.key) for group in groups]
    return Prepared(
        reader.file,
        tuple(read_parts),
        tuple(_result(each, has) for each, has in zip(read_parts, matched, strict=True)),
        tuple(refused),
        origin,
        question_about(groups, matched) if count_again is None else "",
        (
            *_told_ends(reader, read_parts),
            *repeated_notes(reader.table, reader.terms),
            *_same_ids(read_parts),
            *(_days_from_above(read_parts) if reader.terms.take_day_above else ()),
            *_zones(reader, read_parts),
            *notes_about(groups, matched, newest),
        ),
        sum(sum(has.equal.values()) for has in matched),
    )


def _counting_again(
    session: Session, team_id: str, groups: Sequence[Group], origin: Origin
) -> Origin:
    """The origin where a person said that these answers are others: ids of the same recipe are
    too, where it was they that were asked about."""
    asked = question_about(groups, match(session, team_id, groups, origin))
    return replace(origin, count_again=True, ids_again=bool(asked))


def _told_ends(reader: FeedbackReader, read_parts: Sequence[ReadPart]) -> list[str]:
    """What the file told of a scale outside its header, where it turned the answers, and which
    number a question's name calls no answer, which columns were put together, and how words are read."""
    notes = [
        note
        for each in read_parts
        for note in (
            joined_note(reader.table, each.answer_column),
            told_note(reader.table, reader.terms, each.measure, each.answer_column),
            no_answer_note(reader.table, each.answer_column),
            coded_note(reader.table, each.answer_column),
            tool_codes_note(reader.table, each.answer_column),
            words_note(reader.table, each.answer_column, each.measure),
        )
    ]
    return [note for note in notes if note]


def _same_ids(read_parts: Sequence[ReadPart]) -> list[str]:
    """That rows have the id of another, so that only one of them counts: of each column of ids how
    many they are for the measure that has most. A customer's purchases are counted together."""
    most: dict[str, int] = {}
    for each in read_parts:
        if each.id_column and (each.part.column or each.part.source is FileKind.TICKETS):
            most[each.id_column] = max(each.repeated, most.get(each.id_column, 0))
    return [
        f"{answers_in_words(count)} {'has' if count == 1 else 'have'} the id of another in “{column}”,"
        " and the newest of each counts; --id-column skip counts every row."
        for column, count in most.items()
        if count
    ]


def _days_from_above(read_parts: Sequence[ReadPart]) -> list[str]:
    """That answers have the day of the row above them, where a person said so."""
    notes = {
        f"{answers_in_words(each.without_day)} without a day in “{each.date_column}” {'is' if each.without_day == 1 else 'are'} of"
        " the day above."
        for each in read_parts
        if each.without_day
    }
    return sorted(notes)


def _zones(reader: FeedbackReader, read_parts: Sequence[ReadPart]) -> list[str]:
    """How times are taken whose columns name their zone by a short name."""
    table, team = reader.table, reader.around.zone
    columns = dict.fromkeys(
        name for each in read_parts for name in (each.date_column, *each.read_from) if name
    )
    notes = (zone_note(table, table.index(name), team) for name in columns)
    return [note for note in notes if note]


def write(
    seat: Seat,
    prepared: Prepared,
    *,
    recipe: RecipeDraft | None = None,
    progress: Progress | None = None,
    cancel: Event | None = None,
) -> Written:
    """Keep what was prepared, and ``recipe`` with it; what came of it.

    Raises Cancelled, having written nothing, once ``cancel`` is set, and NotFound for a
    touchpoint that isn't there.
    """
    groups = [_group(each) for each in prepared.read_parts]
    origin = prepared.origin
    if recipe is not None and origin.recipe is None:
        origin = replace(origin, also=(origin.tool, *origin.also))
    done = import_groups(seat, groups, origin, recipe=recipe, progress=progress, cancel=cancel)
    results = [
        _result(each, has) for each, has in zip(prepared.read_parts, done.matched, strict=True)
    ]
    return Written(tuple(results), done.import_id, done.recipe)


def draft_of(
    reader: FeedbackReader, prepared: Prepared, called: str, recipe: Recipe | None = None
) -> RecipeDraft:
    """A recipe that says how the file was read; ``recipe`` is the one it is to change."""
    used = [
        name
        for read_part in prepared.read_parts
        for name in (
            read_part.part.column,
            read_part.part.date_column,
            read_part.part.quote_column,
            *read_part.read_from,
            reader.terms.id_column,
            *reader.terms.left_out,
        )
    ]
    header = reader.whole.header
    places = {header[reader.whole.index(name)] for name in used if name}
    return RecipeDraft(
        called,
        header,
        tuple(name for name in header if name in places),
        replace(reader.terms, take_repeated=None),
        tuple(read_part.part for read_part in prepared.read_parts),
        recipe.id if recipe else None,
        (recipe.question if recipe else "") or shape_of(reader.whole).question,
    )


def _group(read_part: ReadPart) -> Group:
    return Group(
        read_part.part.stage,
        read_part.measure,
        read_part.rows,
        read_part.part.touchpoint,
        read_part.answer_column,
        read_part.id_column or "",
    )


def _result(read_part: ReadPart, matched: Matched) -> FeedbackImport:
    values = [row.value for row in read_part.rows if row.value is not None]
    days = [row.day for row in read_part.rows]
    return FeedbackImport(
        measure=read_part.measure,
        stage=read_part.part.stage,
        column=read_part.part.column,
        date_column=read_part.date_column,
        read=read_part.read,
        accepted=len(matched.new),
        rejected=len(read_part.problems),
        blank=read_part.blank,
        duplicates=matched.same + read_part.repeated,
        changed=len(matched.changed),
        too_young=read_part.too_young,
        n=len(values),
        value=value_of(read_part.measure, tally_of(read_part.measure, values)),
        problems=read_part.problems,
        read_from=read_part.read_from,
        days=(min(days), max(days)) if days else None,
        dated_by=read_part.dated_by,
    )
