"""Bringing an exported workspace back: rows that are missing are added, by id.

Twice changes nothing. What stands here already is never overwritten: where it differs from
the file it is kept, and counted. A file that does not hold together is refused whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from store.common.dataclass import dataclass
from store.common.errors import Refused
from store.common.text import fold_key
from store.db.custom_measures import load_own_measures
from store.db.tables.ballot_models import PresentRow
from store.db.tables.base import JournaledRow, WorkspaceRow
from store.db.tables.evidence_models import CaseRow, EvidenceRow
from store.db.tables.import_models import RecipeRow
from store.db.tables.models import MemberRow, TeamRow, TeamSeqRow
from store.db.tables.quarter_models import PromiseRow, QuestionRow
from store.db.tables.review_models import ReviewRow
from store.domain.statistics.measures import Measure, find_measure, is_on_scale
from store.evidence.answer_marks import marks_of_kept
from store.evidence.evidence import counts_for
from store.evidence.questions import question_key
from store.improvements.verdicts.upgrade import keep_closed_verdicts
from store.journal import journal
from store.journal.seat import Change, Seat
from store.transfer.workspace_file import (
    BEFORE_EVIDENCE_SECOND,
    BEFORE_VERDICTS,
    SECTIONS,
    TEAM_DERIVED,
    Facts,
    row_facts,
)
from store.transfer.workspace_rules import check_row, check_team
from store.transfer.workspace_values import ID, read_values
from store.workspace.workspace import Workspace

_AGENDAS_BEFORE = {
    "team": [
        ["check-in", 3],
        ["look-back", 8],
        ["map", 8],
        ["focus", 4],
        ["pick", 12],
        ["evidence", 6],
        ["close", 4],
    ],
    "solo": [["look-back", 2], ["map", 2], ["pick", 4], ["evidence", 2]],
    "short": [["look-back", 5], ["pick", 8], ["close", 2]],
}
"""What every team had by default before Evidence came second; files of that time hold them."""


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did, in rows."""

    added: int
    same: int
    kept: int
    """Rows that differ here and were left as they are."""


def import_workspace(workspace: Workspace, facts: Facts) -> ImportResult:
    """Add what is missing, in one transaction.

    Raises Refused, changing nothing, for a file that does not hold together, or a team whose
    name another team here has.
    """
    teams = facts.get("teams", [])
    if not isinstance(teams, list) or not all(isinstance(team, Mapping) for team in teams):
        raise Refused("The file's teams cannot be read. Nothing was changed.")
    total = ImportResult(0, 0, 0)
    try:
        with workspace.writing() as session:
            _adopt_id(session, facts)
            changed = []
            for team in teams:
                id, counts = _import_team(workspace, session, dict(team), facts["care"])
                if facts["care"] <= BEFORE_VERDICTS:
                    session.flush()
                    keep_closed_verdicts(session.connection(), workspace.clock.now(), [id])
                changed += [id] if counts.added else []
                total = ImportResult(
                    total.added + counts.added, total.same + counts.same, total.kept + counts.kept
                )
            session.flush()
            session.expunge_all()
            for id in changed:
                check_team(workspace, session, id)
    except IntegrityError:
        raise Refused(
            "The file is inconsistent: entries are missing or doubled. Nothing was changed."
        ) from None
    return total


def _adopt_id(session: Session, facts: Facts) -> None:
    """A workspace without teams becomes the one the file came from."""
    id = facts.get("workspace")
    if isinstance(id, str) and ID.fullmatch(id) and session.scalar(select(TeamRow.id)) is None:
        session.execute(update(WorkspaceRow).values(id=id))


def _import_team(
    workspace: Workspace, session: Session, facts: Facts, form: int
) -> tuple[str, ImportResult]:
    """Add the team's rows that are missing; the team's id and what was done. ``form`` is the
    file's format."""
    parts = {section.name: facts.pop(section.name, []) for section in SECTIONS}
    values = read_values(TeamRow, facts, TEAM_DERIVED)
    values["name_key"] = fold_key(values["name"])
    if form <= BEFORE_EVIDENCE_SECOND:
        values["agendas"] = _own_agendas(values["agendas"])
    session.get(TeamSeqRow, values["id"], with_for_update=True)
    team = session.get(TeamRow, values["id"])
    added = same = kept = 0
    if team is None:
        named = session.scalar(select(TeamRow).where(TeamRow.name_key == values["name_key"]))
        if named is not None:
            raise Refused(
                f"There is another team “{named.name}” here already. Rename one of them first."
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
            raise Refused(f"The file's {section.name} cannot be read. Nothing was changed.")
        new, alike, other = _import_rows(session, team, section.table, section.leave_out, rows)
        added, same, kept = added + new, same + alike, kept + other
    if added:
        _note(workspace, session, team, added)
    return team.id, ImportResult(added, same, kept)


def _own_agendas(agendas: Mapping[str, Any]) -> dict[str, Any]:
    """The agendas that the team changed: those that every team had before are none."""
    return {kind: steps for kind, steps in agendas.items() if steps != _AGENDAS_BEFORE.get(kind)}


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
    table: type[JournaledRow],
    derived: frozenset[str],
    rows: list[Any],
) -> tuple[int, int, int]:
    existing = {
        row.id: row
        for row in session.scalars(
            select(table).where(table.team_id == team.id)  # type: ignore[attr-defined]
        )
    }
    measures = load_own_measures(session, team.id) if table is EvidenceRow else ()
    new: list[Facts] = []
    present: list[Facts] = []
    same = kept = 0
    for row in rows:
        if not isinstance(row, Mapping):
            raise Refused(f"A row of {table.__tablename__} cannot be read. Nothing was changed.")
        facts = dict(row)
        present_ids = _present(facts.pop("present", [])) if table is ReviewRow else []
        values = read_values(table, facts, derived)
        check_row(table.__tablename__, values)
        if table is EvidenceRow:
            values = {**_marks(team.id, values), **values}
        standing = existing.get(values["id"])
        if standing is None:
            extra = _counts(values, measures) if table is EvidenceRow else {}
            new.append(_complete(table, {**values, **extra, "team_id": team.id}))
            present += [{"review_id": values["id"], "member_id": id} for id in present_ids]
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


def _present(ids: Any) -> list[str]:
    if not isinstance(ids, list) or not all(isinstance(id, str) and ID.fullmatch(id) for id in ids):
        raise Refused("The file's review has a “present” that cannot be read. Nothing was changed.")
    return ids


def _counts(values: Facts, measures: Sequence[Measure]) -> Facts:
    """What a piece of evidence adds to its measure; Refused for a value outside its scale."""
    if "measure" not in values or "value" not in values:
        return {}
    measure = find_measure(values["measure"], measures)
    if not is_on_scale(measure, values["value"]):
        raise Refused(f"The file has a value of {measure.title} outside its scale.")
    yes, low = counts_for(measure, values["value"])
    return {"yes": yes, "low": low}


def _marks(team_id: str, values: Facts) -> Facts:
    """The marks of an imported answer in a file that an earlier version wrote without them."""
    earlier = {"import_id", "fingerprint", "measure"} <= values.keys()
    if "likeness" in values or not earlier:
        return {}
    answer = values["measure"], values["day"], values["value"], values.get("quote", "")
    return {key: mark for key, mark in marks_of_kept(team_id, *answer).items() if mark}


def _alike(standing: JournaledRow, values: Facts, derived: frozenset[str]) -> bool:
    """Whether the row says what the file says; an author the file leaves out is no difference."""
    stands = row_facts(standing, derived)
    if "author_id" not in values:
        stands.pop("author_id", None)
    # A file from before a column was there says nothing of it.
    for column in type(standing).__table__.columns:
        default = getattr(column.default, "arg", None)
        if column.key not in values and stands.get(column.key) == default:
            stands.pop(column.key, None)
    return stands == _without_empty(values, derived)


def _without_empty(values: Facts, derived: frozenset[str]) -> Facts:
    return {
        key: value
        for key, value in values.items()
        if value is not None and value != "" and key not in derived
    }


def _complete(table: type[JournaledRow], values: Facts) -> Facts:
    """``values`` with every column of ``table``, as one bulk insert needs them alike."""
    row = table(**{**_derived(table, values), **values, "version": 1})
    return {column.key: getattr(row, column.key) for column in row.__table__.columns}


def _derived(table: type[JournaledRow], values: Facts) -> Facts:
    if table in (MemberRow, RecipeRow):
        return {"name_key": fold_key(values["name"])}
    if table is PromiseRow:
        return {"subject_key": fold_key(values.get("subject", ""))}
    if table is QuestionRow:
        return {"text_key": question_key(values["text"]) or fold_key(values["text"])}
    return {"ref_key": fold_key(values["ref"])} if table is CaseRow else {}
