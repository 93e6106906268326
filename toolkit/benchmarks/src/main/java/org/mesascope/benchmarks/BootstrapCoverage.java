package org.mesascope.benchmarks;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.mesascope.stats.Averages;
import org.mesascope.stats.Bootstrap;
import org.mesascope.stats.BootstrapOptions;
import org.mesascope.stats.Interval;
import org.mesascope.stats.Seed;

/**
 * Prints how often 95 % intervals of a mean hold it: BCa and percentile intervals beside Student's,
 * of normal and lognormal samples, each with the simulation's own standard error.
 */
public final class BootstrapCoverage {

  private static final int[] SIZES = {5, 10, 20, 50, 100};
  private static final Seed SEED = Seed.of(2026);

  private BootstrapCoverage() {}

  /** Arguments: runs, resamples. */
  public static void main(String[] args) {
    int runs = Integer.parseInt(args[0]);
    BootstrapOptions options = BootstrapOptions.defaults().withResamples(Integer.parseInt(args[1]));
    System.out.printf(
        "Share of %,d simulated samples whose 95 %% interval holds the mean, %,d resamples%n",
        runs, options.resamples());
    System.out.printf("%5s  %-10s%16s%16s%16s%n", "n", "law", "BCa", "percentile", "Student");
    for (int n : SIZES) {
      for (boolean lognormal : new boolean[] {false, true}) {
        System.out.printf("%5d  %-10s", n, lognormal ? "lognormal" : "normal");
        for (long held : covered(n, lognormal, runs, options)) {
          double share = (double) held / runs;
          System.out.printf("  %.4f ± %.4f", share, Math.sqrt(share * (1 - share) / runs));
        }
        System.out.println(n < Bootstrap.ENOUGH ? "  too few: show the points" : "");
      }
    }
  }

  private static long[] covered(int n, boolean lognormal, int runs, BootstrapOptions options) {
    double mean = lognormal ? Math.exp(.5) : 0;
    Seed seed = SEED.split(n + "/" + lognormal);
    return IntStream.range(0, runs)
        .parallel()
        .mapToObj(
            run -> {
              RandomGenerator random = seed.split("data").split(run).random();
              double[] data = new double[n];
              Arrays.setAll(
                  data, i -> lognormal ? Math.exp(random.nextGaussian()) : random.nextGaussian());
              Seed own = seed.split("resamples").split(run);
              Interval bca = Bootstrap.bca(data, Averages::mean, options, own).interval();
              Interval percentile =
                  Bootstrap.percentile(data, Averages::mean, options, own).interval();
              Interval student = Averages.studentInterval(data, options.level());
              return new long[] {
                bca.contains(mean) ? 1 : 0,
                percentile.contains(mean) ? 1 : 0,
                student.contains(mean) ? 1 : 0
              };
            })
        .reduce(new long[3], (a, b) -> new long[] {a[0] + b[0], a[1] + b[1], a[2] + b[2]});
  }
}
