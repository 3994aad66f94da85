"""Names that say of a score that it is none which customers give now: one from before, a goal, a
forecast, a model's, an extreme, a difference, one of a whole branch, or what is still to come."""

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
    r"baseline|benchmark|target|goal|threshold|index|weight(ing)?|change|delta|diff(erence)?|gap|trend|slope|expected|expectation|forecast|predicted|prediction|"
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

_DEED = r"(an? |de |een |una? |uma )?(escal\w+|eskal\w+|reopen\w*|re ?solv\w+|resolution|solved|renew\w*|cancel\w+|churn\w*|gelost|wieder ?geoffnet|resol[uv]\w+|rouvert\w*|risolt\w+|opgelost)"
_STILL_TO_COME = re.compile(
    r"((is|does|case|ticket|customer|it|this|the|fall|kunde|cas|caso) )*"
    r"(?P<word>should|must|will|can|cannot|may|could|to|needs?|needing|requires?|requiring|planned|pending|likely|eligible for|"
    r"muss|soll|sollte|kann|wird|zu|braucht|a(?= \w+(er|re|ir)\b)|doit|peut|necessite|requiert|debe|puede|requiere|necesita|por|deve|pode|requer|precisa|richiede|da|moet|kan|wymaga) "
    rf"(to |be |get |etre |ser |essere |worden )*{_DEED}( werden| worden)?( (to|by|with) .*)?"
    rf"|{_DEED} (is |ist |est |es )?(?P<after>required|needed|necessary|allowed|permitted|possible|planned|pending|recommended|suggested|likely|eligible|"
    r"erforderlich|notig|notwendig|moglich|geplant|erlaubt|requise?|necessaire|possible|prevue?|requerid[oa]|necesari[oa]|posible|necessari[oa]|possivel|"
    r"richiest[oa]|possibile|nodig|vereist|mogelijk|wymagan[ae]|konieczn[ae]|kravs|nodvandig|nødvendig)"
)
"""Names of what shall, may or must still happen to a case, not of what happened."""

_LONGEST = 5
"""Words up to which a name is no sentence, in which a word may mean anything."""
_WORDS = re.compile(
    # German
    r"\b(ziel\w*|soll|vorjahr\w*|vormonat\w*|erwartet\w*|erwartung|prognos\w*|geschatzt\w*|durchschnitt\w*|mittlere[rs]?|mittelwert|schnitt|"
    r"intern(e[rs]?|[oai]|t)?|branchen?|wettbewerb\w*|konkurren\w*|hochste[rs]?|niedrigste[rs]?|bisherige[rs]?|vorherige[rs]?|vorher|alte?|lieferant\w*|lebens|arbeits|"
    r"gewicht\w*|anzahl|anderung|abweichung|differenz|delta|trend|bonitats?|risiko|ki|modell|simulierte[rs]?|bewerber|rang|schwelle|konfidenz|eigene[rs]?|"
    r"(arbeits|job|lebens|lieferanten|durchschnitts|branchen|mitarbeiter(innen)?|beschaftigten)(zufriedenheit|bewertung|note)|"
    # French
    r"objectif|cible|ancienne?|precedente?|n 1|prevue?|attendue?|estimee?|fournisseurs?|employes?|salaries?|concurren\w+|secteur|nombre|poids|ecart|"
    r"variation|risque|ia|modele|importance|seuil|moyenne?|tendance|au travail|de vie|"
    # Spanish, Portuguese and Italian
    r"objetivo|meta|anterior|promedio|(?<!social )media|esperad[oa]|previst[oa]|estimad[oa]|proveedor(es)?|emplead[oa]s?|competencia|competidor(es)?|sector|"
    r"numero|peso|cantidad|variacion|diferencia|tendencia|riesgo|modelo|importancia|umbral|ranking|laboral|en el trabajo|con el trabajo$|con (la|su) vida|"
    r"fornecedor(es)?|funcionari[oa]s?|colaborador(es)?|concorrentes?|setor|variacao|diferenca|risco|quantidade|no trabalho|com o trabalho$|com a vida|"
    r"obiettivo|attes[oa]|stimat[oa]|fornitor[ei]|dipendent[ei]|concorrent[ei]|settore|variazione|differenza|rischio|modello|importanza|lavorativa|sul lavoro|"
    r"(max|min)(?! ?\d)|maxim[oa]|minim[oa]|massim[oa]|maximale?|minimale?|"
    # Dutch
    r"doel\w*|streef\w*|vorige?|gemiddelde?|verwachte?|geschatte?|leveranciers?|medewerkers?|sector|aantal|verschil|risico|belang|op het werk|"
    r"(medewerkers?|werk|leveranciers?)(tevredenheid|beoordeling)|"
    # Polish
    r"cel|docelow\w+|poprzedni\w*|oczekiwan\w+|prognoz\w+|szacowan\w+|wewnetrzn\w+|dostawc\w+|pracowni\w+|konkurencj\w+|branz\w+|maks\w*|minimaln\w+|"
    r"maksymaln\w+|liczba|waga|zmiana|roznica|ryzyko|srednia|kierownik\w*|z pracy$|"
    # Nordic
    r"mal|foregaende|tidigare|tidligere|forrige|snitt|genomsnitt\w*|gennemsnit\w*|gjennomsnitt\w*|medel|forvantad\w*|forvent\w+|leverantor\w*|leverandør\w*|"
    r"medarbetar\w*|medarbe[ij]der\w*|ansatte|konkurrent\w*|bransch\w*|bransje\w*|branche\w*|vikt|vægt|vekt|antall?|skillnad|forskel|forskjell|(forra|sidste|siste) (aret|ar|maned|manaden))\b"
)
"""Words beside a measure's, in other languages than English, that make it another figure."""


def other_figure(name: str) -> str:
    """The word by which a column's name says that its scores are none that customers give now:
    “baseline”, “target”, “expected”; empty where it says no such thing."""
    spoken = name_words(name)
    for pattern in (_AHEAD, _BEHIND, _BY_OTHERS):
        if found := pattern.fullmatch(spoken):
            return found["word"]
    if found := _STILL_TO_COME.fullmatch(spoken):
        return found["word"] or found["after"]
    if spoken.count(" ") < _LONGEST and "?" not in name and (found := _WORDS.search(spoken)):
        return found[1]
    if _OF_A_LIFE.fullmatch(spoken) or _OF_CUSTOMERS.fullmatch(spoken):
        return spoken
    return ""
