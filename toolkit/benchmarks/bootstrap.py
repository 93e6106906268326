#!/usr/bin/env python3
"""A stratified bootstrap as a NumPy loop: 10 tasks, runs resampled within each.

    python3 bootstrap.py [scores=100000] [resamples=10000] [turns=2]

mean: gather and average. iqm: gather, partition at both quartiles, average the middle half.
"""
import sys, time
import numpy as np

scores, resamples, turns = (int(a) for a in (sys.argv[1:] + [100_000, 10_000, 2][len(sys.argv) - 1:]))
tasks, runs = 10, scores // 10
rng = np.random.default_rng(0)
x = np.arange(tasks)[:, None] + rng.exponential(size=(tasks, runs))
flat, base, n = x.ravel(), np.arange(tasks)[:, None] * runs, tasks * runs
cut = n // 4

def mean(a):
    return a.mean()

def iqm(a):
    return np.partition(a, (cut, n - cut - 1))[cut:n - cut].mean()

for name, statistic in (("mean", mean), ("iqm", iqm)):
    for _ in range(turns):
        start = time.perf_counter()
        found = np.empty(resamples)
        for b in range(resamples):
            found[b] = statistic(flat[(base + rng.integers(0, runs, (tasks, runs))).ravel()])
        low, high = np.quantile(found, (.025, .975))
        print(f"{name:5} numpy  {n:,} scores, {resamples:,} resamples: {time.perf_counter() - start:6.2f} s   "
              f"{statistic(flat):.4f} [{low:.4f}, {high:.4f}]   {np.__version__}", flush=True)
