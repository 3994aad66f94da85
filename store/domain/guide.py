"""What a review's guide tells: one line to say and one to do, for each step and moment.

For somebody who has never led a review. Every line fits 80 columns, and no line names a key
that does nothing at that moment. The lead gets both lines; who does not lead, and who is
alone, only what to do.
"""

from __future__ import annotations

from dataclasses import replace

from store.common.dataclass import dataclass
from store.domain.agenda import StepKey


@dataclass(frozen=True, slots=True)
class Moment:
    """Where a review is, as far as the guide goes by it."""

    step: StepKey
    leads: bool = True
    """Whether who reads it leads, or is the room that does."""
    own: bool = False
    """Whether it is one member's own terminal, and not the room's."""
    alone: bool = False
    """Whether only one person takes part."""
    empty: bool = False
    """Whether there is nothing yet to do the step with: no touchpoint, nothing to decide, no
    proof that runs."""
    unrevealed: bool = False
    """Whether something was given privately and waits for its reveal."""
    revealed: bool = False
    talking: bool = False
    """Whether a topic is being talked about."""
    last: bool = False
    """Whether it is the review's last step, after which it closes."""
    full: bool = False
    """Whether the step has all that it needs: four stages picked or skipped."""
    parked: bool = False
    """Whether something waits in the parking lot."""
    done: bool = False
    """Whether who reads it has said that they are done."""
    ready: bool = False
    """Whether everybody who is here is done."""
    writing: bool = False
    """Whether who reads it types in the step."""
    under: str = ""
    """What is under the cursor where a step lists several sorts: ``due`` and ``quote`` in
    Evidence, ``verdict`` and ``undecided`` in Look back, ``picked``, ``skipped``, ``unpromised``
    (nothing yet at Resolve, and no promises to customers) and ``nothing`` (no candidate in the
    stage) in Pick."""


@dataclass(frozen=True, slots=True)
class Guide:
    """What to say (empty: nothing) and what to do."""

    say: str
    do: str


def guide(moment: Moment) -> Guide:
    """The two lines of a moment."""
    if not moment.leads:
        moment = replace(moment, alone=False)
    if moment.writing:
        return Guide("", _WRITING.get(moment.step, ""))
    tasks = {
        StepKey.CHECK_IN: _check_in,
        StepKey.LOOK_BACK: _look_back,
        StepKey.MAP: _map,
        StepKey.FOCUS: _focus,
        StepKey.PICK: _pick,
        StepKey.EVIDENCE: _evidence,
        StepKey.CLOSE: _close,
    }[moment.step](moment)
    return tasks if moment.leads and not moment.alone else Guide("", tasks.do)


_WRITING = {
    StepKey.MAP: "Type a place and press Enter, then the next. esc ends it.",
    StepKey.FOCUS: "Type a place and press Enter, then the next. esc ends it.",
    StepKey.PICK: "Fill in the fields. ^s saves it, esc goes back to the list.",
}


def _wait(moment: Moment) -> str:
    """What who does not lead does until the lead goes on."""
    if moment.done:
        return "The lead goes on when all are ready."
    return "The lead goes on when all are ready. Press y when you are done."


def _on(moment: Moment) -> str:
    """How the lead goes on."""
    return "Press > to close the review." if moment.last else "Press > for the next step."


def _others(moment: Moment, then: str) -> str:
    """How the others give theirs, once somebody has; how it goes on once all have."""
    if moment.ready:
        return f"Everybody is done. {then}"
    first = "Everybody presses w once." if moment.own else "Press w for the next person."
    return f"{first} All done? {then}"


def _turn(moment: Moment, what: str) -> str:
    """How a private turn is begun."""
    return f"Press w, then {what}." if moment.own else f"Press w, choose a name, then {what}."


def _check_in(moment: Moment) -> Guide:
    if moment.revealed:
        return Guide(
            "“Thank you. Now to our customers.”", _on(moment) if moment.leads else _wait(moment)
        )
    if not moment.leads:
        if moment.done:
            return Guide("", _wait(moment))
        return Guide("", "Press w, then 1 to 5 for your mood. Only the average is ever shown.")
    say = "“How are you today, from 1 to 5? Only the average is ever shown.”"
    if moment.unrevealed:
        return Guide(say, _others(moment, "R ends the round, > goes on."))
    return Guide(say, f"{_turn(moment, '1 to 5')} In a hurry? Press > to go on.")


def _evidence(moment: Moment) -> Guide:
    say = "“What did customers tell us since last time?”"
    do = "Press i to import answers, b to log one."
    if moment.empty:
        do = "Press i to bring in a file of answers, or b to log one."
        say = "“What did customers tell us in the last weeks? We measure from there.”"
    if moment.under == "due":
        do = "Press Enter to answer what is due, i to import, b to log."
    elif moment.under == "quote":
        say = "“This is what a customer told us.”"
        do = "Read it aloud. Press space to put it into the report."
    if moment.leads:
        do += " Then press >."
    return Guide(say, do)


def _look_back(moment: Moment) -> Guide:
    if moment.under == "undecided":
        say = "“What became of what we picked? Done, dropped or carried over?”"
        return Guide(say, "Press d for done, x to drop, c to carry over. Enter opens its proof.")
    if moment.under in ("verdict", "not done"):
        say = "“What did customers say about it? What do we learn from that?”"
        do = "Enter opens the verdict, n notes what you learned."
        if moment.under == "not done":
            say = "“What stood in its way? What do we learn from that?”"
            do = "Enter opens it, n notes what you learned."
        if moment.leads:
            do += " Then press >." if moment.empty else " Then go down."
        return Guide(say, do)
    if moment.empty:
        return Guide(
            "“Nothing is undecided. So we look ahead.”",
            "Read what is below, then press >." if moment.leads else _wait(moment),
        )
    return Guide("“What became of what we picked?”", "Go down to what is undecided.")


def _map(moment: Moment) -> Guide:
    if moment.alone:
        if moment.empty:
            return Guide("", "Press a and type a place where customers meet you, then Enter.")
        return Guide("", "Press a to add what is missing, f where it hurts. Then press >.")
    if moment.revealed:
        say = "“What is missing? What belongs together? Where does it hurt?”"
        do = "Press a to add, space and m to merge, f for friction."
        if moment.empty:
            do = "Press a to add a place where customers meet us."
        return Guide(say, f"{do} Then press >." if moment.leads else do)
    say = "“Two quiet minutes: where do customers meet us? One line for each place.”"
    if moment.unrevealed:
        if moment.leads:
            return Guide(say, _others(moment, "Press R to show what all wrote."))
        return Guide(say, "Press w to write more. The lead shows them all later.")
    if not moment.leads:
        return Guide(say, "Press w to write. Nobody sees it until the lead shows all.")
    if moment.empty:
        return Guide(say, _turn(moment, "type: Enter after each, esc at the end"))
    return Guide(say, "Press w to write unseen, or a to add in the open. Then press >.")


def _focus(moment: Moment) -> Guide:
    if moment.empty:
        return Guide(
            "“We have no touchpoints to choose from yet.”",
            "Press < to go back to Map, or > to go on." if moment.leads else _wait(moment),
        )
    if moment.talking:
        say = "“What happens there, from the customer's side? What could we try?”"
        if moment.leads:
            return Guide(say, "n notes what is said, ← → choose the decision, Enter settles it.")
        return Guide(say, "Press n to note what is said.")
    if moment.revealed:
        say = "“These matter most. We talk each one through, three minutes at most.”"
        if moment.leads:
            return Guide(say, "Press Enter on a topic to talk about it. Press > when time is up.")
        return Guide(say, "The lead begins a topic. Then n notes what is said.")
    if moment.alone:
        return Guide("", "Press w and vote with v, or press > to go on without votes.")
    say = "“Five votes each, at most three on one. Where would a change help most?”"
    if not moment.leads:
        if moment.done:
            return Guide(say, "Votes are hidden until the lead shows them. w changes yours.")
        return Guide(say, "Press w, then v to vote, V to take one back. w ends your turn.")
    if moment.unrevealed:
        return Guide(say, _others(moment, "Press R to show the votes."))
    return Guide(say, _turn(moment, "press v to vote, V to take a vote back"))


def _pick(moment: Moment) -> Guide:
    if moment.full:
        return Guide(
            "“All four stages are settled. Does everybody know what is theirs?”",
            _on(moment) if moment.leads else _wait(moment),
        )
    say = "“Is it small enough? Who does it, by when, and what will tell us?”"
    if moment.under == "picked":
        return Guide(say, "Press tab for the next stage. e changes this improvement.")
    if moment.under == "skipped":
        return Guide(say, "Press tab for the next stage. Enter picks for this one after all.")
    if moment.under == "unpromised":
        say = (
            "" if moment.alone else "“Who may decide here, up to how much, and who helps if stuck?”"
        )
        return Guide(say, "O notes that as our promises. Enter writes one change, s skips.")
    write = "Press Enter on a touchpoint and write one change there."
    if moment.under == "nothing":
        write = "Press Enter and write one change."
    if moment.alone:
        if moment.under != "nothing":
            write = "Enter on a touchpoint writes one change."
        then = "> closes" if moment.last else "> goes on"
        return Guide("", f"{write} s skips a stage, {then}.")
    return Guide(say, f"{write} s skips a stage.")


def _close(moment: Moment) -> Guide:
    if moment.alone:
        if moment.parked:
            return Guide("", "Read it once. P settles what is parked, n moves the date, > closes.")
        return Guide("", "Read it once. n moves the next date, C copies the summary, > closes.")
    if moment.revealed:
        if moment.leads and moment.parked:
            say = "“Who does what by when? What is parked? And when do we meet again?”"
            return Guide(say, "Read it out. P settles what is parked, n moves the date, > closes.")
        say = "“Who does what by when? And when do we meet again?”"
        if moment.leads:
            return Guide(say, "Read it out. n moves the next date, C copies it, > closes.")
        return Guide(say, "Press C to copy the summary. The lead closes the review.")
    say = "“Was this worth our time, from 1 to 5? Nobody sees your figure.”"
    if not moment.leads:
        if moment.done:
            return Guide(say, _wait(moment))
        return Guide(say, "Press w, then 1 to 5. Only the average is ever shown.")
    if moment.unrevealed:
        return Guide(say, _others(moment, "R ends the round, > closes."))
    return Guide(say, f"{_turn(moment, '1 to 5')} > closes the review.")
