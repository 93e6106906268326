package org.mesascope.infer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;
import org.mesascope.display.Progress;
import org.mesascope.report.Estimate;
import org.mesascope.report.ResultTable;
import org.mesascope.stats.Averages;
import org.mesascope.stats.Seed;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;

/**
 * Choices predicted by fits that have not seen their trace.
 *
 * @param folds what each fold's choices were predicted at
 * @param n how many choices in all
 * @param logLikelihood of all of them, in nats
 * @param equalShares the log-likelihood of choosing blindly
 * @param perChoice the log-likelihood a choice, in nats, with Student's interval over traces
 * @param hitRate the share of choices whose alternative was the likeliest, likewise
 */
public record CrossValidation(
    List<LogitFit.OutOfSample> folds,
    int n,
    double logLikelihood,
    double equalShares,
    Estimate perChoice,
    Estimate hitRate)
    implements Displayable {

  public CrossValidation {
    folds = List.copyOf(folds);
  }

  /** Fits to some traces and predicts others. */
  @FunctionalInterface
  interface Prediction {
    /**
     * What a fit to the first says of the second.
     *
     * @return the likelihood of the second, valued at the fit; null if it holds no choice
     */
    @Nullable Predicted of(TraceLog rest, TraceLog held);
  }

  /**
   * Choices predicted.
   *
   * @param totals each trace's choices, log-likelihood and hits; not copied
   * @param blind the log-likelihood of choosing blindly
   */
  record Predicted(double[][] totals, double blind) {

    /** Of choices at given weights. */
    static @Nullable Predicted at(ChoiceLikelihood likelihood, ChoiceData data, double[] weights) {
      if (data.size() == 0) {
        return null;
      }
      likelihood.value(weights, new double[weights.length]);
      return new Predicted(likelihood.unitTotals(), data.blind());
    }

    private LogitFit.OutOfSample summed() {
      double[] sum = new double[3];
      for (double[] unit : totals) {
        for (int c = 0; c < 3; c++) {
          sum[c] += unit[c];
        }
      }
      return new LogitFit.OutOfSample((int) sum[0], sum[1], blind, sum[2] / sum[0]);
    }
  }

  static CrossValidation of(
      TraceLog log, int count, double level, Seed seed, Prediction prediction) {
    List<Trace> order = new ArrayList<>(log.traces());
    if (count < 2 || count > order.size()) {
      throw new IllegalArgumentException(
          "folds expect a number from 2 to %d, one trace or more each, got %d"
              .formatted(order.size(), count));
    }
    order.sort(Comparator.comparing(Trace::id));
    shuffle(order, seed.random());
    List<LogitFit.OutOfSample> folds = new ArrayList<>();
    List<double[]> units = new ArrayList<>();
    try (Progress progress = Progress.of("cross-validation", count)) {
      for (int f = 0; f < count; f++) {
        List<Trace> held = new ArrayList<>();
        List<Trace> rest = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
          (i % count == f ? held : rest).add(order.get(i));
        }
        Predicted predicted = prediction.of(TraceLog.of(rest), TraceLog.of(held));
        if (predicted != null) {
          folds.add(predicted.summed());
          for (double[] unit : predicted.totals) {
            if (unit[0] > 0) {
              units.add(unit);
            }
          }
        }
        progress.step();
      }
    }
    return new CrossValidation(
        folds,
        folds.stream().mapToInt(LogitFit.OutOfSample::n).sum(),
        folds.stream().mapToDouble(LogitFit.OutOfSample::logLikelihood).sum(),
        folds.stream().mapToDouble(LogitFit.OutOfSample::equalShares).sum(),
        ratio("log-likelihood a choice", units, 1, level, count),
        ratio("hit rate", units, 2, level, count));
  }

  /** Σ column / Σ choices with the interval of the linearised ratio. */
  private static Estimate ratio(
      String name, List<double[]> units, int column, double level, int folds) {
    double choices = units.stream().mapToDouble(unit -> unit[0]).sum();
    double value = units.stream().mapToDouble(unit -> unit[column]).sum() / choices;
    double each = choices / units.size();
    double[] parts =
        units.stream().mapToDouble(u -> value + (u[column] - value * u[0]) / each).toArray();
    return Estimate.of(
        name,
        value,
        Averages.studentInterval(parts, level),
        units.size(),
        folds + "-fold cross-validation by trace");
  }

  private static void shuffle(List<Trace> traces, RandomGenerator random) {
    for (int i = traces.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      Trace moved = traces.get(i);
      traces.set(i, traces.get(j));
      traces.set(j, moved);
    }
  }

  /** The two estimates, and the log-likelihoods in a note. */
  public ResultTable table() {
    return ResultTable.of("Choices held out", List.of(perChoice, hitRate))
        .withNote(
            String.format(
                java.util.Locale.ROOT,
                "Log-likelihood of %d choices %.4f, choosing blindly %.4f.",
                n,
                logLikelihood,
                equalShares));
  }

  @Override
  public MimeBundle toMimeBundle() {
    return table().toMimeBundle();
  }
}
