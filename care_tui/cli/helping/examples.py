"""An example of every command, and the page of the documentation that tells of it."""

from __future__ import annotations

from typing import NamedTuple

import click


class Told(NamedTuple):
    """What a command's help ends with."""

    page: str
    """The page's path in care's source."""
    examples: tuple[str, ...]


def _told(page: str, *examples: str) -> Told:
    return Told(page, examples)


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

TOLD = {
    "": _told(_FIRST_WEEK, "care", 'care log resolve --measure csat --value 5 --team "Support"'),
    "init": _told(
        _FIRST_WEEK,
        'care init --team "Support" --member Dana --member Lee',
        'care init --team "Sales" --cadence monthly --review-week first',
    ),
    "demo": _told(_FIRST_WEEK, "care demo"),
    "review": _told(_FIRST_WEEK, "care review", "care review --solo --as Dana"),
    "status": _told(_JSON, "care status", "care status --check --all-teams"),
    "board": _told(_CARE, "care board", "care board --no-sign"),
    "add": _told(
        _COMMANDS,
        'care add connect "Welcome e-mail" --channel e-mail --friction 2',
        "care add assist -",
        'care add resolve "The second call" --private --as Dana',
    ),
    "edit": _told(
        _COMMANDS,
        'care edit t7k2 --text "Welcome e-mail, first day"',
        "care edit resolve --owner Lee --due 2026-11-27",
    ),
    "move": _told(_COMMANDS, "care move t7k2 assist --first"),
    "merge": _told(_COMMANDS, "care merge t7k2 m3qa"),
    "archive": _told(_COMMANDS, "care archive t7k2"),
    "unarchive": _told(_COMMANDS, "care unarchive t7k2"),
    "private": _told(_COMMANDS, "care private list --as Dana"),
    "private list": _told(_COMMANDS, "care private list --as Dana"),
    "private edit": _told(_COMMANDS, 'care private edit t7k2 "The first bill" --as Dana'),
    "private drop": _told(_COMMANDS, "care private drop t7k2 --as Dana"),
    "private vote": _told(_COMMANDS, "care private vote m3qa --as Dana"),
    "park": _told(_COMMANDS, 'care park "Who answers at the weekend?"'),
    "park add": _told(_COMMANDS, 'care park add "Who answers at the weekend?"'),
    "park list": _told(_COMMANDS, "care park list"),
    "park edit": _told(_COMMANDS, 'care park edit t7k2 "Who answers on Sundays?"'),
    "park take": _told(_COMMANDS, "care park take t7k2 assist"),
    "park drop": _told(_COMMANDS, "care park drop t7k2"),
    "pick": _told(
        _FIRST_WEEK,
        'care pick resolve "Call after two contacts" --owner Dana --measure csat',
        'care pick enhance --skip "nobody is here to do it"',
    ),
    "done": _told(_FIRST_WEEK, "care done resolve", "care done resolve --on 2026-11-19"),
    "drop": _told(_COMMANDS, 'care drop assist --reason "the page was taken down"'),
    "carry": _told(_COMMANDS, "care carry enhance"),
    "cycle": _told(_COMMANDS, "care cycle list"),
    "cycle list": _told(_JSON, "care cycle list --json"),
    "cycle skip": _told(_COMMANDS, "care cycle skip 2026-W52 --reason Christmas"),
    "cycle unskip": _told(_COMMANDS, "care cycle unskip 2026-W52"),
    "log": _told(
        _FIRST_WEEK,
        'care log resolve --measure csat --value 5 --source "ticket 4417"',
        'care log connect --quote "They knew my name"',
    ),
    "evidence": _told(_JSON, "care evidence --stage resolve --quotes --from 2026-11-01"),
    "case": _told(_CARE, "care case list"),
    "case add": _told(_CARE, 'care case add 4417 --subject "her account is blocked" --name Ines'),
    "case answer": _told(_COMMANDS, "care case answer 4417 yes"),
    "case call": _told(_COMMANDS, "care case call 4417"),
    "case contact": _told(_FIRST_WEEK, "care case contact 4417"),
    "case know": _told(_CARE, 'care case know 4417 --remember "moves house in May"'),
    "case list": _told(_JSON, "care case list --all"),
    "case no-answer": _told(_COMMANDS, "care case no-answer 4417"),
    "case own": _told(_CARE, 'care case own 4417 Lee --why "knows the bank"'),
    "case reopen": _told(_COMMANDS, "care case reopen 4417"),
    "case solve": _told(_FIRST_WEEK, "care case solve 4417"),
    "undo": _told(_COMMANDS, "care undo", "care undo --yes"),
    "ask": _told(_CARE, 'care ask "Where is my code?" --frustrated'),
    "questions": _told(_CARE, "care questions list"),
    "questions join": _told(_COMMANDS, 'care questions join "Where is my code?" "No code came"'),
    "questions list": _told(_JSON, "care questions list --json"),
    "questions where": _told(
        _CARE, 'care questions where "Where is my code?" "sign-in page" --as tip'
    ),
    "words": _told(_CARE, "care words hello --case 4417"),
    "quarter": _told(_CARE, "care quarter"),
    "quarter answer": _told(_COMMANDS, "care quarter answer promises yes"),
    "welcome": _told(_CARE, "care welcome Sam"),
    "erase": _told(_COMMANDS, "care erase 8hq2m5"),
    "verdict": _told(_FIRST_WEEK, "care verdict", "care verdict --json"),
    "momentum": _told(_COMMANDS, "care momentum"),
    "report": _told(
        _FACILITATING, "care report", "care report --cycle 2026-W47 --format html -o w47.html"
    ),
    "summary": _told(_FACILITATING, "care summary --format md"),
    "share": _told(_FACILITATING, "care share --to team"),
    "calendar": _told(_FACILITATING, "care calendar -o care.ics"),
    "team": _told(_FIRST_WEEK, "care team list"),
    "team list": _told(_JSON, "care team list --json"),
    "team set": _told(_FIRST_WEEK, "care team set --review-day Thursday --review-time 14:00"),
    "team promise": _told(_CARE, "care team promise list"),
    "team promise decide": _told(
        _COMMANDS, 'care team promise decide "anybody" "refunds" --up-to "50 EUR"'
    ),
    "team promise drop": _told(_COMMANDS, "care team promise drop reply e-mail"),
    "team promise list": _told(_JSON, "care team promise list --json"),
    "team promise reply": _told(_COMMANDS, "care team promise reply e-mail 24"),
    "team promise step-up": _told(_COMMANDS, "care team promise step-up Dana"),
    "member": _told(_FIRST_WEEK, "care member list"),
    "member add": _told(_COMMANDS, "care member add Sam --if-missing"),
    "member leave": _told(_COMMANDS, "care member leave Sam"),
    "member list": _told(_JSON, "care member list --json"),
    "member rename": _told(_COMMANDS, 'care member rename Sam "Sam K"'),
    "member key": _told(_HOSTING, "care member key Dana list"),
    "member key add": _told(_HOSTING, "care member key Dana add id_ed25519.pub"),
    "member key list": _told(_HOSTING, "care member key Dana list"),
    "member key remove": _told(_HOSTING, "care member key Dana remove SHA256:3vE1"),
    "measure": _told(_COMMANDS, "care measure list"),
    "measure add": _told(
        _COMMANDS, "care measure add refunds --kind count --better down --events --per-cycle sum"
    ),
    "measure list": _told(_JSON, "care measure list --json"),
    "measure remove": _told(_COMMANDS, "care measure remove refunds"),
    "measure set": _told(_COMMANDS, "care measure set refunds --events --missing zero"),
    "invite": _told(_HOSTING, "care invite Lee --host care.example --hours 24"),
    "host": _told(_HOSTING, "care host", "care host --web 127.0.0.1:8022"),
    "web": _told(_HOSTING, "care web", "care web demo"),
    "look": _told(_HOSTING, "care look list"),
    "look list": _told(_HOSTING, "care look list"),
    "look make": _told(_HOSTING, "care look make --quotes"),
    "look withdraw": _told(_HOSTING, "care look withdraw 4f2a"),
    "import": _told(_IMPORTING, "care import feedback survey.csv"),
    "import board": _told(
        _IMPORTING, 'care import board trello.json --map "First contact=connect"'
    ),
    "import feedback": _told(
        _IMPORTING,
        "care import feedback survey.csv --explain",
        'care import feedback survey.csv --measure csat --column "How was it?"',
    ),
    "import list": _told(_JSON, "care import list --json"),
    "import workspace": _told(_COMMANDS, "care import workspace care.toml"),
    "import recipe": _told(_AGAIN, "care import recipe list"),
    "import recipe drop": _told(_AGAIN, 'care import recipe drop "monthly survey"'),
    "import recipe list": _told(_AGAIN, "care import recipe list"),
    "import recipe show": _told(_AGAIN, 'care import recipe show "monthly survey"'),
    "undo-import": _told(_AGAIN, "care undo-import 8hq2m5"),
    "export": _told(_SETTINGS, "care export -o care.toml", "care export --split our-board"),
    "copy": _told(_SCALING, "care copy --to postgresql://care@db.example/care"),
    "backup": _told(_RELIABILITY, "care backup friday.db", "care backup --remove-old"),
    "restore": _told(_RELIABILITY, "care restore friday.db"),
    "doctor": _told(_RELIABILITY, "care doctor"),
    "config": _told(_SETTINGS, "care config show"),
    "config get": _told(_SETTINGS, "care config get theme", "care config get keys.board.add"),
    "config set": _told(
        _SETTINGS, "care config set theme care-light", "care config set keys.board.add n"
    ),
    "config path": _told(_SETTINGS, "care config path"),
    "config show": _told(_JSON, "care config show --json"),
    "completion": _told(_SHELL, "care completion zsh"),
    "help": _told(_SHELL, "care help pick", "care help team promise"),
}
"""By the words of the command after ``care``."""


def told_of(ctx: click.Context) -> Told | None:
    """What is told of the context's command; None of one that is not care's."""
    return TOLD.get(" ".join(words_of(ctx)))


def words_of(ctx: click.Context) -> list[str]:
    """The words that call the context's command, after ``care``."""
    if ctx.parent is None:
        return []
    return [*words_of(ctx.parent), ctx.info_name or ""]


def write_examples(ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """The end of a command's help: examples, and where more is told."""
    told = told_of(ctx)
    if told is None:
        return
    with formatter.section("Examples" if len(told.examples) > 1 else "Example"):
        for example in told.examples:
            formatter.write(f"{'':{formatter.current_indent}}{example}\n")
    formatter.write_paragraph()
    formatter.write_text(f"More in {told.page}.")
