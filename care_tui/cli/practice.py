"""``ask``, ``questions``, ``words``, ``quarter``, ``welcome``: CARE at work between reviews."""

from __future__ import annotations

import click

from care_tui.cli.inputs import json_option, text_argument, text_option
from care_tui.cli.lazy import CareCommand, LazyGroup
from care_tui.cli.output import fact, facts, message, plural, table
from care_tui.context import CommandContext, pass_here

_KINDS = ("survey", "hello", "call")


@click.command(cls=CareCommand)
@text_argument("text")
@click.option("--frustrated", is_flag=True, help="They asked only once they were frustrated.")
@pass_here
def ask(context: CommandContext, text: str, frustrated: bool) -> None:
    """Count a question that a customer asked; equal ones count together."""
    from store.evidence import questions

    counted = questions.ask(context.seat(), text, frustrated=frustrated)
    message(f"Asked {plural(counted.asked, 'time')}: {counted.text}")
    if counted.answered_where:
        message(f"Answered here: {counted.answered_where}")
    elif counted.asked > 1:
        message("It is answered nowhere yet. Say where with: care questions where QUESTION PLACE")


@click.group(cls=LazyGroup)
def questions() -> None:
    """What customers ask again and again."""


@questions.command("list")
@json_option
@pass_here
def questions_list(context: CommandContext, as_json: bool) -> None:
    """The questions, the most asked first."""
    from store.evidence.questions import questions as every

    all_questions = every(context.seat())
    if as_json:
        facts(
            {
                "questions": [
                    {
                        "id": each.id,
                        "text": each.text,
                        "asked": each.asked,
                        "last": str(each.last_on),
                        "frustrated": each.frustrated,
                        "answered_where": each.answered_where,
                        "answered_as": each.answered_as,
                    }
                    for each in all_questions
                ]
            }
        )
        return
    if not all_questions:
        message('No question is counted yet. Count one with: care ask "where is my code"')
    table([[str(each.asked), each.text, each.answer_words] for each in all_questions])


@questions.command("where")
@text_argument("question")
@text_argument("place")
@click.option("--as", "form", metavar="page|tip|prompt|guide", default="", help="In which form.")
@pass_here
def questions_where(context: CommandContext, question: str, place: str, form: str) -> None:
    """Say where customers find the answer to QUESTION."""
    from store.evidence.questions import answered_where, find_question

    seat = context.seat()
    answered_where(seat, find_question(seat, question), place, form)
    message("Saved where it is answered.")


@questions.command("join")
@text_argument("question")
@text_argument("other")
@pass_here
def questions_join(context: CommandContext, question: str, other: str) -> None:
    """Count QUESTION for OTHER from now on."""
    from store.evidence.questions import find_question, join_questions

    seat = context.seat()
    join_questions(seat, find_question(seat, question), find_question(seat, other))
    message("Joined. They count together now.")


@click.command(cls=CareCommand)
@click.argument("kind", type=click.Choice(_KINDS), metavar="survey|hello|call")
@click.option("--measure", metavar="KEY", help="The survey's measure. [default: solved-it]")
@text_option("--case", "ref", metavar="REF", help="Fill it from this case.")
@text_option(
    "--set", "own", metavar="TEXT", help="Save the team's own wording. Empty brings back ours."
)
@pass_here
def words(
    context: CommandContext, kind: str, measure: str | None, ref: str | None, own: str | None
) -> None:
    """Print words to send: the survey a day after, the hello, the note that we will call."""
    from store.domain.sent_words import WordsKind
    from store.evidence import words_to_send

    seat = context.seat()
    if own is not None:
        words_to_send.set_wording(seat, WordsKind(kind), own)
        message("Saved the team's wording.")
        return
    fact(
        words_to_send.words_to_send(seat, WordsKind(kind), measure=measure or "solved-it", ref=ref)
    )


@click.group(cls=LazyGroup, invoke_without_command=True)
@json_option
@click.pass_context
def quarter(ctx: click.Context, as_json: bool) -> None:
    """What is to be answered this quarter."""
    if ctx.invoked_subcommand is not None:
        return
    from store.queries.quarter import STREAMS, quarter_questions

    here = ctx.find_object(CommandContext)
    assert here is not None
    questions_open = quarter_questions(here.seat())
    if as_json:
        facts(
            {
                "questions": [
                    {"about": each.about, "question": each.question, "detail": each.detail}
                    for each in questions_open
                ]
            }
        )
        return
    if not questions_open:
        message("There is nothing to answer this quarter.")
    table([[each.about, each.question, each.detail] for each in questions_open])
    if any(each.about in STREAMS for each in questions_open):
        message(
            "Bring figures in with care import feedback FILE. Then say care quarter answer ABOUT yes."
        )


@quarter.command("answer")
@click.argument("about", metavar="ABOUT")
@click.argument("answer", metavar="yes|no|later")
@pass_here
def quarter_answer(context: CommandContext, about: str, answer: str) -> None:
    """Answer one of them; it is not asked again this quarter."""
    from store.queries.quarter import answer_quarter

    answer_quarter(context.seat(), about, answer)
    message("Saved.")
    if answer == "no":
        message("Change it, or pick an improvement for it.")


@click.command(cls=CareCommand)
@text_argument("name")
@pass_here
def welcome(context: CommandContext, name: str) -> None:
    """Print what a new colleague reads in five minutes."""
    from store.queries.welcome import welcome as page

    fact(page(context.seat(), name).rstrip("\n"))
