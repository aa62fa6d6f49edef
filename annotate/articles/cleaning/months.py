"""Names of months and weekdays in the languages of news pages, from the Unicode CLDR, and what sites add to them. Data only.

Each paragraph is a month. Names are in lower case; those of two words have a low line between these, and abbreviations no full
stop. A few Croatian names mean another month in Polish and Czech; they are in `CROATIAN`, and count only where the language is
known.
"""

from __future__ import annotations

_MONTHS = """
jan january januar jänner janvier enero janeiro января січня gennaio januari stycznia styczeń ledna leden ianuarie ocak
ιανουαρίου يناير ינואר जनवरी มกราคม ဇန်နဝါရီ tammikuuta ene janv gen sty led januára ian oca tammi tammikuu ιαν
ιανουάριος янв январь січ січень януари яну јануар јан gener xaneiro xan jaanuar jaan sausio saus sausis janvāris ינו
جانفي كانون_الثاني जन ژانویه জানুয়ারি জানু جنوری มค ဇန် јануари студзеня сту студзень janar yanvar yan जानेवारी जाने
siječnja sij siječanj genn

feb february februar février febrero fevereiro февраля лютого febbraio februari lutego luty února únor februarie şubat
φεβρουαρίου فبراير פברואר फरवरी फ़रवरी กุมภาพันธ์ ဖေဖော်ဝါရီ helmikuuta févr fev lut úno februára febr şub helmi
helmikuu φεβ φεβρουάριος февр февраль лют лютий февруари фев фебруар феб febrer febreiro veebruar veebr vasario vas
vasaris februāris פבר فيفري شباط फ़र فوریه ফেব্রুয়ারি ফেব فروری กพ ဖေ лютага люты shkurt shk fevral फेब्रुवारी फेब्रु
veljače velj veljača

mar march märz mars marzo março марта березня maart marca marzec března březen március martie mart μαρτίου maret marts
مارس מרץ मार्च มีนาคม မတ် maaliskuuta mrt bře marec márc maalis maaliskuu μαρ μάρτιος мар март бер березень mac març
kovo kov kovas آذار মার্চ مارچ มีค сакавіка сак сакавік ožujka ožu ožujak mrz

apr april avril abril апреля квітня aprile kwietnia kwiecień dubna duben április aprilie nisan απριλίου أبريل ابريل
אפריל अप्रैल เมษายน ဧပြီ huhtikuuta abr avr kwi dub apríla nis huhti huhtikuu απρ απρίλιος апр апрель квіт квітень април
aprill balandžio bal balandis אפר أفريل نيسان آوریل এপ্রিল এপ্রি اپریل เมย красавіка кра красавік prill pri aprel
एप्रिल एप्रि travnja tra travanj

may mai mayo maio мая травня maggio mei maj maja května květen május mayıs μαΐου مايو מאי मई พฤษภาคม မေ toukokuuta mag
kvě touko toukokuu μαΐ μάιος май трав травень мај maig gegužės geg gegužė maijs ماي أيار مه মে مئی พค मे svibnja svi
svibanj

jun june juni juin junio junho июня червня giugno czerwca czerwiec června červen június iunie haziran ιουνίου يونيو יוני
जून มิถุนายน ဇွန် kesäkuuta giu cze čvn júna iun haz kesä kesäkuu ιουν ιούνιος июн июнь черв червень юни јун junij juny
xuño juuni birželio birž birželis jūnijs جوان حزيران ژوئن জুন جون มิย јуни чэрвеня чэр чэрвень qershor qer iyun iyn
lipnja lipanj jui

jul july juli juillet julio julho июля липня luglio lipca lipiec července červenec július iulie temmuz ιουλίου يوليو
יולי जुलाई กรกฎาคม ဇူလိုင် heinäkuuta juil lug lip čvc júla iul tem heinä heinäkuu ιουλ ιούλιος июл июль лип липень юли
јул julij julai juliol xullo xul juuli liepos liep liepa jūlijs يوليوز جويلية تموز जुल ژوئیه জুলাই জুল جولائی กค ဇူ
јули ліпеня ліп ліпень juill korrik korr iyul iyl जुलै srpnja srpanj lugl

aug august août agosto августа серпня augustus augusti sierpnia sierpień srpna srpen augusztus ağustos αυγούστου agustus
أغسطس אוגוסט अगस्त สิงหาคม ဩဂုတ် elokuuta ago sie srp augusta ağu elo elokuu αυγ αύγουστος авг август серп серпень
avgust avg ogos ogo agost ag rugpjūčio rugp rugpjūtis augusts אוג غشت أوت آب अग اوت আগস্ট আগ اگست สค жніўня жні жнівень
gusht gush avqust avq ágúst ऑगस्ट ऑग kolovoza kol kolovoz

sep september sept septembre septiembre setembro сентября вересня settembre września wrzesień září szeptember septembrie
eylül σεπτεμβρίου سبتمبر ספטמבר सितंबर सितम्बर กันยายน စက်တင်ဘာ syyskuuta set wrz zář septembra szept eyl syys syyskuu
σεπ σεπτέμβριος сент сентябрь вер вересень септември сеп септембар septembar setembre rugsėjo rugs rugsėjis septembris
ספט شتنبر أيلول सित سپتامبر সেপ্টেম্বর সেপ সেপ্ট ستمبر กย စက် верасня верасень shtator sht sentyabr sen सप्टेंबर सप्टें
rujna ruj rujan setiembre sett

oct october oktober octobre octubre outubro okt октября жовтня ottobre października październik října říjen octombrie
ekim οκτωβρίου أكتوبر אוקטובר अक्टूबर अक्तूबर ตุลาคม အောက်တိုဘာ lokakuuta out ott paź říj októbra eki loka lokakuu οκτ
οκτώβριος окт октябрь жовт жовтень октомври октобар oktobar oktoober spalio spal spalis oktobris אוק تشرين_الأول अक्टू
اکتبر অক্টোবর অক্টো اکتوبر ตค အောက် кастрычніка кас кастрычнік tetor tet oktyabr ऑक्टोबर ऑक्टो

nov november novembre noviembre novembro ноября листопада listopada listopad listopadu noiembrie kasım νοεμβρίου نوفمبر
נובמבר नवंबर नवम्बर พฤศจิกายน နိုဝင်ဘာ marraskuuta lis novembra kas marras marraskuu νοε νοέμβριος нояб ноябрь лист
листопад ноември ное новембар нов novembar lapkričio lapkr lapkritis novembris נוב نونبر تشرين_الثاني नव نوامبر নভেম্বর
নভে نومبر พย နို лістапада ліс лістапад nëntor nën noyabr noy नोव्हेंबर नोव्हें studenoga stu studeni

dec december dezember décembre diciembre dezembro dez декабря грудня dicembre grudnia grudzień prosince prosinec
decembrie aralık δεκεμβρίου desember ديسمبر דצמבר दिसंबर दिसम्बर ธันวาคม ဒီဇင်ဘာ joulukuuta dic gru pro decembra ara des
joulu joulukuu δεκ δεκέμβριος дек декабрь груд грудень декември децембар дец decembar disember dis desembre decembro
detsember dets gruodžio gruod gruodis decembris דצמ دجنبر كانون_الأول दिस دسامبر ডিসেম্বর ডিসে دسمبر ธค ဒီ снежня сне
снежань dhjetor dhj dekabr dek डिसेंबर डिसें prosinca prosinac
"""
MONTHS = {name: number for number, row in enumerate(_MONTHS.strip().split("\n\n"), 1) for name in row.split()}
"""The number of each month by its names."""

CROATIAN = {"lip": 6, "srp": 7, "lis": 10, "listopad": 10, "listopada": 10}
"""Names that mean another month in Croatian than in `MONTHS`."""

_WEEKDAYS = """
sunday monday tuesday wednesday thursday friday saturday sun mon tue wed thu fri sat
sonntag montag dienstag mittwoch donnerstag freitag samstag dimanche lundi mardi
mercredi jeudi vendredi samedi dim lun mar mer jeu ven sam domingo lunes martes
miércoles jueves viernes sábado dom mié jue vie sáb segunda feira terça quarta
quinta sexta seg ter qua qui sex domenica lunedì martedì mercoledì giovedì venerdì
sabato gio sab zondag maandag dinsdag woensdag donderdag vrijdag zaterdag niedziela
poniedziałek wtorek środa czwartek piątek sobota niedz pon śr czw sob neděle pondělí
úterý středa čtvrtek pátek út čt pá nedeľa pondelok utorok streda štvrtok piatok št
vasárnap hétfő kedd szerda csütörtök péntek szombat sze szo duminică luni marți
miercuri joi vineri sâmbătă dum mie vin sâm pazar pazartesi salı çarşamba perşembe
cuma cumartesi paz pzt sal çar per cum cmt söndag måndag tisdag onsdag torsdag
fredag lördag sön mån tis ons tors fre lör søndag mandag tirsdag lørdag søn man tir
tor lør tirs sunnuntaina maanantaina tiistaina keskiviikkona torstaina perjantaina
lauantaina sunnuntai maanantai tiistai keskiviikko torstai perjantai lauantai
κυριακή δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυρ δευ τρί τετ πέμ παρ σάβ
воскресенье понедельник вторник среда четверг пятница суббота вс пн вт ср чт пт сб
неділя понеділок вівторок середа четвер пʼятниця субота нд неделя понеделник сряда
четвъртък петък събота недеља понедељак уторак четвртак петак нед пон уто сре чет
пет суб nedelja ponedeljak utorak sreda četvrtak petak subota ned uto sre čet pet
sub ponedeljek torek četrtek petek minggu senin selasa rabu kamis jumat sabtu min
sen sel rab kam jum ahad isnin khamis jumaat ahd isn kha diumenge dilluns dimarts
dimecres dijous divendres dissabte luns mércores xoves venres mér xov pühapäev
esmaspäev teisipäev kolmapäev neljapäev reede laupäev sekmadienis pirmadienis
antradienis trečiadienis ketvirtadienis penktadienis šeštadienis svētdiena pirmdiena
otrdiena trešdiena ceturtdiena piektdiena sestdiena svētd pirmd otrd trešd ceturtd
piektd sestd יום ראשון שני שלישי רביעי חמישי שישי שבת الأحد الاثنين الثلاثاء
الأربعاء الخميس الجمعة السبت रविवार सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार
रवि सोम मंगल बुध गुरु शुक्र शनि یکشنبه دوشنبه چهارشنبه پنجشنبه جمعه شنبه রবিবার
সোমবার মঙ্গলবার বুধবার বৃহস্পতিবার শুক্রবার শনিবার রবি সোম মঙ্গল বুধ বৃহস্পতি শুক্র
শনি اتوار پیر منگل بدھ جمعرات جمعہ ہفتہ วันอาทิตย์ วันจันทร์ วันอังคาร วันพุธ
วันพฤหัสบดี วันศุกร์ วันเสาร์ อาทิตย์ จันทร์ อังคาร พุธ พฤหัส ศุกร์ เสาร์ တနင်္ဂနွေ
တနင်္လာ အင်္ဂါ ဗုဒ္ဓဟူး ကြာသပတေး သောကြာ စနေ недела четврток петок сабота вто саб
нядзеля панядзелак аўторак серада чацвер пятніца аў чц diel hënë martë mërkurë enjte
premte shtunë die hën mër enj pre sht bazar ertəsi çərşənbə axşamı cümə şənbə
sunnudagur mánudagur þriðjudagur miðvikudagur fimmtudagur föstudagur laugardagur mán
þri mið fim fös lau मंगळवार मंगळ nedjelja ponedjeljak srijeda sri 星期日 星期一 星期二 星期三
星期四 星期五 星期六 周日 周一 周二 周三 周四 周五 周六 日曜日
月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 일요일 월요일 화요일 수요일 목요일 금요일
토요일 chủ nhật thứ hai tư năm sáu bảy
"""
WEEKDAYS = frozenset(_WEEKDAYS.split())
"""The names of the days, those of two letters only in other scripts than the Latin one."""
