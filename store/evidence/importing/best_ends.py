"""Which end of a scale is best, and which answer is good, where only a person knows it."""

from __future__ import annotations

from store.common.errors import Refused
from store.domain.statistics.measures import Better, Measure, MeasureKind
from store.evidence.importing.import_options import Terms
from store.formats.feedback.columns import answer_is_open, best_is_open, judged
from store.formats.feedback.refusals import beyond_five, which_answer, which_end
from store.formats.feedback.scales import is_grade
from store.formats.tabular.tables import Table


def check_end(table: Table, terms: Terms, measure: Measure, index: int | None) -> None:
    """Raise Refused where nobody said which end of a column's scale is best, and a measure of the
    team's own does not say it either."""
    if index is None or measure.own or measure.key.startswith("ces-"):
        return
    judgement = judged(table, index)
    graded = measure.key == "csat" and is_grade(table.header[index]) and judgement is not None
    if graded and judgement is not None and "care measure add makes" in judgement.reason:
        raise Refused(beyond_five(table.header[index], judgement.reason), field="column")
    scored, rated = measure.kind is MeasureKind.SCORE, measure.kind is MeasureKind.RATE
    if scored and terms.best_low is None and best_is_open(table, index):
        raise Refused(which_end(table.header[index]), field="best")
    if rated and terms.no_is_good is None and answer_is_open(table, index):
        raise Refused(which_answer(table.header[index]), field="good_answer")


def is_turned(table: Table, terms: Terms, measure: Measure, index: int) -> bool:
    """Whether a yes in a column is a measure's no, as a person said of what it asks."""
    if measure.own or measure.kind is not MeasureKind.RATE or terms.no_is_good is None:
        return False
    yes_is_good = measure.better is Better.UP
    return answer_is_open(table, index) and terms.no_is_good is yes_is_good
