"""How easy something was, or how far somebody agrees, said in words."""

from __future__ import annotations

EASE: dict[str, float] = {
    words.strip(): score
    for score, row in (
        (5, "very easy, super easy, very simple, extremely easy, completely agree, totally agree, fully agree, strongly agree, sehr einfach, sehr leicht, muy fácil, très facile, muito fácil,"
            "molto facile, heel makkelijk, stimme voll zu, stimme voll und ganz zu, trifft voll zu, trifft voll und ganz zu,"
            "molto d'accordo, completamente d'accordo, helemaal mee eens, muy de acuerdo, totalmente de acuerdo, concordo totalmente, tout à fait d'accord,"
            "bardzo łatwo, bardzo łatwe, zdecydowanie się zgadzam, zdecydowanie zgadzam się,"
            "mycket lätt, mycket enkelt, väldigt lätt, väldigt enkelt, meget let, meget nemt, meget enkelt, svært enkelt, svært lett, veldig enkelt, veldig lett,"
            "erittäin helppo, erittäin helppoa, hyvin helppo, hyvin helppoa, velmi snadné, velmi snadno, velmi jednoduché, velmi lehké"),
        (4, "easy, simple, mostly agree, tend to agree, somewhat easy, agree, somewhat agree, slightly agree, rather easy, einfach, leicht, eher einfach, fácil, facile, makkelijk, stimme zu, stimme eher zu, trifft zu, trifft eher zu, mee eens, concordo, d'accordo,"
            "de acuerdo, concordo, d'accord, łatwo, łatwe, raczej łatwo, zgadzam się, raczej się zgadzam, raczej zgadzam się,"
            "lätt, enkelt, ganska lätt, ganska enkelt, let, nemt, ret nemt, ganske enkelt, ganske lett, lett, helppo, helppoa, melko helppo, melko helppoa,"
            "snadné, snadno, jednoduché, lehké, spíše snadné, spíše snadno"),
        (3, "neutral, neither, neither easy nor difficult, neither easy nor hard, neither difficult nor easy, neither agree nor disagree, ok, okay, teils teils, neutro, neutre,"
            "neutraal, weder noch, ni de acuerdo ni en desacuerdo, ni d'accord ni pas d'accord, não concordo nem discordo,"
            "ani łatwo ani trudno, ani się zgadzam ani nie zgadzam, ani się zgadzam ani się nie zgadzam, neutralnie,"
            "varken eller, varken lätt eller svårt, hverken eller, hverken let eller svært, hverken nemt eller svært, verken eller, verken lett eller vanskelig,"
            "verken enkelt eller vanskelig, ei helppoa eikä vaikeaa, ei helppo eikä vaikea, ani snadné ani obtížné, ani snadné ani těžké"),
        (2, "difficult, hard, mostly disagree, tend to disagree, somewhat difficult, disagree, somewhat disagree, slightly disagree, rather difficult, rather hard, schwierig, schwer, eher schwierig, difícil,"
            "difficile, moeilijk, stimme nicht zu, stimme eher nicht zu, trifft eher nicht zu, mee oneens, en desacuerdo, discordo, pas d'accord,"
            "trudno, trudne, raczej trudno, nie zgadzam się, raczej się nie zgadzam, raczej nie zgadzam się,"
            "svårt, ganska svårt, svært, ret svært, besværligt, vanskelig, ganske vanskelig, vaikea, vaikeaa, melko vaikea, melko vaikeaa,"
            "obtížné, obtížně, těžké, složité, spíše obtížné"),
        (1, "very difficult, super difficult, super hard, completely disagree, totally disagree, fully disagree, very hard, extremely difficult, strongly disagree, sehr schwierig, sehr schwer, muy difícil,"
            "très difficile, muito difícil, molto difficile, heel moeilijk, stimme gar nicht zu, stimme überhaupt nicht zu, trifft nicht zu, trifft gar nicht zu,"
            "trifft überhaupt nicht zu, helemaal mee oneens, muy en desacuerdo,"
            "totalmente en desacuerdo, discordo totalmente, pas du tout d'accord,"
            "bardzo trudno, bardzo trudne, zdecydowanie się nie zgadzam, zdecydowanie nie zgadzam się,"
            "mycket svårt, väldigt svårt, meget svært, meget besværligt, svært vanskelig, veldig vanskelig, meget vanskelig, erittäin vaikea, erittäin vaikeaa,"
            "hyvin vaikea, hyvin vaikeaa, velmi obtížné, velmi obtížně, velmi těžké, velmi složité"),
    )
    for words in row.split(",")
}  # fmt: skip
"""How easy it was, said in words, as 1 to 5."""
