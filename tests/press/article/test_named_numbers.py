"""What names, sets or demands something needs no binding; what counts or measures does, however like it looks."""

from __future__ import annotations

import pytest

from press.article import prose

NAMED = {
    "status": [
        "It answers with a 404.", "Each 5xx is tried again, and no 4XX.", "It returns 503 when it is full.",
        "It returns 200 OK, or 503 Service Unavailable.", "It exits with 2 or with status 500-599.",
        "A status between 200 and 399 is well.", "An empty one is a 400 or 422 response.",
        "It listens on ports 80 and 8443, or on TCP/443, or on (HTTPS :443).",
    ],
    "version": [
        "A page of OpenPages 2.0 is read.", "It is read in OP 1.0 and OP 2.0 alike.", "Stay on 2.x until then.",
        "As of Orchard 3.13 it is kept.", "Since 2.4, it is kept.", "The 1.0 format is kept.",
        "It was 2.0-rc.4 then.",
        "Upgrade the press from 3.2 to 3.3.", "It takes pears 1.20 or newer.",
        "Whoever upgrades from press 3.2 to 3.3 reads press v3.3 first.", "press 3.4.1 reads what press 3.3 wrote.",
        "See [1.0](one.md) and [2.0](two.md).", "It reads versions 1 and 2.",
    ],
    "issue number": ["It came with PR 123.", "See issues 41 and 52."],
    "identifier": ["RFC 9110, section 4, says so.", "In [RFC 9110](a.html) section 4.2 it says so."],
    "locator": ["Look at steps 2 and 3.", "Repeat *step 2*."],
    "ordinal": ["The 95th percentile is kept.", "Take the 1st and the 2nd sample.", "The 0.95-quantile is kept."],
    "name": [
        "It ends in 0x0A.", "An X.509 certificate is read.", "The C++17 compiler reads it.", "It is a 64 bit number.",
        "It runs on an RTX 4090.", "It is a 3-digit number.", "Trays of Helm 3 are read.",
    ],
    "default": [
        "The default is 30 seconds.", "It waits (default: 30).", "The default interval for trays is 60 seconds.",
        "It picks 10 by default.", "`limit` may be set to 15.",
        "0 means no limit.", "It is 1 if ripe and 0 otherwise.",
        "`limit` is ignored if its value is greater than 128.",
    ],
    "demand": ["A name MUST NOT be longer than 128 letters.", "It SHOULD start at 0."],
    "period": ["It is the sum over the last 5 minutes, or the past 10m."],
    "date": ["At 11:02:00 it began."],
    "list number": ["- tray 3: pears", "- 0: unripe"],
}  # fmt: skip
MEASURED = [
    "It is 3 times faster.", "It uses 40 % less memory.", "It has 15 million users.",
    "The default is 3 times faster.", "The default is 40 % faster.", "The default method is 93 % accurate.",
    "The default model loses 0.36 of it.", "By default it keeps 93 % of the draws.",
    "The query returns 300 rows.", "It returned 503 rows in all.", "It took 404 seconds.", "We saw 500 errors.",
    "They lost 404 and gained 403.", "It took between 200 and 400 ms.",
    "The BLEU 27.3 is the best.", "Its RMSE 2.1 is the lowest.", "Accuracy 93.1 was best.", "The Loss 2.5 fell.",
    "The Kappa 2.5 is high.", "It needs 2.0 GB.", "Since 2.5 million users came, it grew.", "The ratio is 2.0 at last.",
    "Loss fell from 3.5 to 3.4.", "After the upgrade it is 2.5 times faster.", "It holds 3.3 of press 3.4.1 at last.",
    "In Orchard 300 people came.", "On Monday 40 men left.", "With Pears 12 of them ran.",
    "It finished 3rd of 12.", "It came 2nd in speed.", "It was 5th fastest.",
    "`x` is 3 times faster.", "`x` is 12 ms slower than `y`.", "`lasso` (0.93) beats `ridge` (0.91).",
    "With `cache` it took 12 s.", "Setting `cache` makes it 12 % faster.", "`x` set to on gives 12 % more.",
    "`x` has a value of 0.36.", "It was reset to 0.36 after ten rounds.", "The mean is 1 for all.",
    "The last 5 runs failed.", "You MAY see a 40 % rise.", 'It grew by "40" percent.', 'It was 99 out of "100".',
    "- Recall 93: the best", "- Recall: 93", "93: the best score", "PRs 300 more came.", "Issues fell to 300.",
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in NAMED.items() for text in texts])
def test_what_measures_nothing_is_excused(kind, text):
    """Each number of the sentence, and one of them at least by the class that says why."""
    assert list(prose.digits(".md", f"\n{text}\n")) == []
    assert kind in {span.kind for span in prose.spans(".md", f"\n{text}\n")}


@pytest.mark.parametrize("text", MEASURED)
def test_what_measures_is_found(text):
    """Each sentence makes a claim, and a word that looks like a name or a setting does not hide its number."""
    assert list(prose.digits(".md", f"\n{text}\n"))
