"""The Spanish words for the suggestion rules. Data only."""

from __future__ import annotations

from annotate.schema.wellknown import DENY, QUERY
from annotate.suggestions.rules.language import Language, conjugate, verbs, words

_AR = "ar a an ó aron aba aban ado ando ará"

_VERBS = (
    *conjugate(
        "qti",
        "afirm asegur anunci manifest argument alert lament revel inform subray reiter consider estim calcul recalc "
        "celebr jur aleg testific atestigu anticip vaticin pronostic",
        _AR,
    ),
    *verbs("qtr", "quejar queja quejan quejó quejaron quejaba quejaban quejado"),
    *conjugate("qtr", "congratul alegr felicit", _AR),
    *conjugate("qtid", "declar confes", _AR),
    *conjugate("qtih", "confirm indic", _AR),
    *conjugate("qtdh", "mostr", _AR),
    *verbs("qtdh", "muestra muestran"),
    *verbs(
        "qtih",
        """
recordar recuerda recuerdan recordó recordaron recordaba recordado recordando
sugerir sugiere sugieren sugirió sugirieron sugerido
demostrar demuestra demuestran demostró demostraron demostrado
""",
    ),
    *verbs("th", "probar prueba prueban probó probaron probado"),
    *conjugate(
        "qt",
        "explic señal denunci coment relat remarc opin agreg puntualiz precis detall avis matiz critic reproch exclam proclam "
        "conjetur augur inst reclam zanj apunt apostill narr dictamin constat garantiz plante susurr grit public comunic "
        "notific asever acept adelant aclar especul aventur justific ratific certific enfatiz resalt objet razon ironiz brome "
        "tuite desvel divulg document solicit orden aconsej determin traslad dese confi sospech imagin adivin juzg corrobor "
        "remach remat suspir clam vocifer reflexion verific estipul avanz lanz espet musit tartamude cuestion rog",
        _AR,
    ),
    *verbs("qtid", "confiesa confiesan\ndecir dice dicen dijo dijeron decía decían dicho diciendo dirá dirán"),
    *verbs(
        "qti",
        """
sostener sostiene sostienen sostuvo sostuvieron sostenía sostenían sostenido
admitir admite admiten admitió admitieron admitía admitido admitiendo
añadir añade añaden añadió añadieron añadía añadido añadiendo
reconocer reconoce reconocen reconoció reconocieron reconocía reconocido reconociendo
creer cree creen creyó creyeron creía creían
temer teme temen temió temieron temía temían
prometer promete prometen prometió prometieron prometía prometido
prever prevé prevén preveía preveían previó previeron
proponer propone proponen propuso propusieron propuesto
pedir pide piden pidió pidieron pedía pedían pedido pidiendo
""",
    ),
    *verbs(
        "qt",
        """
defender defiende defienden defendió defendieron defendía defendido
destacar destaca destacan destacó destacaron destacado
insistir insiste insisten insistió insistieron insistía insistido insistiendo
advertir advierte advierten advirtió advirtieron advertía advertido advirtiendo
contar cuenta cuentan contó contaron contaba contado contando
pensar piensa piensan pensó pensaron pensaba pensaban
responder responde responden respondió respondieron respondía respondido
contestar contesta contestan contestó contestaron contestado
replicar replica replican replicó replicaron
escribir escribe escriben escribió escribieron escrito
concluir concluye concluyen concluyó concluyeron concluido
referir refiere refieren refirió refirieron
exponer expone exponen expuso expusieron expuesto
predecir predice predicen predijo predijeron
sentenciar sentencia sentencian sentenció sentenciaron
exigir exige exigen exigió exigieron exigía exigido exigiendo
entender entiende entienden entendió entendieron entendía
esperar espera esperan esperaba esperaban
expresar expresa expresan expresó expresaron expresado
mantener mantiene mantienen mantuvo mantuvieron mantenía
descubrir descubre descubren descubrió descubrieron
resumir resume resumen resumió
recomendar recomienda recomiendan recomendó recomendaron recomendado
aducir aduce aducen adujo adujeron
argüir arguye arguyen arguyó
deducir deduce deducen dedujo
intuir intuye intuyen intuyó
conceder concede conceden concedió
confía confían
resolver resuelve resolvió resolvieron resuelto
establecer establece establecen estableció
proseguir prosigue prosiguió
coincidir coincide coinciden coincidió coincidieron
continuar continúa continuó
soltar suelta soltó
ruega ruegan
transmitir transmite transmiten transmitió transmitieron
""",
    ),
    *verbs("qtf", "saber\nnotar\nentrever\nconocer\ncaer\nclaro\nconstar\nmanifiesto\nrelieve\nhecho\nsentado"),
    *verbs("ti", "negar niega niegan negó negaron negaba negaban negado negando", DENY),
    *verbs(
        "ti",
        "desmentir desmiente desmienten desmintió desmintieron desmentido\n rechazar rechaza rechazan rechazó rechazaron "
        "rechazaba rechazado\n descartar descarta descartan descartó descartaron descartado",
        DENY,
    ),
    *verbs("qtw", "preguntar pregunta preguntan preguntó preguntaron preguntaba preguntado", QUERY),
    *verbs("tw", "dudar duda dudan dudó dudaron dudaba", QUERY),
    *verbs("qt", "comprometer compromete comprometen comprometió comprometieron: a"),
    *verbs("qt", "amenazar amenaza amenazan amenazó amenazaron: con"),
    *verbs("qc", "acusar acusa acusan acusó acusaron: de", rule="calls"),
    *verbs("s", "hablar habla hablan habló hablaron hablaba hablado: de", rule="speaks-of"),
    *verbs("q", "abogar aboga abogan abogó abogaron: por", rule="calls-for"),
    *verbs("ta", "convencido convencida convencidos convencidas\nseguro segura seguros seguras"),
    *verbs(
        "c",
        """
calificar califica califican calificó calificaron calificado: de como
tachar tacha tachan tachó tacharon tachado: de
tildar tilda tildan tildó tildaron tildado: de
describir describe describen describió describieron descrito: como
definir define definen definió definieron definido: como
""",
        rule="calls",
    ),
)

_ANSWERS = r"""
type position demand cue \b(?:exig\w+|pid\w+|pide\w*|reclam\w+|propon\w+|propus\w+|recomend\w+|rechaz\w+|defend\w+|defiend\w+)\b
type prediction commitment cue \b(?:promet\w+|anunci\w+|pronostic\w+|predi\w+|prev\w+)\b
type personal feeling text \b(?:estoy|estamos|me siento|nos sentimos) (?:muy |tan )?(?:content\w+|trist\w+|orgullos\w+|
    preocupad\w+|
    enfadad\w+|decepcionad\w+|agradecid\w+|segur\w+|sorprendid\w+)\b|\b(?:espero|esperamos|creo|creemos|temo|siento)\b
type rule ban text \b(?:prohibid\w+|permitid\w+|obligatori\w+|ilegal\w*|la ley (?:\w+ ){0,2}(?:prohíbe|permite|exige|obliga))\b|
    \bpor ley\b|\bsegún (?:la ley|el reglamento|el código|la ordenanza)\b
type position judgement text \b(?:debe(?:n|ría|rían)?|hay que|tiene(?:n)? que|es hora de|es (?:necesario|urgente|injusto|
    importante|
    inaceptable|imprescindible) )
type prediction future text \b\w+(?:ará|arán|erá|erán|irá|irán|drá|drán)\b|\b(?:va|van) a \w+r\b|\b(?:próxim[oa]s? (?:semana|
    mes|año|
    años)|antes de 20[2-9]\d|en 20[3-9]\d)\b
type causal cause text \b(?:caus\w+|provoc\w+|debido a|a causa de|por culpa de|como consecuencia de)\b
type quantity number core (?<![\w.,:/-])\d[\d.,]*\s?(?:%|por ciento|millones|millón|mil|euros?|dólares|kilómetros|km|metros|
    grados|
    toneladas|kilos|hectáreas|puntos)(?!\w)|[$€£]\s?\d
type quantity comparison core \b(?:más|menos|mayor|menor|mejor|peor)(?: \w+){0,3} que\b|\b(?:el doble|la mitad|un tercio|
    (?:al menos|casi|unos|unas|más de|menos de) (?:\d|dos|tres|cuatro|cinco|diez|cien|mil))
type quantity change core \b(?:subi\w+|aument\w+|baj\w+|cay\w+|crec\w+|disminuy\w+|descend\w+)\b.*\b(?:un|en|a|desde)\b \d
type personal speaker text \b(?:yo|mi|mis|conmigo)\b
type position judgement text \b(?:injust\w+|inaceptable|vergüenza|vergonzos\w+|error|irresponsable|absurd\w+|terrible|excelente|
    magnífic\w+|escándalo|demasiad\w+|insuficiente)\b
type causal reason text \b(?:porque|ya que)\b
verifiability not_verifiable opinion type position|personal
verifiability verifiable deadline prediction \d|\b(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo|enero|febrero|marzo|
    abril|
    mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|mañana|próxim[oa]s? \w+)\b
verifiability partly future type prediction
verifiability partly vague text \b(?:muy|muchos?|muchas?|grave\w*|importante\w*|peligros\w+|buen\w*|mal\w?|mejor|peor|
    bastante|a menudo|
    probablemente|quizás?|podría\w*|éxito)\b
polarity negated negation text \b(?:no|nunca|jamás|nadie|nada|ningún|ninguna|ninguno|tampoco|ni)\b
polarity affirmed plain text
certainty open undecided text \b(?:si|incierto|se desconoce)\b
certainty hedged hedge text \b(?:podría\w*|puede que|quizás?|tal vez|probablemente|posiblemente|presunt\w+|supuest\w+|
    al parecer|
    aparentemente|sería\w*|habría\w*)\b
certainty asserted plain text
"""

LANGUAGE = Language(
    code="es",
    verbs=_VERBS,
    sources_before=(
        *("según", "de acuerdo con", "de acuerdo a", "a juicio de", "en opinión de", "en palabras de", "a criterio de"),
        *("a juicio del", "en opinión del", "en palabras del", "a criterio del"),
    ),
    sources_after=(),
    complementizers=words("que"),
    question_words=words("si qué cómo cuándo cuánto cuántos dónde quién quiénes cuál cuáles"),
    auxiliaries=words(
        "es son era eran fue fueron está están estaba estaban estuvo hubo ha han he hemos había habían haya hayan habrá habrán "
        "habría será serán sería serían sea sean siendo"
    ),
    passive=words("es son era eran fue fueron será serán sido está están estaba estaban"),
    modals=words(
        "puede pueden podía podían podrá podrán podría podrían pudo debe deben debía debían debería deberían deberá quiere "
        "quieren quería va van iba iban"
    ),
    negations=words("no nunca jamás tampoco ni"),
    adverbs=words(
        "también además ya luego después entonces todavía aún hoy ayer ahora así siempre nunca no incluso solo sólo anoche "
        "antes finalmente posteriormente"
    ),
    adverb_endings=("mente",),
    participle_endings=("ando", "iendo"),
    noun_forms=words(
        "denuncia pregunta duda cuenta estima critica sentencia dicho muestra propuesto descrito expuesto escrito publica "
        "alerta comunicado informado juzgado jurado determinado confiado queja sospecha amenaza lanza suelta hecho claro "
        "relieve manifiesto"
    ),
    determiners=words(
        "el la los las un una unos unas este esta estos estas ese esa esos esas aquel aquella su sus mi mis nuestro nuestra "
        "nuestros nuestras varios varias muchos muchas algunos algunas otros otras dos tres cuatro cinco seis siete ocho "
        "nueve diez todos todas ambos ambas cada otro otra ningún ninguna uno cualquier primer tercer"
    ),
    pronouns={"él": "m", "ella": "f", "ellos": "p", "ellas": "p", "nosotros": "w", "yo": "w", "usted": "w", "ustedes": "w"},
    relatives=words("que quien quienes cual cuales"),
    prepositions=words(
        "a al ante bajo con contra de del desde durante en entre hacia hasta mediante para por según sin sobre tras"
    ),
    subordinators=words("que porque cuando si como aunque mientras donde pues para cuyo cuya"),
    conjunctions=words("y e o u pero ni sino"),
    openers=words("y e pero sin embargo además asimismo entonces también así mientras"),
    time_words=words(
        "veces víspera día madrugada lunes martes miércoles jueves viernes sábado domingo ayer hoy anoche mañana tarde noche "
        "semana mes año pasado pasada enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre "
        "recientemente"
    ),
    infinitive_markers=words(""),
    particles=words(""),
    content_breaks=words(""),
    adjunct_openers=words("sin aunque mientras porque pero"),
    complements=words("de como"),
    occasion_nouns=words("entrevista comunicado discurso rueda tuit conferencia twitter facebook declaraciones"),
    reflexives=words("se me te nos le les lo la"),
    as_words=words("como"),
    articles=words("el la los las un una lo"),
    indefinite=words("un una"),
    and_words=words("y e"),
    coordinators=words("y e pero"),
    contrastive_conjunctions=words("pero mientras aunque"),
    conditional_conjunctions=words("si porque"),
    expletives=words(""),
    name_prepositions=words("de del para por la los el"),
    past_forms=words(
        "hizo hicieron tuvo tuvieron puso vino vinieron dio dieron vio quiso trajo hace hacen tiene tienen tenía viene "
        "vienen hay sigue siguen queda quedan falta faltan existe existen afecta recibe reciben cuesta"
    ),
    past_endings=("ó", "aron", "ieron"),
    plural_quantifiers=words(
        "dos tres cuatro cinco seis siete ocho nueve diez varios varias algunos algunas muchos muchas ambos"
    ),
    approximators=words("unos unas casi cerca alrededor"),
    closing_relatives=words("quien quienes"),
    quantity_nouns=words("número grupo mayoría decena docena centenar cientos miles"),
    second_person=words("tú tu tus usted ustedes vosotros"),
    first_person=words("yo nosotros"),
    clause_linkers=words("y pero aunque mientras"),
    finite_endings=(
        "ó",
        "aron",
        "ieron",
        "aba",
        "aban",
        "ía",
        "ían",
        "ará",
        "arán",
        "erá",
        "erán",
        "irá",
        "irán",
        "a",
        "an",
        "e",
        "en",
    ),
    plural_endings=("s",),
    singular_determiners=words("el la un una este esta cada"),
    plural_determiners=words("los las unos unas estos estas varios varias algunos algunas"),
    titles=words(
        "interior justicia hacienda trabajo exteriores defensa economía señor señora sr sra don doña doctor doctora dr dra "
        "profesor profesora presidente presidenta ministro ministra alcalde alcaldesa juez jueza fiscal director directora "
        "portavoz secretario secretaria senador senadora diputado diputada gobernador gobernadora concejal concejala "
        "consejero consejera general coronel comisario comisaria papa rey reina príncipe vicepresidente vicepresidenta "
        "canciller obispo abogado abogada"
    ),
    feminine_words=words(
        "señora sra doña presidenta ministra alcaldesa jueza directora secretaria senadora diputada gobernadora concejala "
        "reina vicepresidenta abogada"
    ),
    masculine_words=words(
        "señor sr don presidente ministro alcalde juez director secretario senador diputado gobernador concejal rey papa "
        "obispo vicepresidente abogado"
    ),
    plural_nouns=words(
        "vecinos expertos testigos autoridades fuentes bomberos investigadores científicos médicos críticos familiares "
        "manifestantes trabajadores agentes abogados ecologistas analistas residentes"
    ),
    person_nouns=words(
        "portavoz vecino vecina vecinos experto experta expertos testigo testigos ministro ministra alcalde alcaldesa "
        "presidente presidenta juez jueza fiscal director directora abogado abogada diputado diputada senador senadora "
        "concejal concejala investigador investigadora investigadores científicos médico médica médicos profesor profesora "
        "agente agentes bomberos él ella ellos ellas autor autora dueño dueña propietario fuentes fuente víctima mujer hombre "
        "secretario secretaria consejero consejera agricultor agricultora agricultores ganadero ganadera ganaderos enfermero "
        "enfermera jubilado jubilada estudiante estudiantes comerciante comerciantes economista economistas historiador "
        "historiadora sociólogo socióloga politólogo analista analistas militante militantes trabajador trabajadora trabajadores "
        "obrero obrera empresario empresaria empresarios patronal sindicalista magistrado magistrada magistrados acusado acusada "
        "detenido detenida sospechoso candidato candidata seleccionador entrenador entrenadora jugador jugadora técnico portero "
        "gobernador gobernadora vocero vocera padre madre padres hermano hermana hijo hija viuda viudo vecinas opositor "
        "opositora opositores diplomático diplomáticos especialista especialistas conductor conductora taxista camionero "
        "bombero policía policías escritor escritora actor actriz cantante cineasta periodista periodistas delegado delegada "
        "coordinador coordinadora tesorero fundador fundadora psicólogo psicóloga epidemiólogo epidemióloga biólogo bióloga "
        "catedrático catedrática intendente legislador legisladora dirigente dirigentes líder líderes expresidente exministro "
        "ingeniero ingeniera arquitecto arquitecta negociador obispo sacerdote campesino campesinos socialistas populares "
        "comisario comisaria pescador pescadores panadero panadera voluntario voluntaria"
    ),
    organisation_nouns=words(
        "república gobierno policía ministerio ayuntamiento partido tribunal banco universidad instituto asociación "
        "empresa compañía sindicato comisión consejo agencia diario oposición fiscalía dirección organización ejército "
        "guardia club federación congreso senado parlamento junta fundación hospital iglesia prefectura familia escuela "
        "colegio museo fábrica periódico semanario embajada corte comité liga alcaldía departamento movimiento cámara ejecutivo "
        "defensa acusación patronal cancillería moncloa juzgado audiencia ong ue onu otan oms cepal multinacional aerolínea "
        "constructora operadora organismo entidad entorno colectivo plataforma mayoría izquierda derecha municipio intendencia"
    ),
    document_nouns=words(
        "informe estudio encuesta ley carta documento comunicado artículo libro sondeo sentencia denuncia declaración texto "
        "datos investigación cifras nota parte fallo decreto ordenanza balance censo recuento"
    ),
    of_word="de",
    leading_words=("que", "y", "pero"),
    speech_words=words(
        "declaraciones anuncio afirmación denuncia denuncias crítica críticas acusación acusaciones opinión opiniones "
        "petición peticiones saber propuesta propuestas promesa promesas advertencia temor temores supuesto supuesta presunto "
        "presunta presuntamente supuestamente según palabras rumores sospecha sospechas reclama reclaman acusa acusó "
        "defiende defendió rechaza rechazó habló habla hablaron entrevista aparentemente juicio duda pregunta critica "
    ),
    inverts_verb_groups=True,
    omits_subjects=True,
    plural_verb_endings=("n",),
    presumes_speech_verbs=True,
    verb_endings=("ó", "aron", "ieron", "aban", "ían"),
    opinion_prepositions=words("para"),
    evidence_verbs=words(
        "desprende desprendía desprendió consta constaba recoge recogía recogió figura deduce refleja sabido sabe"
    ),
    opinion_verbs=words("es son está están sería serían debe deben debería deberían hay"),
    clause_as_words=words("según como tal"),
    oblique=words("le les se lo"),
    infinitive_endings=("ar", "er", "ir", "arse", "erse", "irse", "arlo", "erlo", "irlo", "arle", "erle", "irle"),
    sure_infinitives=words("haber ser estar tener querer poder haberse haberlo haberle"),
    light_verbs=words(
        "hace hacen hizo hicieron hecho deja dejan dejó dejaron dejado da dan dio dieron dado pone ponen puso pusieron puesto "
        "quiso quisieron acaba acaban acabó limita limitó limitaron limitado vuelto volvió volvieron vuelve llegó llegaron "
        "pudo podido"
    ),
    reflexive_subjects=words("se"),
    self_descriptions=words(
        "dispuesto dispuesta dispuestos convencido convencida convencidos preocupado preocupada preocupados satisfecho "
        "satisfecha satisfechos contento contenta contentos optimista optimistas pesimista pesimistas consciente conscientes "
        "confiado confiada confiados abierto abierta partidario partidaria partidarios contrario contraria contrarios favorable "
        "favorables orgulloso orgullosa orgullosos feliz felices sorprendido sorprendida decepcionado decepcionada esperanzado "
        "esperanzada indignado indignada seguro segura seguros inocente inocentes culpable culpables víctima cauto cauta "
        "prudente escéptico escéptica tranquilo tranquila agradecido agradecida sereno serena tajante crítico crítica críticos "
        "muy"
    ),
    object_prepositions=words("a al"),
    collective_prepositions=words("desde en"),
    measures=words(
        "caso casos día días temporada época edad edades zona zonas región tamaño tiempo criterio criterios necesidades tipo "
        "lugar hora horas gusto gustos humor circunstancias situación nivel niveles número cantidad ingresos recursos méritos "
        "disponibilidad uso costumbre tradición rito orden método procedimiento regla reglas principio principios lógica peso "
        "longitud distancia velocidad marea mareas medios posibilidades preferencia preferencias barrio barrios municipio "
        "municipios sector sectores sitio perfil sexo género origen categoría modelo versión importancia gravedad grado tarifa "
        "precio precios baremo tabla calendario previsto acordado establecido dispuesto convenido estipulado parece mire mira "
        "protocolo"
    ),
    impersonal_verbs=words("hay cabe conviene"),
    without_words=words("sin"),
    past_participle_endings=("ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas"),
    year_nouns=words("años"),
    answer_signs=_ANSWERS,
)
