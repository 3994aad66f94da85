"""Which touchpoint a merged one counts as, in SQL."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from store.db.tables.models import TouchpointRow


def canonical_id(card: Any) -> Any:
    """The SQL for the touchpoint ``card`` counts as: what it was merged into, else itself.

    Two touchpoints are the same one when this is the same for both.
    """
    return func.coalesce(card.merged_into, card.id)


def ids_merged_with(touchpoint_id: str) -> Any:
    """A query for the ids counted as the same touchpoint as this one, its own among them."""
    touchpoint = aliased(TouchpointRow)
    wanted_id = (
        select(canonical_id(touchpoint)).where(touchpoint.id == touchpoint_id).scalar_subquery()
    )
    return select(TouchpointRow.id).where(
        (TouchpointRow.id == wanted_id) | (TouchpointRow.merged_into == wanted_id)
    )
