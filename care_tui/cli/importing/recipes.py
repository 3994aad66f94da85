"""``import recipe``: how files of the same columns are read; ``undo-import``: one taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from care_tui.cli.inputs import json_option
from care_tui.cli.lazy import CareCommand, LazyGroup
from care_tui.cli.output import fact, facts, message, plural, table
from care_tui.context import CommandContext, pass_here

if TYPE_CHECKING:
    from store.evidence.importing.recipes import Recipe

_NAME = click.argument("name", metavar="NAME")


@click.group("recipe", cls=LazyGroup)
def recipe() -> None:
    """See or drop what was settled for files of the same columns."""


@recipe.command("list")
@json_option
@pass_here
def list_(context: CommandContext, as_json: bool) -> None:
    """Name the team's recipes."""
    from store.evidence.importing.recipes import list_recipes

    kept_recipes = list_recipes(context.seat())
    if as_json:
        facts({"recipes": [_facts(each) for each in kept_recipes]})
        return
    table([(each.name, ", ".join(part.measure for part in each.parts)) for each in kept_recipes])
    if not kept_recipes:
        message("There are no recipes yet. An import saves one when you settle how a file is read.")


@recipe.command("show")
@_NAME
@json_option
@pass_here
def show(context: CommandContext, name: str, as_json: bool) -> None:
    """Say how a recipe reads a file."""
    from store.evidence.importing.recipes import find_recipe, list_recipes, no_recipe

    chosen = find_recipe(list_recipes(context.seat()), name)
    if chosen is None:
        raise no_recipe(name)
    if as_json:
        facts(_facts(chosen))
        return
    for part in chosen.parts:
        where = f"“{part.column}”" if part.column else f"the {part.source}"
        dated = f", dated by “{part.date_column}”" if part.date_column else ""
        quoted = f", with the words in “{part.quote_column}”" if part.quote_column else ""
        fact(f"{part.measure} for {part.stage.label}, from {where}{dated}{quoted}")
    for key, value in _of_the_file(chosen).items():
        fact(f"{key.replace('_', ' ')}: {value}")
    if chosen.question:
        fact(f"question: “{chosen.question}”")
    fact(f"columns: {', '.join(chosen.columns)}")


@recipe.command("drop")
@_NAME
@pass_here
def drop(context: CommandContext, name: str) -> None:
    """Drop a recipe; what was imported by it stays."""
    from store.evidence.importing.recipes import drop_recipe

    message(f"Dropped the recipe “{drop_recipe(context.seat(), name)}”.")


def _facts(found: Recipe) -> dict[str, Any]:
    return {
        "name": found.name,
        "columns": list(found.columns),
        "uses": list(found.uses),
        "question": found.question or None,
        "file": _of_the_file(found),
        "measures": [
            {
                "measure": part.measure,
                "stage": part.stage.value,
                "source": part.source.value,
                "column": part.column or None,
                "date_column": part.date_column,
                "quote_column": part.quote_column,
                "touchpoint": part.touchpoint,
            }
            for part in found.parts
        ],
    }


def _of_the_file(found: Recipe) -> dict[str, Any]:
    from store.evidence.importing.recipes import said_of

    return said_of(found.terms)


@click.command("undo-import", cls=CareCommand)
@click.argument("import_id", metavar="IMPORT-ID")
@json_option
@pass_here
def undo_import(context: CommandContext, import_id: str, as_json: bool) -> None:
    """Take an import back as a whole; care import list names its id."""
    from store.evidence.importing import import_undo

    seat = context.seat()
    id = import_undo.find_import(seat, import_id)
    done = import_undo.undo_import(seat, id)
    if as_json:
        facts({"import": id, "file": done.file, "answers": done.answers, "restored": done.restored})
        return
    again = f", {plural(done.restored, 'answer')} changed back" if done.restored else ""
    fact(f"Took back the import of {done.file}: {plural(done.answers, 'answer')}{again}")
    message("Answers that later files have too come back when those are imported again.")
