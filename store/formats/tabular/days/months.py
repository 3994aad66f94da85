"""Names of the months in the languages that dates are read in."""

from __future__ import annotations

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar januari janvier enero ene janeiro gennaio gen jän jänner",
            "feb february februar februari février fevrier févr fév fev febrero fevereiro febbraio",
            "mar march märz mär mrz maart mrt mars marzo março marco",
            "apr april avril avr abril abr aprile",
            "may mai mei mayo maio maggio mag",
            "jun june juni juin junio junho giugno giu",
            "jul july juli juillet juil julio julho luglio lug",
            "aug august augustus août aout agosto ago",
            "sep sept september septembre septiembre setiembre setembro settembre set",
            "oct october oktober okt octobre octubre outubro out ottobre ott",
            "nov november novembre noviembre novembro",
            "dec december dezember dez décembre déc decembre diciembre dic dezembro dicembre",
        ),
        1,
    )
    for name in names.split()
}
