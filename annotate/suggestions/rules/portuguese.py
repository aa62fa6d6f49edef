"""The Portuguese words for the suggestion rules. Data only."""

from __future__ import annotations

from annotate.schema.wellknown import DENY, QUERY
from annotate.suggestions.rules.language import Language, conjugate, verbs, words

_AR = "ar a am ou aram ava avam ado ando ará"

_VERBS = (
    *conjugate(
        "qti",
        "afirm anunci explic confirm assegur ressalt destac alert lament denunci coment revel relat inform reiter "
        "consider estim calcul acrescent critic observ avali argument indic apont exclam precis detalh cont acredit pens not "
        "recomend reclam sublinh salient lembr cobr reforç fris avis desabaf pontu enfatiz adiant justific complet sustent "
        "relembr constat comunic notific ironiz especific confess retruc gabo jur divulg suspeit",
        _AR,
    ),
    *conjugate("qtid", "declar mostr", _AR),
    *verbs("qtid", "dizer diz dizem disse disseram dizia diziam dito dizendo dirá"),
    *verbs("t", "decidir decide decidem decidiu decidiram decidido"),
    *verbs("s", "falar fala falam falou falaram falava falado: em de", rule="speaks-of"),
    *verbs("ta", "convencido convencida convencidos convicto convicta convictos confiante confiantes"),
    *verbs("qtf", "saber claro público conhecer evidente"),
    *verbs(
        "qti",
        """
esperar espera esperam esperava
insistir insiste insistem insistiu insistiram insistia insistido insistindo
admitir admite admitem admitiu admitiram admitia admitido admitindo
reconhecer reconhece reconhecem reconheceu reconheceram reconhecia reconhecido
advertir adverte advertem advertiu advertiram advertia advertido
escrever escreve escrevem escreveu escreveram escrito
responder responde respondem respondeu responderam respondia respondido
prometer promete prometem prometeu prometeram prometido
defender defende defendem defendeu defenderam defendia
concluir conclui concluem concluiu concluíram concluído
esclarecer esclarece esclarecem esclareceu esclareceram
temer teme temem temeu temia temiam
garantir garante garantem garantiu garantiram garantia garantido
recordar recorda recordam recordou recordaram
sugerir sugere sugerem sugeriu sugeriram sugerido
pedir pede pedem pediu pediram pedido
exigir exige exigem exigiu exigiram exigido
propor propõe propõem propôs propuseram proposto
resumir resume resumiu
referir refere referem referiu referiram
entender entende entendem entendeu entenderam entendia
descobrir descobre descobrem descobriu descobriram
repetir repete repetem repetiu repetiram repetido
contrapor contrapõe contrapôs
""",
    ),
    *verbs("qt", "prever prevê preveem previu previram previsto"),
    *verbs(
        "ti",
        "descartar descarta descartam descartou descartaram descartado\nnegar nega negam negou negaram negava negado negando\n"
        "desmentir desmente desmentem desmentiu desmentiram desmentido\nrefutar refuta refutam refutou refutaram refutado",
        DENY,
    ),
    *verbs("qtw", "perguntar pergunta perguntam perguntou perguntaram perguntava questionar questiona questionou", QUERY),
    *verbs("tw", "duvidar duvida duvidam duvidou duvidaram", QUERY),
    *verbs(
        "c",
        """
classificar classifica classificam classificou classificaram classificado: de como
chamar chama chamam chamou chamaram chamado: de
acusar acusa acusam acusou acusaram acusado: de
descrever descreve descrevem descreveu descreveram descrito: como
definir define definem definiu definiram definido: como
""",
        rule="calls",
    ),
)

_ANSWERS = r"""
type position demand cue \b(?:exig\w+|ped\w+|reclam\w+|prop[oôuõ]\w+|recomend\w+|rejeit\w+|defend\w+|cobr\w+)\b
type prediction commitment cue \b(?:promet\w+|anunci\w+|prev\w+)\b
type personal feeling text \b(?:estou|estamos|me sinto) (?:muito |tão )?(?:content\w+|feliz\w*|triste\w*|orgulhos\w+|
    preocupad\w+|
    decepcionad\w+|grat\w+|surpres\w+|chocad\w+)\b|\b(?:espero|esperamos|acredito|acho|temo|sinto)\b
type rule ban text \b(?:proibid\w+|permitid\w+|obrigatóri\w+|ilega\w+|a lei (?:\w+ ){0,2}(?:proíbe|permite|exige|obriga|
    prevê))\b|
    \bpor lei\b
type position judgement text \b(?:deve(?:m|ria|riam)?|é preciso|tem que|têm que|precisa(?:m)? (?:de |ser )?\w+|é (?:hora de|
    necessário|
    urgente|injusto|importante|inaceitável))\b
type prediction future text \b\w+(?:ará|arão|erá|erão|irá|irão|rá|rão)\b|\b(?:vai|vão) \w+r\b|\b(?:próxim[oa]s? (?:semana|mês|
    ano|
    anos)|até 20[2-9]\d|em 20[3-9]\d)\b
type causal cause text \b(?:causa(?:d\w+|ram|m|ou)|provoc\w+|devido a\w?|por causa d\w+|em razão d\w+|por conta d\w+)\b
type quantity number core (?<![\w.,:/-])\d[\d.,]*\s?(?:%|por cento|milhões|milhão|mil|euros?|dólares|reais|quilômetros|km|
    metros|graus|
    toneladas|quilos|hectares|pontos)(?!\w)|(?:r\$|[$€£])\s?\d
type quantity comparison core \b(?:mais|menos|maior|menor|melhor|pior)(?: \w+){0,3} (?:do )?que\b|\b(?:o dobro|a metade|
    metade d\w+|
    um terço|(?:pelo menos|quase|cerca de|mais de|menos de) (?:\d|dois|duas|três|quatro|cinco|dez|cem|mil))
type quantity change core \b(?:subi\w+|aument\w+|ca[ií]\w+|cresc\w+|diminu\w+|recu\w+)\b.*\b(?:em|para|de|desde)\b \d
type personal speaker text \b(?:eu|meus?|minhas?|comigo)\b
type position judgement text \b(?:injust\w+|inaceitáve\w+|vergonha|vergonhos\w+|erro|irresponsáve\w+|absurd\w+|terríve\w+|
    excelente|
    escândalo|demais|insuficiente)\b
type causal reason text \b(?:porque|já que)\b
verifiability not_verifiable opinion type position|personal
verifiability verifiable deadline prediction \d|\b(?:segunda|terça|quarta|quinta|sexta|sábado|domingo|janeiro|fevereiro|março|
    abril|
    maio|junho|julho|agosto|setembro|outubro|novembro|dezembro|amanhã|próxim[oa]s? \w+)\b
verifiability partly future type prediction
verifiability partly vague text \b(?:muit[oa]s?|grave\w*|importante\w*|perigos\w+|bo[am]s?|mau|ruim|melhor|pior|bastante|
    frequentemente|provavelmente|talvez|poderia\w*)\b
polarity negated negation text \b(?:não|nunca|jamais|ninguém|nada|nenhum\w*|nem)\b
polarity affirmed plain text
certainty open undecided text \b(?:se|incerto|não se sabe)\b
certainty hedged hedge text \b(?:poderia\w*|talvez|provavelmente|possivelmente|supost\w+|aparentemente|seria\w*|teria\w*)\b
certainty asserted plain text
"""

LANGUAGE = Language(
    code="pt",
    verbs=_VERBS,
    sources_before=(
        *("segundo", "de acordo com", "conforme"),
        *(
            f"{phrase} {of}"
            for phrase in ("na opinião", "na avaliação", "na visão", "na ótica", "no entender", "no entendimento", "nas palavras")
            for of in ("de", "do", "da", "dos", "das")
        ),
    ),
    sources_after=(),
    complementizers=words("que"),
    question_words=words("se como quando quanto quantos onde quem qual quais"),
    auxiliaries=words(
        "é são era eram foi foram está estão estava estavam esteve tem têm tinha tinham teve há havia houve será serão seria "
        "seriam seja sejam tenha tenham terá terão teria teriam sido"
    ),
    passive=words("é são era eram foi foram será serão sido está estão estava estavam"),
    modals=words(
        "pode podem podia podiam poderá poderão poderia poderiam pôde deve devem devia deviam deveria deveriam deverá quer "
        "querem queria vai vão ia iam"
    ),
    negations=words("não nunca jamais nem"),
    adverbs=words("também ainda já depois então hoje ontem agora assim sempre nunca não só apenas inclusive finalmente"),
    adverb_endings=("mente",),
    participle_endings=("ando", "endo", "indo"),
    noun_forms=words(
        "conta contam pergunta nota critica estima escrito pedido proposto dito indica resume garantia previsto cobra suspeita"
    ),
    determiners=words(
        "o a os as um uma uns umas este esta estes estas esse essa esses essas aquele aquela seu sua seus suas meu minha "
        "nosso nossa nossos nossas vários várias muitos muitas alguns algumas outros outras dois duas três quatro cinco seis "
        "sete oito nove dez todos todas ambos ambas cada outro outra nenhum nenhuma qualquer quaisquer"
    ),
    pronouns={"ele": "m", "ela": "f", "eles": "p", "elas": "p", "nós": "w", "eu": "w", "você": "w", "vocês": "w"},
    relatives=words("que quem qual quais"),
    prepositions=words(
        "ao aos à às ante após até com contra de do da dos das desde durante em no na nos nas num numa entre para perante "
        "por pelo pela pelos pelas segundo sem sob sobre"
    ),
    subordinators=words("que porque quando se como embora enquanto onde pois cujo cuja conforme"),
    conjunctions=words("e ou mas nem porém"),
    openers=words("e mas porém contudo entretanto além também assim já então"),
    time_words=words(
        "vezes segunda terça quarta quinta sexta segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo "
        "ontem hoje amanhã manhã tarde noite semana mês ano passado passada nesta neste janeiro fevereiro março abril maio "
        "junho julho agosto setembro outubro novembro dezembro recentemente"
    ),
    infinitive_markers=words(""),
    particles=words(""),
    content_breaks=words(""),
    adjunct_openers=words("sem embora enquanto porque mas"),
    complements=words("de como"),
    occasion_nouns=words("entrevista comunicado discurso coletiva tuíte conferência twitter facebook nota"),
    reflexives=words("se me te nos lhe lhes o a"),
    as_words=words("como"),
    articles=words("o a os as um uma"),
    indefinite=words("um uma"),
    and_words=words("e"),
    coordinators=words("e mas"),
    contrastive_conjunctions=words("mas enquanto embora"),
    conditional_conjunctions=words("se porque"),
    expletives=words("tudo nada isso isto"),
    name_prepositions=words("de do da dos das para por"),
    past_forms=words(
        "fez fizeram pôs veio vieram deu deram viu quis trouxe faz fazem vem vêm ficou ficaram segue seguem fica ficam falta "
        "faltam existe existem afeta recebe recebem custa custou saiu caiu subiu abriu"
    ),
    past_endings=("ou", "eu", "iu", "aram", "eram", "iram"),
    plural_quantifiers=words(
        "dois duas três quatro cinco seis sete oito nove dez vários várias alguns algumas muitos muitas ambos"
    ),
    approximators=words("cerca quase uns umas"),
    closing_relatives=words("quem"),
    quantity_nouns=words("número grupo maioria dezena dúzia centena centenas milhares"),
    second_person=words("tu teu tua você vocês"),
    first_person=words("eu nós"),
    clause_linkers=words("e mas embora enquanto"),
    finite_endings=(
        "ou",
        "eu",
        "iu",
        "aram",
        "eram",
        "iram",
        "ava",
        "avam",
        "ia",
        "iam",
        "ará",
        "erá",
        "irá",
        "a",
        "am",
        "e",
        "em",
    ),
    plural_endings=("s",),
    singular_determiners=words("o a um uma este esta esse essa cada"),
    plural_determiners=words("os as uns umas estes estas vários várias alguns algumas"),
    titles=words(
        "segurança justiça fazenda saúde interior defesa senhor senhora sr sra dom dona doutor doutora dr dra professor "
        "professora presidente ministro ministra prefeito prefeita juiz juíza promotor promotora procurador procuradora "
        "diretor diretora porta-voz secretário secretária senador senadora deputado deputada governador governadora vereador "
        "vereadora general coronel delegado delegada papa rei rainha vice-presidente chanceler bispo advogado advogada"
    ),
    feminine_words=words(
        "senhora sra dona ministra prefeita juíza promotora procuradora diretora secretária senadora deputada governadora "
        "vereadora rainha delegada advogada professora"
    ),
    masculine_words=words(
        "senhor sr dom ministro prefeito juiz promotor procurador diretor secretário senador deputado governador vereador "
        "rei papa delegado bispo advogado professor"
    ),
    plural_nouns=words(
        "moradores especialistas testemunhas autoridades fontes bombeiros pesquisadores cientistas médicos críticos "
        "familiares manifestantes trabalhadores agentes advogados ambientalistas analistas investigadores"
    ),
    person_nouns=words(
        "porta-voz morador moradora moradores especialista especialistas testemunha testemunhas ministro ministra prefeito "
        "prefeita presidente juiz juíza promotor promotora diretor diretora advogado advogada deputado deputada senador "
        "senadora vereador vereadora pesquisador pesquisadora pesquisadores cientistas médico médica médicos professor "
        "professora agente agentes bombeiros ele ela eles elas autor autora dono dona fontes vítima mulher homem secretário "
        "secretária economista economistas analista comandante jornalista jornalistas líder líderes treinador treinadora "
        "jogador jogadora ator atriz cantor cantora cineasta escritor escritora sindicalista motorista motoristas agricultor "
        "agricultora agricultores pescador pescadores enfermeiro enfermeira enfermeiros estudante estudantes aluno aluna "
        "alunos mãe pai filho filha irmão irmã marido esposa amigo amiga vizinho vizinha vizinhos turista turistas empresário "
        "empresária empresários comerciante comerciantes relator relatora coordenador coordenadora presidenta governador "
        "governadora ex-presidente ex-ministro autarca autarcas primeiro-ministro primeira-ministra ativista ativistas "
        "delegado delegada investigador investigadora cientista técnico técnica funcionário funcionária funcionários "
        "trabalhador trabalhadora voluntário voluntária cliente clientes passageiro passageiros réu arguido procurador "
        "procuradora desembargador desembargadora deputados senadores ministros vereadores engenheiro engenheira geólogo "
        "infectologista epidemiologista dirigente dirigentes jovem rapaz menina aposentado aposentada realizador realizadora "
        "biólogo bióloga selecionador capitão padre chef reitor reitora sociólogo socióloga historiador historiadora "
        "administrador administradora gerente chefe bombeiro soldado piloto psicólogo psicóloga historiadores médicas "
        "sobrevivente sobreviventes condutor condutora inspetor inspetora reitores juízes promotores procuradores gestor "
        "gestora"
    ),
    organisation_nouns=words(
        "república governo polícia ministério prefeitura câmara partido tribunal banco universidade instituto associação "
        "empresa companhia sindicato comissão conselho agência jornal oposição procuradoria direção organização exército "
        "clube federação congresso senado parlamento fundação hospital igreja família escola museu fábrica semanário "
        "embaixada corte comitê liga departamento movimento gabinete defesa acusação assessoria autarquia estatal operadora "
        "concessionária junta seleção equipe equipa procuradoria-geral secretaria governadoria sindicatos entidade entidades "
        "ong instituição autoridade região federal maioria supremo"
    ),
    document_nouns=words(
        "relatório estudo pesquisa lei carta documento comunicado artigo livro sondagem sentença denúncia declaração texto "
        "dados investigação nota levantamento inquérito boletim estatísticas estimativas previsões projeções laudo acórdão "
        "perícia documentos"
    ),
    of_word="de",
    leading_words=("que", "e", "mas"),
    speech_words=words(
        "declarações anúncio afirmação denúncia denúncias crítica críticas acusação acusações opinião opiniões pedido "
        "pedidos proposta propostas promessa promessas alerta temor temores suposto suposta supostamente segundo palavras "
        "rumores suspeita suspeitas rejeita rejeitou falou fala falaram entrevista aparentemente teria teriam pergunta"
    ),
    inverts_verb_groups=True,
    omits_subjects=True,
    plural_verb_endings=("m",),
    presumes_speech_verbs=True,
    verb_endings=("ou", "aram", "eram", "iram", "avam"),
    opinion_prepositions=words("para"),
    clause_as_words=words("como conforme segundo"),
    clitics=words("-se -lhe -lhes -me -nos"),
    oblique=words("lhe lhes se"),
    infinitive_endings=("ar", "er", "ir", "ôr"),
    past_participle_endings=("ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas"),
    impersonal_cues=("lê -se", "se lê"),
    agent_words=words("por pelo pela pelos pelas"),
    sure_infinitives=words("ter haver ser estar querer poder"),
    light_verbs=words(
        "faz fez fizeram feito deixa deixam deixou deixaram deixado torna tornou tornaram tornado dá deu deram dado"
    ),
    reflexive_subjects=words("se me -se"),
    self_descriptions=words(
        "convicto convicta convictos convencido convencida confiante confiantes preocupado preocupada preocupados satisfeito "
        "satisfeita satisfeitos surpreso surpresa surpreendido surpreendida contrário contrária favorável favoráveis disposto "
        "disposta dispostos otimista otimistas pessimista inocente inocentes culpado culpada orgulhoso orgulhosa feliz "
        "felizes certo certa seguro segura disponível disponíveis indignado indignada chocado chocada aberto aberta muito"
    ),
    measures=words(
        "plano planos previsto combinado esperado planeado planejado cronograma calendário tradição regra regras norma normas "
        "lógica ordem idade idades peso tamanho necessidade necessidades gosto época épocas tempo clima caso casos modo "
        "procedimento região período tipo número nível medida comprimento disponibilidade critério critérios quantidade "
        "categoria modelo gravidade grau tarifa preço preços renda horário horários princípio método protocolo programa lei "
        "roteiro local dia"
    ),
    year_nouns=words("anos"),
    opinion_verbs=words("é são seria seriam está estão deve devem deveria deveriam há"),
    answer_signs=_ANSWERS,
)
