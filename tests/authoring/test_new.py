"""A scenario begun by `platine new`: it holds what was answered, it plays, and it teaches from the first minute."""

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.authoring import new
from simulator.authoring.bots import bots
from simulator.authoring.checking import check
from simulator.authoring.rehearsals import rehearse
from simulator.conversation.script import Script
from simulator.rubric.stock import detect
from simulator.scenario.model import Compose, Exchange
from simulator.scenario.reading import read_rehearsals, read_text
from simulator.scenario.reading.packfile import read_pack_file
from simulator.scenario.vocabulary import CHANNELS, MOODS, NEEDS

LANGUAGES = ("fr", "en")
CASES = [(language, channel) for language in LANGUAGES for channel in CHANNELS]
HARD = (
    'Say "hello" to #14: now',
    "C'est l'autre # celui-là, pas 'l'un'",
    "- item",
    "{customer}: back \\ slash \\n",
    "one\ntwo\n\nthree",
    "🙂👩‍👩‍👧 é\u0301",
    "null",
    "~",
    "[[need]] and [[request]]",
    "@`%!&*|>?",
    "x: y, z: {w",
    "'",
    '"',
    "\\",
    "a\tb",
)
answer = st.one_of(st.sampled_from(HARD), st.text(max_size=80)).filter(lambda text: new.fault_of(text) is None)


def answers(language="en", channel="phone", wish="certainty", **given) -> new.Answers:
    proposals = new.defaults(language)
    told = {key: given.get(key, proposals[key]) for key in ("title", "name", "request", "need")}
    return new.Answers(language, channel, given.get("id", "mine"), wish=wish, **told)


def begun(given: new.Answers):
    """The scenario as it is read back, with nothing found in it."""
    reading = read_text(new.written(given).scenario)
    assert reading.findings == ()
    assert reading.scenario is not None
    return reading.scenario


def rehearsals_of(given: new.Answers, folder: Path):
    file = folder / "mine.rehearsal.yaml"
    file.write_text(new.written(given).rehearsals, encoding="utf-8")
    rehearsals, findings = read_rehearsals(file)
    assert findings == ()
    return rehearsals


@given(
    language=st.sampled_from(LANGUAGES),
    channel=st.sampled_from(CHANNELS),
    wish=st.sampled_from(NEEDS),
    title=answer,
    name=answer,
    request=answer,
    need=answer,
)
def test_whatever_is_answered_is_read_back_exactly_and_without_a_finding(
    language, channel, wish, title, name, request, need
):
    told = new.Answers(language, channel, new.id_from(title, language), title, name, request, need, wish)
    scenario = begun(told)
    assert (scenario.id, scenario.title, scenario.language, scenario.channel) == (told.id, title, language, channel)
    assert scenario.customer.name == name
    assert scenario.customer.request == request
    assert scenario.customer.real_need == need
    assert wish in {one.need for one in scenario.customer.wishes.values()}


@given(st.text(max_size=60), st.sampled_from(LANGUAGES))
def test_any_title_gives_an_id_that_can_name_a_file(title, language):
    made = new.id_from(title, language)
    assert new.is_id(made)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", made)


@pytest.mark.parametrize(
    ("title", "made"),
    [
        ("Le cœur à l'ouvrage", "le-coeur-a-l-ouvrage"),
        ("Today. Not Thursday.", "today-not-thursday"),
        ("Élodie & Noël", "elodie-noel"),
        ("🙂", "my-scenario"),
    ],
)
def test_an_id_keeps_the_letters_of_the_title(title, made):
    assert new.id_from(title, "en") == made


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "blank"),
        (" \n", "blank"),
        ("x" * (new.LONGEST + 1), "long"),
        ("bell \x07", "control"),
        ("turned \u202e round", "control"),
        ("half a \ud83d smile", "control"),
        ("to {somebody}", "braces"),
        ("to {customer}", None),
        ("a { brace }", None),
    ],
)
def test_what_the_format_cannot_hold_is_named(text, fault):
    assert new.fault_of(text) == fault


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("my deposit back", "My deposit back."),
        ("Why?", "Why?"),
        ("now  or\nnever!", "Now or never!"),
        ("« maintenant »", "« maintenant »"),
    ],
)
def test_an_answer_is_said_as_a_sentence(typed, said):
    assert new.as_said(typed) == said


def test_a_long_answer_is_said_in_one_breath_and_kept_whole():
    long = " ".join(["word"] * 60)
    scenario = begun(answers(request=long))
    assert scenario.customer.request == long
    line = scenario.moments[scenario.start].line[0].text
    assert len(line.split()) < 45
    assert "…" in line


@pytest.mark.parametrize(("language", "channel"), CASES)
@pytest.mark.parametrize("wish", NEEDS)
def test_every_beginning_is_a_scenario_that_no_lazy_strategy_wins(language, channel, wish, tmp_path):
    told = answers(language, channel, wish)
    scenario = begun(told)
    rehearsals = rehearsals_of(told, tmp_path)
    table = bots(Script(scenario), rehearsals)
    assert "key" in table.bots
    assert table.missed() == ()
    assert [outcome for outcome in rehearse(scenario, rehearsals) if not outcome.passed] == []


@pytest.mark.parametrize(("language", "channel"), CASES)
@pytest.mark.parametrize("wish", ["fairness", "deadline", "warmth"])
def test_the_checker_has_neither_an_error_nor_a_warning_for_a_beginning(language, channel, wish, tmp_path):
    told = answers(language, channel, wish)
    checked = check(read_text(new.written(told).scenario), rehearsals=rehearsals_of(told, tmp_path))
    assert checked.study is not None
    assert [finding for finding in checked.findings if finding.severity != "info"] == []


@pytest.mark.parametrize(("language", "channel"), CASES)
def test_every_beginning_notices_asks_reads_and_serves(language, channel):
    scenario = begun(answers(language, channel))
    kinds = [moment.__struct_config__.tag for moment in scenario.moments.values()]
    assert kinds.count("read") == 1
    assert kinds.count("exchange") + kinds.count("compose") == 3
    assert ("compose" in kinds) == (channel == "email")
    assert set(scenario.customer.verdicts) == set(MOODS)
    if channel == "email":
        composed = next(moment for moment in scenario.moments.values() if isinstance(moment, Compose))
        assert len(composed.questions) == 3


@pytest.mark.parametrize(("language", "channel"), CASES)
def test_every_answer_that_falls_short_has_a_coach_and_no_natural_words_hold_a_stock_phrase(language, channel):
    scenario = begun(answers(language, channel))
    best = set()
    for moment in scenario.moments.values():
        if isinstance(moment, Exchange):
            for name, response in moment.responses.items():
                if response.empathy == "full":
                    best.add(name)
                else:
                    assert response.coach, name
                if response.naturalness >= 3:
                    assert detect(response.say, language) == (), name
    assert len(best) >= 2


@pytest.mark.parametrize(("language", "channel"), CASES)
def test_the_best_answer_is_not_the_longest(language, channel):
    scenario = begun(answers(language, channel))
    for moment in scenario.moments.values():
        if isinstance(moment, Exchange):
            lengths = {name: len(response.say.split()) for name, response in moment.responses.items()}
            best = next(name for name, response in moment.responses.items() if response.empathy == "full")
            assert max(lengths, key=lengths.__getitem__) != best


@pytest.mark.parametrize(("language", "channel"), CASES)
def test_the_comments_speak_to_a_first_author_and_name_his_file(language, channel):
    pair = new.written(answers(language, channel), "first.yaml")
    comments = [line for line in pair.scenario.splitlines() if line.lstrip().startswith("#")]
    assert len(comments) >= 20
    assert "platine check first.yaml --strict" in pair.scenario
    assert "platine rehearse first.yaml" in pair.rehearsals
    assert re.search(r"\[\[[a-z_]+\]\]", pair.scenario + pair.rehearsals) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_of_a_template_is_wider_than_an_editor_but_for_texts(language):
    for channel in CHANNELS:
        for line in new.written(answers(language, channel)).scenario.splitlines():
            assert len(line) <= 120 or '"' in line, line


@given(answer)
def test_a_pack_file_holds_any_title(title):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "pack.yaml"
        file.write_text(new.pack_file(title, "fr", "mine"), encoding="utf-8", newline="\n")
        pack, findings = read_pack_file(file)
    assert findings == ()
    assert pack["title"] == title
    assert tuple(pack["order"]) == ("mine",)
