"""The marks by which an imported answer is known again, whatever else in its row changes.

Marks are hashes under the team's id: they name no customer, and stay when an answer is erased.
A team's id goes along in exports and copies, so the marks hold in another workspace too.
"""

from __future__ import annotations

import hashlib
from datetime import date

from store.common.text import fold_key

NO_WORDS = "-"
"""The mark of words where the customer's were looked for and there were none."""

_ASKS = "~"
_LETTERS = "0123456789abcdefghijklmnopqrstuv"


def likeness_of(team_id: str, measure: str, day: date | None, value: float | None) -> str:
    """The mark of what is used of an answer, its words aside: ``5`` and ``5.0`` are the same.

    ``day`` is None where nothing said one, and the answer has that of its import.
    """
    number = "" if value is None else repr(float(value) + 0.0)
    return _mark(team_id, "values", measure, day.isoformat() if day else "", number)


def words_mark_of(team_id: str, words: str) -> str:
    """The mark of a customer's words; case and spaces make no difference."""
    folded = fold_key(words) if words else ""
    return _mark(team_id, "words", folded)[:16] if folded else NO_WORDS


def id_mark_of(team_id: str, measure: str, key: str) -> str:
    """The mark of a row's id, a case's or a customer's, whatever file it stands in."""
    return _mark(team_id, "id", measure, key)


def column_mark_of(team_id: str, name: str) -> str:
    """The mark of a column's name; case and spaces make no difference."""
    return _mark(team_id, "column", fold_key(name))[:8]


def answer_column_mark_of(team_id: str, column: str, question: str = "") -> str:
    """The mark of the column that holds answers, and of the question where the file tells one:
    the first four characters are then those of the column's, the last three the question's."""
    mark = column_mark_of(team_id, column)
    if not question:
        return mark
    asked = int(_mark(team_id, "question", fold_key(question)), 16)
    letters = "".join(_LETTERS[(asked >> 5 * place) % 32] for place in range(3))
    return f"{mark[:4]}{_ASKS}{letters}"


def question_mark_of(answer_column: str) -> str:
    """The question's part of the mark of a column of answers; empty where none was told."""
    return answer_column.partition(_ASKS)[2]


def column_part_of(answer_column: str) -> str:
    """The column's part of the mark of a column of answers: that mark begins with it."""
    return answer_column.partition(_ASKS)[0]


def fingerprint_by_id(
    team_id: str, origin: str, measure: str, column: str, key: str, file: str = ""
) -> str:
    """What one answer is known by where a column names it.

    ``origin`` is the recipe or the tool that the ids are of, ``column`` holds the answers,
    ``file`` is named only where a person said that this file's ids are its own.
    """
    return _mark(team_id, "answer", origin, measure, column, key, file)


def fingerprint_by_values(team_id: str, likeness: str, words: str, copy: int) -> str:
    """What the ``copy``-th answer of these values is known by."""
    return _mark(team_id, "copy", likeness, words, str(copy))


def marks_of_kept(
    team_id: str, measure: str, day: date, value: float | None, quote: str
) -> dict[str, str | None]:
    """The marks of an answer that an earlier version imported, as columns of the evidence.

    That one had no words may mean that nobody looked for them.
    """
    return {
        "likeness": likeness_of(team_id, measure, day, value),
        "words_mark": words_mark_of(team_id, quote) if quote else None,
    }


def _mark(*parts: str) -> str:
    return hashlib.sha256("\x1d".join(parts).encode()).hexdigest()[:32]
