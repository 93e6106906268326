package org.mesascope.infer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Directions that data cannot tell, taken apart into what a reader can understand. */
final class NullSpace {

  private static final double SPANNED = 1e-6;
  private static final int SHOWN = 6;

  private final List<String> names;
  private final double[] units;
  private List<double[]> directions;

  /** What an information does not tell; looked at in its own units. */
  NullSpace(List<String> names, Information information) {
    this.names = names;
    units = information.units();
    directions = scaled(information.untold(), units);
  }

  /** An orthonormal basis of the same directions with every parameter in its own unit. */
  static List<double[]> scaled(List<double[]> directions, double[] units) {
    List<double[]> scaled = new ArrayList<>();
    for (double[] direction : directions) {
      double[] own = direction.clone();
      for (int k = 0; k < own.length; k++) {
        own[k] /= units[k];
      }
      scaled.add(own);
    }
    return Information.orthonormal(scaled);
  }

  int size() {
    return directions.size();
  }

  /** Whether a parameter alone can be moved freely; takes such directions out. */
  boolean[] takeSilent() {
    boolean[] silent = new boolean[names.size()];
    for (int k = 0; k < silent.length; k++) {
      double[] axis = new double[silent.length];
      axis[k] = 1;
      silent[k] = take(axis);
    }
    return silent;
  }

  /** Whether a vector lies in this space; takes it out. */
  boolean take(double[] given) {
    double[] vector = given.clone();
    for (int k = 0; k < vector.length; k++) {
      vector[k] /= units[k];
    }
    double norm = Math.sqrt(Information.dot(vector, vector));
    double[] outside = Information.without(directions, vector);
    if (norm == 0 || Math.sqrt(Information.dot(outside, outside)) > SPANNED * norm) {
      return false;
    }
    List<double[]> order = new ArrayList<>();
    order.add(vector);
    order.addAll(directions);
    List<double[]> basis = Information.orthonormal(order);
    directions = new ArrayList<>(basis.subList(1, Math.min(basis.size(), directions.size())));
    return true;
  }

  /** Takes out the directions that satisfy a condition; how many they were. */
  int takeWhere(Predicate<double[]> condition) {
    List<double[]> rest = new ArrayList<>();
    for (double[] direction : directions) {
      double[] own = direction.clone();
      for (int k = 0; k < own.length; k++) {
        own[k] *= units[k];
      }
      if (!condition.test(own)) {
        rest.add(direction);
      }
    }
    int taken = directions.size() - rest.size();
    directions = rest;
    return taken;
  }

  /** A sentence for each group of parameters that what is left moves together. */
  List<String> together() {
    int n = names.size();
    boolean[] seen = new boolean[n];
    List<String> sentences = new ArrayList<>();
    for (int k = 0; k < n; k++) {
      List<String> group = new ArrayList<>();
      collect(k, seen, group);
      if (group.size() > 1) {
        sentences.add(listed(group) + " move together in these data");
      }
    }
    return sentences;
  }

  private void collect(int k, boolean[] seen, List<String> group) {
    if (seen[k] || projection(k, k) < SPANNED) {
      return;
    }
    seen[k] = true;
    group.add(names.get(k));
    for (int l = 0; l < names.size(); l++) {
      if (Math.abs(projection(k, l)) > SPANNED) {
        collect(l, seen, group);
      }
    }
  }

  private double projection(int k, int l) {
    double sum = 0;
    for (double[] direction : directions) {
      sum += direction[k] * direction[l];
    }
    return sum;
  }

  /**
   * A sentence on the directions that choices follow without exception; none where there are none.
   */
  static List<String> followed(List<String> names, List<double[]> separated) {
    if (separated.isEmpty()) {
      return List.of();
    }
    List<String> involved = new ArrayList<>();
    for (int k = 0; k < names.size(); k++) {
      int at = k;
      if (separated.stream().anyMatch(direction -> direction[at] != 0)) {
        involved.add(names.get(k));
      }
    }
    return List.of(
        "the choices follow %s without exception, so that the weight has no upper bound"
            .formatted(listed(involved)));
  }

  /** "a, b and c", or the first few and how many more. */
  static String listed(List<String> words) {
    if (words.size() == 1) {
      return words.get(0);
    }
    if (words.size() > SHOWN) {
      return String.join(", ", words.subList(0, SHOWN - 1))
          + " and "
          + (words.size() - SHOWN + 1)
          + " more";
    }
    int last = words.size() - 1;
    return String.join(", ", words.subList(0, last)) + " and " + words.get(last);
  }
}
