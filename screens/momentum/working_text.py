"""The working behind each of momentum's numbers, in words."""

from __future__ import annotations

from collections.abc import Iterator

from screens.widgets.reading import figure_words, range_words, sample_words, verdict_words
from screens.widgets.words import plural
from store.practice.momentum import WINDOW, CycleRecord, StageMark
from store.practice.stages import STAGES
from store.snapshot import Snapshot
from store.working import Working


def working_text(number: str, snapshot: Snapshot, working: Working) -> tuple[str, str]:
    """The title and the text behind ``number``: streak, kept, learned or balance."""
    numbers = snapshot.momentum
    kept = f"Kept: {numbers.kept_done} of {numbers.kept_planned}"
    title, lines = {
        "streak": (f"Streak: {numbers.streak}", _streak(working)),
        "kept": (kept, _kept(working)),
        "learned": (f"Learned: {plural(numbers.learned, 'verdict')}", _learned(working)),
        "balance": ("Balance", _balance(snapshot)),
    }[number]
    return title, "\n".join(lines)


def _streak(working: Working) -> Iterator[str]:
    yield (
        "Closed cycles in a row whose planning review was closed before the cycle's end, with "
        "at least two stages planned and at most one of them missed. The running cycle never "
        "breaks it."
    )
    yield ""
    for each in working.streak:
        yield f"- {_name(each.record)}: {each.why}"
    if not working.streak:
        yield "No cycle has closed yet."


def _kept(working: Working) -> Iterator[str]:
    yield (
        f"Improvements done, of those planned, in the last {WINDOW} closed cycles. A skipped "
        "stage or cycle leaves the count; what was done after the grace does not count as kept."
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
    told = [
        f"{stage.label} {words[record.mark(stage)]}"
        for stage in STAGES
        if record.mark(stage) in words
    ]
    return f" ({', '.join(told)})" if told else ""


def _learned(working: Working) -> Iterator[str]:
    yield (
        "Improvements that reached a final verdict, whichever it is. No baseline and not "
        "enough yet are none."
    )
    for each in working.learned:
        reading = each.reading
        assert reading is not None
        yield ""
        yield f"- {each.text} ({each.stage.label}, {each.cycle.name})"
        rest = ", ".join(part for part in (sample_words(reading), range_words(reading)) if part)
        yield f"  {verdict_words(reading)}: {figure_words(reading)}, {rest}"
    if not working.learned:
        yield ""
        yield "None has yet: a verdict is read when its after window has closed."


def _balance(snapshot: Snapshot) -> Iterator[str]:
    yield (
        f"How often each stage was done in the last {WINDOW} closed cycles. The one that is "
        "behind most often, at least twice, lags: neither done nor skipped with a reason."
    )
    yield ""
    for entry in snapshot.momentum.balance:
        behind = f", behind {plural(entry.behind, 'time')}" if entry.behind else ""
        name = f"{entry.stage.letter} {entry.stage.label}"
        yield f"- {name}: {entry.done} of {entry.planned} done{behind}"


def _name(record: CycleRecord) -> str:
    return f"{record.cycle.name}, {record.cycle.span}"
