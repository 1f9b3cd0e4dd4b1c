"""Two languages of one scenario: what lacks, what lags, what differs; texts out to a translator and back."""

import csv
import io
import os
import re
import shutil
import subprocess

import msgspec
import pytest
from babel.messages import pofile
from hypothesis import given
from hypothesis import strategies as st

from simulator.authoring import translations_po as po
from simulator.authoring import translations_sheets as tables
from simulator.authoring.rules import translation as rule
from simulator.authoring.study import Study
from simulator.authoring.translations import _RESPONSE, differences, lagging, stamp, texts
from simulator.authoring.translations_kept import Kept, beside, keep, kept_beside
from simulator.authoring.translations_places import found, root_of, value_of
from simulator.authoring.translations_pushing import begun, pulled, pushed
from simulator.authoring.translations_sheets import CHANGED, FUZZY, MISSING, Row, Sheet
from simulator.errors import Unreadable
from simulator.scenario.model import (
    Compose,
    Cue,
    Customer,
    Ending,
    Exchange,
    Question,
    Read,
    Reflect,
    Response,
    Scenario,
)
from simulator.scenario.packs import entries
from simulator.scenario.reading import read_scenario, read_text
from simulator.scenario.reading.files import document
from simulator.scenario.reading.ledger import Ledger
from tests.scenario.texts import WHOLE

FR = """\
# Un commentaire que personne ne doit perdre.
platine: 1
id: dernier-siege
title: Le dernier siège
language: fr
channel: counter
objectives: Entendre ce que le départ veut dire
customer:
  name: Ilse Brandt
  request: "Une place dans le train de dix-huit heures"
  facts: {valise: "Une seule valise, très petite"}
  known: [valise]
  wishes:
    does: {la-bas: {need: deadline, text: "Être ce soir au chevet de sa mère"}}
variants:
  pressee:
    request: "Une place, vite"
moments:
  guichet:
    line:
      base: "Dix-huit heures. Dites-moi qu'il reste une place, {agent}."
      pressee: "Dix-huit heures, une place."
    cues:
      - {sign: "Elle regarde la pendule du hall", reveals: [valise]}
    calls_for: {reaction: 1, interpretation: 1, exploration: 2}
    responses:
      qui-attend:
        say: "Vous l'avez dit comme si le train vous attendait. Qui, là-bas ?"
        empathy: full
        reveals: [la-bas]
        then: siege
      complet:
        say: "C'est complet."
        coach: "Vrai, et sans un regard."
        then: parti
  siege:
    line:
      - when: {knows: [la-bas]}
        text: "Ma mère. On m'a dit ce soir."
      - text: "Alors ?"
    calls_for: {reaction: 2, interpretation: 1, exploration: 0}
    responses:
      trouver:
        say: "Alors vous y serez. Le chef de train en garde une."
        empathy: full
        uses: [la-bas]
        offers: [deadline]
        then: a-bord
      demain:
        say: "Il en reste demain à huit heures."
        then: parti
endings:
  a-bord: {outcome: solved, text: "18 h 02. Elle a la place près de la porte."}
  parti: {outcome: unsolved, text: "Elle regarde le tableau jusqu'au bout."}
"""
EN = (
    FR.replace("language: fr", "language: en")
    .replace("Le dernier siège", "The last seat")
    .replace("Entendre ce que le départ veut dire", "Hear what leaving means")
    .replace("Une place dans le train de dix-huit heures", "A seat on the six o'clock train")
    .replace("Une seule valise, très petite", "One suitcase, a very small one")
    .replace("Être ce soir au chevet de sa mère", "To be at her mother's bedside tonight")
    .replace("Une place, vite", "A seat, quick")
    .replace(
        "Dix-huit heures. Dites-moi qu'il reste une place, {agent}.", "Six o'clock. Tell me there is a seat, {agent}."
    )
    .replace("Dix-huit heures, une place.", "Six o'clock, one seat.")
    .replace("Elle regarde la pendule du hall", "She looks at the clock in the hall")
    .replace(
        "Vous l'avez dit comme si le train vous attendait. Qui, là-bas ?",
        "As if the train were waiting. Who is, there?",
    )
    .replace("C'est complet.", "It is sold out.")
    .replace("Vrai, et sans un regard.", "True, and without a glance.")
    .replace("Ma mère. On m'a dit ce soir.", "My mother. They said tonight.")
    .replace("Alors ?", "Well?")
    .replace(
        "Alors vous y serez. Le chef de train en garde une.", "Then you are on it. The conductor keeps one back."
    )
    .replace("Il en reste demain à huit heures.", "There is one tomorrow at eight.")
    .replace("18 h 02. Elle a la place près de la porte.", "18:02. She has the seat by the door.")
    .replace("Elle regarde le tableau jusqu'au bout.", "She looks at the board to the end.")
)


def scenario(text: str):
    reading = read_text(text)
    assert reading.findings == ()
    assert reading.scenario is not None
    return reading.scenario


def root(text: str):
    made = document(text.encode(), Ledger("x.yaml"))
    assert made is not None
    return made


def stamps(text: str) -> dict[str, str]:
    return {name: stamp(said) for name, said in texts(scenario(text)).items()}


def test_every_text_has_the_name_of_its_place_in_the_file():
    named = texts(scenario(FR))
    assert named["objectives.1"] == "Entendre ce que le départ veut dire"
    assert named["customer.wishes.does.la-bas.text"] == "Être ce soir au chevet de sa mère"
    assert named["variants.pressee.request"] == "Une place, vite"
    assert named["moments.guichet.line.pressee"] == "Dix-huit heures, une place."
    assert named["moments.guichet.cues.1.sign"] == "Elle regarde la pendule du hall"
    assert named["moments.guichet.responses.complet.coach"] == "Vrai, et sans un regard."
    assert named["moments.siege.line.2"] == "Alors ?"
    assert named["endings.parti.text"] == "Elle regarde le tableau jusqu'au bout."


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: f"{entry.language}-{entry.path.stem}")
def test_every_text_of_a_bundled_scenario_is_found_in_its_file_and_is_the_words_there(entry):
    top = root_of(entry.path)
    inherited = []
    for name, text in texts(entry.reading.scenario).items():
        steps = found(top, tuple(name.split(".")))
        if steps is None:
            inherited.append(name)
            continue
        node = top
        for step in steps:
            node = node.entries[step] if isinstance(step, str) else node.items[step]
        assert value_of(node) == text or str(value_of(node)) == text
    assert all(name.startswith("variants.") for name in inherited)


def test_a_finished_translation_owes_nothing():
    assert lagging(scenario(FR), scenario(EN), stamps(FR)).names == ()
    assert differences(scenario(FR), scenario(EN)) == ()


def test_what_the_source_says_and_the_translation_does_not_is_lacking():
    without = EN.replace('        coach: "True, and without a glance."\n', "")
    lag = lagging(scenario(FR), scenario(without))
    assert lag.lacks == ("moments.guichet.responses.complet.coach",)
    assert lagging(scenario(without), scenario(FR)).orphaned == lag.lacks


def test_a_text_that_changed_since_is_known_by_its_stamp_and_only_by_it():
    newer = FR.replace("C'est complet.", "Tout est complet.")
    assert lagging(scenario(newer), scenario(EN), stamps(FR)).changed == ("moments.guichet.responses.complet.say",)
    assert lagging(scenario(newer), scenario(EN)).changed == ()


def test_a_copied_text_is_not_translated_until_somebody_took_it_for_right():
    copied = FR.replace("language: fr", "language: en")
    lag = lagging(scenario(FR), scenario(copied))
    assert "moments.siege.responses.trouver.say" in lag.untranslated
    assert "customer.name" not in lag.untranslated
    assert lagging(scenario(FR), scenario(copied), stamps(FR)).untranslated == ()


def test_a_region_may_keep_the_words_of_its_language():
    assert lagging(scenario(FR), scenario(FR.replace("language: fr", "language: fr-CA"))).names == ()


def test_a_text_that_variants_inherit_is_told_once():
    without = EN.replace('  facts: {valise: "One suitcase, a very small one"}\n  known: [valise]\n', "")
    without = without.replace(", reveals: [valise]", "")
    assert lagging(scenario(FR), scenario(without)).lacks == ("customer.facts.valise",)


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("exploration: 2}", "exploration: 1}", "moments.guichet.calls_for.base"),
        ("need: deadline", "need: speed", "customer.wishes.does.la-bas.need"),
        ("        then: a-bord", "        then: parti", "moments.siege.responses.trouver.then"),
        ("uses: [la-bas]", "uses: [valise]", "moments.siege.responses.trouver.uses"),
        ("        empathy: full\n        reveals", "        reveals", "moments.guichet.responses.qui-attend.empathy"),
        ("channel: counter", "channel: phone", "channel"),
        ("when: {knows: [la-bas]}", "when: {knows: [valise]}", "moments.siege.line.1.when"),
        ("outcome: unsolved", "outcome: partly", "endings.parti.outcome"),
        ("known: [valise]\n", "severity: 2\n", "customer.severity"),
    ],
)
def test_what_is_no_words_must_be_the_same(old, new, name):
    assert old in EN
    found_ones = {one.name for one in differences(scenario(FR), scenario(EN.replace(old, new)))}
    assert name in found_ones


def test_a_block_that_one_of_them_lacks_is_told_once_by_its_name():
    demain = '      demain:\n        say: "There is one tomorrow at eight."\n        then: parti\n'
    other = '      autre:\n        say: "Try the bus."\n        then: parti\n'
    told = differences(scenario(FR), scenario(EN.replace(demain, other)))
    assert [(one.name, one.source is None, one.translation is None) for one in told] == [
        ("moments.siege.responses.demain", False, True),
        ("moments.siege.responses.autre", True, False),
    ]


def test_the_order_of_ids_means_nothing():
    two = FR.replace("known: [valise]", "known: [valise, billet]").replace(
        'petite"}', 'petite", billet: "Un billet"}'
    )
    turned = two.replace("known: [valise, billet]", "known: [billet, valise]")
    assert differences(scenario(two), scenario(turned)) == ()


# Stamps beside the file.


def test_stamps_are_kept_beside_the_scenario_and_are_no_scenario(tmp_path):
    file = tmp_path / "seat.yaml"
    assert kept_beside(file) is None
    keep(file, Kept("fr", {"b": "2", "a": "1"}))
    assert beside(file).name == "seat.translation.json"
    assert kept_beside(file) == Kept("fr", {"a": "1", "b": "2"})
    assert beside(file).read_text(encoding="utf-8").index('"a"') < beside(file).read_text(encoding="utf-8").index(
        '"b"'
    )


@pytest.mark.parametrize(
    "damaged", [b"{", b"[]", b'{"source": "fr"}', b"\xff", b'{"source": "fr", "made_from": {}, "x": 1}']
)
def test_stamps_that_cannot_be_read_are_said_to_be_so(tmp_path, damaged):
    file = tmp_path / "seat.yaml"
    beside(file).write_bytes(damaged)
    with pytest.raises(Unreadable) as refused:
        kept_beside(file)
    assert refused.value.key == "translation_damaged"


# The checker's rule.


def lags(folder, text: str, *siblings: str, kept: Kept | None = None) -> list[dict[str, str]]:
    file = folder / "seat.yaml"
    file.write_text(text, encoding="utf-8")
    if kept is not None:
        keep(file, kept)
    reading = read_scenario(file)
    study = Study(reading, reading.scenario, siblings=[scenario(sibling) for sibling in siblings])
    findings = list(rule.check(study))
    assert all((finding.code, finding.place.line) == ("W228", 5) for finding in findings)
    return [finding.arguments for finding in findings]


def test_the_checker_is_silent_about_a_translation_that_keeps_up(tmp_path):
    assert lags(tmp_path, EN, FR, kept=Kept("fr", stamps(FR))) == []
    assert lags(tmp_path, EN) == []


def test_the_checker_tells_the_translation_what_it_owes(tmp_path):
    newer = FR.replace("C'est complet.", "Tout est complet.")
    told = lags(tmp_path, EN, newer, kept=Kept("fr", stamps(FR)))
    assert told == [{"language": "en", "ids": "moments.guichet.responses.complet.say"}]


def test_the_checker_tells_the_source_nothing_about_its_translation(tmp_path):
    without = EN.replace('        coach: "True, and without a glance."\n', "")
    assert lags(tmp_path, FR, without) == []
    assert [each["ids"] for each in lags(tmp_path, without, FR)] == ["moments.guichet.responses.complet.coach"]


def test_the_checker_tells_of_stamps_that_cannot_be_read(tmp_path):
    beside(tmp_path / "seat.yaml").write_text("{", encoding="utf-8")
    assert [each["ids"] for each in lags(tmp_path, EN, FR)] == ["seat.translation.json"]


# Tables and PO files.

words = st.text(
    st.characters(
        exclude_categories=("Cs", "Cc"), include_characters="\n\t", exclude_characters="\u2028\u2029\ufeff"
    ),
    max_size=60,
)
some = st.one_of(
    words,
    st.sampled_from(
        [
            "=SUM(A1)",
            "+33 6",
            "-1",
            "@home",
            "'=x",
            "''+",
            "a;b,c\td",
            '"',
            "\\n",
            "x\n",
            "\n",
            "\\",
            "é\u0301",
            "#: x",
            '"msgid ""',
        ]
    ),
)
rows = st.lists(
    st.builds(Row, st.from_regex(r"[a-z-]{1,8}(\.[a-z0-9-]{1,8}){0,3}", fullmatch=True), some, some, st.just("")),
    max_size=6,
)


def same(given: Sheet, read: Sheet) -> bool:
    return [(row.name, row.source, row.translation) for row in given.rows] == [
        (row.name, row.source, row.translation) for row in read.rows
    ]


@given(rows, st.sampled_from(list(tables.SEPARATORS.values())))
def test_a_table_brings_every_text_back_as_it_was(given_rows, separator):
    sheet = Sheet("fr", "en-GB", tuple(given_rows))
    back = tables.sheet_of(tables.table_of(sheet, separator).encode(), "t.csv")
    assert (back.source, back.language) == ("fr", "en-GB")
    assert same(sheet, back)


@given(rows)
def test_a_po_file_brings_every_text_back_as_it_was(given_rows):
    sheet = Sheet("fr", "en", tuple(given_rows), "seat")
    back = po.sheet_of(po.po_of(sheet).encode(), "t.po")
    assert (back.source, back.language, back.scenario) == ("fr", "en", "seat")
    assert same(sheet, back)


@given(rows)
def test_what_gettext_s_own_readers_see_is_what_was_written(given_rows):
    unique = {row.name: row for row in given_rows if row.source}
    sheet = Sheet("fr", "en", tuple(unique.values()), "seat")
    catalogue = pofile.read_po(io.BytesIO(po.po_of(sheet).encode()))
    read = {message.context: (message.id, message.string) for message in catalogue if message.id}
    assert read == {row.name: (row.source, row.translation) for row in unique.values()}


def test_what_gettext_s_own_writers_write_is_read():
    sheet = Sheet(
        "fr", "en", (Row("a.b", 'Une\nphrase "dite"', 'A\nsentence "said"'), Row("c", "non", "no", CHANGED)), "seat"
    )
    catalogue = pofile.read_po(io.BytesIO(po.po_of(sheet).encode()))
    out = io.BytesIO()
    pofile.write_po(out, catalogue, width=20)
    back = po.sheet_of(out.getvalue(), "t.po")
    assert same(sheet, back)
    assert [row.state for row in back.rows] == ["", FUZZY]


def test_a_formula_is_kept_from_a_spreadsheet():
    sheet = Sheet("fr", "en", (Row("a", "=1+1", "-2"), Row("b", "＝1+1", "＋2")))
    written = tables.table_of(sheet)
    assert "a,'=1+1,'-2," in written
    assert "b,'＝1+1,'＋2," in written
    assert same(sheet, tables.sheet_of(written.encode(), "x.csv"))


def test_reading_a_table_leaves_the_limit_of_a_cell_to_others_as_it_was():
    before = csv.field_size_limit()
    tables.sheet_of(b"id,fr,en\na,un,one\n", "x.csv")
    assert csv.field_size_limit() == before


def test_a_table_without_a_mark_with_semicolons_and_with_columns_of_its_own_is_read():
    data = 'comment;id;fr;en\r\nhello;a.b;un;one\r\n;c;deux;"two\r\nlines"\r\n;;;\r\n'
    sheet = tables.sheet_of(data.replace("comment", "state").encode(), "t.csv")
    assert [(row.name, row.translation, row.line) for row in sheet.rows] == [
        ("a.b", "one", 2),
        ("c", "two\nlines", 3),
    ]


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"caf\xe9", "sheet_encoding"),
        (b"", "sheet_heads"),
        (b"a,b,c\n1,2,3\n", "sheet_heads"),
        (b"id,fr,fr\n", "sheet_heads"),
        (b'id,fr,en\na,"' + b"x" * 1_100_000, "sheet_broken"),
        (b'id,fr,en\na,b,"never closed\nb,c,d\ne,f,g\n', "sheet_broken"),
        (b'id;fr;en\na;b;c\n"b;c;d', "sheet_broken"),
    ],
)
def test_a_table_that_is_none_is_refused_in_words(data, key):
    with pytest.raises(Unreadable) as refused:
        tables.sheet_of(data, "t.csv")
    assert refused.value.key == key


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b'msgid "never closed\n', "sheet_broken"),
        (b'"out of nowhere"\n', "sheet_broken"),
        (b'msgid "a"\nmsgid_plural "b"\n', "sheet_broken"),
        (b"\xff\xfe", "sheet_encoding"),
    ],
)
def test_a_po_file_that_is_none_is_refused_in_words(data, key):
    with pytest.raises(Unreadable) as refused:
        po.sheet_of(data, "t.po")
    assert refused.value.key == key


def sheet_or_refusal(read, data: bytes) -> Sheet | Unreadable:
    try:
        return read(data, "t")
    except Unreadable as refused:
        return refused


@given(st.binary(max_size=200), st.sampled_from([po.sheet_of, tables.sheet_of]))
def test_no_bytes_make_a_sheet_fail_otherwise_than_in_words(data, read):
    for given_bytes in (data, b"id,fr,en\n" + data, b'msgctxt "a"\nmsgid "' + data):
        assert isinstance(sheet_or_refusal(read, given_bytes), Sheet | Unreadable)


# Pulling and pushing.


def test_pulling_takes_every_text_of_the_file_once_and_marks_what_is_open():
    half = EN.replace('        coach: "True, and without a glance."\n', "").replace("Well?", "Alors ?")
    newer = FR.replace("C'est complet.", "Tout est complet.")
    sheet = pulled(scenario(newer), root(newer), "en", scenario(half), stamps(FR))
    states = {row.name: (row.state, row.translation) for row in sheet.rows}
    assert states["title"] == ("", "The last seat")
    assert states["moments.guichet.responses.complet.say"] == (CHANGED, "It is sold out.")
    assert states["moments.guichet.responses.complet.coach"] == (MISSING, "")
    assert "variants.pressee.name" not in states
    assert len(states) == len(sheet.rows) == len(re.findall(r"^msgctxt", po.po_of(sheet), re.MULTILINE))


def test_pushing_back_what_was_pulled_changes_nothing():
    sheet = pulled(scenario(FR), root(FR), "en", scenario(EN))
    done = push_all(sheet)
    assert done.text == EN
    assert (done.changed, done.added, done.refused) == ((), (), ())
    assert done.stamps == {name: mark for name, mark in stamps(FR).items() if name in done.same}


def push_all(sheet: Sheet, *, text: str = EN, source: str = FR):
    return pushed(text, sheet, {*texts(scenario(source)), *texts(scenario(text))}, root(source), "en.yaml")


def push_one(name: str, translation: str, *, text: str = EN, source: str = FR, state: str = ""):
    said = texts(scenario(source)).get(name, "")
    return push_all(Sheet("fr", "en", (Row(name, said, translation, state, 7),)), text=text, source=source)


def test_pushing_touches_the_one_line():
    done = push_one("moments.siege.line.2", "So: what?")
    assert done.changed == ("moments.siege.line.2",)
    before, after = EN.splitlines(), done.text.splitlines()
    assert [line for line in after if line not in before] == ['      - text: "So: what?"']
    assert len(before) == len(after)


def test_pushing_everything_makes_the_whole_translation():
    copied = FR.replace("language: fr", "language: en")
    sheet = pulled(scenario(FR), root(FR), "en", scenario(EN))
    done = push_all(sheet, text=copied)
    assert texts(scenario(done.text)) == texts(scenario(EN))
    assert done.text.startswith("# Un commentaire que personne ne doit perdre.\n")
    assert lagging(scenario(FR), scenario(done.text), done.stamps).names == ()


@pytest.mark.parametrize(
    ("translation", "key", "word"),
    [
        ("Six o'clock. Tell me there is a seat.", "push_lost", "{agent}"),
        ("Six o'clock, {agent}, {customer} wants a seat.", "push_invented", "{customer}"),
        ("Six o'clock, {agent} {somebody}.", "push_invented", "{somebody}"),
        ("Six\u202e o'clock, {agent}.", "push_control", "U+202E"),
    ],
)
def test_words_in_braces_are_neither_lost_nor_invented(translation, key, word):
    done = push_one("moments.guichet.line.base", translation)
    assert [(one.key, one.line) for one in done.refused] == [(key, 7)]
    assert word in done.refused[0].values.values()
    assert done.text == EN
    assert done.stamps == {}


def test_a_text_without_a_translation_waits_and_so_does_one_still_marked_as_old():
    assert push_one("title", "  ").waiting == ("title",)
    assert push_one("title", "The last seat", state=CHANGED).waiting == ("title",)
    assert push_one("title", "The very last seat", state=CHANGED).changed == ("title",)


def test_what_an_obsolete_entry_is_marked_with_says_nothing_of_the_next():
    text = (
        'msgid ""\nmsgstr "Language: en\\n"\n\n#, fuzzy\n#~ msgctxt "gone"\n#~ msgid "a"\n#~ msgstr "b"\n\n'
        '#: x.yaml:3\nmsgctxt "title"\nmsgid "Le colis"\nmsgstr "The parcel"\n\n'
        '#, fuzzy, c-format\n#| msgid "old"\nmsgctxt "summary"\nmsgid "a"\nmsgstr "b"\n'
    )
    assert [(row.name, row.state) for row in po.sheet_of(text.encode(), "x.po").rows] == [
        ("title", ""),
        ("summary", FUZZY),
    ]


def test_of_two_translations_of_one_text_the_first_is_taken_and_the_other_told():
    rows = tuple(Row("title", "Le colis de Madame Roy", words, "", line) for line, words in ((2, "One"), (3, "Two")))
    again = Row("title", "Le colis de Madame Roy", "One", "", 4)
    done = pushed(WHOLE, Sheet("fr", "en", (*rows, again)), {"title"})
    assert [(one.name, one.line, one.key) for one in done.refused] == [("title", 3, "push_twice")]
    assert done.text == WHOLE.replace("title: Le colis de Madame Roy", "title: One")


def test_what_a_tool_guessed_is_never_taken():
    done = push_one("title", "The very last seat", state=FUZZY)
    assert (done.waiting, done.text, done.stamps) == (("title",), EN, {})


def test_a_name_that_nothing_has_is_refused():
    assert [one.key for one in push_one("moments.nowhere.line", "Here").refused] == ["push_unknown"]
    assert [one.key for one in push_one("moments.guichet", "Here").refused] == ["push_unknown"]
    assert [one.key for one in push_one("moments.guichet.responses.complet.then", "siege").refused] == [
        "push_unknown"
    ]


def test_a_key_that_the_translation_lacks_is_added():
    without = EN.replace('        coach: "True, and without a glance."\n', "")
    done = push_one("moments.guichet.responses.complet.coach", "True, and cold.", text=without)
    assert scenario(done.text).moments["guichet"].responses["complet"].coach == "True, and cold."


NEWER = FR.replace(
    "      complet:\n",
    '      attendez:\n        say: "Attendez, {customer}, je regarde."\n        progress: 1\n        coach: "Il manque une question."\n'
    "        then: [{when: {trust: at least 6}, to: siege}, {to: parti}]\n      complet:\n",
)


def test_a_new_response_comes_along_with_its_structure():
    done = push_one("moments.guichet.responses.attendez.say", "Wait, {customer}, let me look.", source=NEWER)
    assert done.added == ("moments.guichet.responses.attendez",)
    made = scenario(done.text)
    assert made.moments["guichet"].responses["attendez"].say == "Wait, {customer}, let me look."
    assert {one.name for one in differences(scenario(NEWER), made)} == set()
    assert lagging(scenario(NEWER), made, done.stamps).untranslated == ("moments.guichet.responses.attendez.coach",)


def test_a_block_that_leads_to_a_new_one_brings_it_along():
    further = (
        NEWER.replace("{to: parti}]", "{to: trop-tard}]")
        + '  trop-tard: {outcome: partly, text: "Le suivant part à vingt heures."}\n'
    )
    done = push_one("moments.guichet.responses.attendez.say", "Wait, {customer}.", source=further)
    assert set(done.added) == {"moments.guichet.responses.attendez", "endings.trop-tard"}
    assert differences(scenario(further), scenario(done.text)) == ()


def test_a_new_cue_is_put_behind_the_others():
    more = FR.replace("reveals: [valise]}\n", 'reveals: [valise]}\n      - {sign: "Une main sur la valise"}\n', 1)
    done = push_one("moments.guichet.cues.2.sign", "A hand on the suitcase", source=more)
    assert [cue.sign for cue in scenario(done.text).moments["guichet"].cues][1] == "A hand on the suitcase"


RATED = FR.replace("moments:\n", "panel: {date: 2026-03-31, raters: 3}\nmoments:\n", 1).replace(
    '        say: "C\'est complet."\n',
    '        say: "C\'est complet."\n        panel: {reaction: {mean: 0.3, spread: 0.6, votes: [2, 1, 0]}}\n',
)


def test_what_a_panel_said_of_one_language_is_not_said_of_another():
    assert scenario(RATED).panel is not None
    made = begun(RATED, "en")
    assert scenario(made) == scenario(FR.replace("language: fr", "language: en"))
    without = EN.replace(
        '      complet:\n        say: "It is sold out."\n        coach: "True, and without a glance."\n        then: parti\n',
        '      autre: {say: "Well.", then: parti}\n',
    )
    done = push_one("moments.guichet.responses.complet.say", "It is full.", text=without, source=RATED)
    copied = scenario(done.text).moments["guichet"].responses["complet"]
    assert (copied.say, copied.panel) == ("It is full.", None)
    assert differences(scenario(RATED), scenario(FR)) == ()


COMPARED = {
    Scenario: "id title channel customer moments endings start level sector summary objectives variants desk needs duties hangs_up notes",
    Customer: "name request wishes about real_need wait severity facts known reality verdicts base",
    Exchange: "line calls_for responses cues delivery weight silence notes only",
    Read: "line asks right misreadings then cues notes only",
    Reflect: "stage then line cues notes only",
    Compose: "line calls_for questions parts pick then cues weight notes only",
    Cue: "sign reveals hidden load_hides only",
    Question: "text weight urgent",
    Ending: "outcome text only",
    Response: "say reply coach " + " ".join(_RESPONSE.values()),
}


LEFT_OUT = {"platine", "language", "panel", "stock", "pass_mark"}
"""What a translation has its own of, or its pack."""


@pytest.mark.parametrize("kind", COMPARED, ids=lambda kind: kind.__name__)
def test_every_part_of_a_scenario_is_compared_or_left_out_on_purpose(kind):
    assert set(kind.__struct_fields__) - LEFT_OUT == set(COMPARED[kind].split())


def test_a_line_built_otherwise_is_left_to_the_author():
    more = FR.replace(
        '      - text: "Alors ?"', '      - when: {turn: 3}\n        text: "Trois."\n      - text: "Alors ?"'
    )
    assert [one.key for one in push_one("moments.siege.line.3", "Well?", source=more).refused] == ["push_no_place"]


def test_a_text_that_an_anchor_shares_is_refused_and_the_others_are_pushed():
    shared = EN.replace('say: "It is sold out."', 'say: &out "It is sold out."').replace(
        'say: "There is one tomorrow at eight."', "say: *out"
    )
    sheet = Sheet(
        "fr",
        "en",
        (
            Row(
                "moments.siege.responses.demain.say", "Il en reste demain à huit heures.", "Tomorrow at eight.", "", 2
            ),
            Row("title", "Le dernier siège", "One last seat", "", 3),
        ),
    )
    done = push_all(sheet, text=shared)
    assert scenario(done.text).title == "One last seat"
    assert ("push_uneditable" in {one.key for one in done.refused}) != (
        scenario(done.text).moments["siege"].responses["demain"].say == "Tomorrow at eight."
    )


@given(st.lists(some.filter(lambda text: "{" not in text and text.strip()), min_size=1, max_size=4))
def test_whatever_a_translator_writes_is_what_the_scenario_then_says(written):
    names = ["title", "moments.siege.line.2", "moments.guichet.cues.1.sign", "objectives.1"][: len(written)]
    said = texts(scenario(FR))
    sheet = Sheet("fr", "en", tuple(Row(name, said[name], text) for name, text in zip(names, written, strict=False)))
    done = push_all(sheet)
    after = texts(scenario(done.text))
    refused = {one.name for one in done.refused}
    assert all(after[name] == text for name, text in zip(names, written, strict=False) if name not in refused)
    assert not refused or all(one.key == "push_control" for one in done.refused)
    untouched = {name: text for name, text in texts(scenario(EN)).items() if name not in names}
    assert {name: after[name] for name in untouched} == untouched


def test_the_data_of_a_lag_can_be_printed_as_json():
    lag = lagging(scenario(FR), scenario(EN))
    assert msgspec.json.decode(msgspec.json.encode(lag)) == {
        "lacks": [],
        "changed": [],
        "untranslated": [],
        "orphaned": [],
    }


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: f"{entry.language}-{entry.path.stem}")
def test_a_bundled_scenario_is_translated_whole_and_nothing_but_its_words_moves(entry):
    source = entry.reading.scenario
    top = root_of(entry.path)
    text = entry.path.read_text(encoding="utf-8")
    sheet = pulled(source, top, "tlh")
    made = Sheet(
        sheet.source,
        "tlh",
        tuple(msgspec.structs.replace(row, translation=f"„{row.source}“ #: x") for row in sheet.rows),
    )
    done = pushed(text, made, texts(source), top, str(entry.path))
    assert (done.refused, done.added, done.waiting) == ((), (), ())
    reading = read_text(done.text, folder=entry.path.parent)
    assert reading.findings == ()
    after = texts(reading.scenario)
    assert all(after[row.name] == row.translation for row in made.rows)
    assert differences(source, reading.scenario) == ()
    assert lagging(source, reading.scenario, done.stamps).names == ()
    comments = [line for line in text.splitlines() if line.lstrip().startswith("#")]
    assert [line for line in done.text.splitlines() if line.lstrip().startswith("#")] == comments


def test_the_texts_of_a_fragment_stay_with_the_fragment(tmp_path):
    (tmp_path / "who.fragment.yaml").write_text(
        'platine: 1\nmoments:\n  ask:\n    line: "Votre nom ?"\n    calls_for: {reaction: 0, interpretation: 1, exploration: 0}\n'
        '    responses:\n      oui: {say: "Oui.", empathy: full, then: return}\n      non: {say: "Non.", then: return}\n',
        encoding="utf-8",
    )
    file = tmp_path / "siege.yaml"
    including = FR.replace(
        "moments:\n", "include: {who: who.fragment.yaml}\nreturns: {who: guichet}\nstart: who.ask\nmoments:\n"
    )
    file.write_text(including, encoding="utf-8")
    reading = read_scenario(file)
    assert "moments.who.ask.line" in texts(reading.scenario)
    names = {row.name for row in pulled(reading.scenario, root_of(file), "en").rows}
    assert "moments.guichet.line.base" in names
    assert not any(name.startswith("moments.who") for name in names)


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not installed here")
def test_gettext_s_compiler_takes_what_is_written(tmp_path):
    sheet = pulled(scenario(FR), root(FR), "en", scenario(EN))
    file = tmp_path / "seat.po"
    file.write_text(po.po_of(sheet), encoding="utf-8")
    done = subprocess.run(
        ["msgfmt", "--check-format", "--statistics", "-o", str(tmp_path / "seat.mo"), str(file)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "LC_ALL": "C"},
    )
    assert done.returncode == 0, done.stderr
    assert f"{len(sheet.rows)} translated messages" in done.stderr
