"""One piece of evidence: as a row of the list, and whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from screens.widgets.date_format import full_day, near_day
from screens.widgets.styled_lines import Line, LineBuilder, Span, padded_line
from store.domain.stages import Stage
from store.domain.statistics.measure_words import plain_words
from store.domain.statistics.measures import DETRACTOR_TO, Measure, MeasureKind, is_success
from store.evidence.evidence import Evidence
from store.evidence.evidence_detail import Piece

WIDE = 100
"""Cells from which a row has more room for the measure, and says where it was."""
_NAMED_FROM = 72
"""Cells from which nearly every measure has its whole name."""


def answer_words(measure: Measure | None, value: float | None) -> str:
    """An answer as people say it: ``4 of 5``, ``yes``, ``37``; empty without one."""
    if measure is None or value is None:
        return ""
    if measure.kind is MeasureKind.RATE:
        return "yes" if value else "no"
    if measure.high is None:
        return f"{value:g}"
    return f"{value:g} of {measure.high:g}"


def answer_row(
    builder: LineBuilder, each: Evidence, measures: Mapping[str, Measure], today: date, width: int
) -> Line:
    """A row: day, stage, answer and measure, the words."""
    measure = measures.get(each.measure or "")
    head = (
        builder.span(f"{near_day(each.day, today):>6} ", "muted"),
        stage_span(builder, each.stage),
        Span(" "),
    )
    if measure is None:
        return (*head, *_words(builder, each, wide=width >= WIDE))
    room = 28 if width >= WIDE else 25 if width >= _NAMED_FROM else 20
    return (
        *head,
        builder.span(f"{answer_words(measure, each.value):>8} "),
        *padded_line((builder.span(measure.title, "muted"),), room, "", builder.glyphs.ellipsis),
        Span(" "),
        *_words(builder, each, wide=width >= WIDE),
    )


def stage_span(builder: LineBuilder, stage: Stage) -> Span:
    """A stage's letter in its colour."""
    return builder.span(stage.letter, f"bold {stage.value}")


def _words(builder: LineBuilder, each: Evidence, *, wide: bool) -> list[Span]:
    """The quote, and where it came from; that alone without a quote."""
    origin = ", ".join(part for part in (each.touchpoint or "", each.source) if part)
    if not each.quote:
        return [builder.span(origin, "muted")]
    quote = f"“{' '.join(each.quote.split())}”"
    return [
        builder.span(quote),
        builder.span(f"  {each.touchpoint or ''}" if wide else "", "muted"),
    ]


def evidence_text(
    each: Evidence, measure: Measure | None, today: date, more: Iterable[tuple[str, str]] = ()
) -> str:
    """A piece of evidence whole, with ``more`` facts and what each is called."""
    parts = [f"“{each.quote}”"] if each.quote else []
    if measure is not None:
        answer = f"{measure.title}: {answer_words(measure, each.value)}"
        parts.append(f"{answer}{_counts(measure, each.value)}")
    facts = [
        ("It measures", plain_words(measure) if measure is not None else ""),
        ("Stage", f"{each.stage.letter} {each.stage.label}"),
        ("Given", full_day(each.day, today)),
        ("Touchpoint", each.touchpoint or ""),
        ("Source", each.source),
        *more,
    ]
    parts.append("\n".join(f"{name:<12}{fact}" for name, fact in facts if fact))
    return "\n\n".join(parts)


def piece_text(piece: Piece, today: date) -> str:
    """All that is known of a piece of evidence."""
    more = [
        ("Case", piece.case),
        ("Imported", f"from {piece.file}" if piece.file else ""),
        ("Saved", full_day(piece.kept_on, today)),
    ]
    return evidence_text(piece.evidence, piece.measure, today, more)


def _counts(measure: Measure, value: float | None) -> str:
    """What the answer adds to its measure's figure."""
    if value is None or measure.kind is MeasureKind.RATE or measure.success_from is None:
        return ""
    good = is_success(measure, value)
    if measure.kind is MeasureKind.NPS:
        passive = value > DETRACTOR_TO
        return ", a promoter" if good else ", passive" if passive else ", a detractor"
    return ", counts towards the share" if good else ", does not count towards the share"
