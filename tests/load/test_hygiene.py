import re
import sys
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from summarizer.errors import SourceError
from summarizer.load import hygiene

NEVER = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xa0\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufdd0-\ufdef\ufffe\uffff\ud800-\uf8ff\U000e0000-\U000e007f\U000f0000-\U0010ffff]"
)
AWKWARD = st.text(
    st.sampled_from(
        "aeé \t\n\r\v\x1b\x9b\x9d\x07[]0m;\\\x92\u0301\u0316\u0338\u0344\u064e\u0653\u093c\u09be"
        "\u09c7\u0958\u034f\ufe0f\u200c\u200d\u200b\u202e\ufeff\xa0\u3000می\u0627कন\u2194\u2640❤😀"
        "\U0001f3fd\u1100\u1161\ud83d\ue000\ufffe\U000e0041\u2028\u212b="
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        # terminal commands, whole
        ("a\x1b[31mred\x1b[0m b", "ared b"),
        ("a\x9b31mred", "ared"),
        ("a\x1b]52;c;aGk=\x07b", "ab"),
        ("a\x1b]8;;https://evil.example\x1b\\b", "ab"),
        ("a\x9d0;title\x9cb", "ab"),
        ("a\x1bP1;2q~~\x1b\\b", "ab"),
        ("a\x1b(Bb\x1b7c", "abc"),
        ("a\x1b[2Jb\x1b]0;open\nc", "ab0;open\nc"),
        ("a\x1b", "a"),
        # controls, invisible characters
        ("a\x00b\x08c\x7fd\x80e", "abcde"),
        ("safe\u202egpj.exe\u202c \u2066x\u2069\u200e\u200f\u061c", "safegpj.exe x"),
        ("zero\u200bwidth\ufeff\u2060 soft\xadhyphen", "zerowidth softhyphen"),
        ("flag\U000e0067\U000e007f", "flag"),
        ("lone\ud800 private\ue000\U000f0000 non\ufffe\ufdd0\U0001ffff", "lone private non"),
        # Windows quotes that were read as Latin-1
        ("don\x92t \x93go\x94 \x96 now", "don’t “go” – now"),
        # lines and spaces
        ("a\r\nb\rc\u2028d\u2029e\x85f\vg\fh", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("  a \t b\xa0c\u3000d\u2009e  ", "a b c d e"),
        ("a \n b\n\n \n\nc\n", "a\nb\n\nc"),
        # NFC
        ("cafe\u0301 \u212b", "café Å"),
    ],
)
def test_text_is_cleaned(raw, expected):
    assert hygiene.clean(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("می\u200cخواهم", "می\u200cخواهم"),  # Persian needs it
        ("क्\u200dष", "क्\u200dष"),  # so does Hindi
        ("👩\u200d🚒", "👩\u200d🚒"),
        ("👩🏽\u200d🚒", "👩🏽\u200d🚒"),
        ("🏳\ufe0f\u200d🌈", "🏳\ufe0f\u200d🌈"),
        ("pass\u200dword\u200c", "password"),
        ("👩\u200dx", "👩x"),
        ("می\u200c\u200c\u200dخ", "می\u200cخ"),
        ("e\u200d\u0301", "é"),
    ],
)
def test_joiners_stay_only_where_the_script_needs_them(raw, expected):
    assert hygiene.clean(raw) == expected


def test_a_flood_of_combining_marks_is_cut_to_six():
    assert hygiene.clean("x" + "\u0323" * 500 + "y") == "x" + "\u0323" * 6 + "y"


@pytest.mark.parametrize("word", ["शक्तियों", "ก็ที่นี้", "שָׁלוֹם", "မြွှေ့", "Việt", "བསྒྲུབས"])
def test_marks_that_a_language_needs_stay(word):
    assert hygiene.clean(word) == unicodedata.normalize("NFC", word)


@given(AWKWARD | st.text(st.characters(), max_size=40))
@example("ب\u0316\u200c\u064e\u200c")
@example("\u2194\u0338\u200d😀")
@example("\u1100" + "\u0301" * 9 + "\u1161")
def test_cleaning_twice_changes_nothing_and_nothing_forbidden_is_left(raw):
    cleaned = hygiene.clean(raw)
    assert hygiene.clean(cleaned) == cleaned
    assert not NEVER.search(cleaned)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned == cleaned.strip()
    assert "  " not in cleaned
    assert "\n\n\n" not in cleaned


@given(AWKWARD)
def test_a_line_is_one_line(raw):
    assert "\n" not in hygiene.line(raw)
    assert hygiene.line(hygiene.line(raw)) == hygiene.line(raw)


def test_all_combining_marks_can_be_found_by_the_run_pattern():
    marks = [
        chr(code)
        for code in range(128, sys.maxunicode + 1)
        if unicodedata.category(chr(code)).startswith("M")
    ]
    assert len(marks) > 2000
    assert all(hygiene.MARK_RUN.fullmatch(mark) for mark in marks)


@pytest.mark.parametrize(
    "hostile",
    [
        "\x1b]" * 500_000,
        "\x9d" * 1_000_000,
        "\x9b" + "0" * 1_000_000,
        "\x1b]" + "a" * 1_000_000,
        "e" + "\u0301\u0316" * 500_000,
        "\u0301\u200d" * 500_000,
        "😀\u200d" * 150_000,
        "—" * 1_000_000,
        " " * 1_000_000 + "x",
        " \n" * 500_000,
        "\ud800" * 1_000_000,
    ],
    ids=range(11),
)
def test_a_megabyte_of_hostile_text_is_cleaned_in_linear_time(hostile):
    hygiene.clean(hostile)


def test_references_become_characters_and_absurd_ones_nothing():
    assert hygiene.unescaped("Rise &amp; fall &#233; &#x2019;") == "Rise & fall é ’"
    assert hygiene.unescaped(f"A &#{'9' * 5000}; B") == "A  B"
    assert hygiene.unescaped("plain") == "plain"


POLISH = "Rząd ogłosił, że ćwierć miliona gospodarstw dostanie pomoc. Żółte światło dla budżetu."
RUSSIAN = "Плотина над городом прорвалась в понедельник, сообщили местные власти."
JAPANESE = "月曜日の夜、町の上流にあるダムが決壊したと当局が発表した。"
FRENCH = "Le barrage a cédé lundi soir, après une semaine de pluie : « c’était prévu », dit l’élu."
CHINESE = "周一晚上，小镇上方的水坝决口，当地官员说，数百名居民已经撤离。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "utf-8"),
        (FRENCH, "utf-8-sig"),
        (FRENCH, "utf-16"),
        (RUSSIAN, "utf-32"),
        (FRENCH, "cp1252"),
        (POLISH, "iso8859_2"),
        (POLISH, "cp1250"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (CHINESE, "gb18030"),
        (CHINESE, "utf-8"),
    ],
)
def test_text_is_decoded(text, encoding):
    assert hygiene.decode(text.encode(encoding), "a.txt") == text


def test_the_encoding_is_told_from_the_first_line_beyond_ascii():
    text = "Plain words.\n" * 10_000 + RUSSIAN
    assert hygiene.decode(text.encode("cp1251"), "a.txt") == text


def test_damaged_utf8_stays_utf8():
    assert hygiene.decode(CHINESE.encode()[:-1], "a.txt") == CHINESE[:-1] + "\ufffd"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", "not text but binary data"),
        (bytes(range(256)) * 20, "not text but binary data"),
        ("no mark".encode("utf-16-le"), "not text but binary data"),
        (b"%PDF-1.7\n", "a PDF; give it a name that ends in .pdf"),
    ],
)
def test_binary_data_is_refused(data, reason):
    with pytest.raises(SourceError) as caught:
        hygiene.decode(data, "a.txt")
    assert (caught.value.source, caught.value.reason) == ("a.txt", reason)
