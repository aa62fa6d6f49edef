"""The Dutch words for the suggestion rules. Data only."""

from __future__ import annotations

from annotate.schema.wellknown import DENY, QUERY
from annotate.suggestions.rules.language import Language, separable, verbs, words

_VERBS = (
    *verbs(
        "qt",
        """
melden meldt meldde meldden gemeld
stellen stelt stelde stelden gesteld
vertellen vertelt vertelde vertelden verteld
benadrukken benadrukt benadrukte benadrukten
bevestigen bevestigt bevestigde bevestigden bevestigd
schrijven schrijft schreef schreven geschreven
vinden vindt vond vonden gevonden
waarschuwen waarschuwt waarschuwde waarschuwden gewaarschuwd
antwoorden antwoordt antwoordde antwoordden geantwoord
reageren reageert reageerde reageerden gereageerd
concluderen concludeert concludeerde concludeerden geconcludeerd
herhalen herhaalt herhaalde herhaalden herhaald
berichten bericht berichtte berichtten
betogen betoogt betoogde betoogden betoogd
klagen klaagt klaagde klaagden geklaagd
vermoeden vermoedt vermoedde vermoedden
weet wist wisten
roepen roept riep riepen geroepen
constateren constateert constateerde constateerden geconstateerd
suggereren suggereert suggereerde suggereerden gesuggereerd
voorspellen voorspelt voorspelde voorspelden voorspeld
onthullen onthult onthulde onthulden onthuld
oordelen oordeelt oordeelde oordeelden geoordeeld
twitteren twittert twitterde getwitterd
verzuchten verzucht verzuchtte verzuchtten
grappen grapt grapte
verzekeren verzekert verzekerde verzekerden verzekerd
rapporteren rapporteert rapporteerde rapporteerden gerapporteerd
schatten schat schatte
betreuren betreurt betreurde betreurden betreurd
bekritiseren bekritiseert bekritiseerde
adviseren adviseert adviseerde adviseerden geadviseerd
onderstrepen onderstreept onderstreepte onderstreepten
beklemtonen beklemtoont beklemtoonde beklemtoonden beklemtoond
nuanceren nuanceert nuanceerde
verduidelijken verduidelijkt verduidelijkte verduidelijkten
opperen oppert opperde opperden geopperd
sneren sneert sneerde
vervolgen vervolgt vervolgde
argumenteren argumenteert argumenteerde
berekenen berekent berekende berekenden berekend
signaleren signaleert signaleerde signaleerden gesignaleerd
getuigt getuigde getuigden
bezweren bezweert bezwoer
""",
    ),
    *verbs(
        "qti",
        """
zeggen zegt zei zeiden gezegd
verklaren verklaart verklaarde verklaarden verklaard
beweren beweert beweerde beweerden beweerd
denken denkt dacht dachten gedacht
geloven gelooft geloofde geloofden
vrezen vreest vreesde vreesden gevreesd
hopen hoopt hoopte hoopten gehoopt
verwachten verwacht verwachtte verwachtten
erkennen erkent erkende erkenden erkend
beloven belooft beloofde beloofden beloofd
eisen eist eiste eisten geëist
garanderen garandeert garandeerde garandeerden
menen meent meende meenden
bekennen bekent bekende bekenden
zweren zweert zwoer zwoeren gezworen
""",
    ),
    *verbs("ti", "ontkennen ontkent ontkende ontkenden ontkend\nbetwisten betwist betwistte betwistten", DENY),
    *verbs("qtw", "vragen vraagt vroeg vroegen gevraagd", QUERY),
    *verbs("tw", "betwijfelen betwijfelt betwijfelde betwijfelden", QUERY),
    *separable(
        "qt",
        """
aan kondigt kondigde kondigden|gekondigd
aan geeft gaf gaven|gegeven
aan voert voerde voerden|gevoerd
toe voegt voegde voegden|gevoegd
toe geeft gaf gaven|gegeven
uit legt legde legden|gelegd
mee deelt deelde deelden|gedeeld
op merkt merkte merkten|gemerkt
vast stelt stelde stelden|gesteld
aan dringt drong drongen|gedrongen
bekend maakt maakte maakten|gemaakt
toe licht lichtte lichtten|gelicht
uit gaat ging gingen|gegaan
vol houdt hield hielden|gehouden
tegen werpt wierp wierpen|geworpen
erop wijst wees wezen|gewezen
zien laat liet lieten|
doorschemeren laat liet lieten|
""",
    ),
    *verbs("t", "weerspreken weerspreekt weersprak weerspraken weersproken", DENY),
    *separable("t", "tegen spreekt sprak spraken|gesproken\nuit sluit sloot sloten|gesloten", DENY),
    *verbs("s", "spreken spreekt sprak spraken gesproken: van over", rule="speaks-of"),
    *separable("qti", "weten laat liet lieten|"),
    *verbs("ta", "overtuigd bang blij bezorgd trots teleurgesteld"),
    *verbs(
        "scj",
        """
noemen noemt noemde noemden genoemd: als
omschrijven omschrijft omschreef omschreven: als
bestempelen bestempelt bestempelde bestempelden bestempeld: als
""",
        rule="calls",
    ),
)

_ANSWERS = r"""
type position demand cue \b(?:eis\w*|geëist|stelt voor|stelde voor|pleit\w*|roep\w* op|verwerp\w*|verwierp\w*|bekritiseer\w*)\b
type prediction commitment cue \b(?:beloof\w*|beloven|kondig\w*|aangekondigd|voorspel\w*|verwacht\w*)\b
type personal feeling text \b(?:ik ben|wij zijn|we zijn|ik voel me) (?:\w+ ){0,2}(?:blij|verdrietig|trots|bezorgd|boos|
    teleurgesteld|
    dankbaar|verrast|geschokt|zeker)\b|\b(?:ik|we|wij) (?:hoop|hopen|geloof|geloven|denk|denken|vrees|vrezen|vind|vinden)\b
type rule ban text \b(?:verboden|toegestaan|verplicht|illegaal|strafbaar|wettelijk|(?:volgens|bij) (?:de )?wet|
    de wet (?:\w+ ){0,2}
    (?:verbiedt|bepaalt|vereist|verplicht))\b
type position judgement text \b(?:moet|moeten|zou moeten|zouden moeten|hoort te|horen te|het is (?:tijd|nodig|dringend|
    oneerlijk|
    belangrijk|onaanvaardbaar))\b
type prediction future text \b(?:zal|zullen|gaat|gaan)\b(?: \w+)*? \w+en\b|\b(?:volgende? (?:week|maand|jaar)|vóór 20[2-9]\d|
    in 20[3-9]\d|binnenkort)\b
type causal cause text \b(?:veroorzaak\w*|leid\w* tot|vanwege|wegens|door toedoen van|als gevolg van)\b
type quantity number core (?<![\w.,:/-])\d[\d.,]*\s?(?:%|procent|miljoen|miljard|duizend|honderd|euro|dollar|kilometer|km|
    meter|graden|
    ton|kilo\w*|hectare|punten)(?!\w)|[$€£]\s?\d
type quantity comparison core \b(?:meer|minder|hoger|lager|groter|kleiner|beter|slechter|sneller)(?: \w+){0,3} dan\b|
    \b(?:het dubbele|
    twee keer zo|de helft|een derde|(?:minstens|bijna|ongeveer|ruim|meer dan|minder dan) (?:\d|twee|drie|vier|vijf|tien|
    honderd|duizend))
type quantity change core \b(?:steeg|stegen|gestegen|daalde\w*|gedaald|groeide\w*|gegroeid|toegenomen|afgenomen)\b.*\b(?:met|
    tot|naar|sinds)\b
type personal speaker text \b(?:ik|mijn|mij)\b
type position judgement text \b(?:oneerlijk|onaanvaardbaar|schande|schandalig|fout|onverantwoord\w*|absurd|verschrikkelijk|
    uitstekend|
    schandaal|te (?:veel|weinig|laat|duur|hoog|gevaarlijk))\b
type causal reason text \b(?:omdat|want)\b
verifiability not_verifiable opinion type position|personal
verifiability verifiable deadline prediction \d|\b(?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|januari|
    februari|maart|
    april|mei|juni|juli|augustus|september|oktober|november|december|morgen|volgende? \w+)\b
verifiability partly future type prediction
verifiability partly vague text \b(?:zeer|erg|heel|veel|vele|ernstig\w*|belangrijk\w*|gevaarlijk\w*|goede?|slechte?|beter|
    slechter|vaak|
    waarschijnlijk|misschien|zou\w*)\b
polarity negated negation text \b(?:niet|nooit|geen|niemand|niets|noch)\b
polarity affirmed plain text
certainty open undecided text \b(?:of|onduidelijk|onzeker)\b
certainty hedged hedge text \b(?:zou|zouden|misschien|wellicht|waarschijnlijk|mogelijk|vermoedelijk|kennelijk|blijkbaar|lijkt|
    lijken)\b
certainty asserted plain text
"""

LANGUAGE = Language(
    code="nl",
    verbs=_VERBS,
    sources_before=(
        "volgens",
        "naar zeggen van",
        "naar mening van",
        "naar het oordeel van",
        "in de woorden van",
        "in de ogen van",
    ),
    sources_after=(),
    complementizers=words("dat"),
    question_words=words("of hoe wanneer waarom wie wat waar welke"),
    auxiliaries=words(
        "is zijn was waren ben heeft hebben had hadden heb wordt worden werd werden zal zullen zou zouden geworden geweest"
    ),
    passive=words("wordt worden werd werden is zijn was waren"),
    modals=words("kan kunnen kon konden moet moeten moest moesten mag mogen mocht mochten wil willen wilde wilden"),
    negations=words("niet nooit geen nimmer"),
    adverbs=words(
        "ook dan later bovendien nog al alweer opnieuw vandaag gisteren daarop verder eerder eraan daaraan erop daarbij nu "
        "vervolgens toen inmiddels tevens desgevraagd zelf weer ooit altijd vaak thuis daar hier buiten boven elders meteen "
        "direct dronken ervan intussen ondertussen daarnaast tegelijkertijd onlangs nadien hierop eerst zelfs wel"
    ),
    adverb_endings=(),
    participle_endings=(),
    noun_forms=words("bericht berichten vragen eisen schat schatten menen"),
    determiners=words(
        "de het een deze die dit dat mijn zijn haar hun ons onze uw verschillende enkele veel vele sommige andere twee drie "
        "vier vijf zes zeven acht negen tien alle beide elke ieder iedere"
    ),
    pronouns={"hij": "m", "zij": "f", "ze": "f", "wij": "w", "we": "w", "ik": "w", "men": "w"},
    relatives=words("die wie"),
    prepositions=words(
        "in op aan van voor met bij uit naar over onder tegen tussen door zonder om sinds tijdens wegens tot na te per "
        "binnen buiten volgens vanaf rond"
    ),
    subordinators=words("dat omdat als toen hoewel terwijl nadat voordat zodat of indien tenzij zoals"),
    conjunctions=words("en maar of want"),
    openers=words("en maar toch echter ook daarnaast bovendien dus"),
    time_words=words(
        "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag gisteren vandaag morgen ochtend middag avond nacht week "
        "maand jaar vorige januari februari maart april mei juni juli augustus september oktober november december "
        "dinsdagavond maandagavond"
    ),
    infinitive_markers=words("te"),
    particles=words("aan toe uit mee op vast weten bekend vol tegen erop zien doorschemeren samen"),
    content_breaks=words("aldus volgens zoals"),
    adjunct_openers=words("zonder hoewel terwijl omdat maar om door"),
    complements=words("als"),
    occasion_nouns=words("interview verklaring toespraak tweet persconferentie twitter facebook brief"),
    reflexives=words("zich me je ons hem haar hen"),
    as_words=words(""),
    articles=words("de het een"),
    indefinite=words("een"),
    and_words=words("en"),
    coordinators=words("en maar"),
    contrastive_conjunctions=words("maar terwijl hoewel"),
    conditional_conjunctions=words("als omdat"),
    expletives=words("er het alles niets dit dat"),
    name_prepositions=words("van de der den voor uit het"),
    past_forms=words(
        "ging gingen kwam kwamen komt komen geeft gaf doet deed liet laat stond staat bleef blijft lag ligt hield houdt viel "
        "valt nam neemt gaat gaan steeg stegen sluit opent vertrok begon begint liep loopt trof treft raakte raakten "
        "ontvangt kost"
    ),
    past_endings=("de", "den", "te", "ten"),
    plural_quantifiers=words("twee drie vier vijf zes zeven acht negen tien enkele verschillende veel sommige beide"),
    approximators=words("ongeveer circa bijna ruim"),
    closing_relatives=words("die"),
    quantity_nouns=words("aantal groep meerderheid tientallen honderden"),
    second_person=words("jij je jouw jullie u"),
    first_person=words("ik wij we"),
    clause_linkers=words("en maar hoewel terwijl"),
    finite_endings=("t", "de", "den", "te", "ten"),
    plural_endings=("en", "s"),
    singular_determiners=words("het een elke iedere dit dat"),
    plural_determiners=words("enkele meerdere vele alle"),
    singular_endings=("is", "us"),
    titles=words(
        "meneer mevrouw dr prof professor president minister premier burgemeester wethouder staatssecretaris rechter "
        "officier directeur directrice voorzitter woordvoerder woordvoerster kamerlid senator generaal kolonel commissaris "
        "paus koning koningin prins prinses advocaat bisschop hoogleraar"
    ),
    feminine_words=words("mevrouw directrice woordvoerster koningin prinses"),
    masculine_words=words("meneer paus koning prins bisschop"),
    plural_nouns=words(
        "bewoners experts deskundigen getuigen autoriteiten bronnen onderzoekers wetenschappers artsen critici buurtbewoners "
        "demonstranten medewerkers agenten advocaten omwonenden"
    ),
    person_nouns=words(
        "woordvoerder woordvoerster bewoner bewoners expert experts deskundige deskundigen getuige getuigen minister "
        "burgemeester president premier rechter directeur voorzitter advocaat kamerlid onderzoeker onderzoekers arts "
        "hoogleraar agent hij zij ze auteur eigenaar vrouw man wethouder staatssecretaris leider dijkgraaf wethouders "
        "ministers topman topvrouw bestuurder bestuurders trainer coach spits aanvoerder speler speelster wielrenner "
        "schrijver schrijfster regisseur zanger zangeres acteur actrice journalist journalisten advocate viroloog econoom "
        "economen analist analisten boer boeren boerin visser schipper chauffeur winkelier winkeliers ondernemer ondernemers "
        "leraar leraren docent docenten student studenten scholier scholieren ouder ouders moeder vader zoon dochter broer "
        "zus buurman buurvrouw buren vriend vriendin klant klanten reiziger reizigers patiënt patiënten verpleegkundige "
        "verpleegkundigen huisarts huisartsen verdachte slachtoffer officier aanklager inspecteur commandant "
        "brandweercommandant kolonel bewoonster fractieleider partijleider lijsttrekker oppositieleider vakbondsleider "
        "kamerleden gemeenteraadslid minister-president vicepremier staatssecretarissen inwoner inwoners ingewijden ingewijde "
        "betrokkenen insiders kenner kenners wetenschapper historicus hoogleraren psycholoog arbeider arbeiders werknemer "
        "werknemers werkgever werkgevers vrijwilliger vrijwilligers activist activisten bioloog socioloog bondscoach aannemer "
        "pastoor fotograaf onderzoekster"
    ),
    organisation_nouns=words(
        "regering kabinet politie brandweer ministerie gemeente partij rechtbank bank universiteit instituut vereniging "
        "bedrijf vakbond commissie raad gemeenteraad bureau krant oppositie justitie directie organisatie leger club bond "
        "kamer senaat parlement stichting ziekenhuis kerk provincie familie gezin school museum ambassade fabriek "
        "spoorwegen website waterschap comité vakbonden banken partijen gemeenten bedrijven kranten scholen ziekenhuizen "
        "inspectie college hof parket onderneming fabrikant omroep zender persbureau luchthaven concern "
        "uitgever koepel federatie coalitie fractie"
    ),
    document_nouns=words(
        "rapport onderzoek studie peiling wet brief document persbericht artikel boek vonnis verklaring tekst cijfers enquête "
        "stukken documenten voorspelling voorspellingen prognose ramingen raming schatting schattingen berekeningen "
        "statistieken mail mails"
    ),
    of_word="van",
    leading_words=("en", "maar"),
    speech_words=words(
        "verklaringen aankondiging bewering kritiek beschuldiging beschuldigingen mening meningen eis eisen voorstel "
        "voorstellen belofte beloftes waarschuwing vrees vermeende vermeend verluidt zou zouden volgens woorden geruchten "
        "verdenking beschuldigt beschuldigde verwerpt verwierp verdedigt sprak spreekt interview kennelijk blijkbaar blijkt "
        "vraagt"
    ),
    verb_second=True,
    joins_nouns=True,
    presumes_speech_verbs=True,
    sources_after_comma=words("aldus"),
    clause_as_words=words("zoals zo"),
    impersonal_cues=("blijkt", "bleek", "luidt het", "luidde het", "klinkt het", "klonk het"),
    oblique=words("hem hen zich mij ons"),
    self_reports=("naar eigen zeggen",),
    adjective_endings=("baar", "lijk", "loos", "ig", "isch", "end", "zaam", "vol", "matig", "tief"),
    judgments=words(
        "fout goed slecht dom laf oneerlijk onjuist misplaatst overdreven gevaarlijk absurd verkeerd triest zorgwekkend mooi "
        "verontrustend"
    ),
    back_references=words("dat dit"),
    measures=words(
        "plan plannen planning schema afspraak afspraken regel regels protocol traditie gebruik gewoonte procedure procedures "
        "programma norm normen methode principe volgorde patroon recept draaiboek verwachting boekje leeftijd behoefte "
        "seizoen type grootte gewicht rooster systeem"
    ),
    answer_signs=_ANSWERS,
)
