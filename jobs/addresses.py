"""Which addresses lie on the public internet: everything that bythen fetches must."""

from collections.abc import Iterator
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final

Address = IPv4Address | IPv6Address

_NAT64: Final = IPv6Network("64:ff9b::/96")
"""Addresses that a translator turns into the IPv4 address in their last 32 bits (RFC 6052)."""

_NEVER: Final = (
    # Translators of a network's own (RFC 8215): what they lead to is nobody's business outside.
    IPv6Network("64:ff9b:1::/48"),
    # Site-local addresses (RFC 3879, deprecated), which Python counts as global.
    IPv6Network("fec0::/10"),
)
_RELAYS: Final = IPv4Network("192.88.99.0/24")
"""The relays of 6to4 (RFC 7526, deprecated)."""

_LAST_32: Final = 0xFFFF_FFFF

_ISATAP: Final = frozenset({0x00005EFE, 0x02005EFE})
"""The first half of an interface identifier that ends in an IPv4 address (RFC 5214, section 6.1)."""


def is_public(text: str) -> bool:
    """Whether an address is global, and so is every address that is wrapped in it; false for what is no address."""
    try:
        address = ip_address(text)
    except ValueError:
        return False
    return all(_is_global(each) for each in _unwrapped(address))


def _unwrapped(address: Address) -> Iterator[Address]:
    """What is to be judged of an address: itself, or the IPv4 addresses that a network on the way makes of it."""
    if isinstance(address, IPv4Address):
        yield address
    elif address.ipv4_mapped:
        yield address.ipv4_mapped
    elif address in _NAT64:
        yield IPv4Address(int(address) & _LAST_32)
    else:
        yield address
        if address.sixtofour:
            yield address.sixtofour
        if (int(address) >> 32) & _LAST_32 in _ISATAP:
            yield IPv4Address(int(address) & _LAST_32)


def _is_global(address: Address) -> bool:
    if address.is_multicast or address.is_reserved or address.is_unspecified or not address.is_global:
        return False
    if isinstance(address, IPv4Address):
        return address not in _RELAYS
    return not any(address in network for network in _NEVER) and address.scope_id is None
