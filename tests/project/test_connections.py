"""Addresses of hosts: which of them are of the public internet, and what is said of the others."""

from __future__ import annotations

import httpcore
import pytest

from annotate.project.connections import GuardedTransport, RefusedError, is_public, public_addresses


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("::ffff:93.184.216.34", True),
        ("64:ff9b::93.184.216.34", True),
        ("127.0.0.1", False),
        ("10.0.0.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::10.0.0.1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_addresses_and_those_inside_them(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_a_host_has_addresses_or_is_refused() -> None:
    assert public_addresses("127.0.0.1", 80, allow_local=True) == ["127.0.0.1"]
    with pytest.raises(RefusedError, match="is this machine or in a private network"):
        public_addresses("localhost", 80, allow_local=False)
    with pytest.raises(RefusedError, match="there is no server called"):
        public_addresses("no-such-host.invalid", 80, allow_local=True)


def test_the_time_that_is_left_is_no_more_than_one_wants_to_wait() -> None:
    now = 100.0
    transport = GuardedTransport(allow_local=False, clock=lambda: now)
    assert transport.time_left(15.0) == 15.0
    transport.end = 110.0
    assert (transport.time_left(15.0), transport.time_left(None)) == (10.0, 10.0)
    now = 110.0
    with pytest.raises(httpcore.ReadTimeout):
        transport.time_left(15.0)
    transport.close()
