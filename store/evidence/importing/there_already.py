"""What is asked and told of a file's answers that the team has already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, not_, or_, select

from store.common.text import listed
from store.db.tables.evidence_models import EvidenceRow
from store.db.tables.import_models import ImportRow
from store.domain.stages import Stage
from store.evidence.importing.import_answers import Group, KeptAnswer, Matched, Origin

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_MANY_OLD = 3
"""New answers of days gone by from which a person is told of them."""
_CORRECTED = 0.4
"""The share of ids with another answer from which these may be no corrections."""
_MOST_MOVED = 3
"""Ids of other days or answers from which a file may be another survey's or question's."""


def question_about(groups: Sequence[Group], matched: Sequence[Matched]) -> str:
    """What a person must say of answers that are there already; empty where nothing is open."""
    for group, has in zip(groups, matched, strict=True):
        elsewhere = sum(has.elsewhere.values())
        if 2 * elsewhere > len(group.rows):
            stages = listed([Stage(stage).label for stage in has.elsewhere])
            return (
                f"{answers_in_words(elsewhere)} of {group.measure.title} for {group.stage.label}"
                f" {'is' if elsewhere == 1 else 'are'} there already, for {stages}."
            )
        if has.redated >= _MOST_MOVED and 2 * has.redated > has.known:
            return (
                f"{has.redated:,} of {has.known:,} ids that are there already are of other days"
                f" in this file ({group.measure.title}), as in another survey's file."
            )
        if group.column and has.revalued >= max(_MOST_MOVED, _CORRECTED * has.known):
            return (
                f"{has.revalued:,} of {has.known:,} ids that are there already have another answer"
                f" in this file ({group.measure.title}), as in another question's file."
            )
    return ""


def notes_about(
    groups: Sequence[Group], matched: Sequence[Matched], newest: Sequence[date | None]
) -> list[str]:
    """What a person should know of answers that are there already, a sentence each."""
    notes = []
    equal: Counter[str] = Counter()
    for has in matched:
        equal.update(has.equal)
    for file, count in equal.most_common():
        notes.append(
            f"{answers_in_words(count)} {'is equal to one' if count == 1 else 'are equal to those'} from {file} and"
            f" {'is' if count == 1 else 'are'} not counted again."
        )
    for group, has in zip(groups, matched, strict=True):
        if 0 < has.missing <= len(has.new):
            is_one, are_new = has.missing == 1, len(has.new)
            notes.append(
                f"{answers_in_words(has.missing)} of {group.measure.title} from these days"
                f" {'is' if is_one else 'are'} there that the file has not, and {are_new:,}"
                f" {'is' if are_new == 1 else 'are'} new. A corrected answer counts twice without a"
                " column of ids: then take the earlier import back, see care import list."
            )
    for group, has, day in zip(groups, matched, newest, strict=True):
        older = [row for row in group.rows if day is not None and row.day < day]
        new = [each for each in has.new if day is not None and each.row.day < day]
        if len(new) >= _MANY_OLD and 2 * len(new) > len(older):
            notes.append(
                f"{len(new):,} of {len(older):,} answers of {group.measure.title} from before"
                f" {day}, the newest day stored, are new. If this file was imported before, look"
                " at what changed in it."
            )
    return notes


def count_missing(
    session: Session,
    team_id: str,
    group: Group,
    matched: Matched,
    origin: Origin,
    kept_answers: Iterable[KeptAnswer],
) -> int:
    """How many answers of the file's days its source brought before and the file has not, where it
    has others of them and no ids: some that are new may be those, corrected."""
    days = [row.day for row in group.rows]
    if not (matched.new and matched.same) or any(row.key for row in group.rows):
        return 0
    row, files = EvidenceRow, {origin.file, *matched.equal}
    there = session.scalar(
        select(func.count())
        .select_from(row)
        .join(ImportRow, ImportRow.id == row.import_id)
        .where(
            row.team_id == team_id,
            row.measure == group.measure.key,
            row.stage == group.stage.value,
            row.day.between(min(days), max(days)),
            or_(ImportRow.file.in_(files), ImportRow.recipe == (origin.recipe or "")),
            not_(row.withdrawn),
            not_(row.erased),
        )
    )
    known = sum(
        kept.taken and not kept.erased and kept.stage == group.stage.value
        for kept in kept_answers
        if kept.same_source or kept.file in files
    )
    return max(0, (there or 0) - known)


def newest_day(session: Session, team_id: str, measure: str) -> date | None:
    """The newest day that imported answers of a measure are of."""
    return session.scalar(
        select(func.max(EvidenceRow.day)).where(
            EvidenceRow.team_id == team_id,
            EvidenceRow.measure == measure,
            EvidenceRow.import_id.is_not(None),
            not_(EvidenceRow.withdrawn),
            not_(EvidenceRow.erased),
        )
    )


def answers_in_words(count: int) -> str:
    """How many answers, in words."""
    return f"{count:,} answer{'' if count == 1 else 's'}"
