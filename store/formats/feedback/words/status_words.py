"""Statuses in words: a case open or closed, a customer who stayed or left, in seven languages."""

from __future__ import annotations

import re

from store.formats.tabular.names import name_words

SOLVED = re.compile(
    r"\b(solved|closed|resolved|done|completed?|finished|fixed|fechad[oa]|solucionad[oa]|resolvid[oa]|"
    r"cerrad[oa]|resuelt[oa]|finalizad[oa]|concluid[oa]|clos|close|cloture|resolue?|termine|"
    r"geschlossen|gelost|erledigt|abgeschlossen|rozwiazan[aey]|zamkniet[aey]|zakonczon[aey]|załatwion[aey]|afgesloten|opgelost|gesloten|afgemeld|afgehandeld|gereed|chius[oa]|risolt[oa]|"
    r"stang[dt]|avsluta[dt]|lukket|afsluttet|avsluttet|løst|uzavren[oaey]|vyresen[oaey]|suljettu|ratkaistu|hotov[oae]?)\b"
)
UNSOLVED = re.compile(
    r"\b(not|un|non|nao|no|nicht|pas|niet|nie) ?(solved|closed|resolved|done|gelost|resolu|resuelto|resolvido|risolto|opgelost|rozwiazan[aey]|zamkniet[aey]|załatwion[aey])\b"
    r"|\breopen|\bpending\b|\bopen\b|unsuccessful|erfolglos|nierozwiazan|niezałatwion|unresolved|unsolved|ungelost"
    r"|\bto be (solved|closed|resolved|done|fixed)\b|\b(without|no) (a |an )?(solution|resolution|fix)\b|\bohne losung|\bsans (suite|solution)|\bsin solucion|\bsem solucao|"
    r"\bsenza soluzione|\bzonder oplossing|\bbez rozwiazania"
)
_IN_PART = re.compile(r"\b(partial|partly|teilweise|partiel|parcial|parzial|gedeeltelijk|czesciow)")
WITHDRAWN = re.compile(
    r"\b(duplicate[ds]?|dupe|spam|cancel\w*|withdrawn|rejected|declined|merged|invalid|voided|won ?t (fix|do)|not a bug|obsolete|"
    r"storniert|abgelehnt|zuruckgezogen|duplikat|verworfen|annulee?|rejetee?|doublon|duplicata|rechazad[oa]|duplicad[oa]|anulad[oa]|rejeitad[oa]|"
    r"annullat[oa]|rifiutat[oa]|geannuleerd|geweigerd|dubbel|anulowan[aey]|odrzucon[aey]|avbrut[ei]n|avvist|annullert|afvist)\b"
)
"""Cases that were ended though nobody was to solve them any more."""
OPEN = re.compile(
    r"\b(open|opened|new|(in|under|awaiting) review|in process|pending|waiting|on hold|hold|in progress|progress|assigned|active|unresolved|unsolved|"
    r"offen|neu|wartend|in bearbeitung|in arbeit|zugewiesen|abiert[oa]|nuev[oa]|pendiente|en (curso|proceso|espera)|"
    r"ouvert|nouveau|en (cours|attente)|abert[oa]|nov[oa]|pendente|em (andamento|atendimento|espera)|"
    r"apert[oa]|in (corso|attesa)|in behandeling|nieuw|otwart[aey]|now[aey]|w toku|w trakcie|oczekuj\w*|przypisan[aey]|"
    r"oppe[nt]|abent?|apent?|ny|nytt|pagaende|pagar|igangværende|under behandling|otevren[oaey]|novy|ceka|avoin|uusi|kesken|vantar|venter)\b"
)
_LEFT = re.compile(
    r"(has |have |is )?(churn(ed)?|left|lost|gone|cancel+ed|cancel+ation|cancel+|terminated|ended|expired|"
    r"lapsed|inactive|exited|unsubscribed|attrited( customer)?|attrition|departed|quit|closed|"
    r"gekundigt|abgewandert|verlassen|ausgetreten|inaktiv|verloren|"
    r"cancelad[oa]|baja|dado de baja|perdid[oa]|inactiv[oa]|abandono|se fue|"
    r"resilie|parti|perdue?|inactif|annule|desabonne|inativ[oa]|saiu|cancelou|evadid[oa]|"
    r"abbandonat[oa]|pers[oa]|disdett[oa]|inattiv[oa]|opgezegd|vertrokken|inactief|zrezygnował[ay]?|odszedł|odeszła|rezygnacja|wypowiedzian[aey]|wygasł[aey]?|nieaktywn[aey]|anulowan[aey]|utracon[aey])"
)
_STAYED = re.compile(
    r"(has |have |is )?(stay(ed|s)?|retained|kept|active|current|existing( customer)?|renewed|subscribed|"
    r"not churned|no churn|still here|at risk|paused|on hold|trial(ing)?|past due|in grace|loyal|joined|"
    r"geblieben|aktiv|gehalten|verlangert|bestand(skunde)?|"
    r"se quedo|activ[oa]|retenid[oa]|renovad[oa]|vigente|"
    r"reste|actif|fidele|renouvele|conserve|ativ[oa]|ficou|permaneceu|retid[oa]|"
    r"rimast[oa]|attiv[oa]|gebleven|actief|aktywn[aey]|pozostał[ay]?|odnowion[aey]|przedłuzon[aey])"
)


def is_solved(status: str) -> bool:
    """Whether a case's status says that it is solved."""
    status_words = name_words(status)
    return bool(SOLVED.search(status_words)) and not (
        UNSOLVED.search(status_words)
        or WITHDRAWN.search(status_words)
        or _IN_PART.search(status_words)
    )


def is_withdrawn(status: str) -> bool:
    """Whether a case's status says that it was ended with nothing to solve: cancelled, a duplicate,
    spam."""
    return bool(WITHDRAWN.search(name_words(status)))


def is_case_status(status: str) -> bool:
    """Whether a status is one that a case has, rather than an order, a survey or a member."""
    status_words = name_words(status)
    return bool(
        SOLVED.search(status_words)
        or UNSOLVED.search(status_words)
        or OPEN.search(status_words)
        or WITHDRAWN.search(status_words)
    )


def has_left(status: str) -> bool | None:
    """Whether a word says that a customer left; None where it says neither."""
    status_words = name_words(status)
    if _STAYED.fullmatch(status_words):
        return False
    return True if _LEFT.fullmatch(status_words) else None


def status_answer(measure: str, cell: str) -> float | None:
    """The yes (1) or no (0) that a status means for a measure; None where it means neither."""
    if measure in ("churn", "retention"):
        left = has_left(cell)
        return None if left is None else float(left is (measure == "churn"))
    if measure == "solved-it":
        cell_words = name_words(cell)
        if is_solved(cell):
            return 1.0
        return 0.0 if UNSOLVED.search(cell_words) or OPEN.search(cell_words) else None
    if measure == "reopened" and cell.strip().isdecimal():
        return float(int(cell) > 0)
    if measure in ("escalated", "reopened"):
        cell_words = name_words(cell)
        stem = measure[:-2]
        if re.fullmatch(rf"(not|never|no|un) ?{stem}\w*|none", cell_words):
            return 0.0
        return 1.0 if re.fullmatch(rf"{stem}\w*", cell_words) else None
    return None
