"""Columns of employees' answers, and lists of employees: what they say is no customer's.

“Attrition” and “JobSatisfaction” beside “EmployeeNumber” are of a company's own people, and so is
whatever else is asked beside “How likely are you to recommend us as a place to work?”.
"""

from __future__ import annotations

import re

from store.formats.feedback.questions.column_answers import gather
from store.formats.feedback.questions.judgements import Judgement
from store.formats.feedback.questions.question_words import asked_measure, yes_no_key
from store.formats.feedback.questions.ways_on import Way, WayOn
from store.formats.tabular.days.dates import quoted_cell
from store.formats.tabular.names import first_saying, name_words
from store.formats.tabular.tables import Table

ASKS_EMPLOYEES = "it asks employees, not customers"
"""Why a question for one's work is no measure."""
_OUTRIGHT = re.compile(
    r"\be ?nps\b|\bemployee (net promoter|satisfaction|engagement|happiness)|\bmitarbeiter(zufriedenheit|bindung)\b|\bplace to work\b|"
    r"\b(work|working) (here|for us|for this company|for our company)\b|\bas (an? |your |our )?employer\b|\b(our|this) employer\b|\bals arbeitgeber\b|"
    r"\b(som|als) (en |et |ein |een )?(arbetsplats|arbejdsplads|arbeidsplass|arbeitsplatz|werkplek)\b|\b(arbeta|arbejde|jobbe|jobba) (har|her|hos (oss|os))\b|"
    r"\btyonantaja\w*|\bmunkahelyk\w*|\bloc de munca\b|\bcalısmak icin\b|\b(als|en tant qu|comme|como|come|as|jako) (an? |un |uma? |een )?(plek om te werken|empleador\w*|empregador\w*|employeu\w+|datore)\b|"
    r"\bmisto k praci\b|\b(posto|luogo) (in cui|dove) lavorare\b|\b(as )?(an? )?(\w+ )?place (of|for) work\b|\bhappy (are|do) you (\w+ )?(at|with your) work\b|"
    r"\b(with|mit) (your|ihrer|ihrem|deiner|deinem) (((direct|line|nearest|immediate) )manager|supervisor|boss|salary|fuhrungskraft|vorgesetzten|chef|chefin|gehalt)\b|"
    r"\bmed (din|dit|ditt|deres) (narmeste|nærmeste|narmaste) (leder|chef|sjef)\b|\bcon (tu|su) (jefe|jefa|supervisor|superior|salario|sueldo)\b|"
    r"\bde (votre|ton) (superieur\w*|chef|salaire|responsable hierarchique)\b|\bcom (o )?(seu|teu) (chefe|gestor|supervisor|salario)\b|"
    r"\bcon (il )?(tuo|suo) (capo|responsabile|superiore|stipendio)\b|\bmet (je|uw|jouw) (leidinggevende|baas|salaris)\b|\bprzełozon\w+\b|"
    r"\b(jako|w tej) (pracodawc\w+|miejsc[ea] pracy)\b|\bjako zamestnavatel\w*\b|\btyopaikkana\b|\bcom[eo] (local|lugar|luogo|posto|ambiente) d[ei] (trabalho|trabajo|lavoro)\b|"
    r"\bcomme employeur\b|\bcomo (empleador|empregador)\b|\bcome datore di lavoro\b|\bals werkgever\b|\bsom (arbetsgivare|arbejdsgiver|arbeidsgiver)\b|"
    r"\bjob satisfaction\b|\b(satisf\w+|happy|zufrieden\w*) (\w+ )?(with|mit) (your|ihrem?r?) (job|workplace|working conditions|arbeit|arbeitsplatz)\b|"
    r"\btrabalhar (aqui|(n?esta|na) empresa)\b|\btrabalha nesta empresa\b|\btrabajar (aqui|en (esta|la) empresa)\b|\btravailler (ici|chez nous|dans (cette|l) entreprise)\b|"
    r"\blavorare (qui|in questa azienda|nella nostra azienda)\b|\b(arbeite|arbeiten) (\w+ )?(hier|bei uns|in diesem unternehmen)\b|\bwerken bij (ons|dit bedrijf)\b|"
    r"\bpracowac (tutaj|w tej firmie)\b|\bmy (supervisor|line manager|co ?workers|colleagues)\b|"
    r"\b(lieu|endroit) (de travail|ou travailler)\b|\blugar (de trabajo|para trabajar|para trabalhar)\b|\bposto (di lavoro|dove lavorare)\b"
)
"""Questions that only one's own people can answer."""
_GROUPS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        r"sprint|squad|(team|staff|crew) member|direct report|(employee|empleado|colaborador|funcionario|dipendente|medewerker|employe|salarie|pracownik|mitarbeiter(in)?)( name)?|"
        r"(employee|emp|staff|worker|personnel) ?(id|no|nr|num|number|code|key)|(personal|mitarbeiter) ?(id|nummer|nr)|matricule|"
        r"(id|numero|no) (de |du |d |del |do )?(empleado|employe|funcionario|dipendente|salarie)|(employee|worker) ?count",
        r"job ?(role|title|level|involvement|satisfaction|position|family|function|grade)|position title|(job|role) ?(name|code)|"
        r"stellenbezeichnung|jobtitel|berufsbezeichnung|poste|puesto|cargo|mansione|functie|stanowisko",
        r"(monthly|annual|yearly|base|gross|hourly|daily)? ?(salary|income|wage|pay|rate)|percent salary hike|stock option level|pay rate|"
        r"salary (level|band|grade)|gehalt|lohn|salaire|salario|stipendio|salaris|wynagrodzenie",
        r"(years|months) (at company|in current role|since last promotion|with curr(ent)? manager)|(hire|hiring|joining|termination|onboarding) date|date of (hire|joining|termination)|"
        r"time ?spend ?company|last evaluation|number projects?|average mont\w* hours|work accident|promotion last \d ?years|over ?time|work ?life ?balance|"
        r"velocity|story points|mood|morale|motivation|performance( (rating|score))?|leistung(sbewertung)?|desempeno|desempenho|rendimento|rendement|prestaties?|prestazioni|wyniki|"
        r"antiguedad|anciennete|betriebszugehorigkeit|anzianita|antiguidade|dienstjaren|staz pracy|training times last year|(reason|date) for leaving|eintrittsdatum|date d embauche|fecha de (ingreso|contratacion)|data de admissao",
        r"course|training|kurs|schulung|formation|curso|corso|cursus|szkolenie|fuhrung(squalitat|skraft)?|leadership|line manager|manager support|arbeitsmittel|arbeitsbedingungen|arbeitsbelastung|karriere|"
        r"work(ing)? (conditions|environment)|workload|career( (development|growth))?|management|conditions de travail|leidinggevende|werkdruk|"
        r"condiciones de trabajo|condizioni di lavoro|warunki pracy",
        r"reviewers?|appraisers?|raters?|evaluators?|(reviewed|rated|appraised|evaluated|assessed) by|beurteiler(in)?|(bewertet|beurteilt) von|evaluador|avaliador|valutatore",
        r"departments?|division|abteilung|departamento|dipartimento|afdeling|service departement|dział",
    )
)
"""What a list of employees says of each: a number, the job, the pay, the time there, what
they work with, who judged them, the place."""
_OF_A_CHECK = re.compile(
    r"((total|overall|final|call) )?(qa|quality( assurance)?|qualitats) ?(score|points|total|grade|result|form|rating)( percent)?|coaching( (notes?|needed|comments?|points?))?|(qa )?scorecard|"
    r"(qa |quality )(agent|analyst|reviewer|evaluator|auditor|specialist)|auto ?fail|critical error"
)
_CHECKED_BY = re.compile(
    r"(evaluator|auditor|assessor|monitor|checker|prufer(in)?|auditeur|evaluateur|evaluador(a)?|avaliador(a)?|valutatore)( name)?|"
    r"(checked|evaluated|monitored|audited|scored|assessed|gepruft|bewertet|beurteilt|evalue|evaluado|avaliado|valutato|beoordeeld|ocenil) (by|von|durch|par|por|da|door|przez)"
)
_AGENT = re.compile(
    r"(agent|advisor|adviser|rep|representative|berater(in)?|mitarbeiter(in)?|agente|conseiller|operator|operatore|medewerker|konsultant)( (name|id))?"
)
"""Names of a check of the team's own calls: its score, who made it, and of whom."""
_TITLE = re.compile(
    r"\b(mitarbeiter(innen)?|personal|belegschafts|team)(befragung|umfrage|zufriedenheit)\w*|"
    r"\b(employee|staff|personnel|team member|workforce) (\w+ ){0,2}(survey|pulse|questionnaire)|\bpulse survey\b|"
    r"\b(enquete|barometre|sondage) (\w+ ){0,2}(interne|social|collaborateurs|salaries|du personnel)|"
    r"\b(encuesta|pesquisa|indagine|estudio) (\w+ ){0,2}(clima|empleados|colaboradores|funcionarios|dipendenti)\b|\bclima laboral\b|"
    r"\bmedewerkers?(tevredenheid\w*|onderzoek|enquete)|\bmedarb(ejder|etar|eider)(undersøgelse|undersokning|undersøkelse|tilfreds\w*|enkat)|"
    r"\b(performance|staff) (review|appraisal)|\b(leistungs|mitarbeiter)beurteilung|\bevaluacion(es)?( de)?( l)?( del)? desempeno|"
    r"\bavaliacao( de)? desempenho|\bentretiens? annuels?|\bvalutazione (delle )?prestazioni|\b(functionerings|beoordelings)gesprek|"
    r"\bbadanie (\w+ )?pracownikow|\bankieta (\w+ )?pracownic\w*|\bhenkilostokysely"
)
"""How a survey of a company's own people is called, in its title or its file's name."""
_OF_CUSTOMERS = re.compile(
    r"^company( name)?$|\b(customers?|clients?|kund\w+|cliente?s?|klant\w*|klient\w*|guests?|passengers?|patients?|accounts?|organi[sz]ation|"
    r"products?|orders?|tickets?|cases?|subscri\w+|plan|invoice|purchase\w*|support|brand|shop|store|nps|csat)\b"
)
_QUESTION = re.compile(
    r"(survey )?question( title| text)?|frage|pergunta|pregunta|domanda|vraag|pytanie|sporsmal|spørgsmål|fraga"
)
_MOST_QUESTIONS = 50
_KEYS = ("churn", "retention")
_ENOUGH = 2
_SHORT = 3
"""Spaces up to which “Customer satisfaction” says whose it is, beside what employees are asked."""


def asks_employees(spoken: str) -> bool:
    """Whether a question asks one's own people for their work."""
    return bool(_OUTRIGHT.search(spoken))


def of_customers(table: Table, index: int, judged: Judgement | None) -> Judgement | None:
    """The judgement of a column, but where it asks employees, or the file is one of employees: then
    it is doubted."""
    name = table.header[index]
    spoken = name_words(name)
    label = name_words(table.labels[index]) if table.labels else ""
    if asks_employees(f"{spoken} {label}") and gather(table.column(index)).are_a_scale:
        return Judgement(reason=ASKS_EMPLOYEES, way_on=WayOn(Way.OF_OTHERS))
    key = asked_measure(name) or yes_no_key(spoken)
    sign = employees_sign(table) if judged is not None else ""
    if judged is None or not sign or sign == name:
        return judged
    outright = sign == check_sign(table) or asks_employees(name_words(sign))
    of_customers = _OF_CUSTOMERS.search(spoken) and (not outright or spoken.count(" ") <= _SHORT)
    if (of_customers and sign != check_sign(table)) or not (outright or key in ("csat", *_KEYS)):
        return judged
    of = "the column " if sign in table.header else ""
    reason = f"it may be about employees, not customers, because of {of}“{sign}”"
    if judged.measures:
        reason += f'. If it is about customers, say --column "{name}={judged.measures[0]}"'
    return Judgement(reason=reason, way_on=WayOn(Way.OF_OTHERS))


def employees_sign(table: Table) -> str:
    """The column, or the title, that shows that a file is about employees; empty where none does."""
    return table.once("employees' file", _employees_sign)


def check_sign(table: Table) -> str:
    """The column that shows that the rows are checks of the team's own calls; empty where none does."""
    spoken = [name_words(name) for name in table.header]
    checked = next((at for at, words in enumerate(spoken) if _CHECKED_BY.fullmatch(words)), None)
    if checked is not None and any(map(_AGENT.fullmatch, spoken)):
        return table.header[checked]
    return next(
        (
            name
            for name, words in zip(table.header, spoken, strict=True)
            if _OF_A_CHECK.fullmatch(words)
        ),
        "",
    )


def _employees_sign(table: Table) -> str:
    if check := check_sign(table):
        return check
    title = first_saying((*table.said, table.name), _TITLE)
    if title:
        return quoted_cell(title)
    spoken = [name_words(name) for name in table.header]
    labels = map(name_words, table.labels or spoken)
    said = [" ".join(each) for each in zip(spoken, labels, strict=True)]
    asked = next((at for at, words in enumerate(said) if asks_employees(words)), None)
    if asked is not None:
        return table.header[asked]
    if question := _asked_in_rows(table, spoken):
        return quoted_cell(question)
    if any(_OF_CUSTOMERS.search(words) for words in spoken):
        return ""
    found = [
        next((at for at, words in enumerate(spoken) if group.fullmatch(words)), None)
        for group in _GROUPS
    ]
    signs = [at for at in found if at is not None]
    tells = len(signs) >= _ENOUGH and any(at is not None for at in found[1:6])
    return table.header[signs[0]] if tells else ""


def _asked_in_rows(table: Table, names: list[str]) -> str:
    """The question for one's work that rows answer, where a column holds their questions."""
    for at, name in enumerate(names):
        if _QUESTION.fullmatch(name):
            kinds = sorted(set(table.column(at)))[:_MOST_QUESTIONS]
            return next((each for each in kinds if asks_employees(name_words(each))), "")
    return ""
