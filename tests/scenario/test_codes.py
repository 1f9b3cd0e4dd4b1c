"""Each code of reading, with a file that calls for it, the place it points at, and sentences that can be said."""

import re

import pytest

from simulator.scenario import codes
from simulator.scenario.reading import read_text
from simulator.wording import findings as wording
from tests.scenario.texts import MINIMAL, WHOLE, minimal, with_moment, with_response, with_top

# Thirty-two levels, the file's own among them, and one more.
DEEP = MINIMAL + "notes: " + "[" * 31 + "§[" + "]" * 32 + "\n"


LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{after}: &{after} [{', '.join(['*' + before] * 10)}]\n"
    for before, after in zip("abcdef", "bcdefg", strict=True)
)
READ = "kind: read\nline: Hm.\nasks: {asks}\nright: {right}\nmisreadings: {{m: Faux}}\nthen: fin"
COMPOSE = """\
kind: compose
line: Bonjour
calls_for: {{}}
questions: {{q: {{text: "Quand ?"}}}}
parts: {{{parts}}}
pick: {pick}
then: fin
"""
TWO_PARTS = "a: {say: Un}, b: {say: Deux}"
ELEVEN_PARTS = ", ".join(f"p{number}: {{say: Un}}" for number in range(11))

# Code, and a file in which § marks the place that it points at; none where the whole file is meant.
EXAMPLES = [
    (codes.SYNTAX, MINIMAL + '"a": "b" §"c"\n'),
    (codes.SYNTAX, with_response("when: {trust: §>= 6}")),
    (codes.SYNTAX, minimal(("title: Un bonjour", "title: §@bonjour"))),
    (codes.SYNTAX, minimal(("title: Un bonjour", 'title: "Un bonjour §\\q"'))),
    (codes.SYNTAX, MINIMAL + "§sans deux-points\n"),
    (codes.TAB, minimal(("  name: Ana Lopes", "§\tname: Ana Lopes"))),
    (codes.COLON, minimal(("title: Un bonjour", "title: Un bonjour§: le premier"))),
    (codes.QUOTE, minimal(("title: Un bonjour", 'title: §"Un bonjour'))),
    (codes.BRACKET, minimal(("{sure: {need", "{sure: §[need"))),
    (codes.ENCODING, MINIMAL.encode("latin-1")),
    (codes.CONTROL, minimal(("Lequel", "Le§\x1bquel"))),
    (codes.CONTROL, minimal(('"Lequel', '§"Le\\u202equel'))),
    (codes.CONTROL, minimal(("Lequel", "Le§\u2066quel"))),
    (codes.SECOND_DOCUMENT, MINIMAL + "§---\n" + MINIMAL),
    (codes.EMPTY_FILE, "# rien\n"),
    (codes.UNKNOWN_TAG, minimal(("title: Un", "title: §!python/name:os.system Un"))),
    (codes.KEY_NOT_A_WORD, minimal(("title: Un bonjour", "title: {§{customer}}"))),
    (codes.DUPLICATE_KEY, minimal(("title: Un", "title: Deux\n§title: Un"))),
    (codes.LOST_TEXT, minimal(("title: Un bonjour", "title: §Le dossier #1234"))),
    (codes.SPLIT_TEXT, minimal(('"Inquiète de se tromper"', "Inquiète, §et honteuse"))),
    (codes.SPLIT_TEXT, minimal(('"Qu\'est-ce qui change pour vous ?"', "Bon, §dites-moi"))),
    (codes.SPLIT_TEXT, minimal(("title: Un bonjour", "title:\n  §Le bonjour: un premier"))),
    (codes.TOO_LARGE, b"#" * (16 * 1024 * 1024 + 1)),
    (codes.TOO_DEEP, DEEP),
    (codes.TOO_DENSE, "[" + "a," * 200_000 + "]"),
    (codes.ALIAS_BOMB, LAUGHS),
    (codes.CYCLIC_ALIAS, minimal(("facts: {", "facts: &f {moi: §*f, "))),
    (codes.UNKNOWN_ALIAS, minimal(("title: Un", "title: §*Un"))),
    (codes.BAD_MERGE, minimal(("facts: {", "facts: {§<<: 3, "))),
    (codes.TOO_MANY_FINDINGS, "".join(f"cle{number}: valeur\n" for number in range(3000))),
    (codes.LARGE_FILE, MINIMAL + "#" * 1024 * 1024),
    (codes.UNKNOWN_KEY, with_response("§emapthy: full")),
    (codes.UNKNOWN_KEY, minimal(("wishes:\n    feels", "wishes:\n    §wants"))),
    (codes.MISSING_KEY, minimal(('fermer: {say: "Lequel ?", ', "§fermer: {"))),
    (codes.MISSING_KEY, minimal(("title: Un bonjour\n", ""), ("platine", "§platine"))),
    (codes.UNKNOWN_VALUE, minimal(("channel: phone", "channel: §telephone"))),
    (codes.UNKNOWN_VALUE, with_moment("lire", READ.format(asks="mood", right="[§furious]"))),
    (codes.OUT_OF_RANGE, with_response("naturalness: §5")),
    (codes.OUT_OF_RANGE, with_moment("mail", COMPOSE.format(parts=TWO_PARTS, pick="[1, §3]"))),
    (codes.OUT_OF_RANGE, with_moment("mail", COMPOSE.format(parts=TWO_PARTS, pick="[§2, 1]"))),
    (codes.WRONG_KIND, minimal(("endings:\n  fin: {", "endings:\n  autre: §[un]\n  fin: {"))),
    (codes.WRONG_KIND, with_moment("mail", COMPOSE.format(parts=TWO_PARTS, pick="[1]").replace("pick", "§pick"))),
    (codes.WRONG_KIND, "§- un\n- deux\n"),
    (codes.NOTHING_WRITTEN, minimal(("title: Un bonjour", "§title:"))),
    (codes.NOTHING_WRITTEN, minimal(('say: "Lequel ?"', '§say: " "'))),
    (codes.NOTHING_WRITTEN, with_response("§for: []")),
    (codes.BAD_ID, minimal(("      fermer:", "      §fermer la porte:"))),
    (codes.UNKNOWN_VERSION, minimal(("platine: 1", "platine: §2"))),
    (codes.BAD_COMPARISON, with_response("when: {trust: §beaucoup}")),
    (codes.UNKNOWN_PLACEHOLDER, minimal(('"Lequel', '§"{custommer}, lequel'))),
    (codes.TOO_FEW, minimal(('      fermer: {say: "Lequel ?", then: fin}\n', ""), ("responses", "§responses"))),
    (
        codes.TOO_FEW,
        minimal(
            ('feels: {sure: {need: certainty, text: "Être sûre de son choix"}}', "feels: {}"), ("wishes", "§wishes")
        ),
    ),
    (codes.TOO_MANY, with_moment("mail", COMPOSE.format(parts=ELEVEN_PARTS, pick="2").replace("parts", "§parts"))),
    (codes.TOO_MANY, minimal(("reveals: [sure]", "§reveals: [" + "sure, " * 1001 + "]"))),
    (codes.UNCLOSED_LIST, minimal(('"Lequel ?", then: fin', '"Lequel ?", then: [§{when: {turn: 1}, to: fin}]'))),
    (codes.CLOSED_EARLY, minimal(('"Lequel ?", then: fin', '"Lequel ?", then: [§{to: fin}, {to: fin}]'))),
    (codes.BAD_LANGUAGE, minimal(("language: fr", "language: §français"))),
    (codes.RESERVED_ID, with_top("variants: {§base: {name: Ana}}")),
    (codes.DUPLICATE_ID, minimal(("facts: {fils", "facts: {sure"), ("{sure: {need", "{§sure: {need"))),
    (codes.DUPLICATE_ID, minimal(("thinks: {perdue", "thinks: {§inquiete"))),
    (codes.DUPLICATE_ID, minimal(("  fin: {outcome", "  §accueil: {outcome: solved, text: Oui}\n  fin: {outcome"))),
    (codes.MISSING_TARGET, minimal(('"Lequel ?", then: fin', '"Lequel ?", then: §fins'))),
    (codes.MISSING_TARGET, with_top("start: §acueil")),
    (codes.MISSING_TARGET, with_top("hangs_up: §accueil")),
    (codes.MISSING_ID, with_response("uses: [§fille]")),
    (codes.MISSING_ID, with_response("when: {not: {knows: §fille}}")),
    (codes.UNKNOWN_VARIANT, with_response("for: [§pressee]")),
    (codes.UNKNOWN_VARIANT, with_response("reply: {base: Oui, §autre: Non}")),
    (codes.UNKNOWN_NEED, with_response("offers: [§certainity]")),
    (codes.UNKNOWN_NEED, minimal(("need: certainty", "need: §sureness"))),
    (codes.UNKNOWN_DUTY, with_response("fulfils: [§identifier]")),
    (codes.UNKNOWN_RESPONSE, with_response("when: {said: [§accueil.ouvre]}")),
    (codes.UNKNOWN_QUESTION, with_response("when: {answered: [§quand]}")),
    (
        codes.UNKNOWN_QUESTION,
        with_moment("mail", COMPOSE.format(parts="a: {say: Un, answers: {§z: full}}, b: {say: D}", pick=1)),
    ),
    (codes.WRONG_FACET, with_moment("lire", READ.format(asks="feels", right="[§perdue]"))),
    (
        codes.NO_WORDS,
        minimal(('line: "Je voudrais changer de forfait."', "§line: {autre: Bonjour}"))
        + "variants: {autre: {name: Bo}}\n",
    ),
    (codes.MISSING_FRAGMENT, with_top("include: {a: §a.yaml}")),
    (codes.NO_RETURN, minimal(('"Lequel ?", then: fin', '"Lequel ?", then: §return'))),
]
WITH_FILES = {codes.INCLUDE_CYCLE, codes.INCLUDE_ESCAPES, codes.TOO_MANY_FRAGMENTS}
"""Told in test_fragments, which writes files."""
OWN_TEST = {codes.TOO_MANY_MOMENTS}


ANYWHERE = {codes.ENCODING, codes.TOO_DENSE, codes.ALIAS_BOMB, codes.TOO_MANY_FINDINGS}
"""Where these point at follows from limits, or from bytes that no mark can stand among."""

every_example = pytest.mark.parametrize(
    ("code", "marked"), EXAMPLES, ids=[f"{code}-{codes.SLUGS[code]}-{n}" for n, (code, _) in enumerate(EXAMPLES)]
)


def unmarked(marked: str | bytes) -> tuple[str | bytes, tuple[int, int]]:
    """The file, and the line and column that are marked in it; 0 and 0 where none are."""
    if isinstance(marked, bytes) or "§" not in marked:
        return marked, (0, 0)
    before, after = marked.split("§")
    return before + after, (before.count("\n") + 1, len(before) - before.rfind("\n"))


@every_example
def test_an_example_calls_for_its_code(code, marked):
    text, place = unmarked(marked)
    reading = read_text(text, "x.yaml")
    found = [finding for finding in reading.findings if finding.code == code]
    assert found, [wording.line(finding) for finding in reading.findings]
    assert code in ANYWHERE or (found[0].place.line, found[0].place.column) == place
    assert (reading.scenario is None) == (found[0].severity == "error")


@every_example
def test_every_finding_says_what_is_wrong_and_what_to_do(code, marked):
    text, _ = unmarked(marked)
    for finding in read_text(text, "x.yaml").findings[:20]:
        told = f"{wording.sentence(finding)} {wording.remedy(finding)}"
        assert told.count(".") + told.count("?") >= 2
        assert code == codes.UNKNOWN_PLACEHOLDER or re.search(r"\{[a-z]+\}", told) is None


def test_every_code_of_reading_has_an_example():
    examples = {code for code, _ in EXAMPLES} | WITH_FILES | OWN_TEST
    assert examples == {code for code in codes.SLUGS if code[1] == "1"}


def test_every_code_of_reading_has_its_sentences():
    for code in codes.SLUGS:
        if code[1] == "1":
            assert code in wording._SENTENCES


def test_codes_are_unique():
    names = [value for name, value in vars(codes).items() if name.isupper() and isinstance(value, str)]
    assert len(names) == len(set(names)) == len(codes.SLUGS)


def test_more_than_twenty_thousand_moments_are_refused():
    moments = "".join(f"  m{n}: {{kind: reflect, stage: golden, then: fin}}\n" for n in range(20_001))
    text = minimal(("endings:\n", moments + "endings:\n"))
    assert codes.TOO_MANY_MOMENTS in {finding.code for finding in read_text(text).findings}


def test_the_nearest_known_word_is_proposed():
    (finding,) = read_text(with_response("emapthy: full")).findings
    assert wording.remedy(finding) == "Did you mean “empathy”?"


def test_a_key_of_another_kind_of_moment_is_told_so():
    (finding,) = read_text(minimal(("    calls_for:", "    asks: mood\n    calls_for:"))).findings
    assert wording.remedy(finding) == "It belongs to moments of kind read."


def test_reading_never_stops_at_the_first_finding():
    text = minimal(
        ("channel: phone", "channel: fax"), ("reaction: 1", "reaction: 7"), ("then: fin}", "then: nulle-part}")
    )
    found = [finding.code for finding in read_text(text).findings]
    assert found == [codes.UNKNOWN_VALUE, codes.OUT_OF_RANGE, codes.MISSING_TARGET]


def test_findings_come_in_the_order_of_the_file():
    text = WHOLE.replace("outcome: unsolved", "outcome: lost").replace("level: practised", "level: hard")
    lines = [finding.place.line for finding in read_text(text).findings]
    assert lines == sorted(lines)
    assert len(lines) == 2


def test_a_finding_knows_its_moment_and_response():
    (finding,) = read_text(with_response("naturalness: 9")).findings
    assert (finding.moment, finding.response) == ("accueil", "ouvrir")


def test_one_line_holds_the_place_the_code_and_both_sentences():
    (finding,) = read_text(with_response("naturalness: 9"), "bonjour.yaml").findings
    assert wording.line(finding) == "bonjour.yaml:20:98: E134 9 is out of range. Write a number from 0 to 4."


def test_a_finding_shows_foreign_control_characters_spelt_out():
    (finding, *_) = [
        f for f in read_text(with_response('"em\\epathy": full')).findings if f.code == codes.UNKNOWN_KEY
    ]
    assert "\x1b" not in wording.line(finding)
    assert "<U+001B>" in wording.line(finding)
