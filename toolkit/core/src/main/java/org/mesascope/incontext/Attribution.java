package org.mesascope.incontext;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.mesascope.display.Progress;
import org.mesascope.incontext.FittedRival.Lineage;
import org.mesascope.report.Estimate;
import org.mesascope.stats.Seed;
import org.mesascope.task.Prompts;
import org.mesascope.task.RegressionPrompts;

/**
 * Holds a model against every rival algorithm by prediction difference, model difference,
 * sensitivity cosine and paired loss together, in training's distribution and out of it, and names
 * the rival that it is consistent with, or none.
 *
 * <p>The rule. Every rival is fitted to the model's predictions on separate prompts of training. It
 * is consistent where its prediction difference stays below the tolerance on every condition,
 * interval included. The unit is the median distance between two rivals there, so that neither the
 * scale of the labels nor how hard a condition is moves the bar; at most the targets' mean size,
 * for rivals diverge on some shifts, and as many times that as the model's predictions outgrow the
 * targets, for then its own rival does too. An algorithm that does not see the examples' order is
 * not consistent with a model that depends on it (Shen et al. 2023). Of the consistent rivals those
 * with the fewest fitted numbers are named; the others are listed, because an algorithm is also a
 * special case of every one that contains it.
 *
 * <p>The controls. For each rival named, the same algorithm computed in another way must be taken
 * for it, through the same fit and comparison; the rival with twice its rate, an untrained layer, a
 * memoriser of one w, a good gradient step and a medium ridge must not. A control of the named
 * rival's own lineage is left out. If any fails, there is no verdict.
 *
 * <p>Known limits: agreement says that a model computes what an algorithm computes on these
 * prompts, not that it does so by steps; a one-layer linear model can do little else. Source: von
 * Oswald et al. (2022), Transformers learn in-context by gradient descent, section 3; departures:
 * fitted rivals, the shifts beyond input scale, the rule and the controls.
 *
 * <pre>{@code
 * var report = Attribution.of(training).attribute(model, Seed.of(1));
 * report.named();    // [GD]
 * report.verdict();
 * }</pre>
 *
 * <p>A condition whose prompts are longer than the model takes is left out, and the report says so.
 *
 * <p>Cost: one fit a rival and one more for each that is named; those of several numbers take some
 * hundred evaluations of {@link AttributionOptions#fitPrompts()} prompts.
 */
public final class Attribution {

  private static final double MEDIUM_RIDGE = .3;

  private final RegressionPrompts training;
  private final List<RivalFamily> families;
  private final List<PromptCondition> conditions;
  private final AttributionOptions options;

  private Attribution(
      RegressionPrompts training,
      List<RivalFamily> families,
      List<PromptCondition> conditions,
      AttributionOptions options) {
    this.training = training;
    this.families = families;
    this.conditions = conditions;
    this.options = options;
  }

  /** Against all standard rivals, on the standard conditions. */
  public static Attribution of(RegressionPrompts training) {
    return new Attribution(
        training,
        RivalFamily.standard(training),
        PromptCondition.standard(training),
        AttributionOptions.defaults());
  }

  /** Against other rivals, at least three: fewer give no scale to measure by. */
  public Attribution withRivals(List<RivalFamily> rivals) {
    Set<String> names = new HashSet<>();
    rivals.forEach(rival -> names.add(rival.name()));
    if (rivals.size() < 3 || names.size() < rivals.size()) {
      throw new IllegalArgumentException(
          "an attribution expects at least three rivals of different names, got "
              + rivals.stream().map(RivalFamily::name).toList());
    }
    return new Attribution(training, List.copyOf(rivals), conditions, options);
  }

  /** On other shifts, beside the training distribution; none for training alone. */
  public Attribution withShifts(PromptCondition... shifts) {
    List<PromptCondition> all = new ArrayList<>();
    all.add(new PromptCondition("training", training));
    for (PromptCondition shift : shifts) {
      int expected = training.inputs().dimension();
      int got = shift.prompts().inputs().dimension();
      if (got != expected) {
        throw new IllegalArgumentException(
            "condition \"%s\" expects inputs of %d dimensions as in training, got %d"
                .formatted(shift.name(), expected, got));
      }
      if (all.stream().anyMatch(other -> other.name().equals(shift.name()))) {
        throw new IllegalArgumentException("two conditions are named \"" + shift.name() + "\"");
      }
      all.add(shift);
    }
    return new Attribution(training, families, List.copyOf(all), options);
  }

  public Attribution withOptions(AttributionOptions other) {
    return new Attribution(training, families, conditions, other);
  }

  /**
   * Compares a model with every rival.
   *
   * @throws IllegalArgumentException if the model's predictions are not finite, naming the
   *     condition
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   */
  public AttributionReport attribute(InContextModel model, Seed seed) {
    List<PromptCondition> asked =
        conditions.stream()
            .filter(condition -> condition.prompts().context() <= model.longestContext())
            .toList();
    if (!asked.contains(conditions.get(0))) {
      throw new IllegalArgumentException(
          "model \"%s\" expects at most %d examples, training's prompts have %d"
              .formatted(model.name(), model.longestContext(), training.context()));
    }
    List<String> leftOut =
        conditions.stream()
            .filter(condition -> !asked.contains(condition))
            .map(PromptCondition::name)
            .toList();
    AttributionRound round = new AttributionRound(options, asked, families, seed);
    int steps = families.size() + asked.size();
    AttributionRound.Found found;
    try (Progress progress = Progress.of("attribution of " + model.name(), steps)) {
      found = round.of(model, progress);
    }
    List<RivalMatch> named = named(found);
    List<AttributionControl> controls = new ArrayList<>();
    for (RivalMatch match : named) {
      String label = "controls of " + match.rival().family();
      try (Progress progress = Progress.of(label, 1)) {
        controls.addAll(controls(match.rival(), round, found, seed.split("controls")));
        progress.step();
      }
    }
    return new AttributionReport(
        model.name(),
        model.expressivity(),
        asked.stream().map(PromptCondition::name).toList(),
        leftOut,
        found.matches(),
        found.yardsticks(),
        found.orderEffect(),
        options.tolerance(),
        named.stream().map(match -> match.rival().family()).toList(),
        controls);
  }

  private static List<RivalMatch> named(AttributionRound.Found found) {
    List<RivalMatch> consistent = found.consistent();
    return consistent.stream()
        .filter(match -> match.rival().freedom() == consistent.get(0).rival().freedom())
        .toList();
  }

  private List<AttributionControl> controls(
      FittedRival rival, AttributionRound round, AttributionRound.Found found, Seed seed) {
    List<AttributionControl> controls = new ArrayList<>();
    boolean taken =
        round.match(rival.constructed(), rival.family(), found.yardsticks()).match()
            == RivalMatch.Match.CONSISTENT;
    controls.add(control(rival, rival.constructed(), true, taken, round, found));
    for (InContextModel other : impostors(rival, round, seed)) {
      List<Estimate> shares = round.shares(other, rival.model(), found.yardsticks());
      boolean rejected =
          RivalMatch.of(shares, options.tolerance()) == RivalMatch.Match.INCONSISTENT;
      controls.add(control(rival, other, false, rejected, round, found));
    }
    return controls;
  }

  private static AttributionControl control(
      FittedRival rival,
      InContextModel model,
      boolean positive,
      boolean passed,
      AttributionRound round,
      AttributionRound.Found found) {
    double most =
        round.shares(model, rival.model(), found.yardsticks()).stream()
            .mapToDouble(Estimate::value)
            .max()
            .orElse(0);
    return new AttributionControl(rival.family(), model.name(), positive, passed, most);
  }

  /** Models that must not be taken for a rival: none of its own lineage but at a wrong rate. */
  private List<InContextModel> impostors(FittedRival rival, AttributionRound round, Seed seed) {
    Prompts prompts = round.fitPrompts();
    int d = round.dimension();
    List<InContextModel> all = new ArrayList<>();
    if (rival.wrong() != null) {
      all.add(rival.wrong());
    }
    all.add(Constructions.untrained(d, seed.split("untrained")).named("untrained attention layer"));
    if (rival.lineage() != Lineage.MEMORY) {
      double[] w = new double[d];
      training.weights().draw(seed.split("memory").random(), d, w, 0);
      all.add(Rivals.fixed(w));
    }
    if (rival.lineage() != Lineage.DESCENT) {
      all.add(Rivals.gradientDescent(RateFamilies.bestRate(prompts, prompts.targets())));
    }
    if (rival.lineage() != Lineage.RIDGE) {
      all.add(Rivals.ridge(MEDIUM_RIDGE * RivalFit.power(prompts)));
    }
    return all;
  }
}
