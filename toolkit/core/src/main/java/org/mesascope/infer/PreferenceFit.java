package org.mesascope.infer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mesascope.report.Estimate;
import org.mesascope.trace.Menu;

/** Fits strengths to comparisons and gathers what may be said about them. */
final class PreferenceFit {

  /** The parameter of ties, log ν. */
  static final String TIES = "ties (log ν)";

  /**
   * A comparison, or several with the same outcome.
   *
   * @param menu where the alternatives' features stand, or null
   * @param mayTie whether a tie was open
   * @param outcome 0 for the first, 1 for the second, 2 for a tie
   */
  record Judgment(
      String first,
      String second,
      @Nullable Menu menu,
      boolean mayTie,
      int outcome,
      int unit,
      double weight) {}

  private final PreferenceSubject subject;
  private final boolean ties;
  private final double blind;
  private final ConditionalLogitOptions options;
  private final List<Judgment> judgments;
  private final int units;
  private final List<String> names;

  PreferenceFit(
      PreferenceSubject subject,
      @Nullable String tie,
      double blind,
      ConditionalLogitOptions options,
      List<Judgment> judgments,
      int units) {
    this.subject = subject;
    this.options = options;
    this.judgments = judgments;
    this.units = units;
    this.blind = blind;
    ties = tie != null;
    names = new ArrayList<>(subject.names());
    if (ties) {
      names.add(TIES);
    }
  }

  InferredObjective fit() {
    int size = names.size();
    ChoiceData data = data();
    MaximumLikelihood best = maximise(data);
    ChoiceLikelihood at = likelihood(data);
    at.value(best.point(), new double[size]);
    Spread spread = Spread.of(options.errors(), best, at, size);
    Identifiability told = identifiability(best, size);
    double n = data.weight();
    List<Estimate> estimates = new ArrayList<>();
    for (int k = 0; k < size; k++) {
      double error = Math.sqrt(spread.covariance()[k * size + k]);
      estimates.add(
          new Estimate(
              names.get(k),
              best.point()[k],
              Wald.interval(best.point()[k], error, told.identified(k), options.level()),
              units,
              "Bradley–Terry" + inWords() + best.penaltyInWords() + spread.method(),
              ""));
    }
    return new InferredObjective(
        subject.objective(Arrays.copyOf(best.point(), subject.names().size())),
        estimates,
        spread.covariance(),
        best.logLikelihood(),
        (int) Math.round(n),
        rivals(),
        Evidence.BEHAVIOUR,
        told);
  }

  /** The weights that maximise the likelihood, and no more than that. */
  double[] weights() {
    return maximise(data()).point();
  }

  ChoiceLikelihood likelihood(ChoiceData data) {
    return blind > 0 ? new BlindLikelihood(data, blind) : new LogitLikelihood(data);
  }

  /** P(first), P(second) and, where a tie is open, P(tie). */
  double[] chances(Judgment asked, double[] weights) {
    int open = asked.mayTie() ? 3 : 2;
    double[] rows = rows(asked);
    double[] utility = new double[open];
    for (int i = 0; i < rows.length; i++) {
      utility[i / weights.length] += rows[i] * weights[i % weights.length];
    }
    double total = StationaryPlan.logSum(utility, 0, open);
    return Arrays.stream(utility)
        .map(u -> blind / open + (1 - blind) * Math.exp(u - total))
        .toArray();
  }

  private MaximumLikelihood maximise(ChoiceData data) {
    return blind > 0
        ? MaximumLikelihood.of(
            likelihood(data),
            new double[names.size()],
            options.penalty(),
            options.tolerance(),
            options.iterations())
        : ConditionalLogit.maximise(data, options);
  }

  private String inWords() {
    return blind > 0 ? ", a share of " + blind + " answered blindly" : "";
  }

  ChoiceData data() {
    ChoiceData.Builder builder = new ChoiceData.Builder(names);
    for (Judgment j : judgments) {
      double[] rows = rows(j);
      builder.add(rows.length / names.size(), rows, j.outcome(), j.unit(), j.weight());
    }
    return builder.build(units);
  }

  private double[] rows(Judgment j) {
    int size = names.size();
    double[] first = subject.row(j.first(), j.menu());
    double[] second = subject.row(j.second(), j.menu());
    double[] rows = new double[(j.mayTie() ? 3 : 2) * size];
    System.arraycopy(first, 0, rows, 0, first.length);
    System.arraycopy(second, 0, rows, size, second.length);
    for (int k = 0; j.mayTie() && k < first.length; k++) {
      rows[2 * size + k] = .5 * (first[k] + second[k]);
    }
    if (j.mayTie()) {
      rows[3 * size - 1] = 1;
    }
    return rows;
  }

  private Identifiability identifiability(MaximumLikelihood best, int size) {
    List<double[]> untold = new ArrayList<>(best.untold());
    List<String> notes = new ArrayList<>();
    NullSpace space = new NullSpace(names, best.told());
    if (subject instanceof PreferenceSubject.Items items) {
      PreferenceGraph graph = graph(items.items());
      for (List<Integer> group : graph.groups()) {
        if (!group.contains(0)) {
          double[] direction = new double[size];
          group.forEach(item -> direction[item - 1] = 1);
          untold.add(direction);
        }
      }
      notes.addAll(graph.words());
    } else {
      boolean[] silent = space.takeSilent();
      for (int k = 0; k < size; k++) {
        if (silent[k] && !names.get(k).equals(TIES)) {
          notes.add(names.get(k) + " does not differ within any comparison");
        }
      }
      notes.addAll(space.together());
      notes.addAll(followed(best.separated()));
    }
    double tied =
        judgments.stream().filter(j -> j.outcome() == 2).mapToDouble(Judgment::weight).sum();
    if (ties && (tied == 0 || judgments.stream().allMatch(j -> j.outcome() == 2))) {
      double[] axis = new double[size];
      axis[size - 1] = 1;
      untold.add(axis);
      notes.add(
          tied == 0
              ? "nothing tied, so that log ν has no lower bound"
              : "all tied, so that log ν has no upper bound");
    }
    List<double[]> basis = Information.orthonormal(untold);
    if (notes.isEmpty() && !basis.isEmpty()) {
      notes.addAll(followed(basis));
    }
    return Identifiability.of(names, best.told(), basis, notes);
  }

  /** Where answers may be blind, too few exceptions bound a weight no better than none. */
  private List<String> followed(List<double[]> separated) {
    return NullSpace.followed(names, separated).stream()
        .map(
            words ->
                blind > 0
                    ? words.replace(
                        "without exception", "with no more exceptions than blind answers explain")
                    : words)
        .toList();
  }

  private PreferenceGraph graph(List<String> items) {
    PreferenceGraph graph = new PreferenceGraph(items);
    for (Judgment j : judgments) {
      int first = items.indexOf(j.first());
      int second = items.indexOf(j.second());
      switch (j.outcome()) {
        case 0 -> graph.preferred(first, second);
        case 1 -> graph.preferred(second, first);
        default -> graph.tied(first, second);
      }
    }
    return graph;
  }

  /** Equal chances; the place of the alternative; and odds of its own for each pair. */
  private List<Rival> rivals() {
    double blind = 0;
    double[] two = new double[2];
    double[] three = new double[3];
    for (Judgment j : judgments) {
      blind -= j.weight() * Math.log(j.mayTie() ? 3 : 2);
      (j.mayTie() ? three : two)[j.outcome()] += j.weight();
    }
    double pairs = 0;
    int parameters = 0;
    for (Map.Entry<List<String>, double[]> pair : PreferenceLearning.byPair(judgments).entrySet()) {
      pairs += ActionRivals.saturated(pair.getValue());
      parameters += pair.getKey().get(2).isEmpty() ? 1 : 2;
    }
    int places = (Arrays.stream(two).sum() > 0 ? 1 : 0) + (Arrays.stream(three).sum() > 0 ? 2 : 0);
    return List.of(
        new Rival("equal chances", blind, 0),
        new Rival(
            "the place in the menu",
            ActionRivals.saturated(two) + ActionRivals.saturated(three),
            places),
        new Rival("each pair its own odds", pairs, parameters));
  }
}
