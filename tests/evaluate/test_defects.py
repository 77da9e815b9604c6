from summarizer import split
from summarizer.datatypes import Article, Encoder, Sentence
from summarizer.evaluate import defects
from summarizer.evaluate.defects import Defects

MAYOR = Article(
    text="Mayor Anna Berg opened the bridge on Monday. She thanked the workers. Read more here",
    lang="en",
)
PORT = Article(text="The port of Varna stayed closed on Monday.", lang="en")
COPY = Article(text="The port of Varna stayed closed on Monday!", lang="en")


def _count(encoder: Encoder, *summary: Sentence) -> Defects:
    return defects.count(summary, defects.judged([MAYOR, PORT, COPY]), encoder)


def test_a_pronoun_leans_unless_its_owner_stands_before_it(encoder: Encoder) -> None:
    opened, thanked, _ = split.sentences(MAYOR)
    [port] = split.sentences(PORT)
    assert _count(encoder, opened, thanked).leaning == 0
    assert _count(encoder, thanked).leaning == 1
    assert _count(encoder, opened, port, thanked).leaning == 1


def test_a_sentence_cut_at_an_edge_is_judged_as_it_was_cut(encoder: Encoder) -> None:
    article = Article(text="However, the port of Varna stayed closed on Monday.", lang="en")
    [whole] = split.sentences(article)
    rest = Sentence(article, 0, 9, "the port of Varna stayed closed on Monday.")
    judgement = defects.judged([article])
    assert defects.count([whole], judgement, encoder).leaning == 1
    assert defects.count([rest], judgement, encoder).leaning == 0


def test_page_furniture_is_unquotable(encoder: Encoder) -> None:
    opened, _, more = split.sentences(MAYOR)
    assert _count(encoder, opened).unquotable == 0
    assert _count(encoder, opened, more).unquotable == 1


def test_a_repeat_is_a_pair_of_close_sentences(encoder: Encoder) -> None:
    [port], [copy] = split.sentences(PORT), split.sentences(COPY)
    assert _count(encoder, port).repeats == 0
    assert _count(encoder, port, copy).repeats == 1
    assert _count(encoder, port, copy, port).repeats == 3


def test_nothing_has_no_defects(encoder: Encoder) -> None:
    assert _count(encoder) == Defects(leaning=0, unquotable=0, repeats=0)
