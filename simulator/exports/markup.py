"""Elements of a page, built as a tree: text can only ever become text, whatever it holds."""

import base64
import hashlib
from collections.abc import Iterable
from typing import Final
from xml.etree.ElementTree import Element, tostring

from simulator.locale import _, language
from simulator.wording.plaintext import printable
from simulator.wording.typography import typeset

Child = Element | str | None
_DOCTYPE: Final = "<!DOCTYPE html>\n"


def element(tag: str, *children: Child, **attributes: str) -> Element:
    """An element; None among the children is left out. `class_` and `http_equiv` stand for what Python reserves."""
    made = Element(tag, {_attribute(name): printable(value) for name, value in attributes.items()})
    last: Element | None = None
    for child in children:
        if isinstance(child, Element):
            made.append(child)
            last = child
        elif child:
            words = printable(child)
            if last is None:
                made.text = (made.text or "") + words
            else:
                last.tail = (last.tail or "") + words
    return made


def _attribute(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def own(text: str) -> str:
    """A sentence of the program, set as its language is printed."""
    return typeset(text, language())


def before(name: str) -> str:
    """A name and the colon behind it, for what stands in an element of its own."""
    return own(_("{name}: {words}").format(name=name, words=""))


class Voice:
    """The scenario's words: set in its language, and marked as such where the page is in another."""

    def __init__(self, spoken: str) -> None:
        self._spoken = spoken
        self._foreign = spoken.split("-")[0] != language()

    def words(self, text: str) -> str:
        return typeset(text, self._spoken)

    def __call__(self, tag: str, text: str | tuple[Child, ...], **attributes: str) -> Element:
        """An element that holds the scenario's words."""
        if self._foreign:
            attributes["lang"] = self._spoken
        children = (self.words(text),) if isinstance(text, str) else text
        return element(tag, *children, **attributes)


def section(name: str, title: str, content: Iterable[Element]) -> Element:
    """A section under a heading of its own, by which it is called."""
    heading = element("h2", own(title), id=f"{name}-title")
    return element("section", heading, *content, id=name, aria_labelledby=f"{name}-title")


def head_of(title: str, style: str) -> Element:
    """A page's title, its style, and a policy that lets this very style in and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    sheet = Element("style")
    sheet.text = style
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", own(title)),
        sheet,
    )


def document(root: Element) -> str:
    """The page's text."""
    return _DOCTYPE + tostring(root, encoding="unicode", method="html") + "\n"
