package org.mesascope.kernel.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.mesascope.kernel.notebook.NotebookRun;
import org.mesascope.kernel.notebook.RunListener;

/**
 * Shows which cell runs and for how long: one line that changes in place on a terminal, a line a
 * cell elsewhere.
 */
final class LiveLine implements RunListener, AutoCloseable {
  private static final long REFRESH_MILLIS = 100;
  private static final String ERASE = "\r\u001B[K";

  private final Output output;
  private final boolean terminal = Boolean.getBoolean("mesascope.terminal");
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "live-line");
            thread.setDaemon(true);
            return thread;
          });
  private String notebook = "";
  private String doing = "";
  private int total;
  private long since;

  LiveLine(Output output) {
    this.output = output;
    if (terminal) {
      var unused =
          clock.scheduleAtFixedRate(
              this::draw, REFRESH_MILLIS, REFRESH_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** A notebook's kernel starts. */
  synchronized void notebook(String name) {
    notebook = name;
    begin("kernel starts");
  }

  @Override
  public synchronized void cellStarts(int number, int of) {
    total = of;
    begin("cell " + number + " of " + of);
  }

  @Override
  public synchronized void cellEnds(NotebookRun.CellRun cell) {
    if (!terminal) {
      output.say(
          "%s  cell %d of %d  %s"
              .formatted(notebook, cell.number(), total, seconds(cell.took().toMillis())));
    }
    doing = "";
  }

  /** A notebook ran whole. */
  synchronized void done(NotebookRun run, Path page) {
    int cells = run.cells().size();
    say(
        "%s  %d %s in %s  %s"
            .formatted(
                notebook,
                cells,
                cells == 1 ? "cell" : "cells",
                seconds(run.took().toMillis()),
                page));
  }

  /** Prints something that stays. */
  synchronized void say(String text) {
    doing = "";
    if (terminal) {
      output.err().print(ERASE);
    }
    output.say(text);
  }

  @Override
  public synchronized void close() {
    clock.shutdownNow();
  }

  private void begin(String what) {
    doing = what;
    since = System.nanoTime();
    draw();
  }

  private synchronized void draw() {
    if (terminal && !doing.isEmpty()) {
      long millis = (System.nanoTime() - since) / 1_000_000;
      output.err().print(ERASE + notebook + "  " + doing + "  " + seconds(millis));
      output.err().flush();
    }
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
  }
}
