"""The English words for the suggestion rules. Data only."""

from __future__ import annotations

from annotate.schema.wellknown import DENY, QUERY
from annotate.suggestions.rules.language import Language, verbs, words

_VERBS = (
    *verbs(
        "qtbx",
        """
say says said saying
""",
    ),
    *verbs(
        "qtb",
        """
add adds added adding
admit admits admitted admitting
announce announces announced announcing
argue argues argued arguing: for against
assert asserts asserted asserting
claim claims claimed claiming
concede concedes conceded conceding
conclude concludes concluded concluding
contend contends contended contending
declare declares declared declaring
estimate estimates estimated estimating
explain explains explained explaining
insist insists insisted insisting
joke jokes joked joking: about
maintain maintains maintained maintaining
note notes noted noting
quip quips quipped quipping
recall recalls recalled recalling
reiterate reiterates reiterated reiterating
state states stated stating
stress stresses stressed stressing
suggest suggests suggested suggesting
testify testifies testified testifying
tweet tweets tweeted tweeting
write writes wrote written writing
believe believes believed believing: in
think thinks thought thinking: of about
fear fears feared fearing
figure figures figured figuring
reckon reckons reckoned reckoning
suspect suspects suspected suspecting
complain complains complained complaining: about of
signal signals signaled signaling signalled signalling
""",
    ),
    *verbs(
        "qtbo",
        """
tell tells told telling
remind reminds reminded reminding
assure assures assured assuring
inform informs informed informing
warn warns warned warning: about of against
notify notifies notified notifying
advise advises advised advising
convince convinces convincing
persuade persuades persuaded persuading
""",
    ),
    *verbs(
        "qt",
        """
affirm affirms affirmed affirming
caution cautions cautioned cautioning
charge charges charged charging
comment comments commented commenting
continue continues continued continuing
counter counters countered countering
cry cries cried crying
demonstrate demonstrates demonstrated demonstrating
hint hints hinted hinting
lament laments lamented lamenting
observe observes observed observing
point points pointed pointing
proclaim proclaims proclaimed proclaiming
post posts posted posting
remark remarks remarked remarking
repeat repeats repeated repeating
reply replies replied replying
respond responds responded responding
retort retorts retorted retorting
rule rules ruled ruling
shout shouts shouted shouting
speculate speculates speculated speculating
swear swears swore swearing
boast boasts boasted boasting: about of
muse muses mused musing
exclaim exclaims exclaimed exclaiming
opine opines opined opining
underscore underscores underscored underscoring
guarantee guarantees guaranteed guaranteeing
chant chants chanted chanting
laugh laughs laughed laughing
mutter mutters muttered muttering
yell yells yelled yelling
whisper whispers whispered whispering
conjecture conjectures conjectured
reveal reveals revealed revealing
indicate indicates indicated indicating
confirm confirms confirmed confirming
imply implies implied implying
report reports reported reporting
worry worries worried worrying: about
learn learns learned
discover discovers discovered discovering
realize realizes realized realizing
know knows knew
feel feels felt
protest protests protested protesting
mention mentions mentioned mentioning
disclose discloses disclosed disclosing
profess professes professed professing
confess confesses confessed confessing
confide confides confided confiding
elaborate elaborates elaborated elaborating
interject interjects interjected interjecting
intone intones intoned intoning
marvel marvels marveled marveling marvelled marvelling
snap snaps snapped snapping
bark barks barked barking
scoff scoffs scoffed scoffing
fume fumes fumed fuming
grumble grumbles grumbled grumbling
gripe gripes griped griping
groan groans groaned groaning
bemoan bemoans bemoaned bemoaning
lecture lectures lectured lecturing
pray prays prayed praying
preach preaches preached preaching
relate relates related relating
stipulate stipulates stipulated stipulating
surmise surmises surmised surmising
theorize theorizes theorized theorizing
tease teases teased teasing
calculate calculates calculated calculating
concur concurs concurred concurring
foresee foresees foresaw foreseeing
forecast forecasts forecasting
insinuate insinuates insinuated insinuating
blog blogs blogged blogging
chime chimes chimed chiming
exult exults exulted exulting
crow crows crowed crowing
plead pleads pleaded pleading: for
thunder thunders thundered thundering
remember remembers remembered remembering
regret regrets regretted regretting
emphasise emphasises emphasised emphasising
realise realises realised realising
dictate dictates dictated dictating
decree decrees decreed decreeing
prove proves proved proving
shoot shoots shot shooting
fire fires fired firing
vent vents vented venting
gush gushes gushed gushing: about over
volunteer volunteers volunteered volunteering
go goes went going
read reads reading
""",
    ),
    *verbs(
        "tbn",
        """
deny denies denied denying
""",
        DENY,
        rule="denies",
    ),
    *verbs(
        "t",
        """
dispute disputes disputed disputing
""",
        DENY,
    ),
    *verbs(
        "qtwop",
        """
ask asks asked asking: about for
wonder wonders wondered wondering
inquire inquires inquired inquiring
""",
        QUERY,
    ),
    *verbs(
        "ti",
        """
plan plans planned planning
expect expects expected expecting
intend intends intended intending
seek seeks sought seeking
aim aims aimed aiming
threaten threatens threatened threatening
offer offers offered offering
recognize recognizes recognized recognizing
understand understands understood
""",
        rule="wants",
    ),
    *verbs(
        "nt",
        """
support supports supported supporting
favor favors favored favoring
endorse endorses endorsed endorsing
embrace embraces embraced embracing
defend defends defended defending
praise praises praised praising
applaud applauds applauded applauding
welcome welcomes welcomed welcoming
hail hails hailed hailing
celebrate celebrates celebrated celebrating
prefer prefers preferred preferring
emphasize emphasizes emphasized emphasizing
advocate advocates advocated advocating: for
cite cites cited citing
highlight highlights highlighted highlighting
outline outlines outlined outlining
tout touts touted touting
commend commends commended commending
laud lauds lauded lauding
champion champions championed championing
""",
        rule="supports",
    ),
    *verbs(
        "n",
        """
oppose opposes opposed opposing
reject rejects rejected rejecting
dismiss dismisses dismissed dismissing
criticize criticizes criticized criticizing
condemn condemns condemned condemning
denounce denounces denounced denouncing
blast blasts blasted blasting
slam slams slammed slamming
mock mocks mocked mocking
ridicule ridicules ridiculed ridiculing
decry decries decried decrying
attack attacks attacked attacking
rebut rebuts rebutted rebutting
rebuke rebukes rebuked rebuking
refute refutes refuted refuting
downplay downplays downplayed downplaying
discount discounts discounted discounting
deride derides derided deriding
disparage disparages disparaged disparaging
assail assails assailed assailing
chide chides chided chiding
deplore deplores deplored deploring
disavow disavows disavowed disavowing
repudiate repudiates repudiated repudiating
lambaste lambastes lambasted lambasting
contradict contradicts contradicted contradicting
blame blames blamed blaming
""",
        DENY,
        rule="opposes",
    ),
    *verbs(
        "i",
        """
refuse refuses refused refusing
decline declines declined declining
""",
        DENY,
        rule="refuses",
    ),
    *verbs("qte", "show shows showed shown showing\nfind finds found finding", rule="shows"),
    *verbs(
        "p",
        """
invite invites invited inviting
challenge challenges challenged challenging
encourage encourages encouraged encouraging
order orders ordered ordering
instruct instructs instructed instructing
implore implores implored imploring
press presses pressed pressing: for
direct directs directed directing
""",
        rule="wants",
    ),
    *verbs("qtio", "urge urges urged urging", rule="wants"),
    *verbs("qtn", "demand demands demanded demanding", rule="wants"),
    *verbs("qtn", "propose proposes proposed proposing", rule="wants"),
    *verbs("qti", "promise promises promised promising", rule="wants"),
    *verbs("qti", "pledge pledges pledged pledging", rule="wants"),
    *verbs("qt", "recommend recommends recommended recommending", rule="wants"),
    *verbs("qtbi", "vow vows vowed vowing", rule="wants"),
    *verbs("qtbi", "hope hopes hoped hoping: for", rule="wants"),
    *verbs("qti", "agree agrees agreed agreeing: with on", rule="wants"),
    *verbs("qtbn", "predict predicts predicted predicting", rule="wants"),
    *verbs("ti", "decide decides decided deciding", rule="wants"),
    *verbs("qtb", "allege alleges alleged alleging", rule="wants"),
    *verbs("qtb", "acknowledge acknowledges acknowledged acknowledging", rule="wants"),
    *verbs("qtwn", "question questions questioned questioning\ndoubt doubts doubted doubting", QUERY, rule="doubts"),
    *verbs("tinp", "want wants wanted", rule="wants"),
    *verbs(
        "ta",
        """
confident: about in of
convinced: of
concerned: about with
certain: of
sure: of
afraid: of
aware: of
hopeful: about
optimistic: about
adamant
frustrated: with by
skeptical: about of
sceptical: about of
doubtful: about of
unsure: about
uncertain: about
critical: of
supportive: of
disappointed: with by
surprised: by
glad
pleased: with
proud: of
angry: about
wary: of
fearful: of
mindful: of
comfortable: with
intent: on
""",
        rule="is-confident",
    ),
    *verbs("c", "call calls called calling: for on upon", rule="calls-for"),
    *verbs(
        "c",
        """
describe describes described describing: as
characterize characterizes characterized characterizing: as
portray portrays portrayed portraying: as
depict depicts depicted depicting: as
regard regards regarded regarding: as
view views viewed viewing: as
see sees saw seeing: as
brand brands branded branding: as
label labels labeled labeling labelled labelling: as
cast casts casting: as
accuse accuses accused accusing: of
pronounce pronounces pronounced pronouncing
""",
        rule="calls",
    ),
    *verbs(
        "",
        """
push pushes pushed pushing: for
talk talks talked talking: about
speak speaks spoke speaking: of about
care cares cared caring: about
approve approves approved approving: of
disagree disagrees disagreed disagreeing: with
brag brags bragged bragging: about
""",
        rule="calls-for",
    ),
)

LANGUAGE = Language(
    code="en",
    verbs=_VERBS,
    sources_before=("according to", "in the words of", "as reported by"),
    sources_after=(),
    complementizers=words("that"),
    question_words=words("whether if why how what when where who"),
    auxiliaries=words(
        "is are was were am has have had do does did be been being isn't aren't wasn't weren't hasn't haven't hadn't "
        "don't doesn't didn't will would won't wouldn't"
    ),
    passive=words(
        "is are was were be been being am isn't aren't wasn't weren't get gets got it's that's he's she's they're we're"
    ),
    modals=words("can could may might must should shall cannot can't couldn't shouldn't"),
    negations=words(
        "not never n't isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't "
        "couldn't shouldn't cannot nor"
    ),
    adverbs=words(
        "also later then once often even still just first again too now long always soon ever never not already further "
        "and earlier himself herself themselves itself nevertheless nonetheless"
    ),
    adverb_endings=("ly",),
    participle_endings=("ing",),
    noun_forms=words(
        "aim aims ask attack attacks bark blog blogs brand brands calculated cast casts challenge challenges champion "
        "champions chant charge charges claim claims comment comments counter cries cry demand demands direct "
        "discount discounts dispute disputes doubt doubts estimate estimates fear fears figure figures find finds "
        "fire fires forecast forecasts go going guarantee guarantees hope hopes joke jokes label labels laugh learned "
        "lecture lectures marvel muse note notes offer offers order orders plan plans pledge pledges point points "
        "post posts press promise promises protest protests question questions rebuke rebukes recall regret regrets "
        "related remark remarks repeat replies reply report reports rule rules ruling saw shot show shows signal "
        "signals state states stress suspect suspects thought tweet tweets view views volunteer volunteers vow vows "
        "whisper worries worry write"
    ),
    determiners=words(
        "the a an this that these those his her its their our my your some many most several few both all each every any "
        "no another one two three four five six seven eight nine ten dozens hundreds"
    ),
    pronouns={"he": "m", "she": "f", "they": "p", "it": "n", "we": "w", "i": "w", "you": "w"},
    relatives=words("who which that"),
    prepositions=words(
        "of in on at for from to with by about into over after before during under between against through among across "
        "near without within toward towards since until outside inside around behind beyond above below off up via per "
        "upon despite"
    ),
    subordinators=words(
        "that because while when as if which who whom whose where although though unless whether than so since until "
        "after before what how why even once"
    ),
    conjunctions=words("and but or nor yet"),
    openers=words("but and so yet however meanwhile still then instead moreover indeed nonetheless nevertheless additionally"),
    time_words=words(
        "monday tuesday wednesday thursday friday saturday sunday yesterday today tonight recently earlier later last "
        "this week month year morning afternoon evening night january february march april may june july august september "
        "october november december jan feb mar apr jun jul aug sept oct nov dec ago"
    ),
    infinitive_markers=words("to"),
    particles=words("out back"),
    content_breaks=words("compared double even as despite"),
    as_words=words("as"),
    articles=words("a an the"),
    indefinite=words("a an"),
    and_words=words("and"),
    coordinators=words("and but"),
    contrastive_conjunctions=words("but while though although"),
    conditional_conjunctions=words("if because"),
    expletives=words("there"),
    name_prepositions=words("of for from with"),
    past_endings=("ed",),
    past_forms=words(
        "became began broke brought built came caught chose cut did drew drove fell felt fled flew forgot fought froze gave got "
        "grew had heard held hid hit hurt kept knew laid led left lent lost made meant met paid put quit ran rang rose sank saw "
        "sent set shook shot shut slept sold spent stole stood struck swam taught threw took understood went woke won wore wrote "
        "need needs want wants work works remain remains seem seems appear appears deserve deserves face faces"
    ),
    approximators=words("about nearly around over under almost roughly"),
    closing_relatives=words("which who whose"),
    quantity_nouns=words(
        "number group majority handful dozen dozens hundreds thousands couple percent most some many few several one "
        "another all both"
    ),
    plural_quantifiers=words("two three four five six seven eight nine ten several some many few most both dozens hundreds"),
    second_person=words("you your"),
    finite_endings=("ed", "s", "n't", "'re", "'ve"),
    plural_endings=("s",),
    adjunct_openers=words("with without although while when because since unless but"),
    occasion_nouns=words("interview statement speech tweet conference briefing twitter facebook"),
    complements=words("as of"),
    reflexives=words("him her them me us himself herself themselves itself"),
    titles=words(
        "mr mrs ms miss dr prof professor sen senator rep representative gov governor president minister secretary "
        "mayor judge justice chief director general gen lt col capt captain sgt maj cmdr councillor councilman "
        "councilwoman congressman congresswoman chairman chairwoman chair spokesman spokeswoman spokesperson speaker "
        "leader attorney officer commissioner ambassador prime vice deputy former state treasury commerce labor "
        "homeland foreign transport finance health interior defense defence sir lord lady dame rev reverend pope king "
        "queen prince princess sheriff detective manager strategist candidate nominee editor host"
    ),
    feminine_words=words(
        "mrs ms miss councilwoman congresswoman chairwoman spokeswoman lady dame queen princess woman mother actress wife"
    ),
    masculine_words=words("mr councilman congressman chairman spokesman sir lord king prince pope man father actor husband"),
    plural_nouns=words("people men women police residents others many some several few both"),
    person_nouns=words(
        "official officials officer officers spokesman spokeswoman spokesperson spokespeople engineer engineers leader "
        "leaders source sources aide aides adviser advisers advisor advisors expert experts analyst analysts critic "
        "critics person people man woman men women resident residents voter voters lawmaker lawmakers senator senators "
        "prosecutor prosecutors judge justice lawyer lawyers attorney attorneys president minister mayor governor "
        "candidate director chairman secretary professor researcher researchers scientist scientists doctor doctors "
        "witness witnesses reporter reporters author editor executive manager strategist chief republicans democrats "
        "supporters opponents allies economist economists historian student students teacher teachers farmer farmers "
        "worker workers driver drivers owner owners he she they who diplomat diplomats investigator investigators "
        "inspector inspectors representative representatives member members"
    ),
    organisation_nouns=words(
        "government administration agency authority company ministry department council committee commission party "
        "campaign union court police bank university institute association group organization organisation office bureau "
        "senate congress house parliament board times post news journal service corporation firm team club league inc "
        "corp ltd llc co network foundation center centre embassy army navy military fund federation"
    ),
    document_nouns=words(
        "report study survey poll polls law bill statement letter memo document documents filing lawsuit complaint paper "
        "article book email emails transcript transcripts data figures records review indictment statistics research "
        "studies tweet post analysis analyses evidence filings documents"
    ),
    clause_linkers=words("and but even as while because since though although"),
    first_person=words("i we"),
    leading_words=("that", "and", "but"),
    speech_words=words(
        "accusation accusations admission admissions agenda agreement agreements allegation allegations allegedly "
        "anger angers apologies apology appeal appeals approval approvals argument arguments assertion assertions "
        "assessment assessments attack attacks attempt attempted attempts belief beliefs claim claims comment "
        "commenting comments commitment commitments complaint complaints concern concerns conclusion conclusions "
        "confidence confidences consider considered considering considers contention contentions conversation "
        "conversations counting counts criticism criticisms dawned debate debates decision decisions defense defenses "
        "deliver delivered delivers demand demands denial denials desire desires disagreement disagreements "
        "discussion discussions dispute disputes doubt doubts eager echoed echoes effort efforts endorsement "
        "endorsements expectation expectations explanation explanations faith faiths fear fears feeling feelings "
        "fight fighting fights focus focused focuses focusing frustration frustrations goal goals hope hopes idea "
        "ideas ignore ignores insistence insistences intention intentions interest interests interview interviewed "
        "interviews judgment judgments looked looking message messages mission missions mystified named negotiation "
        "negotiations nominate nominated objection objections opinion opinions opposition oppositions plan plans "
        "pledge pledges policy poll polls position positions praise praises prediction predictions promise promises "
        "proposal proposals push pushes reaction reactions ready recommendation recommendations refer referred "
        "referring refers relied relies reluctant rely relying remark remarks reportedly resistance resistances "
        "rhetoric rhetorics rumor rumors sense sentiment sentiments speculation speculations speech speeches "
        "statement statements suggestion suggestions support supports survey surveys suspicion suspicions swipe "
        "swipes sympathies sympathy talk talks tend tends testimonies testimony theme themes thought thoughts threat "
        "threats troubled trust trusts unveiled unwilling unwillingness uttered view views vision visions vote voted "
        "votes vow vowing vows warning warnings willing wish wishes"
    ),
)
