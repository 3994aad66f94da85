"""``import feedback``: the answers in another tool's export, kept as evidence."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from care_tui.cli.here import Here, pass_here
from care_tui.cli.inputs import day_option, json_option, stage_option
from care_tui.cli.say import fact, facts, message, plural, read_in
from store.errors import Refused

if TYPE_CHECKING:
    from store.exchange.dates import DayOrder
    from store.imports import FeedbackImport, FeedbackReader, Look, Part, Prepared, Terms
    from store.seat import Seat

_SHOWN = 20
"""Rejected rows that are listed for people; JSON lists all."""


@click.command("feedback")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--measure", metavar="KEY", help="Take one column only, as this measure.")
@click.option(
    "--column",
    "columns",
    metavar="NAME[=KEY]",
    multiple=True,
    help="With --measure, the column with the answers. Without it, NAME=KEY says what a column"
    " holds, and NAME=skip leaves it out; repeatable.",
)
@stage_option(help="The stage the answers are about. [default: each measure's first]")
@click.option("--date-column", metavar="NAME", help="The column that says when.")
@day_option("--on", "on", "The day, where no column says it. [default: today]")
@click.option(
    "--day-first/--month-first",
    default=None,
    help="How to read 03/04/2026, where the column leaves it open.",
)
@click.option("--quote-column", metavar="NAME", help="What customers wrote; skip for none.")
@click.option("--touchpoint", metavar="ID", help="The touchpoint the answers are about.")
@click.option("--solve-target", type=float, metavar="HOURS", help="Your target to solve a case in.")
@click.option(
    "--repurchase-days",
    type=int,
    default=90,
    show_default=True,
    metavar="DAYS",
    help="How soon a second purchase counts.",
)
@day_option("--from", "first", "The first day retention and churn are counted over.")
@day_option("--to", "last", "The last such day. [default: the file's last whole month]")
@click.option("--dry-run", is_flag=True, help="Say what would be done; write nothing.")
@json_option
@pass_here
def import_feedback(
    here: Here, /, file: Path, *, touchpoint: str | None, dry_run: bool, as_json: bool, **said: Any
) -> None:
    """Take the answers of an export as evidence, each once.

    What the file holds is recognised and said; --column says otherwise. With --measure and
    --column only that column is taken.
    """
    from store import imports
    from store.evidence import find_touchpoint

    terms = _terms(said)
    single = said["measure"] is not None
    named = () if single else tuple(_named(text) for text in said["columns"])
    if single:
        _check_single(said)
    seat = here.seat()
    reader = imports.read_file(seat, read_in(file), file.name, terms)
    about = find_touchpoint(seat, touchpoint) if touchpoint is not None else None
    if single:
        part = _one_part(reader, said, about)
        prepared = imports.prepare(seat, reader, [part])
        if said["stage"] is None:
            message(f"The answers are taken for {part.stage.label}; --stage names another.")
    else:
        look = imports.look_at(reader)
        prepared = _prepare_all(seat, look, dict(named), said, about)
        _name_parts(look, prepared)
    done = prepared.results if dry_run else imports.write(seat, prepared)
    if any(each.column and each.date_column is None for each in done):
        what = "No date column was named" if single else "No column says when"
        message(f"{what}; every answer is dated {said['on'] or 'today'}.")
    if as_json:
        facts(_facts(done[0]) if single else [_more_facts(each) for each in done])
    else:
        for each in done:
            _show(each, single)
    if dry_run:
        message("Nothing was written.")


def _terms(said: dict[str, Any]) -> Terms:
    """What was said of the file as a whole. Raises UsageError for what doesn't go together."""
    from store.imports import Terms

    if said["on"] is not None and said["date_column"] is not None:
        raise click.UsageError("Say --on or --date-column, not both.")
    first, last = said["first"], said["last"]
    if (first is None) != (last is None):
        raise click.UsageError("Say --from and --to together.")
    return Terms(
        day=said["on"],
        day_order=_order(said["day_first"]),
        solve_target_hours=said["solve_target"],
        repurchase_days=said["repurchase_days"],
        period=(first, last) if first is not None else None,
    )


def _order(day_first: bool | None) -> DayOrder | None:
    from store.exchange.dates import DayOrder

    if day_first is None:
        return None
    return DayOrder.DAY_FIRST if day_first else DayOrder.MONTH_FIRST


# One column, as one measure


def _check_single(said: dict[str, Any]) -> None:
    if len(said["columns"]) != 1:
        raise click.UsageError("--measure goes with one --column NAME.")


def _one_part(reader: FeedbackReader, said: dict[str, Any], touchpoint: str | None) -> Part:
    from store.imports import Part
    from store.practice.measures import find_measure

    stage = said["stage"]
    if stage is None:
        stage = find_measure(said["measure"], reader.around.own).stages[0]
    return Part(
        said["measure"],
        stage,
        column=said["columns"][0],
        date_column=said["date_column"],
        quote_column=said["quote_column"],
        touchpoint=touchpoint,
    )


# Everything that is recognised


def _named(text: str) -> tuple[str, str | None]:
    """A column's name and its measure, None to leave it out, from ``NAME=KEY``."""
    from store.imports import LEAVE_OUT

    name, equals, key = text.rpartition("=")
    if not equals:
        raise click.UsageError(
            f"Without --measure, --column takes NAME=KEY; “{text}” has no =. With --measure KEY"
            " it takes a name."
        )
    return name, None if key.strip().casefold() == LEAVE_OUT else key


def _prepare_all(
    seat: Seat,
    look: Look,
    columns: dict[str, str | None],
    said: dict[str, Any],
    touchpoint: str | None,
) -> Prepared:
    """What was recognised, with what was said over it. Raises Refused where more must be said."""
    from store.imports import LEAVE_OUT, change_parts, prepare

    if look.asks and said["on"] is None and said["day_first"] is None:
        raise Refused(
            f"“{look.asks}” could be day first or month first, and no date in the file decides"
            " it. Say which, with --day-first or --month-first."
        )
    quotes: str | None = said["quote_column"]
    unquoted = quotes is not None and quotes.casefold() == LEAVE_OUT
    parts = change_parts(
        look,
        columns,
        stage=said["stage"],
        date_column=said["date_column"],
        undated=said["on"] is not None,
        quote_column=None if unquoted else quotes,
        unquoted=unquoted,
        touchpoint=touchpoint,
    )
    if not parts:
        raise Refused(look.reason or "Every column is left out; nothing was imported.")
    _refuse_undecided(parts)
    prepared = prepare(seat, look.reader, parts)
    table = look.reader.table
    chosen = {table.header[table.index(name)] for name in columns}
    for part, why in prepared.refused:
        if part.column in chosen:
            raise why
    return prepared


def _refuse_undecided(parts: Sequence[Part]) -> None:
    for part in parts:
        if not part.measure:
            *most, last = part.choices
            raise Refused(
                f"“{part.column}” may hold {', '.join(most)} or {last}, and only you know which:"
                f' say --column "{part.column}={part.choices[0]}", or'
                f' --column "{part.column}=skip" to leave it out. Nothing was imported.'
            )


def _name_parts(look: Look, prepared: Prepared) -> None:
    """Say what the file was taken for, and what was left out."""
    from store.exchange.roles import Tool

    proposal = look.proposal
    plain = proposal.tool is Tool.PLAIN
    made = proposal.tool.value if plain else f"an export from {proposal.tool}"
    message(f"The file is {made}, with {plural(proposal.rows, 'row')}.")
    columns = dict.fromkeys(name for found in prepared.found for name in found.read_from)
    if columns:
        message(f"Read were {', '.join(f'“{name}”' for name in columns)}.")
    for found in prepared.found:
        part, what = found.part, f"{found.measure.title}, for {found.part.stage.label}"
        dated = f", dated by “{part.date_column}”" if part.date_column else ""
        quoted = f", with the words in “{part.quote_column}”" if part.quote_column else ""
        if part.column:
            message(f"“{part.column}” is taken as {what}{dated}{quoted}.")
        else:
            message(f"The {part.source} give {what}.")
    for left in proposal.left_out:
        if left.column not in {found.part.column for found in prepared.found}:
            message(f"“{left.column}” is left out: {left.reason}.")
    for part, why in prepared.refused:
        message(f"{part.column or part.measure} is left out: {why.message}")


# What came of it


def _show(done: FeedbackImport, single: bool) -> None:
    from store.practice.tallies import with_count

    where = "" if single else f" for {done.stage.label}"
    fact(f"{done.measure.title}{where}: {with_count(done.measure, done.value, done.n)}")
    fact(
        f"{plural(done.read, 'row')} read: {done.accepted:,} accepted, {done.rejected:,} rejected,"
        f" {done.blank:,} blank, {done.duplicates:,} there already"
    )
    if done.too_young:
        message(f"{done.too_young:,} of the blank ones are too young to judge.")
    for problem in done.problems[:_SHOWN]:
        message(f"Line {problem.line}: {problem.reason}.")
    if len(done.problems) > _SHOWN:
        message(f"And {len(done.problems) - _SHOWN:,} more; --json lists them all.")


def _facts(done: FeedbackImport) -> dict[str, Any]:
    return {
        "rows": {
            "read": done.read,
            "accepted": done.accepted,
            "rejected": done.rejected,
            "blank": done.blank,
            "duplicates": done.duplicates,
        },
        "measure": done.measure.key,
        "n": done.n,
        "value": done.value,
        "problems": [{"line": problem.line, "reason": problem.reason} for problem in done.problems],
    }


def _more_facts(done: FeedbackImport) -> dict[str, Any]:
    """The facts of one measure among several: also its stage, column, and the too young."""
    return {
        **_facts(done),
        "stage": done.stage.value,
        "column": done.column or None,
        "too_young": done.too_young,
    }
