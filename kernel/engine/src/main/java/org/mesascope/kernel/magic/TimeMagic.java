package org.mesascope.kernel.magic;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code %time code} and {@code %%time}: runs code and prints how long it took, by the clock and in
 * processor time of the whole process, compilation included.
 */
final class TimeMagic implements LineMagic, CellMagic {

  private static final double NANOS = 1e9;

  @Override
  public @Nullable Object run(Session session, Arguments arguments) throws Exception {
    return time(session, arguments.raw());
  }

  @Override
  public @Nullable Object run(Session session, Arguments arguments, String body) throws Exception {
    return time(session, body);
  }

  @Override
  public boolean showsValue() {
    return true;
  }

  private static @Nullable Object time(Session session, String code) throws Exception {
    if (code.isBlank()) {
      throw new IllegalArgumentException("%time expects code to run after it");
    }
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long processor = system.getProcessCpuTime();
    long clock = System.nanoTime();
    Object value = session.evaluate(code);
    double elapsed = (System.nanoTime() - clock) / NANOS;
    double used = (system.getProcessCpuTime() - processor) / NANOS;
    System.out.printf(Locale.ROOT, "wall time %.3f s, CPU time %.3f s%n", elapsed, used);
    return value;
  }
}
