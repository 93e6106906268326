package org.mesascope.infer;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;
import org.mesascope.report.Estimate;
import org.mesascope.report.ResultTable;
import org.mesascope.stats.Averages;
import org.mesascope.stats.ChainDiagnostics;
import org.mesascope.stats.Interval;

/**
 * Draws from the posterior of a reward.
 *
 * @param parameters their names
 * @param draws by chain, draw and parameter; not copied
 * @param byParameter whether the chains of each parameter may be read
 * @param credible the mean of each parameter with its equal-tailed credible interval
 * @param deviation of the prior
 * @param objective the mean as an inferred objective; where the data do not tell a parameter its
 *     interval there is the whole line
 */
public record RewardPosterior(
    List<String> parameters,
    double[][][] draws,
    List<ChainDiagnostics> byParameter,
    List<Estimate> credible,
    double deviation,
    InferredObjective objective)
    implements Displayable {

  public RewardPosterior {
    parameters = List.copyOf(parameters);
    byParameter = List.copyOf(byParameter);
    credible = List.copyOf(credible);
  }

  static RewardPosterior of(
      MaxCausalEntropyIrl model,
      Demonstrations seen,
      RewardModel likelihood,
      double[][][] draws,
      double deviation,
      double level) {
    double[] mean = mean(draws);
    double[] covariance = covariance(draws, mean);
    IrlSetting first = model.settings().get(0);
    List<String> names = RewardBasis.of(model.form(), first.mdp(), first.features()).names;
    double[] fisher = likelihood.information(mean);
    Information told = Information.of(fisher, mean.length);
    Identifiability identifiability =
        Identifiability.of(names, told, words(model.form(), names, told));
    List<ChainDiagnostics> byParameter = new ArrayList<>();
    for (int k = 0; k < mean.length; k++) {
      byParameter.add(ChainDiagnostics.of(parameter(draws, k)));
    }
    ChainDiagnostics worst = byParameter.stream().reduce(ChainDiagnostics::worse).orElseThrow();
    List<Estimate> credible = new ArrayList<>();
    List<Estimate> estimates = new ArrayList<>();
    String method = "Bayesian IRL, " + words(worst);
    for (int k = 0; k < mean.length; k++) {
      double[] sorted =
          Arrays.stream(parameter(draws, k)).flatMapToDouble(Arrays::stream).sorted().toArray();
      Interval own =
          new Interval(
              Averages.quantile(sorted, (1 - level) / 2),
              Averages.quantile(sorted, (1 + level) / 2),
              level);
      Interval shown =
          identifiability.identified(k) ? own : Wald.interval(mean[k], 0, false, level);
      int n = seen.walks().size();
      credible.add(new Estimate(names.get(k), mean[k], own, n, "posterior mean", ""));
      estimates.add(new Estimate(names.get(k), mean[k], shown, n, method, ""));
    }
    InferredObjective objective =
        new InferredObjective(
            RewardBasis.objective(model.form(), first.mdp(), first.features(), mean),
            estimates,
            covariance,
            likelihood.logLikelihood(mean),
            seen.steps(),
            new ActionRivals(seen, model.settings()).all(),
            Evidence.BEHAVIOUR,
            identifiability);
    return new RewardPosterior(names, draws, byParameter, credible, deviation, objective);
  }

  /** The worst of every diagnostic over all parameters. */
  public ChainDiagnostics diagnostics() {
    return byParameter.stream().reduce(ChainDiagnostics::worse).orElseThrow();
  }

  /** Whether the draws may be read, and what to do if not. */
  public String verdict() {
    ChainDiagnostics worst = diagnostics();
    return worst.passes()
        ? "the chains agree: " + words(worst)
        : ("THE CHAINS DO NOT AGREE, DO NOT READ THIS POSTERIOR: %s, where at most %s and at least %d"
                + " are expected; draw more, or give a narrower prior")
            .formatted(
                words(worst),
                ChainDiagnostics.LARGEST_R_HAT,
                ChainDiagnostics.LEAST_EFFECTIVE * worst.chains());
  }

  /** All draws of a parameter, chain after chain. */
  public double[] draws(String parameter) {
    int k = parameters.indexOf(parameter);
    if (k < 0) {
      throw new IllegalArgumentException(
          "there is no parameter \"%s\", only %s".formatted(parameter, parameters));
    }
    return Arrays.stream(parameter(draws, k)).flatMapToDouble(Arrays::stream).toArray();
  }

  /** One row a parameter, with what stands behind it. */
  public ResultTable table() {
    List<String> speaks = new ArrayList<>();
    for (int k = 0; k < parameters.size(); k++) {
      speaks.add(
          objective.identifiability().identified(k) ? "data and prior" : "not identifiable: prior");
    }
    double level = Objects.requireNonNull(credible.get(0).interval()).level();
    String percent = BigDecimal.valueOf(100 * level).stripTrailingZeros().toPlainString();
    return ResultTable.titled("Posterior of the behavioural objective")
        .column("parameter", parameters)
        .column("mean [%s %% interval]".formatted(percent), credible)
        .column("who speaks", speaks)
        .column("R-hat", byParameter.stream().mapToDouble(ChainDiagnostics::rHat).toArray())
        .column("bulk ESS", byParameter.stream().mapToDouble(ChainDiagnostics::bulk).toArray())
        .column("tail ESS", byParameter.stream().mapToDouble(ChainDiagnostics::tail).toArray())
        .withNote(
            "%d traces; prior: normal with deviation %s; %s; %s."
                .formatted(
                    credible.get(0).n(),
                    deviation,
                    objective.identifiability().summary(),
                    verdict()));
  }

  @Override
  public MimeBundle toMimeBundle() {
    return table().toMimeBundle();
  }

  private static String words(ChainDiagnostics worst) {
    return String.format(
        Locale.ROOT,
        "R-hat at most %.4f, effective draws at least %.0f (bulk) and %.0f (tail)",
        worst.rHat(),
        worst.bulk(),
        worst.tail());
  }

  static List<String> words(RewardBasis.Form form, List<String> names, Information told) {
    NullSpace space = new NullSpace(names, told);
    List<String> notes = new ArrayList<>();
    List<String> unseen = new ArrayList<>();
    boolean[] silent = space.takeSilent();
    double[] constant = new double[names.size()];
    for (int k = 0; k < silent.length; k++) {
      constant[k] = silent[k] ? 0 : 1;
      if (silent[k]) {
        unseen.add(names.get(k));
      }
    }
    if (!unseen.isEmpty()) {
      notes.add(NullSpace.listed(unseen) + " left no trace in these choices");
    }
    if (form != RewardBasis.Form.FEATURES && space.take(constant)) {
      notes.add("any constant");
    }
    notes.addAll(space.together());
    return notes;
  }

  static double[] mean(double[][][] draws) {
    double[] mean = new double[draws[0][0].length];
    double count = (double) draws.length * draws[0].length;
    for (double[][] chain : draws) {
      for (double[] draw : chain) {
        for (int k = 0; k < mean.length; k++) {
          mean[k] += draw[k] / count;
        }
      }
    }
    return mean;
  }

  static double[] covariance(double[][][] draws, double[] mean) {
    double[] sum = new double[mean.length * mean.length];
    double[] off = new double[mean.length];
    double scale = Math.sqrt((double) draws.length * draws[0].length - 1);
    for (double[][] chain : draws) {
      for (double[] draw : chain) {
        for (int k = 0; k < mean.length; k++) {
          off[k] = (draw[k] - mean[k]) / scale;
        }
        Information.addOuter(off, sum);
      }
    }
    return sum;
  }

  private static double[][] parameter(double[][][] draws, int k) {
    return Arrays.stream(draws)
        .map(chain -> Arrays.stream(chain).mapToDouble(draw -> draw[k]).toArray())
        .toArray(double[][]::new);
  }
}
