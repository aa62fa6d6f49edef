"""Connections to servers of the public internet only, each for a limited time.

A name is resolved once, and the connection goes to the addresses that were checked: a server of names that answers differently
the second time gains nothing. A time limit for all that a server sends is needed beside the one for each piece of it, since a
server that sends a byte every ten seconds would never be given up.
"""

from __future__ import annotations

import ipaddress
import math
import socket
from collections.abc import Callable, Iterable, Iterator, Sequence
from ssl import SSLContext
from typing import Any

import httpcore
import httpx

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")

ERRORS = (
    *(httpx.HTTPError, httpx.InvalidURL, httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol),
    *(OSError, UnicodeError),
)
"""The exceptions of a request that fails, besides those in `TIMEOUTS`."""

TIMEOUTS = (httpx.TimeoutException, httpcore.TimeoutException)
"""The exceptions of a request that takes too long."""


class RefusedError(Exception):
    """A host has no address, or one that nothing may be fetched from: the code, message and remedy of the problem."""

    def __init__(self, code: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.code, self.message, self.remedy = code, message, remedy


class GuardedTransport(httpx.BaseTransport):
    """A transport that connects only to public addresses, unless others are allowed.

    `end` is the time of `clock` after which nothing more is read.
    """

    def __init__(self, *, allow_local: bool, clock: Callable[[], float]) -> None:
        self.end = math.inf
        self._allow_local, self._clock = allow_local, clock
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(), retries=1, network_backend=_Backend(self.addresses, self.time_left)
        )

    def addresses(self, host: str, port: int) -> list[str]:
        """Return the numeric addresses of a host. Raises RefusedError."""
        return public_addresses(host, port, allow_local=self._allow_local)

    def time_left(self, timeout: float | None) -> float:
        """Return the seconds to wait for the next piece, at most `timeout`. Raises httpcore.ReadTimeout if there are none."""
        left = self.end - self._clock()
        if left <= 0:
            raise httpcore.ReadTimeout
        return left if timeout is None else min(timeout, left)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request, and return the answer."""
        url = request.url
        assert isinstance(request.stream, Iterable)
        answer = self._pool.handle_request(
            httpcore.Request(
                request.method,
                httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions)

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class _Backend(httpcore.NetworkBackend):
    """Makes connections to the checked addresses of a host, in turn until one answers."""

    def __init__(self, addresses: Callable[[str, int], list[str]], time_left: Callable[[float | None], float]) -> None:
        self._addresses, self._time_left = addresses, time_left
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        *others, last = self._addresses(host, port)
        for address in others:
            try:
                return self._connect(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._connect(last, port, timeout, local_address, socket_options)

    def _connect(self, address: str, port: int, timeout: float | None, *options: Any) -> httpcore.NetworkStream:
        return _Stream(self._inner.connect_tcp(address, port, self._time_left(timeout), *options), self._time_left)

    def sleep(self, seconds: float) -> None:
        self._inner.sleep(seconds)


class _Stream(httpcore.NetworkStream):
    """A connection that is read only as long as there is time left."""

    def __init__(self, inner: httpcore.NetworkStream, time_left: Callable[[float | None], float]) -> None:
        self._inner, self._time_left = inner, time_left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._time_left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._time_left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, self._time_left(timeout)), self._time_left)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def public_addresses(host: str, port: int, *, allow_local: bool) -> list[str]:
    """Return the numeric addresses of a host. Raises RefusedError if it has none, or one that is not of the public internet."""
    try:
        found: Sequence[Any] = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise RefusedError("not-fetched", f"there is no server called {host}", "check the address, and the network") from None
    addresses = list(dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found))
    if not allow_local and not all(map(is_public, addresses)):
        message = f"{host} is this machine or in a private network"
        raise RefusedError("private-address", message, "if you want to fetch from there, add --allow-local")
    return addresses


def is_public(address: str) -> bool:
    """Return True if a numeric address is of the public internet; so must be one that is embedded in it."""
    number = ipaddress.ip_address(address)
    embedded: ipaddress.IPv4Address | None = None
    if isinstance(number, ipaddress.IPv6Address):
        in_last_bits = ipaddress.IPv4Address(int(number) & 0xFFFFFFFF) if number in _NAT64 else None
        embedded = number.ipv4_mapped or number.sixtofour or (number.teredo[1] if number.teredo else None) or in_last_bits
    return (embedded or number).is_global and not number.is_multicast
