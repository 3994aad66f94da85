"""Reads improvements as `Improvement`, each with its owner, proof and reading."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Set
from datetime import date
from functools import cache

from sqlalchemy import Executable, bindparam, select, union
from sqlalchemy.orm import Session

from store.db.tables.models import ImprovementRow, TouchpointRow
from store.domain.calendar import Calendar
from store.domain.cycles import parse_cycle
from store.domain.scope_checks import unmet
from store.domain.stages import Stage
from store.domain.statistics.measures import Measure, find_measure
from store.improvements.verdicts.calculation import readings
from store.models.improvement import Improvement, Proof, Status
from store.models.team import Member


def load_improvements(
    session: Session,
    team_id: str,
    labels: Collection[str],
    members: Mapping[str, Member],
    calendar: Calendar,
    today: date,
    own: Sequence[Measure],
) -> tuple[tuple[Improvement, ...], tuple[Improvement, ...]]:
    """Improvements of the cycles labelled ``labels``, and all undecided ones, unowned first."""
    rows = session.scalars(_shown(), {"team": team_id, "labels": [*labels]}).all()
    every = improvements_from(session, rows, members, calendar, today, own)
    planned = [each for each in every if each.cycle.label in labels]
    undecided = [each for each in every if each.status is Status.PLANNED]
    undecided.sort(key=lambda each: (each.owner is not None, each.cycle, each.stage.position))
    return tuple(planned), tuple(undecided)


@cache
def _shown() -> Executable:
    """The query for the improvements of ``:team`` that are undecided or of the cycles ``:labels``,
    put together once, as it is asked after every change."""
    improvement = ImprovementRow
    ours = select(improvement.id).where(improvement.team_id == bindparam("team"))
    shown_ids = union(
        ours.where(improvement.cycle.in_(bindparam("labels", expanding=True))),
        ours.where(improvement.status == "planned"),
    )
    return select(improvement).where(improvement.id.in_(shown_ids))


def _touchpoint_texts(session: Session, ids: Set[str | None]) -> dict[str, tuple[str, str]]:
    """Each touchpoint's text and feeling."""
    if not ids:
        return {}
    card = TouchpointRow
    texts = select(card.id, card.text, card.feeling).where(card.id.in_(ids))
    return {id: (text, feeling) for id, text, feeling in session.execute(texts)}


def improvements_from(
    session: Session,
    rows: Sequence[ImprovementRow],
    members: Mapping[str, Member],
    calendar: Calendar,
    today: date,
    own: Sequence[Measure],
) -> tuple[Improvement, ...]:
    """``rows`` as improvements, by cycle and stage."""
    if not rows:
        return ()
    touchpoints = _touchpoint_texts(session, {row.touchpoint_id for row in rows} - {None})
    read = readings(session, rows, calendar, today, own)
    chains, carried_to = _chains(session, rows)
    improvements = []
    for row in rows:
        cycle = parse_cycle(row.cycle)
        owner = members.get(row.owner_id) if row.owner_id else None
        proof = _proof(row, own)
        text, feeling = touchpoints.get(row.touchpoint_id or "", (None, ""))
        improvements.append(
            Improvement(
                id=row.id,
                stage=Stage(row.stage),
                cycle=cycle,
                text=row.text,
                status=Status(row.status),
                owner=owner,
                due=row.due,
                touchpoint_id=row.touchpoint_id,
                touchpoint_text=text,
                touchpoint_feeling=feeling,
                proof=proof,
                done_on=row.done_on,
                late=row.late,
                reason=row.reason,
                carried_times=_carried_times(row.id, chains),
                carried_from=row.carried_from,
                carried_to=carried_to.get(row.id),
                reading=read.get(row.id),
                link=row.link,
                unmet=unmet(owner.name if owner else None, row.due, cycle, proof is not None),
                version=row.version,
            )
        )
    return tuple(sorted(improvements, key=lambda each: (each.cycle, each.stage.position)))


def _proof(row: ImprovementRow, own: Sequence[Measure]) -> Proof | None:
    if row.measure is None or row.before_from is None or row.before_to is None:
        return None
    return Proof(
        measure=row.measure,
        measure_title=find_measure(row.measure, own).title,
        touchpoint_only=row.touchpoint_only,
        before_from=row.before_from,
        before_to=row.before_to,
        after_days=row.after_days or 0,
        target=row.target,
    )


def _chains(
    session: Session, rows: Sequence[ImprovementRow]
) -> tuple[dict[str, str], dict[str, str]]:
    """What each of ``rows`` was carried from, link by link, and what it was carried to."""
    improvement = ImprovementRow
    chains = {row.id: row.carried_from for row in rows if row.carried_from is not None}
    following = set(chains.values()) - set(chains)
    while following:
        rows_found = session.execute(
            select(improvement.id, improvement.carried_from).where(
                improvement.id.in_(following), improvement.carried_from.is_not(None)
            )
        )
        links = {id: before for id, before in rows_found if before is not None}
        chains |= links
        following = set(links.values()) - set(chains)
    onward = session.execute(
        select(improvement.carried_from, improvement.id).where(
            improvement.carried_from.in_([row.id for row in rows])
        )
    )
    return chains, {before: after for before, after in onward if before is not None}


def _carried_times(id: str, chains: Mapping[str, str]) -> int:
    """How often it was carried over; what comes back to itself is counted once round."""
    passed: set[str] = set()
    while id in chains and id not in passed:
        passed.add(id)
        id = chains[id]
    return len(passed)
