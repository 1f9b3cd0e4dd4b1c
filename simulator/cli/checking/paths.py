"""How a file is named to other programs: from the folder that the command is called in, where it lies there."""

import os
from typing import Final

_PLAIN: Final = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")


def from_here(file: str) -> str:
    """A path relative to the current folder with slashes; the whole path for a file that lies elsewhere."""
    near = os.path.relpath(file)
    named = os.path.abspath(file) if near.split(os.sep)[0] == os.pardir else near
    return named.replace(os.sep, "/")


def uri(file: str) -> str:
    """The same as a URI reference (RFC 3986): relative, or `file:///...`."""
    named = from_here(file)
    quoted = "".join(chr(byte) if byte in _PLAIN else f"%{byte:02X}" for byte in os.fsencode(named))
    if os.path.isabs(named):
        return f"file://{quoted}" if quoted.startswith("/") else f"file:///{quoted}"
    # A colon in the first part of a relative reference would be read as a scheme; it is encoded above.
    return quoted
