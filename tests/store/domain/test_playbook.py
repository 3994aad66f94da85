"""The playbook carries every idea of the framework, and its prompts fit a small screen."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass

import pytest

from store.domain.agenda import StepKey
from store.domain.playbook import PLAYBOOK, PRACTICE, PROMPTS
from store.domain.stages import STAGES, Stage


def _texts(thing: object) -> list[str]:
    if isinstance(thing, Stage):
        return []
    if isinstance(thing, str):
        return [thing]
    if isinstance(thing, tuple):
        return [text for part in thing for text in _texts(part)]
    assert is_dataclass(thing)
    return [text for f in fields(thing) for text in _texts(getattr(thing, f.name))]


EVERYTHING = [text for thing in (PRACTICE, *PLAYBOOK.values()) for text in _texts(thing)]
EVERYTHING += [text for prompt in PROMPTS.values() for text in _texts(prompt)]

PRACTICE_IDEAS = [
    ("a model of four stages", "what", "four stages connect assist resolve enhance"),
    ("structure for three things", "what", "structure communicate serve satisfied whole journey"),
    ("for experience and service", "audience", "customer-experience service support leaders"),
    ("for managers", "audience", "product operations managers"),
    ("outcome", "outcome", "clear map journey faster resolution living loop over time"),
    ("problem", "problem", "touchpoints scattered communication inconsistent long solve"),
    ("what stages shape", "shapes", "feel communicate satisfied"),
    ("step 1", "steps", "map journey touchpoints four stages"),
    ("step 2", "steps", "define one improvement each stage small meaningful"),
    ("step 3", "steps", "validate customer feedback progress"),
    ("step 4", "steps", "repeat week month momentum"),
    ("simple and repeatable", "when", "simple approach repeat"),
    ("scaling", "when", "scaling quality even"),
    ("reactive", "when", "communication reactive unclear scattered"),
    ("no heavy systems", "when", "happier without heavy systems complex workflows"),
    ("shared language", "when", "teams shared language feel each point journey"),
    ("not one moment", "takeaway", "single moment great experience"),
    ("a cycle", "takeaway", "cycle connection support resolution continuous improvement"),
    ("how it sounds", "takeaway", "personal supportive fast always improving"),
]

STAGE_IDEAS = [
    ("aim", Stage.CONNECT, "aim", "emotional connection"),
    ("before a ticket", Stage.CONNECT, "idea", "long before ticket first moment brand"),
    ("feeling seen", Stage.CONNECT, "idea", "seen listen share stay longer"),
    ("name", Stage.CONNECT, "moves", "use name"),
    ("context", Stage.CONNECT, "moves", "acknowledge context"),
    ("signals", Stage.CONNECT, "moves", "small emotional signals real attention"),
    ("not just hello", Stage.CONNECT, "special", "not just hello maria years thank"),
    ("output", Stage.CONNECT, "output", "feel seen"),
    ("aim", Stage.ASSIST, "aim", "support help"),
    ("unclear needs", Stage.ASSIST, "idea", "rarely needs clearly frustrated"),
    ("anticipate", Stage.ASSIST, "idea", "anticipate question before surfaces"),
    ("faq", Stage.ASSIST, "moves", "intelligent faq"),
    ("tips", Stage.ASSIST, "moves", "onboarding tips"),
    ("prompts", Stage.ASSIST, "moves", "scenarios prompts"),
    ("guides", Stage.ASSIST, "moves", "usage guides friction away"),
    ("chat on errors", Stage.ASSIST, "special", "proactive chat error pages before complaint"),
    ("output", Stage.ASSIST, "output", "faster progress fewer blockers"),
    ("aim", Stage.RESOLVE, "aim", "resolve problem"),
    ("delay", Stage.RESOLVE, "idea", "problem not enemy delay"),
    ("speed and ownership", Stage.RESOLVE, "idea", "fast own credible at once"),
    ("no passing around", Stage.RESOLVE, "idea", "pass around destroyed"),
    ("rules", Stage.RESOLVE, "moves", "clear rules engagement"),
    ("24 hours", Stage.RESOLVE, "moves", "24 hours target can't held don't promise"),
    ("authority", Stage.RESOLVE, "moves", "front line authority solve"),
    ("escalation", Stage.RESOLVE, "moves", "escalation paths simple"),
    ("two interactions", Stage.RESOLVE, "special", "two interactions escalate once voice video"),
    ("output", Stage.RESOLVE, "output", "higher satisfaction recommend"),
    ("aim", Stage.ENHANCE, "aim", "improve experience"),
    ("never ends", Stage.ENHANCE, "idea", "never ends markets expectations move"),
    ("basic tomorrow", Stage.ENHANCE, "idea", "impressed today basic tomorrow"),
    ("steady practice", Stage.ENHANCE, "moves", "reviewing journeys steady practice"),
    ("bottlenecks", Stage.ENHANCE, "moves", "bottleneck"),
    ("real data", Stage.ENHANCE, "moves", "service real data retention repurchase"),
    ("the survey", Stage.ENHANCE, "special", "did we solve it 24 hours later not immediately"),
    ("output", Stage.ENHANCE, "output", "experience lives loop"),
]


def _missing(words: str, text: str) -> list[str]:
    return [w for w in words.split() if not re.search(rf"\b{re.escape(w)}", text, re.IGNORECASE)]


@pytest.mark.parametrize(("idea", "where", "words"), PRACTICE_IDEAS)
def test_the_practice_carries_each_idea(idea: str, where: str, words: str) -> None:
    assert _missing(words, " ".join(_texts(getattr(PRACTICE, where)))) == [], idea


@pytest.mark.parametrize(("idea", "stage", "where", "words"), STAGE_IDEAS)
def test_each_stage_carries_its_ideas(idea: str, stage: Stage, where: str, words: str) -> None:
    assert _missing(words, " ".join(_texts(getattr(PLAYBOOK[stage], where)))) == [], idea


@pytest.mark.parametrize("stage", STAGES)
def test_each_stage_has_questions_that_open_a_discussion(stage: Stage) -> None:
    advice = PLAYBOOK[stage]
    assert advice.stage is stage
    assert 5 <= len(advice.questions) <= 7
    assert all(question.endswith("?") for question in advice.questions)
    assert 3 <= len(advice.moves) <= 5


def test_the_stages_have_their_own_kind_of_advice() -> None:
    names = [PLAYBOOK[stage].special_name for stage in STAGES]
    assert names == ["Example", "Tactic", "Rule of thumb", "Loop"]


def test_no_question_is_asked_twice() -> None:
    questions = [question for advice in PLAYBOOK.values() for question in advice.questions]
    assert len(set(questions)) == len(questions)


@pytest.mark.parametrize("step", list(StepKey))
def test_each_step_has_a_prompt_that_fits_eighty_columns(step: StepKey) -> None:
    prompt = PROMPTS[step]
    assert prompt.question.endswith("?")
    assert len(prompt.question) <= 40
    assert len(prompt.guidance) <= 78


@pytest.mark.parametrize("text", EVERYTHING)
def test_texts_are_whole_and_plain(text: str) -> None:
    assert text == text.strip()
    assert "  " not in text
    assert not re.search("[\U0001f000-\U0001ffff☀-➿!]", text)
