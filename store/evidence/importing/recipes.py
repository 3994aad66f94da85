"""Recipes: how a person settled that a file is read, offered for the next with its columns.

A recipe is the team's, called as the file it was made by. It holds what was said of the file
as a whole and of each measure; days and periods are of one file and are not kept.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin, get_type_hints

from sqlalchemy import select

from store.common.dataclass import dataclass
from store.common.errors import NotFound
from store.common.text import clean, fold_key, is_visible
from store.common.text_input import required_text
from store.db.tables.import_models import RecipeRow
from store.evidence.importing.import_options import Part, Terms

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from store.journal.seat import Change, Seat

T = TypeVar("T", Part, Terms)

NAME_LIMIT = 80
OF_ONE_FILE = frozenset({"day", "years", "period", "choices", "leave_unread"})
"""What is said of one file only, or not settled."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """A recipe as it is read."""

    id: str
    name: str
    columns: tuple[str, ...]
    """The header of the file it was made by."""
    uses: tuple[str, ...]
    """Those of the columns that it reads."""
    terms: Terms
    parts: tuple[Part, ...]
    question: str = ""
    """The only question that the file's rows answered, where a column said it."""


@dataclass(frozen=True, slots=True)
class RecipeDraft:
    """A recipe to be made, or what one is to say from now on."""

    name: str
    columns: tuple[str, ...]
    uses: tuple[str, ...]
    terms: Terms
    parts: tuple[Part, ...]
    id: str | None = None
    """Of the recipe that is changed; None makes one."""
    question: str = ""
    """The only question that the file's rows answer, where a column says it."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The recipe that a draft became."""

    id: str
    name: str
    changed: bool
    """Whether it is new, or says something else now."""


def recipe_name(file: str) -> str:
    """What a recipe made by ``file`` is called: the file's name without its ending."""
    name = clean(PurePath(file).stem).text[:NAME_LIMIT].strip()
    return name if is_visible(name) else "recipe"


def load_recipes(session: Session, team_id: str) -> tuple[Recipe, ...]:
    """The team's recipes by name."""
    rows = session.scalars(
        select(RecipeRow).where(RecipeRow.team_id == team_id).order_by(RecipeRow.name_key)
    )
    return tuple(_recipe(row) for row in rows)


def list_recipes(seat: Seat) -> tuple[Recipe, ...]:
    """The team's recipes by name."""
    with seat.reading() as session:
        return load_recipes(session, seat.team_id)


def find_recipe(recipes: Sequence[Recipe], name: str) -> Recipe | None:
    """The recipe called ``name``; case and spaces make no difference."""
    return next((each for each in recipes if fold_key(each.name) == fold_key(name)), None)


def drop_recipe(seat: Seat, name: str) -> str:
    """Drop a recipe; its name. What was imported by it stays. Raises NotFound."""
    with seat.change("recipe-dropped") as change:
        row = change.session.scalar(
            select(RecipeRow).where(
                RecipeRow.team_id == change.team.id, RecipeRow.name_key == fold_key(name)
            )
        )
        if row is None:
            raise no_recipe(name)
        change.session.delete(row)
        change.set_summary(f"Dropped the recipe “{row.name}”")
        return row.name


def no_recipe(name: str) -> NotFound:
    """That there is no such recipe, in words."""
    return NotFound(
        f"There is no recipe “{clean(name).text}”. “care import recipe list” names them.",
        field="recipe",
    )


# Keeping


def keep_recipe(change: Change, draft: RecipeDraft) -> Settled:
    """Make the recipe, or let the one of its id or name say this; inside a change.

    One of the same name for other columns or another question stays, and the new one is numbered.
    """
    settled = _written(draft)
    columns = list(draft.columns)
    name = required_text(draft.name, "A recipe's name", "recipe", NAME_LIMIT)
    rows = change.session.scalars(select(RecipeRow).where(RecipeRow.team_id == change.team.id))
    by_key = {row.name_key: row for row in rows}
    row = next((each for each in by_key.values() if each.id == draft.id), None)
    number = 1
    free_name = name
    while row is None:
        named = by_key.get(fold_key(free_name))
        if named is None:
            row = RecipeRow(
                id=change.new_id(),
                team_id=change.team.id,
                name=free_name,
                name_key=fold_key(free_name),
                columns=columns,
                settled=settled,
                made_at=change.now,
            )
            change.session.add(row)
            return Settled(row.id, row.name, changed=True)
        if _same_names(named.columns, columns) and not other_question(
            _question(named.settled), draft.question
        ):
            row = named
        else:
            number += 1
            free_name = f"{name[: NAME_LIMIT - 5]} {number}"
    same = row.settled == settled and _same_names(row.columns, columns)
    if not same:
        row.settled, row.columns = settled, columns
    return Settled(row.id, row.name, changed=not same)


def other_question(some: str, other: str) -> bool:
    """Whether two files answer two questions; one that tells none may answer either."""
    return bool(some and other) and fold_key(some) != fold_key(other)


def _same_names(some: Sequence[str], others: Sequence[str]) -> bool:
    return {fold_key(name) for name in some} == {fold_key(name) for name in others}


def _written(draft: RecipeDraft) -> dict[str, Any]:
    written = {
        "uses": list(draft.uses),
        "file": said_of(draft.terms),
        "measures": [said_of(part) for part in draft.parts],
    }
    return written | ({"question": draft.question} if draft.question else {})


def said_of(settings: Terms | Part) -> dict[str, Any]:
    """What was said of a file or a measure, as plain values by name; without what nobody said
    otherwise."""
    plain: dict[str, Any] = {}
    for field in dataclasses.fields(settings):
        value = getattr(settings, field.name)
        if field.name in OF_ONE_FILE or value is None or value == field.default:
            continue
        if isinstance(value, tuple):
            value = list(value)
        plain[field.name] = value.value if isinstance(value, Enum) else value
    return plain


def _recipe(row: RecipeRow) -> Recipe:
    uses, terms, parts = read_settled(row.settled)
    columns = tuple(map(str, row.columns))
    return Recipe(row.id, row.name, columns, uses, terms, parts, _question(row.settled))


def read_settled(
    settled: Mapping[str, Any],
) -> tuple[tuple[str, ...], Terms, tuple[Part, ...]]:
    """What a recipe holds: the columns it uses, the terms, the parts.

    Raises TypeError or ValueError where it cannot be read, as in a file from elsewhere.
    """
    if not settled.keys() <= {"uses", "file", "measures", "question"}:
        raise ValueError(settled)
    _question(settled)
    terms = _read(Terms, settled.get("file", {}))
    terms.check(date.max)
    parts = tuple(_read(Part, each) for each in settled.get("measures", []))
    return check_columns(settled.get("uses", [])), terms, parts


def _question(settled: Mapping[str, Any]) -> str:
    """The question that a recipe's file answered; raises ValueError for what is none."""
    question = settled.get("question", "")
    if not isinstance(question, str) or clean(question).text != question:
        raise ValueError(question)
    return question


def check_columns(names: Any) -> tuple[str, ...]:
    """The names of columns. Raises TypeError or ValueError for what is none."""
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise TypeError(names)
    if any(clean(name).text != name for name in names):
        raise ValueError(names)
    return tuple(names)


def _read(kind: type[T], stored: Any) -> T:
    hints = get_type_hints(kind)
    if not isinstance(stored, Mapping) or not stored.keys() <= hints.keys() - OF_ONE_FILE:
        raise ValueError(stored)
    return kind(**{name: _value(hints[name], value) for name, value in stored.items()})


def _value(hint: Any, value: Any) -> Any:
    """``value`` as a field of this type holds it."""
    kinds = [each for each in (get_args(hint) or (hint,)) if isinstance(each, type)]
    if get_origin(hint) is tuple:
        return tuple(value)
    for kind in kinds:
        if issubclass(kind, Enum):
            return kind(value)
    if float in kinds and type(value) is int:
        return float(value)
    if type(value) not in kinds:
        raise TypeError(value)
    if isinstance(value, str) and clean(value).text != value:
        raise ValueError(value)
    return value
