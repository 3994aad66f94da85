"""Files whose rows are what is rated: suppliers and applicants whom a company rates, hotels with their
stars. No customer answered there, though it looks so."""

from __future__ import annotations

import re

from store.formats.feedback.days.answer_dates import date_columns, rank_in
from store.formats.feedback.days.day_names import Rank
from store.formats.feedback.questions.judgements import Judgement
from store.formats.feedback.questions.ways_on import Way, WayOn
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.names import first_saying, name_words
from store.formats.tabular.numbers import read_number
from store.formats.tabular.tables import Table

_SUPPLIER = re.compile(
    r"(lieferant(en|in)?|supplier|vendor|fournisseur|proveedor|fornecedor|fornitore|leverancier|dostawca|leverantor|leverandør)"
    r"( ?(id|nr|no|name|number|nummer|code))?"
)
_APPLICANT = re.compile(
    r"(competitors?|konkurrent(en)?|wettbewerber|concurrents?|competidor(es)?|concorrent[ei]s?|bewerber(in)?|applicant|candidate|candidato|candidate?|candidata|kandidat(in)?|kandydat|sollicitant|søker|sokande)( ?(id|nr|no|name|number|nummer))?"
)
_BY = re.compile(
    r"(bewertet|beurteilt|gepruft) (von|durch)|(evaluated|assessed|rated|scored|reviewed|audited) by|evaluators?|assessors?|auditors?|buyer|einkaufer|"
    r"(evalue|note) par|evaluado por|avaliado por|valutato da|beoordeeld door|oceniajacy|bedømt af|bedomt av"
)
_QUALITY = re.compile(
    r"qualitat|quality|qualite|calidad|qualidade|qualita|kwaliteit|jakosc|kvalitet|(termin|liefer)treue|on time delivery|delivery( performance)?|"
    r"preis|price|prix|precio|preco|prezzo|prijs|cena|zuverlassigkeit|reliability|flexibilitat|flexibility"
)
"""What is asked of a supplier beside the rating of the whole."""
_CHECKER = re.compile(
    r"auditors?|auditeur|auditrice|auditora?|testkaufer(in)?|mystery (shopper|visitor|guest|caller)|(visiteur|client) mystere|cliente (misterioso|oculto|misterio)|"
    r"inspectors?|inspecteur|ispettore|inspetor|prufer(in)?|verkoster(in)?|degustateur|taster|gutachter(in)?|kontroler|kontrolleur"
)
"""Names of who checks a place or a thing, and is no customer."""
_TITLE = re.compile(
    r"\blieferantenbewertung|\b(supplier|vendor) (evaluation|rating|scorecard|assessment|performance)|\bevaluation (des )?fournisseurs|"
    r"\bevaluacion de proveedores|\bavaliacao de fornecedores|\bvalutazione (dei )?fornitori|\bleveranciersbeoordeling|\bocena dostawcow"
)
_BY_CUSTOMERS = re.compile(
    r"\b(customers?|clients?|kund\w+|cliente?s?|klant\w*|klient\w*|buyer id|reviewers?|guests?|users?|orders?|purchase\w*|bestell\w*)\b"
)
_THING = re.compile(
    r"(the )?(restaurants?|hotels?|property|properties|movies?|films?|books?|games?|apps?|songs?|albums?|recipes?|wines?|beers?|listings?|"
    r"museums?|attractions?|resorts?|hostels?|bars?|cafes?|gasthaus|buch|spiel|livre|jeu|libro|pelicula|juego|libri|gioco|filme|livro|jogo|"
    r"restaurante|ristorante|restauracj[ae]|albergo|hoteles|boek|spel|ksiazka|gra|bok|bog)( ?(name|title|titel|titre|titulo|titolo|id))?"
)
_ANSWERED_BY = re.compile(
    r"\b(customers?|clients?|users?|guests?|reviewers?|respond\w+|authors?|kund\w+|cliente?s?|gast|gaste|ticket|order|booking|reservation|buchung|"
    r"comments?|reviews?|feedback|verbatim|text|body|kommentar\w*|commentaires?|comentarios?|commenti?|avis|bewertungstext|e ?mail|name)\b"
)
_OF_A_PLACE = re.compile(
    r"locations?|address|adresse|direccion|endereco|indirizzo|city|stadt|ville|ciudad|cidade|citta|lat(itude)?|lon(gitude)?|lng|images?|images? url|photo|bild|"
    r"link|url|website|price|preis|prix|precio|description|beschreibung|descripcion|descricao|category|cuisine|amenities|facilities|phone|opening hours"
)
_TITLE_OF_IT = re.compile(r"name|title|titel|titre|nom|nombre|nome|naam|titulo|titolo")
"""What a list of places says of each, and what it calls it."""
_FEWEST_OF_A_PLACE = 3
_NEARLY_ALL = 0.95
_FEWEST = 5


def of_suppliers(table: Table, index: int, judged: Judgement | None) -> Judgement | None:
    """The judgement of a column, but where the rows may be suppliers or applicants whom the team rated:
    then it is doubted."""
    sign = suppliers_sign(table)
    if not sign or judged is None or judged.measures[:1] != ("csat",):
        return judged
    line = f'--column "{table.header[index]}=csat"'
    return Judgement(
        reason=f"it may be your own rating, because of “{sign}”. If customers gave it, say {line}",
        way_on=WayOn(Way.OF_OTHERS),
    )


def suppliers_sign(table: Table) -> str:
    """The column, or the title, that shows that suppliers or applicants were rated, or that somebody
    checked; empty where none does."""
    return table.once("suppliers' file", _sign)


def _sign(table: Table) -> str:
    names = [name_words(name) for name in table.header]
    title = first_saying((*table.said, table.name), _TITLE)
    if title or any(map(_BY_CUSTOMERS.search, names)):
        return title
    supplier = next((at for at, name in enumerate(names) if _SUPPLIER.fullmatch(name)), None)
    applicant = next((at for at, name in enumerate(names) if _APPLICANT.fullmatch(name)), None)
    if applicant is not None:
        return table.header[applicant]
    checker = next((at for at, name in enumerate(names) if _CHECKER.fullmatch(name)), None)
    if checker is not None:
        return table.header[checker]
    rated = any(_BY.fullmatch(name) or _QUALITY.fullmatch(name) for name in names)
    return table.header[supplier] if supplier is not None and rated else ""


def of_things(table: Table, index: int, judged: Judgement | None) -> Judgement | None:
    """The judgement of a column, but where each row is another hotel or film: then it is doubted."""
    if judged is None or judged.measures != ("csat",) or not (thing := listed_thing(table)):
        return judged
    return Judgement(
        reason=f"each row is another of “{thing}”, so it may be a class or an average. If customers"
        f' gave it, say --column "{table.header[index]}=csat"'
    )


def listed_thing(table: Table) -> str:
    """The column of things that a file lists, each once, with nothing of who rated it or when; empty
    where there is none."""
    return table.once("listed thing", _listed_thing)


def _listed_thing(table: Table) -> str:
    names = [name_words(name) for name in table.header]
    things = [at for at, name in enumerate(names) if _THING.fullmatch(name)]
    if (
        not things
        and sum(bool(_OF_A_PLACE.fullmatch(name)) for name in names) >= _FEWEST_OF_A_PLACE
    ):
        things = [at for at, name in enumerate(names) if _TITLE_OF_IT.fullmatch(name)][:1]
        names = ["" if at in things else name for at, name in enumerate(names)]
    if not things or len(table.rows) < _FEWEST:
        return ""
    if any(
        _ANSWERED_BY.search(name) and not _counts(table, at)
        for at, name in enumerate(names)
        if at not in things
    ):
        return ""
    days = (rank_in(table, index) for index in date_columns(table))
    if any(rank in (Rank.ANSWERED, Rank.PLAIN) for rank in days):
        return ""
    for at in things:
        filled = [cell.casefold() for cell in table.column(at) if not is_blank(cell)]
        if len(set(filled)) >= _NEARLY_ALL * len(table.rows) <= len(filled):
            return table.header[at]
    return ""


def _counts(table: Table, index: int) -> bool:
    """Whether a column called after reviews holds how many there are."""
    filled = [cell for cell in table.column(index) if not is_blank(cell)]
    return bool(filled) and all(read_number(cell) is not None for cell in filled)
