package org.mesascope.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.mesascope.stats.Interval;

/** One figure of each kind, for the tests that hold for all of them. */
final class Gallery {

  private Gallery() {}

  static Map<String, Figure> figures() {
    Map<String, Figure> all = new LinkedHashMap<>();
    all.put("gap", gap());
    all.put("training", training());
    all.put("points", points());
    all.put("bars", bars());
    all.put("forest", forest());
    all.put("reward", reward());
    all.put("sequential", sequential());
    all.put("log", log());
    all.put(
        "panels", Figure.panels("Capability and objective under shift", List.of(gap(), bars())));
    all.put("many", many());
    all.put("paths", paths());
    all.put("noted", gap().note("Only 4 seeds: look at each one's points."));
    return all;
  }

  static Figure gap() {
    double[] x = {0, 1, 2, 3, 4, 5, 6, 7, 8};
    double[] reached = {.98, .97, .99, .98, .97, .98, .99, .98, .99};
    double[] coin = {.99, .71, .52, .40, .31, .22, .15, .10, .06};
    return Figure.titled("Capability generalizes, the objective does not")
        .xAxis("distance of the coin from its training place", "cells")
        .yAxis("share of episodes", "")
        .yRange(0, 1.05)
        .line("reached the wall", x, reached)
        .band(shift(reached, -.02), shift(reached, .01))
        .line("got the coin", x, coin)
        .band(shift(coin, -.06), shift(coin, .06))
        .reference("random walk", .11);
  }

  static Figure training() {
    int n = 400;
    double[] x = IntStream.rangeClosed(1, n).asDoubleStream().toArray();
    double[] a = new double[n];
    double[] b = new double[n];
    for (int i = 0; i < n; i++) {
      a[i] = 1 - Math.exp(-i / 40.0) + .01 * Math.sin(i);
      b[i] = .8 * (1 - Math.exp(-i / 90.0)) + .01 * Math.cos(i * 1.3);
    }
    return Figure.titled("Return over training")
        .xAxis("training step", "")
        .yAxis("return", "reward per episode")
        .line("coin at the end", x, a)
        .band(shift(a, -.05), shift(a, .05))
        .line("coin anywhere", x, b)
        .band(shift(b, -.08), shift(b, .08));
  }

  static Figure points() {
    double[] x = {0, .25, .5, .75, 1};
    double[] y = {-.2, .1, .35, .3, .62};
    return Figure.titled("Correlation with the base objective")
        .xAxis("shift strength", "")
        .yAxis("correlation", "")
        .points("inferred", x, y, shift(y, -.15), shift(y, .12))
        .points("exact", x, new double[] {-.15, .12, .3, .41, .6})
        .reference("none", 0);
  }

  static Figure bars() {
    List<String> names = List.of("training", "moved coin", "no coin");
    double[] a = {.97, .95, .96};
    double[] b = {.96, .31, .12};
    return Figure.titled("What the agent gets")
        .yAxis("share of episodes", "")
        .bars("somewhere", names, a, shift(a, -.03), shift(a, .02))
        .bars("where intended", names, b, shift(b, -.07), shift(b, .07));
  }

  static Figure forest() {
    return Figure.forest(
            "Mode choice: conditional logit",
            List.of(
                estimate("generalized cost", -.0155, .0044),
                estimate("terminal time", -.0961, .0104),
                estimate("income × air", .0133, .0103),
                estimate("air", 5.207, .779)))
        .xAxis("coefficient", "");
  }

  static Figure reward() {
    double[][] values = new double[5][5];
    for (int r = 0; r < 5; r++) {
      for (int c = 0; c < 5; c++) {
        values[r][c] = Math.sin(1.0 + r) * (c - 1.5);
      }
    }
    boolean[][] walls = new boolean[5][5];
    walls[1][2] = true;
    walls[3][3] = true;
    return Figure.heatMap("Inferred reward on the grid", values, walls)
        .colourAxis("reward", "a step");
  }

  static Figure paths() {
    double[][] visits = new double[5][5];
    for (int i = 0; i < 25; i++) {
      visits[i / 5][i % 5] = i % 7 / 7.0;
    }
    return Figure.heatMap("Where it goes", visits)
        .colourAxis("visits", "per episode")
        .path("episode 1", new double[] {0, 1, 1, 2, 3, 4}, new double[] {0, 0, 1, 1, 1, 1})
        .path("episode 2", new double[] {.1, .1, .1, 1}, new double[] {.1, 1, 2, 2})
        .path("goal", new double[] {4}, new double[] {4});
  }

  static Figure sequential() {
    double[][] values = new double[30][60];
    for (int r = 0; r < 30; r++) {
      for (int c = 0; c < 60; c++) {
        values[r][c] = Math.exp(-Math.hypot(r - 15, c - 20) / 10);
      }
    }
    return Figure.heatMap("Occupancy", values).colourAxis("visits", "per episode");
  }

  static Figure log() {
    double[] x = {1, 10, 100, 1000, 10000};
    return Figure.titled("Loss over context length")
        .xAxis("context length", "examples")
        .yAxis("risk", "squared error")
        .logX()
        .logY()
        .line("trained", x, new double[] {3.3, 1.6, .2, .02, .0021})
        .line("exact optimum", x, new double[] {3.2, 1.5, .18, .018, .0018});
  }

  static Figure many() {
    Figure figure =
        Figure.titled("Performance profiles").xAxis("τ", "").yAxis("share of runs ≥ τ", "");
    double[] x = IntStream.range(0, 20).mapToDouble(i -> i / 19.0).toArray();
    for (int s = 0; s < 8; s++) {
      int series = s;
      figure =
          figure.line(
              "optimizer " + (s + 1),
              x,
              IntStream.range(0, 20)
                  .mapToDouble(i -> 1 - Math.pow(i / 19.0, 1 + series * .5))
                  .toArray());
    }
    return figure;
  }

  private static Estimate estimate(String name, double value, double error) {
    return Estimate.of(
        name,
        value,
        new Interval(value - 1.96 * error, value + 1.96 * error, .95),
        210,
        "maximum likelihood");
  }

  private static double[] shift(double[] values, double by) {
    double[] out = values.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] += by;
    }
    return out;
  }
}
