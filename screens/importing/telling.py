"""What an import would bring, and what it brought, as text to read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.dialogs.base import Dialog
from screens.dialogs.reader import TextLines
from screens.importing.choices import name_of
from screens.keys import Where, bindings
from store.imports import FeedbackImport, Found, Prepared
from store.practice.tallies import with_count

LISTED = 1_000
"""Rejected rows that are listed."""


def _only(*names: str) -> list[BindingType]:
    """Those of the import's bindings whose commands are named."""
    return [b for b in bindings(Where.IMPORT) if isinstance(b, Binding) and b.id in names]


class Telling(Dialog[bool]):
    """A step of the import that is only read. True when the person goes on."""

    DEFAULT_CSS = """
    Telling > #box { width: 92; }
    """
    BINDINGS = _only("import.next", "import.back")

    def __init__(self, title: str, text: str, *, may_go_on: bool = True) -> None:
        super().__init__(title)
        self._text = text
        self._may_go_on = may_go_on

    def inside(self) -> ComposeResult:
        yield TextLines(self._text, ascii=self.marks.ascii)

    def on_mount(self) -> None:
        self.query_one(TextLines).focus()

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        return action != "next" or self._may_go_on

    def action_next(self) -> None:
        self.dismiss(True)

    def action_back(self) -> None:
        self.dismiss(False)


def title_of(prepared: Prepared) -> str:
    """What is about to be written, as a question."""
    if not prepared.accepted:
        return "Nothing new: every answer is here already"
    return f"Write {answers(prepared.accepted)} from {prepared.file}?"


def foretold(prepared: Prepared) -> str:
    """What writing will bring, measure by measure, with the rejected rows below."""
    both = zip(prepared.found, prepared.results, strict=True)
    parts = ["Nothing is written yet; Enter writes it as one step."] if prepared.accepted else []
    parts += ["\n".join(_lines(found, result)) for found, result in both]
    left = [f"{name_of(part)} is left out: {why.message}" for part, why in prepared.refused]
    if left:
        parts.append("\n".join(left))
    rejected = rejected_rows(prepared.results)
    if rejected:
        parts.append("\n".join(["Rejected rows", *rejected]))
    return "\n\n".join(parts)


def _lines(found: Found, result: FeedbackImport) -> list[str]:
    figure = with_count(result.measure, result.value, result.n)
    left = [
        f"{count:,} {words}"
        for count, words in (
            (result.blank - result.too_young, "without an answer"),
            (result.too_young, "too young to judge"),
            (result.rejected, "rejected"),
        )
        if count
    ]
    return [
        f"{result.measure.title} for {result.stage.label}, {_source(found)}",
        f"  {figure}, {_days(found)}",
        f"  {result.accepted:,} new, {result.duplicates:,} here already",
        *([f"  of {result.read:,} rows {', '.join(left)}"] if left else []),
    ]


def _source(found: Found) -> str:
    if not found.part.column:
        return name_of(found.part)
    dated = f", dated by “{found.date_column}”" if found.date_column else ""
    return f"from “{found.part.column}”{dated}"


def _days(found: Found) -> str:
    """The days the answers are of."""
    days = [row.day for row in found.rows]
    first, last = min(days), max(days)
    return f"all of {first}" if first == last else f"{first} to {last}"


def rejected_rows(results: Iterable[FeedbackImport]) -> list[str]:
    """Every rejected row once a reason, with the measures it was for."""
    titles: dict[tuple[int, str], list[str]] = {}
    for result in results:
        for problem in result.problems:
            titles.setdefault((problem.line, problem.reason), []).append(result.measure.title)
    found = [
        f"  line {line:,}: {reason} ({', '.join(dict.fromkeys(names))})"
        for (line, reason), names in sorted(titles.items())
    ]
    more = len(found) - LISTED
    return [*found[:LISTED], f"  and {more:,} more"] if more > 0 else found


def done_title(results: Sequence[FeedbackImport]) -> str:
    """What was written."""
    return f"{answers(sum(result.accepted for result in results))} imported"


def done_text(results: Sequence[FeedbackImport]) -> str:
    """What was written, and that it is one step to take back."""
    lines = [
        f"{result.measure.title} for {result.stage.label}: {answers(result.accepted)}"
        for result in results
    ]
    return "\n".join([*lines, "", "It was one step: u takes all of it back."])


def answers(count: int) -> str:
    """``1 answer``, ``1,200 answers``."""
    return f"{count:,} answer{'' if count == 1 else 's'}"
