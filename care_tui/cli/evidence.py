"""``log``, ``erase`` and ``case``: what customers said."""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING, Any

import click

from care_tui.cli.here import Here, pass_here
from care_tui.cli.inputs import (
    day_option,
    json_option,
    stage_argument,
    stage_option,
    text_argument,
    text_option,
)
from care_tui.cli.say import fact, facts, message, plural, table
from store.practice.stages import Stage
from store.text import required_text

if TYPE_CHECKING:
    from store.snapshot import OpenCase


@click.command()
@stage_argument
@click.option("--measure", metavar="KEY", help="What was counted; care measure list has the keys.")
@click.option("--value", metavar="V", help="The answer, on the measure's scale.")
@text_option("--quote", metavar="TEXT", help="What the customer said.")
@day_option("--on", "on", "The day it was given. [default: today]")
@text_option("--source", metavar="S", default="", help="Where it comes from, such as survey.")
@click.option("--touchpoint", metavar="ID", help="The touchpoint it is about.")
@pass_here
def log(
    here: Here,
    stage: Stage,
    measure: str | None,
    value: str | None,
    quote: str | None,
    on: date | None,
    source: str,
    touchpoint: str | None,
) -> None:
    """Log a piece of feedback; prints its id."""
    from store import evidence

    if measure is None and quote is None:
        raise click.UsageError("Say --measure KEY --value V, or --quote TEXT.")
    if (measure is None) != (value is None):
        raise click.UsageError("--measure and --value go together.")
    if quote is not None:
        required_text(quote, "A quote", "quote", multiline=True)
    seat = here.seat()
    id = evidence.log(
        seat,
        stage,
        measure=measure,
        value=value,
        quote=quote or "",
        day=on,
        source=source,
        touchpoint=evidence.find_touchpoint(seat, touchpoint) if touchpoint is not None else None,
    )
    fact(id)
    message(f"Logged for {stage.label}.")


@click.command()
@click.argument("evidence_id", metavar="EVIDENCE-ID")
@pass_here
def erase(here: Here, evidence_id: str) -> None:
    """Erase a piece of evidence for good, its history included. There is no way back."""
    from store import erasing

    seat = here.seat()
    erasing.erase(seat, erasing.find_evidence(seat, evidence_id))
    message("Erased it for good.")


@click.group()
def case() -> None:
    """Customers' problems, followed up until somebody asked whether they are solved."""


def _minute(here: Here) -> datetime:
    """The running minute's start: what is due a day after 12:00 is due at 12:00."""
    return here.clock.now().replace(second=0, microsecond=0)


@case.command("add")
@text_argument("ref")
@text_option("--subject", metavar="TEXT", default="", help="What it is about.")
@stage_option(help="The stage it belongs to. [default: resolve]")
@click.option("--touchpoint", metavar="ID", help="The touchpoint it is about.")
@pass_here
def case_add(
    here: Here, ref: str, subject: str, stage: Stage | None, touchpoint: str | None
) -> None:
    """Open a case, after its first interaction."""
    from store import cases
    from store.evidence import find_touchpoint

    seat = here.seat()
    cases.add(
        seat,
        ref,
        subject=subject,
        stage=stage or Stage.RESOLVE,
        touchpoint=find_touchpoint(seat, touchpoint) if touchpoint is not None else None,
        at=_minute(here),
    )
    message(f"Opened the case {ref.strip()}.")


@case.command("list")
@json_option
@pass_here
def case_list(here: Here, as_json: bool) -> None:
    """The open cases, what is due next first."""
    from zoneinfo import ZoneInfo

    from store import cases

    seat = here.seat()
    zone = ZoneInfo(here.snapshot(seat).team.zone)
    found = cases.open_cases(seat)
    if as_json:
        facts([_case_facts(each, zone) for each in found])
        return
    if not found:
        message("No case is open; care case add REF opens one.")
    rows = []
    for each in found:
        count = plural(each.interactions, "interaction")
        rows.append([each.ref, count, _next_words(each, zone), each.subject])
    table(rows)


def _next_words(case: OpenCase, zone: tzinfo) -> str:
    if case.next is None:
        return "nothing due"
    what = "ask “Did we solve it?”" if case.next.kind.value == "ask" else "call"
    when = f"{case.next.due_at.astimezone(zone):%Y-%m-%d %H:%M}"
    if case.next.overdue:
        return f"{what}, overdue since {when}"
    return f"{what}, due since {when}" if case.next.due else f"{what} from {when}"


def _case_facts(case: OpenCase, zone: tzinfo) -> dict[str, Any]:
    def local(at: datetime) -> str:
        return at.astimezone(zone).isoformat(timespec="seconds")

    coming = case.next
    return {
        "ref": case.ref,
        "subject": case.subject,
        "stage": case.stage.value,
        "interactions": case.interactions,
        "opened": local(case.opened_at),
        "solved": local(case.solved_at) if case.solved_at else None,
        "next": None
        if coming is None
        else {
            "kind": coming.kind.value,
            "at": local(coming.due_at),
            "due": coming.due,
            "overdue": coming.overdue,
        },
    }


@case.command("contact")
@click.argument("ref", metavar="REF")
@pass_here
def case_contact(here: Here, ref: str) -> None:
    """One more interaction; after two without a solution a call is due."""
    from store import cases
    from store.practice.follow_ups import INTERACTIONS_BEFORE_CALL

    count = cases.contact(here.seat(), ref, _minute(here))
    message(f"{ref.strip()}: {count} interactions.")
    if count >= INTERACTIONS_BEFORE_CALL:
        message("Two interactions have not solved it: call the customer.")


@case.command("call")
@click.argument("ref", metavar="REF")
@pass_here
def case_call(here: Here, ref: str) -> None:
    """The customer was called."""
    from store import cases

    cases.call(here.seat(), ref, _minute(here))
    message(f"{ref.strip()}: called.")


@case.command("solve")
@click.argument("ref", metavar="REF")
@pass_here
def case_solve(here: Here, ref: str) -> None:
    """The case is solved; a day later it is time to ask."""
    from zoneinfo import ZoneInfo

    from store import cases

    seat = here.seat()
    due = cases.solve(seat, ref, _minute(here))
    local = due.astimezone(ZoneInfo(here.snapshot(seat).team.zone))
    message(f"{ref.strip()} is solved. Ask “Did we solve it?” from {local:%Y-%m-%d %H:%M}.")


@case.command("answer")
@click.argument("ref", metavar="REF")
@click.argument("said", metavar="yes|no", type=click.Choice(["yes", "no"]), required=False)
@click.option("--yes/--no", "agreed", default=None, help="The same, as an option.")
@pass_here
def case_answer(here: Here, ref: str, said: str | None, agreed: bool | None) -> None:
    """What the customer said to “Did we solve it?”; it becomes evidence."""
    from store import cases

    if (said is None) == (agreed is None):
        raise click.UsageError("Say what the customer answered: yes or no.")
    solved = said == "yes" if agreed is None else agreed
    cases.answer(here.seat(), ref, solved, _minute(here))
    message(f"{ref.strip()}: " + ("yes." if solved else "no. The case is open again."))


@case.command("no-answer")
@click.argument("ref", metavar="REF")
@pass_here
def case_no_answer(here: Here, ref: str) -> None:
    """The customer was asked and did not answer; nothing is left to follow up."""
    from store import cases

    cases.no_answer(here.seat(), ref, _minute(here))
    message(f"{ref.strip()}: asked, no answer.")
