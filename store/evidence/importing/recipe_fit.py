"""Which recipes fit a file, and what one says of a file's own columns."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from store.common.dataclass import dataclass
from store.common.errors import Refused
from store.common.text import clean, fold_key, listed
from store.evidence.importing.import_options import Part, Terms
from store.evidence.importing.recipes import (
    OF_ONE_FILE,
    Recipe,
    RecipeDraft,
    other_question,
    said_of,
)
from store.formats.feedback.questions.asked_questions import told_question
from store.formats.tabular.days.dates import quoted_cell
from store.formats.tabular.tables import Table

_ANSWERS = frozenset({"day_order", "best_low", "no_is_good", "take_unfinished", "take_day_above"})
"""What a person says of a file where it leaves it open."""


@dataclass(frozen=True, slots=True)
class FileShape:
    """What of a file tells whether a recipe fits it."""

    columns: tuple[str, ...]
    """Its header."""
    question: str = ""
    """The only question that its rows answer, where a column says it."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How a file differs from those of a recipe."""

    lacks: tuple[str, ...]
    """Columns that the recipe reads and the file has not."""
    gone: tuple[str, ...]
    """Columns that the recipe knows but does not read, and the file has not."""
    more: tuple[str, ...]
    """Columns that only the file has."""
    questions: tuple[str, str] | None = None
    """The recipe's question and the file's, where they are two."""


def shape_of(table: Table) -> FileShape:
    """What of a file tells whether a recipe fits it."""
    return FileShape(table.header, clean(told_question(table)).text)


def differences(recipe: Recipe, file: FileShape) -> Difference:
    """How a file differs from those the recipe was made for."""
    here = {fold_key(name) for name in file.columns}
    known = {fold_key(name) for name in recipe.columns}
    read = {fold_key(name) for name in recipe.uses}
    gone = [name for name in recipe.columns if fold_key(name) not in here]
    return Difference(
        tuple(name for name in recipe.uses if fold_key(name) not in here),
        tuple(name for name in gone if fold_key(name) not in read),
        tuple(name for name in file.columns if fold_key(name) not in known),
        (recipe.question, file.question)
        if other_question(recipe.question, file.question)
        else None,
    )


def fitting(recipes: Sequence[Recipe], file: FileShape) -> tuple[Recipe, ...]:
    """The recipes whose columns and question a file has; those made for just these columns go
    first, and leave the others out."""
    compared = [(each, differences(each, file)) for each in recipes]
    fit = [(each, how) for each, how in compared if not (how.lacks or how.questions)]
    same = tuple(each for each, differs in fit if not (differs.gone or differs.more))
    return same or tuple(each for each, _ in fit)


def describe(difference: Difference) -> str:
    """In what a file differs, as sentences; empty where it does not."""
    parts = [
        f"{words} {listed([f'“{name}”' for name in names[:8]])}"
        + (f" and {len(names) - 8:,} more" if len(names) > 8 else "")
        for words, names in (
            ("lacks", (*difference.lacks, *difference.gone)),
            ("also has", difference.more),
        )
        if names
    ]
    said = [f"The file {' and '.join(parts)}."] if parts else []
    if difference.questions:
        before, now = map(quoted_cell, difference.questions)
        said.append(f"The file's rows answer “{now}”, the recipe's “{before}”.")
    return " ".join(said)


def on_file(recipe: Recipe, header: Sequence[str]) -> tuple[Terms, tuple[Part, ...]]:
    """What the recipe says, with the columns' names as the file spells them.

    Raises Refused, naming them, for columns that the file has not.
    """
    differs = differences(recipe, FileShape(tuple(header)))
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
    return _settled(draft) == _settled(recipe)


def only_answers(draft: RecipeDraft, recipe: Recipe) -> bool:
    """Whether a draft differs from a recipe by nothing but answers to what that left open, as the
    order of days which an earlier file showed itself."""
    said, before = _settled(draft), _settled(recipe)
    more = said[0].keys() - before[0].keys()
    kept = {key: value for key, value in said[0].items() if key not in more}
    return bool(more) and more <= _ANSWERS and [kept, *said[1:]] == before


def _settled(said: Recipe | RecipeDraft) -> list[dict[str, Any]]:
    """What is settled of the file, and of each measure, however columns are spelled."""
    plain_parts = [said_of(said.terms), *sorted(map(said_of, said.parts), key=repr)]
    return [{key: _folded(value) for key, value in each.items()} for each in plain_parts]


def _folded(value: Any) -> Any:
    return fold_key(value) if isinstance(value, str) else value
