"""Vocabulary of the sentence rules: abbreviations and the words around them. Data only.

All languages share the same sets, so the language of a text need not be known. Words that would mislead in another language are
left out. Abbreviations are listed without their last full stop; all words are case-sensitive. To add some, add them to the line of
their language and kind, or a new line.
"""

from __future__ import annotations

_ABBREVIATIONS = """
title en: Mr Mrs Ms Messrs Mx Dr Drs Prof prof dr dra sr sra Rev Hon Fr Sen Sens Gov Govs Rep Reps Pres Sec Amb Atty Supt Insp
title en: Det Dist Del Asst Assn Gen Lt Col Capt Cmdr Cpl Cpt Sgt Maj Adm Brig Pvt Pfc Spc Mt Ft Pt Msgr Archbp Bp
title en: vs viz cf ca eg ie approx v
never x7: чл Чл арт Засл закін Закін ост
never x6: éd Éd coll Coll rééd sgt gén cdt lt Inh
never x5: आर एम एस एन एल एच एफ એમ એસ આર એન એલ એચ டா எம் எஸ் எல் என் ஆர் எச் Bw
never x4: італ
never x3: nacz pí Kgl kgl Άγ
never en2: Дж
never de: Hr Frl Hrn Dipl Ing Mag geb gest Fa rd med phil jur rer habil theol Allg bzw bspw ggf evtl inkl exkl sog vgl
never de: zzgl zzt insb einschl Mio Mrd Mill Tsd Hl Hrsg Abb Anm Frhr Hptm Oblt Bgm Abg bzgl ehem sogen ggfs abzgl eigtl
never de: urspr entspr engl frz dt ital griech österr röm kath städt staatl gegr verh verw vorm tägl jährl mtl monatl
never de: wöchentl versch amtl landw Gebr
never fr: Bd MM Mme Mmes Mlle Mlles Mgr Pr Ste av boul chap apr Vve Ets Éts Sté bd
never es pt: Dña Vda Sta Cel Eng Enga Sra Sres Sras Srta Dra Dres Profa Exmo Exma Ilmo Ilma Ilmos Lic Gral Cnel Arq Mons
never es pt: Pbro Fdo Excmo Excma Avda Ctra EE ej Ej admón almte arq atte excmo gral iltre izqdo lcdo
never es pt: ldo ppal Mtro Mtra Hno Hna Sto Dir Adv aprox séc sec Ldo Lda Lcda Tte Cte Cmte Rvdo Rvda Rdo Hnos Pza Fco avda
never es pt: avd Avd Pdte Excm Hble Edif Urb Fracc profa Pça Trav Estr Lgo Pe Alm Desemb Dep dep
never it: sig sigg sigra dott dssa avv ing Sig Sigra Sigg Dott Dssa Avv Magg cfr spett gent egr geom Spett Gent Egr Geom
never it: Cav cav Arch Preg
never pl: ul os im np tzn tzw tj tzv inż hab mgr lic ks bp abp kard św płk ppłk gen kpt mjr ppor sierż nadkom woj pow
never pl: ang niem łac hiszp szwedz węg akad pozn mec adw prok asp dyr bł zob wg ww kmdr nadinsp podinsp wicemin
never cs sk: nám tř např napr resp popř sv Bc JUDr MUDr PhDr RNDr plk pplk npor nadpor rtm PaedDr ThDr ThLic PharmDr MgA
never cs sk: BcA RSDr mj prap škpt rtn príp vz
never hu: pl ún ifj özv vö ld Ifj Id Özv szül bev
never ro: dl dlui dna dnei Sf sf jud mun șos Șos şos Şos șt şt cca
never tr: Doç Yrd Sn Müh Mah Cad Sok Bul örn bkz Öğr Gör Arş Uzm Alb Yb Bnb Yzb Üstğm Tğm Korg Tümg Tuğg Ecz Bşk Gn Yar
never tr: krş Öğrt
never da no sv: dvs jfr jmf jf frk fru skt sct hhv vedr ifm ift pga ekskl ekspl evt fhv kgl omtr tidl udd uds vedk vedl vejl
never da no sv: fx
never nl: dhr mevr mw drs ds zgn nl bijv Dhr Mevr Mw
never fi et lv lt: esim vrt npr odn pvz piem nk ent ts nt vt žr plg vyr Šv gyv pav
never id: Jl Jln Gg Kel Kec Kab Bpk Sdr Sdri Tn Yth
never el: κ κα κκ Κος Κα δρ Δρ καθ περ Περ δηλ βλ πρβλ λεωφ Λεωφ Αγ αγ καθηγ υποστρ αναπλ υποπτ ταξ συντ οδ Οδ κος πρωθ
never el: γεν Καθ
never hi: डॉ प्रो श्री
never ar: د أ م
never ru bg: Проф Акад Доц Ген Полк Адм Тов Гр Им ул просп пер пл пос дер проф акад доц ген полк адм тов гр напр см ср рис
never ru bg: табл стр гл бул бульв тел факс англ нем лат исп итал укр греч лейт серж ред авт гос дисс зап заруб иностр инст
never ru bg: моск спб вж срв инж адвок архиеп архим аспир вдх гв дир зав зам изв каф кн мл наб преп протоиер свящ скв студ
never ru bg: шт Зав Зам Мин Наб Св Ул Изв Кн соч изд Изд худ собр
never uk: ім вул пров сел смт див стор св польск нім ісп грец канд
never en: esp Ph ald Ald Cllr Cdr Flt Sqn Wg MSgt SSgt TSgt Cst Thos Wm Chas Geo Jas Robt Edw Rt Profs Revs Gens Cols
never en: Lts Sgts Mses
never da no sv is: hr Frk adv nuv dåv Kungl gdr sbr
never nl af: mr jhr jkvr vlgs weled mnr Mnr mev Mev asb Jhr Jkvr Ds
never id ms: Ny Nn Hj KH Ust Pdt Plt Plh Brigjen Mayjen Letjen Komjen Irjen Kompol Bripka Ipda Iptu Ir drg drh Tgk Hjh
never hr sr sl mk: gosp gđa gđica Gosp dipl inž нпр тзв тј гђа дипл
never uk be: майд оз узв інж заст архиєп єп упоряд уклад праф
never vi: Tp Ths ThS PGS Nxb TP
never hy ka: պրոֆ դոկտ պարոն մաս մաგ მაგ პროფ აკად
never hi bn mr gu pa ne: नं पं कु सौ प्रा स्व मि डा ডা ডঃ ড মো মোঃ নং প্রফ ਡਾ ਸ੍ਰ ડૉ શ્રી
never ta te kn ml si: திரு திருமதி டாக்டர் டாக்ட டாக் பேரா டா ശ്രീ ഡോ പ്രൊഫ ಡಾ ಪ್ರೊ ಶ್ರೀ డా ప్రొ ශ්‍රී
never ur fa: ڈاکٹر پروف
number x7: пол нач кон поч кін нар
number x6: ft
number x3: Şek şek Kr
number en2: est Est
number en: No Nos Num p pp pg S Fig Figs Sec Sect Art Arts art arts Ch Vol Vols Eq Par Pos Ref Tel tel Ext ext fig vol
number en: max min Op op fax Fax cell para paras Opp Bk Bks Pl Pls Mk Pts pts App Exh Chs chs Secs secs Eqs eqs eq Eqn
number en: refs Refs Apt apt Ste Tab Lev Deut Ps Cor Jn Jas Heb Exod Prov Eph pt vv
number de: Nr Nrn Abs Bd Kap Ziff Rn Rdnr Rz Randnr Aufl Jg Lfg Sp Bl Pkt Std mind Anl Beil Buchst Teilz
number es pt: párr núm Núm pág págs Pág tít inc cap Cap n N nº Cir Doc aptdo apto ap bl teléf tfno Tfno dpto Dpto depto apdo
number es pt: Apdo pza máx mín caps figs fl fls séc sécs aprox vols cel lám láms núms ed edic cód Cód proc Proc dec Dec ord
number es pt: Ord ref res Res cláus frac
number fr: Tél Env env tabl ill éd pl réf Réf ann annex liv lect ch Chap Liv Éd arr paragr feuil
number it: pagg Pagg artt capp lett sez fasc voll tav figg nn num Es par cpv lib ediz
number ru bg: Тел тел год мин час ст п пп ч т тт буд корп оф см мал ил факс бл ал бр чл фиг сек
number uk: хв чел № кв стор див іл ок
number pl: ok godz ur zm poz ust pkt rys tab wyd Wyd rozdz tys poj ryc Ryc
number cs sk: odst ods písm hod cca č čp čl zák tř roč obr Obr zn vyd str Str ř čís Čís sb
number hu: kb sz évf krt hrsz bek fszt köt zárt ker
number ro: alin pct nr nrs sc et lit Pag
number da no sv fi: kl Kl tlf Tlf ca sid kap avd afd stk blz pag afb lk plkst tālr klo puh nro št br afl bijl jrg hfst årg jnr
number id: tgl hlm hal telp Rp
number el: τηλ Τηλ αρ αριθ σελ εικ πίν κεφ άρθ άρθρ παρ αρθ τόμ τομ σσ παράγρ εδ Αρ Τόμ τεύχ
number months: febr márc ápr máj jún júl szept giu lug ott dic ene abr may sty lut kwi maj cze lip sie wrz paź lis gru sec
number da no sv fi is: s sp bd bls vs kv kvm
number nl af: hfdst hoofdst jg ong
number id ms: pkl Pkl Hal Tgl Telp psl
number tr: sy syf sf md Md c
number hr sr sl: st god sl pogl odj toč стр сл таб
number ru uk bg be: вып вип кн разд розд гл лл сс ком комн эт пов оп спр ф табл прил дод прим изд вид раз арк моб кл
number lt lv et: kab lpp
number hi bn mr ta: क्र पृ पृष्ठ খ্রি পৃ எண் பக்
number vi ca eo: tr pàg n-ro p-ro
number fa ar ur: ص ج ط ع
sometimes en2: Tues Thurs Thur Thu Tue Mon Wed Fri Fed Civ Supp Cir Des Min Cap Gem mag izq izdo dcho dcha Ch Th Gy Sz Cs Zs Cz Rz Yu Ya Kh Zh Sh Ts
sometimes en: dept govt assn assoc univ corp incl misc avg cont equip exec orig elev bldg Inc Corp Co Cos Ltd Bros Mfg Intl
sometimes en: Jr Sr Esq al etc St Ave Av Blvd Rd Sq Hwy Dept Univ Bldg Ala Ariz Ark Calif Cal Colo Conn Del Fla Ga Ill
sometimes en: Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Penn Tenn Tex Va Vt Wash Wis Wyo Ont Alta
sometimes en: Sask Plc PLC ibid illus suppl corresp transl appt attn approx asst Asst mfr mgr mgmt natl intl Natl cit seq
sometimes en: subsp unpubl Assoc Assocs Cty Twp Pkwy Ln Ct Terr Trl Cir Pl Hts Ft Tpke Cres
sometimes companies: Kft Zrt Nyrt Bt Şti Tbk Pty Pte spol Oy Oyj Cía Cia Ltda Sdn Bhd Pvt
sometimes months: Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Okt Dez Mrz janv févr avr juil déc ene abr
sometimes de: Str str usw usf Jh Jhd Chr Jhdt Std Sek Stk Abt Verl Inst Ges Bhf
sometimes ru uk: им гг вв руб коп тыс млн млрд трлн обл др пр рр тис грн ін
sometimes fr: Me trad préf ill hab dép dépt arr sq sqq suiv moy Cie
sometimes es pt: prov Prov depto edo ss Edo Mun obs Obs
sometimes it: On sen Sen ed mld comm nob
sometimes pl: tys zł św przyp red wiad
sometimes cs sk: tis stol doc nar
sometimes hu: szerk ford mrd ezr
sometimes ro: loc
sometimes tr: yy çev haz yay
sometimes da no sv: mio mia Kbh ndr sdr
sometimes lt: tūkst mlrd
sometimes uk ru bg: мал табл изд ред сост перев перекл скл укл отв розд млд лв ст
sometimes vi: TS BS GS LS KS
sometimes many: arch bv Hz
capital x4: дол
capital cs3: CSc DrSc DiS
capital abroad: ecc itd itp atd atď apod stb osv jne enz dll dsb dst dkk utt jms ipd mfl yms vb κλπ κτλ Ud Uds Vd Vds etc usw
capital abroad: usf ktp ens ssk
capital units: долл kr kč zł lv лв pct pst mkr mdkr milj δισ εκατ χιλ αι руб коп грн обл млн млрд трлн тыс тис чел kpl snt тг
lower x6: tbsp trans vols mins resp
lower en: adjt admin amer anon assist biblio bibliog char chem conf corr dict dist econ edit educ elec encl engg environ
lower en: establ excl exper fict geog geol gram hist hosp illust indiv indus inst instr introd invest irreg ling mach
lower en: manuf masc mech metr microbiol neut nucl obsc obst occas ophth orch ornith partic pathol perh pers pert pharm
lower en: phot photog phys physiol poet polit pred pref pron psych publ pubd quot redupl repr sing specif subj subst
lower en: surg symb syll syst techn topog transf treas trig typog unkn veter zool
lower de: betr buchst dergl ebda erkl ersch frdl geschl getr herausg jmdm jmdn luth männl möbl naut niederl nördl
lower de: öffentl östl preuß prot russ schwäb spez stdl steuerl südl telef verantw vergl verm vertr verz wahrsch weibl
lower de: westl wiss zugl
lower fr: abrév arrond biblioth cons contr écon édit enseign exempl fémin géogr gouv impr ingr juill libr litt médit
lower fr: milit nouv ouvr philos princ récipr sect sept urban
lower es pt: abrev artíc cdad coord desc dicc doct ejem entlo exped ilust ilustr inic intr izda máqs pral prel provis relat
lower es pt: sgte sgtes sigs tamb traduc aeron compl cult enferm geogr mens secr
lower it: abbr accad agric alleg arred artig assic associaz bibl brev circ collab cong coop cred distr edil elettr franc
lower it: genn giorn giur illustr ingl intern istit magg maiusc matem medit mons occid orient plur prob pubbl segr sett
lower it: settembr spec trib tratt vesc vocab
lower pl: afryk ameryk białorus brazyl bryt czes dosł ewent filoz hebr holend jedn kośc kwart mies mitol norw pocz przen
lower pl: przym pseud rodz rosyj rozm rozp rzecz serb skand społ staropol średn tłum turec uniw węgier wielk wojsk zach
lower pl: źródł
lower cs sk: angl hovor katol kniž liter moder obch pedag podst přel přibl přísl samost sever situač slov slož sprav střed
lower cs sk: vých zast zejm najm naprk nešp prek súkr zdravot
lower hu: agit alez belker berend bizt csüt dikt egyh elvt felv felügy főig foglalk főtörm gimn gondn gyak hads hallg
lower hu: honv irod jegyz jogh jogt karb kirend klin korm ktsg kult képv könyvt körz közg közj közl közp közt mélt műsz
lower hu: művez nagyker nyilv nyug orsz rendsz szakm szaksz szakszerv szds szimf szolg szubj szöv törv vegy vill vizsg
lower hu: vízv össz említ
lower tr: bknz ekon jeol telg
lower da no sv fi: aarh ansvh begr bidr borgm brolægn bygn cirk dagl diam disp eftf eftm endv etym fakt foreg foren fork forr
lower da no sv fi: forsk forts fuldm fung genuds hort iflg indreg insp istf kons korr lejl lign maks mdtl medflg modsv modt
lower da no sv fi: nedenst nederl omkr ovenst overs præp præs regn sekr slutn statsaut sædv tilf tilsv undt siviling förf förk
lower da no sv fi: bitr motsv särsk ungef vanl jämf huom joht kirj miel myöh nimim ruots synt tark toim vast yliopp
lower nl: aanw bijb bijz desp eigl fabr gebr gesch hoogl jaarg neder oorspr onderw samenst signif uitg uitspr veroud
lower nl: verg vert volg voorz wetensch zelfst zgnd
lower hr sr sl: avstr bolg brož glasb izdav jugosl kand književ nasl občn oprav oseb ozir podr pravosl pribl primj psih razr
lower hr sr sl: skupn srbohrv sveč tehn ustr zagr zdravn zgod znan
lower el: αριθμ βιβλ γραμμ υποσ στρεμ
"""


def _words(kind: str) -> frozenset[str]:
    """Return the abbreviations of one kind, of all languages."""
    lines = (line.partition(":") for line in _ABBREVIATIONS.splitlines())
    return frozenset(word for head, _, words in lines if head.split()[:1] == [kind] for word in words.split())


TITLES = _words("title")
"""English titles and the like, which may be in capitals: "SEN. HILL spoke", but not "Memphis, TN. He left"."""

NEVER = TITLES | _words("never")
"""Titles and the like: a sentence never ends after one."""

BEFORE_A_NUMBER = _words("number")
"""References: a sentence does not end after one if a number follows ("No. 10"); else they are words ("He said no.")."""

SOMETIMES = _words("sometimes")
"""Abbreviations after which a sentence ends only if the next words look like the start of one."""

BEFORE_A_CAPITAL = _words("capital")
"""Abbreviations that belong to the words before them: a sentence ends after one if a capital follows."""

LISTED = NEVER | BEFORE_A_NUMBER | SOMETIMES | BEFORE_A_CAPITAL
"""All of these."""

BEFORE_LOWER_CASE = LISTED | _words("lower")
"""Abbreviations after which no sentence ends before a word in lower case."""

_PHRASES = """
never: e.g i.e a.k.a w.r.t z.B d.h u.a i.d.R u.U z.T i.A i.V u.ä o.ä o.g m.E z.Zt b.z.w d.i s.o s.u h.c c.-à-d p.ex p.e v.gr p.ej
never: ad.es p.es per.es por.ej po.ej par.ex o.a d.w.z m.b.t t.a.v i.p.v t.o.v n.a.v d.m.v i.v.m m.u.v t.b.v t.g.v o.l.v
never: t.ex bl.a d.v.s m.a.o s.k p.g.a fr.o.m t.o.m m.h.t f.eks for.eks o.fl m.in m.st t.j t.č t.zn t.zv t.r d.ex de.ex a.n u.p s.d d.a
never: P.S P.P.S p.s N.B PGS.TS GS.TS Z.B t.y t.p s.t т.е т.к т.н т.ч т.о т.зв т.б т.нар т.є т.с и.о в.о в.т.ч у.т.ч π.χ v.d m.ö.e þ.e t.d b.v m.a.w
era: J.-C a.C d.C a.de.C d.de.C a.J.C d.J.C v.Chr n.Chr v.u.Z n.e p.n.e př.n.l pr.n.e pr.Kr po.Kr п.н.е н.э н.е i.sz
era: Kr.e Kr.u f.Kr e.Kr p.Kr í.Kr π.Χ μ.Χ M.Ö M.S î.Hr d.Hr
capital: т.д т.п т.ін т.інш и.др и.пр o.s.v m.m m.fl o.dyl s.a.m.d ș.a ş.a ș.a.m.d ş.a.m.d κ.λπ κ.ά κ.α κ.τ.λ v.b v.s u.c o.s.frv
capital: t.t кв.м кв.км куб.м куб.см r.o s.r.o a.s o.o u.s.w u.v.m u.ä.m k.t.p a.u.b i.t.d т.б.т კ.ა ა.შ κ.ο.κ г.зн
"""


PHRASES = {
    phrase: kind for kind, _, phrases in (line.partition(": ") for line in _PHRASES.split("\n")) for phrase in phrases.split()
}
"""Abbreviations of several words, "z. B." or "z.B.", each with its kind.

A sentence never ends after some; those of "before Christ" end one unless it has only begun; "and so on" ends one before a capital.
"""

ELIDED = frozenset("on ass arch arc cav oss".split())
"""Italian titles that are abbreviations only after an apostrophe: "l'on. Verdi"."""

_LABELS = """
§ рис табл мал ст розд разд гл іл ил fig figs tab tabl table abb art sec sect kap cap chap ch rys ryc obr εικ πίν κεφ άρθ άρθρ čl eq pl
"""
LABELS = frozenset(_LABELS.split())
"""What is numbered, in lower case: "Fig. 3. The old harbour" is one sentence if it begins so."""

UNITS = frozenset("hmglсмтлчг") | {"см"}
"""Letters that are units after a number: hours, metres, grams. A sentence may end with one."""

_TIME_WORDS = """
В Во У С Со З Із До К Ко На За По После Після Начиная Починаючи От Від Около Близько Между Між Через Летом Весной Осенью Зимой
W We Od Do Po Na Przed Około V Ve Před År Roku
"""
TIME_WORDS = frozenset(_TIME_WORDS.split())
"""Words after which a year does not end the sentence if they begin it: "В начале 1943 г. Москва"."""

YEARS = frozenset("г гг в вв р рр ст r rr ж".split())
"""Abbreviations of "year" and "century" after a number, in Russian and Ukrainian: "в 1943 г. Новый мост", "В 1943 г. Москва"."""

_STARTERS = """
A An The This That These Those There Here It He She They We You I His Her Its Their Our My Your
In On At As If By To For From With Without But And Or So Nor Yet When While After Before Since Because Although Though Despite
During Until Once Under Over Among Between Through However Meanwhile Also Then Now Still Instead According Moreover Later
What Who Why How Where Which Is Are Was Were Do Does Did Has Have Had Will Would Can Could Should Not No Some Many Most All
Both Each Every Another One Two Several Only Even Just Such Earlier Asked Last Next
More Today Three Four Five Any Mr Mrs Ms Yesterday Tomorrow Nobody Everyone Everybody Somebody Someone Nothing Everything
Perhaps Maybe Other Others People Recent Nearly Soon Often Almost Against Within Thus Therefore Unlike Let Please Few Half Overall
Finally Additionally Furthermore Nevertheless Indeed Actually Currently Recently Eventually Initially Originally Subsequently
Previously Afterwards Again Sometimes Usually Nowadays Otherwise Consequently Hence Rather Across Along Behind Below Above Beyond
Besides Toward Towards Upon Whether Unless Except Including Following Given Regarding Whose Whom Whatever Whoever Anyone Anything
Neither Either None Much Less Same Six Seven Eight Nine Ten Hundreds Thousands Dozens Millions Like Having Being Got Get Go
Instead Certainly Clearly Obviously Unfortunately Fortunately Surprisingly Apparently Probably Possibly Similarly Likewise Thanks
Thank Sorry Yes Yeah Oh Well Okay OK Ok Hi Hello Whenever Wherever Though Nonetheless Alternatively Specifically Generally
Der Die Das Den Dem Ein Eine Einen Er Sie Es Wir Ich Ihr Im Am Auf Und Aber Doch Nach Bei Mit Für Von Vor Zu Zum Zur Dies Diese
Alles Alle Man Nur Noch Viele Niemand Jetzt Heute Gestern Damals Danach Seitdem Hier Dort Dazu Deshalb Daher Außerdem Zudem
Trotzdem Zuletzt Inzwischen Nachdem Obwohl Ob Wer Wie Warum Wo Kein Keine Jeder Jede Beide Mehr Unter Über Gegen Ohne Durch Laut
Nein Ja Insgesamt Schon Denn Darauf Dafür Daraufhin Zuvor Zunächst Später
Dieser Dieses Auch Als Wenn Weil Seit Bis Damit Dabei Dann Da Sein Seine Seiner Ihre Nun So Zwar Allerdings Jedoch Während Um
Aus
Le Les Un Une Il Elle Ils Elles On Ce Cette Ces Cet En Dans Mais Et Pour Par Sur Selon Avec Après Depuis Lors Son Sa Ses Leur
Tout Tous Toute Toutes Cela Ça Ceux Celui Celle Aucun Aucune Plusieurs Certains Deux Trois Chaque Hier Aujourd'hui Là Ici Sans
Sous Entre Vers Chez Dès Car Or Donc Ni Qui Que Quand Où Pourquoi Comment Personne Rien Leurs Nos Notre Mon Ma Mes
Nous Vous Je Au Aux Du Des Cependant Ainsi Alors Si Comme Puis Certaines Autre Autres Même Malgré Grâce Toutefois Néanmoins
Enfin Ensuite Quelques Quel Quelle Quels Quelles Lorsque Puisque Parmi Pendant Outre Oui Non Voici Voilà Dont Mieux Rares Quatre
Cinq Huit Neuf Dix Peu Beaucoup Déjà Encore Toujours Jamais Bientôt Souvent Aussi
El Los Las Una Unos Pero Y Con Por Para Según Desde Sin Se Lo Su Sus Este Esta Estos Estas Ese Esa Tras Cuando Como Aunque Al
Además También Ya Entre Hasta Todo Todos Toda Todas Nadie Nada Cada Muchos Algunos Otro Otra Otros Hay Fue Es Era Así Aquí Allí
Ahora
Después Antes Luego Entonces Mientras Sobre Bajo Ante Contra Durante Mediante Aún Aunque Donde Quien Qué Quién Eso Esto Ella
Ellos
Ellas Él Nosotros Mi Mis Nuestro Nuestra Dos Tres Ambos
O Os As Um Uma Em No Na Nos Nas Mas E Com Por Do Da Dos Das Ao Segundo Ele Ela Eles Elas Seu Sua Este Esta Isso Quando Também
Tudo Todos Toda Todas Ninguém Nada Cada Muitos Alguns Outro Outra Outros Há Foi É Era Assim Aqui
Ali Agora Depois Antes Então Enquanto Sobre Sob Contra Durante Ainda Embora Onde Quem Já Até Desde Mesmo Porém Nós Meu Minha
Nosso
Não Sim Nem Nunca Sempre Isto Aquele Aquela Esse Essa Nossa Dois Duas Três Ambos Às Aos Pelo Pela Num Numa
В Во На И Но А Он Она Они Оно Это Эта Этот Эти Мы Вы Я По При За Для Из От До С Со К Ко У О Об Как Так Что Если Когда Однако
Кто Где Почему Зачем Какой Какая Какие Который Ни Но Ведь Ещё Уже Сейчас Теперь Сегодня Вчера Здесь Тут Потом Затем Поэтому
Кроме
Среди Между Через Без Под Над Про Ради Согласно Всего Многие Некоторые Каждый Другие Один Одна Два Три Оба Никто Ничто Ничего
Мой
Наш Наша Наши Её Ваш Свой Сам Тот Та Те То Такой Такие Более Около
Также После Перед Там Тогда Его Её Ее Их Не Все Всё
У Й І Але Він Вона Вони Воно Це Ця Цей Ці Ми Ви З Із Зі Від До Про Як Що Якщо Коли Однак Також Після Там Тоді Його Її Їх Не Та
Та За Під Для Проте Тому Усі Хто Де Чому Навіщо Який Яка Які Адже Ще Вже Зараз Тепер Сьогодні Вчора Тут Потім Отже Крім Серед
Між
Через Без Над Згідно Багато Деякі Кожен Інші Один Одна Два Три Обидва Ніхто Ніщо Нічого Мій Наш Наша Наші Свій Сам Той Ті Такий
Понад Близько Втім Водночас
Het Een Dit Dat Deze Hij Zij Ze Wij Ik Jij Maar Want Toen Daar Geen Zo Wat Waar Waarom Hoe Op Aan Voor Naar Uit Omdat Hoewel
Terwijl Volgens Tijdens Niet Ook Vandaag Gisteren Morgen Gli Non È Sono Uno Dove Perché Questo Questa Questi Queste Quello Quella Quelli
Anche Dopo Prima Oggi Ieri Domani Secondo Ogni Tutti Tutto Tutte Nessuno Nel Nella Nei Dal Dalla Alla Del Della Dei Degli Mentre
Però Così Ancora Già Noi Loro Lui Lei Suo Jest Te Są Nie Ale Kiedy Gdy Gdzie Dlaczego Po Przed Przez Dla Bez Od Nad Pod Przy
Oraz Jednak Także Również Dziś Wczoraj Jutro Wszyscy Nikt Każdy Wiele Ona Oni Oto Tam Tutaj Potem Wtedy Det Ett Och Hon Jag Som
När Där Hur Varför Efter Före Enligt Ingen Många Också Inte Nu Då Idag Igår Og Hun Jeg Når Hvor Hvorfor Ifølge Mange Også Ikke
Az Egy Ez Azt Ezt És Hogy Ha Mert Amikor Miért Hol Után Szerint Senki Sok Nem Tegnap Akkor Itt Ο Η Το Οι Τα Τον Την Του Της Των
Ένας Μια Μία Ένα Και Αλλά Όταν Αν Γιατί Πώς Πού Ποιος Αυτός Αυτή Αυτό Αυτά Στο Στη Στην Στον Στις Στους Από Με Για Σε Κατά Μετά
Πριν Όμως Επίσης Σήμερα Χθες Εδώ Εκεί Τότε Τώρα Όλοι Κανείς Δεν Θα Ήταν Είναι Bu Şu Bir Ama Ancak Çünkü Eğer Ne Nasıl Neden
Nerede Herkes Kimse Bugün Dün Yarın Şimdi Sonra Önce Ayrıca Onun Biz Onlar Acest Această Dar Când Unde Cum După Înainte Pentru
Din Pe Fără Toți Nimeni Astăzi Mâine Aici Acolo Atunci Ini Itu Dia Mereka Kami Kita Saya Tetapi Namun Ketika Karena Jika Untuk
Các Những Một Và Nhưng Tuy Theo Trong Khi Sau Trước Ông Bà Họ Tôi Chúng Đây Đó Nếu Vì Tại Ở Từ Với Cả Mỗi Nhiều Không Dengan Dari Pada Ke Menurut Setelah Sebelum Semua Tidak Mañana Hoy Ayer Ahí Quizás Quizá Tal Casi Ningún Ninguna Cualquier Hoje
Ontem Amanhã Talvez Quase
"""
STARTERS = frozenset(_STARTERS.split())
"""Function words that begin a sentence, rather than a name, if they are capitalised."""

_ROLE_NOUNS = """
Attorney Attorneys Senate Senator Senators House Congress Congressman Congresswoman Rep Representative Representatives President
Vice Secretary Supreme District Court Circuit Department Treasury State Army Navy Air Marine Marines Coast Capitol Customs Border
Immigration Food Embassy Ambassador Government Constitution Federal Bureau Open Steel Bank Securities Geological
Forest Fish Postal Central National Chamber Agency Justice Defense Energy Commerce Education Environmental Special Forces Military
Olympic Soccer Women Men Census Agriculture Interior Labor Transportation Trade Trustee Chief Chairman Chairwoman Executive
Director Officer Security General Central Consulate Consul Dollar Weather Anti-Doping Figure Ski Conference Pacific Africa Cyber
Marshal Marshals Park Airlines Airways Bancorp Cellular Surgeon Naval Virgin Highway Route Space Secret Drug Tennis Golf Patent
Democrats Republicans Democratic Republican Catholic Mayor Council County Police
European EU English East West Northern Southern Eastern Western Prime Foreign Human Global World Commission Commissioner Parliament Charter Resolution High
"""
ROLE_NOUNS = frozenset(_ROLE_NOUNS.split())
"""Nouns to which "U.S." or "Inc." belongs, even before a verb: "the U.S. Senate has"."""

_AUXILIARIES = """
is are was were has have had will would can could may might must should shall does did do said says told wrote came went made
also then now never still later added agreed announced asked began became called declined got left lost took won reported
bought sold built ran runs made makes found held holds kept keeps gave gives paid pays met meets sent spent led leads taught
wrote
writes broke spoke speaks chose drove flew fell rose grew grows knew knows thought thinks felt saw sees stood sat won wins wants
needs plans lives works plays owns sells buys loves likes hopes believes died moved lived worked played helped opened closed
started
joined signed voted stayed tried wanted turned returned arrived refused denied confirmed resigned retired married studied
graduated
"""
AUXILIARIES = frozenset(_AUXILIARIES.split())
"""Finite verbs: a capitalised word before one is a subject, so a sentence begins with it."""

SPEECH_VERBS = (
    "said|says|say|saying|asked|asks|told|tells|tweeted|tweets|wrote|writes|added|adds|replied|replies|answered|answers|"
    "responded|continued|continues|shouted|shouts|yelled|yells|cried|cries|exclaimed|declared|recalled|recalls|joked|jokes|"
    "quipped|wondered|wonders|demanded|explained|explains|noted|notes|insisted|testified|posted|posts|announced|screamed|"
    "whispered|muttered|concluded|remarked|observed|commented|warned|argued|laughed|began|ordered|retorted|inquired|queried|"
    "wanted to know|pleaded|begged|chanted|sang|texted|captioned|read|reads|countered|admitted|thought|thinks|stated|states"
)
"""Verbs of speech, as alternatives of a regular expression: "Why?" Smith asked."""

_GERMAN_ORDINAL_AFTER = """
der die das dem den des am im vom zum zur beim ab seit bis und oder ihr sein ihre seine
"""
GERMAN_ORDINAL_AFTER = frozenset(_GERMAN_ORDINAL_AFTER.split())
"""Words before a German ordinal: "am 3. Oktober", "der 2. Weltkrieg"."""

_GERMAN_ORDINAL_BEFORE = """
Januar Jänner Februar Feber März April Mai Juni Juli August September Oktober November Dezember Jan Feb Mrz Apr Jun Jul Aug Sep
Sept Okt Nov Dez Jahrhundert Jahrhunderts Jh Jhd Jahrhunderte Jahrtausend Weltkrieg Weltkriegs Weltkrieges Bundesliga Liga Platz
Tag Tages Runde Spieltag Minute Etage Stock Geburtstag Mal
"""
GERMAN_ORDINAL_BEFORE = frozenset(_GERMAN_ORDINAL_BEFORE.split())
"""Words after a German ordinal: "11. September"."""

_LEADS = """
In At By On Around About Before After Since Until Till From During Near Throughout Circa Im Am Um Seit Vor Nach En Vers Avant
Après
Desde Hasta Em Nel Dal
"""
LEADS = frozenset(_LEADS.split())
"""Words that begin an adverbial: "In 44 B.C. Ostmere was", where the sentence has not ended."""

_INITIALISMS = """
U.S U.S.A U.K U.N E.U D.C L.A N.Y N.J N.C S.C N.H N.M N.D S.D R.I B.C A.D B.C.E C.E P.C P.O P.R U.A.E A.M P.M
"""
INITIALISMS = frozenset(_INITIALISMS.split())
"""Letters that are not the initials of a name: "in the U.S. Ruiz was", but "J.D. Ruiz was"."""

ORGANISATIONS = frozenset({"Inc", "Corp", "Co", "Cos", "Ltd", "Bros", "Plc", "PLC", "Pty", "Pte"})
"""Abbreviations at the end of the name of a company."""

COUNTRIES = frozenset({"США", "USA", "US", "UK", "EU", "UAE"})
"""Words that may follow these in the same name: "Acme Inc. USA is"."""

_TOP_LEVEL = """
com net org dot co uk eu info gov edu tv ai app js ru ua
"""
TOP_LEVEL = frozenset(_TOP_LEVEL.split())
"""Endings of addresses: "Booking.Com" is not two sentences."""

_LOWER_STARTERS = """
i im i'm i’m he she they we you it the this these those there and but then if when what why how my our his her yes just also not are were does
did can would who where because some most now please thanks
а но я он она они мы вы ты это потом затем теперь сейчас вот там тут да нет але він вона вони ми ви це потім тепер ось
"""
LOWER_STARTERS = frozenset(_LOWER_STARTERS.split())
"""English words that begin a sentence even in lower case, after a full stop that ends no abbreviation."""

_SHORT_WORDS = """
it me him her us you now out yes too all way day job lot one two six ten car dog cat man men boy kid mom dad god sun sea war law
bad big old new red bed end eye fun gun guy hat ice low mad pay pet sad set sex she sky son tea toy who why wow yet zoo is was did
do go so up be my own run say see lol omg ago any are bus far few let try use
"""
SHORT_WORDS = frozenset(_SHORT_WORDS.split())
"""English words of up to three letters that are no abbreviations."""

MARKED_NAMES = frozenset({"Yahoo", "Jeopardy", "Jeb", "Wham"})
"""Names that end in an exclamation mark."""

_HOURS_BELONG = """
Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Wed Thu Fri Sat Sun
January February March April May June July August September October November December Jan Feb Mar Apr Aug Sept Oct Nov Dec
Eastern Central Mountain Pacific Atlantic Alaska Hawaii Local London Moscow Beijing Tokyo Paris Berlin Kyiv Jerusalem Greenwich
"""
HOURS_BELONG = frozenset(_HOURS_BELONG.split())
"""Words that may follow "5 p.m." in the same sentence."""
