import re

import pytest

from summarizer import split
from summarizer.choose import screen
from summarizer.choose.english import boilerplate
from summarizer.datatypes import Article, Sentence
from tests.limits import processor_seconds


def reason(text: str) -> str | None:
    """Of one sentence that stands alone in its article."""
    return screen.reasons([Sentence(Article(text), 0, 0, text)])[0]


def reasons(text: str, title: str = "") -> list[str | None]:
    return screen.reasons(split.sentences(Article(text, title=title)))


CREDITS = [
    "3 of 12 A man seen walking on the bridge on a dry day.",
    "© 2024 The Harbour Times and its partners in the region.",
    "(C) The Harbour Times and its partners in the region.",
    "Rescuers carry a child out of the water, Getty Images reports.",
    "A man looks at the ruined bridge, AP Photo by Jane Roe.",
    "Smoke rises above the harbour on Monday in this file photo.",
    "The harbour from above on Monday in a handout image.",
    "The harbour from above on Monday, via Reuters and others.",
    "Image caption The harbour was closed for two days last week.",
    "The harbour was closed on Monday evening. hide caption.",
    "The harbour on Monday, photo: Jane Roe for the Times.",
    "The harbour on Monday evening, photo by Jane Roe in Riverton.",
    "The bridge after the flood (Picture: Jane Roe) on Monday.",
    "(The Associated Press)",
    "A screengrab of the broadcast on Monday evening at eight.",
    "Mayor Ana Ruiz (left) greets the rescuers at the hall.",
    "(From left) Ana Ruiz, Tom Bell and Lea Kahn walk to the court.",
    "Ana Ruiz and Tom Bell (L-R) walk to the court on Monday.",
    "A ferry of the Riverton line lands at the new harbour on March 28, 2017.",
    "The harbour, pictured here, was closed for two days in May.",
    "WATCH: the moment the bridge fell into the river on Monday.",
    "Gallery | The bridge that fell into the river on Monday.",
    "Above, a man walks through the flooded market in Riverton.",
    "Left, Jane Roe speaks with the rescuers at the hall.",
]
NOTES = [
    "Editor's note: The number of the missing was changed on Tuesday.",
    "Editor’s Note — The number of the missing was changed on Tuesday.",
    "Translator's note: The title of the office has no equal in English.",
    "Correction: An earlier version gave the wrong name of the bridge.",
    "With additional reporting by Jane Roe and John Doe in Lima.",
    "Additional reporting by Jane Roe in Riverton and John Doe.",
    "Channel Nine's Jane Roe reports from Riverton on the night of the flood.",
    "The Harbour Times’ Ann Mary Lee explains what the new bridge will cost.",
    "Jane Roe contributed to this report from the capital on Monday.",
    "Reporting by Jane Roe; editing by John Doe and Ann Lee.",
    "Jane Roe contributed from Riverton, Ohio.",
    "Originally published on the pages of the Harbour Times.",
    "On behalf of Roe, Doe & Lee, LLP.",
    "Translated by John Doe from the French of Anne Martin.",
    "This article was originally published by the Harbour Times in May.",
    "This story has been updated with comments from the mayor.",
    "This article is adapted from the French original of Monday.",
    "This is a developing story and will be longer soon.",
    "Read the original article on the pages of the Harbour Times.",
    "Published on 3 May 2024 at 10:15 by the Harbour Times.",
    "Published 14 May 2024 by the desk of the Harbour Times.",
    "The Harbour Times first reported the arrest.",
    "Last updated: Monday 3 May 2024 at ten in the morning.",
    "All rights reserved by the publisher of this newspaper.",
    "This material may not be published, broadcast or rewritten.",
    "Copyright 2024 The Harbour Times and its partners.",
    "The views expressed here are those of the author alone.",
]
PLUGS = [
    "Harbour TV has exclusive pictures of the rescue on the river.",
    "The stories that matter, delivered weekday mornings.",
    "All the news of the valley, delivered daily.",
    "Embed CTRL-C or CMD-C, then press Enter.",
    "Harbour Phones - Make an appointment here.",
    "Sign up for our morning newsletter and read it at breakfast.",
    "Log in to your account to read the rest of this story.",
    "Get our free newsletter in the morning with the news of the day.",
    "Subscribe to read the whole story and ten more every month.",
    "Thank you for subscribing to the pages of the Harbour Times.",
    "We use cookies to make our pages better for every reader.",
    "This website uses cookies to make its pages better for you.",
    "Please enable JavaScript to see all of this page and its pictures.",
    "Please turn off your ad blocker to read the rest of this page.",
    "Click here to see all pictures of the storm and the flood.",
    "Read more: What we know about the flood in the valley.",
    "Follow us on Facebook for the latest news of the storm.",
    "Contact us at the number printed on the last page today.",
    "Share this article with your friends if you liked it.",
    "By using this page you agree to the terms of service here.",
    "Our privacy policy says what we know about you and why.",
    "Download the Harbour Times app for the latest news of the storm.",
    "Support our journalism with a gift of one dollar a week.",
    "Leave a comment and tell us what you think of it.",
    "Comments are closed on this page until the end of May.",
    "Skip to the main part of this page right now please.",
    "Advertisement The rest of the story stands below this line.",
    "Story continues below the pictures of the storm and the flood.",
    "Related: Ten bridges that fell in the storms of this year.",
    "Don't miss the best stories of the week on Sunday morning.",
    "Watch the full interview with the mayor of Riverton below.",
    "View the gallery of pictures from the storm.",
    "Visit our shop for books about the storms of the valley.",
    "The map below shows the streets that the river reached.",
    "Story highlights The bridge fell and nobody was hurt on Monday.",
]
ADDRESSES = [
    "The list of streets is at https://example.org/streets this week.",
    "For a list of streets you can visit http: / / example.org this week.",
    "Visit www.example.org for a list of streets the river reached.",
    "Write to desk@example.org with your own pictures of the storm.",
    "The mayor, writing as @anaruiz, said that nobody was hurt.",
    "The bridge is closed again until further notice #flood #riverton.",
    "The mayor said that the br\ufffddge would stay closed on Monday.",
]
CUT_OFF = [
    "The mayor said that the bridge would not be opened...",
    "The mayor said that the bridge would not be opened ..",
    "The mayor said that the bridge would not be opened…",
    "The mayor said that the bridge would not be opened […]",
    "The mayor said that the bridge would not be opened [...]",
    "“The bridge will not be opened again before Sunday …”",
]


@pytest.mark.parametrize(
    "text",
    [
        "According to police and the firemen.",
        "Spokesman John Doe said in a statement released by the town.",
        "Ana Ruiz told the Harbour Times in an interview.",
        "The mayor wrote in a letter to the governor on Monday.",
    ],
)
def test_who_said_it_is_not_quoted_without_what(text):
    assert reason(text) == "only a source"


@pytest.mark.parametrize("text", CREDITS)
def test_captions_and_credits_are_not_quoted(text):
    assert reason(text) == "caption or credit"


@pytest.mark.parametrize("text", NOTES)
def test_notes_of_the_desk_are_not_quoted(text):
    assert reason(text) == "note or credit"


@pytest.mark.parametrize("text", PLUGS)
def test_what_the_page_says_about_itself_is_not_quoted(text):
    assert reason(text) == "page furniture"


@pytest.mark.parametrize("text", ADDRESSES)
def test_addresses_and_broken_characters_are_not_quoted(text):
    assert reason(text) == "page furniture"


@pytest.mark.parametrize("text", CUT_OFF)
def test_what_was_cut_off_is_not_quoted(text):
    assert reason(text) == "cut off"


def test_all_of_an_editor_s_note_is_refused():
    note = "Editor's note: Jane Roe sits in the council. Once a baker, she ran for mayor in May."
    news = "The council voted on the price of bread on Monday."
    article = Article(f"{note}\n\n{news}", lang="en")
    assert screen.reasons(split.sentences(article)) == ["note or credit"] * 2 + [None]


def test_what_a_date_of_publication_follows_is_a_caption():
    words = "A boy who was taken out of the river twice had a second birthday, his mother says."
    article = Article(f"{words} (Published Friday, Oct. 21, 2016)", lang="en")
    assert screen.reasons(split.sentences(article))[0] == "caption or credit"


def test_a_whole_date_at_the_end_is_a_caption_s():
    text = "Jane Roe treats a wounded dog at the clinic in Riverton, Monday, Aug. 4, 2014."
    assert reason(text) == "caption or credit"
    assert reason(text.replace("treats", "said she had treated")) is None


@pytest.mark.parametrize(
    "text", ["By Jane Roe", "By Jane Roe, Riverton", "By Jane Roe and John Doe."]
)
def test_bylines_are_not_quoted(text):
    assert reason(text) == "byline"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The mayor resigned now.", "too short or too long"),
        ("The bridge fell today.", "too short or too long"),
        ("With AFP", "too short or too long"),
        ("HANGZHOU, China:", "too short or too long"),
        ("The mayor " + "said again and " * 20 + "left.", "too short or too long"),
        ("The mayor said that the bridge would not be opened", "no end of sentence"),
        ("The mayor gave three reasons for the long delay:", "no end of sentence"),
        ("and said that the bridge would not be opened again.", "begins in the middle"),
        ("“and the bridge will not be opened again,” she said.", "begins in the middle"),
        ("RIVERTON BRIDGE FALLS INTO THE RIVER AFTER THE STORM.", "not prose"),
        ("RIVERTON The bridge fell into the river on Monday evening.", "not prose"),
        ("12 3 45 - 67 : 89 (10) 11/12 13.", "not prose"),
        ("Silva 12', 44', 60' (p), 71', 88', 90'+3' 5-1 2-0.", "not prose"),
    ],
)
def test_what_is_no_whole_sentence_of_prose_is_not_quoted(text, why):
    assert reason(text) == why


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said “the bridge is closed and stays closed.",
        "The mayor said the bridge is closed” and stays closed.",
        'The mayor said "the bridge is closed and stays closed.',
        "The mayor (who came late said the bridge is closed.",
        "The mayor, who came late) said the bridge is closed.",
        "The mayor said «the bridge is closed and stays closed.",
        "The mayor said “the bridge (is closed” and stays) closed.",
        "市长星期一说「大桥倒塌了, 没有人受伤。",
    ],
)
def test_quotation_marks_and_brackets_must_be_closed(text):
    assert reason(text) == "unbalanced quotation marks or brackets"


NEWS = [
    "Mayor Ana Ruiz said in a statement that the bridge is safe.",
    "Rescuers said in the morning the river fell by a metre.",
    "The minister told parliament in a letter the dam will hold.",
    "12 of 40 Riverton schools stayed closed on Monday.",
    "Milk was delivered on weekday mornings until the bridge fell.",
    "On behalf of Riverton, Mayor Ana Ruiz thanked all who had come.",
    "Three towns contributed from their own reserves to the new dam.",
    # About cookies, newsletters, subscriptions, photographs, videos, articles: still news.
    "The regulator fined the company for placing cookies without asking first.",
    "Browsers will soon block third-party cookies by default, the company said.",
    "The newsletter reported on Tuesday that the minister had resigned.",
    "The company said that subscriptions rose by a third last year.",
    "A photo of the boy went around the world within hours.",
    "The photograph shows two men leaving the building at night.",
    "Police published a video that shows the car leaving the bridge.",
    "The minister said the video was filmed by his guards in May.",
    "The two men were pictured together at a conference in Oslo.",
    "Advertisers left the network after the broadcast on Monday.",
    "The reporter was shot while she was writing a story about the mine.",
    "The story was first reported by a local paper on Monday.",
    "The disease was first reported in Guinea in March.",
    "Residents could see the video of the crash by Monday.",
    "Left-wing parties led the march to the parliament on Monday.",
    "Above-average rain filled the lakes in the north of the country.",
    "By Monday noon the river was at its highest.",
    "The president spoke with Reuters about the talks on Monday.",
    "The Associated Press reported the strike on Wednesday morning.",
    "The publisher removed the article after the ruling of the court.",
    "With additional police on the streets, the march passed quietly.",
    "The senator signed up for the army when he was nineteen.",
    # Whole sentences that look odd.
    "“We did not see this coming,” the mayor told reporters on Monday.",
    '"We did not see this coming," the mayor told reporters on Monday.',
    "Relations “have withstood the test of international changes”, Xi said.",
    "The mayor’s office (which opened in May) was searched by police.",
    "The mayor said: “The man told me ‘go home’ and then he left.”",
    "The fund had 1,250,000 dollars in 2019 and twice that in 2021.",
    "iPhone sales fell by a tenth in China, the company said.",
    "IBM and NATO signed a deal with the EU on Monday.",
    "Will the bridge be opened again before the end of May?",
    "By Monday evening the water had reached the first houses.",
    "Top officials from both countries met on Monday in Geneva.",
    "RIVERTON, May 6 (Xinhua) — The dam above the town broke on Monday.",
    "HANGZHOU, China: The leaders met on the eve of the games.",
    "The mayor resigned on Monday.",  # five words
    "The mayor " + "said it again and " * 14 + "left.",  # 59 words
]


@pytest.mark.parametrize("text", NEWS)
def test_news_is_quoted_whatever_it_is_about(text):
    assert reason(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "市长星期一说，大桥倒塌了，没有人受伤。",
        "ダムが月曜日に決壊したが、けが人はいなかった。",
        "انهار السد فوق المدينة يوم الاثنين ولم يصب أحد بأذى.",
        "هل انهار السد فوق المدينة يوم الاثنين الماضي؟",
        "بارش کے بعد شہر کے اوپر کا بند پیر کو ٹوٹ گیا۔",
        "बारिश के बाद शहर के ऊपर का बाँध सोमवार को टूट गया।",
        "Плотина над городом рухнула в понедельник вечером.",
        "Вечером «плотина рухнула», сказал мэр города журналистам.",
        "„Der Damm ist gebrochen“, sagte die Bürgermeisterin am Montag.",
        "«Le barrage a cédé lundi soir», a dit la maire de la ville.",
        "¿Cuándo se abrirá otra vez el puente sobre el río?",
    ],
)
def test_other_scripts_are_quoted_with_their_own_full_stops(text):
    assert reason(text) is None


WHOLE = "The dam above the town broke on Monday evening."
OTHER = "Two thousand people left their homes before the water came."


def test_a_credit_at_the_end_of_a_caption_spoils_the_whole_line():
    line = "Rescuers carry a child out of the water on Monday. Anna Berg/Getty Images"
    assert reasons(f"{line}\n{WHOLE}") == ["caption or credit", "caption or credit", None]


def test_a_credit_in_a_long_paragraph_spoils_itself_and_the_sentence_before():
    paragraph = " ".join([WHOLE, OTHER] * 4)
    found = reasons(f"{paragraph} A child is carried on Monday. Photo: Jane Roe. {WHOLE}")
    assert [why is None for why in found] == [True] * 8 + [False] * 2 + [True]


def test_a_teaser_spoils_its_whole_line_and_no_other():
    text = f"{OTHER} The mayor will...\n{WHOLE}"
    assert reasons(text) == ["cut off", "cut off", None]


def test_an_ellipsis_within_a_sentence_is_no_cut():
    assert reason("The mayor said the bridge “is ... not safe” and closed it.") is None


def test_a_headline_printed_again_is_not_quoted():
    headline = "Two Thousand Leave Their Homes After the Dam Breaks."
    assert reasons(
        f"{headline}\n{WHOLE}", title="Two thousand leave their homes after the dam breaks"
    ) == [
        "repeated line or headline",
        None,
    ]
    assert reasons(f"{headline}\n{headline}\n{WHOLE}") == ["repeated line or headline"] * 2 + [None]


def test_a_long_line_printed_twice_is_a_paragraph():
    paragraph = f"{WHOLE} {OTHER}"
    assert reasons(f"{paragraph}\n{paragraph}") == [None] * 4


def test_a_note_leaves_its_neighbours_alone():
    text = f"{WHOLE} Editor’s note: The number of the missing was changed on Tuesday.\n{OTHER}"
    assert reasons(text) == [None, "note or credit", None]


def test_an_article_without_sentences_has_no_reasons():
    assert screen.reasons([]) == []


TABLES = (boilerplate.CREDITS, boilerplate.NOTES, boilerplate.AUTHORS, boilerplate.PLUGS)
PATTERNS = {
    **{name: value for name, value in vars(screen).items() if isinstance(value, re.Pattern)},
    **{
        phrase.pattern: re.compile(phrase.pattern, table.flags)
        for table in TABLES
        for phrase in table.phrases
    },
    "CAPTION": boilerplate.CAPTION,
}
SIZE = 100_000
ATTACKS = [
    " ", "-", '"', "(", "(photo ", "(photo x", "by a.b ", "watch a b ", "this article was a b c ",
    "sign up for ", "our a ", "download our ", "with a ", "editor's ", "#a #", "[…", "AAAA ",
    "related ", "image ", "a", "大",
]  # fmt: skip


@pytest.mark.parametrize("name", PATTERNS)
def test_no_pattern_can_be_made_slow(name):
    # The label is looked for at the start of a sentence only.
    look = PATTERNS[name].match if name == "_LABEL_GLUED_ON" else PATTERNS[name].search
    with processor_seconds(3):
        for attack in ATTACKS:
            look(attack * (SIZE // len(attack)) + "\x00")


@pytest.mark.parametrize(
    "text", ["." * SIZE + "x", "The mayor said that she is " + "x@" * (SIZE // 2) + " now."]
)
def test_no_line_can_be_made_slow(text):
    with processor_seconds(1):
        reason(text)


@pytest.mark.parametrize(
    "dateline", ["RIVERTON (AP) — ", "RIVERTON, May 6 (AFP) – ", "RIVERTON (Reuters) - "]
)
def test_a_dateline_with_its_agency_leaves_the_sentence_quotable(dateline):
    assert reason(f"{dateline}The dam above the town broke on Monday evening.") is None


@pytest.mark.parametrize(
    "text",
    [
        "The court found that the site uses cookies to follow its readers.",
        "The law bans the use of cookies without the consent of the reader.",
        "The bank said in its weekly newsletter that prices would keep rising.",
        "Photos by the agency showed smoke above the harbour.",
        "Investigators asked the public to watch the video and call the police.",
        "The company said its new ad blocker would reach phones in June.",
        "The bill would change the copyright of films made before 1950.",
        "Rebels said they would follow him on the march to the capital.",
        "The link below the bridge was destroyed in the flood last week.",
        "The union said that nurses would join us on the picket line.",
        "The minister told reporters to stay tuned for a decision on Friday.",
        "The privacy policy of the agency was changed after the leak in March.",
        "Published in 1952, the novel sold ten million copies.",
        "Updated figures from the ministry show 41 deaths.",
        "Left, right and centre agreed on the budget on Friday.",
        "Above, the sky was dark with smoke from the fires.",
        "The budget grew from 1,250,000 in 2019 to 3,400,000 in 2021.",
    ],
)
def test_news_with_the_words_of_a_page_is_quotable(text):
    assert reason(text) is None
