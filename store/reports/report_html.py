"""A cycle's report as one self-contained HTML page, for somebody who was not there.

No script, nothing loaded from elsewhere; a content-security policy forbids both. The style
sheet stands in the page and is named there by its hash. Whatever people typed is text:
everything is escaped, and control characters are taken out.
"""

from __future__ import annotations

from base64 import b64encode
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from store.board.board_text import MOST
from store.board.touchpoints import FRICTION_WORDS
from store.common.dataclass import dataclass
from store.common.text import drawable
from store.domain.cycles import Cycle
from store.domain.stages import STAGES, Stage
from store.domain.statistics.aggregates import format_value
from store.domain.statistics.momentum import StageMark
from store.models.improvement import Improvement, SkippedStage, Status
from store.queries.evidence.run_charts import against_usual, trend_sparkline
from store.reports import report_findings
from store.reports.cycle_charts import MARK_WORDS, mark_icon, share, strip
from store.reports.report import CycleReport
from store.reports.report_text import WHAT_IT_IS, headline, report_axis, status_words
from store.reports.run_chart_svg import run_chart_svg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Environment
    from markupsafe import Markup

_TEMPLATES = Path(__file__).parent / "templates"
_MARKS = {
    Status.PLANNED: StageMark.PLANNED,
    Status.DONE: StageMark.DONE,
    Status.DROPPED: StageMark.DROPPED,
    Status.CARRIED: StageMark.CARRIED,
}


def as_html(report: CycleReport) -> str:
    """The whole report as an HTML page."""
    return render_page("report.html.jinja", page=_page(report), STAGES=STAGES, MOST=MOST)


def render_page(name: str, **words: Any) -> str:
    """The template ``name`` as a page in the report's style, under its policy."""
    style = (_TEMPLATES / "report.css").read_text(encoding="utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    template = _environment().get_template(name)
    return template.render(style=_safe(style), policy=_policy(digest), **words)


def _policy(digest: str) -> str:
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _safe(text: str) -> Markup:
    from markupsafe import Markup

    return Markup(text)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_drawable,
    )
    environment.filters.update(
        day=_day,
        local_day=_local_day,
        full_day=_full_day,
        status=status_words,
        window=report_findings.window_words,
        friction=FRICTION_WORDS.__getitem__,
    )
    return environment


def _drawable(value: Any) -> Any:
    """What a template prints: text that is not yet safe loses its control characters."""
    from markupsafe import Markup

    if isinstance(value, str) and not isinstance(value, Markup):
        return drawable(value, multiline=True)
    return value


def _day(day: date) -> str:
    return f"{day:%-d %b}"


def _local_day(at: datetime, zone: str) -> str:
    return _day(at.astimezone(ZoneInfo(zone)).date())


def _full_day(day: date) -> str:
    return f"{day:%-d %B %Y}"


@dataclass(frozen=True, slots=True)
class Commitment:
    """A stage's place in the cycle: its improvement, or why there is none."""

    stage: Stage
    improvement: Improvement | None
    skip: SkippedStage | None
    icon: Markup | None
    expected: str
    """How we will know; empty without a proof."""


@dataclass(frozen=True, slots=True)
class Lagging:
    """A stage's line in the table of balance."""

    stage: Stage
    done: int
    planned: int
    chart: Markup | None


def _page(report: CycleReport) -> dict[str, Any]:
    """Everything the template lays out."""
    ids = (f"c{number}" for number in count(1))
    zone = ZoneInfo(report.team.zone)
    every = report_findings.findings(report, report_axis(report), ids)
    read = {each.id for each in report.verdicts}
    return {
        "report": report,
        "what": WHAT_IT_IS,
        "headline": headline(report),
        "trends": _trends(report, ids),
        "span": _span(report.cycle),
        "commitments": _commitments(report),
        "reached": [each for each in every if each.final and each.improvement.id in read],
        "others": [each for each in every if each.final and each.improvement.id not in read],
        "running": [each for each in every if not each.final],
        "figures": every,
        "last": _last(report),
        "since": report.board.span.since and report.board.span.since.astimezone(zone).date(),
        "strip": strip(next(ids), "The last cycles by stage", report.strip, report.cycle.label),
        "legend": _legend(report),
        "paused": [record for record in report.strip if record.skipped is not None],
        "balance": [
            Lagging(
                each.stage,
                each.done,
                each.planned,
                share(next(ids), f"{each.stage.label}: done of planned", each.done, each.planned)
                if each.planned
                else None,
            )
            for each in report.momentum.balance
        ],
        "made": _moment(report.made_at, zone),
        "next_review": _moment(report.next_review, zone),
    }


@dataclass(frozen=True, slots=True)
class Series:
    """A measure's last cycles."""

    stage: Stage
    title: str
    drawn: str
    """As characters, the oldest first."""
    values: tuple[tuple[str, str], ...]
    """Each cycle that has answers with its figure, for who cannot see the drawing."""
    figure: str
    """The newest, with its n."""
    against: str
    """How it does against its usual range."""
    chart: Markup


def _trends(report: CycleReport, ids: Iterator[str]) -> list[Series]:
    drawn = []
    for trend in report.trends:
        known = [(point, point.value) for point in trend.points if point.value is not None]
        if not known:
            continue
        newest, value = known[-1]
        drawn.append(
            Series(
                trend.stage,
                trend.measure.title,
                trend_sparkline(trend),
                tuple((p.cycle.label, format_value(trend.measure, v)) for p, v in known),
                f"{format_value(trend.measure, value)}, n {newest.n} in {newest.cycle.label}",
                _sentence(against_usual(trend)),
                run_chart_svg(next(ids), f"{trend.measure.title} over time", trend),
            )
        )
    return drawn


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _span(cycle: Cycle) -> str:
    """``16–22 November 2026``."""
    first, last = cycle.start, cycle.end
    if first.year != last.year:
        return f"{_full_day(first)} – {_full_day(last)}"
    if first.month != last.month:
        return f"{first:%-d %B} – {_full_day(last)}"
    return f"{first.day}–{_full_day(last)}"


def _moment(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%A %-d %B %Y, %H:%M}"


def _commitments(report: CycleReport) -> list[Commitment]:
    picked = {each.stage: each for each in report.commitments}
    skipped = {each.stage: each for each in report.skipped_stages}
    return [
        Commitment(
            stage,
            improvement := picked.get(stage),
            skipped.get(stage),
            _icon(improvement),
            report_findings.expected(improvement) if improvement else "",
        )
        for stage in STAGES
    ]


def _icon(improvement: Improvement | None) -> Markup | None:
    if improvement is None:
        return None
    late = improvement.status is Status.DONE and improvement.late
    return mark_icon(StageMark.LATE if late else _MARKS[improvement.status])


def _last(report: CycleReport) -> list[tuple[Improvement, Markup | None]]:
    """What became of the cycle before, each with its mark."""
    return [(each, _icon(each)) for each in report.looked_back]


def _legend(report: CycleReport) -> list[tuple[Markup, str]]:
    there = {
        mark for record in report.strip if record.skipped is None for mark in record.stages
    } - {StageMark.NONE}
    return [(mark_icon(mark), MARK_WORDS[mark]) for mark in StageMark if mark in there]
