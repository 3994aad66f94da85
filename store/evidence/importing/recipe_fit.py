"""Which recipes fit a file, and what one says of a file's own columns."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from store.common.dataclass import dataclass
from store.common.errors import Refused
from store.common.text import fold_key, listed
from store.evidence.importing.import_options import Part, Terms
from store.evidence.importing.recipes import OF_ONE_FILE, Recipe, RecipeDraft, said_of


@dataclass(frozen=True, slots=True)
class Difference:
    """How a file's columns differ from a recipe's."""

    lacks: tuple[str, ...]
    """Columns that the recipe reads and the file has not."""
    gone: tuple[str, ...]
    """Columns that the recipe knows but does not read, and the file has not."""
    more: tuple[str, ...]
    """Columns that only the file has."""


def differences(recipe: Recipe, header: Sequence[str]) -> Difference:
    """How a file with this ``header`` differs from the files the recipe was made for."""
    here = {fold_key(name) for name in header}
    known = {fold_key(name) for name in recipe.columns}
    read = {fold_key(name) for name in recipe.uses}
    gone = [name for name in recipe.columns if fold_key(name) not in here]
    return Difference(
        tuple(name for name in recipe.uses if fold_key(name) not in here),
        tuple(name for name in gone if fold_key(name) not in read),
        tuple(name for name in header if fold_key(name) not in known),
    )


def fitting(recipes: Sequence[Recipe], header: Sequence[str]) -> tuple[Recipe, ...]:
    """The recipes whose columns a file has; those made for just these columns go first, and
    leave the others out."""
    compared = [(each, differences(each, header)) for each in recipes]
    fit = [(each, differs) for each, differs in compared if not differs.lacks]
    same = tuple(each for each, differs in fit if not (differs.gone or differs.more))
    return same or tuple(each for each, _ in fit)


def describe(difference: Difference) -> str:
    """In what a file's columns differ, as a sentence; empty where they do not."""
    parts = [
        f"{words} {listed([f'“{name}”' for name in names[:8]])}"
        + (f" and {len(names) - 8:,} more" if len(names) > 8 else "")
        for words, names in (
            ("lacks", (*difference.lacks, *difference.gone)),
            ("also has", difference.more),
        )
        if names
    ]
    return f"The file {' and '.join(parts)}." if parts else ""


def on_file(recipe: Recipe, header: Sequence[str]) -> tuple[Terms, tuple[Part, ...]]:
    """What the recipe says, with the columns' names as the file spells them.

    Raises Refused, naming them, for columns that the file has not.
    """
    differs = differences(recipe, header)
    if differs.lacks:
        raise Refused(
            f"The recipe “{recipe.name}” does not fit. {describe(differs)} --no-recipe reads the"
            " file afresh.",
            field="recipe",
        )
    spelled = {fold_key(name): name for name in header}

    def here(name: str | None) -> str | None:
        return spelled.get(fold_key(name), name) if name else name

    parts = tuple(
        replace(
            part,
            column=here(part.column) or "",
            date_column=here(part.date_column),
            quote_column=here(part.quote_column),
        )
        for part in recipe.parts
    )
    terms = recipe.terms
    for field in dataclasses.fields(terms):
        names = getattr(terms, field.name)
        if isinstance(names, tuple) and field.name not in OF_ONE_FILE:
            there = tuple(spelled[fold_key(name)] for name in names if fold_key(name) in spelled)
            changed: dict[str, Any] = {field.name: there}
            terms = replace(terms, **changed)
    return replace(terms, id_column=here(terms.id_column)), parts


def adds_nothing(draft: RecipeDraft, recipe: Recipe) -> bool:
    """Whether a recipe settles already what the draft would, however columns are spelled."""

    def settled(said: Recipe | RecipeDraft) -> list[dict[str, Any]]:
        plain_parts = [said_of(said.terms), *sorted(map(said_of, said.parts), key=repr)]
        return [{key: _folded(value) for key, value in each.items()} for each in plain_parts]

    return settled(draft) == settled(recipe)


def _folded(value: Any) -> Any:
    return fold_key(value) if isinstance(value, str) else value
