"""A whole review of four people, each at a terminal of their own over SSH."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from store.board import touchpoints
from store.domain.stages import Stage
from store.queries.load_snapshot import load_snapshot
from store.teams import members
from tests.care_tui.host.conftest import Hosted
from tests.care_tui.reader import Reader

SIZE = (80, 24)
"""Each terminal's columns and rows."""
COLOUR = re.compile(rb"\x1b\[[0-9;]*\b(?:[34][0-7]|[34]8;[25]|9[0-7]|10[0-7])[0-9;]*m")


def arrive(host: Hosted, name: str, **environment: str) -> Reader:
    """Somebody at their terminal."""
    options = ("-o", "SendEnv=NO_COLOR") if environment else ()
    key = host.key(name, name)
    return Reader(name, host.ssh(key=key, size=SIZE, options=options, **environment))


def all_read(people: Iterable[Reader], *texts: str) -> None:
    for person in people:
        person.reads(*texts)


@pytest.fixture
def four(host: Hosted) -> list[Reader]:
    """Dana, Lee, Mei and Sam, on Today; Sam's terminal has no colour."""
    members.add_members(host.room, ["Mei", "Sam"])
    touchpoints.add_many(host.room, Stage.CONNECT, ["Welcome e-mail", "First call"])
    people = [arrive(host, name) for name in ("Dana", "Lee", "Mei")]
    people.append(arrive(host, "Sam", NO_COLOR="1"))
    all_read(people, "1 Today")
    return people


def test_a_review_of_four_from_the_first_key_to_what_is_whose(
    host: Hosted, four: list[Reader]
) -> None:
    dana, *others = four
    dana.types("r", "It plans")
    dana.types("\r\r\r", "Who is here, and how are we?", "Press w, then 1 to 5")
    for person in others:
        person.reads("Dana started the review. Press r to join.")
        person.types("r", "Who is here, and how are we?", "Only the average is ever shown")

    # Check-in: a mood ends one's part, and nobody reads it before the reveal.
    for person, mood in zip(four, "4453", strict=True):
        person.types("w", "How are you?")
        person.types(mood, "Your mood is saved. You are done")
    dana.reads("4 moods given")
    assert "4.0 of 5" not in dana.text
    dana.types("R", "Only the average shows")
    dana.types("y", "4.0 of 5")
    all_read(others, "4.0 of 5", "from 4 people")

    dana.types(">", "What did customers say?", "Press i to bring in a file")
    all_read(others, "What did customers say?")
    dana.types(">", "this is where it begins")
    all_read(others, "this is where it begins")

    # Map: each writes unseen.
    dana.types(">", "Where does a customer meet us?")
    all_read(others, "Where does a customer meet us?", "Press w to write. Nobody sees it")
    for number, person in enumerate(four):
        person.types("w", f"{person.name}, you write unseen.")
        person.types(f"Card {number}\r", "C Connect 3")
        person.types("\x1b", "w End turn")
        person.types("w", "Your touchpoints wait for the reveal.")
    dana.reads("4 private touchpoints written", "Done: Dana, Lee, Mei and Sam")
    for person, other in zip(four, [*others, dana], strict=True):
        assert f"Card {four.index(other)}" not in person.text
    dana.types("R", "They have no author any more")
    dana.types("y", "What is missing? What belongs together?")
    all_read(four, "Card 0", "Card 1", "Card 2", "Card 3")

    # Focus: votes are hidden, then one list is talked through.
    dana.types(">", "Five votes each, at most three on one")
    all_read(others, "then v to vote, V to take one back")
    for person in four:
        person.types("w", "5 of 5 votes left")
        person.types("v", "4 of 5 votes left")
        person.types("w", "Your votes wait for the reveal.")
    dana.types("R", "Everybody then sees the totals")
    dana.types("y", "We talk each one through")
    all_read(others, "The lead begins a topic", "4")
    dana.types("\r", "n notes what is said")
    others[0].types("n", "What was said")
    others[0].types("Goes to spam\r")
    all_read(four, "Goes to spam")
    dana.types("\r", "All topics are talked over.")

    # Pick: one improvement, three stages skipped.
    dana.types(">", "Is it small enough?", "Connect, by votes", "4 votes")
    all_read(others, "Press Enter on a touchpoint")
    dana.types("\r", "Save")
    dana.types("Write from a person's address\r")
    dana.types("\r")
    dana.types("\x1b[C")
    dana.types("\x13", "Saved")
    for _ in range(3):
        dana.types("s", "does not count against you")
        dana.types("Nobody is free\r")
        dana.client.wait_for("Pick")
        host.until(lambda: dana.client.pump() and "does not count against" not in dana.text)
    dana.reads("All four stages are settled")
    all_read(others, "The lead goes on when all are ready.")

    # Close: rate, reveal, close. Everybody reads what is theirs.
    dana.types(">", "Who does what by when")
    all_read(others, "Who does what by when", "Write from a person's address")
    for person in four:
        person.types("w", "Was this worth our time?")
        person.types("5", "Your rating is saved.")
    dana.types("R", "Only the average shows")
    dana.types("y", "5.0 of 5")
    dana.types(">", "Close the review")
    dana.types("y", "The review is closed")
    picked = load_snapshot(host.room)
    (improvement,) = [each for each in picked.undecided if each.text.startswith("Write from")]
    assert improvement.owner is not None
    for person in four:
        person.reads("The review is closed", "worth it 5.0 of 5", "Next review")
        if person.name == improvement.owner.name:
            person.reads(f", {person.name}", "Write from a person's address", "by ")
        else:
            person.reads(f"Nothing is yours this week, {person.name}.")
            person.reads(f"{improvement.owner.name} could use help")
        person.reads("E Report")
        person.types("E", "CARE review")
    assert COLOUR.search(dana.client.bytes)
    assert not COLOUR.search(four[-1].client.bytes)
    assert picked.reviews_closed == 1
