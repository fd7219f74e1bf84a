"""Pictures learned from pictures, under every regime: what is kept or mixed in, and what is then still covered.

A generator learns from 1200 real handwritten digits, draws pictures, and the next learns from what a regime makes of
them: drawn ones alone (replace); all that there ever was (accumulate), or as many drawn from that
(accumulate_subsample); as many drawn ones as accumulate would hold (growing); and a tenth, a fifth or a half of real
ones. The real ones are the first 1200 each time, drawn again, for there are no others that are not held out. A network
takes as many steps whatever it is given, so that more pictures are seen less often each. Generators, measures and
held-out pictures are those of `image_recursion`.

What is tested was written down before the first run. Coverage at the end is held to the generator's own start, and to
half of that, in every arm: the one says that anything is lost, the other that most is, and no arm is chosen. Cut for
time before the run: five generations in place of ten, and the flow under three regimes. Arms run in the order in which
they stand; those that an hour does not finish are left out, whatever the finished ones say.

Sources:
- alemohammad2024: image generators that learn from their own pictures, with fresh real ones and without
- gerstgrasser2024: that keeping all data bounds the loss, in an autoencoder too
- kazdan2025: accumulate_subsample, a growing pool under a fixed budget
"""

from __future__ import annotations

from experiments.shared.picture_regimes import point, points

__all__ = ["point", "points"]

NETWORKS = ("replace", "accumulate", "half", "accumulate_subsample", "fifth", "tenth", "growing")
PARAMS = {
    "seeds": 5,
    "arms": (
        *(("mixture", regime) for regime in (*NETWORKS, "judged")),
        *(("autoencoder", regime) for regime in NETWORKS),
        *(("flow", regime) for regime in NETWORKS[:3]),
    ),
    "size": 1200,
    "generations": 5,
}
REPLAY = "statistical"
