"""An editor, as far as the protocol knows one: it starts the server, opens a page, types, and asks."""

from __future__ import annotations

import asyncio
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.lsp.client import LanguageClient

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

PATIENCE = 60


class Editor:
    """One page open in an editor."""

    def __init__(self, client: LanguageClient, path: Path) -> None:
        self.client, self.uri, self.version = client, path.resolve().as_uri(), 0
        self.text = path.read_text(encoding="utf-8")
        self._told: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()

        @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def told(params: types.PublishDiagnosticsParams) -> None:
            self._told.put_nowait(params)

    async def open(self) -> list[types.Diagnostic]:
        """Open the page; what is found in it."""
        item = types.TextDocumentItem(self.uri, "markdown", self.version, self.text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return await self.told()

    async def type(self, text: str) -> list[types.Diagnostic]:
        """Make the page another text; what is found in it then."""
        self.version, self.text = self.version + 1, text
        page = types.VersionedTextDocumentIdentifier(version=self.version, uri=self.uri)
        whole = types.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(page, [whole]))
        return await self.told()

    async def told(self) -> list[types.Diagnostic]:
        """What the server says next of the page as it is now."""
        while True:
            said = await asyncio.wait_for(self._told.get(), PATIENCE)
            if said.uri == self.uri and said.version == self.version:
                return list(said.diagnostics)

    def at(self, words: str, *, behind: bool = False) -> types.Position:
        """The place where some words begin, or end, as the protocol counts by default: in pairs of bytes."""
        offset = self.text.index(words) + (len(words) if behind else 0)
        line = self.text.count("\n", 0, offset)
        begin = self.text.rfind("\n", 0, offset) + 1
        return types.Position(line, len(self.text[begin:offset].encode("utf-16-le")) // 2)

    @property
    def page(self) -> types.TextDocumentIdentifier:
        """The page's name."""
        return types.TextDocumentIdentifier(self.uri)


@asynccontextmanager
async def editing(path: Path) -> AsyncIterator[Editor]:
    """An editor with a page, which is not open yet, and the server that the command line starts."""
    client = LanguageClient("a test", "1")
    await client.start_io(sys.executable, "-m", "press", "lsp", cwd=path.parent)
    folder = path.parent.resolve().as_uri()
    asked = types.InitializeParams(types.ClientCapabilities(), root_uri=folder)
    await asyncio.wait_for(client.initialize_async(asked), PATIENCE)
    client.initialized(types.InitializedParams())
    try:
        yield Editor(client, path)
        await asyncio.wait_for(client.shutdown_async(None), PATIENCE)
        client.exit(None)
    finally:
        if client._server.returncode is None and sys.exc_info()[0]:
            client._server.kill()
        await asyncio.wait_for(client.stop(), PATIENCE)
