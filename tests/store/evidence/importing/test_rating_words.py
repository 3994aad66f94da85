"""Help desks' exports: what customers wrote to their rating goes with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from store.evidence import evidence
from store.evidence.importing.imports import Part, look_at, prepare, read_file, write
from store.formats.feedback.proposals import FileKind

if TYPE_CHECKING:
    from tests.conftest import Live

RATED = (
    "1,2026-10-01 10:00,2026-10-01 12:00,Jo,5,Very kind and quick",
    "2,2026-10-02 10:00,2026-10-02 12:00,Jo,2,I waited for two days",
    "3,2026-10-03 10:00,2026-10-04 12:00,Jo,4,",
)
UNRATED = "4,2026-10-05 10:00,2026-10-06 12:00,Jo,,"
NOTED = "4,2026-10-05 10:00,2026-10-06 12:00,Jo,,Asked the shop about it"


def table(rating: str, words: str, *rows: str) -> bytes:
    header = f"Conversation ID,Started at,Closed at,Teammate,{rating},{words}"
    return "\n".join([header, *rows, ""]).encode()


def csat(live: Live, data: bytes) -> Part:
    look = look_at(read_file(live.seat, data, "conversations.csv"))
    assert look.proposal.kind is FileKind.TICKETS
    (part,) = (part for part in look.parts if part.measure == "csat")
    return part


@pytest.mark.parametrize(
    ("rating", "words"),
    [
        ("Conversation rating", "Conversation rating remark"),
        ("Conversation rating", "Remark"),
        ("Rating", "Rating comment"),
        ("Satisfaction", "Satisfaction reason"),
    ],
)
def test_a_ratings_own_remark_goes_with_it(live: Live, rating: str, words: str) -> None:
    assert csat(live, table(rating, words, *RATED)).quote_column == words


def test_comments_that_only_rated_cases_have_go_with_the_rating(live: Live) -> None:
    assert csat(live, table("Rating", "Comment", *RATED, UNRATED)).quote_column == "Comment"


@pytest.mark.parametrize("rows", [RATED, (*RATED, NOTED)])
def test_other_comments_may_be_the_agents(live: Live, rows: tuple[str, ...]) -> None:
    assert csat(live, table("Rating", "Comment", *rows)).quote_column is None


def test_the_words_are_kept_beside_each_rating(live: Live) -> None:
    data = table("Rating", "Rating remark", *RATED, NOTED)
    look = look_at(read_file(live.seat, data, "conversations.csv"))
    assert "Rating remark" not in {each.column for each in look.proposal.left_out}
    write(live.seat, prepare(live.seat, look.reader, look.parts))
    kept = {item.quote for item in evidence.page(live.seat).items}
    assert kept == {"Very kind and quick", "I waited for two days", ""}
