"""``import feedback``: the answers in another tool's export, kept as evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from care_tui.cli.importing import import_accounts, import_again, import_asks
from care_tui.cli.importing.feedback_options import FeedbackOptions, years_said
from care_tui.cli.importing.import_again import again_options
from care_tui.cli.inputs import day_option, json_option, stage_option
from care_tui.cli.lazy import CareCommand
from care_tui.cli.output import facts, message, read_in
from care_tui.context import CommandContext, pass_here

if TYPE_CHECKING:
    from store.evidence.importing.imports import FeedbackImport, Look, Part, Prepared, Terms
    from store.evidence.importing.recipes import Recipe, RecipeDraft
    from store.formats.tabular.days.dates import DayOrder
    from store.journal.seat import Seat


@click.command("feedback", cls=CareCommand)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--measure", metavar="KEY", help="Take one column only, as this measure.")
@click.option(
    "--column",
    "columns",
    metavar="NAME[=KEY]",
    multiple=True,
    help="With --measure, the column with the answers. Without it, NAME=KEY "
    "says what a column holds, and NAME=skip leaves it out. Repeatable.",
)
@stage_option(help="The stage the answers are about. [default: each measure's first]")
@click.option("--date-column", metavar="NAME", help="The column that says when.")
@day_option("--on", "on", "The day, where no column says it.")
@click.option(
    "--year",
    callback=years_said,
    metavar="YEAR",
    help="The year of weeks, months or days that say none, or 2025-2026 over New Year.",
)
@click.option(
    "--day-first/--month-first",
    default=None,
    help="How to read 03/04/2026, where the column leaves it open.",
)
@click.option("--quote-column", metavar="NAME", help="What customers wrote, or skip.")
@click.option("--touchpoint", metavar="ID", help="The touchpoint the answers are about.")
@click.option("--solve-target", type=float, metavar="HOURS", help="Your target to solve a case in.")
@click.option(
    "--repurchase-days",
    type=int,
    metavar="DAYS",
    help="How soon a second purchase counts. [default: 90]",
)
@day_option("--from", "first", "The first day retention and churn are counted over.")
@day_option("--to", "last", "The last such day. [default: the file's last whole month]")
@click.option(
    "--best",
    type=click.Choice(["low", "high"]),
    help="Which end of the scale is best, where 1 may be the best. [default: as its words say]",
)
@click.option(
    "--good-answer",
    type=click.Choice(["yes", "no"]),
    help="Which answer is good, where a question asks for the bad one.",
)
@click.option(
    "--unfinished",
    type=click.Choice(["skip", "take"]),
    help="Answers of surveys that were not finished, tests, and reviews that are not published.",
)
@click.option(
    "--blank-days",
    type=click.Choice(["above", "skip"]),
    help="Answers without a day below one, as where cells were merged.",
)
@click.option(
    "--unread", type=click.Choice(["skip"]), help="Leave out answers that cannot be read."
)
@click.option("--sheet", metavar="NAME", default="", help="The sheet of a workbook.")
@click.option(
    "--explain", "explained", is_flag=True, help="Say what each column is taken for, and why."
)
@again_options
@click.option("--dry-run", is_flag=True, help="Say what would be done. Writes nothing.")
@json_option
@pass_here
def import_feedback(
    context: CommandContext,
    /,
    file: Path,
    *,
    explained: bool,
    dry_run: bool,
    as_json: bool,
    **chosen: Any,
) -> None:
    """Take the answers of an export as evidence, each once.

    What the file holds is recognised and said; --column says otherwise. With --measure and
    --column only that column is taken. --explain writes nothing.
    """
    from store.evidence.evidence import find_touchpoint
    from store.evidence.importing import imports

    options = FeedbackOptions(**chosen)
    single, touchpoint = options.single, options.touchpoint
    named = () if single else tuple(_named(text) for text in options.columns)
    if single:
        _check_single(options)
    skipped = tuple(name for name, key in named if key is None)
    columns = {name: key for name, key in named if key is not None}
    seat = context.seat()
    reader = imports.read_file(seat, read_in(file), file.name, imports.Terms(sheet=options.sheet))
    as_typed = replace(options)  # Before what a recipe settles is put beside it.
    used = import_again.recipe_for(seat, reader, options)
    skipped += import_again.say_as_recipe(used, reader.table.header, options)
    reader = reader.on(_terms(options, skipped))
    look = (
        imports.look_at(reader)
        if single
        else import_again.with_recipe(imports.look_at(reader), used)
    )
    about = find_touchpoint(seat, touchpoint) if touchpoint is not None else None
    if single:
        parts: Sequence[Part] = [_one_part(look, options, about)]
    else:
        parts = _chosen_parts(look, columns, options, about)
    if explained:
        roles = import_accounts.show_explained(look, parts, as_json=as_json)
        if as_json:
            facts({"columns": roles})
        return
    import_asks.refuse_open(look, parts, columns, options, single=single)
    import_asks.refuse_without_day(parts, options, dry_run=dry_run)
    again = options.count_again
    with import_again.naming_recipe(used):
        prepared = imports.prepare(seat, look.reader, parts, count_again=again)
    import_asks.refuse_chosen(look, prepared, columns)
    settled = None if single else import_again.draft(used, look, prepared)
    recipe = None if single else import_again.identity(used, settled)
    if recipe is not None:
        taken = [read_part.part for read_part in prepared.read_parts]
        prepared = imports.prepare(seat, look.reader, taken, recipe=recipe, count_again=again)
    import_again.refuse_undecided(prepared)
    left = import_accounts.left_out(look, prepared, skipped)
    if single:
        _tell_single(parts[0], options)
        import_accounts.tell_words(prepared)
        import_accounts.tell_left_out(left)
    else:
        import_accounts.name_parts(look, prepared, left)
    for sentence in import_asks.without_effect(look, prepared, as_typed):
        message(sentence)
    import_again.tell(used, prepared)
    done, import_id, kept_as = _write(seat, prepared, settled, recipe, dry_run=dry_run)
    if any(each.column and each.date_column is None for each in done):
        message(_which_day(options, single=single))
    if as_json:
        words = import_accounts.comment_column(prepared)
        this_import = {"import": import_id, "recipe": kept_as}
        every = [{**import_accounts.more_facts(each, left, words), **this_import} for each in done]
        facts(every[0] if single else {"imports": every})
    else:
        for each in done:
            import_accounts.show(each, single=single)
    if dry_run:
        message("Nothing was written.")


def _which_day(options: FeedbackOptions, *, single: bool) -> str:
    """The day that answers without one are dated by, and in a dry run how to say it."""
    what = "No date column was named" if single else "No column says when"
    if options.on is None:
        return f"{what}, so every answer is dated today. Say --on DAY to import them."
    return f"{what}, so every answer is dated {options.on}."


def _write(
    seat: Seat,
    prepared: Prepared,
    settled: RecipeDraft | None,
    recipe: Recipe | None,
    *,
    dry_run: bool,
) -> tuple[Sequence[FeedbackImport], str | None, str | None]:
    """Write what was prepared, unless ``dry_run``: what came of it, the import's id, and the
    recipe it belongs to."""
    from store.evidence.importing import imports

    kept_as = recipe.name if recipe else None
    if dry_run:
        return prepared.results, None, kept_as
    written = imports.write(seat, prepared, recipe=settled)
    if written.recipe is not None:
        message(f"Saved how it was read as the recipe “{written.recipe}”.")
    return written.results, written.import_id, written.recipe or kept_as


def _terms(options: FeedbackOptions, skipped: tuple[str, ...]) -> Terms:
    """What was said of the file as a whole. Raises UsageError for what doesn't go together."""
    from store.evidence.importing.imports import Terms

    if options.on is not None and options.date_column is not None:
        raise click.UsageError("Say --on or --date-column, not both.")
    if options.on is not None and options.year is not None:
        raise click.UsageError("Say --on or --year, not both.")
    first, last = options.first, options.last
    if (first is None) != (last is None):
        raise click.UsageError("Say --from and --to together.")
    return Terms(
        day=options.on,
        years=options.year,
        day_order=_order(options.day_first),
        solve_target_hours=options.solve_target,
        repurchase_days=options.repurchase_days,
        period=None if first is None or last is None else (first, last),
        best_low=None if options.best is None else options.best == "low",
        no_is_good=None if options.good_answer is None else options.good_answer == "no",
        take_unfinished=None if options.unfinished is None else options.unfinished == "take",
        take_repeated=options.count_again,
        take_day_above=None if options.blank_days is None else options.blank_days == "above",
        leave_unread=options.unread == "skip",
        sheet=options.sheet,
        left_out=skipped,
        id_column=import_again.chosen_id_column(options),
    )


def _order(day_first: bool | None) -> DayOrder | None:
    from store.formats.tabular.days.dates import DayOrder

    if day_first is None:
        return None
    return DayOrder.DAY_FIRST if day_first else DayOrder.MONTH_FIRST


# One column, as one measure


def _tell_single(part: Part, options: FeedbackOptions) -> None:
    """Say the stage and the dates that a person did not name."""
    if options.stage is None:
        message(f"The answers are taken for {part.stage.label}; --stage names another.")
    if part.date_column and options.date_column is None:
        message(f"The answers are dated by “{part.date_column}”. Name another with --date-column.")


def _check_single(options: FeedbackOptions) -> None:
    if len(options.columns) != 1:
        raise click.UsageError("--measure goes with one --column NAME.")


def _one_part(look: Look, options: FeedbackOptions, touchpoint: str | None) -> Part:
    from store.domain.statistics.measures import MeasureKind, find_measure
    from store.evidence.importing.imports import Part

    assert options.measure is not None
    measure = find_measure(options.measure, look.reader.around.own)
    stage = options.stage or measure.stages[0]
    dated = options.date_column
    if dated is None and options.on is None:
        dated = look.proposal.date_column or _weeks(look, options)
        named = look.reader.table.header[look.reader.table.index(options.columns[0])]
        if measure.kind is MeasureKind.COUNT and named in look.date_columns:
            dated = named
    quotes = options.quote_column
    return Part(
        options.measure,
        stage,
        column=options.columns[0],
        date_column=dated,
        quote_column=None if quotes is None or quotes.casefold() == "skip" else quotes,
        touchpoint=touchpoint,
    )


def _weeks(look: Look, options: FeedbackOptions) -> str | None:
    """The column of weeks or months that dates the answers, as a person said of which year."""
    unread = look.proposal.unread_dates
    said = options.year is not None and unread is not None and unread.periods is not None
    return unread.column if said and unread is not None else None


# Everything that is recognised


def _named(text: str) -> tuple[str, str | None]:
    """A column's name and its measure, None to leave it out, from ``NAME=KEY``."""
    from store.evidence.importing.imports import LEAVE_OUT

    name, equals, key = text.rpartition("=")
    if not equals:
        raise click.UsageError(
            f"Without --measure, --column takes NAME=KEY, and “{text}” has no =. With --measure KEY"
            " it takes a name."
        )
    return name, None if key.strip().casefold() == LEAVE_OUT else key


def _chosen_parts(
    look: Look, columns: dict[str, str], options: FeedbackOptions, touchpoint: str | None
) -> tuple[Part, ...]:
    """What was recognised, with what was said over it."""
    from store.evidence.importing.imports import LEAVE_OUT, change_parts

    quotes: str | None = options.quote_column
    unquoted = quotes is not None and quotes.casefold() == LEAVE_OUT
    chosen = {look.reader.table.header[look.reader.table.index(name)] for name in columns}
    rivals = {name for group in look.proposal.rivals for name in group if chosen & set(group)}
    without_rivals = replace(
        look,
        parts=tuple(part for part in look.parts if part.column not in rivals - chosen),
    )
    return change_parts(
        without_rivals,
        columns,
        stage=options.stage,
        date_column=options.date_column or _weeks(look, options),
        undated=options.on is not None,
        quote_column=None if unquoted else quotes,
        unquoted=unquoted,
        touchpoint=touchpoint,
    )
