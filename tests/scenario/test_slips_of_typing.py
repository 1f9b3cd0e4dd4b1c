"""What an author types by accident on the first day, and the sentence that he reads: the cause, and its place."""

import pytest

from simulator.scenario.reading import read_text
from simulator.wording import findings as wording
from tests.scenario.texts import minimal, with_response

OUT_OF_LINE = "This line is not in line"
HARD_BLANK = "A non-breaking blank"
NO_BLANK = "There is no blank behind this colon"
BEHIND_A_QUOTE = "The text ends at the quotation mark"
ENDING = "  fin: {outcome: solved,"

# A replacement in the smallest scenario, where § marks the place, and how the finding begins.
SLIPS = [
    ("title: Un bonjour", "title§:Un bonjour", NO_BLANK),
    (ENDING, f"  autre:\n    outcome§:solved\n    text: x\n{ENDING}", NO_BLANK),
    ("title: Un bonjour", "title:§\u00a0Un bonjour", HARD_BLANK),
    ('    line: "Je', '  §\u00a0 line: "Je', HARD_BLANK),
    ("title: Un bonjour", "§title\u202f: Un bonjour", HARD_BLANK),
    ("title: Un bonjour", 'title: "Un "§vrai" bonjour"', BEHIND_A_QUOTE),
    ("title: Un bonjour", "title: 'L'§autre bonjour'", BEHIND_A_QUOTE),
    ('say: "Lequel ?"', 'say: "Lequel "§vrai" ?"', BEHIND_A_QUOTE),
    ("title: Un bonjour", 'title: "Oui"§, dit-elle', BEHIND_A_QUOTE),
    ("title: Un bonjour", "title: §*soupir* Un bonjour", "A text may not begin with * or &"),
    ("title: Un bonjour", "title: §, bonjour", "A sign stands here"),
    ("title: Un bonjour", "title: “Un bonjour§: oui”", "A colon splits this text in two"),
    ("title: Un bonjour", "title: « Un bonjour §: oui »", "A colon splits this text in two"),
    ("title: Un bonjour", 'title: §"Un bonjour”', "The text opened here by a straight quotation mark"),
    ('"Inquiète de se tromper"}', '"Inquiète de se tromper"}§}', "This bracket or brace closes nothing"),
    (ENDING, f"  autre:\n    outcome: solved\n  §text: Voilà.\n    for: [base]\n{ENDING}", OUT_OF_LINE),
    (ENDING, f"  autre:\n    outcome: solved\n      §text: x\n{ENDING}", OUT_OF_LINE),
    ("  name: Ana Lopes\n", '  about: Elle\n§name: "Ana Lopes"\n', OUT_OF_LINE),
    ("title: Un bonjour", "§title: #14", "Nothing is left of this text"),
]


@pytest.mark.parametrize(("written", "slip", "sentence"), SLIPS)
def test_a_slip_is_told_where_it_was_made_and_by_its_cause(written, slip, sentence):
    text = minimal((written, slip))
    before, _, after = text.partition("§")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    found = [
        finding
        for finding in read_text(before + after).findings
        if (finding.place.line, finding.place.column) == (line, column)
    ]
    assert [wording.sentence(finding).startswith(sentence) for finding in found] == [True]


def test_a_key_of_a_moment_that_was_not_indented_is_told_once_and_not_taken_for_a_moment():
    written, slip = "    responses:\n      ouvrir", "  responses:\n      ouvrir"
    findings = read_text(minimal((written, slip))).findings
    assert [finding.code for finding in findings] == ["E132", "E131"]
    assert "a key of accueil: indent it" in wording.remedy(findings[1])
    assert findings[1].place.line == 19


def test_a_moment_may_bear_the_name_of_a_key():
    text = minimal(("  accueil:\n", "  debut:\n    kind: reflect\n    stage: golden\n    then: line\n  line:\n"))
    assert read_text(text).findings == ()


def test_a_missing_comma_in_braces_is_not_taken_for_a_quotation_within_a_text():
    findings = read_text(minimal(('say: "Lequel ?",', 'say: "Lequel ?"'))).findings
    assert [finding.code for finding in findings] == ["E105"]


def test_a_list_without_brackets_is_shown_with_them():
    text = minimal(
        ('    line: "Je', '    cues:\n      - sign: Un soupir\n        reveals: inquiete, perdue\n    line: "Je')
    )
    (finding,) = read_text(text).findings
    assert "[inquiete, perdue]" in wording.remedy(finding)


def test_an_id_in_curly_quotation_marks_is_told_to_drop_them():
    (finding,) = read_text(with_response("uses: [“fils”]")).findings
    assert wording.sentence(finding) == "“fils” cannot be an id with these quotation marks."


@pytest.mark.parametrize("written", ["naturalness: 3 #mieux", "confirms: true #oui"])
def test_a_comment_behind_a_number_or_a_truth_takes_nothing_away(written):
    text = minimal(
        (
            '      fermer: {say: "Lequel ?", then: fin}',
            f'      fermer:\n        say: "Lequel ?"\n        then: fin\n        {written}',
        )
    )
    assert read_text(text).findings == ()


@pytest.mark.parametrize(
    ("written", "slip"), [("customer:", "Customer:"), ("endings:", "ending:")], ids=["customer", "endings"]
)
def test_a_block_that_is_missing_is_told_once_and_not_by_every_name_that_leads_into_it(written, slip):
    findings = read_text(minimal((written, slip))).findings
    assert [finding.code for finding in findings] == ["E132", "E131"]


def test_a_moment_at_the_left_edge_is_told_where_it_belongs():
    text = minimal(("endings:\n", 'suite:\n  line: "Et ensuite ?"\n  calls_for: {}\nendings:\n'))
    (finding,) = read_text(text).findings
    assert "one of the moments" in wording.remedy(finding)


def test_a_text_in_place_of_a_block_is_told_the_keys_of_that_block():
    (finding,) = read_text(minimal(('{need: certainty, text: "Être sûre de son choix"}', '"Être sûre"'))).findings
    assert "need, text" in wording.remedy(finding)


def test_an_unknown_need_comes_with_all_that_there_are():
    (finding,) = read_text(with_response("offers: [respect]")).findings
    assert "dignity" in wording.remedy(finding)
    assert "warmth" in wording.remedy(finding)


def test_a_list_of_what_is_known_is_whole_or_cut_behind_a_word():
    (finding,) = read_text(minimal(("title: Un", "mood: x\ntitle: Un"))).findings
    listed = wording.remedy(finding).removeprefix("Known here: ").rstrip(".…, ").split(", ")
    assert "variants" in listed
    assert all(word.replace("_", "").isalpha() for word in listed)


def test_many_variants_do_not_break_the_sentence_about_one_that_is_not_there():
    variants = "".join(f"  client-{number}: {{name: X}}\n" for number in range(20))
    text = minimal(("moments:", f"variants:\n{variants}moments:"), ('say: "Lequel ?"', 'say: "Lequel ?", for: [zzz]'))
    (finding,) = read_text(text).findings
    assert "client-0" in wording.line(finding)
