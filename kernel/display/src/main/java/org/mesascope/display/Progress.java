package org.mesascope.display;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.concurrent.CancellationException;

/**
 * A bar that moves in place while work goes on, and leaves one line when it is done.
 *
 * <p>One that is opened while another is open in the same cell stays silent, on whichever thread: a
 * sweep shows its own bar, and the trainings inside it none.
 *
 * <p>Every {@link #step} also polls for interruption, so that a loop with a bar can be stopped. Any
 * thread may step. Cost of a step: a few nanoseconds, and one message at most every 100 ms.
 *
 * <pre>{@code
 * try (var progress = Progress.of("training", 500)) {
 *   for (int i = 0; i < 500; i++) {
 *     train();
 *     progress.step();
 *   }
 * }
 * }</pre>
 */
public final class Progress implements AutoCloseable {

  private static final long INTERVAL_NANOS = 100_000_000L;
  private static final int CELLS = 30;

  /** The open bar of each scope. Weak, so that one that nobody closes silences nobody for good. */
  private static final Map<Object, WeakReference<Progress>> OPEN = new WeakHashMap<>();

  private final String label;
  private final long total;
  private final String id = UUID.randomUUID().toString();
  private final Outlet outlet = Outlet.current();
  private final long started = System.nanoTime();
  private long done;
  private long lastShown = started - INTERVAL_NANOS;
  private final boolean silent;
  private boolean shown;
  private boolean closed;

  private Progress(String label, long total) {
    if (total < 1) {
      throw new IllegalArgumentException("progress expects a total of at least 1, got " + total);
    }
    this.label = label;
    this.total = total;
    synchronized (OPEN) {
      var open = OPEN.get(outlet.scope());
      silent = open != null && open.get() != null;
      if (!silent) {
        OPEN.put(outlet.scope(), new WeakReference<>(this));
      }
    }
  }

  /** A bar for {@code total} steps. */
  public static Progress of(String label, long total) {
    return new Progress(label, total);
  }

  /**
   * Counts one step.
   *
   * @throws CancellationException if the thread was interrupted
   */
  public void step() {
    step(1);
  }

  /** Counts {@code steps} steps; see {@link #step()}. */
  public synchronized void step(long steps) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException(label + " was interrupted after " + done + " of " + total);
    }
    done += steps;
    long now = System.nanoTime();
    if (now - lastShown >= INTERVAL_NANOS) {
      lastShown = now;
      show(bar());
    }
  }

  /** Leaves the one line that stays. Closing twice does nothing. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    synchronized (OPEN) {
      OPEN.values().removeIf(open -> open.refersTo(this));
    }
    double seconds = Duration.ofNanos(System.nanoTime() - started).toMillis() / 1000.0;
    show(
        MimeBundle.text(
            String.format(Locale.ROOT, "%s: %d of %d in %.1f s", label, done, total, seconds)));
  }

  private MimeBundle bar() {
    double fraction = Math.min(1.0, (double) done / total);
    int full = (int) Math.round(fraction * CELLS);
    String bar = "█".repeat(full) + "░".repeat(CELLS - full);
    return MimeBundle.text(String.format(Locale.ROOT, "%s %s %d of %d", label, bar, done, total));
  }

  private void show(MimeBundle bundle) {
    if (silent) {
      return;
    }
    if (shown) {
      outlet.update(bundle, id);
    } else {
      shown = true;
      outlet.display(bundle, id);
    }
  }
}
