"""Arguments and options that several commands have, and how they are read.

What is typed is read in the store's own words, so that one that cannot be read gets its sentence;
like a missing or unknown option it is wrong usage (exit code 2).
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import click

from care_tui.cli.lazy import WORDS
from care_tui.cli.output import fact, message
from care_tui.context import CommandContext
from store.common.errors import AlreadyThere, Refused, WrongValue
from store.common.text import clean
from store.domain.stages import STAGES, Stage, parse_stage

F = TypeVar("F", bound=Callable[..., Any])
Decorator = Callable[[F], F]

FIRST_YEAR, LAST_YEAR = 1900, 2999
"""The years that cycles and days may be in."""
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)
"""Day, month, year: with dots nobody puts the month first."""
_BARE_WEEK = re.compile(r"[Ww]\d{1,2}", re.ASCII)


def parse_day(text: str) -> date:
    """A day such as 2026-11-20 or 20.11.2026, also with a time, which is left aside.

    Raises WrongValue for anything else.
    """
    dotted = _DOTTED.fullmatch(text.strip())
    try:
        if dotted is not None:
            day = date(int(dotted[3]), int(dotted[2]), int(dotted[1]))
        else:
            day = datetime.fromisoformat(text.strip()).date()
    except ValueError:
        raise WrongValue(f"“{text.strip()}” is not a date such as 2026-11-20, or today.") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise WrongValue(f"The year of {day} is out of range. It is {FIRST_YEAR} to {LAST_YEAR}.")
    return day


def _stage(ctx: click.Context, param: click.Parameter, value: str | None) -> Stage | None:
    if value is None:
        return None
    try:
        return parse_stage(value)
    except Refused as refused:
        if not isinstance(param, click.Argument):
            raise
        swapped = _named_elsewhere(ctx, value)
        if swapped is None:
            _refuse_a_measure(ctx, value)
            raise
        order = " ".join(
            each.make_metavar(ctx)
            for each in ctx.command.params
            if isinstance(each, click.Argument)
        )
        raise type(refused)(
            f"“{value.strip()}” is not a stage, “{swapped}” is one. The order is: "
            f"{ctx.command_path} {order}",
            field="stage",
        ) from None


def _refuse_a_measure(ctx: click.Context, value: str) -> None:
    """Raise WrongValue where a measure is named in the stage's place, and the command takes one."""
    if not any(each.name == "measure" for each in ctx.command.params):
        return
    from store.domain.statistics.measures import measure_called

    key = measure_called(value)
    if key is not None:
        raise WrongValue(
            f"“{value.strip()}” is a measure, not a stage. Say both: "
            f"{ctx.command_path} STAGE --measure {key}",
            field="stage",
        ) from None


def _named_elsewhere(ctx: click.Context, value: str) -> str | None:
    """A stage's name among the other words of the command; None where there is none."""
    names = {stage.value for stage in STAGES}
    words = (word for word in ctx.meta.get(WORDS, ()) if word != value)
    return next((word for word in words if word.casefold() in names), None)


def _day(ctx: click.Context, _param: click.Parameter, value: str | None) -> date | None:
    if value is None:
        return None
    context = ctx.find_object(CommandContext)
    if context is not None and value.strip().casefold() == "today":
        return context.today()
    return parse_day(value)


def cycle_label(ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """A cycle's label; a week without its year, such as W48, is the nearest one of that number."""
    context = ctx.find_object(CommandContext)
    if value is None or context is None or not _BARE_WEEK.fullmatch(value.strip()):
        return value
    number, today = int(value.strip()[1:]), context.clock.now().date()
    weeks = (today + timedelta(weeks=away) for away in sorted(range(-26, 26), key=abs))
    iso_weeks = (each.isocalendar() for each in weeks)
    return next(
        (f"{each.year}-W{each.week:02d}" for each in iso_weeks if each.week == number), value
    )


def count_unsafe(ctx: click.Context, _param: click.Parameter, value: Any) -> Any:
    """Count what the store will take out of a text somebody typed, so that it can be said."""
    context = ctx.find_object(CommandContext)
    if context is not None and value is not None:
        texts = (value,) if isinstance(value, str) else value
        context.removed += sum(clean(text).removed for text in texts)
    return value


def _stage_names(_ctx: click.Context, _param: click.Parameter, start: str) -> list[str]:
    return [stage.value for stage in STAGES if stage.value.startswith(start.casefold())]


def stage_argument(*, required: bool = True) -> Decorator[Any]:
    """``STAGE``: a stage's name or letter."""
    return click.argument(
        "stage",
        metavar="STAGE",
        required=required,
        callback=_stage,
        shell_complete=_stage_names,
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


def if_missing_option(help: str) -> Decorator[Any]:
    """``--if-missing``: what is there already is no reason to end in a refusal."""
    return click.option("--if-missing", is_flag=True, help=help)


@contextlib.contextmanager
def left_if_there(if_missing: bool, *, prints_id: bool = True) -> Iterator[None]:
    """With ``--if-missing``, end the command well where the block finds its thing there already:
    the id of what is there is printed where the command ``prints_id``, and the sentence said."""
    try:
        yield
    except AlreadyThere as there:
        if not if_missing:
            raise
        if there.id is not None and prints_id:
            fact(there.id)
        message(there.message)
        raise click.exceptions.Exit(0) from None


external_id_option = click.option(
    "--external-id",
    metavar="ID",
    help="What another program calls it. The same id again makes no second one.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print the facts as JSON.")


def output_options(words: str) -> Decorator[Any]:
    """``-o FILE`` for what else goes to the screen, told by ``words``, and ``--force``."""

    def add(command: Any) -> Any:
        where = click.Path(path_type=Path)
        to = click.option("-o", "--output", type=where, metavar="FILE", help=words)
        return to(click.option("--force", is_flag=True, help="Replace the file there.")(command))

    return add
