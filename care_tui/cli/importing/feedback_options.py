"""What a person says to ``import feedback``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from store.common.dataclass import dataclass

if TYPE_CHECKING:
    from store.domain.stages import Stage


def years_said(
    _ctx: click.Context, _param: click.Parameter, value: str | None
) -> tuple[int, ...] | None:
    """The year of weeks without one, or two that follow each other. Raises WrongValue for else."""
    if value is None:
        return None
    from store.formats.feedback.days.period_days import parse_years

    return parse_years(value, "year")


@dataclass(slots=True)
class FeedbackOptions:
    """The options of one call; None is what was not said."""

    measure: str | None
    columns: tuple[str, ...]
    stage: Stage | None
    date_column: str | None
    on: date | None
    year: tuple[int, ...] | None
    day_first: bool | None
    quote_column: str | None
    touchpoint: str | None
    solve_target: float | None
    repurchase_days: int | None
    first: date | None
    last: date | None
    best: str | None
    good_answer: str | None
    unfinished: str | None
    blank_days: str | None
    unread: str | None
    sheet: str
    no_recipe: bool
    recipe_name: str | None
    id_column: str | None
    count_again: bool | None

    @property
    def single(self) -> bool:
        """Whether one column is taken, as one measure."""
        return self.measure is not None

    @property
    def settles_reading(self) -> bool:
        """Whether an option settles how files like this one are read, and not this one alone."""
        return bool(self.columns) or any(
            option is not None
            for option in (
                self.stage,
                self.date_column,
                self.day_first,
                self.quote_column,
                self.touchpoint,
                self.solve_target,
                self.repurchase_days,
                self.best,
                self.good_answer,
                self.unfinished,
                self.blank_days,
                self.id_column,
            )
        )
