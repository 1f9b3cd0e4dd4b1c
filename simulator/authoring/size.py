"""How large a call is for one customer: what the author wrote that a trainee may meet."""

from collections.abc import Iterator

import msgspec

from simulator.conversation.pace import minutes
from simulator.rubric.naturalness import word_count
from simulator.scenario.model import Compose, Exchange, Moment, Read, Response, Scenario, exists_for, words_for


class Size(msgspec.Struct, frozen=True):
    """Moments, responses (parts of a message among them), words that may be shown or said, whole minutes."""

    moments: int
    responses: int
    words: int
    minutes: int


def size(scenario: Scenario, variant: str | None = None) -> Size:
    """The size of a scenario for one customer.

    Words are those of lines, cues, responses, replies, questions, misreadings and endings, each once; coach remarks
    and notes do not count. Minutes are those of `conversation/pace`: the quickest way to a good ending.
    """
    moments = [moment for moment in scenario.moments.values() if exists_for(moment.only, variant)]
    responses = sum(1 for moment in moments for _response in _responses(moment, variant))
    texts = [text for moment in moments for text in _texts(moment, variant)]
    texts += [
        words_for(ending.text, variant) or ""
        for ending in scenario.endings.values()
        if exists_for(ending.only, variant)
    ]
    return Size(len(moments), responses, sum(map(word_count, texts)), minutes(scenario, variant))


def _responses(moment: Moment, variant: str | None) -> Iterator[Response]:
    said = {Exchange: "responses", Compose: "parts"}.get(type(moment))
    for response in getattr(moment, said).values() if said else ():
        if exists_for(response.only, variant):
            yield response


def _texts(moment: Moment, variant: str | None) -> Iterator[str]:
    for case in moment.line:
        yield words_for(case.text, variant) or ""
    for cue in getattr(moment, "cues", ()):
        if exists_for(cue.only, variant):
            yield cue.sign
    for response in _responses(moment, variant):
        yield response.say
        yield words_for(response.reply, variant) or ""
    if isinstance(moment, Compose):
        yield from (question.text for question in moment.questions.values())
    if isinstance(moment, Read):
        yield from moment.misreadings.values()
