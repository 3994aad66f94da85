"""An example of every command, and the page of the documentation that tells of it."""

from __future__ import annotations

from typing import NamedTuple

import click


class CommandExamples(NamedTuple):
    """What a command's help ends with."""

    page: str
    """The page's path in care's source."""
    examples: tuple[str, ...]


def _entry(page: str, *examples: str) -> CommandExamples:
    return CommandExamples(page, examples)


_CARE = "docs/care.md"
_COMMANDS = "docs/commands.md"
_FACILITATING = "docs/facilitating.md"
_FIRST_WEEK = "docs/first-week.md"
_HOSTING = "docs/hosting.md"
_IMPORTING = "docs/importing.md"
_AGAIN = "docs/importing-again.md"
_JSON = "docs/json.md"
_RELIABILITY = "docs/reliability.md"
_SCALING = "docs/scaling.md"
_SETTINGS = "docs/settings.md"
_SHELL = "docs/shell.md"

EXAMPLES = {
    "": _entry(_FIRST_WEEK, "care", 'care log resolve --measure csat --value 5 --team "Support"'),
    "init": _entry(
        _FIRST_WEEK,
        'care init --team "Support" --member Dana --member Lee',
        'care init --team "Sales" --cadence monthly --review-week first',
    ),
    "demo": _entry(_FIRST_WEEK, "care demo"),
    "review": _entry(_FIRST_WEEK, "care review", "care review --solo --as Dana"),
    "status": _entry(_JSON, "care status", "care status --check --all-teams"),
    "board": _entry(_CARE, "care board", "care board --no-sign"),
    "add": _entry(
        _COMMANDS,
        'care add connect "Welcome e-mail" --channel e-mail --friction 2',
        "care add assist -",
        'care add resolve "The second call" --private --as Dana',
    ),
    "edit": _entry(
        _COMMANDS,
        'care edit t7k2 --text "Welcome e-mail, first day"',
        "care edit resolve --owner Lee --due 2026-11-27",
    ),
    "move": _entry(_COMMANDS, "care move t7k2 assist --first"),
    "merge": _entry(_COMMANDS, "care merge t7k2 m3qa"),
    "archive": _entry(_COMMANDS, "care archive t7k2"),
    "unarchive": _entry(_COMMANDS, "care unarchive t7k2"),
    "private": _entry(_COMMANDS, "care private list --as Dana"),
    "private list": _entry(_COMMANDS, "care private list --as Dana"),
    "private edit": _entry(_COMMANDS, 'care private edit t7k2 "The first bill" --as Dana'),
    "private drop": _entry(_COMMANDS, "care private drop t7k2 --as Dana"),
    "private vote": _entry(_COMMANDS, "care private vote m3qa --as Dana"),
    "park": _entry(_COMMANDS, 'care park "Who answers at the weekend?"'),
    "park add": _entry(_COMMANDS, 'care park add "Who answers at the weekend?"'),
    "park list": _entry(_COMMANDS, "care park list"),
    "park edit": _entry(_COMMANDS, 'care park edit t7k2 "Who answers on Sundays?"'),
    "park take": _entry(_COMMANDS, "care park take t7k2 assist"),
    "park drop": _entry(_COMMANDS, "care park drop t7k2"),
    "pick": _entry(
        _FIRST_WEEK,
        'care pick resolve "Call after two contacts" --owner Dana --measure csat',
        'care pick enhance --skip "nobody is here to do it"',
    ),
    "done": _entry(_FIRST_WEEK, "care done resolve", "care done resolve --on 2026-11-19"),
    "drop": _entry(_COMMANDS, 'care drop assist --reason "the page was taken down"'),
    "carry": _entry(_COMMANDS, "care carry enhance"),
    "cycle": _entry(_COMMANDS, "care cycle list"),
    "cycle list": _entry(_JSON, "care cycle list --json"),
    "cycle skip": _entry(_COMMANDS, "care cycle skip 2026-W52 --reason Christmas"),
    "cycle unskip": _entry(_COMMANDS, "care cycle unskip 2026-W52"),
    "log": _entry(
        _FIRST_WEEK,
        'care log resolve --measure csat --value 5 --source "ticket 4417"',
        'care log connect --quote "They knew my name"',
    ),
    "evidence": _entry(_JSON, "care evidence --stage resolve --quotes --from 2026-11-01"),
    "case": _entry(_CARE, "care case list"),
    "case add": _entry(_CARE, 'care case add 4417 --subject "her account is blocked" --name Ines'),
    "case answer": _entry(_COMMANDS, "care case answer 4417 yes"),
    "case call": _entry(_COMMANDS, "care case call 4417"),
    "case contact": _entry(_FIRST_WEEK, "care case contact 4417"),
    "case know": _entry(_CARE, 'care case know 4417 --remember "moves house in May"'),
    "case list": _entry(_JSON, "care case list --all"),
    "case no-answer": _entry(_COMMANDS, "care case no-answer 4417"),
    "case own": _entry(_CARE, 'care case own 4417 Lee --why "knows the bank"'),
    "case reopen": _entry(_COMMANDS, "care case reopen 4417"),
    "case solve": _entry(_FIRST_WEEK, "care case solve 4417"),
    "undo": _entry(_COMMANDS, "care undo", "care undo --yes"),
    "ask": _entry(_CARE, 'care ask "Where is my code?" --frustrated'),
    "questions": _entry(_CARE, "care questions list"),
    "questions join": _entry(_COMMANDS, 'care questions join "Where is my code?" "No code came"'),
    "questions list": _entry(_JSON, "care questions list --json"),
    "questions where": _entry(
        _CARE, 'care questions where "Where is my code?" "sign-in page" --as tip'
    ),
    "words": _entry(_CARE, "care words hello --case 4417"),
    "quarter": _entry(_CARE, "care quarter"),
    "quarter answer": _entry(_COMMANDS, "care quarter answer promises yes"),
    "welcome": _entry(_CARE, "care welcome Sam"),
    "erase": _entry(_COMMANDS, "care erase 8hq2m5"),
    "verdict": _entry(_FIRST_WEEK, "care verdict", "care verdict --json"),
    "momentum": _entry(_COMMANDS, "care momentum"),
    "report": _entry(
        _FACILITATING, "care report", "care report --cycle 2026-W47 --format html -o w47.html"
    ),
    "summary": _entry(_FACILITATING, "care summary --format md"),
    "share": _entry(_FACILITATING, "care share --to team"),
    "calendar": _entry(_FACILITATING, "care calendar -o care.ics"),
    "team": _entry(_FIRST_WEEK, "care team list"),
    "team list": _entry(_JSON, "care team list --json"),
    "team set": _entry(_FIRST_WEEK, "care team set --review-day Thursday --review-time 14:00"),
    "team promise": _entry(_CARE, "care team promise list"),
    "team promise decide": _entry(
        _COMMANDS, 'care team promise decide "anybody" "refunds" --up-to "50 EUR"'
    ),
    "team promise drop": _entry(_COMMANDS, "care team promise drop reply e-mail"),
    "team promise list": _entry(_JSON, "care team promise list --json"),
    "team promise reply": _entry(_COMMANDS, "care team promise reply e-mail 24"),
    "team promise step-up": _entry(_COMMANDS, "care team promise step-up Dana"),
    "member": _entry(_FIRST_WEEK, "care member list"),
    "member add": _entry(_COMMANDS, "care member add Sam --if-missing"),
    "member leave": _entry(_COMMANDS, "care member leave Sam"),
    "member list": _entry(_JSON, "care member list --json"),
    "member rename": _entry(_COMMANDS, 'care member rename Sam "Sam K"'),
    "member key": _entry(_HOSTING, "care member key Dana list"),
    "member key add": _entry(_HOSTING, "care member key Dana add id_ed25519.pub"),
    "member key list": _entry(_HOSTING, "care member key Dana list"),
    "member key remove": _entry(_HOSTING, "care member key Dana remove SHA256:3vE1"),
    "measure": _entry(_COMMANDS, "care measure list"),
    "measure add": _entry(
        _COMMANDS, "care measure add refunds --kind count --better down --events --per-cycle sum"
    ),
    "measure list": _entry(_JSON, "care measure list --json"),
    "measure remove": _entry(_COMMANDS, "care measure remove refunds"),
    "measure set": _entry(_COMMANDS, "care measure set refunds --events --missing zero"),
    "invite": _entry(_HOSTING, "care invite Lee --host care.example --hours 24"),
    "host": _entry(_HOSTING, "care host", "care host --web 127.0.0.1:8022"),
    "web": _entry(_HOSTING, "care web", "care web demo"),
    "look": _entry(_HOSTING, "care look list"),
    "look list": _entry(_HOSTING, "care look list"),
    "look make": _entry(_HOSTING, "care look make --quotes"),
    "look withdraw": _entry(_HOSTING, "care look withdraw 4f2a"),
    "import": _entry(_IMPORTING, "care import feedback survey.csv"),
    "import board": _entry(
        _IMPORTING, 'care import board trello.json --map "First contact=connect"'
    ),
    "import feedback": _entry(
        _IMPORTING,
        "care import feedback survey.csv --explain",
        'care import feedback survey.csv --measure csat --column "How was it?"',
    ),
    "import list": _entry(_JSON, "care import list --json"),
    "import workspace": _entry(_COMMANDS, "care import workspace care.toml"),
    "import recipe": _entry(_AGAIN, "care import recipe list"),
    "import recipe drop": _entry(_AGAIN, 'care import recipe drop "monthly survey"'),
    "import recipe list": _entry(_AGAIN, "care import recipe list"),
    "import recipe show": _entry(_AGAIN, 'care import recipe show "monthly survey"'),
    "undo-import": _entry(_AGAIN, "care undo-import 8hq2m5"),
    "export": _entry(_SETTINGS, "care export -o care.toml", "care export --split our-board"),
    "copy": _entry(_SCALING, "care copy --to postgresql://care@db.example/care"),
    "backup": _entry(_RELIABILITY, "care backup friday.db", "care backup --remove-old"),
    "restore": _entry(_RELIABILITY, "care restore friday.db"),
    "doctor": _entry(_RELIABILITY, "care doctor"),
    "config": _entry(_SETTINGS, "care config show"),
    "config get": _entry(_SETTINGS, "care config get theme", "care config get keys.board.add"),
    "config set": _entry(
        _SETTINGS, "care config set theme care-light", "care config set keys.board.add n"
    ),
    "config path": _entry(_SETTINGS, "care config path"),
    "config show": _entry(_JSON, "care config show --json"),
    "completion": _entry(_SHELL, "care completion zsh"),
    "help": _entry(_SHELL, "care help pick", "care help team promise"),
}
"""By the words of the command after ``care``."""


def examples_of(ctx: click.Context) -> CommandExamples | None:
    """What is told of the context's command; None of one that is not care's."""
    return EXAMPLES.get(" ".join(words_of(ctx)))


def words_of(ctx: click.Context) -> list[str]:
    """The words that call the context's command, after ``care``."""
    if ctx.parent is None:
        return []
    return [*words_of(ctx.parent), ctx.info_name or ""]


def write_examples(ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """The end of a command's help: examples, and where more is told."""
    command_examples = examples_of(ctx)
    if command_examples is None:
        return
    with formatter.section("Examples" if len(command_examples.examples) > 1 else "Example"):
        for example in command_examples.examples:
            formatter.write(f"{'':{formatter.current_indent}}{example}\n")
    formatter.write_paragraph()
    formatter.write_text(f"More in {command_examples.page}.")
