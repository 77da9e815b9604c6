import pytest

from summarizer.load.feed import markup
from summarizer.load.feed.markup import Data, Declaration, Tag
from tests.limits import processor_seconds

ENDLESS = [
    *("<", "<a ", '<a "', "<a '", "<a b=", "<!--", "<![CDATA[", "<?", "<!", '<!E "', "</", "<a>"),
    *("&", "&a", "&#1", "&#x1", "\n ", " ", "<p>", "<script>", "</p>", "<a b", "<a\tb=c "),
]


def test_the_pieces_of_a_document_come_in_order():
    head = '<?xml?><!-- a > b --><!DOCTYPE r [\n<!ENTITY a "<x>">]>'
    text = "<r a='1 > 0'>x<b/><![CDATA[<&]]></R>"
    assert list(markup.tokens(head + text)) == [
        Declaration("DOCTYPE r [\n"),
        Declaration('ENTITY a "<x>"'),
        "]>",
        Tag("r", closing=False, empty=False, inner=" a='1 > 0'"),
        "x",
        Tag("b", closing=False, empty=True, inner="/"),
        Data("<&"),
        Tag("r", closing=True, empty=False, inner=""),
    ]


def test_what_is_no_tag_is_text():
    assert "".join(markup.tokens("1 < 2, a<b and <3")) == "1 < 2, a<b and <3"


def test_attributes_are_found_in_any_quotes():
    (tag,) = markup.tokens("<a HREF='x?a=1&amp;b=2' b=\"c\" d e=f b=z>")
    assert markup.attributes(tag) == {"href": "x?a=1&b=2", "b": "c", "d": "", "e": "f"}


def test_references_are_resolved_once_and_only_when_they_are_whole():
    assert markup.resolved("&amp;lt; &eacute; &#233; &#xE9; &#146; ?a=1&copy=2") == (
        "&lt; é é é ’ ?a=1&copy=2"
    )


def test_paragraphs_stand_on_lines_of_their_own():
    html = """<div><p>The dam
        broke&nbsp;on <b>Mon</b>day.</p><p></p>
        <ul><li>One &lt; two.<li>Three.</ul>Four.<br/>Five.
        <table><tr><td>Six</td><td>seven</td></tr></table></div>"""
    lines = ["The dam broke on Monday.", "One < two.", "Three.", "Four.", "Five.", "Six seven"]
    assert markup.plain(html) == "\n".join(lines)


def test_html_without_blocks_keeps_its_empty_lines():
    assert markup.plain("One\nline.\n \n<i>Two.</i>\n") == "One line.\nTwo."


@pytest.mark.parametrize(
    "html",
    [
        "One.<script>if (a<b) alert('</p>')</script> Two.",
        "One.<style>p > a {}</style> Two.",
        "One.<script><!-- x --></script> Two.",
        'One.<img src="x" alt="a > b"/> Two.',
        "One.<figure><img src=x><figcaption>A dam.</figcaption></figure> Two.",
        "One.<iframe src=x></iframe> Two.",
        "One.<iframe src=x/> Two.",
        "One.<object data=x> Two.",
        "One.<!-- <p>no</p> --> Two.",
        "One.<svg><title>no</title></svg> Two.",
    ],
)
def test_scripts_images_and_comments_are_left_out(html):
    assert markup.plain(html) == "One. Two."


def test_a_script_without_an_end_hides_the_rest():
    assert markup.plain("<p>One.</p><script>alert(1)") == "One."


def test_a_huge_number_for_a_character_is_left_out():
    assert markup.plain("a&#" + "9" * 10_000 + ";b&#x" + "F" * 10_000 + ";c").startswith("ab")


@pytest.mark.parametrize("piece", ENDLESS)
def test_the_time_is_linear(piece):
    text = piece * (300_000 // len(piece)) + "x" * 150_000
    with processor_seconds(10):
        for token in markup.tokens(text):
            if isinstance(token, Tag):
                markup.attributes(token)
        markup.plain(text)
        markup.resolved(text)
