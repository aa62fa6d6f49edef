"""Vocabulary of the sentence rules: abbreviations and the words around them. Data only.

All languages share the same sets, so the language of a text need not be known. Words that would mislead in another language are
left out. Abbreviations are listed without their last full stop; all words are case-sensitive.
"""

from __future__ import annotations

_TITLES = """
Mr Mrs Ms Messrs Mx Dr Drs Prof prof dr dra sr sra Rev Hon Fr Sen Sens Gov Govs Rep Reps Pres Sec Amb Atty Supt Insp
Det Dist Del Asst Assn Gen Lt Col Capt Cmdr Cpl Cpt Sgt Maj Adm Brig Pvt Pfc Spc Mt Ft Pt Msgr Archbp Bp
vs viz cf ca eg ie approx v
"""
TITLES = frozenset(_TITLES.split())
"""English titles and the like, which may be in capitals: "SEN. HILL spoke", but not "Memphis, TN. He left"."""

_NEVER = """
Hr Fr Frl Hrn Dipl Ing Mag geb gest Fa rd med phil jur rer habil theol Allg bzw bspw ggf evtl inkl exkl sog vgl zzgl zzt insb
einschl Mio Mrd Mill Tsd Hl Hrsg Abb Anm
Bd MM Mme Mmes Mlle Mlles Mgr Pr Ste av env boul chap
Dña Vda Sta Cel Eng Enga Sra Sres Sras Srta Dra Dres Profa Exmo Exma Ilmo Ilma Lic Gral Cnel Arq Ing Mons Pbro Fdo Excmo Excma
Avda Ctra EE
sig sigg sigra dott dssa avv ing Sig Sigra Sigg Dott Dssa Avv
κ κα κκ Κος Κα δρ Δρ καθ डॉ प्रो श्री द أ م
Avv séc sec
Проф Акад Доц Ген Полк Адм Тов Гр Им
ул просп пер пл пос дер проф акад доц ген полк адм тов гр напр см ср рис табл стр гл
ім вул просп пров пл сел смт проф акад доц ген див напр рис табл стор гл св
aprox cfr ej Ej spett gent egr geom Spett Gent Egr Geom Mtro Mtra Hno Hna Sto Ilmos Excma Dir Adv
ul os im np tzn tzw tj tzv inż hab mgr Mgr lic ks bp abp kard św płk ppłk gen kpt mjr ppor sierż nadkom woj pow
nám tř např napr resp popř sv Bc JUDr MUDr PhDr RNDr plk pplk npor nadpor rtm
pl ún ifj özv vö ld özv dl dlui dna dnei Sf sf jud mun Doç Yrd Sn Müh Mah Cad Sok Bul örn bkz
dvs tzn jfr jmf jf frk fru skt sct hhv vedr ifm ift pga dhr mevr mw drs ds zgn nl bijv Dhr Mevr Mw esim vrt npr odn pvz piem
περ Περ δηλ βλ πρβλ λεωφ Λεωφ Αγ αγ καθηγ υποστρ
бул бульв пров тел факс англ нем лат исп итал укр польск греч нім ісп грец канд лейт серж див ред
ang niem łac hiszp szwedz węg akad pozn ekskl ekspl evt fhv kgl omtr tidl udd uds vedk vedl vejl fx
admón almte arq atte dcha dcho excmo gral iltre izdo izq izqdo lcdo ldo ppal Magg
авт гос дисс зап заруб иностр инст моск спб вж срв инж
Jl Jln Gg Kel Kec Kab Bpk Sdr Sdri Tn Yth
"""

_BEFORE_A_NUMBER = """
No Nos Nr Nrn Num p pp pg S Fig Figs Sec Sect Art Arts art arts Ch Vol Vols Eq Abs Bd Kap Ziff Par Pos Ref Tel tel Ext ext
párr núm Núm pág págs Pág tít inc fig cap Cap vol n N nº Cir Doc max min Tél Env env aptdo apto ap bl Тел тел год хв мин час чел
ст п пп ч т тт № кв буд корп оф стор см див мал ил іл факс бл ок Op op
fax Fax cell pagg Pagg teléf tfno Tfno dpto Dpto depto apdo Apdo pza máx mín caps figs fl fls séc sécs aprox vols cel
ok godz ur zm poz ust pkt rys tab odst ods písm hod cca č čp čl zák tř
kb kb sz évf krt hrsz febr márc ápr máj jún júl szept
alin pct nr nrs bl sc ap et lit sec cca
kl Kl tlf Tlf ca sid kap avd afd stk blz pag afb lk plkst tālr klo puh nro št br tgl hlm hal telp Rp
artt capp lett sez fasc voll tav figg giu lug ott dic ene abr may sty lut kwi maj cze lip sie wrz paź lis gru
afl bijl jrg hfst årg jnr ал бр чл фиг сек
τηλ Τηλ αρ αριθ σελ εικ πίν κεφ άρθ άρθρ παρ αρθ
"""

_SOMETIMES = """
dept govt assn assoc univ corp incl misc avg cont equip exec orig elev bldg
Kft Zrt Nyrt Bt Şti Tbk Pty Pte spol Oy Oyj
Inc Corp Co Cos Ltd Bros Mfg Intl Jr Sr Esq al etc St Ave Av Blvd Rd Sq Hwy Dept Univ Est Bldg Str str Plc PLC Cía Cia Ltda
Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Okt Dez Mrz janv févr avr juil déc ene abr
Ala Ariz Ark Calif Cal Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Penn Tenn
Tex Va Vt Wash Wis Wyo Ont Alta Sask
usw usf etc Jh Jhd Chr Jhdt
им гг вв руб коп тыс млн млрд трлн обл др пр рр тис грн ін обл
"""

_BEFORE_A_CAPITAL = """
ecc itd itp atd atď apod stb osv jne enz dll dsb dst dkk utt jms ipd mfl yms vb κλπ κτλ Ud Uds Vd Vds
долл kr kč zł lv лв pct pst mkr mdkr milj δισ εκατ χιλ αι
etc usw usf руб коп грн обл млн млрд трлн тыс тис чел
"""

_YEARS = """
г гг в вв р рр ст
"""

UNITS = frozenset("hmglсмтлчг")
"""Letters that are units after a number: hours, metres, grams. A sentence may end with one."""

_TIME_WORDS = """
В Во У С Со З Із До К Ко На За По После Після Начиная Починаючи От Від Около Близько Между Між Через Летом Весной Осенью Зимой
"""
TIME_WORDS = frozenset(_TIME_WORDS.split())
"""Words after which a year does not end the sentence if they begin it: "В начале 1943 г. Москва"."""

NEVER = TITLES | frozenset(_NEVER.split())
"""Titles and the like: a sentence never ends after one."""

BEFORE_A_NUMBER = frozenset(_BEFORE_A_NUMBER.split())
"""References: a sentence does not end after one if a number follows ("No. 10"); else they are words ("He said no.")."""

SOMETIMES = frozenset(_SOMETIMES.split())
"""Abbreviations after which a sentence ends only if the next words look like the start of one."""

BEFORE_A_CAPITAL = frozenset(_BEFORE_A_CAPITAL.split())
"""Abbreviations that belong to the words before them: a sentence ends after one if a capital follows."""

YEARS = frozenset(_YEARS.split())
"""Abbreviations of "year" and "century" after a number, in Russian and Ukrainian: "в 1943 г. Новый мост", "В 1943 г. Москва"."""

_STARTERS = """
A An The This That These Those There Here It He She They We You I His Her Its Their Our My Your
In On At As If By To For From With Without But And Or So Nor Yet When While After Before Since Because Although Though Despite
During Until Once Under Over Among Between Through However Meanwhile Also Then Now Still Instead According Moreover Later
What Who Why How Where Which Is Are Was Were Do Does Did Has Have Had Will Would Can Could Should Not No Some Many Most All
Both Each Every Another One Two Several Only Even Just Such Earlier Asked Last Next
More Today Three Four Five Any Mr Mrs Ms Yesterday Tomorrow Nobody Everyone Everybody Somebody Someone Nothing Everything
Perhaps Maybe
Der Die Das Den Dem Ein Eine Einen Er Sie Es Wir Ich Ihr Im Am Auf Und Aber Doch Nach Bei Mit Für Von Vor Zu Zum Zur Dies Diese
Alles Alle Man Nur Noch Viele Niemand Jetzt Heute Gestern Damals Danach Seitdem Hier Dort Dazu Deshalb Daher Außerdem Zudem
Trotzdem Zuletzt Inzwischen Nachdem Obwohl Ob Wer Wie Warum Wo Kein Keine Jeder Jede Beide Mehr Unter Über Gegen Ohne Durch Laut
Insgesamt Schon Denn Darauf Dafür Daraufhin Zuvor Zunächst Später
Dieser Dieses Auch Als Wenn Weil Seit Bis Damit Dabei Dann Da Sein Seine Seiner Ihre Nun So Zwar Allerdings Jedoch Während Um
Aus
Le Les Un Une Il Elle Ils Elles On Ce Cette Ces Cet En Dans Mais Et Pour Par Sur Selon Avec Après Depuis Lors Son Sa Ses Leur
Tout Tous Toute Toutes Cela Ça Ceux Celui Celle Aucun Aucune Plusieurs Certains Deux Trois Chaque Hier Aujourd'hui Là Ici Sans
Sous Entre Vers Chez Dès Car Or Donc Ni Qui Que Quand Où Pourquoi Comment Personne Rien Leurs Nos Notre Mon Ma Mes
Nous Vous Je Au Aux Du Des Cependant Ainsi Alors Si Comme Puis
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
Nossa Dois Duas Três Ambos Às Aos Pelo Pela Num Numa
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
Terwijl Volgens Tijdens Niet Ook Vandaag Gisteren Morgen Gli Uno Dove Perché Questo Questa Questi Queste Quello Quella Quelli
Anche Dopo Prima Oggi Ieri Domani Secondo Ogni Tutti Tutto Tutte Nessuno Nel Nella Nei Dal Dalla Alla Del Della Dei Degli Mentre
Però Così Ancora Già Noi Loro Lui Lei Suo Jest Te Są Nie Ale Kiedy Gdy Gdzie Dlaczego Po Przed Przez Dla Bez Od Nad Pod Przy
Oraz Jednak Także Również Dziś Wczoraj Jutro Wszyscy Nikt Każdy Wiele Ona Oni Oto Tam Tutaj Potem Wtedy Det Ett Och Hon Jag Som
När Där Hur Varför Efter Före Enligt Ingen Många Också Inte Nu Då Idag Igår Og Hun Jeg Når Hvor Hvorfor Ifølge Mange Også Ikke
Az Egy Ez Azt Ezt És Hogy Ha Mert Amikor Miért Hol Után Szerint Senki Sok Nem Tegnap Akkor Itt Ο Η Το Οι Τα Τον Την Του Της Των
Ένας Μια Μία Ένα Και Αλλά Όταν Αν Γιατί Πώς Πού Ποιος Αυτός Αυτή Αυτό Αυτά Στο Στη Στην Στον Στις Στους Από Με Για Σε Κατά Μετά
Πριν Όμως Επίσης Σήμερα Χθες Εδώ Εκεί Τότε Τώρα Όλοι Κανείς Δεν Θα Ήταν Είναι Bu Şu Bir Ama Ancak Çünkü Eğer Ne Nasıl Neden
Nerede Herkes Kimse Bugün Dün Yarın Şimdi Sonra Önce Ayrıca Onun Biz Onlar Acest Această Dar Când Unde Cum După Înainte Pentru
Din Pe Fără Toți Nimeni Astăzi Mâine Aici Acolo Atunci Ini Itu Dia Mereka Kami Kita Saya Tetapi Namun Ketika Karena Jika Untuk
Dengan Dari Pada Ke Menurut Setelah Sebelum Semua Tidak Mañana Hoy Ayer Ahí Quizás Quizá Tal Casi Ningún Ninguna Cualquier Hoje
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
European EU English East West Northern Southern Eastern Western Prime Foreign Human Global World
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

COUNTRIES = frozenset({"USA", "US", "UK", "EU", "UAE"})
"""Words that may follow these in the same name: "Acme Inc. USA is"."""

_TOP_LEVEL = """
Com Net Org Co Uk Eu Info Gov Edu Tv Ai App Js Ru Ua
"""
TOP_LEVEL = frozenset(_TOP_LEVEL.split())
"""Endings of addresses: "Booking.Com" is not two sentences."""

_LOWER_STARTERS = """
i he she they we you it the this these those there and but then if when what why how my our his her yes just also not are were
does
did can would who where because some most now please thanks
"""
LOWER_STARTERS = frozenset(_LOWER_STARTERS.split())
"""English words that begin a sentence even in lower case, after a full stop that ends no abbreviation."""

MARKED_NAMES = frozenset({"Yahoo", "Jeopardy", "Jeb", "Wham"})
"""Names that end in an exclamation mark."""

_HOURS_BELONG = """
Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Wed Thu Fri Sat Sun
January February March April May June July August September October November December Jan Feb Mar Apr Aug Sept Oct Nov Dec
Eastern Central Mountain Pacific Atlantic Alaska Hawaii Local London Moscow Beijing Tokyo Paris Berlin Kyiv Jerusalem Greenwich
"""
HOURS_BELONG = frozenset(_HOURS_BELONG.split())
"""Words that may follow "5 p.m." in the same sentence."""
