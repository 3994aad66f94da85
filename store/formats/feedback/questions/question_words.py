"""What a question asks, by its own words: which score, which yes or no, and of what."""

from __future__ import annotations

import re

from store.formats.feedback.scales import is_grade
from store.formats.tabular.names import name_words

NPS = re.compile(
    r"\bnps\b|^ltr$|^voted up$|net promoter|recommend|recom(e|ie)nd|recommand|empfehl|weiterempf|raccomand|consigli(a|er|are|ereb)|\b(ci|lo|la|mi) consigli\b|"
    r"aanbeve(e)?l|\baanraden\b|\bindicaria\b|\bconseilleriez\b|rekommender|anbefal|\bpolec|\brekomend"
)
CSAT = re.compile(
    r"\bcsat\b|\bosat\b|\b(overall|cust(omer)?) sat\b|\bsat overall\b|\b(happy|pleased) (\w+ ){0,2}with\b|calificacion de felicidad|satisf|satisfac|soddisf|zufrieden|tevreden|happiness|\brating\b|\bbewertung\b|"
    r"\bavaliacao\b|\bvaloracion\b|\bvalutazione\b|\bbeoordeling\b|"
    r"\bsurvey results?\b|\bresultats? de l enquete\b|\bumfrageergebniss?e?\b|"
    r"\bresultados? d[ea] la? ?(encuesta|pesquisa)\b|\brisultat[oi] del sondaggio\b|\bthumbs\b|^((review|customer|overall) )?stars?( ([01] (to |bis |a |to )?)?5)?$|star rating|number of stars|stars given|\bsterne\b|"
    r"^(estrellas|etoiles|estrelas|stelle)$|\b(schul|gesamt|end)noten?\b|\bgesamtbewertung\b|"
    r"\bnote (\w+ ){0,3}sur (5|10)\b|\bnote (globale|generale|attribuee|donnee)\b|\bevaluation globale\b|"
    r"\bocena\b|\bzadowol|\bsatysfakcj"
)
CSAT_IN_WORDS = re.compile(
    r"\b(kund)?nojd\w*|\b(kunde)?tilfreds\w*|\b(kunde)?fornøyd\w*|\bnøgd\w*|\b(asiakas)?tyytyvai\w*|\bspokoj\w*"
)
"""The same in Swedish, Danish, Norwegian, Finnish, Czech and Slovak: taken where the answers are
words, and asked about where they are numbers, of which 1 may be the best grade."""
CES = re.compile(
    r"^(\w+ ){0,2}ces( \w+){0,2}$|\beffort\b|\beas(e|y|ily|iness|ier)\b|aufwand|esfuerzo|esforco|"
    r"\beinfach\b|\bleicht\b|\bfacil(e|mente|idad|idade|ement|ite|it[oa]|itaron|itou|itaram|itato)?\b|\b(ge)?makkelijk\b|\bułatwi\w*|\bwysił(ek|k\w+)\b|\błatw\w*"
)
EASE_FURTHER = re.compile(
    r"\bhvor (let|lett|nemt|enkelt)\b|\bhur (latt|enkelt|smidigt)\b|\bkuinka helppo\w*|\bgjorde det (\w+ ){0,2}(enkelt|nemt|let|lett|latt)\b|\bhelppoa\b|\busnadnil\w*|\bsnadn[eaoy]\b|\bjak (snadn|jednoduch)\w*"
)
"""The same in Danish, Norwegian, Swedish, Finnish and Czech: taken where the name tells the ends."""
EASE = re.compile(
    r"\beas(e|y|ily|iness|ier)\b|\beinfach\b|\bleicht\b|\bfacil(e|mente|idad|idade|ement|ite|it[oa]|itaron|itou|itaram|itato)?\b|\b(ge)?makkelijk\b|"
    r"\błatw\w*|\bułatwi\w*"
)
"""Names that ask how easy it was, not how much effort it took."""
HARD = re.compile(
    r"\bhow (very )?(difficult|hard|complicated|tedious)\b|\b(was|is|were|found) (\w+ ){0,2}(difficult|hard|complicated)\b|"
    r"\bwie (schwer|schwierig|kompliziert|umstandlich|muhsam)\b|\bwar (\w+ ){0,3}(schwer|schwierig|kompliziert|umstandlich)\b|"
    r"\b(que tan|como de|cuan|quao) (dificil|complicado)\b|\b(fue|foi|era|resulto) (\w+ ){0,2}(dificil|complicado)\b|"
    r"\ba quel point .*(difficile|complique)\b|\b(etait|ete) (\w+ ){0,2}(difficile|complique)\b|"
    r"\bquanto (e )?(stato )?(\w+ )?(difficile|complicato)\b|\be stato (\w+ )?(difficile|complicato)\b|"
    r"\bhoe (moeilijk|lastig)\b|\bwas (\w+ ){0,2}(moeilijk|lastig)\b|\bjak trudn\w*|\btrudn\w* był\w*|\bbył\w* trudn\w*|"
    r"\b(i|we) (have )?(had|experienced|encountered|ran into) (\w+ ){0,2}(difficult(y|ies)|problems?|troubles?)\b|"
    r"\bich hatte (\w+ ){0,2}(schwierigkeit(en)?|problem(e|en)?|muhe)\b|\bj ai eu (\w+ ){0,2}(mal|difficult[e]s?|problem[e]s?)\b|"
    r"\b(tuve|he tenido|tive|ho avuto) (\w+ ){0,2}(dificultad(es)?|problemas?|dificuldades?|difficolta|problemi)\b|"
    r"\bik had (\w+ ){0,2}(moeite|problemen)\b|"
    r"\b(not|n t|nicht|pas|non|nao|niet|nie) (\w+ ){0,2}(easy|einfach|leicht|facil|facile|(ge)?makkelijk|łatw\w*)\b"
)
"""Names that ask how hard it was, or say that it was not easy."""
_YES_NO: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("first-contact", re.compile(
        r"\bfcr\b|first (contact|call|touch)|(solved?|resolved?|fix(ed)?|sort(ed)?|answer(ed)?|help(ed)?)( \w+){0,4} (in|at|with|on|during) "
        r"((the|our|your) )?(first (reply|response|answer|visit|e ?mail)|(one|1|a single) (go|call|contact|reply|visit|attempt|conversation|e ?mail))\b|"
        r"one touch|erstkontakt|erstlos|ersten (kontakt|anruf)|"
        r"pierwszy(m)? kontak|premier (contact|appel)|primera? (contacto|llamada)|primeir[oa] (conta(c?t)o|chamada)|"
        r"prim[oa] (contatto|chiamata)|eerste contact|"
        r"(solved|resolved|fixed|sorted|answered|helped)( \w+){0,4} (first (time|attempt|try|go)|at once|right away|straight away|immediately)|"
        r"(beim|im) (ersten|1) (mal|versuch|anlauf)|\b(sofort|auf anhieb) (gelost|beantwortet|geklart|erledigt)|"
        r"\b(solved?|resolved?|fix(ed)?|repair(ed)?|sorted|done|completed) (first|1st) (visit|time|attempt|go|try)\b|"
        r"\b((re)?solved|fixed|repaired|answered|helped|(re)?gelost|erledigt|geklart|resolue?|reglee?|reparee?|resuelt[oa]|solucionad[oa]|arreglad[oa]|resolvid[oa]|risolt[oa]|"
        r"opgelost|geholpen|rozwiazan[aeo]|naprawion[aeo]|løst|lost|vyreseno)( \w+){0,4} (1|1er|1ere|1re|1st|1a|1o|1e|1ste|first|premiere?|primer[oa]?|primeir[oa]|prim[oa]|ersten?|eerste|pierwsz\w+) "
        r"(appel|contact|call|visit|coup|fois|passage|visite|contacto|contato|llamada|chamada|visita|intento|tentativa|vez|chiamata|contatto|tentativo|kontakt|anruf|besuch|"
        r"mal|oproep|telefoontje|bezoek|keer|raz\w*|wizy\w*|besok|besøg|samtal|opkald)\b|"
        r"\b(beim|im|am) (1|ersten) (kontakt|anruf|besuch|mal|versuch)\b|"
        r"(premier coup|premiere (fois|tentative)|du 1er coup)|(a la|en la) primera( vez)?\b|primer (intento|contacto)|"
        r"(de|na) primeira( vez)?\b|primeira tentativa|(al|la) prim[oa] (tentativo|volta|colpo)|"
        r"(in een keer|in 1 keer|(de )?eerste (keer|poging)) (\w+ )?(opgelost|geholpen)|opgelost (in een keer|in 1 keer)|"
        r"za pierwszym (razem|podejsciem)|od razu (rozwiazan\w*|załatwion\w*)|"
        r"(løst|lost|ordnet|klart|fikset|lagad|ratkaistu|ratkesi|vyreseno|opraveno) (\w+ )?(ved |med |pa |vid |i |hned )?(første|forste|forsta|den första) (gang|gangen|henvendelse|kontakt(en)?|besøg|besøket|samtal(et)?|opkald)|"
        r"(ratkaistu|ratkesi\w*|korjattu) (\w+ )?(ensimmaisella|heti|kerralla)|(vyreseno|vyresil\w*|opraveno) (\w+ )?(napoprve|hned|na prvni pokus)"
    )),
    ("reopened", re.compile(r"\breopen|wieder ?geoffnet|ponownie otwart|rouvert|reabiert|reabert")),
    ("escalated", re.compile(r"\bescalat(?!or)|eskal(?!ator)|\bescal(?!ator|era|ier)")),
    ("churn", re.compile(r"\bchurn|\battrition|\bexited\b|\b(subscription|membership|contract|plan|customer|account) (has )?cancel+ed\b|gekundigt")),
    ("retention", re.compile(r"\bretained\b|\bretention\b|\brenewed\b|verlangert")),
    ("repurchase", re.compile(r"repurchas|bought again|repeat (purchase|buyer|customer)")),
    ("solved-it", re.compile(
        r"\b(closed|completed|fixed|answered) (within|in time|on time)\b|\bsolved\b|\bresolved\b|did(n t)? we (solve|fix|help|resolve)|problem (fixed|geloest|gelost)|"
        r"\bstill (not )?(working|broken|unsolved|unresolved)\b|\b(issue|problem|request|question|case|anliegen) (\w+ )?un(re)?solved\b|"
        r"\b(problem|issue) (still )?(persists?|remains?)\b|\bstill (have|having) (\w+ )?(problem|issue)|\bungelost\b|"
        r"\brozwiazan\w*|\bnierozwiazan\w*|"
        r"\bgelost\b|\bresolue?\b|\b(probleme|demande|souci) (\w+ )?reglee?\b|\bresuelt[oa]\b|\bresolvio\b|\bsoluciono\b|\bsolucionad[oa]\b|"
        r"\bresolvid[oa]\b|\brisolt[oa]\b|\bopgelost\b|\bhebben (we|wij) (\w+ ){0,4}(verholpen|geholpen)\b|"
        r"\bl[oø]ste (vi|det|du|ni|de|dette)\b|\b(blev|ble|fick|fik|fikk|har|ar|er) (\w+ ){1,5}l[oø]st\b|"
        r"\bratk(ais(imme|tiin|itte|i)|esi)(ko)?\b|\b(on|onko) (\w+ ){0,3}ratkaistu\b"
    )),
)  # fmt: skip
IN_TIME = re.compile(
    r"\bwithin\b|\b(in|on) time\b|\btarget\b|\bdelais?\b|\bplazo\b|\bprazo\b|\bfrist\b|\btermijn\b|\btermini\b|"
    r"fristgerecht|\bpunktlich\b"
)
"""Names that ask whether it was solved soon enough, if they ask about a solution."""
_FIRST_VISIT = re.compile(
    r"\b(this|it|that) (is |was )?(is |was )?(your|the|my) first\b|\bfirst (time|visit|contact|purchase|order) (you|that you|we|with us|here|to us|at)\b|\bfirst time (customer|user|buyer|visitor|caller|contacting)|"
    r"\bprima volta che\b|\bpremiere fois (que|ou|ici|chez|dans)\b|\b(primera|primeira) vez (que|aqui|con|com|en|na|no)\b|"
    r"\berstes? mal (dass|das|bei|hier|in)\b|\bzum ersten mal\b|\beerste keer (dat|bij|hier)\b|\bpierwszy raz\b|\bforsta gangen (du|ni|som)\b|\bførste gang (du|i|at|hos)\b"
)
"""Names that ask whether somebody came for the first time, not how soon it was solved."""
_OURS = re.compile(
    r"\b(our|ours|we|us|team|staff|agents?|support|employees?|unser\w*|wir|mitarbeiter\w*|notre|nos|nuestr[oa]|nosso|nostr[oa]|ons|onze)\b"
)
"""Words of a team, in a question that may ask for its own effort."""
_OVERALL = re.compile(
    r"\bogoln|\bcałosciow|\bw sumie\b|"
    r"\boverall|\bin general\b|\bgeneral(ly)?\b|\btotal\b|\ball in all\b|\bas a whole\b|"
    r"\b(ins)?gesamt|\ballgemein|\bglobal|\ben general\b|\bgeneral\b|\bd ensemble\b|\bglobale(ment)?\b|"
    r"\bno geral\b|\bgeral\b|complessiv|in generale|\balgemen|over het algemeen|\balles in allem\b"
)
_NOT_AN_ANSWER = re.compile(
    r"komentarz|uzasadn|dlaczego|\bpowod|\bsredni|\bocena ryzyka|(zadowoleni\w*|satysfakcj\w*) pracownik|"
    r"komment|opmerking|toelichting|anmerkung|bemerkung|palaute|\bfri ?te(x|ks)t\b|"
    r"comment|\bremarks?\b|reason|\bexplain\b|\bdescribe\b|\berlauter|\bbeschreib|\bexplique|\bdecri[vs]|\bspiega|\blicht\b.*\btoe\b|verbatim|\b(why|warum|wieso|pourquoi|por que|perche|waarom|varfor|hvorfor|miksi)\b|\bwhat (made|led|caused|drove|prompted|motivated) (you|this|that|your)\b|\burl\b|\blink\b|\bsent\b|\b(recommendation|review|response|survey|rating|feedback)id\b|exced|overdue|breach|violat|\bsla\b|\bid\b|"
    r"\bcount\b|number of (ratings|reviews|recommend|responses)|\b(ratings|reviews)$|\baverage\b|\bavg\b|\bmean\b|"
    r"recommended (product|item|plan|action|by)|recommendations$|\bgoal\b|\btarget\b|benchmark|employee|"
    r"\b(risk|credit|bond|energy|content|age|power|safety|security|esrb|difficulty|priority|severity|impact|expected|"
    r"esperad[oa]) (ratings?|scores?|levels?|satisfaction|csat|nps)\b|\bimportan(ce|cia|ze)\b|\bwichtigkeit\b|"
    r"\berwartete? zufriedenheit|(satisfaccion|satisfacao|satisfaction) (esperada|attendue)|"
    r"\be ?nps\b|mitarbeiter(zufriedenheit|in)?\b|\bwork(ing)? (here|for|at)\b|place to work|\bemployer\b|\barbeitgeber|"
    r"arbeitsplatz|\bempleador|\bemployeur|\bempregador|datore di lavoro|werkgever|"
    r"medarbetarnojd|med(arbejder|arbeider)tilfreds|henkilostotyytyv|\barbe(tsplats|tsgivare|jdsplads|jdsgiver|idsplass|idsgiver)|"
    r"\bworkplace\b|\b(your|my|direct|line) (manager|supervisor|boss|team ?lead(er)?)\b|\bvorgesetzte|\bfuhrungskraft|"
    r"\bour satisfaction with\b|\byour (job|salary|colleagues|career|working conditions)\b|\bihrer (arbeit|tatigkeit)\b|"
    r"\bhow important\b|\bwie wichtig\b|\b(que tan|cuan|como de|quanto e|quao) important|\ba quel point .*\bimportant|"
    r"\bquelle importance\b|\bhoe belangrijk\b|\bjak wazn|\bhur viktig|\bhvor vi[gk]tig|\bkuinka tarke|"
    r"\bpredict(ed|ion)?\b|\bforecast|\b(estimated|projected|ai) (csat|nps|ces|satisfaction|scores?|ratings?)\b|"
    r"\b(member|lead|contact|credit|engagement) (ratings?|scores?|stars)\b|\bcx score (rating|explanation|reason)|\bself (rating|assessment|score|evaluation)\b|\bselbst(einschatzung|bewertung)|\bauto ?evalua|\bzelfbeoordeling|"
    r"\btyo(paik|nantaj)|\bzamestn(ava)|(trabajar|travailler|trabalhar|lavorare) "
)
UNHAPPY = re.compile(
    r"\b(not|nicht|pas|no|nao|non|niet) (satisf|zufrieden|soddisf|tevreden|happy|pleased)|\bunhappy\b|\b(dis|un|in)satisf|\bunzufrieden|\binsoddisf|\bontevreden|\bniezadowol|"
    r"\bnie (jestem |jest )?zadowol"
)
"""Statements that only who is not satisfied agrees with."""
_HAPPY = re.compile(r"satisf|soddisf|zufrieden|tevreden|zadowol|satysf")
_BARE = re.compile(
    r"((customer|survey|user|overall|final|total) )*(rating|score|response|answer|value|result|points|rate|grade|"
    r"q ?\d+)( value| score| \d+)?"
)
_OF_A_TIME = re.compile(
    r"(?<!\bin )(?<!\bon )(?<!\bfirst )\btime\b|\bdate\b|\bat\b(?! once)|\bby\b|\bdatum\b|\bfecha\b|\bdata d"
)
_WITH_A_TIME = re.compile(
    r"\b(satisf\w*|happy|pleased|rat(e|ed|ing)|ease) (with|of|for) (\w+ ){0,3}time\b|\b(waiting|wait|response|delivery|handling|processing) time (rating|satisfaction|score)\b"
)
"""Names of how satisfied somebody is with how long it took."""
_EARLIER = re.compile(
    r"\b(last|previous|prior|past) (year|quarter|month|week|period|score|survey|rating|csat|nps|ces)\b(?! survey)|\b(csat|nps|ces|score) before\b|"
    r"\bvorjahr|\bvor(monat|quartal)|\bletzte[ns]? (jahr|quartal|monat)|\ba[nñ]o (anterior|pasado)|\bmes (anterior|pasado)|"
    r"\b(last|previous|prior) (round|wave|time)\b|\bforrige (runde|gang|maned|kvartal|ar)\b|\bforra (aret|manaden|kvartalet|gangen|omgangen)\b|"
    r"\bletzte[nrs]? (runde|welle|mal)\b|\b(ronda|vuelta|oleada) anterior\b|\b(vague|edition) precedente\b|\b(rodada|onda) anterior\b|\bvorige (ronde|meting)\b|"
    r"\b(annee|mois|trimestre) (derniere|dernier|precedent)|\bano (passado|anterior)|\banno (scorso|precedente)|"
    r"\b(vorig|afgelopen) (jaar|maand|kwartaal)|\b(poprzedni|ubiegł)\w* (rok|kwartał|miesiac)"
)
"""Names of what was answered in another period."""
_MADE_EASY = re.compile(
    r"\b(made|makes?|making) it (\w+ ){0,2}easy\b|\bit (was|is) (\w+ ){0,2}easy\b"
)
_QUESTION = 6
"""Words from which a name is a question, in which a small word such as “at” says nothing."""


def is_either_way(name: str) -> bool:
    """Whether a name does not say which end is best: a grade, or how dissatisfied somebody is."""
    return is_grade(name) or asks_dissatisfaction(name)


def asks_dissatisfaction(name: str) -> bool:
    """Whether a question asks how dissatisfied somebody is: what it says of its ends, as “5
    extremely”, does not say then which of them is best."""
    words = name_words(name)
    return bool(UNHAPPY.search(words)) and not _HAPPY.search(UNHAPPY.sub(" ", words))


def asks_ease_only(spoken: str) -> bool:
    """Whether a question asks how easy it was, and speaks of no effort; a statement that it was made
    easy is agreed with or not, whatever stands before it."""
    return bool(EASE.search(spoken)) and ("effort" not in spoken or bool(_MADE_EASY.search(spoken)))


def asks_own_effort(spoken: str) -> bool:
    """Whether a question for effort may ask how much the team made, of which more is better."""
    return bool(_OURS.search(spoken))


def asks_satisfaction(name: str) -> bool:
    """Whether a name says outright that it asks how satisfied customers are."""
    return bool(_HAPPY.search(name_words(name)))


def is_overall(name: str) -> bool:
    """Whether a question asks about the whole, rather than one side of it."""
    return bool(_OVERALL.search(name_words(name)))


def asked_measure(question: str) -> str | None:
    """The score that a question's own words ask for: NPS, CSAT or CES; None for another."""
    spoken = name_words(question)
    asked = (("nps", NPS), ("csat", CSAT), ("ces", CES))
    return next((key for key, pattern in asked if pattern.search(spoken)), None)


def is_bare(name: str) -> bool:
    """Whether a name says no more than that answers stand there: “Rating”, “Response”, “Q5”."""
    return bool(_BARE.fullmatch(name_words(name)))


def is_rate(name: str) -> bool:
    """Whether a name is no more than “rate” or “ranking”, which may be a chat's rating or how many
    bought."""
    return bool(
        re.fullmatch(
            r"((chat|conversation|ticket|agent) )?(rated?|ranking( type)?)", name_words(name)
        )
    )


def is_beside_answers(name: str) -> bool:
    """Whether a name is that of what goes with an answer: when it was given, the words to it."""
    short = name.count(" ") + 1 < _QUESTION
    of_a_time = _OF_A_TIME.search(name) and not _WITH_A_TIME.search(name)
    beside = short and (of_a_time or _EARLIER.search(name))
    return bool(_NOT_AN_ANSWER.search(name) or beside)


def yes_no_key(spoken: str) -> str | None:
    """The measure of a yes or no that a name speaks of; None where it speaks of none."""
    key = next((key for key, pattern in _YES_NO if pattern.search(spoken)), None)
    return None if key == "first-contact" and _FIRST_VISIT.search(spoken) else key
