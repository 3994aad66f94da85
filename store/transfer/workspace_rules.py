"""What must hold between the values of an imported row, and between a team's rows.

`check_row` looks at one row from the file. `check_team` looks at the team as it stands in the
transaction, what was here before included, and loads what the screens load: what passes can
be worked with.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from store.common.errors import Refused
from store.db.calendars import load_calendar
from store.db.custom_measures import load_own_measures
from store.db.tables.ballot_models import PresentRow
from store.db.tables.evidence_models import EvidenceRow
from store.db.tables.models import (
    EraRow,
    ImprovementRow,
    MemberRow,
    StageSkipRow,
    TeamRow,
    TouchpointRow,
)
from store.db.tables.quarter_models import QuestionRow
from store.db.tables.review_models import ReviewRow
from store.domain.cycles import Cadence, cycle_of, parse_cycle
from store.domain.statistics.measures import find_measure
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot
from store.queries.momentum_details import load_working
from store.transfer.workspace_file import SECTIONS, Facts
from store.transfer.workspace_values import MISFITS, read_steps
from store.workspace.workspace import Workspace


def check_row(table: str, values: Facts) -> None:
    """Raise Refused when a row of ``table`` contradicts itself."""
    reason = _WHY[table](values) if table in _WHY else None
    if reason is not None:
        raise Refused(f"The file has {reason}. Nothing was changed.")


def _era(values: Facts) -> str | None:
    first = values["first_day"]
    if cycle_of(first, Cadence(values["cadence"])).start != first:
        return f"a {values['cadence']} cadence that begins on {first}, where no cycle begins"
    if values.get("old_end") is not None and values["old_end"] >= first:
        return f"a cadence from {first} that waited for a later day"
    return None


def _touchpoint(values: Facts) -> str | None:
    if values.get("merged_into") is not None and values.get("archived_at") is None:
        return "a merged touchpoint that is still on the board"
    return None


def _review(values: Facts) -> str | None:
    if not 0 <= values.get("step_index", 0) < len(read_steps(values["steps"])):
        return "a review in a step that it has not"
    return None


def _improvement(values: Facts) -> str | None:
    def has(*keys: str) -> bool:
        return all(values.get(key) is not None for key in keys)

    def orders(first: str, last: str) -> bool:
        return has(first) == has(last) and (not has(first) or values[first] <= values[last])

    if (values.get("status") == "done") != has("done_on"):
        return "an improvement that is done without a day, or not done with one"
    if not orders("before_from", "before_to") or not orders("after_from", "after_to"):
        return "an improvement whose proof has half a window, or one that ends before it begins"
    if has("measure") != has("before_from") or has("measure") != has("after_days"):
        return "an improvement whose proof has not both a measure and its windows"
    if not has("measure") and has("target"):
        return "an improvement with a target but no measure"
    if has("after_from") and not has("measure", "done_on"):
        return "an improvement with a window after it, though it is not done"
    if values.get("touchpoint_only") and not has("touchpoint_id"):
        return "an improvement narrowed to a touchpoint that it does not name"
    return None


def _verdict(values: Facts) -> str | None:
    low, high = values.get("low"), values.get("high")
    if (low is None) != (high is None) or (low is not None and low > high):
        return "a verdict with half a range, or one that ends before it begins"
    if values["place"] not in (1, 2):
        return "a verdict that is neither the first nor the last reading"
    return None


def _case(values: Facts) -> str | None:
    if values.get("answer") is not None and values.get("answered_at") is None:
        return "a case with an answer but no time of it"
    if values.get("answered_at") is not None and values.get("solved_at") is None:
        return "a case that was asked about before it was solved"
    return None


def _promise(values: Facts) -> str | None:
    if (values["kind"] == "reply") != (values.get("hours") is not None):
        return "a promise of a reply without its hours, or hours of another promise"
    return None


def _question(values: Facts) -> str | None:
    if values.get("frustrated", 0) > values["asked"]:
        return "a question that more customers asked frustrated than asked it at all"
    return None


def _parked(values: Facts) -> str | None:
    if bool(values.get("outcome")) != (values.get("settled_at") is not None):
        return "a parked note that is over without a time of it, or waits with one"
    return None


def _evidence(values: Facts) -> str | None:
    if (values.get("measure") is None) != (values.get("value") is None):
        return "evidence with a measure but no value, or a value but no measure"
    return None


_WHY = {
    "era": _era,
    "touchpoint": _touchpoint,
    "review": _review,
    "improvement": _improvement,
    "verdict": _verdict,
    "care_case": _case,
    "evidence": _evidence,
    "promise": _promise,
    "question": _question,
    "parked": _parked,
}


def check_team(workspace: Workspace, session: Session, team_id: str) -> None:
    """Raise Refused unless the team, as ``session`` sees it, holds together and can be loaded."""
    try:
        _check_links(session, team_id)
        _check_merges(session, team_id)
        _check_joins(session, team_id)
        _check_chains(session, team_id)
        _check_one_review(session, team_id)
        _check_cycles(session, team_id)
        _check_measures(session, team_id)
        seat = Seat(_OpenTransaction(workspace, session), team_id)
        load_snapshot(seat)
        load_working(seat)
    except Refused as refused:
        raise Refused(f"The file is inconsistent. {refused} Nothing was changed.") from None
    except MISFITS:
        raise Refused("The file is inconsistent. Nothing was changed.") from None


class _OpenTransaction(Workspace):
    """A workspace read through a transaction that is still open."""

    def __init__(self, workspace: Workspace, session: Session) -> None:
        super().__init__(workspace.engine, workspace.clock, workspace.new_id, workspace.location)
        self._session = session

    @contextlib.contextmanager
    def reading(self) -> Iterator[Session]:
        yield self._session


def _check_links(session: Session, team_id: str) -> None:
    """Nothing points at another team's rows."""
    for section in SECTIONS:
        columns = section.table.__table__
        for column in columns.columns:
            for key in column.foreign_keys:
                other = key.column.table.alias()
                if column.key == "team_id" or "team_id" not in other.c:
                    continue
                astray = select(func.count()).where(
                    columns.c.team_id == team_id, column == other.c.id, other.c.team_id != team_id
                )
                if session.scalar(astray):
                    raise Refused("A row points at another team's.")
    present = select(func.count()).where(
        PresentRow.review_id == ReviewRow.id,
        PresentRow.member_id == MemberRow.id,
        ReviewRow.team_id == team_id,
        MemberRow.team_id != team_id,
    )
    if session.scalar(present):
        raise Refused("A review has a member of another team.")


def _check_merges(session: Session, team_id: str) -> None:
    rows = session.execute(
        select(TouchpointRow.id, TouchpointRow.merged_into).where(
            TouchpointRow.team_id == team_id, TouchpointRow.merged_into.is_not(None)
        )
    )
    merged = {id: into for id, into in rows}
    if not merged.keys().isdisjoint(merged.values()):
        raise Refused("A touchpoint is merged into one that is merged itself.")


def _check_joins(session: Session, team_id: str) -> None:
    rows = session.execute(
        select(QuestionRow.id, QuestionRow.joined_into).where(
            QuestionRow.team_id == team_id, QuestionRow.joined_into.is_not(None)
        )
    )
    joined = {id: into for id, into in rows}
    if not joined.keys().isdisjoint(joined.values()):
        raise Refused("A question is joined into one that is joined itself.")


def _check_chains(session: Session, team_id: str) -> None:
    rows = session.execute(
        select(ImprovementRow.id, ImprovementRow.carried_from).where(
            ImprovementRow.team_id == team_id, ImprovementRow.carried_from.is_not(None)
        )
    )
    chains: dict[str, Any] = {id: before for id, before in rows}
    ends: set[str] = set()
    for start in chains:
        passed: set[str] = set()
        id = start
        while id in chains and id not in ends:
            if id in passed:
                raise Refused("An improvement is carried over from itself.")
            passed.add(id)
            id = chains[id]
        ends |= passed


def _check_one_review(session: Session, team_id: str) -> None:
    is_open = (ReviewRow.team_id == team_id, ReviewRow.closed_at.is_(None))
    if (session.scalar(select(func.count()).where(*is_open)) or 0) > 1:
        raise Refused("Two reviews are open.")


def _check_cycles(session: Session, team_id: str) -> None:
    """The eras make a calendar, and what is planned is for cycles of a cadence the team had or
    will have; a cycle that was skipped may be left of one that never came."""
    cadences = set(session.scalars(select(EraRow.cadence).where(EraRow.team_id == team_id)))
    if not cadences:
        raise Refused("A team has no cadence.")
    team = session.get_one(TeamRow, team_id)
    load_calendar(session, team)
    columns: tuple[Any, ...] = (
        ReviewRow.planned,
        ImprovementRow.cycle,
        StageSkipRow.cycle,
    )
    for column in columns:
        for label in session.scalars(
            select(column).where(column.class_.team_id == team_id).distinct()
        ):
            if parse_cycle(label).cadence.value not in cadences:
                raise Refused(f"{label} is not one of the team's cycles.")


def _check_measures(session: Session, team_id: str) -> None:
    measures = load_own_measures(session, team_id)
    columns: tuple[Any, ...] = (ImprovementRow.measure, EvidenceRow.measure)
    for column in columns:
        used = select(column).where(column.class_.team_id == team_id, column.is_not(None))
        for key in session.scalars(used.distinct()):
            if find_measure(key, measures).key != key:
                raise Refused(f"There is no measure “{key}”.")
