"""Find: improvements of any cycle, customers' words, open cases and archived touchpoints, by
what is typed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import and_, or_, select

from store.board.archived_touchpoints import ArchivedTouchpoint, archived_touchpoints
from store.common.dataclass import dataclass
from store.db.tables.evidence_models import EvidenceRow
from store.db.tables.models import ImprovementRow
from store.domain.cycles import Cycle, parse_cycle
from store.domain.stages import Stage
from store.evidence.evidence import Filter, conditions
from store.evidence.open_cases import open_cases
from store.journal.seat import Seat
from store.models.case import OpenCase
from store.models.improvement import Status

MOST = 20
"""The most improvements and the most quotes found."""


@dataclass(frozen=True, slots=True)
class FoundImprovement:
    """An improvement in which every word occurs."""

    id: str
    stage: Stage
    cycle: Cycle
    text: str
    status: Status


@dataclass(frozen=True, slots=True)
class FoundQuote:
    """What a customer said, with every word in it."""

    id: str
    stage: Stage
    day: date
    quote: str


@dataclass(frozen=True, slots=True)
class SearchResults:
    """What was found past the board, the newest first; cases by what is due next."""

    improvements: tuple[FoundImprovement, ...]
    quotes: tuple[FoundQuote, ...]
    cases: tuple[OpenCase, ...] = ()
    archived: tuple[ArchivedTouchpoint, ...] = ()


def find(seat: Seat, words: str) -> SearchResults:
    """Improvements, quotes, open cases and archived touchpoints in which every one of ``words`` occurs; nothing for
    no words."""
    sought = words.split()
    if not sought:
        return SearchResults((), ())
    with seat.reading() as session:
        improvements = session.execute(
            select(
                ImprovementRow.id, ImprovementRow.stage, ImprovementRow.cycle,
                ImprovementRow.text, ImprovementRow.status,
            )
            .where(
                ImprovementRow.team_id == seat.team_id,
                _has_all((ImprovementRow.text, ImprovementRow.reason), sought),
            )
            .order_by(ImprovementRow.picked_at.desc())
            .limit(MOST)
        ).all()  # fmt: skip
        quotes = session.execute(
            select(EvidenceRow.id, EvidenceRow.stage, EvidenceRow.day, EvidenceRow.quote)
            .where(
                *conditions(seat.team_id, Filter(quotes=True)),
                _has_all((EvidenceRow.quote, EvidenceRow.source), sought),
            )
            .order_by(EvidenceRow.day.desc(), EvidenceRow.id.desc())
            .limit(MOST)
        ).all()
    return SearchResults(
        tuple(
            FoundImprovement(id, Stage(stage), parse_cycle(cycle), text, Status(status))
            for id, stage, cycle, text, status in improvements
        ),
        tuple(FoundQuote(id, Stage(stage), day, quote) for id, stage, day, quote in quotes),
        tuple(
            each
            for each in open_cases(seat)
            if _says(f"{each.ref}\n{each.subject}\n{each.customer}", sought)
        )[:MOST],
        tuple(each for each in archived_touchpoints(seat) if _says(each.text, sought))[:MOST],
    )


def _says(text: str, words: Sequence[str]) -> bool:
    """Whether each word occurs in ``text``, in any case."""
    folded = text.casefold()
    return all(word.casefold() in folded for word in words)


def _has_all(columns: Sequence[Any], words: Sequence[str]) -> Any:
    """Whether each word occurs in one of the columns, in any case."""
    return and_(
        *(or_(*(column.icontains(word, autoescape=True) for column in columns)) for word in words)
    )
