"""A cycle's report as Markdown, and as facts for JSON.

Customers' and members' words are quoted as typed: what Markdown would read as markup is
escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from store.board.board_text import board_lines
from store.common.markup import escape, quoted
from store.common.text import drawable, listed
from store.domain.stages import STAGES
from store.domain.statistics.aggregates import format_value
from store.domain.statistics.cautions import luck_words
from store.domain.statistics.charts.verdict_line import Axis, axis_of, draw_line
from store.domain.statistics.verdicts import Reading
from store.models.improvement import Improvement, Status
from store.models.review import RatingTally
from store.queries.evidence.run_charts import against_usual, trend_sparkline
from store.queries.proof_overview import STANDING
from store.reports.report import CycleReport

WHAT_IT_IS = (
    "CARE follows a customer through Connect, Assist, Resolve and Enhance. In each cycle the team "
    "changes one small thing per stage. Customers' answers then say whether it helped."
)
"""What CARE is, for somebody who was not there."""
_LINE = 25
"""Cells of a drawn range; no change is in the middle, right is better."""


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
    yield ""
    yield WHAT_IT_IS
    yield from _section("In short", _in_short(report))
    axis = report_axis(report)
    yield from _section("Commitments", _commitments(report, axis))
    yield from _section("Verdicts reached", _earlier(report.reached, axis))
    yield from _section("Looking back", _earlier(report.looked_back, axis))
    yield from _section("What we learned", _lessons(report))
    yield from _section(f"What moved on the board{since_words(report)}", _board(report))
    yield from _section("Votes", _voted(report))
    yield from _section("Talked over", _topics(report))
    yield from _section("Parked for another day", _parked(report))
    yield from _section("Measures, last cycles", _trends(report))
    yield from _section("Momentum", _momentum(report))
    yield from _section("What customers said", _quotes(report))
    local = report.next_review.astimezone(ZoneInfo(report.team.zone))
    yield from _section("Next review", iter([f"{local:%A %-d %B %Y, %H:%M} ({report.team.zone})"]))


def _in_short(report: CycleReport) -> Iterator[str]:
    for head, words in headline(report):
        yield f"- {head}: {escape(words)}"


def _topics(report: CycleReport) -> Iterator[str]:
    for topic in report.topics:
        decision = f" ({escape(topic.decided)})" if topic.decided else ""
        note = f": {escape(topic.note)}" if topic.note else ""
        yield f"- **{topic.stage.label}**, {escape(topic.text)}{decision}{note}"
        if topic.feeling:
            yield f"  - Customers should feel: {escape(topic.feeling)}"


def _parked(report: CycleReport) -> Iterator[str]:
    for note in report.parked:
        by = f"{escape(note.by)}, " if note.by else ""
        day = note.at.astimezone(ZoneInfo(report.team.zone)).date()
        yield f"- {escape(note.text)} ({by}{day:%-d %b})"


def _lessons(report: CycleReport) -> Iterator[str]:
    for lesson in report.lessons:
        where = f"{lesson.stage.label}, {lesson.cycle.label}"
        yield f"- **{where}**, {escape(lesson.improvement)}: {escape(lesson.words)}"


def _trends(report: CycleReport) -> Iterator[str]:
    for trend in report.trends:
        drawn = trend_sparkline(trend)
        newest = trend.answered[-1] if trend.answered else None
        if newest is None or newest.value is None:
            continue
        figure = f"{format_value(trend.measure, newest.value)} in {newest.cycle.label}"
        name = f"{trend.stage.label}, {escape(trend.measure.title)}"
        so_far = " so far" if newest.running else ""
        against = against_usual(trend)
        comparison = f"; {against}" if against else ""
        yield f"- `{drawn}` {name}: {figure}, n {newest.n}{so_far}{comparison}"


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
    parts.append(f"Led by {escape(review.lead.name) if review.lead else 'the room'}.")
    parts += [_tally("Mood on arrival", review.mood), _tally("Worth our time", review.rating)]
    return " ".join(part for part in parts if part)


def _tally(what: str, tally: RatingTally | None) -> str:
    if tally is None or not tally.count:
        return ""
    people = f"{tally.count} answer{'s' if tally.count > 1 else ''}"
    return f"{what}: {tally.mean:.1f} of 5 ({people})." if tally.mean else f"{what}: {people}."


def headline(report: CycleReport) -> tuple[tuple[str, str], ...]:
    """The review in three sentences: what was settled, what was learned, what comes."""
    local = report.next_review.astimezone(ZoneInfo(report.team.zone))
    comes = f"review on {local:%a %-d %b}, {local:%H:%M}."
    return ("Settled", _settled(report)), ("Learned", _learned(report)), ("Next", comes)


def _settled(report: CycleReport) -> str:
    """What became of the cycle before."""
    counts = [
        (sum(each.status is status for each in report.looked_back), word)
        for status, word in (
            (Status.DONE, "done"),
            (Status.CARRIED, "carried over"),
            (Status.DROPPED, "dropped"),
            (Status.PLANNED, "undecided"),
        )
    ]
    parts = [f"{count} {word}" for count, word in counts if count]
    return f"{listed(parts)}." if parts else "nothing was planned before."


def _learned(report: CycleReport) -> str:
    """The verdicts read, in one sentence."""
    read = report.verdicts
    if not read:
        return "no verdict was due."
    return f"{listed([f'“{each.text}” {_label(each)}' for each in read])}."


def _label(improvement: Improvement) -> str:
    return improvement.reading.verdict.label if improvement.reading is not None else ""


def _commitments(report: CycleReport, axis: Axis) -> Iterator[str]:
    picked = {improvement.stage: improvement for improvement in report.commitments}
    skipped = {skip.stage: skip for skip in report.skipped_stages}
    for stage in STAGES:
        if stage in picked:
            yield from _improvement(picked[stage], axis)
        elif stage in skipped:
            yield f"- **{stage.label}**: skipped. {escape(skipped[stage].reason)}"
        else:
            yield f"- **{stage.label}**: nothing picked"
    for topic in report.topics:
        if topic.is_looked_into:
            words = f"{escape(topic.text)} ({escape(topic.looker)})"
            yield f"- **{topic.stage.label}**, to look into: {words}"


def _earlier(improvements: Iterable[Improvement], axis: Axis) -> Iterator[str]:
    for improvement in improvements:
        yield from _improvement(improvement, axis, with_cycle=True)


def report_axis(report: CycleReport) -> Axis:
    """Give the one axis on which all ranges of the report are drawn, so that they compare."""
    every = (*report.commitments, *report.reached, *report.looked_back)
    return axis_of(each.reading for each in every if each.reading is not None)


def _improvement(
    improvement: Improvement, axis: Axis, *, with_cycle: bool = False
) -> Iterator[str]:
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
    if improvement.link:
        yield f"  - Link: <{improvement.link}>"
    if improvement.touchpoint_feeling:
        yield f"  - Customers should feel: {escape(improvement.touchpoint_feeling)}"
    reading = asked_reading(improvement)
    if reading is not None:
        drawn = f"`{draw_line(reading, _LINE, axis)}` " if reading.low is not None else ""
        yield f"  - {drawn}{reading_words(reading)}"


def asked_reading(improvement: Improvement) -> Reading | None:
    """Return what the evidence says of an improvement that was not given up, else None."""
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
        first = "" if each.first is None else f" (first round {each.first})"
        yield f"- {escape(each.text)} ({each.stage.label}): {votes}{first}"


def _momentum(report: CycleReport) -> Iterator[str]:
    m = report.momentum
    if not m.begun:
        yield "- This is your first cycle. Momentum counts from its end on."
        return
    yield f"- Kept: {m.kept_words} improvements done, last 8 closed cycles"
    yield f"- Streak: {m.streak} cycle{'s' if m.streak != 1 else ''}"
    luck = f". {luck_words(m.learned)}" if m.learned else ""
    yield f"- Learned: {m.learned} verdict{'s' if m.learned != 1 else ''}{luck}"
    if m.lagging is not None:
        yield f"- Lagging: {m.lagging.label}"


def _quotes(report: CycleReport) -> Iterator[str]:
    for quote in report.quotes:
        source = f", {escape(quote.source)}" if quote.source else ""
        yield f"{quoted(quote.text)}{quote.stage.label}, {quote.day:%-d %b}{source})"
