"""The signs by which answers to the questions about a claim are predicted, for each language. Data only.

A table is read from the top for each question, and the first sign that is found answers it. What a sign is looked for in, its
`where`, is one of:

=============  ==================================================================================================
``text``       the claim, in lower case, with straight apostrophes
``core``       the claim without what stands between two commas ("The crack, about 14 inches long, was found")
``cue``        the words that show the attribution, such as "called for", and the three words before the claim
``denied``     the claim, if its source denies it and it has no finite verb: "denied receiving the report", "opposes the toll"
``finite``     the claim, if it has a finite verb
``prediction`` the claim, if that was the answer to another question (any answer can stand here)
``type``, ...  the answer to another question, which was predicted before; the pattern must match it as a whole
=============  ==================================================================================================

An empty pattern is found in any text: it is the answer where nothing else was found.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple


class Sign(NamedTuple):
    """A sign of an answer: if `pattern` is found in `where`, the question is answered with `value`; `rule` is its name."""

    question: str
    value: str
    rule: str
    where: str
    pattern: str


def _table(text: str) -> tuple[Sign, ...]:
    """Return the signs of a table: on each line the question, value, rule, where and pattern; lines that are indented go on."""
    lines: list[str] = []
    for line in filter(None, text.splitlines()):
        if line.startswith("    "):
            lines[-1] += line.strip()
        else:
            lines.append(line)
    rows = (line.split(None, 4) for line in lines)
    return tuple(Sign(row[0], row[1], f"{row[2]}/1", row[3], row[4] if len(row) > 4 else "") for row in rows)


_SHAPES: Final = r"""
type quantity number core (?<![\w.,])\d[\d.,]*\s?(?:%|‰|€|\$|£|¥|km\b|kg\b)|[€$£¥]\s?\d
verifiability verifiable checkable type quantity
"""

_FOLLOWS: Final = r"""
verifiability not_verifiable opinion type position|personal
verifiability verifiable checkable type event|quantity|causal|rule
checkworthiness no uncheckable verifiability not_verifiable
checkworthiness high consequential type quantity|causal|rule
"""

_ENGLISH: Final = (
    r"""
type event denial cue \bden(?:y|ies|ied|ying) \w*$|\bden(?:y|ies|ied|ying)\b
type prediction commitment cue \b(?:promis|vow|pledg|plan|intend|expect|threaten|predict|forecast|guarantee|aim)\w*
type position demand cue \b(?:call\w* (?:\w+ )?for|urg\w+|demand\w*|want\w*|oppos\w+|support\w*|favou?r\w*|reject\w*|
    recommend\w*|advocat\w+|propos\w+|endors\w+|condemn\w*|criticiz\w+|criticis\w+|prais\w+|welcom\w+|back(?:s|ed)|plead\w*|
    ask\w* for|appeal\w* for|call\w* on|refus\w+|prefer\w*|defend\w*)\b
type position opposed denied
type personal feeling text \b(?:i|we)(?:'m|'re| am| are| was| were|'ve been| have been| feel| felt| remain)(?: (?:not|very|so|
    really|deeply|just|all|still|quite|always|\w+ly))* (?:aware|shocked|surprised|glad|happy|sad|sorry|proud|worried|concerned|
    afraid|angry|confident|disappointed|devastated|heartbroken|grateful|thankful|delighted|excited|sure|certain|convinced|
    thrilled|relieved|scared|frightened|ashamed|tired|exhausted|hopeful|stunned|horrified|saddened|frustrated|nervous|curious|
    lucky|optimistic|pessimistic)\b
type personal feeling text \b(?:i|we) (?:(?:do|did|can|could) ?n[o']t |never |really |always |still |just |\w+ly )?(?:feel|
    felt|love|loved|hate|hated|hope|hoped|wish|wished|think|thought|believe|believed|remember|regret|miss|missed|worry|fear|
    feared|trust|doubt|guess|care|cared|understand|enjoy|know)\b
type rule law text \b(?:by|under) (?:the |a |its |our |their |\w+ )?(?:new |current |present |existing )?(?:law|laws|rules?|
    policy|regulations?|constitution|act|treaty|ordinance)\b
type position judgement text \b(?:would be (?:a |an )?(?:mistake|error|wrong|better|unfair|disaster|shame|good idea|bad idea)|
    should(?:n't)?|ought to|must(?! have)|need(?:s|ed)? to|ha(?:s|ve|d) to|had better|deserves?|let's|it(?:'s| is) (?:time|
    wrong|right|unfair|fair|vital|essential|crucial|important)|there is no excuse)\b
type rule ban text \b(?:may not|must not|(?:is|are|was|were|be|been|being) (?:now |still |also |strictly |already )?(?:illegal|
    unlawful|legal|prohibited|forbidden|banned|outlawed|not (?:allowed|permitted)|required|obliged|permitted|exempt|mandatory|
    compulsory))\b
type rule law text \b(?:laws?|rules?|polic(?:y|ies)|regulations?|constitution|ordinance|act|treaty|contract|
    agreement)(?: \w+){0,2}\s(?:requires?|prohibits?|bans?|allows?|permits?|forbids?|limits?|applies|apply|says?|states?|
    obliges?|guarantees?|remains?)\b
type rule unchanged text \b(?:polic(?:y|ies)|laws?|rules?)\b.*\b(?:not|n't|never|remains?|unchanged)\b|\b(?:not|no|
    never)\b.*\b(?:polic(?:y|ies)|law|rules?)\b|n't .*\b(?:polic(?:y|ies)|law|rules?)\b
type rule practice text \bwe (?:don't|do not|never|always|only) \w+
type prediction future text \b(?:will|won't|shall|would(?! have)|wouldn't(?! have)|(?:is|are|was|were|'s|'re) going to|gonna|
    (?:is|are|was|were|be) (?:\w+ )?(?:set|due|expected|scheduled|likely|unlikely|poised|bound|forecast|projected|about|
    planned) to|(?:plans?|intends?|hopes?|expects?|aims?|wants?) to|in the coming|tomorrow|next (?:week|month|year|summer|
    winter|spring|autumn|fall)|by (?:the end of|next|20[2-9]\d))\b|'ll\b
type prediction infinitive text (?:^|… )to \w+
type causal cause text \b(?:caus(?:es?|ed|ing)|led to|leads? to|leading to|result(?:s|ed|ing)? (?:in|from)|due to|owing to|
    as a result|trigger(?:s|ed)|spark(?:s|ed)|contribut(?:es?|ed|ing) to|thanks to|blamed (?:on|for)|brought about|stems? from|
    attributed to|responsible for|prevent(?:s|ed)|reduc(?:es|ed) the risk|because of)\b
type quantity number core (?<![\w.,:/-])\d[\d.,]*\s?(?:%|percent|per cent|percentage|million|billion|trillion|thousand|hundred|
    points?|degrees?|dollars?|euros?|pounds?|km|miles?|kilomet\w+|met(?:er|re)s?|feet|foot|inch(?:es)?|kg|tons?|
    tonnes?)(?![\w-])|[$€£]\s?\d
type quantity number core (?<![\w.,:/$-])(?!(?:19|
    20)\d\d\b)\d[\d.,]*(?: [a-z-]+)? [a-z-]+s\b(?<!was)(?<!is)(?<!has)(?<!hours)(?<!years)(?<!days)(?<!ages)
type quantity comparison core \b(?:more|fewer|less|higher|lower|greater|larger|bigger|smaller|faster|slower|older|younger|
    longer|shorter|cheaper|costlier|better|worse|rather)(?: \w+){0,3} than\b(?! ever)|\b(?:twice|doubled?|tripled?|quadrupled?|
    halved|(?:the|a) majority of|(?:one|two|three)[ -](?:thirds?|quarters?|fifths?)|a (?:third|quarter|fifth|tenth) of|
    half (?:of|the)|(?:dozens|hundreds|thousands|millions|billions) of|record (?:high|low|number)|(?:at least|at most|up to|
    nearly|almost|about|more than|fewer than|over|some) (?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|
    thirty|forty|fifty|sixty|a (?:dozen|hundred|thousand|million)))\b
type quantity change core \b(?:rose|risen|rises?|fell|fallen|falls?|dropp?(?:s|ed)|increas(?:es?|ed)|decreas(?:es?|ed)|grew|
    grown|climb(?:s|ed)|shr(?:a|u)nk|declin(?:es?|ed)|surged?|soared|plunged|jumped|slumped)(?: \w+){0,2} (?:by|to|from|since)\b
type quantity rank core \b(?:largest|biggest|smallest|highest|lowest|fastest|slowest|oldest|youngest|longest|shortest|richest|
    poorest|deadliest|cheapest|most expensive|most populous|busiest)\b|\bthe (?!(?:for|requ|inter|w|prot|gu|arr|cont|harv|lat|
    r|t|qu|hon|mod|pri|ch|n|midw|northw|southw|conqu|b|manif|inv)est\b)\w+est\b
type personal speaker text \b(?:i|i'm|i've|i'd|my|mine|myself)\b
type position judgement text \b(?:wrong|unfair|unacceptable|reckless|shameful|disgrace(?:ful)?|mistake|outrageous|
    irresponsible|absurd|ridiculous|terrible|awful|wonderful|fantastic|excellent|brilliant|horrible|cruel|unjust|immoral|
    nonsense|madness|a scandal|pathetic|foolish|nobody wants|people think|you (?:don't|can't|cannot|have to|need)|too (?:much|
    many|little|few|late|soon|high|low|slow|expensive|dangerous|far|big|small))\b
type causal reason text \bbecause\b
"""
    r"""
verifiability not_verifiable opinion type position
verifiability partly knowledge text \b(?:i|we)(?:'m|'re| am| are) (?:\w+ )?aware\b
verifiability not_verifiable opinion type personal
verifiability partly hedge prediction \b(?:could|might)\b
verifiability verifiable deadline prediction \d|\b(?:by|on|in|until|before|this|next) (?:the )?(?:(?:end|
    start) of )?(?:weekend|week|month|year|decade|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|
    march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|fall)\b|\b(?:tomorrow|
    tonight)\b
verifiability partly future type prediction
verifiability partly vague text \b(?:alarming(?:ly)?|terribl[ey]|really|badly|lightly|serious(?:ly)?|dramatic(?:ally)?|hugely|
    massive(?:ly)?|significant(?:ly)?|substantial(?:ly)?|extremely|very|important|successful(?:ly)?|dangerous(?:ly)?|real|
    fair(?:ly)?|unfair(?:ly)?|effective(?:ly)?|proper(?:ly)?|difficult|strong(?:ly)?|weak|good|bad|best|worst|better|worse|
    great|poor(?:ly)?|enough|safe|many|much|often|usually|everyone|everybody|sort of|kind of|likely|could|might)\b
"""
)

_GERMAN: Final = (
    r"""
type prediction commitment cue \b(?:kündig\w+|angekündigt|ankündig\w+|versprach\w*|verspr[ie]ch\w*|plan\w+|will|wollen|
    erwart\w+|droh\w+)\b
type position demand cue \b(?:forder\w+|gefordert|verlang\w+|appellier\w+|unterstütz\w+|ablehn\w+|lehn\w+|befürwort\w+|
    kritisier\w+|begrüß\w+|empf[ia]hl\w*|empfehl\w+|empfohlen|plädier\w+|dräng\w+)\b
type personal feeling text \b(?:ich|wir) (?:bin|sind|war|waren) (?:\w+ ){0,3}(?:schockiert|überrascht|froh|glücklich|traurig|
    stolz|besorgt|wütend|enttäuscht|dankbar|sicher|überzeugt|erleichtert|müde|entsetzt|zuversichtlich|erschüttert|gespannt)\b
type personal feeling text \b(?:ich|wir) (?:hoffe\w*|glaube\w*|fühle\w*|fürchte\w*|denke\w*|wünsche\w*|liebe\w*|hasse\w*|
    bedauere\w*|vermisse\w*|freue\w*|weiß|wissen|finde\w*|meine?n?)\b|\b(?:hoffe|glaube|fühle|fürchte|freue|wünsche) (?:ich|
    mich|mir)\b
type rule ban text \b(?:darf|dürfen) (?:\w+ ){0,6}(?:nicht|kein\w*)\b|\b(?:verboten|erlaubt|untersagt|vorgeschrieben|
    verpflichtet|strafbar|zulässig|unzulässig|genehmigungspflichtig)\b
type rule law text \b(?:laut|nach|gemäß) (?:dem |der |den )?\w*(?:gesetz|verordnung|vorschrift|satzung|grundgesetz|
    richtlinie)\w*|\w*(?:gesetz|verordnung|vorschrift|satzung|regel|regelung|vertrag)\b(?: \w+){0,3} (?:verbietet|erlaubt|
    schreibt|gilt|verlangt|regelt|sieht|verpflichtet)\b|\bes gilt\b
type position judgement text \b(?:soll(?:e|en|te|ten)?|müss(?:en|e|te|ten)|muss|muß|darf nicht|brauch(?:t|en)|es ist (?:zeit|
    falsch|richtig|wichtig|ungerecht|unfair|notwendig|höchste zeit))\b
type prediction future text \b(?:wird|werde|werden|würden?)\b(?!.*\b(?:ge\w+(?:t|en)|ver\w+(?:t|en)|be\w+(?:t|en)|er\w+(?:t|
    en)|\w+iert)(?: worden)?$)|\b(?:künftig|demnächst|voraussichtlich|ab 20[2-9]\d|bis 20[2-9]\d|bis (?:ende|anfang|mitte)|
    (?:nächste|kommende)[nrs]? (?:\w+ )?(?:woche|monat|jahr|sommer|winter)|morgen)\b
type causal cause text \b(?:verursach\w+|führt(?:e|en)? (?:\w+ ){0,4}zu|ausgelöst|aufgrund|auf grund|wegen|infolge|
    durch\b.*\b(?:entstanden|ausgelöst|beschädigt)|zurückzuführen|bewirkt\w*)\b
type quantity number core (?<![\w.,:/-])\d[\d.,]*\s?(?:%|prozent\w*|millionen|million|milliarden?|tausend|hundert|euro|dollar|
    kilometer|meter|zentimeter|km|grad|tonnen|kilo\w*|punkte)(?!\w)|[$€£]\s?\d
type quantity number core (?<![\w.,:/-])(?!(?:19|20)\d\d\b)\d[\d.,]*(?<!\.) (?!uhr|januar|februar|märz|april|mai|juni|juli|
    august|september|oktober|november|dezember|jahre)[a-zäöüß-]+(?:n|e|er|s)\b
type quantity comparison core \b(?:mehr|weniger|höher|niedriger|größer|kleiner|schneller|älter|jünger|länger|kürzer|teurer|
    billiger)(?:e[nrs]?)?(?: \w+){0,3} als\b|\b(?:doppelt so|halb so|verdoppelt\w*|halbiert\w*|verdreifacht\w*|die hälfte|
    ein (?:drittel|viertel)|(?:mindestens|höchstens|bis zu|fast|rund|etwa|knapp) (?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|
    zehn|elf|zwölf|hundert|tausend))\b
type quantity change core \b(?:stieg\w*|gestiegen|steigt|sank\w*|gesunken|sinkt|fiel\w*|gefallen|wuchs\w*|gewachsen|wächst|
    (?:zu|ab)genommen|zurückgegangen)\b.*\b(?:um|auf|von|seit)\b|\bum \d
type quantity rank core \b(?:größte|höchste|kleinste|niedrigste|älteste|längste|schnellste|teuerste|jüngste)[nrsm]?\b
type personal speaker text \b(?:ich|mein\w{0,2}|mir|mich)\b
type position judgement text \b(?:falsch|ungerecht|unfair|unverantwortlich|inakzeptabel|skandal\w*|schande|fehler|absurd|
    lächerlich|schrecklich|furchtbar|großartig|hervorragend|unmenschlich|zu (?:viel|wenig|spät|hoch|teuer|langsam|gefährlich))\b
type causal reason text \b(?:weil|denn)\b
"""
    r"""
verifiability not_verifiable opinion type position|personal
verifiability verifiable deadline prediction \d|\b(?:am|im|bis|ab|nächste[nrs]?|diese[nrs]?) (?:\w+ )?(?:wochenende|woche|
    monat|jahr|jahres|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|januar|februar|märz|april|mai|juni|juli|
    august|september|oktober|november|dezember|frühjahr|sommer|herbst|winter)\b
verifiability partly future type prediction
verifiability partly vague text \b(?:sehr|extrem|dramatisch\w*|erheblich\w*|massiv\w*|wichtig\w*|gefährlich\w*|gut\w{0,2}|
    schlecht\w*|besser\w*|schlimm\w*|stark|schwer|schwach|viele?n?|oft|meist\w*|alle|kaum|sicher|genug|wirklich|wahrscheinlich|
    vielleicht|könnten?|möglicherweise|erfolgreich\w*)\b
"""
)

_STATEMENT: Final = "type event statement finite\n"
"""The answer about a claim in which nothing else was found: a statement with a finite verb says that something is the case."""

_ENGLISH_FORM: Final = r"""
polarity negated negation text \b(?:not|no|never|none|nobody|nothing|neither|nor|nowhere|cannot)\b|n't\b
polarity affirmed plain text
certainty open undecided text \b(?:whether|unclear|undecided|unknown|uncertain)\b
certainty hedged hedge text \b(?:may(?! \d)|might|could|likely|unlikely|probably|possibly|perhaps|maybe|appears?|seems?|seemed|
    appeared|allegedly|reportedly|apparently|suggests?|potential(?:ly)?|presumably|is believed to|are believed to)\b
certainty asserted plain text
"""

_GERMAN_FORM: Final = r"""
polarity negated negation text \b(?:nicht|kein\w{0,2}|nie|niemals|niemand\w*|nichts|weder|nirgends)\b
polarity affirmed plain text
certainty open undecided text \b(?:ob|unklar|ungewiss|offen)\b
certainty hedged hedge text \b(?:könnten?|dürften?|möglicherweise|vielleicht|wahrscheinlich|vermutlich|wohl|offenbar|angeblich|
    scheint|scheinen|mutmaßlich\w*|anscheinend)\b
certainty asserted plain text
"""

TABLES: Final[Mapping[str, tuple[Sign, ...]]] = {
    "en": _table(_ENGLISH + _STATEMENT + _FOLLOWS + _ENGLISH_FORM),
    "de": _table(_GERMAN + _STATEMENT + _FOLLOWS + _GERMAN_FORM),
}
"""The table of each language that has one."""

SHAPES: Final = _table(_SHAPES)
"""The table of all other languages: what the shape of a text shows in any of them."""
