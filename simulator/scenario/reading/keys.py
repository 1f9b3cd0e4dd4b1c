"""Every key of the format: its shape, whether it is required, what it means, what it fills in the model.

This one table is what the reader follows and what the JSON Schema is made of. To add a key, add its line here
and its attribute to the model.
"""

from collections.abc import Iterable
from typing import Any, Final

import msgspec

from simulator.locale import N_
from simulator.scenario import samples
from simulator.scenario import vocabulary as words
from simulator.scenario.conditions import Condition
from simulator.scenario.model import (
    Base,
    Branch,
    Compose,
    Cue,
    Customer,
    Desk,
    Empathy,
    Ending,
    Exchange,
    LineCase,
    Question,
    Read,
    Reflect,
    Response,
    Silence,
)
from simulator.scenario.reading.forms import (
    Alternatives,
    CalledFor,
    Cases,
    Compared,
    Empathic,
    Facets,
    Kinds,
    KindWord,
    LanguageTag,
    Pick,
    Version,
    Words,
    branch_to,
    detail,
    line_of,
    waited,
    wish,
)
from simulator.scenario.reading.ledger import Ledger
from simulator.scenario.reading.panelkeys import PANEL, PANEL_BLOCKS, RATINGS
from simulator.scenario.reading.shapes import (
    Block,
    Choice,
    Id,
    Key,
    Listed,
    Named,
    Number,
    Said,
    Text,
    Whole,
    YesNo,
)

MOST_MOMENTS: Final = 20_000

TEXT: Final = Text()
ID: Final = Id()
TARGET: Final = Id(dotted=True, names="target")
NEED: Final = Id(known="need", names="need")
DETAILS: Final = Listed(Id(names="detail"))
FLAGS: Final = Listed(Id(names="flag"))
YES_NO: Final = YesNo()
WORDS: Final = Words()
VARIANTS: Final = Listed(Id(names="variant"), least=1)


def _enter_moment(ledger: Ledger, id: str | None) -> None:
    ledger.moment = id


def _enter_response(ledger: Ledger, id: str | None) -> None:
    ledger.response = id


def _enter_variant(ledger: Ledger, id: str | None) -> None:
    ledger.variant = id


CONDITION: Final = Block("condition", Condition, ())
CONDITION.define(
    (
        Key("knows", DETAILS, N_("Ids of facts, reality or wishes that must all be known.")),
        Key("mood", Listed(Choice(*words.MOODS, kind="mood")), N_("The customer's mood is one of these.")),
        Key("trust", Compared(), N_("His trust, 0 to 10, held against a bound: `at least 6`.")),
        Key("load", Listed(Choice(*words.LOADS, kind="load")), N_("The agent's load is one of these.")),
        Key(
            "latitude", Listed(Choice(*words.LATITUDES, kind="latitude")), N_("The agent's latitude is one of these.")
        ),
        Key("flag", FLAGS, N_("Flags that must all be set.")),
        Key("said", Listed(Id(dotted=True, names="said")), N_("Responses given before, each as `moment.response`.")),
        Key("turn", Compared(), N_("The number of the turn being played, from 1, held against a bound.")),
        Key("answered", Listed(Id(names="question")), N_("Questions of a composed message that were answered.")),
        Key("not", CONDITION, N_("A condition that must not hold."), attribute="negated"),
        Key(
            "any",
            Alternatives(CONDITION),
            N_("Conditions of which at least one must hold."),
            attribute="alternatives",
        ),
    )
)

_WHEN: Final = N_("Only if all of this holds.")
BRANCH: Final = Block(
    "branch",
    Branch,
    (
        Key("when", CONDITION, _WHEN),
        Key("to", TARGET, N_("The next moment, or an ending."), required=True),
    ),
)
LINE_CASE: Final = Block(
    "line_case",
    LineCase,
    (Key("when", CONDITION, _WHEN), Key("text", WORDS, N_("What the customer says."), required=True)),
)
THEN: Final = Cases("to", TARGET, BRANCH, branch_to)
LINE: Final = Cases("text", WORDS, LINE_CASE, line_of)

_POINTS: Final = Whole(0, 2)
EMPATHY: Final = Block(
    "empathy",
    Empathy,
    (
        Key("reaction", _POINTS, N_("Warmth and concern shown: 0 none, 1 weak, 2 strong.")),
        Key("interpretation", _POINTS, N_("Understanding of what he lives through: 0 none, 1 weak, 2 strong.")),
        Key("exploration", _POINTS, N_("Interest in what he has not said: 0 none, 1 weak, 2 strong.")),
    ),
)

_FOR: Final = Key("for", VARIANTS, N_("Variants it exists in; `base` is the customer himself."), attribute="only")
_THEN: Final = Key(
    "then",
    THEN,
    N_("Next moment or ending; or a list of `{when: ..., to: ...}` closed by a plain `{to: ...}`."),
    required=True,
)
_NOTES: Final = Key("notes", TEXT, N_("Notes for the trainer, never shown while playing."))

WISH: Final = Block(
    "wish",
    dict,
    (
        Key("need", NEED, N_("The need that serves this wish."), required=True),
        Key("text", TEXT, N_("The wish in the customer's terms."), required=True),
    ),
)
VERDICTS: Final = Block(
    "verdicts", dict, (Key(mood, TEXT, N_("What he says when he leaves in this mood.")) for mood in words.MOODS)
)

CUSTOMER_KEYS: Final = (
    Key("name", TEXT, N_("The customer's name."), required=True),
    Key("request", TEXT, N_("What he says he wants."), required=True),
    Key("wishes", Facets(WISH, wish, few="wishes"), N_("What he wants to feel, think and do."), required=True),
    Key("about", TEXT, N_("Who he is, in a sentence.")),
    Key("real_need", TEXT, N_("What he needs and does not say; shown in the debrief only.")),
    Key(
        "wait",
        Block(
            "wait",
            waited,
            (
                Key("minutes", Number(0, 1_000_000), N_("How long he waited, in minutes.")),
                Key("hours", Number(0, 10_000), N_("How long he waited, in hours.")),
                Key("felt", Listed(Choice(*words.WAITINGS, kind="waiting")), N_("How the wait felt.")),
            ),
        ),
        N_("The wait before this contact."),
    ),
    Key("severity", Whole(0, 10), N_("How much the failure cost him, 0 to 10.")),
    Key("facts", Named(TEXT, names="detail"), N_("Details worth using, by id.")),
    Key("known", DETAILS, N_("Ids that the file shows the agent before the first word.")),
    Key("reality", Facets(TEXT, detail), N_("What he feels, thinks and does now.")),
    Key("verdicts", VERDICTS, N_("His own words as he leaves, by the mood he leaves in.")),
    Key(
        "base",
        Block(
            "base",
            Base,
            (
                Key("valence", Whole(-10, 10), N_("From -10, bad, to 10, good.")),
                Key("arousal", Whole(-10, 10), N_("From -10, calm, to 10, stirred.")),
                Key("control", Whole(-10, 10), N_("From -10, powerless, to 10, in command.")),
                Key("trust", Whole(0, 10), N_("From 0 to 10.")),
            ),
        ),
        N_("His state before the wait is counted."),
    ),
)
CUSTOMER: Final = Block("customer", Customer, CUSTOMER_KEYS)
VARIANT: Final = Block("variant", dict, (msgspec.structs.replace(key, required=False) for key in CUSTOMER_KEYS))

DESK: Final = Block(
    "desk",
    Desk,
    (
        Key("load", Choice(*words.LOADS, kind="load"), N_("How much is already on the agent's mind.")),
        Key("queue", Whole(0, 999), N_("How many customers wait.")),
        Key("tools", Whole(0, 99), N_("How many tools the agent has to work with at once.")),
        Key("latitude", Choice(*words.LATITUDES, kind="latitude"), N_("How much the agent may decide alone.")),
    ),
)

CUE: Final = Block(
    "cue",
    Cue,
    (
        Key("sign", TEXT, N_("What can be seen or heard."), required=True),
        Key("reveals", DETAILS, N_("Ids of reality, facts or wishes that it makes known.")),
        Key("hidden", YES_NO, N_("Displayed only to an agent who observes.")),
        Key("load_hides", Choice("loaded", "drained", kind="load"), N_("Not displayed from this load on.")),
        _FOR,
    ),
)
CUES: Final = Key("cues", Listed(CUE), N_("Signs that can be noticed."))

_RESPONSE_KEYS: Final = (
    Key("say", TEXT, N_("The words, or what the agent does."), required=True),
    _THEN,
    Key("reply", WORDS, N_("What the customer answers at once; or a text by variant.")),
    Key("empathy", Empathic(EMPATHY), N_("What it shows of empathy; `full` is exactly what the moment calls for.")),
    Key("naturalness", Whole(0, 4), N_("How it sounds to a panel, 0 to 4, stock phrases left aside.")),
    Key("tone", Choice(*words.TONES, kind="tone"), N_("How it is said.")),
    Key("offers", Listed(NEED), N_("Needs that it serves.")),
    Key("uses", DETAILS, N_("Ids of reality, facts or wishes that it really relies on.")),
    Key("reveals", DETAILS, N_("Ids of reality, facts or wishes that become known through the answer.")),
    Key("confirms", YES_NO, N_("It checks with him that this is what he wants.")),
    Key("dismisses", YES_NO, N_("It waves him away.")),
    Key("misreads", YES_NO, N_("It misjudges what he feels.")),
    Key(
        "promises",
        Said("empty", kind="promises"),
        N_("`empty`: nobody can hold this promise."),
        attribute="empty_promise",
    ),
    Key("progress", Whole(0, 2), N_("How far the stated request moves, 0 to 2.")),
    Key("when", CONDITION, N_("Offered only if all of this holds.")),
    Key(
        "locked",
        Said("show", kind="locked"),
        N_("`show`: greyed instead of hidden while closed."),
        attribute="locked_show",
    ),
    Key("sets", FLAGS, N_("Flags that it sets.")),
    Key("fulfils", Listed(Id(names="duty")), N_("Duties that it does.")),
    Key("action", Choice(*words.AGENT_ACTIONS, kind="action"), N_("What the agent does with the call.")),
    Key("coach", TEXT, N_("The trainer's remark, for the debrief.")),
    _FOR,
    Key("panel", RATINGS, N_("How a panel rated it; written by `platine panel write`, never scored.")),
)
_NOT_OF_A_PART: Final = frozenset({"then", "reply"})
RESPONSE: Final = Block("response", Response, _RESPONSE_KEYS)
PART: Final = Block(
    "part",
    Response,
    (
        *(key for key in _RESPONSE_KEYS if key.name not in _NOT_OF_A_PART),
        Key(
            "answers",
            Named(Choice("full", "partly", kind="answers"), names="question", defines=False),
            N_("Questions that it answers, `full` or `partly`."),
        ),
    ),
)
QUESTION: Final = Block(
    "question",
    Question,
    (
        Key("text", TEXT, N_("The question."), required=True),
        Key("weight", Whole(1, 10), N_("How much it counts, 1 to 10.")),
        Key("urgent", YES_NO, N_("It must be answered first.")),
    ),
)
SILENCE: Final = Block(
    "silence",
    Silence,
    (Key("after", Whole(1, 600), N_("Seconds, where timers are on."), required=True), _THEN),
)

_LINE: Final = Key("line", LINE, N_("What the customer says."), required=True)
_SHORT_LINE: Final = Key("line", LINE, N_("What the customer says."))
_WEIGHT: Final = Key("weight", Whole(0, 10), N_("How much this moment counts, 0 to 10; 1 unless said."))
_CALLS_FOR: Final = Key("calls_for", CalledFor(EMPATHY), N_("The empathy that the moment calls for."), required=True)


def _kind(word: str) -> Key:
    return Key("kind", KindWord(word), N_("What kind of moment this is."))


def _other_kind(name: str) -> str | None:
    """The kind of moment that a key belongs to, for keys written in a moment of another kind."""
    return next((word for word, block in MOMENT.blocks.items() if name in block.keys), None)


def _moment(word: str, build: Any, *keys: Key) -> Block:
    return Block(word, build, (_kind(word), *keys, CUES, _NOTES, _FOR), elsewhere=_other_kind)


MOMENT: Final = Kinds(
    {
        "exchange": _moment(
            "exchange",
            Exchange,
            _LINE,
            _CALLS_FOR,
            Key(
                "responses",
                Named(
                    RESPONSE,
                    least=2,
                    few="responses",
                    enter=_enter_response,
                    sample=samples.RESPONSE,
                    names="response",
                ),
                N_("What the agent may answer, by id."),
                required=True,
            ),
            Key(
                "delivery", Choice("set", "choose", kind="delivery"), N_("`choose`: the trainee also picks the tone.")
            ),
            _WEIGHT,
            Key("silence", SILENCE, N_("What happens when nothing is said in time.")),
        ),
        "read": _moment(
            "read",
            Read,
            _LINE,
            Key("asks", Choice(*words.FACETS, "mood", kind="facet"), N_("What is to be read in him."), required=True),
            Key(
                "right",
                Listed(Id(names="detail"), least=1),
                N_("Ids of his reality, or mood words, that are right."),
                required=True,
            ),
            Key("misreadings", Named(TEXT, names="misreading"), N_("Readings that are wrong, by id."), required=True),
            _THEN,
        ),
        "reflect": _moment(
            "reflect",
            Reflect,
            Key(
                "stage",
                Choice(*words.STAGES, kind="stage"),
                N_("The stage whose questions are asked."),
                required=True,
            ),
            _THEN,
            _SHORT_LINE,
        ),
        "compose": _moment(
            "compose",
            Compose,
            _LINE,
            _CALLS_FOR,
            Key(
                "questions",
                Named(QUESTION, least=1, few="questions", names="question"),
                N_("What he asks, by id."),
                required=True,
            ),
            Key(
                "parts",
                Named(PART, least=2, few="parts", enter=_enter_response, names="response"),
                N_("What the message may be made of, by id."),
                required=True,
            ),
            Key("pick", Pick(), N_("How many parts: `[fewest, most]`, or one number."), required=True),
            _THEN,
            _WEIGHT,
        ),
    }
)
MOMENTS: Final = Named(
    MOMENT, least=1, few="moments", most=MOST_MOMENTS, enter=_enter_moment, sample=samples.MOMENT, names="target"
)

ENDING: Final = Block(
    "ending",
    Ending,
    (
        Key("outcome", Choice(*words.OUTCOMES, kind="outcome"), N_("What became of the request."), required=True),
        Key("text", WORDS, N_("How it ends."), required=True),
        _FOR,
    ),
)

ENDINGS: Final = Named(ENDING, least=1, few="endings", most=MOST_MOMENTS, sample=samples.ENDING, names="target")

_VERSION: Final = Key("platine", Version(), N_("The version of the format: 1."), required=True)
_INCLUDE: Final = Key(
    "include", Named(TEXT, names="prefix"), N_("Fragments whose moments are brought in as `prefix.name`.")
)
_RETURNS: Final = Key(
    "returns", Named(TARGET, names="prefix", defines=False), N_("Where `then: return` of each fragment goes.")
)

SCENARIO: Final = Block(
    "scenario",
    dict,
    (
        _VERSION,
        Key("id", ID, N_("The scenario's id, the same in every language."), required=True),
        Key("title", TEXT, N_("Its title."), required=True),
        Key("language", LanguageTag(), N_("The language it is written in: `fr`, `en`."), required=True),
        Key(
            "channel",
            Choice(*words.CHANNELS, kind="channel"),
            N_("How the customer reaches the agent."),
            required=True,
        ),
        Key("customer", CUSTOMER, N_("Who is on the line."), required=True),
        Key("moments", MOMENTS, N_("The moments of the conversation, by id."), required=True),
        Key("endings", ENDINGS, N_("How it can end, by id."), required=True),
        Key("start", TARGET, N_("The first moment; the first written unless said.")),
        Key("level", Choice(*words.LEVELS, kind="level"), N_("For whom it is.")),
        Key("sector", TEXT, N_("The sector of activity.")),
        Key("summary", TEXT, N_("What it is about, in a sentence or two.")),
        Key("objectives", Listed(TEXT), N_("What the trainee should take away.")),
        Key(
            "variants",
            Named(VARIANT, enter=_enter_variant, names="variant"),
            N_("Other customers in the same conversation."),
        ),
        Key("desk", DESK, N_("The conditions under which the agent works.")),
        Key("needs", Named(TEXT, names="need"), N_("Needs of this scenario's own, by id.")),
        Key("duties", Named(TEXT, names="duty"), N_("Steps that the call must hold whatever its warmth, by id.")),
        Key("hangs_up", Id(names="target"), N_("The ending when the customer hangs up.")),
        Key("panel", PANEL, N_("The panel whose ratings are the answer key; written by `platine panel write`.")),
        _INCLUDE,
        _RETURNS,
        _NOTES,
    ),
)

FRAGMENT: Final = Block(
    "fragment",
    dict,
    (
        _VERSION,
        Key("moments", MOMENTS, N_("The fragment's moments, by id."), required=True),
        _INCLUDE,
        _RETURNS,
        _NOTES,
    ),
)


def definitions() -> dict[str, dict[str, Any]]:
    """The JSON Schema of every block, by its name."""
    return {block.name: block.definition() for block in _blocks()}


def _blocks() -> Iterable[Block | Kinds]:
    found = [value for value in globals().values() if isinstance(value, Block | Kinds)]
    wait_and_base = [key.shape for key in CUSTOMER_KEYS if isinstance(key.shape, Block)]
    return [*found, *PANEL_BLOCKS, *MOMENT.blocks.values(), *wait_and_base]
