"""Import feedback: ask for a file, what to take from it, show what that yields, keep it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from screens.acting import Outcome, act, attempt, read
from screens.dialogs.confirm import Confirm
from screens.dialogs.days import parse_day
from screens.dialogs.fields import NotesField, TextField
from screens.dialogs.form import Form
from screens.evidence.import_form import Given, ImportForm
from screens.shell import shell_of
from screens.widgets.words import plural, today_of
from store import trends
from store.errors import Refused
from store.exchange.dates import DayOrder
from store.exchange.proposals import propose
from store.imports import FeedbackImport, FeedbackWish, import_feedback
from store.practice.measures import MeasureKind
from store.practice.stages import Stage
from store.practice.tallies import format_value

if TYPE_CHECKING:
    from textual.widget import Widget

    from store.seat import Seat
    from store.snapshot import Snapshot

LARGEST = 100_000_000
"""Bytes of the largest file that is read."""
_SHOWN = 5
"""Rows that can't be read, shown in the preview."""


async def import_file(widget: Widget, snapshot: Snapshot, stage: Stage | None) -> None:
    """Ask, show, and keep what is agreed to; ``stage`` is the one offered first."""
    given = await _ask_file(widget, snapshot)
    if given is None:
        return
    measures = await read(widget, trends.known_measures)
    values: dict[str, str] = {}

    async def preview(typed: dict[str, str]) -> Outcome[tuple[FeedbackWish, FeedbackImport]]:
        values.update(typed)
        return await attempt(widget, _preview, given, dict(typed), snapshot)

    while measures.value is not None:
        form = ImportForm(given, list(measures.value.values()), stage, preview, values)
        outcome = await widget.app.push_screen_wait(form)
        if outcome is None or outcome.value is None:
            return
        wish, found = outcome.value
        if not found.accepted:
            widget.notify(_nothing_new(found), markup=False)
            return
        if await widget.app.push_screen_wait(_question(wish, found)):
            await _keep(widget, given, wish)
            return


async def _ask_file(widget: Widget, snapshot: Snapshot) -> Given | None:
    """Ask for a path; for a paste where the app is served to a guest."""
    hosted = shell_of(widget).hosted

    async def save(values: dict[str, str]) -> Outcome[Given]:
        return await attempt(widget, _given, values["file"], hosted, snapshot)

    field = (
        NotesField("file", "Paste it here", required=True, lines=8)
        if hosted
        else TextField("file", "File", hint="a path such as ~/survey.csv", required=True)
    )
    form = Form(
        "Import customer feedback",
        [field],
        save,
        draft="" if hosted else "import/file",
        intro="An export of a survey or a help desk, as a table of text (CSV or alike).",
    )
    outcome = await widget.app.push_screen_wait(form)
    return outcome.value if outcome else None


def _given(_seat: Seat, text: str, pasted: bool, snapshot: Snapshot) -> Given:
    """The file that ``text`` names (or is), and what it seems to be.

    Raises Refused for ``file`` where it can't be read.
    """
    if pasted:
        name, data = "a paste", text.encode()
    else:
        path = Path(text.strip().strip("'\"")).expanduser()
        name, data = path.name, _bytes_of(path)
    try:
        proposal = propose(
            data,
            today=today_of(snapshot),
            reply_target_hours=snapshot.team.reply_target_hours,
            zone=ZoneInfo(snapshot.team.zone),
        )
    except Refused as refused:
        raise Refused(refused.message, field="file") from None
    return Given(name, data, proposal)


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise Refused(f"{path} is larger than {LARGEST // 1_000_000} MB.", field="file")
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "it can't be read").lower()
        raise Refused(f"{path}: {reason}.", field="file") from None


def _preview(
    seat: Seat, given: Given, values: dict[str, str], snapshot: Snapshot
) -> tuple[FeedbackWish, FeedbackImport]:
    """What the answers in the form would bring; nothing is written."""
    typed = values["on"].strip()
    wish = FeedbackWish(
        Stage(values["stage"]),
        values["measure"],
        values["column"],
        values["dates"] or None,
        parse_day(typed, today_of(snapshot), field="on", ahead=False) if typed else None,
        DayOrder(values["order"]) if values["order"] else None,
        values["quotes"] or None,
    )
    try:
        return wish, import_feedback(seat, given.data, wish, file=given.name, dry_run=True)
    except Refused as refused:
        field = {"date_column": "dates", "day_order": "order"}.get(refused.field or "")
        raise Refused(refused.message, field=field or refused.field) from None


def _question(wish: FeedbackWish, found: FeedbackImport) -> Confirm:
    answers = plural(found.accepted, "answer")
    return Confirm(
        f"Import {answers} of {found.measure.title} into {wish.stage.label}?",
        "\n".join(_yields(wish, found)),
        yes="Import",
        no="Change something",
    )


def _yields(wish: FeedbackWish, found: FeedbackImport) -> list[str]:
    figure = format_value(found.measure, found.value)
    points = " points" if found.measure.kind is MeasureKind.NPS else ""
    lines = [
        f"“{found.column}” is {figure}{points} of {found.n:,}.",
        f"{found.read:,} rows: {found.accepted:,} new, {found.duplicates:,} here already, "
        f"{found.blank:,} without an answer, {found.rejected:,} that can't be read.",
    ]
    if found.date_column:
        lines.append(f"The days come from “{found.date_column}”.")
    else:
        lines.append(f"All are dated {wish.day or 'today'}.")
    lines += [f"line {each.line}: {each.reason}" for each in found.problems[:_SHOWN]]
    if found.rejected > _SHOWN:
        lines.append(f"and {found.rejected - _SHOWN:,} more")
    return lines


def _nothing_new(found: FeedbackImport) -> str:
    return f"Nothing new: all {found.duplicates:,} answers are here already."


async def _keep(widget: Widget, given: Given, wish: FeedbackWish) -> None:
    outcome = await act(widget, import_feedback, given.data, wish, file=given.name)
    if outcome.value is not None:
        done = outcome.value
        answers = plural(done.accepted, "answer")
        widget.notify(
            f"Imported {answers} of {done.measure.title}. u takes them back.", markup=False
        )
