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
  private final ConditionalLogitOptions options;
  private final List<Judgment> judgments;
  private final int units;
  private final List<String> names;

  PreferenceFit(
      PreferenceSubject subject,
      @Nullable String tie,
      ConditionalLogitOptions options,
      List<Judgment> judgments,
      int units) {
    this.subject = subject;
    this.options = options;
    this.judgments = judgments;
    this.units = units;
    ties = tie != null;
    names = new ArrayList<>(subject.names());
    if (ties) {
      names.add(TIES);
    }
  }

  InferredObjective fit() {
    int size = names.size();
    ChoiceData data = data();
    MaximumLikelihood best = ConditionalLogit.maximise(data, options);
    LogitLikelihood at = new LogitLikelihood(data);
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
              "Bradley–Terry" + best.penaltyInWords() + spread.method(),
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

  private ChoiceData data() {
    ChoiceData.Builder builder = new ChoiceData.Builder(names);
    int size = names.size();
    for (Judgment j : judgments) {
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
      builder.add(rows.length / size, rows, j.outcome(), j.unit(), j.weight());
    }
    return builder.build(units);
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
      notes.addAll(NullSpace.followed(names, best.separated()));
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
      notes.addAll(NullSpace.followed(names, basis));
    }
    return Identifiability.of(names, best.told(), basis, notes);
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
