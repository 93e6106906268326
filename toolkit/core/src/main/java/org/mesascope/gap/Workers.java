package org.mesascope.gap;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.mesascope.display.Progress;

/**
 * Where the jobs of a sweep run. The toolkit brings the threads of this machine; an engine for many
 * machines takes their place by implementing this.
 *
 * <p>Jobs share nothing and draw only from seeds of their own, so an implementation may run them
 * anywhere and in any order.
 */
public interface Workers {

  /**
   * Runs every job.
   *
   * @param label what is being done, for a progress bar
   * @param done is told of each job as it ends, here, on any thread and in any order
   * @return the results, in the order of the jobs
   * @throws JobFailedException if a job failed, or {@code done} did; its cause is their own
   *     exception
   * @throws CancellationException if the calling thread was interrupted; no job goes on then
   */
  <T> List<T> run(String label, List<? extends Callable<T>> jobs, Done<? super T> done);

  /** Runs every job, and tells nobody as they end. */
  default <T> List<T> run(String label, List<? extends Callable<T>> jobs) {
    return run(label, jobs, (job, result) -> {});
  }

  /** Is told what a job gave. */
  @FunctionalInterface
  interface Done<T> {

    /**
     * One job ended.
     *
     * @param job its place in the list of jobs, from 0
     */
    void accept(int job, T result);
  }

  /** As many threads as this machine has processors. */
  static Workers local() {
    return threads(Runtime.getRuntime().availableProcessors());
  }

  /** So many threads of this machine, at least 1. */
  static Workers threads(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("workers expect at least 1 thread, got " + threads);
    }
    return new Local(threads);
  }

  /** A job of a sweep failed. */
  final class JobFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    JobFailedException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Threads of this machine. */
  record Local(int threads) implements Workers {
    @Override
    public <T> List<T> run(String label, List<? extends Callable<T>> jobs, Done<? super T> done) {
      ExecutorService pool =
          Executors.newFixedThreadPool(
              Math.min(threads, Math.max(1, jobs.size())),
              task -> {
                Thread thread = new Thread(task, label);
                thread.setDaemon(true);
                return thread;
              });
      try (Progress progress = Progress.of(label, Math.max(1, jobs.size()))) {
        List<Future<T>> futures = new ArrayList<>(jobs.size());
        for (Callable<T> job : jobs) {
          int number = futures.size();
          futures.add(
              pool.submit(
                  () -> {
                    T result = job.call();
                    done.accept(number, result);
                    progress.step();
                    return result;
                  }));
        }
        List<T> results = new ArrayList<>(jobs.size());
        for (Future<T> future : futures) {
          results.add(get(future, label, results.size()));
        }
        return results;
      } finally {
        pool.shutdownNow();
      }
    }

    private static <T> T get(Future<T> future, String label, int index) {
      try {
        return future.get();
      } catch (ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        throw new JobFailedException(
            "%s: job %d failed: %s".formatted(label, index + 1, cause), cause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        CancellationException cancelled = new CancellationException(label + " was interrupted");
        cancelled.initCause(e);
        throw cancelled;
      }
    }
  }
}
