"""Another private round of Map or Focus, after the reveal."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.board import touchpoints
from store.common.errors import Refused
from store.domain.agenda import Decision, StepKey
from store.domain.stages import Stage
from store.journal.seat import Seat
from store.models.review import Review
from store.queries.load_snapshot import load_snapshot
from store.reports.report import cycle_report
from store.reports.report_facts import as_facts
from store.reports.report_html import as_html
from store.reports.report_text import as_markdown
from store.reviews import ballots, reviews, rounds, topics
from store.reviews.closing import close_review
from store.transfer.workspace_file import export_workspace, read_workspace_file, to_toml
from store.transfer.workspace_import import import_workspace
from store.workspace.workspace import create_workspace


def _review(seat: Seat) -> Review:
    review = load_snapshot(seat).review
    assert review is not None
    return review


def _go(seat: Seat, key: StepKey) -> None:
    keys = [step.key for step in _review(seat).steps]
    reviews.go_to_step(seat, keys.index(key), reveal=True)


def _cards(seat: Seat) -> list[str]:
    return [card.text for column in load_snapshot(seat).board for card in column.touchpoints]


@pytest.fixture
def led(dana: Seat, lee: Seat) -> Seat:
    """Dana's review, with Lee in it."""
    reviews.open_review(dana, present=[str(lee.member_id)])
    return dana


def test_cards_of_the_second_round_are_unseen_until_its_reveal(led: Seat, lee: Seat) -> None:
    _go(led, StepKey.MAP)
    ballots.write_card(lee, Stage.CONNECT, "First")
    reviews.say_done(lee)
    reviews.ask_reveal(led)
    reviews.reveal(led)
    with pytest.raises(Refused, match="Only the lead may begin another private round"):
        rounds.begin_round(lee)
    rounds.begin_round(led)
    review = _review(led)
    assert (review.map_revealed, review.done, review.asked) == (False, (), None)
    ballots.write_card(lee, Stage.CONNECT, "Second")
    assert _cards(led) == ["First"]
    with pytest.raises(Refused, match="shows whose it is"):
        reviews.reveal(led)
    reviews.ask_reveal(led)
    reviews.reveal(led)
    assert sorted(_cards(led)) == ["First", "Second"]


@pytest.mark.parametrize("step", [StepKey.CHECK_IN, StepKey.MAP, StepKey.FOCUS, StepKey.PICK])
def test_there_is_no_second_round_before_a_first(led: Seat, step: StepKey) -> None:
    _go(led, step)
    with pytest.raises(Refused, match="in Map and Focus, once they are revealed"):
        rounds.begin_round(led)


@pytest.fixture
def voted(led: Seat, lee: Seat) -> dict[str, str]:
    """Focus, revealed: two votes for *Mail*, one for *Phone*."""
    ids = {text: touchpoints.add(led, Stage.CONNECT, text) for text in ("Mail", "Phone", "Shop")}
    _go(led, StepKey.FOCUS)
    for seat, text in ((led, "Mail"), (lee, "Mail"), (lee, "Phone")):
        ballots.vote(seat, ids[text])
    reviews.ask_reveal(led)
    reviews.reveal(led)
    return ids


def test_the_second_rounds_votes_replace_the_first_which_the_report_keeps(
    led: Seat, lee: Seat, voted: dict[str, str], tmp_path: Path
) -> None:
    topics.open_topic(led, voted["Mail"])
    topics.note(led, voted["Mail"], "Goes to spam")
    rounds.begin_round(led)
    review = _review(led)
    assert (review.focus_revealed, review.votes, review.topic) == (False, {}, None)
    with pytest.raises(Refused, match="once the votes are revealed"):
        touchpoints.archive(led, [voted["Shop"]])
    for seat, text in ((led, "Shop"), (lee, "Shop"), (lee, "Phone")):
        ballots.vote(seat, voted[text])
    assert _review(led).votes == {}
    reviews.ask_reveal(led)
    reviews.reveal(led)
    review = _review(led)
    assert review.votes == {voted["Shop"]: 2, voted["Phone"]: 1}
    assert [topic.note for topic in review.topics] == ["Goes to spam"]
    report = cycle_report(led, review.planned.label)
    lines = as_markdown(report).split("## Votes")[1].split("##")[0].strip().splitlines()
    assert lines == [
        "- Shop (Connect): 2 votes (first round 0)",
        "- Phone (Connect): 1 vote (first round 1)",
        "- Mail (Connect): 0 votes (first round 2)",
    ]
    assert [each["first_votes"] for each in as_facts(report)["votes"]] == [0, 1, 2]
    assert "first 2" in as_html(report)
    rounds.begin_round(led)
    ballots.vote(lee, voted["Mail"])
    reviews.ask_reveal(led)
    reviews.reveal(led)
    third = {each.text: (each.votes, each.first) for each in cycle_report(
        led, review.planned.label
    ).voted}  # fmt: skip
    assert third == {"Mail": (1, 2), "Phone": (0, 1)}
    data = to_toml(export_workspace(led.workspace)).encode()
    other = create_workspace(tmp_path / "other.db", durable=False)
    import_workspace(other, read_workspace_file(data, "care.toml"))
    assert to_toml(export_workspace(other)).encode() == data
    other.close()


def test_the_first_votes_hold_where_nobody_votes_again(led: Seat, voted: dict[str, str]) -> None:
    topics.settle(led, voted["Mail"], Decision.PICK)
    rounds.begin_round(led)
    _go(led, StepKey.PICK)
    review = _review(led)
    assert review.votes == {voted["Mail"]: 2, voted["Phone"]: 1}
    assert review.focus_revealed
    _go(led, StepKey.CLOSE)
    close_review(led)
    report = cycle_report(led, review.planned.label)
    assert [(each.text, each.votes, each.first) for each in report.voted] == [
        ("Mail", 2, None),
        ("Phone", 1, None),
    ]
