"""What is said: stock phrases in natural words, remarks that are missing, texts that are too long."""

import pytest

from simulator.authoring.rules import missing_coach, silence_pays, stock_in_natural, too_long
from simulator.scenario import codes
from tests.authoring.rules.stories import ADA, found, moment, story, told, words_at

LISTEN = 'listen: {say: "Twenty-two minutes. What is at stake?", empathy: full, then: done}'


def one(*responses: str, called: str = "{reaction: 1, interpretation: 1}", **keys: str) -> str:
    return story(moment("hello", "\n".join((LISTEN, *responses)), called=called), **keys)


def test_a_stock_phrase_in_words_rated_natural_is_told_at_the_words() -> None:
    text = one('sorry: {say: "We apologise for the inconvenience.", naturalness: 3, coach: "No.", then: lost}')
    (finding,) = found(stock_in_natural, text)
    assert finding.code == codes.STOCK_IN_NATURAL
    assert finding.arguments == {"phrase": "We apologise for the inconvenience", "rating": "3"}
    assert words_at(text, finding).startswith('"We apologise')


def test_a_stock_phrase_in_words_rated_hollow_is_no_news() -> None:
    assert (
        told(stock_in_natural, one('s: {say: "We apologise for the inconvenience.", naturalness: 2, then: lost}'))
        == []
    )


def test_a_tic_that_a_fact_of_the_customer_redeems_is_none() -> None:
    tic = 's: {say: "Please do not hesitate to call about the SAID.", then: lost}'
    redeemed = tic.replace("SAID", "twenty-two minutes")
    assert told(stock_in_natural, one(tic.replace("SAID", "wait"))) != []
    assert told(stock_in_natural, one(redeemed)) == []


def test_a_response_that_falls_short_without_a_remark_is_told() -> None:
    text = one('kind: {say: "How sad.", empathy: {reaction: 1}, then: lost}')
    (finding,) = found(missing_coach, text)
    assert (finding.code, finding.arguments) == (codes.MISSING_COACH, {"id": "kind"})
    assert words_at(text, finding).startswith("kind:")


@pytest.mark.parametrize(
    "response",
    [
        'kind: {say: "How sad.", empathy: {reaction: 1}, coach: "That is for anyone.", then: lost}',
        'kind: {say: "How sad. What is at stake?", empathy: full, then: lost}',
    ],
)
def test_a_remark_or_a_worth_as_high_as_the_best_leaves_nothing_to_tell(response: str) -> None:
    assert told(missing_coach, one(response)) == []


def test_the_best_for_another_customer_needs_no_remark() -> None:
    text = one(
        'brief: {say: "Two minutes.", then: done}',
        called="{base: {reaction: 2, interpretation: 2}, ada: {}}",
        more=ADA,
    ).replace("empathy: full", "empathy: {reaction: 2, interpretation: 2}")
    assert told(missing_coach, text) == []


LETTER = """\
  letter:
    kind: compose
    line: "Two questions."
    calls_for: {{interpretation: 1}}
    questions: {{when: {{text: "When?"}}}}
    pick: [1, 2]
    parts:
      date: {{say: "Today at one.", answers: {{when: full}}}}
      {part}
    then: done
"""


def test_a_hollow_part_of_a_message_needs_a_remark_and_a_plain_one_does_not() -> None:
    hollow = LETTER.format(part='soon: {say: "In due course.", naturalness: 1}')
    plain = LETTER.format(part='soon: {say: "I look into it.", naturalness: 3}')
    assert told(missing_coach, story(hollow, channel="email")) == [(codes.MISSING_COACH, None, "soon")]
    assert told(missing_coach, story(plain, channel="email")) == []


@pytest.mark.parametrize(("channel", "most"), [("phone", 60), ("chat", 60), ("counter", 60)])
def test_a_response_beyond_what_people_bear_is_told_at_its_words(channel: str, most: int) -> None:
    def text(words: int) -> str:
        return one(f'long: {{say: "{" ".join(["well"] * words)}", then: lost}}', channel=channel)

    assert told(too_long, text(most)) == []
    (finding,) = found(too_long, text(most + 1))
    assert (finding.code, finding.arguments) == (codes.TOO_LONG, {"words": str(most + 1), "most": str(most)})
    assert words_at(text(most + 1), finding).startswith('"well')


def test_a_part_of_a_message_may_be_longer() -> None:
    def text(words: int) -> str:
        return story(LETTER.format(part=f'long: {{say: "{" ".join(["well"] * words)}"}}'), channel="email")

    assert told(too_long, text(180)) == []
    assert told(too_long, text(181)) == [(codes.TOO_LONG, None, "181", "180")]


def test_a_line_and_a_reply_have_bounds_of_their_own_for_each_customer() -> None:
    words = " ".join(["well"] * 71)
    line = (
        one('no: {say: "No.", then: lost}')
        .replace('line: "Yes?"', 'line: "{}"')
        .replace('"{}"', f'{{base: "Yes?", ada: "{words}"}}')
    )
    line = line.replace("moments:\n", ADA + "moments:\n")
    reply = one(f'no: {{say: "No.", reply: "{words}", then: lost}}')
    assert told(too_long, line) == [(codes.TOO_LONG, "ada", "71", "70")]
    assert told(too_long, reply) == [(codes.TOO_LONG, None, "71", "70")]
    assert words_at(line, found(too_long, line)[0]).startswith('"well')


def test_many_short_words_are_counted_and_one_endless_word_is_one() -> None:
    assert told(too_long, one(f'a: {{say: "{"a " * 61}", then: lost}}')) == [(codes.TOO_LONG, None, "61", "60")]
    assert told(too_long, one(f'a: {{say: "{"a" * 400}", then: lost}}')) == []


def test_a_moment_where_saying_nothing_earns_half_is_told_once() -> None:
    text = one(
        'a: {say: "Hm.", then: lost}', 'b: {say: "Well.", then: lost}', called="{reaction: 0, interpretation: 0}"
    ).replace("empathy: full", "empathy: {exploration: 1}")
    assert told(silence_pays, text) == [(codes.SILENCE_PAYS, None, "a", "100")]


@pytest.mark.parametrize("more", ["misreads: true", "dismisses: true", "empathy: {reaction: 1}"])
def test_what_misjudges_or_gives_something_is_no_silence(more: str) -> None:
    text = one(f'a: {{say: "Hm.", {more}, then: lost}}', called="{exploration: 1}")
    assert told(silence_pays, text) == []


def test_where_much_is_called_for_silence_does_not_pay() -> None:
    assert told(silence_pays, one('a: {say: "Hm.", then: lost}')) == []
