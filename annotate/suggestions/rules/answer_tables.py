"""The signs by which answers to the questions about a claim are predicted, for each language.

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

from functools import lru_cache
from typing import Final, NamedTuple

from annotate.suggestions.rules.language import load_language


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


@lru_cache
def signs(code: str) -> tuple[Sign, ...]:
    """Return the table of a language that has rules; a new language states its part as `Language.answer_signs`."""
    own = _ENGLISH + _ENGLISH_FORM if code == "en" else load_language(code).answer_signs
    return _table(own + _STATEMENT + _FOLLOWS)


SHAPES: Final = _table(_SHAPES)
"""The table of all other languages: what the shape of a text shows in any of them."""
