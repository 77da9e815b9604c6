from summarizer.choose import leaning
from summarizer.choose.leaning import Need
from summarizer.datatypes import Article, Sentence


def article_of(*texts: str, lang: str | None = "en", joint: str = " ") -> list[Sentence]:
    article = Article(text=joint.join(texts), source="Daily", lang=lang)
    sentences = []
    start = 0
    for index, text in enumerate(texts):
        sentences.append(Sentence(article, index, start, text))
        start += len(text) + len(joint)
    return sentences


def needs(*texts: str, lang: str | None = "en", joint: str = " ") -> list[Need]:
    return leaning.needs(article_of(*texts, lang=lang, joint=joint))


INTRODUCTION = "Maria Lopez, 41, opened a bakery in Leeds, and the owner of the street sued."


def kinds(text: str) -> set[str]:
    """What the second sentence of an article leans with, mild kinds left out."""
    need = needs(INTRODUCTION, text)[1]
    return {lean.kind for lean in need.leans if lean.kind not in leaning.MILD}


def stands(text: str) -> bool:
    return kinds(text) == set()


# --- sentences that stand -------------------------------------------------------------------------


def test_it_without_an_owner_is_no_pronoun():
    assert stands("It was raining in Leeds.")
    assert stands("It took three days to count the votes.")
    assert stands("It is the first time that a court has stopped a bakery.")
    assert stands("It is unclear whether Leeds council will pay.")
    assert stands("It was in Leeds that the first bakery opened.")
    assert stands("In Leeds, it was unclear who had paid.")


def test_a_pronoun_whose_owner_opens_the_main_clause_is_fine():
    assert stands("In his first visit to China, Syrian President Bashar al-Assad met bankers.")
    assert stands("After it lost the vote, Leeds council gave up.")


def test_a_pronoun_whose_owner_stands_before_it_is_fine():
    assert stands("Police officer Tom Reed said he had seen nothing.")
    assert stands("Residents of Leeds said they would appeal.")
    assert stands("A woman in Leeds lost her purse.")


def test_time_and_relative_clauses_are_not_pointing_words():
    assert stands("This week Leeds council votes on bread.")
    assert stands("This year will be dry in Leeds.")
    assert stands("Those who attended the hearing in Leeds were searched.")
    assert stands("So far Leeds has fined nobody.")
    assert stands("So-called bread taxes are common in Leeds.")
    assert stands("Still images from Leeds show a fire.")
    assert stands("Then-president Nicolas Sarkozy visited Leeds.")
    assert stands("Both Leeds and York have bread taxes.")
    assert stands("Instead of bread, Leeds will sell cake.")


def test_names_of_bodies_and_unique_things_are_known():
    assert stands("The United Nations sent bread to Leeds.")
    assert stands("The White House praised Leeds.")
    assert stands("The government of Leeds will pay.")
    assert stands("The government will pay Leeds.")
    assert stands("The world’s oldest bakery stands in Leeds.")
    assert stands("The biggest bakery in England stands in Leeds.")


def test_a_noun_that_says_which_one_is_fine():
    assert stands("The fire in Leeds began at midnight.")
    assert stands("The man who sued Leeds council is retired.")
    assert stands("The suspect, Tom Reed, was held in Leeds.")
    assert stands("The homeless sleep in the parks of Leeds.")


def test_a_quotation_with_a_named_speaker_is_fine():
    assert stands('"We are glad. It was hard for us," said Ann Wood, a baker in Leeds.')
    assert stands("World War I ended in 1918.")


def test_a_name_beside_what_he_is_needs_no_surname():
    assert stands("Tom Reed of Leeds came with his wife, Julie, and his son Max.")


# --- sentences that lean --------------------------------------------------------------------------


def test_opening_pronouns_lean():
    assert kinds("She said nothing.") == {"pronoun"}
    assert kinds("Her bread is famous.") == {"pronoun"}
    assert kinds("It is popular in Leeds.") == {"pronoun"}
    assert kinds("They plan to appeal.") == {"pronoun"}


def test_a_pronoun_after_an_adverbial_leans():
    assert kinds("In her speech, she said nothing.") == {"pronoun"}
    assert kinds("On Monday, they voted in Leeds.") == {"pronoun"}


def test_a_pronoun_of_the_other_gender_leans():
    assert kinds("Robert Hall, 75, called her a good baker.") == {"pronoun"}


def test_the_speaker_of_a_report_is_not_in_the_report():
    assert kinds("A man walked out of a shop in Leeds, she said.") == {"pronoun"}


def test_pointing_words_lean():
    assert kinds("This surprised Leeds.") == {"demonstrative"}
    assert kinds("Those policies failed in Leeds.") == {"demonstrative"}
    assert kinds("A judge in Leeds ruled on costs in that case.") == {"demonstrative"}
    assert "connective" in kinds("That said, Leeds will pay.")


def test_connectives_lean():
    for opening in (
        "But",
        "However,",
        "Meanwhile,",
        "In addition,",
        "For example,",
        "As a result,",
    ):
        assert kinds(f"{opening} Leeds council voted no.") == {"connective"}
    assert kinds("Leeds council, however, voted no.") == {"connective"}
    assert kinds("Another bakery in Leeds closed.") == {"connective"}
    assert kinds("Both have a wide oven and then a small one in Leeds.") == {"connective"}
    assert "connective" in kinds("The latter won in Leeds.")
    assert kinds("Two months later, Leeds council voted no.") == {"connective"}


def test_definite_nouns_lean():
    assert kinds("The company’s shares fell.") == {"definite"}
    assert kinds("The president refused to answer.") == {"definite"}
    assert kinds("The incident shocked Leeds.") == {"definite"}
    assert kinds("Police in Leeds arrested the man.") == {"definite"}


def test_bare_names_lean_and_titles_introduce():
    assert kinds("Lopez sells bread.") == {"name"}
    assert kinds("Ms. Lopez sells bread.") == {"name"}
    assert stands("Mayor Lopez sells bread.")
    assert stands("Maria Lopez sells bread.")


def test_an_explained_abbreviation_leans_elsewhere():
    first = "The Leeds Bread Union (LBU) met."
    found = needs(first, "The vote of LBU members was close.")
    assert [lean.key for lean in found[1].leans] == ["LBU"]
    assert "LBU" in found[0].introduces


# --- sentences that can never be quoted -----------------------------------------------------------


def test_an_author_who_speaks_cannot_be_quoted():
    for text in ("We asked Leeds council.", "I like the bread of Leeds.", "Leeds told us so."):
        assert leaning.missing(needs(INTRODUCTION, text)) is None


def test_questions_page_furniture_and_list_items_cannot_be_quoted():
    for text in (
        "Who will pay in Leeds?",
        "See the video of Leeds below.",
        "Click here for more on Leeds.",
        "This video shows Leeds.",
        "1. Leeds must pay.",
        "and Leeds must pay.",
    ):
        assert leaning.missing(needs(INTRODUCTION, text)) is None


# --- days -----------------------------------------------------------------------------------------


def test_a_bare_weekday_and_also_are_mild():
    need = needs("Leeds council also voted on Friday.")[0]
    assert need.alone
    assert [lean.kind in leaning.MILD for lean in need.leans] == [True, True]


def test_a_date_dates_the_weekday():
    assert not needs("Leeds council voted on Friday, Sept. 22.")[0].leans


# --- passages -------------------------------------------------------------------------------------


def test_a_pronoun_stands_behind_its_own_predecessor():
    found = needs(INTRODUCTION, "She sells bread.")
    assert leaning.missing(found[1:]) is None
    assert leaning.missing(found) == frozenset()


def test_a_pronoun_whose_predecessor_names_nobody_needs_two():
    found = needs(INTRODUCTION, "Bread in Leeds costs two pounds.", "She was fined.")
    assert leaning.missing(found[1:]) is None
    assert leaning.missing(found) == frozenset()


def test_a_predecessor_of_the_other_gender_does_not_help():
    found = needs("James Reed, 50, ran.", "She was fined.")
    assert leaning.missing(found) is None


def test_predecessors_are_followed_to_the_first_that_stands():
    found = needs(INTRODUCTION, "She sells bread.", "But it costs two pounds.")
    assert leaning.missing(found[1:]) is None
    assert leaning.missing(found) == frozenset()


def test_the_first_sentence_of_an_article_has_no_predecessor():
    assert leaning.missing(needs("But Leeds council voted no.")) is None


def test_a_surname_is_introduced_by_any_earlier_sentence():
    found = needs(INTRODUCTION, "Bread in Leeds costs two pounds.", "Police fined Lopez in May.")
    assert leaning.missing(found[2:]) == {"Lopez"}
    assert leaning.missing(found[2:]) <= leaning.introduced(found[:1])


def test_a_surname_that_another_article_gives_in_full_is_taken_for_known():
    """An article may open with "Lopez, 34" where it hangs below a picture, or as an update."""
    sentences = article_of("Lopez, 34, paid the fine.", "Bread in Leeds costs two pounds.")
    others = leaning.surnames([Article(f"{INTRODUCTION} She sells Wi-Fi in Leeds.", lang="en")])
    assert others == {"Lopez"}
    assert leaning.missing(leaning.needs(sentences)[:1]) == frozenset()
    assert leaning.missing(leaning.needs(sentences, surnames=others)[:1]) == {"Lopez"}


def test_an_article_that_gives_the_full_name_may_open_with_the_surname():
    sentences = article_of("Lopez paid the fine.", INTRODUCTION)
    others = leaning.surnames([sentences[0].article])
    assert leaning.missing(leaning.needs(sentences, surnames=others)[:1]) == frozenset()


def test_surnames_of_other_languages_are_not_collected():
    assert leaning.surnames([Article("Anna Lopez schläft, sagte Anna Lopez.", lang="de")]) == set()


def test_a_definite_noun_takes_its_predecessor_or_an_earlier_mention():
    found = needs(INTRODUCTION, "The company sells bread.")
    other = needs("A company in York sells cake.")
    assert leaning.missing(found[1:]) == {"company"}
    assert leaning.missing(found) == frozenset()
    assert leaning.missing(found[1:]) <= leaning.introduced(other)


def test_a_shell_noun_takes_only_its_predecessor():
    found = needs(INTRODUCTION, "The decision angered bakers.")
    assert leaning.missing(found[1:]) is None
    assert leaning.missing(found) == frozenset()


def test_a_quotation_without_speaker_follows_the_one_before():
    first = '"Bread is life," said Ann Wood, a baker in Leeds.'
    assert leaning.missing(needs(first, '"Cake is not."')) == frozenset()
    assert leaning.missing(needs(first, '"Cake is not."')[1:]) is None
    assert leaning.missing(needs("Bread in Leeds costs two pounds.", '"Cake is not."')) is None


def test_a_quotation_announced_by_a_colon_comes_with_its_announcement():
    found = needs("Ann Wood of Leeds wrote to bakers:", '"Bread is life."')
    assert leaning.missing(found) == frozenset()
    assert leaning.missing(found[:1]) is None


def test_half_a_quotation_needs_the_other_half():
    found = needs("“Bread is life.", "Cake is not,” said Ann Wood of Leeds.")
    assert leaning.missing(found[:1]) is None
    assert leaning.missing(found[1:]) is None
    assert leaning.missing(found) == frozenset()


def test_a_quotation_that_is_never_closed_cannot_be_quoted():
    found = needs("Ann Wood said: “Bread is life.", "Leeds is a city.", joint="\n")
    assert leaning.missing(found[:1]) is None
    assert leaning.missing(found[1:]) == frozenset()


# --- other languages ------------------------------------------------------------------------------


def test_french_german_and_spanish_openings_lean():
    assert not needs("Paris dort.", "Elle rêve.", lang="fr")[1].alone
    assert not needs("Berlin schläft.", "Sie träumt aber.", lang="de")[1].alone
    assert not needs("Madrid duerme.", "Sin embargo, sueña.", lang="es")[1].alone
    assert needs("Paris dort.", "Il y a du pain à Lyon.", lang="fr")[1].alone
    assert needs("Paris dort.", "Cette semaine, Lyon vote.", lang="fr")[1].alone
    assert needs("Berlin schläft.", "Diese Woche wählt Bonn.", lang="de")[1].alone
    assert needs("Madrid duerme.", "Este lunes vota León.", lang="es")[1].alone


def test_other_languages_have_only_the_rules_for_quotations_and_questions():
    assert needs("Praha spí.", "Ale Brno bdí.", lang="cs")[1].alone
    assert not needs("Praha spí.", "„Brno bdí.“", lang="cs")[1].alone
    assert not needs("القاهرة نائمة.", "من يدفع؟", lang="ar")[1].alone


def test_no_sentences_need_nothing():
    assert leaning.needs([]) == []


def test_a_lean_names_its_words():
    lean = needs(INTRODUCTION, "However, Leeds council voted no.")[1].leans[0]
    assert (lean.kind, lean.words, lean.before) == ("connective", "However", 1)


def test_rows_are_judged_as_they_are_among_all_sentences():
    sentences = article_of(INTRODUCTION, "She said that it was hers.", "But he sued.", "Why?")
    every = leaning.needs(sentences)
    assert leaning.needs(sentences, [3, 1]) == [every[3], every[1]]
    assert leaning.needs(sentences, []) == []


def test_an_it_right_behind_the_first_verb_leans():
    assert kinds("Mechanics fed it with sardines until Friday.") == {"pronoun"}
    assert "pronoun" in kinds("The council put it up for sale.")
    assert stands("Police said it was too early to tell.")
    assert stands("As investigators put it, Ann Wood of Leeds had no choice.")


def test_the_other_side_of_something_named_does_not_lean():
    assert stands("Ann Wood found a cat on the other side of Leeds.")
