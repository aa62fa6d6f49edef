"""The English words for the suggestion rules. Data only."""

from __future__ import annotations

from annotate.schema.wellknown import DENY, QUERY
from annotate.suggestions.rules.language import Language, inflected, verbs, words

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
argue argues argued arguing: for against
assert asserts asserted asserting
claim claims claimed claiming
conclude concludes concluded concluding
contend contends contended contending
estimate estimates estimated estimating
insist insists insisted insisting: on upon
joke jokes joked joking: about
maintain maintains maintained maintaining
note notes noted noting
quip quips quipped quipping
recall recalls recalled recalling
state states stated stating
testify testifies testified testifying: about
tweet tweets tweeted tweeting: about
write writes wrote written writing
believe believes believed believing: in
think thinks thought thinking: of about
fear fears feared fearing
worry worries worried worrying: about
figure figures figured figuring
reckon reckons reckoned reckoning
suspect suspects suspected suspecting
complain complains complained complaining: about of
signal signals signaled signaling signalled signalling
""",
        rule="speaks-of",
    ),
    *verbs(
        "qtboi",
        """
tell tells told telling: about
remind reminds reminded reminding: about
assure assures assured assuring: of
inform informs informed informing: about of
warn warns warned warning: about of against
notify notifies notified notifying: of
advise advises advised advising
convince convinces convincing: of
persuade persuades persuaded persuading
""",
        rule="speaks-of",
    ),
    *verbs(
        "qt",
        """
caution cautions cautioned cautioning
charge charges charged charging
comment comments commented commenting: on about
continue continues continued continuing
counter counters countered countering
cry cries cried crying
demonstrate demonstrates demonstrated demonstrating
hint hints hinted hinting: at
observe observes observed observing
point points pointed pointing: to
proclaim proclaims proclaimed proclaiming
post posts posted posting
remark remarks remarked remarking
reply replies replied replying
respond responds responded responding
retort retorts retorted retorting
rule rules ruled ruling
shout shouts shouted shouting
speculate speculates speculated speculating: about on
swear swears swore swearing
boast boasts boasted boasting: about of
muse muses mused musing: about
exclaim exclaims exclaimed exclaiming
opine opines opined opining
guarantee guarantees guaranteed guaranteeing
chant chants chanted chanting
laugh laughs laughed laughing
mutter mutters muttered muttering
yell yells yelled yelling
whisper whispers whispered whispering
conjecture conjectures conjectured
indicate indicates indicated indicating
imply implies implied implying
report reports reported reporting
feel feels felt
protest protests protested protesting
profess professes professed professing
confess confesses confessed confessing
confide confides confided confiding
elaborate elaborates elaborated elaborating: on
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
lecture lectures lectured lecturing
pray prays prayed praying
preach preaches preached preaching
relate relates related relating
determine determines determined determining
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
        rule="speaks-of",
    ),
    *verbs(
        "qtw",
        """
learn learns learned: of about
discover discovers discovered discovering
realize realizes realized realizing
know knows knew
remember remembers remembered remembering
""",
        rule="speaks-of",
    ),
    *verbs(
        "qtbw",
        """
explain explains explained explaining
""",
        rule="speaks-of",
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
        "qtbn",
        """
announce announces announced announcing
admit admits admitted admitting
stress stresses stressed stressing
concede concedes conceded conceding
declare declares declared declaring
suggest suggests suggested suggesting
""",
        rule="announces",
    ),
    *verbs(
        "qtn",
        """
mention mentions mentioned mentioning
disclose discloses disclosed disclosing
lament laments lamented lamenting
bemoan bemoans bemoaned bemoaning
affirm affirms affirmed affirming
confirm confirms confirmed confirming
underscore underscores underscored underscoring
regret regrets regretted regretting
""",
        rule="announces",
    ),
    *verbs(
        "n",
        """
unveil unveils unveiled unveiling
address addresses addressed addressing
tackle tackles tackled tackling
pitch pitches pitched pitching
request requests requested requesting
""",
        rule="announces",
    ),
    *verbs("nw", "discuss discusses discussed discussing", rule="announces"),
    *verbs("qtnw", "reveal reveals revealed revealing", rule="announces"),
    *verbs(
        "qtvn",
        """
repeat repeats repeated repeating
reiterate reiterates reiterated reiterating
""",
        rule="announces",
    ),
    *verbs(
        "vn",
        """
echo echoes echoed echoing
express expresses expressed expressing
voice voices voiced voicing
""",
        rule="announces",
    ),
    *verbs(
        "v",
        """
raise raises raised raising
make makes made making
give gives gave given giving
issue issues issued issuing
share shares shared sharing
""",
        rule="announces",
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
push pushes pushed pushing: for
direct directs directed directing
""",
        rule="wants",
    ),
    *verbs("qtio", "urge urges urged urging", rule="wants"),
    *verbs("qtn", "demand demands demanded demanding", rule="wants"),
    *verbs("qtn", "propose proposes proposed proposing", rule="wants"),
    *verbs("qtin", "promise promises promised promising", rule="wants"),
    *verbs("qtin", "pledge pledges pledged pledging", rule="wants"),
    *verbs("tip", "expect expects expected expecting", rule="wants"),
    *verbs("qt", "recommend recommends recommended recommending", rule="wants"),
    *verbs("qtbi", "vow vows vowed vowing", rule="wants"),
    *verbs("qtbi", "hope hopes hoped hoping: for", rule="wants"),
    *verbs("qti", "agree agrees agreed agreeing: with on", rule="wants"),
    *verbs("qtbn", "predict predicts predicted predicting", rule="wants"),
    *verbs("tv", "decide decides decided deciding"),
    *verbs("qtb", "allege alleges alleged alleging", rule="speaks-of"),
    *verbs("qtbn", "acknowledge acknowledges acknowledged acknowledging", rule="announces"),
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
amazed: by at
astonished: by at
shocked: by at
relieved: by
grateful: for
thankful: for
unhappy: with about
upset: about with
alarmed: by at
troubled: by
outraged: by at
delighted: with by
dismayed: by at
excited: about by
enthusiastic: about
nervous: about
anxious: about
annoyed: by with
furious: about at
ashamed: of
dismissive: of
suspicious: of
interested: in
disgusted: by with
impressed: by with
""",
        rule="is-confident",
    ),
    *verbs(
        "ai",
        """
willing
unwilling
reluctant
eager
ready
prepared
hesitant
keen
inclined
""",
        rule="wants",
    ),
    *verbs("cj", "call calls called calling: for on upon", rule="calls-for"),
    *verbs(
        "j",
        """
consider considers considered considering
deem deems deemed deeming
dub dubs dubbed dubbing
pronounce pronounces pronounced pronouncing
""",
        rule="calls",
    ),
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
""",
        rule="calls",
    ),
    *verbs(
        "",
        """
refer refers referred referring: to
allude alludes alluded alluding: to
focus focuses focused focusing: on
vote votes voted voting: for against
dwell dwells dwelled dwelt dwelling: on
rail rails railed railing: against
object objects objected objecting: to
fret frets fretted fretting: about over
apologize apologizes apologized apologizing: for
apologise apologises apologised apologising: for
rant rants ranted ranting: about against
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
        "is are was were am has have had do does did be been being isn't aren't wasn't weren't hasn't haven't hadn't don't "
        "doesn't didn't will would won't wouldn't"
    ),
    passive=words(
        "is are was were be been being am isn't aren't wasn't weren't get gets got it's that's he's she's they're we're "
        "seem seems seemed appear appears appeared remain remains remained become becomes became feel feels felt grow grows "
        "grew growing grown"
    ),
    modals=words("can could may might must should shall cannot can't couldn't shouldn't"),
    negations=words(
        "not never n't isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't couldn't "
        "shouldn't cannot nor"
    ),
    adverbs=words(
        "also later late then once often even still just first again too now long always soon ever never not already further and "
        "earlier himself herself themselves itself nevertheless nonetheless"
    ),
    adverb_endings=("ly",),
    not_adverbs=words(
        "family assembly ally supply bully monopoly anomaly elderly daily weekly monthly quarterly butterfly homily "
        "subfamily oligopoly melancholy"
    ),
    participle_endings=("ing",),
    noun_forms=words(
        "address addresses advocate advocates aim aims ask attack attacks bark blog blogs brand brands calculated care cast "
        "casts challenge challenges champion champions chant charge charges claim claims comment comments counter cries cry "
        "demand demands direct discount discounts dispute disputes doubt doubts estimate estimates fear fears figure figures "
        "find finds fire fires focus forecast forecasts go goes going guarantee guarantees hope hopes joke jokes label labels "
        "laugh learned lecture lectures marvel muse note notes object objects offer offers order orders plan plans pledge "
        "pledges point points post posts press promise promises protest protests question questions rail rails rebuke rebukes "
        "recall regret regrets related remark remarks repeat replies reply report reports request requests rule rules ruling "
        "saw shot show shows signal signals state states stress suspect suspects thought tweet tweets view views volunteer "
        "volunteers vote votes vow vows went whisper worries worry write"
    ),
    determiners=words(
        "the a an this that these those his her its their our my your some many most several few both all each every any no "
        "another one two three four five six seven eight nine ten dozens hundreds"
    ),
    pronouns={"he": "m", "she": "f", "they": "p", "it": "n", "we": "w", "i": "w", "you": "w"},
    relatives=words("who which that"),
    prepositions=words(
        "of in on at for from to with by about into over after before during under between against through among across "
        "near without within toward towards since until outside inside around behind beyond above below off up via per upon "
        "despite"
    ),
    subordinators=words(
        "that because while when as if which who whom whose where although though unless whether than so since until after "
        "before what how why even once"
    ),
    conjunctions=words("and but or nor yet"),
    openers=words("but and so yet however meanwhile still then instead moreover indeed nonetheless nevertheless additionally"),
    time_words=words(
        "monday tuesday wednesday thursday friday saturday sunday yesterday today tonight recently earlier later last this "
        "week month year morning afternoon evening night january february march april may june july august september "
        "october november december jan feb mar apr jun jul aug sept oct nov dec ago"
    ),
    infinitive_markers=words("to"),
    particles=words("out back"),
    content_breaks=words("compared double as despite"),
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
        "became began broke brought built came caught chose cut did drew drove fell felt fled flew forgot fought froze gave "
        "got grew had heard held hid hit hurt kept knew laid led left lent lost made meant met paid put quit ran rang rose "
        "sank saw sent set shook shot shut slept sold spent stole stood struck swam taught threw took understood went woke "
        "won wore wrote need needs want wants work works remain remains seem seems appear appears deserve deserves face "
        "faces"
    ),
    approximators=words("about nearly around over under almost roughly"),
    closing_relatives=words("which who whose"),
    quantity_nouns=words(
        "number group majority handful dozen dozens hundreds thousands couple percent most some many few several one "
        "another all both"
    ),
    plural_quantifiers=words("two three four five six seven eight nine ten several some many few most both dozens hundreds"),
    second_person=words("you your"),
    amounts=words("little nothing much something anything more"),
    fixed_word_order=True,
    home_prepositions=words("of from"),
    person_relatives=words("who whose"),
    floating_quantifiers=words("both all each"),
    addressees=words("me us him her them you"),
    finite_endings=("ed", "s", "n't", "'re", "'ve"),
    plural_endings=("s",),
    singular_determiners=words("this that each every another"),
    plural_determiners=words("these those"),
    singular_endings=("ss", "us", "is"),
    adjunct_openers=words("with without although while when because since unless but unlike despite amid"),
    occasion_nouns=words(
        "interview statement speech tweet conference briefing twitter facebook debate rally hearing letter memo email "
        "editorial column video testimony ceremony"
    ),
    complements=words("as of"),
    reflexives=words("him her them me us himself herself themselves itself"),
    titles=words(
        "mr mrs ms miss dr prof professor sen senator rep representative gov governor president minister secretary mayor "
        "judge justice chief director general gen lt col capt captain sgt maj cmdr councillor councilman councilwoman "
        "congressman congresswoman chairman chairwoman chair spokesman spokeswoman spokesperson speaker leader attorney "
        "officer commissioner ambassador prime vice deputy former state treasury commerce labor homeland foreign transport "
        "finance health interior defense defence sir lord lady dame rev reverend pope king queen prince princess sheriff "
        "detective manager strategist candidate nominee editor host head founder dean curator pastor"
    ),
    feminine_words=words(
        "mrs ms miss councilwoman congresswoman chairwoman spokeswoman lady dame queen princess woman mother actress wife"
    ),
    masculine_words=words("mr councilman congressman chairman spokesman sir lord king prince pope man father actor husband"),
    plural_nouns=words("people men women police residents others many some several few both"),
    person_nouns=words(
        "official officials officer officers spokesman spokeswoman spokesperson spokespeople engineer engineers leader "
        "leaders source sources aide aides adviser advisers advisor advisors expert experts analyst analysts critic critics "
        "person people man woman men women resident residents voter voters lawmaker lawmakers senator senators prosecutor "
        "prosecutors judge justice lawyer lawyers attorney attorneys president minister mayor governor candidate director "
        "chairman secretary professor researcher researchers scientist scientists doctor doctors witness witnesses reporter "
        "reporters author editor executive manager strategist chief republicans democrats supporters opponents allies "
        "economist economists historian student students teacher teachers farmer farmers worker workers driver drivers "
        "owner owners he she they who diplomat diplomats investigator investigators inspector inspectors representative "
        "representatives member members host hosts guest guests friend friends colleague colleagues partner partners parent "
        "parents mother father son daughter wife husband brother sister neighbor neighbors neighbour neighbours fan fans "
        "rival rivals captain coach coaches pilot pilots crew crews jury jurors panel panelists nurse nurses patient "
        "patients victim victims suspect suspects child children youth celebrity celebrities billionaire tycoon businessman "
        "businesswoman journalist journalists columnist columnists anchor"
    ),
    organisation_nouns=words(
        "government administration agency authority company ministry department council committee commission party campaign "
        "union court police bank university institute association group organization organisation office bureau senate "
        "congress house parliament board times post news journal service corporation firm team club league inc corp ltd llc "
        "co network foundation center centre embassy army navy military fund federation website companies agencies "
        "authorities groups organizations organisations unions parties councils committees firms banks teams ministries "
        "departments universities governments countries nations state states city cities town towns village villages "
        "charity charities coalition movement alliance nonprofit broadcaster station newspaper magazine airline hospital "
        "school church mosque family families community communities leadership administrations assembly inquiry railway "
        "regulator watchdog operator retailer supplier manufacturer insurer lender supermarket museum theatre consortium "
        "tribunal diocese startup platform trust"
    ),
    document_nouns=words(
        "report study survey poll polls law bill statement letter memo document documents filing lawsuit complaint paper "
        "article book email emails transcript transcripts data figures records review indictment statistics research "
        "studies tweet post analysis analyses evidence filings documents"
    ),
    person_endings=(
        *("er", "ers", "or", "ors", "ist", "ists", "ian", "ians", "ant", "ants", "ee", "ees"),
        *("man", "men", "woman", "women", "person", "als", "ives"),
    ),
    claim_nouns=words(
        "accusation accusations admission alarm allegation allegations anger announcement announcements argument arguments "
        "assertion assertions assessment assumption assumptions assurance assurances belief beliefs charge charges claim "
        "claims complaint complaints concern concerns conclusion conclusions confidence contention conviction criticism "
        "declaration denial denials disappointment dismay doubt doubts estimate estimates expectation expectations "
        "explanation fear fears feeling finding findings frustration guarantee hope hopes impression insistence judgment "
        "notion opinion optimism outrage pledge pledges point prediction predictions promise promises regret remark remarks "
        "report reports skepticism clear speculation statement statements suggestion suggestions surprise suspicion "
        "suspicions testimony theory view views vow warning warnings wish wishes worries worry support sympathy interest "
        "solidarity opposition"
    ),
    intent_nouns=words(
        "ambition ambitions appeal appeals call calls commitment demand demands desire determination intention intentions "
        "offer order orders pledge pledges promise promises proposal proposals readiness refusal reluctance request "
        "requests resolve threat threats unwillingness vow vows willingness wish wishes"
    ),
    denial_nouns=words("denial denials refusal reluctance unwillingness opposition"),
    possessives={"his": "m", "her": "f", "their": "p", "its": "n", "my": "w", "our": "w"},
    agent_words=words("by"),
    demonstratives=words("this that it these those"),
    adjective_endings=("able", "ible", "ful", "ish", "less", "ous"),
    judgments=words(
        "absurd bad brave brutal corrupt cowardly crazy critical dead deadly defective deficient disgusting dishonest "
        "essential excessive fair fake false fine flawed good great guilty heroic historic idiotic illegal immoral "
        "important inadequate incompetent innocent insane insufficient insulting intolerant irrelevant legal legitimate "
        "long misguided misleading mistaken mistakes naive necessary overdue permanent political premature racist "
        "ridiculous right rigged sad safe sexist sound stupid substantial troubling true ugly unconstitutional unethical "
        "unfair unfit unlikely unnecessary unqualified unsafe untrustworthy unwise urgent useless vital weak wrong"
    ),
    object_relatives=words("what whom"),
    presumed_by=words("that"),
    indirect_words=words("whether how why"),
    occasion_prepositions=words("in at on during via since until before after"),
    goal_nouns=words("aim aims goal goals idea message mission objective plan plans point priority purpose strategy task"),
    headline_labels=words(
        "analysis background breaking business column commentary correction developing editorial editors exclusive "
        "explainer fact gallery graphic just interview leaked letter letters live note opinion photos podcast politics "
        "preview profile quiz read recap related review sports timeline today transcript update updates video watch week "
        "world"
    ),
    message_nouns=words(
        "advice answer conclusion excuse lesson line message motto theme explanation question reason reply response refrain "
        "slogan story verdict words"
    ),
    topic_prepositions=words("for about over with on at against toward towards"),
    clause_linkers=words("and but even as while because since though although"),
    first_person=words("i we"),
    leading_words=("that", "and", "but"),
    speech_words=inflected(
        "accept acquiesce admire admonish anticipate apologize appeal appreciate assume attest attribute balk bash beg belittle "
        "berate bet boast boycott bristle cajole castigate caution celebrate characterise cheer chuckle clarify coax "
        "commiserate commit compare compliment concentrate congratulate contemplate convey corroborate counsel covet crave "
        "credit debate debunk deduce defy demur depict desire despise detail detest differ disapprove discourage dislike dispel "
        "dispute dissent distrust divulge doubt dread elaborate empathize encourage enjoy enthuse entreat envision equate evoke "
        "exaggerate excoriate exhort fault favour forgive frown frustrate gloat grieve grill hate heckle hesitate hint hype "
        "identify ignore imagine impress infer insult interpret interrogate invoke jeer judge justify lambast lament lash laugh "
        "liken list loathe lobby love misrepresent mistrust mourn negotiate nominate object obsess offend oppose overstate "
        "paraphrase perceive persuade petition pillory placate ponder pounce praise preach presume pretend preview prioritize "
        "promote publish puzzle query quiz quote rant rate rave reaffirm reassure rebuff recoil recommend reconsider recount "
        "reference refrain rejoice relish renounce reprimand reproach require resent resist respect restate revere revile "
        "ridicule rip salute savage scold scorn scrutinize sense shrug sketch slam smear sneer snub spar spurn sue summarize "
        "surprise suspect swipe sympathise sympathize tackle taunt thank tolerate trash trumpet trust underline understate "
        "upbraid urge value vilify vouch wager warn waver weigh whine worry yearn"
    )
    | words(
        "advice anxieties anxiety assurance assurances backlash blessing critique description disappointment dread "
        "enthusiasm grief guidance insult insults invitation joke jokes justification misgivings narrative notion optimism "
        "outrage permission perspective plea pleas preference preferences priorities priority protest protests quotes "
        "reassurance refusal rejection reluctance reminder reply reputation request requests response responses scrutiny "
        "skepticism slogan stance tribute uproar verdict seem seems seemed appear appears appeared"
    )
    | words(
        "accusation accusations address addresses admission admissions agenda agreement agreements allegation allegations "
        "allegedly anger angers apologies apology appeal appeals approval approvals argument arguments assertion assertions "
        "assessment assessments attack attacks attempt attempted attempts belief beliefs claim claims comment commenting "
        "comments commitment commitments complaint complaints concern concerns conclusion conclusions confidence confidences "
        "consider considered considering considers contention contentions conversation conversations counting counts criticism "
        "criticisms dawned debate debates decision decisions defense defenses deliver delivered delivers demand demands denial "
        "denials desire desires disagreement disagreements discussion discussions dispute disputes doubt doubts eager echoed "
        "echoes effort efforts endorsement endorsements expectation expectations explanation explanations faith faiths fear "
        "fears feeling feelings focus focused focuses focusing frustration frustrations goal goals hope hopes idea ideas ignore "
        "ignores insistence insistences intention intentions interview interviewed interviews judgment judgments looked looking "
        "message messages mission missions mystified named negotiation negotiations nominate nominated objection objections "
        "opinion opinions opposition oppositions plan plans pledge pledges policy poll polls position positions praise praises "
        "prediction predictions promise promises proposal proposals push pushes reaction reactions recommendation "
        "recommendations refer referred referring refers relied relies reluctant rely relying remark remarks reportedly "
        "resistance resistances rhetoric rhetorics rumor rumors sense sentiment sentiments speculation speculations speech "
        "speeches statement statements suggestion suggestions support supports survey surveys suspicion suspicions swipe swipes "
        "sympathies sympathy talk talks tend tends testimonies testimony theme themes thought thoughts threat threats troubled "
        "trust trusts unveiled unwilling unwillingness uttered view views vision visions vote voted votes vow vowing vows "
        "warning warnings willing wish wishes"
    ),
)
