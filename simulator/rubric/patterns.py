"""The pattern language of stock phrases, and the automaton that finds many patterns in one walk.

    pattern      words and pieces, one after the other
    (a|b c)      one of these, whole words
    (a|b)?       one of these, or nothing
    *            up to three words, whatever they are; never first, never last

Words are folded like the text they are looked for in (`sentences.fold`), so authors may type accents. All
patterns share one automaton whose moves are words. Every pattern has a longest match, hence the walk from one
word is bounded and the whole search linear in the text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from sys import intern
from typing import Final

from simulator.rubric.sentences import ASCII_WORD, WORD, fold

GAP: Final = 3
"""The most words that a `*` stands for."""
LONGEST_PATTERN: Final = 600
"""Characters; a pattern beyond this is refused."""
DEEPEST: Final = 8
"""Brackets within brackets beyond this are refused."""

_MARKS: Final = frozenset(("(", ")", ")?", "|", "*", "?"))
_ASCII_PIECE: Final = re.compile(rf"\)\?|[()|*?]|{ASCII_WORD}")
_PIECE: Final = rf"\)\?|[()|*?]|{WORD}"


class BadPattern(ValueError):
    """A pattern that says nothing usable.

    `reason` is one of: too_long, too_deep, brackets, question_mark, bar, empty, star_first, star_last.
    """

    def __init__(self, reason: str, pattern: str) -> None:
        super().__init__(reason, pattern)
        self.reason = reason
        self.pattern = pattern


class _Node:
    """A place in the written patterns: where each next word leads.

    There are thousands, most with one way on: pairs weigh a quarter of what dicts and lists would.
    """

    __slots__ = ("accepts", "any", "leads")

    def __init__(self) -> None:
        self.leads: tuple[tuple[str, _Node], ...] = ()
        self.any: tuple[_Node, ...] = ()
        self.accepts: int | None = None


class _Weaver:
    """Weaves one pattern's pieces into the nodes, a frontier of open ends at a time."""

    def __init__(self, pattern: str) -> None:
        if len(pattern) > LONGEST_PATTERN:
            raise BadPattern("too_long", pattern)
        self.pattern = pattern
        self.pieces = _pieces(pattern)
        self.at = 0
        self.after_gap: set[_Node] = set()
        self.words: set[str] = set()

    def weave(self, root: _Node, number: int) -> None:
        ends = self._sequence({root: None}, 0)
        if self.at < len(self.pieces):
            self._refuse("bar" if self.pieces[self.at] == "|" else "brackets")
        if root.any:
            self._refuse("star_first")
        if root in ends:
            self._refuse("empty")
        if not self.after_gap.isdisjoint(ends):
            self._refuse("star_last")
        for end in ends:
            end.accepts = number

    def _sequence(self, ends: dict[_Node, None], depth: int) -> dict[_Node, None]:
        while self.at < len(self.pieces):
            piece = self.pieces[self.at]
            if piece not in _MARKS:
                ends = self._word(ends, piece)
            elif piece == "|" or piece[0] == ")":
                break
            elif piece == "(":
                self.at += 1
                ends = self._group(ends, depth + 1)
                continue
            elif piece == "*":
                ends = self._gap(ends)
            else:
                self._refuse("question_mark")
            self.at += 1
        return ends

    def _group(self, ends: dict[_Node, None], depth: int) -> dict[_Node, None]:
        if depth > DEEPEST:
            self._refuse("too_deep")
        opened: dict[_Node, None] = {}
        while True:
            branch = self._sequence(ends, depth)
            if branch is ends:
                self._refuse("empty")
            opened |= branch
            if self.at == len(self.pieces):
                self._refuse("brackets")
            closing = self.pieces[self.at]
            self.at += 1
            if closing == ")?":
                return opened | ends
            if closing == ")":
                return opened

    def _word(self, ends: dict[_Node, None], word: str) -> dict[_Node, None]:
        node = _Node()
        self.words.add(word)
        for end in ends:
            end.leads += ((word, node),)
        return {node: None}

    def _gap(self, ends: dict[_Node, None]) -> dict[_Node, None]:
        skipped = dict(ends)
        for _ in range(GAP):
            node = _Node()
            for end in ends:
                end.any += (node,)
            ends = {node: None}
            skipped |= ends
            self.after_gap.add(node)
        return skipped

    def _refuse(self, reason: str) -> None:
        raise BadPattern(reason, self.pattern)


def _pieces(pattern: str) -> list[str]:
    """The words of a pattern, folded, and the marks between them."""
    if pattern.isascii():
        return list(map(intern, _ASCII_PIECE.findall(pattern.lower())))
    return [piece if piece in _MARKS else intern(fold(piece)) for piece in re.findall(_PIECE, pattern)]


class _State:
    """The nodes reached together; the moves from it are worked out once, when first walked."""

    __slots__ = ("accepts", "moves", "nodes")

    def __init__(self, nodes: tuple[_Node, ...]) -> None:
        self.nodes = nodes
        self.accepts = tuple(sorted({node.accepts for node in nodes if node.accepts is not None}))
        self.moves: dict[str, _State | None] = {}


class Automaton:
    """Many patterns as one machine. Raises BadPattern for a pattern that cannot be read."""

    def __init__(self, patterns: Sequence[str]) -> None:
        root = _Node()
        known: set[str] = set()
        for number, pattern in enumerate(patterns):
            weaver = _Weaver(pattern)
            weaver.weave(root, number)
            known |= weaver.words
        self._known = frozenset(known)
        self._start = _State((root,))
        self._first: dict[str, list[_Node]] = {}
        for word, node in root.leads:
            self._first.setdefault(word, []).append(node)
        self._states: dict[tuple[_Node, ...], _State] = {}

    def may_occur(self, words: Iterable[str]) -> bool:
        """Whether any of these is a word that some pattern begins with: a quick no for most of what people say."""
        return not self._first.keys().isdisjoint(words)

    def matches(self, words: Sequence[str], start: int) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Each match from this word on, shortest first: the index after its last word, and which patterns."""
        if words[start] not in self._first:
            return
        state = self._start
        for index in range(start, len(words)):
            word = words[index]
            if word not in self._known:
                # Words no pattern names all lead the same way, so hostile text cannot make the table grow.
                word = ""
            moved = state.moves[word] if word in state.moves else self._move(state, word)
            if moved is None:
                return
            state = moved
            if state.accepts:
                yield index + 1, state.accepts

    def search(self, words: Sequence[str]) -> bool:
        """Does any pattern occur anywhere?"""
        return any(True for start in range(len(words)) for _ in self.matches(words, start))

    def follows(self, words: Sequence[str], at: int) -> bool:
        """Does any pattern begin at this word?"""
        return at < len(words) and any(True for _ in self.matches(words, at))

    def precedes(self, words: Sequence[str], at: int, reach: int = 12) -> bool:
        """Does any pattern end right before this word, starting at most `reach` words back?"""
        before = words[max(0, at - reach) : at]
        return any(end == len(before) for start in range(len(before)) for end, _ in self.matches(before, start))

    def _move(self, state: _State, word: str) -> _State | None:
        reached: dict[_Node, None] = {}
        if state is self._start:
            reached |= dict.fromkeys(self._first.get(word, ()))
        else:
            for node in state.nodes:
                reached |= {onward: None for lead, onward in node.leads if lead == word}
                reached |= dict.fromkeys(node.any)
        nodes = tuple(reached)
        moved = self._states.setdefault(nodes, _State(nodes)) if nodes else None
        state.moves[word] = moved
        return moved
