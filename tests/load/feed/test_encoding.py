import codecs

import pytest

from summarizer.errors import SourceError
from summarizer.load.feed import encoding
from tests.limits import processor_seconds

TEXT = "Плотина над городом прорвалась в понедельник."
FRENCH = "Le barrage a cédé – « lundi », disent-ils."


def declared(name, text=TEXT):
    return f'<?xml version="1.0" encoding="{name}"?><rss>{text}</rss>'


@pytest.mark.parametrize("name", ["windows-1251", "koi8-r", "iso-8859-5", "utf-8", "utf-16"])
def test_the_declared_encoding_is_used(name):
    text = declared(name)
    assert encoding.text(text.encode(name), "a").removeprefix("\ufeff") == text


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp037"])
def test_an_encoding_without_ascii_is_recognised(name):
    text = declared(name, FRENCH.replace("–", "-"))
    assert encoding.text(text.encode(name), "a") == text


def test_the_server_goes_before_the_document():
    data = declared("windows-1251").encode("koi8-r")
    assert TEXT in encoding.text(data, "a", 'text/xml; charset="KOI8-R"')


def test_utf_8_is_recognised_whatever_is_declared():
    data = declared("iso-8859-1", FRENCH).encode()
    assert FRENCH in encoding.text(data, "a", "text/xml; charset=us-ascii")


def test_latin_1_means_windows_1252():
    assert FRENCH in encoding.text(declared("iso-8859-1", FRENCH).encode("cp1252"), "a")


def test_a_wrong_declaration_is_not_believed():
    data = declared("utf-8", TEXT * 5).encode("cp1251")
    assert TEXT in encoding.text(data, "a", "text/xml; charset=utf-8")


@pytest.mark.parametrize("name", ["punycode", "idna", "unicode_escape", "zlib", "none", "x" * 40])
def test_names_that_are_no_encodings_are_ignored(name):
    data = declared(name, "a-\\x41").encode() + b"-" + b"a" * 1_000_000
    with processor_seconds(5):
        assert "a-\\x41" in encoding.text(data, "a")


def test_seven_bit_encodings_are_decoded():
    text = declared("iso-2022-jp", "東京で地震")
    assert encoding.text(text.encode("iso-2022-jp"), "a") == text


def test_binary_data_is_refused():
    with pytest.raises(SourceError, match="not text"):
        encoding.text(bytes(range(256)) * 9, "a")


def test_a_byte_order_mark_counts_most():
    data = codecs.BOM_UTF8 + declared("koi8-r").encode()
    assert TEXT in encoding.text(data, "a", "text/xml; charset=koi8-r")
