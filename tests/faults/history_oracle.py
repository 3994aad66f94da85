"""What a team's verdicts must be, worked out day by day from the rules' description alone.

Nothing of the product is used: a history is answers, changes and the days on which somebody
looked, and what is worked out is what ``care verdict --json`` must say then.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from statistics import fmean, stdev
from typing import Any

from tests.store.domain.statistics import oracle

DAY = timedelta(days=1)
NEEDED = {"csat": 10, "escalated": 10, "nps": 10, "retention": 30, "count": 6}
DOWN = ("escalated", "count")


@dataclass
class Answer:
    """One answer, or one number of a count."""

    day: date
    value: float
    made: datetime
    card: str | None = None


@dataclass
class Step:
    """One improvement: what was chosen, and what became of it."""

    text: str
    cycle: date
    """Its cycle's first day."""
    picked: datetime
    measure: str
    target: float | None = None
    card: str | None = None
    narrow: bool = False
    after_days: int = 0
    done: date | None = None
    marked: datetime | None = None
    partner: Step | None = None
    """What it is read together with, as one."""
    before: tuple[date, date] = (date.min, date.min)
    after: tuple[date, date] | None = None
    story: bool = False


@dataclass
class Told:
    """One reading as it was made at some moment."""

    word: str
    at: date
    n_before: int
    n_after: int
    was: float | None
    became: float | None
    low: float | None
    high: float | None
    differ: bool | None
    bad: bool


@dataclass
class History:
    """A team's past."""

    weekly: bool
    answers: list[Answer] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    looks: list[datetime] = field(default_factory=list)
    """When somebody opened the app or ran a command, so that what was due was read."""


def start_of(day: date, weekly: bool) -> date:
    """The first day of the week or month that ``day`` is in."""
    return day - timedelta(days=day.weekday()) if weekly else day.replace(day=1)


def moved(first: date, count: int, weekly: bool) -> date:
    """The first day of the cycle so many after, or before, the one that begins on ``first``."""
    if weekly:
        return first + timedelta(days=7 * count)
    months = first.year * 12 + first.month - 1 + count
    return date(months // 12, months % 12 + 1, 1)


def coded(measure: str, value: float) -> int:
    """An answer as 1, 0 or −1."""
    if measure == "nps":
        return 1 if value >= 9 else -1 if value <= 6 else 0
    return int(value >= 4) if measure == "csat" else int(value == 1)


def moves(other: Step, reader: Step) -> bool:
    """Whether ``other`` may move what ``reader`` reads."""
    return not reader.narrow or other.card is None or other.card == reader.card


class Oracle:
    """A history's verdicts."""

    def __init__(self, history: History) -> None:
        self.history = history
        self.weekly = history.weekly

    def _known(self, step: Step, at: datetime) -> list[Answer]:
        return [
            each
            for each in self.history.answers
            if each.made <= at and (not step.narrow or each.card == step.card)
        ]

    def _cycles(self, step: Step, window: tuple[date, date], at: datetime) -> list[Any]:
        """The answers of each whole or part cycle of a window; of a count, the numbers."""
        known = self._known(step, at)
        found: list[Any] = []
        first = start_of(window[0], self.weekly)
        began = min((each.day for each in known), default=None)
        while first <= window[1]:
            following = moved(first, 1, self.weekly)
            inside = [
                each.value
                for each in known
                if first <= each.day < following and window[0] <= each.day <= window[1]
            ]
            if step.measure != "count":
                found.append([coded(step.measure, value) for value in inside])
            elif following <= at.date() and (inside or (began and began < following)):
                found.append(sum(inside))
            first = following
        return found

    def fix_before(self, step: Step) -> None:
        """The days before, as they are proposed at Pick."""
        if step.partner is not None and step.partner.before[1] < step.cycle:
            step.before = step.partner.before
            return
        last = step.cycle - DAY
        twelve = [moved(step.cycle, -place, self.weekly) for place in range(1, 13)]
        counts = []
        for first in twelve:
            window = (first, moved(first, 1, self.weekly) - DAY)
            (inside,) = self._cycles(step, window, step.picked) or [None]
            counts.append(int(inside is not None) if step.measure == "count" else len(inside))
        done = [
            other.done
            for other in self.history.steps
            if other is not step and other is not step.partner and other.done is not None
            and other.marked is not None and other.marked <= step.picked
            and other.measure == step.measure and other.done < step.cycle and moves(other, step)
        ]  # fmt: skip
        free = sum(not done or first > max(done) for first in twelve)
        usual = 6 if step.measure == "count" or not self.weekly else 8
        length = oracle.before_cycles(counts, NEEDED[step.measure], usual, max(1, free))
        step.before = (twelve[max(length, 1) - 1], last)

    def finish(self, step: Step, done: date, marked: datetime) -> None:
        """Mark it done, and fix the days after."""
        step.done, step.marked = done, marked
        step.after = self._own_after(step)
        partner = step.partner
        if partner is not None and partner.after is not None and partner.done is not None:
            if min(step.done, partner.done) == step.done:
                partner, step = step, partner
            assert partner.after is not None
            assert step.done is not None
            assert step.after is not None
            if step.done > partner.after[1]:
                step.partner = partner.partner = None
            else:
                length = max(step.after_days, partner.after_days)
                first = max(step.after[0], partner.after[0])
                last = max(first + timedelta(days=length - 1), partner.after[1])
                step.after = partner.after = (first, last)
                step.before = partner.before
        judged = next(each for each in (step, step.partner) if each and each.marked == marked)
        judged.story = self._is_story(judged)

    def _own_after(self, step: Step) -> tuple[date, date]:
        assert step.done is not None
        start = max(step.done, step.cycle - DAY)
        if step.measure == "count":
            first = moved(start_of(start, self.weekly), 1, self.weekly)
            cycles = max(1, round(step.after_days / (7 if self.weekly else 31)))
            return first, moved(first, cycles, self.weekly) - DAY
        return start + DAY, start + timedelta(days=step.after_days)

    def _is_story(self, step: Step) -> bool:
        """Whether it was chosen, or its done day given, when answers after it were on file."""
        assert step.after is not None
        assert step.marked is not None
        assert step.done is not None

        def on_file(at: datetime) -> bool:
            inside = step.after
            assert inside is not None
            return any(inside[0] <= each.day <= inside[1] for each in self._known(step, at))

        late = (step.marked.date() - step.done).days > 7
        return on_file(step.picked) or (late and on_file(step.marked))

    def _read(self, step: Step, at: datetime) -> Told:
        needed = NEEDED[step.measure]
        before = self._cycles(step, step.before, at)
        after = self._cycles(step, step.after, at) if step.after else []
        low = high = was = became = None
        differ: bool | None = False
        if step.measure == "count":
            n1, n2 = len(before), len(after)
            was, became = (fmean(side) if side else None for side in (before, after))
            if n1 >= needed and n2 >= needed:
                low, high = (-edge for edge in reversed(oracle.event_range(before, after)))
            word = oracle.verdict(n1, n2, needed, low or 0, high or 0)
        else:
            every = [one for cycle in before for one in cycle]
            later = [one for cycle in after for one in cycle]
            n1, n2 = len(every), len(later)
            scale = 100 if step.measure == "nps" else 1
            was, became = (
                scale * sum(side) / len(side) if side else None for side in (every, later)
            )
            phi, cycles = oracle.phi_and_cycles(before)
            differ = None if cycles < 4 else phi > 1
            word, low, high = oracle.read_answers(
                before, later, needed, nps=step.measure == "nps", down=step.measure in DOWN
            )
            if n1 < needed or n2 < needed:
                low = high = None
        if step.story and word in ("validated", "got worse", "no clear change"):
            word = "story"
        return Told(word, at.date(), n1, n2, was, became, low, high, differ, self._bad(step, at))

    def _bad(self, step: Step, at: datetime) -> bool:
        """Whether a short before begins from a cycle that was unusually low for customers."""
        held = self._cycles(step, step.before, at)
        if not 1 <= sum(1 for each in held if each or step.measure == "count") <= 3:
            return False
        newest = start_of(step.before[1], self.weekly)
        figures: list[float | None] = []
        for place in range(12):
            first = moved(newest, -place, self.weekly)
            (inside,) = self._cycles(step, (first, moved(first, 1, self.weekly) - DAY), at) or [
                None
            ]
            if step.measure == "count":
                figures.append(None if inside is None else -float(inside))
            else:
                sign = -1 if step.measure in DOWN else 1
                figures.append(sign * fmean(inside) if len(inside) >= 5 else None)
        others = [each for each in figures[1:] if each is not None]
        if figures[0] is None or len(others) < 3:
            return False
        under = fmean(others) - figures[0]
        return under > 1e-12 and under > 1.28 * stdev(others)

    def told(self, step: Step, now: datetime) -> dict[str, Any]:
        """What is said of it at ``now``."""
        first, again, late = None, None, 0
        read_at = again_at = now
        if step.after is not None:
            for look in (each for each in self.history.looks if each <= now):
                if step.marked is None or look < step.marked or not self._due(step, look):
                    continue
                if first is None:
                    first, read_at = self._read(step, look), look
                    continue
                came = self._late(step, read_at, look)
                if came == late:
                    continue
                if again is not None and stands(again) and not stands(first):
                    first, read_at = again, again_at
                    came = self._late(step, read_at, look)
                again, again_at, late = self._read(step, look), look, came
        shown = first or self._read(step, now)
        if again is not None and not stands(shown):
            shown, again, late = again, None, 0
        return {"first": shown, "again": again, "late": late, "final": first is not None}

    def _due(self, step: Step, look: datetime) -> bool:
        assert step.after is not None
        last, today = step.after[1], look.date()
        if today <= last:
            return False
        following = moved(start_of(last, self.weekly), 1, self.weekly)
        length = (moved(following, 1, self.weekly) - following).days
        newer = any(each.day > last and each.made <= look for each in self.history.answers)
        return newer or today >= last + DAY + timedelta(days=length)

    def _late(self, step: Step, read_at: datetime, look: datetime) -> int:
        assert step.after is not None
        windows = (step.before, step.after)
        return sum(
            each.made > read_at and any(one <= each.day <= two for one, two in windows)
            for each in self._known(step, look)
        )

    def rivals(self, step: Step) -> set[str]:
        """What it cannot be told apart from."""
        last = step.after[1] if step.after else date.max
        return {
            other.text
            for other in self.history.steps
            if other not in (step, step.partner) and other.measure == step.measure
            and other.done is not None and other.after is not None and moves(other, step)
            and (
                step.before[0] <= other.done <= last
                or (step.done is not None and other.done <= step.done <= other.after[1])
            )
        }  # fmt: skip


def stands(told: Told) -> bool:
    """Whether a reading gives a verdict, beside which later ones are shown."""
    return told.word in ("validated", "got worse", "no clear change", "story")


def met(step: Step, told: Told) -> bool | None:
    """Whether the target was met."""
    if step.target is None or told.became is None or step.after is None:
        return None
    return told.became <= step.target if step.measure in DOWN else told.became >= step.target


__all__: Sequence[str] = ("Answer", "History", "Oracle", "Step", "Told", "met", "moved", "start_of")
