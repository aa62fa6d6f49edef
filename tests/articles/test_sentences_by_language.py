"""Sentences of our own in more than fifty languages: abbreviations, ordinals, eras, initials, quotations, marks.

A line is a paragraph; ¦ stands where a sentence ends and the next begins. A new case is a new line under its heading.
"""

from __future__ import annotations

import pytest

from annotate.articles import split_sentences

PARAGRAPHS = """
# No space, elision
L'on. Verdi è arrivato. ¦Poi ha parlato.
Lo ha detto l'on. Rossi alla Camera. ¦Nessuno ha risposto.
Dell'on. Bianchi non si sa nulla. ¦È partito.
Lo dice l'avv. Neri. ¦Non è vero.
L'ing. Russo ha firmato. ¦Il lavoro comincia.
L'arch. Conti tace. ¦Perché?
All'avv. Ferri la parola. ¦Grazie.
Un'ass. Russo parla. ¦Poi tace.
It opened at 5 p.m.¦The doors were red.
He left at 10 a.m.¦She stayed.
We met at 5 p.m.¦They paid.
He moved to the U.S.¦The family stayed.
He works for Acme Inc.¦The firm is small.
They sold fruit, nuts, etc.¦The shop closed.
It was the U.S.Army base. ¦It closed.
At 3 p.m.Monday it began. ¦It rained.
The nurse.¦Police came.
He blamed the nurse.¦Police said nothing.
The wall was closed on Monday.¦The mayor apologised.
It costs $3.¦The rest is free.
He has a dog.¦I have a cat.
The bill was passed in 2019.¦It failed.
This is great!¦Thanks.
Is it over?¦Yes.
He said “no.”¦The end came.
(It rained.)¦The game went on.
I love Node.js and Vue.js. ¦They work.
Go to Example.com now. ¦It is free.
Write to John.Smith@example.org. ¦Thanks.
Er kam am Montag.¦Die Stadt schlief.
Il est parti lundi.¦La ville dormait.
Llegó el lunes.¦La ciudad dormía.
Он ушёл.¦Она осталась.
Він пішов.¦Вона залишилась.
Ele saiu.¦A cidade dormia.
Das kostet 5 Euro.¦Wir zahlen.
Het regende.¦De stad sliep.
# Months between a day and a year, in lower case and without the day
Het huis brandde af op 3 jan. 1950 in Velp. ¦Niemand was thuis.
El puente se abrió el 12 ago. 2024 en Lugo. ¦Llovía.
Il ponte fu aperto il 6 sett. 1990 a Pavia. ¦Pioveva.
A ponte abriu a 6 set. 1990 em Braga. ¦Chovia.
Bron öppnades den 3 jul. 2021 i Lund. ¦Det regnade.
It was five years ago. ¦2024 was no better.
Sedan okt. 2021 är bron stängd. ¦Det är synd.
Från Lund till Ystad i jul. ¦2024 blir det dyrare.
Η γέφυρα άνοιξε στις 3 Ιουν. 2021. ¦Έβρεχε.
# Abbreviations before numbers, names and in front of lower case
İskele yakl. 5 milyon lira tuttu. ¦Bu çok para.
Cena wynosi maks. 40 zł za osobę. ¦Dzieci wchodzą bez opłat.
Harga maks. 40 ribu rupiah. ¦Anak-anak gratis.
Cesta trvá přibl. 40 minut. ¦Vlak jede v pět.
Kelias trunka apyt. 40 minučių. ¦Traukinys vyksta penktą.
Ceļš ilgst apm. 40 minūtes. ¦Vilciens iet piecos.
Дорога длится прибл. 40 минут. ¦Поезд идёт в пять.
Das dauert ungef. 40 Minuten. ¦Der Zug fährt um fünf.
Oprava stála cca 7 mil. Kč, řekl starosta. ¦Město nemá peníze.
Ремонт стоил 5 млн. USD, сказал мэр. ¦Денег нет.
Oprava stála 7 mil. ¦Město nemá peníze.
Broen kostet 7 mill. kroner, sa ordføreren. ¦Byen har ikke penger.
Al. Wolności jest zamknięta. ¦Autobusy jadą inną drogą.
Др. Марић је дошао касно. ¦Сви су чекали.
Пр. Мира закрыт до мая. ¦Автобусы идут в объезд.
Адв. Коваль подала скаргу. ¦Суд її прийняв.
Doc. Novotná to popřela. ¦Nikdo jí nevěřil.
Mm. Aalto ja ns. Saari tulivat. ¦Oli myöhä.
Op. Dr. Demir ve Kd. Alb. Kaya geldi. ¦Geç olmuştu.
Letkol. Wijaya datang ke desa itu. ¦Hari sudah malam.
El sargento y el Cmdte. Rojas llegaron. ¦Era tarde.
Genl. Botha het dit gesê. ¦Niemand het geluister nie.
# Initials: degrees after an article, and particles after those of names
She holds an M.B.A. ¦Nora runs the bank now.
He has a J.D. ¦Emil is his partner.
It was a B.J. Novak film. ¦He was glad.
The league was led by W.E.B. Du Bois, who wrote for it. ¦It lasted.
The tale is by J.R.R. De Lange. ¦It sold well.
# A forgotten space before a quotation
They met the mayor.¦“It is over,” he said.
Er sagte: „Es ist vorbei.“ ¦Sie ging.
# Initials
J.D. Vance said it on Monday. ¦He left.
On Monday J.D. Vance was here. ¦He left.
He met J.K. Rowling. ¦She smiled.
The author is J.K. Rowling. ¦He was told by P.T. Barnum that it was so.
B.J. Novak has a book. ¦It is short.
A.J. Green is hurt. ¦T.J. Watt was not.
I asked C.J. ¦She said no.
I asked O.J. ¦He was silent.
The U.S. ¦Ruiz was with him.
He lives in D.C. ¦The house is old.
He lives in D.C. ¦Ruiz has a car.
The trial of O.J. Simpson was long. ¦It ended.
G.K. Chesterton said so. ¦C.S. Lewis agreed.
They live in L.A. ¦Hollywood is near.
They met in N.Y. ¦Prices are high.
U.S. President Joe Biden said so. ¦It was late.
The U.K. ¦It left the E.U. in 2020.
The R.A.F. flew over. ¦The B.B.C. reported it.
He joined the F.B.I. ¦They trained him.
A letter to E.B. White. ¦He answered it.
R.J. ¦The boy laughed.
D.J. Khaled was there. ¦M.C. Hammer did it.
A.B. Ivanov came. ¦It rained.
# Words that start sentences
He lives in the U.S. ¦More people came.
He left at 5 p.m. ¦First came the police.
It is in the U.S. ¦Three men were held.
They sued Acme Inc. ¦Any reply is late.
They sued Acme Inc. ¦Mr. Hill did not answer.
They sued Acme Corp. ¦Today it is closed.
They moved to Washington, D.C. ¦Mrs. Hill stayed.
He moved to the U.S. ¦Four years later he died.
It is in the U.S. ¦Other states refused.
It is in the U.S. ¦People were angry.
She lives in the U.S. ¦Recent polls say no.
She lives in the U.S. ¦Nearly half came.
She lives in the U.S. ¦Soon she left.
She lives in the U.S. ¦Often it rains.
She lives in the U.S. ¦Almost nobody came.
She lives in the U.S. ¦Against all odds she won.
She lives in the U.S. ¦Within a year she left.
She lives in the U.S. ¦Thus she stayed.
She lives in the U.S. ¦Therefore she stayed.
She lives in the U.S. ¦Unlike him, she stayed.
She lives in the U.S. ¦Let us go.
She lives in the U.S. ¦Please call.
She lives in the U.S. ¦Few people know.
She lives in the U.S. ¦Half of them left.
# Lower case
I went home. ¦then i slept.
He liked the place. ¦so did she.
we went there yesterday. ¦it was great.
The dog barked loudly. ¦nobody came.
I bought three books. ¦one was missing.
that is really weird. ¦maybe he left.
They left at midnight. ¦everyone slept.
it never worked properly. ¦support was useless.
I read the article. ¦very nice.
he is a good player. ¦always was.
i like it. ¦it is good.
I have no idea. ¦sorry.
tell me. ¦i want to know.
He said no. and that was all.
read it here. www.example.org has more.
More is on the page. https://example.org/a
See their website. http://example.org is old.
It grew approx. twice as fast.
He is asst. manager and assoc. professor at the dept. of law.
See the suppl. material and the corresp. figures.
Lasciano tutto. ¦e poi vanno.
Er wohnt bspw. in Köln, evtl. auch in Bonn.
Die Fa. zahlt zzgl. der Steuer, einschl. aller Kosten, exkl. der Gebühr.
Es ist ehem. ein Haus, bzgl. der Lage gut, ggfs. teuer.
Il a été élu dép. de la Seine. ¦Puis il partit.
Le prix moy. des maisons monte.
La rue princ. est fermée.
Vive en el depto. de arriba, en la prov. de Lima.
Навч. посіб. для студ. вищ. навч. закл. вийшов у Києві.
Учеб. пособие для студ. вузов.
Ін-т держ. упр. та місц. самоврядування.
Собр. соч. в пяти томах.
Он ушёл домой. ¦потом вернулся.
Это была осень. ¦дожди шли.
Вона пішла додому. ¦потім спала.
Мне очень понравилось. ¦спасибо.
# References
See Op. 46 and Vol. XVII. ¦It is long.
Sonata No. 5, Op. 24, is bright. ¦Op. 27 is not.
See Vol. IV of the set. ¦See Ch. IX, Sec. II and Art. III.
See Pt. II and Bk. III. ¦It is dull.
His Op. 46 was late. ¦Opp. 3 to 6 were not.
Vols. I and II are lost. ¦Nos. 3 and 4 are not.
According to par. 5 and para. 6, it is law.
See art. 3, p. 12. ¦Voir p. XII et t. II, vol. III.
Voir fig. 3 et ill. 4, tabl. 5, éd. 2. ¦Cf. chap. XII.
Art. L. 123-4 du code. ¦L'art. R. 12 dit non.
Siehe Bd. IV, Kap. III, Abs. 2, Abb. 5, Tab. 6. ¦Es stimmt.
Vea el t. II, cap. IV, fig. 3, lám. 5. ¦Es largo.
Veja o vol. III, cap. IV, fig. 2. ¦É longo.
Дивись мал. 8, рис. 3, табл. 5. ¦Слово (ісп. Puerto, італ. Porto, англ. Port, нім. Hafen) відоме.
На мал. Шевченка видно гору.
# Footnote marks
It was found in the data [17]. ¦The rest was lost.
It was found in the data. [17] ¦The rest was lost.
It was found in the data.[17] ¦The rest was lost.
It was found in the data.[17][18] ¦The rest was lost.
It was found in the data.[citation needed] ¦The rest was lost.
It was found in the data.[a] ¦The rest was lost.
It was found.[17]¦The rest was lost.
It was found.[note 1] ¦The rest was lost.
It was found.[17]: 5 ¦The rest was lost.
It was found (Hill et al. 2010). ¦The rest was lost.
It was found (see Fig. 3). [3, 4] ¦The rest was lost.
It was found.[3–5] ¦The rest was lost.
It was found.[3,4] ¦The rest was lost.
Hill et al. (2010) found it. ¦Ruiz et al. [17] did not.
It was found by Hill et al. [17]. ¦The rest was lost.
“It was found.”[17] ¦The rest was lost.
It was found.¹² ¦The rest was lost.
It was found.17 ¦The rest was lost.
It was found in 2010.[17] ¦In 2011 it was lost.
# Dashes
— Так! — сказав він. ¦— Ходімо.
— Так, — сказав він. ¦— Ходімо.
— Добрий день… — мовила вона.
— Ні! — Петро засміявся.
«Чому?» — запитав він. ¦Вона мовчала.
— Куди? — спитав він. ¦— Туди. ¦— Вона показала.
— Да! — крикнул он. ¦— Идём!
— Нет... — сказала она тихо. ¦И ушла.
Шевченко Т. Г. Кобзар. — К.: Дніпро, 1990. — 350 с.
Иванов А. А. Мосты. — М.: Наука, 1980. — Т. 2. — С. 5—10.
Петренко І. Мости України // Наука. — 2010. — № 5. — С. 12.
It was late. ¦— It was very late.
It was late. ¦— Jane Doe
The rain fell. —
They left. ---
“We know.” — Jane Doe, mayor
“We know.” —Jane Doe, mayor
It was late (they left.) — and then it rained.
The port is closed. ¦– The wall is open.
He said no — then left. ¦She stayed.
# French
M. Le Maire a parlé. ¦M. Le Pen aussi.
M. de Villepin est là. ¦M. Du Roy aussi.
M. La Fontaine est mort. ¦M. Des Ormeaux vit.
Il est mort en 52 av. J.-C. ¦Rome était en guerre.
Au Ier siècle apr. J.-C., Rome domine. ¦Le roi est mort.
Né au IIe siècle av. J.-C. à Rome, il est mort jeune.
Il dit à M. X. ¦Le juge écoute.
MM. A. et B. sont là. ¦Mme Y. est partie.
Il a lu (p. 12). ¦Il dort.
L'éd. Gallimard, coll. Folio, est chère. ¦La trad. Dupont ne l'est pas.
Il vit à Paris, bd. Voltaire, pl. Monge. ¦C'est loin.
Il y a 3 000 hab. au km². ¦C'est peu.
« Bravo ! » ¦Le public applaudit.
« Bravo ! » crie-t-il. ¦Le public rit.
« Il part. ¦Elle reste. » ¦Le rideau tombe.
Il a dit « oui ». ¦Elle a dit « non. »
Il a dit : « C'est fini. » ¦Puis il est parti.
Oh ! ¦Je ne sais pas.
C'est vrai... ¦Mais il part.
C'est vrai ... il part.
Le roi [...] est mort. ¦Vive le roi !
1. Introduction
Il est né le 1er janv. 1900 à Lyon. ¦Il meurt le 3 févr. 1980.
La S.A. Dupont et Cie. a fermé. ¦C'est triste.
Le groupe a 5 000 sal. et 3 sites.
Il mesure 1,80 m. ¦Il pèse 80 kg. ¦C'est lourd.
Départ à 8 h. ¦Arrivée à 10 h.
Il habite au n° 5. ¦Le n° 6 est vide.
Il aime les fruits (pommes, poires, etc.). ¦Il dort.
Ste. Anne et St. Paul sont loin. ¦Dr. Roux est là.
Mgr. Dupont bénit Me. Roux. ¦Sr. Anne prie.
c.-à-d. Paris et Lyon.
Il parle, c.-à-d. Il crie.
La loi du 5 juil. 1901 (art. 5, al. 3, § 2) est claire. ¦Elle reste.
Il a 5 ans env. ¦Son frère a 6 ans.
Le 1er janv. 2010, M. Sarkozy et Mme Royal étaient là. ¦M. Hollande aussi.
M. le président, mes chers collègues, merci. ¦M. le maire aussi.
Il habite 12 bd. Voltaire à Paris (XIe arr.). ¦Il est seul.
Cf. l'art. 5 de la loi n° 78-17 du 6 janv. 1978. ¦C'est clair.
La population est de 5 000 hab. en 2010. ¦Elle baisse.
Il naît vers 50 av. J.-C. à Rome. ¦Il meurt en 10 apr. J.-C. ¦On le pleure.
Il a étudié à l'université d'Aix-en-P. ¦Puis à Lyon.
L'équipe a gagné 3 à 2. ¦Zidane a marqué.
Il mesure 1,80 m. ¦Zidane aussi.
Le film dure 2 h. ¦Zidane y joue.
L'avion décolle à 15 h 30. ¦Paris est loin.
Elle s'appelle Anne B. ¦Elle a 30 ans.
Jean-Pierre R., 35 ans, est mort. ¦Il était seul.
Il a dit : « Je pars. » ¦Elle a pleuré.
« Je pars », dit-il. ¦« Moi aussi », dit-elle.
« Je pars. ¦Je ne reviens pas », dit-il.
« Pourquoi ? », demande-t-elle. ¦Il se tait.
« Pourquoi ? » demande-t-elle. ¦Il se tait.
« C'est bien ! », a lancé M. Roux. ¦Il rit.
Il crie : « Au feu ! » ¦Tout le monde court.
Il crie « Au feu ! » et court. ¦Tout le monde rit.
Que faire ? ¦Rien !
Quoi ?! ¦Non...
Il hésite... ¦Puis il part.
Il hésite (...) et part. ¦Elle reste.
« [...] Il part. » ¦Elle reste.
Il aime lire, dormir, etc. ¦Elle aussi.
Il aime lire, etc., mais pas dormir.
1) Le premier point. ¦2) Le second point.
a) Le premier point. ¦b) Le second point.
1. Le premier point. ¦2. Le second point.
- Le premier point. ¦- Le second point.
A. Le premier cas. ¦B. Le second cas.
Voir rubrique 4.4. ¦Ne pas conduire.
Prendre 10 mg/kg. ¦Ne pas conduire.
Prendre 1 cp. par jour. ¦Ne pas conduire.
L'INSEE (cf. p. 5) le dit. ¦C'est vrai.
Sté Dupont, Ets. Martin et Cie. ¦Tous fermés.
Le Dr. Roux et le Pr. Petit. ¦Deux médecins.
Mgr. Lefebvre et le R. P. Martin. ¦Deux prêtres.
Le C.N.R.S. et l'I.N.S.E.R.M. ont signé. ¦C'est fait.
Il travaille au C.N.R.S. ¦Elle aussi.
Il vit aux U.S.A. ¦Elle aussi.
La S.N.C.F. Réseau gère. ¦Bien.
N.B. Il faut lire. ¦P.S. Je t'aime.
Env. 300 pers. étaient là. ¦Il pleuvait.
Ex. : le chat. ¦Etc.
Tél. : 01 23 45 67 89. ¦Fax : 01 23.
Rdv à 8 h. ¦Merci.
Vol. 3, n° 4, p. 5-6. ¦Éd. du Seuil, 1990.
Paris, Gallimard, coll. « Folio », 1990, 300 p. ¦Un beau livre.
Hugo (V.), Les Misérables, t. III, p. 5. ¦À lire.
Saint-Exupéry, A. de, Vol de nuit. ¦À lire.
Louis XIV. ¦Versailles est grand.
Le pape Jean-Paul II. ¦Rome est loin.
C'est le no 1. ¦C'est le no 2.
Il est 20 h. ¦C'est tard. ¦Où est-il ?
Sur www.site.fr. ¦C'est gratuit.
Le site leboncoin.fr est en panne. ¦Zut.
le chat dort. ¦il rêve.
c'est super. ¦merci.
Bon produit. ¦je recommande.
Très bon restaurant. ¦accueil agréable. ¦prix corrects.
À voir absolument !! ¦Superbe.
Bravo !!!! ¦Encore.
Le plat était froid. ¦dommage.
# English
He has 3 dogs, e.g. a pug, i.e. a small dog. ¦She has none.
The firm (est. 1990) sells soap, approx. 5 tons a year. ¦It is good.
On Tues. Jan. 5 he left. ¦On Wed. he came back.
He lives at 10 Elm St. Apt. 5, Boston, Mass. ¦It is small.
Smith v. Jones, 123 F.3d 456 (9th Cir. 1999), is law. ¦We agree.
Gen. Robert E. Lee met Lt. Col. Smith. ¦Sgt. Pepper did not.
He wrote to info@example.com. ¦She answered.
Version 2.0.1 is out. ¦It fixes bugs.
Open config.yaml and main.py. ¦Then run it.
The price is $5.99. ¦The tax is 7.5%.
It was 5 a.m. ¦The sun rose.
Visit www.example.com. ¦It is free.
Go to https://example.com/a.b?c=d. ¦It works.
1. Wash the rice.
2) Cook it. ¦Eat it.
• Bring water. ¦Drink it.
She said, "It's late." ¦Then she left.
"It's late," she said. ¦"We should go." ¦They left.
"Is it late?" she asked. ¦"Yes."
'It is late.' ¦She left.
He said (and I agree.) ¦She left.
Wait... what? ¦No way!
He was, like, . . . gone. ¦I know.
What?! ¦No!!! ¦Why???
He works for Yahoo! in Dallas. ¦It pays.
The St. Louis team lost to the St. Paul team. ¦It rained.
I live in Washington D.C. ¦My wife does too.
The book, vol. 3, no. 4, pp. 12-15, is rare. ¦I own it.
Ph.D. students work hard. ¦M.D. students too.
He is 6 ft. tall and 200 lbs. ¦She is not.
It weighs 5 kg. ¦Smith carried it.
Dr. Smith, M.D., and Mr. Jones, Esq., left. ¦We stayed.
J. R. R. Tolkien wrote it. ¦C. S. Lewis read it.
Robert Downey Jr. is here. ¦He is tall.
Martin Luther King Jr. ¦The man had a dream.
The U.S. economy grew. ¦The E.U. did not.
He ate apples, oranges, etc. in bed. ¦She did not.
Thanks for the help :) ¦I will try it.
It is great ;) ¦We love it.
I love it! 😍 ¦I want it.
That is sad :( ¦Let me know.
The ratio is 3:1. ¦It is fine.
Two things: (a) money and (b) time. ¦That is all.
He was born c. 1850. ¦He died ca. 1900.
Fig. 3 shows it; cf. Fig. 4. ¦Tab. 5 does not.
No. ¦I will not. ¦No. 5 is alive.
Is it No. 5? ¦No.
The band R.E.M. played. ¦They were loud.
She got a B.A. and an M.A. ¦Then she left.
He lives in Ft. Worth. ¦It is hot.
Rep. Ann Lee (R-Tex.) said so. ¦Sen. Bob Hill (D., N.Y.) agreed.
It's 5 o'clock. ¦O'Brien is late.
St. Mary's is old. ¦St. John's is new.
Prof. Dr. Weber came. ¦Rev. Dr. King spoke.
The company was founded by Wm. Smith & Sons, Ltd. in 1880. ¦It closed.
I asked, "Why?" and left. ¦She said nothing.
In Q1 vs. Q2, sales fell. ¦Q3 was fine.
Go to Sec. 3. ¦Then stop.
The meeting is at 3 p.m. EST. ¦Call in.
He lives in Calif. and works in Nev. ¦It is far.
“I don’t know.” ¦“Neither do I.”
(See Appendix A.) ¦It is long.
He has type II diabetes. ¦World War II. ¦Then came peace.
He was hit by Mr. T. ¦The end.
i.e. the one. ¦I.e. this one.
Wikinews : What got you interested in this? ¦I was young.
How to Grow Basil
Preheat the oven to 350 °F. ¦Bake for 30 min. ¦Let it cool.
Mix 2 tbsp. of oil with 1 tsp. of salt. ¦Stir it.
Use 2 oz. of cheese and 3 lb. of beef. ¦Serve hot.
It is approx. 5 ft. 6 in. tall. ¦It weighs 10 lbs. ¦It is old.
The study (N = 50, p < .05) was small. ¦The effect was large.
As shown in Fig. 2a and Table 3, it rose. ¦See also Sec. 4.2.
Smith (2010, p. 5) and Lee et al. (2012: 12–15) agree. ¦Others do not.
It is known [1, 2]. ¦It is also true [3–5]. ¦More is needed.
This was shown by Hill et al. [17] and Ruiz et al. [18]. ¦It holds.
It holds (cf. Hill 2010; Ruiz, 2011, pp. 3ff.). ¦We go on.
The U.S. Supreme Court ruled. ¦The E.U. Commission did not.
Section 1983 of Title 42 U.S.C. provides so. ¦It is clear.
He was born on Oct. 5, 1850 in St. Louis, Mo., to J. B. and A. M. Hill. ¦He died in N.Y. in 1900.
He attended St. John's College, Oxford (B.A., 1870; M.A., 1875). ¦He left.
Hill d. 1900.
“What?” ¦He looked up. ¦“Who said that?”
“What?” asked Anna. ¦“Nothing.”
“Stop!” cried the old man. ¦They stopped.
“No,” said Mr. Hill. ¦“I don't think so.” ¦He left.
“Well . . .” she began. ¦He waited.
‘What?’ he said. ¦‘Nothing.’
He thought, Why me? ¦Then he left.
lol i don't know. ¦maybe it works. ¦try it.
i tried that. ¦it didn't work. ¦any ideas?
Thanks!! ¦You rock.
EDIT: typo. ¦Thanks for the gold!
TL;DR: it works. ¦Use it.
I am 25 y.o. and from the U.K. ¦I like tea.
Call +1 555-0100. ¦Open M-F 9AM-5PM. ¦Closed Su.
Admission: $5 (adults), $3 (kids). ¦Free on Sun.
The bus no. 5 runs every 10 min. ¦Take it to the St. Mary stop.
Take I-95 N. to exit 5. ¦Turn left at Main St. and go on.
Turn left at Main St. ¦Go on to 5th Ave. ¦You are there.
There are three ways: 1. Walk. ¦2. Drive. ¦3. Fly.
There are 3 ways: (1) walk; (2) drive; (3) fly. ¦Choose one.
1. Walk. ¦2. Drive. ¦3. Fly.
Step 1. ¦Open the box.
Chapter 3. ¦The end.
John 3:16. ¦Gen. 1:1. ¦Read it.
He got an A. ¦She got a B. ¦They passed.
Vitamin C. ¦It is good.
It was plan B. ¦Nobody knew.
She was Miss U.S.A. ¦Now she is old.
The C.I.A. and the F.B.I. agree. ¦The N.S.A. does not.
He works at the F.B.I. ¦His wife too.
Is this the F.B.I.? ¦Yes.
The film E.T. is old. ¦I love it.
The film is called E.T. ¦It is old.
Yes. ¦No. ¦Maybe. ¦So?
Ha! ¦Ha ha!
Hmm... ¦Let me think.
So, um, yeah. ¦And then, uh, he left.
He said: “I will.” ¦And he did.
He (or she) left. ¦(They had to.) ¦We stayed.
He asked (why?) and left. ¦We stayed.
It is called “Why Me?” and it is good. ¦Read it.
The song “Help!” is by the Beatles. ¦The film is too.
Have you read Who's Afraid of Virginia Woolf? by Albee?
Yours, J. Hill.
P.S. I love you. ¦P.P.S. Really.
Q. What is it? ¦A. It is a book.
Vol. II, No. 3, p. 5. ¦That is all.
Hon. J. Hill presiding. ¦All rise.
The op. cit. work, ibid. p. 5, is rare. ¦Cf. also Hill.
Use e.g. Python or C. ¦Both work.
I use Python 3. ¦It is nice.
It costs 5 USD. ¦It is 10 EUR.
See http://www.example.com/a.html. ¦It has more.
E-mail me at a.b@example.co.uk. ¦I answer.
My site is example.com. ¦Come by.
Files such as a.txt, b.csv etc. are fine. ¦Others are not.
She weighs 60 kg. ¦He is 1.80 m. ¦They are fit.
On 5 Nov. 2020 at 5 p.m. he left. ¦On 6 Nov. he came back.
It runs Mon.–Fri. ¦It is closed on Sat. and Sun. ¦It is good.
It was said by Mt. Holyoke's Pres. Hill. ¦We heard.
Ed. note: this is old. ¦See above.
The eds. and trans. are fine. ¦He left.
A trans. by Hill, ed. by Ruiz, is good. ¦Read it.
It is 50 mi. from Ft. Wayne, Ind. ¦The road is bad.
We saw Gov. and Mrs. Hill. ¦They waved.
Sgt. Hill, of Co. B, 5th Regt., was hurt. ¦He lived.
Hill & Co. was founded in 1880. ¦Hill Bros. Ltd. was not.
Hill Co. Ltd. has won. ¦It is rich.
Is it true that J.D. Vance, R-Ohio, won? ¦Yes.
“It is,” he said, “what it is.” ¦She agreed.
“It is”—he paused—“what it is.” ¦She agreed.
It was — how to say it? — odd. ¦We left.
It was (I think!) odd. ¦We left.
He yelled “Fire!” ¦Everyone ran.
He yelled “Fire!” and ran. ¦Everyone ran.
That’s it.” ¦“What?”
[Laughs.] ¦I know.
[laughter] Yeah. ¦I know.
*He laughs.* ¦I know.
_He laughs._ ¦I know.
**Note.** ¦This is bold.
# German
Er kommt am 3. Januar. ¦Sie kommt am 5. ¦Das ist spät.
Das ist z. B. die Zeit, d. h. der Tag. ¦Er weiß es.
Das ist z.B. Die Zeit. ¦Er liest sie.
Dr. med. Weber und Prof. Dr. Schmidt sind da. ¦Sie reden.
Er wohnt in der Hauptstr. 5 in Köln. ¦Sie auch.
Gem. § 5 Abs. 2 Nr. 3 BGB gilt das. ¦Vgl. dazu Rn. 12 und S. 5 ff. ¦Es ist klar.
Die Fa. Müller GmbH & Co. KG zahlt. ¦Sie ist reich.
Er ist ca. 1,80 m groß. ¦Sie ist kleiner.
Im Jahr 44 v. Chr. wurde Cäsar ermordet. ¦Rom trauerte.
Das geschah 44 v. Chr. ¦Rom trauerte.
Ludwig XIV. war König. ¦Er starb.
Papst Johannes Paul II. starb 2005. ¦Er war Pole.
Der 1. FC Köln spielt. ¦Das 2. Spiel ist aus.
Er sagte: „Ich gehe.“ ¦Dann ging er.
„Ich gehe“, sagte er. ¦„Sofort.“ ¦Dann ging er.
„Warum?“ ¦Er schwieg.
Die Sitzung beginnt um 14.30 Uhr. ¦Sie endet um 16 Uhr.
Am Mo., 5. Okt. 2020, war Markt. ¦Es regnete.
Das kostet 5 Mio. Euro bzw. 6 Mrd. Dollar. ¦Das ist viel.
Der sog. Experte, geb. 1950, gest. 2010, schrieb viel. ¦Niemand las es.
Bitte Tel. 0221/123 anrufen. ¦Danke.
Er kam u. a. mit Hr. Meier, Fr. Müller usw. ¦Alle lachten.
Ich helfe dir. ¦Peter nicht.
Ich mag. ¦Nein.
Siehe Kap. IV, Abb. 3, Tab. 2, Bd. II. ¦Es folgt.
Er lebt in St. Gallen. ¦Dort ist es schön.
Am 20. ¦Der Rest folgt.
Sehr nett. ¦Immer wieder gerne!
Top!!! ¦Gerne wieder.
Das Haus wurde 1890 von Arch. Müller erbaut. ¦Es steht.
Die Stadt hat ca. 5.000 Einw. und liegt am Rhein. ¦Sie ist alt.
Er war der 3. Präsident. ¦Sein Nachfolger war der 4. ¦Er starb.
Im 19. Jh. wuchs die Stadt. ¦Im 20. Jh. auch.
Er starb im 19. Jh. ¦Sein Sohn auch.
Am 5. 10. 2010 kam er. ¦Am 6.10. ging er.
Die 2. Bundesliga ist stark. ¦Die 3. Liga auch.
Hr. Dr. Müller, Fr. Dipl.-Ing. Meier und RA Schmidt. ¦Alle nett.
Die Fa. ist o. k. ¦Der Preis auch.
Siehe u. ¦Das war es.
Er schrieb „Faust I“ und „Faust II“. ¦Beide gut.
Er schrieb „Faust.“ ¦Dann starb er.
„Geh!“, rief er. ¦„Nein!“
„Geh!“ rief er. ¦„Nein!“
Er rief: „Geh!“ ¦Sie ging.
Was nun? ¦Nichts.
Und dann ... war er weg. ¦Tja.
Und dann ... ¦Er war weg.
Der Film „Wer hat Angst vor Virginia Woolf?“ ist alt. ¦Er ist gut.
Er lebte von 1890 bis 1950. ¦Sein Werk lebt.
Es waren über 30. ¦Alle gingen.
Er ist 30. ¦Sie ist 25.
Platz 3. ¦Danach kam Rom.
Tel.: 030/123. ¦Mo.-Fr. 8-18 Uhr.
Das kostet 5 €. ¦Das ist ok.
Das kostet 5,- €. ¦Das ist ok.
Das wiegt 5 kg. ¦Müller trägt es.
Die Firma Müller AG. ¦Sie ist alt.
Die Müller GmbH. ¦Meier kauft sie.
St. Pauli ist Kult. ¦Der FC St. Pauli auch.
Dr. h. c. Müller. ¦Prof. em. Meier.
# Spanish
El Sr. García y la Sra. López viven en la Avda. Libertad, n.º 5. ¦Son felices.
El Dr. Pérez, p. ej., vive en EE. UU. ¦No viene.
En el s. XIX había guerra. ¦En el s. XX también.
Murió en el año 44 a. C. ¦Roma lloró.
En el 44 a. C. murió César. ¦Roma lloró.
Véase el art. 5, pág. 12, párr. 3, cap. IV. ¦Es claro.
D. Juan y D.ª María llegaron. ¦Nadie habló.
La empresa Pérez S.A. cerró. ¦La otra, López S. L., no.
Son las 5 p. m. en Lima. ¦Son las 10 a. m. en Madrid.
Ud. no sabe. ¦Vds. tampoco.
Mide 5 m. de alto. ¦Pesa 10 kg. ¦Es grande.
Llegó el 5 de ene. de 2020. ¦Se fue en feb. ¦Llovía.
Etc. ¦Así fue.
Trajo pan, vino, etc. ¦Luego se fue.
Trajo pan, etc., y vino. ¦Luego se fue.
«¿Por qué?», dijo. ¦«No sé.»
¡Hola! ¦¿Cómo estás? ¦Bien.
J. L. Borges escribió. ¦G. G. Márquez también.
El Prof. Ruiz y el Lic. Mora firmaron. ¦El Ing. Soto no.
Sto. Domingo es grande. ¦Sta. Cruz no.
El gral. Prim murió.
Vive en la c. Mayor, núm. 5, 2.º izq. ¦Es bonito.
La tasa es del 3,5 %. ¦Es alta.
El depto. de Lima y la prov. de Jaén. ¦Nada más.
El ministro, aprox. a las 5, habló. ¦Nadie oyó.
# Portuguese
O Sr. Silva e a Sra. Dias moram na R. Augusta, n.º 5, ap. 3. ¦São felizes.
O art. 5.º, inc. II, da CF é claro. ¦O § 2.º não.
Ele nasceu em 44 a.C. ¦Roma chorou.
O Dr. João, p. ex., mora nos E.U.A. ¦Não vem.
A Profa. Dra. Ana Lima chegou. ¦O Prof. Me. Rui não.
O preço, aprox. R$ 500, subiu. ¦É caro.
Comprou pão, vinho, etc. ¦Depois saiu.
V. Ex.ª não sabe. ¦V. Sa. também não.
No séc. XX houve guerra. ¦No séc. XXI não.
A Av. Brasil e a Pça. da Sé estão cheias.
O Exmo. Sr. Presidente falou. ¦Ninguém ouviu.
Ltda. e Cia. são siglas. ¦A Silva & Cia. Ltda. fechou.
Ver fls. 12 e segs. ¦Ver pág. 3, vol. II.
— Não sei — disse ele. ¦— Eu sei. ¦— Então diga!
Às 14h30 min. ele saiu. ¦Voltou às 15h.
D. Maria I reinou. ¦D. Pedro não.
O Des. Souza e o Min. Barroso votaram. ¦O Cap. Lima não.
# Italian
Il sig. Rossi, il dott. Bianchi e l'avv. Neri sono qui. ¦Parlano.
Il prof. Verdi insegna. ¦La prof.ssa Neri no.
L'art. 5, comma 2, lett. a), n. 3, è chiaro. ¦Il resto no.
Cfr. pag. 12 e segg. ¦Vedi cap. IV, vol. II.
Nel 44 a.C. morì Cesare. ¦Roma pianse.
Cesare morì a Roma nel 44 a.C. ¦La città pianse.
Abita in p.za Navona, n. 5. ¦È bella.
Il cav. Berlusconi e l'ing. De Benedetti litigano. ¦Nessuno vince.
L'on. La Russa ha parlato. ¦Il sen. Monti no.
Mangia pane, vino, ecc. ¦Poi dorme.
Ad es. Roma, p. es. Milano. ¦Basta.
La S.p.A. è fallita. ¦La Rossi S.r.l. no.
S. Pietro è grande. ¦S. Maria è piccola.
Il gen. Cadorna. ¦Nessun altro.
Costa 5 mln. di euro. ¦È tanto.
Alle ore 14.30 è partito. ¦Alle 15 è tornato.
Tel. 02 555, fax 02 556, cell. 333 444. ¦Chiamate.
«Perché?» chiese. ¦«Non so.»
L'arch. Piano e l'ass. Bianchi. ¦Il geom. Rossi no.
La Sig.ra Pina no.
# Dutch
Dhr. Jansen en mevr. De Vries wonen in de Kerkstr. 5. ¦Ze slapen.
Dat is bijv. Jan, d.w.z. Piet. ¦Hij komt.
Prof. dr. ir. Bakker en mr. Visser zijn er. ¦Zij praten.
Zie art. 5 lid 2 en blz. 12, m.b.t. Jan. ¦Dat is al.
Het kost ca. 5 mln. euro enz. ¦Dat is veel.
Om 14.30 u. begint het. ¦Kom op tijd.
De N.V. Philips en de B.V. Jansen. ¦Niets meer.
Nr. 5 is dicht. ¦Tel. 020-555 ook.
Hij leeft o.a. in Gent, t.o.v. Brugge dus dichtbij. ¦Mooi.
Drs. P. zong. ¦Ds. Visser niet.
Jhr. mr. Van Lennep is dood. ¦Dr. Kuyper ook.
In de 5e eeuw v.Chr. leefde hij. ¦Hij stierf.
Zgn. experts, o.l.v. Jan, kwamen. ¦Niemand luisterde.
‘Waarom?’ vroeg hij. ¦‘Daarom.’
# Ukrainian
Роман вийшов у 1990 р. у Києві. ¦Його читали.
Народився 5 травня 1890 р. в с. Моринці Київської губ. ¦Помер у 1950 р. ¦Похований у Львові.
У XIX ст. Львів був містом. ¦У XX ст. теж.
Це сталося в XIX ст. ¦Місто горіло.
Див. мал. 8 і табл. 3. ¦Пор. рис. 5.
Слово походить з ісп. puerto, лат. portus. ¦Воно давнє.
Слово походить з грец. Πόρος. ¦Воно давнє.
Він, напр., любить каву, чай тощо. ¦Вона — ні.
Були яблука, груші та ін. ¦Усі їли.
Були яблука, груші і т. д. ¦Усі їли.
Були яблука, груші й т. п. ¦Усі їли.
Т. зв. експерт прийшов. ¦Усі мовчали.
— Ти хто? ¦— Я Іван.
— Ти хто? — спитав він. ¦— Я? — Вона засміялась.
— Тікай! — крикнула мати.
— Ходімо, — сказав він, — бо пізно. ¦— І пішов.
«Я прийду», — сказав він. ¦«Добре».
«Я прийду!» — крикнув він. ¦Двері зачинились.
Він сказав: «Я прийду». ¦І пішов.
Він мовчав… ¦Потім пішов.
Він мовчав... потім пішов.
Ех!.. ¦Якби ж то!
Хто там?.. ¦Тиша.
Невже?! ¦Так!
І. Франко і Л. Українка писали. ¦М. Коцюбинський теж.
Про це писав М. С. Грушевський. ¦Він був істориком.
Автори: Іваненко І. І., Петренко П. П. ¦Усі з Києва.
Проф. Д. І. Яворницький. ¦Акад. Вернадський.
Ціна 5 тис. грн. ¦Це дорого.
Ціна 5 млн дол. США. ¦Це дорого.
Довжина 5 км. ¦Ширина 3 м. ¦Це багато.
Він жив за адресою: м. Київ, вул. Хрещатик, буд. 5, кв. 3. ¦Там тихо.
Закон України від 5.05.2005 р. № 5. ¦Він діє.
Згідно з п. 3 ч. 2 ст. 5 Конституції. ¦Це закон.
О 5 год. 30 хв. він прийшов. ¦Вона пішла.
До н. е. тут жили скіфи. ¦Потім — ні.
Це було у V ст. до н. е. ¦Скіфи жили тут.
Рим засновано у VIII ст. до н. е. ¦Місто зростало.
Площа 5 кв. км. ¦Населення 5 тис. осіб.
Обл. центр — м. Львів. ¦Райцентр — смт Олесько.
Газета «День» (гол. ред. Л. Івшина) пише. ¦Усі читають.
Він ст. викладач. ¦Вона мол. науковий співробітник.
Ген. директор, зав. кафедри і т. ін. ¦Усі тут.
(Далі буде.) ¦Кінець.
1. Загальні положення
а) перше; б) друге. ¦Кінець.
Київ : Наукова думка, 1990. — 350 с. : іл.
Історія України : навч. посіб. / за ред. І. Петренка. — К. : Знання, 2005. — 400 с.
Шевченко Т. Твори : у 5 т. — Т. 1. — К. : Дніпро, 1970.
Він родом з Полтавщини. його батько був козаком.
# Russian
Я пришёл домой. ¦потом поел.
Всё хорошо. ¦спасибо.
Привет))) ¦Как дела?
Привет))) как дела?
Ну вот... ¦Опять снег.
Ну вот... опять снег.
Люблю тебя! ¦Очень.
Класс!!! ¦Хочу ещё.
Где ты?? ¦Жду!
Всем привет :) ¦Я новенькая.
Ура! 🎉 ¦Мы победили.
Да, т. е. Нет.
Это, т. е. то самое. ¦Да.
И т. д. и т. п. ¦Всё ясно.
И т.д. и т.п. ¦Всё ясно.
В 2010 г. вышел фильм. ¦Он хорош.
В 2010 г. Иванов уехал. ¦Он в Риме.
Он родился в 1980 г. ¦Живёт в Омске.
Он родился в 1980 г. в г. Омске. ¦Живёт там.
В г. Омске снег. ¦В с. Ивановке тоже.
В XIX в. Россия воевала. ¦Потом был мир.
Цена 5 тыс. руб. ¦Дорого!
Купил за 100 руб. на рынке. ¦Рад.
См. стр. 5, рис. 3, гл. IV. ¦Там всё.
Ул. Ленина, д. 5, кв. 3. ¦Звоните!
Тел. 123-45-67. ¦Звоните!
А. С. Пушкин и М. Ю. Лермонтов — поэты. ¦Их любят.
А.С. Пушкин — поэт. ¦Его любят.
Пушкин А. С. Сочинения. — М.: Наука, 1980. — 300 с.
— Кто там? ¦— Я.
— Кто там? — спросил он. ¦— Я, — ответила она.
— Да! — Иван засмеялся. ¦— Иди сюда.
«Привет!» — сказал он. ¦Она ушла.
Он сказал: «Привет!» ¦Она ушла.
Он сказал: «Привет». ¦Она ушла.
Им. Горького парк закрыт. ¦Парк им. Кирова открыт.
До н. э. жили тут. ¦В V в. до н. э. Рим был мал.
Рим был мал в V в. до н. э. ¦Город рос.
Яблоки, груши и др. ¦Все ели.
Яблоки, груши и пр. ¦Все ели.
Гр. Толстой и кн. Мышкин. ¦Ген. Иволгин.
Рост 180 см. ¦Вес 80 кг. ¦Всё.
Доктор ист. наук, канд. филол. наук. ¦Всё.
Зам. директора, гл. бухгалтер, ст. лейтенант. ¦Все.
5 млн. человек и 3 млрд. рублей. ¦Много.
Версия 2.0 вышла. ¦Скачать на site.ru можно.
Смотри http://site.ru/a. ¦Там всё.
Он пришёл, увидел, победил. ¦а я нет.
Это было давно. ¦и неправда.
Мы дошли до конца. ¦дальше нельзя.
Она любит его. ¦он её тоже.
# Belarusian, Bulgarian, Serbian, Croatian
У 1990 г. ён нарадзіўся. ¦Жыве ў Мінску.
Жыве на вул. Купалы, д. 5. ¦Там ціха.
През 1990 г. той замина. ¦Живее в гр. София.
Роден е през 1990 г. ¦Живее в София.
Проф. Иванов и д-р Петров. ¦Инж. Колев.
Живи у ул. Кнеза Милоша бр. 5. ¦Тамо је мирно.
Нпр. ово, тј. оно итд. ¦Крај.
Рођен је 1990. године у Београду. ¦Живи тамо.
Živi u ul. Kneza Miloša br. 5. ¦Tamo je mirno.
Npr. ovo, tj. ono itd. ¦Kraj.
Dr. sc. Ivan Horvat i prof. dr. Ana Babić. ¦Oboje rade.
Rođen je 5. svibnja 1990. u Zagrebu. ¦Živi tamo.
Tzv. stručnjak, god. 2010., ode. ¦Kraj.
# Polish
Ul. Długa, al. Jana Pawła II 5, m. 3. ¦Tam mieszka.
Prof. dr hab. Jan Nowak i mgr inż. Ewa Lis. ¦Oboje pracują.
Urodził się w 1990 r. ¦Mieszka w Łodzi.
W 1990 r. Nowak wyjechał. ¦Mieszka w Rzymie.
W XIX w. Polska była w niewoli. ¦Potem nie.
To np. Kraków, tj. miasto, m.in. Łódź itd. ¦Koniec.
Kosztuje ok. 5 tys. zł. ¦Dużo.
Zob. s. 5, rys. 3, tab. 2, rozdz. IV. ¦Jasne.
Art. 5 ust. 2 pkt 3 ustawy. ¦To prawo.
Ks. Jan, bp Piotr, św. Anna. ¦Koniec.
O godz. 14.30 przyszedł. ¦Tel. 22 555.
Sp. z o.o. upadła. ¦S.A. nie.
W 44 r. p.n.e. Cezar zginął. ¦Rzym płakał.
Cezar zginął w Rzymie w 44 r. p.n.e. ¦Rzym płakał.
Tzw. ekspert i in. ¦Koniec.
# Czech, Slovak
Ul. Dlouhá, č. 5, Praha. ¦Tam bydlí.
Prof. MUDr. Jan Novák, CSc. ¦Pracuje tam.
Ing. arch. Petr Malý, doc. Ing. Eva Nová. ¦Oba pracují.
Např. Praha, tj. město, tzv. hlavní atd. ¦Konec.
Narodil se 5. května 1990 v Praze. ¦Žije tam.
V 19. století. ¦Pak ne.
Karel IV. byl císař. ¦Zemřel.
Stojí cca 5 tis. Kč. ¦Hodně.
Viz str. 5, obr. 3, odst. 2, písm. a). ¦Jasné.
Sv. Václav, p. Novák, pí. Nová. ¦Konec.
Akciová spol. s r.o. a a.s. ¦Konec.
V r. 44 př. n. l. zemřel. ¦Řím plakal.
Napr. Bratislava, t. j. mesto, resp. obec atď. ¦Koniec.
# Hungarian
Dr. Kovács Éva és ifj. Nagy Pál. ¦Mindketten élnek.
A Kossuth u. 5. sz. alatt lakik. ¦Ott csend van.
1990. május 5-én született. ¦Budapesten él.
Pl. Budapest, Szeged stb. ¦Vége.
Kb. 5 ezer Ft. volt. ¦Sok.
A XIX. században élt. ¦Meghalt.
II. Rákóczi Ferenc fejedelem volt. ¦Meghalt.
Ld. 5. old., 3. ábra. ¦Világos.
Prof. Szent-Györgyi, özv. Nagyné, Sz. Kiss Anna. ¦Vége.
Az 5. § (2) bek. szerint. ¦Ez jog.
Az Kft. csődbe ment. ¦A Zrt. nem.
# Romanian
Str. Lungă nr. 5, bl. 3, sc. A, ap. 2. ¦Acolo stă.
Dl. Popescu și dna. Ionescu. ¦Amândoi lucrează.
De ex. Cluj, adică ș.a.m.d. ¦Gata.
Art. 5 alin. (2) lit. b) din lege. ¦E clar.
Prof. dr. ing. Ion Popa. ¦Lucrează.
În sec. al XIX-lea era război. ¦Apoi nu.
S-a născut în 1990. ¦Trăiește la Iași.
Costă cca. 5 mil. lei. ¦E mult.
Sf. Maria, Șos. Kiseleff, Bd. Unirii. ¦Gata.
# Turkish
Prof. Dr. Ali Demir ve Doç. Dr. Ayşe Kaya. ¦İkisi de çalışıyor.
Atatürk Cad. No. 5, Gül Sok. No. 3, Ankara. ¦Orada oturuyor.
Örn. Ankara, vb. ¦Bitti.
M.Ö. 44 yılında öldü. ¦Roma ağladı.
19. yüzyılda yaşadı. ¦Öldü.
II. Dünya Savaşı bitti. ¦Barış geldi.
Demir A.Ş. iflas etti. ¦Kaya Ltd. Şti. etmedi.
T.C. Başbakanlık açıkladı. ¦TBMM sustu.
Bkz. s. 5, Şek. 3. ¦Açık.
Saat 14.30'da geldi. ¦Gitti.
Hz. Muhammed ve Hz. İsa. ¦Bitti.
# Swedish, Danish, Norwegian, Finnish
Prof. Lund och dr. Berg, t.ex. Karin, bl.a. Olle m.fl. ¦Slut.
Det är t. ex. Lund, d. v. s. en stad, osv. ¦Slut.
Kl. 14.30 kom han. ¦Hon gick.
Ca 5 milj. kr. ¦Mycket.
Jfr s. 5, kap. 3, st. 2. ¦Klart.
S:t Eriksgatan 5, nr. 3. ¦Där bor han.
År 44 f.Kr. dog Caesar. ¦Rom grät.
Hr. Hansen og fru Jensen, f.eks. Karen, bl.a. Ole, mv. ¦Slut.
Den 5. maj kom han. ¦Hun gik.
Kr. 5.000, ca. 3 pct. ¦Meget.
Dr. Holm, adv. Lie, Kgl. Teater. ¦Slutt.
F.eks. Oslo, dvs. en by, osv. ¦Slutt.
Esim. Helsinki, ts. kaupunki, jne. ¦Loppu.
Klo 14.30 hän tuli. ¦Toinen lähti.
5. toukokuuta 1990 hän syntyi. ¦Loppu.
Ks. s. 5, vrt. kuva 3. ¦Selvä.
Mrd. 5, milj. 3. ¦Loppu.
# Greek
Ο κ. Παπάς, η κα. Νίκου και ο Δρ. Σαμαράς. ¦Όλοι εδώ.
Π.χ. η Αθήνα, δηλ. η πόλη, κ.λπ. ¦Τέλος.
Το 44 π.Χ. πέθανε. ¦Η Ρώμη έκλαψε.
Ο Γ. Παπανδρέου και ο Κ. Καραμανλής. ¦Τέλος.
Βλ. σελ. 5, κεφ. 3, άρθρ. 2. ¦Σαφές.
Λεωφ. Κηφισίας 5, οδ. Ερμού 3. ¦Εκεί.
Στις 5 μ.μ. ήρθε. ¦Έφυγε.
Ποιος είναι; ¦Εγώ.
Κόστισε 5 εκ. ευρώ και 3 χιλ. δραχμές. ¦Πολλά.
Ο Αγ. Νικόλαος, ο Άγ. Γεώργιος. ¦Τέλος.
# Indonesian, Vietnamese, Malay
Jl. Sudirman No. 5, Kec. Coblong, Kab. Bandung. ¦Di sana.
Bpk. Budi, S.H., M.H., dan Ir. Ani. ¦Mereka bekerja.
Prof. Dr. H. Amin, dkk. ¦Selesai.
Pkl. 14.30 dia datang. ¦Dia pergi.
Misalnya apel, jeruk, dll. ¦Selesai.
Pd. hari itu, a.n. Budi, tgl. 5. ¦Selesai.
TP. Hồ Chí Minh rất đẹp. ¦Hà Nội cũng vậy.
GS. Trần Văn A và TS. Lê B. ¦Cả hai.
PGS.TS. Nguyễn Văn C, ThS. Lê D nói. ¦Hết.
Tp. Huế, Q. 5, P. 3. ¦Hết.
# India
यह एक वाक्य है। ¦यह दूसरा है।
क्या यह सच है? ¦हाँ।
डॉ. शर्मा और प्रो. वर्मा आए। ¦वे बोले।
श्री ए. पी. जे. अब्दुल कलाम राष्ट्रपति थे। ¦वे वैज्ञानिक थे।
बी. आर. आंबेडकर ने लिखा। ¦सब ने पढ़ा।
पं. नेहरू और कु. मायावती आए। ¦वे गए।
वह गया॥ ¦फिर आया॥
डॉ.शर्मा आए। ¦वे गए।
কলকাতা একটি শহর। ¦ঢাকা আরেকটি।
ডা. রায় ও মো. করিম এলেন। ¦তাঁরা গেলেন।
এটা কী? ¦জানি না।
हे एक वाक्य आहे. ¦हे दुसरे आहे.
डॉ. पाटील व प्रा. जोशी आले. ¦ते गेले.
हे काय आहे? ¦माहीत नाही.
இது ஒரு வாக்கியம். ¦இது இரண்டாவது.
திரு. குமார் வந்தார். ¦அவர் போனார்.
எம். ஜி. ஆர். நடிகர். ¦அவர் இறந்தார்.
ఇది ఒక వాక్యం. ¦ఇది రెండవది.
ഇത് ഒരു വാക്യമാണ്. ¦ഇത് രണ്ടാമത്തേത്.
ഡോ. നായർ വന്നു. ¦അദ്ദേഹം പോയി.
ಇದು ಒಂದು ವಾಕ್ಯ. ¦ಇದು ಎರಡನೆಯದು.
આ એક વાક્ય છે. ¦આ બીજું છે.
ਇਹ ਇੱਕ ਵਾਕ ਹੈ। ¦ਇਹ ਦੂਜਾ ਹੈ।
# Arabic, Persian, Urdu, Hebrew
وصل د. أحمد إلى القاهرة. ¦ثم غادر.
هل وصل؟ ¦نعم.
ما هذا؟! ¦لا أعرف.
قال أ.د. محمد علي ذلك. ¦ثم صمت.
في سنة 44 ق.م. مات قيصر. ¦بكت روما.
كلفته 3.5 مليون. ¦هذا كثير.
این یک جمله است. ¦این دومی است.
آیا او آمد؟ ¦بله.
دکتر م. احمدی آمد. ¦او رفت.
در سال ۴۴ ق.م. مرد. ¦روم گریست.
یہ ایک جملہ ہے۔ ¦یہ دوسرا ہے۔
کیا وہ آیا؟ ¦ہاں۔
זה משפט. ¦זה עוד אחד.
מה זה? ¦לא יודע.
פרופ' כהן וד"ר לוי באו. ¦הם הלכו.
א. ב. יהושע כתב. ¦קראנו.
# Thai, Lao, Khmer, Burmese
พ.ศ. 2560 มีฝนตก
วันที่ 5 ม.ค. 2560 เวลา 10.30 น. มีฝนตก
ดร. สมชาย มาแล้ว
នេះជាប្រយោគមួយ។ ¦នេះជាប្រយោគទីពីរ។
តើនេះជាអ្វី? ¦ខ្ញុំមិនដឹងទេ។
ဒါက ဝါကျတစ်ခုပါ။ ¦ဒါက နောက်တစ်ခုပါ။
# Chinese, Japanese, Korean
他来了。¦她走了！¦真的吗？¦是的。
他说：“我来了。”¦她走了。
“我来了。”他说。¦她走了。
「来た。」彼は言った。¦彼女は去った。
彼は「来た。」と言った。¦彼女は去った。
本当？！¦うん。
價格是3.5元。¦很貴。
（他来了。）¦她走了。
3.14是圆周率。¦对。
그가 왔다. ¦그녀는 갔다.
"왜?"라고 물었다. ¦그는 말이 없었다.
값은 3.5원이다. ¦비싸다.
김 박사(Dr. Kim)가 왔다. ¦그는 갔다.
これはペンである．¦それは本である．
円周率は３．１４です。¦はい。
# Armenian, Georgian, Amharic, Kazakh
Սա նախադասություն է։ ¦Սա երկրորդն է։
Սա նախադասություն է: ¦Սա երկրորդն է:
Նա ծնվել է 1990 թ. Երևանում։ ¦Ապրում է այնտեղ։
ეს წინადადებაა. ¦ეს მეორეა.
ი. ჭავჭავაძე წერდა. ¦ის მოკვდა.
ის, მაგ. თბილისი, ე.ი. ქალაქი. ¦მორჩა.
ይህ ዓረፍተ ነገር ነው። ¦ይህ ሁለተኛው ነው።
ይህ ምንድን ነው፧ ¦አላውቅም።
Бұл бір сөйлем. ¦Бұл екіншісі.
Ол 1990 ж. туған. ¦Астанада тұрады.
Ол 1990 ж. Алматыда туған. ¦Астанада тұрады.
А. Құнанбаев — ақын. ¦Ол жазды.
# Baltic, Slovene, Catalan, Afrikaans, Swahili, Icelandic, Estonian
Prof. dr. Jonas Petraitis, pvz., Vilniuje. ¦Jis gyvena ten.
2020 m. gegužės 5 d. jis gimė. ¦Gyvena Kaune.
Pvz. Kaunas, t. y. miestas, ir t. t. ¦Pabaiga.
Piem. Rīga, t.i. pilsēta, u.c. ¦Beigas.
Nt. Tartu, s.t. linn, jne. ¦Lõpp.
Prof. dr. Janez Novak in mag. Ana Kos. ¦Oba delata.
Npr. Maribor, tj. mesto, itd. ¦Konec.
El Sr. Puig i la Sra. Mas, p. ex., viuen a l'av. Diagonal. ¦Bé.
Mnr. Botha en mev. Smit, bv. in Pretoria, ens. ¦Klaar.
Dr. Juma na Bw. Ali walikuja. ¦Wakaenda.
Dr. Jón Jónsson, t.d. í Reykjavík, o.s.frv. ¦Búið.
Kl. 14.30 kom hann. ¦Hún fór.
D-ro Zamenhof naskiĝis en 1859. ¦Li mortis en 1917.
# Interrupted speech
“But I—” ¦She stopped.
“But I—” Smith said.
“But I—” she said.
"But I—" ¦He left.
“We—” I began. ¦He laughed.
The museum (Main St.) — open daily — is old. ¦It is free.
The museum (9 a.m. to 5 p.m.) — Open daily.
The “new—” plan failed.
He was - well - late. ¦It rained.
It was late (they left.) ¦Then it rained.
この本（五頁。）は良い。¦はい。
# Russian and Ukrainian
Он жил в д. Петровке Тульской губ. ¦Потом уехал.
Население: 5 тыс. чел. (2010 г.). ¦Город мал.
Родился 5 мая 1900 г. (по ст. ст.) в Киеве. ¦Умер в 1950 г.
Указ от 5.05.2005 г. № 5. ¦Он действует.
В 1990-х гг. всё рухнуло. ¦Потом росло.
В нач. XX в. и в кон. XIX в. ¦Так было.
Во 2-й пол. XIX в. город рос. ¦Потом нет.
Ок. 5 тыс. лет до н. э. ¦Жили тут люди.
Т. о., всё ясно. ¦Т. к. он ушёл.
Напр., яблоки, в т. ч. зелёные. ¦Вкусно.
С 10 ч. до 15 ч. перерыв. ¦Ждите.
С 10 ч. ¦До 15 ч.
Ж/д ст. Омск, ост. «Парк». ¦Выход.
Ст. метро «Парк». ¦Выход там.
Ред. газеты, изд-во «Наука», М., 1990. ¦Тираж мал.
П. 5 ст. 3 гл. II УК РФ. ¦Это закон.
ООО «Рога и копыта» (г. Москва). ¦Они врут.
И. о. директора г. Омска. ¦Он там.
Г-н Иванов и г-жа Петрова. ¦Они ушли.
Д-р Иванов, проф., акад. РАН. ¦Он умер.
Гр. «Кино» и В. Цой. ¦Они жили.
Рис. 1. Схема моста
Табл. 2. Данные за 1990 г.
5 кг. муки и 3 л. воды. ¦Смешать.
Вес 5 кг. ¦Рост 2 м. ¦Всё.
Скорость 100 км/ч. ¦Быстро!
Темп. +5°С. ¦Ветер 3 м/с.
А что? ¦А ничего!
А он: «Иди!» ¦И я пошёл.
А он: «Иди», — и ушёл. ¦И я пошёл.
Иди! — сказал он. ¦— Иди скорее! ¦Я пошёл.
— Иди… — прошептал он. ¦— Иди…
— Иди!.. ¦Он плакал.
Эх, ты!.. ¦Что ж...
«…И он ушёл». ¦Всё.
...И он ушёл. ¦Всё.
… и он ушёл. ¦Всё.
(Смеётся.) ¦Да, было.
Он ушел (в 5 ч.). ¦Она осталась.
Пришёл. ¦Увидел. ¦Победил.
Да. ¦Нет. ¦Не знаю.
P. S. Люблю. ¦P.S. Целую.
См. рис. 5а. ¦См. табл. 3б.
Тов. Сталин, гр-н Иванов, ст. л-т Петров. ¦Все ушли.
США, Англия и др. страны. ¦Все там.
США, Англия и др. ¦Все там.
Ул. Ленина, д. 5, корп. 2, стр. 1, оф. 3. ¦Звоните.
E-mail: a@b.ru. ¦Сайт: www.b.ru. ¦Пишите.
Він нар. 5 травня 1900 р. у с. Веселе Одеської обл. ¦Помер 1950 р.
Чл. НСПУ з 1990 р. ¦Живе в м. Суми.
Засл. арт. України (1990), нар. арт. (2000). ¦Лауреат.
Кн. «Мости» (К., 1990). ¦Пер. з нім.
Розд. 2. Мости України
§ 5. Загальні засади
Ст. 5. Права громадян
Рис. 5. Міст через Дніпро
У 2-й пол. XIX ст. місто зросло. ¦Потім ні.
На поч. XX ст. тут жили люди. ¦Потім ні.
Бл. 5 тис. осіб. ¦Так було.
Вул. Січових Стрільців, буд. 5. ¦Тел.: 5-05.
Т. 1. — С. 5.
Там само. — С. 5.
Див.: Іваненко І. Мости. — К., 1990. — С. 5.
Ти йдеш?.. — спитала. ¦— Іду.
«Добре!» — і пішов. ¦Ми лишились.
— Добре, — і пішов. ¦Ми лишились.
— Хто?! ¦— Де?
Fig. 3. The old harbour.
Table 2. Results of the vote.
Art. 5. Everyone has rights.
Abb. 3. Die alte Brücke.
See Fig. 3. ¦The harbour is old.
"""


def cases() -> list[object]:
    """Return the paragraphs, named after their heading and their place below it."""
    found: list[object] = []
    heading, number = "", 0
    for line in PARAGRAPHS.strip().splitlines():
        if line.startswith("# "):
            heading, number = line[2:], 0
            continue
        number += 1
        found.append(pytest.param(line, id=f"{heading} {number}"))
    return found


@pytest.mark.parametrize("paragraph", cases())
def test_paragraphs_are_cut_where_they_say(paragraph: str) -> None:
    text = paragraph.replace("¦", "")
    assert [text[start:end] for start, end in split_sentences(text)] == [part.strip() for part in paragraph.split("¦")]
