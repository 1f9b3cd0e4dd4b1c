"""Who is who: codes that can be read aloud, secrets that cannot be guessed, and what is kept of them."""

import hashlib
import re
import secrets
from typing import Final

ALPHABET: Final = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without 0 and O, 1, I and L, which look alike on a wall."""
CODE_LENGTH: Final = 6
_BYTES: Final = 16
_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{22,64}")
"""128 bits at the least, were they drawn well."""


def new_code() -> str:
    """A room's code: 31 letters to the power of six, nearly a milliard."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def read_code(typed: str) -> str | None:
    """A code as somebody typed it, blanks, dashes and small letters allowed; None for what can be none."""
    code = "".join(typed.upper().replace("-", " ").split())
    return code if len(code) == CODE_LENGTH and set(code) <= set(ALPHABET) else None


def new_secret() -> str:
    """A participant's token, or the trainer's secret: 128 random bits."""
    return secrets.token_urlsafe(_BYTES)


def is_token(text: str) -> bool:
    """Whether a client may have drawn this as its token: what is short could be guessed by others."""
    return _TOKEN.fullmatch(text) is not None


def new_id() -> str:
    """What a participant is called in the log."""
    return secrets.token_hex(6)


def kept(secret: str) -> str:
    """What is kept of a secret: enough to know it again, not to use it.

    Plain SHA-256: it is drawn at random, so that there is nothing to try words against.
    """
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def is_same(secret: str, known: str) -> bool:
    """Whether a secret is the one of which this was kept, in a time that tells nothing."""
    return secrets.compare_digest(kept(secret), known)
