"""The open cases, what is due next first: who owns each, how long it waits, what is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.core.store_calls import read
from screens.dialogs.choose import Choose, Option
from screens.dialogs.follow_up import answer_follow_up
from screens.evidence.case import ask_case
from screens.forms.case_owner import hand_over_case
from screens.widgets.date_format import moment, plural
from store.evidence.open_cases import PassedOn, often_passed_on, open_cases
from store.models.case import FollowUpKind, OpenCase
from store.models.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.widget import Widget

_DEEDS = {
    FollowUpKind.ASK: "ask",
    FollowUpKind.CALL: "call",
    FollowUpKind.REPLY: "contact",
}


async def show_open_cases(widget: Widget, snapshot: Snapshot) -> None:
    """List the open cases, and do what is chosen with one of them. Awaited in a worker."""
    still_open = (await read(widget, open_cases)).value
    often = (await read(widget, often_passed_on)).value
    if still_open is None or often is None:
        return
    if not still_open:
        widget.notify("No case is open. Press a to note one.", markup=False)
        return
    options = [Option(case.id, *_row(case, snapshot), whole=True) for case in still_open]
    list_of_cases = Choose(
        f"Open cases: {len(still_open)}", options, detail=passed_on_sentence(often)
    )
    chosen = await widget.app.push_screen_wait(list_of_cases)
    case = next((each for each in still_open if each.id == chosen), None)
    if case is not None:
        await _do_with(widget, snapshot, case)


def _row(case: OpenCase, snapshot: Snapshot) -> tuple[str, str]:
    """A case in a line: what it is, and what is due when, by whom."""
    due = case.next
    when = "now" if due.due else moment(snapshot, due.due_at)
    parts = [due.owner or "no owner", f"{_DEEDS[due.kind]} {'overdue' if due.overdue else when}"]
    if due.waiting_days:
        parts.append(f"waiting {plural(due.waiting_days, 'day')}")
    return f"{case.ref} {case.subject}".rstrip(), " · ".join(parts)


def passed_on_sentence(often: Sequence[PassedOn]) -> str:
    """Name the cases that were passed on twice or more; empty where there is none."""
    named = [f"{each.ref} ({', '.join(each.names)})" for each in often]
    return f"Passed on twice or more: {'; '.join(named)}." if named else ""


async def _do_with(widget: Widget, snapshot: Snapshot, case: OpenCase) -> None:
    known = [
        f"name: {case.customer}" if case.customer else "",
        f"customer since {case.since}" if case.since else "",
        f"last matter: {case.last_matter}" if case.last_matter else "",
        f"remember: {case.remember}" if case.remember else "",
        f"touchpoint: {case.touchpoint}" if case.touchpoint else "",
        f"if stuck: {case.next.stuck}" if case.next.stuck else "",
    ]
    words = ". ".join(part[0].upper() + part[1:] for part in known if part)
    question = Choose(
        f"{case.ref} {case.subject}".rstrip(),
        [
            Option("answer", f"Note what came of it: {_DEEDS[case.next.kind]}"),
            Option("owner", "Hand it over", case.next.owner or "no owner"),
            Option("other", "Something else happened"),
        ],
        detail=f"{words}." if words else "Nothing is known of the customer yet.",
    )
    chosen = await widget.app.push_screen_wait(question)
    if chosen == "answer":
        await answer_follow_up(widget, case.next)
    elif chosen == "owner":
        await hand_over_case(widget, snapshot.team, case.next)
    elif chosen == "other":
        await ask_case(widget, case.ref)
