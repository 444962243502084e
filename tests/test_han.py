"""How may a name in Han letters be written in a phonetic script?"""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allonym.han import _STOPPED, _letters, _rows, _words, han_fold, han_spellings, plainly_by_letters

WORLD = Path(__file__).parents[1] / "src/allonym/data/tables/world/names.tsv"
# Ideographs, kana and what may stand beside them.
HAN_TEXT = st.text(
    st.sampled_from("渡邊辺边齋藤一二郎龍𠮷々〆ヶノあいゔー・ a1王")
    | st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)
)


def written(name, lang, code, limit=4):
    """All that a name may be written as under one orthography."""
    return [spelling for spelling, of in han_spellings(name, lang, limit) if of == code]


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("习近平", "xijinping"), ("習近平", "xijinping"), ("毛泽东", "maozedong"), ("司马迁", "simaqian"),
        ("吕布", "lübu"),
        ("北京", "beijing"), ("蒋介石", "jiangjieshi"),
    ],
)  # fmt: skip
def test_mandarin(name, pinyin):
    """Chinese names are written in Pinyin, from simplified and traditional letters alike."""
    assert written(name, "zh", "zh-Latn-pinyin")[0] == pinyin


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [("单田芳", "shantianfang"), ("曾国藩", "zengguofan"), ("任正非", "renzhengfei"), ("仇英", "qiuying"),
    ("查良镛", "zhaliangyong"),
     ("解缙", "xiejin"), ("尉迟恭", "yuchigong"), ("欧阳修", "ouyangxiu"), ("朴槿惠", "piaojinhui")],
)  # fmt: skip
def test_chinese_surname(name, pinyin):
    """Some letters are read otherwise as Chinese surnames."""
    assert written(name, "zh", "zh-Latn-pinyin")[0] == pinyin


@pytest.mark.parametrize(
    ("name", "pinyin"), [("重庆", "chongqing"), ("厦门", "xiamen"), ("西藏", "xizang"), ("六安", "luan")]
)
def test_chinese_place(name, pinyin):
    """Some Chinese places keep a reading of their own."""
    assert written(name, "zh", "zh-Latn-pinyin")[0] == pinyin


@pytest.mark.parametrize(
    ("name", "jyutping"), [("梁朝偉", "loengciuwai"), ("梁朝伟", "loengciuwai"), ("香港", "hoenggong")]
)
def test_cantonese(name, jyutping):
    """Cantonese names are written in Jyutping without tones, and Chinese as such may be Cantonese."""
    assert written(name, "yue", "yue-Latn") == [jyutping]
    assert jyutping in written(name, "zh-HK", "yue-Latn")


@pytest.mark.parametrize(
    ("name", "hangul"),
    [
        ("李明博", "이명박"), ("金正恩", "김정은"), ("盧武鉉", "노무현"), ("朴槿惠", "박근혜"),
        ("林權澤", "임권택"), ("柳寬順", "유관순"),
        ("平壤", "평양"), ("陜川", "합천"),
    ],
)  # fmt: skip
def test_korean(name, hangul):
    """Korean names lose an initial ㄹ at their start, and 金 is Kim as a surname."""
    assert written(name, "ko", "ko-Hang")[0] == hangul


@pytest.mark.parametrize(
    ("name", "kana"),
    [
        ("渡辺裕子", "わたなべゆうこ"), ("渡辺裕子", "わたなべひろこ"),
        ("芥川龍之介", "あくたがわりゅうのすけ"), ("夏目漱石", "なつめそうせき"),
        ("与謝野晶子", "よさのあきこ"), ("宮沢賢治", "みやざわけんじ"), ("佐々木小次郎", "ささきこじろう"),
        ("小泉純一郎", "こいずみじゅんいちろう"),
        ("安倍晋三", "あべしんぞう"), ("樋口一葉", "ひぐちいちよう"),
    ],
)  # fmt: skip
def test_japanese_person(name, kana):
    """The usual reading of a Japanese person's name is among the first four."""
    assert kana in written(name, "ja", "ja-Hira")


@pytest.mark.parametrize(
    ("name", "kana"),
    [
        ("東京大学", "とうきょうだいがく"), ("国立国会図書館", "こくりつこっかいとしょかん"),
        ("日本銀行", "にほんぎんこう"),
        ("千代田区", "ちよだく"), ("神奈川県", "かながわけん"), ("仮面の告白", "かめんのこくはく"),
        ("関ヶ原", "せきがはら"),
        ("日本物理学会", "にほんぶつりがっかい"),
    ],
)  # fmt: skip
def test_japanese_other_name(name, kana):
    """The usual reading of a Japanese place, organization or work is among the first four."""
    assert kana in written(name, "ja", "ja-Hira")


def test_old_form_reads_alike():
    """A family that keeps an old form of its letters is read as one that does not."""
    for old, new in [
        ("渡邊", "渡辺"),
        ("渡邉", "渡辺"),
        ("澤田", "沢田"),
        ("齋藤", "斎藤"),
        ("髙橋", "高橋"),
        ("廣瀨", "広瀬"),
    ]:
        assert written(old + "一郎", "ja", "ja-Hira")[0] == written(new + "一郎", "ja", "ja-Hira")[0]


def test_kana_is_japanese_whatever_the_language():
    """A name with kana in it is Japanese, even if it is tagged Chinese."""
    assert han_spellings("渡辺ゆうすけ", "zh", 1) == (("わたなべゆうすけ", "ja-Hira"),)


def test_unknown_language():
    """A name of unknown language is written in Mandarin first, then as a foreign name, in Japanese, in Korean."""
    assert list(dict.fromkeys(code for _, code in han_spellings("李白"))) == ["zh-Latn-pinyin", "ja-Hira", "ko-Hang"]
    codes = ["zh-Latn-pinyin", "mul-Latn-hanzi", "ja-Hira", "ko-Hang"]
    assert list(dict.fromkeys(code for _, code in han_spellings("巴林"))) == codes


@pytest.mark.parametrize(
    ("name", "spelling"),
    [
        ("斯德哥尔摩", "s'd'golr'mo"), ("莫斯科", "mos'ko"), ("马尔默", "malr'me"), ("馬爾默", "malr'me"),
        ("克里斯托弗", "k'ris'tof'"),
    ],
)  # fmt: skip
def test_foreign_names_are_written_by_the_syllables_of_their_letters(name, spelling):
    """Letters that transcribe are written as what they stand for, whose vowel may only fill."""
    assert written(name, "zh", "mul-Latn-hanzi")[0].startswith(spelling)


def test_few_letters_that_transcribe_make_no_foreign_name():
    """A name whose letters are mostly others is none."""
    assert written("蒋介石", "zh", "mul-Latn-hanzi") == []


def test_letters_that_transcribe_have_a_source():
    """Each row has syllables and a source; what CLDR is cited for stands in a Chinese name of the bundled table."""
    rows = [row.split("\t") for row in _rows("foreign.tsv")]
    assert rows == sorted(rows)
    assert len({letter for letter, _, _ in rows}) == len(rows)
    assert all(re.fullmatch("[a-z']+( [a-z']+)*", spellings) for _, spellings, _ in rows)
    assert {source for _, _, source in rows} == {"xinhua:1993", "cldr:47"}
    names = [row.split("\t") for row in WORLD.read_text(encoding="utf-8").splitlines()]
    shown = {x for row in names if row[2][:2] == "zh" and row[5] == "cldr:47" for x in han_fold(row[1])}
    assert {letter for letter, _, source in rows if source == "cldr:47" and han_fold(letter) not in shown} == set()


def test_no_han_letters():
    """Names in other scripts are not this module's."""
    assert han_spellings("Tolstoi") == han_spellings("ゆうこ", "ja") == han_spellings("") == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [("習近平", "习近平"), ("渡邊", "渡辺"), ("渡邉", "渡辺"), ("齋藤", "斎藤"), ("黒澤明", "黑泽明"),
    ("髙橋", "高橋"), ("臺灣", "台湾"),
     ("發展", "发展"), ("國學院", "国学院"), ("龍馬", "竜馬"), ("澤", "沢"), ("廣島", "広島"), ("山嶋", "山島"),
     ("德川", "徳川")],
)  # fmt: skip
def test_folded_forms(one, other):
    """Traditional, simplified and Japanese forms of one letter fold into one."""
    assert han_fold(one) == han_fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("斉藤", "斎藤"),
        ("芸", "艺"),
        ("乾隆", "干隆"),
        ("大田", "太田"),
        ("土田", "士田"),
        ("未来", "末来"),
        ("園田", "円田"),
        ("余", "豫"),
    ],
)
def test_letters_kept_apart(one, other):
    """Letters that look or read alike but are others stay apart."""
    assert han_fold(one) != han_fold(other)


@given(st.text() | HAN_TEXT)
def test_fold_keeps_length_and_is_done_once(text):
    """Folding changes letters one by one, and folding again changes nothing."""
    folded = han_fold(text)
    assert len(folded) == len(text)
    assert han_fold(folded) == folded


@given(HAN_TEXT, st.sampled_from(["", "ja", "zh", "zh-Hant", "yue", "ko", "de"]), st.integers(1, 16))
def test_any_text_is_written_or_not(text, lang, limit):
    """Whatever the letters, the ways are few, each is given once, and none has a Han letter left."""
    found = han_spellings(text, lang, limit)
    assert len(found) == len(set(found)) <= 16
    assert not any(letter in _letters() for spelling, _ in found for letter in spelling)


def test_more_ways_begin_with_the_fewer():
    """The likeliest way is the same whether one or many are asked for."""
    for name in ("渡辺裕子", "芥川龍之介", "東京大学"):
        assert written(name, "ja", "ja-Hira", 1) == written(name, "ja", "ja-Hira", 16)[:1]


@pytest.mark.parametrize("text", ["龍" * 1000, "東京都千代田区" * 143, "あ東" * 500, "一生" * 500, "々" * 999 + "東"])
def test_long_text_is_quick(text):
    """A thousand letters take under a second."""
    han_spellings("東")
    start = time.perf_counter()
    han_spellings(text, limit=16)
    assert time.perf_counter() - start < 1


def test_words_are_sorted():
    """Listed words stand in the order that looking them up relies on."""
    assert list(_words()) == sorted(_words())


kana = st.text(st.sampled_from("かきっんしりあ"), min_size=1, max_size=4)
readings = st.lists(st.tuples(st.sampled_from([0.0, 0.5, 1.5, 6.0]), kana, st.sampled_from(["", "c", "j"])), max_size=9)
agreement = st.dictionaries(st.sampled_from(["", "c", "j", "cc", "cj", "jc", "jj"]), st.sampled_from([-0.5, 0.1, 2.0]))


@given(letters=st.lists(readings.map(tuple), max_size=5).map(tuple), agree=agreement, most=st.integers(1, 20))
def test_letters_are_read_alike(letters, agree, most):
    """The core reads letters one after the other as the textbook form does, in the same order where costs are equal."""
    _han = pytest.importorskip("allonym._han", reason="built without the compiled core", exc_type=ImportError)
    given_both = letters, agree, 4.0, most, _STOPPED
    assert _han.by_letters(*given_both) == plainly_by_letters(*given_both)


def test_the_core_reads_no_more_letters_than_it_has_room_for():
    """What is too long, too much, or marked otherwise is left to the textbook form; what is no reading is an error."""
    _han = pytest.importorskip("allonym._han", reason="built without the compiled core", exc_type=ImportError)
    one = (1.0, "か" * 40, "c")
    assert _han.by_letters(((one,), (one,)), {}, 4.0, 8, _STOPPED) is None
    assert _han.by_letters((((1.0, "か", "x"),),), {}, 4.0, 8, _STOPPED) is None
    assert _han.by_letters((((1.0, "", "c"),),), {}, 4.0, 8, _STOPPED) is None
    assert _han.by_letters((((1.0, "\U0001b001", "c"),),), {}, 4.0, 8, _STOPPED) is None
    assert _han.by_letters(((one,),), {}, 4.0, 99, _STOPPED) is None
    for wrong in ((), ([],), ((1,),), (((1, "か", "c"),),), (((1.0, 1, "c"),),)):
        with pytest.raises(TypeError):
            _han.by_letters(wrong or 1, {}, 4.0, 8, _STOPPED)
