"""Where findings are written down while a file is read."""

from collections.abc import Collection
from typing import Final

from simulator.scenario import codes
from simulator.scenario.findings import Finding, Place
from simulator.scenario.reading.nodes import Node, place_of, unpacked

MOST_FINDINGS: Final = 2000
"""More than this says no more: somebody handed us something that is not a scenario."""
_MOST_COMPARISONS: Final = 10_000
_LONGEST_QUOTE: Final = 60
_LONGEST_LIST: Final = 240


class Enough(Exception):
    """Reading cannot, or need not, go on; the finding that says why is in the ledger."""


class Ledger:
    """The findings of one file, in the order in which they were met.

    `moment`, `response` and `variant` are where reading stands; they go into each finding.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []
        self.moment: str | None = None
        self.response: str | None = None
        self.variant: str | None = None
        self._guesses: dict[tuple[str, int], tuple[Collection[str], str | None]] = {}
        self._comparisons = _MOST_COMPARISONS

    def note(self, code: str, at: int, **arguments: str) -> None:
        """A finding at a packed place, -1 for the whole file. Raises Enough past the last that is kept."""
        line, column = unpacked(at) if at >= 0 else (0, 0)
        self.note_place(code, Place(self.file, line, column), **arguments)

    def note_place(self, code: str, place: Place, **arguments: str) -> None:
        """A finding at a place of any file. Raises Enough past the last that is kept."""
        if len(self.findings) >= MOST_FINDINGS:
            code, arguments = codes.TOO_MANY_FINDINGS, {"most": str(MOST_FINDINGS)}
        self.findings.append(
            Finding(
                code,
                place,
                {name: listed(value) if name == "known" else quoted(value) for name, value in arguments.items()},
                moment=self.moment,
                response=self.response,
                variant=self.variant,
            )
        )
        if code == codes.TOO_MANY_FINDINGS:
            raise Enough

    def at(self, node: Node, code: str, **arguments: str) -> None:
        self.note(code, place_of(node), **arguments)

    def stop(self, code: str, at: int, **arguments: str) -> Enough:
        """Note what makes going on impossible; the caller raises what this returns."""
        self.note(code, at, **arguments)
        return Enough()

    def nearest(self, word: str, known: Collection[str]) -> dict[str, str]:
        """The known word that this one was meant to be, as arguments of a finding.

        Guesses are remembered, and bounded: a file of nonsense must not cost a search for each of its words.
        """
        asked = (word, id(known))
        if asked not in self._guesses:
            self._comparisons -= len(known)
            if self._comparisons < 0 or len(word) > _LONGEST_QUOTE:
                return {}
            # The collection is kept with its guess: its identity must not pass to another.
            self._guesses[asked] = known, closest(word, known)
        _, found = self._guesses[asked]
        return {} if found is None else {"nearest": found}


def closest(word: str, known: Collection[str]) -> str | None:
    """The known word nearest to this one, whatever its capitals; None when none is near."""
    import difflib  # start-up time: only a word that nobody knows needs it

    by_folded = {other.casefold(): other for other in known}
    found = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else None


def quoted(text: str) -> str:
    """Foreign text cut to what a sentence can hold."""
    text = " ".join(text.split()) if "\n" in text else text
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"


def listed(text: str) -> str:
    """A list of words, cut behind one of them to what a sentence can hold."""
    return text if len(text) <= _LONGEST_LIST else text[:_LONGEST_LIST].rpartition(", ")[0] + ", …"
