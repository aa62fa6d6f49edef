"""The Dutch words for the suggestion rules. Data only."""

from __future__ import annotations

from annotate.schema.wellknown import DENY, QUERY, SUPPORT
from annotate.suggestions.rules.language import Language, Verb, verbs, words


def _separable(frames: str, lines: str, label: str = SUPPORT) -> tuple[Verb, ...]:
    """Return verbs with a particle: on each line the particle, the finite forms, a bar and the other forms, which contain it."""
    return tuple(verb for line in lines.strip().splitlines() for verb in _separable_verb(frames, line, label))


def _separable_verb(frames: str, line: str, label: str) -> tuple[Verb, Verb]:
    finite, _, others = line.partition("|")
    particle, *forms = finite.split()
    joined = (*(f"{particle}{form}" for form in forms), *others.split())
    return Verb(tuple(forms), frames, label, particle=particle), Verb(joined, frames, label)


_VERBS = (
    *verbs(
        "qt",
        """
zeggen zegt zei zeiden gezegd
verklaren verklaart verklaarde verklaarden verklaard
melden meldt meldde meldden gemeld
stellen stelt stelde stelden gesteld
vertellen vertelt vertelde vertelden verteld
benadrukken benadrukt benadrukte benadrukten
bevestigen bevestigt bevestigde bevestigden bevestigd
beweren beweert beweerde beweerden beweerd
schrijven schrijft schreef schreven geschreven
vinden vindt vond vonden gevonden
denken denkt dacht dachten gedacht
geloven gelooft geloofde geloofden
vrezen vreest vreesde vreesden gevreesd
hopen hoopt hoopte hoopten gehoopt
verwachten verwacht verwachtte verwachtten
waarschuwen waarschuwt waarschuwde waarschuwden gewaarschuwd
antwoorden antwoordt antwoordde antwoordden geantwoord
reageren reageert reageerde reageerden gereageerd
concluderen concludeert concludeerde concludeerden geconcludeerd
herhalen herhaalt herhaalde herhaalden herhaald
erkennen erkent erkende erkenden erkend
berichten bericht berichtte berichtten
beloven belooft beloofde beloofden beloofd
betogen betoogt betoogde betoogden betoogd
klagen klaagt klaagde klaagden geklaagd
vermoeden vermoedt vermoedde vermoedden
weten weet wist wisten
roepen roept riep riepen geroepen
constateren constateert constateerde constateerden geconstateerd
suggereren suggereert suggereerde suggereerden gesuggereerd
voorspellen voorspelt voorspelde voorspelden voorspeld
onthullen onthult onthulde onthulden onthuld
eisen eist eiste eisten geëist
garanderen garandeert garandeerde garandeerden
menen meent meende meenden
oordelen oordeelt oordeelde oordeelden geoordeeld
bekennen bekent bekende bekenden
twitteren twittert twitterde getwitterd
verzuchten verzucht verzuchtte verzuchtten
grappen grapt grapte
verzekeren verzekert verzekerde verzekerden verzekerd
rapporteren rapporteert rapporteerde rapporteerden gerapporteerd
schatten schat schatte
betreuren betreurt betreurde betreurden betreurd
bekritiseren bekritiseert bekritiseerde
""",
    ),
    *verbs("t", "ontkennen ontkent ontkende ontkenden ontkend\nbetwisten betwist betwistte betwistten", DENY),
    *verbs("qtw", "vragen vraagt vroeg vroegen gevraagd", QUERY),
    *verbs("tw", "betwijfelen betwijfelt betwijfelde betwijfelden", QUERY),
    *_separable(
        "qt",
        """
aan kondigt kondigde kondigden|aangekondigd
aan geeft gaf gaven|aangegeven
aan voert voerde voerden|aangevoerd
toe voegt voegde voegden|toegevoegd
toe geeft gaf gaven|toegegeven
uit legt legde legden|uitgelegd
mee deelt deelde deelden|meegedeeld
op merkt merkte merkten|opgemerkt
vast stelt stelde stelden|vastgesteld
""",
    ),
    *_separable("t", "tegen spreekt sprak spraken|tegengesproken", DENY),
    *verbs(
        "sc",
        """
noemen noemt noemde noemden genoemd: als
omschrijven omschrijft omschreef omschreven: als
bestempelen bestempelt bestempelde bestempelden bestempeld: als
""",
        rule="calls",
    ),
)

LANGUAGE = Language(
    code="nl",
    verbs=_VERBS,
    sources_before=("volgens", "naar zeggen van", "naar mening van", "in de woorden van"),
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
        "ook dan later bovendien nog al alweer opnieuw vandaag gisteren daarop verder eerder eraan daaraan erop daarbij nu vervolgens "
        "toen inmiddels tevens"
    ),
    adverb_endings=(),
    participle_endings=(),
    noun_forms=words("bericht berichten vragen weten eisen schat schatten menen"),
    determiners=words(
        "de het een deze die dit dat mijn zijn haar hun ons onze uw verschillende enkele veel vele sommige andere twee drie vier vijf "
        "zes zeven acht negen tien alle beide elke ieder iedere"
    ),
    pronouns={"hij": "m", "zij": "f", "ze": "f", "het": "n", "wij": "w", "we": "w", "ik": "w", "men": "w"},
    relatives=words("die wie"),
    prepositions=words(
        "in op aan van voor met bij uit naar over onder tegen tussen door zonder om sinds tijdens wegens tot na te per binnen buiten "
        "volgens vanaf rond"
    ),
    subordinators=words("dat omdat als toen hoewel terwijl nadat voordat zodat of indien tenzij zoals"),
    conjunctions=words("en maar of want"),
    openers=words("en maar toch echter ook daarnaast bovendien dus"),
    time_words=words(
        "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag gisteren vandaag morgen ochtend middag avond nacht week maand jaar "
        "vorige januari februari maart april mei juni juli augustus september oktober november december dinsdagavond maandagavond"
    ),
    infinitive_markers=words("te"),
    particles=words("aan toe uit mee op vast"),
    content_breaks=words("aldus volgens zoals"),
    adjunct_openers=words("zonder hoewel terwijl omdat maar"),
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
    expletives=words("er"),
    name_prepositions=words("van de der den voor uit het"),
    past_forms=words(
        "ging gingen kwam kwamen komt komen geeft gaf doet deed liet laat stond staat bleef blijft lag ligt hield houdt viel valt nam "
        "neemt gaat gaan steeg stegen sluit opent vertrok begon begint liep loopt trof treft raakte raakten ontvangt kost"
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
    titles=words(
        "meneer mevrouw dr prof professor president minister premier burgemeester wethouder staatssecretaris rechter officier "
        "directeur directrice voorzitter woordvoerder woordvoerster kamerlid senator generaal kolonel commissaris paus koning koningin "
        "prins prinses advocaat bisschop hoogleraar"
    ),
    feminine_words=words("mevrouw directrice woordvoerster koningin prinses"),
    masculine_words=words("meneer paus koning prins bisschop"),
    plural_nouns=words(
        "bewoners experts deskundigen getuigen autoriteiten bronnen onderzoekers wetenschappers artsen critici buurtbewoners "
        "demonstranten medewerkers agenten advocaten omwonenden"
    ),
    person_nouns=words(
        "woordvoerder woordvoerster bewoner bewoners expert experts deskundige deskundigen getuige getuigen minister burgemeester "
        "president premier rechter directeur voorzitter advocaat kamerlid onderzoeker onderzoekers arts hoogleraar agent hij zij ze "
        "auteur eigenaar vrouw man wethouder staatssecretaris leider"
    ),
    organisation_nouns=words(
        "regering kabinet politie brandweer ministerie gemeente partij rechtbank bank universiteit instituut vereniging bedrijf "
        "vakbond commissie raad gemeenteraad bureau krant oppositie justitie directie organisatie leger club bond tweede kamer senaat "
        "parlement stichting ziekenhuis kerk provincie"
    ),
    document_nouns=words(
        "rapport onderzoek studie peiling wet brief document persbericht artikel boek vonnis verklaring tekst cijfers enquête"
    ),
    of_word="van",
    leading_words=("dat", "en", "maar"),
    speech_words=words(
        "verklaringen aankondiging bewering kritiek beschuldiging beschuldigingen mening meningen eis eisen voorstel voorstellen "
        "belofte beloftes waarschuwing vrees vermeende vermeend verluidt zou zouden volgens woorden geruchten verdenking "
        "beschuldigt beschuldigde verwerpt verwierp verdedigt sprak spreekt interview kennelijk blijkbaar blijkt vraagt"
    ),
    verb_second=True,
    presumes_speech_verbs=True,
    sources_after_comma=words("aldus"),
    clause_as_words=words("zoals zo"),
    impersonal_cues=("blijkt dat", "luidt het", "staat dat"),
    oblique=words("hem hen zich mij ons"),
)
