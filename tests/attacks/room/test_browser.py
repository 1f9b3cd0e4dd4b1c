"""The page in a real browser, with what strangers and a careless trainer may put into it."""

import json

from simulator.room import events as ev
from simulator.room.hub import Hub
from simulator.room.keeper import Keeper
from simulator.room.log.memory import MemoryLogs
from tests.room.hub.talk import joined
from tests.room.page.browser import Browser
from tests.room.page.conftest import browser, devtools
from tests.room.page.test_hub import entered
from tests.room.rehearsed import until
from tests.room.rooms import opened, scenario

__all__ = ["browser", "devtools"]

RUNS = "<img src=x onerror='window.owned=1'><script>window.owned=1</script>"
TEAM = "<svg onload='window.owned=1'>"
WIDE = "\ufdfd" * 40
HUBS = ("javascript:window.owned=1", "javascript://10.0.0.9:1/%0awindow.owned=1", "' ; script-src *", "10.0.0.9:7528")
INLINE = """
(() => { const one = document.createElement("script"); one.textContent = "window.owned = 1"; document.body.append(one);
  const two = document.createElement("p"); two.innerHTML = "<img src=x onerror='window.owned=1'>"; document.body.append(two);
  const three = document.createElement("a"); three.href = "javascript:window.owned=1"; document.body.append(three); three.click();
  return true; })()
"""
CALLS_OUT = "fetch('http://127.0.0.1:9/').then(() => 'went', () => 'was held')"


async def test_names_teams_hints_and_sentences_are_shown_and_never_run(browser: Browser, logs: MemoryLogs) -> None:
    keeper = await Keeper.create(logs, scenario(), opened(format="grid", teams=(TEAM, "B")))
    async with (
        Hub(logs, (keeper,), hubs=HUBS) as hub,
        joined(hub, keeper.code, RUNS[:40], team=TEAM),
        joined(hub, keeper.code, WIDE, team="B") as (wide, _),
    ):
        page = await browser.page()
        await page.open(hub.addresses(keeper.code)[0])
        await page.click("#name")
        await page.type(RUNS)
        await page.until("document.querySelector('main').textContent.includes('<svg onload')")
        await page.click("input[type=radio]")
        await page.click("form button.main")
        await page.told("You are in.")
        while keeper.room.table.stage != "shared":
            assert await keeper.lead(ev.Advanced()) is None
            for asked in keeper.room.table.open:
                await wide.vote(asked.id, words={"feels": RUNS, "does": WIDE * 14})
        assert await keeper.lead(ev.Hinted(words=f"{RUNS} {WIDE * 5}")) is None
        await page.until("document.querySelector('main').textContent.includes('onerror')")
        assert await page.look(
            "window.owned === undefined && !document.querySelector('main img, main svg, main script')"
        )
        assert await page.overflow() <= 0
        sockets = await page.look(
            "performance.getEntries().map((one) => one.name).filter((one) => one.includes('://') && !one.includes('127.0.0.1'))"
        )
        assert sockets == []
        assert page.complaints() == []
        await page.close()
    await keeper.close()


async def test_the_browser_itself_holds_back_what_would_run_in_the_page_or_call_out(
    browser: Browser, hub: Hub, keeper: Keeper
) -> None:
    page = await entered(browser, hub.addresses(keeper.code)[0], "Ana")
    assert await page.look(INLINE)
    assert await page.look(CALLS_OUT) == "was held"
    await until(lambda: len(page.complaints()) >= 4)
    assert await page.look("window.owned === undefined")
    assert all("Content Security Policy" in one for one in page.complaints())
    await page.close()


async def test_the_page_holds_no_secret_and_no_token_but_ones_own(browser: Browser, hub: Hub, keeper: Keeper) -> None:
    async with joined(hub, keeper.code, "Ada") as (_, other):
        page = await entered(browser, hub.addresses(keeper.code)[0], "Ana")
        there = "document.documentElement.outerHTML + JSON.stringify([{...localStorage}, {...sessionStorage}])"
        told = str(await page.look(there))
        kept = json.loads(str(await page.look(f"localStorage['platine.{keeper.code}']")))
        assert kept.keys() == {"token"}
        assert keeper.room.opened.secret not in told
        assert not [one for one in (other.token, other.who) if one in told]
        await page.close()
