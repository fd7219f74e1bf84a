"""`press serve` shows what an edit made, once, and does not loop."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

pytestmark = pytest.mark.server


@pytest.fixture
def serve(project):
    """Start `press serve` on a free port; what it says is collected in a file, and it is stopped at the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = project.parent / "serve.log"
    with log.open("wb") as stream:
        command = [sys.executable, "-m", "press", "serve", "--dev-addr", f"127.0.0.1:{port}"]
        process = subprocess.Popen(command, cwd=project, stdout=stream, stderr=stream, start_new_session=True)
        yield lambda: log.read_text(encoding="utf-8"), f"http://127.0.0.1:{port}/"
        os.killpg(process.pid, signal.SIGINT)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:  # on a busy machine: the group must not outlive the test
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def wait(condition, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.2)
    raise AssertionError("nothing happened in time")


def fetch(address):
    with urllib.request.urlopen(address, timeout=20) as answer:  # noqa: S310 - our own loopback port
        return answer.read().decode()


@pytest.mark.browser
def test_an_edit_is_shown_after_one_build(project, serve, browser):
    """An edited page is built once and served; an edited experiment is simulated, and built once as well.

    A browser that shows the page renews it, under the policy of a build; what a build refuses is refused here too.
    """
    log, address = serve
    wait(lambda: "Serving on" in log())
    assert "a share of" in fetch(f"{address}evidence/")
    shown, complaints = browser.new_page(), []
    shown.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    assert shown.goto(f"{address}evidence/").headers["x-frame-options"] == "DENY"
    shown.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.ran = 1\">')")

    page = project / "content/evidence.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nA new closing sentence.\n", encoding="utf-8")
    wait(lambda: "A new closing sentence" in fetch(f"{address}evidence/"))
    assert log().count("Building documentation") == 2, log()
    shown.get_by_text("A new closing sentence").wait_for()
    assert shown.evaluate("window.ran") is None
    assert [text for text in complaints if "Content Security Policy" in text and "event handler" not in text] == []
    shown.close()

    module = project / "scripts/coin/experiments/coin_mean.py"
    text = module.read_text(encoding="utf-8")
    module.write_text(re.sub(r'(?m)^LAY = \(?\s*"', r"\g<0>Reworded: ", text), encoding="utf-8")
    wait(lambda: "Reworded: " in fetch(f"{address}figures/coin_mean/"))
    assert log().count("Building documentation") == 3, log()

    page.write_text(page.read_text(encoding="utf-8") + '\n<p style="color: red">Red</p>\n', encoding="utf-8")
    wait(lambda: "which the page's security policy blocks" in log())
    assert log().count("Building documentation") == 4, log()


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL, signal.SIGINT])
def test_what_was_started_ends_with_it(project, end):
    """Whatever ends `press serve`, MkDocs is gone and the port is free for the next one."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "press", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, cwd=project, start_new_session=True, **quiet)

    def taken() -> bool:
        with socket.socket() as line:
            return line.connect_ex(("127.0.0.1", port)) == 0

    try:
        wait(taken)
        process.send_signal(end)
        process.wait(20)
        wait(lambda: not taken(), 15)
        wait(lambda: not _group_lives(process.pid), 15)
    finally:
        if _group_lives(process.pid):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _group_lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("address", ["127.0.0.1:99999", "127.0.0.1:-1", "127.0.0.1:x", "x"])
@pytest.mark.parametrize("verb", [("serve",), ("comments", "serve")])
def test_a_port_that_is_none_is_said_with_2(project, verb, address):
    """Also one that a system would cut down to another, which might be free."""
    command = [sys.executable, "-m", "press", *verb, "--dev-addr", address]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


def test_a_taken_port_is_said_with_2(project):
    """One sentence and no traceback, before anything is built."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        command = [sys.executable, "-m", "press", "serve", "--dev-addr", f"127.0.0.1:{taken.getsockname()[1]}"]
        done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Address already in use; name another address with --dev-addr" in done.stderr
    assert "Traceback" not in done.stderr
