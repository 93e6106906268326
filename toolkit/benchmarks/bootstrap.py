#!/usr/bin/env python3
"""A stratified bootstrap as a NumPy loop: 10 tasks, runs resampled within each.

    python3 bootstrap.py [scores=100000] [resamples=10000] [turns=2]

Each task's runs are taken by one call, the fastest of six ways that were tried. mean: average them;
iqm: partition at both quartiles and average the middle half.
"""
import sys, time
import numpy as np

scores, resamples, turns = (int(a) for a in (sys.argv[1:] + [100_000, 10_000, 2][len(sys.argv) - 1:]))
tasks, runs = 10, scores // 10
rng = np.random.default_rng(0)
x = [t + rng.exponential(size=runs) for t in range(tasks)]
n = tasks * runs
cut = n // 4

def take(own):
    return own.take(rng.integers(0, runs, runs))

def mean():
    return sum(take(own).sum() for own in x) / n

def iqm():
    a = np.concatenate([take(own) for own in x])
    return np.partition(a, (cut, n - cut - 1))[cut:n - cut].mean()

for name, statistic in (("mean", mean), ("iqm", iqm)):
    for _ in range(turns):
        start, cpu = time.perf_counter(), time.process_time()
        low, high = np.quantile([statistic() for _ in range(resamples)], (.025, .975))
        print(f"{name:5} numpy  {n:,} scores, {resamples:,} resamples: {time.perf_counter() - start:6.2f} s "
              f"({time.process_time() - cpu:.2f} s of CPU)   [{low:.4f}, {high:.4f}]   {np.__version__}", flush=True)
