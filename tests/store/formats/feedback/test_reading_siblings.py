"""Each case again as other tools and languages write it: read right, asked about, or refused.

A sibling changes what a real export may change: the headers' words, the columns' order, one
column more, one fewer. None may give a wrong figure, or a wrong day, without a question.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from store.common.errors import Refused
from store.formats.feedback.memberships import read_memberships
from store.formats.feedback.proposals import FileKind, propose

CASES = Path(__file__).parents[3] / "cases"
TODAY = date(2026, 11, 20)

Figures = dict[str, tuple[int, float]]


@dataclass(frozen=True)
class Kind:
    """A case, how its headers read elsewhere, what it gives, and by which column it is dated."""

    name: str
    figures: Figures
    dated: str | None
    headers: tuple[tuple[str, ...], ...]
    asks: bool = False
    """It is right to take nothing: a person must say more."""


KINDS = (
    Kind(
        "shopify_orders.csv", {"repurchase": (4, 0.5)}, None,
        (
            ("Order ID", "Customer email", "Payment status", "Paid on", "Amount", "Order date", "Product", "Cancelled on"),
            ("Pedido", "Correo electrónico", "Estado", "Pagado", "Importe", "Fecha del pedido", "Artículo", "Cancelado"),
            ("Bestellnummer", "E-Mail", "Status", "Bezahlt", "Betrag", "Bestelldatum", "Artikel", "Storniert"),
            ("Commande", "Courriel", "Statut", "Payée le", "Montant", "Date de commande", "Article", "Annulée le"),
            ("Pedido", "E-mail", "Situação", "Pago em", "Valor", "Data do pedido", "Produto", "Cancelado em"),
        ),
    ),
    Kind(
        "nps_log.csv", {}, None,
        (
            ("Datum", "Kunde", "Punkte"), ("Fecha", "Cliente", "Puntuación"), ("Date", "Client", "Note"),
            ("Data", "Cliente", "Nota"), ("When", "Person", "Points"),
        ),
        asks=True,
    ),
    Kind(
        "osticket_overdue.csv", {"solved-in-target": (10, 0.8)}, None,
        (
            ("Ticket ID", "Created at", "Status", "Updated at", "Overdue"),
            ("Case number", "Created", "Case Status", "Last modified", "SLA violated"),
            ("ID", "Fecha de apertura", "Estado", "Última actualización", "Tiempo de solución excedido"),
            ("ID", "Data de abertura", "Situação", "Última atualização", "Tempo para resolver excedido"),
            ("ID", "Date d'ouverture", "Statut", "Dernière modification", "Délai de résolution dépassé"),
        ),
    ),
    Kind(
        "survey_start_end.csv", {}, None,
        (
            ("Response ID", "Start time", "Completion time", "Which product do you use?"),
            ("ID", "Hora de inicio", "Hora de finalización", "¿Cómo usa nuestra tienda?"),
            ("ID", "Startzeit", "Fertigstellungszeit", "Wie nutzen Sie unseren Laden?"),
            ("ID", "Heure de début", "Heure de fin", "Comment utilisez-vous la boutique ?"),
            ("ID", "Hora de início", "Hora de conclusão", "Como usa a nossa loja?"),
        ),
        asks=True,
    ),
    Kind(
        "store_reviews_at.csv", {}, None,
        (
            ("id", "text", "score", "date", "reply date"), ("ID", "Texto", "Puntuación", "Fecha", "Fecha de respuesta del equipo"),
            ("Review ID", "Body", "Score", "Submitted at", "Developer reply at"),
        ),
        asks=True,
    ),
    Kind(
        "surveymonkey_sparse_header.csv", {"nps": (10, 20.0)}, "End Date", (),
    ),
    Kind(
        "ease_five.csv", {"ces-ease-5": (10, 0.8)}, "Timestamp",
        (
            ("Zeitstempel", "Wie einfach war es, Hilfe zu bekommen? (1 sehr schwer - 5 sehr einfach)"),
            ("Marca temporal", "¿Qué tan fácil fue obtener ayuda? (1 muy difícil - 5 muy fácil)"),
            ("Horodateur", "Était-il facile d'obtenir de l'aide ? (1 très difficile - 5 très facile)"),
            ("Carimbo de data/hora", "Quão fácil foi obter ajuda? (1 muito difícil - 5 muito fácil)"),
            ("Submitted at", "The company made it easy for me (1 = strongly disagree, 5 = strongly agree)"),
        ),
    ),
    Kind(
        "three_satisfactions.csv", {"csat": (9, 5 / 9)}, "Timestamp",
        (
            ("Zeitstempel", "Wie zufrieden sind Sie mit dem Personal?", "Wie zufrieden sind Sie mit den Preisen?", "Wie zufrieden sind Sie insgesamt?"),
            ("Marca temporal", "Satisfacción con el personal", "Satisfacción con los precios", "Satisfacción general"),
            ("Horodateur", "Satisfaction du personnel", "Satisfaction des prix", "Satisfaction globale"),
            ("Carimbo de data/hora", "Satisfação com a equipe", "Satisfação com os preços", "Satisfação geral"),
        ),
        asks=True,
    ),
    Kind(
        "one_is_best.csv", {"csat": (10, 0.8)}, "Date",
        (
            ("Datum", "Wie zufrieden sind Sie? (1 = sehr zufrieden, 5 = sehr unzufrieden)"),
            ("Fecha", "¿Qué tan satisfecho está? (1 = muy satisfecho, 5 = muy insatisfecho)"),
            ("Date", "Êtes-vous satisfait ? (1 = très satisfait, 5 = très insatisfait)"),
            ("Data", "Quão satisfeito está? (1 = muito satisfeito, 5 = muito insatisfeito)"),
            ("Submitted at", "Satisfaction: 1 (best) to 5 (worst)"),
        ),
    ),
    Kind(
        "tickets_no_target.csv", {"first-reply": (2, 1.0)}, None,
        (
            ("Case ID", "Created at", "Resolved at", "Status", "First response time (hours)"),
            ("ID", "Created", "Solved", "State", "First reply time (hrs)"),
            ("Ticketnummer", "Erstellt", "Geschlossen", "Status", "Erste Antwort in Stunden"),
        ),
    ),
    Kind(
        "review_link.csv", {"csat": (4, 0.25)}, "Review Submit Date and Time",
        (
            ("Rating", "Submitted at", "Comment", "URL"),
            ("Bewertung", "Bewertet am", "Kommentar", "Link"),
            ("Estrellas", "Fecha de la reseña", "Comentario", "Enlace"),
            ("Étoiles", "Date de l'avis", "Commentaire", "Lien"),
            ("Estrelas", "Data da avaliação", "Comentário", "Link"),
        ),
    ),
    Kind(
        "worst_month.csv", {"csat": (10, 0.0)}, "Date",
        (
            ("Datum", "Wie zufrieden sind Sie? (1-5)"), ("Fecha", "¿Qué tan satisfecho está? (1 a 5)"),
            ("Date", "Satisfaction (1 à 5)"), ("Data", "Satisfação (1 a 5)"), ("Timestamp", "CSAT out of 5"),
        ),
    ),
    Kind(
        "second_header_row.csv", {"nps": (2, 0.0)}, "Date & Time (UTC)", (),
    ),
    Kind(
        "churn_words.csv", {"churn": (4, 0.25)}, None,
        (("Kunde", "Tarif", "Churn"), ("Cliente", "Plan", "Churn"), ("id", "tier", "Churned"), ("User", "Plan", "Churn Status")),
    ),
    Kind(
        "purchase_date.csv", {"csat": (3, 2 / 3)}, "Opened",
        (
            ("Case", "Order date", "Created", "CSAT"), ("ID", "Kaufdatum", "Erstellt am", "Zufriedenheit"),
            ("ID", "Fecha de compra", "Fecha de creación", "Satisfacción"), ("ID", "Date d'achat", "Créé le", "Satisfaction"),
            ("ID", "Data da compra", "Data de criação", "Satisfação"),
        ),
    ),
    Kind("counted_already.csv", {}, None, (("Frage", "Maß", "1", "2", "3", "4", "5"), ("Question", "Unit", "1 star", "2 stars", "3 stars", "4 stars", "5 stars")), asks=True),
)  # fmt: skip


def rows_of(name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO((CASES / name).read_text())))


def bytes_of(rows: list[list[str]], delimiter: str = ",") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


def siblings(kind: Kind) -> Iterator[tuple[str, bytes, dict[str, str]]]:
    """Each variant's name and bytes, and what its columns were called in the case."""
    rows = rows_of(kind.name)
    headers = [tuple(rows[0]), *kind.headers]
    for number, header in enumerate(headers):
        known = dict(zip(header, rows[0], strict=False))
        named = [list(header), *rows[1:]]
        yield f"headers {number}", bytes_of(named), known
        yield f"headers {number}, semicolons", bytes_of(named, ";"), known
        yield (
            f"headers {number}, one more",
            bytes_of(
                [[*row, "Region" if not place else "north"] for place, row in enumerate(named)]
            ),
            known,
        )
        if kind.name not in ("surveymonkey_sparse_header.csv", "second_header_row.csv"):
            yield f"headers {number}, turned", bytes_of([row[::-1] for row in named]), known
            yield (
                f"headers {number}, one first",
                bytes_of(
                    [["Team" if not place else "blue", *row] for place, row in enumerate(named)]
                ),
                known,
            )


@dataclass(frozen=True)
class Read:
    """What a file gives without a question: its figures and its date, or why it gives none."""

    figures: Figures
    dated: str | None
    why: str


def read(data: bytes) -> Read:
    try:
        found = propose(data, today=TODAY, file="file.csv")
    except Refused as refused:
        return Read({}, None, refused.message)
    if found.rivals or found.day_order_example or found.unfinished or found.reason:
        return Read({}, None, found.reason or "asked")
    figures: dict[str, tuple[int, float | None]] = {
        each.measures[0]: (each.n, each.value) for each in found.columns if each.value is not None
    }
    if figures and found.doubtful_dates:
        return Read({}, None, "asked for the day")
    figures |= {each.measure: (each.n, each.value) for each in found.outcomes}
    if found.kind is FileKind.MEMBERSHIPS:
        period = (date(2026, 3, 1), date(2026, 3, 31))
        file = read_memberships(
            data, team_id="", first_day=period[0], last_day=period[1], today=TODAY
        )
        figures = {
            each.measure: (len(each.rows), sum(row.value for row in each.rows) / len(each.rows))
            for each in file.outcomes
        }
    return Read(
        {key: (n, float(value or 0)) for key, (n, value) in figures.items()},
        found.date_column,
        "" if figures else "asked",
    )


def verdict(kind: Kind, data: bytes, known: dict[str, str]) -> str:
    """right, asked or wrong."""
    got = read(data)
    if not got.figures:
        return "asked"
    right = {key: (n, pytest.approx(value)) for key, (n, value) in kind.figures.items()}
    dated = known.get(got.dated or "", got.dated)
    if not set(got.figures) <= set(right) or any(
        got.figures[key] != right[key] for key in got.figures
    ):
        return "wrong"
    return "right" if kind.dated is None or dated == kind.dated else "wrong"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_no_sibling_gives_a_wrong_figure_or_day(kind: Kind) -> None:
    found = {name: verdict(kind, data, known) for name, data, known in siblings(kind)}
    assert [name for name, said in found.items() if said == "wrong"] == []


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if not kind.asks], ids=lambda kind: kind.name
)
def test_most_siblings_that_hold_a_measure_are_read(kind: Kind) -> None:
    found = [verdict(kind, data, known) for _, data, known in siblings(kind)]
    assert found.count("right") >= 0.9 * len(found)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_one_column_fewer_gives_no_wrong_figure(kind: Kind) -> None:
    rows = rows_of(kind.name)
    for gone in range(min(8, len(rows[0]))):
        fewer = [row[:gone] + row[gone + 1 :] for row in rows]
        got = read(bytes_of(fewer))
        for key, (n, value) in got.figures.items():
            if key in kind.figures:
                assert (n, value) == (kind.figures[key][0], pytest.approx(kind.figures[key][1]))
