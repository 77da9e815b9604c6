"""What pages print around a text, by its phrases: credits, notes, authors, offers of the site.

Each phrase stands behind words of which it always has one, the rarer the better; see `phrases`.
"""

import re
from collections.abc import Set

from summarizer.choose.phrases import Phrase, Phrases
from summarizer.choose.words import listed

_POSTURES = (
    "listens|speaks|arrives|poses|waves|looks on|walks|smiles|gestures|attends|stands|holds|reacts"
    "|addresses|greets|leaves|lands|waits|watches|inspects|appears|performs|celebrates|sits|stand"
    "|pose|walk|gather|wait|hold|look on|sit"
)
POSTURES = listed(_POSTURES.replace("|", " ")) - {"on"}
_MONTHS = (
    "Jan|Feb|March|April|May|June|July|Aug|Sept?|Oct|Nov|Dec|January|February|August|September"
    "|October|November|December"
)
CAPTION = re.compile(
    rf"^(?:\W*[A-Z][\w.’'-]*,? |[a-z]+,? |\d+,? ){{1,14}}?(?:{_POSTURES}) "
    r"(?!.*\b(?:said|says|will|told|but)\b)"
    rf".*\b(?:on [A-Z][a-z]+day|in (?:19|20)\d\d|(?:{_MONTHS})\.? \d)"
)
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
CAPTION_DATE = re.compile(
    rf"(?!.*\b(?:said|says|will|told|born|died)\b).*\b(?:{_DAYS}), (?:{_MONTHS})\.? \d{{1,2}},"
    r" \d{4}\.$"
)
"""A report that gives the weekday leaves out the year: 3 of 4 in 544 articles were captions."""
CREDITS = Phrases(
    Phrase("©", r"©"),
    Phrase(  # the number of a picture in its row
        "seen shown pictured poses looks stands walks",
        r"^\d{1,3} of \d{1,3} (?-i:[A-Z]).{0,80}"
        r"\b(?:seen|shown|pictured|poses|looks|stands|walks)\b",
    ),
    Phrase("c", r"\(c\)"),
    Phrase("getty", r"\bgetty images\b"),
    Phrase("ap afp", r"\b(?:ap|afp) photo\b"),
    Phrase("epa", r"\bepa-efe\b"),
    Phrase("shutterstock", r"\bshutterstock\b"),
    Phrase(
        "photo image picture pic",
        r"\b(?:file|handout|provided|stock) (?:photo|image|picture|pic)\b",
    ),
    Phrase("via", r"\bvia (?:reuters|ap|afp|getty|epa|storyful)\b"),
    Phrase("image", r"\bimage (?:caption|credit|source|copyright)\b"),
    Phrase("hide", r"\bhide caption\b"),
    Phrase(
        "photo photos image images picture pictures video videos photograph photographs credit "
        "credits caption captions",
        r"\b(?:photo|image|picture|video|photograph|credit|caption)s?"
        r"(?: (?:by|credit|courtesy))?\s*:",
    ),
    Phrase(
        "photo photos image images photograph photographs picture pictures",
        r"\b(?:photo|image|photograph|picture)s? (?:by (?-i:[A-Z])|courtesy)",
    ),
    Phrase("photo picture image getty", r"\((?:photo|picture|image|getty)\b[^()]{0,60}\)"),
    Phrase("ap reuters afp", r"\((?:ap|reuters|afp)\b[^()]{0,60}\)\W*$"),
    Phrase("associated", r"^\((?:the )?associated press\)$"),
    Phrase("screen screengrab", r"\bscreen ?grab\b"),
    Phrase(
        "left right centre center l r c top bottom pictured",
        r"\((?:(?:from |top |bottom )?(?:left|right)(?: to (?:left|right))?"
        r"|centre|center|l|r|c|l-r|top|bottom|pictured)\)",
    ),
    Phrase("pictured", r"\bpictured (?:here|above|below)\b"),
    Phrase(
        "shown seen pictured", r", (?:shown|seen|pictured) (?:when|in|here|at|with|during|on)\b"
    ),
    Phrase(
        "below above here",
        r"\b(?:shared|embedded|posted|attached|included|reprinted|copied) (?:below|above|here)\b",
    ),
    Phrase(
        "photo photos photograph photographs image images picture pictures frame frames video",
        r"\bin (?:this|an?|the) (?:\w+ ){0,4}(?:photo|photograph|image|picture|frame|video grab)s?"
        r" (?:released|taken|provided|obtained|dated|made|from|by|posted|shot)\b",
    ),
    Phrase(
        "photo photograph image picture",
        r"\bin this [^.]{0,30} (?:photo|photograph|image|picture)\b",
    ),
    Phrase(
        "file photo photos pictured above below left right watch video live gallery",
        r"^(?:file|photos?|pictured|above|below|left|right|watch|video|live|gallery)"
        r"(?: ?[–—:|]| -|- )",
    ),
    Phrase(
        "top bottom above below left right",
        # "Above, the sky was dark" and "Left, right and centre" are sentences.
        r"^(?:top|bottom|above|below|left|right),"
        r" (?!right\b|left\b|[^,]{0,60}\b(?:was|were|had)\b)"
        r"[^,]{0,60} (?:at|in|on|with|during|poses?|speaks?)\b",
    ),
)
NOTES = Phrases(
    Phrase(
        "note notes correction clarification disclaimer",
        r"^\W*(?:(?:editor|translator|author|publisher)s?(?:['’]s?)? )?"
        r"(?:note|notes|correction|clarification|disclaimer)\s*[:–—-]",
    ),
    Phrase(
        "reporting files input inputs material agencies",
        r"^\W*(?:with|additional|extra) (?:\w+ )?(?:reporting|files|inputs?|material|agencies)\b",
    ),
    Phrase(
        "afp ap reuters dpa efe ansa agencies",
        r"^\W*with (?:afp|ap|reuters|dpa|efe|ansa|agencies)\W*$",
    ),
    Phrase(
        "contributed",
        r"\bcontributed (?:(?:to this (?:report|article|story)|reporting)\b"
        r"|from (?-i:[A-Z])[\w, .]{0,40}\.$)",
    ),
    Phrase(
        "reporting writing editing written edited translated compiled posted adapted",
        r"^\W*(?:reporting|writing|editing|written|edited|translated|compiled|posted|adapted)"
        r"(?: and (?:writing|editing))? by\b",
    ),
    Phrase(
        "adapted translated updated corrected amended published republished edited produced "
        "provided reproduced archived contributed written breaking developing changed clarified",
        r"\bthis (?:article|story|post|piece|report|page|headline|copy)(?: \w+){0,2}?"
        r" (?:was|is|has been|have been|appeared|originally|first|will be)\b(?: \w+){0,3}?"
        r" (?:adapted|translated|updated|corrected|amended|published|republished|edited|produced"
        r"|provided|reproduced|archived|contributed|written|breaking|developing|changed"
        r"|clarified)\b",
    ),
    Phrase("developing breaking", r"\bthis is a (?:developing|breaking) (?:news )?story\b"),
    Phrase("original full", r"\b(?:read|see) the (?:original|full) (?:article|story|report)\b"),
    Phrase(
        "published updated modified posted",
        r"^\W*(?:first published|last (?:updated|modified)|published|updated|posted)"
        r"(?::|(?: on| at| by| \d{1,4}| [a-z]+day)\b).{0,60}$",
    ),
    Phrase("originally", r"^\W*originally published (?:on|by|in) .{0,60}$"),
    Phrase(  # of a law firm, below its statement
        "behalf", r"^on behalf of (?-i:[A-Z])[\w.&-]*,?(?: (?:(?-i:[A-Z])[\w.-]*|&|and|of),?)*\.$"
    ),
    Phrase("reserved", r"\ball rights reserved\b"),
    Phrase(
        "published reproduced republished",
        r"\bmay not be (?:published|reproduced|republished)\b",
    ),
    Phrase("copyright", r"\bcopyright (?:\d{4}|by)\b"),
    Phrase("expressed", r"\b(?:opinions|views) expressed (?:by|in|here|are)\b"),
)
AUTHORS = Phrases(
    Phrase(
        "staff reporter columnist correspondent contributor freelance contributing editor "
        "journalist blogger producer",
        r"^[\w.'’-]+(?: [\w.'’-]+){1,3} (?:is|was) (?:an? |the )?(?:[\w.’'-]+ ){0,6}?"
        r"(?:staff writer|reporter|columnist|correspondent|contributor|freelance|contributing"
        r"|editor|journalist|blogger|producer)\b"
        r"(?! (?:who|killed|arrested|jailed|detained|shot|accused))",
    ),
    Phrase(
        "covers writes reports",
        r"\b(?:covers|writes about|reports on) .{0,60} for (?:the )?[A-Z][\w.]+\.?$",
    ),
    Phrase(
        "reported published",
        r"^\W*(?:the )?(?-i:[A-Z])[\w.&’'-]*(?: (?-i:[A-Z])[\w.&’'-]*){0,3}"
        r" first (?:reported|published) (?:the|this|on) .{0,30}$",
    ),
    Phrase(  # below a film: "Channel 9's Ann Wood reports from Leeds."
        "reports explains discusses looks speaks joins talks takes breaks",
        r"^(?:(?-i:[A-Z])[\w.&-]* ){0,3}(?-i:[A-Z])[\w.&-]*['’]s?"
        r"(?: (?-i:[A-Z])[\w.'’-]+){2,3} (?:reports|explains|discusses|looks (?:at|back|into)"
        r"|speaks (?:to|with)|joins|talks (?:to|with|about)|takes a (?:\w+ )?look|breaks down)\b",
    ),
)
_SHOWN = (
    r"(?:video|clip|photos?|gallery|pictures|images|podcast|footage|slideshow|interview|map|chart)"
)
PLUGS = Phrases(
    Phrase(
        "sign log",
        r"\b(?:sign|log) (?:up|in) (?:for|to|with|now|here|today)\b.{0,60}"
        r"\b(?:newsletter|account|alerts?|emails?|inbox|updates|access|comment|free|daily|our)\b",
    ),
    Phrase(
        "newsletter newsletters",
        r"\b(?:our|free) (?:\w+ ){0,2}newsletters?\b"
        r"|\b(?:get|receive|sign up|subscribe).{0,40}\bnewsletters?\b"
        r"|\bselect a newsletter\b",
    ),
    Phrase(
        "subscribe subscribes subscription subscriptions",
        r"\bsubscri(?:be|ption)s?"
        r" (?:to (?:our|read|continue|view|get|unlock)|now|today|options)\b",
    ),
    Phrase(
        "subscribing unsubscribe push",
        r"\b(?:thanks? (?:you )?for subscribing|unsubscribe|push notifications)\b",
    ),
    Phrase(
        "cookies",
        r"\b(?:(?:we|this (?:web)?site|our (?:web)?sites?) uses?|accept|our|enable|manage)"
        r" cookies\b|\b(?:we|our) .{0,40}\bcookies\b",
    ),
    Phrase(
        "delivered",
        r"\bdelivered weekday (?:mornings|evenings)\b"
        r"|\b(?:news|stories)\b.{0,30} delivered (?:daily|every (?:day|morning|evening))\b",
    ),
    Phrase("press", r"\b(?:ctrl|cmd|command)-\w\b.{0,40}\bpress\b|\bpress (?:ctrl|cmd|enter)\b"),
    Phrase(
        "exclusive",
        r"\b(?:has|have|brings you) (?:the )?exclusive"
        r" (?:pictures|photos|images|videos?|footage|details|interviews?)\b",
    ),
    Phrase("appointment one", r"\b(?:make an appointment|find one) here\b"),
    Phrase("cookie", r"\bour cookie (?:policy|settings|preferences|notice)\b"),
    Phrase(
        "javascript",
        r"\benable javascript\b"
        r"|\bjavascript (?:is |must be )?(?:disabled|enabled|required)\b",
    ),
    Phrase(
        "ad adblocker adblocking",
        r"\b(?:your|an|disable|turn off).{0,12} ad[ -]?block(?:er|ing)\b",
    ),
    Phrase(
        "click tap swipe scroll",
        r"\b(?:click|tap|swipe|scroll) (?:here|on the|down|below|through|to|for|the|above)\b",
    ),
    Phrase("read", r"\bread (?:more|also|next|our|full story)\b"),
    Phrase(
        "follow",
        r"\bfollow (?:us|me|@|\w+(?: \w+)? on (?:twitter|facebook|instagram|x\b)"
        r"|stories like this\b)",
    ),
    Phrase(
        "us",
        r"\b(?:like|find|contact|email|e-mail|call) us (?:on|at|by|for)\b"
        r"|\bjoin us (?:on (?:facebook|twitter|instagram|whatsapp|telegram)|for more)\b",
    ),
    Phrase(
        "twitter facebook instagram",
        r"\bby following\b.{0,30}\bon (?:twitter|facebook|instagram)\b|\bfacebook twitter\b",
    ),
    Phrase(
        "share",
        r"\bshare (?:this|your|on|via)"
        r" (?:article|story|post|page|facebook|twitter|email|thoughts)\b",
    ),
    Phrase(
        "terms", r"\b(?:our|these|site|agree to the) terms (?:of|and) (?:service|use|conditions)\b"
    ),
    Phrase("privacy", r"\b(?:our|this|read the|emails?|and) privacy policy\b"),
    Phrase(
        "browser inbox email e subscription",
        r"\byour (?:browser|inbox|email address|e-mail|subscription)\b",
    ),
    Phrase("download", r"\bdownload (?:the|our) .{0,20}app\b"),
    Phrase("journalism", r"\bsupport (?:our|quality|independent) journalism\b"),
    Phrase(
        "comment comments reply",
        r"\bleave a (?:comment|reply)\b|\bcomments? (?:are closed|section below|policy)\b",
    ),
    Phrase("skip", r"\bskip (?:to|past|advert)"),
    Phrase(
        "advertisement advertisements advertisment advertisments",
        r"^\W*advertise?ments?\b",
    ),
    Phrase(
        "visit",
        r"^\W*visit (?:our|us at|the website|the site|https?|www"
        r"|[\w.-]+\.(?:com|org|net|co))\b",
    ),
    Phrase(
        "continues reading related",
        r"\b(?:story continues|continue reading|related (?:articles?|stories|content))\b",
    ),
    Phrase(
        "related also most trending topics tags recommended up miss missed",
        r"^\W*(?:related|see also|also (?:read|on|see|in)|most (?:read|popular|viewed)|trending"
        r"|topics|tags|recommended|up next|don['’]t miss|in case you missed)\b.{0,3}[:|–—-]",
    ),
    Phrase(
        "miss tuned date",
        r"^\W*(?:don['’]t miss|stay tuned|stay up to date|keep up to date)\b"
        r"|\bto stay up to date\b",
    ),
    Phrase(
        "watch see view listen",
        rf"^\W*(?:watch|see|view|listen to) (?:\w+ ){{0,4}}{_SHOWN}\b.{{0,30}}$"
        rf"|\b(?:watch|see|view|listen to) (?:\w+ ){{0,4}}{_SHOWN}\b.{{0,30}}"
        r"(?:\b(?:below|above|here)\b|:)",
    ),
    Phrase(
        "below above here",
        r"\b(?:tweet|post|link|video|map|graphic|chart|photo|gallery|poll|audio|calculator)s?"
        r" (?:below|above|here)"
        r"(?=[.,:!]|$| and | to | for | (?:shows?|explains?|lists?) )",
    ),
    Phrase("below above", r"\b(?:see|shown|listed|read|watch|scroll) (?:below|above)(?=[.,:!]|$)"),
    Phrase("plot", r"\bplot \d+ on the map\b"),
    Phrase("highlights", r"\bstory highlights\b"),
)


def is_caption(text: str, words: Set[str]) -> bool:
    """A caption without credit: a posture in the present tense, with a day; or a whole date."""
    posed = not POSTURES.isdisjoint(words) and CAPTION.match(text) is not None
    return posed or CAPTION_DATE.match(text) is not None
