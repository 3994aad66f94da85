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

from store.cases import REF_LIMIT
from store.db.base import Kept
from store.errors import Refused
from store.exchange.workspace_file import ALWAYS_OUT, Facts
from store.practice.agenda import AgendaKind, Step, StepKey, check_steps
from store.practice.cycles import Cadence, parse_cycle, parse_zone
from store.practice.measures import Better, MeasureKind, PerCycle
from store.practice.order import is_rank
from store.practice.stages import Stage
from store.proofs import checked_after_days
from store.teams import NAME_LIMIT
from store.text import LIMIT, clean, drawable, required_text

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
_YEARS = range(1900, 3000)
_MOST = 1_000_000_000


def read_values(table: type[Kept], facts: Mapping[str, Any], derived: frozenset[str]) -> Facts:
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
        value = float(value) if abs(value) < _MOST**2 else None
    if not isinstance(value, wanted) or not _is_in_range(wanted, value):
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


def _is_in_range(wanted: type, value: Any) -> bool:
    if wanted is int:
        return not isinstance(value, bool) and abs(value) <= _MOST
    if wanted is float:
        return math.isfinite(value)
    if wanted is date and isinstance(value, datetime):
        return False
    return not isinstance(value, date) or value.year in _YEARS


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
    if key == "id" or key.endswith("_id") or key in ("merged_into", "carried_from"):
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
    found = tuple(Step(StepKey(key), minutes) for key, minutes in steps)
    if any(type(step.minutes) is not int for step in found) or check_steps(found) != found:
        raise ValueError(steps)
    return found


def _check_agendas(agendas: Any) -> None:
    for kind, steps in agendas.items():
        AgendaKind(kind)
        read_steps(steps)


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


def _stays(read: Callable[[str], str]) -> Callable[[str], None]:
    """A text that ``read`` gives back unchanged, as everything that is kept does."""

    def check(value: str) -> None:
        if read(value) != value:
            raise ValueError(value)

    return check


def _visible(limit: int = LIMIT) -> Callable[[str], object]:
    return lambda text: required_text(text, "It", "", limit, multiline=True)


def _read_time(text: str) -> str:
    return f"{datetime.strptime(text, '%H:%M').replace(tzinfo=UTC):%H:%M}"


def _check_rank(rank: str) -> None:
    if not is_rank(rank):
        raise ValueError(rank)


_CHECKS: dict[str, Callable[[Any], object]] = {
    "stage": Stage,
    "cadence": Cadence,
    "zone": _stays(parse_zone),
    "cycle": _stays(lambda label: parse_cycle(label).label),
    "planned": _stays(lambda label: parse_cycle(label).label),
    "status": _one_of("planned", "done", "dropped", "carried"),
    "review_week": _one_of("first", "last"),
    "review_weekday": _within(0, 6),
    "reply_target_hours": _within(1, 720),
    "review_time": _stays(_read_time),
    "friction": _within(0, 3),
    "volume": _within(0, _MOST),
    "votes": _within(0, _MOST),
    "rows": _within(0, _MOST),
    "interactions": _within(1, _MOST),
    "mood_count": _within(0, _MOST),
    "rating_count": _within(0, _MOST),
    "mood_mean": _within(1, 5),
    "rating_mean": _within(1, 5),
    "after_days": checked_after_days,
    "rank": _check_rank,
    "steps": read_steps,
    "agendas": _check_agendas,
    "spent": _check_spent,
    "revealed": _check_revealed,
    "name": _visible(NAME_LIMIT),
    "ref": _visible(REF_LIMIT),
    "text": _visible(),
    "cycle_skip.reason": _visible(),
    "stage_skip.reason": _visible(),
    "review.kind": AgendaKind,
    "measure.kind": MeasureKind,
    "better": Better,
    "per_cycle": PerCycle,
}
