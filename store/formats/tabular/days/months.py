"""Names of the months in the languages that dates are read in.

A name that two of these languages give to two months is none: only Polish and Czech have a
“listopad” here, and it is November in both.
"""

from __future__ import annotations

from functools import lru_cache
from unicodedata import combining, normalize

_NAMES = (
    "jan janv january januar januari janvier enero ene janeiro gennaio gen jän jänner styczeń stycznia leden ledna január "
    "januára tammikuu tammikuuta ocak ianuarie",
    "feb february februar februari février fevrier févr fév fev febrero fevereiro febbraio luty lutego únor února "
    "február februára febr helmikuu helmikuuta şubat februarie",
    "mar march märz mär mrz maart mrt mars marzo março marco marzec marca březen března marec marts maaliskuu "
    "maaliskuuta mart március márc martie",
    "apr april avril avr abril abr aprile kwiecień kwietnia duben dubna apríl apríla huhtikuu huhtikuuta nisan "
    "április ápr aprilie",
    "may mai mei mayo maio maggio mag maj květen května máj toukokuu toukokuuta mayıs május",
    "jun june juni juin junio junho giugno giu czerwiec czerwca červen června jún júna kesäkuu kesäkuuta haziran "
    "június iunie",
    "jul july juli juillet juil julio julho luglio lug lipiec lipca červenec července júl júla heinäkuu heinäkuuta "
    "temmuz július iulie",
    "aug august augustus août aout agosto ago sierpień sierpnia srpen srpna augusta augusti elokuu elokuuta "
    "ağustos augusztus",
    "sep sept september septembre septiembre setiembre setembro settembre set wrzesień września září septembra "
    "syyskuu syyskuuta eylül szeptember szept septembrie",
    "oct october oktober okt octobre octubre outubro out ottobre ott październik października říjen října október "
    "októbra lokakuu lokakuuta ekim octombrie",
    "nov november novembre noviembre novembro listopad listopada listopadu novembra marraskuu marraskuuta kasım "
    "noiembrie",
    "dec december dezember dez décembre déc decembre diciembre dic dezembro dicembre grudzień grudnia prosinec "
    "prosince decembra desember joulukuu joulukuuta aralık decembrie",
)  # fmt: skip
_BESIDE_A_DAY = (
    "sty led oca ian",
    "lut úno şub",
    "bře",
    "kwi dub nis",
    "maja mája kvě",
    "cze čvn haz iun",
    "lip čvc tem iul",
    "sie srp ağu",
    "wrz zář eyl",
    "paź říj eki",
    "lis kas noi",
    "gru ara des",
)
"""Short names that are other words too: those of a month only beside its day."""


def _plain(name: str) -> str:
    """A name in small letters without accents; “KASIM” and “Kasım” are one."""
    parted = normalize("NFKD", name.casefold())
    return "".join(each for each in parted if not combining(each)).replace("ı", "i")


def _numbered(names: tuple[str, ...]) -> dict[str, int]:
    found: dict[str, set[int]] = {}
    for number, of_month in enumerate(names, 1):
        for name in of_month.split():
            found.setdefault(name, set()).add(number)
            found.setdefault(_plain(name), set()).add(number)
    return {name: numbers.pop() for name, numbers in found.items() if len(numbers) == 1}


MONTHS = _numbered(_NAMES)
"""The number of each month by its names, with accents and without; those that name one alone."""
_ALL = {**_numbered(_BESIDE_A_DAY), **MONTHS}


@lru_cache(maxsize=512)
def month_of(name: str, *, alone: bool = False) -> int:
    """The number of the month of this name, one beside a day unless it stands ``alone``; 0 for none."""
    return (MONTHS if alone else _ALL).get(_plain(name), 0)
