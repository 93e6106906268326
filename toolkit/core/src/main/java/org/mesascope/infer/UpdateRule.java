package org.mesascope.infer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;
import org.mesascope.optimizer.OptimizerShiftReport.Drift;
import org.mesascope.report.Estimate;
import org.mesascope.report.Figure;
import org.mesascope.report.ResultTable;

/**
 * What an optimizer does with gradients, as {@link UpdateRuleReader} reads it. A description of
 * behaviour, never of what the optimizer is for.
 *
 * @param optimizer its name
 * @param family the name of the problems it was watched on
 * @param options how it was read
 * @param problems how many were looked at: those that did not diverge
 * @param lags coefficients of the update on the present gradient (lag 0) and past ones; what older
 *     gradients do loads on the last lags
 * @param lagsTold which of them the traces tell apart: gradients that shrink in step do not
 * @param memory the share of the lags' sizes on past gradients: 0 for SGD
 * @param saturation the power of |gradient| that the first update grows with: 1 for SGD and
 *     momentum, 0 for sign descent and Adam
 * @param preconditioning how far updates even out coordinates whose gradients differ in size: 0 for
 *     SGD, 1 where every coordinate moves alike
 * @param gain ‖update‖ / ‖gradient‖ over steps
 * @param change of the gain from the first fifth of the steps to the last
 * @param first the first update against the size of the gradient, probed by hand
 * @param held the updates under one gradient that stays, of the size typical of the first step:
 *     what the rule does over time of itself
 * @param drift how far it moves on gradients of 0
 * @param rivals rules made by hand fitted to the same trace, from few settings to many, and last
 *     any sum of the last gradients
 */
public record UpdateRule(
    String optimizer,
    String family,
    UpdateRuleOptions options,
    int problems,
    List<Estimate> lags,
    Identifiability lagsTold,
    Estimate memory,
    Estimate saturation,
    Estimate preconditioning,
    List<Gain> gain,
    Estimate change,
    ProbedSteps first,
    ProbedSteps held,
    Drift drift,
    List<RuleFit> rivals)
    implements Displayable {

  private static final double ALIKE = .002;

  /** ‖update‖ / ‖gradient‖ at a step. */
  public record Gain(int step, Estimate size) {}

  /** Keeps lists of its own. */
  public UpdateRule {
    lags = List.copyOf(lags);
    gain = List.copyOf(gain);
    rivals = List.copyOf(rivals);
  }

  /** The rival that explains most of the held-out updates; of those alike the simplest. */
  public RuleFit nearest() {
    double best = best();
    return rivals.stream()
        .filter(fit -> fit.heldOut().value() >= best - ALIKE)
        .findFirst()
        .orElseThrow();
  }

  private double best() {
    return rivals.stream()
        .map(RuleFit::heldOut)
        .map(Estimate::value)
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  /** The fit of a rival, by name. */
  public RuleFit rival(String name) {
    return rivals.stream()
        .filter(fit -> fit.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no rival \"%s\", only %s"
                        .formatted(name, rivals.stream().map(RuleFit::name).toList())));
  }

  /** Whether the nearest rival explains enough to describe the rule. */
  public boolean described() {
    return nearest().heldOut().value() >= options.enough();
  }

  /** Which rival describes the updates, or that none of them does, in words. */
  public String verdict() {
    RuleFit nearest = nearest();
    String share = shown(nearest.heldOut().value());
    if (!described()) {
      return "none of these: the nearest, %s, explains %s of the held-out updates (%s asked)"
          .formatted(nearest.described(), share, shown(options.enough()));
    }
    List<String> alike =
        rivals.stream()
            .filter(fit -> !fit.equals(nearest) && fit.heldOut().value() >= best() - ALIKE)
            .map(RuleFit::described)
            .toList();
    return "updates as %s makes them: %s of the held-out ones explained"
            .formatted(nearest.described(), share)
        + (alike.isEmpty() ? "" : ", as well by " + String.join(", ", alike));
  }

  /** One row a property, with what it says. */
  public ResultTable table() {
    return ResultTable.titled("The update rule of " + optimizer)
        .columns("property", "value", "in words")
        .row(memory.name(), lagsTold.identified() ? memory : "not identifiable", memoryInWords())
        .row(saturation.name(), saturation, saturationInWords())
        .row(preconditioning.name(), preconditioning, preconditioningInWords())
        .row(change.name(), change, changeInWords())
        .row("last step of a gradient that stays, against the first", heldChange(), heldInWords())
        .row(
            "drift without gradient",
            drift.distance(),
            drift.distance() == 0 ? "stays" : "moves on where nothing asks it to")
        .row("nearest rule made by hand", nearest().heldOut(), nearest().described())
        .withNote(verdict())
        .withNote(
            "%d problems of %s, %d steps; rivals are scored by R² on problems they were not fitted to"
                .formatted(problems, family, options.steps()));
  }

  /** How each rival fares. */
  public ResultTable rivalTable() {
    ResultTable table =
        ResultTable.titled("Rules made by hand, fitted to the updates of " + optimizer)
            .columns("rule", "setting", "rate", "held-out R²");
    for (RuleFit fit : rivals) {
      table = table.row(fit.name(), fit.setting(), fit.rate(), fit.heldOut());
    }
    return table.withNote(verdict());
  }

  /** The lags, and the first update against the gradient. */
  public Figure figure() {
    double[] numbers = new double[lags.size()];
    for (int k = 0; k < numbers.length; k++) {
      numbers[k] = k;
    }
    return Figure.panels(
        "The update rule of " + optimizer,
        List.of(
            Figure.titled("Coefficients of past gradients")
                .xAxis("lag", "steps")
                .yAxis("coefficient", "")
                .points(optimizer, numbers, lags)
                .reference("none", 0),
            firstPanel()));
  }

  /** The step size over time: on the problems, and under one gradient that stays. */
  public Figure schedule() {
    return Figure.panels(
        "The steps of " + optimizer + " over time",
        List.of(
            Figure.titled("On its problems")
                .xAxis("step", "")
                .yAxis("‖update‖ / ‖gradient‖", "")
                .logY()
                .line(
                    optimizer,
                    gain.stream().mapToDouble(Gain::step).toArray(),
                    gain.stream().map(Gain::size).toList()),
            Figure.titled("Under a gradient that stays")
                .xAxis("step", "")
                .yAxis("step downhill", "")
                .line(optimizer, held.x(), held.downhill())
                .reference("none", 0)));
  }

  /** Steps that go uphill have no place on a logarithmic axis and are left out. */
  private Figure firstPanel() {
    List<Integer> down = new ArrayList<>();
    for (int i = 0; i < first.x().length; i++) {
      if (first.downhill()[i] > 0) {
        down.add(i);
      }
    }
    Figure panel =
        Figure.titled("First update")
            .xAxis("|gradient|", "")
            .yAxis("step downhill", "")
            .logX()
            .logY();
    if (down.isEmpty()) {
      return panel;
    }
    double[] x = down.stream().mapToDouble(i -> first.x()[i]).toArray();
    double[] y = down.stream().mapToDouble(i -> first.downhill()[i]).toArray();
    double through = y[y.length / 2] / x[x.length / 2];
    double[] proportional = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      proportional[i] = through * x[i];
    }
    return panel.line(optimizer, x, y).line("proportional", x, proportional);
  }

  @Override
  public MimeBundle toMimeBundle() {
    return table().toMimeBundle();
  }

  @Override
  public String toString() {
    return table().toText();
  }

  private String memoryInWords() {
    if (!lagsTold.identified()) {
      return lagsTold.summary();
    }
    return memory.value() < .05 ? "the present gradient alone" : "past gradients count";
  }

  private String saturationInWords() {
    double power = saturation.value();
    return power < .25
        ? "hardly depends on the gradient's size"
        : power < .75 ? "grows more slowly than the gradient" : "about proportional";
  }

  private String preconditioningInWords() {
    double share = preconditioning.value();
    return share < .25
        ? "coordinates move as their gradients do"
        : share < .75 ? "evens coordinates out in part" : "coordinates move about alike";
  }

  private String changeInWords() {
    double ratio = change.value();
    return ratio > 1.2 ? "grows" : ratio < 1 / 1.2 ? "shrinks" : "about constant";
  }

  /** What is left of the first step at the last; 0 where there was no first step. */
  double heldChange() {
    double start = held.downhill()[0];
    return start == 0 ? 0 : held.downhill()[held.downhill().length - 1] / start;
  }

  private String heldInWords() {
    double ratio = heldChange();
    return ratio > 1.2 ? "grows of itself" : ratio < 1 / 1.2 ? "shrinks of itself" : "no schedule";
  }

  private static String shown(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
