"""What the board asks before it does something: which card, how much, are you sure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from screens.acting import Outcome, act, attempt
from screens.dialogs.choose import Choose, Option
from screens.dialogs.confirm import Confirm
from screens.dialogs.fields import TextField
from screens.dialogs.form import Form
from store import ballots, touchpoints
from store.practice.stages import Stage
from store.snapshot import Snapshot, Touchpoint
from store.touchpoints import FRICTION_WORDS

if TYPE_CHECKING:
    from textual.widget import Widget

    from store.ballots import PrivateCard

_PREVIEW = 8


async def ask_to_add(pane: Widget, texts: Sequence[str], stage: Stage) -> bool:
    """Whether a pasted list becomes touchpoints of ``stage``."""
    shown = list(texts[:_PREVIEW])
    if len(texts) > _PREVIEW:
        shown.append(f"… and {len(texts) - _PREVIEW} more")
    question = Confirm(
        f"Add {len(texts)} touchpoints to {stage.label}?",
        "\n".join(touchpoints.short(line) if line in texts else line for line in shown),
        yes=f"Add {len(texts)}",
        no="Leave it",
    )
    return await pane.app.push_screen_wait(question)


async def ask_friction(pane: Widget, cards: Sequence[Touchpoint]) -> bool:
    """Ask how much it hurts at several touchpoints, and mark it; whether it was."""
    level = await pane.app.push_screen_wait(
        Choose(
            f"How much does it hurt at these {len(cards)} touchpoints?",
            [Option(str(level), word.capitalize()) for level, word in enumerate(FRICTION_WORDS)],
            chosen=str(cards[0].friction),
        )
    )
    if level is None:
        return False
    return bool(await act(pane, touchpoints.set_friction, [c.id for c in cards], int(level)))


async def merge(pane: Widget, cards: Sequence[Touchpoint], under: Touchpoint) -> str | None:
    """Ask into which of ``cards`` the others go, and merge them; the id of that card.

    ``under`` is the card under the cursor, offered first.
    """
    if len(cards) < 2:
        pane.notify("Mark the others with space first; m merges them into one.", markup=False)
        return None
    into = await pane.app.push_screen_wait(
        Choose(
            f"Merge these {len(cards)} touchpoints into which one?",
            [Option(card.id, card.text, card.stage.label) for card in cards],
            detail="The others leave the board. Notes are joined, votes add up, friction takes "
            "the higher. u splits them again.",
            chosen=under.id,
        )
    )
    if into is None:
        return None
    outcome = await act(pane, touchpoints.merge, into, [card.id for card in cards])
    if not outcome:
        return None
    pane.notify(f"Merged {len(cards)} touchpoints. u splits them again.", markup=False)
    return into


async def edit_private(pane: Widget, card: PrivateCard) -> None:
    """Ask for the text of one's own private card."""

    async def save(values: dict[str, str]) -> Outcome[None]:
        return await attempt(pane, ballots.edit_card, card.id, values["text"])

    field = TextField("text", "Touchpoint", card.text, required=True)
    await pane.app.push_screen_wait(
        Form(f"Your private touchpoint in {card.stage.label}", [field], save)
    )


async def take_back(pane: Widget, card: PrivateCard) -> bool:
    """Take back one's own private card; whether it is gone."""
    return bool(await act(pane, ballots.remove_card, card.id))


async def archive(pane: Widget, cards: Sequence[Touchpoint]) -> None:
    """Take touchpoints off the board, and say how they come back."""
    if not cards or not await act(pane, touchpoints.archive, [card.id for card in cards]):
        return
    one = len(cards) == 1
    what = touchpoints.short(cards[0].text) if one else f"{len(cards)} touchpoints"
    pane.notify(f"Archived {what}. u brings {'it' if one else 'them'} back.", markup=False)


async def pick(pane: Widget, card: Touchpoint, snapshot: Snapshot) -> None:
    """Ask for an improvement that begins at this touchpoint, for the cycle that is planned."""
    from screens.dialogs.improvement import pick_improvement

    review = snapshot.review
    cycle = review.planned if review else snapshot.cycle or snapshot.review_due.planned
    await pick_improvement(pane, card.stage, cycle.label, touchpoint_id=card.id)
