"""What the board asks before it does something: which card, how much, are you sure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from screens.core.store_calls import Outcome, act, attempt, read
from screens.dialogs.choose import Choose, Option
from screens.dialogs.confirm import Confirm
from screens.forms.fields import TextField
from screens.forms.form import Form
from screens.widgets.date_format import moment
from store.board import touchpoints
from store.board.touchpoints import FRICTION_WORDS
from store.domain.stages import Stage
from store.models.snapshot import Snapshot
from store.models.touchpoint import Touchpoint
from store.reviews import ballots, early

if TYPE_CHECKING:
    from textual.widget import Widget

    from screens.core.app_context import AppNode
    from store.board.archived_touchpoints import ArchivedTouchpoint
    from store.reviews.ballots import PrivateCard

_PREVIEW = 8


async def ask_to_add(pane: AppNode, texts: Sequence[str], stage: Stage) -> bool:
    """Whether a pasted list becomes touchpoints of ``stage``."""
    preview = list(texts[:_PREVIEW])
    if len(texts) > _PREVIEW:
        preview.append(f"… and {len(texts) - _PREVIEW} more")
    question = Confirm(
        f"Add {len(texts)} touchpoints to {stage.label}?",
        "\n".join(touchpoints.short(line) if line in texts else line for line in preview),
        yes=f"Add {len(texts)}",
        no="Leave it",
    )
    return await pane.app.push_screen_wait(question)


_BY_FIGURE = (1, 2, 3, 0)
"""Levels of friction in the order asked, so that a level's figure in the list is the level."""


async def ask_friction(pane: Widget, cards: Sequence[Touchpoint]) -> bool:
    """Ask how much it hurts at several touchpoints, and mark it. Returns True where it was marked."""
    level = await pane.app.push_screen_wait(
        Choose(
            f"How much does it hurt at these {len(cards)} touchpoints?",
            [Option(str(level), FRICTION_WORDS[level].capitalize()) for level in _BY_FIGURE],
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
        pane.notify(
            "Mark the others with space first. Then press m to merge them into one.", markup=False
        )
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
    if into is None or not await _merge_named(pane, into, cards):
        return None
    pane.notify(f"Merged {len(cards)} touchpoints. u splits them again.", markup=False)
    return into


async def _merge_named(pane: Widget, into: str, cards: Sequence[Touchpoint]) -> bool:
    """Ask what the merged touchpoint is called, and merge ``cards`` into the one of id ``into``;
    whether they are merged."""

    async def save(values: dict[str, str]) -> Outcome[None]:
        others = [card.id for card in cards]
        return await attempt(pane, touchpoints.merge, into, others, text=values["text"])

    survivor = next(card for card in cards if card.id == into)
    field = TextField("text", "Title", survivor.text, required=True)
    form = Form(f"What is the merged touchpoint in {survivor.stage.label} called?", [field], save)
    return await pane.app.push_screen_wait(form) is not None


async def edit_private(pane: Widget, card: PrivateCard, *, before: bool) -> None:
    """Ask for the text of one's own private card; ``before``: one for the review to come."""
    edit = early.edit_card if before else ballots.edit_card

    async def save(values: dict[str, str]) -> Outcome[None]:
        return await attempt(pane, edit, card.id, values["text"])

    field = TextField("text", "Touchpoint", card.text, required=True)
    await pane.app.push_screen_wait(
        Form(f"Your private touchpoint in {card.stage.label}", [field], save)
    )


async def take_back(pane: Widget, card: PrivateCard, *, before: bool) -> bool:
    """Take back one's own private card. Returns True once it is gone."""
    if before:
        return bool(await act(pane, early.remove_card, card.id))
    return bool(await act(pane, ballots.remove_card, card.id))


async def archive(pane: Widget, cards: Sequence[Touchpoint]) -> None:
    """Take touchpoints off the board, and say how they come back."""
    if not cards or not await act(pane, touchpoints.archive, [card.id for card in cards]):
        return
    one = len(cards) == 1
    subject = touchpoints.short(cards[0].text) if one else f"{len(cards)} touchpoints"
    pane.notify(f"Archived {subject}. u or Z brings {'it' if one else 'them'} back.", markup=False)


async def bring_back(pane: Widget, snapshot: Snapshot) -> str | None:
    """Ask which archived touchpoint comes back, and bring it; its id, None where none did."""
    from screens.forms.finder import Finder
    from store.board.archived_touchpoints import archived_touchpoints

    archived = await read(pane, archived_touchpoints)
    if archived.value is None:
        return None
    if not archived.value:
        pane.notify("No touchpoint is archived.", markup=False)
        return None
    options = [
        Option(card.id, card.text, f"{card.stage.label} · archived {moment(snapshot, card.at)}")
        for card in archived.value
    ]
    title = "Which touchpoint comes back to the board?"
    chosen = await pane.app.push_screen_wait(Finder(title, options, "Type a word of it"))
    card = next((each for each in archived.value if each.id == chosen), None)
    return chosen if card is not None and await unarchive(pane, card) else None


async def unarchive(widget: Widget, card: ArchivedTouchpoint) -> bool:
    """Bring an archived touchpoint back, and say so. Returns True once it is on the board."""
    from store.board import archived_touchpoints

    if not await act(widget, archived_touchpoints.unarchive, [card.id]):
        return False
    subject = touchpoints.short(card.text)
    widget.notify(f"{subject} is back in {card.stage.label}. u archives it again.", markup=False)
    return True


async def ask_improvement(pane: Widget, card: Touchpoint, snapshot: Snapshot) -> bool:
    """Ask for an improvement that begins at this touchpoint, for the cycle that is planned.
    Returns True where it was picked."""
    from screens.forms.improvement.improvement import pick_improvement

    review = snapshot.review
    cycle = review.planned if review else snapshot.cycle or snapshot.review_due.planned
    return await pick_improvement(pane, card.stage, cycle.label, touchpoint_id=card.id)
