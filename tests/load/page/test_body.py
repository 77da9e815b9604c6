import pytest
from lxml.html import document_fromstring

from summarizer.load.page import body
from summarizer.load.page.body import Line

PARAGRAPHS = [
    "The dam above the town of Velden broke on Monday night after a week of heavy rain.",
    "Nobody was hurt, said the mayor, because the lower streets had been cleared on Sunday.",
    "Engineers had warned for years that the wall, built in 1931, could not hold so much water.",
    "The repair will take two years, and the money for it has not been found.",
]
TEASER = '<p>Read more: <a href="/x">Another dam in the north is about to break</a></p>'


def paragraphs(*texts):
    return "".join(f"<p>{text}</p>" for text in texts)


def text(content, *titles):
    tree = document_fromstring(f"<html><body>{content}</body></html>")
    return body.text(tree, titles).split("\n")


def test_every_paragraph_stands_on_its_own_line():
    assert text(f"<article>{paragraphs(*PARAGRAPHS)}</article>") == PARAGRAPHS


def test_a_line_that_only_leads_elsewhere_is_left_out():
    content = paragraphs(*PARAGRAPHS[:2]) + TEASER + paragraphs(*PARAGRAPHS[2:])
    assert text(f"<article>{content}</article>") == PARAGRAPHS


def test_a_link_in_a_sentence_stays():
    linked = PARAGRAPHS[2].replace("the wall", '<a href="/wall">the wall</a>')
    content = paragraphs(*PARAGRAPHS[:2], linked, PARAGRAPHS[3])
    assert text(f"<article>{content}</article>") == PARAGRAPHS


def test_the_headline_is_left_out_however_it_is_set():
    content = "<p>DAM BREAKS ABOVE VELDEN!</p>" + paragraphs(*PARAGRAPHS)
    assert text(f"<div>{content}</div>", "Dam breaks above Velden") == PARAGRAPHS


@pytest.mark.parametrize("joint", ["<br><br>", "</p><p>"])
def test_where_the_first_extractor_finds_nothing_the_second_is_asked(joint):
    content = f"<table><tr><td><p>{joint.join(PARAGRAPHS)}</p></td></tr></table>"
    assert text(content) == PARAGRAPHS


def test_the_mark_of_a_list_is_not_taken_for_text():
    items = "".join(f"<li>{item}</li>" for item in PARAGRAPHS[2:])
    content = f"<article>{paragraphs(*PARAGRAPHS[:2])}<ul>{items}</ul></article>"
    assert text(content) == PARAGRAPHS


def test_comments_and_tables_are_left_out():
    table = "<table><tr><td>Dams</td><td>1931</td></tr></table>"
    comments = '<div class="comments"><p>I always said that this wall would break.</p></div>'
    assert text(f"<article>{paragraphs(*PARAGRAPHS)}{table}</article>{comments}") == PARAGRAPHS


def test_chinese_is_compared_by_characters():
    lines = [
        "周一晚上，费尔登镇上方的大坝在连续一周的大雨后决堤，下游的街道被洪水淹没。",
        "市长说，没有人受伤，因为地势较低的街道已于周日疏散，居民被安置在学校里。",
        "工程师多年来一直警告说，这座建于一九三一年的大坝无法承受如此多的水量。",
        "维修工作将持续两年，而所需的资金目前还没有着落，该部门周二表示。",
    ]
    assert text(f"<article>{paragraphs(*lines)}</article>") == lines


def test_between_the_first_and_the_last_shared_line_the_first_opinion_counts():
    one = ["Menu and more", *PARAGRAPHS, "Subscribe"]
    other = ["Elsewhere", PARAGRAPHS[0], PARAGRAPHS[2], PARAGRAPHS[3]]
    assert body._joined(one, other) == PARAGRAPHS


def test_an_opening_sentence_that_only_the_first_has_is_kept():
    assert body._joined(PARAGRAPHS, PARAGRAPHS[1:]) == PARAGRAPHS
    assert body._joined(["A label", *PARAGRAPHS], PARAGRAPHS) == PARAGRAPHS


def test_where_the_two_disagree_the_longer_counts_if_it_is_made_of_sentences():
    assert body._joined(PARAGRAPHS[:1], PARAGRAPHS[1:]) == PARAGRAPHS[1:]
    assert body._joined([], ["Home", "Sport", "Weather"] * 50) == []


def test_a_page_that_links_all_it_says_is_not_emptied():
    links = {body._key(line) for line in PARAGRAPHS}
    assert body._kept(PARAGRAPHS, set(), links) == PARAGRAPHS


def test_lines_are_what_a_page_prints_and_count_the_characters_in_links():
    tree = document_fromstring(
        "<body>a <b>b</b> c<p>One <a href=x>two</a> three<br>four<script>x</script> tail</p> after"
        "<div><a>x y</a></div></body>"
    )
    assert list(body.lines(tree)) == [
        Line("a b c", 0),
        Line("One two three", 3),
        Line("four tail", 0),
        Line("after", 0),
        Line("x y", 2),
    ]
