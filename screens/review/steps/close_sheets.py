"""Close as drawn lines: who does what by when, what was settled, momentum, the rating, the date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from screens.review.look_lines import look_lines
from screens.review.panes import labelled
from screens.review.steps.check_in import tally_spans
from screens.theme.safe_text import fit
from screens.widgets.date_format import full_day, moment, plural, today_of
from screens.widgets.styled_lines import (
    Line,
    LineBuilder,
    Span,
    StyledLines,
    line_width,
    padded_line,
)
from screens.widgets.verdict_format import verdict_spans
from store.domain.agenda import ENOUGH_TO_AVERAGE
from store.domain.cycles import day_words
from store.domain.stages import STAGES, Stage
from store.domain.statistics.charts.sparkline import sparkline
from store.domain.statistics.verdict_words import (
    planned_verdict_on,
    verdict_in_words,
    verdict_on,
)
from store.domain.statistics.verdicts import Verdict
from store.models.improvement import Improvement, Status
from store.models.review import Review
from store.models.snapshot import Snapshot
from store.reports.report import TalkedTopic
from store.reviews.close_preview import ClosePreview, Expected

_DAY = 11
"""Cells of a day, as ``Fri 11 Dec``, with one to part it."""
_VERDICT = 8
_LABEL = 2
_NOTES = 3
"""Parked notes that are named."""
_NOTE = 40
"""Cells of each."""


MOMENTUM = "momentum"
"""The key of the stop of momentum's figures."""
RATING = "rating"
"""The key of the rating's stop."""


def verdict_key(improvement: Improvement) -> str:
    """The key of an improvement's stop."""
    return f"improvement:{improvement.id}"


def close_sheet(
    builder: LineBuilder,
    snapshot: Snapshot,
    preview: ClosePreview | None,
    width: int,
    how_to_rate: str,
    *,
    may_move: bool,
    may_send: bool,
) -> StyledLines:
    """The whole of Close in ``width`` cells; ``may_move``: whether who reads it may move the next
    review, ``may_send``: whether there is a place to send the summary to. The improvements, momentum's
    figures and the rating are stops."""
    styled, review = StyledLines(), snapshot.review
    if review is None:
        return styled
    topics = preview.facts.topics if preview is not None else ()
    _add_commitments(styled, builder, snapshot, review, topics, width)
    if preview is None:
        return styled
    today = today_of(snapshot)
    styled.gap()
    _add_settled(styled, builder, preview, width)
    styled.gap()
    momentum = labelled(builder, "Momentum", momentum_spans(builder, preview, today), width)
    styled.stop(MOMENTUM, momentum, width)
    worth = labelled(builder, "Worth it", _worth(builder, review, how_to_rate), width)
    if rated := _rated(builder, preview.ratings):
        worth += labelled(builder, "", rated, width)
    styled.stop(RATING, worth, width)
    styled.add(*labelled(builder, "Parked", _parked(builder, snapshot), width))
    when = [builder.span(moment(snapshot, preview.next_review), "bold")]
    when.append(builder.span(", moved for once" if preview.moved else "", "muted"))
    if may_move:
        when.append(builder.span(". Press n for another day or time.", "muted"))
    styled.add(*labelled(builder, "Next", when, width))
    sends = ", S to send it" if may_send else ""
    share = f"Press C to copy the summary{sends}, E to read the report."
    styled.add(*labelled(builder, "Share", [builder.span(share, "muted")], width))
    return styled


# Who does what by when


def _add_commitments(
    styled: StyledLines,
    builder: LineBuilder,
    snapshot: Snapshot,
    review: Review,
    topics: Sequence[TalkedTopic],
    width: int,
) -> None:
    cycle = review.planned
    picked = {each.stage: each for each in snapshot.planned if each.cycle == cycle}
    skipped = {each.stage: each for each in snapshot.skipped_stages if each.cycle == cycle}
    owners = [each.owner.name if each.owner else "no owner" for each in picked.values()]
    name = min(max((len(owner) for owner in owners), default=0) + 1, 14)
    head = f"{'by':<{_DAY}}{'verdict':<{_VERDICT}}"
    title = padded_line((builder.span("Who does what by when", "bold"),), width - len(head))
    styled.add((*title, builder.span(head, "muted")))
    for stage in STAGES:
        if stage in picked:
            line = _commitment(builder, picked[stage], name, width, today_of(snapshot))
            styled.stop(verdict_key(picked[stage]), [line], width)
        elif stage in skipped:
            words = f"skipped: {skipped[stage].reason}"
            styled.add(*_stage_line(builder, stage, words, "muted", width))
        else:
            styled.add(*_stage_line(builder, stage, "open: nothing picked", "warn", width))
    for topic in topics:
        if topic.is_looked_into:
            styled.add(*look_lines(builder, topic, width))
    may_own = bool(snapshot.team.present_members)
    styled.add(*_missing(builder, list(picked.values()), width, may_own=may_own))


def _stage_line(
    builder: LineBuilder, stage: Stage, words: str, role: str, width: int
) -> list[Line]:
    spans = [builder.span(f"{stage.letter} ", stage.value), builder.span(words, role)]
    return builder.flow(spans, width, hang=2, limit=1)


def _commitment(
    builder: LineBuilder, each: Improvement, name: int, width: int, today: date
) -> Line:
    owner = each.owner.name if each.owner else "no owner"
    day = verdict_day(each)
    verdict = day_words(day) if day is not None else "none"
    right = (
        *padded_line((builder.span(owner, "bold" if each.owner else "warn"),), name),
        builder.span(f"{full_day(each.due, today):<{_DAY}}"),
        builder.span(f"{verdict:<{_VERDICT}}", "muted"),
    )
    room = max(width - line_width(right) - _LABEL - 1, 8)
    text = padded_line((builder.span(each.text),), room, "", builder.glyphs.ellipsis)
    return (builder.span(f"{each.stage.letter} ", each.stage.value), *text, Span(" "), *right)


def verdict_day(improvement: Improvement) -> date | None:
    """The day from which its verdict is read, if it is done on the day it is due; None where
    none will come."""
    reading, proof = improvement.reading, improvement.proof
    if reading is None or proof is None or reading.measure.chart_only:
        return None
    if reading.after is not None:
        return verdict_on(reading)
    if reading.verdict is Verdict.NO_BASELINE:
        return None
    return planned_verdict_on(reading.measure, improvement.cycle, improvement.due, proof.after_days)


def _missing(
    builder: LineBuilder, picked: Sequence[Improvement], width: int, *, may_own: bool
) -> list[Line]:
    """Which of the picks have no owner, where the team has somebody who ``may_own`` one, and which
    no proof, by their letters."""
    lines: list[Line] = []
    for what, improvements in (
        ("an owner", [each for each in picked if each.owner is None and may_own]),
        ("a proof", [each for each in picked if each.proof is None]),
    ):
        if improvements:
            letters = ", ".join(each.stage.label for each in improvements)
            words = f"Still missing: {what} for {letters}."
            lines += builder.text(words, width, "warn")
    return lines


# What was settled


def _add_settled(
    styled: StyledLines, builder: LineBuilder, preview: ClosePreview, width: int
) -> None:
    marks, lines = builder.glyphs, [builder.line(("Settled today", "bold"))]
    groups: list[list[Span]] = []
    for status, mark, role, word in (
        (Status.DONE, marks.done, "good", "done"),
        (Status.CARRIED, marks.carried, "", "carried over"),
        (Status.DROPPED, marks.dropped, "bad", "dropped"),
    ):
        settled = [each for each in preview.settled if each.status is status]
        if settled:
            letters = " ".join(each.stage.letter for each in settled)
            groups.append(
                [builder.span(f"{mark} ", role), builder.span(f"{len(settled)} {word} ({letters})")]
            )
    lines += builder.spread(groups, width)
    verdicts = [each for each in preview.facts.verdicts if each.reading is not None]
    work = _work_done(builder, preview, width)
    if len(lines) == 1 and not verdicts and not work:
        lines.append(builder.line(("Nothing was there to settle.", "muted")))
    styled.add(*lines)
    for each in verdicts:
        if each.reading is not None:
            spans = [
                builder.span(f"{each.stage.letter} ", each.stage.value),
                builder.span(f"{each.text} {builder.glyphs.dot} "),
            ]
            spans += verdict_spans(builder, each.reading)
            if change := verdict_in_words(each.reading).change:
                spans.append(builder.span(f", {change}", "muted"))
            styled.stop(verdict_key(each), builder.flow(spans, width, hang=2, limit=2), width)
    styled.add(*work)


def _work_done(builder: LineBuilder, preview: ClosePreview, width: int) -> list[Line]:
    """New touchpoints, votes, topics."""
    facts = preview.facts
    votes = sum(each.votes for each in facts.voted)
    parts = [
        plural(len(facts.board.added), "new touchpoint") if facts.board.added else "",
        f"{len(facts.board.friction)} marked {builder.glyphs.friction}"
        if facts.board.friction
        else "",
        plural(votes, "vote") if votes else "",
        f"{plural(len(facts.topics), 'topic')} talked over" if facts.topics else "",
    ]
    words = ", ".join(part for part in parts if part)
    return builder.text(f"+ {words}", width) if words else []


# Momentum and the rating


def momentum_spans(builder: LineBuilder, preview: ClosePreview, today: date) -> list[Span]:
    """The three figures with this review counted in, and what is under way as “so far”."""
    momentum, expected = preview.facts.momentum, preview.expected
    if expected.first or not (momentum.kept_planned or momentum.streak):
        return _first_cycle(builder, expected)
    streak = [builder.span(f"streak {momentum.streak}", "bold")]
    if expected.streak > momentum.streak and expected.closes is not None:
        streak.append(
            builder.span(f", {expected.streak} after {full_day(expected.closes, today)}", "good")
        )
    kept = [builder.span(f"kept {momentum.kept_words}", "bold")]
    if expected.cycle is not None:
        so_far = f", {expected.cycle.name} so far {expected.done} of {expected.planned}"
        kept.append(builder.span(so_far, "muted"))
    learned = [builder.span(f"learned {momentum.learned}", "bold")]
    dot = builder.span(f" {builder.glyphs.dot} ", "muted")
    return [*streak, dot, *kept, dot, *learned]


def _first_cycle(builder: LineBuilder, expected: Expected) -> list[Span]:
    spans = [builder.span("your first cycle", "bold")]
    if expected.cycle is not None:
        words = f": {plural(expected.planned, 'improvement')} planned, {expected.done} done so far"
        spans.append(builder.span(words))
    return spans


def _worth(builder: LineBuilder, review: Review, how_to_rate: str) -> list[Span]:
    if review.rating is not None:
        return tally_spans(builder, review.rating)
    count = review.private.ratings
    words = f"{plural(count, 'rating')} given" if count else "nobody has rated yet"
    return [builder.span(words), builder.span(f"; {how_to_rate}.", "muted")]


def _rated(builder: LineBuilder, ratings: Sequence[float | None]) -> list[Span]:
    """The ratings of the reviews before, drawn from the lowest to the highest; empty for fewer than two."""
    known = [each for each in ratings if each is not None]
    if len(known) < 2:
        return []
    drawn = sparkline(ratings, ascii=builder.glyphs.ascii)
    words = f"  {known[0]:.1f} {builder.glyphs.ellipsis} {known[-1]:.1f} of 5, last {len(ratings)} reviews"
    return [builder.span(drawn, "accent"), builder.span(words, "muted")]


def rating_text(preview: ClosePreview) -> str:
    """What the rating is and how it comes about, with those of the reviews before."""
    parts = [
        "Was this review worth our time? Everybody rates it from 1, no, to 5, very much. A "
        "rating is private: the reveal keeps only how many there were and their average, and the "
        f"average only from {ENOUGH_TO_AVERAGE} people up."
    ]
    known = [f"{each:.1f}" if each is not None else "none" for each in preview.ratings]
    if known:
        parts.append(
            f"The averages of the last {len(known)} reviews, oldest first: {', '.join(known)}."
        )
    return "\n\n".join(parts)


# The parking lot


def _parked(builder: LineBuilder, snapshot: Snapshot) -> list[Span]:
    """The notes that wait, the oldest first, as far as two lines hold them."""
    notes = snapshot.parked
    if not notes:
        return [builder.span("nothing. Press P to park what belongs to another day.", "muted")]
    texts = [fit(note.text, _NOTE, builder.glyphs.ellipsis) for note in notes[:_NOTES]]
    more = f" and {len(notes) - _NOTES} more" if len(notes) > _NOTES else ""
    dot = f" {builder.glyphs.dot} "
    return [
        builder.span(f"{len(notes)}: ", "bold"),
        builder.span(f"{dot.join(texts)}{more}."),
        builder.span("  Press P: take up or drop.", "muted"),
    ]
