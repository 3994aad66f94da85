"""Questions that ask for the bad end, or about somebody else: asked, never read as they stand."""

from __future__ import annotations

import pytest

from store.formats.feedback.columns import judge_column
from store.formats.feedback.questions.judgements import Judgement


def judge(name: str, cells: list[str]) -> Judgement:
    judgement = judge_column(name, "", cells)
    assert judgement is not None
    return judgement


@pytest.mark.parametrize(
    ("name", "measure"),
    [
        ("Is your problem still not solved?", "solved-it"),
        ("Is it still not working?", "solved-it"),
        ("Is your issue unresolved?", "solved-it"),
        ("Didn't we solve it?", "solved-it"),
        ("Does the problem still persist?", "solved-it"),
        ("Ist Ihr Problem noch nicht gelöst?", "solved-it"),
        ("Le problème n'est pas résolu", "solved-it"),
        ("¿No se resolvió su problema?", "solved-it"),
        ("O problema não foi resolvido?", "solved-it"),
        ("Il problema non è risolto?", "solved-it"),
        ("Is uw probleem niet opgelost?", "solved-it"),
        ("Problem nie został rozwiązany?", "solved-it"),
        ("Not solved on first contact", "first-contact"),
        ("Resolved without escalation", "escalated"),
        ("Not reopened", "reopened"),
    ],
)
def test_a_yes_that_may_be_the_bad_answer_is_asked_about(name: str, measure: str) -> None:
    judgement = judge(name, ["yes", "no", "no"])
    assert judgement.measures == (measure,)
    assert judgement.asks_answer


@pytest.mark.parametrize(
    "name",
    [
        "Was your problem solved?", "Did we solve it? (yes/no)", "Solved (1 = yes, 0 = no)", "Gelöst? (ja/nein)",
        "Résolu (oui/non)", "Resolvido? Sim/Não", "Resuelto sí o no", "Did we solve it or not?",
        "Was your problem solved? If not, please tell us", "Resolvido no primeiro contato", "Escalated", "Churn",
    ],
)  # fmt: skip
def test_a_plain_yes_is_not(name: str) -> None:
    assert not judge(name, ["yes", "no", "no"]).asks_answer


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("How likely are you to recommend [Competitor]?", ["9", "3", "10"]),
        ("NPS of your previous supplier", ["9", "3", "10"]),
        ("Competitor NPS", ["9", "3", "10"]),
        ("How satisfied were you with your former provider?", ["5", "3", "4"]),
        ("Zufriedenheit mit dem bisherigen Anbieter", ["5", "3", "4"]),
        ("Recommanderiez-vous votre ancien fournisseur ?", ["9", "3", "10"]),
        ("¿Recomendaría a su proveedor anterior?", ["9", "3", "10"]),
        ("Was it easy to work with our competitor? (1 = hard, 5 = easy)", ["5", "3", "4"]),
    ],
)
def test_a_question_about_somebody_else_is_left_to_a_person(name: str, cells: list[str]) -> None:
    judgement = judge(name, cells)
    assert judgement.measures == ()
    assert judgement.reason.startswith(
        "it asks about somebody else, by its name. If it is about you, say --column"
    )


@pytest.mark.parametrize(
    "name",
    ["How likely are you to recommend us to other companies?", "Satisfaction with your last store visit",
     "How satisfied are you with us compared to our competitors?", "How likely are you to recommend [Company]?"],
)  # fmt: skip
def test_others_in_a_question_about_us_are_no_competitors(name: str) -> None:
    assert judge(name, ["5", "3", "4"]).measures


@pytest.mark.parametrize(
    "name",
    [
        "I would advise others against using us (0-10)",
        "I would not recommend us to others",
        "I'd never recommend this shop",
        "Würden Sie von uns abraten?",
        "Ich würde Sie nicht weiterempfehlen",
        "Je ne vous recommanderais pas : non, pas recommander",
        "No recomendaría esta tienda",
    ],
)
def test_who_advises_against_us_is_no_promoter(name: str) -> None:
    assert judge(name, ["9", "3", "0"]).reason.startswith("who agrees with it advises against you")


@pytest.mark.parametrize(
    "name",
    [
        "How likely are you to recommend us? (0 = not at all likely, 10 = extremely likely)",
        "0 not likely to recommend - 10 very likely to recommend",
        "From 0 (gar nicht wahrscheinlich) to 10: Weiterempfehlung",
    ],
)
def test_the_ends_of_a_scale_advise_against_nothing(name: str) -> None:
    assert judge(name, ["9", "3", "0"]).measures == ("nps",)


@pytest.mark.parametrize(
    "name",
    [
        "How difficult was it to get help?", "How hard was it?", "It was not easy to reach you",
        "Wie schwierig war es?", "¿Qué tan difícil fue?", "Hoe moeilijk was het?", "Jak trudno było uzyskać pomoc?",
        "Quanto è stato difficile?", "À quel point était-ce difficile ?",
    ],
)  # fmt: skip
def test_how_hard_it_was_is_effort_and_its_best_end_is_asked(name: str) -> None:
    assert judge(name, ["1", "7", "2"]).measures == ("ces-effort", "ces-ease", "ces-effort-5")
    assert judge(f"{name} (1-5)", ["1", "4", "2"]).measures[:2] == ("ces-effort-5", "ces-ease-5")


def test_words_for_how_hard_it_was_say_it_themselves() -> None:
    name = "How difficult was it to get help?"
    assert judge(name, ["Very easy", "Difficult", "Neutral"]).measures == ("ces-ease-5",)
    assert judge("It was difficult to get help, how difficult was it?", ["Agree", "Disagree"]).reason == (
        "who agrees with it found it hard"
    )  # fmt: skip


@pytest.mark.parametrize(
    "name",
    ["Het was gemakkelijk om mijn probleem op te lossen (1-5)", "Het was makkelijk (1-5)"],
)
def test_ease_in_dutch_is_ease_of_five(name: str) -> None:
    assert judge(name, ["5", "2", "4"]).measures[0] == "ces-ease-5"
