"""Months by their names, in the languages of the list and in no others."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from store.formats.feedback.days.answer_dates import date_columns
from store.formats.tabular.days.dates import DayOrder, Unreadable, read_date
from store.formats.tabular.days.months import MONTHS, month_of
from store.formats.tabular.days.periods import are_named_periods
from store.formats.tabular.tables import read_table

YEARS = {
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "pl, short": "sty lut mar kwi maj cze lip sie wrz paź lis gru",
    "cs": "ledna února března dubna května června července srpna září října listopadu prosince",
    "sk": "januára februára marca apríla mája júna júla augusta septembra októbra novembra decembra",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "nb": "januar februar mars april mai juni juli august september oktober november desember",
    "fi": "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta"
    " marraskuuta joulukuuta",
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
    "TR": "OCAK ŞUBAT MART NİSAN MAYIS HAZİRAN TEMMUZ AĞUSTOS EYLÜL EKİM KASIM ARALIK",
    "hu": "január február március április május június július augusztus szeptember október november december",
    "ro": "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
}  # fmt: skip


@pytest.mark.parametrize("names", YEARS.values(), ids=YEARS)
def test_a_day_of_each_month_is_read(names: str) -> None:
    for month, name in enumerate(names.split(), 1):
        said = read_date(f"3 {name} 2026", DayOrder.DAY_FIRST)
        assert said == datetime.fromisoformat(f"2026-{month:02}-03")


@pytest.mark.parametrize(
    "cell",
    [
        "3. marraskuuta 2026",
        "3 listopada 2026 r.",
        "poniedziałek, 3 listopada 2026",
        "3 Lis 2026",
        "3. listopadu 2026",
        "3 LISTOPADA 2026",
        "2026. november 3.",
        "2026 november 3",
        "3 kasim 2026",
    ],
)
def test_a_day_in_november_is_read_as_it_is_written(cell: str) -> None:
    assert read_date(cell, DayOrder.DAY_FIRST) == datetime.fromisoformat("2026-11-03")


@pytest.mark.parametrize(
    "cell",
    ["3. marraskuuta 2026 klo 10.15", "3 november 2026 kl. 10:15", "2026. november 3. 10:15"],
)
def test_a_time_follows_the_month_as_each_language_writes_it(cell: str) -> None:
    assert read_date(cell, DayOrder.DAY_FIRST) == datetime.fromisoformat("2026-11-03T10:15")


@pytest.mark.parametrize("name", ["srpanj", "lipanj", "travanj", "marras", "elo", "pro", "foo"])
def test_other_words_are_no_months(name: str) -> None:
    assert month_of(name) == 0
    with pytest.raises(Unreadable):
        read_date(f"3 {name} 2026", DayOrder.DAY_FIRST)


def test_no_name_is_that_of_two_months() -> None:
    assert (month_of("listopad"), month_of("lipiec"), month_of("srpen")) == (11, 7, 8)
    assert set(MONTHS.values()) == set(range(1, 13))


@pytest.mark.parametrize("word", ["LED", "Lip", "Ara", "Maja", "Dub"])
def test_a_short_name_alone_may_be_any_word(word: str) -> None:
    assert not are_named_periods([word] * 5)


def test_a_column_of_polish_days_dates_answers() -> None:
    rows = "".join(f"{day} listopada 2026;5\n" for day in range(3, 9))
    table = read_table(f"Data;Ocena\n{rows}".encode())
    (column,) = date_columns(table, date(2026, 12, 1)).values()
    assert (column.readable, column.ask) == (6, False)
