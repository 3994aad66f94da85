"""Boards of so many cards, for the tests that draw one."""

from __future__ import annotations

from store.domain.stages import STAGES, Stage
from store.models.touchpoint import Board, Column, Touchpoint


def board(*counts: int) -> Board:
    """A board with so many cards a column, their ids ``connect-0`` and so on."""
    connect, assist, resolve, enhance = (
        Column(stage, tuple(card(stage, number) for number in range(count)))
        for stage, count in zip(STAGES, counts, strict=True)
    )
    return connect, assist, resolve, enhance


def card(stage: Stage, number: int) -> Touchpoint:
    text = f"{stage.label} touchpoint {number}"
    return Touchpoint(f"{stage.value}-{number}", stage, text, channel="web")


def with_column(columns: Board, stage: Stage, cards: tuple[Touchpoint, ...]) -> Board:
    connect, assist, resolve, enhance = (
        Column(stage, cards) if column.stage is stage else column for column in columns
    )
    return connect, assist, resolve, enhance
