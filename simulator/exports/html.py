"""The debrief as one page for any browser: no script, nothing fetched, every word of the scenario only ever text."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element

from simulator.conversation.play import Play
from simulator.debrief.report import Report
from simulator.exports.markup import Voice, document, element, head_of, own, section
from simulator.exports.steps import Paper, ladder, look_back, outlook, phrases, the_grid, verdict
from simulator.exports.transcript import transcript
from simulator.locale import _, language
from simulator.wording.labels import label
from simulator.wording.numbers import clock, number
from simulator.wording.passing import passing

STYLE: Final = Path(__file__).with_name("debrief.css")


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
        section("feeling", _("1. How it felt"), _feeling(report)),
        section("rating", _("2. What you thought of it"), _rating(report)),
        section("verdict", _("3. What the customer says"), verdict(paper)),
        section("curve", _("4. Where it turned"), look_back(paper)),
        section("ladder", _("5. The ladder"), ladder(paper)),
        section("grid", _("6. Me, them, what they want"), the_grid(paper)),
        section("phrases", _("7. Words for anybody"), phrases(paper, rewrites or {})),
        section("next", _("8. One thing to keep, one to try"), outlook(paper, commitment)),
        section("scores", _("All on one page"), _scores(paper)),
        section("transcript", _("What was said, and why it moved"), transcript(play, paper.voice)),
    ]
    body = element("body", _header(paper, made), element("main", *sections))
    head = head_of(_("Debrief: {title}").format(title=script.scenario.title), STYLE.read_text(encoding="utf-8"))
    return document(element("html", head, body, lang=language()))


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
    passed = passing(card, script.scenario, paper.voice.words)
    apart = (
        (_("The request"), label("outcome", card.request) if card.request else _("still open")),
        (_("Happier than on arrival"), _("yes") if card.happier else _("no")),
        (_("Highest rung"), label("stage", card.stage_highest)),
        (_("Rung at the end"), label("stage", card.stage_end)),
        (_("Read right"), _("{right} of {made}").format(right=right, made=read) if read else "–"),
        (_("Duties"), ", ".join(duties) or "–"),
        *([(_("Pass mark"), passed)] if passed else []),
        (_("Time"), clock(report.seconds) + " " + _("(shown, never scored)")),
    )
    return [element("table", element("tbody", *scores)), _table(apart)]


def _table(rows: tuple[tuple[str, str], ...]) -> Element:
    made = (element("tr", element("th", own(name), scope="row"), element("td", own(value))) for name, value in rows)
    return element("table", element("tbody", *made))
