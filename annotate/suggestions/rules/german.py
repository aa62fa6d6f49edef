"""The German words for the suggestion rules. Data only."""

from __future__ import annotations

from annotate.schema.wellknown import DENY, QUERY
from annotate.suggestions.rules.language import Language, verbs, words

_VERBS = (
    *verbs(
        "qtbx",
        """
sagen sagt sagte sagten gesagt
erklären erklärt erklärte erklärten
betonen betont betonte betonten
behaupten behauptet behauptete behaupteten
meinen meint meinte meinten gemeint
schreiben schreibt schrieb schrieben geschrieben
berichten berichtet berichtete berichteten
mitteilen mitteilte mitteilten mitgeteilt teilte teilten
versichern versichert versicherte versicherten
warnen warnt warnte warnten gewarnt: vor
ergänzen ergänzt ergänzte ergänzten
antworten antwortet antwortete antworteten geantwortet
vermuten vermutet vermutete vermuteten
glauben glaubt glaubte glaubten geglaubt: an
ankündigen ankündigte ankündigten angekündigt kündigte kündigten
bestätigen bestätigt bestätigte bestätigten
argumentieren argumentiert argumentierte argumentierten
äußern äußert äußerte äußerten geäußert
""",
    ),
    *verbs("qtb", "bestreiten bestreitet bestritt bestritten\ndementieren dementiert dementierte dementierten", DENY),
    *verbs("qtwb", "fragen fragt fragte fragten gefragt\nbezweifeln bezweifelt bezweifelte bezweifelten", QUERY),
    *verbs("t", "fordern fordert forderte forderten gefordert\nverlangen verlangt verlangte verlangten", rule="wants"),
)

LANGUAGE = Language(
    code="de",
    verbs=_VERBS,
    sources_before=("laut", "nach angaben von", "nach angaben", "nach aussage von"),
    sources_after=("zufolge",),
    complementizers=words("dass daß"),
    question_words=words("ob warum wie wann wo wer was"),
    auxiliaries=words(
        "ist sind war waren bin sei seien wäre wären hat haben hatte hatten habe hätte hätten wird werden wurde wurden "
        "werde würde würden geworden worden gewesen"
    ),
    passive=words("wird werden wurde wurden worden sei seien ist sind war waren"),
    modals=words(
        "kann können könnte könnten muss müssen müsste müssten soll sollen sollte sollten darf dürfen dürfte will wollen möchte"
    ),
    negations=words("nicht nie niemals kein keine"),
    adverbs=words("auch dann später zudem außerdem noch bereits schon erneut heute gestern daraufhin weiter hinzu"),
    adverb_endings=(),
    participle_endings=(),
    noun_forms=words("berichten schreiben fragen warnen fordern sagen meinen glauben teilten"),
    determiners=words(
        "der die das dem den des ein eine einen einem einer eines dieser diese dieses mein meine sein seine ihr ihre "
        "unser unsere mehrere viele einige zwei drei vier fünf sechs sieben acht neun zehn alle beide"
    ),
    pronouns={"er": "m", "sie": "f", "es": "n", "wir": "w", "ich": "w", "man": "w"},
    relatives=words(""),
    prepositions=words(
        "in im an am auf aus bei beim mit nach von vom zu zum zur für über unter vor hinter neben zwischen durch gegen "
        "ohne um seit während wegen trotz bis ab laut"
    ),
    subordinators=words("dass daß weil wenn als ob obwohl während nachdem bevor damit sodass indem"),
    conjunctions=words("und aber oder sondern denn"),
    openers=words("und aber doch jedoch allerdings außerdem zudem dann dagegen"),
    time_words=words(
        "montag dienstag mittwoch donnerstag freitag samstag sonntag gestern heute morgen abend januar februar märz april "
        "mai juni juli august september oktober november dezember"
    ),
    infinitive_markers=words("zu"),
    particles=words("mit an hinzu"),
    content_breaks=words(""),
    adjunct_openers=words("ohne obwohl während weil aber"),
    occasion_nouns=words("interview erklärung rede tweet pressekonferenz twitter facebook"),
    complements=words("als"),
    reflexives=words("sich mich dich uns euch ihn ihm ihnen"),
    as_words=words("wie"),
    articles=words("der die das ein eine"),
    indefinite=words("ein eine"),
    and_words=words("und"),
    coordinators=words("und aber"),
    contrastive_conjunctions=words("aber während obwohl"),
    conditional_conjunctions=words("wenn weil"),
    expletives=words(""),
    name_prepositions=words("der des von für aus vom"),
    past_forms=words("ging kam kommt gab gibt ließ lässt stand steht blieb bleibt lag liegt hielt hält fiel fällt nahm nimmt"),
    past_endings=("te", "ten"),
    plural_quantifiers=words("zwei drei vier fünf sechs sieben acht neun zehn mehrere einige viele beide"),
    approximators=words("etwa rund fast knapp über"),
    closing_relatives=words(""),
    quantity_nouns=words("zahl reihe gruppe mehrheit dutzend"),
    second_person=words("du dein deine"),
    finite_endings=("t", "te", "ten", "en"),
    plural_endings=("en", "er", "innen"),
    titles=words(
        "herr frau dr prof präsident präsidentin minister ministerin bürgermeister bürgermeisterin kanzler kanzlerin "
        "sprecher sprecherin richter richterin direktor direktorin verkehrsminister verkehrsministerin innenminister "
        "finanzminister außenministerin ministerpräsident ministerpräsidentin"
    ),
    feminine_words=words(
        "frau präsidentin ministerin bürgermeisterin kanzlerin sprecherin richterin direktorin ministerpräsidentin"
    ),
    masculine_words=words("herr präsident minister bürgermeister kanzler sprecher richter direktor ministerpräsident"),
    plural_nouns=words(
        "leute anwohner beamte experten sprecher ingenieure forscher kritiker bewohner fachleute vertreter zeugen eltern"
    ),
    person_nouns=words(
        "sprecher sprecherin beamte beamter experte experten ingenieur ingenieure ingenieurin anwohner forscher kritiker "
        "zeuge zeugen minister ministerin bürgermeister bürgermeisterin präsident präsidentin richter vertreter fachleute "
        "er sie"
    ),
    organisation_nouns=words(
        "regierung behörde polizei ministerium partei gericht bank universität institut verein verband firma unternehmen "
        "stadt gewerkschaft kommission rat stadtrat agentur zeitung amt"
    ),
    document_nouns=words("bericht studie umfrage gesetz brief gutachten dokument erklärung klage artikel buch"),
    of_word="von",
    clause_after_comma=True,
    capitalizes_nouns=True,
    clause_linkers=words("und aber"),
    first_person=words("ich wir"),
    leading_words=("dass", "und", "aber"),
    speech_words=words(
        "angaben angeblich ansicht aussage aussagen begrüßt begrüßte bekannt berichten bezeichnen bezeichnet "
        "bezeichnete demnach erklärung forderung forderungen gegenüber heißt hieß hoffnung kritik kritisieren "
        "kritisiert kritisierte kritisierten laut lehnt lehnte meinung nannte nennen nennt offenbar plädiert "
        "plädierte räumte sprach sprachen spricht vermutung verwies vorgeworfen vorwurf vorwürfe warf wirft zitiert "
        "zufolge"
    ),
)
