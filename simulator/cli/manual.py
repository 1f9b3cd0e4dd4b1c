"""The pages of codes, docs/codes and its French twin, as a terminal shows them."""

import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import click

from simulator.errors import Unreadable
from simulator.locations import code_pages
from simulator.scenario import codes

_CODE_INDENT: Final = "    "
_NARROWEST: Final = 20
"""No column of words is set narrower than this."""
_FENCE: Final = "```"
_BLOCKS: Final = re.compile(rf"(?ms)^{_FENCE}\w*\n.*?^{_FENCE}$|(?:^(?!{_FENCE})[^\n]+\n?)+")
"""A fenced block, or lines that follow one another."""
_COMMENT: Final = re.compile(r"<!--.*?-->\n?", re.DOTALL)
_LINK: Final = re.compile(r"\[([^\]]+)\]\([^)]+\)")
_SPAN: Final = re.compile(r"`([^`]+)`")
_STRONG: Final = re.compile(r"\*\*([^*]+)\*\*")
_MARKER: Final = re.compile(r"# <- [EWI]\d{3}$", re.MULTILINE)


class Page(NamedTuple):
    """What is said of one code."""

    code: str
    summary: str
    """One sentence."""
    text: str
    """The page as it is written, title included: Markdown."""

    @property
    def name(self) -> str:
        return codes.SLUGS[self.code]


def page(code: str, language: str, folder: Path | None = None) -> Page:
    """The page of a code. Raises Unreadable where the pages are not where they were installed."""
    path = (folder or code_pages(language)) / f"{code}.md"
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise Unreadable("no_such_file", path=str(path)) from None
    except OSError as error:
        raise Unreadable("cannot_read", path=str(path), why=error.strerror or str(error)) from error
    _title, _, body = text.partition("\n\n")
    return Page(code, body.partition("\n")[0], text)


def markdown(shown: Page) -> str:
    """The page as Markdown for other programs: without the notes to its tests, and without links into the house."""
    return _LINK.sub(r"\1", _COMMENT.sub("", shown.text)).strip()


def lines(shown: Page, width: int, *, coloured: bool) -> Iterator[str]:
    """The page in lines of at most `width` columns; examples keep theirs, so that they can be copied."""
    for place, found in enumerate(_BLOCKS.finditer(markdown(shown))):
        if place:
            yield ""
        block = found[0]
        if block.startswith(_FENCE):
            yield from _example(block, coloured)
        elif block.startswith("#"):
            title = block.lstrip("# ").strip()
            yield click.style(title, bold=True) if coloured else title
        else:
            yield from _prose(block, width, coloured)


def _example(block: str, coloured: bool) -> Iterator[str]:
    for line in block.splitlines()[1:-1]:
        shown = _MARKER.sub(lambda mark: click.style(mark[0], fg="yellow", bold=True), line) if coloured else line
        yield f"{_CODE_INDENT}{shown}".rstrip()


def _prose(block: str, width: int, coloured: bool) -> Iterator[str]:
    hanging = "  " if block.startswith("- ") else ""
    for item in re.split(r"\n(?=- )", block.strip()):
        words = " ".join(item.split("\n"))
        set_out = textwrap.fill(
            words, max(width, _NARROWEST), subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False
        )
        yield from (_coloured(set_out) if coloured else _STRONG.sub(r"\1", set_out)).split("\n")


def _coloured(text: str) -> str:
    """Colour takes the place of the signs; a span may go on over the end of a line, its colour does not."""

    def each_line(words: str, **style: str | bool) -> str:
        return "\n".join(click.style(line, **style) for line in words.split("\n"))  # type: ignore[arg-type]

    text = _STRONG.sub(lambda found: each_line(found[1], bold=True), text)
    return _SPAN.sub(lambda found: each_line(found[1], fg="cyan"), text)


def listed(pages: list[Page], width: int, widest: int) -> Iterator[str]:
    """One entry a page: code, short name in a column of `widest` letters, and its sentence in a column of its own."""
    for one in pages:
        head = f"{one.code}  {one.name.ljust(widest)}  "
        yield textwrap.fill(
            one.summary,
            max(width, len(head) + _NARROWEST),
            initial_indent=head,
            subsequent_indent=" " * len(head),
            break_on_hyphens=False,
        )
