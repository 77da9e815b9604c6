"""The one place that decodes and cleans text. Everything printed later went through here.

What a terminal, a mail header or a reader's eye could be fooled by is removed once; offsets
refer to what is left. Every pattern is linear: none has a quantifier within another.
"""

import re
import unicodedata
from html import unescape

from summarizer.errors import SourceError

# Terminal commands, whole. ESC or its one-character forms; a text payload holds no control
# character, so a sequence that is never closed costs only its introducer.
# ECMA-48, 5.4 (CSI) and 5.6 (command strings).
ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x00-\x1f\x7f-\x9f]*(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]*[0-~]"
)
LINE_BREAKS = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")

WINDOWS = dict(zip("\x91\x92\x93\x94\x95\x96\x97", "‘’“”•–—", strict=True))
"""Windows-1252 read as Latin-1, the commonest damage in news text; idle codes in a terminal."""
WINDOWS_CODES = re.compile("[\x91-\x97]")

FORBIDDEN = re.compile(
    "["
    r"\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls but tab and line feed
    r"\xad\u061c\u180e\u200b\u200e\u200f"  # soft hyphen, direction marks, invisible spaces
    r"\u202a-\u202e\u2060-\u206f"  # direction overrides and isolates, invisible operators
    r"\ufeff\ufff9-\ufffc\ufdd0-\ufdef"  # byte order mark, annotations, noncharacters
    r"\ud800-\udfff\ue000-\uf8ff"  # lone surrogates, private use
    r"\U000e0000-\U000e007f\U000f0000-\U0010ffff"  # tags, private use
    + "".join(f"\\U{plane:04x}fffe-\\U{plane:04x}ffff" for plane in range(15))
    + "]"
)
OTHER_SPACES = r"\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
# A single space, and a line feed without spaces, are no match: they are nearly all there is.
SPACES = re.compile(rf"[ {OTHER_SPACES}]{{2,}}|[{OTHER_SPACES}]")
BESIDE_BREAKS = re.compile(r" \n ?|\n ")
BLANK_LINES = re.compile(r"\n{3,}")

LONG_NUMBER = re.compile(r"&#[0-9]{8,}+;?")
"""No character has such a number; the standard library fails on one with 4,301 digits."""
MAX_MARKS = 6
"""On one character. Most seen in Hindi, Arabic and Hebrew news and in Burmese sentences: 3."""
JOINERS = "\u200c\u200d"
# All combining marks and joiners are beyond ASCII and neither word characters nor spaces.
MARK_RUN = re.compile(r"[^\w\s\x00-\x7f]+")
SUSPECT = re.compile(rf"[{JOINERS}]|[^\w\s\x00-\x7f]{{{MAX_MARKS + 1},}}")
JOINING_SCRIPTS = re.compile(
    r"[\u0600-\u08ff"  # Arabic, Syriac, N'Ko, Mandaic
    r"\u0900-\u0dff\u1000-\u109f"  # Devanagari to Sinhala, Myanmar
    r"\u1780-\u18af\u1b00-\u1b7f\ua980-\ua9df]"  # Khmer, Mongolian, Balinese, Javanese
)
EMOJI = re.compile(r"[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]")

BOMS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe\x00\x00": "utf-32",
    b"\x00\x00\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
LEGACY = (
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257"),
    *("iso8859_2", "iso8859_5", "koi8_r", "cp932", "euc_jp", "gb18030", "big5", "cp949"),
)
"""Encodings of news before UTF-8; the fewer are tried, the fewer mistakes. The earlier wins a tie.

Right of 24 pieces, 12 of 300 and 12 of 3,000 characters: French cp1252 24, Czech cp1250 17,
Czech iso8859_2 3 (without the tie rule 20, 22, 3); Greek, Hebrew and Arabic 24. French and
its like are commoner.
"""
SAMPLE_BYTES = 65_536
CONTROL_BYTES = bytes({*range(32)} - {*b"\t\n\v\f\r\x1b"})
MAX_CONTROL_SHARE = 0.02
"""Of bytes. Compressed data has 0.10 to 0.11, UTF-16 without a byte order mark 0.5, text 0."""
MIN_WHOLE_PER_BROKEN = 4
"""UTF-8 characters beyond ASCII for each broken one: damaged UTF-8, not another encoding."""


def clean(text: str) -> str:
    """NFC, `\\n` and single spaces only, nothing invisible; cleaning twice changes nothing."""
    text = ESCAPES.sub("", text)
    text = LINE_BREAKS.sub("\n", text)
    text = WINDOWS_CODES.sub(lambda match: WINDOWS[match[0]], text)
    text = FORBIDDEN.sub("", text)
    # Before NFC, which takes quadratic time on a flood of marks; after it, as it can add some.
    text = _settle(unicodedata.normalize("NFC", _settle(text)))
    text = SPACES.sub(" ", text)
    text = BESIDE_BREAKS.sub("\n", text)
    return BLANK_LINES.sub("\n\n", text).strip()


def line(text: str) -> str:
    """The same in one line: for titles, outlets and messages."""
    return " ".join(clean(text).split())


def unescaped(text: str) -> str:
    """With characters for references such as `&amp;`."""
    return unescape(LONG_NUMBER.sub("", text)) if "&" in text else text


def decode(data: bytes, where: str) -> str:
    """Text by its byte order mark, else UTF-8, else the likeliest older encoding.

    Raises:
        SourceError: the bytes are no text.
    """
    for mark, encoding in BOMS.items():
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    _refuse_binary(data, where)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _damaged(data) or _legacy(data, error.start, where)


def _refuse_binary(data: bytes, where: str) -> None:
    if data.startswith(b"%PDF-"):
        raise SourceError(where, "a PDF; give it a name that ends in .pdf")
    controls = len(data) - len(data.translate(None, CONTROL_BYTES))
    if controls > MAX_CONTROL_SHARE * len(data):
        raise SourceError(where, "not text but binary data")


def _damaged(data: bytes) -> str:
    """UTF-8 with a few broken characters; empty when it is something else."""
    mended = data.decode("utf-8", "replace")
    broken = mended.count("\ufffd")
    ascii_only = len(data.translate(None, bytes(range(128, 256))))
    whole = len(mended) - ascii_only - broken
    return mended if whole >= MIN_WHOLE_PER_BROKEN * broken else ""


def _legacy(data: bytes, first: int, where: str) -> str:
    """Decoded as a sample suggests that starts at the line of the `first` telling byte."""
    from charset_normalizer import from_bytes  # noqa: PLC0415  60 ms, and rarely needed

    start = data.rfind(b"\n", 0, first) + 1
    sample = data[start : start + SAMPLE_BYTES]
    whole_lines = sample[: sample.rfind(b"\n") + 1] if len(sample) == SAMPLE_BYTES else sample
    guesses = list(from_bytes(whole_lines or sample, cp_isolation=list(LEGACY)))
    if not guesses:
        raise SourceError(where, "text in an unknown encoding; save it as UTF-8")
    first_rank = (guesses[0].chaos, guesses[0].coherence)
    equal = [each.encoding for each in guesses if (each.chaos, each.coherence) == first_rank]
    return data.decode(min(equal, key=LEGACY.index), "replace")


def _settle(text: str) -> str:
    """Without floods of combining marks, and joiners only where their script needs them."""
    return MARK_RUN.sub(_settled, text) if SUSPECT.search(text) else text


def _settled(run: re.Match[str]) -> str:
    """One run of marks, joiners and symbols.

    A joiner neither ends a flood nor is judged by the mark before it: either way cleaning a
    second time would find more to do.
    """
    text, start = run.string, run.start()
    base, marks, kept = text[start - 1 : start], 0, [""]
    for index, character in enumerate(run[0], start):
        if character in JOINERS:
            after = text[index + 1 : index + 2]
            keep = kept[-1] not in {*JOINERS} and _joins(character, base, after)
        elif unicodedata.category(character).startswith("M"):
            marks, keep = marks + 1, True
        else:
            base, marks, keep = character, 0, True
        if keep and marks <= MAX_MARKS:
            kept.append(character)
    return "".join(kept)


def _joins(joiner: str, base: str, after: str) -> bool:
    if JOINING_SCRIPTS.match(base):
        return True
    return joiner == "\u200d" and bool(EMOJI.match(base) and EMOJI.match(after))
