"""What is asked each quarter: are the promises still true, how many customers stayed and came
back, and whether what was validated half a year ago still holds."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from store.common.dataclass import dataclass
from store.common.errors import Refused, WrongValue
from store.db.tables.evidence_models import EvidenceRow
from store.db.tables.quarter_models import PromiseRow, QuarterAnswerRow
from store.domain.cycles import Cadence
from store.domain.statistics.verdicts import Verdict
from store.evidence.evidence import Filter, conditions, sums, tally_from
from store.journal.seat import Seat, TeamReading
from store.models.improvement import Improvement
from store.queries.proof_overview import proven

HALF_A_YEAR = timedelta(days=182)
TWO_YEARS = timedelta(days=728)
"""What was validated longer ago is not asked about any more."""
NOW = timedelta(days=28)
"""The days whose answers make the figure now."""
ANSWERS = ("yes", "no", "later")
STREAMS = {
    "retention": "How many of the customers at the start of the quarter stayed?",
    "repurchase": "How many of the first-time buyers bought again?",
}
"""The measures of which a figure is asked each quarter, and the question."""


@dataclass(frozen=True, slots=True)
class QuarterQuestion:
    """One thing to answer this quarter."""

    about: str
    """``promises``, ``retention``, ``repurchase``, or an improvement's id."""
    question: str
    detail: str


def quarter_of(cadence: Cadence) -> timedelta:
    """How long an answer lasts: 13 weeks, or three months of at most 31 days."""
    return timedelta(weeks=13) if cadence is Cadence.WEEKLY else timedelta(days=92)


def quarter_questions(seat: Seat) -> tuple[QuarterQuestion, ...]:
    """What is to be answered now. An answer lasts a quarter; that a change still holds is
    answered once."""
    validated = [each for each in proven(seat, None) if _is_validated(each)]
    with seat.read_team() as team:
        session, today = team.session, team.today
        lasting = quarter_of(team.calendar.era_on(today).cadence)
        answers = {
            row.about: row
            for row in session.scalars(
                select(QuarterAnswerRow).where(QuarterAnswerRow.team_id == team.row.id)
            )
        }

        def is_due(about: str, begun: date) -> bool:
            row = answers.get(about)
            return (row.on if row else begun) + lasting <= today

        questions = []
        oldest = session.scalar(
            select(func.min(PromiseRow.made_at)).where(PromiseRow.team_id == team.row.id)
        )
        if oldest is not None and is_due("promises", team.calendar.today(oldest)):
            questions.append(QuarterQuestion("promises", "Are your promises still true?", ""))
        begun = team.calendar.today(team.row.made_at)
        for key, question in STREAMS.items():
            last = _last_day(session, team.row.id, key)
            if is_due(key, begun) and (last is None or last + lasting <= today):
                last_words = f"Last figure: {last}." if last else "There is no figure yet."
                questions.append(QuarterQuestion(key, question, last_words))
        for each in validated:
            row = answers.get(each.id)
            open_still = row is None or (row.answer == "later" and row.on + lasting <= today)
            end = each.reading.after.window.last if each.reading and each.reading.after else today
            if open_still and HALF_A_YEAR <= today - end <= TWO_YEARS:
                figure = _figure_now(team, each)
                questions.append(
                    QuarterQuestion(each.id, f"Does it still hold? {each.text}", figure)
                )
        return tuple(questions)


def _is_validated(each: Improvement) -> bool:
    reading = each.reading
    return reading is not None and reading.final and reading.verdict is Verdict.VALIDATED


def _last_day(session: Session, team_id: str, measure: str) -> date | None:
    return session.scalar(
        select(func.max(EvidenceRow.day)).where(*conditions(team_id, Filter(measure=measure)))
    )


def _figure_now(team: TeamReading, each: Improvement) -> str:
    """The measure's figure of the last four weeks, beside the one it was validated with."""
    reading, proof = each.reading, each.proof
    assert reading is not None
    assert proof is not None
    filter = Filter(
        stage=each.stage,
        measure=proof.measure,
        touchpoint_id=each.touchpoint_id if proof.touchpoint_only else None,
        first=team.today - NOW,
    )
    counted = select(*sums()).where(*conditions(team.row.id, filter))
    tally = tally_from(*team.session.execute(counted).one())
    then = reading.after.value if reading.after else None
    unit = reading.measure.unit
    then_words = "" if then is None else f"It was {_figure(then, unit)} then. "
    if not tally.n:
        return f"{then_words}{proof.measure_title}: no answers in the last 28 days."
    now = tally.yes / tally.n
    if unit == "points":
        now = 100 * (tally.promoters - tally.detractors) / tally.n
    elif not unit:
        return f"{then_words}{proof.measure_title} of the last 28 days: {tally.total:g}."
    return (
        f"{then_words}{proof.measure_title} of the last 28 days: {_figure(now, unit)} of {tally.n}."
    )


def _figure(value: float, unit: str) -> str:
    if unit == "%":
        return f"{round(100 * value)}%"
    return f"{round(value)} {unit}".rstrip()


def answer_quarter(seat: Seat, about: str, answer: str) -> None:
    """Keep the team's answer, ``yes``, ``no`` or ``later``; it is not asked again this quarter.

    Raises Refused for another answer, and for what is not asked at all.
    """
    if answer not in ANSWERS:
        raise WrongValue(f"Answer yes, no or later, not “{answer}”.", field="answer")
    known = {"promises", *STREAMS, *(each.id for each in proven(seat, None))}
    if about not in known:
        raise Refused(
            f"Nothing is asked about “{about}”. See the questions with: care quarter", field="about"
        )
    with seat.change("quarter-answered") as change:
        row = change.session.scalar(
            select(QuarterAnswerRow).where(
                QuarterAnswerRow.team_id == change.team.id, QuarterAnswerRow.about == about
            )
        )
        if row is None:
            row = QuarterAnswerRow(id=change.new_id(), team_id=change.team.id, about=about)
            change.session.add(row)
        row.answer, row.on = answer, change.today
        change.set_summary(f"Answered for the quarter: {answer}")
