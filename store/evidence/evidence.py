"""Evidence: dated pieces of customer feedback, logged, paged, added up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select, tuple_

from store.board.merged_touchpoints import ids_merged_with
from store.common.dataclass import dataclass
from store.common.errors import AlreadyThere, Refused, WrongValue
from store.common.text import clean
from store.common.text_input import required_text, within_limit
from store.db.custom_measures import load_own_measures
from store.db.tables.evidence_models import EvidenceRow
from store.db.tables.models import TouchpointRow
from store.domain.stages import Stage
from store.domain.statistics.aggregates import Tally
from store.domain.statistics.measures import (
    DETRACTOR_TO,
    Measure,
    MeasureKind,
    find_measure,
    is_success,
    parse_value,
)
from store.journal.external_ids import id_for
from store.journal.id_prefix import find_by_prefix
from store.journal.seat import Change, Seat

PAGE = 50
MANY = 1000
"""The most answers that are logged at once."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence as it is read."""

    id: str
    stage: Stage
    day: date
    measure: str | None
    value: float | None
    quote: str
    source: str
    touchpoint_id: str | None
    touchpoint: str | None
    imported: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """Which evidence to read; None means all. Days are inclusive."""

    stage: Stage | None = None
    measure: str | None = None
    touchpoint_id: str | None = None
    first: date | None = None
    last: date | None = None
    quotes: bool = False
    """Only what has a quote."""


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of evidence, newest first, and where the next one starts."""

    items: tuple[Evidence, ...]
    next: tuple[date, str] | None


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """A piece of feedback to be logged, as `log` takes it."""

    stage: Stage
    measure: str | None = None
    value: str | float | None = None
    quote: str = ""
    day: date | None = None
    source: str = ""
    touchpoint: str | None = None
    case_id: str | None = None
    external_id: str | None = None
    place: str = ""
    """Where a person said it, such as “Line 3”, for the sentence that refuses it."""


@dataclass(frozen=True, slots=True)
class LoggedAnswer:
    """The id of a piece of feedback, and whether it was logged now."""

    id: str
    is_new: bool


def log(
    seat: Seat,
    stage: Stage,
    *,
    measure: str | None = None,
    value: str | float | None = None,
    quote: str = "",
    day: date | None = None,
    source: str = "",
    touchpoint: str | None = None,
    case_id: str | None = None,
    external_id: str | None = None,
) -> str:
    """Log one piece of feedback: a measure's value, a quote, or both; its id.

    ``day`` is today unless said. ``external_id`` is what another program calls it: it is logged
    once, and AlreadyThere is raised after that. Raises Refused for neither, a value outside its scale, a
    day to come, empty or overlong text.
    """
    answer = NewAnswer(stage, measure, value, quote, day, source, touchpoint, case_id, external_id)
    (logged,) = log_many(seat, [answer])
    if not logged.is_new:
        raise AlreadyThere(
            f"{(external_id or '').strip()} was logged already.", field="external_id", id=logged.id
        )
    return logged.id


def log_many(seat: Seat, answers: Sequence[NewAnswer]) -> list[LoggedAnswer]:
    """Log several pieces of feedback in order, all or none, as one step.

    Those that another program's id says are on file already, erased or not, are left as they are.
    Raises Refused like `log`, saying of which.
    """
    if len(answers) > MANY:
        raise Refused(
            f"At most {MANY:,} answers can be logged at once. These are {len(answers):,}."
        )
    with seat.change("evidence-logged") as change:
        logged: list[LoggedAnswer] = []
        rows: list[EvidenceRow] = []
        known: set[str] = set()
        for answer in answers:
            try:
                row = _new_row(change, answer)
            except Refused as refused:
                prefix = f"{answer.place}: " if answer.place else ""
                raise type(refused)(f"{prefix}{refused.message}", field=refused.field) from None
            is_new = answer.external_id is None or (
                row.id not in known and change.session.get(EvidenceRow, row.id) is None
            )
            known.add(row.id)
            logged.append(LoggedAnswer(row.id, is_new))
            if is_new:
                rows.append(row)
        change.session.add_all(rows)
        if rows:
            change.set_summary(_logged_words(change, rows))
        return logged


def _new_row(change: Change, answer: NewAnswer) -> EvidenceRow:
    words = answer.quote
    words = required_text(words, "A quote", "quote", multiline=True) if words else ""
    if answer.measure is None and not words:
        raise Refused("Log a measure with its value, or a quote.", field="quote")
    if answer.measure is not None and answer.value is None:
        raise Refused("A measure needs a value.", field="value")
    measure = _measure(change, answer.measure)
    number = parse_value(measure, str(answer.value)) if measure is not None else None
    if answer.touchpoint is not None:
        change.find(TouchpointRow, answer.touchpoint, "touchpoint")
    row = evidence_row(change, answer.stage, measure, number, _day(change, answer.day))
    if answer.external_id is not None:
        row.id = id_for(change.team.id, "evidence", answer.external_id)
    row.quote = words
    row.source = within_limit(clean(answer.source).text, "A source", "source", 200)
    row.touchpoint_id = answer.touchpoint
    row.case_id = answer.case_id
    return row


def _logged_words(change: Change, rows: Sequence[EvidenceRow]) -> str:
    if len(rows) > 1:
        return f"Logged {len(rows)} answers"
    measure = _measure(change, rows[0].measure)
    return f"Logged {measure.title if measure else 'a quote'} for {Stage(rows[0].stage).label}"


def evidence_row(
    change: Change, stage: Stage, measure: Measure | None, value: float | None, day: date
) -> EvidenceRow:
    """A new row with what its measure counts filled in."""
    yes, low = counts_for(measure, value)
    return EvidenceRow(
        id=change.new_id(),
        team_id=change.team.id,
        stage=stage.value,
        measure=measure.key if measure else None,
        value=value,
        yes=yes,
        low=low,
        quote="",
        day=day,
        source="",
        made_at=change.now,
    )


def counts_for(measure: Measure | None, value: float | None) -> tuple[int, int]:
    """What a value adds to its measure's share (or promoters) and to its detractors, 0 or 1."""
    if measure is None or value is None:
        return 0, 0
    low = measure.kind is MeasureKind.NPS and value <= DETRACTOR_TO
    return int(is_success(measure, value)), int(low)


def _measure(change: Change, key: str | None) -> Measure | None:
    if key is None:
        return None
    return find_measure(key, load_own_measures(change.session, change.team.id))


def _day(change: Change, day: date | None) -> date:
    if day is not None and day > change.today:
        raise WrongValue(
            f"{day} has not come yet. Date an answer with the day it was given.", field="on"
        )
    return day or change.today


def find_touchpoint(seat: Seat, id: str) -> str:
    """The full id of the touchpoint whose id starts with ``id``. Raises NotFound, Refused."""
    ours = select(TouchpointRow.id).where(TouchpointRow.team_id == seat.team_id)
    return find_by_prefix(seat, ours.subquery().c[0], id, "touchpoint")


def conditions(team_id: str, filter: Filter) -> list[Any]:
    """SQL conditions for the evidence that counts and passes ``filter``."""
    conditions = [
        EvidenceRow.team_id == team_id,
        EvidenceRow.withdrawn.is_(False),
        EvidenceRow.erased.is_(False),
    ]
    if filter.stage is not None:
        conditions.append(EvidenceRow.stage == filter.stage.value)
    if filter.measure is not None:
        conditions.append(EvidenceRow.measure == filter.measure)
    if filter.touchpoint_id is not None:
        conditions.append(EvidenceRow.touchpoint_id.in_(ids_merged_with(filter.touchpoint_id)))
    if filter.first is not None:
        conditions.append(EvidenceRow.day >= filter.first)
    if filter.last is not None:
        conditions.append(EvidenceRow.day <= filter.last)
    if filter.quotes:
        conditions.append(EvidenceRow.quote != "")
    return conditions


def page(
    seat: Seat,
    filter: Filter | None = None,
    *,
    after: tuple[date, str] | None = None,
    limit: int = PAGE,
) -> Page:
    """A page of evidence, newest first; ``after`` is the `next` of the page before."""
    query = (
        select(EvidenceRow, TouchpointRow.text)
        .outerjoin(TouchpointRow, TouchpointRow.id == EvidenceRow.touchpoint_id)
        .where(*conditions(seat.team_id, filter or Filter()))
        .order_by(EvidenceRow.day.desc(), EvidenceRow.id.desc())
        .limit(limit + 1)
    )
    if after is not None:
        query = query.where(tuple_(EvidenceRow.day, EvidenceRow.id) < after)
    with seat.reading() as session:
        rows = session.execute(query).all()
    items = tuple(evidence_from(row, text) for row, text in rows[:limit])
    more = len(rows) > limit
    return Page(items, (items[-1].day, items[-1].id) if more else None)


def evidence_from(row: EvidenceRow, touchpoint: str | None) -> Evidence:
    """A row as people see it; ``touchpoint`` is the text of its touchpoint, None without one."""
    return Evidence(
        row.id,
        Stage(row.stage),
        row.day,
        row.measure,
        row.value,
        row.quote,
        row.source,
        row.touchpoint_id,
        touchpoint,
        row.import_id is not None,
    )


@dataclass(frozen=True, slots=True)
class MeasureDayTally:
    """One measure's answers in one stage on one day, added up."""

    stage: Stage
    measure: str
    day: date
    tally: Tally


def sums() -> Sequence[Any]:
    """The SQL sums from which `tally_from` makes a tally."""
    return (
        func.count(),
        func.coalesce(func.sum(EvidenceRow.yes), 0),
        func.coalesce(func.sum(EvidenceRow.low), 0),
        func.coalesce(func.sum(EvidenceRow.value), 0.0),
    )


def tally_from(n: int, yes: int, low: int, total: float) -> Tally:
    """A tally from `sums`; for NPS the yes are its promoters."""
    return Tally(n=n, yes=yes, promoters=yes, detractors=low, total=float(total))
