"""An address to listen at: one that is taken or none is said in one sentence, before anything is started there."""

from __future__ import annotations

import socket

from press.core.errors import PressError

LAST = 65_535


def hold(host: str, port: int) -> None:
    """Refuse an address that cannot be listened at; nothing is held when this returns."""
    if not 0 <= port <= LAST:  # some systems take what is left of a larger one
        raise PressError(f"{host}: a port is a number up to {LAST}; name another address with --dev-addr")
    try:
        family, kind, _, _, place = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except (OSError, OverflowError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise PressError(f"{host}:{port}: {reason}; name another address with --dev-addr") from None
