"""The parking lot: park what belongs to another day, take it up, or drop it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from screens.core.app_context import app_context_of
from screens.core.store_calls import Outcome, act, attempt
from screens.dialogs.choose import Choose, Option
from screens.forms.improvement.improvement import pick_improvement, planned_for
from screens.forms.prompt import Prompt
from screens.widgets.date_format import full_day, local, today_of
from store.board import parking
from store.domain.stages import STAGES, Stage
from store.models.review import Parked
from store.models.snapshot import Snapshot

if TYPE_CHECKING:
    from screens.main.main_screen import MainScreen

_NEW = "new"
_DEEDS = (
    Option("card", "Make it a touchpoint on the board"),
    Option("pick", "Pick an improvement from it"),
    Option("edit", "Change its words"),
    Option("drop", "Drop it"),
)


async def show_parking(main: MainScreen) -> None:
    """Show what is parked until the person goes back, and do with a note what they choose. Where
    nothing is parked, what they want to park is asked at once."""
    if main.snapshot is not None and not main.snapshot.parked:
        await _park(main)
        return
    while (snapshot := main.snapshot) is not None:
        chosen = await main.app.push_screen_wait(_list(snapshot))
        if chosen is None:
            return
        if chosen == _NEW:
            await _park(main)
            continue
        if await settle_note(main, chosen):
            return


def _list(snapshot: Snapshot) -> Choose:
    options = [Option(_NEW, "Park something…")]
    options += [Option(note.id, note.text, parked_when(snapshot, note)) for note in snapshot.parked]
    return Choose(
        "Parking lot",
        options,
        detail="What belongs to another day. Enter on a note makes it a touchpoint or an "
        "improvement, changes its words, or drops it. Each review shows it in Close.",
    )


def parked_when(snapshot: Snapshot, note: Parked) -> str:
    """Who parked a note, and when: ``Dana, Tue 24 Nov``."""
    day = full_day(local(snapshot, note.at).date(), today_of(snapshot))
    return f"{note.by}, {day}" if note.by else day


async def _park(main: MainScreen) -> None:
    async def save(text: str) -> Outcome[str]:
        return await attempt(main, parking.park, text)

    prompt = Prompt(
        "Park it for another day",
        save,
        hint="One short line, such as: ask legal about refunds",
        detail="It waits in the parking lot. Close of each review shows it. So does P, at any time.",
        draft="parked/new",
    )
    if await main.app.push_screen_wait(prompt):
        main.notify("Parked. Press P to see it, u to take that back.", markup=False)


async def settle_note(main: MainScreen, id: str) -> bool:
    """Ask what becomes of a note that waits, and do it; whether the list it is in is to close."""
    waiting = main.snapshot.parked if main.snapshot is not None else ()
    note = next((each for each in waiting if each.id == id), None)
    if note is None:
        return False
    deed = await main.app.push_screen_wait(Choose(note.text, list(_DEEDS)))
    if deed == "edit":
        await _reword(main, note)
    elif deed == "drop":
        if await act(main, parking.drop, note.id):
            main.notify("Dropped. Press u to take that back.", markup=False)
    elif deed == "card":
        stage = await _ask_stage(main, "Which stage does it belong to?", [])
        if stage is not None and await act(main, parking.take_up, note.id, stage):
            main.notify(f"It is on the board, in {stage.label}.", markup=False)
    elif deed == "pick":
        return await _pick(main, note)
    return False


async def _reword(main: MainScreen, note: Parked) -> None:
    async def save(text: str) -> Outcome[Any]:
        return await attempt(main, parking.reword, note.id, text)

    await main.app.push_screen_wait(
        Prompt("Change its words", save, value=note.text, draft=f"parked/{note.id}")
    )


async def _ask_stage(main: MainScreen, title: str, taken: list[Stage]) -> Stage | None:
    options = [
        Option(
            stage.value,
            f"{stage.letter}  {stage.label}",
            off="has its improvement" if stage in taken else "",
        )
        for stage in STAGES
    ]
    chosen = await main.app.push_screen_wait(Choose(title, options))
    return Stage(chosen) if chosen else None


async def _pick(main: MainScreen, note: Parked) -> bool:
    """Ask for the improvement that begins from a note; whether it was picked."""
    snapshot = main.snapshot
    if snapshot is None or app_context_of(main).seat is None:
        return False
    review = snapshot.review
    cycle = review.planned if review else snapshot.cycle or snapshot.review_due.planned
    taken = [stage for stage in STAGES if planned_for(snapshot, stage, cycle.label) is not None]
    stage = await _ask_stage(main, f"Which stage is it for, in {cycle.name}?", taken)
    return stage is not None and await pick_improvement(main, stage, cycle.label, parked=note)
