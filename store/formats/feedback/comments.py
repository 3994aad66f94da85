"""Rule four of reading a file: which column holds what customers wrote.

It is the column of sentences, never of links, dates, numbers or a few words that come again and
again; one whose name says outright that it holds comments is taken even where texts repeat.
"""

from __future__ import annotations

import re

from store.formats.feedback.answers import is_satisfaction
from store.formats.tabular.days.column_dates import settle_dates
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.names import name_words
from store.formats.tabular.numbers import read_number
from store.formats.tabular.tables import Table

_SAMPLE = 500
_BY_NAME = re.compile(
    r"((customer|client|conversation|user|survey|happiness|vos|votre|ihre?|sus|seus?|uw|i suoi|satisfaction|rating|csat|nps|open|your|additional|other|free|public|custom|field) )*"
    r"(comments?|verbatims?|feedback|remarks?|suggestions?|opinions?|review( text| body| content| comment)?|resenas?|rezension(en)?|recensioni?|recensies?|"
    r"content|body|message|free ?text|comment text|feedback text|"
    r"comentarios?|observacion(es)?|opinion(es)?|sugerencias?|kommentare?|anmerkung(en)?|bemerkung(en)?|"
    r"freitext|commentaires?|remarques?|avis|observacoes|observacao|suggeriment[io]|follow ?up (answer|response|comment)|sugestoes|sugestao|"
    r"opinioes|commenti|commento|opmerking(en)?|toelichting|"
    r"\w{3,}(kommentare?|anmerkung(en)?|bemerkung(en)?|opmerking(en)?|toelichting)|\w*kommentarer|(ovriga|øvrige|andre|andra|flere|fler) (kommentarer|synpunkter|tilbakemeldinger|bemærkninger)|"
    r"(what|was|ce que?|lo que|o que|cosa|wat) (did )?(the |our |die |der |unsere |le |les |los |las |el |o |os |il |i |de |onze )?"
    r"(they|he or she|people|customers?|clients?|guests?|patients?|visitors?|members?|users?|kunden?|gast|gaste|patienten?|clientes?|huespedes|klant(en)?|clienti|ospiti) "
    r"(said|says?|told us|tell us|wrote|writes?|sagte?n?|schrieb(en)?|a dit|ont dit|disent|dijo|dijeron|dicen|disse|disseram|zei(den)?|schreef|ha detto|hanno detto)( (to )?us)?|"
    r"komentare?|pripominky|(komentare?|nazory?|vyjadreni|pripominky|poznamk[ay]) (zakazni[kc]\w*|host[aeiu]?|pacient\w*|klient\w*)|"
    r"(bewertungs|rezensions|feedback|beurteilungs)texte?|synpunkt(er)?|fri ?te(x|ks)t|tilbakemelding(er)?|tilbagemelding(er)?|bemærkning(er)?|\w*komment(ti|it)|(\w+ )?palaute|vapaa (sana|palaute)|"
    r"(dodatkowe )?(komentarze?|uwagi|opini[ae]|sugesti[ae])( (klienta|klientow|do oceny|i (uwagi|sugestie|komentarze)))?)"
)  # fmt: skip
_NOTES = re.compile(
    r"((customers?|clients?|your|additional|other|further|kunden?|weitere|altre|otras|outras|autres) )*(notes?|notas?|notiz(en)?|notities|notitie|"
    r"anteckning(ar)?|notater|notat|bemærkninger|poznamk[ay]|notatk[ai]|muistiinpano(t|ja)|huomautuksia|huomautukset|huomioita|"
    r"osservazion[ei]|annotazion[ei]|anotaciones|anotacoes|megjegyzes(ek)?|ovrigt|øvrigt)"
    r"( (de|del|dei|du|des|do|dos|van|der|von|of) ?(la |las |le |les |los |l )?(clientes?|clients?|klant(en)?|kunden?|customers?))?"
)
"""Names of words that may be ours: the customers' where no other column is theirs."""
_TO_A_RATING = re.compile(
    r"((conversation|ticket|chat|case|customer|client) )*(ratings?|rated|satisfaction|csat|survey|nps|feedback|evaluation)"
    r"( (score|survey|rating))? (remarks?|comments?|feedback|verbatims?|reasons?|messages?|text|opmerking(en)?)|((conversation|customer) )?remarks?|"
    r"(bewertungs|umfrage|feedback|zufriedenheits)(kommentare?|text|bemerkung(en)?)|(kommentar|anmerkung|bemerkung) (zur|der) (bewertung|umfrage)|"
    r"(comentarios?|comentario|observacion(es)?|observacoes) (de |da |del? |sobre )(la |a )?(encuesta|satisfaccion|satisfacao|calificacion|valoracion|avaliacao|pesquisa)|"
    r"commentaires? (de |du |sur |d )(la |l )?(satisfaction|enquete|evaluation|avis)|comment[oi] (della |alla |sulla )?(valutazione|soddisfazione)|"
    r"(opmerking(en)?|toelichting) (bij|op) (de |het )?(beoordeling|waardering|enquete|cijfer)|komentarze? (do )?(oceny|ankiety)"
)
"""Names of words that go with a rating."""
_SOUNDS_LIKE = re.compile(
    r"comment|verbatim|feedback|remark|reason|\bwhy\b|suggest|coment|kommentar|observ|"
    r"begrund|open ended|free ?text|improve|tell us|anything else|opinion|review|warum|pourquoi|"
    r"do better|could be better|(could|should) we|can we do|\bexplain\b|\bdescribe\b|like (best|most|least)|dislike|\b(want|like) to (add|share|say|tell)|mitteilen|hinzufugen|ajouter|anadir|agregar|acrescentar|aggiungere|toevoegen|yorum|synpunkt|palaut|fritekst|opmerking|toelicht|dodac|コメント|意見|感想|(customers?|clients?|they|you) (said|say|told)|own words|besser machen|hacer mejor|faire mieux|fazer melhor|por ?que|perche|motivo|komentarz|\buwag|\bopini[aei]|sugesti|dlaczego|uzasadn|\bpowod|popraw|grund\b|anmerk|bemerk|remarque|verbesser|mejorar|melhorar|"
    r"\bmiglior|suggeri(te|sce)|\bverbeter|\bamelior|\bforb[ae]ttr|\bforbedre|\bparan(taa|nus|nett)|\bkehit(taa|ys|ett)|\bzlepsi|\bzlepse|\bulepsz|"
    r"\b(gora|gjort|gjøre|gøre|gore|doen|maken|zrobic|robic|hacer|faire|fare|fazer|udelat|delat|tehda|tehdaan|do)( \w+){0,3} "
    r"(battre|bedre|beter|lepiej|mejor|mieux|meglio|melhor|lepe|lip|paremmin|annorlunda|anderledes|annerledes|anders|differently)\b|"
    r"\b(battre|bedre|beter|lepiej|mieux|meglio|lepe|paremmin|anders|differently)( \w+){0,3} "
    r"(gora|gjøre|gøre|doen|maken|zrobic|robic|faire|fare|udelat|delat|tehda)\b|"
    r"\b(waarom|varfor|hvorfor|miksi|proc|motivera\w*|berattel\w*|beratta|fortæl|fortell|kerro\w*|tillagg\w*|tilføj\w*|legg til|lisattava\w*|popisz\w*|napiste)\b|"
    r"\bwhat (made|led|caused|drove|prompted|motivated|influenced) (you|this|that|your)\b|\bchoose (this|that) (score|rating|answer)\b|"
    r"\bwas hat sie (\w+ ){0,4}(bewogen|veranlasst)\b|\bqu est ce qui vous a (\w+ )?(amene|pousse|conduit|incite)|\bque (le|te|lo) (llevo|hizo|motivo)\b|"
    r"\b(cosa|che cosa) (l |la |ti )?ha (portat|spint)\w+|"
    r"\bnog iets\b|\bqualcos altro\b|\b(algo|mais) (mas|alguma coisa)\b|\bwhat (do|did) (you|they) (\w+ )?(like|enjoy|love|appreciate)|"
    r"\b(cosa|che cosa) .*\bpiaciut|\bque (fue lo que )?(mas )?(le|te|les|os) (ha )?(mas )?gust|\bo que .*\bgost(ou|a)\b|\bwas (hat|war) .*\b(gefallen|gut|schlecht)\b|"
    r"\bqu (avez|as) (vous|tu) (\w+ )?(aime|apprecie)|\bwat (vond|vindt|beviel)\b|\bvad (tyckte|gillade|var) (du|ni|bra|mindre)|\bco (sie |sa )?.*\bpodobal|"
    r"\b(raison|motivazion[ei]|reden(en)?|orsak|arsak|arsag|begrunnelse|begrundelse|motivering|perustelu) (for|de|del|della|di|du|pour|per|van|voor|till|til|av)\b|"
    r"\b(score|rating|nps|csat) (explanation|rationale|justification)\b|"
    r"\bhvad (synes|var|kunne) (du|godt|mindre)|\bco se .*\blibilo"
)
_BETTER = re.compile(
    r"\b(do|be|done) better\b|\bimprove\b|besser machen|verbesser|hacer mejor|mejorar|faire mieux|amelior|fazer melhor|melhorar|"
    r"fare meglio|miglior|beter doen|verbeter|battre|bedre|poprawi|ulepszy|paran(taa|nettavaa)|zlepsit"
)
"""Questions for what could be better, which ask for words even where these repeat."""
_ABOUT_WORDS = re.compile(r"\b(ids?|date|time|reviewers?|authors?|names?|url|link|language)\b")
"""Names of what is told of words, beside them."""
_LINK = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)
_ASKS = re.compile(
    r"(why|warum|wieso|pourquoi|por ?que|perche|waarom|varfor|hvorfor|dlaczego|miksi|proc)\b.*|"
    r"(please )?(explain|describe) .*|(what|why|how could|how can|was|warum|wieso|pourquoi|qu est ce|que|por ?que|perche|cosa|wat|waarom|co|dlaczego)\b.*\b(for|to|fur|de|pour|para|per|voor) "
    r"(your|this|that|ihre|deine|votre|tu|su|sua|uw|la tua|la sua) .*|what (made|led|caused|drove|prompted|motivated|influenced) (you|this|that|your)\b.*|"
    r"((the|your|main|primary|haupt|der) )?(reasons?|hauptgrund|grund|grunde|begrundung|motivos?|raisons?|motif|motivo|motivi|motivazione|reden(en)?|powod|uzasadnienie|orsak|arsak|arsag|begrunnelse|begrundelse|motivering|duvod|perustelu) "
    r"(for|behind|of|fur|zur|der|de|del|della|di|du|da|do|pour|per|van|voor|till|til|av|dla|przy)\b.*|"
    r"(nps|csat|ces|score|scoring|rating|satisfaction|answer) (reasons?|explanation|rationale|justification)"
)
"""Questions for words, though they speak of a score: “What is the reason for your score?”."""
_NUMBERED = re.compile(
    r"((q|question|frage|pregunta|pergunta|domanda|vraag|pytanie|nr|no) ?)?\d{1,3} "
)
"""The number of a question before its words."""
_OF_A_SCORE = re.compile(
    r"\b(score|rating|answer|mark|grade|note|bewertung|antwort|punktzahl|puntuacion|calificacion|nota|punteggio|voto|valutazione|beoordeling|"
    r"cijfer|ocen[aey]|betyg|karakter)\b"
)
_TEXT = re.compile(r"(customer |response |answer )?(text|texte|texto|testo|teks[t]|teksti)")
"""Names of words where they are sentences."""
_NOT_WORDS = re.compile(
    r"\b(reviewers?|authors?|url|link|id|date|time|count|number|score|rating|status|tags?|language|author|name|version|type)\b"
)
_BARE = re.compile(
    r"(q|question|answer|response|frage|antwort|pregunta|respuesta|reponse) ?\d{0,3}( text)?"
)
"""Names that say no more than that an answer stands there."""
_REPLY = re.compile(
    r"\b(response|reply|answer|developer|owner|merchant|agent|internal|staff|product|order|question)"
)
_AGENTS = re.compile(r"\b(agent|internal|staff|operator)\b")
_SENTENCE = 3
"""Spaces from which an answer is a sentence."""
_SHORTEST = 8.0
"""The mean length of comments under a name that only sounds like it."""
_FEW = 0.3
"""The share of different texts under which a column holds categories."""


def comment_column(table: Table) -> int | None:
    """The column that most plainly holds what customers wrote, if there is one."""
    best: tuple[int, float] = (0, 0)
    best_index: int | None = None
    for index, name in enumerate(table.header):
        spoken = name_words(_own_name(name))
        named = bool(_BY_NAME.fullmatch(spoken))
        beside = _NOT_WORDS.search(spoken) and not _asks(spoken)
        notes = not named and bool(_NOTES.fullmatch(spoken) or _is_text(table, index))
        if not (named or notes) and (not _SOUNDS_LIKE.search(spoken) or beside):
            continue
        filled = [cell for cell in table.column(index)[:_SAMPLE] if not is_blank(cell)]
        outright = named or (bool(_BETTER.search(spoken)) and _are_sentences(filled))
        if not filled or why_no_comments(filled, named=outright):
            continue
        length = sum(map(len, filled)) / len(filled)
        if not named and (length <= _SHORTEST or _are_steps(filled)):
            continue
        rank = 2 if named else 0 if notes else 1
        if (rank, length) > best:
            best, best_index = (rank, length), index
    return asked_words(table) if best_index is None else best_index


def _asks(spoken: str) -> bool:
    """Whether a name asks for words, though it speaks of a score."""
    return bool(_ASKS.fullmatch(_NUMBERED.sub("", spoken, count=1)))


def _is_text(table: Table, index: int) -> bool:
    """Whether a column is only called “Text”, and holds sentences."""
    if not _TEXT.fullmatch(name_words(_own_name(table.header[index]))):
        return False
    return _are_sentences([cell for cell in table.column(index)[:_SAMPLE] if not is_blank(cell)])


def _are_sentences(filled: list[str]) -> bool:
    return 2 * sum(cell.count(" ") >= _SENTENCE for cell in filled) > len(filled)


def asks_about_a_score(name: str) -> bool:
    """Whether a question asks for words about the score that was given before it."""
    spoken = name_words(name)
    return _asks(spoken) and bool(_OF_A_SCORE.search(spoken))


def _own_name(name: str) -> str:
    """A name without those of the objects of JSON that it stands in, “attributes.body”; one of a
    reply, or of another's, as it is."""
    path, _, own = name.rpartition(".")
    in_an_object = bool(path and own) and not any(map(str.isspace, name))
    return own if in_an_object and not _REPLY.search(name_words(path)) else name


def _are_steps(filled: list[str]) -> bool:
    """Whether a column's words are those of a scale: a rating under a question for one's view."""
    return 2 * sum(map(is_satisfaction, filled)) > len(filled)


def asked_words(table: Table) -> int | None:
    """The column of sentences under a bare “Q3” or “Answer (2)”, by what its second header row asks
    or by its answers alone, where no other name speaks of words."""
    found: list[int] = []
    for index, name in enumerate(table.header):
        spoken = name_words(name)
        label = name_words(table.labels[index]) if table.labels else ""
        if not _BARE.fullmatch(spoken) or _AGENTS.search(label):
            continue
        filled = [cell for cell in table.column(index)[:_SAMPLE] if not is_blank(cell)]
        sentences = sum(cell.count(" ") >= _SENTENCE for cell in filled)
        if (
            len(filled) >= 2
            and 2 * sentences > len(filled)
            and not why_no_comments(filled, named=False)
        ):
            found.append(index)
    return found[0] if len(found) == 1 else None


def rating_words(table: Table, rating: int) -> int | None:
    """The column of what customers wrote to their rating in a help desk's export, where other
    words are the agents': its name says so, or it is filled in none but rated cases."""
    best = comment_column(table)
    named = [
        index for index, name in enumerate(table.header) if _TO_A_RATING.fullmatch(name_words(name))
    ]
    for index in named:
        filled = [cell for cell in table.column(index) if not is_blank(cell)]
        if filled and not why_no_comments(filled[:_SAMPLE], named=True):
            return index
    if best is None or not _BY_NAME.fullmatch(name_words(table.header[best])):
        return None
    rated = [not is_blank(row.cells[rating]) for row in table.rows]
    commented = [not is_blank(row.cells[best]) for row in table.rows]
    beside = any(words and not rating for words, rating in zip(commented, rated, strict=True))
    return None if beside or all(rated) else best


def why_no_comments(filled: list[str], *, named: bool) -> str:
    """Why a column's filled cells are no comments, to go on "“name” is left out: "; else empty."""
    half = len(filled) / 2
    if sum(bool(_LINK.fullmatch(cell)) for cell in filled) > half:
        return "it holds links, not words"
    if sum(read_number(cell) is not None for cell in filled) > half:
        return "it holds numbers, not words"
    if settle_dates(filled).readable > half:
        return "it holds dates, not words"
    if not named and len(filled) > 4 and len(set(filled)) < _FEW * len(filled):
        return "the same few words come again and again"
    return ""


def sounds_like_words(name: str) -> bool:
    """Whether a column's name speaks of what customers wrote."""
    spoken = name_words(_own_name(name))
    return bool(
        _BY_NAME.fullmatch(spoken)
        or _NOTES.fullmatch(spoken)
        or (_SOUNDS_LIKE.search(spoken) and not _ABOUT_WORDS.search(spoken))
    )
