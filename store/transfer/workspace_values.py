"""Reading one row's values from an exported workspace, each checked by the rule it has here.

Whatever a file may hold, what is returned can be kept: whole numbers and days within range,
no infinities, text that is clean.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from store.board import parking
from store.common.errors import Refused
from store.common.links import web_link
from store.common.text import clean, drawable
from store.common.text_input import LIMIT, required_text
from store.db.tables.base import JournaledRow
from store.domain.agenda import (
    TOPIC_MINUTES_MOST,
    AgendaKind,
    Decision,
    Step,
    StepKey,
    check_steps,
)
from store.domain.cycles import Cadence, parse_cycle, parse_zone
from store.domain.fractional_rank import is_rank
from store.domain.sent_words import WordsKind, check_blanks
from store.domain.stages import Stage
from store.domain.statistics.cautions import ProofPart
from store.domain.statistics.measures import Better, CountKind, MeasureKind, Missing, PerCycle
from store.domain.statistics.verdicts import Verdict
from store.evidence.cases import REF_LIMIT
from store.evidence.importing.recipes import check_columns, read_settled
from store.evidence.questions import FORMS
from store.improvements.planned_test import checked_after_days
from store.queries.quarter import ANSWERS
from store.teams.promises import PromiseKind
from store.teams.teams import NAME_LIMIT
from store.transfer.workspace_file import ALWAYS_OUT, Facts

ID = re.compile(r"[0-9a-z]{4,24}")
"""What an id looks like."""
MISFITS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    Refused,
    TypeError,
    ValueError,
)
"""What a value that does not fit raises."""
_LONGEST = 40 * LIMIT
"""Characters a review's report may have; every other text has at most `LIMIT`."""
_MAY_BE_EMPTY = frozenset({"import_batch.file"})
"""Texts that an export leaves out where they are empty; every other one is required."""
_YEARS = range(1900, 3000)
_MOST = 1_000_000_000


def read_values(
    table: type[JournaledRow], facts: Mapping[str, Any], derived: frozenset[str]
) -> Facts:
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
            if f"{table.__tablename__}.{column.key}" not in _MAY_BE_EMPTY:
                raise Refused(f"The file lacks “{column.key}” in {table.__tablename__}.")
            values[column.key] = ""
    return values


def _value(table: str, key: str, expected: type, value: Any) -> Any:
    wrong = Refused(f"The file's {table} has a “{key}” that cannot be read. Nothing was changed.")
    if expected is dict:
        objects = ("agendas", "spent", "settled", "words", "learned")
        expected = dict if key in objects else list
    if expected is datetime:
        value = _instant(value)
    elif expected is date and isinstance(value, str):
        value = _day(value)
    elif expected is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value) if abs(value) < _MOST**2 else None
    if not isinstance(value, expected) or not _is_in_range(expected, value):
        raise wrong
    if isinstance(value, str):
        value = _text(value, key, wrong)
    check = _CHECKS.get(f"{table}.{key}") or _CHECKS.get(key)
    if check is not None:
        try:
            check(value)
        except MISFITS:
            raise wrong from None
    return value


def _is_in_range(expected: type, value: Any) -> bool:
    if expected is int:
        return not isinstance(value, bool) and abs(value) <= _MOST
    if expected is float:
        return math.isfinite(value)
    if expected is date and isinstance(value, datetime):
        return False
    return not isinstance(value, date) or value.year in _YEARS


def _check_link(value: str) -> None:
    if web_link(value) != value:
        raise ValueError


def _instant(value: Any) -> Any:
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return None
    if isinstance(value, datetime):
        try:
            return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        except OverflowError:
            return None
    return None


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _text(value: str, key: str, wrong: Refused) -> str:
    if key == "id" or key.endswith("_id") or key in ("merged_into", "carried_from", "joined_into"):
        if ID.fullmatch(value) is None:
            raise wrong
        return value
    if key == "report":
        if len(value) > _LONGEST:
            raise wrong
        return drawable(value, multiline=True)
    if len(value) > LIMIT:
        raise wrong
    return clean(value, multiline=True).text


def read_steps(steps: Any) -> tuple[Step, ...]:
    """An agenda as the file has it. Raises one of `MISFITS` where it breaks an agenda's rules."""
    steps_read = tuple(Step(StepKey(key), minutes) for key, minutes in steps)
    if (
        any(type(step.minutes) is not int for step in steps_read)
        or check_steps(steps_read) != steps_read
    ):
        raise ValueError(steps)
    return steps_read


def _check_agendas(agendas: Any) -> None:
    for kind, steps in agendas.items():
        AgendaKind(kind)
        read_steps(steps)


def _check_words(words: Any) -> None:
    for kind, text in words.items():
        WordsKind(kind)
        if clean(text, multiline=True).text != text:
            raise ValueError(text)
        check_blanks(text)


def _check_answer(answer: Any) -> None:
    if isinstance(answer, str) and answer not in ANSWERS:
        raise ValueError(answer)


def _check_spent(spent: Any) -> None:
    for key, (seconds, extra) in spent.items():
        StepKey(key)
        if isinstance(seconds, bool) or type(extra) is not int:
            raise TypeError(spent)
        if not 0 <= seconds <= _MOST or not 0 <= extra <= _MOST:
            raise ValueError(spent)


def _check_revealed(keys: Any) -> None:
    if len({StepKey(key) for key in keys}) != len(keys):
        raise ValueError(keys)


def _check_figures(figures: Any) -> None:
    if any(isinstance(each, bool) or not math.isfinite(each) for each in figures):
        raise ValueError(figures)


def _within(low: float, high: float) -> Callable[[float], None]:
    def check(value: float) -> None:
        if not low <= value <= high:
            raise ValueError(value)

    return check


def _one_of(*words: str) -> Callable[[str], None]:
    def check(value: str) -> None:
        if value not in words:
            raise ValueError(value)

    return check


def _unchanged_by(read: Callable[[str], str]) -> Callable[[str], None]:
    """A text that ``read`` gives back unchanged, as everything that is kept does."""

    def check(value: str) -> None:
        if read(value) != value:
            raise ValueError(value)

    return check


def _visible(limit: int = LIMIT) -> Callable[[str], object]:
    return lambda text: required_text(text, "It", "", limit, multiline=True)


def _read_time(text: str) -> str:
    return f"{datetime.strptime(text, '%H:%M').replace(tzinfo=UTC):%H:%M}"


def _check_quotes(ids: Any) -> None:
    if len(set(ids)) != len(ids) or not all(ID.fullmatch(each) for each in ids):
        raise ValueError(ids)


def _check_learned(learned: Any) -> None:
    for id, words in learned.items():
        if (
            ID.fullmatch(id) is None
            or required_text(words, "A note", "learned", multiline=True) != words
        ):
            raise ValueError(learned)


def _check_rank(rank: str) -> None:
    if not is_rank(rank):
        raise ValueError(rank)


def _check_ids(ids: str) -> None:
    if not all(ID.fullmatch(id) for id in ids.split()):
        raise ValueError(ids)


_CHECKS: dict[str, Callable[[Any], object]] = {
    "stage": Stage,
    "cadence": Cadence,
    "zone": _unchanged_by(parse_zone),
    "cycle": _unchanged_by(lambda label: parse_cycle(label).label),
    "planned": _unchanged_by(lambda label: parse_cycle(label).label),
    "status": _one_of("planned", "done", "dropped", "carried"),
    "review_week": _one_of("first", "last"),
    "review_weekday": _within(0, 6),
    "reply_target_hours": _within(1, 720),
    "review_time": _unchanged_by(_read_time),
    "link": _check_link,
    "friction": _within(0, 3),
    "volume": _within(0, _MOST),
    "votes": _within(0, _MOST),
    "first_votes": _within(0, _MOST),
    "rows": _within(0, _MOST),
    "interactions": _within(1, _MOST),
    "decision": Decision,
    "minutes": _within(1, TOPIC_MINUTES_MOST),
    "mood_count": _within(0, _MOST),
    "rating_count": _within(0, _MOST),
    "mood_mean": _within(1, 5),
    "rating_mean": _within(1, 5),
    "after_days": checked_after_days,
    "measure.counts": CountKind,
    "measure.missing": Missing,
    "proof_part": ProofPart,
    "story": ProofPart,
    "word": Verdict,
    "phi": _within(1, _MOST),
    "before_figures": _check_figures,
    "after_figures": _check_figures,
    **{
        f"{side}_{part}": _within(0, _MOST)
        for side in ("before", "after")
        for part in ("n", "yes", "low", "asked", "answered")
    },
    "rank": _check_rank,
    "steps": read_steps,
    "asked_step": StepKey,
    "agendas": _check_agendas,
    "words": _check_words,
    "promise.kind": PromiseKind,
    "hours": _within(1, 720),
    "asked": _within(1, _MOST),
    "question.frustrated": _within(0, _MOST),
    "question.answered_as": _one_of("", *FORMS),
    "answer": _check_answer,
    "quarter_answer.about": _visible(24),
    "parked.text": _visible(parking.LIMIT),
    "parked.outcome": _one_of("", *parking.Outcome),
    "spent": _check_spent,
    "quotes": _check_quotes,
    "learned": _check_learned,
    "revealed": _check_revealed,
    "name": _visible(NAME_LIMIT),
    "ref": _visible(REF_LIMIT),
    "text": _visible(),
    "cycle_skip.reason": _visible(),
    "stage_skip.reason": _visible(),
    "review.kind": AgendaKind,
    "measure.kind": MeasureKind,
    "recipe.columns": check_columns,
    "recipe.settled": read_settled,
    "half_read": _check_ids,
    "better": Better,
    "per_cycle": PerCycle,
}
