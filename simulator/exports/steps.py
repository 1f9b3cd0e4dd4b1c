"""The sections of the page, one function a step of the debrief."""

from collections.abc import Mapping
from typing import Final, NamedTuple, get_args
from xml.etree.ElementTree import Element

from simulator.conversation.script import Script
from simulator.debrief.climb import Rung, TurnClimb, WishPath
from simulator.debrief.gap import SCALE, Bars
from simulator.debrief.grid import Cell, Row
from simulator.debrief.hollow import Hollow
from simulator.debrief.report import Report
from simulator.exports.markup import Child, Voice, before, element, own
from simulator.exports.picture import bar, picture
from simulator.locale import _
from simulator.rubric.ladder import EMPATHY, GOLDEN, PLATINUM
from simulator.scenario.vocabulary import STAGES, Facet
from simulator.wording import debrief as sentences
from simulator.wording import remarks
from simulator.wording.labels import hollowness, label, mood_glyph, need_label
from simulator.wording.naming import called
from simulator.wording.numbers import percent, points, signed

_MOST: Final = {"golden": GOLDEN, "empathy": EMPATHY, "platinum": PLATINUM}


class Paper(NamedTuple):
    """What every section needs."""

    report: Report
    script: Script
    voice: Voice


def verdict(paper: Paper, *, bars: bool = True) -> list[Element]:
    """His words, the request and the feeling apart, then three bars a dimension unless they stand elsewhere."""
    report, script = paper.report, paper.script
    told = report.verdict
    words = sentences.verdict(told, script)
    outcome = label("outcome", told.outcome) if told.outcome else _("still open")
    left_out = sentences.left_out(told)
    mood = f"{mood_glyph(told.mood)} {label('mood', told.mood)}"
    made = [
        paper.voice("blockquote", words, class_="verdict"),
        element("p", "— ", paper.voice("span", script.customer.name), f", {mood}", class_="soft"),
        _pair(_("The request"), outcome),
        _pair(_("The feeling"), sentences.balance(told, script)),
        element("p", own(left_out), class_="bad") if left_out else None,
        *(_bars(three, script) for three in (report.gap.empathy, report.gap.naturalness) if bars),
        *(
            element("p", own(words))
            for guess in (report.gap.stage, report.gap.mood)
            if (words := sentences.guess(guess))
        ),
    ]
    return [one for one in made if one is not None]


def _pair(name: str, words: str) -> Element:
    return element("p", element("span", own(name), class_="soft"), " ", own(words))


def _bars(bars: Bars, script: Script) -> Element:
    names = (_("I thought"), _("{customer} felt").format(customer=called(script)), _("The key"))
    rows = []
    for name, value, kind in zip(names, (bars.thought, bars.felt, bars.key), ("thought", "felt", "key"), strict=True):
        figure = "–" if value is None else points(value)
        drawn = bar(float(value) / SCALE, kind) if value is not None else None
        rows.append(
            element(
                "tr",
                element("th", own(name), scope="row"),
                element("td", drawn),
                element("td", figure, class_="points"),
            )
        )
    caption = element(
        "caption",
        own(f"{label('score', bars.dimension)}. {sentences.gap(bars, script)}"),
        element("br"),
        own(sentences.measure(bars, script)),
        class_="soft",
    )
    return element("table", caption, element("tbody", *rows))


def look_back(paper: Paper) -> list[Element]:
    """The curve as a drawing and as a table, with the turning points in words."""
    report = paper.report
    turned = {point.turn: point.direction for point in report.turning_points}
    caption = own(_("Mood, solid, from −10 to +10 on the left; trust, dashed, from 0 to 10 on the right."))
    rows = [
        element(
            "tr",
            element("th", str(point.turn), scope="row"),
            element("td", own(f"{mood_glyph(point.mood)} {label('mood', point.mood)}")),
            *(
                element("td", figure)
                for figure in (signed(point.valence), signed(point.arousal), signed(point.control))
            ),
            element("td", str(point.trust)),
        )
        for point in report.curve
    ]
    names = (_("Turn"), _("Mood"), *(label("axis", axis) for axis in ("valence", "arousal", "control", "trust")))
    head = element("thead", element("tr", *(element("th", own(name), scope="col") for name in names)))
    points = [
        element(
            "li",
            element("a", own(_("Turn {number}").format(number=point.turn)), href=f"#turn-{point.turn}"),
            f" {'↑' if point.direction == 'up' else '↓'} " + before(sentences.turned(point)),
            paper.voice("q", point.words) if point.words else own(_("You kept silent.")),
        )
        for point in report.turning_points
    ]
    return [
        element("figure", picture(report.curve, turned), element("figcaption", caption)),
        element("ul", *points) if points else element("p", own(_("Nothing turned much."))),
        element("table", head, element("tbody", *rows)),
    ]


def ladder(paper: Paper) -> list[Element]:
    """Three rungs, every wish, then turn by turn."""
    card = paper.report.scorecard
    rungs = [
        element(
            "tr",
            element("th", own(label("stage", stage)), scope="row"),
            element("td", bar(float(getattr(card.ladder, stage)) / _MOST[stage], "score")),
            element(
                "td",
                own(_("{points} of {most}").format(points=points(getattr(card.ladder, stage)), most=_MOST[stage])),
                class_="points",
            ),
        )
        for stage in STAGES
    ]
    need = paper.report.verdict.real_need
    wanted = _("What {customer} wanted").format(customer=called(paper.script))
    turns = [_climbed(paper, step) for step in paper.report.climb.turns]
    return [
        element("p", before(_("Highest rung")), own(label("stage", card.stage_highest))),
        element("table", element("tbody", *rungs)),
        element("h3", own(wanted)),
        *([element("p", before(_("Behind the request")), paper.voice("span", need))] if need else []),
        element("ul", *(_wish(paper, path) for path in paper.report.climb.wishes)),
        element("h3", own(_("Turn by turn"))),
        *turns,
    ]


def _wish(paper: Paper, path: WishPath) -> Element:
    need = need_label(path.need, paper.script.scenario)
    told = sentences.wish(path, paper.script)
    sign = "★ " if path.served is not None else "☆ "
    return element("li", sign, paper.voice("strong", path.text), own(f" ({need}) {told}"))


def _climbed(paper: Paper, step: TurnClimb) -> Element:
    steps = [_step(rung, paper.script) for rung in (step.golden, step.empathy, step.platinum)]
    return element(
        "div",
        element(
            "p",
            element("a", str(step.turn), href=f"#turn-{step.turn}"),
            " ",
            paper.voice("q", step.words) if step.words else own(_("You kept silent.")),
        ),
        element("ul", *(one for one in steps if one is not None)),
    )


def _step(rung: Rung, script: Script) -> Element | None:
    sentence = sentences.rung(rung, script)
    if not sentence:
        return None
    sign, kind = ("✓", "good") if not rung.missed else ("◐", "soft") if rung.earned else ("✗", "bad")
    head = f"{label('stage', rung.stage)} {sentences.worth(rung)}".rstrip()
    return element("li", element("span", sign, class_=kind), own(f" {head}: {sentence}"))


def the_grid(paper: Paper) -> list[Element]:
    """Nine cells, and whom the choices served."""
    report = paper.report
    facets = get_args(Facet)
    head = element("tr", element("td"), *(element("th", own(label("facet", facet)), scope="col") for facet in facets))
    rows = [
        element(
            "tr",
            element("th", own(label("row", row)), scope="row"),
            *(_cell(paper, cell) for cell in report.grid if cell.row == row),
        )
        for row in get_args(Row)
    ]
    served = [element("p", own(sentences.tally(report.tally, paper.script)))] if report.tally is not None else []
    return [element("table", element("thead", head), element("tbody", *rows), class_="grid"), *served]


def _cell(paper: Paper, cell: Cell) -> Element:
    entries = [
        element(
            "li",
            paper.voice("span", entry.text) if entry.text else own(need_label(entry.name, paper.script.scenario)),
            " ",
            element("span", own(f"({label('mark', entry.mark)})"), class_="soft"),
        )
        for entry in cell.entries
    ]
    return element("td", element("ul", *entries) if entries else "–")


def phrases(paper: Paper, rewrites: Mapping[int, str]) -> list[Element]:
    """Stock phrases underlined where they stood, what makes them hollow, and what could be said instead."""
    found = paper.report.hollow
    if not found:
        return [element("p", own(_("Not one stock phrase.")))]
    return [_phrase(paper, one, rewrites.get(place, "")) for place, one in enumerate(found)]


def _phrase(paper: Paper, one: Hollow, rewrite: str) -> Element:
    title = _("{category}, turn {turn}, {share} off naturalness")
    words: tuple[Child, ...] = (
        paper.voice.words(one.text[one.sentence_start : one.start]),
        element("mark", paper.voice.words(one.phrase)),
        paper.voice.words(one.text[one.end : one.sentence_end]),
    )
    instead = (
        [element("h4", own(_("Your own words"))), paper.voice("blockquote", rewrite, class_="you")] if rewrite else []
    )
    return element(
        "div",
        element(
            "h3", own(title.format(category=label("stock", one.category), turn=one.turn, share=percent(one.cost)))
        ),
        paper.voice("blockquote", words),
        element("p", own(hollowness(one.category, one.why))),
        element("p", own(remarks.prompt(one, paper.script))),
        *instead,
    )


def outlook(paper: Paper, commitment: str) -> list[Element]:
    """One thing done well, the remarks, and the one thing to do next time."""
    report, script = paper.report, paper.script
    well = report.done_well
    made = [
        element("h3", own(_("Done well"))),
        element("p", "★ ", own(remarks.praise(well, script))),
        paper.voice("blockquote", well.words, class_="you") if well.words else None,
        *(paper.voice("p", words) for words in well.coach),
    ]
    if report.remarks:
        made.append(element("h3", own(_("What could go better, the dearest first"))))
        items = [
            element(
                "li",
                paper.voice("blockquote", one.words, class_="you") if one.words else None,
                own(remarks.remark(one, script)),
            )
            for one in report.remarks
        ]
        made.append(element("ol", *items))
    made.append(element("h3", own(_("Next time"))))
    proposed = element("ul", *(element("li", own(remarks.commitment(one))) for one in report.commitments))
    made.append(element("p", own(commitment), class_="commitment") if commitment else proposed)
    return [one for one in made if one is not None]
