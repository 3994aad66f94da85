import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.domain.fractional_rank import between, is_rank, spread

MOVES = st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 10_000)), max_size=120)


@given(st.integers(1, 12), MOVES)
def test_any_moves_keep_a_strict_order(count: int, moves: list[tuple[int, int]]) -> None:
    ranks = spread(count, None, None)
    for taken, put in moves:
        ranks.pop(taken % len(ranks))
        place = put % (len(ranks) + 1)
        before = ranks[place - 1] if place else None
        after = ranks[place] if place < len(ranks) else None
        ranks.insert(place, between(before, after))
        assert ranks == sorted(set(ranks))


@given(st.lists(st.integers(0, 10_000), max_size=80), st.integers(0, 9))
def test_a_spread_fits_where_it_is_put(puts: list[int], count: int) -> None:
    ranks: list[str | None] = [None, between(None, None), None]
    for put in puts:
        place = put % (len(ranks) - 1) + 1
        ranks.insert(place, between(ranks[place - 1], ranks[place]))
    place = len(puts) % (len(ranks) - 1)
    before, after = ranks[place], ranks[place + 1]
    laid = spread(count, before, after)
    kept = [rank for rank in (before, *laid, after) if rank is not None]
    assert len(laid) == count
    assert kept == sorted(set(kept))


def test_adding_at_an_end_keeps_ranks_short() -> None:
    down = up = between(None, None)
    for _ in range(5_000):
        down, up = between(down, None), between(None, up)
    assert max(len(down), len(up)) <= 4
    assert max(len(rank) for rank in spread(2_000, None, None)) <= 3


def test_squeezing_into_one_place_keeps_working() -> None:
    low, high = between(None, None), between("a0", None)
    for _ in range(500):
        high = between(low, high)
        assert low < high
    assert len(high) < 120


def test_ranks_out_of_order_and_what_is_no_rank_are_errors() -> None:
    with pytest.raises(ValueError, match="does not sort ahead"):
        between("a1", "a0")
    for text in ("", "0", "b1", "a00", "a0é"):
        with pytest.raises(ValueError, match="not a rank"):
            between(text, None)


@pytest.mark.parametrize("text", ["a0", "a0V", "Zz", "b00", "a1z"])
def test_ranks_are_known(text: str) -> None:
    assert is_rank(text)


@pytest.mark.parametrize("text", ["", "!!~", "a", "a00", "0", "ä0", "z" * 27, "A" + "0" * 26])
def test_what_is_no_rank_or_leaves_no_room_is_none(text: str) -> None:
    assert not is_rank(text)
