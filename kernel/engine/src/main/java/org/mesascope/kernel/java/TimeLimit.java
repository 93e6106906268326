package org.mesascope.kernel.java;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mesascope.kernel.magic.Arguments;
import org.mesascope.kernel.magic.LineMagic;
import org.mesascope.kernel.magic.Session;

/** {@code %limit 30s}: stops the cell it stands in that long after, as an interrupt would. */
final class TimeLimit implements LineMagic {

  private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)(ms|s|m|h)?");
  private static final long GRACE_MILLIS = 500;

  private final BiConsumer<Cell, String> warning;
  private @Nullable ScheduledExecutorService clock;

  /**
   * @param warning tells a cell's front end that the cell could not be stopped
   */
  TimeLimit(BiConsumer<Cell, String> warning) {
    this.warning = warning;
  }

  @Override
  public @Nullable Object run(Session session, Arguments arguments) {
    Duration limit = parse(arguments.raw());
    Cell cell = Cell.current();
    if (cell != null) {
      var unused =
          clock().schedule(() -> stop(cell, limit), limit.toMillis(), TimeUnit.MILLISECONDS);
    }
    return null;
  }

  private void stop(Cell cell, Duration limit) {
    String text = "the cell reached its time limit of " + words(limit);
    if (!cell.hasEnded()) {
      cell.cancel(text);
      var unused = clock().schedule(() -> warn(cell, text), GRACE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void warn(Cell cell, String text) {
    if (!cell.hasEnded()) {
      warning.accept(
          cell, text + ", but is in code that cannot be stopped: it ends when that ends");
    }
  }

  private synchronized ScheduledExecutorService clock() {
    if (clock == null) {
      clock =
          Executors.newSingleThreadScheduledExecutor(
              task -> {
                Thread thread = new Thread(null, task, "mesascope-limits", 0, false);
                thread.setDaemon(true);
                return thread;
              });
    }
    return clock;
  }

  static Duration parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "%limit expects a time such as 30s, 500ms, 2m or 1h, got '" + text + "'");
    }
    double amount = Double.parseDouble(form.group(1));
    double millis =
        switch (form.group(2) == null ? "s" : form.group(2)) {
          case "ms" -> amount;
          case "m" -> amount * 60_000;
          case "h" -> amount * 3_600_000;
          default -> amount * 1_000;
        };
    return Duration.ofMillis(Math.round(millis));
  }

  private static String words(Duration limit) {
    return String.format(Locale.ROOT, "%.3f", limit.toMillis() / 1e3).replaceFirst("\\.?0+$", "")
        + " s";
  }
}
