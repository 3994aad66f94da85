"""The working behind each of momentum's numbers, in words."""

from __future__ import annotations

from collections.abc import Iterator

from screens.widgets.date_format import plural
from store.domain.stages import STAGES
from store.domain.statistics.momentum import WINDOW, CycleRecord, StageMark
from store.domain.statistics.verdict_words import verdict_in_words
from store.models.snapshot import Snapshot
from store.queries.momentum_details import MomentumDetails


def working_text(number: str, snapshot: Snapshot, working: MomentumDetails) -> tuple[str, str]:
    """The title and the text behind ``number``: streak, kept, learned or balance."""
    numbers = snapshot.momentum
    kept_words = f"Kept: {numbers.kept_words}"
    title, lines = {
        "streak": (f"Streak: {numbers.streak}", _streak(working, snapshot.team.cadence.unit)),
        "kept": (kept_words, _kept(working)),
        "learned": (f"Learned: {plural(numbers.learned, 'verdict')}", _learned(working)),
        "balance": ("Balance", _balance(snapshot)),
    }[number]
    return title, "\n".join(lines)


def _streak(working: MomentumDetails, unit: str) -> Iterator[str]:
    yield (
        f"{unit.capitalize()}s in a row where you (1) reviewed in time, (2) planned "
        "at least two stages, (3) missed at most one. The running one can't break it."
    )
    yield ""
    for each in working.streak:
        yield f"- {_name(each.record)}: {each.why}"
    if not working.streak:
        yield "No cycle has closed yet."


def _kept(working: MomentumDetails) -> Iterator[str]:
    yield (
        f"Improvements done, of those planned, in the last {WINDOW} closed cycles. A skipped stage or cycle is left out. So is what was "
        "done late: over 2 days after its week, or 3 after its month."
    )
    yield ""
    for record in reversed(working.kept):
        yield f"- {_name(record)}: {record.done} of {record.planned}{_not_done(record)}"
    if not working.kept:
        yield "No cycle has closed yet."


def _not_done(record: CycleRecord) -> str:
    words = {
        StageMark.LATE: "done late",
        StageMark.DROPPED: "dropped",
        StageMark.CARRIED: "carried over",
        StageMark.MISSED: "missed",
    }
    reasons = [
        f"{stage.label} {words[record.mark(stage)]}"
        for stage in STAGES
        if record.mark(stage) in words
    ]
    return f" ({', '.join(reasons)})" if reasons else ""


def _learned(working: MomentumDetails) -> Iterator[str]:
    yield (
        "Improvements with a final verdict, whichever it is. "
        "“No baseline” and “not enough yet” don't count."
    )
    for each in working.learned:
        reading = each.reading
        assert reading is not None
        yield ""
        yield f"- {each.text} ({each.stage.label}, {each.cycle.name})"
        words = verdict_in_words(reading)
        day = f"; {words.day}" if words.day else ""
        yield f"  {words.verdict}: {words.figures}, {words.details}{day}"
    if not working.learned:
        yield ""
        yield "None yet: the verdict is read when the days after have ended."


def _balance(snapshot: Snapshot) -> Iterator[str]:
    yield (
        f"How often each stage was done in the last {WINDOW} closed cycles. A stage that waited most often, at least twice, could use "
        "smaller steps: it was neither done nor skipped with a reason."
    )
    yield ""
    for entry in snapshot.momentum.balance:
        behind = f", behind {plural(entry.behind, 'time')}" if entry.behind else ""
        name = f"{entry.stage.letter} {entry.stage.label}"
        yield f"- {name}: {entry.done} of {entry.planned} done{behind}"


def _name(record: CycleRecord) -> str:
    return f"{record.cycle.name}, {record.cycle.span}"
