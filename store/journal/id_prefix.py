"""Finding a row by the first letters of its id, as people type them in a shell."""

from __future__ import annotations

from sqlalchemy import ColumnElement, select

from store.common.errors import NotFound, WhichOne
from store.journal.seat import Seat


def find_by_prefix(seat: Seat, ids: ColumnElement[str], start: str, noun: str) -> str:
    """The one of ``ids`` that begins with ``start`` (four letters or more).

    Raises NotFound for none, Refused for more than one, both naming ``noun`` it is.
    """
    prefix = start.strip().lower()
    if len(prefix) < 4 or not prefix.isalnum():
        raise NotFound(f"“{start.strip()}” is not the id of any {noun}.", field=noun)
    with seat.reading() as session:
        ids_found = session.scalars(select(ids).where(ids.startswith(prefix)).limit(2)).all()
    if not ids_found:
        raise NotFound(f"There is no {noun} with the id “{prefix}”.", field=noun)
    if len(ids_found) > 1:
        raise WhichOne(f"More than one id of {noun} starts with “{prefix}”.", field=noun)
    return ids_found[0]
