"""Lists of customers who left, and orders of which nothing came, in several languages."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from typing import Any

import pytest

Write = Callable[[str, str], str]
DAY = "2026-06-09"


def days(care: Any) -> list[str]:
    return sorted(re.findall(r"^day = (\S+)", care("export"), re.M))


def lines(said: str) -> list[list[str]]:
    """The command and the option that a refusal names."""
    add, option = re.findall(r'care (measure add [^,]*), then (--column "[^"]*")', said)[0]
    return [shlex.split(add), shlex.split(option)]


@pytest.mark.parametrize(
    "header",
    [
        "Customer,Cancelled on,Reason",
        "Account name,Churn date,Plan",
        "Kunde,Kündigungsdatum,Grund",
        "Client,Date de résiliation,Motif",
        "Cliente,Fecha de baja,Motivo",
    ],
)
def test_a_list_of_nobody_but_leavers_is_counted_by_its_line(
    care: Any, write: Write, header: str
) -> None:
    rows = ("A,2026-10-05,price", "B,2026-10-05,moved", "C,2026-10-20,price", "D,2026-11-03,other")
    file = write("left.csv", "\n".join([header, *rows, ""]))
    said = care.refused("import", "feedback", file)
    assert "names only customers who left" in said
    add, option = lines(said)
    care(*add)
    told = care("import", "feedback", file, *option)
    assert "4 answers, 5 Oct to 3 Nov 2026" in told
    assert days(care) == ["2026-10-05", "2026-10-05", "2026-10-20", "2026-11-03"]
    assert "0 accepted" in care("import", "feedback", file, *option)
    care("measure", "add", "again", *add[3:])
    single = ("--measure", "again", "--column", header.split(",")[1])
    assert "4 accepted" in care("import", "feedback", file, *single)


def test_members_who_have_all_left_give_no_share_unasked(care: Any, write: Write) -> None:
    rows = ("1,2025-01-01,2026-10-05", "2,2025-02-01,2026-10-20", "3,2025-03-01,2026-11-03")
    file = write("churned.csv", "\n".join(["Customer ID,Subscribed on,Cancelled on", *rows, ""]))
    said = care.refused("import", "feedback", file)
    assert "names only customers who left" in said
    assert "say --from and --to" in said
    add, option = lines(said)
    care(*add)
    assert "3 accepted" in care("import", "feedback", file, *option)
    days = ("--from", "2026-10-01", "--to", "2026-10-31")
    assert "Retention" in care("import", "feedback", file, *days, "--no-recipe", "--dry-run")


def test_a_list_with_members_who_stay_gives_their_share(care: Any, write: Write) -> None:
    rows = ("1,2025-01-01,2026-10-05", "2,2025-02-01,", "3,2025-03-01,2026-11-03")
    file = write("members.csv", "\n".join(["Customer ID,Subscribed on,Cancelled on", *rows, ""]))
    assert "Retention" in care("import", "feedback", file, "--dry-run")


@pytest.mark.parametrize(
    ("header", "bought", "not_bought"),
    [
        ("Nº pedido,Cliente,Fecha,Estado,Total", "Completado", "Reembolsado"),
        ("Pedido,E-mail do cliente,Data,Status do pedido,Total", "Concluído", "Estornado"),
        ("Bestellnummer,Kunden-Nr,Datum,Bestellstatus,Betrag", "Abgeschlossen", "Erstattet"),
        ("Commande,Client,Date,Statut de la commande,Montant", "Terminée", "Remboursée"),
        ("Ordine,Cliente,Data,Stato dell'ordine,Importo", "Completato", "Rimborsato"),
        ("Bestelling,Klant nr,Datum,Status,Bedrag", "Voltooid", "Terugbetaald"),
    ],
)
def test_an_order_that_was_given_back_is_no_second_purchase(
    care: Any, write: Write, header: str, bought: str, not_bought: str
) -> None:
    header = header.replace("Klant nr", "Customer")
    rows = (
        f"1,a@b.c,2026-03-02,{bought},20.00",
        f"2,a@b.c,2026-03-20,{not_bought},20.00",
        f"3,d@e.f,2026-03-05,{bought},10.00",
        f"4,d@e.f,2026-04-05,{bought},10.00",
        f"5,g@h.i,2026-10-30,{bought},10.00",
    )
    file = write("orders.csv", "\n".join([header, *rows, ""]))
    (found,) = care.json("import", "feedback", file, "--dry-run")
    assert (found["measure"], found["n"], found["value"]) == ("repurchase", 2, 0.5)


def test_an_order_given_back_in_part_was_bought(care: Any, write: Write) -> None:
    rows = (
        "1,a@b.c,2026-03-02,Completado,20.00",
        "2,a@b.c,2026-03-20,Parcialmente reembolsado,20.00",
        "3,d@e.f,2026-10-30,Completado,20.00",
    )
    file = write("pedidos.csv", "\n".join(["Pedido,Cliente,Fecha,Estado,Total", *rows, ""]))
    (found,) = care.json("import", "feedback", file, "--dry-run")
    assert (found["n"], found["value"]) == (1, 1.0)


def test_the_line_for_waits_takes_the_share_of_short_ones(care: Any, write: Write) -> None:
    rows = ("c1,2026-11-02,310,20,0", "c2,2026-11-02,95,140,1", "c3,2026-11-03,200,60,0")
    file = write(
        "calls.csv", "\n".join(["Call ID,Date,Talk time (s),Wait (s),Transfers", *rows, ""])
    )
    add, option = lines(care.refused("import", "feedback", file))
    care(*add)
    (found,) = care.json("import", "feedback", file, *option, "--dry-run")
    assert (found["n"], found["value"]) == (3, pytest.approx(2 / 3))


TERMS = "user_id,registration_date,subscription_length,churned,subscription_end\n" + "".join(
    f"{at},2026-{1 + at % 6:02}-10,30,{int(at % 3 == 0)},2026-{3 + at % 6:02}-09\n"
    for at in range(1, 31)
)


@pytest.mark.parametrize("days", [(), ("--from", "2026-06-01", "--to", "2026-06-30")])
def test_who_left_by_a_flag_counts_at_the_end_of_what_was_paid_for(
    care: Any, write: Write, days: tuple[str, ...]
) -> None:
    """The end of a term is no day of leaving for those who went on."""
    file = write("subscriptions.csv", TERMS)
    said = care.refused("import", "feedback", file, *days)
    line = re.findall(r"--column .*(?=\.)", said)[0]
    assert line == '--column "churned=churn" --date-column "subscription_end"'
    (found,) = care.json("import", "feedback", file, *shlex.split(line))
    assert (found["measure"], found["n"], round(found["value"], 2)) == ("churn", 30, 0.33)


def test_a_flag_that_agrees_with_the_days_of_leaving_leaves_the_list_as_it_is(
    care: Any, write: Write
) -> None:
    rows = "".join(
        f"{at},2025-0{1 + at % 6}-10,{int(at % 3 == 0)},{'2026-06-09' if at % 3 == 0 else ''}\n"
        for at in range(1, 31)
    )
    file = write("subscriptions.csv", f"user_id,start_date,churned,end_date\n{rows}")
    period = ("--from", "2026-06-01", "--to", "2026-06-30")
    found = {each["measure"]: each["n"] for each in care.json("import", "feedback", file, *period)}
    assert found == {"retention": 30, "churn": 30}


def test_days_of_leavers_beside_nothing_else_can_be_counted(care: Any, write: Write) -> None:
    rows = "".join(f"{at},{int(at % 3 > 0)},{'' if at % 3 else DAY}\n" for at in range(1, 31))
    file = write("churn.csv", f"customer_id,active,churn_date\n{rows}")
    add, column = lines(care.refused("import", "feedback", file))
    care(*add)
    (found,) = care.json("import", "feedback", file, *column)
    assert found["n"] == 10


MEMBERS = [
    ("Medlemsnr", "Medlem sedan", "Utträde"),
    ("Lidnummer", "Lid sinds", "Lid tot"),
    ("Medlemsnr", "Indmeldt", "Udmeldt"),
    ("Medlemsnummer", "Innmeldt", "Utmeldt"),
    ("Nr członka", "Data zapisu", "Data rezygnacji"),
    ("Číslo člena", "Datum vstupu", "Datum ukončení"),
    ("Jäsennumero", "Liittynyt", "Eronnut"),
    ("Nº de socio", "Fecha ingreso", "Fecha baja"),
    ("Nº sócio", "Data de ingresso", "Data de desligamento"),
    ("N. tessera socio", "Socio dal", "Disdetta il"),
    ("Mitgliedsnummer", "Beitritt", "Ausgetreten am"),
    ("N° adhérent", "Date d'entrée", "Date de sortie"),
]


@pytest.mark.parametrize("header", MEMBERS, ids=lambda each: each[1])
def test_members_are_read_in_other_languages(
    care: Any, write: Write, header: tuple[str, str, str]
) -> None:
    rows = "".join(
        f"M{at},2025-0{1 + at % 6}-10,{'' if at % 3 else '2026-06-09'}\n" for at in range(1, 31)
    )
    file = write("2026.csv", f"{','.join(header)}\n{rows}")
    period = ("--from", "2026-06-01", "--to", "2026-06-30")
    found = {each["measure"]: each["n"] for each in care.json("import", "feedback", file, *period)}
    assert found == {"retention": 30, "churn": 30}


def test_scores_in_a_list_of_members_are_left_out_by_their_line(care: Any, write: Write) -> None:
    rows = "".join(
        f"{at},2025-0{1 + at % 6}-10,{'No' if at % 3 else 'Yes'},{'' if at % 3 else '2026-06-09'},{at % 11}\n"
        for at in range(1, 31)
    )
    file = write("m.csv", f"customer_id,signup_date,churned,churn_date,nps_score\n{rows}")
    said = care.refused("import", "feedback", file)
    assert (
        'Who stayed and who left is read without those answers: say --column "nps_score=skip".'
        in said
    )
    found = care.json(
        "import", "feedback", file, "--column", "nps_score=skip", "--from", "2026-06-01", "--to", "2026-06-30"
    )  # fmt: skip
    assert {each["measure"]: round(each["value"], 2) for each in found} == {
        "retention": 0.67,
        "churn": 0.33,
    }


@pytest.mark.parametrize(
    "header",
    [
        "Achternaam,Voornaam,Geboortedatum",
        "Nom,Prénom,N° licence",
        "Apellidos,Nombre,DNI",
        "Last name,First name,Card number",
    ],
)
def test_members_of_one_family_name_are_several(care: Any, write: Write, header: str) -> None:
    rows = "".join(
        f"Smith{at % 5},Ann{at},1980-01-{1 + at:02},2025-0{1 + at % 6}-10,{'' if at % 3 else '2026-06-09'}\n"
        for at in range(24)
    )
    file = write("members.csv", f"{header},Member since,Left\n{rows}")
    period = ("--from", "2026-06-01", "--to", "2026-06-30")
    found = {each["measure"]: each["n"] for each in care.json("import", "feedback", file, *period)}
    assert found == {"retention": 24, "churn": 24}


def test_a_member_is_known_by_the_column_that_a_person_names(care: Any, write: Write) -> None:
    rows = "".join(
        f"Smith{at % 5},K{at},2025-0{1 + at % 6}-10,{'' if at % 3 else '2026-06-09'}\n"
        for at in range(20)
    )
    file = write("members.csv", f"Customer,Key,Member since,Left\n{rows}")
    period = ("--from", "2026-06-01", "--to", "2026-06-30", "--dry-run")
    assert care.json("import", "feedback", file, *period)[0]["n"] == 5
    for named in ("Key", "skip"):
        found = care.json("import", "feedback", file, *period, "--id-column", named)
        assert [each["n"] for each in found] == [20, 20]


def test_an_end_on_the_last_day_of_a_file_is_none_for_those_who_stayed(
    care: Any, write: Write
) -> None:
    rows = "".join(
        f"{at},2025-0{1 + at % 6}-10,{int(at % 3 == 0)},{'2026-06-09' if at % 3 == 0 else '2026-06-30'}\n"
        for at in range(1, 31)
    )
    file = write("m.csv", f"customer_id,signup_date,is_churned,churn_date\n{rows}")
    period = ("--from", "2026-06-01", "--to", "2026-06-30")
    found = {
        each["measure"]: each["value"] for each in care.json("import", "feedback", file, *period)
    }
    assert round(found["churn"], 2) == 0.33


def test_customers_at_risk_have_stayed(care: Any, write: Write) -> None:
    kinds = ("Active", "At Risk", "Churned", "Active")
    rows = "".join(f"{at},{kinds[at % 4]}\n" for at in range(40))
    file = write("m.csv", f"customer_id,account_status\n{rows}")
    assert '--column "account_status=churn"' in care.refused("import", "feedback", file)
    (found,) = care.json(
        "import", "feedback", file, "--column", "account_status=churn", "--on", "2026-06-30"
    )
    assert (found["n"], found["value"]) == (40, 0.25)
