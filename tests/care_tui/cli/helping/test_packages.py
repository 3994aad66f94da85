"""``care doctor`` tells of another program's packages under care's names."""

from __future__ import annotations

from care_tui.cli.doctor_checks.packages import shared_packages


def test_nothing_is_said_where_the_packages_are_cares_alone() -> None:
    assert list(shared_packages()) == []
    assert list(shared_packages({"store": ["care-tui"], "screens": ["care-tui"], "x": ["y"]})) == []


def test_another_owner_of_a_name_fails_the_check_and_is_named() -> None:
    (check,) = shared_packages({"store": ["care-tui", "shop"], "screens": ["care-tui"]})
    assert check.ok is False
    assert check.said.startswith("shop has a package “store” too")
    assert "an environment of its own" in check.said
