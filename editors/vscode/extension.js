// Starts `press lsp` for the pages that are open; all that it knows, the server knows.
const path = require("path");
const { workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

exports.activate = () => {
  const said = workspace.getConfiguration("press").get("command");
  const folder = workspace.workspaceFolders?.[0]?.uri.fsPath;
  const command = folder && /[\\/]/.test(said) ? path.resolve(folder, said) : said; // .venv/bin/press is the project's
  const pages = { documentSelector: [{ scheme: "file", language: "markdown" }] };
  client = new LanguageClient("press", "press", { command, args: ["lsp"] }, pages);
  return client.start();
};

exports.deactivate = () => client?.stop();
