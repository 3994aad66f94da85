import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.domain.statistics.aggregates import Tally
from store.domain.statistics.dispersion import Dispersion, dispersion
from store.domain.statistics.intervals import Z
from store.domain.statistics.measures import find_measure

CSAT, NPS, COUNT = find_measure("csat"), find_measure("nps"), find_measure("count")


def weeks(*yes: int, n: int = 20) -> list[Tally]:
    return [Tally(n=n, yes=each) for each in yes]


def test_phi_of_shares_is_pearsons_chi_square_over_the_degrees_of_freedom() -> None:
    found = dispersion(CSAT, weeks(10, 14, 6, 18))
    # 4 weeks of 20 at 60%: χ² = (4 + 4 + 36 + 36) / (20 · .6 · .4) = 16.67, over 3.
    assert found.phi == pytest.approx(80 / 4.8 / 3)
    assert (found.cycles, found.known, found.more_than_chance) == (4, True, True)
    assert found.z == pytest.approx(3.182, abs=0.0005)
    assert found.words == "Your weeks differ more than chance, so the range is wider."


def test_phi_of_nps_goes_by_the_variance_of_single_answers() -> None:
    cycles = [Tally(n=10, promoters=p, detractors=d) for p, d in ((8, 1), (5, 3), (3, 5), (6, 3))]
    mean = (22 - 12) / 40
    spread = 34 / 40 - mean**2
    between = sum(10 * (x - mean) ** 2 for x in (0.7, 0.2, -0.2, 0.3))
    assert dispersion(NPS, cycles).phi == pytest.approx(max(1, between / spread / 3))


def test_weeks_that_differ_less_than_chance_count_as_chance() -> None:
    found = dispersion(CSAT, weeks(12, 12, 12, 13))
    assert (found.phi, found.z, found.words) == (1.0, Z, "")
    assert dispersion(CSAT, weeks(20, 20, 20, 20)).phi == 1
    assert dispersion(CSAT, weeks(0, 0, 0, 0)).phi == 1


def test_under_four_cycles_with_five_answers_it_is_not_known() -> None:
    few = [*weeks(1, 19, 10), Tally(n=4, yes=4), Tally()]
    found = dispersion(CSAT, few)
    assert found == Dispersion(1.0, 3)
    assert not found.known
    assert found.words == "How much your weeks differ is not known yet."
    assert dispersion(CSAT, [*few, Tally(n=5, yes=0)]).cycles == 4


def test_a_count_has_none_of_its_own() -> None:
    assert dispersion(COUNT, [Tally(n=1, total=x) for x in (1, 90, 3, 40)]).phi == 1


@settings(deadline=None)
@given(st.lists(st.integers(0, 30).flatmap(
    lambda n: st.tuples(st.just(n), st.integers(0, n))), max_size=12))  # fmt: skip
def test_it_is_never_under_one_and_turns_with_the_answers(found: list[tuple[int, int]]) -> None:
    one = dispersion(CSAT, [Tally(n=n, yes=yes) for n, yes in found])
    other = dispersion(CSAT, [Tally(n=n, yes=n - yes) for n, yes in found])
    assert one.phi >= 1
    assert one.z >= Z
    assert one.phi == pytest.approx(other.phi)
