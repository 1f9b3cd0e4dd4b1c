"""The page's own rules, run in a browser, are those of the house."""

import json
from random import Random

import msgspec
import pytest

from simulator.room import ballot
from simulator.room.events import FORMATS
from simulator.room.identity import read_code
from simulator.room.protocol import Welcome
from simulator.room.views import view
from simulator.rubric.naturalness import word_count
from simulator.wording.plaintext import printable
from tests.room.games import Game
from tests.room.page.browser import Browser, Page
from tests.room.page.served import served

TEXTS = (
    "", "  ", "one", "two words", "l'heure d'été", "a\tb\nc\u00a0d", "… — !", "C'est : « oui » ?", "日本語 テスト", "٣ ١",
    "x\u202ey", "🎉 party", "a\u2028b", "½ cup", "don’t-stop now", "\u0007bell", "e\u0301te",
)  # fmt: skip


async def rules(browser: Browser, hub_url: str) -> Page:
    page = await browser.page()
    await page.open(hub_url)
    await page.look(
        "import('/rules.js').then((m) => { window.rules = m; }).then(() => import('/words.js')).then((m) => { window.words_ = m; })"
    )
    return page


@pytest.mark.parametrize("format_", FORMATS)
async def test_who_may_do_what_is_the_same_as_in_a_terminal(browser: Browser, format_: str) -> None:
    game = Game(format_)
    seen = []
    for number, _stage in enumerate(game.walk(Random(7))):
        if number == 4:
            game.join(77)
        people = list(game.room.people.values())
        for person in (people[0], people[1], people[-1]):
            seen.append((person, list(people).index(person), view(game.script, game.room, person.team)))
        if number > 24:
            break
    cases = []
    for person, number, now in seen:
        me = Welcome(
            version=1, who=person.who, name="", number=number, joined=person.joined, token="", team=person.team
        )
        expected = {
            "why": ballot.may_answer(now, me),
            "aids": list(ballot.aids(now, me)),
            "go": ballot.may_go(now, me),
            "choices": [choice.number for choice in ballot.choices(now, me)],
            "fields": list(ballot.fields(now, me)),
        }
        cases.append((json.loads(msgspec.json.encode(now)), json.loads(msgspec.json.encode(me)), expected))
    assert len({case[2]["why"] for case in cases}) > 1
    async with served() as hub:
        page = await rules(browser, hub.url)
        found = await page.look(
            f"{json.dumps([case[:2] for case in cases])}.map(([v, m]) => ({{"
            " why: rules.mayNotAnswer(v, m), aids: rules.aids(v, m).map((a) => a.aid), go: rules.mayGo(v, m),"
            " choices: v.question ? rules.choices(v, m).map((c) => c.number) : [],"
            " fields: v.question ? rules.fields(v, m) : []}))"
        )
    for (now, _, expected), got in zip(cases, found, strict=True):
        assert got == expected, now


async def test_words_codes_and_controls_are_read_as_the_house_reads_them(browser: Browser) -> None:
    codes = ("k7pm2q", " K7P-M2Q ", "K7PM2", "K7PM20", "KIPM2Q", "", "ＫＫＫＫＫＫ")
    async with served() as hub:
        page = await rules(browser, hub.url)
        counts = await page.look(f"{json.dumps(TEXTS)}.map(rules.wordCount)")
        assert counts == [word_count(text) for text in TEXTS]
        assert await page.look(f"{json.dumps(codes)}.map(rules.readCode)") == [read_code(code) for code in codes]
        assert await page.look(f"{json.dumps(TEXTS)}.map(words_.clean)") == [printable(text) for text in TEXTS]
