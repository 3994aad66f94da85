"""What a new colleague reads in five minutes: the stages, how customers should feel, what the team
promises, and the last three verdicts."""

from __future__ import annotations

from store.board.signs import sign_words
from store.common.markup import escape
from store.common.text_input import required_text
from store.domain.playbook import PLAYBOOK
from store.domain.stages import STAGES
from store.evidence.promise_kept import promise_page
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot
from store.queries.proof_overview import proven

FEELINGS = 3
"""The most touchpoints a stage that are named with their feeling."""
SIGNS = 2
"""The most touchpoints a stage that are named with the sign and what is done then."""
VERDICTS = 3


def welcome(seat: Seat, name: str) -> str:
    """The page for ``name``, in Markdown. Raises Refused for an empty name."""
    who = required_text(name, "A name", "name", 200)
    snapshot = load_snapshot(seat)
    page = promise_page(seat)
    lines = [
        f"# Welcome, {escape(who)}",
        "",
        f"This is how {escape(snapshot.team.name)} works with customers. It takes five minutes.",
        "",
        "## Four stages, and how customers should feel",
        "",
    ]
    for stage, column in zip(STAGES, snapshot.board, strict=True):
        lines.append(f"- **{stage.letter} {stage.label}**: {PLAYBOOK[stage].aim}")
        felt = [card for card in column.touchpoints if card.feeling][:FEELINGS]
        lines += [f"  - {escape(card.text)}: {escape(card.feeling)}" for card in felt]
        signed = [card for card in column.touchpoints if card.sign and card.unasked][:SIGNS]
        lines += [f"  - {escape(card.text)}: {escape(sign_words(card))}" for card in signed]
    if not any(card.feeling for column in snapshot.board for card in column.touchpoints):
        lines += ["", "No touchpoint says yet how customers should feel there."]
    lines += ["", "## What we promise", ""]
    lines += [f"- {escape(sentence)}" for sentence in page.lines]
    lines += [
        "- Not solved after two contacts? Call.",
        "- Solved? Ask “Did we solve it?” 24 hours later.",
        "- A case has one owner. Hand it over only with a reason.",
        "",
        "## What we learned last",
        "",
    ]
    final = [each for each in proven(seat) if each.reading is not None and each.reading.final]
    final.sort(key=lambda each: (each.cycle.start, each.stage.position), reverse=True)
    for each in final[:VERDICTS]:
        assert each.reading is not None
        verdict = each.reading.verdict.label
        lines.append(f"- {each.cycle.name}, {each.stage.label}: {escape(each.text)}: {verdict}.")
    if not final:
        lines.append("No improvement has its verdict yet.")
    lines += ["", f"Ask anybody in the team. Glad you are here, {escape(who)}."]
    return "\n".join(lines) + "\n"
