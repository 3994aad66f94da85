"""A whole workspace as one TOML or JSON file, and back without loss.

What is in it: everything teams keep but ballots, the journal and presence. Who wrote a card
is left out where the team hides authors. Rows stand in a stable order, so that the same
workspace always gives the same bytes and a change shows as a small difference.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.common.dataclass import dataclass
from store.common.errors import Refused
from store.db.tables.ballot_models import PresentRow
from store.db.tables.base import JournaledRow, WorkspaceRow
from store.db.tables.evidence_models import CaseRow, EvidenceRow
from store.db.tables.import_models import ImportRow, RecipeRow
from store.db.tables.models import (
    CycleSkipRow,
    EraRow,
    ImprovementRow,
    MeasureRow,
    MemberRow,
    StageSkipRow,
    TeamRow,
    TouchpointRow,
)
from store.db.tables.practice_models import CaseHandoverRow, ParkedRow
from store.db.tables.quarter_models import PromiseRow, QuarterAnswerRow, QuestionRow
from store.db.tables.review_models import ReviewRow, TopicRow, VoteTotalRow
from store.db.tables.types import in_code_order
from store.db.tables.verdict_models import VerdictRow
from store.domain.stages import Stage
from store.formats.tabular.encoding import check_size
from store.formats.tabular.safe_parsers import TooHard, read_json, read_toml
from store.workspace.workspace import Workspace

FORMAT = 3
"""Of the file; grows when an older care could not read it."""
BEFORE_VERDICTS = 1
"""The last format whose files hold no verdicts: theirs were read by the first rules."""
BEFORE_EVIDENCE_SECOND = 2
"""The last format whose files may hold the agendas that every team had before Evidence came
second, though the team never changed them."""

Facts = dict[str, Any]


@dataclass(frozen=True)
class Section:
    """One kind of row in a team's part of the file."""

    name: str
    table: type[JournaledRow]
    order: Callable[[Any], Any]
    leave_out: frozenset[str] = frozenset()
    """Columns that other columns give, or that mean nothing elsewhere."""


def _stage_order(row: Any) -> Any:
    return Stage(row.stage).position, row.rank, row.id


SECTIONS: tuple[Section, ...] = (
    Section("eras", EraRow, lambda row: (row.first_day, row.id)),
    Section("members", MemberRow, lambda row: (row.name_key, row.id), frozenset({"name_key"})),
    Section("measures", MeasureRow, lambda row: row.key),
    Section("skipped_cycles", CycleSkipRow, lambda row: row.cycle),
    Section("touchpoints", TouchpointRow, _stage_order),
    Section("reviews", ReviewRow, lambda row: (row.planned, row.id), frozenset({"called"})),
    Section("vote_totals", VoteTotalRow, lambda row: (row.review_id, row.touchpoint_id)),
    Section("topics", TopicRow, lambda row: (row.review_id, row.touchpoint_id)),
    Section(
        "improvements", ImprovementRow, lambda row: (row.cycle, Stage(row.stage).position, row.id)
    ),
    Section("verdicts", VerdictRow, lambda row: (row.improvement_id, row.place)),
    Section("skipped_stages", StageSkipRow, lambda row: (row.cycle, Stage(row.stage).position)),
    Section("recipes", RecipeRow, lambda row: (row.name_key, row.id), frozenset({"name_key"})),
    Section("imports", ImportRow, lambda row: (row.made_at, row.id), frozenset({"withdrawn"})),
    Section("cases", CaseRow, lambda row: (row.opened_at, row.id), frozenset({"ref_key"})),
    Section(
        "evidence",
        EvidenceRow,
        lambda row: (row.day, row.id),
        frozenset({"withdrawn", "yes", "low"}),
    ),
    Section("case_handovers", CaseHandoverRow, lambda row: (row.at, row.id)),
    Section(
        "promises",
        PromiseRow,
        lambda row: (row.kind, row.made_at, row.id),
        frozenset({"subject_key"}),
    ),
    Section("questions", QuestionRow, lambda row: (row.made_at, row.id), frozenset({"text_key"})),
    Section("quarter_answers", QuarterAnswerRow, lambda row: (row.about, row.id)),
    Section("parked", ParkedRow, lambda row: (row.made_at, row.id)),
)
"""In the order they are written and read: what others point at comes first."""

TEAM_DERIVED = frozenset({"name_key"})
ALWAYS_OUT = frozenset({"version", "team_id"})


def export_workspace(workspace: Workspace) -> Facts:
    """Everything in the workspace as plain values, in a stable order."""
    with workspace.reading() as session:
        id = session.scalar(select(WorkspaceRow.id))
        teams = session.scalars(select(TeamRow).order_by(in_code_order(TeamRow.name_key))).all()
        return {
            "care": FORMAT,
            "workspace": id,
            "teams": [_team(session, team) for team in teams],
        }


def _team(session: Session, team: TeamRow) -> Facts:
    facts = row_facts(team, TEAM_DERIVED)
    for section in SECTIONS:
        table: Any = section.table
        query = select(table).where(table.team_id == team.id)
        if hasattr(table, "withdrawn"):
            query = query.where(table.withdrawn.is_(False))
        rows = sorted(session.scalars(query), key=section.order)
        hidden = section.leave_out
        if section.table is TouchpointRow and not team.show_authors:
            hidden = hidden | {"author_id"}
        row_values = [row_facts(row, hidden) for row in rows]
        if section.table is ReviewRow:
            _add_present(session, row_values)
        if row_values:
            facts[section.name] = row_values
        session.expunge_all()
        session.add(team)
    return facts


def _add_present(session: Session, reviews: Iterable[Facts]) -> None:
    present: dict[str, list[str]] = {}
    for review_id, member_id in session.execute(
        select(PresentRow.review_id, PresentRow.member_id).order_by(PresentRow.member_id)
    ):
        present.setdefault(review_id, []).append(member_id)
    for review in reviews:
        review["present"] = present.get(review["id"], [])


def row_facts(row: JournaledRow, hidden: frozenset[str]) -> Facts:
    """A row's columns but the hidden ones, the id first; what is not set is left out."""
    facts: Facts = {"id": row.id}
    for column in row.__table__.columns:
        if column.key in hidden or column.key in ALWAYS_OUT or column.key == "id":
            continue
        value = getattr(row, column.key)
        if value is not None and value != "":
            facts[column.key] = value
    return facts


def to_toml(facts: Facts) -> str:
    """The file as TOML."""
    import tomli_w

    return tomli_w.dumps(facts, multiline_strings=True)


def to_json(facts: Facts) -> str:
    """The file as JSON; days and instants in ISO form."""

    def plain(value: Any) -> str:
        if isinstance(value, datetime):
            return value.astimezone(UTC).isoformat()
        if isinstance(value, date):
            return value.isoformat()
        raise TypeError(type(value).__name__)

    return json.dumps(facts, ensure_ascii=False, indent=2, default=plain) + "\n"


def read_workspace_file(data: bytes, name: str) -> Facts:
    """The plain values in an exported file, TOML or JSON.

    Raises Refused for a file that is neither, is none of ours, is newer, or is too large.
    """
    check_size(len(data))
    try:
        text = data.decode("utf-8-sig")
        facts = read_json(text) if text[:200].lstrip().startswith("{") else read_toml(text)
    except TooHard as why:
        raise Refused(f"{name} cannot be read: {why}.") from None
    except ValueError:
        raise Refused(f"{name} cannot be read as an exported workspace (TOML or JSON).") from None
    if not isinstance(facts, Mapping) or not isinstance(facts.get("care"), int):
        raise Refused(f"{name} is not an exported workspace of care.")
    if facts["care"] > FORMAT:
        raise Refused(f"{name} was written by a newer care. Update this one to read it.")
    return dict(facts)
