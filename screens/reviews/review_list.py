"""The list of past reviews in aligned columns, with what people said of their worth drawn."""

from __future__ import annotations

from collections.abc import Sequence

from screens.widgets.date_format import full_day, local, plural, today_of
from screens.widgets.styled_lines import (
    Line,
    LineBuilder,
    Span,
    StyledLines,
    line_width,
    padded_line,
    with_role,
)
from store.common.dataclass import dataclass
from store.domain.cycles import Cycle
from store.domain.statistics.charts.sparkline import sparkline
from store.domain.statistics.verdicts import Verdict
from store.models.review import Review
from store.models.snapshot import Snapshot
from store.queries.cycle_outcomes import CycleOutcome
from store.queries.evidence.run_charts import short_cycle
from store.reviews.closing import PastReview

_DRAWN, _LEAST_DRAWN = 24, 6
"""The newest ratings drawn, and as many even where there is no room."""
_MOST_LETTERS = 8
"""Members up to whom each has a place of their own."""
_PLANS, _HELD, _MINUTES, _DONE, _VERDICTS = 5, 11, 4, 9, 12
_ALL_FROM, _MINUTES_FROM, _VERDICTS_FROM = 74, 64, 54


@dataclass(frozen=True, slots=True)
class ReviewColumns:
    """Which columns there is room for."""

    there: int
    """Cells of who was there; 0 leaves it out."""
    minutes: bool
    verdicts: bool

    @classmethod
    def of(cls, width: int, letters: dict[str, str], members: int) -> ReviewColumns:
        """The columns that fit a list of ``width`` cells."""
        there = sum(len(each) + 1 for each in letters.values()) if letters else 8
        return cls(
            max(there, 6) if width >= _ALL_FROM and members else 0,
            width >= _MINUTES_FROM,
            width >= _VERDICTS_FROM,
        )


def member_letters(snapshot: Snapshot) -> dict[str, str]:
    """A letter for each member by id, two where first letters are shared; none for many."""
    members = snapshot.team.members
    if len(members) > _MOST_LETTERS:
        return {}
    firsts = [each.name[:1] for each in members]
    return {each.id: each.name[: 2 if firsts.count(each.name[:1]) > 1 else 1] for each in members}


def review_list(
    builder: LineBuilder,
    snapshot: Snapshot,
    past: Sequence[PastReview],
    width: int,
    cursor: str,
) -> StyledLines:
    """The whole list: a title with all ratings drawn, a line a review, what the marks mean."""
    letters = member_letters(snapshot)
    columns = ReviewColumns.of(width - 1, letters, len(snapshot.team.members))
    styled, ends = StyledLines(), _range(past)
    styled.add((Span(" "), *_title(builder, snapshot, past, width - 1)))
    styled.add((builder.span(f" {_head(columns)}", "muted"),))
    skipped = {each.cycle: each.skipped for each in snapshot.strip if each.skipped is not None}
    rows: list[tuple[Cycle, PastReview | None]] = [(each.review.planned, each) for each in past]
    oldest = min((cycle for cycle, _ in rows), default=None)
    rows += [(cycle, None) for cycle in skipped if oldest is not None and oldest < cycle]
    for cycle, each in sorted(rows, key=lambda row: row[0].start, reverse=True):
        if each is None:
            styled.add(_skipped(builder, cycle, skipped[cycle] or "", width))
            continue
        on = each.review.id == cursor
        line = padded_line(
            _row(builder, snapshot, each, letters, columns, ends),
            width - 1,
            "",
            builder.glyphs.ellipsis,
        )
        whole = with_role([line], "cursor")[0] if on else line
        mark = Span(builder.glyphs.bar_cursor if on else " ", "accent")
        styled.stop(each.review.id, [(mark, *whole)], width)
    shown = letters if columns.there else {}
    open_marks = any(each.outcome.undecided for each in past)
    styled.add((), *_legend(builder, snapshot, shown, columns, width, undecided=open_marks))
    return styled


def _title(
    builder: LineBuilder, snapshot: Snapshot, past: Sequence[PastReview], width: int
) -> Line:
    held = builder.span(f"{plural(snapshot.reviews_closed, 'review')} held", "bold")
    rated = [_mean(each) for each in past[:_DRAWN]]
    if not any(rated):
        return (held,)
    around = line_width((held,)) + len("  worth it 0.0  0.0 of 5 ")
    rated = rated[: max(_LEAST_DRAWN, width - around)]
    known = [mean for mean in rated if mean is not None]
    if not known:
        return (held,)
    drawn = sparkline(list(reversed(rated)), ascii=builder.glyphs.ascii)
    rating = builder.span(f" {builder.glyphs.dot} worth it {known[-1]:.1f} ", "muted")
    whole = (
        held,
        rating,
        builder.span(drawn, "accent"),
        builder.span(f" {known[0]:.1f} of 5", "muted"),
    )
    return padded_line(whole, width, "", builder.glyphs.ellipsis)


def _mean(past: PastReview) -> float | None:
    return past.review.rating.mean if past.review.rating else None


def _range(past: Sequence[PastReview]) -> tuple[float, float]:
    """The lowest and the highest rating of the newest reviews."""
    known = [mean for each in past[:_DRAWN] if (mean := _mean(each)) is not None]
    return min(known, default=1.0), max(known, default=5.0)


def _head(columns: ReviewColumns) -> str:
    parts = [f"{'plans':<{_PLANS}}", f"{'held':<{_HELD}}"]
    if columns.there:
        parts.append(f"{'there':<{columns.there}}")
    if columns.minutes:
        parts.append(f"{'min':>{_MINUTES}}")
    parts.append(f"{'done':<{_DONE}}")
    if columns.verdicts:
        parts.append(f"{'verdicts':<{_VERDICTS}}")
    return " ".join([*parts, "worth it"])


def _row(
    builder: LineBuilder,
    snapshot: Snapshot,
    each: PastReview,
    letters: dict[str, str],
    columns: ReviewColumns,
    ends: tuple[float, float],
) -> Line:
    review, outcome = each.review, each.outcome
    held_on = local(snapshot, review.closed_at or review.opened_at).date()
    day = full_day(held_on, today_of(snapshot))
    spans = [
        builder.span(f"{short_cycle(review.planned):<{_PLANS}} ", "bold"),
        *padded_line((builder.span(day),), _HELD + 1),
    ]
    if columns.there:
        who = _there(builder, snapshot, review, letters)
        spans += padded_line((builder.span(who, "muted"),), columns.there + 1)
    if columns.minutes:
        spans.append(builder.span(f"{_minutes(review):>{_MINUTES}} ", "muted"))
    spans += padded_line((builder.span(_done(builder, outcome)),), _DONE + 1)
    if columns.verdicts:
        spans += padded_line(_verdicts(builder, outcome), _VERDICTS + 1)
    return (*spans, *_worth(builder, review, ends))


def _there(
    builder: LineBuilder, snapshot: Snapshot, review: Review, letters: dict[str, str]
) -> str:
    """Each member's letter in its place, a dot where they were away."""
    present = {member.id for member in review.present}
    if not letters:
        return f"{len(present)} of {len(snapshot.team.members)}"
    return " ".join(
        letter if id in present else builder.glyphs.gap.ljust(len(letter))
        for id, letter in letters.items()
    )


def _minutes(review: Review) -> str:
    closed = review.closed_at or review.opened_at
    return str(max(1, round((closed - review.opened_at).total_seconds() / 60)))


def _done(builder: LineBuilder, outcome: CycleOutcome) -> str:
    if not outcome.planned:
        return builder.glyphs.dash
    running = f" {builder.glyphs.planned}" if outcome.undecided else ""
    return f"{outcome.done} of {outcome.planned}{running}"


def _verdicts(builder: LineBuilder, outcome: CycleOutcome) -> Line:
    """How many were validated, no clear change and got worse, each with its mark."""
    glyphs = builder.glyphs
    kinds = (
        (Verdict.VALIDATED, glyphs.up, "good"),
        (Verdict.NO_CLEAR_CHANGE, glyphs.dash, ""),
        (Verdict.GOT_WORSE, glyphs.down, "bad"),
    )
    return tuple(
        builder.span(f"{mark}{count} ", role)
        for verdict, mark, role in kinds
        if (count := outcome.verdicts.get(verdict, 0))
    )


def _worth(builder: LineBuilder, review: Review, ends: tuple[float, float]) -> Line:
    """What people said of its worth; from fewer than three only how many did."""
    rating = review.rating
    if rating is None or not rating.count:
        return ()
    if rating.mean is None:
        return (builder.span(f"  {rating.count} rated, too few", "muted"),)
    drawn = sparkline([rating.mean], _around(rating.mean, ends), ascii=builder.glyphs.ascii)
    return (
        builder.span(f"{drawn} ", "accent"),
        builder.span(f"{rating.mean:.1f}"),
        builder.span(f" n {rating.count}", "muted"),
    )


def _around(mean: float, ends: tuple[float, float]) -> tuple[float, float]:
    """The ends of the ratings drawn, with an older one that lies beyond them held inside."""
    return min(mean, ends[0]), max(mean, ends[1])


def _skipped(builder: LineBuilder, cycle: Cycle, reason: str, width: int) -> Line:
    text = f" {short_cycle(cycle):<{_PLANS}} skipped: {reason}"
    return padded_line((builder.span(text, "muted"),), width, "", builder.glyphs.ellipsis)


def _legend(
    builder: LineBuilder,
    snapshot: Snapshot,
    letters: dict[str, str],
    columns: ReviewColumns,
    width: int,
    *,
    undecided: bool,
) -> list[Line]:
    """What the letters and the marks mean."""
    glyphs = builder.glyphs
    names = {each.id: each.name for each in snapshot.team.members}
    entries = [f"{letter} {names[id]}" for id, letter in letters.items()]
    if undecided:
        entries.append(f"{glyphs.planned} not all decided")
    if columns.verdicts:
        entries += [
            f"{glyphs.up} validated",
            f"{glyphs.dash} no clear change",
            f"{glyphs.down} got worse",
        ]
    groups = ([builder.span(each, "muted")] for each in entries)
    return [(Span(" "), *line) for line in builder.spread(groups, width - 2, gap=2)]
