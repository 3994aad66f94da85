"""A cycle's report as Markdown and as facts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from store.board import parking, touchpoints
from store.common.clock import SetClock
from store.domain.agenda import AgendaKind, Decision, StepKey
from store.domain.stages import Stage
from store.evidence import erasing, evidence
from store.evidence.evidence import NewAnswer
from store.improvements import improvement_status, improvements
from store.improvements.verdicts.reading import read_due_verdicts
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot
from store.queries.look_back import look_back
from store.reports.report import QUOTES, cycle_report
from store.reports.report_facts import as_facts
from store.reports.report_html import as_html
from store.reports.report_text import WHAT_IT_IS, as_markdown, headline
from store.reports.summary import summary_facts, summary_markdown, summary_text
from store.reviews import ballots, reviews, talk, topics
from store.reviews.closing import close_review


@pytest.mark.parametrize("decide", [improvement_status.drop, improvement_status.carry])
def test_what_was_given_up_is_asked_of_the_evidence_no_more(
    dana: Seat, decide: Callable[[Seat, str, str], object]
) -> None:
    day = date(2026, 11, 12)
    evidence.log_many(dana, [NewAnswer(Stage.CONNECT, "csat", 5, day=day)] * 12)
    id = improvements.pick(dana, Stage.CONNECT, "Use names", measure="csat")
    assert "CSAT was 100% of 12 before" in as_markdown(cycle_report(dana))
    decide(dana, id, "No time")
    report = cycle_report(dana)
    committed = as_markdown(report).split("## Commitments")[1].split("##")[0]
    assert "CSAT" not in committed
    (facts,) = as_facts(report)["improvements"]
    assert [facts[key] for key in ("measure", "verdict", "final", "reading")] == [
        "csat", None, None, None,
    ]  # fmt: skip


def _headings(text: str) -> list[str]:
    return [line[3:] for line in text.splitlines() if line.startswith("## ")]


def test_the_report_begins_with_what_care_is_and_the_review_in_three_sentences(dana: Seat) -> None:
    improvements.pick(dana, Stage.CONNECT, "Use names")
    text = as_markdown(cycle_report(dana))
    assert WHAT_IT_IS in text
    assert _headings(text)[:2] == ["In short", "Commitments"]
    for head in ("Settled", "Learned", "Next"):
        assert f"- {head}: " in text


def test_an_improvement_says_how_customers_should_feel_at_its_touchpoint(dana: Seat) -> None:
    card = touchpoints.add(dana, Stage.CONNECT, "Greeting", feeling="known *here*")
    improvements.pick(dana, Stage.CONNECT, "Use names", touchpoint=card)
    text = as_markdown(cycle_report(dana))
    assert "  - At: Greeting\n  - Customers should feel: known \\*here\\*\n" in text


def test_what_was_talked_over_and_who_led_stand_in_the_report_and_the_summary(
    room: Seat, dana: Seat
) -> None:
    card = touchpoints.add(room, Stage.RESOLVE, "Night *line*", feeling="looked after")
    reviews.open_review(dana)
    review = load_snapshot(dana).review
    assert review is not None
    keys = [step.key for step in review.steps]
    reviews.go_to_step(dana, keys.index(StepKey.FOCUS))
    ballots.vote(dana, card)
    reviews.ask_reveal(dana)
    reviews.reveal(dana)
    topics.note(dana, card, "Rings _late_")
    topics.settle(dana, card, Decision.PICK)
    report = cycle_report(dana, review.planned.label)
    text = as_markdown(report)
    assert "Led by Dana." in text
    assert "**Resolve**, Night \\*line\\* (pick from it): Rings \\_late\\_" in text
    assert "looked after" in text
    (fact,) = as_facts(report)["topics"]
    assert (fact["note"], fact["decision"]) == ("Rings _late_", "pick")
    assert "Night *line*: Rings _late_; pick from it" in summary_text(report)
    assert "Night \\*line\\*" in summary_markdown(report)
    assert summary_facts(report)["decisions"][0]["text"] == "Night *line*"
    assert "Rings _late_" in as_html(report)


def test_what_waits_for_another_day_stands_in_the_report_of_its_time(
    room: Seat, dana: Seat, clock: SetClock
) -> None:
    reviews.open_review(dana)
    review = load_snapshot(dana).review
    assert review is not None
    parking.park(dana, "Ask *legal* about refunds")
    clock.move(minutes=1)
    dropped = parking.park(room, "New logo")
    report = cycle_report(dana, review.planned.label)
    lines = as_markdown(report).splitlines()
    start = lines.index("## Parked for another day")
    assert lines[start + 2].startswith("- Ask \\*legal\\* about refunds (Dana, ")
    assert lines[start + 3].startswith("- New logo (")
    assert "Ask *legal* about refunds" in as_html(report)
    assert [(each["text"], each["by"]) for each in as_facts(report)["parked"]] == [
        ("Ask *legal* about refunds", "Dana"),
        ("New logo", None),
    ]
    reviews.go_to_step(dana, len(review.steps) - 1)
    close_review(dana)
    clock.move(days=1)
    parking.drop(room, dropped)
    parking.park(room, "Written later")
    later = cycle_report(dana, review.planned.label)
    assert [each.text for each in later.parked] == ["Ask *legal* about refunds", "New logo"]


def test_who_looks_into_a_topic_stands_among_the_commitments(dana: Seat) -> None:
    card = touchpoints.add(dana, Stage.RESOLVE, "Night line")
    reviews.open_review(dana)
    review = load_snapshot(dana).review
    assert review is not None
    keys = [step.key for step in review.steps]
    reviews.go_to_step(dana, keys.index(StepKey.FOCUS))
    ballots.vote(dana, card)
    reviews.ask_reveal(dana)
    reviews.reveal(dana)
    topics.settle(dana, card, Decision.LOOK, "Dana, by *Friday*")
    report = cycle_report(dana, review.planned.label)
    (topic,) = report.topics
    assert topic.is_looked_into_by("Dana")
    assert not topic.is_looked_into_by("Dan")
    text = as_markdown(report)
    commitments = text[text.index("Commitments") : text.index("Talked over")]
    assert "- **Resolve**, to look into: Night line (Dana, by \\*Friday\\*)" in commitments
    assert "Resolve, to look into: Night line (Dana, by *Friday*)" in summary_text(report)
    assert "To look into: <bdi>Night line</bdi>" in as_html(report)
    assert as_facts(report)["topics"][0]["looked_into_by"] == "Dana, by *Friday*"
    topics.settle(dana, card, Decision.ENOUGH, "Dana")
    assert not cycle_report(dana, review.planned.label).topics[0].looked_into_by


def test_quotes_come_from_both_ends_and_never_twice(dana: Seat) -> None:
    day = date(2026, 11, 17)
    for number in range(12):
        said = f"Newest {number}" if number % 2 else "The same  words"
        evidence.log(dana, Stage.ASSIST, quote=said, day=day)
    for value, said in ((1, "Awful"), (5, "Lovely")):
        early = date(2026, 11, 10)
        evidence.log(dana, Stage.CONNECT, measure="csat", value=value, quote=said, day=early)
    texts = [" ".join(quote.text.split()) for quote in cycle_report(dana).quotes]
    assert {"Awful", "Lovely"} <= set(texts)
    assert len(texts) == len({text.casefold() for text in texts}) <= QUOTES


def test_ranges_and_series_are_drawn(dana: Seat) -> None:
    for week in range(4):
        day = date(2026, 10, 20) + timedelta(days=7 * week)
        values = [5 if number > 2 * week else 1 for number in range(12)]
        evidence.log_many(
            dana, [NewAnswer(Stage.CONNECT, "csat", value, day=day) for value in values]
        )
    text = as_markdown(cycle_report(dana))
    (line,) = [line for line in text.splitlines() if "Connect, CSAT" in line]
    drawn = line.split("`")[1]
    assert len(drawn) == 12
    assert [each for each in drawn if each != "·"] == ["▆", "▅", "▄", "▃"]


def test_quotes_chosen_in_the_review_are_the_reports_in_their_order(dana: Seat) -> None:
    day = date(2026, 10, 1)
    said = [
        evidence.log(dana, Stage.ASSIST, quote=words, day=day)
        for words in ("Nobody rang.", "You *stayed* on the line.", "nobody  rang.")
    ]
    evidence.log(dana, Stage.CONNECT, measure="csat", value=1, quote="Awful")
    reviews.open_review(dana)
    for id in (said[1], said[0], said[2]):
        talk.choose_quote(dana, id)
    review = load_snapshot(dana).review
    assert review is not None
    report = cycle_report(dana, review.planned.label)
    words = [quote.text for quote in report.quotes]
    assert words == ["You *stayed* on the line.", "nobody  rang."]
    heard = as_markdown(report).split("## What customers said")[1].split("##")[0]
    assert "“You \\*stayed\\* on the line.” (Assist, 1 Oct)" in heard
    assert "Awful" not in as_html(report)
    assert "You *stayed* on the line." in as_html(report)
    assert [each["text"] for each in as_facts(report)["quotes"]] == words
    erasing.erase(dana, said[1])
    talk.choose_quote(dana, said[0])
    talk.choose_quote(dana, said[2])
    assert [each.text for each in cycle_report(dana, review.planned.label).quotes] == ["Awful"]


def test_what_was_learned_stands_in_report_and_summary(dana: Seat) -> None:
    id = improvements.pick(dana, Stage.RESOLVE, "Ring *back*")
    reviews.open_review(dana)
    talk.note_learned(dana, id, "People wait\nif told _how long_.")
    review = load_snapshot(dana).review
    assert review is not None
    report = cycle_report(dana, review.planned.label)
    text = as_markdown(report)
    learned = text.split("## What we learned")[1].split("##")[0]
    assert (
        "- **Resolve, 2026-W47**, Ring \\*back\\*: People wait if told \\_how long\\_." in learned
    )
    assert "What we learned\n  Resolve, Ring *back*: People wait if told _how long_." in (
        summary_text(report)
    )
    assert "**What we learned**\n\n- Resolve, Ring \\*back\\*" in summary_markdown(report)
    (fact,) = as_facts(report)["lessons"]
    assert fact == {
        "improvement": report.lessons[0].id,
        "stage": "resolve",
        "cycle": "2026-W47",
        "text": "Ring *back*",
        "words": "People wait\nif told _how long_.",
    }
    assert summary_facts(report)["lessons"] == [fact]
    page = as_html(report)
    assert "What we learned" in page
    assert "if told _how long_." in page
    talk.note_learned(dana, id, "")
    assert "What we learned" not in as_markdown(cycle_report(dana, review.planned.label))


def test_a_verdict_belongs_to_the_review_after_the_day_it_was_read(
    room: Seat, clock: SetClock
) -> None:
    """Its days after were over before the review before, but answers came only after that."""
    id = improvements.pick(
        room, Stage.RESOLVE, "Ask", measure="csat", cycle="2026-W47", after_days=7
    )
    improvement_status.done(room, id)
    for label, days in (("2026-W48", 9), ("2026-W49", 7)):
        improvements.pick(room, Stage.CONNECT, f"Greet in {label}", cycle=label)
        reviews.open_review(room, AgendaKind.SHORT, label)
        reviews.go_to_step(room, 2)
        close_review(room)
        clock.move(days=days)
        if label == "2026-W48":
            assert read_due_verdicts(room) == 0
    assert read_due_verdicts(room) == 1
    reviews.open_review(room, AgendaKind.SHORT, "2026-W51")
    texts = [each.text for each in look_back(room).verdicts]
    assert texts == ["Ask"]
    report = cycle_report(room, "2026-W51")
    assert [each.text for each in report.verdicts] == texts
    assert "“Ask”" in dict(headline(report))["Learned"]
    assert [each.text for each in report.reached] == texts
    earlier = cycle_report(room, "2026-W48")
    assert (earlier.verdicts, earlier.reached) == ((), ())
    reviews.go_to_step(room, 2)
    close_review(room)
    clock.move(days=7)
    reviews.open_review(room, AgendaKind.SHORT, "2026-W52")
    assert look_back(room).verdicts == cycle_report(room, "2026-W52").verdicts == ()
    assert [each.text for each in cycle_report(room, "2026-W51").verdicts] == texts
