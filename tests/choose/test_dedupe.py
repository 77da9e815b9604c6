import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.choose import dedupe, near
from summarizer.datatypes import Article, Vectors
from tests.limits import processor_seconds

ENGLISH = Article(text="The dam broke.", lang="en")
GERMAN = Article(text="Der Damm brach.", lang="de")

DIFFERENT = [
    ("The blast killed 12 people.", "The blast killed 14 people."),
    ("Twelve people were dead by noon.", "Fourteen people were dead by noon."),
    ("The talks resume on Monday.", "The talks resume on Tuesday."),
    ("The fire burns in the north of the city.", "The fire burns in the south of the city."),
    ("Shares of the bank rose sharply.", "Shares of the bank fell sharply."),
    ("The bridge is open to traffic.", "The bridge is not open to traffic."),
    ("The bridge isn't safe, engineers say.", "The bridge is safe, engineers say."),
    ("The jury heard John Smith on the theft.", "The jury heard Jane Smith on the theft."),
    (
        "The court was asked to reverse the ban on protests.",
        "The court reversed the ban on protests.",
    ),
    ("The company said it would close the plant.", "The company closed the plant."),
    ("Minister Lee may win the vote.", "Minister Lee won the vote."),
    ("The flood left 1.2 million people homeless.", "The flood left 1.3 million people homeless."),
    ("The officer was acquitted of murder.", "The officer was convicted of murder."),
    ("He resigned before the vote on the budget.", "He resigned after the vote on the budget."),
    ("Chelsea beat Arsenal in the cup final.", "Arsenal beat Chelsea in the cup final."),
    ("It was the first launch of the rocket.", "It was the second launch of the rocket."),
    ("The storm hit the coast on 12 May.", "The storm hit the coast on 13 May."),
    ("The storm hit the coast in 2019.", "The storm hit the coast in 2020."),
    ("The raid killed 12 and wounded 30.", "The raid killed 30 and wounded 12."),
    ("The home side won 2-1 at the weekend.", "The home side won 1-2 at the weekend."),
    ("Polls open at 10:30 in the capital.", "Polls open at 11:30 in the capital."),
    ("The mine lies five miles east of the town.", "The mine lies five miles west of the town."),
    ("The senate approved the budget plan.", "The senate rejected the budget plan."),
    ("The patient, a man, is recovering.", "The patient, a woman, is recovering."),
]

SAME = [
    ("“It’s over,” the mayor said.", '"It\'s over," the mayor said.'),
    ("The U.S. envoy left the talks.", "The US envoy left the talks."),
    ("The blast killed 12 people.", "The blast killed twelve people."),
    ("The blast killed 12 people.", "The blast killed a dozen people."),
    ("Mr. Obama signed the bill into law.", "President Obama signed the bill into law."),
    ("President Barack Obama signed the bill.", "Mr. Obama signed the bill."),
    ("Turnout reached 50 percent.", "Turnout reached 50%."),
    ("Turnout reached 50 per cent.", "Turnout reached 50 percent."),
    ("The deal is worth $1.2bn.", "The deal is worth $1.2 billion."),
    ("The deal is worth $1.2 billion.", "The deal is worth 1,200 million dollars."),
    ("LIMA, Peru (AP) — The dam broke at dawn.", "The dam broke at dawn."),
    ("The dam broke at dawn, police said.", "Police said the dam broke at dawn."),
    ("Chelsea beat Arsenal in the final.", "Arsenal were beaten by Chelsea in the final."),
    ("The town has 12,400 residents.", "The town has 12\u00a0400 residents."),
    ("The town has 12,400 residents.", "The town has 12400 residents."),
    ("The march began on Friday.", "The march began on Friday, September 22."),
    ("The march began on Sept. 22.", "The march began on 22 September."),
    ("The flood displaced 1.2 million people.", "The flood displaced 1,230,000 people."),
    ("The raid left 12 dead.", "The raid left 12 dead and 30 wounded."),
    ("Floods hit Sudan and Tunisia again.", "Floods hit Tunisia and Sudan again."),
    ("Timothy Jones won the seat.", "Tim Jones won the seat."),
]


def rows(count: int, cosine: float = 1.0) -> Vectors:
    """Unit rows of which every two have the same cosine."""
    gram = np.full((count, count), cosine) + np.eye(count) * (1 - cosine)
    values, axes = np.linalg.eigh(gram)
    return (axes * np.sqrt(np.clip(values, 0, None))).astype(np.float32)


def of(texts: list[str], cosine: float = 0.95, article: Article = ENGLISH) -> list[list[int]]:
    return dedupe.groups(texts, rows(len(texts), cosine), [article] * len(texts))


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_sentences_that_contradict_are_kept_apart(one: str, other: str) -> None:
    assert of([one, other]) == [[0], [1]]
    assert of([other, one]) == [[0], [1]]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_ways_to_say_it_are_one(one: str, other: str) -> None:
    assert len(of([one, other])) == 1
    assert len(of([other, one])) == 1


def test_a_higher_threshold_folds_fewer() -> None:
    texts = ["The dam broke at dawn.", "At dawn, the dam broke."]
    vectors = rows(2, 0.9)
    assert len(dedupe.groups(texts, vectors, [ENGLISH] * 2, 0.85)) == 1
    assert len(dedupe.groups(texts, vectors, [ENGLISH] * 2, 0.95)) == 2


def test_close_vectors_without_shared_words_are_not_enough() -> None:
    texts = ["The dam broke at dawn on the river.", "Officials praised their engineers warmly."]
    assert of(texts) == [[0], [1]]


def test_no_chain_joins_the_dissimilar() -> None:
    angles = np.radians([0, 30, 60])
    vectors = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    texts = ["The old dam broke.", "The dam broke.", "The dam broke then."]
    assert dedupe.groups(texts, vectors, [ENGLISH] * 3, 0.8) == [[0, 1], [2]]


def test_the_sentence_that_stands_alone_is_kept() -> None:
    leaning = "But it broke at dawn, the big dam."
    whole = "The big dam near Lima broke at dawn on 12 May."
    assert of([leaning, whole]) == [[1, 0]]


def test_among_equals_the_given_order_decides() -> None:
    texts = ["The dam broke at dawn.", "The dam broke at dawn!"]
    vectors = rows(2)
    assert dedupe.groups(texts, vectors, [ENGLISH] * 2) == [[0, 1]]
    assert dedupe.groups(texts, vectors, [ENGLISH] * 2, order=[7, 3]) == [[1, 0]]


def test_other_languages_need_a_higher_cosine_and_equal_figures() -> None:
    texts = ["Der Damm brach.", "Gebrochen ist der Damm."]
    assert of(texts, 0.87, GERMAN) == [[0], [1]]
    assert of(texts, 0.97, GERMAN) == [[0, 1]]
    assert of(["Es gab 12 Tote.", "Es gab 14 Tote."], 0.97, GERMAN) == [[0], [1]]


def test_the_language_is_read_from_the_article_when_none_is_declared() -> None:
    greek = Article(text="Το φράγμα έσπασε την αυγή.")
    texts = ["Το φράγμα έσπασε.", "Έσπασε το φράγμα."]
    assert of(texts, 0.87, greek) == [[0], [1]]


def test_nothing_gives_nothing() -> None:
    assert dedupe.groups([], np.zeros((0, 3), np.float32), []) == []


def test_equal_texts_are_one_whatever_their_vectors_and_capitals() -> None:
    texts = ["", "The dam “broke”.", 'THE DAM "BROKE".', ""]
    assert dedupe.groups(texts, np.eye(4, dtype=np.float32), [ENGLISH] * 4) == [[0, 3], [1, 2]]


def test_ten_thousand_equal_rows_are_cheap() -> None:
    count = 10_000
    with processor_seconds(5):
        found = dedupe.groups(
            ["The dam broke."] * count, np.ones((count, 1), np.float32), [ENGLISH] * count
        )
    assert found == [list(range(count))]


def test_figures_that_disagree_are_reported_as_printed() -> None:
    one, other = "The blast killed twelve people.", "The blast killed 14 people."
    assert dedupe.conflict(one, other, 0.9) == ("twelve", "14")
    assert dedupe.conflict(one, other, 0.7) is None
    assert dedupe.conflict("Shares rose 3 percent.", "Shares fell 4 percent.", 0.95) is None


WORDS = ["the", "dam", "broke", "12", "14", "at", "dawn", "Monday", "not", "Lima", "rose", "fell"]
SENTENCES = st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join)


@given(st.lists(st.tuples(SENTENCES, st.integers(0, 3)), max_size=14), st.randoms())
def test_groups_partition_the_rows_and_do_not_depend_on_their_order(drawn, random) -> None:
    texts = [text for text, _ in drawn]
    axes = rows(4, 0.85)
    vectors = axes[[axis for _, axis in drawn]].reshape(len(drawn), 4)
    found = dedupe.groups(texts, vectors, [ENGLISH] * len(texts))
    assert sorted(row for group in found for row in group) == list(range(len(texts)))

    moved = list(range(len(texts)))
    random.shuffle(moved)
    again = dedupe.groups(
        [texts[row] for row in moved], vectors[moved], [ENGLISH] * len(texts), order=moved
    )
    assert [[moved[row] for row in group] for group in again] == found


@given(st.lists(SENTENCES, max_size=10))
def test_every_repeat_is_the_same_as_the_sentence_kept(texts: list[str]) -> None:
    for kept, *repeats in of(texts, 0.9):
        assert all(
            texts[row].lower() == texts[kept].lower() or dedupe.same(texts[row], texts[kept])
            for row in repeats
        )


@pytest.mark.parametrize(
    ("repeat", "quoted", "expected"),
    [
        ("The blast killed 12 people.", "The blast killed twelve people.", True),
        ("The blast killed 12 people, officials say.", "The blast killed people.", True),
        # What the quoted sentence counts, whoever is cited must count.
        ("The blast killed people.", "The blast killed 12 people.", False),
        ("The blast killed 12 people.", "The blast killed 12 people and hurt 30.", False),
        ("The blast killed 14 people.", "The blast killed 12 people.", False),
        ("The blast did not kill 12 people.", "The blast killed 12 people.", False),
        ("Officials praised their engineers.", "The blast killed people.", False),
    ],
)
def test_a_repeat_is_cited_only_when_it_has_every_figure(repeat, quoted, expected) -> None:
    assert dedupe.supports(repeat, quoted) is expected


def test_a_long_row_of_repeats_folds_into_one_where_only_the_nearest_are_compared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(near, "EXACT", 10)
    dawn = "At dawn the old dam near the town broke,"
    texts = [f"{dawn} {'abcdefghij'[n % 10] * (n // 10 + 3)} said." for n in range(100)]
    angles = np.linspace(0, 0.3, 100)  # the nearest of each are the last ones before it
    vectors = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    assert dedupe.groups(texts, vectors, [ENGLISH] * 100) == [list(range(100))]


def test_both_ways_to_search_fold_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [text for pair in (*SAME[:4], *DIFFERENT[:4]) for text in pair]
    texts += [f"Row {n} of the theatre stayed empty." for n in range(20)]
    every = of(texts)
    monkeypatch.setattr(near, "EXACT", 10)
    assert of(texts) == every
