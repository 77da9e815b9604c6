"""Small words that turn a sentence round: negation, opposites, wishes, names that differ.

English only, as the names that end in _EN say; on other languages nothing here finds anything
to object to. Lists hold what news says often, not every word: an objection costs a printed
repeat, a missed one costs a false citation, and the cosine has already removed most pairs.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import combinations, pairwise

from summarizer.choose import figures

REMEMBERED = 1 << 14
"""Sentences whose wording is kept: more than one run compares."""
GIVEN_NAME_PREFIX = 3
"""Letters in which two spellings of a given name agree: Tim and Timothy."""
HEADLINE = 5
"""Fewest capitalised words of a Headline in Capitals, which hide what is a name."""
ALWAYS_CAPITAL = 4
"""Letters from which a word of such a headline has a capital."""
STEM = 4
"""Fewest letters that two forms of one word begin with: bomb, bombing."""
STEM_SHARE = 0.6
"""Fewest of the longer form's letters that they begin with."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NEGATIONS_EN = _words(
    "not no never none nobody nothing neither nor cannot non unable unwilling "
    "refuse refuses refused fail fails failed"
)
_UP_EN = (
    "rise rises rose risen rising up higher gain gains gained climb climbs climbed jump jumps "
    "jumped increase increases increased soar soars soared advance advances advanced "
    "strengthens strengthened"
)
_DOWN_EN = (
    "fall falls fell fallen falling down lower drop drops dropped slip slips slipped decrease "
    "decreases decreased decline declines declined plunge plunges plunged tumble tumbled slid "
    "weakens weakened"
)
_FOR_EN = (
    "accept accepts accepted approve approves approved back backs backed support supports "
    "supported gets"
)
_AGAINST_EN = "reject rejects rejected oppose opposes opposed deny denies denied"
_OPPOSITES_EN = tuple(
    (_words(one), _words(other))
    for one, other in (
        (_UP_EN, _DOWN_EN),
        (_FOR_EN, _AGAINST_EN),
        ("north northern", "south southern"),
        ("east eastern", "west western"),
        ("before", "after"),
        ("acquit acquits acquitted cleared innocent", "convict convicts convicted guilty"),
        ("open opens opened", "close closes closed"),
        ("win wins won", "lose loses lost"),
        ("impose imposes imposed continue continues continued", "lift lifts lifted end ends ended"),
        ("start starts started begin begins began", "end ends ended finish finishes finished"),
        ("arrest arrests arrested jail jails jailed", "free frees freed release releases released"),
        ("arrive arrives arrived enter enters entered", "leave leaves left"),
        ("buy buys bought", "sell sells sold"),
        ("more", "less fewer"),
        ("best", "worst"),
        ("highest", "lowest"),
        ("morning", "afternoon evening"),
        ("man men boy boys", "woman women girl girls"),
    )
)
_NOT_DONE_YET_EN = _words("to will would may might could should shall must can 'll")
_PAST_EN = {
    "become": "became", "begin": "began", "break": "broke", "bring": "brought", "build": "built",
    "buy": "bought", "come": "came", "fall": "fell", "fight": "fought",
    "find": "found", "get": "got", "give": "gave", "go": "went", "hold": "held", "keep": "kept",
    "lead": "led", "leave": "left", "lose": "lost", "make": "made", "meet": "met", "pay": "paid",
    "rise": "rose", "run": "ran", "sell": "sold", "send": "sent", "shut": "shut",
    "speak": "spoke", "stand": "stood", "strike": "struck", "take": "took", "win": "won",
    "withdraw": "withdrew",
}  # fmt: skip
_COMMON_EN = _words(
    "a about after again against all an and any are as at be because been before being between "
    "both but by can could did do does during each for from had has have he her here him his how "
    "i if in into is it its just may me might more most must my no nor not of off on one only or "
    "other our out over own said same say says shall she should so some such than that the their "
    "them then there these they this those through to too under until up us very was we were what "
    "when where which while who whom why will with would you your"
)
_TITLES_EN = _words(
    "mr mrs ms dr sir lady lord president minister prime chancellor king queen prince pope senator "
    "sen rep representative governor gov general gen colonel col captain judge justice chief "
    "professor prof secretary mayor officer detective sergeant the a an and"
)


@dataclass(frozen=True)
class Wording:
    """What `agree` compares of one sentence; every part is read when it is first asked for."""

    text: str

    @cached_property
    def _tokens(self) -> tuple[figures.Token, ...]:
        return figures.tokens(self.text)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """In lower case, without typography, in order."""
        return tuple(token.word.removesuffix("'s") for token in self._tokens)

    @cached_property
    def content(self) -> frozenset[str]:
        """The words that are neither common nor numbers."""
        spoken = figures.spoken(self.text)
        return frozenset(word.removesuffix("'s") for word in spoken) - _COMMON_EN

    @cached_property
    def negated(self) -> bool:
        """Whether it denies something."""
        return any(word in _NEGATIONS_EN or word.endswith("n't") for word in self.words)

    @cached_property
    def poles(self) -> frozenset[tuple[int, int]]:
        """(row of the opposites, side) of what it says without saying the opposite too."""
        return frozenset(_poles(frozenset(self.words)))

    @cached_property
    def open(self) -> frozenset[str]:
        """Verbs it only asks for, announces or thinks possible: "reverse" of "to reverse"."""
        return frozenset(word for mark, word in pairwise(self.words) if mark in _NOT_DONE_YET_EN)

    @cached_property
    def names(self) -> tuple[tuple[str, ...], ...]:
        """Runs of capitalised words, titles taken off; none in a headline with Capitals."""
        return tuple(_names(self.text, self._tokens))


_SPOKEN = frozenset({"word", "letters"})


@lru_cache(maxsize=REMEMBERED)
def wording(text: str) -> Wording:
    """The telling words of a sentence."""
    return Wording(text)


def agree(one: Wording, other: Wording) -> bool:
    """Whether neither sentence turns round what the other says."""
    return not (
        one.negated != other.negated
        or any((row, 1 - side) in other.poles for row, side in one.poles)
        or _done(one, other)
        or _done(other, one)
        or _namesakes(one.names, other.names)
        or _roles_swapped(one, other)
    )


def overlap(one: Wording, other: Wording) -> float:
    """Share of the content words of one that the other has too, the larger share of the two.

    Forms of one word count as the same; 1 when a sentence has no content words.
    """
    return max(contained(one.content, other.content), contained(other.content, one.content))


def contained(mine: frozenset[str], yours: frozenset[str]) -> float:
    """Share of my words that are among yours, in any of their forms; 1 when I have none."""
    if not mine:
        return 1.0
    begin = {word[:STEM] for word in yours}
    found = sum(
        word in yours or (word[:STEM] in begin and any(_one_word(word, other) for other in yours))
        for word in mine
    )
    return found / len(mine)


def _one_word(one: str, other: str) -> bool:
    """Whether two words begin alike far enough to be forms of one."""
    longer = max(len(one), len(other))
    needed = max(STEM, math.ceil(STEM_SHARE * longer))
    return min(len(one), len(other)) >= needed and one[:needed] == other[:needed]


def _poles(present: frozenset[str]) -> list[tuple[int, int]]:
    found = []
    for row, sides in enumerate(_OPPOSITES_EN):
        said = [side for side in (0, 1) if not present.isdisjoint(sides[side])]
        if len(said) == 1:
            found.append((row, said[0]))
    return found


def _done(asked: Wording, told: Wording) -> bool:
    """Whether one asks for or announces what the other tells as done."""
    return any(
        verb not in told.open and not _past(verb).isdisjoint(told.words)
        for verb in asked.open
        if _past(verb).isdisjoint(asked.words)
    )


@lru_cache(maxsize=REMEMBERED)
def _past(verb: str) -> frozenset[str]:
    regular = {f"{verb}ed", f"{verb}d", f"{verb}{verb[-1]}ed", f"{verb[:-1]}ied"}
    return frozenset(regular | {_PAST_EN.get(verb, f"{verb}ed")})


def _names(text: str, found: Sequence[figures.Token]) -> list[tuple[str, ...]]:
    """Capitalised words that only a space or a dot parts: "John Smith", "J. Smith"."""
    letters = [token for token in found if token.kind in _SPOKEN]
    capitals = sum(token.capital for token in letters)
    plain = any(not token.capital and len(token.word) >= ALWAYS_CAPITAL for token in letters)
    if capitals >= HEADLINE and not plain:
        return []
    runs: list[list[str]] = []
    end = -1
    for token in letters:
        if not token.capital:
            end = -1
            continue
        if end >= 0 and text[end : token.start] in {" ", ". "}:
            runs[-1].append(token.word.removesuffix("'s"))
        else:
            runs.append([token.word.removesuffix("'s")])
        end = token.end
    return [name for run in runs if (name := tuple(w for w in run if w not in _TITLES_EN))]


def _namesakes(one: Sequence[tuple[str, ...]], other: Sequence[tuple[str, ...]]) -> bool:
    """Whether they name two people of one surname: John Smith, Jane Smith."""
    mine, yours = _given(one), _given(other)
    return any(
        not any(_may_be_one(a, b) for a in mine[surname] for b in yours[surname])
        for surname in mine.keys() & yours.keys()
    )


def _given(names: Sequence[tuple[str, ...]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for *given, surname in names:
        if given:
            found.setdefault(surname, set()).update(given)
    return found


def _may_be_one(one: str, other: str) -> bool:
    """Whether two given names may be one person's: an initial, or a short form."""
    shorter = min(len(one), len(other), GIVEN_NAME_PREFIX)
    return one[:shorter] == other[:shorter]


def _roles_swapped(one: Wording, other: Wording) -> bool:
    """Whether exchanging two names in one sentence brings it nearer to the other."""
    both = {name[-1] for name in one.names} & {name[-1] for name in other.names}
    mine = sorted(both.intersection(one.words), key=one.words.index)
    if mine == sorted(mine, key=other.words.index):
        return False
    if _passive(one, both) != _passive(other, both):
        return False
    theirs = set(pairwise(other.words))
    as_said = _shared(one.words, theirs)
    return any(
        _shared(_exchanged(one.words, a, b), theirs) > as_said
        for a, b in combinations(mine, 2)
        if not _listed(one.words, a, b)
    )


def _passive(said: Wording, names: set[str]) -> bool:
    return any(mark == "by" and word in names for mark, word in pairwise(said.words))


def _listed(words: Sequence[str], one: str, other: str) -> bool:
    """Whether two names stand in a list, where their order means nothing."""
    between = words[words.index(one) + 1 : words.index(other)]
    return not between or "and" in between


def _exchanged(words: Sequence[str], one: str, other: str) -> list[str]:
    swap = {one: other, other: one}
    return [swap.get(word, word) for word in words]


def _shared(words: Sequence[str], pairs: set[tuple[str, str]]) -> int:
    return len(pairs.intersection(pairwise(words)))
