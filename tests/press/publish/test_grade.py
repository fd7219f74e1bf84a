"""The settings that publishing writes get the best grade of Mozilla's Observatory, over a real server with TLS."""

from __future__ import annotations

import http.client
import ssl
import subprocess

import pytest

from observatory import grade, scores
from press.html.page import Page
from press.site.finish import policy
from servers import free_port, nginx

PAGE = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A</title></head><body><p>A</p></body></html>'
BEST = {
    "content-security-policy": "default-src 'none'; script-src 'self'; frame-ancestors 'none'",
    "strict-transport-security": "max-age=31536000",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
}


@pytest.mark.server
def test_nginx_with_the_written_settings_gets_the_best_grade(small, tmp_path):
    """A page as it is built, asked for over TLS, and the way there from plain HTTP."""
    plain, safe, folder = free_port(), free_port(), tmp_path / "www"
    page = policy.finished(Page(PAGE, "index.html"))
    small.site({"index.html": page, "404.html": page, "sitemap.xml": ""})
    small.target(kind="directory", where=str(folder))
    (small.project.root / "mkdocs.yml").write_text(f"site_name: Small\nsite_url: https://127.0.0.1:{safe}/\n")
    small.check()
    small.publish()
    certificate = tmp_path / "fullchain.pem"
    words = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
    words += ["-keyout", str(tmp_path / "privkey.pem"), "-out", str(certificate)]
    subprocess.run(["openssl", *words, "-addext", "subjectAltName=IP:127.0.0.1"], check=True, capture_output=True)
    written = (folder / "nginx.conf").read_text(encoding="utf-8")
    settings = tmp_path / "nginx.conf"
    written = written.replace("/etc/letsencrypt/live/127.0.0.1", str(tmp_path))
    settings.write_text(written.replace("listen 80;", f"listen 127.0.0.1:{plain};"), encoding="utf-8")
    with nginx(tmp_path / "server", settings, plain):
        visitor = http.client.HTTPSConnection(
            "127.0.0.1", safe, timeout=20, context=ssl.create_default_context(cafile=str(certificate))
        )
        visitor.request("GET", "/")
        got = visitor.getresponse()
        headers, body = {name.lower(): value for name, value in got.getheaders()}, got.read().decode()
        visitor.close()
        asked = http.client.HTTPConnection("127.0.0.1", plain, timeout=20)
        asked.request("GET", "/")
        answer = asked.getresponse()
        moved = (answer.status, answer.headers["Location"])
        asked.close()
    assert got.status == 200
    on_page = next(meta.get("content") for meta in Page(body, "/").having["content"] if meta.get("http-equiv"))
    told = scores(headers, on_page, moved)
    assert min(told.values()) == 0, told
    assert grade(told) == "A+"


@pytest.mark.parametrize(
    ("header", "value", "lost"),
    [
        ("content-security-policy", "script-src 'self' 'unsafe-inline'; frame-ancestors 'none'", 20),
        ("content-security-policy", "default-src 'none'; script-src 'self'", 20),
        ("content-security-policy", "frame-ancestors 'none'", 25),
        ("strict-transport-security", "max-age=3600", 10),
        ("strict-transport-security", "", 20),
        ("x-content-type-options", "", 5),
    ],
)
def test_a_weaker_header_is_graded_as_the_table_says(header, value, lost):
    """The grader takes off what the published table takes off; extra points count from 90 on."""
    moved = (301, "https://a/")
    assert grade(scores(BEST, "", moved)) == "A+"
    told = scores(BEST | {header: value}, "", moved)
    assert sum(points for points in told.values() if points < 0) == -lost
    assert grade(told) == ("A+" if lost <= 10 else "B+" if lost == 20 else "B")
    assert grade(scores(BEST, "", (200, ""))) == "B+"
