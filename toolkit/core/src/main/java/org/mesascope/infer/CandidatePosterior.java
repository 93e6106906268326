package org.mesascope.infer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;
import org.mesascope.report.Estimate;
import org.mesascope.report.ResultTable;
import org.mesascope.stats.Interval;

/**
 * The exact posterior over a finite list of rewards.
 *
 * @param parameters their names
 * @param candidates one row a reward; not copied
 * @param probabilities one a reward; not copied
 * @param logLikelihoods of the traces under each, in nats; not copied
 * @param logEvidence log Σ prior · likelihood, in nats
 * @param objective the posterior's mean, the reward to plan for if one must (Ramachandran and Amir
 *     2007), with equal-tailed credible intervals. What the choices at the mean do not tell, and
 *     how candidates differ that explain the choices equally well, is not identifiable
 */
public record CandidatePosterior(
    List<String> parameters,
    double[][] candidates,
    double[] probabilities,
    double[] logLikelihoods,
    double logEvidence,
    InferredObjective objective)
    implements Displayable {

  private static final int SHOWN = 10;
  private static final double AS_LIKELY = 1e-9;

  public CandidatePosterior {
    parameters = List.copyOf(parameters);
  }

  static CandidatePosterior of(
      MaxCausalEntropyIrl asked,
      Demonstrations seen,
      RewardModel model,
      double[][] candidates,
      double[] prior,
      double level) {
    IrlSetting first = asked.settings().get(0);
    List<String> names = RewardBasis.of(asked.form(), first.mdp(), first.features()).names;
    requirePrior(prior, candidates);
    double[] likelihood = new double[candidates.length];
    double[] joint = new double[candidates.length];
    for (int i = 0; i < candidates.length; i++) {
      if (candidates[i].length != names.size()
          || !Arrays.stream(candidates[i]).allMatch(Double::isFinite)) {
        throw new IllegalArgumentException(
            "candidate %d expects %d finite numbers, got %s"
                .formatted(i, names.size(), Arrays.toString(candidates[i])));
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("the posterior was interrupted at candidate " + i);
      }
      likelihood[i] = model.logLikelihood(candidates[i]);
      joint[i] = likelihood[i] + Math.log(prior[i]);
    }
    double evidence = StationaryPlan.logSum(joint, 0, joint.length);
    if (evidence == Double.NEGATIVE_INFINITY) {
      throw new ArithmeticException(
          "the choices have probability 0 under every candidate of positive prior");
    }
    double[] probability = Arrays.stream(joint).map(j -> Math.exp(j - evidence)).toArray();
    double[] mean = new double[names.size()];
    for (int i = 0; i < candidates.length; i++) {
      for (int k = 0; k < mean.length; k++) {
        mean[k] += probability[i] * candidates[i][k];
      }
    }
    Identifiability told =
        told(asked.form(), names, model.information(mean), candidates, likelihood, probability);
    InferredObjective objective =
        new InferredObjective(
            RewardBasis.objective(asked.form(), first.mdp(), first.features(), mean),
            estimates(names, candidates, probability, mean, told, seen.walks().size(), level),
            covariance(candidates, probability, mean),
            model.logLikelihood(mean),
            seen.steps(),
            new ActionRivals(seen, asked.settings()).all(),
            Evidence.BEHAVIOUR,
            told);
    return new CandidatePosterior(names, candidates, probability, likelihood, evidence, objective);
  }

  private static void requirePrior(double[] prior, double[][] candidates) {
    double sum = Arrays.stream(prior).map(p -> p >= 0 ? p : Double.NaN).sum();
    if (candidates.length == 0
        || prior.length != candidates.length
        || !(Math.abs(sum - 1) < 1e-9)) {
      throw new IllegalArgumentException(
          "candidates expect a prior probability each, with sum 1, got %d, %d and %s"
              .formatted(candidates.length, prior.length, sum));
    }
  }

  private static Identifiability told(
      RewardBasis.Form form,
      List<String> names,
      double[] fisher,
      double[][] candidates,
      double[] likelihood,
      double[] probability) {
    Information information = Information.of(fisher, names.size());
    List<double[]> untold = new ArrayList<>(information.untold());
    List<String> notes = new ArrayList<>(RewardPosterior.words(form, names, information));
    int first = best(probability)[0];
    int alike = 0;
    for (int i = 0; i < candidates.length; i++) {
      if (isAsLikely(likelihood, i, first) && i != first) {
        double[] difference = candidates[i].clone();
        for (int k = 0; k < difference.length; k++) {
          difference[k] -= candidates[first][k];
        }
        untold.add(difference);
        alike++;
      }
    }
    if (alike > 0) {
      notes.add(
          "%d of %d candidates explain the choices exactly as well as the likeliest"
              .formatted(alike, candidates.length));
    }
    return Identifiability.of(names, information, Information.orthonormal(untold), notes);
  }

  private static List<Estimate> estimates(
      List<String> names,
      double[][] candidates,
      double[] probability,
      double[] mean,
      Identifiability told,
      int traces,
      double level) {
    List<Estimate> estimates = new ArrayList<>();
    for (int k = 0; k < mean.length; k++) {
      int at = k;
      Interval interval =
          told.identified(k)
              ? new Interval(
                  Math.min(mean[k], quantile(candidates, probability, at, (1 - level) / 2)),
                  Math.max(mean[k], quantile(candidates, probability, at, (1 + level) / 2)),
                  level)
              : Wald.interval(mean[k], 0, false, level);
      estimates.add(
          new Estimate(
              names.get(k),
              mean[k],
              interval,
              traces,
              "Bayesian IRL over %d candidates, credible interval".formatted(candidates.length),
              ""));
    }
    return estimates;
  }

  private static double quantile(double[][] candidates, double[] probability, int k, double p) {
    List<Integer> order =
        IntStream.range(0, candidates.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> candidates[i][k]))
            .toList();
    double below = 0;
    for (int i : order) {
      below += probability[i];
      if (below >= p) {
        return candidates[i][k];
      }
    }
    return candidates[order.get(order.size() - 1)][k];
  }

  private static double[] covariance(double[][] candidates, double[] probability, double[] mean) {
    double[] sum = new double[mean.length * mean.length];
    double[] off = new double[mean.length];
    for (int i = 0; i < candidates.length; i++) {
      for (int k = 0; k < off.length; k++) {
        off[k] = Math.sqrt(probability[i]) * (candidates[i][k] - mean[k]);
      }
      Information.addOuter(off, sum);
    }
    return sum;
  }

  /** The posterior's mean, one number a parameter. */
  public double[] mean() {
    return objective.parameters().stream().mapToDouble(Estimate::value).toArray();
  }

  /** Numbers of the candidates that no other is likelier than, a posteriori. */
  public int[] best() {
    return best(probabilities);
  }

  private static int[] best(double[] probabilities) {
    double most = Arrays.stream(probabilities).max().orElse(0);
    return IntStream.range(0, probabilities.length)
        .filter(i -> probabilities[i] >= most * (1 - AS_LIKELY))
        .toArray();
  }

  private static boolean isAsLikely(double[] logLikelihoods, int i, int first) {
    double own = logLikelihoods[i];
    return Math.abs(own - logLikelihoods[first]) <= AS_LIKELY * (1 + Math.abs(own));
  }

  /** Which candidates the data cannot tell from the first of {@link #best}, in words. */
  public String identifiability() {
    int first = best()[0];
    long alike =
        IntStream.range(0, logLikelihoods.length)
            .filter(i -> isAsLikely(logLikelihoods, i, first))
            .count();
    return alike == 1
        ? "no other candidate explains the choices as well as the best one"
        : "not identifiable: %d of %d candidates explain the choices exactly as well as the best one; between them the prior alone decides"
            .formatted(alike, probabilities.length);
  }

  /** How many choices. */
  public int n() {
    return objective.n();
  }

  /** Explanations of the same choices that need no objective. */
  public List<Rival> rivals() {
    return objective.rivals();
  }

  /**
   * Whether the likeliest candidate explains the choices better than every rival, or none of these
   * candidates does. A posterior only divides 1 among the candidates it is given. By BIC: a
   * candidate has no fitted parameter, a rival has its own.
   */
  public String verdict() {
    Rival candidate = new Rival("candidate", logLikelihoods[best()[0]], 0);
    List<String> better =
        rivals().stream()
            .filter(rival -> !candidate.beats(rival, n()))
            .map(rival -> "\"" + rival.name() + "\"")
            .toList();
    return better.isEmpty()
        ? "the likeliest candidate explains the choices better than every rival (BIC)"
        : "none of these: %s %s the choices as well as the likeliest candidate or better (BIC)"
            .formatted(NullSpace.listed(better), better.size() == 1 ? "explains" : "explain");
  }

  /** The likeliest candidates, one a row. */
  public ResultTable table() {
    List<Integer> order =
        IntStream.range(0, probabilities.length)
            .boxed()
            .sorted(Comparator.comparing((Integer i) -> -probabilities[i]))
            .limit(SHOWN)
            .toList();
    ResultTable table =
        ResultTable.titled("Likeliest of %d candidates".formatted(probabilities.length))
            .column("P", order.stream().mapToDouble(i -> probabilities[i]).toArray());
    for (int k = 0; k < parameters.size(); k++) {
      int parameter = k;
      table =
          table.column(
              parameters.get(k),
              order.stream().mapToDouble(i -> candidates[i][parameter]).toArray());
    }
    List<String> notes = new ArrayList<>();
    notes.add(String.format(java.util.Locale.ROOT, "Log evidence %.6f", logEvidence));
    notes.add(identifiability());
    notes.add(verdict());
    return table.withNote(String.join("; ", notes) + ".");
  }

  @Override
  public MimeBundle toMimeBundle() {
    return table().toMimeBundle();
  }
}
