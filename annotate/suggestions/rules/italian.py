"""The Italian words for the suggestion rules. Data only."""

from __future__ import annotations

from annotate.schema.wellknown import DENY, QUERY
from annotate.suggestions.rules.language import Language, conjugate, verbs, words

_ARE = "are a ano ava avano ò arono ato ando"

_VERBS = (
    *conjugate(
        "qti",
        "afferm annunci conferm precis sottoline lament denunci comment rivel raccont inform consider stim calcol "
        "critic osserv argument indic esclam dettagli pens not raccomand auspic attacc incalz replic rimarc evidenzi ricord "
        "assicur segnal illustr avvis rilev testimoni ipotizz dimostr certific comunic constat puntualizz specific confid "
        "confess minacci rassicur rivendic ironizz tuon sbott ammon obiett giur sintetizz sospett",
        _ARE,
    ),
    *conjugate("qtid", "dichiar", _ARE),
    *verbs("qtid", "dire dice dicono disse dissero diceva dicevano detto dicendo dirà\nmostrare mostra mostrano mostrò mostrato"),
    *verbs("t", "stabilire stabilisce stabiliscono stabilì stabilito"),
    *verbs("s", "parlare parla parlano parlava parlò parlarono parlato: di del della", rule="speaks-of"),
    *verbs("ta", "convinto convinta convinti convinte persuaso persuasa persuasi fiducioso fiduciosa fiduciosi"),
    *verbs("qtf", "sapere noto presente capire intendere trapelare"),
    *verbs(
        "qti",
        """
spiegare spiega spiegano spiegava spiegavano spiegò spiegato spiegando
sostenere sostiene sostengono sosteneva sostenevano sostenne sostenuto sostenendo
aggiungere aggiunge aggiungono aggiungeva aggiunse aggiunsero aggiunto aggiungendo
ammettere ammette ammettono ammetteva ammise ammisero ammesso
riconoscere riconosce riconoscono riconosceva riconobbe riconosciuto
avvertire avverte avvertono avvertiva avvertì avvertito
scrivere scrive scrivono scriveva scrisse scritto
rispondere risponde rispondono rispondeva rispose risposto
promettere promette promettono prometteva promise promesso
concludere conclude concludono concluse concluso
credere crede credono credeva creduto
sperare spera sperano sperava
garantire garantisce garantiscono garantiva garantito
temere teme temono temeva temevano temuto
riferire riferisce riferiscono riferiva riferì riferito
ribadire ribadisce ribadiscono ribadì ribadito
chiarire chiarisce chiariscono chiarì chiarito
insistere insiste insistono insisteva insistito
ritenere ritiene ritengono riteneva ritenuto
suggerire suggerisce suggeriscono suggerito
difendere difende difendono difese difeso
scoprire scopre scoprono scoperto
proporre propone propongono propose proposto
esigere esige esigono
ripetere ripete ripetono ripeteva ripeté ripetuto
asserire asserisce asseriscono asserì asserito
ribattere ribatte ribattono ribatté ribattuto
""",
    ),
    *verbs("qt", "prevedere prevede prevedono prevedeva previsto"),
    *verbs(
        "ti",
        "negare nega negano negava negò negarono negato negando\nsmentire smentisce smentiscono smentiva smentì smentito\n"
        "escludere esclude escludono escludeva escluse esclusero escluso",
        DENY,
    ),
    *verbs(
        "qtwi", "chiedere chiede chiedono chiedeva chiese chiesero chiesto\ndomandare domanda domandano domandò domandato", QUERY
    ),
    *verbs("tw", "dubitare dubita dubitano dubitava", QUERY),
    *verbs(
        "c",
        """
definire definisce definiscono definì definito: come
descrivere descrive descrivono descrisse descritto: come
accusare accusa accusano accusò accusato: di
bollare bolla bollano bollò bollato: come
""",
        rule="calls",
    ),
)

_ANSWERS = r"""
type position demand cue \b(?:esig\w+|chied\w+ (?:che|di)|chiest\w+ (?:che|di)|propon\w+|propost\w+|raccomand\w+|respin\w+|
    difend\w+|auspic\w+)\b
type prediction commitment cue \b(?:promet\w+|promess\w+|promis\w+|annunci\w+|preved\w+|previst\w+)\b
type personal feeling text \b(?:sono|siamo|mi sento) (?:molto |così )?(?:content\w+|felic\w+|trist\w+|orgoglios\w+|
    preoccupat\w+|
    arrabbiat\w+|delus\w+|grat\w+|sorpres\w+|scioccat\w+)\b|\b(?:spero|speriamo|credo|penso|temo)\b
type rule ban text \b(?:vietat\w+|permess[oaie]|obbligatori\w+|illegal\w+|la legge (?:\w+ ){0,2}(?:vieta|permette|impone|
    prevede|
    obbliga))\b|\bper legge\b
type position judgement text \b(?:deve|devono|dovrebbe|dovrebbero|bisogna|occorre|è (?:ora di|necessario|urgente|ingiusto|
    importante|
    inaccettabile|indispensabile))\b
type prediction future text \b\w+(?:erà|eranno|irà|iranno|rà|ranno)\b|\b(?:prossim[oaie] (?:settimana|mese|anno|anni)|
    entro il 20[2-9]\d|nel 20[3-9]\d)\b
type causal cause text \b(?:causat\w+|caus[aò]|provoc\w+|a causa d\w+|dovut\w+ a\w*|per colpa d\w+)\b
type quantity number core (?<![\w.,:/-])\d[\d.,]*\s?(?:%|per cento|milioni|milione|miliard\w|mila|euro|dollari|chilometri|km|
    metri|
    gradi|tonnellate|chili|ettari|punti)(?!\w)|[$€£]\s?\d
type quantity comparison core \b(?:più|meno|maggior[ei]?|minor[ei]?|miglior[ei]?|peggior[ei]?)(?: \w+){0,3} (?:che|di|del|
    della)\b|
    \b(?:il doppio|la metà|un terzo|(?:almeno|quasi|circa|più di|meno di) (?:\d|due|tre|quattro|cinque|dieci|cento|mille))
type quantity change core \b(?:sal\w+|aument\w+|cal\w+|scend\w+|sces\w+|cresc\w+|cresciut\w+|diminu\w+)\b.*\b(?:del|di|al|
    da)\b \d
type personal speaker text \b(?:io|mio|mia|miei|mie)\b
type position judgement text \b(?:ingiust\w+|inaccettabil\w+|vergogn\w+|errore|irresponsabil\w+|assurd\w+|terribil\w+|
    eccellent\w+|
    scandalo|tropp\w+|insufficient\w+)\b
type causal reason text \b(?:perché|poiché)\b
verifiability not_verifiable opinion type position|personal
verifiability verifiable deadline prediction \d|\b(?:lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|gennaio|
    febbraio|marzo|
    aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre|domani|prossim[oaie] \w+)\b
verifiability partly future type prediction
verifiability partly vague text \b(?:molt[oaie]|gravi?|gravemente|important\w+|pericolos\w+|buon\w*|cattiv\w+|meglio|peggio|
    abbastanza|
    spesso|probabilmente|forse|potrebbe\w*)\b
polarity negated negation text \b(?:non|mai|nessun\w*|niente|nulla|né)\b
polarity affirmed plain text
certainty open undecided text \b(?:se|incert[oa]|non si sa)\b
certainty hedged hedge text \b(?:potrebbe\w*|forse|probabilmente|possibilmente|presunt\w+|a quanto pare|apparentemente|
    sarebbe\w*|
    avrebbe\w*|sembra\w*)\b
certainty asserted plain text
"""

LANGUAGE = Language(
    code="it",
    verbs=_VERBS,
    sources_before=(
        *("secondo", "secondo quanto", "stando a quanto", "da quanto", "a quanto"),
        *(f"stando {to}" for to in ("a", "al", "allo", "alla", "ai", "agli", "alle", "all'")),
        *(
            f"{phrase} {of}"
            for phrase in ("a detta", "a giudizio", "ad avviso", "a parere", "nelle parole")
            for of in ("di", "del", "dello", "della", "dei", "degli", "delle", "dell'")
        ),
    ),
    sources_after=(),
    complementizers=words("che ch'"),
    question_words=words("se come quando quanto quanti dove chi perché quale quali"),
    auxiliaries=words(
        "è sono era erano fu furono ha hanno aveva avevano abbia abbiano avrà avranno avrebbe avrebbero sarà saranno sarebbe "
        "sarebbero sia siano stato stata stati state ho abbiamo"
    ),
    passive=words("è sono era erano fu furono sarà saranno stato stata stati state viene vengono"),
    modals=words(
        "può possono poteva potrà potranno potrebbe potrebbero deve devono doveva dovrà dovranno dovrebbe dovrebbero vuole "
        "vogliono voleva bisogna"
    ),
    negations=words("non mai né neppure neanche"),
    adverbs=words("anche inoltre già poi dopo ancora oggi ieri adesso ora così sempre mai non solo soltanto infine quindi"),
    adverb_endings=("mente",),
    participle_endings=("ando", "endo"),
    noun_forms=words(
        "nota critica stima domanda accusa denuncia scritto descritto proposto previsto bolla replica conferma minaccia sospetta"
    ),
    determiners=words(
        "il lo la i gli le l' un uno una un' questo questa questi queste quel quello quella quei quelle suo sua suoi sue "
        "loro mio mia nostro nostra nostri nostre molti molte alcuni alcune altri altre due tre quattro cinque sei sette "
        "otto nove dieci tutti tutte entrambi ogni altro altra nessun nessuna diversi diverse vari varie"
    ),
    pronouns={"lui": "m", "egli": "m", "lei": "f", "ella": "f", "loro": "p", "essi": "p", "noi": "w", "io": "w", "voi": "w"},
    relatives=words("che chi cui quale quali"),
    prepositions=words(
        "a ad al allo alla ai agli alle all' con col contro da dal dallo dalla dai dagli dalle dall' di del dello della dei "
        "degli delle dell' d' dopo durante entro fra in nel nello nella nei negli nelle nell' per presso secondo senza sotto "
        "su sul sullo sulla sui sugli sulle sull' tra verso"
    ),
    subordinators=words("che perché quando se come sebbene mentre dove poiché cui affinché prima"),
    conjunctions=words("e ed o ma né però"),
    openers=words("e ed ma però tuttavia inoltre intanto poi così anche quindi infine"),
    time_words=words(
        "lunedì martedì mercoledì giovedì venerdì sabato domenica ieri oggi domani mattina pomeriggio sera notte settimana "
        "mese anno scorso scorsa gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
        "dicembre recentemente"
    ),
    infinitive_markers=words(""),
    particles=words(""),
    content_breaks=words(""),
    adjunct_openers=words("senza sebbene mentre perché ma"),
    complements=words("di come"),
    occasion_nouns=words("intervista comunicato discorso conferenza tweet twitter facebook nota"),
    reflexives=words("si mi ti ci vi gli le lo la l' ne"),
    as_words=words("come"),
    articles=words("il lo la i gli le l' un uno una un'"),
    partitives=words("dei degli delle"),
    indefinite=words("un uno una un'"),
    and_words=words("e ed"),
    coordinators=words("e ed ma"),
    contrastive_conjunctions=words("ma mentre sebbene"),
    conditional_conjunctions=words("se perché"),
    expletives=words("tutto nulla niente"),
    name_prepositions=words("di del dello della dei degli delle dell' d' per da"),
    past_forms=words(
        "fa fanno fece fecero mette pose viene vengono venne dà diede vide volle portò tiene rimane rimangono resta restano "
        "manca mancano esiste esistono riceve ricevono costa colpisce parte va vanno"
    ),
    past_endings=("ò", "arono", "irono", "erono"),
    plural_quantifiers=words(
        "due tre quattro cinque sei sette otto nove dieci diversi diverse alcuni alcune molti molte entrambi"
    ),
    approximators=words("circa quasi oltre"),
    closing_relatives=words("cui"),
    quantity_nouns=words("numero gruppo maggioranza decina dozzina centinaio centinaia migliaia"),
    second_person=words("tu tuo tua voi vostro vostra"),
    first_person=words("io noi"),
    clause_linkers=words("e ma sebbene mentre"),
    finite_endings=("ò", "arono", "ava", "avano", "eva", "evano", "iva", "ivano", "erà", "eranno", "irà", "a", "ano", "e", "ono"),
    plural_endings=("i", "e"),
    singular_determiners=words("il lo la l' un uno una un' questo questa ogni"),
    singular_endings=("ore", "one", "ale", "ile", "ante", "ente", "iere", "ice", "ese", "tre", "dre", "me", "nte", "rso"),
    plural_determiners=words("i gli le dei degli delle alcuni alcune questi queste"),
    titles=words(
        "interno giustizia lavoro economia difesa esteri signor signora sig dottor dottoressa dott dr professor "
        "professoressa prof presidente presidentessa ministro ministra sindaco sindaca giudice procuratore procuratrice "
        "direttore direttrice portavoce segretario segretaria senatore senatrice deputato deputata governatore governatrice "
        "assessore assessora generale colonnello commissario papa re regina principe premier vicepresidente cancelliere "
        "vescovo avvocato avvocata onorevole"
    ),
    feminine_words=words(
        "signora dottoressa professoressa ministra sindaca procuratrice direttrice segretaria senatrice deputata "
        "governatrice assessora regina avvocata"
    ),
    masculine_words=words(
        "signor ministro sindaco procuratore direttore segretario senatore deputato governatore assessore re papa vescovo "
        "avvocato"
    ),
    plural_nouns=words(
        "residenti esperti testimoni autorità fonti vigili ricercatori scienziati medici critici familiari manifestanti "
        "lavoratori agenti avvocati ambientalisti analisti investigatori cittadini"
    ),
    person_nouns=words(
        "portavoce residente residenti esperto esperta esperti testimone testimoni ministro ministra sindaco sindaca "
        "presidente giudice procuratore direttore direttrice avvocato avvocata deputato deputata senatore senatrice "
        "ricercatore ricercatrice ricercatori scienziati medico medici professore professoressa agente agenti vigili lui lei "
        "loro autore autrice proprietario fonti vittima donna uomo segretario segretaria inquirente inquirenti legale legali "
        "difensore difensori pm gip carabiniere magistrato magistrati geologo meteorologo economista economisti analista "
        "operatore operatori commerciante commercianti imprenditore imprenditrice imprenditori agricoltore agricoltori "
        "allenatore calciatore attore attrice cantante regista scrittore scrittrice giornalista giornalisti sindacalista "
        "leader capogruppo vicesindaco consigliere consigliera amministratore amministratrice infermiere infermiera "
        "infermieri maestro maestra insegnante insegnanti studente studentessa studenti genitore genitori madre padre figlio "
        "figlia fratello sorella moglie marito amico amica vicino vicina vicini turista turisti pilota autista comandante "
        "questore prefetto rettore rettrice primario virologo sottosegretario relatore coordinatore coordinatrice ragazzo "
        "ragazza giovane cliente clienti passeggero passeggeri pensionato pensionata volontario volontari soccorritori "
        "pescatore pescatori premier senatori deputati sindaci ministri imputato imputata indagato operaio operai dipendenti "
        "dirigente dirigenti governatore governatrice assessore assessora biologo biologa sociologo sociologa storico storica "
        "parroco rettori capitano chef psicologo psicologa superstite superstiti conducente gestore gestrice ispettore "
        "ispettrice soldato soldati giudici procuratori direttori segretari amministratori"
    ),
    organisation_nouns=words(
        "repubblica governo polizia ministero comune partito tribunale banca università istituto associazione azienda società "
        "compagnia sindacato commissione consiglio agenzia giornale opposizione procura direzione organizzazione esercito "
        "carabinieri club federazione senato parlamento fondazione ospedale chiesa prefettura famiglia scuola museo fabbrica "
        "quotidiano settimanale ambasciata corte comitato lega autorità dipartimento movimento sindacati associazioni aziende "
        "partiti banche tribunali giornali scuole comuni difesa accusa questura regione provincia giunta ateneo protezione "
        "maggioranza parrocchia diocesi squadra garante authority cassazione consulta istituti magistratura ente enti sigle"
    ),
    document_nouns=words(
        "rapporto studio sondaggio ricerca legge lettera documento comunicato articolo libro sentenza denuncia dichiarazione "
        "testo dati indagine nota relazione ricostruzione ricostruzioni perizia indiscrezioni previsioni stime statistiche "
        "verbale verbali bollettino autopsia"
    ),
    of_word="di",
    leading_words=("che", "e", "ma"),
    speech_words=words(
        "dichiarazioni annuncio affermazione denuncia denunce critica critiche accusa accuse opinione opinioni richiesta "
        "richieste proposta proposte promessa promesse avvertimento timore timori presunto presunta presunti secondo parole "
        "voci sospetto sospetti accusa respinge respinto difende difeso parla parlato intervista apparentemente giudizio "
        "parere avrebbe avrebbero sarebbe sarebbero domanda"
    ),
    inverts_verb_groups=True,
    omits_subjects=True,
    plural_verb_endings=("no",),
    presumes_speech_verbs=True,
    verb_endings=("ò", "arono", "avano", "evano"),
    opinion_prepositions=words("per"),
    clause_as_words=words("come secondo"),
    elisions=words(
        "l' d' un' all' dall' dell' nell' sull' quell' c' ch' s' m' t' v' n' dov' com' quest' anch' coll' quand' bell' tutt'"
    ),
    oblique=words("si"),
    infinitive_endings=(
        *("are", "ere", "ire", "rre", "aver", "esser", "voler", "poter", "dover"),
        *(f"{vowel}r{clitic}" for vowel in "aei" for clitic in ("si", "lo", "la", "li", "le", "ne", "ci", "gli")),
    ),
    past_participle_endings=(
        *("ato", "ata", "ati", "ate", "uto", "uta", "uti", "ute", "ito", "ita", "iti", "ite"),
        *("unto", "unta", "etto", "etta", "itto", "itta", "esso", "essa", "osto", "osta"),
    ),
    impersonal_cues=("si legge", "emerge", "risulta"),
    agent_words=words("da dal dallo dalla dai dagli dalle dall'"),
    back_references=words("lo"),
    sources_after_comma=words("così"),
    infinitive_openers=words("di"),
    light_verbs=words(
        "fa fanno faceva fece fecero fatto rende rendono rese resero reso lascia lasciano lasciò lasciato limitato limitata "
        "limitati limita limitò tiene tengono tenuto"
    ),
    reflexive_subjects=words("si mi ci"),
    self_descriptions=words(
        "convinto convinta convinti convinte certo certa certi sicuro sicura sicuri pronto pronta pronti preoccupato "
        "preoccupata preoccupati soddisfatto soddisfatta soddisfatti contrario contraria contrari favorevole favorevoli "
        "fiducioso fiduciosa fiduciosi ottimista ottimisti pessimista disponibile disponibili innocente innocenti estraneo "
        "estranea sorpreso sorpresa deluso delusa orgoglioso orgogliosa felice felici sereno serena contento contenta stupito "
        "stupita indignato indignata dispiaciuto dispiaciuta scettico scettica cauto cauta consapevole consapevoli molto"
    ),
    measures=words(
        "piano piani programma programmi tabella calendario tradizione copione regola regole logica ordine schema protocollo "
        "procedura procedure necessità gusto gusti stagione stagioni età caso casi norma consuetudine ricetta turni zona zone "
        "giorno giorni periodo tipo numero livello peso misura misure lunghezza disponibilità criterio criteri modalità "
        "quantità categoria modello gravità grado tariffa prezzo prezzi reddito bisogno bisogni orario orari principio metodo"
    ),
    year_nouns=words("anni"),
    collective_prepositions=words("da dal dallo dalla dai dagli dalle dall'"),
    opinion_verbs=words("è sono sarebbe sarebbero deve devono dovrebbe dovrebbero bisogna va vanno resta restano"),
    answer_signs=_ANSWERS,
)
