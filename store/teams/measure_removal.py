"""Removing a measure of the team's own that nothing uses."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from store.common.errors import Refused
from store.common.text import listed
from store.db.custom_measures import load_own_measures
from store.db.tables.evidence_models import EvidenceRow
from store.db.tables.import_models import RecipeRow
from store.db.tables.models import ImprovementRow, MeasureRow
from store.domain.statistics.measures import find_measure
from store.journal.seat import Seat


def remove_measure(seat: Seat, key: str) -> str:
    """Remove a measure of the team's own; its key.

    Raises Refused where there is none, for a built-in one, and for one that an answer, an
    improvement or a recipe uses.
    """
    with seat.change("measure-removed") as change:
        row = change.session.scalar(
            select(MeasureRow).where(
                MeasureRow.team_id == change.team.id, MeasureRow.key == key.strip().casefold()
            )
        )
        if row is None:
            built_in = find_measure(key, load_own_measures(change.session, change.team.id))
            raise Refused(f"{built_in.title} is built in, so it stays.", field="measure")
        check_measure_unused(change.session, row)
        change.session.delete(row)
        change.set_summary(f"Removed the measure {row.key}")
        return row.key


def check_measure_unused(session: Session, row: MeasureRow) -> None:
    """Raise Refused, saying by what, where one of the team's own measures is used."""
    uses = _uses(session, row)
    if uses:
        raise Refused(f"“{row.key}” stays: it is used by {listed(uses)}.", field="measure")


def _uses(session: Session, row: MeasureRow) -> list[str]:
    """What uses the measure, in words. Answers count that were erased or are of an import that
    was taken back: they may come again."""
    answers, improvements = (
        session.scalar(
            select(func.count()).where(table.team_id == row.team_id, table.measure == row.key)
        )
        or 0
        for table in (EvidenceRow, ImprovementRow)
    )
    settled = session.scalars(select(RecipeRow.settled).where(RecipeRow.team_id == row.team_id))
    recipes = sum(
        any(part.get("measure") == row.key for part in each.get("measures", [])) for each in settled
    )
    counted = ((answers, "answer"), (improvements, "improvement"), (recipes, "recipe"))
    return [f"{number:,} {noun}{'s' * (number > 1)}" for number, noun in counted if number]
