"""An editor in small: speaks the Language Server Protocol with a real process over its standard streams."""

import json
import queue
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

Data = dict[str, Any]

PATIENCE: Final = 60.0
"""Seconds for any one answer; the machine may be busy."""


class Silence(AssertionError):
    """The server did not say in time what was waited for."""


class Failed(Exception):
    """The server answered a request with an error."""

    def __init__(self, error: Data) -> None:
        super().__init__(error.get("message"))
        self.code = error.get("code")
        self.message = str(error.get("message"))


class Editor:
    """One server, started, and what it has said so far.

    `settings` are what it gets when it asks for its configuration, by section.
    """

    def __init__(self, command: Sequence[str], folder: Path, settings: Mapping[str, Any] | None = None, **env: str):
        self.settings = dict(settings or {})
        self.process = subprocess.Popen(
            list(command),
            cwd=folder,
            env=env or None,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self.folder = folder
        self.shown: dict[str, list[Data]] = {}
        """Every set of diagnostics published for a document, in order."""
        self.said: list[Data] = []
        """Other notifications."""
        self._id = 0
        self._heard: queue.Queue[Data | None] = queue.Queue()
        self._answers: dict[int, Data] = {}
        self._errors: list[bytes] = []
        self._writing = threading.Lock()
        for listen in (self._listen, self._listen_to_errors):
            threading.Thread(target=listen, daemon=True).start()

    # What an editor does.

    def initialize(self, locale: str | None = None, **capabilities: Any) -> Data:
        text = {
            "publishDiagnostics": {
                "relatedInformation": True,
                "codeDescriptionSupport": True,
                "versionSupport": True,
            },
            "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}},
            "hover": {"contentFormat": ["markdown", "plaintext"]},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
            "rename": {"prepareSupport": True},
            "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}},
        }
        params: Data = {
            "processId": None,
            "rootUri": self.folder.as_uri(),
            "workspaceFolders": [{"uri": self.folder.as_uri(), "name": "here"}],
            "capabilities": {
                "textDocument": text,
                "workspace": {"configuration": True, "workspaceFolders": True, "applyEdit": True},
                **capabilities,
            },
        }
        if locale is not None:
            params["locale"] = locale
        answer: Data = self.request("initialize", params)
        self.notify("initialized", {})
        return answer

    def open(self, uri: str, text: str, version: int = 1, language: str = "yaml") -> None:
        document = {"uri": uri, "languageId": language, "version": version, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})

    def change(self, uri: str, text: str, version: int) -> None:
        """The whole text anew."""
        self.notify(
            "textDocument/didChange",
            {"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": text}]},
        )

    def close(self, uri: str) -> None:
        self.notify("textDocument/didClose", {"textDocument": {"uri": uri}})

    def at(self, method: str, uri: str, line: int, character: int, **more: Any) -> Any:
        """Ask something about a position, counted from 0."""
        place = {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}
        return self.request(f"textDocument/{method}", {**place, **more})

    def leave(self) -> int:
        """Shut down as the protocol wants it; the exit code."""
        self.request("shutdown", None)
        self.notify("exit", None)
        return self.process.wait(PATIENCE)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(PATIENCE)
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream is not None:
                stream.close()

    # What the server says.

    @property
    def errors(self) -> str:
        """Its standard error, as far as it was read."""
        return b"".join(self._errors).decode("utf-8", "replace")

    def diagnostics(self, uri: str, version: int | None = None, *, after: int = 0, patience: float = PATIENCE) -> Any:
        """The newest diagnostics of a document, waited for: of this version, or the first past `after` that came."""
        end = time.monotonic() + patience
        while True:
            sets = self.shown.get(uri, [])[after:]
            fitting = [one for one in sets if version is None or one.get("version") == version]
            if fitting:
                return fitting[-1]["diagnostics"]
            self._take(end)

    def settle(self, uri: str, quiet: float, patience: float = PATIENCE) -> Any:
        """The diagnostics after which the server said nothing more for `quiet` seconds."""
        self.diagnostics(uri, patience=patience)
        while True:
            try:
                self._take(time.monotonic() + quiet)
            except Silence:
                return self.shown[uri][-1]["diagnostics"]

    def request(self, method: str, params: Any, patience: float = PATIENCE) -> Any:
        number = self.send(method, params)
        return self.answer(number, patience)

    def send(self, method: str, params: Any) -> int:
        """Ask without waiting; the number under which the answer will come."""
        self._id += 1
        self._write({"jsonrpc": "2.0", "id": self._id, "method": method, **_given(params)})
        return self._id

    def answer(self, number: int, patience: float = PATIENCE) -> Any:
        end = time.monotonic() + patience
        while number not in self._answers:
            self._take(end)
        answer = self._answers.pop(number)
        if "error" in answer:
            raise Failed(answer["error"])
        return answer.get("result")

    def notify(self, method: str, params: Any) -> None:
        self._write({"jsonrpc": "2.0", "method": method, **_given(params)})

    # The wire.

    def _take(self, end: float) -> None:
        """Take in the next message. Raises Silence at the end of patience, or when the server is gone."""
        try:
            message = self._heard.get(timeout=max(0.0, end - time.monotonic()))
        except queue.Empty:
            raise Silence(f"nothing more came; stderr: {self.errors[-2000:]}") from None
        if message is None:
            self._heard.put(None)
            raise Silence(f"the server is gone ({self.process.poll()}); stderr: {self.errors[-2000:]}")
        if "method" not in message:
            self._answers[message["id"]] = message
        elif "id" in message:
            self._write({"jsonrpc": "2.0", "id": message["id"], "result": self._oblige(message)})
        elif message["method"] == "textDocument/publishDiagnostics":
            self.shown.setdefault(message["params"]["uri"], []).append(message["params"])
        else:
            self.said.append(message)

    def _oblige(self, message: Data) -> Any:
        """What an editor answers when the server asks it something."""
        if message["method"] == "workspace/configuration":
            return [self.settings.get(item.get("section", "")) for item in message["params"]["items"]]
        return None

    def _write(self, message: Data) -> None:
        text = json.dumps(message, ensure_ascii=False)
        # Half of a surrogate pair has no bytes of its own; editors written in JavaScript send it escaped.
        body = text.encode() if text.isprintable() else json.dumps(message).encode()
        self.write_bytes(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))

    def write_bytes(self, data: bytes) -> None:
        assert self.process.stdin is not None
        with self._writing:
            self.process.stdin.write(data)
            self.process.stdin.flush()

    def _listen(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        try:
            while (head := stream.readline()) != b"":
                size = 0
                while head not in (b"\r\n", b""):
                    name, _, value = head.partition(b":")
                    size = int(value) if name.lower() == b"content-length" else size
                    head = stream.readline()
                self._heard.put(json.loads(stream.read(size)))
        except ValueError:
            self._heard.put(None)
            return
        self._heard.put(None)

    def _listen_to_errors(self) -> None:
        stream = self.process.stderr
        assert stream is not None
        try:
            for line in stream:
                self._errors.append(line)
        except ValueError:
            return


def _given(params: Any) -> Data:
    return {} if params is None else {"params": params}


def applied(text: str, edits: Sequence[Data]) -> str:
    """The text with an editor's edits made; columns count UTF-16 units."""
    lines = text.split("\n")

    def offset(place: Data) -> int:
        line = lines[place["line"]].encode("utf-16-le")[: 2 * place["character"]].decode("utf-16-le")
        return sum(len(one) + 1 for one in lines[: place["line"]]) + len(line)

    spans = [(offset(edit["range"]["start"]), offset(edit["range"]["end"]), edit["newText"]) for edit in edits]
    for start, end, new in sorted(spans, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def find(text: str, words: str, inside: str = "") -> tuple[int, int]:
    """Line and column, from 0 in UTF-16 units, of some words; with `inside`, of that within them."""
    at = text.index(words) + (words.index(inside) if inside else 0)
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return text.count("\n", 0, at), len(line.encode("utf-16-le")) // 2
