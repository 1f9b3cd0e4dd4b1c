"""The page for everybody: narrow, enlarged, dark, without a mouse, read aloud, in both languages, before hostile words."""

import json
from random import Random

import msgspec
import pytest

from simulator.room import events as ev
from simulator.room.events import FORMATS
from simulator.room.fold import fits
from simulator.room.page import files
from simulator.room.protocol import Progress
from simulator.room.views import view
from tests.room.games import answer
from tests.room.page.browser import Browser, Page
from tests.room.page.served import Served, served
from tests.room.page.test_voting import TEAMS, join, to_vote
from tests.room.rehearsed import until

HOSTILE = "<img src=x onerror=alert(1)><b>\u202eAna</b>"
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen"
SMALL = (
    "[...document.querySelectorAll('button, .choice, input:not([type=radio]):not([type=checkbox]), textarea')]"
    ".map((e) => [e.textContent || e.id, e.getBoundingClientRect()])"
    ".filter(([, r]) => r.width && (r.width < 44 || r.height < 44)).map(([t, r]) => `${t} ${r.width}x${r.height}`)"
)


async def a_session(hub: Served, me: str, chance: Random) -> None:
    """One step further, everybody but one having answered."""
    asked = hub.room.table.open
    if hub.room.table.stage == "own":
        branches = hub.room.table.teams.items()
        asked = tuple(branch.round for _, branch in branches if branch.round is not None)
    for one in asked:
        for who in sorted(one.voters - {me} or one.voters):
            hub._append(answer(hub.room, one, who, chance))
    if hub.room.table.stage == "own" and asked and sum(len(one.turns) for one in hub.room.table.teams.values()) < 8:
        for team, branch in list(hub.room.table.teams.items()):
            if branch.round is not None:
                hub._append(ev.Went(who=hub.room.members(team)[0].who, round=branch.round.id))
        await hub.show()
        return
    why = fits(hub.script, hub.room, ev.Advanced())
    if why == "nobody_voted":
        return  # everybody had picked his own sentence: once more
    await hub.lead(ev.Picked(pick=hub.room.table.tied[0]) if why == "trainer_decides" else ev.Advanced())


async def settled(page: Page, hub: Served) -> None:
    """Until the page shows where the room stands."""
    title = json.loads(files()["/words/en.json"][1])[f"stage.{hub.room.table.stage}"]
    watch = "One answers; watch closely"
    await page.until(
        f"[{json.dumps(title)}, {json.dumps(watch)}].includes(document.getElementById('now').textContent)"
    )


@pytest.mark.parametrize("format_", FORMATS)
async def test_nothing_is_cut_off_on_a_small_telephone(browser: Browser, format_: str) -> None:
    async with served(format_, teams=(LONG[:40], "Sud")) as hub:
        page = await join(browser, hub, LONG[:40], width=320, height=640)
        await hub.joins("Bo", "Cy", "Di", "Ed", teams=("Sud", LONG[:40]))
        me, chance, seen = hub.person(LONG[:40]), Random(5), set[str]()
        for _ in range(70):
            await settled(page, hub)
            if hub.room.table.stage not in seen:
                seen.add(hub.room.table.stage)
                assert await page.overflow() <= 0, hub.room.table.stage
                assert await page.look(SMALL) == [], hub.room.table.stage
            if hub.room.table.stage == "over" or fits(hub.script, hub.room, ev.Advanced()) == "nothing_hollow":
                break
            await a_session(hub, me, chance)
        assert {"lobby", "scene"} < seen
        assert len(seen) > 3
        assert page.complaints() == []


async def test_letters_of_twice_the_size_push_nothing_off_the_page(browser: Browser) -> None:
    async with served(teams=TEAMS) as hub:
        page = await join(browser, hub, width=320, height=320)
        await page.look("document.adoptedStyleSheets = [new CSSStyleSheet()]")
        await page.look("document.adoptedStyleSheets[0].insertRule('html { font-size: 200%; }')")
        await to_vote(hub)
        await page.told("Your turn")
        assert await page.look("getComputedStyle(document.body).fontSize") == "32px"
        assert await page.overflow() <= 0
        # What is sticky would leave no room to read between it and the top.
        assert await page.look("getComputedStyle(document.querySelector('.send')).position") == "static"


async def test_all_of_it_goes_without_a_mouse(browser: Browser) -> None:
    async with served(teams=TEAMS) as hub:
        page = await browser.page()
        await page.open(hub.url)
        await page.until("document.getElementById('name')")
        await tab_to(page, "name")
        await page.type("Ana")
        await page.key("Tab")
        await page.key("Space")
        await page.key("ArrowDown")
        await page.key("Enter")
        await page.told("You are in.")
        assert hub.room.people[hub.person("Ana")].team == "Sud"
        await to_vote(hub)
        await page.told("Your turn")
        await page.key("Tab")
        await page.key("Space")
        await page.key("ArrowDown")
        await page.key("ArrowDown")
        await page.key("Tab")
        assert await page.focused() == "send"
        outline = await page.look("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid"
        await page.key("Enter")
        await until(lambda: hub.answers() == {"Ana": (3,)})
        await hub.lead(ev.Advanced())
        await page.told("The vote is locked")
        # What had the focus is gone: reading goes on at the heading, not at the top of the window.
        assert await page.focused() == "now"


async def tab_to(page: Page, wanted: str) -> None:
    for _ in range(12):
        if await page.focused() == wanted:
            return
        await page.key("Tab")
    raise AssertionError(wanted)


async def test_who_is_typing_is_left_alone(browser: Browser) -> None:
    async with served("grid") as hub:
        page = await join(browser, hub)
        await to_vote(hub)
        await page.click("#field-feels")
        await page.type("Half a ")
        await hub.joins("Bo", "Cy")
        await hub.lead(ev.Hinted(words="Look at his hands."))
        await page.says("Look at his hands.")
        await hub.tell(say_progress(hub))
        assert await page.focused() == "field-feels"
        await page.type("sentence")
        assert await page.look("document.getElementById('field-feels').value") == "Half a sentence"


def say_progress(hub: Served) -> Progress:
    return Progress(round=hub.room.table.rounds[-1].id, voted=1, voters=3, people=3)


async def test_a_screen_reader_finds_names_and_one_voice(browser: Browser) -> None:
    async with served(teams=TEAMS) as hub:
        page = await browser.page()
        await page.open(hub.url)
        await page.until("document.getElementById('name')")
        tree = await page.tree()
        assert ("heading", "Join the room") in tree
        assert ("textbox", "Your name, or any name you like") in tree
        assert {("radio", "Nord"), ("radio", "Sud"), ("button", "Join"), ("button", "Français")} <= set(tree)
        assert [role for role, _ in tree].count("status") == 1
        await page.click("#name")
        await page.type("Ana")
        await page.click("input[name=team]")
        await page.click("form button.main")
        await page.told("You are in.")
        await to_vote(hub)
        await page.told("Your turn")
        tree = await page.tree()
        assert ("heading", "Vote") in tree
        assert ("group", "What do you answer?") in tree
        choices = [name for role, name in tree if role == "radio"]
        asked = hub.room.table.rounds[-1]
        assert len(choices) == len(asked.choices)
        assert choices[0].startswith("1. Oh my goodness")
        assert all(name for role, name in tree if role in {"button", "radio", "textbox", "group"})
        live = await page.look(
            "[...document.querySelectorAll('[aria-live], [role=status], [role=alert]')].map((e) => e.id)"
        )
        assert live == ["news"]


async def test_the_live_region_says_each_thing_once(browser: Browser) -> None:
    async with served() as hub:
        page = await join(browser, hub)
        await page.look(
            "(() => { window.said = []; new MutationObserver(() => said.push(document.getElementById('news').textContent))"
            ".observe(document.getElementById('news'), {childList: true, characterData: true, subtree: true}); })()"
        )
        await to_vote(hub)
        await page.told("Your turn")
        await hub.show()
        await hub.tell(say_progress(hub))
        await page.click("input[name=answer]")
        await page.click("#send")
        await page.told("Your answer is in")
        said = await page.look("said")
        assert len(said) == len(set(said))
        assert said[-1].startswith("Your answer is in")


async def test_hostile_names_and_words_are_shown_as_they_are(browser: Browser) -> None:
    text = "<script>alert(1)</script>&amp; \u202egnihton"
    async with served("say-better", teams=("<i>Nord</i>", "Sud")) as hub:
        page = await join(browser, hub, HOSTILE)
        await hub.joins("Bo", teams=("Sud",))
        shown = HOSTILE.replace("\u202e", "\ufffd")
        await page.says(shown)
        await page.says("<i>Nord</i>")
        await hub.lead(ev.Advanced(), ev.Advanced())
        await hub.vote("Bo", text=text)
        await hub.lead(ev.Advanced())
        await page.says(text.replace("\u202e", "\ufffd"))
        assert await page.look("document.querySelectorAll('img, script:not([src]), b, i').length") == 0
        assert page.complaints() == []


async def test_the_languages_are_the_browsers_own_until_another_is_chosen(browser: Browser) -> None:
    french = json.loads(files()["/words/fr.json"][1])
    async with served("live", "fr/ligne-coupee") as hub:
        page = await browser.page(speaks="fr-FR,fr,en")
        await page.open(hub.url)
        await page.until("document.getElementById('name')")
        assert await page.look("document.documentElement.lang") == "fr"
        await page.says(french["page.name"])
        await page.click("#name")
        await page.type("Zoé")
        await page.click("form button.main")
        await page.told(french["page.now.lobby"])
        await hub.lead(ev.Advanced(), ev.Advanced())
        await page.says(french["ask.choose"])
        assert await page.look("document.querySelector('.choice .text').lang") == "fr"
        await page.click("input[name=answer][value='2']")
        await page.click("#languages button[lang=en]")
        await page.until("document.documentElement.lang === 'en'")
        await page.says("What do you answer?")
        assert await page.look("document.querySelector('input[name=answer]:checked').value") == "2"
        assert await page.look("document.activeElement.lang") == "en"
        await page.do("Page.reload")
        await page.says("What do you answer?")
        other = await browser.page(speaks="de-DE,de")
        await other.open(hub.url)
        await other.until("document.getElementById('name')")
        assert await other.look("document.documentElement.lang") == "en"


async def test_french_lines_do_not_begin_with_a_mark(browser: Browser) -> None:
    async with served("live", "fr/ligne-coupee") as hub:
        page = await join(browser, hub)
        await to_vote(hub)
        await page.told("Your turn")
        shown = await page.look(
            "[...document.querySelectorAll('.choice .text, blockquote p')].map((e) => e.textContent)"
        )
        assert any("\u202f?" in text or "\u202f!" in text or "\u202f;" in text for text in shown)
        assert not any(f" {mark}" in text for text in shown for mark in ";:!?»")


async def test_in_the_dark_it_is_dark(browser: Browser) -> None:
    async with served() as hub:
        page = await join(browser, hub, dark=True)
        assert await page.look("getComputedStyle(document.body).backgroundColor") == "rgb(20, 24, 26)"


async def test_who_wants_no_motion_has_none(browser: Browser) -> None:
    async with served() as hub:
        page = await join(browser, hub)
        await page.do("Emulation.setEmulatedMedia", features=[{"name": "prefers-reduced-motion", "value": "reduce"}])
        await page.look("document.getElementById('connection').dataset.state = 'opening'")
        assert await page.look("getComputedStyle(document.querySelector('.dot')).animationName") == "none"
        await page.do("Emulation.setEmulatedMedia", features=[])
        assert await page.look("getComputedStyle(document.querySelector('.dot')).animationName") == "wait"


async def test_a_view_with_words_that_are_new_here_is_shown_all_the_same(browser: Browser) -> None:
    """A hub of tomorrow may know a stage or a mood that this page does not."""
    async with served() as hub:
        page = await join(browser, hub)
        now = msgspec.to_builtins(view(hub.script, hub.room))
        now |= {
            "stage": "dreaming",
            "standing": {"mood": "dreamy", "valence": 1, "trust": 1, "ladder": "none", "load": "light"},
        }
        now |= {"place": 99, "kind": "exchange", "line": "Yes?"}
        raw = json.dumps({"is": "view", "view": now})
        for socket in list(hub._here):
            await socket.send(raw)
        await page.says("Mood: dreamy")
        assert page.complaints() == []
