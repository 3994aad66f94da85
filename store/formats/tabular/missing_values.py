"""Cells that hold no answer, however their tool spells that."""

from __future__ import annotations

import re

_BLANKS = frozenset(
    {
        "", "-", "--", "---", "–", "—", "−", ".", "..", "?", "*",
        "na", "n/a", "n.a.", "n.a", "#n/a", "#na", "<na>", "nan", "nat", "null", "none", "nil",
        "\\n", "[]", "{}", "['']", "#null!", "#value!", "#ref!", "#div/0!", "undefined", "(blank)", "blank", "(null)",
        "(none)", "[none]", "empty", "(empty)", "missing", "unknown", "tbd",
        "no survey", "sla not applied", "no sla", "not applied", "no survey sent", "survey not sent", "not surveyed", "no survey response", "no feedback", "no review", "no score", "not scored",
        "offered", "unoffered", "not offered", "requested", "dismissed", "skipped", "declined",
        "no answer", "not answered", "unanswered", "no response", "no rating", "not rated", "not given",
        "not responded", "not yet responded", "not yet answered", "did not respond", "awaiting response", "not submitted", "no reply",
        "nicht beantwortet", "noch nicht beantwortet", "unbeantwortet", "sin responder", "no respondido", "no respondida", "no respondió",
        "non répondue", "pas répondu", "sans retour", "não respondido", "não respondida", "niet beantwoord", "nog niet beantwoord",
        "non risposto", "nie odpowiedziano", "ej svarat", "ikke svaret", "ikke svart", "ei vastattu",
        "angeboten", "nicht angeboten", "proposée", "proposé", "non proposée", "non proposé", "ofrecida", "ofrecido", "no ofrecida",
        "no ofrecido", "oferecida", "oferecido", "não oferecida", "não oferecido", "offerta", "offerto", "non offerta", "non offerto",
        "aangeboden", "niet aangeboden", "zaoferowano", "nie zaoferowano", "zaoferowana", "niezaoferowana",
        "unrated", "star_rating_unspecified", "not applicable", "prefer not to say", "prefer not to answer",
        "don't know", "don’t know", "i don't know", "i don’t know", "do not know", "dk",
        "i don't remember", "i don’t remember", "not sure", "unsure",
        "k.a.", "k. a.", "keine angabe", "weiß nicht", "weiss nicht", "keine antwort",
        "n.v.t.", "nvt", "geen antwoord", "weet niet", "weet ik niet", "s/o", "sans réponse", "sans avis",
        "nc", "n/c", "ns/nc", "ns/nr", "je ne sais pas", "ne sait pas", "ne savent pas", "pas de réponse", "no aplica", "sin respuesta", "no sabe", "no sé", "no lo sé", "no lo se",
        "brak odpowiedzi", "nie wiem", "nie dotyczy", "trudno powiedzieć", "bez oceny", "não se aplica", "sem resposta", "não sei", "non so", "nessuna risposta",
        "vet ej", "vet inte", "inget svar", "ej svar", "ej besvarad", "ved ikke", "vet ikke", "ikke besvaret", "ikke besvart", "intet svar", "ingen svar",
        "ei vastausta", "en osaa sanoa", "en tiedä", "ej relevant", "ikke relevant", "nevím", "bez odpovědi", "neodpověděl", "neviem", "bez odpovede",
        "nsp", "n.s.p.", "ne se prononce pas", "n/r", "n.r.", "sans opinion", "non concerné", "non renseigné", "non répondu", "sans objet",
        "brak", "brak danych", "bez odpowiedzi", "nie mam zdania", "n/d", "n.d.", "s/d", "s/r", "no contesta", "no responde", "no opina", "no procede",
        "non risponde", "non applicabile", "nessuna opinione", "nr/ns", "não respondeu", "não opinou", "sem opinião",
        "geen mening", "niet van toepassing", "niet ingevuld", "neuvedeno", "neuvedené", "nehodnoceno", "nehodnotené", "nevyplněno",
        "ingen uppgift", "uppgift saknas", "ingen åsikt", "ikke oplyst", "ikke oppgitt", "ikke aktuelt", "ingen mening", "ei tietoa", "ei mielipidettä",
        "cevap yok", "yanıt yok", "cevapsız", "bilmiyorum", "fikrim yok", "uygulanamaz",
        "entfällt", "ohne angabe", "keine meinung", "keine bewertung", "nicht bewertet", "weiß ich nicht", "weiss ich nicht", "kann ich nicht beurteilen", "nicht beurteilbar",
        "no opinion", "not stated", "did not answer", "can't say", "can’t say", "cannot say",
        "無回答", "未回答", "回答なし", "該当なし", "わからない", "分からない", "未评价", "未填写", "不知道", "未回覆", "무응답", "모름", "해당 없음",
        "нет ответа", "не знаю", "затрудняюсь ответить", "н/д",
    }
)  # fmt: skip
_NO_RATING = re.compile(r"no( [^\W\d_]+){1,4} (review|rating|score)")
"""What review tools write in the place of a rating of a part: “No ease of use review”."""


def is_blank(cell: str) -> bool:
    """Whether a cell says that there is no answer: empty, ``NA``, ``Offered``, “don't know”."""
    said = cell.strip().casefold()
    return said in _BLANKS or (said.startswith("no ") and bool(_NO_RATING.fullmatch(said)))
