"""The language server: what an editor sends and wants, in the protocol's own words."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from press import __version__
from press.check.finding import Finding, Remedy
from press.check.reading import Reading
from press.core import project
from press.core.errors import PressError
from press.core.project import Project
from press.editor import answers, standing
from press.editor.desk import Desk

if TYPE_CHECKING:
    from pygls.workspace import TextDocument


NAME = "press"
PAUSE = 0.01  # seconds in which another key may be pressed


class Server(LanguageServer):
    """Has a desk for each project of which a page is open, and what was found in each page."""

    def __init__(self) -> None:
        super().__init__(NAME, __version__)
        self._desks: dict[Project, Desk] = {}
        self.found: dict[str, list[Finding]] = {}

    def _desk(self, path: Path) -> Desk | None:
        """The desk of the project that a file lies in; none where it lies in none, or its settings are broken."""
        try:
            found = project.find(path.parent)
        except PressError:
            return None
        if found not in self._desks:
            self._desks[found] = Desk(found)
        return self._desks[found]

    def opened(self, uri: str) -> Page | None:
        """A page that is open; None where its file belongs to no project."""
        document = self.workspace.get_text_document(uri)
        path = Path(document.path).resolve()
        desk = self._desk(path)
        return Page(document, path, desk.reading(path, document.source)) if desk else None

    def tell(self, uri: str) -> None:
        """Publish what is found in a page as it stands."""
        document = self.workspace.get_text_document(uri)
        path = Path(document.path).resolve()
        desk = self._desk(path)
        found = self.found[uri] = desk.findings(path, document.source) if desk else []
        diagnostics = [
            types.Diagnostic(
                _range(document, each), each.message, types.DiagnosticSeverity.Error, code=each.rule, source=NAME
            )
            for each in found
        ]
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, diagnostics, document.version))


class Page:
    """A page that is open, with the evidence."""

    def __init__(self, document: TextDocument, path: Path, reading: Reading) -> None:
        self.document, self.path, self.reading, self.text = document, path, reading, document.source

    def offset(self, position: types.Position) -> int:
        """Where in the text a position of the editor is."""
        lines = self.document.lines
        at = self.document.position_codec.position_from_client_units(lines, position)
        return sum(map(len, lines[: at.line])) + at.character

    def range(self, stretch: tuple[int, int]) -> types.Range:
        """A stretch of the text, as the editor counts."""
        return types.Range(*(self._position(offset) for offset in stretch))

    def _position(self, offset: int) -> types.Position:
        line = self.text.count("\n", 0, offset)
        at = types.Position(line, offset - (self.text.rfind("\n", 0, offset) + 1))
        return self.document.position_codec.position_to_client_units(self.document.lines, at)

    def standing(self, position: types.Position) -> standing.Standing | None:
        """What is bound there."""
        return standing.at(self.reading, self.path, self.text, self.offset(position))


def _range(document: TextDocument, at: Finding | Remedy) -> types.Range:
    ends = (types.Position(at.line - 1, at.column - 1), types.Position(at.end_line - 1, at.end_column - 1))
    return document.position_codec.range_to_client_units(document.lines, types.Range(*ends))


def made() -> Server:
    """A server with all that it answers."""
    server = Server()
    server.feature(types.TEXT_DOCUMENT_DID_OPEN)(partial(_opened, server))
    server.feature(types.TEXT_DOCUMENT_DID_SAVE)(partial(_opened, server))
    server.feature(types.TEXT_DOCUMENT_DID_CHANGE)(partial(_changed, server))
    server.feature(types.TEXT_DOCUMENT_HOVER)(partial(_hover, server))
    server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions([" "]))(partial(_completion, server))
    server.feature(types.TEXT_DOCUMENT_DEFINITION)(partial(_definition, server))
    kinds = types.CodeActionOptions([types.CodeActionKind.QuickFix])
    server.feature(types.TEXT_DOCUMENT_CODE_ACTION, kinds)(partial(_fixes, server))
    return server


def _opened(server: Server, params: types.DidOpenTextDocumentParams | types.DidSaveTextDocumentParams) -> None:
    server.tell(params.text_document.uri)


async def _changed(server: Server, params: types.DidChangeTextDocumentParams) -> None:
    """Look at a page once its author has stopped for a moment: of keys that follow at once only the last counts."""
    await asyncio.sleep(PAUSE)
    uri = params.text_document.uri
    if server.workspace.get_text_document(uri).version == params.text_document.version:
        server.tell(uri)


def _hover(server: Server, params: types.HoverParams) -> types.Hover | None:
    page = server.opened(params.text_document.uri)
    found = page.standing(params.position) if page else None
    if page is None or found is None:
        return None
    told = types.MarkupContent(types.MarkupKind.Markdown, answers.about(page.reading, found))
    return types.Hover(told, page.range(found.stretch))


def _completion(server: Server, params: types.CompletionParams) -> types.CompletionList:
    page = server.opened(params.text_document.uri)
    offset = page.offset(params.position) if page else 0
    typed = standing.typed(page.text, offset) if page else None
    if page is None or typed is None:
        return types.CompletionList(is_incomplete=False, items=[])
    stretch, end = page.range((typed.start, offset)), "" if typed.closed else " -->"
    items = [
        types.CompletionItem(
            label=offer.place,
            kind=types.CompletionItemKind.Value,
            detail=offer.says,
            documentation=offer.means,
            sort_text=f"{index:05d}",
            preselect=index == 0 and offer.agrees,
            text_edit=types.TextEdit(stretch, f"{offer.place}{end}"),
        )
        for index, offer in enumerate(answers.offers(page.reading, typed))
    ]
    return types.CompletionList(is_incomplete=False, items=items)


def _definition(server: Server, params: types.DefinitionParams) -> list[types.Location]:
    page = server.opened(params.text_document.uri)
    found = page.standing(params.position) if page else None
    if page is None or found is None:
        return []
    try:
        targets = list(answers.leads(page.reading, found))
    except (ValueError, OSError):  # what leads nowhere is a finding
        return []
    begins = ((each.path, types.Position(each.line - 1, 0)) for each in targets)
    return [types.Location(path.as_uri(), types.Range(start, start)) for path, start in begins]


def _fixes(server: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    uri = params.text_document.uri
    page = server.opened(uri)
    if page is None:
        return []
    near = [each for each in server.found.get(uri, []) if _meet(_range(page.document, each), params.range)]
    actions = [
        _action(uri, remedy.says, _range(page.document, remedy), remedy.text)
        for each in near
        for remedy in each.remedies
    ]
    if not near:
        fitting = answers.bindable(page.reading, page.path, page.text, page.offset(params.range.start))
        actions = [_action(uri, f"bind: {comment}", page.range(stretch), comment) for comment, stretch in fitting]
    return actions


def _action(uri: str, says: str, where: types.Range, text: str) -> types.CodeAction:
    edit = types.WorkspaceEdit(changes={uri: [types.TextEdit(where, text)]})
    return types.CodeAction(says, kind=types.CodeActionKind.QuickFix, edit=edit)


def _meet(first: types.Range, second: types.Range) -> bool:
    return first.start <= second.end and second.start <= first.end


def serve() -> None:
    """Speak with an editor on standard input and output until it has gone."""
    made().start_io()
