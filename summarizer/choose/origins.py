"""Who says a thing independently of whom: ten prints of one wire story are one origin."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from urllib.parse import urlsplit

from summarizer.datatypes import Article

SHINGLE = 5
"""Words in a row. Five shared in order are copied, not coincidence (Broder 1997)."""
COPY = 0.6
"""Share of the shorter article's shingles from which the two are one text."""

_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Origins:
    """For every article, by its place in the list: the text it prints and who prints it."""

    texts: tuple[int, ...]
    outlets: tuple[str, ...]

    def independent(self, articles: Iterable[int]) -> int:
        """Votes that these articles have together: a text counts once, and so does an outlet."""
        printed: dict[int, set[str]] = {}
        for number in articles:
            printed.setdefault(self.texts[number], set()).add(self.outlets[number])
        return _matched(printed)


def _matched(printed: Mapping[int, Set[str]]) -> int:
    """Most pairs of a text and an outlet that prints it, each in one pair (Kuhn 1955)."""
    text_of: dict[str, int] = {}

    def place(text: int, tried: set[str]) -> bool:
        for outlet in sorted(printed[text] - tried):
            tried.add(outlet)
            if outlet not in text_of or place(text_of[outlet], tried):
                text_of[outlet] = text
                return True
        return False

    return sum(place(text, set()) for text in printed)


def of(articles: Sequence[Article]) -> Origins:
    """Compare every article with the texts seen so far; linear in the number of words."""
    owners: dict[tuple[str, ...], int] = {}
    sizes: list[int] = []
    shingled = [_shingles(article) for article in articles]
    longest_first = sorted(range(len(articles)), key=lambda n: (-len(shingled[n]), articles[n].id))
    texts = [0] * len(articles)
    for number in longest_first:
        shingles = shingled[number]
        shared = Counter(owners[shingle] for shingle in shingles if shingle in owners)
        origin, count = min(shared.items(), key=lambda item: (-item[1], item[0]), default=(-1, 0))
        if not count or count < COPY * min(len(shingles), sizes[origin]):
            origin = len(sizes)
            sizes.append(len(shingles))
        for shingle in shingles:
            owners.setdefault(shingle, origin)
        texts[number] = origin
    return Origins(tuple(texts), tuple(_outlet(article) for article in articles))


def _shingles(article: Article) -> set[tuple[str, ...]]:
    words = _WORDS.findall(article.text.casefold())
    return {tuple(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))}


def _outlet(article: Article) -> str:
    host = (urlsplit(article.url).hostname or "") if article.url else ""
    return article.source.casefold() or host.removeprefix("www.") or article.id
