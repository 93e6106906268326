package org.mesascope.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.mesascope.display.Progress;
import org.mesascope.stats.Seed;
import org.nd4j.linalg.factory.Nd4j;

/** One maximum likelihood fit of a network to decisions, stopped by validation traces. */
final class CloningRun {

  private final Decisions data;
  private final CloningOptions options;
  private final MultiLayerNetwork network;
  private final Seed seed;
  private final int[][] fitted;
  private final int[][] validating;
  private final List<Integer> trained;
  private final double[] mean;
  private final double[] scale;
  private final EarlyStopping stopping;
  private int step;

  CloningRun(Decisions data, TraceSplit split, CloningOptions options, Seed seed) {
    this.data = data;
    this.options = options;
    this.seed = seed.split("batches");
    Decisions.Situation first = data.situations().get(0);
    int outputs = first.rows().length == 1 ? first.alternatives().size() : 1;
    network =
        Perceptron.of(
            data.width(),
            outputs,
            options.hidden(),
            options.activation(),
            options.learningRate(),
            seed.split("weights"));
    fitted = data.taken(split.training());
    validating = data.taken(split.validation());
    trained = seen(fitted);
    mean = new double[data.width()];
    scale = new double[data.width()];
    standardise();
    stopping = new EarlyStopping(network, options.patience(), options.epochs());
  }

  /** Trains, and leaves a network that takes its inputs as they are. */
  MultiLayerNetwork train() {
    List<Integer> validated = seen(validating);
    boolean more = judge(validated, 0);
    try (Progress bar = Progress.of("behaviour cloning", options.epochs())) {
      for (int epoch = 1; more && epoch <= options.epochs(); epoch++) {
        pass(epoch);
        more = judge(validated, epoch);
        bar.step();
      }
    }
    stopping.restore();
    Perceptron.takeRaw(network, mean, scale);
    return network;
  }

  EarlyStopping stopping() {
    return stopping;
  }

  private boolean judge(List<Integer> validated, int epoch) {
    double sum = 0;
    int choices = 0;
    for (List<Integer> part : parts(validated)) {
      double[] logs = guarded(part, epoch);
      int at = 0;
      for (int situation : part) {
        for (int n : validating[situation]) {
          sum += n == 0 ? 0 : n * logs[at];
          choices += n;
          at++;
        }
      }
    }
    return stopping.goOn(sum / choices);
  }

  private void pass(int epoch) {
    List<Integer> order = new ArrayList<>(trained);
    if (order.size() > options.batch()) {
      shuffle(order, seed.split(epoch).random());
    }
    double all = 0;
    for (int situation : order) {
      all += total(fitted[situation]);
    }
    for (List<Integer> batch : parts(order)) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("behaviour cloning was interrupted in pass " + epoch);
      }
      double unit = order.size() / (batch.size() * all);
      double[] slope = guarded(batch, epoch);
      int at = 0;
      for (int situation : batch) {
        int visits = total(fitted[situation]);
        for (int n : fitted[situation]) {
          slope[at] = unit * (visits * Math.exp(slope[at]) - n);
          at++;
        }
      }
      Perceptron.descend(network, Perceptron.backpropagate(network, slope), step++);
    }
  }

  private double[] guarded(List<Integer> situations, int epoch) {
    try {
      return logProbabilities(network, data, situations, mean, scale);
    } catch (ArithmeticException e) {
      throw new IllegalStateException(
          "training diverged: %s in pass %d; lower the learning rate, now %s"
              .formatted(e.getMessage(), epoch, options.learningRate()),
          e);
    }
  }

  /** ln P of every alternative of these situations, one after the other. */
  private static double[] logProbabilities(
      MultiLayerNetwork network,
      Decisions data,
      List<Integer> situations,
      double[] mean,
      double[] scale) {
    List<double[]> rows = new ArrayList<>();
    for (int situation : situations) {
      for (double[] row : data.situations().get(situation).rows()) {
        double[] own = new double[row.length];
        for (int k = 0; k < row.length; k++) {
          own[k] = (row[k] - mean[k]) / scale[k];
        }
        rows.add(own);
      }
    }
    double[] logs = Perceptron.outputs(network, Nd4j.create(rows.toArray(new double[0][])));
    int from = 0;
    for (int situation : situations) {
      int to = from + data.situations().get(situation).alternatives().size();
      Logits.normalise(logs, from, to);
      from = to;
    }
    return logs;
  }

  /** The same of a network that takes its inputs as they are. */
  static double[] logProbabilities(
      MultiLayerNetwork network, Decisions data, List<Integer> situations) {
    double[] mean = new double[data.width()];
    double[] scale = new double[data.width()];
    Arrays.fill(scale, 1);
    return logProbabilities(network, data, situations, mean, scale);
  }

  /** A trained network as a model of these decisions. */
  static ChoiceModel model(MultiLayerNetwork network, Decisions data) {
    double[][] known = new double[data.situations().size()][];
    return (situation, time, before) -> {
      if (known[situation] == null) {
        known[situation] = logProbabilities(network, data, List.of(situation));
      }
      return known[situation];
    };
  }

  private List<List<Integer>> parts(List<Integer> situations) {
    List<List<Integer>> parts = new ArrayList<>();
    for (int from = 0; from < situations.size(); from += options.batch()) {
      parts.add(situations.subList(from, Math.min(situations.size(), from + options.batch())));
    }
    return parts;
  }

  /** The situations in which something was chosen. */
  static List<Integer> seen(int[][] taken) {
    List<Integer> seen = new ArrayList<>();
    for (int i = 0; i < taken.length; i++) {
      if (total(taken[i]) > 0) {
        seen.add(i);
      }
    }
    return seen;
  }

  private static int total(int... counts) {
    return Arrays.stream(counts).sum();
  }

  private static void shuffle(List<Integer> order, RandomGenerator random) {
    for (int i = order.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = order.get(i);
      order.set(i, order.get(j));
      order.set(j, swap);
    }
  }

  /** Mean and deviation of what the training traces show; a constant keeps its unit. */
  private void standardise() {
    double weight = 0;
    double[] squares = new double[mean.length];
    for (int situation : trained) {
      int visits = total(fitted[situation]);
      for (double[] row : data.situations().get(situation).rows()) {
        weight += visits;
        for (int k = 0; k < mean.length; k++) {
          double from = row[k] - mean[k];
          mean[k] += visits / weight * from;
          squares[k] += visits * from * (row[k] - mean[k]);
        }
      }
    }
    for (int k = 0; k < mean.length; k++) {
      double deviation = Math.sqrt(squares[k] / weight);
      boolean constant = deviation <= 1e-12 * (1 + Math.abs(mean[k]));
      scale[k] = constant ? 1 : deviation;
      mean[k] = constant ? 0 : mean[k];
    }
  }
}
