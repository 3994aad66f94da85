"""Rows that seem to be tests by whom they name or by what they say: “TEST”, test@example.com.

People try out their own survey and leave what they entered in it. A word alone is no proof, so a
person is asked.
"""

from __future__ import annotations

import re

from store.formats.feedback.comments import comment_column, sounds_like_words
from store.formats.tabular.names import name_words
from store.formats.tabular.tables import Table

_WHO = re.compile(
    r"\b(name|customer|client|user|respondent|guest|contact|company|account|e ?mail|mail|kunde|kundin|firma|gast|nom|prenom|nombre|"
    r"cliente|nome|klant|naam|klient|imie|nazwisko|kund|asiakas|navn|namn|nimi)\b"
)
_NOT_WHO = re.compile(r"\b(agent|assignee|product|campaign|survey|file|id|item|course|hotel)\b")
_TEST = re.compile(
    r"(test|tester|testing|dummy|asdf\w*|qwertz?y?)( ?(user|customer|client|kunde|kundin|person|account|firma|company|gmbh|name|"
    r"test|tester|\d{1,3}))*|test(user|kunde|kundin|person|account|firma)( ?\d{1,3})?|(max|maria) mustermann|john doe test|"
    r"(cliente|usuario|client|utilisateur|utente|klant|prueba|essai|teste|prova)( de| di)? ?(prueba|test|essai|teste|prova)"
)
_TEST_MAIL = re.compile(
    r"(test(er|ing|user|e)?|prueba|essai|prova|dummy|asdf)\d{0,3}@[^\s@]+|[^\s@]+@(test|example)\.(com|org|net|de|io)"
)
_TEST_WORDS = re.compile(
    r"(this is |just |only |das ist |nur |c est |es |e )?(a |an |ein |eine |un |una |um |uma )?"
    r"(tests?|testing|test ?(survey|response|answer|antwort|eintrag|eingabe|comment|feedback)|dummy|asdf\w*|prueba|essai|teste|prova)"
    r"( ?test| ?\d{1,3})*( (please |pls |bitte )?(ignore|ignorieren|delete|loschen|do not count)( this| me)?| von [a-z]+| by [a-z]+)?"
)
_MOST = 0.5
"""The share of rows above which the word is a name in the file rather than a test's."""
_LONGEST = 80


def seeming_tests(table: Table) -> tuple[str, frozenset[int]] | None:
    """The column by which rows seem to be tests, and their lines; None without one."""
    words = comment_column(table)
    for index, name in enumerate(table.header):
        spoken = name_words(name)
        written = index == words or sounds_like_words(name)
        if not written and (not _WHO.search(spoken) or _NOT_WHO.search(spoken)):
            continue
        says = _says_test if written else _names_test
        lines = frozenset(row.line for row in table.rows if says(row.cells[index]))
        if lines and len(lines) <= _MOST * len(table.rows):
            return name, lines
    return None


def _names_test(cell: str) -> bool:
    """Whether a cell names nobody but a test."""
    short = cell[:_LONGEST].strip().casefold()
    return bool(_TEST_MAIL.fullmatch(short) or _TEST.fullmatch(name_words(short)))


def _says_test(cell: str) -> bool:
    """Whether the words of an answer say nothing but that it is a test."""
    return len(cell) <= _LONGEST and bool(_TEST_WORDS.fullmatch(name_words(cell)))
