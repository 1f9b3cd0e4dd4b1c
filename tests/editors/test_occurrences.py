"""Every place where a name stands is known, and a thing given another name stays the same thing."""

import unicodedata
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.scenario.reading import read_text
from simulator.scenario.reading.occurrences import Index, Symbol, occurrences
from simulator.scenario.reading.renaming import RENAMED, Refusal, renamed, renaming
from tests.scenario.texts import MINIMAL, WHOLE, minimal

ROOT = Path(__file__).resolve().parents[2]
BUNDLED = sorted(
    path for path in ROOT.glob("scenarios/*/*.yaml") if ".rehearsal" not in path.name and path.name != "pack.yaml"
)
ALIASED = """\
platine: 1
id: deux-fois
title: Deux fois
language: fr
channel: phone
customer:
  name: Ana Lopes
  request: Changer
  wishes: {feels: {"sûre": {need: &besoin certainty, text: "Être sûre"}, 'vite': {need: speed, text: Vite}}}
moments:
  accueil:
    line: Oui ?
    calls_for: {reaction: 1}
    responses: &ouvertures
      ouvrir: {say: Comment ?, then: "suite", offers: [*besoin], reveals: ["sûre", 'vite']}
      fermer: {say: Lequel ?, then: !!str suite}
  suite:
    line: Et puis ?
    calls_for: {reaction: 1}
    responses: *ouvertures
endings:
  fin: {outcome: solved, text: {base: "Fin."}}
"""


def index_of(text: str, kind: str = "scenario", beside: Index | None = None) -> Index:
    found = occurrences(text, kind, beside)
    assert found is not None
    return found


def texts() -> list[tuple[str, str]]:
    """Scenarios with their rehearsals, or nothing."""
    pairs = [
        (path.read_text(encoding="utf-8"), path.with_suffix(".rehearsal.yaml").read_text(encoding="utf-8"))
        for path in BUNDLED
    ]
    rehearsal = "rehearsals: {best: {path: [accueil.samedi@warm, humeur.seule, courrier.date+lieu], expect: {ending: livre}}, best-pressee: {path: [humeur.presse], variant: pressee, deliver: [accueil.samedi=warm, accueil=flat, flat], expect: {}}}\n"
    return [*pairs, (WHOLE, rehearsal), (ALIASED, ""), (MINIMAL, "")]


TEXTS = texts()


def cut(text: str, place: Any) -> str:
    return text.split("\n")[place.line - 1][place.column - 1 :][: place.length]


@pytest.mark.parametrize("text", [text for text, _ in TEXTS])
def test_where_a_name_is_said_to_stand_it_stands(text: str) -> None:
    index = index_of(text)
    assert len(index.occurrences) > 5
    assert {cut(text, one) == one.symbol.name for one in index.occurrences} == {True}


def test_no_word_of_a_whole_scenario_that_is_a_name_is_missed() -> None:
    """Counted by hand in the text: what names the ending `tonalite`, the flag, the variant, the detail."""
    index = index_of(WHOLE)
    counted = {
        Symbol("target", "", "tonalite"): 4,
        Symbol("target", "", "humeur"): 6,
        Symbol("flag", "", "promis"): 2,
        Symbol("variant", "", "pressee"): 7,
        Symbol("detail", "", "suivie"): 3,
        Symbol("detail", "", "seule"): 3,
        Symbol("response", "accueil", "samedi"): 2,
        Symbol("question", "", "quand"): 4,
        Symbol("duty", "", "identify"): 2,
        Symbol("need", "", "surprise"): 2,
    }
    assert {symbol: len(index.of(symbol)) for symbol in counted} == counted
    assert all(len(index.definitions(symbol)) == 1 for symbol in counted)


def test_the_name_under_a_cursor_is_found_at_each_of_its_letters_and_right_behind_it() -> None:
    index = index_of(WHOLE)
    line = next(number for number, text in enumerate(WHOLE.split("\n"), 1) if text.startswith("hangs_up: "))
    names = [found.symbol.name if (found := index.at(line, column)) else None for column in range(9, 22)]
    assert names == [None, None, *["tonalite"] * 9, None, None]


def test_right_answers_that_are_moods_name_nothing() -> None:
    text = WHOLE.replace("asks: thinks", "asks: mood").replace("right: [seule]", "right: [cold]")
    assert not index_of(text).of(Symbol("detail", "", "cold"))


def test_a_file_that_yaml_cannot_read_has_no_index_and_one_with_other_faults_has() -> None:
    assert occurrences("moments: [") is None
    assert occurrences("") is None
    assert occurrences("- a") is None
    assert index_of("nonsense: 1\nmoments: {a: {then: b}, c: 3}").defined("target") == ("a", "c")


def exchanged(part: Any, new: str, old: str) -> Any:
    """The data with one name for another, in dotted names too."""
    if isinstance(part, dict):
        return {exchanged(key, new, old): exchanged(value, new, old) for key, value in part.items()}
    if isinstance(part, list | tuple):
        return tuple(exchanged(item, new, old) for item in part)
    if isinstance(part, str) and new in part.split("."):
        return ".".join(old if name == new else name for name in part.split("."))
    return part


def model(text: str) -> Any:
    reading = read_text(text)
    assert reading.scenario is not None, reading.findings
    return msgspec.to_builtins(reading.scenario)


@pytest.mark.parametrize(("text", "rehearsal"), TEXTS)
def test_every_name_can_be_exchanged_for_another_and_back(text: str, rehearsal: str) -> None:
    index = index_of(text)
    beside = occurrences(rehearsal, "rehearsals", index)
    files = {"scenario": index, **({"rehearsals": beside} if beside is not None else {})}
    symbols = sorted({one.symbol for one in index.occurrences if one.defines and one.symbol.kind in RENAMED})
    before = model(text)
    new = "tout-neuf"
    for symbol in symbols:
        edits = renaming(symbol, new, files)
        after = renamed(text, edits["scenario"])
        assert exchanged(model(after), new, symbol.name) == before
        assert symbol.name != new
        index_after = index_of(after)
        scope = new if symbol.scope == symbol.name else symbol.scope
        rehearsal_after = renamed(rehearsal, edits.get("rehearsals", ()))
        files_after = {"scenario": index_after}
        if beside is not None:
            found = index_of(rehearsal_after, "rehearsals", index_after)
            files_after["rehearsals"] = found
            assert len(found.occurrences) == len(beside.occurrences)
        back = renaming(Symbol(symbol.kind, scope, new), symbol.name, files_after)
        assert renamed(after, back["scenario"]) == text
        assert renamed(rehearsal_after, back.get("rehearsals", ())) == rehearsal


def test_names_that_an_alias_writes_with_the_same_letters_change_together() -> None:
    edits = renaming(Symbol("response", "accueil", "ouvrir"), "entrouvrir", {"x": index_of(ALIASED)})
    after = renamed(ALIASED, edits["x"])
    assert after.count("entrouvrir") == 1
    scenario = read_text(after).scenario
    assert scenario is not None
    assert all("entrouvrir" in moment.responses for moment in scenario.moments.values())  # type: ignore[union-attr]


def test_a_name_written_in_other_letters_for_the_same_is_found_where_it_stands() -> None:
    apart = unicodedata.normalize("NFD", ALIASED)
    assert apart != ALIASED
    edits = renaming(Symbol("detail", "", "sûre"), "calme", {"x": index_of(apart)})
    assert unicodedata.normalize("NFC", renamed(apart, edits["x"])) == ALIASED.replace('"sûre"', '"calme"')


@pytest.mark.parametrize(
    ("symbol", "new", "why"),
    [
        (Symbol("target", "", "accueil"), "humeur", "taken"),
        (Symbol("target", "", "accueil"), "livre", "taken"),
        (Symbol("target", "", "accueil"), "return", "reserved"),
        (Symbol("target", "", "accueil"), "deux mots", "bad-id"),
        (Symbol("target", "", "accueil"), "-a", "bad-id"),
        (Symbol("target", "", "accueil"), "", "bad-id"),
        (Symbol("target", "", "nulle-part"), "ailleurs", "not-ours"),
        (Symbol("need", "", "certainty"), "sureness", "not-ours"),
        (Symbol("need", "", "surprise"), "speed", "reserved"),
        (Symbol("variant", "", "pressee"), "base", "reserved"),
        (Symbol("response", "accueil", "samedi"), "desole", "taken"),
        (Symbol("detail", "", "seule"), "presse", "taken"),
        (Symbol("prefix", "", "x"), "y", "no-name"),
    ],
)
def test_a_name_that_cannot_be_given_is_refused(symbol: Symbol, new: str, why: str) -> None:
    with pytest.raises(Refusal) as refused:
        renaming(symbol, new, {"x": index_of(WHOLE)})
    assert refused.value.why == why


def test_the_same_name_is_free_in_another_moment() -> None:
    edits = renaming(Symbol("response", "accueil", "samedi"), "date", {"x": index_of(WHOLE)})
    assert len(edits["x"]) == 2


def test_what_stands_behind_an_escape_is_not_renamed_by_halves() -> None:
    text = minimal(("reveals: [sure]", 'reveals: ["s\\u0075re"]'))
    with pytest.raises(Refusal) as refused:
        renaming(Symbol("detail", "", "sure"), "calme", {"x": index_of(text)})
    assert refused.value.why == "hidden"


@given(st.text(alphabet="abé- :{}[]&*!'\"#,\n\t\\|>é🙂mo", max_size=60), st.integers(0, len(WHOLE)))
def test_no_text_breaks_the_search_for_names(typed: str, at: int) -> None:
    text = WHOLE[:at] + typed + WHOLE[at:]
    index = occurrences(text)
    if index is not None:
        for one in index.occurrences:
            assert unicodedata.normalize("NFC", cut(text, one)) == one.symbol.name
