"""What the readers of files say for a shell, as the keys of the import say it."""

from __future__ import annotations

import re

from store.domain.statistics.measures import find_measure

_COLUMN = r'--column "[^"]*=([\w-]+)"'
_IF_SO = (
    "If customers did", "If customers said it", "If customers gave it", "If it is one", "If it is about customers", "If it is about you",
    "If they say whether you solved it", "if they say whether you solved it", "if it says which customers left",
)  # fmt: skip
"""What a person must know before a column is taken all the same."""
_SAID: tuple[tuple[re.Pattern[str], str], ...] = (
    *(
        (re.compile(rf'{say} {_COLUMN} --date-column "[^"]*"'),
         f"{press} e, take it as {{}} and date it by that column")
        for say, press in (("say", "press"), ("Say", "Press"))
    ),
    (re.compile(r"Say --day-first or --month-first, and the year too: --year (\d+)"),
     "Press t and say which number is the day, and the year, such as {}"),
    *((re.compile(rf"{so}, say {_COLUMN}"), f"{so}, press e and take it as {{}}") for so in _IF_SO),
    (re.compile(rf"if those are the answers, say {_COLUMN} --unread skip"),
     "if those are the answers, press t and leave out what cannot be read, then take it as {}"),
    (re.compile(rf"it may be [\w-]+: {_COLUMN} --unread skip"),
     "it may be {}: press t and leave out what cannot be read, then press e"),
    (re.compile(rf"If ([1-9]) means no answer, say {_COLUMN} --unread skip"),
     "If {} means no answer, press t and leave out what cannot be read, then press e and take it as {}"),
    (re.compile(rf"if those are the answers, say {_COLUMN}"), "if those are the answers, take it as {}"),
    (re.compile(rf"it may be [\w-]+: {_COLUMN}"), "it may be {}: press e"),
    (re.compile(rf"in the file, then say {_COLUMN}"), "in the file, then take it as {}"),
    (re.compile(rf"are slips, say {_COLUMN}"), "are slips, press e and take it as {}"),
    (re.compile(rf"(?:make a measure of your own for them: care measure add .*?) If they say how likely people"
                rf" are to recommend you, say {_COLUMN}"),
     "make a measure of your own for them first (care measure add, in a shell). If they say how likely"
     " people are to recommend you, press e and take it as {}"),
    (re.compile(rf"recommend you, say {_COLUMN}; else"), "recommend you, take it as {}; else"),
    (re.compile(rf"If it is NPS anyway, say {_COLUMN}"),
     "If it is NPS anyway, press e and take it as {}"),
    (re.compile(rf"If it is the customer's, say {_COLUMN}"),
     "If it is the customer's, press e and take it as {}"),
    (re.compile(rf"If 0 means no answer, say {_COLUMN}"), "If 0 means no answer, press e and take it as {}"),
    (re.compile(rf"To count only the others, say {_COLUMN} --unread skip"),
     "To count only the others, press t and leave out what cannot be read, then press e and take it as {}"),
    (re.compile(r"Say --blank-days above if they are of the day above them, or --blank-days skip to leave them out"),
     "Press t and say whether they are of the day above them"),
    (re.compile(r"Say --unread skip to leave them out"), "Press t to leave them out"),
    (re.compile(rf"up to 5, say {_COLUMN}"), "up to 5, press e and take it as {}"),
    (re.compile(r'Say --date-column "[^"]*" to date each answer on'),
     "Press e and date it by that column: each answer is then dated on"),
    (re.compile(r"Say --year ([\d-]+) if they go over New Year, or --year ([\d-]+)"),
     "Press t and say the years {} if they go over New Year, or {}"),
    (re.compile(r"Say --year ([\d-]+) to date"), "Press t and say the year {} to date"),
    (re.compile(r' If all rows answer one question, say --column "[^"]*=skip"\.'), ""),
    (re.compile(r'Say --column "[^"]*=skip" to count all that have a day as solved, or --column "[^"]*=skip" to go by “[^”]*”'),
     "A shell can leave out one of the two: care import feedback FILE --column NAME=skip"),
    (re.compile(r'Say --column "[^"]*=skip" --solve-target HOURS to count all that have a day as solved\.'),
     "A shell can count all that have a day as solved: care import feedback FILE --column NAME=skip."),
    (re.compile(r' To log them, pipe a line for each, such as .*, to care log --batch\.'),
     " Press b in Evidence to log single ones."),
    (re.compile(r" If it is the list of all members, say --from and --to\."),
     " If it is the list of all members, press t and say over which days."),
    (re.compile(r"over the days of --from and --to"), "over the days that you say with t"),
    (re.compile(r"Choose other days, with --from and --to"), "Press t and choose other days"),
    (re.compile(r"make a measure of your own for them: care measure add .*"),
     "make a measure of your own for them first (care measure add, in a shell)."),
    (re.compile(r"a measure of your own can hold it: care measure add .*"),
     "a measure of your own can hold it (care measure add, in a shell)"),
    (re.compile(rf"If they say how easy it was, say {_COLUMN}"),
     "If they say how easy it was, press e and take it as {}"),
    (re.compile(r", for example: care measure add .*"),
     ", make a measure of your own first (care measure add, in a shell)."),
    (re.compile(r"To take the share of long waits from (“[^”]*”), for example: care measure add .*"),
     "To take the share of long waits from {}, make a measure of your own first (care measure add, in a shell)."),
    (re.compile(r" For example: care measure add .*?(?= “|$)"), ""),
    (re.compile(r"say --column NAME=KEY, such as NAME=csat"), "go to it and press e"),
    (re.compile("nothing says that it holds a customer measure"), "not a measure, by its name"),
    (re.compile(r"it is not imported; --quote-column takes its words"),
     "not imported: press e on a measure"),
    (re.compile(r"Say --solve-target HOURS to count"), "Press t and say your target in hours to count"),
    (re.compile(r"say --best low or --best high"), "press t and say which number is best"),
    (re.compile(r"say --good-answer no, or --good-answer yes where it is the good one"),
     "press t and say which answer is good"),
    (re.compile(r"say --repurchase-days (\d+) to count who"), "press t and say {} days to count who"),
    (re.compile(r"say fewer --repurchase-days"), "press t and say fewer days"),
    (re.compile(r"care measure add makes a measure of your own for it"),
     "a measure of your own can hold it (care measure add, in a shell)"),
)  # fmt: skip


def by_keys(said: str) -> str:
    """Say a sentence for who sits in the app: no option of a shell, the key instead."""
    for pattern, words in _SAID:
        said = pattern.sub(
            lambda found, words=words: words.format(  # type: ignore[misc]
                *(find_measure(key).title if key[0].isalpha() else key for key in found.groups())
            ),
            said,
        )
    return said
