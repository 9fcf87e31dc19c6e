"""Just enough of the Bolt protocol to tell whether a server answers."""

from __future__ import annotations

import socket

__all__ = ["HOST", "answers", "free_port", "taken"]

HOST = "127.0.0.1"
"""The only address that the local server listens on."""

# The magic number, then four proposals: Bolt 5.0 to 5.8, 4.2 to 4.4, 4.1 and 3.0.
_HANDSHAKE = bytes.fromhex("6060b017 00080805 00020404 00000104 00000003")


def answers(port: int, timeout: float = 2.0) -> bool:
    """Whether a Bolt server on this machine answers a handshake on `port` within `timeout` seconds."""
    try:
        with socket.create_connection((HOST, port), timeout) as connection:
            connection.settimeout(timeout)
            connection.sendall(_HANDSHAKE)
            answer = connection.recv(4)
    except OSError:
        return False
    return len(answer) == 4 and any(answer)


def taken(port: int) -> bool:
    """Whether some process listens on `port` already."""
    try:
        with socket.create_connection((HOST, port), 1.0):
            return True
    except OSError:
        return False


def free_port() -> int:
    """A port that nobody listens on now. Somebody else may take it first: be ready to ask again."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    return port
