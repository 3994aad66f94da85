"""Names that say of a score that it is none which customers give now: one from before, a goal, a
forecast, a model's, an extreme, a difference, or one of a whole branch."""

from __future__ import annotations

import re

from store.formats.tabular.names import name_words

_MEASURE = (
    r"csat|nps|ces|fcr|first (contact|call) (resolution|resolved)|satisfaction|ratings?|scores?|stars|effort|ease|(likelihood|likely|willingness) to recommend|recommendation|resolved|solved|resolution|"
    r"sla met|churn(ed)?|escalated|reopened|retained|renewed|"
    r"zufriedenheit|bewertung|note|weiterempfehlung|gelost|satisfaccion|calificacion|valoracion|puntuacion|puntaje|nota|resuelto|"
    r"satisfacao|avaliacao|resolvido|soddisfazione|valutazione|voto|punteggio|risolto|tevredenheid|beoordeling|cijfer|score client|opgelost|"
    r"satysfakcja|zadowolenie|ocena|wynik|rozwiazane|nojdhet|betyg|tilfredshed|tilfredshet|karakter"
)
_OF_WHOM = r"customer|client|guest|user|patient|overall|total|mean|service|product|survey|feedback|support|team|company|kunden?|gesamt"
_BEFORE = (
    r"baseline|base line|prev(ious)?|prior|former|old|pre|initial|historic(al)?|archived|vorherige[rs]?|bisherige[rs]?|fruhere[rs]?|alte[rs]?|"
    r"ancien(ne)?|precedente?|anterior|vorige|poprzednia?|poprzedni|forrige|tidigare|tidligere|foregaende|iniciale?|initiale?"
)
_WANTED = (
    r"target(ed)?|goal|planned|desired|ideal|aspirational|required|minimum|quota|threshold|budget(ed)?|ziel|soll|gewunschte[rs]?|objetivo|objectif|"
    r"obiettivo|meta|doel|streef|cel|docelow[ay]|mal|malet"
)
_FORESEEN = (
    r"predict(ed|ion)|expect(ed|ation)|forecast(ed)?|project(ed|ion)|estimated?|simulated|modelled|modeled|inferred|imputed|synthetic|dummy|proxy|"
    r"erwartete[rs]?|prognostizierte[rs]?|prognose|geschatzte[rs]?|esperad[oa]|previst[oa]|pronosticad[oa]|estimad[oa]|attendue?|prevue?|estimee?|"
    r"attes[oa]|stimat[oa]|verwachte?|voorspelde?|oczekiwan[ay]|prognozowan[ay]|forvantad|forventet"
)
_OF_MANY = (
    r"industry|benchmark|market|sector|peer group|imdb|metacritic|critics?|hotel star|branchen?|sector|secteur|settore|setor|branza|"
    r"max(imum)?|min|highest|lowest|weighted|rolling|cumulative|moving|smoothed|hochste[rs]?|niedrigste[rs]?"
)
_BETWEEN = (
    r"(change|difference|delta|gap|variation|shift|drop|rise|increase|decrease)( (in|of))?|(number|count|weight|probability|confidence|variance) of|"
    r"anderung( der| des)?|differenz|variacion( de)?|variation( de)?|diferencia|differenza|verschil|zmiana"
)
_AFTER_IT = (
    r"baseline|benchmark|target|goal|threshold|weight(ing)?|change|delta|diff(erence)?|gap|trend|slope|expected|expectation|forecast|predicted|prediction|"
    r"projection|confidence|probability|risk|likelihood|propensity|rank(ing)?|quota|max(imum)?|min(imum)?|previous|prev|before( \w+)?|pre|old|prior|lag|lagged|t 1|std|stdev|deviation|"
    r"variance|percentile|z ?score|zscore|model|ai|vorher|ziel|soll|plan|prognose|anterior|objetivo|meta|esperad[oa]|previst[oa]|precedente?|objectif|"
    r"attendue?|prevue?|obiettivo|attes[oa]|vorige|doel|verwacht|poprzedni[oa]?|cel"
)
_AHEAD = re.compile(
    rf"(?P<word>{_BEFORE}|{_WANTED}|{_FORESEEN}|{_OF_MANY}|{_BETWEEN}) (({_OF_WHOM}) )*({_MEASURE})( (score|rating|points))?"
)
_BEHIND = re.compile(rf"(({_OF_WHOM}) )*({_MEASURE})( (score|rating))? (?P<word>{_AFTER_IT})")
_BY_OTHERS = re.compile(
    rf"(?P<word>self|internal(?! customer)|interne[rs]?|sentiment|model|csm|my|meine?|mi|minha|mijn|moja|supervisor|manager|candidate|applicant) (({_OF_WHOM}) )*"
    r"(csat|nps|ces|satisfaction|ratings?|scores?)( (score|rating))?"
)
"""Names of scores, and of no marks, that others than customers may give."""
_OF_A_LIFE = re.compile(
    r"(job|work|life|marital|career|salary|pay|relationship) satisfaction( (score|rating|level))?|"
    r"(satisfaction|csat|nps|ratings?)( score| rating| level)? with (the |your |my )?(job|life|marriage|career|salary|pay|employer|manager|colleagues)|"
    r"(how )?satisfied (are you |am i )?with (your|my) (overall )?(life|marriage|relationship|body|weight|sleep|health|finances|financial situation|grades|studies)( .*)?"
)
_OF_CUSTOMERS = re.compile(
    r"(ratings?|scores?|evaluation|assessment) of (the |our |an? )?(customer|client|guest|passenger|rider|buyer|tenant|patient|student)s?( behaviour|behavior)?"
)


def other_figure(name: str) -> str:
    """The word by which a column's name says that its scores are none that customers give now:
    “baseline”, “target”, “expected”; empty where it says no such thing."""
    spoken = name_words(name)
    for pattern in (_AHEAD, _BEHIND, _BY_OTHERS):
        if found := pattern.fullmatch(spoken):
            return found["word"]
    if _OF_A_LIFE.fullmatch(spoken) or _OF_CUSTOMERS.fullmatch(spoken):
        return spoken
    return ""
