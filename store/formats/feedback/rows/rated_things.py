"""Lists of things with a rating each, as hotels with their stars: a class or an average, no customer's
answer."""

from __future__ import annotations

import re
from datetime import date

from store.formats.feedback.days.answer_dates import date_columns, rank_in
from store.formats.feedback.days.day_names import Rank
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.names import name_words
from store.formats.tabular.tables import Table

_THING = re.compile(
    r"(the )?(restaurants?|hotels?|propert(y|ies)|movies?|films?|books?|games?|apps?|songs?|albums?|recipes?|wines?|beers?|listings?|"
    r"museums?|attractions?|resorts?|hostels?|bars?|cafes?|gasthaus|buch|spiel|livre|jeu|libro|pelicula|juego|libri|gioco|filme|livro|jogo|"
    r"restaurante|ristorante|albergo|hoteles|boek|spel|ksiazka|gra|bok|bog)( ?(name|title|titel|titre|titulo|titolo|id))?"
)
_ANSWERED_BY = re.compile(
    r"\b(customers?|clients?|users?|guests?|reviewers?|respond\w+|authors?|kund\w+|cliente?s?|gast|gaste|ticket|order|booking|reservation|buchung|"
    r"comments?|reviews?|feedback|verbatim|text|body|kommentar\w*|commentaires?|comentarios?|commenti?|avis|bewertungstext|e ?mail|name)\b"
)
_FEWEST = 5


def listed_thing(table: Table, today: date | None = None) -> str:
    """The column of things that a file lists, each once, with nothing of who rated it or when; empty
    where there is none."""
    return table.once("listed thing", lambda table: _listed_thing(table, today))


def _listed_thing(table: Table, today: date | None) -> str:
    names = [name_words(name) for name in table.header]
    things = [at for at, name in enumerate(names) if _THING.fullmatch(name)]
    if not things or len(table.rows) < _FEWEST:
        return ""
    if any(_ANSWERED_BY.search(name) for at, name in enumerate(names) if at not in things):
        return ""
    days = (rank_in(table, index) for index in date_columns(table, today))
    if any(rank in (Rank.ANSWERED, Rank.PLAIN) for rank in days):
        return ""
    for at in things:
        filled = [cell.casefold() for cell in table.column(at) if not is_blank(cell)]
        if len(set(filled)) == len(filled) == len(table.rows):
            return table.header[at]
    return ""
