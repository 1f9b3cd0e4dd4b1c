"""The process's own streams: some are missing, know few letters, lose their reader, or stand on a full disk."""

import codecs
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_PLAINER: Final = {
    "\u00a0": " ", "\u202f": " ", "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "«": '"', "»": '"',
    "\u2013": "-", "\u2014": "-", "\u2212": "-", "·": "-", "…": "...", "≤": "<=", "≥": ">=", "→": "->", "›": ">",
    "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "€": "EUR",
}  # fmt: skip
"""What stands for the signs of typography where a stream cannot write them."""


def mend() -> None:
    """Let everything be written: what has no stream to nowhere, what its stream cannot write in plainer letters."""
    codecs.register_error("plainer", _plainer)
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - it lasts as long as we do
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="plainer")


def _plainer(error: UnicodeError) -> tuple[str, int]:
    """What to write instead: a plainer sign, the letter without its accent, or a question mark."""
    import unicodedata  # start-up time: only a stream that lacks a letter needs it

    assert isinstance(error, UnicodeEncodeError)
    written = ""
    for letter in error.object[error.start : error.end]:
        bare = unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode()
        written += _PLAINER.get(letter) or bare or "?"
    return written, error.end


@contextmanager
def for_whoever_reads() -> Iterator[None]:
    """Whoever reads us may have read enough: that is no mistake of anybody's, and what is left goes nowhere.

    What waits is written at the end, while a failure can still be told: at exit the interpreter could only complain.
    """
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        abandon()


def abandon() -> None:
    """Nothing more reaches the output. What waits would fail once more, and loudly, as the interpreter leaves."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
