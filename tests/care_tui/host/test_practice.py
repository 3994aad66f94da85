"""CARE at work over SSH, by keys: a case handed over, a promise, a question, a colleague's page."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from store.evidence import cases, questions
from store.evidence.open_cases import open_cases
from store.journal.seat import Seat
from store.teams.promises import promises
from tests.care_tui.host.conftest import wait_until

if TYPE_CHECKING:
    from tests.care_tui.host.conftest import Client, Hosted

SMALL = (80, 24)


def go_back(client: Client) -> None:
    """Leave the dialog; a key that follows at once would be read together with the escape."""
    client.type("\x1b")
    wait_until(lambda: client.pump() and "b Log feedback" in client.shown)
    wait_until(lambda: client.pump() and "esc" not in client.shown.splitlines()[-1])


def test_a_guest_works_with_cases_promises_and_questions_on_a_small_screen(
    host: Hosted,
) -> None:
    dana = Seat(host.room.workspace, host.room.team_id, host.member("Dana"))
    cases.add(dana, "T-7", subject="Deposit", at=dana.workspace.clock.now() - timedelta(days=18))
    client = host.ssh(key=host.key(member="Dana"), size=SMALL)
    client.wait_for("waiting 18 days")

    client.type("3")
    client.wait_for("Nothing")
    client.type("C")
    client.wait_for("Open cases: 1")
    client.type("\r")
    client.wait_for("Hand it over")
    client.type("2")
    client.wait_for("Why")
    client.type("\ton leave\x13")
    host.until(lambda: open_cases(host.room)[0].next.owner == "Lee")

    client.type("O")
    client.wait_for("Promise a reply time")
    client.type("1")
    client.wait_for("Channel")
    client.type("chat\t2\x13")
    host.until(lambda: [each.hours for each in promises(host.room)] == [2])
    client.wait_for("We reply within 2 hours: chat.")
    go_back(client)

    client.type("Q")
    client.wait_for("What did a customer ask?")
    client.type("Where is my code?\x13")
    host.until(lambda: [each.asked for each in questions.questions(host.room)] == [1])
    client.wait_for("A customer asked something")
    go_back(client)

    client.type("\x10welcome")
    client.wait_for("Welcome a colleague")
    client.type("\r")
    client.wait_for("who is new")
    client.type("Kim\x13")
    client.wait_for("Welcome, Kim")
    go_back(client)

    client.type("u")
    host.until(lambda: questions.questions(host.room) == ())
    client.type("u")
    host.until(lambda: promises(host.room) == ())
    client.type("u")
    host.until(lambda: open_cases(host.room)[0].next.owner == "Dana")


def test_a_guest_answers_the_quarter_and_copies_words_on_a_small_screen(host: Hosted) -> None:
    clock = host.room.workspace.clock
    dana = Seat(host.room.workspace, host.room.team_id, host.member("Dana"))
    cases.add(dana, "T-8", subject="Deposit", customer="Ada", at=clock.now() - timedelta(days=3))
    client = host.ssh(key=host.key(member="Dana"), size=SMALL)
    client.wait_for("waiting 3 days")

    client.type("W")
    client.wait_for("Survey, a day after")
    client.type("\r")
    client.wait_for("Copied, if this terminal lets programs copy")

    client.type("3")
    client.wait_for("Nothing")
    client.type("T")
    client.wait_for("nothing to answer this quarter")
