"""Names of authors in a byline, without "By", roles, addresses, and what else stands beside them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from itertools import islice

from annotate.articles.cleaning.dates import find_date, without_life
from annotate.articles.cleaning.months import MONTHS, WEEKDAYS

MAX_NAME = 80
"""Characters of a name; what is longer is a sentence."""

_KINDS = (
    "written|submitted|words|(?:additional )?report(?:ed|ing)?|posted|published|"
    "(?:(?:view )?(?:all|more) )?(?:posts?|story|stories|articles)|more|analysis|opinion|review|column|comment|interview|text"
)
_BY = re.compile(
    rf"(?:(?:{_KINDS})\s+by|by|par|por|door|oleh|tekst av|skrevet av|skriven av|scritto da|a cura di|écrit par|escrito por|"
    r"publié par|publicado por|geschrieben von|verfasst von|ein artikel von|eine analyse von|ein kommentar von|autore|bởi|"
    r"propos recueillis par|γράφει (?:ο|η)|مقال|بقلم|كتبت?|מאת|نوشته|โดย|napsala?|von unsere[mrn] \w+)[\s:]+"
    r"|(?:authors?|autor(?:en|in|es|a|i)?|auteurs?|автори?|автор статьи|texto?|texte|tekst|szerző|írta|yazan|haber|penulis|"
    r"reporter|napsala?|zpracovala?|forfatter|skribent|kirjoittaja|συντάκτης|tác giả|نویسنده|लेखक)\s*[:：]\s*"
    r"|(?:作者|記者|记者|撰文|文)\s*[:：/／ ]\s*",
    re.IGNORECASE,
)
_BY_OR_NAME = re.compile(r"(?:von|di|av|af|de la)\s+(?=\S+\s+\S|[A-ZÄÖÜ]{2,}\b|dpa\b|epd\b)", re.IGNORECASE)
_PARTICLES_TEXT = """
der den dem de du la le van von di da del dos das ter ten el al bin ibn zu zur y
"""
_PARTICLES = frozenset(_PARTICLES_TEXT.split())
_ROLE_NOUNS = (
    r"(?:chef)?(?:co-?)?(?:correspondents?|reporters?|editors?(?:[- ](?:in[- ]chief|at[- ]large))?|writers?|columnists?|"
    r"contributors?|journalists?|producers?|redakteur(?:in)?|korrespondent(?:in)?|reporter(?:in)?|volontär(?:in)?|journalistin|"
    r"journaliste|correspondante?|rédact(?:eur|rice)(?:[- ]en[- ]chef)?|redactora?|corresponsal|periodista|columnista|repórter|"
    r"colunista|jornalista|correspondente|giornalista|corrispondente|inviat[oa]|редактор|кореспондент|корреспондент|журналист(?:ка)?|"
    r"redacteur|verslaggever|dziennikarz|redaktor(?:ka)?|muhabir|기자|記者|记者)"
)
_QUALIFIERS = (
    "political|politics|health|science|chief|senior|staff|news|business|sports?|world|foreign|home|economics?|education|technology|tech|"
    "environment|deputy|associate|assistant|managing|special|legal|royal|crime|investigat\\w+|data|culture|arts?|religion|transport|"
    "defen[cs]e|diplomatic|security|consumer|social|affairs|personal|finance|features?|digital|entertainment|national|local|community|"
    "city|climate|energy|media|money|travel|food|opinion|general|executive|international|european?|africa|asia|china|us|uk|eu|"
    "middle|east|north|south|west|washington|white|house|bbc|cnn|itv|sky|the|guardian|contributing|freelance|wissenschafts|"
    "politische[rs]?|leitende[rs]?|freie[rs]?|stellv\\w*|envoyée?|spéciale?|and|&|and"
)
_ROLE = re.compile(rf"(?:(?:{_QUALIFIERS}|\w+'s)[\s,]+){{0,6}}\w*{_ROLE_NOUNS}\b.*", re.IGNORECASE)
_ROLE_AFTER_NAME = re.compile(
    rf"(?:\S+\s+){{0,3}}(?:{_ROLE_NOUNS}|bureau chief|chief|director)\b.*|special (?:to|for) .*", re.IGNORECASE
)
_GLUED_ROLE = re.compile(
    rf"(?P<name>\S+(?:\s+\S+){{1,3}}?)\s+(?:(?:{_QUALIFIERS})\s+){{0,5}}(?:{_ROLE_NOUNS})(?:\s+(?:in|of|for|at)\s.*)?\Z",
    re.IGNORECASE,
)
_EAST_ASIAN_ROLE = re.compile(r"\s*(?:기자|특파원|논설위원|記者|记者|通讯员)\Z")
_PLACE = re.compile(r"(?P<name>\S+\s+\S+(?:\s+\S+)?)\s+(?:in|[Ff]or)\s+(?:[Tt]he\s+)?(?:[A-Z][\w.]*\s?){1,4}\Z")
_TWO_WORD_PLACE = re.compile(
    r"(?:New|San|Santa|Santo|São|Sankt|St\.|Saint|Los|Las|Buenos|Rio|Cape|Port|Fort|Porto|Puerto|North|South|East|West|United|Kuala|"
    r"Hong|"
    r"Addis|Sri|Saudi|Novi|Nizhny|Phnom|Baton|La|Le|El|Den|Bad|Great|Salt Lake|Ho Chi Minh|Tel|Sierra|Burkina|Costa|"
    r"Ivory|Dar es) "
    r"(?:de )?[^\W\d_a-z][\w’'-]+|[^\W\d_a-z]\w+ (?:City|Beach|Islands?|Kong|Springs|Falls|Rapids|Heights|Republic|am Main|"
    r"an der \w+|"
    r"de (?:Janeiro|Chile|Compostela|Mallorca)|del \w+|sur Mer|D\.?C\.?)|D\.?C\.?|U\.?[SK]\.?|Abu Dhabi"
)
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.-]+|@\w+|\(\s*\)|<[^<>]*>|(?<![\w@.])(?:[\w-]{2,}\.)+(?:com|org|net|co\.\w\w|"
    r"example|info|news|tv|[a-z]{2})(?:/\S*)?(?![\w.])",
    re.IGNORECASE,
)
_OF_A_PICTURE = re.compile(
    r"(?:fotos?|photos?|bild(?:er)?|image|photograph\w*|video|illustration|graphics?)\b.?\s*(?:by|:)", re.IGNORECASE
)
_TEMPLATE = re.compile(r"[{}%<>\[\]$=]")
_NUMERIC_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}")
_DIGIT = re.compile(r"\d")
_BESIDE_DAY = re.compile(r"(?:([^\W\d_]+)\.? )?\b\d{1,2}\b(?:\.? ([^\W\d_]+))?")
_BEFORE_DATE = re.compile(
    r"\s*[|·•–—\n;]\s*|\s+-\s+|,?\s+(?:on|am|le|el|em|il)\s+(?=\S*\s?\d)|\s*,?\s+(?:published|posted|updated)\b", re.IGNORECASE
)
_HARD = re.compile(r"\s*[;|•·、\n\t()]\s*|\s+[/–—]\s+|\s+-\s+|\s*[，]\s*")
_AND = re.compile(
    r",?\s+(?:and|&|und|et|y|e|en|og|och|ja|i|a|ve|и|та|і|dan|và|και|و|és|și|ir|un|with|con|avec|mit)\s+", re.IGNORECASE
)
_GLUED = re.compile(
    r"(?<=[a-zß-öø-ÿ])(?<!Mc)(?<!Mac)(?<!De)(?<!La)(?<!Le)(?<!Di)(?<!Van)(?<!Du)(?<!Fitz)(?<!Del)(?<!Al)(?=[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ])"
)
_PLACEHOLDERS_TEXT = """
admin administrator webmaster editor author unknown null none undefined user root anonymous guest n/a na wordpress default by
superuser super-user autor auteur автор system import [object anonymus follow share contributor contributors staff updated
published posted
"""
_PHRASES = {"about the author", "about author", "super user", "view all posts"}
_PLACEHOLDERS = frozenset(_PLACEHOLDERS_TEXT.split()) | _PHRASES
_AFTER_NAME_TEXT = """
jr jr. sr sr. ii iii iv phd ph.d. md m.d. esq esq. mba rn obe mbe cbe kc qc
"""
_AFTER_NAME = frozenset(_AFTER_NAME_TEXT.split())
_MAX_NAMES = 200
_MAX_BYLINE = 1000  # characters that are read
_TIMES_TEXT = """
evening morning night afternoon noon midnight midday tonight tomorrow today yesterday week weekend month year years year's
year’s day time season summer winter spring autumn fall eve christmas easter ramadan thanksgiving next last late early mid
this that the end dawn dusk new numbers demand popular any all means accounts
abend morgen nacht nachmittag mittag mitternacht heute gestern nächste nächster letzte ende anfang sommer winter herbst
frühling matin soir nuit midi demain hier semaine mois fin début temps noche tarde mañana semana mes año ayer hoy
sera mattina notte settimana mese anno oggi ieri noite manhã mês ano hoje ontem avond ochtend nacht week maand jaar
"""
_TIMES = frozenset(_TIMES_TEXT.split())
_NOT_NAMES = _TIMES | WEEKDAYS
_END = ' ,;:|·•–—-/()[]"“”*'


def split_names(text: str | None) -> list[str]:
    """Return the names of the authors in a byline, each once; an empty list if there are none.

    Organisations are names, too. Roles, e-mail addresses, handles and web addresses are left out.

    >>> split_names("By Mara Lind and Ivo Brandt, Political correspondent")
    ['Mara Lind', 'Ivo Brandt']
    >>> split_names("mara@post.example"), split_names("Johnson and Johnson")
    ([], ['Johnson and Johnson'])
    """
    line = without_life(html.unescape((text or "")[:_MAX_BYLINE]))
    line = " ".join(_before_date(line.replace("\n", ";")).split())
    line = _ADDRESS.sub(" ; ", _without_by(line))
    names: list[str] = []
    for part in _HARD.split(line):
        part = part.strip(_END)
        if not (names and _ROLE_AFTER_NAME.fullmatch(part)):
            names += _names_in(_without_by(part))
    return unique_names(names)


def unique_names(names: Iterable[str]) -> list[str]:
    """Return the first 200 of `names` without repetitions, and without those that are part of a longer one."""
    unique = list({name.casefold(): name for name in reversed(list(islice(names, _MAX_NAMES)))}.values())[::-1]
    return [name for name in unique if not any(name != other and f" {name} " in f" {other} " for other in unique)]


def _before_date(text: str) -> str:
    """Return a byline without its date: "Mara Lind | 6 May 2024", "Posted by Mara Lind on May 6, 2024"."""
    if not _NUMERIC_DATE.search(text) and find_date(text) is None and not _has_day(text):
        return text
    parts = [_up_to_number(part) if _DIGIT.search(part) else part for part in _BEFORE_DATE.split(text)]
    return " ; ".join(parts)


def _has_day(text: str) -> bool:
    """Return True if there is a day with its month, but without a year: "on May 6", "am 6. Mai"."""
    return any(word.lower() in MONTHS for words in _BESIDE_DAY.findall(text) for word in words)


def _up_to_number(text: str) -> str:
    """Return the words of `text` before a date in it; nothing unless there are two."""
    words = text[: match.start()].split() if (match := _DIGIT.search(text)) else text.split()
    while words and (words[-1].strip(".,").lower() in MONTHS or words[-1].strip(".,").lower() in WEEKDAYS):
        words.pop()
    return " ".join(words) if len(words) > 1 else ""


def _without_by(text: str) -> str:
    """Return `text` without the word for "by" before it, unless that is the particle of a name ("Von der Leyen")."""
    match = _BY.match(text)
    if match:
        return text[match.end() :]
    match = _BY_OR_NAME.match(text)
    if match and text[match.end() :].split()[0] not in _PARTICLES:
        return text[match.end() :]
    return text


def _names_in(text: str) -> list[str]:
    """Return the names in a part of a byline, which may contain commas and "and"."""
    if _is_family_first(text):
        family, _, given = text.partition(",")
        return [f"{given.strip()} {family.strip()}"]
    names: list[str] = []
    for part in re.split(r"\s*,\s*", text):
        piece = re.sub(r"\A(?:and|&|und|et|y|e|en|og|och|и|та|і|avec|mit|with|con)\s+", "", part)
        if piece.lower() in _AFTER_NAME and names:
            names[-1] += f", {piece}" if piece.lower() not in ("ii", "iii", "iv") else f" {piece}"
        elif _ROLE.fullmatch(piece) or _OF_A_PICTURE.match(piece) or (names and _stands_after_name(names[-1], piece)):
            continue
        else:
            names += _split_at_and(piece)
    return [name for name in map(_without_extras, names) if _is_plausible(name)]


def _stands_after_name(name: str, text: str) -> bool:
    """Return True if `text` after a name is a role, or a place rather than an agency ("Mara Lind, Berlin")."""
    if _ROLE_AFTER_NAME.fullmatch(text):
        return True
    is_word = len(text.split()) == 1 and text[1:].islower() and text[:1].isupper()
    return is_person(name) and (is_word or _TWO_WORD_PLACE.fullmatch(text) is not None) and text not in _AGENCIES


def _is_family_first(text: str) -> bool:
    """Return True for "Lind, Mara K.": two parts, a single family name and given names with at most one more word."""
    family, comma, given = (part.strip() for part in text.partition(","))
    words = given.split()
    if not comma or "," in given or len(family.split()) != 1 or not 1 <= len(words) <= 2:
        return False
    return (
        all(_is_capitalised(word) and not (word.isupper() and len(word) > 2) for word in (family, *words))
        and (len(words) == 1 or words[1].endswith("."))
        and given.lower() not in _AFTER_NAME
        and not _ROLE.fullmatch(given)
        and family not in _AGENCIES
        and given not in _AGENCIES
    )


_AGENCIES_TEXT = """
Reuters Bloomberg Xinhua Interfax Ansa Staff Agencies Agence Associated Press
"""
_AGENCIES = frozenset(_AGENCIES_TEXT.split())


def _split_at_and(text: str) -> list[str]:
    """Return the names that "and" and the like join, if both sides are names of persons."""
    for match in _AND.finditer(text):
        left, right = text[: match.start()], text[match.end() :]
        second = _without_extras(_AND.split(right)[0])
        if is_person(_without_extras(left)) and (is_person(second) or _is_agency(second)):
            return [left, *_split_at_and(right)]
    pieces = _GLUED.split(text)
    if len(pieces) > 1 and all(len(piece.split()) > 1 for piece in pieces):
        return [piece for piece in pieces if not _ROLE.fullmatch(piece)]
    return [text]


def _is_agency(text: str) -> bool:
    return text in _AGENCIES or (text.isupper() and 2 <= len(text) <= 5)


def is_person(text: str) -> bool:
    """Return True if `text` looks like the name of one person: two to five words with capitals, but for particles."""
    words = text.split()
    if not 2 <= len(words) <= 5 or any(map(str.isdigit, text)) or re.search(r"[!?:]\Z|[a-z]{3}\.\Z", text):
        return False
    return all(_is_capitalised(word) or word.lower() in _PARTICLES for word in words) and _is_capitalised(words[-1])


def _is_capitalised(word: str) -> bool:
    letter = next((character for character in word if character.isalpha()), "")
    return bool(letter) and not letter.islower()


def _without_extras(name: str) -> str:
    """Return `name` without a role, a place or an outlet glued to it."""
    name = _EAST_ASIAN_ROLE.sub("", name.strip(_END))
    for pattern in (_GLUED_ROLE, _PLACE):
        match = pattern.match(name)
        if match and is_person(match.group("name")):
            name = match.group("name")
    return name.rstrip(".") if re.search(r"[a-z]{3}\.\Z", name) else name


def _is_plausible(name: str) -> bool:
    if not any(map(str.isalpha, name)) or _TEMPLATE.search(name) or len(name) > MAX_NAME or name.casefold() in _PLACEHOLDERS:
        return False
    words = name.casefold().split()
    if any(word in _NOT_NAMES for word in words) and all(word in _NOT_NAMES or word in MONTHS for word in words):
        return False  # "By Friday Evening", but "April May" is a name
    return not any(map(str.isdigit, name)) or (len(name) <= 30 and find_date(name) is None and name[0].isalpha())
