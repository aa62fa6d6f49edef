"""The license identifiers of the Hub, and what is meant by something that is not one of them."""

from __future__ import annotations

import re
from difflib import get_close_matches

_LISTED = """
    afl-3.0 agpl-3.0 apache-2.0 apple-amlr apple-ascl artistic-2.0 bigcode-openrail-m bigscience-bloom-rail-1.0
    bigscience-openrail-m bsd bsd-2-clause bsd-3-clause bsd-3-clause-clear bsl-1.0 c-uda cc cc-by-2.0 cc-by-2.5 cc-by-3.0
    cc-by-4.0 cc-by-nc-2.0 cc-by-nc-3.0 cc-by-nc-4.0 cc-by-nc-nd-3.0 cc-by-nc-nd-4.0 cc-by-nc-sa-2.0 cc-by-nc-sa-3.0
    cc-by-nc-sa-4.0 cc-by-nd-4.0 cc-by-sa-3.0 cc-by-sa-4.0 cc0-1.0 cdla-permissive-1.0 cdla-permissive-2.0 cdla-sharing-1.0
    creativeml-openrail-m deepfloyd-if-license ecl-2.0 epl-1.0 epl-2.0 etalab-2.0 eupl-1.1 eupl-1.2
    fair-noncommercial-research-license gemma gfdl gpl gpl-2.0 gpl-3.0 grok2-community h-research intel-research isc lgpl
    lgpl-2.1 lgpl-3.0 lgpl-lr llama2 llama3 llama3.1 llama3.2 llama3.3 llama4 lppl-1.3c mit mpl-2.0 ms-pl ncsa odbl odc-by
    ofl-1.1 openmdw-1.0 openmdw-1.1 openrail openrail++ osl-3.0 other pddl postgresql unknown unlicense wtfpl zlib
"""

LICENSES = frozenset(_LISTED.split())
"""The identifiers, as listed at huggingface.co/docs/hub/repositories-licenses; no library that is installed here has the list."""


def license_problem(license: str) -> str | None:
    """Return why a license is not an identifier of the Hub, and what to give instead; None if it is one, in any case of letters.

    >>> license_problem("CC-BY-4.0")
    >>> license_problem("CC BY 4.0")
    "'CC BY 4.0' is not a license identifier of the Hub; did you mean cc-by-4.0? For a license it does not list, give other."
    """
    name = license.lower()
    if name in LICENSES:
        return None
    name = re.sub(r"[\s_-]+", "-", name.strip())
    versions = sorted(listed for listed in LICENSES if re.fullmatch(rf"{re.escape(name)}-[\d.]+", listed))
    similar = versions[-1:] or get_close_matches(name, sorted(LICENSES), 1)
    hint = f"did you mean {similar[0]}? " if similar else "see huggingface.co/docs/hub/repositories-licenses. "
    return f"{license!r} is not a license identifier of the Hub; {hint}For a license it does not list, give other."
