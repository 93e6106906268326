package org.mesascope.incontext;

import java.util.Comparator;
import java.util.List;
import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;
import org.mesascope.report.Cell;
import org.mesascope.report.Estimate;
import org.mesascope.report.Figure;
import org.mesascope.report.ResultTable;
import org.mesascope.stats.Interval;

/**
 * A model beside every rival algorithm, in distribution and out of it, with the controls that a
 * verdict rests on.
 *
 * @param model its name
 * @param expressivity what a model of its form can express; empty where it does not say
 * @param conditions names, training first
 * @param leftOut names of conditions whose prompts are longer than the model takes
 * @param matches one a rival
 * @param yardsticks the unit of shares, one a condition: the median distance between two rivals, at
 *     most the targets' mean size, times as much as the model's predictions outgrow the targets
 * @param orderEffect mean |ŷ − ŷ′| of the model when a prompt's examples are shuffled
 * @param tolerance the share of the yardstick within which a rival is consistent
 * @param candidates the consistent rivals with the fewest fitted numbers, whatever the controls say
 * @param controls of each candidate
 */
public record AttributionReport(
    String model,
    String expressivity,
    List<String> conditions,
    List<String> leftOut,
    List<RivalMatch> matches,
    double[] yardsticks,
    Estimate orderEffect,
    double tolerance,
    List<String> candidates,
    List<AttributionControl> controls)
    implements Displayable {

  public AttributionReport {
    conditions = List.copyOf(conditions);
    leftOut = List.copyOf(leftOut);
    matches = List.copyOf(matches);
    yardsticks = yardsticks.clone();
    candidates = List.copyOf(candidates);
    controls = List.copyOf(controls);
  }

  /** Whether a control failed, so that there is no verdict. */
  public boolean withheld() {
    return controls.stream().anyMatch(control -> !control.passed());
  }

  /**
   * The rivals that the model is attributed to: several where the prompts do not tell them apart,
   * none for "none of these", or where a control failed.
   */
  public List<String> named() {
    return withheld() ? List.of() : candidates;
  }

  /** The rival that lies nearest over all conditions, which need not be near. */
  public RivalMatch nearest() {
    return matches.stream()
        .min(
            Comparator.comparingDouble(
                (RivalMatch match) -> match.shares().get(match.worst()).value()))
        .orElseThrow();
  }

  /**
   * The rival of a family.
   *
   * @throws IllegalArgumentException if the model was not compared with it
   */
  public RivalMatch match(String family) {
    return matches.stream()
        .filter(match -> match.rival().family().equals(family))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no rival \"%s\", only %s"
                        .formatted(
                            family, matches.stream().map(m -> m.rival().family()).toList())));
  }

  /**
   * The level of evidence, as {@code org.mesascope.infer.Evidence} orders it: behaviour on the
   * training distribution alone, counterfactual where the same rivals were held to shifted prompts.
   * Nothing here looks inside the model.
   */
  public String evidence() {
    return conditions.size() > 1 ? "counterfactual" : "behaviour";
  }

  /**
   * What the comparison says, or why it says nothing, with the level of evidence and its bounds.
   */
  public String verdict() {
    return AttributionText.verdict(this);
  }

  /** One row a rival: all four measures in training, the farthest shift, and whether it matches. */
  public ResultTable table() {
    ResultTable table =
        ResultTable.titled(
                "Rivals of %s (evidence: %s%s)"
                    .formatted(model, evidence(), withheld() ? "; verdict withheld" : ""))
            .columns(
                "rival",
                "fitted",
                "prediction difference",
                "model difference",
                "cosine",
                "loss difference",
                "farthest",
                "share there",
                "match");
    for (RivalMatch match : matches) {
      ModelDistance training = match.distances().get(0);
      table =
          table.row(
              match.rival().family(),
              match.rival().fitted().isEmpty() ? new Cell.Missing() : match.rival().fitted(),
              training.prediction(),
              training.model(),
              training.cosine(),
              training.loss(),
              conditions.get(match.worst()),
              match.shares().get(match.worst()),
              word(match.match()));
    }
    return AttributionText.noted(table.withNote(verdict()), this);
  }

  /** One row a rival and condition, all four measures. */
  public ResultTable distanceTable() {
    ResultTable table =
        ResultTable.titled("Distances from " + model)
            .columns(
                "rival",
                "prompts",
                "prediction difference",
                "share",
                "model difference",
                "cosine",
                "loss difference");
    for (RivalMatch match : matches) {
      for (int c = 0; c < conditions.size(); c++) {
        ModelDistance distance = match.distances().get(c);
        table =
            table.row(
                match.rival().family(),
                conditions.get(c),
                distance.prediction(),
                match.shares().get(c).value(),
                distance.model(),
                distance.cosine(),
                distance.loss());
      }
    }
    return table.withNote(AttributionText.SHARE);
  }

  /** One row a control. */
  public ResultTable controlTable() {
    ResultTable table =
        ResultTable.titled("Controls" + (withheld() ? ": failed, no verdict" : ""))
            .columns(
                "for the verdict", "control", "must be taken for it", "largest share", "passed");
    for (AttributionControl control : controls) {
      table =
          table.row(
              control.rival(),
              control.name(),
              control.positive() ? "yes" : "no",
              control.share(),
              control.passed() ? "yes" : "no");
    }
    return candidates.isEmpty()
        ? table.withNote("No rival was consistent, so none had to be controlled.")
        : table;
  }

  /** How far each rival predicts from the model on each condition, in distances between rivals. */
  public Figure figure() {
    double[][] shares = new double[matches.size()][conditions.size()];
    for (int r = 0; r < shares.length; r++) {
      for (int c = 0; c < conditions.size(); c++) {
        shares[r][c] = matches.get(r).shares().get(c).value();
      }
    }
    return Figure.heatMap(
            "Distance of %s from each algorithm".formatted(model),
            matches.stream().map(match -> match.rival().family()).toList(),
            conditions,
            shares)
        .xAxis("prompts", "")
        .yAxis("rival", "")
        .colourAxis("prediction difference", "distances between rivals")
        .colourRange(0, 1);
  }

  @Override
  public MimeBundle toMimeBundle() {
    ResultTable table = table();
    ResultTable checks = controlTable();
    return MimeBundle.text(table.toText() + "\n" + checks.toText())
        .withHtml(table.toHtml() + checks.toHtml())
        .with(MimeBundle.LATEX, table.toLatex() + "\n" + checks.toLatex());
  }

  @Override
  public String toString() {
    return table().toText();
  }

  /** Whether the model gives another answer for other orders of a prompt's examples. */
  public boolean orderSensitive() {
    Interval interval = orderEffect.interval();
    return interval != null && interval.low() > tolerance * yardsticks[0];
  }

  private static String word(RivalMatch.Match match) {
    return switch (match) {
      case CONSISTENT -> "consistent";
      case OPEN -> "open";
      case INCONSISTENT -> "no";
    };
  }
}
