"""The French words for the suggestion rules. Data only."""

from __future__ import annotations

from annotate.schema.wellknown import DENY, QUERY
from annotate.suggestions.rules.language import Language, conjugate, verbs, words

_ER = "er e ent ait aient é a èrent ant era"

_VERBS = (
    *conjugate(
        "qti",
        "affirm assur estim not avou confess argu argument pens certifi attest pari "
        "redout racont observ signal précis expliqu témoign regrett déplor ajout",
        _ER,
    ),
    *conjugate(
        "qt",
        "soulign dénonc martel martèl insist rapport rétorqu répliqu ripost confi ironis lâch résum détaill plaid jug alert "
        "relat critiqu remarqu clam tonn prévis pronostiqu exhort murmur tranch conseill recommand exclam proclam assén assèn "
        "fustig salu tweet object insinu prétext mentionn divulgu dévoil spécifi stipul diagnostiqu calcul évalu soupçonn "
        "souhait ordonn réitér réitèr constat gag pest soupir souffl plaisant nuanc tempêt gliss",
        _ER,
    ),
    *conjugate("qtr", "inquiét inquièt étonn indign désol félicit alarm offusqu", f"{_ER} ée és ées"),
    *conjugate("qtid", "déclar", _ER),
    *conjugate("qtih", "indiqu confirm", _ER),
    *conjugate("qtdh", "montr", _ER),
    *conjugate("th", "prouv", _ER),
    *verbs(
        "qtih",
        """
rappeler rappelle rappellent rappelait rappelé rappela rappelant
révéler révèle révèlent révélait révélé révéla
suggérer suggère suggèrent suggérait suggéré
démontrer démontre démontrent démontré
""",
    ),
    *verbs("qtid", "dire dit disent disait disaient dirent disant dira"),
    *verbs("d", "dite\ndits\ndites\ndéclarée\nmontrée"),
    *verbs("qtr", "réjouir réjouit réjouissent réjouissait réjoui réjouie réjouis réjouies\nplaindre plaint plaignent plaignait"),
    *verbs(
        "qti",
        """
annoncer annonce annoncent annonçait annonçaient annoncé annonça annoncèrent annonçant
reconnaître reconnaît reconnaissent reconnaissait reconnu reconnut reconnaissant
admettre admet admettent admettait admis admit admettant
soutenir soutient soutiennent soutenait soutenu soutint soutenant
maintenir maintient maintiennent maintenait maintenu
croire croit croient croyait cru
craindre craint craignent craignait
prétendre prétend prétendent prétendait prétendu
espérer espère espèrent espérait espéré espérant
répéter répète répètent répétait répété
considérer considère considèrent considérait considéré
prévoir prévoit prévoient prévoyait prévoyaient prévu prévoyant
alléguer allègue allèguent alléguait allégué
concéder concède concèdent concédait concédé
""",
    ),
    *verbs(
        "qt",
        """
lancer lance lancent lançait lancé lança lançant
avancer avance avancent avançait avancé avança
prévenir prévient préviennent prévenait prévenu
avertir avertit avertissent avertissait averti avertissant
répondre répond répondent répondait répondu répondit
écrire écrit écrivent écrivait écrivit écrivant
conclure conclut concluent concluait conclu
poursuivre poursuit poursuivait poursuivi poursuivit
défendre défend défendent défendait défendu
préconiser préconise préconisent préconisait préconisé
prédire prédit prédisent prédisait
renchérir renchérit renchérissait surenchérit
garantir garantit garantissent garantissait garanti
enchaîner enchaîne enchaînait enchaîné enchaîna
compléter complète complètent complétait complété
relever relève relèvent relevait relevé
énoncer énonce énoncent énoncé
réagir réagit réagissent réagissait réagi
prescrire prescrit prescrivent
déduire déduit déduisent
""",
    ),
    *verbs("q", "apprendre apprend apprennent appris"),
    *verbs("t", "deviner devine devinent deviné\nproposer propose proposent proposait proposé proposa\ntrouver trouve trouvent"),
    *verbs("qtf", "savoir\nvaloir\nentendre\ncomprendre\nconnaître"),
    *verbs("ti", "nier nie nient niait nié nia niant\ndémentir dément démentent démentait démenti", DENY),
    *verbs(
        "ti",
        "contester conteste contestent contestait contesté\nréfuter réfute réfutent réfutait réfuté\n"
        "récuser récuse récusent récusait récusé",
        DENY,
    ),
    *verbs("qtw", "demander demande demandent demandait demandaient demandé demanda", QUERY),
    *verbs("t", "exclure exclut excluent excluait exclu", DENY),
    *verbs("qtw", "interroger interroge interrogent interrogeait interrogé", QUERY),
    *verbs("tw", "douter doute doutent doutait douté", QUERY),
    *verbs("qt", "exiger exige exigent exigeait exigé\nréclamer réclame réclament réclamait réclamé"),
    *verbs(
        "qti",
        """
promettre promet promettent promettait promis promit promettant: de d'
menacer menace menacent menaçait menacé menaça: de d'
jurer jure jurent jurait juré jura: de d'
""",
    ),
    *verbs("qc", "accuser accuse accusent accusait accusé accusa: de d'", rule="calls"),
    *verbs("s", "parler parle parlent parlait parlé parla: de d'", rule="speaks-of"),
    *verbs("q", "évoquer évoque évoquent évoquait évoqué évoqua"),
    *verbs("q", "appeler appelle appellent appelait appelé appela: à"),
    *verbs("ta", "convaincu convaincue convaincus convaincues\npersuadé persuadée persuadés persuadées"),
    *verbs(
        "c",
        """
qualifier qualifie qualifient qualifiait qualifié qualifia: de d'
décrire décrit décrivent décrivait décrivit: comme
reprocher reproche reprochent reprochait reproché: de d'
taxer taxe taxent taxait taxé: de d'
""",
        rule="calls",
    ),
)

_ANSWERS = r"""
type position demand cue \b(?:exig\w+|réclam\w+|demand\w+ (?:à|que|qu')|propos\w+|recommand\w+|préconis\w+|rejett?\w+|
    défend\w*|appell\w+)\b
type prediction commitment cue \b(?:prom[ei]\w+|annon\w+|prédi\w+|prévo\w+)\b
type personal feeling text \b(?:je suis|nous sommes|je me sens) (?:très |si )?(?:content\w*|heureux|heureuse|triste\w*|
    fi[eè]r\w*|
    inquiet\w*|inquiète\w*|déçue?s?|choquée?s?|surprise?s?|reconnaissante?s?)\b|\b(?:j'espère|nous espérons|je crois|je pense|
    je crains)\b
type rule ban text \b(?:interdite?s?|autorisée?s?|obligatoires?|illégale?s?|la loi (?:\w+ ){0,2}(?:interdit|autorise|impose|
    prévoit|
    oblige))\b|\bselon la loi\b
type position judgement text \b(?:doit|doivent|devrait|devraient|il faut|faut-il|faudrait|il est (?:temps|urgent|nécessaire|
    injuste|
    important|inacceptable|indispensable))\b
type prediction future text \b\w+(?:era|eront|ira|iront|dra|dront|ura|uront|sera|seront)\b|\b(?:va|vont) \w+(?:er|ir|re)\b|
    \b(?:l'an prochain|l'année prochaine|la semaine prochaine|d'ici (?:à )?20[2-9]\d|en 20[3-9]\d)\b
type causal cause text \b(?:caus\w+|provoqu\w+|entraîn\w+|à cause d\w*|en raison d\w*|dû à|due à)\b|\b(?:à cause d'|
    en raison d')
type quantity number core (?<![\w.,:/-])\d[\d.,   ]*\s?(?:%|pour cent|millions?|milliards?|mille|euros?|dollars?|kilomètres?|km|
    mètres?|degrés?|tonnes?|kilos?|hectares?|points?)(?!\w)|[$€£]\s?\d
type quantity comparison core \b(?:plus|moins|meilleure?s?|pires?)(?: \w+){0,3} que\b|\b(?:le double|la moitié|un tiers|
    (?:au moins|près de|environ|plus de|moins de) (?:\d|deux|trois|quatre|cinq|dix|cent|mille))
type quantity change core \b(?:augment\w+|baiss\w+|diminu\w+|progress\w+|recul\w+|chut\w+)\b.*\b(?:de|à|depuis)\b \d
type personal speaker text \b(?:je|moi|mon|ma|mes)\b|\bj'
type position judgement text \b(?:injuste\w*|inacceptable\w*|honte|honteu\w+|erreur|irresponsable\w*|absurde\w*|terrible\w*|
    excellente?s?|scandale\w*|trop (?:de |d')?\w+|insuffisante?s?)\b
type causal reason text \b(?:parce qu\w*|puisqu\w*)\b
verifiability not_verifiable opinion type position|personal
verifiability verifiable deadline prediction \d|\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|janvier|février|mars|
    avril|
    mai|juin|juillet|août|septembre|octobre|novembre|décembre|demain|prochaine?)\b
verifiability partly future type prediction
verifiability partly vague text \b(?:très|beaucoup|nombreu\w+|grave\w*|important\w*|dangereu\w+|bonn?e?s?|mauvais\w*|mieux|
    pire|souvent|
    probablement|peut-être|pourrai\w+|assez)\b
polarity negated negation text \b(?:ne|pas|jamais|personne|rien|aucune?|ni)\b|\bn'
polarity affirmed plain text
certainty open undecided text \b(?:si|incertaine?|on ignore)\b
certainty hedged hedge text \b(?:pourrai\w+|peut-être|probablement|sans doute|semble\w*|présumée?s?|apparemment|serai(?:t|ent)|
    aurai(?:t|ent)|éventuel\w+)\b
certainty asserted plain text
"""

LANGUAGE = Language(
    code="fr",
    verbs=_VERBS,
    sources_before=(
        *("selon", "d' après", "de l' avis de", "de l' avis du", "de l' avis des", "aux yeux de", "aux yeux du", "aux yeux des"),
        *("aux dires de", "aux dires du", "aux dires des", "à en croire", "si l' on en croit", "si on en croit"),
        *("de l' aveu de", "de l' aveu du"),
    ),
    sources_after=(),
    complementizers=words("que qu'"),
    question_words=words("si s' comment quand pourquoi où qui combien"),
    auxiliaries=words(
        "est sont était étaient fut furent été a ont avait avaient aura auront aurait auraient ai avons avez sera seront "
        "serait seraient soit soient ait aient eu"
    ),
    passive=words("est sont était étaient fut furent été sera seront soit reste restent"),
    modals=words(
        "peut peuvent pouvait pourra pourront pourrait pourraient doit doivent devait devra devront devrait devraient veut "
        "veulent voulait va vont allait faut fallait"
    ),
    negations=words("ne n' pas jamais"),
    adverbs=words(
        "aussi également encore déjà ensuite puis alors toujours souvent parfois longtemps ainsi hier aujourd'hui bien même "
        "notamment enfin depuis pas peut-être jamais"
    ),
    adverb_endings=("ement", "amment", "emment"),
    not_adverbs=words(
        "gouvernement parlement département mouvement rassemblement établissement événement évènement règlement logement "
        "changement développement traitement jugement investissement licenciement financement recrutement équipement "
        "appartement classement comportement fonctionnement renseignement enseignement engagement paiement élément "
        "amendement arrondissement groupement encadrement bâtiment détachement commandement confinement réchauffement "
        "rendement versement placement déplacement hébergement accompagnement aménagement abonnement lancement "
        "commencement effondrement agrandissement remboursement prélèvement bombardement tremblement avertissement "
        "soulèvement avancement campement sacrement complément supplément isolement enlèvement"
    ),
    participle_endings=("ant",),
    noun_forms=words(
        "annonce juge note lance avance demande doute critique conseille murmure signale écrit reconnu remarque gage nuance "
        "souffle peste conseiller accusé prévenu juré avoué relève complète calcule prévu exclu relevé énoncé montre"
    ),
    determiners=words(
        "le la les l' un une des du ce cet cette ces son sa ses leur leurs mon ma mes notre nos votre vos plusieurs quelques "
        "deux trois quatre cinq six sept huit neuf dix tous toutes chaque certains certaines autre autres aucun aucune"
    ),
    pronouns={
        **dict.fromkeys(("il", "-il", "lui"), "m"),
        **dict.fromkeys(("elle", "-elle"), "f"),
        **dict.fromkeys(("ils", "elles", "-ils", "-elles", "eux"), "p"),
        **dict.fromkeys(("on", "nous", "je", "j'", "vous", "-on", "-je"), "w"),
    },
    relatives=words("qui lequel laquelle lesquels lesquelles"),
    prepositions=words(
        "à au aux de d' du des en dans sur sous pour par avec sans chez contre vers entre depuis pendant avant après devant "
        "derrière dès jusque jusqu' lors selon malgré parmi durant auprès"
    ),
    subordinators=words("que qu' qui parce quand lorsque lorsqu' si comme quoique alors dont où puisque puisqu' tandis"),
    conjunctions=words("et ou mais ni or car donc"),
    openers=words("et mais or ainsi puis alors cependant toutefois pourtant aussi enfin ensuite"),
    time_words=words(
        "lundi mardi mercredi jeudi vendredi samedi dimanche hier aujourd'hui demain matin midi soir soirée semaine mois année "
        "dernier dernière veille lendemain janvier février mars avril mai juin juillet août septembre octobre novembre "
        "décembre"
    ),
    infinitive_markers=words(""),
    particles=words(""),
    content_breaks=words(""),
    adjunct_openers=words("sans alors tandis quoique mais"),
    complements=words("de d' comme"),
    occasion_nouns=words("entretien interview communiqué discours tweet conférence twitter facebook"),
    reflexives=words("se s' me m' te t' nous vous le la l' les lui leur y en"),
    as_words=words("comme"),
    articles=words("le la les l' un une des du"),
    joining_articles=words("du des"),
    partitives=words("des"),
    indefinite=words("un une"),
    and_words=words("et"),
    coordinators=words("et mais"),
    contrastive_conjunctions=words("mais tandis alors"),
    conditional_conjunctions=words("si s' parce"),
    expletives=words(""),
    name_prepositions=words("de d' du des la le l' pour à en"),
    past_forms=words(
        "fait font fit vient viennent prend prennent met mettent tient reste restent devient part suit coûte coûtera reçoit "
        "existe manque manquent compte tombe ouvre ferme"
    ),
    past_endings=("èrent",),
    plural_quantifiers=words("deux trois quatre cinq six sept huit neuf dix plusieurs quelques certains certaines"),
    approximators=words("environ près presque"),
    closing_relatives=words("qui"),
    quantity_nouns=words("nombre groupe majorité dizaine douzaine centaine centaines milliers"),
    second_person=words("tu vous votre vos ton ta tes"),
    first_person=words("je j' nous"),
    clause_linkers=words("et mais tandis alors"),
    finite_endings=("e", "ent", "ait", "aient", "a", "èrent", "era", "eront", "ira", "iront", "it", "t"),
    plural_endings=("s", "x"),
    singular_determiners=words("le la l' un une ce cet cette son sa mon ma notre votre leur chaque"),
    plural_determiners=words("les des ces ses mes nos vos leurs plusieurs quelques"),
    titles=words(
        "intérieur justice travail économie défense m mm mme mlle monsieur madame docteur dr professeur professeure "
        "président présidente ministre maire juge procureur procureure directeur directrice porte-parole secrétaire sénateur "
        "sénatrice député députée préfet préfète chef général colonel commissaire pape roi reine prince premier première "
        "avocat avocate conseiller conseillère vice-président chancelier chancelière évêque maître me"
    ),
    feminine_words=words(
        "mme mlle madame présidente directrice sénatrice députée préfète reine professeure procureure avocate conseillère "
        "chancelière"
    ),
    masculine_words=words(
        "m monsieur président directeur sénateur député préfet roi pape évêque procureur avocat conseiller chancelier"
    ),
    plural_nouns=words(
        "habitants experts témoins autorités sources pompiers chercheurs scientifiques médecins critiques proches "
        "manifestants salariés policiers avocats écologistes analystes riverains"
    ),
    person_nouns=words(
        "porte-parole habitant habitante habitants expert experte experts témoin témoins ministre maire président présidente "
        "juge procureur directeur directrice avocat avocate député députée sénateur sénatrice chercheur chercheuse "
        "chercheurs médecin médecins professeur professeure policier policiers pompiers il elle ils elles auteur autrice "
        "propriétaire sources source victime femme homme secrétaire responsable responsables élu élue élus adjoint adjointe "
        "conseiller conseillère retraité retraitée retraités enseignant enseignante enseignants agriculteur agricultrice "
        "agriculteurs éleveur éleveuse éleveurs infirmier infirmière infirmières étudiant étudiante étudiants commerçant "
        "commerçante commerçants économiste économistes historien historienne sociologue politologue analyste militant "
        "militante militants salarié salariée salariés ouvrier ouvrière ouvriers patron patronne gérant gérante syndicaliste "
        "syndicalistes magistrat magistrate magistrats enquêteur enquêtrice enquêteurs accusé accusée suspect suspecte prévenu "
        "prévenue défenseur défenseurs candidat candidate sélectionneur entraîneur joueur joueuse gouverneur chancelier "
        "commissaire rapporteur rapporteure père mère parents frère sœur fils fille voisin voisine voisins riverain riveraine "
        "riverains opposant opposante opposants diplomate diplomates spécialiste spécialistes intéressé intéressée homologue "
        "patronat chauffeur pompier gendarme gendarmes maraîcher boulanger boulangère metteur acteur actrice chanteur chanteuse "
        "écrivain écrivaine cinéaste journaliste journalistes délégué déléguée coordinateur coordinatrice trésorier trésorière "
        "fondateur fondatrice psychologue psychiatre urgentiste généticien climatologue"
    ),
    organisation_nouns=words(
        "république gouvernement police ministère mairie parti tribunal banque université institut association entreprise "
        "société compagnie syndicat commission conseil agence journal opposition parquet direction organisation armée "
        "gendarmerie club fédération assemblée sénat parlement préfecture fondation hôpital église groupe ong collectif "
        "famille école lycée musée usine quotidien hebdomadaire ambassade cour comité ligue autorité mouvement "
        "rassemblement établissement département cabinet restaurant élysée matignon défense exécutif majorité droite "
        "gauche chancellerie diplomatie intersyndicale région municipalité métropole constructeur assureur opérateur exploitant "
        "promoteur fabricant distributeur rédaction chaîne cgt cfdt ump ps lfi rn ue onu otan"
    ),
    document_nouns=words(
        "rapport étude sondage enquête loi lettre document communiqué article livre texte décret arrêté bilan recensement "
        "étiquette déclaration données chiffres analyse note"
    ),
    of_word="de",
    leading_words=("que", "qu'", "et", "mais"),
    speech_words=words(
        "déclaration déclarations annonce annonces critique critiques accusation accusations avis opinion demande demandes "
        "promesse promesses crainte craintes avertissement propos rumeur rumeurs soupçon soupçons présumé présumée selon "
        "prétendu accuse accusé défend défendu rejette rejeté parle parlé bruit interrogé interrogée apparemment yeux aurait "
        "auraient serait seraient juge doute"
    ),
    inverts_verb_groups=True,
    presumes_speech_verbs=True,
    verb_endings=("èrent", "aient"),
    opinion_prepositions=words("pour"),
    opinion_verbs=words("est sont serait seraient doit doivent devrait devraient faut faudrait reste restent"),
    clause_as_words=words("comme ainsi"),
    infinitive_endings=("er", "ir", "oir", "dre", "tre", "ire", "vre"),
    sure_infinitives=words("avoir être vouloir pouvoir devoir"),
    light_verbs=words(
        "fait font faisait faisaient fera feront fit firent laisse laissent laissé laissait laissa donné donne voulu tenu tient "
        "tiennent tenait contenté contente hésité hésite vient viennent venait accordent croit croient croyait"
    ),
    reflexive_subjects=words("se s'"),
    self_descriptions=words(
        "prêt prête prêts prêtes inquiet inquiète inquiets inquiètes favorable favorables opposé opposée opposés opposées "
        "confiant confiante confiants satisfait satisfaite satisfaits déçu déçue déçus convaincu convaincue convaincus persuadé "
        "persuadée persuadés surpris surprise choqué choquée choqués préoccupé préoccupée préoccupés ravi ravie ravis fier fière "
        "fiers heureux heureuse soulagé soulagée soulagés solidaire solidaires hostile hostiles optimiste optimistes pessimiste "
        "pessimistes étonné étonnée étonnés attristé attristée consterné consternée indigné indignée révolté révoltée "
        "scandalisé scandalisée conscient consciente conscients certain certaine certains sûr sûre sûrs ouvert ouverte partisan "
        "partisane déterminé déterminée déterminés sceptique sceptiques prudent prudente prudents réservé réservée innocent "
        "innocente victime très plutôt profondément particulièrement"
    ),
    object_prepositions=words("à au aux"),
    measures=words(
        "cas âge âges saison saisons région régions jours besoin besoins taille tailles modalités critère critères calendrier "
        "type types lieu lieux goût goûts humeur circonstance circonstances situation niveau niveaux nombre quantité revenu "
        "revenus ressources mérite disponibilité disponibilités usage usages coutume tradition rite formule ordre méthode "
        "procédure règle règles principe principes logique axe poids longueur distance vitesse météo marée marées moyens envie "
        "envies possibilités préférence préférences quartier quartiers commune communes secteur secteurs endroit endroits "
        "période périodes profil sexe genre origine catégorie catégories modèle modèles version versions importance gravité "
        "degré tarif prix barème grille vraisemblance probabilité apparence heure heures temps protocole schéma durée"
    ),
    past_participle_endings=("é", "ée", "és", "ées"),
    year_nouns=words("ans"),
    impersonal_subjects=words("on -on"),
    impersonal_verbs=words("faut fallait faudra faudrait"),
    without_words=words("sans"),
    naming_participles=words("dit dits"),
    informant_prepositions=words("auprès de dans chez à au"),
    elisions=words("l' d' qu' j' n' s' c' m' t' lorsqu' puisqu' jusqu' quoiqu'"),
    clitics=words("-il -elle -ils -elles -on -je"),
    oblique=words("lui leur se s' y en"),
    answer_signs=_ANSWERS,
)
