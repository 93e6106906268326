package org.mesascope.infer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;
import org.mesascope.report.ResultTable;

/**
 * The exact posterior over a finite list of rewards.
 *
 * @param parameters their names
 * @param candidates one row a reward; not copied
 * @param probabilities one a reward; not copied
 * @param logLikelihoods of the traces under each, in nats; not copied
 * @param mean of each parameter; not copied
 * @param logEvidence log Σ prior · likelihood, in nats
 * @param n how many choices
 * @param rivals explanations of the same choices that need no objective
 */
public record CandidatePosterior(
    List<String> parameters,
    double[][] candidates,
    double[] probabilities,
    double[] logLikelihoods,
    double[] mean,
    double logEvidence,
    int n,
    List<Rival> rivals)
    implements Displayable {

  private static final int SHOWN = 10;
  private static final double AS_LIKELY = 1e-9;

  public CandidatePosterior {
    parameters = List.copyOf(parameters);
    rivals = List.copyOf(rivals);
  }

  static CandidatePosterior of(
      List<String> names,
      double[][] candidates,
      double[] prior,
      RewardModel model,
      int n,
      List<Rival> rivals) {
    double sum = Arrays.stream(prior).map(p -> p >= 0 ? p : Double.NaN).sum();
    if (candidates.length == 0
        || prior.length != candidates.length
        || !(Math.abs(sum - 1) < 1e-9)) {
      throw new IllegalArgumentException(
          "candidates expect a prior probability each, with sum 1, got %d, %d and %s"
              .formatted(candidates.length, prior.length, sum));
    }
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
        throw new java.util.concurrent.CancellationException(
            "the posterior was interrupted at candidate " + i);
      }
      likelihood[i] = model.logLikelihood(candidates[i]);
      joint[i] = likelihood[i] + Math.log(prior[i]);
    }
    double evidence = StationaryPlan.logSum(joint, 0, joint.length);
    double[] probability = Arrays.stream(joint).map(j -> Math.exp(j - evidence)).toArray();
    double[] mean = new double[names.size()];
    for (int i = 0; i < candidates.length; i++) {
      for (int k = 0; k < mean.length; k++) {
        mean[k] += probability[i] * candidates[i][k];
      }
    }
    return new CandidatePosterior(
        names, candidates, probability, likelihood, mean, evidence, n, rivals);
  }

  /** Numbers of the candidates that no other is likelier than, a posteriori. */
  public int[] best() {
    double most = Arrays.stream(probabilities).max().orElse(0);
    return IntStream.range(0, probabilities.length)
        .filter(i -> probabilities[i] >= most * (1 - AS_LIKELY))
        .toArray();
  }

  /** Which candidates the data cannot tell from the first of {@link #best}, in words. */
  public String identifiability() {
    int first = best()[0];
    long alike =
        Arrays.stream(logLikelihoods)
            .filter(l -> Math.abs(l - logLikelihoods[first]) <= AS_LIKELY * (1 + Math.abs(l)))
            .count();
    return alike == 1
        ? "no other candidate explains the choices as well as the best one"
        : "not identifiable: %d of %d candidates explain the choices exactly as well as the best one; between them the prior alone decides"
            .formatted(alike, probabilities.length);
  }

  /**
   * Whether the likeliest candidate explains the choices better than every rival, or none of these
   * candidates does. A posterior only divides 1 among the candidates it is given. By BIC: a
   * candidate has no fitted parameter, a rival has its own.
   */
  public String verdict() {
    Rival candidate = new Rival("candidate", logLikelihoods[best()[0]], 0);
    List<String> better =
        rivals.stream()
            .filter(rival -> rival.bic(n) <= candidate.bic(n))
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
