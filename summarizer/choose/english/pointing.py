"""But, however, this, such: words that point at the sentence before."""

import re
from collections.abc import Iterator

from summarizer.choose.english.place import Place, holds
from summarizer.choose.lean import Lean
from summarizer.choose.phrases import Phrase, Phrases
from summarizer.choose.words import listed

_TIME = (
    r"(?:year|month|week|day|morning|afternoon|evening|night|weekend|summer|winter|spring|fall"
    r"|autumn|season|decade|century|time|quarter|term|coming|past|holiday|Christmas|Easter"
    r"|January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)s?\b"
)
_OWN_RELATIVE = r"(?:who|whom|whose|with|without|in|on|at|of|from|that|\w+ing|affected|involved)\b"

_ALWAYS = (
    "But|And|Or|Nor|However|Meanwhile|Therefore|Thus|Hence|Moreover|Furthermore|Additionally"
    "|Nevertheless|Nonetheless|Similarly|Likewise|Consequently|Accordingly|Otherwise|Conversely"
    "|Afterwards?|Subsequently|Indeed|Of course|Either way|Anyway|Namely|Not only|Because|Which"
    "|Granted|Admittedly|By the way|Even (?:more|worse|better)"
    "|Firstly|Secondly|Thirdly|Worse|Also|Too|Others|Another|Several others|Some others|That said"
    "|That being said|Even so|Even then|Only then|Back then|To be (?:clear|sure|fair)|As such"
    "|As well|In other words|By contrast|By comparison|By the same token|On the other hand"
    "|On the contrary|For (?:example|instance)|In (?:fact|addition(?! to)|turn|essence"
    "|contrast(?! to)"
    "|short|the meantime|that|this|these|those)|(?:One|Some|Most|Many|All|Two|Three|Four|Half|Part"
    "|Much|Few|Several|Neither|Either|Both|Any|None|Each) of (?:them|these|those|his|her|their|its"
    "|that|this|which)|Among (?:them|these|those|others?)|To (?:that|this) end"
    "|An hour (?:later|earlier)"
    "|On (?:that|this) (?:day|occasion|basis|point)|Under (?:that|this|these|those)"
    "|The (?:latter|pair|duo|trio|following day|next day|day before|next morning|others|rest)"
    "|As a (?:result|consequence)(?! of)|More (?:importantly|recently|specifically)"
)
_BEFORE_A_COMMA = (
    "Besides|Later|Soon|Rather|Plus|Again|Finally|First|Second|Third|Next|Well|Yes|No|Sure|Actually"
    "|Apparently|True|Ultimately|Now|Here|There|Fortunately|Unfortunately|Luckily|Sadly|Notably"
    "|Specifically|Importantly|Overall|After all|If so|If not|Shortly (?:after|afterwards?"
    "|before|thereafter)"
    "|Soon after|At the time|At (?:that|this|the same) (?:time|point|moment|stage)|Still"
    "|Then|Instead"
    "|In (?:response|return|reply|all|all of this|the process|the end|the aftermath|both cases)"
    "|Elsewhere|Separately|Earlier|Previously|Since|Before|Alternatively|Interestingly|Yet"
)
_CONNECTIVE = re.compile(
    rf"(?:(?:{_ALWAYS})\b|(?:{_BEFORE_A_COMMA})(?=,)"
    r"|Yet\b(?! another)|So (?!far\b|long as|many\b|much\b|called\b)"
    r"|Still (?:the|a|an|it|he|she|they|others|some|no|many|more|there)\b"
    r"|Then (?!President|Prime|Vice|Senator|Governor)"
    r"|Instead (?!of)|Later (?:that|in the|he|she|they|it|the|on)\b"
    r"|Soon (?:after|afterwards?|the|he|she|they|it|enough)\b(?! \w+ing)"
    r"|Shortly (?:afterwards?|thereafter|after that)"
    r"|(?:After|Before|Since|Until|By|From|At|On|With|For|Beyond|Like|Despite|Because of|On top of"
    rf"|In addition to|Other than|Apart from|Even) (?:that|this|these|those|then)[ ,](?!{_TIME})"
    rf"(?!{_OWN_RELATIVE})"
    r"|At (?:the|that|this) (?:same )?(?:time|point|moment|stage) (?!of\b)"
    r"|Other (?!than)|Neither\b(?! of the)|None\b(?! of the)|Each (?!of the|year|day|week|time)"
    r"|The (?:two|three|four|five|six|seven|other|same|second|third|fourth|fifth)\b"
    r"(?!-)(?! (?:\w+ )?(?:of|to|who|for|in|since|that)\b)"
    r"|The (?:reason|answer|question|problem|result|idea|point)(?: is| was|,|:)"
    r"|The former (?:is|was|has|had|said|would)\b"
    r"|(?:(?:Just|Only|About|Some|Nearly) )?(?:\w+ |a few |a couple of )?(?:minutes|hours"
    r"|days|weeks"
    r"|months|years|decades|moments) (?:later|earlier|afterwards?)\b"
    r"|A (?:few )?(?:short )?(?:minute|hour|day|week|month|year|moment|decade|time|while)s?"
    r" (?:later|earlier|after)[ ,])(?!-)"
)
_BOTH = re.compile(
    r"Both (?:have|has|had|are|were|will|would|can|could|did|do|say|said|also|now|then)\b"
    r"|Both\b(?! of the)(?! [\w’', -]{1,60} and )"
)
INSIDE = Phrases(
    Phrase(
        "however fact course indeed therefore too though meanwhile example instance turn then "
        "instead nevertheless moreover contrast hand well",
        r", (?:however|in fact|of course|indeed|therefore|too|though|meanwhile|for example"
        r"|for instance|in turn|then|instead"
        r"|nevertheless|moreover|by contrast|on the other hand|as well)(?:,|[.;]?$)",
    ),
    Phrase("too", r"\btoo\.$|\b(?:does|did|do|has|had|was|is|are|were) too\b(?=[,.;]|$)"),
    Phrase("other", r"\bthe other (?:man|woman|side|two|three|half)\b(?! of\b)"),
    Phrase(
        "both two",
        r"\b(?:both|the two) (?:men|women|countries|parties|teams|companies|leaders|had|were"
        r"|have|are|of them)\b",
    ),
    Phrase("earlier", r"\bearlier (?:that|in the) (?:day|week|month|year)\b"),
    Phrase("later", r"\blater (?:that|the same) (?:day|night|week|month|year|evening|morning)\b"),
    Phrase(
        "next following previous",
        r"\bthe (?:next|following|previous) (?:day|morning|night)\b",
    ),
    Phrase("then", r"\b(?:since|by) then\b"),
    Phrase(
        "therefore thus consequently turn instead nevertheless then",
        r"^[^,]{0,40}\b(?:therefore|thus|consequently|in turn|instead|nevertheless"
        r"|then)\b(?! of)(?!-)",
    ),
    flags=re.NOFLAG,
)
_ONLY_WITH = listed(
    "however therefore too though meanwhile example instance turn then instead nevertheless well "
    "moreover contrast hand two both other them earlier later next following previous thus "
    "consequently fact course indeed"
)
_ALSO = frozenset({"also"})
_DEMONSTRATIVE = re.compile(
    rf"This (?!{_TIME})|That\b(?! said)|These (?!days)|Those (?!{_OWN_RELATIVE})|Such\b"
)
POINTERS = Phrases(
    Phrase(
        "this these those",
        r"\b(?:in|of|at|by|for|to|with|from|on|about|under|after|during|before|despite|over|all)"
        rf" (?:this (?!{_TIME})|these (?!days)|those (?!{_OWN_RELATIVE}))",
    ),
    Phrase(
        "this these",
        rf"^[^,;:]*\b(?:this (?!{_TIME}|is\b|was\b|country|nation|world|life\b)"
        r"|these (?!days))\w",
    ),
    Phrase(
        "problem problems issue issues move moves decision decisions claim claims comment comments "
        "remark remarks plan plans question questions policy policies charge charges allegation "
        "allegations bill law deal incident incidents",
        r"\b(?:that|those) (?:problems?|issues?|moves?|decisions?|claims?|comments?|remarks?"
        r"|plans?|questions?"
        r"|policy|policies|charges?|allegations?|bill|law|deal|incidents?)\b",
    ),
    Phrase(
        "that",
        r"\b(?:in|at|since|from|of|on|by|for|after|before|during|about|with) that"
        r" (?:time|case|point|day|night|year|moment|period|position|role|week|month|morning|evening"
        r"|number|group|area|place|respect|sense|effort|decision|meeting|incident|attack|regard)\b",
    ),
    Phrase(
        "such",
        r"\bsuch an? (?:\w+ )?(?:move|step|case|thing|situation|policy|measure|incident|decision"
        r"|role|man|woman|plan)\b",
    ),
    Phrase("so", r"\b(?:doing|did|does|do|done) so\b"),
    Phrase("latter", r"\bthe latter\b"),
    Phrase(
        "same",
        r"\bthe same (?:day|time|thing|night|month|year|week|person|man|place"
        r"|reason)\b(?! (?:as|that)\b)",
    ),
)
_ONLY_WITH_POINTER = listed("this these those that such so latter same")


def connectives(place: Place) -> Iterator[Lean]:
    """Words that join a sentence to the one before; "also" further in is mild."""
    opening = place.plain.lstrip('\ufffc "“‘([–—-•*')
    match = _CONNECTIVE.match(opening) or _BOTH.match(opening)
    if match:
        yield Lean("connective", match.group().strip(" ,"), 1)
        return
    head = place.plain.partition(";")[0].partition("\ufffc")[0]
    inside = INSIDE.first(head, place.words)
    if inside and holds(head, _ONLY_WITH):
        yield Lean("connective", inside.group().strip(" ,."), 1)
    elif holds(head, _ALSO) and "not only" not in head.lower():
        yield Lean("also", "also", 0)


def demonstratives(place: Place) -> Iterator[Lean]:
    """This, that, these, those, such; "this week" and "those who" are fine."""
    match = _DEMONSTRATIVE.match(place.plain) or _inside(place)
    if match:
        yield Lean("demonstrative", match.group().strip(), 1)


def _inside(place: Place) -> re.Match[str] | None:
    match = POINTERS.first(place.plain, place.words)
    return match if match and holds(place.plain, _ONLY_WITH_POINTER) else None
