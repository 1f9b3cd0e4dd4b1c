"""What is looked at before YAML is, against the plainest way to say it."""

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from simulator.scenario import codes
from simulator.scenario.reading.ledger import Ledger
from simulator.scenario.reading.nodes import packed
from simulator.scenario.reading.raw import cleaned, hashes_after_one_blank

LINES = st.lists(st.text(" #:xé\tplatine", max_size=12), max_size=6).map("\n".join)
TEXTS = st.text(
    st.sampled_from("ab\r\n\t\x00\x0b\x1b\x7f\x85\u061c\u200e\u2028\u202e\u2066\ufffe\uffffé日🙂"), max_size=30
)
BIDIRECTIONAL = {*"\u061c\u200e\u200f", *map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}


def is_forbidden(text: str, at: int) -> bool:
    letter = text[at]
    if letter == "\r":
        return text[at + 1 : at + 2] != "\n"
    return letter not in "\t\n" and (
        unicodedata.category(letter) in {"Cc", "Zl", "Zp"} or letter in BIDIRECTIONAL or letter in "\ufffe\uffff"
    )


@given(LINES)
def test_a_hash_after_one_blank_is_found_wherever_text_stands_before_it(text: str) -> None:
    expected = [
        packed(number, found.start())
        for number, line in enumerate(text.split("\n"))
        for found in re.finditer(r"(?<=[^ \t#]) #(?!#*[ \t]*platine:)", line)
    ]
    assert list(hashes_after_one_blank(text.encode())) == expected


@given(TEXTS)
def test_controls_are_noted_each_and_become_blanks(text: str) -> None:
    forbidden = [at for at in range(len(text)) if is_forbidden(text, at)]
    ledger = Ledger("any.yaml")
    found = cleaned(text.encode(), ledger).decode()
    assert found == "".join(" " if at in forbidden else letter for at, letter in enumerate(text))
    assert len([one for one in ledger.findings if one.code == codes.CONTROL]) == len(forbidden)
