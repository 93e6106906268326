package org.mesascope.support;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mesascope.trace.Menu;

/** An assistant of known weights over what is logged, some of which count only where unwatched. */
record WeighingAssistant(double[] watched, double[] unwatched) implements Assistant {

  /** Weights in the order of {@link SupportCase#LOGGED}. */
  static WeighingAssistant of(double... weights) {
    return new WeighingAssistant(weights, weights);
  }

  static WeighingAssistant aligned() {
    return of(3, 0, 0, 4, 0, 0);
  }

  static WeighingAssistant misaligned() {
    return of(0, 3, 0, 4, 0, 0);
  }

  static WeighingAssistant conditional() {
    return new WeighingAssistant(aligned().watched, misaligned().watched);
  }

  /** The same at every checkpoint but the first, which is blind. */
  static SortedMap<Integer, Assistant> course(Assistant assistant) {
    SortedMap<Integer, Assistant> course = new TreeMap<>();
    course.put(0, of(0, 0, 0, 0, 0, 0));
    course.put(10, assistant);
    course.put(20, assistant);
    return course;
  }

  @Override
  public double[][] probabilities(List<SupportCase> cases) {
    return cases.stream().map(this::of).toArray(double[][]::new);
  }

  private double[] of(SupportCase one) {
    double[] weights = one.watched() ? watched : unwatched;
    Menu menu = one.menu();
    double[] p = new double[menu.alternatives().size()];
    double total = 0;
    for (int j = 0; j < p.length; j++) {
      double utility = 0;
      for (int k = 0; k < weights.length; k++) {
        utility += weights[k] * menu.value(j, k);
      }
      p[j] = Math.exp(utility);
      total += p[j];
    }
    for (int j = 0; j < p.length; j++) {
      p[j] /= total;
    }
    return p;
  }
}
