"""Tables that lie on their side: a column for each customer, and a row for each question."""

from __future__ import annotations

import re
from collections import defaultdict

from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.names import name_words
from store.formats.tabular.numbers import read_number
from store.formats.tabular.tables import Table

_CUSTOMER = re.compile(
    r"(?P<word>tn|teilnehmer(in|innen)?|person|proband(in)?|befragter?|kunde|kundin|gast|patient(in)?|bogen|fragebogen|"
    r"participants?|respondents?|customers?|clients?|guests?|visitors?|sheet|card|form|response|answer|p|r|"
    r"participante|encuestad[oa]|persona|cliente|huesped|hospede|pessoa|respondente|invitad[oa]|"
    r"repondant|personne|invite|partecipante|intervistat[oa]|ospite|deelnemer|respondent|klant|persoon|"
    r"uczestnik|osoba|klient|deltagare|deltager|deltaker|kund|vastaaja|ucastnik|zakaznik) ?(?P<number>\d{1,3})"
)
_FEWEST = 3
_MOST = 0.7


def customers_across(table: Table) -> str:
    """That each of a table's columns is one customer's, in whose place rows are needed; else empty."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for at, name in enumerate(table.header):
        if match := _CUSTOMER.fullmatch(name_words(name)):
            groups[match["word"]].append(at)
    places = max(groups.values(), key=len, default=[])
    if len(places) < max(_FEWEST, _MOST * (len(table.header) - 1)):
        return ""
    first = [row.cells[0] for row in table.rows if not is_blank(row.cells[0])]
    asks = 0 not in places and all(read_number(cell) is None for cell in first)
    if not asks or len(set(first)) < len(first):
        return ""
    names = table.header[places[0]], table.header[places[-1]]
    return (
        f"Each of the columns “{names[0]}” to “{names[1]}” is one customer's. Turn the table, so that"
        f" “{first[0]}” is a column and each customer a row: spreadsheets paste it so with"
        " “Transpose”."
    )
