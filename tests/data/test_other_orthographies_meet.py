"""Does one name, as two scripts write it, meet itself in its readings?"""

from itertools import product

import pytest

from allonym.reading import orthographies, sounds

# What each open sound may be: V is any vowel, "" is nothing.
OPEN = {
    "·": ("", "V"), "ᵃ": ("", "V"), "ʷ": ("V", "v", ""), "ʲ": ("V", ""), "ʰ": ("", "V", "h"), "j": ("", "V"),
    "w": ("", "V", "v"), "v": ("v", ""), "ᵇ": ("b", "v", ""), "ᵖ": ("p", "f"), "ᵏ": ("k", "x"), "ˢ": ("s", "ʃ"),
    "ʳ": ("r", "l"),
}  # fmt: skip


def frames(name: str, code: str) -> set[str]:
    """Give every frame of consonants and vowels, whatever the vowels, that a name may have."""
    known = sounds()
    found = set()
    for reading in orthographies()[code].read(name):
        choices = [
            OPEN.get(sound) or (("V",) if known[sound]["kind"] == "vowel" else (known[sound]["broad"],))
            for sound in reading
        ]
        for choice in product(*choices):
            frame = "".join(choice)
            while "VV" in frame:
                frame = frame.replace("VV", "V")
            found.add(frame)
    return found


MEET = [
    ("Хренин", "ru-Cyrl", "Хрэнін", "be-Cyrl"),
    ("Лукашенко", "ru-Cyrl", "Лукашэнка", "be-Cyrl"),
    ("Лукашенко", "uk-Cyrl", "لوكاشينكو", "ar-Arab"),
    ("Лукашэнка", "be-Cyrl", "לוקשנקו", "he-Hebr"),
    ("Лукашенко", "bg-Cyrl", "ლუკაშენკო", "ka-Geor"),
    ("Лукашенко", "ru-Cyrl", "Լուկաշենկո", "hy-Armn"),
    ("Лукашенко", "ru-Cyrl", "루카셴코", "ko-Hang"),
    ("Лукашенко", "ru-Cyrl", "ルカシェンコ", "ja-Kana"),
    ("Лукашенко", "ru-Cyrl", "लुकाशेंको", "hi-Deva"),
    ("Путин", "ru-Cyrl", "Πούτιν", "el-Grek"),
    ("Путин", "ru-Cyrl", "بوتين", "ar-Arab"),
    ("Путин", "ru-Cyrl", "پوتین", "fa-Arab"),
    ("Путин", "ru-Cyrl", "פוטין", "he-Hebr"),
    ("Путин", "ru-Cyrl", "פּוטין", "yi-Hebr"),
    ("Путин", "ru-Cyrl", "Պուտին", "hy-Armn"),
    ("Путин", "ru-Cyrl", "푸틴", "ko-Hang"),
    ("Путин", "ru-Cyrl", "पुतिन", "hi-Deva"),
    ("Путин", "ru-Cyrl", "পুতিন", "bn-Beng"),
    ("Путин", "ru-Cyrl", "ፑቲን", "am-Ethi"),
    ("Зеленський", "uk-Cyrl", "Зеленский", "ru-Cyrl"),
    ("Зеленський", "uk-Cyrl", "زيلينسكي", "ar-Arab"),
    ("Зеленський", "uk-Cyrl", "زلنسکی", "fa-Arab"),
    ("Вучић", "sr-Cyrl", "Вучич", "ru-Cyrl"),
    ("Живков", "bg-Cyrl", "Живков", "sr-Cyrl"),
    ("Скопје", "mk-Cyrl", "Скопье", "ru-Cyrl"),
    ("Обама", "ru-Cyrl", "أوباما", "ar-Arab"),
    ("Обама", "ru-Cyrl", "אובמה", "he-Hebr"),
    ("Обама", "ru-Cyrl", "오바마", "ko-Hang"),
    ("Обама", "ru-Cyrl", "オバマ", "ja-Kana"),
    ("Обама", "ru-Cyrl", "ओबामा", "hi-Deva"),
    ("Обама", "ru-Cyrl", "ኦባማ", "am-Ethi"),
    ("Обама", "ru-Cyrl", "Օբամա", "hy-Armn"),
    ("Обама", "ru-Cyrl", "ობამა", "ka-Geor"),
    ("गांधी", "hi-Deva", "গান্ধী", "bn-Beng"),
    ("गांधी", "hi-Deva", "ગાંધી", "gu-Gujr"),
    ("गांधी", "hi-Deva", "ਗਾਂਧੀ", "pa-Guru"),
    ("गांधी", "hi-Deva", "గాంధీ", "te-Telu"),
    ("गांधी", "hi-Deva", "ಗಾಂಧಿ", "kn-Knda"),
    ("गांधी", "hi-Deva", "ഗാന്ധി", "ml-Mlym"),
    ("गांधी", "hi-Deva", "காந்தி", "ta-Taml"),
    ("गांधी", "hi-Deva", "ଗାନ୍ଧୀ", "or-Orya"),
    ("गांधी", "hi-Deva", "ගාන්ධි", "si-Sinh"),
    ("मुंबई", "mr-Deva", "મુંબઈ", "gu-Gujr"),
    ("मुंबई", "hi-Deva", "ముంబై", "te-Telu"),
    ("नेपाल", "ne-Deva", "নেপাল", "bn-Beng"),
    ("नेपाल", "ne-Deva", "نیپال", "ur-Arab"),
    ("محمد", "ar-Arab", "Муҳаммад", "tg-Cyrl"),
    ("محمد", "ur-Arab", "मुहम्मद", "hi-Deva"),
    ("محمد", "ps-Arab", "محمد", "fa-Arab"),
    ("دوشنبه", "fa-Arab", "Душанбе", "tg-Cyrl"),
    ("کابل", "fa-Arab", "کابل", "ps-Arab"),
    ("Раҳмон", "tg-Cyrl", "رحمان", "fa-Arab"),
    ("Тошкент", "uz-Cyrl", "Ташкент", "ru-Cyrl"),
    ("Самарқанд", "uz-Cyrl", "سمرقند", "fa-Arab"),
    ("Қазақстан", "kk-Cyrl", "Казакстан", "ky-Cyrl"),
    ("Бишкек", "ky-Cyrl", "بىشكەك", "ug-Arab"),
    ("Бакы", "az-Cyrl", "Баку", "ru-Cyrl"),
    ("Ашгабат", "tk-Cyrl", "Ашгабат", "ru-Cyrl"),
    ("Казан", "tt-Cyrl", "Ҡазан", "ba-Cyrl"),
    ("Улаанбаатар", "mn-Cyrl", "Уланбатор", "ru-Cyrl"),
    ("თბილისი", "ka-Geor", "Тбилиси", "ru-Cyrl"),
    ("თბილისი", "ka-Geor", "تبليسي", "ar-Arab"),
    ("Երևան", "hy-Armn", "Երեւան", "hyw-Armn"),
    ("Երևան", "hy-Armn", "Ереван", "ru-Cyrl"),
    ("Սարգսյան", "hy-Armn", "Саргсян", "ru-Cyrl"),
    ("서울", "ko-Hang", "ソウル", "ja-Kana"),
    ("서울", "ko-Hang", "Сеул", "ru-Cyrl"),
    ("도쿄", "ko-Hang", "とうきょう", "ja-Hira"),
    ("부산", "ko-Hang", "プサン", "ja-Kana"),
    ("ㄅㄟㄐㄧㄥ", "zh-Bopo", "بېيجىڭ", "ug-Arab"),
    ("މާލެ", "dv-Thaa", "Мале", "ru-Cyrl"),
    ("ኣስመራ", "ti-Ethi", "أسمرة", "ar-Arab"),
    ("አበባ", "am-Ethi", "أبابا", "ar-Arab"),
    ("יוסף", "he-Hebr", "يوسف", "ar-Arab"),
    ("מרים", "he-Hebr", "مريم", "ar-Arab"),
    ("אביב", "he-Hebr", "أبيب", "ar-Arab"),
    ("کوردستان", "ku-Arab", "کردستان", "fa-Arab"),
    ("ᏣᎳᎩ", "chr-Cher", "Цалаги", "ru-Cyrl"),
    ("গুৱাহাটী", "as-Beng", "गुवाहाटी", "hi-Deva"),
]

DIFFER = [
    ("Хренин", "ru-Cyrl", "Хренов", "ru-Cyrl"),
    ("Лукашенко", "ru-Cyrl", "Ляшенко", "uk-Cyrl"),
    ("גנץ", "he-Hebr", "גץ", "he-Hebr"),
    ("गांधी", "hi-Deva", "नंदी", "hi-Deva"),
    ("서울", "ko-Hang", "セオ", "ja-Kana"),
]


@pytest.mark.parametrize(("name", "code", "other", "other_code"), MEET)
def test_one_name_in_two_scripts_meets(name: str, code: str, other: str, other_code: str) -> None:
    """The two spellings are one name, so some reading of each has the same consonants and places of vowels."""
    assert frames(name, code) & frames(other, other_code)


@pytest.mark.parametrize(("name", "code", "other", "other_code"), DIFFER)
def test_two_names_stay_apart(name: str, code: str, other: str, other_code: str) -> None:
    """The open sounds of a script do not make two names of other consonants one."""
    assert not frames(name, code) & frames(other, other_code)
