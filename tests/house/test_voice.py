"""The product's words: one word for one thing, plain verbs, a way to go on.

Read are the strings that a person can meet: in the code's rooms every constant with a space in it
and every noun that is counted, without docstrings, patterns, style sheets, statements of SQL, and
what only a programmer's mistake can raise. The invented team's words are its own.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("store", "screens", "care_tui")
APART = ("store/demo/story", "store/db/migrations")

RULES = (
    (r"\bkept\b", "“saved” or “safe”: kept is momentum's figure"),
    (r"\binteractions?\b", "“contact”"),
    (r"\bcards?\b", "“touchpoint”"),
    (r"\bcommitments?\b", "“improvement”"),
    (r"\bpieces? of evidence\b", "“answer”"),
    (r"\bunsettled\b", "“undecided”"),
    (r"\bcarried forward\b", "“carried over”"),
    (
        r"\b(invalid|errors?|failed|failures?|illegal|wrong|please)\b",
        "what is missing, or what to do",
    ),
    (r"\b(sitting|ballots?|snapshots?|journal|the grace)\b", "what it is to the reader"),
    (r"(?<!ere )\b(is|are) no\b(?! (longer|more)\b)", "“is not a …”"),
    (r"\bsays? not\b", "“does not say”"),
    (r"\bstands? (there|here|below|above|for|twice|in)\b|\bstood there\b", "“is”"),
    (
        r"\bhold together\b|\bcomes? of it\b|\bcame about\b|\bcome about\b|\bfalls? away\b",
        "the deed",
    ),
    (r"\ball the same\b|\blet go of\b|\bgoes? by\b", "a plain verb"),
    (r"\boverdue since\b", "“was due”"),
    (r"(?<![\w'])[a-zA-Z] (says|takes)\b(?<!I takes)", "“Press the key to …”"),
    (r"; \w.*[.?]$", "two sentences"),
    (r"\b(color|center|favorite|behavior|canceled|gray|catalog|honor|labor)\b", "British spelling"),
    (r"\w+(ogniz|organiz|naliz|mariz|oriz)(e|ed|es|ing|ation)\b", "British spelling"),
    (r"!(\s|$)", "a full stop"),
)
_RULES = tuple((re.compile(pattern, re.IGNORECASE), word) for pattern, word in RULES)
_PATTERN = re.compile(r"\\[a-zA-Z.(\[|]|\(\?|\[\^|\w\|\w")
_SQL = re.compile(r"(SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|PRAGMA|VACUUM|DROP|BEGIN|LOCK|SET)\b")
_PROGRAMMERS = {"ValueError", "TypeError", "RuntimeError", "AssertionError", "KeyError"}

_MOMENTUM = "momentum's own figure"
_FILE = "the file's own card, before it is a touchpoint"
_LETTER = "a letter to a customer, whom one asks kindly"
_PAGE = "a page that customers see"
EXCEPTIONS = {
    ("store/domain/vocabulary.py", "kept"): _MOMENTUM,
    ("store/reports/report_text.py", "- Kept: "): _MOMENTUM,
    ("screens/core/keys.py", "Momentum: kept"): _MOMENTUM,
    ("screens/dialogs/verdict_dialog.py", "count as kept"): _MOMENTUM,
    ("screens/momentum/", "ept"): _MOMENTUM,
    ("screens/review/steps/close_sheets.py", "kept "): _MOMENTUM,
    ("screens/widgets/examples.py", "kept"): _MOMENTUM,
    ("care_tui/cli/facts.py", "Kept "): _MOMENTUM,
    ("screens/commands/promises.py", "Promised against kept"): "a promise is kept",
    ("store/formats/boards/", "card"): _FILE,
    ("store/domain/sent_words.py", "Thank you!"): _LETTER,
    ("store/domain/sent_words.py", "Please answer"): _LETTER,
    ("store/domain/map_lessons.py", "Error page"): _PAGE,
    ("store/domain/playbook.py", "error pages"): _PAGE,
    ("screens/forms/touchpoint.py", "an error page"): _PAGE,
    ("store/domain/playbook.py", "in two interactions?"): "the rule of two, as CARE has it",
    ("store/domain/playbook.py", "gone wrong"): "the customer's trouble, not the reader's",
    ("store/db/server_failures.py", "invalid ("): "what PostgreSQL says, recognised by it",
    ("store/workspace/old_backups.py", "JOIN journal"): "a statement of SQL",
    (
        "screens/review/steps/check_in.py",
        "; an average shows",
    ): "the end of a sentence in two roles",
    ("care_tui/cli/facts.py", "! missed"): "the mark's own legend",
    ("care_tui/cli/host.py", "wrong codes"): "a stranger's code, not the reader's",
    (
        "care_tui/terminal/textual_internals.py",
        "A failure of the screens",
    ): "told to who installs Textual",
    ("care_tui/terminal/textual_internals.py", "_handle_exception"): "a name in Textual's code",
}
"""The file (or its folder) and a part of the string, and why it may be said so."""


def _strings(node: ast.AST) -> Iterator[tuple[int, str]]:
    """The line and the text of every string that a person can read below ``node``."""
    if _is_not_read(node):
        return
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            yield node.lineno, node.value
    elif isinstance(node, ast.JoinedStr):
        yield node.lineno, "".join(_part(each) for each in node.values)
        for each in node.values:
            if isinstance(each, ast.FormattedValue):
                yield from _strings(each.value)
    else:
        yield from _counted(node)
        for child in ast.iter_child_nodes(node):
            yield from _strings(child)


def _is_not_read(node: ast.AST) -> bool:
    """Whether it is a docstring, a style sheet, or what only a programmer's mistake raises."""
    if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
        kind = node.exc.func
        return isinstance(kind, ast.Name) and kind.id in _PROGRAMMERS
    if isinstance(node, ast.Assign | ast.AnnAssign):
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        return isinstance(target, ast.Name) and target.id.endswith("CSS")
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _counted(node: ast.AST) -> Iterator[tuple[int, str]]:
    """The nouns that ``plural`` counts."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "plural":
        for noun in node.args[1:]:
            if isinstance(noun, ast.Constant) and isinstance(noun.value, str):
                yield noun.lineno, f"1 {noun.value}"


def _part(node: ast.expr) -> str:
    return str(node.value) if isinstance(node, ast.Constant) else "{}"


def _read(path: Path) -> Iterator[tuple[int, str]]:
    for line, text in _strings(ast.parse(path.read_text())):
        if " " in text.strip() and not _PATTERN.search(text) and not _SQL.match(text):
            yield line, text


def _files() -> Iterator[tuple[str, Path]]:
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if not name.startswith(APART):
                yield name, path


def test_every_string_speaks_as_the_product_does() -> None:
    found, used = [], set()
    for name, path in _files():
        for line, text in _read(path):
            for rule, word in _RULES:
                if (hit := rule.search(text)) is None:
                    continue
                reasons = {
                    each for each in EXCEPTIONS if name.startswith(each[0]) and each[1] in text
                }
                used |= reasons
                if not reasons:
                    found.append(f"{name}:{line}: “{hit[0]}” in {text!r}: say {word}")
    assert not found, "\n".join(found)
    assert set(EXCEPTIONS) == used, f"not needed any more: {set(EXCEPTIONS) - used}"
