"""Phrases and patterns of boilerplate, credits, captions and bylines, in the words of the outlets. Data only.

Phrases are compared case-folded and without the punctuation at both ends. Patterns ignore case unless noted otherwise. To support
a new outlet, add a line.
"""

from __future__ import annotations

_UI_PHRASES = """
hide caption|toggle caption|enlarge this image|enlarge image|view image in fullscreen|open image in gallery|back to gallery
sponsor message|transcript|download|embed|npr thanks our sponsors|become an npr sponsor|supported by|paid post|sponsored
media playback is unsupported on your device|these are external links and will open in a new window|read more about sharing
share this story about sharing|share this|share this story|share this article|share via email|share|copy link|link copied
copy link urlcopied!|show more sharing options|print|print this article|email|facebook|twitter|x|instagram|linkedin|whatsapp
flipboard|reddit|pinterest|telegram|messenger|youtube|tiktok|bluesky|threads|copy|report|save|comments|comment|gift article
skip past newsletter promotion|after newsletter promotion|privacy notice|terms of service privacy notice|terms of service
privacy policy|terms of use|cookie policy|contact us|advertisement|ad|ads by|ad feedback|video ad feedback
scroll to continue|advertisement · scroll to continue|continue reading the main story|continue reading below
story continues below advertisement|story continues below|article continues below|article continues after ad
article continues after advertisement|now playing|read more|read full article|show more|show less|see more|load more
view comments|view all|play|play video|watch|watch now|watch live|listen|listen now|live|replay|pause|mute|close|menu|search
home|log in|login|sign in|sign up|sign up here|subscribe|subscribe now|register|skip to content|skip to main content
back to top|purchase licensing rights|purchase licensing rights, opens new tab|opens new tab|opens in new tab
narrow-browser-and-phone|image/svg+xml|why you can trust sky news|have your say.give us feedback
click here to get the fox news app|get the app|follow the author of this article|follow us|follow
fill 2 copy 11 created with sketch|anzeige|werbung|zum inhalt springen|teilen|drucken|merken|artikel anhören|publicité
partager|imprimer|lire aussi|s'abonner|publicidad|compartir|guardar|suscríbete|publicidade|compartilhar|assine|реклама
see all topics|tweet|link|share full article|give this article|skip advertisement|comment on this story|reuse this content
add to your saved stories|add to your saved stories save|explore more on these topics|end of list|keep reading
video|audio|photos|gallery|summary|companies|listen to this article|listen to this story|réservé aux abonnés|reklame
поделиться|підписатися|поділитися|подписаться|广告|分享|打印|字号|展开全文
"""
UI_PHRASES = frozenset(_UI_PHRASES.strip().replace("\n", "|").split("|"))

UI_PATTERNS = (
    r"^listen\s*[·•|-]\s*\d+:\d\d",
    r"^\d+[ -]?min(ute)?s?[ -]?(read|listen)$",
    r"^(image|photo|slide|video) \d+ (of|/) \d+$",
    r"^view all \(\d+\)$",
    r"^(share|post|tweet|pin|send) (this |it )?(on|to|via|with|by) \w+$",
    r"^video\d*:\d\d",
    r"^\d+:\d\d\s*[•·|]",
    r"^(©|copyright\b|\(c\)) ?(©|\(c\))? ?\d{4}\b",
    r"\ball rights reserved\.?$",
    r"^privacy notice:",
    r"^(sign up|subscribe) (for|to) ?(our|the|your|free)\b",
    r"^(let our news meet your inbox|get (the|our) .{1,40}(newsletter|inbox|app)\b)",
    r"\b(ld-writethru|ld writethru)\b",
    r"^https?://\S+$",
    r"^www\.\S+$",
    r"^the point -- now on youtube",
    r"^in each episode of (his|her|their|our) ",
    r"^(follow|like|find) .{2,40} on (facebook|twitter|instagram|youtube|x|tiktok)\b",
    r"^listen to .{2,30} live at ",
    r"^sign up for ?(our|the|your) ?newsletters?\b",
    r"^(click|tap|swipe|scroll) (here|to|for)\b",
    r"^download the .{2,30}\bapp\b",
    r"^listen to this (article|story)\b.{0,40}$",
    r"^\d+ of \d+ ?\|?$",
    r"^(list|item) \d+ of \d+$",
    r"^list of \d+ items$",
    r"^this article is more than \d+ (year|month)s? old$",
    r"^newyou can now listen to",
    r"^(lesezeit|temps de lecture|tiempo de lectura|tempo de leitura)\b.{0,20}$",
    r"^(compartir|compartilhar|partager|teilen|поделиться) (en|on|no|sur|auf|в) \w+$",
    r"^register (for free|now|to)\b",
    r"^(have|got) (a|any) (tip|story|question)s?\b.{0,60}(@|contact|email|send)",
    r"^\d+ (comments?|shares?|views?|kommentare|commentaires|comentarios)$",
)

_RELATED_PHRASES = """
related|related articles|related stories|related topics|related tags|related content|related links|related news
related coverage|topics|tags|more|more on|more stories|more on this story|more on this topic|most popular|most read
most viewed|trending|trending now|don't miss|recommended|recommended for you|recommended stories|you may also like
you might also like|you may like|read next|up next|top stories|editors' picks|editor's picks|what to read next|popular now
latest news|read this next|also in news|see also|in this story|mehr zum thema|zum thema|das könnte sie auch interessieren
meistgelesen|sur le même sujet|à lire aussi|más información|te puede interesar|relacionado|lo más leído|mais lidas
veja também|leia também|читайте также|читайте також|по теме|相关新闻|相关阅读|延伸阅读
"""
RELATED_PHRASES = frozenset(_RELATED_PHRASES.strip().replace("\n", "|").split("|"))
"""Headings of lists of links. They and the lines after them, up to the next line of prose, are not part of the article."""

RELATED_HEADING_PATTERNS = (r"^more (from|on|about|in):? (?!than\b)\S.{0,40}(?<![.!?])$",)

RELATED_PATTERNS = (
    r"^(read|see) more( on)?:",
    r"^(read|see|watch|listen)( also| next| here| more on)?:",
    r"^(previous|next) (article|story|post)\b",
    r"^filed under\b",
    r"^(tags:?|tag:) .{1,80}$",
    r"^related:",
    r"^(also )?read \|",
    r"\[(insight|video|reaction|warning|news|analysis|pictures|report|latest|update|live|comment|opinion|exclusive)\]\|?$",
)

CREDIT_PATTERNS = (
    r"^(image|photo|picture|pic|video|foto|bild|illustration|graphic)s?[:, ].{0,60}\b(getty|reuters|ap|afp|epa|pa)\b",
    r"\bimage (copyright|source)\b",
    r"^(photograph|photo|photos|picture|foto|fotos|bild|crédito|credit|crédit|photographie)( by)?\s?:",
    r"^(photo|photos|photograph|photographs|picture|illustration|video|graphic)s? (by|courtesy) ",
    r"\bvia (getty|ap|reuters|afp|associated press|shutterstock|wikimedia|flickr|twitter|facebook|instagram|newscom|zuma|nasa)\b",
    r"\b(getty images|associated press|shutterstock|imago|dpa|picture alliance|zuma press|alamy|istock|newscom|epa-efe)$",
    r"^© ?\D{2,60}$",
    r"\bfor (npr|the washington post|the new york times|propublica|the guardian|bbc|cnn)$",
    r"^courtesy (of )?\S",
    r"^(reuters|epa|afp|pa media|pa|getty images|bbc|dpa)$",
)

CREDIT_BEFORE_CAPTION_PATTERNS = (r"\bimage (copyright|source)\b",)
"""Credits of outlets that print the credit above its caption, so that the line before it is not a caption."""

AGENCY_PATTERN = r"^[^\W\d_a-z][\w.’'&-]*(?: [\w.’'&-]+){0,5} ?/ ?(?:[^\W\d_a-z][\w.’'&-]*)(?:[ /|][\w.’'&-]+){0,5}$"
"""``Name/Agency`` with capitals on both sides; case-sensitive."""

_SUBHEADS = """
key points|key takeaways|key facts|key findings|key developments|at a glance|in brief|the big picture|what we know|what to know
why it matters|the bottom line|the highlights|fast facts|das wichtigste|auf einen blick|im überblick|l'essentiel|à retenir
puntos clave|claves|lo esencial|pontos principais|главное|головне|要点
"""
SUBHEADS = frozenset(_SUBHEADS.strip().replace("\n", "|").split("|"))
"""Headings of summaries: they look like an author's name, since they have two capitalised words."""

ENDNOTE_PATTERNS = (
    r"^\(?(additional |with )?reporting by\b",
    r"^\(?(writing|editing|compiled|edited|written) by\b",
    r"\bcontributed (reporting|to this (report|story|article))\b",
    r"^sources?: ",
    r"^quelle: ",
    r"^our standards\b",
    r"^follow (ap|the|us|our|all)\b.{0,80}\b(coverage|section|on (facebook|twitter|instagram))\b",
    r"^the times is committed to publishing a diversity of letters",
    r"^this (story|article|report) (was|has been) (originally |first )?(published|updated|corrected|amended|produced)\b",
    r"^originally published\b",
    r"^(correction|clarification|editor[’']?s note):",
)

CAPTION_PATTERNS = (
    r"^file ?(photo)?( [-–—]|:)",
    r"^in this (file |undated |handout |image|photo|frame|video|combination|still)",
    r"^(image|media|video) ?caption",
    r"^(image|pictured|photo shows|caption|bildunterschrift|légende|pie de foto)\s?[:,]",
    r"\((image|picture|photo|pic|ap photo|photograph|credit|foto|bild)\b[^()]{1,80}\)$",
    r"(?-i:Credit) ?(\.\.\.|…|:) ?.{2,60}$",
    r"\b(?-i:REUTERS|AP Photo|AFP)/[a-z]",
    r"^\[\d+/\d+\]",
    r"[/|] ?(ap|afp|reuters|getty|epa|getty images)( file| images)?$",
    r"[.\)] ?(ap|afp|reuters|epa|getty images)$",
    r"\b(left|right|center)\) .{5,80} (ap|afp|epa|reuters)$",
)

BYLINE_PATTERN = (
    r"(?:By|BY|Von|VON|Par|PAR|Por|POR|Di|Door|Av|Текст:?|Автор:?|Автори:?)\s+[^\W\d_a-z]|(?:作者|记者|文/|文：)"
    r"|[^\W\d_a-z]\w+ [^\W\d_a-z]\w+,? ?@\w+$"
)
"""A byline from its first character; case-sensitive."""

AUTHOR_ROLE_PATTERN = (
    r"\b(reporter|correspondent|columnist|editor|writer|staff|contributor|journalist|associated press|reuters|afp|bureau|"
    r"reporting from|producer|redakteur|redaktion|journaliste|redacción|periodista)\b"
)
"""Words that describe the author in a line under the byline."""
