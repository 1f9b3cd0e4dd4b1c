"""The room's debrief as headings with lines under them: for a terminal, a wall, anything that shows text."""

from collections.abc import Iterator

from simulator.conversation.script import Script
from simulator.locale import _
from simulator.room.debrief import Minority, Moment, RoomDebrief, Sentence
from simulator.room.table import Room
from simulator.room.votes import Ballot
from simulator.wording import debrief as call
from simulator.wording import room_debrief as words
from simulator.wording.labels import label
from simulator.wording.numbers import percent, points
from simulator.wording.plaintext import printable
from simulator.wording.remarks import quoted

Row = tuple[str, list[str]]


def rows(script: Script, _room: Room, debrief: RoomDebrief) -> list[Row]:
    """In the language spoken now, free of control characters; a line is a paragraph, wrapped by who shows it."""
    parts = (
        ("gain", _gain(debrief)),
        ("split", _split(debrief)),
        ("minority", _minority(debrief, script)),
        ("perception", _perception(debrief, script)),
        ("observed", _observed(debrief)),
        ("cells", _cells(debrief)),
        ("rewritten", _rewritten(debrief)),
        ("what_ifs", _what_ifs(debrief, script)),
        ("predictions", _predictions(debrief)),
        ("points", (_row(team, words.points_of(earned)) for team, earned in debrief.points.items())),
        ("teams", _teams(debrief)),
        ("answers", (f"{one.number}. {_answer(one)}" for one in debrief.moments if words.is_spoken(one))),
        ("call", _call(debrief, script)),
    )
    summary = [_row(name, value) for name, value in words.summary(debrief, script)]
    found = [(words.title(), summary or [words.nothing_yet()])]
    found += [(words.heading(name), told) for name, lines in parts if (told := list(lines))]
    return [(heading, [" ".join(printable(line).split("\n")) for line in lines]) for heading, lines in found]


def headlines(script: Script, debrief: RoomDebrief) -> list[str]:
    """What of it stands on a wall: the figures, what moved, what split the room most, and its own gap."""
    found = [_row(name, value) for name, value in words.summary(debrief, script)]
    found += [words.gain(debrief.gain)] if debrief.gain is not None else []
    if debrief.to_right is not None and debrief.to_wrong is not None:
        found.append(words.changed(debrief.to_right, debrief.to_wrong))
    most = next((one for one in debrief.by_split if one.first is not None and one.first.entropy), None)
    if most is not None and most.first is not None:
        found.append(_row(words.heading("split"), f"{words.asked(most)} {words.split(most.first)}"))
    if debrief.perception is not None:
        found += words.perception(debrief.perception, script)
    found += (_row(card, figure) for card, figure in words.hits(debrief))
    found += (_row(team, words.points_of(earned)) for team, earned in debrief.points.items())
    for team, (report, _moments) in debrief.teams.items():
        found.append(_row(team, "; ".join(_row(name, value) for name, value in words.team_figures(report))))
    return [" ".join(printable(line).split("\n")) for line in found]


def _row(name: str, value: str) -> str:
    return _("{name}: {words}").format(name=name, words=value)


def _gain(debrief: RoomDebrief) -> Iterator[str]:
    if debrief.shares is None:
        return
    yield words.shares(*debrief.shares)
    if debrief.gain is not None:
        yield words.gain(debrief.gain)
    if debrief.to_right is not None and debrief.to_wrong is not None:
        yield words.changed(debrief.to_right, debrief.to_wrong)
    yield words.gain_source()


def _split(debrief: RoomDebrief) -> Iterator[str]:
    for one in debrief.by_split:
        assert one.first is not None, "it was voted"
        yield f"{words.asked(one)} {words.split(one.first)}"
        for line in _histogram(one.first, one.second):
            yield f"- {line}"
        if one.gain is not None:
            yield words.gain(one.gain)
        if one.to_right is not None and one.to_wrong is not None:
            yield words.changed(one.to_right, one.to_wrong)


def _histogram(first: Ballot, second: Ballot | None) -> Iterator[str]:
    again = {count.pick: count.votes for count in second.counts} if second is not None else {}
    for count in first.counts:
        figures = f"{count.votes} ({percent(count.votes / first.voters if first.voters else 0)})"
        if second is not None and count.pick in again:
            votes = again[count.pick]
            figures += f" → {votes} ({percent(votes / second.voters if second.voters else 0)})"
        yield " ".join((_row(figures, words.choice(first, count)), *words.marks(count)))


def _minority(debrief: RoomDebrief, script: Script) -> Iterator[str]:
    for one in debrief.answers:
        unheard = words.worth_telling(one)
        if unheard:
            yield f"{words.asked(one)} {_played(one)}"
            for branch in unheard:
                yield f"- {_unheard(branch, one, script)}"


def _played(one: Moment) -> str:
    return _("Played:") + f" {words.said(one) or _('nothing')} ({words.decided(one)})"


def _unheard(branch: Minority, played: Moment | None, script: Script) -> str:
    count = f" ({words.votes(branch.votes)})" if branch.votes else ""
    return " ".join((f"{words.unheard(branch)}{count}.", *words.would_have(branch, played, script)))


def _perception(debrief: RoomDebrief, script: Script) -> Iterator[str]:
    found = debrief.perception
    if found is None:
        return
    for _kind, name, value in words.perceived(found, script):
        figure = points(value) if value is not None else "–"
        yield f"{name} {figure} {'=' * round(value or 0)}".rstrip()
    yield from words.perception(found, script)


def _observed(debrief: RoomDebrief) -> Iterator[str]:
    titles = {one.number: words.asked(one) for one in debrief.moments}
    yield from (_row(card, figure) for card, figure in words.hits(debrief))
    last = 0
    for seen in debrief.observed:
        if seen.number != last:
            yield titles[seen.number]
            last = seen.number
        yield f"- {words.observed(seen)}"


def _cells(debrief: RoomDebrief) -> Iterator[str]:
    for one in debrief.answers:
        if one.cells:
            yield words.asked(one)
            for facet, written in one.cells.items():
                yield f"- {_row(label('facet', facet), quoted(written))}"


def _rewritten(debrief: RoomDebrief) -> Iterator[str]:
    for one in debrief.rewritten:
        yield _starred(one.hollow, one.hits)
        for sentence in one.sentences:
            yield f"- {_sentence(sentence, voted=one.voted)}"


def _sentence(one: Sentence, *, voted: bool) -> str:
    about = [one.team or "", words.votes(one.votes) if voted else "", words.stock_count(one)]
    told = ", ".join(piece for piece in about if piece)
    return f"{_starred(one.text, one.hits)} ({told})" if told else _starred(one.text, one.hits)


def _starred(text: str, hits: tuple[tuple[int, int], ...]) -> str:
    """In quotation marks, its stock phrases between asterisks."""
    told, at = "", 0
    for start, end in sorted(hits):
        if start >= at:
            told += f"{text[at:start]}*{text[start:end]}*"
            at = end
    return quoted([told + text[at:]])


def _what_ifs(debrief: RoomDebrief, script: Script) -> Iterator[str]:
    played = {one.moment: one for one in debrief.moments}
    for one in debrief.what_ifs:
        yield _unheard(one, played.get(one.moment), script)


def _predictions(debrief: RoomDebrief) -> Iterator[str]:
    for one in debrief.moments:
        if one.predictions:
            told = "; ".join(_row(team, words.predicted(one, team)) for team in one.predictions)
            yield " ".join((words.asked(one), _("It was: {mood}").format(mood=words.mood(one.mood)) + ".", told))


def _teams(debrief: RoomDebrief) -> Iterator[str]:
    for team, (report, moments) in debrief.teams.items():
        yield _row(team, "; ".join(_row(name, value) for name, value in words.team_figures(report)))
        yield from (f"- {_answer(one)}" for one in moments if words.is_spoken(one))


def _answer(one: Moment) -> str:
    said = words.said(one) or _("nothing")
    told = f"{said} {words.mood(one.before)} → {words.mood(one.mood)}."
    return f"{told} {words.effect(one.effect)}." if one.effect is not None else told


def _call(debrief: RoomDebrief, script: Script) -> Iterator[str]:
    report = debrief.report
    if report is None:
        return
    yield call.verdict(report.verdict, script)
    yield call.balance(report.verdict, script)
    for name, value in words.team_figures(report):
        yield _row(name, value)


def lines(script: Script, room: Room, debrief: RoomDebrief) -> list[str]:
    """The same without a tree: each heading, its lines, and an empty line between two sections."""
    found: list[str] = []
    for heading, told in rows(script, room, debrief):
        found += [*([""] if found else []), heading, *told]
    return found
