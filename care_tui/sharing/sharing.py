"""Sending a review's summary: to places with a name, once each, within a time, and never by itself."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from care_tui.settings import Settings, sent_folder
from care_tui.sharing.sent import SentRecords
from care_tui.sharing.targets import (
    HOST_VARIABLE,
    OWN_VARIABLE,
    Target,
    find_target,
    from_environment,
    looks_like_url,
    merged,
    names,
    read_targets,
    why_not_hosted,
)
from screens.core.sharing import Place
from store.common.clock import Clock
from store.common.dataclass import dataclass
from store.common.errors import AlreadyThere, NotFound, Refused

if TYPE_CHECKING:
    from store.reports.shared_summary import SharedSummary

SECONDS = 30.0
"""Within which a place must answer."""
_MORE = 5.0
"""Seconds beyond these that the process may take to say so."""
_CHILD = Path(__file__).with_name("sending_child.py")
_INSTALL = "Sending needs apprise, which is not installed: pip install 'care-tui[share]'"
_CALLS = re.compile(r"@(?=(?:everyone|here|channel|all|room|team)\b)|<(?=[!@#])", re.IGNORECASE)
"""What calls everybody in a chat, wherever it was written."""
_WHY = {
    "late": "it did not answer within {seconds:.0f} seconds. It may have arrived nevertheless",
    "time": "it did not answer in time. It may have arrived nevertheless",
    "name": "its server's name was not found",
    "closed": "nothing answers at its address",
    "certificate": "its certificate could not be checked",
    "unreached": "its server could not be reached",
    "refused": "it did not take the message",
    "unknown": "its URL is not one that Apprise knows. docs/hosting.md has examples",
    "fault": "Apprise stopped with a {kind}",
}
_MOVED = (
    "it sends on to another address, where nothing was sent. If that is right, name it in the URL"
)
_STATUS = {
    **dict.fromkeys((301, 302, 303, 307, 308), _MOVED),
    401: "its password or token is not right",
    403: "its password or token may not send there",
    404: "there is nothing at its URL",
    410: "its URL was withdrawn",
    413: "the message is too long for it",
    429: "it gets too many messages now. Try again in a minute",
    535: "its name or password is not right",
}


@dataclass(frozen=True, slots=True)
class Sharing:
    """The places this terminal may send to, and what it has sent; see `screens.core.sharing`."""

    targets: Sequence[Target]
    records: SentRecords
    clock: Clock
    advice: str
    """What to do where there is no place, or where one cannot be used; a sentence."""
    hosted: bool = False
    seconds: float = SECONDS

    def places(self, review: str) -> tuple[Place, ...]:
        """Each place, and when this review was sent there last."""
        return tuple(self._place(review, target) for target in self.targets)

    def place(self, review: str, name: str) -> Place:
        """The place called ``name``. Raises Refused where there is none."""
        return self._place(review, self._target(name))

    def send(self, summary: SharedSummary, name: str, *, again: bool = False) -> Place:
        """Send ``summary`` to the place called ``name``; the place, as it is then.

        Raises AlreadyThere where it was sent there before, unless ``again``; Refused, with where
        and why, where it did not arrive: it can then be sent again as if never tried.
        """
        target = self._target(name)
        if self.hosted and (reason := why_not_hosted(target)):
            raise Refused(f"{target.name} {reason}. Nothing was sent.")
        if importlib.util.find_spec("apprise") is None:
            raise Refused(_INSTALL)
        if not again and (place := self._place(summary.review, target)).sent_at is not None:
            raise AlreadyThere(f"{place.history} Nothing was sent.")
        record, before, sent = self.records.begin(
            summary.review, target.name, self.clock.now(), again=again
        )
        answer = _ask_child(
            {
                "url": target.url,
                "title": quiet(summary.title),
                "body": quiet(summary.body),
                "seconds": self.seconds,
                "record": str(record),
                "before": before,
                "sent": sent,
            },
            self.seconds + _MORE,
        )
        if answer["why"]:
            raise Refused(
                f"The summary was not sent to {target.label}: {self._reason(answer)}."
                " The review and its report are saved, and it can be sent again."
            )
        return self._place(summary.review, target)

    def _reason(self, answer: dict[str, Any]) -> str:
        status = answer["status"]
        if answer["why"] == "missing":
            return _INSTALL
        if status in _STATUS:
            return f"{_STATUS[status]} (it answered {status})"
        words = _WHY.get(answer["why"], _WHY["refused"])
        words = words.format(seconds=self.seconds, kind=answer.get("kind", "fault"))
        return f"{words} (it answered {status})" if status else words

    def _target(self, name: str) -> Target:
        target = find_target(self.targets, name)
        if target is not None:
            return target
        if not self.targets:
            raise NotFound(self.advice, field="to")
        called = (
            "There is no place of that name" if looks_like_url(name) else f"“{name}” is unknown"
        )
        raise NotFound(f"{called}. There are: {names(self.targets)}.", field="to")

    def _place(self, review: str, target: Target) -> Place:
        sending = self.records.find(review, target.name)
        if sending is None:
            return Place(target.name, target.scheme)
        return Place(target.name, target.scheme, sending.at, sending.arrived)


def own_sharing(settings: Settings, clock: Clock, environment: Mapping[str, str]) -> Sharing:
    """What this person may send to: the settings' table ``[share]``, and the environment."""
    targets, problems = _targets(settings.share, "share", environment, OWN_VARIABLE)
    return Sharing(targets, SentRecords(sent_folder()), clock, _advice(settings, problems, "share"))


def host_sharing(share: Mapping[str, str], folder: Path, clock: Clock) -> Sharing:
    """What guests may send to: the host's places. ``folder`` is the guests' common one."""
    targets = [Target(name, url) for name, url in share.items()]
    advice = "Who runs this server has named no place to send summaries to. C copies the summary."
    return Sharing(targets, SentRecords(folder / "sent"), clock, advice, hosted=True)


def host_targets(
    settings: Settings, environment: Mapping[str, str]
) -> tuple[list[Target], list[str]]:
    """Where guests may send, by the table ``[host.share]`` and the environment, and a sentence for
    each place that they may not have."""
    candidates, problems = _targets(settings.host_share, "host.share", environment, HOST_VARIABLE)
    targets = []
    for target in candidates:
        if reason := why_not_hosted(target):
            problems.append(f"“{target.name}” in [host.share] {reason}. It is left out.")
        else:
            targets.append(target)
    return targets, problems


def _targets(
    table: Mapping[str, object], where: str, environment: Mapping[str, str], prefix: str
) -> tuple[list[Target], list[str]]:
    return read_targets(merged(table, from_environment(environment, prefix)), where)


def _advice(settings: Settings, problems: Sequence[str], where: str) -> str:
    opened = [each for each in settings.problems if "URLs with passwords" in each]
    if problems or opened:
        return " ".join([*opened, *problems])
    return (
        f"There is no place to send to yet. Name one in {settings.path}, in two lines:\n\n"
        f'    [{where}]\n    team = "slack://…"\n\n'
        "docs/hosting.md has the URLs of other places. Until then copy the summary: C in Close, "
        "or care summary in the shell."
    )


def quiet(text: str) -> str:
    """``text`` so that nothing in it calls everybody in a chat."""
    return _CALLS.sub(lambda match: f"{match[0]}\u200b", text)


def _ask_child(request: dict[str, Any], seconds: float) -> dict[str, Any]:
    """How the sending in a process of its own ended; the process is killed after ``seconds``."""
    try:
        process = subprocess.run(
            [sys.executable, "-P", str(_CHILD)],
            input=json.dumps(request).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
            start_new_session=os.name == "posix",
        )
        answer: dict[str, Any] = json.loads(process.stdout)
    except subprocess.TimeoutExpired:
        return {"why": "late", "status": 0}
    except (OSError, ValueError):
        return {"why": "fault", "status": 0, "kind": "process that did not start"}
    return answer
