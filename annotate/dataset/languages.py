"""Languages as the Hub takes them: codes of ISO 639, the shortest there is for a language, each once.

Articles have tags of BCP 47 (``en-GB``), of which a code is the first part; some files use the three letters of ISO 639-2
(``deu`` or ``ger``) for what has two (``de``), or a code that was withdrawn (``iw``). The list of codes is the Hub's, which
`datasets` ships.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

_TAG = re.compile(r"([A-Za-z]{2,3})((?:[-_][A-Za-z0-9]{1,8})*)")
_NONE = frozenset({"mis", "mul", "und", "zxx"})
"""Codes that name no language: uncoded, multiple, undetermined, not linguistic."""

_LETTERS = """
    aa:aar ab:abk ae:ave af:afr ak:aka am:amh an:arg ar:ara as:asm av:ava ay:aym az:aze ba:bak be:bel bg:bul bi:bis bm:bam bn:ben
    bo:bod,tib br:bre bs:bos ca:cat ce:che ch:cha co:cos cr:cre cs:ces,cze cu:chu cv:chv cy:cym,wel da:dan de:deu,ger dv:div
    dz:dzo ee:ewe el:ell,gre en:eng eo:epo es:spa et:est eu:eus,baq fa:fas,per ff:ful fi:fin fj:fij fo:fao fr:fra,fre fy:fry
    ga:gle gd:gla gl:glg gn:grn gu:guj gv:glv ha:hau he:heb,iw hi:hin ho:hmo hr:hrv ht:hat hu:hun hy:hye,arm hz:her ia:ina
    id:ind,in ie:ile ig:ibo ii:iii ik:ipk io:ido is:isl,ice it:ita iu:iku ja:jpn jv:jav,jw ka:kat,geo kg:kon ki:kik kj:kua kk:kaz
    kl:kal km:khm kn:kan ko:kor kr:kau ks:kas ku:kur kv:kom kw:cor ky:kir la:lat lb:ltz lg:lug li:lim ln:lin lo:lao lt:lit lu:lub
    lv:lav mg:mlg mh:mah mi:mri,mao mk:mkd,mac ml:mal mn:mon mr:mar ms:msa,may mt:mlt my:mya,bur na:nau nb:nob nd:nde ne:nep
    ng:ndo nl:nld,dut nn:nno no:nor nr:nbl nv:nav ny:nya oc:oci oj:oji om:orm or:ori os:oss pa:pan pi:pli pl:pol ps:pus pt:por
    qu:que rm:roh rn:run ro:ron,rum,mo ru:rus rw:kin sa:san sc:srd sd:snd se:sme sg:sag sh:hbs si:sin sk:slk,slo sl:slv sm:smo
    sn:sna so:som sq:sqi,alb sr:srp ss:ssw st:sot su:sun sv:swe sw:swa ta:tam te:tel tg:tgk th:tha ti:tir tk:tuk tl:tgl tn:tsn
    to:ton tr:tur ts:tso tt:tat tw:twi ty:tah ug:uig uk:ukr ur:urd uz:uzb ve:ven vi:vie vo:vol wa:wln wo:wol xh:xho yi:yid,ji
    yo:yor za:zha zh:zho,chi zu:zul
"""

_SHORTER = {other: code for code, others in (entry.split(":") for entry in _LETTERS.split()) for other in others.split(",")}
"""The code of two letters for each of three letters, and for each that was withdrawn."""


@cache
def language_names() -> Mapping[str, str]:
    """Return the languages of the Hub, English names by code."""
    names: dict[str, str] = json.loads(files("datasets.utils.resources").joinpath("languages.json").read_bytes())
    return {code: name for code, name in names.items() if 2 <= len(code) <= 3 and code not in _NONE}


def language_code(stated: str) -> str | None:
    """Return the code of ISO 639 of a language as it is stated, None if it is not one of the Hub's.

    >>> [language_code(tag) for tag in ("en-GB", "eng", "EN_us", "iw", "gsw", "jp", "English", "und")]
    ['en', 'en', 'en', 'he', 'gsw', None, None, None]
    """
    match = _TAG.fullmatch(stated.strip())
    if not match:
        return None
    code = match[1].lower()
    code = _SHORTER.get(code, code)
    return code if code in language_names() else None


def hub_languages(stated: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the codes of languages, and the tags of BCP 47 of those that are stated more closely, without what is neither."""
    codes, closer = set(), set()
    for tag in stated:
        if code := language_code(tag):
            codes.add(code)
            if rest := tag.strip().replace("_", "-").partition("-")[2]:
                closer.add(f"{code}-{rest}")
    return sorted(codes), sorted(closer)
