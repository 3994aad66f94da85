"""Recipes in the import: offered for a file whose columns they know, and kept with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from screens.dialogs.choose import Choose, Option
from screens.importing.mapping_state import Laid, weigh
from store.evidence.importing.import_options import NOTHING_SAID, Terms
from store.evidence.importing.imports import draft_of, look_at, read_file
from store.evidence.importing.recipe_fit import (
    adds_nothing,
    describe,
    differences,
    fitting,
    on_file,
    shape_of,
)
from store.evidence.importing.recipes import list_recipes, recipe_name

if TYPE_CHECKING:
    from store.evidence.importing.imports import FeedbackReader, Prepared
    from store.evidence.importing.recipes import Recipe, RecipeDraft
    from store.journal.seat import Seat

AFRESH = "afresh"
"""The choice to use no recipe."""
COUNT_AGAIN, SAME = "again", "same"


def recipes_for(seat: Seat, data: bytes, file: str) -> tuple[tuple[Recipe, str], ...]:
    """The recipes that fit a file, and in what its columns differ from theirs, in words.

    Raises Refused for a file that is no table.
    """
    every = list_recipes(seat)
    if not every:
        return ()
    shape = shape_of(read_file(seat, data, file).table)
    return tuple((each, describe(differences(each, shape))) for each in fitting(every, shape))


def recipe_question(file: str, offered: Sequence[tuple[Recipe, str]]) -> Choose:
    """Asks by which recipe a file is read."""
    options = [
        Option(each.id, f"By the recipe “{each.name}”", _stages(each)) for each, _ in offered
    ]
    detail = next((differs for _, differs in offered if differs), "")
    afresh = Option(AFRESH, "Afresh", "look at its columns first")
    return Choose(f"How is {file} read?", [*options, afresh], detail=detail)


def _stages(recipe: Recipe) -> str:
    return ", ".join(f"{part.stage.letter} {part.measure}" for part in recipe.parts)


def lay_out_by(seat: Seat, data: bytes, file: str, recipe: Recipe, said: Terms) -> Laid:
    """The file laid out as a recipe settles it, and as was ``said`` of what it leaves open. Raises
    Refused where it does not fit."""
    reader = read_file(seat, data, file, Terms(sheet=said.sheet))
    terms, parts = on_file(recipe, reader.table.header)
    changed = {
        field.name: value
        for field in fields(said)
        if (value := getattr(said, field.name)) != getattr(NOTHING_SAID, field.name)
    }
    look = look_at(reader.on(replace(terms, **changed)))
    return Laid(look, tuple(weigh(seat, look.reader, part) for part in parts))


def draft_to_keep(
    reader: FeedbackReader, prepared: Prepared, recipe: Recipe | None
) -> RecipeDraft | None:
    """The recipe to keep with an import; None where the one that was used says it already."""
    name = recipe.name if recipe is not None else recipe_name(prepared.file)
    draft = draft_of(reader, prepared, name, recipe)
    return None if recipe is not None and adds_nothing(draft, recipe) else draft


def again_question(question: str) -> Choose:
    """Asks whether answers are those that are there already."""
    return Choose(
        "Are these the same answers?",
        [
            Option(SAME, "The same", "they stay where they are; corrections replace"),
            Option(COUNT_AGAIN, "Others", "they are counted beside those"),
        ],
        detail=question,
    )
