"""Headless Firefox, driven over WebDriver BiDi, where `PLATINE_FIREFOX` names one: the same seat in another browser."""

import asyncio
import base64
import contextlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.client import connect

from tests.room.page.browser import START_SECONDS, WATCHED, Browser, Page

NAMED = "PLATINE_FIREFOX"
KEYS = {"Tab": "\ue004", "Enter": "\ue007", "Space": " ", "ArrowDown": "\ue015", "ArrowUp": "\ue013"}
_SHIFT = "\ue008"
_NOTED = (
    "(tell) => { const note = (text) => tell(String(text));"
    " document.addEventListener('securitypolicyviolation', (e) => note(`${e.violatedDirective} ${e.blockedURI}`));"
    " window.addEventListener('error', (e) => note(e.message || `no ${e.target.src || e.target.href}`), true);"
    " window.addEventListener('unhandledrejection', (e) => note(e.reason)); }"
)
"""Heard in the page: of violations of the policy BiDi tells nothing, and of a lost connection it tells as of an error."""
_SETTINGS = {
    "app.normandy.enabled": False,
    "browser.region.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "browser.topsites.contile.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.update.enabled": False,
    "media.gmp-manager.updateEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "toolkit.telemetry.enabled": False,
}


def installed() -> str | None:
    """The Firefox that is named; None where none is, or none that is there."""
    return shutil.which(os.environ.get(NAMED, ""))


@contextlib.contextmanager
def firefox(folder: Path) -> Iterator[str]:
    """A browser of our own, in its own folder; gives the address of its WebDriver BiDi."""
    program = installed()
    assert program is not None
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in _SETTINGS.items()]
    (folder / "user.js").write_text("".join(lines), encoding="utf-8")
    process = subprocess.Popen(
        [
            sys.executable, "-c", WATCHED,
            program, "--headless", "--no-remote", "--remote-debugging-port=0", "--profile", str(folder), "about:blank",
        ],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        yield _bidi(folder / "WebDriverBiDiServer.json", process)
    finally:
        process.communicate()


def _bidi(told: Path, process: "subprocess.Popen[bytes]") -> str:
    until = time.monotonic() + 2 * START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError, ValueError, KeyError):
            return f"ws://127.0.0.1:{json.loads(told.read_text())['ws_port']}/session"
        time.sleep(0.05)
    raise AssertionError("Firefox did not start")


class Firefox(Browser):
    async def page(self, width: int = 390, height: int = 844, *, speaks: str = "en", dark: bool = False) -> "Page":
        if dark:
            pytest.skip("what a browser prefers to show is set over Chromium's DevTools alone")
        person = (await self.do("browser.createUserContext"))["userContext"]
        self._contexts.append(person)
        return await self._seated(person, width, height, speaks)

    async def another(self, page: "Page") -> "Page":
        return await self._seated(page.context, 390, 844, "en")

    async def close(self) -> None:
        for person in self._contexts:
            await self.do("browser.removeUserContext", userContext=person)

    async def _seated(self, person: str, width: int, height: int, speaks: str) -> "FirefoxPage":
        seat = (await self.do("browsingContext.create", type="tab", userContext=person))["context"]
        page = FirefoxPage(self, seat, "", person)
        await self.do("emulation.setLocaleOverride", contexts=[seat], locale=speaks.partition(",")[0])
        channel = {"type": "channel", "value": {"channel": "faults"}}
        await self.do("script.addPreloadScript", contexts=[seat], functionDeclaration=_NOTED, arguments=[channel])
        await page.size(width, height)
        return page


class FirefoxPage(Page):
    """What is asked of Chromium by name here is done, or the test is skipped."""

    async def do(self, method: str, **parameters: Any) -> Any:
        if method != "Page.reload":
            pytest.skip(f"{method} is asked of Chromium's DevTools alone")
        return await self.browser.do("browsingContext.reload", context=self.target, wait="complete")

    async def size(self, width: int, height: int, scale: float = 1.0) -> None:
        viewport = {"width": width, "height": height}
        await self.browser.do(
            "browsingContext.setViewport", context=self.target, viewport=viewport, devicePixelRatio=scale
        )

    async def open(self, url: str) -> None:
        await self.browser.do("browsingContext.navigate", context=self.target, url=url, wait="complete")

    async def look(self, script: str) -> Any:
        found = await self.browser.do(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await ({script})))()",
            target={"context": self.target},
            awaitPromise=True,
        )
        assert found["type"] == "success", found
        return json.loads(found["result"].get("value") or "null")

    async def click(self, selector: str) -> None:
        where = await self.middle_of(selector)
        at = {"type": "pointerMove", "x": round(where["x"]), "y": round(where["y"])}
        press = [{"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        await self._act({"type": "pointer", "id": "mouse", "actions": [at, *press]})

    async def type(self, text: str) -> None:
        strokes = [{"type": kind, "value": letter} for letter in text for kind in ("keyDown", "keyUp")]
        await self._act({"type": "key", "id": "keys", "actions": strokes})

    async def key(self, name: str, *, shift: bool = False) -> None:
        strokes = [{"type": kind, "value": KEYS[name]} for kind in ("keyDown", "keyUp")]
        if shift:
            strokes = [{"type": "keyDown", "value": _SHIFT}, *strokes, {"type": "keyUp", "value": _SHIFT}]
        await self._act({"type": "key", "id": "keys", "actions": strokes})

    async def _act(self, source: dict[str, Any]) -> None:
        # Only the tab in front has the focus.
        await self.browser.do("browsingContext.activate", context=self.target)
        await self.browser.do("input.performActions", context=self.target, actions=[source])

    async def shot(self, path: Path) -> None:
        found = await self.browser.do("browsingContext.captureScreenshot", context=self.target, origin="document")
        path.write_bytes(base64.b64decode(found["data"]))

    async def tree(self) -> list[tuple[str, str]]:
        pytest.skip("what a screen reader meets is asked of Chromium's DevTools alone")

    def complaints(self) -> list[str]:
        told = [event["params"] for event in self.browser.events if event.get("method") == "script.message"]
        return [one["data"]["value"] for one in told if one["source"]["context"] == self.target]

    async def close(self) -> None:
        await self.browser.do("browsingContext.close", context=self.target)


@contextlib.asynccontextmanager
async def seated(bidi: str) -> AsyncIterator[Firefox]:
    """The one session that a Firefox has, for as long as this is open."""
    async with connect(bidi, max_size=None, proxy=None, ping_interval=None) as socket:
        browser = Firefox(socket)
        listening = asyncio.create_task(browser.listen())
        try:
            await browser.do("session.new", capabilities={})
            await browser.do("session.subscribe", events=["script.message"])
            yield browser
            await browser.close()
        finally:
            with contextlib.suppress(AssertionError, TimeoutError, OSError):
                await browser.do("session.end")
            listening.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await listening
