"""How satisfied somebody is, said in words and faces, in the languages that survey tools write."""

from __future__ import annotations

from collections.abc import Iterator

from store.common.dataclass import dataclass
from store.formats.feedback.words.word_scales import GOOD_AND_BAD

_WORDS: dict[str, float] = {
    words.strip(): score
    for score, row in (
        (5, "rewarded, :-d, :d, :-)), :)), 😃, 😄, 😁, very positive, extremely positive, super happy, dark green, dunkelgrün, vert foncé, verde oscuro, donkergroen, ciemnozielony,"
            "ótimo, ótima, excelente, ottimo, ottima, eccellente, uitstekend, ausgezeichnet, hervorragend, very satisfied, extremely satisfied, completely satisfied, highly satisfied, totally satisfied,"
            "extremely happy, very happy, very good, excellent, amazing, great, good,"
            "good with comment, good i m satisfied, awesome, positive, positiv, positif, positivo, positief, all good, thumbs up, 👍, 😍, 🤩, 🥰, 😆, 😀, sehr zufrieden, très satisfait, très satisfaite,"
            "muy satisfecho, muy satisfecha, totalmente satisfecho, totalmente satisfecha, tout à fait satisfait, muito satisfeito, muito satisfeita, molto soddisfatto,"
            "extrêmement satisfait, extrêmement satisfaite, äußerst zufrieden, extrem zufrieden, extremadamente satisfecho, extremadamente satisfecha,"
            "extremamente satisfeito, extremamente satisfeita, estremamente soddisfatto, estremamente soddisfatta, uiterst tevreden, extreem tevreden,"
            "niezwykle zadowolony, niezwykle zadowolona,"
            "molto soddisfatta, zeer tevreden, bardzo zadowolony, bardzo zadowolona, bardzo dobrze, bardzo dobra, doskonale, doskonała, świetnie"),
        (4, ":-), :), =), ☺, 😌, light green, hellgrün, vert clair, verde claro, lichtgroen, jasnozielony, satisfied, somewhat satisfied, mostly satisfied, rather satisfied, somewhat positive, rather positive, happy, glücklich, content, contente, 🙂, 😊, zufrieden,"
            "eher zufrieden, abbastanza soddisfatto, abbastanza soddisfatta, assez satisfait, assez satisfaite, redelijk tevreden,"
            "algo satisfecho, algo satisfecha, satisfait, satisfaite, plutôt satisfait, satisfecho, satisfecha, satisfeito,"
            "satisfeita, soddisfatto, soddisfatta, tevreden, zadowolony, zadowolona, raczej zadowolony, raczej zadowolona"),
        (3, ":-|, :|, =|, 😑, 😶, neutral, neither satisfied nor dissatisfied, neither good nor poor, neither good nor bad, neither, ok, okay, just ok, just okay, average, fair, so so, 😐,"
            "teils teils, teils/teils, weder noch, weder zufrieden noch unzufrieden, né soddisfatto né insoddisfatto,"
            "ni satisfecho ni insatisfecho, nem satisfeito nem insatisfeito, niet tevreden niet ontevreden, indifferent,"
            "neither happy nor unhappy, neutre, ni satisfait ni insatisfait, neutro, neutra,"
            "neutrale, neutraal, regular, neutralnie, neutralny, neutralna, ani zadowolony ani niezadowolony, ani zadowolona ani niezadowolona,"
            "moyennement satisfait, moyennement satisfaite, modérément satisfait, modérément satisfaite, medianamente satisfecho, medianamente satisfecha,"
            "moderadamente satisfecho, moderadamente satisfecha, moderadamente satisfeito, moderadamente satisfeita, mais ou menos satisfeito, mais ou menos satisfeita,"
            "moderatamente soddisfatto, moderatamente soddisfatta, mediamente soddisfatto, mediamente soddisfatta, mittelmäßig zufrieden, mäßig zufrieden,"
            "teilweise zufrieden, matig tevreden, gemiddeld tevreden, średnio zadowolony, średnio zadowolona, aceitável, aceptable, acceptable, accettabile, akzeptabel,"
            "przeciętnie, średnio, mittel, mittelmäßig, sufficiente, suficiente, voldoende, passable, discreto, discreta, dostateczny, dostateczna, dostatecznie, tilstrækkelig, tillräcklig"),
        (2, ":-(, :(, =(, ☹, 😟, 😔, 😒, light red, hellrot, rouge clair, rojo claro, lichtrood, jasnoczerwony, dissatisfied, somewhat dissatisfied, slightly dissatisfied, somewhat negative, rather negative, unsatisfied, not satisfied, nicht zufrieden,"
            "pas satisfait, pas satisfaite, plutôt pas satisfait, plutôt pas satisfaite, pas vraiment satisfait, pas vraiment satisfaite, pas très satisfait, pas très satisfaite,"
            "weniger zufrieden, wenig zufrieden, eher nicht zufrieden, minder tevreden, weinig tevreden, moins satisfait, moins satisfaite, menos satisfecho, menos satisfecha, "
            "meno soddisfatto, meno soddisfatta, menos satisfeito, menos satisfeita, mniej zadowolony, mniej zadowolona, eher nicht zufrieden, nicht so zufrieden, nicht sehr zufrieden, niet zo tevreden, niet erg tevreden, peu satisfaite, peu satisfait, poco satisfecho, poco satisfecha, poco soddisfatto, poco soddisfatta,"
            "scarso, scarsa, scadente, insufficiente, insuficiente, deficiente, insuffisant, insuffisante, médiocre, mediocre, fraco, fraca, onvoldoende, niedostateczny, niedostateczna, słaby, słaba, słabo, slabý, slabá, utilstrækkelig, otillräcklig, unzureichend,"
            "pouco satisfeito, pouco satisfeita, niet tevreden, rather dissatisfied, unhappy, sad, traurig, mécontent, mécontente, triste, could have been better, poor, 🙁, 😕,"
            "unzufrieden, eher unzufrieden, insatisfait, insatisfaite, plutôt insatisfait, insatisfecho,"
            "insatisfecha, insatisfeito, insatisfeita, insoddisfatto, insoddisfatta, ontevreden, niezadowolony, niezadowolona,"
            "raczej niezadowolony, raczej niezadowolona, nie jestem zadowolony, nie jestem zadowolona"),
        (1, "rebuked, :-((, :((, :'(, :'-(, 😢, 😭, 😤, 🤬, 😩, 😫, 😖, 😣, very negative, extremely negative, super unhappy, dark red, dunkelrot, rouge foncé, rojo oscuro, donkerrood, ciemnoczerwony, not at all satisfied, gar nicht zufrieden, überhaupt nicht zufrieden, pas du tout satisfait, nada satisfecho,"
            "nada satisfecha, nada satisfeito, nada satisfeita, per niente soddisfatto, per nulla soddisfatto, helemaal niet tevreden,"
            "very dissatisfied, extremely dissatisfied, completely dissatisfied, very unsatisfied,"
            "not good, not good at all, very unhappy, extremely unhappy, very sad, sehr traurig, very poor, terrible, awful, bad, negative, negativ, négatif, negativo, negatief, bad with comment, bad i m unsatisfied, bad i m dissatisfied,"
            "thumbs down, 👎, 😠, 😡, 😞, sehr unzufrieden, très insatisfait, très insatisfaite,"
            "muy insatisfecho, muy insatisfecha, muito insatisfeito, muito insatisfeita,"
            "extrêmement insatisfait, extrêmement insatisfaite, äußerst unzufrieden, extrem unzufrieden, extremadamente insatisfecho, extremadamente insatisfecha,"
            "extremamente insatisfeito, extremamente insatisfeita, estremamente insoddisfatto, estremamente insoddisfatta, uiterst ontevreden, extreem ontevreden,"
            "niezwykle niezadowolony, niezwykle niezadowolona,"
            "molto insoddisfatto, molto insoddisfatta, zeer ontevreden, bardzo niezadowolony, bardzo niezadowolona,"
            "péssimo, péssima, pésimo, pésima, pessimo, pessima, pas du tout satisfaite, wcale nie zadowolony, bardzo źle"),
    )
    for words in row.split(",")
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Language:
    """How a language says the steps of a scale of five: its words, parted by spaces or commas."""

    very: str
    rather: str
    satisfied: str
    dissatisfied: str
    middle: str
    """Both as words of their own, and how each satisfied and dissatisfied word are put together."""
    not_quite: str
    """What stands before a satisfied word for a bad answer."""
    not_at_all: str

    def steps(self) -> Iterator[tuple[str, float]]:
        """Each answer with the 1 to 5 that it stands for."""
        middles = self.middle.split(", ")
        yield from ((middle, 3) for middle in middles if "{" not in middle)
        for happy in self.satisfied.split():
            yield happy, 4
            yield from ((f"{very} {happy}", 5) for very in self.very.split(", "))
            yield from ((f"{rather} {happy}", 4) for rather in self.rather.split(", "))
            yield from ((f"{less} {happy}", 2) for less in self.not_quite.split(", "))
            yield from ((f"{none} {happy}", 1) for none in self.not_at_all.split(", "))
        for unhappy in self.dissatisfied.split():
            yield unhappy, 2
            yield from ((f"{very} {unhappy}", 1) for very in self.very.split(", "))
            yield from ((f"{rather} {unhappy}", 2) for rather in self.rather.split(", "))
        for happy, unhappy in zip(self.satisfied.split(), self.dissatisfied.split(), strict=True):
            yield from ((middle.format(happy, unhappy), 3) for middle in middles)


_LANGUAGES = (
    _Language(
        "mycket, väldigt, helt, extremt, otroligt", "ganska, rätt, mestadels, i huvudsak", "nöjd nöjda", "missnöjd missnöjda",
        "varken eller, neutralt, varken {} eller {}", "inte, inte så, inte särskilt", "inte alls",
    ),
    _Language(
        "meget, yderst, særdeles, helt, fuldt ud, rigtig, ekstremt", "ret, ganske, overvejende, rimelig", "tilfreds tilfredse", "utilfreds utilfredse",
        "hverken eller, neutralt, hverken {} eller {}", "ikke, ikke så, ikke særlig", "slet ikke, overhovedet ikke",
    ),
    _Language(
        "svært, veldig, meget, helt, ekstremt", "ganske, nokså, rimelig", "fornøyd fornøyde nøgd tilfreds", "misfornøyd misfornøyde misnøgd utilfreds",
        "verken eller, nøytral, nøytralt, verken {} eller {}, hverken {} eller {}", "ikke, ikke så, ikke særlig", "ikke i det hele tatt, slett ikke",
    ),
    _Language(
        "erittäin, hyvin, todella, täysin, äärimmäisen", "melko, jokseenkin, aika, suhteellisen", "tyytyväinen tyytyväisiä", "tyytymätön tyytymättömiä",
        "neutraali, ei {} eikä {}, en {} enkä {}, ei kumpikaan", "en, ei, en kovin, ei kovin", "en lainkaan, en ollenkaan, ei lainkaan, ei ollenkaan",
    ),
    _Language(
        "velmi, zcela, naprosto, úplně, maximálně", "spíše, celkem, docela, většinou", "spokojen spokojena spokojený spokojená spokojeni", "nespokojen nespokojena nespokojený nespokojená nespokojeni",
        "neutrální, neutrálně, ani {} ani {}", "málo, ne příliš", "vůbec ne",
    ),
    _Language(
        "veľmi, úplne, maximálne", "skôr, celkom, väčšinou", "spokojný spokojná spokojní", "nespokojný nespokojná nespokojní",
        "neutrálny, neutrálne, ani {} ani {}", "málo, nie veľmi", "vôbec nie",
    ),
    _Language(
        "bardzo, całkowicie, w pełni, zdecydowanie", "raczej, dość", "zadowolony zadowolona zadowoleni", "niezadowolony niezadowolona niezadowoleni",
        "ani {} ani {}", "nie, mało, nie jestem", "wcale nie, zupełnie nie",
    ),
)  # fmt: skip
"""Swedish, Danish, Norwegian, Finnish, Czech, Slovak and Polish."""

SATISFACTION: dict[str, float] = (
    {words: score for each in _LANGUAGES for words, score in each.steps()} | _WORDS | GOOD_AND_BAD
)
"""Satisfaction said in words, as 1 to 5. A tool's plain good and bad are its two ends."""
