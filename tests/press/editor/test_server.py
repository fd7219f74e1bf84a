"""An editor is told what is wrong as it is typed, what stands behind a number, and what could.

The server is the one that `press lsp` starts, and is spoken to over its standard input and output.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from lsprotocol import types

from press.core import project
from press.runs import running, settings

from .client import editing

pytestmark = pytest.mark.server

FILES = {
    "press.toml": (
        '[runs.plans]\noutputs = ["plans.csv"]\nunit = {hours = "hours"}\n\n'
        '[runs.fit]\ncommand = "cp raw.json fit.json"\ninputs = ["raw.json"]\noutputs = ["fit.json"]\n'
    ),
    "plans.csv": "plan,hours,price\nfree,60,0\npro,90,4.5\n",
    "raw.json": '{\n "mean": {"value": 0.34, "error": 0.01},\n "size": 1234\n}\n',
    "README.md": (
        "# Tool \U0001f680\n\n\U0001f680 Pro has 90<!-- plans.pro.hours --> hours, the mean is 0.34<!-- fit.mean -->.\n"
        "It is most<!-- fit.mean > 0.2 --> of it, of 1,234 rows.\n"
    ),
}


def apart(talk):
    """Run it in a thread of its own: a browser of another test keeps a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, talk).result()


@pytest.fixture
def tool(tmp_path):
    """A project with a README, and two runs that are fresh."""
    for place, text in FILES.items():
        (tmp_path / place).write_text(text, encoding="utf-8")
    found = project.find(tmp_path)
    assert not running.update(found, running.chosen(settings.read(found), ()), lambda line: None).failed
    return tmp_path


def test_what_is_wrong_is_told_as_it_is_typed_and_put_right_by_a_quick_fix(tool):
    """A wrong digit and a wrong place are underlined where they stand, behind signs of four bytes, too."""

    async def edited():
        async with editing(tool / "README.md") as editor:
            assert await editor.open() == []
            (wrong,) = await editor.type(editor.text.replace("90<!--", "80<!--"))
            assert (wrong.code, wrong.source) == ("number", "press")
            assert wrong.message.startswith("80 is bound to plans.pro.hours, which is 90; print 90")
            where = types.Range(editor.at("80<!--"), editor.at("80", behind=True))
            assert wrong.range == where
            asked = types.CodeActionParams(editor.page, where, types.CodeActionContext([wrong]))
            (fix,) = await editor.client.text_document_code_action_async(asked)
            assert fix.title == "print 90"
            assert list(fix.edit.changes[editor.uri]) == [types.TextEdit(where, "90")]
            (lost,) = await editor.type(FILES["README.md"].replace("plans.pro.", "plans.por."))
            assert "nearest are 'pro'" in lost.message
            asked = types.CodeActionParams(editor.page, lost.range, types.CodeActionContext([lost]))
            fixes = await editor.client.text_document_code_action_async(asked)
            assert [each.title for each in fixes] == ["bind to plans.pro.hours"]
            assert await editor.type(FILES["README.md"]) == []

    apart(edited())


def test_a_number_says_what_it_is_what_made_it_and_whether_that_is_fresh(tool):
    """With error and unit; a changed input is told at the next look, a changed output at once."""

    async def asked():
        async with editing(tool / "README.md") as editor:
            await editor.open()

            async def hover(words):
                said = await editor.client.text_document_hover_async(types.HoverParams(editor.page, editor.at(words)))
                return said.contents.value if said else ""

            assert (await hover("90<!--")).startswith("**90 hours**  \nhours of the run plans\n\nrun `plans`")
            mean = await hover("0.34<!--")
            assert mean.startswith(
                "**0.34 ± 0.01**  \nmean of the run fit\n\nrun `fit`: `cp raw.json fit.json`  \nfresh"
            )
            assert (await hover("fit.mean > 0.2")).startswith("**true**: 0.34 against 0.2")
            assert await hover("It is") == ""
            (tool / "raw.json").write_text(FILES["raw.json"].replace("34", "35", 1), encoding="utf-8")
            assert "stale: input raw.json changed, run here on 20" in await hover("0.34<!--")
            (tool / "fit.json").write_text(FILES["raw.json"].replace("34", "35", 1), encoding="utf-8")
            (wrong,) = await editor.type(editor.text + "\n")
            assert "which is 0.35" in wrong.message

    apart(asked())


def test_what_agrees_with_the_digits_is_offered_first(tool):
    """Inside a comment that is not closed, and in one that is; nothing is offered elsewhere."""

    async def offered():
        async with editing(tool / "README.md") as editor:
            await editor.open()

            async def completion(words):
                where = types.CompletionParams(editor.page, editor.at(words, behind=True))
                return (await editor.client.text_document_completion_async(where)).items

            await editor.type(editor.text + "\nIt costs 4.5<!-- \n")
            items = await completion("4.5<!-- ")
            assert {"plans.pro.price", "plans.free.hours", "fit.mean", "fit.size"} <= {each.label for each in items}
            first = min(items, key=lambda item: item.sort_text)
            assert (first.label, first.text_edit.new_text) == ("plans.pro.price", "plans.pro.price -->")
            items = await completion("0.34<!-- fit.me")
            first = min(items, key=lambda item: item.sort_text)
            assert (first.label, first.detail, first.text_edit.new_text) == ("fit.mean", "0.34 ± 0.01", "fit.mean")
            assert first.text_edit.range.start == editor.at("fit.mean")
            assert not await completion("It costs")

    apart(offered())


def test_a_definition_is_the_line_of_the_value_and_the_run(tool):
    """Of a table the row, of a tree the key; a number that nothing binds is offered what it may be."""

    async def led():
        async with editing(tool / "README.md") as editor:
            await editor.open()

            async def definition(words):
                where = types.DefinitionParams(editor.page, editor.at(words))
                found = await editor.client.text_document_definition_async(where)
                return [(each.uri.rpartition("/")[2], each.range.start.line + 1) for each in found]

            assert await definition("90<!--") == [("plans.csv", 3), ("press.toml", 1)]
            assert await definition("fit.mean -->") == [("fit.json", 2), ("press.toml", 5)]
            assert await definition("It is") == []
            place = editor.at("1,234")
            asked = types.CodeActionParams(editor.page, types.Range(place, place), types.CodeActionContext([]))
            (bind,) = await editor.client.text_document_code_action_async(asked)
            assert bind.title == "bind: <!-- fit.size -->"
            (edit,) = bind.edit.changes[editor.uri]
            assert (edit.range.start, edit.new_text) == (editor.at("1,234", behind=True), "<!-- fit.size -->")

    apart(led())


def test_a_file_of_no_project_and_broken_settings_are_no_end(tool, tmp_path_factory):
    """The server says nothing of a page that nothing holds, and goes on where the settings are being typed."""

    async def strange():
        apart = tmp_path_factory.mktemp("apart") / "note.md"
        apart.write_text("It is 90<!-- plans.pro.hours -->.\n", encoding="utf-8")
        async with editing(apart) as editor:
            assert await editor.open() == []
        async with editing(tool / "README.md") as editor:
            (tool / "press.toml").write_text("[runs.plans", encoding="utf-8")
            assert await editor.open() == []
            (tool / "press.toml").write_text(FILES["press.toml"], encoding="utf-8")
            assert len(await editor.type(editor.text.replace("90<!--", "80<!--"))) == 1

    apart(strange())
