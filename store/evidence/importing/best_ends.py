"""Which end of a scale is best, and which answer is good, where only a person knows it."""

from __future__ import annotations

from store.common.errors import Refused
from store.domain.statistics.measures import Better, Measure, MeasureKind
from store.evidence.importing.import_options import Terms
from store.formats.feedback.columns import answer_is_open, best_is_open, judged, lowest_is_best
from store.formats.feedback.questions.column_answers import gather
from store.formats.feedback.questions.told_scales import ToldScale, told_scale
from store.formats.feedback.questions.ways_on import Way, WayOn
from store.formats.feedback.refusals import beyond_five, which_answer, which_end
from store.formats.feedback.scales import best_end_of_cells, is_grade, stated_scale
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.tables import Table

_WORST_GRADE = 6


def check_end(table: Table, terms: Terms, measure: Measure, index: int | None) -> None:
    """Raise Refused where nobody said which end of a column's scale is best, and a measure of the
    team's own does not say it either."""
    if index is None or measure.own or measure.key.startswith("ces-"):
        return
    judgement = judged(table, index)
    graded = measure.key == "csat" and is_grade(table.header[index]) and judgement is not None
    on = judgement.way_on if graded and judgement is not None else None
    if judgement is not None and on is not None and on.way is Way.OWN_SCORE:
        raise Refused(beyond_five(table.header[index], judgement.reason, on), field="column")
    told = told_scale(table, index)
    if measure.kind is MeasureKind.NPS and told is not None and told.scale.high not in (None, 10):
        reason = f"its scale ends at {told.scale.high}, as the file says: “{told.text}”"
        raise Refused(f"“{table.header[index]}”: {reason}. NPS needs 0 to 10.", field="column")
    if measure.key == "csat" and told is not None and _tells_of_grades(table.header[index], told):
        reason = f"its scale ends at {told.scale.high}, as the file says: “{told.text}”; CSAT needs 1 to 5"
        on = WayOn(Way.OWN_SCORE, float(told.scale.high or 0), told.scale.best_low)
        raise Refused(beyond_five(table.header[index], reason, on), field="column")
    scored, rated = measure.kind is MeasureKind.SCORE, measure.kind is MeasureKind.RATE
    if scored and terms.best_low is None and best_is_open(table, index):
        raise Refused(which_end(table.header[index], told_of(table, index)), field="best")
    if rated and terms.no_is_good is None and answer_is_open(table, index):
        raise Refused(which_answer(table.header[index]), field="good_answer")


def _tells_of_grades(name: str, told: ToldScale) -> bool:
    """Whether a file tells of grades to 6 where a column's own name says nothing of its scale."""
    return told.scale.high == _WORST_GRADE and stated_scale(name).high is None


def told_of(table: Table, index: int) -> str:
    """What the file says outside its header of a column whose best end only a person knows; empty
    where it says nothing."""
    told = told_scale(table, index)
    return told.text if told is not None and told.asks else ""


def told_note(table: Table, terms: Terms, measure: Measure, column: str) -> str:
    """That a column's lowest number is read as its best, and by what the file says so; empty where
    it is not, or a person said so."""
    if not column or measure.own or measure.kind not in (MeasureKind.SCORE, MeasureKind.NPS):
        return ""
    index = table.index(column)
    told = told_scale(table, index)
    if terms.best_low is not None or measure.key.startswith("ces-eff"):
        return ""
    cells = [cell for cell in table.column(index) if not is_blank(cell)]
    if not lowest_is_best(table, index) or not gather(cells).numeric:
        return ""
    if told is not None and told.text and told.scale.best_low:
        why = f"as the file says: “{told.text}”"
    elif stated_scale(table.header[index]).best_low:
        why = "as its name says"
    else:
        why = "as its answers say" if best_end_of_cells(cells) else "as the file says"
    return f"In “{column}” the lowest number is read as the best, {why}."


def is_turned(table: Table, terms: Terms, measure: Measure, index: int) -> bool:
    """Whether a yes in a column is a measure's no, as a person said of what it asks."""
    if measure.own or measure.kind is not MeasureKind.RATE or terms.no_is_good is None:
        return False
    yes_is_good = measure.better is Better.UP
    return answer_is_open(table, index) and terms.no_is_good is yes_is_good
