"""The map drawn: a picture that stands alone, graphs that their own programs read, an outline to be read aloud."""

import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.authoring.map.best import best_steps
from simulator.authoring.map.call import chart_of
from simulator.authoring.map.lifecycle import lifecycle_chart
from simulator.conversation.script import Script
from simulator.exports.map.cards import WIDEST, card
from simulator.exports.map.dot import dot
from simulator.exports.map.dot import quoted as for_dot
from simulator.exports.map.measure import clusters, width, wrapped
from simulator.exports.map.mermaid import mermaid
from simulator.exports.map.mermaid import quoted as for_mermaid
from simulator.exports.map.outline import outline
from simulator.exports.map.picture import picture
from simulator.exports.map.words import caption, lifecycle_caption
from simulator.locale import use
from simulator.scenario.conditions import Comparison, Condition
from simulator.scenario.findings import Finding, Place
from simulator.scenario.model import Branch, Ending, Response, Silence
from simulator.scenario.packs import entries
from simulator.scenario.reading import read_rehearsals
from simulator.scenario.rehearsal import Rehearsal
from tests.kit import exchange, full_scenario, response, scenario, to

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = (
    "</text><script>alert(1)</script>", '" ] }) ; end %% click n0 "x"', "a\\n\\N\\G \\", "&amp; &quot; <b>#35;</b>",
    "1. one", "- two", "**bold** `code` __x__", "line\nend\r\tand tab", "👩‍👩‍👧 🎉 ﷽ 漢字漢字漢字漢字漢字漢字漢字", "a" * 300,
    "e" + "\u0301" * 40, "\x00\x1b[31m\u202e", "{{x}} ((y)) [[z]] |p|", "```mermaid", "---\ntitle: x\n---", "@{ shape: doc }",
)  # fmt: skip
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def in_english():
    use("en")
    yield
    use("en")


def tangled():
    """Everything a map can show at once: conditions, circles, silence, a hang-up, an island, foreign words."""
    trusting = Condition(trust=Comparison(">=", 6))
    moments = {
        "first": exchange(
            line=HOSTILE[0],
            responses={
                "listen": response("second", HOSTILE[1], when=Condition(knows=("sure", "owned"))),
                "wait": Response("Well.", (Branch("second", trusting), Branch("first"))),
                "rude": response("third", dismisses=True),
            },
            silence=Silence(9, to("third")),
        ),
        "second": exchange(line=HOSTILE[8], responses={"back": response("first"), "on": response("third")}),
        "third": exchange(line=HOSTILE[2], responses={"end": response("done")}),
        "island": exchange(line=HOSTILE[9], responses={"off": response("third")}),
    }
    endings = {"done": Ending("partly", HOSTILE[10]), "lost": Ending("unsolved", HOSTILE[3])}
    return scenario(moments, title=" ".join(HOSTILE), endings=endings, hangs_up="lost", channel="chat")


def charted(one, variant=None, **how):
    chart = chart_of(one, variant, **how)
    return chart, caption(one, variant, chart)


def found_here():
    place = Place("file.yaml", 3, 1)
    return {
        "second": (
            Finding("E202", place, {"path": "first.wait"}, moment="second"),
            Finding("W222", place, {"id": "on"}, moment="second"),
        ),
        "third": (Finding("I211", place, {"id": "a", "other": "b"}, moment="third"),),
    }


@cache
def all_bundled():
    return [
        (
            entry.reading.scenario,
            variant,
            read_rehearsals(entry.path.with_name(f"{entry.path.stem}.rehearsal.yaml"))[0],
        )
        for entry in entries()
        for variant in (None, *entry.reading.scenario.variants)
    ]


def texts(root):
    return ["".join(one.itertext()) for one in root.iter(f"{SVG}text")]


# The picture.


def test_the_picture_is_xml_and_needs_nothing_from_outside():
    text = picture(*charted(tangled(), findings=found_here()))
    root = fromstring(text)
    assert root.tag == f"{SVG}svg"
    tags = {one.tag.removeprefix(SVG) for one in root.iter()}
    assert tags <= {"svg", "title", "desc", "style", "rect", "g", "path", "text", "line"}
    assert not re.findall(r"url\(|@import|@font-face|href|https?:", text.replace("http://www.w3.org/2000/svg", ""))
    assert not [name for one in root.iter() for name in one.attrib if name.startswith("on")]


def test_the_picture_can_be_read_by_who_does_not_see_it():
    root = fromstring(picture(*charted(full_scenario())))
    titles = {one.get("id"): one.text for one in root if one.get("id")}
    assert titles[root.get("aria-labelledby")] == "Small"
    assert "5 moments" in titles[root.get("aria-describedby")]
    labels = [one.get("aria-label") for one in root.iter(f"{SVG}g") if one.get("role") == "graphics-symbol"]
    assert any(label.startswith("hub. exchange · ▶ start") for label in labels)
    assert any(label.startswith("hub → guess") and "listen, promise" in label for label in labels)


def test_every_node_and_every_arrow_is_drawn_once():
    chart, named = charted(tangled())
    root = fromstring(picture(chart, named))
    styles = [one.get("class", "").split()[0] for one in root.iter(f"{SVG}g") if one.get("class")]
    assert styles.count("node") == len(chart.nodes) == 6
    assert styles.count("arrow") == len(chart.arrows)


def test_nothing_is_said_by_colour_alone():
    best = best_steps(Script(full_scenario()), [Rehearsal("best", ("hub.listen", "guess.tired"))])
    said = texts(fromstring(picture(*charted(full_scenario(), best=best))))
    assert "★ listen" in said
    assert {"ending · ✓ solved", "ending · ✗ not solved"} <= set(said)
    said = texts(fromstring(picture(*charted(tangled(), findings=found_here()))))
    assert "1 error, 1 warning" in said
    assert "1 remark" in said
    assert "exchange · nothing leads here" in said


def test_what_leads_back_what_nobody_chooses_and_the_best_path_have_lines_of_their_own():
    best = best_steps(Script(tangled()), [Rehearsal("best", ("first.wait",))])
    root = fromstring(picture(*charted(tangled(), best=best)))
    styles = {one.get("aria-label", "").split(":")[0]: one.get("class") for one in root.iter(f"{SVG}g")}
    assert styles["second → first"] == "arrow back"
    assert styles["first → lost"] == "arrow aside"
    assert "best" not in styles["second → third"]
    sheet = next(root.iter(f"{SVG}style")).text
    assert {"back", "aside", "best"} <= set(re.findall(r"\.(\w+) \.way", sheet))


def test_the_legend_explains_what_is_on_the_map_and_nothing_else():
    said = texts(fromstring(picture(*charted(full_scenario("email")))))
    assert "reflection" in said
    assert "leads back up" not in said
    assert "★ best path, as rehearsed" not in said
    said = texts(fromstring(picture(*charted(tangled(), findings=found_here()))))
    assert {
        "leads back up",
        "nobody chooses it: hang-up or silence",
        "nothing leads here",
        "an error found here",
    } <= set(said)


def test_a_scenario_in_another_language_is_marked_as_such():
    spoken = next(one for one, _variant, _rehearsals in all_bundled() if one.language == "fr")
    root = fromstring(picture(*charted(spoken)))
    assert root.get("lang") == "en"
    assert {one.get("lang") for one in root.iter(f"{SVG}text") if one.get("class") == "said"} == {"fr"}


@pytest.mark.parametrize("place", range(len(all_bundled())))
def test_every_bundled_scenario_is_drawn_with_its_best_path(place):
    one, variant, rehearsals = all_bundled()[place]
    chart, named = charted(one, variant, best=best_steps(Script(one, variant), rehearsals))
    root = fromstring(picture(chart, named))
    assert chart.best
    assert all(node.reached for node in chart.nodes)
    assert {node.name for node in chart.nodes} <= set(texts(root))


def test_the_picture_is_the_same_whatever_python_hashes_with():
    program = (
        "from tests.exports.test_map import charted, found_here, picture, tangled, use\n"
        "use('en'); import sys; sys.stdout.buffer.write(picture(*charted(tangled(), findings=found_here())).encode())"
    )
    drawn = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            cwd=ROOT, capture_output=True, check=True,
        ).stdout
        for seed in ("0", "1", "77")
    }  # fmt: skip
    assert len(drawn) == 1
    assert drawn.pop().startswith(b"<?xml")


# How wide words are.


@given(st.text(max_size=80), st.sampled_from([11, 12, 14, 20]), st.booleans(), st.integers(60, 240))
def test_words_never_leave_their_box(text, size, bold, room):
    lines = wrapped(text, room, size, bold=bold, most=3)
    assert len(lines) <= 3
    for line in lines:
        single = len(clusters(line.removesuffix("…"))) <= 1
        assert single or width(line, size, bold=bold) <= room


@given(st.text(alphabet=st.characters(categories=["L", "N", "P"]), max_size=60))
def test_wrapping_keeps_every_letter_where_there_are_lines_enough(text):
    shown = "".join(wrapped(text, 120, 12, most=200))
    bare = "".join(letter for letter in unicodedata.normalize("NFC", text) if not letter.isspace())
    assert [letter for letter in unicodedata.normalize("NFC", shown) if not letter.isspace()] == list(bare)


def test_signs_that_belong_together_are_not_torn_apart():
    family = "👩‍👩‍👧"
    assert clusters(f"a{family}é") == ["a", family, "é"]
    assert clusters("e" + "\u0301" * 40) == ["e\u0301\u0301\u0301"]


def test_wide_letters_take_their_room():
    assert width("漢字", 12) > 1.9 * 12
    assert width("🎉", 12) > width("m", 12) > width("i", 12)
    assert width("\u0301", 12) == 0


@pytest.mark.parametrize("words", HOSTILE)
def test_a_card_is_as_wide_as_what_stands_on_it(words):
    one = exchange(line=words, responses={"it": response("done")})
    chart, named = charted(scenario({"m" * 70: one}))
    made = card(chart.nodes[0], named.spoken)
    assert made.size.width <= WIDEST
    assert made.size.height >= sum(row.step for row in made.rows)
    assert all(width(row.text, row.size, bold=row.style == "name") <= made.size.width - 24 for row in made.rows)


# The outline.


def test_the_outline_names_each_moment_once_and_where_its_responses_lead():
    chart, named = charted(tangled(), findings=found_here())
    lines = outline(chart, named, width=80)
    heads = [line.split(" ")[0] for line in lines[lines.index("") :] if line and not line.startswith(" ")]
    assert heads == ["first", "second", "island", "third", "lost", "done", "What"]
    told = "\n".join(lines)
    assert "  listen (needs: knows sure + owned) → second\n" in told
    assert "  wait\n    if trust at least 6 → second\n    otherwise → first\n" in told
    assert "  silence, 9 s → third\n" in told
    assert "  hangs up → lost\n" in told
    assert "  Found here: 1 error, 1 warning\n    E202 " in told


def test_the_outline_shows_the_best_path_in_words():
    best = best_steps(Script(full_scenario()), [Rehearsal("best", ("hub.listen", "guess.tired"))])
    assert "  listen → guess (best path)" in outline(*charted(full_scenario(), best=best), width=80)


def test_the_outline_of_the_lifecycle_says_how_a_pause_ends():
    chart = lifecycle_chart()
    lines = outline(chart, lifecycle_caption(chart), width=80)
    paused = lines[lines.index("paused") :]
    assert paused[2] == "  resume → deciding"


@given(st.integers(30, 120))
def test_the_outline_keeps_to_its_width(columns):
    lines = outline(*charted(full_scenario()), width=columns)
    assert max(map(len, lines)) <= columns


def test_no_control_code_of_a_text_reaches_the_terminal():
    told = "\n".join(
        outline(
            *charted(scenario({"only": exchange(line=HOSTILE[11], responses={"it": response("done")})})), width=80
        )
    )
    assert not set(told) & set("\x00\x1b\u202e")
    assert "\N{REPLACEMENT CHARACTER}" in told


# Mermaid and Graphviz, as they read themselves.


def mermaid_reads(text, *arguments):
    roots = [os.environ.get("NODE_PATH", "")]
    if shutil.which("npm"):
        roots.append(
            subprocess.run(["npm", "root", "-g"], capture_output=True, text=True, check=False).stdout.strip()
        )
    return subprocess.run(
        ["node", str(Path(__file__).with_name("reading_mermaid.mjs")), *arguments],
        input=text, capture_output=True, text=True, check=False,
        env={**os.environ, "NODE_PATH": os.pathsep.join(filter(None, roots))},
    )  # fmt: skip


@cache
def mermaid_is_here():
    return shutil.which("node") is not None and not mermaid_reads("", "only-see-whether-it-loads").returncode


def understood(text):
    """What Mermaid reads out of a flowchart, its numbers for signs turned back into the signs."""
    if not mermaid_is_here():
        pytest.skip("Mermaid is not here: `npm install -g mermaid jsdom`, or NODE_PATH where they are installed")
    done = mermaid_reads(text)
    assert done.returncode == 0, done.stderr
    read = json.loads(re.sub("ﬂ°°(\\d+)¶ß", lambda found: json.dumps(chr(int(found[1])))[1:-1], done.stdout))
    return dict(read["nodes"]), read["arrows"]


def test_mermaid_reads_every_node_and_every_arrow():
    chart, named = charted(tangled(), findings=found_here())
    nodes, arrows = understood(mermaid(chart, named))
    assert [words.split("<br>")[0] for words in nodes.values()] == [node.name for node in chart.nodes]
    numbers = {node.name: f"n{place}" for place, node in enumerate(chart.nodes)}
    assert [(source, target) for source, target, _words in arrows] == [
        (numbers[arrow.source], numbers[arrow.target]) for arrow in chart.arrows
    ]
    assert "[needs: knows sure + owned]<br>listen<br>[if trust at least 6]<br>wait" in arrows[0][2]


@pytest.mark.parametrize("words", HOSTILE)
def test_mermaid_reads_foreign_text_as_text(words):
    label = for_mermaid(words)
    nodes, arrows = understood(f'flowchart TD\n  n0("{label}")\n  n1("{label}")\n  n0 -->|"{label}"| n1\n')
    expected = " ".join(re.sub("[\x00\x1b\u202e\r]", "\N{REPLACEMENT CHARACTER}", words).split())
    assert list(nodes.values()) == [expected, expected]
    assert [arrow[2] for arrow in arrows] == [expected]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_mermaid_reads_every_bundled_scenario_and_the_lifecycle(language):
    use(language)
    one, variant, _rehearsals = next(each for each in all_bundled() if each[0].language == language)
    chart, named = charted(one, variant)
    nodes, _arrows = understood(mermaid(chart, named))
    assert len(nodes) == len(chart.nodes)
    life = lifecycle_chart()
    nodes, arrows = understood(mermaid(life, lifecycle_caption(life)))
    assert (len(nodes), len(arrows)) == (len(life.nodes), len(life.arrows))


def test_a_label_for_mermaid_holds_no_sign_of_its_grammar():
    for words in HOSTILE:
        assert not set(re.sub(r"#\d+;", "", for_mermaid(words))) & set('"#;<>[]{}()|&%`*\\@=~^\n')


def graphviz_reads(text):
    if shutil.which("dot") is None:
        pytest.skip("Graphviz is not here: its command is `dot`")
    done = subprocess.run(["dot", "-Tjson"], input=text, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("words", HOSTILE)
def test_graphviz_reads_foreign_text_as_text(words):
    read = graphviz_reads(f"digraph map {{ n0 [label={for_dot(words)}]; n1; n0 -> n1; }}")
    assert [node["name"] for node in read["objects"]] == ["n0", "n1"]
    assert len(read["edges"]) == 1


def test_graphviz_reads_every_node_and_every_arrow():
    chart, named = charted(tangled(), findings=found_here())
    read = graphviz_reads(dot(chart, named))
    assert len(read["objects"]) == len(chart.nodes)
    assert len(read["edges"]) == len(chart.arrows)


def test_a_string_for_graphviz_ends_where_it_should():
    for words in HOSTILE:
        made = for_dot(words)
        assert re.fullmatch(r'"(?:[^"\\\n]|\\[\\"n])*"', made)
        assert not re.search(r"&(?!amp;)", made)


def test_both_graphs_hold_every_node_and_every_arrow():
    chart, named = charted(tangled())
    flow, graph = mermaid(chart, named), dot(chart, named)
    assert len(re.findall(r"^  n\d+ <?-\.?->", flow, re.M)) == len(chart.arrows)
    assert len(re.findall(r"^  n\d+ -> n\d+ \[", graph, re.M)) == len(chart.arrows)
    assert len(re.findall(r"^  n\d+ \[label=", graph, re.M)) == len(chart.nodes)
    assert flow.count("-.->") == graph.count("style=dashed") == sum(arrow.aside for arrow in chart.arrows) == 1
