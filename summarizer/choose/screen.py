"""What must never be quoted: the furniture of pages, and sentences that are not whole.

Rules look at a sentence, at the line it stands in (a credit at the end of a caption spoils the
whole caption) and at the article (a short line printed twice is furniture). Phrase rules are
English and named so; the others hold in any script.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from summarizer.datatypes import Sentence, count_words

SHORTEST = 5
"""Words. Below it a sentence is a label or an interjection."""
LONGEST = 60
"""Words. Above it a "sentence" is a list, a table or several glued together."""
CAPTION = 60
"""Words. A line up to this length is one caption or teaser; a longer one is a paragraph, of which
a credit spoils only its own sentence and the one before."""
LABEL = 12
"""Words. A line below this length that an article prints twice is furniture."""
LETTERS = 0.35
"""Share of letters below which a line is a table or a score; a sentence with two long numbers in it
has 0.39."""
READABLE = 0.8
"""Share of letters, digits and spaces below which it is an address or code."""
CAPITALS = 0.6
"""Share of capital letters from which a line is shouted: a label or a headline."""

_ENDS = tuple(".!?。！？｡．؟۔।॥։")
_CLOSERS = "\"'”’»›)]」』】）＂＇“"
_CLOSED_BY = {"“": "”", "«": "»", "„": "“”", "(": ")", "[": "]", "「": "」", "『": "』"}


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_ELLIPSIS = _any(r"(?:\.\.|…)[\"'”’»)\]]*$")
_ADDRESS = _any(
    r"https?:/", r"\bwww\.", r"\w@[\w-]+\.\w", r"(?:^|[\s.(“\"])@\w", r"#\w+ #\w", "\ufffd"
)
_POSTURES = (
    "listens|speaks|arrives|poses|waves|looks on|walks|smiles|gestures|attends|stands|holds|reacts"
    "|addresses|greets|leaves|waits|watches|inspects|appears|performs|celebrates|sits|stand"
    "|pose|walk|gather|wait|hold|look on|sit"
)
_MONTHS = (
    "Jan|Feb|March|April|May|June|July|Aug|Sept?|Oct|Nov|Dec|January|February|August|September"
    "|October|November|December"
)
_CAPTION_EN = re.compile(
    rf"^(?:\W*[A-Z][\w.’'-]*,? |[a-z]+,? |\d+,? ){{1,14}}?(?:{_POSTURES}) "
    r"(?!.*\b(?:said|says|will|told|but)\b)"
    rf".*\b(?:on [A-Z][a-z]+day|in (?:19|20)\d\d|(?:{_MONTHS})\.? \d)"
)
"""A caption without credit: a posture in the present tense, with a day."""
_HEADLINE_GLUED_ON = re.compile(r"[a-z]{3}[A-Z][a-z]+: |^#\w")
_LABEL_GLUED_ON = re.compile(
    r"[A-Z]{4,} (?:The|A|An|In|On|It|For|At|When) "
    r"|(?:CLOSE|SHARE|PRINT|TWEET|EMAIL|PHOTOS?|VIDEO|WATCH|MORE|Print|Share|Tweet|Email) [A-Z]"
    r"|(?:Getty|Shutterstock|Alamy|Thinkstock|iStock)\b"
    r"|[B-HJ-Z] [a-z]"
)
"""What a page printed in front of the sentence: a button, an agency, a large initial letter."""
_CREDIT_EN = _any(
    r"©",
    r"\(c\)",
    r"\bgetty images\b",
    r"\b(?:ap|afp) photo\b",
    r"\bepa-efe\b",
    r"\bshutterstock\b",
    r"\b(?:file|handout|provided|stock) (?:photo|image|picture|pic)\b",
    r"\bvia (?:reuters|ap|afp|getty|epa|storyful)\b",
    r"\bimage (?:caption|credit|source|copyright)\b",
    r"\bhide caption\b",
    r"\b(?:photo|image|picture|video|photograph|credit|caption)s?(?: (?:by|credit|courtesy))?\s*:",
    r"\b(?:photo|image|photograph|picture)s? (?:by (?-i:[A-Z])|courtesy)",
    r"\((?:photo|picture|image|getty)\b[^()]{0,60}\)",
    r"\((?:ap|reuters|afp)\b[^()]{0,60}\)\W*$",
    r"^\((?:the )?associated press\)$",
    r"\bscreen ?grab\b",
    r"\((?:left|right|centre|center|l|r|c|top|bottom|pictured)\)",
    r"\bpictured (?:here|above|below)\b",
    r", (?:shown|seen|pictured) (?:when|in|here|at|with|during|on)\b",
    r"\b(?:shared|embedded|posted|attached|included|reprinted|copied) (?:below|above|here)\b",
    r"\bin (?:this|an?|the) (?:\w+ ){0,4}(?:photo|photograph|image|picture|frame|video grab)s?"
    r" (?:released|taken|provided|obtained|dated|made|from|by|posted|shot)\b",
    r"\bin this [^.]{0,30} (?:photo|photograph|image|picture)\b",
    r"^(?:file|photos?|pictured|above|below|left|right|watch|video|live|gallery)(?: ?[–—:|]| -|- )",
    # "Above, the sky was dark" and "Left, right and centre" are sentences.
    r"^(?:top|bottom|above|below|left|right), (?!right\b|left\b|[^,]{0,60}\b(?:was|were|had)\b)"
    r"[^,]{0,60} (?:at|in|on|with|during|poses?|speaks?)\b",
)
_NOTE_EN = _any(
    r"^\W*(?:(?:editor|translator|author|publisher)s?(?:['’]s?)? )?"
    r"(?:note|notes|correction|clarification|disclaimer)\s*[:–—-]",
    r"^\W*(?:with|additional|extra) (?:\w+ )?(?:reporting|files|inputs?|material|agencies)\b",
    r"^\W*with (?:afp|ap|reuters|dpa|efe|ansa|agencies)\W*$",
    r"\bcontributed (?:to this (?:report|article|story)|reporting)\b",
    r"^\W*(?:reporting|writing|editing|written|edited|translated|compiled|posted|adapted)"
    r"(?: and (?:writing|editing))? by\b",
    r"\bthis (?:article|story|post|piece|report|page|headline|copy)(?: \w+){0,2}?"
    r" (?:was|is|has been|have been|appeared|originally|first|will be)\b(?: \w+){0,3}?"
    r" (?:adapted|translated|updated|corrected|amended|published|republished|edited|produced"
    r"|provided|reproduced|archived|contributed|written|breaking|developing|changed|clarified)\b",
    r"\bthis is a (?:developing|breaking) (?:news )?story\b",
    r"\b(?:read|see) the (?:original|full) (?:article|story|report)\b",
    r"^\W*(?:first published|last (?:updated|modified)|published|updated|posted)"
    r"(?::|(?: on| at| by| \d{1,4}| [a-z]+day)\b).{0,60}$",
    r"\ball rights reserved\b",
    r"\bmay not be (?:published|reproduced|republished)\b",
    r"\bcopyright (?:\d{4}|by)\b",
    r"\b(?:opinions|views) expressed (?:by|in|here|are)\b",
)
_SOURCE_EN = _any(r"^(?:according to|as reported by) [^,]{0,80}$")
_SHOUT = re.compile(r"!$")
_BIOGRAPHY_EN = _any(
    r"^[\w.'’-]+(?: [\w.'’-]+){1,3} (?:is|was) (?:an? |the )?(?:[\w.’'-]+ ){0,6}?"
    r"(?:staff writer|reporter|columnist|correspondent|contributor|freelance|contributing|editor"
    r"|journalist|blogger|producer)\b(?! (?:who|killed|arrested|jailed|detained|shot|accused))",
    r"\b(?:covers|writes about|reports on) .{0,60} for (?:the )?[A-Z][\w.]+\.?$",
    r"^\W*(?:the )?(?-i:[A-Z])[\w.&’'-]*(?: (?-i:[A-Z])[\w.&’'-]*){0,3}"
    r" first (?:reported|published) (?:the|this|on) .{0,30}$",
)
_BYLINE_EN = _any(r"^\W*by [\w.'’-]+ [\w.'’-]+(?: [\w.'’-]+)?(?:,| and | \||\.?$)")
_PLUG_EN = _any(
    r"\b(?:sign|log) (?:up|in) (?:for|to|with|now|here|today)\b.{0,60}"
    r"\b(?:newsletter|account|alerts?|emails?|inbox|updates|access|comment|free|daily|our)\b",
    r"\b(?:our|free) (?:\w+ ){0,2}newsletters?\b",
    r"\b(?:get|receive|sign up|subscribe).{0,40}\bnewsletters?\b",
    r"\bselect a newsletter\b",
    r"\bsubscri(?:be|ption)s? (?:to (?:our|read|continue|view|get|unlock)|now|today|options)\b",
    r"\b(?:thanks? (?:you )?for subscribing|unsubscribe|push notifications)\b",
    r"\b(?:(?:we|this (?:web)?site|our (?:web)?sites?) uses?|accept|our|enable|manage) cookies\b",
    r"\b(?:we|our) .{0,40}\bcookies\b",
    r"\bour cookie (?:policy|settings|preferences|notice)\b",
    r"\benable javascript\b",
    r"\bjavascript (?:is |must be )?(?:disabled|enabled|required)\b",
    r"\b(?:your|an|disable|turn off).{0,12} ad[ -]?block(?:er|ing)\b",
    r"\b(?:click|tap|swipe|scroll) (?:here|on the|down|below|through|to|for|the|above)\b",
    r"\bread (?:more|also|next|our|full story)\b",
    r"\bfollow (?:us|me|@|\w+(?: \w+)? on (?:twitter|facebook|instagram|x\b))",
    r"\b(?:like|find|contact|email|e-mail|call) us (?:on|at|by|for)\b",
    r"\bjoin us (?:on (?:facebook|twitter|instagram|whatsapp|telegram)|for more)\b",
    r"\bfollow stories like this\b",
    r"\bby following\b.{0,30}\bon (?:twitter|facebook|instagram)\b",
    r"\bshare (?:this|your|on|via) (?:article|story|post|page|facebook|twitter|email|thoughts)\b",
    r"\bfacebook twitter\b",
    r"\b(?:our|these|site|agree to the) terms (?:of|and) (?:service|use|conditions)\b",
    r"\b(?:our|this|read the|emails?|and) privacy policy\b",
    r"\byour (?:browser|inbox|email address|e-mail|subscription)\b",
    r"\bdownload (?:the|our) .{0,20}app\b",
    r"\bsupport (?:our|quality|independent) journalism\b",
    r"\bleave a (?:comment|reply)\b",
    r"\bcomments? (?:are closed|section below|policy)\b",
    r"\bskip (?:to|past|advert)",
    r"^\W*advertise?ments?\b",
    r"^\W*visit (?:our|us at|the website|the site|https?|www|[\w.-]+\.(?:com|org|net|co))\b",
    r"\b(?:story continues|continue reading|related (?:articles?|stories|content))\b",
    r"^\W*(?:related|see also|also (?:read|on|see|in)|most (?:read|popular|viewed)|trending|topics"
    r"|tags|recommended|up next|don['’]t miss|in case you missed)\b.{0,3}[:|–—-]",
    r"^\W*(?:don['’]t miss|stay tuned|stay up to date|keep up to date)\b",
    r"\bto stay up to date\b",
    r"^\W*(?:watch|see|view|listen to) (?:\w+ ){0,4}(?:video|clip|photos?|gallery|pictures|images"
    r"|podcast|footage|slideshow|interview|map|chart)\b.{0,30}$",
    r"\b(?:watch|see|view|listen to) (?:\w+ ){0,4}(?:video|clip|photos?|gallery|pictures|images"
    r"|podcast|footage|slideshow|interview|map|chart)\b.{0,30}(?:\b(?:below|above|here)\b|:)",
    r"\b(?:tweet|post|link|video|map|graphic|chart|photo|gallery|poll|audio|calculator)s?"
    r" (?:below|above|here)(?=[.,:!]|$| and | to | for | (?:shows?|explains?|lists?) )",
    r"\b(?:see|shown|listed|read|watch|scroll) (?:below|above)(?=[.,:!]|$)",
    r"\bplot \d+ on the map\b",
    r"\bstory highlights\b",
)


def reasons(sentences: Sequence[Sentence]) -> list[str | None]:
    """Why each sentence of ONE article may not be quoted; None means that it may."""
    if not sentences:
        return []
    text = sentences[0].article.text
    lines = [_line(text, sentence) for sentence in sentences]
    printed = Counter(_letters(line) for line in text.split("\n"))
    headline = _letters(sentences[0].article.title)
    credits_follow = [bool(_CREDIT_EN.search(sentence.text)) for sentence in sentences[1:]]
    found: list[str | None] = []
    for sentence, line, follows in zip(sentences, lines, [*credits_follow, False], strict=True):
        credit = follows and not text.startswith("\n", sentence.end)
        repeated = count_words(line) < LABEL and printed[_letters(line)] > 1
        if repeated or _letters(sentence.text) == headline:
            found.append("repeated line or headline")
        else:
            found.append(_line_reason(line, credit) or _sentence_reason(sentence.text))
    return found


def _line_reason(line: str, credit_follows: bool) -> str | None:
    """A fault that makes everything on the line unfit."""
    if count_words(line) > CAPTION:
        return "caption or credit" if credit_follows else None
    if _ELLIPSIS.search(line):
        return "cut off"
    if _CREDIT_EN.search(line):
        return "caption or credit"
    if count_words(line) <= LABEL and _BYLINE_EN.search(line):
        return "byline"
    return None


def _sentence_reason(text: str) -> str | None:
    """The first rule that the sentence breaks, in words for a person."""
    if not SHORTEST <= count_words(text) <= LONGEST:
        return "too short or too long"
    for reason, broken in (
        ("cut off", _ELLIPSIS.search(text)),
        ("no end of sentence", not _ends_whole(text)),
        ("begins in the middle", not _begins_whole(text)),
        ("unbalanced quotation marks or brackets", not _balanced(text)),
        ("caption or credit", _CREDIT_EN.search(text) or _CAPTION_EN.match(text)),
        ("note or credit", _NOTE_EN.search(text) or _BIOGRAPHY_EN.search(text)),
        ("shouted", _SHOUT.search(text)),
        ("only a source", _SOURCE_EN.search(text)),
        ("page furniture", _PLUG_EN.search(text) or _ADDRESS.search(text)),
        ("not prose", not _prose(text)),
    ):
        if broken:
            return reason
    return None


def _line(text: str, sentence: Sentence) -> str:
    first = text.rfind("\n", 0, sentence.start) + 1
    last = text.find("\n", sentence.end)
    return text[first : last if last >= 0 else len(text)].strip()


def _letters(text: str) -> str:
    """For comparing lines: letters and digits only, without case."""
    return "".join(char for char in text.casefold() if char.isalnum())


def _ends_whole(text: str) -> bool:
    return text.endswith(_ENDS) or text.rstrip(_CLOSERS + " ").endswith(_ENDS)


def _begins_whole(text: str) -> bool:
    """A lower-case start is a fragment, but for names such as iPhone."""
    letters = text.lstrip("\"'“‘«„([ ¿¡—–-•*·")
    return not letters[:1].islower() or letters[1:2].isupper()


def _balanced(text: str) -> bool:
    """Every mark that opens is closed in the same sentence, and the other way round."""
    if text.count('"') % 2:
        return False
    expected: list[str] = []
    for char in text:
        if expected and char in expected[-1]:
            expected.pop()
        elif char in _CLOSED_BY:
            expected.append(_CLOSED_BY[char])
        elif char in "”»)]」』":
            return False
    return not expected


def _prose(text: str) -> bool:
    letters = [char for char in text if char.isalpha() or unicodedata.category(char)[0] == "M"]
    readable = len(letters) + sum(char == " " or char.isdigit() for char in text)
    if readable < READABLE * len(text) or len(letters) < LETTERS * len(text):
        return False
    if _LABEL_GLUED_ON.match(text) or _HEADLINE_GLUED_ON.search(text):
        return False
    return sum(char.isupper() for char in letters) < CAPITALS * len(letters)
