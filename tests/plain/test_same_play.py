"""Line mode adds no rule of its own: what is typed ends where the same decisions end."""

import re

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.conversation.play import Play
from simulator.conversation.script import Script
from tests.kit import customer, exchange, full_scenario, plays, response, scenario
from tests.plain.typist import sit, typed

SCRIPTS = [Script(full_scenario(channel, load), variant) for channel, load, variant in (
    ("phone", "light", None), ("phone", "drained", "quick"), ("email", "loaded", None),
)]  # fmt: skip
FORBIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
hostile = st.text(
    st.sampled_from("a [/b]\x1b[31m\x9b2J\u202e\u2066\x00\x07\r\n\t\x7f{}*é"), min_size=1, max_size=40
).filter(str.strip)


@settings(deadline=None, max_examples=80)
@given(data=st.data(), by_number=st.booleans())
def test_typing_the_answers_ends_in_the_state_of_the_decisions(data, by_number):
    walked = data.draw(plays(data.draw(st.sampled_from(SCRIPTS))))
    again = Play(walked.script, seed=walked.seed, practice=True)
    sit(again, typed(walked, by_number=by_number))
    assert again.state == walked.state
    assert [msgspec.structs.replace(one, at=0) for one in again.decisions] == walked.decisions


@settings(deadline=None, max_examples=60)
@given(words=hostile, lines=st.lists(hostile, max_size=4))
def test_no_control_code_of_any_text_reaches_the_terminal(words, lines):
    moments = {
        "only": exchange(line=words, responses={"it": response("done", words, reply=words, coach=words)}),
    }
    who = customer(name=words, about=words, request=words, real_need=words)
    play = Play(Script(scenario(moments, who=who, title=words, objectives=(words,)), agent=words))
    told = sit(play, [*(line.replace("\n", " ") for line in lines), "it", *(["x"] * 3)], coach=True)
    assert not FORBIDDEN.search(told)


@settings(deadline=None, max_examples=60)
@given(lines=st.lists(st.text(max_size=12).map(lambda text: text.replace("\n", " ")), max_size=30))
def test_whatever_is_typed_the_sitting_ends_quietly(lines):
    assert sit(Play(Script(full_scenario("phone", "drained")), practice=True), lines)
