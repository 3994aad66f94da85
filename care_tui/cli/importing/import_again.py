"""What ``import feedback`` says of answers that come again: recipes, ids, and counting twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

import click

from care_tui.cli.output import message
from store.common.dataclass import dataclass
from store.common.errors import Refused
from store.common.text import listed

if TYPE_CHECKING:
    from care_tui.cli.importing.feedback_options import FeedbackOptions
    from store.evidence.importing.imports import FeedbackReader, Look, Prepared
    from store.evidence.importing.recipe_fit import Difference, FileShape
    from store.evidence.importing.recipes import Recipe, RecipeDraft
    from store.journal.seat import Seat

F = TypeVar("F", bound=Callable[..., Any])


def again_options(command: F) -> F:
    """Add the options of this module to a command."""
    for option in (
        click.option("--no-recipe", is_flag=True, help="Use no recipe, and save none."),
        click.option(
            "--recipe",
            "recipe_name",
            metavar="NAME",
            help="Read the file by this recipe. A new name saves how it is read now.",
        ),
        click.option(
            "--id-column",
            metavar="NAME",
            help="The column that names each answer; skip for none. [default: found by name]",
        ),
        click.option(
            "--count-again/--no-count-again",
            default=None,
            help="Whether answers equal to those of another file, or of an earlier row, are others.",
        ),
    ):
        command = option(command)
    return command


@dataclass(frozen=True, slots=True)
class Used:
    """How recipes take part in one import."""

    base: Recipe | None = None
    """The recipe the file is read by."""
    named: bool = False
    """Whether a person named it."""
    keep_as: str = ""
    """What a recipe is called that is kept of this import; empty where none is to be."""
    same_name: Recipe | None = None
    """The recipe of that name for these columns."""
    says: tuple[str, ...] = ()
    """What a person should know of it, a sentence each."""


def recipe_for(seat: Seat, reader: FeedbackReader, options: FeedbackOptions) -> Used:
    """The recipe for a file. Raises Refused where several fit, or the one that was named does
    not, and UsageError for what doesn't go together."""
    from store.evidence.importing.recipe_fit import fitting, shape_of
    from store.evidence.importing.recipes import find_recipe, list_recipes, recipe_name

    name = options.recipe_name
    if name is not None and options.no_recipe:
        raise click.UsageError("Say --recipe or --no-recipe, not both.")
    if name is not None and options.measure is not None:
        raise click.UsageError("--recipe goes without --measure: use --column NAME=KEY.")
    if options.no_recipe or options.measure is not None:
        return Used()
    file = shape_of(reader.table)
    every = list_recipes(seat)
    keep_as = name or recipe_name(reader.file)
    fit = fitting(every, file)
    same_name = find_recipe(fit, keep_as)
    if name is not None:
        base = find_recipe(every, name)
        says = _differences(base, file) if base is not None else ()
        return Used(base, named=True, keep_as=keep_as, same_name=same_name, says=says)
    if len(fit) > 1:
        names = listed([f"“{each.name}”" for each in fit])
        raise Refused(
            f"Several recipes fit this file: {names}. Say which, as --recipe"
            f' "{fit[0].name}", or --no-recipe to read it afresh. Nothing was imported.'
        )
    if fit:
        says = (
            f"Read by the recipe “{fit[0].name}”. To read the file afresh: --no-recipe",
            *_differences(fit[0], file),
        )
        return Used(fit[0], keep_as=keep_as, same_name=same_name, says=says)
    return Used(
        keep_as=keep_as if options.settles_reading else "", says=_left_aside(every, file, keep_as)
    )


def _differences(recipe: Recipe, file: FileShape) -> tuple[str, ...]:
    """In what the file differs. Raises Refused where the recipe does not fit."""
    from store.evidence.importing.recipe_fit import describe, differences, on_file

    on_file(recipe, file.columns)
    difference = differences(recipe, file)
    difference_words = describe(difference)
    if not difference_words:
        return ()
    others = (
        "" if difference.questions else f" The recipe “{recipe.name}” reads the others as before."
    )
    return (f"{difference_words}{others}",)


def _left_aside(recipes: tuple[Recipe, ...], file: FileShape, name: str) -> tuple[str, ...]:
    """Why the recipe that a file is called as, or almost fits, was left aside."""
    from store.evidence.importing.recipe_fit import describe, differences
    from store.evidence.importing.recipes import find_recipe

    near = find_recipe(recipes, name) or next(
        (each for each in recipes if _is_near(each, differences(each, file))),
        None,
    )
    if near is None:
        return ()
    difference_words = describe(differences(near, file))
    return (f"The recipe “{near.name}” was left aside. {difference_words}",)


def _is_near(recipe: Recipe, difference: Difference) -> bool:
    """Whether a file has at least half of what a recipe reads, or all and another question."""
    lacks = len(difference.lacks)
    return 2 * lacks <= len(recipe.uses) and (lacks > 0 or difference.questions is not None)


def say_as_recipe(used: Used, header: tuple[str, ...], options: FeedbackOptions) -> tuple[str, ...]:
    """Put what the recipe settles of the file as a whole where nothing else was said; the columns
    that it leaves out."""
    if used.base is None:
        return ()
    from store.evidence.importing.recipe_fit import on_file
    from store.formats.tabular.days.dates import DayOrder

    terms, _ = on_file(used.base, header)
    if options.day_first is None and terms.day_order is not None:
        options.day_first = terms.day_order is DayOrder.DAY_FIRST
    if options.solve_target is None:
        options.solve_target = terms.solve_target_hours
    if options.repurchase_days is None:
        options.repurchase_days = terms.repurchase_days
    if options.id_column is None and terms.id_column is not None:
        options.id_column = terms.id_column or "skip"
    if options.best is None and terms.best_low is not None:
        options.best = "low" if terms.best_low else "high"
    if options.good_answer is None and terms.no_is_good is not None:
        options.good_answer = "no" if terms.no_is_good else "yes"
    if options.unfinished is None and terms.take_unfinished is not None:
        options.unfinished = "take" if terms.take_unfinished else "skip"
    if options.blank_days is None and terms.take_day_above is not None:
        options.blank_days = "above" if terms.take_day_above else "skip"
    return terms.left_out


def chosen_id_column(options: FeedbackOptions) -> str | None:
    """The column of ids as the terms take it: None where nothing was said, empty for none."""
    name: str | None = options.id_column
    return "" if name is not None and name.casefold() == "skip" else name


def with_recipe(look: Look, used: Used) -> Look:
    """The file with the parts that the recipe takes, in place of those recognised."""
    if used.base is None:
        return look
    from store.evidence.importing.recipe_fit import on_file

    _, parts = on_file(used.base, look.reader.whole.header)
    header = look.reader.table.header
    parts = tuple(part for part in parts if not part.column or part.column in header)
    settled = replace(look.proposal, rivals=(), rival_dates=())
    return replace(
        look, proposal=settled, parts=parts, asks="" if look.reader.terms.day_order else look.asks
    )


@contextmanager
def naming_recipe(used: Used) -> Iterator[None]:
    """Name the recipe in a refusal of what it takes as answers, and how to go without it."""
    try:
        yield
    except Refused as why:
        if used.base is None or why.field != "column":
            raise
        raise Refused(
            f"{why.message} The recipe “{used.base.name}” takes it so; --no-recipe reads the file"
            " afresh.",
            field=why.field,
        ) from why


def draft(used: Used, look: Look, prepared: Prepared) -> RecipeDraft | None:
    """The recipe to keep with this import; None where nothing new was settled."""
    from store.evidence.importing.imports import draft_of
    from store.evidence.importing.recipe_fit import adds_nothing, only_answers

    if not used.keep_as:
        return None
    base = used.base
    recipe_draft = draft_of(look.reader, prepared, used.keep_as, base if used.named else None)
    if base is not None and adds_nothing(recipe_draft, base):
        return None
    if base is not None and not used.named and only_answers(recipe_draft, base):
        return draft_of(look.reader, prepared, base.name, base)
    return recipe_draft


def identity(used: Used, settled: RecipeDraft | None) -> Recipe | None:
    """The recipe whose ids the file's are."""
    if settled is None or used.named or (used.base and settled.id == used.base.id):
        return used.base
    return used.same_name


def refuse_undecided(prepared: Prepared) -> None:
    """Raise Refused where only a person knows whether answers are those that are there already."""
    if prepared.question:
        raise Refused(
            f"{prepared.question} --no-count-again takes them as the same answers, --count-again"
            " as others. To import it for another stage, take the earlier import back first: care"
            " import list, care undo-import ID. Nothing was imported."
        )


def tell(used: Used, prepared: Prepared) -> None:
    """Say by what each answer is known, and what a person should know before it is written."""
    for sentence in used.says:
        message(sentence)
    for name in dict.fromkeys(
        read_part.id_column for read_part in prepared.read_parts if read_part.id_column
    ):
        message(f"Each answer is known by “{name}”; --id-column names another, skip none.")
    for note in prepared.notes:
        message(note)
    if prepared.equal:
        message("--count-again counts them.")
