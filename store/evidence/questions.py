"""Questions that customers ask again and again: counted, joined, and answered somewhere."""

from __future__ import annotations

import unicodedata
from datetime import date

from sqlalchemy import func, select

from store.common.dataclass import dataclass
from store.common.errors import NotFound, Refused, WrongValue
from store.common.text import clean, fold_key, listed
from store.common.text_input import required_text, within_limit
from store.db.tables.quarter_models import QuestionRow
from store.journal.seat import Change, Seat

LIMIT = 300
FORMS = {
    "page": "on a help page",
    "tip": "as a tip at the step where it comes up",
    "prompt": "as a prompt for that situation",
    "guide": "in a usage guide",
}
"""The forms an answer may have before anybody asks."""
TOP = 5
"""So many head Assist's Pick."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question with all that were joined into it."""

    id: str
    text: str
    asked: int
    """How often, those that were joined into it counted in."""
    last_on: date
    answered_where: str
    """Where customers find the answer; empty for nowhere."""
    frustrated: int = 0
    """How many of them asked only once they were frustrated."""
    answered_as: str = ""
    """A key of `FORMS`; empty where nobody has said it."""

    @property
    def answer_words(self) -> str:
        """Where and in which form it is answered, else which forms there are to choose from."""
        if not self.answered_where:
            return "answered where? A tip, a prompt, a guide?"
        form = FORMS.get(self.answered_as, "")
        return f"{self.answered_where}, {form}" if form else self.answered_where


def question_key(text: str) -> str:
    """What equal questions share: their words, whatever their case and punctuation."""
    letters = (c if unicodedata.category(c)[0] not in "PS" else " " for c in fold_key(text))
    return " ".join("".join(letters).split())


def ask(seat: Seat, text: str, *, frustrated: bool = False) -> Question:
    """Count a question that was asked once more; the question it counts for. ``frustrated``: the
    customer asked only once they were."""
    words = required_text(text, "A question", "text", LIMIT)
    key = question_key(words) or fold_key(words)
    with seat.change("question-asked") as change:
        row = change.session.scalar(
            select(QuestionRow).where(
                QuestionRow.team_id == change.team.id, QuestionRow.text_key == key
            )
        )
        if row is None:
            row = QuestionRow(
                id=change.new_id(),
                team_id=change.team.id,
                text=words,
                text_key=key,
                asked=1,
                frustrated=0,
                last_on=change.today,
                made_at=change.now,
            )
            change.session.add(row)
        else:
            row.asked += 1
            row.last_on = change.today
        row.frustrated += frustrated
        counts_for = row.joined_into or row.id
        change.set_summary(f"Asked: {words}")
    return next(each for each in questions(seat) if each.id == counts_for)


def answered_where(seat: Seat, question_id: str, where: str, form: str = "") -> None:
    """Say where customers find the answer, and in which form; empty for nowhere. Raises Refused
    for an unknown form."""
    if form and form not in FORMS:
        raise WrongValue(f"The forms of an answer are {listed(FORMS)}, not “{form}”.", field="form")
    with seat.change("question-answered") as change:
        row = _find(change, question_id)
        row.answered_as = form if where.strip() else ""
        row.answered_where = within_limit(clean(where).text, "The place", "where", LIMIT)
        change.set_summary(f"Answered where: {row.text}")


def join_questions(seat: Seat, question_id: str, into: str) -> None:
    """Count a question, and all joined into it, for another one from now on. Raises Refused
    for itself."""
    with seat.change("question-joined") as change:
        row, target = _find(change, question_id), _find(change, into)
        if row.id == target.id:
            raise Refused("A question can't be joined with itself. Choose another.")
        for older in change.session.scalars(
            select(QuestionRow).where(QuestionRow.joined_into == row.id)
        ):
            older.joined_into = target.id
        row.joined_into = target.id
        if not target.answered_where:
            target.answered_where, target.answered_as = row.answered_where, row.answered_as
        change.set_summary(f"Joined “{row.text}” with “{target.text}”")


def _find(change: Change, question_id: str) -> QuestionRow:
    row = change.find(QuestionRow, question_id, "question")
    if row.joined_into is not None:
        raise Refused("This question was joined with another. Choose that one.")
    return row


def find_question(seat: Seat, words: str) -> str:
    """The id of the question of these words, or the only one that has them in it.

    Raises NotFound for none, Refused for several.
    """
    key = question_key(words)
    known_questions = questions(seat)
    same = [each for each in known_questions if question_key(each.text) == key]
    near = same or [each for each in known_questions if key and key in question_key(each.text)]
    if not near:
        raise NotFound(f"There is no question “{words.strip()}”. Count one with: care ask")
    if len(near) > 1:
        raise Refused(f"{len(near)} questions have “{words.strip()}” in them. Write more of it.")
    return near[0].id


def questions(seat: Seat, limit: int | None = None) -> tuple[Question, ...]:
    """The questions, the most asked first, then the latest."""
    head = func.coalesce(QuestionRow.joined_into, QuestionRow.id)
    with seat.reading() as session:
        counts = {
            id: (asked, last, frustrated)
            for id, asked, last, frustrated in session.execute(
                select(
                    head,
                    func.sum(QuestionRow.asked),
                    func.max(QuestionRow.last_on),
                    func.sum(QuestionRow.frustrated),
                )
                .where(QuestionRow.team_id == seat.team_id)
                .group_by(head)
            )
        }
        rows = session.execute(
            select(
                QuestionRow.id,
                QuestionRow.text,
                QuestionRow.answered_where,
                QuestionRow.answered_as,
            ).where(QuestionRow.team_id == seat.team_id, QuestionRow.joined_into.is_(None))
        ).all()
    listed = []
    for id, text, where, form in rows:
        asked, last, frustrated = counts[id]
        listed.append(Question(id, text, asked, last, where, frustrated, form))
    listed.sort(key=lambda each: (-each.asked, -each.last_on.toordinal(), each.text))
    return tuple(listed[:limit])
