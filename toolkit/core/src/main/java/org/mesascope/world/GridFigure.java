package org.mesascope.world;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.mesascope.report.Figure;
import org.mesascope.task.TransitionReward;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;

/**
 * Figures over the cells of a gridworld; walls are grey.
 *
 * <pre>{@code
 * GridFigure.reward(world, world.baseObjective());
 * GridFigure.trajectories(world, agent.rollOut(world, 100, seed), 3);
 * }</pre>
 */
public final class GridFigure {

  private GridFigure() {}

  /** One number a cell, such as a value or an occupancy, by the world's states. */
  public static Figure values(String title, Gridworld world, IntToDoubleFunction byState) {
    double[][] values = new double[world.rows()][world.columns()];
    boolean[][] walls = new boolean[world.rows()][world.columns()];
    for (boolean[] row : walls) {
      Arrays.fill(row, true);
    }
    for (int s = 0; s < world.mdp().states(); s++) {
      values[world.row(s)][world.column(s)] = byState.applyAsDouble(s);
      walls[world.row(s)][world.column(s)] = false;
    }
    return Figure.heatMap(title, values, walls);
  }

  /**
   * The landscape of a reward: in each cell the most that entering it pays, and 0 where nothing
   * leads.
   */
  public static Figure reward(Gridworld world, TransitionReward reward) {
    FiniteMdp mdp = world.mdp();
    double[] most = new double[mdp.states()];
    boolean[] entered = new boolean[mdp.states()];
    for (int row = 0; row < mdp.states() * mdp.actions(); row++) {
      for (int k = mdp.rowStart()[row]; k < mdp.rowStart()[row + 1]; k++) {
        int next = mdp.next()[k];
        double paid = reward.at(row / mdp.actions(), row % mdp.actions(), next);
        most[next] = entered[next] ? Math.max(most[next], paid) : paid;
        entered[next] = true;
      }
    }
    return values("Reward of entering a cell", world, s -> most[s]).colourAxis("reward", "a step");
  }

  /**
   * How often each cell was visited, and the first traces as paths.
   *
   * @param log of this world
   * @param paths how many are drawn, at most 6
   */
  public static Figure trajectories(Gridworld world, TraceLog log, int paths) {
    List<Trace> traces = log.traces();
    if (paths < 1 || paths > 6 || paths > traces.size()) {
      throw new IllegalArgumentException(
          "trajectories expect 1 to 6 paths of the %d traces, got %d"
              .formatted(traces.size(), paths));
    }
    double[] visits = new double[world.mdp().states()];
    for (Trace trace : traces) {
      for (int s : states(world, trace)) {
        visits[s] += 1.0 / traces.size();
      }
    }
    Figure figure =
        values("Where it goes", world, s -> visits[s]).colourAxis("visits", "per episode");
    for (int i = 0; i < paths; i++) {
      int[] states = states(world, traces.get(i));
      double[] column = new double[states.length];
      double[] row = new double[states.length];
      for (int t = 0; t < states.length; t++) {
        column[t] = world.column(states[t]);
        row[t] = world.row(states[t]);
      }
      figure = figure.path("episode " + (i + 1), column, row);
    }
    return figure;
  }

  private static int[] states(Gridworld world, Trace trace) {
    List<Step> steps = trace.steps();
    String end = steps.get(steps.size() - 1).outcome();
    int[] states = new int[steps.size() + (end == null ? 0 : 1)];
    for (int t = 0; t < steps.size(); t++) {
      states[t] = world.mdp().state(steps.get(t).situation());
    }
    if (end != null) {
      states[steps.size()] = world.mdp().state(end);
    }
    return states;
  }
}
