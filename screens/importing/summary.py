"""What an import would bring, and what it brought, as text to read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.core.keys import KeyCommand, KeyScope, bindings
from screens.dialogs.base import Dialog
from screens.dialogs.reader import TextLines
from screens.importing.mapping_state import name_of
from store.domain.cycles import days_words
from store.domain.statistics.aggregates import with_count
from store.evidence.importing.import_explanation import ColumnRole
from store.evidence.importing.imports import FeedbackImport, Prepared, ReadPart

LISTED = 1_000
"""Rejected rows that are listed."""


def _only(*names: str) -> list[BindingType]:
    """Those of the import's bindings whose commands are named."""
    return [b for b in bindings(KeyScope.IMPORT) if isinstance(b, Binding) and b.id in names]


class Telling(Dialog[bool]):
    """A step of the import that is only read. True when the person goes on."""

    DEFAULT_CSS = """
    Telling > #box { width: 92; }
    """
    BINDINGS = _only("import.next", "import.back")

    def __init__(self, title: str, text: str, *, may_go_on: bool = True, deed: str = "") -> None:
        """``deed`` says what going on does where it does more."""
        super().__init__(title)
        self._text = text
        self._deed = deed
        self._may_go_on = may_go_on

    def compose_inside(self) -> ComposeResult:
        yield TextLines(self._text, ascii=self.glyphs.ascii)

    def on_mount(self) -> None:
        self.query_one(TextLines).focus()

    def at_present(self, command: KeyCommand) -> KeyCommand:
        """``import.next`` by what it does here."""
        if command.id != "import.next" or not self._deed:
            return command
        return replace(command, label=self._deed)

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        return action != "next" or self._may_go_on

    def action_next(self) -> None:
        self.dismiss(True)

    def action_back(self) -> None:
        self.dismiss(False)


def confirm_title(prepared: Prepared) -> str:
    """What is about to be written, as a question."""
    if not prepared.accepted and not prepared.changed:
        return "Nothing new: every answer is here already"
    if not prepared.accepted:
        return f"Change {answers(prepared.changed)} by {prepared.file}?"
    return f"Write {answers(prepared.accepted)} from {prepared.file}?"


def foretold(prepared: Prepared, others: Sequence[ColumnRole] = ()) -> str:
    """What writing will bring, measure by measure, with the columns and rows left out below.

    ``others`` are the columns that hold none of the measures.
    """
    both = zip(prepared.read_parts, prepared.results, strict=True)
    more = prepared.accepted or prepared.changed
    parts = ["Nothing is written yet. Press Enter to write it as one step."] if more else []
    parts += ["\n".join(_lines(read_part, result)) for read_part, result in both]
    left = [f"{name_of(part)} is left out: {why.message}" for part, why in prepared.refused]
    if left:
        parts.append("\n".join(left))
    parts.append(_words(prepared))
    unused = [f"  {each.column}: {each.why}" for each in others if not each.taken_for]
    if unused:
        parts.append("\n".join(["Columns left out", *unused]))
    if prepared.notes:
        again = ["In a shell, care import feedback FILE --count-again counts them."]
        parts.append("\n".join([*prepared.notes, *(again if prepared.equal else [])]))
    rejected = rejected_rows(prepared.results)
    if rejected:
        parts.append("\n".join(["Rejected rows", *rejected]))
    return "\n\n".join(parts)


def _words(prepared: Prepared) -> str:
    """Which column's words are kept, or that none are."""
    kept = dict.fromkeys(
        read_part.part.quote_column
        for read_part in prepared.read_parts
        if read_part.part.quote_column
    )
    if not kept:
        return "No customers' words are imported."
    return f"Customers' words are imported from {', '.join(f'“{name}”' for name in kept)}."


def _lines(read_part: ReadPart, result: FeedbackImport) -> list[str]:
    figure = with_count(result.measure, result.value, result.n)
    changed = f" {result.changed:,} changed," if result.changed else ""
    left = [
        f"{count:,} {words}"
        for count, words in (
            (result.blank - result.too_young, "without an answer"),
            (result.too_young, "too young to judge"),
            (result.rejected, "rejected"),
        )
        if count
    ]
    ended = "  the file ends too early, so today is taken as its end"
    return [
        f"{result.measure.title} for {result.stage.label}, {_source(read_part)}",
        *([ended] if read_part.judged_on is not None else []),
        f"  {figure}{_days(result)}",
        f"  {result.accepted:,} new,{changed} {result.duplicates:,} here already",
        *([f"  of {result.read:,} rows {', '.join(left)}"] if left else []),
    ]


def _source(read_part: ReadPart) -> str:
    if not read_part.part.column:
        return name_of(read_part.part)
    dated = f", dated by “{read_part.date_column}”" if read_part.date_column else ""
    return f"from “{read_part.part.column}”{dated}"


def _days(result: FeedbackImport) -> str:
    """The days the answers are of, to go on a line about them."""
    return f", {days_words(*result.days)}" if result.days is not None else ""


def rejected_rows(results: Iterable[FeedbackImport]) -> list[str]:
    """Every rejected row once a reason, with the measures it was for."""
    titles: dict[tuple[int, str], list[str]] = {}
    for result in results:
        for problem in result.problems:
            titles.setdefault((problem.line, problem.reason), []).append(result.measure.title)
    rows = [
        f"  line {line:,}: {reason} ({', '.join(dict.fromkeys(names))})"
        for (line, reason), names in sorted(titles.items())
    ]
    more = len(rows) - LISTED
    return [*rows[:LISTED], f"  and {more:,} more"] if more > 0 else rows


def done_title(results: Sequence[FeedbackImport]) -> str:
    """What was written."""
    new = sum(result.accepted for result in results)
    changed = sum(result.changed for result in results)
    also = f", {changed:,} changed" if changed else ""
    return f"{answers(new)} imported{also}"


def done_text(results: Sequence[FeedbackImport], recipe: str | None = None) -> str:
    """What was written, the recipe that was saved, and that it is one step to take back."""
    lines = [
        f"{result.measure.title} for {result.stage.label}: {answers(result.accepted)}"
        + (f", {result.changed:,} changed" if result.changed else "")
        + _which_days(result)
        for result in results
    ]
    if recipe is not None:
        lines += ["", f"Saved as the recipe “{recipe}”, for the next file with these columns."]
    return "\n".join([*lines, "", "It was one step. Press u to undo all of it."])


def _which_days(result: FeedbackImport) -> str:
    """The days of the file's answers, after how many of them were written."""
    if result.days is None:
        return ""
    few = result.accepted < result.n
    return f"{f'; all {result.n:,} of the file' if few else ''}{_days(result)}"


def answers(count: int) -> str:
    """``1 answer``, ``1,200 answers``."""
    return f"{count:,} answer{'' if count == 1 else 's'}"
