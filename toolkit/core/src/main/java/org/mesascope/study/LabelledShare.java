package org.mesascope.study;

import org.mesascope.probe.GroupShare;
import org.mesascope.report.Estimate;
import org.mesascope.search.MazeBatch;
import org.mesascope.stats.Seed;

/** The share of start cells whose likeliest move is one of those that a batch labels as right. */
final class LabelledShare {

  private LabelledShare() {}

  static Estimate of(String name, MazeBatch mazes, float[] logits, Seed seed) {
    PlannedMoves plan = PlannedMoves.of(logits, mazes.size());
    double[] right = new double[mazes.size()];
    double[] starts = new double[mazes.size()];
    for (int cell = 0; cell < mazes.cells(); cell++) {
      for (int maze = 0; maze < mazes.size(); maze++) {
        boolean labelled = false;
        for (int move = 0; move < MazeBatch.MOVES; move++) {
          labelled |= share(mazes, cell, move, maze) > 0;
        }
        if (labelled) {
          starts[maze]++;
          right[maze] += share(mazes, cell, plan.at(cell, maze), maze) > 0 ? 1 : 0;
        }
      }
    }
    return GroupShare.of(
        name, right, starts, .95, "share of start cells, bootstrap over mazes", seed);
  }

  private static float share(MazeBatch mazes, int cell, int move, int maze) {
    return mazes.moves()[(cell * MazeBatch.MOVES + move) * mazes.size() + maze];
  }
}
