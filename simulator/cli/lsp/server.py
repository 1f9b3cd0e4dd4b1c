"""The language server: which request is answered by what, and how it begins and ends."""

import logging
import os
import signal
import sys
from collections.abc import Callable
from typing import Any, Final, TypeVar

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from simulator import __version__
from simulator.cli.borrowed import speak
from simulator.cli.lsp.buffers import Buffer, Buffers, Units
from simulator.cli.lsp.completing import MOST, completions
from simulator.cli.lsp.diagnosing import Shown, moved, shown
from simulator.cli.lsp.examining import Examiner
from simulator.cli.lsp.hovering import hover
from simulator.cli.lsp.manners import Manners
from simulator.cli.lsp.mending import actions
from simulator.cli.lsp.navigating import definitions, highlights, outline, references
from simulator.cli.lsp.renaming import CannotRename, prepare, rename
from simulator.locale import LANGUAGES
from simulator.scenario.findings import Finding

_REQUEST_FAILED: Final = -32803
"""What the protocol calls a request that was understood and cannot be obeyed."""
_TRIGGERS: Final = [" ", ":", "[", ",", "-", "."]

T = TypeVar("T")


class Server(LanguageServer):
    """One editor's session."""

    def __init__(self, language: str | None) -> None:
        """`language`: the one asked for on the command line; the editor's own where there is none."""
        super().__init__(
            "platine",
            __version__,
            text_document_sync_kind=lsp.TextDocumentSyncKind.Full,
            protocol_cls=Manners,
        )
        self._language = language
        self.buffers = Buffers()
        self.examiner = Examiner(self.buffers.get, self.tell)
        self.is_shut = False
        """Whether the editor asked for the end, as the protocol wants it before it leaves."""
        self._deep: dict[str, tuple[list[str], tuple[Finding, ...]]] = {}
        """What the checker said last of each document, with the lines it said it of."""
        self._shown: dict[str, list[Shown]] = {}

    def begin(self, params: lsp.InitializeParams) -> None:
        """Speak the editor's language and count as it does."""
        wanted = (params.locale or "").replace("_", "-").split("-")[0].lower()
        if self._language is None and wanted in LANGUAGES:
            speak(wanted)
        self.buffers.units = Units(str(self.workspace.position_encoding or lsp.PositionEncodingKind.Utf16.value))

    def knows(self, path: str) -> Any:
        """What the editor can do, by a dotted path of its capabilities; None where it does not say."""
        found: Any = self.client_capabilities
        for name in path.split("."):
            found = getattr(found, name, None)
        return found

    @property
    def is_versioned(self) -> bool:
        return bool(self.knows("workspace.workspace_edit.document_changes"))

    def shown(self, uri: str) -> list[Shown]:
        return self._shown.get(uri, [])

    def put(self, uri: str, text: str, version: int | None, *, at_once: bool) -> None:
        """Take a document in and look at it."""
        self.buffers.put(uri, text, version)
        self.examiner.look(uri, at_once=at_once)

    def close(self, uri: str) -> None:
        self.examiner.forget(uri)
        self.buffers.drop(uri)
        self._shown.pop(uri, None)
        self._deep.pop(uri, None)
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))

    def tell(self, buffer: Buffer, found: tuple[Finding, ...] | None) -> None:
        """Publish what the checker found; with None what reading finds, and of the last check what still stands."""
        if not buffer.is_ours:
            findings: tuple[Finding, ...] = ()
        elif found is not None:
            findings = found
            self._deep[buffer.uri] = (buffer.lines, found)
        else:
            lines, older = self._deep.get(buffer.uri, ([], ()))
            kept = [one for one in moved(older, buffer.file, lines, buffer.lines) if one.code[1] != "1"]
            findings = tuple(sorted((*self.buffers.findings(buffer), *kept), key=lambda one: one.place))
        self._shown[buffer.uri] = told = shown(buffer, findings)
        diagnostics = [one.diagnostic for one in told]
        self.text_document_publish_diagnostics(
            lsp.PublishDiagnosticsParams(buffer.uri, diagnostics, version=buffer.version)
        )


def serve(language: str | None) -> int:
    """Speak with the editor on the standard streams until it leaves; the exit code the protocol asks for."""
    # Ctrl-C in a terminal ends it; pygls would go on waiting for a line that never comes.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    logging.getLogger("pygls").setLevel(logging.CRITICAL)
    # asyncio wonders aloud about a process that was ended before it had asked how it was.
    logging.getLogger("asyncio").setLevel(logging.ERROR)
    server = Server(language)
    _begin_and_end(server)
    _documents(server)
    _questions(server)
    _changes(server)
    # pygls closes the stream that it writes to; the command's own stays open for whoever flushes it.
    server.start_io(stdout=os.fdopen(os.dup(sys.stdout.fileno()), "wb"))
    return 0 if server.is_shut else 1


def _begin_and_end(server: Server) -> None:
    @server.feature(lsp.INITIALIZE)
    def initialize(_server: Server, params: lsp.InitializeParams) -> None:
        server.begin(params)

    @server.feature(lsp.SHUTDOWN)
    def shutdown(_server: Server, _params: None) -> None:
        server.is_shut = True
        server.examiner.stop()


def _documents(server: Server) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def opened(_server: Server, params: lsp.DidOpenTextDocumentParams) -> None:
        document = params.text_document
        server.put(document.uri, document.text, document.version, at_once=True)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def changed(_server: Server, params: lsp.DidChangeTextDocumentParams) -> None:
        document = server.workspace.get_text_document(params.text_document.uri)
        server.put(document.uri, document.source, params.text_document.version, at_once=False)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    def saved(_server: Server, params: lsp.DidSaveTextDocumentParams) -> None:
        # What stands beside another document has changed with it.
        for buffer in server.buffers:
            server.examiner.look(buffer.uri, at_once=buffer.uri == params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def closed(_server: Server, params: lsp.DidCloseTextDocumentParams) -> None:
        server.close(params.text_document.uri)


def _questions(server: Server) -> None:
    buffers = server.buffers

    @server.feature(lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=_TRIGGERS))
    def complete(_server: Server, params: lsp.CompletionParams) -> lsp.CompletionList:
        buffer = _ours(server, params)
        snippets = bool(server.knows("text_document.completion.completion_item.snippet_support"))
        found = [] if buffer is None else completions(buffers, buffer, params.position, snippets=snippets)
        return lsp.CompletionList(is_incomplete=len(found) >= MOST, items=found)

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    def point(_server: Server, params: lsp.HoverParams) -> lsp.Hover | None:
        buffer = _ours(server, params)
        rich = lsp.MarkupKind.Markdown in (server.knows("text_document.hover.content_format") or ())
        told = server.shown(params.text_document.uri)
        return None if buffer is None else hover(buffers, buffer, params.position, told, rich=rich)

    @server.feature(lsp.TEXT_DOCUMENT_DEFINITION)
    def define(_server: Server, params: lsp.DefinitionParams) -> list[lsp.Location]:
        buffer = _ours(server, params)
        return [] if buffer is None else definitions(buffers, buffer, params.position)

    @server.feature(lsp.TEXT_DOCUMENT_REFERENCES)
    def refer(_server: Server, params: lsp.ReferenceParams) -> list[lsp.Location]:
        buffer = _ours(server, params)
        declared = params.context.include_declaration
        return [] if buffer is None else references(buffers, buffer, params.position, declared=declared)

    @server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)
    def highlight(_server: Server, params: lsp.DocumentHighlightParams) -> list[lsp.DocumentHighlight]:
        buffer = _ours(server, params)
        return [] if buffer is None else highlights(buffers, buffer, params.position)

    @server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def outlined(_server: Server, params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol]:
        buffer = _ours(server, params)
        return [] if buffer is None else outline(buffer)


def _changes(server: Server) -> None:
    buffers = server.buffers

    @server.feature(lsp.TEXT_DOCUMENT_PREPARE_RENAME)
    def prepared(_server: Server, params: lsp.PrepareRenameParams) -> lsp.PrepareRenamePlaceholder | None:
        buffer = _ours(server, params)
        return None if buffer is None else _obeyed(lambda: prepare(buffers, buffer, params.position))

    @server.feature(lsp.TEXT_DOCUMENT_RENAME, lsp.RenameOptions(prepare_provider=True))
    def renamed(_server: Server, params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
        buffer = _ours(server, params)
        if buffer is None:
            return None
        versioned = server.is_versioned
        return _obeyed(lambda: rename(buffers, buffer, params.position, params.new_name, versioned=versioned))

    @server.feature(
        lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix])
    )
    def mend(_server: Server, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        buffer = _ours(server, params)
        told = server.shown(params.text_document.uri)
        return [] if buffer is None else actions(buffer, told, params.range, versioned=server.is_versioned)


def _ours(server: Server, params: Any) -> Buffer | None:
    """The document that is asked about, if it is open and Platine's."""
    buffer = server.buffers.get(params.text_document.uri)
    return buffer if buffer is not None and buffer.is_ours else None


def _obeyed(do: Callable[[], T]) -> T:
    """What it comes to; what cannot be done becomes the protocol's own refusal, with its sentence."""
    try:
        return do()
    except CannotRename as refused:
        raise JsonRpcException(str(refused), _REQUEST_FAILED) from refused
