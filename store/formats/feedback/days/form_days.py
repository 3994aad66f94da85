"""What forms call their days in further languages: the stamp of an answer, its end and its beginning."""

from __future__ import annotations

import re

from store.formats.tabular.names import day_words

_STAMPS = (
    "طابع زمني", "الطابع الزمني", "التاريخ", "تاريخ", "חותמת זמן", "תאריך", "ประทับเวลา", "วันที่", "Dấu thời gian", "Ngày", "Stempel waktu",
    "Cap waktu", "Cap masa", "Tanggal", "Tarikh", "टाइमस्टैम्प", "तारीख", "टाइमस्टॅम्प", "Позначка часу", "Часова позначка", "Клеймо за време",
    "Времево клеймо", "Vremenska oznaka", "Временска ознака", "Časovni žig", "Laiko žyma", "Laika zīmogs", "Ajatempel",
    "Marca de temps", "Marca de tempo", "Denbora-marka", "Datum i vrijeme", "Datum in čas", "Datuma laiks", "Data ir laikas", "Kuupäev", "Päiväys",
)  # fmt: skip
"""What Google Forms and others call the one time of an answer."""
_ENDS = (
    "وقت الإكمال", "وقت الانتهاء", "تاريخ الإرسال", "تاريخ الاستجابة", "تاريخ الرد", "שעת סיום", "זמן סיום", "תאריך שליחה", "เวลาที่เสร็จสมบูรณ์", "เวลาที่เสร็จสิ้น",
    "Thời gian hoàn thành", "Ngày gửi", "Ngày phản hồi", "Waktu selesai", "Waktu penyelesaian", "Tanggal pengisian", "Tanggal pengiriman", "Masa siap",
    "Masa selesai", "Час завершення", "Дата відповіді", "Vrijeme završetka", "Vreme završetka", "Čas zaključka", "Čas dokončanja", "Pabaigos laikas",
    "Užbaigimo laikas", "Pabeigšanas laiks", "Lõpuaeg", "Lõpetamise aeg", "Време на завършване", "Време завршетка", "समाप्ति समय", "पूर्ण होने का समय",
)  # fmt: skip
"""What Microsoft Forms and others call the time at which an answer was sent."""
_BEGINNINGS = (
    "وقت البدء", "وقت البداية", "שעת התחלה", "זמן התחלה", "เวลาเริ่มต้น", "Thời gian bắt đầu", "Waktu mulai", "Masa mula", "Час початку", "Vrijeme početka",
    "Vreme početka", "Čas začetka", "Pradžios laikas", "Sākuma laiks", "Algusaeg", "Време на започване", "Почетно време", "प्रारंभ समय",
)  # fmt: skip
"""What they call the time at which somebody began."""


def _spoken(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(day_words, names))


STAMPS, ENDS, BEGINNINGS = map(_spoken, (_STAMPS, _ENDS, _BEGINNINGS))
_LATIN = re.compile(r"[a-zßæøœđłı]")
_TWO_SCRIPTS = re.compile(r"[^\W\d_]+")


def in_latin(spoken: str) -> str:
    """The words of a name that are in Latin letters, where others are not, as in “وقت البدء Start
    Time”; empty where all or none are."""
    parts = _TWO_SCRIPTS.findall(spoken)
    latin = [part for part in parts if _LATIN.match(part)]
    return " ".join(latin) if 0 < len(latin) < len(parts) else ""
