"""A cycle's report as Markdown, and as facts for JSON.

Customers' and members' words are quoted as typed: what Markdown would read as markup is
escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any
from zoneinfo import ZoneInfo

from store.board_text import board_facts, board_lines
from store.practice.cycles import Cycle
from store.practice.momentum import Momentum
from store.practice.stages import STAGES
from store.practice.verdicts import Reading
from store.proven import STANDING
from store.report import CycleReport
from store.snapshot import Improvement, Status, Tally
from store.text import drawable

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
_LIST_START = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)")


def escape(text: str) -> str:
    """``text`` on one line, so that Markdown shows it as typed."""
    flat = " ".join(text.split())
    return _LIST_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", flat))


def as_markdown(report: CycleReport) -> str:
    """The whole report as Markdown."""
    return drawable("\n".join(_lines(report)), multiline=True).rstrip() + "\n"


def _lines(report: CycleReport) -> Iterator[str]:
    cycle = report.cycle
    yield f"# {escape(report.team.name)}: CARE review, {cycle.name}"
    yield ""
    yield f"{cycle.label}, {cycle.start:%-d %b %Y} to {cycle.end:%-d %b %Y}. {_who(report)}"
    if report.skipped:
        yield ""
        yield f"This cycle was skipped: {escape(report.skipped)}"
    yield from _section("Commitments", _commitments(report))
    yield from _section("Verdicts reached", _reached(report))
    yield from _section("Looking back", _looked_back(report))
    yield from _section(f"What moved on the board{since_words(report)}", _board(report))
    yield from _section("Votes", _voted(report))
    yield from _section("Momentum", _momentum(report))
    yield from _section("What customers said", _quotes(report))
    local = report.next_review.astimezone(ZoneInfo(report.team.zone))
    yield from _section("Next review", iter([f"{local:%A %-d %B %Y, %H:%M} ({report.team.zone})"]))


def _section(title: str, lines: Iterator[str]) -> Iterator[str]:
    body = list(lines)
    if body:
        yield ""
        yield f"## {title}"
        yield ""
        yield from body


def _who(report: CycleReport) -> str:
    review = report.review
    if review is None:
        return "No review planned it."
    names = ", ".join(escape(member.name) for member in review.present)
    parts = [f"With {names}." if names else ""]
    parts += [_tally("Mood on arrival", review.mood), _tally("Worth our time", review.rating)]
    return " ".join(part for part in parts if part)


def _tally(what: str, tally: Tally | None) -> str:
    if tally is None or not tally.count:
        return ""
    people = f"{tally.count} answer{'s' if tally.count > 1 else ''}"
    return f"{what}: {tally.mean:.1f} of 5 ({people})." if tally.mean else f"{what}: {people}."


def _commitments(report: CycleReport) -> Iterator[str]:
    picked = {improvement.stage: improvement for improvement in report.commitments}
    skipped = {skip.stage: skip for skip in report.skipped_stages}
    for stage in STAGES:
        if stage in picked:
            yield from _improvement(picked[stage])
        elif stage in skipped:
            yield f"- **{stage.label}**: skipped. {escape(skipped[stage].reason)}"
        else:
            yield f"- **{stage.label}**: nothing picked"


def _looked_back(report: CycleReport) -> Iterator[str]:
    for improvement in report.looked_back:
        yield from _improvement(improvement, with_cycle=True)


def _reached(report: CycleReport) -> Iterator[str]:
    for improvement in report.reached:
        yield from _improvement(improvement, with_cycle=True)


def _improvement(improvement: Improvement, *, with_cycle: bool = False) -> Iterator[str]:
    where = (
        f"{improvement.stage.label}, {improvement.cycle.label}"
        if with_cycle
        else (improvement.stage.label)
    )
    yield f"- **{where}**: {escape(improvement.text)}"
    owner = escape(improvement.owner.name) if improvement.owner else "no owner"
    yield f"  - {owner}, due {improvement.due:%-d %b}; {escape(status_words(improvement))}"
    if improvement.touchpoint_text:
        yield f"  - At: {escape(improvement.touchpoint_text)}"
    reading = _asked(improvement)
    if reading is not None:
        yield f"  - {reading_words(reading)}"


def _asked(improvement: Improvement) -> Reading | None:
    """What the evidence says of an improvement that was not given up."""
    return improvement.reading if improvement.status.value in STANDING else None


def status_words(improvement: Improvement) -> str:
    """What became of an improvement, in words: ``done 18 Nov, late``."""
    if improvement.status is Status.DONE and improvement.done_on:
        return f"done {improvement.done_on:%-d %b}{', late' if improvement.late else ''}"
    reason = f": {improvement.reason}" if improvement.reason else ""
    times = f", carried {_times(improvement.carried_times)}" if improvement.carried_times else ""
    return f"{improvement.status.value}{reason}{times}"


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def reading_words(reading: Reading) -> str:
    """A reading: its verdict where it is final, then its sentence, escaped for Markdown."""
    start = f"**{reading.verdict.label}**. " if reading.final else ""
    return f"{start}{escape(reading.sentence)}"


def since_words(report: CycleReport) -> str:
    """``, since 6 Nov``: the day of the review before; nothing for a team's first."""
    since = report.board.span.since
    if since is None:
        return ""
    return f", since {since.astimezone(ZoneInfo(report.team.zone)):%-d %b}"


def _board(report: CycleReport) -> Iterator[str]:
    for line in board_lines(report.board):
        yield f"- {escape(line)}"


def _voted(report: CycleReport) -> Iterator[str]:
    for each in report.voted[:8]:
        votes = f"{each.votes} vote{'s' if each.votes != 1 else ''}"
        yield f"- {escape(each.text)} ({each.stage.label}): {votes}"


def _momentum(report: CycleReport) -> Iterator[str]:
    m = report.momentum
    yield f"- Kept: {m.kept_done} of {m.kept_planned} improvements done, last 8 closed cycles"
    yield f"- Streak: {m.streak} cycle{'s' if m.streak != 1 else ''}"
    yield f"- Learned: {m.learned} verdict{'s' if m.learned != 1 else ''}"
    if m.lagging is not None:
        yield f"- Lagging: {m.lagging.label}"


def _quotes(report: CycleReport) -> Iterator[str]:
    for quote in report.quotes:
        source = f", {escape(quote.source)}" if quote.source else ""
        yield f"- “{escape(quote.text)}” ({quote.stage.label}, {quote.day:%-d %b}{source})"


def without_quotes(report: str, words: Iterable[str]) -> str:
    """A report's Markdown with a remark in the place of each line that quotes these words."""
    starts = tuple(f"- “{escape(text)}” (" for text in words)
    return "\n".join(
        "- (erased at the customer's wish)" if line.startswith(starts) else line
        for line in report.split("\n")
    )


def cycle_facts(cycle: Cycle) -> dict[str, Any]:
    """A cycle for JSON."""
    return {"label": cycle.label, "start": str(cycle.start), "end": str(cycle.end)}


def improvement_facts(improvement: Improvement) -> dict[str, Any]:
    """An improvement for JSON."""
    reading = _asked(improvement)
    return {
        "stage": improvement.stage.value,
        "text": improvement.text,
        "owner": improvement.owner.name if improvement.owner else None,
        "status": improvement.status.value,
        "due": str(improvement.due),
        "measure": improvement.proof.measure if improvement.proof else None,
        "target": improvement.proof.target if improvement.proof else None,
        "done_on": str(improvement.done_on) if improvement.done_on else None,
        "late": improvement.late,
        "reason": improvement.reason or None,
        "carried_times": improvement.carried_times,
        "touchpoint": improvement.touchpoint_text,
        "verdict": reading.verdict.value if reading else None,
        "final": reading.final if reading else None,
        "reading": reading.sentence if reading else None,
    }


def momentum_facts(momentum: Momentum) -> dict[str, Any]:
    """Momentum for JSON."""
    return {
        "kept": {"done": momentum.kept_done, "planned": momentum.kept_planned},
        "streak": momentum.streak,
        "learned": momentum.learned,
    }


def as_facts(report: CycleReport) -> dict[str, Any]:
    """The whole report for JSON."""
    review = report.review
    return {
        "team": report.team.name,
        "cycle": cycle_facts(report.cycle),
        "skipped": report.skipped,
        "improvements": [improvement_facts(each) for each in report.commitments],
        "skipped_stages": [
            {"stage": skip.stage.value, "reason": skip.reason} for skip in report.skipped_stages
        ],
        "looked_back": [
            {"cycle": each.cycle.label, **improvement_facts(each)} for each in report.looked_back
        ],
        "reached": [
            {"cycle": each.cycle.label, **improvement_facts(each)} for each in report.reached
        ],
        "board": board_facts(report.board),
        "momentum": momentum_facts(report.momentum),
        "votes": [
            {"stage": each.stage.value, "text": each.text, "votes": each.votes}
            for each in report.voted
        ],
        "quotes": [
            {
                "day": str(quote.day),
                "stage": quote.stage.value,
                "text": quote.text,
                "source": quote.source or None,
            }
            for quote in report.quotes
        ],
        "review": None
        if review is None
        else {
            "opened_at": review.opened_at.isoformat(),
            "closed_at": review.closed_at.isoformat() if review.closed_at else None,
            "present": [member.name for member in review.present],
            "mood": _tally_facts(review.mood),
            "rating": _tally_facts(review.rating),
        },
        "next_review": report.next_review.isoformat(),
    }


def _tally_facts(tally: Tally | None) -> dict[str, Any] | None:
    return None if tally is None else {"count": tally.count, "mean": tally.mean}
