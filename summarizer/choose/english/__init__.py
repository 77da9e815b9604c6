"""English: the words by which a sentence leans on another one. Only `leaning` calls this.

One file a family of words. A finder takes a `Place` and yields the leans it finds; what no list can
see (bridging: "the brakes" after a car) is left to the reader.
"""

from summarizer.choose.english import definites, naming, page, pointing, pronouns
from summarizer.choose.english.place import Place, Source

__all__ = ["FINDERS", "Place", "Source", "introduces", "persons", "source"]

FINDERS = (
    page.furniture,
    page.speakers,
    page.fragments,
    page.days,
    pointing.connectives,
    pointing.demonstratives,
    pronouns.unresolved,
    definites.unresolved,
    naming.bare,
)
"""Every rule, in the order in which reasons are reported."""

source = naming.source
persons = naming.persons
introduces = naming.introduces
