"""Articles fetched from the web, one page at a time, and kept in raw/ as they came.

A page becomes a web archive (WARC) with the address, the time and the headers of the server, so that it can be read again like
any other file. Fetching is polite: it says who it is, obeys robots.txt, waits between two pages of one server, and gives up after
a minute or 20 MB. Addresses of this machine or of a private network are refused unless they are allowed: an address may come from
somebody else's list, and what such a server answers is nobody else's business.
"""

from __future__ import annotations

import re
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag, urljoin, urlsplit

from annotate._files import write_atomically
from annotate._version import __version__
from annotate.articles import slug
from annotate.model import Problem
from annotate.project import connections
from annotate.project.connections import GuardedTransport, RefusedError

if TYPE_CHECKING:
    import httpx
    from protego import Protego

AGENT = f"annotate-claims/{__version__} (single news articles for annotation; obeys robots.txt)"
"""The name under which pages are fetched; robots.txt is asked for ``annotate-claims``."""

TIMEOUT = 15.0
"""Seconds to wait for a connection, and for each piece of an answer."""

DEADLINE = 60.0
"""Seconds after which a page that is still arriving is given up."""

LIMIT = 20 * 2**20
"""The maximum size of a page in bytes, as it is sent."""

PAUSE = 1.0
"""Seconds between two requests to one server, unless its robots.txt asks for more, up to `LONGEST_PAUSE`."""

LONGEST_PAUSE = 30.0
REDIRECTS = 5
FEED_PAGES = 50
"""The maximum number of pages that are fetched of one feed or sitemap; the newest, which come first."""

_GZIP = b"\x1f\x8b"
_PAGE = ("text/html", "application/xhtml+xml", "text/plain")
_FEED = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Fetched:
    """The outcome of fetching.

    files: the files that the pages were saved to, in the order of their addresses.
    problems: the reason why an address was not fetched.
    """

    files: tuple[Path, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Answer:
    """The answer of a server: its address after redirects, the headers, and the body as it was sent, packed or not."""

    address: str
    headers: Sequence[tuple[str, str]]
    body: bytes

    @property
    def kind(self) -> str:
        """The type of the content, such as ``text/html``."""
        return dict(self.headers).get("content-type", "text/html").partition(";")[0].strip().lower()


def fetch_articles(addresses: Iterable[str], folder: Path, *, allow_local: bool = False) -> Fetched:
    """Fetch pages, and those that feeds and sitemaps name, into files in a folder.

    With `allow_local`, addresses of this machine and of private networks are fetched, too.
    """
    files: list[Path] = []
    problems: list[Problem] = []
    with _Fetcher(allow_local=allow_local) as fetcher:
        for address in dict.fromkeys(addresses):
            files += (_save(page, folder) for page in _pages(fetcher, address, problems))
    return Fetched(tuple(dict.fromkeys(files)), tuple(problems))


def _pages(fetcher: _Fetcher, address: str, problems: list[Problem]) -> Iterator[_Answer]:
    """Yield the page at an address, or the pages of the feed that is there; add a problem for each that cannot be fetched."""
    answer = _attempt(fetcher, address, problems)
    if answer is None:
        return
    if answer.body.startswith(_GZIP) and _FEED.match(_unpacked(answer.body, 4096)):  # as sitemaps often are
        answer = replace(answer, body=_unpacked(answer.body, LIMIT))
    if not _FEED.match(answer.body[:4096]):
        if answer.kind in _PAGE:
            yield answer
        else:
            problems.append(_problem(address, _not_a_page(answer.kind)))
        return
    links = _links(answer)
    if not links:
        remedy = "name the address of an article, or of one of the sitemaps that it lists"
        problems.append(_problem(address, RefusedError("no-articles", "this feed or sitemap names no articles", remedy)))
    if len(links) > FEED_PAGES:
        message = f"the feed names {len(links):,} pages; the first {FEED_PAGES} were fetched"
        problems.append(_problem(address, RefusedError("feed-cut-off", message, "name the others by --from-file")))
    for link in links[:FEED_PAGES]:
        page = _attempt(fetcher, link, problems)
        if page is not None and page.kind not in _PAGE:
            problems.append(_problem(link, _not_a_page(page.kind)))
        elif page is not None:
            yield page


def _unpacked(body: bytes, limit: int) -> bytes:
    """Return the first `limit` bytes of a packed body, or nothing if it is damaged."""
    try:
        return zlib.decompressobj(31).decompress(body, limit)
    except zlib.error:
        return b""


def _attempt(fetcher: _Fetcher, address: str, problems: list[Problem]) -> _Answer | None:
    try:
        return fetcher.fetch(address)
    except RefusedError as error:
        problems.append(_problem(address, error))
        return None


def _problem(address: str, reason: RefusedError) -> Problem:
    return Problem(reason.code, reason.message, reason.remedy, where=address)


def _not_a_page(kind: str) -> RefusedError:
    remedy = "if it is an article, download it, and add the file"
    return RefusedError("not-a-page", f"the server sent {kind or 'nothing'}, not a page", remedy)


class _Fetcher:
    """A client for as many pages as needed, which remembers the robots.txt of each server and when it was asked last."""

    def __init__(
        self,
        *,
        allow_local: bool,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        import httpx

        self._transport = GuardedTransport(allow_local=allow_local, clock=clock)
        self._client = httpx.Client(
            transport=self._transport,
            timeout=httpx.Timeout(TIMEOUT),
            # As it is stored: a server that packs the page all the same is understood by the reader of web archives.
            headers={"User-Agent": AGENT, "Accept": "text/html, application/xhtml+xml, */*;q=0.5", "Accept-Encoding": "identity"},
        )
        self._clock, self._sleep = clock, sleep
        self._robots: dict[str, Protego | RefusedError] = {}
        self._asked: dict[str, float] = {}

    def __enter__(self) -> _Fetcher:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def fetch(self, address: str) -> _Answer:
        """Return the page at an address, redirects followed. Raises RefusedError."""
        current = urldefrag(address).url
        for _ in range(REDIRECTS + 1):
            _require_address(current)
            self._require_permission(current)
            self._wait(current)
            status, answer = self._get(current)
            location = dict(answer.headers).get("location")
            if status not in (301, 302, 303, 307, 308) or not location:
                break
            current = urldefrag(urljoin(current, location)).url
        else:
            raise RefusedError("not-fetched", "the server sends from one address to the next without end", "check the address")
        if status == 200 and not answer.body.strip():
            raise RefusedError("not-fetched", "the server sent an empty page", "open it in a browser, and save the article there")
        if status != 200:
            raise RefusedError("not-fetched", f"the server answered {status}", _REMEDIES.get(status, "check the address"))
        return answer

    def _get(self, address: str, limit: int | None = None, *, cut: bool = False) -> tuple[int, _Answer]:
        """Return the status and the answer of a server; with `cut`, only the first `limit` bytes."""
        limit = LIMIT if limit is None else limit
        end = self._transport.end = self._clock() + DEADLINE
        too_late = RefusedError("not-fetched", f"the page did not arrive in {DEADLINE:.0f} s", "try again later")
        body = bytearray()
        try:
            with self._client.stream("GET", address) as response:
                for piece in response.iter_raw():
                    body += piece
                    if len(body) > limit and cut:
                        break
                    if len(body) > limit:
                        message = f"the page is larger than {limit / 1e6:.0f} MB"
                        raise RefusedError("not-fetched", message, "download the article")
                    if self._clock() > end:
                        raise too_late
                return response.status_code, _Answer(address, _headers(response), bytes(body))
        except connections.TIMEOUTS:
            if self._clock() > end:
                raise too_late from None
            raise RefusedError("not-fetched", f"the server did not answer in {TIMEOUT:.0f} s", "try again later") from None
        except connections.ERRORS as error:
            message = f"the page cannot be fetched ({str(error) or type(error).__name__})"
            raise RefusedError("not-fetched", message, "check the address, and try again") from None

    def _require_permission(self, address: str) -> None:
        """Raise RefusedError if the server's robots.txt forbids the page (RFC 9309), or cannot be asked for."""
        origin = _origin(address)
        if origin not in self._robots:
            try:
                self._robots[origin] = self._read_robots(origin)
            except RefusedError as error:
                self._robots[origin] = error
        rules = self._robots[origin]
        if isinstance(rules, RefusedError):
            raise rules
        if not rules.can_fetch(address, "annotate-claims"):
            message = "the server's robots.txt asks programs not to fetch this page"
            raise RefusedError("robots", message, "if you may use it, download the article and add the file")

    def _read_robots(self, origin: str) -> Protego:
        """Return the rules of a server: none if it has no robots.txt. Raises RefusedError if it cannot be asked."""
        from protego import Protego

        self._wait(origin)
        current = urljoin(origin, "/robots.txt")
        for _ in range(REDIRECTS + 1):
            _require_address(current)
            status, answer = self._get(current, 500_000, cut=True)
            location = dict(answer.headers).get("location")
            if not 300 <= status < 400 or not location:
                break
            current = urljoin(current, location)
        if status >= 500 or status == 429:
            message = "the server's robots.txt cannot be read, so nothing may be fetched there"
            raise RefusedError("robots", message, "try again later, or download the article and add the file")
        return Protego.parse(answer.body.decode("utf-8-sig", "replace") if status == 200 else "")

    def _wait(self, address: str) -> None:
        """Wait until the server may be asked again."""
        origin = _origin(address)
        rules = self._robots.get(origin)
        delay = None if rules is None or isinstance(rules, RefusedError) else rules.crawl_delay("annotate-claims")
        pause = max(PAUSE, min(delay or 0.0, LONGEST_PAUSE))
        if origin in self._asked:
            self._sleep(max(0.0, self._asked[origin] + pause - self._clock()))
        self._asked[origin] = self._clock()


_REMEDIES: Mapping[int, str] = {
    401: "it needs a login: download the article in a browser, and add the file",
    402: "it must be paid for: download the article in a browser, and add the file",
    403: "it refuses programs: download the article in a browser, and add the file",
    404: "check the address",
    410: "the page was removed",
    429: "it was asked too often: try again later",
    503: "try again later",
}


def _headers(response: httpx.Response) -> list[tuple[str, str]]:
    """Return the headers of an answer, names in lower case, without those of the way it was sent, which the body has not."""
    dropped = {"transfer-encoding", "connection", "content-length", "set-cookie"}
    pairs = ((name.lower(), value) for name, value in response.headers.multi_items())
    return [(name, value) for name, value in pairs if name not in dropped]


def _require_address(address: str) -> None:
    """Raise RefusedError if an address is not one that can be fetched."""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError as error:
        raise RefusedError("bad-address", f"this is not an address ({error})", "write https://host/path") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise RefusedError(
            "bad-address", "only pages at http:// and https:// addresses can be fetched", "write https://host/path"
        )
    if parts.username or parts.password:
        raise RefusedError("bad-address", "the address contains a name or password", "leave it out; no login is used")


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


# -- what was fetched -------------------------------------------------------------------------------------------------


def _save(page: _Answer, folder: Path) -> Path:
    """Save a page as a web archive, unless it is there already, and return the file."""
    parts = urlsplit(page.address)
    last = parts.path.rstrip("/").rpartition("/")[2]
    name = slug(f"{(parts.hostname or '').removeprefix('www.')}-{Path(last).stem}")
    folder.mkdir(parents=True, exist_ok=True)
    for stem in chain([name], (f"{name}-{number}" for number in count(2))):
        path = folder / f"{stem}.warc"
        if not path.exists():
            write_atomically(path, [_archive(page)])
            return path
        if page.body in path.read_bytes():
            return path
    raise AssertionError("there is always a next number")


def _archive(page: _Answer) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    archive = BytesIO()
    writer = WARCWriter(archive, gzip=False)
    is_text = page.kind == "text/plain"  # a response of plain text is mostly no article, so it is kept as a resource
    content_type = dict(page.headers).get("content-type", "")
    headers: Any = None if is_text else StatusAndHeaders("200 OK", list(page.headers), protocol="HTTP/1.1")
    record = writer.create_warc_record(
        page.address,
        "resource" if is_text else "response",
        payload=BytesIO(page.body),
        warc_content_type=content_type if is_text else "",
        http_headers=headers,
        warc_headers_dict={"WARC-Date": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")},
    )
    writer.write_record(record)
    return archive.getvalue()


def _links(answer: _Answer) -> list[str]:
    """Return the addresses of the articles that an RSS or Atom feed or a sitemap names, each once, in its order."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    root = etree.fromstring(answer.body, parser)
    found: list[str] = []
    for element in root.iter() if root is not None else ():
        name = etree.QName(element).localname if isinstance(element.tag, str) else ""
        parent = element.getparent()
        within = etree.QName(parent).localname if parent is not None and isinstance(parent.tag, str) else ""
        if name in ("link", "loc") and within in ("item", "entry", "url") and element.get("rel", "alternate") == "alternate":
            found.append((element.get("href") or element.text or "").strip())
        elif (
            name == "guid"
            and parent is not None
            and within == "item"
            and element.get("isPermaLink") != "false"
            and parent.find("{*}link") is None
        ):
            found.append((element.text or "").strip())
    return list(dict.fromkeys(urljoin(answer.address, link) for link in found if link))
