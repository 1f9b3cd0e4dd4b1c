"""The examples of the pages of codes, made whole.

A page shows as little as makes its point; here it becomes a scenario again. A comment before each block says what it is:

    <!-- found: W204 -->     the block gets this finding, at the line that ends in `# <- W204`
    <!-- mended: W204 -->    the block does not get it, nor anything as bad
    <!-- beside: NAME -->    a file that lies beside the blocks after it; one of the scenario's own name, in another
                             folder, is the scenario in another language

Behind the code may stand, after commas: `at line N` where no comment can stand in the line, `anywhere` where the place
follows from limits, `saved as latin-1`, `grown` where the page shows the essence of a file too large to show, `alone`
where the block is the whole file, `in NAME` where it is a file beside the scenario, and further codes that cannot be
had without this one, and `budget N` where the checker may look at N states only. Where no line is named, the finding is about the whole file.

A block with `platine:` and `endings:` is a whole file. Any other is a piece: its keys go where they belong in the
scenario that all pages share, base.LANGUAGE.yaml.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from tests.test_docs import ROOT, blocks

FOLDERS = {"en": ROOT / "docs" / "codes", "fr": ROOT / "docs" / "fr" / "codes"}
BASES = {language: Path(__file__).with_name(f"base.{language}.yaml") for language in FOLDERS}
IDS = {"en": "the-bicycle", "fr": "le-velo"}
_KEY = re.compile(r"( *)([\w-]+):(.*)")
_SPELT = re.compile(r"<U\+([0-9A-F]{4})>")


class Example(NamedTuple):
    """A block of a page as the file that it stands for, and what must come of it."""

    page: Path
    language: str
    code: str
    kind: str
    text: str
    file: str
    """The name that the text is checked under."""
    beside: dict[str, str]
    """The files that lie beside it, by name."""
    found_in: str
    """The name of the file that the finding points into."""
    line: int
    """The line there; 0 for the whole file."""
    anywhere: bool
    """Where the place follows from limits, it is not looked at."""
    also: frozenset[str]
    """Further codes that cannot be had without it."""
    grown: bool
    encoding: str
    budget: int
    """How many states may be explored; 0 for as many as usual."""

    def __str__(self) -> str:
        return f"{self.code}-{self.language}-{self.kind}"


def examples(language: str) -> Iterator[Example]:
    for page in sorted(FOLDERS[language].glob("*.md")):
        beside: dict[str, str] = {}
        for block in blocks(page):
            if block.mark == "beside":
                text = spelt(block.text)
                is_sibling = Path(block.about).name == f"{IDS[language]}.yaml"
                beside = {**beside, block.about: set_in(text, BASES[language], 0)[0] if is_sibling else text}
            elif block.mark in ("found", "mended"):
                yield _example(page, language, block.mark, block.about, spelt(block.text), beside)


def spelt(text: str) -> str:
    """A character that cannot be shown is written `<U+001B>` on the page."""
    return _SPELT.sub(lambda found: chr(int(found[1], 16)), text)


def _example(page: Path, language: str, kind: str, about: str, text: str, beside: dict[str, str]) -> Example:
    code, *notes = about.split(", ")
    named = next((int(note.split()[-1]) for note in notes if note.startswith("at line ")), 0)
    file = f"{IDS[language]}.yaml"
    other = next((note.removeprefix("in ") for note in notes if note.startswith("in ")), "")
    if other:
        beside, whole, line = {**beside, other: text}, BASES[language].read_text(encoding="utf-8"), named
    elif "alone" in notes or is_whole(text):
        whole, line = text, named
    else:
        whole, line = set_in(text, BASES[language], named)
    pointed = {name: pointer(each, code) for name, each in {**beside, file: whole}.items()}
    found_in = next((name for name, at in pointed.items() if at), file)
    return Example(
        page,
        language,
        code,
        kind,
        whole,
        file,
        beside,
        found_in,
        pointed[found_in] or line,
        "anywhere" in notes,
        frozenset(note for note in notes if re.fullmatch(r"[EWI]\d{3}", note)),
        "grown" in notes,
        "latin-1" if "saved as latin-1" in notes else "utf-8",
        next((int(note.removeprefix("budget ")) for note in notes if note.startswith("budget ")), 0),
    )


def pointer(text: str, code: str) -> int:
    """The line that ends in `# <- CODE`; 0 where none does."""
    return next((number for number, line in enumerate(text.split("\n"), 1) if line.endswith(f"  # <- {code}")), 0)


def is_whole(text: str) -> bool:
    return {"platine", "endings"} <= {line.partition(":")[0] for line in text.splitlines()}


# A piece set into the scenario that all pages share. Text, not data: the piece may be broken YAML.


@dataclass
class Part:
    """A line, with the lines that are indented under it."""

    indent: int
    key: str | None
    line: str
    number: int
    """Its number in the piece; 0 for a line of the base."""
    under: list["Part"] = field(default_factory=list)

    @property
    def is_block(self) -> bool:
        """Whether this is a key with further keys under it, and not with a list."""
        bare = re.sub(r"  #.*", "", self.line).rstrip()
        return (
            self.key is not None
            and bare.endswith(":")
            and not any(part.line.lstrip().startswith("- ") for part in self.under)
        )

    def lines(self) -> Iterator[tuple[str, int]]:
        yield self.line, self.number
        for part in self.under:
            yield from part.lines()


def parts(text: str, *, numbered: bool) -> Part:
    top = Part(-1, None, "", 0)
    open_parts, blanks = [top], []
    for number, line in enumerate(text.splitlines(), 1):
        own = number if numbered else 0
        if not line.strip():
            blanks.append(Part(0, None, line, own))
            continue
        found = _KEY.fullmatch(line)
        indent = len(found[1]) if found else len(line) - len(line.lstrip(" "))
        while len(open_parts) > 1 and open_parts[-1].indent >= indent:
            open_parts.pop()
        part = Part(indent, found[2] if found else None, line, own)
        # An empty line belongs to what comes after it.
        open_parts[-1].under += [*blanks, part]
        open_parts.append(part)
        blanks = []
    top.under += blanks
    return top


def set_in(text: str, base: Path, number: int) -> tuple[str, int]:
    """The base with the piece in it, and where line `number` of the piece has come to stand."""
    whole = parts(base.read_text(encoding="utf-8"), numbered=False)
    _merge(whole, parts(text, numbered=True))
    lines = [each for part in whole.under for each in part.lines()]
    place = next((place for place, (_line, own) in enumerate(lines, 1) if number and own == number), 0)
    return "".join(f"{line}\n" for line, _own in lines), place


def _merge(base: Part, piece: Part) -> None:
    """Keys of the piece take the place of the base's; new ones come last, or behind the one before them."""
    behind = len(base.under)
    taken: set[str] = set()
    for number, part in enumerate(piece.under):
        if part.key is None:
            # A comment comes along with the key that it stands above.
            key = next((other.key for other in piece.under[number:] if other.key), None)
            behind = next(
                (place for place, own in enumerate(base.under) if key and own.key == key and key not in taken), behind
            )
        place = next((place for place, own in enumerate(base.under) if part.key and own.key == part.key), None)
        if place is None or part.key in taken:
            base.under.insert(behind, part)
            behind += 1
        elif base.under[place].is_block and part.is_block and part.under:
            base.under[place].line, base.under[place].number = part.line, part.number
            _merge(base.under[place], part)
            behind = place + 1
        else:
            base.under[place] = part
            behind = place + 1
        taken |= {part.key or ""}
