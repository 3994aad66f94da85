"""How plainly the name of a column of days says that customers answered then.

First the day of the answer (surveyed, submitted, rated, reviewed), then a date that says no more
than that, then the solution, then the creation. A day of purchase, birth, contract, sign-up or
reply is never taken by itself.
"""

from __future__ import annotations

import re
from enum import IntEnum
from unicodedata import normalize

from store.formats.feedback.days.column_zones import without_zone
from store.formats.feedback.days.form_days import BEGINNINGS, ENDS, STAMPS, in_latin
from store.formats.feedback.days.other_deeds import is_another_deed
from store.formats.tabular.names import day_words, name_words


class Rank(IntEnum):
    """How plainly a date column says when the customer answered, the plainest first."""

    ANSWERED = 0
    PLAIN = 1
    SOLVED = 2
    CREATED = 3
    OTHER = 4
    """A column of dates under a name that says nothing of time."""
    NEVER = 5
    """Another day in the customer's life, or one of our own deeds."""


_ANSWERED = (
    r"survey(ed)?|respon(se|ded)|rat(ing|ed)|feedback|answer(ed)?|review(ed)?|submit(ted)?|submission|"
    r"complet(ed|ion)|recorded|lastdata|end(ed)?|finish(ed)?|interview(ed)?|answers?|vote[ds]?|scored|"
    r"respuesta|respondido|encuesta|envio|enviado|finalizacion|fin|valoracion|resena|"
    r"ausgefullt|preenchid[oa]|rempli|completad[oa]|compilat[oa]|wypełnion[oa]|odpowiedziano|antwort|beantwortet|ruckmeldung(en)?|ruckgemeldet|umfrage|befragung|bewertung|bewertet|abgeschickt|abgabe|abgegeben|eingereicht|"
    r"ende|beendet|fertigstellung|reponse|repondu|enquete|soumission|soumis|avis|evaluation|note le|"
    r"resposta|pesquisa|avaliacao|avaliado|conclusao|termino|risposta|risposto|sondaggio|"
    r"ankiet[ay]|odpowiedzi|oceny|opinii|badania|wypełnienia|przesłania|wysłania|zakonczenia|"
    r"ingevuld|voltooid|beoordeling|waardering|enqueteresponse|calificacion|valutazione|notation|hodnoceni|arvostelu|vurdering|omdome|"
    r"svar|besvaret|besvart|besvarad|avslutt?et|avslutad|afsluttet|fullført|fuldført|inskicka[dt]|indsendt|innsendt|slutt?|"
    r"ukonczen[ia]a?|ukonczono|zakonczono|completamento|completat[oa]|compilazione|fine|invio|inviato|finalitzacio|"
    r"voltooien|voltooiing|einde|afgerond|ingediend|ingestuurd|ingezonden|slutforande|slutfort|avslutning|afslutning|"
    r"udfyldt|fullføring|lopetus|valmistuminen|vastattu|lahetetty|dokonceni[ae]?|dokoncenia|ukonceni|odeslani|odeslano|"
    r"odoslania|vyplneni|vyplnenia|konec|tamamlanma|tamamlandı|bitis|gonderim|gonderilme|yanıt(lanma)?|befejezes|kitoltes|"
    r"bekuldes|finalizare|finalizarii|completarii|incheiere|trimiterii|raspunsului|завершения|завершено|окончания|"
    r"ответа|отправки|заполнения|ολοκληρωσησ|υποβολησ|απαντησησ|ληξησ"
)
_WHEN = (
    r"dates?|time|timestamp|ts|datetime|at|on|utc|gmt|fecha|hora|el|datum|zeit|uhrzeit|am|um|heure|le|czas|godzina|i|"
    r"dato|tid|tidspunkt|den|data|em|op|tijd|a|and|of|de|del|der|des|da|do|di|la|l|the|y|e|et|und|ora|orario|"
    r"tijdstip|van|het|for|zeitpunkt|cas|aika|ajankohta|pvm|paivamaara|zamanı|tarihi|saati|tarih|saat|ve|"
    r"idopontja|ideje|datuma|idopont|si|время|дата|и|ωρα|ημερομηνια|και"
)
_EASTERN_ANSWERED = re.compile(
    normalize(
        "NFKD",
        r"(アンケート|回答|送信|完了|終了|記入|评价|评分|答题|答卷|提交|完成|结束|結束|填写|填寫|評価|"
        r"설문|응답|제출|완료|종료|작성)+(の|了)? ?(日時|時刻|時間|日|日期|时间|일시|시간|날짜|일|시각)",
    )
)
"""Names of the day of an answer in Japanese, Chinese and Korean, which part no words."""
_EASTERN_BEGUN = re.compile(
    normalize("NFKD", r"(開始|开始|시작) ?(日時|時刻|時間|日|日期|时间|일시|시간|날짜|일|시각)")
)
_EASTERN_PLAIN = re.compile(
    normalize(
        "NFKD",
        r"タイムスタンプ|日付|日時|日期|日期时间|时间|时间戳|時間戳記|타임스탬프|날짜|일시|일자",
    )
)
_RATED = (
    r"((custom field|conversation|chat|ticket|case|call|session|customer|client|user|visitor|issue|survey|quiz) )*"
    r"(rated|rating|scored|score|surveyed|survey|satisfaction|csat|nps|ces|reviewed|review|feedback)"
    r"( (response|answer|completed|completion|submitted|submission|received|given))?"
)
"""What a day is called that belongs to a rating, without the word for the day."""
_RATING_CHANGED = re.compile(
    r"((conversation|chat|ticket|case|call|survey|satisfaction|csat) )*(rating|csat|nps|satisfaction)( last)? (updated|changed)"
    rf"( ({_WHEN}))*"
)
"""A rating that has changed was given on that day: it is no change of the case."""
_ANSWERS_CHANGED = re.compile(
    r"(zeitpunkt|zeit|datum)( zu dem| als| an dem)? (der|die) (datensatz|daten) (das letzte mal|zuletzt) (geandert|aktualisiert) wurden?|"
    r"(time|date|day) (when )?the (data( ?set)?|record|interview|questionnaire) (was|were) (most recently|last) (updated|modified|changed)"
)
"""What SoSci writes beside LASTDATA: an interview is last changed when its last page is sent."""
_OF_A_SURVEY = re.compile(
    r"(survey|satisfaction|csat|nps|ces|feedback|rating) ((call|ticket|chat|case) )?((response|answer|submission) (date ?)?time|(scored|rated|answered|given|responded) (at|on))"
)
_RATING_ANSWERED = re.compile(
    r"\b(survey|satisfaction|csat|nps|ces|feedback|rating|umfrage|befragung|zufriedenheit|encuesta|pesquisa|sondaggio|"
    r"enquete|ankieta) (was |is |wurde |a ete |fue |foi )?(respon\w*|answered|submitted|completed|beantwortet|bewertet|"
    r"abgegeben|ausgefullt|repondue|respondid[ao]|compilato|ingevuld|wypełniona)\b"
)
_ABOUT_IT = re.compile(r"\b(agent|staff|team|internal|rate|count|id|status|score|time in)\b")
_RANKS: tuple[tuple[Rank, str], ...] = (
    (Rank.ANSWERED, rf"(({_WHEN}) )*({_ANSWERED})( ({_ANSWERED}|{_WHEN}|received|given))*"),
    (
        Rank.ANSWERED,
        r"(\w+ )?(survey|umfrage|antwort|bewertungs?|abgabe|end|abschluss|fertigstellungs|ruckmelde|befragungs?|eingangs|slutt?|avslutnings|"
        r"svars?|innsendings|indsendelses|afslutnings|fuldførelses|fullførings|slutforande|voltooiings?|voltooi|eind|antwoord|beoordelings?|enquete|evaluatie|feedback|vurderings?|utvarderings?|hodnoceni|"
        r"verzend|inzend|invul|lopetus|valmistumis|vastaus|paattymis|lahetys)"
        r" ?(datum|dato|zeit|zeitpunkt|tid|tidspunkt|tijd|tijdstip|aika|ajankohta|pvm|paiva|paivamaara)",
    ),
    (Rank.ANSWERED, r"(entry|form|record|questionnaire) (date |time )?(submitted|submission|completed|completion|finished)( (date|time|at|on))*"),
    (Rank.ANSWERED, rf"((survey|satisfaction|csat|nps|feedback|aftercare|follow ?up|courtesy) (call|phone call|visit))( ({_WHEN}))*"),
    (Rank.ANSWERED, rf"{_RATED}( ({_WHEN}))+|(survey|satisfaction|csat|nps|feedback) ({_WHEN}) (completed|submitted|rated|given|received)"),
    (
        Rank.ANSWERED,
        rf"((customer|client|guest|user|patient) )?(rating|review|feedback|comment) (was )?(created|posted|written|added|published)( ({_WHEN}))*|"
        rf"(bewertung|rezension|avaliacao|avis|valoracion|resena|opinion|recensione|beoordeling) (erstellt|geschrieben|veroffentlicht|criad[ao]|cree|publie|creada|publicada|creata|pubblicata|aangemaakt|geplaatst)( ({_WHEN}))*",
    ),
    (
        Rank.PLAIN,
        r"((date|day|time|datetime|datum|fecha|data|timestamp|hora|zeit|heure|at|when|dia|jour|tag|dato|dag|giorno|and|y|e|et|und|"
        r"utc|gmt|stamp|local|the) ?)+|marca (temporal|de tiempo)|zeitstempel|zeitpunkt|horodateur|horodatage|"
        r"sygnatura czasowa|znacznik czasu|dzien|carimbo de data hora|tijdstempel|informazioni cronologiche|"
        r"tidsstampel|tidsstempel|aikaleima|paivamaara|pvm|casova (znacka|peciatka)|datum a cas|zaman damgası|tarih( ve saat)?|"
        r"idobelyeg|datum es ido|marcaj (temporal|de timp)|data si ora|отметка времени|дата( и время)?|χρονικη σημανση|ημερομηνια",
    ),
    (
        Rank.SOLVED,
        r"(ticket |case |date |time )*(solved|resolved|closed|resolution|solution|closing)( (date|time|at|on))*"
        r"|data da solucao|date de resolution|fecha de (solucion|cierre|resolucion)|gelost am|geschlossen am"
        r"|resolu le|cloture le|resolvido em|fechado em|resuelto el|cerrado el|data di (risoluzione|chiusura)"
        r"|risolto il|chiuso il|opgelost op|gesloten op|losungsdatum"
        r"|data (rozwiazania|zamkniecia)( zgłoszenia)?|rozwiazano|zamknieto"
        r"|data (de |do )?(fechamento|resolucao|encerramento|conclusao do chamado)|encerrado em|date de cloture|cloture[e]? le"
        r"|data (di )?chiusura|chiusura|chiuso (il|in data)|(afgesloten|gesloten|opgelost) (op|am)|afsluitdatum|sluitingsdatum|datum (afgesloten|gesloten)"
        r"|abgeschlossen am|erledigt am|stangd|avslutad den|lukket|afsluttet den|suljettu|uzavreno|vyreseno",
    ),
    (
        Rank.CREATED,
        r".*(date|datum|fecha|data|created|opened|erstellt|eroffn|abertura|ouverture|apertura|creado|creacion|"
        r"criado|cree|timestamp| at| on| am|start|started|start zeit|inicio|debut|beginn|time|zeit|hora|heure|"
        r"rozpocz\w+|inizio|begin|begintijd|starttijd|starttid|starttidspunkt|aloitusaika|aloitusajankohta|zahajeni|zacatek|"
        r"zacatia|baslangıc|baslama|kezdes|kezdete|incepere|inceperii|начала|εναρξησ)( .*)?",
    ),
)  # fmt: skip
_NOT_WHEN = re.compile(
    r"urodz|termin realizacji|wygas|aktualizacj|modyfikacj|czas (trwania|rozwiazania|odpowiedzi|realizacji)|"
    r"birth|\bdob\b|geburt|nasc|nacimiento|naissance|nascita|geboorte|"
    r"\bdue\b|deadline|expir|target|update|atualizac|actualizac|modified|modific|geandert|anderung|"
    r"\bage\b|duration|dauer|in (minutes|hours|hrs|seconds)|hours|minutes|minuten|stunden|progresso|"
    r"time (taken|spent)|(response|resolution|handle|reply|wait) time|days|zone|"
    r"\bmodifie[es]?\b|mis a jour|aggiornat|bijgewerkt|actualizad[oa]|atualizad[oa]|zmodyfikowan|opdateret|oppdatert|uppdaterad|wijzig|\bandring|ændring|endring|muokkau|\buprav|\bzmen|\bzmian|degisiklik|modosit|изменени|変更|更新|修改"
)


_BEGUN = re.compile(
    r"\b(start(ed|zeit|date|dat(um|o)|tijd|tid|tidspunkt)?|began|begun|begin(n|nt|tijd|dat(um|o))?|begonnen|debut|commence|inicio|iniciad[oa]|"
    r"inizio|iniziat[oa]|gestartet|gestart|rozpocz\w+|startad|startet|landed|first seen|aloitus\w*|zahajeni|zacatek|"
    r"zacatia|baslangıc|baslama|kezdes|kezdete|incepere|inceperii|начала|εναρξησ)\b"
)
"""Names of when somebody began to answer."""


def says_begun(name: str) -> bool:
    """Whether a column's name says when somebody began to answer."""
    spoken = name_words(name)
    return bool(_BEGUN.search(spoken) or _EASTERN_BEGUN.fullmatch(spoken)) or spoken in BEGINNINGS


_BARE_END = re.compile(
    r"(date |time )?(completed|completion|finished|finish|done)( (date|time|on|at))*|(fertiggestellt|abgeschlossen|erledigt)( am)?|termine( le)?"
)
_OF_AN_ANSWER = re.compile(
    r"\b(rated|bewertet|avaliad[oa])\b|\b(survey|feedback|rating|csat|nps|satisfaction|umfrage|encuesta|pesquisa|enquete|sondaggio) "
    r"(\w+ )?(respon\w*|answer\w*|submi\w*|complet\w*|received|given|rated|beantwortet|repondue?|compilato)\b"
)


def is_bare_end(name: str) -> bool:
    """Whether a name is that of the end of an answer, or of a job: a day that follows may be that of
    the answer."""
    return bool(_BARE_END.fullmatch(name_words(name)))


def is_of_an_answer(name: str) -> bool:
    """Whether a name says outright that customers answered then, and not only that something ended
    or that they were asked."""
    return bool(_OF_AN_ANSWER.search(name_words(name))) and not is_bare_end(name)


def rank_of(name: str) -> Rank | None:
    """How plainly a column of this name says when; None for what is no time something happened."""
    spoken = day_words(without_zone(name)) or day_words(name)
    if (latin := in_latin(spoken)) and (rank := rank_of(latin)) is not Rank.OTHER:
        return rank
    for rank, names in ((Rank.PLAIN, STAMPS), (Rank.ANSWERED, ENDS), (Rank.CREATED, BEGINNINGS)):
        if spoken in names:
            return rank
    if any(each.fullmatch(spoken) for each in (_RATING_CHANGED, _OF_A_SURVEY, _ANSWERS_CHANGED)):
        return Rank.ANSWERED
    if _NOT_WHEN.search(spoken):
        return None
    if is_another_deed(spoken):
        return Rank.NEVER
    if _EASTERN_ANSWERED.fullmatch(spoken):
        return Rank.ANSWERED
    if _RATING_ANSWERED.search(spoken) and not _ABOUT_IT.search(spoken):
        return Rank.ANSWERED
    if _EASTERN_PLAIN.fullmatch(spoken):
        return Rank.PLAIN
    if _EASTERN_BEGUN.fullmatch(spoken):
        return Rank.CREATED
    return next((rank for rank, pattern in _RANKS if re.fullmatch(pattern, spoken)), Rank.OTHER)
