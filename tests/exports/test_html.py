"""The debrief as one page: whole, safe, readable without anything from outside, and true to the scorecard."""

import base64
import hashlib
import random
import re
from datetime import date
from html.parser import HTMLParser
from xml.etree.ElementTree import fromstring

import msgspec
import pytest

from simulator.conversation import decisions as do
from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.debrief.gap import SelfRating
from simulator.debrief.report import debrief
from simulator.exports.html import page
from simulator.locale import use
from simulator.rubric.golden import profile
from simulator.wording import remarks
from simulator.wording.numbers import number
from tests.finished import BEST, COLD, bundled, cut_line
from tests.kit import full_scenario, legal

VOID = {"meta", "br", "hr", "img", "input", "link"}
HOSTILE = "</style><script>alert(1)</script><img src=x onerror=y> \"'& \x00\x1b[31m\u202e [@click=app.quit]"
MADE = date(2031, 2, 3)


@pytest.fixture(autouse=True)
def in_english():
    use("en")
    yield
    use("en")


class Page(HTMLParser):
    """What a browser would see: elements with their attributes, and the text."""

    def __init__(self, source):
        super().__init__(convert_charrefs=True)
        self.elements, self.open, self.texts = [], [], []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] != "style":
            self.texts.append(data)

    @property
    def text(self):
        return " ".join(re.sub(r"\s+", " ", text.replace("\u202f", " ").replace("’", "'")) for text in self.texts)

    def named(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


def made(language="fr", path=COLD, *, interface=None, rating=None, **more):
    use(interface or language)
    play = cut_line(language, path)
    rating = rating or SelfRating(7, 8, "empathy", "serene", "tense")
    report = debrief(play, self_rating=rating, profile=profile({"broken": "speed"}))
    return report, page(report, play, made=MADE, **more)


def plain(text):
    return re.sub(r"\s+", " ", text.replace("\u202f", " ").replace("’", "'"))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_is_whole_and_balanced_in_both_languages(language):
    _report, source = made(language)
    seen = Page(source)
    assert source.startswith("<!DOCTYPE html>\n")
    assert not seen.open
    assert seen.named("html") == [{"lang": language}]
    sections = [attributes["id"] for attributes in seen.named("section")]
    assert sections == [
        "feeling", "rating", "verdict", "curve", "ladder", "grid", "phrases", "next", "scores", "transcript",
    ]  # fmt: skip
    ids = [attributes["id"] for _tag, attributes in seen.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert all(attributes["aria-labelledby"] in ids for attributes in seen.named("section"))


def test_nothing_is_fetched_run_or_sent():
    _report, source = made()
    seen = Page(source)
    assert not {"script", "link", "img", "iframe", "object", "form", "base"} & {tag for tag, _ in seen.elements}
    for _tag, attributes in seen.elements:
        assert not any(name.startswith("on") or name in {"src", "style", "srcset"} for name in attributes)
        assert attributes.get("href", "#").startswith("#")
    assert "url(" not in source
    assert "@import" not in source
    targets = {attributes.get("id") for _tag, attributes in seen.elements}
    assert all(attributes["href"][1:] in targets for attributes in seen.named("a"))


def test_the_policy_lets_in_this_very_style_and_nothing_else():
    _report, source = made()
    (policy,) = [one["content"] for one in Page(source).named("meta") if "http-equiv" in one]
    style = re.search(r"<style>(.*?)</style>", source, re.S)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@pytest.mark.parametrize("path", [COLD, BEST])
def test_its_figures_are_the_scorecard_s(path):
    report, source = made(path=path)
    card = report.scorecard
    found = {one["id"]: float(one["value"]) for one in Page(source).named("data")}
    assert found == {
        "score-empathy": pytest.approx(float(card.empathy), abs=1e-4),
        "score-naturalness": pytest.approx(float(card.naturalness), abs=1e-4),
        "score-ladder": pytest.approx(float(card.ladder.total), abs=1e-4),
        "score-overall": pytest.approx(float(card.overall), abs=1e-4),
    }
    assert number(card.empathy, 1) in Page(source).text


def test_every_step_is_in_it():
    report, source = made(commitment="Ask first.", rewrites={0: "Vingt-deux minutes, seul."})
    script = cut_line("fr").script
    text = Page(source).text
    assert "tense" in text
    assert "7/10" in text
    assert plain(report.verdict.words)[:40] in text
    assert all(plain(wish.text)[:20] in text for wish in report.climb.wishes)
    assert all(plain(entry.text)[:20] in text for cell in report.grid for entry in cell.entries)
    assert all(plain(one.phrase) in text for one in report.hollow)
    assert len(Page(source).named("mark")) == len(report.hollow)
    assert plain(remarks.praise(report.done_well, script)) in text
    assert "Ask first." in text
    assert "Vingt-deux minutes, seul." in text
    for turn in report.turns:
        assert plain(turn.words)[:30] in text
        assert plain(turn.line)[:20] in text
    assert plain(bundled("fr").moments["sous-la-voix"].misreadings["contre-vous"])[:20] in text


def test_the_picture_is_drawn_inside_and_named_for_those_who_cannot_see_it():
    _report, source = made()
    drawing = next(one for one in Page(source).named("svg") if one.get("role") == "img")
    assert drawing["aria-labelledby"] == "drawing-title"
    svg = fromstring(re.search(r"<figure>(<svg.*?</svg>)", source, re.S)[1])
    assert {one.get("class") for one in svg.iter("polyline")} == {"mood", "trust"}
    assert len(next(svg.iter("polyline")).get("points").split()) == 7


def test_words_of_another_language_than_the_page_s_are_marked_as_such():
    _report, source = made("fr", interface="en")
    seen = Page(source)
    assert seen.named("html") == [{"lang": "en"}]
    assert {one.get("lang") for one in seen.named("blockquote")} == {"fr"}
    _report, source = made("fr", interface="fr")
    assert not any("lang" in one for one in Page(source).named("blockquote"))


def test_french_is_set_with_its_narrow_spaces():
    _report, source = made("fr", commitment="Vraiment ?")
    assert "Vraiment\u202f?" in source


def hostile_play():
    """A scenario whose every word means harm."""
    raw = full_scenario()
    facts = {"wait": HOSTILE}
    who = msgspec.structs.replace(
        raw.customer,
        name=HOSTILE,
        facts=facts,
        real_need=HOSTILE,
        wishes={name: msgspec.structs.replace(wish, text=HOSTILE) for name, wish in raw.customer.wishes.items()},
        reality={name: msgspec.structs.replace(cell, text=HOSTILE) for name, cell in raw.customer.reality.items()},
        verdicts=dict.fromkeys(("angry", "cold", "serene", "neutral", "resigned", "anxious"), HOSTILE),
    )
    hub = raw.moments["hub"]
    responses = {
        name: msgspec.structs.replace(response, say=f"{response.say} {HOSTILE}", coach=HOSTILE)
        for name, response in hub.responses.items()
    }
    moments = {**raw.moments, "hub": msgspec.structs.replace(hub, responses=responses)}
    play = Play(Script(msgspec.structs.replace(raw, title=HOSTILE, customer=who, moments=moments)))
    play.decide(do.Respond(response="promise"))
    chance = random.Random(3)
    for _decision in range(300):
        if play.is_over:
            break
        play.decide(chance.choice(legal(play)))
    assert play.is_over
    return play


def test_hostile_words_stay_words():
    play = hostile_play()
    report = debrief(play, self_rating=SelfRating(1, 1, "none", "cold", HOSTILE))
    source = page(report, play, made=MADE, commitment=HOSTILE, rewrites={0: HOSTILE})
    seen = Page(source)
    assert not seen.open
    assert not {"script", "img"} & {tag for tag, _ in seen.elements}
    assert len(re.findall("<style>", source)) == 1
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", source)
    assert seen.text.count("<script>alert(1)</script>") >= 6


def test_the_same_call_gives_the_same_page():
    assert made()[1] == made()[1]


def test_a_call_without_a_self_rating_or_a_stock_phrase_still_makes_a_page():
    play = cut_line("en", BEST)
    seen = Page(page(debrief(play), play, made=MADE))
    assert not seen.open
    assert not seen.named("mark")
