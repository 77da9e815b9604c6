"""What a sentence claims in numbers and dates, so that two sentences can be held to each other.

Digits are read in any script. The names that end in _EN are English: sentences of another language
keep their digits and lose only their number words and dates.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

ROUNDING = Decimal("0.025")
"""Largest relative difference at which 1.2 million may be the rounded form of 1,230,000."""
MOST_DIFFERING = 2
"""Figures: when more differ, the sentences are of two moments (two closes of a stock exchange)."""
LONGEST = 24
"""Characters: a longer run of digits is no amount and is compared as printed."""
REMEMBERED = 1 << 14
"""Sentences whose claims are kept: more than one run compares."""
REACH = 4
"""Words after a number among which the thing counted is looked for; one fewer before it."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _numbered(text: str, start: int = 0, step: int = 1) -> dict[str, int]:
    """Rows are parted by commas; each spelling in a row gets the row's number."""
    rows = enumerate(text.split(","))
    return {name: start + place * step for place, row in rows for name in row.split()}


_TYPED = dict(
    zip(
        "‘’‛ʼ`“”„«»‐‑‒–—−\u00a0\u2009\u202f٫٬",
        "'''''\"\"\"\"\"------___.,",
        strict=True,
    )
)
"""Sign → what a keyboard has for it. No-break spaces become "_" and may join digits."""
_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0963\u0970-\u0dff\u0e31-\u0e4e"
"""Accents and vowel signs, which Python does not count as letters: they stay in their word."""
_TOKEN = re.compile(
    r"(?:https?:|www\.)\S+|(?P<number>\d+(?:[.,:/-]\d+|_\d{3}(?!\d))*)"
    r"|(?P<letters>(?:[^\W\d_]\.){2,})"
    rf"|(?P<word>[^\W\d_](?:[^\W_]|[{_MARKS}])*(?:'[^\W\d_]+)*)"
    r"|(?P<symbol>[%٪$€£¥₹₽₩])"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:[,_]\d{2,3})*[,_]\d{3}(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}")
_DECIMAL = re.compile(r"\d+(?:[.,]\d+)?")

_SMALL_EN = _numbered(
    "zero, one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, "
    "fourteen, fifteen, sixteen, seventeen, eighteen, nineteen"
)
_TENS_EN = _numbered(
    "twenty, thirty, forty, fifty, sixty, seventy, eighty, ninety", start=20, step=10
)
_ORDINALS_EN = _numbered(
    "first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth", start=1
)
_ORDINAL_ENDINGS_EN = _words("st nd rd th")
_SCALES_EN = {
    "dozen": 12, "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9,
    "trillion": 10**12, "millions": 10**6, "billions": 10**9, "mn": 10**6, "bn": 10**9,
    "tn": 10**12,
}  # fmt: skip
_GLUED_SCALES = {"k": 10**3, "m": 10**6, "b": 10**9}
"""Scales only where they touch the digits: "$5m"."""
_WEEKDAYS_EN = _numbered(
    "monday mon, tuesday tue tues, wednesday wed, thursday thu thur thurs, friday fri, "
    "saturday sat, sunday sun"
)
_MONTHS_EN = _numbered(
    "january jan, february feb, march mar, april apr, may, june jun, july jul, august aug, "
    "september sep sept, october oct, november nov, december dec",
    start=1,
)
_ALSO_WORDS_EN = _words("march may mar mon sun sat wed sep dec jan")
"""Names of days and months only with a capital."""
_UNSHORTENED_EN = _words("may june july")
_SIGNS_EN = {
    "٪": "%", "percent": "%", "pct": "%", "percentage": "%", "dollar": "$", "dollars": "$",
    "usd": "$", "euro": "€", "euros": "€", "pounds": "£", "yen": "¥", "%": "%", "$": "$",
    "€": "€", "£": "£", "¥": "¥",
}  # fmt: skip
_HURT_EN = dict.fromkeys(
    _words("dead killed kill kills killing die died dies deaths death lives victims"), "dead"
) | dict.fromkeys(_words("injured injures injuring injuries wounded wounds wounding hurt"), "hurt")
_PEOPLE_EN = _words("people persons men women children civilians others")
_PASSED_OVER_EN = _words(
    "a an the of or and more than as many other at least about its his her their our some new "
    "further additional another last next were was are is been have has"
)
_NOT_BEFORE_ONE_EN = _words("no any every each this that the which another some")
_NOT_AFTER_ONE_EN = _words("of another day time can who should must by")
_CLOCKS_EN = _words("am pm gmt est edt bst utc o'clock")
_INCOMPARABLE = frozenset({"", "ordinal", "age", "clock", "range"})
"""Units of figures that are no amounts, or amounts of nothing in particular."""


class Token(NamedTuple):
    """A word, number or sign: `text[start:end]`, as `word` in lower case without typography."""

    word: str
    start: int
    end: int
    kind: str
    """number, letters (U.S.), word or symbol."""
    capital: bool


class _Number(NamedTuple):
    """A value, what its last printed digit is worth, and the place after its last token."""

    value: Decimal | str
    step: Decimal
    after: int


@dataclass(frozen=True, slots=True)
class Figure:
    """One number as a sentence gives it."""

    value: Decimal | str
    """A string when it can only be compared as printed: "2-1", "10:30", "11/32"."""
    step: Decimal
    """What its last printed digit is worth: 100,000 for 1.2 million."""
    unit: str
    """A sign ("%", "$"), ordinal, age, clock, range, dead, hurt, or the noun; "" if none."""
    printed: str


@dataclass(frozen=True, slots=True)
class Claims:
    """The numbers and dates of one sentence."""

    figures: tuple[Figure, ...]
    weekdays: frozenset[int]
    """Monday is 0."""
    months: frozenset[int]
    days: frozenset[tuple[int, int]]
    """(month, day) of the dates that give both."""
    years: frozenset[int]


@lru_cache(maxsize=REMEMBERED)
def claims(text: str) -> Claims:
    """Reads the figures and dates of a sentence, in the order it gives them."""
    words = tokens(text)
    months = [here for here, token in enumerate(words) if _names(token, _MONTHS_EN)]
    days = {place: day for here in months for place, day in _day(words, here)}
    years = {here: int(words[here].word) for here in range(len(words)) if _is_year(words, here)}
    dated = days.keys() | years.keys()
    return Claims(
        figures=tuple(_figures(text, words, dated)),
        weekdays=frozenset(
            _WEEKDAYS_EN[token.word] for token in words if _names(token, _WEEKDAYS_EN)
        ),
        months=frozenset(_MONTHS_EN[words[here].word] for here in months),
        days=frozenset(days.values()),
        years=frozenset(years.values()),
    )


@lru_cache(maxsize=REMEMBERED)
def tokens(text: str) -> tuple[Token, ...]:
    """The words, numbers, currency and percent signs of a text."""
    found = []
    for match in _TOKEN.finditer(plain(text)):
        kind = match.lastgroup
        if kind is None:
            continue  # the address of a page
        printed = match.group()
        word = printed.replace(".", "") if kind == "letters" else printed
        found.append(Token(word.lower(), *match.span(), kind, printed[0].isupper()))
    return tuple(found)


def spoken(text: str) -> list[str]:
    """The words among the tokens of a text: no numbers, no signs."""
    found = _TOKEN.findall(plain(text))
    return [
        (word or letters.replace(".", "")).lower()
        for _, letters, word, _ in found
        if word or letters
    ]


def plain(text: str) -> str:
    """Without typography: one character for one, so that offsets hold."""
    if text.isascii():
        return text.replace("`", "'")
    for sign, typed in _TYPED.items():
        text = text.replace(sign, typed)
    return text


def agree(one: Claims, other: Claims) -> bool:
    """Whether no number or date of one speaks against the other.

    One may give more than the other. When each has a number that the other lacks, or each a
    weekday, month, day or year, they are taken to contradict.
    """
    if not _dates_agree(one, other):
        return False
    left, right, matched = _compared(one.figures, other.figures)
    mine_alone = left or one.years - other.years
    yours_alone = right or other.years - one.years
    return not (mine_alone and yours_alone) and not _crossed(matched)


def differing(one: Claims, other: Claims) -> tuple[str, str] | None:
    """The two printed figures in which near-duplicates disagree about one quantity.

    Only for sentences that are close and agree otherwise. None unless their dates and times of day
    agree, few figures differ, both give the same unit or count the same thing, and each has
    exactly one such figure that the other lacks.
    """
    left, right, _ = _compared(one.figures, other.figures)
    moments = [any(figure.unit == "clock" for figure in side) for side in (left, right)]
    if all(moments) or max(len(left), len(right)) > MOST_DIFFERING or not _dates_agree(one, other):
        return None
    for unit in dict.fromkeys(figure.unit for figure in left):
        mine = [figure for figure in left if figure.unit == unit]
        yours = [figure for figure in right if figure.unit == unit]
        if len(mine) == len(yours) == 1 and _is_amount(mine[0]) and _is_amount(yours[0]):
            return mine[0].printed, yours[0].printed
    return None


def _is_amount(figure: Figure) -> bool:
    return figure.unit not in _INCOMPARABLE and not isinstance(figure.value, str)


def _dates_agree(one: Claims, other: Claims) -> bool:
    """Whether for weekdays, months, days and years one gives all that the other gives."""
    dates = (
        (one.weekdays, other.weekdays),
        (one.months, other.months),
        (one.days, other.days),
        (one.years, other.years),
    )
    return all(mine <= yours or yours <= mine for mine, yours in dates)


def _names(token: Token, names: dict[str, int]) -> bool:
    """Whether it names a day or month: "sun" and "may" do so only with a capital."""
    return token.word in names and (token.capital or token.word not in _ALSO_WORDS_EN)


def _day(words: Sequence[Token], here: int) -> Iterator[tuple[int, tuple[int, int]]]:
    """For a month, the place of the number beside it and the date the two make."""
    beside = [here - 1]
    if here + 1 < len(words) and words[here + 1].start - words[here].end <= _gap(words[here].word):
        beside.append(here + 1)
    if here and words[here - 1].word in {"of", *_ORDINAL_ENDINGS_EN}:
        beside.append(here - 2)
    for place in beside:
        if 0 <= place < len(words) and _is_short_whole(words[place].word):
            day = int(words[place].word)
            if 1 <= day <= 31:
                yield place, (_MONTHS_EN[words[here].word], day)
                return


def _is_short_whole(word: str) -> bool:
    return word.isdecimal() and len(word) <= 2


def _gap(month: str) -> int:
    """Most characters before the day: "May 12", but "Sept. 22"; in "May, 12" it is no date."""
    return 1 if month in _UNSHORTENED_EN or len(month) > 4 else 2


def _is_year(words: Sequence[Token], here: int) -> bool:
    word = words[here].word
    if not (word.isdecimal() and len(word) == 4 and 1500 <= int(word) <= 2100):
        return False
    before = words[here - 1].word if here else ""
    after = words[here + 1].word if here + 1 < len(words) else ""
    counts = before in _SIGNS_EN or after in _SIGNS_EN or after in _PEOPLE_EN or after in _HURT_EN
    return not counts and after not in _SCALES_EN


def _figures(text: str, words: Sequence[Token], dated: set[int]) -> Iterator[Figure]:
    here = 0
    while here < len(words):
        number = None if here in dated else _number(words, here)
        if number is None:
            here += 1
            continue
        printed = text[words[here].start : words[number.after - 1].end]
        unit = _unit(words, here, number.after)
        yield Figure(number.value, number.step, unit, printed)
        here = number.after


def _number(words: Sequence[Token], here: int) -> _Number | None:
    """The number that starts at a token, if one does."""
    token = words[here]
    if token.kind == "number":
        value, step = _digits(token.word)
        whole = _Number(value, step, here + 1)
        return whole if isinstance(value, str) else _scaled(words, value, whole)
    if token.word in _ORDINALS_EN:
        return _Number(Decimal(_ORDINALS_EN[token.word]), Decimal(1), here + 1)
    spelled, after = _spelled(words, here)
    if spelled is None:
        return None
    number = _scaled(words, spelled, _Number(spelled, Decimal(1), after))
    article = token.word in {"a", "an", "half"}
    return None if article and number.after == after else number


def _spelled(words: Sequence[Token], here: int) -> tuple[Decimal | None, int]:
    """A number word's value (that of "a" counts only before a scale) and the place after it."""
    word = words[here].word
    after = words[here + 1].word if here + 1 < len(words) else ""
    if word in _TENS_EN and 0 < _SMALL_EN.get(after, 0) < 10:
        return Decimal(_TENS_EN[word] + _SMALL_EN[after]), here + 2
    if word == "half":
        return Decimal("0.5"), here + 1 + (after == "a")
    if word in {"a", "an"}:
        return Decimal(1), here + 1
    before = words[here - 1].word if here else ""
    if word == "one" and (before in _NOT_BEFORE_ONE_EN or after in _NOT_AFTER_ONE_EN):
        return None, here
    value = _SMALL_EN.get(word, _TENS_EN.get(word))
    return (None if value is None else Decimal(value)), here + 1


def _digits(word: str) -> tuple[Decimal | str, Decimal]:
    """The value of printed digits, and what the last of them is worth."""
    if len(word) > LONGEST:
        return word, Decimal(1)
    if _THOUSANDS.fullmatch(word):
        dots = word.count(".")
        word = word.replace(",", "").replace("_", "").replace(".", "" if dots > 1 else ".")
    elif not _DECIMAL.fullmatch(word):
        digits = (str(unicodedata.decimal(sign, sign)) for sign in word)
        return "".join(digits), Decimal(1)
    value = Decimal(word.replace(",", "."))
    return value, Decimal(1).scaleb(int(value.as_tuple().exponent))


def _scaled(words: Sequence[Token], value: Decimal, number: _Number) -> _Number:
    """Applies "hundred", "million", "bn" … that follow."""
    step, after = number.step, number.after
    while after < len(words):
        scale = _SCALES_EN.get(words[after].word)
        if scale is None and words[after].start == words[after - 1].end:
            scale = _GLUED_SCALES.get(words[after].word)
        if scale is None:
            break
        value, step, after = value * scale, step * scale, after + 1
    return _Number(value, step, after)


def _unit(words: Sequence[Token], here: int, after: int) -> str:
    """What is counted: the kind of figure, a sign beside it, the dead or hurt, else the noun."""
    before = [token.word for token in words[max(0, here - REACH + 1) : here]]
    following = _until_number(words[after : after + REACH])
    kind = _kind(words, here, after, [*following, "", ""])
    if kind:
        return kind
    if words[here - 1].kind == "symbol" and words[here - 1].end == words[here].start:
        return _SIGNS_EN.get(words[here - 1].word, words[here - 1].word)
    if following[:1] and following[0] in _SIGNS_EN:
        return _SIGNS_EN[following[0]]
    if before and before[-1] in _HURT_EN and following[:1] and following[0] not in _HURT_EN:
        return _HURT_EN[before[-1]]
    telling = [word for word in following if word not in _PASSED_OVER_EN]
    if not telling or telling[0] in _PEOPLE_EN or telling[0] in _HURT_EN:
        hurt = [_HURT_EN[word] for word in (*telling, *reversed(before)) if word in _HURT_EN]
        return hurt[0] if hurt else "person" if telling else ""
    return telling[0].removesuffix("s")


def _until_number(words: Sequence[Token]) -> list[str]:
    found: list[str] = []
    for token in words:
        if token.kind == "number" or token.word in _SMALL_EN:
            break
        found.append(token.word)
    return found


def _kind(words: Sequence[Token], here: int, after: int, following: Sequence[str]) -> str:
    """Kinds of figure that are told by their form; "" for an amount."""
    before = words[here - 1].word if here else ""
    glued = after < len(words) and words[after].start == words[after - 1].end
    if words[here].word in _ORDINALS_EN or (glued and following[0] in _ORDINAL_ENDINGS_EN):
        return "ordinal"
    if following[0] == "per" and following[1] == "cent":
        return "%"
    if following[0] in _CLOCKS_EN:
        return "clock"
    if before == "aged" or (following[0] in {"year", "years"} and following[1] == "old"):
        return "age"
    return "range" if _in_range(words, here, after) else ""


def _in_range(words: Sequence[Token], here: int, after: int) -> bool:
    """Whether it is an end of "10 to 12" or "between 10 and 12"."""
    opens = after + 1 < len(words) and words[after + 1].kind == "number"
    closes = here > 1 and words[here - 2].kind == "number"
    joined = {"to"} | ({"and"} if "between" in (word.word for word in words[:here]) else set())
    return (opens and words[after].word in joined) or (closes and words[here - 1].word in joined)


def _compared(
    one: Sequence[Figure], other: Sequence[Figure]
) -> tuple[list[Figure], list[Figure], list[tuple[Figure, Figure]]]:
    """The figures only one gives, those only the other gives, and the pairs both give."""
    right = list(other)
    left: list[Figure] = []
    matched: list[tuple[Figure, Figure]] = []
    for figure in one:
        alike = [candidate for candidate in right if _equal(figure, candidate)]
        if not alike:
            left.append(figure)
            continue
        best = next((found for found in alike if found.unit == figure.unit), alike[0])
        right.remove(best)
        matched.append((figure, best))
    return left, right, matched


def _crossed(matched: Sequence[tuple[Figure, Figure]]) -> bool:
    """Whether two numbers changed places: "12 killed, 30 hurt" and "30 killed, 12 hurt"."""
    units = {(mine.unit, yours.unit) for mine, yours in matched if mine.unit != yours.unit}
    return any((yours, mine) in units for mine, yours in units)


def _equal(one: Figure, other: Figure) -> bool:
    """The same number, or one rounded to fewer digits."""
    if isinstance(one.value, str) or isinstance(other.value, str):
        return one.value == other.value
    gap = abs(one.value - other.value)
    rounded = one.step != other.step and gap <= max(one.step, other.step) / 2
    return gap == 0 or (rounded and gap <= ROUNDING * max(one.value, other.value))
