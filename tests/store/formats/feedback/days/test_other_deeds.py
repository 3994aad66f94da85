"""Days of other deeds are asked about in every language that is read, and those of answers are not."""

from __future__ import annotations

import pytest

from store.formats.feedback.days.day_names import Rank, rank_of

DEEDS = """
Zahlungsdatum; Geboren am; Besucht am; Repariert am; Letzter Kontakt; Fällig am; Gültig bis; Gekündigt am; Versanddatum;
Eingeladen am; Stichtag; Erstzulassung; Übergabe am; Antwort vom Inhaber am; Livré le; Date de paiement; Rendez-vous;
Dernier contact; Échéance; Date du vol; Annulé le; Invité le; Date de prestation; Fecha de pago; Fecha de cita; Reparado el;
Último contacto; Vencimiento; Fecha de corte; Fecha de atención; Respuesta del propietario; Entregue em; Data da consulta;
Última visita; Data de validade; Convidado em; Data do atendimento; Data consegna; Nato il; Appuntamento; Ultimo accesso;
Scadenza; Rimborsato il; Risposta del proprietario; Leverdatum; Betaald op; Afspraakdatum; Laatste bezoek; Geldig tot;
Uitgenodigd op; Peildatum; Dostarczono; Data faktury; Ostatni kontakt; Ważne do; Zaproszono; Stan na dzień; Data zabiegu;
Köpdatum; Leveransdatum; Senaste besök; Giltig till; Skickad; Fødselsdato; Leveringsdato; Sidste køb; Forfaldsdato; Sendt;
Kjøpsdato; Siste kontakt; Ostopäivä; Syntymäaika; Eräpäivä
"""
ANSWERS = """
Abgeschickt am; Bewertet am; Ausgefüllt am; Datum; Zeitstempel; Date de réponse; Date de l'avis; Horodateur; Fecha de respuesta;
Marca temporal; Fecha; Data da resposta; Carimbo de data/hora; Data risposta; Informazioni cronologiche; Ingevuld op; Tijdstempel;
Data odpowiedzi; Sygnatura czasowa; Tidsstämpel; Svarsdatum; Tidsstempel; Svardato; Aikaleima; Vastauspäivä
"""


def names(text: str) -> list[str]:
    return [name.strip() for name in text.split(";")]


@pytest.mark.parametrize("name", names(DEEDS))
def test_the_day_of_another_deed_dates_no_answer_by_itself(name: str) -> None:
    assert rank_of(name) is Rank.NEVER


@pytest.mark.parametrize("name", names(ANSWERS))
def test_the_day_of_an_answer_is_still_one(name: str) -> None:
    assert rank_of(name) in (Rank.ANSWERED, Rank.PLAIN)
