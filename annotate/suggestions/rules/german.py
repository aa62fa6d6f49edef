"""The German words for the suggestion rules. Data only."""

from __future__ import annotations

from collections.abc import Iterable

from annotate.schema.wellknown import DENY, QUERY, SUPPORT
from annotate.suggestions.rules.language import Language, Verb, separable, verbs, words


def _weak(frames: str, stems: str, label: str = SUPPORT, after: str = "", rule: str = "wants") -> tuple[Verb, ...]:
    """Return regular verbs from their stems; "+" before a stem stands for the prefix of its participle ("+sag": gesagt)."""
    return tuple(_weak_verb(frames, stem.lstrip("+"), stem.startswith("+"), label, after, rule) for stem in stems.split())


def _weak_verb(frames: str, stem: str, prefix: bool, label: str, after: str, rule: str) -> Verb:
    linked = f"{stem}e" if stem.endswith(("t", "d", "chn", "gn", "ffn")) else stem
    infinitive = f"{stem}n" if stem.endswith(("er", "el")) and not stem.endswith("ier") else f"{stem}en"
    participle = f"ge{linked}t" if prefix else f"{linked}t"
    forms = dict.fromkeys((infinitive, f"{stem}e", f"{linked}t", f"{linked}te", f"{linked}ten", participle))
    return Verb(tuple(forms), frames, label, words(after), rule)


_VERBS = (
    *_weak(
        "qtbx",
        "+sag erklär beton behaupt +mein bericht versicher +antwort vermut +glaub bestätig argumentier +äußer ergänz "
        "erläuter erwider beteuer konstatier resümier prophezei kommentier +klag +scherz +schimpf prognostizier signalisier "
        "informier +ahn +hoff +folger +witzel +twitter +post +mahn +jubel entgegn bedauer begründ präzisier bilanzier "
        "+meld +schätz "
        "spekulier konter +höhn +spott +stöhn +beicht +zürn +wetter attestier bekräftig +urteil +schwärm verkünd verdeutlich "
        "+wünsch +fürcht befürcht erwart wiederhol erinner appellier +droh beklag vermeld rechtfertig unterstell "
        "schlussfolger philosophier +orakel monier bemängel schilder +rechn argwöhn mutmaß garantier suggerier "
        "diagnostizier erzähl enthüll +notier beschwer bezeug +wunder +freu",
    ),
    *verbs("q", "wissen wisse weiß wusste wussten gewusst"),
    *verbs("qt", "durchblicken\nverlauten\nverlautbaren"),
    *verbs(
        "qtbx",
        """
schreiben schreibe schreibt schrieb schrieben geschrieben
denken denke denkt dachte dachten gedacht
finden finde findet fand fanden gefunden
versprechen verspreche verspricht versprach versprachen versprochen
unterstreichen unterstreiche unterstreicht unterstrich unterstrichen
bekennen bekenne bekennt bekannte bekannten
erfahren erfahre erfährt erfuhr erfuhren
entscheiden entscheide entscheidet entschied entschieden
beschließen beschließt beschloss beschlossen
gestehen gestehe gesteht gestand gestanden
schwören schwöre schwört schwor schworen geschworen
befinden befinde befindet befand befanden befunden
beweisen beweise beweist bewies bewiesen
lesen liest
empfehlen empfehle empfiehlt empfahl empfahlen empfohlen
raten rate rät riet rieten geraten
rufen rufe ruft rief riefen gerufen
verraten verrate verrät verriet verrieten
ergibt ergab ergaben
beharren beharre beharrt beharrte beharrten
""",
    ),
    *_weak("qtb", "+warn", after="vor"),
    *_weak("qtb", "+zeig +beleg"),
    *_weak("tb", "+forder verlang beantrag +plädier vereinbar beabsichtig verdächtig beschuldig bezichtig"),
    *_weak("qtb", "bestreit dementier +leugn vernein", DENY),
    *verbs("qtb", "bestritt bestritten", DENY),
    *_weak("qtb", "+frag bezweifel +zweifel", QUERY),
    *separable(
        "qtb",
        """
mit teilt teilte teilten teile teilen|geteilt zuteilen
an kündigt kündigte kündigten kündige kündigen|gekündigt zukündigen
an deutet deutete deuteten deute deuten|gedeutet zudeuten
an merkt merkte merkten merke merken|gemerkt zumerken
an gibt gab gaben gebe geben|gegeben zugeben
bekannt gibt gab gaben gebe geben gegeben|zugeben
bekannt macht machte machten mache machen gemacht|zumachen
zu gibt gab gaben gebe geben|gegeben zugeben
zu sichert sicherte sicherten sichere sichern|gesichert zusichern
zu sagt sagte sagten sage sagen|gesagt zusagen
ein räumt räumte räumten räume räumen|geräumt zuräumen
ein gesteht gestand gestanden gestehe gestehen|gestanden
ein schätzt schätzte schätzten schätze schätzen|geschätzt
ein wendet wandte wandten wende wenden|gewandt
ein wirft warf warfen werfe werfen|geworfen
fest stellt stellte stellten stelle stellen|gestellt zustellen
klar stellt stellte stellten stelle stellen|gestellt zustellen
fest hält hielt hielten halte halten|gehalten
hinzu fügt fügte fügten füge fügen|gefügt zufügen
hinzu setzt setzte setzten setze setzen|gesetzt
hervor hebt hob hoben hebe heben|gehoben
aus führt führte führten führe führen|geführt
aus geht ging gingen gehe gehen|gegangen
aus sagt sagte sagten sage sagen|gesagt
dar legt legte legten lege legen|gelegt
hin weist wies wiesen weise weisen|gewiesen zuweisen
vor wirft warf warfen werfe werfen|geworfen zuwerfen
vor schlägt schlug schlugen schlage schlagen|geschlagen zuschlagen
vorher sagt sagte sagten sage|gesagt
voraus sagt sagte sagten sage|gesagt
an nimmt nahm nahmen nehme nehmen|genommen
nahe legt legte legten lege|gelegt
auf ruft rief riefen rufe rufen|gerufen zurufen
auf fordert forderte forderten fordere fordern|gefordert zufordern
nach fragt fragte fragten frage|gefragt
zurück blickt blickte blickten|geblickt
aus spricht sprach sprachen spreche sprechen|gesprochen zusprechen
entgegen hält hielt hielten halte halten|gehalten zuhalten
protokoll gibt gab gaben gebe geben|gegeben zugeben
bedenken gibt gab gaben gebe geben|gegeben zugeben
überzeugt gibt gab gaben gebe geben|gegeben zugeben
zuversichtlich gibt gab gaben gebe geben|gegeben zugeben
optimistisch gibt gab gaben gebe geben|gegeben zugeben
deutlich macht machte machten mache machen|gemacht zumachen
klar macht machte machten mache machen|gemacht zumachen
aufmerksam macht machte machten mache machen|gemacht zumachen
aussicht stellt stellte stellten stelle stellen|gestellt zustellen
an regt regte regten rege regen|geregt zuregen
an erkennt erkannte erkannten|erkannt zuerkennen
darauf verweist verwies verwiesen verweise verweisen|verwiesen
darauf drängt drängte drängten dränge drängen|gedrängt
darauf pocht pochte pochten poche pochen|gepocht
darauf besteht bestand bestanden bestehe bestehen|bestanden
darauf vertraut vertraute vertrauten vertraue vertrauen|vertraut
davon spricht sprach sprachen spreche sprechen|gesprochen
davon träumt träumte träumten träume träumen|geträumt
ein setzt setzte setzten setze setzen|gesetzt zusetzen
dafür wirbt warb warben werbe werben|geworben
dafür bedankt bedankte bedankten bedanke bedanken|bedankt
dafür entschuldigt entschuldigte entschuldigten entschuldige entschuldigen|entschuldigt
darum bittet bat baten bitte bitten|gebeten
dagegen wehrt wehrte wehrten wehre wehren|gewehrt
dagegen hält hielt hielten halte halten|gehalten
""",
    ),
    *separable(
        "s",
        """
ab lehnt lehnte lehnten lehne lehnen|gelehnt zulehnen
""",
    ),
    *separable(
        "s",
        """
zurück weist wies wiesen weise weisen|gewiesen zuweisen
entgegen tritt trat traten trete treten|getreten zutreten
""",
        rule="refuses",
    ),
    *separable("tb", "aus schließt schloss schlossen schließe schließen|geschlossen zuschließen", DENY),
    *separable("tb", "frage stellt stellte stellten stelle stellen|gestellt zustellen", QUERY),
    *separable("tb", "ab streitet stritt stritten streite streiten|gestritten zustreiten", DENY),
    *separable("n", "an zweifelt zweifelte zweifelten zweifle|gezweifelt", QUERY, rule="doubts"),
    *_weak("qtbc", "kritisier +rüg", after="als", rule="calls"),
    *_weak("sc", "bezeichn +wert charakterisier verurteil brandmark", after="als", rule="calls"),
    *verbs("sctb", "beschreiben beschreibe beschreibt beschrieb beschrieben: als", rule="calls"),
    *verbs("sck", "nennen nenne nennt nannte nannten genannt", rule="calls"),
    *_weak("st", "+lob begrüß würdig"),
    *_weak("s", "widerleg +tadel präsentier"),
    *verbs("ta", "überzeugt\nzuversichtlich\nsicher\noptimistisch\nskeptisch\nbesorgt\nfroh"),
    *verbs("s", "widersprechen widerspreche widerspricht widersprach widersprachen widersprochen"),
    *verbs("s", "sprechen spreche spricht sprach sprachen gesprochen: von", rule="speaks-of"),
)

_STRONG_PASTS = words(
    "gab kam nahm ging stand hielt ließ trat traf brach sprach schloss zog trug schlug lief fand fiel warf schrieb wies hob bot "
    "bat lag saß sah las aß fuhr flog floh starb stieg sank schwand sprang sang trank zwang rang drang band schuf wuchs schien "
    "rief riet schob schoss riss griff litt schnitt stritt blieb trieb schwieg lud log trog goss floss half galt stahl barg warb "
    "wusch fing hing hieß verlor gewann begann"
)
_PREFIXES = words(
    "an ab auf aus be bei ein ent er fest ge herein heraus hin los mit nach nieder statt teil um unter ver vor vorbei weg weiter "
    "wider zer zu zurück zusammen über"
)


def _past_forms(stems: Iterable[str], prefixes: Iterable[str]) -> frozenset[str]:
    """Return the past tense of strong verbs in both numbers, alone and with each prefix: "gab", "gaben", "vergab", "vergaben"."""
    pasts = frozenset(f"{stem}{ending}" for stem in stems for ending in ("", "en"))
    return pasts | {f"{prefix}{past}" for prefix in prefixes for past in pasts}


def _subjunctive_forms(verbs: Iterable[Verb]) -> frozenset[str]:
    """Return the forms of verbs with which somebody else speaks: "hoffe" and "erwarte", but not the past tense "hoffte"."""
    forms = ((verb, form) for verb in verbs for form in verb.forms if form.endswith("e"))
    return frozenset(form for verb, form in forms if not form.endswith("te") or f"{form}te" in verb.forms)


_OPINIONS = words("ansicht auffassung meinung überzeugung standpunkt schluss ergebnis eindruck befürchtung hoffnung")
_NAMES_OF_REPORTS = (
    "angaben angabe auskunft darstellung ansicht einschätzung meinung auffassung aussage aussagen worten information "
    "informationen bericht berichten meldung meldungen schätzung schätzungen berechnungen erkenntnissen überzeugung "
    "medienberichten darstellungen"
)

_ANSWERS = r"""
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

verifiability not_verifiable opinion type position|personal
verifiability verifiable deadline prediction \d|\b(?:am|im|bis|ab|nächste[nrs]?|diese[nrs]?) (?:\w+ )?(?:wochenende|woche|
    monat|jahr|jahres|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|januar|februar|märz|april|mai|juni|juli|
    august|september|oktober|november|dezember|frühjahr|sommer|herbst|winter)\b
verifiability partly future type prediction
verifiability partly vague text \b(?:sehr|extrem|dramatisch\w*|erheblich\w*|massiv\w*|wichtig\w*|gefährlich\w*|gut\w{0,2}|
    schlecht\w*|besser\w*|schlimm\w*|stark|schwer|schwach|viele?n?|oft|meist\w*|alle|kaum|sicher|genug|wirklich|wahrscheinlich|
    vielleicht|könnten?|möglicherweise|erfolgreich\w*)\b
polarity negated negation text \b(?:nicht|kein\w{0,2}|nie|niemals|niemand\w*|nichts|weder|nirgends)\b
polarity affirmed plain text
certainty open undecided text \b(?:ob|unklar|ungewiss|offen)\b
certainty hedged hedge text \b(?:könnten?|dürften?|möglicherweise|vielleicht|wahrscheinlich|vermutlich|wohl|offenbar|angeblich|
    scheint|scheinen|mutmaßlich\w*|anscheinend)\b
certainty asserted plain text
"""

LANGUAGE = Language(
    code="de",
    verbs=_VERBS,
    sources_before=("laut",),
    sources_after=("zufolge",),
    complementizers=words("dass daß"),
    question_words=words("ob warum weshalb wieso wie wann wo woher wohin wer wem wen was welche welcher welches"),
    auxiliaries=words(
        "ist sind war waren bin sei seien wäre wären hat haben hatte hatten habe hätte hätten wird werden wurde wurden werde "
        "würde würden lässt ließ ließen lasse lassen"
    ),
    final_auxiliaries=words("sein werden worden wird werde wurde wurden"),
    passive=words("wird werden wurde wurden worden sei seien ist sind war waren"),
    modals=words(
        "kann können könne könnte könnten konnte konnten muss müssen müsse müsste müssten musste mussten soll sollen solle "
        "sollte sollten darf dürfen dürfe dürfte dürften durfte durften will wollen wolle wollte wollten möchte möchten mag "
        "mögen"
    ),
    negations=words("nicht nie niemals kein keine keinen keiner niemand"),
    adverbs=words(
        "auch dann später zudem außerdem noch bereits schon erneut heute gestern daraufhin weiter hinzu zuvor damals jetzt nun "
        "dagegen danach davor zugleich gleichzeitig dabei dazu darin hier dort zunächst zuletzt inzwischen mittlerweile "
        "bislang allerdings jedoch ebenfalls ferner weiterhin wiederum schließlich so deshalb daher anschließend kürzlich "
        "jüngst kurz lange genau ausdrücklich wörtlich zuversichtlich telefonisch schriftlich öffentlich hingegen indes "
        "nämlich etwa gerade beinahe gerne alleine kritisch davon darauf dafür damit darum daran darüber "
        "demnach überdies dennoch trotzdem indessen immerhin insgesamt notfalls tatsächlich vielmehr somit folglich ohnehin "
        "sogar vorher hinterher einst oft manchmal bisher derzeit aktuell vermutlich möglicherweise vielleicht natürlich "
        "leider hoffentlich deswegen dadurch unterdessen seither seitdem einerseits andererseits ebenso wieder weiters "
        "abschließend konkret grundsätzlich insbesondere ohnedies"
    ),
    adverb_endings=(),
    participle_endings=(),
    noun_forms=words(
        "berichten schreiben fragen klagen raten hoffen rate überzeugt zuversichtlich sicher optimistisch skeptisch besorgt froh"
    ),
    determiners=words(
        "der die das dem den des ein eine einen einem einer eines dieser diese dieses diesem diesen mein meine sein seine "
        "seinem seinen seiner seines ihr ihre ihrem ihren ihrer ihres unser unsere mehrere mehreren viele vielen einige "
        "einigen zwei drei vier fünf sechs sieben acht neun zehn alle beide jeder jede jedes andere manche deren "
        "dessen"
    ),
    pronouns={"er": "m", "sie": "f", "es": "n", "wir": "w", "ich": "w", "man": "w"},
    relatives=words("denen deren dessen"),
    prepositions=words(
        "in im ins an am ans auf aus bei beim mit nach von vom zu zum zur für über unter vor vorm hinter neben zwischen "
        "durch gegen gegenüber ohne um seit während wegen trotz bis ab laut gemäß seitens innerhalb außerhalb angesichts "
        "aufgrund"
    ),
    subordinators=words(
        "dass daß weil wenn als ob obwohl während nachdem bevor damit sodass indem falls sofern solange sobald da wie"
    ),
    conjunctions=words("und aber oder sondern denn"),
    openers=words("und aber doch jedoch allerdings außerdem zudem dann dagegen denn auch"),
    time_words=words(
        "montag dienstag mittwoch donnerstag freitag samstag sonntag gestern heute morgen abend januar februar märz april "
        "mai juni juli august september oktober november dezember mittag vormittag nachmittag montagabend "
        "dienstagabend mittwochabend donnerstagabend freitagabend samstagabend sonntagabend montagmorgen dienstagmorgen "
        "mittwochmorgen donnerstagmorgen freitagmorgen samstagmorgen sonntagmorgen montagnachmittag dienstagnachmittag "
        "mittwochnachmittag donnerstagnachmittag freitagnachmittag wochenende nacht"
    ),
    infinitive_markers=words("zu"),
    particles=words("mit an hinzu ein fest aus zu klar weiter bekannt"),
    content_breaks=words("so laut"),
    adjunct_openers=words("um statt anstatt ohne obwohl während weil aber"),
    media_nouns=words(
        "agentur presse-agentur nachrichtenagentur zeitung tageszeitung nachrichtenmagazin magazin sender rundfunk fernsehen "
        "dpa afp apa reuters ap sda bbc cnn ard zdf orf srf"
    ),
    occasion_nouns=words("interview erklärung rede tweet pressekonferenz twitter facebook"),
    complements=words("als"),
    claim_nouns=words(
        "vorwurf vorwürfe kritik forderung forderungen warnung behauptung behauptungen aussage ankündigung befürchtung "
        "befürchtungen hoffnung vermutung these zusage versprechen drohung hinweis klage beschwerde mahnung prognose "
        "einschätzung argument feststellung mitteilung meldung eindruck"
    )
    | _OPINIONS,
    opinion_nouns=_OPINIONS,
    demonstratives=words("das dies"),
    reflexives=words("sich mich dich uns euch ihn ihm ihnen"),
    as_words=words("wie"),
    articles=words("der die das dem den ein eine"),
    joining_articles=words(
        "der des eines einer dieses dieser seines seiner ihres ihrer unseres unserer aller beider mehrerer zweier"
    ),
    indefinite=words("ein eine einen einem einer eines"),
    and_words=words("und sowie"),
    coordinators=words("und aber"),
    contrastive_conjunctions=words("aber während obwohl"),
    conditional_conjunctions=words("wenn weil falls"),
    expletives=words("es"),
    name_prepositions=words("der des eines einer von vom für aus dieses und seiner ihrer zu"),
    past_forms=_past_forms(_STRONG_PASTS, _PREFIXES)
    | words(
        "kommt kommen gibt lässt plant plante planten plane steht stehen bleibt bleiben liegt liegen hält fallen fällt nimmt "
        "trifft fährt zieht trägt läuft findet beginnt steigt sinkt sinken wächst sieht tat tut hilft tritt scheint drohte "
        "fehlt fehlte fehlten macht machte führt führte gilt"
    ),
    past_endings=("te", "ten"),
    plural_quantifiers=words("zwei drei vier fünf sechs sieben acht neun zehn mehrere einige viele beide"),
    approximators=words("etwa rund fast knapp über"),
    closing_relatives=words(""),
    quantity_nouns=words("zahl reihe gruppe mehrheit dutzend"),
    second_person=words("du dein deine ihnen"),
    finite_endings=("t", "te", "ten", "en"),
    plural_endings=("en", "er", "innen"),
    singular_determiners=words("der das ein eine dieser dieses jeder jede jedes mein meine sein seine ihr unser"),
    plural_determiners=words("einige mehrere viele alle beide zwei drei vier"),
    singular_endings=("mutter", "tochter", "schwester"),
    titles=words(
        "herr frau dr prof professor professorin präsident präsidentin minister ministerin bürgermeister bürgermeisterin "
        "oberbürgermeister oberbürgermeisterin kanzler kanzlerin bundeskanzler bundeskanzlerin bundespräsident landrat "
        "landrätin sprecher sprecherin richter richterin direktor direktorin verkehrsminister verkehrsministerin "
        "innenminister innenministerin außenminister außenministerin finanzminister finanzministerin gesundheitsminister "
        "gesundheitsministerin justizminister justizministerin umweltminister umweltministerin verteidigungsminister "
        "verteidigungsministerin wirtschaftsminister wirtschaftsministerin ministerpräsident ministerpräsidentin "
        "premierminister premierministerin senator senatorin staatssekretär staatssekretärin polizeisprecher "
        "polizeisprecherin regierungssprecher regierungssprecherin vorsitzender vorsitzende chef chefin parteichef "
        "parteichefin vorstandschef gewerkschaftschef trainer trainerin ingenieur ingenieurin intendant intendantin anwalt "
        "anwältin staatsanwalt staatsanwältin kämmerer kämmerin papst könig königin bischof general oberst abgeordneter "
        "abgeordnete oppositionsführer oppositionsführerin fraktionschef fraktionschefin generalsekretär generalsekretärin "
        "us-präsident us-außenminister bauer wirt forscher"
    ),
    feminine_words=words(
        "frau präsidentin ministerin bürgermeisterin oberbürgermeisterin kanzlerin bundeskanzlerin sprecherin richterin "
        "direktorin ministerpräsidentin außenministerin innenministerin finanzministerin kämmerin intendantin ingenieurin "
        "königin chefin"
    ),
    masculine_words=words(
        "herr präsident minister bürgermeister oberbürgermeister kanzler bundeskanzler sprecher richter direktor "
        "ministerpräsident außenminister innenminister finanzminister kämmerer intendant könig papst bischof general bauer "
        "chef"
    ),
    plural_nouns=words(
        "leute anwohner beamte beamten experten sprecher ingenieure forscher kritiker bewohner fachleute vertreter zeugen "
        "eltern augenzeugen ermittler demonstranten politiker abgeordnete wissenschaftler ärzte lehrer schüler bürger "
        "beobachter aktivisten gegner befürworter mitarbeiter meteorologen ökonomen historiker juristen nachbarn grünen "
        "angehörige"
    ),
    person_nouns=words(
        "sprecher sprecherin beamte beamter beamten experte expertin experten ingenieur ingenieure ingenieurin anwohner "
        "forscher forscherin kritiker kritikerin zeuge zeugin zeugen augenzeugen minister ministerin bürgermeister "
        "bürgermeisterin präsident präsidentin richter richterin vertreter vertreterin fachleute polizeisprecher "
        "polizeisprecherin regierungssprecher anwalt anwältin staatsanwalt verteidiger trainer trainerin ermittler politiker "
        "politikerin abgeordneter abgeordnete wissenschaftler wissenschaftlerin chef chefin vorsitzender vorsitzende diplomat "
        "diplomatin botschafter frau mann arzt ärztin lehrer lehrerin unternehmer besitzer mitarbeiter kläger angeklagte "
        "angeklagter sachverständige sachverständiger gutachter gutachterin demonstranten augenzeuge beobachter landrat "
        "senator kanzler kanzlerin er sie autor autorin leiter leiterin nachbar"
    ),
    organisation_nouns=words(
        "regierung bundesregierung landesregierung behörde behörden polizei bundespolizei feuerwehr ministerium "
        "innenministerium außenministerium verteidigungsministerium finanzministerium gesundheitsministerium partei gericht "
        "landgericht amtsgericht bank universität institut verein verband bauernverband firma unternehmen konzern stadt "
        "stadtverwaltung verwaltung gewerkschaft kommission rat stadtrat agentur zeitung amt wetterdienst staatsanwaltschaft "
        "bundestag landtag opposition fraktion kirche armee bundeswehr presse sender rundfunk magazin nachrichtenagentur "
        "nachrichtenmagazin bahn flughafen klinik krankenhaus hilfsorganisation organisation betreiber hersteller veranstalter "
        "stiftung bund land senat familie schule museum fabrik botschaft komitee landratsamt rathaus zentrale direktion kammer "
        "bündnis klub dienst zentrum initiative allianz union vatikan parlament kabinett präsidium vorstand "
        "aufsichtsrat jury redaktion küstenwache luftwaffe marine miliz koalition ausschuss reederei fluggesellschaft "
        "versicherung sparkasse börse anstalt akademie hochschule netzwerk fonds bundesrat nationalrat stadtwerke"
    ),
    document_nouns=words(
        "bericht medienberichten studie umfrage gesetz brief gutachten dokument erklärung mitteilung pressemitteilung klage "
        "artikel buch schreiben papier entwurf urteil text stellungnahme analyse untersuchung statistik angaben "
        "polizeiangaben bekanntmachung aufruf beschluss antrag vertrag"
    ),
    of_word="von",
    clause_after_comma=True,
    capitalizes_nouns=True,
    joins_nouns=True,
    clause_linkers=words("und aber"),
    first_person=words("ich wir"),
    leading_words=("dass", "und", "aber"),
    speech_words=words(
        "soll sollen hervor hervorgeht rede angaben angeblich ansicht aussage aussagen begrüßt begrüßte bekannt berichten "
        "bezeichnen bezeichnet bezeichnete demnach erklärung forderung forderungen gegenüber heißt hieß hoffnung kritik "
        "kritisieren kritisiert kritisierte kritisierten laut lehnt lehnte meinung nannte nennen nennt offenbar plädiert "
        "plädierte räumte sprach sprachen spricht vermutung verwies vorgeworfen vorwurf vorwürfe warf wirft zitiert zufolge "
        "wonach danach zitierte einschätzung auffassung befürchtung befürchtungen warnung warnungen ankündigung"
    ),
    verb_second=True,
    presumes_speech_verbs=True,
    sources_after_comma=words("so"),
    report_prepositions=words("nach"),
    report_endings=tuple(_NAMES_OF_REPORTS.split()),
    topic_prepositions=words("zu zur zum über"),
    singular_datives=words("dem der diesem dieser seinem seiner ihrem ihrer"),
    genitive_endings=("er",),
    attribute_endings=("ten", "te", "ter", "nen", "ne", "ner", "nden", "nde"),
    own_words=words("eigenen eigener eigenem"),
    clause_as_words=words("wie"),
    impersonal_cues=(
        *(
            "heißt es",
            "hieß es",
            "heiße es",
            "es heißt",
            "es hieß",
            "verlautet",
            "verlautete",
            "es weiter heißt",
            "es weiter hieß",
            "geht hervor",
            "ging hervor",
            "gehe hervor",
        ),
        *("hervorgeht", "hervorging", "hervorgehe", "hervorgegangen"),
    ),
    subjunctive=words(
        "sei seien habe werde könne müsse dürfe solle wolle möge wisse gebe gehe komme stehe bleibe liege lasse nehme sehe "
        "finde brauche bestehe handele handle gelte bekomme erhalte fehle drohe führe spreche halte trage laufe fahre glaube "
        "betrage reiche stimme entspreche diene gehöre setze biete verliere brächen lebe arbeite spiele zeige mache tue "
        "ergebe befinde verfüge sterbe breche funktioniere existiere entstehe scheine rechne gefährde ermögliche helfe trete "
        "ziehe leiste koste achte beobachte bereite betrachte verzichte laute hafte verlaufe verursache "
        "benötige zerstöre verhindere verändere erhöhe"
    )
    | _subjunctive_forms(_VERBS),
    weak_subjunctive=words(
        "hätten würden müssten wären könnten sollten käme kämen gäbe gäben nähmen brächten wüssten fänden lägen sähen träten "
        "träfen sprächen bräuchten stünden entstünden trügen"
    ),
    subjunctive_endings=("e",),
    inflected_participle_endings=("nde", "ene"),
    exception_words=words("denn"),
    hearsay_openers=words("demnach"),
    oblique=words(
        "dem den des einem einen eines diesem diesen seinem seinen seines ihrem ihren ihres ihm ihn ihnen sich mir mich uns "
        "keinem keinen vielen einigen mehreren"
    ),
    answer_signs=_ANSWERS,
)
