"""Evidence as CSV: a row a piece, safe to open in a spreadsheet.

RFC 4180 in UTF-8. Rows are read and written as they come, so that their number does not
matter.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from store.common.text import drawable
from store.db.tables.evidence_models import EvidenceRow
from store.db.tables.models import TeamRow, TouchpointRow
from store.db.tables.types import in_code_order
from store.workspace.workspace import Workspace

COLUMNS = (
    "team",
    "stage",
    "touchpoint",
    "measure",
    "value",
    "quote",
    "day",
    "source",
    "id",
)
AT_ONCE = 1_000
"""Rows that are read and handed on together."""
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""What makes a spreadsheet take a cell for a formula, the wide forms included (OWASP)."""


def evidence_csv(workspace: Workspace) -> Iterator[str]:
    """The evidence of every team, by team and day, as text in pieces; first the header.

    Erased and undone evidence is left out. A touchpoint that was merged goes by the card
    that stands on the board. ``value`` holds plain numbers; any other cell that looks like
    a formula gets a leading apostrophe.
    """
    yield _written([COLUMNS])
    with workspace.reading() as session:
        teams = session.execute(
            select(TeamRow.id, TeamRow.name).order_by(in_code_order(TeamRow.name_key))
        ).all()
        for id, name in teams:
            for rows in session.execute(_query(id)).partitions():
                yield _written([_cells(name, row) for row in rows])


def _query(team_id: str) -> Any:
    linked, standing = aliased(TouchpointRow), aliased(TouchpointRow)
    return (
        select(
            EvidenceRow.stage,
            func.coalesce(standing.text, linked.text),
            EvidenceRow.measure,
            EvidenceRow.value,
            EvidenceRow.quote,
            EvidenceRow.day,
            EvidenceRow.source,
            EvidenceRow.id,
        )
        .select_from(EvidenceRow)
        .outerjoin(linked, linked.id == EvidenceRow.touchpoint_id)
        .outerjoin(standing, standing.id == linked.merged_into)
        .where(
            EvidenceRow.team_id == team_id,
            EvidenceRow.withdrawn.is_(False),
            EvidenceRow.erased.is_(False),
        )
        .order_by(EvidenceRow.day, EvidenceRow.id)
        .execution_options(yield_per=AT_ONCE)
    )


def _cells(team: str, row: Sequence[Any]) -> list[str]:
    stage, touchpoint, measure, value, quote, day, source, id = row
    words = (team, stage, touchpoint, measure, None, quote, day.isoformat(), source, id)
    cells = [safe_cell(text or "") for text in words]
    cells[COLUMNS.index("value")] = _number(value)
    return cells


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def safe_cell(text: str) -> str:
    """``text`` without control characters, and so that no spreadsheet runs it."""
    cell = drawable(text, multiline=True)
    return f"'{cell}" if text.lstrip(" ").startswith(_FORMULA) else cell


def _written(rows: Sequence[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()
