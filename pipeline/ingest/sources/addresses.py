"""Addresses: which may be fetched, and the network address that a name has at that moment.

A name is resolved once and the connection goes to the very address that was checked, so a name that changes
its address between the check and the connection gains nothing.
"""

import ipaddress
import re
import socket
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from pipeline.ingest.refusals import Refusal
from pipeline.settings import settings

PORTS = {"http": 80, "https": 443}
ODD_NUMBERS = re.compile(r"(?:.*\.)?(?:0x[0-9a-f]*|\d+)", re.IGNORECASE)
NAT64 = ipaddress.ip_network("64:ff9b::/96")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Target:
    """A checked address: its parts and the network address to connect to."""

    url: str
    scheme: str
    host: str
    port: int
    address: Address

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"{self.scheme}://{self.authority}"

    @property
    def authority(self) -> str:
        """Host, and port where it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if PORTS[self.scheme] == self.port else f"{host}:{self.port}"


def embedded(address: Address) -> Address:
    """The IPv4 address that an IPv6 address stands for, else the address itself."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return address.ipv4_mapped
        if address.sixtofour:
            return address.sixtofour
        if address in NAT64:
            return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address


def is_admitted(address: Address) -> bool:
    """Whether an address lies in the public internet; loopback if the setting admits it."""
    meant = embedded(address)
    if meant.is_loopback:
        return settings().admit_loopback
    return meant.is_global and not meant.is_multicast and not meant.is_reserved


def is_numeric(host: str) -> bool:
    """Whether a host is a network address in its usual notation."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def resolved(host: str, port: int) -> list[Address]:
    """The addresses of a name. Raises Refusal (unreachable)."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Refusal("unreachable", f"{host}: no such host ({error})") from error
    return [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]


def checked_target(url: str) -> Target:
    """An address that may be fetched, resolved. Raises Refusal: forbidden_address, unreachable."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise Refusal("forbidden_address", f"{url}: {error}") from error
    if parts.scheme not in PORTS:
        raise Refusal("forbidden_address", f"{url}: only http and https are fetched")
    if not host:
        raise Refusal("forbidden_address", f"{url}: no host")
    if parts.username is not None or parts.password is not None:
        raise Refusal("forbidden_address", f"{host}: an address with a user's name in it is not fetched")
    if ODD_NUMBERS.fullmatch(host) and not is_numeric(host):
        raise Refusal("forbidden_address", f"{host}: a network address in an odd notation")
    port = port or PORTS[parts.scheme]
    admitted = [address for address in resolved(host, port) if is_admitted(address)]
    if not admitted:
        raise Refusal("forbidden_address", f"{host}: not an address of the public internet")
    return Target(url.strip(), parts.scheme, host, port, admitted[0])


def joined(base: str, link: str) -> str:
    """A link as an address, without its fragment."""
    try:
        return urljoin(base, link.strip()).partition("#")[0]
    except ValueError:
        return link.strip()


def identity(url: str) -> str:
    """An address without trackers, fragment and order of parameters, to tell items apart by."""
    # Feeds whose items have names of their own ask for no identity, and need not wait for it to be imported.
    from courlan import clean_url

    return clean_url(url) or url
