package org.mesascope.infer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.jspecify.annotations.Nullable;
import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;
import org.mesascope.report.ResultTable;

/**
 * Which of several experiments would settle most of what is not told: they are ranked by how many
 * untold directions they tell, then by the information they add (D-optimality; Fedorov 1972;
 * Chaloner and Verdinelli 1995), or where a parameter is named, by its standard error afterwards.
 *
 * <p>Information is that of the fitted model at the fitted parameters: along directions that are
 * not told these are those of least norm, so that the amounts are a guide and the directions are
 * what counts. An experiment cannot be better than the model: where that is wrong it tells nothing.
 *
 * @param traces how many more there would be
 * @param parameter the one to narrow, or null for all
 * @param proposals best first
 * @param summary which one, and what it would do, in a sentence
 */
public record NextExperiment(
    int traces, @Nullable String parameter, List<Proposal> proposals, String summary)
    implements Displayable {

  /**
   * What one experiment would do.
   *
   * @param name of the experiment
   * @param told how many of the untold directions it would tell
   * @param left how many would stay untold
   * @param gain information added, log det in units of the information of all; comparable within a
   *     ranking only
   * @param error standard error of the named parameter afterwards: +∞ where it stays untold, null
   *     where none is named or the fit was from exact input
   * @param words the same in words
   */
  public record Proposal(
      String name, int told, int left, double gain, @Nullable Double error, String words) {}

  public NextExperiment {
    proposals = List.copyOf(proposals);
  }

  /**
   * Ranks, for all parameters alike.
   *
   * @param traces how many more there would be, at least 1
   */
  public static NextExperiment after(
      InferredObjective fit, int traces, List<Experiment> experiments) {
    return of(fit, null, traces, experiments);
  }

  /** Ranks by what would be known of one parameter. */
  public static NextExperiment toNarrow(
      String parameter, InferredObjective fit, int traces, List<Experiment> experiments) {
    fit.parameter(parameter);
    return of(fit, parameter, traces, experiments);
  }

  private static NextExperiment of(
      InferredObjective fit, @Nullable String parameter, int traces, List<Experiment> experiments) {
    int size = fit.parameters().size();
    if (traces < 1 || experiments.isEmpty()) {
      throw new IllegalArgumentException(
          "a next experiment expects at least 1 trace and 1 candidate, got %d and %d"
              .formatted(traces, experiments.size()));
    }
    if (fit.identifiability().eigenvalues().length == 0) {
      throw new IllegalArgumentException(
          "a next experiment expects a fit whose identifiability was assessed; here it was not: "
              + fit.identifiability().summary());
    }
    for (Experiment experiment : experiments) {
      if (experiment.information().length != size * size) {
        throw new IllegalArgumentException(
            "experiment \"%s\" expects an information of %d by %d, got %d numbers"
                .formatted(experiment.name(), size, size, experiment.information().length));
      }
    }
    double[] known = known(fit, experiments, traces);
    double[] unit = units(known, experiments, traces, size);
    List<Proposal> proposals = new ArrayList<>();
    for (Experiment experiment : experiments) {
      proposals.add(proposal(fit, parameter, traces, experiment, known, unit));
    }
    Comparator<Proposal> best =
        Comparator.comparing((Proposal p) -> p.error() == null ? 0.0 : p.error())
            .thenComparing(p -> -p.told())
            .thenComparing(p -> -p.gain());
    proposals.sort(best);
    return new NextExperiment(traces, parameter, proposals, summary(fit, traces, proposals));
  }

  private static Proposal proposal(
      InferredObjective fit,
      @Nullable String parameter,
      int traces,
      Experiment experiment,
      double[] known,
      double[] unit) {
    int size = unit.length;
    double[] sum = known.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += traces * experiment.information()[i];
    }
    Information after = Information.of(sum, size);
    int untold = fit.identifiability().nullDirections().length;
    int left = Math.min(untold, after.untold().size());
    Double error = null;
    String narrowed = "";
    if (parameter != null && fit.covariance().length > 0) {
      int k = fit.identifiability().parameters().indexOf(parameter);
      Identifiability told =
          Identifiability.of(fit.identifiability().parameters(), after, List.of());
      error =
          told.identified(k) ? Math.sqrt(after.inverse()[k * size + k]) : Double.POSITIVE_INFINITY;
      narrowed =
          told.identified(k)
              ? String.format(
                  Locale.ROOT,
                  "; the standard error of %s would be %.4g%s",
                  parameter,
                  error,
                  fit.identified(parameter)
                      ? String.format(
                          Locale.ROOT, " (now %.4g)", Math.sqrt(fit.covariance()[k * size + k]))
                      : " (now not identifiable)")
              : "; " + parameter + " would stay not identifiable";
    }
    String words =
        untold == 0
            ? "all is told already" + narrowed
            : "tells %d of %d untold direction%s%s%s"
                .formatted(
                    untold - left,
                    untold,
                    untold == 1 ? "" : "s",
                    left == untold ? "" : ": " + parted(fit, after),
                    narrowed);
    return new Proposal(experiment.name(), untold - left, left, gain(sum, unit), error, words);
  }

  /** Which parameters that were untold would be told. */
  private static String parted(InferredObjective fit, Information after) {
    Identifiability told = Identifiability.of(fit.identifiability().parameters(), after, List.of());
    List<String> names = new ArrayList<>();
    for (int k = 0; k < fit.parameters().size(); k++) {
      if (!fit.identifiability().identified(k) && told.identified(k)) {
        names.add(fit.parameters().get(k).name());
      }
    }
    return names.isEmpty()
        ? "combinations, and no parameter alone"
        : NullSpace.listed(names) + " would be told";
  }

  private static String summary(InferredObjective fit, int traces, List<Proposal> proposals) {
    Proposal first = proposals.get(0);
    boolean useless = !fit.identifiability().identified() && first.told() == 0;
    return useless
        ? "none of these would tell more of what is untold: %s"
            .formatted(String.join("; ", fit.identifiability().notes()))
        : "next: %d trace%s of \"%s\", which %s"
            .formatted(traces, traces == 1 ? "" : "s", first.name(), first.words());
  }

  /**
   * The information of the data at hand, 0 along what they do not tell. From exact input its size
   * is unknown; then it counts as much as the experiments do on average.
   */
  private static double[] known(InferredObjective fit, List<Experiment> experiments, int traces) {
    int size = fit.parameters().size();
    double[][] nulls = fit.identifiability().nullDirections();
    double[] project = NewtonAscent.isotropic(1, size);
    for (double[] direction : nulls) {
      for (int j = 0; j < size; j++) {
        for (int k = 0; k < size; k++) {
          project[j * size + k] -= direction[j] * direction[k];
        }
      }
    }
    if (fit.covariance().length == 0) {
      double trace = 0;
      for (Experiment experiment : experiments) {
        for (int k = 0; k < size; k++) {
          trace += traces * experiment.information()[k * size + k] / experiments.size() / size;
        }
      }
      double each = trace > 0 ? trace : 1;
      return java.util.Arrays.stream(project).map(p -> p * each).toArray();
    }
    double[] told = sandwiched(project, fit.covariance(), size);
    return sandwiched(project, Information.of(told, size).inverse(), size);
  }

  private static double[] sandwiched(double[] outer, double[] inner, int size) {
    Array2DRowRealMatrix p = square(outer, size);
    double[][] product = p.multiply(square(inner, size)).multiply(p).getData();
    double[] flat = new double[size * size];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = product[i / size][i % size];
    }
    return flat;
  }

  private static Array2DRowRealMatrix square(double[] rows, int size) {
    double[][] square = new double[size][size];
    for (int i = 0; i < rows.length; i++) {
      square[i / size][i % size] = rows[i];
    }
    return new Array2DRowRealMatrix(square, false);
  }

  private static double[] units(
      double[] known, List<Experiment> experiments, int traces, int size) {
    double[] unit = new double[size];
    for (int k = 0; k < size; k++) {
      double sum = known[k * size + k];
      for (Experiment experiment : experiments) {
        sum += traces * experiment.information()[k * size + k];
      }
      unit[k] = sum > 0 ? 1 / Math.sqrt(sum) : 0;
    }
    return unit;
  }

  /** Σ log eigenvalue in common units, over those that are not 0. */
  private static double gain(double[] information, double[] unit) {
    int size = unit.length;
    double[][] scaled = new double[size][size];
    for (int j = 0; j < size; j++) {
      for (int k = 0; k < size; k++) {
        scaled[j][k] =
            .5 * (information[j * size + k] + information[k * size + j]) * unit[j] * unit[k];
      }
    }
    double sum = 0;
    for (double value :
        new EigenDecomposition(new Array2DRowRealMatrix(scaled, false)).getRealEigenvalues()) {
      sum += value > Information.RANK_TOLERANCE ? Math.log(value) : 0;
    }
    return sum;
  }

  /** One row an experiment, best first. */
  public ResultTable table() {
    return ResultTable.titled("What to observe next")
        .column("experiment", proposals.stream().map(Proposal::name).toList())
        .column("directions told", proposals.stream().map(Proposal::told).toList())
        .column("what it would do", proposals.stream().map(Proposal::words).toList())
        .withNote(summary + ".");
  }

  @Override
  public MimeBundle toMimeBundle() {
    return table().toMimeBundle();
  }
}
