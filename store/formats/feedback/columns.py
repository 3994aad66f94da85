"""Rule two of reading a file: which columns hold a customer measure.

Told by the name and by the answers, never by one alone. The name's own words also say from where
to where its scale goes and which end is best.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from store.formats.feedback.answers import ONE_AND_TWO, are_one_and_two, says_rated, yes_or_no
from store.formats.feedback.questions.asked_employees import of_customers
from store.formats.feedback.questions.asked_questions import only_question
from store.formats.feedback.questions.column_answers import (
    SAMPLE,
    ColumnAnswers,
    gather,
    without_codes,
    without_one_word,
)
from store.formats.feedback.questions.judgements import (
    Asks,
    Judgement,
    judge_ces,
    judge_csat,
    judge_nps,
    yes_or_no_answers,
)
from store.formats.feedback.questions.left_out import NO_ANSWERS
from store.formats.feedback.questions.question_words import (
    CES,
    CSAT,
    CSAT_IN_WORDS,
    EASE_FURTHER,
    HARD,
    IN_TIME,
    NPS,
    asked_measure,
    asks_dissatisfaction,
    asks_ease_only,
    asks_own_effort,
    is_bare,
    is_beside_answers,
    is_either_way,
    is_rate,
    yes_no_key,
)
from store.formats.feedback.questions.rated_rows import of_suppliers, of_things
from store.formats.feedback.questions.summed_answers import of_single_answers
from store.formats.feedback.questions.told_efforts import higher_is_more
from store.formats.feedback.questions.told_scales import ToldScale, told_scale, with_told
from store.formats.feedback.questions.turned_questions import (
    advises_against,
    asks_bad_end,
    is_about_another,
    is_by_own_people,
)
from store.formats.feedback.questions.ways_on import Way, WayOn, skipped_answers
from store.formats.feedback.scales import (
    Scale,
    begins_at_one,
    best_end_of_cells,
    has_unread_ends,
    stated_scale,
)
from store.formats.feedback.words.other_figures import other_figure
from store.formats.feedback.words.status_words import status_answer
from store.formats.tabular.days.column_dates import settle_dates
from store.formats.tabular.days.dates import quoted_cell
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.names import name_words
from store.formats.tabular.numbers import read_score
from store.formats.tabular.out_of import mixed_scales, told_top
from store.formats.tabular.tables import Table

_SOME = 4
"""One in so many answers must be yes or no for a question to be asked for those."""


def judged(table: Table, index: int) -> Judgement | None:
    """What the column at ``index`` holds, judged once; see `judge_column`."""
    label = _label(table, index)
    return table.once(
        f"judged {index}",
        lambda table: _judged(table, index, label),
    )


def _judged(table: Table, index: int, label: str) -> Judgement | None:
    """What a column holds by itself, then by what stands beside it."""
    name = table.header[index]
    told = told_scale(table, index) or _scale_beside(table, index)
    judgement = judge_column(name, label, table.column(index), told)
    judgement = of_single_answers(table, name, judgement)
    judgement = of_things(table, index, judgement)
    return of_suppliers(table, index, of_customers(table, index, judgement))


def _scale_beside(table: Table, index: int) -> ToldScale | None:
    """The scale of 1 to 5 of another question for satisfaction in the form, which one whose answers
    end at 4 has too."""
    rated = table.once("asks for satisfaction", _asks_satisfaction)
    if index not in rated or len(rated) < 2 or gather(table.column(index)).highest(5) != 4:
        return None
    others = (gather(table.column(at)) for at in rated if at != index)
    reach = any(each.numbers[5.0] and each.are_mostly(each.within(1, 5)) for each in others)
    return ToldScale("", Scale(high=5)) if reach else None


def _asks_satisfaction(table: Table) -> tuple[int, ...]:
    """The columns whose names ask how satisfied customers are."""
    return tuple(
        at
        for at, name in enumerate(table.header)
        if asked_measure(name) == "csat" and not is_beside_answers(name_words(name))
    )


def _label(table: Table, index: int) -> str:
    """What is said of a column beside its name: in a second header row, or by the one question
    that the whole file answers."""
    if table.labels:
        return table.labels[index]
    return only_question(table) if is_bare(table.header[index]) else ""


def lowest_is_best(table: Table, index: int) -> bool | None:
    """Whether the column's lowest number is its best, by its name or its answers, whether or not
    they speak of a measure; None where neither says it."""
    if asks_dissatisfaction(table.header[index]):
        return None
    judgement = judged(table, index)
    if judgement is not None and judgement.best_low is not None:
        return judgement.best_low
    label = _label(table, index)
    stated = stated_scale(f"{table.header[index]} {label}")
    filled = {cell for cell in table.column(index) if not is_blank(cell)}
    sample = sorted(filled)[:SAMPLE]
    told = told_scale(table, index)
    if told is not None:
        return with_told(stated, told, sample).best_low
    return best_end_of_cells(sample) if stated.best_low is None else stated.best_low


def best_is_open(table: Table, index: int) -> bool:
    """Whether a column holds numbers of which only a person knows the best end."""
    name = table.header[index]
    may_be = is_either_way(name) or has_unread_ends(name) or best_is_told(table, index)
    may_be = may_be and gather(table.column(index)).numeric > 0
    return may_be and lowest_is_best(table, index) is None


def best_is_told(table: Table, index: int) -> bool:
    """Whether the file says outside its header that a column's lowest number may be its best."""
    told = told_scale(table, index)
    return told is not None and told.asks


def answer_is_open(table: Table, index: int) -> bool:
    """Whether a column's yes may be the bad answer, so that only a person knows the good one."""
    label = _label(table, index)
    return asks_bad_end(f"{table.header[index]} {label}")


def judge_column(
    name: str, label: str, cells: Iterable[str], told: ToldScale | None = None
) -> Judgement | None:
    """The measure a column holds, or why it holds none; None when nothing speaks for one.

    ``label`` is what a second header row says, such as the question asked; ``told`` is what the
    file says of the answers' scale.
    """
    asked = name_words(label)
    is_asked = is_bare(name) and asked_measure(label) is not None
    spoken = asked if is_asked else f"{name_words(name)} {asked}".strip()
    key = yes_no_key(spoken)
    against = advises_against(spoken)
    cells = list(cells)
    rated = is_rate(name) and says_rated(cells)
    scored = rated or any(
        each.search(spoken) for each in (NPS, CSAT, CES, HARD, CSAT_IN_WORDS, EASE_FURTHER)
    )
    if is_beside_answers(name_words(name)) or not (scored or key or against):
        return None
    answers = without_codes(gather(cells))
    if not answers.count:
        return Judgement(reason=NO_ANSWERS)
    if answers.are_mostly(answers.words.total()) and _are_days(answers):
        return None
    if against:
        return Judgement(
            reason="who agrees with it advises against you; NPS needs how likely customers are to"
            " recommend you"
        )
    if scored and (mixed := mixed_scales(cells)):
        return Judgement(reason=f"it {mixed}")
    scale = with_told(stated_scale(f"{name} {label}"), told, answers.cells)
    if scale.high is None and (top := told_top(cells)) is not None:
        scale = replace(scale, low=scale.low or 1, high=int(top))
    if rated:
        return judge_csat(name, answers, scale)

    def judge(answers: ColumnAnswers) -> Judgement | None:
        by_effort = _by_told_effort(f"{name} {label}", spoken, answers, scale, told)
        return by_effort or _judge_scale(name, spoken, answers, scale, key)

    judgement = _but_for_one_word(name, answers, judge(answers), judge)
    if judgement is not None and key in judgement.measures:
        judgement = replace(judgement, asks_answer=asks_bad_end(f"{name} {label}"))
    if judgement is not None and told is not None and told.asks and judgement.best_low is None:
        judgement = replace(judgement, asks_best=judgement.measures == ("csat",))
    if judgement is not None and judgement.measures:
        return _by_customers_of_ours(name, spoken, judgement)
    return judgement


def _but_for_one_word(
    name: str,
    answers: ColumnAnswers,
    judged: Judgement | None,
    judge: Callable[[ColumnAnswers], Judgement | None],
) -> Judgement | None:
    """The judgement, but where only a word that comes again among numbers speaks against a measure:
    then that it may mean no answer."""
    beside = without_one_word(answers) if judged is not None and judged.reason else None
    if beside is None:
        return judged
    word, times, others = beside
    of_others = judge(others)
    if of_others is None or not of_others.measures:
        return judged
    return Judgement(
        reason=f"{times:,} of {answers.count:,} answers say “{word}”: if that means no answer, say"
        f" {skipped_answers(name, of_others.measures[0])}"
    )


def _by_customers_of_ours(name: str, spoken: str, judgement: Judgement) -> Judgement:
    """The judgement, but where somebody else is asked about, the team's own people answered, or the
    name says another figure than one that customers give."""
    if is_about_another(spoken):
        why = "it asks about somebody else, by its name. If it is about you, say"
    elif is_by_own_people(spoken):
        why = "your own people may have given it, by its name. If customers did, say"
    elif word := other_figure(name):
        why = f"“{word}” says that it may be no answer of a customer. If it is one, say"
    else:
        return judgement
    return Judgement(reason=f'{why} --column "{name}={judgement.measures[0]}"')


def _judge_scale(
    name: str, spoken: str, answers: ColumnAnswers, scale: Scale, key: str | None
) -> Judgement | None:
    """The measure of a column with a telling name; ``key`` is that of a yes or no."""
    if NPS.search(spoken):
        from_one = scale.high == 10 and begins_at_one(name) and not answers.numbers[0.0]
        if from_one and answers.are_mostly(answers.within(1, 10)):
            return Judgement(
                reason="its scale is 1 to 10 and NPS is asked from 0 to 10. If it is NPS anyway, say"
                f' --column "{name}=nps"; else care measure add makes a measure of your own for it',
                way_on=WayOn(Way.OWN_SCORE, 10),
            )
        return _turned(judge_nps(answers, scale), name, answers, scale)
    if key and are_one_and_two(answers.cells):
        return Judgement(reason=ONE_AND_TWO)
    if key and answers.are_mostly(yes_or_no_answers(answers, key)):
        in_time = key == "solved-it" and IN_TIME.search(spoken)
        keys = ("solved-in-target", "solved-it") if in_time else (key,)
        return Judgement(keys)
    if key and _SOME * yes_or_no_answers(answers, key) >= answers.count and answers.words:
        return Judgement(reason=_half_yes_or_no(name, answers, key))
    if CSAT.search(spoken):
        return _turned(judge_csat(name, answers, scale), name, answers, scale)
    if HARD.search(spoken):
        return judge_ces(answers, scale, Asks.HARDSHIP)
    if CES.search(spoken):
        judgement = judge_ces(answers, scale, Asks.EASE if asks_ease_only(spoken) else Asks.EFFORT)
        if answers.words and judgement.measures == ("ces-effort-5",) and asks_own_effort(spoken):
            return Judgement(
                reason="it may ask for your effort, not the customer's. If it is the customer's, say"
                f' --column "{name}=ces-effort-5"'
            )
        return _turned(judgement, name, answers, scale)
    if told := _by_told_ends(name, spoken, answers, scale):
        return told
    if CSAT_IN_WORDS.search(spoken) and answers.are_mostly(answers.words.total()):
        in_words = judge_csat(name, answers, scale)
        return in_words if in_words.measures else None
    return None


def _by_told_ends(name: str, spoken: str, answers: ColumnAnswers, scale: Scale) -> Judgement | None:
    """The measure of numbers under a question in the languages whose words alone are read, where its
    name tells which end of its scale is best; None for every other."""
    if scale.best_low is None or not answers.are_mostly(answers.within(1, scale.high or 0)):
        return None
    if CSAT_IN_WORDS.search(spoken) and scale.high == 5:
        return _turned(judge_csat(name, answers, scale), name, answers, scale)
    if EASE_FURTHER.search(spoken) and scale.high in (5, 7):
        return _turned(judge_ces(answers, scale, Asks.EASE), name, answers, scale)
    return None


def _by_told_effort(
    said: str, spoken: str, answers: ColumnAnswers, scale: Scale, told: ToldScale | None
) -> Judgement | None:
    """The measure of an effort, in numbers, whose ends are told; None where they are not, or where
    it may be the team's own."""
    is_effort = HARD.search(spoken) or (CES.search(spoken) and not asks_ease_only(spoken))
    other = NPS.search(spoken) or CSAT.search(spoken) or asks_own_effort(spoken)
    if not is_effort or other or not answers.are_mostly(answers.within(1, scale.high or 0)):
        return None
    labels = [cell for cell in answers.cells if any(map(str.isalpha, cell))]
    more = higher_is_more(", ".join([said, *([told.text] if told else ()), *labels]))
    if more is None or scale.high not in (5, 7):
        return None
    key = "ces-effort" if more else "ces-ease"
    return Judgement((f"{key}-5",) if scale.high == 5 else (key,), best_low=None if more else False)


def _turned(judged: Judgement, name: str, answers: ColumnAnswers, scale: Scale) -> Judgement:
    """The judgement with the end that is best, where the name or the answers say it."""
    if judged.way_on is not None and scale.best_low is not None:
        return replace(judged, way_on=replace(judged.way_on, best_low=scale.best_low))
    if len(judged.measures) != 1 or not answers.numeric or judged.measures[0].startswith("ces-eff"):
        return judged
    best_low = None
    if not asks_dissatisfaction(name):
        stated = scale.best_low
        best_low = best_end_of_cells(answers.cells) if stated is None else stated
    is_open = is_either_way(name) or has_unread_ends(name)
    asks = best_low is None and is_open and judged.measures[0] == "csat"
    return replace(judged, best_low=best_low, asks_best=asks)


def _are_days(answers: ColumnAnswers) -> bool:
    """Whether what is no number is a day: that of an answer is no answer."""
    words = [cell for cell in answers.cells if read_score(cell) is None]
    return settle_dates(words).readable > len(words) / 2


def _half_yes_or_no(name: str, answers: ColumnAnswers, key: str) -> str:
    """That some answers are neither yes nor no, and the option that takes the others."""
    strange = next(
        (
            cell
            for cell in answers.cells
            if yes_or_no(cell) is None and status_answer(key, cell) is None
        ),
        answers.example,
    )
    sides = {
        status_answer(key, word) if (side := yes_or_no(word)) is None else side
        for word in answers.words
    } | {number for number in (0.0, 1.0) if answers.numbers[number]}
    if not {0.0, 1.0} <= sides:
        return (
            f"“{quoted_cell(strange)}” is neither yes nor no, and without such answers all others are"
            " the same. Write yes or no in their place in the file"
        )
    return (
        f"“{quoted_cell(strange)}” is neither yes nor no. To count only the others, say"
        f' --column "{name}={key}" --unread skip'
    )
