from datetime import date

from store.practice.cycles import parse_cycle
from store.practice.small import unmet

WEEK = parse_cycle("2026-W47")


def test_one_owner_within_the_cycle_with_a_proof_is_small() -> None:
    assert unmet("Ana", WEEK.end, WEEK, has_proof=True) == ()


def test_each_failing_check_is_said() -> None:
    assert unmet(None, date(2026, 11, 23), WEEK, has_proof=False) == (
        "has no owner",
        "is due after its cycle, which ends on 22 Nov",
        "has no proof",
    )
    assert unmet(None, WEEK.end, WEEK, has_proof=True) == ("has no owner",)
