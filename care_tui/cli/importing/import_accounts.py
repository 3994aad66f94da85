"""What an import of feedback took and left out, in words and as facts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from care_tui.cli.importing.import_asks import by_period
from care_tui.cli.output import fact, message, plural, table

if TYPE_CHECKING:
    from store.evidence.importing.imports import FeedbackImport, Look, Part, Prepared
    from store.formats.feedback.cases.tickets import TicketFile

_SHOWN = 20
"""Rejected rows, and columns with nothing in them, that are listed for people; JSON lists all."""


def name_parts(look: Look, prepared: Prepared, left: Sequence[tuple[str, str]]) -> None:
    """Say what the file was taken for, what was left out, and whose words were kept."""
    from store.formats.feedback.column_roles import Tool
    from store.formats.feedback.days.period_days import dated_on

    proposal = look.proposal
    plain = proposal.tool is Tool.PLAIN
    kind = proposal.tool.value if plain else f"an export from {proposal.tool}"
    message(f"The file is {kind}, with {plural(proposal.rows, 'row')}.")
    read_from = dict.fromkeys(
        name for read_part in prepared.read_parts for name in read_part.read_from
    )
    if read_from:
        message(f"Read were {', '.join(f'“{name}”' for name in read_from)}.")
    for read_part, result in zip(prepared.read_parts, prepared.results, strict=True):
        part, what = read_part.part, f"{read_part.measure.title}, for {read_part.part.stage.label}"
        dated = f", {result.dated}" if result.dated else ""
        if (periods := by_period(look, part.date_column)) is not None:
            dated += f", each on {dated_on(periods)}"
        quoted = f", with the words in “{part.quote_column}”" if part.quote_column else ""
        if part.column:
            message(f"“{part.column}” is taken as {what}{dated}{quoted}.")
        else:
            message(
                f"The {part.source} give {what}{_counted_over(look, part)}{_replied_within(look, part)}{dated}{quoted}."
            )
        if of_cases := _of_cases(look, part):
            message(of_cases)
        if read_part.judged_on is not None:
            message(
                "The file ends before anybody's time to buy again was over, so today is taken as its end. That is "
                "right only if the file holds every purchase until today."
            )
    if comment_column(prepared) is None:
        tell_words(prepared)
    tell_left_out(left)
    for part, why in prepared.refused:
        message(f"{part.column or part.measure} is left out: {why.message}")
    if look.may_have_target and look.reader.terms.solve_target_hours is None and look.solved:
        taken = {read_part.measure.key for read_part in prepared.read_parts}
        if "solved-in-target" not in taken:
            cases = "1 case is" if look.solved == 1 else f"{look.solved:,} cases are"
            message(f"{cases} solved. Say --solve-target HOURS to count those solved in time.")


def _counted_over(look: Look, part: Part) -> str:
    """The days that members are counted over, and how to choose others."""
    from store.domain.cycles import full_day_words
    from store.formats.feedback.kinds import FileKind

    period = look.reader.terms.period
    if part.source is not FileKind.MEMBERSHIPS or period is None:
        return ""
    first, last = map(full_day_words, period)
    return f", counted from {first} to {last} (--from and --to choose other days)"


def _replied_within(look: Look, part: Part) -> str:
    """The target that replies are held against, where the file says how long each took."""
    from store.formats.feedback.kinds import FileKind

    if part.source is not FileKind.TICKETS or part.measure != "first-reply":
        return ""
    if "reply" not in look.places:
        return ""
    return f", held against your team's {plural(look.reader.around.reply_target_hours, 'hour')}"


def _of_cases(look: Look, part: Part) -> str:
    """That cases are not solved in the first contact only because they were reopened, or not in
    time only because they are not solved yet."""
    from store.formats.feedback.kinds import FileKind

    if part.source is not FileKind.TICKETS:
        return ""
    file = look.reader.tickets
    if part.measure == "first-contact" and (count := file.came_back):
        were, do = ("was", "does") if count == 1 else ("were", "do")
        return f"{plural(count, 'case')} with one reply {were} reopened, and {do} not count as solved in the first contact."
    return _open_cases(file) if part.measure == "solved-in-target" else ""


def _open_cases(file: TicketFile) -> str:
    """What became of the cases that nobody solved yet, as sentences; empty without one."""
    said = []
    if count := file.still_open:
        are, count_as = ("is", "counts") if count == 1 else ("are", "count")
        said.append(
            f"{plural(count, 'case')} that {are} older than the target {are} not solved yet, and"
            f" {count_as} as not solved in time."
        )
    if count := file.not_late:
        are, do = ("is", "does") if count == 1 else ("are", "do")
        said.append(f"{plural(count, 'case')} {are} not solved yet nor late, and {do} not count.")
    return " ".join(said)


def tell_words(prepared: Prepared) -> None:
    """Say which column was taken as the customers' words, or that none was."""
    words = comment_column(prepared)
    if words is not None:
        message(f"“{words}” is saved as the customers' words.")
    else:
        message("No column was taken as the customers' words. Name one with --quote-column.")


def comment_column(prepared: Prepared) -> str | None:
    """The column that was taken as the customers' words."""
    return next(
        (
            read_part.part.quote_column
            for read_part in prepared.read_parts
            if read_part.part.quote_column
        ),
        None,
    )


def left_out(look: Look, prepared: Prepared, columns: Sequence[str]) -> list[tuple[str, str]]:
    """Every column of the file that was not taken, and why; ``columns`` a person left out by
    name."""
    from store.evidence.importing.import_explanation import explain

    read_parts = prepared.read_parts
    used = {name for each in read_parts for name in _used(each.part)}
    used |= {name for each in read_parts for name in each.read_from} | set(columns)
    roles = explain(look, [each.part for each in read_parts])
    untaken = [(each.column, each.why) for each in roles if not each.taken_for]
    return [
        *((name, why) for name, why in untaken if name not in used),
        *((name, "you said so") for name in columns),
    ]


def tell_left_out(left: Sequence[tuple[str, str]]) -> None:
    """Say which columns were left out and why; those with nothing to say of them together."""
    from store.evidence.importing.import_explanation import EMPTY, NO_MEASURE

    together = {
        NO_MEASURE: "nothing says that they hold a customer measure",
        EMPTY: "they are empty",
    }
    for name, why in left:
        if why not in together:
            message(f"“{name}” is left out: {why}.")
    for same, words in together.items():
        names = [f"“{name}”" for name, why in left if why == same]
        if names:
            more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
            message(f"Also left out, as {words}: {', '.join(names[:_SHOWN])}{more}.")


def _used(part: Part) -> list[str]:
    return [name for name in (part.column, part.date_column, part.quote_column) if name]


def show(done: FeedbackImport, *, single: bool) -> None:
    """Say what came of one measure."""
    from store.domain.cycles import days_words
    from store.domain.statistics.aggregates import with_count

    where = "" if single else f" for {done.stage.label}"
    fact(f"{done.measure.title}{where}: {with_count(done.measure, done.value, done.n)}")
    if done.days is not None:
        fact(f"{plural(done.n, 'answer')}, {days_words(*done.days)}")
    changed = f" {done.changed:,} changed," if done.changed else ""
    fact(
        f"{plural(done.read, 'row')} read: {done.accepted:,} accepted,{changed}"
        f" {done.rejected:,} rejected, {done.blank:,} without an answer, {done.duplicates:,} there already"
    )
    if done.too_young:
        are = "is" if done.too_young == 1 else "are"
        message(f"{done.too_young:,} of those without an answer {are} too young to judge.")
    for problem in done.problems[:_SHOWN]:
        message(f"Line {problem.line}: {problem.reason}.")
    if len(done.problems) > _SHOWN:
        message(f"And {len(done.problems) - _SHOWN:,} more; --json lists them all.")


def facts_of(done: FeedbackImport) -> dict[str, Any]:
    """The facts of one measure."""
    return {
        "rows": {
            "read": done.read,
            "accepted": done.accepted,
            "changed": done.changed,
            "rejected": done.rejected,
            "blank": done.blank,
            "duplicates": done.duplicates,
        },
        "measure": done.measure.key,
        "n": done.n,
        "value": done.value,
        "problems": [{"line": problem.line, "reason": problem.reason} for problem in done.problems],
        "date_column": done.date_column,
        "first_day": str(done.days[0]) if done.days else None,
        "last_day": str(done.days[1]) if done.days else None,
    }


def more_facts(
    done: FeedbackImport, left: Sequence[tuple[str, str]], words: str | None
) -> dict[str, Any]:
    """The facts of one measure among several: also its stage, column, the too young, and what
    of the file was left out."""
    return {
        **facts_of(done),
        "stage": done.stage.value,
        "column": done.column or None,
        "too_young": done.too_young,
        "comment_column": words,
        "left_out": [{"column": name, "reason": reason} for name, reason in left],
    }


def show_explained(look: Look, parts: Sequence[Part], *, as_json: bool) -> list[dict[str, str]]:
    """Show each column, what it was taken for and why, unless ``as_json``; the same as facts."""
    from store.evidence.importing.import_explanation import explain

    roles = explain(look, parts)
    rows = [["Column", "Taken for", "Why"]]
    rows += [[each.column, each.taken_for or "left out", each.why] for each in roles]
    if not as_json:
        table(rows)
        if look.reason:
            message(look.reason)
    return [{"column": each.column, "taken_for": each.taken_for, "why": each.why} for each in roles]
