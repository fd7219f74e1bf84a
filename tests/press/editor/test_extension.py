"""The extension for VS Code starts the server and adds nothing."""

from __future__ import annotations

import json
import subprocess

import pytest
from playwright._impl._driver import compute_driver_executable

from outside import ROOT

FOLDER = ROOT / "editors" / "vscode"
VSCODE = """exports.workspace = {{
  getConfiguration: (name) => ({{ get: (key) => ({{ "press.command": {command} }})[`${{name}}.${{key}}`] }}),
  workspaceFolders: [{{ uri: {{ fsPath: "/project" }} }}],
}};"""
CLIENT = """exports.LanguageClient = class {
  constructor(...told) { this.told = told; }
  start() { console.log(JSON.stringify(this.told)); }
  stop() { console.log("stopped"); }
};"""


@pytest.mark.parametrize(("said", "started"), [("press", "press"), (".venv/bin/press", "/project/.venv/bin/press")])
def test_the_extension_starts_the_server_that_the_settings_name(tmp_path, said, started):
    """In Node, with an editor of some lines in the place of VS Code: for Markdown files, `press lsp`."""
    modules = tmp_path / "node_modules"
    (modules / "vscode-languageclient").mkdir(parents=True)
    (modules / "vscode.js").write_text(VSCODE.format(command=json.dumps(said)), encoding="utf-8")
    (modules / "vscode-languageclient" / "node.js").write_text(CLIENT, encoding="utf-8")
    code = (FOLDER / json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))["main"]).read_text("utf-8")
    (tmp_path / "extension.js").write_text(code, encoding="utf-8")
    node = compute_driver_executable()[0]
    run = 'const it = require("./extension.js"); it.activate(); it.deactivate();'
    done = subprocess.run([node, "-e", run], cwd=tmp_path, capture_output=True, text=True, check=True)
    told, ended = done.stdout.splitlines()
    name, _, server, pages = json.loads(told)
    assert (name, server) == ("press", {"command": started, "args": ["lsp"]})
    assert pages == {"documentSelector": [{"scheme": "file", "language": "markdown"}]}
    assert ended == "stopped"
