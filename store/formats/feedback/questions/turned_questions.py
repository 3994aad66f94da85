"""Questions that are not what their plain words are: turned around, or about somebody else."""

from __future__ import annotations

import re

from store.formats.feedback.scales import words_and_marks
from store.formats.tabular.names import name_words
from store.formats.tabular.no_answer_codes import without_no_answer

_YES = r"(yes|y|oui|ja|si|sim|tak|kylla|true)"
_NO = r"(no|n|non|nein|nee|nao|nie|nej|nei|ei|false)"
_OR = r"(or|oder|ou|o|of|czy|eller|tai|vai)"
_EITHER = re.compile(
    rf"\b(\d )?({_YES} ({_OR} |\d )?{_NO}|{_NO} ({_OR} |\d )?{_YES})\b"
    rf"|\b{_OR} (not|nicht|pas|non|no|nao|niet|nie)\b"
    r"|\b(if|wenn|falls|si|se|caso|indien|zo|jesli) (not|no|nicht|pas|non|nao|niet|nie)\b.*|\bsinon\b.*"
)
"""Where a name lists the answers, or goes on for who gave the other one."""
_TURNED = re.compile(
    r"\b(not|\w+n t|without|never|no longer|still|cannot|unable|fail(ed|s)?|broken|persists?|remains?)\b"
    r"|\bun(re)?solved\b"
    r"|\b(nicht|nie(mals)?|noch|weiterhin|kein(e|en|er)?|un(ge|be)lost)\b"
    r"|\b(pas|jamais|toujours|encore|non|sans|irresolue?)\b"
    r"|\bno (se|ha|han|esta|fue|quedo|hemos|pudimos|pudo|resuel\w+|resolv\w+|solucion\w+)\b"
    r"|\b(nunca|todavia|aun|sigue|siguen|sin)\b"
    r"|\b(nao|ainda|sem|continua)\b|\b(ancora|senza|irrisolt[oa])\b"
    r"|\b(inte|ikke|aldrig|fortfarande|fortsatt|fortsat|stadig|olost|uløst|emme|eiko|edelleen|viela)\b"
    r"|\b(niet|nooit|nog|geen|onopgelost)\b|\b(nadal|wciaz|nierozwiazan\w*)\b"
)
"""Words that turn a yes or no around, or ask whether something is still as bad as before."""
_ANOTHER = re.compile(
    r"\b(competitors?|rivals?|(the |our |your )competition|konkurren\w+|wettbewerber\w*|mitbewerber\w*|concurrents?|concurrence|"
    r"competidor(es)?|concorrent[ei]|concorrencia|concorrenza|concurrentie|konkuren\w+)\b"
    r"|\b(previous|former|last|old|earlier|current) (\w+ )?(suppliers?|providers?|vendors?|insurers?|carriers?)\b"
    r"|\b(previous|former) (agency|banks?|company|companies|brands?)\b"
    r"|\b(vorherig|fruher|bisherig|letzt|ehemalig)\w* (anbieter|lieferant|dienstleister|versicher|bank|firma)\w*"
    r"|\b(ancien|precedent) (fournisseur|prestataire|operateur)|\b(fournisseur|prestataire|operateur) (precedent|actuel)"
    r"|\b(proveedor|fornecedor|fornitore) (anterior|actual|atual|precedente|attuale)|\banterior (proveedor|fornecedor|fornitore)"
    r"|\b(vorige|huidige) (leverancier|aanbieder)|\bpoprzedni\w* (dostawc|firm)\w*"
)
_COMPARED = re.compile(
    r"\b(compared|comparison|versus|vs|than|vergl\w+|compar[ae]\w*|rapport|rispetto|confronto|vergelijking|porownan\w+)\b"
)
_STAFF = (
    r"agents?|drivers?|staff|employees?|advis[eo]rs?|operators?|hosts?|sellers?|couriers?|reps?|technicians?|managers?|"
    r"supervisors?|reviewers?|berater\w*|mitarbeiter\w*|betreuer\w*|fahrer\w*|techniker\w*|conseiller\w*|agente?s?|employe[es]*|"
    r"asesor\w*|emplead[oa]s?|operador\w*|funcionari[oa]s?|operator[ei]|dipendent[ei]|medewerkers?|pracownik\w*"
)
_BY_OURS = re.compile(
    rf"\b(ratings?|rated|scored?|csat|nps|given|entered|assessed|filled (in|out)|bewertung|bewertet|note|noted?|valoracion|valutazione|avaliacao|beoordeling) "
    rf"(by|from|von|vom|durch|par|por|da|dal|door|przez)( (the|our|your|an?|den?|dem|der|die|l|le|la|el|il|een|het))? ({_STAFF})\b"
    rf"|\b({_STAFF})( s)? (estimates?|opinion|view|guess|impression|judg(e)?ment|einschatzung|sicht)\b"
    rf"|\b(einschatzung|estimation|estimacion|stima|schatting|ocena) (\w+ ){{0,2}}({_STAFF})\b"
    r"|\b(estimated|guessed|geschatzte?r?|estimee?|estimad[oa]|stimat[oa]|geschatte?) (\w+ )?(csat|nps|ces|satisf\w+|zufrieden\w*|rating|score|soddisf\w+|tevreden\w*)"
    r"|\b(mystery (shop\w*|customer|guest|call\w*)|audit(or)?|inspection|inspector|evaluator|assessor|supervisor|team ?lead(er)?)( s)? (overall )?(ratings?|scores?|grade|marks?|stars|points)\b"
    r"|\bcall (monitoring|quality) score\b|\bmonitoring score\b"
    r"|\bqa\b|\bquality (assurance|assessment|check|monitoring|audit)\b"
    r"|\bintern(al|e|er|es|o|a)? (quality )?(ratings?|scores?|bewertung|note|assessment|evaluation|evaluacion|valutazione|beoordeling|ocena)\b"
    r"|\b(ratings?|bewertung|note|score|evaluation|evaluacion|valutazione|beoordeling|ocena|nota|punteggio|voto|calificacion|puntuacion) intern(al|e|o|a)?\b"
)
"""Names of what the team's own people made of it."""
_BY_A_LEADER = re.compile(
    r"\b(by|through|durch|vo[nm]|par|por|przez|door|de[l]?|du|dal?|della?|dell|av|af|fra)( (the|our|your|den?|dem|der|die|het|een|l|le|la|el|il))* "
    r"(managers?|supervisor\w*|team ?lead(er)?s?|teamleit\w+|teamleider\w*|kierownik\w*|przełozon\w+|responsabil[ei]|responsable|superviseur|"
    r"vorgesetzt\w+|fuhrungskra\w+|jefe|gerente|coordinador\w*|coordenador\w*|caposquadra|capo|leidinggevende|leder|chefen?)\b"
)
"""Names that say that somebody who leads a team gave the rating."""
_AGAINST = re.compile(
    r"\b(advis\w+|advice|warn\w*|recommend\w*|urge|caution) (\w+ ){0,3}against\b|\bdiscourage\b|\bkeep away\b"
    r"|\babrat\w*|\brate \w+ ab\b|\bdeconseill\w+|\bdesaconsej\w+|\bdesaconselh\w+|\bsconsigli\w+|\bafraden\b|\bodradz\w+"
    r"|\b(not|never|\w+n t|nicht|pas|no|nao|non|niet|nie) "
    r"(?!(\w+ ){0,2}(likely|unlikely|wahrscheinlich|prob\w+|provavel|waarschijnlijk|prawdopodobn\w+)\b)"
    r"(\w+ ){0,3}(recommend|empfehl|weiterempf|recommand|recom(e|ie)nd|raccomand|consigli|aanbeve|aanraden|polec)"
)

_LEAVING = re.compile(
    r"\b(likel\w+|probab\w+|consider\w*|plan\w*|think\w*|intend\w*|wahrscheinlich\w*|denk\w*|prob\w+|provav\w+|waarschijnlijk\w*|prawdopodob\w*)\b.*"
    r"\b(switch\w*|leav(e|ing)|cancel\w*|stop\w*|mov(e|ing) to|look\w* for another|unsubscrib\w*|wechsel\w*|kundig\w*|verlassen|"
    r"quitter|changer d\w*|resilier|cambiar\w* de|dejar\w*|cancelar\w*|trocar|deixar|disdire|cambiare|abbandonare|overstappen|opzeggen|"
    r"zrezygnow\w*|zmieni\w*)\b"
)


def asks_leaving(name: str) -> bool:
    """Whether a question asks how likely customers are to leave, so that the most is the worst."""
    return bool(_LEAVING.search(name_words(name)))


def asks_bad_end(name: str) -> bool:
    """Whether a yes to what a name asks may be the bad answer: “Is it still not solved?”."""
    spoken = name_words(without_no_answer(words_and_marks(name)))
    return bool(_TURNED.search(_EITHER.sub(" ", spoken)))


def is_about_another(name: str) -> bool:
    """Whether a question asks about somebody else: a competitor, or the supplier before."""
    spoken = name_words(name)
    return bool(_ANOTHER.search(spoken)) and not _COMPARED.search(spoken)


def is_by_own_people(name: str) -> bool:
    """Whether a name says that the team's own people gave the rating: an agent, a check of quality."""
    spoken = name_words(name)
    return bool(_BY_OURS.search(spoken) or _BY_A_LEADER.search(spoken))


def advises_against(name: str) -> bool:
    """Whether who agrees with what a name says does not recommend us."""
    return bool(_AGAINST.search(name_words(name)))
