package org.mesascope.probe;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.mesascope.report.Estimate;
import org.mesascope.stats.Seed;

/**
 * What a linear reader can tell from hidden states, beside what the same reader learns by heart.
 *
 * <p>Selectivity is accuracy minus that on control tasks, in which every input type has a random
 * label (Hewitt and Liang 2019). Training and test share no group; intervals resample the groups of
 * the test. Departure from the source: several control tasks are drawn and averaged.
 *
 * <pre>{@code
 * var states = RecordedStates.of(planner, mazes, 12, cells, count);
 * var data = ProbeData.of(states.layout(), states.at(12), 4, distanceClass, localView);
 * LinearProbe.defaults().read("distance to the door", data, seed).selectivity();
 * }</pre>
 */
public final class LinearProbe {

  private final ProbeOptions options;

  private LinearProbe(ProbeOptions options) {
    this.options = options;
  }

  public static LinearProbe defaults() {
    return new LinearProbe(ProbeOptions.defaults());
  }

  public static LinearProbe of(ProbeOptions options) {
    return new LinearProbe(options);
  }

  /**
   * Fits on some groups and tests on the others.
   *
   * @param what is read, for tables
   * @throws IllegalArgumentException with fewer than 4 groups
   */
  public ProbeResult read(String what, ProbeData data, Seed seed) {
    int[] groups = Arrays.stream(data.groups()).distinct().sorted().toArray();
    if (groups.length < 4) {
      throw new IllegalArgumentException(
          "probe \"%s\" expects at least 4 groups to split into training and test, got %d"
              .formatted(what, groups.length));
    }
    shuffle(groups, seed.split("groups").random());
    int tested =
        Math.min(
            groups.length - 2, Math.max(2, (int) Math.round(options.testShare() * groups.length)));
    int[] testGroups = Arrays.copyOf(groups, tested);
    Arrays.sort(testGroups);
    int[] train = rows(data, testGroups, false);
    int[] test = rows(data, testGroups, true);

    double[] sizes = new double[tested];
    for (int row : test) {
      sizes[Arrays.binarySearch(testGroups, data.groups()[row])]++;
    }
    double[] hits = hits(data, train, test, testGroups);
    double[] control = new double[tested];
    for (int task = 0; task < options.controls(); task++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("interrupted at control task " + (task + 1));
      }
      ProbeData random = ControlTask.of(data, seed.split("control").split(task));
      double[] own = hits(random, train, test, testGroups);
      for (int g = 0; g < tested; g++) {
        control[g] += own[g] / options.controls();
      }
    }
    double[] gain = new double[tested];
    Arrays.setAll(gain, g -> hits[g] - control[g]);
    return new ProbeResult(
        what,
        share(what + ": accuracy", hits, sizes, seed.split("accuracy")),
        share(what + ": control accuracy", control, sizes, seed.split("controls")),
        share(what + ": selectivity", gain, sizes, seed.split("selectivity")),
        majority(data, train, test),
        test.length);
  }

  private double[] hits(ProbeData data, int[] train, int[] test, int[] testGroups) {
    LinearReadout readout = LinearReadout.fit(data.rows(train), options);
    double[] hits = new double[testGroups.length];
    for (int row : test) {
      if (readout.label(data.features()[row]) == data.labels()[row]) {
        hits[Arrays.binarySearch(testGroups, data.groups()[row])]++;
      }
    }
    return hits;
  }

  private Estimate share(String name, double[] parts, double[] sizes, Seed seed) {
    return GroupShare.of(
        name,
        parts,
        sizes,
        options.level(),
        "linear probe on held-out groups, bootstrap over groups",
        seed);
  }

  /** The accuracy of always naming the commonest label of the training rows. */
  private static double majority(ProbeData data, int[] train, int[] test) {
    int[] counts = new int[data.classes()];
    for (int row : train) {
      counts[data.labels()[row]]++;
    }
    int most = 0;
    for (int label = 1; label < counts.length; label++) {
      most = counts[label] > counts[most] ? label : most;
    }
    int commonest = most;
    long right = IntStream.of(test).filter(row -> data.labels()[row] == commonest).count();
    return (double) right / test.length;
  }

  private static int[] rows(ProbeData data, int[] testGroups, boolean tested) {
    return IntStream.range(0, data.size())
        .filter(i -> Arrays.binarySearch(testGroups, data.groups()[i]) >= 0 == tested)
        .toArray();
  }

  private static void shuffle(int[] groups, RandomGenerator random) {
    for (int i = groups.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int kept = groups[i];
      groups[i] = groups[other];
      groups[other] = kept;
    }
  }
}
