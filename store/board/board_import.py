"""Boards of other tools, brought onto a team's board.

An import is one transaction and one undo step; a dry run reports the same and writes
nothing. The same file twice adds nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.common.dataclass import dataclass
from store.common.errors import Refused
from store.common.text import clean, fold_key
from store.db.tables.models import TouchpointRow
from store.domain.fractional_rank import spread
from store.domain.stages import STAGES, Stage
from store.formats.boards.boards import BoardCard, BoardFile, BoardList, match_stage
from store.journal.seat import Change, Seat

LEAVE_OUT = "skip"
"""What stands for a stage where a list is to be left out."""


@dataclass(frozen=True, slots=True)
class ListImport:
    """Where one list of a board file went."""

    name: str
    stage: Stage | None
    """None: left out."""
    added: int
    there: int
    """Cards that the stage had already."""


@dataclass(frozen=True, slots=True)
class BoardImport:
    """What came of a board file."""

    lists: tuple[ListImport, ...]
    problems: tuple[str, ...]
    removed: int
    """Unsafe characters taken out of its texts."""

    @property
    def added(self) -> int:
        """Touchpoints added in all."""
        return sum(each.added for each in self.lists)


Places = Mapping[str, Stage | None]
"""The stage of each list by its name as `fold_key` gives it; None leaves the list out."""


def places_for(
    board: BoardFile, answers: Mapping[str, Stage | None]
) -> tuple[dict[str, Stage | None], tuple[str, ...]]:
    """Where the board's lists go, and the names of those that nobody has placed.

    ``answers`` maps list names as people typed them; else a list's name may say its stage.
    Empty lists need no place. Raises Refused for a name that no list has.
    """
    names = {fold_key(each.name): each.name for each in board.lists}
    placed: dict[str, Stage | None] = {}
    for name, stage in answers.items():
        if fold_key(name) not in names:
            raise Refused(f"The file has no list “{name}”. Its lists: {_listed(names.values())}.")
        placed[fold_key(name)] = stage
    waiting = []
    for each in board.lists:
        key = fold_key(each.name)
        if key in placed:
            continue
        stage = match_stage(each.name)
        if stage is not None or not each.cards:
            placed[key] = stage
        else:
            waiting.append(each.name)
    return placed, tuple(waiting)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)


def import_board(
    seat: Seat, board: BoardFile, placed: Places, *, file: str, dry_run: bool = False
) -> BoardImport:
    """Put the board's cards into their stages, below what stands there.

    A card whose text the stage has already is not added again. Votes are left out: they
    belong to a review.
    """
    if dry_run:
        with seat.reading() as session:
            placed_cards = _place_cards(session, seat.team_id, board, placed)
    else:
        with seat.change("board-imported") as change:
            placed_cards = _place_cards(change.session, seat.team_id, board, placed)
            for stage in STAGES:
                _add(
                    change,
                    stage,
                    [card for each in placed_cards if each[1] is stage for card in each[2]],
                )
            change.set_summary(
                f"Imported {sum(len(cards) for *_, cards in placed_cards)} touchpoints from {clean(file).text}"
            )
    problems = board.problems
    if any(card.votes for each in board.lists for card in each.cards):
        problems = (*problems, "The file's votes were left out: votes belong to a review.")
    return BoardImport(
        tuple(
            ListImport(each.name, stage, len(cards), len(each.cards) - len(cards) if stage else 0)
            for each, stage, cards in placed_cards
        ),
        problems,
        board.removed,
    )


Placed = tuple[BoardList, Stage | None, Sequence[BoardCard]]


def _place_cards(session: Session, team_id: str, board: BoardFile, placed: Places) -> list[Placed]:
    """Each list with its stage and the cards that are new there."""
    standing = Counter(
        (stage, fold_key(text))
        for stage, text in session.execute(
            select(TouchpointRow.stage, TouchpointRow.text).where(
                TouchpointRow.team_id == team_id, TouchpointRow.archived_at.is_(None)
            )
        )
    )
    placed_cards: list[Placed] = []
    for each in board.lists:
        stage = placed.get(fold_key(each.name))
        fresh = []
        for card in each.cards if stage is not None else ():
            key = (str(stage), fold_key(card.text))
            if standing[key]:
                standing[key] -= 1
            else:
                fresh.append(card)
        placed_cards.append((each, stage, fresh))
    return placed_cards


def _add(change: Change, stage: Stage, cards: Sequence[BoardCard]) -> None:
    last = change.session.scalar(
        select(TouchpointRow.rank)
        .where(
            TouchpointRow.team_id == change.team.id,
            TouchpointRow.stage == stage.value,
            TouchpointRow.archived_at.is_(None),
        )
        .order_by(TouchpointRow.rank.desc())
        .limit(1)
    )
    for card, rank in zip(cards, spread(len(cards), last, None), strict=True):
        change.session.add(
            TouchpointRow(
                id=change.new_id(),
                team_id=change.team.id,
                stage=stage.value,
                rank=rank,
                text=card.text,
                notes=card.notes,
                channel=card.channel,
                author_id=change.seat.member_id,
                made_at=change.now,
            )
        )
