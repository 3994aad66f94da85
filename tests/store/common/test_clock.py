"""The time the store goes by."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest

from store.common.clock import RunningClock, SetClock, clock_from_environment
from store.common.errors import Refused

START = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)


def test_a_running_clock_runs_on_from_its_start(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = RunningClock(START)
    began = clock._began
    monkeypatch.setattr(time, "monotonic", lambda: began + 90)
    assert clock.now() == START + timedelta(seconds=90)


def test_without_a_start_it_is_the_machines() -> None:
    before = datetime.now(UTC)
    assert before <= RunningClock().now() <= datetime.now(UTC)


def test_a_set_clock_stands_until_it_is_moved() -> None:
    clock = SetClock(START)
    assert clock.now() == clock.now() == START
    clock.move(hours=2, seconds=1)
    assert clock.now() == START + timedelta(hours=2, seconds=1)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("2026-11-20T15:00", START),
        (" 2026-11-20T15:00:00Z ", START),
        ("2026-11-20T16:00+01:00", START),
        ("2026-11-20", START.replace(hour=0)),
    ],
)
def test_care_now_starts_it_from_another_instant(
    monkeypatch: pytest.MonkeyPatch, text: str, start: datetime
) -> None:
    monkeypatch.setenv("CARE_NOW", text)
    clock = clock_from_environment()
    assert clock.start == start
    assert start <= clock.now() < start + timedelta(minutes=1)


@pytest.mark.parametrize("text", [None, "", "  "])
def test_without_care_now_it_is_the_machines(
    monkeypatch: pytest.MonkeyPatch, text: str | None
) -> None:
    monkeypatch.delenv("CARE_NOW", raising=False)
    if text is not None:
        monkeypatch.setenv("CARE_NOW", text)
    assert clock_from_environment().start is None


def test_care_now_that_is_no_time_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CARE_NOW", "yesterday")
    with pytest.raises(Refused, match="CARE_NOW is “yesterday”, which is not an ISO time"):
        clock_from_environment()


@pytest.mark.parametrize(
    "text",
    [
        "9999-12-31T23:59:59",
        "9999-12-31T23:59:59-14:00",
        "0001-01-01T00:00",
        "0001-01-01T00:00:00+14:00",
        "1899-12-31T23:59:59",
        "3000-01-01",
    ],
)
def test_care_now_of_a_year_that_cannot_be_counted_from_is_refused(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setenv("CARE_NOW", text)
    with pytest.raises(Refused, match="has to be in the years 1900 to 2999"):
        clock_from_environment()


@pytest.mark.parametrize("text", ["1900-01-01T00:00:00+14:00", "2999-12-31T23:59:59-14:00"])
def test_care_now_at_the_ends_of_its_years_starts_a_clock(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setenv("CARE_NOW", text)
    assert clock_from_environment().start == datetime.fromisoformat(text)
