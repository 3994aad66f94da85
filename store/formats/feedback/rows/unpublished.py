"""Reviews that a shop or its program took down, refused or took for spam: a column says which.

Whether they count is for a person to say: spam is nobody's answer, a review that was only hidden is.
"""

from __future__ import annotations

import re

from store.formats.feedback.answers import yes_or_no
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.names import name_words
from store.formats.tabular.tables import Table

_OF_REVIEWS = re.compile(
    r"\b(reviews?|ratings?|stars?|testimonials?|bewertung(en)?|rezension(en)?|sterne|avis|etoiles|resenas?|opinion(es)?|valoracion(es)?|estrellas|"
    r"avaliac(ao|oes)|estrelas|recension[ei]|valutazion[ei]|beoordeling(en)?|opini[ae]|recenzj[ae]|ocen[ay]|omdom(e|en)|anmeldelser?)\b"
)
"""Names that say that the rows are reviews."""
_OUTRIGHT = re.compile(
    r"\b(reviews?|testimonials?|rezension(en)?|avis|resenas?|recension[ei]|recenzj[ae]|anmeldelser?|moderat\w+|publi\w+|veroffentlicht\w*)\b"
)
"""Names of reviews, or of what is published, and words that say it; a rating may be of a claim."""
_STATUS = re.compile(
    r"((review|rating|comment|moderation|publication|publish(ing)?|published|approval|display|current) )*(status|state|visibility|moderation)|"
    r"(bewertungs|rezensions|moderations|veroffentlichungs)?status|statut( de publication| de l avis)?|etat|estado( de (la )?(resena|publicacion))?|"
    r"situacao|stato( di pubblicazione)?|sichtbarkeit|zichtbaarheid|curated|(comment |review )?approved"
)
_DOWN = re.compile(
    r"disabled|inactive|offline|removed|deleted|rejected|refused|declined|denied|trash(ed)?|hidden|unpublished|not published|spam|blocked|banned|disapproved|unapproved|"
    r"suspended|archived|taken down|flagged as spam|suppressed|violation|"
    r"geloscht|entfernt|abgelehnt|zuruckgewiesen|ausgeblendet|verborgen|versteckt|gesperrt|nicht veroffentlicht|papierkorb|"
    r"supprimee?|rejetee?|refusee?|masquee?|cachee?|non publiee?|corbeille|eliminad[oa]|borrad[oa]|rechazad[oa]|ocult[oa]|no publicad[oa]|papelera|"
    r"removid[oa]|excluid[oa]|rejeitad[oa]|nao publicad[oa]|lixeira|rimoss[oa]|eliminat[oa]|rifiutat[oa]|nascost[oa]|non pubblicat[oa]|cestino|"
    r"verwijderd|afgewezen|niet gepubliceerd|prullenbak|usuniet[aey]|odrzucon[aey]|ukryt[aey]|niepublikowan[aey]"
)
_UP = re.compile(
    r"ok|published|publish|approved|enabled|visible|live|public|online|displayed|accepted|active|veroffentlicht|freigegeben|freigeschaltet|sichtbar|"
    r"publiee?|approuvee?|valid[e]{1,2}|visible|en ligne|publicad[oa]|aprobad[oa]|aprovad[oa]|pubblicat[oa]|approvat[oa]|visibil[e]|gepubliceerd|"
    r"goedgekeurd|zichtbaar|opublikowan[aey]|zatwierdzon[aey]|publicerad|godkand|udgivet|godkendt|publisert|godkjent"
)
_WAITING = re.compile(
    r"pending( review| moderation| approval)?|not yet|draft|hold|on hold|in (review|moderation)|under (review|moderation)|awaiting (review|moderation|approval)|"
    r"ausstehend|in prufung|en attente|pendiente|pendente|in attesa|in afwachting|oczekuj\w+"
)
"""What is not published yet."""
_EITHER = re.compile(r"new|flagged|reported|edited|replied")
"""What may be published, or not."""
_SPAM = re.compile(
    r"(is |marked as |flagged as |flagged )?spam|(ist|est|es|e) spam|spam (flag|review)|is (fake|fraud(ulent)?)"
)
_IS_DOWN = re.compile(
    r"(is |was |review (is |was )?)?(deleted|removed|hidden|trashed|rejected|unpublished|taken down|suppressed)|(ist )?(geloscht|ausgeblendet|entfernt)|"
    r"(est )?(supprimee?|masquee?)|(es |esta )?(eliminad[oa]|ocult[oa])"
)
_IS_UP = re.compile(
    r"(is |review (is )?)?(published|visible|approved|displayed|live)|(ist )?(veroffentlicht|sichtbar|freigegeben)|(est )?(publiee?|visible)|"
    r"(esta )?(publicad[oa]|aprobad[oa])"
)


def spam(table: Table) -> tuple[str, frozenset[int]] | None:
    """The column that says which rows are spam, and their lines; None without one."""
    for index, name in enumerate(table.header):
        if _SPAM.fullmatch(name_words(name)) and (lines := _lines(table, index, 1.0)):
            return name, lines
    return None


def unpublished(table: Table) -> tuple[str, frozenset[int]] | None:
    """The column that says which reviews are not published, and their lines; None without one."""
    if not any(_OF_REVIEWS.search(name_words(name)) for name in table.header):
        return None
    for index, name in enumerate(table.header):
        spoken = name_words(name)
        if _STATUS.fullmatch(spoken):
            lines = _by_status(table, index)
        elif _IS_DOWN.fullmatch(spoken):
            lines = _lines(table, index, 1.0)
        elif _IS_UP.fullmatch(spoken):
            lines = _lines(table, index, 0.0)
        else:
            continue
        if lines:
            return name, lines
    return None


def _by_status(table: Table, index: int) -> frozenset[int]:
    """The rows whose status says that they are not published, where all of them speak of that."""
    told = {row.line: name_words(row.cells[index]) for row in table.rows}
    words = {status for status in told.values() if status}
    down = {each for each in words if _DOWN.fullmatch(each) or _WAITING.fullmatch(each)}
    up = {status for status in words if _UP.fullmatch(status)}
    others = words - down - up
    names = map(name_words, table.header)
    if not up or not all(map(_EITHER.fullmatch, others)):
        return frozenset()
    if not any(_OUTRIGHT.search(each) for each in (*names, *up)):
        return frozenset()
    return frozenset(line for line, status in told.items() if status in down)


def _lines(table: Table, index: int, answer: float) -> frozenset[int]:
    """The rows of one answer in a column of yes and no; none where it holds anything else."""
    told = {
        row.line: yes_or_no(row.cells[index])
        for row in table.rows
        if not is_blank(row.cells[index])
    }
    if None in told.values():
        return frozenset()
    return frozenset(line for line, each in told.items() if each == answer)
