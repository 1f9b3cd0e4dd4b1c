"""Any bytes are read or refused: never an exception, never a signal, never without bound."""

import json
import tracemalloc

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from simulator.scenario import codes
from simulator.scenario.reading import read_text
from simulator.scenario.reading.ledger import MOST_FINDINGS
from simulator.wording.findings import line
from tests.scenario.texts import MINIMAL, WHOLE

MIB = 1024 * 1024
BOMB = "a: &a {x: 1, y: 2}\n" + "".join(
    f"{after}: &{after} {{<<: [{', '.join(['*' + before] * 10)}], k{after}: 1}}\n"
    for before, after in zip("abcdefgh", "bcdefghi", strict=True)
)
WIDE = (
    "a: &a {" + ", ".join(f"k{n}: 1" for n in range(9000)) + "}\nb:\n" + "  - {<<: *a}\n" * 20_000
)  # each merge alone is small, all of them are not
CHAIN = "a: &a " + "[" * 20 + "]" * 20 + "\nb: " + "[" * 20 + "*a" + "]" * 20 + "\n"

HOSTILE = {
    "lists in lists": ("[" * 100_000, codes.TOO_DEEP),
    "mappings in mappings": ("{a: " * 100_000, codes.TOO_DEEP),
    "block lists in lists": ("- " * 100_000, codes.TOO_DEEP),
    "depth by way of an alias": (CHAIN, codes.TOO_DEEP),
    "keys that are keys": ("? " * 100_000, codes.KEY_NOT_A_WORD),
    "merge keys that multiply": (BOMB, codes.ALIAS_BOMB),
    "merge keys in great number": (WIDE, codes.ALIAS_BOMB),
    "an alias of itself": ("a: &a {b: [*a]}", codes.CYCLIC_ALIAS),
    "a merge of itself": ("a: &a {<<: *a}", codes.CYCLIC_ALIAS),
    "a list of crumbs": ("[" + "a," * (MIB // 2) + "]", codes.TOO_DENSE),
    "a list of nothings": ("[" + "{}," * (MIB // 3) + "]", codes.TOO_DENSE),
    "a column of crumbs": ("- a\n" * (MIB // 4), codes.TOO_DENSE),
    "keys of crumbs": ("{" + ", ".join(f"{n:x}: b" for n in range(MIB // 9)) + "}", codes.UNKNOWN_KEY),
    "an astral crumb": ("[" + "😀," * (MIB // 5) + "]", codes.TOO_DENSE),
    "a huge value": ('a: "' + "x" * MIB, codes.QUOTE),
    "a huge key": ("x" * MIB + ": 1", codes.COLON),
    "nothing but zeros": (b"\0" * MIB, codes.CONTROL),
    "nothing but carriage returns": (b"\r" * MIB, codes.CONTROL),
    "UTF-16": (MINIMAL.encode("utf-16"), codes.ENCODING),
    "half a character": (MINIMAL.encode()[: MINIMAL.encode().index(b"\xc3") + 1], codes.ENCODING),
    "documents in great number": ("---\na\n" * 10_000, codes.SECOND_DOCUMENT),
    "hashes in great number": ("a: " + "x #" * (MIB // 3), codes.UNKNOWN_KEY),
    "newlines": ("\n" * MIB, codes.EMPTY_FILE),
    "quotation marks": ('"' * MIB, codes.SYNTAX),
    "anchors": ("".join(f"&a{n} b{n}: c\n" for n in range(50_000)), codes.UNKNOWN_KEY),
    "one key again and again": ("a: b\n" * 100_000, codes.DUPLICATE_KEY),
}


@pytest.mark.parametrize(("data", "code"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_is_refused_in_words(data, code):
    reading = read_text(data)
    assert reading.scenario is None
    assert code in {finding.code for finding in reading.findings}
    assert len(reading.findings) <= MOST_FINDINGS + 1
    assert all(line(finding) for finding in reading.findings[:100])


@pytest.mark.parametrize(("data", "code"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_takes_no_more_than_twenty_five_times_its_size(data, code):
    data = data.encode() if isinstance(data, str) else data
    read_text(b"")
    tracemalloc.start()
    try:
        reading = read_text(data)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert reading.scenario is None
    # What aliases add is bounded by its own limit, and findings by theirs: both are counted apart from the file.
    assert peak <= 25 * len(data) + 2_000_000


def test_a_scenario_of_many_moments_takes_no_more_than_twenty_five_times_its_size():
    moment = '  m{n}:\n    line: "Et de {n}."\n    calls_for: {{reaction: 1}}\n    responses:\n'
    answers = '      a: {{say: "Oui, {n}.", then: fin}}\n      b: {{say: "Non, {n}.", then: fin}}\n'
    moments = "".join((moment + answers).format(n=n) for n in range(10_000))
    data = MINIMAL.replace("endings:\n", moments + "endings:\n").encode()
    tracemalloc.start()
    try:
        reading = read_text(data)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert reading.scenario is not None
    assert peak <= 25 * len(data)


def test_an_alias_within_the_limits_is_what_it_names():
    text = MINIMAL.replace('line: "Je', 'line: &l "Je') + "notes: *l\n"
    assert read_text(text).scenario.notes == "Je voudrais changer de forfait."


YAML_BITS = st.sampled_from(
    """platine:·1 moments: ··a: ····line:·x -· [ ] { } :· ,· &a· *a <<:·*a | > ' " # ·# ↵ ↵·· ⇥ ---↵ ...↵ !t· %YAML·9↵ ?·
    \\x1b ~ é 😀""".replace("\n", " ")
    .translate(str.maketrans("·", "\0"))
    .split(" ")
).map(lambda bit: bit.replace("\0", " ").replace("↵", "\n").replace("⇥", "\t"))
"""Pieces of YAML; `·` is a blank, `↵` a newline, `⇥` a tab."""


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300))
@example(b"\xef\xbb\xbf")
@example(b"%YAML 1.1\n---\nplatine: 1")
def test_random_bytes_never_raise(data):
    assert isinstance(read_text(data).findings, tuple)


@settings(max_examples=500, deadline=None)
@given(st.lists(YAML_BITS, max_size=40).map("".join))
def test_random_yaml_never_raises(text):
    for finding in read_text(text).findings:
        assert line(finding)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_scenario_with_a_piece_replaced_never_raises(data):
    start = data.draw(st.integers(0, len(WHOLE)))
    end = data.draw(st.integers(start, min(len(WHOLE), start + 40)))
    piece = data.draw(st.lists(YAML_BITS, max_size=3).map("".join))
    reading = read_text(WHOLE[:start] + piece + WHOLE[end:])
    assert (reading.scenario is None) == any(finding.severity == "error" for finding in reading.findings)
    for finding in reading.findings:
        assert line(finding)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(WHOLE) - 1))
def test_a_scenario_cut_anywhere_is_refused_or_read(cut):
    reading = read_text(WHOLE[:cut])
    assert reading.scenario is not None or reading.findings


@settings(max_examples=200, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(
                    ["moments", "customer", "then", "when", "say", "line", "platine", "kind", "responses", "x"]
                ),
                inner,
                max_size=5,
            )
        ),
        max_leaves=20,
    )
)
def test_any_tree_of_values_never_raises(value):
    reading = read_text(json.dumps(value))
    assert reading.scenario is not None or reading.findings
