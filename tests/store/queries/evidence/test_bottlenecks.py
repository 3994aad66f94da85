"""The bottleneck list, out of real evidence."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from store.board import touchpoints
from store.common.errors import Refused
from store.domain.stages import Stage
from store.evidence import evidence
from store.evidence.evidence import Filter
from store.queries.evidence.bottlenecks import bottleneck_list

if TYPE_CHECKING:
    from tests.conftest import Live

TODAY = date(2026, 11, 20)


def answer(
    live: Live, card: Any, yes: Any, no: Any, *, measure: str = "solved-it", day: Any = TODAY
) -> None:
    for value in [1] * yes + [0] * no:
        evidence.log(
            live.seat, Stage.RESOLVE, measure=measure, value=value, day=day, touchpoint=card
        )


@pytest.fixture
def cards(live: Live) -> list[str]:
    return touchpoints.add_many(live.seat, Stage.RESOLVE, ["Refund", "Hand-over", "Status"])


def test_most_missed_come_first_with_their_shares(live: Live, cards: list[str]) -> None:
    refund, hand_over, status = cards
    answer(live, refund, 9, 3)
    answer(live, hand_over, 4, 9)
    answer(live, status, 2, 1)
    touchpoints.set_friction(live.seat, [status], 3)
    found = bottleneck_list(live.seat)
    assert found.measure.key == "solved-it"
    assert [entry.text for entry in found.entries] == ["Hand-over", "Refund", "Status"]
    first, second, third = (entry.figures for entry in found.entries)
    assert (first.missed, first.n, first.cumulative) == (9, 13, 0.75)
    assert (second.missed, second.cumulative) == (3, 1)
    assert (third.missed, third.n, third.friction) == (None, 3, 3)


def test_a_typed_volume_counts_instead_of_the_answers(live: Live, cards: list[str]) -> None:
    answer(live, cards[0], 6, 4)
    touchpoints.edit(live.seat, cards[0], volume=500)
    (entry,) = (e for e in bottleneck_list(live.seat).entries if e.text == "Refund")
    assert entry.typed
    assert entry.figures.missed == pytest.approx(200)


def test_answers_at_a_merged_card_count_where_it_went(live: Live, cards: list[str]) -> None:
    refund, hand_over, _ = cards
    answer(live, refund, 3, 3)
    answer(live, hand_over, 3, 3)
    touchpoints.merge(live.seat, hand_over, [refund])
    entries = {e.text: e.figures for e in bottleneck_list(live.seat).entries}
    assert list(entries) == ["Hand-over", "Status"]
    assert (entries["Hand-over"].n, entries["Hand-over"].missed) == (12, 6)


def test_the_measure_and_the_days_can_be_chosen(live: Live, cards: list[str]) -> None:
    answer(live, cards[0], 6, 6)
    answer(live, cards[0], 5, 5, measure="two-interactions")
    answer(live, cards[1], 10, 10, day=TODAY - timedelta(days=200))
    assert bottleneck_list(live.seat).measure.key == "solved-it"
    chosen = bottleneck_list(live.seat, "two-interactions")
    assert chosen.entries[0].figures.n == 10
    earlier = bottleneck_list(
        live.seat, "solved-it", Filter(first=TODAY - timedelta(days=300), last=TODAY)
    )
    assert earlier.entries[0].text == "Hand-over"
    assert bottleneck_list(live.seat, None, Filter(stage=Stage.ASSIST)).entries == ()


def test_a_measure_that_is_no_share_is_refused(live: Live, cards: list[str]) -> None:
    with pytest.raises(Refused, match="NPS is not a share"):
        bottleneck_list(live.seat, "nps")


def test_without_answers_there_is_no_measure(live: Live, cards: list[str]) -> None:
    found = bottleneck_list(live.seat)
    assert found.measure is None
    assert found.entries == ()


def test_a_stage_goes_by_the_measure_most_answered_there(live: Live, cards: list[str]) -> None:
    answer(live, cards[0], 20, 20)
    greeting = touchpoints.add(live.seat, Stage.CONNECT, "Greeting")
    answer(live, greeting, 6, 4, measure="first-contact")
    found = bottleneck_list(live.seat, None, Filter(stage=Stage.CONNECT))
    assert found.measure.key == "first-contact"
    assert [entry.figures.missed for entry in found.entries] == [4]
