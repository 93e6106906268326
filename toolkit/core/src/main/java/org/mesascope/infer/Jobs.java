package org.mesascope.infer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.mesascope.display.Progress;

/** Work in parallel that shares nothing and stops when its caller is interrupted. */
final class Jobs {

  private Jobs() {}

  /**
   * Runs every job on the threads of this machine; results in the order of the jobs.
   *
   * @throws CancellationException if the calling thread was interrupted; no job goes on then
   */
  static <T> List<T> run(String label, List<? extends Callable<T>> jobs) {
    int threads = Math.max(1, Math.min(jobs.size(), Runtime.getRuntime().availableProcessors()));
    ExecutorService pool =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, label);
              thread.setDaemon(true);
              return thread;
            });
    try (Progress progress = Progress.of(label, Math.max(1, jobs.size()))) {
      List<Future<T>> futures = new ArrayList<>(jobs.size());
      for (Callable<T> job : jobs) {
        futures.add(pool.submit(job));
      }
      List<T> results = new ArrayList<>(jobs.size());
      for (Future<T> future : futures) {
        results.add(get(future, label));
        progress.step();
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }

  private static <T> T get(Future<T> future, String label) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException own) {
        throw own;
      }
      throw new IllegalStateException(label + " failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      CancellationException cancelled = new CancellationException(label + " was interrupted");
      cancelled.initCause(e);
      throw cancelled;
    }
  }
}
