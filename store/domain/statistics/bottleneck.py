"""Where customers are missed most, and in which order touchpoints are offered at Pick."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from store.common.dataclass import dataclass
from store.domain.statistics.aggregates import Tally, value_of
from store.domain.statistics.measures import Better, Measure

ENOUGH = 10
"""Answers a touchpoint's rate needs."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A touchpoint with its answers for one chosen rate or score."""

    touchpoint_id: str
    friction: int
    """0 none to 3 severe."""
    tally: Tally
    volume: int | None = None
    """Customers per cycle as typed by the team; without it, the answers count."""


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """A touchpoint in the order of customers missed."""

    touchpoint_id: str
    friction: int
    n: int
    """Answers behind the rate."""
    rate: float | None
    """The measure's figure there; None without enough answers, like the three below."""
    volume: int | None
    missed: float | None
    """Customers missed: volume × (1 − rate), or volume × rate where less is better."""
    cumulative: float | None
    """Share of all customers missed, up to and including this touchpoint."""


def bottlenecks(measure: Measure, spots: Iterable[Spot]) -> tuple[Bottleneck, ...]:
    """The touchpoints by customers missed, most first; ``measure`` is a rate or a score.

    Those without enough answers follow by friction, most first; else the order stays.
    """
    entries = [_entry(measure, spot) for spot in spots]
    known = sorted(
        (entry for entry in entries if entry.missed is not None),
        key=lambda entry: -(entry.missed or 0),
    )
    unknown = sorted(
        (entry for entry in entries if entry.missed is None), key=lambda entry: -entry.friction
    )
    return (*_with_shares(known), *unknown)


def _entry(measure: Measure, spot: Spot) -> Bottleneck:
    n = spot.tally.n
    rate = value_of(measure, spot.tally) if n >= ENOUGH else None
    if rate is None:
        return Bottleneck(spot.touchpoint_id, spot.friction, n, None, None, None, None)
    volume = n if spot.volume is None else spot.volume
    missing = 1 - rate if measure.better is Better.UP else rate
    return Bottleneck(
        spot.touchpoint_id, spot.friction, n, rate, volume, volume * missing, cumulative=None
    )


def _with_shares(known: list[Bottleneck]) -> list[Bottleneck]:
    total = sum(entry.missed or 0 for entry in known)
    shared = []
    running = 0.0
    for entry in known:
        running += entry.missed or 0
        shared.append(replace(entry, cumulative=running / total if total else None))
    return shared


def pick_key(votes: int | None, missed: float | None, friction: int) -> tuple[float, float, int]:
    """Sort key of a candidate at Pick: most votes, then customers missed, then friction.

    What is not known counts as none.
    """
    return -(votes or 0), -(missed or 0), -friction
