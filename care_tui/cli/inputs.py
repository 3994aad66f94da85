"""Arguments and options that several commands have, and how they are read.

What is typed is read in the store's own words, so a wrong one is refused with its sentence
(exit code 1); a missing or unknown option is wrong usage (exit code 2).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, TypeVar

import click

from care_tui.cli.here import Here
from store.errors import Refused
from store.practice.stages import STAGES, Stage, parse_stage
from store.text import clean

F = TypeVar("F", bound=Callable[..., Any])
Decorator = Callable[[F], F]

FIRST_YEAR, LAST_YEAR = 1900, 2999
"""The years that cycles and days may be in."""
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)
"""Day, month, year: with dots nobody puts the month first."""
_BARE_WEEK = re.compile(r"[Ww]\d{1,2}", re.ASCII)


def parse_day(text: str) -> date:
    """A day such as 2026-11-20 or 20.11.2026. Raises Refused for anything else."""
    dotted = _DOTTED.fullmatch(text.strip())
    try:
        if dotted is not None:
            day = date(int(dotted[3]), int(dotted[2]), int(dotted[1]))
        else:
            day = date.fromisoformat(text.strip())
    except ValueError:
        raise Refused(f"“{text.strip()}” is not a date such as 2026-11-20.") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Refused(f"The year of {day} is out of range; it is {FIRST_YEAR} to {LAST_YEAR}.")
    return day


def _stage(_ctx: click.Context, _param: click.Parameter, value: str | None) -> Stage | None:
    return None if value is None else parse_stage(value)


def _day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> date | None:
    return None if value is None else parse_day(value)


def cycle_label(ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """A cycle's label; a week without its year, such as W48, is the nearest one of that number."""
    here = ctx.find_object(Here)
    if value is None or here is None or not _BARE_WEEK.fullmatch(value.strip()):
        return value
    number, today = int(value.strip()[1:]), here.clock.now().date()
    weeks = (today + timedelta(weeks=away) for away in sorted(range(-26, 26), key=abs))
    near = (each.isocalendar() for each in weeks)
    return next((f"{each.year}-W{each.week:02d}" for each in near if each.week == number), value)


def count_unsafe(ctx: click.Context, _param: click.Parameter, value: Any) -> Any:
    """Count what the store will take out of a text somebody typed, so that it can be said."""
    here = ctx.find_object(Here)
    if here is not None and value is not None:
        texts = (value,) if isinstance(value, str) else value
        here.removed += sum(clean(text).removed for text in texts)
    return value


def _stage_names(_ctx: click.Context, _param: click.Parameter, start: str) -> list[str]:
    return [stage.value for stage in STAGES if stage.value.startswith(start.casefold())]


def stage_argument(command: F) -> F:
    """``STAGE``: a stage's name or letter."""
    return click.argument("stage", metavar="STAGE", callback=_stage, shell_complete=_stage_names)(
        command
    )


def stage_option(name: str = "--stage", *, required: bool = False, help: str) -> Decorator[Any]:
    """An option that takes a stage."""
    return click.option(
        name,
        "stage",
        metavar="STAGE",
        required=required,
        callback=_stage,
        shell_complete=_stage_names,
        help=help,
    )


def day_option(name: str, dest: str, help: str) -> Decorator[Any]:
    """An option that takes a day."""
    return click.option(name, dest, metavar="DATE", callback=_day, help=help)


def text_option(*names: str, metavar: str, help: str, **settings: Any) -> Decorator[Any]:
    """An option that takes somebody's words."""
    return click.option(*names, metavar=metavar, callback=count_unsafe, help=help, **settings)


def text_argument(name: str, **settings: Any) -> Decorator[Any]:
    """An argument that is somebody's words."""
    return click.argument(name, metavar=name.upper(), callback=count_unsafe, **settings)


def cycle_option(help: str) -> Decorator[Any]:
    """``--cycle LABEL``."""
    return click.option("--cycle", metavar="LABEL", callback=cycle_label, help=help)


json_option = click.option("--json", "as_json", is_flag=True, help="Print the facts as JSON.")
