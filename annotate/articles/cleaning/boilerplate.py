"""Phrases and patterns of boilerplate, credits, captions and bylines, in the words of the outlets. Data only.

Phrases are compared case-folded and without the punctuation at both ends. `OPENINGS` are tables: each line gives the words with
which a line of text may begin and, after ``::``, a regular expression for what follows (spaces after the word are skipped). What
comes before the first word is skipped as well, except an opening quotation mark, since speech is not boilerplate. A number counts
as the word ``0``. Patterns ignore case. To support a new outlet, add a line to a table.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from annotate.model import BlockKind

# -- names ----------------------------------------------------------------------------------------------------------------

_UPPER = r"[^\W\d_a-zß-öø-ÿа-џґα-ώ]"
WORD = rf"(?:(?:al-|el-|d['’]|l['’]|ter )?{_UPPER}[\w.’'-]*)"
"""A capitalised word of a name. Case-sensitive, as the patterns below."""

_PARTICLE = r"(?:de|der|den|del|della|di|da|dos|das|do|du|des|la|le|van|von|vom|zu|zur|ten|bin|al|el|ibn)"
NAME = rf"{WORD}(?: (?:{_PARTICLE} ){{0,2}}{WORD}){{1,3}}"
"""Two to four capitalised words, with particles."""

_AND = r"(?:,? (?:and|und|et|y|e|en|og|och|i|ve|и|та|і|with|avec|mit|con|com|pour) |, ?| & | ?/ ?|; )"
NAMES = rf"{NAME}(?:{_AND}{NAME}){{0,7}}"

_SENTENCE = r" ?(?!courtesy|supplied|provided|via)(?:\S+ ){0,20}(?-i:[a-zß-öø-ÿа-џ]{2,} [a-zß-öø-ÿа-џ]+ [a-zß-öø-ÿа-џ]+)"
"""Three words in lower case, as captions have and credits have not."""

_AGENCIES = """
AP|The Associated Press|Associated Press|ASSOCIATED PRESS|AP Photo|AP Images|Reuters|REUTERS|AFP|Getty|GETTY|Getty Images
Getty images|GETTY IMAGES|EPA|EPA-EFE|EPA/EFE|EFE|ANSA|Ansa|ansa|dpa|DPA|PA|PA Media|PA Wire|PA Images|PA Archive
Press Association|PTI|ANI|IANS|Xinhua|TASS|Kyodo|KYODO|Yonhap|Shutterstock|SHUTTERSTOCK|Alamy|iStock|IMAGO|Imago|imago
imago images|Keystone|KEYSTONE|picture alliance|Picture Alliance|picture-alliance|SIPA|Sipa|ZUMA|Zuma|Zuma Press|NurPhoto
Anadolu|Anadolu Agency|Lusa|LUSA|Belga|BELGA|ANP|NTB|Ritzau|Ritzau Scanpix|Scanpix|PAP|ČTK|MTI|UPI|LaPresse|Europa Press
EUROPA PRESS|Wikimedia|Wikimedia Commons|Unsplash|Pixabay|Handout|HANDOUT|AAP|Splash|Splash News|Rex Features|APA|Newscom
Corbis|Magnum|Magnum Photos|Press Eye|SWNS|Bloomberg
"""
_AGENCY_NAMES = _AGENCIES.strip().replace("\n", "|").split("|")
AGENCY = "(?:" + "|".join(sorted(map(re.escape, _AGENCY_NAMES), key=len, reverse=True)) + ")"
"""Agencies whose pictures are printed, as they write themselves."""

_AGENCIES_ALONE = """
ap photo|agencies|cbs news|nbc news|abc news
ap|associated press|the associated press|reuters|afp|efe|ansa|dpa|pa|pa media|press association|pti|ani|ians|xinhua|tass|kyodo
yonhap|bloomberg|lusa|belga|anp|ntb|ritzau|pap|čtk|mti|upi|europa press|aap|epa|bbc|getty images|getty|apa|sda|sid|kna|epd
imago|picture alliance|shutterstock|alamy|istock|thomson reuters
"""
AGENCIES_ALONE = frozenset(_AGENCIES_ALONE.strip().replace("\n", "|").split("|"))
"""Names that are a credit if they are the whole line. They are printed under articles, too."""

# -- phrases: a whole line ------------------------------------------------------------------------------------------------

_UI_PHRASES = """
hide caption|toggle caption|enlarge this image|enlarge image|view image in fullscreen|open image in gallery|back to gallery
sponsor message|transcript|download|embed|npr thanks our sponsors|become an npr sponsor|supported by|paid post|sponsored
media playback is unsupported on your device|these are external links and will open in a new window|read more about sharing
share this story about sharing|share this|share this story|share this article|share via email|share|copy link|link copied
copy link urlcopied!|show more sharing options|print|print this article|email|facebook|twitter|x|instagram|linkedin|whatsapp
flipboard|reddit|pinterest|telegram|messenger|youtube|tiktok|bluesky|threads|copy|report|save|comments|comment|gift article
skip past newsletter promotion|after newsletter promotion|privacy notice|terms of service privacy notice|terms of service
privacy policy|terms of use|cookie policy|contact us|advertisement|ad|ads by|ad feedback|video ad feedback|scroll to continue
advertisement · scroll to continue|continue reading the main story|continue reading below|story continues below advertisement
story continues below|article continues below|article continues after ad|article continues after advertisement|now playing
read more|read full article|show more|show less|see more|load more|view comments|view all|play|play video|watch|watch now
watch live|listen|listen now|live|replay|pause|mute|close|menu|search|connect|free newsletter|enlarge
bildbeschreibung einblenden|detailansicht öffnen|bild vergrößern|bild in lightbox öffnen|get in touch|buy now|share tweet|snap
independent premium
autoplay|subscriber exclusive alert|invalid email|we have more newsletters|show me
see our privacy notice|could not subscribe, try again later|thank you for subscribing|embed this|add interest|close share panel
live tv|sign in to comment|log in to leave a comment|report this ad|powered by|previous|next|be the first to know|suivez-nous
voir les commentaires|ver más noticias|diskutieren sie mit|accept all|allow all
home|log in|login|login/register
email (required)|name (required)|zip code|email address|your email|sign in|sign up|sign up here|subscribe
subscribe now|register|skip to content|skip to main content|back to top|purchase licensing rights
purchase licensing rights, opens new tab|opens new tab|opens in new tab|narrow-browser-and-phone|image/svg+xml
why you can trust sky news|have your say.give us feedback|click here to get the fox news app|get the app
follow the author of this article|follow us|follow|fill 2 copy 11 created with sketch|see all topics|tweet|link
share full article|give this article|skip advertisement|comment on this story|reuse this content|add to your saved stories
add to your saved stories save|explore more on these topics|end of list|keep reading|video|audio|photos|gallery|summary
companies|listen to this article|listen to this story|share all sharing options|all sharing options|pocket|tumblr|snapchat
mastodon|pin it|e-mail|email me|sms|shares|link copied to clipboard|copied|saved|save article|save for later|bookmark
bookmark this article|reprints|font size|text size|advertising|advertorial|sponsored content|paid content|promoted
partner content|ad - continue reading below|advertisement - continue reading below|skip ad|remove ads|about us|about our ads
careers|sitemap|site map|newsletters|newsletter|rss|accessibility|cookie settings|manage cookies
do not sell my personal information|ad choices|adchoices|help|faq|feedback|leave a comment|leave a reply|post a comment
add a comment|join the conversation|join the discussion|reply|log out|permalink|view in browser|view online
view this email in your browser|unsubscribe|manage preferences|update your preferences|forward to a friend|show key events only
please turn on javascript to use this feature|pinned|pinned post|refresh|load more updates|new updates available
read the full story|read in app|open in app|view gallery|view slideshow|expand|full screen|fullscreen|loading|loading…|cc|hd
commenta|most commented
settings|recommended by|sharing is caring|follow on facebook|follow on twitter|quick links|in pictures|watch more
hear more|subscribe to continue reading|subscribe to read|subscribers only|for subscribers|subscriber-only
exclusive to subscribers|premium|subscribe to unlock|unlock this article|subscriber exclusive|members only|start your free trial
see subscription options|view offers|already a subscriber|already a member|already have an account|create a free account
create account|continue|cancel anytime|no thanks|anzeige|werbung|zum inhalt springen|teilen|drucken|merken|artikel anhören
artikel teilen|artikel drucken|artikel merken|zur startseite|startseite|kommentare|kommentar schreiben|kommentare anzeigen
zu den kommentaren|anmelden|abmelden|registrieren|jetzt abonnieren|abonnieren|newsletter abonnieren|weiterlesen|mehr lesen
mehr anzeigen|nach oben|impressum|datenschutz|kontakt|link kopieren|link kopiert|vorlesen|anhören|folgen|suche|suchen|menü
schließen|bildergalerie|fotostrecke|zum video|nach der werbung weiterlesen|ende der anzeige|empfohlener redaktioneller inhalt
externer inhalt|inhalt laden|per e-mail teilen|bereits abonnent|sie sind bereits abonnent|jetzt testen|nur für abonnenten
artikel verschenken|schrift vergrößern|auf facebook teilen|publicité|partager|imprimer|s'abonner|s’abonner|abonnez-vous
je m'abonne|je m’abonne|se connecter|connexion|commenter|commentaires|réservé aux abonnés|article réservé aux abonnés|réagir
lire plus tard|ajouter à vos favoris|sauvegarder|enregistrer|offrir l'article|offrir|écouter|écouter l'article
écouter cet article|lire la suite|voir plus|afficher plus|copier le lien|lien copié|envoyer par e-mail|envoyer par mail
retour en haut|aller au contenu|déjà abonné|s'inscrire|s’inscrire|s'inscrire à la newsletter|accueil|fermer|mentions légales
suivre|partager l'article|partager sur facebook|contenus sponsorisés|la suite après cette publicité|en direct|publicidad
compartir|guardar|suscríbete|comentarios|comentar|ir al contenido|iniciar sesión|inicia sesión|regístrate|escuchar
escuchar artículo|escuchar noticia|imprimir|enviar por correo|copiar enlace|enlace copiado|leer más|ver más|seguir leyendo
inicio|ver comentarios|mostrar comentarios|normas|suscribirse|ya soy suscriptor|solo para suscriptores
contenido exclusivo para suscriptores|contenido para suscriptores|aviso legal|política de privacidad|síguenos|seguir|en vivo
en directo|apúntate|publicidade|compartilhar|partilhar|assine|assine já|já é assinante|comentários|entrar|salvar|ouvir|leia mais
ver mais|continua após a publicidade|conteúdo exclusivo para assinantes|exclusivo para assinantes|copiar link|continue lendo
pubblicità|condividi|stampa|salva|abbonati|accedi|ascolta|ascolta l'articolo|leggi tutto|commenti|scrivi un commento
contenuto riservato agli abbonati|sei già abbonato|annuncio pubblicitario|riproduzione riservata|© riproduzione riservata
advertentie|delen|afdrukken|bewaren|inloggen|abonneren|lees verder|lees meer|reacties|reageer|luister|al abonnee
artikel voor abonnees|reklama|udostępnij|drukuj|zapisz|zaloguj się|komentarze|czytaj więcej|czytaj dalej
dalszy ciąg materiału pod wideo|subskrybuj|dla prenumeratorów|reklame|annonse|annons|del|udskriv|skriv ut|dela|реклама
поделиться|підписатися|поділитися|подписаться|комментарии|коментарі|читать далее|читати далі
войти|広告|シェア|続きを読む|广告|分享|打印|字号|展开全文
收藏|评论|광고|공유
"""

_RELATED_PHRASES = """
suggested topics|trending topics|verwandte artikel|more to read|more videos|must watch|must-reads|mehr lesen über|topic|next up
related|related articles|related stories|related topics|related tags|related content|related links
related news|related coverage
topics|tags|more|more on|more stories|more on this story|more on this topic|most popular|most read|most viewed|trending
trending now|don't miss|don’t miss|recommended|recommended for you|recommended stories|you may also like|you might also like
you may like|read next|up next|top stories|editors' picks|editor's picks|editors’ picks|editor’s picks|what to read next
popular now|latest news|read this next|also in news|see also|in this story|popular|popular articles|most shared|popular stories
more news|more headlines|the latest|latest stories|latest articles|latest headlines|latest videos|latest updates|more like this
more from us|similar articles|similar stories|similar posts|related posts|related videos|related video|related article
related story|recent posts|recent articles|featured|featured stories|featured videos|our picks|must read|must reads
keep up to date|explore further|find out more|explore more|discover more|more for you|around the web|from around the web
from our partners|from the web
sponsored stories|promoted stories|elsewhere on the web|people also read|next article|previous article|next story|previous story
next post|previous post|read most|most watched|most discussed|other stories|other news|in other news|today's top stories
today’s top stories|best of|follow the topics within this article|topics in this article|this article is related to
stories you may like|you may also be interested in|mehr zum thema|zum thema|das könnte sie auch interessieren
das könnte dich auch interessieren|meistgelesen|meistgelesene artikel|am meisten gelesen|mehr aus diesem ressort|weitere artikel
weitere nachrichten|weitere themen|ähnliche artikel|lesen sie auch|auch interessant|themen|schlagworte|schlagwörter
neueste artikel|aktuelle nachrichten|empfehlungen|empfohlen|mehr dazu|lesetipps|themen in diesem artikel|meistkommentiert
beliebte artikel|unsere empfehlungen|top-themen|aus unserem netzwerk|sur le même sujet|sur le même thème|à lire aussi|lire aussi
à voir aussi|voir aussi|à lire également|les plus lus|les plus lues|articles les plus lus|dans la même rubrique|thèmes associés
plus d'articles|plus d’articles|à la une|nos recommandations|recommandé pour vous|articles similaires|contenus associés
le plus lu|sujets associés|les + lus|más información|te puede interesar|relacionado|relacionados|lo más leído|lo más visto
noticias relacionadas|artículos relacionados|lea también|lee también|le puede interesar|también te puede interesar
te recomendamos|archivado en|más noticias|más leídas|temas|temas relacionados|etiquetas|últimas noticias|otras noticias
ver también|más sobre este tema|recomendados|mais lidas|veja também|leia também|notícias relacionadas|artigos relacionados
mais notícias|últimas notícias|saiba mais|tópicos|leia mais notícias|leggi anche|articoli correlati|i più letti|più letti
ti potrebbe interessare|potrebbe interessarti|ultime notizie|notizie correlate|argomenti|lees ook|meest gelezen|gerelateerd
gerelateerde artikelen|meer over|meer nieuws|onderwerpen|laatste nieuws|czytaj także|czytaj też|czytaj również|zobacz także
zobacz też|zobacz również|najpopularniejsze|najczęściej czytane|powiązane artykuły|tematy|polecane|läs också|les også|læs også
mest läst|mest lest|mest læste|читайте также|читайте також|по теме|за темою|самое читаемое|новости по теме|останні новини
популярное|популярне|相关新闻|相关阅读|延伸阅读|関連記事|관련기사
"""

_BYLINE_PHRASES = "by|von|par|por|door|written by|text by|story by|redacción|redaktion|la rédaction|redazione|our foreign staff"
_DATE_PHRASES = """
published|updated|last updated|last modified|published on|veröffentlicht|aktualisiert|publié|mis à jour|publicado|actualizado
"""

_SUBHEADS = """
key points|key takeaways|key facts|key findings|key developments|at a glance|in brief|the big picture|what we know|what to know
why it matters|the bottom line|the highlights|fast facts|das wichtigste|auf einen blick|im überblick|l'essentiel|à retenir
puntos clave|claves|lo esencial|pontos principais|главное|головне|要点
"""
SUBHEADS = frozenset(_SUBHEADS.strip().replace("\n", "|").split("|"))
"""Headings of summaries: they look like an author's name, since they have two capitalised words."""


class LineRole(NamedTuple):
    """The kind of a line (one of the kinds of `Block`), and the rule that decided it, for people."""

    kind: BlockKind
    rule: str


BOILERPLATE = LineRole("ui", "page furniture")
RELATED_HEADING = LineRole("ui", "related heading")
RELATED_LINK = LineRole("ui", "related link")
DATE = LineRole("dateline", "date")
BYLINE = LineRole("byline", "byline")
ENDNOTE = LineRole("credit", "endnote")
CREDIT = LineRole("credit", "credit")
CAPTION = LineRole("caption", "caption")

EDGES = "()[] \t\u00a0.:;,!?…·•|–—-›»→←▸▶▼+×✕*¿¡"
"""Punctuation at both ends of a phrase, which does not count."""

PHRASES: dict[str, LineRole] = {
    phrase.casefold().strip(EDGES).replace("’", "'"): role
    for table, role in (
        (_RELATED_PHRASES, RELATED_HEADING),
        (_UI_PHRASES, BOILERPLATE),
        (_BYLINE_PHRASES, BYLINE),
        (_DATE_PHRASES, DATE),
    )
    for phrase in table.strip().replace("\n", "|").split("|")
}
"""Whole lines. After a heading of related links, the lines up to the next line of prose are not part of the article either."""


# -- openings: how a line begins ------------------------------------------------------------------------------------------


class Opening(NamedTuple):
    """Lines that begin in one way: at most `words` long, and without a full stop at the end unless `stop`."""

    role: LineRole
    words: int
    stop: bool
    table: str


OPENINGS: tuple[Opening, ...] = (
    # Buttons, counters and players. They are short, and no sentences.
    Opening(
        BOILERPLATE,
        12,
        False,
        r"""
share post tweet pin send print email :: (?:this |it )?(?:article |story |post |page )?(?:on|to|via|with|by) (?:a )?\w+$
click tap swipe scroll :: (?:here|to|for)\b
share read :: or (?:comment|share)\b
riproduzione :: riservata\b
sign log :: in to (?:read|continue|access|unlock|view|see|listen|watch)\b.{0,40}$
join :: (?:our|us on) .{0,30}\b(?:whatsapp|telegram|facebook|discord|signal|community|channel|newsletter)\b.{0,20}$
get :: our (?:free |daily |weekly |latest )*(?:news|newsletters?|e-?mails?|alerts?|headlines)\b.{0,20}$
comment :: below$
diesen dieses :: (?:artikel|beitrag|text|video) (?:teilen|drucken|merken|anhören|speichern|weiterempfehlen|kommentieren)$
hier :: (?:anmelden|abonnieren|registrieren|einloggen|bestellen)$
bereits :: (?:abonnent|abonniert|registriert|kunde|mitglied)\w*\b ?\W.{0,30}$
folgen :: sie (?:uns|dem|der|diesem)\b.{0,40}$
suivez seguici segui síguenos síganos siga seguite siganos :: (?:-nous|‑nous|nos|noi)? ?(?:sur|su|en|no|na) \w+(?: \w+){0,3}$
votre :: abonnement\b.{0,30}$
rejoignez :: (?:-nous\b|notre (?:chaîne|groupe|communauté|canal)\b).{0,30}$
únete únase unite :: (?:a|al) (?:nuestr[oa] )?(?:canal|grupo|comunidad|boletín)\b.{0,30}$
entre participe siga inscreva :: (?:-se )?(?:n[oa]|o) (?:noss[oa] )?(?:canal|grupo|comunidade)\b.{0,30}$
iscriviti entra unisciti :: (?:al|nel) (?:nostro )?(?:canale|gruppo)\b.{0,30}$
volg :: ons (?:op|via)\b.{0,30}$
zapisz dołącz obserwuj polub :: (?:się|do|nas) ?(?:na|do)? ?(?:naszego |nasz |naszej )?(?:newsletter\w*|kanał\w*|grupy|facebooku
  |fb|google news)\b.{0,20}$
dalsza dalszy reszta :: (?:część|ciąg) (?:artykułu|materiału|tekstu)\b.{0,40}$
подписывайтесь подпишитесь следите підписуйтесь підпишіться читайте :: (?:на|за|нас) .{0,30}(?:канал|телеграм|telegram|рассылк
  |facebook|новостями|новинами|youtube)\w*\b.{0,30}$
comments kommentare commentaires comentarios commenti reacties :: \(\d+\)$
download get install :: (?:the|our|this|your)? ?(?:[\w’'-]+ ){0,4}apps?(?: (?:today|now|here|for|on|to|and|from)\b.{0,40})?$
laden lade ladet :: (?:sie |dir |euch |jetzt )*(?:die|hier|unsere)\b.{0,30}\bapps?\b.{0,30}$
jetzt unsere die :: (?:(?:kostenlose?|gratis|die|unsere) )*(?:\w+[- ])?app (?:kostenlos )?(?:herunter|runter)?laden\b.{0,20}$
télécharger téléchargez installez :: (?:gratuitement )?(?:l['’]|notre |nos )(?:nouvelle )?appli(?:cation)?s?\b.{0,30}$
descarga descargue descárgate descárguese instala :: (?:ya |gratis |aquí )?(?:nuestra|la) (?:nueva )?(?:app|aplicación)\b.{0,30}$
scarica scaricate :: (?:gratis |subito )?(?:la nostra |l['’])(?:app|applicazione)\b.{0,30}$
baixe baixar descarregue instale :: (?:já |agora |grátis )?(?:[oa] )?(?:noss[oa] )?(?:app|aplicativo|aplicação)\b.{0,30}$
download :: (?:nu |hier )?(?:onze|de|het) (?:gratis )?(?:\w+[- ])?app\b.{0,30}$
pobierz zainstaluj ściągnij :: (?:naszą |nową |bezpłatną |darmową )*aplikację\b.{0,30}$
current :: time \d
duration :: \d
skip :: in \d
support :: the (?-i:[A-Z])\w+$
read :: this (?:article|story) in \w+$
ascolta :: (?:la versione|l['’]articolo|questo)\b
for :: (?:all the|more) (?:latest|news|stories)\b.{0,80}\b(?:app|newsletter|click|visit|follow|download)\b
mehr :: quellen anzeigen$
verwendete :: quellen$
turn :: on (?:desktop )?notifications\b
by :: (?:taboola|outbrain)$
email :: \S+@\S+$
print save :: this (?:page|article|story)$
why :: you can trust \w
from :: the section\b
ver voir view :: (?:los |les )?\d+ com\w+$
0 :: min(?:ut\w*)?\.?$
sign :: up (?:for|to) (?-i:[A-Z])
share :: (?:all )?(?:sharing )?(?:options|tools)(?:$| for:)|full article|this \w+(?: \w+)?$|save\b
compartir compartilhar partager teilen condividi delen udostępnij поделиться поділитися :: (?:en|on|no|na|sur|auf|su|op|via
  |per|par|w|в|у) \w+(?: \w+)?$
auf :: (?:facebook|twitter|x|whatsapp|linkedin|xing) teilen$
0 :: -?min(?:ut\w*|s)?\.?[ -]?(?:to read|read|listen|watch|video|de lecture|de lectura|di lettura|de leitura|lesezeit|leestijd
  |czytania)$
0 :: (?:of|/|von|sur|de|di) \d+ ?\|?$
0 :: (?:new |view )?(?:comments?|shares?|views?|likes?|replies|repl(?:y|ies)|responses?|kommentare?|commentaires?|comentarios?
  |comentários?|commenti|reacties|reactions?|komentarz\w*|комментари\w*|коментар\w*|photos?|images?|fotos?
  |bilder)(?: ?/ .{0,12})?$
0 :: (?:responses?|thoughts|comments|replies) (?:to|on) [“"‘«]
0 :: [•·|]\s*(?:source\b|$)
0 :: new updates?$
new :: ,? ?\d+ comments$
image photo slide video foto bild imagen photos :: \d+ ?(?:of|/|von|sur|de|di) ?\d+$
listen :: [·•|-] ?\d+:\d\d|to this (?:article|story|episode|podcast)\b.{0,40}$|to .{2,30} live at\b
video audio :: \d+:\d\d
reading read :: time\b.{0,20}$
estimated :: read
list item :: \d+ of \d+$
list :: of \d+ items$
view see show load :: (?:all|more|less|\d+|next|previous)\b(?: \w+){0,3}$|all \(\d+\)$|(?:comments|gallery|slideshow|replies
  |original(?: post)?)$
view open read :: (?:(?:this )?(?:e-?mail|newsletter|message|it)? ?(?:in|on) (?:your |a |the )?(?:web )?(?:browser
  |app))\b.{0,20}$
show hide :: (?:comments?|key events|transcript|caption|map|details)\b.{0,12}$
jump skip go back return :: (?:to|past) (?:the )?(?:content|comments|main content|navigation|top|newsletter promotion|homepage
  |home ?page|article|gallery|next section)\b
advertisement :: [·•|-]
continue :: reading\b.{0,60}$|with (?:google|facebook|apple|email)$
terms :: of (?:use|service|sale)\b
privacy :: (?:policy|notice)\b.{0,60}$|\|
follow :: (?:us|the author|this (?:author|topic)|live)\b.{0,30}$|\w+(?: \w+){0,2}$|on \w+$
filed :: (?:to|in) ?:
updating refreshing :: (?:in|every) \d+
pgp otr :: fingerprint\b
leave post add write :: (?:a|your) (?:comment|reply|review)\b.{0,20}$
deja deje laissez lascia schreiben deixe :: (?:un|una|sie|uma|um) (?:comentario|commentaire|commento|kommentar|respuesta
  |réponse|comentário|resposta)\b.{0,20}$
gallery galerie galería :: :? ?.{0,3}\d+ \w+$
rate :: this (?:article|story)
report :: (?:a|an) (?:typo|error|correction|problem|mistake)\b
article :: continues\b|(?:réservé|reserved)\b
story :: continues\b|highlights$
nach :: der (?:anzeige|werbung)\b
publicité publicidad :: [·•|-]
la :: suite après cette publicité
image :: (?:gallery|zoom)$
live :: (?:feed|reporting|updates?|blog|coverage)$
liveticker liveblog :: $
minuto :: a minuto$
latest :: (?:updates?|posts?|entries)$
permalink :: \d+ comments?
entries :: rss
http https :: ://\S+$
www :: \.\S+$
""",
    ),
    # Notices: invitations to subscribe, and who may copy the page. They may be sentences.
    Opening(
        BOILERPLATE,
        45,
        True,
        r"""
sign :: up(?: now| today| here| free)?(?:[:!]| (?:for|to) ?(?:our(?: ?newsletters?)?|the (?:(?-i:[A-Z])
  |(?:\w+ ){0,3}(?:newsletter|list|alerts?|app)\b)|your|free|daily|weekly|all|a|get
  |receive|newsletters?|e-?mail
  |breaking)\b|for (?:our|the)\b)
subscribe :: (?:for|to) (?:our|your|free|my|us|this (?:newsletter|channel)|the (?-i:[A-Z])|(?:[\w’']+ ){1,3}newsletter
  |continue|read|unlock|keep)|(?:now|today|here)\b(?: to (?:read|unlock|continue|get|access|support|enjoy)\b.{0,90}
  |.{0,40})$|(?:by|via) e-?mail\b|and\b.{0,60}$
lesezeit lesedauer leestijd lectura lecture :: .{0,20}\d.{0,12}$
temps tiempo tempo :: (?:de|di) (?:lecture|lectura|leitura|lettura)\b.{0,20}$
created :: with sketch
left right :: created with sketch
these :: are external links\b
this our the :: (?:web)?site(?: \w+)? uses? (?:\w+ ){0,3}cookies\b
the :: (?-i:[A-Z])[\w ]{2,30} uses cookies to (?:give|offer|improve|provide|personali[sz]e)\b.{0,60}\b(?:you|your|service)\b
by if :: (?:you )?(?:using|continuing|browsing|continue|clicking|visiting|accepting)\b.{0,80}\bcookies\b
cookies :: (?:help|allow|enable) us\b
please :: (?:accept|enable|allow) (?:\w+ )?cookies\b
diese unsere :: (?:web|internet)?(?:site|seite)\b.{0,30}\bcookies\b
wir :: (?:und unsere .{0,20}partner )?(?:verwenden|nutzen|setzen|benutzen) .{0,20}\bcookies\b
um :: (?:unsere|ihnen|die)\b.{0,80}\b(?:verwenden|nutzen|setzen) wir\b.{0,20}\bcookies\b
mit durch :: (?:der|die) (?:weiteren? )?nutzung\b.{0,60}\bcookies\b
ce notre :: site\b.{0,30}\bcookies\b
nous :: (?:et nos .{0,20}partenaires )?utilisons .{0,20}\bcookies\b
en :: (?:poursuivant|continuant|naviguant)\b.{0,80}\bcookies\b
avec :: votre (?:accord|consentement)\b.{0,80}\bcookies\b
utilizamos usamos nós nosotros :: (?:e os nossos parceiros |y nuestros socios )?(?:(?:usamos|utilizamos) )?(?:\w+ ){0,2}cookies\b
este esta :: (?:sitio|web|site|página)\b.{0,20}\b(?:utiliza|usa)\b.{0,10}\bcookies\b
si se :: (?:continúa|continua|sigue|decide)\b.{0,60}\bcookies\b
questo il :: (?:nostro )?sito\b.{0,30}\bcookies?\b
utilizziamo usiamo noi :: (?:e i nostri partner )?(?:(?:utilizziamo|usiamo) )?(?:i )?cookies?\b
deze onze :: (?:web)?site\b.{0,40}\bcookies\b
wij we :: (?:en onze partners )?gebruiken .{0,20}\bcookies\b
ta nasza :: (?:strona|witryna)\b.{0,30}\bcookies?\b
używamy korzystamy :: (?:z )?(?:plików )?cookies?\b
loading :: (?:more )?(?:comments?|articles?|stories|videos?|player|content|posts|replies|map|chart|poll|quiz)?\W*$
kommentare inhalte inhalt video artikel seite :: (?:werden|wird) (?:gerade )?geladen\W*$
lade :: (?:weitere )?(?:kommentare|inhalte|artikel)\W*$
wird :: geladen\W*$
chargement :: (?:des (?:commentaires|articles|contenus)|de la (?:vidéo|page)|du lecteur|en cours)?\W*$
cargando carregando caricamento :: (?:(?:dei |del |los |os |más |mais )?(?:comentarios|comentários|commenti|v[ií]deos?|noticias
  |notícias|artículos|contenuti|contenidos?|conteúdo))?(?: in corso)?\W*$
a :: carregar (?:comentários|vídeo|notícias|mais)\W*$
reacties :: (?:worden |aan het )?(?:laden|geladen)\W*$
ładowanie wczytywanie :: (?:komentarzy|artykułów|strony|wideo)?\W*$
read :: (?:the|our|my) (?:full|whole|entire|complete|original|rest of th(?:e|is)) (?:story|article|report|piece|interview|post
  |text|coverage|review|analysis|column|essay|statement|letter)(?: (?:here|online|now|below|(?:on|at|in) .{2,40}))?\W*$
lesen :: sie (?:hier )?(?:den|das|die) (?:ganzen?|vollständigen?|kompletten?|gesamten?|ausführlichen?) \w+(?: \w+){0,2}\W*$
hier :: (?:geht es|geht['’]s|geht’s|kommen sie|lesen sie|gelangen sie) (?:zum|zur|den|das|die) (?:ganzen?|vollständigen?
  |kompletten?|gesamten?) \w+\W*$
den das die :: (?:ganzen?|vollständigen?|kompletten?|gesamten?) \w+ (?:lesen|finden|sehen|gibt es|gibt['’]s)(?: sie)? (?:hier|auf
  |in)\b.{0,30}$
zum :: (?:ganzen|vollständigen|kompletten|gesamten) (?:artikel|text|bericht|interview|beitrag)\W*$
lire lisez retrouvez :: (?:ici )?(?:l['’]|le |la |notre )\w+ (?:compl(?:et|ète)|intégrale?|en entier|en intégralité
  |dans son intégralité)(?: \w+){0,3}\W*$
lea lee leer :: (?:aquí )?(?:la|el) \w+ (?:complet[oa]|íntegr[oa])(?: \w+){0,3}\W*$
leggi leggete :: (?:qui )?(?:l['’]|la |il |tutt[oa] (?:la |il |l['’]))\w+(?: complet[oa]| integrale
  | inter[oa])?(?: qui| su \w+)?\W*$
leia ler confira :: (?:aqui )?[ao] \w+ (?:complet[oa]|na íntegra|integral)(?: \w+){0,3}\W*$
lees :: (?:hier )?(?:het|de) (?:hele|volledige|complete|gehele) \w+(?: (?:hier|online|op \S+|in \w+))?\W*$
czytaj przeczytaj :: (?:cały|całą|pełny|pełną|całość)(?: (?:artykuł|tekst|wywiad|relację|materiał))?(?: \w+){0,3}\W*$
please :: enter (?:your|a valid)\b
if :: you (?:buy|purchase|click|make a purchase)\b.{0,90}\b(?:commission|affiliate|earn)
opinions :: expressed\b.{0,60}\bown\b
you :: may (?:occasionally )?receive promotional\b
subscribe :: to [\w ]{2,30} on (?:youtube|apple podcasts|spotify)\b
have :: you been affected\b.{0,80}(?:@|e-?mail|contact)
let :: our news meet your inbox\b
get :: (?:the|our|all the|more of|your|breaking|unlimited|full) .{0,60}\b(?:newsletters?|inbox|alerts|access|app)\b
in :: each episode of (?:his|her|their|our)\b
listen watch :: (?:and subscribe|and follow|on) .{0,60}\b(?:apple podcasts|spotify|itunes|youtube|npr one|stitcher)\b
follow :: .{2,40} on (?:facebook|twitter|instagram|youtube|x|tiktok|threads|bluesky|linkedin|whatsapp|telegram)\b
like find watch join :: (?:us|our|the \w+|more) .{0,30}\bon (?:facebook|twitter|instagram|youtube|x|tiktok|linkedin|whatsapp)\b
listen :: to .{2,30} live at\b
click tap swipe :: here\b (?:to|for)\b|(?:for|to) (?:more|view|see|read|expand|subscribe|play|share|listen|watch)\b
scroll :: (?:down |for |to )(?:for |to )?(?:more|continue|read|see|content|video)\b
download :: (?:the|our) .{2,30}\bapp\b
newyou :: can now listen to\b
new :: you can now listen to
register :: (?:for free|now|here|to (?:read|continue|access|unlock|comment|receive))\b
have got :: (?:a|any) (?:tip|story|question|comment|news tip)s?\b.{0,60}(?:@|\bcontact\b|\bemail\b|\bsend\b|\bget in touch\b
  |\blet us know\b)
do :: you have (?:a|any) (?:tip|story|question|comment|view|opinion|news tip)s?\b.{0,80}(?:@|\bcontact\b|\be-?mail\b|\bsend\b
  |\bget in touch\b|\blet us know\b)
this :: (?:article|story|post|page) (?:is more than \d+ (?:year|month)s? old|(?:may )?contains? (?:affiliate|references to)
  |is (?:only )?(?:for|available to|exclusive to|reserved for) .{0,20}(?:subscribers|members)|is free for)
this :: (?:video|content|page|feature|site|website|form) (?:is not|can ?not|can't|can’t|could not|is no longer|requires
  |uses cookies|is protected by|is provided by)\b.{0,90}(?:available|load|play|support|display|javascript|cookies|recaptcha
  |view|browser|device)
this :: (?:e-?mail|newsletter) was sent\b
this :: site (?:is protected by|uses)\b
privacy :: notice: ?newsletters
by :: (?:signing up|subscribing|clicking|registering|submitting|entering your|continuing)\b.{0,60}\byou (?:agree|confirm
  |acknowledge|consent|accept|will|are|may)\b
you :: (?:have|['’]ve) (?:\d+|one|two|three|four|five|no|reached)\b.{0,40}\b(?:articles?|stories)\b
you :: (?:are|['’]re) receiving this\b|can (?:unsubscribe|opt out|manage your)\b|must be (?:logged|signed) in\b|(?:have
  |['’]ve) (?:successfully )?(?:been )?(?:subscribed|signed up)\b|need to (?:be logged|log|sign) in\b|(?:may|can) (?:share
  |gift) .{0,20}articles? (?:a|each|per) month
already :: (?:a|an) (?:\w+ )?(?:subscriber|member)(?:\?|$|\W.{0,10}\b(?:log|sign))|(?:have an account|registered
  |subscribed)\b.{0,40}(?:log|sign)
not :: (?:a|yet a) (?:subscriber|member)\b
to :: (?:continue reading|keep reading|read the (?:full|rest)|read more of|unlock|access the full|comment|use this feature
  |subscribe|enjoy (?:our|additional))\b.{0,60}\b(?:subscri\w+|log ?in|sign|regist\w+|account|member\w*|javascript|visit
  |e-?mail|click|content|story|article)\b
continue keep :: reading\b.{0,60}\b(?:subscri\w+|free|account|trial|for (?:only )?[$€£]|with (?:a|our|\w+ \w+))\b
want :: (?:to read )?more\b.{0,40}\?.{0,60}(?:subscri|sign|newsletter|join)
unlock :: (?:this|the|unlimited|full|all|more|your|premium)\b.{0,80}\b(?:articles?|story|stories|access|content|subscri\w+
  |account|offer|journalism)\b
start :: (?:your|a) (?:free )?(?:trial|subscription)\b
support :: (?:our|independent|local|quality|us)\b.{0,60}\b(?:journalism|today|work|subscri\w+|donat\w+|newsroom)\b
become :: a (?:member|subscriber|supporter|patron)\b
create :: (?:a|your) (?:free )?account\b
cancel :: (?:at )?any ?time\b
enter :: your e-?mail\b
your :: (?:e-?mail address|subscription|privacy|free (?:article|trial)|comment)\b.{0,60}(?:not be published|supports?|required
  |matters|helps|has|expire\w*|will)\b
required :: fields are marked
no :: spam\b
don :: ['’]t miss out on\b.{0,40}\b(?:headlines|news|stories|newsletters?|offers?|updates?)\b.{0,60}$
comments :: are (?:closed|subject|moderated|not|now closed|open|off|disabled)\b|(?:on|have) (?:this|been)\b
please :: (?:turn on|enable|disable|log in|sign in|subscribe|read our|see our|check your|activate|fill|review our|whitelist
  |try (?:again|another)|consider (?:subscribing|supporting|turning))\b
unfortunately :: your browser\b
your :: browser (?:does not|doesn['’]t|is not)\b
javascript :: (?:is (?:disabled|required|not enabled|turned off)|must be|needs to be)\b
we :: (?:and our (?:\d+ )?partners )?(?:use|set|store) (?:\w+ ){0,2}cookies\b|value your privacy\b
  |(?:may|might|could) earn (?:a |an )?(?:affiliate )?commission|['’]d (?:like|love) to hear from you
our :: (?:website uses|community guidelines|commenting policy)\b
all :: (?:rights reserved|products (?:featured|recommended))\b
products :: (?:featured|recommended) .{0,40}\bindependently\b
npr :: transcripts are created\b
accuracy :: and availability of (?:npr )?transcripts may vary
transcript :: provided by\b
transcripts :: may (?:not|contain)\b
heard :: on (?=\W*(?-i:[A-Z]))[^.]{3,60}$
forwarded was :: this (?:message|e-?mail|newsletter|forwarded)\b.{0,60}$
was :: this (?:forwarded|newsletter forwarded|e-?mail forwarded)
having :: (?:trouble|problems) (?:viewing|reading|seeing)\b
having :: problems with\b.{0,40}\?
if :: you (?:no longer (?:wish|want) to receive|(?:can ?not|can't|can’t|have trouble|are having trouble) (?:view\w*|see\w*
  |read\w*) (?:this|the)|(?:would like|wish|want) to (?:unsubscribe|comment))\b
add :: .{2,60} to your (?:address book|safe senders?|contacts|home screen)\b
unsubscribe :: (?:here|from|at any|\||·|-)
update manage :: (?:your )?(?:preferences|subscriptions?|e-?mail)\b.{0,40}$
copyright :: (?:©|\(c\))? ?(?:by )?\d{4}\b|(?:©|\(c\))
c :: \) ?\d{4}\b
© :: copyright\b|(?:by )?\d{4}\b|riproduzione\b
the :: point -- now on youtube|views expressed (?:in|here|are|by)\b.{0,90}(?:not|author|own)|content you requested
  |article you have been reading|comments section is
terms :: (?:&|and) conditions\b
ad ads :: (?:by|loading|choices)\b.{0,20}$|- \w+
sie du :: (?:sind|haben|bist|hast|lesen|können) (?:bereits|schon|noch \d+|noch kein|diesen artikel)\b.{0,60}(?:abo|konto|kunde
  |artikel|lesen|anmeld|login|einlogg|registr)
jetzt :: (?:zum newsletter|weiterlesen|abonnieren|testen|anmelden|registrieren|kostenlos|digital|bestellen|freischalten|gratis)\b
weiterlesen :: (?:mit|nach)\b
dieser :: (?:artikel|text|inhalt|beitrag) (?:ist (?:nur )?(?:für|exklusiv|teil|bestandteil|mehr als)|gehört|erschien|wurde
  |stammt)\b.{0,90}(?:abo\w*|plus|\+|jahre? alt)
melden :: sie sich (?:an|für|hier|jetzt)\b
abonnieren :: sie\b
newsletter :: (?:abonnieren|bestellen|anmelden|anmeldung)\b
zum :: (?:inhalt|newsletter|anfang|artikel|seitenanfang|hauptinhalt|login|abo)\b.{0,20}$
mit :: (?:dem|ihrer|der) (?:klick|anmeldung|bestellung|registrierung)\b
nur :: für (?:abonnenten|registrierte)\b
externer :: inhalt\b
an :: dieser stelle (?:finden|steht|befindet|würden)\b.{0,40}(?:extern|inhalt|redaktion)
alle :: rechte vorbehalten
il :: vous reste \d
la :: suite est réservée
cet le :: (?:article|contenu|lecture)\b.{0,30}(?:est (?:réservé|exclusivement)|réservée?) (?:à|aux)
pour :: (?:lire|accéder|continuer|profiter|soutenir)\b.{0,60}(?:abonn\w*|connect\w*|inscri\w*|compte)
déjà :: (?:abonné|inscrit|un compte)\b
abonnez inscrivez recevez :: (?:[-‑]?vous\b|.{0,40}(?:newsletter|boîte))
vous :: (?:avez déjà un compte|êtes (?:déjà )?(?:abonné|inscrit)|souhaitez (?:lire|nous)|pouvez (?:vous désabonner
  |lire \w+ sur un))
retrouvez :: .{0,40}(?:newsletter|application|podcast|réseaux)
tous todos tutti :: (?:droits réservés|los derechos reservados|os direitos reservados|i diritti riservati)
créez :: (?:un|votre) compte
ajouter :: (?:à|aux) (?:vos|mes) \w+$
suscríbete suscribete suscríbase regístrate :: (?:para|a|y|ahora|aquí|por|desde|gratis)\b
ya :: (?:soy|eres|es|tienes) (?:suscriptor|usuario|socio|cuenta)
eres :: (?:suscriptor|ya)
para :: (?:seguir leyendo|continuar leyendo|leer (?:el|más)|acceder)\b|continuar a ler
si :: (?:quieres (?:seguir leyendo|continuar)|ya eres suscriptor)
este :: (?:contenido|artículo|artigo|conteúdo) (?:es|está|é) (?:exclusivo|solo|sólo|reservado|para)
contenido conteúdo :: exclusivo para
recibe reciba receba ricevi :: .{0,60}(?:newsletter|boletín|whatsapp)
puedes puede síguenos siga :: (?:seguir|en|o)\b.{0,40}(?:facebook|twitter|instagram|whatsapp|x\b|telegram)
já :: (?:é|sou) assinante
assine :: (?:para|o|a|já|agora|por|e)\b
articolo contenuto :: (?:riservato|esclusivo|premium)
sei :: già (?:abbonato|registrato)
abbonati :: (?:per|a|ora|e)\b
iscriviti :: (?:alla|per|ora)\b
per :: (?:continuare (?:a leggere|la lettura))
al :: (?:abonnee|lid|een account)\b.{0,20}
wilt :: u (?:dit artikel|verder|meer) lezen
dit :: artikel is (?:exclusief|alleen|voor)
artikel :: (?:voor abonnees|nur für)
schrijf :: je in\b
masz :: już (?:konto|prenumeratę|subskrypcję)
artykuł :: (?:dostępny|tylko|dla)\b.{0,40}(?:subskryb\w*|prenumerat\w*)
zaloguj :: się\b
""",
    ),
    # Headings of lists of links.
    Opening(
        RELATED_HEADING,
        9,
        False,
        r"""
more :: (?:from|on|about|in):? (?!than\b)\S.{0,40}(?<![.!?])$
most :: (?:read|popular|viewed|shared|watched|discussed|commented|recent)\b(?: (?:in|on|stories|articles|this|from|today
  |now)\b.{0,30})?$|read most shared$
most :: watched \w+ videos$
sponsored promoted :: (?:content|links|stories|posts|by)\b.{0,20}$
top :: \w+ stories\b.{0,25}$
popular trending :: (?:on|in|from|at|right|now|today|this)\b.{0,30}$
next :: up (?:in|on|from)\b.{0,30}$
latest :: (?:in|from|on|news|stories|headlines) ?.{0,30}$
related :: (?:to|reading|coverage|articles|stories|topics|posts|links|videos|news)\b.{0,25}$
you :: (?:may|might|could|['’]ll) (?:also )?(?:like|enjoy|be interested in|have missed|love)\b.{0,20}$
recommended :: (?:for|by|reading|articles|stories|videos)\b.{0,20}$
top trending :: (?:stories|articles|news|videos|picks)\b.{0,20}$
read :: (?:more|next|also|this)$|more (?:from|on|about|in) .{2,40}$
mehr :: (?:zum thema|von|aus|über|zu|dazu)\b.{0,30}$
meistgelesen beliebt :: .{0,25}$
das :: könnte (?:sie|dich|ihnen|dir) auch\b.{0,20}$
lesen :: sie (?:auch|mehr|weiter)\b.{0,25}$
plus :: (?:d['’]articles|d['’]actualités|d['’]infos)\b.{0,20}$
les :: (?:plus|articles les plus|\+) (?:lus|lues|populaires|partagés|commentés)\b.{0,20}$
más :: (?:información|noticias|leídas?|vistos?|en|sobre|de) .{0,30}$
lo las los :: más (?:leíd[oa]s?|vist[oa]s?|comentad[oa]s?)\b.{0,25}$
te le :: (?:puede|podría|recomendamos|pueden)\b.{0,20}$
as mais :: (?:mais )?(?:lidas?|lidos?)\b.{0,20}$
i :: più (?:letti|visti)\b.{0,20}$
meer :: (?:over|van|uit|nieuws)\b.{0,20}$
""",
    ),
    # A line that names another article, or the topics of this one.
    Opening(
        RELATED_LINK,
        30,
        False,
        r"""
read see watch listen more related also plus video podcast gallery :: (?:also
  |next|here|more|on|now|the story|full story|it|this|below|and)?(?: (?:on|now|here|below))?:(?! ?["“'])
read see watch listen :: (?:more|also|next)\b ?(?:about|on)? ?[|>»–—-]
watch listen follow see :: live(?: (?:now|here|coverage|video|stream))? ?:(?! ?["“'])|(?:the |our )?video ?:(?! ?["“'])
live :: (?:ansehen|anhören|mitverfolgen|verfolgen)\b ?:
jetzt im hier :: (?:(?:live|im|ansehen|livestream|live-stream|stream|video) ?){1,2}:(?! ?["„“'])
regardez regarder revoir suivez suivre écoutez écouter :: (?:en direct|la vidéo|le direct|en vidéo)? ?:(?! ?["«“'])
sigue siga mira mire escucha :: (?:aquí )?(?:en vivo|en directo|el v[ií]deo)? ?:(?! ?["«“'])
guarda segui ascolta :: (?:in diretta|la diretta|il video|live)? ?:(?! ?["«“'])
assista acompanhe ouça :: (?:ao vivo|em direto|o vídeo)? ?:(?! ?["“'])
kijk luister volg :: (?:live|mee|terug|hier|de video)? ?:(?! ?["“'])
oglądaj słuchaj zobacz :: (?:na żywo|wideo|transmisję)? ?:(?! ?["„“'])
vídeo vidéo wideo :: \s?:(?! ?["«„“'])
also :: read\b ?[|:–-]|on\b.{0,25}:
read :: \|
must :: (?:read|watch|see)\b ?[|:–-]
don :: ['’]t miss ?:
previous next :: (?:article|story|post)\b
filed :: under\b
in :: this (?:article|story) ?:
tags tag topics keywords etiquetas temas thèmes tagged schlagworte themen topic categories category :: :|(?-i:[A-Z]).{1,80}$
this :: article is related to\b
related :: (?:post|article|story|link|video|reading)?s? ?[:|]
lesen sehen hören :: sie (?:auch|mehr|dazu|hier|hierzu|außerdem)\b.{0,20}[:|]
lesen :: sie (?:auch|mehr)\b
mehr :: (?:zum thema|dazu|lesen|infos|hier)\b.{0,10}[:|]
auch :: (?:interessant|lesenswert)\b ?[:|]
lire voir à écouter lisez :: (?:aussi|également|lire (?:aussi|également)|voir(?: aussi)?|la suite|écouter|notre
  |plus)\b.{0,25}[:|>]|aussi\b
lea lee vea ve mira leer más te le relacionado ver :: (?:también|además|más|información|puede interesar|contenido
  |nota)?\b.{0,12}[:|]
leia veja saiba assista :: (?:também|mais|ainda)\b ?[:|]?
leggi guarda vedi :: (?:anche|pure|tutto|l['’]articolo)\b
lees bekijk :: (?:ook|meer|verder)\b
czytaj zobacz przeczytaj :: (?:też|także|również|więcej)\b
läs les læs :: (?:också|også|mer|mere)\b
читайте читать дивіться смотрите :: (?:также|также:|також|ещё|ще|по теме)\b
""",
    ),
    # Who wrote the article.
    Opening(
        BYLINE,
        16,
        False,
        rf"""
by :: (?-i:(?:{_UPPER}|\*\*|@)\S)
von par por di da door av af tekst yazan :: (?::? ?)(?-i:{NAMES}(?: *[,|(/·•–-].*| (?:in|aus|à|en|desde|da|avec|con|für|pour
  |para|te
  |i) .*|,? \d.*)?$)
von par por di door av af :: (?-i:(?:[Uu]nser\w+ |la )?(?:Redaktion|Rédaction|rédaction|Redacción|redacción|Redazione
  |redazione|redactie|AFP|dpa|EFE|ANSA|Reuters|Agenc\w+)\b.{{0,40}}$)
text texte texto testo tekst words author autor autorin autore auteur interview story writer автор автори текст автора ::
   (?:by )?:? ?(?-i:(?<=[:y] ){NAMES}.{{0,40}}$)
written posted published reported story words review reviewed analysis interview opinion perspective commentary text report
   essay created authored submitted :: by:? (?-i:{_UPPER}).*$
guest exclusive special :: (?:essay|post|column|report|to the \w+|contribution)\b.{{0,12}}\bby (?-i:{NAME}).*$
from :: (?-i:{NAME}),? in (?-i:{_UPPER})\w+$
oprac opr :: \.?:? ?(?-i:{NAME})$
ein eine :: (?:gast)?(?:beitrag|kommentar|analyse|essay|interview|kolumne|glosse|reportage|rezension|bericht|leitartikel
  |gastkommentar)\b.{{0,12}}\bvon (?-i:{NAME}).*$
propos entretien reportage :: (?:recueillis |réalisé )?(?:par|de) (?-i:{NAME}).*$
escrito publicado :: por (?-i:{NAMES}).*$
scritto :: da (?-i:{NAMES}).*$
redacción redaktion rédaction :: $
aus :: (?-i:{WORD}) (?:berichtet|von) (?-i:{NAME})$
作者 记者 文 記者 :: [:：/ ]?\S
""",
    ),
    # Who else worked on it, and where it comes from. They may be sentences.
    Opening(
        ENDNOTE,
        80,
        True,
        r"""
additional with other :: (?:reporting|research) by (?:\W*(?:the )?(?-i:[^\W\d_a-z])|staff|agencies|wires?\b)(?!.{3,60} (?:led|was
  |were|has|had|showed|shows|found|revealed|prompted|helped)\b)
contributing :: : ?(?-i:[^\W\d_a-z])
with :: (?:files|inputs?) from (?:(?:the )?(?-i:[^\W\d_a-z])|agencies|wires?\b|staff)|agenc\w+$
reporting :: by (?:\W*(?:the )?(?-i:[^\W\d_a-z])|staff|agencies)(?!.{3,60} (?:led|was|were|has|had|showed|shows|found|revealed
  |prompted|helped)\b)|for this story\b
writing editing compiled edited produced translated adapted proofread proofreading :: by\b(?=:? \W*(?-i:[^\W\d_a-z]))
redaktion bearbeitung mitarbeit édition edición edizione redakcja :: : ?(?-i:[^\W\d_a-z]).{0,60}$
our :: standards ?:(?! ?(?-i:[a-z]))
follow :: (?:ap|the|us|our|all)\b.{0,80}\b(?:coverage|section|on (?:facebook|twitter|instagram))\b
the :: times is committed to publishing a diversity of letters|associated press (?:receives|contributed)|conversation (?:is
  |has)\b.{0,40}republished
this :: (?:story|article|report|post|piece|essay|column|version|interview|transcript|live blog) (?:was|has been
  |is) (?:(?:originally|first|automatically|also|last) )?(?:published|updated|corrected|amended|produced|republished
  |supported by|part of|adapted|translated|edited for|generated|(?<!was )based on|reprinted|written by|archived)\b
this :: (?:story|article|report) (?:originally |first )?appeared\b
about :: the author\b
provided :: by (?-i:[^\W\d_a-z])[^.]{2,60}$
this :: (?:column|opinion|commentary|article|piece) (?:does not|reflects|represents)\b.{0,60}\b(?:opinion|views?)\b
contact email reach message :: .{2,40}(?: (?:at|on|via)|:) .{0,60}(?:@|\d{3}[-. )])
you he she they :: can (?:be (?:reached|contacted|followed)|reach|contact|e-?mail|follow|write to)\b.{0,60}@\w
kontakt kontaktieren schreiben sie contactez contacter écrivez contacte contacta contactar escriba escribe contatta contattare
   contattate scrivi scrivete contate contato entre fale neem mail skontaktuj napisz :: .{0,70}\w@\w
a :: version of this (?:article|story|post|essay|op-ed)\b
originally :: (?:published|appeared)\b
updated :: to (?:add|include|correct|clarify|reflect)\b
correction clarification :: (?:note)? ?: ?|\((?-i:[A-Z]).{0,30}\):
editorial :: note ?:
editor editors :: ['’]?s?['’]? note ?:
dieser :: (?:artikel|text|beitrag) (?:wurde|ist|erschien) (?:zuerst|zunächst|ursprünglich|aus dem|automatisch|zuletzt)\b
mit :: (?:material|informationen) (?:von|der)\b.{0,30}$|(?:dpa|afp|reuters|agentur\w+)\)?$
avec :: (?:afp|reuters|agences?)\b.{0,20}$
con :: (?:información|informaciones|datos|material) de\b
com :: informações d[aeo]
quelle quellen fuente fuentes fonte source bron źródło kaynak источник джерело :: :(?! ?(?:\S+ ){0,20}(?-i:[a-zäöüßé]{2,}
   [a-zäöüßé]+ [a-zäöüßé]+))[^/]{0,60}$
sources :: : ?(?-i:[^\W\d_a-z][\w.’'&-]*(?:,? (?:[^\W\d_a-z][\w.’'&-]*|and|of|for|the)){0,20}$)
""",
    ),
    # Whose picture it is.
    Opening(
        CREDIT,
        14,
        False,
        rf"""
image photo picture pic video foto bild illustration graphic images photos :: [:, ].{{0,60}}\b(?-i:{AGENCY})\b
image :: (?:copyright|source)\b
fuente :: de la imagen\b
source :: de l['’]image\b
photograph photographs photo photos picture pictures foto fotos bild bilder crédito créditos credit credits cr
  édit crédits photographie rubriklistenbild photographer bildrechte bildquelle fotoquelle video illustration
   illustrations fotografía fotografia
   fotografie imagen imagem image images composite zdjęcie fot fotó kuva фото зображення ilustração illustrazione :: (?:by
  |credits?|photos?|von|por|par|de)? ?[:©/](?!{_SENTENCE}).{{0,80}}$
photo photos photograph photographs picture illustration video graphic foto :: (?:illustration by|by|courtesy|via|©|\|
  |[-–] ) ?.{{2,80}}$
quelle source fuente fonte źródło :: : ?.{{1,30}}/.{{1,40}}$
fot :: \. ?\S.{{2,60}}$
screenshot screengrab screencap captura capture :: (?:d['’]écran|de pantalla|de vídeo)? ?[:/] ?\S.{{1,60}}$
file contributed submitted supplied stock archive :: (?:photo|image|picture)s?\W*$
archivfoto symbolbild symbolfoto archivbild :: \W*$
courtesy :: (?:of|photo|image)? ?\S.{{1,60}}$
photo foto photographie fotografía fotografia :: (?-i:{NAME})$
© :: (?:\D{{2,60}}$|.{{0,50}}\b(?-i:{AGENCY})\b)
handout :: (?:via|/)\s?\S
""",
    ),
    # What a picture shows. Captions are sentences often.
    Opening(
        CAPTION,
        90,
        True,
        r"""
file :: (?:photo|image|picture) ?[-–—:]| ?[-–—](?!(?-i:[a-z]))|:(?! ?(?-i:[a-z]))
in :: (?:this|a|an) (?:(?:file|undated|handout|combination|combo|aerial|still|screen ?grab|recent|\d{4}
  |\w+ \d+, \d{4}),? )?(?:image|photo|frame|video|combination|still|photograph|picture|file|screengrab)\b(?:,| (?:taken|from
  |made|released|provided|posted|shows|issued|grab|illustration|obtained|shot|dated|distributed|courtesy))
image media video :: caption
pie caption bildunterschrift légende :: (?:de foto)?, (?-i:[^\W\d_a-z])
image photo picture bild foto imagen pictured caption bildunterschrift légende légendes pie :: (?:shows|de foto)? ?:
  (?! ?(?-i:[a-zß-öø-ÿ]))
pictured :: (?:above|left|right|here)\b(?! as\b)|, (?-i:[^\W\d_a-z])
clockwise :: from (?:top|left|upper|bottom)\b
above below left right top bottom inset :: : ?(?-i:[^\W\d_a-z])
left l :: (?:[-–/] ?|to )r(?:ight)?\b ?[:,)]
v :: \. ?l\. ?(?:n\. ?r\.)? ?:
von de da od van fra från слева зліва :: (?:links(?: nach rechts)?|gauche(?: à droite)?|izquierda(?: a derecha)?
  |esquerda(?: (?:para a|à) direita)?|sinistra(?: a destra)?|lewej|links naar rechts|venstre|vänster|направо)\)? ?[:,)]
a an :: (?:general|wide|aerial|close-up|file|undated|handout|archive|stock|drone|satellite|composite) (?:view|photo(?:graph)?
  |image|picture|shot) (?:of|from|showing|provided|released|made)\b
file archive archival stock library :: (?:image|photo|picture|footage|pic)s? (?:of|from|showing)\b
this :: (?:undated |handout |file |aerial |combination )?(?:photo|image|picture|photograph) (?:provided|released|made
  available|taken) (?:by|from|on)\b
from :: (?:the )?left(?: to right)?[,:)](?! (?:nobody|nothing|no one|everyone|all|it|they|we|(?:the )?(?:parties|voters|critics
  |government))\b)
imagen foto image photo :: (?:de archivo|d['’]archives?|d['’]illustration|d['’]archivio|de arquivo|no arquivo)\b
archivbild archivfoto symbolbild symbolfoto :: [:.(]
""",
    ),
)

# -- endings: how a line ends that is no sentence, in its last characters --------------------------------------------------


class Ending(NamedTuple):
    """Lines of `least` to `most` words with a pattern at their end. Case-sensitive.

    A line is looked at only if it has one of `marks`, the first characters of what `MARK` finds; ``"$"`` stands for a last word
    that is an agency's (`LAST_WORDS`).
    """

    role: LineRole
    least: int
    most: int
    marks: str
    pattern: str


# Every alternative begins with a literal character: so `re` skips to the next of these, which is six times as fast.
MARK = re.compile(
    r"/|\||\)|\]|©|@|:|…|\.\.\.|for |via |Via |VIA |Image |Photos? |Photographs? by |Pictures? by |Composites? by |Fotos? "
)
_LAST_WORDS = """
inbox archives archive archivo arquivo archivio illustration reserved Reserved RESERVED writethru Writethru
NPR Post Times ProPublica Guardian BBC CNN
"""
LAST_WORDS = frozenset(name.rpartition(" ")[2] for name in _AGENCY_NAMES).union(_LAST_WORDS.split())
_OUTLET = (
    r"(?:[Tt]he )?(?:[A-Z][\w.’'&-]+ ){0,3}(?:Post|Times|Guardian|Courier|News|Herald|Tribune|Gazette|Journal|Telegraph|Star|"
    r"Globe|Mail|Sun|Chronicle|Observer|Independent|Record|Press|Echo|Mirror|Express|Magazine|Weekly|Examiner|Dispatch|Sentinel|"
    r"Inquirer|Review|Register|Advertiser|Argus|Standard|Republic|Ledger|Citizen|Today|Zeitung|Kurier|Anzeiger|Tagblatt)"
)
_PICTURE = (
    r"(?:Фото|Photograph|Photo|Picture|Pic|Image|Illustration|Composite|Credit|Crédit|Crédito|Foto|Bild|Fotografía|Fotografia|"
    r"Zdjęcie|Fot\.|Copyright|PHOTO|FOTO|Image source|IMAGE|CREDIT|PICTURE|Photo credit|Photo illustration)s?"
)
_NAMED = rf"^{WORD}(?:,? (?:and |& )?{WORD}){{0,5}}(?:,| ?[|/•·]| [-–—]) ?{AGENCY}"

ENDINGS: tuple[Ending, ...] = (
    Ending(BOILERPLATE, 1, 40, "$", r"(?i:\ball rights reserved|\bld[- ]writethru)$"),
    Ending(BOILERPLATE, 1, 25, "$", r"\b(?:to|in) your inbox!?$"),
    Ending(BOILERPLATE, 1, 20, ":", r"\{[^{}]*:[^{}]*\}$"),
    Ending(
        RELATED_LINK,
        1,
        30,
        "]",
        r"\[(?i:insight|video|reaction|warning|news|analysis|pictures|report|latest|update|live|comment|opinion|exclusive)\]\|?$",
    ),
    Ending(BYLINE, 1, 4, "@", r"^(?:(?:@\w{2,30}|[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{1,20}){1,4})[,;|]?(?: |$)){1,3}$"),
    Ending(BYLINE, 2, 14, "@", rf"^{NAME},? \(?@\w+\)?(?: ?[/|•·–-].*)?$"),
    Ending(BYLINE, 2, 6, "@", rf"^{NAME},? \(?[\w.+-]{{1,40}}@[\w.-]{{1,60}}$"),
    Ending(ENDNOTE, 4, 16, "@", r"\b(?:reached|contacted|followed|reachable) (?:at|on|by|via)\b[^@]{0,40}@[\w.-]{2,40}$"),
    Ending(CAPTION, 5, 90, "I", r"Image caption [^\W\d_]"),
    Ending(BYLINE, 1, 5, "$/", rf"^(?:{_UPPER}\.[ -]?){{1,3}} ?(?:avec|mit|con|com|with|/) ?.{{2,20}}$"),
    Ending(CREDIT, 1, 14, "I", r"\bImage (?:copyright|source)\b"),
    Ending(CREDIT, 1, 12, "vV", rf"\b(?:via|VIA) (?:{AGENCY}|Twitter|Facebook|Instagram|X|Flickr|YouTube|NASA)\b"),
    Ending(CREDIT, 1, 12, "$", r"\bfor (?:NPR|The Washington Post|The New York Times|ProPublica|The Guardian|BBC|CNN)$"),
    Ending(CREDIT, 3, 8, "f|", rf"^{NAME}(?: for | ?\| ?){_OUTLET}$"),
    Ending(CREDIT, 1, 9, "$", rf"{_NAMED}$"),
    Ending(CREDIT, 1, 9, "/|", rf"{_NAMED}\b.{{0,30}}$"),
    Ending(CREDIT, 1, 8, "/|", rf"^\(?{AGENCY} ?(?:[/|]|images ?[/|]) ?(?:(?:{WORD}|{AGENCY}[/|]).{{0,40}}|[\w.]+)$"),
    Ending(
        CREDIT,
        2,
        10,
        "/",
        rf"^\(?{WORD}(?:(?: |, | & | and ){WORD}){{0,6}} ?/ ?(?:the |The )?{WORD}(?:[ /|]{{1,3}}[\w.’'&-]+){{0,5}}\)?$",
    ),
    Ending(CREDIT, 1, 4, "$", rf"^(?:{WORD} ){{1,3}}\(?{AGENCY}\)?$"),
    Ending(CAPTION, 4, 90, ":….©/PCF", rf"{_PICTURE}(?: by:?| ?:|…|\.\.\.| ?/| ?©) ?\S[^.]{{1,60}}(?:\([^()]*)?[)\]]?$"),
    Ending(
        CAPTION,
        4,
        90,
        "/|",
        rf"[(\[](?:(?i:file|archive|archiv): ?)?{WORD}(?:[ ,&]{{1,3}}(?:and )?{WORD}){{0,5}} ?[/"
        rf"|] ?(?:[Tt]he )?{WORD}[^()\[\]]{{0,40}}[)\]]$",
    ),
    Ending(CAPTION, 6, 90, "$", rf"\b(?:left|right|cent(?:er|re))\) .{{5,80}} {AGENCY}$"),
    Ending(
        CAPTION,
        4,
        90,
        ")]",
        r"[(\[](?i:image|picture|photo|pic|ap photo|photograph|credit|foto|bild|file|archiv\w*|symbol\w*|quelle|©|handout"
        r"|courtesy"
        r"|supplied|illustration|stock|library|imagen|imagem|immagine|zdjęcie|ilustra"
        r"|screengrab|getty|shutterstock|istock|alamy|imago)\b[^()\[\]]{0,80}[)\]]$",
    ),
    Ending(CAPTION, 4, 90, "$", rf"(?:[/|]|\bvia|\b{_UPPER}[\w.’'-]+ {_UPPER}[\w.’'-]+,|[.)\]]) ?{AGENCY}$"),
    Ending(CAPTION, 4, 90, "/|", rf"[/|] ?{AGENCY} [\w ]{{1,20}}$"),
    Ending(CAPTION, 4, 90, "$", rf"(?:{_UPPER}{{2,}}[.’'-]? ){{2,4}}(?:\({AGENCY}\)|{AGENCY})$"),
    Ending(CAPTION, 4, 90, "/|", rf"(?:{_UPPER}{{2,}}[.’'-]? ){{2,4}}[/|] .{{2,20}}$"),
    Ending(CAPTION, 5, 90, "PF", rf"[.!?»”] (?:Photo|Foto) {NAME}$"),
    Ending(CAPTION, 5, 90, "/", rf"[.!?)\]”\"] ?{NAME} ?/ ?(?:[Tt]he )?{WORD}.{{0,30}}$"),
    Ending(
        CAPTION,
        4,
        90,
        "$",
        r"\b(?:Photo|Foto|Imagen|Bild)s? (?:d['’](?:archives?|illustration|archivio)|de (?:archivo|arquivo))$",
    ),
    Ending(CAPTION, 5, 90, "©", r" © ?\D{2,50}$"),
    Ending(CAPTION, 4, 90, "/", rf"(?:\b(?:REUTERS|AP Photo|AFP|EPA)|[.!?”\"] ?{AGENCY}) ?/ ?{WORD}.{{0,40}}$"),
    Ending(CAPTION, 4, 90, "|", rf"[.!?”\"] ?\| ?{NAME}$"),
)

# -- the shape of captions ----------------------------------------------------------------------------------------------

# `re` skips to the next bracket or comma at once, but tries every capital: so the name before a place is looked for last.

POSITION_WITHOUT_NAME_PATTERN = (
    r"\((?:(?:(?:second|third|2nd|3rd) from |far |top |bottom |front |back |pictured )?"
    r"(?:left|right|cent(?:er|re)|middle|foreground|background)(?: to right)?|[Ll](?=\).{2,80}\([CcRr]\))|"
    r"links|rechts|[Mm]itte|vorne?|hinten|li\.|re\.|l\.|r\.|M\.|[àa] (?:gauche|droite)|"
    r"au (?:centre|milieu)|gauche|droite|izquierda|derecha|centro|izq\.|dcha\.|i\.|d\.|"
    r"a (?:sinistra|destra)|al centro|sinistra|destra|(?:à )?(?:esquerda|direita)|ao centro|(?:po|z) (?:lewej|prawej)|w środku|"
    r"midden|(?:till )?(?:vänster|höger)|(?:til )?(?:venstre|højre|høyre)|слева|справа|в центре|ліворуч|праворуч|зліва|"
    r"im Bild|en la (?:imagen|foto)|na foto|nella foto|sur la photo)\)"
)
POSITION_PATTERN = rf"{_UPPER}[\w.’'-]*\)? ?{POSITION_WITHOUT_NAME_PATTERN}"
"""The place of a person in a picture, after the name: "Ana Ruiz (left)"; "(R)" alone is a party."""

BESIDE_WITHOUT_NAME_PATTERN = (
    r", (?:(?:second|third|2nd|3rd) from (?:the )?|far |top |bottom |front |back )?"
    r"(?:left|right|cent(?:er|re)),? (?:and|with|\w+s\b|\w+ing\b|in|at)\b"
)
BESIDE_PATTERN = rf"{_UPPER}[\w.’'-]*{BESIDE_WITHOUT_NAME_PATTERN}"
"""The same without brackets: "Ana Ruiz, left, and Chen Wei"."""

KIND_OF_PICTURE_PATTERN = (
    r"\((?:(?:photo |image |picture )?(?:d['’])?illustrations?|(?:file|archive|stock|library) (?:photo|image|picture|pic)|"
    r"(?:archiv|symbol|beispiel)(?:bild|foto)|"
    r"(?:imagen|foto|image|photo) d(?:e |['’]\s?)(?:archi[vo]\w*|archives?|recurso|arquivo)|"
    r"zdjęcie (?:ilustracyjne|archiwalne)|архивное фото|ілюстративне фото|иллюстративное фото)\)\.?\Z"
)
"""What picture it is, at the end of a caption."""

PICTURED_PATTERN = (
    r", (?:(?:pictured|photographed)\b|(?:seen|shown)(?= (?:here|in|on|at|with|during)\b)|hier (?=im |in |bei |auf |mit |am )|"
    r"ici (?=en |à |au |avec |lors |dans )|aquí (?=en |con )|qui (?=nel|in |con )|tu na )[^.]{0,60}\Z"
)
"""A caption that says when the picture was taken."""

VIEW_PATTERN = (
    r"(?:This (?:\w+ )?(?:photo|photograph|image|picture) shows|"
    r"(?:[Aa] |[Tt]he )?(?:[Gg]eneral |[Aa]erial )?[Vv]iew (?:of|from|across|over)|Blick (?:in|auf|über|aus|von|durch)|"
    r"Ansicht (?:de[rs]|von)|Luft(?:bild|aufnahme) (?:de[rs]|von|eine[rs])|"
    r"(?:Vue|Vista|Veduta)(?: a[eé]r(?:ea|ienne)| general| générale)? d(?:e|el|ella|i|u|es)\b|Widok (?:na|z)|Вид (?:на|с|из)) "
)
"""A caption that says what is to be seen, at the beginning of a line that is no sentence."""

DATED_PICTURE_PATTERN = (
    r", (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)[a-z]*\.? \d{1,2}, "
    r"(?:19|20)\d\d(?:, (?:in|at|near) [^.,]{2,40}(?:, [^.,]{2,30})?)?\.?\Z|"
    r", (?:à|au|aux|en|dans|devant|lors) [^.,]{2,60}, (?:le|en) \d{1,2}(?:er)? \w{3,9} (?:19|20)\d\d\.?\Z"
)
"""A caption of an agency ends in the full date, and is in the present tense."""

OTHER_TENSE_PATTERN = (
    r"\b(?:was|were|had|has|have|said|says|will|would|until|since|by|est|sont|était|étaient|sera|seront|doit)\b|"
    r"\b(?:a|ont|avait|avaient) (?:\w+ment )?\w+(?:é|i|u|is|it)e?s?\b"
)
"""Words by which a sentence that ends in a date is not a caption."""

# -- words that decide in other places ------------------------------------------------------------------------------------

SPEECH_PATTERN = (
    r"[,”\"»] ?(?:\w+ ){0,4}(?:said|says|told|asked|wrote|added|warned|sagte|sagt|erklärte|dit|déclare|dijo|dice|afirmó"
    r"|disse|zei|"
    r"powiedział\w*|сказал\w*)\b|\b(?:he|she|they|who|minister|mayor|president|spokes\w+|officials?|police"
    r"|expert\w*) (?:said|says|told)\b"
)
"""A sentence that says who said it is not boilerplate, however it begins."""

CREDIT_BEFORE_CAPTION_PATTERN = r"\bimage (?:copyright|source)\b"
"""Credits of outlets that print the credit above its caption, so that the line before it is not a caption."""

AUTHOR_ROLE_PATTERN = (
    r"\b(?:reporters?|correspondents?|columnists?|(?:sub-?)?editors?|writers?|staff|contributors?|journalists?"
    r"|associated press|reuters|"
    r"afp|bureau(?: chief)?|reporting from|producers?|redakteur\w*|redaktion|korrespondent\w*|journalistes?"
    r"|correspondante?|redacción|"
    r"periodistas?|enviad[oa]s? especial(?:es)?|inviat[oa]|envoyée? spéciale?|"
    r"redattore|giornalista|redacteur|verslaggever|dziennikar\w+|корреспондент|журналист\w*)\b"
)
"""Words that describe the author in a line under the byline."""

OUTLET_PATTERN = (
    r"\b(?:news|usa today|times|post|press|cnn|bbc|npr|nbc|cbs|abc|today|magazine|tribune|herald|gazette|chronicle"
    r"|network|business|"
    r"conversation|professor|lecturer|fellow|analyst|guardian|telegraph|independent|wire|media|journal|review|globe|sun|mail|courier|dispatch|examiner|zeitung|kurier|anzeiger|tage?blatt|rundschau|"
    r"politics|opinion)\b|@\w|^(?-i:[A-Z]{2,5})$"
)
"""Words of an outlet or a post that may follow an author's name."""

CONTRIBUTED_PATTERN = r"\bcontributed (?:reporting|research|to (?:this|the) (?:report|story|article|piece))\b"
"""An endnote, wherever it is in a line."""

TEXT_AGENCIES = AGENCIES_ALONE - {"getty images", "getty", "imago", "picture alliance", "shutterstock", "alamy", "istock", "epa"}
"""Agencies that write articles."""

BY = frozenset({"by", "von", "par", "por", "di", "door", "av", "af"})
"""Words before an author's name, in lower case."""

COMMENTS_HEADING_PATTERN = (
    r"\W*(?:\d+ )?(?:new )?(?:comments?|responses?|replies|thoughts|kommentare?|commentaires?|comentarios?|comentários?"
    r"|commenti|reacties|"
    r"komentarz\w*|комментари\w*|leserkommentare|leave a (?:comment|reply)|view comments|join the conversation)\b.{0,60}$"
)
COMMENT_BUTTON_PATTERN = (
    r"(?:reply|report|like|antworten|répondre|responder|rispondi|reageer|odpowiedz|ответить)\W*$|"
    r"(?:log in to reply|report comment|flag|upvote)\b"
)
COMMENTER_PATTERN = r"\b(?:says|said|sagt|dit|dice|diz|wrote):$"
"""How the readers' comments begin, and what every one of them has beside its text."""

ABOUT_AUTHOR_PATTERN = (
    r",? (?:\([^()]*\) ?)?(?:is|was|covers|writes|reports|has been|has covered|can be reached|joined|leads|edits"
    r"|contributed|works|teaches|"
    r"ist|schreibt|berichtet|arbeitet|est|écrit|couvre|es|escribe|cubre|é|è)\b"
)
"""How a sentence about the author goes on after the name."""

MIDDLE = re.compile(
    r"advert|\bad\b|sponsor|continue|scroll|play|caption|enlarge|image|gallery|anzeige|werbung|publici|pubblicit|reklam"
    r"|video|audio|"
    r"listen|watch|photo|\d:\d\d|newsletter|sign up|skip",
    re.IGNORECASE,
)
"""Boilerplate that interrupts an article, so that more of it follows."""
