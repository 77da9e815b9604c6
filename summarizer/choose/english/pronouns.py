"""He, she, they, it: pronouns whose owner is not in their own sentence."""

import re
from collections.abc import Iterator

from summarizer.choose import names
from summarizer.choose.english.place import (
    Place,
    has_person,
    has_plural,
    holds,
    is_entity,
    starts,
)
from summarizer.choose.lean import Lean
from summarizer.choose.words import COMPANIES, EVENTS, PERSONS, SPEECH_VERBS

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
PRONOUNS = HE | SHE | _THEY | {"it", "its", "itself"}
PRONOUN = re.compile(
    r"\b(?:he|him|his|himself|she|her|hers|herself"
    r"|they|them|their|theirs|themselves|it|its|itself)\b(?!-)",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(
    r"(?:In|On|At|By|For|From|With|After|Before|During|Despite|Since|Until|While|When|As|Although"
    r"|Though|Because|If|Unless|Once|Under|Following|Throughout|Amid|Among|Through|Without|Within"
    r"|About|Over|Like|Unlike|Upon|Toward|Towards|Besides|Given|Thanks|Even|Just|Shortly|Soon|To"
    r"|Known|Born|Shot|Days|Weeks|Hours|Months|Years|Minutes|\w+ing|\w+ed)\b"
)
_WHO = re.compile(r" who\b")
_CLAUSE = re.compile(r",(?= )|\s[–—-]{1,2}\s|;|:|(?<=\w)—(?=\w)")
_DUMMY_SUBJECT = re.compile(r"(?:there|and|but|or)\b")
_ADVERB = (
    r"(?:(?:not|also|still|yet|been|be|immediately|so|very|quite|too|far|more|much|less|just"
    r"|hardly|highly|long|widely|previously|initially|being|now|currently|always|never|as|even"
    r"|often|only|later|soon|then|really|first|once|therefore) )*"
)
_IT = (
    r"it(?:[’'](?:s|ll be|d be)"
    rf"| {_ADVERB}(?:is|was|isn[’']t|wasn[’']t|has been|had been|(?:will|would|may|might|could|can"
    r"|must|should)(?: not)? be|won[’']t be|remains|remained|became|becomes|makes|made)) "
)
_EXPLETIVE = re.compile(
    # "It took three days", "It turned out that"
    r"it(?: (?:has|had|will|would|may|could|can|also|only|then|soon|now|still|often))*[ ’']+"
    r"(?:ll )?(?:takes?|took|taken|turns out|turned out|emerged|transpired|seems|seemed|appears"
    r"|appeared|happens|happened|rained|snowed|costs)\b"
    rf"|{_IT}{_ADVERB}(?:"
    # "It is unclear whether", "It was hot"
    r"(?:(?:un)?(?:clear|known|certain|likely|common|usual|lawful|fair|safe|wise|acceptable)"
    r"|(?:im)?possible|important|difficult|hard|easy|easier|harder|necessary|crucial|essential"
    r"|vital|hoped|believed|thought|said|reported|understood|expected|alleged|estimated|claimed"
    r"|announced|revealed|confirmed|feared|rumou?red|assumed|noted|argued|suggested|obvious"
    r"|apparent|true|better|best|worth|good|bad|great|nice|sad|enough|rare|illegal|legal"
    r"|surprising|ironic|strange|odd|amazing|raining|snowing|cold|hot|dark|late|early|warm|windy"
    r"|noon|midnight|dawn|time|no (?:secret|surprise|wonder|coincidence|accident|use|good|longer))"
    r"(?: \w+){0,4}? ?(?:that|to|who|whether|how|when|if|what|why|where|which|for|[.,]|$)"
    # "It is the first time that", "It was Smith who"
    r"|(?:the|these|those|this|in|on|at|during|only|his|her|(?-i:[A-Z]))[^,;]*?"
    r" (?:that|who|when)\b"
    r"|(?:the (?:\w+ )?time|a long time|(?:\w+ )+(?:years|months|weeks|days) since)\b)",
    re.IGNORECASE,
)
FEW = 3
"""Words of a subject and its verb, before an object that is no word of their own."""
_NO_SUBJECT = frozenset(["as", "if", "when", "after", "before", "while", "once", "until"])
_AS_OBJECT = re.compile(
    r"[.;]| (?:with|to|in|on|at|for|from|by|and|as|into|until|when|after|before|down|up|off|out"
    r"|away|back|again|there|here|last|yesterday)\b"
)
_SOMETHING = PERSONS | COMPANIES | EVENTS
_SAYING = "|".join(sorted(SPEECH_VERBS))
_TAIL = re.compile(rf"(?<=[^\"”’'], )(?:he|she|they) (?:{_SAYING})(?: [A-Z]\w+day)?(?:[.,;]|$)")


def unresolved(place: Place) -> Iterator[Lean]:
    """The first pronoun of each gender and number that its own sentence does not resolve."""
    if PRONOUNS.isdisjoint(place.words):
        return
    seen: set[str] = set()
    for match in PRONOUN.finditer(place.plain):
        group = group_of(match.group())
        if group in seen:
            continue
        seen.add(group)
        if _leans(place, match, group):
            yield Lean("pronoun", match.group(), _distance(place, group))


def group_of(word: str) -> str:
    """ "he", "she", "they" or "it"."""
    low = word.lower()
    if low in HE:
        return "he"
    if low in SHE:
        return "she"
    return "they" if low in _THEY else "it"


def _leans(place: Place, match: re.Match[str], group: str) -> bool:
    if starts(place.plain, match.start()):
        expletive = group == "it" and _EXPLETIVE.match(place.plain, match.start())
        generic = _WHO.match(place.plain, match.end())
        return not (expletive or generic or _owner_ahead(place, match, group))
    head = place.plain[: match.start()]
    if group == "it":
        return _it_at_front(place, match, head)
    if _is_absent_speaker(place, match):
        return True
    has = has_plural(place, head) if group == "they" else has_person(place, head, group)
    return not has and not _owner_ahead(place, match, group)


def _is_absent_speaker(place: Place, match: re.Match[str]) -> bool:
    """ "The man ran, he said.": the speaker is nobody of this sentence, unless he is quoted."""
    return _TAIL.match(place.plain, match.start()) is not None


def _it_at_front(place: Place, match: re.Match[str], head: str) -> bool:
    """Further in, "it" nearly always takes up a noun of its own sentence."""
    if match.group() == "it" and _EXPLETIVE.match(place.plain, match.start()):
        return False
    if _is_object(place, match, head):
        return True
    adverbial = _SUBORDINATE.match(head) is not None and head.rstrip().endswith(",")
    if not adverbial and len(head.split()) > 1:
        return False
    return not _names_something(place, head) and not _owner_ahead(place, match, "it")


def _is_object(place: Place, match: re.Match[str], head: str) -> bool:
    """ "Mechanics fed it with sardines": right behind the first verb, of which it is the object."""
    words = head.split()
    if match.group() != "it" or not 1 < len(words) <= FEW or words[0].lower() in _NO_SUBJECT:
        return False
    if words[-1].lower() in SPEECH_VERBS:
        return False
    return _AS_OBJECT.match(place.plain, match.end()) is not None


def _names_something(place: Place, head: str) -> bool:
    if holds(head, _SOMETHING):
        return True
    return any(is_entity(place, head, run) for run in names.runs(head))


def _owner_ahead(place: Place, match: re.Match[str], group: str) -> bool:
    """ "In his speech, Xi said": the owner opens the main clause."""
    if not _SUBORDINATE.match(place.plain.lstrip('\ufffc"“ ')):
        return False
    comma = _CLAUSE.search(place.plain, match.end())
    while comma is not None:
        opening = " ".join(place.plain[comma.end() :].split()[:7])
        if PRONOUN.match(opening) or _DUMMY_SUBJECT.match(opening):
            return False
        if group in ("they", "it") or has_person(place, "· " + opening, group):
            return True
        comma = _CLAUSE.search(place.plain, comma.end())
    return False


def _distance(place: Place, group: str) -> int | None:
    """How many sentences back the owner is: 1 or 2; None when neither names one."""
    for distance, text in enumerate(place.before, start=1):
        if group == "it" or (group == "they" and has_plural(place, text)):
            return distance
        own = (_THEY, HE, SHE)[("they", "he", "she").index(group)]
        if holds(text, own):
            return distance
        if group != "they" and has_person(place, text, group):
            return distance
    return None
