"""The ballot page: what a browser is served, and what it is allowed to do with it. Nothing comes from outside."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files as resources
from typing import Final

import msgspec

from simulator.locale import LANGUAGES
from simulator.room.addresses import read_address
from simulator.wording.ballot import ballot_words
from simulator.wording.room import page_words

_TYPES: Final = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
_JSON: Final = "application/json; charset=utf-8"
_INDEX: Final = "index.html"
_PLACE: Final = re.compile(r"[A-Za-z0-9.:\[\]-]+")


@cache
def files() -> dict[str, tuple[str, bytes]]:
    """Content type and bytes of all that there is, by path; `/` is the page itself, under `/CODE` the same."""
    found: dict[str, tuple[str, bytes]] = {}
    for file in sorted(resources(__name__).iterdir(), key=lambda one: one.name):
        kind = next((kind for ending, kind in _TYPES.items() if file.name.endswith(ending)), None)
        if kind is not None:
            found["/" if file.name == _INDEX else f"/{file.name}"] = (kind, file.read_bytes())
    for language in LANGUAGES:
        words = page_words(language) | ballot_words(language)
        found[f"/words/{language}.json"] = (_JSON, msgspec.json.encode(words))
    return found


def policy(hubs: Iterable[str] = ()) -> str:
    """The Content-Security-Policy of the page. `hubs`: addresses besides the page's own that it may connect to.

    Some browsers do not count a WebSocket of the page's own address as `'self'`: that address is to be among them.
    """
    targets = (read_address(hub) for hub in hubs)
    named = dict.fromkeys(target.address.place for target in targets if target is not None)
    sockets = [f"{scheme}://{place}" for place in named if _PLACE.fullmatch(place) for scheme in ("ws", "wss")]
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            " ".join(("connect-src 'self'", *sockets)),
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    )
