"""Rows that add up or average the rows around them, which people write between and below answers.

“Week total” with a day and a rounded average looks like an answer. A row is one of totals where a
cell says nothing but that it is, or that it is those of a name that other rows hold, of a part of
the world, or of the answers: “Subtotal Ann”, “Total North region”. A customer called “Total Care GmbH” gave an answer like any other,
and so did one who titled a review “Total frauds”.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from store.formats.feedback.column_roles import id_column
from store.formats.feedback.columns import judged
from store.formats.feedback.comments import comment_column, sounds_like_words
from store.formats.feedback.rows.whole_answers import is_whole_answer
from store.formats.tabular.days.dates import quoted_cell
from store.formats.tabular.days.months import MONTHS
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.names import name_words
from store.formats.tabular.numbers import read_number
from store.formats.tabular.tables import Problem, Row, Table

_SUM = (
    r"(?:sub|grand ?|zwischen|gesamt|teil|end|eind|tussen)?(?:totals?|totaal|totale|totaux|totales|totais|summen?|ergebnis)|"
    r"zwischensummen?|gesamt(?:ergebnis)?|insgesamt|sous totaux|sous total|sub total|total general|sums?|somme|soma|suma|"
    r"som|somma|subtotal(?:es|e|s)?|subtotais|complessivo|razem|łacznie|ogołem|podsumowanie"
)
_MEAN = (
    r"averages?|avg|means?|durchschnitt(?:e|swerte?)?|mittelwerte?|schnitt|mittel|ø|moyennes?|medias?|"
    r"promedios?|gemiddelden?|srednia|srednie|przecietna"
)
_OF_NAMES = {"mart"}
"""A month's name that may be part of a customer's: “Total Mart”."""
_PERIOD = (
    r"weekly|week|wk|woche|kw|cw|daily|day|tag|monthly|month|monat|quarterly|quarter|quartal|yearly|year|jahr|"
    r"semaine|mois|jour|annee|trimestre|semana|mes|dia|ano|settimana|mese|giorno|anno|maand|dag|jaar|"
    r"tydzien|tygodnia|miesiac|miesiaca|dzien|rok|q ?[1-4]|overall|all|general|generale|general|alle|"
    r"and|und|et|y|e|en|of|for|fur|pour|para|per|del?|du|des|di|da|do|dla|der|die|the|la|le|by|und|"
    rf"{'|'.join(sorted({name_words(name) for name in MONTHS} - _OF_NAMES))}|\d{{1,4}}"
)
_ONLY_TOTALS = re.compile(
    rf"(?:(?:{_PERIOD}) )*(?:{_SUM}|{_MEAN})(?: (?:{_SUM}|{_MEAN}|{_PERIOD}))*"
)
_NAMES_PERIOD = re.compile(rf"(?:{_PERIOD}|no|nr|number)(?: (?:{_PERIOD}|no|nr|number))*")
_OF_SOMEBODY = re.compile(
    rf"(?:{_SUM}|{_MEAN})(?: (?:of|for|von|fur|pour|de|para|di|per|voor|dla))? (.+)|(.+) (?:{_SUM}|{_MEAN})"
)
_GROUP = re.compile(
    r"\b(?:regions?|area|district|zone|team|group|branch|store|shop|department|division|territory|country|market|line|"
    r"gebiet|bezirk|gruppe|filiale|abteilung|land|markt|standort|equipe|groupe|agence|magasin|pays|zona|equipo|grupo|"
    r"sucursal|tienda|pais|squadra|gruppo|filiale|regio|afdeling|winkel|zespoł|oddział|of|for|von|fur|in|the|der|die|das)\b"
)
"""Words for a part of the customers, beside the name of that part."""
_PLACE = (
    r"north|south|east|west|northern|southern|eastern|western|central|centre|midlands|nord|sud|ost|mitte|norden|suden|"
    r"osten|westen|norte|sur|este|oeste|sul|leste|centro|est|ouest|ovest|noord|zuid|oost|połnoc|południe|wschod|zachod|emea|"
    r"apac|dach|eu|europe|europa|uk|us|usa|latam|asia|online|offline|\d{1,3}|[a-d]"
)
_PART = re.compile(rf"(?:{_PLACE})(?: (?:{_PLACE}))*")
"""A part of the world, or one that is only numbered."""
_ANSWERS = re.compile(
    r"(?:(?:all|valid|number of|no of|anzahl|alle) )?(?:answers?|responses?|surveys?|ratings?|replies|respondents|antworten|umfragen|bewertungen|"
    r"reponses|avis|respuestas|encuestas|respostas|risposte|antwoorden|odpowiedzi|ankiet[ay]?)"
)
"""What there is a total of, in a file of answers."""
_ALL = re.compile(
    r"overall|(?:all|alle|tous les|toutes les|todos los|todas las|tutti i|tutte le|wszystkie) (?:regions?|regionen|teams?|"
    r"agents?|stores?|shops?|branches|customers?|countries|departments?|groups?|locations?|sites?|channels?|markets?|"
    r"filialen|kunden|lander|abteilungen|gruppen|standorte|kanale|markte|equipes|agences|magasins|pays|clients|"
    r"equipos|tiendas|sucursales|clientes|regiones|regioni|negozi|clienti|afdelingen|winkels|klanten|regiony|oddziały)|"
    r"company ?wide|gesamtunternehmen|across all \w+"
)
"""What the last rows of a table may be called that are of all others, and one row of each day."""
_BARE_ALL = re.compile(
    r"all|alle|overall|tous|toutes|todos|todas|tutti|tutte|wszystkie|allemaal|everyone|everybody|combined|network|chain|group|company|(?:whole|entire) \w+"
)
"""The same, in a column of shops, teams or the like alone."""
_OF_PARTS = re.compile(
    r"\b(?:stores?|shops?|branch(?:es)?|locations?|sites?|regions?|areas?|districts?|zones?|teams?|agents?|groups?|departments?|divisions?|country|countries|"
    r"markets?|channels?|restaurants?|hotels?|filialen?|standorte?|region(?:en)?|gebiete?|bereiche?|abteilungen?|lander|land|markt|kan[aä]le?|magasins?|"
    r"agences?|equipes?|pays|tiendas?|sucursal(?:es)?|equipos?|zonas?|pais(?:es)?|lojas?|negozi[o]?|squadr[ae]|reparti|winkels?|afdeling(?:en)?|"
    r"vestiging(?:en)?|regio s?|sklepy?|oddziały?|butik(?:er)?|afdelinger|entity|unit)\b"
)
"""Columns that name parts of a company, of which a row of each day may be of all."""
_LEVEL = re.compile(
    r"high|low|critical|urgent|hoch|niedrig|dringend|haute?|basse?|faible|urgente?|alt[oa]|baj[oa]|critic[oa]|baix[oa]|bass[oa]|"
    r"hoog|laag|wysok[ia]|nisk[ia]|hog|lag|høy|lav|korkea|matala"
)
"""Levels beside which “Média” or “Mittel” is one too, as of a priority, and no average."""
_FEWEST_GROUPS = 2
_FEWEST_OTHERS = 2
_LAST = 3
"""Rows at the end of a table that may be of all others."""
_SUBTOTAL = re.compile(
    r"(?:sub ?total(?:es|e|s)?|sous total|zwischensumme|subtotaal|suma czesciowa|suma koncowa)\b.*|.+ (?:sub ?total|zwischensumme)"
)
_STEMS = (
    "total", "totaa", "totau", "totai", "summe", "ergebnis", "gesamt", "sum", "som", "average", "avg", "mean",
    "schnitt", "mittel", "ø", "moyenne", "media", "média", "promedio", "gemiddelde", "średni", "sredni",
    "przeci", "count", "respon", "answers", "replies", "survey", "rating", "guests", "customers", "anzahl", "zahl", "antworten",
    "nombre", "réponses", "reponses", "número", "numero", "cantidad", "quantidade", "respuestas", "respostas", "risposte",
    "aantal", "antwoorden", "liczba", "odpowiedzi", "antal", "svar", "overall", "all", "tous", "toutes", "tod", "tutt", "wszystk", "company", "razem", "łącznie", "ogółem", "podsumowanie",
    "every", "combined", "network", "chain", "group", "whole", "entire",
)  # fmt: skip
"""What any such word begins or ends with: few files have one, and most need no second look."""
_COUNT = re.compile(
    r"counts?|(?:(?:number|no|total) of )?(?:responses?|answers|replies|surveys|ratings|respondents|guests|customers)|"
    r"(?:anzahl|zahl)(?: (?:der )?(?:antworten|bewertungen|umfragen|kunden))?|antworten|"
    r"nombre(?: (?:de |d )?(?:reponses|avis|clients))?|reponses|(?:numero|cantidad) de (?:respuestas|encuestas|clientes)|respuestas|"
    r"aantal(?: (?:antwoorden|reacties|klanten))?|antwoorden|(?:numero|quantidade) de respostas|respostas|"
    r"(?:numero (?:di )?)?risposte|liczba(?: (?:odpowiedzi|ankiet))?|odpowiedzi|antal(?: (?:svar|kunder))?|svar|antall(?: svar)?"
)
"""How many answers there are: below other totals, or at the end of the table."""
_STATISTIC = re.compile(
    r"n|max(?:imum|imo|imal)?|min(?:imum|imo|imal)?|highest|lowest|median[ea]?|mediana|mode|promoters?|passives?|detractors?|promotoren|"
    r"detraktoren|passive|promoteurs|detracteurs|promotores|detractores|targets?|goal|ziel|zielwert|objectif|objetivo|doel|"
    r"std ?(?:dev(?:iation)?)?|standard ?deviation|sd|standardabweichung|ecart type|desviacion(?: estandar)?|standaarddeviatie|"
    r"varianz|variance|varianza|nps|csat|ces|(?:response|completion) rate|rucklaufquote|last (?:week|month|year|quarter)|previous (?:week|month|year|quarter)"
)
"""What else stands below totals; on its own it may be a name, such as Max."""
_ONE_WORD = re.compile(r"[^\W\d_]+")
_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.\w+")
_OFTEN = 0.25
"""The share of rows from which one word such as “Total” is a sort of thing, not a row of totals."""
_FEWEST_OFTEN = 3
_LONGEST = 60
_CODE_NAME = re.compile(
    r"\b(id|uuid|guid|code|ref|reference|no|nr|nummer|number|numero|num|key|account|customer|client|kunde|kundennummer|cliente|klant)$"
)
_NEARLY_ALL = 0.9
_FEWEST_TITLES = 20
_TITLE = re.compile(
    r"\b(title|titel|titre|titulo|titolo|tytuł|headline|subject|betreff|objet|asunto|oggetto|onderwerp)\b"
)


def without_totals(table: Table) -> Table:
    """The table without rows of totals, averages and the like, which are listed among the problems."""
    suspects = [index for index in range(len(table.header)) if _may_have(table, index)]
    if not suspects:
        return table
    words = comment_column(table)
    names = _names(table)
    lines: dict[int, str] = {}
    for index in suspects:
        if index == words or judged(table, index) is not None or _are_titles(table, index):
            continue
        for row in _totals(table, index, names):
            if is_whole_answer(table, row, index, words):
                continue
            lines.setdefault(row.line, row.cells[index])
    if not lines or len(lines) == len(table.rows):
        return table
    problems = (
        Problem(line, f"it is a row of totals, “{quoted_cell(cell)}”, not an answer")
        for line, cell in lines.items()
    )
    return replace(
        table,
        rows=tuple(row for row in table.rows if row.line not in lines),
        problems=tuple(sorted((*table.problems, *problems), key=lambda problem: problem.line)),
    )


def _are_titles(table: Table, index: int) -> bool:
    """Whether a column holds the titles of reviews, each another, of which one may be “Total”."""
    cells = [cell for cell in table.column(index) if cell]
    many = len(cells) >= _FEWEST_TITLES and 2 * len(set(cells)) > len(cells)
    name = table.header[index]
    return many and (sounds_like_words(name) or bool(_TITLE.search(name_words(name))))


def _may_have(table: Table, index: int) -> bool:
    """Whether a column has any of the words, by a look at it as one text."""
    text = "\n".join(set(table.column(index))).casefold()
    return any(stem in text for stem in _STEMS)


def _names(table: Table) -> frozenset[str]:
    """The short texts of the table, which a subtotal may name."""
    return frozenset(
        name_words(cell)
        for index in range(len(table.header))
        if len(kinds := set(table.column(index))) <= 1_000
        for cell in kinds
        if 0 < len(cell) <= _LONGEST
    )


def _totals(table: Table, index: int, names: frozenset[str]) -> Iterator[Row]:
    """The rows of totals by their cells in one column."""
    often = Counter(table.column(index))
    codes = table.once("own codes", _own_codes)
    last = {row.line for row in table.rows[-_LAST:]}
    of_each = _once_each(table, index, often)
    is_level = any(_LEVEL.fullmatch(name_words(each)) for each in often)
    below = False
    for row in table.rows:
        cell, above, below = row.cells[index], below, False
        if not cell or len(cell) > _LONGEST:
            continue
        spoken, at_end = name_words(cell), row.line in last
        of_all = cell in of_each or (at_end and often[cell] == 1 and _ALL.fullmatch(spoken))
        counts = (above or (at_end and often[cell] == 1)) and _COUNT.fullmatch(spoken)
        more = above and _STATISTIC.fullmatch(spoken)
        if not (of_all or counts or more or _says_totals(cell, names)):
            continue
        if not of_all and often[cell] > max(_FEWEST_OFTEN, _OFTEN * len(table.rows)):
            continue
        if is_level and _ONE_WORD.fullmatch(cell):
            continue
        is_word = _ONE_WORD.fullmatch(cell) and cell not in of_each
        if is_word and often[cell] > _OFTEN * len(table.rows):
            continue
        has_code = any(not is_blank(row.cells[at]) for at in codes if at != index)
        if has_code or any(map(_MAIL.fullmatch, row.cells)):
            continue
        below = True
        yield row


def _own_codes(table: Table) -> tuple[int, ...]:
    """The columns in which each row has a code of its own: an answer's id, or its customer's."""
    place = id_column(table)
    return tuple(
        index
        for index, name in enumerate(table.header)
        if index == place or (_CODE_NAME.search(name_words(name)) and _are_codes(table, index))
    )


def _are_codes(table: Table, index: int) -> bool:
    """Whether nearly all cells of a column are filled, different, and have a figure."""
    filled = [cell for cell in table.column(index) if not is_blank(cell)]
    return (
        len(filled) >= _NEARLY_ALL * len(table.rows)
        and len(set(filled)) >= _NEARLY_ALL * len(filled)
        and all(any(map(str.isdigit, cell)) for cell in filled)
    )


def _once_each(table: Table, index: int, often: Counter[str]) -> frozenset[str]:
    """The names of all others that each day, or each value of another column, has one row of,
    beside rows of several others."""
    in_parts = bool(_OF_PARTS.search(name_words(table.header[index])))
    named = [
        cell
        for cell, times in often.items()
        if times >= _FEWEST_GROUPS and len(cell) <= _LONGEST and _may_be_all(cell, in_parts)
    ]
    if not named or len(often) <= _FEWEST_OTHERS:
        return frozenset()
    groups = [other for other in range(len(table.header)) if _may_group(table, other, index)]
    return frozenset(
        cell for cell in named if any(_is_once_each(table, index, cell, each) for each in groups)
    )


def _may_be_all(cell: str, in_parts: bool) -> bool:
    spoken = name_words(cell)
    if spoken != "overall" and _ALL.fullmatch(spoken):
        return True
    return in_parts and bool(_BARE_ALL.fullmatch(spoken) or _ONLY_TOTALS.fullmatch(spoken))


def _may_group(table: Table, other: int, index: int) -> bool:
    """Whether a column may say of which day or part a row is: it is none of answers or numbers."""
    if other == index or judged(table, other) is not None:
        return False
    if _NAMES_PERIOD.fullmatch(name_words(table.header[other])):
        return True
    cells = [cell for cell in table.column(other) if not is_blank(cell)]
    return bool(cells) and any(read_number(cell) is None for cell in cells)


def _is_once_each(table: Table, index: int, cell: str, other: int) -> bool:
    """Whether the values of another column have one row of a name each, and rows of others."""
    names: dict[str, list[str]] = {}
    for row in table.rows:
        names.setdefault(row.cells[other], []).append(row.cells[index])
    having = [each for each in names.values() if cell in each]
    return len(having) >= _FEWEST_GROUPS and all(
        each.count(cell) == 1 and len(set(each)) > _FEWEST_OTHERS for each in having
    )


def _says_totals(cell: str, names: frozenset[str]) -> bool:
    spoken = "ø" if cell.strip() == "Ø" else name_words(cell)
    if _ONLY_TOTALS.fullmatch(spoken) or _SUBTOTAL.fullmatch(spoken):
        return True
    match = _OF_SOMEBODY.fullmatch(spoken)
    if match is None:
        return False
    of = match[1] or match[2]
    part = " ".join(_GROUP.sub(" ", of).split())
    return bool({of, part} & names or _PART.fullmatch(part) or _ANSWERS.fullmatch(of))
