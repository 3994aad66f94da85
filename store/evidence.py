"""Evidence: dated pieces of customer feedback, logged, paged, added up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select, tuple_

from store.db.models import EvidenceRow, TouchpointRow
from store.errors import NotFound, Refused
from store.own_measures import load_own_measures
from store.practice.measures import (
    DETRACTOR_TO,
    Measure,
    MeasureKind,
    find_measure,
    is_success,
    parse_value,
)
from store.practice.stages import Stage
from store.practice.tallies import Tally
from store.proofs import family
from store.seat import Change, Seat
from store.text import clean, required_text, within_limit

PAGE = 50


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
) -> str:
    """Log one piece of feedback: a measure's value, a quote, or both; its id.

    ``day`` is today unless said. Raises Refused for neither, a value outside its scale, a
    day to come, empty or overlong text.
    """
    words = required_text(quote, "A quote", "quote", multiline=True) if quote else ""
    if measure is None and not words:
        raise Refused("Log a measure with its value, or a quote.", field="quote")
    if measure is not None and value is None:
        raise Refused("A measure needs a value.", field="value")
    with seat.change("evidence-logged") as change:
        found = _measure(change, measure)
        number = parse_value(found, str(value)) if found is not None else None
        if touchpoint is not None:
            change.find(TouchpointRow, touchpoint, "touchpoint")
        row = evidence_row(change, stage, found, number, _day(change, day))
        row.quote = words
        row.source = within_limit(clean(source).text, "A source", "source", 200)
        row.touchpoint_id = touchpoint
        row.case_id = case_id
        change.session.add(row)
        change.say(f"Logged {found.title if found else 'a quote'} for {stage.label}")
        return row.id


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
        raise Refused(f"{day} has not come yet; evidence is dated when it was given.", field="on")
    return day or change.today


def find_touchpoint(seat: Seat, id: str) -> str:
    """The full id of the touchpoint whose id starts with ``id``. Raises NotFound, Refused."""
    ours = select(TouchpointRow.id).where(TouchpointRow.team_id == seat.team_id)
    return find_by_prefix(seat, ours.subquery().c[0], id, "touchpoint")


def find_by_prefix(seat: Seat, ids: ColumnElement[str], start: str, what: str) -> str:
    """The one of ``ids`` that begins with ``start`` (four letters or more).

    Raises NotFound for none, Refused for more than one, both naming ``what`` it is.
    """
    wanted = start.strip().lower()
    if len(wanted) < 4 or not wanted.isalnum():
        raise NotFound(f"“{start.strip()}” is no {what}'s id.", field=what)
    with seat.reading() as session:
        found = session.scalars(select(ids).where(ids.startswith(wanted)).limit(2)).all()
    if not found:
        raise NotFound(f"There is no {what} with the id “{wanted}”.", field=what)
    if len(found) > 1:
        raise Refused(f"More than one id of {what} starts with “{wanted}”.", field=what)
    return found[0]


def conditions(team_id: str, wanted: Filter) -> list[Any]:
    """SQL conditions for the evidence that counts and passes ``wanted``."""
    found = [
        EvidenceRow.team_id == team_id,
        EvidenceRow.withdrawn.is_(False),
        EvidenceRow.erased.is_(False),
    ]
    if wanted.stage is not None:
        found.append(EvidenceRow.stage == wanted.stage.value)
    if wanted.measure is not None:
        found.append(EvidenceRow.measure == wanted.measure)
    if wanted.touchpoint_id is not None:
        found.append(EvidenceRow.touchpoint_id.in_(family(wanted.touchpoint_id)))
    if wanted.first is not None:
        found.append(EvidenceRow.day >= wanted.first)
    if wanted.last is not None:
        found.append(EvidenceRow.day <= wanted.last)
    if wanted.quotes:
        found.append(EvidenceRow.quote != "")
    return found


def page(
    seat: Seat,
    wanted: Filter | None = None,
    *,
    after: tuple[date, str] | None = None,
    limit: int = PAGE,
) -> Page:
    """A page of evidence, newest first; ``after`` is the `next` of the page before."""
    query = (
        select(EvidenceRow, TouchpointRow.text)
        .outerjoin(TouchpointRow, TouchpointRow.id == EvidenceRow.touchpoint_id)
        .where(*conditions(seat.team_id, wanted or Filter()))
        .order_by(EvidenceRow.day.desc(), EvidenceRow.id.desc())
        .limit(limit + 1)
    )
    if after is not None:
        query = query.where(tuple_(EvidenceRow.day, EvidenceRow.id) < after)
    with seat.reading() as session:
        rows = session.execute(query).all()
    items = tuple(_evidence(row, text) for row, text in rows[:limit])
    more = len(rows) > limit
    return Page(items, (items[-1].day, items[-1].id) if more else None)


def _evidence(row: EvidenceRow, touchpoint: str | None) -> Evidence:
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
class DayTally:
    """One measure's answers in one stage on one day, added up."""

    stage: Stage
    measure: str
    day: date
    tally: Tally


def tallies_by_day(seat: Seat, wanted: Filter) -> tuple[DayTally, ...]:
    """Each day's answers added up in the database, oldest first."""
    with seat.reading() as session:
        rows = session.execute(
            select(EvidenceRow.stage, EvidenceRow.measure, EvidenceRow.day, *sums())
            .where(*conditions(seat.team_id, wanted), EvidenceRow.measure.is_not(None))
            .group_by(EvidenceRow.stage, EvidenceRow.measure, EvidenceRow.day)
            .order_by(EvidenceRow.day)
        ).all()
    return tuple(
        DayTally(Stage(stage), measure, day, tally_from(*figures))
        for stage, measure, day, *figures in rows
    )


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
