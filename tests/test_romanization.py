"""Does a scheme write names as its rules say, with their case, and do the spellings lead back to schemes?"""

import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allonym.errors import BadOption, BadRules, BadText, TooLong, UnknownScheme
from allonym.romanization import (
    Scheme,
    load_scheme,
    romanize,
    scheme_by_code,
    schemes,
    spellings,
)

BGN = "bgnpcgn-rus-Cyrl-Latn-1947"
BASE = """
code = "test-rus-Cyrl-Latn-1"
title = "A test"
cite = "None"
lang = "ru"
source = "Cyrl"
target = "Latn"
alphabet = "абх"
rules = [["а", "a"], ["б", "b"], ["х", "kh"], ["х", "h", { before = "^" }]]
samples = [["ах", "akh"]]
"""
REVISION = """
code = "test-rus-Cyrl-Latn-2"
title = "A revision"
cite = "None"
extends = "test-rus-Cyrl-Latn-1"
rules = [["х", "x"], ["бх", "q"]]
samples = [["ах", "ax"]]
"""


def write(folder, text):
    """Keep a scheme's text as the file of its code."""
    code = text.split('"')[1]
    path = folder / f"{code}.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "spelling"),
    [
        ("щука", "shchuka"),
        ("Щука", "Shchuka"),
        ("ЩУКА", "SHCHUKA"),
        ("Щ", "Shch"),
        ("Ю. Щ. Яров", "Yu. Shch. Yarov"),
        ("Ю.Щ. Яров", "Yu.Shch. Yarov"),
        ("Ростов-на-Дону", "Rostov-na-Donu"),
        ("ИВАНОВ-ЩЕДРИН", "IVANOV-SHCHEDRIN"),
        ("«Яблоко»", "«Yabloko»"),
        ("ОАО «ЩИТ-2»", "OAO «SHCHIT-2»"),
        ("МакЩедрин", "MakShchedrin"),
        ("Хренин, 2025", "Khrenin, 2025"),
        ("", ""),
    ],
)
def test_case_is_restored(name, spelling):
    """A digraph is capital as the letters around it are, and what is no letter stays."""
    assert romanize(name, scheme=BGN) == spelling


def test_turkish_capital_i():
    """Turkish readers find İ for a capital И and I for a capital Ы."""
    assert romanize("Иван ИЛЬИН", scheme="press-rus-Cyrl-Latn-tr") == "İvan İLYİN"


def test_letters_under_a_tie_are_capital_together():
    """The Library of Congress writes I͡A for a capital Я."""
    assert romanize("Якутск", scheme="alalc-rus-Cyrl-Latn-2012") == "I͡Akutsk"


def test_decomposed_letters_are_composed_first():
    """A name in NFD is written as the same name in NFC."""
    assert romanize("Йошкар-Ола", scheme=BGN) == "Yoshkar-Ola"


def test_every_apostrophe_is_one_apostrophe():
    """Ukrainian apostrophes are typed in several ways."""
    found = {romanize(f"Знам{mark}янка", scheme="ua-ukr-Cyrl-Latn-2010") for mark in "'’ʼ"}
    assert found == {"Znamianka"}


def test_georgian_names_begin_with_a_capital():
    """Georgian writes no capital at the start of a name; its spelling has one, and a name all in capitals stays so."""
    assert romanize("შოთა რუსთაველი", scheme="press-kat-Geor-Latn-en") == "Shota Rustaveli"
    assert romanize("თბილისი".upper(), scheme="press-kat-Geor-Latn-en") == "TBILISI"
    assert scheme_by_code("alalc-kat-Geor-Latn-2011").restore("Xaopʻse") == "ხაოფსე"


def test_an_article_stays_small_inside_a_name():
    """BGN/PCGN writes the Arabic article with a capital at the start of a name alone."""
    bgn = "bgnpcgn-ara-Arab-Latn-1956"
    assert romanize("السَّدِيس", scheme=bgn) == "As Sadīs"
    assert romanize("عَبْد الرَّحْمَن السَّدِيس", scheme=bgn) == "‘Abd ar Raḩman as Sadīs"


def test_letters_of_a_neighbour_are_read_as_ones_own():
    """A Persian name is often typed with the Arabic letters kaf and yeh."""
    persian = "bgnpcgn-fas-Arab-Latn-1958"
    assert romanize("كَرِيم", scheme=persian) == romanize("کَرِیم", scheme=persian) == "Karīm"


def test_joiners_are_no_letters():
    """A joiner shapes the letters beside it, and is not read."""
    assert romanize("అపార్ట్\u200cమెంట్", scheme="press-tel-Telu-Latn-en") == "Apartment"


def test_a_joiner_that_a_rule_has_is_read():
    """Older Malayalam text makes a vowelless letter of a letter, the vowel killer and a joiner."""
    assert romanize("മോഹന്\u200dലാല്\u200d", scheme="iso-mal-Mlym-Latn-2001") == "Mōhanlāl"


def test_a_vowel_written_first_is_read_after_its_consonants():
    """Thai writes e before the consonant that it follows in speech, and before both where two stand together."""
    royal = "rtgs-tha-Thai-Latn-1999"
    assert romanize("เลย", scheme=royal) == "Loei"
    assert romanize("เปรม", scheme=royal) == "Prem"
    assert romanize("เ", scheme=royal).isalpha()


def test_same_maps_single_letters():
    """What a letter is read as is said letter by letter."""
    with pytest.raises(BadRules, match="single letters"):
        Scheme.load(BASE.replace("samples", 'same = { "аб" = "а" }\nsamples'))


def test_unknown_scheme_offers_near_names():
    """A mistyped code is answered with the codes nearest to it."""
    with pytest.raises(UnknownScheme, match=BGN):
        romanize("Хренин", scheme="bgn-rus-Cyrl-Latn-1947")


@pytest.mark.parametrize("name", [None, 7, b"x", "\ud800"])
def test_what_is_no_name_is_refused(name):
    """A name is a string without halves of surrogate pairs."""
    with pytest.raises(BadText):
        romanize(name, scheme=BGN)


def test_a_name_too_long_is_refused():
    """Nobody is called by more than 1,024 letters."""
    with pytest.raises(TooLong):
        spellings("а" * 1025)


def test_spellings_are_distinct_and_fit_the_letters():
    """Each spelling stands once, and only schemes whose alphabet has every letter take part."""
    found = spellings("Хренин", lang="ru")
    texts = [spelling.text for spelling in found]
    assert len(texts) == len(set(texts))
    assert {"Khrenin", "Chrenin", "Hrenin", "Jrenin", "Khrenine", "Hrenyin", "Xrenin"} <= set(texts)
    assert all(scheme_by_code(spelling.scheme).lang == "ru" for spelling in found)


def test_language_is_told_by_the_letters():
    """The letter ї is Ukrainian alone, so only schemes for Ukrainian answer."""
    assert {scheme_by_code(s.scheme).lang for s in spellings("Київ")} == {"uk"}


def test_a_spelling_is_credited_to_a_usual_language():
    """Khrenin is how Azerbaijani names are written too, but a name without a language is rather Russian."""
    assert {s.text: s.scheme for s in spellings("Хренин")}["Khrenin"].split("-")[1] == "rus"


def test_a_name_in_no_source_script_has_no_spellings():
    """A name in figures alone is in no script."""
    assert spellings("1984") == ()


def test_schemes_of_one_language():
    """Schemes are listed by language, in order of their codes."""
    codes = [scheme.code for scheme in schemes("uk")]
    assert codes == sorted(codes)
    assert "ua-ukr-Cyrl-Latn-2010" in codes
    assert BGN not in codes


def test_extends_replaces_adds_and_keeps(tmp_path):
    """A revision replaces the rule with the same spelling and context, adds others and keeps the rest."""
    write(tmp_path, BASE)
    revision = load_scheme(write(tmp_path, REVISION))
    assert revision.write("ахабха") == "axabha".replace("bh", "q")
    assert revision.write("ха") == "ha"
    assert revision.lang == "ru"


def test_without_drops_rules(tmp_path):
    """A revision drops the rules of a spelling, or one rule by its context."""
    write(tmp_path, BASE)
    one = REVISION.replace("rules =", 'without = [["х", { before = "^" }]]\nrules =')
    assert load_scheme(write(tmp_path, one)).write("ха") == "xa"
    every = REVISION.replace("rules =", 'without = ["а"]\nrules =')
    assert load_scheme(write(tmp_path, every)).write("ба") == "bа"


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (BASE.replace('lang = "ru"\n', ""), "lang"),
        (BASE.replace("cite", "quote"), "quote"),
        (BASE.replace('["ах", "akh"]', '["ах"]'), "sample"),
        (BASE.replace('"kh"]', "]"), "rule 3"),
        (BASE + "[", "TOML"),
        (REVISION.replace("Latn-1", "Latn-9"), "test-rus-Cyrl-Latn-9"),
    ],
)
def test_a_malformed_file_says_what_is_wrong(broken, message):
    """A file that cannot be read is refused with its name and the field."""
    with pytest.raises(BadRules, match=r"^x\.toml: ") as error:
        Scheme.load(broken, "x.toml")
    assert message in str(error.value)


def test_caseless_names_get_capitals():
    """A name from a script without case is capitalized, but not its article."""
    text = BASE.replace("абх", "בלא").replace("Cyrl", "Hebr").split("rules =")[0]
    scheme = Scheme.load(
        text + 'small = ["al-"]\nrules = [["ב", "b"], ["ל", "l"], ["א", "a"], ["אל", "al-"]]\nsamples = [["ב", "B"]]'
    )
    assert scheme.write("אלבא לא") == "al-Ba La"


def test_restoring_needs_a_reversible_scheme():
    """A spelling leads back only where each has one name."""
    assert scheme_by_code("iso-rus-Cyrl-Latn-1995").restore("Ŝerbakov ÛRIJ") == "Щербаков ЮРИЙ"
    with pytest.raises(BadOption, match="not reversible"):
        scheme_by_code(BGN).restore("Khrenin")


@given(st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_text_gets_an_answer(text):
    """No text breaks the engine, and text without Cyrillic letters only changes its form of composition."""
    assert isinstance(romanize(text, scheme="press-rus-Cyrl-Latn-fr"), str)


@given(st.text(alphabet="абвгдеёжзийклмнопрстуфхцчшщъыьэюя", min_size=2, max_size=12))
@settings(max_examples=150, deadline=None)
def test_case_changes_nothing_but_case(word):
    """A name in capitals is the capitals of its spelling in small letters."""
    for code in (BGN, "press-rus-Cyrl-Latn-de", "press-rus-Cyrl-Latn-pl"):
        small = romanize(word, scheme=code)
        assert romanize(word.upper(), scheme=code) == small.upper()
        assert romanize(word.title(), scheme=code).lower() == small


def test_time_is_linear():
    """A text of twenty times the length takes about twenty times as long, whatever its case."""
    scheme = scheme_by_code("press-rus-Cyrl-Latn-fr")

    def seconds(text):
        def once():
            start = time.perf_counter()
            scheme.write(text)
            return time.perf_counter() - start

        return min(once() for _ in range(3))

    # 80 leaves room for a busy machine; quadratic time would give 400.
    assert seconds("ЩеРбАкОв" * 2000) < 80 * seconds("ЩеРбАкОв" * 100)


def test_all_schemes_load_quickly():
    """A scheme is read in a few thousandths of a second, so that all together take no longer than a command may."""
    code = "import time, allonym.romanization as r; t = time.time(); print(len(r.schemes()), time.time() - t)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    count, seconds = done.stdout.split()
    assert int(count) > 100
    # Measured at 1.3 ms a file; the bound leaves room for a busy machine.
    assert float(seconds) / int(count) < 0.02


def test_spellings_are_a_table_in_a_notebook():
    """A notebook shows the spellings of a name as a table, with every cell escaped."""
    shown = spellings("Хренин", lang="ru")._repr_html_()
    assert shown.count("<tr>") == len(spellings("Хренин", lang="ru")) + 1
    assert "Chrenin" in shown
