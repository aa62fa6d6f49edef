"""Vocabulary of the sentence rules: abbreviations and the words around them. Data only.

All languages share the same sets, so the language of a text need not be known; words that would mislead in another language are
left out. Abbreviations are listed without their last full stop; all words are case-sensitive. A new one goes to the line of its
kind and language: the kinds are explained where the sets are made, below. Many were found in the lists of spaCy and pySBD (both
under the MIT licence).
"""

from __future__ import annotations

_ABBREVIATIONS = """
title en: Mr Mrs Ms Messrs Mx Dr Drs Prof prof dr dra sr sra Rev Hon Fr Sen Sens Gov Govs Rep Reps Pres Sec Amb Atty
title en: Supt Insp Det Dist Del Asst Assn Gen Lt Col Capt Cmdr Cpl Cpt Sgt Maj Adm Brig Pvt Pfc Spc Mt Ft Pt Msgr
title en: Archbp Bp vs viz cf ca eg ie approx v
never en: esp Ph ald Ald Cllr Cdr Flt Sqn Wg MSgt SSgt TSgt Cst Thos Wm Chas Geo Jas Robt Edw Rt Profs Revs Gens Cols
never en: Lts Sgts Mses
never ar fa ur: د أ م ڈاکٹر پروف
never cs sk: pí nám tř např napr resp popř sv Bc JUDr MUDr PhDr RNDr plk pplk npor nadpor rtm PaedDr ThDr ThLic
never cs sk: PharmDr MgA BcA RSDr mj prap škpt rtn príp vz
never da no sv fi is: Kgl kgl dvs jfr jmf jf frk fru skt sct hhv vedr ifm ift pga ekskl ekspl evt fhv omtr tidl udd
never da no sv fi is: uds vedk vedl vejl fx hr Frk adv nuv dåv Kungl gdr sbr kenr Kenr evl Evl
never de: Inh Hr Frl Hrn Dipl Ing Mag geb gest Fa rd med phil jur rer habil theol Allg bzw bspw ggf evtl inkl exkl sog
never de: vgl zzgl zzt insb einschl Mio Mrd Mill Tsd Hl Hrsg Abb Anm Frhr Hptm Oblt Bgm Abg bzgl ehem sogen ggfs abzgl
never de: eigtl urspr entspr engl frz dt ital griech österr röm kath städt staatl gegr verh verw vorm tägl jährl mtl
never de: monatl wöchentl versch amtl landw Gebr Kard
never el: Άγ κ κα κκ Κος Κα δρ Δρ καθ περ Περ δηλ βλ πρβλ λεωφ Λεωφ Αγ αγ καθηγ υποστρ αναπλ υποπτ ταξ συντ οδ Οδ κος
never el: πρωθ γεν Καθ Στρ στρ Υπ υπ πλ Πλ Πρωθ
never es pt: Dña Vda Sta Cel Eng Enga Sra Sres Sras Srta Dra Dres Profa Exmo Exma Ilmo Ilma Ilmos Lic Gral Cnel Arq
never es pt: Mons Pbro Fdo Excmo Excma Avda Ctra EE ej Ej admón almte arq atte excmo gral iltre izqdo lcdo ldo ppal
never es pt: Mtro Mtra Hno Hna Sto Dir Adv aprox séc sec Ldo Lda Lcda Tte Cte Cmte Rvdo Rvda Rdo Hnos Pza Fco avda avd
never es pt: Avd Pdte Excm Hble Edif Urb Fracc profa Pça Trav Estr Lgo Pe Alm Desemb Dep dep Cmdte Sgto Gob
never et lv lt: esim vrt npr odn pvz piem nk ent ts nt vt žr plg vyr Šv gyv pav ģen plkv dots šv
never fr: éd Éd coll Coll rééd sgt gén cdt lt Bd MM Mme Mmes Mlle Mlles Mgr Pr Ste av boul chap apr Vve Ets Éts Sté bd
never fr: Cdt
never hi bn mr gu pa ne: आर एम एस एन एल एच एफ એમ એસ આર એન એલ એચ डॉ प्रो श्री नं पं कु सौ प्रा स्व मि डा ডা ডঃ ড মো মোঃ
never hi bn mr gu pa ne: নং প্রফ ਡਾ ਸ੍ਰ ડૉ શ્રી
never hr sr sl mk: gosp gđa gđica Gosp dipl inž нпр тзв тј гђа дипл пук мр госп
never hu: pl ún ifj özv vö ld Ifj Id Özv szül bev szt Szt
never hy ka: պրոֆ դոկտ պարոն մաս մաგ მაგ პროფ აკად
never id ms: Jl Jln Gg Kel Kec Kab Bpk Sdr Sdri Tn Yth Ny Nn Hj KH Ust Pdt Plt Plh Brigjen Mayjen Letjen Komjen Irjen
never id ms: Kompol Bripka Ipda Iptu Ir drg drh Tgk Hjh jl Jend Kol Kpt Letkol
never it: sig sigg sigra dott dssa avv ing Sig Sigra Sigg Dott Dssa Avv Magg cfr spett gent egr geom Spett Gent Egr
never it: Geom Cav cav Arch Preg mons
never nl af: dhr mevr mw drs ds zgn nl bijv Dhr Mevr Mw mr jhr jkvr vlgs weled mnr Mnr mev Mev asb Jhr Jkvr Ds genl Genl
never nl af: mej Mej
never pl: nacz ul os im np tzn tzw tj tzv inż hab mgr lic ks bp abp kard św płk ppłk gen kpt mjr ppor sierż nadkom woj
never pl: pow ang niem łac hiszp szwedz węg akad pozn mec adw prok asp dyr bł zob wg ww kmdr nadinsp podinsp wicemin
never ro: dl dlui dna dnei Sf sf jud mun șos Șos şos Şos șt şt cca slt arh acad
never ru bg: ост Дж Проф Акад Доц Ген Полк Адм Тов Гр Им ул просп пер пл пос дер проф акад доц ген полк адм тов гр
never ru bg: напр см ср рис табл стр гл бул бульв тел факс англ нем лат исп итал укр греч лейт серж ред авт гос дисс
never ru bg: зап заруб иностр инст моск спб вж срв инж адвок архиеп архим аспир вдх гв дир зав зам изв каф кн мл наб
never ru bg: преп протоиер свящ скв студ шт Зав Зам Мин Наб Св Ул Изв Кн соч изд Изд худ собр адв Адв мкр
never sw: Bw
never ta te kn ml si: டா எம் எஸ் எல் என் ஆர் எச் திரு திருமதி டாக்டர் டாக்ட டாக் பேரா ശ്രീ ഡോ പ്രൊഫ ಡಾ ಪ್ರೊ ಶ್ರೀ డా
never ta te kn ml si: ప్రొ ශ්‍රී
never tr: Doç Yrd Sn Müh Mah Cad Sok Bul örn bkz Öğr Gör Arş Uzm Alb Yb Bnb Yzb Üstğm Tğm Korg Tümg Tuğg Ecz Bşk Gn
never tr: Yar krş Öğrt
never uk be: чл Чл арт Засл закін Закін італ ім вул пров сел смт див стор св польск нім ісп грец канд майд оз узв інж
never uk be: заст архиєп єп упоряд уклад праф
never vi: Tp Ths ThS PGS Nxb TP
number en: ft est Est No Nos Num p pp pg S Fig Figs Sec Sect Art Arts art arts Ch Vol Vols Eq Par Pos Ref Tel tel Ext
number en: ext fig vol max min Op op fax Fax cell para paras Opp Bk Bks Pl Pls Mk Pts pts App Exh Chs chs Secs secs
number en: Eqs eqs eq Eqn refs Refs Apt apt Ste Tab Lev Deut Ps Cor Jn Jas Heb Exod Prov Eph pt vv Rm
number ar fa ur: ص ج ط ع
number cs sk: odst ods písm hod cca č čp čl zák tř roč obr Obr zn vyd str Str ř čís Čís sb přibl
number da no sv fi is: Kr kl Kl tlf Tlf ca sid kap avd afd stk blz pag afb lk plkst tālr klo puh nro št br afl bijl
number da no sv fi is: jrg hfst årg jnr s sp bd bls vs kv kvm tfn
number de: Nr Nrn Abs Bd Kap Ziff Rn Rdnr Rz Randnr Aufl Jg Lfg Sp Bl Pkt Std mind Anl Beil Buchst Teilz Hausnr ungef
number el: τηλ Τηλ αρ αριθ σελ εικ πίν κεφ άρθ άρθρ παρ αρθ τόμ τομ σσ παράγρ εδ Αρ Τόμ τεύχ μέγ ελάχ Ιαν Φεβ Μαρ Απρ
number el: Ιουν Ιουλ Αυγ Σεπ Σεπτ Οκτ Νοε Δεκ
number es pt: párr núm Núm pág págs Pág tít inc cap Cap n N nº Cir Doc aptdo apto ap bl teléf tfno Tfno dpto Dpto
number es pt: depto apdo Apdo pza máx mín caps figs fl fls séc sécs aprox vols cel lám láms núms ed edic cód Cód proc
number es pt: Proc dec Dec ord Ord ref res Res cláus frac exp màx
number et lv lt: kab lpp apm apyt mnt pk
number fr: Tél Env env tabl ill éd pl réf Réf ann annex liv lect ch Chap Liv Éd arr paragr feuil
number hi bn mr gu pa ne: क्र पृ पृष्ठ খ্রি পৃ எண் பக்
number hr sr sl mk: st god sl pogl odj toč стр сл таб pribl
number hu: kb sz évf krt hrsz bek fszt köt zárt ker
number id ms: tgl hlm hal telp Rp pkl Pkl Hal Tgl Telp psl bab
number it: pagg Pagg artt capp lett sez fasc voll tav figg nn num Es par cpv lib ediz rif prot
number months: febr márc ápr máj jún júl szept giu lug ott dic ene abr may sty lut kwi maj cze lip sie wrz paź lis gru
number months: sec jan feb fev mrt apr jun aug sept oct okt nov dez genn febbr ian iun iul Agt
number nl af: hfdst hoofdst jg ong
number pl: ok godz ur zm poz ust pkt rys tab wyd Wyd rozdz tys poj ryc Ryc maks nry
number ro: alin pct nr nrs sc et lit Pag
number ru bg: Тел тел год мин час ст п пп ч т тт буд корп оф см мал ил факс бл ал бр чл фиг сек каб прибл ет ап
number tr: Şek şek sy syf sf md Md c yakl
number uk be: пол нач кон поч кін нар хв чел № кв стор див іл ок вып вип кн разд розд гл лл сс ком комн эт пов оп спр
number uk be: ф табл прил дод прим изд арк моб кл
number vi: tr pàg n-ro p-ro
sometimes en: Tues Thurs Thur Thu Tue Mon Wed Fri Civ Supp Cir dept govt assn assoc univ corp incl misc avg cont equip
sometimes en: exec orig elev bldg Inc Corp Co Cos Ltd Bros Mfg Intl Jr Sr Esq al etc St Ave Av Blvd Rd Sq Hwy Dept
sometimes en: Univ Bldg Ala Ariz Ark Calif Cal Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont
sometimes en: Neb Nev Okla Ore Pa Penn Tenn Tex Va Vt Wash Wis Wyo Ont Alta Sask Plc PLC ibid illus suppl corresp
sometimes en: transl appt attn approx asst Asst mfr mgr mgmt natl intl Natl cit seq subsp unpubl Assoc Assocs Cty Twp
sometimes en: Pkwy Ln Ct Terr Trl Pl Hts Ft Tpke Cres Hz
sometimes companies: Kft Zrt Nyrt Bt Şti Tbk Pty Pte spol Oy Oyj Cía Cia Ltda Sdn Bhd Pvt
sometimes cs sk: tis stol doc nar por Doc
sometimes da no sv fi is: mio mia Kbh ndr sdr kapt mm ns toht maist kers rva
sometimes de: Gem mag Str str usw usf Jh Jhd Chr Jhdt Std Sek Stk Abt Verl Inst Ges Bhf arch
sometimes es pt: Des Min Cap izq izdo dcho dcha prov Prov depto edo ss Edo Mun obs Obs Mn
sometimes et lv lt: tūkst mlrd kun
sometimes fr: Ch Th Me trad préf hab dép dépt arr sq sqq suiv moy Cie
sometimes hr sr sl mk: puk polk
sometimes hu: Gy Sz Cs Zs szerk ford mrd ezr
sometimes it: On sen Sen ed mld comm nob magg
sometimes months: Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Okt Dez Mrz janv févr avr juil déc ene abr
sometimes nl af: bv burg kol
sometimes pl: Cz Rz tys zł św przyp wiad prez zm
sometimes ro: loc col
sometimes ru bg: Yu Ya Kh Zh Sh Ts им гг вв руб коп тыс млн млрд трлн обл др пр рр тис грн ін
sometimes tr: yy çev haz yay Kd Bn Op
sometimes uk be: мал табл изд ред сост перев перекл скл укл отв розд млд лв ст
sometimes vi: TS BS GS LS KS
capital abroad: ecc itd itp atd atď apod stb osv jne enz dll dsb dst dkk utt jms ipd mfl yms vb κλπ κτλ Ud Uds Vd Vds
capital abroad: etc usw usf ktp ens ssk
capital cs sk: CSc DrSc DiS
capital uk be: дол
capital units: долл kr kč zł lv лв pct pst mkr mdkr milj δισ εκατ χιλ αι руб коп грн обл млн млрд трлн тыс тис чел kpl
capital units: snt тг mil mill
lower en: tbsp trans vols mins resp adjt admin amer anon biblio bibliog char chem conf corr dict dist econ educ elec
lower en: encl engg environ establ excl exper fict geog geol hist hosp illust indiv indus inst instr introd irreg ling
lower en: mach manuf masc mech metr microbiol neut nucl obsc obst occas ophth orch ornith partic pathol perh pers pert
lower en: pharm phot photog phys physiol polit pred pref pron psych publ pubd quot redupl repr specif subj subst surg
lower en: symb syll syst techn topog transf treas trig typog unkn veter zool
lower cs sk: angl hovor katol kniž moder obch pedag podst přel přibl přísl samost sever situač slov slož sprav střed
lower cs sk: vých zast zejm najm naprk nešp prek súkr zdravot
lower da no sv fi is: adsk cand eksam eksp filol filos fors henh indb komm odont oecon osfr ovenn pluskv polyt præd
lower da no sv fi is: præf scient tekn tilh tlgr ugtl iofs kungl övers siht juris stip stud aarh ansvh begr bidr borgm
lower da no sv fi is: brolægn bygn cirk dagl diam disp eftf eftm endv etym fakt foreg foren forr forsk forts fuldm
lower da no sv fi is: fung genuds hort iflg indreg insp istf kons korr lejl lign maks mdtl medflg modsv modt nedenst
lower da no sv fi is: nederl omkr ovenst overs præp præs regn sekr slutn statsaut sædv tilf tilsv undt siviling förf
lower da no sv fi is: förk bitr motsv särsk ungef vanl jämf huom joht kirj miel myöh nimim ruots synt tark toim yliopp
lower de: buchst dergl ebda erkl ersch frdl geschl getr herausg jmdm jmdn luth männl möbl naut niederl nördl öffentl
lower de: östl preuß prot russ schwäb spez stdl steuerl südl telef verantw vergl verm vertr verz wahrsch weibl westl
lower de: wiss zugl vorauss abzügl zuzügl allg durchschn
lower el: αριθμ βιβλ γραμμ υποσ στρεμ
lower es pt: ptas párrf sdad hnos abrev artíc cdad coord desc dicc doct ejem entlo exped ilust ilustr inic intr izda
lower es pt: máqs pral prel provis relat sgte sgtes sigs tamb traduc aeron compl enferm geogr mens secr
lower et lv lt: mljrd
lower fr: abrév arrond biblioth cons contr écon édit enseign exempl fémin géogr gouv impr ingr juill libr litt médit
lower fr: milit nouv ouvr philos princ récipr sect sept
lower hr sr sl mk: anat andr antr apoc arheol astr belg biokem biol braz broš cerkv cond cresc davč druž družb eccl
lower hr sr sl mk: egipt etnogr evfem fiziol flam friz gastr geod gled gren inšp inštr izbr izgr jugoslovan knjiž
lower hr sr sl mk: lingv ljubk madž manag manjš medn mehč menedž mikr množ možn nadalj nakl namer navt neskl norv
lower hr sr sl mk: novogr oblač podaljš pojm poljub posn praet pravopis predl predm preh prem primerj psiht razgl
lower hr sr sl mk: slabš slovan slovaš sociol sopr spreg sredoz supl tehnol teol tolmač turiz tvorb umet varn vrstil
lower hr sr sl mk: vulg zaim zasl zastar znanstv čustv šalj avstr bolg brož glasb izdav jugosl kand književ nasl občn
lower hr sr sl mk: oprav oseb ozir podr pravosl pribl primj psih razr skupn srbohrv sveč tehn ustr zagr zdravn zgod
lower hr sr sl mk: znan uklj
lower hu: dolg főisk gyártm kísérl kóth polg strat tisztv tszk frsz agit alez belker berend bizt csüt dikt egyh elvt
lower hu: felv felügy főig foglalk főtörm gimn gondn gyak hads hallg honv irod jegyz jogh jogt karb kirend klin korm
lower hu: ktsg kult képv könyvt körz közg közj közl közp közt mélt műsz művez nagyker nyilv nyug orsz rendsz szakm
lower hu: szaksz szakszerv szds szimf szolg szubj szöv törv vegy vill vizsg vízv össz említ
lower it: abbigl abbrev accr adatt aerodin archeol aritm artigl assol astron attrav autom bioch capol caus chim chir
lower it: compar condiz confr congiunt consec contab correl corrisp costr decoraz denom deriv derm determ dimin
lower it: dimostr dipart elab elettron entom epigr etim eufem fatt fisiol fotogr abbr accad agric alleg arred artig
lower it: assic associaz bibl brev collab cong coop cred distr edil elettr franc genn giorn giur illustr ingl istit
lower it: magg maiusc matem medit mons occid orient plur prob pubbl segr sett settembr spec trib tratt vesc vocab
lower nl af: achterv arbbl arrondrb artw beheersov besch besl betr bevest bijbl bijw bouwr circ comm concl concr conv
lower nl af: curs decr deelw derg elektr facs fisc gemeent gepubl gerekw gramm grondw handelspr handv huurbl interm
lower nl af: jaarl kadasterw kiesw koopv levensverz loonw luchtv meerv numism octr onderr onuitg overw pachtw parl
lower nl af: postbankw preadv rapp rdnr rechtsh regl rubr samenw strafz subs taalk tijdschr toel uitdr veldw verbr
lower nl af: verenw verkl verv voegw voorl wetb wisk wsch aanw bijb bijz desp eigl fabr gebr gesch hoogl jaarg neder
lower nl af: oorspr onderw samenst signif uitg uitspr veroud verg vert volg voorz wetensch zelfst zgnd
lower pl: bałt bułg dniem gniem islandz kasz kwiec listop maced pazdz połab sierp stycz umbr wrzes włos łot afryk
lower pl: ameryk białorus brazyl bryt czes dosł ewent filoz hebr holend jedn kośc kwart mies mitol norw pocz przen
lower pl: przym pseud rodz rosyj rozm rozp rzecz serb skand społ staropol średn tłum turec uniw węgier wielk wojsk
lower pl: zach źródł
lower tr: bknz ekon jeol telg
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
never: e.g i.e a.k.a w.r.t z.B d.h u.a i.d.R u.U z.T i.A i.V u.ä o.ä o.g m.E z.Zt b.z.w d.i s.o s.u h.c c.-à-d p.ex
never: p.e v.gr p.ej ad.es p.es per.es por.ej po.ej par.ex o.a d.w.z m.b.t t.a.v i.p.v t.o.v n.a.v d.m.v i.v.m m.u.v
never: t.b.v t.g.v o.l.v t.ex bl.a d.v.s m.a.o s.k p.g.a fr.o.m t.o.m m.h.t f.eks for.eks o.fl m.in m.st t.j t.č t.zn
never: t.zv t.r d.ex de.ex a.n u.p s.d d.a P.S P.P.S p.s N.B PGS.TS GS.TS Z.B t.y t.p s.t т.е т.к т.н т.ч т.о т.зв
never: т.б т.нар т.є т.с и.о в.о в.т.ч у.т.ч π.χ v.d m.ö.e þ.e t.d b.v m.a.w
era: J.-C a.C d.C a.de.C d.de.C a.J.C d.J.C v.Chr n.Chr v.u.Z n.e p.n.e př.n.l pr.n.e pr.Kr po.Kr п.н.е н.э н.е
era: i.sz Kr.e Kr.u f.Kr e.Kr p.Kr í.Kr π.Χ μ.Χ M.Ö î.Hr d.Hr
capital: т.д т.п т.ін т.інш и.др и.пр o.s.v m.m m.fl o.dyl s.a.m.d ș.a ş.a ș.a.m.d ş.a.m.d κ.λπ κ.ά κ.α κ.τ.λ v.b v.s
capital: u.c o.s.frv t.t кв.м кв.км куб.м куб.см r.o s.r.o a.s o.o u.s.w u.v.m u.ä.m k.t.p a.u.b i.t.d т.б.т კ.ა ა.შ
capital: κ.ο.κ г.зн
"""

PHRASES = {
    phrase: kind for kind, _, phrases in (line.partition(": ") for line in _PHRASES.split("\n")) for phrase in phrases.split()
}
"""Abbreviations of several words, "z. B." or "z.B.", each with its kind.

A sentence never ends after some; "before Christ" ends one unless it has only begun; "and so on" ends one before a capital.
"""

ELIDED = frozenset({"on", "ass", "arch", "arc", "cav", "oss"})
"""Italian titles that are abbreviations only after an apostrophe: "l'on. Verdi"."""

_LABELS = """
§ рис табл мал ст розд разд гл іл ил fig figs tab tabl table abb art sec sect kap cap chap ch rys ryc obr εικ πίν κεφ
άρθ άρθρ čl eq pl
"""
LABELS = frozenset(_LABELS.split())
"""Words for what is numbered, in lower case: "Fig. 3. The old harbour" is one sentence if it begins so."""

UNITS = frozenset("hmglсмтлчг") | {"см"}
"""Letters that are units after a number: hours, metres, grams. A sentence may end with one."""

_TIME_WORDS = """
В Во У С Со З Із До К Ко На За По После Після Начиная Починаючи От Від Около Близько Между Між Через Летом Весной Осенью
Зимой W We Od Do Po Na Przed Około V Ve Před År Roku
"""
TIME_WORDS = frozenset(_TIME_WORDS.split())
"""Words after which a year does not end the sentence if they begin it: "В начале 1943 г. Москва"."""

YEARS = frozenset({"г", "гг", "в", "вв", "р", "рр", "ст", "r", "rr", "ж"})
"""Abbreviations of "year" and "century" after a number, in Slavic languages and Kazakh: "в 1943 г. Мост", "В 1943 г. Москва"."""

_STARTERS = """
A An The This That These Those There Here It He She They We You I His Her Its Their Our My Your
In On At As If By To For From With Without But And Or So Nor Yet When While After Before Since Because Although Though
Despite
During Until Once Under Over Among Between Through However Meanwhile Also Then Now Still Instead According Moreover Later
What Who Why How Where Which Is Are Was Were Do Does Did Has Have Had Will Would Can Could Should Not No Some Many Most All
Both Each Every Another One Two Several Only Even Just Such Earlier Asked Last Next
More Today Three Four Five Any Mr Mrs Ms Yesterday Tomorrow Nobody Everyone Everybody Somebody Someone Nothing Everything
Perhaps Maybe Other Others People Recent Nearly Soon Often Almost Against Within Thus Therefore Unlike Let Please Few Half
Overall
Finally Additionally Furthermore Nevertheless Indeed Actually Currently Recently Eventually Initially Originally Subsequently
Previously Afterwards Again Sometimes Usually Nowadays Otherwise Consequently Hence Rather Across Along Behind Below Above
Beyond
Besides Toward Towards Upon Whether Unless Except Including Following Given Regarding Whose Whom Whatever Whoever Anyone
Anything
Neither Either None Much Less Same Six Seven Eight Nine Ten Hundreds Thousands Dozens Millions Like Having Being Got Get Go
Instead Certainly Clearly Obviously Unfortunately Fortunately Surprisingly Apparently Probably Possibly Similarly Likewise
Thanks
Thank Sorry Yes Yeah Oh Well Okay OK Ok Hi Hello Whenever Wherever Though Nonetheless Alternatively Specifically Generally
Der Die Das Den Dem Ein Eine Einen Er Sie Es Wir Ich Ihr Im Am Auf Und Aber Doch Nach Bei Mit Für Von Vor Zu Zum Zur Dies
Diese
Alles Alle Man Nur Noch Viele Niemand Jetzt Heute Gestern Damals Danach Seitdem Hier Dort Dazu Deshalb Daher Außerdem Zudem
Trotzdem Zuletzt Inzwischen Nachdem Obwohl Ob Wer Wie Warum Wo Kein Keine Jeder Jede Beide Mehr Unter Über Gegen Ohne Durch
Laut
Nein Ja Insgesamt Schon Denn Darauf Dafür Daraufhin Zuvor Zunächst Später
Dieser Dieses Auch Als Wenn Weil Seit Bis Damit Dabei Dann Da Sein Seine Seiner Ihre Nun So Zwar Allerdings Jedoch Während Um
Aus
Le Les Un Une Il Elle Ils Elles On Ce Cette Ces Cet En Dans Mais Et Pour Par Sur Selon Avec Après Depuis Lors Son Sa Ses Leur
Tout Tous Toute Toutes Cela Ça Ceux Celui Celle Aucun Aucune Plusieurs Certains Deux Trois Chaque Hier Aujourd'hui Là Ici
Sans
Sous Entre Vers Chez Dès Car Or Donc Ni Qui Que Quand Où Pourquoi Comment Personne Rien Leurs Nos Notre Mon Ma Mes
Nous Vous Je Au Aux Du Des Cependant Ainsi Alors Si Comme Puis Certaines Autre Autres Même Malgré Grâce Toutefois Néanmoins
Enfin Ensuite Quelques Quel Quelle Quels Quelles Lorsque Puisque Parmi Pendant Outre Oui Non Voici Voilà Dont Mieux Rares
Quatre
Cinq Huit Neuf Dix Peu Beaucoup Déjà Encore Toujours Jamais Bientôt Souvent Aussi
El Los Las Una Unos Pero Y Con Por Para Según Desde Sin Se Lo Su Sus Este Esta Estos Estas Ese Esa Tras Cuando Como Aunque Al
Además También Ya Entre Hasta Todo Todos Toda Todas Nadie Nada Cada Muchos Algunos Otro Otra Otros Hay Fue Es Era Así Aquí
Allí
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
У Й І Але Він Вона Вони Воно Це Ця Цей Ці Ми Ви З Із Зі Від До Про Як Що Якщо Коли Однак Також Після Там Тоді Його Її Їх Не
Та
Та За Під Для Проте Тому Усі Хто Де Чому Навіщо Який Яка Які Адже Ще Вже Зараз Тепер Сьогодні Вчора Тут Потім Отже Крім Серед
Між
Через Без Над Згідно Багато Деякі Кожен Інші Один Одна Два Три Обидва Ніхто Ніщо Нічого Мій Наш Наша Наші Свій Сам Той Ті
Такий
Понад Близько Втім Водночас
Het Een Dit Dat Deze Hij Zij Ze Wij Ik Jij Maar Want Toen Daar Geen Zo Wat Waar Waarom Hoe Op Aan Voor Naar Uit Omdat Hoewel
Terwijl Volgens Tijdens Niet Ook Vandaag Gisteren Morgen Gli Non È Sono Uno Dove Perché Questo Questa Questi Queste Quello
Quella Quelli
Anche Dopo Prima Oggi Ieri Domani Secondo Ogni Tutti Tutto Tutte Nessuno Nel Nella Nei Dal Dalla Alla Del Della Dei Degli
Mentre
Però Così Ancora Già Noi Loro Lui Lei Suo Jest Te Są Nie Ale Kiedy Gdy Gdzie Dlaczego Po Przed Przez Dla Bez Od Nad Pod Przy
Oraz Jednak Także Również Dziś Wczoraj Jutro Wszyscy Nikt Każdy Wiele Ona Oni Oto Tam Tutaj Potem Wtedy Det Ett Och Hon Jag
Som
När Där Hur Varför Efter Före Enligt Ingen Många Också Inte Nu Då Idag Igår Og Hun Jeg Når Hvor Hvorfor Ifølge Mange Også
Ikke
Az Egy Ez Azt Ezt És Hogy Ha Mert Amikor Miért Hol Után Szerint Senki Sok Nem Tegnap Akkor Itt Ο Η Το Οι Τα Τον Την Του Της
Των
Ένας Μια Μία Ένα Και Αλλά Όταν Αν Γιατί Πώς Πού Ποιος Αυτός Αυτή Αυτό Αυτά Στο Στη Στην Στον Στις Στους Από Με Για Σε Κατά
Μετά
Πριν Όμως Επίσης Σήμερα Χθες Εδώ Εκεί Τότε Τώρα Όλοι Κανείς Δεν Θα Ήταν Είναι Bu Şu Bir Ama Ancak Çünkü Eğer Ne Nasıl Neden
Nerede Herkes Kimse Bugün Dün Yarın Şimdi Sonra Önce Ayrıca Onun Biz Onlar Acest Această Dar Când Unde Cum După Înainte
Pentru
Din Pe Fără Toți Nimeni Astăzi Mâine Aici Acolo Atunci Ini Itu Dia Mereka Kami Kita Saya Tetapi Namun Ketika Karena Jika
Untuk
Các Những Một Và Nhưng Tuy Theo Trong Khi Sau Trước Ông Bà Họ Tôi Chúng Đây Đó Nếu Vì Tại Ở Từ Với Cả Mỗi Nhiều Không Dengan
Dari Pada Ke Menurut Setelah Sebelum Semua Tidak Mañana Hoy Ayer Ahí Quizás Quizá Tal Casi Ningún Ninguna Cualquier Hoje
Ontem Amanhã Talvez Quase
"""
STARTERS = frozenset(_STARTERS.split())
"""Function words that begin a sentence, rather than a name, if they are capitalised."""

_ROLE_NOUNS = """
Attorney Attorneys Senate Senator Senators House Congress Congressman Congresswoman Rep Representative Representatives
President Vice Secretary Supreme District Court Circuit Department Treasury State Army Navy Air Marine Marines Coast
Capitol Customs Border Immigration Food Embassy Ambassador Government Constitution Federal Bureau Open Steel Bank
Securities Geological Forest Fish Postal Central National Chamber Agency Justice Defense Energy Commerce Education
Environmental Special Forces Military Olympic Soccer Women Men Census Agriculture Interior Labor Transportation Trade
Trustee Chief Chairman Chairwoman Executive Director Officer Security General Central Consulate Consul Dollar Weather
Anti-Doping Figure Ski Conference Pacific Africa Cyber Marshal Marshals Park Airlines Airways Bancorp Cellular Surgeon
Naval Virgin Highway Route Space Secret Drug Tennis Golf Patent Democrats Republicans Democratic Republican Catholic
Mayor Council County Police European EU English East West Northern Southern Eastern Western Prime Foreign Human Global
World Commission Commissioner Parliament Charter Resolution High
"""
ROLE_NOUNS = frozenset(_ROLE_NOUNS.split())
"""Nouns to which "U.S." or "Inc." belongs, even before a verb: "the U.S. Senate has"."""

_AUXILIARIES = """
is are was were has have had will would can could may might must should shall does did do said says told wrote came went
made also then now never still later added agreed announced asked began became called declined got left lost took won
reported bought sold built ran runs made makes found held holds kept keeps gave gives paid pays met meets sent spent led
leads taught wrote writes broke spoke speaks chose drove flew fell rose grew grows knew knows thought thinks felt saw
sees stood sat won wins wants needs plans lives works plays owns sells buys loves likes hopes believes died moved lived
worked played helped opened closed started joined signed voted stayed tried wanted turned returned arrived refused
denied confirmed resigned retired married studied graduated say think want expect believe fear warn argue agree hope
seem remain
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
der die das dem den des am im vom zum zur beim ab seit bis und oder ihr sein ihre ihrer ihren ihrem seine seiner seinen seinem
mein meine meinen meinem unser unsere unseren unserem eine einen einer einem eines diese dieser diesen diesem jede jeder jeden
"""
GERMAN_ORDINAL_AFTER = frozenset(_GERMAN_ORDINAL_AFTER.split())
"""Words before a German ordinal: "am 3. Oktober", "der 2. Weltkrieg"."""

_GERMAN_ORDINAL_BEFORE = """
Januar Jänner Februar Feber März April Mai Juni Juli August September Oktober November Dezember Jan Feb Mrz Apr Jun Jul
Aug Sep Sept Okt Nov Dez Jahrhundert Jahrhunderts Jh Jhd Jahrhunderte Jahrtausend Weltkrieg Weltkriegs Weltkrieges
Bundesliga Liga Platz Tag Tages Runde Spieltag Minute Etage Stock Geburtstag Mal
"""
GERMAN_ORDINAL_BEFORE = frozenset(_GERMAN_ORDINAL_BEFORE.split())
"""Words after a German ordinal: "11. September"."""

_LEADS = """
In At By On Around About Before After Since Until Till From During Near Throughout Circa Im Am Um Seit Vor Nach En Vers
Avant Après Desde Hasta Em Nel Dal
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

CURRENCIES = frozenset(
    ["CHF", "CZK", "DKK", "EUR", "GBP", "HUF", "ISK", "Kč", "Kčs", "NOK", "PLN", "RON", "RUB", "SEK", "TL", "TRY", "UAH", "USD"]
)
"""Words that may follow an abbreviated number: "7 mil. Kč", "5 млн. USD"."""

_TOP_LEVEL = """
com net org dot co uk eu info gov edu tv ai app js ru ua
"""
TOP_LEVEL = frozenset(_TOP_LEVEL.split())
"""Endings of addresses: "Booking.Com" is not two sentences."""

_LOWER_STARTERS = """
i im i'm i’m he she they we you it the this these those there and but then if when what why how my our his her yes just
also not are were does did can would who where because some most now please thanks а но я он она они мы вы ты это потом
затем теперь сейчас вот там тут да нет але він вона вони ми ви це потім тепер ось
"""
LOWER_STARTERS = frozenset(_LOWER_STARTERS.split())
"""English words that begin a sentence even in lower case, after a full stop that ends no abbreviation."""

_SHORT_WORDS = """
it me him her us you now out yes too all way day job lot one two six ten car dog cat man men boy kid mom dad sun sea war
law bad big old new red bed end eye fun gun guy hat ice low mad pay pet sad set sex she sky son tea toy who why wow yet
zoo is was did do go so up be my own run say see lol omg ago any are bus far few let try use
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
