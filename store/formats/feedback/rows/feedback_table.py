"""The table of a feedback file as it is judged: one column a question, one row a customer."""

from __future__ import annotations

from store.formats.feedback.questions.told_scales import without_notes
from store.formats.feedback.rows.coded_answers import with_coded_answers
from store.formats.feedback.rows.no_answers import without_no_answers
from store.formats.feedback.rows.repeated_rows import without_headers
from store.formats.feedback.rows.report_lines import without_report_lines
from store.formats.feedback.rows.star_marks import with_star_marks
from store.formats.feedback.rows.ticked_grades import with_ticks_joined
from store.formats.feedback.rows.tool_codes import with_tool_codes
from store.formats.feedback.rows.total_rows import without_totals
from store.formats.feedback.rows.trial_rows import without_trials
from store.formats.tabular.choices import with_choices_joined
from store.formats.tabular.tables import Table, read_table


def feedback_table(data: bytes | Table, file: str = "", sheet: str = "") -> Table:
    """The table in ``data``; see `read_table`. Questions of one choice that have a column for
    each choice are put together, and rows that are no customer's answer are problems: previews and
    tests of a survey, those that tell its scale, those of totals, the header once more and those a report says of itself. What a question's own words call no
    answer is blank, and what they call yes or no is that; a help desk's codes are
    what it calls them."""
    table = with_ticks_joined(with_choices_joined(with_star_marks(read_table(data, file, sheet))))
    table = without_report_lines(without_notes(without_trials(without_headers(table))))
    table = without_totals(table)
    return with_tool_codes(with_coded_answers(without_no_answers(table)))
