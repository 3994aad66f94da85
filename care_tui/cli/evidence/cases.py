"""``case``: customers' problems, followed up."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING, Any

import click

from care_tui.cli.evidence.listing import page_options
from care_tui.cli.inputs import json_option, stage_option, text_argument, text_option
from care_tui.cli.lazy import LazyGroup
from care_tui.cli.output import facts, message, plural, table
from care_tui.context import CommandContext, pass_here
from store.common.errors import WrongValue
from store.domain.stages import Stage
from store.models.case import FollowUpKind

if TYPE_CHECKING:
    from store.evidence.case_list import ListedCase
    from store.journal.seat import Seat
    from store.models.case import OpenCase


@click.group(
    cls=LazyGroup,
    other_words={
        **dict.fromkeys(("close", "resolve", "done"), "A case is solved with case solve."),
        **dict.fromkeys(("open", "new"), "A case is opened with case add, again with case reopen."),
        **dict.fromkeys(("assign", "give"), "A case gets its owner with case own."),
    },
)
def case() -> None:
    """Customers' problems, followed up until somebody asked whether they are solved."""


def _minute(context: CommandContext) -> datetime:
    """The running minute's start: what is due a day after 12:00 is due at 12:00."""
    return context.clock.now().replace(second=0, microsecond=0)


@case.command("add")
@text_argument("ref")
@text_option("--subject", metavar="TEXT", default="", help="What it is about.")
@stage_option(help="The stage it belongs to. [default: resolve]")
@click.option("--touchpoint", metavar="ID", help="The touchpoint it is about.")
@text_option("--name", "customer", metavar="NAME", default="", help="The customer's name.")
@text_option("--since", metavar="WHEN", default="", help="Since when they are a customer.")
@text_option("--last", "last_matter", metavar="TEXT", default="", help="What they came with last.")
@text_option("--remember", metavar="TEXT", default="", help="A small thing they told you.")
@pass_here
def case_add(
    context: CommandContext,
    ref: str,
    subject: str,
    stage: Stage | None,
    touchpoint: str | None,
    customer: str,
    since: str,
    last_matter: str,
    remember: str,
) -> None:
    """Open a case, after its first interaction; it is yours with --as."""
    from store.evidence import cases
    from store.evidence.evidence import find_touchpoint

    seat = context.seat()
    cases.add(
        seat,
        ref,
        subject=subject,
        stage=stage or Stage.RESOLVE,
        touchpoint=find_touchpoint(seat, touchpoint) if touchpoint is not None else None,
        at=_minute(context),
        customer=customer,
        since=since,
        last_matter=last_matter,
        remember=remember,
    )
    message(f"Opened the case {ref.strip()}.")
    if not customer.strip():
        message("Ask for their name. Note what is known of them with --name, --since and --last.")


@case.command("know")
@click.argument("ref", metavar="REF")
@text_option("--name", "customer", metavar="NAME", default="", help="The customer's name.")
@text_option("--since", metavar="WHEN", default="", help="Since when they are a customer.")
@text_option("--last", "last_matter", metavar="TEXT", default="", help="What they came with last.")
@text_option("--remember", metavar="TEXT", default="", help="A small thing they told you.")
@pass_here
def case_know(context: CommandContext, /, ref: str, **known: str) -> None:
    """Keep what became known of the customer; what is not said stays."""
    from store.evidence import cases

    if not any(known.values()):
        raise click.UsageError("Say what is known: --name, --since, --last or --remember.")
    cases.know(context.seat(), ref, **known)
    message(f"Saved what is known of the customer of {ref.strip()}.")


@case.command("own")
@click.argument("ref", metavar="REF")
@text_argument("member")
@text_option("--why", metavar="WORD", default="", help="Why it is handed over.")
@pass_here
def case_own(context: CommandContext, ref: str, member: str, why: str) -> None:
    """Make MEMBER the owner of a case; passing it on takes --why."""
    from store.evidence.case_owner import give_case
    from store.evidence.open_cases import PASSED_ON_OFTEN
    from store.teams import members

    seat = context.seat()
    times = give_case(seat, ref, members.find_member(seat, member), why)
    message(f"{member.strip()} owns the case {ref.strip()} now.")
    if times >= PASSED_ON_OFTEN:
        message(f"It has been passed on {times} times. Let the one who can solve it keep it.")


@case.command("list")
@click.option("--all", "every", is_flag=True, help="The closed ones too, the newest first.")
@page_options
@json_option
@pass_here
def case_list(
    context: CommandContext, every: bool, limit: int, after: str | None, as_json: bool
) -> None:
    """The open cases, what is due next first; with --all every case, page by page."""
    from zoneinfo import ZoneInfo

    from store.evidence.open_cases import open_cases

    if after is not None and not every:
        raise click.UsageError("--after goes with --all.")
    seat = context.seat()
    zone = ZoneInfo(context.zone_of(seat))
    if every:
        _list_all(seat, zone, limit, after, as_json=as_json)
        return
    cases = open_cases(seat)
    if as_json:
        facts({"cases": [_case_facts(each, zone) for each in cases]})
        return
    if not cases:
        message("No case is open. Open one with: care case add REF")
    rows = []
    for each in cases:
        count = plural(each.interactions, "contact")
        owner = each.next.owner or "no owner"
        rows.append([each.ref, owner, count, _next_words(each, zone), each.subject])
    table(rows)


def _list_all(seat: Seat, zone: tzinfo, limit: int, after: str | None, *, as_json: bool) -> None:
    from store.evidence.case_list import case_page

    page = case_page(seat, after=_page_start(after), limit=limit)
    following = f"{page.next[0].isoformat()},{page.next[1]}" if page.next else None
    if as_json:
        facts({"cases": [_listed_facts(each, zone) for each in page.items], "next": following})
        return
    if not page.items:
        message("There is no case yet. Open one with: care case add REF")
    table(
        [
            [each.ref, each.owner or "no owner", _end_words(each), each.subject]
            for each in page.items
        ]
    )
    if following:
        message(f"There is more: --after {following}")


def _page_start(text: str | None) -> tuple[datetime, str] | None:
    """Where the page before ended. Raises WrongValue where the text is not such a place."""
    if text is None:
        return None
    moment, _, id = text.strip().partition(",")
    try:
        return datetime.fromisoformat(moment).astimezone(UTC), id
    except (ValueError, OverflowError):
        raise WrongValue(
            f"“{text.strip()}” is not the “next” of a page before.", field="after"
        ) from None


def _end_words(case: ListedCase) -> str:
    if case.closed_at is None:
        return "solved, not asked yet" if case.solved_at else "open"
    return "solved, says the customer" if case.answer else "asked, no answer"


def _listed_facts(case: ListedCase, zone: tzinfo) -> dict[str, Any]:
    def local(at: datetime | None) -> str | None:
        return at.astimezone(zone).isoformat(timespec="seconds") if at else None

    return {
        "id": case.id,
        "ref": case.ref,
        "subject": case.subject,
        "stage": case.stage.value,
        "interactions": case.interactions,
        "opened": local(case.opened_at),
        "solved": local(case.solved_at),
        "closed": local(case.closed_at),
        "answer": case.answer,
        "owner": case.owner or None,
    }


_NEXT = {
    FollowUpKind.ASK: "ask “Did we solve it?”",
    FollowUpKind.CALL: "call",
    FollowUpKind.REPLY: "contact",
}


def _next_words(case: OpenCase, zone: tzinfo) -> str:
    follow_up = _NEXT[case.next.kind]
    when = f"{case.next.due_at.astimezone(zone):%Y-%m-%d %H:%M}"
    if case.next.overdue:
        return f"{follow_up}, was due {when}"
    return f"{follow_up}, due since {when}" if case.next.due else f"{follow_up} from {when}"


def _case_facts(case: OpenCase, zone: tzinfo) -> dict[str, Any]:
    def local(at: datetime) -> str:
        return at.astimezone(zone).isoformat(timespec="seconds")

    return {
        "id": case.id,
        "ref": case.ref,
        "subject": case.subject,
        "stage": case.stage.value,
        "interactions": case.interactions,
        "opened": local(case.opened_at),
        "solved": local(case.solved_at) if case.solved_at else None,
        "owner": case.next.owner or None,
        "passed_on": case.next.passed_on,
        "waiting_days": case.next.waiting_days,
        "name": case.customer,
        "since": case.since,
        "last": case.last_matter,
        "remember": case.remember,
        "next": {
            "kind": case.next.kind.value,
            "at": local(case.next.due_at),
            "due": case.next.due,
            "overdue": case.next.overdue,
        },
    }


@case.command("contact")
@click.argument("ref", metavar="REF")
@pass_here
def case_contact(context: CommandContext, ref: str) -> None:
    """One more interaction; after two without a solution a call is due."""
    from store.domain.follow_ups import INTERACTIONS_BEFORE_CALL
    from store.evidence import cases

    count = cases.contact(context.seat(), ref, _minute(context))
    message(f"{ref.strip()}: {count} contacts.")
    if count >= INTERACTIONS_BEFORE_CALL:
        message("Two contacts have not solved it: call the customer.")


@case.command("call")
@click.argument("ref", metavar="REF")
@pass_here
def case_call(context: CommandContext, ref: str) -> None:
    """The customer was called."""
    from store.evidence import cases

    cases.call(context.seat(), ref, _minute(context))
    message(f"{ref.strip()}: called.")


@case.command("solve")
@click.argument("ref", metavar="REF")
@pass_here
def case_solve(context: CommandContext, ref: str) -> None:
    """The case is solved; a day later it is time to ask."""
    from zoneinfo import ZoneInfo

    from store.evidence import cases

    seat = context.seat()
    due = cases.solve(seat, ref, _minute(context))
    local = due.astimezone(ZoneInfo(context.snapshot(seat).team.zone))
    message(f"{ref.strip()} is solved. Ask “Did we solve it?” from {local:%Y-%m-%d %H:%M}.")


@case.command("answer")
@click.argument("ref", metavar="REF")
@click.argument("said", metavar="yes|no", type=click.Choice(["yes", "no"]), required=False)
@click.option("--yes/--no", "agreed", default=None, help="The same, as an option.")
@pass_here
def case_answer(context: CommandContext, ref: str, said: str | None, agreed: bool | None) -> None:
    """What the customer said to “Did we solve it?”; it becomes evidence."""
    from store.evidence import cases

    if (said is None) == (agreed is None):
        raise click.UsageError("Say what the customer answered: yes or no.")
    solved = said == "yes" if agreed is None else agreed
    early = cases.answer(context.seat(), ref, solved, _minute(context))
    message(f"{ref.strip()}: " + ("yes." if solved else "no. The case is open again."))
    if early:
        message(
            "It is not 24 hours since it was solved, so the answer is marked “asked early”. "
            "Ask a day later next time."
        )


@case.command("no-answer")
@click.argument("ref", metavar="REF")
@pass_here
def case_no_answer(context: CommandContext, ref: str) -> None:
    """The customer was asked and did not answer; nothing is left to follow up."""
    from store.evidence import cases

    cases.no_answer(context.seat(), ref, _minute(context))
    message(f"{ref.strip()}: asked, no answer.")


@case.command("reopen")
@click.argument("ref", metavar="REF")
@pass_here
def case_reopen(context: CommandContext, ref: str) -> None:
    """The case is not solved after all; for what the customer answered there is case answer."""
    from store.evidence import cases

    cases.reopen(context.seat(), ref)
    message(f"{ref.strip()} is open again. Did they write or call? care case contact {ref.strip()}")
