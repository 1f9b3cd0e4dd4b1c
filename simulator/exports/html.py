"""The debrief as one page for any browser: no script, nothing fetched, every word of the scenario only ever text."""

import base64
import hashlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element

from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.debrief.report import Report
from simulator.exports.markup import Voice, document, element, own
from simulator.exports.steps import Paper, ladder, look_back, outlook, phrases, the_grid, verdict
from simulator.exports.transcript import transcript
from simulator.locale import _, language
from simulator.wording.labels import label
from simulator.wording.numbers import clock, number

_STYLE: Final = Path(__file__).with_name("debrief.css")


def page(
    report: Report,
    play: Play,
    *,
    made: date,
    commitment: str = "",
    rewrites: Mapping[int, str] | None = None,
) -> str:
    """The eight steps, the scorecard and the transcript, in the language spoken now.

    `report` is the play's own. `made` is printed under the title. `commitment` is what the trainee set out to do,
    `rewrites` what he would say instead of each stock phrase, by its place in `report.hollow`: both foreign text.
    """
    script = play.script
    paper = Paper(report, script, Voice(script.scenario.language))
    sections = [
        _section("feeling", _("1. How it felt"), _feeling(report)),
        _section("rating", _("2. What you thought of it"), _rating(report)),
        _section("verdict", _("3. What the customer says"), verdict(paper)),
        _section("curve", _("4. Where it turned"), look_back(paper)),
        _section("ladder", _("5. The ladder"), ladder(paper)),
        _section("grid", _("6. Me, them, what they want"), the_grid(paper)),
        _section("phrases", _("7. Words for anybody"), phrases(paper, rewrites or {})),
        _section("next", _("8. One thing to keep, one to try"), outlook(paper, commitment)),
        _section("scores", _("All on one page"), _scores(paper)),
        _section("transcript", _("What was said, and why it moved"), transcript(play, paper.voice)),
    ]
    body = element("body", _header(paper, made), element("main", *sections))
    return document(element("html", _head(script), body, lang=language()))


def _head(script: Script) -> Element:
    """The title, the style, and a policy that lets this very style in and nothing else."""
    style = _STYLE.read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    sheet = Element("style")
    sheet.text = style
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", own(_("Debrief: {title}").format(title=script.scenario.title))),
        sheet,
    )


def _header(paper: Paper, made: date) -> Element:
    script = paper.script
    about = f" · {label('channel', script.scenario.channel)} · "
    return element(
        "header",
        element("p", own(_("Debrief")), class_="soft"),
        paper.voice("h1", script.scenario.title),
        element(
            "p",
            paper.voice("span", script.customer.name),
            about,
            element("time", made.isoformat(), datetime=made.isoformat()),
            class_="soft",
        ),
    )


def _section(name: str, title: str, content: list[Element]) -> Element:
    heading = element("h2", own(title), id=f"{name}-title")
    return element("section", heading, *content, id=name, aria_labelledby=f"{name}-title")


def _feeling(report: Report) -> list[Element]:
    felt = report.rating.felt if report.rating else ""
    return [element("p", felt or own(_("Not said.")))]


def _rating(report: Report) -> list[Element]:
    rating = report.rating
    if rating is None:
        return [element("p", own(_("Not said.")))]
    rows = (
        (label("score", "empathy"), f"{rating.empathy}/10"),
        (label("score", "naturalness"), f"{rating.naturalness}/10"),
        (_("The rung"), label("stage", rating.stage)),
        (_("The mood"), label("mood", rating.mood)),
    )
    return [_table(rows)]


def _scores(paper: Paper) -> list[Element]:
    report, script = paper.report, paper.script
    card = report.scorecard
    figures = (
        ("empathy", card.empathy),
        ("naturalness", card.naturalness),
        ("ladder", card.ladder.total),
        ("overall", card.overall),
    )
    scores = [
        element(
            "tr",
            element("th", own(label("score", name)), scope="row"),
            element("td", element("data", number(value, 1), value=f"{float(value):.4f}", id=f"score-{name}")),
        )
        for name, value in figures
    ]
    right, read = card.readings
    duties = [
        f"{'✓' if done else '✗'} {paper.voice.words(script.scenario.duties[duty])}" for duty, done in card.duties
    ]
    apart = (
        (_("The request"), label("outcome", card.request) if card.request else _("still open")),
        (_("Happier than on arrival"), _("yes") if card.happier else _("no")),
        (_("Highest rung"), label("stage", card.stage_highest)),
        (_("Rung at the end"), label("stage", card.stage_end)),
        (_("Read right"), _("{right} of {made}").format(right=right, made=read) if read else "–"),
        (_("Duties"), ", ".join(duties) or "–"),
        (_("Time"), clock(report.seconds) + " " + _("(shown, never scored)")),
    )
    return [element("table", element("tbody", *scores)), _table(apart)]


def _table(rows: tuple[tuple[str, str], ...]) -> Element:
    made = (element("tr", element("th", own(name), scope="row"), element("td", own(value))) for name, value in rows)
    return element("table", element("tbody", *made))
