"""What names, sets or demands something needs no binding; what counts or measures does, however like it looks."""

from __future__ import annotations

import pytest

from press.article import prose

NAMED = {
    "status": [
        "It answers with a 404.", "Each 5xx is tried again, and no 4XX.", "It returns 503 when it is full.",
        "It returns 200 OK, or 503 Service Unavailable.", "It exits with 2 or with status 500-599.",
        "A status between 200 and 399 is well.", "An empty one is a 400 or 422 response.",
        "It listens on ports 80 and 8443, or on TCP/443, or on (HTTPS :443).", "Its local 4222 port is open.",
        "4222 is the default port.", "It ends with a code of 404.", "It has an exit code of 0.",
    ],
    "version": [
        "Take pears (version >= 3.6) or Pears versions < 4.",
        "Helm v4 is new. Helm 4 introduces it, and Helm 3 plugins still work.",
        "Move from Helm 3 to Helm 4. Helm 4 brings it.", "Since Orchard 3.19, it is. Orchard 4 picks pears.",
        "A page of OpenPages 2.0 is read.", "It is read in OP 1.0 and OP 2.0 alike.", "Stay on 2.x until then.",
        "As of Orchard 3.13 it is kept.", "Since 2.4, it is kept.", "The 1.0 format is kept.",
        "It was 2.0-rc.4 then.",
        "Upgrade the press from 3.2 to 3.3.", "It takes pears 1.20 or newer.",
        "Whoever upgrades from press 3.2 to 3.3 reads press v3.3 first.", "press 3.4.1 reads what press 3.3 wrote.",
        "See [1.0](one.md) and [2.0](two.md).", "It reads versions 1 and 2.", "Deprecated in gRPC >= 1.10.",
        "It was v3.5.14 that fell. 3.5 now reads 3.5 alone, and before 3.5 it must be 3.5 or greater.",
        "*As of v2.10.0_ and v.2.9.0 it is kept.*", ".NET 6 and .NET Core 3.1 read it.",
    ],
    "issue number": ["It came with PR 123.", "See issues 41 and 52.", "Closed by !345 and #346."],
    "identifier": ["RFC 9110, section 4, says so.", "In [RFC 9110](a.html) section 4.2 it says so.",
        "As 5 CFR 1320.3(c) and 44 U.S.C. 3501 have it.",
    ],
    "telephone": [
        "Call (877) 472-6716, 877-472-6716 or 1-800-222-0364.", "Call (877)\n472-6716 then.", "Call +44 20 7946 0958.",
        "Phone: 030 123456",
    ],
    "address": ["Of 10.0.0.0/8 none is public."],
    "locator": ["Look at steps 2 and 3.", "Repeat *step 2*.",
        "As in Listing 3-2, and in Listings 4-1 and 4-2.", "If step 3 fails, see rows 0:3.",
        "Rows 20 and 21 help us.",
    ],
    "ordinal": ["The 95th percentile is kept.", "Take the 1st and the 2nd sample.", "The 0.95-quantile is kept.",
        "A route is a line. It passes route 1 and route 2; adding route 3, it ends on routes 1, 2 and 3.",
        "### Strategy 1: wait\n\n### Strategy 2: go", "QoS 0, QoS 1 or 2 is kept.", "Its indices start at 0.",
        "Count from 1.", 'The 1, 2, 3, and +Inf buckets are kept, and so is the "0.1" bucket.',
    ],
    "name": [
        "It ends in 0x0A.", "An X.509 certificate is read.", "The C++17 compiler reads it.", "It is a 64 bit number.",
        "It runs on an RTX 4090.", "It is a 3-digit number.", "Trays of Helm 3 are read.",
        "A 3-way merge of a 2-sided one.", "See watch(1), data[0, 1] and main.rs:2:5.",
        "A 1:1 mapping.", "Weekly 1:1s help.", "![07_tray_2016050501](a.png)", "With exact_times=0 and axis=1.",
        "It is base 64 encoded, with SHA 256.", "A non-0 code is kept.", "It is one to one, or 1 to N.",
        "The SemVer 2 version is kept.",
        "Digits 0-9a-f of x509 on AMD64.", "See [47e2c58](a.md).", "By @pear-35 and @bob22.",
    ],
    "mathematics": [
        "The quorum is (n/2)+1.", "Bucket _n_ + 1, or k-1.", "Take *B/0* and *B/1*.",
        "Where 0 \u2264 \u03c6 \u2264 1.", "It is 2<sup>53</sup>.",
    ],
    "default": [
        "The default is 30 seconds.", "It waits (default: 30).", "The default interval for trays is 60 seconds.",
        "It picks 10 by default.", "`limit` may be set to 15.",
        "0 means no limit.", "It is 1 if ripe and 0 otherwise.",
        "`limit` is ignored if its value is greater than 128.", "If the lease is 0, none is kept.",
        "`x` returns 0.", "It will return -1.", "Increment the counter by 1.", "It resets to 0.",
        "A number between 0 and 255.",
        "Values are 0\u20131.", "A signed integer (-4 to 8).", "It is true, 1, false, 0.", "The integer 5 is kept.",
        "The value must be less than or equal to 90.0.", "| `offset` | number > 0 |",
        "It is disabled if 0 or negative.",
    ],
    "demand": ["A name MUST NOT be longer than 128 letters.", "It SHOULD start at 0."],
    "period": ["It is the sum over the last 5 minutes, or the past 10m."],
    "date": ["At 11:02:00 it began.", "It ends at 24:55:00, or 2PM.", "At 2024-02-01T12:00:00-08:00 it ended.",
        "It is so since 2026-11.", "It came on 24-Jul-2026, on 3-Aug-26 and on 2024/05/03.", "It was 2024's best.",
        "The web of the 90s is gone.",
    ],
    "list number": ["- tray 3: pears", "- 0: unripe", "Do this:\n1. stop it\n2. go", "**1. Go on**\n\n**2. Stop**",
        "It has three: 1. A list. 2. Another.",
    ],
}  # fmt: skip
MEASURED = [
    "It is 3 times faster.", "It uses 40 % less memory.", "It has 15 million users.",
    "The default is 3 times faster.", "The default is 40 % faster.", "The default method is 93 % accurate.",
    "The default model loses 0.36 of it.", "By default it keeps 93 % of the draws.",
    "The query returns 300 rows.", "It returned 503 rows in all.", "It took 404 seconds.", "We saw 500 errors.",
    "They lost 404 and gained 403.", "It took between 200 and 400 ms.",
    "The BLEU 27.3 is the best.", "Its RMSE 2.1 is the lowest.", "Accuracy 93.1 was best.", "The Loss 2.5 fell.",
    "The Kappa 2.5 is high.", "It needs 2.0 GB.", "Since 2.5 million users came, it grew.",
    "The ratio is 2.0 at last.",
    "Loss fell from 3.5 to 3.4.", "After the upgrade it is 2.5 times faster.", "It holds 3.3 of press 3.4.1 at last.",
    "In Orchard 300 people came.", "On Monday 40 men left.", "With Pears 12 of them ran.",
    "It finished 3rd of 12.", "It came 2nd in speed.", "It was 5th fastest.",
    "`x` is 3 times faster.", "`x` is 12 ms slower than `y`.", "`lasso` (0.93) beats `ridge` (0.91).",
    "With `cache` it took 12 s.", "Setting `cache` makes it 12 % faster.", "`x` set to on gives 12 % more.",
    "`x` has a value of 0.36.", "It was reset to 0.36 after ten rounds.", "The mean is 1 for all.",
    "The last 5 runs failed.", "You MAY see a 40 % rise.", 'It grew by "40" percent.', 'It was 99 out of "100".',
    "- Recall 93: the best", "- Recall: 93", "93: the best score", "PRs 300 more came.", "Issues fell to 300.",
    "In Paris 4 are left.", "The port 8080 ships came.", "In row 5 sheep and in step 2 ships fell.",
    "1950 different sick children came.", "It rose by +44 200 300 of them.", "It is +123456.", "They are 100-200-3000.",
    "It fell by +5 10 15 20.", "Mobile: 1 200 300", "Fell (877) 47-6716.", "It is 877-472-67161.", "Phone: 3 of 4",
    "With 2016 it ended.", "It takes 24:30:43 of them.", "v3.5.14 fell to 3.5.", "v3.5 is read in 3.5 ms.",
    "v3.5 is 3.5 times better.", "With loss 1 and with loss 2 the loss rose.", "Of 1 and of 2, of all.",
    "BLEU 27 and BLEU 28.", "In rows 2 and 43 words fell.", "It is 1234567.",
    "The route is long. Of route 1 and 2 of them.", "The group 1 to 2 men.",
    "The team is. In team 1 people and in team 2 people came.", "A 3-fold rise.", "A 43-word text.", "A 3-day trip.",
    "The ratio of 1:1 is.", "It is 1:1.", "It was 2:1.", "Where p < 0.05.", "It is n = 43 and 10^3.",
    "With loss=0.36.", "With score=93.",
    "2^10 samples.", "It returned 1.", "The values 1 and 43 were seen.", "A value between 0.3 and 0.4 was found.",
    "If the loss is 0.36, it fell.", "`lasso` returns 0.93.", "It fell to 0.", "It starts at 1.", "It rose by 1.",
    "It fell to\n43. It rose.", "It lay between -4 and 8.", "The number fell from 1 to 5.",
    "It must be more than 43.", "The 90s it took are long.", "It fell to 5-Jul levels.", "Wow !45 of them came.",
    "The net 6 people came.", "We read 5 codes.",
    "In Paris 4 are sick, and in Paris 5 are.", "Of London 2.5 was read. London 4 fell.", "Paris 4 and Rome 5 fell.",
    "See Helm v4. Helm 4 GB.", "See Helm v4. Helm 4 people came.", "With Group 1, and Group 2 men.",
    "The base 4 pears have.", "The base 64 people have.", "The NetLoss 3 times.", "With SHA 256 %.",
    "It is in a version > 43 % better.", "The number > 0.5 fell.", "It was disabled if 0.5 of it fell.",
    "We saw exits of 3.",
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
