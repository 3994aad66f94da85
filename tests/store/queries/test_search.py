"""Finding improvements and quotes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from store.domain.stages import Stage
from store.evidence import evidence
from store.evidence.erasing import erase
from store.improvements import improvements
from store.queries.search import find

if TYPE_CHECKING:
    from tests.conftest import Live


def test_every_word_must_occur_in_any_case(live: Live) -> None:
    evidence.log(live.seat, Stage.RESOLVE, quote="Waited THREE days for a refund", source="chat")
    evidence.log(live.seat, Stage.CONNECT, quote="Lovely welcome", day=date(2026, 11, 19))
    improvements.pick(live.seat, Stage.RESOLVE, "Refund within a day")
    found = find(live.seat, "refund days")
    assert [quote.quote for quote in found.quotes] == ["Waited THREE days for a refund"]
    assert found.improvements == ()
    found = find(live.seat, "REFUND")
    assert [each.text for each in found.improvements] == ["Refund within a day"]
    assert len(find(live.seat, "chat").quotes) == 1
    assert find(live.seat, "nothing like it") == find(live.seat, "  ")


def test_wildcards_are_only_letters(live: Live) -> None:
    evidence.log(live.seat, Stage.RESOLVE, quote="100% happy_")
    evidence.log(live.seat, Stage.RESOLVE, quote="1000 happy people")
    assert len(find(live.seat, "100%").quotes) == 1
    assert len(find(live.seat, "happy_").quotes) == 1


def test_erased_words_are_not_found(live: Live) -> None:
    id = evidence.log(live.seat, Stage.RESOLVE, quote="Call me at home")
    erase(live.seat, id)
    assert find(live.seat, "home").quotes == ()
