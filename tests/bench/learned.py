"""How near training a small transformer comes to the machine's fastest matrix product, on one thread, side by side.

Work counts the matrix products alone: six floating-point operations for each parameter of a matrix and each token that
it reads (two forward, four backward), and twelve for each pair of places and each feature of attention. What else a
step does (normalising, drawing batches, the optimiser) is time without such work.
"""

import os
import sys
from pathlib import Path
from statistics import median

os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")  # before PyTorch is loaded

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).parents[1]))

from collapse.networks import transformer
from collapse.tasks import problems
from experiments import self_training_arithmetic, self_training_programs, self_training_proofs, self_training_puzzles
from experiments.shared.self_training import TASKS
from timing import seconds

ROUNDS, STEPS, SIDE = 5, 60, 1536
LEAST = 0.4
SHOWN = 6  # lines of the profile


def peak(one, other):
    """Count floating-point operations a second of a large matrix product."""
    return 2 * SIDE**3 / seconds(lambda: one @ other)


def work(model, rows):
    """Count the floating-point operations of the matrix products of one training step."""
    shape, network = model.task.shape, model.network
    tokens, scored = model.batch * (rows.shape[1] - 1), model.batch * shape.answer
    matrices = network.layers * 12 * network.width**2
    attention = network.layers * 12 * tokens * (rows.shape[1] - 1) * network.width
    return 6 * matrices * tokens + 6 * shape.vocabulary * network.width * scored + attention


def ready(params):
    """Give a model of an experiment, and right answers to learn from."""
    task = TASKS[params["task"]]
    practice = transformer.Practice(STEPS, 1e-3)
    network = transformer.Network(rotary=params["rotary"])
    model = transformer.Transformer(task, ((2,),), practice, practice, network, params["batch"])
    rng = np.random.Generator(np.random.SFC64(1))
    rows = problems.draw(task, np.full(params["size"], 2), rng)
    return model, transformer.Answers(rows[np.newaxis], np.ones(len(rows)), transformer.beginner(model, rng))


def main():
    """Print the share for each task, and what the slowest of them spends its time on."""
    torch.set_num_threads(1)
    one, other = torch.rand(2, SIDE, SIDE)
    shares = {}
    for experiment in (self_training_arithmetic, self_training_puzzles, self_training_programs, self_training_proofs):
        model, data = ready(experiment.PARAMS)
        step = work(model, data.values[0])
        rates = [
            (step * STEPS / seconds(lambda: transformer.trained(model, data, model.first)), peak(one, other))  # noqa: B023 - run at once
            for _ in range(ROUNDS)
        ]
        share, rate = median(ours / most for ours, most in rates), median(ours for ours, _ in rates)
        shares[share] = (model, data)
        print(
            f"{experiment.PARAMS['task']}: {rate / 1e9:.0f} GFLOP/s, {share:.0%} of the fastest matrix product",
            flush=True,
        )
    if min(shares) < LEAST:
        model, data = shares[min(shares)]
        with torch.profiler.profile(activities=[torch.profiler.ProfilerActivity.CPU]) as profile:
            transformer.trained(model, data, model.first)
        print(f"what bounds {model.task!r}:")
        print(profile.key_averages().table(sort_by="self_cpu_time_total", row_limit=SHOWN, max_name_column_width=40))
    return 0


if __name__ == "__main__":
    sys.exit(main())
