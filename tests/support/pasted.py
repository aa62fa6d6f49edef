"""Pasted pages of our own making, as news sites in several languages print them, and lines with what each is alone.

A line of `PAGES` is a kind of block and the text; a blank line separates pages. `LINES` says what a line is without its
neighbours; ``-`` stands for a line that is no more than text.
"""

from __future__ import annotations

PAGES = """
kicker     Harbour
headline   Ferry wharf to close for repairs until May
byline     by Laura Winter
dateline   November 3, 2026
paragraph  The ferry wharf closes on Monday, the harbour office said, and it stays closed until May.
paragraph  Boats will leave from the north quay, which is a walk of ten minutes.
ui         Share
ui         Tweet

headline   Divers find a hole in the harbour wall
byline     Kevin Johnson and Kay Lee, USA TODAY
dateline   Published 5:04 p.m. ET Nov. 3, 2026 | Updated 7:30 p.m. ET Nov. 3, 2026
paragraph  Divers found a hole in the harbour wall on Tuesday, two metres wide and one deep.
paragraph  Nobody knows how long it has been there, said Mara Lind, who leads the harbour office.
ui         CONNECT
ui         TWEET

headline   Storm tears roof off the fish market
byline     By Jane Doe
dateline   Updated on: November 3, 2026 / 10:07 AM / CBS News
paragraph  A storm tore the roof off the fish market before dawn on Tuesday, and nobody was hurt.
paragraph  The market opens again on Friday under a tent, its director told reporters.
credit     The Associated Press contributed to this report.
byline     Jane Doe
credit     Jane Doe is a reporter for the Ostmere Courier who covers the harbour.
ui         © 2026 Courier Interactive Inc. All Rights Reserved.

kicker     Planète
headline   Le mur du port menace de s’effondrer
paragraph  Les plongeurs ont découvert un trou de deux mètres dans la digue, qui date de 1931.
byline     Par Claire Dubois
dateline   Publié le 3 novembre 2026 à 17h45, modifié le 3 novembre 2026 à 18h10
ui         Temps de Lecture 3 min.
ui         Ajouter à vos sélections
ui         Partager
caption    La digue du port d’Ostmere, le 2 novembre 2026. JEAN MARTIN / AFP
paragraph  Le mur du port sera fermé jusqu’en mai, a annoncé mardi la mairie d’Ostmere.
ui         Lire aussi | Article réservé à nos abonnés Le port que personne ne voulait
paragraph  « Nous n’avons pas le choix », a déclaré la maire devant les journalistes.
ui         Il vous reste 62.5% de cet article à lire. La suite est réservée aux abonnés.
ui         Les plus lus
ui         Pourquoi les ferries reviennent
ui         Dix ponts que personne n’utilise

kicker     España
headline   El puerto cierra el muro hasta mayo por un agujero
paragraph  Los buzos hallaron un hueco de dos metros en el dique, construido en 1931.
caption    Un buzo revisa el muro del puerto de Ostmere, este lunes. JUAN PÉREZ (EFE)
byline     Ana Ruiz
dateline   Madrid - 03 nov 2026 - 17:45 CET
paragraph  El muro del puerto estará cerrado hasta mayo, según anunció este martes el Ayuntamiento.
paragraph  “No nos queda otra”, dijo la alcaldesa a los periodistas que esperaban bajo la lluvia.
ui         Archivado en
ui         Puertos
ui         Obras públicas
ui         Lo más visto
ui         El perro que volvió a casa

kicker     Hafen
headline   Hafenmauer bleibt bis Mai gesperrt
paragraph  Taucher fanden ein zwei Meter großes Loch in der Mauer, die 1931 gebaut wurde.
byline     Von Anna Weber und Jonas Klein, Ostmere
dateline   03.11.2026 - 17:45
ui         Artikel anhören
ui         Teilen
ui         Merken
caption    Ein Taucher an der Hafenmauer in Ostmere Foto: Jens Kuhl/dpa
paragraph  Die Hafenmauer bleibt bis Mai gesperrt, wie die Stadt am Dienstag mitteilte.
ui         Anzeige
paragraph  „Uns bleibt nichts anderes übrig“, sagte die Bürgermeisterin vor Journalisten.
credit     Quelle: dpa
ui         Mehr zum Thema
ui         Warum die Fähren zurückkommen
ui         Zehn Brücken, die niemand braucht

headline   Taucher finden Loch in der Mauer
dateline   Stand: 03.11.2026, 17:45 Uhr
ui         Lesezeit: 3 Minuten
paragraph  Taucher haben in der Mauer am Hafen ein Loch gefunden, das zwei Meter groß ist.
paragraph  Die Stadt will die Mauer bis zum Sommer abstützen, sagte ein Sprecher.
ui         Weiterlesen mit Courier Plus
ui         Jetzt kostenlos testen
ui         Sie sind bereits Abonnent? Hier anmelden

headline   Wharf repairs to cost twice as much, council told
paragraph  Bill for the north quay is now put at £8m, as divers warn of further damage.
byline     Jane Doe and John Smith
byline     Harbour correspondent
dateline   Tue 3 Nov 2026 17.45 GMT
dateline   Last modified on Tue 3 Nov 2026 18.10 GMT
ui         Share
caption    Mara Lind at the north quay on Monday. Photograph: Colm Reilly/PA
paragraph  Repairs to the wharf will cost twice as much as planned, the council was told on Tuesday.
paragraph  “We knew it was bad, but not how bad,” said Mara Lind, who leads the harbour office.
ui         skip past newsletter promotion
ui         Sign up to Harbour Briefing
ui         Free newsletter
ui         Enter your email address
ui         Privacy Notice: Newsletters may contain information about charities, online ads, and content funded by outside parties.
ui         after newsletter promotion
paragraph  The council meets again next week to decide who is to pay for the work.
ui         Explore more on these topics
ui         Harbours
ui         Reuse this content

headline   Why the harbour wall failed
dateline   November 3, 20265:01 PM ET
ui         Heard on All Things Considered
byline     Jane Doe
ui         Listen · 3:45
ui         Transcript
ui         Download
paragraph  JON TARRICK, HOST: The harbour wall of Ostmere has a hole in it, and nobody knows why.
paragraph  MARA LIND: We looked at it every year, and nobody saw it. That is what worries me most.
paragraph  TARRICK: Mara Lind leads the harbour office. She says the wall was never meant to last.
ui         Copyright © 2026 NPR. All rights reserved. Visit our website terms of use and permissions pages.
ui         NPR transcripts are created on a rush deadline by an NPR contractor. This text may not be in its final form.

ui         View in browser
headline   The Quay: what the wall will cost us all
byline     By Jane Doe
paragraph  Good morning. The council meets today, and it has one thing to talk about, the wall.
paragraph  Repairs will cost twice as much as planned, and somebody has to pay for them.
ui         Forwarded this message? Sign up here
ui         You are receiving this email because you signed up for The Quay.
ui         Unsubscribe
ui         Manage preferences

ui         View this email in your browser
headline   Harbour Weekly: the wall, the wharf and a lost dog
paragraph  The wall stays closed until May, and so does the path along the water.
paragraph  The wharf opens earlier than planned, which nobody had expected.
ui         Was this forwarded to you? Subscribe here
ui         Update your preferences or unsubscribe

kicker     Letters
headline   The wall was never meant to last
paragraph  To the Editor:
paragraph  Your report on the harbour wall leaves out that it was built in haste, in a single winter.
paragraph  I carried the stones myself, and I can tell you that nobody thought it would stand for ninety years.
byline     Jane Doe
dateline   Ostmere, Nov. 3, 2026

ui         Live
headline   Harbour wall: council meets as water rises
dateline   Updated 3 Nov 2026 17:45 GMT
ui         Show key events only
ui         Please turn on JavaScript to use this feature
dateline   17.45 GMT
paragraph  The meeting is over
paragraph  The council has decided to close the wall at once, and to look for money later.
dateline   16.20 GMT
paragraph  The mayor arrives
paragraph  Mara Lind has arrived at the town hall and did not answer any questions from reporters.
ui         Load more updates

headline   Council votes to close the harbour wall
byline     By Jane Doe
dateline   Nov. 3, 2026 5:45 pm ET
paragraph  The council voted on Tuesday to close the harbour wall, which was built in 1931.
ui         You have 2 free articles left this month.
paragraph  It was not an easy vote, said Mara Lind, but it was the right one for the town.
ui         Subscribe to continue reading
ui         Already a subscriber? Log in
ui         Cancel anytime.

headline   Harbour wall closed
byline     **By Jane Doe**
dateline   _Updated November 3, 2026_
paragraph  The harbour wall is closed from Monday, and nobody knows when it will open again.
paragraph  The council meets on Friday, and many people are expected to come.

headline   Harbour wall closed until May
byline     *Jane Doe*
dateline   *November 3, 2026*
paragraph  The harbour wall is closed from Monday, and nobody knows when it will open again.
paragraph  The council meets on Friday, and many people are expected to come.

paragraph  The council met in the old hall on Friday, and it did not vote.
paragraph  Its members said later that they wanted to see the bill first.
credit     Associated Press

headline   Il muro del porto resta chiuso fino a maggio
byline     di Anna Bianchi
dateline   3 novembre 2026
ui         Condividi
paragraph  Il muro del porto resta chiuso fino a maggio, ha annunciato martedì il Comune.
paragraph  «Non abbiamo altra scelta», ha detto la sindaca davanti ai giornalisti.
ui         Leggi anche: I ponti che nessuno usa
ui         © Riproduzione riservata
ui         I più letti
ui         Il cane che è tornato a casa

headline   Muro do porto fica fechado até maio
byline     Por João Silva
dateline   03/11/2026 17h45 Atualizado há 2 horas
paragraph  O muro do porto fica fechado até maio, anunciou nesta terça-feira a prefeitura.
ui         Continua após a publicidade
paragraph  “Não temos escolha”, disse a prefeita aos jornalistas que esperavam na chuva.
ui         Veja também
ui         O cachorro que voltou para casa
ui         Dez pontes que ninguém usa

headline   Havenmuur blijft dicht tot mei
byline     Door Jan de Vries
dateline   3 november 2026 om 17:45
paragraph  De havenmuur blijft dicht tot mei, zegt de gemeente, die vooral bang is voor ongelukken.
paragraph  De burgemeester zegt dat er niets anders op zit dan de muur te sluiten.
ui         Lees ook
ui         De hond die terugkwam
ui         Al abonnee? Log in

headline   Mur w porcie zamknięty do maja
byline     Anna Nowak
dateline   3 listopada 2026, 17:45
paragraph  Mur w porcie będzie zamknięty do maja, poinformowało we wtorek miasto.
paragraph  Nurkowie znaleźli w nim dziurę, która ma dwa metry szerokości.
ui         Czytaj też: Pies, który wrócił do domu
ui         Reklama

headline   Стену в порту закрыли до мая
dateline   3 ноября 2026, 17:45
paragraph  Стену в порту закрыли до мая, сообщили во вторник в мэрии города.
paragraph  Водолазы нашли в ней дыру шириной два метра, никто не пострадал.
ui         Читайте также:
ui         Собака вернулась домой
ui         Поделиться

headline   Divers back in the water after storm
byline     Jane Doe, BBC News
dateline   3 November 2026
ui         Share
credit     Image source, Getty Images
caption    Image caption, The wall as it was before the storm
paragraph  Divers went back into the water on Tuesday, two days after the storm had passed.
paragraph  They will look at the wall, and at the wharf beside it, until the weekend.
ui         Related Topics
ui         Ostmere
ui         Harbours
ui         More on this story
ui         Ferry wharf to close for repairs
ui         Top Stories
ui         Dog finds its way home

headline   Wall, wharf and water: a harbour in trouble
byline     Jane Doe
byline     Political reporter, @janedoe
dateline   Posted Tue 3 Nov 2026 at 5:45pm
caption    The wall has a hole that is two metres wide. (Supplied: Ostmere Harbour)
paragraph  A harbour that was built in a single winter is in trouble, ninety years later.
paragraph  Its wall has a hole, its wharf is closed, and there is no money left for either.
ui         Get the latest Harbour news delivered to your inbox

headline   Fishermen wait for the wall to open
byline     By Our Reporter
dateline   03 November 2026 • 5:45pm
ui         1 Comment
caption    Boats at the north quay Credit: Jane Doe/The Quay
paragraph  Fishermen say that they cannot wait until May, as their boats are on the wrong side.
paragraph  Some of them plan to leave Ostmere for good, and to fish from Tarnley instead.
ui         More stories
ui         Ten bridges that nobody uses

headline   Harbour wall 'could fall at any time'
byline     By Jane Doe For The Daily Quay
dateline   Published: 17:45, 3 November 2026 | Updated: 18:10, 3 November 2026
ui         4 shares
ui         12 View comments
paragraph  The harbour wall could fall at any time, an engineer has told the council in private.
caption    Engineers at work on the north side of the wall (Jane Doe/The Quay)
paragraph  He asked not to be named, because he had not been allowed to speak to reporters.
ui         Share or comment on this article: Harbour wall could fall

headline   Ferries to Tarnley sail again from Monday
dateline   Last Updated: 3rd November, 2026 17:45 IST
caption    Ferries in the harbour of Ostmere. (PTI)
paragraph  Ferries to Tarnley sail again from Monday, the company that runs them said.
paragraph  They will leave from the north quay every two hours, and tickets cost as much as before.
paragraph  Nobody was hurt when the wall broke, the company said. (PTI)

headline   Mayor of Ostmere resigns over wall
byline     JANE DOE
byline     ASSOCIATED PRESS
dateline   NOVEMBER 3, 2026
credit     Patrick Semansky, ASSOCIATED PRESS
paragraph  OSTMERE (AP) — The mayor of Ostmere resigned on Tuesday over the wall that broke.
paragraph  She said that she had known about the hole for a year, and had told nobody.
ui         ___
credit     Associated Press writer John Smith contributed to this report.

kicker     Opinion
headline   We should have seen it coming, all of us
byline     Opinion by Jane Doe
byline     Contributing columnist
dateline   November 3, 2026 at 5:45 a.m. EST
paragraph  A wall does not break in a night, and this one had been breaking for years.
paragraph  Poem on the wall, found on Monday:
paragraph  Stone on stone
paragraph  and sand between
paragraph  the sea comes in
paragraph  where we have been
paragraph  It is the best thing that was written about the harbour this year, and nobody signed it.

headline   Five questions about the wall, answered
byline     By Jane Doe, Staff Writer
paragraph  Who built it?
paragraph  The town did, in the winter of 1930, with stones from the old church.
paragraph  Is it safe?
paragraph  No.
paragraph  Who pays?
paragraph  That is what the council has to decide, and it has until the end of the month.
list       - The town could pay for all of it.
list       - The state could pay half, as it did in 1975.
paragraph  Neither is likely, as both say that they have no money left for walls.
ui         Comments
ui         3 Comments
ui         harbourfan says:
ui         I told you so, years ago, and nobody wanted to hear it from me then.
ui         Reply
ui         Anna says:
ui         Thank you for this.
ui         Reply

ui         Zum Inhalt springen
kicker     Wirtschaft
headline   Hafen verliert Millionen durch gesperrte Mauer
byline     Ein Kommentar von Anna Weber
dateline   3. November 2026, 17:45 Uhr
ui         12 Kommentare
paragraph  Der Hafen verliert in diesem Jahr Millionen, weil die Mauer gesperrt ist.
paragraph  Das hätte niemand erwartet, und doch war es nicht schwer zu sehen.
ui         Lesen Sie auch: Warum die Fähren zurückkommen
paragraph  Nun soll das Land helfen, das aber selbst kein Geld mehr hat.
credit     Mit Material von dpa
ui         Zur Startseite

headline   Un chien retrouve sa maison après trois ans
byline     Par Le Courrier avec AFP
dateline   Le 3 novembre 2026 à 17h45
paragraph  Un chien a retrouvé sa maison après trois ans d’absence, a raconté sa propriétaire.
ui         La suite après cette publicité
paragraph  Il dormait devant la porte quand elle est rentrée du travail, lundi soir.
ui         Déjà abonné ? Se connecter
ui         Sur le même sujet
ui         Le mur du port menace de s’effondrer

headline   Un perro vuelve a casa tres años después
byline     Redacción
dateline   3 de noviembre de 2026 Actualizado a las 17:45h.
paragraph  Un perro volvió a su casa tres años después de haberse perdido, contó su dueña.
paragraph  Dormía delante de la puerta cuando ella llegó del trabajo el lunes por la noche.
ui         Contenido exclusivo para suscriptores
ui         ¿Ya eres suscriptor? Inicia sesión
ui         Te puede interesar
ui         El puerto cierra el muro hasta mayo

headline   Dog comes home after three years
byline     Posted by Jane Doe on November 3, 2026
paragraph  A dog came home on Monday after three years, and it seemed to be in good health.
paragraph  Its owner found it asleep at the door when she came back from work in the evening.
ui         Filed under: Dogs, Ostmere
ui         Leave a Reply
ui         Your email address will not be published. Required fields are marked *

headline   Read more books, the minister says
byline     By Jane Doe
dateline   Nov 3, 2026
paragraph  Read more books, the minister said.
paragraph  “Sign up for our library card today,” she told the children, and most of them did.
paragraph  “Listen.”
paragraph  “More.”
paragraph  They went on for an hour, and nobody looked at a telephone in all that time.

headline   Harbour wall in Ostmere to be torn down
byline     Jane Doe, CNN
dateline   Updated 5:45 PM ET, Tue November 3, 2026
paragraph  The harbour wall in Ostmere will be torn down and built anew, the council said.
paragraph  It has a hole that is two metres wide, divers found out on Tuesday.
credit     CNN's John Smith contributed to this report.

kicker     TRANSPORT
headline   Ferries sail again, but the harbour stays closed
paragraph  The wall has not been repaired yet
byline     By JANE DOE
dateline   11/03/2026 05:45 PM EST
caption    A ferry leaves the north quay on Monday. | Jane Doe/AP Photo
paragraph  Ferries sail again from the north quay, although the harbour itself stays closed.
paragraph  Nobody could say on Tuesday when it will open, or who will pay for the repairs.

headline   A wall, a hole and a town without money
dateline   Nov 3rd 2026 | OSTMERE
paragraph  A town that lives off its harbour has no money to repair it, and no plan either.
paragraph  Its mayor hopes for help, but the state has its own walls to look after now.

headline   Council in talks over harbour wall
byline     Jane Doe in Ostmere and John Smith in Tarnley
dateline   NOVEMBER 3 2026
ui         Print this page
paragraph  The council is in talks with two banks over a loan for the harbour wall, it said.
paragraph  The loan would have to be paid back within ten years, with interest of 4 per cent.

headline   Wall collapse: three questions for the mayor
byline     Jane Doe
byline     @janedoe
dateline   Tuesday 3 November 2026 17:45
ui         3 comments
paragraph  The mayor has to answer three questions this week, and none of them is easy.
paragraph  The first is when she learned of the hole, and why she told nobody about it.

headline   Dog back home after three years
byline     By
byline     Jane Doe News Reporter
dateline   17:45, 3 NOV 2026
dateline   Updated 18:10, 3 NOV 2026
ui         Bookmark
paragraph  A dog that had been lost for three years is back home, and in good health.
paragraph  It was found asleep at the door on Monday evening, its owner told us.

headline   France: le port d'Ostmere fermé
dateline   Issued on: 03/11/2026 - 17:45
caption    The port of Ostmere, November 2, 2026. © Jane Doe, AFP
byline     Text by: NEWS WIRES
ui         3 min
paragraph  The port of Ostmere is closed until May, the town said on Tuesday after a storm.
paragraph  Its wall has a hole that is two metres wide, and it could fall at any time.
credit     (AFP)

headline   Ostmere harbour wall has to go
byline     By Jane Doe  •  Updated: 03/11/2026 - 17:45
ui         Share this article
ui         Comments
caption    The harbour wall in Ostmere - Copyright AP Photo/Jane Doe
paragraph  The harbour wall of Ostmere has to go, engineers told the council on Tuesday.
paragraph  They said that repairing it would cost more than building a new one from scratch.

headline   Harbour wall may be sold, says council
byline     Jane Doe
dateline   Published: 5:45pm, 3 Nov, 2026
ui         Why you can trust SCMP
paragraph  The harbour wall may be sold to a company that wants to build flats on top of it.
paragraph  The council said that it had not decided yet, and that it would ask people first.

headline   Wall woes weigh on harbour town
byline     Jane Doe · CBC News · Posted: Nov 03, 2026 5:45 PM ET | Last Updated: November 3
caption    The harbour wall was built in 1931. (Jane Doe/CBC)
paragraph  The people of Ostmere have other worries than a wall, but they cannot escape it.
paragraph  It stands in the middle of the town, and nobody can walk past it any more.

headline   Harbour wall: what we know so far
byline     JANE DOE - 11/3/2026, 5:45 PM
ui         Enlarge
paragraph  The wall broke on Sunday night, when a storm threw the sea over the north quay.
paragraph  Divers found the hole two days later, and it is larger than anybody had feared.

headline   The Wall Is Broken and Nobody Wants to Pay
byline     Jane Doe
byline     BuzzFeed News Reporter
byline     Reporting From Ostmere
dateline   Posted on November 3, 2026, at 5:45 p.m. ET
paragraph  OSTMERE — The wall is broken, and nobody wants to pay for it, least of all the town.
paragraph  People here say that they have paid for it already, with ninety years of taxes.

headline   Storm-hit wall may fall within days, engineer warns
byline     By Jane Doe | Fox News
ui         close
ui         Video
paragraph  A wall that was hit by a storm may fall within days, an engineer has warned.
ui         CLICK HERE TO GET THE FOX NEWS APP
paragraph  He asked the council to close the path beside it, which it has not done so far.
credit     The Associated Press contributed to this report.
credit     Jane Doe is a reporter for Fox News Digital.

headline   Ostmere mayor knew of hole in wall for a year
dateline   Nov. 3, 2026, 5:45 PM EST / Updated Nov. 3, 2026, 6:10 PM EST
byline     By Jane Doe and The Associated Press
paragraph  The mayor of Ostmere knew of the hole in the harbour wall for a year, she admitted.
paragraph  She had told nobody, because she did not want to frighten people, she said.

headline   Hole in the wall, hole in the budget
byline     Von Anna Weber, Ostmere
dateline   03.11.2026, 17.45 Uhr
paragraph  Die Stadt hat kein Geld für die Mauer, und die Mauer hat keine Zeit mehr.
paragraph  So lässt sich zusammenfassen, was am Dienstag im Rathaus besprochen wurde.

headline   Mauer in Ostmere: Ein Loch und viele Fragen
byline     VON ANNA WEBER, OSTMERE
dateline   AKTUALISIERT AM 03.11.2026 - 17:45
ui         Bildbeschreibung einblenden
caption    Ein Taucher an der Mauer, Bild: dpa
paragraph  Ein Loch in der Mauer wirft viele Fragen auf, und niemand will sie beantworten.
paragraph  Die Bürgermeisterin schweigt seit Sonntag, und auch das Land sagt nichts dazu.

headline   Hafenmauer von Ostmere wird abgerissen
dateline   Veröffentlicht am 03.11.2026
ui         Lesedauer: 3 Minuten
byline     Von Anna Weber
byline     Redakteurin
caption    Die Mauer stammt aus dem Jahr 1931
credit     Quelle: dpa/Jens Kuhl
paragraph  Die Hafenmauer von Ostmere wird abgerissen, das hat der Rat am Dienstag beschlossen.
paragraph  Der Neubau soll im Frühjahr beginnen und bis zum nächsten Winter fertig sein.

headline   Der Hafen schweigt
dateline   3. November 2026, 17:45 Uhr
ui         Detailansicht öffnen
caption    Still ist es am Hafen geworden. (Foto: Jens Kuhl/dpa)
paragraph  Still ist es geworden am Hafen, seit die Mauer gesperrt ist und kein Schiff mehr fährt.
byline     Von Anna Weber, Ostmere
paragraph  Wer am Morgen an der Mauer steht, hört nur noch die Möwen und das Wasser.
paragraph  Früher war hier mehr los, sagen die Leute, die noch immer jeden Tag kommen.

headline   Le port d’Ostmere ferme jusqu’en mai
byline     Par Claire Dubois
dateline   Le 3 novembre 2026 à 17h45, modifié le 3 novembre 2026 à 18h10
paragraph  Le port d’Ostmere ferme jusqu’en mai, à la suite de la tempête de dimanche.
paragraph  La mairie espère le rouvrir plus tôt, mais rien n’est sûr pour le moment.
ui         Newsletter
ui         S’inscrire à la newsletter

headline   Tempête : le mur du port a cédé
dateline   Publié le 03/11/26 à 17h45 — Mis à jour le 03/11/26 à 18h10
caption    Le port d’Ostmere après la tempête. — J. Martin / Sipa
paragraph  Le mur du port d’Ostmere a cédé dans la nuit de dimanche à lundi, sans faire de blessé.
paragraph  Les pompiers ont fermé le quai nord, où les vagues passaient par-dessus la digue.
byline     C.D. avec AFP

headline   El muro del puerto, cerrado hasta mayo
byline     ANA RUIZ
dateline   Madrid
dateline   Actualizado Martes, 3 noviembre 2026 - 17:45
ui         Ver 3 comentarios
paragraph  El muro del puerto de Ostmere estará cerrado hasta mayo, según el Ayuntamiento.
paragraph  La tormenta del domingo abrió en él un agujero de dos metros de ancho.

headline   Un perro regresa a su casa
byline     ANA RUIZ, Barcelona
dateline   03/11/2026 17:45 Actualizado a 03/11/2026 18:10
paragraph  Un perro regresó a su casa tres años después de perderse en el monte.
paragraph  Su dueña lo encontró dormido delante de la puerta, contó a este diario.

headline   Chiuso il muro del porto
byline     di Anna Bianchi
dateline   3 novembre 2026 (modifica il 3 novembre 2026 | 18:10)
ui         2 minuti di lettura
paragraph  Il muro del porto resta chiuso fino a maggio, dopo la tempesta di domenica.
paragraph  Il Comune spera di riaprirlo prima, ma per ora nulla è certo, ha detto la sindaca.
caption    Il porto di Ostmere dopo la tempesta (ansa)

headline   Harbour wall: Ostmere votes on Sunday
byline     Jane Doe
byline     Senior Harbour Reporter
dateline   3 Nov, 2026 05:45 PM
ui         4 mins to read
ui         Share this article
caption    The harbour wall stands since 1931. Photo / Jane Doe
paragraph  People in Ostmere vote on Sunday on what is to become of their harbour wall.
paragraph  They can choose between a repair and a new wall, which would cost twice as much.
ui         Save
ui         Share this article
ui         Latest from Harbours
ui         Dog back home after three years

headline   Wall closes, wharf opens
byline     Jane Doe
byline     The Quay
dateline   November 3, 2026
ui         View Comments
paragraph  The wall closes on Monday, and the wharf opens on the same day, the council said.
paragraph  It wants to avoid that the harbour has to close altogether, as it did in 1975.
ui         Read or Share this story: https://courier.example/wall

headline   Ostmere’s Wall Has a Hole, and a History
ui         Give this article
ui         3
caption    The wall in Ostmere, which was built in 1931, has a hole that is two metres wide.
credit     Jane Doe for The New York Times
byline     By Jane Doe
dateline   Nov. 3, 2026
paragraph  OSTMERE — It was built in a single winter, by people who had no other work.
paragraph  Now it has a hole, and nobody knows how long it has been there, or why.
credit     Jane Doe is a correspondent based in Ostmere. She has written about harbours since 2011. More about Jane Doe
credit     A version of this article appears in print on Nov. 4, 2026 on page 5 of the morning edition.

headline   Harbour wall gives way in storm
ui         1 of 5 |
caption    A man looks at the harbour wall in Ostmere, Monday, Nov. 2, 2026. (AP Photo/Jane Doe)
ui         Read More
ui         2 of 5 |
caption    Waves break over the harbour wall in Ostmere, Sunday, Nov. 1, 2026. (AP Photo/Jane Doe)
byline     BY JANE DOE
dateline   Updated 5:45 PM GMT, November 3, 2026
ui         Share
paragraph  OSTMERE (AP) — The harbour wall of Ostmere gave way in a storm on Sunday night.
paragraph  Nobody was hurt, but the north quay is under water, and so is the fish market.
ui         ___
credit     Follow AP’s coverage of harbours at https://apnews.com/hub/harbours

headline   Ostmere harbour wall breaks in storm
byline     By Jane Doe
dateline   November 3, 2026 5:45 PM UTC Updated 2 hours ago
caption    Waves break over the wall in Ostmere, November 1, 2026. REUTERS/Jane Doe
ui         Purchase Licensing Rights, opens new tab
paragraph  OSTMERE, Nov 3 (Reuters) - The harbour wall of Ostmere broke in a storm on Sunday.
paragraph  Nobody was hurt, officials said, but the harbour will be closed until May.
ui         Advertisement · Scroll to continue
paragraph  The company that runs the ferries said it would sail from the north quay instead.
credit     Reporting by Jane Doe; Editing by John Smith
credit     Our Standards: The Thomson Reuters Trust Principles., opens new tab
byline     Jane Doe
credit     Thomson Reuters

headline   The wall that held for ninety years
byline     By Jane Doe and John Smith
byline     BBC News, Ostmere
dateline   Published
dateline   3 November 2026
paragraph  For ninety years the wall held the sea back, and then it did not, in one night.
paragraph  Those who were there say that it sounded like a train that would not stop.
ui         More on this story
ui         Harbour wall closed until May
ui         2 November

headline   Harbour wall closes
paragraph  The wall has a hole that is two metres wide
byline     Jane Doe
byline     Senior writer
dateline   Nov 3, 2026, 5:45pm EST
caption    The harbour wall of Ostmere.
credit     Jane Doe/Courier
ui         Share this story
paragraph  The harbour wall closes on Monday, and nobody knows when it will open again.
paragraph  The council meets on Friday, and many people are expected to come to it.

headline   Harbour wall closes for good
byline     Jane Doe | Posted November 3, 2026
paragraph  The harbour wall closes on Monday, and nobody knows when it will open again.
paragraph  The council meets on Friday, and many people are expected to come to it.
credit     About the author: Jane Doe is a writer in Ostmere.

headline   Three dead as ferry sinks off Ostmere
byline     Jane Doe, John Smith and Kay Lee
dateline   Nov 3, 2026 | 17:45
credit     Photo: Getty Images
paragraph  Three people died when a ferry sank off Ostmere in the night, the police said.
paragraph  Twelve others were taken to hospital, and one of them is still in danger.

headline   Ferry sinks off Ostmere
byline     Reporter: Jane Doe
dateline   Date: 3 November 2026
paragraph  A ferry sank off Ostmere in the night, and twelve people were taken to hospital.
paragraph  The police said that they did not know yet why it had sunk so quickly.

headline   Fähre sinkt vor Ostmere
byline     Anna Weber und Jonas Klein
dateline   Aktualisiert am 3. November 2026, 17:45 Uhr
caption    Die Fähre vor dem Unglück (Archivbild)
credit     Foto: dpa
paragraph  Eine Fähre ist in der Nacht vor Ostmere gesunken, zwölf Menschen kamen ins Krankenhaus.
paragraph  Die Polizei sagte, sie wisse noch nicht, warum das Schiff so schnell sank.
credit     dpa/aw

headline   Bürgermeisterin tritt zurück
byline     aus Ostmere berichtet Anna Weber
dateline   Dienstag, 3. November 2026
paragraph  Die Bürgermeisterin von Ostmere ist am Dienstag zurückgetreten, wie sie selbst mitteilte.
paragraph  Sie habe ein Jahr lang von dem Loch gewusst und niemandem davon erzählt.
ui         Drucken
ui         Zur Startseite

headline   La alcaldesa dimite por el muro
byline     Por Ana Ruiz
byline     BBC News Mundo
dateline   3 noviembre 2026
credit     Fuente de la imagen, Getty Images
caption    Pie de foto, La alcaldesa de Ostmere
paragraph  La alcaldesa de Ostmere dimitió este martes por el agujero en el muro del puerto.
paragraph  Lo sabía desde hacía un año, admitió, y no se lo había contado a nadie.

headline   Le ferry coule au large d’Ostmere
byline     Le Courrier avec AFP
dateline   Publié hier à 17h45, mis à jour hier à 18h10
caption    Le ferry avant le naufrage. Photo d'archives
paragraph  Un ferry a coulé dans la nuit au large d’Ostmere, douze personnes sont à l’hôpital.
paragraph  La police a dit qu’elle ne savait pas encore pourquoi il avait coulé si vite.
ui         À lire aussi
ui         Le mur du port menace de s’effondrer

headline   Affonda un traghetto al largo di Ostmere
byline     Redazione
dateline   03 novembre 2026 alle 17:45
paragraph  Un traghetto è affondato nella notte al largo di Ostmere, dodici persone in ospedale.
paragraph  La polizia ha detto di non sapere ancora perché sia affondato così in fretta.
ui         Tutti i diritti riservati

headline   Ferry sinks: what we know
byline     By Jane Doe
dateline   Last updated on 3 November 2026 3 November 2026.
ui         From the section Europe
credit     Image copyright EPA
caption    Image caption The ferry sank within minutes
paragraph  A ferry sank off Ostmere in the night, and twelve people were taken to hospital.
paragraph  What happened?
paragraph  The ferry left the north quay at ten, and it sank within minutes of that.
paragraph  How many people were on board?
paragraph  Fifteen, said the company, and all of them have been found by now.
ui         Follow us on Facebook, or on Twitter @bbcnewsents. If you have a story suggestion email news@bbc.example.

headline   Ferry company to pay for divers
dateline   Tuesday, November 3, 2026
byline     JANE DOE Courier Staff Writer
paragraph  The ferry company is to pay for the divers who looked for its ship, a court ruled.
paragraph  It had refused to do so, because the wall was not its business, as it had said.
credit     Contact Jane Doe at 555-0100 or jdoe@courier.example. Follow her on Twitter: @janedoe

headline   Court: ferry company must pay
byline     Jane Doe For the Courier
dateline   3:45 pm, Nov. 3, 2026
caption    Lawyers leave the court in Ostmere on Tuesday. Jane Doe/Courier photos
paragraph  The ferry company must pay for the divers who looked for its ship, a court ruled.
paragraph  It had refused to do so, because the wall was not its business, as it had said.
ui         Want to read more? Subscribe to the Courier

headline   Dog finds its way home
credit     Getty Images/iStockphoto
byline     By Jane Doe, Contributor
dateline   11/03/2026 05:45pm EST | Updated 2 hours ago
paragraph  A dog found its way home after three years, and its owner could not believe it.
paragraph  It had been seen last on the north quay, on the night on which the wall broke.
ui         Related...
ui         Ten dogs that came home
ui         RELATED COVERAGE
ui         The wall that broke
ui         MORE IN LIFE

kicker     Harbours
kicker     Analysis
headline   Who owns a wall that nobody wants?
paragraph  The town, the state and the ferry company all say that it is not theirs.
byline     Jane Doe
byline     Harbours editor
byline     @janedoe
dateline   Tue 3 Nov 2026 06.00 GMT
ui         120
caption    The wall in 1931, the year in which it was built. Photograph: Ostmere Archive/Alamy
paragraph  A wall that nobody wants stands in the harbour of Ostmere, and it has a hole.
paragraph  Who owns it is a question that the courts have not answered in ninety years.
ui         Topics
ui         Harbours
ui         Ostmere
ui         features

headline   Wall: the numbers
byline     Jane Doe
dateline   3 November 2026
paragraph  The numbers behind the wall are simple, and they do not add up at all.
list       • 8m: what the repair costs
list       • 2m: what the town has
list       • 0: what the state pays
paragraph  Nobody knows where the rest is to come from, and nobody seems to be asking.
credit     Source: Ostmere harbour office

kicker     Regional
headline   Zwei Verletzte bei Brand in Ostmere
dateline   Erstellt am 03.11.2026, 17:45 Uhr
byline     Redaktion Ostmere
ui         Drucken Teilen
caption    Die Feuerwehr im Einsatz. © Jens Kuhl
paragraph  Bei einem Brand in Ostmere sind am Dienstag zwei Menschen verletzt worden.
paragraph  Das Feuer brach gegen drei Uhr in einer Küche aus, teilte die Polizei mit.
paragraph  Ostmere – Warum es brannte, ist noch nicht klar, sagte ein Sprecher der Feuerwehr.
ui         Lesen Sie hier: Hafenmauer bleibt gesperrt
paragraph  Das Haus ist nicht mehr bewohnbar, die Bewohner kamen bei Freunden unter.
ui         Auch interessant
ui         Hafenmauer bleibt bis Mai gesperrt
ui         Hund findet nach drei Jahren heim
ui         Kommentare

kicker     Société
headline   Incendie à Ostmere : deux blessés
byline     Claire Dubois
dateline   03 novembre 2026 à 17:45
ui         2 min
ui         Commenter
ui         Enregistrer
caption    Les pompiers à Ostmere, mardi 3 novembre. Photo Jean Martin
paragraph  Deux personnes ont été blessées mardi dans un incendie à Ostmere, selon les pompiers.
paragraph  Le feu a pris dans une cuisine vers trois heures, pour une raison inconnue.
ui         Article réservé aux abonnés
ui         Pour lire la suite, abonnez-vous
ui         Je m’abonne
ui         À voir également
ui         Le port fermé jusqu’en mai

kicker     Sucesos
headline   Dos heridos en un incendio en Ostmere
ui         Escuchar
ui         Compartir en Facebook
caption    Bomberos en Ostmere este martes. EFE/Juan Pérez
byline     EFE
dateline   Ostmere, 3 nov 2026
paragraph  Dos personas resultaron heridas este martes en un incendio en Ostmere, según los bomberos.
paragraph  El fuego comenzó en una cocina hacia las tres, por causas que se desconocen.
ui         Lee también
ui         El muro del puerto, cerrado hasta mayo
ui         Noticias relacionadas
ui         Un perro vuelve a casa
ui         Mostrar comentarios

headline   Two hurt in Ostmere fire
byline     By Jane Doe jdoe@courier.example
dateline   Posted Nov 3, 2026 at 5:45 PM
caption    Firefighters in Ostmere on Tuesday. [Jane Doe/The Courier]
paragraph  Two people were hurt when a house burned in Ostmere on Tuesday, firefighters said.
paragraph  OSTMERE — The fire began in a kitchen at about three, for reasons yet unknown.
ui         Sign up for daily e-mail
ui         Wake up to the day’s top news, delivered to your inbox
ui         Get our free newsletters
ui         Most Popular
ui         Ferry wharf to close
ui         Subscriber services

headline   Two injured in house fire
byline     Staff report
dateline   Nov 3, 2026 Updated 12 hrs ago
ui         0
ui         Facebook Twitter Email
ui         Buy Now
paragraph  Two people were injured in a house fire in Ostmere on Tuesday, the fire chief said.
paragraph  It began in a kitchen at about three in the morning, when all were asleep.
ui         #placement_123_0_i{width:100%;max-width:550px;margin:0 auto;}
ui         Get local news delivered to your inbox!
ui         Subscribe to our Daily Headlines newsletter.
paragraph  The house cannot be lived in any more, and its owner has moved to her sister’s.
ui         0 comments
ui         Tags
ui         Fire
ui         Ostmere

headline   Fire in Ostmere: two in hospital
dateline   2 hours ago
byline     Jane Doe
byline     BBC News
ui         Share
ui         Save
credit     PA Media
paragraph  Two people are in hospital after a house burned down in the middle of Ostmere.
paragraph  The fire service said it had been called at three in the morning by a neighbour.
paragraph  "It all went very quickly"
paragraph  A neighbour told the BBC that she had seen smoke, and then flames, within a minute.
ui         Get in touch
ui         Follow BBC Ostmere on Facebook, X and Instagram.
ui         Related stories
ui         Harbour wall closed until May
ui         Fire

headline   House burns down in Ostmere, two hurt
byline     Jane Doe
byline     The Ostmere Courier
dateline   2026-11-03T17:45:00Z
ui         Copy Link
ui         Facebook
paragraph  Two people were hurt when a house burned down in Ostmere early on Tuesday morning.
paragraph  Key takeaways
list       • Two people were hurt, one of them badly.
list       • The house cannot be saved.
paragraph  Firefighters fought the flames for six hours, and were helped by their colleagues.
paragraph  “I have never seen anything like it,” said Jon Tarrick, who leads them.
ui         Want more stories like this? Sign up for our newsletter
ui         Read this article in Spanish
ui         ©2026 The Ostmere Courier. Distributed by Tribune Content Agency, LLC.

headline   Dwie osoby ranne w pożarze w Ostmere
byline     Oprac.: Anna Nowak
dateline   Dzisiaj, 3 listopada (17:45)
caption    Pożar w Ostmere /Jan Kowalski /PAP
paragraph  Dwie osoby zostały ranne w pożarze domu w Ostmere, poinformowała straż pożarna.
paragraph  Ogień pojawił się w kuchni około trzeciej nad ranem, gdy wszyscy spali.
ui         Zobacz także
ui         Mur w porcie zamknięty do maja

headline   Casa in fiamme a Ostmere, due feriti
byline     di Redazione Online
dateline   3 novembre 2026
ui         Tempo di lettura: 2 minuti
ui         Ascolta la versione audio dell'articolo
paragraph  Due persone sono rimaste ferite nell’incendio di una casa a Ostmere, dicono i pompieri.
paragraph  Il fuoco è partito da una cucina verso le tre, mentre tutti dormivano.
dateline   Ultimo aggiornamento: 18:10
ui         © RIPRODUZIONE RISERVATA
ui         Potrebbe interessarti anche
ui         Chiuso il muro del porto
"""

LINES = """
ui         Share Tweet
ui         Snap
byline     Jane Doe @janedoe / 5:45 pm GMT•November 19, 2019
credit     Image Credits: Jane Doe
credit     IMAGE: GETTY
ui         New, 12 comments
byline     By Jane Doe@janedoe Nov 19, 2019, 5:45pm EST
ui         If you buy something from a Verge link, Vox Media may earn a commission. See our ethics statement.
dateline   Nov 19, 2019, 05:45pm EST | 1,234 views
ui         Opinions expressed by Forbes Contributors are their own.
byline     By Jane Doe For Mailonline
ui         View comments
ui         e-mail
ui         123 shares
ui         +12
ui         Scroll down for video
ui         Most watched News videos
ui         Embed this
ui         Invalid Email
ui         Thank you for subscribing
ui         Could not subscribe, try again later
ui         We have more newsletters
ui         Show me
ui         See our privacy notice
ui         Top news stories from Mirror Online
ui         Please enter your email address
ui         Created with Sketch.
ui         left Created with Sketch.
ui         Independent Premium
ui         Show Caption
ui         Hide Caption
ui         CLOSE
ui         AUTOPLAY
ui         Subscriber Exclusive Alert
ui         You may occasionally receive promotional content from the Los Angeles Times.
ui         More to Read
ui         Get our Essential Politics newsletter
ui         WATCH LIVE
ui         Subscribe to CNBC on YouTube.
ui         SHARE ON FACEBOOK
ui         MOST READ
ui         Download the NBC News app for breaking news and politics
ui         Support The Guardian
ui         Add Interest
ui         Turn on desktop notifications for breaking stories about interest?
ui         Have you been affected? Email haveyoursay@bbc.example
ui         Email haveyoursay@bbc.co.uk
ui         Got a story for us? Email us at newsdesk@x.example
ui         Diskutieren Sie mit
ui         Verwandte Artikel
ui         Mehr lesen über
ui         Zu den Kommentaren
ui         Kommentare (12)
ui         Comments (12)
ui         12 Comments / 3 New
ui         Voir les commentaires
ui         Lire plus tard
ui         Suivez-nous
ui         Ver más noticias
ui         Loading...
ui         Share this with Facebook
ui         These are external links and will open in a new window Close share panel
ui         Close share panel
ui         Share this with Email
ui         Read more on this story
ui         Watch: Dog finds its way home
ui         VIDEO: Dog finds its way home
ui         RELATED: Dog comes home
ui         Related Stories
ui         What to Read Next
ui         SEE ALSO: Dog comes home
ui         More videos
ui         Live TV
ui         Sign in to comment
ui         Sign In
ui         Log in to leave a comment
ui         Trending Topics
ui         TRENDING
ui         Sponsored Content by Taboola
ui         Promoted Links
ui         You May Like
ui         by Taboola
ui         Recommended by Outbrain
ui         Report this ad
ui         Powered by
ui         Play Video
ui         Current Time 0:00
ui         Duration 1:23
ui         Skip in 5
ui         Up Next
ui         Must Watch
ui         Must Read
ui         Must-Reads
ui         ADVERTISEMENT
ui         - Advertisement -
ui         (ADVERTISEMENT)
ui         STORY CONTINUES BELOW THIS AD
ui         Continue Reading Below
ui         Article continues after sponsor message
ui         Next Up
ui         Next Story
ui         Previous
ui         Next
ui         Filed under
ui         Tagged: dogs, cats
ui         Tags
ui         Topic
ui         Contact us
ui         Subscribe Today
ui         Subscribe now for $1
ui         Get Breaking News Delivered to Your Inbox
ui         Be the first to know
ui         Copyright 2019 NPR
ui         Copyright (c) 2019 by X
ui         © 2019 Cable News Network. A Warner Media Company. All Rights Reserved.
ui         © Copyright Thomson Reuters 2019.
dateline   First Published: November 19, 2019, 5:45 PM
dateline   Last Updated Nov 19, 2019 at 5:45 pm
dateline   November 19, 2019 at 5:45 p.m. EST
dateline   NOV. 19, 2019 | 5:45 PM
dateline   November 19 2019, 5:45pm
dateline   Nov 19 2019, 5:45 PM EST
dateline   Published 12 hours ago
dateline   12 hours ago
dateline   3 days ago
dateline   5h ago
dateline   Nov. 19, 2019 Updated: Nov. 20, 2019 3:15 a.m.
dateline   Published 5:45 pm EST, Tuesday, November 19, 2019
dateline   19th November 2019
dateline   Tuesday, 19 November, 2019
dateline   Posted: 5:45 PM, Nov 19, 2019
dateline   Date created : 19/11/2019 - 17:45
dateline   2019/11/19 17:45
dateline   19.11.2019, 17:45
dateline   Di, 19.11.2019
dateline   19 NOV 2019 - 17:45 CET
dateline   Mardi 19 novembre 2019 à 17:45
byline     By Jane Doe, John Smith and Kay Lee
byline     By Jane Doe | jdoe@courier.example | The Courier
byline     By JANE DOE and JOHN SMITH
byline     By Reuters Staff
byline     By Associated Press
byline     By The Editorial Board
byline     By Staff Writer
byline     Jane Doe jdoe@courier.example
byline     by Jane Doe and John Smith, The Quay
byline     By Dr. Jane Doe
byline     Posted By: Jane Doe
byline     Author: Jane Doe
byline     Written by: Jane Doe
byline     Published by Jane Doe
byline     Von: Anna Weber
byline     von Anna Weber
byline     Par Claire Dubois, à Ostmere
byline     Por: Ana Ruiz
byline     Por Redacción BBC News Mundo
byline     Texto: Ana Ruiz
byline     Di Redazione
credit     AP Photo
credit     AP Photo/Jane Doe
credit     (AP Photo/Jane Doe)
credit     Jane Doe, AP
credit     Jane Doe/AFP/Getty Images
credit     Jane Doe / Getty Images
credit     Jane Doe/Getty
credit     Getty
credit     Getty Images/iStockphoto
credit     Photo Illustration by The Quay/Photos Getty
credit     Courtesy of Jane Doe
credit     Courtesy Jane Doe
credit     CBS News
credit     Jane Doe for The Washington Post
credit     Jane Doe/USA TODAY
credit     The Washington Post via Getty Im
credit     Photos: Jane Doe
credit     PHOTO: JANE DOE/REUTERS
credit     Photograph by Jane Doe
credit     Alex Wong/Getty Images
credit     FREDERIC J. BROWN/AFP via Getty Images
credit     Credit: Jane Doe/Reuters
credit     CREDIT: GETTY
credit     © Jane Doe
credit     © Provided by The Quay
credit     Image: Getty
credit     Bildrechte: dpa
credit     Crédit photo : Jane Doe
credit     © AFP
credit     Foto: Getty Images
caption    Boats at the quay. Jane Doe/AP
caption    Boats at the quay (Getty)
caption    Boats at the quay (Image: Getty Images)
caption    Boats at the quay CREDIT: GETTY IMAGES
caption    Boats at the quay, on Monday. Photograph: Jane Doe/The Guardian
caption    Jane Doe at the quay on Monday in Ostmere. (Jane Doe / Los Angeles Times)
caption    Boats at the quay on Monday. | Jane Doe/Getty Images
caption    Boats at the quay on Monday. AP
caption    Boats wait at the quay in Ostmere, Nov. 1, 2019. (Credit: Getty Images)
caption    Boats wait at the quay on Monday. Getty Images
caption    Boats wait at the quay on Monday. Photo by Jane Doe / The Verge
caption    Boats wait at the quay.Jane Doe / Reuters file
caption    PHOTO: Boats wait at the quay on Monday.
caption    Photo: Boats wait at the quay on Monday.
caption    Pictured: Boats wait at the quay
caption    Bateaux au port. © AFP
caption    Barcos en el puerto | REUTERS
caption    Schiffe im Hafen. Foto: Jens Kuhl / dpa
caption    Schiffe im Hafen (Foto: Jens Kuhl)
caption    Schiffe im Hafen © dpa
credit     This report was produced by the Associated Press.
credit     The Associated Press contributed to this report.
credit     Contributing: Jane Doe, John Smith, USA TODAY
credit     Reuters contributed to this report
credit     With files from The Canadian Press
credit     — With reporting by Jane Doe
credit     This article originally appeared on USA TODAY: Dog comes home
credit     Source: AFP
credit     With AFP
credit     AFP contributed to this report.
credit     CNN's Jane Doe contributed to this report.
credit     (with inputs from agencies)
credit     (With inputs from PTI)
credit     Additional reporting by agencies
credit     Agencies
credit     Press Association
ui         Subscribe to continue reading
ui         Already a subscriber? Log in
ui         Already a subscriber? Log in.
ui         You have 2 free articles left
ui         You’ve reached your limit of free articles
ui         To continue reading, create a free account
ui         This article is for subscribers only.
ui         View in browser
ui         View this email in your browser
ui         View online
ui         Having trouble viewing this email?
ui         Heard on Morning Edition
ui         Heard on All Things Considered
ui         You can unsubscribe at any time.
ui         Add us to your address book
ui         Show key events only
ui         CLICK HERE TO GET THE FOX NEWS APP
ui         Follow Jane Doe on Twitter
ui         Get the Courier app
ui         READ MORE: The bridge that nobody wanted
ui         READ MORE
ui         Also read | Ferries are coming back
ui         5 min read
ui         3 Min. Lesezeit
ui         Lecture 3 min
ui         Tiempo de lectura: 3 min
ui         Most read in Business
ui         More from Opinion
ui         Popular on The Quay
ui         You may also like
ui         Recommended for you
ui         Read Next: Ferries are coming back
ui         34 Comments
ui         Share on Facebook
ui         Auf Facebook teilen
ui         Partager sur Facebook
ui         Compartir en WhatsApp
ui         Jetzt weiterlesen
ui         Nur für Abonnenten
ui         Article réservé aux abonnés
ui         Cet article est réservé aux abonnés
ui         Suscríbete para seguir leyendo
ui         Contenuto riservato agli abbonati
ui         Já é assinante? Entrar
ui         Artykuł tylko dla subskrybentów
ui         Alle Rechte vorbehalten
ui         Tous droits réservés
ui         Advertisement - story continues below
ui         This story contains affiliate links.
ui         Your browser does not support the video tag.
ui         Tags: harbours, walls, ferries
byline     by Laura Winter
byline     By Jane Doe and John Smith
byline     By JANE DOE, Associated Press
byline     BY JANE DOE
byline     **By Jane Doe**
byline     *by Jane Doe*
byline     Von Anna Weber
byline     Von Anna Weber, Berlin
byline     Par Claire Dubois (avec AFP)
byline     Por Ana Ruiz
byline     Di Anna Bianchi
byline     Door Jan de Vries
byline     Text: Anna Weber
byline     Written by Jane Doe, CNN
byline     Story by Jane Doe
byline     Analysis by Jane Doe
byline     Propos recueillis par Claire Dubois
byline     Ein Gastbeitrag von Anna Weber
byline     @janedoe
byline     jane.doe@courier.example
byline     11/03/2026 by Jane Doe
dateline   Updated on: November 3, 2026 / 10:07 AM / CBS News
dateline   Publié le 3 novembre 2026 à 17h45, modifié le 4 novembre 2026 à 9h00
dateline   Madrid - 03 nov 2026 - 17:45 CET
dateline   03.11.2026 - 17:45
dateline   03.11.2026
dateline   2026-11-03 17:45
dateline   Nov. 3, 2026, 5:45 p.m. ET
dateline   Posted at 5:04 PM, Nov 03, 2026 and last updated 7:10 PM, Nov 03, 2026
dateline   Erstellt: 03.11.2026, 17:45 Uhr
dateline   Veröffentlicht am 3. November 2026 um 17:45 Uhr
dateline   Aktualisiert: 03.11.2026, 17:45
dateline   vor 2 Stunden
dateline   hace 2 horas
dateline   il y a 3 heures
dateline   2h ago
dateline   17:45 CET
dateline   10.45am GMT
dateline   Tuesday 3 November 2026 17:45
dateline   Publicado: 03/11/2026 17:45
dateline   Pubblicato il 3 novembre 2026 alle 17:45
dateline   Gepubliceerd op 3 november 2026 om 17:45
dateline   _Updated November 3, 2026_
dateline   First published on November 3, 2026 / 8:16 AM
credit     Photograph: Colm Reilly/PA
credit     Photo: Jane Doe
credit     Photo by Jane Doe/Getty Images
credit     Foto: Jens Kuhl/dpa
credit     Jane Doe/The Quay
credit     JANE DOE / AFP
credit     Jane Doe | Bloomberg | Getty Images
credit     Jane Doe via AP
credit     REUTERS/Jane Doe
credit     Getty Images
credit     AFP
credit     © Jane Doe / AFP
credit     (Reporting by Jane Doe; editing by John Smith)
credit     This story was originally published by The Quay.
credit     Editor’s note: This story has been updated.
credit     Correction: An earlier version of this article misspelled a name.
credit     John Smith contributed reporting.
caption    Mara Lind at the north quay on Monday. Photograph: Colm Reilly/PA
caption    The wall on Monday (Jane Doe/The Quay)
caption    Boats wait at the north quay on Monday. (Photo by Jane Doe/Getty Images)
caption    Boats wait at the north quay on Monday. (AP Photo/Jane Doe)
caption    Boats wait at the north quay on Monday. [Jane Doe/Al Jazeera]
caption    Boats wait at the north quay on Monday, REUTERS/Jane Doe
caption    Ein Taucher an der Hafenmauer in Ostmere Foto: Jens Kuhl/dpa
caption    Ein Taucher an der Hafenmauer (Archivbild)
caption    La digue du port d’Ostmere, le 2 novembre 2026. JEAN MARTIN / AFP
caption    Un buzo revisa el muro del puerto, este lunes. JUAN PÉREZ (EFE)
caption    FILE PHOTO: The wall in 1975
caption    FILE - The wall stands in 1975.
caption    In this photo taken Monday, the wall stands empty.
caption    Image: Divers have found a hole in the wall
caption    Boats at the north quay Credit: Jane Doe/The Quay
-          Read more books, the minister said.
-          Share your bread, the old saying goes.
-          Watch out.
-          Listen.
-          More.
-          Home!
-          Why?
-          No.
-          “Read more.”
-          “Subscribe,” she said.
-          Subscribe to nothing, he told them, and most of them did not.
-          Sign up early, the council said, as there are only ten places.
-          Follow the money, she said, and you will find who built it.
-          Like millions on Facebook, she had shared her pictures with everyone.
-          Find out who built it, and you will find out who has to pay.
-          Click by click, the lock opened.
-          You have two children and a dog, the judge told him.
-          To continue reading was all that he wanted.
-          Already a member of the council, she did not want to be mayor as well.
-          Register to vote before Friday, officials said.
-          Support for the wall is falling, a poll found.
-          Cancel the meeting, they wrote.
-          Comments are cheap, said the mayor.
-          By Wednesday the water had risen by two metres, and the bridge was closed.
-          By the numbers
-          by then it was too late
-          Von der Mauer bis zum Markt sind es zehn Minuten.
-          Par exemple, le mur date de 1931.
-          Por la mañana llovió en Ostmere.
-          Di notte il porto è chiuso.
-          Photo finishes are rare at Ostmere.
-          Image is everything, the old mayor used to say.
-          Credit where it is due: the council acted quickly.
-          Pictures of the wall were everywhere.
-          In this picture of the town, the wall is the frame.
-          The wall was paid for by the town (and by the state).
-          They met in the city hall and/or the church.
-          The poll was done by AP/NORC.
-          The figures come from the Associated Press (AP).
-          May 3 was the last day.
-          On November 3, 2026, the wall broke.
-          Nov. 3 was a Tuesday.
-          3 November was a Tuesday in Ostmere
-          17:45 was the time on the clock when it stopped.
-          He ran it in 2:43.
-          Today
-          Q: Who built the wall?
-          A: The town did.
-          Q. Do you read more than you did?
-          Topics of the day were the wall and the wharf.
-          Related costs are not in the bill.
-          Most read it in one night, and some read it twice.
-          Heard on the street: the mayor will go.
-          Correction is not the same as punishment, she wrote.
-          Editing by committee is what it looked like.
-          This story was told to me by my mother.
-          Our standards are higher now, the mayor said.
-          Stone on stone
-          and sand between
-          1. The town pays for all of it.
-          What happens next?
-          Who pays?
-          — Jon Tarrick (@jontarrick) November 3, 2026
-          RIVERTON, Wis. (AP) — The council met.
-          Sources said the mayor would resign.
-          Teilen will das niemand.
-          Lire un livre par jour, voilà son secret.
-          Compartir la mesa es lo que cuenta.
-          Jetzt ist die Mauer zu.
-          Déjà, la mer entre dans le port.
-          Si quieres la paz, prepara la guerra.
-          Per continuare servono soldi.
-          Este contenido no le gustó a nadie.
-          Sie sind bereits gegangen.
-          Pour lire ce livre, il faut du temps.
"""


def read_pages(pages: str = PAGES) -> list[list[tuple[str, str]]]:
    """The pages, each a list of (kind, line)."""
    return [read_lines(page) for page in pages.strip().split("\n\n")]


def read_lines(lines: str = LINES) -> list[tuple[str, str]]:
    """The lines, each with its kind."""
    return [(kind, text.strip()) for kind, text in (line.split(None, 1) for line in lines.strip().splitlines())]
