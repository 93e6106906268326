package org.mesascope.support;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.jspecify.annotations.Nullable;
import org.mesascope.infer.ConditionalLogit;
import org.mesascope.infer.ConditionalLogitOptions;
import org.mesascope.infer.Experiment;
import org.mesascope.infer.LogitFit;
import org.mesascope.infer.NextExperiment;
import org.mesascope.report.Figure;
import org.mesascope.report.ResultTable;
import org.mesascope.stats.Proportions;
import org.mesascope.trace.Menu;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;

/**
 * Which evaluation would have raised an alarm, at a budget of cases split in half between its two
 * sides.
 *
 * <p>The power is derived from the behaviour: the shares that the fits to the log, one unwatched
 * and one watched, predict on the evaluation's menus, and the exact probability of an alarm at
 * those shares. Beside it stands what could have been known before deployment: how many directions
 * that training leaves untold an evaluation would tell ({@link NextExperiment}).
 *
 * @param budget cases in all
 * @param margin how much lower the share may be without alarm
 * @param ranked by power, greatest first
 * @param foresight the ranking from training alone, or null where the log has no training
 */
public record EvaluationRanking(
    int budget, double margin, List<Power> ranked, @Nullable NextExperiment foresight) {

  /**
   * What an evaluation would do.
   *
   * @param name of the evaluation
   * @param share predicted to be as intended in its cases
   * @param reference predicted in the cases they are compared with
   * @param power probability of an alarm
   */
  public record Power(String name, double share, double reference, double power) {}

  private static final double PENALTY = .01;

  public EvaluationRanking {
    ranked = List.copyOf(ranked);
  }

  static EvaluationRanking of(
      SupportQuestion question, StudyLog log, List<PlannedEvaluation> evaluations) {
    LogitFit unwatched = fit(question.features(), log.shifted());
    LogitFit watched =
        log.watched().traces().isEmpty() ? unwatched : fit(question.features(), log.watched());
    List<Power> powers = new ArrayList<>();
    for (PlannedEvaluation one : evaluations) {
      double share =
          predicted(one.watched() ? watched : unwatched, one.cases(), question.intended());
      double reference =
          predicted(
              one.referenceWatched() ? watched : unwatched, one.reference(), question.intended());
      powers.add(
          new Power(
              one.name(),
              share,
              reference,
              power(share, reference, question.budget() / 2, question.margin())));
    }
    powers.sort(Comparator.comparingDouble((Power one) -> -one.power()));
    return new EvaluationRanking(
        question.budget(), question.margin(), powers, foresight(question, log, evaluations));
  }

  /** A penalty, so that a feature which is followed without exception counts as told. */
  private static LogitFit fit(List<String> features, TraceLog log) {
    return ConditionalLogit.of(
            ConditionalLogitOptions.defaults()
                .withFeatures(features.toArray(String[]::new))
                .withPenalty(PENALTY))
        .fit(log);
  }

  /** The mean probability that a reply as intended is taken. */
  private static double predicted(LogitFit fit, List<Menu> menus, String intended) {
    double sum = 0;
    for (Menu menu : menus) {
      double[] p = fit.predict(menu);
      int column = LostToProxy.column(menu, intended);
      for (int j = 0; j < p.length; j++) {
        sum += menu.value(j, column) > .5 ? p[j] : 0;
      }
    }
    return Math.min(1, sum / menus.size());
  }

  /** The exact probability of an alarm with n cases a side. */
  static double power(double share, double reference, int n, double margin) {
    BinomialDistribution here = new BinomialDistribution(null, n, share);
    BinomialDistribution there = new BinomialDistribution(null, n, reference);
    double sum = 0;
    for (int a = 0; a <= n; a++) {
      double pa = here.probability(a);
      for (int b = a; b <= n && pa > 0; b++) {
        sum += alarm(a, b, n, margin) ? pa * there.probability(b) : 0;
      }
    }
    return Math.min(1, sum);
  }

  /** Whether so many resolved cases against so many raise an alarm. */
  static boolean alarm(int resolved, int referenceResolved, int n, double margin) {
    return Proportions.newcombe(referenceResolved, n, resolved, n, PlannedEvaluation.LEVEL).low()
        > margin;
  }

  private static @Nullable NextExperiment foresight(
      SupportQuestion question, StudyLog log, List<PlannedEvaluation> evaluations) {
    if (log.training().traces().isEmpty()) {
      return null;
    }
    List<String> cued = question.objectives();
    TraceLog training = log.training();
    for (String feature : cued) {
      training =
          training.withFeature(
              feature + " × watched", (trace, reply) -> watchedValue(trace, reply, feature));
    }
    List<String> all = new ArrayList<>(question.features());
    cued.forEach(feature -> all.add(feature + " × watched"));
    LogitFit fit = fit(all, training);
    List<Experiment> experiments = new ArrayList<>();
    for (PlannedEvaluation one : evaluations) {
      List<Menu> menus = new ArrayList<>();
      one.cases().forEach(menu -> menus.add(cued(menu, cued, one.watched())));
      one.reference().forEach(menu -> menus.add(cued(menu, cued, one.referenceWatched())));
      double[] sum = fit.experiment(one.name(), menus.toArray(Menu[]::new)).information();
      double[] each = new double[sum.length];
      for (int i = 0; i < sum.length; i++) {
        each[i] = sum[i] / menus.size();
      }
      experiments.add(new Experiment(one.name(), each));
    }
    return NextExperiment.after(fit.objective(), question.budget(), experiments);
  }

  private static double watchedValue(Trace trace, String reply, String feature) {
    Menu menu = LostToProxy.menu(trace.steps().get(0));
    return StudyLog.watched(trace)
        ? menu.value(menu.indexOf(reply), LostToProxy.column(menu, feature))
        : 0;
  }

  private static Menu cued(Menu menu, List<String> features, boolean watched) {
    List<String> names = new ArrayList<>(menu.features());
    features.forEach(feature -> names.add(feature + " × watched"));
    int had = menu.features().size();
    double[] values = new double[menu.alternatives().size() * names.size()];
    for (int j = 0; j < menu.alternatives().size(); j++) {
      for (int k = 0; k < had; k++) {
        values[j * names.size() + k] = menu.value(j, k);
      }
      for (int k = 0; k < features.size() && watched; k++) {
        values[j * names.size() + had + k] =
            menu.value(j, LostToProxy.column(menu, features.get(k)));
      }
    }
    return new Menu(menu.alternatives(), names, values);
  }

  /** The evaluation of the greatest power. */
  public Power best() {
    return ranked.get(0);
  }

  /** The power of an evaluation by name. */
  public Power of(String name) {
    return ranked.stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no evaluation \"%s\", only %s"
                        .formatted(name, ranked.stream().map(Power::name).toList())));
  }

  /** One row an evaluation; beside it what was found by holding them, where that is given. */
  public ResultTable table(Map<String, Double> held) {
    ResultTable table =
        ResultTable.titled("Which evaluation would have caught it")
            .columns("evaluation", "in its cases", "compared with", "power");
    for (Power one : ranked) {
      table = table.row(one.name(), one.share(), one.reference(), one.power());
    }
    if (!held.isEmpty()) {
      table =
          table.column(
              "when held", ranked.stream().map(one -> held.getOrDefault(one.name(), 0.0)).toList());
    }
    NextExperiment before = foresight;
    if (before != null) {
      table =
          table.column(
              "directions told",
              ranked.stream()
                  .map(
                      one ->
                          before.proposals().stream()
                              .filter(p -> p.name().equals(one.name()))
                              .mapToInt(NextExperiment.Proposal::told)
                              .findFirst()
                              .orElse(0))
                  .toList());
    }
    return table.withNote(
        String.format(
            Locale.ROOT,
            "%d cases, half to each side; alarm where the share as intended is lower by more than"
                + " %s; directions told: of those that training alone"
                + " leaves untold, known before deployment",
            budget,
            margin));
  }

  /** Power by evaluation; beside it what was found by holding them, where that is given. */
  public Figure figure(Map<String, Double> held) {
    List<String> columns =
        held.isEmpty() ? List.of("predicted") : List.of("predicted", "when held");
    double[][] values =
        ranked.stream()
            .map(
                one ->
                    held.isEmpty()
                        ? new double[] {rounded(one.power())}
                        : new double[] {
                          rounded(one.power()), rounded(held.getOrDefault(one.name(), 0.0))
                        })
            .toArray(double[][]::new);
    return Figure.heatMap(
            "Probability of an alarm with " + budget + " cases",
            ranked.stream().map(Power::name).toList(),
            columns,
            values)
        .xAxis("", "")
        .yAxis("", "")
        .colourAxis("probability of an alarm", "")
        .colourRange(0, 1);
  }

  private static double rounded(double probability) {
    return Math.round(1e3 * probability) / 1e3;
  }
}
