"""Cells that hold no answer, however their tool spells that."""

from __future__ import annotations

_BLANKS = frozenset(
    {
        "", "-", "--", "---", "–", "—", "−", ".", "..", "?", "*",
        "na", "n/a", "n.a.", "n.a", "#n/a", "#na", "<na>", "nan", "nat", "null", "none", "nil",
        "\\n", "#null!", "#value!", "#ref!", "#div/0!", "undefined", "(blank)", "blank", "(null)",
        "(none)", "[none]", "empty", "(empty)", "missing", "unknown", "tbd",
        "offered", "unoffered", "not offered", "requested", "dismissed", "skipped", "declined",
        "no answer", "not answered", "unanswered", "no response", "no rating", "not rated", "not given",
        "angeboten", "nicht angeboten", "proposée", "proposé", "non proposée", "non proposé", "ofrecida", "ofrecido", "no ofrecida",
        "no ofrecido", "oferecida", "oferecido", "não oferecida", "não oferecido", "offerta", "offerto", "non offerta", "non offerto",
        "aangeboden", "niet aangeboden", "zaoferowano", "nie zaoferowano", "zaoferowana", "niezaoferowana",
        "unrated", "star_rating_unspecified", "not applicable", "prefer not to say", "prefer not to answer",
        "don't know", "don’t know", "i don't know", "i don’t know", "do not know", "dk",
        "i don't remember", "i don’t remember", "not sure", "unsure",
        "k.a.", "k. a.", "keine angabe", "weiß nicht", "weiss nicht", "keine antwort",
        "n.v.t.", "nvt", "geen antwoord", "weet niet", "weet ik niet", "s/o", "sans réponse", "sans avis",
        "nc", "n/c", "ns/nc", "ns/nr", "je ne sais pas", "pas de réponse", "no aplica", "sin respuesta", "no sabe", "no sé", "no lo sé", "no lo se",
        "brak odpowiedzi", "nie wiem", "nie dotyczy", "trudno powiedzieć", "bez oceny", "não se aplica", "sem resposta", "não sei", "non so", "nessuna risposta",
        "vet ej", "vet inte", "inget svar", "ej svar", "ej besvarad", "ved ikke", "vet ikke", "ikke besvaret", "ikke besvart", "intet svar", "ingen svar",
        "ei vastausta", "en osaa sanoa", "en tiedä", "ej relevant", "ikke relevant", "nevím", "bez odpovědi", "neodpověděl", "neviem", "bez odpovede",
    }
)  # fmt: skip


def is_blank(cell: str) -> bool:
    """Whether a cell says that there is no answer: empty, ``NA``, ``Offered``, “don't know”."""
    return not cell or cell.strip().casefold() in _BLANKS
