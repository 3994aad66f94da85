"""A whole workspace as a folder of TOML files, one a cycle, and back without loss.

``workspace.toml`` names the teams' folders; each holds ``team.toml`` (settings, members),
``board.toml`` (touchpoints), and a file for each cycle in ``cycles``: what was planned in
it, what customers said on its days. A new cycle is a new file, and older ones rest: made
for keeping in git. The facts are those of `store.transfer.workspace_file`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from store.common.errors import Refused
from store.common.text import fold_key
from store.domain.calendar import Calendar, Era
from store.domain.cycles import Cadence, parse_cycle
from store.formats.tabular.encoding import MAX_BYTES, check_size, read_at_most
from store.formats.tabular.safe_parsers import read_toml
from store.transfer.split_folder import (
    HEADER,
    MANIFEST,
    SplitResult,
    check_folder,
    check_no_link,
    write_files,
)
from store.transfer.workspace_file import (
    SECTIONS,
    Facts,
    Section,
    export_workspace,
    read_workspace_file,
    to_toml,
)
from store.workspace.workspace import Workspace

TEAM_FILE = "team.toml"
BOARD_FILE = "board.toml"
CYCLES = "cycles"
BOARD = "touchpoints"
"""The section that has a file of its own; what belongs to no cycle stands in the team's."""
_CYCLE_FILE = re.compile(r"[0-9]{4}-(W?)[0-9]{2}\.toml")
MOST_BYTES = 2 * MAX_BYTES
"""The largest folder that is read."""
_LONGEST_NAME = 60


def write_split(workspace: Workspace, folder: Path) -> SplitResult:
    """Export the workspace into ``folder``, which is made if need be.

    Files that say the same already are not touched, files of an earlier export that no
    longer apply are removed, and anything that care did not write is left alone. Raises
    Refused, changing nothing, for a folder that holds something else or another workspace,
    and where a file that care did not write stands in the way.
    """
    facts = export_workspace(workspace)
    check_folder(folder, facts["workspace"])
    return write_files(folder, split_facts(facts), is_ours=is_split_name)


def is_split_name(path: str) -> bool:
    """Whether an export may have written the file at ``path``, relative to its folder."""
    parts = path.split("/")
    if len(parts) == 2:
        return parts[1] in (TEAM_FILE, BOARD_FILE)
    return len(parts) == 3 and parts[1] == CYCLES and _CYCLE_FILE.fullmatch(parts[2]) is not None


def split_facts(facts: Facts) -> dict[str, str]:
    """The text of each file by its path, the manifest first."""
    folders = _folders(facts["teams"])
    manifest = {**facts, "teams": [folders[team["id"]] for team in facts["teams"]]}
    files = {MANIFEST: _text(manifest)}
    for team in facts["teams"]:
        folder = folders[team["id"]]
        for name, content in _team_files(team).items():
            files[f"{folder}/{name}"] = _text(content)
    return files


def _text(facts: Facts) -> str:
    return HEADER + to_toml(facts)


def _folders(teams: Iterable[Facts]) -> dict[str, str]:
    """Each team's folder by its id; of two alike the younger team's has a part of its id."""
    folders: dict[str, str] = {}
    for team in sorted(teams, key=lambda team: (team["made_at"], team["id"])):
        name = re.sub(r"\W+", "-", fold_key(team["name"])).strip("-_")[:_LONGEST_NAME] or "team"
        folders[team["id"]] = f"{name}-{team['id']}" if name in folders.values() else name
    return folders


def _team_files(team: Facts) -> dict[str, Facts]:
    """The facts of each of the team's files, by name; the cycles in their order."""
    labels = _labels(team)
    files: dict[str, Facts] = {
        TEAM_FILE: {key: team[key] for key in team if key not in labels and key != BOARD}
    }
    if BOARD in team:
        files[BOARD_FILE] = {BOARD: team[BOARD]}
    cycles: defaultdict[str, Facts] = defaultdict(dict)
    for name, label_of in labels.items():
        for row in team.get(name, ()):
            cycles[label_of(row)].setdefault(name, []).append(row)
    return files | {f"{CYCLES}/{label}.toml": cycles[label] for label in sorted(cycles)}


def _labels(team: Facts) -> dict[str, Callable[[Facts], str]]:
    """For each kind of row that belongs to a cycle, how to find that cycle's label."""
    calendar = Calendar(
        team["zone"],
        tuple(
            Era(Cadence(era["cadence"]), era["first_day"], era.get("old_end"))
            for era in team["eras"]
        ),
    )
    planned = {review["id"]: review["planned"] for review in team.get("reviews", ())}

    def at(instant: datetime) -> str:
        return calendar.cycle_at(calendar.today(instant)).label

    def named(key: str) -> Callable[[Facts], str]:
        return lambda row: parse_cycle(row[key]).label

    return {
        "skipped_cycles": named("cycle"),
        "reviews": named("planned"),
        "vote_totals": lambda row: parse_cycle(planned[row["review_id"]]).label,
        "topics": lambda row: parse_cycle(planned[row["review_id"]]).label,
        "improvements": named("cycle"),
        "skipped_stages": named("cycle"),
        "imports": lambda row: at(row["made_at"]),
        "cases": lambda row: at(row["opened_at"]),
        "evidence": lambda row: calendar.cycle_at(row["day"]).label,
    }


def read_split(folder: Path) -> Facts:
    """What `export_workspace` gave when ``folder`` was written, for `import_workspace`.

    Rows may have been moved from one of a team's files to another. Raises Refused, naming
    the file, for what cannot be read or is none of an export.
    """
    manifest = folder / MANIFEST
    check_no_link(folder, manifest)
    if not manifest.is_file():
        raise Refused(f"{folder} is not an exported workspace: it has no {MANIFEST}.")
    facts = read_workspace_file(_bytes(manifest), str(manifest))
    names = facts.get("teams", [])
    if not isinstance(names, list) or not all(map(_is_folder_name, names)):
        raise Refused(f"{manifest} names its teams' folders in a way that cannot be read.")
    places = [folder / name for name in dict.fromkeys(names)]
    for team_folder in places:
        check_no_link(folder, team_folder / CYCLES)
        for path in _parts(team_folder):
            check_no_link(folder, path)
    _check_folder_size(path for team_folder in places for path in _parts(team_folder))
    return {**facts, "teams": [_read_team(team_folder) for team_folder in places]}


def _check_folder_size(parts: Iterable[Path]) -> None:
    """Raise Refused where the files together are too large to be read."""
    check_size(sum(path.stat().st_size for path in parts if path.is_file()), MOST_BYTES, "folder")


def _is_folder_name(name: Any) -> bool:
    return isinstance(name, str) and re.fullmatch(r"\w[\w-]*", name) is not None


def _read_team(folder: Path) -> Facts:
    if not (folder / TEAM_FILE).is_file():
        raise Refused(f"{folder} lacks its {TEAM_FILE}. Nothing was changed.")
    team = _read(folder / TEAM_FILE)
    rows: dict[str, list[Any]] = {}
    _take_rows(team, rows, folder / TEAM_FILE)
    for path in _parts(folder)[1:]:
        content = _read(path)
        _take_rows(content, rows, path)
        if content:
            raise Refused(f"{path} has an unknown “{next(iter(content))}”. Nothing was changed.")
    for section in SECTIONS:
        if section.name in rows:
            team[section.name] = _in_order(section, rows[section.name])
    return team


def _parts(folder: Path) -> list[Path]:
    """The files of the team in ``folder``, the one with its settings first."""
    board = [folder / BOARD_FILE] if (folder / BOARD_FILE).exists() else []
    cycles = (path for path in (folder / CYCLES).glob("*.toml") if _CYCLE_FILE.fullmatch(path.name))
    return [folder / TEAM_FILE, *board, *sorted(cycles)]


def _take_rows(facts: Facts, rows: dict[str, list[Any]], path: Path) -> None:
    """Move the rows of every section in ``facts`` to ``rows``."""
    for section in SECTIONS:
        taken = facts.pop(section.name, [])
        if not isinstance(taken, list) or not all(isinstance(row, Mapping) for row in taken):
            raise Refused(f"{path}: its {section.name} cannot be read. Nothing was changed.")
        if taken:
            rows.setdefault(section.name, []).extend(taken)


def _in_order(section: Section, rows: list[Any]) -> list[Any]:
    """``rows`` as an export orders them; as they stand if a row lacks what they go by,
    which the import then says better."""

    def key(facts: Facts) -> Any:
        return section.order(SimpleNamespace(**facts, name_key=fold_key(facts.get("name", ""))))

    try:
        return sorted(rows, key=key)
    except (AttributeError, TypeError, ValueError):
        return rows


def _read(path: Path) -> Facts:
    try:
        return read_toml(_bytes(path).decode("utf-8-sig"))
    except ValueError as error:
        raise Refused(f"{path} cannot be read as TOML: {error}. Nothing was changed.") from None


def _bytes(path: Path) -> bytes:
    try:
        return read_at_most(path)
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}.") from None
