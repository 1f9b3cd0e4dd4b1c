"""What the checker proves of small scenarios, held to what was worked out on paper, in each test's words.

Where every moment calls for reaction, interpretation and exploration of 2, and words are rated 4, a response that is
`full` has E x N = 1 and touches (+2), one of `{reaction: 1}` has 1 - 1.7 / 2 = .15 and leaves him unmoved (0), and
one without empathy has 0 and cools him (-1). Trust moves by as much; it begins at 5.
"""

import json
from typing import Any, Final

from simulator.authoring.checking import check
from simulator.scenario import codes
from simulator.scenario.reading import read_text

ASKED: Final = (
    codes.TRAP, codes.ALL_CLOSED, codes.UNREVEALED_WISH, codes.UNKNOWABLE_USE, codes.UNKNOWABLE_CONDITION,
    codes.SERVED_BY_LUCK, codes.UNFULFILLED_DUTY, codes.UNREACHABLE_MOMENT, codes.ISLAND, codes.DEAD_RESPONSE,
    codes.DEAD_BRANCH, codes.UNREACHABLE_ENDING, codes.DEAD_LINE, codes.UNSEEN_CUE, codes.UNSERVED_WISH,
)  # fmt: skip
ALL: Final = {"reaction": 2, "interpretation": 2, "exploration": 2}
UNMOVED: Final = {"reaction": 1}
SURE: Final = {"feels": {"sure": {"need": "certainty", "text": "To be sure"}}}
FILE: Final = {"known": ["sure"]}
"""The file tells the wish: nothing about it is to be discovered."""
Block = dict[str, Any]


def say(then: Any, **keys: Any) -> Block:
    """A response that cools him, unless its empathy is given."""
    return {"say": "Well.", "then": then, **keys}


def ask(responses: Block, **keys: Any) -> Block:
    return {"line": "Yes?", "calls_for": ALL, "responses": responses, **keys}


def story(moments: Block, *, wishes: Block = SURE, endings: tuple[str, ...] = ("done",), **top: Any) -> Block:
    """The first moment is the start; whoever the customer is, he has a fact `wait` and feels `tired`."""
    customer = {
        "name": "Karim", "request": "A working box", "facts": {"wait": "Twenty-two minutes"},
        "reality": {"feels": {"tired": "Tired"}}, "wishes": wishes, **top.pop("customer", {}),
    }  # fmt: skip
    return {
        "platine": 1, "id": "small", "title": "Small", "language": "en", "channel": "phone", "customer": customer,
        "start": next(iter(moments)), "moments": moments,
        "endings": {name: {"outcome": "solved", "text": "It works."} for name in endings}, **top,
    }  # fmt: skip


def said(scenario: Block) -> set[str]:
    """Each finding as its code, the customer it is told of where it is not all, and where it points."""
    reading = read_text(json.dumps(scenario), "small.yaml")
    assert reading.findings == ()
    checked = check(reading, wanted=ASKED)
    assert checked.study is not None
    assert all(case.reach.exact for case in checked.study.cases)
    found = set()
    for one in checked.findings:
        places = [one.moment, one.response, *(one.arguments.get(name) for name in ("id", "path"))]
        found.add(" ".join(filter(None, (one.code, one.variant, *dict.fromkeys(places)))))
    return found


def test_turns_that_only_one_response_makes_are_not_reached_without_it() -> None:
    """The call comes back to its only moment through `again` alone; so turn 4 has it said three times.

    Turn 4 without `again` said: never, and the ending it leads to neither. Turn 3 comes once, turn 4 and 5 come; a
    turn below 1 never. `early` needs turn 2 with `again` said (once): that is every second turn there is.
    """
    again = {"said": ["m.again"]}
    moment = ask({
        "again": say("m"),
        "early": say("done", when={"turn": "at most 2", **again}),
        "third": say("done", when={"turn": 3}),
        "late": say("done", when={"turn": ">= 5"}),
        "never": say("lost", when={"turn": ">= 4", "not": again}),
        "before": say("done", when={"not": {"turn": ">= 1"}}),
    })  # fmt: skip
    assert said(story({"m": moment}, customer=FILE, endings=("done", "lost"))) == {
        f"{codes.DEAD_RESPONSE} m never",
        f"{codes.DEAD_RESPONSE} m before",
        f"{codes.UNREACHABLE_ENDING} lost",
        f"{codes.UNSERVED_WISH} sure",
    }


def test_trust_takes_the_values_that_responses_give_it_and_none_between() -> None:
    """The file tells the wish, so that `best` serves it: 5 + 2 touched + 1 ownership + 1 served = 9.

    `plain` gives 5 + 0 + 1 = 6, `cold` gives 5 - 1 = 4. So trust is 4, 6 or 9: never 5, 7 or 8, nor 10.
    """
    first = ask({
        "best": say("next", empathy="full", offers=["ownership", "certainty"]),
        "plain": say("next", empathy=UNMOVED, offers=["ownership"]),
        "cold": say("next"),
    })  # fmt: skip
    second = ask({"on": say("done"), **{f"t{n}": say("done", when={"trust": n}) for n in range(11)}})
    dead = {f"{codes.DEAD_RESPONSE} next t{n}" for n in (0, 1, 2, 3, 5, 7, 8, 10)}
    assert said(story({"m": first, "next": second}, customer=FILE)) == dead


def test_trust_with_a_wish_that_is_not_known_stays_one_lower() -> None:
    """Nobody knows of the wish in time: the offer is a lucky guess, which earns no trust: 5 + 2 + 1 = 8.

    The response that tells the wish is the one that offers it, which is too late: served by luck alone.
    """
    first = ask({
        "best": say("next", empathy="full", offers=["ownership", "certainty"], reveals=["sure"]),
        "cold": say("next"),
    })  # fmt: skip
    second = ask({"on": say("done"), **{f"t{n}": say("done", when={"trust": n}) for n in (4, 8, 9)}})
    assert said(story({"m": first, "next": second})) == {
        f"{codes.DEAD_RESPONSE} next t9",
        f"{codes.SERVED_BY_LUCK} sure",
    }


def test_kindness_that_bought_patience_is_seen_in_the_trust_that_is_left() -> None:
    """Trust 7 after `kind`: a cold word then costs one point less, and leaves 7; after `plain` (5) it leaves 4.

    Dismissed, 7 becomes 6 and 5 becomes 3. So 3, 4, 6 and 7 are met behind, and 5 is not.
    """
    first = ask({"kind": say("next", empathy="full"), "plain": say("next", empathy=UNMOVED)})
    second = ask({"cold": say("end"), "away": say("end", dismisses=True)})
    third = ask(
        {"on": say("done", offers=["certainty"]), **{f"t{n}": say("done", when={"trust": n}) for n in range(11)}}
    )
    dead = {f"{codes.DEAD_RESPONSE} end t{n}" for n in (0, 1, 2, 5, 8, 9, 10)}
    assert said(story({"m": first, "next": second, "end": third}, customer=FILE)) == dead


def test_one_breath_a_moment_lightens_one_step() -> None:
    """He begins drained. One breath makes it loaded, and no moment has two: the first moment is never light.

    There the cue for the light is never displayed, and the other one is, after the breath: `tired` is then known, but
    not while drained. At the second moment both can be had: light (a breath, a kind word, a breath), and drained
    while knowing (a breath, a cold word, no breath). Drained without knowing is simply not breathing.
    """
    drained, light = {"load": ["drained"]}, {"load": ["light"]}
    tired = {"knows": ["tired"]}
    cues = [
        {"sign": "A sigh", "reveals": ["sure"], "load_hides": "loaded"},
        {"sign": "A pause", "reveals": ["tired"], "load_hides": "drained"},
    ]
    first = ask({
        "kind": say("next", empathy="full"),
        "cold": say("next"),
        "light": say("next", when=light),
        "both": say("next", when={**drained, **tired}),
        "one": say("next", when={**drained, "not": tired}),
    }, cues=cues)  # fmt: skip
    second = ask({
        "on": say("done", offers=["certainty"]),
        "light": say("done", when=light),
        "both": say("done", when={**drained, **tired}),
        "one": say("done", when={**drained, "not": tired}),
    }, cues=cues[:1])  # fmt: skip
    assert said(story({"m": first, "next": second}, desk={"load": "drained"})) == {
        f"{codes.UNSEEN_CUE} m",
        f"{codes.DEAD_RESPONSE} m light",
        f"{codes.DEAD_RESPONSE} m both",
    }


def loop_of_breaths(empathy: Any) -> Block:
    cue = {"sign": "A sigh", "reveals": ["sure"], "load_hides": "loaded"}
    moment = ask({
        "again": say("m", empathy=empathy),
        "told": say("done", when={"knows": ["sure"]}, offers=["certainty"]),
        "off": say("done"),
    }, cues=[cue])  # fmt: skip
    return story({"m": moment}, desk={"load": "drained"})


def test_a_loop_in_which_each_breath_is_lost_again_never_gets_light() -> None:
    """`again` cools him, which makes the agent a step heavier: drained, a breath, loaded, drained, a breath...

    The cue that needs a light desk is never displayed, and so the wish is never known: what asks for it cannot hold.
    """
    assert said(loop_of_breaths("none")) == {
        f"{codes.UNSEEN_CUE} m",
        f"{codes.UNKNOWABLE_CONDITION} m told sure",
        f"{codes.DEAD_RESPONSE} m told",
    }


def test_a_loop_in_which_a_breath_is_kept_gets_light() -> None:
    """`again` leaves him unmoved, and the agent as light as he was: the second time round a breath makes it light."""
    assert said(loop_of_breaths(UNMOVED)) == set()


def test_silence_and_hanging_up_are_no_way_out() -> None:
    """The two moments lead to each other, and to an ending only by a silence or where he hangs up.

    What the silence leads to can be met all the same, and so can the ending when he hangs up: 5 - 2 - 2 - 2 is 0 at
    the third dismissal, and he is away at the fourth. The call is a trap from its very beginning.
    """
    first = ask({"on": say("b", offers=["certainty"]), "away": say("b", dismisses=True)},
                silence={"after": 9, "then": "c"})  # fmt: skip
    second = ask({"back": say("a"), "away": say("a", dismisses=True)})
    third = ask({"one": say("done"), "two": say("done")})
    ends = {"done": {"outcome": "solved", "text": "It works."}, "tone": {"outcome": "unsolved", "text": "The tone."}}
    told = story({"a": first, "b": second, "c": third}, customer=FILE, hangs_up="tone") | {"endings": ends}
    assert said(told) == {f"{codes.TRAP} a"}
    told["moments"]["a"]["silence"] = {"after": 9, "then": "b"}
    assert said(told) == {
        f"{codes.TRAP} a",
        f"{codes.UNREACHABLE_MOMENT} c",
        f"{codes.UNREACHABLE_ENDING} done",
    }
    calm = json.loads(json.dumps(told).replace('"dismisses": true', '"dismisses": false'))
    assert f"{codes.UNREACHABLE_ENDING} tone" in said(calm)


def test_a_flag_that_closes_the_only_way_out_is_a_trap_for_those_who_set_it() -> None:
    """`burn` sets the flag, and then `leave` is closed for ever: hub and round lead to each other.

    Who takes `keep` may leave. The trap is told at the hub, where the call arrives by `burn`.
    """
    first = ask({"burn": say("hub", sets=["burnt"]), "keep": say("hub")})
    hub = ask({"leave": say("done", when={"not": {"flag": ["burnt"]}}), "stay": say("round")})
    round_ = ask({"back": say("hub"), "also": say("hub", empathy=UNMOVED)})
    assert said(story({"m": first, "hub": hub, "round": round_}, customer=FILE)) == {
        f"{codes.TRAP} hub m.burn",
        f"{codes.UNSERVED_WISH} sure",
    }


def test_a_moment_in_which_nothing_is_open_is_told_for_the_way_that_leads_there_so() -> None:
    """After `left` nothing is open at `gate`: one key asks for `right` said, the other for both.

    Both are said where the call went round by `right` first and came back, which `gate` allows: so `both` is alive.
    After `right` then `left`, `first` and `both` are open. After `left` alone: closed.
    """
    first = ask({"left": say("gate"), "right": say("gate")})
    gate = ask({
        "first": say("m", when={"said": ["m.right"]}),
        "both": say("done", when={"said": ["m.right", "m.left"]}),
    })  # fmt: skip
    assert said(story({"m": first, "gate": gate}, customer=FILE)) == {
        f"{codes.ALL_CLOSED} gate m.left",
        f"{codes.UNSERVED_WISH} sure",
    }


def test_what_always_holds_leaves_nothing_for_the_way_behind_it() -> None:
    """`red or not red` always holds: what stands behind it is dead, and the moment that it alone leads to is.

    `red and not red`, said the long way round, never holds. `not (red or blue)` holds only where neither was set.
    """
    red, blue = {"flag": ["red"]}, {"flag": ["blue"]}
    always = {"any": [{"not": red}, red]}
    never = {"not": {"any": [red, {"not": red}]}}
    neither = {"not": {"any": [red, blue]}}
    ways = [{"when": never, "to": "x"}, {"when": neither, "to": "y"}, {"when": always, "to": "z"}, {"to": "w"}]
    first = ask({
        "red": say("hub", sets=["red"]),
        "blue": say("hub", sets=["blue"]),
        "both": say("hub", sets=["red", "blue"]),
    })  # fmt: skip
    rest = {name: ask({"a": say("done", offers=["certainty"]), "b": say("done")}) for name in "xyzw"}
    hub = ask({"on": say(ways), "off": say("z")})
    assert said(story({"m": first, "hub": hub, **rest}, customer=FILE)) == {
        f"{codes.DEAD_BRANCH} hub on x",
        f"{codes.DEAD_BRANCH} hub on y",
        f"{codes.DEAD_BRANCH} hub on w",
        *(f"{codes.UNREACHABLE_MOMENT} {name}" for name in "xyw"),
    }
    first["responses"]["plain"] = say("hub")
    assert said(story({"m": first, "hub": hub, **rest}, customer=FILE)) == {
        f"{codes.DEAD_BRANCH} hub on x",
        f"{codes.DEAD_BRANCH} hub on w",
        *(f"{codes.UNREACHABLE_MOMENT} {name}" for name in "xw"),
    }


def test_flags_of_ways_that_part_and_meet_again_do_not_come_together() -> None:
    """Red or blue is set, not both; the two meet at the hub, part again by colour, and meet once more.

    Both together is never the case, and neither never; unless the call may begin again, which makes both possible
    and leaves neither impossible: once set, a flag stays.
    """
    first = ask({"a": say("hub", sets=["red"]), "b": say("hub", sets=["blue"])})
    ways = [{"when": {"flag": ["red"]}, "to": "r"}, {"to": "b"}]
    hub = ask({"on": say(ways, offers=["certainty"]), "off": say("done")})
    sides = {name: ask({"x": say("last"), "y": say("last", empathy=UNMOVED)}) for name in "rb"}
    both, neither = {"flag": ["red", "blue"]}, {"not": {"any": [{"flag": ["red"]}, {"flag": ["blue"]}]}}
    last = ask({
        "both": say("done", when=both),
        "neither": say("done", when=neither),
        "on": say("done"),
    })  # fmt: skip
    told = story({"m": first, "hub": hub, **sides, "last": last}, customer=FILE)
    assert said(told) == {
        f"{codes.DEAD_RESPONSE} last both",
        f"{codes.DEAD_RESPONSE} last neither",
    }
    last["responses"]["anew"] = say("m")
    assert said(told) == {f"{codes.DEAD_RESPONSE} last neither"}


def test_two_wishes_each_told_to_who_knows_the_other_are_told_to_nobody() -> None:
    """`one` asks for `owned` and tells `sure`; `two` the other way round: neither can be the first.

    A sigh that tells `owned`, even at a later moment that leads back, breaks the circle.
    """
    wishes = SURE | {"thinks": {"owned": {"need": "ownership", "text": "One person holds it"}}}
    moment = ask({
        "one": say("m", when={"knows": ["owned"]}, reveals=["sure"]),
        "two": say("m", when={"knows": ["sure"]}, reveals=["owned"]),
        "meet": say("done", offers=["certainty", "ownership"]),
        "read": say("r"),
    })  # fmt: skip
    aside = ask({"a": say("m"), "b": say("done")})
    assert said(story({"m": moment, "r": aside}, wishes=wishes)) == {
        f"{codes.UNKNOWABLE_CONDITION} m one owned",
        f"{codes.UNKNOWABLE_CONDITION} m two sure",
        f"{codes.DEAD_RESPONSE} m one",
        f"{codes.DEAD_RESPONSE} m two",
    }
    aside["cues"] = [{"sign": "A sigh", "reveals": ["owned"], "hidden": True}]
    assert said(story({"m": moment, "r": aside}, wishes=wishes)) == set()


def test_questions_that_no_message_answers_together_are_not_answered_together() -> None:
    """One part may be sent, and none answers both questions: both at once is never the case.

    Behind a second message that may answer the other question it is, if the first came before; it may only come
    after: then `q1` and `q2` are answered together, or `q2` alone, and never `q1` without `q2`, which `second`
    always answers, in part at least.
    """
    first = {
        "kind": "compose", "line": "Tell me.", "calls_for": ALL, "pick": [1, 1],
        "questions": {"q1": {"text": "When?"}, "q2": {"text": "How?"}},
        "parts": {"a": {"say": "Now.", "answers": {"q1": "full"}}, "b": {"say": "So.", "answers": {"q2": "partly"}},
                  "c": {"say": "Well."}},
        "then": [{"when": {"answered": ["q1", "q2"]}, "to": "done"}, {"when": {"answered": ["q2"]}, "to": "done"},
                 {"to": "second"}],
    }  # fmt: skip
    second = {
        "kind": "compose", "line": "And?", "calls_for": ALL, "pick": [1, 2], "questions": {"q2": {"text": "How?"}},
        "parts": {"d": {"say": "Thus.", "answers": {"q2": "full"}}, "e": {"say": "Hm.", "answers": {"q2": "partly"}}},
        "then": [{"when": {"answered": ["q1"], "not": {"answered": ["q2"]}}, "to": "lost"},
                 {"when": {"answered": ["q1", "q2"]}, "to": "third"}, {"when": {"answered": ["q2"]}, "to": "done"},
                 {"to": "lost"}],
    }  # fmt: skip
    third = ask({"a": say("done", offers=["certainty"]), "b": say("done")})
    told = story({"m": first, "second": second, "third": third}, customer=FILE, endings=("done", "lost"))
    assert said(told | {"channel": "email"}) == {
        f"{codes.DEAD_BRANCH} m done",
        f"{codes.DEAD_BRANCH} second lost",
        f"{codes.UNREACHABLE_ENDING} lost",
    }


def test_what_each_customer_can_do_in_his_own_way_is_not_told_and_what_none_can_is() -> None:
    """`quick` is Ada's alone, and only at the first response for her; the flag is set only for the other customer.

    `not quick` holds always for him; with `quick` known for her. Both together: for neither of the two. At the gate
    he may leave, she goes round for ever: a trap for her alone.
    """
    ada = {"name": "Ada", "wishes": {"does": {"quick": {"need": "speed", "text": "To be quick"}}}, "known": []}
    first = ask({
        "hers": say("hub", **{"for": ["ada"]}, reveals=["quick"]),
        "his": say("hub", **{"for": ["base"]}, sets=["red"]),
        "all": say("hub"),
    })  # fmt: skip
    quick = {"knows": ["quick"]}
    ways = [{"when": {**quick, "flag": ["red"]}, "to": "x"}, {"when": quick, "to": "gate"}, {"to": "gate"}]
    hub = ask({"on": say(ways), "end": say("done", offers=["certainty", "speed"])})
    gate = ask({"leave": say("done", **{"for": ["base"]}), "hold": say("gate"), "wait": say("gate", empathy=UNMOVED)})
    rest = ask({"a": say("done"), "b": say("done")})
    told = story({"m": first, "hub": hub, "gate": gate, "x": rest}, customer=FILE, variants={"ada": ada})
    assert said(told) == {
        f"{codes.DEAD_BRANCH} hub on x",
        f"{codes.UNREACHABLE_MOMENT} x",
        f"{codes.TRAP} ada gate m.hers, hub.on",
    }


def test_a_wait_decides_which_words_can_come_first() -> None:
    """Twelve minutes unexplained feel like fifteen, five times the three expected: 3 steps.

    So valence is -3, arousal 4, control 2, trust 4: angry, and neutral never at first. Touched, valence is -1 and
    arousal 4 - 2 - 1 (towards its base) = 1: neutral. Unmoved: -3 and 3, angry. Cooled: -4 and 4, angry. Dismissed:
    control 0, which is not above: anxious. So at the second moment neutral, angry and anxious are met, cold is not.
    """
    wait = {"wait": {"minutes": 12, "felt": ["unexplained"]}, **FILE}

    def lines(*moods: str) -> list[Block]:
        return [*({"when": {"mood": [mood]}, "text": f"I am {mood}."} for mood in moods), {"text": "Hm."}]

    first = ask({"kind": say("next", empathy="full"), "plain": say("next", empathy=UNMOVED), "cold": say("next"),
                 "away": say("next", dismisses=True)}, line=lines("neutral", "angry"))  # fmt: skip
    second = ask({"a": say("done", offers=["certainty"]), "b": say("done")},
                 line=lines("cold", "neutral", "angry", "anxious"))  # fmt: skip
    text = json.dumps(story({"m": first, "next": second}, customer=wait))
    found = check(read_text(text), wanted=ASKED).findings
    cases = [json.JSONDecoder().raw_decode(text, one.place.column - 1)[0] for one in found]
    assert [(one.code, one.moment, case["text"]) for one, case in zip(found, cases, strict=True)] == [
        (codes.DEAD_LINE, "m", "I am neutral."),
        (codes.DEAD_LINE, "m", "Hm."),
        (codes.DEAD_LINE, "next", "I am cold."),
        (codes.DEAD_LINE, "next", "Hm."),
    ]


def test_what_the_desk_never_grants_is_closed_and_what_it_never_takes_away_is_open() -> None:
    """Latitude is the desk's, and low: `high` never is. A light desk gets heavier by cold words alone.

    Two cold words make it drained; no breath has to be drawn, so drained at the third moment it can be. At the second
    it is loaded at most. The finest answer is locked while drained, and a breath opens it.
    """
    first = ask({"cold": say("b"), "kind": say("b", empathy="full")})
    second = ask({
        "cold": say("c"),
        "high": say("c", when={"latitude": ["high"]}),
        "drained": say("c", when={"load": ["drained"]}),
        "not-high": say("c", when={"not": {"latitude": ["high", "medium"]}}),
    })  # fmt: skip
    third = ask({
        "finest": say("done", empathy="full", offers=["certainty"]),
        "drained": say("done", when={"load": ["drained"]}),
        "on": say("done"),
    })  # fmt: skip
    desk = {"load": "light", "latitude": "low"}
    assert said(story({"a": first, "b": second, "c": third}, customer=FILE, desk=desk)) == {
        f"{codes.DEAD_RESPONSE} b high",
        f"{codes.DEAD_RESPONSE} b drained",
    }


def test_turns_are_told_apart_as_long_as_a_condition_asks_and_only_by_those_that_count() -> None:
    """A reading takes no turn: by way of it the last moment is turn 2, by way of `long` it is turn 3.

    So exactly 2 and exactly 3 are met there, 1 and 4 are not; nor is turn 3 for who took the reading.
    """
    first = ask({"short": say("r", sets=["read"]), "long": say("l")})
    reading = {"kind": "read", "line": "Hm.", "asks": "feels", "right": ["tired"], "misreadings": {"bored": "Bored"},
               "then": "last"}  # fmt: skip
    long = ask({"a": say("last"), "b": say("last", empathy=UNMOVED)})
    last = ask({
        "on": say("done", offers=["certainty"]),
        **{f"t{number}": say("done", when={"turn": number}) for number in (1, 2, 3, 4)},
        "read": say("done", when={"turn": 3, "flag": ["read"]}),
        "unread": say("done", when={"turn": 2, "not": {"flag": ["read"]}}),
    })  # fmt: skip
    told = story({"a": first, "r": reading, "l": long, "last": last}, customer=FILE)
    assert said(told) == {f"{codes.DEAD_RESPONSE} last {name}" for name in ("t1", "t4", "read", "unread")}


def test_a_sign_that_only_a_rested_agent_sees_on_looking_closely_counts_in_the_scores() -> None:
    """Whatever is said first cools him, and the agent comes to the reading loaded: the sign is hidden from him then.

    He breathes and looks closely: the sign tells the only wish, so that no wish is left to be discovered, which is
    .4 of platinum's 40. Nothing else is on the ladder, as nothing said is attentive.
    """
    sign = {"sign": "A hand on the folder", "reveals": ["sure"], "hidden": True, "load_hides": "loaded"}
    read = {"kind": "read", "line": "Well?", "asks": "feels", "right": ["tired"], "misreadings": {"bored": "Bored"}}
    told = story({"m": ask({"a": say("look"), "b": say("look")}), "look": {**read, "cues": [sign], "then": "done"}})
    checked = check(read_text(json.dumps(told), "small.yaml"))
    assert checked.study is not None
    [case] = checked.study.cases
    ladder = case.ranges["ladder"]
    assert ladder.exact
    assert (ladder.least.low, ladder.most.high) == (0, 16)
    assert {"!breathe", "!observe"} <= {*(ladder.most.path or ())}
