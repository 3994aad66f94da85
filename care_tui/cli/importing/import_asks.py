"""What only a person can know of a file of feedback: refused, with the line that says it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from store.common.errors import Refused

if TYPE_CHECKING:
    from care_tui.cli.importing.feedback_options import FeedbackOptions
    from store.evidence.importing.imports import Look, Part, Prepared, ReadPart
    from store.formats.tabular.days.periods import PeriodColumn


def refuse_open(
    look: Look,
    parts: Sequence[Part],
    columns: dict[str, str],
    options: FeedbackOptions,
    *,
    single: bool,
) -> None:
    """Raise Refused where more must be said before anything is taken, with the line that says it."""
    from store.formats.feedback import refusals
    from store.formats.feedback.questions.asked_questions import mixed_questions
    from store.formats.feedback.unfinished import hold_answers

    asks_order = look.asks and options.on is None and options.day_first is None
    if asks_order and (parts or not look.reason):
        raise Refused(f"{look.asks_why} Say which, with --day-first or --month-first.")
    if not parts:
        if look.reader.terms.left_out:
            raise Refused(
                "No other column holds a measure, so all is left out. Nothing was imported."
            )
        raise Refused(look.reason or "Nothing can be taken from the file.")
    if not single:
        _refuse_several(look, parts, columns)
        _refuse_undecided(parts)
    proposal = look.proposal
    taken = {part.column for part in parts if part.column}
    _refuse_open_ends(look, parts, options)
    for column in taken:
        mixed = mixed_questions(look.reader.table, look.reader.table.index(column))
        if mixed is not None:
            raise Refused(f"{refusals.several_questions(mixed)} Nothing was imported.")
    _refuse_undated(look, parts, options)
    repeated = look.repeated_id
    if repeated is not None and taken:
        raise Refused(f"{refusals.several_rows(repeated)} Nothing was imported.")
    doubted = proposal.unfinished if options.unfinished is None else None
    if doubted is not None and taken and hold_answers(look.reader.table, doubted, taken):
        why = refusals.unfinished_answers(doubted)
        raise Refused(f"{why} Nothing was imported.")
    if look.repeated_rows is not None and taken and options.count_again is None:
        raise Refused(f"{refusals.repeated(look.repeated_rows)} Nothing was imported.")


def refuse_without_day(parts: Sequence[Part], options: FeedbackOptions, *, dry_run: bool) -> None:
    """Refuse to write answers of which nobody says when they were given."""
    if dry_run or options.on is not None:
        return
    if any(each.column and each.date_column is None for each in parts):
        raise Refused(
            "No column says when customers answered: say --on DAY to date all answers, such as"
            " --on today. Nothing was imported."
        )


def _refuse_open_ends(look: Look, parts: Sequence[Part], options: FeedbackOptions) -> None:
    """Refuse columns of which only a person knows what is good; a measure of the team's own says it."""
    from store.evidence.importing.best_ends import told_of
    from store.formats.feedback import refusals

    own = {measure.key for measure in look.reader.around.own}
    taken = {part.column for part in parts if part.column and part.measure not in own}
    for each in look.proposal.columns:
        if each.asks_best and each.column in taken and options.best is None:
            told = told_of(look.reader.table, look.reader.table.index(each.column))
            raise Refused(f"{refusals.which_end(each.column, told)} Nothing was imported.")
        if each.asks_answer and each.column in taken and options.good_answer is None:
            raise Refused(f"{refusals.which_answer(each.column)} Nothing was imported.")


def _refuse_undated(look: Look, parts: Sequence[Part], options: FeedbackOptions) -> None:
    """Refuse to date answers by one of several days, by another day than theirs, or today."""
    from store.formats.feedback import refusals
    from store.formats.feedback.memberships import refuse_sign_up_days

    proposal = look.proposal
    undated = any(part.column and part.date_column is None for part in parts)
    rivals = proposal.rival_dates
    if options.date_column is None and any(each.date_column in rivals for each in parts):
        raise Refused(f"{refusals.rival_dates(rivals)} Nothing was imported.")
    today = look.reader.around.today
    answers = [
        each.column for each in parts if each.column and each.measure not in ("churn", "retention")
    ]
    for part in parts:
        if part.column and part.date_column is None and options.on is None:
            for column in proposal.doubtful_dates:
                refuse_sign_up_days(look.reader.table, today, part.measure, column, answers)
    if undated and options.on is None and proposal.doubtful_dates:
        others = _beside_members(look, parts)
        why = refusals.doubtful_dates(proposal.doubtful_dates, others)
        raise Refused(f"{why} Nothing was imported.")
    if undated and options.on is None and proposal.unread_dates is not None:
        why = refusals.unread_dates(proposal.unread_dates, today)
        raise Refused(f"{why} Nothing was imported.")


def _beside_members(look: Look, parts: Sequence[Part]) -> list[str]:
    """The columns of answers that stand in a list of members, which is read without them."""
    from store.formats.feedback.memberships import membership_columns

    if membership_columns(look.reader.table, look.reader.around.today) is None:
        return []
    return [part.column for part in parts if part.column]


def by_period(look: Look, column: str | None) -> PeriodColumn | None:
    """The weeks or months of a column that dates answers; None where it holds days."""
    from store.formats.feedback.days.answer_dates import order_in
    from store.formats.tabular.days.periods import period_column

    if column is None or column in look.date_columns:
        return None
    table, terms = look.reader.table, look.reader.terms
    order = order_in(table, look.reader.around.today, terms.day_order)
    return period_column(table, table.index(column), order)


def _refuse_several(look: Look, parts: Sequence[Part], columns: dict[str, str]) -> None:
    """Refuse to take one of several columns for a measure by itself, or several as one."""
    from store.domain.statistics.measures import find_measure
    from store.formats.feedback import refusals

    table = look.reader.table
    chosen = {table.header[table.index(name)] for name in columns}
    for group in look.proposal.rivals:
        measure = next((part.measure for part in parts if part.column == group[0]), "")
        if chosen.isdisjoint(group) and measure:
            title = find_measure(measure, look.reader.around.own).title
            raise Refused(f"{refusals.several(group, measure, title)} Nothing was imported.")
    seen: dict[tuple[str, str], str] = {}
    for part in parts:
        target = (part.measure, part.stage.value)
        if part.column and part.measure and target in seen:
            raise Refused(
                f"“{seen[target]}” and “{part.column}” would be put together as {part.measure} for"
                f" {part.stage.label}. Import one of them, or each for another --stage."
            )
        if part.column and part.measure:
            seen[target] = part.column


def _refuse_undecided(parts: Sequence[Part]) -> None:
    from store.formats.feedback.questions.ways_on import MEANS

    for part in parts:
        if not part.measure:
            *most, last = (f"{key} ({MEANS[key]})" if key in MEANS else key for key in part.choices)
            raise Refused(
                f"“{part.column}” may hold {', '.join(most)} or {last}, and only you know which:"
                f' say --column "{part.column}={part.choices[0]}", or'
                f' --column "{part.column}=skip" to leave it out. Nothing was imported.'
            )


def refuse_chosen(look: Look, prepared: Prepared, columns: dict[str, str]) -> None:
    """Refuse the whole where a column that a person chose cannot be used, or only a part of its
    answers can be read."""
    table = look.reader.table
    chosen = {table.header[table.index(name)] for name in columns}
    for part, why in prepared.refused:
        if part.column in chosen or why.field in ("unread", "blank_days", "date_column"):
            raise why


def _turns(look: Look, prepared: Prepared) -> bool:
    """Whether a yes or no was taken whose good answer only a person knows."""
    from store.domain.statistics.measures import MeasureKind
    from store.formats.feedback.columns import answer_is_open

    table = look.reader.table
    return any(
        found.measure.kind is MeasureKind.RATE
        and not found.measure.own
        and found.part.column
        and answer_is_open(table, table.index(found.part.column))
        for found in prepared.read_parts
    )


def _idle_of_rows(
    look: Look, taken: Sequence[ReadPart], options: FeedbackOptions
) -> list[tuple[str, str]]:
    """The options that say which rows count, where there are none such, and why."""
    idle = []
    if options.unfinished is not None and look.proposal.unfinished is None:
        idle.append(
            (
                "--unfinished",
                "every answer was finished and published and none is a test, or no column says so",
            )
        )
    if options.blank_days is not None and not any(each.without_day for each in taken):
        idle.append(("--blank-days", "every answer has its day"))
    if options.unread is not None and not any(each.problems for each in taken):
        idle.append(("--unread", "every answer can be read"))
    return idle


def without_effect(look: Look, prepared: Prepared, options: FeedbackOptions) -> list[str]:
    """A sentence for each option that changed nothing, and why."""
    from store.domain.statistics.measures import MeasureKind
    from store.formats.feedback.proposals import FileKind

    taken = prepared.read_parts
    keys = {read_part.measure.key for read_part in taken}
    kinds = {read_part.part.source for read_part in taken if not read_part.part.column}
    scored = any(
        read_part.measure.kind in (MeasureKind.SCORE, MeasureKind.NPS) for read_part in taken
    )
    by_column = any(read_part.part.column for read_part in taken)
    has_words = any(read_part.part.quote_column for read_part in taken)
    idle = []
    if options.year is not None and not any(by_period(look, each.date_column) for each in taken):
        idle.append(("--year", "no week, month or day without its year dates the answers"))
    if options.solve_target is not None and "solved-in-target" not in keys:
        of_cases = FileKind.TICKETS in kinds
        why = (
            "does not say when cases were solved"
            if of_cases
            else "is not a help desk's list of cases"
        )
        idle.append(("--solve-target", f"the file {why}"))
    if options.repurchase_days is not None and FileKind.PURCHASES not in kinds:
        idle.append(("--repurchase-days", "no purchases were taken from the file"))
    if options.first is not None and FileKind.MEMBERSHIPS not in kinds:
        idle.append(("--from and --to", "no memberships were taken from the file"))
    if options.best is not None and not scored:
        idle.append(("--best", "no score was taken from the file"))
    if options.good_answer is not None and not _turns(look, prepared):
        idle.append(("--good-answer", "no question that was taken asks for the bad answer"))
    idle += _idle_of_rows(look, taken, options)
    if options.day_first is not None and not look.order_was_open:
        idle.append(("--day-first or --month-first", "the file's dates leave nothing open"))
    if options.quote_column is not None and not by_column and not has_words:
        idle.append(("--quote-column", "no words go with what rows add up to"))
    if options.on is not None and not by_column:
        idle.append(("--on", "the rows are dated one by one"))
    if options.date_column is not None and not any(each.part.may_have_words for each in taken):
        why = "the rows are dated one by one"
        if FileKind.TICKETS in kinds:
            why = (
                "it dates what customers answered; a first reply and a solution within a target count"
                " on the day their case was created, the rest on the day it was solved"
            )
        idle.append(("--date-column", why))
    return [f"{option} had no effect: {why}." for option, why in idle]
