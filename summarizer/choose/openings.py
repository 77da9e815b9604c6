"""How sentences open that lean on the one before, in languages for which there are no finer rules.

Pronouns, demonstratives and connectives at the very front; a language that is missing has none.
"""

import re
from functools import cache

_FR = """
il elle ils elles cela ceci ça celui-ci celle-ci ceux-ci celles-ci celui-là celle-là son sa ses leur
leurs ce cet cette ces c'est mais et or donc car cependant toutefois pourtant néanmoins ainsi aussi
ensuite puis enfin alors autre d'autres aussitôt
ce_dernier cette_dernière ces_derniers en_revanche par_contre de_plus en_outre par_ailleurs
par_exemple en_effet c'est_pourquoi du_coup en_conséquence un_autre une_autre les_deux tous_deux
selon_lui selon_elle pour_lui pour_elle à_l'inverse de_son_côté dans_le_même_temps
"""
_DE = """
er sie es ihm ihn ihnen ihr ihre ihren ihrem ihrer sein seine seinen seinem seiner dieser diese
dieses diesen diesem jener jene jenes aber und oder denn doch jedoch allerdings dennoch trotzdem
deshalb daher darum deswegen außerdem zudem ferner auch dann danach anschließend schließlich dabei
dazu dafür dagegen damit daraufhin stattdessen hingegen so somit also beide andere letzterer
letztere inzwischen unterdessen dort dadurch darin davon dessen deren
das_ist das_war das_sei das_hat das_habe das_wird das_würde das_teilte das_sagte zum_beispiel
ein_anderer eine_andere hinzu_kommt aus_diesem_grund
"""
_ES = """
él ella ellos ellas ello esto eso aquello ésta éste éstos éstas ese esa esos esas estos estas este
esta aquel aquella su sus pero y o sino así además también tampoco luego después entonces
finalmente asimismo otro otra otros otras ambos ambas dicho dicha
sin_embargo no_obstante aun_así por_tanto por_lo_tanto por_eso por_ello por_ejemplo en_cambio
por_otro_lado por_otra_parte de_hecho mientras_tanto los_dos las_dos a_su_vez
"""
_WORDS = {"fr": _FR, "de": _DE, "es": _ES}
_TIME = {
    "fr": "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|semaine|mois|année|week-end|matin"
    "|après-midi|soir|nuit|été|hiver|printemps|automne",
    "de": "Woche|Jahr|Monat|Tage|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag"
    "|Sommer|Winter|Herbst|Frühjahr|Wochenende",
    "es": "lunes|martes|miércoles|jueves|viernes|sábado|domingo|semana|mes|año|fin de semana"
    "|mañana|tarde|noche|verano|invierno|primavera|otoño",
}
"""What makes "this" a date: "cette semaine"."""
_EXPLETIVE = {
    "fr": "il (?:y a|faut|fallait|s'agit|est (?:clair|possible|probable|interdit|temps))",
    "de": "es (?:gibt|gab|geht um|handelt sich|ist (?:klar|möglich|unklar|das erste))",
    "es": "es que",
}


@cache
def _pattern(lang: str) -> re.Pattern[str]:
    any_word = "|".join(re.escape(word).replace("_", " ") for word in _WORDS[lang].split())
    return re.compile(
        rf"(?!(?:{_EXPLETIVE[lang]})\b)(?:{any_word})(?![\w’'-])(?! (?:{_TIME[lang]})\b)",
        re.IGNORECASE,
    )


def leaning(lang: str, text: str) -> str:
    """The words with which `text` opens and leans; empty when it does not. `lang`: two letters."""
    match = _pattern(lang).match(text.replace("’", "'")) if lang in _WORDS else None
    return match.group() if match else ""
