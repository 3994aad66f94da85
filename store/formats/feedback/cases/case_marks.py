"""What a help desk's mark of a case says: kept or missed, yes or no, how often."""

from __future__ import annotations

import re
from collections.abc import Iterable

from store.formats.feedback.answers import yes_or_no
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.names import name_words
from store.formats.tabular.numbers import read_number

_BROKEN = re.compile(
    r"violat|breach|overdue|exceed|missed|\blate\b|\bfailed\b|\bunmet\b|\boutside\b"
    r"|\bnot (met|within|achieved|on time|in time)\b|\bverletzt\b|\buberschritten|\bverpasst|\bnicht (eingehalten|erfullt)|\bverspatet|\bzu spat\b|\bausserhalb\b|"
    r"\bdepasse|\b(non|pas) (respecte|tenu)|\bhors (delais?|sla)\b|\ben retard\b|"
    r"\bincumplid|\bno cumplid|\bvencid|\bviolad|\bestourad|\bfora (do|de) (prazo|sla)\b|\bfuera de(l)? (plazo|tiempo|sla)|\bretrasad|\batrasad|\bnao cumprid|"
    r"\bscadut|\bnon rispettat|\bfuori (sla|termine|tempo)|\bin ritardo\b|\boverschre[di]|\bniet (gehaald|behaald)|\bbuiten\b|\bte laat\b|"
    r"\bprzekroczon|\bniedotrzyman|\bpo terminie\b|\bforsinket|\bforsenad|\bbrutt?et\b|\bikke (overholdt|mott|nadd)|\bej uppfyll|\bmyohas|\bpoz(de|ne)\b|\bnesplnen"
)
_KEPT = re.compile(
    r"\bontime\b|\bwithin\b|\binside\b|\bmet\b|\bon time\b|\bin time\b|achieved|\beingehalten\b|\berfullt\b|\binnerhalb\b|\brechtzeitig\b|\bfristgerecht\b|"
    r"\brespecte|\btenu\b|\bdans les (delais|temps)\b|\b(cumplid|cumprid|rispettat)[oa]\b|\bno prazo\b|\bdentro de(l)? |\bdentro d[oa] |\ben plazo\b|\ba tiempo\b|"
    r"\bentro\b|\bnei (tempi|termini)\b|\b(ge|be)haald\b|\bbinnen\b|\bop tijd\b|\bdotrzyman[aey]\b|\bw terminie\b|\boverholdt\b|\binnen(for)?\b|\binom\b|\bi tid\b|"
    r"\buppfyll[dt]\b|\bajoissa\b|\bv(cas| terminu)\b|\bsplnen"
)
_OPEN = re.compile(
    r"(in )?progress|pending|paused|running|waiting|on hold|open|ongoing|not (applicable|set|started|yet)|n ?a|none|no (sla|target)|unknown|cancel+ed|"
    r"offen|laufend|pausiert|nicht zutreffend|en cours|en pause|non applicable|en (curso|pausa)|pausad[oa]|no aplica|em (andamento|pausa)|nao (se )?aplica|"
    r"in corso|in pausa|non applicabile|lopend|gepauzeerd|nvt|w toku|wstrzyman[aey]|nie dotyczy"
)
"""Words for a target that is neither kept nor missed yet, or for none."""


def flag(cell: str) -> bool | None:
    """Yes, no, or a count that is more than none."""
    if is_blank(cell):
        return None
    answer = yes_or_no(cell)
    if answer is not None:
        return answer == 1.0
    number = read_number(cell)
    return None if number is None else number > 0


def times(cell: str) -> int:
    """How often something happened, by a count, or by a yes or no."""
    number = read_number(cell)
    return int(bool(flag(cell))) if number is None else max(0, int(number))


def is_broken(cell: str) -> bool | None:
    """Whether a target was missed, said as yes, or as “SLA violated”."""
    spoken = name_words(cell)
    if _BROKEN.search(spoken):
        return True
    return False if _KEPT.search(spoken) else flag(cell)


def unread_mark(cells: Iterable[str], *, of_target: bool) -> str:
    """The first cell of a column of marks that says neither, nor that nothing is known yet, so that the
    others would count without it; empty where all are read."""
    read = is_broken if of_target else flag
    for cell in dict.fromkeys(cells):
        known = is_blank(cell) or read(cell) is not None or _OPEN.fullmatch(name_words(cell))
        if not known:
            return cell
    return ""
