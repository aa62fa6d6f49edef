"""Pages fetched from a server on this machine: kept as they came, politely, and never from where nobody may look."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from annotate.project import Project, connections, fetching, init_project
from annotate.project.fetching import Fetched, fetch_articles
from support.commanding import run

STORY = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Quay reopens</title></head><body><article>
<h1>Quay reopens after repairs</h1><p>The quay in Lower Dale reopened on Friday, the harbour master Ines Roth said. Boats may land
again from Monday.</p><p>Nobody knows how long the new planks will last, but the café is open.</p></article></body></html>"""

Answer = tuple[int, dict[str, str], bytes]


class Site:
    """A server on this machine: what it answers by path, and what it was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer | Callable[[], Answer]] = {}
        self.asked: list[tuple[str, str]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, self.headers["User-Agent"]))
                found = site.pages.get(self.path, (404, {}, b""))
                status, headers, body = found() if callable(found) else found
                self.send_response(status)
                for name, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Keep the test's output clean."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def put(self, path: str, text: str = STORY, status: int = 200, **headers: str) -> str:
        self.pages[path] = (status, {name.replace("_", "-"): value for name, value in headers.items()}, text.encode())
        return self.address + path


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setattr(fetching, "PAUSE", 0.0)
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()


@contextmanager
def socket_that_listens() -> Iterator[int]:
    """Give the port of a server that accepts connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "web"


def fetch(folder: Path, *addresses: str, allow_local: bool = True) -> Fetched:
    return fetch_articles(addresses, folder, allow_local=allow_local)


def refused(folder: Path, address: str, **options: bool) -> str:
    found = fetch(folder, address, **options)
    assert found.files == ()
    (problem,) = found.problems
    assert problem.where == address
    assert problem.remedy
    return f"{problem.code}: {problem.message}"


def test_a_page_is_kept_with_its_address_and_read_again(site: Site, tmp_path: Path) -> None:
    project = init_project(tmp_path / "p")
    address = site.put("/news/quay-reopens.html?id=7")
    fetched = project.fetch([address], allow_local=True)
    assert fetched.problems == ()
    assert [path.relative_to(project.root).as_posix() for path in fetched.files] == ["raw/web/127-0-0-1-quay-reopens.warc"]
    project.add()
    (entry,) = project.documents()
    document = project.document(entry.id)
    assert document.url == address
    assert "the café is open" in document.text
    assert all(agent.startswith("annotate-claims/") for _, agent in site.asked)


def test_the_same_page_is_kept_once_and_another_version_beside_it(site: Site, folder: Path) -> None:
    address = site.put("/a")
    first = fetch(folder, address, address)
    assert fetch(folder, address).files == first.files
    site.put("/a", STORY.replace("Friday", "Sunday"))
    (second,) = fetch(folder, address).files
    assert second.name == first.files[0].name.replace(".warc", "-2.warc")
    assert len([*folder.iterdir()]) == 2


def test_a_packed_page_and_another_encoding_are_read_as_the_server_says(site: Site, tmp_path: Path) -> None:
    project = init_project(tmp_path / "p")
    plain = STORY.replace('<meta charset="utf-8">', "").encode("windows-1252")
    headers = {"Content-Type": "text/html; charset=windows-1252", "Content-Encoding": "gzip"}
    site.pages["/packed"] = (200, headers, gzip.compress(plain))
    assert project.fetch([f"{site.address}/packed"], allow_local=True).problems == ()
    project.add()
    assert "the café is open" in project.document(project.documents()[0].id).text


def test_redirects_lead_to_the_page(site: Site, folder: Path) -> None:
    page = site.put("/new-place")
    (file,) = fetch(folder, site.put("/old", "", 301, Location="/new-place")).files
    assert page.encode() in file.read_bytes()
    loop = site.put("/loop", "", 302, Location="/loop")
    assert refused(folder, loop).startswith("not-fetched: the server sends from one address to the next")


@pytest.mark.parametrize("status", [401, 403, 404, 410, 429, 500])
def test_what_the_server_does_not_give_is_said(site: Site, folder: Path, status: int) -> None:
    assert refused(folder, site.put("/a", "", status)) == f"not-fetched: the server answered {status}"
    assert not folder.exists()


def test_robots_txt_is_obeyed(site: Site, folder: Path) -> None:
    site.put(
        "/robots.txt", "User-agent: *\nDisallow: /private/\nAllow: /private/open\n\nUser-agent: annotate-claims\nDisallow: /x*z\n"
    )
    allowed, named = site.put("/private/a"), site.put("/x-y-z")
    assert len(fetch(folder, allowed).files) == 1, "the group that names this program counts"
    assert refused(folder, named).startswith("robots: the server's robots.txt asks programs not to fetch")
    site.put("/robots.txt", "User-agent: *\nDisallow: /private/\n")
    assert refused(folder, site.put("/private/b")).startswith("robots:")
    assert "/private/b" not in [path for path, _ in site.asked], "it was not even asked for"
    site.put("/robots.txt", "", 503)
    assert refused(folder, allowed).startswith("robots: the server's robots.txt cannot be read")


def test_a_server_is_asked_no_faster_than_it_wants(site: Site) -> None:
    waited: list[float] = []
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 7\n")
    with fetching._Fetcher(allow_local=True, clock=lambda: 100.0, sleep=waited.append) as fetcher:
        fetcher.fetch(site.put("/a"))
        fetcher.fetch(site.put("/b"))
    assert waited == [7.0, 7.0]


@pytest.mark.parametrize(
    "address",
    [
        *(
            "http://127.0.0.1/",
            "http://localhost/a",
            "http://[::1]/a",
            "http://0.0.0.0/",
            "http://10.1.2.3/",
            "http://192.168.0.1/",
        ),
        *("http://169.254.169.254/latest/meta-data/", "http://[fd00::1]/", "http://[::ffff:127.0.0.1]/", "http://[fe80::1]/"),
        *("http://[64:ff9b::10.0.0.1]/", "http://[2002:7f00:1::]/", "http://[2001:0:0:0:0:0:80ff:fffe]/", "http://[::]/"),
        *("http://2130706433/", "http://0x7f.1/", "http://224.0.0.1/"),
    ],
)
def test_local_and_private_addresses_are_refused(folder: Path, address: str) -> None:
    assert refused(folder, address, allow_local=False).startswith("private-address: ")


def test_a_redirect_into_the_local_network_is_refused(site: Site, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first server counts as public here; it sends to one that does not."""
    known = connections.is_public
    monkeypatch.setattr(connections, "is_public", lambda address: address == "127.0.0.1" or known(address))
    inner = site.put("/a", "", 302, Location="http://127.0.0.2:9/secret")
    found = fetch_articles([inner], folder)
    assert [problem.code for problem in found.problems] == ["private-address"]


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("http://", "bad-address: only pages at http://"),
        ("https://host:port/", "bad-address: this is not an address"),
        ("https://ada:secret@news.example/", "bad-address: the address contains a name or password"),
        ("http://no-such-host.invalid/", "not-fetched: there is no server called no-such-host.invalid"),
        ("http://[::1", "bad-address: this is not an address"),
        ("http://127.0.0.1:0/", "not-fetched: the page cannot be fetched"),
        ("http://127.0.0.1:99999/", "bad-address: this is not an address"),
        ("ftp://news.example/a", "bad-address: only pages at http://"),
        ("news.example/a", "bad-address: only pages at http://"),
        ("https://exa mple/", "not-fetched: "),
        ("http://" + "a" * 300 + ".example/", "not-fetched: there is no server"),
    ],
)
def test_addresses_that_are_none(folder: Path, address: str, message: str) -> None:
    assert refused(folder, address).startswith(message)


def test_a_page_without_end_is_given_up(site: Site, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "LIMIT", 10_000)
    assert refused(folder, site.put("/a", STORY + "x" * 20_000)).startswith("not-fetched: the page is larger than")


def test_a_server_that_does_not_answer_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket_that_listens() as port:
        monkeypatch.setattr(fetching, "TIMEOUT", 0.2)
        assert "did not answer" in refused(folder, f"http://127.0.0.1:{port}/a")
    assert refused(folder, f"http://127.0.0.1:{port}/a").startswith("not-fetched: the page cannot be fetched (")


def drip(data: bytes, pause: float) -> Callable[[socket.socket], None]:
    """Something to say to whoever connects: a byte at a time."""

    def speak(connection: socket.socket) -> None:
        for byte in data:
            time.sleep(pause)
            connection.sendall(bytes([byte]))

    return speak


@contextmanager
def raw_server(*answers: Callable[[socket.socket], None], host: str = "127.0.0.1") -> Iterator[int]:
    """Give the port of a server that treats each of its connections in its own way, and ends all others."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, 0), family=family) as server:

        def serve() -> None:
            with suppress(OSError):
                for answer in answers:
                    with server.accept()[0] as connection:
                        connection.recv(65536)
                        answer(connection)

        threading.Thread(target=serve, daemon=True).start()
        yield server.getsockname()[1]


def whole(body: bytes, *headers: str, status: str = "200 OK") -> Callable[[socket.socket], None]:
    lines = [f"HTTP/1.1 {status}", "Connection: close", f"Content-Length: {len(body)}", *headers, "", ""]
    return lambda connection: connection.sendall("\r\n".join(lines).encode() + body)


NO_RULES = whole(b"", status="404 Not Found")


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"])
def test_a_server_that_sends_a_byte_now_and_then_is_given_up(head: bytes, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In its headers, too, where each byte comes in time."""
    monkeypatch.setattr(fetching, "PAUSE", 0.0)
    monkeypatch.setattr(fetching, "DEADLINE", 0.5)

    def speak(connection: socket.socket) -> None:
        connection.sendall(head)
        drip(b"x" * 200, 0.05)(connection)

    with raw_server(NO_RULES, speak) as port:
        start = time.monotonic()
        assert "did not arrive in" in refused(folder, f"http://127.0.0.1:{port}/a")
        assert time.monotonic() - start < 3


@pytest.mark.parametrize(
    "answer",
    [
        lambda connection: connection.sendall(b"\x00\xff nonsense\r\n\r\n"),
        lambda connection: connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nshort"),
        lambda connection: connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
        lambda connection: connection.sendall(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 100_000),
        lambda connection: None,
    ],
    ids=["no HTTP", "cut off", "chunks", "headers without end", "nothing"],
)
def test_answers_that_are_no_http_are_said(answer: Callable[[socket.socket], None], folder: Path) -> None:
    with pytest.MonkeyPatch.context() as patch, raw_server(NO_RULES, answer, answer) as port:
        patch.setattr(fetching, "PAUSE", 0.0)
        assert refused(folder, f"http://127.0.0.1:{port}/a").startswith("not-fetched: the page cannot be fetched (")


def test_an_address_may_be_ipv6_and_have_a_fragment(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "PAUSE", 0.0)
    with raw_server(NO_RULES, whole(STORY.encode(), "Content-Type: text/html"), host="::1") as port:
        found = fetch(folder, f"http://[::1]:{port}/a#top")
    assert found.problems == ()
    assert f"http://[::1]:{port}/a\r\n".encode() in found.files[0].read_bytes()


def test_each_address_of_a_host_is_tried(site: Site, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "public_addresses", lambda *_, **__: ["127.0.0.9", "127.0.0.1"])
    port = site.put("/a").rpartition(":")[2]
    assert len(fetch(folder, f"http://müller.example:{port}").files) == 1
    assert site.asked[-1][0] == "/a"


def test_an_empty_page_is_said(site: Site, folder: Path) -> None:
    assert refused(folder, site.put("/a", " \n")) == "not-fetched: the server sent an empty page"


def test_plain_text_is_kept_and_read_again(site: Site, tmp_path: Path) -> None:
    project = init_project(tmp_path / "p")
    text = "The quay in Lower Dale reopened on Friday, the harbour master said. Größe counts.".encode("cp1252")
    site.pages["/a"] = (200, {"Content-Type": "text/plain; charset=iso-8859-1"}, text)
    found = project.fetch([site.address + "/a"], allow_local=True)
    assert [outcome.what for outcome in project.add(found.files).outcomes] == ["added"]
    (entry,) = project.documents()
    with project.store() as store:
        assert store.document(entry.id).text == text.decode("cp1252")


@pytest.mark.parametrize(
    ("status", "rules", "fetched"),
    [
        (404, "", True),
        (403, "", True),
        (200, "\ufeffUser-agent: *\nDisallow: /", False),
        (200, "User-agent: *\nDisallow: /\n" + "# long\n" * 100_000, False),
        (200, "<html>not rules</html>", True),
        (500, "", False),
        (429, "", False),
    ],
)
def test_rules_of_all_kinds(status: int, rules: str, fetched: bool, site: Site, folder: Path) -> None:
    site.put("/robots.txt", rules, status)
    assert bool(fetch(folder, site.put("/a")).files) is fetched


def test_a_server_whose_rules_cannot_be_had_is_asked_for_them_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "TIMEOUT", 0.2)
    with socket_that_listens() as port:
        start = time.monotonic()
        found = fetch(folder, *(f"http://127.0.0.1:{port}/{number}" for number in range(20)))
    assert ["did not answer" in problem.message for problem in found.problems] == [True] * 20
    assert time.monotonic() - start < 2


def test_redirects_without_end_and_to_nowhere(site: Site, folder: Path) -> None:
    assert "without end" in refused(folder, site.put("/a", "", 302, Location="/a"))
    assert refused(folder, site.put("/b", "", 302, Location="file:///etc/passwd")).startswith("bad-address:")
    assert refused(folder, site.put("/c", "", 302, Location="http://ada:x@127.0.0.1/")).startswith("bad-address:")
    assert refused(folder, site.put("/d", "", 302)).startswith("not-fetched: the server answered 302")


def test_a_packed_page_that_grows_is_not_unpacked_beyond_its_limit(site: Site, tmp_path: Path) -> None:
    project = init_project(tmp_path / "p")
    site.pages["/a"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b"<html>" + b" " * 300_000_000))
    found = project.fetch([site.address + "/a"], allow_local=True)
    (outcome,) = project.add(found.files).outcomes
    assert outcome.problem is not None


def test_other_files_are_not_pages(site: Site, folder: Path) -> None:
    assert refused(folder, site.put("/a", "%PDF-1.7", Content_Type="application/pdf")).startswith("not-a-page: the server sent ")


FEEDS = {
    "rss": (
        "<?xml version='1.0'?><rss><channel><link>/</link><item><link>/a</link></item>"
        "<item><link>{site}/b</link></item></channel></rss>"
    ),
    "atom": (
        "<feed xmlns='http://www.w3.org/2005/Atom'><link href='/'/><entry><link rel='replies' href='/c'/><link href='/a'/>"
        "</entry><entry><link rel='alternate' href='/b'/></entry></feed>"
    ),
    "guids": (
        "<rss><channel><item><guid>{site}/a</guid></item><item><guid isPermaLink='false'>7</guid><link>/b</link></item>"
        "<item><guid isPermaLink='false'>{site}/c</guid></item></channel></rss>"
    ),
    "sitemap": "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>/a</loc></url><url><loc>/b</loc></url></urlset>",
}


@pytest.mark.parametrize("kind", FEEDS)
def test_a_feed_stands_for_its_articles(site: Site, folder: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    site.put("/a")
    site.put("/b", STORY.replace("Friday", "Sunday"))
    address = site.put("/feed", FEEDS[kind].replace("{site}", site.address), Content_Type="application/xml")
    found = fetch(folder, address)
    assert ([path.name for path in found.files], found.problems) == (["127-0-0-1-a.warc", "127-0-0-1-b.warc"], ())
    monkeypatch.setattr(fetching, "FEED_PAGES", 1)
    found = fetch(folder, address)
    assert (len(found.files), [problem.code for problem in found.problems]) == (1, ["feed-cut-off"])


def test_a_sitemap_may_be_packed(site: Site, folder: Path) -> None:
    site.put("/a")
    packed = gzip.compress(FEEDS["sitemap"].encode())
    site.pages["/sitemap.xml.gz"] = (200, {"Content-Type": "application/gzip"}, packed)
    found = fetch(folder, site.address + "/sitemap.xml.gz")
    assert [path.name for path in found.files] == ["127-0-0-1-a.warc"]
    site.pages["/x.gz"] = (200, {"Content-Type": "application/gzip"}, gzip.compress(b"other"))
    assert refused(folder, site.address + "/x.gz").startswith("not-a-page")


def test_a_feed_without_articles_and_a_bomb(site: Site, folder: Path) -> None:
    assert refused(folder, site.put("/feed", "<rss><channel/></rss>")).startswith("no-articles:")
    bomb = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "' + "x" * 1000 + '">]><rss><item><link>&a;</link></item></rss>'
    assert refused(folder, site.put("/bomb", bomb, Content_Type="application/rss+xml"))


# -- the command --------------------------------------------------------------------------------------------------------


def test_add_takes_addresses(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = init_project(tmp_path / "p")
    monkeypatch.chdir(project.root)
    done = run("add", site.put("/quay"), "--allow-local", "--id", "quay")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "added     quay  raw/web/127-0-0-1-quay.warc" in done.stdout
    gone = run("add", f"{site.address}/gone", "--allow-local")
    assert (gone.exit_code, gone.stdout) == (1, "Nothing was fetched.\n")
    assert "the server answered 404; check the address" in gone.stderr
    assert run("add", "http://127.0.0.1/", input="").exit_code == 1
    assert [entry.id for entry in project.documents()] == ["quay"]


def test_add_takes_a_list_of_addresses(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project: Project = init_project(tmp_path / "p")
    monkeypatch.chdir(project.root)
    one, two = site.put("/one"), site.put("/two", STORY.replace("Friday", "Sunday").replace("planks", "stones"))
    listed = f"\ufeff# to label\r\n{one} # the first\r\n\r\n  {two}\r\n{site.address}/gone\r\nno address\r\n"
    done = run("add", "--from-file", "-", "--allow-local", input=listed)
    assert done.exit_code == 1
    assert "2 added" in done.stdout
    assert [line.partition(": ")[0] for line in done.stderr.splitlines()][:2] == [f"{site.address}/gone", "no address"]
    assert len(project.documents()) == 2
    assert run("add", "--from-file", "-", input="# nothing\n").stdout == "Nothing was fetched.\n"
