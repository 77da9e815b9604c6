import numpy as np

from summarizer.choose import origins, topic
from summarizer.datatypes import Article, Sentence, Vectors

BRIDGE = (
    (
        "The old bridge at Oakford was closed on Monday after cracks were found in the main arch. "
        "Engineers said the bridge could not carry lorries until the arch was repaired."
    ),
    (
        "Cracks in the arch have closed the Oakford bridge to all traffic. "
        "The repair of the bridge will take six weeks, engineers said on Tuesday."
    ),
    (
        "Shops in Oakford fear for their trade while the bridge is closed. "
        "Engineers found the cracks in its arch during a routine check."
    ),
)
ORCHESTRA = (
    (
        "The violinist Mara Lindqvist will lead the Valby orchestra from next season. "
        "She said that the orchestra was the best she had ever played with."
    ),
    (
        "The Valby orchestra has chosen Mara Lindqvist to be its leader. "
        "The violinist follows a conductor who was with the orchestra for ten years."
    ),
)
PONT = (
    (
        "Le vieux pont de Chênois est fermé depuis lundi à cause de fissures dans la voûte. "
        "Les ingénieurs ont demandé une réparation du pont."
    ),
    (
        "Des fissures dans la voûte ont entraîné la fermeture du pont de Chênois. "
        "La réparation prendra six semaines, selon les ingénieurs."
    ),
)
MUSIQUE = (
    "La violoniste Mara Lindqvist dirigera un orchestre de Valby. "
    "Elle succède au chef qui avait joué dix ans avec ses musiciens."
)
AXES = dict.fromkeys(BRIDGE, 0) | dict.fromkeys(ORCHESTRA, 1)
"""Which of two directions the vectors of an article take; 2 for any other text."""


def _off(*texts: str, lang: str | None = None) -> dict[int, str]:
    articles = [Article(text=text, lang=lang) for text in texts]
    sentences = [s for article in articles for s in _sentences(article)]
    return topic.off(articles, sentences, _vectors(sentences), origins.of(articles))


def _sentences(article: Article) -> list[Sentence]:
    found = []
    start = 0
    for index, text in enumerate(article.text.split(". ")):
        found.append(Sentence(article, index, start, text))
        start += len(text) + 2
    return found


def _vectors(sentences: list[Sentence]) -> Vectors:
    """Every sentence of one event points the same way, with a little of its own."""
    rows = np.zeros((len(sentences), 3 + len(sentences)), np.float32)
    for row, sentence in enumerate(sentences):
        rows[row, AXES.get(sentence.article.text, 2)] = 0.8
        rows[row, 3 + row] = 0.6
    return rows


def test_the_stranger_among_three_is_set_aside_with_a_reason():
    assert _off(BRIDGE[0], ORCHESTRA[0], BRIDGE[1]).keys() == {1}
    reason = _off(BRIDGE[0], ORCHESTRA[0], BRIDGE[1])[1]
    assert reason.startswith("about something else (0.0")
    assert reason.endswith(" is the least)")


def test_articles_about_one_event_all_stay():
    assert _off(*BRIDGE) == {}


def test_of_two_events_told_once_each_the_longer_article_stays():
    short = BRIDGE[0].split(". ")[0]
    assert len(short) < len(ORCHESTRA[0]) < len(BRIDGE[0])
    assert _off(BRIDGE[0], ORCHESTRA[0]).keys() == {1}
    assert _off(short, ORCHESTRA[0]).keys() == {0}


def test_one_article_alone_stays():
    assert _off(BRIDGE[0]) == {}


def test_nothing_to_judge_is_no_error():
    assert topic.off([], [], np.zeros((0, 3), np.float32), origins.of([])) == {}


def test_of_three_that_have_nothing_in_common_one_stays():
    harbour = "Fishermen caught record amounts of herring off Skarvik this spring"
    assert _off(ORCHESTRA[0], harbour, BRIDGE[0]).keys() == {0, 1}


def test_of_articles_as_long_as_each_other_the_same_stays_whatever_the_order():
    orchestra = ORCHESTRA[0].ljust(len(BRIDGE[0]), ".")
    assert len(orchestra) == len(BRIDGE[0])
    [there], [back] = _off(BRIDGE[0], orchestra), _off(orchestra, BRIDGE[0])
    assert there == 1 - back


def test_the_larger_camp_stays():
    assert _off(*ORCHESTRA, *BRIDGE).keys() == {0, 1}


def test_of_two_camps_with_as_many_articles_the_one_without_copies_stays():
    copy = ORCHESTRA[0] + " Valby."
    assert _off(ORCHESTRA[0], copy, *BRIDGE[:2]).keys() == {0, 1}


def test_of_equal_camps_one_stays_whatever_the_order():
    forward = _off(*BRIDGE[:2], *ORCHESTRA)
    backward = _off(*reversed([*BRIDGE[:2], *ORCHESTRA]))
    assert forward.keys() in ({0, 1}, {2, 3})
    assert {3 - number: reason for number, reason in backward.items()} == forward


def test_two_prints_of_one_text_outvote_a_stranger():
    assert _off(BRIDGE[0], BRIDGE[0] + " Oakford.", ORCHESTRA[0]).keys() == {2}


def test_a_page_without_a_quotable_sentence_is_not_judged():
    articles = [Article(text=text) for text in (*BRIDGE[:2], "Sign in Subscribe")]
    sentences = [s for article in articles[:2] for s in _sentences(article)]
    assert topic.off(articles, sentences, _vectors(sentences), origins.of(articles)) == {}


def test_a_short_related_note_stays():
    note = "The Oakford bridge is closed: engineers found cracks in the arch"
    assert _off(*BRIDGE, note) == {}


def test_in_another_language_nothing_is_set_aside():
    assert _off(PONT[0], MUSIQUE, PONT[1], lang="fr") == {}
    assert _off(PONT[0], MUSIQUE, PONT[1]) == {}


def test_an_article_in_another_language_is_not_compared():
    articles = [Article(text=text) for text in (*BRIDGE, PONT[0])]
    sentences = [s for article in articles for s in _sentences(article)]
    assert topic.off(articles, sentences, _vectors(sentences), origins.of(articles)) == {}


def test_a_thousand_articles_are_compared():
    texts = [f"{BRIDGE[n % 3]} Report {n} came later." for n in range(1000)]
    assert len(_off(*texts[:999], ORCHESTRA[0])) == 1
