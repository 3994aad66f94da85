"""Two at once: improvements whose answers run into each other, told apart or read as one.

All that is given here has the same measure and the same stage. Days are the team's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from operator import attrgetter

from store.common.dataclass import dataclass
from store.domain.statistics.windows import Window, after_window

MOST_TOGETHER = 3
"""So many improvements are read as one at most."""
SHORTEST = 7
"""An after window that cannot be pushed out any more must keep so many days."""


@dataclass(frozen=True, slots=True)
class ProvenImprovement:
    """An improvement with its proof, as far as it matters to others."""

    id: str
    text: str
    before: Window
    after_days: int
    done_on: date | None = None
    """The day it was done; None while it is not."""
    after: Window | None = None
    """Its after window; None while it is not done."""
    touchpoint: str | None = None
    """The touchpoint it works on (what that counts as after merging); None for none."""
    narrowed: bool = False
    """Whether only answers about its touchpoint are read."""


@dataclass(frozen=True, slots=True)
class Busy:
    """The proofs that are running where another one would be picked."""

    blurring: tuple[ProvenImprovement, ...]
    """Those that may move what the new one reads: the new one cannot be told apart from them."""
    blurred: tuple[ProvenImprovement, ...]
    """Those whose reading the new one may move."""

    def __bool__(self) -> bool:
        """Tell whether there are any."""
        return bool(self.blurring or self.blurred)


def may_move(other: ProvenImprovement, reader: ProvenImprovement) -> bool:
    """Tell whether what ``other`` does may move the figure that ``reader`` reads.

    Not if ``reader`` looks at one touchpoint only and ``other`` works on another one.
    """
    if not reader.narrowed or other.touchpoint is None:
        return True
    return other.touchpoint == reader.touchpoint


def is_busy(proof: ProvenImprovement, day: date) -> bool:
    """Tell whether ``proof`` keeps its measure busy on ``day``: done by then, and its after
    window not closed."""
    if proof.done_on is None or proof.after is None:
        return False
    return proof.done_on <= day <= proof.after.last


def busy_with(new: ProvenImprovement, others: Iterable[ProvenImprovement], day: date) -> Busy:
    """Find the proofs that a ``new`` one, not done yet, would run into.

    ``day``: the first day on which it may be done, the later of today and its cycle's first.
    """
    running = [each for each in others if each.id != new.id and is_busy(each, day)]
    return Busy(
        tuple(each for each in running if may_move(each, new)),
        tuple(each for each in running if may_move(new, each)),
    )


def rivals(
    reader: ProvenImprovement, others: Iterable[ProvenImprovement], together: Sequence[str] = ()
) -> tuple[str, ...]:
    """Name the improvements that ``reader`` cannot be told apart from, by their texts.

    Those that may move its figure and were done between the first day of its before window and
    the last of its after window: on the days between the two windows too, since all that is
    read afterwards then follows both. Also those whose after window was open when it was done,
    so that of two that ran at once each names the other. ``together``: ids it is read together
    with, which are none.
    """
    return tuple(
        each.text
        for each in others
        if each.id != reader.id
        and each.id not in together
        and may_move(each, reader)
        and _ran_beside(each, reader)
    )


def _ran_beside(other: ProvenImprovement, reader: ProvenImprovement) -> bool:
    if other.done_on is None:
        return False
    last = reader.after.last if reader.after is not None else date.max
    if reader.before.first <= other.done_on <= last:
        return True
    return reader.done_on is not None and is_busy(other, reader.done_on)


@dataclass(frozen=True, slots=True)
class Together:
    """Improvements that are read as one."""

    members: tuple[ProvenImprovement, ...]
    """In the order they were done, 1 to 3."""
    before: Window
    """The earliest one's."""
    after: Window
    """From the day after the last one was done."""
    pushed_out: bool
    """Whether the end has been moved once, and so will not move again."""
    left_out: tuple[ProvenImprovement, ...] = ()
    """Those that are read alone: a fourth, one done after the window had closed, or one that
    would have to push the end out a second time."""

    @property
    def name(self) -> str:
        """What they are called: ``A and B together``."""
        texts = [f"“{each.text}”" for each in self.members]
        if len(texts) == 1:
            return texts[0]
        return f"{', '.join(texts[:-1])} and {texts[-1]} together"


def read_together(proofs: Sequence[ProvenImprovement]) -> Together | None:
    """Join the proofs that a person chose to read together; None while none of them is done.

    The earliest one's before window; after from the day after the later done day, for the
    longer length. The end is pushed out once at most: a third one must be done while at least
    7 days are left before it. Those not done yet change nothing.
    """
    done_together = sorted(
        (each for each in proofs if each.done_on is not None and each.after is not None),
        key=attrgetter("done_on", "id"),
    )
    if not done_together:
        return None
    first, *later = done_together
    assert first.after is not None
    members, left_out = [first], []
    after, length, pushed_out = first.after, first.after_days, False
    for each in later:
        joined = _joined(after, each, max(length, each.after_days), pushed_out=pushed_out)
        if joined is None or len(members) == MOST_TOGETHER:
            left_out.append(each)
            continue
        length = max(length, each.after_days)
        pushed_out = pushed_out or joined.last > after.last
        after = joined
        members.append(each)
    return Together(tuple(members), first.before, after, pushed_out, tuple(left_out))


def _joined(
    after: Window, proof: ProvenImprovement, length: int, *, pushed_out: bool
) -> Window | None:
    """The window once ``proof`` is read with the others; None where it cannot be."""
    assert proof.done_on is not None
    assert proof.after is not None
    if proof.done_on > after.last:
        return None
    start = max(after.first, proof.after.first) - timedelta(days=1)
    moved = after_window(start, length)
    if not pushed_out or moved.last <= after.last:
        return Window(moved.first, max(moved.last, after.last))
    clipped = Window(moved.first, after.last)
    return clipped if clipped.days >= SHORTEST else None
