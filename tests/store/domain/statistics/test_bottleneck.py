import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.domain.statistics.aggregates import Tally
from store.domain.statistics.bottleneck import Spot, bottlenecks, pick_key
from store.domain.statistics.measures import find_measure

CSAT, REOPENED = find_measure("csat"), find_measure("reopened")


def spot(name: str, no: int, n: int, *, friction: int = 0, volume: int | None = None) -> Spot:
    return Spot(name, friction, Tally(n=n, yes=n - no), volume)


def test_customers_missed_and_their_cumulative_share_as_published() -> None:
    found = bottlenecks(
        CSAT, [spot("c", 200, 900), spot("a", 2524, 9000), spot("d", 118, 200), spot("b", 1022, 2000)]
    )  # fmt: skip
    assert [entry.touchpoint_id for entry in found] == ["a", "b", "c", "d"]
    assert [entry.missed for entry in found] == pytest.approx([2524, 1022, 200, 118])
    assert found[0].cumulative == pytest.approx(0.653, abs=0.0005)
    assert found[1].cumulative == pytest.approx(0.918, abs=0.0005)
    assert found[-1].cumulative == pytest.approx(1)


def test_a_typed_volume_replaces_the_answers() -> None:
    (found,) = bottlenecks(CSAT, [spot("a", 5, 20, volume=1000)])
    assert (found.volume, found.n, found.rate) == (1000, 20, 0.75)
    assert found.missed == pytest.approx(250)


def test_where_less_is_better_the_rate_itself_is_missed() -> None:
    (found,) = bottlenecks(REOPENED, [Spot("a", 0, Tally(n=20, yes=5))])
    assert found.missed == pytest.approx(5)


def test_without_enough_answers_friction_orders_what_follows() -> None:
    found = bottlenecks(
        CSAT, [spot("calm", 9, 9, friction=1), spot("sore", 0, 0, friction=3), spot("a", 0, 10)]
    )  # fmt: skip
    assert [entry.touchpoint_id for entry in found] == ["a", "sore", "calm"]
    assert [entry.missed for entry in found] == [0, None, None]
    assert found[0].cumulative is None


def test_pick_offers_by_votes_then_customers_missed_then_friction() -> None:
    candidates = {
        "friction": pick_key(None, None, 3),
        "missed": pick_key(0, 12.5, 0),
        "votes": pick_key(2, None, 0),
        "votes and friction": pick_key(2, None, 1),
    }
    order = sorted(candidates, key=lambda name: candidates[name])
    assert order == ["votes and friction", "votes", "missed", "friction"]


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50), st.integers(0, 3))))
def test_every_touchpoint_is_listed_once_in_order(rows: list[tuple[int, int, int]]) -> None:
    spots = [
        spot(str(place), min(no, n), n, friction=friction)
        for place, (no, n, friction) in enumerate(rows)
    ]
    found = bottlenecks(CSAT, spots)
    assert sorted(entry.touchpoint_id for entry in found) == sorted(s.touchpoint_id for s in spots)
    missed = [entry.missed for entry in found if entry.missed is not None]
    assert missed == sorted(missed, reverse=True)
    assert all(entry.missed is None for entry in found[len(missed) :])
