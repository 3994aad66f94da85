"""A review in short: what was settled, what was learned, what comes; then who does what by when,
then the verdicts. To be pasted where the team talks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from store.common.markup import escape
from store.common.text import drawable
from store.domain.stages import STAGES
from store.models.improvement import Improvement
from store.reports.report import CycleReport, Lesson, TalkedTopic
from store.reports.report_facts import cycle_facts, improvement_facts, lesson_facts, topic_facts
from store.reports.report_text import headline


def summary_text(report: CycleReport) -> str:
    """The summary as plain text."""
    return drawable("\n".join(_lines(report, markdown=False)), multiline=True).rstrip() + "\n"


def summary_markdown(report: CycleReport) -> str:
    """The summary as Markdown."""
    return drawable("\n".join(_lines(report, markdown=True)), multiline=True).rstrip() + "\n"


def summary_facts(report: CycleReport) -> dict[str, Any]:
    """The summary for JSON."""
    return {
        "team": report.team.name,
        "cycle": cycle_facts(report.cycle),
        **{head.lower(): sentence for head, sentence in headline(report)[:2]},
        "next_review": report.next_review.isoformat(),
        "improvements": [improvement_facts(each) for each in report.commitments],
        "skipped_stages": [
            {"id": each.id, "stage": each.stage.value, "reason": each.reason}
            for each in report.skipped_stages
        ],
        "verdicts": [
            {"cycle": each.cycle.label, **improvement_facts(each)} for each in report.verdicts
        ],
        "lessons": lesson_facts(report),
        "decisions": topic_facts(report),
    }


def _lines(report: CycleReport, *, markdown: bool) -> Iterator[str]:
    def words(text: str) -> str:
        return escape(text) if markdown else " ".join(text.split())

    def address(link: str) -> str:
        link_text = f"<{link}>" if markdown else link
        return f" {link_text}" if link else ""

    def heading(text: str) -> str:
        return f"**{text}**" if markdown else text

    bullet = "- " if markdown else "  "
    title = f"{words(report.team.name)}: CARE review, {report.cycle.name}"
    yield f"## {title}" if markdown else title
    yield ""
    for head, sentence in headline(report):
        yield f"{bullet if markdown else ''}{head}: {words(sentence)}"
    unlinked: list[tuple[str, Iterable[str]]] = [
        ("Verdicts", map(_verdict, report.verdicts)),
        ("What we learned", map(_lesson, report.lessons)),
        ("Talked over", map(_topic, report.topics)),
    ]
    for part, lines in (
        ("Who does what by when", _commitments(report)),
        *((part, ((line, "") for line in lines)) for part, lines in unlinked),
    ):
        listed_lines = [f"{bullet}{words(line)}{address(link)}" for line, link in lines]
        if listed_lines:
            yield ""
            yield heading(part)
            if markdown:
                yield ""
            yield from listed_lines


def _commitments(report: CycleReport) -> Iterator[tuple[str, str]]:
    """A line for each stage and what is looked into, with its link, if it has one."""
    picked = {each.stage: each for each in report.commitments}
    skipped = {each.stage: each for each in report.skipped_stages}
    for stage in STAGES:
        if stage in picked:
            each = picked[stage]
            owner = each.owner.name if each.owner else "nobody yet"
            proof = each.proof.measure_title if each.proof else "no proof"
            words = f"{stage.label}: {owner}, {each.text}, by {each.due:%a %-d %b} ({proof})"
            yield words, each.link
        elif stage in skipped:
            yield f"{stage.label}: skipped, {skipped[stage].reason}", ""
        else:
            yield f"{stage.label}: nothing picked", ""
    for topic in report.topics:
        if topic.is_looked_into:
            yield f"{topic.stage.label}, to look into: {topic.text} ({topic.looker})", ""


def _lesson(lesson: Lesson) -> str:
    return f"{lesson.stage.label}, {lesson.improvement}: {lesson.words}"


def _topic(topic: TalkedTopic) -> str:
    parts = [part for part in (topic.note, topic.decided) if part]
    return f"{topic.stage.label}, {topic.text}: {'; '.join(parts)}"


def _verdict(improvement: Improvement) -> str:
    reading = improvement.reading
    label = reading.verdict.label if reading else ""
    sentence = f" {reading.sentence}" if reading else ""
    return f"{improvement.stage.label}, {improvement.text}: {label}.{sentence}"
