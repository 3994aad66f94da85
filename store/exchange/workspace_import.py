"""Bringing an exported workspace back: rows that are missing are added, by id.

Twice changes nothing. What stands here already is never overwritten: where it differs from
the file it is kept, and counted. A file that does not hold together is refused whole.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from store import journal
from store.db.ballot_models import PresentRow
from store.db.base import Kept, WorkspaceRow
from store.db.models import CaseRow, EvidenceRow, MemberRow, ReviewRow, TeamRow, TeamSeqRow
from store.errors import Refused
from store.evidence import counts_for
from store.exchange.workspace_file import ALWAYS_OUT, SECTIONS, TEAM_DERIVED, Facts, row_facts
from store.own_measures import load_own_measures
from store.practice.agenda import AgendaKind, StepKey
from store.practice.cycles import Cadence, parse_cycle, parse_zone
from store.practice.measures import (
    Better,
    Measure,
    MeasureKind,
    PerCycle,
    find_measure,
    is_on_scale,
)
from store.practice.stages import Stage
from store.seat import Change, Seat
from store.text import LIMIT, clean, drawable, fold_key
from store.workspace import Workspace

_ID = re.compile(r"[0-9a-z]{4,24}")
_LONGEST = 40 * LIMIT
"""Characters a review's report may have; every other text has at most `LIMIT`."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, in rows."""

    added: int
    same: int
    kept: int
    """Rows that differ here and were left as they are."""


def import_workspace(workspace: Workspace, facts: Facts) -> Imported:
    """Add what is missing, in one transaction.

    Raises Refused, changing nothing, for a file that does not hold together, or a team whose
    name another team here has.
    """
    teams = facts.get("teams", [])
    if not isinstance(teams, list) or not all(isinstance(team, Mapping) for team in teams):
        raise Refused("The file's teams cannot be read; nothing was changed.")
    total = Imported(0, 0, 0)
    try:
        with workspace.writing() as session:
            _adopt_id(session, facts)
            for team in teams:
                found = _import_team(workspace, session, dict(team))
                total = Imported(
                    total.added + found.added, total.same + found.same, total.kept + found.kept
                )
    except IntegrityError:
        raise Refused(
            "The file does not hold together: something in it points at what is not there, "
            "or stands twice. Nothing was changed."
        ) from None
    return total


def _adopt_id(session: Session, facts: Facts) -> None:
    """A workspace without teams becomes the one the file came from."""
    id = facts.get("workspace")
    if isinstance(id, str) and _ID.fullmatch(id) and session.scalar(select(TeamRow.id)) is None:
        session.execute(update(WorkspaceRow).values(id=id))


def _import_team(workspace: Workspace, session: Session, facts: Facts) -> Imported:
    parts = {section.name: facts.pop(section.name, []) for section in SECTIONS}
    values = _values(TeamRow, facts, TEAM_DERIVED)
    values["name_key"] = fold_key(values["name"])
    team = session.get(TeamRow, values["id"])
    added = same = kept = 0
    if team is None:
        named = session.scalar(select(TeamRow).where(TeamRow.name_key == values["name_key"]))
        if named is not None:
            raise Refused(
                f"There is another team “{named.name}” here already; rename one of them first."
            )
        team = TeamRow(**values)
        session.add(team)
        session.flush()
        session.add(TeamSeqRow(team_id=team.id, seq=0))
        session.flush()
        added += 1
    elif row_facts(team, TEAM_DERIVED) == _without_empty(values, TEAM_DERIVED):
        same += 1
    else:
        kept += 1
    for section in SECTIONS:
        rows = parts[section.name]
        if not isinstance(rows, list):
            raise Refused(f"The file's {section.name} cannot be read; nothing was changed.")
        new, alike, other = _import_rows(session, team, section.table, section.leave_out, rows)
        added, same, kept = added + new, same + alike, kept + other
    if added:
        _note(workspace, session, team, added)
    return Imported(added, same, kept)


def _note(workspace: Workspace, session: Session, team: TeamRow, added: int) -> None:
    """The journal's one row for this import; it names the team, not each row."""
    seq = session.get(TeamSeqRow, team.id)
    assert seq is not None
    seq.seq += 1
    image = {"entity": "team", "id": team.id, "before": {}, "after": {}}
    entry = journal.Entry(
        "workspace-imported", f"Imported {added} rows from a file", [image], undoable=False
    )
    change = Change(session, Seat(workspace, team.id), team, workspace.clock.now())
    journal.write(change, seq.seq, entry)


def _import_rows(
    session: Session,
    team: TeamRow,
    table: type[Kept],
    derived: frozenset[str],
    rows: list[Any],
) -> tuple[int, int, int]:
    there = {
        row.id: row
        for row in session.scalars(
            select(table).where(table.team_id == team.id)  # type: ignore[attr-defined]
        )
    }
    own = load_own_measures(session, team.id) if table is EvidenceRow else ()
    new: list[Facts] = []
    present: list[Facts] = []
    same = kept = 0
    for row in rows:
        if not isinstance(row, Mapping):
            raise Refused(f"A row of {table.__tablename__} cannot be read; nothing was changed.")
        facts = dict(row)
        here = facts.pop("present", []) if table is ReviewRow else []
        values = _values(table, facts, derived)
        standing = there.get(values["id"])
        if standing is None:
            extra = _counts(values, own) if table is EvidenceRow else {}
            new.append(_complete(table, {**values, **extra, "team_id": team.id}))
            present += [{"review_id": values["id"], "member_id": str(id)} for id in here]
        elif _alike(standing, values, derived):
            same += 1
        else:
            kept += 1
    if new:
        session.execute(insert(table), new)
    if present:
        session.execute(insert(PresentRow), present)
    session.expunge_all()
    session.add(team)
    return len(new), same, kept


def _counts(values: Facts, own: Sequence[Measure]) -> Facts:
    """What a piece of evidence adds to its measure; Refused for a value outside its scale."""
    if "measure" not in values or "value" not in values:
        return {}
    measure = find_measure(values["measure"], own)
    if not is_on_scale(measure, values["value"]):
        raise Refused(f"The file has a value of {measure.title} outside its scale.")
    yes, low = counts_for(measure, values["value"])
    return {"yes": yes, "low": low}


def _alike(standing: Kept, values: Facts, derived: frozenset[str]) -> bool:
    """Whether the row says what the file says; an author the file leaves out is no difference."""
    stands = row_facts(standing, derived)
    if "author_id" not in values:
        stands.pop("author_id", None)
    return stands == _without_empty(values, derived)


def _without_empty(values: Facts, derived: frozenset[str]) -> Facts:
    return {
        key: value
        for key, value in values.items()
        if value is not None and value != "" and key not in derived
    }


def _complete(table: type[Kept], values: Facts) -> Facts:
    """``values`` with every column of ``table``, as one bulk insert needs them alike."""
    row = table(**{**_derived(table, values), **values, "version": 1})
    return {column.key: getattr(row, column.key) for column in row.__table__.columns}


def _derived(table: type[Kept], values: Facts) -> Facts:
    if table is MemberRow:
        return {"name_key": fold_key(values["name"])}
    return {"ref_key": fold_key(values["ref"])} if table is CaseRow else {}


def _values(table: type[Kept], facts: Mapping[str, Any], derived: frozenset[str]) -> Facts:
    """The row's values, each checked. Raises Refused, naming what is wrong."""
    columns = table.__table__.columns
    values: Facts = {}
    for key, value in facts.items():
        if key not in columns or key in derived or key in ALWAYS_OUT:
            raise Refused(f"The file has an unknown “{key}” in {table.__tablename__}.")
        values[key] = _value(table.__tablename__, key, columns[key].type.python_type, value)
    for column in columns:
        missing = column.key not in values and column.key not in derived | ALWAYS_OUT
        if missing and not column.nullable and column.default is None:
            if column.type.python_type is not str or column.key in ("id", "name", "text"):
                raise Refused(f"The file lacks “{column.key}” in {table.__tablename__}.")
            values[column.key] = ""
    return values


def _value(table: str, key: str, wanted: type, value: Any) -> Any:
    wrong = Refused(f"The file's {table} has a “{key}” that cannot be read; nothing was changed.")
    if wanted is dict:
        wanted = dict if key in ("agendas", "spent") else list
    if wanted is datetime:
        value = _instant(value)
    elif wanted is date and isinstance(value, str):
        value = _day(value)
    elif wanted is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
        raise wrong
    if wanted is date and isinstance(value, datetime):
        raise wrong
    if isinstance(value, str):
        value = _text(value, key, wrong)
    check = _CHECKS.get(f"{table}.{key}") or _CHECKS.get(key)
    if check is not None:
        try:
            check(value)
        except (Refused, ValueError, TypeError, KeyError):
            raise wrong from None
    return value


def _instant(value: Any) -> Any:
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return None
    if isinstance(value, datetime):
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    return None


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _text(value: str, key: str, wrong: Refused) -> str:
    if key == "id" or key.endswith("_id") or key in ("merged_into", "carried_from"):
        if _ID.fullmatch(value) is None:
            raise wrong
        return value
    if key == "report":
        if len(value) > _LONGEST:
            raise wrong
        return drawable(value, multiline=True)
    if len(value) > LIMIT:
        raise wrong
    return clean(value, multiline=True).text


def _check_steps(steps: Any) -> None:
    for key, minutes in steps:
        StepKey(key)
        int(minutes)


def _check_agendas(agendas: Any) -> None:
    for kind, steps in agendas.items():
        AgendaKind(kind)
        _check_steps(steps)


def _within(low: float, high: float) -> Any:
    def check(value: float) -> None:
        if not low <= value <= high:
            raise ValueError(value)

    return check


def _one_of(*words: str) -> Any:
    def check(value: str) -> None:
        if value not in words:
            raise ValueError(value)

    return check


_CHECKS: dict[str, Any] = {
    "stage": Stage,
    "cadence": Cadence,
    "zone": parse_zone,
    "cycle": parse_cycle,
    "planned": parse_cycle,
    "status": _one_of("planned", "done", "dropped", "carried"),
    "review_week": _one_of("first", "last"),
    "review_weekday": _within(0, 6),
    "reply_target_hours": _within(1, 720),
    "review_time": lambda text: datetime.strptime(text, "%H:%M").replace(tzinfo=UTC),
    "friction": _within(0, 3),
    "steps": _check_steps,
    "agendas": _check_agendas,
    "review.kind": AgendaKind,
    "measure.kind": MeasureKind,
    "better": Better,
    "per_cycle": PerCycle,
}
