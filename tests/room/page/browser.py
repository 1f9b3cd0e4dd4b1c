"""Headless Chromium, driven over its DevTools protocol: enough of it to sit where a participant sits."""

import asyncio
import base64
import contextlib
import itertools
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
START_SECONDS = 30.0
WAIT_SECONDS = 15.0
KEYS = {
    "Tab": ("Tab", 9, ""),
    "Enter": ("Enter", 13, "\r"),
    "Space": ("Space", 32, " "),
    "ArrowDown": ("ArrowDown", 40, ""),
    "ArrowUp": ("ArrowUp", 38, ""),
}


def installed() -> str | None:
    """Where Chromium is; None where there is none."""
    named = os.environ.get("PLATINE_CHROMIUM")
    return named or next((path for path in map(shutil.which, NAMES) if path), None)


WATCHED = """
import os, signal, subprocess, sys
browser = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, start_new_session=True)
sys.stdin.read()
os.killpg(browser.pid, signal.SIGKILL)
browser.wait()
"""
"""Ends the browser with whoever started it, killed or not: the end of what it reads tells."""


@contextlib.contextmanager
def chromium(folder: Path) -> Iterator[str]:
    """A browser of our own, in its own folder; gives the address of its DevTools."""
    program = installed()
    assert program is not None
    process = subprocess.Popen(
        [
            sys.executable, "-c", WATCHED,
            program, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
            "--no-proxy-server", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--remote-debugging-port=0", f"--user-data-dir={folder}", "about:blank",
        ],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        yield _devtools(folder / "DevToolsActivePort", process)
    finally:
        process.communicate()


def _devtools(told: Path, process: "subprocess.Popen[bytes]") -> str:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        if told.exists() and len(lines := told.read_text().split("\n")) >= 2:
            return f"ws://127.0.0.1:{lines[0]}{lines[1]}"
        time.sleep(0.05)
    raise AssertionError("Chromium did not start")


class Browser:
    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._ids = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[Any]] = {}
        self._contexts: list[str] = []
        self.events: list[dict[str, Any]] = []

    async def listen(self) -> None:
        async for data in self._socket:
            message = json.loads(data)
            future = self._waiting.pop(message.get("id", 0), None)
            if future is None:
                self.events.append(message)
            elif not future.done():
                if "error" in message:
                    future.set_exception(AssertionError(message["error"]))
                else:
                    future.set_result(message["result"])

    async def do(self, method: str, session: str = "", **parameters: Any) -> Any:
        number = next(self._ids)
        future = self._waiting[number] = asyncio.get_running_loop().create_future()
        where = {"sessionId": session} if session else {}
        await self._socket.send(json.dumps({"id": number, "method": method, "params": parameters, **where}))
        async with asyncio.timeout(WAIT_SECONDS):
            return await future

    async def page(self, width: int = 390, height: int = 844, *, speaks: str = "en", dark: bool = False) -> "Page":
        """A page of somebody new: nothing is kept of the others. `speaks`: what the browser prefers."""
        context = (await self.do("Target.createBrowserContext"))["browserContextId"]
        self._contexts.append(context)
        target = (await self.do("Target.createTarget", url="about:blank", browserContextId=context))["targetId"]
        return await self._attached(target, context, width, height, speaks=speaks, dark=dark)

    async def close(self) -> None:
        """Let go of everybody's pages."""
        for context in self._contexts:
            await self.do("Target.disposeBrowserContext", browserContextId=context)

    async def another(self, page: "Page") -> "Page":
        """Another tab of the same person."""
        target = (await self.do("Target.createTarget", url="about:blank", browserContextId=page.context))["targetId"]
        return await self._attached(target, page.context, 390, 844, speaks="en", dark=False)

    async def _attached(
        self, target: str, context: str, width: int, height: int, *, speaks: str, dark: bool
    ) -> "Page":
        session = (await self.do("Target.attachToTarget", targetId=target, flatten=True))["sessionId"]
        page = Page(self, target, session, context)
        for domain in ("Page", "Runtime", "Network", "Log", "Accessibility"):
            await page.do(f"{domain}.enable")
        agent = (await self.do("Browser.getVersion"))["userAgent"]
        await page.do("Emulation.setUserAgentOverride", userAgent=agent, acceptLanguage=speaks)
        await page.do("Emulation.setFocusEmulationEnabled", enabled=True)
        await page.size(width, height)
        features = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        await page.do("Emulation.setEmulatedMedia", features=features)
        return page


class Page:
    def __init__(self, browser: Browser, target: str, session: str, context: str) -> None:
        self.browser, self.target, self.session, self.context = browser, target, session, context

    async def do(self, method: str, **parameters: Any) -> Any:
        return await self.browser.do(method, self.session, **parameters)

    async def size(self, width: int, height: int, scale: float = 1.0) -> None:
        """`scale` is how many pixels of the screen one of the page's is: 2 for a zoom of 200 %."""
        await self.do(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale, mobile=False
        )

    async def open(self, url: str) -> None:
        await self.do("Page.navigate", url=url)
        await self.until("document.readyState === 'complete'")

    async def look(self, script: str) -> Any:
        """The value of an expression in the page."""
        found = await self.do("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    async def until(self, script: str, seconds: float = WAIT_SECONDS) -> Any:
        """Wait for an expression to hold."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            with contextlib.suppress(AssertionError):
                if (found := await self.look(script)) not in (None, False, 0, ""):
                    return found
            await asyncio.sleep(0.03)
        raise AssertionError(f"{script} does not hold; the page says:\n{await self.text()}")

    async def text(self) -> str:
        return str(await self.look("document.body.innerText"))

    async def says(self, text: str, seconds: float = WAIT_SECONDS) -> None:
        await self.until(f"document.body.innerText.includes({json.dumps(text)})", seconds)

    async def news(self) -> str:
        return str(await self.look("document.getElementById('news').textContent"))

    async def told(self, text: str) -> None:
        """Wait for the live region to say something."""
        await self.until(f"document.getElementById('news').textContent.includes({json.dumps(text)})")

    async def click(self, selector: str) -> None:
        """As a finger does: at the middle of the element, wherever the page has it."""
        where = await self.middle_of(selector)
        for kind in ("mousePressed", "mouseReleased"):
            await self.do("Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, **where)

    async def middle_of(self, selector: str) -> dict[str, float]:
        """Where in the window it is, once it has been brought there."""
        found: dict[str, float] = await self.until(
            f"(() => {{ const e = document.querySelector({json.dumps(selector)}); if (!e) return null;"
            " e.scrollIntoView({block: 'center'}); const r = e.getBoundingClientRect();"
            " return {x: r.x + r.width / 2, y: r.y + r.height / 2}; })()"
        )
        return found

    async def press_button(self, text: str) -> None:
        """Click the button that shows this text."""
        found = f"[...document.querySelectorAll('button')].find((b) => b.textContent.startsWith({json.dumps(text)}))"
        await self.until(f"(() => {{ const b = {found}; if (b) b.dataset.wanted = 'x'; return Boolean(b); }})()")
        await self.click("[data-wanted=x]")
        await self.look("document.querySelector('[data-wanted=x]')?.removeAttribute('data-wanted')")

    async def type(self, text: str) -> None:
        await self.do("Input.insertText", text=text)

    async def key(self, name: str, *, shift: bool = False) -> None:
        code, number, text = KEYS[name]
        shared = {"key": text if name == "Space" else name, "code": code, "windowsVirtualKeyCode": number}
        typed = {"text": text} if text else {}
        held = {"modifiers": 8} if shift else {}
        await self.do("Input.dispatchKeyEvent", type="keyDown", **shared, **typed, **held)
        await self.do("Input.dispatchKeyEvent", type="keyUp", **shared, **held)

    async def focused(self) -> str:
        """What has the focus: its id, or its text."""
        return str(
            await self.look(
                "(() => { const e = document.activeElement; return e.id || e.value || e.textContent; })()"
            )
        )

    async def shot(self, path: Path) -> None:
        """A picture of the whole page."""
        found = await self.do("Page.captureScreenshot", format="png", captureBeyondViewport=True)
        path.write_bytes(base64.b64decode(found["data"]))

    async def overflow(self) -> int:
        """How many pixels the page is wider than its window."""
        return int(await self.look("document.documentElement.scrollWidth - document.documentElement.clientWidth"))

    async def tree(self) -> list[tuple[str, str]]:
        """Role and name of everything that a screen reader meets."""
        nodes = (await self.do("Accessibility.getFullAXTree"))["nodes"]
        return [
            (node["role"]["value"], node.get("name", {}).get("value", ""))
            for node in nodes
            if not node.get("ignored") and "role" in node
        ]

    def complaints(self) -> list[str]:
        """What the browser has found fault with: violations of the policy, exceptions."""
        found = []
        for event in self.browser.events:
            if event.get("sessionId") != self.session:
                continue
            if event["method"] == "Runtime.exceptionThrown":
                found.append(json.dumps(event["params"]["exceptionDetails"]))
            entry = event["params"].get("entry", {})
            if event["method"] == "Log.entryAdded" and entry["source"] in {"security", "violation", "javascript"}:
                found.append(entry["text"])
        return found

    async def close(self) -> None:
        await self.browser.do("Target.closeTarget", targetId=self.target)


@contextlib.asynccontextmanager
async def driven(devtools: str) -> AsyncIterator[Browser]:
    """A connection to a browser that runs."""
    async with connect(devtools, max_size=None, proxy=None, ping_interval=None) as socket:
        browser = Browser(socket)
        listening = asyncio.create_task(browser.listen())
        try:
            yield browser
            await browser.close()
        finally:
            listening.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await listening
