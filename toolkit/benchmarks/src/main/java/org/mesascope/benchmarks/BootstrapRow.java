package org.mesascope.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mesascope.stats.Aggregate;
import org.mesascope.stats.BootstrapOptions;
import org.mesascope.stats.Resampled;
import org.mesascope.stats.Seed;
import org.mesascope.stats.StratifiedBootstrap;
import org.mesascope.stats.TaskScores;

/**
 * The stratified bootstrap of {@code bootstrap.py}, in a Java of its own: each time is of the whole
 * interval, the acceleration included. {@code bootstrap.sh} runs both in turns.
 */
public final class BootstrapRow {

  private static final int TASKS = 10;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private BootstrapRow() {}

  /** Arguments: scores in all, resamples, repetitions. */
  public static void main(String[] args) {
    int scores = Integer.parseInt(args[0]);
    BootstrapOptions options = BootstrapOptions.defaults().withResamples(Integer.parseInt(args[1]));
    TaskScores runs = scores(scores);
    Map<String, Aggregate> jobs = new LinkedHashMap<>();
    jobs.put("mean", Aggregate.mean());
    jobs.put("iqm", Aggregate.interquartileMean());
    for (Map.Entry<String, Aggregate> job : jobs.entrySet()) {
      for (int turn = 0; turn < Integer.parseInt(args[2]); turn++) {
        long start = System.nanoTime();
        long cpu = THREADS.getCurrentThreadCpuTime();
        Resampled found = StratifiedBootstrap.bca(runs, job.getValue(), options, Seed.of(turn));
        System.out.printf(
            "%-5s java   %,d scores, %,d resamples: %6.2f s (%.2f s of CPU)   [%.4f, %.4f]%n",
            job.getKey(),
            runs.size(),
            options.resamples(),
            (System.nanoTime() - start) / 1e9,
            (THREADS.getCurrentThreadCpuTime() - cpu) / 1e9,
            found.interval().low(),
            found.interval().high());
      }
    }
  }

  private static TaskScores scores(int scores) {
    Map<String, double[]> runs = new LinkedHashMap<>();
    for (int t = 0; t < TASKS; t++) {
      int task = t;
      runs.put(
          "task " + t,
          Seed.of(7)
              .split(t)
              .random()
              .doubles(scores / TASKS)
              .map(u -> task - Math.log(1 - u))
              .toArray());
    }
    return TaskScores.of(runs);
  }
}
