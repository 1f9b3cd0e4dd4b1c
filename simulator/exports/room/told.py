"""The other sections: the room's own gap, the observers, what was written, and the teams side by side."""

from xml.etree.ElementTree import Element

from simulator.conversation.script import Script
from simulator.debrief.gap import SCALE
from simulator.exports.markup import Child, Voice, before, element, own
from simulator.exports.picture import bar
from simulator.locale import _
from simulator.room.debrief import RoomDebrief, Seen, Sentence
from simulator.wording import room_debrief as words
from simulator.wording.labels import label
from simulator.wording.numbers import points


def perception(debrief: RoomDebrief, script: Script, _voice: Voice) -> list[Element]:
    """Three bars of ten."""
    found = debrief.perception
    if found is None:
        return []
    rows = [
        element(
            "tr",
            element("th", own(name[:1].upper() + name[1:]), scope="row"),
            element("td", bar(value / SCALE, kind) if value is not None else None),
            element("td", own(points(value) if value is not None else "–"), class_="points"),
        )
        for kind, name, value in words.perceived(found, script)
    ]
    question = _("How well understood the customer felt, from 0 to 10")
    caption = element("caption", own(question), class_="soft")
    told = (element("p", own(sentence)) for sentence in words.perception(found, script))
    return [element("table", caption, element("tbody", *rows)), *told]


def observed(debrief: RoomDebrief, _script: Script, _voice: Voice) -> list[Element]:
    """Card by card, at each answer."""
    made: list[Element] = []
    by_number: dict[int, list[Seen]] = {}
    for seen in debrief.observed:
        by_number.setdefault(seen.number, []).append(seen)
    titles = {one.number: words.asked(one) for one in debrief.moments}
    names = (_("Card"), _("Noted"), _("What there was"), _("Right"))
    head = element("thead", element("tr", *(element("th", own(name), scope="col") for name in names), role="row"))
    total = [
        element("tr", element("th", own(card), scope="row"), element("td", own(figure)))
        for card, figure in words.hits(debrief)
    ]
    if total:
        caption = element("caption", own(_("Right, over the whole call")), class_="soft")
        made.append(element("table", caption, element("tbody", *total)))
    for number, cards in by_number.items():
        rows = [
            element(
                "tr",
                element("th", own(words.card_title(seen)), scope="row", role="rowheader"),
                _named(names[1], words.noted(seen)),
                _named(names[2], words.happened(seen)),
                _named(names[3], words.hit(seen)) if words.hit(seen) else element("td", role="cell"),
                role="row",
            )
            for seen in cards
        ]
        body = element("tbody", *rows, role="rowgroup")
        made += [
            element("h3", own(titles[number])),
            element("table", head, body, role="table", class_="cards"),
        ]
    return made


def _named(name: str, text: str) -> Element:
    """A cell that says itself what it is where the screen is too narrow for the head of its column."""
    return element("td", element("span", before(name), class_="soft narrow"), own(text), role="cell")


def cells(debrief: RoomDebrief, _script: Script, _voice: Voice) -> list[Element]:
    """What he feels, thinks and does, as the room wrote it."""
    made: list[Element] = []
    for one in debrief.answers:
        if one.cells:
            made.append(element("h3", own(words.asked(one))))
            for facet, written in one.cells.items():
                name = label("facet", facet)
                made.append(element("h4", own(name[:1].upper() + name[1:])))
                made.append(element("ul", *(element("li", cell) for cell in written)))
    return made


def rewritten(debrief: RoomDebrief, _script: Script, voice: Voice) -> list[Element]:
    """The hollow sentence, then what was made of it, the most wanted first."""
    made: list[Element] = []
    for place, one in enumerate(debrief.rewritten, start=1):
        title = _("Sentence {number}").format(number=place)
        hollow = voice("blockquote", marked(voice, one.hollow, one.hits))
        items = [_sentence(sentence, voice, voted=one.voted) for sentence in one.sentences]
        made.append(
            element(
                "article",
                element("h3", own(title)),
                hollow,
                element("ol", *items) if items else element("p", own(_("Nobody wrote another."))),
            )
        )
    return made


def marked(voice: Voice, text: str, hits: tuple[tuple[int, int], ...]) -> tuple[Child, ...]:
    """A text with its stock phrases underlined."""
    pieces: list[Child] = []
    at = 0
    for start, end in sorted(hits):
        if start >= at:
            pieces += [voice.words(text[at:start]), element("mark", voice.words(text[start:end]))]
            at = end
    return (*pieces, voice.words(text[at:]))


def _sentence(one: Sentence, voice: Voice, *, voted: bool) -> Element:
    about = [one.team or "", words.votes(one.votes) if voted else "", words.stock_count(one)]
    told = " · ".join(piece for piece in about if piece)
    return element(
        "li",
        voice("q", marked(voice, one.text, one.hits)),
        element("br") if told else None,
        element("span", own(told), class_="soft") if told else None,
    )


def predictions(debrief: RoomDebrief, _script: Script, _voice: Voice) -> list[Element]:
    """What each team said of the mood to come, against the mood it was; the team on the hot seat says nothing."""
    asked = [one for one in debrief.moments if one.predictions]
    if not asked:
        return []
    teams = list(dict.fromkeys([*debrief.points, *(team for one in asked for team in one.predictions)]))
    names = (own(_("Question")), own(_("It was")), *teams)
    head = element("tr", *(element("th", name, scope="col") for name in names))
    rows = [
        element(
            "tr",
            element("th", str(one.number), scope="row"),
            element("td", own(words.mood(one.mood))),
            *(element("td", own(words.predicted(one, team)) if team in one.predictions else "–") for team in teams),
        )
        for one in asked
    ]
    return [_wide("predictions", element("table", element("thead", head), element("tbody", *rows)))]


def _wide(name: str, table: Element) -> Element:
    """Many teams are wider than a phone: then the table alone is scrolled, by keyboard too."""
    label_ = own(words.heading(name))
    return element("div", table, class_="wide", tabindex="0", role="region", aria_label=label_)


def standing(debrief: RoomDebrief, _script: Script, _voice: Voice) -> list[Element]:
    """The points of each team, in no order of merit."""
    rows = [
        element("tr", element("th", team, scope="row"), element("td", own(words.points_of(earned))))
        for team, earned in debrief.points.items()
    ]
    return [element("table", element("tbody", *rows))] if rows else []


def teams(debrief: RoomDebrief, _script: Script, voice: Voice) -> list[Element]:
    """The figures of each team's call side by side, then what each said."""
    if not debrief.teams:
        return []
    figures = {team: words.team_figures(report) for team, (report, _moments) in debrief.teams.items()}
    names = [name for name, _value in next(iter(figures.values()))]
    head = element("tr", element("td"), *(element("th", team, scope="col") for team in figures))
    rows = [
        element(
            "tr",
            element("th", own(name), scope="row"),
            *(element("td", own(values[place][1])) for values in figures.values()),
        )
        for place, name in enumerate(names)
    ]
    made = [_wide("teams", element("table", element("thead", head), element("tbody", *rows)))]
    for team, (_report, moments) in debrief.teams.items():
        items = (
            element(
                "li",
                voice("span", words.said(one)),
                element("br"),
                own(f"{words.mood(one.before)} → {words.mood(one.mood)}"),
            )
            for one in moments
            if words.is_spoken(one)
        )
        made += [element("h3", team), element("ol", *items)]
    return made
