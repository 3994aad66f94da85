"""Ratings that a company gives its suppliers: no customer's answer, though they look like one."""

from __future__ import annotations

import re

from store.formats.feedback.questions.judgements import Judgement
from store.formats.feedback.questions.ways_on import Way, WayOn
from store.formats.tabular.names import first_saying, name_words
from store.formats.tabular.tables import Table

_SUPPLIER = re.compile(
    r"(lieferant(en|in)?|supplier|vendor|fournisseur|proveedor|fornecedor|fornitore|leverancier|dostawca|leverantor|leverandør)"
    r"( ?(id|nr|no|name|number|nummer|code))?"
)
_BY = re.compile(
    r"(bewertet|beurteilt|gepruft) (von|durch)|(evaluated|assessed|rated|scored|reviewed|audited) by|evaluators?|assessors?|auditors?|buyer|einkaufer|"
    r"(evalue|note) par|evaluado por|avaliado por|valutato da|beoordeeld door|oceniajacy|bedømt af|bedomt av"
)
_TITLE = re.compile(
    r"\blieferantenbewertung|\b(supplier|vendor) (evaluation|rating|scorecard|assessment|performance)|\bevaluation (des )?fournisseurs|"
    r"\bevaluacion de proveedores|\bavaliacao de fornecedores|\bvalutazione (dei )?fornitori|\bleveranciersbeoordeling|\bocena dostawcow"
)
_BY_CUSTOMERS = re.compile(
    r"\b(customers?|clients?|kund\w+|cliente?s?|klant\w*|klient\w*|buyer id|reviewers?|guests?|users?|orders?|purchase\w*|bestell\w*)\b"
)


def of_suppliers(table: Table, index: int, judged: Judgement | None) -> Judgement | None:
    """The judgement of a column, but where the rows may be suppliers whom the team rated: then it is
    doubted."""
    sign = suppliers_sign(table)
    if not sign or judged is None or judged.measures[:1] != ("csat",):
        return judged
    line = f'--column "{table.header[index]}=csat"'
    return Judgement(
        reason=f"you may have rated your suppliers, because of “{sign}”. If customers answered, say {line}",
        way_on=WayOn(Way.OF_OTHERS),
    )


def suppliers_sign(table: Table) -> str:
    """The column, or the title, that shows that suppliers were rated; empty where none does."""
    return table.once("suppliers' file", _sign)


def _sign(table: Table) -> str:
    names = [name_words(name) for name in table.header]
    title = first_saying((*table.said, table.name), _TITLE)
    if title or any(map(_BY_CUSTOMERS.search, names)):
        return title
    supplier = next((at for at, name in enumerate(names) if _SUPPLIER.fullmatch(name)), None)
    rated = any(map(_BY.fullmatch, names))
    return table.header[supplier] if supplier is not None and rated else ""
