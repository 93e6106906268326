package org.mesascope.align;

import org.mesascope.world.FiniteMdp;

/**
 * The transitions over which a distance compares two rewards, and with what weight: D(s, a, s′).
 *
 * <p>A distance sees only what its coverage sees. Uniform coverage also asks about transitions that
 * no dynamics allows; coverage of what happens says nothing about what might.
 */
public interface CoverageDistribution {

  /** Takes one transition and its weight. */
  @FunctionalInterface
  interface Visitor {
    void visit(int state, int action, int next, double weight);
  }

  /** Its name in a report, such as "uniform coverage". */
  String name();

  /** Visits every transition of positive weight, always in the same order; weights sum to 1. */
  void forEach(Visitor visitor);

  /** Every (s, a, s′) alike, possible or not. Visits S·A·S transitions. */
  static CoverageDistribution uniform(int states, int actions) {
    return new Uniform(states, actions);
  }

  /** Every (s, a, s′) of positive probability alike. */
  static CoverageDistribution feasible(FiniteMdp mdp) {
    return new Dynamics("coverage of what is feasible", mdp, false);
  }

  /** Every state with a successor alike, every action alike, s′ as the dynamics have it. */
  static CoverageDistribution onDynamics(FiniteMdp mdp) {
    return new Dynamics("coverage on the dynamics", mdp, true);
  }

  /** {@link #uniform}. */
  record Uniform(int states, int actions) implements CoverageDistribution {
    @Override
    public String name() {
      return "uniform coverage";
    }

    @Override
    public void forEach(Visitor visitor) {
      double weight = 1.0 / states / actions / states;
      for (int s = 0; s < states; s++) {
        for (int a = 0; a < actions; a++) {
          for (int next = 0; next < states; next++) {
            visitor.visit(s, a, next, weight);
          }
        }
      }
    }
  }

  /** {@link #feasible} and, weighted by probability, {@link #onDynamics}. */
  record Dynamics(String name, FiniteMdp mdp, boolean weighted) implements CoverageDistribution {
    @Override
    public void forEach(Visitor visitor) {
      int[] rowStart = mdp.rowStart();
      int actions = mdp.actions();
      double rows = 0;
      for (int s = 0; s < mdp.states(); s++) {
        rows += mdp.isTerminal(s) ? 0 : actions;
      }
      double one = 1 / (weighted ? rows : rowStart[rowStart.length - 1]);
      for (int row = 0; row < rowStart.length - 1; row++) {
        for (int k = rowStart[row]; k < rowStart[row + 1]; k++) {
          double weight = weighted ? one * mdp.probability()[k] : one;
          visitor.visit(row / actions, row % actions, mdp.next()[k], weight);
        }
      }
    }
  }
}
