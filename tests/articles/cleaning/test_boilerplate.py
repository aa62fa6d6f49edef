"""The tables of boilerplate: that every row can be read, and none takes long to say no."""

from __future__ import annotations

import re
from time import process_time

import pytest

from annotate.articles.cleaning import boilerplate
from annotate.articles.cleaning.line_roles import label_line

ROWS = [(opening, row) for opening in boilerplate.OPENINGS for row in opening.table.replace("\n  ", "").strip().splitlines()]


def test_a_phrase_is_written_as_it_is_looked_up() -> None:
    assert all(phrase == phrase.casefold().strip(boilerplate.EDGES) != "" for phrase in boilerplate.PHRASES)
    assert all("’" not in phrase for phrase in boilerplate.PHRASES)


@pytest.mark.parametrize(("opening", "row"), ROWS, ids=[row[:40] for _, row in ROWS])
def test_a_row_has_words_and_a_pattern(opening: boilerplate.Opening, row: str) -> None:
    words, separator, pattern = row.partition(" :: ")
    assert separator
    assert all(re.fullmatch(r"[^\W\d_]+|0|©", word) and word == word.casefold() for word in words.split())
    re.compile(pattern, re.IGNORECASE)


def test_no_word_is_twice_in_a_row() -> None:
    assert [row for _, row in ROWS if len(set(words := row.partition(" :: ")[0].split())) < len(words)] == []


@pytest.mark.parametrize(
    "unit", ["A", "Aa ", "A-", "a ", "@a", "a@a.", "Aa, ", "Aa/", "((", "1 ", "Aa and ", "Photo: ", "Aa.", ": ", "«"]
)
def test_no_row_takes_long_to_say_no(unit: str) -> None:
    words = sorted({word for _, row in ROWS for word in row.partition(" :: ")[0].split()})
    began = process_time()
    for word in ["", *words]:
        for between in (" ", ": "):
            label_line((word + between + unit * 250)[:499] + "!")
            label_line((word + between + unit * 250)[:499] + "x")
    assert process_time() - began < 5


FURNITURE = """\
Download our app
Download our free app for the latest news
Download the app today
Download the Kelmouth Post app for Android and iOS
Get our app
Install our app
Laden Sie unsere App herunter
Lade unsere App herunter
Jetzt unsere App herunterladen
Jetzt die App laden
Unsere App herunterladen
Téléchargez notre application
Télécharger l'application
Téléchargez l’appli gratuite
Descarga nuestra app
Descarga nuestra aplicación gratis
Descárgate la app
Descargue nuestra aplicación
Scarica la nostra app
Scarica l'app gratuita
Baixe nosso aplicativo
Baixe o app do Correio
Descarregue a nossa aplicação
Download onze app
Download de gratis app
Pobierz naszą aplikację
Pobierz aplikację
Loading comments...
Loading comments…
Loading...
Loading more articles...
Loading video
Kommentare werden geladen...
Kommentare werden geladen
Lade Kommentare...
Wird geladen...
Chargement des commentaires...
Chargement en cours...
Cargando comentarios...
Cargando...
Caricamento commenti...
Caricamento dei commenti in corso...
Carregando comentários...
A carregar comentários...
Reacties laden...
Reacties worden geladen...
Ładowanie komentarzy...
Wczytywanie komentarzy...
Read the full story here
Read the full story here.
Read the full article on our website
Read the full report
Read our full coverage
Read the rest of the story here
Lesen Sie den ganzen Artikel hier
Lesen Sie hier den vollständigen Artikel
Den ganzen Text lesen Sie hier
Hier geht es zum ganzen Artikel
Zum vollständigen Artikel
Lire l'article complet ici
Lire l’article en entier
Lisez l'article complet ici
Retrouvez l'article complet ici
Lea la noticia completa aquí
Lee el artículo completo aquí
Leer la nota completa
Leggi l'articolo completo qui
Leggi qui l'articolo completo
Leia a matéria completa aqui
Leia a reportagem completa
Lees hier het volledige artikel
Lees het hele verhaal hier
Przeczytaj cały artykuł tutaj
Czytaj cały artykuł
WATCH LIVE: Council meets on the bridge
WATCH: The moment the bridge opened
LISTEN LIVE: Radio Kelmouth
Watch live: Mayor speaks to reporters
WATCH VIDEO: How the bridge was built
VIDEO: How the bridge was built
LISTEN: Our podcast on the bridge
JETZT LIVE: Der Rat tagt
LIVE ANSEHEN: Pressekonferenz des Ministers
IM VIDEO: So wurde die Brücke gebaut
REGARDEZ: Le pont à l'aube
REGARDER EN DIRECT : le discours du maire
MIRA EN VIVO: el discurso del alcalde
VÍDEO: Así se construyó el puente
GUARDA IN DIRETTA: il consiglio
GUARDA ANCHE: Il ponte di notte
ASSISTA AO VIVO: o discurso do prefeito
ASSISTA: Como a ponte foi construída
KIJK LIVE: de raad vergadert
OGLĄDAJ NA ŻYWO: posiedzenie rady
"""

COOKIES = """\
We use cookies to improve your experience.
This website uses cookies to ensure you get the best experience on our website.
This site uses cookies. By continuing to browse, you agree to our use of cookies.
We and our partners use cookies to store and access personal data such as browsing data.
By using this site, you agree to our use of cookies.
By continuing to use this website you accept our cookies.
Cookies help us deliver our services. By using our services, you agree to our use of cookies.
We value your privacy.
We value your privacy. We and our 812 partners store and access information on a device.
Our site uses cookies and similar technologies to show you ads.
The Kelmouth Post uses cookies to give you a better service.
We use necessary cookies to make our site work. We would also like to set analytics cookies.
Please accept cookies to watch this video.
Diese Website verwendet Cookies, um Ihnen das beste Erlebnis zu bieten.
Wir verwenden Cookies, um unsere Website zu verbessern.
Wir und unsere Partner nutzen Cookies, um Ihnen Werbung zu zeigen.
Um unsere Webseite für Sie optimal zu gestalten, verwenden wir Cookies.
Mit der Nutzung dieser Seite stimmen Sie der Verwendung von Cookies zu.
Ce site utilise des cookies pour améliorer votre expérience.
Nous utilisons des cookies pour vous offrir le meilleur service.
En poursuivant votre navigation, vous acceptez l'utilisation de cookies.
Avec votre accord, nos partenaires et nous utilisons des cookies.
Utilizamos cookies propias y de terceros para mejorar nuestros servicios.
Este sitio web utiliza cookies para mejorar su experiencia.
Si continúa navegando, acepta el uso de cookies.
Usamos cookies para personalizar el contenido.
Questo sito utilizza cookie per migliorare la tua esperienza.
Utilizziamo i cookie per offrirti un servizio migliore.
Noi e i nostri partner utilizziamo cookie e tecnologie simili.
Este site utiliza cookies para melhorar a sua experiência.
Utilizamos cookies para oferecer uma melhor experiência.
Nós usamos cookies para melhorar a navegação.
Deze website maakt gebruik van cookies om uw ervaring te verbeteren.
Wij gebruiken cookies om onze website te verbeteren.
Ta strona używa plików cookie, aby działać lepiej.
Używamy plików cookies, aby ułatwić korzystanie z serwisu.
Korzystamy z plików cookie w celach statystycznych.
"""

CONTACTS = """\
Contact the author at mara.lind@post.example
Contact the reporter at 555-0134 or mlind@post.example
Contact Mara Lind at mlind@post.example
Contact the author at mlind@post.example.
Email the author at mlind@post.example
Reach the reporter at mlind@post.example
Reach Mara Lind at 555-0134 or mlind@post.example.
Mara Lind can be reached at mlind@post.example
Follow the author on Twitter @maralind
You can reach the author at mlind@post.example
Kontakt zur Autorin: mara.lind@post.example
Kontaktieren Sie den Autor unter mara.lind@post.example
Schreiben Sie der Autorin an mara.lind@post.example
Sie erreichen die Autorin unter mara.lind@post.example
Contactez l'auteur : mara.lind@post.example
Contacter l’autrice à mara.lind@post.example
Contacte con la autora en mara.lind@post.example
Contacta al autor: mara.lind@post.example
Contatta l'autore: mara.lind@post.example
Contattare l'autrice a mara.lind@post.example
Contate o autor: mara.lind@post.example
Entre em contato com a autora pelo e-mail mara.lind@post.example
Neem contact op met de auteur: mara.lind@post.example
Kontakt z autorem: mara.lind@post.example
Skontaktuj się z autorką: mara.lind@post.example
"""

PICTURES = """\
(AP Photo/Mara Lind)
(AP Photo/Mara Lind, File)
(AP Photo)
AP Photo/Mara Lind
(Photo by Mara Lind/Getty Images)
(Photo: Mara Lind)
(Mara Lind/The Post via AP)
(Mara Lind/Kelmouth Post)
(Image: Mara Lind)
(Reuters/Mara Lind)
(REUTERS/Mara Lind)
(Courtesy of Mara Lind)
(Photo courtesy Mara Lind)
(Foto: dpa)
(Foto: Mara Lind/dpa)
(Bild: Mara Lind)
(Photo : Mara Lind / AFP)
(Crédit photo : Mara Lind)
(Foto: Mara Lind/EFE)
(Foto: Mara Lind/Ansa)
(Foto: Divulgação)
(Foto: Mara Lind/Agência Costa)
(Foto: ANP)
(fot. Mara Lind/PAP)
(fot. Mara Lind)
Fot. Mara Lind / PAP
(picture alliance/dpa/Mara Lind)
(Screenshot: YouTube)
(Getty Images)
(Staff Photo by Mara Lind)
(File photo)
(Contributed photo)
(Archivfoto)
(Symbolbild)
"""

PROSE = """\
The court ruled that the firm uses cookies to follow people across the web.
Google said on Monday that it will stop using cookies in its browser next year.
He uses cookies as bait, the hunter said.
The ministry uses cookies on its site without consent, the auditor found.
We use cookies as bait, the hunter said.
Cookies were sold at the fair for a crown each.
Die Firma verwendet Cookies, um Nutzer zu verfolgen, urteilte das Gericht.
We value your privacy, the minister told the press, but the law is the law.
La empresa utiliza cookies para seguir a los usuarios, según el tribunal.
Source: nobody would say that the wall was safe.
Source: nobody would say that the wall was safe, and the town asked no one.
Sources: two people who were there said so.
Quelle: niemand wollte sagen, dass die Mauer sicher war.
Fuente: nadie quiso decir que el muro era seguro.
Fonte: nessuno voleva dire che il muro fosse sicuro.
Bron: niemand wilde zeggen dat de muur veilig was.
Photo: it was the only one that she had of him, and it burned.
Photos by the hundred were found in the attic of the house.
Contact with the ship was lost at noon, the coast guard said.
Contact the police if you see the man, the sheriff said.
Contact was lost at 10 a.m. on Friday near the harbour.
Download speeds have doubled since the cable was laid.
Download the data and you will see that the mayor is wrong.
Loading the trucks took until midnight.
Loading comments into the database took three days, the engineers found.
Watch live bears from the platform, and you will understand.
Live music returned to the square on Friday.
Live fish were sold on the quay until 1960.
Read the full story of the wall in the town's archive and you will find that nobody was paid.
Read the law, she told them.
Video: it was proof that the officer had lied.
Video of the attack was shown to the jury on Monday.
Videos of the attack were shown to the jury.
Follow the money, the prosecutor told the jury.
Follow the river north and you will come to the old mill.
Share prices fell on Friday.
Share on the proceeds was denied to the workers.
Sign up for the army was what he did at eighteen.
Print newspapers lost a third of their readers.
Report: the wall was never inspected.
Report after report was ignored by the council.
Listen to the river and you hear the mill.
More on that later, the minister said.
More than half of the voters stayed at home.
More from the fund will go to schools.
Comments on the draft are due by Friday.
Comments were made that should not have been made.
Advertisement spending fell by a tenth.
Subscribe to that view, and you have to accept that the wall was doomed.
Support the wall, and you support the mayor.
Join us or leave, the rebels told the villagers.
Tap water in Kelmouth is safe to drink again.
Click beetles have returned to the valley.
Most read the book in school.
Related claims were found to be false.
Image is everything in this business.
Images of the flood were sent around the world.
Picture the harbour without the wall.
Editing by committee never works, she said.
Reporting by neighbours led to the arrest.
Reporting by the Post in 2019 led to the arrest of the mayor.
Writing by hand is taught again in the schools of Norrby.
Additional reporting by the town was needed, the auditor found.
This story was told to me by my grandmother.
This article was never published, the court heard.
This report was based on data that had been falsified.
Our standards: they were never written down.
By Friday evening the water had reached the church.
From left to right, the parties agreed on the budget.
From left: nobody objected to the wall.
File: the police had none on him.
Clockwise from the top of the tower, the bells are named after saints.
In this photo she is smiling.
In this image of the future nobody works.
In a photo of 1950 the wall is still there.
Pictured here as a hero, he was a coward to his men.
Here is what we know about the collapse.
Hier ist niemand mehr, sagte der Bürgermeister.
Kommentare wollte der Minister nicht abgeben.
Lesen Sie das Gesetz, sagte der Richter.
Lire la loi ne suffit pas, a dit le juge.
Mehr als die Hälfte der Wähler blieb zu Hause.
Mehr zum Leben bleibt den Rentnern nicht.
Teilen will sie das Erbe nicht.
Foto: es war das einzige, das sie von ihm hatte.
Video: es war der Beweis, dass der Beamte gelogen hatte.
Plus de la moitié des électeurs se sont abstenus.
La suite a montré que le maire avait tort.
En direct de la place, les manifestants ont lu leur texte.
En vivo desde la plaza, los manifestantes leyeron su texto.
Más de la mitad de los votantes se quedó en casa.
Descarga de barcos en el puerto se duplicó en mayo.
Scarica di fulmini sulla città nella notte.
Leia foi eleita presidente da câmara na sexta-feira.
Lees had geen ongelijk, zei de rechter.
Czytaj nie chciał nikt, powiedział sędzia.
Na żywo nie widział go nikt.
Live: it is the only way to hear this band.
Watch: it was the only thing he had left of his father.
© is the sign that the court had to judge.
Related: they are cousins.
Analysis by the lab showed that the water was clean.
Opinion by the court was split.
Words by the president calmed the markets.
Story by story, the tower came down.
Review by the ministry found no fault.
With agency comes duty.
With files from the archive the police proved it.
Mit Material der Feuerwehr wurde das Dach gedeckt.
Provided by law, the right cannot be taken away.
Courtesy of the mayor, the children ate for free.
Handout notes were given to the pupils.
Sponsored by the mill, the team won the cup in 1931.
Produced by hand, the cheese costs more.
Edited by his widow, the letters appeared in 1950.
Translated by monks, the book reached Kelmouth in 1200.
Compiled by the ministry, the list has 300 names.
Posted on the door was a note that nobody could read.
Published by a small house in Norrby, the book sold well.
Written by hand, the will was void.
Updated rules come into force in May.
Updated on Friday, the list has three hundred names.
Continue reading the law and you will find the answer, the judge told her.
Download our report, the ministry told the press, and you will see the figures.
Contact the author of the law, said the judge.
Loading is done by hand here.
"""


@pytest.mark.parametrize("line", FURNITURE.splitlines() + COOKIES.splitlines())
def test_a_button_of_any_language_is_no_text(line: str) -> None:
    role = label_line(line)
    assert role is not None
    assert role.kind == "ui"


@pytest.mark.parametrize("line", CONTACTS.splitlines())
def test_how_to_reach_the_author_is_no_text(line: str) -> None:
    role = label_line(line)
    assert role is not None
    assert role.kind in ("credit", "ui", "byline")


@pytest.mark.parametrize("line", PICTURES.splitlines())
def test_whose_picture_it_is_is_no_text(line: str) -> None:
    role = label_line(line)
    assert role is not None
    assert role.kind in ("credit", "caption")


@pytest.mark.parametrize("line", PROSE.splitlines())
def test_prose_that_begins_like_furniture_is_text(line: str) -> None:
    assert label_line(line) is None
